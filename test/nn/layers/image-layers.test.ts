/** Layers of any function, and layers on images, against central differences in float64, on parameters and on inputs; and what they share with dense layers. */
import { expect, test } from "vitest";
import { grad, ones, random, randomNormal, tensor, zeros } from "../../../src/index.js";
import {
  averagePool2d,
  backpropagate,
  conv2d,
  crossEntropy,
  dense,
  flatten,
  layer,
  maxPool2d,
  relu,
  reshape,
  sequential,
  sgd,
  tanh,
} from "../../../src/nn/index.js";
import { type AnyLayer, everyLayer } from "./every-layer.js";

const source = random(7);

const affine = layer({ weights: randomNormal([3, 5], source), shift: [randomNormal([3], source)] as const }, [5], [3], (p, x) =>
  x.matmul(p.weights.transpose()).add(p.shift[0]).tanh(),
);
const image = [5, 7, 2] as const;
const layers = {
  "a layer of a function": affine,
  "conv2d, valid": conv2d(image, 3, 3, { activation: tanh, random: source }),
  "conv2d, same": conv2d(image, 3, 3, { padding: "same", activation: tanh, random: source }),
  "conv2d, same, stride 2": conv2d(image, 3, 4, { padding: "same", stride: 2, random: source }),
  "conv2d, padding 2, stride 3": conv2d(image, 3, 2, { padding: 2, stride: 3, activation: tanh, random: source }),
  "conv2d, many channels": conv2d([4, 3, 11], 13, 2, { random: source }),
  maxPool2d: maxPool2d(image, 2),
  "maxPool2d, overlapping": maxPool2d(image, 3, { stride: 2 }),
  averagePool2d: averagePool2d(image, 2),
  "averagePool2d, overlapping": averagePool2d(image, 3, { stride: 1 }),
  flatten: flatten(image),
  reshape: reshape(image, [7, 10]),
  "a network of them": sequential(
    conv2d(image, 3, 3, { padding: "same", activation: tanh, random: source }),
    maxPool2d([5, 7, 3], 2),
    flatten([2, 3, 3]),
    dense(18, 3, { random: source }),
  ),
};

everyLayer(layers, source);

test("backward refuses a pass whose parameters have been updated since", () => {
  for (const each of [affine, conv2d(image, 3, 3, { random: source })] as unknown as AnyLayer[]) {
    const pass = each.forward(zeros([2, ...each.inputShape] as unknown as [1]));
    const { gradients } = pass.backward(zeros([2, ...each.outputShape] as unknown as [1]));
    sgd(each, { learningRate: 0.1 }).step(gradients);
    expect(() => pass.backward(zeros([2, ...each.outputShape] as unknown as [1]))).toThrow(/updated since/);
  }
});

test("the tape goes through a network, and agrees with the layers' own backward passes", () => {
  const network = layers["a network of them"];
  const x = randomNormal([2, 5, 7, 2], source);
  const { error } = network.forward(x).backward(ones([2, 3]));
  const byTape = grad((inputs: typeof x) => network.predict(inputs).sum())(x);
  expect(Math.max(...byTape.subtract(error).abs().flatten().toArray())).toBeLessThan(1e-5);
});

test("a network on images learns", () => {
  // Which half of the image is bright?
  const inputs = tensor(
    Array.from({ length: 40 }, (_, example) =>
      Array.from({ length: 36 }, (_, pixel) => source.normal() + (pixel % 6 < 3 === (example % 2 === 0) ? 1 : -1)),
    ),
    [40, 36],
  ).reshape([40, 6, 6, 1]);
  const targets = tensor(
    Array.from({ length: 40 }, (_, example) => (example % 2 === 0 ? [1, 0] : [0, 1])),
    [40, 2],
  );
  const network = sequential(
    conv2d([6, 6, 1], 4, 3, { activation: relu, random: source }),
    maxPool2d([4, 4, 4], 2),
    flatten([2, 2, 4]),
    dense(16, 2, { random: source }),
  );
  const optimizer = sgd(network, { learningRate: 0.2 });
  const losses = Array.from({ length: 60 }, () => {
    const { loss, gradients } = backpropagate(network, crossEntropy, inputs, targets);
    optimizer.step(gradients);
    return loss;
  });
  expect(losses.at(-1)).toBeLessThan(0.1);
});

test("what an untyped caller passes is refused in a sentence", () => {
  // biome-ignore lint/suspicious/noExplicitAny: as plain JavaScript would
  const [any, own]: any[] = [conv2d, layer];
  expect(() => any([5, 7], 3, 3)).toThrow("conv2d: takes [height, width, channels], not [5, 7]");
  expect(() => any(undefined, 3, 3)).toThrow("conv2d: takes [height, width, channels], not undefined");
  expect(() => any([5, 7, 2], 3, 9)).toThrow("conv2d: a kernel of 9 does not fit into [5, 7, 2] with padding valid");
  expect(() => any([5, 7, 2], 3, 3, { padding: "full" })).toThrow('a padding is a whole number from 0 up, not "full"');
  expect(() => any([5, 7, 2], 3, 3, { activation: "relu" })).toThrow(
    "conv2d: an activation has the functions apply and derivative",
  );
  expect(() => own({}, [3], [3], "x")).toThrow('layer: takes a function, not "x"');
  expect(() => own({}, 3, [3], () => 0)).toThrow("a shape is an array of sizes, not 3");
  expect(() => own({}, [3], [3], () => 0).predict(zeros([3]))).toThrow("layer: has to give [1, 3], not 0");
  expect(() => own({}, [3], [2], (_: unknown, x: unknown) => x).predict(zeros([5, 3]))).toThrow(
    "layer: has to give [5, 2], not [5, 3]",
  );
});
