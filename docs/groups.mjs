/** The groups of the API reference. A public name without a group is a warning, which fails the build. */
import { Comment, CommentTag, Converter, ReflectionKind } from "typedoc";

const groups = {
  // A tensor
  "What it holds": "shape rank size at toArray dataSync data [iterator] [toPrimitive] toString toJSON",
  "Element by element": "add subtract multiply divide maximum minimum power modulo addBias clip atan2", // and the functions of one number, by groupOfFunction
  "Comparing and choosing":
    "equal notEqual less lessOrEqual greater greaterOrEqual logicalAnd logicalOr logicalNot isNaN isFinite where equals allClose",
  Products: "matmul batchMatmul dot outer einsum convolve ConvolveOptions contractBatch sumBatch",
  "Along axes":
    "sum mean product variance standardDeviation norm logSumExp max min argmax argmin any all median quantile cumulativeSum cumulativeProduct cumulativeMax cumulativeMin softmax logSoftmax",
  "Order and counts": "sort argsort topK TopK searchSorted unique bincount histogram Histogram",
  "Other shapes": "transpose permute reshape flatten as broadcastTo expandDims squeeze",
  "Orders, copies and triangles": "flip roll tile repeat kronecker diagonal triu tril",
  "Parts and joins": "slice window index split unstack pad gather take takeAlong scatter scatterAdd concat stack",
  // conformable
  "Tensors in types": "Tensor Matrix Vector Scalar Shape",
  "Sizes and names": "dim Dim Size Sizes",
  "Sizes in declaration files":
    "SumOf ProductOf RangeSize Each SamePlaces ValidPlaces UpsampledSize TransposedSize GroupChannels BatchRows Least ClassTargets TargetsOfSeveral",
  "Making tensors":
    "matrix vector scalar tensor zeros ones full identity arange linspace meshgrid oneHot Numbers Nested NumberInText NestedInJSON",
  "Random numbers": "random randomNormal randomUniform Random",
  "Gradients of functions":
    "grad valueAndGrad vjp jvp jacobian hessian stopGradient lbfgs LbfgsOptions Minimum ValueAndGradients ValueGradientsAndAuxiliary Pullback Pushforward Jacobian",
  "Many examples at once": "vmap Mapped MappedArguments",
  "Trees of tensors": "mapTensors addTrees scaleTree globalNorm clipByGlobalNorm",
  "Functions as programs": "compile Compile trace Program Step Primitives Operand Variable Constant",
  "Linear algebra":
    "solve inverse determinant leastSquares pseudoInverse matrixRank cholesky lu qr svd eigh linalg.norm linalg.trace NormOptions RankOptions",
  Errors: "ShapeError FormatError",
  // conformable/io
  "Files of tensors":
    "readSafetensors writeSafetensors readNpy writeNpy npyShape readNpz writeNpz TensorFile Bytes NumberType names has metadata shapeOf typeOf get",
  "Files of networks": "saveNetwork loadNetwork NetworkFileOptions",
  "Between threads": "transfer receive receiveLike Message TensorData shape numbers",
  Tables: "readCsv CsvOptions Table Classes columns rows numbers column texts classes",
  // conformable/onnx
  "Other runtimes": "toOnnx OnnxOptions toStableHlo StableHloOptions Shardings",
  Engines: "useEngine EngineName EngineOptions EngineInfo",
  // conformable/nn
  Layers:
    "dense sequential sequentialOf Dense DenseOptions DenseParameters LayerParameters MixedParameters Network OverParameters summary",
  "Layers between others":
    "activate dropout DropoutOptions layerNorm LayerNormOptions rmsNorm RmsNormOptions RmsNormParameters batchNorm BatchNorm BatchNormOptions Statistics NormalizationParameters residual nn.reversed nn.concat nn.sum parallel heads recordLayer RecordFunction RecordSizes RecordNetwork RecordPass RecordBack Several ShapeRecord freeze nn.flatten nn.reshape",
  "Layers on images":
    "conv2d Conv2dOptions Conv2dParameters Conv2dKernels convTranspose2d ConvTranspose2dOptions ConvTranspose2dParameters ConvTranspose2dKernels upsample2d UpsampleOptions maxPool2d averagePool2d PoolOptions globalAveragePool2d globalMaxPool2d groupNorm GroupNormOptions",
  "Layers on sequences":
    "embedding EmbeddingOptions EmbeddingParameters conv1d Conv1dOptions Conv1dParameters Conv1dKernels maxPool1d averagePool1d Pool1dOptions globalAveragePool1d globalMaxPool1d recurrent lstm gru RecurrentOptions RecurrentParameters cellOf RecurrentCell LstmCell RecurrentState LstmState attention AttentionOptions AttentionParameters crossAttention CrossAttention CrossAttentionOptions CrossAttentionParameters masked MaskFunction decoding Decoder unembedding scaledDotProductAttention ScaledDotProductAttentionOptions nn.positions PositionsOptions PositionsParameters nn.sinusoidalPositions",
  "Sizes inferred":
    "inferred.sequential inferred.dense inferred.conv2d inferred.conv1d inferred.convTranspose2d inferred.upsample2d inferred.maxPool2d inferred.averagePool2d inferred.flatten inferred.reshape inferred.layerNorm inferred.batchNorm inferred.attention inferred.positions inferred.sinusoidalPositions inferred.residual inferred.reversed chain InferredNetwork inferred.DenseOptions Deferred AnyDeferred OnShape Stage DenseOn Conv2dOn Conv1dOn ConvTranspose2dOn Upsample2dOn PoolOn FlattenOn ReshapeOn NormalizationOn AttentionOn PositionsOn SinusoidalPositionsOn ChainOn ResidualOn ReversedOn inferred.concat inferred.sum ConcatOn SumOn inferred.rmsNorm inferred.groupNorm inferred.globalAveragePool2d inferred.globalMaxPool2d inferred.maxPool1d inferred.averagePool1d inferred.globalAveragePool1d inferred.globalMaxPool1d Pool1dOn GlobalPool1dOn inferred.recurrent inferred.lstm inferred.gru RmsNormOn GroupNormOn GlobalPoolOn RecurrentOn",
  Activations: "nn.relu nn.sigmoid nn.tanh nn.identity gelu silu leakyRelu elu softplus softsign hardSigmoid mish Activation",
  Losses:
    "crossEntropy CrossEntropy CrossEntropyOptions binaryCrossEntropy kullbackLeibler meanSquaredError absoluteError huber HuberOptions hinge cosineDistance multiTaskLoss MultiTaskLoss MultiTaskLossOptions Loss DifferentiableLoss ClassLoss LossOptions LossWithOptions Evaluation",
  "A step of training":
    "trainingStep TrainingStep RecordTrainingStep backpropagate BackpropagateOptions Backpropagation RecordBackpropagation Gradients",
  Optimisers:
    "sgd adam adamW rmsprop adagrad lion optimizerOf parameterGroups movingAverage MovingAverage MovingAverageOptions RecordMovingAverage UpdateRule Updated ParameterGroup PartOf Optimizer AnyOptimizer Stepper TensorsOf SgdOptions AdamOptions AdamWOptions RmspropOptions AdagradOptions LionOptions",
  "Learning rates":
    "LearningRate Schedule exponentialDecay ExponentialDecayOptions stepDecay StepDecayOptions cosineDecay CosineDecayOptions warmup WarmupOptions onPlateau OnPlateauOptions Adjustable Watched",
  "Training in batches":
    "train TrainLoop RecordTrainSettings RecordTrainOn RecordExamples RecordData RecordBatch TrainExamples TrainData TrainOn DataInBatches DataBatch TrainSettings Validation ProgressBar ProgressPayload historyToSvg HistoryToSvgOptions PlotLibrary History Epoch Step Signal batches Batch BatchSize BatchesOptions",
  "Evaluation and metrics":
    "evaluate EvaluateOptions RecordEvaluateOptions RecordMetric NetworkEvaluation accuracy topKAccuracy precision recall f1 confusionMatrix rocAuc meanAbsoluteError Metric",
  "Layers of your own": "layer LayerFunction Layer Pass Back trainable Trainable Use checkGradients GradientCheck Derivative",
};
const groupOf = new Map(Object.entries(groups).flatMap(([group, names]) => names.split(" ").map((name) => [name, group])));

