/** The loss for real values. */
import { viewOf } from "../../tensor/tensor.js";
import { type Loss, lossOf } from "../contract/loss.js";
import { markOwn } from "../contract/own.js";
import { checkPair } from "./targets.js";

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
 * ```
 */
export const meanSquaredError: Loss = /* @__PURE__ */ markOwn(
  /* @__PURE__ */ lossOf("meanSquaredError", (output, targets) => {
    checkPair("meanSquaredError", output, targets);
    const difference = output.subtract(targets);
    const loss = viewOf("meanSquaredError", difference.square().mean());
    return { loss, error: difference.multiply(2 / output.size) };
  }),
);
