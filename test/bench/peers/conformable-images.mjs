/** conformable's image layers. */
import { tensor } from "conformable";
import { conv2d, dense, flatten, maxPool2d, relu, sequential } from "conformable/nn";
import { stepOf } from "./conformable-step.mjs";
import { kernelSize } from "./data.mjs";

/** @param {import("./data.mjs").ConvolutionData} data */
export function convolution({ size, channels, filters, stride, padding, batch, outputSize, backward, ...data }) {
  const layer = conv2d([size, size, channels], filters, kernelSize, { stride, padding });
  give(layer, data, channels, filters);
  const x = tensor(data.images, [batch, size, size, channels]);
  const outputError = tensor(data.error, [batch, outputSize, outputSize, filters]);
  const both = () => {
    const pass = layer.forward(x);
    const { error, gradients } = pass.backward(outputError); // reading the error computes it
    return [pass.output, gradients.kernels, gradients.bias, error];
  };
  const compute = backward ? both : () => [layer.predict(x)];
  const work = () => {
    compute();
  };
  work.result = () => compute().flatMap((result) => result.toArray().flat(Number.POSITIVE_INFINITY));
  return work;
}

/** @param {import("./data.mjs").ImageTrainingData} data */
export function imageTraining({ size, batch, classes, inputs, targets, convolutions, dense: last }) {
  const layers = convolutions.map(({ size, channels, filters, ...parameters }) => {
    const layer = conv2d([size, size, channels], filters, kernelSize, { padding: "same", activation: relu });
    give(layer, parameters, channels, filters);
    return sequential(layer, maxPool2d([size, size, filters], 2));
  });
  const weights = tensor(last.weights, [last.outputs, last.inputs]);
  const network = sequential(...layers, flatten(layers.at(-1).outputShape), dense(last.inputs, last.outputs, { weights }));
  const x = tensor(inputs, [batch, size, size, 1]);
  const y = tensor(targets, [batch, classes]);
  return stepOf(network, x, y);
}

function give(layer, { kernels, bias }, channels, filters) {
  layer.trainables[0].assign({
    kernels: tensor(kernels, [kernelSize, kernelSize, channels, filters]),
    bias: tensor(bias, [filters]),
  });
}
