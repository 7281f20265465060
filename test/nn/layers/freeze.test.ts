/** Frozen layers: they compute the same, take errors back, and learn nothing. */
import { expect, test } from "vitest";
import { random, randomNormal, zeros } from "../../../src/index.js";
import {
  adam,
  backpropagate,
  batchNorm,
  checkGradients,
  dense,
  dropout,
  embedding,
  freeze,
  meanSquaredError,
  sequential,
  sgd,
  tanh,
} from "../../../src/nn/index.js";

const source = random(1);
const [x, y] = [randomNormal([5, 3], source), zeros([5, 2])];
const learned = sequential(dense(3, 4, { activation: tanh, random: source }), batchNorm(4), dropout(0.5));

test("a frozen layer computes what predict computes, also in training", () => {
  const frozen = freeze(learned);
  const before = learned.predict(x);
  expect(frozen.predict(x)).toEqual(before);
  expect(frozen.forward(x).output).toEqual(before);
  expect(learned.predict(x)).toEqual(before); // the running averages are the same
  expect(frozen.predict(randomNormal([2, 5, 3], source)).shape).toEqual([2, 5, 4]);
});

test("it takes errors back, and its parameters are no longer among the network's", () => {
  const below = dense(3, 3, { random: source });
  const network = sequential(below, freeze(learned), dense(4, 2, { random: source }));
  expect(network.parameters[1]).toEqual([]);
  expect(checkGradients(network, meanSquaredError, x, y)).toMatchObject({ checked: 15 + 3 * 4 + 2 * 4 + 2 });
  expect(checkGradients(network, meanSquaredError, x, y).relativeError).toBeLessThan(1e-6);
  const frozen = JSON.stringify(learned.parameters);
  const { parameters } = below;
  for (const optimizer of [adam(network), sgd(network, { learningRate: 0.1, weightDecay: 0.1 })])
    optimizer.step(backpropagate(network, meanSquaredError, x, y).gradients);
  expect(JSON.stringify(learned.parameters)).toBe(frozen);
  expect(below.parameters).not.toEqual(parameters);
});

test("the layer itself still learns, and the frozen one follows", () => {
  const own = dense(3, 2, { random: source });
  const frozen = freeze(own);
  sgd(own, { learningRate: 0.1 }).step(backpropagate(own, meanSquaredError, x, y).gradients);
  expect(frozen.predict(x)).toEqual(own.predict(x));
  expect(frozen.with([]).predict(x)).toEqual(own.predict(x));
  expect(freeze(embedding(5, 3)).predict(zeros([7])).shape).toEqual([7, 3]);
});

test("what isn't a layer is refused", () => {
  expect(() => freeze(7 as never)).toThrow(TypeError);
  expect(() => freeze(7 as never)).toThrow(/^freeze: the argument is /);
});
