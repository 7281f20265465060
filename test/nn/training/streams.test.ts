/** Training on examples that come in batches, in larger steps, and with gradients that are clipped. */
import { describe, expect, test } from "vitest";
import { globalNorm, oneHot, random, randomNormal, ShapeError, vector, zeros } from "../../../src/index.js";
import {
  accuracy,
  adam,
  backpropagate,
  batches,
  batchNorm,
  crossEntropy,
  dense,
  type Gradients,
  meanSquaredError,
  type Step,
  sequential,
  sgd,
  tanh,
  train,
} from "../../../src/nn/index.js";

const inputs = randomNormal([11, 3], random(1));
const targets = randomNormal([11, 2], random(2));
const make = () => sequential(dense(3, 5, { activation: tanh, random: random(3) }), dense(5, 2, { random: random(4) }));
const state = ({ parameters }: { readonly parameters: unknown }): string => JSON.stringify(parameters);
const cut = (size = 4) => [...batches(inputs, targets, size)];
const settings = (network: ReturnType<typeof make>) => ({
  loss: meanSquaredError,
  optimizer: sgd(network, { learningRate: 0.1, momentum: 0.9 }),
  epochs: 3,
});

/** Not every browser has `ReadableStream.from`. */
const streamOf = <Entry>(entries: Iterable<Entry>): ReadableStream<Entry> =>
  new ReadableStream({
    start(controller) {
      for (const entry of entries) controller.enqueue(entry);
      controller.close();
    },
  });

