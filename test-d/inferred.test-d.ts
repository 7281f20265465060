/** Networks whose sizes are inferred: what each layer is on the shape that reaches it, and what is refused. */
import { type Dim, dim, type Matrix, type Size, type Tensor, zeros } from "conformable";
import { attention, averagePool2d, batchNorm, chain, concat, conv2d, type Deferred, dense, flatten, globalAveragePool2d, globalMaxPool2d, groupNorm, gru, type InferredNetwork, layerNorm, lstm, maxPool2d, positions, recurrent, reshape, residual, reversed, rmsNorm, sequential, sinusoidalPositions, sum } from "conformable/inferred";
import * as nn from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const yes: boolean = JSON.parse("true");
const time = dim("time", count);
const hidden = dim("hidden", 12);
const wide = dim("wide", 5);
const [none, row, plane, image, sequence] = [[], [3], [11, 11], [11, 11, 3], [7, 12]] as const;
const { relu } = nn;
const [activated, normed] = [nn.activate(relu), nn.layerNorm];
const [sized, deferred] = [nn.layerNorm(3), layerNorm()];
const [pair, list] = [[dense(5), dense(5)] as const, [dense(5), dense(5)]];

// ── inferred.sequential: the shape of the input, and layers ──
const network = sequential([28, 28, 1], conv2d(16, 3, { padding: "same", activation: nn.relu }), maxPool2d(2), flatten(), dense(10));
expectType<InferredNetwork<[[28, 28, 1], [28, 28, 16], [14, 14, 16], [3136], [10]], readonly [nn.Conv2dParameters<3, 1, 16>, readonly [], readonly [], nn.DenseParameters<3136, 10>]>>(network);
expectType<Matrix<10, 3136>>(network.parameters[3].weights);
expectType<Matrix<32, 10>>(network.predict(zeros([32, 28, 28, 1])));
expectType<readonly [14, 14, 16]>(network.shapes[2]);
expectType<Matrix<32, 5>>(sequential([7], nn.dense(7, 3), dense(5)).predict(zeros([32, 7])));
expectType<readonly [3, 5]>(sequential([3], nn.embedding(27, 5), nn.activate(nn.relu)).shapes[1]);
export const learns: nn.Optimizer<typeof network.parameters> = nn.sgd(network, { learningRate: 0.1 });

sequential([784], dense(128), nn.dense(128, 10));
// @ts-expect-error sequential: layer 2 takes [100], but [128] reaches it
sequential([784], dense(128), nn.dense(100, 10));
sequential([time, 3], dense(hidden), nn.dense(hidden, 5));
// @ts-expect-error sequential: layer 2 takes [12], but [time, hidden=12] reaches it
sequential([time, 3], dense(hidden), nn.dense(12, 5));
sequential([784], dense(128), activated);
// @ts-expect-error sequential: argument 3 is an activation (activate(…) makes a layer of it), not a layer
sequential([784], dense(128), relu);
sequential([784], yes ? dense(5) : dense(5));
// @ts-expect-error sequential: argument 2 may be one of several layers, of other shapes
sequential([784], yes ? dense(5) : dense(7));
sequential([784], ...pair);
// @ts-expect-error sequential: takes its layers one by one, so that the compiler can see which is on which; sequentialOf takes a list
sequential([784], ...list);
sequential([5], dense(5));
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
sequential([count], dense(5));
export function stackedOn<In extends number, Mid extends number, Out extends number>(input: Size<In>, mid: Size<Mid>, output: Size<Out>) {
  expectType<Matrix<Out, Mid>>(sequential([input], dense(mid), dense(output)).parameters[1].weights);
  expectType<Tensor<[7, Out]>>(sequential([input], dense(mid), dense(output)).predict(zeros([7, input])));
  sequential([input], dense(mid), nn.dense(mid, output));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([input], dense(mid), nn.dense(input, output));
}

