/**
 * Axes of size 1: inserted with `expandDims`, removed with `squeeze`, and stretched to any size with `broadcastTo`. None of this
 * happens unless it is asked for.
 */
import type { axisMissing, FromFront, HasAxis, needsALastAxis } from "./axis.js";
import { fromFront } from "./axis.js";
import { describe } from "./describe.js";
import { checkShape, type OfKnownRank } from "./dim.js";
import type { IsLiteral } from "./known.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";

/** Refuses a shape to which From doesn't stretch. An alias, so that its name in messages includes the operation. */
export type StretchOf<Operation extends Stretching, From extends Shape, To extends Shape> = [From, To] extends [To, From]
  ? unknown
  : Stretchable<Operation, From, To, From, To>;
/** The operations that stretch axes: the second one those of its mask. */
type Stretching = "broadcastTo" | "scaledDotProductAttention";

/**
 * Whether S fits the end of B, apart from sizes of 1. Each step first checks whether the sizes are equal, so that the condition
 * also holds for sizes that are type parameters. It doesn't say that they are numbers: where the compiler tests whether an open condition
 * holds, type parameters have no constraints.
 */
type Stretchable<
  Operation extends Stretching,
  From extends Shape,
  To extends Shape,
  S extends readonly unknown[],
  B extends readonly unknown[],
> = S extends readonly [...infer Outer, infer Last]
  ? B extends readonly [...infer OuterTo, infer LastTo]
    ? broadcastToStretchesOnlyOnes<Operation, From, To, Outer, Last, OuterTo, LastTo>
    : Refused<stretchMismatch<Operation, From, To>>
  : S extends readonly []
    ? OfKnownRank<B>
    : Refused<stretchMismatch<Operation, From, To>>;

type broadcastToStretchesOnlyOnes<
  Operation extends Stretching,
  From extends Shape,
  To extends Shape,
  Outer extends readonly unknown[],
  Last,
  OuterTo extends readonly unknown[],
  LastTo,
> = [Last, LastTo] extends [LastTo, Last]
  ? Stretchable<Operation, From, To, Outer, OuterTo>
  : [Last] extends [1]
    ? Stretchable<Operation, From, To, Outer, OuterTo>
    : Refused<stretchMismatch<Operation, From, To>>;

/** Why stretching is refused. Deferred until `To` is known. */
type stretchMismatch<Operation extends Stretching, From extends Shape, To extends Shape> = [To] extends [never]
  ? never
  : Operation extends "broadcastTo"
    ? doesNotStretch<From, To>
    : maskDoesNotStretch<From, To>;
type doesNotStretch<From extends Shape, To extends Shape> = [From[number] | To[number]] extends [number]
  ? `broadcastTo: ${Show<From>} does not stretch to ${Show<To>}`
  : string;
const doesNotStretch = <From extends Shape, To extends Shape>(from: From, to: To): doesNotStretch<From, To> =>
  `broadcastTo: ${show(from)} does not stretch to ${show(to)}`;

type maskDoesNotStretch<Mask extends Shape, Scores extends Shape> = [Mask[number] | Scores[number]] extends [number]
  ? `scaledDotProductAttention: a mask of ${Show<Mask>} does not stretch to the scores, ${Show<Scores>}`
  : string;
export const maskDoesNotStretch = <Mask extends Shape, Scores extends Shape>(
  mask: Mask,
  scores: Scores,
): maskDoesNotStretch<Mask, Scores> =>
  `scaledDotProductAttention: a mask of ${show(mask)} does not stretch to the scores, ${show(scores)}`;

/** Whether a shape stretches to another. */
export function stretches(from: Shape, to: Shape): boolean {
  const lead = to.length - from.length;
  return lead >= 0 && from.every((size, axis) => size === 1 || size === to[lead + axis]);
}

/** The new shape, as {@link checkShape} returns it. */
export function checkStretch(from: Shape, given: unknown): Shape {
  const to = checkShape(given);
  if (!stretches(from, to)) refuse(doesNotStretch(from, to));
  return to;
}

