/** The layout of PyTorch: where each number is, and which module is which layer. (test/interop compares with PyTorch itself.) */
import { describe, expect, test } from "vitest";
import { ones, random, randomNormal, tensor, zeros } from "../../src/index.js";
import { loadNetwork, readSafetensors, saveNetwork, writeSafetensors } from "../../src/io/index.js";
import {
  activate,
  adam,
  attention,
  averagePool2d,
  backpropagate,
  batchNorm,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  groupNorm,
  gru,
  layer,
  layerNorm,
  lstm,
  maxPool2d,
  meanSquaredError,
  recurrent,
  relu,
  reshape,
  residual,
  rmsNorm,
  sequential,
  tanh,
} from "../../src/nn/index.js";

// Of any shapes: they are those of the files.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;
const pytorch = { layout: "pytorch" } as const;

/** A tensor in which every number says where it is: the digits of 123 are the indices 1, 2 and 3. */
function places(...shape: number[]): Any {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({ length: count }, (_, place) => {
    let [rest, value, step] = [place, 0, 1];
    for (const size of shape.toReversed()) {
      value += (rest % size) * step;
      rest = Math.floor(rest / size);
      step *= 100;
    }
    return value;
  });
  return tensor(values, shape as unknown as [1]);
}
const load = (network: Any, record: object, options: object = {}) => {
  loadNetwork(network, writeSafetensors(record), { ...pytorch, ...options });
  return network.parameters;
};

