/** Networks without types: options that don't exist, promises that are changed, parts that don't keep their word. */
import { describe, expect, test } from "vitest";
import * as library from "../../../src/index.js";
import { matrix, ones, random, ShapeError, type Tensor, tensor, vector, zeros } from "../../../src/index.js";
import * as networks from "../../../src/nn/index.js";
import { adam, dense, type Layer, meanSquaredError, relu, sequential, sgd } from "../../../src/nn/index.js";

// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
type Untyped = any;
const untyped: Untyped = { ...networks, ...library, flatten: networks.flatten };
const x: Untyped = matrix([[1, 2, 3]]);
const layer = () => dense(3, 2, { random: random(1) });
const examples = { inputs: ones([4, 3]), targets: zeros([4, 2]), loss: meanSquaredError, epochs: 1 };

describe("options", () => {
  const taking: Record<string, (options: unknown) => unknown> = {
    sum: (options) => x.sum(0, options),
    mean: (options) => x.mean([0, 1], options),
    max: (options) => x.max(undefined, options),
    min: (options) => x.min(-1, options),
    randomNormal: (options) => untyped.randomNormal([2], random(1), options),
    randomUniform: (options) => untyped.randomUniform([2], random(1), options),
    allClose: (options) => untyped.allClose(x, x, options),
    useEngine: (options) => untyped.useEngine("reference", options),
    dense: (options) => untyped.dense(3, 2, options),
    conv2d: (options) => untyped.conv2d([8, 8, 1], 2, 3, options),
    maxPool2d: (options) => untyped.maxPool2d([8, 8, 1], 2, options),
    averagePool2d: (options) => untyped.averagePool2d([8, 8, 1], 2, options),
    attention: (options) => untyped.attention([3, 4], 2, options),
    dropout: (options) => untyped.dropout(0.5, options),
    embedding: (options) => untyped.embedding(7, 2, options),
    layerNorm: (options) => untyped.layerNorm(3, options),
    batchNorm: (options) => untyped.batchNorm(3, options),
    batches: (options) => untyped.batches(x, x, 1, options),
    sgd: (options) => untyped.sgd(layer(), options),
    adam: (options) => untyped.adam(layer(), options),
    adamW: (options) => untyped.adamW(layer(), options),
    rmsprop: (options) => untyped.rmsprop(layer(), options),
    adagrad: (options) => untyped.adagrad(layer(), options),
    lion: (options) => untyped.lion(layer(), options),
    exponentialDecay: (options) => untyped.exponentialDecay(1, options),
    stepDecay: (options) => untyped.stepDecay(1, options),
    cosineDecay: (options) => untyped.cosineDecay(1, options),
    warmup: (options) => untyped.warmup(1, options),
    train: (options) => untyped.train(layer(), options),
  };
  const call = async (name: string, options: unknown): Promise<unknown> => taking[name]?.(options);

  test.each(Object.keys(taking))("%s refuses one that does not exist", async (name) => {
    for (const option of ["spacing", "masks", "Keepdims", "0", "__proto__"]) {
      const options = JSON.parse(`{ "${option}": 2 }`);
      await expect(call(name, options)).rejects.toThrow(new ShapeError(`${name}: there is no option ${option}`));
    }
    const hidden = Object.defineProperty({}, "spacing", { value: 2 }); // what can't be listed is nobody's option
    const settled = { learningRate: 0.1, ...examples, optimizer: { step: () => {} } };
    const needed: Record<string, object> = {
      train: { ...settled, learningRate: undefined },
      sgd: { learningRate: 0.1 },
      exponentialDecay: { factor: 1 },
      stepDecay: { factor: 1, every: 1 },
      cosineDecay: { steps: 1 },
      warmup: { steps: 1 },
    };
    const all = needed[name] ?? {};
    if (name !== "train") await expect(call(name, Object.assign(hidden, all, { [Symbol("spacing")]: 2 }))).resolves.toBeDefined();
  });

  test.each(Object.keys(taking))("%s takes no other value for them", async (name) => {
    for (const [options, said] of [
      [null, "null"],
      [5, "5"],
      ["same", '"same"'],
      [[1], "an array"],
      [() => 1, "a function"],
      [1n, "1n"],
    ] as const)
      await expect(call(name, options)).rejects.toThrow(new TypeError(`${name}: takes its options in an object, not as ${said}`));
    await expect(call(name, random(1))).rejects.toThrow(`${name}: the object that stands for the options has none of `);
    await expect(call(name, new Map())).rejects.toThrow(TypeError);
  });

  test("an instance of a class can hold options, its own and inherited ones", () => {
    class Settings {
      momentum = 0.5;
      get learningRate() {
        return 0.1;
      }
    }
    expect(sgd(layer(), new Settings())).toBeDefined();
    const { stride } = { stride: 2 };
    expect(untyped.conv2d([8, 8, 1], 2, 3, Object.create({ stride })).outputShape).toEqual([3, 3, 2]);
  });

  test("each is read once", () => {
    let reads = 0;
    const changing = {
      get stride() {
        return ++reads;
      },
    };
    expect(untyped.conv2d([8, 8, 1], 2, 3, changing).outputShape).toEqual([6, 6, 2]);
    expect(reads).toBe(1);
  });

  test("values of the wrong kind", () => {
    expect(() => untyped.attention([3, 4], 2, { causal: 1 })).toThrow(
      new TypeError("attention: causal has to be true or false, not 1"),
    );
    expect(() => untyped.sgd(layer(), { learningRate: 1, nesterov: "yes" })).toThrow(
      new TypeError('sgd: nesterov has to be true or false, not "yes"'),
    );
    expect(() => untyped.dense(3, 2, { random: 7, weights: zeros([2, 3]) })).toThrow("the source of random numbers is made by");
    expect(() => untyped.dense(3, 2, { weights: null })).toThrow(new ShapeError("dense: weights: takes a tensor, not null"));
  });
});

