/** Every layer of the library, small, in most of the ways that it can be made. */
import { concat as join, matrix, random, vector, zeros } from "../../../src/index.js";
import {
  activate,
  attention,
  averagePool1d,
  averagePool2d,
  batchNorm,
  concat,
  conv1d,
  conv2d,
  convTranspose2d,
  dense,
  dropout,
  elu,
  embedding,
  flatten,
  freeze,
  gelu,
  globalAveragePool1d,
  globalAveragePool2d,
  globalMaxPool1d,
  globalMaxPool2d,
  groupNorm,
  gru,
  hardSigmoid,
  heads,
  identity,
  layer,
  layerNorm,
  leakyRelu,
  lstm,
  masked,
  maxPool1d,
  maxPool2d,
  mish,
  parallel,
  positions,
  recordLayer,
  recurrent,
  relu,
  reshape,
  residual,
  reversed,
  rmsNorm,
  sequential,
  sequentialOf,
  sigmoid,
  silu,
  sinusoidalPositions,
  softplus,
  softsign,
  sum,
  tanh,
  upsample2d,
} from "../../../src/nn/index.js";
import type { AnyTensor } from "../../grad/differences.js";

// Of any shapes: what fits is not the question here.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
const tied = dense(3, 3, { activation: tanh, random: random(5) });

