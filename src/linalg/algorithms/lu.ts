/**
 * Gaussian elimination with partial pivoting: P A = L U (G. H. Golub and C. F. Van Loan, "Matrix Computations", 2013, algorithm 3.4.1).
 */
import { add, at, exchange, type Numbers } from "./numbers.js";

export interface Lu {
  /** L below the diagonal, without its ones, and U from the diagonal up. */
  readonly values: Numbers;
  /** Row i of P A is row `order[i]` of A. */
  readonly order: readonly number[];
  /** The determinant of P: 1 or -1. */
  readonly sign: number;
}

export function lu(given: Numbers, rows: number, columns: number): Lu {
  const values = given.slice();
  const order = Array.from({ length: rows }, (_, row) => row);
  let sign = 1;
  for (let step = 0; step < Math.min(rows, columns); step++) {
    const pivot = pivotOf(values, step, rows, columns);
    if (pivot !== step) {
      exchange(values, pivot * columns, step * columns, columns);
      [order[pivot], order[step]] = [order[step] as number, order[pivot] as number]; // rows of the matrix
      sign = -sign;
    }
    const top = at(values, step * columns + step);
    if (top === 0) continue; // so is everything below it
    for (let row = step + 1; row < rows; row++) {
      const place = row * columns + step;
      const factor = at(values, place) / top;
      values[place] = factor;
      if (factor !== 0) add(-factor, values, step * columns + step + 1, values, place + 1, columns - step - 1);
    }
  }
  return { values, order, sign };
}

/** The row with the greatest number in a column, from the diagonal down. */
function pivotOf(values: Numbers, step: number, rows: number, columns: number): number {
  let found = step;
  for (let row = step + 1; row < rows; row++) {
    if (Math.abs(at(values, row * columns + step)) > Math.abs(at(values, found * columns + step))) found = row;
  }
  return found;
}

/** X with A X = B, for a square A. B is `[length, columns]`. */
export function solveLu({ values, order }: Lu, length: number, b: Numbers, columns: number): Numbers {
  const x = new Float64Array(b.length);
  order.forEach((from, row) => void x.set(b.subarray(from * columns, (from + 1) * columns), row * columns));
  for (let row = 0; row < length; row++)
    for (let before = 0; before < row; before++)
      add(-at(values, row * length + before), x, before * columns, x, row * columns, columns);
  for (let row = length - 1; row >= 0; row--) {
    for (let after = row + 1; after < length; after++)
      add(-at(values, row * length + after), x, after * columns, x, row * columns, columns);
    const pivot = at(values, row * length + row);
    for (let column = 0; column < columns; column++) (x[row * columns + column] as number) /= pivot;
  }
  return x;
}

/** x with Aᵀ x = b. */
export function solveTransposed({ values, order }: Lu, length: number, b: Numbers): Numbers {
  const y = b.slice();
  for (let row = 0; row < length; row++) {
    (y[row] as number) /= at(values, row * length + row);
    add(-at(y, row), values, row * length + row + 1, y, row + 1, length - row - 1);
  }
  for (let row = length - 1; row >= 0; row--) add(-at(y, row), values, row * length, y, 0, row);
  const x = new Float64Array(length);
  order.forEach((to, row) => {
    x[to] = at(y, row);
  });
  return x;
}
