/** Networks of several inputs or outputs: what they compute, learn and refuse. */
import { describe, expect, test } from "vitest";
import { compile, concat, grad, random, randomNormal, ShapeError, trace, vector, zeros } from "../../../src/index.js";
import { loadNetwork, saveNetwork } from "../../../src/io/index.js";
import {
  adam,
  backpropagate,
  batchNorm,
  checkGradients,
  conv2d,
  crossEntropy,
  dense,
  evaluate,
  flatten,
  freeze,
  heads,
  huber,
  type Loss,
  meanSquaredError,
  movingAverage,
  multiTaskLoss,
  parallel,
  recordLayer,
  residual,
  sequential,
  sgd,
  summary,
  tanh,
  train,
  trainingStep,
} from "../../../src/nn/index.js";
import { toOnnx } from "../../../src/onnx/index.js";

// biome-ignore lint/suspicious/noExplicitAny: what only callers without types can do
type Any = any;
const source = random(5);
const make = (seed = 5) => {
  const own = random(seed);
  return sequential(
    parallel({
      image: sequential(conv2d([4, 4, 1], 2, 3, { activation: tanh, random: own }), flatten([2, 2, 2])),
      meta: dense(5, 3, { activation: tanh, random: own }),
    }),
    recordLayer({ by: randomNormal([8], own) }, { image: [8], meta: [3] }, [11], ({ by }, { image, meta }) =>
      concat([image.multiply(by), meta], -1),
    ),
    dense(11, 7, { activation: tanh, random: own }),
    heads({ class: dense(7, 3, { random: own }), box: dense(7, 4, { random: own }) }),
  );
};
const network = make();
const loss = multiTaskLoss({ class: crossEntropy, box: huber }, { weights: { box: 0.5 } });
const inputs = { image: randomNormal([6, 4, 4, 1], source), meta: randomNormal([6, 5], source) };
const targets = { class: source.integers(0, 3, [6]), box: randomNormal([6, 4], source) };
const numbers = (tree: unknown) => JSON.parse(JSON.stringify(tree));

describe("what they compute", () => {
  test("parallel gives each layer its input, and heads give each the same", () => {
    const [left, right] = [dense(3, 2), dense(5, 4)];
    const [a, b] = [randomNormal([6, 3], source), randomNormal([6, 5], source)];
    expect(parallel({ a: left, b: right }).predict({ b, a })).toEqual({ a: left.predict(a), b: right.predict(b) });
    const other = dense(3, 1);
    expect(heads({ left, other }).predict(a)).toEqual({ left: left.predict(a), other: other.predict(a) });
  });

  test("any leading axes, also none", () => {
    const shapes = (lead: readonly number[]) => {
      const { class: classes, box } = network.predict({
        image: zeros([...lead, 4, 4, 1] as Any),
        meta: zeros([...lead, 5] as Any),
      } as Any);
      return [classes.shape, box.shape];
    };
    expect(shapes([])).toEqual([[3], [4]]);
    expect(shapes([2, 3])).toEqual([
      [2, 3, 3],
      [2, 3, 4],
    ]);
    expect(shapes([0])).toEqual([
      [0, 3],
      [0, 4],
    ]);
  });

  test("a network with records inside takes and gives tensors, as any layer", () => {
    const split = heads({ a: dense(3, 2), b: dense(3, 2) });
    const around = residual(
      sequential(
        split,
        recordLayer({}, { a: [2], b: [2] }, [2], (_, { a, b }) => a.add(b)),
        dense(2, 3),
      ),
    );
    expect(around.predict(zeros([7, 3])).shape).toEqual([7, 3]);
  });

  test("recordLayer gives several outputs", () => {
    const swap = recordLayer({}, { a: [3], b: [2] }, { a: [2], b: [3] }, (_, { a, b }) => ({ a: b, b: a.square() }));
    const [a, b] = [randomNormal([6, 3], source), randomNormal([6, 2], source)];
    expect(swap.predict({ a, b })).toEqual({ a: b, b: a.square() });
    const both = multiTaskLoss({ a: meanSquaredError, b: meanSquaredError });
    expect(checkGradients(swap, both, { a, b }, { a: zeros([6, 2]), b: zeros([6, 3]) }).relativeError).toBeLessThan(1e-7);
  });

  test("a table lists every layer by its name", () => {
    const lines = summary(network).split("\n");
    expect(lines[1]).toContain("image [4, 4, 1], meta [5]");
    expect(lines[1]).toContain("class [3], box [4]");
    expect(lines.map((line) => line.trim().split("  ")[0])).toContain("meta: dense, tanh");
    expect(String(network)).toBe(summary(network));
    expect(lines.at(-1)).toMatch(/total +186$/);
  });
});

