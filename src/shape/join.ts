/** Joining tensors, and splitting them again. Sizes are added. If one is known only by name, the sum has a name, too. */
import { checkAxis, type FromFront, type Of } from "./axis.js";
import { sameShape, shapesDiffer } from "./broadcast.js";
import { checkSize, checkSizes } from "./dim.js";
import { checkElements } from "./elements.js";
import type { OnlyTheFirst } from "./first.js";
import type { IsOneList, IsUnion } from "./known.js";
import type { Total } from "./named.js";
import type { Shape, Show, ShowList, ShowSize } from "./shape.js";
import { show, showList, showSize } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** The size of an axis in each of several shapes. */
export type SizesAt<Shapes extends readonly Shape[], Axis extends number> = {
  [Index in keyof Shapes]: SizeAt<Shapes[Index], FromFront<Shapes[Index], Axis>>;
};
type SizeAt<S extends Shape, Front extends number | null> = Front extends number ? S[Front] : number;

export type none<Operation extends string> = `${Operation}: takes at least one tensor`;
const none = <Operation extends string>(operation: Operation): none<Operation> => `${operation}: takes at least one tensor`;

// ── concat ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The sizes of the other axes: each shape, with 0 in place of the axis. */
export type OtherSizes<Shapes extends readonly Shape[], Axis extends number> = {
  [Index in keyof Shapes]: Without<Shapes[Index], Axis>;
};
type Without<S extends Shape, Axis extends number> = Replaced<S, FromFront<S, Axis>, 0>;

/** A list of the same length in which every shape is replaced by the first one. */
export type Alike<Shapes extends readonly Shape[]> = { [Index in keyof Shapes]: Shapes[0] };

/** A list with one entry if a shape may be one of several, otherwise an empty list. */
export type Several<Shapes extends readonly Shape[]> = Shapes extends readonly [infer S, ...infer Others extends readonly Shape[]]
  ? IsUnion<S> extends true
    ? ["several"]
    : Several<Others>
  : [];
/** Compiler only: at run time, each is one tensor. */
export type oneOfSeveralLists<Operation extends string> = `${Operation}: the tensors may be one of several lists`;
export type mayDiffer = "stack: the tensors of this list may differ in shape";
export type mayDifferBeside<Axis extends number> = `concat: the tensors of this list may differ in more than axis ${Axis}`;

/** The sentence in place of the first tensor that can't be joined to the first of all, and the entry of `Otherwise` in the others. */
export type concatRefuses<
  Shapes extends readonly Shape[],
  Axis extends number,
  Otherwise extends readonly unknown[],
> = OnlyTheFirst<ConcatChecked<Shapes, Axis, Otherwise>, Otherwise>;
type ConcatChecked<Shapes extends readonly Shape[], Axis extends number, Otherwise extends readonly unknown[]> = {
  readonly [Index in keyof Shapes]: [Without<Shapes[0], Axis>, Without<Shapes[Index], Axis>] extends [
    Without<Shapes[Index], Axis>,
    Without<Shapes[0], Axis>,
  ]
    ? Otherwise[Index & keyof Otherwise]
    : concatDiffers<Shapes[0], Shapes[Index], Axis>;
};

type concatDiffers<First extends Shape, Other extends Shape, Axis extends number> = [First[number] | Other[number]] extends [
  number,
]
  ? `concat: ${Show<First>} and ${Show<Other>} differ in more than axis ${Axis}`
  : string;
const concatDiffers = <First extends Shape, Other extends Shape, Axis extends number>(
  first: First,
  other: Other,
  axis: Axis,
): concatDiffers<First, Other, Axis> => `concat: ${show(first)} and ${show(other)} differ in more than axis ${axis}`;

/** The shape of the result. */
export type Concatenated<
  Shapes extends readonly Shape[],
  Axis extends number,
  Size extends number = Several<Shapes> extends [] ? Total<SizesAt<Shapes, Axis>> : never,
> = Replaced<Shapes[0], FromFront<Shapes[0], Axis>, Size>;

/** S with another size for an axis. If the axis is of type `any`, nothing is known about it. */
type Replaced<S extends Shape, Front extends number | null, Size extends number> = [Front] extends [null]
  ? number[]
  : [Front, Of<S>] extends [0, Of<readonly [infer _First, ...infer Rest extends Shape]>]
    ? [Size, ...Rest] // known in generic code, too
    : { -readonly [Axis in keyof S]: Axis extends `${Front & number}` ? Size : S[Axis] };

/**
 * Refuses a size that the caller gives for the result: a list with the reason, or an empty list. If the sum is known, the size
 * has to be the same. If the list has an unknown length, only the run time can compare the two.
 */
export type TotalIs<Operation extends string, Shapes extends readonly Shape[], Found extends number, Given extends number> =
  number extends ValueOf<Given>
    ? []
    : number extends Shapes["length"]
      ? []
      : number extends ValueOf<Found>
        ? []
        : ValueOf<Found> extends ValueOf<Given>
          ? []
          : [totalMismatch<Operation, Found, Given>];
export type ConcatTotalIs<Shapes extends readonly Shape[], Axis extends number, Given extends number> = TotalIs<
  "concat",
  Shapes,
  Total<SizesAt<Shapes, Axis>>,
  Given
>;
type totalMismatch<Operation extends string, Found extends number, Given extends number> = [Given] extends [number]
  ? `${Operation}: the result has size ${Found}, not ${ShowSize<Given>}`
  : string;
