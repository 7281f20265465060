/**
 * The engine in WebAssembly: float32, with kernels for each operation (see `kernels`) that read transposed operands where they lie.
 * Where numbers are kept is the arena's business; here operations find their operands' places and call a kernel.
 */

import type {
  AdamOptions,
  BinaryOperation,
  Engine,
  Part,
  Reduction,
  SgdOptions,
  UnaryOperation,
  View,
  Window,
} from "../engine.js";
import { type Kernels, type Pointer, type Running, run } from "../kernels.js";
import { isRowMajor, matrices, placesOf, size } from "../layout.js";
import type { HostArray } from "../storage.js";
import { Storage } from "../storage.js";
import { Arena } from "./arena.js";
import { Block, type Recipe } from "./block.js";
import { isTakenOften, longestInner, mostTerms, multiplyInParts, workOf } from "./long-sums.js";

const rowKernels = {
  add: "addRow",
  subtract: "subtractRow",
  multiply: "multiplyRow",
  divide: "divideRow",
  equal: "equalRow",
  less: "lessRow",
  errorTimes: "errorTimesRow",
  errorOver: "errorOverRow",
} as const;
const scalarKernels = {
  add: "addScalar",
  subtract: "subtractScalar",
  multiply: "multiplyScalar",
  divide: "divideScalar",
  equal: "equalScalar",
  less: "lessScalar",
  errorTimes: "multiplyScalar",
  errorOver: "divideScalar",
} as const;

/** Where numbers lie one after the other. */
interface Source {
  readonly block: Block;
  readonly offset: number;
}

/** Below this many elements, copying a product out is as cheap as to remember how it was computed. */
const leastRecipe = 4096;

/** For a result that is computed again, what it is computed from is kept, unless it is so many times as large. */
const mostKept = 4;

/** How to compute what no one will ask for again: it need not be copied out. */
const nothing: Recipe = { operands: [], compute: () => {} };

/** What {@link WasmEngine.compute} needs to know. */
export interface Computation {
  /** How many numbers result. */
  readonly length: number;
  /** How many bytes there have to be for the kernels to work in. */
  readonly work?: number;
  readonly operands: readonly View[];
  run(places: Places): void;
}

/** Where a computation finds what it needs; operands lie row by row. */
interface Places {
  readonly kernels: Kernels;
  readonly result: Pointer;
  readonly operands: readonly Pointer[];
  readonly work: Pointer;
  readonly gemmScratch: Pointer;
}

export class WasmEngine implements Engine {
  readonly precision = "float32";
  readonly #kernels: Kernels;
  readonly #more: Running["more"];
  readonly #arena: Arena;
  readonly #scratch: Pointer;

  /**
   * @param bytes - one variant of the product's kernels
   * @param running - they and all others, where they have been set to work already
   */
  constructor(
    readonly name: string,
    readonly bytes: Uint8Array,
    { kernels, memory, more }: Running = run(bytes),
  ) {
    this.#kernels = kernels;
    this.#more = more;
    this.#scratch = Math.ceil(this.#kernels.memoryStart() / 64) * 64;
    this.#arena = new Arena(memory, this.#scratch + this.#kernels.gemmScratchBytes());
  }

  upload(values: ArrayLike<number>): Storage {
    const host = new Float32Array(values); // copies as the language does, whatever a typed array says of itself
    const block = new Block(host.length);
    block.host = host;
    return this.#storage(block);
  }

  fill(length: number, value: number): Storage {
    const result = new Block(length);
    this.#arena.prepare(result);
    this.#kernels.fill(result.pointer, value, length);
    return this.#storage(result);
  }

  download(storage: Storage): HostArray {
    return this.#arena.values(this.#block(storage));
  }

  copy(x: View): Storage {
    return this.#storage(this.#copied(x));
  }

  unary(operation: UnaryOperation, x: View): Storage {
    return this.#map(x, (source, result, length) => this.#kernels[operation](source, result, length));
  }