describe("derivatives", () => {
  test("are those of differences, for parameters and all inputs", () => {
    const { relativeError, worst, checked } = checkGradients(network, loss, inputs, targets);
    expect(checked).toBe(6 * 16 + 6 * 5 + (9 * 2 + 2) + (5 * 3 + 3) + 8 + (11 * 7 + 7) + (7 * 3 + 3) + (7 * 4 + 4));
    expect(relativeError, JSON.stringify(worst)).toBeLessThan(1e-6);
  });

  test("are those of grad through with", () => {
    const slope = grad((p: typeof network.parameters) => {
      const { class: classes, box } = network.with(p).predict(inputs);
      return classes.square().mean().add(box.square().mean());
    });
    const both = multiTaskLoss({ class: meanSquaredError, box: meanSquaredError });
    const found = backpropagate(network, both, inputs, { class: zeros([6, 3]), box: zeros([6, 4]) });
    const [a, b] = [slope(network.parameters), found.gradients];
    expect(a[3].box.bias.subtract(b[3].box.bias).abs().max().at()).toBeLessThan(1e-6);
    expect(a[0].image[0].kernels.subtract(b[0].image[0].kernels).abs().max().at()).toBeLessThan(1e-6);
    expect(a[1].by.subtract(b[1].by).abs().max().at()).toBeLessThan(1e-6);
  });

  test("the weights of a loss are those of its sum and of its errors", () => {
    const both = heads({ a: dense(3, 2, { random: source }), b: dense(3, 2, { random: source }) });
    const x = randomNormal([6, 3], source);
    const wanted = { a: zeros([6, 2]), b: zeros([6, 2]) };
    const parts = [both.parameters.a, both.parameters.b].map((parameters) =>
      backpropagate(dense(3, 2).with(parameters), meanSquaredError, x, zeros([6, 2])),
    );
    const whole = backpropagate(
      both,
      multiTaskLoss({ a: meanSquaredError, b: meanSquaredError }, { weights: { a: 2, b: 0 } }),
      x,
      wanted,
    );
    expect(whole.loss).toBeCloseTo(2 * (parts[0]?.loss ?? 0), 6);
    expect(numbers(whole.gradients.a.bias)).toEqual(numbers(parts[0]?.gradients.bias.multiply(2)));
    expect(whole.gradients.b.bias.abs().max().at()).toBe(0);
  });

  test("weights of examples count for every output", () => {
    const weights = vector([0, 0, 0, 0, 0, 3]);
    const all = backpropagate(network, loss, inputs, targets, { sampleWeights: weights });
    const one = backpropagate(
      network,
      loss,
      { image: inputs.image.slice([5, 6]), meta: inputs.meta.slice([5, 6]) },
      { class: targets.class.slice([5, 6]), box: targets.box.slice([5, 6]) },
    );
    expect(all.loss).toBeCloseTo(one.loss / 2, 5);
  });
});

