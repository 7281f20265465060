/** The AdaGrad optimiser. */
import { engine } from "../../engine/current.js";
import { stepAdagrad } from "../../engine/optimizers/steps.js";
import type { Storage } from "../../engine/storage.js";
import type { Anything } from "../../shape/accepted.js";
import type { KnownOptions, OtherOptions } from "../../shape/known.js";
import { checkRange, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { LearningRate } from "./learning-rate.js";
import type { AcceptingModel, Model } from "./model.js";
import { type Optimizer, optimizer } from "./optimizer.js";

/** Options of {@link adagrad}. */
export interface AdagradOptions {
  /** η, which scales each step; 0.01 by default. It may be a schedule, such as {@link cosineDecay}. */
  readonly learningRate?: LearningRate | undefined;
  /** ε, which prevents division by zero; 1e-10 by default. */
  readonly epsilon?: number | undefined;
  /** λ, the weight decay: λw is added to the gradient of w; 0 by default. */
  readonly weightDecay?: number | undefined;
}

/**
 * Creates an AdaGrad optimiser (Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
 * 2011). The defaults are PyTorch's.
 *
 * $$ g \leftarrow \nabla C + \lambda w, \quad s \leftarrow s + g^2, \quad w \leftarrow w - \eta \, \frac{g}{\sqrt{s} + \varepsilon} $$
 *
 * Without weight decay, rows of an {@link embedding} that weren't looked up don't change, and cost nothing.
 *
 * @param model - the network or parameters to train, as for {@link sgd}
 * @throws RangeError if an option is out of its range
 * @example
 * ```ts
 * import { adagrad, dense } from "conformable/nn";
 *
 * const optimizer = adagrad(dense(3, 2), { learningRate: 0.1 });
 * ```
 */
export function adagrad<
  In extends Shape,
  Out extends Shape,
  const P,
  const Options extends (object & AdagradOptions) | OtherOptions<Options>,
  Given = unknown,
  Ok extends AcceptingModel<"adagrad", P, Given> = unknown,
>(
  model: Model<"adagrad", In, Out, P, Given>,
  options?: KnownOptions<"adagrad", Options, keyof AdagradOptions>,
): unknown extends NoInfer<Ok> ? Optimizer<P> : Anything;
export function adagrad(model: unknown, options: AdagradOptions = {}): Optimizer<unknown> {
  const given = readOptions("adagrad", options, ["learningRate", "epsilon", "weightDecay"]);
  const { learningRate = 0.01, epsilon = 1e-10, weightDecay = 0 } = given;
  checkRange("adagrad: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  checkRange("adagrad: weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  const settings = { epsilon, weightDecay };

  return optimizer(
    "adagrad",
    model,
    learningRate,
    ["sum"],
    (parameter, gradient, [sum], current) => {
      stepAdagrad(engine(), parameter, gradient, sum as Storage, { ...settings, ...current }); // the one that it keeps
    },
    weightDecay === 0,
  );
}
