/**
 * The greatest and the least number along an axis, and their indices. As in sums.ts, a tensor is treated as
 * `[outer, entries, inner]`, with at least one entry. If there is a NaN, the result is NaN. If several numbers are equal, the
 * first counts.
 *
 * `f32x4.max` would propagate NaN, but compiles to several instructions. pmax(best, x) is `best < x ? x : best`, which is a
 * single instruction. It keeps a NaN in `best`; NaNs in x are found separately.
 */
import { operation } from "./elementwise";
import { exchangeHalves, exchangeLanes, Float, FLOAT, LANES, NUMBER, storeOne } from "./float32/vector";

@unmanaged @final class Max {
  @inline of(best: v128, x: v128): v128 { return v128.pmax<Float>(best, x); }
  @inline isNoBetter(x: v128, best: v128): v128 { return v128.le<Float>(x, best); }
}
@unmanaged @final class Min {
  @inline of(best: v128, x: v128): v128 { return v128.pmin<Float>(best, x); }
  @inline isNoBetter(x: v128, best: v128): v128 { return v128.ge<Float>(x, best); }
}

export function max(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  extremes<Max>(x, outer, entries, inner, result);
}

export function min(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  extremes<Min>(x, outer, entries, inner, result);
}

/** The greatest of n numbers, or NaN if there is one. */
export function greatestNumber(x: usize, n: i32): Float {
  return extreme<Max>(x, n);
}

function extremes<Operation>(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  if (entries == 0) return;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) store<Float>(result, extreme<Operation>(x, entries));
    else columnExtremes<Operation>(x, entries, inner, result);
    x += (<usize>entries * inner) << FLOAT;
    result += <usize>inner << FLOAT;
  }
}

function extreme<Operation>(x: usize, n: i32): Float {
  // The first number replaces missing ones, since it changes neither the maximum nor the minimum.
  let a = v128.load_splat<Float>(x), b = a, c = a, d = a;
  let others = v128.splat<Float>(0); // where there is a NaN
  for (; n >= 4 * LANES; n -= 4 * LANES) {
    const first = v128.load(x), second = v128.load(x, 16), third = v128.load(x, 32), fourth = v128.load(x, 48);
    a = operation<Operation>().of(a, first);
    b = operation<Operation>().of(b, second);
    c = operation<Operation>().of(c, third);
    d = operation<Operation>().of(d, fourth);
    others = v128.or(others, v128.or(v128.or(isNaNIn(first), isNaNIn(second)), v128.or(isNaNIn(third), isNaNIn(fourth))));
    x += 64;
  }
  for (; n >= LANES; n -= LANES) {
    const numbers = v128.load(x);
    a = operation<Operation>().of(a, numbers);
    others = v128.or(others, isNaNIn(numbers));
    x += 16;
  }
  for (; n > 0; n--) {
    const number = v128.load_splat<Float>(x);
    b = operation<Operation>().of(b, number);
    others = v128.or(others, isNaNIn(number));
    x += NUMBER;
  }
  if (v128.any_true(others)) return NaN;
  let lanes = operation<Operation>().of(operation<Operation>().of(a, b), operation<Operation>().of(c, d));
  lanes = operation<Operation>().of(lanes, exchangeHalves(lanes));
  lanes = operation<Operation>().of(lanes, exchangeLanes(lanes));
  return v128.extract_lane<Float>(lanes, 0);
}

@inline
function isNaNIn(numbers: v128): v128 {
  return v128.ne<Float>(numbers, numbers);
}

/** Works row by row on the result, so that memory is read in order. */
function columnExtremes<Operation>(x: usize, rows: i32, columns: i32, result: usize): void {
  memory.copy(result, x, <usize>columns << FLOAT);
  for (let row = 1; row < rows; row++) {
    x += <usize>columns << FLOAT;
    let from = x;
    let to = result;
    let left = columns;
    for (; left >= LANES; left -= LANES) {
      v128.store(to, nanWins<Operation>(v128.load(to), v128.load(from)));
      from += 16;
      to += 16;
    }
    for (; left > 0; left--) {
      storeOne(to, nanWins<Operation>(v128.load_splat<Float>(to), v128.load_splat<Float>(from)));
      from += NUMBER;
      to += NUMBER;
    }
  }
}

