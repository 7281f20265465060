/** Elementwise operations. */
import type { BinaryOperation } from "../../engine/engine.js";
import { size } from "../../engine/layout.js";
import { checkAddBias, checkElementwise } from "../../shape/broadcast.js";
import { describe } from "../../shape/describe.js";
import type { Shape } from "../../shape/shape.js";
import { refuse } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import { binary, filled, repeated, select } from "./primitives/index.js";

export { unary } from "./primitives/index.js";

export function elementwise(operation: BinaryOperation, left: Value, right: Value | number): Value {
  if (typeof right === "number") return binary(operation, left, right);
  checkElementwise(operation, left.shape, right.shape);
  return binary(operation, left, repeatedTo(right, left.shape));
}

export type Comparison = "equal" | "less" | "lessOrEqual" | "greater" | "greaterOrEqual";

/** 1 where the comparison holds, else 0. */
export function compare(comparison: Comparison, left: Value, right: Value | number): Value {
  const other = filledTo(comparison, right, left.shape);
  const equal = () => binary("equal", left, other);
  const less = () => binary("less", left, other);
  const greater = () => binary("less", other, left);
  switch (comparison) {
    case "equal":
      return equal();
    case "less":
      return less();
    case "greater":
      return greater();
    case "lessOrEqual":
      return binary("add", less(), equal()); // at most one of the two is 1, and neither is if an operand is NaN
    case "greaterOrEqual":
      return binary("add", greater(), equal());
  }
}

export const where = (condition: Value, left: Value | number, right: Value | number): Value =>
  select(condition, filledTo("where", left, condition.shape), filledTo("where", right, condition.shape));

export function clip(x: Value, low: number, high: number): Value {
  for (const bound of [low, high]) if (typeof bound !== "number") refuse(`clip: takes a number, not ${describe(bound)}`);
  if (!(low <= high)) throw new RangeError(`clip: the low bound ${low} is above the high bound ${high}`);
  return where(compare("less", x, low), low, where(compare("greater", x, high), high, x));
}

/** An operand repeated to fill a shape: a number, or a value that fits the end of the shape. */
function filledTo(operation: string, x: Value | number, shape: Shape): Value {
  if (typeof x === "number") return repeatedTo(filled([], x), shape);
  checkElementwise(operation, shape, x.shape);
  return repeatedTo(x, shape);
}

export function addBias(x: Value, bias: Value): Value {
  checkAddBias(x.shape, bias.shape);
  return binary("add", x, repeatedTo(bias, x.shape));
}

/** A value, repeated along the leading axes of `shape` that it doesn't have. */
function repeatedTo(x: Value, shape: Shape): Value {
  let result = x;
  for (let axis = shape.length - x.shape.length - 1; axis >= 0; axis--) result = repeated(result, 0, size(shape, axis));
  return result;
}

export const ones = (x: Value): Value => filled(x.shape, 1);
