/** Entries in another order, several times, or one by one; diagonals and triangles of matrices. */
import { engine } from "../../engine/current.js";
import { rowMajor, size, whole } from "../../engine/layout.js";
import { checkAxis } from "../../shape/axis.js";
import { checkMatrices } from "../../shape/diagonal.js";
import { checkSize } from "../../shape/dim.js";
import { checkElements, numbersFor } from "../../shape/elements.js";
import { checkEntry } from "../../shape/entries.js";
import { checkRank } from "../../shape/rank.js";
import { checkCounts, checkKronecker, checkTimes } from "../../shape/repeat.js";
import { checkWhole } from "../../shape/whole.js";
import type { Value } from "../tape.js";
import { filledTo, repeatedTo } from "./elementwise.js";
import { neighbours } from "./parts.js";
import { binary, entry, joined, repeated, reshaped, seen, select, sliced, spread } from "./primitives/index.js";

/** Ranges that cover a whole value, with another one for an axis. */
const withRange = (x: Value, axis: number, start: number, entries: number, step: number) =>
  x.shape.map((all, each) => (each === axis ? { start, entries, step } : { start: 0, entries: all, step: 1 }));

export function flip(x: Value, axis: unknown): Value {
  const along = checkAxis("flip", x.shape, axis);
  const entries = size(x.shape, along);
  return sliced(x, withRange(x, along, Math.max(0, entries - 1), entries, -1));
}

export function roll(x: Value, shift: unknown, axis: unknown): Value {
  const along = checkAxis("roll", x.shape, axis);
  const entries = size(x.shape, along);
  const rest = checkWhole("roll", "the shift", shift) % entries;
  const first = rest < 0 ? rest + entries : rest; // how many entries come to the front
  if (!(first > 0)) return x; // NaN if there are no entries
  const [front = [], back = []] = neighbours(x.shape, along, [entries - first, first]);
  return joined(0, x.shape, neighbours(x.shape, along, [first, entries - first]), sliced(x, back), sliced(x, front));
}

/** Each axis as often as a count says: the whole axis again (`after` is 0), or each entry again (1). */
function times(x: Value, counts: readonly number[], after: 0 | 1): Value {
  const shape = checkTimes(x.shape, counts);
  const all = counts.reduceRight((result, count, axis) => (count === 1 ? result : repeated(result, axis + after, count)), x);
  return reshaped(all, shape);
}

export const tile = (x: Value, counts: unknown): Value => times(x, checkCounts(x.shape, counts), 0);

export function repeat(x: Value, count: unknown, axis: unknown): Value {
  checkSize(count);
  const along = checkAxis("repeat", x.shape, axis);
  return times(
    x,
    x.shape.map((_, each) => (each === along ? count : 1)),
    1,
  );
}

export function kronecker(left: Value, right: Value): Value {
  checkKronecker(left.shape, right.shape);
  return binary("multiply", times(left, right.shape, 1), times(right, left.shape, 0));
}

/** One entry of an axis, which the result lacks. */
const entryOf = (x: Value, axis: number, place: number): Value =>
  axis === 0 ? entry(x, place) : reshaped(sliced(x, withRange(x, axis, place, 1, 1)), x.shape.toSpliced(axis, 1));

export function index(x: Value, place: unknown, axis: unknown): Value {
  const along = checkAxis("index", x.shape, axis);
  return entryOf(x, along, checkEntry("index", x.shape, along, axis, place));
}

export function unstack(x: Value, axis: unknown): Value[] {
  const along = checkAxis("unstack", x.shape, axis);
  return Array.from({ length: size(x.shape, along) }, (_, place) => entryOf(x, along, place));
}

/** The diagonals of the matrices in the last two axes. */
export function diagonal(x: Value): Value {
  checkMatrices("diagonal", x.shape);
  const [lead, strides] = [x.shape.slice(0, -2), rowMajor(x.shape)];
  const [down = 0, right = 0] = strides.splice(-2);
  return seen(x, { offset: 0, shape: [...lead, Math.min(...x.shape.slice(-2))], strides: [...strides, down + right] });
}

/** A matrix of zeros, with a vector on its diagonal. */
export function onDiagonal(x: Value): Value {
  checkRank("diagonal", x.shape, 1);
  const length = size(x.shape, 0);
  checkElements([length, length]);
  return spread(x, { offset: 0, shape: x.shape, strides: [length + 1] }, [length, length]);
}

/** The elements of each matrix from the diagonal number k on, upwards (1) or downwards (-1), with zeros in place of the others. */
export function triangle(name: "triu" | "tril", x: Value, k: unknown): Value {
  checkMatrices(name, x.shape);
  const first = checkWhole(name, "the diagonal", k);
  const [rows = 0, columns = 0] = x.shape.slice(-2);
  const kept = numbersFor(Float64Array, rows * columns);
  for (let place = 0; place < kept.length; place++) {
    const diagonal = (place % columns) - Math.floor(place / columns);
    kept[place] = Number(name === "triu" ? diagonal >= first : diagonal <= first);
  }
  const condition = repeatedTo(whole(engine().upload(kept), [rows, columns]), x.shape);
  return select(condition, x, filledTo(name, 0, x.shape));
}