describe("data", () => {
  const whole = make();
  const expected = train(whole, { ...settings(whole), inputs, targets, batchSize: 4 });

  test.each<[string, () => unknown]>([
    ["an array", () => cut()],
    ["what batches returns", () => batches(inputs, targets, 4)],
    [
      "a function that returns a generator",
      () =>
        function* () {
          yield* cut();
        },
    ],
    [
      "a function that returns an async generator",
      () =>
        async function* () {
          for (const batch of cut()) {
            await new Promise((resolve) => setTimeout(resolve));
            yield batch;
          }
        },
    ],
    ["a stream", () => () => streamOf(cut())],
  ])("as %s: the same steps as with all examples at once", async (_, data) => {
    const network = make();
    const history = await train(network, { ...settings(network), data: data() as ReturnType<typeof cut> });
    const { losses, epochs } = await expected; // ends the training of `whole`, which the next line looks at
    expect(state(network)).toBe(state(whole));
    expect(history.losses).toEqual(losses);
    expect(history.epochs).toEqual(epochs);
  });

  test("is asked for one batch at a time, after the step before", async () => {
    const network = make();
    const events: string[] = [];
    async function* read(epoch: number) {
      for (const [index, batch] of cut().entries()) {
        events.push(`read ${epoch}.${index}`);
        yield batch;
      }
    }
    await train(network, { ...settings(network), epochs: 2, data: read, onStep: ({ step }) => void events.push(`step ${step}`) });
    expect(events).toEqual(
      ["read 1.0", "step 1", "read 1.1", "step 2", "read 1.2", "step 3"].concat(
        "read 2.0",
        "step 4",
        "read 2.1",
        "step 5",
        "read 2.2",
        "step 6",
      ),
    );
  });

  test("the number of steps is known for an array only", async () => {
    const network = make();
    const steps: number[] = [];
    const onStep = (step: Step) => void steps.push(step.steps);
    await train(network, { ...settings(network), epochs: 2, data: cut(), onStep });
    await train(network, { ...settings(network), epochs: 1, data: batches(inputs, targets, 11), onStep });
    expect(steps).toEqual([6, 6, 6, 6, 6, 6, Number.NaN]);
  });

  test("an iterator is told to end if the signal ends the training, or a callback throws", async () => {
    const ends: string[] = [];
    const reading = (name: string) =>
      async function* () {
        try {
          for (;;) yield* cut();
        } finally {
          ends.push(name);
        }
      };
    const network = make();
    const controller = new AbortController();
    const history = await train(network, {
      ...settings(network),
      data: reading("aborted"),
      signal: controller.signal,
      onStep: ({ step }) => void (step === 5 && controller.abort()),
    });
    expect([history.aborted, history.losses.length]).toEqual([true, 5]);
    const onStep = () => {
      throw new Error("stop");
    };
    await expect(train(network, { ...settings(network), data: reading("thrown"), onStep })).rejects.toThrow("stop");
    expect(ends).toEqual(["aborted", "thrown"]);
  });

  test("a batch that doesn't fit is named; what was learned before stays", async () => {
    const [network, byHand] = [make(), make()];
    const [first, second] = cut() as [ReturnType<typeof cut>[0], ReturnType<typeof cut>[0]];
    const optimizer = sgd(byHand, { learningRate: 0.1, momentum: 0.9 });
    for (const { inputs, targets } of [first, second])
      optimizer.step(backpropagate(byHand, meanSquaredError, inputs, targets).gradients);
    let ended = false;
    const failing = (last: unknown) =>
      function* () {
        try {
          yield* [first, second, last as typeof first];
        } finally {
          ended = true;
        }
      };
    for (const [last, message] of [
      [{ inputs: zeros([4, 5]), targets: zeros([4, 2]) }, "takes one leading axis, of examples, before [3], not [4, 5]"],
      [{ inputs: zeros([4, 3]), targets: zeros([3, 2]) }, "the output is [4, 2], the targets are [3, 2]"],
      [{ inputs: zeros([0, 3]), targets: zeros([0, 2]) }, "there are no examples"],
      [{ inputs: zeros([4, 3]) }, "a batch of data has no targets"],
      [{ input: zeros([4, 3]), targets: zeros([4, 2]) }, "a batch of data has no inputs"],
      [{ inputs: zeros([4, 3]), targets: 7 }, "takes a tensor, not 7"],
      [7, "a batch of data has no inputs"],
      [{ inputs: zeros([4, 3]), targets: zeros([4, 2]), sampleWeights: vector([1, 2]) }, "sampleWeights"],
    ] as const) {
      const trained = make();
      ended = false;
      const run = train(trained, { ...settings(trained), data: failing(last) });
      await expect(run).rejects.toThrow(message);
      await expect(run).rejects.toThrow(/^train, batch 3 of epoch 1: /);
      expect(state(trained)).toBe(state(byHand));
      expect(ended).toBe(true);
    }
    const norm = sequential(dense(3, 2), batchNorm(2));
    const alone = [{ inputs: zeros([1, 3]), targets: zeros([1, 2]) }];
    await expect(train(norm, { loss: meanSquaredError, optimizer: adam(norm), epochs: 1, data: alone })).rejects.toThrow(
      /^train: batchNorm: training takes two numbers or more for each channel/,
    );
    expect(network).toBeDefined();
  });

  test("a generator runs only once, so it is refused for several epochs before anything is learned", async () => {
    const network = make();
    const before = state(network);
    function* read() {
      yield* cut();
    }
    await expect(train(network, { ...settings(network), data: read() })).rejects.toThrow(
      new TypeError(
        "train: data is a generator, which runs only once, but there are 3 epochs; pass a function that returns new batches for each epoch",
      ),
    );
    expect(state(network)).toBe(before);
    const { losses } = await train(network, { ...settings(network), epochs: 1, data: read() });
    expect(losses).toHaveLength(3);
    const once = read();
    await expect(train(network, { ...settings(network), data: () => once })).rejects.toThrow(
      new RangeError(
        "train: data has no batches in epoch 2; for several epochs, pass a function that returns new ones each time",
      ),
    );
    await expect(train(network, { ...settings(network), data: [] as ReturnType<typeof cut> })).rejects.toThrow(
      new RangeError(
        "train: data has no batches in epoch 1; for several epochs, pass a function that returns new ones each time",
      ),
    );
  });

  test.each([
    [5, "train: data has to be batches, one after another, such as an array or a generator, not 5"],
    ["text", 'train: data has to be batches, one after another, such as an array or a generator, not "text"'],
    [null, "train: data has to be batches, one after another, such as an array or a generator, not null"],
    [() => 5, "train: what data returns has to be batches, one after another, such as an array or a generator, not 5"],
  ])("%s isn't data", async (data, message) => {
    const network = make();
    await expect(train(network, { ...settings(network), data: data as unknown as ReturnType<typeof cut> })).rejects.toThrow(
      new TypeError(message),
    );
  });

  test.each(["inputs", "targets", "sampleWeights", "last", "random"])("doesn't come with %s", async (name) => {
    const network = make();
    const options = { ...settings(network), data: cut(), [name]: zeros([11, 3]) };
    await expect(train(network, options as never)).rejects.toThrow(
      new ShapeError(`train: there is either data or ${name}, not both`),
    );
  });

  test("is validated as usual; metrics need validation data", async () => {
    const network = dense(3, 2, { random: random(1) });
    const classes = oneHot(vector([0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1]), 2);
    const validation = { inputs, targets: classes };
    const common = { loss: crossEntropy, optimizer: adam(network), epochs: 2, metrics: { accuracy } };
    const data = () => batches(inputs, classes, 4);
    const history = await train(network, { ...common, data, validation, patience: 1 });
    expect(history.epochs[0]?.metrics.accuracy).toBeGreaterThanOrEqual(0);
    await expect(train(network, { ...common, data })).rejects.toThrow(
      new TypeError("train: metrics take all examples at once, but data comes in batches; pass validation too"),
    );
  });

  test("may have weights for its examples", async () => {
    const [one, other] = [make(), make()];
    const sampleWeights = randomNormal([11], random(5)).abs();
    await train(one, { ...settings(one), inputs, targets, sampleWeights, batchSize: 11 });
    await train(other, { ...settings(other), data: [{ inputs, targets, sampleWeights }] });
    expect(state(other)).toBe(state(one));
    expect(state(other)).not.toBe(state(whole));
  });
});

