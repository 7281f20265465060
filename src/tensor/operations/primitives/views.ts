/** Primitives that change a shape, take parts of a value, or put a value together from parts. */
import { engine } from "../../../engine/current.js";
import type { View, Window } from "../../../engine/engine.js";
import { isRowMajor, rowMajor, size, stridesUnder, whole } from "../../../engine/layout.js";
import { sameShape } from "../../../shape/broadcast.js";
import { count } from "../../../shape/reshape.js";
import type { Shape } from "../../../shape/shape.js";
import type { Span } from "../../../shape/slice.js";
import { recorded, type Shares, type Value } from "../../tape.js";

/** Reorders the axes: axis i of the result is axis `order[i]`. */
export const permuted = (x: Value, order: readonly number[]): Value =>
  order.every((axis, place) => axis === place) ? x : reordered(x, order);
const reordered = /* @__PURE__ */ recorded(
  "permute",
  ({ storage, offset, shape, strides }: Value, order: readonly number[]): View => ({
    storage,
    offset,
    shape: order.map((axis) => size(shape, axis)),
    strides: order.map((axis) => size(strides, axis)),
  }),
  (error, _y, _x, order): Shares => [
    () =>
      permuted(
        error,
        order.map((_, axis) => order.indexOf(axis)),
      ),
  ],
);

/** Moves an axis to another place. */
export function moved(x: Value, from: number, to: number): Value {
  const order = x.shape.map((_, axis) => axis);
  order.splice(to, 0, ...order.splice(from, 1));
  return permuted(x, order);
}

/** Exchanges the two axes of a matrix. */
export const transposed = (x: Value): Value => permuted(x, [1, 0]);

/** Exchanges the last two axes. */
export const eachTransposed = (x: Value): Value => {
  const axes = x.shape.map((_, axis) => axis);
  return permuted(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
};

/** The same elements in another shape of the same size: a view if there are strides for it, else a copy. */
const laidOut = /* @__PURE__ */ recorded(
  "reshape",
  (x: Value, shape: Shape): View => {
    const strides = stridesUnder(shape, x);
    return strides ? { storage: x.storage, offset: x.offset, shape, strides } : whole(engine().copy(x), shape);
  },
  (error, _, x): Shares => [() => reshaped(error, x.shape)],
);
export const reshaped = (x: Value, shape: Shape): Value => (sameShape(x.shape, shape) ? x : laidOut(x, shape));

/** A window: `shape` elements, from `offset` on and `strides` apart, on the row-major elements of x. */
export interface WindowOf extends Window {
  readonly shape: Shape;
}

/** A window on a value: a slice, or patches that may overlap. */
export const seen = /* @__PURE__ */ recorded(
  "window",
  (x: Value, window: WindowOf): View => {
    const { storage, offset } = isRowMajor(x) ? x : whole(engine().copy(x), x.shape);
    return { storage, ...window, offset: offset + window.offset };
  },
  (error, _, x, window): Shares => [() => spread(error, window, x.shape)],
);

/** Zeros, with a value added where a window shows it. This takes the error of {@link seen} back. */
export const spread = /* @__PURE__ */ recorded(
  "spread",
  (x: Value, window: WindowOf, shape: Shape): View => whole(engine().spread(x, window, count(shape)), shape),
  (error, _y, _x, window): Shares => [() => seen(error, window)],
);

/** A range of each axis: some entries from `start` on, `step` apart. */
export const sliced = /* @__PURE__ */ recorded(
  "slice",
  (x: Value, spans: readonly Span[]): View => ({
    storage: x.storage,
    ...region(x, spans),
    shape: spans.map(({ entries }) => entries),
  }),
  (error, _, x, spans): Shares => [
    () => spread(error, { shape: error.shape, ...region({ offset: 0, strides: rowMajor(x.shape) }, spans) }, x.shape),
  ],
);

/** One entry of the first axis. The result lacks that axis. */
export const entry = /* @__PURE__ */ recorded(
  "entry",
  (x: Value, index: number): View => ({
    storage: x.storage,
    offset: x.offset + index * size(x.strides, 0),
    shape: x.shape.slice(1),
    strides: x.strides.slice(1),
  }),
  (error, _, x, index): Shares => {
    const [step = 0, ...strides] = rowMajor(x.shape);
    return [() => spread(error, { shape: error.shape, offset: index * step, strides }, x.shape)];
  },
);

/** The window that shows these ranges. There is one range for each axis. */
const region = ({ offset, strides }: Window, spans: readonly Span[]): Window => ({
  offset: spans.reduce((place, { start }, axis) => place + start * size(strides, axis), offset),
  strides: spans.map(({ step }, axis) => step * size(strides, axis)),
});

/** A tensor with the same value everywhere, except in the ranges that the parts fill. */
export const joined = /* @__PURE__ */ recorded(
  "join",
  (value: number, shape: Shape, places: readonly (readonly Span[])[], ...parts: readonly Value[]): View => {
    const layout = { offset: 0, strides: rowMajor(shape) };
    const placed = parts.map((x, part) => ({ x, window: region(layout, places[part] ?? []) }));
    return whole(engine().join(placed, count(shape), value), shape);
  },
  (error, _y, _value, _shape, places, ..._parts): Shares => [
    undefined,
    undefined,
    undefined,
    ...places.map((spans) => () => sliced(error, spans)),
  ],
);

/** The entries along an axis in reverse order. */
export function reversed(x: Value, axis: number): Value {
  const strides = rowMajor(x.shape);
  const entries = size(x.shape, axis);
  const step = size(strides, axis);
  return seen(x, { shape: x.shape, offset: Math.max(0, entries - 1) * step, strides: strides.with(axis, -step) });
}

/** Entries of the first axis, by their indices. */
export const taken = /* @__PURE__ */ recorded(
  "take",
  (x: Value, indices: readonly number[]): View => whole(engine().take(x, indices), [indices.length, ...x.shape.slice(1)]),
  (error, _, x, indices): Shares => [() => untaken(error, indices, size(x.shape, 0))],
);

/** Zeros, with entries added at the indices that they were taken from. This takes the error of {@link taken} back. */
export const untaken = /* @__PURE__ */ recorded(
  "untake",
  (x: Value, indices: readonly number[], entries: number): View =>
    whole(engine().untake(x, indices, entries), x.shape.with(0, entries)),
  (error, _y, _x, indices): Shares => [() => taken(error, indices)],
);
