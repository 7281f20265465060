/** Systems of linear equations. */
import type { AcceptingKnown, Anything, Equal } from "../shape/accepted.js";
import { checkMatrices, checkRightSide, checkSquare, type SolutionShape } from "../shape/linear-algebra.js";
import type { Shape } from "../shape/shape.js";
import { reshaped } from "../tensor/operations/primitives/index.js";
import type { Value } from "../tensor/tape.js";
import type { Tensor } from "../tensor/tensor.js";
import type { FromMatrices, RightSideFits, takesMatrices, takesRightSides, takesSquareMatrices } from "./arguments.js";
import { finite, inFloat64, sizesOf } from "./float64.js";
import { leastSquaresSolution } from "./operations/least-squares.js";
import { determinants, inverted, solved } from "./operations/solve.js";
import { identities } from "./parts.js";
import { type RankOptions, toleranceOf } from "./tolerance.js";

/**
 * Solves A x = b for a square matrix A. The right side is a vector or a matrix of columns; the solution has its shape. Leading axes are a
 * batch, with one system for each entry.
 *
 * | a | b | result |
 * |---|---|---|
 * | `[...Batch, N, N]` | `[...Batch, N]` | `[...Batch, N]` |
 * | `[...Batch, N, N]` | `[...Batch, N, K]` | `[...Batch, N, K]` |
 *
 * It uses elimination with partial pivoting, in float64, which is more precise than a product with the {@link inverse}. Use
 * {@link leastSquares} for matrices that aren't square, or that are singular.
 *
 * @throws ShapeError if a matrix isn't square, or the right side doesn't fit
 * @throws RangeError if a matrix is singular: if its condition number, with rows and columns divided by powers of two, is above 4.5e15, so that
 * no digit of the solution would be right. Also if a number is infinite or NaN.
 * @throws Error if it is called while a program is recorded, on values that depend on the program's inputs
 * @example
 * ```ts
 * import { matrix, vector } from "conformable";
 * import { solve } from "conformable/linalg";
 *
 * solve(matrix([[2, 1], [1, 3]]), vector([5, 10])); // Vector<2> [1, 3]
 * ```
 */
export function solve<
  GivenA,
  GivenB,
  A extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  B extends Shape = Anything,
  Lead extends Shape = Anything,
  Last extends number = Anything,
  Known extends AcceptingKnown<
    Rows | Last,
    takesSquareMatrices<"solve", GivenA, A, Batch, Rows, Columns>,
    takesRightSides<"solve", GivenB, A, Batch, Rows, B, Lead, Last>
  > = unknown,
  Unset = unknown,
  Ok extends Equal<Rows, Columns, Unset> = "accepted",
  Side extends RightSideFits<Batch, Rows, Lead, Last, Unset> = "accepted",
>(
  a: takesSquareMatrices<"solve", GivenA, A, Batch, Rows, Columns>,
  b: takesRightSides<"solve", GivenB, A, Batch, Rows, B, Lead, Last>,
): FromMatrices<NoInfer<Known>, Ok, { accepted: Tensor<[...Lead, Last]>; refused: Anything }[Side]> {
  const left = finite("solve", a, checkSquare);
  const right = finite("solve", b, (operation, shape) => checkRightSide(operation, left.shape, shape));
  return inFloat64("solve", [left, right], (wide: Value, given: Value) => ({
    x: withColumns(wide, given, solved.bind(null, "solve")),
  })).x;
}

/** Solves for a right side that may be a single column. */
function withColumns(a: Value, b: Value, solve: (a: Value, b: Value) => Value): Value {
  if (b.shape.length === a.shape.length) return solve(a, b);
  const x = solve(a, reshaped(b, [...b.shape, 1]));
  return reshaped(x, x.shape.slice(0, -1));
}

/**
 * Returns the inverse of square matrices: `[...Batch, N, N]` gives `[...Batch, N, N]`. To solve equations, use {@link solve}, which is faster
 * and more precise.
 *
 * $$ A A^{-1} = A^{-1} A = I $$
 *
 * @throws ShapeError if a matrix isn't square
 * @throws RangeError if a matrix is singular, as for {@link solve}, or a number is infinite or NaN
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { inverse } from "conformable/linalg";
 *
 * inverse(matrix([[2, 1], [5, 3]])); // Matrix<2, 2> [[3, -1], [-5, 2]]
 * ```
 */
export function inverse<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Known extends AcceptingKnown<Rows, takesSquareMatrices<"inverse", Given, S, Batch, Rows, Columns>> = unknown,
  Unset = unknown,
  Ok extends Equal<Rows, Columns, Unset> = "accepted",
>(
  a: takesSquareMatrices<"inverse", Given, S, Batch, Rows, Columns>,
): FromMatrices<NoInfer<Known>, Ok, Tensor<[...Batch, Rows, Columns]>> {
  return inFloat64("inverse", [finite("inverse", a, checkSquare)], (wide: Value) => ({ x: inverted("inverse", wide) })).x;
}

