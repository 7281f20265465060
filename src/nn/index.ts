/**
 * Layers, losses and training, on tensors whose shapes the compiler checks.
 *
 * @module conformable/nn
 */

export type { MixedParameters } from "../grad/mixed.js";
export type { BatchRows, BatchSize } from "../shape/batch.js";
export type { GroupChannels } from "../shape/convolution-groups.js";
export type { Several, ShapeRecord } from "../shape/records.js";
export type { TransposedSize } from "../shape/transposed.js";
export type { UpsampledSize } from "../shape/upsample.js";
export type { Activation } from "./contract/activation.js";
export type { ClassLoss, ClassTargets, TargetsOfSeveral } from "./contract/class-loss.js";
export type { Back, Gradients, Layer, Pass } from "./contract/layer.js";
export type { Evaluation, Loss } from "./contract/loss.js";
export type { Metric } from "./contract/metric.js";
export type { Network, OverParameters } from "./contract/network.js";
export type { RecordBack, RecordNetwork, RecordPass } from "./contract/record-network.js";
export { summary } from "./contract/summary.js";
export { type Trainable, trainable, type Use } from "./contract/trainable.js";
export { activate } from "./layers/activate.js";
export {
  elu,
  gelu,
  hardSigmoid,
  identity,
  leakyRelu,
  mish,
  relu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
} from "./layers/activations.js";
export { type AttentionOptions, type AttentionParameters, attention } from "./layers/attention.js";
export {
  cellOf,
  type LstmCell,
  type LstmState,
  type RecurrentCell,
  type RecurrentState,
} from "./layers/cell.js";
export { concat } from "./layers/concat.js";
export {
  type ConvTranspose2dKernels,
  type ConvTranspose2dOptions,
  type ConvTranspose2dParameters,
  convTranspose2d,
} from "./layers/conv-transpose2d.js";
export { type Conv1dKernels, type Conv1dOptions, type Conv1dParameters, conv1d } from "./layers/conv1d.js";
export { type Conv2dKernels, type Conv2dOptions, type Conv2dParameters, conv2d } from "./layers/conv2d.js";
export {
  type CrossAttention,
  type CrossAttentionOptions,
  type CrossAttentionParameters,
  crossAttention,
} from "./layers/cross-attention.js";
export { type Decoder, decoding } from "./layers/decoding.js";
export { type Dense, type DenseOptions, type DenseParameters, dense } from "./layers/dense.js";
export { type DropoutOptions, dropout } from "./layers/dropout.js";
export { type EmbeddingOptions, type EmbeddingParameters, embedding } from "./layers/embedding.js";
export { freeze } from "./layers/freeze.js";
export { globalAveragePool1d, globalMaxPool1d } from "./layers/global-pool1d.js";
export { globalAveragePool2d, globalMaxPool2d } from "./layers/global-pool2d.js";
export { type GroupNormOptions, groupNorm } from "./layers/group-norm.js";
export { heads } from "./layers/heads.js";
export { type MaskFunction, masked } from "./layers/masked.js";
export {
  type BatchNorm,
  type BatchNormOptions,
  batchNorm,
  type LayerNormOptions,
  layerNorm,
  type NormalizationParameters,
  type RmsNormOptions,
  type RmsNormParameters,
  rmsNorm,
  type Statistics,
} from "./layers/normalization.js";
export { type LayerFunction, layer } from "./layers/of-function.js";
export { parallel } from "./layers/parallel.js";
export { averagePool1d, maxPool1d, type Pool1dOptions } from "./layers/pool1d.js";
export { averagePool2d, maxPool2d, type PoolOptions } from "./layers/pool2d.js";
export { type PositionsOptions, type PositionsParameters, positions, sinusoidalPositions } from "./layers/positions.js";
export { type RecordFunction, type RecordSizes, recordLayer } from "./layers/record-layer.js";
export { gru, lstm, type RecurrentOptions, recurrent } from "./layers/recurrent.js";
export type { RecurrentParameters } from "./layers/recurrent-cell.js";
export { residual } from "./layers/residual.js";
export { reversed } from "./layers/reversed.js";
export { type ScaledDotProductAttentionOptions, scaledDotProductAttention } from "./layers/scaled-dot-product-attention.js";
export { type LayerParameters, sequential, sequentialOf } from "./layers/sequential.js";
export { flatten, reshape } from "./layers/shapes.js";
export { sum } from "./layers/sum.js";
export { unembedding } from "./layers/unembedding.js";
export { type UpsampleOptions, upsample2d } from "./layers/upsample2d.js";
export { absoluteError } from "./losses/absolute-error.js";
export { binaryCrossEntropy } from "./losses/binary-cross-entropy.js";
export { cosineDistance } from "./losses/cosine-distance.js";
export { type CrossEntropy, type CrossEntropyOptions, crossEntropy } from "./losses/cross-entropy.js";
export { hinge } from "./losses/hinge.js";
export { type HuberOptions, huber } from "./losses/huber.js";
export { kullbackLeibler } from "./losses/kullback-leibler.js";
export { meanSquaredError } from "./losses/mean-squared-error.js";
export { type MultiTaskLoss, type MultiTaskLossOptions, multiTaskLoss } from "./losses/multi-task.js";
export type { DifferentiableLoss, LossOptions, LossWithOptions } from "./losses/of-options.js";
export { accuracy, topKAccuracy } from "./metrics/accuracy.js";
export { confusionMatrix, f1, precision, recall } from "./metrics/confusion.js";
export { meanAbsoluteError } from "./metrics/mean-absolute-error.js";
export { rocAuc } from "./metrics/roc-auc.js";
export { type AdagradOptions, adagrad } from "./optimizers/adagrad.js";
export { type AdamOptions, adam } from "./optimizers/adam.js";
export { type AdamWOptions, adamW } from "./optimizers/adam-w.js";
export type { LearningRate, Schedule } from "./optimizers/learning-rate.js";
export { type LionOptions, lion } from "./optimizers/lion.js";
export type { TensorsOf } from "./optimizers/model.js";
export { type Adjustable, type OnPlateauOptions, onPlateau, type Watched } from "./optimizers/on-plateau.js";
export type { Optimizer, Stepper } from "./optimizers/optimizer.js";
export { optimizerOf, type Updated, type UpdateRule } from "./optimizers/optimizer-of.js";
export { type AnyOptimizer, type ParameterGroup, type PartOf, parameterGroups } from "./optimizers/parameter-groups.js";
export { type RmspropOptions, rmsprop } from "./optimizers/rmsprop.js";
export {
  type CosineDecayOptions,
  cosineDecay,
  type ExponentialDecayOptions,
  exponentialDecay,
  type StepDecayOptions,
  stepDecay,
  type WarmupOptions,
  warmup,
} from "./optimizers/schedules.js";
export { type SgdOptions, sgd } from "./optimizers/sgd.js";
export { type BackpropagateOptions, type Backpropagation, backpropagate } from "./training/backpropagate.js";
export type { DataBatch, DataInBatches, TrainData, TrainOn } from "./training/batched-examples.js";
export { type Batch, type BatchesOptions, batches } from "./training/batches.js";
export { checkGradients, type Derivative, type GradientCheck } from "./training/check-gradients.js";
export { type EvaluateOptions, evaluate, type NetworkEvaluation } from "./training/evaluate.js";
export type { TrainExamples } from "./training/examples.js";
export type { Epoch, History, Step } from "./training/history.js";
export { type HistoryToSvgOptions, historyToSvg, type PlotLibrary } from "./training/history-to-svg.js";
export {
  type MovingAverage,
  type MovingAverageOptions,
  movingAverage,
  type RecordMovingAverage,
} from "./training/moving-average.js";
export type { ProgressBar, ProgressPayload } from "./training/progress.js";
export type { RecordBackpropagation, RecordExamples } from "./training/record-examples.js";
export type {
  RecordBatch,
  RecordData,
  RecordEvaluateOptions,
  RecordMetric,
  RecordTrainOn,
  RecordTrainSettings,
} from "./training/record-training.js";
export { train } from "./training/train.js";
export type { Signal, TrainLoop, TrainSettings, Validation } from "./training/train-settings.js";
export { type RecordTrainingStep, type TrainingStep, trainingStep } from "./training/training-step.js";