describe("where each number is", () => {
  test("Linear", () => {
    const { weights, bias } = load(dense(3, 2), { weight: places(2, 3), bias: places(2) });
    expect(weights).toEqual(places(2, 3));
    expect(bias).toEqual(places(2));
  });

  test("Conv2d", () => {
    const { kernels, bias } = load(conv2d([7, 7, 5], 3, 2), { weight: places(3, 5, 2, 2), bias: places(3) });
    expect(kernels.shape).toEqual([2, 2, 5, 3]);
    expect(kernels.at(0, 1, 4, 2)).toBe(2040001); // filter 2, channel 4, row 0, column 1
    expect(kernels).toEqual(places(3, 5, 2, 2).permute([2, 3, 1, 0]));
    expect(bias).toEqual(places(3));
  });

  test("BatchNorm", () => {
    const network = batchNorm(3);
    const [scale, shift, mean, variance] = [0, 1, 2, 3].map((more) => places(3).add(10 * more)) as [Any, Any, Any, Any];
    const { parameters } = network;
    load(network, { weight: scale, bias: shift, running_mean: mean, running_var: variance, num_batches_tracked: ones([]) });
    expect(network.parameters).toEqual({ scale, shift });
    expect(network.statistics.values).toEqual({ mean, variance });
    expect(parameters.shift).toEqual(zeros([3]));
  });

  test("LayerNorm and Embedding", () => {
    const network = sequential(embedding(5, 3), layerNorm(3));
    load(network, { "0": { weight: places(5, 3) }, "1": { weight: places(3), bias: places(3).add(7) } });
    expect(network.parameters).toEqual([{ table: places(5, 3) }, { scale: places(3), shift: places(3).add(7) }]);
  });

  test("GroupNorm and RMSNorm", () => {
    const network = sequential(groupNorm([2, 2, 4], 2), rmsNorm(4));
    load(network, { "0": { weight: places(4), bias: places(4).add(7) }, "1": { weight: places(4).add(9) } });
    expect(network.parameters).toEqual([{ scale: places(4), shift: places(4).add(7) }, { scale: places(4).add(9) }]);
  });

  test("MultiheadAttention", () => {
    const network = attention([4, 6], 3);
    const record = {
      in_proj_weight: places(18, 6),
      in_proj_bias: zeros([18]),
      out_proj: { weight: places(6, 6), bias: zeros([6]) },
    };
    const { query, key, value, output } = load(network, record);
    expect(query.at(1, 0, 5)).toBe(205); // head 1, part 0: row 2
    expect(key.at(1, 0, 5)).toBe(805);
    expect(value.at(2, 1, 4)).toBe(1704);
    expect(output.at(3, 2, 1)).toBe(305);
    expect(saveNetwork(network, pytorch)).toEqual(writeSafetensors(record, { conformable: "1" }));
  });

  test.each([
    ["RNN", recurrent, 1],
    ["GRU", gru, 3],
    ["LSTM", lstm, 4],
  ] as const)("%s", (_, make: Any, gates) => {
    const network = make([7, 5], 3);
    const record = {
      weight_ih_l0: places(gates * 3, 5),
      weight_hh_l0: places(gates * 3, 3),
      bias_ih_l0: places(gates * 3),
      bias_hh_l0: places(gates * 3).add(50),
    };
    const { inputWeights, stateWeights, inputBias, stateBias } = load(network, record);
    const last = gates - 1;
    expect(inputWeights.at(last, 2, 4)).toBe(100 * (3 * last + 2) + 4); // the last gate, row 2: its rows begin at 3 · last
    expect(stateWeights.at(last, 1, 2)).toBe(100 * (3 * last + 1) + 2);
    expect([inputBias.at(last, 2), stateBias.at(last, 2)]).toEqual([3 * last + 2, 3 * last + 52]);
    expect(saveNetwork(network, pytorch)).toEqual(writeSafetensors(record, { conformable: "1" }));
    const { inputBias: none } = load(network, { weight_ih_l0: places(gates * 3, 5), weight_hh_l0: places(gates * 3, 3) });
    expect(none.abs().sum().at()).toBe(0); // bias=False
  });

  test("a dense layer on a flattened image, and what is between", () => {
    const network = sequential(flatten([2, 3, 5]), batchNorm(30), activate(tanh), dropout(0.5), dense(30, 2), dense(2, 2));
    const [weight, scale] = [places(2, 30), places(30)];
    const norm = { weight: scale, bias: scale, running_mean: scale, running_var: scale };
    const record = { "1": norm, "4": { weight, bias: places(2) }, "5": { weight: places(2, 2), bias: places(2) } };
    load(network, record);
    // The number of row 1, column 2 and channel 4 is the 29th here, and the 4 · 6 + 1 · 3 + 2 = 29th there; that of channel 1, the 26th and the 11th.
    const [, { scale: own }, , , { weights, bias }, { weights: above }] = network.parameters;
    expect([weights.at(1, 26), own.at(26), weights.at(1, 29)]).toEqual([111, 11, 129]);
    const [height, width, channels] = [2, 3, 5];
    for (let h = 0; h < height; h++)
      for (let w = 0; w < width; w++)
        for (let c = 0; c < channels; c++)
          expect(weights.at(0, (h * width + w) * channels + c)).toBe(c * height * width + h * width + w);
    expect(bias).toEqual(places(2));
    expect(above).toEqual(places(2, 2));
    expect(readSafetensors(saveNetwork(network, pytorch)).get("4.weight", [2, 30])).toEqual(weight);
  });

  test.each([
    ["reshape does the same", sequential(reshape([2, 3, 5], [30]), dense(30, 2)), [111, 129]],
    [
      "inside of networks",
      sequential(sequential(conv2d([2, 3, 1], 5, 1), flatten([2, 3, 5])), sequential(dense(30, 2))),
      [111, 129],
    ],
    ["one channel", sequential(flatten([5, 6, 1]), dense(30, 2)), [126, 129]],
    ["one pixel", sequential(flatten([1, 1, 30]), dense(30, 2)), [126, 129]],
    ["no image", sequential(flatten([5, 6]), dense(30, 2)), [126, 129]],
    ["not flattened", sequential(dense(30, 2)), [126, 129]],
  ] as readonly [string, Any, number[]][])("%s", (_, network, expected) => {
    const conv =
      network.outputShape.length > 0 && network.parameters[0].length === 2 ? { a0: { weight: zeros([5, 1, 1, 1]) } } : {};
    load(network, { ...conv, a1: { weight: places(2, 30), bias: places(2) } });
    const { weights } = network.parameters.flat().at(-1);
    expect([weights.at(1, 26), weights.at(1, 29)]).toEqual(expected);
  });

  test.each([
    ["residual", sequential(flatten([2, 3, 5]), residual(dense(30, 30)))],
    [
      "layer",
      sequential(
        flatten([2, 3, 5]),
        layer({ by: ones([30]) }, [30], [30], ({ by }, x) => x.multiply(by)),
      ),
    ],
    ["reshape", sequential(flatten([2, 3, 5]), reshape([30], [5, 6]), dense(6, 2))],
  ] as readonly [string, Any][])("the order isn't lost in %s", (name, network) => {
    const message = `the layout "pytorch" can't follow the numbers of a flattened image through ${name}`;
    expect(() => saveNetwork(network, pytorch)).toThrow(`saveNetwork: ${message}`);
    expect(() => loadNetwork(network, saveNetwork(dense(3, 2)), pytorch)).toThrow(`loadNetwork: ${message}`);
  });

  test("a layer in several places has the same order in each", () => {
    const shared = dense(30, 30);
    const message = `saveNetwork: the layout "pytorch" can't follow the numbers of a flattened image through dense`;
    expect(() => saveNetwork(sequential(flatten([2, 3, 5]), shared, shared), pytorch)).toThrow(message);
    const norm = batchNorm(30);
    load(sequential(flatten([2, 3, 5]), norm, activate(tanh), norm, dense(30, 2)), {
      a0: { weight: ones([30]), bias: ones([30]), running_mean: ones([30]), running_var: ones([30]) },
      a1: { weight: places(2, 30) },
    });
  });
});

