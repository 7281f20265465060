/** Lowered programs: the same numbers as by the engine's own operations, whatever happens to its memory. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { engine, reference, setEngine } from "../../src/engine/current.js";
import { compile, concat, random, randomNormal, stack, useEngine, vector, zeros } from "../../src/index.js";
import {
  adam,
  backpropagate,
  batchNorm,
  crossEntropy,
  dense,
  embedding,
  lion,
  meanSquaredError,
  parameterGroups,
  relu,
  rmsprop,
  sequential,
  sgd,
  trainingStep,
} from "../../src/nn/index.js";
import { Compiled } from "../../src/program/compiled.js";
import { Lowered, lowered } from "../../src/program/lowered/lowered.js";
import { joined } from "../../src/tensor/operations/primitives/index.js";
import { claim, viewOf } from "../../src/tensor/tensor.js";
import type { AnyTensor } from "../grad/differences.js";
import { contents } from "./as-program.js";

// biome-ignore lint/suspicious/noExplicitAny: functions and networks of any shapes, which aren't the question
type Any = any;
const anyStep: Any = trainingStep;
const anyBackpropagate: Any = backpropagate;

afterEach(() => setEngine(reference));

/** What a function returns, and what its lowered program passes on. */
function both(f: (...args: Any[]) => readonly AnyTensor[], args: readonly AnyTensor[], times = 1) {
  const compiled = new Compiled(engine(), (...given) => [zeros([]), ...f(...given)], args);
  const outputs = compiled.plan.places.slice(1).map((_, index) => index + 1);
  const program = lowered(engine(), compiled.recording, compiled.plan, [{ outputs, changed: [] }]);
  let found: number[][] = [];
  for (let time = 0; time < times; time++)
    program?.use(
      args.map((arg) => viewOf("test", arg)),
      (_, values) => {
        found = values.map(({ storage, offset, shape, strides }) => {
          const copy = engine().copy({ storage, offset, shape, strides });
          return Array.from(copy.values);
        });
      },
    );
  return { found, expected: f(...args).map((tensor) => Array.from(tensor.dataSync())) };
}

