/** What all optimisers have in common: they check the gradients as a whole, then update one parameter after the other. */
import type { View } from "../../engine/engine.js";
import type { Storage } from "../../engine/storage.js";
import { leaves, matching } from "../../grad/tree.js";
import { isRevoked } from "../../shape/list.js";
import { fieldsOf } from "../../shape/options.js";
import { type Refused, ShapeError } from "../../shape/shape-error.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import { type AnyTensor, viewOf } from "../../tensor/tensor.js";
import { checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Gradients } from "../contract/layer.js";
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
    : Refused<noTensors<Operation>>;
type noTensors<Operation extends string> = `${Operation}: takes a network, a trainable, or tensors in records and tuples`;

/** Whether an optimiser that was made here is one of a network's parameters. */
const ofNetwork = new WeakMap<object, (network: Origin) => boolean>();

/** Whether an optimiser is one of another network. Of one that was made elsewhere no one knows. */
export const isOfAnother = (optimizer: object, network: Origin): boolean => ofNetwork.get(optimizer)?.(network) === false;

/** An optimiser that lets `update` change one parameter after the other. */
export function optimizer<P>(
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
