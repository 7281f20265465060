/** Networks are saved and loaded, and training goes on bit for bit. What doesn't fit is refused, and nothing changes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { full, ones, random, randomNormal, sumBatch, tensor, useEngine, type Vector, vector, zeros } from "../../src/index.js";
import { FormatError, loadNetwork, readSafetensors, saveNetwork, writeSafetensors } from "../../src/io/index.js";
import {
  adagrad,
  adam,
  adamW,
  backpropagate,
  batchNorm,
  conv2d,
  dense,
  dropout,
  exponentialDecay,
  flatten,
  type Layer,
  layer,
  layerNorm,
  lion,
  maxPool2d,
  meanSquaredError,
  relu,
  residual,
  rmsprop,
  sequential,
  sgd,
  tanh,
  train,
  trainable,
} from "../../src/nn/index.js";
import { allLayers } from "../nn/layers/all-layers.js";

// Of any shapes: what fits is not the question here.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;

/** A layer as a user writes it, with its own trainable. */
function shift(size: 3): Layer<[3], [3], { readonly by: Vector<3> }> {
  const learned = trainable({ by: randomNormal([size], random(4)) });
  return {
    inputShape: [size],
    outputShape: [size],
    get parameters() {
      return learned.values;
    },
    trainables: [learned],
    predict: (input) => input.addBias(learned.use().values.by),
    forward(input) {
      const { values, check } = learned.use();
      return {
        output: input.addBias(values.by),
        backward(error) {
          check();
          return { error, gradients: { by: sumBatch(error) } };
        },
      };
    },
  };
}

/** A layer as a user writes it, around layers of the library, in a tree of its own. */
function wrapped(): Any {
  const [inner, norm] = [dense(3, 3, { random: random(1) }), batchNorm(3)];
  return {
    inputShape: [3],
    outputShape: [3],
    get parameters() {
      return { first: inner.parameters, second: [norm.parameters] };
    },
    trainables: [...(inner.trainables ?? []), ...(norm.trainables ?? [])],
    predict: (input: Any) => norm.predict(inner.predict(input)),
    forward(input: Any) {
      const [one, two] = [inner.forward(input)].flatMap((pass: Any) => [pass, norm.forward(pass.output)]) as [Any, Any];
      return {
        output: two.output,
        backward(error: Any) {
          const above = two.backward(error);
          const below = one.backward(above.error);
          return { error: below.error, gradients: { first: below.gradients, second: [above.gradients] } };
        },
      };
    },
  };
}

const layers: Readonly<Record<string, () => Any>> = {
  ...allLayers,
  "a layer of the user's": () => sequential(dense(3, 3, { random: random(1) }), shift(3)),
  "a layer of the user's, alone": () => shift(3),
  "a layer of the user's around others": () =>
    sequential(wrapped() as Layer<[3], [3], object>, dense(3, 2, { random: random(2) })),
  "a layer of one tensor": () => layer(vector([0.5, -1, 2]), [3], [3], (by, x) => x.multiply(by)),
  "batchNorm in a network of networks": () =>
    sequential(residual(sequential(dense(3, 3, { random: random(1) }), batchNorm(3))), batchNorm(3)),
  "batchNorm in two places": () => {
    const shared = batchNorm(3);
    return sequential(shared, dense(3, 3, { activation: tanh, random: random(1) }), shared);
  },
  "a layer in two places that is anew each time": () => {
    const shared = dense(3, 3, { activation: tanh, random: random(5) });
    return sequential(shared, residual(shared), dense(3, 3, { random: random(6) }), shared);
  },
  "an image": () =>
    sequential(
      conv2d([6, 6, 1], 3, 3, { random: random(1) }),
      batchNorm(3),
      maxPool2d([4, 4, 3], 2),
      flatten([2, 2, 3]),
      dense(12, 2, { random: random(2) }),
    ),
};

