/**
 * Sizes: which numbers a shape may contain, and names for sizes that are known only at run time.
 *
 * A size is a literal (`784`), a named number (`Dim<"batch">`), or a named number with a known value (`Dim<"hidden", 128>`). A
 * plain `number` is not a size: it would fit every shape, so there would be nothing to check.
 */
import type { AcceptingBoth, Anything, Meeting, Refusal, Unless } from "./accepted.js";
import type { NotWhole } from "./arithmetic.js";
import { describe } from "./describe.js";
import { checkAxesCount, checkElements } from "./elements.js";
import type { IsLiteral, IsLiteralText, IsUnion, Some } from "./known.js";
import { readList } from "./list.js";
import type { Count, Total } from "./named.js";
import { type noSizes, notAShape, type rankUnknown, type severalShapes, type whyNoShape, type whyNotOne } from "./no-shape.js";
import type { ambiguous, MayBeSeveral, noNumber, OtherThanANumber, several } from "./several.js";
import type { Shape } from "./shape.js";
import { type Refused, refuse, ShapeError } from "./shape-error.js";
import type { Dim, ValueOf } from "./size.js";
import type { Marker, Same } from "./symbolic.js";

/**
 * Gives a size a name, so that the compiler can tell it from all other sizes. At run time, the result is the number itself. The name
 * is a promise: sizes of the same name have to be equal.
 *
 * @param name - a literal string without `+` and `*`, which stand in the names that {@link dim.sum} and {@link dim.product} make
 * @param size - a whole number from 0 up
 * @throws {@link ShapeError} if the size is not a whole number from 0 up
 * @example
 * ```ts
 * import { dim, zeros } from "conformable";
 *
 * const rows = (text: string) => text.split("\n").length;
 * const batch = dim("batch", rows("a\nb\nc")); // Dim<"batch">, 3 at run time
 * const hidden = dim("hidden", 128);           // Dim<"hidden", 128>
 * zeros([batch, hidden]);                      // Matrix<Dim<"batch">, Dim<"hidden", 128>>
 * ```
 */
export function dim<
  const Name extends string,
  const Value extends number,
  Ok extends AcceptingBoth<LiteralName<Name>, Whole<Value>> = unknown,
>(
  name: Name & LiteralName<Name>,
  size: Value & Whole<Value>,
): unknown extends NoInfer<Ok> ? Dim<Name, OneValue<Value>> : Anything {
  checkName(name);
  // Names exist only for the compiler, so no value can have one. This is where a number gets its name.
  return readSize(size) as Anything;
}

export namespace dim {
  /**
   * The size of an axis that merges several others: their product, with a name made from theirs. A tensor can be reshaped to this size,
   * and back.
   *
   * @throws {@link ShapeError} if a size is not a whole number from 0 up
   * @example
   * ```ts
   * import { dim, zeros } from "conformable";
   *
   * const batch = dim("batch", Number("5"));
   * const time = dim("time", Number("7"));
   * const rows = zeros([batch, time, 3]).reshape([dim.product(batch, time), 3]); // Matrix<Dim<"batch*time">, 3>
   * rows.reshape([batch, time, 3]);                                              // Tensor<[Dim<"batch">, Dim<"time">, 3]>
   * ```
   */
  export function product<const Factors extends AnySizes, Ok extends AreFlatSizes<Factors> = unknown>(
    ...sizes: FlatSizes<Factors>
  ): unknown extends NoInfer<Ok> ? Size<Count<Factors>> : Anything {
    for (const size of sizes) checkSize(size);
    const found = sizes.reduce((before: number, size) => before * (size as number), 1); // checked above
    checkSize(found);
    return found as Anything; // the product that the type describes
  }

  /**
   * The size of an axis that joins several others: their sum, with a name made from theirs. {@link concat} returns this size, and
   * `split` takes it apart.
   *
   * @throws {@link ShapeError} if a size is not a whole number from 0 up
   * @example
   * ```ts
   * import { concat, type Dim, dim, type Matrix, zeros } from "conformable";
   *
   * const old = dim("old", Number("3"));
   * const more = dim("more", Number("5"));
   * const all: Matrix<Dim<"old+more">, 2> = concat([zeros([old, 2]), zeros([more, 2])], 0);
   * zeros([dim.sum(old, more), 2]).add(all);
   * ```
   */
  export function sum<const Terms extends AnySizes, Ok extends AreFlatSizes<Terms> = unknown>(
    ...sizes: FlatSizes<Terms>
  ): unknown extends NoInfer<Ok> ? Size<Total<Terms>> : Anything {
    for (const size of sizes) checkSize(size);
    const found = sizes.reduce((before: number, size) => before + (size as number), 0); // checked above
    checkSize(found);
    return found as Anything; // the sum that the type describes
  }
}

