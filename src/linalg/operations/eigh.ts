/** Eigenvalues and eigenvectors of symmetric matrices, and the Cholesky factor, with their derivatives. */
import type { View } from "../../engine/engine.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import type { Shares, Value } from "../../tensor/tape.js";
import { cholesky } from "../algorithms/cholesky.js";
import { eigh } from "../algorithms/eigh.js";
import { greatest } from "../algorithms/numbers.js";
import { eachMatrix, matrixAt, recordedInFloat64, sizesOf } from "../float64.js";
import {
  asColumns,
  asRows,
  diagonals,
  identities,
  lowerPart,
  minus,
  multiply,
  plus,
  times,
  transpose,
  unpacked,
} from "../parts.js";
import { checkApart } from "./apart.js";
import { solved } from "./solve.js";

const notSymmetric = (operation: string, which: string, row: number, column: number, one: number, other: number): string =>
  `${operation}: ${which} is not symmetric: ${one} at [${row}, ${column}], but ${other} at [${column}, ${row}]`;
const notPositive = (operation: string, which: string, row: number, pivot: number): string =>
  `${operation}: ${which} is not positive definite: pivot ${row} is ${pivot.toPrecision(2)}`;

/** The mean of a matrix and its transpose. They may differ by a hundred times the rounding `epsilon`. */
function symmetric(operation: string, which: string, matrix: Float64Array, length: number, epsilon: number): Float64Array {
  const tolerance = 100 * epsilon * greatest(matrix);
  return matrix.map((value, place) => {
    const [row, column] = [Math.floor(place / length), place % length];
    const other = matrix[column * length + row] as number; // the matrix is square
    if (Math.abs(value - other) > tolerance) throw new RangeError(notSymmetric(operation, which, row, column, value, other));
    return value / 2 + other / 2;
  });
}

/** (A + Aᵀ) / 2: the derivative with respect to a matrix that stays symmetric. */
const symmetrised = (x: Value): Value => multiply(plus(x, transpose(x)), 0.5);

/** L with L Lᵀ = A. The derivative is from I. Murray, "Differentiation of the Cholesky decomposition", 2016. */
export const choleskyFactor = /* @__PURE__ */ recordedInFloat64(
  "cholesky",
  (a: Value, epsilon: number): View => {
    const { batch, rows } = sizesOf(a);
    return eachMatrix(a, [rows, rows], (matrix, result, place) => {
      const which = matrixAt(place, batch);
      const { lower, failed } = cholesky(symmetric("cholesky", which, matrix, rows, epsilon), rows);
      if (failed) throw new RangeError(notPositive("cholesky", which, failed.row, failed.pivot));
      result.set(lower);
    });
  },
  (error, lower): Shares => [
    () => {
      const upper = transpose(lower);
      const inner = solved("cholesky", upper, lowerPart(times(upper, error), 0.5)); // L⁻ᵀ Φ(Lᵀ E)
      return symmetrised(solved("cholesky", upper, transpose(inner)));
    },
  ],
);

const shapesOf = (rows: number) => [[rows], [rows, rows]] as const;

/** The eigenvalues, and then the eigenvectors. */
const packed = /* @__PURE__ */ recordedInFloat64(
  "eigh",
  (a: Value, epsilon: number): View => {
    const { batch, rows } = sizesOf(a);
    return eachMatrix(a, [rows + rows * rows], (matrix, result, place) => {
      const { values, vectors } = eigh(symmetric("eigh", matrixAt(place, batch), matrix, rows, epsilon), rows);
      result.set(values);
      result.set(vectors, rows);
    });
  },
  (error, y, a): Shares => [
    () => {
      const { batch, rows } = sizesOf(a);
      const [values, vectors] = unpacked(y, shapesOf(rows)) as [Value, Value]; // one for each shape
      const [valuesError, vectorsError] = unpacked(error, shapesOf(rows)) as [Value, Value];
      checkApart("eigh", values, [vectorsError]);
      const gaps = plus(minus(asRows(values, rows), asColumns(values, rows)), identities(batch, rows)); // λⱼ - λᵢ; 1 on the diagonal
      const product = times(transpose(vectors), vectorsError);
      const turned = binary("errorOver", multiply(minus(product, transpose(product)), 0.5), gaps);
      return symmetrised(times(times(vectors, plus(turned, diagonals(valuesError))), transpose(vectors)));
    },
  ],
);

export function eigen(a: Value, epsilon: number): { readonly eigenvalues: Value; readonly eigenvectors: Value } {
  const [eigenvalues, eigenvectors] = unpacked(packed(a, epsilon), shapesOf(sizesOf(a).rows)) as [Value, Value]; // as above
  return { eigenvalues, eigenvectors };
}
