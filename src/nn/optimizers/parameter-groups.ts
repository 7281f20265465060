/** Several optimisers for the parts of one network. */
import { engine } from "../../engine/current.js";
import type { Storage } from "../../engine/storage.js";
import { leaves, matching } from "../../grad/tree.js";
import type { Anything } from "../../shape/accepted.js";
import { cut, describe } from "../../shape/describe.js";
import type { Some } from "../../shape/known.js";
import { isArray, readList } from "../../shape/list.js";
import { checkFlag, fieldsOf, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { type Refused, refuse, ShapeError } from "../../shape/shape-error.js";
import type { AnyTensor, Tensor } from "../../tensor/tensor.js";
import { checkFunction } from "../contract/foreign.js";
import type { SeveralNetworks } from "../contract/no-layer.js";
import { originOf } from "../contract/origin.js";
import type { Learning, OfAnyRecords } from "../contract/record-network.js";
import type { AnyTrainable, Trainable } from "../contract/trainable.js";
import { checkLearningRate, type LearningRate } from "./learning-rate.js";
import { type Memory, memoryOf, type Optimizer, optimized, ownership, remember, total } from "./optimizer.js";

/** An optimiser of a network or a part of it, whatever its parameters are. */
// biome-ignore lint/suspicious/noExplicitAny: an optimiser is invariant in its parameters, so only `any` covers all of them
export type AnyOptimizer = Optimizer<any>;

/** A group of {@link parameterGroups}: an optimiser, for some of the parameters that it was made for. */
export interface ParameterGroup {
  /** The optimiser, of the network or a part of it. */
  readonly optimizer: AnyOptimizer;
  /**
   * Chooses the parameters of the group. It is called once for each, when the groups are made.
   *
   * @param name - the name of the parameter in the network, such as `0.weights`
   * @returns whether the parameter belongs to the group
   */
  readonly only: (name: string, parameter: Tensor<Shape>) => boolean;
}

/** A constraint on a group: all shapes of its parameters occur in the network. Otherwise it contains the error message. */
export type PartOf<P, Group> = Group extends {
  /** The optimiser of the group. */
  readonly optimizer: infer Inner;
}
  ? {
      /** The optimiser of the group, whose parameters are in the network. */
      readonly optimizer: PartOf<P, Inner>;
      /** Chooses the parameters of the group. */
      readonly only: ParameterGroup["only"];
    }
  : Group extends {
        /** The parameters that the optimiser was made for. */
        readonly parameters: infer Part;
        /** What a network doesn't have. */
        readonly step: unknown;
      }
    ? [TensorsIn<Part>] extends [TensorsIn<P>]
      ? unknown
      : Refused<noPart>
    : Refused<noGroup>;
type TensorsIn<Tree> = Tree extends AnyTensor
  ? Tree
  : Tree extends readonly unknown[]
    ? { readonly [Index in keyof Tree]: TensorsIn<Tree[Index]> }[number]
    : Tree extends object
      ? { readonly [Key in keyof Tree]: TensorsIn<Tree[Key]> }[keyof Tree]
      : never;
type AtLeastOne<Groups> = Groups extends readonly [] ? Refused<noGroups> : unknown;
/** With more types than a group may have, the compiler infers the list, and each group can say what is wrong with it. */
type OptimizerOrGroup = AnyOptimizer | ParameterGroup | object | string | number | boolean | null | undefined;
type noGroup = "parameterGroups: takes optimizers, such as adamW(network)";
/** The network or the trainable, or the error message. */
type takesAModel<Given, Wanted> = unknown extends Given
  ? Wanted
  : [...NoModel<Given>] extends Some
    ? NoModel<Given>[0]
    : [Given] extends [never]
      ? Given
      : Wanted;
type NoModel<Given> = [Extract<keyof Given, "forward" | "use" | keyof OfAnyRecords<unknown>>] extends [never]
  ? [noModel]
  : SeveralNetworks<"parameterGroups: the network", Given>;
type noModel = "parameterGroups: takes a network or a trainable, and then a list of optimizers";
const noModel: noModel = "parameterGroups: takes a network or a trainable, and then a list of optimizers";
type noGroups = "parameterGroups: takes a list of optimizers, not an empty one";
type noPart = "parameterGroups: a group has parameters that aren't in the network";
const noPart: noPart = "parameterGroups: a group has parameters that aren't in the network";

/**
 * Joins optimisers of the parts of a network into one optimiser of the whole, so each part can have its own learning rate, weight
 * decay or method. Each parameter is updated by the first optimiser in the list that was made for it. So list the exceptions
 * first, and then an optimiser of the whole network for the rest.
 *
 * The `learningRate` of the result is that of the last optimiser. If you set it, the other rates change in proportion, now or, with a
 * schedule, in each step. You can also set the rate of one of the optimisers.
 *
 * Use the result like any other optimiser, and save it with `saveNetwork`. To load it, make the same groups first.
 *
 * @param model - a network, or a {@link trainable}
 * @param groups - optimisers made by {@link sgd}, {@link adamW} or another of these functions, or {@link ParameterGroup}s
 * @throws ShapeError if an optimiser has parameters that aren't in the network
 * @throws Error if no parameter is left for an optimiser, or no optimiser has a parameter
 * @throws TypeError if a group isn't an optimiser of the library
 * @example
 * ```ts
 * import { adamW, dense, parameterGroups, relu, sequential } from "conformable/nn";
 *
 * const body = sequential(dense(64, 32, { activation: relu })); // trained before
 * const network = sequential(body, dense(32, 10));
 * const optimizer = parameterGroups(network, [
 *   { optimizer: adamW(network, { weightDecay: 0 }), only: (name) => name.endsWith("bias") },
 *   adamW(body, { learningRate: 0.0001, weightDecay: 0.1 }),
 *   adamW(network, { weightDecay: 0.1 }),
 * ]);
 * ```
 */
export function parameterGroups<
  In extends Shape,
  Out extends Shape,
  P = Anything,
  const Groups extends readonly OptimizerOrGroup[] = readonly AnyOptimizer[],
  Given = unknown,
>(
  model: takesAModel<Given, Learning<In, Out, P> | Trainable<P>>,
  groups: { readonly [Index in keyof Groups]: PartOf<NoInfer<P>, Groups[Index]> } & Groups & AtLeastOne<Groups>,
): Optimizer<P>;
export function parameterGroups(model: unknown, groups: unknown): Optimizer<unknown> {
  if (isArray(model)) refuse(noModel);
  const found = optimized("parameterGroups", model);
  const { owner, parameters, homes } = found;
  const given = readList(groups, readGroup);
  const last = given?.at(-1)?.optimizer;
  if (!given || !last)
    throw new TypeError(`parameterGroups: takes a list of optimizers, not ${given ? "an empty one" : describe(groups)}`);

  const starts = new Map<AnyTrainable, number>();
  const places: (readonly number[])[] = [];
  for (const home of homes) {
    starts.set(home.trainable, places.length);
    places.push(...home.places);
  }
  const nameOf = (index: number): string => leafAt(index).way.join(".");
  const leafAt = (index: number) => parameters[places[index]?.[0] as number] as (typeof parameters)[number]; // each parameter has a place
  const free = new Set(places.keys());
  const shares = given.map(({ memory, only }, group): Share => {
    const twin = given.findIndex((other) => other.memory === memory);
    if (twin < group) throw new Error(`parameterGroups: group ${group + 1} has the optimizer of group ${twin + 1}`);
    const indices = memory.homes.flatMap(({ trainable, places }) => {
      const start = starts.get(trainable);
      if (start === undefined) throw new ShapeError(noPart);
      return places.map((_, leaf) => (free.has(start + leaf) && isChosen(only, start + leaf) ? start + leaf : undefined));
    });
    if (indices.every((index) => index === undefined))
      throw new Error(`parameterGroups: no parameters are left for group ${group + 1}`);
    for (const index of indices) if (index !== undefined) free.delete(index);
    return { memory, indices };
  });
  function isChosen(only: ParameterGroup["only"] | undefined, index: number): boolean {
    if (!only) return true;
    const name = nameOf(index);
    const chosen: unknown = only(name, leafAt(index).tensor);
    checkFlag(`parameterGroups: only(${describe(name)})`, chosen);
    return chosen;
  }
  if (free.size > 0) {
    const [first = "", ...more] = [...free].map((index) => cut(nameOf(index)));
    const left = more.length === 0 ? first : `${first} and ${more.length} more`;
    throw new Error(`parameterGroups: no group has ${left}`);
  }

  const { has, check } = ownership("parameterGroups", found);
  const memory = joined(homes, shares, has);
  const optimizers = given.map(({ optimizer }) => optimizer);
  let proportions = optimizers.map(() => 1);
  const made: Optimizer<unknown> = {
    get parameters() {
      return owner.parameters;
    },
    get learningRate(): number {
      return last.learningRate;
    },
    set learningRate(rate: LearningRate) {
      checkLearningRate("parameterGroups", rate);
      const before = last.learningRate;
      if (before > 0) proportions = optimizers.map(({ learningRate }) => learningRate / before); // at 0, they are what they were
      optimizers.forEach((each, index) => {
        const proportion = proportions[index] as number; // one for each
        each.learningRate = typeof rate === "number" ? rate * proportion : (step) => rate(step) * proportion;
      });
    },
    step(gradients) {
      const tensors = matching("parameterGroups", parameters, gradients);
      check(originOf(gradients));
      memory.prepare(places.map((each) => total("parameterGroups", each, tensors)))();
    },
  };
  remember(made, memory);
  return made;
}

/** What one of the optimisers updates: for each of its parameters, the index among those of the whole, if it is in the group. */
interface Share {
  readonly memory: Memory;
  readonly indices: readonly (number | undefined)[];
}

/** The memory of several optimisers as one. What an optimiser doesn't keep for its parameters is zero in a file. */
function joined(homes: Memory["homes"], shares: readonly Share[], has: Memory["has"]): Memory {
  const keeps = [...new Set(shares.flatMap(({ memory }) => memory.keeps))];
  return {
    name: shares.map(({ memory }) => memory.name).join(", "),
    keeps,
    homes,
    has,
    get steps() {
      const [steps = 0, ...others] = new Set(shares.map(({ memory }) => memory.steps));
      if (others.length > 0)
        throw new Error(
          `parameterGroups: the groups have taken ${steps} and ${others[0]} steps, and a file has one number for all`,
        );
      return steps;
    },
    set steps(steps: number) {
      for (const { memory } of shares) memory.steps = steps;
    },
    get kept() {
      const all: Storage[][] = [];
      const sizes = homes.flatMap(({ trainable }) => leaves(trainable.peek()).map(({ tensor }) => tensor.size));
      for (const { memory, indices } of shares) {
        const own = memory.kept;
        indices.forEach((index, leaf) => {
          const kept = own[leaf];
          if (index === undefined || !kept) return;
          const zeros = (): Storage => engine().fill(sizes[index] as number, 0); // one for each parameter
          all[index] = keeps.map((name) => kept[memory.keeps.indexOf(name)] ?? zeros());
        });
      }
      return all;
    },
    set kept(kept: (readonly Storage[])[]) {
      for (const { memory, indices } of shares)
        memory.kept = indices.map((index) => {
          const own = index === undefined ? undefined : kept[index];
          return own && memory.keeps.map((name) => own[keeps.indexOf(name)] as Storage); // all names are among those of the whole
        }) as (readonly Storage[])[]; // with gaps, as before the first step
    },
    prepare(gradients) {
      const writes = shares.map(({ memory, indices }) =>
        memory.prepare(indices.map((index) => (index === undefined ? undefined : gradients[index]))),
      );
      return () => {
        for (const write of writes) write();
      };
    },
  };
}

function readGroup(given: unknown, index: number) {
  const own = memoryOf(given);
  if (own) return { optimizer: given as AnyOptimizer, memory: own, only: undefined }; // it has a memory
  const { optimizer: chosen } = fieldsOf(given);
  const memory = memoryOf(chosen);
  if (!memory)
    throw new TypeError(`parameterGroups: group ${index + 1} is ${describe(given)}, not an optimizer of conformable/nn`);
  const { only } = readOptions("parameterGroups", given as ParameterGroup, ["optimizer", "only"]); // it has one of them
  checkFunction("parameterGroups", "only", only);
  return { optimizer: chosen as AnyOptimizer, memory, only }; // it has a memory
}
