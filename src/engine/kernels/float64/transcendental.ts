/**
 * exp, log, tanh, sin and others, for two numbers at a time. Relative errors are about 2e-16; infinities, NaN and denormals behave as
 * in float64 arithmetic. The approximations come from Cephes (S. Moshier, "Methods and Programs for Mathematical Functions", 1989).
 *
 * As in ../float32/transcendental.ts, constants are read from memory.
 */
import { multiplyAdd } from "./vector";

const ONE = memory.data<f64>([1]);
const TWO = memory.data<f64>([2]);
const INFINITE = memory.data<f64>([Infinity]);
const NOT_A_NUMBER = memory.data<f64>([NaN]);
export const SIGN = memory.data<u64>([0x8000000000000000]);

/** Loads a constant into all lanes. */
@inline
function all(constant: usize): v128 {
  return v128.load64_splat(constant);
}

/** Polynomials by Horner's method, of these degrees. The coefficients are in memory, that of the highest power first. */
@inline
function polynomial1(x: v128, c: usize): v128 {
  return multiplyAdd(v128.load64_splat(c), x, v128.load64_splat(c, 8));
}
@inline
function polynomial2(x: v128, c: usize): v128 {
  return multiplyAdd(polynomial1(x, c), x, v128.load64_splat(c, 16));
}
@inline
function polynomial3(x: v128, c: usize): v128 {
  return multiplyAdd(polynomial2(x, c), x, v128.load64_splat(c, 24));
}
@inline
function polynomial4(x: v128, c: usize): v128 {
  return multiplyAdd(polynomial3(x, c), x, v128.load64_splat(c, 32));
}
@inline
function polynomial5(x: v128, c: usize): v128 {
  return multiplyAdd(polynomial4(x, c), x, v128.load64_splat(c, 40));
}
@inline
function polynomial6(x: v128, c: usize): v128 {
  return multiplyAdd(polynomial5(x, c), x, v128.load64_splat(c, 48));
}
@inline
function polynomial7(x: v128, c: usize): v128 {
  return multiplyAdd(polynomial6(x, c), x, v128.load64_splat(c, 56));
}
@inline
function polynomial8(x: v128, c: usize): v128 {
  return multiplyAdd(polynomial7(x, c), x, v128.load64_splat(c, 64));
}

// Beyond these, e^x is 0 or infinite, and n below would be out of range.
const EXP_LOWEST = memory.data<f64>([-746]);
const EXP_HIGHEST = memory.data<f64>([710]);
const LOG2_E = memory.data<f64>([1.4426950408889634073599]);
/** 1.5 · 2^52. Adding it to a number leaves the nearest integer in the lowest bits. */
const ROUND = memory.data<f64>([6755399441055744]);
/** ln 2 in two parts. The first has so few digits that its product with n is exact. */
const MINUS_LN2_HIGH = memory.data<f64>([-6.93145751953125e-1]);
const MINUS_LN2_LOW = memory.data<f64>([-1.42860682030941723212e-6]);
const EXP_P = memory.data<f64>([1.26177193074810590878e-4, 3.02994407707441961300e-2, 9.99999999999999999910e-1]);
const EXP_Q = memory.data<f64>([3.00198505138664455042e-6, 2.52448340349684104192e-3, 2.27265548208155028766e-1, 2]);
const EXPONENT_BIAS = memory.data<i64>([1023]);

/** 2^n for whole numbers n from -1022 to 1023, by setting the exponent. */
@inline
function powerOfTwo(n: v128): v128 {
  return i64x2.shl(i64x2.add(n, all(EXPONENT_BIAS)), 52);
}

/**
 * e^x = 2^n · e^r, with r within ± ln 2 / 2, and e^r = 1 + 2 r P(r²) / (Q(r²) - r P(r²)). 2^n is applied in two halves, because n
 * exceeds the exponents of normal numbers.
 */
@inline
export function exp(x: v128): v128 {
  const within = f64x2.pmin(f64x2.pmax(x, all(EXP_LOWEST)), all(EXP_HIGHEST));
  const rounded = f64x2.add(f64x2.mul(within, all(LOG2_E)), all(ROUND));
  const whole = f64x2.sub(rounded, all(ROUND));
  let r = multiplyAdd(whole, all(MINUS_LN2_HIGH), within);
  r = multiplyAdd(whole, all(MINUS_LN2_LOW), r);
  const square = f64x2.mul(r, r);
  const p = f64x2.mul(r, polynomial2(square, EXP_P));
  const q = polynomial3(square, EXP_Q);
  const fraction = f64x2.div(p, f64x2.sub(q, p));
  const power = f64x2.add(f64x2.add(fraction, fraction), all(ONE));
  const n = i64x2.sub(rounded, all(ROUND)); // their bits differ by n
  const half = i64x2.shr_s(n, 1);
  return f64x2.mul(f64x2.mul(power, powerOfTwo(half)), powerOfTwo(i64x2.sub(n, half)));
}

