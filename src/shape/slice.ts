/**
 * Slices: a range for each axis. The new size is computed, so the compiler has to know the bounds: they are literal, or have a name
 * and a value. An axis whose size is known only by name can be kept whole, turned around, or can have bounds that count from its
 * front. A range from the front up to a name has the size of that name.
 *
 * With a step below zero, a range runs backwards: `[4, 1, -1]` has the entries 4, 3 and 2. Either way, its entries are those from
 * some index, `low`, up to but not including another, `high`.
 */
import type { Difference, NotWhole, Quotient, Sum } from "./arithmetic.js";
import type { Parted } from "./axis.js";
import type { Size } from "./dim.js";
import type { Because, IsLiteral, IsNamed, IsOneList, IsUnion, Some } from "./known.js";
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
> = [...Misfits<S, Ranges>] extends Some
  ? IsOneList<Ranges> extends false
    ? sliceRangesUnknown[]
    : { [Axis in keyof Ranges]: NoInfer<sliceRefuses<S, Axis, Ranges>> }
  : Ranges;
type sliceRefuses<S extends Shape, Axis extends keyof Ranges, Ranges extends readonly unknown[]> = Axis extends keyof S
  ? Because<WhyRange<S, Axis, S[Axis] & number, Ranges[Axis]>, Ranges[Axis]>
  : numberOfAxesDiffers<"slice", S, Ranges["length"], "ranges">;

/** A list with one entry for each range that is refused. */
export type Misfits<S extends Shape, Ranges extends readonly unknown[]> =
  IsOneList<Ranges> extends true ? MisfitsOf<S, Ranges, S> : ["unknown"];
type MisfitsOf<S extends Shape, Ranges extends readonly unknown[], Left extends Shape> = Ranges extends readonly [
  infer R,
  ...infer Others,
]
  ? Parted<Left> extends readonly [infer N extends number, infer Inner extends Shape]
    ? [...WhyRange<S, string, N, R>, ...MisfitsOf<S, Others, Inner>]
    : ["exceeded"]
  : [];

/** Why a range is refused: a list with the reason, or an empty list. */
type WhyRange<S extends Shape, Axis, N extends number, R> =
  IsUnion<R> extends true
    ? [sliceRangeUnknown<Axis>]
    : R extends null | WholeAxis
      ? []
      : R extends readonly [infer Start extends Bound, infer End extends Bound, ...infer Step]
        ? number extends Start
          ? [sliceRangeUnknown<Axis>]
          : IsUpToAName<Start, End, Step> extends true
            ? number extends ValueOf<End & number>
              ? []
              : Exceeds<ValueOf<End & number>, ValueOf<N>, sliceRangeMismatch<S, Axis, R>>
            : Interval<ValueOf<N>, Start, End, Step> extends readonly [infer Low, infer High, infer By]
              ? "unknown" extends Low | High | By
                ? [sliceRangeUnknown<Axis>]
                : "named" extends Low | High
                  ? [sliceRangeFromEnd<S, Axis, R>]
                  : [Low, High, By] extends [infer First extends number, infer Last extends number, number]
                    ? Exceeds<First, Last, sliceRangeMismatch<S, Axis, R>> extends []
                      ? Exceeds<Last, ValueOf<N>, sliceRangeMismatch<S, Axis, R>>
                      : [sliceRangeMismatch<S, Axis, R>]
                    : [sliceRangeMismatch<S, Axis, R>]
              : never
        : R extends readonly [Bound] | readonly []
          ? [sliceRangeMismatch<S, Axis, R>]
          : R extends number
            ? [sliceOfAnIndex<Axis, R>]
            : [sliceRangeUnknown<Axis>];

/** A bound. `null` is the end of the axis at which the range starts, or at which it ends. */
type Bound = number | null;
/** The whole axis, forwards or backwards. */
type WholeAxis = readonly [0 | null, null] | readonly [0 | null, null, 1 | undefined] | readonly [null, null, -1];

