/**
 * The first and second derivatives of every operation, compared with central differences, and every operation as a program, compared with
 * the operation. operations.ts lists them.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { random, randomNormal, zeros } from "../../src/index.js";
import { checkProgram } from "../program/as-program.js";
import { type AnyOperation, type AnyTensor, checkDerivatives } from "./differences.js";
import { operations } from "./operations.js";

const { scalar, vector, where }: AnyTensor = library;

describe.each(Object.entries(operations))("%s", (_, cases) => {
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
  steps: [
    "argmax",
    "argmin",
    "argsort",
    "searchSorted",
    "any",
    "all",
    "equal",
    "notEqual",
    "less",
    "lessOrEqual",
    "greater",
    "greaterOrEqual",
  ],
  logic: ["logicalAnd", "logicalOr", "logicalNot", "isNaN", "isFinite"],
  makes: [
    "arange",
    "full",
    "identity",
    "linspace",
    "matrix",
    "oneHot",
    "ones",
    "randomNormal",
    "randomUniform",
    "scalar",
    "tensor",
    "vector",
    "zeros",
  ],
  "computes nothing": ["ShapeError", "dim", "random", "useEngine"],
  counts: ["bincount", "histogram"], // test/tensor/counting.test.ts
  chooses: ["unique"], // as above
  differentiates: ["grad", "valueAndGrad", "vjp", "jvp", "jacobian", "hessian", "vmap", "stopGradient", "lbfgs"], // their tests in test/grad
  trees: ["mapTensors", "addTrees", "scaleTree", "globalNorm", "clipByGlobalNorm"], // test/grad/trees.test.ts
  records: ["trace", "compile"], // test/program
};

test("every public operation is in operations.ts, or has a reason not to be", () => {
  const methods = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(zeros([]))))
    .filter(([name, { value }]) => typeof value === "function" && name !== "constructor")
    .map(([name]) => name);
  const known = [...Object.keys(operations), ...Object.values(without).flat()];
  expect(known.toSorted()).toEqual([...new Set([...methods, ...Object.keys(library)])].sort()); // `diagonal` is both
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
  const [infinite, none] = [Number.POSITIVE_INFINITY, Number.NaN];

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

  describe("atan2", () => {
    const { atan2 }: AnyTensor = library;
    const slopes = (y: number, x: number): number[] => [
      derivatives((y) => atan2(y, x).sum(), vector([y]))[0][0] ?? none,
      derivatives((x) => atan2(vector([y]), x).sum(), vector([x]))[0][0] ?? none,
    ];

    test.each([
      [1, 0, 0, -1],
      [-2, 0, 0, 0.5],
      [0, 2, 0.5, 0],
      [0, -2, -0.5, 0],
      [-0, -2, -0.5, 0],
      [1, 1, 0.5, -0.5],
      [1, -1, -0.5, -0.5],
      [-1, -1, -0.5, 0.5],
      [3e30, 4e30, 4 / 25e30, -3 / 25e30], // the sum of the squares overflows in float32
      [3e-30, -4e-30, -4 / 25e-30, -3 / 25e-30],
    ])("of (%s, %s): the slopes are %s and %s", (y, x, byY, byX) => {
      const [first = none, second = none] = slopes(y, x);
      expect(first / byY || first).toBeCloseTo(byY && 1, 5);
      expect(second / byX || second).toBeCloseTo(byX && 1, 5);
    });

    test.each([
      [0, 0],
      [-0, -0],
      [infinite, infinite],
      [-infinite, infinite],
      [1, -infinite],
      [infinite, 1],
    ])("of (%s, %s): the slopes are 0", (y, x) => {
      expect(slopes(y, x).map(Math.abs)).toEqual([0, 0]);
    });
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
