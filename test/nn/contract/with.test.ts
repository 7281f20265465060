/** `network.with(parameters)`: the same network over other parameters, a pure function of these and its inputs. */
import { describe, expect, test } from "vitest";
import {
  grad,
  type Matrix,
  matrix,
  random,
  randomNormal,
  randomUniform,
  type Scalar,
  type Shape,
  ShapeError,
  type Size,
  sumBatch,
  type Tensor,
  type Vector,
  vector,
  vjp,
  zeros,
} from "../../../src/index.js";
import {
  backpropagate,
  crossEntropy,
  dense,
  type Layer,
  meanSquaredError,
  type Pass,
  residual,
  sequential,
  sgd,
  summary,
  tanh,
  trainable,
} from "../../../src/nn/index.js";
import { type AnyTensor, checkDerivatives } from "../../grad/differences.js";
import { allLayers, inOne } from "../layers/all-layers.js";

// Of any shapes, and what callers without types give.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any;

/** What these do depends on whether they are trained, so `predict` is not what `backpropagate` differentiates; `forward` is. */
const ofTraining = ["dropout", "batchNorm"];
/** One layer in several places, which takes the same parameters in each of them. */
const ofOneLayer = ["a layer in two places", "a layer beside itself"];
const source = random(5);
const meanSquare = (output: AnyTensor, targets: AnyTensor): Scalar => output.subtract(targets).square().mean();
const changed = (tree: Any): Any =>
  typeof tree.shape === "object"
    ? tree.add(randomUniform(tree.shape, source))
    : Array.isArray(tree)
      ? tree.map(changed)
      : Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key, changed(inner)]));

describe.each(Object.entries(allLayers))("%s", (name, make) => {
  const own = make();
  const shape = [3, ...(own.inputShape.length === 0 ? [5] : own.inputShape)];
  const inputs = name.startsWith("embedding") ? vector([1, 0, 4]) : randomUniform(shape as Any, source, { low: -1, high: 1 });
  const targets = randomNormal(own.predict(inputs).shape, source);
  const output = (network: Any, x: AnyTensor) => (ofTraining.includes(name) ? network.forward(x).output : network.predict(x));

  test.each(["its own", "other"])("`grad` through it over %s parameters equals `backpropagate`", (which) => {
    const parameters = which === "other" ? changed(own.parameters) : own.parameters;
    const { gradients, error } = (backpropagate as Any)(make().with(parameters), meanSquaredError, inputs, targets);
    const [ofParameters, ofInputs] = (grad as Any)(([p, x]: Any) => meanSquare(output(make().with(p), x), targets))([
      parameters,
      inputs,
    ]);
    const close = (ours: AnyTensor, theirs: AnyTensor) =>
      expect(ours.subtract(theirs).abs().max().at()).toBeLessThan(1e-12 + 1e-9 * theirs.abs().max().at());
    close(inOne(ofParameters), inOne(gradients));
    close(ofInputs, error);
    const pulled = (vjp as Any)((p: Any) => output(make().with(p), inputs), parameters);
    close(inOne(pulled.backward(meanSquaredErrorOf(pulled.output, targets))), inOne(gradients));
  });

  test("with other parameters, it equals a layer made with them", () => {
    const parameters = changed(own.parameters);
    const view = own.with(parameters);
    const before = own.predict(inputs).toArray();
    const other = make();
    const holders = other.trainables ?? [];
    if (holders.length < 2 && !ofOneLayer.includes(name)) {
      holders[0]?.assign(parameters);
      expect(view.predict(inputs).toArray()).toEqual(other.predict(inputs).toArray());
    }
    expect(own.predict(inputs).toArray()).toEqual(before);
    expect([view.inputShape, view.outputShape]).toEqual([own.inputShape, own.outputShape]);
    expect(inOne(view.parameters).toArray()).toEqual(inOne(parameters).toArray());
    expect(view.with(own.parameters).predict(inputs).toArray()).toEqual(before);
  });
});
const meanSquaredErrorOf = (output: AnyTensor, targets: AnyTensor) => (meanSquaredError as Any).evaluate(output, targets).error;

