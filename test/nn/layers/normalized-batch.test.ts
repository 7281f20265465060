/**
 * The normalisation of a batch as one operation of the engine, compared with the operations that it replaces, which run while something is
 * recorded. The numbers are the same to the last bit.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { normalizeColumns } from "../../../src/engine/batch-norm.js";
import { engine } from "../../../src/engine/current.js";
import { vjp } from "../../../src/grad/grad.js";
import { dim, random, randomNormal, tensor, useEngine } from "../../../src/index.js";
import { normalizeBatch, normalizeBatchBack } from "../../../src/nn/layers/normalized-batch.js";
import { viewOf } from "../../../src/tensor/tensor.js";

/** Rows and columns: partial blocks and vectors, several blocks, one row, and sums that another kernel adds up. */
const sizes = [
  [1, 2],
  [2, 3],
  [7, 4],
  [128, 16],
  [129, 5],
  [515, 33],
  [300, 1],
  [1000, 8],
] as const;
const special = [Number.NaN, Number.POSITIVE_INFINITY, 1e30, -0];

const bitsOf = (tensor: { dataSync(): ArrayLike<number> }) => Array.from(tensor.dataSync());

function expectSame(count: number, length: number, change: (values: number[]) => void = () => {}): void {
  const [rows, columns] = [dim("rows", count), dim("columns", length)];
  const source = random(count * length);
  const drawn = () => {
    const values = bitsOf(randomNormal([rows, columns], source));
    change(values);
    return tensor(values, [rows, columns]);
  };
  const [x, error] = [drawn(), drawn()];
  const [scale, shift] = [randomNormal([columns], source), randomNormal([columns], source)];
  const atOnce = normalizeBatch(x, scale, shift, 1e-5);
  const composed = vjp(
    ([input, by, plus]: [typeof x, typeof scale, typeof shift]) => ({ ...normalizeBatch(input, by, plus, 1e-5) }),
    [x, scale, shift],
  ).output;
  for (const name of ["centered", "output", "variance", "deviation"] as const) {
    expect(bitsOf(atOnce[name]), name).toEqual(bitsOf(composed[name]));
  }
  const [gradients, back] = normalizeBatchBack(error, atOnce, scale);
  const other = vjp(
    ([given]: [typeof error]) => {
      const [found, input] = normalizeBatchBack(given, atOnce, scale);
      return { ...found, input };
    },
    [error],
  ).output;
  expect(bitsOf(back)).toEqual(bitsOf(other.input));
  expect(bitsOf(gradients.scale)).toEqual(bitsOf(other.scale));
  expect(bitsOf(gradients.shift)).toEqual(bitsOf(other.shift));
}

describe.each(["float32", "float64"] as const)("%s", (precision) => {
  beforeAll(() => useEngine("wasm", { precision }));
  afterAll(() => useEngine("wasm"));

  test.each(sizes)("%i rows of %i", (rows, columns) => {
    expectSame(rows, columns);
  });

  test("numbers that aren't finite, or are large", () => {
    expectSame(260, 9, (values) => {
      for (const [place, value] of special.entries()) values[place * 37] = value;
    });
  });
});

test("on one thread in float32, the engine has such an operation, unless a view has gaps", () => {
  const x = randomNormal([20, 6]);
  const vector = viewOf("test", randomNormal([6]));
  expect(normalizeColumns(engine(), viewOf("test", x), vector, vector, 0)).toBeDefined();
  expect(normalizeColumns(engine(), viewOf("test", randomNormal([6, 20]).transpose()), vector, vector, 0)).toBeUndefined();
});