/** Whether a range has the first entries of an axis, as many as a name says. */
type IsUpToAName<Start extends Bound, End extends Bound, Step extends readonly unknown[]> =
  IsNamed<End> extends true ? ([Start, Step] extends [0 | null, readonly [] | readonly [1 | undefined]] ? true : false) : false;

/** The sizes, of those that an axis may have, that are less than a length; `never` if there are none. */
export type Lacking<Size extends number, Length extends number> = Size extends unknown
  ? `${Difference<Size, Length>}` extends `-${string}`
    ? Size
    : never
  : never;

/** A list with the reason if A is more than B. */
type Exceeds<A extends number, B extends number, Why> = [A, B] extends [B, A] ? [] : [Lacking<B, A>] extends [never] ? [] : [Why];

/** The sizes of a slice. Axes without a range stay whole. */
export type Sliced<S extends Shape, Ranges extends readonly unknown[], Done extends number[] = []> = Ranges extends readonly [
  infer R,
  ...infer Others,
]
  ? Parted<S> extends readonly [infer N extends number, infer Inner extends Shape]
    ? Sliced<Inner, Others, [...Done, EntriesIn<N, R>]>
    : number[]
  : [...Done, ...S];

/** The number of entries in a range of an axis of size N. The first condition finds K in `[0, Size<K>]`, while K is a type parameter. */
type EntriesIn<N extends number, R> = unknown extends R
  ? number // `any`
  : R extends readonly [0 | null, Size<infer K extends number>, (1 | undefined)?]
    ? K
    : R extends WholeAxis
      ? N
      : R extends readonly [infer Start extends Bound, infer End extends Bound, ...infer Step]
        ? RangeSize<N, Start, End, Step>
        : N;
/**
 * The number of entries in a range of an axis of size N: ⌈(high − low) / |step|⌉. While N is a type parameter, it appears under
 * this name in declaration files.
 */
export type RangeSize<N extends number, Start extends Bound, End extends Bound, Step extends readonly unknown[]> =
  Interval<ValueOf<N>, Start, End, Step> extends readonly [
    infer Low extends number,
    infer High extends number,
    infer By extends number,
  ]
    ? (
        By extends 1
          ? NotNegative<Difference<High, Low>>
          : Quotient<Sum<Difference<High, Low>, Difference<By, 1>>, By>
      ) extends infer Entries extends number
      ? Entries // or else the compiler infers from the expected type into all of this arithmetic, which takes it 300,000 steps
      : number
    : "named" extends Interval<ValueOf<N>, Start, End, Step>[number]
      ? never
      : number;

/** The entries of a range: from `low` up to but not including `high`, and the size of a step. */
type Interval<N extends number, Start extends Bound, End extends Bound, Step extends readonly unknown[]> = Step extends readonly [
  infer By extends number,
]
  ? InSteps<N, Start, End, ValueOf<By>>
  : Step extends readonly [] | readonly [undefined]
    ? [Edge<N, Start, 0, 0>, Edge<N, End, FarEnd<N>, 0>, 1]
    : ["unknown", "unknown", "unknown"];
type InSteps<
  N extends number,
  Start extends Bound,
  End extends Bound,
  By extends number,
> = `${By}` extends `-${infer Size extends number}`
  ? [Edge<N, End, 0, 1>, Edge<N, Start, FarEnd<N>, 1>, StepOf<By, Size>]
  : [Edge<N, Start, 0, 0>, Edge<N, End, FarEnd<N>, 0>, StepOf<By, By>];
type FarEnd<N extends number> = number extends N ? "named" : N;

/**
 * A bound, counted from the front, plus `More`. `null` if it is not valid, or a word if the compiler can't tell. If none is given, it is the
 * end of the axis.
 */
type Edge<N extends number, Given extends Bound, End, More extends 0 | 1> = [Given] extends [number]
  ? BoundFromFront<N, ValueOf<Given>> extends infer Found
    ? [More, Found] extends [1, number]
      ? Sum<Found & number, 1>
      : Found
    : never
  : [Given] extends [null]
    ? End
    : "unknown";