const network = () => sequential(dense(3, 5, { activation: tanh, random: random(1) }), dense(5, 2, { random: random(2) }));
const [x, y] = [randomNormal([7, 3], random(3)), randomNormal([7, 2], random(4))];

describe("a view", () => {
  test("holds the parameters themselves, without a copy", () => {
    const given = changed(network().parameters);
    const { parameters } = network().with(given);
    expect(parameters[0].weights).toBe(given[0].weights);
    expect(parameters[1].bias).toBe(given[1].bias);
  });

  test("doesn't change when the network learns, nor the network when the view is differentiated", () => {
    const one = network();
    const view = one.with(one.parameters);
    const [before, pass] = [view.predict(x).toArray(), view.forward(x)];
    for (let step = 0; step < 3; step++)
      sgd(one, { learningRate: 0.1 }).step(backpropagate(one, meanSquaredError, x, y).gradients);
    expect(view.predict(x).toArray()).toEqual(before);
    expect(one.predict(x).toArray()).not.toEqual(before);
    expect(() => pass.backward(pass.output)).not.toThrow(); // its parameters were not updated
  });

  test("can be differentiated twice", () => {
    const slope = (w: Matrix<5, 3>) => {
      const [first, second] = network().parameters;
      const loss = (weights: Matrix<5, 3>) =>
        meanSquare(
          network()
            .with([{ ...first, weights }, second])
            .predict(x),
          y,
        );
      return grad(loss)(w);
    };
    checkDerivatives(slope as Any, [randomNormal([5, 3], random(6))]);
  });

  test("is a network: it prints as one and has losses and gradients, but no optimiser updates it", () => {
    const view = network().with(network().parameters);
    expect(summary(view)).toBe(summary(network()));
    expect(backpropagate(view, crossEntropy, x, y.softmax()).loss).toBe(
      backpropagate(network(), crossEntropy, x, y.softmax()).loss,
    );
    expect(() => sgd(view, { learningRate: 0.1 })).toThrow(
      new Error("sgd: no trainable of the network holds [0].weights, so it can't be changed"),
    );
  });

  test("updates the parameters of its network and no others", () => {
    const [first, second] = network().parameters as Any;
    const over = (parameters: unknown) => () => (network() as Any).with(parameters);
    expect(over([first])).toThrow(new ShapeError("with: [1].weights is missing"));
    expect(over([{ ...first, weights: zeros([3, 5]) }, second])).toThrow(
      new ShapeError("with: [0].weights is [3, 5], the parameter [5, 3]"),
    );
    expect(over([first, { ...second, more: zeros([1]) }])).toThrow(new ShapeError("with: [1].more belongs to no parameter"));
    expect(over([first, second, zeros([1])])).toThrow(new ShapeError("with: [2] belongs to no parameter"));
    expect(over(undefined)).toThrow(ShapeError);
    expect(over([{ ...second, ...first }, second])).not.toThrow(); // by their keys, whatever order those have
  });
});