/** The value if it is one literal, otherwise `number`. */
type OneValue<Value extends number> = IsLiteral<ValueOf<Value>> extends true ? ValueOf<Value> : number;

/**
 * A name has to be one literal string, and none that the library makes: any other would be equal to names that stand for other sizes.
 */
export type LiteralName<Name extends string> =
  IsLiteralText<Name> extends true ? (Name extends Made ? Refused<nameOfTheLibrary> : unknown) : Refused<unnamed>;
/** @throws {@link ShapeError} if it is not a string */
export function checkName(name: unknown): void {
  if (typeof name !== "string") throw new ShapeError(unnamed);
}
type unnamed = "dim: the name must be a literal string";
const unnamed: unnamed = "dim: the name must be a literal string";
type Made = `${string}+${string}` | `${string}*${string}`;
/** Compiler only: at run time, sizes have no names. */
type nameOfTheLibrary = "dim: a name with + or * is made by dim.sum or dim.product";

/**
 * A size that a shape may contain. A function that is generic in a size takes it as `rows: Size<Rows>`, and can then pass it on:
 * `zeros([rows, 3])`.
 *
 * @example
 * ```ts
 * import { type Matrix, type Size, zeros } from "conformable";
 *
 * const square = <N extends number>(size: Size<N>): Matrix<N, N> => zeros([size, size]);
 * square(5); // Matrix<5, 5>
 * ```
 */
export type Size<N extends number> =
  true extends MayBeSeveral<N> ? NoInfer<refusedSize<N>> : `${N}` extends NotWhole ? NoInfer<N & Refused<notWhole<N>>> : N;
/** What is refused, without what the compiler adds to find the reason. Nothing is inferred from it. */
type refusedSize<N extends number> = [N] extends [never]
  ? N
  : (N extends OtherThanANumber<unknown> ? never : N) & Refused<several<N>>;

/** Refuses a shape whose number of axes the compiler can't see, even if all of its sizes are known. */
export type OfKnownRank<S extends readonly unknown[]> = [...Uncounted<S>] extends Some ? Refused<rankUnknown> : unknown;
type Uncounted<S extends readonly unknown[]> = number extends S["length"] ? ["unknown"] : [];
/** The same for a shape in a record, where the compiler also infers one that may be one of several. */
export type OfOneShape<S extends Shape> = [...SeveralShapes<S>] extends Some ? Refused<severalShapes> : OfKnownRank<S>;
type SeveralShapes<S> = IsUnion<S> extends true ? ["several"] : [];
/** Refuses a shape that isn't exactly one. It is `null` if it has another number of axes. */
export type OfRank<S extends Shape, Rank extends number> =
  IsUnion<S> extends true
    ? Refused<ambiguous>
    : S["length"] extends Rank
      ? unknown
      : number extends S["length"]
        ? Refused<rankUnknown>
        : null;
/**
 * The constraint of a shape that is inferred. With {@link Shape}, the compiler would infer nothing from a list in which one size isn't a
 * number (it may be undefined, for example), and refuse the others as well. {@link Sizes} refuses it.
 */
export type AnySizes = readonly Anything[];
/**
 * The constraint of the type of an argument with such a shape, which is inferred beside `S`, since `S` is only one of the shapes that the
 * argument may have. It leaves out lists of lists. In `Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : …)`, the
 * type of a parameter, a branch that is never chosen lets the compiler infer `Given`. This is written out in each signature: through an
 * alias, the compiler would infer `Ok` from the argument as well, or the call would cost five times as much.
 */
export type GivenSizes = readonly (number | bigint | string | boolean | null | undefined)[] | number | null | undefined;

/** The shape `S` as the functions that make tensors take it: each size is a literal or has a name. */
export type Sizes<S extends Shape> = { readonly [Axis in keyof S]: Size<S[Axis]> };

/** The same, for functions that don't infer the type of the argument as well: a list isn't a size. */
type FlatSizes<S extends Shape> = { readonly [Axis in keyof S]: sizeNotAList<S[Axis]> };
type sizeNotAList<N extends number> = [...(N extends readonly unknown[] ? ["list"] : [])] extends Some
  ? Refused<noNumber>
  : Size<N>;
/** `unknown` if all of S are {@link FlatSizes}. */
type AreFlatSizes<S extends Shape> = [...(S extends GivenSizes ? [] : ["list"])] extends Some ? object : AreSizes<S>;

