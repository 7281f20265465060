/** Steps of optimisers that skip the rows of an embedding that weren't looked up, compared with steps that don't. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { grad, type Matrix, random, randomNormal, useEngine, vector, zeros } from "../../../src/index.js";
import {
  adagrad,
  adam,
  adamW,
  backpropagate,
  dense,
  embedding,
  meanSquaredError,
  sequential,
  sgd,
  train,
  trainingStep,
} from "../../../src/nn/index.js";

const [rows, length] = [211, 3] as const;
const batches = [vector([5, 210, 5, 17]), vector([0, 17, 210, 1]), vector([5, 5, 5, 5])];
const targets = randomNormal([4, length], random(2));
const make = () => embedding(rows, length, { random: random(1) });

// biome-ignore lint/suspicious/noExplicitAny: any network and any optimiser of it
type Any = any;
const numbers = (x: Any): number[] => Array.from(x.dataSync());

/** Trains twice: with the gradients as they are, and with copies of them, which have all of their zeros. */
function both(optimizer: (network: Any) => Any, between?: (network: Any) => unknown): [number[], number[]] {
  return [true, false].map((isSparse) => {
    const network = make();
    const own = optimizer(network);
    for (let step = 0; step < 9; step++) {
      const { table } = backpropagate(network, meanSquaredError, batches[step % 3] as Matrix<4, 3> & Any, targets as Any)
        .gradients as { table: Any };
      own.step({ table: isSparse ? table : table.add(0) });
      between?.(network);
    }
    return numbers(network.parameters.table);
  }) as [number[], number[]];
}

describe.each(["wasm", "reference"] as const)("on the engine %s", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));

  test.each<readonly [string, (network: Any) => Any]>([
    ["sgd", (network) => sgd(network, { learningRate: 0.5 })],
    ["adagrad", (network) => adagrad(network, { learningRate: 0.5 })],
    ["sgd with momentum", (network) => sgd(network, { learningRate: 0.5, momentum: 0.9 })],
    ["sgd with decay", (network) => sgd(network, { learningRate: 0.5, weightDecay: 0.1 })],
    ["adagrad with decay", (network) => adagrad(network, { learningRate: 0.5, weightDecay: 0.1 })],
    ["adam", (network) => adam(network, { learningRate: 0.1 })],
    ["adamW", (network) => adamW(network, { learningRate: 0.1 })],
  ])("%s: the same parameters, to the last bit", (_, optimizer) => {
    const [sparse, full] = both(optimizer);
    expect(sparse).toEqual(full);
    expect(sparse).not.toEqual(numbers(make().parameters.table));
  });

  test("parameters that were read between the steps stay as they were", () => {
    const seen: (readonly [Any, number[]])[] = [];
    const [sparse, full] = both(
      (network) => sgd(network, { learningRate: 0.5 }),
      (network) => seen.push([network.parameters.table, numbers(network.parameters.table)]),
    );
    expect(sparse).toEqual(full);
    for (const [table, before] of seen) expect(numbers(table)).toEqual(before);
  });

  test.each<readonly [string, (network: Any) => Any, number]>([
    ["adam", (network) => adam(network, { learningRate: 0.1, lazyRows: true }), 0],
    ["adamW", (network) => adamW(network, { learningRate: 0.1, lazyRows: true, weightDecay: 0.2 }), 0.2],
  ])("%s with lazyRows: rows that weren't looked up keep their moments, as in SparseAdam", (_, optimizer, decay) => {
    const [sparse, full] = both(optimizer);
    expect(sparse).not.toEqual(full);
    const w = numbers(make().parameters.table);
    const [m, v] = [w.map(() => 0), w.map(() => 0)];
    for (let step = 1; step <= 9; step++) {
      const ids = numbers(batches[(step - 1) % 3]);
      const slopes = new Map<number, number>();
      ids.forEach((id, place) => {
        for (let column = 0; column < length; column++) {
          const at = id * length + column;
          const error = (2 * ((w[at] as number) - targets.at(place as 0, column as 0))) / 12;
          slopes.set(at, (slopes.get(at) ?? 0) + error);
        }
      });
      for (const [at, g] of slopes) {
        m[at] = 0.9 * (m[at] as number) + 0.1 * g;
        v[at] = 0.999 * (v[at] as number) + 0.001 * g * g;
        const direction = (m[at] as number) / (1 - 0.9 ** step) / (Math.sqrt((v[at] as number) / (1 - 0.999 ** step)) + 1e-8);
        w[at] = (w[at] as number) * (1 - 0.1 * decay) - 0.1 * direction;
      }
    }
    sparse.forEach((number, at) => void expect(number).toBeCloseTo(w[at] as number, engine === "wasm" ? 4 : 10));
  });

  test("the gradient is the same tensor for whoever reads it", async () => {
    const network = make();
    const loss = (p: typeof network.parameters) => meanSquaredError.of(network.with(p).predict(vector([5, 210, 5, 17])), targets);
    const expected = numbers(grad(loss)(network.parameters).table);
    const { gradients } = backpropagate(network, meanSquaredError, vector([5, 210, 5, 17]), targets);
    sgd(network, { learningRate: 1 }).step(gradients);
    for (let round = 0; round < 200; round++) randomNormal([50, 50]).exp(); // the memory of the pass is used again
    const found = numbers(gradients.table);
    found.forEach((number, at) => void expect(number).toBeCloseTo(expected[at] as number, 6));
    expect(gradients.table.shape).toEqual([rows, length]);
    const other = backpropagate(network, meanSquaredError, vector([5, 210, 5, 17]), targets).gradients;
    await useEngine(engine === "wasm" ? "reference" : "wasm");
    expect(numbers(other.table).filter((number) => number !== 0)).toHaveLength(9);
    await useEngine(engine);
  });
});

