/** Tensors stay usable when the engine changes: their numbers are copied to the new engine when it first needs them. */
import { afterEach, expect, test } from "vitest";
import { reference, setEngine, withEngine } from "../../src/engine/current.js";
import { PlainEngine } from "../../src/engine/plain/plain.js";
import { matrix, useEngine, vector } from "../../src/index.js";
import { dense, sgd } from "../../src/nn/index.js";

const single = new PlainEngine("single", "float32");
afterEach(() => useEngine("reference"));

test("float64 numbers are rounded on a float32 engine, but keep their precision on their own engine", () => {
  const x = vector([0.1, 0.2]);
  setEngine(single);
  expect(x.add(0).toArray()).toEqual([Math.fround(0.1), Math.fround(0.2)]);
  setEngine(reference);
  expect(x.add(0).toArray()).toEqual([0.1, 0.2]);
  expect(x.toArray()).toEqual([0.1, 0.2]);
});

test("operands may come from different engines", () => {
  const x = matrix([
    [1, 2],
    [3, 4],
  ]);
  const y = withEngine(single, () => x.matmul(x).transpose());
  expect(x.matmul(y).toArray()).toEqual([
    [27, 59],
    [61, 133],
  ]);
});

test("parameters move to the engine that trains them", () => {
  const layer = dense(2, 1, { weights: matrix([[1, 2]]) });
  const optimizer = sgd(layer, { learningRate: 1, momentum: 0.5 });
  const gradients = { weights: matrix([[1, 1]]), bias: vector([1]) };
  optimizer.step(gradients);
  withEngine(single, () => optimizer.step(gradients));
  optimizer.step(gradients);
  expect(layer.parameters.weights.toArray()).toEqual([[1 - 4.25, 2 - 4.25]]); // steps of 1, 1.5 and 1.75
});

test("if an engine can't be selected, the previous one stays", () => {
  expect(() => withEngine(single, () => vector([1]).dot(vector([1, 2] as unknown as [1])))).toThrow();
  expect(vector([0.1]).add(0).toArray()).toEqual([0.1]);
});