describe("accumulate", () => {
  test.each([
    ["a mean", meanSquaredError],
    ["a sum", meanSquaredError({ reduction: "sum" })],
  ])("takes the step of one large batch, also with a shorter last one: %s", async (_, loss) => {
    const [small, large] = [make(), make()];
    const rate = { learningRate: 0.01 };
    const common = { inputs, targets, loss, epochs: 4 };
    const steps: Step[] = [];
    const history = await train(small, {
      ...common,
      batchSize: 4,
      accumulate: 3,
      optimizer: sgd(small, rate),
      onStep: (step) => void steps.push(step),
    });
    const expected = await train(large, { ...common, batchSize: 11, optimizer: sgd(large, rate) });
    for (const layer of [0, 1] as const) {
      const [one, other] = [small.parameters[layer].weights.dataSync(), large.parameters[layer].weights.dataSync()];
      one.forEach((weight, index) => void expect(weight).toBeCloseTo(other[index] as number, 6));
    }
    expect(history.losses).toHaveLength(4);
    history.losses.forEach((loss, step) => void expect(loss).toBeCloseTo(expected.losses[step] as number, 5));
    expect(steps.map(({ step, steps, epoch }) => [step, steps, epoch])).toEqual([1, 2, 3, 4].map((step) => [step, 4, step]));
  });

  test("counts each batch as its loss counts: with class weights and examples that don't count", async () => {
    const loss = crossEntropy({ classWeights: vector([1, 5]), ignore: -1 });
    const classes = vector([0, 1, 0, 1, 1, 0, -1, 1, -1, -1, -1]);
    const [small, large] = [make(), make()];
    const common = { inputs, targets: classes, loss, epochs: 3 };
    await train(small, { ...common, batchSize: 4, accumulate: 9, optimizer: sgd(small, { learningRate: 0.1 }) });
    await train(large, { ...common, batchSize: 11, optimizer: sgd(large, { learningRate: 0.1 }) });
    const [one, other] = [small.parameters[0].weights.dataSync(), large.parameters[0].weights.dataSync()];
    one.forEach((weight, index) => void expect(weight).toBeCloseTo(other[index] as number, 6));
  });

  test("what is left at the end of an epoch is a step; of 1, everything is as without", async () => {
    const network = make();
    const common = { ...settings(network), inputs, targets, batchSize: 2 }; // six batches
    expect((await train(network, { ...common, accumulate: 4 })).losses).toHaveLength(6); // two steps in each epoch
    const [one, other] = [make(), make()];
    await train(one, { ...settings(one), inputs, targets, batchSize: 2, accumulate: 1 });
    await train(other, { ...settings(other), inputs, targets, batchSize: 2 });
    expect(state(one)).toBe(state(other));
  });

  test.each([0, 1.5, -1, "2"])("isn't %s", async (accumulate) => {
    const network = make();
    await expect(train(network, { ...settings(network), inputs, targets, accumulate: accumulate as 1 })).rejects.toThrow(
      /^train: accumulate is a whole number from 1 up, not /,
    );
  });
});

