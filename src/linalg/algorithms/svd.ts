/**
 * A = U Σ Vᵀ by Jacobi's rotations, which orthogonalise the rows of R in A P = Q R (Z. Drmač and K. Veselić, "New fast and accurate Jacobi SVD
 * algorithm", 2008). Small singular values keep their digits if the columns of A differ only in their scale, which bidiagonalisation loses.
 */
import { at, dot, epsilon, greatest, identity, type Numbers, norm, powerOfTwo, rotate, scale, transposed } from "./numbers.js";
import { qr } from "./qr.js";

export interface Svd {
  /** `[rows, least]`, with orthonormal columns. */
  readonly u: Numbers;
  /** From the greatest down. */
  readonly values: Numbers;
  /** `[least, columns]`, with orthonormal rows. */
  readonly vTransposed: Numbers;
}

/** The number of a column of U with the greatest absolute value is positive, so that the result is unique if the singular values differ. */
export function svd(given: Numbers, rows: number, columns: number): Svd {
  if (rows < columns) {
    const { u, values, vTransposed } = svd(transposed(given, rows, columns), columns, rows);
    return withSigns(transposed(vTransposed, rows, rows), values, transposed(u, columns, rows), rows, rows, columns);
  }
  const by = powerOfTwo(greatest(given));
  const { q, r, order } = qr(
    given.map((value) => (value / by) * large),
    rows,
    columns,
    true,
  );
  const turned = identity(columns);
  orthogonalise(r, turned, columns);
  for (let row = 0; row < turned.length; row += columns) scale(1 / norm(turned, row, columns), turned, row, columns); // many rotations round
  const lengths = Float64Array.from({ length: columns }, (_, row) => norm(r, row * columns, columns));
  const places = Array.from(lengths.keys()).toSorted((one, other) => at(lengths, other) - at(lengths, one));
  const values = Float64Array.from(places, (place) => (at(lengths, place) / large) * by);
  const vTransposed = new Float64Array(columns * columns);
  const u = new Float64Array(rows * columns);
  places.forEach((place, index) => {
    const row = r.subarray(place * columns, (place + 1) * columns);
    if (at(lengths, place) > 0) scale(1 / at(lengths, place), row, 0, columns);
    order.forEach((to, from) => {
      vTransposed[index * columns + to] = at(row, from);
    });
    for (let point = 0; point < rows; point++)
      u[point * columns + index] = dot(q, point * columns, turned, place * columns, columns);
  });
  complete(vTransposed, values, columns);
  return withSigns(u, values, vTransposed, rows, columns, columns);
}

/** The greatest number becomes about this, so that squares neither overflow nor, for small numbers, become 0. */
const large = 2 ** 400;
const mostSweeps = 60;

/**
 * Rotates pairs of rows until all are orthogonal, and the rows of `turned` with them. The squares of the lengths are kept up to date within a
 * sweep.
 */
function orthogonalise(x: Numbers, turned: Numbers, length: number): void {
  const tolerance = epsilon * Math.sqrt(length);
  const squares = new Float64Array(length);
  for (let sweep = 0, isDone = false; !isDone && sweep < mostSweeps; sweep++) {
    isDone = true;
    for (let row = 0; row < length; row++) squares[row] = dot(x, row * length, x, row * length, length);
    for (let one = 0; one < length; one++) {
      for (let other = one + 1; other < length; other++) {
        const product = dot(x, one * length, x, other * length, length);
        const [first, second] = [at(squares, one), at(squares, other)];
        if (!(Math.abs(product) > tolerance * Math.sqrt(first) * Math.sqrt(second))) continue;
        isDone = false;
        const ratio = (second - first) / (2 * product);
        const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
        const cosine = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(x, one * length, other * length, cosine, cosine * tangent, length);
        rotate(turned, one * length, other * length, cosine, cosine * tangent, length);
        squares[one] = first - tangent * product;
        squares[other] = second + tangent * product;
      }
    }
  }
}

/** Rows that belong to singular values of 0, which are the last, become orthonormal to the others. */
function complete(rows: Numbers, values: Numbers, length: number): void {
  for (let row = 0; row < length; row++) {
    if (at(values, row) > 0) continue;
    const best = { row: new Float64Array(length), length: 0 };
    for (let axis = 0; axis < length; axis++) {
      const candidate = new Float64Array(length);
      candidate[axis] = 1;
      for (let round = 0; round < 2; round++)
        for (let before = 0; before < row; before++) {
          const share = dot(candidate, 0, rows, before * length, length);
          for (let index = 0; index < length; index++) (candidate[index] as number) -= share * at(rows, before * length + index);
        }
      const left = norm(candidate, 0, length);
      if (left > best.length) Object.assign(best, { row: candidate, length: left });
      if (left > 0.5) break;
    }
    scale(1 / best.length, best.row, 0, length);
    rows.set(best.row, row * length);
  }
}

function withSigns(u: Numbers, values: Numbers, vTransposed: Numbers, rows: number, least: number, columns: number): Svd {
  for (let column = 0; column < least; column++) {
    if (!isNegative(u, column, rows, least)) continue;
    for (let row = 0; row < rows; row++) u[row * least + column] = -at(u, row * least + column);
    scale(-1, vTransposed, column * columns, columns);
  }
  return { u, values, vTransposed };
}

/** Whether the number with the greatest absolute value in a column is negative. */
export function isNegative(x: Numbers, column: number, rows: number, columns: number): boolean {
  let found = 0;
  for (let row = 0; row < rows; row++) {
    const value = at(x, row * columns + column);
    if (Math.abs(value) > Math.abs(found)) found = value;
  }
  return found < 0;
}
