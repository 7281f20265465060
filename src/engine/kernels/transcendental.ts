/**
 * exp, log, tanh and the logistic function, four at a time: relative errors of about 1e-7, infinities, NaN and denormals as float32
 * arithmetic has them. The polynomials are those of Cephes (S. Moshier, "Methods and Programs for Mathematical Functions", 1989).
 *
 * `pmin` and `pmax` are one instruction where `min` and `max` are several; pmin(x, y) is `y < x ? y : x`, so a NaN in x stays.
 */
import { multiplyAdd } from "./vector";

@inline const LOG2_E: f32 = 1.44269504088896341;
/** ln 2 in two parts; the first has so few digits that its product with a whole number below 2^14 is exact. */
@inline const LN2_HIGH: f32 = 0.693359375;
@inline const LN2_LOW: f32 = -2.12194440e-4;
/** 1.5 · 2^23: added to a number, it leaves the number's nearest integer in the lowest bits. */
@inline const ROUND: f32 = 12582912;

/** 2^n for whole numbers n from -126 to 127, by writing the exponent. */
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** e^x = 2^n · e^r with r within ± ln 2 / 2. 2^n is multiplied in two halves, since n goes beyond the exponents of normal numbers. */
@inline
export function exp(x: v128): v128 {
  // Below -104 the result is 0, above 89 it is infinite: further out n would not fit.
  const within = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-104)), f32x4.splat(89));
  const rounded = multiplyAdd(within, f32x4.splat(LOG2_E), f32x4.splat(ROUND));
  const whole = f32x4.sub(rounded, f32x4.splat(ROUND));
  let r = multiplyAdd(whole, f32x4.splat(-LN2_HIGH), within);
  r = multiplyAdd(whole, f32x4.splat(-LN2_LOW), r);
  let p = multiplyAdd(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3));
  p = multiplyAdd(p, r, f32x4.splat(8.3334519073e-3));
  p = multiplyAdd(p, r, f32x4.splat(4.1665795894e-2));
  p = multiplyAdd(p, r, f32x4.splat(1.6666665459e-1));
  p = multiplyAdd(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), f32x4.splat(1));
  const n = i32x4.sub(rounded, f32x4.splat(ROUND)); // their bits differ by n
  const half = i32x4.shr_s(n, 1);
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(n, half)));
}

/** ln x = n · ln 2 + ln m, with x = 2^n · m and m between √½ and √2. */
@inline
export function log(x: v128): v128 {
  const one = f32x4.splat(1);
  // Denormals are scaled up, so that their exponent can be read.
  const tiny = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const normal = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, tiny);
  // Counted from √½, the exponent's bits give the n that leaves m between √½ and √2.
  const rootHalf = i32x4.splat(0x3f3504f3);
  const n = i32x4.shr_s(i32x4.sub(normal, rootHalf), 23);
  const m = i32x4.sub(normal, i32x4.shl(n, 23));
  const exponent = f32x4.convert_i32x4_s(i32x4.sub(n, v128.and(tiny, i32x4.splat(23))));
  const f = f32x4.sub(m, one);
  let p = multiplyAdd(f32x4.splat(7.0376836292e-2), f, f32x4.splat(-1.1514610310e-1));
  p = multiplyAdd(p, f, f32x4.splat(1.1676998740e-1));
  p = multiplyAdd(p, f, f32x4.splat(-1.2420140846e-1));
  p = multiplyAdd(p, f, f32x4.splat(1.4249322787e-1));
  p = multiplyAdd(p, f, f32x4.splat(-1.6668057665e-1));
  p = multiplyAdd(p, f, f32x4.splat(2.0000714765e-1));
  p = multiplyAdd(p, f, f32x4.splat(-2.4999993993e-1));
  p = multiplyAdd(p, f, f32x4.splat(3.3333331174e-1));
  const square = f32x4.mul(f, f);
  let tail = f32x4.mul(f32x4.mul(p, f), square);
  tail = multiplyAdd(exponent, f32x4.splat(LN2_LOW), tail);
  tail = multiplyAdd(square, f32x4.splat(-0.5), tail);
  const finite = multiplyAdd(exponent, f32x4.splat(LN2_HIGH), f32x4.add(f, tail));
  // 0 gives -∞, what is below it NaN; ∞ and NaN stay themselves.
  const zero = f32x4.splat(0);
  const special = v128.bitselect(f32x4.splat(-Infinity), f32x4.splat(NaN), f32x4.eq(x, zero));
  const low = v128.bitselect(special, finite, f32x4.le(x, zero));
  return v128.bitselect(low, x, f32x4.lt(x, f32x4.splat(Infinity)));
}

/** Near 0 an odd polynomial, which keeps the relative error small; else 1 - 2 / (e^2|x| + 1), with the sign of x. */
@inline
export function tanh(x: v128): v128 {
  const one = f32x4.splat(1);
  const sign = v128.and(x, f32x4.splat(-0.0));
  const size = f32x4.abs(x);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp(f32x4.add(size, size)), one)));
  const square = f32x4.mul(x, x);
  let p = multiplyAdd(f32x4.splat(-5.70498872745e-3), square, f32x4.splat(2.06390887954e-2));
  p = multiplyAdd(p, square, f32x4.splat(-5.37397155531e-2));
  p = multiplyAdd(p, square, f32x4.splat(1.33314422036e-1));
  p = multiplyAdd(p, square, f32x4.splat(-3.33332819422e-1));
  const near = multiplyAdd(f32x4.mul(p, square), size, size);
  return v128.or(v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.625))), sign);
}

/** 1 / (1 + e^-x), and e^x / (1 + e^x) below 0: of the two the one whose exponential is at most 1, so nothing overflows. */
@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  const e = exp(f32x4.neg(f32x4.abs(x)));
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e));
}

/** σ(x) σ(-x) = e / (1 + e)², with e = e^-|x|: no difference of near numbers. */
@inline
export function sigmoidDerivative(x: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const sum = f32x4.add(f32x4.splat(1), e);
  return f32x4.div(e, f32x4.mul(sum, sum));
}

/** 1 - tanh² x = 4 σ′(2x), which keeps its relative error where tanh is near 1. */
@inline
export function tanhDerivative(x: v128): v128 {
  return f32x4.mul(f32x4.splat(4), sigmoidDerivative(f32x4.add(x, x)));
}
