/** The transposed convolution, which makes images larger: it is to a convolution what the way back from its output is. */

import type { Anything, Given, Refusal } from "../../shape/accepted.js";
import { checkImage, checkMoves, perAxis, type takesAnImage } from "../../shape/convolution.js";
import { checkGroupChannels, checkGroupCount, type GroupChannels } from "../../shape/convolution-groups.js";
import {
  type AcceptingShape,
  type AnySizes,
  type AreSizes,
  checkSize,
  type GivenSizes,
  type NoSize,
  type Size,
  type Sizes,
  type WhyNoSizes,
} from "../../shape/dim.js";
import type { AnyOptionsWithFunctions } from "../../shape/known.js";
import { type HeightOf, onColumns, onRows, type PerAxis, type WidthOf, wholeFrom } from "../../shape/places.js";
import type { NoNumber } from "../../shape/several.js";
import type { PerAxisUnless } from "../../shape/size-unless.js";
import type {
  BiasOf,
  DilationOf,
  GroupsOf,
  OutputPaddingOf,
  optionsAreKnown,
  PaddingOf,
  StrideOf,
  TransposedReasons,
} from "../../shape/striding.js";
import { checkOutputPadding, checkTransposed, type transposedHasAnOutput, type WidenedOn } from "../../shape/transposed.js";
import { sumBatch } from "../../tensor/batch.js";
import { convolve, convolveToImages, convolveToParameters, type Way } from "../../tensor/convolution.js";
import type { Tensor, Vector } from "../../tensor/tensor.js";
import type { Network } from "../contract/network.js";
import type { Conv2dOptions } from "./conv2d.js";
import { convolutional, convolutionOptions, initialKernels, type OtherOptions } from "./convolutional.js";

/** The parameters of {@link convTranspose2d} without a bias: for each channel of the input, a kernel over the filters. */
export interface ConvTranspose2dKernels<Kernel, Channels extends number, Filters extends number, Groups extends number = 1> {
  /** w: `[height, width, filters, channels]`, where height and width are those of the kernel. In groups, it is `filters / groups`. */
  readonly kernels: Tensor<[HeightOf<Kernel>, WidthOf<Kernel>, GroupChannels<Filters, Groups>, Channels]>;
}

/** The parameters of {@link convTranspose2d}: for each channel of the input, a kernel over the filters, and a bias for each filter. */
export interface ConvTranspose2dParameters<Kernel, Channels extends number, Filters extends number, Groups extends number = 1>
  extends ConvTranspose2dKernels<Kernel, Channels, Filters, Groups> {
  /** b: `[filters]`, added to the weighted sums of each filter. */
  readonly bias: Vector<Filters>;
}

/** The parameters of {@link convTranspose2d} with these options. */
export type ConvTranspose2dLearned<Kernel, Channels extends number, Filters extends number, Groups, Bias> = Bias extends false
  ? ConvTranspose2dKernels<Kernel, Channels, Filters, Groups & number>
  : ConvTranspose2dParameters<Kernel, Channels, Filters, Groups & number>;

/** Options of {@link convTranspose2d}. */
export interface ConvTranspose2dOptions extends Conv2dOptions {
  /**
   * How many more rows and columns the output has, below and on the right, or `[rows, columns]`; 0 by default. A convolution with
   * a stride above 1 turns images of several sizes into outputs of the same size. This says to which of these sizes the
   * transposed convolution goes back.
   */
  readonly outputPadding?: PerAxis | undefined;
}

/**
 * Creates a transposed convolution (also called a deconvolution), which makes images larger. Each pixel is multiplied by a kernel, and these
 * products are added up at distances of the stride. Its forward pass is the backward pass of a {@link conv2d} with the same options, and the
 * other way round.
 *
 * $$ a_{ijf} = \sigma \Bigl( b_f + \sum_{si'+du=i,\;sj'+dv=j} \; \sum_{c} w_{uvfc}\, x_{i'j'c} \Bigr) $$
 *
 * Shapes: `[...Batch, height, width, channels]` to `[...Batch, height', width', filters]`. For a size n, a kernel of size k, a
 * stride s, a padding p, a dilation d and an output padding o, n' = (n − 1)s − 2p + d(k − 1) + o + 1: here, padding makes the
 * output smaller. With the padding `"same"`, n' = ns. These are the sizes and options of PyTorch's `ConvTranspose2d`.
 *
 * @param input - the shape `[height, width, channels]` of an image
 * @param filters - the number of filters, which is the number of channels of the output
 * @param kernel - the height and width of a kernel: one number for both, or `[height, width]`
 * @throws ShapeError if a size isn't a whole number from 0 up, the padding leaves no output, or the groups can't share the channels or the
 * filters equally
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { convTranspose2d } from "conformable/nn";
 *
 * const layer = convTranspose2d([7, 7, 32], 16, 3, { stride: 2, padding: "same" });
 * layer.predict(zeros([32, 7, 7, 32])); // Tensor<[32, 14, 14, 16]>
 * ```
 */
