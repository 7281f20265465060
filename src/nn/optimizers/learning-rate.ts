/** Learning rates: a number, or a schedule that gives one for each step. */
import { checkRange } from "../../shape/options.js";

/**
 * A learning rate for each step. Steps are counted from 0: the first step of a new optimiser calls `schedule(0)`.
 *
 * @example
 * ```ts
 * import { adam, dense, type Schedule } from "conformable/nn";
 *
 * const halving: Schedule = (step) => 0.01 * 0.5 ** Math.floor(step / 1000);
 * adam(dense(3, 2), { learningRate: halving });
 * ```
 */
export type Schedule = (step: number) => number;

/** The learning rate of an optimiser: a finite number from 0 up, or a {@link Schedule} that returns one for each step. */
export type LearningRate = number | Schedule;

/** @throws RangeError if it is neither a function nor a number that can be a learning rate */
export function checkLearningRate(operation: string, rate: unknown): void {
  if (typeof rate !== "function") checkRange(`${operation}: learningRate`, rate, 0, Number.POSITIVE_INFINITY);
}

/**
 * The learning rate of a step, counted from 0.
 *
 * @throws RangeError if a schedule returns anything other than a finite number from 0 up
 */
export function rateOf(operation: string, rate: LearningRate, step: number): number {
  if (typeof rate === "number") return rate;
  const found: unknown = rate(step);
  checkRange(`${operation}: learningRate(${step})`, found, 0, Number.POSITIVE_INFINITY);
  return found as number; // checked by the line above
}
