/**
 * The small change of all kernels: four float32 in a 128-bit vector, and what to do where fewer than four are left. A kernel
 * never reads or writes beyond its operands, since what follows them belongs to another tensor, or is the end of memory.
 *
 * The files of this folder are AssemblyScript: TypeScript's syntax, with machine types (`usize` is a pointer, in bytes) and
 * vectors. Lengths and strides count elements unless a comment says bytes.
 */

/** log2 of the bytes of a float32: `n << FLOAT` elements in bytes. */
export const FLOAT: usize = 2;
/** The same of a float64. */
export const FLOAT64: usize = 3;

/** Where 16 vectors of zeros lie: the memory begins with them, and no module has its constants there (see build.mjs). */
export const ZEROS: usize = 0;

/** a · b + c: fused, with one rounding, where relaxed SIMD is there, else a product and a sum. The build chooses. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The `count` floats (1, 2 or 3) at a pointer; the other lanes are 0. */
export function loadPartial(pointer: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(pointer);
  const pair = v128.load64_zero(pointer);
  return count == 2 ? pair : v128.load32_lane(pointer, pair, 2, 8);
}

/** The first `count` lanes (1, 2 or 3), written to a pointer. */
export function storePartial(pointer: usize, lanes: v128, count: i32): void {
  if (count == 1) {
    v128.store32_lane(pointer, lanes, 0);
    return;
  }
  v128.store64_lane(pointer, lanes, 0);
  if (count == 3) v128.store32_lane(pointer, lanes, 2, 8);
}

/** Four floats, or the last `left` of them; for loops whose body should stand there once, for whole and partial vectors. */
@inline
export function loadUpTo4(pointer: usize, left: i32): v128 {
  return left >= 4 ? v128.load(pointer) : loadPartial(pointer, left);
}

@inline
export function storeUpTo4(pointer: usize, lanes: v128, left: i32): void {
  if (left >= 4) v128.store(pointer, lanes);
  else storePartial(pointer, lanes, left);
}

/** The sums of the lanes of four vectors, as the lanes of one: a transpose and three additions. */
@inline
export function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}

/** The sum of the lanes of one vector. */
@inline
export function laneSum(lanes: v128): f32 {
  const pairs = f32x4.add(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** The two lower lanes, and the two upper ones, as float64. */
@inline
export function lower(lanes: v128): v128 {
  return f64x2.promote_low_f32x4(lanes);
}

@inline
export function upper(lanes: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
}

/** Both, as float32 again. */
@inline
export function narrowed(lower: v128, upper: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(lower), f32x4.demote_f64x2_zero(upper), 0, 2);
}
