/** What the decompositions and solutions promise, on random matrices of many shapes, on every engine; and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { random, randomNormal, useEngine } from "../../src/index.js";
import * as linalg from "../../src/linalg/index.js";

// Any shape: test-d tests the types.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
const { cholesky, determinant, eigh, inverse, leastSquares, lu, matrixRank, norm, pseudoInverse, qr, solve, svd, trace }: Any =
  linalg;
const { dim, full, grad, identity, matrix, ones, scalar, tensor, vector, zeros }: Any = library;

const numbers = (x: Any): number[] => [x.toArray()].flat(Number.POSITIVE_INFINITY);
const transposed = (x: Any): Any => x.permute([...x.shape.keys()].toSpliced(-2, 2, x.rank - 1, x.rank - 2));
const times = (...factors: Any[]): Any => factors.reduce((one, other) => one.batchMatmul(other));
const diagonals = (x: Any): Any =>
  x
    .expandDims(x.rank)
    .broadcastTo([...x.shape, x.shape.at(-1)])
    .multiply(identity(x.shape.at(-1)));
const units = (x: Any, length: number): Any => identity(length).broadcastTo([...x.shape.slice(0, -2), length, length]);

const matrices = [
  ...[
    [1, 1],
    [2, 2],
    [3, 3],
    [7, 7],
    [30, 30],
    [1, 5],
    [5, 1],
    [3, 7],
    [7, 3],
    [31, 11],
    [2, 3, 3],
    [2, 3, 5, 2],
    [3, 2, 4],
  ],
  ...[
    [0, 0],
    [0, 3],
    [3, 0],
    [0, 2, 2],
    [2, 0, 3],
  ],
];
const squares = matrices.filter((shape) => shape.at(-1) === shape.at(-2));

describe.each(["reference", "wasm"] as const)("%s", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));
  const rounding = engine === "reference" ? 2 ** -52 : 2 ** -23;

  /** Whether two tensors are equal up to some roundings of the greatest numbers in the computation. */
  function same(actual: Any, expected: Any, scale = 1): void {
    expect(actual.shape).toEqual(expected.shape);
    const wanted = numbers(expected);
    const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), scale);
    const worst = numbers(actual).reduce((most, value, place) => Math.max(most, Math.abs(value - (wanted[place] as number))), 0);
    expect(worst).toBeLessThanOrEqual(200 * rounding * largest);
  }
  const drawn = (shape: readonly number[], seed = 1): Any => randomNormal(shape as unknown as [], random(seed));
  const symmetric = (shape: readonly number[]): Any => drawn(shape).add(transposed(drawn(shape)));

  test.each(matrices.map((shape) => [shape]))("qr of %j", (shape) => {
    const a = drawn(shape);
    const { q, r } = qr(a);
    same(times(q, r), a);
    same(times(transposed(q), q), units(q, q.shape.at(-1)));
    same(r, r.multiply(triangle(r, (row, column) => row <= column)));
    for (const value of numbers(r.multiply(triangle(r, (row, column) => row === column))))
      expect(value).toBeGreaterThanOrEqual(0);
  });
  const triangle = (x: Any, holds: (row: number, column: number) => boolean): Any => {
    const [rows, columns] = x.shape.slice(-2);
    return tensor(
      Array.from({ length: rows * columns }, (_, place) => Number(holds(Math.floor(place / columns), place % columns))),
      [rows, columns],
    ).broadcastTo(x.shape);
  };

  test.each(matrices.map((shape) => [shape]))("svd of %j", (shape) => {
    const a = drawn(shape);
    const { u, singularValues, vTransposed } = svd(a);
    same(times(u, diagonals(singularValues), vTransposed), a);
    same(times(transposed(u), u), units(u, u.shape.at(-1)));
    same(times(vTransposed, transposed(vTransposed)), units(u, u.shape.at(-1)));
    const least = singularValues.shape.at(-1);
    numbers(singularValues).forEach((value, place, all) => {
      expect(value).toBeGreaterThanOrEqual(place % least === least - 1 ? 0 : (all[place + 1] as number));
    });
  });

  test.each(matrices.map((shape) => [shape]))("lu of %j", (shape) => {
    const a = drawn(shape);
    const { permutation, lower, upper } = lu(a);
    same(times(permutation, lower, upper), a);
    same(times(permutation, transposed(permutation)), units(a, shape.at(-2) as number));
    same(
      lower.multiply(triangle(lower, (row, column) => row <= column)),
      triangle(lower, (row, column) => row === column),
    );
    same(upper, upper.multiply(triangle(upper, (row, column) => row <= column)));
    for (const value of numbers(lower)) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });

  test.each(matrices.map((shape) => [shape]))("pseudoInverse and matrixRank of %j", (shape) => {
    const a = drawn(shape);
    const p = pseudoInverse(a);
    const scale = numbers(p).reduce((most, value) => Math.max(most, Math.abs(value)), 1) * 10;
    same(times(a, p, a), a, scale);
    same(times(p, a, p), p, scale * scale);
    same(times(a, p), transposed(times(a, p)), scale);
    same(times(p, a), transposed(times(p, a)), scale);
    same(matrixRank(a), full(shape.slice(0, -2), Math.min(...shape.slice(-2))));
  });

  test.each(squares.map((shape) => [shape]))("eigh of %j", (shape) => {
    const a = symmetric(shape);
    const { eigenvalues, eigenvectors } = eigh(a);
    same(times(eigenvectors, diagonals(eigenvalues), transposed(eigenvectors)), a);
    same(times(transposed(eigenvectors), eigenvectors), units(a, shape.at(-1) as number));
    const length = shape.at(-1) as number;
    numbers(eigenvalues).forEach((value, place, all) => {
      if (place % length > 0) expect(value).toBeGreaterThanOrEqual(all[place - 1] as number);
    });
  });

  test.each(squares.map((shape) => [shape]))("cholesky of %j", (shape) => {
    const a = times(drawn(shape), transposed(drawn(shape))).add(identity(shape.at(-1)));
    const lower = cholesky(a);
    same(times(lower, transposed(lower)), a);
    same(lower, lower.multiply(triangle(lower, (row, column) => row >= column)));
  });

  test.each(squares.map((shape) => [shape]))("solve, inverse and determinant of %j", (shape) => {
    const a = drawn(shape);
    const b = drawn([...shape.slice(0, -1), 2], 2);
    const inverted = inverse(a);
    const scale = 10 * numbers(inverted).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    same(times(a, inverted), units(a, shape.at(-1) as number), scale);
    same(times(inverted, a), units(a, shape.at(-1) as number), scale);
    same(times(a, solve(a, b)), b, scale);
    same(solve(a, b.window(0, 1, -1).squeeze(-1)), solve(a, b).window(0, 1, -1).squeeze(-1));
    const [one, other] = [determinant(a), determinant(inverted)];
    same(one.multiply(other), ones(shape.slice(0, -2)), scale);
  });

  test.each([[[5, 3]], [[3, 5]], [[2, 7, 3]], [[4, 4]]])("leastSquares of %j", (shape) => {
    const a = drawn(shape);
    const b = drawn([...shape.slice(0, -1), 2], 2);
    const x = leastSquares(a, b);
    const residual = times(a, x).subtract(b);
    same(times(transposed(a), residual), zeros(x.shape), 100);
    same(x, times(pseudoInverse(a), b), 100);
    same(leastSquares(a, b.window(1, 1, -1).squeeze(-1)), x.window(1, 1, -1).squeeze(-1));
  });

  test.each([
    ["equal eigenvalues", identity(5).multiply(3)],
    ["eigenvalues of 0", zeros([4, 4])],
    ["rank 1", full([6, 6], 2)],
    [
      "opposite eigenvalues",
      matrix([
        [0, 1],
        [1, 0],
      ]),
    ],
    [
      "two equal of three",
      matrix([
        [2, 1, 1],
        [1, 2, 1],
        [1, 1, 2],
      ]),
    ],
  ])("%s", (_, a) => {
    const { eigenvalues, eigenvectors } = eigh(a);
    same(times(eigenvectors, diagonals(eigenvalues), transposed(eigenvectors)), a);
    same(times(transposed(eigenvectors), eigenvectors), identity(a.shape[0]));
    const { u, singularValues, vTransposed } = svd(a);
    same(times(u, diagonals(singularValues), vTransposed), a);
    same(times(transposed(u), u), identity(a.shape[0]));
    same(times(vTransposed, transposed(vTransposed)), identity(a.shape[0]));
  });

  test("numbers far from 1 neither overflow nor vanish", () => {
    const a = matrix([
      [3, 1],
      [1, 2],
    ]);
    for (const power of engine === "reference" ? [-300, -100, 100, 300] : [-30, 30]) {
      const scaled = a.multiply(10 ** power);
      same(svd(scaled).singularValues.divide(10 ** power), svd(a).singularValues);
      same(eigh(scaled).eigenvalues.divide(10 ** power), eigh(a).eigenvalues);
      same(solve(scaled, vector([1, 2]).multiply(10 ** power)), solve(a, vector([1, 2])));
      same(qr(scaled).q, qr(a).q);
    }
  });

  test("matrices whose rows and columns have different units aren't singular", () => {
    const a = matrix([
      [1e-12, 2e3],
      [3e-9, 4e6],
    ]);
    same(times(a, inverse(a)), identity(2), 10);
    expect(
      numbers(
        solve(
          matrix([
            [1e-20, 0],
            [0, 1],
          ]),
          vector([1, 1]),
        ),
      )[1],
    ).toBe(1);
  });

  test("norm", () => {
    const a = matrix([
      [1, -2, 3],
      [-4, 5, 6],
    ]);
    const values = numbers(svd(a).singularValues);
    expect(norm(a).at()).toBeCloseTo(Math.sqrt(91), 5);
    expect(norm(a, { order: "frobenius" }).at()).toBe(norm(a).at());
    expect(norm(a, { order: "nuclear" }).at()).toBeCloseTo((values[0] as number) + (values[1] as number), 5);
    expect(norm(a, { order: 2 }).at()).toBe(values[0]);
    expect(norm(a, { order: 1 }).at()).toBe(9);
    expect(norm(a, { order: Number.POSITIVE_INFINITY }).at()).toBe(15);
    expect(norm(vector([3, -4])).at()).toBe(5);
    expect(norm(vector([3, -4]), { order: 1 }).at()).toBe(7);
    expect(norm(vector([3, -4]), { order: Number.POSITIVE_INFINITY }).at()).toBe(4);
    expect(norm(ones([2, 3, 5]), { order: 1 }).toArray()).toEqual([3, 3]);
    expect(norm(full([3], 1e30)).at() / 1e30).toBeCloseTo(Math.sqrt(3), 5); // the squares are infinite in float32
    for (const order of ["frobenius", "nuclear", 1, 2, Number.POSITIVE_INFINITY])
      expect(norm(zeros([2, 0, 3]), { order }).toArray()).toEqual([0, 0]);
  });

  test("trace", () => {
    expect(
      trace(
        matrix([
          [1, 2],
          [3, 5],
        ]),
      ).at(),
    ).toBe(6);
    expect(
      trace(
        drawn([2, 3, 3])
          .multiply(0)
          .add(
            matrix([
              [1, 9, 9],
              [9, 2, 9],
              [9, 9, 3],
            ]),
          ),
      ).toArray(),
    ).toEqual([6, 6]);
    expect(trace(zeros([0, 0])).at()).toBe(0);
  });

  test("results have the engine's precision", () => {
    const Kind = engine === "reference" ? Float64Array : Float32Array;
    for (const result of [inverse(identity(2)), svd(ones([2, 3])).u, matrixRank(ones([2, 3])), norm(ones([3]))])
      expect(result.dataSync()).toBeInstanceOf(Kind);
  });
});

