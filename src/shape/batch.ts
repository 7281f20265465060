/**
 * Batches: how many examples one contains. If the compiler can tell that all batches have the same size, this is a number.
 * Otherwise it is a named size of the library, which no program can write. Tensors of this size can't be added, since they may
 * come from two different batches.
 */
import type { NotWhole, Product, Quotient } from "./arithmetic.js";
import type { Size } from "./dim.js";
import type { Option } from "./option.js";
import type { MayBeSeveral } from "./several.js";
import type { Shape } from "./shape.js";
import type { Refused } from "./shape-error.js";
import type { Dim, ValueOf } from "./size.js";
import type { HasText, Marker, Same } from "./symbolic.js";

declare const varies: unique symbol;

/**
 * The number of examples in a batch, if it is unknown or not the same for all batches. Within one batch, the inputs, the targets
 * and everything computed from them have this size. Two batches may differ in size, so their tensors can't be added or stacked.
 * With `last: "drop"` all batches have the same size; a function that is generic in the size can handle one batch at a time.
 */
export type BatchSize = Dim<"a batch"> & {
  /** For the compiler only. No size that a program names has this property. */
  readonly [varies]: true;
};

/**
 * Refuses a literal that isn't a whole number from 1 up. Other sizes are checked at run time. It begins like {@link Size}, so that in generic
 * code the compiler infers the type parameter from it.
 */
export type AtLeastOne<Size extends number> =
  true extends MayBeSeveral<Size> ? unlessNoBatch<Size> : `${Size}` extends NotWhole | "0" ? Refused<noBatch<Size>> : unknown;
type unlessNoBatch<Size extends number> = `${Size}` extends NotWhole | "0" ? Refused<noBatch<Size>> : unknown;
/** Compiler only: at run time it is a RangeError, as for all numbers that count something. */
type noBatch<Size extends number> = `batches: the size is a whole number from 1 up, not ${Size}`;

/** The size of each batch, if N examples are divided into batches of `Size`. */
export type BatchRows<N extends number, Size extends number, Options> =
  Rows<ValueOf<N>, ValueOf<Size>, Option<Options, "last", "keep">, Size> extends infer Found extends number ? Found : never;
/**
 * The same. If the number of examples is a type parameter, it is a {@link BatchSize}, since the last batch may be shorter. With
 * `last: "drop"` it is the size, which may be a type parameter, too.
 */
export type RowsOfABatch<N extends number, Given extends number, Options> =
  Option<Options, "last", "keep"> extends "drop" ? FullBatch<N, Given, Options> : AnyBatch<N, Given, Options>;
type AnyBatch<N extends number, Given extends number, Options> =
  HasText<Options, ValueOf<N>> extends true
    ? BatchRows<N, Given, Options>
    : HasText<Options, ValueOf<Given>> extends true
      ? BatchSize
      : BatchRows<N, Given, Options>;
type FullBatch<N extends number, Given extends number, Options> = [Options, Marker<Given>] extends [
  unknown,
  Marker<Size<infer Rows extends number>>,
]
  ? HasText<Options, Rows> extends true
    ? BatchRows<N, Given, Options>
    : Same<Options, number, Rows> extends true
      ? BatchSize
      : Rows
  : never;
/** `Full` is the size of a full batch, which may have a name. */
type Rows<N extends number, Size extends number, Last, Full extends number> = number extends Full
  ? BatchSize
  : `${Size}` extends NotWhole | "0"
    ? BatchSize
    : Last extends "drop"
      ? Full
      : RowsOfAll<N, Size, Full>;
/** The first condition, which is always true, distributes over N: in generic code, the compiler then looks at what `number` gives, and not at all numbers. */
type RowsOfAll<N extends number, Size extends number, Full extends number, All = N> = N extends unknown
  ? number extends N | Size
    ? BatchSize
    : [[All], Product<Quotient<N, Size>, Size>, N] extends [[N], N, Product<Quotient<N, Size>, Size>]
      ? Full
      : Quotient<N, Size> extends 0
        ? N
        : BatchSize
  : never;

/** A list with one entry if S contains a {@link BatchSize}, otherwise an empty list. */
export type OfABatch<S extends Shape> = BatchSize extends S[number] ? ["batch"] : [];

/** Compiler only: at run time, the sizes are compared. */
export type batchesDiffer<Operation extends string> =
  `${Operation}: another batch may have another size: take { last: "drop" }, or a function that is generic in the size`;
