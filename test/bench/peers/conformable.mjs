/** conformable, through its public interface only, with its default engine. */
import { tensor, useEngine } from "conformable";
import { dense, relu, sequential } from "conformable/nn";
import { stepOf } from "./conformable-step.mjs";
import { shapes } from "./data.mjs";

export { convolution, imageTraining } from "./conformable-images.mjs";
export { network } from "./conformable-networks.mjs";

export const name = "conformable";
export const { name: engine } = await useEngine("wasm"); // the default engine; selected only to get its name

/** @param {import("./data.mjs").Operands} operands */
export function matmul(operands) {
  const [shapeA, shapeB] = shapes(operands);
  const a = tensor(operands.a, shapeA);
  const b = tensor(operands.b, shapeB);
  const product = () => (operands.transposeA ? a.transpose() : a).matmul(operands.transposeB ? b.transpose() : b);
  const work = () => {
    product();
  };
  work.result = () => product().toArray().flat();
  return work;
}

/** @param {import("./data.mjs").TrainingData} data */
export function training({ sizes, batch, inputs, targets, layers }) {
  const network = sequential(
    ...layers.map(({ inputs, outputs, weights, bias }, index) =>
      dense(inputs, outputs, {
        ...(index < layers.length - 1 && { activation: relu }),
        weights: tensor(weights, [outputs, inputs]),
        bias: tensor(bias, [outputs]),
      }),
    ),
  );
  const x = tensor(inputs, [batch, sizes[0]]);
  const y = tensor(targets, [batch, sizes[sizes.length - 1]]);
  return stepOf(network, x, y);
}
