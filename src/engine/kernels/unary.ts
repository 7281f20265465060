/**
 * The functions of one number, element by element. Each of those in ../unary.ts is exported under its name. As in
 * elementwise.ts, an operation is a class with one method, which works on four numbers.
 */
import { operation, whereNotZero } from "./elementwise";
import * as math from "./transcendental";
import { loadPartial, loadUpTo4, lower, multiplyAdd, narrowed, storePartial, storeUpTo4, upper } from "./vector";

@unmanaged @final class Negate { @inline of(x: v128): v128 { return f32x4.neg(x); } }
@unmanaged @final class Exp { @inline of(x: v128): v128 { return math.exp(x); } }
@unmanaged @final class Log { @inline of(x: v128): v128 { return math.log(x); } }
@unmanaged @final class Sqrt { @inline of(x: v128): v128 { return f32x4.sqrt(x); } }
/** 1 / (2 √x), or 0 at 0. */
@unmanaged @final class SqrtDerivative {
  @inline of(x: v128): v128 { return whereNotZero(x, f32x4.div(f32x4.splat(0.5), f32x4.sqrt(x))); }
}
@unmanaged @final class Square { @inline of(x: v128): v128 { return f32x4.mul(x, x); } }
@unmanaged @final class Abs { @inline of(x: v128): v128 { return f32x4.abs(x); } }
@unmanaged @final class Tanh { @inline of(x: v128): v128 { return math.tanh(x); } }
@unmanaged @final class Sin { @inline of(x: v128): v128 { return v128.xor(wave(f32x4.abs(x), 0), v128.and(x, i32x4.splat(0x80000000))); } }
@unmanaged @final class Cos { @inline of(x: v128): v128 { return wave(f32x4.abs(x), 1); } }
@unmanaged @final class Sigmoid { @inline of(x: v128): v128 { return math.sigmoid(x); } }
@unmanaged @final class TanhDerivative { @inline of(x: v128): v128 { return math.tanhDerivative(x); } }
@unmanaged @final class SigmoidDerivative { @inline of(x: v128): v128 { return math.sigmoidDerivative(x); } }

@unmanaged @final class Log1p { @inline of(x: v128): v128 { return math.log1p(x); } }
@unmanaged @final class Erf { @inline of(x: v128): v128 { return math.erf(x); } }
@unmanaged @final class Floor { @inline of(x: v128): v128 { return f32x4.floor(x); } }
@unmanaged @final class Ceil { @inline of(x: v128): v128 { return f32x4.ceil(x); } }
@unmanaged @final class Round { @inline of(x: v128): v128 { return f32x4.nearest(x); } }

/** pmax(x, 0) is `x < 0 ? 0 : x`, so NaN stays NaN. In the other order, NaN would become 0. */
@unmanaged @final class Relu { @inline of(x: v128): v128 { return f32x4.pmax(x, f32x4.splat(0)); } }

/** 1 above 0, NaN for NaN, else 0. */
@unmanaged @final class ReluDerivative {
  @inline of(x: v128): v128 {
    const above = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.splat(1));
    return v128.or(above, v128.and(f32x4.ne(x, x), x));
  }
}

/** Applies an operation to each of n numbers, eight per round. For cheap operations, memory is then the limit. */
@inline
function each<Operation>(x: usize, result: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const first = operation<Operation>().of(v128.load(x));
    const second = operation<Operation>().of(v128.load(x, 16));
    v128.store(result, first);
    v128.store(result, second, 16);
    x += 32;
    result += 32;
  }
  if (n >= 4) {
    v128.store(result, operation<Operation>().of(v128.load(x)));
    x += 16;
    result += 16;
    n -= 4;
  }
  if (n > 0) storePartial(result, operation<Operation>().of(loadPartial(x, n)), n);
}

/** Does the same as {@link each} for longer operations. Their code appears only once, for four numbers per round. */
@inline
function eachCostly<Operation>(x: usize, result: usize, n: i32): void {
  for (; n > 0; n -= 4) {
    storeUpTo4(result, operation<Operation>().of(loadUpTo4(x, n)), n);
    x += 16;
    result += 16;
  }
}

