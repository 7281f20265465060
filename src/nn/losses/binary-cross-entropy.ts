/** The loss for independent classes. */
import { viewOf } from "../../tensor/tensor.js";
import { demandingLoss, isKnown } from "../contract/demands.js";
import { type Loss, lossOf } from "../contract/loss.js";
import { markOwn } from "../contract/own.js";
import { checkPair, checkProbabilities } from "./targets.js";

/**
 * The cross-entropy of sigmoid(z) and the targets, averaged over all elements. Use it for classes that are independent of each other. It
 * takes the logits z, the output of a last layer without an activation, so that nothing overflows. Targets are between 0 and 1 (not
 * -1 and 1).
 *
 * $$ C = \frac{1}{n} \sum_i \bigl( \max(z_i, 0) - z_i y_i + \ln (1 + e^{-|z_i|}) \bigr), \quad
 *    \frac{\partial C}{\partial z_i} = \frac{1}{n} \bigl( \sigma(z_i) - y_i \bigr) $$
 *
 * @throws RangeError if a target is below 0 or above 1
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { binaryCrossEntropy } from "conformable/nn";
 *
 * binaryCrossEntropy.evaluate(vector([0, 0]), vector([1, 0])); // loss 0.693147, error [-0.25, 0.25]
 * ```
 */
export const binaryCrossEntropy: Loss = /* @__PURE__ */ demandingLoss(
  /* @__PURE__ */ markOwn(
    /* @__PURE__ */ lossOf("binaryCrossEntropy", (output, targets) => {
      checkPair("binaryCrossEntropy", output, targets);
      if (!isKnown(binaryCrossEntropy, targets)) checkProbabilities("binaryCrossEntropy", targets);
      const softplus = output.relu().add(output.abs().negate().exp().add(1).log()); // ln (1 + eᶻ), without overflow
      const loss = viewOf("binaryCrossEntropy", softplus.subtract(output.multiply(targets)).mean());
      return { loss, error: output.sigmoid().subtract(targets).divide(output.size) };
    }),
  ),
  (_, targets) => checkProbabilities("binaryCrossEntropy", targets),
);
