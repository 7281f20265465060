/** Training with validation data, metrics and early stopping, and evaluation without learning. */
import { describe, expect, test } from "vitest";
import { matrix, oneHot, random, randomNormal, tensor, zeros } from "../../../src/index.js";
import {
  accuracy,
  activate,
  adam,
  attention,
  batchNorm,
  crossEntropy,
  dense,
  dropout,
  type Epoch,
  evaluate,
  f1,
  identity,
  type Loss,
  meanAbsoluteError,
  meanSquaredError,
  type Step,
  sequential,
  sgd,
  tanh,
  train,
} from "../../../src/nn/index.js";

const inputs = randomNormal([23, 3], random(1));
const targets = randomNormal([23, 2], random(2));
const validation = { inputs: randomNormal([11, 3], random(3)), targets: randomNormal([11, 2], random(4)) };
const withNorm = () => {
  const norm = batchNorm(5);
  const network = sequential(
    dense(3, 5, { activation: tanh, random: random(5) }),
    norm,
    dropout(0.2, { random: random(6) }),
    dense(5, 2, { random: random(7) }),
  );
  /** Everything that training changes. */
  const state = () => JSON.stringify([network.parameters, norm.statistics.values]);
  return { network, state };
};
const make = () => withNorm().network;
const common = { inputs, targets, loss: meanSquaredError, batchSize: 6, last: "merge" } as const;
describe("evaluate", () => {
  const network = make();

  test.each([1, 2, 5, 11, 100])("gives the mean loss over all examples, %i at a time", (batchSize) => {
    const whole = meanSquaredError.evaluate(network.predict(validation.inputs), validation.targets).loss;
    const { loss } = evaluate(network, meanSquaredError, validation.inputs, validation.targets, { batchSize });
    expect(loss).toBeCloseTo(whole, 6);
  });

  test("weighs batches by their examples: by hand", () => {
    const x = tensor([1, 2, 3, 5, 10], [5, 1]);
    const { loss } = evaluate(activate(identity), meanSquaredError, x.flatten(), zeros([5]), { batchSize: 2 });
    expect(loss).toBe((1 + 4 + 9 + 25 + 100) / 5);
  });

  test("hands each metric the outputs for all examples, in order", () => {
    const seen: unknown[] = [];
    const { metrics } = evaluate(network, meanSquaredError, validation.inputs, validation.targets, {
      batchSize: 4,
      metrics: {
        meanAbsoluteError,
        own(outputs, wanted) {
          seen.push(outputs.toArray(), wanted.toArray());
          return outputs.shape[0];
        },
      },
    });
    const outputs = network.predict(validation.inputs);
    expect(seen).toEqual([outputs.toArray(), validation.targets.toArray()]);
    expect(metrics.meanAbsoluteError).toBe(meanAbsoluteError(outputs, validation.targets));
    expect(metrics.own).toBe(11);
  });

  test("learns nothing", () => {
    const norm = batchNorm(3);
    const before = JSON.stringify([norm.parameters, norm.statistics.values]);
    evaluate(norm, meanSquaredError, inputs, inputs);
    expect(JSON.stringify([norm.parameters, norm.statistics.values])).toBe(before);
    norm.forward(inputs);
    expect(JSON.stringify([norm.parameters, norm.statistics.values])).not.toBe(before);
  });

  test("takes layers and losses from elsewhere", () => {
    const foreign = { ...network };
    const loss: Loss = { ...meanSquaredError };
    const own = evaluate(network, meanSquaredError, inputs, targets, { metrics: { meanAbsoluteError } });
    expect(evaluate(foreign, loss, inputs, targets, { metrics: { meanAbsoluteError } })).toEqual(own);
  });

  test("of sequences, whose outputs have several axes", () => {
    const layer = attention([5, 4], 2, { random: random(1) });
    const [x, y] = [randomNormal([7, 5, 4], random(2)), randomNormal([7, 5, 4], random(3))];
    const whole = layer.predict(x);
    const { loss, metrics } = evaluate(layer, meanSquaredError, x, y, { batchSize: 2, metrics: { meanAbsoluteError } });
    expect(loss).toBeCloseTo(whole.subtract(y).square().mean().at(), 6);
    expect(metrics.meanAbsoluteError).toBeCloseTo(meanAbsoluteError(whole, y), 6);
  });

  test.each([
    [[7, 5], [7, 2], {}, "evaluate: takes one leading axis, of examples, before [3], not [7, 5]"],
    [[3], [2], {}, "evaluate: takes one leading axis, of examples, before [3], not [3]"],
    [[7, 3], [5, 2], {}, "evaluate: the output is [7, 2], the targets are [5, 2]"],
    [[0, 3], [0, 2], {}, "evaluate: there are no examples"],
    [[7, 3], [7, 2], { batchSize: 0 }, "evaluate: batchSize is a whole number from 1 up, not 0"],
    [[7, 3], [7, 2], { batchsize: 1 }, "evaluate: there is no option batchsize"],
    [[7, 3], [7, 2], { metrics: "accuracy" }, 'evaluate: metrics is a record of functions, not "accuracy"'],
    [[7, 3], [7, 2], { metrics: [accuracy] }, "evaluate: metrics is a record of functions, not an array"],
    [[7, 3], [7, 2], { metrics: { f1: "f1" } }, 'evaluate: metrics.f1 has to be a function, not "f1"'],
    [[7, 3], [7, 2], { metrics: { own: () => "0.5" } }, 'evaluate: metrics.own has to return a number, not "0.5"'],
  ] as const)("refuses inputs %j, targets %j, options %j", (x, y, options, sentence) => {
    // biome-ignore lint/suspicious/noExplicitAny: a caller without types
    const untyped = evaluate as any;
    expect(() => untyped(network, meanSquaredError, zeros(x as never), zeros(y as never), options)).toThrow(sentence);
  });
});

