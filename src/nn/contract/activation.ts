/** The activation interface: the function σ between a layer's weighted sums and its outputs, and its derivative. */
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
  /** The name that messages use. */
  readonly name: string;
  /** Returns σ(z), in the shape of z. */
  apply<S extends Shape>(weightedSum: Tensor<S>): Tensor<S>;
  /** Returns σ′(z), in the shape of z. */
  derivative<S extends Shape>(weightedSum: Tensor<S>): Tensor<S>;
}
