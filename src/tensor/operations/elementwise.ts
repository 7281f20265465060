/** Elementwise operations. */
import type { BinaryOperation } from "../../engine/engine.js";
import { size } from "../../engine/layout.js";
import type { UnaryOperation } from "../../engine/unary.js";
import { checkAddBias, checkElementwise } from "../../shape/broadcast.js";
import { describe } from "../../shape/describe.js";
import type { Shape } from "../../shape/shape.js";
import { refuse } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import { neighbours } from "./parts.js";
import { binary, filled, joined, reduced, repeated, reshaped, select, sign, unary } from "./primitives/index.js";

export { unary } from "./primitives/index.js";

/** (e^x + e^-x) / 2. */
const cosh = (x: Value): Value => binary("add", halfExp(x, 0.5), halfExp(x, -0.5));

/** The functions of one number that are composed of primitives. */
const composed = {
  reciprocal: (x: Value) => binary("divide", filledTo("reciprocal", 1, x.shape), x),
  expm1: (x: Value) => binary("multiply", unary("tanh", binary("multiply", x, 0.5)), binary("add", unary("exp", x), 1)),
  sinh: (x: Value) => binary("multiply", unary("tanh", x), cosh(x)),
  cosh,
  tan: (x: Value) => binary("divide", unary("sin", x), unary("cos", x)),
  sign,
  isNaN: (x: Value) => isZero(binary("equal", x, x)),
  isFinite: (x: Value) => isZero(binary("subtract", x, x)), // ∞ - ∞ is NaN
  logicalNot: isZero,
};

export type FunctionOfOne = UnaryOperation | keyof typeof composed;

export const ofEach = (name: FunctionOfOne, x: Value): Value =>
  name in composed ? composed[name as keyof typeof composed](x) : unary(name as UnaryOperation, x);

/** h · h / 2 with h = e^(factor · x), which overflows only where the result does. */
function halfExp(x: Value, factor: number): Value {
  const h = unary("exp", binary("multiply", x, factor));
  return binary("multiply", binary("multiply", h, 0.5), h);
}

/** 1 where x is 0, else 0. */
export function isZero(x: Value): Value {
  return binary("equal", x, 0);
}

type Operand = Value | number;

/** The operations on two numbers that are composed of primitives. The operands have the same shape, or the right one is a number. */
const composedOfTwo = {
  power: (left: Value, right: Operand) => {
    if (right === 0.5) return unary("sqrt", left);
    if (right !== 2 && right !== 3 && right !== 4) return binary("power", left, right);
    const square = unary("square", left);
    return right === 2 ? square : binary("multiply", square, right === 3 ? left : square);
  },
  maximum: (left: Value, right: Operand) => extreme("max", left, right),
  minimum: (left: Value, right: Operand) => extreme("min", left, right),
  greater: (left: Value, right: Operand) =>
    typeof right === "number" ? binary("less", unary("negate", left), -right) : binary("less", right, left),
  // At most one of the two is 1, and neither is if an operand is NaN.
  lessOrEqual: (left: Value, right: Operand) => binary("add", binary("less", left, right), binary("equal", left, right)),
  greaterOrEqual: (left: Value, right: Operand) =>
    binary("add", composedOfTwo.greater(left, right), binary("equal", left, right)),
  notEqual: (left: Value, right: Operand) => isZero(binary("equal", left, right)),
  logicalAnd: (left: Value, right: Operand) => isZero(binary("add", isZero(left), isZeroOf(right))),
  logicalOr: (left: Value, right: Operand) => isZero(binary("multiply", isZero(left), isZeroOf(right))),
};

const isZeroOf = (x: Operand): Operand => (typeof x === "number" ? Number(x === 0) : isZero(x));

/** The greater or the lesser of two numbers, like the extreme along an axis: NaN wins, and equal numbers share the error equally. */
const extreme = (operation: "max" | "min", left: Value, right: Operand): Value =>
  reduced(operation, paired(left, filledTo(operation, right, left.shape)), 0);

/** Two values of the same shape, along a new first axis. */
export function paired(left: Value, right: Value): Value {
  const one = [1, ...left.shape];
  const both = [2, ...left.shape];
  return joined(0, both, neighbours(both, 0, [1, 1]), reshaped(left, one), reshaped(right, one));
}

export type OperationOnTwo = BinaryOperation | keyof typeof composedOfTwo;

/** Takes a number, or a value that fits the end of the left operand's shape. */
export function elementwise(name: OperationOnTwo, left: Value, right: Operand): Value {
  const other = typeof right === "number" ? right : filledTo(name, right, left.shape);
  return name in composedOfTwo
    ? composedOfTwo[name as keyof typeof composedOfTwo](left, other)
    : binary(name as BinaryOperation, left, other);
}

export const where = (condition: Value, left: Value | number, right: Value | number): Value =>
  select(condition, filledTo("where", left, condition.shape), filledTo("where", right, condition.shape));

export function clip(x: Value, low: number, high: number): Value {
  for (const bound of [low, high]) if (typeof bound !== "number") refuse(`clip: takes a number, not ${describe(bound)}`);
  if (!(low <= high)) throw new RangeError(`clip: the low bound ${low} is above the high bound ${high}`);
  return where(elementwise("less", x, low), low, where(elementwise("greater", x, high), high, x));
}

/** An operand repeated to fill a shape: a number, or a value that fits the end of the shape. */
export function filledTo(operation: string, x: Value | number, shape: Shape): Value {
  if (typeof x === "number") return repeatedTo(filled([], x), shape);
  checkElementwise(operation, shape, x.shape);
  return repeatedTo(x, shape);
}

export function addBias(x: Value, bias: Value): Value {
  checkAddBias(x.shape, bias.shape);
  return binary("add", x, repeatedTo(bias, x.shape));
}

/** A value, repeated along the leading axes of `shape` that it doesn't have. */
export function repeatedTo(x: Value, shape: Shape): Value {
  let result = x;
  for (let axis = shape.length - x.shape.length - 1; axis >= 0; axis--) result = repeated(result, 0, size(shape, axis));
  return result;
}

export const ones = (x: Value): Value => filled(x.shape, 1);
