/**
 * Softmax, its logarithm and its cross-entropy, row by row along the last axis. The row's maximum is subtracted first, so that
 * nothing overflows. Rows have at least one number; missing lanes are -∞, whose exponential is 0. NaN needs no special case: it
 * makes the sum of its row NaN, whatever the maximum.
 */
import { greatestNumber } from "./extremes";
import { exp, log } from "./float32/transcendental";
import { Float, FLOAT, LANES, lanesFrom, laneSum, loadPartial, loadUpTo, storeUpTo } from "./float32/vector";

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
    subtractBoth(x, columns, v128.splat<Float>(shift), v128.splat<Float>(logSum), result);
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
    loss += crossEntropyRow(logits, targets, columns, v128.splat<Float>(shift), v128.splat<Float>(logSum), error, <Float>rows);
    logits += bytes;
    targets += bytes;
    error += bytes;
  }
  return loss / <f64>rows;
}

/** Σ exp(x - shift). */
function sumExponentials(x: usize, columns: i32, shift: Float): Float {
  const shifts = v128.splat<Float>(shift);
  let sum: f64 = 0;
  while (columns > 0) {
    let sums = v128.splat<Float>(0);
    for (const end = max(0, columns - BLOCK); columns > end; columns -= LANES) {
      sums = v128.add<Float>(sums, exp(v128.sub<Float>(loadPadded(x, columns), shifts)));
      x += 16;
    }
    sum += <f64>laneSum(sums);
  }
  return <Float>sum;
}

/** Computes softmax(x) of one row, and returns Σ exp(x - shift). */
function softmaxRow(x: usize, columns: i32, shift: Float, result: usize): Float {
  const shifts = v128.splat<Float>(shift);
  let sum: f64 = 0;
  let to = result;
  for (let left = columns; left > 0; ) {
    let sums = v128.splat<Float>(0);
    for (const end = max(0, left - BLOCK); left > end; left -= LANES) {
      const e = exp(v128.sub<Float>(loadPadded(x, left), shifts));
      storeUpTo(to, e, left);
      sums = v128.add<Float>(sums, e);
      x += 16;
      to += 16;
    }
    sum += <f64>laneSum(sums);
  }
  const all = v128.splat<Float>(<Float>sum);
  for (let left = columns; left > 0; left -= LANES) {
    storeUpTo(result, v128.div<Float>(loadUpTo(result, left), all), left);
    result += 16;
  }
  return <Float>sum;
}

/** Returns the row's -Σ y · log p. `error` contains p and becomes (Σ y · p - y) / rows. */
function crossEntropyRow(x: usize, y: usize, columns: i32, shift: v128, logSum: v128, error: usize, rows: Float): f64 {
  let loss: f64 = 0;
  let sum: f64 = 0;
  let target = y;
  for (let left = columns; left > 0; ) {
    let losses = v128.splat<Float>(0);
    let weights = v128.splat<Float>(0);
    for (const end = max(0, left - BLOCK); left > end; left -= LANES) {
      const t = loadUpTo(target, left);
      losses = v128.add<Float>(losses, weighted(t, v128.sub<Float>(v128.sub<Float>(loadUpTo(x, left), shift), logSum)));
      weights = v128.add<Float>(weights, t);
      x += 16;
      target += 16;
    }
    loss += <f64>laneSum(losses);
    sum += <f64>laneSum(weights);
  }
  const weight = v128.splat<Float>(<Float>sum);
  const all = v128.splat<Float>(rows);
  for (let left = columns; left > 0; left -= LANES) {
    const difference = v128.sub<Float>(v128.mul<Float>(weight, loadUpTo(error, left)), loadUpTo(y, left));
    storeUpTo(error, v128.div<Float>(difference, all), left);
    error += 16;
    y += 16;
  }
  return -loss;
}

/** target · logarithm, or 0 if the target is 0. */
@inline
function weighted(target: v128, logarithm: v128): v128 {
  return v128.and(v128.mul<Float>(target, logarithm), v128.ne<Float>(target, v128.splat<Float>(0)));
}

/** Computes x - shift - logSum for each of n numbers, in this order: the first difference is exact where it matters. */
function subtractBoth(x: usize, n: i32, shift: v128, logSum: v128, result: usize): void {
  for (; n > 0; n -= LANES) {
    storeUpTo(result, v128.sub<Float>(v128.sub<Float>(loadUpTo(x, n), shift), logSum), n);
    x += 16;
    result += 16;
  }
}

/** Loads four floats, or the last `count` of them. The other lanes are -∞. */
@inline
function loadPadded(pointer: usize, count: i32): v128 {
  if (count >= LANES) return v128.load(pointer);
  return v128.bitselect(v128.splat<Float>(-Infinity), loadPartial(pointer, count), lanesFrom(count));
}

function logOf(x: Float): Float {
  return v128.extract_lane<Float>(log(v128.splat<Float>(x)), 0);
}
