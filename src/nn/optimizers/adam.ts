/** Adam. */
import { engine } from "../../engine/current.js";
import { stepAdam } from "../../engine/optimizers/steps.js";
import type { Storage } from "../../engine/storage.js";
import { checkRange, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { Layer } from "../contract/layer.js";
import type { Trainable } from "../contract/trainable.js";
import { type Optimizer, optimizer, type TensorsOf } from "./optimizer.js";

/** Options of {@link adam}. */
export interface AdamOptions {
  /** η, how far a step goes; 0.001 unless given. */
  readonly learningRate?: number | undefined;
  /** β₁, how slowly the mean of the gradients forgets; 0.9 unless given. */
  readonly beta1?: number | undefined;
  /** β₂, how slowly the mean of their squares forgets; 0.999 unless given. */
  readonly beta2?: number | undefined;
  /** ε keeps the division finite; 1e-8 unless given. */
  readonly epsilon?: number | undefined;
  /** λ: λw is added to the gradient of w; 0 unless given. */
  readonly weightDecay?: number | undefined;
}

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015), with the defaults and the bias correction of the paper.
 *
 * $$ m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad
 *    w \leftarrow w - \eta \, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon} $$
 *
 * @param model - what is to be learned, as for {@link sgd}
 * @throws RangeError where an option is out of its range
 * @example
 * ```ts
 * import { adam, dense } from "conformable/nn";
 *
 * const optimizer = adam(dense(3, 2), { learningRate: 0.01 });
 * ```
 * @example
 * Of any function:
 * ```ts
 * import { randomNormal, type Vector, valueAndGrad, zeros } from "conformable";
 * import { adam } from "conformable/nn";
 *
 * const x = randomNormal([50, 3]);
 * const slope = valueAndGrad((weights: Vector<3>) => x.matmul(weights).subtract(1).square().mean());
 * const optimizer = adam(zeros([3]), { learningRate: 0.1 });
 * for (let step = 0; step < 100; step++) optimizer.step(slope(optimizer.parameters).gradients);
 * ```
 */
export function adam<In extends Shape, Out extends Shape, P>(
  model: Layer<In, Out, P> | Trainable<P> | (P & NoInfer<TensorsOf<"adam", P>>),
  options: AdamOptions = {},
): Optimizer<P> {
  const names = ["learningRate", "beta1", "beta2", "epsilon", "weightDecay"] as const;
  const given = readOptions("adam", options, names);
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = given;
  checkRange("adam: learningRate", learningRate, 0, Number.POSITIVE_INFINITY);
  checkRange("adam: beta1", beta1, 0, 1);
  checkRange("adam: beta2", beta2, 0, 1);
  checkRange("adam: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  checkRange("adam: weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  const moments: { first: Storage; second: Storage; steps: number }[] = [];

  return optimizer("adam", model, (parameter, gradient, leaf) => {
    const zeros = () => engine().fill(parameter.length, 0);
    const moment = moments[leaf] ?? { first: zeros(), second: zeros(), steps: 0 };
    moments[leaf] = moment;
    moment.steps++;
    const settings = { learningRate, beta1, beta2, epsilon, weightDecay, step: moment.steps };
    stepAdam(engine(), parameter, gradient, moment.first, moment.second, settings);
  });
}
