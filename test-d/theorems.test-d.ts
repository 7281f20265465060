/**
 * Theorems. A function that compiles for all sizes at once is a proof about shapes, and a false statement doesn't compile. The
 * notation is that of the textbooks: Wᵀ is W transposed, δ is the error vector, and σ′ is the derivative of the activation.
 *
 * Below each correct line is a wrong one with a typical mistake: a transpose left out or added, or another matrix. Errors may
 * follow from a wrong product, so only the first error counts here.
 */
import { contractBatch, type Matrix, type Scalar, type Shape, type Size, sumBatch, type Tensor, type Vector } from "conformable";
import { type Activation, backpropagate, crossEntropy, type Dense, dense, type Layer, type Loss, type Network, relu, sequential, sgd, train } from "conformable/nn";
import { expectType } from "tsd";

/** The statement to prove: a value has this shape. */
const proves = <T>(_: T): void => {};

// Linear algebra

/** Gram matrices: XᵀX is columns by columns, and XXᵀ is rows by rows. X can't be multiplied by itself. */
export function gram<Rows extends number, Columns extends number>(X: Matrix<Rows, Columns>) {
  expectType<Matrix<Columns, Columns>>(X.transpose().matmul(X));
  X.transpose().matmul(X);
  // @ts-expect-error matmul
  X.matmul(X);
  expectType<Matrix<Rows, Rows>>(X.matmul(X.transpose()));
  X.matmul(X.transpose());
  // @ts-expect-error matmul
  X.matmul(X);
}

/** The residual y − Xβ of a linear model, and the gradient of its square, Xᵀ(y − Xβ). */
export function residual<Examples extends number, Features extends number>(X: Matrix<Examples, Features>, β: Vector<Features>, y: Vector<Examples>) {
  const r = y.subtract(X.matmul(β));
  expectType<Vector<Examples>>(y.subtract(X.matmul(β)));
  y.subtract(X.matmul(β));
  // @ts-expect-error matmul
  y.subtract(X.matmul(y));
  expectType<Vector<Features>>(X.transpose().matmul(r));
  X.transpose().matmul(r);
  // @ts-expect-error matmul
  X.matmul(r);
  expectType<Scalar>(r.dot(r));
  r.dot(r);
  // @ts-expect-error dot
  r.dot(β);
}

/** A chain of products, associative: (AB)C = A(BC). */
export function chain<I extends number, J extends number, K extends number, L extends number>(A: Matrix<I, J>, B: Matrix<J, K>, C: Matrix<K, L>) {
  expectType<Matrix<I, L>>(A.matmul(B).matmul(C));
  A.matmul(B).matmul(C);
  // @ts-expect-error matmul
  A.matmul(C).matmul(B);
  expectType<Matrix<I, L>>(A.matmul(B.matmul(C)));
  A.matmul(B.matmul(C));
  // @ts-expect-error matmul
  A.matmul(C.matmul(B));
  expectType<Matrix<L, I>>(C.transpose().matmul(B.transpose()).matmul(A.transpose())); // (ABC)ᵀ = CᵀBᵀAᵀ
  C.transpose().matmul(B.transpose()).matmul(A.transpose());
  // @ts-expect-error matmul
  C.transpose().matmul(B).matmul(A.transpose());
}

/** The projection of every row of X onto the directions in the rows of P: (XPᵀ)P. */
export function projection<Rows extends number, Columns extends number, Directions extends number>(X: Matrix<Rows, Columns>, P: Matrix<Directions, Columns>) {
  expectType<Matrix<Rows, Columns>>(X.matmul(P.transpose()).matmul(P));
  X.matmul(P.transpose()).matmul(P);
  // @ts-expect-error matmul
  X.matmul(P).matmul(P);
  const XPᵀ = X.matmul(P.transpose());
  const XPᵀP = XPᵀ.matmul(P);
  expectType<Matrix<Rows, Columns>>(X.subtract(XPᵀP));
  X.subtract(XPᵀP);
  // @ts-expect-error subtract
  X.subtract(XPᵀ);
}

/** uᵀv is a number and requires equal lengths; uvᵀ is a matrix and doesn't; uᵀ(Xv) = (Xᵀu)ᵀv. */
export function products<Rows extends number, Columns extends number>(u: Vector<Rows>, v: Vector<Columns>, X: Matrix<Rows, Columns>) {
  proves<Matrix<Rows, Columns>>(u.outer(v));
  // @ts-expect-error Argument of type 'Matrix<Columns, Rows>' is not assignable to parameter of type 'Matrix<Rows, Columns>'
  proves<Matrix<Rows, Columns>>(v.outer(u));
  expectType<Scalar>(u.dot(X.matmul(v)));
  u.dot(X.matmul(v));
  // @ts-expect-error matmul
  u.dot(X.matmul(u));
  expectType<Scalar>(X.transpose().matmul(u).dot(v));
  X.transpose().matmul(u).dot(v);
  // @ts-expect-error matmul
  X.matmul(u).dot(v);
}

