/** A layer of any function of tensors: forward is the function, and the way back is its derivative. */

import { vjp } from "../../grad/grad.js";
import type { NoTensors, takesNoTensors } from "../../grad/tree.js";
import { describe } from "../../shape/describe.js";
import { checkShape, type Sizes } from "../../shape/dim.js";
import type { Some } from "../../shape/known.js";
import { checkError, checkInput } from "../../shape/layer.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import type { Dim } from "../../shape/size.js";
import * as operations from "../../tensor/operations/index.js";
import { type AnyTensor, checkTensor, claim, type Tensor, viewOf } from "../../tensor/tensor.js";
import { demanding } from "../contract/demands.js";
import { checkGives } from "../contract/foreign.js";
import type { AnyLayer, Layer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markMade } from "../contract/own.js";
import { described } from "../contract/summary.js";
import { type AnyTrainable, type Trainable, trainable } from "../contract/trainable.js";
import { type Place, placed, trainablesAt } from "../contract/with.js";

/**
 * What a layer computes, for a batch of examples: `[examples, ...In]` gives `[examples, ...Out]`. It is generic in their number: each pass
 * has a number of its own, so a tensor of one pass is never taken for one of another, and no name can be mistaken for it.
 *
 * @typeParam P - the parameters
 */
export type LayerFunction<in P, In extends Shape, Out extends Shape> = <Examples extends number>(
  parameters: P,
  input: Tensor<[Examples, ...In]>,
  /** Whether this pass is one of training: in `forward` it is, in `predict` it isn't. */
  training: boolean,
) => NoInfer<Tensor<[Examples, ...Out]>>;

/** Parameters that are tensors, else the sentence. */
type layerLearnsTensors<P> = [...NoTensors<P>] extends Some ? takesNoTensors<"layer", NoTensors<P>[0]> : P;

/**
 * Makes a layer of any function of tensors: the way back through it is its derivative, as {@link vjp} finds it. The function gets the
 * parameters and a batch of inputs, with all leading axes as one, and gives a batch of outputs. It must not keep the parameters: an
 * optimiser writes into them.
 *
 * Both shapes are said, not found by running the function: then a wrong body is an error in the body, and a network is checked before
 * anything runs.
 *
 * @param parameters - the first ones: a tensor, or a record or tuple of them, nested at will; `{}` for none
 * @param inputShape - the shape of one input
 * @param outputShape - the shape of one output
 * @throws ShapeError where a shape is none, and in each pass where the function gives another
 * @example
 * ```ts
 * import { ones } from "conformable";
 * import { layer } from "conformable/nn";
 *
 * // Each of 64 channels times a number of its own.
 * const scaling = layer({ by: ones([64]) }, [64], [64], ({ by }, x) => x.multiply(by));
 * scaling.predict(ones([32, 64])); // Matrix<32, 64>
 * ```
 */
export function layer<P, const In extends Shape, const Out extends Shape>(
  parameters: layerLearnsTensors<P>,
  inputShape: Sizes<In>,
  outputShape: Sizes<Out>,
  compute: LayerFunction<NoInfer<P>, In, Out>,
): Network<[...In], [...Out], P>;
export function layer(parameters: unknown, inputShape: unknown, outputShape: unknown, compute: unknown): AnyLayer {
  const [takes, gives] = [checkShape(inputShape), checkShape(outputShape)];
  if (typeof compute !== "function") throw new TypeError(`layer: takes a function, not ${describe(compute)}`);
  return markMade(layerOf("layer", trainable(parameters), takes, gives, (p, x, training) => compute(p, x, training)));
}

/**
 * @param name - what it is called in messages
 * @param demand - what it asks of its inputs in training
 */
export function layerOf<P, In extends Shape, Out extends Shape>(
  name: string,
  learned: Trainable<P>,
  inputShape: Sizes<In>,
  outputShape: Sizes<Out>,
  compute: LayerFunction<P, In, Out>,
  demand?: (input: Shape) => void,
): Network<In, Out, P>;
export function layerOf(
  name: string,
  learned: AnyTrainable,
  inputShape: Shape,
  outputShape: Shape,
  compute: AnyFunction,
  demand?: (input: Shape) => void,
): AnyLayer;
export function layerOf(
  name: string,
  learned: AnyTrainable,
  inputShape: Shape,
  outputShape: Shape,
  compute: AnyFunction,
  demand?: (input: Shape) => void,
): AnyLayer {
  return placed(
    learned,
    (place) => layerAt(place, name, inputShape, outputShape, compute, demand) as Layer<Shape, Shape, unknown>,
  ); // of any shapes
}

/** The layer of parameters at a place. */
function layerAt(
  learned: Place<AnyTensor>, // or a tree of them
  name: string,
  inputShape: Shape,
  outputShape: Shape,
  compute: AnyFunction,
  demand?: (input: Shape) => void,
): AnyLayer {
  const checked: AnyFunction = (parameters, examples, training) => {
    const output = compute(parameters, examples, training);
    checkGives(name, [examples.shape[0], ...outputShape], output);
    learned.handedOn(viewOf(name, output).storage); // it may be a view of a parameter
    return output;
  };
  const layer: AnyLayer = {
    inputShape,
    outputShape,
    get parameters() {
      return learned.values;
    },
    trainables: trainablesAt(learned),
    predict(input) {
      const { examples, restore } = batched("predict", inputShape, input);
      return restore(checked(learned.use().values, examples, false), outputShape);
    },
    forward(input) {
      const { examples, restore } = batched("forward", inputShape, input);
      demand?.(input.shape);
      const { values, check } = learned.use();
      const pass = vjp(([parameters, x]: [AnyTensor, AnyTensor]) => checked(parameters, x, true), [values, examples]);
      const output = restore(pass.output, outputShape);
      return {
        output,
        backward(outputError) {
          check();
          checkTensor("backward", outputError);
          checkError(output.shape, outputError.shape);
          const [gradients, errors] = pass.backward(batched(name, outputShape, outputError).examples);
          const error = restore(errors, inputShape);
          return { error, gradients };
        },
      };
    },
  };
  return demanding(described(layer, name), demand);
}

// biome-ignore lint/suspicious/noExplicitAny: the parameters are what the layer was made with
type AnyFunction = (parameters: any, examples: AnyTensor, training: boolean) => AnyTensor;

/** All leading axes as one, in the pass of a layer of images. */
type Examples = Dim<"examples">;

/** All leading axes of an input as one, and the way to have them back. */
export function batched<Batch extends Shape, Own extends Shape>(name: string, own: Shape, input: Tensor<[...Batch, ...Own]>) {
  checkTensor(name, input);
  checkInput(name, own, input.shape);
  const lead = input.shape.slice(0, input.rank - own.length);
  const reshape = <To extends Shape>(tensor: AnyTensor, shape: Shape): Tensor<To> =>
    claim(operations.reshape(viewOf(name, tensor), shape));
  return {
    examples: reshape<[Examples, ...Own]>(input, [count(lead), ...own]),
    restore: <Out extends Shape>(output: Tensor<[Examples, ...Out]>, shape: Shape) =>
      reshape<[...Batch, ...Out]>(output, [...lead, ...shape]),
  };
}
