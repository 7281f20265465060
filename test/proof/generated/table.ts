/**
 * The model: what the shape of every public operation is. A new operation needs one entry, in the file of its kind: how operands that
 * fit are drawn, and the rule. The rest (how it is written, broken, run and compared) follows.
 */
import { axisOperations } from "./axis-operations.js";
import { choiceOperations } from "./choice-operations.js";
import { creationOperations } from "./creation-operations.js";
import { einsumOperations } from "./einsum-operations.js";
import { gradientOperations } from "./gradient-operations.js";
import { layerOperations } from "./layer-operations.js";
import { networkOperations } from "./network-operations.js";
import type { Table } from "./operation.js";
import { partOperations } from "./part-operations.js";
import { tensorOperations } from "./tensor-operations.js";
import { trainingOperations } from "./training-operations.js";

export const table: Table = {
  ...creationOperations,
  ...tensorOperations,
  ...axisOperations,
  ...partOperations,
  ...einsumOperations,
  ...gradientOperations,
  ...networkOperations,
  ...layerOperations,
  ...trainingOperations,
  ...choiceOperations,
};

/** What has no shape, and why it is no entry. */
export const shapeless = [
  "ShapeError", // what run time refuses with
  "dim", // stands at the head of a program, where its sizes are named
  "random", // an option of randomNormal
  "useEngine", // computes nothing
];
