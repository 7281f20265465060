/**
 * The rules of tensors laid next to each other, and of their parting. Sizes are added, so where one is known only by name the sum needs
 * a name of its own.
 */
import type { Sum } from "./arithmetic.js";
import { checkAxis, type FromFront, type HasAxis, type WithoutAxis } from "./axis.js";
import { sameShape, shapesDiffer } from "./broadcast.js";
import { checkShape, checkSize, type ValueOf } from "./dim.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";

/** The sum of sizes; `number` where one is known only by name, or there are unknown many. */
type Total<Sizes extends readonly number[], Before extends number = 0> = Sizes extends readonly [
  infer First extends number,
  ...infer Rest extends readonly number[],
]
  ? Total<Rest, Before extends 0 ? ValueOf<First> : Sum<Before, ValueOf<First>>>
  : Sizes extends readonly []
    ? Before
    : number;

/** The sizes of an axis that tensors of several shapes have. */
type SizesAt<Shapes extends readonly Shape[], Axis extends number> = {
  [Index in keyof Shapes]: Shapes[Index][FromFront<Shapes[Index], Axis> & number];
};

const none = (operation: string): string => `${operation}: takes at least one tensor`;
type none<Operation extends string> = `${Operation}: takes at least one tensor`;

// ── concat ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What tensors have to be besides, to be joined along an axis: alike in all others. */
export type Joinable<Shapes extends readonly Shape[], Axis extends number> = Shapes extends readonly []
  ? Refused<none<"concat">>
  : HasAxis<Shapes[0], Axis> extends true
    ? {
        readonly [Index in keyof Shapes]: [WithoutAxis<Shapes[0], Axis>, WithoutAxis<Shapes[Index], Axis>] extends [
          WithoutAxis<Shapes[Index], Axis>,
          WithoutAxis<Shapes[0], Axis>,
        ]
          ? unknown
          : Refused<concatMismatch<Shapes[0], Shapes[Index], Axis>>;
      }
    : unknown;

/** Why a tensor is refused. */
type concatMismatch<
  First extends Shape,
  Other extends Shape,
  Axis extends number,
> = `concat: ${Show<First>} and ${Show<Other>} differ in more than axis ${Axis}`;
const concatMismatch = (first: Shape, other: Shape, axis: number): string =>
  `concat: ${show(first)} and ${show(other)} differ in more than axis ${axis}`;

/** What they have to be besides where the sum gets no name: of known sizes. */
export type KnownTotal<Shapes extends readonly Shape[], Axis extends number> =
  HasAxis<Shapes[0], Axis> extends true
    ? number extends Total<SizesAt<Shapes, Axis>>
      ? Refused<totalUnnamed<"concat">>
      : unknown
    : unknown;
/** Only the compiler says this. */
type totalUnnamed<Operation extends string> =
  `${Operation}: a size known only by name is among them, so the result's needs a name: dim(name, size)`;

/** The shape of all of them together. */
export type Concatenated<
  Shapes extends readonly Shape[],
  Axis extends number,
  Size extends number = Total<SizesAt<Shapes, Axis>>,
> = Replaced<Shapes[0], FromFront<Shapes[0], Axis>, Size>;

type Replaced<S extends Shape, Front extends number | null, Size extends number> = {
  -readonly [Axis in keyof S]: Axis extends `${Front & number}` ? Size : S[Axis];
};

/** What the size that is given for the sum has to be besides: the sum, where that is known. */
export type TotalIs<Shapes extends readonly Shape[], Axis extends number, Size extends number> =
  number extends ValueOf<Size>
    ? unknown
    : Total<SizesAt<Shapes, Axis>> extends infer Found extends number
      ? number extends Found
        ? unknown
        : Found extends ValueOf<Size>
          ? unknown
          : Refused<totalMismatch<"concat", Found, Size>>
      : unknown;
type totalMismatch<
  Operation extends string,
  Found extends number,
  Given extends number,
