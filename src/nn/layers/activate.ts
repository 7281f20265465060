/** An activation as a layer of its own. */
import { checkError } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import { checkTensor, type Tensor } from "../../tensor/tensor.js";
import type { Activation } from "../contract/activation.js";
import { checkActivation } from "../contract/foreign.js";
import type { AnyLayer, Layer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { activated, described } from "../contract/summary.js";
import { viewable } from "../contract/with.js";

/**
 * Creates a layer that applies an activation to every element. Use it if another layer comes between the weighted sums and their
 * activation.
 *
 * $$ a = \sigma(z), \quad \frac{\partial C}{\partial z} = \frac{\partial C}{\partial a} \odot \sigma'(z) $$
 *
 * Shapes: any shape to the same. The layer's own shape is `[]`, that of a single number, so all axes are leading axes.
 *
 * @throws TypeError if the argument isn't an activation
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { activate, batchNorm, dense, relu, sequential } from "conformable/nn";
 *
 * const network = sequential(dense(784, 128), batchNorm(128), activate(relu), dense(128, 10));
 * network.predict(zeros([32, 784])); // Matrix<32, 10>
 * ```
 */
export function activate(given: Activation): Network<[], [], readonly []> {
  const activation = checkActivation("activate", given);
  const forward = <Batch extends Shape>(input: Tensor<[...Batch]>) => {
    checkTensor("activate", input);
    const output = activation.apply(input);
    const backward = (outputError: Tensor<[...Batch]>) => {
      checkTensor("backward", outputError);
      checkError(output.shape, outputError.shape);
      const gradients: readonly [] = [];
      return { error: outputError.multiply(activation.derivative(input)), gradients };
    };
    return { output, backward };
  };
  const layer: Layer<[], [], readonly []> = {
    inputShape: [],
    outputShape: [],
    parameters: [],
    predict: (input) => forward(input).output,
    forward,
  };
  const network = viewable(described(layer, activated("activate", activation)) as AnyLayer, () => network) as Network<
    [],
    [],
    readonly []
  >;
  return markOwn(network, activation);
}
