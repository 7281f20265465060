/** What belongs to whom: parameters change by optimisers alone, and what a function has returned never changes. */
import { describe, expect, test } from "vitest";
import {
  matrix,
  ones,
  random,
  randomNormal,
  ShapeError,
  type Size,
  sumBatch,
  type Vector,
  vector,
  zeros,
} from "../../../src/index.js";
import {
  adagrad,
  adam,
  adamW,
  backpropagate,
  checkGradients,
  dense,
  type Layer,
  lion,
  meanSquaredError,
  relu,
  rmsprop,
  sequential,
  sgd,
  tanh,
  trainable,
} from "../../../src/nn/index.js";

const inputs = randomNormal([7, 3], random(1));
const targets = randomNormal([7, 2], random(2));
const layer = () => dense(3, 2, { activation: relu, random: random(3) });

describe("a step", () => {
  test("doesn't change what was returned before: parameters, gradients, and the tensors that a layer was made from", () => {
    const given = matrix([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const trained = dense(3, 2, { weights: given });
    const optimizer = sgd(trained, { learningRate: 0.1, momentum: 0.9 });
    const before = trained.parameters;
    const { gradients } = backpropagate(trained, meanSquaredError, inputs, targets);
    const gradientsThen = gradients.weights.toArray();
    for (let step = 0; step < 3; step++) optimizer.step(gradients);
    const between = trained.parameters;
    const betweenThen = between.weights.toArray();
    optimizer.step(backpropagate(trained, meanSquaredError, inputs, targets).gradients);

    expect(given.toArray()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(before.weights.toArray()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(gradients.weights.toArray()).toEqual(gradientsThen);
    expect(between.weights.toArray()).toEqual(betweenThen);
    expect(trained.parameters.weights.toArray()).not.toEqual(betweenThen);
  });

  test("invalidates passes that went forward before it, with a message", () => {
    const trained = layer();
    const { backward } = trained.forward(inputs);
    backward(ones([7, 2]));
    backward(ones([7, 2])); // more than once is fine
    sgd(trained, { learningRate: 0.1 }).step(trained.forward(inputs).backward(ones([7, 2])).gradients);
    expect(() => backward(ones([7, 2]))).toThrow("the parameters were updated since this pass went forward");
  });

  test("with a gradient that doesn't fit changes nothing", () => {
    const trained = sequential(layer(), dense(2, 2, { random: random(4) }));
    const before = trained.parameters[0].weights.toArray();
    const { gradients } = backpropagate(trained, meanSquaredError, inputs, targets);
    const wrong = [gradients[0], { weights: gradients[1].weights, bias: zeros([3]) }] as unknown as typeof gradients;
    for (const optimizer of [sgd(trained, { learningRate: 0.1 }), adam(trained)]) {
      expect(() => optimizer.step(wrong)).toThrow(ShapeError);
      expect(() => optimizer.step(wrong)).toThrow("[1].bias is [3], the parameter [2]");
      expect(() => optimizer.step([gradients[0]] as unknown as typeof gradients)).toThrow("[1].weights is missing");
    }
    expect(trained.parameters[0].weights.toArray()).toEqual(before);
  });

  test("is the same as that of another optimiser with the same gradients", () => {
    const [one, other] = [layer(), layer()];
    const { gradients } = backpropagate(one, meanSquaredError, inputs, targets);
    sgd(one, { learningRate: 0.1 }).step(gradients);
    sgd(other, { learningRate: 0.1 }).step({ ...gradients });
    expect(one.parameters.weights.toArray()).toEqual(other.parameters.weights.toArray());
  });
});

/** The example of `trainable`: y = x + s. */
function shift<N extends number>(size: Size<N>): Layer<[N], [N], { readonly by: Vector<N> }> {
  const learned = trainable({ by: zeros([size]) });
  return {
    inputShape: [size],
    outputShape: [size],
    get parameters() {
      return learned.values;
    },
    trainables: [learned],
    predict: (input) => input.addBias(learned.use().values.by),
    forward(input) {
      const { values, check } = learned.use();
      return {
        output: input.addBias(values.by),
        backward(error) {
          check();
          return { error, gradients: { by: sumBatch(error) } };
        },
      };
    },
  };
}

test("a user's layer is checked and trained like any other", () => {
  const own = shift(2);
  const network = sequential(layer(), own, dense(2, 2, { random: random(5) }));
  expect(checkGradients(network, meanSquaredError, inputs, targets).relativeError).toBeLessThan(1e-6);
  const optimizer = sgd(network, { learningRate: 0.1 });
  const first = backpropagate(network, meanSquaredError, inputs, targets);
  optimizer.step(first.gradients);
  expect(own.parameters.by.toArray()).toEqual(first.gradients[1].by.multiply(-0.1).toArray());
  expect(backpropagate(network, meanSquaredError, inputs, targets).loss).toBeLessThan(first.loss);
});

test("gradients are matched by their keys, in any order", () => {
  const [one, other] = [layer(), layer()];
  const { weights, bias } = backpropagate(one, meanSquaredError, inputs, targets).gradients;
  sgd(one, { learningRate: 0.1 }).step({ weights, bias });
  sgd(other, { learningRate: 0.1 }).step({ bias, weights });
  expect(other.parameters.weights.toArray()).toEqual(one.parameters.weights.toArray());
  const extra = { weights, bias, scale: bias };
  expect(() => sgd(one, { learningRate: 0.1 }).step(extra)).toThrow("sgd: scale belongs to no parameter");

  const learned = trainable({ scale: vector([1, 1]), shift: vector([0, 0]) });
  learned.assign({ shift: vector([5, 5]), scale: vector([2, 2]) });
  expect(Object.keys(learned.values)).toEqual(["scale", "shift"]);
  expect(learned.values.shift.toArray()).toEqual([5, 5]);
  expect(() => learned.assign({ scale: vector([2, 2]) } as never)).toThrow("assign: shift is missing");
});

test("two layers made from the same tensor learn independently", () => {
  const shared = randomNormal([2, 2], random(9));
  const network = sequential(dense(2, 2, { weights: shared }), dense(2, 2, { weights: shared }));
  const before = shared.toArray();
  sgd(network, { learningRate: 1 }).step([
    { weights: zeros([2, 2]), bias: zeros([2]) },
    { weights: ones([2, 2]), bias: zeros([2]) },
  ]);
  expect(network.parameters[0].weights.toArray()).toEqual(before);
  expect(network.parameters[1].weights.toArray()).toEqual(shared.subtract(1).toArray());
  expect(shared.toArray()).toEqual(before);
});

test("parameters that no trainable holds are refused", () => {
  const fixed = { ...layer(), trainables: [] };
  expect(() => sgd(fixed, { learningRate: 0.1 })).toThrow(
    "sgd: no trainable of the network holds weights, so it can't be changed",
  );
});

test("checking gradients doesn't invalidate a pass in progress", () => {
  const checked = dense(3, 2, { activation: tanh, random: random(3) });
  const { backward } = checked.forward(inputs);
  checkGradients(checked, meanSquaredError, inputs, targets);
  expect(() => backward(ones([7, 2]))).not.toThrow();
});

test("assigned values have to fit, and are checked before anything changes", () => {
  const learned = trainable({ weights: zeros([2, 3]), bias: zeros([2]) });
  expect(() => learned.assign({ weights: zeros([3, 2]), bias: ones([2]) } as never)).toThrow(
    "assign: weights is [3, 2], the parameter [2, 3]",
  );
  expect(learned.values.bias.toArray()).toEqual([0, 0]);
});

test.each([
  ["learningRate", { learningRate: Number.NaN }],
  ["learningRate", { learningRate: -1 }],
  ["momentum", { learningRate: 1, momentum: 1 }],
  ["weightDecay", { learningRate: 1, weightDecay: -1 }],
  ["nesterov", { learningRate: 1, nesterov: true }],
])("sgd refuses %s out of its range: %o", (name, options) => {
  expect(() => sgd(layer(), options)).toThrow(RangeError);
  expect(() => sgd(layer(), options)).toThrow(name);
});

test.each<[string, string, object]>([
  ["adamW", "beta1", { beta1: 1 }],
  ["adamW", "beta2", { beta2: -0.1 }],
  ["adamW", "epsilon", { epsilon: Number.NaN }],
  ["adamW", "weightDecay", { weightDecay: -1 }],
  ["rmsprop", "learningRate", { learningRate: Number.POSITIVE_INFINITY }],
  ["rmsprop", "alpha", { alpha: 1 }],
  ["rmsprop", "epsilon", { epsilon: -1 }],
  ["rmsprop", "momentum", { momentum: 1 }],
  ["rmsprop", "weightDecay", { weightDecay: "0" }],
  ["adagrad", "epsilon", { epsilon: null }],
  ["adagrad", "weightDecay", { weightDecay: -1 }],
  ["lion", "beta1", { beta1: 1 }],
  ["lion", "beta2", { beta2: 1 }],
  ["lion", "weightDecay", { weightDecay: Number.NaN }],
])("%s refuses %s out of its range: %o", (name, option, options) => {
  const makers: Record<string, (layer: never, options: object) => unknown> = { adamW, rmsprop, adagrad, lion };
  const make = () => makers[name]?.(layer() as never, options);
  expect(make).toThrow(RangeError);
  expect(make).toThrow(`${name}: ${option} has to be `);
});
