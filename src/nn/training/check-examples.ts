/** Checks examples: inputs and targets with one leading axis. */
import type { AnyLayer } from "../contract/layer.js";
import type { Loss } from "../contract/loss.js";
import { checkExample } from "./backpropagate.js";

/** Examples from outside. */
export interface Given {
  readonly inputs?: unknown;
  readonly targets?: unknown;
}

/** @throws ShapeError if they don't fit the network, or there are none */
export const checkExamples = (operation: string, network: AnyLayer, loss: Loss, { inputs, targets }: Given) =>
  checkExample(operation, network, loss, inputs, targets, true);
