/**
 * The product of a few rows with a transposed matrix, A·Bᵀ, such as a batch with the weights of a layer. Packing B would take longer than
 * reading it once. So the transposed product is computed, B·Aᵀ, for which only A is packed, and the result is transposed. Its sums have the
 * same terms in the same order.
 */
import { A_BYTES, INNER_BLOCK, multiplyBlocked } from "./gemm-blocked";
import { FLOAT, Float, LANES, NUMBER, transposeFour } from "./float32/vector";

/** The most rows of A. With more, B is read so often that packing repays. */
const MOST_ROWS: i32 = 96;
/** With fewer terms in a sum than this, or than A has rows, transposing the result takes longer than packing B. */
const LEAST_INNER: i32 = 32;
/** The most numbers of a result, which stays in the second-level cache. It is placed behind what packing A needs. */
const NUMBERS: i32 = 65_536;
const PLACE: usize = A_BYTES + (<usize>(MOST_ROWS * INNER_BLOCK) << FLOAT);
/** The rows of C that are written at a time. Those of a large C may share a few sets of the first-level cache. */
const ROWS: i32 = 8;

/**
 * Whether this is faster: B is larger than A and read along its columns, and A's rows fill vectors. If columns don't, blocks of long sums
 * are added up in another way, so the bits would differ.
 */
export function worthSwapping(m: i32, n: i32, k: i32, bRow: usize, bColumn: usize): bool {
  if (bRow != 1 || bColumn == 1 || (m & (LANES - 1)) != 0) return false;
  if ((n & (LANES - 1)) != 0 && k > INNER_BLOCK) return false;
  return m <= MOST_ROWS && n >= 2 * m && n * m <= NUMBERS && k >= max(m, LEAST_INNER);
}

/** C = A·B. */
export function multiplySwapped(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, scratch: usize,
): void {
  const transposed = scratch + PLACE;
  multiplyBlocked(n, m, k, b, bColumn, bRow, a, aColumn, aRow, transposed, m, scratch);
  const row = <usize>m << FLOAT;
  const to = cRow << FLOAT;
  for (let first = 0; first < m; first += ROWS) {
    transposeColumns(transposed + (<usize>first << FLOAT), row, min(ROWS, m - first), n, c + <usize>first * to, to);
  }
}

/** Copies a few columns of so many rows to as many rows. Strides are in bytes. */
function transposeColumns(source: usize, sourceRow: usize, columns: i32, rows: i32, target: usize, targetRow: usize): void {
  for (; rows >= 4; rows -= 4) {
    for (let column = 0; column < columns; column += LANES) {
      const from = source + (<usize>column << FLOAT);
      transposeFour(from, from + sourceRow, from + 2 * sourceRow, from + 3 * sourceRow, target + <usize>column * targetRow, targetRow);
    }
    source += 4 * sourceRow;
    target += 4 * NUMBER;
  }
  for (; rows > 0; rows--) {
    for (let column: usize = 0; column < <usize>columns; column++) {
      store<Float>(target + column * targetRow, load<Float>(source + (column << FLOAT)));
    }
    source += sourceRow;
    target += NUMBER;
  }
}
