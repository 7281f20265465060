/** Layers that learn nothing. */
import type { AcceptingOne, Anything } from "../../shape/accepted.js";
import type { IsUnion } from "../../shape/known.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import { checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Layer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import { markOwn } from "../contract/own.js";
import type { OfRecords, RecordNetwork } from "../contract/record-network.js";
import { recordsOf } from "../contract/records.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** A layer, otherwise the error message. */
type freezeTakesALayer<L> =
  IsUnion<L> extends true
    ? severalLayers<"freeze: the layer", L>
    : L extends Layer<infer _In extends Shape, infer _Out extends Shape, infer _P>
      ? L
      : L extends OfRecords<infer _In extends Shape, infer _Out extends Shape, infer _P>
        ? L
        : noLayer<"freeze: the argument", L>;
type Frozen<L> = unknown extends L
  ? Anything
  : L extends Layer<infer In, infer Out, infer _P>
    ? Network<In, Out, readonly []>
    : L extends OfRecords<infer In extends Shape, infer Out extends Shape, infer _P>
      ? RecordNetwork<In, Out, readonly []>
      : never;

/**
 * Freezes a layer or a network, also one with several inputs or outputs. The result computes the same but has no parameters, so
 * an optimiser doesn't change it. Use it to train new layers on top of a network that has already learned something.
 *
 * Even in training, a frozen layer computes the same as its `predict`: a {@link batchNorm} uses its running averages and doesn't
 * change them, and {@link dropout} does nothing. The layer itself doesn't change, and learns as before where it is used without
 * `freeze`. To save a frozen layer, save the original: a file of the new network contains only what the new network learns.
 *
 * @throws TypeError if it isn't a layer
 * @example
 * ```ts
 * import { adam, dense, freeze, relu, sequential } from "conformable/nn";
 *
 * const learned = sequential(dense(784, 64, { activation: relu })); // trained before
 * const network = sequential(freeze(learned), dense(64, 10));
 * network.parameters; // readonly [readonly [], DenseParameters<64, 10>]
 * adam(network);
 * ```
 */
export function freeze<L, Ok extends AcceptingOne<L, freezeTakesALayer<L>> = unknown>(
  layer: freezeTakesALayer<L>,
): unknown extends NoInfer<Ok> ? Frozen<L> : Anything;
export function freeze(given: AnyLayer): AnyLayer {
  const layer = checkLayer("freeze", "the argument", given, true);
  const records = recordsOf(layer);
  if (records) return records.frozen();
  const compute = (_: unknown, examples: AnyTensor): AnyTensor => layer.predict(examples);
  return markOwn(layerOf("freeze", trainable([]), layer.inputShape, layer.outputShape, compute), layer);
}