test("the rank of a product in float32 is that of its factors", async () => {
  await useEngine("wasm");
  const source = random(3);
  const product = randomNormal([20, 3], source).matmul(randomNormal([3, 20], source));
  await useEngine("reference");
  expect(matrixRank(product).at()).toBe(3);
  expect(matrixRank(product, { tolerance: 0 }).at()).toBe(20);
});

describe("what is refused", () => {
  const singular = matrix([
    [1, 2],
    [2, 4],
  ]);
  test.each<[string, () => unknown, Error]>([
    [
      "solve, singular",
      () => solve(singular, vector([1, 2])),
      new RangeError("solve: the matrix is singular: its condition number is infinite"),
    ],
    [
      "solve, singular up to rounding",
      () =>
        solve(
          matrix([
            [1, 2, 3],
            [4, 5, 6],
            [7, 8, 9],
          ]),
          vector([1, 2, 3]),
        ),
      new RangeError("solve: the matrix is singular: its condition number is 7.6e+17"),
    ],
    [
      "inverse of a batch",
      () => inverse(tensor([1, 0, 0, 1, 1, 2, 2, 4], [1, 2, 2, 2])),
      new RangeError("inverse: matrix [0, 1] of the batch is singular: its condition number is infinite"),
    ],
    [
      "cholesky, not positive",
      () =>
        cholesky(
          matrix([
            [1, 2],
            [2, 1],
          ]),
        ),
      new RangeError("cholesky: the matrix is not positive definite: pivot 1 is -3.0"),
    ],
    [
      "cholesky, singular",
      () => cholesky(singular),
      new RangeError("cholesky: the matrix is not positive definite: pivot 1 is 0.0"),
    ],
    [
      "cholesky, not symmetric",
      () =>
        cholesky(
          matrix([
            [1, 2],
            [3, 1],
          ]),
        ),
      new RangeError("cholesky: the matrix is not symmetric: 2 at [0, 1], but 3 at [1, 0]"),
    ],
    [
      "eigh, not symmetric",
      () => eigh(tensor([1, 0, 0, 1, 1, 2, 2.5, 4], [2, 2, 2])),
      new RangeError("eigh: matrix [1] of the batch is not symmetric: 2 at [0, 1], but 2.5 at [1, 0]"),
    ],
    [
      "NaN",
      () =>
        svd(
          matrix([
            [1, 2],
            [Number.NaN, 1],
          ]),
        ),
      new RangeError("svd: element [1, 0] is NaN, and has to be a finite number"),
    ],
    [
      "infinity on the right",
      () => solve(identity(2), vector([1, Number.POSITIVE_INFINITY])),
      new RangeError("solve: element [1] is Infinity, and has to be a finite number"),
    ],
    [
      "a tolerance",
      () => matrixRank(singular, { tolerance: -1 }),
      new RangeError("tolerance has to be a finite number from 0 up, not -1"),
    ],
    [
      "an order",
      () => norm(singular, { order: "other" }),
      new RangeError('norm: the order is "frobenius", "nuclear", 1, 2 or Infinity, not "other"'),
    ],
    ["no tensor", () => inverse([[1]]), new library.ShapeError("inverse: takes a tensor, not an array")],
    ["a vector", () => qr(vector([1])), new library.ShapeError("qr: takes matrices with any leading axes, not [1]")],
    ["a scalar", () => norm(scalar(1)), new library.ShapeError("norm: takes a tensor with at least one axis, not []")],
    [
      "a right side",
      () => leastSquares(ones([5, 3]), ones([3])),
      new library.ShapeError("leastSquares: [5, 3] and [3]: the right side has to be [5], with at most one more axis"),
    ],
  ])("%s", (_, call, error) => {
    expect(call).toThrow(error);
    expect(call).toThrow(expect.objectContaining({ name: error.name }));
  });

  test("a matrix that is almost symmetric is not", () => {
    const a = matrix([
      [2, 1],
      [1 + 1e-15, 2],
    ]);
    expect(cholesky(a).shape).toEqual([2, 2]);
    expect(eigh(a).eigenvalues.at(0)).toBeCloseTo(1, 12);
  });
});