describe("validation data", () => {
  test("are evaluated after each epoch, and change nothing", async () => {
    const [{ network: plain, state }, { network: watched, state: watchedState }] = [withNorm(), withNorm()];
    const expected: number[] = [];
    await train(plain, {
      ...common,
      optimizer: adam(plain),
      epochs: 4,
      onEpoch: () =>
        void expected.push(evaluate(plain, meanSquaredError, validation.inputs, validation.targets, { batchSize: 6 }).loss),
    });
    const seen: Epoch[] = [];
    const history = await train(watched, {
      ...common,
      validation,
      optimizer: adam(watched),
      epochs: 4,
      onEpoch: (epoch) => void seen.push(epoch),
    });
    expect(seen.map(({ validationLoss }) => validationLoss)).toEqual(expected);
    expect(new Set(expected).size).toBe(4);
    expect(history.epochs).toEqual(seen);
    expect(history.best).toBeUndefined();
    expect(watchedState()).toBe(state());
  });

  test("without them, the validation loss is NaN, and there are no metrics", async () => {
    const network = make();
    const { epochs } = await train(network, { ...common, optimizer: adam(network), epochs: 1 });
    expect(epochs[0]?.validationLoss).toBeNaN();
    expect(epochs[0]?.metrics).toEqual({});
  });
});

describe("metrics", () => {
  const x = randomNormal([30, 3], random(8));
  const y = oneHot(x.argmax(1), 3);
  const held = { inputs: x.slice([0, 12]), targets: y.slice([0, 12]) };

  test("are measured on the validation data", async () => {
    const network = dense(3, 3, { random: random(9) });
    const values: number[] = [];
    const history = await train(network, {
      inputs: x,
      targets: y,
      validation: held,
      metrics: { accuracy, f1 },
      loss: crossEntropy,
      optimizer: sgd(network, { learningRate: 0.5 }),
      epochs: 3,
      onEpoch: ({ metrics }) => {
        const outputs = network.predict(held.inputs);
        values.push(accuracy(outputs, held.targets), f1(outputs, held.targets));
        expect([metrics.accuracy, metrics.f1]).toEqual(values.slice(-2));
      },
    });
    expect(history.epochs.flatMap(({ metrics }) => [metrics.accuracy, metrics.f1])).toEqual(values);
    expect(values).toHaveLength(6);
  });

  test("without validation data, they are measured on the training data", async () => {
    const network = dense(3, 3, { random: random(9) });
    const { epochs } = await train(network, {
      inputs: x,
      targets: y,
      metrics: { accuracy },
      loss: crossEntropy,
      optimizer: sgd(network, { learningRate: 0.5 }),
      epochs: 2,
    });
    expect(epochs.at(-1)?.metrics.accuracy).toBe(accuracy(network.predict(x), y));
    expect(epochs.at(-1)?.validationLoss).toBeNaN();
  });
});

