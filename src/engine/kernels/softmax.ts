/**
 * Softmax, its logarithm and its cross-entropy, row by row along the last axis. The row's maximum is subtracted first, so that
 * nothing overflows. Rows have at least one number; missing lanes are -∞, whose exponential is 0. NaN needs no special case: it
 * makes the sum of its row NaN, whatever the maximum.
 */
import { greatestNumber } from "./extremes";
import { exp, log } from "./transcendental";
import { FLOAT, laneSum, loadPartial, loadUpTo4, storeUpTo4 } from "./vector";

/** This many exponentials are summed in float32. The sums are added up in float64, so that rows may be long. */
const BLOCK: i32 = 256;

export function softmax(x: usize, rows: i32, columns: i32, result: usize): void {
  const bytes = <usize>columns << FLOAT;
  for (let row = 0; row < rows; row++) {
    softmaxRow(x, columns, greatestNumber(x, columns), result);
    x += bytes;
    result += bytes;
  }
}

export function logSoftmax(x: usize, rows: i32, columns: i32, result: usize): void {
  const bytes = <usize>columns << FLOAT;
  for (let row = 0; row < rows; row++) {
    const shift = greatestNumber(x, columns);
    const logSum = logOf(sumExponentials(x, columns, shift));
    subtractBoth(x, columns, f32x4.splat(shift), f32x4.splat(logSum), result);
    x += bytes;
    result += bytes;
  }
}

/**
 * Returns the mean over the rows of -Σ y · log softmax(x), and writes its gradient with respect to x, (Σ y · softmax(x) - y) /
 * rows. A target of 0 adds nothing, even if its logarithm is infinite.
 */
export function crossEntropy(logits: usize, targets: usize, rows: i32, columns: i32, error: usize): f64 {
  const bytes = <usize>columns << FLOAT;
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const shift = greatestNumber(logits, columns);
    const logSum = logOf(softmaxRow(logits, columns, shift, error));
    loss += crossEntropyRow(logits, targets, columns, f32x4.splat(shift), f32x4.splat(logSum), error, <f32>rows);
    logits += bytes;
    targets += bytes;
    error += bytes;
  }
  return loss / <f64>rows;
}

/** Σ exp(x - shift). */
function sumExponentials(x: usize, columns: i32, shift: f32): f32 {
  const shifts = f32x4.splat(shift);
  let sum: f64 = 0;
  while (columns > 0) {
    let sums = f32x4.splat(0);
    for (const end = max(0, columns - BLOCK); columns > end; columns -= 4) {
      sums = f32x4.add(sums, exp(f32x4.sub(loadPadded(x, columns), shifts)));
      x += 16;
    }
    sum += <f64>laneSum(sums);
  }
  return <f32>sum;
}

/** Computes softmax(x) of one row, and returns Σ exp(x - shift). */
function softmaxRow(x: usize, columns: i32, shift: f32, result: usize): f32 {
  const shifts = f32x4.splat(shift);
  let sum: f64 = 0;
  let to = result;
  for (let left = columns; left > 0; ) {
    let sums = f32x4.splat(0);
    for (const end = max(0, left - BLOCK); left > end; left -= 4) {
      const e = exp(f32x4.sub(loadPadded(x, left), shifts));
      storeUpTo4(to, e, left);
      sums = f32x4.add(sums, e);
      x += 16;
      to += 16;
    }
    sum += <f64>laneSum(sums);
  }
  const all = f32x4.splat(<f32>sum);
  for (let left = columns; left > 0; left -= 4) {
    storeUpTo4(result, f32x4.div(loadUpTo4(result, left), all), left);
    result += 16;
  }
  return <f32>sum;
}

/** Returns the row's -Σ y · log p. `error` contains p and becomes (Σ y · p - y) / rows. */
function crossEntropyRow(x: usize, y: usize, columns: i32, shift: v128, logSum: v128, error: usize, rows: f32): f64 {
  let loss: f64 = 0;
  let sum: f64 = 0;
  let target = y;
  for (let left = columns; left > 0; ) {
    let losses = f32x4.splat(0);
    let weights = f32x4.splat(0);
    for (const end = max(0, left - BLOCK); left > end; left -= 4) {
      const t = loadUpTo4(target, left);
      losses = f32x4.add(losses, weighted(t, f32x4.sub(f32x4.sub(loadUpTo4(x, left), shift), logSum)));
      weights = f32x4.add(weights, t);
      x += 16;
      target += 16;
    }
    loss += <f64>laneSum(losses);
    sum += <f64>laneSum(weights);
  }
  const weight = f32x4.splat(<f32>sum);
  const all = f32x4.splat(rows);
  for (let left = columns; left > 0; left -= 4) {
    const difference = f32x4.sub(f32x4.mul(weight, loadUpTo4(error, left)), loadUpTo4(y, left));
    storeUpTo4(error, f32x4.div(difference, all), left);
    error += 16;
    y += 16;
  }
  return -loss;
}

/** target · logarithm, or 0 if the target is 0. */
@inline
function weighted(target: v128, logarithm: v128): v128 {
  return v128.and(f32x4.mul(target, logarithm), f32x4.ne(target, f32x4.splat(0)));
}

/** Computes x - shift - logSum for each of n numbers, in this order: the first difference is exact where it matters. */
function subtractBoth(x: usize, n: i32, shift: v128, logSum: v128, result: usize): void {
  for (; n > 0; n -= 4) {
    storeUpTo4(result, f32x4.sub(f32x4.sub(loadUpTo4(x, n), shift), logSum), n);
    x += 16;
    result += 16;
  }
}

/** Loads four floats, or the last `count` of them. The other lanes are -∞. */
@inline
function loadPadded(pointer: usize, count: i32): v128 {
  if (count >= 4) return v128.load(pointer);
  const missing = i32x4.ge_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
  return v128.bitselect(f32x4.splat(-Infinity), loadPartial(pointer, count), missing);
}

function logOf(x: f32): f32 {
  return f32x4.extract_lane(log(f32x4.splat(x)), 0);
}
