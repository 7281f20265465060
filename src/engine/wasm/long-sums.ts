/**
 * Sums with so many terms that float32 would lose precision. They are computed in float64, or in parts that are added in float64.
 * Only long sums use this code, and it costs them little.
 */
import type { Kernels, Pointer } from "../kernels.js";

/** A sum is long if more terms than this are added one after the other. */
export const mostTerms = 4096;

/** With this many indices per entry, float64 sums are as fast as others. */
const many = 64;
/**
 * Counting all indices would take a fifth of the time of adding the rows, so every thirteenth is counted. 13 is prime, so in rows
 * of common lengths, every position is sampled.
 */
const step = 13;

/** Whether some entry is likely to be taken so often that its sum is long. */
export function isTakenOften(indices: Int32Array, entries: number): boolean {
  if (indices.length <= mostTerms) return false;
  if (indices.length > many * entries) return true;
  const counts = new Int32Array(entries);
  for (let place = 0; place < indices.length; place += step) {
    const index = indices[place] as number;
    const count = (counts[index] as number) + 1; // the index is that of an entry
    if (2 * step * count > mostTerms) return true;
    counts[index] = count;
  }
  return false;
}

/** Products with longer sums are split into parts. */
export const longestInner = 2048;

/**
 * The number of terms in a part: as many as a block of the kernels, or three times as many if adding the parts takes a noticeable
 * share of the time. Inner products consist of four sums at once.
 */
function partOf(lines: number, areInnerProducts: boolean): number {
  if (lines >= 64) return 1200;
  return areInnerProducts && lines <= 16 ? 1600 : 400;
}

/**
 * The most rows and columns of the result that are computed at a time. If there are few rows, more columns are taken, so that B
 * is read in order.
 */
const rowsAtOnce = 512;
const columnsAtOnce = (rows: number): number => (rows < 16 ? 8192 : 512);

/** The number of 32-bit words that {@link multiplyInParts} needs to work in. */
export const workOf = (rows: number, columns: number): number =>
  3 * Math.min(rows, rowsAtOnce) * Math.min(columns, columnsAtOnce(rows));

/** Does the same as `kernels.gemm` for a large inner size and a C without gaps. `work` points to {@link workOf} words. */
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
      const lines = columns === cRow ? 1 : rows; // whole rows of C form a single line
      const numbers = count / lines;
      for (let line = 0; line < lines; line++) {
        narrow(sums + 8 * line * numbers, c + 4 * ((row + line) * cRow + column), numbers);
      }
    }
  }
}
