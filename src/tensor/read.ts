/** Reads a tensor's numbers: one of them, all in a flat array, or all in nested arrays. */

import { gather, isRowMajor, size } from "../engine/layout.js";
import type { HostArray } from "../engine/storage.js";
import { numbersFor } from "../shape/elements.js";
import { count } from "../shape/reshape.js";
import { place } from "./operations/views.js";
import type { Value } from "./tape.js";

/** One element. A negative index counts from the end. */
export const element = (view: Value, index: readonly unknown[]): number => view.storage.values[place(view, index)] as number;

/** A copy of all elements, in row-major order and in the precision of the storage. */
export function flat(view: Value): HostArray {
  const { values } = view.storage;
  const length = count(view.shape);
  const Kind = values instanceof Float32Array ? Float32Array : Float64Array;
  // The constructor copies faster than `slice`: 290 and not 380 µs for a million numbers on Node 20.
  if (isRowMajor(view)) return new Kind(values.subarray(view.offset, view.offset + length));
  const copy = numbersFor<HostArray>(Kind, length);
  if (length > 0) gather(values, view, copy);
  return copy;
}

/**
 * Plain arrays, nested as deep as the rank, or a number for a scalar. `leaf` converts each number. There is a loop for each kind of entries:
 * with a common one, `toArray` of a million numbers took 77 to 98 ms in `npm run bench:numpy`, and not 4 to 5 ms.
 */
export function nested({ storage, offset, shape, strides }: Value, leaf?: (value: number) => unknown): unknown {
  const { values } = storage;
  const last = shape.length - 1;
  const value = (position: number): unknown => (leaf ? leaf(values[position] as number) : values[position]); // the position is within the view
  const part = (axis: number, position: number): unknown[] => {
    const [entries, stride] = [size(shape, axis), size(strides, axis)];
    const parts = new Array<unknown>(entries);
    if (axis < last) for (let entry = 0; entry < entries; entry++) parts[entry] = part(axis + 1, position + entry * stride);
    else if (leaf) for (let entry = 0; entry < entries; entry++) parts[entry] = value(position + entry * stride);
    else for (let entry = 0; entry < entries; entry++) parts[entry] = values[position + entry * stride];
    return parts;
  };
  return shape.length === 0 ? value(offset) : part(0, offset);
}
