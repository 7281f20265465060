/** Backpropagation, optimisers and training. */
import { dim, type Matrix, type Scalar, type Shape, type Tensor, type Vector, zeros } from "conformable";
import {
  adagrad, adam, adamW, type BatchSize, backpropagate, batches, checkGradients, crossEntropy, type DenseParameters, dense, type Layer, type Loss, lion,
  meanSquaredError, movingAverage, type Network,type Optimizer, optimizerOf, parameterGroups, relu, rmsprop, type Stepper, sequential, sgd, type Trainable, train, trainable, trainingStep, 
} from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
declare const either: Vector<3> | Vector<5>;
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 128);
const layer = dense(5, 3, { activation: relu });
const network = sequential(dense(7, 5, { activation: relu }), dense(5, 3));
const wide = dense(hidden, 3);
const result = backpropagate(network, crossEntropy, zeros([2, 7]), zeros([2, 3]));
const ofLayer = backpropagate(layer, crossEntropy, zeros([2, 5]), zeros([2, 3]));
const ofWide = backpropagate(wide, crossEntropy, zeros([hidden]), zeros([3]));
const [weights, transposed, bias] = [zeros([3, 5]), zeros([5, 3]), zeros([3])];
const model = { slope: weights, offset: bias };
type Model = typeof model;
const [wideWeights, plainWeights] = [zeros([3, hidden]), zeros([3, 128])];
const wideModel = { slope: wideWeights };

const [classNumbers, fewNumbers, oneNumber] = [zeros([2, 11]), zeros([2]), zeros([])];
const weighted = crossEntropy({ classWeights: zeros([3]) });
const weightedOther = crossEntropy({ classWeights: zeros([5]) });

// ── backpropagate: inputs `[...Batch, ...In]`, targets `[...Batch, ...Out]` ──
expectType<number>(result.loss);
expectType<Matrix<2, 7>>(result.error);
expectType<Matrix<3, 5>>(result.gradients[1].weights);
expectType<Vector<7>>(backpropagate(network, meanSquaredError, zeros([7]), zeros([3])).error);
expectType<Tensor<[2, 11, 7]>>(backpropagate(network, meanSquaredError, zeros([2, 11, 7]), zeros([2, 11, 3])).error);

backpropagate(network, crossEntropy, zeros([2, 7]), zeros([2, 3]));
// @ts-expect-error backpropagate: takes [7] with any leading axes, not [2, 5]
backpropagate(network, crossEntropy, zeros([2, 5]), zeros([2, 3]));
backpropagate(network, crossEntropy, zeros([2, 7]), zeros([2, 3]));
// @ts-expect-error backpropagate: the output is [2, 3], the targets are [2, 5]
backpropagate(network, crossEntropy, zeros([2, 7]), zeros([2, 5]));
backpropagate(network, crossEntropy, zeros([2, 7]), zeros([2, 3]));
// @ts-expect-error backpropagate: the output is [2, 3], the targets are [11, 3]
backpropagate(network, crossEntropy, zeros([2, 7]), zeros([11, 3]));
backpropagate(layer, crossEntropy, zeros([2, 5]), zeros([2, 3]));
// @ts-expect-error backpropagate: takes [7] with any leading axes, not [2, 5]
backpropagate(network, crossEntropy, zeros([2, 5]), zeros([2, 3]));
backpropagate(network, crossEntropy, zeros([batch, 7]), zeros([batch, 3]));
// @ts-expect-error backpropagate: the output is [batch, 3], the targets are [time, 3]
backpropagate(network, crossEntropy, zeros([batch, 7]), zeros([time, 3]));
backpropagate(wide, crossEntropy, zeros([hidden]), zeros([3]));
// @ts-expect-error backpropagate: takes [hidden=128] with any leading axes, not [128]
backpropagate(wide, crossEntropy, zeros([128]), zeros([3]));
export function backpropagateOf<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Matrix<N, Out>) {
  backpropagate(net, crossEntropy, inputs, targets);
  // @ts-expect-error backpropagate
  backpropagate(net, crossEntropy, inputs, inputs);
  backpropagate(net, crossEntropy, inputs, targets);
  // @ts-expect-error backpropagate
  backpropagate(net, crossEntropy, targets, targets);
}

// ── trainingStep: batches that fit the network and the loss ──
expectType<Scalar>(trainingStep(network, crossEntropy, adam(network))(zeros([2, 7]), zeros([2, 3])));
expectType<Scalar>(trainingStep(network, crossEntropy, adam(network))(zeros([2, 7]), zeros([2])));

trainingStep(network, crossEntropy, adam(network))(zeros([2, 7]), zeros([2, 3]));
// @ts-expect-error trainingStep: takes [7] with any leading axes, not [2, 5]
trainingStep(network, crossEntropy, adam(network))(zeros([2, 5]), zeros([2, 3]));
trainingStep(network, crossEntropy, adam(network))(zeros([2, 7]), zeros([2, 3]));
// @ts-expect-error trainingStep: the output is [2, 3], the targets are [2, 5]
trainingStep(network, crossEntropy, adam(network))(zeros([2, 7]), zeros([2, 5]));
trainingStep(network, crossEntropy, adam(network))(zeros([batch, 7]), zeros([batch, 3]));
// @ts-expect-error trainingStep: the output is [batch, 3], the targets are [time, 3]
trainingStep(network, crossEntropy, adam(network))(zeros([batch, 7]), zeros([time, 3]));
export function trainingStepOf<N extends number, In extends number, Out extends number, P>(net: Network<[In], [Out], P>, optimizer: Stepper<P>, inputs: Matrix<N, In>, targets: Matrix<N, Out>) {
  expectType<Scalar>(trainingStep(net, crossEntropy, optimizer)(inputs, targets));
  trainingStep(net, crossEntropy, optimizer)(inputs, targets);
  // @ts-expect-error trainingStep
  trainingStep(net, crossEntropy, optimizer)(inputs, inputs);
}

