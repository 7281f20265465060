/** Optimisers: how parameters follow their gradients. */
import { engine } from "../engine/current.js";
import type { View } from "../engine/engine.js";
import type { Storage } from "../engine/storage.js";
import { matching } from "../grad/tree.js";
import type { Shape } from "../shape/shape.js";
import { viewOf } from "../tensor/tensor.js";
import type { AnyLayer, Gradients, Layer } from "./layer.js";
import { residences } from "./trainable.js";

/**
 * Updates the parameters of one network.
 *
 * @typeParam P - the network's parameters; gradients of another network, or transposed ones, are refused
 */
export interface Optimizer<in P> {
  /**
   * One step along the gradients. Everything is checked before anything changes.
   *
   * @throws ShapeError where a gradient has another shape than its parameter
   */
  step(gradients: Gradients<P>): void;
}

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** η, how far a step goes. */
  readonly learningRate: number;
  /** μ, how much of the last step's direction is kept; 0 unless given. */
  readonly momentum?: number | undefined;
  /** Looks ahead by the momentum before it takes the gradient (Nesterov). */
  readonly nesterov?: boolean | undefined;
  /** λ: λw is added to the gradient of w; 0 unless given. */
  readonly weightDecay?: number | undefined;
}

/**
 * Stochastic gradient descent, with momentum and weight decay as PyTorch's `SGD` has them.
 *
 * $$ g \leftarrow \nabla C + \lambda w, \quad v \leftarrow \mu v + g, \quad w \leftarrow w - \eta v $$
 *
 * With `nesterov` the last step is $w \leftarrow w - \eta (g + \mu v)$ (Sutskever et al., "On the importance of initialization
 * and momentum in deep learning", 2013).
 *
 * @throws RangeError where an option is out of its range
 * @example
 * ```ts
 * import { randomNormal, zeros } from "conformable";
 * import { backpropagate, dense, meanSquaredError, sgd } from "conformable/nn";
 *
 * const network = dense(3, 2);
 * const optimizer = sgd(network, { learningRate: 0.1, momentum: 0.9 });
 * optimizer.step(backpropagate(network, meanSquaredError, randomNormal([5, 3]), zeros([5, 2])).gradients);
 * ```
 */
export function sgd<In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, options: SgdOptions): Optimizer<P> {
  const { learningRate, momentum = 0, nesterov = false, weightDecay = 0 } = options;
  checkRange("sgd: learningRate", learningRate, 0, Number.POSITIVE_INFINITY);
  checkRange("sgd: momentum", momentum, 0, 1);
  checkRange("sgd: weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  if (nesterov && momentum === 0) throw new RangeError("sgd: nesterov needs a momentum above 0");
  const settings = { learningRate, momentum, nesterov, weightDecay };
  const velocities: Storage[] = [];

  return optimizer("sgd", network, (parameter, gradient, leaf) => {
    if (momentum !== 0) velocities[leaf] ??= engine().fill(parameter.length, 0);
    engine().sgd(parameter, gradient, velocities[leaf], settings);
  });
}

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
 * @throws RangeError where an option is out of its range
 * @example
 * ```ts
 * import { adam, dense } from "conformable/nn";
 *
 * const optimizer = adam(dense(3, 2), { learningRate: 0.01 });
 * ```
 */
export function adam<In extends Shape, Out extends Shape, P>(
  network: Layer<In, Out, P>,
  options: AdamOptions = {},
): Optimizer<P> {
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  checkRange("adam: learningRate", learningRate, 0, Number.POSITIVE_INFINITY);
  checkRange("adam: beta1", beta1, 0, 1);
  checkRange("adam: beta2", beta2, 0, 1);
  checkRange("adam: epsilon", epsilon, 0, Number.POSITIVE_INFINITY);
  checkRange("adam: weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  const moments: { first: Storage; second: Storage; steps: number }[] = [];

  return optimizer("adam", network, (parameter, gradient, leaf) => {
    const zeros = () => engine().fill(parameter.length, 0);
    const moment = moments[leaf] ?? { first: zeros(), second: zeros(), steps: 0 };
    moments[leaf] = moment;
    moment.steps++;
    const settings = { learningRate, beta1, beta2, epsilon, weightDecay, step: moment.steps };
    engine().adam(parameter, gradient, moment.first, moment.second, settings);
  });
}

/** Checks the gradients as a whole, then lets `update` change one parameter after the other. */
function optimizer<P>(
  name: string,
  network: Pick<AnyLayer, "parameters" | "trainables">,
  update: (parameter: Storage, gradient: View, leaf: number) => void,
): Optimizer<P> {
  const homes = residences(name, network);
  const parameters = homes.flatMap((home) => home.parameters);
  return {
    step(gradients) {
      const views = matching(name, parameters, gradients).map((tensor) => viewOf(name, tensor));
      let next = 0;
      for (const { trainable } of homes) {
        trainable.update((parameter) => {
          update(parameter, views[next] as View, next); // one for each parameter, in order
          next++;
        });
      }
    },
  };
}

export function checkRange(name: string, value: unknown, from: number, below: number): void {
  if (!(typeof value === "number" && value >= from && value < below)) {
    const range =
      below === Number.POSITIVE_INFINITY ? `a finite number from ${from} up` : `from ${from} up to, and without, ${below}`;
    throw new RangeError(`${name} has to be ${range}, not ${String(value)}`);
  }
}