const optimizers: Readonly<Record<string, (network: Any) => Any>> = {
  sgd: (network) => sgd(network, { learningRate: 0.05 }),
  "sgd, momentum and weight decay": (network) => sgd(network, { learningRate: 0.05, momentum: 0.9, weightDecay: 0.01 }),
  "sgd, nesterov": (network) => sgd(network, { learningRate: 0.05, momentum: 0.9, nesterov: true }),
  adam: (network) => adam(network, { learningRate: 0.05 }),
  "adam, weight decay": (network) => adam(network, { learningRate: 0.05, beta1: 0.8, weightDecay: 0.01 }),
  adamW: (network) => adamW(network, { learningRate: 0.05, weightDecay: 0.1 }),
  rmsprop: (network) => rmsprop(network, { learningRate: 0.05 }),
  "rmsprop, momentum and weight decay": (network) => rmsprop(network, { momentum: 0.9, weightDecay: 0.01 }),
  adagrad: (network) => adagrad(network, { learningRate: 0.05 }),
  lion: (network) => lion(network, { learningRate: 0.05, weightDecay: 0.1 }),
  "adam, with a schedule": (network) => adam(network, { learningRate: exponentialDecay(0.05, { factor: 0.7 }) }),
};

/** Takes a few steps along the gradients of random examples. */
function learn(network: Any, optimizer: Any, seed: number, steps = 3): void {
  const source = random(seed);
  const of = (shape: readonly number[]): Any =>
    shape.length === 0
      ? tensor(
          Array.from({ length: 5 }, () => Math.floor(source.uniform() * 5)),
          [5],
        )
      : randomNormal([5, ...shape] as unknown as [1], source);
  for (let step = 0; step < steps; step++) {
    const [inputs, targets] = [of(network.inputShape), randomNormal([5, ...network.outputShape] as unknown as [1], source)];
    const { gradients } = backpropagate(network, meanSquaredError, inputs, targets as Any);
    optimizer.step(gradients);
  }
}

const made = (name: string) => (layers[name] as () => Any)();

describe.each(["wasm", "reference"] as const)("training goes on bit for bit (%s)", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("wasm")));

  describe.each(Object.entries(optimizers))("%s", (_, make) => {
    test.each(Object.keys(layers))("%s", (name) => {
      const network = made(name);
      const optimizer = make(network);
      learn(network, optimizer, 1);
      const bytes = saveNetwork(network, { optimizer });
      learn(network, optimizer, 2);

      // Into a network that has learned something else, and into one that has learned nothing.
      for (const steps of [4, 0]) {
        const other = made(name);
        const its = make(other);
        learn(other, its, 3, steps);
        loadNetwork(other, bytes, { optimizer: its });
        expect(saveNetwork(other, { optimizer: its })).toEqual(bytes);
        learn(other, its, 2);
        expect(saveNetwork(other, { optimizer: its })).toEqual(saveNetwork(network, { optimizer }));
      }
      if (Object.keys(network.parameters).length > 0 && !name.includes("activation") && readSafetensors(bytes).names.length > 0)
        expect(saveNetwork(network, { optimizer })).not.toEqual(bytes); // it learns
    });
  });
});

test("a file has the numbers under the names of the network, in the engine's precision", async () => {
  const network = sequential(
    dense(3, 5, { random: random(1) }),
    residual(sequential(dense(5, 5, { random: random(1) }), batchNorm(5))),
  );
  const optimizer = adam(network);
  expect(readSafetensors(saveNetwork(network, { optimizer })).metadata).toEqual({
    conformable: "1",
    optimizer: "adam",
    steps: "0",
  });
  learn(network, optimizer, 1, 2);
  const file = readSafetensors(saveNetwork(network, { optimizer }));
  const parameters = ["0.weights", "0.bias", "1.0.weights", "1.0.bias", "1.1.scale", "1.1.shift"];
  expect(file.names).toEqual([
    ...parameters,
    "1.1.mean",
    "1.1.variance",
    ...parameters.flatMap((name) => [`optimizer.first.${name}`, `optimizer.second.${name}`]),
  ]);
  expect(file.metadata).toEqual({ conformable: "1", optimizer: "adam", steps: "2" });
  expect(file.get("0.weights", [5, 3])).toEqual(network.parameters[0].weights);
  expect(file.typeOf("0.weights")).toBe("F32");
  expect(file.shapeOf("optimizer.second.1.1.scale")).toEqual([5]);

  await useEngine("reference");
  const exact = dense(3, 2, { random: random(1) });
  const bytes = saveNetwork(exact);
  expect(readSafetensors(bytes).typeOf("weights")).toBe("F64");
  const before = exact.parameters.weights.toArray();
  const other = dense(3, 2);
  loadNetwork(other, bytes);
  expect(other.parameters.weights.toArray()).toEqual(before);
  await useEngine("wasm");
  loadNetwork(other, bytes); // rounded
  expect(other.parameters.weights.toArray()).toEqual(before.map((row) => row.map(Math.fround)));
});

