/**
 * Every operation that has a derivative, with operands for it. Each new one needs a line here, unless it is a function of one number: those
 * are in the table already. operations.test.ts compares derivatives and programs, and test/interop runs the programs as ONNX.
 */
import { functions } from "../../src/engine/unary.js";
import * as library from "../../src/index.js";
import { contractBatch, einsum, random, randomNormal, randomUniform, sumBatch } from "../../src/index.js";
import type { AnyOperation, AnyTensor } from "./differences.js";

const { atan2, concat, convolve, matrix, stack, vector, where }: AnyTensor = library;
const source = random(3);
const any = (...shape: number[]): AnyTensor => randomNormal(shape as unknown as [], source);
/** Away from 0, where some functions have a pole, a kink or the end of their domain. */
const positive = (...shape: number[]): AnyTensor => randomUniform(shape as unknown as [], source, { low: 0.5, high: 2 });

/** From -1 to 1, without the ends. */
const within = (...shape: number[]): AnyTensor => randomUniform(shape as unknown as [], source, { low: -0.9, high: 0.9 });

/** An operation and its operands. Their sizes are different primes. */
export type Line = readonly [operation: AnyOperation, ...operands: readonly AnyTensor[]];

/** Each function of one number, applied to any numbers, or only to positive ones if it is NaN at -2. */
const unary = Object.fromEntries(
  Object.entries(functions).map(([name, of]): [string, readonly Line[]] => {
    return [name, [[(a) => a[name](), Number.isNaN(of(-2)) ? positive(3, 5) : any(3, 5)]]];
  }),
);

