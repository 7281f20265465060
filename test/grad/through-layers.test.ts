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
  backpropagate,
  binaryCrossEntropy,
  crossEntropy,
  dense,
  type Loss,
  meanSquaredError,
  sequential,
  sgd,
  tanh,
} from "../../src/nn/index.js";
import { allLayers, inOne } from "../nn/layers/all-layers.js";
import { testAll } from "../types/compiler.js";
import { type AnyTensor, checkDerivatives } from "./differences.js";

const source = random(5);

// Any shape, since these tests aren't about shapes.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
const anyBackpropagate = backpropagate as Any;

/** In `npm test`, every second layer. */
const layers = Object.entries(allLayers).filter((_, index) => testAll || index % 2 === 0);
describe.each(layers)("%s", (name, make) => {
  const own = make();
  const shape = [3, ...(own.inputShape.length === 0 ? [5] : own.inputShape)];
  const isEmbedding = name.startsWith("embedding");
  const inputs = isEmbedding ? vector([1, 0, 4]) : randomUniform(shape as Any, source, { low: -1, high: 1 });
  const targets = randomNormal(own.predict(inputs).shape, source);
  const result = (x: AnyTensor, y: AnyTensor) => anyBackpropagate(make(), meanSquaredError, x, y);

  test(`the error and the gradients, with respect to ${isEmbedding ? "targets" : "inputs and targets"}`, () => {
    if (isEmbedding) checkDerivatives((y) => inOne(result(inputs, y).gradients), [targets]);
    else checkDerivatives((x, y) => both(result(x, y)), [inputs, targets]);
  });
});

/** All numbers of an error and of gradients, in one vector. */
const both = ({ error, gradients }: Any): AnyTensor => (concat as Any)([error.flatten(), inOne(gradients)], 0);

describe.each<Loss>([meanSquaredError, crossEntropy, binaryCrossEntropy])("$name", (loss) => {
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