test("a layer in several places is stored once, where it stands first", () => {
  const shared = dense(3, 3);
  expect(readSafetensors(saveNetwork(sequential(dense(3, 3), shared, residual(shared)))).names).toEqual([
    "0.weights",
    "0.bias",
    "1.weights",
    "1.bias",
  ]);
});

describe("dropout and shuffling draw from a generator whose state is stored too", () => {
  const [inputs, targets] = [randomNormal([40, 3], random(1)), randomNormal([40, 2], random(2))];
  const make = (seed: number) => {
    const source = random(seed);
    const network = sequential(
      dense(3, 7, { activation: relu, random: source }),
      dropout(0.4, { random: source }),
      dense(7, 2, { random: source }),
    );
    const optimizer = adam(network, { learningRate: 0.01 });
    const run = (epochs: number) =>
      train(network, { inputs, targets, loss: meanSquaredError, optimizer, epochs, batchSize: 9, random: source });
    return { network, options: { optimizer, random: source }, run };
  };

  test.each([7, -3, 2 ** 40])("seed %d", async (seed) => {
    const [whole, first, second] = [make(seed), make(seed), make(99)];
    const { losses } = await whole.run(5);
    await first.run(2);
    await second.run(1);
    loadNetwork(second.network, saveNetwork(first.network, first.options), second.options);
    expect((await second.run(3)).losses).toEqual(losses.slice(-15));
    expect(saveNetwork(second.network, second.options)).toEqual(saveNetwork(whole.network, whole.options));
  });

  test("without it, they go on differently", async () => {
    const [whole, first, second] = [make(7), make(7), make(99)];
    const { losses } = await whole.run(5);
    await first.run(2);
    const { optimizer } = first.options;
    loadNetwork(second.network, saveNetwork(first.network, { optimizer }), { optimizer: second.options.optimizer });
    expect((await second.run(3)).losses).not.toEqual(losses.slice(-15));
  });
});

describe("after loading", () => {
  const network = () => sequential(dense(3, 5, { activation: tanh, random: random(1) }), dense(5, 2, { random: random(2) }));
  const [x, y] = [randomNormal([7, 3], random(3)), randomNormal([7, 2], random(4))];

  test("a pass from before is out of date, and tensors from before are as they were", () => {
    const own = network();
    const { weights } = own.parameters[0];
    const numbers = weights.toArray();
    const { output, backward } = own.forward(x);
    loadNetwork(own, saveNetwork(sequential(dense(3, 5), dense(5, 2))));
    expect(() => backward(output)).toThrow("backward: the parameters were updated since this pass went forward");
    expect(weights.toArray()).toEqual(numbers);
    expect(own.parameters[0].weights.toArray()).not.toEqual(numbers);
  });

  test("gradients of the network are taken, and those of another refused", () => {
    const [own, other] = [network(), network()];
    const optimizer = adam(own);
    loadNetwork(own, saveNetwork(other, { optimizer: adam(other) }), { optimizer });
    optimizer.step(backpropagate(own, meanSquaredError, x, y).gradients);
    expect(() => optimizer.step(backpropagate(other, meanSquaredError, x, y).gradients)).toThrow(
      "were found for another network",
    );
  });

  test("the bytes are no longer needed, nor does the network change them", () => {
    const [own, other] = [network(), network()];
    const bytes = saveNetwork(other);
    const copy = bytes.slice();
    loadNetwork(own, bytes);
    const optimizer = sgd(own, { learningRate: 0.1 });
    learn(own, optimizer, 1);
    expect(bytes).toEqual(copy);
    loadNetwork(own, bytes);
    bytes.fill(0);
    expect(saveNetwork(own)).toEqual(copy);
  });

  test("the state of an optimizer or a generator that isn't asked for is ignored", () => {
    const [own, other] = [network(), network()];
    const optimizer = adam(other);
    learn(other, optimizer, 1);
    loadNetwork(own, saveNetwork(other, { optimizer, random: random(1) }));
    expect(saveNetwork(own)).toEqual(saveNetwork(other));
  });

  test("an optimizer of a view of the same layers is one of the network", () => {
    const [one, two] = [dense(3, 3, { random: random(1) }), dense(3, 3, { random: random(2) })];
    const optimizer = adam(sequential(two, residual(one)));
    expect(() => saveNetwork(sequential(one, two), { optimizer: optimizer as Any })).toThrow("is of another network");
    const again = adam(sequential(residual(one), two));
    learn(sequential(one, two), again, 1);
    const file = readSafetensors(saveNetwork(sequential(one, two), { optimizer: again }));
    expect(file.has("optimizer.first.1.weights")).toBe(true);
  });
});

