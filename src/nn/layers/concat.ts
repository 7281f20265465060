/** Layers that take the same input, whose outputs are joined. */
import type { Accepting, Anything, Fits } from "../../shape/accepted.js";
import type { HasAxis } from "../../shape/axis.js";
import type { Concatenated } from "../../shape/join.js";
import type { Shape } from "../../shape/shape.js";
import type { Network } from "../contract/network.js";
import type { axisOfTheFirst, InputOf, layersBeside, Outputs } from "./branches.js";
import { branching, fanned, joining } from "./fan.js";
import type { LayerParameters } from "./sequential.js";

/** An axis of what the first layer gives, or the sentence. */
type axisOfTheOutputs<Layers extends readonly unknown[], Axis extends number> = unknown extends Layers[number]
  ? Axis // one of them comes from a refused call
  : axisOfTheFirst<Layers, Axis>;
/** The shape of the outputs joined along an axis. Nothing is known about it if the axis is of type `any`. */
type Joined<All extends readonly Shape[], Axis extends number> =
  HasAxis<All[0], Axis> extends true ? Concatenated<All, Axis> : number[];

/**
 * Creates a layer that passes its input to several layers and joins their outputs along an axis. With `activate(identity)` as one of the
 * layers, the input itself is one of the parts: a skip connection (O. Ronneberger, P. Fischer and T. Brox, "U-Net", 2015).
 *
 * Shapes: `[...Batch, ...In]` to `[...Batch, ...Out]`. The axis counts the axes of one output, without leading axes; a negative axis counts
 * from the end. If a layer takes fewer axes than another, it treats the others as leading axes. The parameters are a tuple of those of the
 * layers.
 *
 * In the backward pass, each layer receives its part of the error, and the errors of the inputs are added.
 *
 * The function `concat` of `conformable` joins tensors. A program that needs both renames one of them:
 * `import { concat as concatLayers } from "conformable/nn"`.
 *
 * @param axis - the axis along which the outputs are joined; -1 is the last, that of the channels of an image
 * @param layers - the layers
 * @throws ShapeError if the layers don't take the same input, if their outputs differ in another axis, or if there is no such axis
 * @example
 * ```ts
 * import { activate, concat, conv2d, identity, maxPool2d, relu, sequential, upsample2d } from "conformable/nn";
 *
 * const below = sequential(
 *   maxPool2d([28, 28, 8], 2),
 *   conv2d([14, 14, 8], 16, 3, { padding: "same", activation: relu }),
 *   upsample2d([14, 14, 16], 2),
 * );
 * concat(-1, activate(identity), below); // Network<[28, 28, 8], [28, 28, 24], …>
 * ```
 */
export function concat<
  const Axis extends number,
  Layers extends unknown[],
  Unset = unknown,
  OfAxis extends Accepting<axisOfTheOutputs<Layers, Axis>> = unknown,
  Ok extends "refused" | Fits<Layers, layersBeside<"concat", Layers, Axis>, Unset> = "accepted",
>(
  axis: axisOfTheOutputs<Layers, Axis>,
  ...layers: layersBeside<"concat", Layers, Axis>
): Ok extends "accepted"
  ? unknown extends Layers[number]
    ? Anything
    : unknown extends NoInfer<OfAxis>
      ? Network<InputOf<Layers>, Joined<Outputs<Layers>, Axis>, LayerParameters<Layers>>
      : Anything
  : Anything;
export function concat(axis: unknown, ...among: unknown[]): unknown {
  const { given, layers, takes, outputs } = branching("concat", among, 2);
  return fanned(given, layers, takes, joining(outputs, axis));
}
