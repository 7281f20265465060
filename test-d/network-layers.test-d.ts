/** Layers between dense layers, and layers on sequences: their outputs, and what they refuse. */
import { type Dim, dim, type Matrix, type Size, type Tensor, zeros } from "conformable";
import { type AttentionParameters, activate, attention, type BatchNorm, batchNorm, concat, type Dense, type DenseParameters, dense, dropout, type EmbeddingParameters, embedding, freeze, type Layer, layerNorm, lstm, type Network, type NormalizationParameters, type RecurrentParameters, type RmsNormParameters, relu, residual, reversed, rmsNorm, sequential, sum } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 12);
const [keeping, narrowing] = [dense(5, 5), dense(5, 3)];
const [toHidden, onHidden] = [dense(12, hidden), dense(hidden, hidden)];

// ── activate: any shape ──
expectType<Network<[], [], readonly []>>(activate(relu));
expectType<Matrix<2, 5>>(activate(relu).predict(zeros([2, 5])));
expectType<[5]>(sequential(dense(7, 5), activate(relu)).outputShape);

sequential(dense(7, 5), activate(relu), dense(5, 3));
// @ts-expect-error sequential: layer 3 takes [11], but layer 2 gives [5]
sequential(dense(7, 5), activate(relu), dense(11, 3));
sequential(dense(7, hidden), activate(relu), dense(hidden, 3));
// @ts-expect-error sequential: layer 3 takes [12], but layer 2 gives [hidden=12]
sequential(dense(7, hidden), activate(relu), dense(12, 3));
export function activated<In extends number, Out extends number>(lower: Dense<In, Out>, upper: Dense<Out, In>) {
  expectType<[Size<In>]>(sequential(lower, activate(relu), upper).outputShape);
  sequential(lower, activate(relu), upper);
  // @ts-expect-error sequential
  sequential(lower, activate(relu), lower);
}

// ── dropout: any shape ──
expectType<Network<[], [], readonly []>>(dropout(0.5));
expectType<Tensor<[Dim<"batch">, 7, 5]>>(dropout(0.5).predict(zeros([batch, 7, 5])));

sequential(dense(7, 5), dropout(0.5), dense(5, 3));
// @ts-expect-error sequential: layer 3 takes [11], but layer 2 gives [5]
sequential(dense(7, 5), dropout(0.5), dense(11, 3));
sequential(dense(7, hidden), dropout(0.5), dense(hidden, 3));
// @ts-expect-error sequential: layer 3 takes [12], but layer 2 gives [hidden=12]
sequential(dense(7, hidden), dropout(0.5), dense(12, 3));
export function dropped<In extends number, Out extends number>(lower: Dense<In, Out>, upper: Dense<Out, In>) {
  sequential(lower, dropout(0.5), upper);
  // @ts-expect-error sequential
  sequential(lower, dropout(0.5), lower);
}

// ── layerNorm: a scale and a shift for each number ──
expectType<Network<[5], [5], NormalizationParameters<5>>>(layerNorm(5));
expectType<Tensor<[2, 3, 5]>>(layerNorm(5).predict(zeros([2, 3, 5])));

layerNorm(5);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
layerNorm(2.5);
layerNorm(batch);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
layerNorm(count);
sequential(toHidden, layerNorm(hidden));
// @ts-expect-error sequential: layer 2 takes [batch], but layer 1 gives [hidden=12]
sequential(toHidden, layerNorm(batch));
sequential(narrowing, layerNorm(3));
// @ts-expect-error sequential: layer 2 takes [7], but layer 1 gives [3]
sequential(narrowing, layerNorm(7));
export function layerNormOf<N extends number>(size: Size<N>, bare: N) {
  expectType<Network<[N], [N], NormalizationParameters<N>>>(layerNorm(size));
  layerNorm(size);
  // @ts-expect-error Argument of type
  layerNorm(bare);
}

// ── rmsNorm: a scale for each number ──
expectType<Network<[5], [5], RmsNormParameters<5>>>(rmsNorm(5));
expectType<Tensor<[2, 3, 5]>>(rmsNorm(5).predict(zeros([2, 3, 5])));

