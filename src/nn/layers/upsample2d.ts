/** Upsampling, which makes images larger without learning anything. */

import { size } from "../../engine/layout.js";
import type { Anything, Refusal } from "../../shape/accepted.js";
import { checkImage, type takesAnImage } from "../../shape/convolution.js";
import { describe } from "../../shape/describe.js";
import type { AcceptingShape, AnySizes, AreSizes, GivenSizes, Sizes, WhyNoSizes } from "../../shape/dim.js";
import { readOptions } from "../../shape/options.js";
import type { PerAxisUnless } from "../../shape/size-unless.js";
import { checkFactor, type Upsampled, type upsampleHasASize } from "../../shape/upsample.js";
import { tensor } from "../../tensor/create.js";
import { permuted, repeated, reshaped } from "../../tensor/operations/primitives/index.js";
import { matmul } from "../../tensor/operations/products.js";
import type { Value } from "../../tensor/tape.js";
import { claim, viewOf } from "../../tensor/tensor.js";
import type { AnyLayer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** Options of {@link upsample2d}. */
export interface UpsampleOptions {
  /**
   * `"nearest"`, the default: each pixel is repeated. `"bilinear"`: between the centres of two pixels, the values change linearly, and beyond
   * the outermost centres they stay the same. These are PyTorch's `Upsample` with `mode` `"nearest"` and `"bilinear"`.
   */
  readonly interpolation?: "nearest" | "bilinear" | undefined;
}

/**
 * Creates a layer that makes images larger by whole factors.
 *
 * Shapes: `[...Batch, height, width, channels]` to `[...Batch, height · factor, width · factor, channels]`.
 *
 * @param input - the shape `[height, width, channels]` of an image
 * @param factor - by how much: one number for both axes, or `[height, width]`
 * @throws ShapeError if a size isn't a whole number from 0 up, or a factor isn't one from 1 up
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { upsample2d } from "conformable/nn";
 *
 * upsample2d([7, 7, 16], 2).predict(zeros([32, 7, 7, 16])); // Tensor<[32, 14, 14, 16]>
 * upsample2d([7, 7, 16], [1, 2], { interpolation: "bilinear" });
 * ```
 */
export function upsample2d<
  const In extends AnySizes,
  const Factor,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> &
    AcceptingShape<
      In,
      takesAnImage<"upsample2d", In>,
      [...Refusal<PerAxisUnless<"upsample2d", Factor, upsampleHasASize<In, Factor>>>]
    > = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"upsample2d", In>,
  factor: PerAxisUnless<"upsample2d", Factor, upsampleHasASize<In, Factor>>,
  options?: UpsampleOptions,
): unknown extends NoInfer<Ok> ? Network<[...In], [...Upsampled<In[0], In[1], Factor>, In[2]], readonly []> : Anything;
export function upsample2d(input: unknown, factor: unknown, options?: object): unknown {
  const interpolation = interpolationIn(options);
  const [height, width, channels] = checkImage("upsample2d", input);
  const [down, across] = checkFactor(factor);
  const upsampled = interpolation === "nearest" ? nearest : bilinear;
  const layer: AnyLayer = layerOf(
    ...(["upsample2d", trainable([] as const), [height, width, channels]] as const),
    [height * down, width * across, channels],
    (_, images) => {
      const rows = upsampled(viewOf("upsample2d", images), 1, down);
      return claim(upsampled(rows, 2, across));
    },
  );
  return markOwn(layer);
}

/** The options, read once. */
export function interpolationIn(options: object | undefined): "nearest" | "bilinear" {
  const { interpolation = "nearest" } = readOptions<{ interpolation?: unknown }>("upsample2d", options, ["interpolation"]);
  if (interpolation !== "nearest" && interpolation !== "bilinear")
    throw new RangeError(`upsample2d: the interpolation is "nearest" or "bilinear", not ${describe(interpolation)}`);
  return interpolation;
}

/** Repeats each entry of an axis. */
function nearest(x: Value, axis: number, factor: number): Value {
  return factor === 1 ? x : reshaped(repeated(x, axis + 1, factor), x.shape.with(axis, size(x.shape, axis) * factor));
}

/** Entries of an axis between its entries: a product with the weights of both neighbours. */
function bilinear(x: Value, axis: number, factor: number): Value {
  const entries = size(x.shape, axis);
  if (factor === 1 || entries === 0) return x;
  const weights: number[] = new Array(entries * entries * factor).fill(0);
  for (let place = 0; place < entries * factor; place++) {
    const at = Math.min(Math.max((place + 0.5) / factor - 0.5, 0), entries - 1); // in numbers of entries, from the centre of the first
    const before = Math.floor(at);
    const after = Math.min(before + 1, entries - 1);
    (weights[before * entries * factor + place] as number) += 1 - (at - before);
    (weights[after * entries * factor + place] as number) += at - before;
  }
  const last = x.shape.length - 1;
  const order = x.shape.map((_, each) => (each === axis ? last : each === last ? axis : each)); // the axis and the last change places
  const table = viewOf("upsample2d", tensor(weights, [entries, entries * factor] as unknown as [1, 1])); // as many weights
  return permuted(matmul(permuted(x, order), table), order);
}
