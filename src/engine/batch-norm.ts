/**
 * The normalisation of columns and its way back, with kernels of their own, which take fewer passes over the numbers than one operation after
 * the other. The results are the same to the last bit. It is separate from the engine, so that only programs with `batchNorm` load it.
 */
import type { Engine, View } from "./engine.js";
import { batchNorm } from "./kernels/generated/batchNorm.js";
import type { Pointer } from "./kernels.js";
import { isRowMajor, size, whole } from "./layout.js";
import type { Storage } from "./storage.js";
import { WasmEngine } from "./wasm/wasm.js";

/** The conventions of kernels.ts apply here too. */
export interface BatchNormKernels {
  /** The sums of the squares in each column. `work` points to a free float64 for each column, and to three more. */
  sumSquares(x: Pointer, rows: number, columns: number, work: Pointer, result: Pointer): void;
  /** The sums of each column of x, and those of the products with y. `work` is as above. */
  sumProducts(x: Pointer, y: Pointer, rows: number, columns: number, work: Pointer, ofX: Pointer, ofProducts: Pointer): void;
  /** Computes x · factor + shift, where the last two are rows. */
  scaleRows(x: Pointer, factor: Pointer, shift: Pointer, rows: number, columns: number, result: Pointer): void;
  /** Computes (x - mean - y · along) · factor, where the last three are rows. */
  errorsOfRows(
    x: Pointer,
    y: Pointer,
    mean: Pointer,
    along: Pointer,
    factor: Pointer,
    rows: number,
    columns: number,
    result: Pointer,
  ): void;
}

const installed = new WeakMap<WasmEngine, BatchNormKernels>();

/** The kernels of an engine; undefined if it has none. */
function kernelsOf(engine: Engine): { readonly wasm: WasmEngine; readonly own: BatchNormKernels } | undefined {
  if (!(engine instanceof WasmEngine) || engine.precision !== "float32") return undefined;
  let own = installed.get(engine);
  if (own === undefined) {
    // These are the functions that kernels/batch-norm.ts exports; test/kernels/exports.test.ts compares the two lists.
    own = engine.install("batchNorm", batchNorm) as BatchNormKernels;
    installed.set(engine, own);
  }
  return { wasm: engine, own };
}

/** Whether x has rows of several numbers, without gaps. Other sums are taken in another order. */
const fits = (x: View): boolean => isRowMajor(x) && size(x.shape, 0) > 0 && size(x.shape, 1) > 1;

/** Columns that are made to have a mean of 0 and a variance of 1, and then scaled and shifted. */
export interface Normalised {
  /** The differences from the means. */
  readonly centered: View;
  readonly output: View;
  readonly variance: View;
  /** √(variance + ε) */
  readonly deviation: View;
}

/** Normalises the columns of a matrix, unless this engine does it one operation after the other. */
export function normalizeColumns(engine: Engine, x: View, scale: View, shift: View, epsilon: number): Normalised | undefined {
  const kernels = fits(x) ? kernelsOf(engine) : undefined;
  if (!kernels) return undefined;
  const { wasm, own } = kernels;
  const [rows, columns] = [size(x.shape, 0), size(x.shape, 1)];
  const [length, { bytes }] = [rows * columns, wasm.format];
  const storage = wasm.compute({
    length: 2 * length + 2 * columns,
    work: workOf(columns),
    operands: [x, scale, shift],
    run({ kernels, result, operands: [from = 0, factor = 0, summand = 0], work }) {
      const output = result + bytes * length;
      const variance = output + bytes * length;
      const deviation = variance + bytes * columns;
      kernels.center(from, 1, rows, columns, result);
      own.sumSquares(result, rows, columns, work, variance);
      kernels.divideScalar(variance, rows, variance, columns);
      kernels.addScalar(variance, epsilon, deviation, columns);
      kernels.sqrt(deviation, deviation, columns);
      kernels.divide(factor, deviation, work, columns);
      own.scaleRows(result, work, summand, rows, columns, output);
    },
  });
  const part = (offset: number, shape: readonly number[]): View => ({ ...whole(storage, shape), offset });
  return {
    centered: part(0, x.shape),
    output: part(length, x.shape),
    variance: part(2 * length, [columns]),
    deviation: part(2 * length + columns, [columns]),
  };
}

/** The gradients, and the error of what was normalised. */
export interface ErrorsOfNormalised {
  readonly scale: Storage;
  readonly shift: Storage;
  readonly error: Storage;
}

/** The way back of {@link normalizeColumns}. */
export function normalizeColumnsBack(
  engine: Engine,
  error: View,
  centered: View,
  scale: View,
  deviation: View,
): ErrorsOfNormalised | undefined {
  const kernels = fits(error) ? kernelsOf(engine) : undefined;
  if (!kernels) return undefined;
  const { wasm, own } = kernels;
  const [rows, columns] = [size(error.shape, 0), size(error.shape, 1)];
  const row = wasm.format.bytes * columns;
  const sums = wasm.compute({
    length: 2 * columns,
    work: workOf(columns),
    operands: [error, centered, deviation],
    run({ kernels, result, operands: [x = 0, y = 0, divisor = 0], work }) {
      own.sumProducts(x, y, rows, columns, work, result, result + row);
      kernels.divide(result + row, divisor, result + row, columns);
    },
  });
  const [ofShift, ofScale] = [0, columns].map((offset) => ({ ...whole(sums, [columns]), offset })) as [View, View]; // one for each
  const found = wasm.compute({
    length: rows * columns,
    work: 3 * row,
    operands: [error, centered, whole(sums, [2 * columns]), scale, deviation],
    run({ kernels, result, operands: [x = 0, y = 0, given = 0, factor = 0, divisor = 0], work }) {
      kernels.divideScalar(given, rows, work, 2 * columns);
      kernels.divide(work + row, divisor, work + row, columns);
      kernels.divide(factor, divisor, work + 2 * row, columns);
      own.errorsOfRows(x, y, work, work + row, work + 2 * row, rows, columns, result);
    },
  });
  return { scale: wasm.copy(ofScale), shift: wasm.copy(ofShift), error: found };
}

const workOf = (columns: number): number => 8 * (columns + 3);
