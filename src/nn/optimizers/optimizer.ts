/** The part that all optimisers share: they check all gradients first, and then update one parameter after another. */
import { engine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { isRowMajor } from "../../engine/layout.js";
import { rowsOf } from "../../engine/rows.js";
import type { Storage } from "../../engine/storage.js";
import { leaves, matching } from "../../grad/tree.js";
import { isRevoked } from "../../shape/list.js";
import { fieldsOf } from "../../shape/options.js";
import { ShapeError } from "../../shape/shape-error.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import { type AnyTensor, viewOf } from "../../tensor/tensor.js";
import { makerOf } from "../contract/deferred.js";
import { checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Gradients } from "../contract/layer.js";
import { type Origin, originOf } from "../contract/origin.js";
import { type Residence, type Residences, residences } from "../contract/residences.js";
import { isTrainable, Trainable, updateInPlace } from "../contract/trainable.js";
import { checkLearningRate, type LearningRate, rateOf } from "./learning-rate.js";

/**
 * The part of an optimiser that {@link train} needs: a function that takes a step along gradients. You can pass your own object with such a
 * function.
 *
 * @typeParam P - the parameters; the compiler refuses gradients of other shapes
 */
export interface Stepper<in P> {
  /**
   * Takes one step along the gradients. Everything is checked before anything changes. If a layer is used in several places, its gradients
   * are added, and its parameters take one step.
   *
   * @throws ShapeError if a gradient doesn't have the shape of its parameter
   * @throws Error if {@link backpropagate} computed the gradients for another network
   */
  readonly step: (gradients: Gradients<P>) => void;
}

/**
 * An optimiser, made by {@link sgd}, {@link adam} or another of these functions. It updates the parameters of one network, or those of any function of tensors.
 *
 * @typeParam P - the parameters
 */
export interface Optimizer<in out P> extends Stepper<P> {
  /** The current parameters. Later steps don't change the tensors returned here. */
  readonly parameters: P;
  /**
   * The learning rate of the next step. You can set it to another number or schedule at any time: momentum and moments stay, and steps are
   * counted on.
   *
   * @throws RangeError if it is set to anything else
   */
  get learningRate(): number;
  /** Replaces the learning rate by a number or a schedule. */
  set learningRate(rate: LearningRate);
}

/** What an optimiser remembers from one step to the next. */
export interface Memory {
  /** The name of the function that made the optimiser. */
  readonly name: string;
  /** What it keeps for each parameter, such as a velocity. */
  readonly keeps: readonly string[];
  readonly homes: Residences["homes"];
  /** For each parameter, in the order of `homes`, the numbers that it keeps, in the order of `keeps`; nothing before the first step. */
  kept: (readonly Storage[])[];
  /** The number of steps so far. */
  steps: number;
  /** Whether the optimiser updates a network's parameters. */
  has(network: Origin): boolean;
  /**
   * Computes and checks what may fail in a step, and returns the function that takes it. There is a gradient for each parameter, in the
   * order of `homes`. Parameters without one stay as they are.
   */
  prepare(gradients: GradientViews): () => void;
  /**
   * Begins a step of which nothing can fail any more, and which changes parameters in place only. The returned function takes the gradients of
   * one trainable of `homes` after another, of each once, in any order. Some optimisers lack this method.
   */
  begin?(): (home: number, gradients: GradientViews) => void;
}
/** A gradient for each parameter that changes in a step. */
type GradientViews = readonly (View | undefined)[];

const memories = new WeakMap<object, Memory>();

/** Records the memory of an optimiser. */
export const remember = (optimizer: object, memory: Memory): void => void memories.set(optimizer, memory);

/** The memory of an optimiser; undefined for one that wasn't made here. */
export const memoryOf = (optimizer: unknown): Memory | undefined => memories.get(optimizer as object); // for a primitive, get() returns undefined

/** What is the same for all parameters in one step. Steps are counted from 1. */
interface Current {
  readonly learningRate: number;
  readonly step: number;
}

/** Changes one parameter in place, and what the optimiser keeps for it. */
type Update = (parameter: Storage, gradient: View, kept: readonly Storage[], current: Current) => void;

/** Updates the parameters of one trainable, of which the first has the index `start` among all parameters. */
function updateHome(
  { kept, keeps, homes }: Memory,
  home: number,
  start: number,
  gradients: GradientViews,
  current: Current,
  update: Update,
  skips: boolean,
): void {
  let leaf = 0;
  updateInPlace((homes[home] as Residence).trainable, (parameter) => {
    const gradient = gradients[leaf];
    const next = start + leaf++;
    if (gradient) {
      kept[next] ??= keeps.map(() => engine().fill(parameter.length, 0));
      const own = kept[next] as Storage[]; // it has just been filled
      const rows = skips && isRowMajor(gradient) && gradient.storage.length === parameter.length && rowsOf.get(gradient.storage);
      if (rows)
        rows.update([parameter, ...own], ([w, ...memory], g) => update(w as Storage, g, memory, current)); // as many as it has
      else update(parameter, gradient, own, current);
    }
  });
}

/** Returns the function that takes a step of another kind. */
type Take = (memory: Memory, gradients: GradientViews, current: Current) => () => void;

/** Checks that networks and gradients are those of an optimiser. */
export function ownership(name: string, { owner, parameters, homes }: Residences & { readonly owner: Origin }) {
  const has = (network: Origin): boolean => {
    const others = leaves(network.parameters);
    const isThere = ({ trainable, places }: Residence): boolean =>
      leaves(trainable.peek()).every(({ tensor }, leaf) => places[leaf]?.every((place) => others[place]?.tensor === tensor));
    return others.length === parameters.length && homes.every(isThere);
  };
  let known: Origin = owner;
  const check = (origin: Origin | undefined): void => {
    if (origin === undefined || origin === known) return;
    if (!has(origin))
      throw new Error(`${name}: these gradients were found for another network; if that is meant, copy them: { ...gradients }`);
    known = origin;
  };
  return { has, check };
}

/**
 * Makes an optimiser that calls `update` for one parameter after another, with what it keeps for the parameter, which begins as zeros.
 *
 * @param skips - whether rows without a gradient stay as they are, with what is kept for them
 */
export function optimizer<P>(
  name: string,
  model: unknown,
  learningRate: LearningRate,
  keeps: readonly string[],
  update: Update,
  skips = false,
  take?: Take,
): Optimizer<P> {
  checkLearningRate(name, learningRate);
  let rate = learningRate;
  const { owner, parameters, homes } = optimized(name, model);
  const places = homes.flatMap((home) => home.places);
  const { has, check } = ownership(name, { owner, parameters, homes });

  const memory: Memory = {
    name,
    keeps,
    homes,
    kept: [],
    steps: 0,
    has,
    prepare(gradients) {
      const write = take?.(memory, gradients, currentStep()) ?? inPlace(gradients);
      return () => {
        write();
        memory.steps++;
      };
    },
    ...(!take && { begin }),
  };
  const starts = homes.map((_, home) => homes.slice(0, home).reduce((sum, before) => sum + before.places.length, 0));
  const currentStep = (): Current => ({ learningRate: rateOf(name, rate, memory.steps), step: memory.steps + 1 });
  const inPlace = (gradients: GradientViews) => {
    const current = currentStep();
    return () =>
      starts.forEach((start, home) => {
        updateHome(memory, home, start, start === 0 ? gradients : gradients.slice(start), current, update, skips);
      });
  };
  function begin(): ReturnType<NonNullable<Memory["begin"]>> {
    const current = currentStep();
    let left = homes.length;
    if (left === 0) memory.steps++;
    return (home, gradients) => {
      updateHome(memory, home, starts[home] as number, gradients, current, update, skips);
      left--;
      if (left === 0) memory.steps++;
    };
  }
  const made: Optimizer<P> = {
    get parameters() {
      return owner.parameters as P; // the optimiser was made for these parameters
    },
    get learningRate(): number {
      return rateOf(name, rate, memory.steps);
    },
    set learningRate(other: LearningRate) {
      checkLearningRate(name, other);
      rate = other;
    },
    step(gradients) {
      const found = matching(name, parameters, gradients);
      check(originOf(gradients));
      memory.prepare(places.map((each) => total(name, each, found)))();
    },
  };
  remember(made, memory);
  return made;
}

/** What an optimiser updates: the owner of the parameters, and the trainables that hold them. */
export function optimized(name: string, model: unknown): Residences & { readonly owner: Origin } {
  if (isLayer(model) || makerOf(model)) {
    const network = checkLayer(name, "the network", model, true);
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

/** The sum of a parameter's gradients from all its places. There is at least one place. */
export const total = (name: string, places: readonly number[], gradients: readonly AnyTensor[]): View =>
  places.map((place) => viewOf(name, gradients[place])).reduce((sum, gradient) => binary("add", sum, gradient));
