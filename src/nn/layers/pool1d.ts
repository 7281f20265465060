/** Pooling layers for sequences, which shrink each channel of a sequence. */

import type { Windows } from "../../engine/convolution/windows.js";
import { size } from "../../engine/layout.js";
import type { Anything, Given } from "../../shape/accepted.js";
import { checkSequence, type takesASequence } from "../../shape/attention.js";
import { checkKernel, checkMoves, type lineKernelNeedsAPlace, onARow } from "../../shape/convolution.js";
import type { AnySizes, AreSizes, GivenSizes, Sizes, WhyNoSizes } from "../../shape/dim.js";
import type { AcceptingLineKernel } from "../../shape/kernels.js";
import type { AnyOptions } from "../../shape/known.js";
import { onColumns, type Places } from "../../shape/places.js";
import type { NoNumber } from "../../shape/several.js";
import type { SizeUnless } from "../../shape/size-unless.js";
import type { LineStrideOf, OneForm, optionsAreKnown, StrideReasons } from "../../shape/striding.js";
import { averagePooled, maxPooled } from "../../tensor/operations/pooling.js";
import { reshaped } from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";
import { claim, viewOf } from "../../tensor/tensor.js";
import type { AnyLayer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";
import { poolOptions } from "./pool2d.js";

/** Options of {@link maxPool1d} and {@link averagePool1d}. */
export interface Pool1dOptions {
  /** The distance in steps between neighbouring windows. By default it is the length of a window, so that windows don't overlap. */
  readonly stride?: number | undefined;
}

/**
 * Creates a layer that returns the maximum of each window of a sequence, separately for each channel.
 *
 * Shapes: `[...Batch, length, channels]` to `[...Batch, length', channels]`. For a length n, a window of length k and a stride s,
 * n' = ⌊(n − k) / s⌋ + 1. Steps at the end that don't fill a window are ignored.
 *
 * In the backward pass, the error of each window goes to its maximum; equal maxima share it equally.
 *
 * @param input - the shape `[length, channels]` of a sequence
 * @param window - the length of a window
 * @throws ShapeError if a size isn't a whole number from 0 up, or the window doesn't fit into the sequence
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { maxPool1d } from "conformable/nn";
 *
 * maxPool1d([100, 16], 2).predict(zeros([32, 100, 16])); // Tensor<[32, 50, 16]>
 * ```
 */
export function maxPool1d<
  const In extends AnySizes,
  const K extends number | NoNumber<K>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingLineKernel<"maxPool1d", In, K, K> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"maxPool1d", In>,
  window: SizeUnless<K, lineKernelNeedsAPlace<"maxPool1d", In, K, K, "valid">>,
): unknown extends NoInfer<Ok> ? Network<[...In], [Places<In[0], K, K, "valid">, In[1]], readonly []> : Anything;
export function maxPool1d<
  const In extends AnySizes,
  const K extends number | NoNumber<K>,
  const Options extends AnyOptions<Pool1dOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingLineKernel<"maxPool1d", In, K, LineStrideOf<Options, K>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"maxPool1d", In>,
  window: SizeUnless<K, lineKernelNeedsAPlace<"maxPool1d", In, K, LineStrideOf<Options, K>, "valid">>,
  options: optionsAreKnown<
    "maxPool1d",
    Options,
    StrideReasons<"maxPool1d", LineStrideOf<Options, K>, OneForm>,
    keyof Pool1dOptions
  >,
): Given<
  Options,
  optionsAreKnown<"maxPool1d", Options, StrideReasons<"maxPool1d", LineStrideOf<Options, K>, OneForm>, keyof Pool1dOptions>,
  unknown extends NoInfer<Ok>
    ? Network<[...In], [Places<In[0], K, LineStrideOf<Options, K>, "valid">, In[1]], readonly []>
    : Anything
>;
export function maxPool1d(input: unknown, window: unknown, options?: object): unknown {
  return pool("maxPool1d", maxPooled, input, window, options);
}

/**
 * Creates a layer that returns the mean of each window of a sequence, separately for each channel. Shapes and options are those of
 * {@link maxPool1d}.
 *
 * @param input - the shape `[length, channels]` of a sequence
 * @param window - the length of a window
 * @throws ShapeError if a size isn't a whole number from 0 up, or the window doesn't fit into the sequence
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { averagePool1d } from "conformable/nn";
 *
 * averagePool1d([100, 16], 4, { stride: 2 }).predict(zeros([32, 100, 16])); // Tensor<[32, 49, 16]>
 * ```
 */
export function averagePool1d<
  const In extends AnySizes,
  const K extends number | NoNumber<K>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingLineKernel<"averagePool1d", In, K, K> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"averagePool1d", In>,
  window: SizeUnless<K, lineKernelNeedsAPlace<"averagePool1d", In, K, K, "valid">>,
): unknown extends NoInfer<Ok> ? Network<[...In], [Places<In[0], K, K, "valid">, In[1]], readonly []> : Anything;
export function averagePool1d<
  const In extends AnySizes,
  const K extends number | NoNumber<K>,
  const Options extends AnyOptions<Pool1dOptions>,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingLineKernel<"averagePool1d", In, K, LineStrideOf<Options, K>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"averagePool1d", In>,
  window: SizeUnless<K, lineKernelNeedsAPlace<"averagePool1d", In, K, LineStrideOf<Options, K>, "valid">>,
  options: optionsAreKnown<
    "averagePool1d",
    Options,
    StrideReasons<"averagePool1d", LineStrideOf<Options, K>, OneForm>,
    keyof Pool1dOptions
  >,
): Given<
  Options,
  optionsAreKnown<
    "averagePool1d",
    Options,
    StrideReasons<"averagePool1d", LineStrideOf<Options, K>, OneForm>,
    keyof Pool1dOptions
  >,
  unknown extends NoInfer<Ok>
    ? Network<[...In], [Places<In[0], K, LineStrideOf<Options, K>, "valid">, In[1]], readonly []>
    : Anything
>;
export function averagePool1d(input: unknown, window: unknown, options?: object): unknown {
  return pool("averagePool1d", averagePooled, input, window, options);
}

/** A sequence is an image of one row. */
function pool(
  name: string,
  pooled: (x: Value, windows: Windows) => Value,
  input: unknown,
  window: unknown,
  options?: object,
): AnyLayer {
  const { stride } = poolOptions(name, window, options);
  const [length, channels] = checkSequence(name, input);
  const moves = checkMoves(name, window, stride, "valid", 1, 1);
  const way = {
    height: 1,
    width: length,
    channels,
    groups: 1,
    kernelHeight: 1,
    kernelWidth: onColumns(moves.kernel),
    ...checkKernel(name, [1, length], onARow(moves), { shape: [length, channels], moves }),
  };
  const layer = layerOf(name, trainable([] as const), [length, channels], [way.outputWidth, channels], (_, sequences) => {
    const x = viewOf(name, sequences);
    const images = size(x.shape, 0);
    const rows = pooled(reshaped(x, [images, 1, length, channels]), { images, ...way });
    return claim(reshaped(rows, [images, way.outputWidth, channels]));
  });
  return markOwn(layer);
}
