/** Layers: forward and backward passes, networks of layers, and activations. */
import { type Dim, dim, type Matrix, type Size, type Tensor, type Vector, zeros } from "conformable";
import { type Activation, type Dense, type DenseParameters, dense, flatten, type Gradients, identity, type Layer, type Network, relu, reshape, sequential, sequentialOf, sigmoid, tanh } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 128);
const pair: [Dense<5, 5>, Dense<5, 5>] = [dense(5, 5), dense(5, 5)];
const list: Dense<5, 5>[] = pair;
const layer = dense(5, 3, { activation: relu });
const toHidden = dense(7, hidden);
const [onPlane, onTime] = [flatten([2, 5]), flatten([hidden, 5])];
const network = sequential(dense(7, 5, { activation: relu }), dense(5, 3));
const [weights, transposed, bias, longBias] = [zeros([3, 5]), zeros([5, 3]), zeros([3]), zeros([5])];

// ── dense: from In inputs to Out outputs ──
expectType<Dense<5, 3>>(layer);
expectType<Network<[7], [5], DenseParameters<7, 5>>>(dense(7, 5));
expectType<Matrix<3, 5>>(layer.parameters.weights);
expectType<Vector<3>>(layer.parameters.bias);

dense(5, 3, { weights: weights });
// @ts-expect-error dense: the weights are [5, 3], where the layer needs [3, 5]
dense(5, 3, { weights: transposed });
dense(5, 3, { bias: bias });
// @ts-expect-error dense: the bias values are [5], where the layer needs [3]
dense(5, 3, { bias: longBias });
dense(5, 3);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
dense(2.5, 3);
dense(5, batch);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
dense(5, count);
dense(7, hidden, { bias: zeros([hidden]) });
// @ts-expect-error dense: the bias values are [128], where the layer needs [hidden=128]
dense(7, hidden, { bias: zeros([128]) });
export function denseOf<In extends number, Out extends number>(inputs: Size<In>, outputs: Size<Out>, bare: In, given: Matrix<Out, In>, back: Matrix<In, Out>) {
  expectType<Dense<In, Out>>(dense(inputs, outputs, { weights: given }));
  dense(inputs, outputs);
  // @ts-expect-error Argument of type 'In' is not assignable to parameter of type 'Size<In>'
  dense(bare, outputs);
  dense(inputs, outputs, { weights: given });
  // @ts-expect-error layerNeeds<"dense: the weights", [Out, In], [In, Out]>
  dense(inputs, outputs, { weights: back });
}

// ── predict: a layer is shaped for one example and keeps any leading axes ──
expectType<Vector<3>>(layer.predict(zeros([5])));
expectType<Matrix<2, 3>>(layer.predict(zeros([2, 5])));
expectType<Matrix<Dim<"batch">, 3>>(layer.predict(zeros([batch, 5])));

layer.predict(zeros([2, 5]));
// @ts-expect-error predict: takes [5] with any leading axes, not [2, 7]
layer.predict(zeros([2, 7]));
layer.predict(zeros([5])).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
layer.predict(zeros([5])).dot(zeros([5]));
toHidden.predict(zeros([7])).dot(zeros([hidden]));
// @ts-expect-error dot: [hidden=128] by [128]: the shapes differ
toHidden.predict(zeros([7])).dot(zeros([128]));
layer.predict(zeros([batch, 5])).add(zeros([batch, 3]));
// @ts-expect-error add: [time, 3] does not fit the end of [batch, 3]
layer.predict(zeros([batch, 5])).add(zeros([time, 3]));
export function predicted<N extends number, In extends number, Out extends number>(net: Layer<[In], [Out], unknown>, x: Matrix<N, In>, y: Matrix<N, Out>) {
  expectType<Matrix<N, Out>>(net.predict(x));
  net.predict(x);
  // @ts-expect-error inputFits<"predict", [In], [N], readonly [N, Out]>
  net.predict(y);
}

// ── forward, backward: the output, and the way back from it ──
expectType<Tensor<[2, 11, 3]>>(layer.forward(zeros([2, 11, 5])).output);
expectType<Matrix<2, 5>>(layer.forward(zeros([2, 5])).backward(zeros([2, 3])).error);
expectType<Gradients<DenseParameters<5, 3>>>(layer.forward(zeros([2, 5])).backward(zeros([2, 3])).gradients);

