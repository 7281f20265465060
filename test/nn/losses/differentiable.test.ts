/** The value of a loss as a tensor: its derivative is the loss's own error, and programs and `vmap` contain it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  compile,
  matrix,
  random,
  randomNormal,
  type Scalar,
  type Tensor,
  trace,
  grad as typedGrad,
  valueAndGrad as typedValueAndGrad,
  useEngine,
  vector,
  vmap,
  zeros,
} from "../../../src/index.js";
import {
  absoluteError,
  backpropagate,
  binaryCrossEntropy,
  cosineDistance,
  crossEntropy,
  dense,
  evaluate,
  hinge,
  huber,
  kullbackLeibler,
  type Loss,
  meanSquaredError,
  sequential,
  sgd,
  tanh,
  trainingStep,
} from "../../../src/nn/index.js";
import { checkDerivatives } from "../../grad/differences.js";

// biome-ignore lint/suspicious/noExplicitAny: tensors of any shape, for losses with different targets
type Any = any;
const [grad, valueAndGrad]: Any[] = [typedGrad, typedValueAndGrad];

const source = random(11);
const output = randomNormal([5, 3], source);
const others = randomNormal([5, 3], source);
const rows = randomNormal([5, 3], source).softmax();
const signs = others.sign();
const classes = vector([2, 0, 1, 1, 2]);
/** Outputs at which losses have kinks: zeros, the target itself, and the edge of the margin. */
const edges = matrix([
  [0, 0, 0],
  [1, -1, 2],
  [0, 1, -1],
  [0.5, 0, -2],
  [1, 1, 1],
]);

const cases: readonly (readonly [what: string, loss: Any, targets: Any, differentiableTargets?: boolean])[] = [
  ["meanSquaredError", meanSquaredError, others, true],
  ["meanSquaredError, sum", meanSquaredError({ reduction: "sum" }), others, true],
  ["absoluteError", absoluteError, others, true],
  ["huber", huber({ delta: 0.7 }), others, true],
  ["huber, sum", huber({ reduction: "sum" }), others, true],
  ["hinge", hinge, signs],
  ["hinge, sum", hinge({ reduction: "sum" }), signs],
  ["binaryCrossEntropy", binaryCrossEntropy, rows, true],
  ["binaryCrossEntropy, sum", binaryCrossEntropy({ reduction: "sum" }), rows, true],
  ["kullbackLeibler", kullbackLeibler, rows],
  ["kullbackLeibler, sum", kullbackLeibler({ reduction: "sum" }), rows],
  ["cosineDistance", cosineDistance, others, true],
  ["cosineDistance, sum", cosineDistance({ reduction: "sum" }), others, true],
  ["crossEntropy of rows", crossEntropy, rows],
  ["crossEntropy of classes", crossEntropy, classes],
  ["crossEntropy, sum", crossEntropy({ reduction: "sum" }), classes],
  ["crossEntropy, smoothed", crossEntropy({ labelSmoothing: 0.2 }), classes],
  ["crossEntropy, ignoring", crossEntropy({ ignore: 1 }), classes],
  ["crossEntropy, weighted", crossEntropy({ classWeights: vector([1, 5, 2]) }), classes],
  [
    "crossEntropy with all options",
    crossEntropy({ classWeights: vector([1, 5, 2]), ignore: 1, labelSmoothing: 0.1, reduction: "sum" }),
    classes,
  ],
];

