/** A layer that stands in a network several times is one parameter, as in PyTorch: its gradients are added, and it is stepped once. */
import { describe, expect, test } from "vitest";
import {
  grad,
  type Matrix,
  matrix,
  ones,
  random,
  randomNormal,
  type Shape,
  type Tensor,
  type Vector,
  zeros,
} from "../../../src/index.js";
import {
  adagrad,
  adam,
  adamW,
  backpropagate,
  batchNorm,
  checkGradients,
  type DenseParameters,
  dense,
  type Layer,
  layer,
  meanSquaredError,
  type Optimizer,
  residual,
  rmsprop,
  sequential,
  sequentialOf,
  sgd,
  tanh,
  train,
} from "../../../src/nn/index.js";

const values = <S extends Shape>(tensor: Tensor<S>): number[] => [tensor.toArray()].flat(9) as number[];

/** Both of one shape, so that they can be exchanged. */
const [inputs, targets] = [randomNormal([7, 3], random(1)), randomNormal([7, 3], random(2))];
const shared = (seed = 3) => dense(3, 3, { activation: tanh, random: random(seed) });

test("Adam, as PyTorch has it: Linear(1, 1) twice, w = 1, b = 0, x = 1, y = 0, a step of 0.1", () => {
  const tied = dense(1, 1, { weights: matrix([[1]]) });
  const network = sequential(tied, tied);
  const { gradients } = backpropagate(network, meanSquaredError, ones([1, 1]), zeros([1, 1]));
  adam(network, { learningRate: 0.1 }).step(gradients);
  expect(tied.parameters.weights.at(0, 0)).toBeCloseTo(0.9, 6);
  expect(tied.parameters.bias.at(0)).toBeCloseTo(-0.1, 6);
  expect(gradients.map(({ weights }) => weights.at(0, 0))).toEqual([2, 2]); // each place has its own share
});

/** What the network does as a function of the one layer's parameters, so that its derivative is right by itself. */
type Rule = (apply: (x: Matrix<7, 3>) => Matrix<7, 3>) => Matrix<7, 3>;
const places: Record<
  string,
  { readonly network: (tied: Layer<[3], [3], DenseParameters<3, 3>>) => unknown; readonly rule: Rule }
> = {
  "twice in a row": { network: (tied) => sequential(tied, tied), rule: (f) => f(f(inputs)) },
  "at different depths": {
    network: (tied) => sequential(tied, sequential(tied, sequential(tied))),
    rule: (f) => f(f(f(inputs))),
  },
  "in a residual, and outside": {
    network: (tied) => sequential(residual(tied), tied),
    rule: (f) => f(f(inputs).add(inputs)),
  },
  "in residuals of networks": {
    network: (tied) => sequential(residual(sequential(tied, tied)), residual(tied)),
    rule: (f) => {
      const below = f(f(inputs)).add(inputs);
      return f(below).add(below);
    },
  },
  "in a list": { network: (tied) => sequentialOf([tied, tied, tied]), rule: (f) => f(f(f(inputs))) },
};

describe.each(Object.entries(places))("%s", (_, { network, rule }) => {
  type Any = Layer<[3], [3], unknown>;
  const makers: Record<string, (model: Any) => Optimizer<unknown>> = {
    sgd: (model) => sgd(model, { learningRate: 0.1 }),
    momentum: (model) => sgd(model, { learningRate: 0.1, momentum: 0.9 }),
    Nesterov: (model) => sgd(model, { learningRate: 0.1, momentum: 0.9, nesterov: true }),
    "weight decay": (model) => sgd(model, { learningRate: 0.1, momentum: 0.5, weightDecay: 0.3 }),
    Adam: (model) => adam(model, { learningRate: 0.1 }),
    "Adam, weight decay": (model) => adam(model, { learningRate: 0.1, weightDecay: 0.3 }),
    AdamW: (model) => adamW(model, { learningRate: 0.1, weightDecay: 0.3 }),
    RMSProp: (model) => rmsprop(model, { learningRate: 0.1, momentum: 0.5 }),
    AdaGrad: (model) => adagrad(model, { learningRate: 0.1 }),
  };
  const ofParameters = ({ weights, bias }: DenseParameters<3, 3>) =>
    rule((x) => x.matmul(weights.transpose()).addBias(bias).tanh())
      .subtract(targets)
      .square()
      .mean();

  test.each(Object.entries(makers))("%s steps as for a function of the one parameter", (_, make) => {
    const [tied, alone] = [shared(), shared()];
    const whole = network(tied) as Any;
    const [optimizer, expected] = [make(whole), make(alone as Any)];
    for (let step = 0; step < 4; step++) {
      optimizer.step(backpropagate(whole, meanSquaredError, inputs, targets).gradients);
      expected.step(grad(ofParameters)(alone.parameters));
    }
    const all = ({ weights, bias }: DenseParameters<3, 3>) => [...values(weights), ...values(bias)];
    const right = all(alone.parameters);
    for (const [index, value] of all(tied.parameters).entries()) expect(value).toBeCloseTo(right[index] as number, 10);
  });

  test("checkGradients compares the sum of its gradients with the derivative with respect to the shared parameter", () => {
    const { relativeError, worst, checked } = checkGradients(network(shared()) as Any, meanSquaredError, inputs, targets);
    expect(relativeError, JSON.stringify(worst)).toBeLessThan(1e-7);
    expect(checked).toBe(21 + 12);
  });

  test("it is one trainable, which train updates once per step", async () => {
    const tied = shared();
    const whole = network(tied) as Any;
    expect(whole.trainables).toEqual(tied.trainables);
    const before = values(tied.parameters.weights);
    const options = { inputs, targets, loss: meanSquaredError, epochs: 3, optimizer: sgd(whole, { learningRate: 0.1 }) };
    await train(whole, options);
    expect(values(tied.parameters.weights)).not.toEqual(before);
  });
});

