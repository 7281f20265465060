/**
 * Networks whose sizes are inferred: each layer says only what is new.
 *
 * @module conformable/inferred
 */
export type { Deferred, OnShape, Stage } from "./deferred.js";
export {
  attention,
  averagePool2d,
  batchNorm,
  conv2d,
  dense,
  flatten,
  layerNorm,
  maxPool2d,
  reshape,
  residual,
} from "./layers.js";
export { gru, lstm, recurrent } from "./recurrent.js";
export { chain, sequential } from "./sequential.js";
