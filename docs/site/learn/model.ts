/** The network of the page, its loss, and every number of one pass through it. */
import type { Random, Vector } from "conformable";
import { activate, type DenseParameters, dense, type Loss, sequential, sgd, sigmoid } from "conformable/nn";

/** C = ½ Σ (a - y)² for each example, and its mean over a batch. */
export const halfSquaredError: Loss = {
  name: "halfSquaredError",
  evaluate(output, targets) {
    const examples = output.size / 10;
    const difference = output.subtract(targets);
    return { loss: difference.square().sum().at() / 2 / examples, error: difference.divide(examples) };
  },
};

interface Parameters {
  readonly hidden: DenseParameters<64, 30>;
  readonly output: DenseParameters<30, 10>;
}

/** 64 pixels, 30 hidden units, 10 digits. Weighted sums and activations are layers of their own, so that the page can show both. */
export function createModel(from: Random | Parameters) {
  const { hidden: below, output: above } = "hidden" in from ? from : { hidden: { random: from }, output: { random: from } };
  const hidden = dense(64, 30, below);
  const output = dense(30, 10, above);
  const squash = activate(sigmoid);
  return { hidden, output, squash, network: sequential(hidden, squash, output, squash) };
}
export type Model = ReturnType<typeof createModel>;

/**
 * Runs one example forward and back, layer by layer, and takes a step on a copy of the network. Everything in the result is what the
 * library's layers and optimiser return. As in the guide, W, b, z, a and δ belong to the output layer; with a prime, to the hidden layer.
 */
export function passThrough({ hidden, output, squash }: Model, x: Vector<64>, y: Vector<10>, learningRate: number) {
  const hiddenSums = hidden.forward(x); //                   z′ = W′ x + b′
  const hiddenUnits = squash.forward(hiddenSums.output); //  a′ = σ(z′)
  const outputSums = output.forward(hiddenUnits.output); //  z = W a′ + b
  const outputUnits = squash.forward(outputSums.output); //  a = σ(z)
  const { loss, error: lossSlope } = halfSquaredError.evaluate(outputUnits.output, y); // C and ∂C/∂a

  const { error: outputError } = outputUnits.backward(lossSlope); //   BP1: δ
  const outputBack = outputSums.backward(outputError); //              Wᵀ δ, and BP3 and BP4
  const { error: hiddenError } = hiddenUnits.backward(outputBack.error); // BP2: δ′
  const hiddenBack = hiddenSums.backward(hiddenError); //              BP3 and BP4 again

  const next = createModel({ hidden: hidden.parameters, output: output.parameters });
  sgd(next.network, { learningRate }).step([hiddenBack.gradients, [], outputBack.gradients, []]);
  const nextLoss = halfSquaredError.evaluate(next.network.predict(x), y).loss;

  const numbers = {
    x,
    y,
    hiddenWeights: hidden.parameters.weights,
    hiddenBias: hidden.parameters.bias,
    hiddenSums: hiddenSums.output,
    hiddenUnits: hiddenUnits.output,
    hiddenSlope: sigmoid.derivative(hiddenSums.output),
    weights: output.parameters.weights,
    bias: output.parameters.bias,
    sums: outputSums.output,
    outputs: outputUnits.output,
    slope: sigmoid.derivative(outputSums.output),
    lossSlope,
    error: outputError,
    errorBelow: outputBack.error,
    hiddenError,
    weightGradient: outputBack.gradients.weights,
    biasGradient: outputBack.gradients.bias,
    hiddenWeightGradient: hiddenBack.gradients.weights,
    hiddenBiasGradient: hiddenBack.gradients.bias,
    nextWeights: next.output.parameters.weights,
  };
  return { loss, nextLoss, numbers, gradients: [hiddenBack.gradients, [], outputBack.gradients, []] as const };
}
