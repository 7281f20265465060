/**
 * TensorFlow.js on its WebAssembly backend with SIMD, on one thread, since its threads don't start in Node.
 *
 * A product with a transposed operand is ten times as fast if the transpose is created first than with the options of `matMul`
 * (`transposeA`, `transposeB`), so this creates it first.
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { learningRate, shapes, transposed } from "./data.mjs";

export { convolution, imageTraining } from "./tensorflow-images.mjs";
export { network } from "./tensorflow-networks.mjs";

export const name = "tfjs";
export const dependency = "@tensorflow/tfjs-backend-wasm";

tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
if (!(await tf.setBackend("wasm"))) throw new Error("tfjs: the wasm backend doesn't start");
if (!(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"))) throw new Error("tfjs: there is no SIMD");
export const engine = "wasm with SIMD";

/** @param {import("./data.mjs").Operands} operands */
export function matmul(operands) {
  const { transposeA, transposeB } = operands;
  const [shapeA, shapeB] = shapes(operands);
  const a = tf.tensor2d(operands.a, shapeA);
  const b = tf.tensor2d(operands.b, shapeB);
  const product = () => {
    if (!transposeA && !transposeB) return tf.matMul(a, b);
    return tf.tidy(() => tf.matMul(transposeA ? tf.transpose(a) : a, transposeB ? tf.transpose(b) : b));
  };
  const work = () => product().dispose();
  work.result = () => product().dataSync();
  return work;
}

/** The weights have TensorFlow's order, inputs x outputs. */
export function tensors(/** @type {import("./data.mjs").TrainingData} */ { sizes, batch, inputs, targets, layers }) {
  return {
    x: tf.tensor2d(inputs, [batch, sizes[0]]),
    y: tf.tensor2d(targets, [batch, sizes[sizes.length - 1]]),
    parameters: layers.map(({ inputs, outputs, weights, bias }) => ({
      weights: tf.tensor2d(transposed(weights, outputs, inputs), [inputs, outputs]),
      bias: tf.tensor1d(bias),
    })),
  };
}

/**
 * Training with gradients by hand.
 *
 * @param {import("./data.mjs").TrainingData} data
 */
export function training(data) {
  const { x, y, parameters: first } = tensors(data);
  let parameters = first;
  let loss = tf.scalar(Number.NaN);

  const compute = () => {
    const outputs = [x];
    for (const [index, { weights, bias }] of parameters.entries()) {
      const activation = index < parameters.length - 1 ? "relu" : "linear";
      outputs.push(tf.fused.matMul({ a: outputs[index], b: weights, bias, activation }));
    }
    const probabilities = tf.softmax(outputs[parameters.length]);
    const loss = tf.sum(tf.mul(y, tf.log(probabilities)));

    let error = tf.mul(tf.sub(probabilities, y), learningRate / data.batch); // the learning rate is applied once here, not in each update
    const updated = [...parameters];
    for (let index = parameters.length - 1; index >= 0; index--) {
      const { weights, bias } = parameters[index];
      updated[index] = {
        weights: tf.sub(weights, tf.matMul(tf.transpose(outputs[index]), error)),
        bias: tf.sub(bias, tf.sum(error, 0)),
      };
      if (index > 0) error = tf.mul(tf.matMul(error, tf.transpose(weights)), tf.step(outputs[index]));
    }
    return { loss, updated };
  };

  const step = () => {
    const result = tf.tidy(compute);
    tf.dispose([parameters, loss]);
    parameters = result.updated;
    loss = result.loss;
  };
  step.loss = () => -loss.dataSync()[0] / data.batch;
  return step;
}
