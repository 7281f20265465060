/** Pooling layers, which shrink each channel of an image. */

import type { Windows } from "../../engine/convolution/windows.js";
import { size } from "../../engine/layout.js";
import type { Anything, Given } from "../../shape/accepted.js";
import { checkImage, checkKernel, checkMoves, type kernelNeedsAPlace, type takesAnImage } from "../../shape/convolution.js";
import type { AnySizes, AreSizes, GivenSizes, Sizes, WhyNoSizes } from "../../shape/dim.js";
import type { AcceptingKernel } from "../../shape/kernels.js";
import type { AnyOptions } from "../../shape/known.js";
import { readOptions } from "../../shape/options.js";
import { onColumns, onRows, type PerAxis, type PlacesOn } from "../../shape/places.js";
import type { PerAxisUnless } from "../../shape/size-unless.js";
import type { optionsAreKnown, StrideOf, StrideReasons } from "../../shape/striding.js";
import { averagePooled, maxPooled } from "../../tensor/operations/pooling.js";
import type { Value } from "../../tensor/tape.js";
import { claim, viewOf } from "../../tensor/tensor.js";
import type { AnyLayer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** Options of {@link maxPool2d} and {@link averagePool2d}. */
export interface PoolOptions {
  /**
   * The distance in pixels between neighbouring windows, or the distances `[down, across]`. By default it is the size of a window, so that
   * windows don't overlap.
   */
  readonly stride?: PerAxis | undefined;
}

/**
 * Creates a layer that returns the maximum of each window, separately for each channel.
 *
 * Shapes: `[...Batch, height, width, channels]` to `[...Batch, height', width', channels]`. For a size n, a window of size k and a stride
 * s, n' = ⌊(n − k) / s⌋ + 1. Pixels at the bottom and on the right that don't fill a window are ignored.
 *
 * In the backward pass, the error of each window goes to its maximum; equal maxima share it equally.
 *
 * @param input - the shape `[height, width, channels]` of an image
 * @param window - the height and width of a window: one number for both, or `[height, width]`
 * @throws ShapeError if a size isn't a whole number from 0 up, or the window doesn't fit into the image
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { maxPool2d } from "conformable/nn";
 *
 * maxPool2d([28, 28, 16], 2).predict(zeros([32, 28, 28, 16])); // Tensor<[32, 14, 14, 16]>
 * ```
 */
export function maxPool2d<
  const In extends AnySizes,
  const K,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingKernel<"maxPool2d", In, K, K> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"maxPool2d", In>,
  window: PerAxisUnless<"maxPool2d", K, kernelNeedsAPlace<"maxPool2d", In, K, K, "valid">>,
): unknown extends NoInfer<Ok> ? Network<[...In], [...PlacesOn<In[0], In[1], K, K, "valid">, In[2]], readonly []> : Anything;
export function maxPool2d<
  const In extends AnySizes,
  const K,
  const Options extends AnyOptions<PoolOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingKernel<"maxPool2d", In, K, StrideOf<Options, K>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"maxPool2d", In>,
  window: PerAxisUnless<"maxPool2d", K, kernelNeedsAPlace<"maxPool2d", In, K, StrideOf<Options, K>, "valid">>,
  options: optionsAreKnown<"maxPool2d", Options, StrideReasons<"maxPool2d", StrideOf<Options, K>>, keyof PoolOptions>,
): Given<
  Options,
  optionsAreKnown<"maxPool2d", Options, StrideReasons<"maxPool2d", StrideOf<Options, K>>, keyof PoolOptions>,
  unknown extends NoInfer<Ok>
    ? Network<[...In], [...PlacesOn<In[0], In[1], K, StrideOf<Options, K>, "valid">, In[2]], readonly []>
    : Anything
>;
export function maxPool2d(input: unknown, window: unknown, options?: object): unknown {
  return pool("maxPool2d", maxPooled, input, window, options);
}

/**
 * Creates a layer that returns the mean of each window, separately for each channel. Shapes and options are those of {@link maxPool2d}.
 *
 * @param input - the shape `[height, width, channels]` of an image
 * @param window - the height and width of a window: one number for both, or `[height, width]`
 * @throws ShapeError if a size isn't a whole number from 0 up, or the window doesn't fit into the image
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { averagePool2d } from "conformable/nn";
 *
 * averagePool2d([7, 7, 64], 7).predict(zeros([32, 7, 7, 64])); // Tensor<[32, 1, 1, 64]>
 * ```
 */
export function averagePool2d<
  const In extends AnySizes,
  const K,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingKernel<"averagePool2d", In, K, K> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"averagePool2d", In>,
  window: PerAxisUnless<"averagePool2d", K, kernelNeedsAPlace<"averagePool2d", In, K, K, "valid">>,
): unknown extends NoInfer<Ok> ? Network<[...In], [...PlacesOn<In[0], In[1], K, K, "valid">, In[2]], readonly []> : Anything;
export function averagePool2d<
  const In extends AnySizes,
  const K,
  const Options extends AnyOptions<PoolOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingKernel<"averagePool2d", In, K, StrideOf<Options, K>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"averagePool2d", In>,
  window: PerAxisUnless<"averagePool2d", K, kernelNeedsAPlace<"averagePool2d", In, K, StrideOf<Options, K>, "valid">>,
  options: optionsAreKnown<"averagePool2d", Options, StrideReasons<"averagePool2d", StrideOf<Options, K>>, keyof PoolOptions>,
): Given<
  Options,
  optionsAreKnown<"averagePool2d", Options, StrideReasons<"averagePool2d", StrideOf<Options, K>>, keyof PoolOptions>,
  unknown extends NoInfer<Ok>
    ? Network<[...In], [...PlacesOn<In[0], In[1], K, StrideOf<Options, K>, "valid">, In[2]], readonly []>
    : Anything
>;
export function averagePool2d(input: unknown, window: unknown, options?: object): unknown {
  return pool("averagePool2d", averagePooled, input, window, options);
}

/** The options, read once. The stride is checked with the window. */
export function poolOptions(name: string, window: unknown, options?: object) {
  const { stride = window } = readOptions<{ stride?: unknown }>(name, options, ["stride"]);
  return { stride };
}

function pool(
  name: string,
  pooled: (x: Value, windows: Windows) => Value,
  input: unknown,
  window: unknown,
  options?: object,
): AnyLayer {
  const { stride } = poolOptions(name, window, options);
  const [height, width, channels] = checkImage(name, input);
  const moves = checkMoves(name, window, stride, "valid", 1);
  const way = {
    height,
    width,
    channels,
    groups: 1,
    kernelHeight: onRows(moves.kernel),
    kernelWidth: onColumns(moves.kernel),
    ...checkKernel(name, [height, width, channels], moves),
  };
  const outputShape = [way.outputHeight, way.outputWidth, channels];
  const layer = layerOf(name, trainable([] as const), [height, width, channels], outputShape, (_, images) => {
    const x = viewOf(name, images);
    return claim(pooled(x, { images: size(x.shape, 0), ...way }));
  });
  return markOwn(layer);
}
