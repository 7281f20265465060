/** Softmax, its logarithm and the cross-entropy, compared with the formulas in float64. */
import { describe, expect, test } from "vitest";
import { expectClose, randomFrom, variants } from "./arena.js";

const { POSITIVE_INFINITY: infinity, NaN: nan } = Number;

/** x - max - log Σ exp(x - max), row by row. */
function logSoftmax(x: ArrayLike<number>, columns: number): number[] {
  const result: number[] = [];
  for (let start = 0; start < x.length; start += columns) {
    const row = Array.from({ length: columns }, (_, column) => x[start + column] as number);
    const greatest = Math.max(...row);
    const logSum = Math.log(row.reduce((sum, value) => sum + Math.exp(value - greatest), 0));
    result.push(...row.map((value) => value - greatest - logSum));
  }
  return result;
}

describe.each(variants)("%s", (_name, arena) => {
  const { kernels } = arena;
  const columnCounts = [1, 2, 3, 4, 5, 8, 10, 13, 100];

  test("softmax and its logarithm", () => {
    const random = randomFrom(1);
    for (const columns of columnCounts) {
      for (const [low, high] of [
        [-3, 3],
        [-80, 80],
        [1e6, 1e6 + 3],
      ] as const) {
        const rows = 7;
        const x = random.numbers(rows * columns, low, high);
        const at = arena.input(x, columns % 4);
        const [soft, logSoft] = [arena.output(x.length, 1), arena.output(x.length, 2)];
        kernels.softmax(at, rows, columns, soft);
        kernels.logSoftmax(at, rows, columns, logSoft);
        const expected = logSoftmax(x, columns);
        // x - max is rounded, and exp amplifies that error: exp(d (1 + ε)) = exp(d) (1 + d ε).
        expectClose(arena.floats(soft, x.length), expected.map(Math.exp), 1e-6 + 2 ** -24 * (high - low), 2 ** -148);
        expectClose(arena.floats(logSoft, x.length), expected, 4e-7, 4e-7);
        const place = arena.output(x.length, 3, x);
        kernels.softmax(place, rows, columns, place);
        expect(arena.floats(place, x.length)).toEqual(arena.floats(soft, x.length));
        kernels.softmax(arena.inputAtEnd(x), rows, columns, soft);
        arena.check();
      }
    }
  });

  test("infinite logits", () => {
    const x = [0, -infinity, 0, -infinity, -infinity, 1, nan, 0, 0, infinity, 0, 0, -infinity, -infinity, -infinity];
    const result = arena.output(x.length);
    kernels.softmax(arena.input(x), 5, 3, result);
    expect([...arena.floats(result, x.length)]).toEqual([0.5, 0, 0.5, 0, 0, 1, ...new Array(9).fill(nan)]);
    kernels.logSoftmax(arena.input(x), 5, 3, result);
    expect([...arena.floats(result, 6)]).toEqual([
      Math.fround(-Math.LN2),
      -infinity,
      Math.fround(-Math.LN2),
      -infinity,
      -infinity,
      0,
    ]);
    arena.check();
  });

  test("cross-entropy and its gradient, for any targets", () => {
    const random = randomFrom(2);
    for (const columns of columnCounts) {
      for (const rows of [1, 2, 33]) {
        for (const kind of ["classes", "probabilities", "anything"]) {
          const x = random.numbers(rows * columns, -9, 9);
          const y = new Float32Array(rows * columns);
          for (let row = 0; row < rows; row++) {
            if (kind === "classes") y[row * columns + random.integer(columns)] = 1;
            else
              for (let column = 0; column < columns; column++)
                y[row * columns + column] = kind === "anything" ? random.number() : 1 / columns;
          }
          const logs = logSoftmax(x, columns);
          let loss = 0;
          const error = logs.map((log, index) => {
            const start = index - (index % columns);
            const weight = y.subarray(start, start + columns).reduce((sum, target) => sum + target, 0);
            loss -= (y[index] as number) * log;
            return (weight * Math.exp(log) - (y[index] as number)) / rows;
          });
          const result = arena.output(x.length, 2);
          const computed = kernels.crossEntropy(arena.input(x, 1), arena.input(y, 3), rows, columns, result);
          expect(Math.abs(computed - loss / rows)).toBeLessThan(1e-5 * (1 + columns / 10));
          expectClose(arena.floats(result, x.length), error, 1e-5, (1e-6 * (1 + columns / 10)) / rows);
          kernels.crossEntropy(arena.inputAtEnd(x), arena.inputAtEnd(x), rows, columns, result);
          arena.check();
        }
      }
    }
  });

  test("a target of 0 adds nothing, even if its logit is -∞", () => {
    const error = arena.output(3);
    expect(kernels.crossEntropy(arena.input([0, -infinity, 0]), arena.input([1, 0, 0]), 1, 3, error)).toBeCloseTo(Math.LN2, 6);
    expect([...arena.floats(error, 3)]).toEqual([-0.5, 0, 0.5]);
    expect(kernels.crossEntropy(arena.input([0, -infinity, 0]), arena.input([0, 1, 0]), 1, 3, error)).toBe(infinity);
    arena.check();
  });
});
