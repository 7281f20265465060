/** The convolutional layer, which applies the same small kernels at every position of an image. */
import {
  checkImage,
  checkKernel,
  type kernelNeedsAPlace,
  type Padding,
  type PaddingOf,
  type Places,
  type StrideOf,
  type Striding,
} from "../../shape/convolution.js";
import { checkSize, type Size, type SizeUnless } from "../../shape/dim.js";
import { checkError } from "../../shape/layer.js";
import { readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { convolve, convolveToImages, convolveToParameters, type Way } from "../../tensor/convolution.js";
import { randomNormal, randomUniform, zeros } from "../../tensor/create.js";
import { checkRandom, commonRandom, type Random } from "../../tensor/random.js";
import { checkTensor, type Tensor, type Vector } from "../../tensor/tensor.js";
import type { Activation } from "../contract/activation.js";
import { checkActivation } from "../contract/foreign.js";
import { LateBack, type Layer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { activated, described } from "../contract/summary.js";
import { trainable } from "../contract/trainable.js";
import { type Place, placed, trainablesAt } from "../contract/with.js";
import { identity } from "./activations.js";
import { rectifierGain } from "./initial-weights.js";
import { batched } from "./of-function.js";

/** The parameters of a convolutional layer: for each filter, a square kernel over all channels and a bias. */
export interface Conv2dParameters<Kernel extends number, Channels extends number, Filters extends number> {
  /** w: `[kernel, kernel, channels, filters]` */
  readonly kernels: Tensor<[Kernel, Kernel, Channels, Filters]>;
  /** b: `[filters]`, added to the weighted sums of each filter. */
  readonly bias: Vector<Filters>;
}

/** Options of {@link conv2d}. */
export interface Conv2dOptions {
  /** The distance in pixels between neighbouring positions of the kernel; 1 by default. */
  readonly stride?: number | undefined;
  /** The padding around the image; by default `"valid"`, which means none. */
  readonly padding?: Padding | undefined;
  /** σ, the activation; {@link identity} by default. */
  readonly activation?: Activation | undefined;
  /** The generator of the initial kernels, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * Creates a convolutional layer. At each position of the image, a filter's output is the activation of a weighted sum of the pixels that
 * its kernel covers, plus its bias.
 *
 * $$ a_{ijf} = \sigma \Bigl( b_f + \sum_{u,v,c} w_{uvcf}\, x_{si+u,\,sj+v,\,c} \Bigr) $$
 *
 * Shapes: `[...Batch, height, width, channels]` to `[...Batch, height', width', filters]`. For a size n, a kernel of size k, a stride s
 * and a padding p, n' = ⌊(n + 2p − k) / s⌋ + 1. With the padding `"same"`, n' = ⌈n / s⌉; if the number of zeros to add is odd, the
 * extra zero goes below or on the right.
 *
 * The compiler computes these sizes. Height and width therefore have to be literal, named with their value or, in generic code, type
 * parameters, and the stride and the padding have to be written in the call. The initial kernels are drawn like the weights of
 * {@link dense}, where the number of inputs is k² times the number of channels.
 *
 * @param input - the shape `[height, width, channels]` of an image
 * @param filters - the number of filters, which is the number of channels of the output
 * @param kernel - the height and width of a kernel
 * @throws ShapeError if a size isn't a whole number from 0 up, or the kernel doesn't fit into the image
 * @example
 * ```ts
 * import { random, zeros } from "conformable";
 * import { conv2d, relu } from "conformable/nn";
 *
 * const layer = conv2d([28, 28, 1], 16, 3, { padding: "same", activation: relu, random: random(1) });
 * layer.predict(zeros([32, 28, 28, 1])); // Tensor<[32, 28, 28, 16]>
 * ```
 */
export function conv2d<
  const H extends number,
  const W extends number,
  const C extends number,
  const F extends number,
  const K extends number,
>(
  input: readonly [Size<H>, Size<W>, Size<C>],
  filters: Size<F>,
  kernel: SizeUnless<K, kernelNeedsAPlace<"conv2d", [H, W, C], K, 1, "valid">>,
): Network<[H, W, C], [Places<H, K, 1, "valid">, Places<W, K, 1, "valid">, F], Conv2dParameters<K, C, F>>;
export function conv2d<
  const H extends number,
  const W extends number,
  const C extends number,
  const F extends number,
  const K extends number,
  const Options extends Conv2dOptions,
>(
  input: readonly [Size<H>, Size<W>, Size<C>],
  filters: Size<F>,
  kernel: SizeUnless<K, kernelNeedsAPlace<"conv2d", [H, W, C], K, StrideOf<Options, 1>, PaddingOf<Options>>>,
  options: Striding<"conv2d", Options, 1, keyof Conv2dOptions>,
): Network<
  [H, W, C],
  [Places<H, K, StrideOf<Options, 1>, PaddingOf<Options>>, Places<W, K, StrideOf<Options, 1>, PaddingOf<Options>>, F],
  Conv2dParameters<K, C, F>
>;
export function conv2d<
  H extends number,
  W extends number,
  C extends number,
  F extends number,
  K extends number,
  OH extends number,
  OW extends number,
>(input: readonly [Size<H>, Size<W>, Size<C>], filters: Size<F>, kernel: Size<K>, options: object = {}): unknown {
  const { stride, padding, activation, random } = conv2dOptions(options);
  const [height, width, channels] = checkImage("conv2d", input);
  const [outputHeight, outputWidth] = checkKernel<OH, OW>("conv2d", [height, width, channels], kernel, stride, padding);
  checkSize(filters);
  return convolutional<H, W, C, F, K, OH, OW>(
    { height, width, kernel, outputHeight, outputWidth, stride, padding },
    kernel,
    channels,
    filters,
    activation,
    random,
  );
}

/** The options, read once. The stride and the padding are checked with the kernel. */
export function conv2dOptions(options: Conv2dOptions) {
  const given = readOptions("conv2d", options, ["stride", "padding", "activation", "random"]);
  const { stride = 1, padding = "valid", activation = identity, random = commonRandom } = given;
  checkRandom(random);
  return { stride, padding, activation: checkActivation("conv2d", activation), random };
}

function convolutional<
  H extends number,
  W extends number,
  C extends number,
  F extends number,
  K extends number,
  OH extends number,
  OW extends number,
>(way: Way<H, W, K, OH, OW>, kernel: Size<K>, channels: Size<C>, filters: Size<F>, activation: Activation, random: Random) {
  const inputShape: [Size<H>, Size<W>, Size<C>] = [way.height, way.width, channels];
  const outputShape: [Size<OH>, Size<OW>, Size<F>] = [way.outputHeight, way.outputWidth, filters];
  const learned = trainable<Conv2dParameters<K, C, F>>({
    kernels: initialKernels(kernel, channels, filters, activation, random),
    bias: zeros([filters]),
  });
  return markOwn(
    placed(learned, (place) => convolutionalAt(place, way, inputShape, outputShape, activation)),
    activation,
  );
}

/** The layer whose parameters are at the given place. */
function convolutionalAt<
  H extends number,
  W extends number,
  C extends number,
  F extends number,
  K extends number,
  OH extends number,
  OW extends number,
>(
  learned: Place<Conv2dParameters<K, C, F>>,
  way: Way<H, W, K, OH, OW>,
  inputShape: [Size<H>, Size<W>, Size<C>],
  outputShape: [Size<OH>, Size<OW>, Size<F>],
  activation: Activation,
) {
  const passOf =
    (operation: string) =>
    <Batch extends Shape>(input: Tensor<[...Batch, H, W, C]>) => {
      const { examples: images, restore } = batched<Batch, [H, W, C]>(operation, inputShape, input);
      const { values, check } = learned.use();
      const { kernels, bias } = values;
      const weightedSum = convolve(images, kernels, bias, way); // z = w * x + b
      const output = restore(activation.apply(weightedSum), outputShape); // σ(z)
      const backward = (outputError: Tensor<[...Batch, OH, OW, F]>) => {
        check();
        checkTensor("backward", outputError);
        checkError(output.shape, outputError.shape);
        const { examples } = batched<Batch, [OH, OW, F]>("backward", outputShape, outputError);
        const error = activation === identity ? examples : examples.multiply(activation.derivative(weightedSum)); // δ = … ⊙ σ′(z)
        const inputError = () => {
          check();
          return restore(convolveToImages(error, kernels, way), inputShape);
        };
        return new LateBack(inputError, convolveToParameters(images, error, way), [error]);
      };
      return { output, backward };
    };

  const predicting = passOf("predict");
  const layer: Layer<[H, W, C], [OH, OW, F], Conv2dParameters<K, C, F>> = {
    inputShape,
    outputShape,
    get parameters() {
      return learned.values;
    },
    trainables: trainablesAt(learned),
    predict: (input) => predicting(input).output,
    forward: passOf("forward"),
  };
  return described(layer, activated("conv2d", activation));
}

function initialKernels<K extends number, C extends number, F extends number>(
  kernel: Size<K>,
  channels: Size<C>,
  filters: Size<F>,
  activation: Activation,
  random: Random,
): Tensor<[K, K, C, F]> {
  const [inputs, outputs] = [kernel * kernel * channels, kernel * kernel * filters];
  const gain = rectifierGain(activation);
  if (gain !== undefined)
    return randomNormal([kernel, kernel, channels, filters], random, { deviation: Math.sqrt(gain / Math.max(1, inputs)) });
  const bound = Math.sqrt(6 / Math.max(1, inputs + outputs));
  return randomUniform([kernel, kernel, channels, filters], random, { low: -bound, high: bound });
}
