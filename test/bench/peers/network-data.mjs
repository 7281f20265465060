/** The networks of common kinds: an LSTM, a transformer and a residual network, with the same numbers for all contestants. */
import { firstWeights, mulberry32, oneHot } from "./data.mjs";

/**
 * @typedef {{ kind: "lstm", length: number, width: number, units: number, classes: number, batch: number }} Lstm Reads sequences; a dense layer
 * classifies its last state.
 * @typedef {{ kind: "transformer", length: number, letters: number, width: number, heads: number, hidden: number, blocks: number, batch: number }}
 * Transformer Reads letters and predicts the next one at each place. Each block normalises before attention and before its two dense layers.
 * @typedef {{ kind: "resnet", size: number, channels: number, filters: readonly [number, number], classes: number, batch: number }} Resnet
 * A convolution, a block of two, a convolution with a stride of 2, another block, the mean of each channel, and a dense layer. Each
 * convolution is followed by a normalisation of the batch.
 * @typedef {Lstm | Transformer | Resnet} NetworkTask
 *
 * @typedef {{ values: Float32Array, shape: number[] }} Numbers
 */

/** @type {readonly NetworkTask[]} */
export const networks = [
  { kind: "lstm", length: 32, width: 32, units: 128, classes: 10, batch: 32 },
  { kind: "transformer", length: 32, letters: 27, width: 64, heads: 4, hidden: 256, blocks: 2, batch: 16 },
  { kind: "resnet", size: 16, channels: 3, filters: [16, 32], classes: 10, batch: 32 },
];

/** What is added to the score of a place that comes later. */
export const hidden = -1e30;
/** ε of both normalisations. */
export const epsilon = 1e-5;

export const networkName = (/** @type {NetworkTask} */ task) =>
  task.kind === "lstm"
    ? `LSTM ${task.width}-${task.units}, ${task.length} steps, batch ${task.batch}`
    : task.kind === "transformer"
      ? `transformer, ${task.blocks} blocks of ${task.width}, ${task.length} places, batch ${task.batch}`
      : `ResNet, 6 layers, ${task.size}x${task.size}, batch ${task.batch}`;

/**
 * The initial parameters, by name, with the inputs and targets of a batch.
 *
 * @param {NetworkTask} task
 */
export function networkData(task) {
  const random = mulberry32(5);
  const zeros = (/** @type {number[]} */ ...shape) => ({ values: new Float32Array(count(shape)), shape });
  const ones = (/** @type {number[]} */ ...shape) => ({ values: new Float32Array(count(shape)).fill(1), shape });
  const within = (/** @type {number} */ bound, /** @type {number[]} */ ...shape) => ({
    values: Float32Array.from({ length: count(shape) }, () => bound * (2 * random() - 1)),
    shape,
  });
  const drawn = (/** @type {number} */ inputs, /** @type {number[]} */ ...shape) => ({
    values: firstWeights(inputs, count(shape), random),
    shape,
  });
  const targets = (/** @type {number} */ examples, /** @type {number} */ classes) => ({
    values: oneHot(examples, classes, random),
    shape: [examples, classes],
  });
  if (task.kind === "lstm") {
    const { length, width, units, classes, batch } = task;
    const bound = 1 / Math.sqrt(units);
    return {
      ...task,
      inputs: within(1, batch, length, width),
      targets: targets(batch, classes),
      lstm: {
        inputWeights: within(bound, 4, units, width),
        stateWeights: within(bound, 4, units, units),
        inputBias: within(bound, 4, units),
        stateBias: within(bound, 4, units),
      },
      dense: { weights: drawn(units, classes, units), bias: zeros(classes) },
    };
  }
  if (task.kind === "transformer") {
    const { length, letters, width, heads, hidden, blocks, batch } = task;
    const part = width / heads;
    const bound = Math.sqrt(3 / width);
    const norm = () => ({ scale: ones(width), shift: zeros(width) });
    return {
      ...task,
      inputs: {
        values: Float32Array.from({ length: batch * length }, () => Math.floor(letters * random())),
        shape: [batch, length],
      },
      targets: targets(batch * length, letters),
      table: within(0.2, letters, width),
      positions: within(0.05, length, width),
      layers: Array.from({ length: blocks }, () => ({
        before: norm(),
        attention: {
          query: within(bound, heads, part, width),
          key: within(bound, heads, part, width),
          value: within(bound, heads, part, width),
          output: within(bound, width, heads, part),
        },
        between: norm(),
        up: { weights: drawn(width, hidden, width), bias: zeros(hidden) },
        down: { weights: within(Math.sqrt(1 / hidden), width, hidden), bias: zeros(width) },
      })),
      after: norm(),
      dense: { weights: within(Math.sqrt(1 / width), letters, width), bias: zeros(letters) },
    };
  }
  const { size, channels, classes, batch } = task;
  const [first, second] = task.filters;
  const convolution = (/** @type {number} */ from, /** @type {number} */ to) => ({
    kernels: drawn(9 * from, 3, 3, from, to),
    scale: ones(to),
    shift: zeros(to),
  });
  return {
    ...task,
    inputs: within(1, batch, size, size, channels),
    targets: targets(batch, classes),
    convolutions: [
      convolution(channels, first),
      convolution(first, first),
      convolution(first, first),
      convolution(first, second), // with a stride of 2
      convolution(second, second),
      convolution(second, second),
    ],
    dense: { weights: drawn(second, classes, second), bias: zeros(classes) },
  };
}

/** The letters as one-hot rows, for libraries in which a product with them is faster than looking up rows. */
export function letterRows({ letters, inputs }) {
  const values = new Float32Array(inputs.values.length * letters);
  for (const [place, letter] of inputs.values.entries()) values[place * letters + letter] = 1;
  return { values, shape: [inputs.values.length, letters] };
}

const count = (/** @type {number[]} */ shape) => shape.reduce((product, size) => product * size, 1);