// ── inferred.dense: the last axis ──
expectType<readonly [nn.DenseParameters<5, 7>]>(sequential([3, 5], dense(7)).parameters);
expectType<readonly [3, 7]>(sequential([3, 5], dense(7)).shapes[1]);

sequential(row, dense(5));
// @ts-expect-error dense: takes an axis, but [] reaches it
sequential(none, dense(5));
dense(5);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
dense(2.5);
dense(time);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
dense(count);
sequential([3], dense(wide), nn.layerNorm(wide));
// @ts-expect-error sequential: layer 2 takes [5], but [wide=5] reaches it
sequential([3], dense(wide), nn.layerNorm(5));
dense(5, { activation: nn.relu });
// @ts-expect-error 'weights' does not exist in type 'DenseOptions'
dense(5, { weights: nn.relu });
export function denseOn<N extends number>(size: Size<N>, bare: N) {
  expectType<readonly [nn.DenseParameters<N, 5>]>(sequential([size], dense(5)).parameters);
  dense(size);
  // @ts-expect-error Argument of type
  dense(bare);
}

// ── inferred.conv2d: images of any channels ──
expectType<readonly [9, 9, 5]>(sequential([11, 11, 3], conv2d(5, 3)).shapes[1]);
expectType<readonly [nn.Conv2dParameters<3, 2, 5>]>(sequential([11, 11, 2], conv2d(5, 3)).parameters);

sequential([11, 11, 3], conv2d(5, 3));
// @ts-expect-error conv2d: a kernel of 13 does not fit into [11, 11, 3] with padding valid
sequential([11, 11, 3], conv2d(5, 13));
sequential([11, 11, 3], conv2d(5, 3));
// @ts-expect-error a kernel is a whole number from 1 up, not 0
sequential([11, 11, 3], conv2d(5, 0));
conv2d(5, 3, { stride: 2 });
// @ts-expect-error conv2d: the stride has to be a literal number or a pair of them
conv2d(5, 3, { stride: count });
sequential([wide, 11, 3], conv2d(hidden, 5));
// @ts-expect-error conv2d: a kernel of hidden=12 does not fit into [wide=5, 11, 3] with padding valid
sequential([wide, 11, 3], conv2d(hidden, hidden));
sequential([hidden, 11, 3], conv2d(5, 3));
// @ts-expect-error conv2d: the size of the output can't be computed from [time, 11, 3]
sequential([time, 11, 3], conv2d(5, 3));
export function convolvedOn<C extends number, F extends number>(channels: Size<C>, filters: Size<F>, bare: F) {
  expectType<readonly [nn.Conv2dParameters<3, C, F>]>(sequential([11, 11, channels], conv2d(filters, 3)).parameters);
  conv2d(filters, 3);
  // @ts-expect-error Argument of type
  conv2d(bare, 3);
}

// ── inferred.maxPool2d, inferred.averagePool2d: windows that fit ──
expectType<readonly [5, 5, 3]>(sequential([11, 11, 3], maxPool2d(2)).shapes[1]);
expectType<readonly [10, 10, 3]>(sequential([11, 11, 3], averagePool2d(2, { stride: 1 })).shapes[1]);

