/** The convolutional layer for sequences, which applies the same small kernels at every step. */

import type { Anything, Given } from "../../shape/accepted.js";
import { checkSequence, type takesASequence } from "../../shape/attention.js";
import { checkKernel, checkMoves, type lineKernelNeedsAPlace, onARow } from "../../shape/convolution.js";
import { checkGroupChannels, checkGroupCount, type GroupChannels } from "../../shape/convolution-groups.js";
import {
  type AnySizes,
  type AreSizes,
  checkSize,
  type GivenSizes,
  type NoSize,
  type Size,
  type Sizes,
  type WhyNoSizes,
} from "../../shape/dim.js";
import type { AcceptingLineKernel } from "../../shape/kernels.js";
import type { AnyOptionsWithFunctions } from "../../shape/known.js";
import { onColumns, type Padding, type Places } from "../../shape/places.js";
import type { NoNumber } from "../../shape/several.js";
import type { SizeUnless } from "../../shape/size-unless.js";
import type {
  BiasOf,
  GroupsOf,
  LineDilationOf,
  LinePaddingOf,
  LineReasons,
  LineStrideOf,
  optionsAreKnown,
} from "../../shape/striding.js";
import { convolve, convolveToImages, convolveToParameters, type Way } from "../../tensor/convolution.js";
import type { Random } from "../../tensor/random.js";
import type { Tensor, Vector } from "../../tensor/tensor.js";
import type { Activation } from "../contract/activation.js";
import type { Network } from "../contract/network.js";
import { convolutional, convolutionOptions, initialKernels, type OtherOptions } from "./convolutional.js";

/** The parameters of {@link conv1d} without a bias: for each filter, a kernel over the channels that it sees. */
export interface Conv1dKernels<Kernel extends number, Channels extends number, Filters extends number> {
  /** w: `[kernel, channels, filters]`. In groups, it is `channels / groups`. */
  readonly kernels: Tensor<[Kernel, Channels, Filters]>;
}

/** The parameters of {@link conv1d}: for each filter, a kernel over the channels that it sees, and a bias. */
export interface Conv1dParameters<Kernel extends number, Channels extends number, Filters extends number>
  extends Conv1dKernels<Kernel, Channels, Filters> {
  /** b: `[filters]`, added to the weighted sums of each filter. */
  readonly bias: Vector<Filters>;
}

/** The parameters of {@link conv1d} with these options. */
export type Conv1dLearned<
  Kernel extends number,
  Channels extends number,
  Filters extends number,
  Groups,
  Bias,
> = Bias extends false
  ? Conv1dKernels<Kernel, GroupChannels<Channels, Groups>, Filters>
  : Conv1dParameters<Kernel, GroupChannels<Channels, Groups>, Filters>;

