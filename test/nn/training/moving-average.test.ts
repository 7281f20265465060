/** Moving averages of parameters, compared with those of PyTorch, which test/nn/optimizers/pytorch.py has recorded. */
import { expect, test } from "vitest";
import { random, randomNormal, tensor, zeros } from "../../../src/index.js";
import { loadNetwork, saveNetwork } from "../../../src/io/index.js";
import {
  adam,
  backpropagate,
  batchNorm,
  dense,
  meanSquaredError,
  movingAverage,
  sequential,
  sgd,
  tanh,
  train,
} from "../../../src/nn/index.js";
import recorded from "../optimizers/pytorch.json" with { type: "json" };

const x = randomNormal([11, 3], random(1));
const state = (value: unknown): string => JSON.stringify(value);

test.each(recorded.averages)("with a decay of $decay, the averages of PyTorch", ({ decay, after }) => {
  const network = dense(11, 1, { weights: tensor(recorded.start, [1, 11]), bias: zeros([1]) });
  const optimizer = sgd(network, { learningRate: 0.1 });
  const average = movingAverage(network, { decay });
  recorded.gradients.forEach((gradient, step) => {
    optimizer.step({ weights: tensor(gradient, [1, 11]), bias: zeros([1]) });
    average.update();
    average.parameters.weights
      .dataSync()
      .forEach((value, index) => void expect(value).toBeCloseTo(after[step]?.[index] as number, 6));
  });
});

test("before the first update, it is what the network was at first; the training doesn't change", async () => {
  const make = () => sequential(dense(3, 5, { activation: tanh, random: random(2) }), dense(5, 2, { random: random(3) }));
  const [plain, averaged] = [make(), make()];
  const average = movingAverage(averaged, { decay: 0.9 });
  const before = state(averaged.parameters);
  const settings = { inputs: x, targets: zeros([11, 2]), loss: meanSquaredError, epochs: 3, batchSize: 4 };
  await train(plain, { ...settings, optimizer: adam(plain) });
  expect(state(average.parameters)).toBe(before);
  await train(averaged, { ...settings, optimizer: adam(averaged), onStep: average.update });
  expect(state(averaged.parameters)).toBe(state(plain.parameters));
  expect(state(average.parameters)).not.toBe(state(averaged.parameters));
  expect(state(average.network.predict(x))).toBe(state(averaged.with(average.parameters).predict(x)));
});

test("what has been read doesn't change; a network that is kept stays as it was", () => {
  const network = dense(3, 2, { random: random(2) });
  const optimizer = sgd(network, { learningRate: 0.1 });
  const average = movingAverage(network, { decay: 0.5 });
  const step = () => {
    optimizer.step(backpropagate(network, meanSquaredError, x, zeros([11, 2])).gradients);
    average.update();
  };
  step();
  const [first, text, kept] = [average.parameters, state(average.parameters), average.network];
  const output = state(kept.predict(x));
  for (let count = 0; count < 50; count++) step();
  expect(state(first)).toBe(text);
  expect(state(kept.predict(x))).toBe(output);
  expect(state(average.parameters)).not.toBe(text);
});

test("a layer in several places has one average", () => {
  const layer = dense(3, 3, { random: random(2) });
  const network = sequential(layer, layer);
  const average = movingAverage(network, { decay: 0.5 });
  average.update();
  sgd(network, { learningRate: 0.1 }).step(backpropagate(network, meanSquaredError, x, x).gradients);
  average.update();
  expect(average.parameters[0].weights).toBe(average.parameters[1].weights);
  expect(state(average.parameters[0])).not.toBe(state(layer.parameters));
});

test("is saved in one line, with the running averages of batchNorm, and loaded into the same network", async () => {
  const make = () => {
    const [shared, norm] = [dense(3, 3, { random: random(2) }), batchNorm(3)];
    return { network: sequential(shared, norm, shared, dense(3, 2, { random: random(3) })), norm };
  };
  const [trained, loaded] = [make(), make()];
  const average = movingAverage(trained.network, { decay: 0.5 });
  const optimizer = adam(trained.network);
  await train(trained.network, {
    inputs: x,
    targets: zeros([11, 2]),
    loss: meanSquaredError,
    optimizer,
    epochs: 3,
    onStep: average.update,
  });
  const bytes = saveNetwork(average.network);
  loadNetwork(loaded.network, bytes);
  expect(state(loaded.network.parameters)).toBe(state(average.parameters));
  expect(state(loaded.norm.statistics.values)).toBe(state(trained.norm.statistics.values));
  expect(state(loaded.network.predict(x))).toBe(state(average.network.predict(x)));
  expect(saveNetwork(average.network.with(trained.network.parameters))).toEqual(saveNetwork(trained.network));
  expect(() => loadNetwork(average.network, bytes)).toThrow("loadNetwork: no trainable of the network holds");
  expect(() => saveNetwork(average.network, { optimizer })).toThrow("saveNetwork: the optimizer is of another network");
});

test("goes on from an earlier training, bit for bit", async () => {
  const make = () => {
    const layer = dense(3, 3, { random: random(2) });
    const network = sequential(layer, layer, dense(3, 2, { random: random(3) }));
    return { network, optimizer: adam(network) };
  };
  const settings = { inputs: x, targets: zeros([11, 2]), loss: meanSquaredError, batchSize: 4 };
  const [whole, first, second, averaged] = [make(), make(), make(), make()];
  const [all, before] = [movingAverage(whole.network, { decay: 0.9 }), movingAverage(first.network, { decay: 0.9 })];
  await train(whole.network, { ...settings, optimizer: whole.optimizer, epochs: 5, onStep: all.update });
  await train(first.network, { ...settings, optimizer: first.optimizer, epochs: 2, onStep: before.update });

  const { optimizer } = second;
  loadNetwork(second.network, saveNetwork(first.network, { optimizer: first.optimizer }), { optimizer });
  loadNetwork(averaged.network, saveNetwork(before.network));
  const after = movingAverage(second.network, { decay: 0.9, parameters: averaged.network.parameters });
  expect(state(after.parameters)).toBe(state(before.parameters));
  await train(second.network, { ...settings, optimizer, epochs: 3, onStep: after.update });
  expect(state(after.parameters)).toBe(state(all.parameters));
});

test("wrong arguments are refused", () => {
  const network = dense(3, 2);
  expect(() => movingAverage(network, { decay: 1 })).toThrow(
    "movingAverage: decay has to be from 0 up to, and without, 1, not 1",
  );
  expect(() => movingAverage(5 as never)).toThrow("movingAverage: the network is 5, not a layer");
  expect(() => movingAverage(network, { beta: 1 } as never)).toThrow("movingAverage: there is no option beta");
  expect(() => movingAverage(network, { parameters: dense(2, 3).parameters as never })).toThrow(
    "movingAverage: weights is [3, 2], the parameter [2, 3]",
  );
});
