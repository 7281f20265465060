/** Orders along an axis, and entries along an axis by their indices. They have no kernels: the host computes them. */
import { engine } from "../../../engine/current.js";
import type { View } from "../../../engine/engine.js";
import { size, whole } from "../../../engine/layout.js";
import { orderAlong, placesAlong, sizesAround } from "../../../engine/order.js";
import type { HostArray } from "../../../engine/storage.js";
import { numbersFor } from "../../../shape/elements.js";
import { noEntryAlong } from "../../../shape/indices.js";
import { count } from "../../../shape/reshape.js";
import type { Shape } from "../../../shape/shape.js";
import { refuse } from "../../../shape/shape-error.js";
import { recorded, type Shares, type Value } from "../../tape.js";

/** A copy of all numbers, in row-major order. */
const numbersIn = (x: Value): HostArray => engine().copy(x).values.slice();

const isUnknown = ({ storage }: Value): boolean => !storage.known;

/** A placeholder of any shape: a copy of a placeholder is one too. */
export const unknownLike = ({ storage }: Value, shape: Shape): View =>
  whole(engine().copy({ storage, offset: 0, shape, strides: shape.map(() => 0) }), shape);

/** For each place along an axis, the index of the entry that belongs there in ascending order. NaN comes last. */
export const argsorted = /* @__PURE__ */ recorded(
  "argsort",
  (x: Value, axis: number): View =>
    isUnknown(x)
      ? unknownLike(x, x.shape)
      : whole(engine().upload(orderAlong(numbersIn(x), sizesAround(x.shape, axis))), x.shape),
  (): Shares => [], // a step function
);

/** Entries along an axis, by their indices. The indices have the shape of the result. */
export const takenAlong = /* @__PURE__ */ recorded(
  "takeAlong",
  (x: Value, indices: Value, axis: number): View => {
    const unknown = [x, indices].find(isUnknown);
    if (unknown) return unknownLike(unknown, indices.shape);
    const [values, places] = [numbersIn(x), placesOf("takeAlong", indices, axis, x.shape)];
    return whole(engine().upload(places.map((place) => values[place] as number)), indices.shape);
  },
  (error, _, x, indices, axis): Shares => [() => scatteredAlong(error, indices, axis, size(x.shape, axis))],
);

/** Zeros, to which numbers are added at their indices along an axis. This takes the error of {@link takenAlong} back. */
const scatteredAlong = /* @__PURE__ */ recorded(
  "scatterAlong",
  (x: Value, indices: Value, axis: number, entries: number): View => {
    const shape = x.shape.with(axis, entries);
    const unknown = [x, indices].find(isUnknown);
    if (unknown) return unknownLike(unknown, shape);
    const [values, places] = [numbersIn(x), placesOf("scatterAlong", indices, axis, shape)];
    const sums = numbersFor(Float64Array, count(shape));
    values.forEach((value, index) => {
      (sums[places[index] as number] as number) += value;
    });
    return whole(engine().upload(sums), shape);
  },
  (error, _y, _x, indices, axis): Shares => [() => takenAlong(error, indices, axis)],
);

/** The places of indices along an axis, in a tensor of a shape. */
function placesOf(operation: string, indices: Value, axis: number, shape: Shape): Float64Array {
  const [given, entries] = [numbersIn(indices), size(shape, axis)];
  const wrong = given.find((index) => !(Number.isInteger(index) && index >= 0 && index < entries));
  if (wrong !== undefined) refuse(noEntryAlong(operation, shape, axis, wrong));
  return placesAlong(given, sizesAround(indices.shape, axis), entries);
}