// ── backpropagate: class numbers `[...Batch]`, for a loss that takes them ──
backpropagate(network, crossEntropy, zeros([2, 7]), zeros([2]));
// @ts-expect-error backpropagate: the output is [2, 3], the targets are [3]
backpropagate(network, crossEntropy, zeros([2, 7]), zeros([3]));
backpropagate(network, crossEntropy, zeros([2, 11, 7]), classNumbers);
// @ts-expect-error backpropagate: the output is [2, 11, 3], the targets are [2]
backpropagate(network, crossEntropy, zeros([2, 11, 7]), fewNumbers);
backpropagate(network, crossEntropy, zeros([7]), oneNumber);
// @ts-expect-error backpropagate: the output is [3], the targets are [2]
backpropagate(network, crossEntropy, zeros([7]), fewNumbers);
backpropagate(network, crossEntropy, zeros([2, 7]), zeros([2]));
// @ts-expect-error backpropagate: the output is [2, 3], the targets are [2]
backpropagate(network, meanSquaredError, zeros([2, 7]), zeros([2]));
backpropagate(network, weighted, zeros([2, 7]), zeros([2]));
// @ts-expect-error backpropagate: the loss has weights for 5 classes, but an output is [3]
backpropagate(network, weightedOther, zeros([2, 7]), zeros([2]));
backpropagate(network, crossEntropy, zeros([batch, 7]), zeros([batch]));
// @ts-expect-error backpropagate: the output is [batch, 3], the targets are [time]
backpropagate(network, crossEntropy, zeros([batch, 7]), zeros([time]));
export function backpropagateOfClasses<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Vector<N>, others: Vector<Out>) {
  const ofOut = crossEntropy({ classWeights: others });
  const ofN = crossEntropy({ classWeights: targets });
  backpropagate(net, crossEntropy, inputs, targets);
  // @ts-expect-error backpropagate
  backpropagate(net, crossEntropy, inputs, others);
  backpropagate(net, ofOut, inputs, targets);
  // @ts-expect-error backpropagate
  backpropagate(net, ofN, inputs, targets);
}
export const backpropagateOfAnyLoss = <In extends Shape, Out extends Shape, P, L extends Loss>(net: Layer<In, Out, P>, loss: L, inputs: Tensor<[5, ...In]>, targets: Tensor<[5, ...Out]>) =>
  backpropagate(net, loss, inputs, targets);

// ── backpropagate, train: a weight for each example ──
const [ofEach, ofOthers, ofBatch, ofTime] = [zeros([11]), zeros([13]), zeros([batch]), zeros([time])];
backpropagate(network, crossEntropy, zeros([11, 7]), zeros([11]), { sampleWeights: ofEach });
// @ts-expect-error backpropagate: the examples are [11], the sampleWeights [13]
backpropagate(network, crossEntropy, zeros([11, 7]), zeros([11]), { sampleWeights: ofOthers });
backpropagate(network, crossEntropy, zeros([batch, 7]), zeros([batch]), { sampleWeights: ofBatch });
// @ts-expect-error backpropagate: the examples are [batch], the sampleWeights [time]
backpropagate(network, crossEntropy, zeros([batch, 7]), zeros([batch]), { sampleWeights: ofTime });
const examples = { inputs: zeros([11, 7]), targets: zeros([11, 3]), loss: crossEntropy, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 1 };
train(network, { ...examples, sampleWeights: ofEach });
// @ts-expect-error train: the examples are [11], the sampleWeights [13]
train(network, { ...examples, sampleWeights: ofOthers });
export function weighed<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Matrix<N, Out>, sampleWeights: Vector<N>, others: Vector<Out>) {
  backpropagate(net, crossEntropy, inputs, targets, { sampleWeights: sampleWeights });
  // @ts-expect-error Type 'Vector<Out>' is not assignable to type
  backpropagate(net, crossEntropy, inputs, targets, { sampleWeights: others });
}

// ── checkGradients: inputs `[...Batch, ...In]`, targets `[...Batch, ...Out]` ──
expectType<number>(checkGradients(layer, crossEntropy, zeros([2, 5]), zeros([2, 3])).relativeError);

checkGradients(network, crossEntropy, zeros([2, 7]), zeros([2, 3]));
// @ts-expect-error checkGradients: takes [7] with any leading axes, not [2, 5]
checkGradients(network, crossEntropy, zeros([2, 5]), zeros([2, 3]));
checkGradients(network, crossEntropy, zeros([2, 7]), zeros([2, 3]));
// @ts-expect-error checkGradients: the output is [2, 3], the targets are [2, 5]
checkGradients(network, crossEntropy, zeros([2, 7]), zeros([2, 5]));
checkGradients(network, crossEntropy, zeros([2, 7]), zeros([2, 3]));
// @ts-expect-error checkGradients: the output is [2, 3], the targets are [11, 3]
checkGradients(network, crossEntropy, zeros([2, 7]), zeros([11, 3]));
checkGradients(layer, crossEntropy, zeros([2, 5]), zeros([2, 3]));
// @ts-expect-error checkGradients: takes [7] with any leading axes, not [2, 5]
checkGradients(network, crossEntropy, zeros([2, 5]), zeros([2, 3]));
checkGradients(network, crossEntropy, zeros([batch, 7]), zeros([batch, 3]));
// @ts-expect-error checkGradients: the output is [batch, 3], the targets are [time, 3]
checkGradients(network, crossEntropy, zeros([batch, 7]), zeros([time, 3]));
checkGradients(wide, crossEntropy, zeros([hidden]), zeros([3]));
// @ts-expect-error checkGradients: takes [hidden=128] with any leading axes, not [128]
checkGradients(wide, crossEntropy, zeros([128]), zeros([3]));
export function checkGradientsOf<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Matrix<N, Out>) {
  checkGradients(net, crossEntropy, inputs, targets);
  // @ts-expect-error checkGradients
  checkGradients(net, crossEntropy, inputs, inputs);
  checkGradients(net, crossEntropy, inputs, targets);
  // @ts-expect-error checkGradients
  checkGradients(net, crossEntropy, targets, targets);
}

