/** Networks of several inputs or outputs. */
import { describe, expect, test } from "vitest";
import { concat, grad, random, randomNormal, ShapeError, type Tensor, zeros } from "../../../src/index.js";
import {
  activate,
  adam,
  backpropagate,
  checkGradients,
  conv2d,
  crossEntropy,
  dense,
  evaluate,
  flatten,
  heads,
  huber,
  identity,
  meanSquaredError,
  multiTaskLoss,
  parallel,
  recordLayer,
  sequential,
  sgd,
  summary,
  tanh,
  train,
  trainingStep,
} from "../../../src/nn/index.js";

const source = random(5);
const make = () =>
  sequential(
    parallel({
      image: sequential(conv2d([4, 4, 1], 2, 3, { activation: tanh, random: source }), flatten([2, 2, 2])),
      meta: dense(5, 3, { activation: tanh, random: source }),
    }),
    recordLayer({ by: randomNormal([8], source) }, { image: [8], meta: [3] }, [11], ({ by }, { image, meta }) =>
      concat([image.multiply(by), meta], -1),
    ),
    dense(11, 7, { activation: tanh, random: source }),
    heads({ class: dense(7, 3, { random: source }), box: dense(7, 4, { random: source }) }),
  );
const network = make();
const loss = multiTaskLoss({ class: crossEntropy, box: huber }, { weights: { box: 0.5 } });
const inputs = { image: randomNormal([6, 4, 4, 1], source), meta: randomNormal([6, 5], source) };
const targets = { class: source.integers(0, 3, [6]), box: randomNormal([6, 4], source) };

test("gradients are those of differences", () => {
  const { relativeError, worst, checked } = checkGradients(network, loss, inputs, targets);
  expect(checked).toBe(6 * 16 + 6 * 5 + (9 * 2 + 2) + (5 * 3 + 3) + 8 + (11 * 7 + 7) + (7 * 3 + 3) + (7 * 4 + 4));
  expect(relativeError, JSON.stringify(worst)).toBeLessThan(1e-6);
});

test("grad through with", () => {
  const slope = grad((p: typeof network.parameters) => {
    const { class: classes, box } = network.with(p).predict(inputs);
    return classes.square().mean().add(box.square().mean());
  });
  const both = multiTaskLoss({ class: meanSquaredError, box: meanSquaredError });
  const found = backpropagate(network, both, inputs, { class: zeros([6, 3]), box: zeros([6, 4]) });
  const [a, b] = [slope(network.parameters), found.gradients];
  expect(a[3].box.bias.subtract(b[3].box.bias).abs().max().at()).toBeLessThan(1e-6);
  expect(a[0].image[0].kernels.subtract(b[0].image[0].kernels).abs().max().at()).toBeLessThan(1e-6);
});

test("learns", async () => {
  const own = make();
  const history = await train(own, {
    inputs,
    targets,
    loss,
    optimizer: adam(own, { learningRate: 0.02 }),
    epochs: 30,
    batchSize: 4,
    random: random(1),
    validation: { inputs, targets },
    metrics: { error: (outputs, targets) => outputs.box.subtract(targets.box).abs().mean().at() },
    onEpoch: ({ metrics }) => void metrics.error,
  });
  expect(history.epochs.at(-1)?.validationLoss).toBeLessThan((history.epochs[0]?.validationLoss ?? 0) / 2);
  console.log(String(history), summary(own));
  const step = trainingStep(own, loss, sgd(own, { learningRate: 0.01 }));
  console.log(step(inputs, targets).at(), step(inputs, targets).at());
  console.log(evaluate(own, loss, inputs, targets, { batchSize: 4 }));
});
