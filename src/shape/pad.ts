/** The rule of padding: entries before and behind each axis. The new sizes are computed; one known only by name stays as it is. */
import type { Sum } from "./arithmetic.js";
import type { IsLiteral, ValueOf } from "./dim.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";
import { axesExceeded, isWhole, type ShowList, type Span, showList, type Whole } from "./slice.js";

/** How many entries are put before an axis, and how many behind it. */
export type Padding = readonly [before: number, after: number];

/** What paddings have to be besides: one for each axis. */
export type PaddingsOf<S extends Shape, Paddings extends readonly Padding[]> = [S["length"], Paddings["length"]] extends [
  Paddings["length"],
  S["length"],
]
  ? {
      readonly [Axis in keyof Paddings]: Paddings[Axis] extends readonly [0, 0]
        ? unknown
        : PaddedSize<S, Axis, S[Axis & keyof S] & number, Paddings[Axis]> extends infer Why extends string
          ? Refused<Why>
          : unknown;
    }
  : Refused<axesExceeded<"pad", S, Paddings["length"], "paddings">>;

/** The sizes with their paddings. */
export type Padded<S extends Shape, Paddings extends readonly Padding[]> = {
  -readonly [Axis in keyof S]: PaddedSize<S, Axis, S[Axis], Paddings[Axis & keyof Paddings]> & number;
};

type PaddedSize<S extends Shape, Axis, N extends number, P> = P extends readonly [0, 0]
  ? N
  : P extends readonly [infer Before extends number, infer After extends number]
    ? false extends IsLiteral<Before> | IsLiteral<After>
      ? paddingUnknown<Axis>
      : null extends Whole<Before> | Whole<After>
        ? paddingMismatch<S, Axis, P>
        : number extends ValueOf<N>
          ? paddingNamed<S, Axis>
          : Sum<Sum<ValueOf<N>, Before>, After>
    : number;

/** Why a padding is refused. */
type paddingMismatch<S extends Shape, Axis, P> = `pad: ${ShowList<P>} is no padding of axis ${Axis & string} of ${Show<S>}`;
const paddingMismatch = (shape: Shape, axis: number, padding: unknown): string =>
  `pad: ${showList(padding)} is no padding of axis ${axis} of ${show(shape)}`;

/** Only the compiler says these. */
type paddingUnknown<Axis> = `pad: the padding of axis ${Axis & string} has to be of literal numbers`;
type paddingNamed<
  S extends Shape,
  Axis,
> = `pad: axis ${Axis & string} of ${Show<S>} has a size known only by name: its padding is [0, 0]`;

/** Where in the padded shape the entries lie, and that shape. */
export function checkPaddings(shape: Shape, paddings: unknown): { readonly spans: Span[]; readonly padded: number[] } {
  if (!Array.isArray(paddings)) return refuse(`pad: takes an array of [before, after], not ${String(paddings)}`);
  if (paddings.length !== shape.length) refuse(axesExceeded("pad", shape, paddings, "paddings"));
  const spans: Span[] = [];
  const padded = shape.map((size, axis) => {
    const padding: unknown = paddings[axis];
    const [front, behind, ...more]: unknown[] = Array.isArray(padding) ? padding : [];
    if (!isWhole(front) || !isWhole(behind) || more.length > 0) return refuse(paddingMismatch(shape, axis, padding));
    spans.push({ start: front, entries: size, step: 1 });
    return front + size + behind;
  });
  return { spans, padded };
}