test("a check names every parameter whose gradient is wrong", () => {
  const tied = layer({ by: ones([3]) }, [3], [3], ({ by }, x) => x.multiply(by).tanh());
  const wrong: typeof tied = {
    ...tied,
    forward: (input) => {
      const pass = tied.forward(input);
      return { ...pass, backward: (error) => ({ ...pass.backward(error), gradients: { by: zeros([3]) } }) };
    },
  };
  const { worst } = checkGradients(sequential(wrong, wrong), meanSquaredError, inputs, targets);
  expect(worst?.path).toBe("[0].by + [1].by");
});

test("a layer in two networks is trained by both optimisers", () => {
  const tied = shared();
  const [one, other] = [sequential(tied, dense(3, 3)), sequential(dense(3, 3), tied)];
  const all = values(tied.parameters.bias);
  sgd(one, { learningRate: 1 }).step([
    { weights: zeros([3, 3]), bias: ones([3]) },
    { weights: zeros([3, 3]), bias: zeros([3]) },
  ]);
  sgd(other, { learningRate: 1 }).step([
    { weights: zeros([3, 3]), bias: zeros([3]) },
    { weights: zeros([3, 3]), bias: ones([3]) },
  ]);
  expect(values(tied.parameters.bias)).toEqual(all.map((value) => value - 2));
});

describe("a tensor passed to several layers", () => {
  const given = randomNormal([3, 3], random(9));
  const none: Vector<3> = zeros([3]);
  const gradient = (weights: Matrix<3, 3>) => ({ weights, bias: none });

  test("counts once for each layer, even if one layer occurs twice around the other", () => {
    const [one, other] = [dense(3, 3, { weights: given }), dense(3, 3, { weights: given })];
    const network = sequential(one, other, one);
    const optimizer = sgd(network, { learningRate: 1 });
    optimizer.step([gradient(ones([3, 3])), gradient(ones([3, 3]).multiply(10)), gradient(ones([3, 3]).multiply(100))]);
    expect(values(one.parameters.weights)).toEqual(values(given.subtract(101)));
    expect(values(other.parameters.weights)).toEqual(values(given.subtract(10)));
  });

  test("or twice to one layer, is a separate parameter each time", () => {
    const twice = layer({ by: none, and: none }, [3], [3], ({ by, and }, x) => x.add(by).subtract(and));
    sgd(twice, { learningRate: 1 }).step({ by: ones([3]), and: zeros([3]) });
    expect(values(twice.parameters.by)).toEqual([-1, -1, -1]);
    expect(values(twice.parameters.and)).toEqual([0, 0, 0]);
    expect(checkGradients(twice, meanSquaredError, inputs, targets).checked).toBe(21 + 6);
  });
});

test("the statistics of a layer used twice include both places", () => {
  const norm = batchNorm(3);
  backpropagate(sequential(norm, norm), meanSquaredError, inputs.add(10), targets);
  const mean = inputs.add(10).mean(0);
  for (const [channel, value] of values(norm.statistics.values.mean).entries())
    expect(value).toBeCloseTo(0.9 * 0.1 * mean.at(channel), 6); // the second time the mean is 0
});
