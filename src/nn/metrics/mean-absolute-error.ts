/** How far real values are from their targets. */
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import { checkPair } from "../losses/targets.js";

/**
 * The mean of the absolute differences between outputs a and targets y, over all n elements. Without any elements it is NaN.
 *
 * $$ \frac{1}{n} \sum_i |a_i - y_i| $$
 *
 * Shapes: outputs and targets of any shape.
 *
 * @throws ShapeError if the shapes differ
 * @example
 * ```ts
 * import { vector } from "conformable";
 * import { meanAbsoluteError } from "conformable/nn";
 *
 * meanAbsoluteError(vector([1, 2]), vector([1, 4])); // 1
 * ```
 */
export function meanAbsoluteError<S extends Shape>(outputs: Tensor<S>, targets: Tensor<S>): number {
  checkPair("meanAbsoluteError", outputs, targets);
  const target = targets.dataSync();
  let sum = 0;
  outputs.dataSync().forEach((output, index) => {
    sum += Math.abs(output - (target[index] as number)); // there are as many targets as outputs
  });
  return sum / target.length;
}
