/** Convolution as a function of images and kernels, without a layer. */
import { size } from "../engine/layout.js";
import type { AcceptingKnown, Anything, Equal, Given, IsAny } from "../shape/accepted.js";
import {
  type ChannelsIn,
  type ChannelsSeen,
  type Convolved,
  checkConvolve,
  type convolveMismatch,
  type convolveNeedsAPlace,
  type DilationFor,
  type FiltersOf,
  type PaddingFor,
  type StrideFor,
} from "../shape/convolve.js";
import type { AnyOptions, Some } from "../shape/known.js";
import type { AcceptingOneTensor, takesOneTensor } from "../shape/one-tensor.js";
import { readOptions } from "../shape/options.js";
import type { Padding, PerAxis, PerAxisForm } from "../shape/places.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import type { GroupsOf, OneForm, optionsAreKnown, WayReasons } from "../shape/striding.js";
import { convolved } from "./operations/convolution.js";
import { reshaped } from "./operations/primitives/index.js";
import { claim, type Tensor, viewOf } from "./tensor.js";

/** Options of {@link convolve}. For sequences, each is one number, or a padding by name. */
export interface ConvolveOptions {
  /** The distance in pixels between neighbouring positions of a kernel, or the distances `[down, across]`; 1 by default. */
  readonly stride?: PerAxis | undefined;
  /** The padding around the image, or the numbers of zeros `[above and below, left and right]`; by default `"valid"`, which means none. */
  readonly padding?: Padding | readonly [height: number, width: number] | undefined;
  /** The distance in pixels between neighbouring pixels of a kernel, or the distances `[down, across]`; 1 by default. */
  readonly dilation?: PerAxis | undefined;
  /** Into how many equal groups the channels and the filters are divided; 1 by default. A filter sees only the channels of its group. */
  readonly groups?: number | undefined;
}

/** The kernels, if there is no reason against them, otherwise the error message. */
type Unless<Reasons extends readonly unknown[], Kernels extends Shape> = [...Reasons] extends Some ? Reasons[0] : Tensor<Kernels>;
/** Kernels of other channels: the message, unless the images come from a refused call. */
type Others<Images extends Shape, Channels, Kernels extends Shape> = [...IsAny<Images>] extends Some
  ? Tensor<Kernels>
  : convolveMismatch<Images, Channels, Kernels, ChannelsSeen<Kernels>>;
/** Kernels that fit, or the message. In generic code, the compiler prints the name of this type. */
type convolveNeedsEqualChannels<Images extends Shape, Kernels extends Shape, Channels, Seen, Stride, P, Dilation> = [
  Channels,
  Seen,
] extends [Seen, Channels]
  ? Unless<convolveNeedsAPlace<Images, Kernels, Stride, P, Dilation>, Kernels>
  : Others<Images, Channels, Kernels>;
/** `unknown` if the images and the kernels are accepted. */
type Fitting<Images extends Shape, Kernels extends Shape, Channels, Stride, P, Dilation> = AcceptingKnown<
  Images | Kernels,
  convolveNeedsEqualChannels<Images, Kernels, Channels, ChannelsSeen<Kernels>, Stride, P, Dilation>
>;

/** The reasons against options for these kernels. */
type ReasonsFor<Images extends Shape, Kernels extends Shape, Options> = WayReasons<
  "convolve",
  ChannelsIn<Images, Kernels, 1> & number,
  FiltersOf<Kernels>,
  Kernels["length"] extends 3 ? OneForm : PerAxisForm,
  StrideFor<Kernels, Options>,
  PaddingFor<Kernels, Options>,
  DilationFor<Kernels, Options>,
  GroupsOf<Options>
>;

/**
 * Convolves images with kernels, or sequences with shorter ones: at each position, a filter's output is the weighted sum of the
 * numbers that its kernel covers. As in all libraries for networks, kernels aren't flipped (in mathematics, this is called
 * cross-correlation). The layers `conv2d` and `conv1d` do the same with kernels that they learn.
 *
 * $$ y_{ijf} = \sum_{u,v,c} w_{uvcf}\, x_{si+du,\,sj+dv,\,c} $$
 *
 * Shapes: `[...Batch, height, width, channels]` by `[kernelHeight, kernelWidth, channels, filters]` gives `[...Batch, height', width',
 * filters]`, and `[...Batch, length, channels]` by `[kernelLength, channels, filters]` gives `[...Batch, length', filters]`. For a size n, a
 * kernel of size k, a stride s, a padding p and a dilation d, n' = ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1. With the padding `"same"`, n' = ⌈n / s⌉.
 * In groups, kernels have `channels / groups`.
 *
 * @throws {@link ShapeError} if the channels differ, a kernel doesn't fit, or an option isn't a whole number
 * @example
 * ```ts
 * import { convolve, tensor, zeros } from "conformable";
 *
 * const edges = tensor([-1, 0, 1, -2, 0, 2, -1, 0, 1], [3, 3, 1, 1]);
 * convolve(zeros([32, 28, 28, 1]), edges); //                      Tensor<[32, 26, 26, 1]>
 * convolve(zeros([28, 28, 1]), edges, { padding: "same" }); //     Tensor<[28, 28, 1]>
 * convolve(zeros([100, 8]), zeros([5, 8, 16]), { stride: 2 }); //  Matrix<48, 16>
 * ```
 */
