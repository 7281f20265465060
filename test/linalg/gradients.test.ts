/** The first and second derivatives of linear algebra, compared with central differences, and where there are none. */
import { afterAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { random, randomNormal, useEngine } from "../../src/index.js";
import * as linalg from "../../src/linalg/index.js";
import { type AnyOperation, type AnyTensor, checkDerivatives } from "../grad/differences.js";

const { cholesky, determinant, eigh, inverse, leastSquares, lu, norm, pseudoInverse, qr, solve, svd, trace }: AnyTensor = linalg;
const { grad, identity, matrix, vector, vjp }: AnyTensor = library;

const source = random(11);
const any = (...shape: number[]): AnyTensor => randomNormal(shape as unknown as [], source);
const symmetric = (a: AnyTensor): AnyTensor => a.add(swapped(a));
const swapped = (a: AnyTensor): AnyTensor => a.permute([...a.shape.keys()].toSpliced(-2, 2, a.rank - 1, a.rank - 2));
/** Symmetric and positive definite. */
const positive = (a: AnyTensor): AnyTensor => a.batchMatmul(swapped(a)).add(identity(a.shape.at(-1)));

type Line = readonly [name: string, operation: AnyOperation, ...operands: readonly AnyTensor[]];
const lines: readonly Line[] = [
  ["solve, a vector", (a, b) => solve(a, b), any(3, 3), any(3)],
  ["solve, columns", (a, b) => solve(a, b), any(3, 3), any(3, 2)],
  ["solve, a batch", (a, b) => solve(a, b), any(2, 3, 3), any(2, 3)],
  ["solve, a batch with columns", (a, b) => solve(a, b), any(2, 3, 3), any(2, 3, 2)],
  ["solve with a matrix that is the right side too", (a) => solve(a, a.transpose()), any(3, 3)],
  ["inverse", (a) => inverse(a), any(3, 3)],
  ["inverse, a batch", (a) => inverse(a.permute([2, 0, 1])), any(3, 3, 2)],
  ["determinant", (a) => determinant(a), any(3, 3)],
  ["determinant, a batch", (a) => determinant(a), any(5, 2, 2)],
  ["cholesky", (a) => cholesky(positive(a)), any(3, 3)],
  ["cholesky, a batch", (a) => cholesky(positive(a)), any(2, 3, 3)],
  ["eigenvalues", (a) => eigh(symmetric(a)).eigenvalues, any(5, 5)],
  ["eigenvectors", (a) => eigh(symmetric(a)).eigenvectors, any(3, 3)],
  ["eigenvectors, a batch", (a) => eigh(symmetric(a)).eigenvectors, any(2, 3, 3)],
  ["singular values", (a) => svd(a).singularValues, any(3, 5)],
  ["u, tall", (a) => svd(a).u, any(5, 3)],
  ["u, wide", (a) => svd(a).u, any(3, 5)],
  ["vTransposed, tall", (a) => svd(a).vTransposed, any(5, 3)],
  ["vTransposed, wide", (a) => svd(a).vTransposed, any(2, 3, 5)],
  ["u and vTransposed, square", (a) => svd(a).u.matmul(svd(a).vTransposed), any(3, 3)],
  ["q, tall", (a) => qr(a).q, any(5, 3)],
  ["r, tall", (a) => qr(a).r, any(5, 3)],
  ["q, wide", (a) => qr(a).q, any(3, 5)],
  ["r, wide", (a) => qr(a).r, any(2, 3, 5)],
  ["q and r, square", (a) => qr(a).r.matmul(qr(a).q), any(3, 3)],
  ["lower, square", (a) => lu(a).lower, any(3, 3)],
  ["upper, square", (a) => lu(a).upper, any(3, 3)],
  ["lower, tall", (a) => lu(a).lower, any(5, 3)],
  ["upper, tall", (a) => lu(a).upper, any(5, 3)],
  ["lower, wide", (a) => lu(a).lower, any(2, 3, 5)],
  ["upper, wide", (a) => lu(a).upper, any(3, 5)],
  ["leastSquares, tall", (a, b) => leastSquares(a, b), any(5, 3), any(5)],
  ["leastSquares, wide", (a, b) => leastSquares(a, b), any(3, 5), any(3, 2)],
  ["leastSquares, a batch", (a, b) => leastSquares(a, b), any(2, 5, 3), any(2, 5, 2)],
  ["leastSquares, of rank 2", (a, b, c) => leastSquares(a.matmul(b), c), any(5, 2), any(2, 3), any(5)],
  ["pseudoInverse, tall", (a) => pseudoInverse(a), any(5, 3)],
  ["pseudoInverse, wide", (a) => pseudoInverse(a), any(2, 3, 5)],
  ["norm of a vector", (a) => norm(a), any(5)],
  ["norm of matrices", (a) => norm(a), any(2, 3, 5)],
  ["norm, nuclear", (a) => norm(a, { order: "nuclear" }), any(3, 5)],
  ["norm, 1", (a) => norm(a, { order: 1 }), any(2, 3, 5)],
  ["norm, 2", (a) => norm(a, { order: 2 }), any(5, 3)],
  ["norm, infinite", (a) => norm(a, { order: Number.POSITIVE_INFINITY }), any(3, 5)],
  ["trace", (a) => trace(a), any(2, 3, 3)],
  ["trace of a transposed matrix", (a) => trace(a.transpose().square()), any(5, 5)],
];

test.each(lines)("%s", (_, operation, ...operands) => checkDerivatives(operation, operands));

/** The products of the others than row i and column j, with their signs. */
const cofactors = (a: number[][]): number[][] =>
  a.map((row, i) =>
    row.map((_, j) => {
      const [[p = 0, q = 0] = [], [r = 0, t = 0] = []] = a.toSpliced(i, 1).map((other) => other.toSpliced(j, 1));
      return (-1) ** (i + j) * (p * t - q * r);
    }),
  );
const numbers = (x: AnyTensor): number[] => [x.toArray()].flat(Number.POSITIVE_INFINITY);
function near(actual: AnyTensor, expected: unknown): void {
  const wanted = [expected].flat(Number.POSITIVE_INFINITY) as number[];
  expect(numbers(actual).length).toBe(wanted.length);
  for (const [place, value] of numbers(actual).entries()) expect(value).toBeCloseTo(wanted[place] as number, 9);
}

describe("the determinant of a singular matrix", () => {
  const singular = [
    [1, 2, 4],
    [2, 4, 8],
    [3, 1, 5],
  ];
  const direction = [
    [1, -1, 2],
    [0, 3, 1],
    [2, 2, -1],
  ];
  const moved = (step: number): number[][] =>
    singular.map((row, i) => row.map((value, j) => value + step * ((direction[i] as number[])[j] as number)));

  test("has the cofactors as its gradient", () => {
    near(grad((a: AnyTensor) => determinant(a))(matrix(singular)), cofactors(singular));
  });

  test("has a second derivative", () => {
    const slope = (a: AnyTensor): AnyTensor =>
      grad((x: AnyTensor) => determinant(x))(a)
        .multiply(matrix(direction))
        .sum();
    const [after, before] = [cofactors(moved(1)), cofactors(moved(-1))]; // cofactors are quadratic, so this difference is exact
    near(
      grad(slope)(matrix(singular)),
      after.map((row, i) => row.map((value, j) => (value - ((before[i] as number[])[j] as number)) / 2)),
    );
  });

  test("has no gradient but 0 if two dimensions are lost", () => {
    const flat = [1, 2, 3].map((factor) => [factor, 2 * factor, 3 * factor]);
    near(grad((a: AnyTensor) => determinant(a))(matrix(flat)), [0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe("where vectors aren't determined", () => {
  const same = matrix([
    [2, 0, 0],
    [0, 2, 0],
    [0, 0, 5],
  ]);

  test("eigenvalues have a gradient", () => {
    near(
      grad((a: AnyTensor) =>
        eigh(a)
          .eigenvalues.multiply(vector([1, 1, 3]))
          .sum(),
      )(same),
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 3],
      ],
    );
  });

  test("so have the vectors of other eigenvalues", () => {
    const gradient = grad((a: AnyTensor) => eigh(a).eigenvectors.slice(null, [2, 3]).slice([0, 1]).sum())(same);
    near(gradient, [
      [0, 0, 1 / 6],
      [0, 0, 0],
      [1 / 6, 0, 0],
    ]);
  });

  test.each<[string, AnyOperation, AnyTensor, string]>([
    ["eigh", (a) => eigh(a).eigenvectors.sum(), same, "eigh: the values 2 and 2 are equal, so their vectors have no gradient"],
    ["svd, u", (a) => svd(a).u.sum(), same, "svd: the values 2 and 2 are equal, so their vectors have no gradient"],
    ["svd, v", (a) => svd(a).vTransposed.sum(), same, "svd: the values 2 and 2 are equal, so their vectors have no gradient"],
    [
      "svd, 0",
      (a) => svd(a).u.sum(),
      matrix([[1], [0], [0]]).multiply(0),
      "svd: the singular value 0 counts as 0, so its vectors have no gradient",
    ],
    [
      "qr",
      (a) => qr(a).q.sum(),
      matrix([
        [1, 1],
        [1, 1],
      ]),
      "qr: the matrix is singular: its condition number is infinite",
    ],
  ])("%s says so", (_, operation, at, sentence) => {
    expect(() => grad((a: AnyTensor) => operation(a))(at)).toThrow(new RangeError(sentence));
  });
});

test("gradients are of the engine's precision, and computed in float64", async () => {
  const graded = [
    [1, 1e-3],
    [1e-3, 1e-6 + 1e-9],
  ];
  const gradients = () => vjp((a: AnyTensor) => inverse(a), matrix(graded)).backward(identity(2));
  const expected = numbers(gradients());
  await useEngine("wasm");
  const found = gradients();
  await useEngine("reference");
  expect(found.dataSync()).toBeInstanceOf(Float32Array);
  // The matrix itself is rounded to float32, which its inverse magnifies by its condition number, a thousand.
  for (const [place, value] of numbers(found).entries()) expect(value / (expected[place] as number)).toBeCloseTo(1, 3);
});

test.each<[string, AnyOperation]>([
  ["inverse", (a) => inverse(a)],
  ["its gradient", (a) => grad((b: AnyTensor) => inverse(b).square().sum())(a)],
  [
    "the gradient of vectors",
    (a) =>
      grad((b: AnyTensor) =>
        svd(b)
          .u.multiply(
            matrix([
              [1, 2],
              [3, 5],
            ]),
          )
          .sum(),
      )(a),
  ],
])("the way back of %s can be gone twice, on an engine that frees memory", async (_, operation) => {
  await useEngine("wasm");
  const { backward } = vjp(
    (a: AnyTensor) => operation(a),
    matrix([
      [2, 1],
      [5, 3.5],
    ]),
  );
  const error = matrix([
    [1, 2],
    [3, 4],
  ]);
  const first = numbers(backward(error));
  const second = numbers(backward(error));
  await useEngine("reference");
  const expected = numbers(
    vjp(
      (a: AnyTensor) => operation(a),
      matrix([
        [2, 1],
        [5, 3.5],
      ]),
    ).backward(error),
  );
  expect(second).toEqual(first);
  for (const [place, value] of first.entries()) expect(Math.abs(value - (expected[place] as number))).toBeLessThan(1e-3);
});
afterAll(async () => void (await useEngine("reference")));
