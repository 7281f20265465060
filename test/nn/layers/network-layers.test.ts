/** Layers between the dense ones, and layers on sequences: derivatives, values, and what differs between training and use. */
import { describe, expect, test } from "vitest";
import {
  contractBatch,
  dim,
  oneHot,
  ones,
  random,
  randomNormal,
  type Shape,
  ShapeError,
  type Tensor,
  tensor,
  useEngine,
  vector,
  zeros,
} from "../../../src/index.js";
import {
  activate,
  adam,
  attention,
  backpropagate,
  batchNorm,
  checkGradients,
  crossEntropy,
  dense,
  dropout,
  embedding,
  flatten,
  layer,
  layerNorm,
  meanSquaredError,
  relu,
  residual,
  sequential,
  sgd,
  tanh,
  train,
} from "../../../src/nn/index.js";
import { everyLayer } from "./every-layer.js";

const source = random(11);

/** Parameters that are not those of the beginning, which are too simple to go wrong. */
function stirred<
  L extends { readonly trainables?: readonly { readonly values: unknown; assign(values: never): void }[] | undefined },
>(layer: L): L {
  for (const trainable of layer.trainables ?? []) {
    const values = trainable.values as Record<string, Tensor<[1]>>;
    const others = Object.entries(values).map(([name, { shape }]) => [name, randomNormal(shape, source)]);
    trainable.assign(Object.fromEntries(others) as never);
  }
  return layer;
}

const block = residual(sequential(layerNorm(4), attention([2, 4], 2, { causal: true, random: source })));
const layers = {
  layerNorm: stirred(layerNorm(5)),
  "layerNorm, another ε": stirred(layerNorm(5, { epsilon: 0.5 })),
  attention: stirred(attention([3, 4], 2)),
  "attention, one head": attention([5, 3], 1, { random: source }),
  "attention, causal": stirred(attention([5, 6], 3, { causal: true })),
  "residual, dense": residual(dense(5, 5, { activation: tanh, random: source })),
  "an activation on its own": sequential(dense(5, 7, { random: source }), activate(tanh), dense(7, 3, { random: source })),
  "a block of a transformer": sequential(
    block,
    residual(sequential(layerNorm(4), dense(4, 3, { activation: tanh, random: source }), dense(3, 4, { random: source }))),
  ),
};
everyLayer(layers, source);

/** What normalises a batch is not trained on a single example. */
const ofBatches = {
  batchNorm: stirred(batchNorm(5)),
  "a network that is normalised": sequential(
    dense(3, 5, { activation: tanh, random: source }),
    stirred(batchNorm(5)),
    dense(5, 2, { random: source }),
  ),
};
everyLayer(ofBatches, source, [[2], [3], [2, 3], [2, 1, 5]]);

const greatest = <S extends Shape>(x: Tensor<S>): number => x.abs().max().at();

describe("dropout", () => {
  const layer = dropout(0.25, { random: random(3) });

  test("does nothing in predict", () => {
    const x = randomNormal([7, 5], source);
    expect(layer.predict(x).toArray()).toEqual(x.toArray());
  });

  test("drops elements in training, preserves the mean, and masks the error in the same way", () => {
    const { output, backward } = layer.forward(ones([100, 100]));
    const dropped = output.equal(0).mean().at();
    expect(Math.abs(dropped - 0.25)).toBeLessThan(0.02);
    expect(new Set(output.flatten().toArray())).toEqual(new Set([0, Math.fround(4 / 3)]));
    expect(backward(ones([100, 100])).error.toArray()).toEqual(output.toArray());
    expect(layer.forward(ones([100, 100])).output.toArray()).not.toEqual(output.toArray());
  });

  test("is repeatable by seed, and is off in predict", async () => {
    const learn = async () => {
      const network = sequential(
        dense(5, 7, { random: random(1) }),
        dropout(0.5, { random: random(2) }),
        dense(7, 3, { random: random(3) }),
      );
      const [inputs, targets] = [randomNormal([40, 5], random(4)), randomNormal([40, 3], random(5))];
      const { losses } = await train(network, { inputs, targets, loss: meanSquaredError, optimizer: adam(network), epochs: 2 });
      expect(network.predict(inputs).toArray()).toEqual(network.predict(inputs).toArray());
      return losses;
    };
    expect(await learn()).toEqual(await learn());
  });

  test("its rate has to be a probability", () => {
    for (const rate of [-0.1, 1, Number.NaN])
      expect(() => dropout(rate)).toThrow("dropout: rate has to be from 0 up to, and without, 1");
    expect(
      dropout(0)
        .forward(ones([3]))
        .output.toArray(),
    ).toEqual([1, 1, 1]);
  });
});

