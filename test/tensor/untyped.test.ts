/** Wrong arguments from untyped code: plain JavaScript, JSON, `any`. They are refused before anything is computed. */
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { ShapeError, vector, zeros } from "../../src/index.js";
import * as networks from "../../src/nn/index.js";

// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
const { dim, full, identity, matrix, random, randomNormal, scalar, tensor, useEngine, ...untyped } = library as any;
// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
const { backpropagate, batches, dense, meanSquaredError, sequential, train, sgd, crossEntropy } = networks as any;
// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
const [x, v]: any[] = [zeros([2, 3]), vector([1, 2, 3])];
const layer = dense(3, 2);

const refused: Record<string, readonly (readonly [string, () => unknown])[]> = {
  sizes: [
    ["a size is a whole number from 0 up, not NaN", () => untyped.zeros([2, Number.NaN])],
    ["a size is a whole number from 0 up, not -3", () => untyped.zeros([-3])],
    ["a size is a whole number from 0 up, not 2.5", () => full([2.5], 0)],
    ["a size is a whole number from 0 up, not Infinity", () => identity(Number.POSITIVE_INFINITY)],
    ['a size is a whole number from 0 up, not "3"', () => untyped.ones(["3"])],
    ["a size is a whole number from 0 up, not undefined", () => dim("batch")],
    ["a size is a whole number from 0 up, not -1", () => dense(-1, 3)],
    ["a shape is an array of sizes, not 5", () => untyped.zeros(5)],
    ["a shape is an array of sizes, not undefined", () => tensor([1, 2])],
    ["dim: the name must be a literal string", () => dim(7, 7)],
  ],
  arrays: [
    ["matrix: row 1 has 1 columns, row 0 has 2", () => matrix([[1, 2], [3]])],
    ["matrix: row 1 is not an array", () => matrix([[1, 2], 3])],
    [
      'matrix: element [1, 0] is "x", not a number',
      () =>
        matrix([
          [1, 2],
          ["x", 3],
        ]),
    ],
    ['matrix: takes an array of rows, not "rows"', () => matrix("rows")],
    [
      "matrix: element [0, 0] is an array, not a number",
      () =>
        matrix([
          [
            [1, 2],
            [3, 4],
          ],
        ]),
    ],
    [
      "matrix: element [0, 1] is undefined, not a number",
      () => matrix(JSON.parse("[[1, null, 3]]", (_, value) => value ?? undefined)),
    ],
    ["matrix: element [0, 1] is undefined, not a number", () => matrix([Object.assign([1], { 2: 3 })])],
    ["matrix: row 1 is not an array", () => matrix(Object.assign([[1, 2]], { 2: [3, 4] }))],
    ["vector: element [1] is an array, not a number", () => untyped.vector([1, [2]])],
    ["vector: takes an array of numbers, not null", () => untyped.vector(null)],
    ["tensor: element [1] is an array, not a number", () => tensor([1, [2, 3], 4], [3])],
    ["a size is a whole number from 0 up, not undefined", () => untyped.zeros(new Array(2))],
    ["tensor: [2, 3] has 6 elements, the data 5", () => tensor([1, 2, 3, 4, 5], [2, 3])],
    ["tensor: [2, 3] has 6 elements, the data 7", () => tensor(new Float32Array(7), [2, 3])],
    [
      "tensor: the data has 3 entries, where the shape has [2, 3]",
      () =>
        tensor(
          [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          [2, 3],
        ),
    ],
    ["tensor: the data at [1] has 1 entries, where the shape has [3]", () => tensor([[1, 2, 3], [4]], [2, 3])],
    ["tensor: the data at [1] is not an array, where the shape has [3]", () => tensor([[1, 2, 3], 4], [2, 3])],
    ["tensor: element [0, 1] is an array, not a number", () => tensor([[1, [2]]], [1, 2])],
    ["tensor: element [1] is null, not a number", () => tensor(JSON.parse("[1, null]"), [2])],
    ['tensor: takes an array of numbers, not "12"', () => tensor("12", [2])],
    ['scalar: takes a number, not "5"', () => scalar("5")],
    ["full: takes a number, not undefined", () => full([2])],
  ],
  operands: [
    ["matmul: takes a tensor, not 5", () => x.matmul(5)],
    ["matmul: takes a tensor, not an array", () => x.matmul([[1], [2], [3]])],
    ["add: takes a tensor, not undefined", () => x.add()],
    ["add: takes a tensor, not an object", () => x.add({ shape: [2, 3], rank: 2, size: 6 })],
    ["dot: takes a tensor, not null", () => v.dot(null)],
    ["matmul: takes a tensor with at least one axis, not []", () => scalar(1).matmul(v)],
    ["addBias: takes a vector for the end of [2, 3]", () => x.addBias(scalar(1))],
    ["contractBatch: [2, 3] and [3, 3]: the leading axes differ", () => untyped.contractBatch(x, zeros([3, 3]))],
    ["sumBatch: takes a tensor with at least one axis, not []", () => untyped.sumBatch(scalar(1))],
    ["softmax: takes a tensor with at least one axis, not []", () => scalar(1).softmax()],
    ["transpose: takes a tensor, not an object", () => x.transpose.call({})],
  ],
  axes: [
    ["sum: [2, 3] has no axis 2", () => x.sum(2)],
    ["sum: [2, 3] has no axis -3", () => x.sum(-3)],
    ["argmax: [2, 3] has no axis 0.5", () => x.argmax(0.5)],
    ['mean: [2, 3] has no axis "rows"', () => x.mean("rows")],
    ["max: [0, 3] holds nothing to compare", () => zeros([0, 3]).max(0)],
    ["min: [0, 3] holds nothing to compare", () => zeros([0, 3]).min()],
    ["logSumExp: [0, 3] holds nothing to compare", () => zeros([0, 3]).logSumExp(0)],
    ["argmin: [0, 3] holds nothing to compare", () => zeros([0, 3]).argmin()],
    ["norm: [2, 3] has no axis 2", () => x.norm(2)],
    ["at: [2, 3] takes 2 indices, not 1", () => x.at(0)],
    ["at: [2, 3] has no element [0, 3]", () => x.at(0, 3)],
    ["at: [2, 3] has no element [-3, 0]", () => x.at(-3, 0)],
    ["at: [2, 3] has no element [0, NaN]", () => x.at(0, Number.NaN)],
    ["sum: takes an array of axes, not null", () => x.sum(null)],
    ['sum: [2, 3] has no axis "1"', () => x.sum(["1"])],
    ["max: [0, 3] holds nothing to compare", () => zeros([0, 3]).max([1, 0])],
    ["mean: keepDims has to be literally true or false", () => x.mean(1, { keepDims: "yes" })],
    ["reshape: [2, 3] has 6 elements, [4, 2] has 8", () => x.reshape([4, 2])],
    ["permute: takes an array of axes, not undefined", () => x.permute()],
    ["permute: [2, 3] has no axis 0.5", () => x.permute([1, 0.5])],
    ["a shape is an array of sizes, not 3", () => x.broadcastTo(3)],
    ["expandDims: [2, 3] has no place undefined for a new axis", () => x.expandDims()],
    ["squeeze: [2, 3] has no axis undefined", () => x.squeeze()],
  ],
  choices: [
    ['less: takes a tensor, not "1"', () => x.less("1")],
    ["power: takes a tensor, not null", () => x.power(null)],
    ["maximum: [2] does not fit the end of [2, 3]", () => x.maximum(zeros([2]))],
    ["greaterOrEqual: [2] does not fit the end of [2, 3]", () => x.greaterOrEqual(zeros([2]))],
    ["where: takes a tensor, not 1", () => untyped.where(1, x, x)],
    ["where: takes a tensor, not undefined", () => untyped.where(x, x)],
    ["clip: takes a number, not undefined", () => x.clip(1)],
  ],
  lookups: [
    ["gather: [2, 3] has no entry 2", () => x.gather([0, 2])],
    ["gather: [2, 3] has no entry -1", () => x.gather([-1])],
    ["gather: [2, 3] has no entry 0.5", () => x.gather(scalar(0.5))],
    ["gather: [2, 3] has no entry NaN", () => x.gather([Number.NaN])],
    ["gather: [0, 3] has no entry 0", () => untyped.zeros([0, 3]).gather([0])],
    ['gather: element [0] is "1", not a number', () => x.gather(["1"])],
    ["gather: takes an array of numbers, not undefined", () => x.gather()],
    ["gather: [3] has 3 elements, the data 2", () => x.gather([0, 1], [3])],
    ["a shape is an array of sizes, not 2", () => x.gather([0, 1], 2)],
    ["gather: takes a tensor with at least one axis, not []", () => scalar(1).gather([0])],
    ["oneHot: [3] has no entry 3", () => untyped.oneHot([3], 3)],
    ["a size is a whole number from 0 up, not undefined", () => untyped.oneHot([0])],
  ],
  "batched products": [
    ["batchMatmul: takes matrices with any leading axes, not [3]", () => x.batchMatmul(v)],
    ["batchMatmul: takes matrices with any leading axes, not []", () => scalar(1).batchMatmul(x)],
    ["batchMatmul: [2, 3] by [1, 3, 5]: the leading axes differ", () => x.batchMatmul(zeros([1, 3, 5]))],
    ["batchMatmul: [2, 3] by [2, 5]: the left has 3 columns, the right 2 rows", () => x.batchMatmul(zeros([2, 5]))],
  ],
  parts: [
    ["slice: undefined is not a range of axis 0 of [2, 3]", () => x.slice(undefined, [0, 1])],
    ["slice: [0] is not a range of axis 1 of [2, 3]", () => x.slice(null, [0])],
    ["slice: [0, 3, 1, 1] is not a range of axis 1 of [2, 3]", () => x.slice(null, [0, 3, 1, 1])],
    ["slice: [0, 3, -1] is not a range of axis 1 of [2, 3]", () => x.slice(null, [0, 3, -1])],
    ['slice: ["-1", 3] is not a range of axis 1 of [2, 3]', () => x.slice(null, ["-1", 3])],
    ["slice: [NaN, 3] is not a range of axis 1 of [2, 3]", () => x.slice(null, [Number.NaN, 3])],
    ["split: [1, 1] make up 2, but axis 1 of [2, 3] has size 3", () => x.split([1, 1], 1)],
    ["a shape is an array of sizes, not 2", () => x.split(2, 0)],
    ["a size is a whole number from 0 up, not -1", () => x.split([-1, 3], 0)],
    ["pad: takes an array of [before, after], not 1", () => x.pad(1)],
    ["pad: 1 is not a padding of axis 0 of [2, 3]", () => x.pad([1, 1])],
    [
      "pad: [1, 0, 0] is not a padding of axis 1 of [2, 3]",
      () =>
        x.pad([
          [0, 0],
          [1, 0, 0],
        ]),
    ],
    [
      "pad: takes a number, not null",
      () =>
        x.pad(
          [
            [0, 0],
            [1, 0],
          ],
          null,
        ),
    ],
    ["concat: takes an array of tensors, not undefined", () => untyped.concat()],
    ["concat: takes at least one tensor", () => untyped.concat([], 0)],
    ["concat: takes a tensor, not undefined", () => untyped.concat([x, undefined], 0)],
    ["concat: takes a tensor, not undefined", () => untyped.concat(new Array(2), 0)],
    ["concat: [2, 3] has no axis undefined", () => untyped.concat([x])],
    ["concat: [2, 3] and [3] differ in more than axis 0", () => untyped.concat([x, v], 0)],
    ["concat: the result has size 4, not 5", () => untyped.concat([x, x], 0, 5)],
    ['a size is a whole number from 0 up, not "4"', () => untyped.concat([x, x], 0, "4")],
    ["stack: takes at least one tensor", () => untyped.stack([], 0)],
    ["stack: the result has size 2, not 3", () => untyped.stack([x, x], 0, 3)],
    ["stack: [2, 3] has no place 0.5 for a new axis", () => untyped.stack([x, x], 0.5)],
    ["a size is a whole number from 0 up, not -2", () => x.reshape([-2, -3])],
  ],
  networks: [
    ["predict: takes [3] with any leading axes, not [2]", () => layer.predict(zeros([2]))],
    ["forward: takes [3] with any leading axes, not []", () => layer.forward(scalar(1))],
    ["backward: the output is [7, 2], the error [7, 3]", () => layer.forward(zeros([7, 3])).backward(zeros([7, 3]))],
    ["backward: the output is [7, 2], the error [2]", () => layer.forward(zeros([7, 3])).backward(zeros([2]))],
    ["dense: the weights are [3, 2], where the layer needs [2, 3]", () => dense(3, 2, { weights: zeros([3, 2]) })],
    ["dense: the bias values are [3], where the layer needs [2]", () => dense(3, 2, { bias: zeros([3]) })],
    ["sequential: layer 2 takes [3], but layer 1 gives [2]", () => sequential(layer, layer)],
    ["sequential: takes at least one layer", () => sequential()],
    ["crossEntropy: the output is [2, 3], the targets are [3]", () => crossEntropy.evaluate(x, v)],
    ["crossEntropy: takes an axis of classes, not []", () => crossEntropy.evaluate(scalar(1), scalar(1))],
    ["meanSquaredError: the output is [2, 3], the targets are []", () => meanSquaredError.evaluate(x, scalar(1))],
    ["batches: takes an axis of examples, not []", () => batches(scalar(1), scalar(1), 1)],
    ["sgd: bias is missing", () => sgd(layer, { learningRate: 1 }).step({ weights: zeros([2, 3]), bias: 1 })],
  ],
};

describe.each(Object.entries(refused))("%s", (_, cases) => {
  test.each(cases)("%s", (sentence, call) => {
    expect(call).toThrow(ShapeError);
    expect(call).toThrow(new ShapeError(sentence));
  });
});

test.each([
  ["random: the seed is a whole number, not 0.5", () => random(0.5)],
  ["the source of random numbers is made by random(seed), not 7", () => randomNormal([2], 7)],
  ["randomNormal: deviation has to be a finite number, not NaN", () => randomNormal([2], random(1), { deviation: Number.NaN })],
  ["clip: the low bound 3 is above the high bound 1", () => x.clip(3, 1)],
  ["clip: the low bound NaN is above the high bound 1", () => x.clip(Number.NaN, 1)],
  ["batches: the size is a whole number from 1 up, not 0", () => batches(x, x, 0)],
])("%s", (sentence, call) => {
  expect(call).toThrow(new RangeError(sentence));
});

test("a missing or misnamed option is refused before the first pass", async () => {
  const { weights } = layer.parameters;
  expect(() => backpropagate(layer, "mse", zeros([5, 3]), zeros([5, 2]))).toThrow(
    "backpropagate: takes a loss, such as meanSquaredError",
  );
  expect(() => backpropagate(null, meanSquaredError, zeros([5, 3]), zeros([5, 2]))).toThrow(
    "backpropagate: the network is null, not a layer",
  );
  expect(() => dense(3, 2, { activation: "relu" })).toThrow("dense: an activation has the functions apply and derivative");
  expect(() => sequential([layer])).toThrow("sequential: argument 1 is an array, not a layer");
  const settings = { inputs: zeros([5, 3]), targets: zeros([5, 2]), loss: meanSquaredError, epochs: 1 };
  await expect(train(layer, settings)).rejects.toThrow("train: takes an optimizer, such as adam(network)");
  const optimizer = sgd(layer, { learningRate: 1 });
  await expect(train(layer, { ...settings, optimizer, onStep: "x" })).rejects.toThrow(
    'train: onStep has to be a function, not "x"',
  );
  expect(layer.parameters.weights.toArray()).toEqual(weights.toArray());
});

test("a layer may have no inputs or no outputs", () => {
  expect(
    dense(0, 3, { activation: networks.relu })
      .predict(zeros([5, 0]))
      .toArray(),
  ).toEqual(zeros([5, 3]).toArray());
  expect(dense(0, 0).predict(zeros([5, 0])).shape).toEqual([5, 0]);
});

test("asynchronous functions reject their promise", async () => {
  const settings = { loss: meanSquaredError, optimizer: sgd(layer, { learningRate: 1 }), epochs: 1 };
  await expect(useEngine("quantum")).rejects.toThrow('useEngine: there is no engine "quantum"');
  for (const threads of [0, -1, 1.5, Number.NaN, "2", null]) {
    await expect(useEngine("reference", { threads })).rejects.toThrow(
      `useEngine: threads is a whole number from 1 up, not ${threads === "2" ? '"2"' : threads}`,
    );
  }
  await expect(train(layer, { ...settings, inputs: zeros([0, 3]), targets: zeros([0, 2]) })).rejects.toThrow(
    "train: there are no examples",
  );
  for (const source of [0, null, ""]) {
    await expect(train(layer, { ...settings, inputs: zeros([5, 3]), targets: zeros([5, 2]), random: source })).rejects.toThrow(
      `the source of random numbers is made by random(seed), not ${source}`,
    );
  }
  await expect(train(layer, { ...settings, inputs: zeros([5, 3]), targets: zeros([5, 2]), epochs: 1.5 })).rejects.toThrow(
    "train: epochs is a whole number from 0 up, not 1.5",
  );
});
