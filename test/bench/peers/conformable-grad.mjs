/** conformable without layers: the network consists of plain operations, and `valueAndGrad` differentiates it. */
import { tensor, valueAndGrad } from "conformable";
import { sgd, trainable } from "conformable/nn";
import { engine } from "./conformable.mjs";
import { learningRate } from "./data.mjs";

export const name = "conformable, valueAndGrad";
export { engine };

/** @param {import("./data.mjs").TrainingData} data */
export function training({ sizes, batch, inputs, targets, layers }) {
  const learned = trainable(
    layers.map(({ inputs, outputs, weights, bias }) => ({
      weights: tensor(weights, [outputs, inputs]),
      bias: tensor(bias, [outputs]),
    })),
  );
  const optimizer = sgd(learned, { learningRate });
  const x = tensor(inputs, [batch, sizes[0]]);
  const y = tensor(targets, [batch, sizes[sizes.length - 1]]);
  const slope = valueAndGrad((parameters) =>
    parameters
      .reduce((below, { weights, bias }, index) => {
        const weightedSum = below.matmul(weights.transpose()).addBias(bias);
        return index < layers.length - 1 ? weightedSum.relu() : weightedSum;
      }, x)
      .logSoftmax()
      .multiply(y)
      .sum()
      .divide(-batch),
  );
  let loss = Number.NaN;
  const step = () => {
    const { value, gradients } = slope(learned.use().values);
    optimizer.step(gradients);
    loss = value.at();
  };
  step.loss = () => loss;
  return step;
}