/** Options of {@link conv1d}. */
export interface Conv1dOptions {
  /** The distance in steps between neighbouring positions of the kernel; 1 by default. */
  readonly stride?: number | undefined;
  /** The padding before and behind the sequence; by default `"valid"`, which means none. */
  readonly padding?: Padding | undefined;
  /** The distance in steps between neighbouring steps of the kernel; 1 by default. */
  readonly dilation?: number | undefined;
  /**
   * Into how many equal groups the channels and the filters are divided; 1 by default. A filter sees only the channels of its group. With as
   * many groups as channels, the convolution is depthwise.
   */
  readonly groups?: number | undefined;
  /** Whether the filters have a bias; they do by default. */
  readonly bias?: boolean | undefined;
  /** σ, the activation; {@link identity} by default. */
  readonly activation?: Activation | undefined;
  /** The generator of the initial kernels, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * Creates a convolutional layer for sequences, such as a sound or a text. At each position, a filter's output is the activation of a
 * weighted sum of the steps that its kernel covers, plus its bias.
 *
 * $$ a_{if} = \sigma \Bigl( b_f + \sum_{u,c} w_{ucf}\, x_{si+du,\,c} \Bigr) $$
 *
 * Shapes: `[...Batch, length, channels]` to `[...Batch, length', filters]`. Sizes and options are those of {@link conv2d}, along one axis.
 *
 * @param input - the shape `[length, channels]` of a sequence
 * @param filters - the number of filters, which is the number of channels of the output
 * @param kernel - the length of a kernel
 * @throws ShapeError if a size isn't a whole number from 0 up, the kernel doesn't fit into the sequence, or the groups can't share the
 * channels or the filters equally
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { conv1d, relu } from "conformable/nn";
 *
 * const layer = conv1d([100, 8], 16, 5, { stride: 2, activation: relu });
 * layer.predict(zeros([32, 100, 8])); // Tensor<[32, 48, 16]>
 * ```
 */
export function conv1d<
  const In extends AnySizes,
  const F extends number | NoNumber<F>,
  const K extends number | NoNumber<K>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingLineKernel<"conv1d", In, K, 1, "valid", 1, NoSize<F>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"conv1d", In>,
  filters: Size<F>,
  kernel: SizeUnless<K, lineKernelNeedsAPlace<"conv1d", In, K, 1, "valid">>,
): unknown extends NoInfer<Ok> ? Network<[...In], [Places<In[0], K, 1, "valid">, F], Conv1dParameters<K, In[1], F>> : Anything;
export function conv1d<
  const In extends AnySizes,
  const F extends number | NoNumber<F>,
  const K extends number | NoNumber<K>,
  const Options extends AnyOptionsWithFunctions<Conv1dOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> &
    AcceptingLineKernel<
      "conv1d",
      In,
      K,
      LineStrideOf<Options, 1>,
      LinePaddingOf<Options>,
      LineDilationOf<Options>,
      NoSize<F>
    > = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"conv1d", In>,
  filters: Size<F>,
  kernel: SizeUnless<
    K,
    lineKernelNeedsAPlace<"conv1d", In, K, LineStrideOf<Options, 1>, LinePaddingOf<Options>, LineDilationOf<Options>>
  >,
  options: optionsAreKnown<"conv1d", Options, LineReasons<"conv1d", Options, In[1], F>, keyof Conv1dOptions, OtherOptions>,
): Given<
  Options,
  optionsAreKnown<"conv1d", Options, LineReasons<"conv1d", Options, In[1], F>, keyof Conv1dOptions, OtherOptions>,
  unknown extends NoInfer<Ok>
    ? Network<
        [...In],
        [Places<In[0], K, LineStrideOf<Options, 1>, LinePaddingOf<Options>, LineDilationOf<Options>>, F],
        Conv1dLearned<K, In[1], F, GroupsOf<Options>, BiasOf<Options>>
      >
    : Anything
>;
export function conv1d<
  L extends number,
  C extends number,
  F extends number,
  Seen extends number,
  K extends number,
  OL extends number,
>(input: unknown, filters: Size<F>, kernel: unknown, options: object = {}): unknown {
  const given = convolutionOptions("conv1d", options);
  const { groups, activation, random } = given;
  const [length, channels] = checkSequence<readonly [Size<L>, Size<C>]>("conv1d", input);
  const moves = checkMoves("conv1d", kernel, given.stride, given.padding, given.dilation, 1);
  checkGroupCount("conv1d", groups);
  checkSize(filters);
  const size = onColumns(moves.kernel) as Size<K>; // what the caller gave
  const seen = checkGroupChannels<Seen>("conv1d", channels, filters, groups);
  // A sequence is an image of one row.
  const way: Way<1, L, C, Seen, 1, K, 1, OL> = {
    height: 1,
    width: length,
    channels,
    seen,
    kernelHeight: 1,
    kernelWidth: size,
    groups,
    ...checkKernel<1, OL>("conv1d", [1, length], onARow(moves), { shape: [length, channels], moves }),
  };
  return convolutional<[K, Seen, F], [L, C], [OL, F], F>(
    {
      name: "conv1d",
      inputShape: [length, channels],
      outputShape: [way.outputWidth, filters],
      filters,
      kernels: initialKernels([size, seen, filters], size * seen, (size * filters) / groups, activation, random),
      activation,
      sums: {
        apply: (sequences, kernels, bias) => convolve(sequences.expandDims(1), kernels.expandDims(0), bias, way).squeeze(1),
        toInput: (error, kernels) => convolveToImages(error.expandDims(1), kernels.expandDims(0), way).squeeze(1),
        toParameters(sequences, error) {
          const { kernels, bias } = convolveToParameters(sequences.expandDims(1), error.expandDims(1), way);
          return { kernels: kernels.squeeze(0), bias };
        },
      },
    },
    given.bias,
  );
}
