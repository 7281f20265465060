/** Learning rates that change: schedules, compared with PyTorch's, and rates that are set between steps. */
import { describe, expect, test } from "vitest";
import { vector, zeros } from "../../../src/index.js";
import { loadNetwork, saveNetwork } from "../../../src/io/index.js";
import {
  adam,
  backpropagate,
  cosineDecay,
  dense,
  exponentialDecay,
  meanSquaredError,
  type Schedule,
  sgd,
  stepDecay,
  train,
  warmup,
} from "../../../src/nn/index.js";
import recorded from "./pytorch.json" with { type: "json" };

// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
type Untyped = any;

describe("schedules", () => {
  const schedules: Record<keyof typeof recorded.schedules, Schedule> = {
    exponentialDecay: exponentialDecay(0.3, { factor: 0.9 }),
    stepDecay: stepDecay(0.3, { factor: 0.5, every: 4 }),
    cosineDecay: cosineDecay(0.3, { steps: 19, final: 0.02 }),
    warmup: warmup(0.3, { steps: 7, from: 0.03 }),
    "warmup, cosineDecay": warmup(cosineDecay(0.3, { steps: 13 }), { steps: 7, from: 0.03 }),
  };
  test.each(Object.entries(schedules))("%s has PyTorch's values", (name, schedule) => {
    const expected = recorded.schedules[name as keyof typeof schedules];
    expect(expected).toHaveLength(20);
    expected.forEach((rate, step) => void expect(schedule(step)).toBeCloseTo(rate, 12));
  });

  test("exponentialDecay decays by its factor in the given number of steps, and in between too", () => {
    const schedule = exponentialDecay(0.3, { factor: 0.25, every: 10 });
    expect([0, 5, 10, 20].map(schedule)).toEqual([0.3, 0.15, 0.075, 0.3 / 16]);
  });

  test("cosineDecay stays where it ends, and may rise", () => {
    const schedule = cosineDecay(0.1, { steps: 4, final: 0.5 });
    expect([0, 2, 4, 5, 1000].map((step) => Number(schedule(step).toFixed(12)))).toEqual([0.1, 0.3, 0.5, 0.5, 0.5]);
  });

  test("warmup starts at 0, and calls what follows with its own steps", () => {
    expect([0, 1, 2, 3, 4, 5].map(warmup(0.8, { steps: 4 }))).toEqual([0, 0.2, 0.4, 0.6000000000000001, 0.8, 0.8]);
    const seen: number[] = [];
    const schedule = warmup((step) => seen.push(step), { steps: 2 });
    [0, 1, 2, 3].forEach(schedule);
    expect(seen).toEqual([0, 0, 0, 1]);
  });

  test.each<[() => unknown, string]>([
    [
      () => exponentialDecay(-1, { factor: 0.9 }),
      "exponentialDecay: the initial rate has to be a finite number from 0 up, not -1",
    ],
    [() => exponentialDecay(1, { factor: Number.NaN }), "exponentialDecay: factor has to be a finite number from 0 up, not NaN"],
    [() => exponentialDecay(1, { factor: 0.9, every: 0 }), "exponentialDecay: every is a whole number from 1 up, not 0"],
    [() => exponentialDecay(1, 0.9 as Untyped), "exponentialDecay: takes its options in an object, not as 0.9"],
    [
      () => stepDecay("1" as Untyped, { factor: 1, every: 1 }),
      'stepDecay: the initial rate has to be a finite number from 0 up, not "1"',
    ],
    [() => stepDecay(1, { every: 3 } as Untyped), "stepDecay: factor has to be a finite number from 0 up, not undefined"],
    [() => stepDecay(1, { factor: 0.1 } as Untyped), "stepDecay: every is a whole number from 1 up, not undefined"],
    [
      () => cosineDecay(Number.POSITIVE_INFINITY, { steps: 1 }),
      "cosineDecay: the initial rate has to be a finite number from 0 up, not Infinity",
    ],
    [() => cosineDecay(1, { steps: 1.5 }), "cosineDecay: steps is a whole number from 1 up, not 1.5"],
    [() => cosineDecay(1, { steps: 5, final: -0.1 }), "cosineDecay: final has to be a finite number from 0 up, not -0.1"],
    [() => cosineDecay(1, { steps: 5, warmup: 3 } as Untyped), "cosineDecay: there is no option warmup"],
    [() => warmup(-1, { steps: 5 }), "warmup: learningRate has to be a finite number from 0 up, not -1"],
    [() => warmup(1, { steps: 0 }), "warmup: steps is a whole number from 1 up, not 0"],
    [() => warmup(1, { steps: 5, from: -1 }), "warmup: from has to be a finite number from 0 up, not -1"],
  ])("what makes no sense is refused: %s", (make, sentence) => {
    expect(make).toThrow(sentence);
  });
});

