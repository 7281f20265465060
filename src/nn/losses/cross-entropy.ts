/** The loss for one class among several. */
import { engine } from "../../engine/current.js";
import { size, whole } from "../../engine/layout.js";
import { describe } from "../../shape/describe.js";
import type { IsUnion, Some } from "../../shape/known.js";
import { classWeightsShape, oneClassOfLoss } from "../../shape/layer.js";
import type { oneOfSeveral } from "../../shape/one-tensor.js";
import { checkRange } from "../../shape/options.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import { isZero, where } from "../../tensor/operations/elementwise.js";
import { indicesOf, oneHot } from "../../tensor/operations/indices.js";
import {
  binary,
  crossEntropyError,
  filled,
  reduced,
  repeated,
  reshaped,
  softmax,
} from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, type Tensor, viewOf } from "../../tensor/tensor.js";
import type { ClassLoss } from "../contract/class-loss.js";
import type { Share } from "../contract/loss.js";
import {
  type Computed,
  checkReduction,
  type Definition,
  type LossOptions,
  lossWithOptions,
  spreadOver,
  weigh,
} from "./of-options.js";
import { checkClassAxis, checkClassNumbers, checkDistributions } from "./targets.js";

const name = "crossEntropy";

/**
 * Options of {@link crossEntropy}.
 *
 * @typeParam Weights - the shape of the weights, with one axis, of classes; `never` if there are none
 * @typeParam Given - the weights
 */
export interface CrossEntropyOptions<Weights extends Shape = never, Given = unknown> extends LossOptions {
  /**
   * A weight for each class, at least 0: w, which is 1 by default. Use it to make rare classes count as much as common ones. As
   * in PyTorch, the mean for class numbers is then divided by the sum of the examples' weights, and the mean for rows by the
   * number of examples.
   */
  readonly classWeights?: takesClassWeights<Weights, Given>;
  /**
   * ε, at least 0 and less than 1; 0 by default. The share ε is taken from the targets and divided equally among all classes,
   * which keeps the network from becoming too sure (C. Szegedy et al., "Rethinking the Inception Architecture for Computer
   * Vision", 2016).
   */
  readonly labelSmoothing?: number | undefined;
  /** A class number, such as -1, that marks an example that doesn't count: its loss is 0, and it isn't counted in the mean. */
  readonly ignore?: number | undefined;
}

/** The weights, or the error message. With `undefined` outside, the compiler would infer only one of several types. */
type takesClassWeights<Weights extends Shape, Given> = unknown extends Given
  ? classWeightsAreAVector<Weights, [Weights[0]]> | undefined
  : [...NoClassWeights<Given>] extends Some
    ? NoClassWeights<Given>[0]
    : [Given] extends [never]
      ? Given
      : classWeightsAreAVector<Weights, [Weights[0]]> | undefined;
/** A list with the reason if the weights aren't one tensor. */
type NoClassWeights<Given> = [Given] extends [AnyTensor | undefined]
  ? IsUnion<Exclude<Given, undefined>> extends true
    ? [oneOfSeveral<"crossEntropy">]
    : []
  : [classWeightsOther];
type classWeightsOther = "crossEntropy: classWeights are a vector, such as vector([1, 2])";
type classWeightsAreAVector<Weights extends Shape, Axis extends Shape> = [Weights, Axis] extends [Axis, Weights]
  ? Tensor<Weights>
  : classWeightsShape<Weights>;

/** The loss {@link crossEntropy}, which is also a function. */
export interface CrossEntropy extends ClassLoss {
  /** Returns the loss with these options. */
  <Weights extends Shape = never, Given = unknown>(options: CrossEntropyOptions<Weights, Given>): ClassLoss<Weights[0]>;
}

