/** What is mistaken for what: the confusion matrix, and the metrics that are computed from it. */
import { engine } from "../../engine/current.js";
import type { Anything, IsAny } from "../../shape/accepted.js";
import type { Some } from "../../shape/known.js";
import type { Shape } from "../../shape/shape.js";
import { claimWhole, type Matrix, type Tensor } from "../../tensor/tensor.js";
import type { ClassTargets, TargetsOfSeveral } from "../contract/class-loss.js";
import { checkSeveral, classified } from "./classes.js";

/**
 * Counts how often each class is predicted as each class: the entry in row i and column j is the number of examples of class i
 * that are predicted as class j. The diagonal counts the correct predictions.
 *
 * Shapes: outputs `[...Batch, Classes]`, targets the same or class numbers `[...Batch]`, the result `[Classes, Classes]`. Targets are as for {@link accuracy}; padding doesn't
 * count.
 *
 * @throws ShapeError if the shapes differ, or there is only one class
 * @throws RangeError if a target isn't the number of a class, or a row is neither a probability distribution nor all zeros
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { confusionMatrix } from "conformable/nn";
 *
 * confusionMatrix(matrix([[2, 1], [0, 1], [3, 1]]), matrix([[1, 0], [0, 1], [0, 1]])); // Matrix<2, 2> [[1, 0], [1, 1]]
 * ```
 */
export function confusionMatrix<
  Lead extends Shape = Anything,
  Classes extends number = Anything,
  Targets extends Shape = Anything,
>(
  outputs: Tensor<[...Lead, Classes]>,
  targets: [...IsAny<Lead>] extends Some ? Tensor<Targets> : TargetsOfSeveral<"confusionMatrix", [...Lead, Classes], Targets>,
): Matrix<Classes, Classes> {
  const { classes, isBinary, examples } = classified("confusionMatrix", outputs, targets);
  if (isBinary) checkSeveral("confusionMatrix", outputs.shape);
  const counts = new Float64Array(classes * classes);
  for (const { actual, predicted } of examples)
    counts[actual * classes + predicted] = (counts[actual * classes + predicted] ?? 0) + 1;
  return claimWhole(engine().upload(counts), [classes, classes]);
}

/**
 * The share of correct predictions among all predictions of a class.
 *
 * $$ \frac{TP}{TP + FP} $$
 *
 * TP are the examples of the class that are predicted as it, FP the others that are. For a class that is never predicted, it is 0.
 *
 * If there are several classes, it is the mean over all classes that occur among the targets or the predictions: scikit-learn's
 * `precision_score` with `average="macro"`. If there is a single one, it is the precision of the answer yes (`average="binary"`), where a
 * prediction is yes if its logit is above 0. Without any examples the result is NaN.
 *
 * For several classes that are independent of each other, reshape outputs and targets to `[…, 1]`.
 *
 * Shapes: outputs `[...Batch, Classes]`, targets the same or class numbers `[...Batch]`. Targets are as for {@link accuracy}.
 *
 * @throws ShapeError if the shapes differ, or there is no axis
 * @throws RangeError if a target isn't the number of a class, or a row is neither a probability distribution nor all zeros
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { precision } from "conformable/nn";
 *
 * precision(matrix([[3], [1], [-2], [2]]), matrix([[1], [0], [1], [1]])); // 0.6667: two of three
 * ```
 */
export function precision<S extends Shape = Anything, Targets extends Shape = Anything>(
  outputs: Tensor<S>,
  targets: ClassTargets<"precision", S, Targets>,
): number {
  return averaged("precision", outputs, targets, ({ hits, predicted }) => ratio(hits, predicted));
}

/**
 * The share of correct predictions among all examples of a class.
 *
 * $$ \frac{TP}{TP + FN} $$
 *
 * TP are the examples of the class that are predicted as it, FN those that aren't. For a class without examples, it is 0. Several classes
 * and a single one are treated as for {@link precision}: scikit-learn's `recall_score` with `average="macro"` or `"binary"`.
 *
 * Shapes: outputs `[...Batch, Classes]`, targets the same or class numbers `[...Batch]`. Targets are as for {@link accuracy}.
 *
 * @throws ShapeError if the shapes differ, or there is no axis
 * @throws RangeError if a target isn't the number of a class, or a row is neither a probability distribution nor all zeros
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { recall } from "conformable/nn";
 *
 * recall(matrix([[3], [1], [-2], [-1]]), matrix([[1], [0], [1], [1]])); // 0.3333: one of three
 * ```
 */
export function recall<S extends Shape = Anything, Targets extends Shape = Anything>(
  outputs: Tensor<S>,
  targets: ClassTargets<"recall", S, Targets>,
): number {
  return averaged("recall", outputs, targets, ({ hits, actual }) => ratio(hits, actual));
}

/**
 * The harmonic mean of {@link precision} and {@link recall}, for each class.
 *
 * $$ F_1 = \frac{2\, TP}{2\, TP + FP + FN} $$
 *
 * Several classes and a single one are treated as for {@link precision}: scikit-learn's `f1_score` with `average="macro"` or `"binary"`.
 *
 * Shapes: outputs `[...Batch, Classes]`, targets the same or class numbers `[...Batch]`. Targets are as for {@link accuracy}.
 *
 * @throws ShapeError if the shapes differ, or there is no axis
 * @throws RangeError if a target isn't the number of a class, or a row is neither a probability distribution nor all zeros
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { f1 } from "conformable/nn";
 *
 * f1(matrix([[3], [1], [-2], [2]]), matrix([[1], [0], [1], [1]])); // 0.6667
 * ```
 */
export function f1<S extends Shape = Anything, Targets extends Shape = Anything>(
  outputs: Tensor<S>,
  targets: ClassTargets<"f1", S, Targets>,
): number {
  return averaged("f1", outputs, targets, ({ hits, actual, predicted }) => ratio(2 * hits, actual + predicted));
}

/** How many examples are of a class, are predicted as it, and both. */
interface Counts {
  hits: number;
  actual: number;
  predicted: number;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The value for the answer yes, or the mean of the values for all classes that occur. */
function averaged(name: string, outputs: unknown, targets: unknown, valueFor: (counts: Counts) => number): number {
  const { classes, isBinary, examples } = classified(name, outputs, targets);
  if (examples.length === 0) return Number.NaN;
  const all = Array.from({ length: classes }, (): Counts => ({ hits: 0, actual: 0, predicted: 0 }));
  for (const { actual, predicted } of examples) {
    (all[actual] as Counts).actual++; // there are counts for each class
    (all[predicted] as Counts).predicted++;
    if (actual === predicted) (all[actual] as Counts).hits++;
  }
  const counted = isBinary ? all.slice(1) : all.filter(({ actual, predicted }) => actual + predicted > 0);
  return counted.reduce((sum, counts) => sum + valueFor(counts), 0) / counted.length;
}
