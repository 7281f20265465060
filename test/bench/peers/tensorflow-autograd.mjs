/** TensorFlow.js with its own differentiation and optimiser, which is how it is usually used, but not its fastest. */
import * as tf from "@tensorflow/tfjs";
import { learningRate } from "./data.mjs";
import { engine as backend, tensors } from "./tensorflow.mjs";

export const name = "tfjs autograd";
export const dependency = "@tensorflow/tfjs";
export const engine = backend;

/** @param {import("./data.mjs").TrainingData} data */
export function training(data) {
  const { x, y, parameters } = tensors(data);
  const variables = parameters.map(({ weights, bias }) => ({ weights: tf.variable(weights), bias: tf.variable(bias) }));
  const optimizer = tf.train.sgd(learningRate);
  const lossOf = () => {
    let output = x;
    for (const [index, { weights, bias }] of variables.entries()) {
      const activation = index < variables.length - 1 ? "relu" : "linear";
      output = tf.fused.matMul({ a: output, b: weights, bias, activation });
    }
    return tf.losses.softmaxCrossEntropy(y, output);
  };
  let loss = tf.scalar(Number.NaN);
  const step = () => {
    loss.dispose();
    loss = optimizer.minimize(lossOf, true);
  };
  step.loss = () => loss.dataSync()[0];
  return step;
}
