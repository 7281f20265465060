/** Calls of layers, forwards and backwards. */
import * as library from "../../../src/index.js";
import * as networks from "../../../src/nn/index.js";
import { type Call, foreign, image, network, small, square, type Untyped, v, x } from "./calls.js";

const { zeros, ones, random }: Untyped = library;
const {
  dense,
  sequential,
  relu,
  conv2d,
  batchNorm,
  embedding,
  residual,
  reversed,
  concat,
  sum,
  activate,
  maxPool1d,
  maxPool2d,
  attention,
  recurrent,
  lstm,
  gru,
  rmsNorm,
  groupNorm,
  globalMaxPool2d,
}: Untyped = networks;

const inUse: Readonly<Record<string, readonly [make: () => Untyped, input: unknown, error: unknown]>> = {
  dense: [small, x, square],
  "a foreign layer in sequential": [() => sequential(foreign()), x, square],
  sequential: [network, x, square],
  conv2d: [() => conv2d([4, 4, 3], 2, 3, { random: random(1) }), image, zeros([2, 2, 2, 2])],
  batchNorm: [() => batchNorm(3), x, x],
  embedding: [() => embedding(7, 2, { random: random(1) }), v, ones([3, 2])],
  residual: [() => residual(dense(3, 3, { random: random(1) })), x, x],
  reversed: [() => reversed(recurrent([2, 4], 3)), zeros([3, 2, 4]), zeros([3, 2, 3])],
  concat: [() => concat(-1, dense(3, 2, { random: random(1) }), activate(relu)), x, ones([2, 5])],
  sum: [() => sum(dense(3, 3, { random: random(1) }), activate(relu)), x, x],
  activate: [() => activate(relu), x, x],
  maxPool2d: [() => maxPool2d([4, 4, 3], 2), image, zeros([2, 2, 2, 3])],
  maxPool1d: [() => maxPool1d([4, 3], 2), zeros([2, 4, 3]), zeros([2, 2, 3])],
  recurrent: [() => recurrent([2, 4], 3), zeros([3, 2, 4]), zeros([3, 2, 3])],
  lstm: [() => lstm([2, 4], 3), zeros([3, 2, 4]), zeros([3, 2, 3])],
  "gru, its last state": [() => gru([2, 4], 3, { returns: "last" }), zeros([3, 2, 4]), zeros([3, 3])],
  rmsNorm: [() => rmsNorm(3), x, x],
  groupNorm: [() => groupNorm([4, 4, 3], 3), image, zeros([2, 4, 4, 3])],
  globalMaxPool2d: [() => globalMaxPool2d([4, 4, 3]), image, zeros([2, 3])],
  attention: [() => attention([2, 4], 2), zeros([3, 2, 4]), zeros([3, 2, 4])],
};
export const layerCalls: readonly Call[] = Object.entries(inUse).flatMap(([name, [make, input, error]]): Call[] => [
  { name: `${name}.predict`, run: (given) => make().predict(given), given: () => [input] },
  { name: `${name}.forward`, run: (given) => make().forward(given).output, given: () => [input] },
  { name: `${name}.backward`, run: (given) => make().forward(input).backward(given), given: () => [error] },
]);
