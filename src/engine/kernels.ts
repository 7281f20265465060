/**
 * The TypeScript signatures of the compute kernels, which are functions on numbers in a WebAssembly memory. They are written in
 * AssemblyScript, in the folder `kernels`. Their arguments are pointers (in bytes, divisible by 4), lengths and strides (in
 * elements), and aren't checked: callers check shapes and ranges. Unless a comment says otherwise, operands are float32,
 * row-major and without gaps. The result is written to `result`, which may be the same as an operand but may not partly overlap
 * one.
 */

import { bytesOf, type Memory, webAssembly } from "./host.js";
import type { OperationWithKernel } from "./unary.js";

/** An address in the memory, in bytes. */
export type Pointer = number;

type Unary = (x: Pointer, result: Pointer, n: number) => void;
type Binary = (left: Pointer, right: Pointer, result: Pointer, n: number) => void;
type WithScalar = (left: Pointer, right: number, result: Pointer, n: number) => void;
type Reduce = (x: Pointer, outer: number, entries: number, inner: number, result: Pointer) => void;

/** Each {@link OperationWithKernel} is a {@link Unary}. */
export interface Kernels extends Readonly<Record<OperationWithKernel, Unary>> {
  /** The first byte of memory that callers may use. Below it are the kernels' constants, written on instantiation. */
  memoryStart(): Pointer;

  /**
   * Computes C = A·B, for `[m, k]` and `[k, n]`. Both operands may have any strides, including 0 and those of transposes. The
   * rows of C are `cRow` apart. C may not overlap an operand. `scratch` points to {@link gemmScratchBytes} free bytes.
   */
  gemm(
    m: number,
    n: number,
    k: number,
    a: Pointer,
    aRow: number,
    aColumn: number,
    b: Pointer,
    bRow: number,
    bColumn: number,
    c: Pointer,
    cRow: number,
    scratch: Pointer,
  ): void;
  gemmScratchBytes(): number;

  // Two tensors of the same shape.
  readonly add: Binary;
  readonly subtract: Binary;
  readonly multiply: Binary;
  readonly divide: Binary;
  readonly equal: Binary;
  readonly less: Binary;
  /** The product, or 0 if either factor is 0; and the quotient, or 0 if the left operand is 0. */
  readonly errorTimes: Binary;
  readonly errorOver: Binary;

  // A tensor and a number.
  readonly addScalar: WithScalar;
  readonly subtractScalar: WithScalar;
  readonly multiplyScalar: WithScalar;
  readonly divideScalar: WithScalar;
  readonly equalScalar: WithScalar;
  readonly lessScalar: WithScalar;

  /** The left number where the condition isn't 0, else the right one. */
  select(condition: Pointer, left: Pointer, right: Pointer, result: Pointer, n: number): void;

  /** Copies n contiguous numbers. */
  copy(source: Pointer, result: Pointer, n: number): void;
  fill(result: Pointer, value: number, n: number): void;
  /** Copies a view in row-major order. `shape` and `strides` point to `rank` 32-bit integers. A single number has rank 0. */
  gather(source: Pointer, rank: number, shape: Pointer, strides: Pointer, result: Pointer): void;
  /** Copies `[rows, columns]`, whose rows are `rowStride` elements apart, to `[columns, rows]`. `result` may not be `source`. */
  transpose(source: Pointer, rowStride: number, rows: number, columns: number, result: Pointer): void;
  /** Copies `count` rows of a matrix by their indices, which are 32-bit integers within the matrix. */
  take(source: Pointer, columns: number, indices: Pointer, count: number, result: Pointer): void;

  /** Adds rows to the rows of `result` that {@link take} would have taken them from. */
  untake(x: Pointer, columns: number, indices: Pointer, count: number, result: Pointer): void;
  /** Adds row-major numbers to the places of `result` that {@link gather} would have read them from. */
  spread(x: Pointer, rank: number, shape: Pointer, strides: Pointer, result: Pointer): void;
  /** Writes row-major numbers to the places of `result` that {@link gather} would have read them from. */
  scatter(x: Pointer, rank: number, shape: Pointer, strides: Pointer, result: Pointer): void;

