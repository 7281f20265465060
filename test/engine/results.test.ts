/**
 * Results of public functions stay readable. The WebAssembly engine frees the memory of a pass at its end. So these tests read
 * every result of every layer after other passes have reused that memory, in every order.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  grad,
  random,
  randomNormal,
  randomUniform,
  type Shape,
  type Tensor,
  useEngine,
  valueAndGrad,
  vector,
  vjp,
  zeros,
} from "../../src/index.js";
import {
  activate,
  adam,
  attention,
  averagePool2d,
  backpropagate,
  batchNorm,
  binaryCrossEntropy,
  checkGradients,
  conv2d,
  crossEntropy,
  dense,
  dropout,
  embedding,
  flatten,
  identity,
  type Layer,
  type Loss,
  layer,
  layerNorm,
  maxPool2d,
  meanSquaredError,
  relu,
  reshape,
  residual,
  sequential,
  sequentialOf,
  sgd,
  tanh,
} from "../../src/nn/index.js";

beforeEach(() => useEngine("wasm"));
afterEach(() => useEngine("reference"));

/** Layers of all shapes are treated alike, so their type says that each maps `[1]` to `[1]`. */
type AnyLayer = Layer<[1], [1], unknown>;
const source = random(1);

const layers: Record<string, () => unknown> = {
  dense: () => dense(5, 3, { random: random(1) }),
  "dense, relu": () => dense(5, 3, { activation: relu, random: random(1) }),
  "activate, relu": () => activate(relu),
  "activate, tanh": () => activate(tanh),
  "activate, identity": () => activate(identity),
  "dropout, rate 0": () => dropout(0),
  layerNorm: () => layerNorm(5),
  batchNorm: () => batchNorm(5),
  attention: () => attention([3, 4], 2, { random: random(1) }),
  embedding: () => embedding(2, 3, { random: random(1) }),
  conv2d: () => conv2d([4, 4, 2], 3, 3, { activation: relu, padding: "same", random: random(1) }),
  maxPool2d: () => maxPool2d([4, 4, 2], 2),
  averagePool2d: () => averagePool2d([4, 4, 2], 2),
  flatten: () => flatten([2, 3]),
  reshape: () => reshape([6], [3, 2]),
  "residual, dense": () => residual(dense(5, 5, { random: random(1) })),
  "residual, an activation": () => residual(activate(tanh)),
  "residual, layerNorm": () => residual(layerNorm(5)),
  "a layer from a function": () => layer({ by: vector([1, 2, 3]) }, [3], [3], ({ by }, x) => x.multiply(by)),
  "a network": () =>
    sequential(dense(5, 7, { random: random(1) }), batchNorm(7), activate(relu), dense(7, 3, { random: random(2) })),
  "a network that begins with an activation": () => sequential(activate(tanh), dense(5, 3, { random: random(1) })),
  "a network of activations": () => sequential(activate(tanh), sequential(activate(relu))),
  "a network of networks": () =>
    sequential(
      sequential(layerNorm(5), dense(5, 5, { random: random(1) })),
      residual(sequential(dense(5, 5, { random: random(2) }))),
    ),
  "a layer in two places": () => {
    const tied = dense(5, 5, { activation: tanh, random: random(1) });
    return sequential(tied, residual(tied), tied);
  },
  "a network from a list": () => sequentialOf([residual(activate(tanh)), residual(activate(relu))]),
};

/** Every number in a tree of tensors. JSON has strings for numbers that it can't represent. */
const numbers = (tree: unknown): number[] => numbersOf(JSON.parse(JSON.stringify(tree)));
const numbersOf = (entry: unknown): number[] =>
  typeof entry === "object" && entry !== null ? Object.values(entry).flatMap(numbersOf) : [Number(entry)];

/** Functions that read results, by name. */
type Reads = Record<string, () => unknown>;