describe("what a layer promises", () => {
  const made: Record<string, () => Untyped> = {
    dense: layer,
    sequential: () => sequential(layer(), dense(2, 2)),
    residual: () => networks.residual(dense(3, 3)),
    activate: () => networks.activate(relu),
    conv2d: () => networks.conv2d([4, 4, 1], 2, 3),
    maxPool2d: () => networks.maxPool2d([4, 4, 1], 2),
    attention: () => networks.attention([3, 4], 2),
    flatten: () => networks.flatten([2, 3]),
    reshape: () => networks.reshape([2, 3], [3, 2]),
    dropout: () => networks.dropout(0.5),
    embedding: () => networks.embedding(5, 2),
    layerNorm: () => networks.layerNorm(3),
    batchNorm: () => networks.batchNorm(3),
    layer: () => untyped.layer({}, [3], [3], (_: unknown, given: unknown) => given),
  };
  test.each(Object.entries(made))("is kept by %s", (_, make) => {
    const each = make();
    for (const field of Object.values(Object.getOwnPropertyDescriptors<Untyped>(each)))
      expect([field.configurable, field.writable === true]).toEqual([false, false]);
    for (const list of ["inputShape", "outputShape", "trainables"]) expect(Object.isFrozen(each[list])).toBe(true);
    expect(() => each.inputShape.push(7)).toThrow(TypeError);
    expect(Reflect.set(each, "forward", () => {})).toBe(false);
    expect(Object.assign(each, { name: "body" }).name).toBe("body"); // but it may be given a name
    for (const record of [each.parameters])
      if (!Array.isArray(record) || record.length > 0) expect(Object.isFrozen(record) || each.trainables.length > 1).toBe(true);
  });

  test("later changes to the shapes that it was made with have no effect", () => {
    const shape = [3];
    const own = untyped.layer({}, shape, shape, (_: unknown, given: unknown) => given);
    shape[0] = 1000;
    expect(own.inputShape).toEqual([3]);
    const foreign = { ...layer(), inputShape: [3], outputShape: [2] };
    const network = untyped.sequential(foreign, dense(2, 5));
    foreign.inputShape[0] = 1000;
    expect(network.inputShape).toEqual([3]);
  });

  test("only an optimiser changes parameters", () => {
    const network = layer();
    expect(() => {
      (network.parameters as Untyped).weights = zeros([5, 5]);
    }).toThrow(TypeError);
    adam(network).step({ weights: ones([2, 3]), bias: ones([2]) });
    expect(Object.isFrozen(network.parameters)).toBe(true);
  });

  test("the library's activations and losses can't be modified", () => {
    for (const part of [relu, meanSquaredError] as Untyped[])
      for (const key of Object.keys(part)) expect(Reflect.set(part, key, () => {})).toBe(false);
  });
});