test("several batches in one step, clipping, and layers above and below", async () => {
  const network = () => sequential(embedding(97, 5, { random: random(1) }), dense(5, 2, { random: random(2) }));
  const [one, other] = [network(), network()];
  const [inputs, wanted] = [random(3).integers(0, 97, [8]), randomNormal([8, 2], random(4))];
  const options = { inputs, targets: wanted, loss: meanSquaredError, epochs: 3, batchSize: 2 } as const;
  await train(one, { ...options, random: random(9), optimizer: sgd(one, { learningRate: 0.1 }), accumulate: 2, clipNorm: 0.5 });
  const step = sgd(other, { learningRate: 0.1 });
  await train(other, {
    ...options,
    random: random(9),
    optimizer: { step: ([{ table }, rest]: Any) => step.step([{ table: table.add(0) }, rest]) },
    accumulate: 2,
    clipNorm: 0.5,
  });
  expect(numbers(one.parameters[0].table)).toEqual(numbers(other.parameters[0].table));
});

test("a large table isn't compiled, so that its zeros are skipped in trainingStep too", async () => {
  await useEngine("wasm");
  const network = embedding(100_003, 11, { random: random(1) });
  const ids = random(2).integers(0, 100_003, [32]);
  const lazy = trainingStep(network, meanSquaredError, sgd(network, { learningRate: 0.1 }));
  const all = trainingStep(network, meanSquaredError, sgd(network, { learningRate: 0.1, weightDecay: 1e-9 }));
  const time = (step: Any): number => {
    const start = performance.now();
    for (let count = 0; count < 5; count++) step(ids, zeros([32, 11]));
    return performance.now() - start;
  };
  // The shortest of several turns counts, since the machine may be busy.
  const turns = Array.from({ length: 8 }, () => [time(lazy), time(all)] as const);
  const [ofLazy, ofAll] = [0, 1].map((which) => Math.min(...turns.map((turn) => turn[which] as number))) as [number, number];
  expect(ofLazy).toBeLessThan(ofAll / 3);
  await useEngine("reference");
});

test("wrong calls are refused", () => {
  expect(() => adam(make(), { lazyRows: 1 as Any })).toThrow("adam: lazyRows");
  const network = make();
  const { gradients } = backpropagate(network, meanSquaredError, vector([5]), zeros([1, length]));
  expect(() => sgd(make(), { learningRate: 1 }).step(gradients)).toThrow("another network");
});
