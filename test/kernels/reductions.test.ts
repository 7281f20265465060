/** Sums, means, extremes and their indices, along any axis. */
import { describe, expect, test } from "vitest";
import { type Arena, expectClose, lengths, randomFrom, variants } from "./arena.js";

type Reduction = "sum" | "mean" | "max" | "min" | "argmax" | "argmin";

/** The first NaN if there is one, else the first of the greatest. */
function greatest(values: readonly number[], sign = 1): number {
  const nan = values.findIndex(Number.isNaN);
  return nan >= 0
    ? nan
    : values.reduce((best, value, index) => (sign * value > sign * (values[best] as number) ? index : best), 0);
}

const references: Record<Reduction, (values: readonly number[]) => number> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  max: (values) => values[greatest(values)] as number,
  min: (values) => values[greatest(values, -1)] as number,
  argmax: (values) => greatest(values),
  argmin: (values) => greatest(values, -1),
};
const names = Object.keys(references) as Reduction[];

function check(
  arena: Arena,
  name: Reduction,
  values: Float32Array,
  outer: number,
  entries: number,
  inner: number,
  shift: number,
): void {
  const expected: number[] = [];
  const slack: number[] = [];
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++) {
      const line = Array.from({ length: entries }, (_, entry) => values[(i * entries + entry) * inner + j] as number);
      expected.push(references[name](line));
      const size = line.reduce((sum, value) => sum + Math.abs(value), 0);
      slack.push(name === "sum" ? 5e-7 * size : name === "mean" ? (5e-7 * size) / entries : 0);
    }
  }
  const result = arena.output(expected.length, shift);
  arena.kernels[name](arena.input(values, (shift + 2) % 4), outer, entries, inner, result);
  expectClose(arena.floats(result, expected.length), expected, 0, slack);
  arena.kernels[name](arena.inputAtEnd(values), outer, entries, inner, result);
  arena.check();
}

describe.each(variants)("%s", (_name, arena) => {
  test.each(["argmax", "argmin"] as const)("%s of long rows, which are searched part by part", (name) => {
    const random = randomFrom(3);
    for (const entries of [2047, 2048, 2049, 4096, 5001]) {
      const values = random.numbers(2 * entries, 0, 1).map((value) => Math.fround(Math.round(value * 500)));
      for (const last of [values, values.with(entries + 1, Number.NaN), values.with(2 * entries - 1, Number.NaN)])
        check(arena, name, last, 2, entries, 1, 1);
    }
  });

  test.each(names)("%s along any axis", (name) => {
    const random = randomFrom(1);
    for (const entries of lengths.slice(name === "sum" || name === "mean" ? 0 : 1)) {
      for (const [outer, inner] of [
        [1, 1],
        [5, 1],
        [0, 1],
        [1, 3],
        [1, 4],
        [2, 19],
        [1, 70],
        [3, 0],
      ] as const) {
        const values = random.numbers(outer * entries * inner);
        check(arena, name, values, outer, entries, inner, entries % 4);
        check(arena, name, values.map(Math.round), outer, entries, inner, 1); // ties
        for (let special = 0; special < values.length / 20; special++) {
          values[random.integer(values.length)] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][
            random.integer(3)
          ] as number;
        }
        check(arena, name, values, outer, entries, inner, 2);
        check(arena, name, values.fill(Number.NEGATIVE_INFINITY), outer, entries, inner, 3);
      }
    }
  });

  test.each(["center", "cumulate"] as const)("%s along any axis", (name) => {
    const random = randomFrom(2);
    for (const entries of lengths) {
      for (const [outer, inner] of [
        [1, 1],
        [5, 1],
        [0, 1],
        [1, 3],
        [2, 19],
        [1, 70],
        [3, 0],
        [1, 1030], // more columns than are computed at a time
      ] as const) {
        const length = outer * entries * inner;
        const values = random.numbers(length);
        const expected = new Float64Array(length);
        for (let line = 0; line < outer * inner; line++) {
          const place = (entry: number) => (Math.floor(line / inner) * entries + entry) * inner + (line % inner);
          const all = Array.from({ length: entries }, (_, entry) => values[place(entry)] as number);
          const mean = all.reduce((sum, value) => sum + value, 0) / entries;
          let sum = 0;
          for (const [entry, value] of all.entries()) {
            sum += value;
            expected[place(entry)] = name === "center" ? value - mean : sum;
          }
        }
        const result = arena.output(length, entries % 4);
        arena.kernels[name](arena.input(values, (entries + 2) % 4), outer, entries, inner, result);
        expectClose(arena.floats(result, length), expected, 1e-7, 1e-6);
        arena.kernels[name](arena.inputAtEnd(values), outer, entries, inner, result);
        arena.check();
      }
    }
  });

  test("conversions to and from float64 sums", () => {
    const { kernels } = arena;
    const random = randomFrom(3);
    for (const columns of lengths) {
      const [rows, indices] = [7, [1, 0, 1, 2, 1, 1, 0]];
      const x = random.numbers(rows * columns);
      const [sums, result] = [arena.output(2 * 3 * columns, 0, new Float32Array(6 * columns)), arena.output(3 * columns, 1)];
      kernels.addRowsWide(arena.input(x, 1), columns, arena.integers(indices), rows, sums);
      kernels.addWide(arena.input(x.subarray(0, 3 * columns), 2), sums, 3 * columns);
      kernels.narrow(sums, result, 3 * columns);
      const expected = Array.from({ length: 3 * columns }, (_, at) => {
        const own = indices.map((index, row) =>
          index === Math.floor(at / columns) ? (x[row * columns + (at % columns)] as number) : 0,
        );
        return own.reduce((sum, value) => sum + value, x[at] as number);
      });
      expectClose(arena.floats(result, 3 * columns), expected, 1e-7);
      kernels.addWide(arena.inputAtEnd(x.subarray(0, 3 * columns)), sums, 3 * columns);
      arena.check();
    }
  });

  // Equal terms are the worst case, since all rounding errors have the same sign. A float32 sum would be off by 1 %.
  test("long sums of columns stay precise", () => {
    const [rows, columns] = [300_000, 7];
    const values = new Float32Array(rows * columns).fill(0.1);
    const [x, sums, means] = [arena.input(values), arena.output(columns), arena.output(columns)];
    arena.kernels.sum(x, 1, rows, columns, sums);
    arena.kernels.mean(x, 1, rows, columns, means);
    for (const sum of arena.floats(sums, columns)) expect(Math.abs(sum / (rows * Math.fround(0.1)) - 1)).toBeLessThan(5e-7);
    expect([...arena.floats(means, columns)]).toEqual(new Array(columns).fill(Math.fround(0.1)));
    arena.check();
  });

  test("a long sum stays precise", () => {
    const length = 1_000_001;
    const values = new Float32Array(length).fill(0.1);
    const result = arena.output(1);
    arena.kernels.sum(arena.input(values), 1, length, 1, result);
    const exact = length * Math.fround(0.1);
    expect(Math.abs((arena.floats(result, 1)[0] as number) - exact) / exact).toBeLessThan(5e-7);
    arena.check();
  });
});
