/** Sums of float64 numbers. They need no wider type, so this is what float32/wide-sums.ts does, without its conversions. */
import { copy } from "../layout";
import { FLOAT, loadUpTo, storeUpTo } from "./vector";

/** Adds n numbers to n sums. */
export function addWide(x: usize, sums: usize, n: i32): void {
  for (; n > 0; n -= 2) {
    storeUpTo(sums, f64x2.add(loadUpTo(sums, n), loadUpTo(x, n)), n);
    x += 16;
    sums += 16;
  }
}

/** Adds rows to rows of sums. `indices` points to the indices of the latter, 32-bit integers within range. */
export function addRowsWide(x: usize, columns: i32, indices: usize, count: i32, sums: usize): void {
  for (; count > 0; count--) {
    addWide(x, sums + ((<usize>load<i32>(indices) * columns) << FLOAT), columns);
    indices += 4;
    x += (<usize>columns) << FLOAT;
  }
}

export function narrow(sums: usize, result: usize, n: i32): void {
  copy(sums, result, n);
}

/** The most columns whose means are kept at a time. */
export const COLUMNS: i32 = 1024;
/** The start and the end of the memory for them, behind the kernels' constants. */
export const SUMS: usize = (__heap_base + 63) & ~63;
export const SUMS_END: usize = (SUMS + <usize>COLUMNS) << FLOAT;