export const operations: Readonly<Record<string, readonly Line[]>> = {
  matmul: [
    [(a, b) => a.matmul(b), any(3, 5), any(5, 2)],
    [(a, b) => a.matmul(b), any(3, 5), any(5)],
    [(a, b) => a.matmul(b), any(5), any(5, 2)],
    [(a, b) => a.matmul(b), any(2, 3, 5), any(5, 7)],
    [(a, b) => a.transpose().matmul(b.transpose()), any(3, 5), any(2, 3)],
  ],
  outer: [[(a, b) => a.outer(b), any(3), any(5)]],
  dot: [[(a, b) => a.dot(b), any(5), any(5)]],
  transpose: [[(a) => a.transpose(), any(3, 5)]],
  add: [
    [(a, b) => a.add(b), any(3, 5), any(3, 5)],
    [(a, b) => a.add(b), any(2, 3, 5), any(5)],
    [(a, b) => a.add(b), any(2, 3), any()],
    [(a) => a.add(a), any(3)],
    [(a) => a.add(7), any(3)],
  ],
  subtract: [
    [(a, b) => a.subtract(b), any(3, 5), any(5)],
    [(a) => a.subtract(7), any(3)],
  ],
  multiply: [
    [(a, b) => a.multiply(b), any(2, 3, 5), any(3, 5)],
    [(a) => a.multiply(a), any(3)],
    [(a) => a.multiply(7), any(3)],
  ],
  divide: [
    [(a, b) => a.divide(b), any(3, 5), positive(5)],
    [(a) => a.divide(7), any(3)],
  ],
  maximum: [
    [(a, b) => a.maximum(b), any(3, 5), any(5)],
    [(a) => a.maximum(0.25), any(3, 5)],
  ],
  minimum: [
    [(a, b) => a.minimum(b), any(3, 5), any(3, 5)],
    [(a) => a.minimum(0.25), any(3)],
  ],
  power: [
    [(a, b) => a.power(b), positive(3, 5), any(5)],
    [(a, b) => a.power(b), positive(3), any()],
    [(a) => a.power(2.5), positive(3, 5)],
    ...[-1, 0, 0.5, 1, 2, 3, 4].map((exponent): Line => [(a) => a.power(exponent), exponent === 0.5 ? positive(3) : any(3)]),
  ],
  modulo: [
    [(a, b) => a.modulo(b), any(3, 5).multiply(5), positive(5)],
    [(a) => a.modulo(-0.7), any(3)],
  ],
  atan2: [
    [(a, b) => atan2(a, b), any(3, 5), any(3, 5)],
    [(a, b) => atan2(a, b), any(2, 3, 5), any(5)],
    [(a, b) => atan2(a, b.multiply(0)), positive(3), any(3)], // along the y axis
    [(a, b) => atan2(a.multiply(0), b), any(3), positive(3)], // along the x axis, to the right
    [(a) => atan2(a, -0.7), any(3, 5)],
  ],
  addBias: [[(a, b) => a.addBias(b), any(2, 3, 5), any(5)]],
  contractBatch: [[(a, b) => contractBatch(a, b), any(2, 3, 5), any(2, 3, 7)]],
  sumBatch: [[(a) => sumBatch(a), any(2, 3, 5)]],
  einsum: [
    [(a, b) => einsum("ij,kj->ki", a, b), any(2, 3), any(5, 3)],
    [(a, b) => einsum("bij,bjk->bik", a, b), any(3, 2, 2), any(3, 2, 5)],
    [(a, b, c) => einsum("iij,jk,k->i", a, b, c), any(2, 2, 3), any(3, 5), any(5)],
    [(a) => einsum("ij->j", a), any(2, 3)],
    [(a, b) => einsum("...ij, ...jk", a, b), any(7, 2, 3), any(7, 3, 5)],
  ],
  convolve: [
    [(a, b) => convolve(a, b), any(2, 4, 5, 2), any(3, 2, 2, 3)],
    [(a, b) => convolve(a, b, { stride: [2, 1], padding: [1, 2], dilation: [1, 2] }), any(4, 5, 2), any(2, 3, 2, 3)],
    [(a, b) => convolve(a, b, { groups: 2, padding: "same" }), any(1, 3, 4, 4), any(2, 2, 2, 6)],
    [(a, b) => convolve(a, b, { stride: 2, dilation: 2 }), any(2, 7, 2), any(3, 2, 5)],
  ],
  ...unary,
  reciprocal: [[(a) => a.reciprocal(), positive(3, 5)]],
  sign: [[(a) => a.sign(), any(3, 5)]],
  tan: [[(a) => a.tan(), within(3, 5)]],
  asin: [[(a) => a.asin(), within(3, 5)]],
  acos: [[(a) => a.acos(), within(3, 5)]],
  atan: [[(a) => a.atan(), any(3, 5)]],
  sinh: [[(a) => a.sinh(), any(3, 5)]],
  cosh: [[(a) => a.cosh(), any(3, 5)]],
  expm1: [[(a) => a.expm1(), any(3, 5)]],
  log2: [[(a) => a.log2(), positive(3, 5)]],
  log10: [[(a) => a.log10(), positive(3, 5)]],
  softmax: [
    [(a) => a.softmax(), any(2, 3, 5)],
    [(a) => a.softmax(0), any(2, 3, 5)],
  ],
  logSoftmax: [
    [(a) => a.logSoftmax(), any(2, 3, 5)],
    [(a) => a.logSoftmax(1), any(2, 3, 5)],
  ],
  sum: [
    [(a) => a.sum(), any(3, 5)],
    [(a) => a.sum(1), any(2, 3, 5)],
    [(a) => a.sum([0, 2]), any(2, 3, 5)],
    [(a) => a.sum(1, { keepDims: true }), any(2, 3, 5)],
  ],
  mean: [
    [(a) => a.mean(), any(3, 5)],
    [(a) => a.mean(0), any(2, 3, 5)],
    [(a) => a.mean([2, 1], { keepDims: true }), any(2, 3, 5)],
  ],
  max: [
    [(a) => a.max(), any(3, 5)],
    [(a) => a.max(1), any(2, 3, 5)],
    [(a) => a.max([0, 2]), any(2, 3, 5)],
  ],
  min: [
    [(a) => a.min(-1), any(2, 3, 5)],
    [(a) => a.min([0, 1], { keepDims: true }), any(2, 3, 5)],
  ],
  product: [
    [(a) => a.product(), any(5)],
    [(a) => a.product(1), any(2, 7, 3)],
    [(a) => a.product([0, 2], { keepDims: true }), any(2, 3, 5)],
    [(a) => a.product(), vector([2, 0, 3])],
    [(a) => a.product(), vector([0, 5, 0, 3])],
  ],
  variance: [
    [(a) => a.variance(), any(3, 5)],
    [(a) => a.variance(1), any(2, 3, 5)],
    [(a) => a.variance([0, 2], { keepDims: true }), any(2, 3, 5)],
  ],
  standardDeviation: [
    [(a) => a.standardDeviation(), any(3, 5)],
    [(a) => a.standardDeviation(-1), any(2, 3, 5)],
  ],
  norm: [
    [(a) => a.norm(), any(3, 5)],
    [(a) => a.norm([0, 2]), any(2, 3, 5)],
  ],
  logSumExp: [
    [(a) => a.logSumExp(), any(3, 5)],
    [(a) => a.logSumExp(1, { keepDims: true }), any(2, 3, 5)],
  ],
  cumulativeSum: [
    [(a) => a.cumulativeSum(0), any(3)],
    [(a) => a.cumulativeSum(1), any(2, 3, 5)],
  ],
  cumulativeProduct: [
    [(a) => a.cumulativeProduct(0), any(5)],
    [(a) => a.cumulativeProduct(1), any(2, 7, 3)],
    [(a) => a.cumulativeProduct(0), vector([2, 0, 3, 0, 5])],
  ],
  cumulativeMax: [
    [(a) => a.cumulativeMax(0), any(7)],
    [(a) => a.cumulativeMax(-2), any(2, 5, 3)],
  ],
  cumulativeMin: [
    [(a) => a.cumulativeMin(0), any(7)],
    [(a) => a.cumulativeMin(1), any(2, 5, 3)],
  ],
  median: [
    [(a) => a.median(), any(3, 5)],
    [(a) => a.median(1), any(3, 2, 5)],
    [(a) => a.median([0, 2], { keepDims: true }), any(2, 3, 5)],
  ],
  quantile: [
    [(a) => a.quantile(0.3), any(3, 5)],
    [(a) => a.quantile(0.9, 1), any(2, 5, 3)],
    [(a) => a.quantile(0, [0, 2], { keepDims: true }), any(2, 3, 5)],
  ],
  sort: [
    [(a) => a.sort(), any(3, 5)],
    [(a) => a.sort(1), any(2, 5, 3)],
    [(a) => a.sort(-2, { descending: true }), any(2, 5, 3)],
  ],
  topK: [
    [(a) => a.topK(3).values, any(2, 5)],
    [(a) => a.topK(2, 1).values, any(2, 5, 3)],
  ],
  takeAlong: [
    [(a) => a.takeAlong(matrix([[2, 0, 0], [1, 1, 4]]), 1), any(2, 5)], // biome-ignore format: one line
    [(a, b) => a.takeAlong(b.argsort(1), 1), any(2, 5, 3), any(2, 5, 3)],
    [
      (a) =>
        a.transpose().takeAlong(
          matrix([
            [4, 0, 1],
            [2, 0, 3],
          ]),
          0,
        ),
      any(3, 5),
    ],
  ],
  reshape: [
    [(a) => a.reshape([5, 6]), any(2, 3, 5)],
    [(a) => a.transpose().reshape([5, 3]), any(3, 5)],
  ],
  flatten: [[(a) => a.transpose().flatten(), any(3, 5)]],
  permute: [[(a) => a.permute([2, 0, 1]), any(2, 3, 5)]],
  broadcastTo: [
    [(a) => a.broadcastTo([2, 3, 5]), any(3, 1)],
    [(a) => a.broadcastTo([2, 3]), any()],
  ],
  expandDims: [[(a) => a.transpose().expandDims(1), any(3, 5)]],
  squeeze: [[(a) => a.squeeze(1), any(3, 1, 5)]],
  where: [
    [(a, b) => where(vector([1, 0, -3, 0, 0]), a, b), any(5), any(5)],
    [
      (a, b) =>
        where(
          matrix([
            [1, 0, 0],
            [0, 1, 1],
          ]),
          a,
          b,
        ),
      any(3),
      any(),
    ],
  ],
  clip: [[(a) => a.clip(-0.5, 1), any(3, 5)]],
  take: [
    [(a) => a.take([2, 0, 2, 2], 1), any(3, 5)],
    [
      (a) =>
        a.transpose().take(
          matrix([
            [1, 0],
            [2, 2],
          ]),
          -1,
        ),
      any(3, 5),
    ],
  ],
  scatter: [
    [(a, b) => a.scatter([2, 0], b), any(3, 5), any(2, 5)],
    [(a, b) => a.scatter(matrix([[1, 2]]), b), any(3), any(1, 2)],
  ],
  scatterAdd: [
    [(a, b) => a.scatterAdd([2, 0, 2], b), any(3, 5), any(3, 5)],
    [(a, b) => a.scatterAdd(matrix([[1, 1]]), b), any(3), any(1, 2)],
  ],
  flip: [[(a) => a.flip(1), any(2, 3, 5)]],
  roll: [
    [(a) => a.roll(2, 1), any(3, 5)],
    [(a) => a.transpose().roll(-7, 0), any(3, 5)],
    [(a) => a.roll(0, 0), any(3)],
  ],
  tile: [
    [(a) => a.tile([2, 1, 3]), any(2, 3, 5)],
    [(a) => a.transpose().tile([1, 2]), any(3, 5)],
  ],
  repeat: [[(a) => a.repeat(3, 1), any(2, 3, 5)]],
  kronecker: [
    [(a, b) => a.kronecker(b), any(2, 3), any(5, 2)],
    [(a) => a.kronecker(a), any(3)],
  ],
  diagonal: [
    [(a) => library.diagonal(a), any(3)],
    [(a) => a.diagonal(), any(2, 3, 5)],
    [(a) => a.transpose().diagonal(), any(3, 5)],
  ],
  triu: [
    [(a) => a.triu(), any(2, 3, 5)],
    [(a) => a.triu(-1), any(5, 3)],
  ],
  tril: [[(a) => a.tril(1), any(3, 5)]],
  index: [
    [(a) => a.index(-1, 0), any(3, 5)],
    [(a) => a.transpose().index(1, 1), any(3, 5)],
  ],
  unstack: [[(a) => a.unstack(1)[2], any(3, 5)]],
  meshgrid: [
    [(a, b) => library.meshgrid(a, b)[0], any(3), any(5)],
    [(a, b) => library.meshgrid(a, b)[1], any(3), any(5)],
  ],
  gather: [
    [(a) => a.gather([2, 0, 2, 2]), any(3, 5)],
    [
      (a) =>
        a.transpose().gather(
          matrix([
            [1, 4],
            [0, 1],
            [4, 4],
          ]),
        ),
      any(3, 5),
    ],
  ],
  batchMatmul: [
    [(a, b) => a.batchMatmul(b), any(2, 3, 5), any(2, 5, 2)],
    [(a, b) => a.permute([1, 0, 2, 3]).batchMatmul(b.permute([1, 0, 3, 2])), any(2, 3, 2, 5), any(2, 3, 1, 5)],
    [(a) => a.batchMatmul(a), any(2, 3, 3)],
  ],
  slice: [
    [(a) => a.slice([1, 3], [0, 5, 2]), any(3, 5)],
    [(a) => a.transpose().slice(null, [-2, 3]), any(3, 5)],
    [(a) => a.slice([null, null, -1], [3, null, -2]), any(3, 5)],
  ],
  window: [
    [(a) => a.window(1, 2, 0), any(3, 5)],
    [(a) => a.transpose().window(-3, 3, -1).square(), any(3, 5)],
  ],
  as: [[(a) => a.as([3, 5]).square(), any(3, 5)]],
  split: [
    [(a) => a.split([2, 3], 1)[1], any(3, 5)],
    [(a) => a.split([1, 2], 0)[0], any(3, 5)],
  ],
  pad: [
    [
      (a) =>
        a.pad(
          [
            [1, 0],
            [0, 2],
          ],
          7,
        ),
      any(3, 5),
    ],
    [
      (a) =>
        a.transpose().pad([
          [1, 0],
          [0, 2],
        ]),
      any(3, 5),
    ],
  ],
  concat: [
    [(a, b) => concat([a, b], 0), any(3, 5), any(2, 5)],
    [(a, b) => concat([a, b.transpose(), a], 1), any(3, 5), any(2, 3)],
  ],
  stack: [[(a, b) => stack([a, b.transpose()], 1), any(3, 5), any(5, 3)]],
};
