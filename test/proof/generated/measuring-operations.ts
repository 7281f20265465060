/** The model's entries for metrics and for evaluating a network. */
import { each, fits, Meaningless, type Table } from "./operation.js";
import {
  checkTrainExample,
  drawTrainExample,
  fitTargets,
  isClassless,
  isEmpty,
  outputOf,
  suited,
} from "./training-operations.js";
import { plain, shapeOf, tensor, type Value } from "./values.js";

/** Whether there is no axis of classes, which the types leave open. */
const isScalar = (outputs: Value): boolean => shapeOf(outputs).length === 0;
const isSingle = (outputs: Value): boolean => shapeOf(outputs).at(-1)?.value === 1;

/** Whether a metric takes class numbers. */
const ofClasses = (name: string): boolean => name !== "nn.meanAbsoluteError";

const metrics: Table = each(
  ["accuracy", "topKAccuracy", "precision", "recall", "f1", "meanAbsoluteError", "rocAuc", "confusionMatrix"].map(
    (name) => `nn.${name}`,
  ),
  (name) => ({
    draw: (d) => {
      const outputs = d.some();
      const shape = d.shapeOf(outputs);
      return [outputs, d.tensor(ofClasses(name) && shape.length > 0 && d.flip(0.5) ? shape.slice(0, -1) : shape)];
    },
    result: (outputs, targets) => {
      const shape = shapeOf(outputs);
      fits(fitTargets(ofClasses(name), shape, shapeOf(targets)));
      if (shapeOf(targets).length < shape.length && shape.at(-1)?.value === 0) throw new Meaningless(); // no number is that of a class
      if (name !== "nn.confusionMatrix") return plain("number");
      const classes = shape.at(-1);
      fits(classes !== undefined);
      return tensor([classes, classes]);
    },
    batched: true,
    unseen: (outputs) =>
      (name !== "nn.meanAbsoluteError" && isScalar(outputs)) || (/topK|confusion/.test(name) && isSingle(outputs)),
    write: (outputs, targets) => `${name}${name === "nn.topKAccuracy" ? "(2)" : ""}(${outputs}, ${suited(targets)})`,
  }),
);

const evaluating: Table = {
  "nn.evaluate": {
    draw: drawTrainExample,
    batched: true,
    result: (layer, loss, inputs, targets) => {
      checkTrainExample(layer, loss, inputs, targets);
      return plain("nn.NetworkEvaluation");
    },
    unseen: (layer, loss, inputs, targets) => isEmpty(inputs) || isClassless(loss, outputOf(layer, inputs), shapeOf(targets)),
    write: (layer, loss, inputs, targets) => `nn.evaluate(${layer}, ${loss}, ${inputs}, ${suited(targets)})`,
  },
};

export const measuringOperations: Table = { ...metrics, ...evaluating };
