/**
 * The engine in WebAssembly. It computes in float32 or float64, with a kernel for each operation (see `kernels`). The kernels read
 * transposed operands in place. The arena decides where numbers are kept; the operations here look up the addresses of their
 * operands and call a kernel.
 */
import type { BinaryOperation, BinaryWithKernel, Engine, EngineReduction, Part, View, Window } from "../engine.js";
import { bytesOf } from "../host.js";
import { type Pointer, type Running, run } from "../kernels.js";
import { isRowMajor, size } from "../layout.js";
import { PlainEngine } from "../plain/plain.js";
import type { HostArray, Storage } from "../storage.js";
import { hasKernel, isOrdinary, type UnaryOperation } from "../unary.js";
import { Arena } from "./arena.js";
import { Block } from "./block.js";
import { type Computation, compute } from "./computation.js";
import { type Extra, type Format, float32 } from "./format.js";
import { inParts, usual } from "./in-parts.js";
import { argsort, runningProduct, takeAlong } from "./order.js";
import { join, spread, take, untake } from "./parts.js";
import { matmul } from "./products.js";
import { softmaxColumns } from "./softmax.js";
import { elements, leastRecipe, product, Workspace } from "./workspace.js";

export const scalarKernels = {
  add: "addScalar",
  subtract: "subtractScalar",
  multiply: "multiplyScalar",
  divide: "divideScalar",
  equal: "equalScalar",
  less: "lessScalar",
  errorTimes: "multiplyScalar",
  errorOver: "divideScalar",
} as const;

export class WasmEngine implements Engine {
  readonly precision: Engine["precision"];
  readonly #space: Workspace;
  readonly #more: Running["more"];

  /**
   * @param bytes - the kernels of one variant of the product
   * @param format - the type of the numbers
   * @param running - these and all other kernels, if they are running already
   */
  constructor(
    readonly name: string,
    readonly bytes: Uint8Array,
    readonly format: Format = float32,
    { kernels, memory, more }: Running = run([bytesOf(format.common), bytes]),
  ) {
    this.precision = format.precision;
    this.#more = more;
    // Can make large arrays several times as fast in Node on Linux. There, the allocator returns their memory to the system once they are
    // collected, and the next one waits for each page of memory again. How much the allocator keeps instead depends on the largest block
    // below 32 MB that was freed before. This one is never written to, so it takes no memory.
    void new ArrayBuffer(31e6);
    const scratch = Math.ceil(kernels.memoryStart() / 64) * 64;
    this.#space = new Workspace(this, kernels, new Arena(memory, scratch + kernels.gemmScratchBytes(), format), scratch, format);
  }

  upload(values: ArrayLike<number>): Storage {
    const host = new this.format.Numbers(values); // copies by the language's own rules, whatever a typed array claims about itself
    const block = new Block(host.length);
    block.host = host;
    return this.#space.storage(block);
  }

  fill(length: number, value: number): Storage {
    const result = new Block(length);
    this.#space.arena.prepare(result);
    this.#space.kernels.fill(result.pointer, value, length);
    return this.#space.storage(result);
  }

  download(storage: Storage): HostArray {
    return this.#space.arena.values(this.#space.block(storage));
  }

  copy(x: View): Storage {
    return this.#space.storage(this.#space.copied(x));
  }

  unary(operation: UnaryOperation, x: View): Storage {
    if (!hasKernel(operation)) return this.upload(this.#plain().unary(operation, x).values);
    return this.#space.map(x, (source, result, length) => this.#space.kernels[operation](source, result, length));
  }

  binary(operation: BinaryOperation, left: View, right: View | number): Storage {
    if (operation === "power" || operation === "modulo") return this.upload(this.#plain().binary(operation, left, right).values);
    if (typeof right === "number") {
      if (operation.startsWith("error") && !isOrdinary(right))
        return this.binary(operation, left, this.#everywhere(right, left.shape));
      return this.#space.map(left, (source, result, length) =>
        this.#space.kernels[scalarKernels[operation]](source, right, result, length),
      );
    }
    const result = new Block(elements(left));
    this.#pairInto(result, operation, left, right);
    return result.length < leastRecipe ? this.#space.storage(result) : this.#paired(result, operation, left, right);
  }

  #pairInto(result: Block, operation: BinaryWithKernel, left: View, right: View): void {
    const kernel = this.#space.kernels[operation];
    const columns = !isRowMajor(left) ? 0 : isRowMajor(right) ? result.length : rowOf(right);
    if (columns < longRow && columns * mostRows < result.length) {
      inParts(this.#space, [left, right], result, ([a = 0, b = 0], to, length) => kernel(a, b, to, length));
      return;
    }
    const [a, b] = [this.#space.block(left.storage), this.#space.block(right.storage)];
    this.#space.arena.prepare(result, a, b);
    let from = this.#space.at(a, left.offset);
    const row = this.#space.at(b, right.offset);
    const step = columns * this.format.bytes;
    const end = result.pointer + result.length * this.format.bytes;
    for (let to = result.pointer; to < end; to += step) {
      kernel(from, row, to, columns);
      from += step;
    }
  }

  /** A method of its own, because only large results need this closure. */
  #paired(result: Block, operation: BinaryWithKernel, left: View, right: View): Storage {
    return this.#space.repeatable(result, [left, right], (again) => this.#pairInto(again, operation, left, right));
  }

  /** One number, repeated to fill a shape. */
  #everywhere(value: number, shape: readonly number[]): View {
    return { storage: this.fill(1, value), offset: 0, shape, strides: shape.map(() => 0) };
  }

  /** Carries out what has no kernel. */
  #plain(): PlainEngine {
    return new PlainEngine(this.name, this.precision);
  }

