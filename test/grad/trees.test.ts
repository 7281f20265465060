/** Functions of trees of tensors: their values, their gradients, and what they refuse. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import {
  addTrees,
  clipByGlobalNorm,
  globalNorm,
  grad,
  mapTensors,
  matrix,
  ShapeError,
  scalar,
  scaleTree,
  trace,
  useEngine,
  type Vector,
  vector,
  vmap,
  zeros,
} from "../../src/index.js";
import { backpropagate, dense, meanSquaredError, sgd } from "../../src/nn/index.js";

// biome-ignore lint/suspicious/noExplicitAny: calls without types
const untyped: any = library;
const tree = { weights: matrix([[1, -2], [4, 0]]), rest: [vector([10]), { deep: scalar(-2) }] } as const; // biome-ignore format: rows
const numbers = (given: unknown): unknown => JSON.parse(JSON.stringify(given));

describe.each(["wasm", "reference"] as const)("values (%s)", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));

  test("mapTensors", () => {
    expect(numbers(mapTensors(tree, (x) => x.multiply(2)))).toEqual({ weights: [[2, -4], [8, 0]], rest: [[20], { deep: -4 }] }); // biome-ignore format: rows
    const sum = mapTensors(tree, (x, y, z) => x.add(y).subtract(z.multiply(3)), tree, tree);
    expect(numbers(sum)).toEqual({ weights: [[-1, 2], [-4, 0]], rest: [[-10], { deep: 2 }] }); // biome-ignore format: rows
    expect(mapTensors(vector([1, 2]), (x) => x.negate()).toArray()).toEqual([-1, -2]);
    expect(mapTensors([], (x) => x)).toEqual([]);
  });

  test("addTrees and scaleTree", () => {
    expect(numbers(addTrees(tree, tree, tree))).toEqual(numbers(scaleTree(tree, 3)));
    expect(numbers(addTrees(tree))).toEqual(numbers(tree));
    expect(numbers(scaleTree(tree, scalar(0.5)))).toEqual({ weights: [[0.5, -1], [2, 0]], rest: [[5], { deep: -1 }] }); // biome-ignore format: rows
  });

  test("the norm is that of all numbers together", () => {
    expect(globalNorm(tree).at()).toBeCloseTo(Math.sqrt(125), 5);
    expect(globalNorm(vector([3, -4])).at()).toBeCloseTo(5, 6);
    expect(globalNorm([]).at()).toBe(0);
    expect(globalNorm([zeros([0]), zeros([2, 3])]).at()).toBe(0);
  });

  test("the norm neither overflows nor underflows", () => {
    for (const size of [1e-30, 1e30]) {
      const gradients = [vector([3 * size, 0]), scalar(4 * size)] as const;
      expect(globalNorm(gradients).at() / size).toBeCloseTo(5, 5);
      const [first, second] = clipByGlobalNorm(gradients, size);
      expect(first.at(0) / size).toBeCloseTo(0.6, 5);
      expect(second.at() / size).toBeCloseTo(0.8, 5);
    }
  });

  test("clipped gradients have the norm of the limit, and the same direction", () => {
    const clipped = clipByGlobalNorm(tree, Math.sqrt(5));
    expect(globalNorm(clipped).at()).toBeCloseTo(Math.sqrt(5), 5);
    const found = [...clipped.weights.toArray().flat(), clipped.rest[0].at(0), clipped.rest[1].deep.at()];
    [0.2, -0.4, 0.8, 0, 2, -0.4].forEach((value, index) => void expect(found[index]).toBeCloseTo(value, 5));
  });

  test("gradients within the limit stay as they are", () => {
    for (const limit of [Math.sqrt(125) * 1.001, 1e30])
      expect(JSON.stringify(clipByGlobalNorm(tree, limit))).toBe(JSON.stringify(tree));
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("%d doesn't pass unseen", (value) => {
    expect(globalNorm([vector([1, value]), scalar(2)]).at()).toBeNaN();
    const [first, second] = clipByGlobalNorm([vector([1, value]), scalar(2)] as const, 1);
    expect(first.toArray()).toEqual([Number.NaN, Number.NaN]);
    expect(second.at()).toBeNaN();
  });
});

describe("derivatives", () => {
  const x = vector([2, -3, 6]);

  test("the norm's gradient is g / ‖g‖, and 0 at 0", () => {
    const slope = grad((y: Vector<3>) => globalNorm({ y }));
    x.toArray().forEach((value, index) => void expect(slope(x).at(index)).toBeCloseTo(value / 7, 10));
    expect(slope(zeros([3])).toArray()).toEqual([0, 0, 0]);
  });

  test("norms and clipping for each example, and in programs", () => {
    const f = (y: Vector<3>) => clipByGlobalNorm({ y }, 3.5).y;
    expect(vmap(globalNorm as (y: Vector<3>) => library.Scalar)(matrix([[2, -3, 6], [0, 0, 1]])).toArray()).toEqual([7, 1]); // biome-ignore format: rows
    expect(vmap(f)(matrix([[2, -3, 6], [0, 0, 1]])).toArray()).toEqual([[1, -1.5, 3], [0, 0, 1]]); // biome-ignore format: rows
    expect(
      trace(f, zeros([3]))
        .run(x)
        .toArray(),
    ).toEqual([1, -1.5, 3]);
  });

  test("through mapTensors, addTrees and scaleTree", () => {
    const f = (y: Vector<3>) => mapTensors(addTrees({ y }, scaleTree({ y }, 2)), (z) => z.square()).y.sum(); // 9 y²
    expect(grad(f)(x).toArray()).toEqual([36, -54, 108]);
  });
});

test("an optimiser takes a step with clipped gradients", () => {
  const layer = dense(3, 2, { weights: zeros([2, 3]), bias: zeros([2]) });
  const { gradients } = backpropagate(layer, meanSquaredError, matrix([[1, 2, 3]]), matrix([[100, 0]]));
  sgd(layer, { learningRate: 1 }).step(clipByGlobalNorm(gradients, 1));
  expect(globalNorm(layer.parameters).at()).toBeCloseTo(1, 6);
});

describe("refused", () => {
  test.each<[string, () => unknown, string]>([
    ["a number in a tree", () => untyped.clipByGlobalNorm({ rate: 0.1 }, 1), "clipByGlobalNorm: rate: takes a tensor, not 0.1"],
    ["a number", () => untyped.globalNorm(7), "globalNorm: takes a tensor, not 7"],
    ["a text", () => untyped.addTrees("a"), 'addTrees: takes a tensor, not "a"'],
    [
      "another shape",
      () => untyped.addTrees({ a: zeros([2]) }, { a: zeros([3]) }),
      "addTrees: a is [3], the tensor of the first tree [2]",
    ],
    ["another key", () => untyped.addTrees({ a: zeros([2]) }, { b: zeros([2]) }), "addTrees: a is missing"],
    ["one more key", () => untyped.mapTensors([scalar(1)], (x: never) => x, [scalar(1), scalar(2)]), "mapTensors: [1] belongs to no tensor of the first tree"], // biome-ignore format: one line
    ["a result of another shape", () => untyped.mapTensors({ a: [zeros([2])] }, () => zeros([3])), "mapTensors: a[0] is [2], but the function returns [3]"], // biome-ignore format: one line
    ["a result that isn't a tensor", () => untyped.mapTensors(zeros([2]), () => 3), "mapTensors: the tensor: the function returns 3, not a tensor"], // biome-ignore format: one line
    [
      "a factor that isn't a scalar",
      () => untyped.scaleTree(tree, zeros([2])),
      "scaleTree: the factor is a number or a scalar, not [2]",
    ],
    [
      "a factor that isn't a number",
      () => untyped.scaleTree(tree, "2"),
      'scaleTree: the factor is a number or a scalar, not "2"',
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(new ShapeError(message));
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1", undefined])("the limit %s", (limit) => {
    expect(() => untyped.clipByGlobalNorm(tree, limit)).toThrow(/^clipByGlobalNorm: the limit is a finite number above 0, not /);
  });

  test("what isn't a function", () => {
    expect(() => untyped.mapTensors(tree, 5)).toThrow(new TypeError("mapTensors: takes a function, not 5"));
  });
});
