/**
 * The matrix product as inner products, for operands that are contiguous along the sum: rows of A and columns of B. (A dense
 * layer stores its weights like this.) Nothing is packed, which pays off if one side has few lines.
 */
import { innerProducts } from "./generated/micro-kernels";
import { FLOAT } from "./float32/vector";

/** The number of terms that are summed at a time, so that four rows and the columns stay in the first-level cache. */
export const INNER_BLOCK: i32 = 1024;

/** Computes C = A·B, or C += A·B. m, n and k are at least 1, and C may have any strides. */
export function multiplyInnerProducts(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, b: usize, bColumn: usize,
  c: usize, cRow: usize, cColumn: usize, accumulate: bool,
): void {
  const aBytes = aRow << FLOAT;
  const bBytes = bColumn << FLOAT;
  const cBytes = cRow << FLOAT;
  const cStep = cColumn << FLOAT;
  const pairs = n >> 1;
  for (let step = 0; step < k; step += INNER_BLOCK) {
    const inner = min(INNER_BLOCK, k - step);
    const start = <usize>step << FLOAT;
    const right = b + start;
    const add = accumulate || step > 0;
    for (let row = 0, rows = 4; row < m; row += rows) {
      while (rows > m - row) rows >>= 1; // 4 while there are at least 4, then 2, then 1
      const left = a + <usize>row * aBytes + start;
      const target = c + <usize>row * cBytes;
      if (pairs > 0) innerProducts(rows, 2, pairs, inner, left, aBytes, right, bBytes, target, cBytes, cStep, add);
      if (n & 1) {
        const last = <usize>(n - 1);
        innerProducts(rows, 1, 1, inner, left, aBytes, right + last * bBytes, bBytes, target + last * cStep, cBytes, cStep, add);
      }
    }
  }
}