test("NaN, infinities, -0 and numbers near 0 are kept", () => {
  const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-45, 3.4e38];
  const bytes = saveNetwork(dense(3, 2, { weights: tensor(numbers, [2, 3]) }));
  const network = dense(3, 2);
  loadNetwork(network, bytes);
  expect(network.parameters.weights.toArray().flat()).toEqual(numbers.map(Math.fround));
});

test("names: what the file calls the tensors", () => {
  const network = sequential(dense(3, 5, { random: random(1) }), dense(5, 2, { random: random(2) }));
  const { parameters } = network;
  const file = writeSafetensors({ up: parameters[0], down: { weights: parameters[1].weights }, "1.bias": parameters[1].bias });
  const names = { "0.weights": "up.weights", "0.bias": "up.bias", "1.weights": "down.weights" };
  for (const given of [names, (name: string) => (names as Readonly<Record<string, string>>)[name] ?? name]) {
    const other = sequential(dense(3, 5), dense(5, 2));
    loadNetwork(other, file, { names: given });
    expect(saveNetwork(other)).toEqual(saveNetwork(network));
    expect(readSafetensors(saveNetwork(other, { names: given })).names).toEqual([
      "up.weights",
      "up.bias",
      "down.weights",
      "1.bias",
    ]);
  }
});

