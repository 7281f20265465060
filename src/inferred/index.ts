/**
 * Networks with inferred sizes: each layer says only what is new.
 *
 * @module conformable/inferred
 */
export type { AnyDeferred, Deferred, OnShape, Stage } from "../nn/contract/deferred.js";
export { type ChainOn, chain, type ResidualOn, type ReversedOn, residual, reversed } from "./blocks.js";
export { type ConcatOn, concat, type SumOn, sum } from "./branches.js";
export {
  type Conv1dOn,
  type ConvTranspose2dOn,
  conv1d,
  convTranspose2d,
  type Upsample2dOn,
  upsample2d,
} from "./convolutions.js";
export { averagePool2d, type Conv2dOn, conv2d, maxPool2d, type PoolOn } from "./images.js";
export {
  type AttentionOn,
  attention,
  batchNorm,
  type DenseOn,
  type DenseOptions,
  dense,
  type FlattenOn,
  flatten,
  layerNorm,
  type NormalizationOn,
  type PositionsOn,
  positions,
  type ReshapeOn,
  reshape,
  type SinusoidalPositionsOn,
  sinusoidalPositions,
} from "./layers.js";
export {
  type GlobalPoolOn,
  type GroupNormOn,
  globalAveragePool2d,
  globalMaxPool2d,
  groupNorm,
  type RmsNormOn,
  rmsNorm,
} from "./norms.js";
export { gru, lstm, type RecurrentOn, recurrent } from "./recurrent.js";
export {
  averagePool1d,
  type GlobalPool1dOn,
  globalAveragePool1d,
  globalMaxPool1d,
  maxPool1d,
  type Pool1dOn,
} from "./sequences.js";
export { type InferredNetwork, sequential } from "./sequential.js";