describe("training", () => {
  const options = { inputs, targets, loss, epochs: 30, batchSize: 4 };

  test("learns, with validation, metrics and patience", async () => {
    const own = make();
    const { epochs } = await train(own, {
      ...options,
      optimizer: adam(own, { learningRate: 0.02 }),
      random: random(1),
      validation: { inputs, targets },
      patience: 30,
      metrics: { error: (outputs, wanted) => outputs.box.subtract(wanted.box).abs().mean().at() },
    });
    expect(epochs.at(-1)?.validationLoss).toBeLessThan((epochs[0]?.validationLoss ?? 0) / 2);
    const { box } = own.predict(inputs);
    expect(epochs.at(-1)?.metrics.error).toBeCloseTo(box.subtract(targets.box).abs().mean().at(), 6);
    const batches = [1, 4, 6].map((batchSize) => evaluate(own, loss, inputs, targets, { batchSize }).loss);
    expect(Math.max(...batches) - Math.min(...batches)).toBeLessThan(1e-6);
  });

  test("in batches from a generator, and with gradients of several batches, gives the same", async () => {
    const [one, other, third] = [make(), make(), make()];
    await train(one, { ...options, epochs: 3, batchSize: 3, optimizer: sgd(one, { learningRate: 0.1 }) });
    const cut = [
      {
        inputs: { image: inputs.image.slice([0, 3]), meta: inputs.meta.slice([0, 3]) },
        targets: { class: targets.class.slice([0, 3]), box: targets.box.slice([0, 3]) },
      },
      {
        inputs: { image: inputs.image.slice([3, 6]), meta: inputs.meta.slice([3, 6]) },
        targets: { class: targets.class.slice([3, 6]), box: targets.box.slice([3, 6]) },
      },
    ];
    await train(other, { data: cut, loss, epochs: 3, optimizer: sgd(other, { learningRate: 0.1 }) });
    expect(numbers(other.parameters)).toEqual(numbers(one.parameters));
    await train(third, { ...options, epochs: 3, batchSize: 3, accumulate: 2, optimizer: sgd(third, { learningRate: 0.1 }) });
    const whole = make();
    await train(whole, { ...options, epochs: 3, batchSize: 6, optimizer: sgd(whole, { learningRate: 0.1 }) });
    expect(third.parameters[3].box.bias.subtract(whole.parameters[3].box.bias).abs().max().at()).toBeLessThan(1e-6);
  });

  test("a compiled step does what backpropagate and a step do", () => {
    const [one, other] = [make(), make()];
    const step = trainingStep(one, loss, sgd(one, { learningRate: 0.1 }));
    const optimizer = sgd(other, { learningRate: 0.1 });
    for (let count = 0; count < 3; count++) {
      const { loss: found, gradients } = backpropagate(other, loss, inputs, targets);
      expect(step(inputs, targets).at()).toBeCloseTo(found, 5);
      optimizer.step(gradients);
    }
    expect(one.parameters[3].box.bias.subtract(other.parameters[3].box.bias).abs().max().at()).toBeLessThan(1e-5);
  });

  test("of a loss of one's own", () => {
    const own: Loss = {
      name: "own",
      evaluate(output, wanted) {
        const difference = output.subtract(wanted);
        return { loss: difference.square().mean().at(), error: difference.multiply(2 / difference.size) };
      },
    };
    const both = heads({ a: dense(3, 2), b: dense(3, 2) });
    const [x, y] = [randomNormal([6, 3], source), { a: zeros([6, 2]), b: zeros([6, 2]) }];
    const [mine, theirs] = [own, meanSquaredError].map((each) => backpropagate(both, multiTaskLoss({ a: each, b: huber }), x, y));
    expect(mine?.loss).toBeCloseTo(theirs?.loss ?? Number.NaN, 5);
    expect(() => backpropagate(both, multiTaskLoss({ a: own, b: huber }), x, y, { sampleWeights: zeros([6]) })).toThrow(
      "sampleWeights take a loss of the library",
    );
  });

  test("a batch of one is refused before anything is learned, if a layer normalises", async () => {
    const own = parallel({ a: sequential(dense(3, 2), batchNorm(2)), b: dense(3, 2) });
    const both = multiTaskLoss({ a: meanSquaredError, b: meanSquaredError });
    const before = numbers(own.parameters);
    const x = { a: zeros([5, 3]), b: zeros([5, 3]) };
    const y = { a: zeros([5, 2]), b: zeros([5, 2]) };
    await expect(
      train(own, { inputs: x, targets: y, loss: both, optimizer: sgd(own, { learningRate: 1 }), epochs: 1, batchSize: 4 }),
    ).rejects.toThrow("batchNorm");
    expect(numbers(own.parameters)).toEqual(before);
  });
});

test("saved and loaded, with the optimiser, it goes on as before", () => {
  const [one, other] = [make(1), make(2)];
  const [mine, theirs] = [adam(one), adam(other)];
  mine.step(backpropagate(one, loss, inputs, targets).gradients);
  loadNetwork(other, saveNetwork(one, { optimizer: mine }), { optimizer: theirs });
  expect(numbers(other.parameters)).toEqual(numbers(one.parameters));
  mine.step(backpropagate(one, loss, inputs, targets).gradients);
  theirs.step(backpropagate(other, loss, inputs, targets).gradients);
  expect(numbers(other.parameters)).toEqual(numbers(one.parameters));
});

test("it is traced and compiled, and ONNX models have its names", () => {
  const predict = (x: typeof inputs) => network.predict(x);
  expect(trace(predict, inputs).outputs).toHaveLength(2);
  const { box } = compile(predict)(inputs);
  expect(box.subtract(network.predict(inputs).box).abs().max().at()).toBeLessThan(1e-6);
  const bytes = new TextDecoder("latin1").decode(toOnnx(network));
  for (const name of ["image", "meta", "class", "box"]) expect(bytes).toContain(name);
});

