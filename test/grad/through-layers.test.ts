/**
 * Differentiation through `backpropagate`. Its results are ordinary tensors, so they have derivatives with respect to everything
 * they were computed from. Every layer and every loss is compared with differences in float64, up to the third derivative of the
 * loss.
 */
import { describe, expect, test } from "vitest";
import {
  concat,
  grad,
  type Matrix,
  oneHot,
  random,
  randomNormal,
  randomUniform,
  scalar,
  type Vector,
  vector,
  vjp,
  zeros,
} from "../../src/index.js";
import {
  activate,
  attention,
  averagePool2d,
  backpropagate,
  batchNorm,
  binaryCrossEntropy,
  conv2d,
  crossEntropy,
  dense,
  dropout,
  embedding,
  flatten,
  identity,
  layer,
  layerNorm,
  maxPool2d,
  meanSquaredError,
  relu,
  reshape,
  residual,
  sequential,
  sequentialOf,
  sgd,
  sigmoid,
  tanh,
} from "../../src/nn/index.js";
import { type AnyTensor, checkDerivatives } from "./differences.js";

const source = random(5);
const tied = dense(3, 3, { activation: tanh, random: source });

// Any shape, since these tests aren't about shapes.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
const anyBackpropagate = backpropagate as Any;

/** Layers that draw random numbers are created anew for each pass, so that all passes are the same. */
const layers: Record<string, () => Any> = {
  dense: () => dense(3, 2, { random: random(1) }),
  "dense, tanh": () => dense(3, 2, { activation: tanh, random: random(1) }),
  "dense, sigmoid": () => dense(3, 2, { activation: sigmoid, random: random(1) }),
  "dense, relu": () => dense(3, 2, { activation: relu, random: random(1) }),
  "an activation": () => activate(tanh),
  "an activation, relu": () => activate(relu),
  "an activation, none": () => activate(identity),
  dropout: () => dropout(0.3, { random: random(1) }),
  layerNorm: () => layerNorm(3),
  batchNorm: () => batchNorm(3),
  attention: () => attention([2, 4], 2, { causal: true, random: random(1) }),
  "embedding, with a layer on it": () =>
    sequential(embedding(5, 3, { random: random(1) }), dense(3, 2, { activation: tanh, random: random(2) })),
  conv2d: () => conv2d([4, 5, 2], 3, 2, { activation: tanh, random: random(1) }),
  "conv2d, padded, in steps of two": () =>
    conv2d([4, 5, 2], 3, 3, { padding: "same", stride: 2, activation: sigmoid, random: random(1) }),
  maxPool2d: () => sequential(maxPool2d([4, 4, 2], 2), activate(tanh)),
  averagePool2d: () => sequential(averagePool2d([4, 4, 2], 2), activate(tanh)),
  "flatten and reshape": () => sequential(reshape([6], [2, 3]), flatten([2, 3]), activate(sigmoid)),
  residual: () => residual(dense(3, 3, { activation: tanh, random: random(1) })),
  "a layer of a function": () => layer({ by: vector([0.5, -1, 2]) }, [3], [3], ({ by }, x) => x.multiply(by).exp()),
  "a network of a network": () =>
    sequential(
      dense(3, 5, { activation: tanh, random: random(1) }),
      residual(sequential(layerNorm(5), dense(5, 5, { activation: sigmoid, random: random(2) }))),
      dense(5, 2, { random: random(3) }),
    ),
  "a layer in two places": () => sequential(tied, residual(tied), tied),
  "a network from a list": () =>
    sequentialOf(Array.from({ length: 3 }, (_, index) => dense(3, 3, { activation: tanh, random: random(index) }))),
};

/** All gradients in one list. */
const flat = (gradients: unknown): AnyTensor[] =>
  typeof (gradients as AnyTensor).flatten === "function"
    ? [(gradients as AnyTensor).flatten()]
    : Object.values(gradients as object).flatMap(flat);
