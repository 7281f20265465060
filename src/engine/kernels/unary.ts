/**
 * The functions of one number, element by element: every one of ../unary.ts is exported under its name. As in elementwise.ts, an operation is
 * a class with one method, on four numbers.
 */
import { operation, whereNotZero } from "./elementwise";
import * as math from "./transcendental";
import { loadPartial, loadUpTo4, storePartial, storeUpTo4 } from "./vector";

@unmanaged @final class Negate { @inline of(x: v128): v128 { return f32x4.neg(x); } }
@unmanaged @final class Exp { @inline of(x: v128): v128 { return math.exp(x); } }
@unmanaged @final class Log { @inline of(x: v128): v128 { return math.log(x); } }
@unmanaged @final class Sqrt { @inline of(x: v128): v128 { return f32x4.sqrt(x); } }
/** 1 / (2 √x), and 0 at 0. */
@unmanaged @final class SqrtDerivative {
  @inline of(x: v128): v128 { return whereNotZero(x, f32x4.div(f32x4.splat(0.5), f32x4.sqrt(x))); }
}
@unmanaged @final class Square { @inline of(x: v128): v128 { return f32x4.mul(x, x); } }
@unmanaged @final class Abs { @inline of(x: v128): v128 { return f32x4.abs(x); } }
@unmanaged @final class Tanh { @inline of(x: v128): v128 { return math.tanh(x); } }
@unmanaged @final class Sigmoid { @inline of(x: v128): v128 { return math.sigmoid(x); } }
@unmanaged @final class TanhDerivative { @inline of(x: v128): v128 { return math.tanhDerivative(x); } }
@unmanaged @final class SigmoidDerivative { @inline of(x: v128): v128 { return math.sigmoidDerivative(x); } }

/** pmax(x, 0) is `x < 0 ? 0 : x`: NaN stays NaN. The other order would make it 0. */
@unmanaged @final class Relu { @inline of(x: v128): v128 { return f32x4.pmax(x, f32x4.splat(0)); } }

/** 1 above 0, NaN where x is, else 0. */
@unmanaged @final class ReluDerivative {
  @inline of(x: v128): v128 {
    const above = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.splat(1));
    return v128.or(above, v128.and(f32x4.ne(x, x), x));
  }
}

/** Applies an operation to each of n numbers, eight a turn: enough for memory to be the limit of the cheap ones. */
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

/** {@link each} for operations of many instructions, which stand there once: four numbers a turn. */
@inline
function eachCostly<Operation>(x: usize, result: usize, n: i32): void {
  for (; n > 0; n -= 4) {
    storeUpTo4(result, operation<Operation>().of(loadUpTo4(x, n)), n);
    x += 16;
    result += 16;
  }
}

export function negate(x: usize, result: usize, n: i32): void { each<Negate>(x, result, n); }
export function exp(x: usize, result: usize, n: i32): void { eachCostly<Exp>(x, result, n); }
export function log(x: usize, result: usize, n: i32): void { eachCostly<Log>(x, result, n); }
export function sqrt(x: usize, result: usize, n: i32): void { each<Sqrt>(x, result, n); }
export function sqrtDerivative(x: usize, result: usize, n: i32): void { eachCostly<SqrtDerivative>(x, result, n); }
export function square(x: usize, result: usize, n: i32): void { each<Square>(x, result, n); }
export function abs(x: usize, result: usize, n: i32): void { each<Abs>(x, result, n); }
export function tanh(x: usize, result: usize, n: i32): void { eachCostly<Tanh>(x, result, n); }
export function sigmoid(x: usize, result: usize, n: i32): void { eachCostly<Sigmoid>(x, result, n); }
export function relu(x: usize, result: usize, n: i32): void { each<Relu>(x, result, n); }
export function tanhDerivative(x: usize, result: usize, n: i32): void { eachCostly<TanhDerivative>(x, result, n); }
export function sigmoidDerivative(x: usize, result: usize, n: i32): void { eachCostly<SigmoidDerivative>(x, result, n); }
export function reluDerivative(x: usize, result: usize, n: i32): void { each<ReluDerivative>(x, result, n); }

