/** Indices along an axis: they have the sizes of the tensor along all other axes. */
import { checkAxis, type HasAxis, type WithoutAxis } from "./axis.js";
import { sameShape } from "./broadcast.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** What is wrong with indices of shape I: a list with the reason, or an empty list. An axis that doesn't exist is refused elsewhere. */
export type fitsAlong<S extends Shape, Axis extends number, I extends Shape> =
  HasAxis<S, Axis> extends true
    ? [Others<S, Axis>, Others<I, Axis>] extends [Others<I, Axis>, Others<S, Axis>]
      ? []
      : [takeAlongMismatch<S, Axis, I>]
    : [];

/** The number of axes, and the sizes of all but one of them. */
type Others<S extends Shape, Axis extends number> = [S["length"], WithoutAxis<S, Axis>];

type takeAlongMismatch<S extends Shape, Axis extends number, I extends Shape> = [S[number] | I[number]] extends [number]
  ? `takeAlong: ${Show<S>} and the indices, ${Show<I>}, differ in more than axis ${Axis}`
  : string;
const takeAlongMismatch = <S extends Shape, Axis extends number, I extends Shape>(
  shape: S,
  axis: Axis,
  indices: I,
): takeAlongMismatch<S, Axis, I> =>
  `takeAlong: ${show(shape)} and the indices, ${show(indices)}, differ in more than axis ${axis}`;

/** The axis, counted from the front. */
export function checkAlong(shape: Shape, indices: Shape, axis: unknown): number {
  const along = checkAxis("takeAlong", shape, axis);
  if (shape.length !== indices.length || !sameShape(shape.toSpliced(along, 1), indices.toSpliced(along, 1))) {
    refuse(takeAlongMismatch(shape, axis as number, indices)); // the axis exists, so it is a number
  }
  return along;
}
