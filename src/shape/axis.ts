/** The rule of operations along one axis: it has to exist. Negative axes count from the end. */
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

export type axisMissing<Operation extends string, S extends Shape, Axis extends number> = `${Operation}: ${Show<S>} has no axis ${Axis}`;
export const axisMissing = (operation: string, shape: Shape, axis: unknown): string =>
  `${operation}: ${show(shape)} has no axis ${String(axis)}`;

/** Whether S has the axis. */
export type HasAxis<S extends Shape, Axis extends number> = `${Axis}` extends `-${infer FromEnd}`
  ? FromEnd extends Exclude<keyof [0, ...S], "0" | keyof []>
    ? true
    : false
  : `${Axis}` extends Exclude<keyof S, keyof []>
    ? true
    : false;

/** The axis, counted from the front. */
export function checkAxis(operation: string, shape: Shape, axis: number): number {
  const fromFront = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || fromFront < 0 || fromFront >= shape.length) throw new ShapeError(axisMissing(operation, shape, axis));
  return fromFront;
}

/** S without the axis. */
export type WithoutAxis<S extends Shape, Axis extends number> = `${Axis}` extends `-${infer FromEnd}`
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
export const nothingToReduce = (operation: string, shape: Shape): string => `${operation}: ${show(shape)} holds nothing to compare`;
