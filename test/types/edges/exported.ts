/** Options of the exported types, functions and classes over all layers, and what was refused with two messages or more. */
import { dim, einsum, grad, matrix, type Matrix, ones, stack, type Scalar, type Shape, type Size, type Tensor, type Vector, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { activate, type AdamWOptions, adam, adamW, attention, type AttentionOptions, averagePool2d, type BackpropagateOptions, backpropagate, type BatchesOptions, batches, batchNorm, type BatchNormOptions, conv1d, conv2d, type Conv2dOptions, convTranspose2d, crossAttention, crossEntropy, dense, dropout, embedding, type EmbeddingOptions, globalAveragePool2d, globalMaxPool2d, groupNorm, gru, huber, type HuberOptions, type Layer, layerNorm, type LayerNormOptions, type LearningRate, lstm, maxPool2d, meanSquaredError, movingAverage, type MovingAverageOptions, type Network, type Optimizer, type PoolOptions, positions, recurrent, type RecurrentOptions, relu, residual, type Schedule, sequential, sgd, type SgdOptions, sinusoidalPositions, train, type TrainLoop, type TrainSettings, tanh, upsample2d, type UpsampleOptions } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("4");
const width = dim("width", 6);
const network = sequential(dense(3, 4), dense(4, 2));

// ── images: a shape of another number of axes
{
  is([6, 6, 4], conv2d([8, 8, 1], 4, 3).predict(zeros([8, 8, 1]))); // right
  conv2d([8, 8], 4, 3); // wrong: conv2d: takes [height, width, channels], not [8, 8]
  conv2d([2, 8, 8, 1], 4, 3, { stride: 2 }); // wrong: conv2d: takes [height, width, channels], not [2, 8, 8, 1]
  conv2d([], 4, 3); // wrong: conv2d: takes [height, width, channels], not []
  conv2d(8, 4, 3); // wrong: …a shape has to be a list of known length
  convTranspose2d([8, 8], 4, 3); // wrong: convTranspose2d: takes [height, width, channels], not [8, 8]
  maxPool2d([8, 8], 2); // wrong: maxPool2d: takes [height, width, channels], not [8, 8]
  averagePool2d([8, 8], 2, { stride: 1 }); // wrong: averagePool2d: takes [height, width, channels], not [8, 8]
  globalAveragePool2d([8, 8]); // wrong: globalAveragePool2d: takes [height, width, channels], not [8, 8]
  globalMaxPool2d([8]); // wrong: globalMaxPool2d: takes [height, width, channels], not [8]
  groupNorm([8, 8], 2); // wrong: groupNorm: takes [height, width, channels], not [8, 8]
  upsample2d([8, 8, 1, 1], 2); // wrong: upsample2d: takes [height, width, channels], not [8, 8, 1, 1]
}

// ── sequences: a shape of another number of axes
{
  is([4, 6], attention([4, width], 2).predict(zeros([4, width])).as([4, 6])); // either: as: …
  attention([6], 2); // wrong: attention: takes [length, width], not [6]
  attention([2, 4, width], 2); // wrong: attention: takes [length, width], not [2, 4, width=6]
  crossAttention([4, 6], [6], 2); // wrong: crossAttention: takes [length, width], not [6]
  crossAttention([6], [4, 6], 2); // wrong: crossAttention: takes [length, width], not [6]
  lstm([6], 5); // wrong: lstm: takes [length, width], not [6]
  gru([2, 4, 6], 5, { returns: "last" }); // wrong: gru: takes [length, width], not [2, 4, 6]
  recurrent([], 5); // wrong: recurrent: takes [length, width], not []
  positions([6]); // wrong: positions: takes [length, width], not [6]
  sinusoidalPositions([2, 4, 6]); // wrong: sinusoidalPositions: takes [length, width], not [2, 4, 6]
  conv1d([6], 5, 3); // wrong: conv1d: takes [length, width], not [6]
  lstm(6, 5); // wrong: …a shape has to be a list of known length
}

// ── images: a union of shapes
{
  conv2d([8, 8, 1], 4, 3); // right
  const shape: readonly [8, 8, 1] | readonly [4, 4, 1] = yes ? [8, 8, 1] : [4, 4, 1]; conv2d(shape, 4, 3); // refused: Argument …
  const shape: readonly [8, 8, 1] | readonly [8, 8] = yes ? [8, 8, 1] : [8, 8]; conv2d(shape, 4, 3); // refused: Argument …
  const shape: number[] = [8, 8, 1]; conv2d(shape, 4, 3); // refused: …a shape has to be a list of known length
  conv2d([yes ? 8 : 4, 8, 1], 4, 3); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── images: what is made of another layer's output
{
  const first = conv2d([9, 9, 1], 4, 3);
  is([7, 7, 2], conv2d(first.outputShape, 2, 1).predict(zeros([7, 7, 4]))); // right
  conv2d(dense(3, 4).outputShape, 2, 1); // wrong: conv2d: takes [height, width, channels], not [4]
  lstm(first.outputShape, 2); // wrong: lstm: takes [length, width], not [7, 7, 4]
}

// ── images: of any size, in code for all of them
{
  const shrink = <const H extends number, const W extends number, const C extends number>(height: Size<H>, columns: Size<W>, channels: Size<C>) => sequential(maxPool2d([height, columns, channels], 2), activate(relu)); // right
  is([4, 3, 2], shrink(8, 6, 2).predict(zeros([8, 6, 2]))); // right
  const shrink = <const H extends number, const C extends number>(height: Size<H>, channels: Size<C>) => maxPool2d([height, channels], 2); // refused: …maxPool2d…
}

// ── recurrent layers: what they return
{
  is([5], lstm([4, 2], 5, { returns: "last" }).predict(zeros([4, 2]))); // right
  is([4, 5], gru([4, 2], 5, { returns: "all" }).predict(zeros([4, 2]))); // right
  is([4, 5], recurrent([4, 2], 5, {}).predict(zeros([4, 2]))); // right
  const all: RecurrentOptions<"all"> | undefined = yes ? undefined : {}; is([4, 5], lstm([4, 2], 5, all).predict(zeros([4, 2]))); // right
  is([4, 5], gru([4, 2], 5, { returns: yes ? "all" : undefined }).predict(zeros([4, 2]))); // right
  const maybe = yes ? { returns: "last" as const } : undefined; lstm([4, 2], 5, maybe); // refused: lstm: the options may be missing: give them, or leave them out
  const either: { returns: "last" } | { random: undefined } = yes ? { returns: "last" } : { random: undefined }; lstm([4, 2], 5, either); // refused: lstm: returns has to be literally …
  const any: Record<string, "last"> = {}; lstm([4, 2], 5, any); // refused: lstm: returns has to be literally …
  lstm([4, 2], 5, { returns: "first" }); // wrong: lstm: returns has to be literally …
  gru([4, 2], 5, { returns: yes ? "all" : "last" }); // refused: gru: returns has to be literally …
  const options: RecurrentOptions = { returns: "last" }; recurrent([4, 2], 5, options); // refused: recurrent: returns has to be literally …
  const options: { returns?: "last" } = {}; lstm([4, 2], 5, options); // refused: lstm: returns may be missing: give it, or leave it out
  const options = { returns: "last" } as const satisfies RecurrentOptions; is([5], lstm([4, 2], 5, options).predict(zeros([4, 2]))); // right
  inferred.sequential([4, 2], inferred.gru(5, { returns: "none" })); // wrong: gru: returns has to be literally …
  inferred.sequential([4, 2], inferred.lstm(5, { returns: yes ? "all" : "last" }), inferred.dense(3)); // refused: lstm: returns has to be literally …
}

// ── options of the exported types: those that decide no shape
{
  const norm: LayerNormOptions = { epsilon: 1e-3 }, batch: BatchNormOptions = {}, average: MovingAverageOptions = {}, words: EmbeddingOptions = { deviation: 0.1 }, upsampled: UpsampleOptions = { interpolation: "bilinear" }, delta: HuberOptions = { delta: 2 }, rates: SgdOptions = { learningRate: 0.1 }, decays: AdamWOptions = {}, seen: AttentionOptions = { causal: true }, weights: BackpropagateOptions<[4]> = { sampleWeights: ones([4]) };
  layerNorm(4, norm); batchNorm(4, batch); movingAverage(network, average); embedding(4, 2, words); upsample2d([4, 4, 1], 2, upsampled); huber(delta); sgd(network, rates); adamW(network, decays); attention([4, 6], 2, seen); // right
  backpropagate(network, meanSquaredError, zeros([4, 3]), zeros([4, 2]), weights); // right
  backpropagate(network, meanSquaredError, zeros([5, 3]), zeros([5, 2]), weights); // wrong: Argument …
  layerNorm(4, rates); // wrong: Type …
}

// ── options of the exported types: those that decide a shape
{
  maxPool2d([8, 8, 1], 2, { stride: 1 }); // right
  const pool: PoolOptions = { stride: 1 }; maxPool2d([8, 8, 1], 2, pool); // refused: maxPool2d: the stride has to be a literal number or a pair of them
  const convolution: Conv2dOptions = { stride: 1 }; inferred.sequential([8, 8, 1], inferred.conv2d(4, 3, convolution), inferred.flatten()); // refused: conv2d: …
  const last: BatchesOptions = { last: "drop" }; for (const { inputs } of batches(zeros([8, 3]), zeros([8, 2]), 3, last)) inputs.sum(0); // right
}

// ── train: settings of the exported type
{
  const settings: TrainSettings<typeof network.parameters> = { loss: meanSquaredError, optimizer: adam(network), epochs: 1 };
  const loop: TrainLoop<typeof network.parameters> = { optimizer: adam(network), epochs: 1 };
  await train(network, { ...settings, inputs: zeros([4, 3]), targets: zeros([4, 2]) }); // right
  await train(network, { ...loop, loss: crossEntropy, inputs: zeros([4, 3]), targets: zeros([4]) }); // right
  await train(network, { ...settings, inputs: zeros([4, 3]), targets: zeros([4, 3]) }); // wrong: train: the output is [4, 2], the targets are [4, 3]
  await train(network, { ...settings, inputs: zeros([4, 2]), targets: zeros([4, 2]) }); // wrong: train: …
  await train(dense(3, 2), { ...settings, inputs: zeros([4, 3]), targets: zeros([4, 2]) }); // wrong, open: train: …
}

// ── schedules: of the exported type
{
  const rate: Schedule = (step) => 0.1 / (1 + step); // right
  const rate: Schedule = (step: string) => 0.1; // refused: Type …
  adamW(network, { learningRate: rate }); // right
  const rates: readonly LearningRate[] = [0.1, (step) => 0.1 / (1 + step)]; for (const learningRate of rates) adamW(network, { learningRate }); // right
}

// ── code for all layers: a step of training
{
  const step = <In extends Shape, Out extends Shape, P>(model: Network<In, Out, P>, optimizer: Optimizer<P>, x: Tensor<[8, ...In]>, y: Tensor<[8, ...Out]>): void => optimizer.step(backpropagate(model, meanSquaredError, x, y).gradients); // right
  const step = <In extends Shape, Out extends Shape, P, Q>(model: Network<In, Out, P>, optimizer: Optimizer<Q>, x: Tensor<[8, ...In]>, y: Tensor<[8, ...Out]>): void => optimizer.step(backpropagate(model, meanSquaredError, x, y).gradients); // refused: Argument …
  step(network, adam(network), zeros([8, 3]), zeros([8, 2]));
}

// ── einsum: in code for any leading axes
{
  const scores = <B extends Shape, L extends number, D extends number>(q: Tensor<[...B, L, D]>, k: Tensor<[...B, D, L]>): Tensor<[...B, L, L]> => q.batchMatmul(k); // right
  const scores = <B extends Shape, L extends number, D extends number>(q: Tensor<[...B, L, D]>, k: Tensor<[...B, D, L]>) => einsum("...ld,...dm->...lm", q, k); // either: …einsumTakes…
  is([2, 3, 3], scores(zeros([2, 3, 4]), zeros([2, 4, 3]))); // right
  const sums = (x: Tensor<Shape>) => einsum("...i->...", x); // refused: einsum: takes tensors of a known number of axes; matmul and batchMatmul take any leading axes
}

// ── stack: a list of unknown length, and its length
{
  const rows = Array.from({ length: 3 }, () => zeros([2]));
  is([dim("rows", 3), 2], stack(rows, 0, dim("rows", 3))); // right
  is([3, 2], stack(rows, 0, 3)); // right
  stack(rows); // refused: stack: a list of unknown length needs a name for the result's size: dim(name, size)
}

// ── inferred: an option is refused once
{
  is([6], inferred.sequential([8, 8, 2], inferred.conv2d(6, 3, { groups: 2 }), inferred.globalAveragePool2d()).predict(zeros([8, 8, 2]))); // right
  inferred.sequential([8, 8, 2], inferred.conv2d(5, 3, { groups: 2 }), inferred.flatten()); // wrong: conv2d: 2 groups can't share 5 filters equally
  inferred.sequential([8, 8, 3], inferred.conv2d(6, 3, { groups: 2 }), inferred.flatten()); // wrong: conv2d: 2 groups can't share 3 channels equally
  inferred.sequential([8, 8, 2], inferred.conv2d(6, 3, { groups: 0 }), inferred.flatten()); // wrong: conv2d: takes at least one group
  inferred.sequential([8, 8, 2], inferred.conv2d(6, 3, { stride: 0 }), inferred.maxPool2d(2), inferred.flatten()); // wrong: a stride is a whole number from 1 up, not 0
  inferred.sequential([8, 8, 2], inferred.conv2d(6, 3, { groups: yes ? 1 : 2 }), inferred.maxPool2d(2), inferred.flatten()); // refused: conv2d: the number of groups has to be one literal number
  inferred.sequential([8, 2], inferred.conv1d(5, 3, { groups: 2 }), inferred.flatten()); // wrong: conv1d: 2 groups can't share 5 filters equally
  inferred.sequential([8, 8, 2], inferred.convTranspose2d(5, 3, { groups: 2 }), inferred.flatten()); // wrong: convTranspose2d: 2 groups can't share 5 filters equally
}

// ── matrix: numbers where rows should be
{
  is([2, 3], matrix([[1, 2, 3], [4, 5, 6]])); // right
  matrix([1, 2, 3]); // wrong: matrix: row 0 is not an array
  matrix([[1, 2], 3]); // wrong: matrix: row 1 is not an array
  const numbers: number[] = [1, 2]; matrix(numbers); // wrong: matrix: row 0 is not an array
  matrix([[1, 2], [3]]); // wrong: matrix: row 1 has 1 columns, row 0 has 2
  matrix([[1, "2"]]); // wrong: Type 'string' is not assignable to type 'number'.
}
