/**
 * The engine in plain TypeScript. In float64 it is the reference, with which tests compare every other engine and every gradient.
 * So it is written for readability: each operation lays its operands out in row-major order, then loops as in the formula. Sums
 * are float64 until they are complete, in either precision.
 */

import { numbersFor } from "../../shape/elements.js";
import type { BinaryOperation, Engine, EngineReduction, Part, View, Window } from "../engine.js";
import { gather, isRowMajor, placesOf, size } from "../layout.js";
import type { HostArray } from "../storage.js";
import { Storage } from "../storage.js";
import { type UnaryOperation, unaryOperations } from "../unary.js";
import { best, binaryOperations, reductions, total } from "./formulas.js";

export class PlainEngine implements Engine {
  readonly #Numbers: typeof Float32Array | typeof Float64Array;

  constructor(
    readonly name: string,
    readonly precision: "float32" | "float64",
  ) {
    this.#Numbers = precision === "float32" ? Float32Array : Float64Array;
  }

  upload(values: ArrayLike<number>): Storage {
    return this.#storage(new this.#Numbers(values)); // copies by the language's own rules, whatever a typed array claims about itself
  }

  fill(length: number, value: number): Storage {
    return this.#storage(this.#numbers(length).fill(value));
  }

  download(storage: Storage): HostArray {
    // `on` returns the handle that this engine passed to the storage, in #storage below.
    return storage.on(this) as HostArray;
  }

  copy(x: View): Storage {
    const result = this.#numbers(elements(x));
    gather(this.download(x.storage), x, result);
    return this.#storage(result);
  }

  unary(operation: UnaryOperation, x: View): Storage {
    const compute = unaryOperations[operation];
    return this.#storage(this.#rows(x).map((value) => compute(value)));
  }

  binary(operation: BinaryOperation, left: View, right: View | number): Storage {
    const compute = binaryOperations[operation];
    if (typeof right === "number") {
      const [rounded = right] = this.#numbers(1).fill(right);
      return this.#storage(this.#rows(left).map((value) => compute(value, rounded)));
    }
    const other = this.#rows(right);
    return this.#storage(this.#rows(left).map((value, index) => compute(value, other[index] as number)));
  }

