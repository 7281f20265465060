/** The names in conformable/nn and conformable/inferred, in the form of `groups.ts`. PyTorch's are those of `torch.nn`, unless a module is named. */
export const networks: Readonly<Record<string, string>> = {
  Layers: `
    nn.dense inferred.dense              |                     | Linear                            | layers.dense
    nn.sequential nn.sequentialOf inferred.sequential inferred.chain | | Sequential               | sequential
    nn.activate                          |                     |                                   | layers.activation layers.softmax layers.reLU layers.elu layers.leakyReLU
    nn.dropout                           |                     | Dropout functional.dropout        | layers.dropout dropout
    nn.layerNorm inferred.layerNorm      | jax.nn.standardize  | LayerNorm functional.layer_norm   | layers.layerNormalization
    nn.rmsNorm inferred.rmsNorm          |                     | RMSNorm functional.rms_norm       |
    nn.batchNorm inferred.batchNorm      |                     | BatchNorm1d BatchNorm2d functional.batch_norm | layers.batchNormalization batchNorm batchNorm2d batchNorm3d batchNorm4d
    nn.groupNorm inferred.groupNorm      |                     | GroupNorm functional.group_norm   |
    nn.conv1d inferred.conv1d            |                     | Conv1d                            | layers.conv1d
    nn.conv2d inferred.conv2d            |                     | Conv2d                            | layers.conv2d layers.depthwiseConv2d depthwiseConv2d
    nn.convTranspose2d inferred.convTranspose2d | jax.lax.conv_transpose | ConvTranspose2d functional.conv_transpose2d | layers.conv2dTranspose conv2dTranspose
    nn.maxPool1d inferred.maxPool1d      |                     | MaxPool1d functional.max_pool1d   | layers.maxPooling1d layers.maxPool1d
    nn.averagePool1d inferred.averagePool1d |                  | AvgPool1d functional.avg_pool1d   | layers.averagePooling1d layers.avgPool1d layers.avgPooling1d
    nn.globalMaxPool1d inferred.globalMaxPool1d |                     | AdaptiveMaxPool1d                 | layers.globalMaxPooling1d layers.globalMaxPool1d
    nn.globalAveragePool1d inferred.globalAveragePool1d |                     | AdaptiveAvgPool1d                 | layers.globalAveragePooling1d
    nn.maxPool2d inferred.maxPool2d      |                     | MaxPool2d functional.max_pool2d   | layers.maxPooling2d layers.maxPool2d maxPool pool
    nn.averagePool2d inferred.averagePool2d |                  | AvgPool2d functional.avg_pool2d   | layers.averagePooling2d layers.avgPool2d layers.avgPooling2d avgPool
    nn.globalMaxPool2d inferred.globalMaxPool2d |                     | AdaptiveMaxPool2d                 | layers.globalMaxPooling2d layers.globalMaxPool2d
    nn.globalAveragePool2d inferred.globalAveragePool2d |                     | AdaptiveAvgPool2d                 | layers.globalAveragePooling2d
    nn.upsample2d inferred.upsample2d    |                     | Upsample functional.interpolate   | layers.upSampling2d image.resizeNearestNeighbor
    nn.embedding                         |                     | Embedding                         | layers.embedding
    nn.attention inferred.attention      |                     | MultiheadAttention                |
    nn.scaledDotProductAttention         | jax.nn.dot_product_attention | functional.scaled_dot_product_attention |
    nn.crossAttention                    |                     |                                   |
    nn.masked nn.decoding nn.unembedding |                     |                                   |
    nn.positions inferred.positions      |                     |                                   |
    nn.sinusoidalPositions inferred.sinusoidalPositions | |                                |
    nn.recurrent inferred.recurrent      |                     | RNN                               | layers.simpleRNN
    nn.lstm inferred.lstm                |                     | LSTM                              | layers.lstm
    nn.gru inferred.gru                  |                     | GRU                               | layers.gru
    nn.cellOf                            |                     | RNNCell LSTMCell GRUCell           | layers.simpleRNNCell layers.lstmCell layers.gruCell basicLSTMCell
    nn.residual inferred.residual        |                     |                                   |
    nn.reversed inferred.reversed        |                     |                                   | layers.bidirectional
    nn.concat inferred.concat            |                     |                                   | layers.concatenate
    nn.sum inferred.sum                  |                     |                                   | layers.add
    nn.parallel nn.heads nn.recordLayer  |                     | ModuleDict                        |
    nn.flatten inferred.flatten          |                     | Flatten                           | layers.flatten
    nn.reshape inferred.reshape          |                     | Unflatten                         | layers.reshape
    nn.freeze                            |                     | Module.requires_grad_             |
    nn.summary                           |                     |                                   |
    nn.layer nn.trainable                |                     | Module Parameter                  | layers.Layer variable`,
  Activations: `
    nn.relu                              | jax.nn.relu         | ReLU functional.relu              | relu
    nn.sigmoid                           | jax.nn.sigmoid      | Sigmoid                           | sigmoid
    nn.tanh                              | tanh                | Tanh                              | tanh
    nn.identity                          | jax.nn.identity     | Identity                          |
    nn.gelu                              | jax.nn.gelu         | GELU functional.gelu              |
    nn.silu                              | jax.nn.silu jax.nn.swish | SiLU functional.silu         |
    nn.leakyRelu                         | jax.nn.leaky_relu   | LeakyReLU functional.leaky_relu   | leakyRelu
    nn.elu                               | jax.nn.elu          | ELU functional.elu                | elu
    nn.softplus                          | jax.nn.softplus     | Softplus functional.softplus      | softplus
    nn.softsign                          | jax.nn.soft_sign    | Softsign functional.softsign      |
    nn.hardSigmoid                       | jax.nn.hard_sigmoid | Hardsigmoid functional.hardsigmoid |
    nn.mish                              | jax.nn.mish         | Mish functional.mish              |`,
  Losses: `
    nn.crossEntropy                      |                     | CrossEntropyLoss functional.cross_entropy | losses.softmaxCrossEntropy metrics.categoricalCrossentropy
    nn.binaryCrossEntropy                |                     | BCEWithLogitsLoss functional.binary_cross_entropy_with_logits | losses.sigmoidCrossEntropy losses.logLoss metrics.binaryCrossentropy
    nn.meanSquaredError                  |                     | MSELoss functional.mse_loss       | losses.meanSquaredError metrics.meanSquaredError metrics.mse metrics.MSE
    nn.absoluteError                     |                     | L1Loss functional.l1_loss         | losses.absoluteDifference
    nn.huber                             |                     | HuberLoss SmoothL1Loss functional.huber_loss | losses.huberLoss
    nn.hinge                             | optax.hinge_loss    |                                   | losses.hingeLoss
    nn.cosineDistance                    |                     | CosineEmbeddingLoss functional.cosine_similarity | losses.cosineDistance metrics.cosineProximity
    nn.multiTaskLoss                     |                     |                                   |
    nn.kullbackLeibler                   |                     | KLDivLoss functional.kl_div       |`,
  "Optimisers and learning rates": `
    nn.sgd                               | optax.sgd           | optim.SGD                         | train.sgd train.momentum
    nn.adam                              | optax.adam          | optim.Adam                        | train.adam
    nn.adamW                             | optax.adamw         | optim.AdamW                       |
    nn.rmsprop                           | optax.rmsprop       | optim.RMSprop                     | train.rmsprop
    nn.adagrad                           | optax.adagrad       | optim.Adagrad                     | train.adagrad
    nn.lion                              | optax.lion          |                                   |
    nn.optimizerOf                       | optax.GradientTransformation | optim.Optimizer          |
    nn.parameterGroups                   | optax.multi_transform | optim.Optimizer.add_param_group |
    nn.exponentialDecay                  | optax.exponential_decay | optim.lr_scheduler.ExponentialLR |
    nn.stepDecay                         |                     | optim.lr_scheduler.StepLR         |
    nn.cosineDecay                       | optax.cosine_decay_schedule | optim.lr_scheduler.CosineAnnealingLR |
    nn.warmup                            | optax.linear_schedule | optim.lr_scheduler.LinearLR     |
    nn.onPlateau                         | optax.contrib.reduce_on_plateau | optim.lr_scheduler.ReduceLROnPlateau |
    nn.movingAverage                     | optax.ema           | optim.swa_utils.AveragedModel     |`,
  "Training and metrics": `
    nn.train nn.batches                  |                     | utils.data.DataLoader             | LayersModel.fit
    nn.backpropagate                     |                     | Tensor.backward                   | variableGrads
    nn.trainingStep                      |                     |                                   | LayersModel.trainOnBatch
    nn.checkGradients                    | jax.test_util.check_grads | autograd.gradcheck          |
    nn.evaluate                          |                     |                                   | LayersModel.evaluate
    nn.historyToSvg                      |                     |                                   |
    nn.accuracy                          |                     |                                   | metrics.categoricalAccuracy metrics.sparseCategoricalAccuracy metrics.binaryAccuracy
    nn.topKAccuracy                      |                     |                                   | inTopKAsync
    nn.precision                         |                     |                                   | metrics.precision
    nn.recall                            |                     |                                   | metrics.recall
    nn.f1                                |                     |                                   |
    nn.confusionMatrix                   |                     |                                   | math.confusionMatrix
    nn.rocAuc                            |                     |                                   |
    nn.meanAbsoluteError                 |                     |                                   | metrics.meanAbsoluteError`,
};
