/** Sums of float64 numbers. They need no wider type, so this is what float32/wide-sums.ts does, without its conversions. */
import { divideScalar } from "../elementwise";
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

/** Adds up rows that are `row` bytes apart, four per pass, so that the sums are loaded a quarter as often. */
export function sumColumns(x: usize, row: usize, rows: i32, columns: i32, result: usize): void {
  memory.fill(result, 0, <usize>columns << FLOAT);
  for (; rows >= 4; rows -= 4) {
    let from = x;
    let to = result;
    let left = columns;
    for (; left >= 2; left -= 2) {
      const first = f64x2.add(v128.load(from), v128.load(from + row));
      const second = f64x2.add(v128.load(from + 2 * row), v128.load(from + 3 * row));
      v128.store(to, f64x2.add(v128.load(to), f64x2.add(first, second)));
      from += 16;
      to += 16;
    }
    if (left > 0) {
      const first = load<f64>(from) + load<f64>(from + row);
      store<f64>(to, load<f64>(to) + (first + (load<f64>(from + 2 * row) + load<f64>(from + 3 * row))));
    }
    x += 4 * row;
  }
  for (; rows > 0; rows--) {
    addWide(x, result, columns);
    x += row;
  }
}

/** Computes the means of columns, in the place of the sums. Rows are `row` bytes apart. */
export function findMeans(x: usize, row: usize, rows: i32, columns: i32): void {
  sumColumns(x, row, rows, columns, SUMS);
  divideScalar(SUMS, <f64>rows, SUMS, columns);
}
