/** Layers side by side: `concat` and `sum`. */
import { describe, expect, test } from "vitest";
import { concat as join, ones, random, randomNormal, ShapeError, zeros } from "../../../src/index.js";
import {
  activate,
  backpropagate,
  batchNorm,
  checkGradients,
  concat,
  conv2d,
  dense,
  dropout,
  freeze,
  identity,
  layerNorm,
  maxPool2d,
  meanSquaredError,
  relu,
  residual,
  sequential,
  sgd,
  sum,
  summary,
  tanh,
  upsample2d,
} from "../../../src/nn/index.js";
import { everyLayer } from "./every-layer.js";

// biome-ignore lint/suspicious/noExplicitAny: what only callers without types can do
type Any = any;
const untyped: Any = { concat, sum };
const source = random(7);
const [left, right] = [dense(3, 2, { random: source }), dense(3, 4, { activation: tanh, random: source })];
const same = dense(3, 2, { activation: tanh, random: source });
const x = randomNormal([5, 3], source);
const skip = activate(identity);

const unet = concat(
  -1,
  skip,
  sequential(
    maxPool2d([4, 4, 2], 2),
    concat(-1, skip, sequential(maxPool2d([2, 2, 2], 2), conv2d([1, 1, 2], 3, 1, { random: source }), upsample2d([1, 1, 3], 2))),
    conv2d([2, 2, 5], 3, 1, { activation: tanh, random: source }),
    upsample2d([2, 2, 3], 2),
  ),
);
everyLayer(
  {
    concat: concat(-1, left, right),
    sum: sum(left, same),
    "a U-Net": unet,
    "layers of different numbers of axes": sum(
      dense(3, 3, { random: source }),
      sequential(conv2d([2, 2, 3], 3, 1, { random: source })),
    ),
  },
  source,
);

describe("concat", () => {
  test("joins what the layers give along an axis of one output", () => {
    const both = concat(-1, left, right);
    expect([both.inputShape, both.outputShape]).toEqual([[3], [6]]);
    expect(both.predict(x)).toEqual(join([left.predict(x), right.predict(x)], -1));
    expect(concat(0, left, right).predict(x)).toEqual(both.predict(x));
    expect(both.predict(ones([2, 1, 3])).shape).toEqual([2, 1, 6]);
  });

  test("joins images along their rows, whatever the leading axes", () => {
    const rows = concat(0, conv2d([4, 4, 2], 2, 1, { random: source }), maxPool2d([4, 4, 2], [2, 1], { stride: [2, 1] }));
    expect(rows.outputShape).toEqual([6, 4, 2]);
    expect(rows.predict(zeros([7, 4, 4, 2])).shape).toEqual([7, 6, 4, 2]);
    expect(rows.predict(zeros([4, 4, 2])).shape).toEqual([6, 4, 2]);
  });

  test("passes the input through unchanged, beside a layer", () => {
    const image = randomNormal([3, 4, 4, 2], source);
    const [first, second] = unet.predict(image).split([2, 3], -1);
    expect(first).toEqual(image);
    expect(second.shape).toEqual([3, 4, 4, 3]);
    expect(unet.parameters[1][2].kernels.shape).toEqual([1, 1, 5, 3]);
  });

  test("gives each layer its part of the error, and adds the errors of the inputs", () => {
    const error = randomNormal([5, 6], source);
    const [one, two] = error.split([2, 4], -1);
    const [a, b] = [left.forward(x).backward(one), right.forward(x).backward(two)];
    const back = concat(-1, left, right).forward(x).backward(error);
    expect(back.gradients).toEqual([a.gradients, b.gradients]);
    expect(back.error).toEqual(a.error.add(b.error));
  });
});

test("sum adds what the layers give, and residual is the sum of a layer and its input", () => {
  expect(sum(left, same, left).predict(x)).toEqual(left.predict(x).add(same.predict(x)).add(left.predict(x)));
  const square = dense(3, 3, { activation: tanh, random: source });
  const [own, other] = [sum(square, skip), residual(square)];
  expect(own.predict(x)).toEqual(other.predict(x));
  const targets = zeros([5, 3]);
  const [a, b] = [backpropagate(own, meanSquaredError, x, targets), backpropagate(other, meanSquaredError, x, targets)];
  expect(a.gradients).toEqual([b.gradients, []]);
  expect(a.error).toEqual(b.error);
});

