/** Reductions, and other operations along an axis. */
import { engine } from "../../engine/current.js";
import type { Reduction } from "../../engine/engine.js";
import { size, whole } from "../../engine/layout.js";
import { checkAxes } from "../../shape/axes.js";
import { checkAxis, noLastAxis } from "../../shape/axis.js";
import { readOptions } from "../../shape/options.js";
import { checkKeepDims, nothingToReduce } from "../../shape/reduce.js";
import { count } from "../../shape/reshape.js";
import { ShapeError } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import { isZero, ofEach, where } from "./elementwise.js";
import { quantile } from "./order.js";
import { split } from "./parts.js";
import * as primitives from "./primitives/index.js";
import { binary, centered, filled, isPlain, moved, permuted, reduced, repeated, reshaped, unary } from "./primitives/index.js";
import { examples } from "./products.js";

const variance = (x: Value, axis: number): Value => reduced("mean", unary("square", centered(x, axis)), axis);

/** The reductions that are composed of primitives, along one axis. */
const composed = {
  product,
  argmin: (x: Value, axis: number) =>
    isPlain(x)
      ? whole(engine().reduce("argmin", x, axis), x.shape.toSpliced(axis, 1))
      : reduced("argmax", unary("negate", x), axis),
  variance,
  standardDeviation: (x: Value, axis: number) => unary("sqrt", variance(x, axis)),
  norm: (x: Value, axis: number) => unary("sqrt", reduced("sum", unary("square", x), axis)),
  logSumExp,
  all: (x: Value, axis: number) => isZero(reduced("sum", isZero(x), axis)), // no element is 0
  any: (x: Value, axis: number) => isZero(composed.all(isZero(x), axis)), // not all elements are 0
  quantile: (x: Value, axis: number, q?: number) => reshaped(quantile(x, axis, q), x.shape.toSpliced(axis, 1)),
  median: (x: Value, axis: number) => composed.quantile(x, axis),
};

/** Multiplies one half by the other until one entry is left. Unlike a quotient, its derivative is also right if an element is 0. */
function product(x: Value, axis: number): Value {
  const entries = size(x.shape, axis);
  if (entries === 0) return filled(x.shape.toSpliced(axis, 1), 1);
  if (entries === 1) return reshaped(x, x.shape.toSpliced(axis, 1));
  const half = Math.floor(entries / 2);
  const [left, right, rest] = split(x, [half, half, entries - 2 * half], axis) as [Value, Value, Value]; // a part for each size
  const halves = product(binary("multiply", left, right), axis);
  return entries % 2 === 0 ? halves : binary("multiply", halves, product(rest, axis));
}

/** m + ln Σ exp(x - m), with m the greatest element, so that nothing overflows. An infinite m isn't subtracted. */
function logSumExp(x: Value, axis: number): Value {
  const max = reduced("max", x, axis);
  const m = where(ofEach("isFinite", max), max, 0);
  const shifted = binary("subtract", x, repeated(m, axis, size(x.shape, axis)));
  return binary("add", unary("log", reduced("sum", unary("exp", shifted), axis)), m);
}

export type ReductionOfTensors = Reduction | keyof typeof composed;

/** These compare elements, so there has to be one. */
const comparing = ["max", "min", "argmax", "argmin", "logSumExp", "median", "quantile"];

/**
 * Reduces along one or more axes, or over all elements.
 *
 * @param q - the share of a quantile
 */
export function reduce(
  operation: ReductionOfTensors,
  x: Value,
  axes?: unknown,
  options?: { readonly keepDims?: unknown },
  q?: number,
): Value {
  const keeps = options !== undefined && checkKeepDims(operation, readOptions(operation, options, ["keepDims"]));
  const along = checkedAxes(operation, x, axes);
  if (comparing.includes(operation) && along.some((axis) => x.shape[axis] === 0))
    throw new ShapeError(nothingToReduce(operation, x.shape));
  const [merged, first] = mergedAxes(x, along);
  const result =
    operation in composed
      ? composed[operation as keyof typeof composed](merged, first, q)
      : reduced(operation as Reduction, merged, first);
  return keeps
    ? reshaped(
        result,
        x.shape.map((entries, axis) => (along.includes(axis) ? 1 : entries)),
      )
    : result;
}

function checkedAxes(operation: string, x: Value, axes: unknown): number[] {
  if (axes === undefined) return [...x.shape.keys()];
  return typeof axes === "object" ? checkAxes(operation, x.shape, axes) : [checkAxis(operation, x.shape, axes)];
}

/**
 * Combines axes into one, at the place of the first, so that the error is divided equally among equal extremes in all of them. If there
 * are no axes, that is a new axis of size 1.
 */
function mergedAxes(x: Value, along: readonly number[]): [merged: Value, axis: number] {
  const first = Math.min(...along, x.shape.length);
  if (along.length === 1) return [x, first];
  const axes = [...x.shape.keys()];
  const gone = axes.filter((axis) => along.includes(axis));
  const kept = axes.filter((axis) => !along.includes(axis));
  const together = permuted(x, kept.toSpliced(first, 0, ...gone)); // nothing moves in front of the first of them
  const merged = count(gone.map((axis) => size(x.shape, axis)));
  return [reshaped(together, together.shape.toSpliced(first, gone.length, merged)), first];
}

/** Adds up over all axes but the last. */
export function sumBatch(x: Value): Value {
  if (x.shape.length === 0) throw new ShapeError(noLastAxis("sumBatch"));
  return reduced("sum", examples(x), 0);
}

/** Along one axis, by default the last. */
export function softmax(operation: "softmax" | "logSoftmax", x: Value, axis: unknown = -1): Value {
  if (x.shape.length === 0) throw new ShapeError(noLastAxis(operation));
  const along = checkAxis(operation, x.shape, axis);
  const end = x.shape.length - 1;
  return moved(primitives.softmax(operation, moved(x, along, end)), end, along);
}

export const cumulativeSum = (x: Value, axis: unknown): Value =>
  primitives.cumulated(x, checkAxis("cumulativeSum", x.shape, axis));
