/** Makes a layer from any function of tensors. The forward pass runs the function, and the backward pass uses its derivative. */

import { type Pullback, vjp } from "../../grad/grad.js";
import type { NoTensors, takesNoTensors } from "../../grad/tree.js";
import type { Anything, Refusal } from "../../shape/accepted.js";
import { describe } from "../../shape/describe.js";
import {
  type AcceptingShape,
  type AnySizes,
  type AreSizes,
  checkShape,
  type GivenSizes,
  type NoShape,
  type OfKnownRank,
  type Sizes,
  type WhyNoSizes,
} from "../../shape/dim.js";
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
import { type PlaceStep, stepping } from "../contract/steps.js";
import { described } from "../contract/summary.js";
import { type AnyTrainable, Trainable } from "../contract/trainable.js";
import { type Place, placed, trainablesAt } from "../contract/with.js";

/**
 * The function that a layer computes for a batch of examples: `[examples, ...In]` becomes `[examples, ...Out]`. It is generic in the
 * number of examples, which differs from pass to pass, so the compiler never confuses a tensor of one pass with one of another.
 *
 * @typeParam P - the parameters
 * @typeParam In - the shape of one input
 * @typeParam Out - the shape of one output
 */
export type LayerFunction<in P, In extends Shape, Out extends Shape> = <Examples extends number>(
  parameters: P,
  input: Tensor<[Examples, ...In]>,
  /** Whether this is a training pass: true in `forward`, false in `predict`. */
  training: boolean,
) => NoInfer<Tensor<[Examples, ...Out]>>;

/** The parameters if all of them are tensors, otherwise the error message. */
type layerLearnsTensors<P> = [...NoTensors<P>] extends Some ? takesNoTensors<"layer", NoTensors<P>[0]> : P;

/**
 * Creates a layer from any function of tensors. The backward pass uses the function's derivative, which {@link vjp} computes. The function
 * receives the parameters and a batch of inputs, whose leading axes are combined into one, and returns a batch of outputs. It must not
 * keep the parameters, because an optimiser changes them in place.
 *
 * Shapes: `[...Batch, ...inputShape]` to `[...Batch, ...outputShape]`. You state both shapes, so the compiler reports a mistake inside
 * the function, and a network can be checked before anything runs.
 *
 * @param parameters - the initial parameters: a tensor, or a record or tuple of tensors, nested to any depth; `{}` for none
 * @param inputShape - the shape of one input
 * @param outputShape - the shape of one output
 * @param compute - the function
 * @throws ShapeError if `inputShape` or `outputShape` isn't a shape; in a pass, if the function returns another shape
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
export function layer<
  P,
  const In extends AnySizes,
  const Out extends AnySizes,
  Argument extends GivenSizes = In,
  Result extends GivenSizes = Out,
  Ok extends AreSizes<In, Argument> &
    AreSizes<Out, Result> &
    AcceptingShape<In, OfKnownRank<In>, [...NoShape<Out>, ...Refusal<OfKnownRank<Out>>]> = unknown,
>(
  parameters: layerLearnsTensors<P>,
  inputShape: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    OfKnownRank<In>,
  outputShape: Sizes<Out> &
    (unknown extends Ok ? unknown : [Result] extends [never] ? Result : WhyNoSizes<Out, Result>) &
    OfKnownRank<Out>,
  compute: unknown extends NoInfer<Ok> ? LayerFunction<NoInfer<P>, In, Out> : AnyFunction,
): unknown extends NoInfer<Ok> ? Network<[...In], [...Out], P> : Anything;
export function layer(parameters: unknown, inputShape: unknown, outputShape: unknown, compute: unknown): AnyLayer {
  const [takes, gives] = [checkShape(inputShape), checkShape(outputShape)];
  if (typeof compute !== "function") throw new TypeError(`layer: takes a function, not ${describe(compute)}`);
  return markMade(layerOf("layer", new Trainable(parameters), takes, gives, (p, x, training) => compute(p, x, training)));
}

/** The training pass of a layer: what the {@link LayerFunction} returns, with the way back. */
type LayerPass<P, In extends Shape, Out extends Shape> = <Examples extends number>(
  parameters: P,
  input: Tensor<[Examples, ...In]>,
) => Pullback<Tensor<[Examples, ...Out]>, [gradients: P, error: Tensor<[Examples, ...In]>]>;

/**
 * Like {@link layer}, for the layers of the library.
 *
 * @param name - the name that messages use
 * @param demand - checks the shape of the inputs in training
 * @param pass - the training pass, where the derivative of the function isn't left to the tape
 * @param start - starts a sequence that is computed place by place
 */
export function layerOf<P, In extends Shape, Out extends Shape>(
  name: string,
  learned: Trainable<P>,
  inputShape: Sizes<In> & OfKnownRank<In>,
  outputShape: Sizes<Out> & OfKnownRank<Out>,
  compute: LayerFunction<P, In, Out>,
  demand?: (input: Shape) => void,
  pass?: LayerPass<P, In, Out>,
  start?: (parameters: P) => PlaceStep,
): Network<In, Out, P>;
export function layerOf(
  name: string,
  learned: AnyTrainable,
  inputShape: Shape,
  outputShape: Shape,
  compute: AnyFunction,
  demand?: (input: Shape) => void,
  pass?: AnyPassFunction,
  start?: AnyStart,
): AnyLayer;
export function layerOf(
  name: string,
  learned: AnyTrainable,
  inputShape: Shape,
  outputShape: Shape,
  compute: AnyFunction,
  demand?: (input: Shape) => void,
  pass?: AnyPassFunction,
  start?: AnyStart,
): AnyLayer {
  return placed(
    learned,
    (place) => layerAt(place, name, inputShape, outputShape, compute, demand, pass, start) as Layer<Shape, Shape, unknown>,
  ); // its shapes are only known at run time
}

/** The layer whose parameters are at the given place. */
function layerAt(
  learned: Place<AnyTensor>, // or a tree of tensors
  name: string,
  inputShape: Shape,
  outputShape: Shape,
  compute: AnyFunction,
  demand?: (input: Shape) => void,
  pass?: AnyPassFunction,
  start?: AnyStart,
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
      const { output: given, backward } = pass
        ? pass(values, examples)
        : vjp(([parameters, x]: [AnyTensor, AnyTensor]) => checked(parameters, x, true), [values, examples]);
      const output = restore(given, outputShape);
      return {
        output,
        backward(outputError) {
          check();
          checkTensor("backward", outputError);
          checkError(output.shape, outputError.shape);
          const [gradients, errors] = backward(batched(name, outputShape, outputError).examples);
          const error = restore(errors, inputShape);
          return { error, gradients };
        },
      };
    },
  };
  stepping(layer, start && (() => start(learned.values)));
  return demanding(described(layer, name), demand);
}

// biome-ignore lint/suspicious/noExplicitAny: the parameters have the type with which the layer was made
type AnyFunction = (parameters: any, examples: any, training: boolean) => any;
// biome-ignore lint/suspicious/noExplicitAny: as above
type AnyPassFunction = (parameters: any, examples: AnyTensor) => Pullback<AnyTensor, any>;

// biome-ignore lint/suspicious/noExplicitAny: as above
type AnyStart = (parameters: any) => PlaceStep;

/** The size of all leading axes combined. */
type Examples = Dim<"examples">;

/** Combines all leading axes of an input into one, and returns a function that restores them. */
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