test.each<[why: string, run: () => unknown]>([
  ["predict: takes a record of inputs, by name", () => (network as Any).predict(zeros([6, 5]))],
  ["predict: the input meta is missing", () => (network as Any).predict({ image: inputs.image })],
  ["predict: there is no input more", () => (network as Any).predict({ ...inputs, more: zeros([6]) })],
  ["predict, meta: takes a tensor, not 5", () => (network as Any).predict({ ...inputs, meta: 5 })],
  [
    "predict, meta: takes [5] with any leading axes, not [6, 4]",
    () => (network as Any).predict({ ...inputs, meta: zeros([6, 4]) }),
  ],
  [
    "forward: the leading axes of image are [6], those of meta [5]",
    () => (network as Any).forward({ ...inputs, meta: zeros([5, 5]) }),
  ],
  ["backward: the error box is missing", () => (network as Any).forward(inputs).backward({ class: zeros([6, 3]) })],
  [
    "backward: the output is [6, 4], the error [6, 5]",
    () => (network as Any).forward(inputs).backward({ class: zeros([6, 3]), box: zeros([6, 5]) }),
  ],
  ["heads: a takes [3], but b takes [4]", () => (heads as Any)({ a: dense(3, 2), b: dense(4, 2) })],
  ["parallel: takes at least one layer", () => (parallel as Any)({})],
  ["heads: takes a record of layers, by name", () => (heads as Any)([dense(3, 2)])],
  ["recordLayer, output: takes a record of shapes, by name", () => (recordLayer as Any)({}, { a: [3] }, {}, () => {})],
  [
    "recordLayer, b: has to give [1, 2], not [1, 3]",
    () => (recordLayer as Any)({}, { a: [3] }, { b: [2] }, (_: unknown, { a }: Any) => ({ b: a })).predict({ a: zeros([3]) }),
  ],
  [
    "sequential: layer 2 takes [3], but layer 1 gives a record",
    () => (sequential as Any)(parallel({ a: dense(3, 3) }), dense(3, 2)),
  ],
  [
    "sequential: layer 2 takes a record, but layer 1 gives [3]",
    () => (sequential as Any)(dense(3, 3), parallel({ a: dense(3, 3) })),
  ],
  [
    "sequential: layer 2 takes [4] as a, but layer 1 gives [3]",
    () => (sequential as Any)(parallel({ a: dense(3, 3) }), parallel({ a: dense(4, 3) })),
  ],
  [
    "sequential: layer 2 takes b, but layer 1 doesn't give it",
    () => (sequential as Any)(parallel({ a: dense(3, 3) }), parallel({ a: dense(3, 3), b: dense(3, 3) })),
  ],
  [
    "sequential: layer 1 gives b, but layer 2 doesn't take it",
    () => (sequential as Any)(parallel({ a: dense(3, 3), b: dense(3, 3) }), parallel({ a: dense(3, 3) })),
  ],
  ["backpropagate: the target box is missing", () => (backpropagate as Any)(network, loss, inputs, { class: targets.class })],
  [
    "backpropagate, box: the output is [6, 4], the targets are [5, 4]",
    () => (backpropagate as Any)(network, loss, inputs, { ...targets, box: zeros([5, 4]) }),
  ],
  [
    "backpropagate: the network gives a record of outputs, so the loss has to be a multiTaskLoss",
    () => (backpropagate as Any)(network, huber, inputs, targets),
  ],
  [
    "backpropagate: the loss box is missing",
    () => (backpropagate as Any)(network, multiTaskLoss({ class: crossEntropy }), inputs, targets),
  ],
  [
    "backpropagate: there is no output mask",
    () => (backpropagate as Any)(network, multiTaskLoss({ class: crossEntropy, box: huber, mask: huber }), inputs, targets),
  ],
  [
    "multiTaskLoss: takes a record of outputs, but the network gives one tensor",
    () => (backpropagate as Any)(dense(3, 3), multiTaskLoss({ a: crossEntropy }), zeros([2, 3]), zeros([2, 3])),
  ],
  ["multiTaskLoss: there is no output c", () => (multiTaskLoss as Any)({ a: huber }, { weights: { c: 1 } })],
  [
    "evaluate, image: takes one leading axis, of examples, before [4, 4, 1], not [4, 4, 1]",
    () => (evaluate as Any)(network, loss, { image: zeros([4, 4, 1]), meta: zeros([5]) }, { class: zeros([]), box: zeros([4]) }),
  ],
])("%s", (why, run) => {
  expect(run).toThrow(new ShapeError(why));
});

test("what takes layers refuses it", () => {
  for (const run of [
    () => (residual as Any)(network),
    () => (parallel as Any)({ a: network }),
    () => (sequential as Any)(dense(3, 3), { ...network }),
  ])
    expect(run).toThrow(/not a layer|a shape is an array of sizes/);
});