// ── checkGradients: class numbers `[...Batch]`, for a loss that takes them ──
checkGradients(network, crossEntropy, zeros([2, 7]), zeros([2]));
// @ts-expect-error checkGradients: the output is [2, 3], the targets are [3]
checkGradients(network, crossEntropy, zeros([2, 7]), zeros([3]));
checkGradients(network, crossEntropy, zeros([2, 11, 7]), classNumbers);
// @ts-expect-error checkGradients: the output is [2, 11, 3], the targets are [2]
checkGradients(network, crossEntropy, zeros([2, 11, 7]), fewNumbers);
checkGradients(network, crossEntropy, zeros([7]), oneNumber);
// @ts-expect-error checkGradients: the output is [3], the targets are [2]
checkGradients(network, crossEntropy, zeros([7]), fewNumbers);
checkGradients(network, crossEntropy, zeros([2, 7]), zeros([2]));
// @ts-expect-error checkGradients: the output is [2, 3], the targets are [2]
checkGradients(network, meanSquaredError, zeros([2, 7]), zeros([2]));
checkGradients(network, weighted, zeros([2, 7]), zeros([2]));
// @ts-expect-error checkGradients: the loss has weights for 5 classes, but an output is [3]
checkGradients(network, weightedOther, zeros([2, 7]), zeros([2]));
checkGradients(network, crossEntropy, zeros([batch, 7]), zeros([batch]));
// @ts-expect-error checkGradients: the output is [batch, 3], the targets are [time]
checkGradients(network, crossEntropy, zeros([batch, 7]), zeros([time]));
export function checkGradientsOfClasses<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Vector<N>, others: Vector<Out>) {
  const ofOut = crossEntropy({ classWeights: others });
  const ofN = crossEntropy({ classWeights: targets });
  checkGradients(net, crossEntropy, inputs, targets);
  // @ts-expect-error checkGradients
  checkGradients(net, crossEntropy, inputs, others);
  checkGradients(net, ofOut, inputs, targets);
  // @ts-expect-error checkGradients
  checkGradients(net, ofN, inputs, targets);
}
export const checkGradientsOfAnyLoss = <In extends Shape, Out extends Shape, P, L extends Loss>(net: Layer<In, Out, P>, loss: L, inputs: Tensor<[5, ...In]>, targets: Tensor<[5, ...Out]>) =>
  checkGradients(net, loss, inputs, targets);

// ── sgd, step: an optimiser takes the gradients of its own network ──
expectType<Optimizer<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(sgd(network, { learningRate: 0.1 }));

