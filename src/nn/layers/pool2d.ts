/** Pooling layers: each channel of an image, made smaller. */
import type { Windows } from "../../engine/convolution/windows.js";
import { size } from "../../engine/layout.js";
import {
  checkImage,
  checkKernel,
  type kernelNeedsAPlace,
  type Places,
  type StrideOf,
  type Striding,
} from "../../shape/convolution.js";
import type { Size, SizeUnless } from "../../shape/dim.js";
import { readOptions } from "../../shape/options.js";
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
  /** How many pixels it is from one window to the next; as many as a window is wide unless given, so that windows don't overlap. */
  readonly stride?: number | undefined;
}

/**
 * A layer that gives the greatest number of each window, channel by channel.
 *
 * Shapes: `[...Batch, height, width, channels]` to `[...Batch, height', width', channels]`, n' = ⌊(n − k) / s⌋ + 1 for windows of k in steps of
 * s: what is left at the lower and the right edge is not looked at. The error goes to the greatest number; where several are equal, in equal
 * parts.
 *
 * @param input - `[height, width, channels]` of an image
 * @param window - the height and the width of a window
 * @throws ShapeError where a size is no whole number from 0 up, or the window does not fit into the image
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { maxPool2d } from "conformable/nn";
 *
 * maxPool2d([28, 28, 16], 2).predict(zeros([32, 28, 28, 16])); // Tensor<[32, 14, 14, 16]>
 * ```
 */
export function maxPool2d<const H extends number, const W extends number, const C extends number, const K extends number>(
  input: readonly [Size<H>, Size<W>, Size<C>],
  window: SizeUnless<K, kernelNeedsAPlace<"maxPool2d", [H, W, C], K, K, "valid">>,
): Network<[H, W, C], [Places<H, K, K, "valid">, Places<W, K, K, "valid">, C], readonly []>;
export function maxPool2d<
  const H extends number,
  const W extends number,
  const C extends number,
  const K extends number,
  const Options extends PoolOptions,
>(
  input: readonly [Size<H>, Size<W>, Size<C>],
  window: SizeUnless<K, kernelNeedsAPlace<"maxPool2d", [H, W, C], K, StrideOf<Options, K>, "valid">>,
  options: Striding<"maxPool2d", Options, K, keyof PoolOptions>,
): Network<[H, W, C], [Places<H, K, StrideOf<Options, K>, "valid">, Places<W, K, StrideOf<Options, K>, "valid">, C], readonly []>;
export function maxPool2d(input: readonly [number, number, number], window: number, options?: object): unknown {
  return pool("maxPool2d", maxPooled, input, window, options);
}

/**
 * As {@link maxPool2d}, but with the mean of each window.
 *
 * @throws ShapeError as {@link maxPool2d} does
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { averagePool2d } from "conformable/nn";
 *
 * averagePool2d([7, 7, 64], 7).predict(zeros([32, 7, 7, 64])); // Tensor<[32, 1, 1, 64]>
 * ```
 */
export function averagePool2d<const H extends number, const W extends number, const C extends number, const K extends number>(
  input: readonly [Size<H>, Size<W>, Size<C>],
  window: SizeUnless<K, kernelNeedsAPlace<"averagePool2d", [H, W, C], K, K, "valid">>,
): Network<[H, W, C], [Places<H, K, K, "valid">, Places<W, K, K, "valid">, C], readonly []>;
export function averagePool2d<
  const H extends number,
  const W extends number,
  const C extends number,
  const K extends number,
  const Options extends PoolOptions,
>(
  input: readonly [Size<H>, Size<W>, Size<C>],
  window: SizeUnless<K, kernelNeedsAPlace<"averagePool2d", [H, W, C], K, StrideOf<Options, K>, "valid">>,
  options: Striding<"averagePool2d", Options, K, keyof PoolOptions>,
): Network<[H, W, C], [Places<H, K, StrideOf<Options, K>, "valid">, Places<W, K, StrideOf<Options, K>, "valid">, C], readonly []>;
export function averagePool2d(input: readonly [number, number, number], window: number, options?: object): unknown {
  return pool("averagePool2d", averagePooled, input, window, options);
}

function pool(
  name: string,
  pooled: (x: Value, windows: Windows) => Value,
  input: readonly [number, number, number],
  window: number,
  options?: object,
): AnyLayer {
  const { stride = window } = readOptions<PoolOptions>(name, options, ["stride"]);
  const [height, width, channels] = checkImage(name, input);
  const [outputHeight, outputWidth] = checkKernel(name, [height, width, channels], window, stride, "valid");
  const windows = { height, width, channels, stride, outputHeight, outputWidth };
  const way = { ...windows, ...{ kernelHeight: window, kernelWidth: window, top: 0, left: 0 } };
  const outputShape = [outputHeight, outputWidth, channels];
  const layer = layerOf(name, trainable([] as const), [height, width, channels], outputShape, (_, images) => {
    const x = viewOf(name, images);
    return claim(pooled(x, { images: size(x.shape, 0), ...way }));
  });
  return markOwn(layer);
}
