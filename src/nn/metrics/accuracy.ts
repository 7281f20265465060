/** How often the network predicts the right class. */
import type { Anything } from "../../shape/accepted.js";
import { checkWhole } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { ClassTargets, TargetsOfSeveral } from "../contract/class-loss.js";
import { checkSeveral, classified } from "./classes.js";

/**
 * The share of examples whose class is predicted correctly.
 *
 * $$ \frac{1}{N} \sum_e \bigl[ \operatorname{argmax} z_e = \operatorname{argmax} y_e \bigr] $$
 *
 * The last axis is the axis of classes, and all other axes count examples. Outputs are logits or probabilities. Targets are class
 * numbers, one-hot rows or probabilities, as for {@link crossEntropy}; a row of zeros is padding, and doesn't count. If there is a single
 * class, outputs are logits as for {@link binaryCrossEntropy}, and a prediction is yes if it is above 0. (For a probability p, pass p − ½.)
 * Class numbers are then 1 for yes and 0 for no. Without any examples the result is NaN.
 *
 * Shapes: outputs `[...Batch, Classes]`, targets the same or class numbers `[...Batch]`.
 *
 * @throws ShapeError if the shapes differ, or there is no axis
 * @throws RangeError if a target isn't the number of a class, or a row is neither a probability distribution nor all zeros
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { accuracy } from "conformable/nn";
 *
 * accuracy(matrix([[2, 1, 0], [0, 1, 2]]), matrix([[1, 0, 0], [0, 1, 0]])); // 0.5
 * ```
 */
export function accuracy<S extends Shape = Anything, Targets extends Shape = Anything>(
  outputs: Tensor<S>,
  targets: ClassTargets<"accuracy", S, Targets>,
): number {
  const { examples } = classified("accuracy", outputs, targets);
  return examples.filter(({ rank }) => rank === 0).length / examples.length;
}

/**
 * Makes a metric: the share of examples whose class is among the `k` classes with the greatest outputs. Of equal outputs, the
 * first class ranks first. With `k` = 1 it is {@link accuracy}. If `k` is the number of classes or more, it is 1.
 *
 * Shapes: outputs `[...Batch, Classes]`, targets the same or class numbers `[...Batch]`. Targets are as for {@link accuracy}.
 *
 * @throws RangeError if `k` isn't a whole number from 1 up
 * @throws ShapeError when the metric is used, if the shapes differ or there is only one class
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { topKAccuracy } from "conformable/nn";
 *
 * const top2 = topKAccuracy(2);
 * top2(matrix([[2, 1, 0], [0, 1, 2]]), matrix([[1, 0, 0], [0, 1, 0]])); // 1
 * ```
 */
export function topKAccuracy(
  k: number,
): <S extends Shape = Anything, Targets extends Shape = Anything>(
  outputs: Tensor<S>,
  targets: TargetsOfSeveral<"topKAccuracy", S, Targets>,
) => number {
  checkWhole("topKAccuracy: k", k, 1);
  return (outputs, targets) => {
    const { examples, isBinary } = classified("topKAccuracy", outputs, targets);
    if (isBinary) checkSeveral("topKAccuracy", outputs.shape);
    return examples.filter(({ rank }) => rank < k).length / examples.length;
  };
}