describe("parameters", () => {
  test("a layer beside itself has one set of parameters, whose gradients are added", () => {
    const tied = dense(3, 2, { random: random(1) });
    const network = sum(tied, tied);
    expect(network.trainables).toEqual(tied.trainables);
    const before = tied.parameters.weights;
    const { gradients } = backpropagate(network, meanSquaredError, x, zeros([5, 2]));
    sgd(network, { learningRate: 0.1 }).step(gradients);
    const expected = before.subtract(gradients[0].weights.add(gradients[1].weights).multiply(0.1));
    expect(tied.parameters.weights.subtract(expected).abs().max().at()).toBeLessThan(1e-6);
    expect(checkGradients(network, meanSquaredError, x, zeros([5, 2])).checked).toBe(15 + 8);
  });

  test("frozen layers have none", () => {
    const network = concat(-1, freeze(left), right);
    expect(network.parameters[0]).toEqual([]);
    expect(network.trainables).toContain(right.trainables?.[0]);
    expect(network.trainables).not.toContain(left.trainables?.[0]);
  });

  test("with", () => {
    const network = concat(-1, left, sum(same, left));
    const others = concat(-1, dense(3, 2, { random: random(2) }), sum(dense(3, 2), dense(3, 2))).parameters;
    const view = network.with(others);
    expect(view.parameters).toEqual(others);
    expect(view.predict(x)).not.toEqual(network.predict(x));
    const [weights, bias] = [others[0].weights, others[0].bias];
    expect(view.predict(x).split([2, 2], -1)[0]).toEqual(x.matmul(weights.transpose()).addBias(bias));
  });
});

describe("training", () => {
  test("is known to every layer: batchNorm learns its averages, and dropout draws", () => {
    const norm = batchNorm(3);
    const network = sum(norm, dropout(0.5, { random: random(1) }));
    const before = norm.statistics.values.mean;
    network.predict(x);
    expect(norm.statistics.values.mean).toEqual(before);
    expect(network.predict(x)).toEqual(norm.predict(x).add(x));
    network.forward(x);
    expect(norm.statistics.values.mean).not.toEqual(before);
  });

  test("what a layer demands is checked before another learns", () => {
    const [first, second] = [batchNorm(2), batchNorm(2)];
    const network = sum(first, sequential(layerNorm(2), second));
    const before = first.statistics.values.mean;
    expect(() => network.forward(zeros([1, 2]))).toThrow("batchNorm: training takes two numbers or more");
    expect(() => sequential(first, concat(-1, second, skip)).forward(zeros([2]))).toThrow("batchNorm: training takes");
    expect(first.statistics.values.mean).toEqual(before);
  });
});

test("the summary has the layers below one another, all on the same shape", () => {
  const network = sequential(concat(-1, dense(3, 2, { activation: relu }), skip, dense(3, 2)), dense(7, 1));
  expect(`${summary(network)}\n`).toBe(
    `layer            takes  gives  parameters                numbers
sequential       [3]    [1]
  concat         [3]    [7]
    dense, relu  [3]    [2]    weights [2, 3], bias [2]        8
    activate     [3]    [3]
    dense        [3]    [2]    weights [2, 3], bias [2]        8
  dense          [7]    [1]    weights [1, 7], bias [1]        8
total                                                         24
`,
  );
});

const wrong: readonly (readonly [sentence: string, run: () => unknown])[] = [
  ["concat: takes at least one layer", () => untyped.concat(-1)],
  ["sum: takes at least one layer", () => untyped.sum()],
  ["concat: layer 2 takes [4], but layer 1 takes [3]", () => untyped.concat(-1, left, dense(4, 2))],
  ["sum: layer 1 takes [4], but layer 2 takes [2, 3]", () => untyped.sum(dense(4, 2), layerOn([2, 3]))],
  ["concat: [2] has no axis 1", () => untyped.concat(1, left, right)],
  ["concat: [] has no axis -1", () => untyped.concat(-1, skip)],
  [
    "concat: layer 2 gives [2, 4, 3], but layer 1 gives [4, 4, 3]: they differ in more than axis -1",
    () => untyped.concat(-1, conv2d([4, 4, 3], 3, 1), maxPool2d([4, 4, 3], [2, 1])),
  ],
  ["sum: layer 3 gives [4], but layer 1 gives [2]", () => untyped.sum(left, same, right)],
];
const layerOn = (shape: readonly number[]): Any => (batchNormOn as Any)(shape);
const batchNormOn = (shape: readonly number[]) => ({ ...activate(relu), inputShape: shape, outputShape: shape });

test.each(wrong)("%s", (sentence, run) => {
  expect(run).toThrow(new ShapeError(sentence));
});

test("what isn't a layer, by its place among the arguments", () => {
  expect(() => untyped.concat(-1, left, relu)).toThrow(
    new TypeError("concat: argument 3 is an activation (activate(…) makes a layer of it), not a layer"),
  );
  expect(() => untyped.sum(left, undefined)).toThrow(new TypeError("sum: argument 2 is undefined, not a layer"));
  expect(() => untyped.concat(left, right)).toThrow("concat: [4] has no axis an object");
});

test("an error of another shape is refused", () => {
  expect(() =>
    untyped
      .sum(left, same)
      .forward(x)
      .backward(zeros([5, 3])),
  ).toThrow(new ShapeError("backward: the output is [5, 2], the error [5, 3]"));
  expect(() => untyped.concat(-1, left, right).predict(zeros([5, 2]))).toThrow(
    new ShapeError("predict: takes [3] with any leading axes, not [5, 2]"),
  );
});
