/**
 * jax-js on images. Its own convolution (`lax.conv`) takes 4 to 80 times as long as nine products of shifted images, one for each
 * place of the kernel, so this uses products. Copying the windows for a single product is slower, too. For its pooling,
 * `lax.reduceWindow`, the channels have to come before the pixels, so maxima are taken along axes of two instead.
 */
import { blockUntilReady, jit, nn, numpy as np, tree, valueAndGrad, vjp } from "@jax-js/jax";
import { kernelSize, learningRate } from "./data.mjs";

const array = (/** @type {Float32Array} */ values, /** @type {number[]} */ shape) => np.array(values).reshape(shape);

/** One row for each place of the kernel and each channel. */
const parameters = ({ kernels, bias, channels, filters }) => ({
  kernels: array(kernels, [kernelSize ** 2 * channels, filters]),
  bias: array(bias, [filters]),
});

/** @typedef {{ kernels: np.Array, bias?: np.Array }} Parameters */

/** The pixels at each place of the kernel, in one row each. With a stride of 2 and `same`, sizes are even, and a border is only needed behind. */
export function seen(/** @type {np.Array} */ x, stride, padding) {
  const border = padding === "same" ? (stride === 1 ? [1, 1] : [0, stride]) : [0, 0];
  const [batch, size, , channels] = x.shape;
  const outputs = padding === "same" ? size / stride : Math.floor((size - kernelSize) / stride) + 1;
  const padded = padding === "same" ? np.pad(x, [[0, 0], border, border, [0, 0]]) : x;
  const moved = Array.from({ length: kernelSize ** 2 }, (_, place) => {
    const [row, column] = [Math.floor(place / kernelSize), place % kernelSize];
    const all = padded.ref.slice([], [row, row + outputs * stride], [column, column + outputs * stride], []);
    const some =
      stride === 1 ? all : all.reshape([batch, outputs, stride, outputs, stride, channels]).slice([], [], 0, [], 0, []);
    return some.reshape([batch * outputs ** 2, channels]);
  });
  padded.dispose();
  return moved;
}

export function multiply(/** @type {Parameters} */ { kernels, bias }, /** @type {np.Array[]} */ pixels) {
  let sum = bias;
  for (const [place, x] of pixels.entries()) {
    const channels = x.shape[1];
    const product = np.matmul(x, kernels.ref.slice([place * channels, (place + 1) * channels], []));
    sum = sum ? product.add(sum) : product;
  }
  kernels.dispose();
  return sum;
}

/** @param {import("./data.mjs").ConvolutionData} data */
export function convolution({ size, stride, padding, batch, outputSize, backward, ...data }) {
  const x = array(data.images, [batch, size, size, data.channels]);
  const outputError = array(data.error, [batch, outputSize, outputSize, data.filters]);
  const learned = parameters(data);
  const shape = [batch, outputSize, outputSize, data.filters];
  const forward = (/** @type {Parameters} */ learned, /** @type {np.Array} */ x) =>
    multiply(learned, seen(x, stride, padding)).reshape(shape);
  // A single jitted function takes up to four times as long, because each product then gathers its pixels itself.
  const see = jit((/** @type {np.Array} */ x) => seen(x, stride, padding));
  const multiplied = jit((/** @type {Parameters} */ learned, /** @type {np.Array[]} */ pixels) =>
    multiply(learned, pixels).reshape(shape),
  );
  const predict = (learned, x) => multiplied(learned, see(x));
  const both = jit((learned, x, outputError) => {
    const [output, back] = vjp(forward, [learned, x]);
    const [{ kernels, bias }, error] = back(outputError);
    return [output, kernels, bias, error];
  });
  const compute = () => (backward ? both(tree.ref(learned), x.ref, outputError.ref) : [predict(tree.ref(learned), x.ref)]);
  const work = async () => {
    const results = await blockUntilReady(compute());
    for (const result of results) result.dispose();
  };
  work.result = async () => (await Promise.all(compute().map((result) => result.data()))).flatMap((values) => [...values]);
  return work;
}

/** @param {import("./data.mjs").ImageTrainingData} data */
export function imageTraining({ size, batch, classes, inputs, targets, convolutions, dense }) {
  const lossOf = (parameters, /** @type {np.Array} */ x, /** @type {np.Array} */ y) => {
    let output = x;
    for (const [index, learned] of parameters.convolutions.entries()) {
      const { size, filters } = convolutions[index];
      output = nn.relu(multiply(learned, seen(output, 1, "same"))).reshape([batch, size / 2, 2, size / 2, 2, filters]);
      output = np.max(output, [2, 4]);
    }
    const logits = np.matmul(output.reshape([batch, dense.inputs]), np.matrixTranspose(parameters.weights)).add(parameters.bias);
    return nn
      .logSoftmax(logits, -1)
      .mul(y)
      .sum()
      .mul(-1 / batch);
  };
  const update = jit((parameters, /** @type {np.Array} */ x, /** @type {np.Array} */ y) => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(parameters), x, y);
    return [loss, tree.map((parameter, gradient) => parameter.sub(gradient.mul(learningRate)), parameters, gradients)];
  });

  const x = array(inputs, [batch, size, size, 1]);
  const y = array(targets, [batch, classes]);
  let learned = {
    convolutions: convolutions.map(parameters),
    weights: array(dense.weights, [dense.outputs, dense.inputs]),
    bias: array(dense.bias, [dense.outputs]),
  };
  let loss = Number.NaN;
  const step = () => {
    const [lossArray, updated] = update(learned, x.ref, y.ref);
    learned = updated;
    loss = lossArray.dataSync()[0]; // a single number; reading it runs the whole jitted function
  };
  step.loss = () => loss;
  return step;
}
