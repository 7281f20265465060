/** Ranges, triangles, and entries at indices: what NumPy's values don't show. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { grad, matrix, ShapeError, trace, vector, zeros } from "../../src/index.js";
import { toOnnx } from "../../src/onnx/index.js";
import { toStableHlo } from "../../src/stablehlo/index.js";

// biome-ignore lint/suspicious/noExplicitAny: some of these calls are wrong on purpose, and some sizes are drawn
type Any = any;
const { arange, linspace }: Any = library;

describe.each(["reference", "wasm"] as const)("%s", (engine) => {
  beforeAll(async () => void (await library.useEngine(engine)));
  afterAll(async () => void (await library.useEngine("reference")));

  test("a range has as many numbers as its digits say, whatever floating point makes of them", () => {
    for (const places of [0, 1, 2, 3]) {
      for (let trial = 0; trial < 200; trial++) {
        const [start, length, step] = [(trial * 37) % 101, trial % 13, 1 + ((trial * 7) % 19)];
        const written = (digits: number): number => Number(`${digits}e-${places}`);
        const range = arange(written(start), written(start + length * step), written(step));
        expect(range.shape).toEqual([length]);
        const backwards = arange(written(start), written(start - length * step - 1), written(-step));
        expect(backwards.shape).toEqual([length + 1]);
      }
    }
  });

  test("a range from a small or a large number", () => {
    expect(arange(1e-7, 4e-7, 1e-7).shape).toEqual([3]);
    expect(arange(1e21, 3e21, 1e21).shape).toEqual([2]);
    expect(() => arange(0, 1, 1e-300)).toThrow(/^\[.*\] has too many elements/);
  });

  test("linspace ends exactly at its end", () => {
    for (const length of [2, 3, 7, 11, 49, 1000]) {
      const points = linspace(0.1, 0.7, length).dataSync();
      expect([points[0], points.at(-1)]).toEqual(engine === "wasm" ? [0.1, 0.7].map(Math.fround) : [0.1, 0.7]);
    }
  });

  test("a triangle has no trace of what was in the other one, and neither has its gradient", () => {
    const [nan, infinity] = [Number.NaN, Number.POSITIVE_INFINITY];
    const x = matrix([
      [1, nan, infinity],
      [2, 3, nan],
    ]);
    expect(x.tril().toArray()).toEqual([
      [1, 0, 0],
      [2, 3, 0],
    ]);
    const gradient = grad((y: library.Matrix<2, 3>) => y.square().tril().sum())(x);
    expect(gradient.toArray()).toEqual([
      [2, 0, 0],
      [4, 6, 0],
    ]);
  });

  test("indices may be tensors of any shape, and views may be taken apart again", () => {
    const x = zeros([2, 3, 5]).add(arange(5));
    expect(
      x
        .take(vector([4, 0]), -1)
        .index(1, 0)
        .index(2, 0)
        .toArray(),
    ).toEqual([4, 0]);
    expect(library.stack(x.unstack(1), 1).toArray()).toEqual(x.toArray());
    expect(x.flip(2).flip(2).toArray()).toEqual(x.toArray());
    expect(x.roll(3, -1).roll(-3, -1).toArray()).toEqual(x.toArray());
    expect((x as Any).slice(null, null, [null, null, -1]).toArray()).toEqual(x.flip(-1).toArray());
  });

  test("scatter replaces each entry once, scatterAdd adds to it as often as it is given", () => {
    const x = vector([1, 2, 3]);
    expect(x.scatter([2, 0], vector([10, 20])).toArray()).toEqual([20, 2, 10]);
    expect(x.scatterAdd([2, 2], vector([10, 20])).toArray()).toEqual([1, 2, 33]);
    expect(() => x.scatter([2, 2], vector([10, 20]))).toThrow(
      new ShapeError("scatter: entry 2 is given twice; scatterAdd adds the rows for the same entry"),
    );
    expect(() => x.scatter([3], vector([10]))).toThrow(new ShapeError("scatter: [3] has no entry 3"));
    expect(() => x.take([-1], 0)).toThrow(new ShapeError("take: axis 0 of [3] has no entry -1"));
    expect(x.toArray()).toEqual([1, 2, 3]);
  });

  test("programs get indices as inputs", () => {
    const put = trace((x: Any, rows: Any, at: Any) => x.scatter(at, rows), zeros([3, 2]), zeros([1, 2]), zeros([1]));
    const [x, row] = [library.ones([3, 2]), matrix([[5, 7]])];
    expect((put.run as Any)(x, row, vector([2])).toArray()).toEqual([
      [1, 1],
      [1, 1],
      [5, 7],
    ]);
    const pick = trace((x: Any, at: Any) => x.take(at, 1), zeros([2, 3]), zeros([2]));
    expect((pick.run as Any)(matrix([[1, 2, 3], [4, 5, 6]]), vector([2, 0])).toArray()).toEqual([[3, 1], [6, 4]]); // biome-ignore format: one line
    expect(() => (pick.run as Any)(zeros([2, 3]), vector([3, 0]))).toThrow(/has no entry 3$/);
  });
});

test("ranges that run backwards are printed as in Python, and written for other runtimes", () => {
  const program = trace((x: library.Matrix<7, 5>) => x.slice([null, null, -1], [3, 0, -2]), zeros([7, 5]));
  expect(String(program)).toContain("slice(input, { ranges: [6::-1, 3:0:-2] })");
  const text = toStableHlo(program);
  expect(text).toContain("%forwards = stablehlo.slice %input [0:7, 1:4:2] : (tensor<7x5xf32>) -> tensor<7x2xf32>");
  expect(text).toContain("%a = stablehlo.reverse %forwards, dims = [0, 1] : (tensor<7x2xf32>) -> tensor<7x2xf32>");
  expect(toOnnx(program).length).toBeGreaterThan(0);
});
