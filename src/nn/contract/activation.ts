/** The contract of an activation: the function σ between the weighted sums and the outputs of a layer, and its derivative. */
import type { Shape } from "../../shape/shape.js";
import type { Tensor } from "../../tensor/tensor.js";

/**
 * A function of one number, applied to every element, with its derivative.
 *
 * @example
 * ```ts
 * import { type Activation, dense } from "conformable/nn";
 *
 * const square: Activation = {
 *   name: "square",
 *   apply: (z) => z.square(),
 *   derivative: (z) => z.multiply(2),
 * };
 * dense(3, 2, { activation: square });
 * ```
 */
export interface Activation {
  /** What it is called in messages. */
  readonly name: string;
  /** σ(z) */
  apply<S extends Shape>(weightedSum: Tensor<S>): Tensor<S>;
  /** σ′(z) */
  derivative<S extends Shape>(weightedSum: Tensor<S>): Tensor<S>;
}
