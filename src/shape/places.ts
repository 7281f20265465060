/**
 * In how many places a kernel fits along an axis. For n pixels, a kernel of k, padding p on both sides, stride s and dilation d, there are
 * ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1.
 */
import type { Difference, Product, Quotient, Sum } from "./arithmetic.js";
import { describe } from "./describe.js";
import type { IsOneList } from "./known.js";
import type { ShowList } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** One number for both axes of an image, or one for each: `[height, width]`. */
export type PerAxis = number | readonly [height: number, width: number];

/** What is given for the rows of an image, and for its columns. */
export type OnRows<Given> = Given extends readonly [infer Height, infer _Width] ? Height : Given;
export type OnColumns<Given> = Given extends readonly [infer _Height, infer Width] ? Width : Given;
export const onRows = <One>(given: One | readonly [One, One]): One => (isPair(given) ? given[0] : given);
export const onColumns = <One>(given: One | readonly [One, One]): One => (isPair(given) ? given[1] : given);
const isPair = <One>(given: One | readonly [One, One]): given is readonly [One, One] => Array.isArray(given);

/** The height and the width of a kernel. */
export type HeightOf<Kernel> = Kernel extends readonly [infer Height extends number, infer _Width]
  ? Height
  : Kernel extends number
    ? Kernel
    : never;
export type WidthOf<Kernel> = Kernel extends readonly [infer _Height, infer Width extends number]
  ? Width
  : Kernel extends number
    ? Kernel
    : never;

/**
 * What surrounds an image. With `"valid"` there is nothing, so the kernel stays inside the image. With `"same"` there are as many
 * zeros as needed for an output of ⌈n / s⌉, which is the size of the image if the stride is 1. A number is the number of rows and
 * columns of zeros on each side.
 */
export type Padding = "valid" | "same" | number;

/**
 * The number of places of a kernel along an axis. `number` if it depends on a size that is known only by name. If a size is a type
 * parameter, the compiler prints the name of the type that it can't compute.
 */
export type Places<N extends number, Kernel extends number, Stride, P, Dilation = 1> = Stride extends 0
  ? N // refused already; it counts as 1
  : Stride extends number
    ? P extends "same"
      ? Stride extends 1
        ? N
        : SamePlaces<N, Stride>
      : [P] extends [null]
        ? number // the padding is refused
        : ValidPlaces<N, Dilated<Kernel, Dilation>, Stride, P>
    : number; // of type `any`, or refused
/**
 * The number of positions of a kernel with the padding `"same"`, ⌈N / Stride⌉. While N is a type parameter, it appears under this
 * name in declaration files.
 */
export type SamePlaces<N extends number, Stride extends number> =
  ValueOf<N> extends 0
    ? 0
    : Sum<Quotient<Difference<ValueOf<N>, 1>, ValueOf<Stride>>, 1> extends infer Count extends number // a number, even if it is still open
      ? Count
      : never;
/**
 * The number of positions of a kernel with any other padding. While N is a type parameter, it appears under this name in
 * declaration files.
 */
export type ValidPlaces<N extends number, Kernel extends number, Stride extends number, P> =
  Sum<Quotient<Difference<Padded<ValueOf<N>, P>, ValueOf<Kernel>>, ValueOf<Stride>>, 1> extends infer Count extends number
    ? Count
    : never;
export const places = (n: number, kernel: number, stride: number, padding: Padding, dilation: number): number =>
  padding === "same"
    ? Math.ceil(n / stride)
    : Math.floor((n + 2 * (padding === "valid" ? 0 : padding) - dilated(kernel, dilation)) / stride) + 1;

/** The numbers of places on the rows and on the columns of an image. */
export type PlacesOn<H extends number, W extends number, Kernel, Stride, P, Dilation = 1> = readonly [
  Places<H, HeightOf<Kernel>, OnRows<Stride>, OnRows<P>, OnRows<Dilation>>,
  Places<W, WidthOf<Kernel>, OnColumns<Stride>, OnColumns<P>, OnColumns<Dilation>>,
];

/** The number of pixels from the first to the last that a kernel covers, d(k − 1) + 1. */
export type Dilated<Kernel extends number, Dilation> = Dilation extends number
  ? Dilation extends 1
    ? Kernel
    : Sum<Product<Difference<ValueOf<Kernel>, 1>, Dilation>, 1> extends infer Reach extends number
      ? Reach
      : never
  : Kernel;
export const dilated = (kernel: number, dilation: number): number => (kernel - 1) * dilation + 1;

export type Padded<N extends number, P> = P extends number
  ? P extends 0
    ? N
    : Sum<N, Sum<P, P>> extends infer Found extends number
      ? Found
      : never
  : N;

/** The number of rows or columns of zeros before an image. With an odd number of zeros, the extra one is behind it. */
export const zerosBefore = (
  n: number,
  outputs: number,
  kernel: number,
  stride: number,
  padding: Padding,
  dilation: number,
): number =>
  padding === "same"
    ? Math.max(0, (outputs - 1) * stride + dilated(kernel, dilation) - n) >> 1
    : padding === "valid"
      ? 0
      : padding;

/** Why a number is refused that isn't a size: it isn't whole, or too small. */
export interface NotWholeFrom<Given extends string> {
  readonly stride: `a stride is a whole number from 1 up, not ${Given}`;
  readonly padding: `a padding is a whole number from 0 up, not ${Given}`;
  readonly dilation: `a dilation is a whole number from 1 up, not ${Given}`;
  readonly groups: `a number of groups is a whole number from 1 up, not ${Given}`;
  readonly outputPadding: `an output padding is a whole number from 0 up, not ${Given}`;
}
/** A check of such a number. `what` has an article. */
export const wholeFrom =
  (what: string, from: 0 | 1): ((one: unknown) => asserts one is number) =>
  (one) => {
    if (!(Number.isSafeInteger(one) && (one as number) >= from))
      throw new ShapeError(`${what} is a whole number from ${from} up, not ${describe(one)}`);
  };

export type notPerAxis<
  Operation extends string,
  What extends string,
  Given extends string,
> = `${Operation}: the ${What} is one for both axes or [height, width], not ${Given}`;
export const notPerAxis = <Operation extends string, What extends string, Given extends string>(
  operation: Operation,
  what: What,
  given: Given,
): notPerAxis<Operation, What, Given> => `${operation}: the ${what} is one for both axes or [height, width], not ${given}`;

/** What is given for both axes of an image has to be this. */
export type PerAxisForm = "a literal number or a pair of them";
/** Why a kernel, or a factor, is refused that is neither a number nor a pair. */
export type notPerAxisAtAll<Operation extends string, Given> =
  OfALength<Given> extends true
    ? notPerAxis<Operation, What<Operation>, ShowList<Given>>
    : `${Operation}: the ${What<Operation>} has to be ${PerAxisForm}`;
type OfALength<Given> = Given extends readonly number[] ? IsOneList<Given> : false;
type What<Operation extends string> = Operation extends "upsample2d" ? "factor" : "kernel";
