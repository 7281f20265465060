/**
 * The first and second derivatives of every operation, compared with central differences, and every operation as a program,
 * compared with the operation. Each new operation needs a line here, unless it is a function of one number: those are in the table
 * already.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { functions } from "../../src/engine/unary.js";
import * as library from "../../src/index.js";
import { contractBatch, einsum, random, randomNormal, randomUniform, sumBatch, zeros } from "../../src/index.js";
import { checkProgram } from "../program/as-program.js";
import { type AnyOperation, type AnyTensor, checkDerivatives } from "./differences.js";

const { concat, matrix, scalar, stack, vector, where }: AnyTensor = library;
const source = random(3);
const any = (...shape: number[]): AnyTensor => randomNormal(shape as unknown as [], source);
/** Away from 0, where some functions have a pole, a kink or the end of their domain. */
const positive = (...shape: number[]): AnyTensor => randomUniform(shape as unknown as [], source, { low: 0.5, high: 2 });

/** From -1 to 1, without the ends. */
const within = (...shape: number[]): AnyTensor => randomUniform(shape as unknown as [], source, { low: -0.9, high: 0.9 });

/** An operation and its operands. Their sizes are different primes. */
type Line = readonly [operation: AnyOperation, ...operands: readonly AnyTensor[]];

/** Each function of one number, applied to any numbers, or only to positive ones if it is NaN at -2. */
const unary = Object.fromEntries(
  Object.entries(functions).map(([name, of]): [string, readonly Line[]] => {
    return [name, [[(a) => a[name](), Number.isNaN(of(-2)) ? positive(3, 5) : any(3, 5)]]];
  }),
);

const lines: Readonly<Record<string, readonly Line[]>> = {
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
  addBias: [[(a, b) => a.addBias(b), any(2, 3, 5), any(5)]],
  contractBatch: [[(a, b) => contractBatch(a, b), any(2, 3, 5), any(2, 3, 7)]],
  sumBatch: [[(a) => sumBatch(a), any(2, 3, 5)]],
  einsum: [
    [(a, b) => einsum("ij,kj->ki", a, b), any(2, 3), any(5, 3)],
    [(a, b) => einsum("bij,bjk->bik", a, b), any(3, 2, 2), any(3, 2, 5)],
    [(a, b, c) => einsum("iij,jk,k->i", a, b, c), any(2, 2, 3), any(3, 5), any(5)],
    [(a) => einsum("ij->j", a), any(2, 3)],
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

describe.each(Object.entries(lines))("%s", (_, cases) => {
  describe.each(
    cases.map(([operation, ...operands]) => ({
      operation,
      operands,
      shapes: operands.map(({ shape }) => `[${shape}]`).join(", "),
    })),
  )("$shapes", ({ operation, operands }) => {
    test("has the right derivatives", () => checkDerivatives(operation, operands));
    test.each(["reference", "wasm"] as const)("is the same as a program (%s)", async (engine) => {
      await library.useEngine(engine);
      checkProgram(operation, operands);
    });
    afterAll(async () => void (await library.useEngine("reference")));
  });
});

/** Operations that have no derivative to test, and the reasons. */
const without = {
  reads: ["at", "toArray", "toJSON", "toString", "dataSync", "data", "equals", "allClose"],
  steps: ["argmax", "argmin", "any", "all", "equal", "notEqual", "less", "lessOrEqual", "greater", "greaterOrEqual"],
  logic: ["logicalAnd", "logicalOr", "logicalNot", "isNaN", "isFinite"],
  makes: ["full", "identity", "matrix", "oneHot", "ones", "randomNormal", "randomUniform", "scalar", "tensor", "vector", "zeros"],
  "computes nothing": ["ShapeError", "dim", "random", "useEngine"],
  differentiates: ["grad", "valueAndGrad", "vjp"], // test/grad/grad.test.ts
  records: ["trace"], // test/program/trace.test.ts
};

test("every public operation is tested here, or has a reason not to be", () => {
  const methods = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(zeros([]))))
    .filter(([name, { value }]) => typeof value === "function" && name !== "constructor")
    .map(([name]) => name);
  const known = [...Object.keys(lines), ...Object.values(without).flat()];
  expect(known.toSorted()).toEqual([...methods, ...Object.keys(library)].toSorted());
});