describe.each(["wasm", "reference"] as const)("on the engine %s", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  afterAll(async () => void (await useEngine("reference")));
  const precision = engine === "wasm" ? 1e-6 : 1e-12;
  const near = (found: Any, expected: Any) => {
    const [one, other] = [found.dataSync(), expected.dataSync()];
    expect(found.shape).toEqual(expected.shape);
    one.forEach((number: number, index: number) => {
      if (!Object.is(number, other[index])) expect(Math.abs(number - other[index])).toBeLessThan(precision * 3);
    });
  };

  test.each(cases)("%s: the value and its derivative are those of evaluate, also at kinks", (_, loss, targets) => {
    for (const z of [output, edges, zeros([5, 3])]) {
      const { loss: value, error } = loss.evaluate(z, targets);
      expect(Math.abs(loss.of(z, targets).at() - value)).toBeLessThan(precision * Math.max(3, Math.abs(value)));
      const found = valueAndGrad((x: Any): Scalar => loss.of(x, targets))(z);
      expect(Math.abs(found.value.at() - value)).toBeLessThan(precision * Math.max(3, Math.abs(value)));
      near(found.gradients, error);
    }
  });

  test.each(cases)("%s: the second derivative is that of the error, also where all outputs are 0", (_, loss, targets) => {
    const direction = randomNormal([5, 3], random(3));
    for (const z of [output, zeros([5, 3])]) {
      if (loss.name === "cosineDistance" && z !== output) continue; // it has no derivative there
      const second = grad((x: Any) =>
        grad((y: Any): Scalar => loss.of(y, targets))(x)
          .multiply(direction)
          .sum(),
      )(z);
      near(second, grad((x: Any) => loss.evaluate(x, targets).error.multiply(direction).sum())(z));
    }
  });

  test.each(cases)("%s: a program and a compiled function give the same", (_, loss, targets) => {
    const f = (z: Any, y: Any): Any => valueAndGrad((x: Any): Scalar => loss.of(x, y))(z);
    const { value, gradients } = f(output, targets);
    const program = (trace as Any)(f, output, targets);
    for (const made of [(compile as Any)(f), (...given: Any[]) => program.run(...given)]) {
      near(made(output, targets).value, value);
      near(made(output, targets).gradients, gradients);
    }
  });

  test.each(cases)("%s: vmap gives the loss of each example", (_, loss, targets) => {
    const each = vmap((z: Any, y: Any) => loss.of(z, y))(output as Any, targets) as Tensor<[5]>;
    const sizes = { shape: [5], dataSync: () => each.dataSync() };
    near(
      sizes,
      vector([0, 1, 2, 3, 4].map((index) => loss.of(output.index(index, 0), targets.index(index, 0)).at()) as [0, 1, 2, 3, 4]),
    );
  });
});

test.each(cases)("%s: differences, to second order", async (_, loss, targets, differentiableTargets) => {
  await useEngine("reference");
  checkDerivatives((z) => loss.of(z, targets), [output]);
  if (differentiableTargets) checkDerivatives((z, y) => loss.of(z, y), [output, targets]);
});

test("a class that is masked out by a logit of -∞ costs nothing", () => {
  const logits = matrix([[1, Number.NEGATIVE_INFINITY, 2]]);
  const { value, gradients } = valueAndGrad((z: typeof logits) => crossEntropy.of(z, vector([2])))(logits);
  expect(value.at()).toBeCloseTo(Math.log(1 + Math.exp(-1)), 6);
  expect(gradients.toArray()[0]?.[1]).toBe(0);
  expect(value.at()).toBeCloseTo(crossEntropy.evaluate(logits, vector([2])).loss, 6);
});

test("the gradient of a network's loss is that of backpropagate", () => {
  const network = sequential(dense(3, 4, { activation: tanh, random: random(1) }), dense(4, 3, { random: random(2) }));
  const f = (parameters: typeof network.parameters) => crossEntropy.of(network.with(parameters).predict(output), classes);
  const { loss, gradients } = backpropagate(network, crossEntropy, output, classes);
  for (const found of [valueAndGrad(f)(network.parameters), compile(valueAndGrad(f))(network.parameters)]) {
    expect(found.value.at()).toBeCloseTo(loss, 6);
    for (const index of [0, 1] as const) {
      const [one, other] = [found.gradients[index].weights.dataSync(), gradients[index].weights.dataSync()];
      one.forEach((number: number, place: number) => void expect(number).toBeCloseTo(other[place] as number, 6));
    }
  }
});

test("a loss of one's own needn't have it", () => {
  const halfSquared: Loss = {
    name: "halfSquared",
    evaluate(a, y) {
      const difference = a.subtract(y);
      return { loss: difference.square().sum().at() / 2, error: difference };
    },
  };
  const network = dense(3, 3);
  expect(evaluate(network, halfSquared, output, others).loss).toBeGreaterThan(0);
  expect(trainingStep(network, halfSquared, sgd(network, { learningRate: 0.01 }))(output, others).at()).toBeGreaterThan(0);
});

test("wrong calls are refused like those of evaluate", () => {
  const given: Any = crossEntropy;
  expect(() => given.of(output, vector([1, 2]))).toThrow("crossEntropy: the output is [5, 3], the targets are [2]");
  expect(() => given.of(output)).toThrow("crossEntropy");
  expect(() => given.of(output, vector([2, 0, 1, 1, 3]))).toThrow(
    "crossEntropy: class numbers go from 0 to 2, but a target is 3",
  );
  expect(() => crossEntropy({ classWeights: vector([1, 2]) }).of(output as Any, classes as Any)).toThrow(
    "crossEntropy: the loss has weights for 2 classes, but an output is [5, 3]",
  );
});
