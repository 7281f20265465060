/** Windows: a number of consecutive entries of one axis, from a start that is known only at run time. */

import type { Difference } from "./arithmetic.js";
import { checkAxis, type FromFront } from "./axis.js";
import { describe } from "./describe.js";
import { checkSize } from "./dim.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";
import type { Span } from "./slice.js";
import { checkWhole } from "./whole.js";

/** Refuses a window that is longer than the axis: a list with the reason, or an empty list. */
export type windowStaysWithinTheAxis<S extends Shape, Axis extends number, Length extends number, Size extends number> =
  number extends ValueOf<Length>
    ? []
    : number extends ValueOf<Size>
      ? []
      : `${Difference<ValueOf<Size>, ValueOf<Length>>}` extends `-${string}`
        ? [windowMismatch<S, Axis, Length>]
        : [];

type windowMismatch<S extends Shape, Axis extends number, Length extends number> = [S[number] | Length] extends [number]
  ? `window: axis ${Axis} of ${Show<S>} has fewer than ${ShowSize<Length>} entries`
  : string;
const windowMismatch = <S extends Shape, Axis extends number, Length extends number>(
  shape: S,
  axis: Axis,
  length: Length,
): windowMismatch<S, Axis, Length> => `window: axis ${axis} of ${show(shape)} has fewer than ${showSize(length)} entries`;

/** S with another size for one axis. `Lead` are the axes before the last one. */
export type WithSize<S extends Shape, Axis extends number, Size extends number, Lead extends Shape> = [Axis] extends [-1]
  ? [...Lead, Size]
  : FromFront<S, Axis> extends infer Front extends number
    ? { -readonly [Place in keyof S]: Place extends `${Front}` ? Size : S[Place] }
    : never;

export function checkWindow(shape: Shape, start: unknown, length: unknown, axis: unknown): Span[] {
  const along = checkAxis("window", shape, axis);
  checkSize(length);
  const size = shape[along] as number; // an axis of the shape
  if (length > size) refuse(windowMismatch(shape, axis as number, length)); // the axis exists, so it is a number
  const place = checkWhole("window", "the start", start);
  const first = place < 0 ? place + size : place;
  if (first < 0 || first + length > size) {
    refuse(`window: axis ${describe(axis)} of ${show(shape)} does not have ${length} entries starting at ${place}`);
  }
  return shape.map((entries, each) =>
    each === along ? { start: first + 0, entries: length, step: 1 } : { start: 0, entries, step: 1 },
  );
}
