/**
 * Sums along an axis. A row-major tensor is treated as `[outer, entries, inner]`, and the axis is the middle one. If `inner` is 1,
 * rows are added up, else columns.
 *
 * Sums stay precise at any length, since only sums of a few numbers are float32; those are added up in float64. The mean of equal
 * numbers is exactly that number.
 */
import { FLOAT, loadPartial, lower, storePartial, upper } from "./vector";
import { addAndNarrow, addWide, COLUMNS, clearSums, narrow, SUMS, sumOfFour, TREE } from "./wide-sums";

/** The number of rows that are summed in float32, in sums of four. */
const BLOCK: i32 = 128;

export function sum(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  const row = <usize>inner << FLOAT;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) store<f32>(result, <f32>total(x, entries));
    else if (entries <= BLOCK) sumBlock(x, row, entries, inner, result);
    else {
      for (let column = 0; column < inner; column += COLUMNS) {
        const at = <usize>column << FLOAT;
        sumBlocks(x + at, row, entries, min(COLUMNS, inner - column), result + at);
      }
    }
    x += <usize>entries * row;
    result += row;
  }
}

/** Running sums along the axis. */
export function cumulate(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  const row = <usize>inner << FLOAT;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) cumulateRow(x, entries, result);
    else {
      for (let column = 0; column < inner; column += COLUMNS) {
        const at = <usize>column << FLOAT;
        cumulateColumns(x + at, row, entries, min(COLUMNS, inner - column), result + at);
      }
    }
    x += <usize>entries * row;
    result += <usize>entries * row;
  }
}

function cumulateRow(x: usize, entries: i32, result: usize): void {
  let sum: f64 = 0;
  for (; entries > 0; entries--) {
    sum += <f64>load<f32>(x);
    store<f32>(result, <f32>sum);
    x += 4;
    result += 4;
  }
}

function cumulateColumns(x: usize, row: usize, rows: i32, columns: i32, result: usize): void {
  clearSums(columns);
  for (; rows > 0; rows--) {
    addAndNarrow(x, columns, result);
    x += row;
    result += row;
  }
}

/** The sum of n contiguous numbers. */
export function total(x: usize, n: i32): f64 {
  let sums = f64x2.splat(0);
  for (; n >= 4 * TREE; n -= 4 * TREE) {
    sums = f64x2.add(sums, pairs(f32x4.add(sumOfFour(x, 16), sumOfFour(x + 64, 16))));
    x += 16 * TREE;
  }
  for (; n >= 4; n -= 4) {
    sums = f64x2.add(sums, pairs(v128.load(x)));
    x += 16;
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (; n > 0; n--) {
    sum += <f64>load<f32>(x);
    x += 4;
  }
  return sum;
}

/** Adds lanes 0 and 2, and lanes 1 and 3, in float64. */
@inline
function pairs(lanes: v128): v128 {
  return f64x2.add(lower(lanes), upper(lanes));
}

/** Sums of columns with many rows. Blocks are summed first, and their sums are added in float64. */
function sumBlocks(x: usize, row: usize, rows: i32, columns: i32, result: usize): void {
  clearSums(columns);
  for (; rows > 0; rows -= BLOCK) {
    sumBlock(x, row, min(BLOCK, rows), columns, result);
    addWide(result, SUMS, columns);
    x += <usize>BLOCK * row;
  }
  narrow(SUMS, result, columns);
}

/** Four rows per pass: memory is read in order, and the sums are loaded a quarter as often. */
function sumBlock(x: usize, row: usize, rows: i32, columns: i32, result: usize): void {
  memory.fill(result, 0, <usize>columns << FLOAT);
  for (; rows >= 4; rows -= 4) {
    addFourRows(x, row, columns, result);
    x += 4 * row;
  }
  for (; rows > 0; rows--) {
    addOneRow(x, columns, result);
    x += row;
  }
}

function addFourRows(x: usize, row: usize, columns: i32, result: usize): void {
  for (; columns >= 4; columns -= 4) {
    v128.store(result, f32x4.add(v128.load(result), sumOfFour(x, row)));
    x += 16;
    result += 16;
  }
  for (; columns > 0; columns--) {
    const pairs = load<f32>(x) + load<f32>(x + row) + (load<f32>(x + 2 * row) + load<f32>(x + 3 * row));
    store<f32>(result, load<f32>(result) + pairs);
    x += 4;
    result += 4;
  }
}

function addOneRow(x: usize, columns: i32, result: usize): void {
  for (; columns >= 4; columns -= 4) {
    v128.store(result, f32x4.add(v128.load(result), v128.load(x)));
    x += 16;
    result += 16;
  }
  if (columns > 0) storePartial(result, f32x4.add(loadPartial(result, columns), loadPartial(x, columns)), columns);
}
