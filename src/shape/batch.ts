/**
 * The rule of batches: how many examples one holds. Where the compiler can tell that all hold as many, that is a number. Else each may hold
 * another, and the name of that size is the library's own: no one can write it, and two tensors of it are never added, for they may be of
 * two batches.
 */
import type { NotWhole, Product, Quotient } from "./arithmetic.js";
import type { Option } from "./known.js";
import type { Shape } from "./shape.js";
import type { Dim, ValueOf } from "./size.js";

declare const varies: unique symbol;

/**
 * How many examples a batch holds, where not all of them hold as many, or it isn't known. Within a batch, inputs, targets and what is made of
 * them have this size. But two batches may have two, so tensors of it can't be added or stacked: with `last: "drop"` all
 * batches are alike, and a function that is generic in the size takes one batch at a time.
 */
export type BatchSize = Dim<"a batch"> & {
  /** Only for the compiler: no size that a program names has it. */
  readonly [varies]: true;
};

/** How many examples each batch of N holds, of batches of `Size`. */
export type BatchRows<N extends number, Size extends number, Options> =
  Rows<ValueOf<N>, Size, Option<Options, "last", "keep">> extends infer Found extends number ? Found : never;
type Rows<N extends number, Size extends number, Last> = number extends Size
  ? BatchSize
  : `${Size}` extends NotWhole | "0"
    ? BatchSize
    : Last extends "drop"
      ? Size
      : number extends N
        ? BatchSize
        : [Product<Quotient<N, Size>, Size>, N] extends [N, Product<Quotient<N, Size>, Size>]
          ? Size
          : Quotient<N, Size> extends 0
            ? N
            : BatchSize;

/** An entry where a tensor of shape S is of the size of one batch or another. */
export type OfABatch<S extends Shape> = BatchSize extends S[number] ? ["batch"] : [];

/** Only the compiler says this: at run time the sizes are compared. */
export type batchesDiffer<Operation extends string> =
  `${Operation}: another batch may have another size: take { last: "drop" }, or a function that is generic in the size`;
