/** The same network over other parameters. */
import { dim, grad, type Matrix, type Shape, type Vector, zeros } from "conformable";
import { type Conv2dParameters, conv2d, type Dense, type DenseParameters, dense, type Layer, type Network, relu, residual, sequential, sequentialOf } from "conformable/nn";
import { expectType } from "tsd";

const hidden = dim("hidden", 128);
const layer = dense(5, 3, { activation: relu });
const network = sequential(dense(7, 5, { activation: relu }), dense(5, 3));
const wide = dense(hidden, 3);
const [weights, transposed, bias] = [zeros([3, 5]), zeros([5, 3]), zeros([3])];
const [wideWeights, plainWeights] = [zeros([3, hidden]), zeros([3, 128])];

// ── with: takes the parameters of its own network ──
expectType<Dense<5, 3>>(layer.with({ weights, bias }));
expectType<Matrix<2, 3>>(layer.with({ weights, bias }).predict(zeros([2, 5])));
expectType<Network<[7], [3], readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(network.with(network.parameters));
expectType<Network<[11, 13, 3], [9, 11, 5], Conv2dParameters<3, 3, 5>>>(conv2d([11, 13, 3], 5, 3).with(conv2d([11, 13, 3], 5, 3).parameters));
expectType<Dense<5, 5>>(residual(dense(5, 5)).with(dense(5, 5).parameters));
expectType<Network<[5], [5], readonly DenseParameters<5, 5>[]>>(sequentialOf([dense(5, 5)]).with([dense(5, 5).parameters]));
expectType<readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>(
  grad((p: typeof network.parameters) => network.with(p).predict(zeros([2, 7])).square().sum())(network.parameters),
);

layer.with({ weights: weights, bias });
// @ts-expect-error Type 'Tensor<[5, 3]>' is not assignable to type 'Matrix<3, 5>'
layer.with({ weights: transposed, bias });
wide.with({ weights: wideWeights, bias });
// @ts-expect-error Type 'Tensor<[3, 128]>' is not assignable to type 'Matrix<3, Dim<"hidden", 128>>'
wide.with({ weights: plainWeights, bias });
network.with(network.parameters);
// @ts-expect-error Argument of type 'DenseParameters<5, 3>' is not assignable to parameter of type 'readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]'
network.with(layer.parameters);
export function over<In extends number, Out extends number, P, Q>(own: Dense<In, Out>, right: Matrix<Out, In>, wrong: Matrix<In, Out>, b: Vector<Out>, net: Network<[In], [Out], P>, ours: P, theirs: Q) {
  expectType<Dense<In, Out>>(own.with({ weights: right, bias: b }));
  expectType<Network<[In], [Out], P>>(net.with(ours));
  own.with({ weights: right, bias: b });
  // @ts-expect-error Type 'Matrix<In, Out>' is not assignable to type 'Matrix<Out, In>'
  own.with({ weights: wrong, bias: b });
  net.with(ours);
  // @ts-expect-error Argument of type 'Q' is not assignable to parameter of type 'P'
  net.with(theirs);
}

// A layer of one's own has no `with`, and becomes a network that has in a `sequential`.
export function own<In extends Shape, Out extends Shape, P>(layer: Layer<In, Out, P>, parameters: P) {
  expectType<Network<In, Out, readonly [P]>>(sequential(layer));
  sequential(layer).with([parameters]);
}