  select(condition: View, left: View, right: View): Storage {
    const compute = (result: Block): void =>
      inParts(this.#space, [condition, left, right], result, ([where = 0, a = 0, b = 0], to, length) =>
        this.#space.kernels.select(where, a, b, to, length),
      );
    const result = new Block(elements(condition));
    compute(result);
    return this.#space.repeatable(result, [condition, left, right], compute);
  }

  matmul(left: View, right: View): Storage {
    return matmul(this.#space, left, right);
  }

  batchMatmul(left: View, right: View): Storage {
    return matmul(this.#space, left, right);
  }

  /**
   * Installs more kernels, which work in the engine's memory.
   *
   * @param module - the module with the kernels for float32
   */
  install(name: Extra, module: string): unknown {
    return this.#more(bytesOf(this.format.extras[name] ?? module));
  }

  /** Where installed kernels find their arguments and write their results. */
  get space(): Workspace {
    return this.#space;
  }

  /** Computes with installed kernels. As with a product, a result that is easy to compute again isn't copied out. */
  compute(computation: Computation): Storage {
    return compute(this.#space, computation);
  }

  reduce(operation: EngineReduction, x: View, axis: number): Storage {
    if (x.shape.length === 2 && !isRowMajor(x)) {
      const original = { ...x, shape: x.shape.toReversed(), strides: x.strides.toReversed() };
      if (isRowMajor(original)) return this.reduce(operation, original, 1 - axis); // of a transpose, in place
    }
    const source = this.#space.rows(x);
    const outer = product(x.shape, 0, axis);
    const inner = product(x.shape, axis + 1);
    const result = new Block(outer * inner);
    this.#space.arena.prepare(result, source.block);
    this.#space.kernels[operation](this.#space.address(source), outer, size(x.shape, axis), inner, result.pointer);
    return this.#space.storage(result);
  }

  center(x: View, axis: number): Storage {
    return this.#along("center", x, axis);
  }

  cumulate(x: View, axis: number): Storage {
    return this.#along("cumulate", x, axis);
  }

  argsort(x: View): Storage {
    return argsort(this.#space, x);
  }

  runningProduct(x: View, axis: number): Storage | undefined {
    return runningProduct(this.#space, x, axis);
  }

  takeAlong(x: View, indices: View): Storage | undefined {
    return takeAlong(this.#space, x, indices);
  }

  softmax(x: View): Storage {
    return this.#alongRows("softmax", x);
  }

  softmaxColumns(x: View, entries: number, inner: number): Storage | undefined {
    return softmaxColumns(this.#space, x, entries, inner);
  }

  logSoftmax(x: View): Storage {
    return this.#alongRows("logSoftmax", x);
  }

  take(x: View, indices: ArrayLike<number>): Storage {
    return take(this.#space, x, indices);
  }

  untake(x: View, indices: ArrayLike<number>, entries: number): Storage {
    return untake(this.#space, x, indices, entries);
  }

  spread(x: View, window: Window, length: number): Storage {
    return spread(this.#space, x, window, length);
  }

  join(parts: readonly Part[], length: number, value: number): Storage {
    return join(this.#space, parts, length, value);
  }

  crossEntropy(logits: View, targets: View): { loss: Storage; error: Storage } {
    const [x, y] = [this.#space.rows(logits), this.#space.rows(targets)];
    const error = new Block(elements(logits));
    this.#space.arena.prepare(error, x.block, y.block);
    const [examples, classes] = [size(logits.shape, 0), size(logits.shape, 1)];
    const loss = this.#space.kernels.crossEntropy(
      this.#space.address(x),
      this.#space.address(y),
      examples,
      classes,
      error.pointer,
    );
    return { loss: this.#space.number(loss), error: this.#space.storage(error) };
  }

  scope<Result>(compute: () => Result, kept: (result: Result) => readonly Storage[]): Result {
    return this.#space.arena.scope(compute, (result) => kept(result).map((storage) => this.#space.block(storage)));
  }

  /** An operation along an axis with as many results as operands. */
  #along(operation: "center" | "cumulate", x: View, axis: number): Storage {
    const [outer, inner] = [product(x.shape, 0, axis), product(x.shape, axis + 1)];
    return this.#space.whole(x, (source, result) =>
      this.#space.kernels[operation](source, outer, size(x.shape, axis), inner, result),
    );
  }

  #alongRows(operation: "softmax" | "logSoftmax", x: View): Storage {
    const columns = size(x.shape, x.shape.length - 1);
    const kernel = (source: Pointer, result: Pointer, length: number) => {
      if (length > 0) this.#space.kernels[operation](source, length / columns, columns, result);
    };
    return columns > usual ? this.#space.whole(x, kernel) : this.#space.map(x, kernel); // a part has whole rows
  }
}

/** The number of leading axes that only repeat the rest of a view. */
export function repeatedAxes({ shape, strides }: Pick<View, "shape" | "strides">): number {
  let axis = 0;
  while (axis < shape.length && strides[axis] === 0) axis++;
  return axis;
}

/** With more rows that are shorter, it is faster to repeat the row in memory. */
const mostRows = 64;
const longRow = 64;

/** The length of the row that a view repeats, if that has no gaps. 0 if it has. */
function rowOf(view: View): number {
  const lead = repeatedAxes(view);
  const row = { shape: view.shape.slice(lead), strides: view.strides.slice(lead) };
  return isRowMajor(row) ? product(row.shape) : 0;
}
