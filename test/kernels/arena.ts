/**
 * The memory in which kernels are tested. Every operand lies between guards, at a chosen distance from alignment, so that
 * out-of-bounds writes are detected. To detect out-of-bounds reads, an operand can be placed at the very end of memory, where
 * they trap.
 */
import { expect } from "vitest";
import type { ImageKernels } from "../../src/engine/convolution/kernels.js";
import { bytesOf, webAssembly } from "../../src/engine/host.js";
import { adagrad } from "../../src/engine/kernels/generated/adagrad.js";
import { common } from "../../src/engine/kernels/generated/common.js";
import { commonWide } from "../../src/engine/kernels/generated/commonWide.js";
import { images } from "../../src/engine/kernels/generated/images.js";
import { imagesRelaxed } from "../../src/engine/kernels/generated/imagesRelaxed.js";
import { imagesWide } from "../../src/engine/kernels/generated/imagesWide.js";
import { lion } from "../../src/engine/kernels/generated/lion.js";
import { optimizers } from "../../src/engine/kernels/generated/optimizers.js";
import { relaxed } from "../../src/engine/kernels/generated/relaxed.js";
import { rmsprop } from "../../src/engine/kernels/generated/rmsprop.js";
import { simd } from "../../src/engine/kernels/generated/simd.js";
import { wide } from "../../src/engine/kernels/generated/wide.js";
import { compile, exportsOf, hasRelaxedSimd, instantiate, type Kernels, type Pointer } from "../../src/engine/kernels.js";
import type { OptimizerKernels } from "../../src/engine/optimizers/wasm.js";

const guards = 8;
const guard = -123456.5;

export class Arena {
  readonly #memory = new webAssembly.Memory({ initial: 400 });
  readonly kernels: Kernels;
  readonly images: ImageKernels;
  readonly optimizers: OptimizerKernels;
  #next: Pointer;
  #placed: { pointer: Pointer; length: number; before: Float32Array | undefined }[] = [];

  /** @param images - the kernels for images; those of a later module replace those of an earlier one */
  constructor(common: string, product: string, ...images: readonly string[]) {
    this.kernels = instantiate(
      [common, product].map((module) => compile(bytesOf(module))),
      this.#memory,
    );
    this.images = Object.assign({}, ...images.map((module) => exportsOf(compile(bytesOf(module)), this.#memory))) as ImageKernels;
    const steps = [optimizers, rmsprop, adagrad, lion].map((module) => exportsOf(compile(bytesOf(module)), this.#memory));
    this.optimizers = Object.assign({}, ...steps) as OptimizerKernels;
    this.#next = this.kernels.memoryStart();
  }

  /** Numbers that a kernel reads. `shift` is the distance from 16-byte alignment, in elements. */
  input(values: ArrayLike<number>, shift = 0): Pointer {
    const pointer = this.#place(values.length, shift);
    this.floats(pointer, values.length).set(values);
    this.#placed.push({ pointer, length: values.length, before: this.floats(pointer, values.length).slice() });
    return pointer;
  }

  /** Numbers at the end of memory. */
  inputAtEnd(values: ArrayLike<number>): Pointer {
    const pointer = this.#memory.buffer.byteLength - 4 * values.length;
    this.floats(pointer, values.length).set(values);
    return pointer;
  }

  /** Memory that a kernel writes to. It contains `values`, or the number of the guards. */
  output(length: number, shift = 0, values?: ArrayLike<number>): Pointer {
    const pointer = this.#place(length, shift);
    const room = this.floats(pointer, length);
    if (values) room.set(values);
    else room.fill(guard);
    this.#placed.push({ pointer, length, before: undefined });
    return pointer;
  }

  integers(values: ArrayLike<number>): Pointer {
    const pointer = this.#place(values.length, 0);
    new Int32Array(this.#memory.buffer, pointer, values.length).set(values);
    return pointer;
  }

  scratch(bytes: number): Pointer {
    return this.output(Math.ceil(bytes / 4));
  }

  floats(pointer: Pointer, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, pointer, length);
  }

  /** Fails if a guard or an input has changed. Then frees everything. */
  check(): void {
    for (const { pointer, length, before } of this.#placed) {
      const around = [...this.floats(pointer - 4 * guards, guards), ...this.floats(pointer + 4 * length, guards)];
      if (around.some((value) => value !== guard)) expect(around, "guards").toEqual(new Array(2 * guards).fill(guard));
      if (before && !same(this.floats(pointer, length), before)) expect(this.floats(pointer, length), "input").toEqual(before);
    }
    this.#placed = [];
    this.#next = this.kernels.memoryStart();
  }

  #place(length: number, shift: number): Pointer {
    const pointer = ((this.#next + 15) & ~15) + 4 * (guards + shift);
    this.floats(pointer - 4 * guards, length + 2 * guards).fill(guard);
    this.#next = (pointer + 4 * (length + guards) + 15) & ~15;
    return pointer;
  }
}

const same = (a: Float32Array, b: Float32Array): boolean => a.every((value, index) => Object.is(value, b[index]));

/** The variants that this host can run. */
export const variants: [string, Arena][] = [
  ["simd", new Arena(common, simd, images)],
  ...(hasRelaxedSimd()
    ? ([
        ["relaxed", new Arena(common, relaxed, imagesRelaxed)],
        ["wide", new Arena(commonWide, wide, imagesRelaxed, imagesWide)],
      ] satisfies [string, Arena][])
    : []),
];

/** Random numbers that are the same in every run (mulberry32). */
export function randomFrom(seed: number): {
  number(low?: number, high?: number): number;
  integer(below: number): number;
  numbers(length: number, low?: number, high?: number): Float32Array;
} {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (low = -2, high = 2): number => low + (high - low) * next();
  return {
    number,
    integer: (below) => Math.floor(below * next()),
    numbers: (length, low, high) => Float32Array.from({ length }, () => number(low, high)),
  };
}

/** Lengths around the numbers of elements that vectors and unrolled loops take at a time. */
export const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 15, 16, 17, 19, 31, 33, 64, 100, 1001];

/**
 * Fails if a number differs from the expected one, rounded to float32, by more than `relative` times it plus `absolute`.
 * Infinities and NaN have to be equal.
 */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative: number,
  absolute: number | ArrayLike<number> = 0,
): void {
  expect(actual.length).toBe(expected.length);
  for (let index = 0; index < expected.length; index++) {
    const [value, wanted] = [actual[index] as number, Math.fround(expected[index] as number)];
    const slack = typeof absolute === "number" ? absolute : (absolute[index] as number);
    const close = Number.isFinite(wanted)
      ? Math.abs(value - wanted) <= relative * Math.abs(wanted) + slack
      : Object.is(value, wanted);
    if (!close) expect.fail(`number ${index} is ${value}, not ${wanted}`);
  }
}
