/** The rule of operations along several axes: each has to exist, and none is given twice. */
import { type axisMissing, checkAxis, type FromFront } from "./axis.js";
import type { IsOneList } from "./known.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** The axes in their order, counted from the front; the reason where they are refused. */
export type AxesOf<Operation extends string, S extends Shape, Axes extends readonly number[]> =
  IsOneList<Axes> extends true ? Listed<Operation, S, Axes> : axesUnknown<Operation>;

type Listed<Operation extends string, S extends Shape, Axes extends readonly number[], Found extends number[] = []> = Axes extends readonly [infer Axis extends number, ...infer Rest extends number[]]
  ? FromFront<S, Axis> extends infer Front extends number
    ? Front extends Found[number]
      ? axisTwice<Operation, S, Axis>
      : Listed<Operation, S, Rest, [...Found, Front]>
    : axisMissing<Operation, S, Axis>
  : Axes extends readonly []
    ? Found
    : axesUnknown<Operation>;

type axisTwice<
  Operation extends string,
  S extends Shape,
  Axis extends number,
> = `${Operation}: axis ${Axis} of ${Show<S>} is given twice`;
const axisTwice = (operation: string, shape: Shape, axis: unknown): string =>
  `${operation}: axis ${String(axis)} of ${show(shape)} is given twice`;

/** Only the compiler says this, as above. */
export type axesUnknown<Operation extends string> = `${Operation}: the axes have to be literal numbers`;

export function checkAxes(operation: string, shape: Shape, axes: unknown): number[] {
  if (!Array.isArray(axes)) refuse(`${operation}: takes an array of axes, not ${String(axes)}`);
  const found: number[] = [];
  for (const axis of axes) {
    const front = checkAxis(operation, shape, axis);
    if (found.includes(front)) refuse(axisTwice(operation, shape, axis));
    found.push(front);
  }
  return found;
}

/** Whether every axis is named, once. */
export type Permutes<S extends Shape, Order extends readonly number[]> =
  AxesOf<"permute", S, Order> extends readonly number[]
    ? [S["length"], Order["length"]] extends [Order["length"], S["length"]]
      ? true
      : false
    : false;

/** Why an order of axes is refused. */
export type permuteMismatch<S extends Shape, Order extends readonly number[]> =
  AxesOf<"permute", S, Order> extends infer Why extends string
    ? Why
    : `permute: ${Show<S>} has ${S["length"]} axes, the order names ${Order["length"]}`;
const permuteMismatch = (shape: Shape, order: readonly number[]): string =>
  `permute: ${show(shape)} has ${shape.length} axes, the order names ${order.length}`;

export function checkOrder(shape: Shape, order: unknown): number[] {
  const found = checkAxes("permute", shape, order);
  return found.length === shape.length ? found : refuse(permuteMismatch(shape, found));
}

/** The sizes in that order. */
export type Permuted<S extends Shape, Order extends readonly number[]> = {
  -readonly [Place in keyof Order]: S[FromFront<S, Order[Place]> & number];
};
