/**
 * The compute kernels as TypeScript sees them: functions on numbers in a WebAssembly memory. They are written in
 * AssemblyScript, in the folder `kernels` beside this file, and take pointers (in bytes, divisible by 4), lengths and strides
 * (in elements) on trust: whoever calls them has checked shapes and ranges. Unless it says otherwise, operands are float32,
 * row-major and without gaps, the result is written to `result`, and it may be an operand itself but not overlap one otherwise.
 */

import { bytesOf, type Memory, webAssembly } from "./host.js";
import { common } from "./kernels/generated/common.js";
import type { UnaryOperation } from "./unary.js";

/** A position in the memory, in bytes. */
export type Pointer = number;

type Unary = (x: Pointer, result: Pointer, n: number) => void;
type Binary = (left: Pointer, right: Pointer, result: Pointer, n: number) => void;
type WithScalar = (left: Pointer, right: number, result: Pointer, n: number) => void;
type WithRow = (left: Pointer, row: Pointer, result: Pointer, rows: number, columns: number) => void;
type Reduce = (x: Pointer, outer: number, entries: number, inner: number, result: Pointer) => void;

/** Of {@link unaryOperations} each is a {@link Unary}. */
export interface Kernels extends Readonly<Record<UnaryOperation, Unary>> {
  /** The first byte of memory that is the caller's; below lie the kernels' constants, written when the module is instantiated. */
  memoryStart(): Pointer;

  /**
   * C = A·B for `[m, k]` by `[k, n]`. Both operands lie at any strides, 0 and transposes among
   * them; the rows of C lie `cRow` apart. C overlaps neither operand. `scratch` points to {@link gemmScratchBytes} free bytes.
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

  // Two tensors of one shape.
  readonly add: Binary;
  readonly subtract: Binary;
  readonly multiply: Binary;
  readonly divide: Binary;
  readonly equal: Binary;
  readonly less: Binary;
  /** The product, but 0 where either is 0; the quotient, but 0 where the left is 0. */
  readonly errorTimes: Binary;
  readonly errorOver: Binary;

  // A tensor and one number.
  readonly addScalar: WithScalar;
  readonly subtractScalar: WithScalar;
  readonly multiplyScalar: WithScalar;
  readonly divideScalar: WithScalar;
  readonly equalScalar: WithScalar;
  readonly lessScalar: WithScalar;

  // A matrix and one row, with each of its rows: a bias.
  readonly addRow: WithRow;
  readonly subtractRow: WithRow;
  readonly multiplyRow: WithRow;
  readonly divideRow: WithRow;
  readonly equalRow: WithRow;
  readonly lessRow: WithRow;
  readonly errorTimesRow: WithRow;
  readonly errorOverRow: WithRow;

  /** The left number where the condition is not 0, else the right. */
  select(condition: Pointer, left: Pointer, right: Pointer, result: Pointer, n: number): void;

  /** n numbers side by side. */
  copy(source: Pointer, result: Pointer, n: number): void;
  fill(result: Pointer, value: number, n: number): void;
  /** A view in row-major order; `shape` and `strides` point to `rank` 32-bit integers. Any rank, with 0 for a single number. */
  gather(source: Pointer, rank: number, shape: Pointer, strides: Pointer, result: Pointer): void;
  /** `[rows, columns]`, a row every `rowStride` elements, as `[columns, rows]`; `result` is not `source`. */
  transpose(source: Pointer, rowStride: number, rows: number, columns: number, result: Pointer): void;
  /** `count` rows of a matrix by their numbers, 32-bit integers within its rows. */
  take(source: Pointer, columns: number, indices: Pointer, count: number, result: Pointer): void;

  /** Adds rows to those rows of `result` from which {@link take} would have taken them. */
  untake(x: Pointer, columns: number, indices: Pointer, count: number, result: Pointer): void;
  /** Adds row-major numbers to the places of `result` from which {@link gather} would have read them. */
  spread(x: Pointer, rank: number, shape: Pointer, strides: Pointer, result: Pointer): void;
  /** Writes row-major numbers to the places of `result` from which {@link gather} would have read them. */
  scatter(x: Pointer, rank: number, shape: Pointer, strides: Pointer, result: Pointer): void;

  /** Adds n numbers to n others in float64. */
  addWide(x: Pointer, sums: Pointer, n: number): void;
  /** Adds `count` rows to rows in float64, by their numbers, 32-bit integers within those rows. */
  addRowsWide(x: Pointer, columns: number, indices: Pointer, count: number, sums: Pointer): void;
  /** n numbers in float64, rounded to float32. */
  narrow(sums: Pointer, result: Pointer, n: number): void;

  // Along the middle axis of `[outer, entries, inner]`, to `[outer, inner]`; not in place.
  readonly sum: Reduce;
  readonly mean: Reduce;
  /** The greatest; NaN wins. Nothing is written where `entries` is 0. */
  readonly max: Reduce;
  readonly min: Reduce;
  /** The first index of the greatest, or of the first NaN, as a float32. */
  readonly argmax: Reduce;

  /** Each entry less the mean along the middle axis, to as many. */
  readonly center: Reduce;
  /** The sums of each entry along the middle axis and all before it. */
  cumulate(x: Pointer, outer: number, entries: number, inner: number, result: Pointer): void;

  /** Along the last axis, of at least one entry. */
  softmax(x: Pointer, rows: number, columns: number, result: Pointer): void;
  logSoftmax(x: Pointer, rows: number, columns: number, result: Pointer): void;
  /** Returns the mean over the rows of -Σ y · log softmax(x), and writes its gradient with respect to the logits. */
  crossEntropy(logits: Pointer, targets: Pointer, rows: number, columns: number, error: Pointer): number;
}

/** Compiled kernels: machine code, which threads can share. */
export const compile = (bytes: Uint8Array): object => new webAssembly.Module(bytes);

/** Everything but the product. */
export const others = (): Uint8Array => bytesOf(common);

/** What the modules hold, working in `memory`: everything but the product, and one variant of that. */
export function instantiate(modules: readonly object[], memory: Memory): Kernels {
  const exported = modules.map((module) => exportsOf(module, memory) as object);
  // These are the functions that index.ts and gemm.ts of the kernels export, and no others; test/kernels/exports.test.ts compares the lists.
  return Object.assign({}, ...exported) as Kernels;
}

export const exportsOf = (module: object, memory: Memory): unknown =>
  new webAssembly.Instance(module, { env: { memory } }).exports;

/** Kernels and the memory that they work in. */
export interface Running {
  readonly kernels: Kernels;
  readonly memory: Memory;
  /** The exports of one more module, in the same memory. */
  more(bytes: Uint8Array): unknown;
}

/** The kernels with one variant of the product, in a memory of their own. */
export function run(product: Uint8Array): Running {
  const memory = new webAssembly.Memory({ initial: 1 });
  const more = (bytes: Uint8Array) => exportsOf(compile(bytes), memory);
  return { kernels: instantiate([others(), product].map(compile), memory), memory, more };
}

/**
 * Whether this host has the instructions of the `relaxed` and `wide` variants: asked with a function that is one fused
 * multiply-add.
 */
export function hasRelaxedSimd(): boolean {
  return webAssembly.validate(new Uint8Array(relaxedProbe));
}

// (module (func (param v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 0) (local.get 0))))
const relaxedProbe = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32, 0, 32, 0, 253, 133, 2, 11,
];
