/** Parts of tensors, and tensors made of parts. */
import { size } from "../../engine/layout.js";
import { checkConcat, checkSplit, checkStack } from "../../shape/join.js";
import { checkPaddings } from "../../shape/pad.js";
import { ShapeError } from "../../shape/shape-error.js";
import { checkRanges } from "../../shape/slice.js";
import { checkPlace } from "../../shape/stretch.js";
import type { Value } from "../tape.js";
import { joined, reshaped, sliced } from "./primitives.js";

export const slice = (x: Value, ranges: readonly unknown[]): Value => sliced(x, checkRanges(x.shape, ranges));

export function pad(x: Value, paddings: unknown, value: unknown): Value {
  const { before, padded } = checkPaddings(x.shape, paddings);
  if (typeof value !== "number") throw new ShapeError(`pad: takes a number, not ${String(value)}`);
  return joined(value, padded, [before], x);
}

export function concat(parts: readonly Value[], axis: unknown, size: unknown): Value {
  const { axis: along, shape } = checkConcat(
    parts.map((part) => part.shape),
    axis,
    size,
  );
  const origin = shape.map(() => 0);
  const starts = startsOf(parts.map((part) => part.shape[along] as number));
  return joined(
    0,
    shape,
    starts.map((start) => origin.with(along, start)),
    ...parts,
  );
}

export function stack(parts: readonly Value[], axis: unknown, size: unknown): Value {
  const shape = checkStack(
    parts.map((part) => part.shape),
    size,
  );
  const place = checkPlace("stack", shape, axis);
  const one = shape.toSpliced(place, 0, 1);
  return concat(
    parts.map((part) => reshaped(part, one)),
    place,
    size,
  );
}

export function split(x: Value, sizes: unknown, axis: unknown): Value[] {
  const { axis: along, sizes: entries } = checkSplit(x.shape, sizes, axis);
  const whole = x.shape.map((entries) => ({ start: 0, entries, step: 1 }));
  return startsOf(entries).map((start, part) => sliced(x, whole.with(along, { start, entries: size(entries, part), step: 1 })));
}

/** Where each of some parts begins, one after the other. */
function startsOf(sizes: readonly number[]): number[] {
  let next = 0;
  return sizes.map((entries) => {
    const start = next;
    next += entries;
    return start;
  });
}
