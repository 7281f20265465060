/** Windows: a number of consecutive entries of one axis, from a start that is known only at run time. */

import { checkAxis, type FromFront } from "./axis.js";
import { describe } from "./describe.js";
import { checkSize } from "./dim.js";
import type { WithAxes } from "./entries.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";
import type { Lacking, Span } from "./slice.js";
import { checkWhole } from "./whole.js";

/** Refuses to take more entries than the axis has: a list with the reason, or an empty list. */
export type staysWithinTheAxis<
  Operation extends string,
  S extends Shape,
  Axis extends number,
  Length extends number,
  Size extends number,
> =
  number extends ValueOf<Length>
    ? []
    : number extends ValueOf<Size>
      ? []
      : [Lacking<ValueOf<Size>, ValueOf<Length>>] extends [never]
        ? []
        : [fewerEntries<Operation, S, Axis, Length>];

type fewerEntries<Operation extends string, S extends Shape, Axis extends number, Length extends number> = [
  S[number] | Length,
] extends [number]
  ? `${Operation}: axis ${Axis} of ${Show<S>} has fewer than ${ShowSize<Length>} entries`
  : string;
const fewerEntries = <Operation extends string, S extends Shape, Axis extends number, Length extends number>(
  operation: Operation,
  shape: S,
  axis: Axis,
  length: Length,
): fewerEntries<Operation, S, Axis, Length> =>
  `${operation}: axis ${axis} of ${show(shape)} has fewer than ${showSize(length)} entries`;

/** Checks an axis and how many of its entries are taken. Returns the axis, counted from the front. */
export function checkLength(operation: string, shape: Shape, length: unknown, axis: unknown): number {
  const along = checkAxis(operation, shape, axis);
  checkSize(length);
  if (length > (shape[along] as number)) refuse(fewerEntries(operation, shape, axis as number, length)); // the axis exists, so it is a number
  return along;
}

/** S with another size for one axis. `Lead` are the axes before the last one. */
export type WithSize<S extends Shape, Axis extends number, Size extends number, Lead extends Shape> = number extends Axis
  ? number[]
  : [Axis] extends [-1]
    ? [...Lead, Size]
    : FromFront<S, Axis> extends infer Front extends number
      ? WithAxes<S, Front, [Size]>
      : never;

export function checkWindow(shape: Shape, start: unknown, given: unknown, axis: unknown): Span[] {
  const along = checkLength("window", shape, given, axis);
  const length = given as number; // checked above
  const size = shape[along] as number; // an axis of the shape
  const place = checkWhole("window", "the start", start);
  const first = place < 0 ? place + size : place;
  if (first < 0 || first + length > size) {
    refuse(`window: axis ${describe(axis)} of ${show(shape)} does not have ${length} entries starting at ${place}`);
  }
  return shape.map((entries, each) =>
    each === along ? { start: first + 0, entries: length, step: 1 } : { start: 0, entries, step: 1 },
  );
}
