/** What a loss takes for targets, and what it says of others: they would make a number without a meaning. */
import { describe, expect, test } from "vitest";
import { full, matrix, ones, random, randomNormal, ShapeError, tensor, useEngine, vector, zeros } from "../../../src/index.js";
import {
  backpropagate,
  batchNorm,
  binaryCrossEntropy,
  checkGradients,
  crossEntropy,
  dense,
  type Loss,
  meanSquaredError,
  sequential,
  sgd,
  train,
} from "../../../src/nn/index.js";

const row = "crossEntropy: a row of targets is from 0 up and adds up to 1, or is all 0, but one is";

describe.each(["wasm", "reference"] as const)("crossEntropy on %s", (name) => {
  const judge = async (...rows: number[][]) => {
    await useEngine(name);
    const targets = tensor(rows, [rows.length, (rows[0] as number[]).length] as [2, 3]);
    try {
      return crossEntropy.evaluate(zeros(targets.shape), targets).loss;
    } finally {
      await useEngine("reference");
    }
  };

  test.each([
    [
      "one-hot rows",
      [
        [0, 1, 0],
        [1, 0, 0],
      ],
    ],
    [
      "soft labels",
      [
        [0.2, 0.3, 0.5],
        [0.01, 0.98, 0.01],
      ],
    ],
    ["soft labels as float32 has them", [Array.from(Float32Array.of(1 / 3, 1 / 3, 1 / 3)), [1 / 3, 1 / 3, 1 / 3]]],
    [
      "soft labels of three digits",
      [
        [0.333, 0.333, 0.333],
        [0.143, 0.571, 0.286],
      ],
    ],
    [
      "a tail that float32 took below 0",
      [
        [1, 1e-7, -1e-7],
        [0, 0, 1],
      ],
    ],
  ])("takes %s", async (_, rows) => {
    expect(await judge(...(rows as number[][]))).toBeCloseTo(Math.log(3), 1);
  });

  test("a row of zeros is an example with the loss 0, which counts in the mean", async () => {
    expect(await judge([0, 1, 0], [0, 0, 0])).toBeCloseTo(Math.log(3) / 2, 6);
    expect(await judge([0, 0, 0])).toBeCloseTo(0, 6);
  });

  test.each([
    ["a negative one", [5, -4, 0], "[5, -4, 0]"],
    ["one that sums to 2", [1, 1, 0], "[1, 1, 0]"],
    ["one that sums to 0.9", [0.5, 0.2, 0.2], "[0.5, 0.2, 0.2]"],
    ["zeros by cancelling", [1, -1, 0], "[1, -1, 0]"],
    ["NaN", [Number.NaN, 0, 1], "[NaN, 0, 1]"],
    ["infinity", [Number.POSITIVE_INFINITY, 0, 0], "[Infinity, 0, 0]"],
    ["many classes", [1, 2, 3, 4, 5, 6, 7], "[1, 2, 3, 4, 5, …]"],
  ])("refuses %s", async (_, bad, shown) => {
    const good = bad.map((_, index) => (index === 0 ? 1 : 0));
    await expect(judge(good, bad)).rejects.toThrow(new RangeError(`${row} ${shown}`));
  });

  test.each([0, 1, 700, 1499])("refuses row %d of many", async (bad) => {
    await useEngine(name);
    const rows = (value: number) => Array.from({ length: 1500 }, (_, row) => [row % 2, row === bad ? value : 1 - (row % 2), 0]);
    const output = zeros([1500, 3]);
    for (const wrong of [-0.5, Number.NaN, 3]) {
      expect(() => crossEntropy.evaluate(output, tensor(rows(wrong), [1500, 3]))).toThrow(`${row} [${bad % 2}, ${wrong}, 0]`);
      expect(() => binaryCrossEntropy.evaluate(output, tensor(rows(wrong), [1500, 3]))).toThrow(`but one is ${wrong}`);
    }
    const right = tensor(rows(1 - (bad % 2)), [1500, 3]);
    expect(crossEntropy.evaluate(output, right).loss).toBeCloseTo(Math.log(3), 5);
    expect(binaryCrossEntropy.evaluate(output, right).loss).toBeCloseTo(Math.log(2), 5);
    await useEngine("reference");
  });

  test("reads views as they are", async () => {
    await useEngine(name);
    const turned = matrix([
      [1, 0],
      [0, 1],
      [0, 0],
    ]).transpose();
    expect(crossEntropy.evaluate(zeros([2, 3]), turned).loss).toBeCloseTo(Math.log(3), 6);
    const part = matrix([
      [9, 9, 9],
      [0, 1, 0],
      [9, 9, 9],
    ]).slice([1, 2]);
    expect(crossEntropy.evaluate(zeros([1, 3]), part).loss).toBeCloseTo(Math.log(3), 6);
    const wrong = matrix([
      [1, 0, 1],
      [0, 1, 1],
    ]).transpose();
    expect(() => crossEntropy.evaluate(zeros([3, 2]), wrong)).toThrow(`${row} [1, 1]`);
    await useEngine("reference");
  });
});

