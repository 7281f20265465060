/**
 * Sums and products of sizes. Where both have a value, the result has one; else its name is made of theirs: `batch*time`, `old+3`. So a
 * size that is known only by name can be added to and multiplied, and the result can be taken apart again.
 */
import type { Product, Sum } from "./arithmetic.js";
import type { Shape, ShowSize } from "./shape.js";
import type { Dim, ValueOf } from "./size.js";

/** A + B. */
type SumOf<A extends number, B extends number> = number extends ValueOf<A> | ValueOf<B>
  ? number extends A | B
    ? number // a size without a name
    : A extends 0
      ? B
      : B extends 0
        ? A
        : Dim<`${ShowSize<A>}+${ShowSize<B>}`>
  : Sum<ValueOf<A>, ValueOf<B>> extends infer Found extends number // where A or B is open: a number, not any text of digits
    ? Found
    : never;

/** A · B. */
type ProductOf<A extends number, B extends number> = number extends ValueOf<A> | ValueOf<B>
  ? number extends A | B
    ? number
    : A extends 1
      ? B
      : B extends 1
        ? A
        : Dim<`${Factor<ShowSize<A>>}*${Factor<ShowSize<B>>}`>
  : Product<ValueOf<A>, ValueOf<B>> extends infer Found extends number
    ? Found
    : never;

/** A name as a factor: a sum is put in brackets. */
type Factor<Name extends string> = Name extends `${string}+${string}` ? `(${Name})` : Name;

/** The sum of a list of sizes; `number` where there are unknown many. */
export type Total<Sizes extends Shape, Before extends number = 0> = Sizes extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? Total<Rest, Before extends 0 ? First : SumOf<Before, First>>
  : Sizes extends readonly []
    ? ValueIfKnown<Before>
    : number;

/** The product of a list of sizes; `Unknown` where there are unknown many. A single size keeps its name. */
export type Count<Sizes extends Shape, Unknown = number, Before extends number = 1> = Sizes extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? Count<Rest, Unknown, Before extends 1 ? First : ProductOf<Before, First>>
  : Sizes extends readonly []
    ? Before
    : Unknown;

/** A sum of one named size is that size, but for a name whose value is known: concatenated, it is a number like any other. */
type ValueIfKnown<N extends number> = number extends ValueOf<N> ? N : ValueOf<N>;
