/**
 * Layers, losses and training, on tensors whose shapes are checked by the compiler.
 *
 * @module conformable/nn
 */

export type { BatchSize } from "../shape/batch.js";
export { activate } from "./activate.js";
export { type Activation, identity, relu, sigmoid, tanh } from "./activations.js";
export { type AttentionOptions, type AttentionParameters, attention } from "./attention.js";
export { type Backpropagation, backpropagate } from "./backpropagate.js";
export { type Batch, type BatchesOptions, batches } from "./batches.js";
export { checkGradients, type Derivative, type GradientCheck } from "./check-gradients.js";
export { type Conv2dOptions, type Conv2dParameters, conv2d } from "./conv2d.js";
export { type Dense, type DenseOptions, type DenseParameters, dense } from "./dense.js";
export { type DropoutOptions, dropout } from "./dropout.js";
export { type EmbeddingOptions, type EmbeddingParameters, embedding } from "./embedding.js";
export type { Back, Gradients, Layer, Network, Pass } from "./layer.js";
export { binaryCrossEntropy, crossEntropy, type Evaluation, type Loss, meanSquaredError } from "./losses.js";
export {
  type BatchNorm,
  type BatchNormOptions,
  batchNorm,
  type LayerNormOptions,
  layerNorm,
  type NormalizationParameters,
  type Statistics,
} from "./normalization.js";
export { type LayerFunction, layer } from "./of-function.js";
export { type AdamOptions, adam, type Optimizer, type SgdOptions, type Stepper, sgd, type TensorsOf } from "./optimizers.js";
export { averagePool2d, maxPool2d, type PoolOptions } from "./pool2d.js";
export { residual } from "./residual.js";
export { type LayerParameters, sequential, sequentialOf } from "./sequential.js";
export { flatten, reshape } from "./shapes.js";
export { summary } from "./summary.js";
export { type Epoch, type History, type Signal, type Step, type TrainExamples, type TrainSettings, train } from "./train.js";
export { type Trainable, trainable, type Use } from "./trainable.js";
