/**
 * The least squares solution with the least norm, X = A⁺ B, and its derivative (G. H. Golub and V. Pereyra, "The differentiation of
 * pseudo-inverses and nonlinear least squares problems whose variables separate", 1973). It holds where the rank of A stays the same.
 */
import type { View } from "../../engine/engine.js";
import type { Shares, Value } from "../../tensor/tape.js";
import { add } from "../algorithms/numbers.js";
import { svd } from "../algorithms/svd.js";
import { eachMatrix, numbersOf, recordedInFloat64, sizesOf } from "../float64.js";
import { minus, negate, plus, times, transpose } from "../parts.js";

/** Singular values up to `tolerance` times the greatest count as 0. Takes `[...Batch, M, N]` and `[...Batch, M, K]`. */
export const leastSquaresSolution = /* @__PURE__ */ recordedInFloat64(
  "leastSquares",
  (a: Value, b: Value, tolerance: number): View => {
    const { rows, columns } = sizesOf(a);
    const { columns: width } = sizesOf(b);
    const right = numbersOf(b);
    return eachMatrix(a, [columns, width], (matrix, result, place) => {
      if (rows * columns === 0) return;
      const least = Math.min(rows, columns);
      const { u, values, vTransposed } = svd(matrix, rows, columns);
      for (let index = 0; index < least; index++) {
        const value = values[index] as number; // there are as many
        if (value <= tolerance * (values[0] as number)) break;
        const coefficients = new Float64Array(width);
        for (let row = 0; row < rows; row++)
          add((u[row * least + index] as number) / value, right, (place * rows + row) * width, coefficients, 0, width);
        for (let column = 0; column < columns; column++)
          add(vTransposed[index * columns + column] as number, coefficients, 0, result, column * width, width);
      }
    });
  },
  (error, x, a, b, tolerance): Shares => {
    const solve = (matrix: Value, right: Value): Value => leastSquaresSolution(matrix, right, tolerance);
    const z = solve(transpose(a), error); // A⁺ᵀ E
    return [
      () => {
        const residual = minus(b, times(a, x));
        const outside = minus(error, times(transpose(a), z)); // what no rows of A reach
        const first = negate(times(z, transpose(x)));
        const second = times(residual, transpose(solve(a, z)));
        return plus(plus(first, second), times(solve(transpose(a), x), transpose(outside)));
      },
      () => z,
      undefined,
    ];
  },
);
