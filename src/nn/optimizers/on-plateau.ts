/** A learning rate that falls when the loss doesn't. */
import { describe } from "../../shape/describe.js";
import { readList } from "../../shape/list.js";
import { checkRange, checkWhole, fieldsOf, readOptions } from "../../shape/options.js";
import type { LearningRate } from "./learning-rate.js";

/** Options of {@link onPlateau}. */
export interface OnPlateauOptions {
  /** The factor by which the learning rate is multiplied, at least 0 and less than 1; 0.1 by default. */
  readonly factor?: number | undefined;
  /** How many epochs in a row without a lower loss are tolerated; after one more, the learning rate falls. 10 by default. */
  readonly patience?: number | undefined;
  /**
   * The share by which a loss has to be below the lowest one so far to count as lower, at least 0 and less than 1; 0.0001 by
   * default.
   */
  readonly threshold?: number | undefined;
  /** How many epochs after a change aren't counted; 0 by default. */
  readonly cooldown?: number | undefined;
  /** The lowest learning rate; 0 by default. */
  readonly minimum?: number | undefined;
}

/** An object with a learning rate that you can set, such as an {@link Optimizer}. */
export interface Adjustable {
  /** The learning rate of the next step. */
  get learningRate(): number;
  /** From now on, another learning rate. */
  set learningRate(rate: LearningRate);
}

/** A loss to watch: a number, or an {@link Epoch}, of which the validation loss counts or, without validation data, the loss. */
export type Watched =
  | number
  | {
      /** The loss on the training data. */
      readonly loss: number;
      /** The loss on the validation data; NaN if there is none. */
      readonly validationLoss: number;
    };

/**
 * Lowers the learning rate of an optimiser whenever the loss stops falling, like PyTorch's `ReduceLROnPlateau`, with the same
 * defaults. Unlike a schedule, it depends on the losses: it returns a function to call after each epoch. In {@link train}, pass
 * this function as `onEpoch`.
 *
 * It sets `optimizer.learningRate`, so a schedule is replaced by its current rate times the factor.
 *
 * @param optimizer - the optimiser, or several of them
 * @throws RangeError if an option is out of its range
 * @throws TypeError if an optimiser has no learning rate
 * @example
 * ```ts
 * import { randomNormal, zeros } from "conformable";
 * import { adam, dense, meanSquaredError, onPlateau, train } from "conformable/nn";
 *
 * const network = dense(3, 2);
 * const optimizer = adam(network, { learningRate: 0.01 });
 * await train(network, {
 *   inputs: randomNormal([64, 3]),
 *   targets: zeros([64, 2]),
 *   loss: meanSquaredError,
 *   optimizer,
 *   epochs: 50,
 *   validation: { inputs: randomNormal([16, 3]), targets: zeros([16, 2]) },
 *   onEpoch: onPlateau(optimizer, { factor: 0.5, patience: 3 }),
 * });
 * optimizer.learningRate; // 0.01, or half of it, a quarter, …
 * ```
 */
export function onPlateau<Given = unknown>(
  optimizer: takesAdjustable<Given>,
  options: OnPlateauOptions = {},
): (loss: Watched) => void {
  const names = ["factor", "patience", "threshold", "cooldown", "minimum"] as const;
  const { factor = 0.1, patience = 10, threshold = 1e-4, cooldown = 0, minimum = 0 } = readOptions("onPlateau", options, names);
  checkRange("onPlateau: factor", factor, 0, 1);
  checkWhole("onPlateau: patience", patience, 0);
  checkRange("onPlateau: threshold", threshold, 0, 1);
  checkWhole("onPlateau: cooldown", cooldown, 0);
  checkRange("onPlateau: minimum", minimum, 0, Number.POSITIVE_INFINITY);
  const optimizers = readList(optimizer, checkAdjustable) ?? [checkAdjustable(optimizer)];

  let [lowest, waited, resting] = [Number.POSITIVE_INFINITY, 0, 0];
  return (watched) => {
    const loss = lossIn(watched);
    if (loss < lowest * (1 - threshold)) [lowest, waited] = [loss, 0];
    else waited++;
    if (resting > 0) [resting, waited] = [resting - 1, 0];
    if (waited <= patience) return;
    for (const each of optimizers) each.learningRate = Math.max(each.learningRate * factor, Math.min(minimum, each.learningRate));
    [resting, waited] = [cooldown, 0];
  };
}

/** An optimiser, or several of them, or the error message for something else. */
type takesAdjustable<Given> = unknown extends Given
  ? Adjustable | readonly Adjustable[]
  : [Given] extends [Adjustable | readonly Adjustable[]]
    ? Given
    : [Extract<keyof Given, "learningRate" | "length">] extends [never]
      ? noAdjustable<Given>
      : Adjustable | readonly Adjustable[];
type noAdjustable<Given> =
  `onPlateau: takes an optimizer with a learning rate, not ${Given extends (...given: never) => unknown ? "a function" : Given extends object ? "an object" : "something else"}`;

function checkAdjustable(given: unknown): Adjustable {
  const { learningRate } = fieldsOf(given);
  if (typeof learningRate !== "number")
    throw new TypeError(`onPlateau: takes an optimizer with a learning rate, not ${describe(given)}`);
  return given as Adjustable; // it has one
}

function lossIn(watched: unknown): number {
  const { loss, validationLoss } = fieldsOf(watched);
  const ofEpoch = Number.isNaN(validationLoss) ? loss : validationLoss;
  const found = typeof watched === "number" ? watched : ofEpoch;
  if (typeof found !== "number") throw new TypeError(`onPlateau: takes a loss or an epoch, not ${describe(watched)}`);
  return found;
}