test("JSON keeps all parameters of a small network", () => {
  const network = sequential(
    dense(3, 5, { random: random(1) }),
    residual(layerNorm(5)),
    dense(5, 2, { weights: full([2, 5], Number.NaN) }),
  );
  network.trainables?.[1]?.assign({
    scale: vector([1, -0, 1e-40, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
    shift: ones([5]),
  });
  const json = JSON.parse(JSON.stringify(network.parameters));
  const record = {
    "0": { weights: tensor(json[0].weights, [5, 3]), bias: tensor(json[0].bias, [5]) },
    "1": { scale: tensor(json[1].scale, [5]), shift: tensor(json[1].shift, [5]) },
    "2": { weights: tensor(json[2].weights, [2, 5]), bias: tensor(json[2].bias, [2]) },
  };
  const other = sequential(dense(3, 5), residual(layerNorm(5)), dense(5, 2));
  loadNetwork(other, writeSafetensors(record));
  expect(saveNetwork(other)).toEqual(saveNetwork(network));
});

describe("what doesn't fit is refused, and nothing changes", () => {
  const make = () =>
    sequential(dense(3, 5, { activation: relu, random: random(1) }), batchNorm(5), dense(5, 2, { random: random(2) }));
  const trained = make();
  const adamOfTrained = adam(trained);
  learn(trained, adamOfTrained, 1);
  const plain = saveNetwork(trained);
  const withAdam = saveNetwork(trained, { optimizer: adamOfTrained });
  const edited = (change: (record: Record<string, Any>, metadata: Record<string, string>) => void) => {
    const file = readSafetensors(withAdam);
    const record = Object.fromEntries(file.names.map((name) => [name, file.get(name, file.shapeOf(name) as unknown as [1])]));
    const metadata = { ...file.metadata };
    change(record, metadata);
    return writeSafetensors(record, metadata);
  };
  const other = (network: Any) => saveNetwork(network);
  const pytorch = { layout: "pytorch" } as const;

  const cases: readonly (readonly [
    why: string,
    bytes: () => Any,
    options: (own: { adam: Any; network: Any }) => Any,
    message: string,
  ])[] = [
    [
      "one layer more",
      () => other(sequential(dense(3, 5), batchNorm(5), dense(5, 2), dense(2, 2))),
      () => ({}),
      "loadNetwork: the file doesn't fit: the network has no 3.weights; the network has no 3.bias",
    ],
    [
      "one layer fewer",
      () => other(sequential(dense(3, 5), batchNorm(5))),
      () => ({}),
      "loadNetwork: the file doesn't fit: 2.weights is missing; 2.bias is missing",
    ],
    [
      "other sizes",
      () => other(sequential(dense(3, 7), batchNorm(7), dense(7, 2))),
      () => ({}),
      "loadNetwork: the file doesn't fit: 0.weights is [7, 3] in the file and [5, 3] in the network; 0.bias is [7] in the file and [5] in the network; 1.scale is [7] in the file and [5] in the network; 1.shift is [7] in the file and [5] in the network; 1.mean is [7] in the file and [5] in the network; 1.variance is [7] in the file and [5] in the network; 2.weights is [2, 7] in the file and [2, 5] in the network",
    ],
    [
      "another layer, and without statistics",
      () => other(sequential(dense(3, 5), layerNorm(5), dense(5, 2))),
      () => ({}),
      "loadNetwork: the file doesn't fit: 1.mean is missing; 1.variance is missing",
    ],
    [
      "the layers in another place",
      () => other(sequential(sequential(dense(3, 5), batchNorm(5)), dense(5, 2))),
      () => ({}),
      "loadNetwork: the file doesn't fit: 0.weights is missing; 0.bias is missing; 1.scale is missing; 1.shift is missing; 1.mean is missing; 1.variance is missing; 2.weights is missing; 2.bias is missing; and 8 more",
    ],
    [
      "one of the statistics is missing",
      () => edited((record) => delete record["1.variance"]),
      () => ({}),
      "loadNetwork: the file doesn't fit: 1.variance is missing",
    ],
    [
      "a scalar for a vector",
      () => edited((record) => Object.assign(record, { "2.bias": record["2.bias"].sum() })),
      () => ({}),
      "loadNetwork: the file doesn't fit: 2.bias is [] in the file and [2] in the network",
    ],
    [
      "no state of an optimizer",
      () => plain,
      ({ adam: optimizer }) => ({ optimizer }),
      "loadNetwork: the file has no state of an optimizer",
    ],
    [
      "an optimizer of another kind",
      () => withAdam,
      ({ network }) => ({ optimizer: sgd(network, { learningRate: 0.1 }) }),
      "loadNetwork: the file has the state of adam, and the optimizer is sgd",
    ],
    [
      "an optimizer of the network of the file",
      () => withAdam,
      () => ({ optimizer: adamOfTrained }),
      "loadNetwork: the optimizer is of another network",
    ],
    [
      "an optimizer of the user's",
      () => withAdam,
      () => ({ optimizer: { step: () => {} } }),
      "loadNetwork: the optimizer has to be one of conformable/nn, not an object",
    ],
    [
      "null for an optimizer",
      () => withAdam,
      () => ({ optimizer: null }),
      "loadNetwork: the optimizer has to be one of conformable/nn, not null",
    ],
    [
      "a moment is missing",
      () => edited((record) => delete record["optimizer.second.0.bias"]),
      ({ adam: optimizer }) => ({ optimizer }),
      "loadNetwork: the file doesn't fit: optimizer.second.0.bias is missing",
    ],
    [
      "a moment of another shape",
      () => edited((record) => Object.assign(record, { "optimizer.first.2.bias": zeros([3]) })),
      ({ adam: optimizer }) => ({ optimizer }),
      "loadNetwork: the file doesn't fit: optimizer.first.2.bias is [3] in the file and [2] in the network",
    ],
    [
      "a number of steps that isn't one",
      () => edited((_, metadata) => Object.assign(metadata, { steps: "-1" })),
      ({ adam: optimizer }) => ({ optimizer }),
      'loadNetwork: the file can\'t be read: the number of steps is "-1"',
    ],
    [
      "momentum, and the file was made without",
      () => {
        const network = make();
        const optimizer = sgd(network, { learningRate: 0.1 });
        learn(network, optimizer, 1);
        return saveNetwork(network, { optimizer });
      },
      ({ network }) => ({ optimizer: sgd(network, { learningRate: 0.1, momentum: 0.9 }) }),
      "loadNetwork: the file doesn't fit: optimizer.velocity.0.weights is missing; optimizer.velocity.0.bias is missing; optimizer.velocity.1.scale is missing; optimizer.velocity.1.shift is missing; optimizer.velocity.2.weights is missing; optimizer.velocity.2.bias is missing",
    ],
    [
      "a velocity, and the optimizer has no momentum",
      () => {
        const network = sequential(dense(3, 5), batchNorm(5), dense(5, 2));
        const optimizer = sgd(network, { learningRate: 0.1, momentum: 0.9 });
        learn(network, optimizer, 1);
        return saveNetwork(network, { optimizer });
      },
      ({ network }) => ({ optimizer: sgd(network, { learningRate: 0.1 }) }),
      "loadNetwork: the file doesn't fit: the network has no optimizer.velocity.0.weights; the network has no optimizer.velocity.0.bias; the network has no optimizer.velocity.1.scale; the network has no optimizer.velocity.1.shift; the network has no optimizer.velocity.2.weights; the network has no optimizer.velocity.2.bias",
    ],
    [
      "the state of a generator that has texts for numbers",
      () => edited((_, metadata) => Object.assign(metadata, { random: JSON.stringify(Array(625).fill("1")) })),
      () => ({ random: random(1) }),
      "loadNetwork: the file can't be read: the state of the generator is damaged",
    ],
    [
      "the state of a generator that is beyond its end",
      () => edited((_, metadata) => Object.assign(metadata, { random: JSON.stringify(Array(625).fill(624)) })),
      () => ({ random: random(1) }),
      "loadNetwork: the file can't be read: the state of the generator is damaged",
    ],
    ["no state of a generator", () => plain, () => ({ random: random(1) }), "loadNetwork: the file has no state of a generator"],
    [
      "the state of a generator that isn't one",
      () => edited((_, metadata) => Object.assign(metadata, { random: "[1, 2]" })),
      () => ({ random: random(1) }),
      "loadNetwork: the file can't be read: the state of the generator is damaged",
    ],
    [
      "the state of a generator that isn't JSON",
      () => edited((_, metadata) => Object.assign(metadata, { random: "seven" })),
      () => ({ random: random(1) }),
      "loadNetwork: the file can't be read: the state of the generator is damaged",
    ],
    ["a seed for a generator", () => plain, () => ({ random: 7 }), "the source of random numbers is made by random(seed), not 7"],
    ["cut short", () => plain.slice(0, -1), () => ({}), "safetensors: the file can't be read: 2.bias lies outside the file"],
    ["cut in the header", () => plain.slice(0, 20), () => ({}), "safetensors: the file can't be read: it ends within its header"],
    [
      "JSON",
      () => new TextEncoder().encode('{"weights": [[1, 2]]}'),
      () => ({}),
      expect.stringContaining("safetensors: the file can't be read: a header has at most") as unknown as string,
    ],
    ["nothing", () => new Uint8Array(), () => ({}), "safetensors: the file can't be read: it ends within its header"],
    [
      "of a later version",
      () => edited((_, metadata) => Object.assign(metadata, { conformable: "2" })),
      () => ({}),
      'loadNetwork: the file can\'t be read: its version is "2", and this release reads version 1',
    ],
    [
      "a path",
      () => "network.safetensors",
      () => ({}),
      'loadNetwork: takes a Uint8Array or an ArrayBuffer, not "network.safetensors"',
    ],
    ["nothing at all", () => undefined, () => ({}), "loadNetwork: takes a Uint8Array or an ArrayBuffer, not undefined"],
    [
      "a name that the network hasn't",
      () => plain,
      () => ({ names: { "0.weight": "0.weights" } }),
      'loadNetwork: names has "0.weight", but the network has only 0.weights, 0.bias, 1.scale, 1.shift, 1.mean, 1.variance, 2.weights, 2.bias',
    ],
    [
      "a name that the file hasn't",
      () => plain,
      () => ({ names: { "0.bias": "first.bias" } }),
      "loadNetwork: the file doesn't fit: first.bias (0.bias) is missing; the network has no 0.bias",
    ],
    [
      "two names for one entry",
      () => plain,
      () => ({ names: { "0.bias": "1.scale" } }),
      "loadNetwork: 0.bias and 1.scale can't both be 1.scale in the file",
    ],
    [
      "a name that isn't a text",
      () => plain,
      () => ({ names: { "0.bias": 7 } }),
      "loadNetwork: names has to give a text for 0.bias, not 7",
    ],
    [
      "a function without a result",
      () => plain,
      () => ({ names: () => undefined }),
      "loadNetwork: names has to give a text for 0.weights, not undefined",
    ],
    [
      "names in a text",
      () => plain,
      () => ({ names: "0.bias" }),
      'loadNetwork: names is a record of texts or a function that returns one, not "0.bias"',
    ],
    [
      "a list of names",
      () => plain,
      () => ({ names: ["0.bias"] }),
      "loadNetwork: names is a record of texts or a function that returns one, not an array",
    ],
    [
      "an unknown layout",
      () => plain,
      () => ({ layout: "keras" }),
      'loadNetwork: the layout is "pytorch" or undefined, not "keras"',
    ],
    ["an unknown option", () => plain, () => ({ optimiser: 1 }), "loadNetwork: there is no option optimiser"],
    ["options that aren't an object", () => plain, () => 7, "loadNetwork: takes its options in an object, not as 7"],
    [
      "the library's layout for PyTorch's",
      () => plain,
      () => pytorch,
      "loadNetwork: the file doesn't fit: 0.weight (0.weights) is missing; 1.weight (1.scale) is missing; 1.bias (1.shift) is missing; 1.running_mean (1.mean) is missing; 1.running_var (1.variance) is missing; 2.weight (2.weights) is missing; the network has no 0.weights; the network has no 1.scale; and 4 more",
    ],
    [
      "a file of PyTorch's for an optimizer",
      () => saveNetwork(trained, pytorch),
      ({ adam: optimizer }) => ({ ...pytorch, optimizer }),
      "loadNetwork: the file has no state of an optimizer",
    ],
    [
      "two modules that fit the same layers",
      () => writeSafetensors({ up: { weight: zeros([5, 3]) }, down: { weight: zeros([5, 3]) } }),
      () => pytorch,
      "loadNetwork: the file doesn't tell which of down, up is 0: say it in names",
    ],
  ];

  test("there are many", () => {
    expect(cases.length).toBeGreaterThan(30);
  });

  test.each(cases)("%s", (_, bytes, options, message) => {
    const network = make();
    const optimizer = adam(network);
    learn(network, optimizer, 5, 2);
    const before = saveNetwork(network, { optimizer });
    let thrown: unknown;
    try {
      loadNetwork(network, bytes(), options({ adam: optimizer, network }));
    } catch (error) {
      thrown = error;
    }
    expect((thrown as Error | undefined)?.message).toEqual(message);
    expect(saveNetwork(network, { optimizer })).toEqual(before);
    const { output, backward } = network.forward(randomNormal([4, 3]));
    backward(output);
  });

  test.each([
    ["nothing", undefined, "loadNetwork: the network is undefined, not a layer"],
    ["a record of tensors", { weights: zeros([2, 3]) }, "loadNetwork: the network is an object, not a layer"],
    ["a tensor", zeros([2]), "loadNetwork: the network is a tensor, not a layer"],
    ["an activation", relu, "loadNetwork: the network is an activation (activate(…) makes a layer of it), not a layer"],
  ])("%s for a network", (_, network, message) => {
    expect(() => loadNetwork(network as Any, plain)).toThrow(message);
    expect(() => saveNetwork(network as Any)).toThrow(message.replace("loadNetwork", "saveNetwork"));
  });

  test("errors have the classes that the comments name", () => {
    expect(() => loadNetwork(dense(3, 2), plain)).toThrow(expect.objectContaining({ name: "ShapeError" }));
    expect(() => loadNetwork(dense(3, 2), plain.slice(1))).toThrow(FormatError);
  });

  test("saving refuses too", () => {
    const network = make();
    const refused: readonly (readonly [unknown, string])[] = [
      [{ optimizer: adamOfTrained }, "saveNetwork: the optimizer is of another network"],
      [{ optimizer: 7 }, "saveNetwork: the optimizer has to be one of conformable/nn, not 7"],
      [{ layout: 7 }, 'saveNetwork: the layout is "pytorch" or undefined, not 7'],
      [{ names: { "0.bias": "0.weights" } }, "saveNetwork: 0.weights and 0.bias can't both be 0.weights in the file"],
      [{ names: { "0.bias": "__metadata__" } }, "saveNetwork: no tensor can be named __metadata__"],
    ];
    for (const [options, message] of refused) expect(() => saveNetwork(network, options as Any)).toThrow(message);
    const twice = layer({ a: { b: zeros([3]) }, "a.b": zeros([3]) }, [3], [3], ({ a }, x) => x.add(a.b));
    expect(() => saveNetwork(twice)).toThrow("saveNetwork: two tensors would be named a.b");
  });
});