describe("freeze", () => {
  const before = () =>
    parallel({
      image: sequential(conv2d([4, 4, 1], 2, 3, { activation: tanh, random: source }), flatten([2, 2, 2]), batchNorm(8)),
      meta: dense(5, 3, { activation: tanh, random: source }),
    });
  const below = recordLayer(
    { by: randomNormal([5], source) },
    { image: [4, 4, 1], meta: [5] },
    { image: [4, 4, 1], meta: [5] },
    ({ by }, { image, meta }) => ({ image: image.tanh(), meta: meta.multiply(by) }),
  );
  const judge = recordLayer({ by: randomNormal([8], source) }, { image: [8], meta: [3] }, [2], ({ by }, { image, meta }) =>
    concat([image.multiply(by).sum(1, { keepDims: true }), meta.sum(1, { keepDims: true })], -1),
  );

  test("a frozen network of records computes what predict computes, also in training, and has no parameters", () => {
    const learned = before();
    const own = freeze(learned);
    expect([own.inputShape, own.outputShape, own.parameters, own.trainables]).toEqual([
      learned.inputShape,
      learned.outputShape,
      [],
      [],
    ]);
    const output = learned.predict(inputs);
    expect(own.predict(inputs)).toEqual(output);
    expect(own.forward(inputs).output).toEqual(output);
    expect(own.with([]).predict(inputs)).toEqual(output);
    expect(learned.predict(inputs)).toEqual(output); // the running averages are the same
    expect(own.predict({ image: zeros([4, 4, 1]), meta: zeros([5]) }).meta.shape).toEqual([3]);
    expect(summary(own)).toContain("freeze");
  });

  test("errors go through it, and an optimiser leaves it as it is", () => {
    const learned = before();
    const whole = sequential(below, freeze(learned), judge);
    expect(whole.parameters[1]).toEqual([]);
    const result = checkGradients(whole, meanSquaredError, inputs, zeros([6, 2]));
    expect(result.checked).toBe(5 + 8 + 6 * 16 + 6 * 5);
    expect(result.relativeError).toBeLessThan(1e-6);
    const [frozen, moving] = [numbers(learned.parameters), numbers(whole.parameters)];
    adam(whole).step(backpropagate(whole, meanSquaredError, inputs, zeros([6, 2])).gradients);
    expect(numbers(learned.parameters)).toEqual(frozen);
    expect(numbers(whole.parameters)).not.toEqual(moving);
  });

  test("heads: the errors of all outputs arrive at the input", () => {
    const learned = heads({ class: dense(7, 3, { random: source }), box: dense(7, 4, { random: source }) });
    const x = randomNormal([6, 7], source);
    const errors = { class: randomNormal([6, 3], source), box: randomNormal([6, 4], source) };
    const [own, other] = [freeze(learned).forward(x).backward(errors), learned.forward(x).backward(errors)];
    expect(own.error.toArray().flat().map(Math.fround)).toEqual(other.error.toArray().flat().map(Math.fround));
    expect(own.gradients).toEqual([]);
    const backward = freeze(learned).forward(x).backward as Any;
    expect(() => backward({ class: errors.class })).toThrow("backward: the error box is missing");
    expect(() => backward({ ...errors, box: x })).toThrow("backward: the output is [6, 4], the error [6, 7]");
    expect(() => (freeze(learned).forward as Any)(errors)).toThrow("forward: takes a tensor");
  });
});

test("the moving average of a network of records is a network of records", () => {
  const learning = make();
  const average = movingAverage(learning, { decay: 0.5 });
  const optimizer = adam(learning, { learningRate: 0.1 });
  average.update();
  const first = numbers(learning.parameters);
  optimizer.step(backpropagate(learning, loss, inputs, targets).gradients);
  average.update();
  const second = numbers(learning.parameters);
  const half = (one: Any, other: Any): Any =>
    typeof one === "number"
      ? expect.closeTo((one + other) / 2, 5)
      : Array.isArray(one)
        ? one.map((each, place) => half(each, other[place]))
        : Object.fromEntries(Object.keys(one).map((name) => [name, half(one[name], other[name])]));
  expect(numbers(average.parameters)).toEqual(half(first, second));
  expect(average.network.predict(inputs)).toEqual(learning.with(average.parameters).predict(inputs));
  const other = make(6);
  loadNetwork(other, saveNetwork(average.network));
  expect(numbers(other.parameters)).toEqual(numbers(average.parameters));
});
