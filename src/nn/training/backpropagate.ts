/** Backpropagation: the derivatives of a loss with respect to a network's parameters and inputs. */

import { rowsOf } from "../../engine/rows.js";
import type { Storage } from "../../engine/storage.js";
import { visitLeaves } from "../../grad/tree.js";
import type { Anything } from "../../shape/accepted.js";
import { sameShape } from "../../shape/broadcast.js";
import { describe } from "../../shape/describe.js";
import { checkExamplesAxis, checkInput, type Leading, sampleWeightsMismatch } from "../../shape/layer.js";
import { readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { scope, type Value } from "../../tensor/tape.js";
import { type AnyTensor, checkTensor, type Tensor, viewOf } from "../../tensor/tensor.js";
import { checkLossTargets, type takesALoss } from "../contract/class-loss.js";
import { checkDemand, demandOf } from "../contract/demands.js";
import { checkLayer, checkLoss } from "../contract/foreign.js";
import { type AnyBack, type AnyLayer, type Back, type Gradients, type Layer, type LayerOf, neededBy } from "../contract/layer.js";
import { canWeigh, judge, LateLoss, type Loss } from "../contract/loss.js";
import type { takesANetwork } from "../contract/no-layer.js";
import { comeFrom } from "../contract/origin.js";
import { isOwn } from "../contract/own.js";
import type { LeadOf, NotRecords, OfRecords, TensorsOf, takesInputs } from "../contract/record-network.js";
import { type Checked, recordsOf } from "../contract/records.js";
import type {
  AreInputs,
  inputsFitTheNetwork,
  ofOneShapeUnlessAny,
  targetsFitTheOutput,
  weighsTheExamples,
  weighsTheInputs,
} from "./fits.js";
import type { RecordBackpropagation, takesLoss, takesRecordTargets } from "./record-examples.js";

/** The result of {@link backpropagate}. */
export interface Backpropagation<in out Input extends Shape, out P> {
  /**
   * The loss C of the network's output. It is a plain number, so `grad` treats it as a constant (the `of` of a loss
   * is a tensor). Its derivatives are in `error` and `gradients`, which can themselves be differentiated.
   */
  readonly loss: number;
  /** ∂C/∂input. It is computed when you read it, so read it before the parameters are updated. */
  readonly error: Tensor<Input>;
  /** ∂C/∂parameter, for each of the network's parameters. */
  readonly gradients: Gradients<P>;
}

/**
 * Options of {@link backpropagate}.
 *
 * @typeParam Batch - the leading axes of the inputs
 * @typeParam Weights - the weights
 */
export interface BackpropagateOptions<Batch extends Shape, out Weights = Tensor<Batch>> {
  /**
   * A weight for each example, at least 0, by which its loss is multiplied before the mean or the sum; 1 by default. The loss has
   * to be one of the library's, because other losses don't tell how much each example adds.
   */
  readonly sampleWeights?: Weights | undefined;
}

/**
 * Runs a network forward and back, and returns the loss and its derivatives with respect to the parameters and the inputs.
 *
 * Shapes: inputs `[...Batch, ...In]`, targets `[...Batch, ...Out]` or, for a loss that takes the numbers of classes, without the
 * last of these axes. Without any examples the loss is NaN, because it is a mean, and the gradients are 0.
 *
 * In a function that `grad` differentiates, `error` and `gradients` can be differentiated like anything else, which gives gradients of
 * gradients.
 *
 * @throws ShapeError if the inputs, the targets or the weights don't fit the network; nothing has been computed by then
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
export function backpropagate<
  In extends Shape,
  Out extends Shape,
  P,
  Inputs extends Shape,
  Targets extends Shape,
  Judge = Loss,
  Ins extends Shape = NotRecords,
  Outs extends Shape = NotRecords,
  Given = unknown,
  Wanted = unknown,
  Model = unknown,
  Weights extends Shape = Anything,
  Unset = unknown,
  Ok extends AreInputs<In, Inputs, Unset> = "accepted",
>(
  network: takesANetwork<"backpropagate", Model, Layer<In, Out, P> | OfRecords<Ins, Outs, P>>,
  loss: [Outs] extends [NotRecords]
    ? takesALoss<"backpropagate", Out, Judge, Leading<Inputs, In, []>>
    : takesLoss<"backpropagate", Outs, Judge, LeadOf<Ins, Given>>,
  inputs: [Ins, Given] extends [NotRecords, Tensor<Inputs>]
    ? inputsFitTheNetwork<"backpropagate", In, Inputs>
    : [Ins] extends [NotRecords]
      ? ofOneShapeUnlessAny<"backpropagate", In, Given, inputsFitTheNetwork<"backpropagate", In, Inputs>>
      : takesInputs<"backpropagate", Ins, Given>,
  targets: [Ins, Wanted] extends [NotRecords, Tensor<Targets>]
    ? targetsFitTheOutput<"backpropagate", In, Out, Inputs, Targets, Judge>
    : [Ins] extends [NotRecords]
      ? ofOneShapeUnlessAny<"backpropagate", In, Wanted, targetsFitTheOutput<"backpropagate", In, Out, Inputs, Targets, Judge>>
      : takesRecordTargets<"backpropagate", Outs, LeadOf<Ins, Given>, Wanted, Judge>,
  options?: [Ins] extends [NotRecords]
    ? BackpropagateOptions<Shape, weighsTheInputs<"backpropagate", In, Inputs, Weights>>
    : BackpropagateOptions<Shape, weighsTheExamples<"backpropagate", Weights, LeadOf<Ins, Given>>>,
): [Ins] extends [NotRecords]
  ? unknown extends Model
    ? Anything
    : { readonly accepted: Backpropagation<Inputs, P>; readonly refused: Anything }[Ok]
  : [LeadOf<Ins, Given>] extends [never]
    ? Anything
    : RecordBackpropagation<TensorsOf<Ins, LeadOf<Ins, Given>>, P>;
export function backpropagate(network: unknown, loss: unknown, inputs: unknown, targets: unknown, options: object = {}): unknown {
  const { sampleWeights } = readOptions<{ readonly sampleWeights?: unknown }>("backpropagate", options, ["sampleWeights"]);
  const example = checkExample("backpropagate", network, loss, inputs, targets);
  const weights = checkSampleWeights("backpropagate", example.loss, example.lead, sampleWeights);
  demandOf(example.network)?.(example.inputs.shape); // a network of records checks it in `forward`
  return propagate(example.network, example.loss, example.inputs, example.targets, weights);
}

/** @throws ShapeError if there isn't one weight for each example */
export function checkSampleWeights(operation: string, loss: Loss, examples: Shape, given: unknown): AnyTensor | undefined {
  if (given === undefined) return undefined;
  checkTensor(`${operation}: sampleWeights`, given);
  if (!sameShape(given.shape, examples)) throw new ShapeError(sampleWeightsMismatch(operation, examples, given.shape));
  if (!canWeigh(loss))
    throw new TypeError(`${operation}: sampleWeights take a loss of the library, and ${describe(loss.name)} isn't one`);
  const { storage } = viewOf(operation, given);
  const wrong = storage.known
    ? given.dataSync().find((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY))
    : undefined;
  if (wrong !== undefined) throw new RangeError(`${operation}: sampleWeights are finite numbers from 0 up, but one is ${wrong}`);
  return given;
}

/**
 * Checks that the inputs and targets are tensors that fit the network, and that the loss accepts the targets, for untyped callers too.
 * Returns the arguments with the types that the checks establish.
 *
 * @param isExamples - whether there has to be one leading axis, with at least one example
 */
export function checkExample(
  operation: string,
  givenNetwork: unknown,
  givenLoss: unknown,
  inputs: unknown,
  targets: unknown,
  isExamples = false,
): Checked & { readonly network: AnyLayer; readonly loss: Loss } {
  const network = checkLayer(operation, "the network", givenNetwork, true);
  const loss = checkLoss(operation, givenLoss);
  const records = recordsOf(network);
  if (records) return { network, loss, ...records.check(operation, loss, inputs, targets, isExamples) };
  checkTensor(operation, inputs);
  checkTensor(operation, targets);
  const own: Shape = network.inputShape;
  (isExamples ? checkExamplesAxis : checkInput)(operation, own, inputs.shape);
  const lead = inputs.shape.slice(0, inputs.rank - own.length);
  const output = [...lead, ...network.outputShape];
  checkLossTargets(operation, loss, output, targets.shape, network.outputShape);
  checkDemand(loss, output, targets);
  return { network, loss, inputs, targets, lead };
}

/**
 * Runs the pass, once the shapes are known to fit. If the network and the loss consist of the library's own parts, the pass runs in a
 * scope of the engine, so that the next pass reuses the memory of everything that this one doesn't return.
 */
export function propagate<P>(
  network: LayerOf<P>,
  loss: Loss,
  inputs: AnyTensor,
  targets: AnyTensor,
  weights?: AnyTensor,
): Backpropagation<Shape, P> {
  const pass = () => {
    const { output, backward } = network.forward(inputs);
    const judgement = judge(loss, output, targets, weights);
    return { loss: judgement.loss, back: backward(judgement.error) };
  };
  const { loss: value, back } =
    isOwn(network) && isOwn(loss) ? scope(pass, ({ loss, back }) => [...storagesOf(back), ...storageOf(loss)]) : pass();
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

/** The memory of a loss that hasn't been read yet. */
export const storageOf = (loss: number | Value): readonly Storage[] => (typeof loss === "number" ? [] : [loss.storage]);

/** The memory that has to outlive the pass. */
function storagesOf(back: AnyBack): Storage[] {
  const storages: Storage[] = [];
  const add = (tensor: unknown) => {
    const { storage } = viewOf("backpropagate", tensor);
    storages.push(rowsOf.get(storage)?.source ?? storage);
  };
  visitLeaves(back.gradients, add);
  neededBy(back).forEach(add);
  return storages;
}