sgd(network, { learningRate: 0.1 }).step(result.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]'
sgd(network, { learningRate: 0.1 }).step(ofLayer.gradients);
sgd(layer, { learningRate: 0.1 }).step({ weights: weights, bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Matrix<3, 5>'
sgd(layer, { learningRate: 0.1 }).step({ weights: transposed, bias });
sgd(wide, { learningRate: 0.1 }).step(ofWide.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'DenseParameters<Dim<"hidden", 128>, 3>'
sgd(wide, { learningRate: 0.1 }).step(ofLayer.gradients);
sgd(wide, { learningRate: 0.1 }).step({ weights: wideWeights, bias });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Matrix<3, Dim<"hidden", 128>>'
sgd(wide, { learningRate: 0.1 }).step({ weights: plainWeights, bias });
expectType<number>(sgd(network, { learningRate: (step) => 0.01 * 0.99 ** step }).learningRate);
sgd(network, { learningRate: 0.1 }).learningRate = 0.01;
sgd(network, { learningRate: 0.1 }).learningRate = (step) => 0.01 * 0.99 ** step;
export function sgdOf<In extends Shape, Out extends Shape, P, Q>(net: Layer<In, Out, P>, gradients: P, others: Q) {
  sgd(net, { learningRate: 0.1 }).step(gradients);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  sgd(net, { learningRate: 0.1 }).step(others);
}

// ── sgd, step: of any function ──
expectType<Optimizer<Model>>(sgd(model, { learningRate: 0.1 }));
expectType<Model>(sgd(model, { learningRate: 0.1 }).parameters);
expectType<Optimizer<Model>>(sgd(trainable(model), { learningRate: 0.1 }));
expectType<Optimizer<Vector<3>>>(sgd(bias, { learningRate: 0.1 }));
expectType<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>(sgd(network, { learningRate: 0.1 }).parameters);

sgd(model, { learningRate: 0.1 }).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
sgd(model, { learningRate: 0.1 }).step({ slope: transposed, offset: bias });
sgd(trainable(model), { learningRate: 0.1 }).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
sgd(trainable(model), { learningRate: 0.1 }).step({ slope: transposed, offset: bias });
sgd({ offset: bias }, { learningRate: 0.1 });
// @ts-expect-error sgd: the parameters may be one of several, of other shapes
sgd({ offset: either }, { learningRate: 0.1 });
sgd(bias, { learningRate: 0.1 });
// @ts-expect-error sgd: takes a network, a trainable, or tensors in records and tuples
sgd(count, { learningRate: 0.1 });
sgd(wideModel, { learningRate: 0.1 }).step({ slope: wideWeights });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Tensor<[3, Dim<"hidden", 128>]>'
sgd(wideModel, { learningRate: 0.1 }).step({ slope: plainWeights });
export function sgdOfFunction<Rows extends number, Columns extends number, P>(x: Matrix<Rows, Columns>, y: Matrix<Columns, Rows>, held: Trainable<P>, values: P) {
  expectType<Optimizer<P>>(sgd(held, { learningRate: 0.1 }));
  sgd(held, { learningRate: 0.1 }).step(values);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'P'
  sgd(held, { learningRate: 0.1 }).step(y);
  sgd(x, { learningRate: 0.1 }).step(x);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'Matrix<Rows, Columns>'
  sgd(x, { learningRate: 0.1 }).step(y);
}

// ── adam, step: an optimiser takes the gradients of its own network ──
expectType<Optimizer<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(adam(network, { learningRate: 0.1 }));

adam(network, { learningRate: 0.1 }).step(result.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]'
adam(network, { learningRate: 0.1 }).step(ofLayer.gradients);
adam(layer, { learningRate: 0.1 }).step({ weights: weights, bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Matrix<3, 5>'
adam(layer, { learningRate: 0.1 }).step({ weights: transposed, bias });
adam(wide, { learningRate: 0.1 }).step(ofWide.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'DenseParameters<Dim<"hidden", 128>, 3>'
adam(wide, { learningRate: 0.1 }).step(ofLayer.gradients);
adam(wide, { learningRate: 0.1 }).step({ weights: wideWeights, bias });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Matrix<3, Dim<"hidden", 128>>'
adam(wide, { learningRate: 0.1 }).step({ weights: plainWeights, bias });
export function adamOf<In extends Shape, Out extends Shape, P, Q>(net: Layer<In, Out, P>, gradients: P, others: Q) {
  adam(net, { learningRate: 0.1 }).step(gradients);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  adam(net, { learningRate: 0.1 }).step(others);
}

// ── adam, step: of any function ──
expectType<Optimizer<Model>>(adam(model));
expectType<Model>(adam(model).parameters);
expectType<Optimizer<Model>>(adam(trainable(model)));
expectType<Optimizer<Vector<3>>>(adam(bias));
expectType<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>(adam(network).parameters);

adam(model).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
adam(model).step({ slope: transposed, offset: bias });
adam(trainable(model)).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
adam(trainable(model)).step({ slope: transposed, offset: bias });
adam({ offset: bias });
// @ts-expect-error adam: the parameters may be one of several, of other shapes
adam({ offset: either });
adam(bias);
// @ts-expect-error adam: takes a network, a trainable, or tensors in records and tuples
adam(count);
adam(wideModel).step({ slope: wideWeights });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Tensor<[3, Dim<"hidden", 128>]>'
adam(wideModel).step({ slope: plainWeights });
export function adamOfFunction<Rows extends number, Columns extends number, P>(x: Matrix<Rows, Columns>, y: Matrix<Columns, Rows>, held: Trainable<P>, values: P) {
  expectType<Optimizer<P>>(adam(held));
  adam(held).step(values);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'P'
  adam(held).step(y);
  adam(x).step(x);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'Matrix<Rows, Columns>'
  adam(x).step(y);
}

// ── adamW, step: an optimiser takes the gradients of its own network ──
expectType<Optimizer<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(adamW(network, { learningRate: 0.1 }));

adamW(network, { learningRate: 0.1 }).step(result.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]'
adamW(network, { learningRate: 0.1 }).step(ofLayer.gradients);
adamW(layer, { learningRate: 0.1 }).step({ weights: weights, bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Matrix<3, 5>'
adamW(layer, { learningRate: 0.1 }).step({ weights: transposed, bias });
adamW(wide, { learningRate: 0.1 }).step(ofWide.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'DenseParameters<Dim<"hidden", 128>, 3>'
adamW(wide, { learningRate: 0.1 }).step(ofLayer.gradients);
adamW(wide, { learningRate: 0.1 }).step({ weights: wideWeights, bias });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Matrix<3, Dim<"hidden", 128>>'
adamW(wide, { learningRate: 0.1 }).step({ weights: plainWeights, bias });
export function adamWOf<In extends Shape, Out extends Shape, P, Q>(net: Layer<In, Out, P>, gradients: P, others: Q) {
  adamW(net, { learningRate: 0.1 }).step(gradients);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  adamW(net, { learningRate: 0.1 }).step(others);
}

// ── adamW, step: of any function ──
expectType<Optimizer<Model>>(adamW(model));
expectType<Model>(adamW(model).parameters);
expectType<Optimizer<Model>>(adamW(trainable(model)));
expectType<Optimizer<Vector<3>>>(adamW(bias));
expectType<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>(adamW(network).parameters);

adamW(model).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
adamW(model).step({ slope: transposed, offset: bias });
adamW(trainable(model)).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
adamW(trainable(model)).step({ slope: transposed, offset: bias });
adamW({ offset: bias });
// @ts-expect-error adamW: the parameters may be one of several, of other shapes
adamW({ offset: either });
adamW(bias);
// @ts-expect-error adamW: takes a network, a trainable, or tensors in records and tuples
adamW(count);
adamW(wideModel).step({ slope: wideWeights });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Tensor<[3, Dim<"hidden", 128>]>'
adamW(wideModel).step({ slope: plainWeights });
export function adamWOfFunction<Rows extends number, Columns extends number, P>(x: Matrix<Rows, Columns>, y: Matrix<Columns, Rows>, held: Trainable<P>, values: P) {
  expectType<Optimizer<P>>(adamW(held));
  adamW(held).step(values);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'P'
  adamW(held).step(y);
  adamW(x).step(x);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'Matrix<Rows, Columns>'
  adamW(x).step(y);
}

// ── rmsprop, step: an optimiser takes the gradients of its own network ──
expectType<Optimizer<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(rmsprop(network, { learningRate: 0.1 }));

rmsprop(network, { learningRate: 0.1 }).step(result.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]'
rmsprop(network, { learningRate: 0.1 }).step(ofLayer.gradients);
rmsprop(layer, { learningRate: 0.1 }).step({ weights: weights, bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Matrix<3, 5>'
rmsprop(layer, { learningRate: 0.1 }).step({ weights: transposed, bias });
rmsprop(wide, { learningRate: 0.1 }).step(ofWide.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'DenseParameters<Dim<"hidden", 128>, 3>'
rmsprop(wide, { learningRate: 0.1 }).step(ofLayer.gradients);
rmsprop(wide, { learningRate: 0.1 }).step({ weights: wideWeights, bias });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Matrix<3, Dim<"hidden", 128>>'
rmsprop(wide, { learningRate: 0.1 }).step({ weights: plainWeights, bias });
export function rmspropOf<In extends Shape, Out extends Shape, P, Q>(net: Layer<In, Out, P>, gradients: P, others: Q) {
  rmsprop(net, { learningRate: 0.1 }).step(gradients);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  rmsprop(net, { learningRate: 0.1 }).step(others);
}

// ── rmsprop, step: of any function ──
expectType<Optimizer<Model>>(rmsprop(model));
expectType<Model>(rmsprop(model).parameters);
expectType<Optimizer<Model>>(rmsprop(trainable(model)));
expectType<Optimizer<Vector<3>>>(rmsprop(bias));
expectType<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>(rmsprop(network).parameters);

rmsprop(model).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
rmsprop(model).step({ slope: transposed, offset: bias });
rmsprop(trainable(model)).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
rmsprop(trainable(model)).step({ slope: transposed, offset: bias });
rmsprop({ offset: bias });
// @ts-expect-error rmsprop: the parameters may be one of several, of other shapes
rmsprop({ offset: either });
rmsprop(bias);
// @ts-expect-error rmsprop: takes a network, a trainable, or tensors in records and tuples
rmsprop(count);
rmsprop(wideModel).step({ slope: wideWeights });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Tensor<[3, Dim<"hidden", 128>]>'
rmsprop(wideModel).step({ slope: plainWeights });
export function rmspropOfFunction<Rows extends number, Columns extends number, P>(x: Matrix<Rows, Columns>, y: Matrix<Columns, Rows>, held: Trainable<P>, values: P) {
  expectType<Optimizer<P>>(rmsprop(held));
  rmsprop(held).step(values);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'P'
  rmsprop(held).step(y);
  rmsprop(x).step(x);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'Matrix<Rows, Columns>'
  rmsprop(x).step(y);
}

// ── adagrad, step: an optimiser takes the gradients of its own network ──
expectType<Optimizer<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(adagrad(network, { learningRate: 0.1 }));

adagrad(network, { learningRate: 0.1 }).step(result.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]'
adagrad(network, { learningRate: 0.1 }).step(ofLayer.gradients);
adagrad(layer, { learningRate: 0.1 }).step({ weights: weights, bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Matrix<3, 5>'
adagrad(layer, { learningRate: 0.1 }).step({ weights: transposed, bias });
adagrad(wide, { learningRate: 0.1 }).step(ofWide.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'DenseParameters<Dim<"hidden", 128>, 3>'
adagrad(wide, { learningRate: 0.1 }).step(ofLayer.gradients);
adagrad(wide, { learningRate: 0.1 }).step({ weights: wideWeights, bias });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Matrix<3, Dim<"hidden", 128>>'
adagrad(wide, { learningRate: 0.1 }).step({ weights: plainWeights, bias });
export function adagradOf<In extends Shape, Out extends Shape, P, Q>(net: Layer<In, Out, P>, gradients: P, others: Q) {
  adagrad(net, { learningRate: 0.1 }).step(gradients);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  adagrad(net, { learningRate: 0.1 }).step(others);
}

// ── adagrad, step: of any function ──
expectType<Optimizer<Model>>(adagrad(model));
expectType<Model>(adagrad(model).parameters);
expectType<Optimizer<Model>>(adagrad(trainable(model)));
expectType<Optimizer<Vector<3>>>(adagrad(bias));
expectType<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>(adagrad(network).parameters);

adagrad(model).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
adagrad(model).step({ slope: transposed, offset: bias });
adagrad(trainable(model)).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
adagrad(trainable(model)).step({ slope: transposed, offset: bias });
adagrad({ offset: bias });
// @ts-expect-error adagrad: the parameters may be one of several, of other shapes
adagrad({ offset: either });
adagrad(bias);
// @ts-expect-error adagrad: takes a network, a trainable, or tensors in records and tuples
adagrad(count);
adagrad(wideModel).step({ slope: wideWeights });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Tensor<[3, Dim<"hidden", 128>]>'
adagrad(wideModel).step({ slope: plainWeights });
export function adagradOfFunction<Rows extends number, Columns extends number, P>(x: Matrix<Rows, Columns>, y: Matrix<Columns, Rows>, held: Trainable<P>, values: P) {
  expectType<Optimizer<P>>(adagrad(held));
  adagrad(held).step(values);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'P'
  adagrad(held).step(y);
  adagrad(x).step(x);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'Matrix<Rows, Columns>'
  adagrad(x).step(y);
}

// ── lion, step: an optimiser takes the gradients of its own network ──
expectType<Optimizer<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(lion(network, { learningRate: 0.1 }));

lion(network, { learningRate: 0.1 }).step(result.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]'
lion(network, { learningRate: 0.1 }).step(ofLayer.gradients);
lion(layer, { learningRate: 0.1 }).step({ weights: weights, bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Matrix<3, 5>'
lion(layer, { learningRate: 0.1 }).step({ weights: transposed, bias });
lion(wide, { learningRate: 0.1 }).step(ofWide.gradients);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'DenseParameters<Dim<"hidden", 128>, 3>'
lion(wide, { learningRate: 0.1 }).step(ofLayer.gradients);
lion(wide, { learningRate: 0.1 }).step({ weights: wideWeights, bias });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Matrix<3, Dim<"hidden", 128>>'
lion(wide, { learningRate: 0.1 }).step({ weights: plainWeights, bias });
export function lionOf<In extends Shape, Out extends Shape, P, Q>(net: Layer<In, Out, P>, gradients: P, others: Q) {
  lion(net, { learningRate: 0.1 }).step(gradients);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  lion(net, { learningRate: 0.1 }).step(others);
}

// ── lion, step: of any function ──
expectType<Optimizer<Model>>(lion(model));
expectType<Model>(lion(model).parameters);
expectType<Optimizer<Model>>(lion(trainable(model)));
expectType<Optimizer<Vector<3>>>(lion(bias));
expectType<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>(lion(network).parameters);

lion(model).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
lion(model).step({ slope: transposed, offset: bias });
lion(trainable(model)).step({ slope: weights, offset: bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
lion(trainable(model)).step({ slope: transposed, offset: bias });
lion({ offset: bias });
// @ts-expect-error lion: the parameters may be one of several, of other shapes
lion({ offset: either });
lion(bias);
// @ts-expect-error lion: takes a network, a trainable, or tensors in records and tuples
lion(count);
lion(wideModel).step({ slope: wideWeights });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Tensor<[3, Dim<"hidden", 128>]>'
lion(wideModel).step({ slope: plainWeights });
export function lionOfFunction<Rows extends number, Columns extends number, P>(x: Matrix<Rows, Columns>, y: Matrix<Columns, Rows>, held: Trainable<P>, values: P) {
  expectType<Optimizer<P>>(lion(held));
  lion(held).step(values);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'P'
  lion(held).step(y);
  lion(x).step(x);
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'Matrix<Rows, Columns>'
  lion(x).step(y);
}

// ── optimizerOf: a rule for parameters of any shape ──
const [keepsShape, changesShape] = [<S extends Shape>(w: Tensor<S>, g: Tensor<S>) => ({ parameter: w.add(g) }), <S extends Shape>(w: Tensor<S>, _: Tensor<S>) => ({ parameter: w.sum() })];
expectType<Optimizer<DenseParameters<5, 3>>>(optimizerOf(layer, { learningRate: 0.1, update: keepsShape }));
expectType<Optimizer<Model>>(
  optimizerOf(model, { learningRate: 1, keeps: ["velocity"], update: (w, g, { velocity }) => ({ parameter: w.add(velocity), velocity: g }) }),
);

optimizerOf(layer, { learningRate: 0.1, update: keepsShape }).step(ofLayer.gradients);
// @ts-expect-error is not assignable to parameter of type
optimizerOf(layer, { learningRate: 0.1, update: keepsShape }).step(result.gradients);
optimizerOf(wideModel, { learningRate: 0.1, update: keepsShape }).step({ slope: wideWeights });
// @ts-expect-error statement: is not assignable to type
optimizerOf(wideModel, { learningRate: 0.1, update: keepsShape }).step({ slope: plainWeights });
optimizerOf(layer, { learningRate: 0.1, update: keepsShape });
// @ts-expect-error statement: is not assignable to type
optimizerOf(layer, { learningRate: 0.1, update: changesShape });
export function optimizerOfRule<In extends Shape, Out extends Shape, P, Q>(net: Layer<In, Out, P>, gradients: P, others: Q) {
  optimizerOf(net, { learningRate: 0.1, update: keepsShape }).step(gradients);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type
  optimizerOf(net, { learningRate: 0.1, update: keepsShape }).step(others);
}

// ── trainable, assign: other values of the same shapes ──
const learned = trainable({ weights });
const learnedWide = trainable({ weights: wideWeights });
expectType<Matrix<3, 5>>(learned.values.weights);

trainable({ weights }).assign({ weights: weights });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
trainable({ weights }).assign({ weights: transposed });
learned.assign({ weights: weights });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
learned.assign({ weights: transposed });
trainable({ weights: wideWeights }).assign({ weights: wideWeights });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Tensor<[3, Dim<"hidden", 128>]>'
trainable({ weights: wideWeights }).assign({ weights: plainWeights });
learnedWide.assign({ weights: wideWeights });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Tensor<[3, Dim<"hidden", 128>]>'
learnedWide.assign({ weights: plainWeights });
export function trainableOf<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, y: Matrix<Columns, Rows>) {
  trainable({ x }).assign({ x: x });
  // @ts-expect-error statement: Type 'Matrix<Columns, Rows>' is not assignable to type 'Matrix<Rows, Columns>'
  trainable({ x }).assign({ x: y });
}

// ── batches: pair inputs with targets ──
for (const part of batches(zeros([11, 7]), zeros([11, 3]), 5)) {
  expectType<Matrix<BatchSize, 7>>(part.inputs);
  expectType<Matrix<BatchSize, 3>>(part.targets);
  backpropagate(network, crossEntropy, part.inputs, part.targets);
}

batches(zeros([11, 7]), zeros([11, 3]), 5, { last: "drop" });
// @ts-expect-error Type '"pad"' is not assignable to type
batches(zeros([11, 7]), zeros([11, 3]), 5, { last: "pad" });
batches(zeros([11, 7]), zeros([11, 3]), 5);
// @ts-expect-error batches: 11 inputs, but 13 targets
batches(zeros([11, 7]), zeros([13, 3]), 5);
batches(zeros([batch, 7]), zeros([batch, 3]), 5);
// @ts-expect-error batches: batch inputs, but time targets
batches(zeros([batch, 7]), zeros([time, 3]), 5);
export function batchesOf<N extends number, In extends number, Out extends number>(inputs: Matrix<N, In>, targets: Matrix<N, Out>, other: Matrix<Out, N>) {
  batches(inputs, targets, 5);
  // @ts-expect-error batches
  batches(inputs, other, 5);
}

// ── train: one leading axis, of examples ──
const settings = { loss: crossEntropy, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 2 };
const [own, other] = [settings.optimizer, sgd(layer, { learningRate: 0.1 })];
const wideSettings = { loss: crossEntropy, optimizer: sgd(wide, { learningRate: 0.1 }), epochs: 2 };

train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]) });
// @ts-expect-error train: the output is [11, 3], the targets are [13, 3]
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([13, 3]) });
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]) });
// @ts-expect-error train: takes one leading axis, of examples, before [7], not [11, 5]
train(network, { ...settings, inputs: zeros([11, 5]), targets: zeros([11, 3]) });
const stepper: Stepper<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]> = { step: (gradients) => own.step(gradients) };
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]), optimizer: stepper, last: "merge" });
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]), optimizer: own });
// @ts-expect-error statement: Type 'Optimizer<DenseParameters<5, 3>>' is not assignable to type '"train: the optimizer is of another network, so this one would learn nothing"'
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]), optimizer: other });
train(network, { ...settings, inputs: zeros([batch, 7]), targets: zeros([batch, 3]) });
// @ts-expect-error train: the output is [batch, 3], the targets are [time, 3]
train(network, { ...settings, inputs: zeros([batch, 7]), targets: zeros([time, 3]) });
train(wide, { ...wideSettings, inputs: zeros([batch, hidden]), targets: zeros([batch, 3]) });
// @ts-expect-error train: takes one leading axis, of examples, before [hidden=128], not [batch, 128]
train(wide, { ...wideSettings, inputs: zeros([batch, 128]), targets: zeros([batch, 3]) });
export function trained<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Matrix<N, Out>) {
  const common = { loss: crossEntropy, optimizer: sgd(net, { learningRate: 0.1 }), epochs: 1 };
  train(net, { ...common, inputs, targets: targets });
  // @ts-expect-error train
  train(net, { ...common, inputs, targets: inputs });
}

