/**
 * A = Q R by Householder's reflections (G. H. Golub and C. F. Van Loan, "Matrix Computations", 2013, section 5.2).
 */
import { type Reflection, reflect, reflectionOf } from "./householder.js";
import { at, type Numbers } from "./numbers.js";

export interface Qr {
  /** `[rows, least]`, with orthonormal columns. */
  readonly q: Numbers;
  /** `[least, columns]`, zero below the diagonal, from 0 up on it. */
  readonly r: Numbers;
  /** With pivoting: column i of Q R is column `order[i]` of A. */
  readonly order: readonly number[];
}

/** `least` is the lesser of rows and columns. With `pivoting`, the diagonal of R falls. */
export function qr(given: Numbers, rows: number, columns: number, pivoting = false): Qr {
  const least = Math.min(rows, columns);
  const a = given.slice();
  const order = Array.from({ length: columns }, (_, column) => column);
  const reflections: Reflection[] = [];
  for (let step = 0; step < least; step++) {
    if (pivoting) pivot(a, rows, columns, step, order);
    const vector = new Float64Array(rows);
    for (let row = step; row < rows; row++) vector[row] = at(a, row * columns + step);
    const reflection = reflectionOf(vector, step);
    reflect(reflection, a, columns, step + 1);
    for (let row = step; row < rows; row++) a[row * columns + step] = row === step ? reflection.length : 0;
    reflections.push(reflection);
  }
  const r = a.slice(0, least * columns);
  const q = new Float64Array(rows * least);
  for (let column = 0; column < least; column++) q[column * least + column] = at(r, column * columns + column) < 0 ? -1 : 1;
  for (const reflection of reflections.toReversed()) reflect(reflection, q, least, reflection.from);
  for (let row = 0; row < least; row++) {
    if (at(r, row * columns + row) < 0)
      for (let column = row; column < columns; column++) r[row * columns + column] = -at(r, row * columns + column);
  }
  return { q, r, order };
}

/** Exchanges the column with the greatest length, below the rows that are done, with the next one. */
function pivot(a: Numbers, rows: number, columns: number, step: number, order: number[]): void {
  const squares = new Float64Array(columns);
  for (let row = step; row < rows; row++)
    for (let column = step; column < columns; column++) (squares[column] as number) += at(a, row * columns + column) ** 2;
  let longest = step;
  for (let column = step + 1; column < columns; column++) if (at(squares, column) > at(squares, longest)) longest = column;
  if (longest === step) return;
  [order[longest], order[step]] = [order[step] as number, order[longest] as number]; // columns of the matrix
  for (let start = 0; start < a.length; start += columns) {
    [a[start + longest], a[start + step]] = [at(a, start + step), at(a, start + longest)];
  }
}