// Backpropagation, for one example

/** Layer l of a network, and the layer above it. W belongs to layer l with the error δ; Wᐩ and δᐩ belong to the layer above. */
interface Example<In extends number, Out extends number, Above extends number> {
  readonly W: Matrix<Out, In>;
  readonly b: Vector<Out>;
  readonly a: Vector<In>;
  readonly z: Vector<Out>;
  readonly Wᐩ: Matrix<Above, Out>;
  readonly δᐩ: Vector<Above>;
}

export function bp<In extends number, Out extends number, Above extends number>(
  { W, b, a, z, Wᐩ, δᐩ }: Example<In, Out, Above>, gradient: Vector<Out>, σ: Activation,
) {
  // z = Wa + b
  expectType<Vector<Out>>(W.matmul(a).add(b));
  W.matmul(a).add(b);
  // @ts-expect-error matmul
  W.transpose().matmul(a).add(b);
  W.matmul(a).add(b);
  // @ts-expect-error add
  W.matmul(a).add(a);

  // BP1: δ = ∂C/∂a ⊙ σ′(z)
  expectType<Vector<Out>>(gradient.multiply(σ.derivative(z)));
  gradient.multiply(σ.derivative(z));
  // @ts-expect-error multiply
  gradient.multiply(σ.derivative(a));

  // BP2: δ = (Wᐩ)ᵀδᐩ ⊙ σ′(z)
  const δ = Wᐩ.transpose().matmul(δᐩ).multiply(σ.derivative(z));
  expectType<Vector<Out>>(Wᐩ.transpose().matmul(δᐩ).multiply(σ.derivative(z)));
  Wᐩ.transpose().matmul(δᐩ).multiply(σ.derivative(z));
  // @ts-expect-error matmul
  Wᐩ.matmul(δᐩ).multiply(σ.derivative(z));
  Wᐩ.transpose().matmul(δᐩ).multiply(σ.derivative(z));
  // @ts-expect-error matmul
  W.transpose().matmul(δᐩ).multiply(σ.derivative(z));

  // BP3: ∂C/∂b = δ
  proves<Vector<Out>>(δ);
  // @ts-expect-error Argument of type 'Vector<Above>' is not assignable to parameter of type 'Vector<Out>'
  proves<Vector<Out>>(δᐩ);

  // BP4: ∂C/∂W = δaᵀ
  proves<Matrix<Out, In>>(δ.outer(a));
  // @ts-expect-error Argument of type 'Matrix<In, Out>' is not assignable to parameter of type 'Matrix<Out, In>'
  proves<Matrix<Out, In>>(a.outer(δ));
  expectType<Matrix<Out, In>>(W.subtract(δ.outer(a))); // a descent step
  W.subtract(δ.outer(a));
  // @ts-expect-error subtract
  W.subtract(δᐩ.outer(a));
}

// Backpropagation, for a batch with any leading axes. Examples are rows, so the order of the products is reversed.

export function bpOfBatch<Batch extends Shape, In extends number, Out extends number, Above extends number>(
  W: Matrix<Out, In>, b: Vector<Out>, a: Tensor<[...Batch, In]>, z: Tensor<[...Batch, Out]>,
  Wᐩ: Matrix<Above, Out>, δᐩ: Tensor<[...Batch, Above]>, gradient: Tensor<[...Batch, Out]>, σ: Activation,
) {
  // z = aWᵀ + b
  expectType<Tensor<[...Batch, Out]>>(a.matmul(W.transpose()).addBias(b));
  a.matmul(W.transpose()).addBias(b);
  // @ts-expect-error matmul
  a.matmul(W).addBias(b);

  // BP1
  expectType<Tensor<[...Batch, Out]>>(gradient.multiply(σ.derivative(z)));
  gradient.multiply(σ.derivative(z));
  // @ts-expect-error multiply
  gradient.multiply(σ.derivative(a));

  // BP2: δ = δᐩWᐩ ⊙ σ′(z)
  const δ = δᐩ.matmul(Wᐩ).multiply(σ.derivative(z));
  expectType<Tensor<[...Batch, Out]>>(δᐩ.matmul(Wᐩ).multiply(σ.derivative(z)));
  δᐩ.matmul(Wᐩ).multiply(σ.derivative(z));
  // @ts-expect-error matmul
  δᐩ.matmul(Wᐩ.transpose()).multiply(σ.derivative(z));
  δᐩ.matmul(Wᐩ).multiply(σ.derivative(z));
  // @ts-expect-error matmul
  δᐩ.matmul(W).multiply(σ.derivative(z));

  // BP3: summed over the batch
  proves<Vector<Out>>(sumBatch(δ));
  // @ts-expect-error Argument of type 'Vector<Above>' is not assignable to parameter of type 'Vector<Out>'
  proves<Vector<Out>>(sumBatch(δᐩ));

  // BP4: δᵀa, the sum of all outer products
  proves<Matrix<Out, In>>(contractBatch(δ, a));
  // @ts-expect-error Argument of type 'Matrix<In, Out>' is not assignable to parameter of type 'Matrix<Out, In>'
  proves<Matrix<Out, In>>(contractBatch(a, δ));
  proves<Matrix<Out, In>>(contractBatch(δ, a));
  // @ts-expect-error Argument of type 'Matrix<Out, Out>' is not assignable to parameter of type 'Matrix<Out, In>'
  proves<Matrix<Out, In>>(contractBatch(δ, z));
}

