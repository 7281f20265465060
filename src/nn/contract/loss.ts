/**
 * The loss interface: a number for how far an output is from its targets, and the derivative of that number with respect to the
 * output.
 */
import type { Shape } from "../../shape/shape.js";
import type { Value } from "../../tensor/tape.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";

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
/** Computes a loss of the library. The weights are those of the examples, in the shape of the output's first axes. */
export type Judge = <S extends Shape>(
  output: Tensor<S>,
  targets: AnyTensor,
  weights?: AnyTensor,
) => Judgement<S> & { readonly loss: Value };
const judges = new WeakMap<object, Judge>();

/** Makes a loss of the library out of an object, which may already have members of its own. */
export function lossOf<Into extends object>(into: Into, name: string, judge: Judge): Into & Loss {
  const evaluate: Loss["evaluate"] = (output, targets) => {
    const judgement = judge(output, targets);
    return new LateEvaluation(judgement.loss, judgement.error);
  };
  judges.set(into, judge);
  return Object.defineProperties(into, {
    name: { value: name, enumerable: true },
    evaluate: { value: evaluate, enumerable: true },
  }) as Into & Loss; // it has both now
}

/** Like `evaluate`, but leaves a loss that the library computes in the engine's memory. */
export const judge = <S extends Shape>(loss: Loss, output: Tensor<S>, targets: AnyTensor, weights?: AnyTensor): Judgement<S> =>
  judges.get(loss)?.(output, targets, weights) ?? loss.evaluate(output, targets);

/** Whether the library can compute the loss with weights for the examples. */
export const canWeigh = (loss: Loss): boolean => judges.has(loss);

// ── Several batches ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * How much a batch counts in the mean over several batches: what its own loss was divided by.
 *
 * @param rank - the number of axes of the output
 */
export type Share = (targets: AnyTensor, examples: number, rank: number) => number;
const shares = new WeakMap<object, Share | "sum">();

/** Says what the loss of a batch was divided by, if that isn't the number of examples; `"sum"` if it is a sum. */
export const sharing = (loss: Loss, share: Share | "sum" | undefined): void =>
  void (share === undefined || shares.set(loss, share));

/** Whether the loss over several batches is a sum. */
export const isSum = (loss: Loss): boolean => shares.get(loss) === "sum";

/** The loss over several batches: a mean or, if the loss is a sum, the sum. */
export class Total {
  #sum = 0;
  #whole = 0;
  readonly #share: Share | "sum" | undefined;
  readonly #rank: number;

  /** @param output - the shape of one output */
  constructor(loss: Loss, output: Shape) {
    this.#share = shares.get(loss);
    this.#rank = output.length + 1;
  }

  /** Returns how much the batch counts in a mean. */
  add(loss: number, targets: AnyTensor, examples: number): number {
    const share = typeof this.#share === "function" ? this.#share(targets, examples, this.#rank) : examples;
    if (share !== 0) this.#sum += this.#share === "sum" ? loss : loss * share; // otherwise the loss is NaN
    this.#whole += share;
    return share;
  }

  get isSum(): boolean {
    return this.#share === "sum";
  }

  get value(): number {
    return this.#share === "sum" ? this.#sum : this.#sum / this.#whole;
  }
}
