/**
 * Sums and products of sizes. If both sizes have values, so does the result. Otherwise the result has a name that is made from
 * theirs: `batch*time`, `old+3`. This makes it possible to add and multiply sizes that are known only by name, and to take the
 * result apart again.
 */
import type { Product, Sum } from "./arithmetic.js";
import type { Shape, ShowSize } from "./shape.js";
import type { Dim, ValueOf } from "./size.js";

/**
 * The size of an axis that joins two others. It is a number, or a size with a name like `old+more`; while A or B is a type parameter, the
 * compiler shows it as `SumOf<A, B>`.
 */
export type SumOf<A extends number, B extends number> = [number, 0] extends [ValueOf<A> | ValueOf<B>, 0] // a pair, so that `number` below infers neither A nor B
  ? NamedSum<A, B> extends infer Found extends number // infers neither A nor B from it
    ? Found
    : never
  : Sum<ValueOf<A>, ValueOf<B>> extends infer Found extends number // makes the result a number if A or B is open, not any text of digits
    ? Found
    : never;
type NamedSum<A extends number, B extends number> = number extends A | B
  ? number // a size without a name
  : A extends 0
    ? B
    : B extends 0
      ? A
      : Dim<`${ShowSize<A>}+${ShowSize<B>}`>;

/**
 * The size of an axis that merges two others. It is a number, or a size with a name like `batch*time`; while A or B is a type parameter, the
 * compiler shows it as `ProductOf<A, B>`.
 */
export type ProductOf<A extends number, B extends number> =
  Pair<A, B, [A] | [B]> extends Pair<1, infer _B, [1] | infer Rest> | Pair<infer _A, 1, [1] | infer Rest>
    ? Rest extends readonly [infer Other extends number]
      ? Other
      : never
    : Multiplied<A, B> extends infer Found extends number // makes the result a number if it is open, not any text of digits, and infers neither A nor B from it
      ? Found
      : never;
type Multiplied<A extends number, B extends number> = A extends unknown
  ? number extends ValueOf<A> | ValueOf<B>
    ? number extends A | B
      ? number
      : Dim<`${Factor<ShowSize<A>>}*${Factor<ShowSize<B>>}`>
    : Product<ValueOf<A>, ValueOf<B>>
  : never;
/** Two sizes in one condition: it is certain as soon as one of them is 1, even if the other is a type parameter. */
interface Pair<in out A, in out B, _Both> {
  readonly a: A;
  readonly b: B;
}

/** A name as a factor. Sums are put in parentheses. */
type Factor<Name extends string> = Name extends `${string}+${string}` ? `(${Name})` : Name;

/** The sum of a list of sizes. `number` if the list has an unknown length. */
export type Total<Sizes extends Shape> = Sizes extends readonly [infer Only extends number]
  ? ValueIfKnown<Only>
  : Sizes extends readonly [infer First extends number, ...infer Rest extends Shape]
    ? Added<Rest, First>
    : Sizes extends readonly []
      ? 0
      : number;
type Added<Sizes extends Shape, Before extends number> = Sizes extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? Added<Rest, SumOf<Before, First>>
  : Sizes extends readonly []
    ? Before
    : number;

/** The product of a list of sizes. `Unknown` if the list has an unknown length. A single size keeps its name. */
export type Count<Sizes extends Shape, Unknown = number, Before extends number = 1> = Sizes extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? Count<Rest, Unknown, ProductOf<Before, First>>
  : Sizes extends readonly []
    ? Before
    : Unknown;

/**
 * The value of a size if it has one, otherwise the size. So after `concat`, a name with a known value is a plain number, even if
 * nothing was added to it.
 */
type ValueIfKnown<N extends number> = number extends ValueOf<N> ? N : ValueOf<N>;
