/**
 * The functions of one number, element by element. Each of those in ../unary.ts is exported under its name. As in
 * elementwise.ts, an operation is a class with one method, which works on four numbers.
 */
import { operation, whereNotZero } from "./elementwise";
import * as math from "./float32/transcendental";
import * as logistic from "./logistic";
import { Float, LANES, loadPartial, NUMBER, storeOne, storePartial } from "./float32/vector";
import { SUMS } from "./float32/wide-sums";

@unmanaged @final class Negate { @inline of(x: v128): v128 { return v128.neg<Float>(x); } }
@unmanaged @final class Exp { @inline of(x: v128): v128 { return math.exp(x); } }
@unmanaged @final class Log { @inline of(x: v128): v128 { return math.log(x); } }
@unmanaged @final class Sqrt { @inline of(x: v128): v128 { return v128.sqrt<Float>(x); } }
/** 1 / (2 √x), or 0 at 0. */
@unmanaged @final class SqrtDerivative {
  @inline of(x: v128): v128 { return whereNotZero(x, v128.div<Float>(v128.splat<Float>(0.5), v128.sqrt<Float>(x))); }
}
@unmanaged @final class Square { @inline of(x: v128): v128 { return v128.mul<Float>(x, x); } }
@unmanaged @final class Abs { @inline of(x: v128): v128 { return v128.abs<Float>(x); } }
@unmanaged @final class Tanh { @inline of(x: v128): v128 { return math.tanh(x); } }
@unmanaged @final class Sin { @inline of(x: v128): v128 { return math.sin(x); } }
@unmanaged @final class Cos { @inline of(x: v128): v128 { return math.cos(x); } }
@unmanaged @final class Sigmoid { @inline of(x: v128): v128 { return logistic.sigmoid(x); } }
@unmanaged @final class TanhDerivative { @inline of(x: v128): v128 { return logistic.tanhDerivative(x); } }
@unmanaged @final class SigmoidDerivative { @inline of(x: v128): v128 { return logistic.sigmoidDerivative(x); } }

@unmanaged @final class Log1p { @inline of(x: v128): v128 { return logistic.log1p(x); } }
@unmanaged @final class Erf { @inline of(x: v128): v128 { return math.erf(x); } }
@unmanaged @final class Floor { @inline of(x: v128): v128 { return v128.floor<Float>(x); } }
@unmanaged @final class Ceil { @inline of(x: v128): v128 { return v128.ceil<Float>(x); } }
@unmanaged @final class Round { @inline of(x: v128): v128 { return v128.nearest<Float>(x); } }

/** No bits where x ≤ 0, which includes -0. NaN stays NaN. */
@unmanaged @final class Relu { @inline of(x: v128): v128 { return v128.andnot(x, v128.le<Float>(x, v128.splat<Float>(0))); } }

/** 1 above 0, NaN for NaN, else 0. */
@unmanaged @final class ReluDerivative {
  @inline of(x: v128): v128 {
    const above = v128.and(v128.gt<Float>(x, v128.splat<Float>(0)), v128.splat<Float>(1));
    return v128.or(above, v128.and(v128.ne<Float>(x, x), x));
  }
}

/** Applies an operation to each of n numbers, eight per round. For cheap operations, memory is then the limit. */
@inline
function each<Operation>(x: usize, result: usize, n: i32): void {
  for (; n >= 2 * LANES; n -= 2 * LANES) {
    const first = operation<Operation>().of(v128.load(x));
    const second = operation<Operation>().of(v128.load(x, 16));
    v128.store(result, first);
    v128.store(result, second, 16);
    x += 32;
    result += 32;
  }
  if (n >= LANES) {
    v128.store(result, operation<Operation>().of(v128.load(x)));
    x += 16;
    result += 16;
    n -= LANES;
  }
  for (; n > 0; n--) {
    storeOne(result, operation<Operation>().of(v128.load_splat<Float>(x)));
    x += NUMBER;
    result += NUMBER;
  }
}

/**
 * Does the same as {@link each} for longer operations. Their code appears only once: the last numbers are copied to where there is room for
 * four. Wide kernels may be longer.
 */
function eachCostly<Operation>(x: usize, result: usize, n: i32): void {
  if (ASC_FEATURE_RELAXED_SIMD) {
    each<Operation>(x, result, n);
    return;
  }
  for (; n >= LANES; n -= LANES) {
    v128.store(result, operation<Operation>().of(v128.load(x)));
    x += 16;
    result += 16;
  }
  if (n == 0) return;
  v128.store(SUMS, loadPartial(x, n));
  eachCostly<Operation>(SUMS, SUMS, LANES);
  storePartial(result, v128.load(SUMS), n);
}

export function negate(x: usize, result: usize, n: i32): void { each<Negate>(x, result, n); }
/** Two vectors per round, which don't wait for each other. */
export function exp(x: usize, result: usize, n: i32): void {
  for (; n >= 2 * LANES; n -= 2 * LANES) {
    const first = math.exp(v128.load(x));
    const second = math.exp(v128.load(x, 16));
    v128.store(result, first);
    v128.store(result, second, 16);
    x += 32;
    result += 32;
  }
  eachCostly<Exp>(x, result, n);
}
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