> = `${Operation}: the result has size ${Found}, not ${ShowSize<Given>}`;
const totalMismatch = (operation: string, found: number, given: number): string =>
  `${operation}: the result has size ${found}, not ${given}`;

/** The axis, counted from the front, and the shape of all of them together. */
export function checkConcat(shapes: readonly Shape[], axis: unknown, size: unknown): { axis: number; shape: Shape } {
  const [first = refuse(none("concat"))] = shapes;
  const along = checkAxis("concat", first, axis);
  for (const shape of shapes) {
    if (shape.length !== first.length || !sameShape(shape.with(along, 0), first.with(along, 0)))
      refuse(concatMismatch(first, shape, axis as number)); // there is one, so it is a number
  }
  const total = shapes.reduce((sum, shape) => sum + (shape[along] as number), 0); // each has the axis: checked above
  checkTotal("concat", total, size);
  return { axis: along, shape: first.with(along, total) };
}

function checkTotal(operation: string, found: number, given: unknown): void {
  if (given === undefined) return;
  checkSize(given);
  if (given !== found) refuse(totalMismatch(operation, found, given));
}

// ── stack ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What tensors have to be besides, to be stacked: all of one shape. */
export type Stackable<Shapes extends readonly Shape[]> = Shapes extends readonly []
  ? Refused<none<"stack">>
  : {
      readonly [Index in keyof Shapes]: [Shapes[0], Shapes[Index]] extends [Shapes[Index], Shapes[0]]
        ? unknown
        : Refused<shapesDiffer<"stack", Shapes[0], Shapes[Index]>>;
    };

/** What they have to be besides where their number gets no name. */
export type KnownNumber<Shapes extends readonly Shape[]> = number extends Shapes["length"] ? Refused<countUnnamed> : unknown;
/** Only the compiler says this. */
type countUnnamed = "stack: a list of unknown length needs a name for it: dim(name, length)";

export function checkStack(shapes: readonly Shape[], size: unknown): Shape {
  const [first = refuse(none("stack"))] = shapes;
  for (const shape of shapes) if (!sameShape(shape, first)) refuse(shapesDiffer("stack", first, shape));
  checkTotal("stack", shapes.length, size);
  return first;
}

// ── split ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What sizes have to be besides, for an axis to be split into them: its size, where all are known. */
export type SplitOf<S extends Shape, Axis extends number, Sizes extends readonly number[]> =
  number extends Total<Sizes>
    ? unknown
    : FromFront<S, Axis> extends infer Front extends number
      ? number extends ValueOf<S[Front]>
        ? unknown
        : Total<Sizes> extends ValueOf<S[Front]>
          ? unknown
          : Refused<splitMismatch<S, Axis, Sizes>>
      : unknown;

type splitMismatch<
  S extends Shape,
  Axis extends number,
  Sizes extends readonly number[],
> = `split: ${Show<Sizes>} make up ${Total<Sizes>}, but axis ${Axis} of ${Show<S>} has size ${ShowSize<S[FromFront<S, Axis> & number]>}`;
const splitMismatch = (shape: Shape, axis: number, sizes: Shape, total: number, size: number): string =>
  `split: ${show(sizes)} make up ${total}, but axis ${axis} of ${show(shape)} has size ${size}`;

/** The shapes of the parts. */
export type Parts<S extends Shape, Axis extends number, Sizes extends readonly number[]> = {
  -readonly [Index in keyof Sizes]: Replaced<S, FromFront<S, Axis>, Sizes[Index]>;
};

export function checkSplit(shape: Shape, sizes: unknown, axis: unknown): { axis: number; sizes: Shape } {
  const along = checkAxis("split", shape, axis);
  checkShape(sizes);
  const [total, size] = [sizes.reduce((sum, each) => sum + each, 0), shape[along] as number]; // an axis of the shape
  if (total !== size) refuse(splitMismatch(shape, axis as number, sizes, total, size));
  return { axis: along, sizes };
}