/**
 * The cross-entropy of softmax(z) and the targets, summed over the classes (the last axis) and averaged over the leading axes.
 * Use it if each example belongs to exactly one of several classes. It takes the logits z, the output of a last layer without an
 * activation, so that nothing overflows.
 *
 * Shapes: output `[...Batch, classes]`, and either of two kinds of targets.
 * - Class numbers `[...Batch]`: for each example, the whole number of its class, counted from 0.
 * - Rows `[...Batch, classes]`, one-hot or of probabilities: no number in a row is negative, and a row adds up to 1 within 0.05, to allow
 *   for rounding. A row of zeros is padding: an example whose loss is 0, which counts in the mean.
 *
 * With a single class softmax is always 1, so use {@link binaryCrossEntropy} instead.
 *
 * $$ C = -\frac{1}{m} \sum_{e,k} y_{ek} \ln \operatorname{softmax}(z_e)_k, \quad
 *    \frac{\partial C}{\partial z_{ek}} = \frac{1}{m} \Bigl( \operatorname{softmax}(z_e)_k \sum_j y_{ej} - y_{ek} \Bigr) $$
 *
 * For class numbers, $y_{ek}$ is 1 for the example's class and 0 for the others. Called with {@link CrossEntropyOptions}, it returns the
 * loss with these options: weights for classes, label smoothing, a class number to ignore, and the sum in place of the mean.
 *
 * $$ C = -\frac{1}{d} \sum_{e,k} w_k \Bigl( (1 - \varepsilon) y_{ek} + \frac{\varepsilon}{K} \sum_j y_{ej} \Bigr)
 *    \ln \operatorname{softmax}(z_e)_k $$
 *
 * @throws ShapeError if there is only one class, or a number of classes other than there are weights for
 * @throws RangeError if a target isn't the number of a class, or a row is neither a probability distribution nor all zeros
 * @example
 * ```ts
 * import { vector, zeros } from "conformable";
 * import { backpropagate, crossEntropy, dense } from "conformable/nn";
 *
 * crossEntropy.evaluate(vector([0, 0]), vector([1, 0])); // loss 0.693147, error [-0.5, 0.5]
 * backpropagate(dense(2, 3), crossEntropy, zeros([4, 2]), vector([0, 2, 1, 2]));
 *
 * const rare = crossEntropy({ classWeights: vector([1, 10, 1]), ignore: -1 });
 * backpropagate(dense(2, 3), rare, zeros([4, 2]), vector([0, 2, -1, 1]));
 * ```
 */
export const crossEntropy: CrossEntropy = /* @__PURE__ */ lossWithOptions(
  name,
  ["classWeights", "labelSmoothing", "ignore", "reduction"],
  define,
) as CrossEntropy; // `define` sets the number of classes

function define(options: CrossEntropyOptions<Shape>): Definition {
  const { labelSmoothing = 0, ignore, reduction } = options;
  checkRange(`${name}: labelSmoothing`, labelSmoothing, 0, 1);
  if (ignore !== undefined && !Number.isSafeInteger(ignore))
    throw new RangeError(`crossEntropy: ignore is a class number, not ${describe(ignore)}`);
  const classWeights = checkWeights(options.classWeights);
  const isSum = checkReduction(name, reduction);

  return {
    classes: { count: classWeights?.length },
    check: (output, targets) => checkClasses(output, targets, ignore),
    share: isSum ? "sum" : classWeights || ignore !== undefined ? shareOf(classWeights, ignore) : undefined,
    compute(output, targets, weights) {
      const last = output.shape.length - 1;
      const [examples, classes] = [count(output.shape, 0, last), size(output.shape, last)];
      const { rows, isCounted } = rowsOf(targets, examples, classes, targets.shape.length === last, ignore);
      const factors = classWeights && repeated(whole(engine().upload(classWeights), [classes]), 0, examples);
      const divisor = divisorOf(rows, targets.shape.length === last ? factors : undefined, isCounted);
      let aims = rows;
      if (labelSmoothing > 0) {
        const shares = binary("multiply", reduced("sum", rows, 1), labelSmoothing / classes);
        aims = binary("add", binary("multiply", rows, 1 - labelSmoothing), spreadOver(shares, rows.shape));
      }
      if (factors) aims = binary("multiply", aims, factors);
      aims = weigh(aims, weights && reshaped(spreadOver(weights, output.shape.slice(0, last)), [examples]));
      const found: { loss?: Value } = {};
      const logits = reshaped(output, [examples, classes]);
      return scaled(
        () => (found.loss?.storage.known ? found.loss : lossOf(logits, aims)), // the engine computes it with the error
        () => reshaped(crossEntropyError(logits, aims, found), output.shape),
        examples,
        isSum ? 1 : divisor,
      );
    },
  };
}

