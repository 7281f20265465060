/**
 * Solves A X = B for a square A, and finds the condition number of A.
 *
 * Rows and columns are first divided by powers of two, so that the greatest number in each is about 1. This rounds nothing, and then neither
 * pivots nor the condition number depend on the units of the equations and of the unknowns.
 */
import { type Lu, lu, solveLu, solveTransposed } from "./lu.js";
import { at, greatest, type Numbers, powerOfTwo } from "./numbers.js";

export interface System {
  readonly length: number;
  /** Σ over the greatest column of |A| times an estimate of the same of the inverse, for the divided matrix. */
  readonly condition: number;
  /** X, for B with this number of columns. */
  solve(b: Numbers, columns: number): Numbers;
}

export function system(a: Numbers, length: number): System {
  const divided = a.slice();
  const ofRows = new Float64Array(length);
  const ofColumns = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const by = powerOfTwo(greatest(a, row * length, length));
    ofRows[row] = by;
    for (let place = row * length; place < (row + 1) * length; place++) (divided[place] as number) /= by;
  }
  for (let column = 0; column < length; column++) {
    const by = powerOfTwo(greatest(divided, column, length, length));
    ofColumns[column] = by;
    for (let place = column; place < divided.length; place += length) (divided[place] as number) /= by;
  }
  const factors = lu(divided, length, length);
  return {
    length,
    condition: conditionOf(divided, factors, length),
    solve(b, columns) {
      const right = b.map((value, place) => value / at(ofRows, Math.floor(place / columns)));
      return solveLu(factors, length, right, columns).map((value, place) => value / at(ofColumns, Math.floor(place / columns)));
    },
  };
}

/** The greatest sum of absolute values in a column. */
function normOfColumns(a: Numbers, length: number): number {
  const sums = new Float64Array(length);
  a.forEach((value, place) => {
    (sums[place % length] as number) += Math.abs(value);
  });
  return greatest(sums);
}

/**
 * The condition number in the 1-norm, estimated from a few solutions (N. J. Higham, "FORTRAN codes for estimating the one-norm of a real or
 * complex matrix", 1988). The estimate is never too high, and seldom less than a third.
 */
function conditionOf(a: Numbers, factors: Lu, length: number): number {
  if (length === 0) return 1;
  for (let place = 0; place < a.length; place += length + 1) if (at(factors.values, place) === 0) return Number.POSITIVE_INFINITY;
  const sum = (x: Numbers) => x.reduce((total, value) => total + Math.abs(value), 0);
  const times = (x: Numbers) => solveLu(factors, length, x, 1);
  let x = new Float64Array(length).fill(1 / length);
  let found = 0;
  for (let round = 0; round < 5; round++) {
    const y = times(x);
    if (round > 0 && sum(y) <= found) break;
    found = sum(y);
    const slopes = solveTransposed(
      factors,
      length,
      y.map((value) => (value < 0 ? -1 : 1)),
    );
    const steepest = slopes.reduce((best, value, place) => (Math.abs(value) > Math.abs(at(slopes, best)) ? place : best), 0);
    if (
      round > 0 &&
      Math.abs(at(slopes, steepest)) <=
        at(
          slopes.map((value, place) => value * at(x, place)),
          steepest,
        )
    )
      break;
    x = new Float64Array(length);
    x[steepest] = 1;
  }
  const alternating = Float64Array.from({ length }, (_, place) => (-1) ** place * (1 + place / Math.max(1, length - 1)));
  return normOfColumns(a, length) * Math.max(found, (2 * sum(times(alternating))) / (3 * length));
}
