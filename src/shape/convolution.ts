/**
 * Convolutions: in how many places a kernel fits along an axis. For n pixels, a kernel of k, padding p on both sides and stride
 * s, there are ⌊(n + 2p − k) / s⌋ + 1.
 */
import type { Difference, NotWhole, Quotient, Sum } from "./arithmetic.js";
import { describeList } from "./describe.js";
import { checkShape, checkSize, type notWhole, type Size } from "./dim.js";
import type { NoOptions, Option, Some, UnknownOptions } from "./known.js";
import { readFew } from "./list.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

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
export type Places<N extends number, Kernel extends number, Stride, P> = Stride extends number
  ? P extends "same"
    ? Stride extends 1
      ? N
      : ValueOf<N> extends 0
        ? 0
        : SamePlaces<N, Stride>
    : ValidPlaces<N, Kernel, Stride, P>
  : never;
type SamePlaces<N extends number, Stride extends number> =
  Sum<Quotient<Difference<ValueOf<N>, 1>, ValueOf<Stride>>, 1> extends infer Count extends number ? Count : never; // a number, even if it is still open
type ValidPlaces<N extends number, Kernel extends number, Stride extends number, P> =
  Sum<Quotient<Difference<Padded<ValueOf<N>, P>, ValueOf<Kernel>>, ValueOf<Stride>>, 1> extends infer Count extends number
    ? Count
    : never;
const places = (n: number, kernel: number, stride: number, padding: Padding): number =>
  padding === "same" ? Math.ceil(n / stride) : Math.floor((n + 2 * (padding === "valid" ? 0 : padding) - kernel) / stride) + 1;

type Padded<N extends number, P> = P extends number
  ? P extends 0
    ? N
    : Sum<N, Sum<P, P>> extends infer Found extends number
      ? Found
      : never
  : N;

/**
 * Refuses a kernel that doesn't fit in both directions: a list with the reasons, or an empty list. Invalid strides and paddings
 * are left to {@link Striding}.
 */
export type kernelNeedsAPlace<
  Operation extends string,
  In extends readonly [number, number, number],
  Kernel extends number,
  Stride,
  P,
> = number extends Kernel
  ? []
  : Kernel extends 0
    ? [noKernel]
    : [Stride, P] extends [0 | null, unknown] | [unknown, null] | [1, "same"]
      ? []
      : [Extract<`${Kernel}` | `${Stride & number}`, NotWhole>] extends [never]
        ? [
            ...Lacks<In[0], Kernel, P, kernelMisfit<Operation, In, Kernel, P & Padding>>,
            ...Lacks<In[1], Kernel, P, kernelMisfit<Operation, In, Kernel, P & Padding>>,
            ...Open<Places<In[0], Kernel, Stride, P>, placesUnknown<Operation, In>>,
            ...Open<Places<In[1], Kernel, Stride, P>, placesUnknown<Operation, In>>,
          ]
        : [];

/** A list with the reason if the kernel is larger than the padded axis. With `"same"`, there is always enough padding. */
type Lacks<N extends number, Kernel extends number, P, Why> = P extends "same" ? [] : kernelExceeds<N, Kernel, P, Why>;
type kernelExceeds<
  N extends number,
  Kernel extends number,
  P,
  Why,
> = `${Difference<Padded<ValueOf<N>, P>, ValueOf<Kernel>>}` extends `-${string}` ? [Why] : [];

/** A list with the reason if the number of places is unknown. */
type Open<Found extends number, Why> = number extends Found ? [Why] : [];

type kernelMisfit<Operation extends string, In extends Shape, Kernel extends number, P extends Padding> = [
  In[number] | Kernel,
] extends [number]
  ? `${Operation}: a kernel of ${ShowSize<Kernel>} does not fit into ${Show<In>} with padding ${P}`
  : string;
const kernelMisfit = <Operation extends string, In extends Shape, Kernel extends number, P extends Padding>(
  operation: Operation,
  input: In,
  kernel: Kernel,
  padding: P,
): kernelMisfit<Operation, In, Kernel, P> =>
  `${operation}: a kernel of ${showSize(kernel)} does not fit into ${show(input)} with padding ${padding}`;

/** Compiler only: at run time, every size has a value. */
type placesUnknown<Operation extends string, In extends Shape> = [In[number]] extends [number]
  ? `${Operation}: the size of the output can't be computed from ${Show<In>}`
  : never;

