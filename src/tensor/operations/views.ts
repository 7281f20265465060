/** Changes of shape, and access to single elements. */
import { size } from "../../engine/layout.js";
import { checkOrder } from "../../shape/axes.js";
import { checkAxis, fromFront } from "../../shape/axis.js";
import { describeList } from "../../shape/describe.js";
import { checkRank } from "../../shape/rank.js";
import { checkNames } from "../../shape/rename.js";
import { checkReshape, count } from "../../shape/reshape.js";
import { show } from "../../shape/shape.js";
import { refuse, ShapeError } from "../../shape/shape-error.js";
import { checkPlace, checkStretch, squeezeNotOne } from "../../shape/stretch.js";
import type { Value } from "../tape.js";
import { permuted, repeated, reshaped, taken, transposed } from "./primitives/index.js";

export function transpose(x: Value): Value {
  checkRank("transpose", x.shape, 2);
  return transposed(x);
}

export function reshape(x: Value, shape: unknown): Value {
  return reshaped(x, checkReshape(x.shape, shape));
}

/** The same value: the compiler alone knows the names. */
export function renamed(x: Value, shape: unknown): Value {
  checkNames(x.shape, shape);
  return x;
}

export const permute = (x: Value, order: unknown): Value => permuted(x, checkOrder(x.shape, order));

export function broadcastTo(x: Value, given: unknown): Value {
  const shape = checkStretch(x.shape, given);
  let result = x;
  shape.forEach((entries, axis) => {
    const from = axis + x.shape.length - shape.length;
    if (from >= 0 && x.shape[from] === entries) return;
    result = repeated(from < 0 ? result : without(result, axis), axis, entries);
  });
  return result;
}

export const expandDims = (x: Value, place: unknown): Value =>
  reshaped(x, x.shape.toSpliced(checkPlace("expandDims", x.shape, place), 0, 1));

export function squeeze(x: Value, axis: unknown): Value {
  const found = checkAxis("squeeze", x.shape, axis);
  if (x.shape[found] !== 1) refuse(squeezeNotOne(x.shape, axis as number, size(x.shape, found)));
  return without(x, found);
}

/** Removes an axis of size 1. */
const without = (x: Value, axis: number): Value => reshaped(x, x.shape.toSpliced(axis, 1));

export const flatten = (x: Value): Value => reshaped(x, [count(x.shape)]);

/** Entries of the first axis, by their indices. */
export const take = taken;

/** One entry of the first axis. The result lacks that axis. */
export { entry } from "./primitives/index.js";

/** The position of one element in the storage. A negative index counts from the end. */
export function place(x: Value, index: readonly unknown[]): number {
  if (index.length !== x.shape.length)
    throw new ShapeError(`at: ${show(x.shape)} takes ${x.shape.length} indices, not ${index.length}`);
  let position = x.offset;
  for (let axis = 0; axis < index.length; axis++) {
    const fromStart = fromFront(size(x.shape, axis), index[axis]);
    if (fromStart === undefined) throw new ShapeError(`at: ${show(x.shape)} has no element ${describeList(index)}`);
    position += fromStart * size(x.strides, axis);
  }
  return position;
}
