/**
 * What the kernels need to know about float32: vectors of four numbers in 128 bits, and the last numbers when fewer than four are
 * left. A kernel never reads or writes beyond its operands, since the bytes behind them belong to another tensor, or are outside the
 * memory.
 *
 * All kernels are written for numbers of the type `Float`. For float64, the build compiles them with the folder `float64` in place of
 * this one.
 *
 * The files in these folders are AssemblyScript, which has TypeScript's syntax, with machine types (`usize` is a pointer, in bytes)
 * and vectors. Lengths and strides are in elements unless a comment says bytes.
 */

export type Float = f32;
/** The integers with as many bits. */
export type Bits = i32;
/** How many numbers a vector has. */
export const LANES: i32 = 4;
/** The size of a number in bytes, and its log2: `n << FLOAT` is the size of n numbers. */
export const NUMBER: usize = 4;
export const FLOAT: usize = 2;
/** log2 of the size of a float64. */
export const FLOAT64: usize = 3;

/** The address of 16 vectors of zeros, at the start of memory. No module puts its constants there (see build.mjs). */
export const ZEROS: usize = 0;

/** a · b + c: with relaxed SIMD, fused, with one rounding; otherwise a product and a sum. The build decides. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Loads `count` floats (1, 2 or 3). The other lanes are 0. */
export function loadPartial(pointer: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(pointer);
  const pair = v128.load64_zero(pointer);
  return count == 2 ? pair : v128.load32_lane(pointer, pair, 2, 8);
}

/** Stores the first `count` lanes (1, 2 or 3). */
export function storePartial(pointer: usize, lanes: v128, count: i32): void {
  if (count == 1) {
    v128.store32_lane(pointer, lanes, 0);
    return;
  }
  v128.store64_lane(pointer, lanes, 0);
  if (count == 3) v128.store32_lane(pointer, lanes, 2, 8);
}

/** Loads four floats, or the last `left` of them. It is for loops whose body handles both whole and partial vectors. */
@inline
export function loadUpTo(pointer: usize, left: i32): v128 {
  return left >= 4 ? v128.load(pointer) : loadPartial(pointer, left);
}

@inline
export function storeUpTo(pointer: usize, lanes: v128, left: i32): void {
  if (left >= 4) v128.store(pointer, lanes);
  else storePartial(pointer, lanes, left);
}

/** Adds up the lanes of each of four vectors, and returns the four sums in one vector: a transpose and three additions. */
@inline
export function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}

/** Loads numbers that are `stride` bytes apart, one for each lane. */
@inline
export function loadApart(source: usize, stride: usize): v128 {
  let lanes = v128.load32_zero(source);
  lanes = v128.load32_lane(source + stride, lanes, 1);
  lanes = v128.load32_lane(source + 2 * stride, lanes, 2);
  return v128.load32_lane(source + 3 * stride, lanes, 3);
}

/** Copies four adjacent numbers. */
@inline
export function copyFour(source: usize, target: usize): void {
  v128.store(target, v128.load(source));
}

/** Writes one vector of equal numbers four times. */
@inline
export function repeatFour(target: usize, lanes: v128): void {
  v128.store(target, lanes);
}

/** Transposes four lines with one number for each lane, to as many rows of four numbers, which are `step` bytes apart. */
@inline
export function transposeFour(first: usize, second: usize, third: usize, fourth: usize, target: usize, step: usize): void {
  const a = v128.load(first);
  const b = v128.load(second);
  const c = v128.load(third);
  const d = v128.load(fourth);
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(target + step, v128.shuffle<i64>(abLow, cdLow, 1, 3));
  v128.store(target + 2 * step, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
  v128.store(target + 3 * step, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
}

/** Exchanges the two halves of a vector, and the two lanes of each half. */
@inline
export function exchangeHalves(lanes: v128): v128 {
  return v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1);
}
@inline
export function exchangeLanes(lanes: v128): v128 {
  return v128.shuffle<i32>(lanes, lanes, 1, 0, 3, 2);
}

/** All bits of the lanes from `count` on. */
@inline
export function lanesFrom(count: i32): v128 {
  return i32x4.ge_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/** All bits but the sign. */
@inline
export function magnitude(): v128 {
  return i32x4.splat(0x7fffffff);
}

/** The size of an entry of a sparse row: a place in a panel, in bytes, and a number, which follows it at a distance. */
export const ENTRY_BYTES: usize = 8;
export const ENTRY_NUMBER: usize = 4;

/** Writes an entry, and returns whether its number isn't 0. */
@inline
export function storeEntry(list: usize, place: usize, number: usize): bool {
  const bits = load<u32>(number);
  store<u64>(list, (<u64>bits << 32) | place);
  return bits << 1 != 0; // there are two zeros, with different signs
}

/** Loads one number. The other lanes are 0. */
@inline
export function loadOne(pointer: usize): v128 {
  return v128.load32_zero(pointer);
}

/** Stores the first lane. */
@inline
export function storeOne(pointer: usize, lanes: v128): void {
  v128.store32_lane(pointer, lanes, 0);
}

/** Adds up the lanes of one vector. */
@inline
export function laneSum(lanes: v128): f32 {
  const pairs = f32x4.add(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** The two lower lanes and the two upper lanes, as float64. */
@inline
export function lower(lanes: v128): v128 {
  return f64x2.promote_low_f32x4(lanes);
}

@inline
export function upper(lanes: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
}

/** Both pairs of lanes, as float32 again. */
@inline
export function narrowed(lower: v128, upper: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(lower), f32x4.demote_f64x2_zero(upper), 0, 2);
}
