/** Residual connections: a layer that has only to learn what to add. */
import { sameShape } from "../../shape/broadcast.js";
import type { IsUnion } from "../../shape/known.js";
import { residualMismatch } from "../../shape/layer.js";
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

/** A layer that gives the shape that it takes; else the sentence. In generic code its name is what the compiler prints. */
type residualTakesALayer<L> =
  IsUnion<L> extends true
    ? severalLayers<"residual: the layer">
    : L extends Layer<infer In, infer Out, infer _P>
      ? residualGivesWhatItTakes<L, In, Out>
      : noLayer<"residual: the argument", L>;
type residualGivesWhatItTakes<L, In extends Shape, Out extends Shape> = [In, Out] extends [Out, In]
  ? L
  : residualMismatch<In, Out>;
type Residual<L> = L extends Layer<infer In, infer _Out, infer P> ? Network<In, In, P> : never;

/**
 * A layer that adds to its input what another layer makes of it: y = x + f(x) (K. He et al., "Deep Residual Learning for Image
 * Recognition", 2015). Its parameters are those of the other layer.
 *
 * @throws ShapeError where the layer gives another shape than it takes
 * @example
 * ```ts
 * import { dense, relu, residual, sequential } from "conformable/nn";
 *
 * residual(sequential(dense(64, 256, { activation: relu }), dense(256, 64)));
 * ```
 */
export function residual<L>(layer: residualTakesALayer<L>): Residual<L>;
export function residual(given: AnyLayer): AnyLayer {
  const layer = checkLayer("residual", "the argument", given);
  const { inputShape, outputShape } = layer;
  if (!sameShape(inputShape, outputShape)) throw new ShapeError(residualMismatch(inputShape, outputShape));
  return summing(given, layer);
}

/** The layer around one that is known to give the shape that it takes. */
function summing(given: AnyLayer, layer: AnyLayer): AnyLayer {
  const made: AnyLayer = around(layer as Layer<[], [], unknown>); // see above
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