  /** Adds n numbers to n float64 sums. */
  addWide(x: Pointer, sums: Pointer, n: number): void;
  /** Adds `count` rows to rows of float64 sums, by the indices of the latter, which are 32-bit integers within the sums. */
  addRowsWide(x: Pointer, columns: number, indices: Pointer, count: number, sums: Pointer): void;
  /** Rounds n float64 numbers to float32. */
  narrow(sums: Pointer, result: Pointer, n: number): void;

  // Along the middle axis of `[outer, entries, inner]`, to `[outer, inner]`. `result` may not be an operand.
  readonly sum: Reduce;
  readonly mean: Reduce;
  /** The greatest number, or NaN if there is one. Nothing is written if `entries` is 0. */
  readonly max: Reduce;
  readonly min: Reduce;
  /** The first index of the greatest number, or of the first NaN, as a float32. */
  readonly argmax: Reduce;
  readonly argmin: Reduce;

  /** Subtracts the mean along the middle axis. */
  readonly center: Reduce;
  /** Running sums along the middle axis. */
  cumulate(x: Pointer, outer: number, entries: number, inner: number, result: Pointer): void;

  /**
   * For each place in a row of a matrix, the index of the number that belongs there, as a float32. NaN comes last, and equal numbers stay
   * in order. `work` points to 16 free bytes for each column and another 4096, divisible by 8.
   */
  argsort(x: Pointer, rows: number, columns: number, result: Pointer, work: Pointer): void;
  /** As many entries of each row as there are picks, by their indices, which are float32. Stops and returns 0 if a row has no such entry. */
  takeAlong(x: Pointer, indices: Pointer, rows: number, picks: number, columns: number, result: Pointer): number;

  /** Along the last axis, which has at least one entry. */
  softmax(x: Pointer, rows: number, columns: number, result: Pointer): void;
  logSoftmax(x: Pointer, rows: number, columns: number, result: Pointer): void;
  /** Returns the mean over the rows of -Σ y · log softmax(x), and writes its gradient with respect to the logits. */
  crossEntropy(logits: Pointer, targets: Pointer, rows: number, columns: number, error: Pointer): number;
}

/** Compiles kernels to machine code, which threads can share. */
export const compile = (bytes: Uint8Array): object => new webAssembly.Module(bytes);

/** The functions of these modules, working in `memory`: one variant of the product, and everything else. */
export function instantiate(modules: readonly object[], memory: Memory): Kernels {
  const exported = modules.map((module) => exportsOf(module, memory) as object);
  // These are the functions that kernels/index.ts and kernels/gemm.ts export; test/kernels/exports.test.ts compares the lists.
  return Object.assign({}, ...exported) as Kernels;
}

export const exportsOf = (module: object, memory: Memory): unknown =>
  new webAssembly.Instance(module, { env: { memory } }).exports;

/** Kernels, and the memory that they work in. */
export interface Running {
  readonly kernels: Kernels;
  readonly memory: Memory;
  /** Instantiates one more module in the same memory, and returns its exports. */
  more(bytes: Uint8Array): unknown;
}

/** Instantiates the kernels, with one variant of the product, in a memory of their own. */
export function run(modules: readonly Uint8Array[]): Running {
  const memory = new webAssembly.Memory({ initial: 1 });
  const more = (bytes: Uint8Array) => exportsOf(compile(bytes), memory);
  return { kernels: instantiate(modules.map(compile), memory), memory, more };
}

/**
 * Whether this host has the instructions of the `relaxed` and `wide` variants. It validates a function that consists of one fused
 * multiply-add.
 */
export function hasRelaxedSimd(): boolean {
  return webAssembly.validate(bytesOf(relaxedProbe));
}

// (module (func (param v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 0) (local.get 0)))), as kernels/build.mjs writes it
const relaxedProbe = "'!0!B!<('''(-(!/(!J(!J*)('14(2'G'G'G'$!T)2";
