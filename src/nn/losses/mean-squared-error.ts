/** The loss for real values. */
import { binary, unary } from "../../tensor/operations/primitives/index.js";
import { checkReduction, type LossOptions, type LossWithOptions, lossWithOptions, reducedLoss } from "./of-options.js";

/**
 * The mean of the squared differences between outputs a and targets y, over all n elements. Use it for real values.
 *
 * $$ C = \frac{1}{n} \sum_i (a_i - y_i)^2, \quad \frac{\partial C}{\partial a_i} = \frac{2}{n} (a_i - y_i) $$
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { meanSquaredError } from "conformable/nn";
 *
 * meanSquaredError.evaluate(vector([1, 2]), vector([1, 4])); // loss 2, error [0, -2]
meanSquaredError({ reduction: "sum" }).evaluate(vector([1, 2]), vector([1, 4])); // loss 4, error [0, -4]
 * ```
 */
export const meanSquaredError: LossWithOptions<LossOptions> = /* @__PURE__ */ lossWithOptions(
  "meanSquaredError",
  ["reduction"],
  ({ reduction }) => {
    const isSum = checkReduction("meanSquaredError", reduction);
    return {
      share: isSum ? "sum" : undefined,
      compute(output, targets, weights) {
        const difference = binary("subtract", output, targets);
        return reducedLoss(isSum, unary("square", difference), () => difference, weights, 2);
      },
    };
  },
);