  binary(operation: BinaryOperation, left: View, right: View | number): Storage {
    if (typeof right === "number") {
      if (operation.startsWith("error") && !isOrdinary(right))
        return this.binary(operation, left, this.#everywhere(right, left.shape));
      return this.#map(left, (source, result, length) => this.#kernels[scalarKernels[operation]](source, right, result, length));
    }
    const lead = repeatedAxes(right);
    if (lead > 0) {
      const row = { ...right, shape: right.shape.slice(lead), strides: right.strides.slice(lead) };
      if (isRowMajor(row)) return this.#withRow(operation, left, row);
    }
    const [a, b] = [this.#rows(left), this.#rows(right)];
    const result = new Block(elements(left));
    this.#arena.prepare(result, a.block, b.block);
    this.#kernels[operation](address(a), address(b), result.pointer, result.length);
    return this.#storage(result);
  }

  /** One number in a shape. */
  #everywhere(value: number, shape: readonly number[]): View {
    return { storage: this.fill(1, value), offset: 0, shape, strides: shape.map(() => 0) };
  }

  select(condition: View, left: View, right: View): Storage {
    const [where, a, b] = [this.#rows(condition), this.#rows(left), this.#rows(right)];
    const result = new Block(elements(condition));
    this.#arena.prepare(result, where.block, a.block, b.block);
    this.#kernels.select(address(where), address(a), address(b), result.pointer, result.length);
    return this.#storage(result);
  }

  matmul(left: View, right: View): Storage {
    const [a, b] = [this.#block(left.storage), this.#block(right.storage)];
    const result = new Block(size(left.shape, 0) * size(right.shape, 1));
    this.#gemm(left, a, right, b, result);
    const worthIt = result.length >= leastRecipe && a.length <= result.length && b.length <= result.length;
    if (worthIt && !a.written && !b.written) result.recipe = this.#recipe(left, a, right, b);
    return this.#storage(result);
  }

  /** In a method of its own, for only few products need what this closes over. */
  #recipe(left: View, a: Block, right: View, b: Block): Recipe {
    return { operands: [a, b], compute: (product) => this.#gemm(left, a, right, b, product) };
  }

  #gemm(left: View, a: Block, right: View, b: Block, result: Block): void {
    const [rows, inner, columns] = [size(left.shape, 0), size(left.shape, 1), size(right.shape, 1)];
    const gemm = this.#prepareProduct(rows, inner, columns, a, b, result);
    gemm(
      rows,
      columns,
      inner,
      a.pointer + 4 * left.offset,
      size(left.strides, 0),
      size(left.strides, 1),
      b.pointer + 4 * right.offset,
      size(right.strides, 0),
      size(right.strides, 1),
      result.pointer,
      columns,
      this.#scratch,
    );
  }

  /** Sees that all is in memory, and says what multiplies. */
  #prepareProduct(rows: number, inner: number, columns: number, a: Block, b: Block, result: Block): Kernels["gemm"] {
    if (inner <= longestInner) {
      this.#arena.prepare(result, a, b);
      return this.#kernels.gemm;
    }
    const work = new Block(workOf(rows, columns));
    this.#arena.prepare(work);
    this.#arena.prepare(result, work, a, b);
    work.recipe = nothing;
    return (...product) => multiplyInParts(this.#kernels, work.pointer, ...product);
  }

  batchMatmul(left: View, right: View): Storage {
    const rank = left.shape.length;
    const [m, k, n] = [size(left.shape, rank - 2), size(left.shape, rank - 1), size(right.shape, rank - 1)];
    const [a, b] = [this.#block(left.storage), this.#block(right.storage)];
    const [as, bs] = [matrices(left), matrices(right)];
    const result = new Block(as.length * m * n);
    const gemm = this.#prepareProduct(m, k, n, a, b, result);
    for (let matrix = 0; matrix < as.length; matrix++) {
      gemm(
        ...([m, n, k] as const),
        ...([a.pointer + 4 * size(as, matrix), size(left.strides, rank - 2), size(left.strides, rank - 1)] as const),
        ...([b.pointer + 4 * size(bs, matrix), size(right.strides, rank - 2), size(right.strides, rank - 1)] as const),
        ...([result.pointer + 4 * matrix * m * n, n, this.#scratch] as const),
      );
    }
    return this.#storage(result);
  }

  /** More kernels, which work in the engine's memory. */
  install(bytes: Uint8Array): unknown {
    return this.#more(bytes);
  }

  /** An operation by kernels that were installed. As with a product, what can easily be computed again need not be copied out. */
  compute(computation: Computation): Storage {
    const sources = computation.operands.map((operand) => this.#rows(operand));
    const blocks = sources.map(({ block }) => block);
    const result = new Block(computation.length);
    const compute = (result: Block) => this.#compute(computation, sources, result);
    compute(result);
    const worthIt = result.length >= leastRecipe && blocks.every(({ length }) => length <= mostKept * result.length);
    if (worthIt && !blocks.some(({ written }) => written)) result.recipe = { operands: blocks, compute };
    return this.#storage(result);
  }

  #compute({ work = 0, run }: Computation, sources: readonly Source[], result: Block): void {
    const blocks = sources.map(({ block }) => block);
    const place = new Block(Math.ceil(work / 4));
    this.#arena.prepare(place);
    this.#arena.prepare(result, place, ...blocks);
    const operands = sources.map(address);
    const [kernels, gemmScratch] = [this.#kernels, this.#scratch];
    run({ kernels, result: result.pointer, operands, work: place.pointer, gemmScratch });
    place.recipe = nothing;
  }

  reduce(operation: Reduction, x: View, axis: number): Storage {
    const source = this.#rows(x);
    const outer = product(x.shape, 0, axis);
    const inner = product(x.shape, axis + 1);
    const result = new Block(outer * inner);
    this.#arena.prepare(result, source.block);
    this.#kernels[operation](address(source), outer, size(x.shape, axis), inner, result.pointer);
    return this.#storage(result);
  }

  center(x: View, axis: number): Storage {
    return this.#along("center", x, axis);
  }

  cumulate(x: View, axis: number): Storage {
    return this.#along("cumulate", x, axis);
  }

  softmax(x: View): Storage {
    return this.#alongRows("softmax", x);
  }

  logSoftmax(x: View): Storage {
    return this.#alongRows("logSoftmax", x);
  }

  take(x: View, indices: ArrayLike<number>): Storage {
    const source = this.#rows(x);
    const columns = product(x.shape, 1);
    const list = integers(indices);
    const result = new Block(indices.length * columns);
    this.#arena.prepare(result, source.block, list);
    this.#kernels.take(address(source), columns, list.pointer, indices.length, result.pointer);
    return this.#storage(result);
  }

  untake(x: View, indices: ArrayLike<number>, entries: number): Storage {
    const source = this.#rows(x);
    const columns = product(x.shape, 1);
    const numbers = Int32Array.from(indices);
    const list = bitsOf(numbers);
    if (isTakenOften(numbers, entries)) return this.#sumsAt(list, source, columns, entries * columns);
    const result = new Block(entries * columns);
    this.#arena.prepare(result, source.block, list);
    this.#kernels.fill(result.pointer, 0, result.length);
    this.#kernels.untake(address(source), columns, list.pointer, indices.length, result.pointer);
    return this.#storage(result);
  }

  spread(x: View, { offset, strides }: Window, length: number): Storage {
    const source = this.#rows(x);
    if (elements(x) > mostTerms * length) {
      return this.#sumsAt(integers(placesOf({ offset, strides }, x.shape, length)), source, 1, length);
    }
    const layout = integers([...x.shape, ...strides]);
    const result = new Block(length);
    this.#arena.prepare(result, source.block, layout);
    this.#kernels.fill(result.pointer, 0, length);
    const [rank, to] = [x.shape.length, result.pointer + 4 * offset];
    this.#kernels.spread(address(source), rank, layout.pointer, layout.pointer + 4 * rank, to);
    return this.#storage(result);
  }

  /** Sums of many terms, in float64 until they are done: each row of x is added to the row of its place. */
  #sumsAt(places: Block, x: Source, columns: number, length: number): Storage {
    const [sums, result] = [new Block(2 * length), new Block(length)];
    this.#arena.prepare(sums, x.block, places);
    this.#kernels.fill(sums.pointer, 0, sums.length);
    this.#kernels.addRowsWide(address(x), columns, places.pointer, places.length, sums.pointer);
    this.#arena.prepare(result, sums);
    this.#kernels.narrow(sums.pointer, result.pointer, length);
    sums.recipe = nothing;
    return this.#storage(result);
  }

  join(parts: readonly Part[], length: number, value: number): Storage {
    const sources = parts.map(({ x }) => this.#rows(x));
    const layouts = parts.map(({ x, window }) => integers([...x.shape, ...window.strides]));
    const result = new Block(length);
    this.#arena.prepare(result, ...sources.map(({ block }) => block), ...layouts);
    this.#kernels.fill(result.pointer, value, length);
    parts.forEach(({ x, window }, index) => {
      const [source, layout] = [sources[index] as Source, layouts[index] as Block]; // one for each part
      const [rank, to] = [x.shape.length, result.pointer + 4 * window.offset];
      this.#kernels.scatter(address(source), rank, layout.pointer, layout.pointer + 4 * rank, to);
    });
    return this.#storage(result);
  }

  crossEntropy(logits: View, targets: View): { loss: number; error: Storage } {
    const [x, y] = [this.#rows(logits), this.#rows(targets)];
    const error = new Block(elements(logits));
    this.#arena.prepare(error, x.block, y.block);
    const [examples, classes] = [size(logits.shape, 0), size(logits.shape, 1)];
    const loss = this.#kernels.crossEntropy(address(x), address(y), examples, classes, error.pointer);
    return { loss, error: this.#storage(error) };
  }

  sgd(parameter: Storage, gradient: View, velocity: Storage | undefined, options: SgdOptions): void {
    const { learningRate, momentum, nesterov, weightDecay } = options;
    const w = this.#writable(parameter);
    const v = velocity && this.#writable(velocity);
    const g = this.#rows(gradient);
    this.#arena.prepareToWrite(v ? [w, v] : [w], g.block);
    this.#kernels.sgd(w.pointer, address(g), v?.pointer ?? 0, w.length, learningRate, momentum, nesterov, weightDecay);
    this.#arena.release(g.block);
  }

  adam(parameter: Storage, gradient: View, firstMoment: Storage, secondMoment: Storage, options: AdamOptions): void {
    const { learningRate, beta1, beta2, epsilon, weightDecay, step } = options;
    const [w, m, v] = [this.#writable(parameter), this.#writable(firstMoment), this.#writable(secondMoment)];
    const g = this.#rows(gradient);
    this.#arena.prepareToWrite([w, m, v], g.block);
    const [firstBias, secondBias] = [1 - beta1 ** step, 1 - beta2 ** step];
    this.#kernels.adam(
      ...([w.pointer, address(g), m.pointer, v.pointer, w.length] as const),
      ...([learningRate, beta1, beta2, epsilon, weightDecay, firstBias, secondBias] as const),
    );
    this.#arena.release(g.block);
  }

  scope<Result>(compute: () => Result, kept: (result: Result) => readonly Storage[]): Result {
    return this.#arena.scope(compute, (result) => kept(result).map((storage) => this.#block(storage)));
  }

  #map(x: View, kernel: (source: Pointer, result: Pointer, length: number) => void): Storage {
    const source = this.#rows(x);
    const result = new Block(elements(x));
    this.#arena.prepare(result, source.block);
    kernel(address(source), result.pointer, result.length);
    return this.#storage(result);
  }

  /** Every row of the left with the one row on the right. */
  #withRow(operation: BinaryOperation, left: View, row: View): Storage {
    const source = this.#rows(left);
    const columns = elements(row);
    const result = new Block(elements(left));
    const block = this.#block(row.storage);
    this.#arena.prepare(result, source.block, block);
    const rows = columns === 0 ? 0 : result.length / columns;
    this.#kernels[rowKernels[operation]](address(source), block.pointer + 4 * row.offset, result.pointer, rows, columns);
    return this.#storage(result);
  }

  /** To as many numbers. */
  #along(operation: "center" | "cumulate", x: View, axis: number): Storage {
    const [outer, inner] = [product(x.shape, 0, axis), product(x.shape, axis + 1)];
    return this.#map(x, (source, result) => this.#kernels[operation](source, outer, size(x.shape, axis), inner, result));
  }

  #alongRows(operation: "softmax" | "logSoftmax", x: View): Storage {
    const columns = size(x.shape, x.shape.length - 1);
    return this.#map(x, (source, result, length) => {
      if (length > 0) this.#kernels[operation](source, length / columns, columns, result);
    });
  }

  /** The elements of a view one after the other: where they lie if they already do, else a copy. Not to be written. */
  #rows(x: View): Source {
    if (isRowMajor(x)) return { block: this.#block(x.storage), offset: x.offset };
    return { block: this.#copied(x), offset: 0 };
  }

  #copied(x: View): Block {
    const source = this.#block(x.storage);
    const result = new Block(elements(x));
    const { offset, shape, strides } = x;
    if (shape.length === 2 && strides[0] === 1) {
      this.#arena.prepare(result, source);
      const from = source.pointer + 4 * offset;
      this.#kernels.transpose(from, size(strides, 1), size(shape, 1), size(shape, 0), result.pointer);
      return result;
    }
    const layout = integers([...shape, ...strides]);
    this.#arena.prepare(result, source, layout);
    const from = source.pointer + 4 * offset;
    this.#kernels.gather(from, shape.length, layout.pointer, layout.pointer + 4 * shape.length, result.pointer);
    return result;
  }

  #writable(storage: Storage): Block {
    return storage.writableOn(this) as Block; // as in #block
  }

  #block(storage: Storage): Block {
    return storage.on(this) as Block; // what #storage made it with
  }

  #storage(block: Block): Storage {
    return new Storage(this, block, block.length);
  }
}

/** Whole numbers of 32 bits, for kernels to read: their bits, in a block like every other. */
const integers = (values: ArrayLike<number>): Block => bitsOf(Int32Array.from(values));

function bitsOf(values: Int32Array<ArrayBuffer>): Block {
  const block = new Block(values.length);
  block.host = new Float32Array(values.buffer);
  return block;
}

const product = (sizes: readonly number[], from = 0, to = sizes.length): number => {
  let result = 1;
  for (let axis = from; axis < to; axis++) result *= size(sizes, axis);
  return result;
};
/** Whether products and quotients with it need no exceptions, in float32. */
const isOrdinary = (x: number): boolean => Number.isFinite(Math.fround(x)) && Math.fround(x) !== 0;
const elements = (x: View): number => product(x.shape);
const address = ({ block, offset }: Source): Pointer => block.pointer + 4 * offset;

/** How many leading axes of a view only repeat it. */
function repeatedAxes({ shape, strides }: View): number {
  let axis = 0;
  while (axis < shape.length && strides[axis] === 0) axis++;
  return axis;
}