sequential(image, maxPool2d(2));
// @ts-expect-error maxPool2d: takes [height, width, channels], but [11, 11] reaches it
sequential(plane, maxPool2d(2));
sequential([11, 11, 3], maxPool2d(2));
// @ts-expect-error maxPool2d: a kernel of 13 does not fit into [11, 11, 3] with padding valid
sequential([11, 11, 3], maxPool2d(13));
sequential([wide, 11, 3], maxPool2d(wide));
// @ts-expect-error maxPool2d: a kernel of hidden=12 does not fit into [wide=5, 11, 3] with padding valid
sequential([wide, 11, 3], maxPool2d(hidden));
sequential([11, 11, 3], averagePool2d(2));
// @ts-expect-error averagePool2d: a kernel of 13 does not fit into [11, 11, 3] with padding valid
sequential([11, 11, 3], averagePool2d(13));
sequential([wide, 11, 3], averagePool2d(wide));
// @ts-expect-error averagePool2d: a kernel of hidden=12 does not fit into [wide=5, 11, 3] with padding valid
sequential([wide, 11, 3], averagePool2d(hidden));
export function pooledOn<C extends number, K extends number>(channels: Size<C>, window: Size<K>, bare: K) {
  expectType<readonly [5, 5, Size<C>]>(sequential([11, 11, channels], maxPool2d(2)).shapes[1]);
  sequential([11, 11, channels], maxPool2d(2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([11, 11, channels], maxPool2d(13));
  maxPool2d(window);
  // @ts-expect-error Argument of type
  maxPool2d(bare);
  averagePool2d(window);
  // @ts-expect-error Argument of type
  averagePool2d(bare);
}

// ── inferred.flatten: the whole shape ──
expectType<readonly [105]>(sequential([3, 5, 7], flatten()).shapes[1]);
expectType<readonly [Dim<"time*5">]>(sequential([time, 5], flatten()).shapes[1]);

sequential([3, 5], flatten(), nn.dense(15, 2));
// @ts-expect-error sequential: layer 2 takes [16], but [15] reaches it
sequential([3, 5], flatten(), nn.dense(16, 2));
sequential([time, 5], flatten(), nn.dense(dim.product(time, 5), 2));
// @ts-expect-error sequential: layer 2 takes [time*7], but [time*5] reaches it
sequential([time, 5], flatten(), nn.dense(dim.product(time, 7), 2));
export function flattenedOn<N extends number>(size: Size<N>) {
  sequential([size], flatten(), nn.dense(size, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([size], flatten(), nn.dense(3, 2));
}

// ── inferred.reshape: as many elements ──
expectType<readonly [28, 28, 1]>(sequential([784], reshape([28, 28, 1])).shapes[1]);

sequential([3, 5], reshape([15]));
// @ts-expect-error reshape: [3, 5] has 15 elements, [16] has 16
sequential([3, 5], reshape([16]));
sequential([time, 4], reshape([2, time, 2]));
// @ts-expect-error reshape: [time, 4] to [3, time, 2]: a size known only by name has to stand on both sides
sequential([time, 4], reshape([3, time, 2]));
export function reshapedOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([n, m], reshape([m, n]));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n, m], reshape([m, m]));
}

// ── inferred.layerNorm, inferred.batchNorm: the last axis ──
expectType<readonly [nn.NormalizationParameters<5>]>(sequential([3, 5], layerNorm()).parameters);
expectType<readonly [nn.NormalizationParameters<5>]>(sequential([3, 5], batchNorm()).parameters);

sequential([5], layerNorm(), nn.dense(5, 2));
// @ts-expect-error sequential: layer 2 takes [7], but [5] reaches it
sequential([5], layerNorm(), nn.dense(7, 2));
sequential(row, layerNorm());
// @ts-expect-error layerNorm: takes an axis, but [] reaches it
sequential(none, layerNorm());
sequential([hidden], layerNorm(), nn.dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [hidden=12] reaches it
sequential([hidden], layerNorm(), nn.dense(12, 2));
sequential([5], batchNorm(), nn.dense(5, 2));
// @ts-expect-error sequential: layer 2 takes [7], but [5] reaches it
sequential([5], batchNorm(), nn.dense(7, 2));
sequential([hidden], batchNorm(), nn.dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [hidden=12] reaches it
sequential([hidden], batchNorm(), nn.dense(12, 2));
export function normalisedOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([n], layerNorm(), nn.dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n], layerNorm(), nn.dense(m, 2));
  sequential([n], batchNorm(), nn.dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n], batchNorm(), nn.dense(m, 2));
}

// ── inferred.attention: heads share the width ──
expectType<readonly [nn.AttentionParameters<12, 3>]>(sequential([7, 12], attention(3)).parameters);