/** y = x + s, as a class. It reads `s` by `use()`, so `with` works without further code. */
class Shift<N extends number> implements Layer<[N], [N], { readonly by: Vector<N> }> {
  readonly inputShape: [Size<N>];
  readonly outputShape: [Size<N>];
  readonly trainables;
  readonly #learned;
  constructor(by: Vector<N>) {
    this.inputShape = by.shape as unknown as [Size<N>];
    this.outputShape = this.inputShape;
    this.#learned = trainable({ by });
    this.trainables = [this.#learned];
  }
  get parameters() {
    return this.#learned.values;
  }
  predict<Batch extends Shape>(input: Tensor<[...Batch, N]>): Tensor<[...Batch, N]> {
    return input.addBias(this.#learned.use().values.by);
  }
  forward<Batch extends Shape>(input: Tensor<[...Batch, N]>): Pass<[...Batch, N], [...Batch, N], { readonly by: Vector<N> }> {
    const { values, check } = this.#learned.use();
    return {
      output: input.addBias(values.by),
      backward: (error) => {
        check();
        return { error, gradients: { by: sumBatch(error) } };
      },
    };
  }
}

describe("a layer that the library hasn't made", () => {
  const shifted = () => sequential(dense(3, 2, { random: random(1) }), residual(new Shift(vector([1, 2]))));

  test("reads the other parameters in place of its own", () => {
    const one = shifted();
    const parameters = changed(one.parameters);
    const { gradients } = backpropagate(one.with(parameters), meanSquaredError, x, y);
    const slope = grad((p: typeof one.parameters) => meanSquare(one.with(p).predict(x), y))(parameters);
    expect(slope[1].by.toArray()).toEqual(gradients[1].by.toArray());
    expect(inOne(slope).subtract(inOne(gradients)).abs().max().at()).toBeLessThan(1e-12);
    expect(one.parameters[1].by.toArray()).toEqual([1, 2]);
  });

  test("has its own parameters again after a failed pass", () => {
    const own = new Shift(vector([1, 2]));
    const view = sequential(own).with([{ by: vector([5, 7]) }]);
    expect(() => (view as Any).predict(zeros([3]))).toThrow(ShapeError);
    expect(own.predict(vector([0, 0])).toArray()).toEqual([1, 2]);
    expect(view.predict(vector([0, 0])).toArray()).toEqual([5, 7]);
  });

  test("can go back with the other parameters after its own have been updated", () => {
    const own = new Shift(vector([1, 2]));
    const pass = sequential(own)
      .with([{ by: vector([5, 7]) }])
      .forward(vector([0, 0]));
    sgd(own, { learningRate: 1 }).step({ by: vector([1, 1]) });
    expect(pass.backward(vector([3, 4])).gradients[0].by.toArray()).toEqual([3, 4]);
  });

  test("that is a copy with another `predict` is what it says, not what it was copied from", () => {
    const copied: Any = dense(2, 2, { random: random(1) });
    const own = { ...copied, trainables: copied.trainables, predict: (input: AnyTensor) => copied.predict(input).negate() };
    const parameters = changed([copied.parameters]);
    expect(
      (sequential as Any)(own)
        .with(parameters)
        .predict(vector([1, 2]))
        .toArray(),
    ).toEqual(
      copied
        .with(parameters[0])
        .predict(vector([1, 2]))
        .negate()
        .toArray(),
    );
  });

  test("whose parameters are in no trainable can't take others", () => {
    const fixed: Any = { ...dense(2, 2), parameters: { by: vector([1, 2]) }, trainables: [] };
    expect(() => (sequential as Any)(fixed).with([{ by: vector([1, 2]) }])).toThrow(
      new Error("with: no trainable of the network holds by, so it can't be changed"),
    );
  });

  test("with one parameter in two places takes one tensor for both", () => {
    const tied = dense(2, 2, { random: random(1) });
    const twice: Any = sequential(tied, tied);
    const own = { ...twice, parameters: { a: tied.parameters, b: tied.parameters }, trainables: twice.trainables };
    const wrapped: Any = (sequential as Any)(own);
    const other = changed(tied.parameters);
    expect(
      wrapped
        .with([{ a: other, b: other }])
        .predict(vector([1, 2]))
        .toArray(),
    ).toEqual(
      twice
        .with([other, other])
        .predict(vector([1, 2]))
        .toArray(),
    );
    expect(() => wrapped.with([{ a: other, b: changed(tied.parameters) }])).toThrow(
      new Error("with: a.weights and b.weights are one parameter of this layer, so they take one tensor"),
    );
  });
});

test("parameters needn't belong to a network: two layers can share one set", () => {
  const [up, down] = [dense(3, 2, { random: random(1) }), dense(2, 3, { random: random(2) })];
  const both = grad((weights: Matrix<2, 3>) => {
    const hidden = up.with({ weights, bias: zeros([2]) }).predict(x);
    return meanSquare(down.with({ weights: weights.transpose(), bias: zeros([3]) }).predict(hidden), x);
  });
  expect(
    both(
      matrix([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).shape,
  ).toEqual([2, 3]);
});