export const categoryOrder = Object.keys(groups);

/** @param {import("typedoc").Application} app */
export function load(app) {
  // Results of calls are one of two, `{ accepted: …; refused: any }[Ok]`: the names say enough.
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_, reflection) => {
    if (reflection.parent?.name === "__type" && ["accepted", "refused"].includes(reflection.name))
      reflection.comment = new Comment([{ kind: "text", text: `What the call returns if it is ${reflection.name}.` }]);
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const named = project.getReflectionsByKind(
      ReflectionKind.SomeModule | ReflectionKind.SomeExport | ReflectionKind.ClassMember,
    );
    for (const reflection of named) {
      const { name, parent } = reflection;
      const isPublic = parent?.kind === ReflectionKind.Module || parent?.name === "Tensor";
      if (!isPublic || reflection.kind === ReflectionKind.Reference || reflection.kind === ReflectionKind.Constructor) continue;
      const group =
        groupOf.get(parent.name.replace(/^conformable\/(nn|inferred|linalg)$/, `$1.${name}`)) ??
        groupOf.get(name) ??
        groupOfFunction(reflection);
      if (group === undefined) app.logger.warn(`${reflection.getFullName()} is in no group of docs/groups.mjs`);
      else
        for (const { comment } of commented(reflection))
          comment?.blockTags.push(new CommentTag("@category", [{ kind: "text", text: group }]));
    }
  });
}

/** A method that takes no arguments and keeps the shape is a function of one number, unless it is in another group. */
const groupOfFunction = ({ signatures: [{ parameters, type }] = [{}] }) =>
  !parameters?.length && type?.toString() === "Tensor<S>" ? "Element by element" : undefined;

/** The comment of a name. For functions and accessors, it belongs to the signature. */
const commented = (reflection) => {
  const signatures = [...(reflection.signatures ?? []), reflection.getSignature].filter(Boolean);
  return signatures.length > 0 ? signatures : [reflection];
};