/** A list with an entry if N isn't a {@link Size}. */
export type NoSize<N extends number> = Size<N> extends Refused<string> ? ["refused"] : [];

/** A list with an entry if one of S isn't a size. */
export type NoShape<S extends Shape> = S extends Sizes<S> ? [] : ["refused"];

/**
 * `unknown`, unless a shape contains what isn't a size, or there is another reason.
 *
 * @typeParam Rank - a sentence if the shape has another number of axes
 * @typeParam Reasons - a list, empty if there are none
 */
export type AcceptingShape<S extends Shape, Rank = unknown, Reasons extends readonly unknown[] = []> = [
  ...Refusal<Rank>,
] extends Some // which is certain in generic code, too
  ? object
  : [...NoShape<S>, ...Reasons] extends Some
    ? object
    : unknown;

/** `unknown`, unless one of two numbers isn't a size. */
export type AcceptingSizes<A extends number, B extends number> = [
  ...(Size<A> extends Refused<string> ? ["refused"] : []),
  ...(Size<B> extends Refused<string> ? ["refused"] : []),
] extends Some
  ? object
  : unknown;

/**
 * `unknown` if all of S are sizes, and the compiler knows how many. Otherwise what a list of unknown length or one of several lists is
 * refused with, or `{}`.
 *
 * @typeParam Given - the type of the argument, if it may be several lists: S is only one of them
 */
export type AreSizes<S extends Shape, Given = S> = [
  ...(number extends S["length"] ? ["unknown"] : [Given] extends [Sizes<S>] ? [] : ["refused"]),
] extends Some
  ? WhyNoSizes<S, Given>
  : unknown;
/** If a shape is refused: the sentence if it may be one of several or is no list of sizes, otherwise `unknown`. */
export type OneOfSizes<S extends Shape, Given> = [GivenSizes] extends [Given] // what is given is of no such type
  ? S extends GivenSizes
    ? unknown
    : noNumber
  : whyNotOne<Given, unknown>;
/** "accepted" if all of S are sizes, the compiler knows how many, there is no other shape, and what else is required of them holds. */
export type ShapeMeeting<S extends Shape, Given, Requirement, Unset> = [
  ...(number extends S["length"] ? ["unknown"] : [Given] extends [Sizes<S>] ? [] : ["refused"]),
] extends Some
  ? 0 extends 1 & S
    ? "accepted"
    : Unless<Unset>
  : Meeting<Requirement, Unset>;
/** `any` isn't refused, since every parameter accepts it. */
export type WhyNoSizes<S extends Shape, Given> = 0 extends 1 & S
  ? unknown
  : OfAnyLength<S, Given> extends true
    ? noSizes<S>
    : [GivenSizes] extends [Given] // what is given is of no such type
      ? noSizes<S>
      : whyNoShape<S, Given>;
/** Whether it is a list of unknown length, in code for all shapes too. */
type OfAnyLength<S extends Shape, Given> = number extends S["length"]
  ? [S, Marker<Given>] extends [unknown, Marker<infer List extends Shape>]
    ? Same<S, Given, List>
    : never
  : false;
/** Refuses literals that aren't whole numbers. Other numbers are checked at run time. */
type Whole<N extends number> = number extends N ? unknown : `${N}` extends NotWhole ? Refused<notWhole<N>> : unknown;

export type notWhole<N extends number | string> = `a size is a whole number from 0 up, not ${N}`;
const notWhole = <N extends string>(size: N): notWhole<N> => `a size is a whole number from 0 up, not ${size}`;

/** @throws {@link ShapeError} if `size` is not a whole number from 0 up */
export function checkSize(size: unknown): asserts size is number {
  if (!Number.isSafeInteger(size) || (size as number) < 0) throw new ShapeError(notWhole(describe(size)));
}

/** A size. Turns −0 into 0. */
function readSize(size: unknown): number {
  checkSize(size);
  return size + 0;
}

/** The sizes in an array, which is read only once. */
export const checkSizes = (sizes: unknown): number[] => readList(sizes, readSize) ?? refuse(notAShape(describe(sizes)));

/**
 * A shape from outside, checked. Use the frozen copy that this returns, not the argument.
 *
 * @throws {@link ShapeError} if it is not an array of sizes, or has more elements or axes than a tensor may have
 */
export function checkShape(shape: unknown): Shape {
  const sizes = checkSizes(shape);
  checkAxesCount(sizes.length);
  checkElements(sizes);
  return Object.freeze(sizes);
}
