/** The Lion optimiser. */
import { engine } from "../../engine/current.js";
import { stepLion } from "../../engine/optimizers/steps.js";
import type { Storage } from "../../engine/storage.js";
import type { Anything } from "../../shape/accepted.js";
import type { KnownOptions, OtherOptions } from "../../shape/known.js";
import { checkRange, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { LearningRate } from "./learning-rate.js";
import type { AcceptingModel, Model } from "./model.js";
import { type Optimizer, optimizer } from "./optimizer.js";

/** Options of {@link lion}. */
export interface LionOptions {
  /** η, the size of each step; 0.0001 by default. It may be a schedule, such as {@link cosineDecay}. */
  readonly learningRate?: LearningRate | undefined;
  /** β₁, the share of the momentum in the direction of a step; 0.9 by default. */
  readonly beta1?: number | undefined;
  /** β₂, the decay rate of the momentum; 0.99 by default. */
  readonly beta2?: number | undefined;
  /** λ, the weight decay: each step subtracts ηλw from w; 0 by default. */
  readonly weightDecay?: number | undefined;
}

/**
 * Creates a Lion optimiser (Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023), with the defaults of the
 * authors' code. Each parameter moves by exactly the learning rate, up or down. The authors use learning rates 3 to 10 times
 * smaller than for {@link adamW}, and weight decays larger by the same factor.
 *
 * $$ w \leftarrow (1 - \eta \lambda) w - \eta \operatorname{sign} \bigl( \beta_1 m + (1 - \beta_1) g \bigr), \quad
 *    m \leftarrow \beta_2 m + (1 - \beta_2) g $$
 *
 * @param model - the network or parameters to train, as for {@link sgd}
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { dense, lion } from "conformable/nn";
 *
 * const optimizer = lion(dense(3, 2), { learningRate: 0.0003, weightDecay: 0.1 });
 * ```
 */
export function lion<
  In extends Shape,
  Out extends Shape,
  const P,
  const Options extends (object & LionOptions) | OtherOptions<Options>,
  Given = unknown,
  Ok extends AcceptingModel<"lion", P, Given> = unknown,
>(
  model: Model<"lion", In, Out, P, Given>,
  options?: KnownOptions<"lion", Options, keyof LionOptions>,
): unknown extends NoInfer<Ok> ? Optimizer<P> : Anything;
export function lion(model: unknown, options: LionOptions = {}): Optimizer<unknown> {
  const given = readOptions("lion", options, ["learningRate", "beta1", "beta2", "weightDecay"]);
  const { learningRate = 0.0001, beta1 = 0.9, beta2 = 0.99, weightDecay = 0 } = given;
  checkRange("lion: beta1", beta1, 0, 1);
  checkRange("lion: beta2", beta2, 0, 1);
  checkRange("lion: weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  const settings = { beta1, beta2 };

  return optimizer("lion", model, learningRate, ["momentum"], (parameter, gradient, [momentum], current) => {
    const keep = 1 - current.learningRate * weightDecay;
    stepLion(engine(), parameter, gradient, momentum as Storage, { ...settings, ...current, keep }); // the one that it keeps
  });
}
