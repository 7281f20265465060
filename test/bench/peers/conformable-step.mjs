/** A training step with conformable's layers. */
import { crossEntropy, sgd, trainingStep } from "conformable/nn";
import { learningRate } from "./data.mjs";

export function stepOf(network, x, y) {
  const train = trainingStep(network, crossEntropy, sgd(network, { learningRate }));
  let loss;
  const step = () => {
    loss = train(x, y);
  };
  step.loss = () => loss.at();
  return step;
}
