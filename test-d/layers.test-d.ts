/** Layers, losses, backpropagation and training. */
import { type Dim, dim, type Matrix, type Tensor, type Vector, zeros } from "conformable";
import {
  adam, backpropagate, batches, checkGradients, crossEntropy, type Dense, type DenseParameters, dense, type Gradients, type Layer,
  meanSquaredError, type Network, type Optimizer, relu, sequential, sgd, train,
} from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const pair: [Dense<5, 5>, Dense<5, 5>] = [dense(5, 5), dense(5, 5)];
const list: Dense<5, 5>[] = pair;
const batch = dim("batch", count);
const layer = dense(5, 3, { activation: relu });
const network = sequential(dense(7, 5, { activation: relu }), dense(5, 3));

// A layer is shaped for one example and keeps any leading axes.
expectType<Dense<5, 3>>(layer);
expectType<Matrix<3, 5>>(layer.parameters.weights);
expectType<Vector<3>>(layer.parameters.bias);
expectType<Vector<3>>(layer.predict(zeros([5])));
expectType<Matrix<2, 3>>(layer.predict(zeros([2, 5])));
expectType<Tensor<[2, 11, 3]>>(layer.forward(zeros([2, 11, 5])).output);
expectType<Matrix<Dim<"batch">, 3>>(layer.predict(zeros([batch, 5])));
expectType<Matrix<2, 5>>(layer.forward(zeros([2, 5])).backward(zeros([2, 3])).error);
expectType<Gradients<DenseParameters<5, 3>>>(layer.forward(zeros([2, 5])).backward(zeros([2, 3])).gradients);

layer.predict(zeros([2, 5]));
// @ts-expect-error Argument of type 'Tensor<[2, 7]>' is not assignable to parameter of type 'Tensor<[2, 5]>'
layer.predict(zeros([2, 7]));
layer.forward(zeros([2, 5])).backward(zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
layer.forward(zeros([2, 5])).backward(zeros([2, 5]));
dense(5, 3, { weights: zeros([3, 5]) });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Tensor<[3, 5]>'
dense(5, 3, { weights: zeros([5, 3]) });
dense(5, 3, { bias: zeros([3]) });
// @ts-expect-error Type 'Tensor<[5]>' is not assignable to type 'Tensor<[3]>'
dense(5, 3, { bias: zeros([5]) });
dense(5, batch);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
dense(5, count);

// Layers compose when the network is built.
expectType<Network<[7], [3], readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(network);
expectType<Matrix<5, 7>>(network.parameters[0].weights);
expectType<Matrix<2, 3>>(network.predict(zeros([2, 7])));
expectType<Matrix<2, 11>>(sequential(network, dense(3, 11)).predict(zeros([2, 7])));
expectType<Layer<[7], [5], DenseParameters<7, 5>>>(dense(7, 5));

sequential(dense(7, 5), dense(5, 3), dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [11], but layer 1 gives [5]
sequential(dense(7, 5), dense(11, 3), dense(3, 2));
sequential(dense(7, 5), dense(5, 3), dense(3, 2));
// @ts-expect-error sequential: layer 3 takes [5], but layer 2 gives [3]
sequential(dense(7, 5), dense(5, 3), dense(5, 2));
sequential(dense(7, batch), dense(batch, 3));
// @ts-expect-error sequential: layer 2 takes [5], but layer 1 gives [batch]
sequential(dense(7, batch), dense(5, 3));
sequential(network, dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [7], but layer 1 gives [3]
sequential(network, dense(7, 2));
sequential(...pair);
// @ts-expect-error sequential: takes its layers one by one, so that the compiler can see which is on which
sequential(...list);

sequential(layer);
// @ts-expect-error statement: Expected 1 arguments, but got 0.
sequential();

// Backpropagation: inputs `[...Batch, ...In]`, targets `[...Batch, ...Out]`.
const result = backpropagate(network, crossEntropy, zeros([2, 7]), zeros([2, 3]));
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
checkGradients(layer, crossEntropy, zeros([2, 5]), zeros([2, 3]));
// @ts-expect-error checkGradients: the output is [2, 3], the targets are [3]
checkGradients(layer, crossEntropy, zeros([2, 5]), zeros([3]));
meanSquaredError.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
meanSquaredError.evaluate(zeros([2, 3]), zeros([2, 5]));

// An optimiser takes the gradients of its own network.
const optimizer = sgd(network, { learningRate: 0.1 });
expectType<Optimizer<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(optimizer);
optimizer.step(result.gradients);
sgd(layer, { learningRate: 0.1 }).step({ weights: zeros([3, 5]), bias: zeros([3]) });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Matrix<3, 5>'
sgd(layer, { learningRate: 0.1 }).step({ weights: zeros([5, 3]), bias: zeros([3]) });
adam(network).step(result.gradients);
// @ts-expect-error Argument of type
adam(layer).step(result.gradients);

// Batches pair inputs with targets.
for (const part of batches(zeros([11, 7]), zeros([11, 3]), 5)) {
  expectType<Matrix<Dim<"batch">, 7>>(part.inputs);
  expectType<Matrix<Dim<"batch">, 3>>(part.targets);
  backpropagate(network, crossEntropy, part.inputs, part.targets);
}
batches(zeros([11, 7]), zeros([11, 3]), 5);
// @ts-expect-error batches: 11 inputs, but 13 targets
batches(zeros([11, 7]), zeros([13, 3]), 5);

// Training.
const settings = { loss: crossEntropy, optimizer, epochs: 2 };
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]) });
// @ts-expect-error train: the output is [11, 3], the targets are [13, 3]
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([13, 3]) });
const other = sgd(layer, { learningRate: 0.1 });
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]), optimizer: optimizer });
// @ts-expect-error statement: Type 'Optimizer<DenseParameters<5, 3>>' is not assignable to type 'Optimizer<
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]), optimizer: other });
train(network, { ...settings, inputs: zeros([11, 7]), targets: zeros([11, 3]) });
// @ts-expect-error train: takes one leading axis, of examples, before [7], not [11, 5]
train(network, { ...settings, inputs: zeros([11, 5]), targets: zeros([11, 3]) });