sequential([7, 12], attention(3));
// @ts-expect-error attention: 5 heads can't share a width of 12 equally
sequential([7, 12], attention(5));
sequential(sequence, attention(3));
// @ts-expect-error attention: takes [length, width], but [3] reaches it
sequential(row, attention(3));
sequential([time, hidden], attention(3));
// @ts-expect-error attention: 5 heads can't share a width of hidden=12 equally
sequential([time, hidden], attention(5));
export function attendedOn<N extends number>(length: Size<N>) {
  sequential([length, 12], attention(3));
  // @ts-expect-error attention: 5 heads can't share a width of 12 equally
  sequential([length, 12], attention(5));
}

// ── inferred.attention: a mask of its positions ──
expectType<readonly [nn.AttentionParameters<12, 3>]>(sequential([7, 12], attention(3, { mask: zeros([7, 7]) })).parameters);
expectType<readonly [nn.AttentionParameters<12, 3>]>(sequential([7, 12], attention(3, yes ? { causal: true } : {})).parameters);

const [ofSeven, ofSix] = [zeros([7, 7]), zeros([7, 6])];
const [own, yesNo] = [{ mask: ofSeven }, { mask: true } as const];
sequential([7, 12], attention(3, { mask: ofSeven }));
// @ts-expect-error attention: a sequence of 7 places takes a mask of [7, 7], not [7, 6]
sequential([7, 12], attention(3, { mask: ofSix }));
attention(3, own);
// @ts-expect-error attention: a mask is a matrix; for a mask of each example, write masked(network, (inputs) => …)
attention(3, yesNo);

// ── inferred.positions, inferred.sinusoidalPositions: sequences ──
expectType<readonly [nn.PositionsParameters<7, 12>, readonly []]>(sequential([7, 12], positions(), sinusoidalPositions()).parameters);
const [timed, lone] = [[time, 12], [hidden]] as const;

sequential(sequence, positions());
// @ts-expect-error positions: takes [length, width], but [3] reaches it
sequential(row, positions());
sequential(timed, positions());
// @ts-expect-error positions: takes [length, width], but [hidden=12] reaches it
sequential(lone, positions());
sequential(sequence, sinusoidalPositions());
// @ts-expect-error sinusoidalPositions: takes [length, width], but [3] reaches it
sequential(row, sinusoidalPositions());
sequential(timed, sinusoidalPositions());
// @ts-expect-error sinusoidalPositions: takes [length, width], but [hidden=12] reaches it
sequential(lone, sinusoidalPositions());
export function placedOn<N extends number>(n: Size<N>) {
  sequential([n, 12], positions(), sinusoidalPositions(), nn.dense(12, 2));
  // @ts-expect-error inferredMismatch<
  sequential([n, 12], positions(), sinusoidalPositions(), nn.dense(11, 2));
}

// ── inferred.chain: several layers as one ──
expectType<readonly [readonly [nn.DenseParameters<5, 7>, nn.DenseParameters<7, 3>]]>(sequential([5], chain(dense(7), dense(3))).parameters);

sequential([3, 5], chain(dense(6), nn.dense(6, 7)));
// @ts-expect-error chain: layer 2 takes [7], but [3, 6] reaches it
sequential([3, 5], chain(dense(6), nn.dense(7, 7)));
chain(dense(5), activated);
// @ts-expect-error chain: argument 2 is an activation (activate(…) makes a layer of it), not a layer
chain(dense(5), relu);
chain(...pair);
// @ts-expect-error chain: takes its layers one by one, so that the compiler can see which is on which; sequentialOf takes a list
chain(...list);
sequential([5], chain(dense(hidden), nn.dense(hidden, 7)));
// @ts-expect-error chain: layer 2 takes [12], but [hidden=12] reaches it
sequential([5], chain(dense(hidden), nn.dense(12, 7)));
export function chainedOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([5], chain(dense(n), nn.dense(n, 7)));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([5], chain(dense(n), nn.dense(m, 7)));
}

// ── inferred.residual: a layer that keeps the shape ──
expectType<readonly [nn.DenseParameters<5, 5>]>(sequential([3, 5], residual(dense(5))).parameters);