// Layers and training, for all networks of these shapes

/** Any kind of layer: the error that goes back has the shape of the input, and only the layer's own error can go back. */
export function layer<Batch extends Shape, In extends Shape, Out extends Shape, P, Q>(
  lower: Layer<In, Out, P>, upper: Layer<Out, In, Q>, x: Tensor<[...Batch, ...In]>, δ: Tensor<[...Batch, ...Out]>,
) {
  expectType<Tensor<[...Batch, ...In]>>(upper.predict(lower.predict(x)));
  expectType<Tensor<[...Batch, ...In]>>(lower.forward(x).backward(δ).error);
  lower.forward(x).backward(δ).error;
  // @ts-expect-error Argument of type 'Tensor<[...Batch, ...In]>' is not assignable to parameter of type 'Tensor<[...Batch, ...Out]>'
  lower.forward(x).backward(x).error;
  expectType<P>(lower.forward(x).backward(δ).gradients);
  lower.forward(x).backward(δ).gradients;
  // @ts-expect-error inputFits<"forward", Out, Batch,
  upper.forward(x).backward(δ).gradients;
  expectType<Network<In, In, readonly [P, Q]>>(sequential(lower, upper));
  sequential(lower, upper);
  // @ts-expect-error sequential
  sequential(lower, lower);
}

/** A network with four sizes: building it, a forward pass, and a backward pass. */
export function twoLayers<Batch extends number, In extends number, Hidden extends number, Out extends number>(
  inputs: Size<In>, hidden: Size<Hidden>, outputs: Size<Out>, x: Matrix<Batch, In>, δ: Matrix<Batch, Out>,
): Layer<[In], [Out], unknown> {
  const below = dense(inputs, hidden, { activation: relu });
  const above = dense(hidden, outputs);
  const lower = below.forward(x);
  const upper = above.forward(lower.output);
  expectType<Matrix<Out, Hidden>>(upper.backward(δ).gradients.weights);
  upper.backward(δ).gradients.weights;
  // @ts-expect-error Argument of type
  lower.backward(δ).gradients.weights;
  expectType<Matrix<Hidden, In>>(lower.backward(upper.backward(δ).error).gradients.weights);
  lower.backward(upper.backward(δ).error).gradients.weights;
  // @ts-expect-error Argument of type
  upper.backward(upper.backward(δ).error).gradients.weights;
  above.forward(lower.output);
  // @ts-expect-error Argument of type
  below.forward(lower.output);
  return sequential(below, dense(hidden, hidden, { activation: relu }), above);
}

/** One descent step with any loss, and a whole training. Gradients go only to their own network. */
export function step<Examples extends number, In extends number, Out extends number, P, Q>(
  network: Layer<[In], [Out], P>, other: Layer<[In], [Out], Q>, loss: Loss, x: Matrix<Examples, In>, y: Matrix<Examples, Out>,
) {
  const optimizer = sgd(network, { learningRate: 0.1 });
  expectType<P>(backpropagate(network, loss, x, y).gradients);
  backpropagate(network, loss, x, y).gradients;
  // @ts-expect-error backpropagate
  backpropagate(network, loss, x, x).gradients;
  optimizer.step(backpropagate(network, loss, x, y).gradients);
  // @ts-expect-error is not assignable to parameter of type 'P'
  optimizer.step(backpropagate(other, loss, x, y).gradients);
  train(network, { loss, optimizer, epochs: 1, inputs: x, targets: y });
  // @ts-expect-error train
  train(network, { loss, optimizer, epochs: 1, inputs: x, targets: x });
}

/** An autoencoder: the output has the shape of the input, so the inputs are the targets. */
export function autoencoder<Examples extends number, In extends number, Code extends number>(
  encoder: Dense<In, Code>, decoder: Dense<Code, In>, x: Matrix<Examples, In>,
) {
  expectType<number>(backpropagate(sequential(encoder, decoder), crossEntropy, x, x).loss);
  sequential(encoder, decoder);
  // @ts-expect-error sequential
  sequential(encoder, encoder);
}
