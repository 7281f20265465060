/** Padding: entries before and after each axis. The new sizes are computed. If a padding is known only by name, they have a name, too. */
import type { Sum } from "./arithmetic.js";
import { describe } from "./describe.js";
import { checkElements } from "./elements.js";
import type { Because, IsLiteral, IsNamed, IsOneList, IsUnion, Some } from "./known.js";
import { lengthOf, readFew } from "./list.js";
import type { Total } from "./named.js";
import type { Shape, Show, ShowList } from "./shape.js";
import { show, showList } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";
import { isWhole, numberOfAxesDiffers, type Span, type Whole } from "./slice.js";

/**
 * One padding for each axis, or the sentence in place of each wrong padding. In generic code, the compiler prints the name of
 * this type.
 */
export type padNeedsOnePaddingAnAxis<S extends Shape, Paddings extends readonly unknown[]> = [
  ...Misfits<S, Paddings>,
] extends Some
  ? IsOneList<Paddings> extends false
    ? Refused<padsUnknown>
    : [S["length"], Paddings["length"]] extends [Paddings["length"], S["length"]]
      ? { [Axis in keyof Paddings]: NoInfer<Because<WhyPadding<S, Axis, Paddings[Axis]>, Paddings[Axis]>> }
      : NoInfer<Refused<numberOfAxesDiffers<"pad", S, Paddings["length"] & number, "paddings">>>
  : Paddings;

/** A list with one entry for each padding that is refused. */
type Misfits<S extends Shape, Paddings extends readonly unknown[]> =
  IsOneList<Paddings> extends true
    ? [S["length"], Paddings["length"]] extends [Paddings["length"], S["length"]]
      ? MisfitsOf<S, Paddings>
      : ["exceeded"]
    : ["unknown"];
type MisfitsOf<S extends Shape, Paddings extends readonly unknown[]> = Paddings extends readonly [infer P, ...infer Others]
  ? [...WhyPadding<S, string, P>, ...MisfitsOf<S, Others>]
  : [];

/** Why a padding is refused: a list with the reason, or an empty list. */
type WhyPadding<S extends Shape, Axis, P> =
  IsUnion<P> extends true
    ? [padUnknown<Axis>]
    : P extends readonly [infer Before extends number, infer After extends number]
      ? false extends IsOneSize<Before> | IsOneSize<After>
        ? [padUnknown<Axis>]
        : null extends Whole<ValueOf<Before>> | Whole<ValueOf<After>>
          ? [padMismatch<S, Axis, P>]
          : []
      : P extends Shape
        ? IsOneList<P> extends true
          ? [padMismatch<S, Axis, P>]
          : [padUnknown<Axis>]
        : [padUnknown<Axis>];

type IsOneSize<N extends number> = IsLiteral<N> extends true ? true : IsNamed<N>;

/** The padded sizes. */
export type Padded<S extends Shape, Paddings extends readonly unknown[]> = {
  -readonly [Axis in keyof S]: Paddings[Axis & keyof Paddings] extends readonly [0, 0]
    ? S[Axis]
    : Paddings[Axis & keyof Paddings] extends readonly [infer Before extends number, infer After extends number]
      ? Sum<ValueOf<Before>, ValueOf<After>> extends infer Added extends number
        ? Total<number extends Added ? [S[Axis], Before, After] : [S[Axis], Added]> // or else the compiler infers from the expected type into the sum, which takes it a million steps
        : never
      : number;
};

type padMismatch<S extends Shape, Axis, P> = [S[number]] extends [number]
  ? `pad: ${ShowList<P>} is not a padding of axis ${Axis & string} of ${Show<S>}`
  : string;
const padMismatch = <S extends Shape, Axis extends string, P>(shape: S, axis: Axis, padding: P): padMismatch<S, Axis, P> =>
  `pad: ${showList(padding)} is not a padding of axis ${axis} of ${show(shape)}`;

/** Compiler only: at run time, each padding has one value. */
type padsUnknown = "pad: the paddings have to be one list of literal numbers";
type padUnknown<Axis> = `pad: the padding of axis ${Axis & string} has to be of literal numbers`;

/** The padded shape, and where the original entries are in it. */
export function checkPaddings(shape: Shape, given: unknown): { readonly spans: Span[]; readonly padded: number[] } {
  const paddings = readFew(given, shape.length);
  if (paddings === undefined) return refuse(`pad: takes an array of [before, after], not ${describe(given)}`);
  if (paddings.length !== shape.length) refuse(numberOfAxesDiffers("pad", shape, lengthOf(given) ?? 0, "paddings"));
  const spans: Span[] = [];
  const padded = shape.map((size, axis) => {
    const padding = readFew(paddings[axis]);
    const [front, behind] = padding ?? [];
    if (padding?.length !== 2 || !isWhole(front) || !isWhole(behind))
      return refuse(padMismatch(shape, `${axis}`, padding ?? paddings[axis]));
    spans.push({ start: front + 0, entries: size, step: 1 });
    return front + size + behind;
  });
  checkElements(padded);
  return { spans, padded };
}
