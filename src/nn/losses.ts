/** Losses: how far an output is from its target, as one number, and the derivative of that number with respect to the output. */
import { checkTargets } from "../shape/layer.js";
import { count } from "../shape/reshape.js";
import { type Shape, show } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import * as operations from "../tensor/operations/index.js";
import { crossEntropyError } from "../tensor/operations/primitives.js";
import { type AnyTensor, checkTensor, claim, type Tensor, viewOf } from "../tensor/tensor.js";
import { demandingLoss, isKnown } from "./demands.js";
import { markOwn } from "./own.js";
import { checkDistributions, checkProbabilities } from "./targets.js";

/**
 * What a network's output is judged by.
 *
 * @example
 * ```ts
 * import type { Loss } from "conformable/nn";
 *
 * const halfSquaredError: Loss = {
 *   name: "halfSquaredError",
 *   evaluate(output, targets) {
 *     const difference = output.subtract(targets);
 *     return { loss: difference.square().sum().at() / 2, error: difference };
 *   },
 * };
 * ```
 */
export interface Loss {
  /** What it is called in messages. */
  readonly name: string;
  /**
   * The loss C, and ∂C/∂output.
   *
   * @throws ShapeError where the targets have another shape than the output
   */
  evaluate<S extends Shape>(output: Tensor<S>, targets: Tensor<S>): Evaluation<S>;
}

/** Whether an output and its targets, of an untyped caller too, are tensors of one shape. */
function checkPair(name: string, output: unknown, targets: unknown): void {
  checkTensor(name, output);
  checkTensor(name, targets);
  checkTargets(name, output.shape, targets.shape);
}

/** What a {@link Loss} says of an output. */
export interface Evaluation<in out S extends Shape> {
  /** The loss C. */
  readonly loss: number;
  /** ∂C/∂output */
  readonly error: Tensor<S>;
}

/**
 * The mean of the squared differences over all elements, for real values.
 *
 * $$ C = \frac{1}{n} \sum_i (a_i - y_i)^2, \quad \frac{\partial C}{\partial a_i} = \frac{2}{n} (a_i - y_i) $$
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { meanSquaredError } from "conformable/nn";
 *
 * meanSquaredError.evaluate(vector([1, 2]), vector([1, 4])); // loss 2, error [0, -2]
 * ```
 */
export const meanSquaredError: Loss = /* @__PURE__ */ markOwn({
  name: "meanSquaredError",
  evaluate(output, targets) {
    checkPair("meanSquaredError", output, targets);
    const difference = output.subtract(targets);
    return {
      loss: difference.square().mean().at(),
      error: difference.multiply(2 / output.size),
    };
  },
});

/**
 * The cross-entropy of softmax(z) with the targets, for one class of several: summed over the classes (the last axis), averaged
 * over the leading axes. It takes the logits z, the last layer without an activation, so that nothing overflows. Targets
 * are one-hot rows or probabilities: in each row numbers from 0 up that add up to 1, but for rounding (up to 0.05). A row of zeros
 * counts as an example without a loss: padding. With one class softmax is always 1; there {@link binaryCrossEntropy} is meant.
 *
 * $$ C = -\frac{1}{m} \sum_{e,k} y_{ek} \ln \operatorname{softmax}(z_e)_k, \quad
 *    \frac{\partial C}{\partial z_{ek}} = \frac{1}{m} \Bigl( \operatorname{softmax}(z_e)_k \sum_j y_{ej} - y_{ek} \Bigr) $$
 *
 * @throws ShapeError where there is one class
 * @throws RangeError where a row of the targets is neither a distribution nor zeros
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { crossEntropy } from "conformable/nn";
 *
 * crossEntropy.evaluate(vector([0, 0]), vector([1, 0])); // loss 0.693147, error [-0.5, 0.5]
 * ```
 */
export const crossEntropy: Loss = /* @__PURE__ */ demandingLoss(
  /* @__PURE__ */ markOwn({
    name: "crossEntropy",
    evaluate(output, targets) {
      checkPair("crossEntropy", output, targets);
      if (!isKnown(crossEntropy, targets)) checkClasses(output.shape, targets);
      const classes = output.shape.at(-1) as number; // there is an axis: checked above
      const examples = count(output.shape, 0, output.rank - 1);
      const rows = (x: unknown) => operations.reshape(viewOf("crossEntropy", x), [examples, classes]);
      const found = { loss: Number.NaN };
      const error = crossEntropyError(rows(output), rows(targets), found);
      return { loss: found.loss, error: claim(operations.reshape(error, viewOf("crossEntropy", output).shape)) };
    },
  }),
  checkClasses,
);

/** Whether there are classes to be told apart, and targets that say how probable each is. */
function checkClasses(output: Shape, targets: AnyTensor): void {
  if (output.length === 0) throw new ShapeError("crossEntropy: takes an axis of classes, not []");
  if (output.at(-1) === 1)
    throw new ShapeError(
      `crossEntropy: ${show(output)} has one class, so there is nothing to tell apart; use binaryCrossEntropy`,
    );
  checkDistributions("crossEntropy", targets);
}

/**
 * The cross-entropy of sigmoid(z) with the targets, for classes that are independent of each other: averaged over all elements.
 * It takes the logits z, the last layer without an activation, so that nothing overflows. Targets lie between 0 and 1, and
 * not at -1 and 1.
 *
 * $$ C = \frac{1}{n} \sum_i \bigl( \max(z_i, 0) - z_i y_i + \ln (1 + e^{-|z_i|}) \bigr), \quad
 *    \frac{\partial C}{\partial z_i} = \frac{1}{n} \bigl( \sigma(z_i) - y_i \bigr) $$
 *
 * @throws RangeError where a target is below 0 or above 1
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { binaryCrossEntropy } from "conformable/nn";
 *
 * binaryCrossEntropy.evaluate(vector([0, 0]), vector([1, 0])); // loss 0.693147, error [-0.25, 0.25]
 * ```
 */
export const binaryCrossEntropy: Loss = /* @__PURE__ */ demandingLoss(
  /* @__PURE__ */ markOwn({
    name: "binaryCrossEntropy",
    evaluate(output, targets) {
      checkPair("binaryCrossEntropy", output, targets);
      if (!isKnown(binaryCrossEntropy, targets)) checkProbabilities("binaryCrossEntropy", targets);
      const softplus = output.relu().add(output.abs().negate().exp().add(1).log()); // ln (1 + eᶻ), without overflow
      return {
        loss: softplus.subtract(output.multiply(targets)).mean().at(),
        error: output.sigmoid().subtract(targets).divide(output.size),
      };
    },
  }),
  (_, targets) => checkProbabilities("binaryCrossEntropy", targets),
);
