/** The convolutional layer, which applies the same small kernels at every position of an image. */

import type { Anything, Given } from "../../shape/accepted.js";
import { checkImage, checkKernel, checkMoves, type kernelNeedsAPlace, type takesAnImage } from "../../shape/convolution.js";
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
import type { AcceptingKernel } from "../../shape/kernels.js";
import type { AnyOptionsWithFunctions } from "../../shape/known.js";
import { type HeightOf, onColumns, onRows, type Padding, type PerAxis, type PlacesOn, type WidthOf } from "../../shape/places.js";
import type { NoNumber } from "../../shape/several.js";
import type { PerAxisUnless } from "../../shape/size-unless.js";
import type {
  BiasOf,
  ConvolutionReasons,
  DilationOf,
  GroupsOf,
  optionsAreKnown,
  PaddingOf,
  StrideOf,
} from "../../shape/striding.js";
import { convolve, convolveToImages, convolveToParameters, type Way } from "../../tensor/convolution.js";
import type { Random } from "../../tensor/random.js";
import type { Tensor, Vector } from "../../tensor/tensor.js";
import type { Activation } from "../contract/activation.js";
import type { Network } from "../contract/network.js";
import { convolutional, convolutionOptions, initialKernels, type OtherOptions } from "./convolutional.js";

/** The parameters of {@link conv2d} without a bias: for each filter, a kernel over the channels that it sees. */
export interface Conv2dKernels<Kernel, Channels extends number, Filters extends number> {
  /** w: `[height, width, channels, filters]`, where height and width are those of the kernel. In groups, it is `channels / groups`. */
  readonly kernels: Tensor<[HeightOf<Kernel>, WidthOf<Kernel>, Channels, Filters]>;
}

/** The parameters of {@link conv2d}: for each filter, a kernel over the channels that it sees, and a bias. */
export interface Conv2dParameters<Kernel, Channels extends number, Filters extends number>
  extends Conv2dKernels<Kernel, Channels, Filters> {
  /** b: `[filters]`, added to the weighted sums of each filter. */
  readonly bias: Vector<Filters>;
}

/** The parameters of {@link conv2d} with these options. */
export type Conv2dLearned<Kernel, Channels extends number, Filters extends number, Groups, Bias> = Bias extends false
  ? Conv2dKernels<Kernel, GroupChannels<Channels, Groups>, Filters>
  : Conv2dParameters<Kernel, GroupChannels<Channels, Groups>, Filters>;

/** Options of {@link conv2d}. */
export interface Conv2dOptions {
  /** The distance in pixels between neighbouring positions of the kernel, or the distances `[down, across]`; 1 by default. */
  readonly stride?: PerAxis | undefined;
  /** The padding around the image, or the numbers of zeros `[above and below, left and right]`; by default `"valid"`, which means none. */
  readonly padding?: Padding | readonly [height: number, width: number] | undefined;
  /** The distance in pixels between neighbouring pixels of the kernel, or the distances `[down, across]`; 1 by default. */
  readonly dilation?: PerAxis | undefined;
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
 * Creates a convolutional layer. At each position of the image, a filter's output is the activation of a weighted sum of the pixels that
 * its kernel covers, plus its bias.
 *
 * $$ a_{ijf} = \sigma \Bigl( b_f + \sum_{u,v,c} w_{uvcf}\, x_{si+du,\,sj+dv,\,c} \Bigr) $$
 *
 * Shapes: `[...Batch, height, width, channels]` to `[...Batch, height', width', filters]`. For a size n, a kernel of size k, a stride s, a
 * padding p and a dilation d, n' = ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1. With the padding `"same"`, n' = ⌈n / s⌉; if the number of zeros to add
 * is odd, the extra zero goes below or on the right.
 *
 * The compiler computes these sizes. Height and width therefore have to be literal, named with their value or, in generic code, type
 * parameters, and the options that determine a shape have to be written in the call. The initial kernels are drawn like the weights of
 * {@link dense}, where the number of inputs is that of the numbers that a kernel covers.
 *
 * @param input - the shape `[height, width, channels]` of an image
 * @param filters - the number of filters, which is the number of channels of the output
 * @param kernel - the height and width of a kernel: one number for both, or `[height, width]`
 * @throws ShapeError if a size isn't a whole number from 0 up, the kernel doesn't fit into the image, or the groups can't share the channels
 * or the filters equally
 * @example
 * ```ts
 * import { random, zeros } from "conformable";
 * import { conv2d, relu } from "conformable/nn";
 *
 * const layer = conv2d([28, 28, 1], 16, 3, { padding: "same", activation: relu, random: random(1) });
 * layer.predict(zeros([32, 28, 28, 1])); // Tensor<[32, 28, 28, 16]>
 *
 * conv2d([28, 28, 16], 16, [3, 5], { groups: 16, bias: false }); // depthwise, to [26, 24, 16]
 * ```
 */
export function conv2d<
  const In extends AnySizes,
  const F extends number | NoNumber<F>,
  const K,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingKernel<"conv2d", In, K, 1, "valid", 1, NoSize<F>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"conv2d", In>,
  filters: Size<F>,
  kernel: PerAxisUnless<"conv2d", K, kernelNeedsAPlace<"conv2d", In, K, 1, "valid">>,
): unknown extends NoInfer<Ok>
  ? Network<[...In], [...PlacesOn<In[0], In[1], K, 1, "valid">, F], Conv2dParameters<K, In[2], F>>
  : Anything;
