/** Optimisers of your own: a rule for one parameter, which is applied to each. */
import { engine } from "../../engine/current.js";
import { whole } from "../../engine/layout.js";
import type { Storage } from "../../engine/storage.js";
import { leaves, mapTensors } from "../../grad/tree.js";
import type { Anything } from "../../shape/accepted.js";
import { sameShape } from "../../shape/broadcast.js";
import { describe } from "../../shape/describe.js";
import { readList } from "../../shape/list.js";
import { fieldsOf, readOptions } from "../../shape/options.js";
import { type Shape, show } from "../../shape/shape.js";
import { refuse } from "../../shape/shape-error.js";
import { type AnyTensor, claim, isTensor, type Tensor, viewOf } from "../../tensor/tensor.js";
import type { LearningRate } from "./learning-rate.js";
import type { AcceptingModel, Model } from "./model.js";
import { type Memory, type Optimizer, optimizer } from "./optimizer.js";

/**
 * The rule of your own optimiser, for {@link optimizerOf}.
 *
 * @typeParam Keeps - the names of what it keeps for each parameter
 */
export interface UpdateRule<Keeps extends string> {
  /** η, a number or a schedule; it is passed to `update`. */
  readonly learningRate: LearningRate;
  /** The names of what the optimiser keeps for each parameter from one step to the next, such as a velocity. Each begins as zeros. */
  readonly keeps?: readonly Keeps[] | undefined;
  /**
   * Returns the next value of a parameter, as `parameter`, and the next values of the tensors that are kept for it. It is generic
   * in the shape, so the compiler checks it for parameters of all shapes.
   */
  readonly update: <S extends Shape>(
    parameter: Tensor<S>,
    gradient: Tensor<S>,
    kept: { readonly [Name in Keeps]: Tensor<S> },
    current: { readonly learningRate: number; readonly step: number },
  ) => Updated<Keeps, S>;
}

/** What an {@link UpdateRule} returns for one parameter. */
export type Updated<Keeps extends string, S extends Shape> = { readonly [Name in Keeps | "parameter"]: Tensor<S> };

/**
 * Creates your own optimiser from its rule for one parameter. It does everything that the library's optimisers do: it takes a
 * network, a trainable, or the initial parameters of any function, checks gradients, updates a layer that is used in several
 * places only once, and can be saved with `saveNetwork`.
 *
 * @param model - the network or parameters to train, as for {@link sgd}
 * @param rule - how a step changes one parameter
 * @throws RangeError if the learning rate is out of its range
 * @throws TypeError if the rule has no function `update`, or if `keeps` isn't a list of names
 * @example
 * ```ts
 * import { dense, optimizerOf } from "conformable/nn";
 *
 * // Momentum: v ← 0.9 v + g, w ← w - η v.
 * const optimizer = optimizerOf(dense(3, 2), {
 *   learningRate: 0.1,
 *   keeps: ["velocity"],
 *   update(w, gradient, kept, { learningRate }) {
 *     const velocity = kept.velocity.multiply(0.9).add(gradient);
 *     return { parameter: w.subtract(velocity.multiply(learningRate)), velocity };
 *   },
 * });
 * ```
 */
export function optimizerOf<
  In extends Shape,
  Out extends Shape,
  const P,
  const Keeps extends string = never,
  Given = unknown,
  Ok extends AcceptingModel<"optimizerOf", P, Given> = unknown,
>(model: Model<"optimizerOf", In, Out, P, Given>, rule: UpdateRule<Keeps>): unknown extends NoInfer<Ok> ? Optimizer<P> : Anything;
export function optimizerOf(model: unknown, rule: UpdateRule<string>): Optimizer<unknown> {
  const { learningRate, keeps: given = [], update } = readOptions("optimizerOf", rule, ["learningRate", "keeps", "update"]);
  if (typeof update !== "function") throw new TypeError(`optimizerOf: update is a function, not ${describe(update)}`);
  const keeps = readList(given, checkName);
  if (!keeps) throw new TypeError(`optimizerOf: keeps is a list of names, not ${describe(given)}`);
  const nothing = (): void => {}; // the parameters aren't updated in place
  return optimizer("optimizerOf", model, learningRate, keeps, nothing, false, (memory, gradients, current) => {
    const nextOf = (parameter: AnyTensor, place: number): Next | undefined => {
      const given = gradients[place];
      if (!given) return undefined;
      const { shape } = viewOf("step", parameter);
      const old = memory.kept[place];
      const kept = keeps.map((name, index) => [name, old ? claim(whole(old[index] as Storage, shape)) : zeros(shape)]); // one for each name
      const gradient = claim(given);
      const found = fieldsOf(update(parameter, gradient as never, Object.fromEntries(kept), current)); // of the parameter's shape
      return Object.fromEntries(
        ["parameter", ...keeps].map((name) => [name, checked(name, shape, found[name])]),
      ) as unknown as Next;
    };
    return replacement(memory, keeps, nextOf);
  });
}

const zeros = (shape: Shape): AnyTensor =>
  claim(
    whole(
      engine().fill(
        shape.reduce((size, entries) => size * entries, 1),
        0,
      ),
      shape,
    ),
  );

/** The next value of a parameter, and of what is kept for it, by name. */
type Next = { readonly parameter: Storage } & Readonly<Record<string, Storage>>;

/** Computes the next values of all parameters first, so that an error of the rule changes nothing. Returns what puts them in place. */
function replacement(
  memory: Memory,
  keeps: readonly string[],
  nextOf: (parameter: AnyTensor, place: number) => Next | undefined,
): () => void {
  let place = 0;
  const all = memory.homes.map(({ trainable }) => leaves(trainable.peek()).map(({ tensor }) => nextOf(tensor, place++)));
  return () => {
    place = 0;
    memory.homes.forEach(({ trainable }, home) => {
      let leaf = 0;
      const values = mapTensors(trainable.peek(), ({ tensor }) => {
        const next = all[home]?.[leaf++];
        const own = place++;
        if (!next) return tensor;
        memory.kept[own] = keeps.map((name) => next[name] as Storage); // one for each name
        return claim(whole(next.parameter, viewOf("step", tensor).shape));
      });
      trainable.assign(values);
    });
  };
}

/** A copy of what the rule returned, which may be a view, or memory that is reused. */
function checked(name: string, shape: Shape, value: unknown): Storage {
  if (!isTensor(value)) return refuse(`step: the rule returns ${describe(value)} as ${name}, not a tensor`);
  const view = viewOf("step", value);
  if (!sameShape(view.shape, shape))
    refuse(`step: the rule returns ${show(view.shape)} as ${name}, but the parameter is ${show(shape)}`);
  return engine().copy(view);
}

function checkName(name: unknown): string {
  if (typeof name !== "string" || name === "parameter")
    throw new TypeError(`optimizerOf: keeps has names, and none of them is "parameter", but it has ${describe(name)}`);
  return name;
}
