/** The loss for independent classes. */
import { paired } from "../../tensor/operations/elementwise.js";
import { binary, filled, unary } from "../../tensor/operations/primitives/index.js";
import { reduce } from "../../tensor/operations/reductions.js";
import type { Value } from "../../tensor/tape.js";
import { checkReduction, type LossOptions, type LossWithOptions, lossWithOptions, reducedLoss } from "./of-options.js";
import { checkProbabilities } from "./targets.js";

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
export const binaryCrossEntropy: LossWithOptions<LossOptions> = /* @__PURE__ */ lossWithOptions(
  "binaryCrossEntropy",
  ["reduction"],
  ({ reduction }) => {
    const isSum = checkReduction("binaryCrossEntropy", reduction);
    return {
      share: isSum ? "sum" : undefined,
      check: (_, targets) => checkProbabilities("binaryCrossEntropy", targets),
      compute(output, targets, weights) {
        const tail = unary("exp", unary("negate", unary("abs", output)));
        const softplus = binary("add", unary("relu", output), unary("log", binary("add", tail, 1))); // ln (1 + eᶻ), without overflow
        const each = (softplus: Value) => binary("subtract", softplus, binary("multiply", output, targets));
        const slopes = () => binary("subtract", unary("sigmoid", output), targets);
        const smooth = () => each(reduce("logSumExp", paired(output, filled(output.shape, 0)), 0)); // also at 0, where |z| has a kink
        return reducedLoss(isSum, each(softplus), slopes, weights, 1, smooth);
      },
    };
  },
);
