/** Training: batches, epochs, what is called when, and how it ends. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { matrix, random, randomNormal, tensor, zeros } from "../../../src/index.js";
import {
  adam,
  backpropagate,
  batches,
  batchNorm,
  dense,
  type Epoch,
  meanSquaredError,
  type Optimizer,
  relu,
  type Step,
  sequential,
  sgd,
  tanh,
  train,
} from "../../../src/nn/index.js";

afterEach(() => void vi.restoreAllMocks());

const rows = <N extends number>(count: N) => Array.from({ length: count }, (_, row) => [row, row + 0.5]);

describe("batches", () => {
  const inputs = tensor(rows(11), [11, 2]);
  const targets = tensor(
    Array.from({ length: 11 }, (_, row) => row),
    [11],
  );
  const seen = (options = {}) => [...batches(inputs, targets, 4, options)];

  test("come in order, and the last one contains the rest", () => {
    expect(seen().map((batch) => batch.inputs.shape)).toEqual([
      [4, 2],
      [4, 2],
      [3, 2],
    ]);
    expect(seen().flatMap((batch) => batch.targets.toArray())).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test.each([
    [11, 4, { keep: [4, 4, 3], drop: [4, 4], merge: [4, 7] }],
    [11, 5, { keep: [5, 5, 1], drop: [5, 5], merge: [5, 6] }],
    [8, 4, { keep: [4, 4], drop: [4, 4], merge: [4, 4] }],
    [3, 4, { keep: [3], drop: [], merge: [3] }],
    [4, 4, { keep: [4], drop: [4], merge: [4] }],
    [5, 4, { keep: [4, 1], drop: [4], merge: [5] }],
    [0, 4, { keep: [], drop: [], merge: [] }],
    [3, 1, { keep: [1, 1, 1], drop: [1, 1, 1], merge: [1, 1, 1] }],
  ])("of %d examples, %d at a time: what becomes of the last ones", (examples, size, expected) => {
    const x = tensor(
      Array.from({ length: examples }, (_, row) => row),
      [examples as 7],
    );
    for (const last of ["keep", "drop", "merge"] as const) {
      const cut = [...batches(x, x, size, { last })];
      expect(cut.map((batch) => batch.inputs.shape[0])).toEqual(expected[last]);
      const seen = cut.flatMap((batch) => batch.inputs.toArray());
      expect(seen).toEqual(seen.map((_, index) => index));
      expect(batches(x, x, size, { last, random: random(1) })[Symbol.iterator]).toBeDefined();
    }
    expect([...batches(x, x, size)].map((batch) => batch.inputs.shape[0])).toEqual(expected.keep);
  });

  test("that are shuffled drop different examples each time", () => {
    const cut = batches(inputs, targets, 5, { random: random(1), last: "drop" });
    const left = [1, 2, 3, 4, 5].map(() => {
      const seen = new Set([...cut].flatMap((batch) => batch.targets.toArray()));
      return targets
        .toArray()
        .filter((row) => !seen.has(row))
        .join();
    });
    expect(new Set(left).size).toBeGreaterThan(1);
  });

  test("can keep, drop or merge the last examples", () => {
    expect(() => batches(inputs, targets, 4, { last: "pad" as "keep" })).toThrow(
      new RangeError('batches: last is "keep", "drop" or "merge", not "pad"'),
    );
  });

  test("when shuffled, each example comes once, with its target", () => {
    const shuffled = seen({ random: random(1) });
    const order = shuffled.flatMap((batch) => batch.targets.toArray());
    expect(order).not.toEqual(order.toSorted((one, other) => one - other));
    expect(order.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(shuffled.flatMap((batch) => batch.inputs.toArray())).toEqual(order.map((row) => [row, row + 0.5]));
  });

  test("are shuffled anew each time, in the same way for the same seed", () => {
    const [one, other] = [
      batches(inputs, targets, 11, { random: random(1) }),
      batches(inputs, targets, 11, { random: random(1) }),
    ];
    const orders = (of: typeof one) => [1, 2].map(() => [...of][0]?.targets.toArray());
    const [first, second] = orders(one);
    expect(first).not.toEqual(second);
    expect(orders(other)).toEqual([first, second]);
  });

  test("of views are the examples of the views", () => {
    const turned = matrix([
      [0, 1, 2],
      [10, 11, 12],
    ]).transpose();
    expect([...batches(turned, turned, 2)].map((batch) => batch.inputs.toArray())).toEqual([
      [
        [0, 10],
        [1, 11],
      ],
      [[2, 12]],
    ]);
  });
});

describe("train", () => {
  const inputs = randomNormal([11, 3], random(1));
  const targets = randomNormal([11, 2], random(2));
  const network = () => sequential(dense(3, 5, { activation: tanh, random: random(3) }), dense(5, 2, { random: random(4) }));
  const common = { inputs, targets, loss: meanSquaredError, batchSize: 4 };

  test("does what its layers do, one after the other", async () => {
    const [trained, byHand] = [network(), network()];
    const history = await train(trained, {
      ...common,
      optimizer: sgd(trained, { learningRate: 0.1 }),
      epochs: 2,
      random: random(7),
    });

    const optimizer = sgd(byHand, { learningRate: 0.1 });
    const cut = batches(inputs, targets, 4, { random: random(7) });
    const losses: number[] = [];
    for (let epoch = 0; epoch < 2; epoch++) {
      for (const batch of cut) {
        const { loss, gradients } = backpropagate(byHand, meanSquaredError, batch.inputs, batch.targets);
        optimizer.step(gradients);
        losses.push(loss);
      }
    }
    expect(history.losses).toEqual(losses);
    expect(trained.parameters[0].weights.toArray()).toEqual(byHand.parameters[0].weights.toArray());
    const [a, b, c] = losses as [number, number, number];
    expect(history.epochs[0]?.loss).toBeCloseTo((4 * a + 4 * b + 3 * c) / 11, 14);
    expect(history.aborted).toBe(false);
  });

  test("calls back after each step and each epoch, and awaits the callbacks", async () => {
    const trained = network();
    const calls: string[] = [];
    const later = () => new Promise((resolve) => setTimeout(resolve));
    await train(trained, {
      ...common,
      optimizer: adam(trained),
      epochs: 2,
      onStep: async ({ step, steps, epoch }: Step) => {
        await later();
        calls.push(`step ${step}/${steps} of epoch ${epoch}`);
      },
      onEpoch: async ({ epoch, epochs }: Epoch) => {
        await later();
        calls.push(`epoch ${epoch}/${epochs}`);
      },
    });
    expect(calls).toEqual([
      "step 1/6 of epoch 1",
      "step 2/6 of epoch 1",
      "step 3/6 of epoch 1",
      "epoch 1/2",
      "step 4/6 of epoch 2",
      "step 5/6 of epoch 2",
      "step 6/6 of epoch 2",
      "epoch 2/2",
    ]);
  });

  test.each([
    ["keep", 3, 11],
    ["drop", 2, 8],
    ["merge", 2, 11],
  ] as const)("last: %s gives %d steps an epoch, and the mean loss over their examples", async (last, count, used) => {
    const trained = network();
    const steps: Step[] = [];
    const settings = { ...common, last, optimizer: sgd(trained, { learningRate: 0.1 }), epochs: 2 };
    const history = await train(trained, { ...settings, onStep: (step) => void steps.push(step) });
    expect(history.losses).toHaveLength(2 * count);
    expect(steps.map(({ steps }) => steps)).toEqual(new Array(2 * count).fill(2 * count));
    const byHand = network();
    const optimizer = sgd(byHand, { learningRate: 0.1 });
    let total = 0;
    for (const batch of batches(inputs, targets, 4, { last })) {
      const { loss, gradients } = backpropagate(byHand, meanSquaredError, batch.inputs, batch.targets);
      optimizer.step(gradients);
      total += loss * batch.inputs.shape[0];
    }
    expect(history.epochs[0]?.loss).toBeCloseTo(total / used, 14);
  });

  test("dropping the only batch is an error that says so", async () => {
    const trained = network();
    const settings = { ...common, batchSize: 12, optimizer: adam(trained), epochs: 1 };
    await expect(train(trained, { ...settings, last: "drop" })).rejects.toThrow(
      new RangeError('train: last: "drop" leaves no batch: there are 11 examples, and a batch takes 12'),
    );
    expect((await train(trained, { ...settings, last: "merge" })).losses).toHaveLength(1);
    expect((await train(trained, settings)).losses).toHaveLength(1); // one batch of all
  });

  test("a last batch of one example, too few for batchNorm, is refused before the first step; merged or dropped, it trains", async () => {
    const make = () => sequential(dense(3, 2, { random: random(1) }), batchNorm(2), dense(2, 2, { random: random(2) }));
    const [x, y] = [inputs.slice([0, 9]), targets.slice([0, 9])];
    const settings = { inputs: x, targets: y, loss: meanSquaredError, batchSize: 4, epochs: 1 };
    const refused = make();
    const before = JSON.stringify(refused.parameters);
    await expect(train(refused, { ...settings, optimizer: adam(refused) })).rejects.toThrow(
      'batchNorm: training takes two numbers or more for each channel, and [1, 2] has one; a last batch of one example is left out with last: "drop"',
    );
    expect(JSON.stringify(refused.parameters)).toBe(before);
    for (const last of ["drop", "merge"] as const) {
      const trained = make();
      expect((await train(trained, { ...settings, last, optimizer: adam(trained) })).losses).toHaveLength(2);
    }
  });

  test("zero epochs take no steps", async () => {
    const trained = network();
    const before = JSON.stringify(trained.parameters);
    const history = await train(trained, { ...common, optimizer: adam(trained), epochs: 0 });
    expect(history).toEqual({ epochs: [], losses: [], aborted: false });
    expect(JSON.stringify(trained.parameters)).toBe(before);
  });

  test("a loss of NaN stays NaN, and shows at once", async () => {
    const trained = network();
    const controller = new AbortController();
    const optimizer = sgd(trained, { learningRate: 1e30 });
    const settings = { ...common, optimizer, epochs: 5, signal: controller.signal };
    const history = await train(trained, {
      ...settings,
      onStep: ({ loss }) => void (Number.isFinite(loss) || controller.abort()),
    });
    expect(history.aborted).toBe(true);
    expect(history.losses.at(-1)).not.toSatisfy(Number.isFinite);
    expect((await train(trained, { ...common, optimizer, epochs: 1 })).losses).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  test("can be stopped by a signal, and keeps what it has learned", async () => {
    const trained = network();
    const controller = new AbortController();
    const history = await train(trained, {
      ...common,
      optimizer: adam(trained),
      epochs: 5,
      signal: controller.signal,
      onStep: ({ step }) => {
        if (step === 4) controller.abort();
      },
    });
    expect(history.aborted).toBe(true);
    expect(history.losses).toHaveLength(4);
    expect(history.epochs).toHaveLength(1);
    expect(trained.parameters[0].weights.toArray()).not.toEqual(network().parameters[0].weights.toArray());
  });

  test("gives way to other work, so that a signal can arrive", async () => {
    const trained = sequential(dense(3, 31, { activation: relu }), dense(31, 2));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const history = await train(trained, { ...common, optimizer: adam(trained), epochs: 1_000_000, signal: controller.signal });
    expect(history.aborted).toBe(true);
  });

  test.each([
    [1, 16],
    [5, 15],
    [16, 16],
    [40, 40],
  ])("steps of %i ms leave other work waiting for %i ms at most", async (duration, longest) => {
    let time = 0;
    vi.spyOn(performance, "now").mockImplementation(() => time);
    const turns: number[] = []; // when other work ran
    const { port1, port2 } = new MessageChannel();
    const later = (callback: () => void) => {
      if (typeof setImmediate === "function") setImmediate(callback);
      else port2.postMessage(undefined);
    };
    const work = () => {
      if (turns.at(-1) !== time) turns.push(time);
      if (training) later(work);
    };
    Object.assign(port1, { onmessage: work });
    let training = true;
    later(work);
    const trained = network();
    const onStep = () => {
      time += duration;
    };
    await train(trained, { ...common, optimizer: adam(trained), epochs: 40, onStep });
    training = false;
    port1.close();
    const waits = turns.map((turn, index) => turn - (turns[index - 1] ?? 0));
    expect(waits.length).toBeGreaterThan(5);
    expect(Math.max(...waits)).toBe(longest);
    // And no more often than that, but for once in between: after twenty steps, what compiles them is loaded.
    expect(waits.slice(1, -1).filter((wait) => wait < longest).length).toBeLessThanOrEqual(2);
  });

  test("rethrows what a callback throws, and the network stays usable", async () => {
    const trained = network();
    const optimizer: Optimizer<typeof trained.parameters> = sgd(trained, { learningRate: 0.1 });
    const run = train(trained, {
      ...common,
      optimizer,
      epochs: 1,
      onStep: () => {
        throw new Error("stop");
      },
    });
    await expect(run).rejects.toThrow("stop");
    expect(trained.predict(zeros([3])).shape).toEqual([2]);
  });

  test("learns a line through points", async () => {
    const line = dense(1, 1, { random: random(1) });
    const x = randomNormal([101, 1], random(2));
    const history = await train(line, {
      ...common,
      inputs: x,
      targets: x.multiply(3).add(-2),
      optimizer: sgd(line, { learningRate: 0.1 }),
      epochs: 20,
    });
    expect(history.epochs.at(-1)?.loss).toBeLessThan(1e-6);
    expect(line.parameters.weights.at(0, 0)).toBeCloseTo(3, 3);
    expect(line.parameters.bias.at(0)).toBeCloseTo(-2, 3);
  });
});
