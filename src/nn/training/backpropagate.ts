/** The derivatives of a loss with respect to everything that led to it. */

import type { Storage } from "../../engine/storage.js";
import { visitLeaves } from "../../grad/tree.js";
import { checkInput, checkTargets, type inputMismatch, type Leading, type targetsMismatch } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import { scope, type Value } from "../../tensor/tape.js";
import { type AnyTensor, checkTensor, type Tensor, viewOf } from "../../tensor/tensor.js";
import { checkDemand, demandOf } from "../contract/demands.js";
import { checkLayer, checkLoss } from "../contract/foreign.js";
import { type AnyBack, type AnyLayer, type Back, type Gradients, type Layer, type LayerOf, neededBy } from "../contract/layer.js";
import { judge, LateLoss, type Loss } from "../contract/loss.js";
import { comeFrom } from "../contract/origin.js";
import { isOwn } from "../contract/own.js";
import { observed } from "../contract/trainable.js";

/** What {@link backpropagate} finds. */
export interface Backpropagation<in out Input extends Shape, out P> {
  /**
   * The loss C of the network's output. It is a number, so `grad` takes it for a constant; its derivatives stand beside it, and can be
   * differentiated themselves.
   */
  readonly loss: number;
  /** ∂C/∂input. It is computed when it is read, which has to be before the parameters are updated. */
  readonly error: Tensor<Input>;
  /** ∂C/∂parameter, for each of the network's parameters. */
  readonly gradients: Gradients<P>;
}

/** The shape of the output for these inputs: their leading axes, then the network's own. */
type OutputFor<Inputs extends Shape, In extends Shape, Out extends Shape> = [...Leading<Inputs, In, []>, ...Out];

/**
 * Inputs that a network takes, else the sentence. Where its shapes are type parameters, what leads before them can't be computed; there, one
 * leading axis or none is compared as it stands.
 */
export type InputsOf<Operation extends string, In extends Shape, Inputs extends Shape> = [Leading<Inputs, In, null>] extends [
  null,
]
  ? networkTakes<Operation, In, Inputs>
  : Tensor<Inputs>;
type networkTakes<Operation extends string, In extends Shape, Inputs extends Shape> = [Inputs, [Inputs[0], ...In]] extends [
  [Inputs[0], ...In],
  Inputs,
]
  ? Tensor<Inputs>
  : [Inputs, In] extends [In, Inputs]
    ? Tensor<Inputs>
    : inputMismatch<Operation, In, Inputs>;

/** Targets of the output's shape for these inputs, else the sentence. In generic code its name is what the compiler prints. */
export type targetsFitTheOutput<
  Operation extends string,
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
> = [Targets, OutputFor<Inputs, In, Out>] extends [OutputFor<Inputs, In, Out>, Targets]
  ? Tensor<Targets>
  : targetsAreTheOutputs<Operation, In, Out, Inputs, Targets>;
type targetsAreTheOutputs<
  Operation extends string,
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
> = [Inputs, Targets, [Inputs[0], ...In], [Inputs[0], ...Out]] extends [[Inputs[0], ...In], [Inputs[0], ...Out], Inputs, Targets]
  ? Tensor<Targets>
  : [Inputs, Targets, In, Out] extends [In, Out, Inputs, Targets]
    ? Tensor<Targets>
    : targetsMismatch<Operation, OutputFor<Inputs, In, Out>, Targets>;

/**
 * One pass forwards and back: the loss, and its derivatives with respect to the parameters and the inputs.
 *
 * Shapes: inputs `[...Batch, ...In]`, targets `[...Batch, ...Out]`. Of no examples the loss is NaN, as every mean of nothing is, and the
 * gradients are 0.
 *
 * Within a function that `grad` differentiates, `error` and `gradients` have derivatives as everything else has: gradients of gradients.
 *
 * @throws ShapeError where the inputs or the targets don't fit the network, before anything is computed
 * @example
 * ```ts
 * import { randomNormal, zeros } from "conformable";
 * import { backpropagate, dense, meanSquaredError } from "conformable/nn";
 *
 * const network = dense(3, 2);
 * const { loss, gradients } = backpropagate(network, meanSquaredError, randomNormal([5, 3]), zeros([5, 2]));
 * gradients.weights; // Matrix<2, 3>
 * ```
 */