@inline
function nanWins<Operation>(best: v128, x: v128): v128 {
  return v128.bitselect(x, operation<Operation>().of(best, x), v128.ne<Float>(x, x));
}

/** The index of the greatest number, or of the first NaN, as a float32. */
export function argmax(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  indicesOf<Max>(x, outer, entries, inner, result);
}

export function argmin(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  indicesOf<Min>(x, outer, entries, inner, result);
}

function indicesOf<Operation>(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  if (entries == 0) return;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) store<Float>(result, <Float>indexOfExtreme<Operation>(x, entries));
    else columnIndices<Operation>(x, entries, inner, result);
    x += (<usize>entries * inner) << FLOAT;
    result += <usize>inner << FLOAT;
  }
}

/** The number of entries that are searched again if the extreme is one of them. They stay in the cache. */
const PART: i32 = 2048;

function indexOfExtreme<Operation>(x: usize, n: i32): i32 {
  let best = v128.load_splat<Float>(x);
  let part = 0;
  for (let from = 0; from < n; from += PART) {
    const start = x + (<usize>from << FLOAT);
    const length = partOf(n - from);
    const greatest = extreme<Operation>(start, length);
    if (greatest != greatest) return from + indexOf(greatest, start, 0);
    const found = v128.splat<Float>(greatest);
    if (v128.any_true(operation<Operation>().isNoBetter(found, best))) continue;
    best = found;
    part = from;
  }
  return part + indexOf(v128.extract_lane<Float>(best, 0), x + (<usize>part << FLOAT), partOf(n - part));
}

@inline
function partOf(left: i32): i32 {
  return left < PART ? left : PART;
}

/** The first index of a number among n, or of a NaN. There is one or the other; if it is NaN, n is 0, so that the numbers are visited in turn. */
function indexOf(value: Float, x: usize, n: i32): i32 {
  const all = v128.splat<Float>(value);
  const start = x;
  for (; n > 4 * LANES; n -= 4 * LANES) {
    const early = v128.or(v128.eq<Float>(v128.load(x), all), v128.eq<Float>(v128.load(x, 16), all));
    const late = v128.or(v128.eq<Float>(v128.load(x, 32), all), v128.eq<Float>(v128.load(x, 48), all));
    if (v128.any_true(v128.or(early, late))) break;
    x += 64;
  }
  while (load<Float>(x) != value && load<Float>(x) == load<Float>(x)) x += NUMBER;
  return <i32>((x - start) >> FLOAT);
}

/**
 * Works on four columns at a time, with their best numbers and the indices of those in two vectors, and on the last columns one
 * at a time.
 */
function columnIndices<Operation>(x: usize, rows: i32, columns: i32, result: usize): void {
  const row = <usize>columns << FLOAT;
  for (; columns >= LANES; columns -= LANES) {
    let best = v128.load(x);
    let where = v128.splat<Float>(0);
    let from = x;
    for (let i = 1; i < rows; i++) {
      from += row;
      const candidate = v128.load(from);
      // x is better, or the first NaN. A `best` that is NaN doesn't equal anything, not even itself.
      const wins = v128.and(v128.not(operation<Operation>().isNoBetter(candidate, best)), v128.eq<Float>(best, best));
      best = v128.bitselect(candidate, best, wins);
      where = v128.bitselect(v128.splat<Float>(<Float>i), where, wins);
    }
    v128.store(result, where);
    x += 16;
    result += 16;
  }
  for (; columns > 0; columns--) {
    let best = v128.load_splat<Float>(x);
    let where = 0;
    let from = x;
    for (let i = 1; i < rows; i++) {
      from += row;
      const candidate = v128.load_splat<Float>(from);
      if (v128.any_true(v128.or(operation<Operation>().isNoBetter(candidate, best), v128.ne<Float>(best, best)))) continue;
      best = candidate;
      where = i;
    }
    store<Float>(result, <Float>where);
    x += NUMBER;
    result += NUMBER;
  }
}
