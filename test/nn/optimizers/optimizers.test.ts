/** What an optimiser may be made for, and what it takes steps along: its own parameters, and their gradients. */
import { describe, expect, test } from "vitest";
import {
  type Matrix,
  ones,
  random,
  randomNormal,
  ShapeError,
  type Vector,
  valueAndGrad,
  vector,
  zeros,
} from "../../../src/index.js";
import {
  adagrad,
  adam,
  adamW,
  backpropagate,
  dense,
  layer,
  lion,
  meanSquaredError,
  type Optimizer,
  residual,
  rmsprop,
  sequential,
  sgd,
  tanh,
  train,
  trainable,
} from "../../../src/nn/index.js";

interface Model {
  readonly left: Matrix<2, 3>;
  readonly right: Matrix<5, 3>;
}
const start: Model = { left: randomNormal([2, 3], random(1)), right: randomNormal([5, 3], random(2)) };
const [a, b] = [randomNormal([7, 2], random(3)), randomNormal([7, 5], random(4))];
const slope = valueAndGrad(({ left, right }: Model) => a.matmul(left).add(b.matmul(right)).subtract(1).square().mean());

describe.each([
  ["sgd", <P extends object>(model: P) => sgd(model as Model, { learningRate: 0.1, momentum: 0.9, weightDecay: 0.1 })],
  ["adam", <P extends object>(model: P) => adam(model as Model, { learningRate: 0.1 })],
  ["adamW", <P extends object>(model: P) => adamW(model as Model, { learningRate: 0.1 })],
  ["rmsprop", <P extends object>(model: P) => rmsprop(model as Model, { learningRate: 0.1, momentum: 0.5 })],
  ["adagrad", <P extends object>(model: P) => adagrad(model as Model, { learningRate: 0.1 })],
  ["lion", <P extends object>(model: P) => lion(model as Model, { learningRate: 0.1, weightDecay: 0.1 })],
] as const)("%s of any function", (name, make) => {
  const learn = (optimizer: Optimizer<Model>): Model => {
    for (let step = 0; step < 10; step++) optimizer.step(slope(optimizer.parameters).gradients);
    return optimizer.parameters;
  };
  const arrays = (model: Model) => [model.left.toArray(), model.right.toArray()];

  test("holds the parameters, and never changes tensors that it was given or has returned", () => {
    const before = arrays(start);
    const optimizer = make(start);
    expect(arrays(optimizer.parameters)).toEqual(before);
    optimizer.step(slope(optimizer.parameters).gradients);
    const first = optimizer.parameters;
    const then = arrays(first);
    learn(optimizer);
    expect(arrays(first)).toEqual(then);
    expect(arrays(start)).toEqual(before);
    expect(slope(optimizer.parameters).value.at()).toBeLessThan(slope(start).value.at());
  });

  test("of a trainable, and of a layer that holds them, is the same", () => {
    const learned = trainable(start);
    const holder = layer(start, [1], [1], (_, x) => x);
    const right = arrays(learn(make(start)));
    expect(arrays(learn(make(learned as unknown as Model)))).toEqual(right);
    expect(arrays(learned.values)).toEqual(right);
    expect(arrays(learn(make(holder as unknown as Model)))).toEqual(right);
    expect(arrays(holder.parameters)).toEqual(right);
  });

  test("takes a single tensor or tuples, and gradients that fit", () => {
    const one = sgd(zeros([3]), { learningRate: 1 });
    one.step(vector([1, 2, 3]));
    expect(one.parameters.toArray()).toEqual([-1, -2, -3]);
    const pair: readonly [Vector<2>, Model] = [zeros([2]), start];
    expect(adam(pair).parameters[1].left.toArray()).toEqual(start.left.toArray());
    expect(() => make(start).step({ left: start.left } as Model)).toThrow(new ShapeError(`${name}: right is missing`));
  });

  test("refuses anything but tensors", () => {
    const untyped = make as (model: unknown) => unknown;
    const sentence = `${name}: takes a network, a trainable, or tensors in records and tuples`;
    for (const none of [undefined, null, 0.1, "adam"]) expect(() => untyped(none)).toThrow(new ShapeError(sentence));
    expect(() => untyped({ left: start.left, rate: 0.1 })).toThrow(new ShapeError("trainable: rate: takes a tensor, not 0.1"));
  });
});

