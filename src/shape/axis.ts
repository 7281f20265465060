/** Operations along one axis: the axis has to exist. Negative axes count from the end. */
import { describe } from "./describe.js";
import type { IsLiteral, Some } from "./known.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** Why an axis is refused. */
export type axisMissing<Operation extends string, S extends Shape, Axis extends number> =
  IsLiteral<Axis> extends true ? noAxis<Operation, S, Axis> : axisUnknown<Operation>;
type noAxis<Operation extends string, S extends Shape, Axis extends number | string> = [S[number]] extends [number]
  ? `${Operation}: ${Show<S>} has no axis ${Axis}`
  : string;
const noAxis = <Operation extends string, S extends Shape, Axis extends string>(
  operation: Operation,
  shape: S,
  axis: Axis,
): noAxis<Operation, S, Axis> => `${operation}: ${show(shape)} has no axis ${axis}`;

/** An axis of S, or the sentence. In generic code, the compiler prints the name of this type. */
export type axisOfTheTensor<Operation extends string, S extends Shape, Axis extends number> =
  HasAxis<S, Axis> extends true ? Axis : NoInfer<axisMissing<Operation, S, Axis>>;

/** Compiler only: the shape of the result depends on the axis. */
type axisUnknown<Operation extends string> = `${Operation}: the axis has to be one literal number`;

/**
 * Why operations on the last axis refuse a scalar. If an operation refuses nothing else, its condition is `[...S] extends []`.
 * For a type parameter, the compiler is certain that a spread is not the empty tuple, so generic code may pass any shape.
 */
export type noLastAxis<Operation extends string> = `${Operation}: takes a tensor with at least one axis, not []`;
export const noLastAxis = <Operation extends string>(operation: Operation): noLastAxis<Operation> =>
  `${operation}: takes a tensor with at least one axis, not []`;

/** Compiler only, in generic code and for tensors of unknown rank. */
export type lastAxisUnknown<Operation extends string> = `${Operation}: takes a tensor whose last axis is known: [...Batch, N]`;

/** Whether S has this axis. It has to be one literal, not a union. */
export type HasAxis<S extends Shape, Axis extends number> =
  IsLiteral<Axis> extends false
    ? false
    : `${Axis}` extends `-${infer FromEnd}`
      ? FromEnd extends keyof [0, ...S]
        ? true
        : false
      : true extends Leading<S>[Axis & keyof Leading<S>]
        ? true
        : `${Axis}` extends keyof S
          ? true
          : false;
/**
 * A shape, held by an object. In generic code, the compiler postpones a condition on `[N, ...Inner]`, but not one on an object with such a
 * shape: it is certain that there is an axis 0, and finds `N` and `Inner`.
 */
export interface Of<out S> {
  readonly shape: S;
}
/** The size of the first axis and the others. If a shape is itself a condition that is still open, so is this. */
export type Parted<S> =
  Of<S> extends Of<readonly [infer First extends number, ...infer Rest extends Shape]>
    ? readonly [First, Rest]
    : S extends readonly [infer First extends number, ...infer Rest extends Shape]
      ? readonly [First, Rest]
      : null;
/** Whether a shape has an axis, whatever follows it. */
interface Leading<S> {
  readonly 0: Of<S> extends Of<readonly [infer _First, ...infer _Rest extends Shape]> ? true : false;
  readonly 1: Of<S> extends Of<readonly [infer _First, infer _Second, ...infer _Rest extends Shape]> ? true : false;
  readonly 2: Of<S> extends Of<readonly [infer _First, infer _Second, infer _Third, ...infer _Rest extends Shape]> ? true : false;
}

/**
 * An axis of S, or the sentence. This one also accepts the last axis of a shape that begins with a type parameter, as in
 * `[...Batch, N]`. Other axes of such a shape can't be found, because the number of axes in `Batch` is unknown.
 *
 * @typeParam Lead - S without its last axis, if the signature infers it because the result depends on it
 */
export type axisOfAny<Operation extends string, S extends Shape, Axis extends number, Lead extends Shape = []> = [Axis] extends [
  -1,
]
  ? needsALastAxis<Operation, S, Axis, Lead>
  : axisOfTheTensor<Operation, S, Axis>;
export type needsALastAxis<Operation extends string, S extends Shape, Axis extends number, Lead extends Shape> = [
  ...([...S] extends [] ? ["none"] : []),
  ...Uninferred<Lead>,
  ...(number extends Axis ? ["any"] : []),
] extends Some
  ? NoInfer<axisMissing<Operation, S, Axis>>
  : Axis;
/** A list with one entry if nothing could be inferred: S is a type parameter, or may have any number of axes. */
type Uninferred<Lead extends Shape> = number[] extends Lead ? ["unknown"] : [];

/**
 * The size of an axis. For the last one it is `Last`, which the signature has inferred; for an axis that doesn't exist it is
 * `number`.
 */
export type SizeAt<S extends Shape, Axis extends number, Last extends number> = number extends Axis
  ? number
  : [Axis] extends [-1]
    ? Last
    : FromFront<S, Axis> extends infer Front extends number
      ? S[Front]
      : number;

/** The axis, counted from the front. */
export function checkAxis(operation: string, shape: Shape, axis: unknown): number {
  return fromFront(shape.length, axis) ?? refuse(noAxis(operation, shape, describe(axis)));
}

/** S without the axis. */
export type WithoutAxis<S extends Shape, Axis extends number> =
  IsLiteral<Axis> extends false
    ? number[]
    : `${Axis}` extends `-${infer FromEnd}`
      ? WithoutFromEnd<S, FromEnd>
      : WithoutFromFront<S, Axis>;

type WithoutFromFront<S extends Shape, Axis extends number, Before extends number[] = []> =
  Parted<S> extends readonly [infer First extends number, infer Rest extends Shape]
    ? Before["length"] extends Axis
      ? Before extends []
        ? Rest
        : [...Before, ...Rest]
      : WithoutFromFront<Rest, Axis, [...Before, First]>
    : [...Before, ...S];

/** `After` collects the axes that have been passed. Axis −n has n − 1 axes after it. */
type WithoutFromEnd<S extends Shape, FromEnd extends string, After extends number[] = []> = S extends readonly [
  ...infer Rest extends number[],
  infer Last extends number,
]
  ? `${[0, ...After]["length"]}` extends FromEnd
    ? [...Rest, ...After]
    : WithoutFromEnd<Rest, FromEnd, [Last, ...After]>
  : [...S, ...After];

/** The axis, counted from the front. `null` if S doesn't have it, or if it may be one of several. */
export type FromFront<S extends Shape, Axis extends number> =
  HasAxis<S, Axis> extends true ? (`${Axis}` extends `-${infer FromEnd}` ? Passed<S, FromEnd> : Axis) : null;

/** The number of axes before axis −n, where `FromEnd` is n. */
type Passed<S extends Shape, FromEnd extends string, Before extends 0[] = []> = `${S["length"]}` extends FromEnd
  ? Before["length"]
  : S extends readonly [unknown, ...infer Rest extends Shape]
    ? Passed<Rest, FromEnd, [...Before, 0]>
    : null;
export const fromFront = (rank: number, axis: unknown): number | undefined => {
  const found = typeof axis === "number" && axis < 0 ? axis + rank : axis;
  return typeof found === "number" && Number.isInteger(found) && found >= 0 && found < rank ? found : undefined;
};