test("crossEntropy refuses a single class, and points to binaryCrossEntropy", () => {
  const sentence = (shape: string) =>
    new ShapeError(`crossEntropy: ${shape} has one class, so there is nothing to tell apart; use binaryCrossEntropy`);
  expect(() => crossEntropy.evaluate(matrix([[3], [-2]]), matrix([[1], [0]]) as never)).toThrow(sentence("[2, 1]"));
  expect(() => backpropagate(dense(3, 1), crossEntropy as never, zeros([3]), zeros([1]))).toThrow(sentence("[1]"));
});

test.each([[-1], [1.5], [Number.NaN]])("binaryCrossEntropy refuses %d", (number) => {
  expect(() => binaryCrossEntropy.evaluate(zeros([2]), vector([1, number]))).toThrow(
    new RangeError(`binaryCrossEntropy: targets lie between 0 and 1, but one is ${number}`),
  );
});

describe("before anything changes", () => {
  const norm = batchNorm(3);
  const network = sequential(norm, dense(3, 2));
  const statistics = () => JSON.stringify([norm.statistics.values, network.parameters]);
  const before = statistics();
  const x = randomNormal([5, 3], random(1));

  test.each([
    [crossEntropy, full([5, 2], 0.7)],
    [binaryCrossEntropy, full([5, 2], -1)],
  ])("targets are refused by all that learns or checks", async (loss, targets) => {
    expect(() => backpropagate(network, loss, x, targets)).toThrow(RangeError);
    expect(() => checkGradients(network, loss, x, targets)).toThrow(RangeError);
    const settings = { inputs: x, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 1, batchSize: 1 };
    await expect(train(network, { ...settings, loss, targets })).rejects.toThrow(RangeError);
    expect(statistics()).toBe(before);
  });
});

test("a user's loss that doesn't return a number is refused", () => {
  const wrong = {
    name: "wrong",
    evaluate: (output: never, targets: never) => ({ loss: ones([]), error: meanSquaredError.evaluate(output, targets).error }),
  } as unknown as Loss;
  expect(() => backpropagate(dense(3, 2), wrong, zeros([3]), zeros([2]))).toThrow(
    new TypeError("loss.evaluate: the loss has to be a number, not an object"),
  );
});

describe("no examples", () => {
  test.each([meanSquaredError, crossEntropy, binaryCrossEntropy])("$name: the loss is NaN, the gradients are 0", (loss) => {
    const network = sequential(batchNorm(3), dense(3, 2));
    const { loss: value, error, gradients } = backpropagate(network, loss, zeros([0, 3]), zeros([0, 2]));
    expect(value).toBeNaN();
    expect(error.shape).toEqual([0, 3]);
    expect(gradients[1].weights.toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(gradients[0].scale.toArray()).toEqual([0, 0, 0]);
  });

  test("can't be used to check gradients", () => {
    expect(() => checkGradients(dense(3, 2), meanSquaredError, zeros([2, 0, 3]), zeros([2, 0, 2]))).toThrow(
      new ShapeError("checkGradients: there are no examples"),
    );
  });
});
