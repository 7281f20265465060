/** Messages between threads: tensors go in, and tensors of stated shapes come out. */
import { type Dim, dim, type Matrix, type Scalar, type Shape, type Size, type Tensor, type Vector, zeros } from "conformable";
import { type Message, receive, receiveLike, type TensorData, transfer } from "conformable/io";
import { dense, dropout, type Network, sequential } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const either: 5 | 7 = JSON.parse("5");
const json: { readonly shape: number[] } = JSON.parse('{ "shape": [5, 7] }');
const message: unknown = JSON.parse("{}");
const batch = dim("batch", count);
const time = dim("time", count);
const x = zeros([2, 3]);
const rows = zeros([batch, 3]);
const network = sequential(dense(3, 5), dropout(0.5), dense(5, 2));

// ── transfer: takes tensors in records and tuples ──
expectType<[message: TensorData, buffers: ArrayBuffer[]]>(transfer(x));
expectType<{ readonly x: TensorData; readonly more: readonly [TensorData] }>(transfer({ x, more: [rows] })[0]);
expectType<Message<typeof network.parameters>>(transfer(network.parameters)[0]);
expectType<TensorData>(transfer(network.parameters)[0][2].weights);
expectType<number | undefined>(transfer({ rows })[0].rows.shape[0]);

transfer({ x, y: x });
// @ts-expect-error transfer: takes tensors in records and tuples, not a number
transfer({ x, y: count });
transfer(x);
// @ts-expect-error transfer: takes tensors in records and tuples, not a string
transfer("x");
transfer({ rows, y: rows });
// @ts-expect-error transfer: takes tensors in records and tuples, not a number
transfer({ rows, y: batch });
export function transferred<S extends Shape, In extends Shape, Out extends Shape, P>(y: Tensor<S>, size: number, layer: Network<In, Out, P>) {
  transfer(layer.parameters);
  transfer({ x, z: y });
  // @ts-expect-error transfer: takes tensors in records and tuples, not a number
  transfer({ x, z: size });
}

// ── receive: states the shapes, and gives tensors of these shapes ──
expectType<{ x: Matrix<2, 3>; y: Vector<5>; z: Scalar }>(receive(message, { x: [2, 3], y: [5], z: [] }));
expectType<{ x: Matrix<Dim<"batch">, 3> }>(receive(message, { x: [batch, 3] }));
expectType<{ x: Matrix<2, 3> }>(receive(message, { x: x.shape }));
const shapes = { x: [batch, 3], y: [2] } as const;
expectType<{ x: Matrix<Dim<"batch">, 3>; y: Vector<2> }>(receive(message, shapes));

receive(message, { x: [2, 3] });
// @ts-expect-error a size is a whole number from 0 up, not 2.5
receive(message, { x: [2.5, 3] });
receive(message, { x: [2, 3] });
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
receive(message, { x: [2, count] });
receive(message, { x: [2, 3] });
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
receive(message, { x: [2, either] });
receive(message, { x: x.shape });
// @ts-expect-error a shape has to be a list of known length
receive(message, { x: json.shape });
receive(message, shapes);
// @ts-expect-error receive: takes shapes in a record
receive(message, x);
receive(message, { x: [3] }).x.dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
receive(message, { x: [3] }).x.dot(zeros([5]));
receive(message, { x: [batch, 3] });
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
receive(message, { x: [count, 3] });
receive(message, { x: [batch] }).x.dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
receive(message, { x: [batch] }).x.dot(zeros([time]));
export function received<N extends number>(size: Size<N>, bare: N, other: Vector<N>) {
  expectType<{ x: Matrix<N, 3> }>(receive(message, { x: [size, 3] }));
  receive(message, { x: [size] }).x.dot(other);
  receive(message, { x: [size, 3] });
  // @ts-expect-error is not assignable to type 'Size<N>'
  receive(message, { x: [bare, 3] });
}

// ── receiveLike: gives tensors of the same shapes ──
expectType<{ readonly x: Matrix<2, 3>; readonly more: readonly [Matrix<Dim<"batch">, 3>] }>(receiveLike(message, { x, more: [rows] }));
expectType<typeof network.parameters>(receiveLike(message, network.parameters));
network.with(receiveLike(message, network.parameters));

receiveLike(message, { x, y: x });
// @ts-expect-error receiveLike: takes tensors in records and tuples, not a number
receiveLike(message, { x, y: count });
receiveLike(message, { x: zeros([3]) }).x.dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
receiveLike(message, { x: zeros([3]) }).x.dot(zeros([5]));
receiveLike(message, { rows, y: rows });
// @ts-expect-error receiveLike: takes tensors in records and tuples, not a number
receiveLike(message, { rows, y: batch });
export function receivedLike<S extends Shape, In extends Shape, Out extends Shape, P>(y: Tensor<S>, size: number, layer: Network<In, Out, P>) {
  layer.with(receiveLike(message, layer.parameters));
  expectType<{ readonly y: Tensor<S> }>(receiveLike(message, { y }));
  receiveLike(message, { x, z: y });
  // @ts-expect-error receiveLike: takes tensors in records and tuples, not a number
  receiveLike(message, { x, z: size });
}
