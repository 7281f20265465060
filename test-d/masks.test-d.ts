/** Masks of attention, attention as an operation, and positions: their shapes, and what they refuse. */
import { type Dim, dim, type Matrix, type Size, type Tensor, zeros } from "conformable";
import { type AttentionParameters, attention, dense, embedding, type MaskFunction, masked, type Network, type PositionsParameters, positions, relu, residual, scaledDotProductAttention, sequential, sinusoidalPositions } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const yes: boolean = JSON.parse("true");
const time = dim("time", count);
const hidden = dim("hidden", 12);
const two = yes ? dense(5, 5) : dense(7, 5);
const [ofSeven, ofSix, ofTime, oneTime] = [zeros([7, 7]), zeros([7, 6]), zeros([time, time]), zeros([time])];
const yesNo = { mask: true } as const;
const own = { mask: ofSeven };
const reader = sequential(embedding(27, 12), residual(attention([7, 12], 3)), dense(12, 27));
const looking = attention([7, 12], 3);
const overTime = attention([time, 12], 3);
const table = embedding(27, 12);
const [narrow, wide] = [embedding(27, 5), embedding(27, 12)];

// ── attention: a mask of its positions ──
expectType<Network<[7, 12], [7, 12], AttentionParameters<12, 3>>>(attention([7, 12], 3, { mask: zeros([7, 7]), causal: true }));
expectType<Network<[7, 12], [7, 12], AttentionParameters<12, 3>>>(attention([7, 12], 3, { mask: undefined }));
expectType<Network<[7, 12], [7, 12], AttentionParameters<12, 3>>>(attention([7, 12], 3, yes ? { mask: zeros([7, 7]) } : {}));

attention([7, 12], 3, { mask: ofSeven });
// @ts-expect-error attention: a sequence of 7 places takes a mask of [7, 7], not [7, 6]
attention([7, 12], 3, { mask: ofSix });
attention([time, hidden], 3, { mask: ofTime });
// @ts-expect-error attention: a sequence of time places takes a mask of [time, time], not [time]
attention([time, hidden], 3, { mask: oneTime });
attention([7, 12], 3, own);
// @ts-expect-error attention: a mask is a matrix; for a mask of each example, write masked(network, (inputs) => …)
attention([7, 12], 3, yesNo);
export function seeing<Length extends number, Other extends number>(length: Size<Length>, other: Size<Other>) {
  attention([length, 12], 3, { mask: zeros([length, length]) });
  // @ts-expect-error attentionMask<
  attention([length, 12], 3, { mask: zeros([length, other]) });
}

// ── masked: a network on sequences, and which places are there ──
expectType<typeof reader>(masked(reader, (letters) => letters.notEqual(0)));
expectType<Tensor<[3, 7, 27]>>(masked(reader, (letters) => letters.notEqual(0)).predict(zeros([3, 7])));
expectType<Network<[7, 12], [7, 12], AttentionParameters<12, 3>>>(masked(attention([7, 12], 3), (x) => x.sum(2)));
expectType<MaskFunction<[7, 12]>>(<Examples extends number>(inputs: Tensor<[Examples, 7, 12]>): Matrix<Examples, 7> => inputs.sum(2));
expectType<Network<[Dim<"time">, 12], [Dim<"time">, 12], AttentionParameters<12, 3>>>(masked(overTime, (x) => x.sum(2)));

masked(looking, (x) => x.sum(2));
// @ts-expect-error Type 'Tensor<[Examples, 12]>' is not assignable to type 'Tensor<[Examples, 7]>'
masked(looking, (x) => x.sum(1));
masked(overTime, (x) => x.sum(2));
// @ts-expect-error Type 'Tensor<[Examples, 12]>' is not assignable to type 'Tensor<[Examples, Dim<"time", number>]>'
masked(overTime, (x) => x.sum(1));
masked(reader, (letters) => letters);
// @ts-expect-error masked: the argument is an activation (activate(…) makes a layer of it), not a layer
masked(relu, (letters) => letters);
masked(reader, (letters) => letters);
// @ts-expect-error masked: the layer takes single numbers, not sequences
masked(table, (letters) => letters);
masked(reader, (letters) => letters);
// @ts-expect-error masked: the layer may be one of several layers, of other shapes
masked(two, (letters) => letters);
export function maskedOf<Length extends number>(length: Size<Length>) {
  masked(attention([length, 12], 3), (x) => x.sum(2));
  // @ts-expect-error Type 'Tensor<[Examples, 12]>' is not assignable to type 'Tensor<[Examples, Length]>'
  masked(attention([length, 12], 3), (x) => x.sum(1));
}