rmsNorm(5);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
rmsNorm(2.5);
rmsNorm(batch);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
rmsNorm(count);
sequential(toHidden, rmsNorm(hidden));
// @ts-expect-error sequential: layer 2 takes [batch], but layer 1 gives [hidden=12]
sequential(toHidden, rmsNorm(batch));
export function rmsNormOf<N extends number>(size: Size<N>, bare: N) {
  expectType<Network<[N], [N], RmsNormParameters<N>>>(rmsNorm(size));
  rmsNorm(size);
  // @ts-expect-error Argument of type
  rmsNorm(bare);
}

// ── batchNorm: a scale and a shift for each number, and statistics ──
expectType<BatchNorm<5>>(batchNorm(5));
expectType<Tensor<[2, 7, 7, 5]>>(batchNorm(5).predict(zeros([2, 7, 7, 5])));

batchNorm(5);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
batchNorm(2.5);
batchNorm(batch);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
batchNorm(count);
sequential(narrowing, batchNorm(3));
// @ts-expect-error sequential: layer 2 takes [7], but layer 1 gives [3]
sequential(narrowing, batchNorm(7));
batchNorm(5).statistics.values.mean.dot(zeros([5]));
// @ts-expect-error dot: [5] by [3]: the shapes differ
batchNorm(5).statistics.values.mean.dot(zeros([3]));
export function batchNormOf<N extends number>(size: Size<N>, bare: N) {
  expectType<BatchNorm<N>>(batchNorm(size));
  batchNorm(size);
  // @ts-expect-error Argument of type
  batchNorm(bare);
}

// ── embedding: a row for each number ──
expectType<Network<[], [5], EmbeddingParameters<27, 5>>>(embedding(27, 5));
expectType<Matrix<3, 5>>(embedding(27, 5).predict(zeros([3])));
expectType<Matrix<27, 5>>(embedding(27, 5).parameters.table);
expectType<Tensor<[Dim<"batch">, Dim<"time">, Dim<"hidden", 12>]>>(embedding(27, hidden).predict(zeros([batch, time])));

embedding(27, 5);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
embedding(27, 2.5);
embedding(batch, 5);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
embedding(count, 5);
sequential(embedding(27, 5), keeping);
// @ts-expect-error sequential: layer 2 takes [5], but layer 1 gives [7]
sequential(embedding(27, 7), keeping);
export function embedded<Entries extends number, Length extends number>(entries: Size<Entries>, length: Size<Length>, bare: Length) {
  expectType<Network<[], [Length], EmbeddingParameters<Entries, Length>>>(embedding(entries, length));
  embedding(entries, length);
  // @ts-expect-error Argument of type
  embedding(entries, bare);
}

// ── residual: a layer that keeps its shape ──
expectType<Dense<5, 5>>(residual(keeping));
expectType<Dense<5, 5>["parameters"]>(residual(keeping).parameters);
expectType<Network<[3, 5], [3, 5], readonly [NormalizationParameters<5>, AttentionParameters<5, 1>]>>(
  residual(sequential(layerNorm(5), attention([3, 5], 1))),
);

residual(keeping);
// @ts-expect-error residual: the layer takes [5], but gives [3]
residual(narrowing);
residual(onHidden);
// @ts-expect-error residual: the layer takes [12], but gives [hidden=12]
residual(toHidden);
export function around<N extends number, M extends number, P>(own: Layer<[N], [N], P>, other: Layer<[N], [M], P>) {
  expectType<Network<[N], [N], P>>(residual(own));
  residual(own);
  // @ts-expect-error residualGivesWhatItTakes<
  residual(other);
}

// ── reversed: a layer that takes a sequence ──
const [reading, remembering] = [lstm([3, 5], 7), lstm([3, 5], 7, { returns: "last" })];
expectType<Network<[3, 5], [3, 7], RecurrentParameters<4, 5, 7>>>(reversed(reading));
expectType<Network<[3, 5], [7], RecurrentParameters<4, 5, 7>>>(reversed(remembering));
expectType<[3, 14]>(concat(-1, reading, reversed(reading)).outputShape);

