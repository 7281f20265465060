/** The loss for real values with outliers. */
import { binary, sign, unary } from "../../tensor/operations/primitives/index.js";
import { checkReduction, type LossOptions, type LossWithOptions, lossWithOptions, reducedLoss } from "./of-options.js";

/**
 * The mean of the absolute differences between outputs a and targets y, over all n elements. Targets that are far off count less than in
 * {@link meanSquaredError}. The derivative at 0 is 0. (PyTorch's name for it is `L1Loss`. As a metric, use {@link meanAbsoluteError}.)
 *
 * $$ C = \frac{1}{n} \sum_i |a_i - y_i|, \quad \frac{\partial C}{\partial a_i} = \frac{1}{n} \operatorname{sign}(a_i - y_i) $$
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { absoluteError } from "conformable/nn";
 *
 * absoluteError.evaluate(vector([1, 2]), vector([1, 4])); // loss 1, error [0, -0.5]
 * ```
 */
export const absoluteError: LossWithOptions<LossOptions> = /* @__PURE__ */ lossWithOptions(
  "absoluteError",
  ["reduction"],
  ({ reduction }) => {
    const isSum = checkReduction("absoluteError", reduction);
    return {
      share: isSum ? "sum" : undefined,
      compute(output, targets, weights) {
        const difference = binary("subtract", output, targets);
        return reducedLoss(isSum, unary("abs", difference), () => sign(difference), weights);
      },
    };
  },
);