describe.each(["float32", "float64"] as const)("in %s", (precision) => {
  test.each(Array.from({ length: 80 }, (_, seed) => seed))("a random program, seed %d", async (seed) => {
    await useEngine("wasm", precision === "float64" ? { precision } : {});
    const operands: AnyTensor[] = [[6, 10], [10], [6, 10], []].map((shape, index) =>
      randomNormal(shape as unknown as [], random(31 * seed + index)),
    );
    const source = random(seed);
    const choices = Array.from({ length: 200 }, () => source.uniform());
    const f = (...given: AnyTensor[]): AnyTensor[] => {
      let chosen = 0;
      const pick = <Item>(list: readonly Item[]): Item =>
        list[Math.floor((choices[chosen++ % choices.length] as number) * list.length)] as Item;
      const values: AnyTensor[] = [given[0] as AnyTensor, given[2] as AnyTensor];
      const drawn = (): Any => pick(values);
      const operations: ((a: Any) => AnyTensor)[] = [
        (a) => a.add(drawn()),
        (a) => a.subtract(given[1]),
        (a) => a.multiply(given[3]),
        (a) => a.tanh().square(),
        (a) => a.asin().add(0),
        (a) => a.power(drawn()).relu(),
        (a) => a.sum(0).broadcastTo([6, 10]),
        (a) => a.max(1).expandDims(1).broadcastTo([6, 10]),
        (a) => a.transpose().cumulativeSum(1).transpose(),
        (a) => a.transpose().reshape([6, 10]),
        (a) => a.sort(0),
        (a) => a.argsort(0).add(a),
        (a) => a.reshape([10, 6]).exp().transpose(),
        (a) => a.matmul(drawn().transpose()).matmul(drawn()).divide(100),
        (a) =>
          a
            .reshape([2, 3, 10])
            .batchMatmul(drawn().reshape([2, 10, 3]))
            .batchMatmul(drawn().reshape([2, 3, 10]))
            .reshape([6, 10]),
        (a) => a.slice([0, 3]).tile([2, 1]),
        (a) => a.softmax(),
        (a) => a.transpose().logSoftmax().transpose(),
        (a) => a.sort(1),
      ];
      for (let step = 0; step < 12; step++) values.push((pick(operations)(drawn()) as Any).clip(-5, 5));
      return [drawn(), drawn(), values.at(-1) as AnyTensor];
    };
    const { found, expected } = both(f, operands, 2);
    expect(found).toEqual(expected);
  });

  test("tensors that are put together: along each axis, with gaps, in steps, of views and of nothing", async () => {
    await useEngine("wasm", precision === "float64" ? { precision } : {});
    const [a, b] = [randomNormal([3, 4, 5], random(1)), randomNormal([3, 4, 5], random(2))];
    const all = (entries: number) => ({ start: 0, entries, step: 1 });
    const f = (x: Any, y: Any): AnyTensor[] => {
      const z = x.add(y);
      return [
        ...[0, 1, 2].map((axis) => (concat as Any)([z, x, z.slice([0, 3], [0, 4], [0, 5])], axis).multiply(2)),
        ...[0, 1, 3].map((axis) => (stack as Any)([z, y], axis).exp()),
        z
          .pad(
            [
              [1, 2],
              [0, 1],
              [3, 0],
            ],
            1.5,
          )
          .add(1),
        z
          .pad(
            [
              [0, 0],
              [0, 0],
              [0, 0],
            ],
            7,
          )
          .negate(),
        z.permute([2, 0, 1]).roll(2, 0).add(1),
        z.cumulativeMax(2).add(1),
        (concat as Any)([z.slice([0, 0]), x.permute([0, 1, 2])], 0).add(1),
        (stack as Any)([z.sum(), y.sum()], 0).add(1),
        (claim as Any)(joined(2, [3, 4, 12], [[all(3), all(4), { start: 1, entries: 5, step: 2 }]], viewOf("test", z))).add(1),
      ];
    };
    const { found, expected } = both(f, [a, b], 2);
    expect(found).toEqual(expected);
  });

  test("operands that aren't in order, and sums of many terms", async () => {
    await useEngine("wasm", precision === "float64" ? { precision } : {});
    const a = randomNormal([7, 5000], random(1));
    const { found, expected } = both((x) => [x.matmul(x.transpose()), x.transpose().exp(), x.transpose().sum(0)], [a]);
    expect(found).toEqual(expected);
    const turned = both((x) => [x.exp(), x.sum(0), x.reshape([7, 5000])], [a.transpose()]);
    expect(turned.found[0]).toEqual(turned.expected[0]);
    expect(turned.found[2]).toEqual(turned.expected[2]);
    turned.found[1]?.forEach((value, index) => {
      expect(value).toBeCloseTo(turned.expected[1]?.[index] as number, 3); // in another order
    });
  });
});

test("an operation of the engine may lay the memory out anew", async () => {
  await useEngine("wasm");
  const a = randomNormal([600, 400], random(1));
  const { found, expected } = both(
    (x) => {
      const large = x.tile([6, 1]); // 6 MB, for which the ring grows
      return [x.multiply(2).add(1).sum(0), large.sort(1).sum(0), x.exp().add(1)];
    },
    [a],
  );
  expect(found).toEqual(expected);
});

