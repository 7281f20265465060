/**
 * What computes. An engine knows numbers in memory and how they are laid out, and nothing of the types above it: whoever calls
 * it has checked the shapes. Every engine implements this one interface, and every engine test runs against each of them.
 */
import type { Keeper, Storage } from "./storage.js";
import type { UnaryOperation } from "./unary.js";

/**
 * A window on a storage: element (i, j, …) is at `offset + i · strides[0] + j · strides[1] + …`. A transposed matrix is its
 * original with the strides exchanged; a stride of 0 repeats an element along its axis.
 */
export interface View {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** Where the elements of a {@link View} lie in its storage. */
export type Window = Pick<View, "offset" | "strides">;

/** What is to be written, and where it is to lie. */
export interface Part {
  readonly x: View;
  readonly window: Window;
}

/**
 * `equal` and `less` give 1 where it is so, else 0; of NaN neither is so. `errorTimes` and `errorOver` are product and quotient, in which
 * 0 wins over infinity and NaN: a product is 0 where either factor is 0, a quotient where the left is.
 */
export type BinaryOperation = "add" | "subtract" | "multiply" | "divide" | "equal" | "less" | "errorTimes" | "errorOver";
export type Reduction = "sum" | "mean" | "max" | "min" | "argmax";

/**
 * Results are new storages, row-major and without gaps; nothing is written into what is given. A sum keeps its digits however
 * many terms it has: in float32, equal terms lose 1 in 30,000 at most.
 */
export interface Engine extends Keeper {
  readonly name: string;
  readonly precision: "float32" | "float64";

  fill(length: number, value: number): Storage;
  /** The elements of a view, in row-major order. */
  copy(x: View): Storage;

  unary(operation: UnaryOperation, x: View): Storage;
  /** Element by element; both views have one shape. */
  binary(operation: BinaryOperation, left: View, right: View | number): Storage;
  /** The left element where the condition's is not 0, else the right; all three views have one shape. */
  select(condition: View, left: View, right: View): Storage;
  /** `[m, k]` by `[k, n]`. */
  matmul(left: View, right: View): Storage;
  /** `[...Batch, m, k]` by `[...Batch, k, n]`: a product for each entry of the leading axes. */
  batchMatmul(left: View, right: View): Storage;
  /** Along one axis, which the result lacks. `argmax` gives the first index of the greatest. NaN wins over every number. */
  reduce(operation: Reduction, x: View, axis: number): Storage;
  /** Each entry less the mean along the axis, which is not rounded to the engine's precision before. Of equal entries nothing is left. */
  center(x: View, axis: number): Storage;
  /** The sums of each entry along the axis and all before it. */
  cumulate(x: View, axis: number): Storage;
  /** Along the last axis, shifted by its maximum so that nothing overflows. */
  softmax(x: View): Storage;
  logSoftmax(x: View): Storage;
  /** Some of the entries of the first axis, in the order of `indices`. */
  take(x: View, indices: ArrayLike<number>): Storage;
  /** The way back from {@link take}: as many entries as `entries`, each the sum of those of x that were taken from it. */
  untake(x: View, indices: ArrayLike<number>, entries: number): Storage;
  /** The way back from a view of x's shape: `length` numbers, each the sum of those elements of x that the view would read there. */
  spread(x: View, window: Window, length: number): Storage;
  /** `length` numbers, all `value` but where the parts are written: each where its window says. No two windows have a place in common. */
  join(parts: readonly Part[], length: number, value: number): Storage;
  /** The cross-entropy of softmax(logits) with the targets, `[examples, classes]` both: its mean over the examples, and its gradient. */
  crossEntropy(logits: View, targets: View): { loss: number; error: Storage };

  /**
   * Runs `compute`, of whose results only the storages that `kept` names are used afterwards. An engine may then reuse the memory of
   * all others at once, so that a training step needs no more of it than the one before.
   */
  scope<Result>(compute: () => Result, kept: (result: Result) => readonly Storage[]): Result;
}
