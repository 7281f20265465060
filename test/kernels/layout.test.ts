/** Copying, gathering views, transposing, taking rows, filling. */
import { describe, expect, test } from "vitest";
import { lengths, randomFrom, variants } from "./arena.js";

/** A view's elements in row-major order. */
function elements(source: Float32Array, shape: readonly number[], strides: readonly number[], offset = 0): number[] {
  const [entries, ...inner] = shape;
  if (entries === undefined) return [source[offset] as number];
  const [stride = 0, ...innerStrides] = strides;
  return Array.from({ length: entries }, (_, entry) => elements(source, inner, innerStrides, offset + entry * stride)).flat();
}

const span = (shape: readonly number[], strides: readonly number[]): number =>
  shape.includes(0) ? 0 : 1 + shape.reduce((sum, entries, axis) => sum + (entries - 1) * (strides[axis] as number), 0);

describe.each(variants)("%s", (_name, arena) => {
  const { kernels } = arena;

  test("fill and copy", () => {
    const random = randomFrom(1);
    for (const length of lengths) {
      const values = random.numbers(length);
      const [filled, copied] = [arena.output(length, 1), arena.output(length, 2)];
      kernels.fill(filled, 0.1, length);
      kernels.copy(arena.input(values, 3), copied, length);
      expect(arena.floats(filled, length)).toEqual(new Float32Array(length).fill(0.1));
      expect(arena.floats(copied, length)).toEqual(values);
      kernels.copy(arena.inputAtEnd(values), copied, length);
      arena.check();
    }
  });

  test("gather: every rank up to 6, random strides, permutations and repetition", () => {
    const random = randomFrom(2);
    for (let round = 0; round < 1500; round++) {
      const rank = random.integer(7);
      const shape = Array.from({ length: rank }, () => random.integer(rank > 3 ? 5 : 20));
      const strides = new Array<number>(rank).fill(0);
      const order = Array.from({ length: rank }, (_, axis) => axis);
      if (round % 3 > 0) order.sort(() => random.number());
      let step = round % 5 === 0 ? 2 : 1;
      for (const axis of order.reverse()) {
        strides[axis] = random.integer(6) === 0 ? 0 : step;
        step *= Math.max(1, shape[axis] as number) + (round % 4 === 0 ? 1 : 0);
      }
      const source = random.numbers(span(shape, strides));
      const expected = elements(source, shape, strides);
      const result = arena.output(expected.length, round % 4);
      const [shapeAt, stridesAt] = [arena.integers(shape), arena.integers(strides)];
      kernels.gather(arena.input(source, (round + 1) % 4), rank, shapeAt, stridesAt, result);
      expect(arena.floats(result, expected.length)).toEqual(Float32Array.from(expected));
      kernels.gather(arena.inputAtEnd(source), rank, shapeAt, stridesAt, result);
      arena.check();
    }
  });

  test("transpose", () => {
    const random = randomFrom(3);
    for (const rows of [0, 1, 2, 3, 4, 5, 31, 32, 33, 70]) {
      for (const columns of [0, 1, 3, 4, 6, 32, 35, 100]) {
        const rowStride = columns + (rows % 3);
        const source = random.numbers(rows === 0 || columns === 0 ? 0 : (rows - 1) * rowStride + columns);
        const result = arena.output(rows * columns, rows % 4);
        kernels.transpose(arena.input(source, columns % 4), rowStride, rows, columns, result);
        expect(arena.floats(result, rows * columns)).toEqual(
          Float32Array.from(elements(source, [columns, rows], [1, rowStride])),
        );
        kernels.transpose(arena.inputAtEnd(source), rowStride, rows, columns, result);
        arena.check();
      }
    }
  });

  test("take", () => {
    const random = randomFrom(4);
    for (const columns of lengths) {
      const source = random.numbers(7 * columns);
      const indices = [6, 0, 0, 3, 5];
      const result = arena.output(5 * columns, 1);
      kernels.take(arena.input(source), columns, arena.integers(indices), 5, result);
      expect([...arena.floats(result, 5 * columns)]).toEqual(
        indices.flatMap((row) => [...source.subarray(row * columns, (row + 1) * columns)]),
      );
      arena.check();
    }
  });
});
