/** The contract of a loss: how far an output is from its target, as one number, and the derivative of that number with respect to the output. */
import type { Shape } from "../../shape/shape.js";
import type { Value } from "../../tensor/tape.js";
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

/**
 * A loss that is read when someone asks for it: until then the engine need not have it. As with {@link LateBack}, all share one getter.
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
      return typeof found === "number" ? found : (found.storage.values[found.offset] as number); // a scalar has its one number there
    },
  };
}

/** What a loss of the library says of an output. */
class LateEvaluation<in out S extends Shape> extends LateLoss implements Evaluation<S> {
  constructor(
    loss: Value,
    readonly error: Tensor<S>,
  ) {
    super(loss);
  }
}

/** A loss, and ∂C/∂output; the loss may be a number already. */
interface Judgement<in out S extends Shape> {
  readonly loss: number | Value;
  readonly error: Tensor<S>;
}
type Judge = <S extends Shape>(output: Tensor<S>, targets: Tensor<S>) => Judgement<S> & { readonly loss: Value };
const judges = new WeakMap<Loss, Judge>();

/** A loss of the library. */
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

/** As `evaluate`, but the loss is not read if it need not be. */
export const judge = <S extends Shape>(loss: Loss, output: Tensor<S>, targets: Tensor<S>): Judgement<S> =>
  judges.get(loss)?.(output, targets) ?? loss.evaluate(output, targets);
