/**
 * The greatest and the least number along an axis, and their indices. As in sums.ts, a tensor is treated as
 * `[outer, entries, inner]`, with at least one entry. If there is a NaN, the result is NaN. If several numbers are equal, the
 * first counts.
 *
 * `f32x4.max` would propagate NaN, but compiles to several instructions. pmax(best, x) is `best < x ? x : best`, which is a
 * single instruction. It keeps a NaN in `best`; NaNs in x are found separately.
 */
import { operation } from "./elementwise";
import { FLOAT, loadPartial, storePartial } from "./vector";

@unmanaged @final class Max {
  @inline of(best: v128, x: v128): v128 { return f32x4.pmax(best, x); }
  @inline isNoBetter(x: v128, best: v128): v128 { return f32x4.le(x, best); }
}
@unmanaged @final class Min {
  @inline of(best: v128, x: v128): v128 { return f32x4.pmin(best, x); }
  @inline isNoBetter(x: v128, best: v128): v128 { return f32x4.ge(x, best); }
}

export function max(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  extremes<Max>(x, outer, entries, inner, result);
}

export function min(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  extremes<Min>(x, outer, entries, inner, result);
}

/** The greatest of n numbers. If there is a NaN, the result may be any of the numbers, or NaN. */
export function greatestNumber(x: usize, n: i32): f32 {
  return extreme<Max>(x, n);
}

function extremes<Operation>(x: usize, outer: i32, entries: i32, inner: i32, result: usize): void {
  if (entries == 0) return;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) store<f32>(result, hasNaN(x, entries) ? NaN : extreme<Operation>(x, entries));
    else columnExtremes<Operation>(x, entries, inner, result);
    x += (<usize>entries * inner) << FLOAT;
    result += <usize>inner << FLOAT;
  }
}

function extreme<Operation>(x: usize, n: i32): f32 {
  // The first number replaces missing ones, since it changes neither the maximum nor the minimum.
  let a = v128.load32_splat(x), b = a, c = a, d = a;
  for (; n >= 16; n -= 16) {
    a = operation<Operation>().of(a, v128.load(x));
    b = operation<Operation>().of(b, v128.load(x, 16));
    c = operation<Operation>().of(c, v128.load(x, 32));
    d = operation<Operation>().of(d, v128.load(x, 48));
    x += 64;
  }
  for (; n >= 4; n -= 4) {
    a = operation<Operation>().of(a, v128.load(x));
    x += 16;
  }
  for (; n > 0; n--) {
    b = operation<Operation>().of(b, v128.load32_splat(x));
    x += 4;
  }
  let lanes = operation<Operation>().of(operation<Operation>().of(a, b), operation<Operation>().of(c, d));
  lanes = operation<Operation>().of(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
  lanes = operation<Operation>().of(lanes, v128.shuffle<i32>(lanes, lanes, 1, 0, 3, 2));
  return f32x4.extract_lane(lanes, 0);
}

function hasNaN(x: usize, n: i32): bool {
  let found = f32x4.splat(0);
  for (; n >= 8; n -= 8) {
    const first = v128.load(x);
    const second = v128.load(x, 16);
    found = v128.or(found, v128.or(f32x4.ne(first, first), f32x4.ne(second, second)));
    x += 32;
  }
  for (; n > 0; n--) {
    const number = v128.load32_splat(x);
    found = v128.or(found, f32x4.ne(number, number));
    x += 4;
  }
  return v128.any_true(found);
}

/** Works row by row on the result, so that memory is read in order. */
function columnExtremes<Operation>(x: usize, rows: i32, columns: i32, result: usize): void {
  memory.copy(result, x, <usize>columns << FLOAT);
  for (let row = 1; row < rows; row++) {
    x += <usize>columns << FLOAT;
    let from = x;
    let to = result;
    let left = columns;
    for (; left >= 4; left -= 4) {
      v128.store(to, nanWins<Operation>(v128.load(to), v128.load(from)));
      from += 16;
      to += 16;
    }
    if (left > 0) storePartial(to, nanWins<Operation>(loadPartial(to, left), loadPartial(from, left)), left);
  }
}

@inline
function nanWins<Operation>(best: v128, x: v128): v128 {
  return v128.bitselect(x, operation<Operation>().of(best, x), f32x4.ne(x, x));
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
    if (inner == 1) store<f32>(result, <f32>indexOfExtreme<Operation>(x, entries));
    else columnIndices<Operation>(x, entries, inner, result);
    x += (<usize>entries * inner) << FLOAT;
    result += <usize>inner << FLOAT;
  }
}

/** The number of entries that are searched again if the extreme is one of them. They stay in the cache. */
const PART: i32 = 2048;

function indexOfExtreme<Operation>(x: usize, n: i32): i32 {
  let best = v128.load32_splat(x);
  let part = 0;
  for (let from = 0; from < n; from += PART) {
    const start = x + (<usize>from << FLOAT);
    const length = partOf(n - from);
    if (hasNaN(start, length)) return from + indexOf(NaN, start, length);
    const found = f32x4.splat(extreme<Operation>(start, length));
    if (v128.any_true(operation<Operation>().isNoBetter(found, best))) continue;
    best = found;
    part = from;
  }
  return part + indexOf(f32x4.extract_lane(best, 0), x + (<usize>part << FLOAT), partOf(n - part));
}

@inline
function partOf(left: i32): i32 {
  return left < PART ? left : PART;
}

/** The first index of a number, possibly NaN, among n. The number is one of them. */
function indexOf(value: f32, x: usize, n: i32): i32 {
  const all = f32x4.splat(value);
  const searchNaN = value != value;
  let index = 0;
  for (; index + 4 <= n; index += 4) {
    const lanes = v128.load(x);
    const found = i32x4.bitmask(searchNaN ? f32x4.ne(lanes, lanes) : f32x4.eq(lanes, all));
    if (found != 0) return index + ctz(found);
    x += 16;
  }
  for (; index < n - 1; index++) {
    const candidate = load<f32>(x);
    if (searchNaN ? candidate != candidate : candidate == value) break;
    x += 4;
  }
  return index;
}

/**
 * Works on four columns at a time, with their best numbers and the indices of those in two vectors, and on the last columns one
 * at a time.
 */
function columnIndices<Operation>(x: usize, rows: i32, columns: i32, result: usize): void {
  const row = <usize>columns << FLOAT;
  for (; columns >= 4; columns -= 4) {
    let best = v128.load(x);
    let where = f32x4.splat(0);
    let from = x;
    for (let i = 1; i < rows; i++) {
      from += row;
      const candidate = v128.load(from);
      // x is better, or the first NaN. A `best` that is NaN doesn't equal anything, not even itself.
      const wins = v128.and(v128.not(operation<Operation>().isNoBetter(candidate, best)), f32x4.eq(best, best));
      best = v128.bitselect(candidate, best, wins);
      where = v128.bitselect(f32x4.splat(<f32>i), where, wins);
    }
    v128.store(result, where);
    x += 16;
    result += 16;
  }
  for (; columns > 0; columns--) {
    let best = v128.load32_splat(x);
    let where = 0;
    let from = x;
    for (let i = 1; i < rows; i++) {
      from += row;
      const candidate = v128.load32_splat(from);
      if (v128.any_true(v128.or(operation<Operation>().isNoBetter(candidate, best), f32x4.ne(best, best)))) continue;
      best = candidate;
      where = i;
    }
    store<f32>(result, <f32>where);
    x += 4;
    result += 4;
  }
}
