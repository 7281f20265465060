/**
 * Sizes: which numbers may stand in a shape, and names for those that are known only at run time.
 *
 * A literal is a size (`784`). So is a named number (`Dim<"batch">`), and a named one whose value is known too
 * (`Dim<"hidden", 128>`). An anonymous `number` is none: it would fit every shape, so nothing could be checked against it.
 */
import type { NotWhole } from "./arithmetic.js";
import { describe } from "./describe.js";
import { checkAxesCount, checkElements } from "./elements.js";
import type { IsLiteral, IsLiteralText, IsUnion, Some } from "./known.js";
import { readList } from "./list.js";
import type { Count, Total } from "./named.js";
import type { Shape } from "./shape.js";
import { type Refused, refuse, ShapeError } from "./shape-error.js";
import type { Dim, ValueOf } from "./size.js";

/**
 * Names a size, so that the compiler can tell it from every other size. At run time it is the number itself: the name
 * promises that equal names stand for equal numbers.
 *
 * @param name - a literal string
 * @param size - a whole number from 0 up
 * @throws {@link ShapeError} where the size is no whole number from 0 up
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
export function dim<const Name extends string, const Value extends number>(
  name: Name & LiteralName<Name>,
  size: Value & Whole<Value>,
): Dim<Name, OneValue<Value>> {
  if (typeof name !== "string") throw new ShapeError(unnamed);
  // The names exist only for the compiler, so no value can carry one: here is where a number gets its name.
  return readSize(size) as unknown as Dim<Name, OneValue<Value>>;
}

export namespace dim {
  /**
   * The size of two axes or more in one: the product, with a name that is made of theirs. So what is reshaped goes there and back.
   *
   * @throws {@link ShapeError} where a size is no whole number from 0 up
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
  export function product<const Factors extends Shape>(...sizes: Sizes<Factors>): Size<Count<Factors>> {
    for (const size of sizes) checkSize(size);
    const found = sizes.reduce((before: number, size) => before * (size as number), 1); // checked above
    checkSize(found);
    return found as unknown as Size<Count<Factors>>; // what the type says, computed
  }

  /**
   * The size of axes laid next to each other: the sum, with a name that is made of theirs. It is what {@link concat} gives and
   * `split` takes apart.
   *
   * @throws {@link ShapeError} where a size is no whole number from 0 up
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
  export function sum<const Terms extends Shape>(...sizes: Sizes<Terms>): Size<Total<Terms>> {
    for (const size of sizes) checkSize(size);
    const found = sizes.reduce((before: number, size) => before + (size as number), 0); // checked above
    checkSize(found);
    return found as unknown as Size<Total<Terms>>; // what the type says, computed
  }
}

/** The value where it is one literal; `number` where it may be one of several, or anything at all. */
type OneValue<Value extends number> = IsLiteral<ValueOf<Value>> extends true ? ValueOf<Value> : number;

type LiteralName<Name extends string> = IsLiteralText<Name> extends true ? unknown : Refused<unnamed>;
type unnamed = "dim: the name must be a literal string";
const unnamed: unnamed = "dim: the name must be a literal string";

/**
 * A size that a shape may have. Functions that are generic over sizes take them as `rows: Size<Rows>`, and may then pass them
 * on: `zeros([rows, 3])`.
 *
 * @example
 * ```ts
 * import { type Matrix, type Size, zeros } from "conformable";
 *
 * const square = <N extends number>(size: Size<N>): Matrix<N, N> => zeros([size, size]);
 * square(5); // Matrix<5, 5>
 * ```
 */
export type Size<N extends number> = number extends N
  ? N & Refused<anonymous>
  : IsUnion<N> extends true
    ? N & Refused<ambiguous>
    : `${N}` extends NotWhole
      ? N & Refused<notWhole<N>>
      : N;

/**
 * A {@link Size} that an operation may refuse for reasons of its own. It is written out, not an intersection with a size: that would take a
 * name's alias away, and an editor would show its parts.
 *
 * @typeParam Reasons - a list of sentences, empty where there are none
 */
export type SizeUnless<N extends number, Reasons extends readonly unknown[]> = number extends N
  ? N & Refused<anonymous>
  : IsUnion<N> extends true
    ? N & Refused<ambiguous>
    : `${N}` extends NotWhole
      ? N & Refused<notWhole<N>>
      : sizeUnless<N, Reasons>;
type sizeUnless<N extends number, Reasons extends readonly unknown[]> = [...Reasons] extends Some
  ? Refused<Reasons[0] & string>
  : N;

/**
 * What a shape has to be besides: of a rank that the compiler sees. A list of sizes that may have any length is none, even if all of them are known.
 */
export type OfKnownRank<S extends Shape> = [...Uncounted<S>] extends Some ? Refused<rankUnknown> : unknown;
type Uncounted<S extends Shape> = number extends S["length"] ? ["unknown"] : [];
type rankUnknown = "a shape has to be a list of known length";

/** The shape `S` as a creation function takes it: every size literal or named. */
export type Sizes<S extends Shape> = { readonly [Axis in keyof S]: Size<S[Axis]> };

type anonymous = "a size known only at run time needs a name: dim(name, size)";
type ambiguous = "a size that may be one of several needs a name: dim(name, size)";

/** A literal has to be a whole number; one that is not known yet is checked at run time. */
type Whole<N extends number> = number extends N ? unknown : `${N}` extends NotWhole ? Refused<notWhole<N>> : unknown;

export type notWhole<N extends number | string> = `a size is a whole number from 0 up, not ${N}`;
const notWhole = <N extends string>(size: N): notWhole<N> => `a size is a whole number from 0 up, not ${size}`;

/** @throws {@link ShapeError} where `size` is no whole number from 0 up. */
export function checkSize(size: unknown): asserts size is number {
  if (!Number.isSafeInteger(size) || (size as number) < 0) throw new ShapeError(notWhole(describe(size)));
}

/** A size; -0 is 0. */
function readSize(size: unknown): number {
  checkSize(size);
  return size + 0;
}

/** The sizes of an array, read once. */
export const checkSizes = (sizes: unknown): number[] =>
  readList(sizes, readSize) ?? refuse(`a shape is an array of sizes, not ${describe(sizes)}`);

/**
 * A shape from outside: a frozen copy, which is what is checked. Only the copy is to be used.
 *
 * @throws {@link ShapeError} where it is no array of sizes, or one of more elements or axes than a tensor may have
 */
export function checkShape(shape: unknown): Shape {
  const sizes = checkSizes(shape);
  checkAxesCount(sizes.length);
  checkElements(sizes);
  return Object.freeze(sizes);
}
