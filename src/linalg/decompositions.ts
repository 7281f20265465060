/** Matrices as products of simpler ones. */
import type { AcceptingKnown, Anything, Equal } from "../shape/accepted.js";
import { checkMatrices, checkSquare, type Least } from "../shape/linear-algebra.js";
import type { Shape } from "../shape/shape.js";
import type { Value } from "../tensor/tape.js";
import type { Tensor } from "../tensor/tensor.js";
import type { FromMatrices, takesMatrices, takesSquareMatrices } from "./arguments.js";
import { epsilonOf, finite, inFloat64 } from "./float64.js";
import { choleskyFactor, eigen } from "./operations/eigh.js";
import { orthogonal, triangular } from "./operations/factors.js";
import { decomposed } from "./operations/svd.js";

/**
 * Returns the Cholesky factor of symmetric, positive definite matrices: a lower triangular L of the same shape, `[...Batch, N, N]`, with a
 * positive diagonal.
 *
 * $$ A = L L^\mathsf{T} $$
 *
 * The gradient is the one for a matrix that stays symmetric, so it is symmetric itself.
 *
 * @throws ShapeError if a matrix isn't square
 * @throws RangeError if a matrix isn't symmetric (up to a hundred roundings), isn't positive definite, or has a number that is infinite or NaN
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { cholesky } from "conformable/linalg";
 *
 * cholesky(matrix([[4, 2], [2, 10]])); // Matrix<2, 2> [[2, 0], [1, 3]]
 * ```
 */
export function cholesky<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Known extends AcceptingKnown<Rows, takesSquareMatrices<"cholesky", Given, S, Batch, Rows, Columns>> = unknown,
  Unset = unknown,
  Ok extends Equal<Rows, Columns, Unset> = "accepted",
>(
  a: takesSquareMatrices<"cholesky", Given, S, Batch, Rows, Columns>,
): FromMatrices<NoInfer<Known>, Ok, Tensor<[...Batch, Rows, Columns]>> {
  const view = finite("cholesky", a, checkSquare);
  return inFloat64("cholesky", [view], (wide: Value) => ({ lower: choleskyFactor(wide, epsilonOf(view)) })).lower;
}

/**
 * Writes matrices as products of a permutation, a lower triangular matrix with ones on its diagonal, and an upper triangular matrix, by
 * elimination with partial pivoting. K is the lesser of M and N.
 *
 * | a | permutation | lower | upper |
 * |---|---|---|---|
 * | `[...Batch, M, N]` | `[...Batch, M, M]` | `[...Batch, M, K]` | `[...Batch, K, N]` |
 *
 * $$ A = P L U $$
 *
 * @throws ShapeError if there are fewer than two axes
 * @throws RangeError if a number is infinite or NaN; in a gradient, also if the leading K rows and columns of `lower` or `upper` are singular
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { lu } from "conformable/linalg";
 *
 * const { permutation, lower, upper } = lu(matrix([[1, 2], [2, 2]]));
 * permutation; // Matrix<2, 2> [[0, 1], [1, 0]]
 * lower;       // Matrix<2, 2> [[1, 0], [0.5, 1]]
 * upper;       // Matrix<2, 2> [[2, 2], [0, 1]]
 * ```
 */
export function lu<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Ok extends AcceptingKnown<Rows, takesMatrices<"lu", Given, S, Batch, Rows, Columns>> = unknown,
>(
  a: takesMatrices<"lu", Given, S, Batch, Rows, Columns>,
): unknown extends NoInfer<Ok>
  ? {
      /** P, which has one 1 in each row and column. */
      permutation: Tensor<[...Batch, Rows, Rows]>;
      /** L, with ones on its diagonal. */
      lower: Tensor<[...Batch, Rows, Least<Rows, Columns>]>;
      /** U. */
      upper: Tensor<[...Batch, Least<Rows, Columns>, Columns]>;
    }
  : Anything {
  return inFloat64("lu", [finite("lu", a, checkMatrices)], triangular);
}

/**
 * Writes matrices as products of a matrix with orthonormal columns and an upper triangular matrix, by Householder's reflections. The diagonal
 * of `r` has no negative numbers, which makes the result unique if the columns are independent; NumPy's may differ from it in signs. K is the
 * lesser of M and N.
 *
 * | a | q | r |
 * |---|---|---|
 * | `[...Batch, M, N]` | `[...Batch, M, K]` | `[...Batch, K, N]` |
 *
 * $$ A = Q R, \quad Q^\mathsf{T} Q = I $$
 *
 * @throws ShapeError if there are fewer than two axes
 * @throws RangeError if a number is infinite or NaN; in a gradient, also if the first K columns are dependent
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { qr } from "conformable/linalg";
 *
 * const { q, r } = qr(matrix([[3, 1], [4, 3]]));
 * q; // Matrix<2, 2> [[0.6, -0.8], [0.8, 0.6]]
 * r; // Matrix<2, 2> [[5, 3], [0, 1]]
 * ```
 */