  select(condition: View, left: View, right: View): Storage {
    const [a, b] = [this.#rows(left), this.#rows(right)];
    return this.#storage(this.#rows(condition).map((holds, index) => (holds !== 0 ? a[index] : b[index]) as number));
  }

  matmul(left: View, right: View): Storage {
    return this.batchMatmul(left, right);
  }

  batchMatmul(left: View, right: View): Storage {
    const rank = left.shape.length;
    const [rows, inner, columns] = [size(left.shape, rank - 2), size(left.shape, rank - 1), size(right.shape, rank - 1)];
    const a = this.#rows(left);
    const b = this.#rows(right);
    const batch = product(left.shape.slice(0, -2));
    const result = numbersFor(Float64Array, batch * rows * columns);
    for (let row = 0; row < batch * rows; row++) {
      const above = Math.floor(row / rows) * inner; // the rows of the right operand's matrices before this one
      for (let k = 0; k < inner; k++) {
        const factor = a[row * inner + k] as number;
        for (let j = 0; j < columns; j++)
          (result[row * columns + j] as number) += factor * (b[(above + k) * columns + j] as number);
      }
    }
    return this.#rounded(result);
  }

  reduce(operation: EngineReduction, x: View, axis: number): Storage {
    const values = this.#rows(x);
    const entries = size(x.shape, axis);
    const inner = product(x.shape.slice(axis + 1));
    const outer = product(x.shape.slice(0, axis));
    const result = this.#numbers(outer * inner);
    for (let i = 0; i < outer; i++) {
      for (let j = 0; j < inner; j++) {
        result[i * inner + j] = reductions[operation](values, i * entries * inner + j, entries, inner);
      }
    }
    return this.#storage(result);
  }

  center(x: View, axis: number): Storage {
    const values = this.#rows(x);
    const entries = size(x.shape, axis);
    const inner = product(x.shape.slice(axis + 1));
    const result = this.#numbers(values.length);
    for (let start = 0; start < values.length; start += entries * inner) {
      for (let first = start; first < start + inner; first++) {
        const mean = total(values, first, entries, inner) / entries;
        for (let index = first; index < start + entries * inner; index += inner) result[index] = (values[index] as number) - mean;
      }
    }
    return this.#storage(result);
  }

  cumulate(x: View, axis: number): Storage {
    const values = this.#rows(x);
    const result = numbersFor(Float64Array, values.length);
    result.set(values);
    const inner = product(x.shape.slice(axis + 1));
    for (let index = 0; index < result.length; index++) {
      const isFirst = Math.floor(index / inner) % size(x.shape, axis) === 0;
      if (!isFirst) (result[index] as number) += result[index - inner] as number;
    }
    return this.#rounded(result);
  }

  softmax(x: View): Storage {
    return this.#storage(this.#softmaxRows(x, (shifted, others) => Math.exp(shifted) / (1 + others)));
  }

  logSoftmax(x: View): Storage {
    return this.#storage(this.#softmaxRows(x, (shifted, others) => shifted - Math.log1p(others)));
  }

  take(x: View, indices: ArrayLike<number>): Storage {
    const values = this.#rows(x);
    const entry = product(x.shape.slice(1));
    const result = this.#numbers(indices.length * entry);
    for (let i = 0; i < indices.length; i++) {
      const start = (indices[i] as number) * entry;
      result.set(values.subarray(start, start + entry), i * entry);
    }
    return this.#storage(result);
  }

  untake(x: View, indices: ArrayLike<number>, entries: number): Storage {
    const values = this.#rows(x);
    const entry = product(x.shape.slice(1));
    const result = numbersFor(Float64Array, entries * entry);
    values.forEach((value, index) => {
      const place = (indices[Math.floor(index / entry)] as number) * entry + (index % entry);
      (result[place] as number) += value;
    });
    return this.#rounded(result);
  }

  spread(x: View, window: Window, length: number): Storage {
    const result = numbersFor(Float64Array, length);
    const places = placesOf(window, x.shape, length);
    this.#rows(x).forEach((value, index) => {
      (result[places[index] as number] as number) += value;
    });
    return this.#rounded(result);
  }

  join(parts: readonly Part[], length: number, value: number): Storage {
    const result = this.#numbers(length).fill(value);
    for (const { x, window } of parts) {
      const places = placesOf(window, x.shape, length);
      this.#rows(x).forEach((value, index) => {
        result[places[index] as number] = value;
      });
    }
    return this.#storage(result);
  }

  crossEntropy(logits: View, targets: View): { loss: Storage; error: Storage } {
    const [examples, classes] = [size(logits.shape, 0), size(logits.shape, 1)];
    const probabilities = this.#softmaxRows(logits, (shifted, others) => Math.exp(shifted) / (1 + others));
    const logProbabilities = this.#softmaxRows(logits, (shifted, others) => shifted - Math.log1p(others));
    const y = this.#rows(targets);
    let loss = 0;
    for (let example = 0; example < examples; example++) {
      const start = example * classes;
      const weight = total(y, start, classes, 1); // Σ y: 1 if the targets are probabilities
      for (let index = start; index < start + classes; index++) {
        const target = y[index] as number;
        if (target !== 0) loss -= target * (logProbabilities[index] as number);
        probabilities[index] = (weight * (probabilities[index] as number) - target) / examples;
      }
    }
    return { loss: this.fill(1, loss / examples), error: this.#storage(probabilities) };
  }

  scope<Result>(compute: () => Result): Result {
    return compute(); // the garbage collector frees everything else
  }

  /**
   * softmax(x) = exp(x - max) / Σ exp(x - max), along the last axis. `finish` takes x - max, and the sum without the greatest
   * entry's 1, so that its logarithm stays precise.
   */
  #softmaxRows(x: View, finish: (shifted: number, others: number) => number): HostArray {
    const values = this.#rows(x);
    const classes = x.shape.at(-1) as number;
    const result = this.#numbers(values.length);
    for (let start = 0; start < values.length; start += classes) {
      const winner = start + best(values, start, classes, 1, 1);
      const greatest = values[winner] as number;
      let others = greatest - greatest; // 0, or NaN if the greatest is infinite
      for (let index = start; index < start + classes; index++) {
        if (index !== winner) others += Math.exp((values[index] as number) - greatest);
      }
      for (let index = start; index < start + classes; index++)
        result[index] = finish((values[index] as number) - greatest, others);
    }
    return result;
  }

  /** The elements of a view in row-major order: in place if they already are, else a copy. Don't write to them. */
  #rows(x: View): HostArray {
    if (isRowMajor(x)) return this.download(x.storage).subarray(x.offset, x.offset + elements(x));
    return this.download(this.copy(x));
  }

  #numbers(length: number): HostArray {
    return numbersFor<HostArray>(this.#Numbers, length);
  }

  /** Sums, rounded to the engine's precision. */
  #rounded(sums: Float64Array): Storage {
    return this.#storage(this.precision === "float32" ? new Float32Array(sums) : sums);
  }

  #storage(numbers: HostArray): Storage {
    return new Storage(this, numbers, numbers.length);
  }
}

const product = (sizes: readonly number[]): number => sizes.reduce((result, entries) => result * entries, 1);
const elements = (x: View): number => product(x.shape);
