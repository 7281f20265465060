/** The loss of a support vector machine. */
import { binary, unary } from "../../tensor/operations/primitives/index.js";
import { checkReduction, type LossOptions, type LossWithOptions, lossWithOptions, reducedLoss } from "./of-options.js";
import { checkSigns } from "./targets.js";

/**
 * The hinge loss of outputs a and targets y, averaged over all n elements. Use it for yes-or-no questions if only the side of the
 * boundary matters, with a margin of 1. Targets are -1 for no and 1 for yes. (For targets of 0 and 1, use
 * {@link binaryCrossEntropy}.)
 *
 * $$ C = \frac{1}{n} \sum_i \max(0, 1 - y_i a_i), \quad \frac{\partial C}{\partial a_i} = -\frac{1}{n} y_i \, [1 - y_i a_i > 0] $$
 *
 * @throws RangeError if a target is neither -1 nor 1
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { hinge } from "conformable/nn";
 *
 * hinge.evaluate(vector([0.5, 2]), vector([-1, 1])); // loss 0.75, error [0.5, 0]
 * ```
 */
export const hinge: LossWithOptions<LossOptions> = /* @__PURE__ */ lossWithOptions("hinge", ["reduction"], ({ reduction }) => {
  const isSum = checkReduction("hinge", reduction);
  return {
    share: isSum ? "sum" : undefined,
    check: (_, targets) => checkSigns("hinge", targets),
    compute(output, targets, weights) {
      const short = binary("add", unary("negate", binary("multiply", output, targets)), 1); // how far short of the margin
      const slopes = () => unary("negate", binary("multiply", unary("reluDerivative", short), targets));
      return reducedLoss(isSum, unary("relu", short), slopes, weights);
    },
  };
});