describe("patience", () => {
  /** A network, and what it was after each epoch. */
  async function trained(options: { readonly patience?: number; readonly epochs?: number; readonly abortAt?: number }) {
    const { patience, epochs = 60, abortAt } = options;
    const { network, state } = withNorm();
    const states: string[] = [];
    const controller = new AbortController();
    const history = await train(network, {
      ...common,
      validation,
      patience,
      optimizer: adam(network, { learningRate: 0.05 }),
      epochs,
      random: random(10),
      signal: controller.signal,
      onStep: ({ step }: Step) => void (step === abortAt && controller.abort()),
      onEpoch: () => void states.push(state()),
    });
    return { history, states, network, now: state(), losses: history.epochs.map(({ validationLoss }) => validationLoss) };
  }
  const lowest = (losses: readonly number[]) => losses.indexOf(Math.min(...losses)) + 1;

  test("ends the training that many epochs after the best one, and restores that one to the bit", async () => {
    const { history, states, now, losses } = await trained({ patience: 4 });
    expect(history.epochs.length).toBeLessThan(60);
    expect(history.aborted).toBe(false);
    expect(history.best).toBe(history.epochs[lowest(losses) - 1]);
    expect(history.epochs).toHaveLength(lowest(losses) + 4);
    expect(now).toBe(states[lowest(losses) - 1]);
    expect(now).not.toBe(states.at(-1));
  });

  test("takes the same steps as without", async () => {
    const [with4, without] = [await trained({ patience: 4 }), await trained({})];
    expect(without.states.slice(0, with4.states.length)).toEqual(with4.states);
    expect(without.now).toBe(without.states.at(-1));
    expect(without.history.best).toBeUndefined();
  });

  test("restores the best epoch if all epochs are over, too", async () => {
    const { history, states, now, losses } = await trained({ patience: 100, epochs: 30 });
    expect(history.epochs).toHaveLength(30);
    expect(lowest(losses)).toBeLessThan(30);
    expect(now).toBe(states[lowest(losses) - 1]);
  });

  test("restores the best epoch if the signal ends the training within an epoch", async () => {
    const stepsAnEpoch = 3; // of 6, 6 and 11 examples
    const { history, states, now, losses } = await trained({ patience: 100, abortAt: 20 * stepsAnEpoch + 1 });
    expect(history.aborted).toBe(true);
    expect(history.epochs).toHaveLength(20);
    expect(now).toBe(states[lowest(losses) - 1]);
    expect(history.best?.epoch).toBe(lowest(losses));
  });

  test("the network trains on from there, with the same optimiser", async () => {
    const { network } = await trained({ patience: 4 });
    const optimizer = adam(network);
    const { losses } = await train(network, { ...common, optimizer, epochs: 2 });
    expect(losses.every(Number.isFinite)).toBe(true);
    await train(network, { ...common, optimizer, epochs: 1, validation, patience: 1 });
    await train(network, { ...common, optimizer, epochs: 1 });
  });

  test("a layer that is used twice, and one whose values someone holds", async () => {
    const shared = dense(2, 2, { random: random(11) });
    const network = sequential(dense(3, 2, { random: random(12) }), shared, shared);
    const states: unknown[] = [];
    const held = network.parameters;
    const before = JSON.stringify(held);
    const history = await train(network, {
      ...common,
      validation,
      patience: 2,
      optimizer: sgd(network, { learningRate: 0.3 }),
      epochs: 50,
      onEpoch: () => void states.push(JSON.stringify(network.parameters)),
    });
    expect(JSON.stringify(network.parameters)).toBe(states[(history.best?.epoch ?? 0) - 1]);
    expect(JSON.stringify(held)).toBe(before);
  });

  test("if every validation loss is NaN, the training ends, and the network stays as it is", async () => {
    const network = dense(3, 2, { random: random(1) });
    const optimizer = sgd(network, { learningRate: 1e30 });
    const history = await train(network, { ...common, validation, patience: 3, optimizer, epochs: 50, batchSize: 2 });
    expect(history.epochs).toHaveLength(3);
    expect(history.best).toBeUndefined();
    expect(network.parameters.weights.at(0, 0)).toBeNaN();
  });
});

