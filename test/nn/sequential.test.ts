/** Networks whose layers take shapes of different numbers of axes. */
import { expect, test } from "vitest";
import { random, randomNormal, ShapeError } from "../../src/index.js";
import {
  backpropagate,
  checkGradients,
  dense,
  flatten,
  meanSquaredError,
  reshape,
  sequential,
  tanh,
} from "../../src/nn/index.js";

const source = random(3);
const rows = dense(7, 5, { activation: tanh, random: source });
const top = dense(10, 3, { random: source });
const network = sequential(rows, flatten([2, 5]), top);

test("a layer of more axes gives those below it leading ones", () => {
  expect(network.inputShape).toEqual([2, 7]);
  expect(network.outputShape).toEqual([3]);
  const x = randomNormal([11, 2, 7], source);
  expect(network.predict(x).toArray()).toEqual(top.predict(rows.predict(x).reshape([11, 10])).toArray());
});

test("a layer of fewer axes works on the last ones and keeps those before", () => {
  const kept = sequential(reshape([14], [2, 7]), rows);
  expect(kept.outputShape).toEqual([2, 5]);
  const x = randomNormal([14], source);
  expect(kept.predict(x).toArray()).toEqual(rows.predict(x.reshape([2, 7])).toArray());
});

test("their derivatives are right, and the error has the shape of the input", () => {
  const [x, y] = [randomNormal([11, 2, 7], source), randomNormal([11, 3], source)];
  expect(backpropagate(network, meanSquaredError, x, y).error.shape).toEqual([11, 2, 7]);
  expect(checkGradients(network, meanSquaredError, x, y).relativeError).toBeLessThan(1e-6);
});

test("an axis that a later layer needs is asked of the input", () => {
  expect(() => network.predict(randomNormal([7], source) as never)).toThrow(ShapeError);
});
