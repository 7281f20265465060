/** Layers that take the same input, whose outputs are added. */
import type { Anything, Fits } from "../../shape/accepted.js";
import type { Network } from "../contract/network.js";
import type { InputOf, layersBeside, Outputs } from "./branches.js";
import { branching, fanned, summing } from "./fan.js";
import type { LayerParameters } from "./sequential.js";

/**
 * Creates a layer that passes its input to several layers and adds their outputs, for example for a residual connection that
 * changes the shape. {@link residual} is the sum of a layer and its input.
 *
 * Shapes: `[...Batch, ...In]` to `[...Batch, ...Out]`, for all layers. If a layer takes fewer axes than another, it treats the others as
 * leading axes. The parameters are a tuple of those of the layers.
 *
 * In the backward pass, each layer receives the whole error, and the errors of the inputs are added.
 *
 * @param layers - the layers
 * @throws ShapeError if the layers don't take the same input, or don't give outputs of the same shape
 * @example
 * ```ts
 * import { conv2d, relu, sequential, sum } from "conformable/nn";
 *
 * const block = sequential(
 *   conv2d([28, 28, 8], 16, 3, { stride: 2, padding: "same", activation: relu }),
 *   conv2d([14, 14, 16], 16, 3, { padding: "same" }),
 * );
 * sum(conv2d([28, 28, 8], 16, 1, { stride: 2 }), block); // Network<[28, 28, 8], [14, 14, 16], …>
 * ```
 */
export function sum<
  Layers extends unknown[],
  Unset = unknown,
  Ok extends "refused" | Fits<Layers, layersBeside<"sum", Layers, null>, Unset> = "accepted",
>(
  ...layers: layersBeside<"sum", Layers, null>
): Ok extends "accepted"
  ? unknown extends Layers[number]
    ? Anything
    : Network<InputOf<Layers>, Outputs<Layers>[0], LayerParameters<Layers>>
  : Anything;
export function sum(...among: unknown[]): unknown {
  const { given, layers, takes, outputs } = branching("sum", among, 1);
  return fanned(given, layers, takes, summing(outputs));
}
