/**
 * A network whose sizes are inferred is the network that `sequential` of `nn` makes of the same layers with their sizes. And what can be
 * checked when a deferred layer is made isn't left to the network.
 */
import { describe, expect, test } from "vitest";
import { leaves } from "../../src/grad/tree.js";
import { random, randomNormal, type Shape, ShapeError, trace, zeros } from "../../src/index.js";
import * as inferred from "../../src/inferred/index.js";
import { loadNetwork, saveNetwork } from "../../src/io/index.js";
import * as nn from "../../src/nn/index.js";

// biome-ignore lint/suspicious/noExplicitAny: the tables hold layers of all shapes
type Untyped = any;
const { relu, tanh } = nn;
const d: Untyped = inferred;
const n: Untyped = nn;

/** A layer of the user's own, with a name that a summary shows. */
const inner = nn.dense(5, 5, { random: random(5) });
const own = {
  ...inner,
  name: "own",
  get parameters() {
    return inner.parameters;
  },
};
const shared = nn.dense(5, 5, { random: random(6) });

/** The shape of an input, and the same network with and without sizes. Both draw from a source of the same seed. */
type Case = readonly [input: Shape, inferred: (random: unknown) => Untyped, sized: (random: unknown) => Untyped];
const cases: Readonly<Record<string, Case>> = {
  "dense layers": [
    [7],
    (random) => d.sequential([7], d.dense(5, { activation: tanh, random }), d.dense(3, { random })),
    (random) => n.sequential(n.dense(7, 5, { activation: tanh, random }), n.dense(5, 3, { random })),
  ],
  "layers on images": [
    [9, 8, 2],
    (random) =>
      d.sequential(
        [9, 8, 2],
        d.conv2d(5, 3, { padding: "same", activation: relu, random }),
        d.batchNorm({ momentum: 0.2 }),
        d.maxPool2d(2),
        d.conv2d(3, 2, { stride: 2, random }),
        d.averagePool2d(2, { stride: 1 }),
        d.flatten(),
        d.reshape([1, 3]),
        d.dense(2, { random }),
      ),
    (random) =>
      n.sequential(
        n.conv2d([9, 8, 2], 5, 3, { padding: "same", activation: relu, random }),
        n.batchNorm(5, { momentum: 0.2 }),
        n.maxPool2d([9, 8, 5], 2),
        n.conv2d([4, 4, 5], 3, 2, { stride: 2, random }),
        n.averagePool2d([2, 2, 3], 2, { stride: 1 }),
        n.flatten([1, 1, 3]),
        n.reshape([3], [1, 3]),
        n.dense(3, 2, { random }),
      ),
  ],
  "images made smaller and larger": [
    [9, 8, 2],
    (random) =>
      d.sequential(
        [9, 8, 2],
        d.conv2d(6, [3, 2], { stride: [2, 1], padding: [1, 0], groups: 2, bias: false, random }),
        d.conv2d(4, 2, { dilation: [3, 2], activation: tanh, random }),
        d.maxPool2d([1, 2], { stride: [1, 3] }),
        d.convTranspose2d(4, [2, 3], { stride: 2, outputPadding: [1, 0], groups: 2, random }),
        d.convTranspose2d(3, 3, { random }),
        d.upsample2d([2, 1], { interpolation: "bilinear" }),
        d.upsample2d(2),
      ),
    (random) =>
      n.sequential(
        n.conv2d([9, 8, 2], 6, [3, 2], { stride: [2, 1], padding: [1, 0], groups: 2, bias: false, random }),
        n.conv2d([5, 7, 6], 4, 2, { dilation: [3, 2], activation: tanh, random }),
        n.maxPool2d([2, 5, 4], [1, 2], { stride: [1, 3] }),
        n.convTranspose2d([2, 2, 4], 4, [2, 3], { stride: 2, outputPadding: [1, 0], groups: 2, random }),
        n.convTranspose2d([5, 5, 4], 3, 3, { random }),
        n.upsample2d([7, 7, 3], [2, 1], { interpolation: "bilinear" }),
        n.upsample2d([14, 7, 3], 2),
      ),
  ],
  "convolutions of sequences": [
    [9, 2],
    (random) =>
      d.sequential([9, 2], d.conv1d(4, 3, { activation: relu, random }), d.conv1d(2, 2, { dilation: 2, groups: 2, random })),
    (random) =>
      n.sequential(
        n.conv1d([9, 2], 4, 3, { activation: relu, random }),
        n.conv1d([7, 4], 2, 2, { dilation: 2, groups: 2, random }),
      ),
  ],
  "a transformer": [
    [3],
    (random) => {
      const block = d.residual(d.chain(d.layerNorm(), d.attention(2, { causal: true, random })));
      return d.sequential([3], n.embedding(7, 4, { random }), block, d.residual(d.dense(4, { random })), d.dense(7, { random }));
    },
    (random) =>
      n.sequential(
        n.embedding(7, 4, { random }),
        n.residual(n.sequential(n.layerNorm(4), n.attention([3, 4], 2, { causal: true, random }))),
        n.residual(n.dense(4, 4, { random })),
        n.dense(4, 7, { random }),
      ),
  ],
  "layers with sizes of their own among deferred ones": [
    [7],
    (random) =>
      d.sequential(
        [7],
        d.dense(5, { random }),
        own,
        n.activate(relu),
        n.dropout(0),
        shared,
        shared,
        n.sequential(shared),
        d.dense(2, { random }),
      ),
    (random) =>
      n.sequential(
        n.dense(7, 5, { random }),
        own,
        n.activate(relu),
        n.dropout(0),
        shared,
        shared,
        n.sequential(shared),
        n.dense(5, 2, { random }),
      ),
  ],
  "layers side by side": [
    [4, 4, 2],
    (random) => {
      const inner = d.chain(d.maxPool2d(2), d.conv2d(3, 1, { random }), d.groupNorm(3), d.upsample2d(2));
      const block = d.sum(d.conv2d(5, 1, { random }), n.layerNorm(5));
      return d.sequential([4, 4, 2], d.concat(-1, n.activate(n.identity), inner), block, d.rmsNorm(), d.globalAveragePool2d());
    },
    (random) => {
      const inner = n.sequential(
        n.maxPool2d([4, 4, 2], 2),
        n.conv2d([2, 2, 2], 3, 1, { random }),
        n.groupNorm([2, 2, 3], 3),
        n.upsample2d([2, 2, 3], 2),
      );
      const block = n.sum(n.conv2d([4, 4, 5], 5, 1, { random }), n.layerNorm(5));
      const skip = n.concat(-1, n.activate(n.identity), inner);
      return n.sequential(skip, block, n.rmsNorm(5), n.globalAveragePool2d([4, 4, 5]));
    },
  ],
  "recurrent layers": [
    [5, 3],
    (random) =>
      d.sequential(
        [5, 3],
        d.recurrent(4, { random }),
        d.lstm(3, { returns: "all", random }),
        d.gru(2, { returns: "last", random }),
      ),
    (random) =>
      n.sequential(
        n.recurrent([5, 3], 4, { random }),
        n.lstm([5, 4], 3, { random }),
        n.gru([5, 3], 2, { returns: "last", random }),
      ),
  ],
  "pools of sequences": [
    [13, 2],
    (random) =>
      d.sequential([13, 2], d.maxPool1d(3, { stride: 2 }), d.averagePool1d(2), d.globalMaxPool1d(), d.dense(2, { random })),
    (random) =>
      n.sequential(
        n.maxPool1d([13, 2], 3, { stride: 2 }),
        n.averagePool1d([6, 2], 2),
        n.globalMaxPool1d([3, 2]),
        n.dense(2, 2, { random }),
      ),
  ],
  "a global mean of a sequence": [
    [5, 4],
    (random) => d.sequential([5, 4], d.globalAveragePool1d(), d.dense(2, { random })),
    (random) => n.sequential(n.globalAveragePool1d([5, 4]), n.dense(4, 2, { random })),
  ],
  "a global maximum": [
    [3, 2, 4],
    (random) => d.sequential([3, 2, 4], d.globalMaxPool2d(), d.dense(2, { random })),
    (random) => n.sequential(n.globalMaxPool2d([3, 2, 4]), n.dense(4, 2, { random })),
  ],
  "a chain around a chain": [
    [7],
    (random) => d.sequential([7], d.chain(d.dense(5, { random }), d.chain(own, d.residual(own)))),
    (random) => n.sequential(n.sequential(n.dense(7, 5, { random }), n.sequential(own, n.residual(own)))),
  ],
};

