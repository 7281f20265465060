/** Networks on sequences of unequal length: attention in them doesn't look at the padding. */

import type { AcceptingOne, Anything } from "../../shape/accepted.js";
import { noPlaces } from "../../shape/attention.js";
import type { IsUnion } from "../../shape/known.js";
import type { Shape } from "../../shape/shape.js";
import { type Refused, ShapeError } from "../../shape/shape-error.js";
import { type AnyTensor, checkTensor, type Matrix, type Tensor } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkFunction, checkGives, checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Layer } from "../contract/layer.js";
import { underMask } from "../contract/mask.js";
import type { Network } from "../contract/network.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import { markMade } from "../contract/own.js";
import { described } from "../contract/summary.js";
import { viewable, viewOver } from "../contract/with.js";
import { batched } from "./of-function.js";

/** A layer on sequences, otherwise the error message. */
type maskedTakesALayer<L> =
  IsUnion<L> extends true
    ? severalLayers<"masked: the layer", L>
    : L extends Layer<infer In, infer _Out, infer _P>
      ? In extends readonly []
        ? Refused<noPlaces>
        : L
      : noLayer<"masked: the argument", L>;
type Masked<L> = unknown extends L ? Anything : L extends Layer<infer In, infer Out, infer P> ? Network<In, Out, P> : never;

/**
 * The function that tells which places of each example are there: `[examples, ...In]` becomes `[examples, length]`, where the length is
 * the first size of `In`. It is 0 at each place that isn't to be looked at.
 *
 * @typeParam In - the shape of one input
 */
export type MaskFunction<In extends Shape> = <Examples extends number>(
  inputs: Tensor<[Examples, ...In]>,
) => NoInfer<Matrix<Examples, In[0]>>;
/** If the network is refused, the function isn't, so that there is one error. */
type MaskOf<L> =
  IsUnion<L> extends true
    ? AnyMask
    : unknown extends L
      ? AnyMask
      : L extends Layer<infer In, infer _Out, infer _P>
        ? MaskFunction<In>
        : AnyMask;

/**
 * Wraps a network, so that {@link attention} in it doesn't look at the places where a mask is 0, such as the padding of shorter
 * sequences. The mask is a function of the inputs, so you can use the result wherever you can use a network: in `sequential`,
 * `residual`, `train` and `grad`. Its shapes and parameters are those of the network inside.
 *
 * The mask reaches every attention layer in the network, however deep, also in {@link residual} and in your own layers. These
 * layers may be causal, and may have masks of their own; a place is then seen only if all of them allow it. A place that sees
 * nothing gets 0. Outputs at the places where the mask is 0 are meaningless. Leave them out of the loss, for example with the
 * option `ignore` of {@link crossEntropy}. Recurrent layers don't read the mask.
 *
 * @param network - a network or layer with attention in it; the first axis of its input is that of the places
 * @param mask - which places are there: a function from `[examples, ...In]` to `[examples, length]`
 * @throws TypeError if the argument isn't a layer, or the mask isn't a function
 * @throws ShapeError if the layer takes single numbers; in a pass, if the function returns another shape
 * @throws Error in a pass, if no layer in the network reads the mask
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { attention, embedding, layerNorm, masked, residual, sequential } from "conformable/nn";
 *
 * const network = masked(
 *   sequential(embedding(27, 64), residual(sequential(layerNorm(64), attention([5, 64], 4)))),
 *   (letters) => letters.notEqual(0), // 0 is no letter
 * );
 * network.predict(matrix([[3, 1, 20, 0, 0], [8, 15, 18, 19, 5]])); // Tensor<[2, 5, 64]>
 * ```
 */
export function masked<L, Ok extends AcceptingOne<L, maskedTakesALayer<L>> = unknown>(
  network: maskedTakesALayer<L>,
  mask: MaskOf<L>,
): unknown extends NoInfer<Ok> ? Masked<L> : Anything;
export function masked(given: AnyLayer, mask: unknown): AnyLayer {
  const layer = checkLayer("masked", "the argument", given);
  checkFunction("masked", "the mask", mask);
  if (layer.inputShape.length === 0) throw new ShapeError(noPlaces);
  return maskedBy(given, layer, mask as AnyMask); // what it returns is checked
}

// biome-ignore lint/suspicious/noExplicitAny: the function is generic in the number of examples
type AnyMask = (inputs: any) => any;

function maskedBy(given: AnyLayer, layer: AnyLayer, mask: AnyMask): AnyLayer {
  const under = <Result>(operation: string, input: AnyTensor, pass: () => Result): Result => {
    checkTensor(operation, input);
    const { examples } = batched(operation, layer.inputShape, input);
    const found = mask(examples);
    checkGives("masked", [examples.shape[0], layer.inputShape[0] as number], found); // a number: checked when it was made
    const { result, isRead } = underMask(found, pass);
    if (!isRead) throw new Error("masked: no layer of the network reads the mask; attention does");
    return result;
  };
  const made: AnyLayer = {
    inputShape: layer.inputShape,
    outputShape: layer.outputShape,
    get parameters() {
      return layer.parameters;
    },
    trainables: layer.trainables ?? [],
    predict: (input) => under("predict", input, () => layer.predict(input)),
    forward: (input) => under("forward", input, () => layer.forward(input)),
  };
  viewable(described(made, "masked", given), (parameters) => {
    const view = viewOver(layer, parameters);
    return maskedBy(view, view, mask);
  });
  return demanding(markMade(made), demandOf(layer));
}
