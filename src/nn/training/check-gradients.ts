/** Checks that a layer's backward pass computes the derivative of its forward pass. */
import { reference, withEngine } from "../../engine/current.js";
import { inWords, type Leaf, leaves, mapTensors, matching } from "../../grad/tree.js";
import type { Leading } from "../../shape/layer.js";
import { checkExamples } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import { type AnyTensor, claimWhole, type Tensor, viewOf } from "../../tensor/tensor.js";
import type { takesALoss } from "../contract/class-loss.js";
import { demandOf } from "../contract/demands.js";
import type { Layer } from "../contract/layer.js";
import type { Loss } from "../contract/loss.js";
import type { takesANetwork } from "../contract/no-layer.js";
import type { LeadOf, NotRecords, OfAnyParameters, OfRecords, takesInputs } from "../contract/record-network.js";
import { residences } from "../contract/residences.js";
import { checkExample, propagate } from "./backpropagate.js";
import type { inputsFitTheNetwork, ofOneShapeUnlessAny, targetsFitTheOutput } from "./fits.js";
import type { takesLoss, takesRecordTargets } from "./record-examples.js";

/** One derivative, computed both ways. */
export interface Derivative {
  /**
   * The tensor that it belongs to: `inputs`, or the path of a parameter, such as `[1].weights`. A parameter that occurs twice has both
   * paths: `[0].weights + [1].weights`.
   */
  readonly path: string;
  /** The index of the element in that tensor, in row-major order. */
  readonly element: number;
  /** The derivative according to {@link backpropagate}. */
  readonly backpropagated: number;
  /** The derivative according to the central difference. */
  readonly difference: number;
}

/** The result of {@link checkGradients}. */
export interface GradientCheck {
  /** The greatest relative error of any derivative. */
  readonly relativeError: number;
  /** The derivative with that error; undefined if there was nothing to check. */
  readonly worst: Derivative | undefined;
  /** The number of derivatives that were compared. */
  readonly checked: number;
}

/**
 * Compares every derivative that {@link backpropagate} computes, for the parameters and the inputs, with the central difference
 *
 * $$ \frac{\partial C}{\partial w} \approx \frac{C(w + h) - C(w - h)}{2h} $$
 *
 * in float64, on the reference engine. The error is relative to the greatest absolute derivative of the same tensor. With smooth
 * activations it is about 1e-9; above 1e-6 something is wrong. The network runs twice for each number, so use a small one.
 *
 * The network's parameters are unchanged afterwards. The passes are training passes, however, so they update the statistics of a
 * {@link batchNorm} in the network.
 *
 * @throws ShapeError if the inputs or the targets don't fit the network, or there are no examples
 * @example
 * ```ts
 * import { randomNormal } from "conformable";
 * import { checkGradients, dense, meanSquaredError, tanh } from "conformable/nn";
 *
 * const network = dense(5, 3, { activation: tanh });
 * checkGradients(network, meanSquaredError, randomNormal([7, 5]), randomNormal([7, 3])).relativeError; // about 1e-10
 * ```
 */
