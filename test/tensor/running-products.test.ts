/** Running products of known numbers, which an engine computes at once: the same, to the last bit, as step by step. */
import { compile, tensor, useEngine } from "conformable";
import { afterAll, describe, expect, test } from "vitest";

const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e-45, -1e-45, 3e38, -3e38, 1, 1, -2];

/** Irregular numbers around 1, and special ones among them. */
const numbers = (length: number, everySpecial: number) =>
  Float64Array.from({ length }, (_, place) => {
    const irregular = Math.imul(place * place + 7, 0x9e3779b1) / 2 ** 31;
    return place % everySpecial === 3 ? (special[((place / everySpecial) % special.length) | 0] as number) : 1 + irregular / 4;
  });

const shapes = [
  [7, 300],
  [300, 7],
  [600, 1],
  [2, 1000],
] as const;

/** A matrix of any size, and any axis. */
interface Numbers {
  cumulativeProduct(axis: number): Numbers;
  permute(axes: readonly number[]): Numbers;
  dataSync(): Iterable<number>;
}
const made = tensor as unknown as (values: Float64Array, shape: readonly number[]) => Numbers;
const compiling = compile as unknown as (f: (x: Numbers) => Numbers) => (x: Numbers) => Numbers;

afterAll(() => {
  useEngine("wasm");
});

describe.each([
  ["wasm", {}],
  ["wasm", { precision: "float64" }],
  ["reference", {}],
] as const)("%s %o", (name, options) => {
  test.each(shapes.flatMap((shape) => [0, 1].map((axis) => [shape, axis] as const)))("%o, axis %d", (shape, axis) => {
    useEngine(name as "wasm", options);
    for (const everySpecial of [5, 10_000]) {
      const x = made(numbers(shape[0] * shape[1], everySpecial), shape);
      const product = compiling((values) => values.cumulativeProduct(axis));
      const expected = [...product(x).dataSync()];
      expect([...x.cumulativeProduct(axis).dataSync()]).toEqual(expected);
      const columns = x.permute([1, 0]).cumulativeProduct(1 - axis);
      expect([...columns.permute([1, 0]).dataSync()]).toEqual(expected);
    }
  });
});