/** All results of a layer, from two passes. */
function results(made: AnyLayer, x: Tensor<[1]>, y: Tensor<[1]>): Reads {
  const back = backpropagate(made, meanSquaredError, x, y);
  const { output, backward } = made.forward(x);
  const way = backward(y);
  const parameters = (made.trainables ?? []).map(({ values }) => values);
  const predicted = made.predict(x);
  return {
    loss: () => back.loss,
    error: () => back.error,
    gradients: () => back.gradients,
    output: () => output,
    "backward, error": () => way.error,
    "backward, gradients": () => way.gradients,
    "backward again": () => backward(y).error,
    predicted: () => predicted,
    parameters: () => parameters,
  };
}

const large = zeros([1000, 1000]);

/** Other passes, whose results fill the ring several times. */
function others(made: AnyLayer, x: Tensor<[1]>, y: Tensor<[1]>): void {
  for (let pass = 0; pass < 20; pass++) {
    backpropagate(made, meanSquaredError, x, y.multiply(pass));
    made.predict(x);
    large.add(pass);
  }
}

const orders: Record<string, (reads: Reads) => [string, () => unknown][]> = {
  "in order": (reads) => Object.entries(reads),
  "in reverse order": (reads) => Object.entries(reads).toReversed(),
};

describe.each(Object.entries(layers))("%s", (_, make) => {
  const { inputShape } = make() as AnyLayer;
  const shape = [4, ...((inputShape.length as number) === 0 ? [5] : inputShape)] as unknown as [1];
  const x = randomUniform(shape, source).greater(0.5).add(0); // numbers that can also be indices
  const some = (make() as AnyLayer).predict(x).shape;
  const y = randomNormal(some, source);

  test.each(Object.entries(orders))("every result is readable after other passes, %s", async (_, inOrder) => {
    await useEngine("reference");
    const right = Object.fromEntries(
      Object.entries(results(make() as AnyLayer, x, y)).map(([name, read]) => [name, numbers(read())]),
    );
    await useEngine("wasm");
    const made = make() as AnyLayer;
    const reads = results(made, x, y);
    others(made, x, y);
    for (const [name, read] of inOrder(reads)) {
      const found = numbers(read());
      expect(found.length, name).toBe((right[name] as number[]).length);
      for (const [index, value] of found.entries()) {
        const expected = (right[name] as number[])[index] as number; // there are as many
        expect(Math.abs(value - expected), name).toBeLessThan(5e-5 * Math.max(1, Math.abs(expected)));
      }
    }
  });

  test("after a step, the error of the inputs is correct, or its error message says that the parameters were updated", () => {
    for (const optimizer of [(made: AnyLayer) => sgd(made, { learningRate: 0.1 }), (made: AnyLayer) => adam(made)]) {
      const made = make() as AnyLayer;
      const right = numbers(backpropagate(made, meanSquaredError, x, y).error);
      const back = backpropagate(made, meanSquaredError, x, y);
      optimizer(made).step(back.gradients);
      others(made, x, y);
      try {
        expect(numbers(back.error)).toEqual(right);
      } catch (thrown) {
        expect(String(thrown)).toContain("the parameters were updated since this pass went forward");
      }
    }
  });

  test("derivatives of derivatives are readable after other passes", () => {
    const made = make() as AnyLayer;
    const twice = (x: Tensor<[1]>) => backpropagate(made, meanSquaredError, x, y).error.square().sum();
    const { value, gradients } = valueAndGrad(twice)(x);
    const pulled = vjp as (
      f: (x: Tensor<[1]>) => unknown,
      x: Tensor<[1]>,
    ) => { output: unknown; backward(error: unknown): unknown };
    const { output, backward } = pulled((x) => backpropagate(made, meanSquaredError, x, y).gradients, x);
    others(made, x, y);
    expect(numbers(gradients).every(Number.isFinite)).toBe(true);
    expect(numbers(grad(twice)(x)).length).toBe(numbers(gradients).length);
    expect(numbers(value.reshape([1]))).toHaveLength(1);
    expect(numbers([backward(output), output]).every(Number.isFinite)).toBe(true);
  });
});

