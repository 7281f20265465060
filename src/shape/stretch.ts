/** The rules of axes of size 1: they are put in, taken out, and stretched to any size, each time by name. */
import type { axisMissing, FromFront, HasAxis } from "./axis.js";
import { fromFront } from "./axis.js";
import { describe } from "./describe.js";
import { checkShape } from "./dim.js";
import type { IsLiteral } from "./known.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";

/** What a shape has to be besides, for From to stretch to it. An alias, for its name carries the operation's. */
export type StretchOf<_Operation extends "broadcastTo", From extends Shape, To extends Shape> = [From, To] extends [To, From]
  ? unknown
  : Stretchable<From, To, From, To>;

/** Whether S fits the end of B but for sizes of 1. It answers in each step, equality first: so it holds where a size is a type parameter. */
type Stretchable<From extends Shape, To extends Shape, S extends Shape, B extends Shape> = S extends readonly [
  ...infer Outer extends Shape,
  infer Last extends number,
]
  ? B extends readonly [...infer OuterTo extends Shape, infer LastTo extends number]
    ? broadcastToStretchesOnlyOnes<From, To, Outer, Last, OuterTo, LastTo>
    : Refused<stretchMismatch<From, To>>
  : S extends readonly []
    ? unknown
    : Refused<stretchMismatch<From, To>>;

type broadcastToStretchesOnlyOnes<
  From extends Shape,
  To extends Shape,
  Outer extends Shape,
  Last extends number,
  OuterTo extends Shape,
  LastTo extends number,
> = [Last, LastTo] extends [LastTo, Last]
  ? Stretchable<From, To, Outer, OuterTo>
  : Last extends 1
    ? Stretchable<From, To, Outer, OuterTo>
    : Refused<stretchMismatch<From, To>>;

/** Why stretching is refused. Put off until `To` is known. */
type stretchMismatch<From extends Shape, To extends Shape> = [To] extends [never] ? never : doesNotStretch<From, To>;
type doesNotStretch<From extends Shape, To extends Shape> = [From[number] | To[number]] extends [number]
  ? `broadcastTo: ${Show<From>} does not stretch to ${Show<To>}`
  : string;
const doesNotStretch = <From extends Shape, To extends Shape>(from: From, to: To): doesNotStretch<From, To> =>
  `broadcastTo: ${show(from)} does not stretch to ${show(to)}`;

/** The shape that it is stretched to, as {@link checkShape} gives it. */
export function checkStretch(from: Shape, given: unknown): Shape {
  const to = checkShape(given);
  const lead = to.length - from.length;
  if (lead < 0 || from.some((size, axis) => size !== 1 && size !== to[lead + axis])) refuse(doesNotStretch(from, to));
  return to;
}

/** Where a new axis may stand: before any axis, or behind all of them. `null` where there is no such place. */
export type PlaceIn<S extends Shape, Place extends number> = FromFront<[1, ...S], Place>;

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
/** A place for a new axis, else the sentence. In generic code its name is what the compiler prints. */
export type placeInTheTensor<Operation extends string, S extends Shape, Place extends number> =
  PlaceIn<S, Place> extends number ? Place : NoInfer<placeMissing<Operation, S, Place>>;
type placeUnknown<Operation extends string> = `${Operation}: the place of the new axis has to be one literal number`;

export const checkPlace = (operation: string, shape: Shape, place: unknown): number =>
  fromFront(shape.length + 1, place) ?? refuse(noPlace(operation, shape, describe(place)));

/** S with a new axis of that size. */
export type Inserted<
  S extends Shape,
  Place extends number | null,
  Size extends number,
  Before extends number[] = [],
> = Before["length"] extends Place
  ? [...Before, Size, ...S]
  : S extends readonly [infer First extends number, ...infer Rest extends number[]]
    ? Inserted<Rest, Place, Size, [...Before, First]>
    : never;

/** An axis of size 1, else the sentence. In generic code its name is what the compiler prints. */
export type squeezeNeedsSizeOne<S extends Shape, Axis extends number> =
  HasAxis<S, Axis> extends true
    ? S[FromFront<S, Axis> & number] extends 1
      ? Axis
      : NoInfer<squeezeNotOne<S, Axis, S[FromFront<S, Axis> & number]>>
    : NoInfer<axisMissing<"squeeze", S, Axis>>;

/** Why an axis can't be taken out. */
type squeezeNotOne<S extends Shape, Axis extends number, Size extends number> = [S[number]] extends [number]
  ? `squeeze: axis ${Axis} of ${Show<S>} has size ${ShowSize<Size>}, not 1`
  : string;
export const squeezeNotOne = <S extends Shape, Axis extends number, Size extends number>(
  shape: S,
  axis: Axis,
  size: Size,
): squeezeNotOne<S, Axis, Size> => `squeeze: axis ${axis} of ${show(shape)} has size ${showSize(size)}, not 1`;
