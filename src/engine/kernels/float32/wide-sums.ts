/** Sums of float32 numbers, in float64. */
import { FLOAT, FLOAT64, loadPartial, lower, narrowed, upper } from "./vector";

/** Adds n numbers to n sums. */
export function addWide(x: usize, sums: usize, n: i32): void {
  for (; n >= 4; n -= 4) {
    addLanes(sums, v128.load(x));
    x += 16;
    sums += 32;
  }
  for (; n > 0; n--) {
    store<f64>(sums, load<f64>(sums) + <f64>load<f32>(x));
    x += 4;
    sums += 8;
  }
}

/** Adds rows to rows of sums. `indices` points to the indices of the latter, 32-bit integers within range. */
export function addRowsWide(x: usize, columns: i32, indices: usize, count: i32, sums: usize): void {
  for (; count > 0; count--) {
    addWide(x, sums + ((<usize>load<i32>(indices) * columns) << FLOAT64), columns);
    indices += 4;
    x += <usize>columns << FLOAT;
  }
}

/** Rounds n sums to float32. `result` may be `sums`. */
export function narrow(sums: usize, result: usize, n: i32): void {
  for (; n >= 4; n -= 4) {
    v128.store(result, narrowed(v128.load(sums), v128.load(sums, 16)));
    sums += 32;
    result += 16;
  }
  for (; n > 0; n--) {
    store<f32>(result, <f32>load<f64>(sums));
    sums += 8;
    result += 4;
  }
}

/** The most columns that are summed at a time, so that their rows and sums stay in the first-level cache. */
export const COLUMNS: i32 = 1024;
/** The start and the end of the memory for sums of columns, behind the kernels' constants. */
export const SUMS: usize = (__heap_base + 63) & ~63;
export const SUMS_END: usize = SUMS + <usize>COLUMNS << FLOAT64;

export function clearSums(columns: i32): void {
  memory.fill(SUMS, 0, (<usize>columns + 3) << FLOAT64);
}

/** Adds one more row to the running sums, which are kept for the next row. */
export function addAndNarrow(x: usize, n: i32, result: usize): void {
  let sums = SUMS;
  for (; n >= 4; n -= 4) {
    addLanes(sums, v128.load(x));
    v128.store(result, narrowed(v128.load(sums), v128.load(sums, 16)));
    x += 16;
    result += 16;
    sums += 32;
  }
  for (; n > 0; n--) {
    const sum = load<f64>(sums) + <f64>load<f32>(x);
    store<f64>(sums, sum);
    store<f32>(result, <f32>sum);
    x += 4;
    result += 4;
    sums += 8;
  }
}

/**
 * This many rows are added up in float32 before they count towards a mean. Adding two, four or eight equal numbers is exact, and
 * so is the mean of equal numbers.
 */
export const TREE: i32 = 8;

/** Computes the means of columns, in float32, in the place of the sums. Rows are `row` bytes apart. */
export function findMeans(x: usize, row: usize, rows: i32, columns: i32): void {
  const divisor = f64x2.splat(<f64>rows);
  clearSums(columns);
  for (; rows >= TREE; rows -= TREE) {
    addTree(x, row, columns);
    x += <usize>TREE * row;
  }
  for (; rows > 0; rows--) {
    addWide(x, SUMS, columns);
    x += row;
  }
  for (let left = columns, sums = SUMS; left > 0; left -= 2) {
    v128.store(sums, f64x2.div(v128.load(sums), divisor));
    sums += 16;
  }
  narrow(SUMS, SUMS, columns);
}

/** Adds a group of rows to the sums. For the last one to three columns, four sums are kept. */
function addTree(x: usize, row: usize, columns: i32): void {
  for (let sums = SUMS; columns > 0; columns -= 4) {
    if (columns >= 4) addLanes(sums, f32x4.add(sumOfFour(x, row), sumOfFour(x + 4 * row, row)));
    else addLanes(sums, f32x4.add(partialSumOfFour(x, row, columns), partialSumOfFour(x + 4 * row, row, columns)));
    x += 16;
    sums += 32;
  }
}

function partialSumOfFour(x: usize, step: usize, lanes: i32): v128 {
  const first = f32x4.add(loadPartial(x, lanes), loadPartial(x + step, lanes));
  return f32x4.add(first, f32x4.add(loadPartial(x + 2 * step, lanes), loadPartial(x + 3 * step, lanes)));
}

/** Adds four vectors that are `step` bytes apart. */
@inline
export function sumOfFour(x: usize, step: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(x), v128.load(x + step)), f32x4.add(v128.load(x + 2 * step), v128.load(x + 3 * step)));
}

@inline
function addLanes(sums: usize, lanes: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), lower(lanes)));
  v128.store(sums, f64x2.add(v128.load(sums, 16), upper(lanes)), 16);
}