describe.each<Loss>([meanSquaredError, crossEntropy, binaryCrossEntropy])("$name", (loss) => {
  test("its error is readable after other passes, also from within a custom loss", () => {
    const [output, targets] = [randomNormal([4, 3], source), randomNormal([4, 3], source).softmax()];
    const own = { name: "own", evaluate: <S extends Shape>(a: Tensor<S>, b: Tensor<S>) => loss.evaluate(a, b) };
    const right = loss.evaluate(output, targets);
    const back = backpropagate(activate(identity), own, output, targets);
    const inner = backpropagate(activate(identity), loss, output, targets);
    others(dense(4, 4) as unknown as AnyLayer, zerosOf([3, 4]), zerosOf([3, 4]));
    expect(numbers(back.error)).toEqual(numbers(right.error));
    expect(numbers(inner.error)).toEqual(numbers(right.error));
  });
});

const zerosOf = (shape: readonly number[]): Tensor<[1]> => randomNormal(shape as unknown as [1], source);

describe("passes within passes", () => {
  const [x, y] = [randomNormal([4, 5], source), randomNormal([4, 5], source)];

  test("a loss that runs another network and keeps the results", () => {
    const [norm, ofNetwork] = [batchNorm(7), batchNorm(5)];
    const judge = sequential(dense(5, 7, { activation: tanh }), norm, dense(7, 5));
    const kept: { error: Tensor<[4, 5]>; gradients: unknown }[] = [];
    const loss = {
      name: "judged",
      evaluate<S extends Shape>(output: Tensor<S>, targets: Tensor<S>) {
        const judged = backpropagate(judge, meanSquaredError, output as never, targets as never) as never as {
          loss: number;
          error: Tensor<S>;
          gradients: unknown;
        };
        kept.push(judged as never);
        return { loss: judged.loss, error: judged.error };
      },
    };
    const network = sequential(dense(5, 5, { activation: tanh }), ofNetwork);
    const back = [1, 2, 3].map(() => backpropagate(network, loss, x, y));
    others(dense(4, 4) as unknown as AnyLayer, zerosOf([3, 4]), zerosOf([3, 4]));
    for (const { error, gradients } of [...back, ...kept]) {
      expect(numbers(error)).toHaveLength(20);
      expect(numbers(gradients).every(Number.isFinite)).toBe(true);
    }
    expect(numbers([norm.statistics.values, ofNetwork.statistics.values]).every(Number.isFinite)).toBe(true);
    const pulled = numbers(checkGradients(network, loss, x, y).relativeError);
    expect(pulled[0]).toBeLessThan(1e-4);
  });

  test("a layer whose function runs another network", () => {
    const inner = sequential(dense(5, 5, { activation: tanh }), batchNorm(5));
    const kept: unknown[] = [];
    const outer = layer({}, [5], [5], (_, x) => {
      const { error } = backpropagate(inner, meanSquaredError, x, x.multiply(0));
      kept.push(error);
      return x.subtract(error);
    });
    const network = sequential(dense(5, 5, { activation: tanh }), outer);
    const back = [1, 2, 3].map(() => backpropagate(network, meanSquaredError, x, y));
    others(dense(4, 4) as unknown as AnyLayer, zerosOf([3, 4]), zerosOf([3, 4]));
    expect(numbers([kept, back.map(({ error, gradients }) => [error, gradients])]).every(Number.isFinite)).toBe(true);
    expect(checkGradients(network, meanSquaredError, x, y).relativeError).toBeLessThan(1e-6);
  });
});

test("later steps don't change the parameters that a layer has returned", () => {
  const constant = layer({ by: vector([1, 2, 3]) }, [2], [3], ({ by }, x) => by.broadcastTo([x.shape[0], 3]));
  const { step } = sgd(constant, { learningRate: 1 });
  step({ by: vector([1, 1, 1]) }); // from here on, steps write to it in place
  const predicted = constant.predict(vector([0, 0]));
  const { output } = constant.forward(vector([0, 0]));
  step({ by: vector([1, 1, 1]) });
  expect([predicted.toArray(), output.toArray()]).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ]);
  expect(constant.parameters.by.toArray()).toEqual([-1, 0, 1]);
});
