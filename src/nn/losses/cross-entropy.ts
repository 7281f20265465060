/** The loss of one class among several. */
import { count } from "../../shape/reshape.js";
import { type Shape, show } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import * as operations from "../../tensor/operations/index.js";
import { crossEntropyError } from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, viewOf } from "../../tensor/tensor.js";
import { demandingLoss, isKnown } from "../contract/demands.js";
import { type Loss, lossOf } from "../contract/loss.js";
import { markOwn } from "../contract/own.js";
import { checkDistributions, checkPair } from "./targets.js";

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
  /* @__PURE__ */ markOwn(
    /* @__PURE__ */ lossOf("crossEntropy", (output, targets) => {
      checkPair("crossEntropy", output, targets);
      if (!isKnown(crossEntropy, targets)) checkClasses(output.shape, targets);
      const classes = output.shape.at(-1) as number; // there is an axis: checked above
      const examples = count(output.shape, 0, output.rank - 1);
      const rows = (x: unknown) => operations.reshape(viewOf("crossEntropy", x), [examples, classes]);
      const found: { loss?: Value } = {};
      const error = crossEntropyError(rows(output), rows(targets), found);
      const loss = found.loss as Value; // put there by the line above
      return { loss, error: claim(operations.reshape(error, viewOf("crossEntropy", output).shape)) };
    }),
  ),
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