export function convolve<
  Images extends Shape = Anything,
  Kernels extends Shape = Anything,
  GivenImages = unknown,
  GivenKernels = unknown,
  Known extends AcceptingOneTensor<
    GivenImages,
    AcceptingOneTensor<GivenKernels, Fitting<Images, Kernels, ChannelsIn<Images, Kernels, 1>, 1, "valid", 1>>
  > = unknown,
  Unset = unknown,
  Ok extends Equal<ChannelsIn<Images, Kernels, 1>, ChannelsSeen<Kernels>, Unset> = "accepted",
>(
  images: takesOneTensor<"convolve", GivenImages, Tensor<Images>>,
  kernels: takesOneTensor<
    "convolve",
    GivenKernels,
    convolveNeedsEqualChannels<Images, Kernels, ChannelsIn<Images, Kernels, 1>, ChannelsSeen<Kernels>, 1, "valid", 1>
  >,
): unknown extends NoInfer<Known>
  ? { accepted: Tensor<Convolved<Images, Kernels, 1, "valid", 1>>; refused: Anything }[Ok]
  : Anything;
export function convolve<
  Images extends Shape = Anything,
  Kernels extends Shape = Anything,
  const Options extends AnyOptions<ConvolveOptions> = AnyOptions<ConvolveOptions>,
  GivenImages = unknown,
  GivenKernels = unknown,
  Known extends AcceptingOneTensor<
    GivenImages,
    AcceptingOneTensor<
      GivenKernels,
      Fitting<
        Images,
        Kernels,
        ChannelsIn<Images, Kernels, GroupsOf<Options>>,
        StrideFor<Kernels, Options>,
        PaddingFor<Kernels, Options>,
        DilationFor<Kernels, Options>
      >
    >
  > = unknown,
  Unset = unknown,
  Ok extends Equal<ChannelsIn<Images, Kernels, GroupsOf<Options>>, ChannelsSeen<Kernels>, Unset> = "accepted",
>(
  images: takesOneTensor<"convolve", GivenImages, Tensor<Images>>,
  kernels: takesOneTensor<
    "convolve",
    GivenKernels,
    convolveNeedsEqualChannels<
      Images,
      Kernels,
      ChannelsIn<Images, Kernels, GroupsOf<Options>>,
      ChannelsSeen<Kernels>,
      StrideFor<Kernels, Options>,
      PaddingFor<Kernels, Options>,
      DilationFor<Kernels, Options>
    >
  >,
  options: optionsAreKnown<"convolve", Options, ReasonsFor<Images, Kernels, Options>, keyof ConvolveOptions>,
): unknown extends NoInfer<Known>
  ? Given<
      Options,
      optionsAreKnown<"convolve", Options, ReasonsFor<Images, Kernels, Options>, keyof ConvolveOptions>,
      {
        accepted: Tensor<
          Convolved<Images, Kernels, StrideFor<Kernels, Options>, PaddingFor<Kernels, Options>, DilationFor<Kernels, Options>>
        >;
        refused: Anything;
      }[Ok]
    >
  : Anything;
export function convolve(images: unknown, kernels: unknown, options?: object): unknown {
  const given = readOptions<Record<keyof ConvolveOptions, unknown>>(
    ...(["convolve", options as Record<keyof ConvolveOptions, unknown> | undefined] as const), // read as anything
    ["stride", "padding", "dilation", "groups"],
  );
  const [x, w] = [viewOf("convolve", images), viewOf("convolve", kernels)];
  const { stride = 1, padding = "valid", dilation = 1, groups = 1 } = given;
  const { lead, isOnALine, way } = checkConvolve(x.shape, w.shape, stride, padding, dilation, groups);
  const { height, width, channels, outputHeight, outputWidth } = way;
  const examples = count(lead);
  const sums = convolved(
    reshaped(x, [examples, height, width, channels]),
    isOnALine ? reshaped(w, [1, ...w.shape]) : w,
    undefined,
    { images: examples, ...way },
  );
  const filters = size(sums.shape, 3);
  return claim(reshaped(sums, [...lead, ...(isOnALine ? [] : [outputHeight]), outputWidth, filters]));
}
