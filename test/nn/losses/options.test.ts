/** Losses with options, and class numbers as targets: what they compute over several batches, and what they refuse. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  grad,
  type Matrix,
  matrix,
  oneHot,
  ones,
  random,
  randomNormal,
  ShapeError,
  type Tensor,
  tensor,
  trace,
  useEngine,
  type Vector,
  vector,
  zeros,
} from "../../../src/index.js";
import {
  absoluteError,
  accuracy,
  backpropagate,
  binaryCrossEntropy,
  checkGradients,
  confusionMatrix,
  cosineDistance,
  crossEntropy,
  dense,
  evaluate,
  f1,
  hinge,
  huber,
  kullbackLeibler,
  type Loss,
  meanSquaredError,
  precision,
  recall,
  rocAuc,
  sgd,
  topKAccuracy,
  train,
} from "../../../src/nn/index.js";
import { checkDerivatives } from "../../grad/differences.js";

const source = random(3);
const [inputs, numbers] = [randomNormal([7, 3], random(1)), vector([0, 1, 3, 3, 0, 1, 2])];
const network = dense(3, 4, { random: random(2) });
const classWeights = vector([1, 0.5, 2, 3]);
// biome-ignore lint/suspicious/noExplicitAny: targets of any shape
type AnyTensor = Tensor<any>;
type Untyped = (...given: unknown[]) => unknown;

describe.each(["wasm", "reference"] as const)("class numbers on %s", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));

  test("give the same as one-hot rows", () => {
    const rows = oneHot(numbers, 4);
    const found = backpropagate(network, crossEntropy, inputs, numbers);
    const expected = backpropagate(network, crossEntropy, inputs, rows);
    expect(found.loss).toBe(expected.loss);
    expect(found.gradients.weights.toArray()).toEqual(expected.gradients.weights.toArray());
    expect(evaluate(network, crossEntropy, inputs, numbers).loss).toBe(evaluate(network, crossEntropy, inputs, rows).loss);
  });

  test("may be a view of other numbers", () => {
    const [z, all] = [randomNormal([2, 3, 4], random(4)), matrix([[0, 3], [1, 2], [2, 0]])]; // biome-ignore format: rows
    const view = all.transpose();
    const { loss } = crossEntropy.evaluate(z, view);
    expect(loss).toBe(crossEntropy.evaluate(z, matrix([[0, 1, 2], [3, 2, 0]])).loss); // biome-ignore format: rows
  });

  test("train a network, with metrics", async () => {
    const layer = dense(3, 4, { random: random(2) });
    const { losses, epochs } = await train(layer, {
      inputs,
      targets: numbers,
      loss: crossEntropy,
      optimizer: sgd(layer, { learningRate: 1 }),
      epochs: 50,
      batchSize: 3,
      validation: { inputs, targets: numbers },
      metrics: { accuracy },
    });
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 2);
    expect(epochs.at(-1)?.metrics.accuracy).toBe(accuracy(layer.predict(inputs), oneHot(numbers, 4)));
  });

  test("as a copy of the loss, as a caller's own loss", () => {
    const copy = { ...crossEntropy };
    const found = backpropagate(network, copy, inputs, numbers);
    expect(found.loss).toBe(backpropagate(network, crossEntropy, inputs, numbers).loss);
    expect(copy.name).toBe("crossEntropy");
  });
});

test("metrics take class numbers", () => {
  const outputs = randomNormal([9, 3], random(5));
  const classes = vector([0, 1, 2, 2, 1, 0, 0, 1, 1]);
  const rows = oneHot(classes, 3);
  for (const metric of [accuracy, topKAccuracy(2), precision, recall, f1, rocAuc, confusionMatrix] as Untyped[])
    expect(metric(outputs, classes)).toEqual(metric(outputs, rows));
  const [logits, yes] = [randomNormal([5, 1], random(6)), vector([1, 0, 0, 1, 1])];
  for (const metric of [accuracy, precision, recall, f1, rocAuc] as Untyped[])
    expect(metric(logits, yes)).toBe(metric(logits, yes.reshape([5, 1])));
  expect(() => accuracy(outputs, classes.add(1))).toThrow("accuracy: class numbers go from 0 to 2, but a target is 3");
  expect(() => accuracy(logits, yes.add(1))).toThrow("accuracy: class numbers go from 0 to 1, but a target is 2");
  expect(() => rocAuc(outputs, classes.add(1))).toThrow("rocAuc: class numbers go from 0 to 2, but a target is 3");
});

const probabilities = randomNormal([7, 4], source).softmax();
const signs = vector([1, -1, -1, 1, 1, -1, 1, 1, -1, 1, 1, -1]).reshape([3, 4]);
const cases: readonly (readonly [string, Loss, AnyTensor])[] = [
  ["crossEntropy of classes", crossEntropy, numbers],
  ["crossEntropy with all options", crossEntropy({ classWeights, labelSmoothing: 0.1, ignore: 3 }), numbers],
  ["crossEntropy with all options, of rows", crossEntropy({ classWeights, labelSmoothing: 0.1 }), probabilities],
  ["crossEntropy, summed", crossEntropy({ classWeights, reduction: "sum" }), numbers],
  ["binaryCrossEntropy, summed", binaryCrossEntropy({ reduction: "sum" }), probabilities],
  ["meanSquaredError, summed", meanSquaredError({ reduction: "sum" }), probabilities],
  ["absoluteError", absoluteError, probabilities],
  ["huber", huber({ delta: 0.5 }), probabilities],
  ["kullbackLeibler", kullbackLeibler, probabilities],
  ["cosineDistance", cosineDistance, probabilities],
];

describe.each(cases)("%s", (_, loss, targets) => {
  const anyBackpropagate = backpropagate as unknown as (
    ...given: unknown[]
  ) => ReturnType<typeof backpropagate<[], [], [], [], [], Loss>>;

  test("its gradients are those of differences", () => {
    const { relativeError } = (checkGradients as unknown as (...given: unknown[]) => { relativeError: number })(
      network,
      loss,
      inputs,
      targets,
    );
    expect(relativeError).toBeLessThan(1e-6);
  });

  test("its error has the derivative of differences", () => {
    checkDerivatives((x: Tensor<[7, 3]>) => anyBackpropagate(network, loss, x, targets).error, [inputs]);
  });

  test("is the same in batches and at once", () => {
    const anyEvaluate = evaluate as unknown as (...given: unknown[]) => { loss: number };
    const whole = anyEvaluate(network, loss, inputs, targets, { batchSize: 7 }).loss;
    expect(whole).toBeCloseTo(anyBackpropagate(network, loss, inputs, targets).loss, 10);
    for (const batchSize of [1, 2, 3])
      expect(anyEvaluate(network, loss, inputs, targets, { batchSize }).loss).toBeCloseTo(whole, 10);
  });
});

test("the epoch's loss is a mean over the examples that count", async () => {
  const still = { step: () => {} };
  const loss = crossEntropy({ ignore: 3, classWeights });
  const settings = { inputs, targets: numbers, loss, optimizer: still, epochs: 1 };
  const whole = evaluate(network, loss, inputs, numbers, { batchSize: 7 }).loss;
  for (const batchSize of [1, 2, 7])
    expect((await train(network, { ...settings, batchSize })).epochs[0]?.loss).toBeCloseTo(whole, 10);
  const sum = meanSquaredError({ reduction: "sum" });
  const rows = oneHot(numbers, 4);
  const { epochs } = await train(network, { ...settings, loss: sum, targets: rows, batchSize: 2 });
  expect(epochs[0]?.loss).toBeCloseTo(network.predict(inputs).subtract(rows).square().sum().at(), 10);
});

describe("examples that don't count", () => {
  const ignoring = crossEntropy({ ignore: -1 });
  test("if none counts, the loss is NaN and the gradients are 0", () => {
    const { loss, gradients, error } = backpropagate(network, ignoring, inputs, zeros([7]).subtract(1));
    expect(loss).toBeNaN();
    expect([...gradients.weights.toArray().flat(), ...error.toArray().flat()].every((number) => number === 0)).toBe(true);
    expect(evaluate(network, ignoring, inputs, vector([-1, -1, 0, -1, 2, 1, -1]), { batchSize: 2 }).loss).toBeCloseTo(
      evaluate(network, crossEntropy, inputs.gather([2, 4, 5]), vector([0, 2, 1])).loss,
      12,
    );
  });

  test("without examples, a mean is NaN and a sum is 0", () => {
    const evaluated = (loss: Loss) => loss.evaluate(zeros([0, 4]), zeros([0, 4])).loss;
    for (const loss of [crossEntropy, meanSquaredError, huber, kullbackLeibler] as Loss[]) expect(evaluated(loss)).toBeNaN();
    for (const loss of [crossEntropy, meanSquaredError, huber, kullbackLeibler])
      expect(evaluated(loss({ reduction: "sum" }))).toBe(0);
  });
});

describe("weights of examples", () => {
  const sampleWeights = vector([1, 0, 2, 0.5, 3, 1, 0]);
  const weightList = sampleWeights.toArray();
  const losses: readonly (readonly [Loss, AnyTensor])[] = [
    ...cases.map(([, loss, targets]) => [loss, targets] as const),
    [hinge, signs.reshape([12]).gather([0, 1, 2, 3, 4, 5, 6]).expandDims(1).broadcastTo([7, 4])],
  ];

  test.each(losses)("multiply what each example adds: $name", (loss, targets) => {
    const anyBackpropagate = backpropagate as unknown as (...given: unknown[]) => { loss: number; error: AnyTensor };
    const found = anyBackpropagate(network, loss, inputs, targets, { sampleWeights });
    const ones = anyBackpropagate(network, loss, inputs, targets, { sampleWeights: vector([1, 1, 1, 1, 1, 1, 1]) });
    const plain = anyBackpropagate(network, loss, inputs, targets);
    expect(ones.loss).toBeCloseTo(plain.loss, 12);
    const rows = plain.error.toArray() as unknown as number[][];
    (found.error.toArray() as unknown as number[][]).forEach((row, example) => {
      row.forEach((value, place) => {
        const expected = (rows[example]?.[place] as number) * (weightList[example] as number);
        expect(value).toBeCloseTo(expected, 12);
      });
    });
    const alone = [0, 1, 2, 3, 4, 5, 6].map((example) => {
      const weights = vector(weightList.map((weight, index) => (index === example ? weight : 0)) as [0, 0, 0, 0, 0, 0, 0]);
      return anyBackpropagate(network, loss, inputs, targets, { sampleWeights: weights }).loss;
    });
    expect(found.loss).toBeCloseTo(
      alone.reduce((sum, loss) => sum + loss),
      12,
    );
  });

  test("of sequences: one for each, or one for each step", () => {
    const [x, y] = [randomNormal([2, 5, 3], random(5)), matrix([[0, 1, 2, 3, 0], [1, 1, 2, 2, 3]])]; // biome-ignore format: rows
    const { error } = backpropagate(network, crossEntropy, x, y, {
      sampleWeights: matrix([[1, 2, 0, 1, 1], [0, 1, 1, 1, 3]]), // biome-ignore format: rows
    });
    const plain = backpropagate(network, crossEntropy, x, y).error;
    expect(error.at(1, 4, 0)).toBeCloseTo(3 * plain.at(1, 4, 0), 12);
    expect(error.at(0, 2, 1)).toBeCloseTo(0, 15);
  });

  test("are cut into batches with their examples, also shuffled ones", async () => {
    const seen: number[] = [];
    const layer = dense(3, 4, { random: random(2) });
    const order = { random: random(9), batchSize: 1 };
    const settings = { inputs, targets: numbers, loss: crossEntropy, epochs: 1 };
    const optimizer = { step: () => {} };
    await train(layer, { ...settings, ...order, optimizer, sampleWeights, onStep: ({ loss }) => void seen.push(loss) });
    const { losses } = await train(layer, { ...settings, batchSize: 1, optimizer });
    const expected = losses.map((loss, example) => loss * (weightList[example] as number));
    seen.toSorted().forEach((loss, index) => void expect(loss).toBeCloseTo(expected.toSorted()[index] as number, 12));
    expect(seen).toHaveLength(7);
  });

  test("that are wrong are refused", () => {
    const untyped =
      (sampleWeights: unknown, loss: Loss = crossEntropy) =>
      () =>
        (backpropagate as Untyped)(network, loss, inputs, oneHot(numbers, 4), { sampleWeights });
    expect(untyped(zeros([6]))).toThrow(new ShapeError("backpropagate: the examples are [7], the sampleWeights [6]"));
    expect(untyped(zeros([7, 4]))).toThrow("backpropagate: the examples are [7], the sampleWeights [7, 4]");
    expect(untyped(sampleWeights.subtract(1))).toThrow("sampleWeights are finite numbers from 0 up, but one is -1");
    expect(untyped([1])).toThrow("backpropagate: sampleWeights: takes a tensor, not ");
    expect(untyped(sampleWeights, { ...crossEntropy, name: "own" })).toThrow(
      new TypeError('backpropagate: sampleWeights take a loss of the library, and "own" isn\'t one'),
    );
  });
});

test("programs take class numbers as an input", () => {
  const [z, y] = [randomNormal([7, 4], random(8)), numbers];
  for (const loss of [crossEntropy, crossEntropy({ classWeights, ignore: 0, labelSmoothing: 0.1 })]) {
    const error = (z: Matrix<7, 4>, y: Vector<7>) => loss.evaluate(z, y).error;
    const found = trace(error, z, y).run(z, y).toArray().flat();
    error(z, y)
      .toArray()
      .flat()
      .forEach((value, index) => void expect(found[index]).toBeCloseTo(value, 12));
  }
});

test("a loss has a gradient of 0 at a vector of zeros, or at the target", () => {
  const { error } = cosineDistance.evaluate(zeros([2, 3]), ones([2, 3]));
  expect(error.dataSync().every((number) => number === 0)).toBe(true);
  expect(cosineDistance.evaluate(zeros([3]), ones([3])).loss).toBe(1);
  expect(absoluteError.evaluate(ones([2]), ones([2])).error.toArray()).toEqual([0, 0]);
  const second = grad((x: Vector<3>) =>
    cosineDistance
      .evaluate(x, vector([1, 0, 2]))
      .error.square()
      .sum(),
  );
  expect(
    second(vector([1, 2, 3]))
      .toArray()
      .every(Number.isFinite),
  ).toBe(true);
});

test("kullbackLeibler is 0 where the distributions are equal, and hinge where the margin is kept", () => {
  expect(kullbackLeibler.evaluate(probabilities.log(), probabilities).loss).toBeCloseTo(0, 12);
  expect(kullbackLeibler.evaluate(zeros([2]), vector([1, 0])).loss).toBeCloseTo(Math.log(2), 12);
  expect(hinge.evaluate(signs.multiply(1.5), signs).loss).toBe(0);
});

describe("refused", () => {
  test.each([-1, 4, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("the class %d", (wrong) => {
    const sentence = `crossEntropy: class numbers go from 0 to 3, but a target is ${wrong}`;
    const targets = vector([0, 0, 0, 0, 0, 0, wrong]);
    expect(() => crossEntropy.evaluate(zeros([7, 4]), targets)).toThrow(new RangeError(sentence));
    expect(() => backpropagate(network, crossEntropy, inputs, targets)).toThrow(new RangeError(sentence));
    expect(() => evaluate(network, crossEntropy({ ignore: 7 }), inputs, targets)).toThrow(new RangeError(sentence));
  });

  test("classes that another network has, although they have been checked for this one", () => {
    const targets = vector([0, 3]);
    backpropagate(dense(3, 4), crossEntropy, zeros([2, 3]), targets);
    expect(() => backpropagate(dense(3, 3), crossEntropy, zeros([2, 3]), targets)).toThrow("class numbers go from 0 to 2");
  });

  test("targets of other shapes", () => {
    const said = "the output is [2, 3], the targets are";
    expect(() => (crossEntropy.evaluate as Untyped)(zeros([2, 3]), zeros([3]))).toThrow(
      new ShapeError(`crossEntropy: ${said} [3]`),
    );
    expect(() => (meanSquaredError.evaluate as Untyped)(zeros([2, 3]), zeros([2]))).toThrow(`meanSquaredError: ${said} [2]`);
    expect(() => (evaluate as Untyped)(dense(5, 3), meanSquaredError, zeros([2, 5]), zeros([2]))).toThrow(
      `evaluate: ${said} [2]`,
    );
    expect(() => (accuracy as Untyped)(zeros([2, 3]), zeros([3]))).toThrow(`accuracy: ${said} [3]`);
    expect(() => (crossEntropy.evaluate as Untyped)(zeros([2, 1]), zeros([2]))).toThrow("crossEntropy: [2, 1] has one class");
    expect(() => (crossEntropy.evaluate as Untyped)(zeros([]), zeros([]))).toThrow(
      "crossEntropy: takes an axis of classes, not []",
    );
  });

  test("weights for another number of classes", () => {
    const loss: Loss = crossEntropy({ classWeights: vector([1, 2, 3]) });
    const said = "the loss has weights for 3 classes, but an output is";
    expect(() => backpropagate(network, loss, inputs, zeros([7, 4]))).toThrow(new ShapeError(`backpropagate: ${said} [4]`));
    expect(() => backpropagate(network, { ...loss }, inputs, zeros([7, 4]))).toThrow(`backpropagate: ${said} [4]`);
    expect(() => loss.evaluate(zeros([2, 4]), zeros([2, 4]))).toThrow(`crossEntropy: ${said} [2, 4]`);
  });

  test("options", () => {
    const untyped = crossEntropy as Untyped;
    const of = (option: object) => () => untyped(option);
    expect(of({ classWeights: vector([1, -1]) })).toThrow(
      "crossEntropy: classWeights are finite numbers from 0 up, but one is -1",
    );
    expect(of({ classWeights: vector([1, Number.NaN]) })).toThrow("classWeights are finite numbers from 0 up, but one is NaN");
    expect(of({ classWeights: zeros([2, 3]) })).toThrow(new ShapeError("crossEntropy: classWeights are a vector, not [2, 3]"));
    expect(of({ classWeights: [1, 2] })).toThrow("crossEntropy: classWeights: takes a tensor, not ");
    for (const wrong of [-0.1, 1, Number.NaN, "0.1"])
      expect(of({ labelSmoothing: wrong })).toThrow(/^crossEntropy: labelSmoothing has to be from 0 up to, and without, 1, not /);
    for (const wrong of [0.5, Number.NaN, "-1"])
      expect(of({ ignore: wrong })).toThrow(/^crossEntropy: ignore is a class number, not /);
    expect(of({ weight: classWeights })).toThrow("crossEntropy: there is no option weight");
    for (const loss of [
      crossEntropy,
      binaryCrossEntropy,
      meanSquaredError,
      absoluteError,
      huber,
      hinge,
      kullbackLeibler,
      cosineDistance,
    ])
      expect(() => (loss as Untyped)({ reduction: "none" })).toThrow(`${loss.name}: reduction is "mean" or "sum", not "none"`);
    for (const delta of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1"])
      expect(() => huber({ delta: delta as number })).toThrow(/^huber: delta is a finite number above 0, not /);
  });

  test("values", () => {
    expect(() => hinge.evaluate(zeros([2]), vector([0, 1]))).toThrow(new RangeError("hinge: targets are -1 or 1, but one is 0"));
    expect(() => kullbackLeibler.evaluate(zeros([2]), vector([1, 1]))).toThrow("kullbackLeibler: a row of targets is from 0 up");
    expect(() => kullbackLeibler.evaluate(zeros([]), ones([]))).toThrow("kullbackLeibler: takes an axis of classes, not []");
    const said = "cosineDistance: takes vectors along the last axis, not []";
    expect(() => cosineDistance.evaluate(zeros([]), ones([]))).toThrow(new ShapeError(said));
  });
});

test("label smoothing keeps rows of zeros as padding", () => {
  const targets = tensor([0, 1, 0, 0, 0, 0], [2, 3]);
  const { error } = crossEntropy({ labelSmoothing: 0.2 }).evaluate(randomNormal([2, 3], random(9)), targets);
  expect(error.toArray()[1]).toEqual([0, 0, 0]);
});
