/** The matrix product compared with three loops, at sizes around those of all tiles and blocks, and with all kinds of strides. */
import { describe, expect, test } from "vitest";
import { type Arena, expectClose, randomFrom, variants } from "./arena.js";

type Layout = "plain" | "transposed" | "sliced" | "strided" | "one row" | "one column";
const layouts: Layout[] = ["plain", "transposed", "sliced", "strided", "one row", "one column"];

/** The strides of an operand's rows and columns, and the number of elements that it spans. */
function strides(layout: Layout, rows: number, columns: number): { row: number; column: number; length: number } {
  const [row, column] = {
    plain: [columns, 1],
    transposed: [1, rows],
    sliced: [columns + 3, 1],
    strided: [2 * columns + 1, 2],
    "one row": [0, 1],
    "one column": [1, 0],
  }[layout] as [number, number];
  const length = rows === 0 || columns === 0 ? 0 : (rows - 1) * row + (columns - 1) * column + 1;
  return { row, column, length };
}

interface Case {
  m: number;
  n: number;
  k: number;
  left?: Layout;
  right?: Layout;
  gap?: number;
  shift?: number;
  /** The fraction of A that is zero. */
  zeros?: number;
}

function check(arena: Arena, sizes: Case): void {
  const { m, n, k, left = "plain", right = "plain", gap = 0, shift = 0, zeros = 0 } = sizes;
  const random = randomFrom(m * 7919 + n * 104729 + k);
  const a = strides(left, m, k);
  const b = strides(right, k, n);
  const [aValues, bValues] = [random.numbers(a.length), random.numbers(b.length)];
  for (let at = 0; at < aValues.length; at++) if (random.integer(100) < 100 * zeros) aValues[at] = 0;
  const cRow = n + gap;
  const cValues = random.numbers(m === 0 ? 0 : m * cRow - gap);
  const expected = Float64Array.from(cValues);
  const slack = new Float64Array(cValues.length);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let size = 0;
      for (let step = 0; step < k; step++) {
        const term = (aValues[i * a.row + step * a.column] as number) * (bValues[step * b.row + j * b.column] as number);
        sum += term;
        size += Math.abs(term);
      }
      expected[i * cRow + j] = sum;
      slack[i * cRow + j] = Math.min(k + 1, 64) * 2 ** -24 * size; // each addition rounds; in long sums, the errors average out
    }
  }
  const { kernels } = arena;
  const scratch = arena.scratch(kernels.gemmScratchBytes());
  const [aAt, bAt, cAt] = [
    arena.input(aValues, shift),
    arena.input(bValues, (2 * shift) % 4),
    arena.output(cValues.length, (3 * shift) % 4, cValues),
  ];
  kernels.gemm(m, n, k, aAt, a.row, a.column, bAt, b.row, b.column, cAt, cRow, scratch);
  expectClose(arena.floats(cAt, cValues.length), expected, 0, slack);
  arena.check();
}

