/**
 * A residual network for handwritten digits: each block of two convolutions learns what to add to its input, so that networks of many
 * layers can be trained (K. He et al., "Deep Residual Learning for Image Recognition", 2016). It prints its layers with their shapes, how
 * the training goes, and how many new digits it recognises.
 *
 *     npx tsx docs/examples/resnet.ts
 *
 * `--epochs 1` makes it short.
 */
import { parseArgs } from "node:util";
import { random, type Size } from "conformable";
import { batchNorm, chain, conv2d, dense, residual, sequential } from "conformable/inferred";
import { accuracy, activate, adamW, cosineDecay, crossEntropy, globalAveragePool2d, relu, summary, train } from "conformable/nn";
import { examples, readDigits, shuffle } from "./digits/data.js";
import { heading, percent } from "./digits/terminal.js";

const { epochs } = parseArgs({ options: { epochs: { type: "string", default: "10" } } }).values;
const source = random(1);
const digits = shuffle(readDigits(), source);
const training = examples(digits.slice(0, 1437), 1437);
const test = examples(digits.slice(1437), 360);
const inputs = training.inputs.reshape([1437, 8, 8, 1]); // images with one channel
const images = test.inputs.reshape([360, 8, 8, 1]);

/** A convolution of 3 x 3 pixels, normalised. It has no bias, since the normalisation would take it away. */
const convolution = <const Filters extends number>(filters: Size<Filters>) =>
  chain(conv2d(filters, 3, { padding: "same", bias: false, random: source }), batchNorm());

/** y = σ(x + f(x)), where f is two convolutions. */
const block = <const Filters extends number>(filters: Size<Filters>) =>
  chain(residual(chain(convolution(filters), activate(relu), convolution(filters))), activate(relu));

/** Half the height and width. */
const halved = <const Filters extends number>(filters: Size<Filters>) =>
  chain(conv2d(filters, 3, { padding: "same", stride: 2, bias: false, random: source }), batchNorm(), activate(relu));

const network = sequential(
  [8, 8, 1],
  convolution(8),
  activate(relu),
  block(8), //    [8, 8, 8]
  halved(16), //  to [4, 4, 16]
  block(16),
  globalAveragePool2d([4, 4, 16]), // the mean of each channel
  dense(10, { random: source }),
);
console.log(summary(network));

heading("Learning from 1437 digits");
const steps = Number(epochs) * Math.ceil(1437 / 32);
await train(network, {
  inputs,
  targets: training.targets,
  validation: { inputs: images, targets: test.targets },
  metrics: { accuracy },
  loss: crossEntropy,
  optimizer: adamW(network, { learningRate: cosineDecay(0.01, { steps }) }),
  epochs: Number(epochs),
  random: source,
  onEpoch: ({ epoch, loss, metrics }) =>
    console.log(`  epoch ${epoch}: loss ${loss.toFixed(4)}, new digits ${percent(metrics.accuracy)}`),
});
console.log(`\nrecognised: ${percent(accuracy(network.predict(images), test.targets))} of 360 new digits`);
