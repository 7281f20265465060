/** The RMSProp optimiser. */
import { engine } from "../../engine/current.js";
import { stepRmsprop } from "../../engine/optimizers/steps.js";
import type { Storage } from "../../engine/storage.js";
import type { Anything } from "../../shape/accepted.js";
import type { KnownOptions, OtherOptions } from "../../shape/known.js";
import { checkRange, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { LearningRate } from "./learning-rate.js";
import type { AcceptingModel, Model } from "./model.js";
import { type Optimizer, optimizer } from "./optimizer.js";

/** Options of {@link rmsprop}. */
export interface RmspropOptions {
  /** η, which scales each step; 0.01 by default. It may be a schedule, such as {@link cosineDecay}. */
  readonly learningRate?: LearningRate | undefined;
  /** α, the decay rate of the running mean of the squared gradients; 0.99 by default. */
  readonly alpha?: number | undefined;
  /** ε, which prevents division by zero; 1e-8 by default. */
  readonly epsilon?: number | undefined;
  /** μ, the fraction of the previous velocity that is kept, at least 0 and less than 1; 0 by default. */
  readonly momentum?: number | undefined;
  /** λ, the weight decay: λw is added to the gradient of w; 0 by default. */
  readonly weightDecay?: number | undefined;
}

/**
 * Creates an RMSProp optimiser (Tieleman and Hinton, "Lecture 6.5: RMSProp", COURSERA: Neural Networks for Machine Learning, 2012). The
 * defaults, and the momentum, are those of PyTorch's `RMSprop`.
 *
 * $$ g \leftarrow \nabla C + \lambda w, \quad v \leftarrow \alpha v + (1 - \alpha) g^2, \quad
 *    b \leftarrow \mu b + \frac{g}{\sqrt{v} + \varepsilon}, \quad w \leftarrow w - \eta b $$
 *
 * @param model - the network or parameters to train, as for {@link sgd}
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { dense, rmsprop } from "conformable/nn";
 *
 * const optimizer = rmsprop(dense(3, 2), { learningRate: 0.001, alpha: 0.9 });
 * ```
 */
export function rmsprop<
  In extends Shape,
  Out extends Shape,
  const P,
  const Options extends (object & RmspropOptions) | OtherOptions<Options>,
  Given = unknown,
  Ok extends AcceptingModel<"rmsprop", P, Given> = unknown,
>(
  model: Model<"rmsprop", In, Out, P, Given>,
  options?: KnownOptions<"rmsprop", Options, keyof RmspropOptions>,
): unknown extends NoInfer<Ok> ? Optimizer<P> : Anything;
export function rmsprop(model: unknown, options: RmspropOptions = {}): Optimizer<unknown> {
  const given = readOptions("rmsprop", options, ["learningRate", "alpha", "epsilon", "momentum", "weightDecay"]);
  const { learningRate = 0.01, alpha = 0.99, epsilon = 1e-8, momentum = 0, weightDecay = 0 } = given;
  checkRange("rmsprop: alpha", alpha, 0, 1);
  checkRange("rmsprop: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  checkRange("rmsprop: momentum", momentum, 0, 1);
  checkRange("rmsprop: weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  const settings = { alpha, epsilon, momentum, weightDecay };
  const keeps = momentum === 0 ? ["square"] : ["square", "velocity"];

  return optimizer("rmsprop", model, learningRate, keeps, (parameter, gradient, [square, velocity], current) => {
    stepRmsprop(engine(), parameter, gradient, square as Storage, velocity, { ...settings, ...current }); // it is always kept
  });
}
