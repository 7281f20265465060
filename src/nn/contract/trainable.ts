/** Storage for a layer's parameters: the only mutable objects in the library. */
import { engine } from "../../engine/current.js";
import type { Storage } from "../../engine/storage.js";
import { type Leaf, leaves, mapTensors, matching, readTree, type TreeOfTensors, visitLeaves } from "../../grad/tree.js";
import type { Accepting, Anything } from "../../shape/accepted.js";
import { reading } from "../../tensor/reads.js";
import { isRecording } from "../../tensor/tape.js";
import { type AnyTensor, claim, claimWhole, viewOf } from "../../tensor/tensor.js";

export let isTrainable: (value: unknown) => value is AnyTrainable;

/**
 * Lets `write` change each parameter in place, in the order of {@link leaves}. It isn't a method, because then anyone with a trainable
 * could write into the engine's memory.
 */
export let updateInPlace: (trainable: AnyTrainable, write: (parameter: Storage) => void) => void;

/**
 * Holds the parameters of a layer and counts their updates. A layer that you write yourself keeps its parameters in a trainable, made by
 * {@link trainable}, reads them with {@link Trainable.use} in each pass, and lists the trainable in its `trainables`.
 *
 * @typeParam P - the parameters: a tensor, or a record or tuple of tensors, nested to any depth
 */
export class Trainable<in out P> {
  static {
    isTrainable = (value): value is AnyTrainable => typeof value === "object" && value !== null && #values in value;
    updateInPlace = (trainable, write) => trainable.#update(write);
  }

  #values: P;
  #version = 0;
  /** Whether other code may hold the values. If so, they are copied before the next update. */
  #shared = true;
  /** Whether `with` has temporarily replaced the values by others, which no update changes. */
  #lent = false;

  /** @internal */
  constructor(values: P) {
    this.#values = readTree("trainable", values);
    this.#hold(({ tensor }) => itsOwn(tensor));
    Object.defineProperty(this, "values", comparable);
  }

  /** The current values. Later updates don't change the tensors returned here. */
  get values(): P {
    reading(this);
    if (!isBorrowing) this.#shared = true;
    return this.#values;
  }

  /**
   * Returns the values for one pass of the layer, which must not pass them on, and a function `check` to call in the backward pass. It
   * throws if the values have been updated since, because the ones that the forward pass used no longer exist.
   */
  use(): Use<P> {
    if (this.#lent) return { values: this.#values, check: () => {} };
    reading(this);
    if (isRecording()) this.#shared = true; // a tape keeps the values for its backward pass, which doesn't call check
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

  /**
   * Replaces the values by others of the same shapes, for example from a file.
   *
   * @throws ShapeError if they don't have the same tree and shapes; then nothing changes
   * @throws Error while a program is recorded
   */
  assign(values: P): void {
    const given = matching("assign", leaves(this.#values), values);
    engine().checkUpdate?.();
    let next = 0;
    this.#hold(() => itsOwn(given[next++] as AnyTensor)); // there is one for each parameter
    this.#shared = true;
    this.#version++;
  }

  #update(write: (parameter: Storage) => void): void {
    engine().checkUpdate?.();
    if (this.#shared)
      this.#hold(({ tensor }) => claimWhole(engine().copy(viewOf("update", tensor)), viewOf("update", tensor).shape));
    this.#shared = false;
    this.#version++;
    visitLeaves(this.#values, (tensor) => write(viewOf("update", tensor).storage));
  }

  /** @internal Reports that a storage is now shared. If it holds parameters, the next update copies them first. */
  handedOn(storage: Storage): void {
    visitLeaves(this.#values, (tensor) => {
      if (viewOf("trainable", tensor).storage === storage) this.#shared = true;
    });
  }

  /** Replaces each tensor. `readTree` makes a tree of our own, so no other code can change it. */
  #hold(change: (leaf: Leaf) => AnyTensor): void {
    this.#values = readTree("trainable", mapTensors(this.#values, change));
  }

  /**
   * @internal Runs `compute` with other values and then restores the previous ones. The version stays the same, so no pass is
   * affected.
   */
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

  /** @internal The number of updates so far. */
  get version(): number {
    return this.#version;
  }

  /** @internal The values, for code that doesn't keep them. */
  peek(): P {
    return this.#values;
  }
}

/** A trainable with parameters of any type. */
// biome-ignore lint/suspicious/noExplicitAny: a trainable is invariant in its parameters, so only `any` covers all of them
export type AnyTrainable = Trainable<any>;

/**
 * A new tensor object with the same numbers, so that the object identifies the parameter, whatever else the given tensor is
 * used for.
 */
const itsOwn = (tensor: AnyTensor): AnyTensor => claim(viewOf("trainable", tensor));

/**
 * The getter of `values`, defined again on each trainable as an enumerable property, so that tools that compare or clone objects see the
 * values.
 */
const comparable: PropertyDescriptor = /* @__PURE__ */ (() => ({
  ...Object.getOwnPropertyDescriptor(Trainable.prototype, "values"),
  enumerable: true,
}))();

let isBorrowing = false;

/** Reads parameters for code that doesn't keep them, so that the next update needn't copy them first. */
export function borrowed<Result>(read: () => Result): Result {
  isBorrowing = true;
  try {
    return read();
  } finally {
    isBorrowing = false;
  }
}

/** The parameters as used in one pass of a layer, returned by {@link Trainable.use}. */
export interface Use<out P> {
  /** The values for the pass to use. */
  readonly values: P;
  /**
   * Checks that the values haven't been updated since.
   *
   * @throws Error if they have
   */
  check(): void;
}

/**
 * Creates a {@link Trainable} that holds a layer's parameters.
 *
 * @param values - the initial values: a tensor, or a record or tuple of tensors, nested to any depth
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
export function trainable<const P, Ok extends Accepting<TreeOfTensors<"trainable", P>> = unknown>(
  values: TreeOfTensors<"trainable", P>,
): unknown extends NoInfer<Ok> ? Trainable<P> : Anything;
export function trainable(values: unknown): AnyTrainable {
  return new Trainable(values);
}