describe("biases", () => {
  test("that are missing are zeros", () => {
    const network = sequential(conv2d([3, 3, 1], 2, 3), layerNorm(2), dense(2, 2));
    for (const { trainable } of (network.trainables ?? []).map((trainable: Any) => ({ trainable })))
      trainable.assign(Object.fromEntries(Object.entries(trainable.values).map(([key, value]) => [key, (value as Any).add(1)])));
    load(network, { "0": { weight: places(2, 1, 3, 3) }, "1": { weight: ones([2]) }, "2": { weight: places(2, 2) } });
    expect(network.parameters.map((each: Any) => (each.bias ?? each.shift).toArray())).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  test("of attention may be missing, and have to be zero", () => {
    const record = { in_proj_weight: places(12, 4), out_proj: { weight: places(4, 4) } };
    load(attention([3, 4], 2), record);
    const network = attention([3, 4], 2);
    const before = saveNetwork(network);
    const said = (name: string) => `loadNetwork: ${name} isn't zero, but attention has no bias`;
    expect(() => load(network, { ...record, in_proj_bias: ones([12]) })).toThrow(said("in_proj_bias"));
    expect(() =>
      load(network, { ...record, out_proj: { ...record.out_proj, bias: tensor([0, 0, 0, Number.NaN], [4]) } }),
    ).toThrow(said("out_proj.bias"));
    expect(saveNetwork(network)).toEqual(before);
  });
});

describe("which module is which layer", () => {
  const linear = (inputs: number, outputs: number, seed = 1) => {
    const source = random(seed);
    return { weight: randomNormal([outputs, inputs] as [1, 1], source), bias: randomNormal([outputs] as [1], source) };
  };
  const stored = (network: Any) =>
    network.parameters.flat(9).map(({ weights, scale, table, kernels }: Any) => weights ?? scale ?? table ?? kernels);

  test("numbers give the order, not the file", () => {
    const record = { net: Object.fromEntries(["10", "2", "4"].map((name, index) => [name, linear(3, 3, index)])) } as Any;
    const network = sequential(dense(3, 3), dense(3, 3), dense(3, 3));
    load(network, record);
    expect(stored(network)).toEqual(["2", "4", "10"].map((name) => record.net[name].weight));
    const layers = { fc2: linear(3, 3, 2), fc10: linear(3, 3, 10), fc1: linear(3, 3, 1) };
    load(network, layers);
    expect(stored(network)).toEqual([layers.fc1, layers.fc2, layers.fc10].map(({ weight }) => weight));
  });

  test("words give none: kinds and shapes decide", () => {
    const network = sequential(embedding(7, 3), layerNorm(3), dense(3, 5), batchNorm(5), dense(5, 7));
    const norm = {
      weight: ones([5]).add(1),
      bias: zeros([5]),
      running_mean: zeros([5]),
      running_var: ones([5]),
      num_batches_tracked: ones([]),
    };
    const record = {
      embed: { weight: places(7, 3) },
      head: linear(5, 7),
      hidden: linear(3, 5),
      ln: { weight: ones([3]).add(2), bias: zeros([3]) },
      bn: norm,
    };
    load(network, record);
    expect(stored(network)).toEqual([
      record.embed.weight,
      record.ln.weight,
      record.hidden.weight,
      norm.weight,
      record.head.weight,
    ]);
  });

  test("the output of MultiheadAttention is no module of its own", () => {
    const network = sequential(dense(4, 4), attention([3, 4], 2), dense(4, 4));
    const out = { weight: places(4, 4).add(3), bias: zeros([4]) };
    const record = { attn: { in_proj_weight: places(12, 4), out_proj: out }, fc1: linear(4, 4, 1), fc2: linear(4, 4, 2) };
    load(network, record);
    expect(network.parameters[1].output).toEqual(out.weight.reshape([4, 2, 2] as Any));
    expect(network.parameters[2].weights).toEqual(record.fc2.weight);
    const other = sequential(dense(4, 4), dense(4, 4));
    const own = { out_proj: linear(4, 4, 1), in_proj: linear(4, 4, 2) };
    load(other, own, { names: { "0": "in_proj" } });
    expect(other.parameters[1].weights).toEqual(own.out_proj.weight);
  });

  test("a module that only one layer fits isn't taken by another", () => {
    // Without a bias, the Linear of [7, 3] could also be the embedding; then there would be nothing left for the dense layer.
    const network = sequential(dense(3, 7), dense(7, 7), dense(7, 1), reshape([1], []), embedding(7, 3));
    const record = { table: { weight: places(7, 3) }, up: linear(3, 7), mid: linear(7, 7), down: linear(7, 1) };
    load(network, record);
    expect(stored(network)).toEqual(
      [record.up.weight, record.mid.weight, record.down.weight, undefined, record.table.weight].filter(Boolean),
    );
  });

  test("names decide where nothing else does, and the others are still found", () => {
    const network = () => sequential(dense(3, 3), dense(3, 3), dense(3, 2));
    const record = { up: linear(3, 3, 1), down: linear(3, 3, 2), head: linear(3, 2, 3) };
    expect(() => load(network(), record)).toThrow("loadNetwork: the file doesn't tell which of down, up is 0: say it in names");
    for (const names of [{ "0": "up" }, { "1": "down" }, (name: string) => ["up", "down", "head"][Number(name)]]) {
      const own = network();
      load(own, record, { names });
      expect(stored(own)).toEqual([record.up.weight, record.down.weight, record.head.weight]);
    }
    expect(readSafetensors(saveNetwork(network(), { ...pytorch, names: { "0": "up" } })).names.slice(0, 3)).toEqual([
      "up.weight",
      "up.bias",
      "1.weight",
    ]);
    expect(() => load(network(), record, { names: { "0": "up", "1": "up" } })).toThrow(
      "loadNetwork: 0.weights and 1.weights can't both be up.weight in the file",
    );
    expect(() => load(network(), record, { names: { "7": "up" } })).toThrow(
      'loadNetwork: names has "7", but the network has only 0, 1, 2',
    );
  });

  test("a user's layer has the names of its parameters", () => {
    const own = layer({ by: ones([3]), deep: { to: ones([2]) } }, [3], [3], ({ by }, x) => x.multiply(by));
    const network = sequential(dense(3, 3), own);
    const record = { a0: linear(3, 3), a1: { by: places(3), deep: { to: places(2) } } };
    load(network, record);
    expect(network.parameters[1]).toEqual(record.a1);
  });

  test("also if it holds those of a layer of the library that comes later", () => {
    const inner = dense(3, 3, { random: random(1) });
    const own = {
      inputShape: inner.inputShape,
      outputShape: inner.outputShape,
      trainables: inner.trainables ?? [],
      get parameters() {
        return { w: inner.parameters.weights, b: inner.parameters.bias };
      },
      predict: (input: Any) => inner.predict(input),
      forward: (input: Any) => inner.forward(input),
    };
    const network = sequential(own as Any, inner as Any) as Any;
    load(network, { a0: { w: places(3, 3), b: places(3) } });
    expect(inner.parameters).toEqual({ weights: places(3, 3), bias: places(3) });
  });

  test("what differs is listed, with both names", () => {
    const network = sequential(dense(3, 5), dense(5, 2));
    expect(() => load(network, { "0": linear(3, 5), "2": linear(7, 2), "4": linear(2, 2) })).toThrow(
      "loadNetwork: the file doesn't fit: 2.weight (1.weights) is [2, 7] in the file and [2, 5] in the network; the network has no 4.weight; the network has no 4.bias",
    );
    expect(() => load(network, { fc: linear(3, 5), head: linear(7, 2) })).toThrow(
      "loadNetwork: the file doesn't fit: 1.weight (1.weights) is missing; the network has no head.weight; the network has no head.bias",
    );
  });
});

test("what is loaded learns like what isn't", () => {
  const make = (seed: number) => {
    const network = attention([3, 4], 2, { random: random(seed) });
    return { network, optimizer: adam(network) };
  };
  const [one, other] = [make(1), make(2)];
  loadNetwork(other.network, saveNetwork(one.network, pytorch), pytorch);
  const [x, y] = [randomNormal([5, 3, 4], random(3)), randomNormal([5, 3, 4], random(4))];
  for (const { network, optimizer } of [one, other]) {
    for (let step = 0; step < 3; step++) optimizer.step(backpropagate(network, meanSquaredError, x, y).gradients);
  }
  expect(saveNetwork(other.network)).toEqual(saveNetwork(one.network));
});

test("what is written is read again, for every layer, with the state of an optimizer", () => {
  const make = (seed: number) => {
    const source = random(seed);
    const image = sequential(
      conv2d([9, 9, 2], 3, 3, { padding: "same", activation: relu, random: source }),
      ...([
        batchNorm(3),
        residual(conv2d([9, 9, 3], 3, 3, { padding: "same", random: source })),
        maxPool2d([9, 9, 3], 2),
      ] as const),
    );
    const rest = sequential(
      averagePool2d([4, 4, 3], 2),
      flatten([2, 2, 3]),
      dense(12, 8, { random: source }),
      reshape([8], [2, 4]),
    );
    return sequential(image, rest, residual(sequential(layerNorm(4), attention([2, 4], 2, { random: source }))));
  };
  const [network, other] = [make(1), make(2)];
  loadNetwork(other, saveNetwork(network, pytorch), pytorch);
  expect(saveNetwork(other)).toEqual(saveNetwork(network));
});