reversed(reading);
// @ts-expect-error reversed: the layer takes [5], not [length, width]
reversed(keeping);
const onSequences = attention([3, hidden], 1);
reversed(onSequences);
// @ts-expect-error reversed: the layer takes [hidden=12], not [length, width]
reversed(onHidden);
export function fromTheEnd<N extends number, M extends number, P>(own: Layer<[N, M], [N], P>, other: Layer<[N], [N, M], P>) {
  expectType<Network<[N, M], [N], P>>(reversed(own));
  reversed(own);
  // @ts-expect-error reversedMismatch<
  reversed(other);
}

// ── sum: layers that take the same, and give the same ──
expectType<Network<[5], [3], readonly [DenseParameters<5, 3>, DenseParameters<5, 3>]>>(sum(narrowing, narrowing));
expectType<Network<[3, 5], [3, 5], readonly [NormalizationParameters<5>, AttentionParameters<5, 1>]>>(
  sum(layerNorm(5), attention([3, 5], 1)),
);
const [wider, onTwelve] = [dense(7, 5), dense(12, 12)];
const [named, twelve] = [dense(3, hidden), dense(3, 12)];
const rectified = activate(relu);
const pair: [typeof keeping, typeof keeping] = [keeping, keeping];
const several = [...pair];
const either = count > 3 ? keeping : narrowing;

sum(keeping, keeping);
// @ts-expect-error sum: layer 2 gives [3], but layer 1 gives [5]
sum(keeping, narrowing);
sum(keeping, keeping);
// @ts-expect-error sum: layer 2 takes [7], but layer 1 takes [5]
sum(keeping, wider);
sum(keeping, rectified);
// @ts-expect-error sum: argument 2 is an activation (activate(…) makes a layer of it), not a layer
sum(keeping, relu);
sum(...pair);
// @ts-expect-error sum: takes its layers one by one, so that the compiler can see what each of them gives
sum(...several);
sum(keeping);
// @ts-expect-error sum: argument 1 may be one of several layers, of other shapes
sum(either);
sum(named, named);
// @ts-expect-error sum: layer 2 gives [12], but layer 1 gives [hidden=12]
sum(named, twelve);
sum(onHidden, onHidden);
// @ts-expect-error sum: layer 2 takes [12], but layer 1 takes [hidden=12]
sum(onHidden, onTwelve);
export function summed<N extends number, M extends number, P>(own: Layer<[N], [N], P>, other: Layer<[N], [M], P>) {
  expectType<Network<[N], [M], readonly [P, P]>>(sum(other, other));
  sum(own, own);
  // @ts-expect-error sumsWithTheFirst<
  sum(own, other);
}

// ── concat: layers that take the same, whose outputs differ along one axis only ──
expectType<Network<[5], [8], readonly [DenseParameters<5, 5>, DenseParameters<5, 3>]>>(concat(-1, keeping, narrowing));
expectType<Network<[2, 5], [4, 5], readonly [AttentionParameters<5, 1>, DenseParameters<5, 5>]>>(
  concat(0, attention([2, 5], 1), keeping),
);
expectType<Network<[3], [17], readonly [DenseParameters<3, Dim<"hidden", 12>>, DenseParameters<3, 5>]>>(
  concat(-1, named, dense(3, 5)),
);
const [square, flat] = [attention([5, 5], 1), attention([3, 5], 1)];
const narrowed = sequential(square, narrowing);