/** Each made anew for each pass where it draws, so that all passes are the same. */
export const allLayers: Record<string, () => Any> = {
  dense: () => dense(3, 2, { random: random(1) }),
  "dense, tanh": () => dense(3, 2, { activation: tanh, random: random(1) }),
  "dense, sigmoid": () => dense(3, 2, { activation: sigmoid, random: random(1) }),
  "dense, relu": () => dense(3, 2, { activation: relu, random: random(1) }),
  "an activation": () => activate(tanh),
  "an activation, relu": () => activate(relu),
  "an activation, none": () => activate(identity),
  "an activation, gelu": () => activate(gelu),
  "an activation, silu": () => activate(silu),
  "an activation, leakyRelu": () => activate(leakyRelu(0.25)),
  "an activation, elu": () => activate(elu(0.5)),
  "an activation, softplus": () => activate(softplus),
  "an activation, softsign": () => activate(softsign),
  "an activation, hardSigmoid": () => activate(hardSigmoid),
  "an activation, mish": () => activate(mish),
  dropout: () => dropout(0.3, { random: random(1) }),
  layerNorm: () => layerNorm(3),
  rmsNorm: () => rmsNorm(3),
  groupNorm: () => groupNorm([3, 2, 4], 2),
  globalAveragePool2d: () => sequential(globalAveragePool2d([3, 2, 2]), activate(tanh)),
  globalMaxPool2d: () => sequential(globalMaxPool2d([3, 2, 2]), activate(tanh)),
  batchNorm: () => batchNorm(3),
  attention: () => attention([2, 4], 2, { causal: true, random: random(1) }),
  "attention, with a mask": () =>
    attention([2, 4], 2, {
      mask: matrix([
        [1, 0],
        [1, 1],
      ]),
      random: random(1),
    }),
  "attention, masked": () => masked(attention([2, 4], 2, { random: random(1) }), (x) => x.sum(2).greater(0)),
  positions: () => positions([2, 4], { random: random(1) }),
  sinusoidalPositions: () => sequential(sinusoidalPositions([2, 4]), activate(tanh)),
  recurrent: () => recurrent([3, 2], 2, { random: random(1) }),
  lstm: () => lstm([3, 2], 2, { random: random(1) }),
  "lstm, its last state": () => lstm([3, 2], 2, { returns: "last", random: random(1) }),
  gru: () => gru([3, 2], 2, { random: random(1) }),
  "gru, in both directions": () =>
    concat(-1, gru([3, 2], 2, { random: random(1) }), reversed(gru([3, 2], 3, { random: random(2) }))),
  "recurrent, reversed, its last state": () => reversed(recurrent([3, 2], 2, { returns: "last", random: random(1) })),
  "embedding, with a layer on it": () =>
    sequential(embedding(5, 3, { random: random(1) }), dense(3, 2, { activation: tanh, random: random(2) })),
  conv2d: () => conv2d([4, 5, 2], 3, 2, { activation: tanh, random: random(1) }),
  "conv2d, padded, in steps of two": () =>
    conv2d([4, 5, 2], 3, 3, { padding: "same", stride: 2, activation: sigmoid, random: random(1) }),
  "conv2d, rectangular": () =>
    conv2d([4, 5, 2], 3, [3, 2], { stride: [1, 2], padding: [1, 0], activation: tanh, random: random(1) }),
  "conv2d, dilated, without bias": () =>
    conv2d([5, 6, 2], 3, 2, { dilation: [2, 3], bias: false, activation: sigmoid, random: random(1) }),
  "conv2d, in groups": () => conv2d([4, 3, 4], 6, 2, { groups: 2, activation: tanh, random: random(1) }),
  "conv2d, depthwise": () => conv2d([5, 4, 3], 3, 3, { groups: 3, stride: 2, padding: "same", bias: false, random: random(1) }),
  conv1d: () => conv1d([6, 2], 3, 3, { activation: tanh, random: random(1) }),
  "conv1d, dilated, in groups, in steps of two": () =>
    conv1d([7, 4], 2, 2, { stride: 2, dilation: 2, groups: 2, padding: 1, bias: false, random: random(1) }),
  convTranspose2d: () => convTranspose2d([2, 3, 2], 3, 2, { activation: tanh, random: random(1) }),
  "convTranspose2d, in steps": () =>
    convTranspose2d([2, 3, 2], 3, 3, { stride: [2, 3], padding: 1, outputPadding: [1, 0], random: random(1) }),
  "convTranspose2d, same size times the stride": () =>
    convTranspose2d([2, 3, 2], 3, 3, { stride: 2, padding: "same", activation: sigmoid, random: random(1) }),
  "convTranspose2d, dilated, in groups": () =>
    convTranspose2d([2, 3, 4], 2, [2, 3], { dilation: [2, 1], groups: 2, bias: false, random: random(1) }),
  upsample2d: () => sequential(upsample2d([2, 3, 2], [2, 3]), activate(tanh)),
  "upsample2d, bilinear": () => sequential(upsample2d([2, 3, 2], [3, 2], { interpolation: "bilinear" }), activate(tanh)),
  "maxPool2d, rectangular": () => sequential(maxPool2d([4, 5, 2], [2, 3], { stride: [2, 1] }), activate(tanh)),
  "averagePool2d, rectangular": () => sequential(averagePool2d([4, 5, 2], [3, 2], { stride: [1, 3] }), activate(tanh)),
  maxPool2d: () => sequential(maxPool2d([4, 4, 2], 2), activate(tanh)),
  averagePool2d: () => sequential(averagePool2d([4, 4, 2], 2), activate(tanh)),
  maxPool1d: () => sequential(maxPool1d([5, 2], 2), activate(tanh)),
  "averagePool1d, overlapping": () => sequential(averagePool1d([6, 2], 3, { stride: 1 }), activate(tanh)),
  globalAveragePool1d: () => sequential(globalAveragePool1d([3, 2]), activate(tanh)),
  globalMaxPool1d: () => sequential(globalMaxPool1d([3, 2]), activate(tanh)),
  "flatten and reshape": () => sequential(reshape([6], [2, 3]), flatten([2, 3]), activate(sigmoid)),
  "frozen layers": () =>
    sequential(
      dense(3, 4, { random: random(1) }),
      freeze(sequential(dense(4, 4, { activation: tanh, random: random(2) }), layerNorm(4))),
    ),
  residual: () => residual(dense(3, 3, { activation: tanh, random: random(1) })),
  concat: () =>
    concat(-1, dense(3, 2, { activation: tanh, random: random(1) }), activate(identity), dense(3, 1, { random: random(2) })),
  "concat, of images, along their rows": () =>
    concat(
      0,
      conv2d([4, 3, 2], 2, 1, { activation: tanh, random: random(1) }),
      sequential(maxPool2d([4, 3, 2], [2, 1]), conv2d([2, 3, 2], 2, 1, { random: random(2) })),
    ),
  sum: () =>
    sum(dense(3, 2, { activation: tanh, random: random(1) }), sequential(layerNorm(3), dense(3, 2, { random: random(2) }))),
  "a layer beside itself": () => concat(-1, tied, sum(tied, activate(identity)), sequential(tied, tied)),
  "records between layers": () =>
    sequential(
      dense(3, 4, { activation: tanh, random: random(1) }),
      heads({ a: layerNorm(4), b: dense(4, 2, { random: random(2) }) }),
      parallel({
        a: dense(4, 2, { activation: tanh, random: random(3) }),
        b: dense(2, 2, { activation: sigmoid, random: random(4) }),
      }),
      recordLayer({ by: vector([0.5, -1]) }, { a: [2], b: [2] }, [2], ({ by }, { a, b }) => a.multiply(b.multiply(by).exp())),
    ),
  "a layer of a function": () => layer({ by: vector([0.5, -1, 2]) }, [3], [3], ({ by }, x) => x.multiply(by).exp()),
  "a network of a network": () =>
    sequential(
      dense(3, 5, { activation: tanh, random: random(1) }),
      residual(sequential(layerNorm(5), dense(5, 5, { activation: sigmoid, random: random(2) }))),
      dense(5, 2, { random: random(3) }),
    ),
  "a layer in two places": () => sequential(tied, residual(tied), tied),
  "a network from a list": () =>
    sequentialOf(Array.from({ length: 3 }, (_, index) => dense(3, 3, { activation: tanh, random: random(index) }))),
};

/** All gradients, one after the other. */
const flat = (gradients: unknown): AnyTensor[] =>
  typeof (gradients as AnyTensor).flatten === "function"
    ? [(gradients as AnyTensor).flatten()]
    : Object.values(gradients as object).flatMap(flat);
export const inOne = (gradients: unknown): AnyTensor => {
  const all = flat(gradients);
  return all.length === 0 ? zeros([1]) : (join as Any)(all, 0);
};