// ── movingAverage: the network over averages ──
expectType<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>(movingAverage(network, { decay: 0.9 }).parameters);
expectType<Matrix<2, 3>>(movingAverage(network).network.predict(zeros([2, 7])));

movingAverage(network).network.predict(zeros([2, 7]));
// @ts-expect-error predict: takes [7] with any leading axes, not [2, 5]
movingAverage(network).network.predict(zeros([2, 5]));
movingAverage(wide).network.predict(zeros([hidden]));
// @ts-expect-error predict: takes [hidden=128] with any leading axes, not [128]
movingAverage(wide).network.predict(zeros([128]));
export function averaged<In extends Shape, Out extends Shape, P, Q>(net: Network<In, Out, P>, values: P, others: Q) {
  expectType<P>(movingAverage(net).parameters);
  movingAverage(net).network.with(values);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  movingAverage(net).network.with(others);
  movingAverage(net, { parameters: values });
}

// ── parameterGroups: the optimiser of the whole ──
expectType<Optimizer<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(parameterGroups(network, [own]));
parameterGroups(network, [{ optimizer: own, only: (name) => name.endsWith("bias") }, sgd(network, { learningRate: 1 })]);

const [lower, upper] = [dense(7, 5), dense(5, 3)];
const [both, sgdOfLower, sgdOfUpper] = [sequential(lower, upper), sgd(lower, { learningRate: 0.1 }), sgd(upper, { learningRate: 0.1 })];
const sgdOf5 = sgd(dense(5, 4), { learningRate: 0.1 });
parameterGroups(both, [sgdOfLower, sgdOfUpper]);
// @ts-expect-error parameterGroups: a group has parameters that aren't in the network
parameterGroups(both, [sgdOfLower, sgdOf5]);
parameterGroups(both, [{ optimizer: sgdOfLower, only: () => true }, sgdOfUpper]);
// @ts-expect-error parameterGroups: a group has parameters that aren't in the network
parameterGroups(both, [{ optimizer: sgdOf5, only: () => true }, sgdOfUpper]);
parameterGroups(wide, [wideSettings.optimizer]);
// @ts-expect-error parameterGroups: a group has parameters that aren't in the network
parameterGroups(wide, [settings.optimizer]);
export function grouped<In extends Shape, Mid extends Shape, Out extends Shape, P, Q, R>(first: Layer<In, Mid, P>, second: Layer<Mid, Out, Q>, other: Layer<In, Mid, R>) {
  const [net, [one, two, three]] = [sequential(first, second), [sgd(first, { learningRate: 0.1 }), sgd(second, { learningRate: 0.1 }), sgd(other, { learningRate: 0.1 })]];
  expectType<Optimizer<readonly [P, Q]>>(parameterGroups(net, [one, two]));
  parameterGroups(net, [one, two]);
  // @ts-expect-error Type 'Optimizer<R>' is not assignable to type
  parameterGroups(net, [three, two]);
}

