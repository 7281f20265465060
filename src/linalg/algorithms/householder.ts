/**
 * Householder's reflections, H = 1 - τ v vᵀ, which make all but one number of a vector 0. As in LAPACK, the first number of v is 1, so that
 * whole numbers often stay whole.
 */
import { add, at, type Numbers, norm } from "./numbers.js";

export interface Reflection {
  /** v, with zeros before `from`. */
  readonly vector: Numbers;
  readonly from: number;
  readonly tau: number;
}

/** The reflection that takes `vector`, from the place `from` on, to a multiple of the unit vector at `from`, and this multiple. */
export function reflectionOf(vector: Numbers, from: number): Reflection & { readonly length: number } {
  const first = at(vector, from);
  const length =
    norm(vector, from + 1, vector.length - from - 1) === 0
      ? first
      : -Math.sign(first || 1) * norm(vector, from, vector.length - from);
  if (length === first) return { vector, from, tau: 0, length };
  vector[from] = 1;
  for (let place = from + 1; place < vector.length; place++) (vector[place] as number) /= first - length;
  return { vector, from, tau: (length - first) / length, length };
}

/** Reflects the columns of a matrix, from the column `start` on. */
export function reflect({ vector, from, tau }: Reflection, x: Numbers, columns: number, start = 0): void {
  if (tau === 0) return;
  const sums = new Float64Array(columns);
  for (let row = from; row < vector.length; row++) add(at(vector, row), x, row * columns + start, sums, start, columns - start);
  for (let row = from; row < vector.length; row++)
    add(-tau * at(vector, row), sums, start, x, row * columns + start, columns - start);
}