export function qr<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Ok extends AcceptingKnown<Rows, takesMatrices<"qr", Given, S, Batch, Rows, Columns>> = unknown,
>(
  a: takesMatrices<"qr", Given, S, Batch, Rows, Columns>,
): unknown extends NoInfer<Ok>
  ? {
      /** Q, with orthonormal columns. */
      q: Tensor<[...Batch, Rows, Least<Rows, Columns>]>;
      /** R, upper triangular. */
      r: Tensor<[...Batch, Least<Rows, Columns>, Columns]>;
    }
  : Anything {
  return inFloat64("qr", [finite("qr", a, checkMatrices)], orthogonal);
}

/**
 * Returns the singular value decomposition of matrices, by Jacobi rotations. The singular values are in descending order. K is
 * the lesser of M and N, as with `full_matrices=False` in NumPy, and as there, V is returned transposed: row i of `vTransposed`
 * belongs to singular value i, as does column i of `u`. In each column of `u`, the number with the greatest absolute value is
 * positive.
 *
 * | a | u | singularValues | vTransposed |
 * |---|---|---|---|
 * | `[...Batch, M, N]` | `[...Batch, M, K]` | `[...Batch, K]` | `[...Batch, K, N]` |
 *
 * $$ A = U \operatorname{diag}(s) V^\mathsf{T}, \quad U^\mathsf{T} U = V^\mathsf{T} V = I $$
 *
 * @throws ShapeError if there are fewer than two axes
 * @throws RangeError if a number is infinite or NaN; in a gradient, also if it depends on vectors whose singular values are equal, or 0 in a
 * matrix that isn't square, since these have no derivative
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { svd } from "conformable/linalg";
 *
 * const { u, singularValues, vTransposed } = svd(matrix([[0, 2, 0], [3, 0, 0]]));
 * singularValues; // Vector<2> [3, 2]
 * u;              // Matrix<2, 2> [[0, 1], [1, 0]]
 * vTransposed;    // Matrix<2, 3> [[1, 0, 0], [0, 1, 0]]
 * ```
 */
export function svd<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Ok extends AcceptingKnown<Rows, takesMatrices<"svd", Given, S, Batch, Rows, Columns>> = unknown,
>(
  a: takesMatrices<"svd", Given, S, Batch, Rows, Columns>,
): unknown extends NoInfer<Ok>
  ? {
      /** U, with orthonormal columns. */
      u: Tensor<[...Batch, Rows, Least<Rows, Columns>]>;
      /** s, in descending order. */
      singularValues: Tensor<[...Batch, Least<Rows, Columns>]>;
      /** Vᵀ, with orthonormal rows. */
      vTransposed: Tensor<[...Batch, Least<Rows, Columns>, Columns]>;
    }
  : Anything {
  return inFloat64("svd", [finite("svd", a, checkMatrices)], (wide: Value) => ({ ...decomposed("svd", wide) }));
}

/**
 * Returns the eigenvalues and eigenvectors of symmetric matrices. The eigenvalues are in ascending order, and column i of
 * `eigenvectors` belongs to eigenvalue i. The columns are orthonormal; in each, the number with the greatest absolute value is
 * positive.
 *
 * | a | eigenvalues | eigenvectors |
 * |---|---|---|
 * | `[...Batch, N, N]` | `[...Batch, N]` | `[...Batch, N, N]` |
 *
 * $$ A = V \operatorname{diag}(\lambda) V^\mathsf{T}, \quad V^\mathsf{T} V = I $$
 *
 * The gradient is the one for a matrix that stays symmetric, so it is symmetric itself.
 *
 * @throws ShapeError if a matrix isn't square
 * @throws RangeError if a matrix isn't symmetric (up to a hundred roundings), or a number is infinite or NaN; in a gradient, also if it depends
 * on vectors whose eigenvalues are equal, since these have no derivative
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { eigh } from "conformable/linalg";
 *
 * const { eigenvalues, eigenvectors } = eigh(matrix([[2, 0], [0, 1]]));
 * eigenvalues;  // Vector<2> [1, 2]
 * eigenvectors; // Matrix<2, 2> [[0, 1], [1, 0]]
 * ```
 */
export function eigh<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Known extends AcceptingKnown<Rows, takesSquareMatrices<"eigh", Given, S, Batch, Rows, Columns>> = unknown,
  Unset = unknown,
  Ok extends Equal<Rows, Columns, Unset> = "accepted",
>(
  a: takesSquareMatrices<"eigh", Given, S, Batch, Rows, Columns>,
): FromMatrices<
  NoInfer<Known>,
  Ok,
  {
    /** λ, in ascending order. */
    eigenvalues: Tensor<[...Batch, Rows]>;
    /** V, with orthonormal columns. */
    eigenvectors: Tensor<[...Batch, Rows, Columns]>;
  }
> {
  const view = finite("eigh", a, checkSquare);
  return inFloat64("eigh", [view], (wide: Value) => ({ ...eigen(wide, epsilonOf(view)) }));
}
