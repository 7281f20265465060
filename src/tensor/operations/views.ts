/** The same numbers, laid out otherwise, and single ones of them. */
import { size } from "../../engine/layout.js";
import { checkRank } from "../../shape/rank.js";
import { checkReshape, count } from "../../shape/reshape.js";
import { ShapeError } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import { reshaped, taken, transposed } from "./primitives.js";

export function transpose(x: Value): Value {
  checkRank("transpose", x.shape, 2);
  return transposed(x);
}

export function reshape(x: Value, shape: unknown): Value {
  checkReshape(x.shape, shape);
  return reshaped(x, [...shape]);
}

export const flatten = (x: Value): Value => reshaped(x, [count(x.shape)]);

/** Some of the entries of the first axis. */
export const take = taken;

/** One element's place in the storage. A negative index counts from the end. */
export function place(x: Value, index: readonly number[]): number {
  if (index.length !== x.shape.length)
    throw new ShapeError(`at: [${x.shape.join(", ")}] takes ${x.shape.length} indices, not ${index.length}`);
  return index.reduce((position, entry, axis) => {
    const entries = size(x.shape, axis);
    const fromFront = entry < 0 ? entry + entries : entry;
    if (!Number.isInteger(entry) || fromFront < 0 || fromFront >= entries) {
      throw new ShapeError(`at: [${x.shape.join(", ")}] has no element [${index.join(", ")}]`);
    }
    return position + fromFront * size(x.strides, axis);
  }, x.offset);
}
