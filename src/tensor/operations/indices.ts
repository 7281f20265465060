/** Looking up entries by their indices. */

import { engine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { size, whole } from "../../engine/layout.js";
import { checkAxis, noLastAxis } from "../../shape/axis.js";
import { checkSize } from "../../shape/dim.js";
import { checkElements, numbersFor } from "../../shape/elements.js";
import { checkEntriesAlong, checkOnce, checkRows } from "../../shape/entries.js";
import { checkEntries } from "../../shape/indices.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { refuse } from "../../shape/shape-error.js";
import { recorded, type Shares, type Value } from "../tape.js";
import { elementwise } from "./elementwise.js";
import { binary, filled, permuted, repeated, reshaped, select, taken, unknownLike, untaken } from "./primitives/index.js";

/** Indices and their shape. */
export interface Indices {
  readonly values: ArrayLike<number>;
  readonly shape: Shape;
  /** The placeholder of the indices, instead of their values, if a program is being recorded that gets them as an input. */
  readonly unknown?: Value;
}

/** The numbers in a tensor of indices, in row-major order. They have no derivative. */
export const indicesOf = (x: Value): Indices =>
  x.storage.known ? { values: engine().copy(x).values, shape: x.shape } : { values: [], shape: x.shape, unknown: x };

/** @param operation - what an error says, if there is no such entry */
export function gather(x: Value, { values, shape, unknown }: Indices, operation = "gather"): Value {
  if (x.shape.length === 0) refuse(noLastAxis(operation));
  if (unknown) return gathered(x, unknown);
  return reshaped(taken(x, checkEntries(operation, values, x.shape)), [...shape, ...x.shape.slice(1)]);
}

/** {@link gather} in programs, where the indices are an operand. */
const gathered: (x: Value, indices: Value) => Value = /* @__PURE__ */ recorded(
  "gather",
  (x: Value, indices: Value): View =>
    indices.storage.known ? gather(x, indicesOf(indices)) : unknownLike(indices, [...indices.shape, ...x.shape.slice(1)]),
  (error, _, x, indices): Shares => [() => scattered(error, indices, size(x.shape, 0))],
);

/** Zeros, with entries added at the indices that they were taken from. This takes the error of {@link gathered} back. */
export const scattered = /* @__PURE__ */ recorded(
  "scatter",
  (x: Value, indices: Value, entries: number): View => {
    const inner = x.shape.slice(indices.shape.length);
    return indices.storage.known
      ? untaken(
          reshaped(x, [count(indices.shape), ...inner]),
          checkEntries("scatter", indicesOf(indices).values, [entries]),
          entries,
        )
      : unknownLike(indices, [entries, ...inner]);
  },
  (error, _x, _, indices): Shares => [() => gathered(error, indices)],
);

export function takenAlong(x: Value, indices: Indices, axis: unknown): Value {
  const along = checkAxis("take", x.shape, axis);
  if (!indices.unknown) checkEntriesAlong("take", x.shape, along, axis, indices.values);
  const others = x.shape.map((_, each) => each).toSpliced(along, 1);
  const found = gather(permuted(x, [along, ...others]), indices, "take");
  const places = found.shape.map((_, each) => each);
  const own = places.splice(0, indices.shape.length);
  return permuted(found, places.toSpliced(along, 0, ...own));
}

/**
 * Rows in the place of entries of the first axis, or added to them. If a program is being recorded that gets the indices as an input, it
 * can't be checked whether one occurs twice; then the rows for the same entry are added up.
 */
export function scatter(name: "scatter" | "scatterAdd", x: Value, { values, shape, unknown }: Indices, rows: Value): Value {
  if (x.shape.length === 0) refuse(noLastAxis(name));
  checkRows(name, x.shape, shape, rows.shape);
  const [entries = 0, ...inner] = x.shape;
  const places = checkEntries(name, values, x.shape);
  const put = (what: Value, rest: Shape): Value =>
    unknown ? scattered(what, unknown, entries) : untaken(reshaped(what, [count(shape), ...rest]), places, entries);
  if (name === "scatterAdd") return binary("add", x, put(rows, inner));
  checkOnce(places);
  const isGiven = put(filled(shape, 1), []);
  const condition = inner.reduce((result, each, axis) => repeated(result, axis + 1, each), isGiven);
  return select(condition, put(rows, inner), x);
}

export function oneHot({ values, shape, unknown }: Indices, classes: unknown): Value {
  checkSize(classes);
  checkElements([...shape, classes]);
  if (unknown) return elementwise("equal", repeated(unknown, shape.length, classes), numbersBelow(classes));
  const result = numbersFor(Float64Array, count(shape) * classes);
  checkEntries("oneHot", values, [classes]).forEach((index, place) => {
    result[place * classes + index] = 1;
  });
  return whole(engine().upload(result), [...shape, classes]);
}

export const numbersBelow = (length: number): Value =>
  whole(engine().upload(Float64Array.from({ length }, (_, index) => index)), [length]);
