/** The rule of operations along one axis: it has to exist. Negative axes count from the end. */
import type { IsUnion } from "./dim.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Why an axis is refused. */
export type axisMissing<Operation extends string, S extends Shape, Axis extends number> = number extends Axis
  ? axisUnknown<Operation>
  : IsUnion<Axis> extends true
    ? axisUnknown<Operation>
    : `${Operation}: ${Show<S>} has no axis ${Axis}`;
export const axisMissing = (operation: string, shape: Shape, axis: unknown): string =>
  `${operation}: ${show(shape)} has no axis ${String(axis)}`;

/** Only the compiler says this: which shape remains depends on the axis. */
type axisUnknown<Operation extends string> = `${Operation}: the axis has to be one literal number`;

/**
 * Why a scalar is refused by operations on the last axis. Where it is all that they refuse, the condition is `[...S] extends []`: of a
 * type parameter that is spread the compiler is certain that it is not the empty tuple, so in generic code any shape passes.
 */
export type noLastAxis<Operation extends string> = `${Operation}: takes a tensor with at least one axis, not []`;
export const noLastAxis = (operation: string): string => `${operation}: takes a tensor with at least one axis, not []`;

/** Whether S has the axis: one axis, so no union of them. */
export type HasAxis<S extends Shape, Axis extends number> =
  IsUnion<Axis> extends true
    ? false
    : `${Axis}` extends `-${infer FromEnd}`
      ? FromEnd extends keyof [0, ...S]
        ? true
        : false
      : `${Axis}` extends keyof S
        ? true
        : false;

/** The axis, counted from the front. */
export function checkAxis(operation: string, shape: Shape, axis: unknown): number {
  const fromFront = typeof axis === "number" && axis < 0 ? axis + shape.length : axis;
  if (typeof fromFront === "number" && Number.isInteger(fromFront) && fromFront >= 0 && fromFront < shape.length)
    return fromFront;
  throw new ShapeError(axisMissing(operation, shape, axis));
}

/** S without the axis. */
export type WithoutAxis<S extends Shape, Axis extends number> = number extends Axis
  ? number[] // an axis of type `any`: nothing is known of what is left
  : `${Axis}` extends `-${infer FromEnd}`
    ? WithoutFromEnd<S, FromEnd>
    : WithoutFromFront<S, Axis>;

type WithoutFromFront<S extends Shape, Axis extends number, Before extends number[] = []> = S extends readonly [
  infer First extends number,
  ...infer Rest extends number[],
]
  ? Before["length"] extends Axis
    ? [...Before, ...Rest]
    : WithoutFromFront<Rest, Axis, [...Before, First]>
  : [...Before, ...S];

/** `After` holds the axes that were passed over: one fewer than the axis counts from the end. */
type WithoutFromEnd<S extends Shape, FromEnd extends string, After extends number[] = []> = S extends readonly [
  ...infer Rest extends number[],
  infer Last extends number,
]
  ? `${[0, ...After]["length"]}` extends FromEnd
    ? [...Rest, ...After]
    : WithoutFromEnd<Rest, FromEnd, [Last, ...After]>
  : [...S, ...After];

/** Why the greatest, or the least, of nothing is refused. Sizes of 0 are legal, so this one needs the values. */
export const nothingToReduce = (operation: string, shape: Shape): string =>
  `${operation}: ${show(shape)} holds nothing to compare`;
