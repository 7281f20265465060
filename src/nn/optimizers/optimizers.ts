/** Optimisers: how parameters follow their gradients. */
import { engine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import type { Storage } from "../../engine/storage.js";
import { leaves, matching } from "../../grad/tree.js";
import { isRevoked } from "../../shape/list.js";
import { checkFlag, checkRange, fieldsOf, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { type Refused, ShapeError } from "../../shape/shape-error.js";
import { binary } from "../../tensor/operations/primitives.js";
import { type AnyTensor, viewOf } from "../../tensor/tensor.js";
import { checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Gradients, Layer } from "../contract/layer.js";
import { type Origin, originOf } from "../contract/origin.js";
import { type Residences, residences } from "../contract/residences.js";
import { isTrainable, Trainable, updateInPlace } from "../contract/trainable.js";

/**
 * Takes steps along gradients: what {@link train} needs of an optimiser. An object of one's own that has such a function will do.
 *
 * @typeParam P - the parameters; gradients of another network, or transposed ones, are refused
 */
export interface Stepper<in P> {
  /**
   * One step along the gradients. Everything is checked before anything changes. The gradients of a layer that stands in several
   * places are added, and its parameters take one step.
   *
   * @throws ShapeError where a gradient has another shape than its parameter
   * @throws Error where {@link backpropagate} has found the gradients for another network
   */
  readonly step: (gradients: Gradients<P>) => void;
}

/**
 * Updates the parameters of one network, or those of any function: what {@link sgd} and {@link adam} give.
 *
 * @typeParam P - the parameters
 */
export interface Optimizer<in out P> extends Stepper<P> {
  /** The parameters as they are now; later steps leave what is returned here alone. */
  readonly parameters: P;
}

/** What a tree of tensors has to be besides: one with tensors everywhere. */
export type TensorsOf<Operation extends string, P> = P extends AnyTensor
  ? unknown
  : P extends object
    ? { readonly [Key in keyof P]: TensorsOf<Operation, P[Key]> }
    : Refused<`${Operation}: takes a network, a trainable, or tensors in records and tuples`>;

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
 * @param model - what is to be learned: a network; or, for any function of tensors, a {@link trainable} that holds its parameters, or the
 *   first parameters themselves, of which the optimiser's `parameters` then are the current ones
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
export function sgd<In extends Shape, Out extends Shape, P>(
  model: Layer<In, Out, P> | Trainable<P> | (P & NoInfer<TensorsOf<"sgd", P>>),
  options: SgdOptions,
): Optimizer<P> {
  const names = ["learningRate", "momentum", "nesterov", "weightDecay"] as const;
  const { learningRate, momentum = 0, nesterov = false, weightDecay = 0 } = readOptions("sgd", options, names);
  checkFlag("sgd: nesterov", nesterov);
  checkRange("sgd: learningRate", learningRate, 0, Number.POSITIVE_INFINITY);
  checkRange("sgd: momentum", momentum, 0, 1);
  checkRange("sgd: weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  if (nesterov && momentum === 0) throw new RangeError("sgd: nesterov needs a momentum above 0");
  const settings = { learningRate, momentum, nesterov, weightDecay };
  const velocities: Storage[] = [];

  return optimizer("sgd", model, (parameter, gradient, leaf) => {
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
    engine().adam(parameter, gradient, moment.first, moment.second, settings);
  });
}

/** Whether an optimiser that was made here is one of a network's parameters. */
const ofNetwork = new WeakMap<object, (network: Origin) => boolean>();

/** Whether an optimiser is one of another network. Of one that was made elsewhere no one knows. */
export const isOfAnother = (optimizer: object, network: Origin): boolean => ofNetwork.get(optimizer)?.(network) === false;

/** Checks the gradients as a whole, then lets `update` change one parameter after the other. */
function optimizer<P>(
  name: string,
  model: unknown,
  update: (parameter: Storage, gradient: View, leaf: number) => void,
): Optimizer<P> {
  const { owner, parameters, homes } = optimized(name, model);
  const places = homes.flatMap((home) => home.places);
  const has = (network: Origin): boolean => {
    const current: AnyTensor[] = [];
    homes.forEach((home) => {
      leaves(home.trainable.peek()).forEach(({ tensor }, leaf) => {
        for (const place of home.places[leaf] ?? []) current[place] = tensor;
      });
    });
    const others = leaves(network.parameters);
    return others.length === current.length && others.every(({ tensor }, place) => tensor === current[place]);
  };
  let known: Origin = owner;
  const check = (origin: Origin | undefined): void => {
    if (origin === undefined || origin === known) return;
    if (!has(origin))
      throw new Error(`${name}: these gradients were found for another network; if that is meant, copy them: { ...gradients }`);
    known = origin;
  };

  const made: Optimizer<P> = {
    get parameters() {
      return owner.parameters as P; // they are what the optimiser was made for
    },
    step(gradients) {
      const found = matching(name, parameters, gradients);
      check(originOf(gradients));
      const views = places.map((each) => total(name, each, found));
      let next = 0;
      for (const { trainable } of homes) {
        updateInPlace(trainable, (parameter) => {
          update(parameter, views[next] as View, next); // one for each parameter, in order
          next++;
        });
      }
    },
  };
  ofNetwork.set(made, has);
  return made;
}

/** What an optimiser updates: who has the parameters, and where they live. */
function optimized(name: string, model: unknown): Residences & { readonly owner: Origin } {
  if (isLayer(model)) {
    const network = checkLayer(name, "the network", model);
    return { owner: network, ...residences(name, network) };
  }
  if (typeof model !== "object" || model === null || isRevoked(model))
    throw new ShapeError(`${name}: takes a network, a trainable, or tensors in records and tuples`);
  const trainable = isTrainable(model) ? model : new Trainable(model);
  const owner = {
    get parameters() {
      return trainable.values;
    },
  };
  return { owner, ...residences(name, { ...owner, trainables: [trainable] }) };
}

function isLayer(model: unknown): model is AnyLayer {
  const { forward } = fieldsOf(model);
  return typeof forward === "function";
}

/** The sum of a parameter's gradients from all its places, of which there is at least one. */
function total(name: string, places: readonly number[], gradients: readonly AnyTensor[]): View {
  let sum = viewOf(name, gradients[places[0] as number]); // see above
  for (let next = 1; next < places.length; next++) sum = binary("add", sum, viewOf(name, gradients[places[next] as number])); // likewise
  return sum;
}