/**
 * Returns the determinant of square matrices: `[...Batch, N, N]` gives `[...Batch]`. It is 0 for a singular matrix, up to rounding, and has a
 * gradient there too.
 *
 * @throws ShapeError if a matrix isn't square
 * @throws RangeError if a number is infinite or NaN
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { determinant } from "conformable/linalg";
 *
 * determinant(matrix([[2, 1], [5, 4]])); // Scalar 3
 * ```
 */
export function determinant<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Known extends AcceptingKnown<Rows, takesSquareMatrices<"determinant", Given, S, Batch, Rows, Columns>> = unknown,
  Unset = unknown,
  Ok extends Equal<Rows, Columns, Unset> = "accepted",
>(a: takesSquareMatrices<"determinant", Given, S, Batch, Rows, Columns>): FromMatrices<NoInfer<Known>, Ok, Tensor<[...Batch]>> {
  return inFloat64("determinant", [finite("determinant", a, checkSquare)], (wide: Value) => ({ x: determinants(wide) })).x;
}

/**
 * Returns the x that brings A x closest to b: the sum of the squares of A x - b is the least possible. If several x are equally
 * close, as with fewer rows than columns, it is the one with the least norm. The right side is a vector or a matrix of columns.
 *
 * | a | b | result |
 * |---|---|---|
 * | `[...Batch, M, N]` | `[...Batch, M]` | `[...Batch, N]` |
 * | `[...Batch, M, N]` | `[...Batch, M, K]` | `[...Batch, N, K]` |
 *
 * $$ \min_x \lVert A x - b \rVert_2 $$
 *
 * @param options - `tolerance`: singular values up to this multiple of the greatest count as 0. By default, it is the precision of the
 * numbers (1.2e-7 for float32, 2.2e-16 for float64) times the greater of `M` and `N`, as in NumPy
 * @throws ShapeError if the right side doesn't fit
 * @throws RangeError if a number is infinite or NaN, or the tolerance isn't a finite number from 0 up
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix, vector } from "conformable";
 * import { leastSquares } from "conformable/linalg";
 *
 * // A line through three points: 1 + 2 x.
 * leastSquares(matrix([[1, 0], [1, 1], [1, 2]]), vector([1, 3, 5])); // Vector<2> [1, 2]
 * ```
 */
export function leastSquares<
  GivenA,
  GivenB,
  A extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  B extends Shape = Anything,
  Lead extends Shape = Anything,
  Last extends number = Anything,
  Known extends AcceptingKnown<
    Rows | Last,
    takesMatrices<"leastSquares", GivenA, A, Batch, Rows, Columns>,
    takesRightSides<"leastSquares", GivenB, A, Batch, Rows, B, Lead, Last>
  > = unknown,
  Unset = unknown,
  Side extends RightSideFits<Batch, Rows, Lead, Last, Unset> = "accepted",
>(
  a: takesMatrices<"leastSquares", GivenA, A, Batch, Rows, Columns>,
  b: takesRightSides<"leastSquares", GivenB, A, Batch, Rows, B, Lead, Last>,
  options?: RankOptions,
): FromMatrices<NoInfer<Known>, Side, Tensor<SolutionShape<Batch, Columns, Lead, Last>>> {
  const left = finite("leastSquares", a, checkMatrices);
  const right = finite("leastSquares", b, (operation, shape) => checkRightSide(operation, left.shape, shape));
  return inFloat64("leastSquares", [left, right], (wide: Value, given: Value) => {
    const tolerance = toleranceOf("leastSquares", left, options);
    return { x: withColumns(wide, given, (one, other) => leastSquaresSolution(one, other, tolerance)) };
  }).x;
}

/**
 * Returns the pseudo-inverse (Moore and Penrose) of matrices: `[...Batch, M, N]` gives `[...Batch, N, M]`. Its product with a vector is the
 * solution by {@link leastSquares}, which is more precise.
 *
 * $$ A^+ = V \Sigma^+ U^\mathsf{T} $$
 *
 * @param options - `tolerance`, as for {@link leastSquares}
 * @throws ShapeError if there are fewer than two axes
 * @throws RangeError if a number is infinite or NaN, or the tolerance isn't a finite number from 0 up
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { pseudoInverse } from "conformable/linalg";
 *
 * pseudoInverse(matrix([[2, 0], [0, 0], [0, 0]])); // Matrix<2, 3> [[0.5, 0, 0], [0, 0, 0]]
 * ```
 */
export function pseudoInverse<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Ok extends AcceptingKnown<Rows, takesMatrices<"pseudoInverse", Given, S, Batch, Rows, Columns>> = unknown,
>(
  a: takesMatrices<"pseudoInverse", Given, S, Batch, Rows, Columns>,
  options?: RankOptions,
): unknown extends NoInfer<Ok> ? Tensor<[...Batch, Columns, Rows]> : Anything {
  const view = finite("pseudoInverse", a, checkMatrices);
  return inFloat64("pseudoInverse", [view], (wide: Value) => {
    const { batch, rows } = sizesOf(wide);
    return { x: leastSquaresSolution(wide, identities(batch, rows), toleranceOf("pseudoInverse", view, options)) };
  }).x;
}
