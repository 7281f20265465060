/** The loss for one class among several. */
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
import { checkClassAxis, checkDistributions, checkPair } from "./targets.js";

/**
 * The cross-entropy of softmax(z) and the targets, summed over the classes (the last axis) and averaged over the leading axes. Use it
 * where each example belongs to one of several classes. It takes the logits z, the output of a last layer without an activation, so that
 * nothing overflows.
 *
 * Targets are one-hot rows or probabilities: no number in a row is negative, and a row adds up to 1 within 0.05, to allow for rounding. A
 * row of zeros is padding: an example whose loss is 0. With a single class softmax is always 1, so use {@link binaryCrossEntropy}
 * instead.
 *
 * $$ C = -\frac{1}{m} \sum_{e,k} y_{ek} \ln \operatorname{softmax}(z_e)_k, \quad
 *    \frac{\partial C}{\partial z_{ek}} = \frac{1}{m} \Bigl( \operatorname{softmax}(z_e)_k \sum_j y_{ej} - y_{ek} \Bigr) $$
 *
 * @throws ShapeError if there is only one class
 * @throws RangeError if a row of the targets is neither a probability distribution nor all zeros
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
      const classes = output.shape.at(-1) as number; // the checks above guarantee an axis
      const examples = count(output.shape, 0, output.rank - 1);
      const rows = (x: unknown) => operations.reshape(viewOf("crossEntropy", x), [examples, classes]);
      const found: { loss?: Value } = {};
      const error = crossEntropyError(rows(output), rows(targets), found);
      const loss = found.loss as Value; // set by the line above
      return { loss, error: claim(operations.reshape(error, viewOf("crossEntropy", output).shape)) };
    }),
  ),
  checkClasses,
);

/** Checks that there are at least two classes and that the targets are probabilities. */
function checkClasses(output: Shape, targets: AnyTensor): void {
  checkClassAxis("crossEntropy", output);
  if (output.at(-1) === 1)
    throw new ShapeError(
      `crossEntropy: ${show(output)} has one class, so there is nothing to tell apart; use binaryCrossEntropy`,
    );
  checkDistributions("crossEntropy", targets);
}
