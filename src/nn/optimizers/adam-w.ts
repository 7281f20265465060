/** The AdamW optimiser: Adam with decoupled weight decay. */
import { engine } from "../../engine/current.js";
import { stepAdam } from "../../engine/optimizers/steps.js";
import type { Storage } from "../../engine/storage.js";
import type { Anything } from "../../shape/accepted.js";
import type { KnownOptions, OtherOptions } from "../../shape/known.js";
import type { Shape } from "../../shape/shape.js";
import { readAdamOptions } from "./adam.js";
import type { LearningRate } from "./learning-rate.js";
import type { AcceptingModel, Model } from "./model.js";
import { type Optimizer, optimizer } from "./optimizer.js";

/** Options of {@link adamW}. */
export interface AdamWOptions {
  /** η, which scales each step; 0.001 by default. It may be a schedule, such as {@link cosineDecay}. */
  readonly learningRate?: LearningRate | undefined;
  /** β₁, the decay rate of the running mean of the gradients; 0.9 by default. */
  readonly beta1?: number | undefined;
  /** β₂, the decay rate of the running mean of the squared gradients; 0.999 by default. */
  readonly beta2?: number | undefined;
  /** ε, which prevents division by zero; 1e-8 by default. */
  readonly epsilon?: number | undefined;
  /** λ, the weight decay: each step subtracts ηλw from w; 0.01 by default. */
  readonly weightDecay?: number | undefined;
  /**
   * Whether rows of an {@link embedding} that weren't looked up stay as they are in a step, with their moments and without decay,
   * and so cost nothing; false by default. Otherwise their moments decay, and the rows keep moving. (In PyTorch, this is a
   * separate optimiser, `SparseAdam`.)
   */
  readonly lazyRows?: boolean | undefined;
}

/**
 * Creates an AdamW optimiser (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019). Unlike in {@link adam}, the weight
 * decay isn't part of the gradient, so the moments don't scale it. The defaults are PyTorch's.
 *
 * $$ m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad
 *    w \leftarrow (1 - \eta \lambda) w - \eta \, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon} $$
 *
 * @param model - the network or parameters to train, as for {@link sgd}
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { adamW, dense } from "conformable/nn";
 *
 * const optimizer = adamW(dense(3, 2), { learningRate: 0.01, weightDecay: 0.1 });
 * ```
 */
export function adamW<
  In extends Shape,
  Out extends Shape,
  const P,
  const Options extends (object & AdamWOptions) | OtherOptions<Options>,
  Given = unknown,
  Ok extends AcceptingModel<"adamW", P, Given> = unknown,
>(
  model: Model<"adamW", In, Out, P, Given>,
  options?: KnownOptions<"adamW", Options, keyof AdamWOptions>,
): unknown extends NoInfer<Ok> ? Optimizer<P> : Anything;
export function adamW(model: unknown, options: AdamWOptions = {}): Optimizer<unknown> {
  const { learningRate, weightDecay, lazyRows, ...settings } = readAdamOptions("adamW", options, 0.01);

  return optimizer(
    "adamW",
    model,
    learningRate,
    ["first", "second"],
    (parameter, gradient, [first, second], current) => {
      const keep = 1 - current.learningRate * weightDecay;
      const all = { ...settings, ...current, weightDecay: 0, keep };
      stepAdam(engine(), parameter, gradient, first as Storage, second as Storage, all); // the two that it keeps
    },
    lazyRows,
  );
}