const totalMismatch = <Operation extends string, Found extends number, Given extends number>(
  operation: Operation,
  found: Found,
  given: Given,
): totalMismatch<Operation, Found, Given> => `${operation}: the result has size ${found}, not ${showSize(given)}`;
/** Compiler only: at run time, a list has a length. */
export type lengthUnnamed<Operation extends string> =
  `${Operation}: a list of unknown length needs a name for the result's size: dim(name, size)`;

/** The axis, counted from the front, and the shape of the result. */
export function checkConcat(shapes: readonly Shape[], axis: unknown, size: unknown): { axis: number; shape: Shape } {
  const [first = refuse(none("concat"))] = shapes;
  const along = checkAxis("concat", first, axis);
  for (const shape of shapes) {
    if (shape.length !== first.length || !sameShape(shape.with(along, 0), first.with(along, 0)))
      refuse(concatDiffers(first, shape, axis as number)); // the axis exists, so it is a number
  }
  const total = shapes.reduce((sum, shape) => sum + (shape[along] as number), 0); // every shape has this axis: checked above
  checkTotal("concat", total, size);
  const shape = first.with(along, total);
  checkElements(shape);
  return { axis: along, shape };
}

function checkTotal(operation: string, found: number, given: unknown): void {
  if (given === undefined) return;
  checkSize(given);
  if (given !== found) refuse(totalMismatch(operation, found, given));
}

// ── stack ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The sentence in place of the first tensor that can't be stacked on the first of all, and the entry of `Otherwise` in the others. */
export type stackRefuses<Shapes extends readonly Shape[], Otherwise extends readonly unknown[]> = OnlyTheFirst<
  StackChecked<Shapes, Otherwise>,
  Otherwise
>;
type StackChecked<Shapes extends readonly Shape[], Otherwise extends readonly unknown[]> = {
  readonly [Index in keyof Shapes]: [Shapes[0], Shapes[Index]] extends [Shapes[Index], Shapes[0]]
    ? Otherwise[Index & keyof Otherwise]
    : shapesDiffer<"stack", Shapes[0], Shapes[Index]>;
};

export function checkStack(shapes: readonly Shape[], size: unknown): Shape {
  const [first = refuse(none("stack"))] = shapes;
  for (const shape of shapes) if (!sameShape(shape, first)) refuse(shapesDiffer("stack", first, shape));
  checkTotal("stack", shapes.length, size);
  return first;
}

// ── split ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Refuses sizes that don't add up to the size of the axis, if both are known. */
export type Splits<S extends Shape, Axis extends number, Sizes extends readonly number[], Size extends number> =
  IsOneList<Sizes> extends false ? Refused<splitUncounted> : splitMakesUpTheAxis<S, Axis, Sizes, Size, Total<Sizes>>;
/** Compiler only: the result has one part for each size. */
type splitUncounted = "split: the sizes have to be a list of known length";
/** In generic code, the compiler prints the name of this type. */
type splitMakesUpTheAxis<
  S extends Shape,
  Axis extends number,
  Sizes extends readonly number[],
  Size extends number,
  Sum extends number,
  _Else extends string = "where only the run time can tell, take x.window(start, length, axis)",
> = [Sum, Size] extends [Size, Sum]
  ? unknown
  : number extends Sum | Size
    ? unknown
    : number extends ValueOf<Sum | Size>
      ? AreNeverOne<ShowSize<Sum>, ShowSize<Size>> extends true
        ? Refused<splitMismatch<S, Axis, Sizes, Sum, Size>>
        : unknown
      : [ValueOf<Sum>, ValueOf<Size>] extends [ValueOf<Size>, ValueOf<Sum>]
        ? unknown
        : Refused<splitMismatch<S, Axis, Sizes, Sum, Size>>;

/**
 * Whether the names of two sizes show that they can't be equal: one is a sum of other names, or is a term of the other. All other
 * names are compared at run time.
 */
type AreNeverOne<Sum extends string, Size extends string> = Size extends `${string}+${string}`
  ? true
  : `+${Sum}+` extends `${string}+${Size}+${string}`
    ? true
    : false;

type splitMismatch<S extends Shape, Axis extends number, Sizes extends Shape, Sum extends number, Size extends number> = [
  S[number] | Sizes[number],
] extends [number]
  ? `split: ${ShowList<Sizes>} make up ${ShowSize<Sum>}, but axis ${Axis} of ${Show<S>} has size ${ShowSize<Size>}`
  : string;
const splitMismatch = <S extends Shape, Axis extends number, Sizes extends Shape, Sum extends number, Size extends number>(
  shape: S,
  axis: Axis,
  sizes: Sizes,
  sum: Sum,
  size: Size,
): splitMismatch<S, Axis, Sizes, Sum, Size> =>
  `split: ${showList(sizes, 64)} make up ${showSize(sum)}, but axis ${axis} of ${show(shape)} has size ${showSize(size)}`;

/** The shapes of the parts. */
export type Parts<S extends Shape, Axis extends number, Sizes extends readonly number[], Lead extends Shape> = {
  -readonly [Index in keyof Sizes]: `${Axis}` extends "-1"
    ? [...Lead, Sizes[Index]]
    : Replaced<S, FromFront<S, Axis>, Sizes[Index]>;
};

export function checkSplit(shape: Shape, given: unknown, axis: unknown): { axis: number; sizes: Shape } {
  const along = checkAxis("split", shape, axis);
  const sizes = checkSizes(given);
  const [total, size] = [sizes.reduce((sum, each) => sum + each, 0), shape[along] as number]; // an axis of the shape
  if (total !== size) refuse(splitMismatch(shape, axis as number, sizes, total, size));
  return { axis: along, sizes };
}
