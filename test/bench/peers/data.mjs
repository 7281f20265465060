/** The tasks: products, convolutions and networks of common sizes, with the same numbers for all contestants, from one seed. */

/**
 * @typedef {{ rows: number, inner: number, columns: number }} Product A is rows x inner, B inner x columns.
 * @typedef {{ transposeA: boolean, transposeB: boolean }} Transposed Which of them is stored transposed.
 * @typedef {Product & Transposed & { a: Float32Array, b: Float32Array }} Operands A and B in memory, row by row.
 *
 * @typedef {{ sizes: readonly number[], batch: number }} Training A network of dense layers, with relu between them.
 * @typedef {{ inputs: number, outputs: number, weights: Float32Array, bias: Float32Array }} Layer weights: outputs x inputs.
 * @typedef {Training & { inputs: Float32Array, targets: Float32Array, layers: Layer[] }} TrainingData One example per row.
 *
 * @typedef {{ size: number, channels: number, filters: number, stride: number, padding: "same" | "valid", batch: number }} Convolution
 * Square images, and a square kernel of `kernelSize`.
 * @typedef {{ images: Float32Array, kernels: Float32Array, bias: Float32Array, error: Float32Array, outputSize: number, backward: boolean }}
 * ConvolutionOperands images: batch x size x size x channels; kernels: kernelSize x kernelSize x channels x filters; error: that of the
 * output, batch x outputSize x outputSize x filters.
 * @typedef {Convolution & ConvolutionOperands} ConvolutionData
 *
 * @typedef {{ size: number, filters: readonly number[], classes: number, batch: number }} ImageTraining Grey images. For each entry of
 * filters, a convolution (same, relu) and max pooling of 2 x 2; then a dense layer.
 * @typedef {{ inputs: Float32Array, targets: Float32Array, convolutions: ImageLayer[], dense: Layer }} ImageTrainingOperands
 * @typedef {{ size: number, channels: number, filters: number, kernels: Float32Array, bias: Float32Array }} ImageLayer
 * @typedef {ImageTraining & ImageTrainingOperands} ImageTrainingData
 */

/** @type {readonly Product[]} */
export const products = [
  { rows: 128, inner: 128, columns: 128 },
  { rows: 512, inner: 512, columns: 512 },
  { rows: 128, inner: 784, columns: 128 },
  { rows: 128, inner: 128, columns: 10 },
  { rows: 784, inner: 128, columns: 128 },
];

/** @type {Product} */
export const smallProduct = { rows: 4, inner: 4, columns: 4 };

/** @type {readonly Transposed[]} */
export const transpositions = [
  { transposeA: false, transposeB: false },
  { transposeA: true, transposeB: false },
  { transposeA: false, transposeB: true },
];

/** @type {readonly Training[]} */
export const trainings = [
  { sizes: [784, 128, 10], batch: 128 },
  { sizes: [784, 128, 10], batch: 32 },
  { sizes: [784, 512, 512, 10], batch: 128 },
];

export const learningRate = 0.01;

export const kernelSize = 3;

/** The convolutions of a small network for images of 28 x 28, and one with a stride of 2. */
/** @type {readonly Convolution[]} */
export const convolutions = [
  { size: 28, channels: 1, filters: 16, stride: 1, padding: /** @type {const} */ ("same") },
  { size: 14, channels: 16, filters: 32, stride: 1, padding: /** @type {const} */ ("same") },
  { size: 28, channels: 16, filters: 32, stride: 2, padding: /** @type {const} */ ("valid") },
].flatMap((convolution) => [32, 128].map((batch) => ({ ...convolution, batch })));

/** @type {readonly ImageTraining[]} */
export const imageTrainings = [32, 128].map((batch) => ({ size: 28, filters: [16, 32], classes: 10, batch }));

/**
 * @param {Product} product
 * @param {Transposed} transposed
 * @returns {Operands}
 */
export function operands({ rows, inner, columns }, { transposeA, transposeB }) {
  const random = mulberry32(1);
  const element = () => 2 * random() - 1;
  return {
    rows,
    inner,
    columns,
    transposeA,
    transposeB,
    a: Float32Array.from({ length: rows * inner }, element),
    b: Float32Array.from({ length: inner * columns }, element),
  };
}

/**
 * The shapes of A and B in memory.
 *
 * @param {Product & Transposed} product
 * @returns {[[number, number], [number, number]]}
 */