describe("while a program is recorded", () => {
  const { trace: record }: Any = library;
  const given = matrix([
    [2, 1],
    [5, 3],
  ]);
  const refusal = (operation: string) =>
    new Error(`${operation}: reads the numbers of its arguments, and only their shapes are known while a program is recorded`);

  test.each(Object.keys(linalg).filter((name) => name !== "trace"))("%s is refused on inputs of the program", (name) => {
    const operation = (linalg as Any)[name];
    const right = name === "solve" || name === "leastSquares" ? [given] : [];
    expect(() => record((a: Any) => operation(a, ...right), given)).toThrow(refusal(name));
  });

  test("a gradient that needs such a number is refused", () => {
    expect(() => record((b: Any) => grad((x: Any) => solve(given, x).sum())(b), vector([1, 2]))).toThrow(refusal("solve"));
  });

  test("it works on constants", () => {
    const program = record((b: Any) => inverse(given).matmul(b), vector([1, 2]));
    expect(program.run(vector([1, 2])).toArray()).toEqual(
      inverse(given)
        .matmul(vector([1, 2]))
        .toArray(),
    );
  });

  test("trace is part of the program", () => {
    expect(
      record((a: Any) => trace(a), given)
        .run(given)
        .at(),
    ).toBe(5);
  });
});

test("the smaller size of two has a name at compile time and a value at run time", () => {
  const rows = dim("rows", Number("5"));
  expect(svd(zeros([rows, 3])).u.shape).toEqual([5, 3]);
});
