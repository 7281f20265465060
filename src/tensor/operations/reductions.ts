/** Reductions, and other operations along an axis. */
import type { Reduction } from "../../engine/engine.js";
import { size } from "../../engine/layout.js";
import { checkAxes } from "../../shape/axes.js";
import { checkAxis, noLastAxis } from "../../shape/axis.js";
import { readOptions } from "../../shape/options.js";
import { checkKeepDims, nothingToReduce } from "../../shape/reduce.js";
import { count } from "../../shape/reshape.js";
import { ShapeError } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import * as primitives from "./primitives/index.js";
import { permuted, reshaped } from "./primitives/index.js";
import { examples } from "./products.js";
import { flatten } from "./views.js";

/** Reduces along one or more axes, or over all elements. */
export function reduce(operation: Reduction, x: Value, axes?: unknown, options?: { readonly keepDims?: unknown }): Value {
  const keeps = options === undefined ? false : checkKeepDims(operation, readOptions(operation, options, ["keepDims"]));
  if (axes === undefined) {
    const result = reduce(operation, flatten(x), 0);
    return keeps
      ? reshaped(
          result,
          x.shape.map(() => 1),
        )
      : result;
  }
  const along = typeof axes === "object" ? checkAxes(operation, x.shape, axes) : [checkAxis(operation, x.shape, axes)];
  const compares = operation === "max" || operation === "min" || operation === "argmax";
  if (compares && along.some((axis) => x.shape[axis] === 0)) throw new ShapeError(nothingToReduce(operation, x.shape));
  const result = reducedAlong(operation, x, along);
  return keeps
    ? reshaped(
        result,
        x.shape.map((entries, axis) => (along.includes(axis) ? 1 : entries)),
      )
    : result;
}

/** Several axes are first combined into one, so that the error is divided equally among equal extremes in all of them. */
function reducedAlong(operation: Reduction, x: Value, along: readonly number[]): Value {
  const [first] = along.toSorted((one, other) => one - other);
  if (first === undefined) return x;
  if (along.length === 1) return primitives.reduced(operation, x, first);
  const axes = x.shape.map((_, axis) => axis);
  const gone = axes.filter((axis) => along.includes(axis));
  const kept = axes.filter((axis) => !along.includes(axis));
  const together = permuted(x, kept.toSpliced(first, 0, ...gone)); // nothing moves in front of the first of them
  const merged = count(gone.map((axis) => size(x.shape, axis)));
  return primitives.reduced(operation, reshaped(together, together.shape.toSpliced(first, gone.length, merged)), first);
}

/** Adds up over all axes but the last. */
export function sumBatch(x: Value): Value {
  if (x.shape.length === 0) throw new ShapeError(noLastAxis("sumBatch"));
  return primitives.reduced("sum", examples(x), 0);
}

/** Along one axis, by default the last. */
export function softmax(operation: "softmax" | "logSoftmax", x: Value, axis: unknown = -1): Value {
  if (x.shape.length === 0) throw new ShapeError(noLastAxis(operation));
  const along = checkAxis(operation, x.shape, axis);
  const toLast = x.shape
    .map((_, each) => each)
    .toSpliced(along, 1)
    .concat(along);
  const back = toLast.map((_, each) => toLast.indexOf(each));
  return permuted(primitives.softmax(operation, permuted(x, toLast)), back);
}

export const cumulativeSum = (x: Value, axis: unknown): Value =>
  primitives.cumulated(x, checkAxis("cumulativeSum", x.shape, axis));
