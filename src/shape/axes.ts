/** Operations along several axes: each axis has to exist, and may be given only once. */
import { type axisMissing, checkAxis, type FromFront } from "./axis.js";
import { describe } from "./describe.js";
import type { IsOneList } from "./known.js";
import { readList } from "./list.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** The axes in the given order, counted from the front, or what is wrong with them. */
export type AxesOf<S extends Shape, Axes extends readonly number[]> = IsOneList<Axes> extends true ? Found<S, Axes> : "unknown";

type Found<S extends Shape, Axes extends readonly number[], Fronts extends number[] = []> = Axes extends readonly [
  infer Axis extends number,
  ...infer Rest extends number[],
]
  ? FromFront<S, Axis> extends infer Front extends number
    ? Front extends Fronts[number]
      ? Twice<Axis>
      : Found<S, Rest, [...Fronts, Front]>
    : Missing<Axis>
  : Axes extends readonly []
    ? Fronts
    : "unknown";
interface Twice<Axis extends number> {
  readonly twice: Axis;
}
interface Missing<Axis extends number> {
  readonly missing: Axis;
}

/** The sentence for axes that {@link AxesOf} refuses. */
export type axesWrong<Operation extends string, S extends Shape, Wrong> =
  Wrong extends Twice<infer Axis>
    ? axisTwice<Operation, S, Axis>
    : Wrong extends Missing<infer Axis>
      ? axisMissing<Operation, S, Axis>
      : axesUnknown<Operation>;

type axisTwice<Operation extends string, S extends Shape, Axis extends number | string> = [S[number]] extends [number]
  ? `${Operation}: axis ${Axis} of ${Show<S>} is given twice`
  : string;
const axisTwice = <Operation extends string, S extends Shape, Axis extends string>(
  operation: Operation,
  shape: S,
  axis: Axis,
): axisTwice<Operation, S, Axis> => `${operation}: axis ${axis} of ${show(shape)} is given twice`;

/** Compiler only: the shape of the result depends on the axes. */
export type axesUnknown<Operation extends string> = `${Operation}: the axes have to be literal numbers`;

export function checkAxes(operation: string, shape: Shape, axes: unknown): number[] {
  const found: number[] = [];
  const read = readList(axes, (axis) => {
    const front = checkAxis(operation, shape, axis);
    if (found.includes(front)) refuse(axisTwice(operation, shape, describe(axis)));
    found.push(front);
  });
  return read ? found : refuse(`${operation}: takes an array of axes, not ${describe(axes)}`);
}

/** An order that contains each axis once, or the sentence. In generic code, the compiler prints the name of this type. */
export type permuteNamesEachAxisOnce<S extends Shape, Order extends readonly number[]> =
  AxesOf<S, Order> extends readonly number[]
    ? [S["length"], Order["length"]] extends [Order["length"], S["length"]]
      ? Order
      : NoInfer<permuteNamesTooFewAxes<S, Order>>
    : NoInfer<axesWrong<"permute", S, AxesOf<S, Order>>>;

type permuteNamesTooFewAxes<S extends Shape, Order extends readonly number[]> = [S[number]] extends [number]
  ? `permute: ${Show<S>} has ${S["length"]} axes, the order names ${Order["length"]}`
  : string;
const permuteNamesTooFewAxes = <S extends Shape, Order extends readonly number[]>(
  shape: S,
  order: Order,
): permuteNamesTooFewAxes<S, Order> => `permute: ${show(shape)} has ${shape.length} axes, the order names ${order.length}`;

export function checkOrder(shape: Shape, order: unknown): number[] {
  const found = checkAxes("permute", shape, order);
  return found.length === shape.length ? found : refuse(permuteNamesTooFewAxes(shape, found));
}

/** The sizes in the given order. */
export type Permuted<S extends Shape, Order extends readonly number[]> = number extends Order["length"]
  ? number[]
  : {
      -readonly [Place in keyof Order]: S[FromFront<S, Order[Place]> & number];
    };
