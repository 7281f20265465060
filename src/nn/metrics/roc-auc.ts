/** How well outputs separate the examples of a class from the others, whatever the threshold. */
import type { Anything } from "../../shape/accepted.js";
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { ClassTargets } from "../contract/class-loss.js";
import { checkClassAxis, checkClassNumbers, checkClassPair, checkProbabilities } from "../losses/targets.js";

/**
 * The area under the receiver operating characteristic: the probability that a random example of the class has a greater output than a
 * random other example, where equal outputs count half. It is 1 if some threshold separates the two perfectly, and ½ for outputs that say
 * nothing.
 *
 * $$ \frac{1}{|P| \, |N|} \sum_{p \in P} \sum_{n \in N} \bigl( [z_p > z_n] + \tfrac12 [z_p = z_n] \bigr) $$
 *
 * It is computed for each class (the last axis) and averaged over the classes: scikit-learn's `roc_auc_score` of an indicator matrix, with
 * `average="macro"`. An example is of a class if its target is above ½. Only the order of the outputs for a class matters, so logits and
 * their sigmoids give the same result. For one class out of several, pass probabilities, `outputs.softmax()`, unless you mean to compare
 * logits. The result is NaN if some class has no examples or nothing but examples, or if an output is NaN.
 *
 * Shapes: outputs `[...Batch, Classes]`, targets the same or class numbers `[...Batch]`.
 *
 * @throws ShapeError if the shapes differ, or there is no axis
 * @throws RangeError if a target is below 0 or above 1, or isn't the number of a class
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { rocAuc } from "conformable/nn";
 *
 * rocAuc(matrix([[0.1], [0.4], [0.35], [0.8]]), matrix([[0], [0], [1], [1]])); // 0.75
 * ```
 */
export function rocAuc<S extends Shape = Anything, Targets extends Shape = Anything>(
  outputs: Tensor<S>,
  targets: ClassTargets<"rocAuc", S, Targets>,
): number;
export function rocAuc(givenOutputs: unknown, givenTargets: unknown): number {
  const { outputs, targets, areNumbers } = checkClassPair("rocAuc", givenOutputs, givenTargets);
  const shape: Shape = outputs.shape;
  checkClassAxis("rocAuc", shape);
  const classes = shape.at(-1) as number; // checked above
  if (areNumbers) checkClassNumbers("rocAuc", targets, classes === 1 ? 2 : classes);
  else checkProbabilities("rocAuc", targets);
  const scores = outputs.dataSync();
  const given = areNumbers && classes > 1 ? rowsOf(targets.dataSync(), classes) : targets.dataSync();
  let sum = 0;
  for (let place = 0; place < classes; place++) {
    const isOwn = (_: number, index: number): boolean => index % classes === place;
    sum += areaOf(scores.filter(isOwn), given.filter(isOwn));
  }
  return sum / classes;
}

/** One-hot rows of class numbers. */
function rowsOf(numbers: ArrayLike<number>, classes: number): Float32Array {
  const rows = new Float32Array(numbers.length * classes);
  for (let example = 0; example < numbers.length; example++) rows[example * classes + (numbers[example] as number)] = 1; // one for each
  return rows;
}

/** The area for one class, from the ranks of its examples' outputs among all outputs. Equal outputs share the mean of their ranks. */
function areaOf(scores: ArrayLike<number>, targets: ArrayLike<number>): number {
  const order = Array.from(scores, (score, index) => ({ score, isOfClass: (targets[index] as number) > 0.5 })); // one for each output
  if (order.some(({ score }) => Number.isNaN(score))) return Number.NaN;
  order.sort((one, other) => (one.score < other.score ? -1 : Number(one.score > other.score)));
  const own = order.filter(({ isOfClass }) => isOfClass).length;
  let ranks = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && order[end]?.score === order[start]?.score) end++;
    const among = order.slice(start, end).filter(({ isOfClass }) => isOfClass).length;
    ranks += (among * (start + 1 + end)) / 2; // the ranks from start + 1 to end have this mean
    start = end;
  }
  return (ranks - (own * (own + 1)) / 2) / (own * (order.length - own));
}