describe("the learning rate of an optimiser", () => {
  const gradient = vector([1, -2, 3]);

  test("is a schedule's, for steps counted from 0", () => {
    const optimizer = sgd(zeros([3]), { learningRate: (step) => [1, 10, 100][step] as number });
    const after = [1, 2, 3].map((_, at) => {
      expect(optimizer.learningRate).toBe(10 ** at);
      optimizer.step(gradient);
      return optimizer.parameters.toArray();
    });
    expect(after).toEqual([[-1, 2, -3], [-11, 22, -33], [-111, 222, -333]]); // biome-ignore format: three steps
  });

  test("is asked for once in a step, however many parameters there are", () => {
    const seen: number[] = [];
    const network = dense(3, 2);
    const optimizer = adam(network, { learningRate: (step) => seen.push(step) });
    for (let step = 0; step < 3; step++)
      optimizer.step(backpropagate(network, meanSquaredError, zeros([3]), zeros([2])).gradients);
    expect(seen).toEqual([0, 1, 2]);
  });

  test("can be set, and then the velocity stays", () => {
    const optimizer = sgd(zeros([3]), { learningRate: 1, momentum: 0.5 });
    optimizer.step(gradient); // v = g
    optimizer.learningRate = 0.5;
    expect(optimizer.learningRate).toBe(0.5);
    optimizer.step(gradient); // v = 1.5 g
    expect(optimizer.parameters.toArray()).toEqual([-1.75, 3.5, -5.25]);
    optimizer.learningRate *= 2;
    expect(optimizer.learningRate).toBe(1);
  });

  test("set to a schedule, counts the steps on, and the moments stay", () => {
    const rate = (step: number) => 0.1 / (step + 1);
    const [one, two] = [adam(zeros([3]), { learningRate: rate }), adam(zeros([3]), { learningRate: 0.1 })];
    for (let step = 0; step < 5; step++) {
      one.step(gradient);
      two.step(gradient);
      two.learningRate = rate;
    }
    expect(two.parameters.toArray()).toEqual(one.parameters.toArray());
  });

  test.each([Number.NaN, -0.1, Number.POSITIVE_INFINITY, "0.1", undefined, null, 1n, Promise.resolve(1)])(
    "of a schedule that returns %s is refused, and nothing changes",
    (rate) => {
      const schedule = (step: number): Untyped => (step === 1 ? rate : 0.1);
      const network = dense(3, 2);
      const optimizer = adam(network, { learningRate: schedule });
      const step = () => optimizer.step(backpropagate(network, meanSquaredError, zeros([3]), zeros([2])).gradients);
      step();
      const before = saveNetwork(network, { optimizer });
      const sentence = /^adam: learningRate\(1\) has to be a finite number from 0 up, not /;
      for (let time = 0; time < 2; time++) expect(step).toThrow(sentence);
      expect(() => optimizer.learningRate).toThrow(sentence);
      expect(saveNetwork(network, { optimizer })).toEqual(before);
      optimizer.learningRate = 0.1;
      step();
      expect(saveNetwork(network, { optimizer })).not.toEqual(before);
    },
  );

  test.each([Number.NaN, -0.1, "0.1", undefined, null, {}, [0.1]])("can't be set to %s", (rate) => {
    const optimizer = sgd(zeros([3]), { learningRate: 0.5 });
    const set = () => {
      optimizer.learningRate = rate as Untyped;
    };
    expect(set).toThrow(/^sgd: learningRate has to be a finite number from 0 up, not /);
    expect(optimizer.learningRate).toBe(0.5);
  });

  test("goes on where it was, in training that is saved and loaded", async () => {
    const [inputs, targets] = [zeros([12, 3]).add(0.5), zeros([12, 2])];
    const make = () => {
      const network = dense(3, 2, { weights: zeros([2, 3]).add(0.25) });
      const optimizer = adam(network, { learningRate: warmup(cosineDecay(0.1, { steps: 20 }), { steps: 5 }) });
      const run = (epochs: number) =>
        train(network, { inputs, targets, loss: meanSquaredError, optimizer, epochs, batchSize: 4 });
      return { network, optimizer, run };
    };
    const [whole, first, second] = [make(), make(), make()];
    const { losses } = await whole.run(6);
    await first.run(3);
    loadNetwork(second.network, saveNetwork(first.network, { optimizer: first.optimizer }), { optimizer: second.optimizer });
    expect(second.optimizer.learningRate).toBe(first.optimizer.learningRate);
    expect((await second.run(3)).losses).toEqual(losses.slice(9));
    expect(saveNetwork(second.network, { optimizer: second.optimizer })).toEqual(
      saveNetwork(whole.network, { optimizer: whole.optimizer }),
    );
  });
});
