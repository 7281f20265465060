/**
 * The matrix product, C = A·B, for operands with any strides. It selects a method by the sizes and by the zeros in A. The strides
 * are the distances between rows and between columns, in elements. A transposed operand has them exchanged, and a stride of 0
 * repeats. The rows of C have no gaps. The thresholds were measured (see test/bench/kernels.mjs).
 */
import { BLOCKED_SCRATCH_BYTES, multiplyBlocked } from "./gemm-blocked";
import { INNER_BLOCK, multiplyInnerProducts } from "./gemm-inner-products";
import { packPanel } from "./gemm-pack";
import { multiplyRow } from "./gemm-row";
import { multiplySparse, PANEL_COLUMNS, SPARSE_SCRATCH_BYTES, worthListing } from "./gemm-sparse";
import { multiplySwapped, worthSwapping } from "./gemm-swapped";
import { TILE_VECTORS } from "./generated/micro-kernels";
import { FLOAT } from "./float32/vector";

/** Where wide tiles fit, they are twice as fast, so only narrower products use another method. */
const WIDE: bool = TILE_VECTORS == 4;
/** Up to this many rows or columns, inner products that read both operands in place are faster than packed tiles. */
const FEW_LINES: i32 = WIDE ? 8 : ASC_FEATURE_RELAXED_SIMD ? 48 : 16;
/** With fewer columns, even copying B for inner products is faster than tiles that are partly padding. */
const NARROW: i32 = WIDE ? 8 : 12;
/** Shorter sums don't repay adding up the lanes. */
const SHORT_SUM: i32 = 16;

/** The number of bytes that {@link gemm} needs at its `scratch` pointer. */
export function gemmScratchBytes(): usize {
  return max(BLOCKED_SCRATCH_BYTES, SPARSE_SCRATCH_BYTES);
}

export function gemm(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, scratch: usize,
): void {
  if (m == 0 || n == 0) return;
  if (k == 0) {
    clear(m, n, c, cRow);
    return;
  }
  const gaplessA = aColumn == 1 && (k >= SHORT_SUM || n == 1);
  if (gaplessA && bRow == 1 && min(m, n) <= FEW_LINES) {
    // Inner products take four lines at a time, so if A has fewer, the lines are taken from B.
    if (m < 4 && n > m) multiplyInnerProducts(n, m, k, b, bColumn, a, aRow, c, 1, cRow, false);
    else multiplyInnerProducts(m, n, k, a, aRow, b, bColumn, c, cRow, 1, false);
  } else if (m == 1 && bColumn == 1) {
    multiplyRow(n, k, a, aColumn, b, bRow, c);
  } else if (n == 1 && aRow == 1 && cRow == 1) {
    multiplyRow(m, k, b, bRow, a, aColumn, c); // a column of C is a row of its transpose
  } else if (gaplessA && n < NARROW && n != 8 && m >= 8) {
    multiplyNarrow(m, n, k, a, aRow, b, bRow, bColumn, c, cRow, scratch);
  } else {
    // The lists work on whole panels of columns, and tiles on the remaining columns.
    const listed = worthListing(m, n, k, a, aRow, aColumn) ? n - (n % PANEL_COLUMNS) : 0;
    if (listed > 0) multiplySparse(m, listed, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch);
    b += (<usize>listed * bColumn) << FLOAT;
    c += <usize>listed << FLOAT;
    if (WIDE && listed == 0 && worthSwapping(m, n, k, bRow, bColumn)) {
      multiplySwapped(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch);
      return;
    }
    if (listed < n) multiplyBlocked(m, n - listed, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch);
  }
}

/** Copies a few columns of B, one after the other, and multiplies by them. */
function multiplyNarrow(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, scratch: usize,
): void {
  for (let step = 0; step < k; step += INNER_BLOCK) {
    const inner = min(INNER_BLOCK, k - step);
    packPanel(b + ((<usize>step * bRow) << FLOAT), bRow, bColumn, inner, n, inner, scratch);
    multiplyInnerProducts(m, n, inner, a + (<usize>step << FLOAT), aRow, scratch, inner, c, cRow, 1, step > 0);
  }
}

function clear(m: i32, n: i32, c: usize, cRow: usize): void {
  for (let row = 0; row < m; row++) memory.fill(c + ((<usize>row * cRow) << FLOAT), 0, <usize>n << FLOAT);
}
