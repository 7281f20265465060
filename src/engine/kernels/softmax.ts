/**
 * Softmax, its logarithm and its cross-entropy, row by row along the last axis. The row's maximum is subtracted first, so that
 * nothing overflows. Rows have at least one number; missing lanes are -∞, whose exponential is 0. NaN needs no special case: it
 * makes the sum of its row NaN, whatever the maximum.
 */
import { divideScalar, subtractScalar } from "./elementwise";
import { greatestNumber } from "./extremes";
import { exp, log } from "./float32/transcendental";
import { Float, FLOAT, LANES, lanesFrom, laneSum, loadPartial, NUMBER, storePartial } from "./float32/vector";

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
    const logSum = logOf(exponentials(x, columns, shift, 0));
    subtractScalar(x, shift, result, columns); // this difference is exact where it matters
    subtractScalar(result, logSum, result, columns);
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
    loss += crossEntropyRow(logits, targets, columns, shift, logSum, error, <Float>rows);
    logits += bytes;
    targets += bytes;
    error += bytes;
  }
  return loss / <f64>rows;
}

/** Computes softmax(x) of one row, and returns Σ exp(x - shift). */
function softmaxRow(x: usize, columns: i32, shift: Float, result: usize): Float {
  const sum = exponentials(x, columns, shift, result);
  divideScalar(result, sum, result, columns);
  return sum;
}

/** Returns Σ exp(x - shift), and writes the terms unless `result` is 0. */
function exponentials(x: usize, columns: i32, shift: Float, result: usize): Float {
  const shifts = v128.splat<Float>(shift);
  let sum: f64 = 0;
  while (columns > 0) {
    let sums = v128.splat<Float>(0);
    const end = max(LANES - 1, columns - BLOCK);
    if (ASC_FEATURE_RELAXED_SIMD && result != 0) {
      let others = sums;
      for (; columns - LANES > end; columns -= 2 * LANES) {
        const first = exp(v128.sub<Float>(v128.load(x), shifts));
        const second = exp(v128.sub<Float>(v128.load(x, 16), shifts));
        sums = v128.add<Float>(sums, first);
        others = v128.add<Float>(others, second);
        v128.store(result, first);
        v128.store(result, second, 16);
        x += 32;
        result += 32;
      }
      sums = v128.add<Float>(sums, others);
    }
    for (; columns > end; columns -= LANES) {
      const e = exp(v128.sub<Float>(v128.load(x), shifts));
      sums = v128.add<Float>(sums, e);
      x += 16;
      if (result == 0) continue;
      v128.store(result, e);
      result += 16;
    }
    if (columns < LANES && columns > 0) {
      const padded = v128.bitselect(v128.splat<Float>(-Infinity), loadPartial(x, columns), lanesFrom(columns));
      const e = exp(v128.sub<Float>(padded, shifts));
      sums = v128.add<Float>(sums, e);
      if (result != 0) storePartial(result, e, columns);
      columns = 0;
    }
    sum += <f64>laneSum(sums);
  }
  return <Float>sum;
}

/** Returns the row's -Σ y · log p. `error` contains p and becomes (Σ y · p - y) / rows. */
function crossEntropyRow(x: usize, y: usize, columns: i32, shift: Float, logSum: Float, error: usize, rows: Float): f64 {
  let loss: f64 = 0;
  let sum: f64 = 0;
  let target = y;
  const shifts = v128.splat<Float>(shift);
  const logSums = v128.splat<Float>(logSum);
  let left = columns;
  while (left >= LANES) {
    let losses = v128.splat<Float>(0);
    let weights = v128.splat<Float>(0);
    for (const end = max(LANES - 1, left - BLOCK); left > end; left -= LANES) {
      const t = v128.load(target);
      losses = v128.add<Float>(losses, weighted(t, v128.sub<Float>(v128.sub<Float>(v128.load(x), shifts), logSums)));
      weights = v128.add<Float>(weights, t);
      x += 16;
      target += 16;
    }
    loss += <f64>laneSum(losses);
    sum += <f64>laneSum(weights);
  }
  for (; left > 0; left--) {
    const t = load<Float>(target);
    if (t != 0) loss += <f64>(t * (load<Float>(x) - shift - logSum));
    sum += <f64>t;
    x += NUMBER;
    target += NUMBER;
  }
  const weight = <Float>sum;
  const weightsOfAll = v128.splat<Float>(weight);
  const all = v128.splat<Float>(rows);
  for (; columns >= LANES; columns -= LANES) {
    const difference = v128.sub<Float>(v128.mul<Float>(weightsOfAll, v128.load(error)), v128.load(y));
    v128.store(error, v128.div<Float>(difference, all));
    error += 16;
    y += 16;
  }
  for (; columns > 0; columns--) {
    store<Float>(error, (weight * load<Float>(error) - load<Float>(y)) / rows);
    error += NUMBER;
    y += NUMBER;
  }
  return -loss;
}

/** target · logarithm, or 0 if the target is 0. */
@inline
function weighted(target: v128, logarithm: v128): v128 {
  return v128.and(v128.mul<Float>(target, logarithm), v128.ne<Float>(target, v128.splat<Float>(0)));
}

function logOf(x: Float): Float {
  return v128.extract_lane<Float>(log(v128.splat<Float>(x)), 0);
}