sequential([3, 5], residual(dense(5)));
// @ts-expect-error residual: the layer takes [3, 5], but gives [3, 6]
sequential([3, 5], residual(dense(6)));
sequential([3, 5], residual(nn.layerNorm(5)));
// @ts-expect-error residual: the layer takes [7], but [3, 5] reaches it
sequential([3, 5], residual(nn.layerNorm(7)));
residual(activated);
// @ts-expect-error residual: the argument is a function (layer(…) makes a layer of it), not a layer
residual(normed);
sequential([hidden], residual(dense(hidden)));
// @ts-expect-error residual: the layer takes [hidden=12], but gives [12]
sequential([hidden], residual(dense(12)));
export function aroundOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([n], residual(chain(dense(m), dense(n))));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n], residual(chain(dense(m), dense(m))));
}

// ── inferred.rmsNorm: the last axis ──
expectType<readonly [nn.RmsNormParameters<5>]>(sequential([3, 5], rmsNorm()).parameters);

sequential([5], rmsNorm(), nn.dense(5, 2));
// @ts-expect-error sequential: layer 2 takes [7], but [5] reaches it
sequential([5], rmsNorm(), nn.dense(7, 2));
sequential(row, rmsNorm());
// @ts-expect-error rmsNorm: takes an axis, but [] reaches it
sequential(none, rmsNorm());
sequential([hidden], rmsNorm(), nn.dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [hidden=12] reaches it
sequential([hidden], rmsNorm(), nn.dense(12, 2));
export function rmsNormalisedOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([n], rmsNorm(), nn.dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n], rmsNorm(), nn.dense(m, 2));
}

// ── inferred.groupNorm: groups share the channels ──
expectType<readonly [nn.NormalizationParameters<6>]>(sequential([5, 5, 6], groupNorm(3)).parameters);

sequential([5, 5, 6], groupNorm(3));
// @ts-expect-error groupNorm: 4 groups can't share 6 channels equally
sequential([5, 5, 6], groupNorm(4));
sequential(image, groupNorm(3));
// @ts-expect-error groupNorm: takes [height, width, channels], but [11, 11] reaches it
sequential(plane, groupNorm(3));
sequential([5, 5, hidden], groupNorm(3));
// @ts-expect-error groupNorm: 5 groups can't share hidden=12 channels equally
sequential([5, 5, hidden], groupNorm(5));
export function groupedOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([n, 5, 6], groupNorm(3), nn.layerNorm(6));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n, 5, 6], groupNorm(3), nn.layerNorm(m));
}

// ── inferred.globalAveragePool2d, inferred.globalMaxPool2d: one number of each channel ──
expectType<[3]>(sequential([11, 7, 3], globalAveragePool2d()).outputShape);
expectType<[2, 3]>(sequential([2, 11, 7, 3], globalMaxPool2d()).outputShape);

