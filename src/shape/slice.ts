/**
 * Slices: a range for each axis. The new size is computed, so the bounds have to be literal. An axis whose size is known only by
 * name can be kept whole, or can have bounds that count from its front.
 */
import type { Difference, NotWhole, Quotient, Sum } from "./arithmetic.js";
import type { Because, IsLiteral, IsOneList, IsUnion, Some } from "./known.js";
import { readFew } from "./list.js";
import type { Shape, Show, ShowList } from "./shape.js";
import { show, showList } from "./shape.js";
import { refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/**
 * Ranges that exist, or the sentence in place of each wrong range. In generic code, the compiler prints the name of this type.
 */
export type sliceNeedsRangesOfItsAxes<
  S extends Shape,
  Ranges extends readonly unknown[],
  _Else extends string = "where only the run time can tell, take x.window(start, length, axis)",
> = [...Misfits<S, Ranges>] extends Some ? { [Axis in keyof Ranges]: NoInfer<sliceRefuses<S, Axis, Ranges>> } : Ranges;
type sliceRefuses<S extends Shape, Axis extends keyof Ranges, Ranges extends readonly unknown[]> = Axis extends keyof S
  ? Because<WhyRange<S, Axis, S[Axis] & number, Ranges[Axis]>, Ranges[Axis]>
  : axesExceeded<"slice", S, Ranges["length"], "ranges">;

/** A list with one entry for each range that is refused. */
type Misfits<S extends Shape, Ranges extends readonly unknown[]> =
  IsOneList<Ranges> extends true ? MisfitsOf<S, Ranges, S> : ["unknown"];
type MisfitsOf<S extends Shape, Ranges extends readonly unknown[], Left extends Shape> = Ranges extends readonly [
  infer R,
  ...infer Others,
]
  ? Left extends readonly [infer N extends number, ...infer Inner extends Shape]
    ? [...WhyRange<S, string, N, R>, ...MisfitsOf<S, Others, Inner>]
    : ["exceeded"]
  : [];

/** Why a range is refused: a list with the reason, or an empty list. */
type WhyRange<S extends Shape, Axis, N extends number, R> =
  IsUnion<R> extends true
    ? [sliceRangeUnknown<Axis>]
    : R extends null
      ? []
      : R extends readonly [infer Start extends number, infer End extends number, ...infer Step]
        ? [Bound<ValueOf<N>, Start>, Bound<ValueOf<N>, End>, StepOf<Step>] extends [infer From, infer To, infer By]
          ? "unknown" extends From | To | By
            ? [sliceRangeUnknown<Axis>]
            : "named" extends From | To
              ? [sliceRangeFromEnd<S, Axis, R>]
              : [From, To, By] extends [infer First extends number, infer Last extends number, number]
                ? [
                    ...Exceeds<First, Last, sliceRangeMismatch<S, Axis, R>>,
                    ...Exceeds<Last, ValueOf<N>, sliceRangeMismatch<S, Axis, R>>,
                  ]
                : [sliceRangeMismatch<S, Axis, R>]
          : never
        : R extends readonly [number] | readonly []
          ? [sliceRangeMismatch<S, Axis, R>]
          : [sliceRangeUnknown<Axis>];

/** A list with the reason if A is more than B. */
type Exceeds<A extends number, B extends number, Why> = A extends B
  ? []
  : `${Difference<B, A>}` extends `-${string}`
    ? [Why]
    : [];

/** The sizes of a slice. Axes without a range stay whole. */
export type Sliced<S extends Shape, Ranges extends readonly unknown[]> = {
  -readonly [Axis in keyof S]: Axis extends keyof Ranges ? RangeSize<S[Axis], Ranges[Axis]> : S[Axis];
};

/** The number of entries in a range of an axis of size N: ⌈(end − start) / step⌉. */
type RangeSize<N extends number, R> = R extends readonly [infer Start extends number, infer End extends number, ...infer Step]
  ? [Bound<ValueOf<N>, Start>, Bound<ValueOf<N>, End>, StepOf<Step>] extends [
      infer From extends number,
      infer To extends number,
      infer By extends number,
    ]
    ? By extends 1
      ? Difference<To, From>
      : Quotient<Sum<Difference<To, From>, Difference<By, 1>>, By>
    : never
  : N;

/** A bound, counted from the front. `null` if it is not valid, or a word if the compiler can't tell. */
type Bound<N extends number, Given extends number> =
  IsLiteral<Given> extends false
    ? "unknown"
    : `${Given}` extends `-${infer FromEnd extends number}`
      ? `${FromEnd}` extends NotWhole
        ? null
        : number extends N
          ? "named"
          : NotNegative<Difference<N, FromEnd>>
      : Whole<Given>;
export type Whole<N extends number> = `${N}` extends NotWhole ? null : N;
type NotNegative<N extends number> = `${N}` extends `-${string}` ? null : N;

/** The step, which may be left out. `null` if it is not valid. */
type StepOf<Given extends readonly unknown[]> = Given extends readonly [] | readonly [undefined]
  ? 1
  : Given extends readonly [infer Step extends number]
    ? IsLiteral<Step> extends false
      ? "unknown"
      : `${Step}` extends NotWhole | "0"
        ? null
        : Step
    : "unknown";

type sliceRangeMismatch<S extends Shape, Axis, R> = [S[number]] extends [number]
  ? `slice: ${ShowList<R>} is not a range of axis ${Axis & string} of ${Show<S>}`
  : string;
const sliceRangeMismatch = <S extends Shape, Axis extends string, R>(
  shape: S,
  axis: Axis,
  range: R,
): sliceRangeMismatch<S, Axis, R> => `slice: ${showList(range)} is not a range of axis ${axis} of ${show(shape)}`;

/** Compiler only: at run time, every range and every size has a value. */
type sliceRangeUnknown<Axis> =
  `slice: the range of axis ${Axis & string} has to be of literal numbers; where only the run time can tell, take x.window(start, length, axis)`;
type sliceRangeFromEnd<S extends Shape, Axis, R> = [S[number]] extends [number]
  ? `slice: ${ShowList<R>} of axis ${Axis & string} of ${Show<S>}: a size known only by name is not counted from its end`
  : never;

/** Why there are too many entries, or too few if each axis needs one. */
export type axesExceeded<Operation extends string, S extends Shape, Given extends number, Entry extends string> = [
  S[number],
] extends [number]
  ? `${Operation}: ${Show<S>} has ${S["length"]} axes, but ${Given} ${Entry} are given`
  : string;
export const axesExceeded = <Operation extends string, S extends Shape, Given extends number, Entry extends string>(
  operation: Operation,
  shape: S,
  given: Given,
  entry: Entry,
): axesExceeded<Operation, S, Given, Entry> =>
  `${operation}: ${show(shape)} has ${shape.length} axes, but ${given} ${entry} are given`;

/** A range of one axis, counted from the front. */
export interface Span {
  readonly start: number;
  readonly entries: number;
  readonly step: number;
}

export function checkRanges(shape: Shape, ranges: readonly unknown[]): Span[] {
  if (ranges.length > shape.length) refuse(axesExceeded("slice", shape, ranges.length, "ranges"));
  return shape.map((size, axis) => {
    const range = axis < ranges.length ? ranges[axis] : null;
    if (range === null) return { start: 0, entries: size, step: 1 };
    const read = readFew(range);
    const bounds = read?.length === 2 || read?.length === 3 ? read : [];
    const [start, end] = bounds.slice(0, 2).map((bound) => (typeof bound === "number" && bound < 0 ? bound + size : bound));
    const [, , step = 1] = bounds;
    if (!isWhole(start) || !isWhole(end) || !isWhole(step) || start > end || end > size || step === 0)
      return refuse(sliceRangeMismatch(shape, `${axis}`, read ?? range));
    return { start: start + 0, entries: Math.ceil((end - start) / step), step };
  });
}

export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