test("an optimiser's parameters are its network's", () => {
  const network = sequential(dense(3, 2), dense(2, 1));
  const optimizer = sgd(network, { learningRate: 1 });
  expect(optimizer.parameters[1].weights.toArray()).toEqual(network.parameters[1].weights.toArray());
  optimizer.step(network.parameters);
  expect(optimizer.parameters[0].weights.toArray()).toEqual(zeros([2, 3]).toArray());
});

describe("of another network", () => {
  const net = (seed: number) => {
    const source = random(seed);
    return sequential(dense(3, 3, { activation: tanh, random: source }), dense(3, 3, { random: source }));
  };
  const [x, y] = [randomNormal([7, 3], random(1)), randomNormal([7, 3], random(2))];
  const settings = { inputs: x, targets: y, loss: meanSquaredError, epochs: 2 };

  test("train refuses an optimiser before anything changes", async () => {
    const [network, other] = [net(1), net(2)];
    const before = JSON.stringify([network.parameters, other.parameters]);
    for (const optimizer of [sgd(other, { learningRate: 0.1 }), adam(other)]) {
      await expect(train(network, { ...settings, optimizer })).rejects.toThrow("train: the optimizer is of another network");
    }
    expect(JSON.stringify([network.parameters, other.parameters])).toBe(before);
  });

  test("even if it has the same layers in another order, or in other places", async () => {
    const [one, two] = [dense(3, 3), dense(3, 3)];
    const optimizer = sgd(sequential(two, one), { learningRate: 0.1 });
    await expect(train(sequential(one, two), { ...settings, optimizer })).rejects.toThrow("of another network");
    const tied = sgd(sequential(one, one, two), { learningRate: 0.1 });
    await expect(train(sequential(one, two, two), { ...settings, optimizer: tied })).rejects.toThrow("of another network");
  });

  test("but not if another network has the same layers", async () => {
    const [one, two] = [dense(3, 3), dense(3, 3)];
    const optimizer = sgd(sequential(one, two), { learningRate: 0.1 });
    const again = sequential(one, two);
    await train(again, { ...settings, optimizer });
    await train(sequential(residual(one), two), { ...settings, optimizer });
    for (let step = 0; step < 3; step++) optimizer.step(backpropagate(again, meanSquaredError, x, y).gradients);
  });

  test("train takes any object with a step", async () => {
    const network = net(1);
    let steps = 0;
    const inner = sgd(network, { learningRate: 0.1 });
    const own = {
      step(gradients: typeof network.parameters) {
        steps++;
        inner.step(gradients);
      },
    };
    await train(network, { ...settings, optimizer: own });
    expect(steps).toBe(2);
  });

  test("gradients are refused before anything changes; copies of them are accepted", () => {
    const [network, other] = [net(1), net(2)];
    const before = JSON.stringify(network.parameters);
    const { gradients } = backpropagate(other, meanSquaredError, x, y);
    for (const [name, optimizer] of Object.entries({ sgd: sgd(network, { learningRate: 0.1 }), adam: adam(network) })) {
      expect(() => optimizer.step(gradients)).toThrow(`${name}: these gradients were found for another network`);
      expect(JSON.stringify(network.parameters)).toBe(before);
    }
    sgd(network, { learningRate: 0.1 }).step([...gradients]);
    expect(JSON.stringify(network.parameters)).not.toBe(before);
  });

  test("of other shapes: the message is about the shape", () => {
    const { gradients } = backpropagate(dense(3, 2), meanSquaredError, x, ones([7, 2]));
    const optimizer = sgd(dense(3, 3), { learningRate: 0.1 });
    expect(() => optimizer.step(gradients as never)).toThrow(new ShapeError("sgd: weights is [2, 3], the parameter [3, 3]"));
  });
});