export function backpropagate<In extends Shape, Out extends Shape, P, Inputs extends Shape, Targets extends Shape>(
  network: Layer<In, Out, P>,
  loss: Loss,
  inputs: InputsOf<"backpropagate", In, Inputs>,
  targets: targetsFitTheOutput<"backpropagate", In, Out, Inputs, Targets>,
): Backpropagation<Inputs, P>;
export function backpropagate<P>(network: LayerOf<P>, loss: Loss, inputs: unknown, targets: unknown): unknown {
  const example = checkExample("backpropagate", network, loss, inputs, targets);
  demandOf(example.network)?.(example.inputs.shape);
  return propagate(example.network, example.loss, example.inputs, example.targets);
}

/** Whether inputs and targets, of an untyped caller too, fit a network, and the targets the loss. They are what they are, but now known to be tensors. */
export function checkExample(
  operation: string,
  givenNetwork: unknown,
  givenLoss: unknown,
  inputs: unknown,
  targets: unknown,
): { network: AnyLayer; loss: Loss; inputs: AnyTensor; targets: AnyTensor } {
  const network = checkLayer(operation, "the network", givenNetwork);
  const loss = checkLoss(operation, givenLoss);
  checkTensor(operation, inputs);
  checkTensor(operation, targets);
  const own: Shape = network.inputShape;
  checkInput(operation, own, inputs.shape);
  const output = [...inputs.shape.slice(0, inputs.rank - own.length), ...network.outputShape];
  checkTargets(operation, output, targets.shape);
  checkDemand(loss, output, targets);
  return { network, loss, inputs, targets };
}

/**
 * The pass itself, for shapes that fit. Over the library's own parts it runs in a scope of the engine, so that all that it does not
 * return leaves its memory to the next pass.
 */
export function propagate<P>(network: LayerOf<P>, loss: Loss, inputs: AnyTensor, targets: AnyTensor): Backpropagation<Shape, P> {
  const pass = () => {
    const { output, backward } = network.forward(inputs);
    const judgement = judge(loss, output, targets);
    return { loss: judgement.loss, back: backward(judgement.error) };
  };
  const { loss: value, back } =
    isOwn(network) && isOwn(loss)
      ? scope(
          () => observed(pass),
          ({ result, kept }) => [...storagesOf(result.back), ...storageOf(result.loss), ...kept],
        ).result
      : pass();
  comeFrom(Object(back.gradients), network);
  return new Result(value, back);
}

class Result<in out Input extends Shape, out P> extends LateLoss implements Backpropagation<Input, P> {
  readonly #back: Back<Input, P>;
  readonly gradients: Gradients<P>;
  declare readonly error: Tensor<Input>;

  constructor(loss: number | Value, back: Back<Input, P>) {
    super(loss);
    this.#back = back;
    Object.defineProperty(this, "error", Result.#error);
    this.gradients = back.gradients;
  }

  static readonly #error = {
    enumerable: true,
    get(this: Result<Shape, unknown>) {
      return this.#back.error;
    },
  };
}

const storageOf = (loss: number | Value): readonly Storage[] => (typeof loss === "number" ? [] : [loss.storage]);

/** What has to outlive the pass. */
function storagesOf(back: AnyBack): Storage[] {
  const storages: Storage[] = [];
  const add = (tensor: unknown) => storages.push(viewOf("backpropagate", tensor).storage);
  visitLeaves(back.gradients, add);
  neededBy(back).forEach(add);
  return storages;
}