type BoundFromFront<N extends number, Given extends number> =
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

/** The size of a step. `null` if it is not valid. */
type StepOf<Step extends number, Size extends number> =
  IsLiteral<Step> extends false ? "unknown" : `${Size}` extends NotWhole | "0" ? null : Size;

type sliceRangeMismatch<S extends Shape, Axis, R> = [S[number]] extends [number]
  ? `slice: ${ShowList<R>} is not a range of axis ${Axis & string} of ${Show<S>}`
  : string;
const sliceRangeMismatch = <S extends Shape, Axis extends string, R>(
  shape: S,
  axis: Axis,
  range: R,
): sliceRangeMismatch<S, Axis, R> => `slice: ${showList(range)} is not a range of axis ${axis} of ${show(shape)}`;

type sliceOfAnIndex<
  Axis,
  Index extends number,
> = `slice: axis ${Axis & string} takes a range, not ${Index}; x.index(${Index}, ${Axis & string}) takes that entry`;

/** Compiler only: at run time, a list has a length. */
type sliceRangesUnknown = "slice: the ranges have to be one list of known length";
/** Compiler only: at run time, every range and every size has a value. */
type sliceRangeUnknown<Axis> =
  `slice: the range of axis ${Axis & string} has to be of literal numbers; where only the run time can tell, take x.window(start, length, axis)`;
type sliceRangeFromEnd<S extends Shape, Axis, R> = [S[number]] extends [number]
  ? `slice: ${ShowList<R>} of axis ${Axis & string} of ${Show<S>}: a size known only by name is not counted from its end`
  : never;

/** Why there are too many entries, or too few if each axis needs one. */
export type numberOfAxesDiffers<Operation extends string, S extends Shape, Given extends number, Entry extends string> = [
  S[number],
] extends [number]
  ? `${Operation}: ${Show<S>} has ${S["length"]} axes, but ${Given} ${Entry} are given`
  : string;
export const numberOfAxesDiffers = <Operation extends string, S extends Shape, Given extends number, Entry extends string>(
  operation: Operation,
  shape: S,
  given: Given,
  entry: Entry,
): numberOfAxesDiffers<Operation, S, Given, Entry> =>
  `${operation}: ${show(shape)} has ${shape.length} axes, but ${given} ${entry} are given`;

/** A range of one axis, counted from the front. */
export interface Span {
  readonly start: number;
  readonly entries: number;
  readonly step: number;
}

export function checkRanges(shape: Shape, ranges: readonly unknown[]): Span[] {
  if (ranges.length > shape.length) refuse(numberOfAxesDiffers("slice", shape, ranges.length, "ranges"));
  return shape.map((size, axis) => {
    const range = axis < ranges.length ? ranges[axis] : null;
    if (range === null) return { start: 0, entries: size, step: 1 };
    const read = readFew(range);
    return (
      (read?.length === 2 || read?.length === 3 ? spanOf(size, read) : undefined) ??
      refuse(sliceRangeMismatch(shape, `${axis}`, read ?? range))
    );
  });
}

/** The range of an axis of this size. Undefined if it isn't one. */
function spanOf(size: number, [start, end, step = 1]: readonly unknown[]): Span | undefined {
  if (!Number.isSafeInteger(step) || step === 0) return undefined;
  const by = step as number; // checked above
  const past = by < 0 ? 1 : 0; // a range that runs backwards includes its start, but not its end
  const place = (bound: unknown, otherwise: number): number => {
    if (bound === null) return otherwise;
    const found = typeof bound === "number" && bound < 0 ? bound + size : bound;
    return isWhole(found) ? found + past : Number.NaN;
  };
  const [low, high] = by < 0 ? [place(end, 0), place(start, size)] : [place(start, 0), place(end, size)];
  if (!(low <= high && high <= size)) return undefined;
  const entries = Math.ceil((high - low) / Math.abs(by));
  return { start: by < 0 ? Math.max(0, high - 1) : low, entries, step: by };
}

export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