describe("a step of training", () => {
  const network = () => sequential(dense(5, 7, { activation: relu, random: random(1) }), dense(7, 3, { random: random(2) }));
  const optimizers: Record<string, (network: Any) => Any> = {
    "sgd with a schedule": (network) => sgd(network, { learningRate: (step) => 0.1 / (step + 1) }),
    "sgd with momentum": (network) => sgd(network, { learningRate: 0.1, momentum: 0.9, nesterov: true }),
    adam: (network) => adam(network),
    rmsprop: (network) => rmsprop(network, { learningRate: 0.01, momentum: 0.5 }),
    lion: (network) => lion(network),
    parameterGroups: (network) =>
      (parameterGroups as Any)(network, [
        { optimizer: sgd(network, { learningRate: 0.1 }), only: (name: string) => name.endsWith("bias") },
        adam(network),
      ]),
  };

  test.each(Object.keys(optimizers))("with %s", async (name) => {
    await useEngine("wasm");
    const make = optimizers[name] as (network: Any) => Any;
    const [one, other] = [network(), network()];
    const step = anyStep(one, crossEntropy, make(one));
    const optimizer = make(other);
    const inputs = randomNormal([11, 5], random(3));
    const classes = random(4).integers(0, 3, [11]);
    for (let count = 0; count < 5; count++) {
      const loss = step(inputs, classes).at();
      const result = anyBackpropagate(other, crossEntropy, inputs, classes);
      optimizer.step(result.gradients);
      expect(loss).toBeCloseTo(result.loss, 5); // the loss alone may be added up in another order
      randomNormal([1000, 1000], random(count)).add(1); // other results take the place of what the step has freed
    }
    expect(contents(one.parameters)).toEqual(contents(other.parameters));
  });

  test("changes nothing if it can't be taken, and can be taken afterwards", async () => {
    await useEngine("wasm");
    const words = sequential(embedding(5, 3, { random: random(1) }), dense(3, 2, { random: random(2) }));
    const step = anyStep(words, meanSquaredError, sgd(words, { learningRate: 0.1 }));
    const targets = randomNormal([4, 2], random(3));
    step(vector([0, 1, 2, 3]), targets);
    const before = contents(words.parameters);
    expect(() => step(vector([0, 1, 2, 7]), targets)).toThrow("7");
    expect(contents(words.parameters)).toEqual(before);
    const other = sequential(embedding(5, 3, { random: random(1) }), dense(3, 2, { random: random(2) }));
    const optimizer = sgd(other, { learningRate: 0.1 });
    for (const places of [vector([0, 1, 2, 3]), vector([4, 4, 2, 0])])
      optimizer.step(anyBackpropagate(other, meanSquaredError, places, targets).gradients);
    step(vector([4, 4, 2, 0]), targets);
    expect(contents(words.parameters)).toEqual(contents(other.parameters));
  });

  test("the parameters that it returned before stay as they were", async () => {
    await useEngine("wasm");
    const one = network();
    const step = anyStep(one, meanSquaredError, sgd(one, { learningRate: 0.1 }));
    const [inputs, targets] = [randomNormal([11, 5], random(3)), randomNormal([11, 3], random(4))];
    step(inputs, targets);
    const held = one.parameters;
    const before = contents(held);
    step(inputs, targets);
    expect(contents(held)).toEqual(before);
    expect(contents(one.parameters)).not.toEqual(before);
  });
});

test("running averages outlive the scope of the pass that updates them", async () => {
  await useEngine("wasm");
  const layer = sequential(dense(3, 4, { random: random(1) }), batchNorm(4));
  const inputs = randomNormal([9, 3], random(2));
  for (let times = 0; times < 3; times++) {
    anyBackpropagate(layer, meanSquaredError, inputs, zeros([9, 4]));
    randomNormal([500, 500], random(3)).add(times);
  }
  const wasm = contents(layer.predict(inputs));
  setEngine(reference);
  const same = sequential(dense(3, 4, { random: random(1) }), batchNorm(4));
  for (let times = 0; times < 3; times++) anyBackpropagate(same, meanSquaredError, inputs, zeros([9, 4]));
  expect(JSON.stringify(wasm).length).toBeGreaterThan(10);
  const [first, second] = [layer.predict(inputs), same.predict(inputs)].map((tensor) => Array.from(tensor.dataSync()));
  first?.forEach((value, index) => {
    expect(value).toBeCloseTo(second?.[index] as number, 4);
  });
});

test("a long function is compiled into calls of kernels; what an earlier run returned stays as it was", async () => {
  await useEngine("wasm");
  const long = (x: Any, y: Any): Any => {
    let sum = x;
    for (let time = 0; time < 20; time++) sum = sum.matmul(y).tanh().add(x.sort(0));
    return { sum, last: [sum.sum(0), x.transpose()], given: y, constant: zeros([2]) };
  };
  const [compiled, calls]: Any[] = [compile(long), vi.spyOn(Lowered.prototype, "run")];
  const runs = [1, 2, 3, 4].map((seed) => [randomNormal([6, 5], random(seed)), randomNormal([5, 5], random(seed + 10))] as const);
  const found = runs.map((args) => compiled(...args));
  expect(calls).toHaveBeenCalledTimes(3);
  expect(found.map(contents)).toEqual(runs.map((args) => contents(long(...args))));
  calls.mockRestore();
});
