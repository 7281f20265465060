/**
 * jax-js on its WebAssembly backend, which has one thread in Node. A whole step, gradients and update, is one jitted function.
 *
 * Arrays are reference-counted: a function consumes its arguments, and `.ref` keeps one for later. They are also lazy, so each
 * piece of work ends by waiting for its results.
 */
import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { learningRate, shapes } from "./data.mjs";

export { convolution, imageTraining } from "./jax-images.mjs";
export { network } from "./jax-networks.mjs";

export const name = "jax-js";
export const dependency = "@jax-js/jax";
export const engine = "wasm";

await init("wasm");
defaultDevice("wasm");

const array = (/** @type {Float32Array} */ values, /** @type {number[]} */ shape) => np.array(values).reshape(shape);

/** @param {import("./data.mjs").Operands} operands */
export function matmul(operands) {
  const [shapeA, shapeB] = shapes(operands);
  const a = array(operands.a, shapeA);
  const b = array(operands.b, shapeB);
  const product = jit((/** @type {np.Array} */ a, /** @type {np.Array} */ b) =>
    np.matmul(operands.transposeA ? np.matrixTranspose(a) : a, operands.transposeB ? np.matrixTranspose(b) : b),
  );
  const work = async () => {
    const result = await blockUntilReady(product(a.ref, b.ref));
    result.dispose();
  };
  work.result = () => product(a.ref, b.ref).data();
  return work;
}

/**
 * Weights are outputs x inputs. That measured faster here, and much faster for the last layer.
 *
 * @param {import("./data.mjs").TrainingData} data
 */
export function training({ sizes, batch, inputs, targets, layers }) {
  /** @typedef {{ weights: np.Array, bias: np.Array }[]} Parameters */

  const lossOf = (/** @type {Parameters} */ parameters, /** @type {np.Array} */ x, /** @type {np.Array} */ y) => {
    let output = x;
    for (const [index, { weights, bias }] of parameters.entries()) {
      const weightedSum = np.matmul(output, np.matrixTranspose(weights)).add(bias);
      output = index < parameters.length - 1 ? nn.relu(weightedSum) : weightedSum;
    }
    return nn
      .logSoftmax(output, -1)
      .mul(y)
      .sum()
      .mul(-1 / batch);
  };
  const update = jit((/** @type {Parameters} */ parameters, /** @type {np.Array} */ x, /** @type {np.Array} */ y) => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(parameters), x, y);
    const updated = parameters.map(({ weights, bias }, index) => ({
      weights: weights.sub(gradients[index].weights.mul(learningRate)),
      bias: bias.sub(gradients[index].bias.mul(learningRate)),
    }));
    return [loss, updated];
  });

  const x = array(inputs, [batch, sizes[0]]);
  const y = array(targets, [batch, sizes[sizes.length - 1]]);
  let parameters = layers.map(({ inputs, outputs, weights, bias }) => ({
    weights: array(weights, [outputs, inputs]),
    bias: array(bias, [outputs]),
  }));
  let loss = Number.NaN;
  const step = () => {
    const [lossArray, updated] = update(parameters, x.ref, y.ref);
    parameters = updated;
    loss = lossArray.dataSync()[0]; // a single number; reading it runs the whole jitted function
  };
  step.loss = () => loss;
  return step;
}