layer.forward(zeros([2, 5]));
// @ts-expect-error forward: takes [5] with any leading axes, not [2, 7]
layer.forward(zeros([2, 7]));
layer.forward(zeros([2, 5])).backward(zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
layer.forward(zeros([2, 5])).backward(zeros([2, 5]));
layer.forward(zeros([batch, 5])).backward(zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
layer.forward(zeros([batch, 5])).backward(zeros([time, 3]));
export function passed<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, x: Matrix<N, In>, y: Matrix<N, Out>) {
  expectType<Matrix<N, In>>(net.forward(x).backward(y).error);
  expectType<Gradients<P>>(net.forward(x).backward(y).gradients);
  net.forward(x);
  // @ts-expect-error inputFits<"forward", [In], [N], readonly [N, Out]>
  net.forward(y);
  net.forward(x).backward(y);
  // @ts-expect-error Argument of type 'Matrix<N, In>' is not assignable to parameter of type 'Tensor<[N, Out]>'
  net.forward(x).backward(x);
}

// ── sequential: layers compose when the network is built ──
expectType<Network<[7], [3], readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]>>(network);
expectType<Matrix<5, 7>>(network.parameters[0].weights);
expectType<Matrix<2, 3>>(network.predict(zeros([2, 7])));
expectType<Matrix<2, 11>>(sequential(network, dense(3, 11)).predict(zeros([2, 7])));