sequential(image, globalAveragePool2d(), nn.dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [7], but [3] reaches it
sequential(image, globalAveragePool2d(), nn.dense(7, 2));
sequential(image, globalAveragePool2d());
// @ts-expect-error globalAveragePool2d: takes [height, width, channels], but [11, 11] reaches it
sequential(plane, globalAveragePool2d());
sequential([7, 7, hidden], globalAveragePool2d(), nn.dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [hidden=12] reaches it
sequential([7, 7, hidden], globalAveragePool2d(), nn.dense(12, 2));
sequential(image, globalMaxPool2d(), nn.dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [7], but [3] reaches it
sequential(image, globalMaxPool2d(), nn.dense(7, 2));
sequential(image, globalMaxPool2d());
// @ts-expect-error globalMaxPool2d: takes [height, width, channels], but [11, 11] reaches it
sequential(plane, globalMaxPool2d());
sequential([7, 7, hidden], globalMaxPool2d(), nn.dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [hidden=12] reaches it
sequential([7, 7, hidden], globalMaxPool2d(), nn.dense(12, 2));
export function pooledWholeOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([5, 5, n], globalAveragePool2d(), nn.dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([5, 5, n], globalAveragePool2d(), nn.dense(m, 2));
  sequential([5, 5, n], globalMaxPool2d(), nn.dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([5, 5, n], globalMaxPool2d(), nn.dense(m, 2));
}

// ── inferred.recurrent, inferred.lstm, inferred.gru: sequences ──
expectType<readonly [nn.RecurrentParameters<4, 3, 5>, nn.RecurrentParameters<3, 5, 2>]>(
  sequential([7, 3], lstm(5), gru(2)).parameters,
);
expectType<[5]>(sequential([7, 3], recurrent(5, { returns: "last" })).outputShape);
expectType<[7, 5]>(sequential([7, 3], recurrent(5, { returns: "all" })).outputShape);

sequential([7, 3], recurrent(5), nn.dense(5, 2));
// @ts-expect-error sequential: layer 2 takes [4], but [7, 5] reaches it
sequential([7, 3], recurrent(5), nn.dense(4, 2));
sequential(plane, recurrent(5));
// @ts-expect-error recurrent: takes [length, width], but [3] reaches it
sequential(row, recurrent(5));
sequential([7, 3], recurrent(hidden), nn.dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [7, hidden=12] reaches it
sequential([7, 3], recurrent(hidden), nn.dense(12, 2));
sequential([7, 3], lstm(5), nn.dense(5, 2));
// @ts-expect-error sequential: layer 2 takes [4], but [7, 5] reaches it
sequential([7, 3], lstm(5), nn.dense(4, 2));
sequential(plane, lstm(5));
// @ts-expect-error lstm: takes [length, width], but [3] reaches it
sequential(row, lstm(5));
sequential([7, 3], lstm(hidden), nn.dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [7, hidden=12] reaches it
sequential([7, 3], lstm(hidden), nn.dense(12, 2));
sequential([7, 3], gru(5), nn.dense(5, 2));
// @ts-expect-error sequential: layer 2 takes [4], but [7, 5] reaches it
sequential([7, 3], gru(5), nn.dense(4, 2));
sequential(plane, gru(5));
// @ts-expect-error gru: takes [length, width], but [3] reaches it
sequential(row, gru(5));
sequential([7, 3], gru(hidden), nn.dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [7, hidden=12] reaches it
sequential([7, 3], gru(hidden), nn.dense(12, 2));
export function recurrentOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([7, 3], recurrent(n), nn.dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([7, 3], recurrent(n), nn.dense(m, 2));
  sequential([7, n], lstm(n), lstm(m, { returns: "last" }), nn.dense(m, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([7, n], lstm(n), lstm(m, { returns: "last" }), nn.dense(n, 2));
  sequential([7, 3], gru(n), nn.dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([7, 3], gru(n), nn.dense(m, 2));
}

// ── inferred.sum: layers that give the same on one shape ──
expectType<readonly [readonly [nn.DenseParameters<3, 5>, nn.DenseParameters<3, 5>]]>(sequential([3], sum(dense(5), dense(5))).parameters);
const five = dense(5);
const two: [typeof five, typeof five] = [five, five];
const blocks = [...two];

sequential([3], sum(dense(5), dense(5)));
// @ts-expect-error sum: layer 2 gives [6], but layer 1 gives [5]
sequential([3], sum(dense(5), dense(6)));
sequential([3, 5], sum(layerNorm(), nn.layerNorm(5)));
// @ts-expect-error sum: layer 2 takes [7], but [3, 5] reaches it
sequential([3, 5], sum(layerNorm(), nn.layerNorm(7)));
sum(dense(5), activated);
// @ts-expect-error sum: argument 2 is an activation (activate(…) makes a layer of it), not a layer
sum(dense(5), relu);
sum(...two);
// @ts-expect-error sum: takes its layers one by one, so that the compiler can see what each of them gives
sum(...blocks);
sequential([5], sum(dense(hidden), nn.dense(5, hidden)));
// @ts-expect-error sum: layer 2 gives [12], but layer 1 gives [hidden=12]
sequential([5], sum(dense(hidden), nn.dense(5, 12)));
export function summedOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([n], sum(dense(m), dense(m)));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n], sum(dense(m), dense(n)));
}

// ── inferred.reversed: two axes, and a layer that fits on them ──
expectType<readonly [nn.RecurrentParameters<4, 3, 5>]>(sequential([7, 3], reversed(lstm(5))).parameters);
expectType<[2, 7, 10]>(sequential([2, 7, 3], concat(-1, lstm(5), reversed(lstm(5)))).outputShape);

const [words, letter]: [readonly [7, 3], readonly [3]] = [[7, 3], [3]];
sequential(words, reversed(dense(5)));
// @ts-expect-error reversed: takes [length, width], but [3] reaches it
sequential(letter, reversed(dense(5)));
sequential([3, 5], reversed(nn.layerNorm(5)));
// @ts-expect-error reversed: the layer takes [7], but [3, 5] reaches it
sequential([3, 5], reversed(nn.layerNorm(7)));
reversed(activated);
// @ts-expect-error reversed: the argument is a function (layer(…) makes a layer of it), not a layer
reversed(normed);
sequential([7, hidden], reversed(nn.dense(hidden, 5)));
// @ts-expect-error reversed: the layer takes [12], but [7, hidden=12] reaches it
sequential([7, hidden], reversed(nn.dense(12, 5)));
export function fromTheEndOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([n, m], reversed(nn.layerNorm(m)));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n, m], reversed(nn.layerNorm(n)));
}

// ── inferred.concat: layers whose outputs differ along one axis only ──
expectType<readonly [28, 28, 24]>(
  sequential([28, 28, 1], conv2d(8, 3, { padding: "same" }), concat(-1, activated, conv2d(16, 1))).shapes[2],
);

sequential([3], concat(0, dense(5), dense(6)));
// @ts-expect-error concat: [5] has no axis 1
sequential([3], concat(1, dense(5), dense(6)));
sequential([7, 3], concat(0, dense(5), dense(5)));
// @ts-expect-error concat: layer 2 gives [7, 6], but layer 1 gives [7, 5]: they differ in more than axis 0
sequential([7, 3], concat(0, dense(5), dense(6)));
sequential([3, 5], concat(-1, layerNorm(), nn.layerNorm(5)));
// @ts-expect-error concat: layer 2 takes [7], but [3, 5] reaches it
sequential([3, 5], concat(-1, layerNorm(), nn.layerNorm(7)));
concat(-1, dense(5), activated);
// @ts-expect-error concat: argument 3 is an activation (activate(…) makes a layer of it), not a layer
concat(-1, dense(5), relu);
concat(-1, ...two);
// @ts-expect-error concat: takes its layers one by one, so that the compiler can see what each of them gives
concat(-1, ...blocks);
sequential([7, 5], concat(0, dense(hidden), nn.dense(5, hidden)));
// @ts-expect-error concat: layer 2 gives [7, 12], but layer 1 gives [7, hidden=12]: they differ in more than axis 0
sequential([7, 5], concat(0, dense(hidden), nn.dense(5, 12)));
export function joinedOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  sequential([n, 5], concat(-1, dense(3), nn.layerNorm(5)));
  // @ts-expect-error layersFitWhatReachesThem<
  sequential([n, m], concat(-1, dense(3), nn.layerNorm(5)));
}

// ── inferred.sequential: where a deferred layer isn't a layer ──
nn.sequential(nn.dense(5, 3), sized);
// @ts-expect-error sequential: argument 2 is a deferred layer (sequential of conformable/inferred makes a layer of it), not a layer
nn.sequential(nn.dense(5, 3), deferred);
// A deferred layer is no other one.
export const only: Deferred<ReturnType<typeof dense<5>> extends Deferred<infer F> ? F : never> = dense(5);
