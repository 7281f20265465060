/** The loss for directions. */
import { ShapeError } from "../../shape/shape-error.js";
import { where } from "../../tensor/operations/elementwise.js";
import { binary, filled, reduced, unary } from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";
import {
  checkReduction,
  type LossOptions,
  type LossWithOptions,
  lossWithOptions,
  reducedLoss,
  spreadOver,
} from "./of-options.js";

/**
 * 1 − the cosine of the angle between outputs a and targets y, as vectors along the last axis, averaged over the leading axes. It is 0 if
 * they have the same direction, whatever their lengths, and 2 if they have opposite ones. A vector of zeros has the cosine 0 and the
 * derivative 0.
 *
 * $$ C = \frac{1}{m} \sum_e \Bigl( 1 - \frac{a_e \cdot y_e}{\lVert a_e \rVert \lVert y_e \rVert} \Bigr), \quad
 *    \frac{\partial C}{\partial a_e} = -\frac{1}{m \lVert a_e \rVert}
 *    \Bigl( \frac{y_e}{\lVert y_e \rVert} - \cos_e \frac{a_e}{\lVert a_e \rVert} \Bigr) $$
 *
 * @throws ShapeError if there is no axis
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { cosineDistance } from "conformable/nn";
 *
 * cosineDistance.evaluate(vector([3, 4]), vector([2, 0])); // loss 0.4, error [-0.128, 0.096]
 * ```
 */
export const cosineDistance: LossWithOptions<LossOptions> = /* @__PURE__ */ lossWithOptions(
  "cosineDistance",
  ["reduction"],
  ({ reduction }) => {
    const isSum = checkReduction("cosineDistance", reduction);
    return {
      share: isSum ? "sum" : undefined,
      check(output) {
        if (output.length === 0) throw new ShapeError("cosineDistance: takes vectors along the last axis, not []");
      },
      compute(output, targets, weights) {
        const last = output.shape.length - 1;
        const length = spreadOver(lengths(output, last), output.shape);
        const own = binary("divide", output, length);
        const other = binary("divide", targets, spreadOver(lengths(targets, last), targets.shape));
        const cosines = reduced("sum", binary("multiply", own, other), last);
        const each = binary("subtract", filled(cosines.shape, 1), cosines);
        const slopes = () => {
          const across = binary("subtract", binary("multiply", own, spreadOver(cosines, own.shape)), other);
          return binary("divide", across, length);
        };
        return reducedLoss(isSum, each, slopes, weights);
      },
    };
  },
);

/** The lengths of vectors, by which they are divided. A vector of zeros has an infinite one, so that its cosine and its derivative are 0. */
function lengths(x: Value, axis: number): Value {
  const length = unary("sqrt", reduced("sum", unary("square", x), axis));
  return where(length, length, Number.POSITIVE_INFINITY);
}
