/** Residual connections: a layer's output is added to its input, so it only has to learn the difference. */
import type { Anything, Fits } from "../../shape/accepted.js";
import { sameShape } from "../../shape/broadcast.js";
import type { IsUnion } from "../../shape/known.js";
import { residualDiffers } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { checkTensor } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkLayer } from "../contract/foreign.js";
import { type AnyLayer, LateBack, type Layer, neededBy } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import { markOwn } from "../contract/own.js";
import { described } from "../contract/summary.js";
import { viewable, viewOver } from "../contract/with.js";

/**
 * The layer if it gives the shape that it takes, otherwise the error message. In generic code the compiler prints this type's
 * name.
 */
type residualTakesALayer<L> =
  IsUnion<L> extends true
    ? severalLayers<"residual: the layer", L>
    : L extends Layer<infer In, infer Out, infer _P>
      ? residualGivesWhatItTakes<L, In, Out>
      : noLayer<"residual: the argument", L>;
type residualGivesWhatItTakes<L, In extends Shape, Out extends Shape> = [In, Out] extends [Out, In]
  ? L
  : residualDiffers<In, Out>;
type Residual<L> = unknown extends L ? Anything : L extends Layer<infer In, infer _Out, infer P> ? Network<In, In, P> : never;

/**
 * Creates a layer that adds another layer's output to the input: y = x + f(x) (K. He et al., "Deep Residual Learning for Image
 * Recognition", 2015). Its shapes and parameters are those of the other layer.
 *
 * @param layer - the layer f, which gives the shape that it takes
 * @throws ShapeError if the layer gives a different shape than it takes
 * @example
 * ```ts
 * import { dense, relu, residual, sequential } from "conformable/nn";
 *
 * residual(sequential(dense(64, 256, { activation: relu }), dense(256, 64)));
 * ```
 */
export function residual<L, Unset = unknown, Ok extends "refused" | Fits<L, residualTakesALayer<L>, Unset> = "accepted">(
  layer: residualTakesALayer<L>,
): Ok extends "accepted" ? Residual<L> : Anything;
export function residual(given: AnyLayer): AnyLayer {
  const layer = checkLayer("residual", "the argument", given);
  const { inputShape, outputShape } = layer;
  if (!sameShape(inputShape, outputShape)) throw new ShapeError(residualDiffers(inputShape, outputShape));
  return summing(given, layer);
}

/** The residual layer around a layer that is known to give the shape that it takes. */
function summing(given: AnyLayer, layer: AnyLayer): AnyLayer {
  const made: AnyLayer = around(layer as Layer<[], [], unknown>); // the caller guarantees equal shapes
  viewable(described(made, "residual", given), (parameters) => {
    const view = viewOver(layer, parameters);
    return summing(view, view);
  });
  return demanding(markOwn(made, layer), demandOf(layer));
}

const around = <S extends Shape, P>(layer: Layer<S, S, P>): Layer<S, S, P> => ({
  inputShape: layer.inputShape,
  outputShape: layer.outputShape,
  get parameters() {
    return layer.parameters;
  },
  trainables: layer.trainables ?? [],
  predict(input) {
    return layer.predict(input).add(input);
  },
  forward(input) {
    const pass = layer.forward(input);
    return {
      output: pass.output.add(input),
      backward(error) {
        checkTensor("backward", error);
        const back = pass.backward(error);
        return new LateBack(() => back.error.add(error), back.gradients, [error, ...neededBy(back)]); // ∂y/∂x = 1 + f′
      },
    };
  },
});
