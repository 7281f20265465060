/** Global pools for sequences, which make one number of each channel of a sequence. */
import type { Anything } from "../../shape/accepted.js";
import { checkSequence, type takesASequence } from "../../shape/attention.js";
import type { AcceptingShape, AnySizes, AreSizes, GivenSizes, Size, Sizes, WhyNoSizes } from "../../shape/dim.js";
import { nothingToReduce } from "../../shape/reduce.js";
import { ShapeError } from "../../shape/shape-error.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/**
 * Creates a layer that returns the mean of each channel of a sequence. The mean of no steps is NaN.
 *
 * Shapes: `[...Batch, length, channels]` to `[...Batch, channels]`.
 *
 * @param input - the shape `[length, channels]` of a sequence
 * @throws ShapeError if a size isn't a whole number from 0 up
 * @example
 * ```ts
 * import { conv1d, dense, globalAveragePool1d, relu, sequential } from "conformable/nn";
 *
 * sequential(conv1d([100, 8], 16, 5, { activation: relu }), globalAveragePool1d([96, 16]), dense(16, 10));
 * ```
 */
export function globalAveragePool1d<
  const In extends AnySizes,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"globalAveragePool1d", In>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"globalAveragePool1d", In>,
): unknown extends NoInfer<Ok> ? Network<[...In], [In[1]], readonly []> : Anything;
export function globalAveragePool1d<L extends number, C extends number>(input: unknown): unknown {
  const [length, channels] = checkSequence<readonly [Size<L>, Size<C>]>("globalAveragePool1d", input);
  return markOwn(
    layerOf<readonly [], [L, C], [C]>(
      "globalAveragePool1d",
      trainable([] as const),
      [length, channels],
      [channels],
      (_, sequences) => sequences.mean(1),
    ),
  );
}

/**
 * Creates a layer that returns the maximum of each channel of a sequence. In the backward pass, the error goes to the maximum; equal maxima
 * share it equally.
 *
 * Shapes: `[...Batch, length, channels]` to `[...Batch, channels]`.
 *
 * @param input - the shape `[length, channels]` of a sequence
 * @throws ShapeError if a size isn't a whole number from 0 up, or a sequence has no steps
 * @example
 * ```ts
 * import { conv1d, dense, globalMaxPool1d, relu, sequential } from "conformable/nn";
 *
 * sequential(conv1d([100, 8], 16, 5, { activation: relu }), globalMaxPool1d([96, 16]), dense(16, 10));
 * ```
 */
export function globalMaxPool1d<
  const In extends AnySizes,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"globalMaxPool1d", In>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"globalMaxPool1d", In>,
): unknown extends NoInfer<Ok> ? Network<[...In], [In[1]], readonly []> : Anything;
export function globalMaxPool1d<L extends number, C extends number>(input: unknown): unknown {
  const [length, channels] = checkSequence<readonly [Size<L>, Size<C>]>("globalMaxPool1d", input);
  if (length === 0) throw new ShapeError(nothingToReduce("globalMaxPool1d", [length, channels]));
  return markOwn(
    layerOf<readonly [], [L, C], [C]>("globalMaxPool1d", trainable([] as const), [length, channels], [channels], (_, sequences) =>
      sequences.max(1),
    ),
  );
}
