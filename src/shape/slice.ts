/**
 * The rule of slices: a range of each axis. Its size is computed, so the bounds are literal; an axis whose size is known only by name
 * stays whole, or is cut by bounds that count from its front.
 */
import type { Difference, NotWhole, Quotient, Sum } from "./arithmetic.js";
import type { IsLiteral, ValueOf } from "./dim.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";

/** A range of an axis: from `start` to before `end`, each entry or one in every `step`. `null` is the whole axis. */
export type Range = readonly [start: number, end: number, step?: number] | null;

/** What ranges have to be besides: of axes that are there. */
export type RangesOf<S extends Shape, Ranges extends readonly Range[]> = [keyof Ranges & `${number}`] extends [keyof S]
  ? {
      readonly [Axis in keyof Ranges]: Ranges[Axis] extends null
        ? unknown
        : RangeSize<S, Axis, S[Axis & keyof S] & number, Ranges[Axis]> extends infer Why extends string
          ? Refused<Why>
          : unknown;
    }
  : Refused<axesExceeded<"slice", S, Ranges["length"], "ranges">>;

/** The sizes of a slice: axes without a range stay whole. */
export type Sliced<S extends Shape, Ranges extends readonly Range[]> = {
  -readonly [Axis in keyof S]: Axis extends keyof Ranges ? RangeSize<S, Axis, S[Axis], Ranges[Axis]> & number : S[Axis];
};

/** How many entries a range of an axis of N has, or why it is no range of it. */
type RangeSize<S extends Shape, Axis, N extends number, R> = R extends null
  ? N
  : R extends readonly [infer Start extends number, infer End extends number]
    ? Entries<S, Axis, Position<N, Start>, Position<N, End>, 1, ValueOf<N>, R>
    : R extends readonly [infer Start extends number, infer End extends number, infer Step extends number]
      ? Entries<S, Axis, Position<N, Start>, Position<N, End>, Position<0, Step>, ValueOf<N>, R>
      : number;

/** A bound counted from the front; `null` where there is none such, and the reason where only the compiler can't tell. */
type Position<N extends number, Bound extends number> =
  IsLiteral<Bound> extends false
    ? "literal"
    : `${Bound}` extends `-${infer FromEnd extends number}`
      ? `${FromEnd}` extends NotWhole
        ? null
        : number extends ValueOf<N>
          ? "named"
          : NotNegative<Difference<ValueOf<N>, FromEnd>>
      : Whole<Bound>;
export type Whole<N extends number> = `${N}` extends NotWhole ? null : N;
type NotNegative<N extends number> = `${N}` extends `-${string}` ? null : N;

/** ⌈(end - start) / step⌉ */
type Entries<S extends Shape, Axis, Start, End, Step, Value extends number, R> = "literal" extends Start | End | Step
  ? rangeUnknown<Axis>
  : "named" extends Start | End
    ? rangeFromEnd<S, Axis, R>
    : [Start, End, Step] extends [infer From extends number, infer To extends number, infer By extends number]
      ? null extends NotNegative<Difference<Value, To>> | NotNegative<Difference<To, From>> | NotNegative<Difference<By, 1>>
        ? rangeMismatch<S, Axis, R>
        : By extends 1
          ? Difference<To, From>
          : Quotient<Sum<Difference<To, From>, Difference<By, 1>>, By>
      : rangeMismatch<S, Axis, R>;

/** Why a range is refused. */
type rangeMismatch<S extends Shape, Axis, R> = `slice: ${ShowList<R>} is no range of axis ${Axis & string} of ${Show<S>}`;
const rangeMismatch = (shape: Shape, axis: number, range: unknown): string =>
  `slice: ${showList(range)} is no range of axis ${axis} of ${show(shape)}`;
export type ShowList<List> = Show<List extends Shape ? List : []>;
export const showList = (list: unknown): string => (Array.isArray(list) ? show(list) : String(list));

/** Only the compiler says these. */
type rangeUnknown<Axis> = `slice: the range of axis ${Axis & string} has to be of literal numbers`;
type rangeFromEnd<
  S extends Shape,
  Axis,
  R,
> = `slice: ${ShowList<R>} of axis ${Axis & string} of ${Show<S>}: a size known only by name is not counted from its end`;

/** Why more entries are refused than there are axes, or fewer where each needs one. */
export type axesExceeded<
  Operation extends string,
  S extends Shape,
  Given extends number,
  Entry extends string,
> = `${Operation}: ${Show<S>} has ${S["length"]} axes, but ${Given} ${Entry} are given`;
export const axesExceeded = (operation: string, shape: Shape, given: readonly unknown[], entry: string): string =>
  `${operation}: ${show(shape)} has ${shape.length} axes, but ${given.length} ${entry} are given`;

/** One axis of a slice, counted from the front. */
export interface Span {
  readonly start: number;
  readonly entries: number;
  readonly step: number;
}

export function checkRanges(shape: Shape, ranges: readonly unknown[]): Span[] {
  if (ranges.length > shape.length) refuse(axesExceeded("slice", shape, ranges, "ranges"));
  return shape.map((size, axis) => {
    const range = axis < ranges.length ? ranges[axis] : null;
    if (range === null) return { start: 0, entries: size, step: 1 };
    const bounds: unknown[] = Array.isArray(range) && (range.length === 2 || range.length === 3) ? range : [];
    const [start, end] = bounds.slice(0, 2).map((bound) => (typeof bound === "number" && bound < 0 ? bound + size : bound));
    const [, , step = 1] = bounds;
    if (!isWhole(start) || !isWhole(end) || !isWhole(step) || start > end || end > size || step === 0)
      return refuse(rangeMismatch(shape, axis, range));
    return { start, entries: Math.ceil((end - start) / step), step };
  });
}

export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