/** Where a new axis can be inserted: before any axis, or after the last one. `null` if there is no such place. */
type PlaceIn<S extends Shape, Place extends number> = FromFront<[1, ...S], Place>;

/** Why a place is refused. */
type placeMissing<Operation extends string, S extends Shape, Place extends number> =
  IsLiteral<Place> extends true ? noPlace<Operation, S, Place> : placeUnknown<Operation>;
type noPlace<Operation extends string, S extends Shape, Place extends number | string> = [S[number]] extends [number]
  ? `${Operation}: ${Show<S>} has no place ${Place} for a new axis`
  : string;
const noPlace = <Operation extends string, S extends Shape, Place extends string>(
  operation: Operation,
  shape: S,
  place: Place,
): noPlace<Operation, S, Place> => `${operation}: ${show(shape)} has no place ${place} for a new axis`;
/** A place for a new axis, or the sentence. In generic code, the compiler prints the name of this type. */
export type placeInTheTensor<Operation extends string, S extends Shape, Place extends number> = number extends Place
  ? placeWithinTheTensor<Operation, S, Place>
  : [Place] extends [0]
    ? Place // every shape has this place and the next, also one that begins with a type parameter
    : [Place] extends [-1]
      ? Place
      : placeWithinTheTensor<Operation, S, Place>;
type placeWithinTheTensor<Operation extends string, S extends Shape, Place extends number> =
  PlaceIn<S, Place> extends number ? Place : NoInfer<placeMissing<Operation, S, Place>>;
type placeUnknown<Operation extends string> = `${Operation}: the place of the new axis has to be one literal number`;

export const checkPlace = (operation: string, shape: Shape, place: unknown): number =>
  fromFront(shape.length + 1, place) ?? refuse(noPlace(operation, shape, describe(place)));

/** S with a new axis at a place. */
export type InsertedAt<S extends Shape, Place extends number, Size extends number> =
  IsLiteral<Place> extends false
    ? number[]
    : [Place] extends [0]
      ? [Size, ...S]
      : [Place] extends [-1]
        ? [...S, Size]
        : Inserted<S, PlaceIn<S, Place>, Size>;
type Inserted<
  S extends Shape,
  Place extends number | null,
  Size extends number,
  Before extends number[] = [],
> = Before["length"] extends Place
  ? [...Before, Size, ...S]
  : S extends readonly [infer First extends number, ...infer Rest extends number[]]
    ? Inserted<Rest, Place, Size, [...Before, First]>
    : never;

/** An axis of size 1, or the sentence. In generic code, the compiler prints the name of this type. */
export type squeezeNeedsSizeOne<S extends Shape, Axis extends number, Lead extends Shape, Last extends number> = [Axis] extends [
  -1,
]
  ? squeezeNeedsALastSizeOne<S, Axis, Lead, Last>
  : squeezeNeedsAnAxisOfSizeOne<S, Axis>;
type squeezeNeedsALastSizeOne<S extends Shape, Axis extends number, Lead extends Shape, Last extends number> = [Last] extends [1]
  ? needsALastAxis<"squeeze", S, Axis, Lead>
  : NoInfer<[...S] extends [] ? axisMissing<"squeeze", S, Axis> : squeezeNotOne<S, Axis, Last>>;
type squeezeNeedsAnAxisOfSizeOne<S extends Shape, Axis extends number> =
  HasAxis<S, Axis> extends true
    ? S[FromFront<S, Axis> & number] extends 1
      ? Axis
      : NoInfer<squeezeNotOne<S, Axis, S[FromFront<S, Axis> & number]>>
    : NoInfer<axisMissing<"squeeze", S, Axis>>;

type squeezeNotOne<S extends Shape, Axis extends number, Size extends number> = [S[number]] extends [number]
  ? `squeeze: axis ${Axis} of ${Show<S>} has size ${ShowSize<Size>}, not 1`
  : string;
export const squeezeNotOne = <S extends Shape, Axis extends number, Size extends number>(
  shape: S,
  axis: Axis,
  size: Size,
): squeezeNotOne<S, Axis, Size> => `squeeze: axis ${axis} of ${show(shape)} has size ${showSize(size)}, not 1`;
