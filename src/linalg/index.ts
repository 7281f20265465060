/**
 * Linear algebra: equations, decompositions, norms, rank and determinant, for single matrices and for batches over leading axes. Everything is
 * computed in float64, whichever engine is in use, and rounded to its precision at the end. Everything but `matrixRank` has a gradient.
 *
 * @module conformable/linalg
 */
export type { Least } from "../shape/linear-algebra.js";
export { cholesky, eigh, lu, qr, svd } from "./decompositions.js";
export { determinant, inverse, leastSquares, pseudoInverse, solve } from "./equations.js";
export { matrixRank, type NormOptions, norm, trace } from "./measures.js";
export type { RankOptions } from "./tolerance.js";
