/** `trainingStep` trains like `backpropagate` and the step of an optimiser, and refuses what they refuse. */
import { afterEach, describe, expect, test } from "vitest";
import { reference, setEngine } from "../../../src/engine/current.js";
import { matrix, ones, random, randomNormal, useEngine, vector, zeros } from "../../../src/index.js";
import {
  activate,
  adam,
  backpropagate,
  batchNorm,
  binaryCrossEntropy,
  concat,
  crossEntropy,
  dense,
  dropout,
  huber,
  identity,
  type Loss,
  layer,
  meanSquaredError,
  relu,
  residual,
  sequential,
  sgd,
  sum,
  trainingStep,
} from "../../../src/nn/index.js";
import { contents } from "../../program/as-program.js";
import { allLayers } from "../layers/all-layers.js";

// biome-ignore lint/suspicious/noExplicitAny: layers of any shapes, which aren't the question here
type Any = any;
const anyStep: Any = trainingStep;
const anyBackpropagate: Any = backpropagate;

afterEach(() => setEngine(reference));

describe.each(["wasm", "reference"] as const)("on the engine %s", (engine) => {
  const layers = {
    ...allLayers,
    "a layer in two places": () => {
      const tied = dense(3, 3, { random: random(1) });
      return sequential(tied, residual(tied), tied);
    },
    "a layer beside itself": () => {
      const tied = dense(3, 3, { random: random(1) });
      return concat(-1, tied, sum(tied, activate(identity)), sequential(tied, tied));
    },
  };
  test.each(Object.entries(layers))("%s learns the same as by backpropagate", async (name, make) => {
    await useEngine(engine);
    const [one, other]: Any[] = [make(), make()];
    const isEmbedding = name.startsWith("embedding");
    const shape = [3, ...(one.inputShape.length === 0 ? [5] : one.inputShape)];
    const inputs = isEmbedding ? vector([1, 0, 4]) : randomNormal(shape as Any, random(5));
    const targets = randomNormal(one.predict(inputs).shape, random(6));
    const step = anyStep(one, meanSquaredError, adam(one));
    const optimizer: Any = adam(other);
    for (let count = 0; count < 3; count++) {
      const { loss, gradients } = anyBackpropagate(other, meanSquaredError, inputs, targets);
      optimizer.step(gradients);
      expect(step(inputs, targets).at()).toBeCloseTo(loss, 5);
    }
    expect(contents(one.parameters)).toEqual(contents(other.parameters));
  });

  test.each<readonly [Loss, Any]>([
    [crossEntropy, vector([2, 0, 1, 1])],
    [crossEntropy, randomNormal([4, 3], random(3)).softmax()],
    [crossEntropy({ labelSmoothing: 0.1, ignore: 1 }), vector([2, 0, 1, 1])],
    [
      binaryCrossEntropy,
      matrix([
        [0, 1, 0],
        [1, 0, 0],
        [1, 1, 1],
        [0, 0, 0],
      ]),
    ],
    [huber({ reduction: "sum" }), randomNormal([4, 3], random(4))],
  ])("with the loss %#", async (loss, targets) => {
    await useEngine(engine);
    const make = () => sequential(dense(5, 7, { activation: relu, random: random(1) }), dense(7, 3, { random: random(2) }));
    const [one, other] = [make(), make()];
    const inputs = randomNormal([4, 5], random(5));
    const step = anyStep(one, loss, sgd(one, { learningRate: 0.1 }));
    const optimizer: Any = sgd(other, { learningRate: 0.1 });
    for (let count = 0; count < 20; count++) {
      const result = anyBackpropagate(other, loss, inputs, targets);
      const before = result.loss;
      optimizer.step(result.gradients);
      expect(step(inputs, targets).at()).toBeCloseTo(before, 5);
    }
    expect(contents(one.parameters)).toEqual(contents(other.parameters));
  });
});

test("the parameters that were read before stay as they were", () => {
  const network = dense(3, 2);
  const step = trainingStep(network, meanSquaredError, sgd(network, { learningRate: 0.1 }));
  step(ones([4, 3]), ones([4, 2]));
  const { weights } = network.parameters;
  const numbers = weights.toArray();
  step(ones([4, 3]), ones([4, 2]));
  expect(weights.toArray()).toEqual(numbers);
  expect(network.parameters.weights.toArray()).not.toEqual(numbers);
});

