/** Every layer, activation and loss against central differences, in float64, on parameters and on inputs. */
import { describe, expect, test } from "vitest";
import { random, randomNormal, type Shape, type Tensor } from "../../../src/index.js";
import {
  type Activation,
  binaryCrossEntropy,
  checkGradients,
  crossEntropy,
  dense,
  identity,
  type Loss,
  meanSquaredError,
  relu,
  sequential,
  sigmoid,
  tanh,
} from "../../../src/nn/index.js";

const activations: readonly Activation[] = [relu, sigmoid, tanh, identity];
const losses: readonly Loss[] = [meanSquaredError, crossEntropy, binaryCrossEntropy];

/** Inputs and targets for a network from [5] to [3]; every test draws its own numbers. The targets suit every loss: they are distributions. */
function example(seed: number) {
  const source = random(seed);
  return {
    single: [randomNormal([5], source), randomNormal([3], source).softmax()],
    one: [randomNormal([1, 5], source), randomNormal([1, 3], source).softmax()],
    seven: [randomNormal([7, 5], source), randomNormal([7, 3], source).softmax()],
    nested: [randomNormal([2, 11, 5], source), randomNormal([2, 11, 3], source).softmax()],
  } as const;
}

describe.each(activations)("$name", (activation) => {
  describe.each(losses)("under $name", (loss) => {
    const layer = dense(5, 3, { activation, random: random(17), bias: randomNormal([3], random(19)) });
    const deep = sequential(
      dense(5, 11, { activation, random: random(23), bias: randomNormal([11], random(29)) }),
      sequential(dense(11, 2, { activation: tanh, random: random(31) }), dense(2, 7, { activation, random: random(37) })),
      dense(7, 3, { random: random(41) }),
    );

    test.each(["single", "one", "seven", "nested"] as const)("one layer, inputs: %s", (kind) => {
      const [inputs, targets] = example(43)[kind];
      const { relativeError, worst, checked } = checkGradients(layer, loss, inputs as Tensor<[7, 5]>, targets as Tensor<[7, 3]>);
      expect(checked).toBe(inputs.size + 5 * 3 + 3);
      expect(relativeError, JSON.stringify(worst)).toBeLessThan(1e-6);
    });

    test.each(["single", "one", "seven", "nested"] as const)("a deep network, inputs: %s", (kind) => {
      const [inputs, targets] = example(47)[kind];
      const { relativeError, worst, checked } = checkGradients(deep, loss, inputs as Tensor<[7, 5]>, targets as Tensor<[7, 3]>);
      expect(checked).toBe(inputs.size + (5 * 11 + 11) + (11 * 2 + 2) + (2 * 7 + 7) + (7 * 3 + 3));
      expect(relativeError, JSON.stringify(worst)).toBeLessThan(1e-6);
    });
  });
});

describe("the check detects", () => {
  const inputs = randomNormal([7, 5], random(53));
  const targets = randomNormal([7, 3], random(59));
  const wrongLoss = (change: <S extends Shape>(error: Tensor<S>) => Tensor<S>): Loss => ({
    name: "wrong",
    evaluate(output, expected) {
      const { loss, error } = meanSquaredError.evaluate(output, expected);
      return { loss, error: change(error) };
    },
  });
  const layer = dense(5, 3, { activation: tanh, random: random(61) });

  test("a wrong sign", () => {
    expect(
      checkGradients(
        layer,
        wrongLoss((error) => error.negate()),
        inputs,
        targets,
      ).relativeError,
    ).toBeCloseTo(2);
  });

  test("a wrong factor", () => {
    expect(
      checkGradients(
        layer,
        wrongLoss((error) => error.multiply(1.001)),
        inputs,
        targets,
      ).relativeError,
    ).toBeCloseTo(0.001);
  });

  test("a gradient of NaN", () => {
    expect(
      checkGradients(
        layer,
        wrongLoss((error) => error.multiply(Number.NaN)),
        inputs,
        targets,
      ).relativeError,
    ).toBeNaN();
  });

  test("an activation with another one's derivative", () => {
    const wrong: Activation = { name: "wrong", apply: tanh.apply, derivative: sigmoid.derivative };
    const check = checkGradients(dense(5, 3, { activation: wrong, random: random(61) }), meanSquaredError, inputs, targets);
    expect(check.relativeError).toBeGreaterThan(0.1);
    expect(check.worst?.path).toMatch(/inputs|weights|bias/);
  });
});

test("the network is unchanged afterwards", () => {
  const layer = dense(5, 3, { activation: tanh, random: random(61) });
  const before = layer.parameters;
  checkGradients(layer, meanSquaredError, randomNormal([7, 5]), randomNormal([7, 3]));
  expect(layer.parameters.weights.toArray()).toEqual(before.weights.toArray());
  expect(layer.parameters.bias.toArray()).toEqual(before.bias.toArray());
});