/** The targets as rows `[examples, classes]`. Those of ignored examples are zeros. */
function rowsOf(
  targets: Value,
  examples: number,
  classes: number,
  areNumbers: boolean,
  ignore: number | undefined,
): { readonly rows: Value; readonly isCounted?: Value } {
  if (!areNumbers) return { rows: reshaped(targets, [examples, classes]) };
  const numbers = reshaped(targets, [examples]);
  if (ignore === undefined) return { rows: oneHot(indicesOf(numbers), classes) };
  const isIgnored = binary("equal", numbers, ignore);
  const isCounted = isZero(isIgnored);
  return { rows: weigh(oneHot(indicesOf(where(isIgnored, 0, numbers)), classes), isCounted), isCounted };
}

/** What the sum of the losses is divided by for a mean; undefined for the number of examples. */
function divisorOf(rows: Value, factors: Value | undefined, isCounted: Value | undefined): Value | undefined {
  if (factors === undefined) return isCounted && reduced("sum", isCounted, 0);
  return reduced("sum", reduced("sum", binary("multiply", rows, factors), 1), 0);
}

/** The loss, composed of operations, which a program can contain and a tape can differentiate. */
function lossOf(logits: Value, aims: Value): Value {
  const { shape } = logits;
  const n = count(shape);
  const sum = reduced("sum", reshaped(binary("errorTimes", aims, softmax("logSoftmax", logits)), [n]), 0);
  return binary("divide", sum, -(shape[0] ?? 0));
}

/** A loss and its error that were divided by the number of examples, divided by something else instead. */
function scaled(loss: () => Value, error: () => Value, examples: number, divisor: Value | 1 | undefined): Computed {
  if (divisor === undefined) return { loss, error };
  const times = (x: Value) => binary("multiply", x, examples);
  if (divisor === 1) return { loss: () => (examples === 0 ? filled([], 0) : times(loss())), error: () => times(error()) };
  return {
    loss: () => binary("divide", times(loss()), divisor),
    error() {
      const sums = times(error());
      return binary("errorOver", sums, spreadOver(divisor, sums.shape));
    },
  };
}

/** What the loss of a batch is divided by, as a number: the number of examples that count, or the sum of their weights. */
const shareOf =
  (classWeights: Float64Array | undefined, ignore: number | undefined): Share =>
  (targets, examples, rank) => {
    if (targets.rank === rank) return examples;
    let sum = 0;
    for (const number of targets.dataSync()) if (number !== ignore) sum += classWeights?.[number] ?? 1;
    return sum;
  };

/** Checks that there are at least two classes, and that the targets are class numbers or probabilities. */
function checkClasses(output: Shape, targets: AnyTensor, ignore: number | undefined): void {
  checkClassAxis(name, output);
  if (output.at(-1) === 1) throw new ShapeError(oneClassOfLoss(output));
  if (targets.rank === output.length) checkDistributions(name, targets);
  else checkClassNumbers(name, targets, output.at(-1) as number, ignore); // there is an axis
}

/** Copies the weights of the classes. */
function checkWeights(given: unknown): Float64Array | undefined {
  if (given === undefined) return undefined;
  const { shape } = viewOf(`${name}: classWeights`, given);
  if (shape.length !== 1) throw new ShapeError(classWeightsShape(shape));
  const weights = Float64Array.from((given as AnyTensor).dataSync()); // viewOf takes only tensors
  const wrong = weights.find((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (wrong !== undefined) throw new RangeError(`crossEntropy: classWeights are finite numbers from 0 up, but one is ${wrong}`);
  return weights;
}
