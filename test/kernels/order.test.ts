/** The order of the numbers in rows, and entries of rows by their indices. */
import { describe, expect, test } from "vitest";
import { lengths, randomFrom, variants } from "./arena.js";

const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e-45, -1e-45, 3e38, -3e38];

/** NaN comes last, and equal numbers stay in order. The sort of arrays is stable. */
const orderOf = (row: readonly number[]): number[] =>
  [...row.keys()].sort((one, other) => {
    const [a, b] = [row[one] as number, row[other] as number];
    return Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : a < b ? -1 : Number(a > b);
  });

describe.each(variants)("%s", (_name, arena) => {
  test("argsort: rows of any length, with equal numbers, zeros of both signs, infinities and NaN", () => {
    const random = randomFrom(7);
    for (const columns of [...lengths.slice(1), 23, 24, 25, 26]) {
      for (const number of [
        () => random.number(),
        () => random.integer(5) - 2,
        () => special[random.integer(special.length)] as number,
        () => random.number() * 10 ** (random.integer(60) - 30),
      ]) {
        const rows = 3;
        const values = Float32Array.from({ length: rows * columns }, number);
        const expected = Array.from({ length: rows }, (_, row) =>
          orderOf([...values.subarray(row * columns, (row + 1) * columns)]),
        );
        const result = arena.output(rows * columns, 1);
        const work = Math.ceil(arena.output(2 + 1024 + 4 * columns) / 8) * 8;
        arena.kernels.argsort(arena.input(values, 3), rows, columns, result, work);
        expect([...arena.floats(result, rows * columns)]).toEqual(expected.flat());
        arena.check();
      }
    }
  });

  test("argsort: NaN of either sign comes last, in order", () => {
    const values = new Float32Array(30).fill(1);
    const bits = new Uint32Array(values.buffer);
    bits[0] = 0xffc00001;
    bits[5] = 0x7fc00000;
    bits[7] = 0xff800000; // -∞
    const [result, work] = [arena.output(30), Math.ceil(arena.output(2 + 1024 + 120) / 8) * 8];
    arena.kernels.argsort(arena.input(values), 1, 30, result, work);
    const order = [...arena.floats(result, 30)];
    expect([order[0], ...order.slice(-2)]).toEqual([7, 0, 5]);
    arena.check();
  });

  test("takeAlong: entries of each row, and false for an index that a row doesn't have", () => {
    const values = Float32Array.from({ length: 15 }, (_, place) => 10 + place);
    const take = (indices: readonly number[], rows = 3, picks = 2): unknown => {
      const result = arena.output(rows * picks, 2);
      const isRight = arena.kernels.takeAlong(arena.input(values), arena.input(indices, 1), rows, picks, 5, result);
      const found = isRight ? [...arena.floats(result, rows * picks)] : false;
      arena.check();
      return found;
    };
    expect(take([4, 0, 1, 1, 3, -0])).toEqual([14, 10, 16, 16, 23, 20]);
    expect(take([], 0)).toEqual([]);
    for (const wrong of [5, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 4294967296, -4294967296])
      expect(take([4, 0, 1, 1, 3, wrong]), String(wrong)).toBe(false);
  });
});
