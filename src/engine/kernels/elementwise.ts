/**
 * Elementwise operations on two numbers. Each is a class with one method, which works on four numbers. The loops take the class
 * as a type argument, so the compiler inlines the method. A result may overwrite an operand.
 */
import { Float, FLOAT, LANES, loadPartial, NUMBER, storeOne, storePartial } from "./float32/vector";

@unmanaged @final class Add { @inline of(left: v128, right: v128): v128 { return v128.add<Float>(left, right); } }
@unmanaged @final class Subtract { @inline of(left: v128, right: v128): v128 { return v128.sub<Float>(left, right); } }
@unmanaged @final class Multiply { @inline of(left: v128, right: v128): v128 { return v128.mul<Float>(left, right); } }
@unmanaged @final class Divide { @inline of(left: v128, right: v128): v128 { return v128.div<Float>(left, right); } }

@unmanaged @final class Equal { @inline of(left: v128, right: v128): v128 { return v128.and(v128.eq<Float>(left, right), v128.splat<Float>(1)); } }
@unmanaged @final class Less { @inline of(left: v128, right: v128): v128 { return v128.and(v128.lt<Float>(left, right), v128.splat<Float>(1)); } }

/** Product and quotient that are 0 if a factor, or the left operand, is 0, even if the other is infinite or NaN. */
@unmanaged @final class ErrorTimes {
  @inline of(left: v128, right: v128): v128 { return whereNotZero(left, whereNotZero(right, v128.mul<Float>(left, right))); }
}
@unmanaged @final class ErrorOver { @inline of(left: v128, right: v128): v128 { return whereNotZero(left, v128.div<Float>(left, right)); } }

@inline
export function whereNotZero(x: v128, lanes: v128): v128 {
  return v128.and(lanes, v128.ne<Float>(x, v128.splat<Float>(0)));
}

/** The operation of a class. No object is created; the compiler uses the type to find the method. */
@inline
export function operation<Operation>(): Operation {
  return changetype<Operation>(0);
}

/** Applies an operation to each pair of n numbers. */
@inline
function eachPair<Operation>(left: usize, right: usize, result: usize, n: i32): void {
  for (; n >= 2 * LANES; n -= 2 * LANES) {
    const first = operation<Operation>().of(v128.load(left), v128.load(right));
    const second = operation<Operation>().of(v128.load(left, 16), v128.load(right, 16));
    v128.store(result, first);
    v128.store(result, second, 16);
    left += 32;
    right += 32;
    result += 32;
  }
  if (n >= LANES) {
    v128.store(result, operation<Operation>().of(v128.load(left), v128.load(right)));
    left += 16;
    right += 16;
    result += 16;
    n -= LANES;
  }
  for (; n > 0; n--) {
    storeOne(result, operation<Operation>().of(v128.load_splat<Float>(left), v128.load_splat<Float>(right)));
    left += NUMBER;
    right += NUMBER;
    result += NUMBER;
  }
}

/** Applies an operation to each of n numbers and one constant number. */
@inline
function eachWithScalar<Operation>(left: usize, right: Float, result: usize, n: i32): void {
  const all = v128.splat<Float>(right);
  for (; n >= 2 * LANES; n -= 2 * LANES) {
    const first = operation<Operation>().of(v128.load(left), all);
    const second = operation<Operation>().of(v128.load(left, 16), all);
    v128.store(result, first);
    v128.store(result, second, 16);
    left += 32;
    result += 32;
  }
  if (n >= LANES) {
    v128.store(result, operation<Operation>().of(v128.load(left), all));
    left += 16;
    result += 16;
    n -= LANES;
  }
  for (; n > 0; n--) {
    storeOne(result, operation<Operation>().of(v128.load_splat<Float>(left), all));
    left += NUMBER;
    result += NUMBER;
  }
}

export function add(left: usize, right: usize, result: usize, n: i32): void { eachPair<Add>(left, right, result, n); }
export function subtract(left: usize, right: usize, result: usize, n: i32): void { eachPair<Subtract>(left, right, result, n); }
export function multiply(left: usize, right: usize, result: usize, n: i32): void { eachPair<Multiply>(left, right, result, n); }
export function divide(left: usize, right: usize, result: usize, n: i32): void { eachPair<Divide>(left, right, result, n); }
export function equal(left: usize, right: usize, result: usize, n: i32): void { eachPair<Equal>(left, right, result, n); }
export function less(left: usize, right: usize, result: usize, n: i32): void { eachPair<Less>(left, right, result, n); }
export function errorTimes(left: usize, right: usize, result: usize, n: i32): void { eachPair<ErrorTimes>(left, right, result, n); }
export function errorOver(left: usize, right: usize, result: usize, n: i32): void { eachPair<ErrorOver>(left, right, result, n); }

export function select(condition: usize, left: usize, right: usize, result: usize, n: i32): void {
  for (; n >= LANES; n -= LANES) {
    v128.store(result, chosen(v128.load(condition), v128.load(left), v128.load(right)));
    condition += 16;
    left += 16;
    right += 16;
    result += 16;
  }
  if (n > 0) storePartial(result, chosen(loadPartial(condition, n), loadPartial(left, n), loadPartial(right, n)), n);
}

@inline
function chosen(condition: v128, left: v128, right: v128): v128 {
  return v128.bitselect(right, left, v128.eq<Float>(condition, v128.splat<Float>(0)));
}

export function addScalar(left: usize, right: Float, result: usize, n: i32): void {
  eachWithScalar<Add>(left, right, result, n);
}
export function subtractScalar(left: usize, right: Float, result: usize, n: i32): void {
  eachWithScalar<Subtract>(left, right, result, n);
}
export function multiplyScalar(left: usize, right: Float, result: usize, n: i32): void {
  eachWithScalar<Multiply>(left, right, result, n);
}
export function divideScalar(left: usize, right: Float, result: usize, n: i32): void {
  eachWithScalar<Divide>(left, right, result, n);
}
export function equalScalar(left: usize, right: Float, result: usize, n: i32): void {
  eachWithScalar<Equal>(left, right, result, n);
}
export function lessScalar(left: usize, right: Float, result: usize, n: i32): void {
  eachWithScalar<Less>(left, right, result, n);
}
