/** Checks examples: inputs and targets with one leading axis. */
import { checkExamplesAxis } from "../../shape/layer.js";
import { checkTensor } from "../../tensor/tensor.js";
import type { AnyLayer } from "../contract/layer.js";
import type { Loss } from "../contract/loss.js";
import { checkExample } from "./backpropagate.js";

/** Examples from outside. */
export interface Given {
  readonly inputs?: unknown;
  readonly targets?: unknown;
}

/** @throws ShapeError if they don't fit the network, or there are none */
export function checkExamples(operation: string, network: AnyLayer, loss: Loss, { inputs, targets }: Given) {
  checkTensor(operation, inputs);
  checkExamplesAxis(operation, network.inputShape, inputs.shape);
  return checkExample(operation, network, loss, inputs, targets);
}