test("layers that draw random numbers or keep averages are trained too, and so are layers of one's own", () => {
  const networks = [
    sequential(dense(3, 4), dropout(0.5, { random: random(1) }), dense(4, 2)),
    sequential(dense(3, 4), batchNorm(4), dense(4, 2)),
    layer({ by: ones([2]) }, [2], [2], ({ by }, x) => x.multiply(by)),
  ];
  for (const network of networks as Any[]) {
    const before = contents(network.parameters);
    const step = anyStep(network, meanSquaredError, sgd(network, { learningRate: 0.1 }));
    const inputs = randomNormal([5, ...network.inputShape] as Any, random(2));
    for (let count = 0; count < 3; count++) expect(step(inputs, ones([5, 2])).at()).toBeGreaterThan(0);
    expect(contents(network.parameters)).not.toEqual(before);
  }
});

test.each(["dropout", "batchNorm"])("%s is trained with an optimiser of one's own as with the library's", (name) => {
  const above = name === "dropout" ? () => dropout(0.5, { random: random(2) }) : () => batchNorm(4);
  const make = (): Any => sequential(dense(3, 4, { random: random(1) }), above() as Any);
  const [one, other] = [make(), make()];
  const inner = sgd(one, { learningRate: 0.1 }) as Any;
  const step = anyStep(one, meanSquaredError, { step: (gradients: unknown) => inner.step(gradients) });
  const expected = anyStep(other, meanSquaredError, sgd(other, { learningRate: 0.1 }));
  const inputs = randomNormal([5, 3], random(3));
  for (let count = 0; count < 3; count++) expect(step(inputs, ones([5, 4])).at()).toBe(expected(inputs, ones([5, 4])).at());
  expect(contents(one.parameters)).toEqual(contents(other.parameters));
  expect(contents(one.predict(inputs))).toEqual(contents(other.predict(inputs)));
});

test.each(["wasm", "reference"] as const)(
  "a batchNorm in two places updates its averages in their order (%s)",
  async (engine) => {
    await useEngine(engine);
    const make = () => {
      const norm = batchNorm(4);
      return sequential(dense(3, 4, { random: random(1) }), sum(sequential(activate(relu), norm), norm)) as Any;
    };
    const [one, other] = [make(), make()];
    const step = anyStep(one, meanSquaredError, sgd(one, { learningRate: 0.1 }));
    const optimizer = sgd(other, { learningRate: 0.1 }) as Any;
    const inputs = randomNormal([5, 3], random(3));
    for (let count = 0; count < 3; count++) {
      step(inputs, ones([5, 4]));
      optimizer.step(anyBackpropagate(other, meanSquaredError, inputs, ones([5, 4])).gradients);
    }
    expect(contents(one.predict(inputs))).toEqual(contents(other.predict(inputs)));
  },
);

test("what is wrong is refused before anything changes", () => {
  const network = dense(3, 2);
  const before = contents(network.parameters);
  const step = anyStep(network, meanSquaredError, sgd(network, { learningRate: 0.1 }));
  expect(() => step(ones([4, 2]), ones([4, 2]))).toThrow("trainingStep: takes [3] with any leading axes, not [4, 2]");
  expect(() => step(ones([4, 3]), ones([4, 3]))).toThrow("trainingStep: the output is [4, 2], the targets are [4, 3]");
  expect(() => step(ones([4, 3]))).toThrow("trainingStep: takes a tensor, not undefined");
  expect(() => anyStep(network, meanSquaredError, sgd(dense(3, 2), { learningRate: 0.1 }))).toThrow(
    "trainingStep: the optimizer is of another network, so this one would learn nothing",
  );
  expect(() => anyStep(network, meanSquaredError, {})).toThrow("trainingStep: takes an optimizer, such as adam(network)");
  expect(() => anyStep(network, 3, sgd(network, { learningRate: 0.1 }))).toThrow(/^trainingStep: /);
  expect(() => anyStep(zeros([3]), meanSquaredError, sgd(network, { learningRate: 0.1 }))).toThrow(/^trainingStep: /);
  expect(contents(network.parameters)).toEqual(before);
});