export function conv2d<
  const In extends AnySizes,
  const F extends number | NoNumber<F>,
  const K,
  const Options extends AnyOptionsWithFunctions<Conv2dOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> &
    AcceptingKernel<"conv2d", In, K, StrideOf<Options, 1>, PaddingOf<Options>, DilationOf<Options>, NoSize<F>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"conv2d", In>,
  filters: Size<F>,
  kernel: PerAxisUnless<
    "conv2d",
    K,
    kernelNeedsAPlace<"conv2d", In, K, StrideOf<Options, 1>, PaddingOf<Options>, DilationOf<Options>>
  >,
  options: optionsAreKnown<"conv2d", Options, ConvolutionReasons<"conv2d", Options, In[2], F>, keyof Conv2dOptions, OtherOptions>,
): Given<
  Options,
  optionsAreKnown<"conv2d", Options, ConvolutionReasons<"conv2d", Options, In[2], F>, keyof Conv2dOptions, OtherOptions>,
  unknown extends NoInfer<Ok>
    ? Network<
        [...In],
        [...PlacesOn<In[0], In[1], K, StrideOf<Options, 1>, PaddingOf<Options>, DilationOf<Options>>, F],
        Conv2dLearned<K, In[2], F, GroupsOf<Options>, BiasOf<Options>>
      >
    : Anything
>;
export function conv2d<
  H extends number,
  W extends number,
  C extends number,
  F extends number,
  Seen extends number,
  KH extends number,
  KW extends number,
  OH extends number,
  OW extends number,
>(input: unknown, filters: Size<F>, kernel: unknown, options: object = {}): unknown {
  const given = convolutionOptions("conv2d", options);
  const { groups, activation, random } = given;
  const [height, width, channels] = checkImage<readonly [Size<H>, Size<W>, Size<C>]>("conv2d", input);
  const moves = checkMoves("conv2d", kernel, given.stride, given.padding, given.dilation);
  checkGroupCount("conv2d", groups);
  checkSize(filters);
  const [kernelHeight, kernelWidth] = [onRows(moves.kernel) as Size<KH>, onColumns(moves.kernel) as Size<KW>]; // what the caller gave
  const seen = checkGroupChannels<Seen>("conv2d", channels, filters, groups);
  const way: Way<H, W, C, Seen, KH, KW, OH, OW> = {
    height,
    width,
    channels,
    seen,
    kernelHeight,
    kernelWidth,
    groups,
    ...checkKernel<OH, OW>("conv2d", [height, width, channels], moves),
  };
  const inputs = kernelHeight * kernelWidth * seen;
  return convolutional<[KH, KW, Seen, F], [H, W, C], [OH, OW, F], F>(
    {
      name: "conv2d",
      inputShape: [height, width, channels],
      outputShape: [way.outputHeight, way.outputWidth, filters],
      filters,
      kernels: initialKernels(
        [kernelHeight, kernelWidth, seen, filters],
        ...([inputs, (kernelHeight * kernelWidth * filters) / groups, activation, random] as const),
      ),
      activation,
      sums: {
        apply: (images, kernels, bias) => convolve(images, kernels, bias, way),
        toInput: (error, kernels) => convolveToImages(error, kernels, way),
        toParameters: (images, error) => convolveToParameters(images, error, way),
      },
    },
    given.bias,
  );
}
