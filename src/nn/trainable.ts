/** Where a layer's parameters live: the one thing in the library that changes. */
import { engine } from "../engine/current.js";
import type { Storage } from "../engine/storage.js";
import { sameShape } from "../shape/broadcast.js";
import { show } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import { type AnyTensor, claimWhole, isTensor, viewOf } from "../tensor/tensor.js";
import type { AnyLayer } from "./layer.js";

/**
 * Holds the parameters of a layer and counts their versions. A layer that you write yourself keeps its parameters in one, made by
 * {@link trainable}, reads them by {@link Trainable.use} in each pass, and lists it in its `trainables`.
 *
 * @typeParam P - a tensor, or a record or tuple of them, nested at will
 */
export class Trainable<out P> {
  #values: P;
  #version = 0;
  /** Whether someone else may hold the values. Then they are copied before the next update. */
  #shared = true;

  /** @internal */
  constructor(values: P) {
    this.#values = values;
  }

  /** The values as they are now; later updates leave them alone. */
  get values(): P {
    this.#shared = true;
    return this.#values;
  }

  /**
   * The values for one pass of the layer, which must not hand them on. `check`, called on the way back, throws where they were
   * updated in between: then the pass was computed with values that are gone.
   */
  use(): Use<P> {
    const version = this.#version;
    return {
      values: this.#values,
      check: () => {
        if (version !== this.#version) {
          throw new Error("backward: the parameters were updated since this pass went forward; go forward again first");
        }
      },
    };
  }

  /** Other values of the same shapes, as read from a file. They are checked before anything changes. */
  assign(values: P): void {
    checkSameTree("assign", leaves(this.#values), leaves(values));
    this.#values = values;
    this.#shared = true;
    this.#version++;
  }

  /** @internal Lets `write` change each parameter in place, in the order of {@link leaves}. */
  update(write: (parameter: Storage, leaf: number) => void): void {
    if (this.#shared)
      this.#values = mapTensors(this.#values, (tensor) => claimWhole(engine().copy(viewOf("update", tensor)), tensor.shape));
    this.#shared = false;
    this.#version++;
    leaves(this.#values).forEach(({ tensor }, leaf) => {
      write(viewOf("update", tensor).storage, leaf);
    });
  }

  /** @internal The values, for a look that keeps none. */
  peek(): P {
    return this.#values;
  }
}

/** The parameters in one pass of a layer. */
export interface Use<out P> {
  /** The values with which the pass is computed. */
  readonly values: P;
  /** Throws where the values were updated since. */
  check(): void;
}

/**
 * Makes a place for a layer's parameters.
 *
 * @param values - the first values: a tensor, or a record or tuple of them, nested at will
 * @example
 * ```ts
 * import { type Size, sumBatch, type Vector, zeros } from "conformable";
 * import { type Layer, trainable } from "conformable/nn";
 *
 * // A layer that adds to every input a number of its own: y = x + s, so ∂C/∂x = ∂C/∂s = ∂C/∂y.
 * function shift<N extends number>(size: Size<N>): Layer<[N], [N], { readonly by: Vector<N> }> {
 *   const learned = trainable({ by: zeros([size]) });
 *   return {
 *     inputShape: [size],
 *     outputShape: [size],
 *     get parameters() {
 *       return learned.values;
 *     },
 *     trainables: [learned],
 *     predict: (input) => input.addBias(learned.use().values.by),
 *     forward(input) {
 *       const { values, check } = learned.use();
 *       return {
 *         output: input.addBias(values.by),
 *         backward(error) {
 *           check();
 *           return { error, gradients: { by: sumBatch(error) } };
 *         },
 *       };
 *     },
 *   };
 * }
 * ```
 */
export const trainable = <P>(values: P): Trainable<P> => new Trainable(values);

/** One tensor of a tree, and the way to it. */
export interface Leaf {
  readonly path: string;
  readonly tensor: AnyTensor;
}

/** The tensors of a tree, in the order of its keys. */
export function leaves(tree: unknown, path = ""): Leaf[] {
  if (isTensor(tree)) return [{ path, tensor: tree }];
  if (Array.isArray(tree)) return tree.flatMap((branch, index) => leaves(branch, `${path}[${index}]`));
  if (typeof tree === "object" && tree !== null) {
    return Object.entries(tree).flatMap(([key, branch]) => leaves(branch, path === "" ? key : `${path}.${key}`));
  }
  throw new ShapeError(`${path === "" ? "the parameters" : path}: takes a tensor, not ${String(tree)}`);
}

/** The same tree with each tensor exchanged for another of its shape. */
export function mapTensors<P>(tree: P, change: (tensor: AnyTensor, leaf: number) => AnyTensor): P {
  let leaf = 0;
  const map = (branch: unknown): unknown => {
    if (isTensor(branch)) return change(branch, leaf++);
    if (Array.isArray(branch)) return branch.map(map);
    return Object.fromEntries(Object.entries(branch as object).map(([key, inner]) => [key, map(inner)]));
  };
  return map(tree) as P; // the same keys, and at each a tensor of the same shape
}

/** @throws ShapeError where one tree is not shaped as the other. */
export function checkSameTree(operation: string, parameters: readonly Leaf[], others: readonly Leaf[]): void {
  if (parameters.length !== others.length) {
    throw new ShapeError(`${operation}: takes ${parameters.length} tensors, one for each parameter, not ${others.length}`);
  }
  parameters.forEach(({ tensor }, index) => {
    const other = others[index] as Leaf; // equally many
    if (!sameShape(tensor.shape, other.tensor.shape)) {
      throw new ShapeError(`${operation}: ${other.path} is ${show(other.tensor.shape)}, the parameter ${show(tensor.shape)}`);
    }
  });
}

/** Where a network's parameters live, in the order of its parameters. */
export function trainablesOf(
  operation: string,
  network: Pick<AnyLayer, "parameters" | "trainables">,
): readonly Trainable<unknown>[] {
  const { trainables = [] } = network;
  if (trainables.length === 0 && leaves(network.parameters).length > 0) {
    throw new Error(`${operation}: the network has parameters, but no trainables to change them in`);
  }
  return trainables;
}
