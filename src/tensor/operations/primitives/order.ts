/** Orders along an axis, and entries along an axis by their indices. */
import { engine } from "../../../engine/current.js";
import type { View } from "../../../engine/engine.js";
import { size, whole } from "../../../engine/layout.js";
import { orderOfRows, placesAlong, sizesAround } from "../../../engine/order.js";
import type { HostArray } from "../../../engine/storage.js";
import { numbersFor } from "../../../shape/elements.js";
import { noEntry } from "../../../shape/entries.js";
import { count } from "../../../shape/reshape.js";
import type { Shape } from "../../../shape/shape.js";
import { refuse } from "../../../shape/shape-error.js";
import { recorded, type Shares, type Value } from "../../tape.js";
import { moved } from "./views.js";

/** A copy of all numbers, in row-major order. */
export const numbersIn = (x: Value): HostArray => engine().copy(x).values.slice();

/** A placeholder of any shape: a copy of a placeholder is one too. */
export const unknownLike = ({ storage }: Value, shape: Shape): View =>
  whole(engine().copy({ storage, offset: 0, shape, strides: shape.map(() => 0) }), shape);

/** What the host computes from the numbers of some values. A placeholder, if one of them is. */
function onHost(shape: Shape, values: readonly Value[], compute: (...numbers: HostArray[]) => ArrayLike<number>): View {
  const unknown = values.find(({ storage }) => !storage.known);
  return unknown ? unknownLike(unknown, shape) : whole(engine().upload(compute(...values.map(numbersIn))), shape);
}

/** For each place along an axis, the index of the entry that belongs there in ascending order. NaN comes last. */
export const argsorted = /* @__PURE__ */ recorded(
  "argsort",
  (x: Value, axis: number): View => {
    const end = x.shape.length - 1;
    const rows = moved(x, axis, end);
    const found = engine().argsort?.(rows);
    const order = found
      ? whole(found, rows.shape)
      : onHost(rows.shape, [rows], (numbers) => orderOfRows(numbers, size(x.shape, axis)));
    return moved(order, end, axis);
  },
  (): Shares => [], // a step function
);

/** Entries along an axis, by their indices. The indices have the shape of the result. */
export const takenAlong = /* @__PURE__ */ recorded(
  "takeAlong",
  (x: Value, indices: Value, axis: number): View => {
    const end = x.shape.length - 1;
    const rows = moved(indices, axis, end);
    const found = engine().takeAlong?.(moved(x, axis, end), rows);
    if (found) return moved(whole(found, rows.shape), end, axis);
    return onHost(indices.shape, [x, indices], (numbers, given) =>
      placesOf("takeAlong", given, indices.shape, axis, x.shape).map((place) => numbers[place] as number),
    );
  },
  (error, _, x, indices, axis): Shares => [() => scatteredAlong(error, indices, axis, size(x.shape, axis))],
);

/** Zeros, to which numbers are added at their indices along an axis. This takes the error of {@link takenAlong} back. */
const scatteredAlong = /* @__PURE__ */ recorded(
  "scatterAlong",
  (x: Value, indices: Value, axis: number, entries: number): View => {
    const shape = x.shape.with(axis, entries);
    return onHost(shape, [x, indices], (numbers, given) => {
      const sums = numbersFor(Float64Array, count(shape));
      placesOf("scatterAlong", given, indices.shape, axis, shape).forEach((place, index) => {
        (sums[place] as number) += numbers[index] as number; // the place was checked
      });
      return sums;
    });
  },
  (error, _y, _x, indices, axis): Shares => [() => takenAlong(error, indices, axis)],
);

/** The places of indices along an axis, in a tensor of a shape. */
function placesOf(operation: string, indices: HostArray, indexShape: Shape, axis: number, shape: Shape): Float64Array {
  const entries = size(shape, axis);
  const wrong = indices.find((index) => !(Number.isInteger(index) && index >= 0 && index < entries));
  if (wrong !== undefined) refuse(noEntry(operation, shape, axis, wrong));
  return placesAlong(indices, sizesAround(indexShape, axis), entries);
}