// ── train: examples in batches ──
const [elevenOf7, elevenOf5] = [[{ inputs: zeros([11, 7]), targets: zeros([11, 3]) }], [{ inputs: zeros([11, 5]), targets: zeros([11, 3]) }]];
const [uneven, numbered] = [[{ inputs: zeros([11, 7]), targets: zeros([13, 3]) }], [{ inputs: zeros([11, 7]), targets: zeros([11]) }]];
const [inStep, outOfStep] = [[{ inputs: zeros([batch, 7]), targets: zeros([batch, 3]) }], [{ inputs: zeros([batch, 7]), targets: zeros([time, 3]) }]];
async function* later() {
  for (const each of elevenOf7) yield each;
}
async function* laterUneven() {
  for (const each of uneven) yield each;
}
train(network, { ...settings, data: batches(zeros([11, 7]), zeros([11, 3]), 5), accumulate: 2, clipNorm: 1, validation: { inputs: zeros([2, 7]), targets: zeros([2, 3]) } });
train(network, { ...settings, epochs: 1, data: later() });
train(network, { ...settings, data: numbered });

train(network, { ...settings, data: elevenOf7 });
// @ts-expect-error train: takes one leading axis, of examples, before [7], not [11, 5]
train(network, { ...settings, data: elevenOf5 });
train(network, { ...settings, data: elevenOf7 });
// @ts-expect-error train: the output is [11, 3], the targets are [13, 3]
train(network, { ...settings, data: uneven });
train(network, { ...settings, data: later });
// @ts-expect-error train: the output is [11, 3], the targets are [13, 3]
train(network, { ...settings, data: laterUneven });
train(network, { ...settings, loss: meanSquaredError, data: elevenOf7 });
// @ts-expect-error train: the output is [11, 3], the targets are [11]
train(network, { ...settings, loss: meanSquaredError, data: numbered });
train(network, { ...settings, data: elevenOf7, targets: undefined });
// @ts-expect-error train: there is either data or targets, not both
train(network, { ...settings, data: elevenOf7, targets: weights });
train(network, { ...settings, data: inStep });
// @ts-expect-error train: the output is [batch, 3], the targets are [time, 3]
train(network, { ...settings, data: outOfStep });
train(network, { ...settings, data: elevenOf7, validation: { data: later } });
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]), validation: { data: elevenOf7 } });
// @ts-expect-error train, validation: takes one leading axis, of examples, before [7], not [11, 5]
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]), validation: { data: elevenOf5 } });
train(network, { ...settings, data: elevenOf7, validation: { data: later } });
// @ts-expect-error train, validation: the output is [11, 3], the targets are [13, 3]
train(network, { ...settings, data: elevenOf7, validation: { data: laterUneven } });
train(network, { ...settings, data: elevenOf7, validation: { data: elevenOf7, targets: undefined } });
// @ts-expect-error train, validation: there is either data or targets, not both
train(network, { ...settings, data: elevenOf7, validation: { data: elevenOf7, targets: weights } });
train(network, { ...settings, data: inStep, validation: { data: inStep } });
// @ts-expect-error train, validation: the output is [batch, 3], the targets are [time, 3]
train(network, { ...settings, data: inStep, validation: { data: outOfStep } });
export function trainedInBatches<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, data: Iterable<{ readonly inputs: Matrix<N, In>; readonly targets: Matrix<N, Out> }>, others: Iterable<{ readonly inputs: Matrix<N, In>; readonly targets: Matrix<N, In> }>) {
  const common = { loss: crossEntropy, optimizer: sgd(net, { learningRate: 0.1 }), epochs: 1 };
  train(net, { ...common, data: data });
  // @ts-expect-error train
  train(net, { ...common, data: others });
  train(net, { ...common, data: data, validation: { data: data } });
  // @ts-expect-error train, validation
  train(net, { ...common, data: data, validation: { data: others } });
}

