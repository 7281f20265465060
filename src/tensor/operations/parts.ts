/** Takes parts of tensors, and puts tensors together from parts. */
import { size } from "../../engine/layout.js";
import { describe } from "../../shape/describe.js";
import { checkConcat, checkSplit, checkStack } from "../../shape/join.js";
import { checkPaddings } from "../../shape/pad.js";
import type { Shape } from "../../shape/shape.js";
import { refuse } from "../../shape/shape-error.js";
import { checkRanges, type Span } from "../../shape/slice.js";
import { checkPlace } from "../../shape/stretch.js";
import { checkWindow } from "../../shape/window.js";
import type { Value } from "../tape.js";
import { joined, reshaped, sliced } from "./primitives/index.js";

export const slice = (x: Value, ranges: readonly unknown[]): Value => sliced(x, checkRanges(x.shape, ranges));

export const window = (x: Value, start: unknown, length: unknown, axis: unknown): Value =>
  sliced(x, checkWindow(x.shape, start, length, axis));

export function split(x: Value, sizes: unknown, axis: unknown): Value[] {
  const { axis: along, sizes: entries } = checkSplit(x.shape, sizes, axis);
  return neighbours(x.shape, along, entries).map((spans) => sliced(x, spans));
}

export function pad(x: Value, paddings: unknown, value: unknown): Value {
  const { spans, padded } = checkPaddings(x.shape, paddings);
  return typeof value === "number" ? joined(value, padded, [spans], x) : refuse(`pad: takes a number, not ${describe(value)}`);
}

/** How many tensors are joined at once. More than some ten thousand operands of a step would not fit on JavaScript's stack. */
const most = 1024;

export function concat(parts: readonly Value[], axis: unknown, total: unknown): Value {
  const shapes = parts.map(({ shape }) => shape);
  const { axis: along, shape } = checkConcat(shapes, axis, total);
  if (parts.length > most) {
    const joins: Value[] = [];
    for (let from = 0; from < parts.length; from += most) joins.push(concat(parts.slice(from, from + most), along, undefined));
    return concat(joins, along, undefined);
  }
  const entries = shapes.map((each) => size(each, along));
  return joined(0, shape, neighbours(shape, along, entries), ...parts);
}

export function stack(parts: readonly Value[], axis: unknown, total: unknown): Value {
  const shapes = parts.map(({ shape }) => shape);
  const shape = checkStack(shapes, total);
  const place = checkPlace("stack", shape, axis);
  const one = shape.toSpliced(place, 0, 1);
  const expanded = parts.map((part) => reshaped(part, one));
  return concat(expanded, place, total);
}

/** For each of the sizes, the range that a part of that size covers if all parts follow one another along an axis. */
export function neighbours(shape: Shape, axis: number, sizes: readonly number[]): Span[][] {
  const whole = shape.map((entries) => ({ start: 0, entries, step: 1 }));
  let start = 0;
  return sizes.map((entries) => {
    const spans = whole.with(axis, { start, entries, step: 1 });
    start += entries;
    return spans;
  });
}