describe("batchNorm", () => {
  const batch = tensor(
    [
      [1, 10],
      [2, 30],
      [3, 20],
    ],
    [3, 2],
  );

  test("normalises by the batch in training, and by the averages in predict", () => {
    const layer = batchNorm(2, { momentum: 0.25, epsilon: 0 });
    const [first] = layer.forward(batch).output.toArray();
    expect(first?.[0]).toBeCloseTo(-Math.sqrt(1.5), 6);
    expect(first?.[1]).toBeCloseTo(-Math.sqrt(1.5), 6);
    const { mean, variance } = layer.statistics.values;
    expect(mean.toArray()).toEqual([0.5, 5]);
    expect(variance.toArray()).toEqual([0.75 + 0.25, 0.75 + 25]); // the unbiased variances are 1 and 100
    expect(layer.predict(vector([1.5, 5])).toArray()).toEqual([1, 0]);
  });

  test("its averages survive, however much memory is used in between", async () => {
    for (const [engine, examples] of [
      ["wasm", 200], // so many that they fill the engine's memory again and again
      ["reference", 2],
    ] as const) {
      await useEngine(engine);
      const norm = batchNorm(2);
      const network = sequential(
        norm,
        dense(2, 300, { activation: relu, random: random(1) }),
        dense(300, 2, { random: random(2) }),
      );
      const optimizer = sgd(network, { learningRate: 0.01 });
      const expected = [0, 0];
      for (let step = 1; step <= 300; step++) {
        const x = batch.add(step);
        const several = dim("examples", examples as number);
        const [inputs, targets] = [x.broadcastTo([several, 3, 2]), zeros([several, 3, 2])];
        optimizer.step(backpropagate(network, meanSquaredError, inputs, targets).gradients);
        for (const [channel, mean] of [2, 20].entries())
          expected[channel] = 0.9 * (expected[channel] as number) + 0.1 * (mean + step);
        if (step % 100 !== 0) continue;
        const { mean } = norm.statistics.values;
        for (const [channel, value] of expected.entries()) expect(mean.at(channel) / value, engine).toBeCloseTo(1, 4);
      }
    }
    await useEngine("wasm");
  });

  const refusal = (shape: string) =>
    `batchNorm: training takes two numbers or more for each channel, and ${shape} has one; a last batch of one example is left out with last: "drop", or added to the one before with last: "merge"`;

  test.each([[[2]], [[1, 2]], [[1, 1, 2]]])("can't be trained on a single number per channel: %j", (shape) => {
    const layer = batchNorm(2);
    const x = randomNormal(shape as [1, 2], source);
    expect(() => layer.forward(x)).toThrow(new ShapeError(refusal(`[${shape.join(", ")}]`)));
    expect(layer.statistics.values.variance.toArray()).toEqual([1, 1]);
    expect(layer.predict(x).shape).toEqual(shape);
  });

  test("can be trained on one image of several pixels, and on no examples, which changes nothing", () => {
    const layer = batchNorm(2);
    expect(layer.forward(randomNormal([1, 3, 2], source)).output.shape).toEqual([1, 3, 2]);
    const before = JSON.stringify(layer.statistics.values);
    expect(layer.forward(zeros([0, 2])).output.shape).toEqual([0, 2]);
    expect(JSON.stringify(layer.statistics.values)).toBe(before);
  });

  test("refuses before the layers below have learned from the pass", () => {
    const below = batchNorm(2);
    const inside = sequential(flatten([3, 2]), dense(6, 2), batchNorm(2));
    const network = sequential(below, sequential(inside, dense(2, 2)), residual(batchNorm(2)));
    const one = randomNormal([1, 3, 2], source);
    const before = JSON.stringify(below.statistics.values);
    for (const pass of [
      () => network.forward(one),
      () => backpropagate(network, meanSquaredError, one, zeros([1, 2])),
      () => checkGradients(network, meanSquaredError, one, zeros([1, 2])),
    ])
      expect(pass).toThrow(refusal("[1, 2]"));
    expect(() => residual(batchNorm(2)).forward(zeros([2]))).toThrow(refusal("[2]"));
    expect(JSON.stringify(below.statistics.values)).toBe(before);
    expect(network.predict(one).shape).toEqual([1, 2]);
  });

  test("an example's output doesn't depend on the other examples", () => {
    const layer = batchNorm(2);
    layer.forward(batch);
    const [alone, among] = [layer.predict(vector([1, 10])), layer.predict(batch)];
    expect(among.toArray()[0]).toEqual(alone.toArray());
  });
});

