/**
 * Sums, means, and differences from the mean, along an axis. A row-major tensor is treated as `[outer, entries, inner]`, and the
 * axis is the middle one. If `inner` is 1, rows are added up, else columns.
 */
import { subtract, subtractScalar } from "../elementwise";
import { FLOAT, laneSum, loadUpTo } from "./vector";
import { addWide, COLUMNS, SUMS } from "./wide-sums";

export function sum(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  for (; outer > 0; outer--) {
    if (inner == 1) store<f64>(result, total(x, entries));
    else sumColumns(x, <usize>inner << FLOAT, entries, inner, result);
    x += (<usize>entries * inner) << FLOAT;
    result += <usize>inner << FLOAT;
  }
}

export function mean(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  sum(x, outer, entries, inner, result);
  for (let left = outer * inner; left > 0; left--) {
    store<f64>(result, load<f64>(result) / <f64>entries);
    result += 8;
  }
}

/** Subtracts the mean along the axis. The mean of the result is the rounding error of the first mean, so it is subtracted too. */
export function center(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  const row = <usize>inner << FLOAT;
  for (; outer > 0; outer--) {
    if (inner == 1) {
      subtractScalar(x, total(x, entries) / <f64>entries, result, entries);
      subtractScalar(result, finite(total(result, entries) / <f64>entries), result, entries);
    } else {
      for (let column = 0; column < inner; column += COLUMNS) {
        const at = <usize>column << FLOAT;
        const columns = min(COLUMNS, inner - column);
        subtractMeans(x + at, row, entries, columns, result + at);
        subtractMeans(result + at, row, entries, columns, result + at);
      }
    }
    x += <usize>entries * row;
    result += <usize>entries * row;
  }
}

/** Infinite means and NaN have already had their effect in the first subtraction, so the second leaves them out. */
@inline
function finite(mean: f64): f64 {
  return mean - mean == 0 ? mean : 0;
}

function subtractMeans(x: usize, row: usize, rows: i32, columns: i32, result: usize): void {
  const isFirst = x != result;
  sumColumns(x, row, rows, columns, SUMS);
  for (let at = SUMS, end = SUMS + (<usize>columns << FLOAT); at < end; at += 8) {
    const mean = load<f64>(at) / <f64>rows;
    store<f64>(at, isFirst ? mean : finite(mean));
  }
  for (; rows > 0; rows--) {
    subtract(x, SUMS, result, columns);
    x += row;
    result += row;
  }
}

/** Running sums along the axis. */
export function cumulate(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  const row = <usize>inner << FLOAT;
  for (; outer > 0; outer--) {
    for (let entry = 0; entry < entries; entry++) {
      memory.copy(result, x, row);
      if (entry > 0) addWide(result - row, result, inner);
      x += row;
      result += row;
    }
  }
}

/** The sum of n contiguous numbers, in four vectors that don't wait for each other. */
function total(x: usize, n: i32): f64 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (; n >= 8; n -= 8) {
    a = f64x2.add(a, v128.load(x));
    b = f64x2.add(b, v128.load(x, 16));
    c = f64x2.add(c, v128.load(x, 32));
    d = f64x2.add(d, v128.load(x, 48));
    x += 64;
  }
  for (; n > 0; n -= 2) {
    a = f64x2.add(a, loadUpTo(x, n));
    x += 16;
  }
  return laneSum(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
}

/** Adds up rows that are `row` bytes apart, four per pass, so that the sums are loaded a quarter as often. */
function sumColumns(x: usize, row: usize, rows: i32, columns: i32, result: usize): void {
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
