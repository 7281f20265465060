/**
 * The rule of convolutions: how many places a kernel has along an axis. A kernel of k on n pixels, padded by p on both sides, in steps of s,
 * has ⌊(n + 2p − k) / s⌋ + 1.
 */
import type { Difference, NotWhole, Quotient, Sum } from "./arithmetic.js";
import { checkSize, type Size, type SizeValue } from "./dim.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, ShapeError } from "./shape-error.js";

/**
 * What stands around an image: nothing, so that the kernel stays within it (`"valid"`); as many zeros as it takes for an output of
 * ⌈n / s⌉, as large as the image where the stride is 1 (`"same"`); or so many rows and columns of zeros on each side.
 */
export type Padding = "valid" | "same" | number;

/** The places of a kernel along an axis; `number` where a size that matters is known only by name. */
export type Places<N extends number, Kernel extends number, Stride extends number, P extends Padding> = P extends "same"
  ? Stride extends 1
    ? N
    : ValueOf<N> extends 0
      ? 0
      : OneMore<Quotient<Difference<ValueOf<N>, 1>, Stride>>
  : OneMore<Quotient<Difference<Padded<ValueOf<N>, P>, Kernel>, Stride>>;
type OneMore<Steps extends number> = Sum<Steps, 1> extends infer Count extends number ? Count : never; // a number, where it is left open
const places = (n: number, kernel: number, stride: number, padding: Padding): number =>
  padding === "same" ? Math.ceil(n / stride) : Math.floor((n + 2 * (padding === "valid" ? 0 : padding) - kernel) / stride) + 1;

type Padded<N extends number, P extends Padding> = P extends number ? (P extends 0 ? N : Sum<N, Sum<P, P>>) : N;
type ValueOf<N extends number> = N extends SizeValue<infer Value> ? Value : N;

/** The kernel's size where it has a place in both directions, else the sentence. An alias would hide it in generic code. */
export type Fitting<
  Operation extends string,
  In extends readonly [number, number, number],
  Kernel extends number,
  Stride extends number,
  P extends Padding,
> = Kernel extends 0
  ? Refused<noKernel>
  : [Stride, P] extends [0, Padding] | [1, "same"] // of a stride of 0 the options speak
    ? Size<Kernel>
    : [Extract<`${Kernel}` | `${Stride}`, NotWhole>] extends [never]
      ? Placed<Operation, In, Kernel, Stride, P>
      : Size<Kernel>;

type Placed<
  Operation extends string,
  In extends readonly [number, number, number],
  Kernel extends number,
  Stride extends number,
  P extends Padding,
> = Lacks<In[0], Kernel, P> | Lacks<In[1], Kernel, P> extends false
  ? number extends Places<In[0], Kernel, Stride, P> | Places<In[1], Kernel, Stride, P>
    ? Refused<placesUnknown<Operation, In>>
    : Size<Kernel>
  : Refused<kernelMisfit<Operation, In, Kernel, P>>;

/** Whether the kernel is larger than the padded axis. A window of "same" is padded as it needs. */
type Lacks<N extends number, Kernel extends number, P extends Padding> = P extends "same"
  ? false
  : `${Difference<Padded<ValueOf<N>, P>, Kernel>}` extends `-${string}`
    ? true
    : false;

/** Why a kernel is refused. */
type kernelMisfit<
  Operation extends string,
  In extends Shape,
  Kernel extends number,
  P extends Padding,
> = `${Operation}: a kernel of ${Kernel} does not fit into ${Show<In>} with padding ${P}`;
const kernelMisfit = (operation: string, input: Shape, kernel: number, padding: Padding): string =>
  `${operation}: a kernel of ${kernel} does not fit into ${show(input)} with padding ${padding}`;

/** Only the compiler says this: at run time every size has a value. */
type placesUnknown<
  Operation extends string,
  In extends Shape,
> = `${Operation}: the size of the output can't be computed from ${Show<In>}`;

/** A stride: a size from 1 up. */
export type Stride<N extends number> = N extends 0 ? N & Refused<noStride> : Size<N>;
type noStride = "a stride is a whole number from 1 up, not 0";
const noStride: noStride = "a stride is a whole number from 1 up, not 0";

type noKernel = "a kernel is a whole number from 1 up, not 0";
const noKernel: noKernel = "a kernel is a whole number from 1 up, not 0";

/** The places of a kernel on an image, for run-time numbers: what {@link Places} computes for the types `Height` and `Width`. */
export function checkKernel<Height extends number, Width extends number>(
  operation: string,
  input: Shape,
  kernel: unknown,
  stride: unknown,
  padding: unknown,
): [Size<Height>, Size<Width>] {
  if (!Array.isArray(input) || input.length !== 3) {
    throw new ShapeError(
      `${operation}: takes [height, width, channels], not ${Array.isArray(input) ? show(input) : String(input)}`,
    );
  }
  for (const size of [...input, kernel, stride]) checkSize(size);
  if (padding !== "same" && padding !== "valid") checkSize(padding);
  if (kernel === 0) throw new ShapeError(noKernel);
  if (stride === 0) throw new ShapeError(noStride);
  const [height, width] = input as [number, number];
  const [k, s, p] = [kernel as number, stride as number, padding as Padding]; // checked above
  const found: [number, number] = [places(height, k, s, p), places(width, k, s, p)];
  if (padding !== "same" && Math.min(...found) < 1) throw new ShapeError(kernelMisfit(operation, input, k, p));
  return found as unknown as [Size<Height>, Size<Width>]; // whole numbers, by the formula above
}