describe.each(variants)("%s", (_name, arena) => {
  test("every small size", () => {
    const sizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 16, 17, 21];
    for (const m of sizes) for (const n of sizes) for (const k of [0, 1, 3, 4, 10, 16, 19, 33]) check(arena, { m, n, k });
  });

  test.each(layouts.flatMap((left) => layouts.map((right) => [left, right] as const)))("%s by %s", (left, right) => {
    const random = randomFrom(1);
    for (let round = 0; round < 60; round++) {
      const [m, n, k] = [random.integer(70), random.integer(70), random.integer(90)];
      check(arena, { m, n, k, left, right, gap: round % 3, shift: round % 4 });
    }
    for (const [m, n, k] of [
      [1, 50, 37],
      [50, 1, 37],
      [2, 30, 40],
      [3, 3, 50],
      [60, 10, 30],
      [10, 60, 30],
    ] as const) {
      check(arena, { m, n, k, left, right });
      check(arena, { m, n, k, left, right, gap: 1, shift: 1 });
    }
  });

  test.each<Case>([
    { m: 128, n: 10, k: 128 },
    { m: 128, n: 10, k: 128, right: "transposed" },
    { m: 128, n: 128, k: 10 },
    { m: 10, n: 128, k: 128, left: "transposed" },
    { m: 97, n: 65, k: 257 },
    { m: 193, n: 130, k: 300, left: "transposed" },
    { m: 100, n: 1031, k: 40, gap: 5 },
    { m: 50, n: 2100, k: 9, right: "transposed" },
    { m: 60, n: 300, k: 600, right: "transposed" },
    { m: 12, n: 39, k: 50, right: "transposed", gap: 3, shift: 1 },
    { m: 32, n: 513, k: 128, left: "strided", right: "transposed", gap: 1 },
    { m: 96, n: 682, k: 401, right: "transposed", left: "transposed" },
    { m: 9, n: 5, k: 2500 },
    { m: 9, n: 5, k: 2500, right: "transposed" },
    { m: 1, n: 1001, k: 77 },
    { m: 1001, n: 1, k: 77, left: "transposed" },
    { m: 1, n: 77, k: 1501, right: "transposed" },
  ])("$m by $n by $k", (sizes) => check(arena, sizes));

  test.each([
    [52, 131, 400],
    [52, 132, 420],
    [52, 131, 420],
    [60, 512, 64],
    [96, 682, 100],
  ])("%i by %i by %i: the same bits whether B is transposed or not", (m, n, k) => {
    const { kernels } = arena;
    const random = randomFrom(m * n * k);
    const [a, rows] = [random.numbers(m * k), random.numbers(k * n)];
    const columns = rows.map((_, at) => rows[(at % k) * n + Math.floor(at / k)] as number);
    const scratch = arena.scratch(kernels.gemmScratchBytes());
    const [one, other] = [arena.output(m * n), arena.output(m * n)];
    const left = arena.input(a);
    kernels.gemm(m, n, k, left, k, 1, arena.input(rows), n, 1, one, n, scratch);
    kernels.gemm(m, n, k, left, k, 1, arena.input(columns), 1, k, other, n, scratch);
    expect(arena.floats(other, m * n)).toEqual(arena.floats(one, m * n));
    arena.check();
  });

  test("nothing is read beyond an operand", () => {
    const random = randomFrom(3);
    const { kernels } = arena;
    for (const m of [1, 2, 3, 4, 5, 7, 10, 50]) {
      for (const n of [1, 2, 3, 5, 8, 9, 10, 17, 66]) {
        for (const k of [1, 3, 5, 17, 33]) {
          for (const transposed of [false, true]) {
            const scratch = arena.scratch(kernels.gemmScratchBytes());
            const c = arena.output(m * n);
            const [a, b] = [arena.input(random.numbers(m * k)), arena.input(random.numbers(k * n))];
            const [aEnd, bEnd] = [arena.inputAtEnd(random.numbers(m * k)), arena.inputAtEnd(random.numbers(k * n))];
            const [aRow, aColumn] = transposed ? [1, m] : [k, 1];
            const [bRow, bColumn] = transposed ? [1, k] : [n, 1];
            kernels.gemm(m, n, k, aEnd, aRow, aColumn, b, n, 1, c, n, scratch);
            kernels.gemm(m, n, k, a, k, 1, bEnd, bRow, bColumn, c, n, scratch);
            kernels.gemm(m, n, k, aEnd, aRow, aColumn, b, bRow, bColumn, c, n, scratch);
            arena.check();
          }
        }
      }
    }
  });

  test("an infinity or a NaN affects only its own row or column", () => {
    const { kernels } = arena;
    for (const [m, n, k] of [
      [5, 6, 7],
      [128, 10, 128],
      [33, 70, 20],
      [1, 9, 20],
      [9, 1, 20],
    ] as const) {
      for (const special of [Number.POSITIVE_INFINITY, Number.NaN]) {
        const a = new Float32Array(m * k).fill(1);
        const b = new Float32Array(k * n).fill(1);
        a[(m - 1) * k + k - 1] = special;
        b[n - 1] = special;
        const scratch = arena.scratch(kernels.gemmScratchBytes());
        const c = arena.output(m * n);
        kernels.gemm(m, n, k, arena.input(a), k, 1, arena.input(b), n, 1, c, n, scratch);
        const expected = Float32Array.from({ length: m * n }, (_, at) => (at % n === n - 1 || at >= (m - 1) * n ? special : k));
        expect(arena.floats(c, m * n)).toEqual(expected);
        arena.check();
      }
    }
  });

  describe("with many zeros in A", () => {
    test.each<Case>([
      { m: 128, n: 128, k: 784, right: "transposed", zeros: 0.8 },
      { m: 128, n: 784, k: 128, left: "transposed", zeros: 0.5 },
      { m: 97, n: 66, k: 401, zeros: 0.5, gap: 3, shift: 1 },
      { m: 193, n: 1039, k: 41, zeros: 0.9, left: "sliced", right: "strided", gap: 1, shift: 3 },
      { m: 101, n: 96, k: 211, zeros: 0.6, left: "strided", right: "one row" },
      { m: 67, n: 97, k: 300, zeros: 0.7, left: "one row", right: "sliced" },
      { m: 67, n: 97, k: 300, zeros: 0.7, left: "one column" },
      { m: 64, n: 160, k: 200, zeros: 1 },
    ])("$m by $n by $k, $zeros of it", (sizes) => check(arena, sizes));

    /** The product of A and B. Unless `whole`, it is computed in bands of rows that are too narrow for lists. */
    function product(aValues: Float32Array, bValues: Float32Array, [m, n, k]: Sizes, whole: boolean): Float32Array {
      const { kernels } = arena;
      const scratch = arena.scratch(kernels.gemmScratchBytes());
      const [a, b, c] = [arena.input(aValues), arena.input(bValues), arena.output(m * n)];
      const band = whole ? m : 16;
      for (let row = 0; row < m; row += band) {
        kernels.gemm(Math.min(band, m - row), n, k, a + 4 * row * k, k, 1, b, n, 1, c + 4 * row * n, n, scratch);
      }
      const result = arena.floats(c, m * n).slice();
      arena.check();
      return result;
    }
    type Sizes = readonly [m: number, n: number, k: number];

    const firstDifference = (one: Float32Array, other: Float32Array): number =>
      one.findIndex((x, index) => !Object.is(x, other[index]));

    test.each<[Sizes]>([[[128, 784, 128]], [[100, 70, 500]], [[250, 530, 90]]])("%s: the same bits as without lists", (sizes) => {
      const [m, n, k] = sizes;
      const random = randomFrom(7);
      const numbers = [0.5, 0.95].map((zeros) => random.numbers(m * k).map((x) => (random.integer(100) < 100 * zeros ? 0 : x)));
      const b = random.numbers(k * n);
      for (const a of numbers) expect(firstDifference(product(a, b, sizes, true), product(a, b, sizes, false))).toBe(-1);
    });

    test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])("zero times %s is NaN", (special) => {
      const sizes = [70, 100, 250] as const;
      const [m, n, k] = sizes;
      const random = randomFrom(8);
      const a = random.numbers(m * k).map((x) => (random.integer(2) === 0 ? 0 : x));
      a.fill(0, 5 * k, 6 * k);
      const b = random.numbers(k * n);
      b[240 * n + 37] = special;
      const result = product(a, b, sizes, true);
      expect(firstDifference(result, product(a, b, sizes, false))).toBe(-1);
      expect([...result.subarray(5 * n, 6 * n)]).toEqual(
        Array.from({ length: n }, (_, column) => (column === 37 ? Number.NaN : 0)),
      );
      expect([...result].filter((x) => !Number.isFinite(x)).length).toBe(m);
    });

    test("NaN in A stays NaN", () => {
      const sizes = [64, 64, 200] as const;
      const a = new Float32Array(64 * 200);
      [a[0], a[200 + 199], a[2 * 200 + 7]] = [Number.NaN, Number.POSITIVE_INFINITY, -0];
      const result = product(a, new Float32Array(200 * 64).fill(2), sizes, true);
      expect([result[0], result[63], result[64], result[2 * 64]]).toEqual([Number.NaN, Number.NaN, Number.POSITIVE_INFINITY, 0]);
    });
  });
});
