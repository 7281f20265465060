/** Element by element. */
import type { BinaryOperation } from "../../engine/engine.js";
import { size } from "../../engine/layout.js";
import { checkAddBias, checkElementwise } from "../../shape/broadcast.js";
import type { Shape } from "../../shape/shape.js";
import type { Value } from "../tape.js";
import { binary, filled, repeated } from "./primitives.js";

export { unary } from "./primitives.js";

export function elementwise(operation: BinaryOperation, left: Value, right: Value | number): Value {
  if (typeof right === "number") return binary(operation, left, right);
  checkElementwise(operation, left.shape, right.shape);
  return binary(operation, left, repeatedTo(right, left.shape));
}

export function addBias(x: Value, bias: Value): Value {
  checkAddBias(x.shape, bias.shape);
  return binary("add", x, repeatedTo(bias, x.shape));
}

/** A value repeated along the leading axes of `shape` that it lacks. */
function repeatedTo(x: Value, shape: Shape): Value {
  let result = x;
  for (let axis = shape.length - x.shape.length - 1; axis >= 0; axis--) result = repeated(result, 0, size(shape, axis));
  return result;
}

export const ones = (x: Value): Value => filled(x.shape, 1);
