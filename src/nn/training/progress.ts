/** Progress bars of other libraries, which {@link train} moves. */
import { describe } from "../../shape/describe.js";
import { fieldsOf } from "../../shape/options.js";
import type { Step } from "./history.js";

/** A progress bar, such as a `SingleBar` of the package `cli-progress`, or any other object with these three functions. */
export interface ProgressBar {
  /**
   * Shows the bar. The arguments are the number of steps or, if it isn't known, of epochs; then 0; and the values that the bar
   * can show in its text.
   */
  start(total: number, value: number, payload: ProgressPayload): void;
  /** Moves the bar, after each step. */
  update(value: number, payload: ProgressPayload): void;
  /** Ends the bar, however the training ends. */
  stop(): void;
}

/** The values that a {@link ProgressBar} can show in its text. */
export interface ProgressPayload {
  /** The number of the epoch, from 1; 0 before the first step. */
  readonly epoch: number;
  /** The loss of the step, with four digits. */
  readonly loss: string;
}

/** @param steps - the number of steps, or NaN */
export function progressing(given: unknown, steps: number, epochs: number): { move(step: Step): void; stop(): void } {
  const { start, update, stop } = fieldsOf(given);
  if (typeof start !== "function" || typeof update !== "function" || typeof stop !== "function")
    throw new TypeError(
      `train: progress is a bar with the functions start, update and stop, as cli-progress has, not ${describe(given)}`,
    );
  const bar = given as ProgressBar; // it has its functions
  const isKnown = !Number.isNaN(steps);
  bar.start(isKnown ? steps : epochs, 0, { epoch: 0, loss: "" });
  return {
    move: ({ step, epoch, loss }) => bar.update(isKnown ? step : epoch - 1, { epoch, loss: loss.toPrecision(4) }),
    stop: () => bar.stop(),
  };
}
