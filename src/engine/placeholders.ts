/**
 * The engine that runs while a program is recorded. The inputs of the program are placeholders: storages without numbers. Whatever
 * is computed from a placeholder is a placeholder too, of the right length; everything else is left to the engine behind this one.
 */
import { count } from "../shape/reshape.js";
import type { BinaryOperation, Engine, EngineReduction, Part, View, Window } from "./engine.js";
import { size } from "./layout.js";
import { type HostArray, Storage } from "./storage.js";
import type { UnaryOperation } from "./unary.js";

/** What records a program. */
export type Recorder = "trace" | "compile" | "jvp";
const unreadable = (recorder: Recorder) =>
  `${recorder}: numbers can't be read while a program is recorded, because only their shapes are known`;
export const escaped = (recorder: Recorder): string =>
  `${recorder}: a tensor from a function that was recorded has no numbers, only a shape; run its program`;

export class Placeholders implements Engine {
  readonly name: string;
  readonly precision: "float32" | "float64";
  /** Whether the recording is over, so that no placeholder may be used any more. */
  ended = false;

  constructor(
    readonly behind: Engine,
    readonly recorder: Recorder,
  ) {
    this.name = behind.name;
    this.precision = behind.precision;
  }

  placeholder(length: number): Storage {
    return new Storage(this, undefined, length);
  }

  /** The result of `compute` if all numbers of the operands are known, else a placeholder. */
  unlessUnknown(operands: readonly (View | number | undefined)[], length: number, compute: () => Storage): Storage {
    return operands.every((x) => typeof x !== "object" || x.storage.known) ? compute() : this.placeholder(length);
  }

  upload(values: ArrayLike<number>): Storage {
    return this.behind.upload(values);
  }
  download(storage: Storage): HostArray {
    if (storage.known) return this.behind.download(storage);
    throw new Error(this.ended ? escaped(this.recorder) : unreadable(this.recorder));
  }
  scope<Result>(compute: () => Result): Result {
    return compute();
  }
  checkUpdate(): never {
    throw new Error(`${this.recorder}: parameters can't be updated while a program is recorded`);
  }

  fill(length: number, value: number): Storage {
    return this.behind.fill(length, value);
  }
  copy(x: View): Storage {
    return this.unlessUnknown([x], count(x.shape), () => this.behind.copy(x));
  }
  unary(operation: UnaryOperation, x: View): Storage {
    return this.unlessUnknown([x], count(x.shape), () => this.behind.unary(operation, x));
  }
  binary(operation: BinaryOperation, left: View, right: View | number): Storage {
    return this.unlessUnknown([left, right], count(left.shape), () => this.behind.binary(operation, left, right));
  }
  select(condition: View, left: View, right: View): Storage {
    return this.unlessUnknown([condition, left, right], count(left.shape), () => this.behind.select(condition, left, right));
  }
  matmul(left: View, right: View): Storage {
    return this.unlessUnknown([left, right], size(left.shape, 0) * size(right.shape, 1), () => this.behind.matmul(left, right));
  }
  batchMatmul(left: View, right: View): Storage {
    const length = count(left.shape.with(-1, right.shape.at(-1) ?? 0));
    return this.unlessUnknown([left, right], length, () => this.behind.batchMatmul(left, right));
  }
  reduce(operation: EngineReduction, x: View, axis: number): Storage {
    return this.unlessUnknown([x], count(x.shape.toSpliced(axis, 1)), () => this.behind.reduce(operation, x, axis));
  }
  center(x: View, axis: number): Storage {
    return this.unlessUnknown([x], count(x.shape), () => this.behind.center(x, axis));
  }
  cumulate(x: View, axis: number): Storage {
    return this.unlessUnknown([x], count(x.shape), () => this.behind.cumulate(x, axis));
  }
  softmax(x: View): Storage {
    return this.unlessUnknown([x], count(x.shape), () => this.behind.softmax(x));
  }
  logSoftmax(x: View): Storage {
    return this.unlessUnknown([x], count(x.shape), () => this.behind.logSoftmax(x));
  }
  take(x: View, indices: ArrayLike<number>): Storage {
    return this.unlessUnknown([x], count(x.shape.with(0, indices.length)), () => this.behind.take(x, indices));
  }
  untake(x: View, indices: ArrayLike<number>, entries: number): Storage {
    return this.unlessUnknown([x], count(x.shape.with(0, entries)), () => this.behind.untake(x, indices, entries));
  }
  spread(x: View, window: Window, length: number): Storage {
    return this.unlessUnknown([x], length, () => this.behind.spread(x, window, length));
  }
  join(parts: readonly Part[], length: number, value: number): Storage {
    return this.unlessUnknown(
      parts.map(({ x }) => x),
      length,
      () => this.behind.join(parts, length, value),
    );
  }
  crossEntropy(logits: View, targets: View): { loss: Storage; error: Storage } {
    if (logits.storage.known && targets.storage.known) return this.behind.crossEntropy(logits, targets);
    return { loss: this.placeholder(1), error: this.placeholder(count(logits.shape)) };
  }
}
