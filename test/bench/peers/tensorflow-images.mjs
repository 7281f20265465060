/**
 * TensorFlow.js on images, with gradients by hand, each computed in the fastest way that was found.
 *
 * The wasm backend has no kernel for the gradient with respect to a convolution's kernels (`Conv2DBackpropFilter`). So it is
 * computed as a convolution: the channels replace the images, and the dilated error replaces the kernel. Slicing the windows and
 * multiplying takes 2 to 6 times as long. The gradient with respect to the images is a convolution of the error, too, with zeros
 * in between for strides. The backend's own kernel for it (`Conv2DBackpropInput`) takes 1.3 to 12 times as long, and its kernel
 * for pooling (`MaxPoolGrad`) 2.5 times.
 */
import * as tf from "@tensorflow/tfjs";
import { kernelSize, learningRate, transposed } from "./data.mjs";

/** The padding before and after an image, for `same` with a stride of 1. */
const border = (kernelSize - 1) / 2;
const around = (/** @type {number} */ before, /** @type {number} */ behind) => [
  [0, 0],
  [before, behind],
  [before, behind],
  [0, 0],
];

/** @typedef {{ kernels: tf.Tensor4D, bias: tf.Tensor1D }} Parameters */

/** @returns {Parameters} */
const parameters = ({ kernels, bias, channels, filters }) => ({
  kernels: tf.tensor4d(kernels, [kernelSize, kernelSize, channels, filters]),
  bias: tf.tensor1d(bias),
});

const forward = (/** @type {tf.Tensor4D} */ x, /** @type {Parameters} */ { kernels, bias }, stride, padding, activation) =>
  tf.fused.conv2d({ x, filter: kernels, bias, strides: stride, pad: padding, activation });

/** ∂C/∂kernels */
export function toKernels(/** @type {tf.Tensor4D} */ x, /** @type {tf.Tensor4D} */ error, stride, padding) {
  const [batch, , , channels] = x.shape;
  const seen = (error.shape[1] - 1) * stride + kernelSize; // the number of pixels that windows cover
  const padded =
    padding === "same" ? tf.pad(x, around(border, border)) : tf.slice(x, [0, 0, 0, 0], [batch, seen, seen, channels]);
  const swapped = tf.transpose(padded, [3, 1, 2, 0]);
  const result = tf.conv2d(swapped, tf.transpose(error, [1, 2, 0, 3]), 1, "valid", "NHWC", stride);
  return tf.transpose(result, [1, 2, 0, 3]);
}

/** ∂C/∂bias, as a product: `sum` takes 5 times as long. */
function toBias(/** @type {tf.Tensor4D} */ error) {
  const filters = error.shape[3];
  const rows = error.size / filters;
  return tf.reshape(tf.matMul(tf.ones([1, rows]), tf.reshape(error, [rows, filters])), [filters]);
}

/** ∂C/∂images */
export function toImages(/** @type {tf.Tensor4D} */ error, /** @type {tf.Tensor4D} */ kernels, size, stride, padding) {
  const flipped = tf.transpose(tf.reverse(kernels, [0, 1]), [0, 1, 3, 2]);
  if (stride === 1 && padding === "same") return tf.conv2d(error, flipped, 1, "same");
  const [batch, outputs, , filters] = error.shape;
  const between = [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ];
  const apart = tf.pad(tf.reshape(error, [batch, outputs, 1, outputs, 1, filters]), between);
  const spread = tf.reshape(apart, [batch, outputs * stride, outputs * stride, filters]);
  const before = kernelSize - 1;
  return tf.conv2d(tf.pad(spread, around(before, size - outputs * stride)), flipped, 1, "valid");
}

/** @param {import("./data.mjs").ConvolutionData} data */
export function convolution({ size, stride, padding, batch, outputSize, backward, ...data }) {
  const x = tf.tensor4d(data.images, [batch, size, size, data.channels]);
  const error = tf.tensor4d(data.error, [batch, outputSize, outputSize, data.filters]);
  const learned = parameters(data);
  const convolve = () => [forward(x, learned, stride, padding, "linear")];
  const both = () => [
    ...convolve(),
    toKernels(x, error, stride, padding),
    toBias(error),
    toImages(error, learned.kernels, size, stride, padding),
  ];
  const compute = () => tf.tidy(backward ? both : convolve);
  const work = () => tf.dispose(compute());
  work.result = () => compute().flatMap((result) => [...result.dataSync()]);
  return work;
}

/** @param {import("./data.mjs").ImageTrainingData} data */
export function imageTraining({ size, batch, classes, convolutions, dense, ...data }) {
  const x = tf.tensor4d(data.inputs, [batch, size, size, 1]);
  const y = tf.tensor2d(data.targets, [batch, classes]);
  let learned = {
    convolutions: convolutions.map(parameters),
    weights: tf.tensor2d(transposed(dense.weights, dense.outputs, dense.inputs), [dense.inputs, dense.outputs]),
    bias: tf.tensor1d(dense.bias),
  };
  let loss = tf.scalar(Number.NaN);

  const compute = () => {
    const passes = [];
    let input = x;
    for (const parameters of learned.convolutions) {
      const output = forward(input, parameters, 1, "same", "relu");
      const pooled = tf.maxPool(output, 2, 2, "valid");
      passes.push({ input, output, pooled });
      input = pooled;
    }
    const features = tf.reshape(input, [batch, dense.inputs]);
    const probabilities = tf.softmax(tf.fused.matMul({ a: features, b: learned.weights, bias: learned.bias }));
    const loss = tf.sum(tf.mul(y, tf.log(probabilities)));

    const logitsError = tf.mul(tf.sub(probabilities, y), learningRate / batch); // the learning rate is applied once here, not in each update
    const updated = {
      convolutions: [...learned.convolutions],
      weights: tf.sub(learned.weights, tf.matMul(tf.transpose(features), logitsError)),
      bias: tf.sub(learned.bias, tf.sum(logitsError, 0)),
    };
    let error = tf.reshape(tf.matMul(logitsError, tf.transpose(learned.weights)), input.shape);
    for (let index = passes.length - 1; index >= 0; index--) {
      const { input, output, pooled } = passes[index];
      const { kernels, bias } = learned.convolutions[index];
      const enlarged = (/** @type {tf.Tensor4D} */ image) => tf.image.resizeNearestNeighbor(image, output.shape.slice(1, 3));
      const isGreatest = tf.cast(tf.equal(output, enlarged(pooled)), "float32");
      // Ties all get the whole error, not a share of it. They occur only where relu gave 0, and there the error isn't passed on.
      const outputError = tf.mul(tf.mul(isGreatest, enlarged(error)), tf.step(output));
      updated.convolutions[index] = {
        kernels: tf.sub(kernels, toKernels(input, outputError, 1, "same")),
        bias: tf.sub(bias, toBias(outputError)),
      };
      if (index > 0) error = toImages(outputError, kernels, input.shape[1], 1, "same");
    }
    return { loss, updated };
  };

  const step = () => {
    const result = tf.tidy(compute);
    tf.dispose([learned, loss]);
    learned = result.updated;
    loss = result.loss;
  };
  step.loss = () => -loss.dataSync()[0] / batch;
  return step;
}
