/** Elementwise primitives. */
import { engine } from "../../../engine/current.js";
import type { BinaryOperation, View } from "../../../engine/engine.js";
import { inMemoryOrder, whole } from "../../../engine/layout.js";
import type { Storage } from "../../../engine/storage.js";
import type { UnaryOperation } from "../../../engine/unary.js";
import { recorded, type Shares, type Value } from "../../tape.js";
import { zeros } from "./constants.js";

/** As many numbers as a view has, which are in the same order in memory. */
export const inOrderOf = ({ shape, strides }: View, storage: Storage): View => ({ storage, offset: 0, shape, strides });

export const unary = /* @__PURE__ */ recorded(
  "unary",
  (operation: UnaryOperation, x: Value): View => {
    const original = inMemoryOrder(x);
    return original ? inOrderOf(x, engine().unary(operation, original)) : whole(engine().unary(operation, x), x.shape);
  },
  (error, y, operation, x): Shares => {
    const slope = slopes[operation];
    return [undefined, slope && (() => slope(error, x, y))];
  },
);

type Slope = (error: Value, x: Value, y: Value) => Value;
/** The derivatives. A step function has none, like `equal` below. */
const slopes: Record<UnaryOperation, Slope | undefined> = {
  negate: (error) => unary("negate", error),
  exp: (error, _, y) => binary("errorTimes", error, y),
  log: (error, x) => binary("errorOver", error, x),
  // At 0, the slope of √x is infinite and counts as 0. Then the gradient of a norm is 0 where the norm is 0, which is its
  // smallest subgradient. With an infinite slope it would be ∞ · 0.
  sqrt: (error, x) => binary("errorTimes", error, unary("sqrtDerivative", x)),
  sqrtDerivative: (error, _, y) => binary("errorTimes", error, binary("multiply", binary("multiply", unary("square", y), y), -2)), // -2 y³
  square: (error, x) => binary("errorTimes", error, binary("multiply", x, 2)),
  abs: (error, x) => binary("errorTimes", error, sign(x)),
  sin: (error, x) => binary("errorTimes", error, unary("cos", x)),
  cos: (error, x) => binary("errorTimes", error, unary("negate", unary("sin", x))),
  tanh: (error, x) => binary("errorTimes", error, unary("tanhDerivative", x)),
  sigmoid: (error, x) => binary("errorTimes", error, unary("sigmoidDerivative", x)),
  relu: (error, x) => binary("errorTimes", error, unary("reluDerivative", x)),
  floor: undefined,
  ceil: undefined,
  round: undefined,
  reluDerivative: undefined,
  tanhDerivative: (error, x, y) => binary("errorTimes", error, binary("multiply", binary("multiply", unary("tanh", x), y), -2)), // -2 tanh (1 - tanh²)
  sigmoidDerivative: (error, x, y) =>
    binary("errorTimes", error, binary("multiply", unary("tanh", binary("multiply", x, 0.5)), unary("negate", y))), // σ' (1 - 2σ)
  asin: (error, x) => binary("errorOver", error, fromSine(x)),
  acos: (error, x) => binary("errorOver", error, unary("negate", fromSine(x))),
  atan: (error, x) => binary("errorOver", error, binary("add", unary("square", x), 1)),
  log1p: (error, x) => binary("errorOver", error, binary("add", x, 1)),
  log2: (error, x) => binary("errorOver", error, binary("multiply", x, Math.LN2)),
  log10: (error, x) => binary("errorOver", error, binary("multiply", x, Math.LN10)),
  erf: (error, x) =>
    binary("errorTimes", error, binary("multiply", unary("exp", unary("negate", unary("square", x))), 2 / Math.sqrt(Math.PI))),
};

/** √(1 - x²): the cosine of the angle whose sine is x, or the reverse. */
const fromSine = (x: Value): Value => unary("sqrt", binary("add", unary("negate", unary("square", x)), 1));

/** -1, 0 or 1. */
export const sign = (x: Value): Value =>
  binary("subtract", unary("reluDerivative", x), unary("reluDerivative", unary("negate", x)));

/** Takes two values of the same shape, or a value and a number. */
export const binary = /* @__PURE__ */ recorded(
  "binary",
  (operation: BinaryOperation, left: Value, right: Value | number): View => {
    const original = typeof right === "number" ? inMemoryOrder(left) : undefined;
    return original
      ? inOrderOf(left, engine().binary(operation, original, right))
      : whole(engine().binary(operation, left, right), left.shape);
  },
  (error, y, operation, left, right): Shares => [undefined, ...quotas[operation](error, left, right, y)],
);

const quotas: Record<BinaryOperation, (error: Value, left: Value, right: Value | number, y: Value) => Shares> = {
  add: (error) => [() => error, () => error],
  subtract: (error) => [() => error, () => unary("negate", error)],
  multiply: byFactors,
  divide: byDivision,
  errorTimes: byFactors,
  errorOver: byDivision,
  equal: () => [], // a step function, whose derivative is 0 where it exists
  less: () => [],
  power: (error, x, exponent, y) => [
    () => {
      const below = typeof exponent === "number" ? exponent - 1 : binary("subtract", exponent, 1);
      return binary("errorTimes", error, binary("errorTimes", binary("power", x, below), exponent));
    },
    () => {
      const log = select(x, unary("log", x), zeros(x.shape)); // 0 at 0, where y doesn't depend on an exponent above 0
      return binary("errorTimes", error, binary("errorTimes", y, log));
    },
  ],
  modulo: (error, x, divisor, y) => [
    () => error,
    () => binary("errorTimes", error, binary("divide", binary("subtract", y, x), divisor)), // minus the quotient, rounded down
  ],
};

function byFactors(error: Value, left: Value, right: Value | number): Shares {
  return [() => binary("errorTimes", error, right), () => binary("errorTimes", error, left)];
}

function byDivision(error: Value, _left: Value, right: Value | number, y: Value): Shares {
  return [
    () => binary("errorOver", error, right),
    () => unary("negate", binary("errorOver", binary("errorTimes", error, y), right)),
  ];
}

/** The left element where the condition isn't 0, else the right one. All three have the same shape. */
export const select = /* @__PURE__ */ recorded(
  "select",
  (condition: Value, left: Value, right: Value): View => whole(engine().select(condition, left, right), left.shape),
  (error, _, condition): Shares => [
    undefined,
    () => select(condition, error, zeros(error.shape)),
    () => select(condition, zeros(error.shape), error),
  ],
);
