/** A = L Lᵀ for a symmetric, positive definite A. */
import { at, dot, epsilon, type Numbers } from "./numbers.js";

/**
 * L, or the first row whose pivot isn't above the rounding error. Then A isn't positive definite, as far as float64 can tell.
 */
export function cholesky(
  a: Numbers,
  length: number,
): { readonly lower: Numbers; readonly failed?: { row: number; pivot: number } } {
  const lower = new Float64Array(a.length);
  for (let row = 0; row < length; row++) {
    const start = row * length;
    for (let column = 0; column < row; column++) {
      const left = at(a, start + column) - dot(lower, start, lower, column * length, column);
      lower[start + column] = left / at(lower, column * length + column);
    }
    const pivot = at(a, start + row) - dot(lower, start, lower, start, row);
    if (!(pivot > length * epsilon * at(a, start + row))) return { lower, failed: { row, pivot } };
    lower[start + row] = Math.sqrt(pivot);
  }
  return { lower };
}
