/** Layers that read a sequence from its end. */
import type { AcceptingOne, Anything } from "../../shape/accepted.js";
import type { IsUnion } from "../../shape/known.js";
import { checkError, checkInput, reversedMismatch } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { flip } from "../../tensor/operations/arrange.js";
import { type AnyTensor, checkTensor, claim, viewOf } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkLayer } from "../contract/foreign.js";
import { type AnyLayer, type AnyPass, LateBack, type Layer, neededBy } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import { markOwn } from "../contract/own.js";
import { described } from "../contract/summary.js";
import { viewable, viewOver } from "../contract/with.js";

/** The layer if it takes a sequence, otherwise the error message. In generic code the compiler prints this type's name. */
type reversedTakesALayer<L> =
  IsUnion<L> extends true
    ? severalLayers<"reversed: the layer", L>
    : L extends Layer<infer In, infer _Out, infer _P>
      ? reversedTakesASequence<L, In>
      : noLayer<"reversed: the argument", L>;
type reversedTakesASequence<L, In extends Shape> = In extends readonly [unknown, unknown, ...unknown[]]
  ? L
  : reversedMismatch<In>;
type Reversed<L> = unknown extends L ? Anything : L extends Layer<infer In, infer Out, infer P> ? Network<In, Out, P> : never;

/**
 * Creates a layer that makes another layer read a sequence from its end to its start. Outputs for each place are returned in the
 * order of the sequence. An output for the whole sequence, such as a last state, is returned as it is. Together with
 * {@link concat}, it reads a sequence in both directions (M. Schuster and K. K. Paliwal, "Bidirectional Recurrent Neural Networks",
 * 1997): each place then knows what comes before it and what comes after it.
 *
 * Shapes: those of the other layer, `[...Batch, length, width]` to `[...Batch, length, size]` or `[...Batch, size]`. The places are the axis
 * before the last one. The parameters are the layer's own.
 *
 * @param layer - the layer, such as {@link lstm}
 * @throws ShapeError if the layer takes fewer than two axes
 * @example
 * ```ts
 * import { concat, dense, lstm, reversed, sequential } from "conformable/nn";
 *
 * sequential(
 *   concat(-1, lstm([16, 27], 32), reversed(lstm([16, 27], 32))), // [16, 27] to [16, 64]
 *   dense(64, 10),
 * );
 * ```
 */
export function reversed<L, Ok extends AcceptingOne<L, reversedTakesALayer<L>> = unknown>(
  layer: reversedTakesALayer<L>,
): unknown extends NoInfer<Ok> ? Reversed<L> : Anything;
export function reversed(given: unknown): unknown {
  const layer = checkLayer("reversed", "the argument", given);
  const { inputShape, outputShape } = layer;
  if (inputShape.length < 2) throw new ShapeError(reversedMismatch(inputShape));
  return fromTheEnd(given as AnyLayer, layer, inputShape, outputShape); // it has been checked
}

/** @param given - the layer as the caller gave it */
export function fromTheEnd(given: AnyLayer, layer: AnyLayer, takes: Shape, gives: Shape): AnyLayer {
  const turned = (operation: string, tensor: AnyTensor): AnyTensor => claim(flip(viewOf(operation, tensor), -2));
  const inOrder = (operation: string, output: AnyTensor): AnyTensor =>
    gives.length === takes.length ? turned(operation, output) : output;
  const check = (operation: string, input: unknown): void => {
    checkTensor(operation, input);
    checkInput(operation, takes, input.shape);
  };
  const network: AnyLayer = {
    inputShape: takes,
    outputShape: gives,
    get parameters() {
      return layer.parameters;
    },
    trainables: layer.trainables ?? [],
    predict(input) {
      check("predict", input);
      return inOrder("predict", layer.predict(turned("predict", input)));
    },
    forward(input): AnyPass {
      check("forward", input);
      const pass = layer.forward(turned("forward", input));
      const output = inOrder("forward", pass.output);
      return {
        output,
        backward(error) {
          checkTensor("backward", error);
          checkError(output.shape, error.shape);
          const back = pass.backward(inOrder("backward", error));
          return new LateBack(() => turned("backward", back.error), back.gradients, neededBy(back));
        },
      };
    },
  };
  viewable(described(network, "reversed", given), (parameters) => {
    const view = viewOver(layer, parameters);
    return fromTheEnd(view, view, takes, gives);
  });
  return demanding(markOwn(network, layer), demandOf(layer));
}
