/** A training step with conformable's layers. */
import { backpropagate, crossEntropy, sgd } from "conformable/nn";
import { learningRate } from "./data.mjs";

export function stepOf(network, x, y) {
  const optimizer = sgd(network, { learningRate });
  let loss = Number.NaN;
  const step = () => {
    const result = backpropagate(network, crossEntropy, x, y);
    optimizer.step(result.gradients);
    loss = result.loss;
  };
  step.loss = () => loss;
  return step;
}
