/**
 * The normalisation of columns, and its way back, in few passes. Each number is rounded as often as in the operations that it replaces, and
 * sums are taken in the same order as in float32/sums.ts, so the results are the same to the last bit.
 */
import { FLOAT, FLOAT64, LANES, loadUpTo, lower, storeUpTo, upper } from "./float32/vector";
import { narrow } from "./float32/wide-sums";

/** The number of rows that are summed in float32. */
const BLOCK: i32 = 128;

@unmanaged @final class Squares { @inline at(x: usize, _y: usize, left: i32): v128 { const lanes = loadUpTo(x, left); return f32x4.mul(lanes, lanes); } }
@unmanaged @final class Itself { @inline at(x: usize, _y: usize, left: i32): v128 { return loadUpTo(x, left); } }
@unmanaged @final class Products { @inline at(x: usize, y: usize, left: i32): v128 { return f32x4.mul(loadUpTo(x, left), loadUpTo(y, left)); } }

/** The sums of the squares in each column. `work` points to a float64 for each column, in whole vectors of float32. */
export function sumSquares(x: usize, rows: i32, columns: i32, work: usize, result: usize): void {
  sumColumns<Squares>(x, x, rows, columns, work, result);
}

/** The sums of each column of x, and of the products with y. */
export function sumProducts(x: usize, y: usize, rows: i32, columns: i32, work: usize, ofX: usize, ofProducts: usize): void {
  sumColumns<Itself>(x, x, rows, columns, work, ofX);
  sumColumns<Products>(x, y, rows, columns, work, ofProducts);
}

function sumColumns<Terms>(x: usize, y: usize, rows: i32, columns: i32, work: usize, result: usize): void {
  const row = <usize>columns << FLOAT;
  memory.fill(work, 0, <usize>(columns + LANES - 1) << FLOAT64);
  for (; rows > 0; rows -= BLOCK) {
    let sums = work;
    for (let column = 0; column < columns; column += LANES) {
      const at = <usize>column << FLOAT;
      const left = columns - column;
      const count = min(BLOCK, rows);
      const sum = left >= LANES ? sumBlock<Terms>(x + at, y + at, row, count, LANES) : sumBlock<Terms>(x + at, y + at, row, count, left);
      v128.store(sums, f64x2.add(v128.load(sums), lower(sum)));
      v128.store(sums, f64x2.add(v128.load(sums, 16), upper(sum)), 16);
      sums += 32;
    }
    x += <usize>BLOCK * row;
    y += <usize>BLOCK * row;
  }
  narrow(work, result, columns);
}

/** The sums of up to four columns. */
@inline
function sumBlock<Terms>(x: usize, y: usize, row: usize, rows: i32, left: i32): v128 {
  const terms = changetype<Terms>(0);
  let sum = f32x4.splat(0);
  for (; rows >= 4; rows -= 4) {
    const first = f32x4.add(terms.at(x, y, left), terms.at(x + row, y + row, left));
    const second = f32x4.add(terms.at(x + 2 * row, y + 2 * row, left), terms.at(x + 3 * row, y + 3 * row, left));
    sum = f32x4.add(sum, f32x4.add(first, second));
    x += 4 * row;
    y += 4 * row;
  }
  for (; rows > 0; rows--) {
    sum = f32x4.add(sum, terms.at(x, y, left));
    x += row;
    y += row;
  }
  return sum;
}

/** Computes x · factor + shift, where the last two are rows. */
export function scaleRows(x: usize, factor: usize, shift: usize, rows: i32, columns: i32, result: usize): void {
  const row = <usize>columns << FLOAT;
  for (; rows > 0; rows--) {
    let left = columns;
    let at: usize = 0;
    for (; left >= LANES; left -= LANES) {
      scaleLanes(x + at, factor + at, shift + at, LANES, result + at);
      at += 16;
    }
    if (left > 0) scaleLanes(x + at, factor + at, shift + at, left, result + at);
    x += row;
    result += row;
  }
}

@inline
function scaleLanes(x: usize, factor: usize, shift: usize, count: i32, result: usize): void {
  storeUpTo(result, f32x4.add(f32x4.mul(loadUpTo(x, count), loadUpTo(factor, count)), loadUpTo(shift, count)), count);
}

/** Computes (x - mean - y · along) · factor, where the last three are rows. */
export function errorsOfRows(
  x: usize, y: usize, mean: usize, along: usize, factor: usize, rows: i32, columns: i32, result: usize,
): void {
  const row = <usize>columns << FLOAT;
  for (; rows > 0; rows--) {
    let left = columns;
    let at: usize = 0;
    for (; left >= LANES; left -= LANES) {
      errorsOfLanes(x + at, y + at, mean + at, along + at, factor + at, LANES, result + at);
      at += 16;
    }
    if (left > 0) errorsOfLanes(x + at, y + at, mean + at, along + at, factor + at, left, result + at);
    x += row;
    y += row;
    result += row;
  }
}

@inline
function errorsOfLanes(x: usize, y: usize, mean: usize, along: usize, factor: usize, count: i32, result: usize): void {
  const across = f32x4.sub(loadUpTo(x, count), loadUpTo(mean, count));
  const rest = f32x4.sub(across, f32x4.mul(loadUpTo(y, count), loadUpTo(along, count)));
  storeUpTo(result, f32x4.mul(rest, loadUpTo(factor, count)), count);
}
