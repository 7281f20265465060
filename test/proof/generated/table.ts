/**
 * The model: the rules for the shapes of every public operation. A new operation needs one entry, in the file for its kind, which
 * says how to draw operands that fit, and what the result is. Everything else (writing, breaking, running and comparing programs)
 * follows.
 */
import { axisOperations } from "./axis-operations.js";
import { choiceOperations } from "./choice-operations.js";
import { convolveOperations } from "./convolve-operations.js";
import { creationOperations } from "./creation-operations.js";
import { einsumOperations } from "./einsum-operations.js";
import { gradientOperations } from "./gradient-operations.js";
import { inferredOperations } from "./inferred-operations.js";
import { layerOperations } from "./layer-operations.js";
import { linalgOperations } from "./linalg-operations.js";
import { measuringOperations } from "./measuring-operations.js";
import { networkOperations } from "./network-operations.js";
import type { Table } from "./operation.js";
import { orderOperations } from "./order-operations.js";
import { partOperations } from "./part-operations.js";
import { structureOperations } from "./structure-operations.js";
import { tensorOperations } from "./tensor-operations.js";
import { trainingOperations } from "./training-operations.js";

export const table: Table = {
  ...creationOperations,
  ...tensorOperations,
  ...axisOperations,
  ...partOperations,
  ...orderOperations,
  ...einsumOperations,
  ...convolveOperations,
  ...gradientOperations,
  ...networkOperations,
  ...layerOperations,
  ...inferredOperations,
  ...trainingOperations,
  ...measuringOperations,
  ...choiceOperations,
  ...linalgOperations,
  ...structureOperations,
};

/** Public names that have no shape, and therefore no entry, and the reasons. */
export const shapeless = [
  "ShapeError", // the error that the run time throws
  ...["nn.exponentialDecay", "nn.stepDecay", "nn.cosineDecay", "nn.warmup", "optimizer.learningRate"], // numbers
  ...["globalNorm", "clipByGlobalNorm", "scaleTree", "stopGradient"], // take any tree of tensors, and return a number or the same tree
  ...["nn.onPlateau", "nn.movingAverage"], // numbers; the network itself, over parameters of the same shapes
  "nn.historyToSvg", // takes numbers, and returns text
  "lbfgs", // takes a function, as grad does, and returns parameters as it takes
  "nn.parameterGroups", // takes optimizers of parts; the result is an optimizer as that of nn.sgd
  "nn.optimizerOf", // takes a rule for tensors of any shape; the optimizer that it returns is that of nn.sgd
  "nn.masked", // takes a function that gives a mask; its shapes and parameters are those of the layer
  "nn.crossAttention", // takes two tensors, so it is no layer
  ...["nn.parallel", "nn.heads", "nn.recordLayer", "nn.multiTaskLoss"], // take and give records of tensors, which no programs have
  "nn.cellOf", // returns an object of functions, whose states are records
  "nn.decoding", // takes a network of causal layers only
  "nn.unembedding", // takes an embedding, which no programs use
  "dim", // at the start of a program, where sizes are named
  "random", // an option of randomNormal
  "useEngine", // computes nothing
];