describe("a user's part that breaks its contract is refused", () => {
  const liar = (change: object): Layer<[3], [2], unknown> => ({ ...layer(), ...change }) as Untyped;
  const forward = (change: object) => (input: Tensor<[4, 3]>) => ({ ...layer().forward(input), ...change });
  const pass = (own: Layer<[3], [2], unknown>) => untyped.backpropagate(own, meanSquaredError, ones([4, 3]), zeros([4, 2]));

  test("in what it returns", () => {
    expect(() => untyped.sequential(liar({ predict: () => zeros([4, 7]) })).predict(ones([4, 3]))).toThrow(
      new ShapeError("predict: has to give [4, 2], not [4, 7]"),
    );
    expect(() => pass(liar({ forward: forward({ output: zeros([2, 4]) }) }))).toThrow(
      new ShapeError("forward: has to give [4, 2], not [2, 4]"),
    );
    expect(() => pass(liar({ forward: () => undefined }))).toThrow(new ShapeError("forward: has to give [4, 2], not undefined"));
    expect(() => pass(liar({ forward: forward({ backward: 5 }) }))).toThrow(
      new TypeError("forward: the way back has to be a function, not 5"),
    );
    const back = pass(liar({ forward: forward({ backward: () => ({ error: "x", gradients: {} }) }) }));
    expect(() => back.error).toThrow(new ShapeError('backward: has to give [4, 3], not "x"'));
    expect(() => untyped.dense(3, 2, { activation: { ...relu, apply: () => zeros([4, 3]) } }).predict(ones([4, 3]))).toThrow(
      new ShapeError("activation.apply: has to give [4, 2], not [4, 3]"),
    );
    const evaluate = () => ({ loss: 1, error: zeros([3, 2]) });
    expect(() => untyped.backpropagate(layer(), { name: "own", evaluate }, ones([4, 3]), zeros([4, 2]))).toThrow(
      new ShapeError("loss.evaluate: has to give [4, 2], not [3, 2]"),
    );
  });

  test("in what it is", () => {
    expect(() => untyped.sequential(liar({ inputShape: ["3"] }))).toThrow(
      new ShapeError('a size is a whole number from 0 up, not "3"'),
    );
    expect(() => untyped.sequential(liar({ trainables: [layer()] }))).toThrow(
      new TypeError("sequential: a layer's trainables are an array of what trainable(…) makes, not an object"),
    );
    expect(() => untyped.sequential(layer(), relu)).toThrow(
      new TypeError("sequential: argument 2 is an activation (activate(…) makes a layer of it), not a layer"),
    );
  });

  test("one that keeps its contract is a layer like any other, and keeps its `this`", () => {
    class Double {
      readonly inputShape = [3];
      readonly outputShape = [3];
      readonly parameters = [];
      readonly factor = 2;
      predict(input: Untyped) {
        return input.multiply(this.factor);
      }
      forward(input: Untyped) {
        const { factor } = this;
        return { output: this.predict(input), backward: (error: Untyped) => ({ error: error.multiply(factor), gradients: [] }) };
      }
    }
    const network = untyped.sequential(new Double(), untyped.residual(new Double()));
    expect(network.predict(x).toArray()).toEqual([[6, 12, 18]]);
    const { error, loss } = untyped.backpropagate(network, meanSquaredError, x, zeros([1, 3]));
    expect([loss, error.toArray()]).toEqual([168, [[24, 48, 72]]]);
  });
});

describe("each rule has one sentence and one class of error", () => {
  test("an index that doesn't exist", () => {
    for (const index of [7, -1, 0.5, Number.NaN]) {
      const said = (operation: string, shape: string) => new ShapeError(`${operation}: ${shape} has no entry ${index}`);
      expect(() => zeros([7, 2]).gather([index])).toThrow(said("gather", "[7, 2]"));
      expect(() => library.oneHot([index], 7)).toThrow(said("oneHot", "[7]"));
      expect(() => networks.embedding(7, 2).predict(vector([index]))).toThrow(said("embedding", "[7, 2]"));
    }
  });

  test("something that isn't a tensor", () => {
    for (const [name, call] of Object.entries<(given: Untyped) => unknown>({
      add: (given) => x.add(given),
      matmul: (given) => x.matmul(given),
      where: (given) => untyped.where(given, 1, 2),
      concat: (given) => untyped.concat([given], 0),
      einsum: (given) => untyped.einsum("i->i", given),
      sumBatch: (given) => untyped.sumBatch(given),
      equals: (given) => untyped.equals(x, given),
      grad: (given) => untyped.grad(() => x)(given),
      predict: (given) => layer().predict(given),
      meanSquaredError: (given) => untyped.meanSquaredError.evaluate(x, given),
      crossEntropy: (given) => untyped.crossEntropy.evaluate(given, x),
      relu: (given) => relu.apply(given),
      identity: (given) => networks.identity.apply(given),
      negate: (given) => x.negate.call(given),
      toArray: (given) => x.toArray.call(given),
    }))
      expect(() => call("x"), name).toThrow(new ShapeError(`${name}: takes a tensor, not "x"`));
  });

  test("the class of a tensor can't be used to construct others", () => {
    const view = {
      storage: { values: new Float32Array(1), on: () => ({ pointer: 64, length: 1e9 }) },
      offset: 0,
      shape: [1e9],
      strides: [1],
    };
    expect(() => new x.constructor(view)).toThrow(new TypeError("a tensor is made by tensor(data, shape)"));
    expect(() => Reflect.construct(class extends x.constructor {}, [view])).toThrow(TypeError);
    expect(() => tensor([1], [1]).add.call(Object.create(x), 1 as never)).toThrow(
      new ShapeError("add: takes a tensor, not an object"),
    );
  });
});
