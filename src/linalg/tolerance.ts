/** When a singular value counts as 0. */
import type { View } from "../engine/engine.js";
import { checkRange, readOptions } from "../shape/options.js";
import { epsilonOf, sizesOf } from "./float64.js";

/** Options of what depends on the rank of a matrix: {@link leastSquares}, {@link pseudoInverse} and {@link matrixRank}. */
export interface RankOptions {
  /** Singular values up to this multiple of the greatest count as 0. By default, precision times the greater number of rows or columns. */
  readonly tolerance?: number | undefined;
}

export function toleranceOf(operation: string, x: View, options: RankOptions | undefined): number {
  const { rows, columns } = sizesOf(x);
  const { tolerance = Math.max(rows, columns) * epsilonOf(x) } = readOptions(operation, options, ["tolerance"]);
  checkRange("tolerance", tolerance, 0, Number.POSITIVE_INFINITY);
  return tolerance;
}
