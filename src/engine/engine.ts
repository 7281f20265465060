/**
 * The interface of an engine, which does the computing. An engine knows about numbers in memory and their layout, but nothing
 * about types: its callers check shapes. All engines implement this interface, and the tests run against each of them.
 */
import type { Keeper, Storage } from "./storage.js";
import type { UnaryOperation } from "./unary.js";

/**
 * A window on a storage: element (i, j, …) is at `offset + i · strides[0] + j · strides[1] + …`. A transposed matrix is the
 * original with its strides exchanged. A stride of 0 repeats an element along its axis.
 */
export interface View {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** The positions of a {@link View}'s elements in its storage. */
export type Window = Pick<View, "offset" | "strides">;

/** Elements to write, and where to write them. */
export interface Part {
  readonly x: View;
  readonly window: Window;
}

/**
 * `equal` and `less` give 1 if the comparison holds and 0 if it doesn't; with NaN, it never holds. `errorTimes` and `errorOver`
 * are product and quotient, but the product is 0 if either factor is 0, and the quotient is 0 if the left operand is 0, even if
 * the other operand is infinite or NaN. `power` and `modulo` have no kernels, like some functions of one number.
 */
export type BinaryWithKernel = "add" | "subtract" | "multiply" | "divide" | "equal" | "less" | "errorTimes" | "errorOver";
export type BinaryOperation = BinaryWithKernel | "power" | "modulo";
export type Reduction = "sum" | "mean" | "max" | "min" | "argmax";
/** What engines reduce, beyond the primitives of programs. */
export type EngineReduction = Reduction | "argmin";

/**
 * Results are new storages, row-major and without gaps; arguments are never written to. A single number is a storage
 * too, so no operation has to wait for one: `download` does, when someone asks. Long sums stay precise: in float32, a sum of equal
 * terms is off by at most 1 in 30,000, however many there are.
 */
export interface Engine extends Keeper {
  readonly name: string;
  readonly precision: "float32" | "float64";

  fill(length: number, value: number): Storage;
  /** Copies the elements of a view, in row-major order. */
  copy(x: View): Storage;

  unary(operation: UnaryOperation, x: View): Storage;
  /** Elementwise. Both views have the same shape. */
  binary(operation: BinaryOperation, left: View, right: View | number): Storage;
  /** The left element where the condition isn't 0, else the right one. All three views have the same shape. */
  select(condition: View, left: View, right: View): Storage;
  /** Multiplies `[m, k]` by `[k, n]`. */
  matmul(left: View, right: View): Storage;
  /** Multiplies `[...Batch, m, k]` by `[...Batch, k, n]`: one product for each entry of the leading axes. */
  batchMatmul(left: View, right: View): Storage;
  /**
   * Reduces along one axis, which the result lacks. `argmax` gives the first index of the greatest element, and `argmin` that of the
   * least. NaN counts as the greatest, and as the least.
   */
  reduce(operation: EngineReduction, x: View, axis: number): Storage;
  /** Subtracts the mean along the axis, without rounding the mean to the engine's precision first. Equal entries become 0. */
  center(x: View, axis: number): Storage;
  /** Running sums along the axis. */
  cumulate(x: View, axis: number): Storage;
  /** Softmax along the last axis. The maximum is subtracted first, so that nothing overflows. */
  softmax(x: View): Storage;
  logSoftmax(x: View): Storage;
  /** Entries of the first axis, in the order of `indices`. */
  take(x: View, indices: ArrayLike<number>): Storage;
  /** Takes the error of {@link take} back: each of the `entries` is the sum of the entries of x that were taken from it. */
  untake(x: View, indices: ArrayLike<number>, entries: number): Storage;
  /**
   * Takes the error of a view back: each of the `length` numbers is the sum of the elements of x that the view would read from
   * it.
   */
  spread(x: View, window: Window, length: number): Storage;
  /** `length` numbers, all equal to `value` except where a part's window writes that part. Windows don't overlap. */
  join(parts: readonly Part[], length: number, value: number): Storage;
  /** The mean cross-entropy of softmax(logits) with the targets, which is one number, and its gradient. Both arguments are `[examples, classes]`. */
  crossEntropy(logits: View, targets: View): { loss: Storage; error: Storage };

  /**
   * Runs `compute` and frees what it computed, except the storages that `kept` returns. An engine may reuse the memory of all
   * others at once, so that a training step needs no more memory than the step before.
   */
  scope<Result>(compute: () => Result, kept: (result: Result) => readonly Storage[]): Result;

  /**
   * Along the last axis, for each place the index of the number that belongs there. NaN comes last, and equal numbers stay in order. For
   * engines that lack this method or the next, the host computes.
   */
  argsort?(x: View): Storage;
  /**
   * Running products along an axis: in each step, every entry is multiplied by the one `step` places before it, and `step` doubles. Undefined
   * if runs are short.
   */
  runningProduct?(x: View, axis: number): Storage | undefined;
  /**
   * Softmax along the middle axis of a row-major view that is treated as `[outer, entries, inner]`. Undefined if it is faster to transpose,
   * as engines without this method do.
   */
  softmaxColumns?(x: View, entries: number, inner: number): Storage | undefined;
  /** Entries along the last axis, by their indices. Undefined if there is no such entry. The shapes differ only in the last axis. */
  takeAlong?(x: View, indices: View): Storage | undefined;

  /** Throws an error if parameters can't be updated now. Most engines can always update them, and lack this method. */
  checkUpdate?(): void;
}