export function convTranspose2d<
  const In extends AnySizes,
  const F extends number | NoNumber<F>,
  const K,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> &
    AcceptingShape<
      In,
      takesAnImage<"convTranspose2d", In>,
      [...NoSize<F>, ...Refusal<PerAxisUnless<"convTranspose2d", K, transposedHasAnOutput<In, K, 1, "valid">>>]
    > = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"convTranspose2d", In>,
  filters: Size<F>,
  kernel: PerAxisUnless<"convTranspose2d", K, transposedHasAnOutput<In, K, 1, "valid">>,
): unknown extends NoInfer<Ok>
  ? Network<[...In], [...WidenedOn<In[0], In[1], K, 1, "valid">, F], ConvTranspose2dParameters<K, In[2], F>>
  : Anything;
export function convTranspose2d<
  const In extends AnySizes,
  const F extends number | NoNumber<F>,
  const K,
  const Options extends AnyOptionsWithFunctions<ConvTranspose2dOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> &
    AcceptingShape<
      In,
      takesAnImage<"convTranspose2d", In>,
      [
        ...NoSize<F>,
        ...Refusal<
          PerAxisUnless<
            "convTranspose2d",
            K,
            transposedHasAnOutput<In, K, StrideOf<Options, 1>, PaddingOf<Options>, DilationOf<Options>, OutputPaddingOf<Options>>
          >
        >,
      ]
    > = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"convTranspose2d", In>,
  filters: Size<F>,
  kernel: PerAxisUnless<
    "convTranspose2d",
    K,
    transposedHasAnOutput<In, K, StrideOf<Options, 1>, PaddingOf<Options>, DilationOf<Options>, OutputPaddingOf<Options>>
  >,
  options: optionsAreKnown<
    "convTranspose2d",
    Options,
    TransposedReasons<Options, In[2], F>,
    keyof ConvTranspose2dOptions,
    OtherOptions
  >,
): Given<
  Options,
  optionsAreKnown<"convTranspose2d", Options, TransposedReasons<Options, In[2], F>, keyof ConvTranspose2dOptions, OtherOptions>,
  unknown extends NoInfer<Ok>
    ? Network<
        [...In],
        [
          ...WidenedOn<In[0], In[1], K, StrideOf<Options, 1>, PaddingOf<Options>, DilationOf<Options>, OutputPaddingOf<Options>>,
          F,
        ],
        ConvTranspose2dLearned<K, In[2], F, GroupsOf<Options>, BiasOf<Options>>
      >
    : Anything
>;
export function convTranspose2d<
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
  const { moves, outputPadding, groups, activation, random, bias } = transposedOptions(kernel, options);
  const image = checkImage<readonly [Size<H>, Size<W>, Size<C>]>("convTranspose2d", input);
  const [height, width, channels] = image;
  checkSize(filters);
  const [kernelHeight, kernelWidth] = [onRows(moves.kernel) as Size<KH>, onColumns(moves.kernel) as Size<KW>]; // what the caller gave
  // Of the convolution whose way back this is, the filters are the channels and the other way round.
  checkGroupChannels("convTranspose2d", channels, filters, groups);
  const seen = (filters / groups) as unknown as Size<Seen>; // a whole number, as has just been checked
  const way: Way<OH, OW, F, Seen, KH, KW, H, W> = {
    channels: filters,
    seen,
    kernelHeight,
    kernelWidth,
    groups,
    ...checkTransposed<H, W, OH, OW>(image, moves, outputPadding),
  };
  const pixels = kernelHeight * kernelWidth;
  return convolutional<[KH, KW, Seen, C], [H, W, C], [OH, OW, F], F>(
    {
      name: "convTranspose2d",
      inputShape: [height, width, channels],
      outputShape: [way.height, way.width, filters],
      filters,
      kernels: initialKernels(
        [kernelHeight, kernelWidth, seen, channels],
        ...([(pixels * channels) / groups, pixels * seen, activation, random] as const),
      ),
      activation,
      sums: {
        apply(images, kernels, bias) {
          const sums = convolveToImages(images, kernels, way);
          return bias ? sums.addBias(bias) : sums;
        },
        toInput: (error, kernels) => convolve(error, kernels, undefined, way),
        toParameters: (images, error) => ({
          kernels: convolveToParameters(error, images, way).kernels,
          bias: sumBatch(error),
        }),
      },
    },
    bias,
  );
}

/** The kernel and the options, read once, and what can be checked of them before there is an image. */
export function transposedOptions(kernel: unknown, options: object) {
  const name = "convTranspose2d";
  const { stride, padding, dilation, groups, ...given } = convolutionOptions(name, options, "outputPadding");
  const moves = checkMoves(name, kernel, stride, padding, dilation);
  const outputPadding = perAxis<number>(name, given.outputPadding, "output padding", wholeFrom("an output padding", 0));
  checkOutputPadding(moves, outputPadding);
  checkGroupCount(name, groups);
  return { ...given, moves, outputPadding, groups };
}