const example = (input: Shape, lead: Shape) =>
  (zeros([...lead, ...input] as Untyped) as Untyped).add(randomNormal([...lead, ...input] as Untyped, random(9)));
const numbers = (tree: unknown) => leaves(tree).map(({ way, tensor }) => [way.join("."), tensor.toArray()]);

describe.each(Object.entries(cases))("%s", (name, [input, make, sized]) => {
  const [ours, theirs] = [make(random(1)), sized(random(1))];
  const x = name === "a transformer" ? zeros([2, 3]).add(2) : example(input, [2]);

  test("have the same parameters and shapes", () => {
    expect(numbers(ours.parameters)).toEqual(numbers(theirs.parameters));
    expect([ours.inputShape, ours.outputShape]).toEqual([
      input,
      theirs.outputShape.length < ours.outputShape.length ? [...input, ...theirs.outputShape] : theirs.outputShape,
    ]);
    expect(ours.trainables.length).toBe(theirs.trainables.length);
  });

  test("give the same outputs and gradients", () => {
    expect(ours.predict(x).toArray()).toEqual(theirs.predict(x).toArray());
    const [one, other] = [ours.forward(x), theirs.forward(x)];
    expect(one.output.toArray()).toEqual(other.output.toArray());
    const error = one.output.add(1);
    const [back, expected] = [one.backward(error), other.backward(error)];
    expect(numbers(back.gradients)).toEqual(numbers(expected.gradients));
    if (name !== "a transformer") expect(back.error.toArray()).toEqual(expected.error.toArray());
  });

  test("are the same program, and the same over other parameters", () => {
    const record = (network: Untyped) =>
      String((trace as Untyped)((p: unknown) => network.with(p).predict(x), network.parameters));
    expect(record(ours)).toBe(record(theirs));
  });

  test("are saved as the same file, and loaded from each other's", () => {
    const bytes = saveNetwork(theirs);
    expect(saveNetwork(ours)).toEqual(bytes);
    const other = make(random(2));
    loadNetwork(other, bytes);
    expect(numbers(other.parameters)).toEqual(numbers(theirs.parameters));
  });

  test("are shown with the same layers", () => {
    const layers = (network: Untyped) =>
      nn
        .summary(network)
        .split("\n")
        .map((line) => line.split(/ {2,}\[/)[0]?.trimEnd());
    expect(layers(ours)).toEqual(layers(theirs));
  });

  test("refuses inputs without its axes", () => {
    for (const pass of ["predict", "forward"])
      expect(() => ours[pass](zeros([1]))).toThrow(
        new ShapeError(`${pass}: takes [${input.join(", ")}] with any leading axes, not [1]`),
      );
  });
});

test("a network has the shapes between its layers", () => {
  const network = inferred.sequential(
    [28, 28, 1],
    inferred.conv2d(16, 3),
    inferred.maxPool2d(2),
    inferred.flatten(),
    inferred.dense(10),
  );
  expect(network.shapes).toEqual([[28, 28, 1], [26, 26, 16], [13, 13, 16], [2704], [10]]);
  expect(() => (network.shapes as Untyped)[0].push(1)).toThrow(TypeError);
  expect(() => (network.shapes as Untyped).push([1])).toThrow(TypeError);
  expect(() => ((network as Untyped).shapes = [])).toThrow(TypeError);
});

test("dense layers work on the last axis, and keep the leading axes that they were built with", () => {
  const network = inferred.sequential([3, 7], inferred.dense(5), inferred.dense(2));
  expect(network.predict(zeros([11, 3, 7])).shape).toEqual([11, 3, 2]);
  expect(() => (network as Untyped).predict(zeros([11, 7]))).toThrow(
    new ShapeError("predict: takes [3, 7] with any leading axes, not [11, 7]"),
  );
});

test("a deferred layer that stands twice is two layers, and a layer that stands twice is one", () => {
  const block = inferred.dense(5);
  expect(inferred.sequential([5], block, block).trainables).toHaveLength(2);
  expect(inferred.sequential([5], shared, shared).trainables).toHaveLength(1);
  expect(inferred.sequential([5], inferred.chain(shared, block), inferred.residual(shared)).trainables).toHaveLength(2);
});

test("options are read when the layer is made, and only then", () => {
  let reads = 0;
  const options = {
    get padding() {
      reads++;
      return "same" as const;
    },
  };
  const layer = d.conv2d(2, 3, options);
  expect(reads).toBe(1);
  d.sequential([5, 5, 1], layer);
  expect(reads).toBe(1);
  const shape = [3, 4];
  const reshaped = d.reshape(shape);
  shape[0] = 5;
  expect(d.sequential([12], reshaped).outputShape).toEqual([3, 4]);
});

/** What a deferred layer refuses before it is in a network. */
const early: readonly (readonly [message: string, make: () => unknown])[] = [
  ["dense: there is no option weights", () => d.dense(3, { weights: zeros([3, 3]) })],
  ["a size is a whole number from 0 up, not 2.5", () => d.dense(2.5)],
  ["dense: takes its options in an object, not as 128", () => d.dense(784, 128)],
  [
    'dense: an activation has the functions apply and derivative, as relu has; "relu" has not',
    () => d.dense(3, { activation: "relu" }),
  ],
  ["a size is a whole number from 0 up, not undefined", () => d.conv2d(3)],
  ["a kernel is a whole number from 1 up, not 0", () => d.conv2d(3, 0)],
  ["a stride is a whole number from 1 up, not 0", () => d.conv2d(3, 3, { stride: 0 })],
  ['a padding is a whole number from 0 up, not "some"', () => d.conv2d(3, 3, { padding: "some" })],
  ["conv2d: there is no option steps", () => d.conv2d(3, 3, { steps: 2 })],
  ["a stride is a whole number from 1 up, not 0", () => d.maxPool2d(2, { stride: 0 })],
  ["a dilation is a whole number from 1 up, not 0", () => d.conv2d(3, 3, { dilation: [1, 0] })],
  ["conv2d: the kernel is one for both axes or [height, width], not [3]", () => d.conv2d(3, [3])],
  ["conv2d: takes at least one group", () => d.conv2d(3, 3, { groups: 0 })],
  ["conv2d: the bias has to be true or false, not 0", () => d.conv2d(3, 3, { bias: 0 })],
  ["a kernel is a whole number from 1 up, not 0", () => d.conv1d(3, 0)],
  ["a size is a whole number from 0 up, not an array", () => d.conv1d(3, [3, 3])],
  ["a size is a whole number from 0 up, not an array", () => d.maxPool1d([3, 3])],
  ["averagePool1d: there is no option padding", () => d.averagePool1d(2, { padding: 1 })],
  ["conv1d: there is no option outputPadding", () => d.conv1d(3, 3, { outputPadding: 1 })],
  [
    "convTranspose2d: an output padding is less than the stride or the dilation, not 2",
    () => d.convTranspose2d(3, 3, { stride: 2, outputPadding: 2 }),
  ],
  [
    "convTranspose2d: with a padding of same, there is no output padding",
    () => d.convTranspose2d(3, 3, { padding: "same", stride: 2, outputPadding: 1 }),
  ],
  ["upsample2d: a factor is a whole number from 1 up, not 0", () => d.upsample2d([2, 0])],
  ['upsample2d: the interpolation is "nearest" or "bilinear", not "cubic"', () => d.upsample2d(2, { interpolation: "cubic" })],
  ["averagePool2d: there is no option padding", () => d.averagePool2d(2, { padding: "same" })],
  ["layerNorm: epsilon has to be a finite number from 0 up, not -1", () => d.layerNorm({ epsilon: -1 })],
  ["batchNorm: momentum has to be from 0 up to, and without, 1, not 1", () => d.batchNorm({ momentum: 1 })],
  ["attention: takes at least one head", () => d.attention(0)],
  ["attention: causal has to be true or false, not 1", () => d.attention(2, { causal: 1 })],
  ["a shape is an array of sizes, not 12", () => d.reshape(12)],
  ["chain: takes at least one layer", () => d.chain()],
  ["chain: argument 2 is an activation (activate(…) makes a layer of it), not a layer", () => d.chain(d.dense(3), relu)],
  ["residual: the argument is undefined, not a layer", () => d.residual()],
];
test.each(early)("%s", (message, make) => {
  expect(make).toThrow(expect.objectContaining({ message }));
});

/** What a network refuses when it is built, and where a deferred layer can't stand. */
const late: readonly (readonly [message: string, make: () => unknown])[] = [
  ["sequential: layer 2 takes [100], but [128] reaches it", () => d.sequential([784], d.dense(128), n.dense(100, 10))],
  ["chain: layer 2 takes [7], but [3, 6] reaches it", () => d.sequential([3, 5], d.chain(d.dense(6), n.dense(7, 7)))],
  ["residual: the layer takes [7], but [3, 5] reaches it", () => d.sequential([3, 5], d.residual(n.dense(7, 7)))],
  ["residual: the layer takes [3, 5], but gives [3, 6]", () => d.sequential([3, 5], d.residual(d.dense(6)))],
  ["dense: takes an axis, but [] reaches it", () => d.sequential([], d.dense(3))],
  ["attention: takes [length, width], but [12] reaches it", () => d.sequential([12], d.attention(3))],
  ["attention: 5 heads can't share a width of 12 equally", () => d.sequential([3, 12], d.attention(5))],
  ["conv2d: takes [height, width, channels], but [28, 28] reaches it", () => d.sequential([28, 28], d.conv2d(3, 3))],
  ["maxPool2d: a kernel of 3 does not fit into [2, 5, 1] with padding valid", () => d.sequential([2, 5, 1], d.maxPool2d(3))],
  [
    "conv2d: a kernel of [3, 2] with dilation 3 does not fit into [5, 5, 1] with padding [0, 1]",
    () => d.sequential([5, 5, 1], d.conv2d(3, [3, 2], { padding: [0, 1], dilation: 3 })),
  ],
  ["conv2d: 3 groups can't share 4 channels equally", () => d.sequential([5, 5, 4], d.conv2d(3, 3, { groups: 3 }))],
  ["conv2d: 2 groups can't share 3 filters equally", () => d.sequential([5, 5, 4], d.conv2d(3, 3, { groups: 2 }))],
  ["maxPool1d: takes [length, width], but [5] reaches it", () => d.sequential([5], d.maxPool1d(2))],
  ["maxPool1d: a kernel of 7 does not fit into [5, 4] with padding valid", () => d.sequential([5, 4], d.maxPool1d(7))],
  ["conv1d: takes [length, width], but [5] reaches it", () => d.sequential([5], d.conv1d(3, 3))],
  ["conv1d: a kernel of 7 does not fit into [5, 4] with padding valid", () => d.sequential([5, 4], d.conv1d(3, 7))],
  [
    "convTranspose2d: a kernel of 1 on [2, 5, 4] with padding 3 leaves no output",
    () => d.sequential([2, 5, 4], d.convTranspose2d(3, 1, { padding: 3 })),
  ],
  ["upsample2d: takes [height, width, channels], but [5, 4] reaches it", () => d.sequential([5, 4], d.upsample2d(2))],
  ["reshape: [3, 5] has 15 elements, [4, 4] has 16", () => d.sequential([3, 5], d.reshape([4, 4]))],
  ["sequential: takes at least one layer", () => d.sequential([3])],
  ["sequential: argument 3 is undefined, not a layer", () => d.sequential([3], d.dense(3), undefined)],
  ["a shape is an array of sizes, not an object", () => d.sequential(d.dense(3), d.dense(3))],
  [
    "sequential: argument 1 is a deferred layer (sequential of conformable/inferred makes a layer of it), not a layer",
    () => n.sequential(d.dense(3)),
  ],
  [
    "residual: the argument is a deferred layer (sequential of conformable/inferred makes a layer of it), not a layer",
    () => n.residual(d.dense(3)),
  ],
  [
    "sgd: the network is a deferred layer (sequential of conformable/inferred makes a layer of it), not a layer",
    () => n.sgd(d.dense(3), { learningRate: 1 }),
  ],
  [
    "summary: the network is a deferred layer (sequential of conformable/inferred makes a layer of it), not a layer",
    () => n.summary(d.dense(3)),
  ],
];
test.each(late)("%s", (message, make) => {
  expect(make).toThrow(expect.objectContaining({ message }));
});
