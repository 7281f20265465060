/** Whether a layer that moves a kernel over images or sequences is accepted. */
import type { Refusal } from "./accepted.js";
import type { takesASequence } from "./attention.js";
import type { kernelNeedsAPlace, lineKernelNeedsAPlace, takesAnImage } from "./convolution.js";
import type { AcceptingShape } from "./dim.js";
import type { Shape } from "./shape.js";
import type { PerAxisUnless, SizeUnless } from "./size-unless.js";

/**
 * `unknown`, unless the shape of an image or a kernel is refused, or there is another reason.
 *
 * @typeParam Reasons - a list, empty if there are none
 */
export type AcceptingKernel<
  Operation extends string,
  In extends Shape,
  Kernel,
  Stride,
  P = "valid",
  Dilation = 1,
  Reasons extends readonly unknown[] = [],
> = AcceptingShape<
  In,
  takesAnImage<Operation, In>,
  [...Reasons, ...Refusal<PerAxisUnless<Operation, Kernel, kernelNeedsAPlace<Operation, In, Kernel, Stride, P, Dilation>>>]
>;
/** The same for a sequence. */
export type AcceptingLineKernel<
  Operation extends string,
  In extends Shape,
  Kernel extends number,
  Stride,
  P = "valid",
  Dilation = 1,
  Reasons extends readonly unknown[] = [],
> = AcceptingShape<
  In,
  takesASequence<Operation, In>,
  [...Reasons, ...Refusal<SizeUnless<Kernel, lineKernelNeedsAPlace<Operation, In, Kernel, Stride, P, Dilation>>>]
>;