const SMALLEST_NORMAL = memory.data<f64>([2.2250738585072014e-308]);
const TO_NORMAL = memory.data<f64>([18014398509481984]); // 2^54
const TO_NORMAL_EXPONENT = memory.data<i64>([54]);
const ROOT_HALF_BITS = memory.data<i64>([0x3fe6a09e667f3bcd]);
const LN2_HIGH = memory.data<f64>([0.693359375]);
const LN2_LOW = memory.data<f64>([-2.121944400546905827679e-4]);
const MINUS_HALF = memory.data<f64>([-0.5]);
const LOG_P = memory.data<f64>([
  1.01875663804580931796e-4, 4.97494994976747001425e-1, 4.70579119878881725854, 1.44989225341610930846e1,
  1.79368678507819816313e1, 7.70838733755885391666,
]);
const LOG_Q = memory.data<f64>([
  1, 1.12873587189167450590e1, 4.52279145837532221105e1, 8.29875266912776603211e1, 7.11544750618563894466e1,
  2.31251620126765340583e1,
]);

/** ln x = n · ln 2 + ln m, with x = 2^n · m and m between √½ and √2. */
@inline
export function log(x: v128): v128 {
  // Denormals are scaled up, so that their exponent can be read.
  const tiny = f64x2.lt(x, all(SMALLEST_NORMAL));
  const normal = v128.bitselect(f64x2.mul(x, all(TO_NORMAL)), x, tiny);
  // Counted from √½, the exponent's bits give the n that leaves m between √½ and √2.
  const n = i64x2.shr_s(i64x2.sub(normal, all(ROOT_HALF_BITS)), 52);
  const m = i64x2.sub(normal, i64x2.shl(n, 52));
  const whole = i64x2.sub(n, v128.and(tiny, all(TO_NORMAL_EXPONENT)));
  const exponent = f64x2.sub(i64x2.add(whole, all(ROUND)), all(ROUND)); // from an integer to a float64, by its bits
  const f = f64x2.sub(m, all(ONE));
  const square = f64x2.mul(f, f);
  let tail = f64x2.mul(f, f64x2.mul(square, f64x2.div(polynomial5(f, LOG_P), polynomial5(f, LOG_Q))));
  tail = multiplyAdd(exponent, all(LN2_LOW), tail);
  tail = multiplyAdd(square, all(MINUS_HALF), tail);
  const finite = multiplyAdd(exponent, all(LN2_HIGH), f64x2.add(f, tail));
  // 0 gives -∞, and negative numbers give NaN. ∞ and NaN stay as they are.
  const zero = f64x2.splat(0);
  const special = v128.bitselect(f64x2.neg(all(INFINITE)), all(NOT_A_NUMBER), f64x2.eq(x, zero));
  const low = v128.bitselect(special, finite, f64x2.le(x, zero));
  return v128.bitselect(low, x, f64x2.lt(x, all(INFINITE)));
}

const TANH_NEAR = memory.data<f64>([0.625]);
const TANH_P = memory.data<f64>([-9.64399179425052238628e-1, -9.92877231001918586564e1, -1.61468768441708447952e3]);
const TANH_Q = memory.data<f64>([1, 1.12811678491632931402e2, 2.23548839060100448583e3, 4.84406305325125486048e3]);

/** Near 0, an odd rational function, which keeps the relative error small; elsewhere 1 - 2 / (e^2|x| + 1), with the sign of x. */
@inline
export function tanh(x: v128): v128 {
  const size = f64x2.abs(x);
  const far = f64x2.sub(all(ONE), f64x2.div(all(TWO), f64x2.add(exp(f64x2.add(size, size)), all(ONE))));
  const square = f64x2.mul(x, x);
  const fraction = f64x2.div(polynomial2(square, TANH_P), polynomial3(square, TANH_Q));
  const near = multiplyAdd(f64x2.mul(fraction, square), size, size);
  return v128.or(v128.bitselect(near, far, f64x2.lt(size, all(TANH_NEAR))), v128.and(x, all(SIGN)));
}

