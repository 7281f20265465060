/**
 * The loss interface: a number for how far an output is from its targets, and the derivative of that number with respect to the
 * output.
 */
import type { Shape } from "../../shape/shape.js";
import type { Value } from "../../tensor/tape.js";
import type { Tensor } from "../../tensor/tensor.js";

/**
 * A loss: it measures how far a network's output is from the targets.
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
  /** The name that messages use. */
  readonly name: string;
  /**
   * Returns the loss C and ∂C/∂output, which has the shape of the output.
   *
   * @throws ShapeError if the targets don't have the shape of the output
   */
  evaluate<S extends Shape>(output: Tensor<S>, targets: Tensor<S>): Evaluation<S>;
}

/** The result of {@link Loss.evaluate}. */
export interface Evaluation<in out S extends Shape> {
  /** The loss C. */
  readonly loss: number;
  /** ∂C/∂output */
  readonly error: Tensor<S>;
}

/**
 * A loss that is read from the engine's memory only on access, so that the engine needn't have computed it before. As in
 * {@link LateBack}, all instances share one getter.
 */
export class LateLoss {
  readonly #found: number | Value;
  declare readonly loss: number;

  constructor(found: number | Value) {
    this.#found = found;
    Object.defineProperty(this, "loss", LateLoss.#loss);
  }

  static readonly #loss = {
    enumerable: true,
    get(this: LateLoss) {
      const found = this.#found;
      return typeof found === "number" ? found : (found.storage.values[found.offset] as number); // the position of a scalar's only number
    },
  };
}

/** The evaluation that a loss of the library returns. */
class LateEvaluation<in out S extends Shape> extends LateLoss implements Evaluation<S> {
  constructor(
    loss: Value,
    readonly error: Tensor<S>,
  ) {
    super(loss);
  }
}

/** A loss and ∂C/∂output. The loss is a number or, if it hasn't been read yet, a value of the engine. */
interface Judgement<in out S extends Shape> {
  readonly loss: number | Value;
  readonly error: Tensor<S>;
}
type Judge = <S extends Shape>(output: Tensor<S>, targets: Tensor<S>) => Judgement<S> & { readonly loss: Value };
const judges = new WeakMap<Loss, Judge>();

/** Makes a loss of the library. */
export function lossOf(name: string, judge: Judge): Loss {
  const loss: Loss = {
    name,
    evaluate(output, targets) {
      const judgement = judge(output, targets);
      return new LateEvaluation(judgement.loss, judgement.error);
    },
  };
  judges.set(loss, judge);
  return loss;
}

/** Like `evaluate`, but leaves a loss that the library computes in the engine's memory. */
export const judge = <S extends Shape>(loss: Loss, output: Tensor<S>, targets: Tensor<S>): Judgement<S> =>
  judges.get(loss)?.(output, targets) ?? loss.evaluate(output, targets);