sequential(dense(7, 5), dense(5, 3), dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [11], but layer 1 gives [5]
sequential(dense(7, 5), dense(11, 3), dense(3, 2));
sequential(dense(7, 5), dense(5, 3), dense(3, 2));
// @ts-expect-error sequential: layer 3 takes [5], but layer 2 gives [3]
sequential(dense(7, 5), dense(5, 3), dense(5, 2));
sequential(network, dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [7], but layer 1 gives [3]
sequential(network, dense(7, 2));
sequential(...pair);
// @ts-expect-error sequential: takes its layers one by one, so that the compiler can see which is on which
sequential(...list);
sequential(dense(7, batch), dense(batch, 3));
// @ts-expect-error sequential: layer 2 takes [5], but layer 1 gives [batch]
sequential(dense(7, batch), dense(5, 3));
sequential(toHidden, dense(hidden, 3));
// @ts-expect-error sequential: layer 2 takes [128], but layer 1 gives [hidden=128]
sequential(toHidden, dense(128, 3));
export function stacked<In extends number, Hidden extends number, Out extends number>(lower: Dense<In, Hidden>, upper: Dense<Hidden, Out>) {
  expectType<Network<[In], [Out], readonly [DenseParameters<In, Hidden>, DenseParameters<Hidden, Out>]>>(sequential(lower, upper));
  sequential(lower, upper);
  // @ts-expect-error sequentialTakesWhatIsGiven<[In], [Hidden], Dense<In, Hidden>,
  sequential(lower, lower);
}

// ── sequential: a layer with fewer axes works on the last axes; one with more gives the layers below it leading axes ──
expectType<Network<[2, 7], [3], readonly [DenseParameters<7, 5>, readonly [], DenseParameters<10, 3>]>>(sequential(dense(7, 5), onPlane, dense(10, 3)));
expectType<[11, 2, 7]>(sequential(dense(7, 5), onPlane, flatten([11, 10])).inputShape);
expectType<[11, 3]>(sequential(reshape([2, 5], [2, 5]), dense(5, 3), flatten([11, 2, 3]), reshape([66], [11, 6]), dense(6, 3)).outputShape);
expectType<Matrix<13, 3>>(sequential(dense(7, 5), onPlane, dense(10, 3)).predict(zeros([13, 2, 7])));
expectType<[Dim<"hidden", 128>, 7]>(sequential(dense(7, 5), onTime).inputShape);

sequential(dense(7, 5), onPlane, dense(10, 3));
// @ts-expect-error sequential: layer 2 takes [2, 5], but layer 1 gives [11]
sequential(dense(7, 11), onPlane, dense(10, 3));
sequential(dense(7, 5), onPlane, dense(10, 3));
// @ts-expect-error sequential: layer 3 takes [11], but layer 2 gives [10]
sequential(dense(7, 5), onPlane, dense(11, 3));
sequential(reshape([10], [2, 5]), dense(5, 7), flatten([2, 7]));
// @ts-expect-error sequential: layer 3 takes [2, 11], but layer 2 gives [2, 7]
sequential(reshape([10], [2, 5]), dense(5, 7), flatten([2, 11]));
sequential(dense(7, 5), onTime, reshape([640], [hidden, 5]), dense(5, 3), flatten([hidden, 3]));
// @ts-expect-error sequential: layer 5 takes [128, 3], but layer 4 gives [hidden=128, 3]
sequential(dense(7, 5), onTime, reshape([640], [hidden, 5]), dense(5, 3), flatten([128, 3]));
export function threaded<Length extends number, Width extends number, In extends number>(lower: Dense<In, Width>, across: Layer<[Length, Width], [Length, Width], []>, astray: Layer<[Width, Length], [Width, Length], []>) {
  expectType<[Size<Length>, Size<In>]>(sequential(lower, across).inputShape);
  expectType<[Size<Length>, Size<Width>]>(sequential(lower, across).outputShape);
  sequential(lower, across);
  // @ts-expect-error sequential
  sequential(lower, astray);
}

// Activations take any shape and keep it.

// ── sequentialOf: any number of layers with the same shapes ──
const blocks: Dense<5, 5>[] = list;
expectType<Network<[5], [5], readonly DenseParameters<5, 5>[]>>(sequentialOf(blocks));
expectType<Network<[5], [5], readonly DenseParameters<5, 5>[]>>(sequentialOf(Array.from({ length: count }, () => dense(5, 5))));
expectType<Matrix<2, 3>>(sequential(dense(7, 5), sequentialOf(blocks), layer).predict(zeros([2, 7])));
const narrowing: Dense<5, 3>[] = [layer];
const [wideSquares, fromPlain] = [[dense(hidden, hidden)], [dense(128, hidden)]];

sequentialOf(blocks);
// @ts-expect-error sequentialOf: the layers take [5], but give [3]
sequentialOf(narrowing);
sequential(dense(7, 5), sequentialOf(blocks), dense(5, 3));
// @ts-expect-error sequential: layer 2 takes [5], but layer 1 gives [7]
sequential(dense(7, 7), sequentialOf(blocks), dense(5, 3));
sequentialOf(wideSquares);
// @ts-expect-error sequentialOf: the layers take [128], but give [hidden=128]
sequentialOf(fromPlain);
export function sequentialOfMany<N extends number, M extends number, P>(same: Layer<[N], [N], P>[], other: Layer<[N], [M], P>[]) {
  expectType<Network<[N], [N], readonly P[]>>(sequentialOf(same));
  sequentialOf(same);
  // @ts-expect-error Argument of type 'Layer<[N], [M], P>[]' is not assignable to parameter of type 'sequentialOfTakesWhatItGives<[N], [M], Layer<[N], [M], P>[]>'
  sequentialOf(other);
}

// ── relu ──
expectType<Activation>(relu);

relu.derivative(relu.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
relu.derivative(relu.apply(zeros([3]))).dot(zeros([5]));
relu.derivative(relu.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
relu.derivative(relu.apply(zeros([batch]))).dot(zeros([time]));
export function reluOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  relu.derivative(relu.apply(u)).dot(u);
  // @ts-expect-error dot
  relu.derivative(relu.apply(u)).dot(v);
}

// ── sigmoid ──
expectType<Activation>(sigmoid);

sigmoid.derivative(sigmoid.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
sigmoid.derivative(sigmoid.apply(zeros([3]))).dot(zeros([5]));
sigmoid.derivative(sigmoid.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
sigmoid.derivative(sigmoid.apply(zeros([batch]))).dot(zeros([time]));
export function sigmoidOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  sigmoid.derivative(sigmoid.apply(u)).dot(u);
  // @ts-expect-error dot
  sigmoid.derivative(sigmoid.apply(u)).dot(v);
}

// ── tanh ──
expectType<Activation>(tanh);

tanh.derivative(tanh.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
tanh.derivative(tanh.apply(zeros([3]))).dot(zeros([5]));
tanh.derivative(tanh.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
tanh.derivative(tanh.apply(zeros([batch]))).dot(zeros([time]));
export function tanhOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  tanh.derivative(tanh.apply(u)).dot(u);
  // @ts-expect-error dot
  tanh.derivative(tanh.apply(u)).dot(v);
}

// ── identity ──
expectType<Activation>(identity);

identity.derivative(identity.apply(zeros([3]))).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
identity.derivative(identity.apply(zeros([3]))).dot(zeros([5]));
identity.derivative(identity.apply(zeros([batch]))).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
identity.derivative(identity.apply(zeros([batch]))).dot(zeros([time]));
export function identityOf<N extends number, M extends number>(u: Vector<N>, v: Vector<M>) {
  identity.derivative(identity.apply(u)).dot(u);
  // @ts-expect-error dot
  identity.derivative(identity.apply(u)).dot(v);
}
