/** What the kernels need to know about float64: vectors of two numbers in 128 bits. See ../float32/vector.ts. */

export type Float = f64;
/** The integers with as many bits. */
export type Bits = i64;
/** How many numbers a vector has. */
export const LANES: i32 = 2;
/** The size of a number in bytes, and its log2: `n << FLOAT` is the size of n numbers. */
export const NUMBER: usize = 8;
export const FLOAT: usize = 3;
export const FLOAT64: usize = 3;

/** The address of 16 vectors of zeros, at the start of memory. No module puts its constants there (see build.mjs). */
export const ZEROS: usize = 0;

/** a · b + c: with relaxed SIMD, fused, with one rounding; otherwise a product and a sum. The build decides. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** Loads the single number of a partial vector. The other lane is 0. */
@inline
export function loadPartial(pointer: usize, count: i32): v128 {
  return v128.load64_zero(pointer);
}

@inline
export function storePartial(pointer: usize, lanes: v128, count: i32): void {
  v128.store64_lane(pointer, lanes, 0);
}

/** Loads two numbers, or the last one. It is for loops whose body handles both whole and partial vectors. */
@inline
export function loadUpTo(pointer: usize, left: i32): v128 {
  return left >= 2 ? v128.load(pointer) : v128.load64_zero(pointer);
}

@inline
export function storeUpTo(pointer: usize, lanes: v128, left: i32): void {
  if (left >= 2) v128.store(pointer, lanes);
  else v128.store64_lane(pointer, lanes, 0);
}


/** Loads one number. The other lanes are 0. */
@inline
export function loadOne(pointer: usize): v128 {
  return v128.load64_zero(pointer);
}

/** Stores the first lane. */
@inline
export function storeOne(pointer: usize, lanes: v128): void {
  v128.store64_lane(pointer, lanes, 0);
}

/** Adds up the lanes of one vector. */
@inline
export function laneSum(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}

/** Loads numbers that are `stride` bytes apart, one for each lane. */
@inline
export function loadApart(source: usize, stride: usize): v128 {
  return v128.load64_lane(source + stride, v128.load64_zero(source), 1);
}

/** Copies four adjacent numbers. */
@inline
export function copyFour(source: usize, target: usize): void {
  const first = v128.load(source);
  const second = v128.load(source, 16);
  v128.store(target, first);
  v128.store(target, second, 16);
}

/** Writes one vector of equal numbers until there are four. */
@inline
export function repeatFour(target: usize, lanes: v128): void {
  v128.store(target, lanes);
  v128.store(target, lanes, 16);
}

/** Transposes four lines with one number for each lane, to as many rows of four numbers, which are `step` bytes apart. */
@inline
export function transposeFour(first: usize, second: usize, third: usize, fourth: usize, target: usize, step: usize): void {
  const a = v128.load(first);
  const b = v128.load(second);
  const c = v128.load(third);
  const d = v128.load(fourth);
  v128.store(target, v128.shuffle<i64>(a, b, 0, 2));
  v128.store(target, v128.shuffle<i64>(c, d, 0, 2), 16);
  v128.store(target + step, v128.shuffle<i64>(a, b, 1, 3));
  v128.store(target + step, v128.shuffle<i64>(c, d, 1, 3), 16);
}

/** Exchanges the two halves of a vector. A half has one lane. */
@inline
export function exchangeHalves(lanes: v128): v128 {
  return v128.shuffle<i64>(lanes, lanes, 1, 0);
}
@inline
export function exchangeLanes(lanes: v128): v128 {
  return lanes;
}

/** All bits of the lanes from `count` on. */
@inline
export function lanesFrom(count: i32): v128 {
  return i64x2.ge_s(i64x2(0, 1), i64x2.splat(count));
}

/** All bits but the sign. */
@inline
export function magnitude(): v128 {
  return i64x2.splat(0x7fffffffffffffff);
}

/** The size of an entry of a sparse row: a place in a panel, in bytes, and a number, which follows it at a distance. */
export const ENTRY_BYTES: usize = 16;
export const ENTRY_NUMBER: usize = 8;

/** Writes an entry, and returns whether its number isn't 0. */
@inline
export function storeEntry(list: usize, place: usize, number: usize): bool {
  const bits = load<u64>(number);
  store<u32>(list, <u32>place);
  store<u64>(list, bits, ENTRY_NUMBER);
  return bits << 1 != 0; // there are two zeros, with different signs
}
