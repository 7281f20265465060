/** Indices along an axis: they have the sizes of the tensor along all other axes. */
import { checkAxis, type FromFront } from "./axis.js";
import { sameShape } from "./broadcast.js";
import type { WithAxes } from "./entries.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/**
 * S with 0 in place of the axis: the sizes that have to be the same. No sizes if there is no such axis, which is refused elsewhere. The
 * condition itself is in the signature, since the compiler doesn't see through an alias of it that identical sizes are the same.
 */
export type Beside<S extends Shape, Axis extends number> =
  FromFront<S, Axis> extends infer Front extends number ? WithAxes<S, Front, [0]> : [];

export type takeAlongDiffers<S extends Shape, Axis extends number, I extends Shape> = [S[number] | I[number]] extends [number]
  ? `takeAlong: ${Show<S>} and the indices, ${Show<I>}, differ in more than axis ${Axis}`
  : string;
const takeAlongDiffers = <S extends Shape, Axis extends number, I extends Shape>(
  shape: S,
  axis: Axis,
  indices: I,
): takeAlongDiffers<S, Axis, I> =>
  `takeAlong: ${show(shape)} and the indices, ${show(indices)}, differ in more than axis ${axis}`;

/** The axis, counted from the front. */
export function checkAlong(shape: Shape, indices: Shape, axis: unknown): number {
  const along = checkAxis("takeAlong", shape, axis);
  if (shape.length !== indices.length || !sameShape(shape.toSpliced(along, 1), indices.toSpliced(along, 1))) {
    refuse(takeAlongDiffers(shape, axis as number, indices)); // the axis exists, so it is a number
  }
  return along;
}