export const shapes = ({ rows, inner, columns, transposeA, transposeB }) => [
  transposeA ? [inner, rows] : [rows, inner],
  transposeB ? [columns, inner] : [inner, columns],
];

/**
 * @param {Training} training
 * @returns {TrainingData}
 */
export function trainingData({ sizes, batch }) {
  const random = mulberry32(2);
  const classes = sizes[sizes.length - 1];
  const inputs = Float32Array.from({ length: batch * sizes[0] }, random); // pixels, from 0 to 1
  const targets = oneHot(batch, classes, random);
  const layers = sizes.slice(1).map((outputs, below) => {
    const weights = firstWeights(sizes[below], outputs * sizes[below], random);
    return { inputs: sizes[below], outputs, weights, bias: new Float32Array(outputs) };
  });
  return { sizes, batch, inputs, targets, layers };
}

/**
 * @param {Convolution} convolution
 * @param {boolean} backward
 * @returns {ConvolutionData}
 */
export function convolutionData(convolution, backward) {
  const { size, channels, filters, stride, padding, batch } = convolution;
  const random = mulberry32(3);
  const numbers = (/** @type {number} */ length) => Float32Array.from({ length }, () => 2 * random() - 1);
  const outputSize = Math.ceil((padding === "same" ? size : size - kernelSize + 1) / stride);
  return {
    ...convolution,
    outputSize,
    backward,
    images: numbers(batch * size ** 2 * channels),
    kernels: numbers(kernelSize ** 2 * channels * filters),
    bias: numbers(filters),
    error: numbers(batch * outputSize ** 2 * filters).map((number) => number / batch), // the loss is a mean
  };
}

/**
 * @param {ImageTraining} training
 * @returns {ImageTrainingData}
 */
export function imageTrainingData(training) {
  const { batch, classes } = training;
  const random = mulberry32(4);
  let [size, channels] = [training.size, 1];
  const inputs = Float32Array.from({ length: batch * size ** 2 }, random); // pixels, from 0 to 1
  const targets = oneHot(batch, classes, random);
  const convolutions = training.filters.map((filters) => {
    const window = kernelSize ** 2 * channels;
    const layer = {
      size,
      channels,
      filters,
      kernels: firstWeights(window, window * filters, random),
      bias: new Float32Array(filters),
    };
    [size, channels] = [size / 2, filters];
    return layer;
  });
  const features = size ** 2 * channels;
  const weights = firstWeights(features, classes * features, random);
  const dense = { inputs: features, outputs: classes, weights, bias: new Float32Array(classes) };
  return { ...training, inputs, targets, convolutions, dense };
}

/** One row per example, with a 1 for its class. */
export function oneHot(/** @type {number} */ batch, /** @type {number} */ classes, /** @type {() => number} */ random) {
  const targets = new Float32Array(batch * classes);
  for (let example = 0; example < batch; example++) targets[example * classes + Math.floor(random() * classes)] = 1;
  return targets;
}

/** Initial weights, drawn as in He et al. */
export function firstWeights(/** @type {number} */ inputs, /** @type {number} */ length, /** @type {() => number} */ random) {
  const bound = Math.sqrt(6 / inputs);
  return Float32Array.from({ length }, () => bound * (2 * random() - 1));
}

/**
 * Reorders the axes of an array with these sizes: axis i of the result is axis `order[i]`.
 *
 * @param {Float32Array} values
 * @param {readonly number[]} sizes
 * @param {readonly number[]} order
 */
export function permuted(values, sizes, order) {
  const strides = sizes.map((_, axis) => sizes.slice(axis + 1).reduce((product, size) => product * size, 1));
  const result = new Float32Array(values.length);
  let written = 0;
  const visit = (/** @type {number} */ axis, /** @type {number} */ place) => {
    if (axis === order.length) result[written++] = values[place];
    else for (let entry = 0; entry < sizes[order[axis]]; entry++) visit(axis + 1, place + entry * strides[order[axis]]);
  };
  visit(0, 0);
  return result;
}

/**
 * The transpose of a row-major matrix.
 *
 * @param {Float32Array} values
 * @param {number} rows
 * @param {number} columns
 */
export function transposed(values, rows, columns) {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = values[row * columns + column];
  }
  return result;
}

/** Tommy Ettinger's generator: numbers from 0 up to, but not including, 1. */
export function mulberry32(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