describe("clipNorm", () => {
  /** The norms of the gradients of each step. */
  const norms = async (options: object): Promise<number[]> => {
    const network = make();
    const found: number[] = [];
    const optimizer = { step: (gradients: Gradients<typeof network.parameters>) => void found.push(globalNorm(gradients).at()) };
    await train(network, { ...settings(network), optimizer, inputs, targets, epochs: 1, batchSize: 4, ...options });
    return found;
  };

  test("scales long gradients down to it, and leaves short ones as they are", async () => {
    const free = await norms({});
    const limit = (Math.min(...free) + Math.max(...free)) / 2;
    const clipped = await norms({ clipNorm: limit });
    expect(clipped).toHaveLength(3);
    clipped.forEach((norm, step) => void expect(norm).toBeCloseTo(Math.min(free[step] as number, limit), 5));
    expect(free.some((norm) => norm > limit) && free.some((norm) => norm < limit)).toBe(true);
  });

  test("clips the mean of accumulated gradients", async () => {
    expect(await norms({ clipNorm: 0.1, accumulate: 3 })).toEqual([expect.closeTo(0.1, 6)]);
  });

  test("takes the gradients of a layer in several places as one", async () => {
    const layer = dense(3, 3, { random: random(8) });
    const network = sequential(layer, layer);
    const { gradients } = backpropagate(network, meanSquaredError, inputs, inputs);
    const sum = { weights: gradients[0].weights.add(gradients[1].weights), bias: gradients[0].bias.add(gradients[1].bias) };
    const limit = globalNorm(sum).at() / 2;
    const steps: (typeof gradients)[] = [];
    const optimizer = { step: (found: typeof gradients) => void steps.push(found) };
    await train(network, { inputs, targets: inputs, loss: meanSquaredError, optimizer, epochs: 1, clipNorm: limit });
    const [[one, other]] = steps as [typeof gradients];
    const clipped = one.weights.add(other.weights).dataSync();
    sum.weights.dataSync().forEach((value, index) => void expect(clipped[index]).toBeCloseTo(value / 2, 6));
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1"])("isn't %s", async (clipNorm) => {
    await expect(norms({ clipNorm })).rejects.toThrow(/^train: clipNorm is a finite number above 0, not /);
  });
});