concat(-1, keeping, narrowing);
// @ts-expect-error concat: layer 2 takes [7], but layer 1 takes [5]
concat(-1, keeping, wider);
concat(0, square, square);
// @ts-expect-error concat: layer 2 takes [3, 5], but layer 1 takes [5, 5]
concat(0, square, flat);
concat(0, square, square);
// @ts-expect-error concat: layer 2 gives [5, 3], but layer 1 gives [5, 5]: they differ in more than axis 0
concat(0, square, narrowed);
concat(0, keeping, narrowing);
// @ts-expect-error concat: [5] has no axis 1
concat(1, keeping, narrowing);
concat(-1, keeping, rectified);
// @ts-expect-error concat: argument 3 is an activation (activate(…) makes a layer of it), not a layer
concat(-1, keeping, relu);
concat(-1, ...pair);
// @ts-expect-error concat: takes its layers one by one, so that the compiler can see what each of them gives
concat(-1, ...several);
concat(-1, onHidden, onHidden);
// @ts-expect-error concat: layer 2 takes [12], but layer 1 takes [hidden=12]
concat(-1, onHidden, onTwelve);
const [toLines, toOthers] = [sequential(attention([2, 5], 1), dense(5, hidden)), sequential(attention([2, 5], 1), dense(5, 12))];
concat(0, toLines, toLines);
// @ts-expect-error concat: layer 2 gives [2, 12], but layer 1 gives [2, hidden=12]: they differ in more than axis 0
concat(0, toLines, toOthers);
export function joined<N extends number, M extends number, P>(own: Layer<[5, N], [5, N], P>, other: Layer<[5, N], [5, M], P>) {
  expectType<Network<[5, N], [10, N], readonly [P, P]>>(concat(0, own, own));
  concat(1, own, other);
  // @ts-expect-error concatsWithTheFirst<
  concat(0, own, other);
}

// ── freeze: a layer without parameters ──
expectType<Network<[5], [3], readonly []>>(freeze(narrowing));
expectType<readonly [readonly [], DenseParameters<3, 7>]>(sequential(freeze(narrowing), dense(3, 7)).parameters);
const notALayer = zeros([5]);
const onNames = zeros([hidden]);

freeze(narrowing);
// @ts-expect-error freeze: the argument is a tensor, not a layer
freeze(notALayer);
freeze(onHidden);
// @ts-expect-error freeze: the argument is a tensor, not a layer
freeze(onNames);
export function frozen<N extends number, M extends number, P>(own: Layer<[N], [M], P>, other: Tensor<[N, M]>) {
  expectType<Network<[N], [M], readonly []>>(freeze(own));
  freeze(own);
  // @ts-expect-error freeze: the argument is a tensor, not a layer
  freeze(other);
}

// ── attention: heads share the width ──
expectType<Network<[7, 12], [7, 12], AttentionParameters<12, 3>>>(attention([7, 12], 3));
expectType<Tensor<[3, 4, 12]>>(attention([7, 12], 3).parameters.query);
expectType<Tensor<[12, 3, 4]>>(attention([7, 12], 3).parameters.output);
expectType<Tensor<[Dim<"batch">, 7, 12]>>(attention([7, 12], 3).predict(zeros([batch, 7, 12])));
expectType<Network<[Dim<"time">, Dim<"hidden", 12>], [Dim<"time">, Dim<"hidden", 12>], AttentionParameters<Dim<"hidden", 12>, 3>>>(attention([time, hidden], 3));

attention([7, 12], 3);
// @ts-expect-error attention: 5 heads can't share a width of 12 equally
attention([7, 12], 5);
attention([7, 12], 3);
// @ts-expect-error attention: takes at least one head
attention([7, 12], 0);
attention([7, 12], 3);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
attention([7, 12], 2.5);
attention([time, hidden], 3);
// @ts-expect-error attention: 5 heads can't share a width of hidden=12 equally
attention([time, hidden], 5);
attention([time, hidden], 3);
// @ts-expect-error attention: the width of a head can't be computed from [time, batch]
attention([time, batch], 3);
attention([batch, 12], 3);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
attention([count, 12], 3);
sequential(embedding(27, 12), attention([7, 12], 3));
// @ts-expect-error sequential: layer 2 takes [7, 12], but layer 1 gives [5]
sequential(embedding(27, 5), attention([7, 12], 3));
export function attended<Length extends number>(length: Size<Length>, bare: Length) {
  expectType<Network<[Length, 12], [Length, 12], AttentionParameters<12, 3>>>(attention([length, 12], 3));
  attention([length, 12], 3);
  // @ts-expect-error Type 'Length' is not assignable to type 'Size<Length>'
  attention([bare, 12], 3);
}