export function negate(x: usize, result: usize, n: i32): void { each<Negate>(x, result, n); }
export function exp(x: usize, result: usize, n: i32): void { each<Exp>(x, result, n); }
export function log(x: usize, result: usize, n: i32): void { eachCostly<Log>(x, result, n); }
export function sqrt(x: usize, result: usize, n: i32): void { each<Sqrt>(x, result, n); }
export function sqrtDerivative(x: usize, result: usize, n: i32): void { eachCostly<SqrtDerivative>(x, result, n); }
export function square(x: usize, result: usize, n: i32): void { each<Square>(x, result, n); }
export function abs(x: usize, result: usize, n: i32): void { each<Abs>(x, result, n); }
export function tanh(x: usize, result: usize, n: i32): void { eachCostly<Tanh>(x, result, n); }
export function sin(x: usize, result: usize, n: i32): void { eachCostly<Sin>(x, result, n); }
export function cos(x: usize, result: usize, n: i32): void { eachCostly<Cos>(x, result, n); }
export function sigmoid(x: usize, result: usize, n: i32): void { eachCostly<Sigmoid>(x, result, n); }
export function relu(x: usize, result: usize, n: i32): void { each<Relu>(x, result, n); }
export function log1p(x: usize, result: usize, n: i32): void { eachCostly<Log1p>(x, result, n); }
export function erf(x: usize, result: usize, n: i32): void { eachCostly<Erf>(x, result, n); }
export function floor(x: usize, result: usize, n: i32): void { each<Floor>(x, result, n); }
export function ceil(x: usize, result: usize, n: i32): void { each<Ceil>(x, result, n); }
export function round(x: usize, result: usize, n: i32): void { each<Round>(x, result, n); }
export function tanhDerivative(x: usize, result: usize, n: i32): void { eachCostly<TanhDerivative>(x, result, n); }
export function sigmoidDerivative(x: usize, result: usize, n: i32): void { eachCostly<SigmoidDerivative>(x, result, n); }
export function reluDerivative(x: usize, result: usize, n: i32): void { each<ReluDerivative>(x, result, n); }

/** 2 / π · 2^192, lowest digits first: as many digits as the greatest float32 needs. */
const TWO_OVER_PI = memory.data<u64>([0xdb6295993c439041, 0xfc2757d1f534ddc0, 0xa2f9836e4e441529, 0]);
const FAR: f32 = 268435456; // 2^28

/**
 * Subtracts a multiple of 2π from numbers of at least 2^28. Of the digits of x · 2 / π, it computes only those that determine the
 * position of x within its period.
 */
function turned(x: f32): f64 {
  if (!(x >= FAR)) return x;
  const bits = reinterpret<u32>(x);
  if (bits >= 0x7f800000) return NaN;
  const digits = <u64>((bits & 0x7fffff) | 0x800000) << ((bits >> 23) & 7);
  const at = TWO_OVER_PI + 15 - ((bits >> 26) & 15);
  const turn = ((digits * load<u32>(at, 8)) << 32) + digits * load<u32>(at, 4) + ((digits * load<u32>(at)) >> 32);
  return <f64>turn * 3.4061215800865545e-19; // π / 2^63
}

/** Subtracts n · π / 2 in two parts. The first part of π / 2 is short enough that its products with n are exact for x up to 2^28. */
@inline
function rest(x: v128, n: v128): v128 {
  return f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(1.5707963109016418))), f64x2.mul(n, f64x2.splat(1.5893254773528197e-8)));
}

/**
 * sin(x + first · π / 2) for x ≥ 0. The nearest multiple of π / 2 is subtracted in float64, and the polynomials of Cephes are
 * applied to the rest.
 */
function wave(x: v128, first: i32): v128 {
  let low = lower(x);
  let high = upper(x);
  if (v128.any_true(f32x4.ge(x, f32x4.splat(FAR)))) {
    low = f64x2.replace_lane(f64x2.splat(turned(f32x4.extract_lane(x, 0))), 1, turned(f32x4.extract_lane(x, 1)));
    high = f64x2.replace_lane(f64x2.splat(turned(f32x4.extract_lane(x, 2))), 1, turned(f32x4.extract_lane(x, 3)));
  }
  const lowQuarters = f64x2.nearest(f64x2.mul(low, f64x2.splat(0.63661977236758134)));
  const highQuarters = f64x2.nearest(f64x2.mul(high, f64x2.splat(0.63661977236758134)));
  const n = v128.shuffle<i64>(i32x4.trunc_sat_f64x2_s_zero(lowQuarters), i32x4.trunc_sat_f64x2_s_zero(highQuarters), 0, 2);
  const r = narrowed(rest(low, lowQuarters), rest(high, highQuarters));
  const square = f32x4.mul(r, r);
  const odd = multiplyAdd(multiplyAdd(f32x4.splat(-1.9515295891e-4), square, f32x4.splat(8.3321608736e-3)), square, f32x4.splat(-1.6666654611e-1));
  const even = multiplyAdd(multiplyAdd(f32x4.splat(2.4433157118e-5), square, f32x4.splat(-1.3887316255e-3)), square, f32x4.splat(4.1666645683e-2));
  const cosine = multiplyAdd(multiplyAdd(even, square, f32x4.splat(-0.5)), square, f32x4.splat(1));
  const sine = multiplyAdd(f32x4.mul(odd, square), r, r);
  const quarter = i32x4.shl(i32x4.add(n, i32x4.splat(first)), 30); // the upper bit gives the sign, the lower selects sine or cosine
  return v128.xor(v128.bitselect(cosine, sine, i32x4.shr_s(i32x4.add(quarter, quarter), 31)), v128.and(quarter, i32x4.splat(0x80000000)));
}