describe("embedding", () => {
  const layer = embedding(7, 3, { random: source });

  test("is the product with one-hot rows, forward and backward", () => {
    const [numbers, rows] = [tensor([1, 4, 1, 6], [2, 2]), oneHot([1, 4, 1, 6], 7)];
    const { output, backward } = layer.forward(numbers);
    expect(greatest(output.reshape([4, 3]).subtract(rows.matmul(layer.parameters.table)))).toBeLessThan(1e-6);
    const error = randomNormal([2, 2, 3], source);
    const back = backward(error);
    expect(greatest(contractBatch(rows, error.reshape([4, 3])).subtract(back.gradients.table))).toBeLessThan(1e-6);
    expect(back.error.toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test.each([[-1], [7], [0.5], [Number.NaN]])("says what is wrong with %j", (number) => {
    expect(() => layer.predict(vector([1, number]))).toThrow(
      new ShapeError(`embedding: [7, 3] has no entry ${number}`), // as gather says it
    );
  });
});

describe("attention", () => {
  test("causal: no position depends on a later one; otherwise it does", () => {
    for (const causal of [true, false]) {
      const layer = attention([5, 4], 2, { causal, random: random(1) });
      const x = randomNormal([5, 4], random(2));
      const other = tensor(
        x.toArray().map((row, place) => (place < 3 ? row : row.map((value) => value + 1))),
        [5, 4],
      );
      const [one, two] = [layer.predict(x).toArray(), layer.predict(other).toArray()];
      expect(JSON.stringify(one.slice(0, 3)) === JSON.stringify(two.slice(0, 3))).toBe(causal);
      expect(one[4]).not.toEqual(two[4]);
    }
  });

  test("learns to look back: each position has to predict the one before it", () => {
    const positions = layer({ at: randomNormal([6, 12], source) }, [6, 12], [6, 12], ({ at }, x) => x.add(at));
    const network = sequential(
      embedding(5, 12, { random: source }),
      positions,
      residual(attention([6, 12], 2, { causal: true, random: source })),
      dense(12, 5, { random: source }),
    );
    const optimizer = adam(network, { learningRate: 0.01 });
    const texts = Array.from({ length: 32 }, () => Array.from({ length: 6 }, () => Math.floor(source.uniform() * 5)));
    const inputs = tensor(texts, [32, 6]);
    const before = texts.map((text) => [0, ...text.slice(0, -1)]);
    const targets = oneHot(tensor(before, [32, 6]), 5);
    let last = 0;
    for (let step = 0; step < 250; step++) {
      const { loss, gradients } = backpropagate(network, crossEntropy, inputs, targets);
      optimizer.step(gradients);
      last = loss;
    }
    expect(last).toBeLessThan(0.2);
  });
});
