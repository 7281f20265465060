/**
 * Sums of so many terms that float32 would lose digits: they are taken in float64, or in parts whose sums are. Only what is long comes here;
 * it then costs little more.
 */
import type { Kernels, Pointer } from "../kernels.js";

/** A sum of more terms, one added after the other, is long. */
export const mostTerms = 4096;

/** So many indices for each entry make sums in float64 no slower than others. */
const many = 64;
/** To count all would take a fifth as long as to add them up, so every thirteenth is looked at. That is a prime, so rows of any usual length are met at all places. */
const step = 13;

/** Whether the sum of what is taken from an entry is likely to be long. */
export function isTakenOften(indices: Int32Array, entries: number): boolean {
  if (indices.length <= mostTerms) return false;
  if (indices.length > many * entries) return true;
  const counts = new Int32Array(entries);
  for (let place = 0; place < indices.length; place += step) {
    const index = indices[place] as number;
    const count = (counts[index] as number) + 1; // the index is one of an entry
    if (2 * step * count > mostTerms) return true;
    counts[index] = count;
  }
  return false;
}

/** A product with longer sums is cut into parts. */
export const longestInner = 2048;

/**
 * How many terms a part has: as many as a block of the kernels, or as three where so much has to be added up that it tells. Inner products
 * are four sums at once.
 */
function partOf(lines: number, areInnerProducts: boolean): number {
  if (lines >= 64) return 1200;
  return areInnerProducts && lines <= 16 ? 1600 : 400;
}

/** So many rows of the result are taken at a time, at most, and so many columns: of few rows longer ones, for which B is read in order. */
const rowsAtOnce = 512;
const columnsAtOnce = (rows: number): number => (rows < 16 ? 8192 : 512);

/** How many numbers {@link multiplyInParts} needs to work with, of 32 bits. */
export const workOf = (rows: number, columns: number): number =>
  3 * Math.min(rows, rowsAtOnce) * Math.min(columns, columnsAtOnce(rows));

/** `kernels.gemm` of matrices with a long inner size, and of a C without gaps. `work` points to room for {@link workOf} numbers. */
export function multiplyInParts(
  { gemm, addWide, fill, narrow }: Kernels,
  work: Pointer,
  ...[m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch]: Parameters<Kernels["gemm"]>
): void {
  const length = partOf(Math.min(m, n), aColumn === 1 && bRow === 1);
  const width = columnsAtOnce(m);
  for (let row = 0; row < m; row += rowsAtOnce) {
    for (let column = 0; column < n; column += width) {
      const [rows, columns] = [Math.min(rowsAtOnce, m - row), Math.min(width, n - column)];
      const count = rows * columns;
      const sums = work + 4 * count;
      fill(sums, 0, 2 * count);
      for (let step = 0; step < k; step += length) {
        const left = a + 4 * (row * aRow + step * aColumn);
        const right = b + 4 * (step * bRow + column * bColumn);
        gemm(rows, columns, Math.min(length, k - step), left, aRow, aColumn, right, bRow, bColumn, work, columns, scratch);
        addWide(work, sums, count);
      }
      const lines = columns === cRow ? 1 : rows; // whole rows of C are one line
      const numbers = count / lines;
      for (let line = 0; line < lines; line++) {
        narrow(sums + 8 * line * numbers, c + 4 * ((row + line) * cRow + column), numbers);
      }
    }
  }
}
