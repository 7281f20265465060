/** A loss for real values that is squared near the target and absolute far from it. */
import { describe } from "../../shape/describe.js";
import { clip } from "../../tensor/operations/elementwise.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import { checkReduction, type LossOptions, type LossWithOptions, lossWithOptions, reducedLoss } from "./of-options.js";

/** Options of {@link huber}. */
export interface HuberOptions extends LossOptions {
  /** δ, the distance beyond which the loss grows in a straight line, above 0; 1 by default. */
  readonly delta?: number | undefined;
}

/**
 * The Huber loss of outputs a and targets y, averaged over all n elements (P. J. Huber, "Robust Estimation of a Location
 * Parameter", 1964). Up to the distance δ from the target, it is half the square, which is smooth. Beyond δ, it grows in a
 * straight line, so outliers count less.
 *
 * $$ C = \frac{1}{n} \sum_i c_i \Bigl( d_i - \frac{c_i}{2} \Bigr), \quad \frac{\partial C}{\partial a_i} = \frac{1}{n} c_i, \quad
 *    d = a - y, \quad c_i = \min(\max(d_i, -\delta), \delta) $$
 *
 * @throws RangeError if δ isn't a finite number above 0
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { huber } from "conformable/nn";
 *
 * huber.evaluate(vector([1, 2]), vector([0.5, 5])); // loss 1.3125, error [0.25, -0.5]
 * huber({ delta: 4 }).evaluate(vector([1, 2]), vector([0.5, 5])); // loss 2.3125, error [0.25, -1.5]
 * ```
 */
export const huber: LossWithOptions<HuberOptions> = /* @__PURE__ */ lossWithOptions(
  "huber",
  ["delta", "reduction"],
  ({ delta = 1, reduction }) => {
    if (!(typeof delta === "number" && delta > 0 && delta < Number.POSITIVE_INFINITY))
      throw new RangeError(`huber: delta is a finite number above 0, not ${describe(delta)}`);
    const isSum = checkReduction("huber", reduction);
    return {
      share: isSum ? "sum" : undefined,
      compute(output, targets, weights) {
        const difference = binary("subtract", output, targets);
        const clipped = clip(difference, -delta, delta);
        const each = binary("multiply", clipped, binary("subtract", difference, binary("multiply", clipped, 0.5)));
        return reducedLoss(isSum, each, () => clipped, weights);
      },
    };
  },
);
