/** Global pools, which make one number of each channel of an image. */
import type { Anything } from "../../shape/accepted.js";
import { checkImage, type takesAnImage } from "../../shape/convolution.js";
import type { AcceptingShape, AnySizes, AreSizes, GivenSizes, Size, Sizes, WhyNoSizes } from "../../shape/dim.js";
import { nothingToReduce } from "../../shape/reduce.js";
import { ShapeError } from "../../shape/shape-error.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/**
 * Creates a layer that returns the mean of each channel of an image (M. Lin, Q. Chen and S. Yan, "Network In Network", 2013). The mean of no
 * pixels is NaN.
 *
 * Shapes: `[...Batch, height, width, channels]` to `[...Batch, channels]`.
 *
 * @param input - the shape `[height, width, channels]` of an image
 * @throws ShapeError if a size isn't a whole number from 0 up
 * @example
 * ```ts
 * import { conv2d, dense, globalAveragePool2d, relu, sequential } from "conformable/nn";
 *
 * sequential(conv2d([28, 28, 1], 16, 3, { activation: relu }), globalAveragePool2d([26, 26, 16]), dense(16, 10));
 * ```
 */
export function globalAveragePool2d<
  const In extends AnySizes,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesAnImage<"globalAveragePool2d", In>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"globalAveragePool2d", In>,
): unknown extends NoInfer<Ok> ? Network<[...In], [In[2]], readonly []> : Anything;
export function globalAveragePool2d<H extends number, W extends number, C extends number>(input: unknown): unknown {
  const [height, width, channels] = checkImage<readonly [Size<H>, Size<W>, Size<C>]>("globalAveragePool2d", input);
  return markOwn(
    layerOf<readonly [], [H, W, C], [C]>(
      "globalAveragePool2d",
      trainable([] as const),
      [height, width, channels],
      [channels],
      (_, images) => images.mean([1, 2]),
    ),
  );
}

/**
 * Creates a layer that returns the maximum of each channel of an image. In the backward pass, the error goes to the maximum; equal maxima
 * share it equally.
 *
 * Shapes: `[...Batch, height, width, channels]` to `[...Batch, channels]`.
 *
 * @param input - the shape `[height, width, channels]` of an image
 * @throws ShapeError if a size isn't a whole number from 0 up, or an image has no pixels
 * @example
 * ```ts
 * import { conv2d, dense, globalMaxPool2d, relu, sequential } from "conformable/nn";
 *
 * sequential(conv2d([28, 28, 1], 16, 3, { activation: relu }), globalMaxPool2d([26, 26, 16]), dense(16, 10));
 * ```
 */
export function globalMaxPool2d<
  const In extends AnySizes,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesAnImage<"globalMaxPool2d", In>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesAnImage<"globalMaxPool2d", In>,
): unknown extends NoInfer<Ok> ? Network<[...In], [In[2]], readonly []> : Anything;
export function globalMaxPool2d<H extends number, W extends number, C extends number>(input: unknown): unknown {
  const [height, width, channels] = checkImage<readonly [Size<H>, Size<W>, Size<C>]>("globalMaxPool2d", input);
  if (height * width === 0) throw new ShapeError(nothingToReduce("globalMaxPool2d", [height, width, channels]));
  return markOwn(
    layerOf<readonly [], [H, W, C], [C]>(
      "globalMaxPool2d",
      trainable([] as const),
      [height, width, channels],
      [channels],
      (_, images) => images.max([1, 2]),
    ),
  );
}
