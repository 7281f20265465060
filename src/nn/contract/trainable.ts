/** Where a layer's parameters live: the one thing in the library that changes. */
import { engine } from "../../engine/current.js";
import type { Storage } from "../../engine/storage.js";
import { type Leaf, leaves, mapTensors, matching, readTree, visitLeaves } from "../../grad/tree.js";
import { isRecording } from "../../tensor/tape.js";
import { type AnyTensor, claim, claimWhole, viewOf } from "../../tensor/tensor.js";

export let isTrainable: (value: unknown) => value is AnyTrainable;

/**
 * Lets `write` change each parameter in place, in the order of {@link leaves}. It is no method: whoever holds a trainable could write into
 * the engine's memory by it.
 */
export let updateInPlace: (trainable: AnyTrainable, write: (parameter: Storage) => void) => void;

/**
 * Holds the parameters of a layer and counts their versions. A layer that you write yourself keeps its parameters in one, made by
 * {@link trainable}, reads them by {@link Trainable.use} in each pass, and lists it in its `trainables`.
 *
 * @typeParam P - a tensor, or a record or tuple of them, nested at will
 */
export class Trainable<in out P> {
  static {
    isTrainable = (value): value is AnyTrainable => typeof value === "object" && value !== null && #values in value;
    updateInPlace = (trainable, write) => trainable.#update(write);
  }

  #values: P;
  #version = 0;
  /** Whether someone else may hold the values. Then they are copied before the next update. */
  #shared = true;
  /** Whether it holds other values for now, which no update changes. */
  #lent = false;

  /** @internal */
  constructor(values: P) {
    this.#values = readTree("trainable", values);
    this.#hold(({ tensor }) => itsOwn(tensor));
    Object.defineProperty(this, "values", comparable);
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
    if (this.#lent) return { values: this.#values, check: () => {} };
    if (isRecording()) this.#shared = true; // a tape keeps the values for its way back, which knows of no check
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
    const given = matching("assign", leaves(this.#values), values);
    let next = 0;
    this.#hold(() => itsOwn(given[next++] as AnyTensor)); // one for each parameter
    this.#shared = true;
    this.#version++;
  }

  #update(write: (parameter: Storage) => void): void {
    if (this.#shared)
      this.#hold(({ tensor }) => claimWhole(engine().copy(viewOf("update", tensor)), viewOf("update", tensor).shape));
    this.#shared = false;
    this.#version++;
    visitLeaves(this.#values, (tensor) => write(viewOf("update", tensor).storage));
  }

  /** @internal Says that a storage was handed on: if parameters lie in it, they are not written there. */
  handedOn(storage: Storage): void {
    visitLeaves(this.#values, (tensor) => {
      if (viewOf("trainable", tensor).storage === storage) this.#shared = true;
    });
  }

  /** Holds other tensors in place of those it has. Nobody can change what is held. */
  #hold(change: (leaf: Leaf) => AnyTensor): void {
    this.#values = readTree("trainable", mapTensors(this.#values, change));
  }

  /** @internal Runs `compute` with other values, and goes back to those before: no pass notices. */
  with<Result>(values: P, compute: () => Result): Result {
    const [before, lent] = [this.#values, this.#lent];
    this.#values = values;
    this.#lent = true;
    try {
      return compute();
    } finally {
      this.#values = before;
      this.#lent = lent;
    }
  }

  /** @internal The values, for a look that keeps none. */
  peek(): P {
    return this.#values;
  }
}

/** A place for parameters of any kind. */
// biome-ignore lint/suspicious/noExplicitAny: a place is invariant in what it holds, so only `any` stands for every one
export type AnyTrainable = Trainable<any>;

/** The same numbers as a tensor of the trainable's own: whatever else was made from a tensor, each parameter can be told by its own. */
const itsOwn = (tensor: AnyTensor): AnyTensor => claim(viewOf("trainable", tensor));

/**
 * The getter of the values once more, on each trainable itself: there it can be listed, so that tools that compare objects, or clone them,
 * see the values.
 */
const comparable: PropertyDescriptor = /* @__PURE__ */ (() => ({
  ...Object.getOwnPropertyDescriptor(Trainable.prototype, "values"),
  enumerable: true,
}))();

/** What is written in the pass under way and outlives it; undefined where what a pass leaves is not taken back. */
let outliving: Storage[] | undefined;

/** What a layer has written in a pass, and keeps: batchNorm its statistics. */
export const outlive = (storage: Storage): void => void outliving?.push(storage);

/** Runs a pass, and finds what outlives it. What outlives a pass within another outlives that one, too. */
export function observed<Result>(pass: () => Result): { readonly result: Result; readonly kept: readonly Storage[] } {
  const around = outliving;
  const kept: Storage[] = [];
  outliving = kept;
  try {
    return { result: pass(), kept };
  } finally {
    outliving = around;
    around?.push(...kept);
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