// ── train: class numbers of the examples ──
const sparse = { ...settings, loss: crossEntropy };
train(network, { ...sparse, inputs: zeros([11, 7]), targets: zeros([11]) });
// @ts-expect-error train: the output is [11, 3], the targets are [13]
train(network, { ...sparse, inputs: zeros([11, 7]), targets: zeros([13]) });
train(network, { ...sparse, inputs: zeros([11, 7]), targets: zeros([11]) });
// @ts-expect-error train: takes one leading axis, of examples, before [7], not [11, 5]
train(network, { ...sparse, inputs: zeros([11, 5]), targets: zeros([11]) });
train(network, { ...sparse, loss: weighted, inputs: zeros([11, 7]), targets: zeros([11]) });
// @ts-expect-error train: the loss has weights for 5 classes, but an output is [3]
train(network, { ...sparse, loss: weightedOther, inputs: zeros([11, 7]), targets: zeros([11]) });
train(network, { ...sparse, inputs: zeros([batch, 7]), targets: zeros([batch]) });
// @ts-expect-error train: the output is [batch, 3], the targets are [time]
train(network, { ...sparse, inputs: zeros([batch, 7]), targets: zeros([time]) });
export function trainedOnClasses<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Vector<N>, others: Vector<Out>) {
  const common = { loss: crossEntropy, optimizer: sgd(net, { learningRate: 0.1 }), epochs: 1 };
  train(net, { ...common, inputs, targets: targets });
  // @ts-expect-error train
  train(net, { ...common, inputs, targets: others });
}
