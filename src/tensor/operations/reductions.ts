/** Fewer numbers from many, and what is computed along an axis. */
import type { Reduction } from "../../engine/engine.js";
import { checkAxis, noLastAxis, nothingToReduce } from "../../shape/axis.js";
import { ShapeError } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import * as primitives from "./primitives.js";
import { examples } from "./products.js";
import { flatten } from "./views.js";

/** Along one axis, or over all elements. */
export function reduce(operation: Reduction, x: Value, axis?: unknown): Value {
  if (axis === undefined) return reduce(operation, flatten(x), 0);
  const along = checkAxis(operation, x.shape, axis);
  const compares = operation === "max" || operation === "min" || operation === "argmax";
  if (compares && x.shape[along] === 0) throw new ShapeError(nothingToReduce(operation, x.shape));
  return primitives.reduced(operation, x, along);
}

/** Over all axes but the last. */
export function sumBatch(x: Value): Value {
  if (x.shape.length === 0) throw new ShapeError(noLastAxis("sumBatch"));
  return primitives.reduced("sum", examples(x), 0);
}

/** Along the last axis. */
export function softmax(operation: "softmax" | "logSoftmax", x: Value): Value {
  if (x.shape.length === 0) throw new ShapeError(noLastAxis(operation));
  return primitives.softmax(operation, x);
}