const inOne = (gradients: unknown): AnyTensor => {
  const all = flat(gradients);
  return all.length === 0 ? zeros([1]) : (concat as Any)(all, 0);
};

describe.each(Object.entries(layers))("%s", (name, make) => {
  const own = make();
  const shape = [3, ...(own.inputShape.length === 0 ? [5] : own.inputShape)];
  const inputs = name.startsWith("embedding") ? vector([1, 0, 4]) : randomUniform(shape as Any, source, { low: -1, high: 1 });
  const targets = randomNormal(own.predict(inputs).shape, source);
  const result = (x: AnyTensor, y: AnyTensor) => anyBackpropagate(make(), meanSquaredError, x, y);

  if (!name.startsWith("embedding")) {
    test("the error, with respect to inputs and targets", () => {
      checkDerivatives((x, y) => result(x, y).error, [inputs, targets]);
    });
    test("the gradients, with respect to inputs and targets", () => {
      checkDerivatives((x, y) => inOne(result(x, y).gradients), [inputs, targets]);
    });
  }
  test("the gradients, with respect to the targets", () => {
    checkDerivatives((y) => inOne(result(inputs, y).gradients), [targets]);
  });
});

describe.each([meanSquaredError, crossEntropy, binaryCrossEntropy])("$name", (loss) => {
  const network = sequential(dense(3, 5, { activation: tanh, random: random(1) }), dense(5, 4, { random: random(2) }));
  const [inputs, logits] = [randomNormal([2, 3], source), randomNormal([2, 4], source)];

  test("the error and the gradients, with respect to inputs and targets", () => {
    checkDerivatives((x, z) => backpropagate(network, loss, x, z.softmax()).error, [inputs, logits]);
    checkDerivatives((x, z) => inOne(backpropagate(network, loss, x, z.softmax()).gradients), [inputs, logits]);
  });

  test("its own error, with respect to output and targets", () => {
    checkDerivatives((a, z) => loss.evaluate(a, z.softmax()).error, [randomNormal([2, 4], source), logits]);
  });
});

test("layers can be created from parameters that are being differentiated", () => {
  const [x, y] = [randomNormal([5, 3], source), oneHot([0, 1, 1, 0, 1], 2)];
  const made = (weights: Matrix<2, 3>, bias: Vector<2>) => dense(3, 2, { activation: tanh, weights, bias });
  checkDerivatives(
    (w, b) => inOne(backpropagate(made(w, b), crossEntropy, x, y).gradients),
    [randomNormal([2, 3], source), randomNormal([2], source)],
  );
});

test("the loss is a number, so it counts as constant", () => {
  const network = dense(3, 2, { random: random(1) });
  const [x, y] = [randomNormal([3], source), zeros([2])];
  const loss = (x: Vector<3>) => scalar(backpropagate(network, meanSquaredError, x, y).loss);
  expect(grad(loss)(x).toArray()).toEqual([0, 0, 0]);
});

describe("a pass that is being differentiated", () => {
  const network = dense(3, 2, { activation: tanh, random: random(1) });
  const [x, y] = [randomNormal([7, 3], source), randomNormal([7, 2], source)];
  const optimizer = sgd(network, { learningRate: 0.5 });
  const step = () => optimizer.step(backpropagate(network, meanSquaredError, x, y).gradients);
  step(); // from here on, steps write to the parameters in place

  test("uses the parameters that it was computed with, even if a step is taken before its way back", () => {
    const { output, backward } = vjp((x: Matrix<7, 3>) => network.predict(x), x);
    const right = backward(output).toArray();
    step();
    expect(backward(output).toArray()).toEqual(right);
  });

  test("does so within the function, too", () => {
    const after = (steps: number) =>
      grad((x: Matrix<7, 3>) => {
        const output = network.predict(x).square().sum();
        for (let count = 0; count < steps; count++) step();
        return output;
      })(x);
    const right = after(0).toArray();
    expect(after(2).toArray()).toEqual(right);
  });
});
