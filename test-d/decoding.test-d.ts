/** Sequences place by place, tied weights, and attention between two sequences: their shapes, and what they refuse. */
import { type Dim, dim, type Matrix, type Size, scalar, type Tensor, type Vector, zeros } from "conformable";
import { attention, type CrossAttention, type CrossAttentionParameters, crossAttention, type Decoder, decoding, dense, type EmbeddingParameters, embedding, flatten, type Network, sequential, unembedding } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const time = dim("time", count);
const hidden = dim("hidden", 12);
const [letters, other] = [embedding(27, 12), dense(12, 27)];
const looking = attention([7, 12], 3, { causal: true });
const overTime = attention([time, 12], 3, { causal: true });
const [flat, named] = [flatten([7, 12]), dense(time, 3)];
const [row, short] = [zeros([2, 12]), zeros([2, 7])];

// ── decoding: a network that keeps the length ──
expectType<Decoder<[], [27]>>(decoding(sequential(letters, looking, unembedding(letters))));
expectType<Vector<27>>(decoding(sequential(letters, looking, unembedding(letters))).next(scalar(3)));
expectType<Decoder<[12], [12]>>(decoding(looking));
expectType<Matrix<2, 12>>(decoding(looking).next(zeros([2, 12])));

decoding(looking);
// @ts-expect-error decoding: takes a network that gives as many places as it takes, not one from [7, 12] to [84]
decoding(flat);
decoding(overTime);
// @ts-expect-error decoding: takes a network that gives as many places as it takes, not one from [time] to [3]
decoding(named);
decoding(looking).next(row);
// @ts-expect-error next: takes [12] with any leading axes, not [2, 7]
decoding(looking).next(short);
export function decoded<N extends number, M extends number>(own: Network<[N, 12], [N, 5], readonly []>, shorter: Network<[N, 12], [M, 5], readonly []>) {
  decoding(own);
  // @ts-expect-error decodingMismatch<
  decoding(shorter);
}

// ── unembedding: an embedding ──
expectType<Network<[12], [27], EmbeddingParameters<27, 12>>>(unembedding(letters));
expectType<Network<[Dim<"hidden", 12>], [Dim<"time">], EmbeddingParameters<Dim<"time">, Dim<"hidden", 12>>>>(unembedding(embedding(time, hidden)));
const [things, wide] = [embedding(time, 12), dense(time, 12)];

unembedding(letters);
// @ts-expect-error unembedding: takes a layer made by embedding, which holds the table
unembedding(other);
unembedding(things);
// @ts-expect-error unembedding: takes a layer made by embedding, which holds the table
unembedding(wide);
export function tied<N extends number>(own: Network<[], [12], EmbeddingParameters<N, 12>>, none: Network<[12], [N], EmbeddingParameters<N, 12>>) {
  expectType<Network<[12], [N], EmbeddingParameters<N, 12>>>(unembedding(own));
  unembedding(own);
  // @ts-expect-error unembedding: takes a layer made by embedding, which holds the table
  unembedding(none);
}

// ── crossAttention: heads share the width ──
const [x, memory] = [zeros([2, 7, 12]), zeros([2, 9, 8])];
expectType<CrossAttention<[7, 12], [9, 8], CrossAttentionParameters<12, 8, 3>>>(crossAttention([7, 12], [9, 8], 3));
expectType<Tensor<[3, 4, 8]>>(crossAttention([7, 12], [9, 8], 3).parameters.key);
expectType<Tensor<[2, 7, 12]>>(crossAttention([7, 12], [9, 8], 3).predict(x, memory, { mask: zeros([2, 9]) }));

crossAttention([7, 12], [9, 8], 3);
// @ts-expect-error attention: 5 heads can't share a width of 12 equally
crossAttention([7, 12], [9, 8], 5);
crossAttention([time, hidden], [9, 8], 3);
// @ts-expect-error attention: 5 heads can't share a width of hidden=12 equally
crossAttention([time, hidden], [9, 8], 5);
crossAttention([7, 12], [9, 8], 3).predict(x, memory);
// @ts-expect-error Argument of type 'Tensor<[2, 7, 12]>' is not assignable to parameter of type 'Tensor<[2, 9, 8]>'
crossAttention([7, 12], [9, 8], 3).predict(x, x);
export function crossed<Length extends number>(length: Size<Length>, bare: Length) {
  expectType<CrossAttention<[Length, 12], [9, 8], CrossAttentionParameters<12, 8, 3>>>(crossAttention([length, 12], [9, 8], 3));
  crossAttention([length, 12], [9, 8], 3);
  // @ts-expect-error Type 'Length' is not assignable to type 'Size<Length>'
  crossAttention([bare, 12], [9, 8], 3);
}
