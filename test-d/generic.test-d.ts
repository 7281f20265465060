/**
 * Generic code is checked, both ways: a right formula compiles for all sizes at once, and a wrong one doesn't, though no size is
 * known. What is right here compiles; every wrong line below it differs in one place.
 */
import type { Matrix, Scalar, Shape, Size, Tensor, Vector } from "conformable";
import { contractBatch, sumBatch, zeros } from "conformable";
import { type Activation, backpropagate, crossEntropy, dense, type Layer, relu, sequential, sgd, train } from "conformable/nn";
import { expectType } from "tsd";

export function matrices<Rows extends number, Columns extends number, Out extends number>(
  x: Matrix<Rows, Columns>,
  y: Matrix<Rows, Columns>,
  w: Matrix<Out, Columns>,
  u: Vector<Rows>,
  v: Vector<Columns>,
) {
  expectType<Matrix<Columns, Columns>>(x.transpose().matmul(x)); // Gram
  expectType<Matrix<Rows, Rows>>(x.matmul(x.transpose()));
  expectType<Matrix<Rows, Columns>>(x.add(y)); // a residual
  expectType<Matrix<Rows, Columns>>(x.add(x.relu().multiply(2)));
  expectType<Matrix<Rows, Columns>>(x.multiply(v));
  expectType<Matrix<Rows, Out>>(x.matmul(w.transpose()));
  expectType<Matrix<Rows, Columns>>(u.outer(v));
  expectType<Vector<Rows>>(x.matmul(v));
  expectType<Vector<Columns>>(u.matmul(x));
  expectType<Scalar>(u.matmul(x).dot(v));
  expectType<Vector<Columns>>(x.sum(0));
  expectType<Vector<Rows>>(x.argmax(-1));
  expectType<Matrix<Rows, Columns>>(zeros(x.shape));

  x.transpose().matmul(x);
  // @ts-expect-error matmul
  x.matmul(x);
  x.matmul(w.transpose());
  // @ts-expect-error matmul
  x.matmul(w);
  x.matmul(v);
  // @ts-expect-error matmul
  x.matmul(u);
  u.matmul(x);
  // @ts-expect-error matmul
  v.matmul(x);
  x.add(y);
  // @ts-expect-error add
  x.add(y.transpose());
  x.multiply(v);
  // @ts-expect-error multiply
  x.multiply(u);
  x.subtract(y);
  // @ts-expect-error subtract
  x.subtract(w);
  u.dot(u);
  // @ts-expect-error dot
  u.dot(v);
  x.addBias(v);
  // @ts-expect-error addBias
  x.addBias(u);
  x.sum(1);
  // @ts-expect-error sum
  x.sum(2);
  zeros([2, 3]).reshape([6]);
  // @ts-expect-error statement: reshape
  x.reshape([6]);
  u.outer(v);
  // @ts-expect-error outer
  u.outer(x);
}

export function batched<Batch extends Shape, In extends number, Out extends number>(
  input: Tensor<[...Batch, In]>,
  error: Tensor<[...Batch, Out]>,
  weights: Matrix<Out, In>,
  bias: Vector<Out>,
) {
  expectType<Tensor<[...Batch, Out]>>(input.matmul(weights.transpose()).addBias(bias));
  expectType<Tensor<[...Batch, In]>>(error.matmul(weights));
  expectType<Matrix<Out, In>>(contractBatch(error, input));
  expectType<Vector<Out>>(sumBatch(error));

  input.matmul(weights.transpose());
  // @ts-expect-error matmul
  input.matmul(weights);
  error.matmul(weights);
  // @ts-expect-error matmul
  error.matmul(weights.transpose());
  error.addBias(bias);
  // @ts-expect-error addBias
  input.addBias(bias);
  error.multiply(error);
  // @ts-expect-error multiply
  error.multiply(input);
}

/** The gradient of the weights is the outer product of the error with the input; the other way round it is its transpose. */
export const weightGradient = <Out extends number, In extends number>(error: Vector<Out>, input: Vector<In>): Matrix<Out, In> =>
  error.outer(input);
export const swapped = <Out extends number, In extends number>(error: Vector<Out>, input: Vector<In>): Matrix<Out, In> =>
  // @ts-expect-error statement: Type 'Matrix<In, Out>' is not assignable to type 'Matrix<Out, In>'
  input.outer(error);

/** A whole network over four sizes. */
export function twoLayers<Batch extends number, In extends number, Hidden extends number, Out extends number>(
  sizes: { inputs: Size<In>; hidden: Size<Hidden>; outputs: Size<Out> },
  x: Matrix<Batch, In>,
  error: Matrix<Batch, Out>,
): { output: Matrix<Batch, Out>; error: Matrix<Batch, In> } {
  const below = dense(sizes.inputs, sizes.hidden, { activation: relu });
  const above = dense(sizes.hidden, sizes.outputs);
  const lower = below.forward(x);
  const upper = above.forward(lower.output);
  const back = upper.backward(error);
  expectType<Matrix<Out, Hidden>>(back.gradients.weights);
  expectType<Matrix<Hidden, In>>(lower.backward(back.error).gradients.weights);

  above.forward(lower.output);
  // @ts-expect-error Argument of type
  below.forward(lower.output);
  upper.backward(error);
  // @ts-expect-error Argument of type
  lower.backward(error);
  return { output: upper.output, error: lower.backward(back.error).error };
}

/** Layers themselves are generic. */
export function deep<In extends number, Hidden extends number, Out extends number>(
  inputs: Size<In>,
  hidden: Size<Hidden>,
  outputs: Size<Out>,
  activation: Activation,
): Layer<[In], [Out], unknown> {
  return sequential(dense(inputs, hidden, { activation }), dense(hidden, hidden, { activation }), dense(hidden, outputs));
}

/** Backpropagation through any network of these sizes. */
export function step<Batch extends number, In extends number, Out extends number, P>(
  network: Layer<[In], [Out], P>,
  inputs: Matrix<Batch, In>,
  targets: Matrix<Batch, Out>,
): P {
  backpropagate(network, crossEntropy, inputs, targets);
  // @ts-expect-error backpropagate
  backpropagate(network, crossEntropy, inputs, inputs);
  backpropagate(network, crossEntropy, inputs, targets);
  // @ts-expect-error backpropagate
  backpropagate(network, crossEntropy, targets, targets);
  return backpropagate(network, crossEntropy, inputs, targets).gradients;
}

/** Training in a function for any network of these sizes. */
export function trained<Count extends number, In extends number, Out extends number, P>(
  network: Layer<[In], [Out], P>,
  inputs: Matrix<Count, In>,
  targets: Matrix<Count, Out>,
): P {
  const common = { loss: crossEntropy, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 1 };
  train(network, { ...common, inputs: inputs, targets: targets });
  // @ts-expect-error train
  train(network, { ...common, inputs: inputs, targets: inputs });
  return network.parameters;
}