describe("refused before the first step", () => {
  const wrong: readonly (readonly [object, string])[] = [
    [
      { validation: { inputs: zeros([7, 5]), targets: zeros([7, 2]) } },
      "train, validation: takes one leading axis, of examples, before [3], not [7, 5]",
    ],
    [
      { validation: { inputs: zeros([7, 3]), targets: zeros([5, 2]) } },
      "train, validation: the output is [7, 2], the targets are [5, 2]",
    ],
    [{ validation: { inputs: zeros([0, 3]), targets: zeros([0, 2]) } }, "train, validation: there are no examples"],
    [{ validation: { inputs: zeros([7, 3]), labels: zeros([7, 2]) } }, "train, validation: there is no option labels"],
    [{ validation: [inputs, targets] }, "train, validation: takes its options in an object, not as an array"],
    [{ validation: { inputs: [[1, 2, 3]], targets } }, "train, validation: takes a tensor, not an array"],
    [{ patience: 3 }, "train: patience 3 watches the validation loss, but there is no validation data; pass validation too"],
    [{ validation, patience: 0 }, "train: patience is a whole number from 1 up, not 0"],
    [{ validation, patience: 1.5 }, "train: patience is a whole number from 1 up, not 1.5"],
    [{ metrics: accuracy }, "train: metrics is a record of functions, not a function"],
    [{ metrics: { accuracy: 1 } }, "train: metrics.accuracy has to be a function, not 1"],
    [{ metrics: { own: () => matrix([[1]]) } }, "train: metrics.own has to return a number, not an object"],
    [{ metrics: { own: async () => 1 } }, "train: metrics.own has to return a number, not an object"],
    [{ metrics: { accuracy } }, "accuracy: a row of targets is from 0 up and adds up to 1, or is all 0, but one is"],
  ];
  test.each(wrong)("%o", async (options, sentence) => {
    const { network, state } = withNorm();
    const before = state();
    let steps = 0;
    // biome-ignore lint/suspicious/noExplicitAny: a caller without types
    const untyped = train as any;
    const run = untyped(network, { ...common, optimizer: adam(network), epochs: 2, onStep: () => steps++, ...options });
    await expect(run).rejects.toThrow(sentence);
    expect(steps).toBe(0);
    expect(state()).toBe(before);
  });

  test("options are read once", async () => {
    const network = make();
    const reads: string[] = [];
    const watched = <Watched extends object>(name: string, given: Watched): Watched =>
      Object.defineProperties(
        {} as Watched,
        Object.fromEntries(
          Object.entries(given).map(([key, value]) => [
            key,
            {
              enumerable: true,
              get() {
                reads.push(`${name}${key}`);
                return value;
              },
            },
          ]),
        ),
      );
    await train(
      network,
      watched("", {
        ...common,
        validation: watched("validation.", validation),
        metrics: watched("metrics.", { meanAbsoluteError }),
        patience: 2,
        optimizer: adam(network),
        epochs: 2,
      }),
    );
    expect(reads.toSorted()).toEqual([...new Set(reads)].toSorted());
    expect(reads).toContain("validation.inputs");
    expect(reads).toContain("metrics.meanAbsoluteError");
  });
});

describe("a history as text", () => {
  const network = () => dense(3, 2, { random: random(1) });
  const lines = (history: object) => String(history).split("\n");

  test("is a table of its epochs", async () => {
    const trained = network();
    const optimizer = sgd(trained, { learningRate: 0.01 });
    const history = await train(trained, {
      ...common,
      optimizer,
      validation,
      metrics: { meanAbsoluteError },
      patience: 9,
      epochs: 3,
    });
    const [head = "", ...rest] = lines(history);
    expect(head.split(/ {2,}/)).toEqual(["epoch", "loss", "validation loss", "meanAbsoluteError"]);
    expect(rest).toHaveLength(4);
    const rows = rest.slice(0, 3).map((line) => line.trim().split(/ +/).map(Number));
    expect(rows).toEqual(
      history.epochs.map(({ epoch, loss, validationLoss, metrics }) => [
        epoch,
        ...[loss, validationLoss, metrics.meanAbsoluteError].map((value) => Number(value.toPrecision(4))),
      ]),
    );
    expect(
      new Set(
        lines(history)
          .slice(0, 4)
          .map(({ length }) => length),
      ).size,
    ).toBe(1); // aligned
    expect(rest.at(-1)).toBe(`best: epoch ${history.best?.epoch}`);
  });

  test("without validation data has the losses only, and leaves out the middle of many epochs", async () => {
    const trained = network();
    const controller = new AbortController();
    const history = await train(trained, {
      ...common,
      optimizer: sgd(trained, { learningRate: 0.01 }),
      epochs: 200,
      signal: controller.signal,
      onEpoch: ({ epoch }) => void (epoch === 100 && controller.abort()),
    });
    const [head, ...rest] = lines(history);
    expect(head?.trim().split(/ +/)).toEqual(["epoch", "loss"]);
    expect(rest).toHaveLength(21);
    expect(rest.map((line) => line.trim().split(/ +/)[0])).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
      "9",
      "10",
      "…",
      "92",
      "93",
      "94",
      "95",
      "96",
      "97",
      "98",
      "99",
      "100",
      "ended",
    ]);
    expect(rest.at(-1)).toBe("ended by the signal");
  });

  test("is not among its properties", async () => {
    const trained = network();
    const history = await train(trained, { ...common, optimizer: adam(trained), epochs: 1 });
    expect(Object.keys(history)).toEqual(["epochs", "losses", "aborted", "best"]);
    expect(JSON.parse(JSON.stringify(history)).losses).toEqual(history.losses);
    expect(structuredClone(history)).toEqual(history);
  });
});