const ERF_T = memory.data<f64>([
  9.60497373987051638749, 9.00260197203842689217e1, 2.23200534594684319226e3, 7.00332514112805075473e3, 5.55923013010394962768e4,
]);
const ERF_U = memory.data<f64>([
  1, 3.35617141647503099647e1, 5.21357949780152679795e2, 4.59432382970980127987e3, 2.26290000613890934246e4,
  4.92673942608635921086e4,
]);
const ERFC_P = memory.data<f64>([
  2.46196981473530512524e-10, 5.64189564831068821977e-1, 7.46321056442269912687, 4.86371970985681366614e1,
  1.96520832956077098242e2, 5.26445194995477358631e2, 9.34528527171957607540e2, 1.02755188689515710272e3,
  5.57535335369399327526e2,
]);
const ERFC_Q = memory.data<f64>([
  1, 1.32281951154744992508e1, 8.67072140885989742329e1, 3.54937778887819891062e2, 9.75708501743205489753e2,
  1.82390916687909736289e3, 2.24633760818710981792e3, 1.65666309194161350182e3, 5.57535340817727675546e2,
]);
/** Beyond this, erf is 1. */
const ERF_FAR = memory.data<f64>([7]);

/** Near 0, x T(x²) / U(x²), which keeps the relative error small; elsewhere 1 - e^-x² P(|x|) / Q(|x|), with the sign of x. */
@inline
export function erf(x: v128): v128 {
  const size = f64x2.pmin(f64x2.abs(x), all(ERF_FAR));
  const square = f64x2.mul(size, size);
  const near = f64x2.mul(size, f64x2.div(polynomial4(square, ERF_T), polynomial5(square, ERF_U)));
  const rest = f64x2.mul(exp(f64x2.neg(square)), f64x2.div(polynomial8(size, ERFC_P), polynomial8(size, ERFC_Q)));
  const far = f64x2.sub(all(ONE), rest);
  return v128.or(v128.bitselect(near, far, f64x2.lt(size, all(ONE))), v128.and(x, all(SIGN)));
}

/** Beyond this, the parts of π / 2 have too few digits. */
const FAR: f64 = 1_000_000;
const TWO_OVER_PI = memory.data<f64>([6.36619772367581343076e-1]);
/** -π / 2 in three parts. The first two have so few digits that their products with n are exact. */
const PARTS_OF_PI = memory.data<f64>([-1.57079625129699707031, -7.54978941586159635335e-8, -5.39030285815811905290e-15]);
const SINE = memory.data<f64>([
  1.58962301576546568060e-10, -2.50507477628578072866e-8, 2.75573136213857245213e-6, -1.98412698295895385996e-4,
  8.33333333332211858878e-3, -1.66666666666666307295e-1,
]);
const COSINE = memory.data<f64>([
  -1.13585365213876817300e-11, 2.08757008419747316778e-9, -2.75573141792967388112e-7, 2.48015872888517045348e-5,
  -1.38888888888730564116e-3, 4.16666666666665929218e-2,
]);

/** Most numbers take the fast way. For large numbers, the functions of AssemblyScript's library subtract the multiple of π. */
function isFar(x: v128): bool {
  return v128.any_true(v128.not(f64x2.le(f64x2.abs(x), f64x2.splat(FAR))));
}

export function sin(x: v128): v128 {
  if (!isFar(x)) return v128.xor(wave(f64x2.abs(x), 0), v128.and(x, all(SIGN)));
  const first = f64x2.splat(NativeMath.sin(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, NativeMath.sin(f64x2.extract_lane(x, 1)));
}

export function cos(x: v128): v128 {
  if (!isFar(x)) return wave(f64x2.abs(x), 1);
  const first = f64x2.splat(NativeMath.cos(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, NativeMath.cos(f64x2.extract_lane(x, 1)));
}

/** sin(x + first · π / 2) for x ≥ 0. The nearest multiple of π / 2 is subtracted, and polynomials are applied to the rest. */
function wave(x: v128, first: i32): v128 {
  const rounded = f64x2.add(f64x2.mul(x, all(TWO_OVER_PI)), all(ROUND));
  const n = f64x2.sub(rounded, all(ROUND));
  let r = f64x2.add(x, f64x2.mul(n, all(PARTS_OF_PI)));
  r = f64x2.add(r, f64x2.mul(n, all(PARTS_OF_PI + 8)));
  r = f64x2.add(r, f64x2.mul(n, all(PARTS_OF_PI + 16)));
  const square = f64x2.mul(r, r);
  const sine = multiplyAdd(f64x2.mul(polynomial5(square, SINE), square), r, r);
  const even = multiplyAdd(polynomial5(square, COSINE), square, all(MINUS_HALF));
  const cosine = multiplyAdd(even, square, all(ONE));
  const quarter = i64x2.shl(i64x2.add(i64x2.sub(rounded, all(ROUND)), i64x2.splat(first)), 62); // the upper bit gives the sign, the lower selects sine or cosine
  return v128.xor(v128.bitselect(cosine, sine, i64x2.shr_s(i64x2.add(quarter, quarter), 63)), v128.and(quarter, all(SIGN)));
}