export function checkGradients<
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
>(
  network: takesANetwork<"checkGradients", Model, Layer<In, Out, P> | OfRecords<Ins, Outs, P>, OfAnyParameters<In, Out>>,
  loss: [Outs] extends [NotRecords]
    ? takesALoss<"checkGradients", Out, Judge, Leading<Inputs, In, []>>
    : takesLoss<"checkGradients", Outs, Judge, LeadOf<Ins, Given>>,
  inputs: [Ins, Given] extends [NotRecords, Tensor<Inputs>]
    ? inputsFitTheNetwork<"checkGradients", In, Inputs>
    : [Ins] extends [NotRecords]
      ? ofOneShapeUnlessAny<"checkGradients", In, Given, inputsFitTheNetwork<"checkGradients", In, Inputs>>
      : takesInputs<"checkGradients", Ins, Given>,
  targets: [Ins, Wanted] extends [NotRecords, Tensor<Targets>]
    ? targetsFitTheOutput<"checkGradients", In, Out, Inputs, Targets, Judge>
    : [Ins] extends [NotRecords]
      ? ofOneShapeUnlessAny<"checkGradients", In, Wanted, targetsFitTheOutput<"checkGradients", In, Out, Inputs, Targets, Judge>>
      : takesRecordTargets<"checkGradients", Outs, LeadOf<Ins, Given>, Wanted, Judge>,
): GradientCheck;
export function checkGradients(givenNetwork: unknown, givenLoss: unknown, inputs: unknown, targets: unknown): GradientCheck {
  const example = checkExample("checkGradients", givenNetwork, givenLoss, inputs, targets);
  const { network, loss } = example;
  checkExamples("checkGradients", example.lead, []);
  demandOf(network)?.(example.inputs.shape); // a network of records checks it in `forward`
  const lossFor = (x: AnyTensor): number => loss.evaluate(network.forward(x).output, example.targets).loss;

  return withEngine(reference, () => {
    const { error, gradients } = propagate(network, loss, example.inputs, example.targets);
    const errors = leaves(error);
    const comparisons = leaves(example.inputs).map(({ way, tensor }, index) => {
      const lossWith = (changed: AnyTensor): number =>
        lossFor(mapTensors(example.inputs, (kept) => (kept.tensor === tensor ? changed : kept.tensor)));
      const path = way.length === 0 ? "inputs" : `inputs.${inWords(way)}`;
      return compare(path, numbers((errors[index] as Leaf).tensor), differences(tensor, lossWith)); // there is one for each
    });
    const { parameters, homes } = residences("checkGradients", network);
    const found = matching("checkGradients", parameters, gradients).map(numbers);
    for (const { trainable, places } of homes) {
      const values = trainable.peek();
      leaves(values).forEach(({ tensor }, leaf) => {
        const lossWith = (changed: AnyTensor): number => {
          let next = 0;
          const others = mapTensors(values, (kept) => (next++ === leaf ? changed : kept.tensor));
          return trainable.with(others, () => lossFor(example.inputs));
        };
        const everywhere = places[leaf] as readonly number[]; // one entry for each leaf, in order
        const path = everywhere.map((place) => inWords((parameters[place] as Leaf).way)).join(" + "); // a place among the parameters
        const gradient = everywhere.map((place) => found[place] as number[]).reduce(sum); // places among the parameters
        comparisons.push(compare(path, gradient, differences(tensor, lossWith)));
      });
    }
    return comparisons.reduce(worse);
  });
}

/** The central difference of `lossOf` for each element of a tensor. */
function differences(tensor: AnyTensor, lossOf: (changed: AnyTensor) => number): number[] {
  const values = numbers(tensor);
  return values.map((value, element) => {
    const step = 1e-5 * Math.max(1, Math.abs(value));
    const lossAt = (moved: number) => lossOf(claimWhole(reference.upload(values.with(element, moved)), tensor.shape));
    return (lossAt(value + step) - lossAt(value - step)) / (2 * step);
  });
}

/** Adds the gradients that one parameter has in two places. */
const sum = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((value, element) => value + (other[element] as number)); // both are of one shape

/** Compares the derivatives of one tensor, computed both ways. */
function compare(path: string, backpropagated: readonly number[], difference: readonly number[]): GradientCheck {
  const scale = [...backpropagated, ...difference].reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  let check: GradientCheck = { relativeError: 0, worst: undefined, checked: backpropagated.length };
  backpropagated.forEach((value, element) => {
    const other = difference[element] as number; // one for each element
    const relativeError = value === other ? 0 : Math.abs(value - other) / scale;
    if (check.worst === undefined || !(relativeError <= check.relativeError)) {
      check = { ...check, relativeError, worst: { path, element, backpropagated: value, difference: other } };
    }
  });
  return check;
}

/** Combines two checks and keeps the worse error. NaN is worse than any number. */
const worse = (one: GradientCheck, other: GradientCheck): GradientCheck => ({
  ...(one.relativeError >= other.relativeError || Number.isNaN(one.relativeError) ? one : other),
  checked: one.checked + other.checked,
});

const numbers = (tensor: AnyTensor): number[] => Array.from(reference.copy(viewOf("checkGradients", tensor)).values);