// ── scaledDotProductAttention: queries, keys and values that belong together ──
const [queries, keys, values] = [zeros([2, 3, 5, 4]), zeros([2, 3, 7, 4]), zeros([2, 3, 7, 6])];
const [mask, turned] = [zeros([5, 7]), zeros([7, 5])];
const swapped = zeros([3, 2, 7, 4]);
const [timed, later] = [zeros([time, 5, 4]), zeros([time, 7, 4])];
expectType<Tensor<[2, 3, 5, 6]>>(scaledDotProductAttention(queries, keys, values));
expectType<Tensor<[2, 3, 5, 6]>>(scaledDotProductAttention(queries, keys, values, { mask, causal: true }));
expectType<Tensor<[2, 3, 5, 6]>>(scaledDotProductAttention(queries, keys, values, { mask: zeros([2, 1, 1, 7]) }));
expectType<Matrix<5, 6>>(scaledDotProductAttention(zeros([5, 4]), zeros([7, 4]), zeros([7, 6])));
expectType<Tensor<[Dim<"time">, 5, 6]>>(scaledDotProductAttention(zeros([time, 5, 4]), zeros([time, 7, 4]), zeros([time, 7, 6])));

scaledDotProductAttention(queries, keys, values);
// @ts-expect-error scaledDotProductAttention: the queries are [2, 3, 5, 4], the keys [2, 3, 7, 6]; their leading axes and widths have to be equal
scaledDotProductAttention(queries, values, values);
scaledDotProductAttention(queries, keys, keys);
// @ts-expect-error scaledDotProductAttention: the queries are [2, 3, 5, 4], the keys [3, 2, 7, 4]; their leading axes and widths have to be equal
scaledDotProductAttention(queries, swapped, keys);
scaledDotProductAttention(queries, keys, values);
// @ts-expect-error scaledDotProductAttention: the keys are [2, 3, 7, 4], the values [2, 3, 5, 4]; only their last axes may differ
scaledDotProductAttention(queries, keys, queries);
scaledDotProductAttention(queries, keys, values, { mask: mask });
// @ts-expect-error scaledDotProductAttention: a mask of [7, 5] does not stretch to the scores, [2, 3, 5, 7]
scaledDotProductAttention(queries, keys, values, { mask: turned });
scaledDotProductAttention(timed, later, later);
// @ts-expect-error scaledDotProductAttention: the keys are [time, 7, 4], the values [time, 5, 4]; only their last axes may differ
scaledDotProductAttention(timed, later, timed);
export function attendedBy<Heads extends number, Length extends number, Other extends number>(heads: Size<Heads>, length: Size<Length>, other: Size<Other>) {
  const [x, y] = [zeros([heads, length, 4]), zeros([heads, other, 4])];
  expectType<Tensor<[Heads, Length, 4]>>(scaledDotProductAttention(x, y, y, { mask: zeros([length, other]) }));
  scaledDotProductAttention(x, y, y);
  // @ts-expect-error valuesMismatch<
  scaledDotProductAttention(x, y, x);
}

// ── positions: sequences ──
expectType<Network<[7, 12], [7, 12], PositionsParameters<7, 12>>>(positions([7, 12], { deviation: 0.1 }));
expectType<Matrix<7, 12>>(positions([7, 12]).parameters.table);
sequential(wide, positions([7, 12]));
// @ts-expect-error sequential: layer 2 takes [7, 12], but layer 1 gives [5]
sequential(narrow, positions([7, 12]));
positions([7, 12]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
positions([7, 2.5]);
positions([time, 12]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
positions([count, 12]);
export function placed<Length extends number>(length: Size<Length>, bare: Length) {
  expectType<Network<[Length, 12], [Length, 12], PositionsParameters<Length, 12>>>(positions([length, 12]));
  positions([length, 12]);
  // @ts-expect-error Type 'Length' is not assignable to type 'Size<Length>'
  positions([bare, 12]);
}

// ── sinusoidalPositions: sequences ──
expectType<Network<[Dim<"time">, Dim<"hidden", 12>], [Dim<"time">, Dim<"hidden", 12>], readonly []>>(sinusoidalPositions([time, hidden]));
sinusoidalPositions([7, 12]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
sinusoidalPositions([7, 2.5]);
sinusoidalPositions([time, 12]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
sinusoidalPositions([count, 12]);
export function waved<Length extends number>(length: Size<Length>, bare: Length) {
  sinusoidalPositions([length, 12]);
  // @ts-expect-error Type 'Length' is not assignable to type 'Size<Length>'
  sinusoidalPositions([bare, 12]);
}
