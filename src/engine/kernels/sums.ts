/**
 * Sums and means along an axis. A row-major tensor is seen as `[outer, entries, inner]`, and the axis is the one in the middle:
 * rows where inner is 1, columns otherwise. Float32 sums are kept short and added up in blocks, so long ones don't lose their
 * digits.
 */
import { add } from "./elementwise";
import { FLOAT, laneSum, loadPartial, storePartial } from "./vector";

/** So many numbers are summed in float32, by sixteen sums of 32; their total goes into a float64. */
const BLOCK: i32 = 512;
/** So many rows are summed in one pass down the columns. */
const ROWS: i32 = 4;

export function sum(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  scaledSum(x, outer, entries, inner, result, 1);
}

export function mean(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  scaledSum(x, outer, entries, inner, result, <f64>entries);
}

function scaledSum(x: usize, outer: i32, entries: i32, inner: i32, result: usize, divisor: f64): void {
  if (inner == 1) {
    for (let row = 0; row < outer; row++) {
      store<f32>(result, <f32>(total(x, entries) / divisor));
      x += <usize>entries << FLOAT;
      result += 4;
    }
  } else {
    for (let i = 0; i < outer; i++) {
      sumColumns(x, entries, inner, result, <f32>divisor);
      x += (<usize>entries * inner) << FLOAT;
      result += <usize>inner << FLOAT;
    }
  }
}

/** Running sums along the axis: each entry is added to the sum before it, in float64 where the axis is the last. */
export function cumulate(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  for (let i = 0; i < outer; i++) {
    if (inner == 1) {
      let sum: f64 = 0;
      for (let entry = 0; entry < entries; entry++) {
        sum += <f64>load<f32>(x);
        store<f32>(result, <f32>sum);
        x += 4;
        result += 4;
      }
    } else if (entries > 0) {
      const row = <usize>inner << FLOAT;
      memory.copy(result, x, row);
      for (let entry = 1; entry < entries; entry++) {
        x += row;
        add(result, x, result + row, inner);
        result += row;
      }
      x += row;
      result += row;
    }
  }
}

/** The sum of n numbers that lie side by side. */
export function total(x: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (; n > BLOCK; n -= BLOCK) {
    sum += blockTotal(x, BLOCK);
    x += <usize>BLOCK << FLOAT;
  }
  return sum + blockTotal(x, n);
}

function blockTotal(x: usize, n: i32): f64 {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (; n >= 16; n -= 16) {
    a = f32x4.add(a, v128.load(x));
    b = f32x4.add(b, v128.load(x, 16));
    c = f32x4.add(c, v128.load(x, 32));
    d = f32x4.add(d, v128.load(x, 48));
    x += 64;
  }
  for (; n >= 4; n -= 4) {
    a = f32x4.add(a, v128.load(x));
    x += 16;
  }
  if (n > 0) b = f32x4.add(b, loadPartial(x, n));
  return <f64>laneSum(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
}

/** Column sums over the divisor. Four rows a pass: memory is read in order, and the sums are loaded a quarter as often. */
function sumColumns(x: usize, rows: i32, columns: i32, result: usize, divisor: f32): void {
  memory.fill(result, 0, <usize>columns << FLOAT);
  const row = <usize>columns << FLOAT;
  for (; rows >= ROWS; rows -= ROWS) {
    addFourRows(x, row, columns, result);
    x += <usize>ROWS * row;
  }
  for (; rows > 0; rows--) {
    addOneRow(x, columns, result);
    x += row;
  }
  if (divisor != 1) divideAll(result, columns, divisor);
}

/** Rows that lie `row` bytes apart. */
function addFourRows(x: usize, row: usize, columns: i32, result: usize): void {
  const row2 = 2 * row;
  const row3 = 3 * row;
  for (; columns >= 4; columns -= 4) {
    const pairs = f32x4.add(f32x4.add(v128.load(x), v128.load(x + row)), f32x4.add(v128.load(x + row2), v128.load(x + row3)));
    v128.store(result, f32x4.add(v128.load(result), pairs));
    x += 16;
    result += 16;
  }
  for (; columns > 0; columns--) {
    const pairs = load<f32>(x) + load<f32>(x + row) + (load<f32>(x + row2) + load<f32>(x + row3));
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

function divideAll(x: usize, n: i32, divisor: f32): void {
  for (; n > 0; n--) {
    store<f32>(x, load<f32>(x) / divisor);
    x += 4;
  }
}
