/** Numbers that are large and differ by little, or not at all: what is computed from their differences must not be made of roundings. */
import { afterEach, describe, expect, test } from "vitest";
import { fastest, reference, setEngine } from "../../../src/engine/current.js";
import { PlainEngine } from "../../../src/engine/plain/plain.js";
import { dim, full, grad, type Matrix, random, randomNormal, tensor, type Vector } from "../../../src/index.js";
import { batchNorm, layerNorm } from "../../../src/nn/index.js";

afterEach(() => setEngine(reference));

const engines = [fastest(), new PlainEngine("typescript", "float32")];
const norms = [
  ["layerNorm", layerNorm],
  ["batchNorm", batchNorm],
] as const;

/** The outputs in training, and the gradient of their weighted sum. */
function pass(norm: typeof layerNorm, values: readonly number[], rows: number): number[][] {
  const columns = values.length / rows;
  const x = tensor(values, [dim("rows", rows), dim("columns", columns)]);
  const weights = randomNormal([dim("rows", rows), dim("columns", columns)], random(2));
  const { output, backward } = norm(dim("columns", columns)).forward(x);
  return [output.toArray().flat(), backward(weights).error.toArray().flat()];
}

describe.each(engines)("$name", (engine) => {
  test.each(norms)("%s of large numbers that differ by little is that of float64", (_, norm) => {
    for (const [mean, deviation] of [
      [10_000, 1],
      [-10_000, 0.01],
      [1_000_000, 1],
    ] as const) {
      const noise = randomNormal([768], random(1)).toArray();
      const values = noise.map((value) => Math.fround(mean + deviation * value));
      setEngine(reference);
      const expected = pass(norm, values, 64);
      setEngine(engine);
      const found = pass(norm, values, 64);
      for (const [which, numbers] of expected.entries()) {
        const scale = Math.max(...numbers.map(Math.abs));
        const off = Math.max(...numbers.map((value, index) => Math.abs(value - (found[which]?.[index] as number)) / scale));
        expect(off, `${mean} ± ${deviation}, ${which === 0 ? "output" : "error"}`).toBeLessThan(2e-6);
      }
    }
  });

  test.each(norms)("%s of equal numbers is 0", (_, norm) => {
    setEngine(engine);
    for (const value of [12_345.678, 1e8 + 8, 0.1, -3e30]) {
      for (const [rows, columns] of [
        [7, 5],
        [3, 1000],
        [1000, 3],
        [100, 64],
      ] as const) {
        const [output] = pass(norm, new Array(rows * columns).fill(value), rows);
        expect(Math.max(...(output ?? [1]).map(Math.abs)), `${value}, [${rows}, ${columns}]`).toBe(0);
      }
    }
  });

  test("batchNorm's averages of equal numbers are the number and a variance of 0", () => {
    setEngine(engine);
    const norm = batchNorm(3, { momentum: 0.5 });
    norm.forward(full([1000, 3], 12_345.678));
    const { mean, variance } = norm.statistics.values;
    expect(variance.toArray()).toEqual([0.5, 0.5, 0.5]);
    expect(mean.toArray().map(Math.fround)).toEqual(new Array(3).fill(Math.fround(12_345.678 / 2)));
  });

  test("softmax and its logarithm depend only on differences", () => {
    setEngine(engine);
    for (const value of [12_345.678, 1e30, -1e30, 3e38]) {
      const even = full([7, 500], value);
      for (const p of even.softmax().flatten().toArray()) expect(p).toBeCloseTo(1 / 500, 8);
      for (const p of even.logSoftmax().flatten().toArray()) expect(p).toBeCloseTo(-Math.log(500), 5);
      expect(even.softmax(0).at(3, 3)).toBeCloseTo(1 / 7, 7);
    }
    const apart = tensor([1e6, 1e6 + 1, 1e6 + 3], [3])
      .softmax()
      .toArray();
    for (const [place, p] of [0.042010067, 0.114195198, 0.843794749].entries()) expect(apart[place]).toBeCloseTo(p, 7);
  });

  test("the mean of equal numbers is the number, along any axis", () => {
    setEngine(engine);
    for (const value of [12_345.678, 1e8 + 8, 0.1, 16_777_213]) {
      const all = full([31, 999, 5], value);
      const means = [
        [all.mean().at()],
        all.mean(0).toArray(),
        all.mean(1).toArray(),
        all.mean(2).toArray(),
        all.mean([0, 1]).toArray(),
      ];
      for (const found of means.flat(3)) if (Math.fround(found) !== Math.fround(value)) expect.fail(`${found} for ${value}`);
    }
  });

  test("a standard deviation composed of operations is 0 for equal numbers, and so is its gradient", () => {
    setEngine(engine);
    const deviation = (x: Vector<1000>) => x.subtract(x.mean()).square().mean().sqrt();
    expect(deviation(full([1000], 12_345.678)).at()).toBe(0);
    expect(
      grad(deviation)(full([1000], 12_345.678))
        .abs()
        .max()
        .at(),
    ).toBe(0);
    const ofColumns = (x: Matrix<1000, 3>) => x.subtract(x.mean(0)).square().mean(0).sqrt().sum();
    expect(
      grad(ofColumns)(full([1000, 3], 0.1))
        .abs()
        .max()
        .at(),
    ).toBe(0);
  });
});
