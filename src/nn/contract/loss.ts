/** The contract of a loss: how far an output is from its target, as one number, and the derivative of that number with respect to the output. */
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";

/**
 * What a network's output is judged by.
 *
 * @example
 * ```ts
 * import type { Loss } from "conformable/nn";
 *
 * const halfSquaredError: Loss = {
 *   name: "halfSquaredError",
 *   evaluate(output, targets) {
 *     const difference = output.subtract(targets);
 *     return { loss: difference.square().sum().at() / 2, error: difference };
 *   },
 * };
 * ```
 */
export interface Loss {
  /** What it is called in messages. */
  readonly name: string;
  /**
   * The loss C, and ∂C/∂output.
   *
   * @throws ShapeError where the targets have another shape than the output
   */
  evaluate<S extends Shape>(output: Tensor<S>, targets: Tensor<S>): Evaluation<S>;
}

/** What a {@link Loss} says of an output. */
export interface Evaluation<in out S extends Shape> {
  /** The loss C. */
  readonly loss: number;
  /** ∂C/∂output */
  readonly error: Tensor<S>;
}