test("equal extremes share the error equally", () => {
  const gradient = library.grad((x: library.Vector<3>) => x.max())(library.vector([2, 7, 7]));
  expect(gradient.toArray()).toEqual([0, 0.5, 0.5]);
  const corners = library.matrix([
    [7, 2],
    [1, 7],
  ]);
  expect(
    library
      .grad((x: library.Matrix<2, 2>) => x.max([0, 1]))(corners)
      .toArray(),
  ).toEqual([
    [0.5, 0],
    [0, 0.5],
  ]);
});

/** The gradient, and the gradient of its sum with random weights. */
function derivatives(f: AnyOperation, x: AnyTensor): [first: number[], second: number[]] {
  const gradient = library.grad((y: AnyTensor): library.Scalar => f(y));
  const weights = randomNormal(x.shape, random(5));
  return [
    gradient(x).toArray(),
    library
      .grad((y: AnyTensor): library.Scalar => gradient(y).multiply(weights).sum())(x)
      .toArray(),
  ];
}

describe.each(["reference", "wasm"] as const)("where a derivative is infinite or undefined (%s)", (engine) => {
  beforeAll(async () => void (await library.useEngine(engine)));
  afterAll(async () => void (await library.useEngine("reference")));
  const zero = [0, 0, 0];

  test.each<[string, AnyOperation, number[]]>([
    ["a norm", (x) => x.square().sum().sqrt(), zero],
    ["a norm by a product with itself", (x) => x.multiply(x).sum().sqrt(), zero],
    ["a norm by an inner product", (x) => x.dot(x).sqrt(), zero],
    ["twice a norm plus a sum", (x) => x.square().sum().sqrt().multiply(2).add(x.sum()), [1, 1, 1]],
    ["a sum of absolute values", (x) => x.abs().sum(), zero],
  ])("at 0, the gradient of %s is its smallest subgradient", (_, f, expected) => {
    expect(derivatives(f, vector(zero))).toEqual([expected, zero]);
  });

  test.each<[string, AnyOperation]>([
    ["norm", (x) => x.norm()],
    ["standardDeviation", (x) => x.standardDeviation()],
    ["power(2.5)", (x) => x.power(2.5).sum()],
    ["power(0.5)", (x) => x.power(0.5).sum()],
    ["power(0)", (x) => x.power(0).sum()],
    ["power of a tensor", (x) => x.power(vector([2.5, 3, 0])).sum()],
    ["an exponent", (x) => vector([0, 0, 0]).power(x.add(1)).sum()],
  ])("at 0, the gradient of %s is 0", (_, f) => {
    expect(derivatives(f, vector(zero))[0]).toEqual(zero);
  });

  test("powers with whole exponents are differentiable below 0", () => {
    expect(derivatives((x) => x.power(3).sum(), vector([-2, 0, 1]))[0]).toEqual([12, 0, 3]);
    expect(derivatives((x) => x.power(vector([3, 2, 1])).sum(), vector([-2, -1, 0]))[0]).toEqual([12, -2, 1]);
  });

  test("maximum and minimum divide the error equally among equal numbers", () => {
    const other = vector([1, 5, 3]);
    expect(derivatives((x) => x.maximum(other).sum(), vector([2, 5, 1]))[0]).toEqual([1, 0.5, 0]);
    expect(derivatives((x) => other.minimum(x).sum(), vector([2, 5, 1]))[0]).toEqual([0, 0.5, 1]);
    expect(derivatives((x) => x.maximum(0).sum(), vector([2, 0, -1]))[0]).toEqual([1, 0.5, 0]);
  });

  test("logSumExp of infinite numbers", () => {
    const low = Number.NEGATIVE_INFINITY;
    expect(derivatives((x) => x.logSumExp(), vector([low, low, low]))[0]).toEqual(zero);
    expect(derivatives((x) => x.logSumExp(), vector([low, 1, low]))[0]).toEqual([0, 1, 0]);
  });

  test("the gradient of a standard deviation is 0 if all numbers are equal", () => {
    const deviation: AnyOperation = (x) => x.subtract(x.mean()).square().mean().sqrt();
    expect(derivatives(deviation, vector([1.1, 1.1, 1.1]))).toEqual([zero, zero]);
  });

  test("the slope of √x counts as 0 at 0, and is unchanged elsewhere", () => {
    const [first, second] = derivatives((x) => x.sqrt().sum(), vector([0, 4, 0.25]));
    expect(first).toEqual([0, 0.25, 1]);
    expect(second[0]).toBe(0);
  });

  const [infinite, none] = [Number.POSITIVE_INFINITY, Number.NaN];
  test.each<[string, AnyOperation, number[], number[]]>([
    ["log", (x) => where(x.greater(0), x.log(), 0), [0, 2, -1], [0, 0.5, 0]],
    ["sqrt", (x) => where(x.greater(0), x.sqrt(), 0), [0, 4, -1], [0, 0.25, 0]],
    ["exp", (x) => where(x.less(9), x.exp(), x), [1000, 0, 0], [1, 1, 1]],
    ["square", (x) => where(x.less(9), x.square(), 0), [infinite, 2, none], [0, 4, 0]],
    ["a quotient", (x) => where(x.equal(0), 0, library.full([3], 1).divide(x)), [0, 2, -1], [0, -0.25, -1]],
    ["a quotient's dividend", (x) => where(x.equal(0), 1, x.divide(x)), [0, 2, -1], zero],
    ["a product", (x) => where(x.less(9), x.multiply(vector([infinite, 3, none])), 0), [9, 2, 9], [0, 3, 0]],
    ["a product with a row", (x) => where(x.less(9), x.multiply(scalar(infinite)), x), [9, 10, 11], [1, 1, 1]],
    ["tanh", (x) => where(x.less(9), x.tanh(), 0), [none, 0, none], [0, 1, 0]],
    ["max", (x) => where(scalar(0), x.max(), x.sum()), [none, 1, 2], [1, 1, 1]],
    ["softmax", (x) => where(vector([0, 0, 0]), x.softmax().square(), x), [none, 1, 2], [1, 1, 1]],
    ["logSoftmax", (x) => where(vector([0, 0, 0]), x.logSoftmax().square(), x), [-infinite, -infinite, -infinite], [1, 1, 1]],
    ["power", (x) => where(x.greater(0), x.power(0.3), 0), [0, 1, -1], [0, 0.3, 0].map(Math.fround)],
    ["log1p", (x) => where(x.greater(-1), x.log1p(), 0), [-1, 1, -2], [0, 0.5, 0]],
    ["reciprocal", (x) => where(x.equal(0), 0, x.reciprocal()), [0, 2, -1], [0, -0.25, -1]],
    ["log of a quotient", (x) => where(x.greater(0), x.divide(x.sqrt()).log(), 0), [0, 2, -1], [0, 0.25, 0]],
  ])("%s doesn't affect the gradient if where chooses the other branch", (_, f, x, expected) => {
    const [first, second] = derivatives((y) => f(y).sum(), vector(x));
    expect(first.map((slope) => Math.fround(slope + 0))).toEqual(expected);
    expect(second.filter((slope) => !Number.isFinite(slope))).toEqual([]);
  });

  test("max and softmax with -∞ among the numbers", () => {
    const low = Number.NEGATIVE_INFINITY;
    expect(derivatives((x) => x.max(), vector([low, low]))[0]).toEqual([0.5, 0.5]);
    for (const f of [(x: AnyTensor) => x.softmax(), (x: AnyTensor) => x.logSoftmax().slice([1, 3])]) {
      const [first, second] = derivatives((x) => f(x).square().sum(), vector([low, 1, 2]));
      expect([...first, ...second].filter((slope) => !Number.isFinite(slope))).toEqual([]);
      expect(first[0]).toBeCloseTo(0, 10);
    }
  });
});