describe("validation data in batches", () => {
  // biome-ignore lint/suspicious/noExplicitAny: wrong calls too
  type Any = any;
  const [heldInputs, heldTargets] = [randomNormal([7, 3], random(11)), oneHot([0, 1, 1, 0, 1, 0, 0], 2)];
  const held = (size = 3) => [...batches(heldInputs, heldTargets, size)];
  const options = (network: ReturnType<typeof make>) => ({
    loss: crossEntropy,
    optimizer: sgd(network, { learningRate: 0.5 }),
    ...{ inputs: heldInputs.multiply(-1), targets: heldTargets, epochs: 6, patience: 2, metrics: { accuracy } },
  });
  const trained = async (validation: Any) => {
    const network = make();
    const history = await train(network, { ...options(network), validation });
    return { history, parameters: state(network) };
  };

  test.each<[string, () => unknown]>([
    ["an array", () => held()],
    ["batches", () => batches(heldInputs, heldTargets, 2)],
    [
      "a function of the epoch that returns an async generator",
      () =>
        async function* () {
          for (const batch of held()) {
            await new Promise((resolve) => setTimeout(resolve));
            yield batch;
          }
        },
    ],
    ["a function that returns a stream", () => () => streamOf(held())],
  ])("%s: what the same examples give all at once", async (_, data) => {
    const [one, other] = [await trained({ data: data() }), await trained({ inputs: heldInputs, targets: heldTargets })];
    expect(one.history.epochs).toHaveLength(other.history.epochs.length);
    one.history.epochs.forEach(({ validationLoss, metrics }, index) => {
      const expected = other.history.epochs[index];
      expect(validationLoss).toBeCloseTo(expected?.validationLoss as number, 10);
      expect(metrics).toEqual(expected?.metrics);
    });
    expect(one.history.best?.epoch).toBe(other.history.best?.epoch);
    expect(one.parameters).toBe(other.parameters);
  });

  test("the function gets the epoch, and a generator that fails ends the training", async () => {
    const seen: number[] = [];
    const data = (epoch: number) => {
      seen.push(epoch);
      return held();
    };
    await trained({ data });
    expect(seen.slice(0, 2)).toEqual([1, 2]);
    await expect(
      trained({
        *data() {
          yield held()[0];
          throw new Error("the file is damaged");
        },
      }),
    ).rejects.toThrow("the file is damaged");
  });

  test("sample weights count, and class numbers are targets", async () => {
    const weighed = held().map((batch) => ({ ...batch, sampleWeights: zeros([batch.inputs.shape[0]]) }));
    expect((await trained({ data: weighed })).history.epochs[0]?.validationLoss).toBe(0);
    const network = make();
    const numbers = [{ inputs: heldInputs, targets: vector([0, 1, 1, 0, 1, 0, 0]) }];
    const { epochs } = await train(network, {
      ...{ loss: crossEntropy, optimizer: sgd(network, { learningRate: 0.5 }), epochs: 1, metrics: { accuracy } },
      ...{ data: numbers, validation: { data: numbers } },
    });
    expect(epochs[0]?.metrics.accuracy).toBeGreaterThan(0);
  });

  test("a batch of one example is enough, although a batchNorm couldn't learn from it", async () => {
    const network = sequential(batchNorm(3), dense(3, 2));
    const settings = { loss: meanSquaredError, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 1 };
    const single = [{ inputs: zeros([1, 3]), targets: zeros([1, 2]) }];
    const { epochs } = await train(network, { ...settings, inputs, targets, validation: { data: single } });
    expect(epochs[0]?.validationLoss).toBeGreaterThanOrEqual(0);
  });

  test.each<[Any, string]>([
    [{ data: 5 }, "train, validation: data has to be batches, one after another, such as an array or a generator, not 5"],
    [{ data: held().values() }, "train, validation: data is a generator, which runs only once, but there are 6 epochs"],
    [{ data: [] }, "train, validation: data has no batches in epoch 1"],
    [{ data: held(), inputs: heldInputs }, "train, validation: there is either data or inputs, not both"],
    [{ data: held(), random: 1 }, "train, validation: there is no option random"],
    [{ data: [{ inputs: zeros([2, 5]), targets: zeros([2, 2]) }] }, "train, validation: takes one leading axis, of examples"],
    [
      { data: [...held(), { inputs: zeros([2, 3]), targets: zeros([2, 5]) }] },
      "train, validation, batch 4 of epoch 1: the output is [2, 2], the targets are [2, 5]",
    ],
  ])("refused: %#", async (validation, sentence) => {
    await expect(trained(validation)).rejects.toThrow(sentence);
  });
});
