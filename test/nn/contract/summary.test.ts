/** Networks in words: layer by layer what they are, with shapes and the numbers of parameters. */
import { expect, test } from "vitest";
import { grad, ones, random, zeros } from "../../../src/index.js";
import {
  activate,
  attention,
  averagePool2d,
  batchNorm,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  type Layer,
  layer,
  layerNorm,
  maxPool2d,
  relu,
  reshape,
  residual,
  sequential,
  sgd,
  summary,
  tanh,
} from "../../../src/nn/index.js";

/** The table without the blanks at its ends, as it stands in the tests below. */
const shown = (text: string): string => `\n${text}\n`;

test("layer by layer, with a total", () => {
  const network = sequential(dense(784, 128, { activation: relu }), dense(128, 10));
  const expected = `
layer          takes  gives  parameters                      numbers
sequential     [784]  [10]
  dense, relu  [784]  [128]  weights [128, 784], bias [128]  100,480
  dense        [128]  [10]   weights [10, 128], bias [10]      1,290
total                                                        101,770
`;
  expect(shown(summary(network))).toBe(expected);
  expect(shown(String(network))).toBe(expected);
});

test("layers inside a layer are listed below it, with the shapes that pass through them", () => {
  const block = residual(sequential(layerNorm(8), attention([5, 8], 2), dropout(0.1)));
  const network = sequential(embedding(27, 8), block, activate(tanh), flatten([5, 8]), dense(40, 3));
  expect(shown(summary(network))).toBe(`
layer             takes   gives   parameters                                                         numbers
sequential        [5]     [3]
  embedding       [5]     [5, 8]  table [27, 8]                                                          216
  residual        [5, 8]  [5, 8]
    sequential    [5, 8]  [5, 8]
      layerNorm   [5, 8]  [5, 8]  scale [8], shift [8]                                                    16
      attention   [5, 8]  [5, 8]  query [2, 4, 8], key [2, 4, 8], value [2, 4, 8], output [8, 2, 4]      256
      dropout     [5, 8]  [5, 8]
  activate, tanh  [5, 8]  [5, 8]
  flatten         [5, 8]  [40]
  dense           [40]    [3]     weights [3, 40], bias [3]                                              123
total                                                                                                    611
`);
});

test("images", () => {
  const pools = [maxPool2d([4, 4, 3], 2), averagePool2d([2, 2, 3], 2)] as const;
  const network = sequential(reshape([36], [6, 6, 1]), conv2d([6, 6, 1], 3, 3, { activation: relu }), batchNorm(3), ...pools);
  expect(shown(summary(network))).toBe(`
layer            takes      gives      parameters                      numbers
sequential       [36]       [1, 1, 3]
  reshape        [36]       [6, 6, 1]
  conv2d, relu   [6, 6, 1]  [4, 4, 3]  kernels [3, 3, 1, 3], bias [3]       30
  batchNorm      [4, 4, 3]  [4, 4, 3]  scale [3], shift [3]                  6
  maxPool2d      [4, 4, 3]  [2, 2, 3]
  averagePool2d  [2, 2, 3]  [1, 1, 3]
total                                                                       36
`);
});

test("a layer in two places is counted once", () => {
  const tied = dense(5, 5);
  const body = sequential(dense(5, 5), activate(relu));
  expect(shown(summary(sequential(tied, body, tied, body)))).toBe(`
layer               takes  gives  parameters                 numbers
sequential          [5]    [5]
  dense             [5]    [5]    weights [5, 5], bias [5]        30
  sequential        [5]    [5]
    dense           [5]    [5]    weights [5, 5], bias [5]        30
    activate, relu  [5]    [5]
  dense             [5]    [5]    weights [5, 5], bias [5]  as above
  sequential        [5]    [5]
    dense           [5]    [5]    weights [5, 5], bias [5]  as above
    activate, relu  [5]    [5]
total                                                             60
`);
});

test("users' layers, with and without a name", () => {
  const double: Layer<[5], [5], object> = {
    inputShape: [5],
    outputShape: [5],
    parameters: {},
    predict: (input) => input.multiply(2),
    forward: (input) => ({ output: input.multiply(2), backward: (error) => ({ error: error.multiply(2), gradients: {} }) }),
  };
  const halve = { ...double, name: "halve" };
  const head = { ...dense(5, 3), name: "head" };
  const scaling = layer({ by: ones([5]) }, [5], [5], ({ by }, x) => x.multiply(by));
  expect(shown(summary(sequential(double, halve, scaling, head)))).toBe(`
layer          takes  gives  parameters                numbers
sequential     [5]    [3]
  layer        [5]    [5]
  halve        [5]    [5]
  layer        [5]    [5]    by [5]                          5
  head: dense  [5]    [3]    weights [3, 5], bias [3]       18
total                                                       23
`);
});

test("a single layer, whose parameters may be one tensor", () => {
  expect(shown(summary(layer(ones([1, 1000, 7]), [7], [7], (by, x) => x.multiply(by.at(0, 0, 0)))))).toBe(`
layer  takes  gives  parameters    numbers
layer  [7]    [7]    [1, 1000, 7]    7,000
total                                7,000
`);
});

test("what a layer prints isn't an enumerable property", () => {
  expect(Object.keys(dense(3, 2))).toEqual(["inputShape", "outputShape", "parameters", "trainables", "predict", "forward"]);
});

test("printing a network doesn't affect its training", () => {
  const made = () => dense(3, 2, { weights: ones([2, 3]), bias: zeros([2]) });
  const [seen, unseen] = [made(), made()];
  const [one, other] = [sgd(seen, { learningRate: 1 }), sgd(unseen, { learningRate: 1 })];
  const gradients = { weights: ones([2, 3]), bias: ones([2]) };
  for (let step = 0; step < 3; step++) {
    String(seen);
    one.step(gradients);
    other.step(gradients);
  }
  expect(seen.parameters).toEqual(unseen.parameters);
});

test("anything but a network is refused", () => {
  for (const [given, said] of [
    [undefined, "undefined"],
    [{ forward: 1 }, "an object"],
    [relu, "an activation (activate(…) makes a layer of it)"],
  ]) {
    expect(() => summary(given as never)).toThrow(new TypeError(`summary: the network is ${said}, not a layer`));
  }
});

test("no message contains the table", () => {
  const network: never = sequential(dense(3, 2)) as never;
  const refusals = [
    () => grad(network)(ones([1]) as never),
    () => layer({}, [3], [3], network),
    () => activate(network),
    () => random(network),
  ];
  for (const refused of refusals) expect(refused).toThrow(/^[^\n]* an object[^\n]*$/);
});