/** Options whose stride and padding are known or left out, or the sentence in place of the wrong option. */
export type Striding<Operation extends string, Options, Default, Names extends string> = [
  ...WhyStride<Operation, StrideOf<Options, Default>>,
  ...WhyPadding<Operation, PaddingOf<Options>>,
  ...UnknownOptions<Operation, Options, Names>,
] extends Some
  ? Refusal<
      WhyStride<Operation, StrideOf<Options, Default>>,
      WhyPadding<Operation, PaddingOf<Options>>,
      Operation,
      Options,
      Names
    >
  : Options;
type Refusal<
  WhyStride extends readonly unknown[],
  WhyPadding extends readonly unknown[],
  Operation extends string,
  Options,
  Names extends string,
> = WhyStride extends Some
  ? WhyPadding extends Some
    ? // Where an option is of a kind that it can't be, too: then the compiler takes `Options` for all that may be given.
      {
        readonly [Name in keyof Options]-?: Name extends "stride"
          ? WhyStride[0]
          : Name extends "padding"
            ? WhyPadding[0]
            : Options[Name];
      }
    : { readonly stride: WhyStride[0] }
  : WhyPadding extends Some
    ? { readonly padding: WhyPadding[0] }
    : NoOptions<Operation, Options, Names>;

/** Why a stride or a padding is refused: a list with the reason, or an empty list. */
type WhyStride<Operation extends string, Stride> = Stride extends null
  ? [strideUnknown<Operation>]
  : Stride extends 0
    ? [noStride]
    : WhyNoSize<Stride>;
type WhyPadding<Operation extends string, P> = P extends null
  ? [paddingUnknown<Operation>]
  : P extends number
    ? WhyNoSize<P>
    : [];
type WhyNoSize<N> = N extends number ? (`${N}` extends NotWhole ? [notWhole<N>] : []) : [];
export type StrideOf<Options, Default> =
  Option<Options, "stride", Default> extends infer Stride
    ? Stride extends number
      ? number extends ValueOf<Stride>
        ? null
        : ValueOf<Stride>
      : null
    : never;
export type PaddingOf<Options> =
  Option<Options, "padding", "valid"> extends infer P
    ? P extends number
      ? number extends ValueOf<P>
        ? null
        : ValueOf<P>
      : P extends "same" | "valid"
        ? P
        : null
    : never;
type strideUnknown<Operation extends string> = `${Operation}: the stride has to be one literal number`;
type paddingUnknown<Operation extends string> = `${Operation}: the padding has to be literally "same", "valid" or one number`;

type noStride = "a stride is a whole number from 1 up, not 0";
const noStride: noStride = "a stride is a whole number from 1 up, not 0";

type noKernel = "a kernel is a whole number from 1 up, not 0";
const noKernel: noKernel = "a kernel is a whole number from 1 up, not 0";

/** The sizes of an image, read once. Use the frozen copy that this returns, not the argument. */
export function checkImage<Image extends readonly number[]>(operation: string, given: Image): Image {
  const sizes = readFew(given);
  if (sizes?.length !== 3)
    throw new ShapeError(`${operation}: takes [height, width, channels], not ${describeList(sizes ?? given)}`);
  return checkShape(sizes) as unknown as Image; // the same sizes
}

/** What can be checked before there is an image. */
export function checkWindow(kernel: unknown, stride: unknown, padding: unknown): void {
  for (const size of [kernel, stride]) checkSize(size);
  if (padding !== "same" && padding !== "valid") checkSize(padding);
  if (kernel === 0) throw new ShapeError(noKernel);
  if (stride === 0) throw new ShapeError(noStride);
}

/**
 * The number of places of a kernel in an image, at run time. {@link Places} computes the same in types, as `Height` and `Width`.
 */
export function checkKernel<Height extends number, Width extends number>(
  operation: string,
  image: Shape,
  kernel: unknown,
  stride: unknown,
  padding: unknown,
): [Size<Height>, Size<Width>] {
  checkWindow(kernel, stride, padding);
  const [height, width] = image as [number, number];
  const [k, s, p] = [kernel as number, stride as number, padding as Padding]; // checked above
  const found: [number, number] = [places(height, k, s, p), places(width, k, s, p)];
  if (padding !== "same" && Math.min(...found) < 1) throw new ShapeError(kernelMisfit(operation, image, k, p));
  return found as unknown as [Size<Height>, Size<Width>]; // whole numbers, as the formula says
}
