/** Elementwise operations. The left operand keeps its shape. The right one is a number, or its shape is the end of that shape. */
import { type Dim, dim, type Matrix, type Shape, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 128);
const wide = dim("wide", 128);
const x = zeros([2, 3, 5]);
const [one, list, table] = [zeros([]), zeros([5]), zeros([3, 5])];

// ── add ──
expectType<Tensor<[2, 3, 5]>>(x.add(x));
expectType<Tensor<[2, 3, 5]>>(x.add(7));
expectType<Matrix<Dim<"batch">, 3>>(zeros([batch, 3]).add(zeros([3])));

x.add(zeros([3, 5]));
// @ts-expect-error add: [3, 7] does not fit the end of [2, 3, 5]
x.add(zeros([3, 7]));
list.add(list);
// @ts-expect-error add: [3, 5] does not fit the end of [5]
list.add(table);
zeros([3, 1]).add(zeros([1]));
// @ts-expect-error add: [3] does not fit the end of [3, 1]
zeros([3, 1]).add(zeros([3]));
x.add(list);
// @ts-expect-error Argument of type 'string' is not assignable to parameter of type
x.add("5");
zeros([2, batch]).add(zeros([2, batch]));
// @ts-expect-error add: [2, time] does not fit the end of [2, batch]
zeros([2, batch]).add(zeros([2, time]));
zeros([2, hidden]).add(zeros([2, hidden]));
// @ts-expect-error add: [2, wide=128] does not fit the end of [2, hidden=128]
zeros([2, hidden]).add(zeros([2, wide]));
zeros([2, 128]).add(zeros([128]));
// @ts-expect-error add: [hidden=128] does not fit the end of [2, 128]
zeros([2, 128]).add(zeros([hidden]));
export function add<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, y: Matrix<Rows, Columns>, z: Matrix<Columns, Rows>) {
  expectType<Matrix<Rows, Columns>>(x.add(y));
  expectType<Matrix<Rows, Columns>>(x.add(x.relu().multiply(2)));
  x.add(y);
  // @ts-expect-error add
  x.add(z);
}
export function addOfAnyShape<S extends Shape, T extends Shape>(x: Tensor<S>, y: Tensor<S>, z: Tensor<T>) {
  expectType<Tensor<S>>(x.add(y));
  x.add(y);
  // @ts-expect-error add
  x.add(z);
}

// ── subtract ──
expectType<Tensor<[2, 3, 5]>>(x.subtract(zeros([3, 5])));
expectType<Vector<3>>(zeros([3]).subtract(zeros([3])));

x.subtract(zeros([5]));
// @ts-expect-error subtract: [3] does not fit the end of [2, 3, 5]
x.subtract(zeros([3]));
zeros([batch, 3]).subtract(zeros([batch, 3]));
// @ts-expect-error subtract: [time, 3] does not fit the end of [batch, 3]
zeros([batch, 3]).subtract(zeros([time, 3]));
export function subtract<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.subtract(v));
  x.subtract(v);
  // @ts-expect-error subtract
  x.subtract(u);
}

// ── multiply ──
expectType<Tensor<[2, 3, 5]>>(x.multiply(zeros([5])));
expectType<Matrix<2, 3>>(zeros([2, 3]).multiply(zeros([3])));

x.multiply(zeros([2, 3, 5]));
// @ts-expect-error multiply: [2, 7, 5] does not fit the end of [2, 3, 5]
x.multiply(zeros([2, 7, 5]));
zeros([3, batch]).multiply(zeros([batch]));
// @ts-expect-error multiply: [time] does not fit the end of [3, batch]
zeros([3, batch]).multiply(zeros([time]));
export function multiply<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.multiply(v));
  x.multiply(v);
  // @ts-expect-error multiply
  x.multiply(u);
}
export function multiplyOfBatches<Batch extends Shape, In extends number, Out extends number>(error: Tensor<[...Batch, Out]>, slope: Tensor<[...Batch, Out]>, input: Tensor<[...Batch, In]>) {
  expectType<Tensor<[...Batch, Out]>>(error.multiply(slope));
  error.multiply(slope);
  // @ts-expect-error multiply
  error.multiply(input);
}

// ── divide ──
expectType<Tensor<[2, 3, 5]>>(x.divide(one));

x.divide(zeros([3, 5]));
// @ts-expect-error divide: [3, 7] does not fit the end of [2, 3, 5]
x.divide(zeros([3, 7]));
x.divide(zeros([3, 5]));
// @ts-expect-error divide: [2, 5] does not fit the end of [2, 3, 5]
x.divide(zeros([2, 5]));
zeros([hidden]).divide(zeros([hidden]));
// @ts-expect-error divide: [128] does not fit the end of [hidden=128]
zeros([hidden]).divide(zeros([128]));
export function divide<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.divide(v));
  x.divide(v);
  // @ts-expect-error divide
  x.divide(u);
}

// ── addBias: `[...Lead, Length]` plus `[Length]` ──
expectType<Tensor<[2, 3, 5]>>(x.addBias(zeros([5])));
expectType<Vector<5>>(zeros([5]).addBias(zeros([5])));

x.addBias(zeros([5]));
// @ts-expect-error addBias: [3] does not fit the end of [2, 3, 5]
x.addBias(zeros([3]));
x.addBias(list);
// @ts-expect-error addBias: takes a vector for the end of [2, 3, 5]
x.addBias(table);
list.addBias(list);
// @ts-expect-error addBias: takes a tensor with at least one axis, not []
one.addBias(list);
zeros([batch, hidden]).addBias(zeros([hidden]));
// @ts-expect-error addBias: [batch] does not fit the end of [batch, hidden=128]
zeros([batch, hidden]).addBias(zeros([batch]));
export function addBias<Batch extends Shape, In extends number, Out extends number>(weightedSum: Tensor<[...Batch, Out]>, bias: Vector<Out>, other: Vector<In>) {
  expectType<Tensor<[...Batch, Out]>>(weightedSum.addBias(bias));
  weightedSum.addBias(bias);
  // @ts-expect-error addBias
  weightedSum.addBias(other);
}

// Functions of each element refuse no shape. Their results have the shape of their operands, which the next operation shows.
expectType<Tensor<[2, 3, 5]>>(x.negate());
expectType<Tensor<[2, 3, 5]>>(x.exp().log().sqrt().square().abs());
expectType<Tensor<[2, 3, 5]>>(x.tanh().sigmoid().relu());
expectType<Tensor<[2, 3, 5]>>(x.softmax().logSoftmax());

// ── negate, exp, log, sqrt, square, abs, sin, cos, tanh, sigmoid, relu ──
zeros([3]).negate().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).negate().dot(zeros([5]));
zeros([batch]).negate().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).negate().dot(zeros([time]));
zeros([3]).exp().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).exp().dot(zeros([5]));
zeros([batch]).exp().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).exp().dot(zeros([time]));
zeros([3]).log().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).log().dot(zeros([5]));
zeros([batch]).log().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).log().dot(zeros([time]));
zeros([3]).sqrt().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).sqrt().dot(zeros([5]));
zeros([batch]).sqrt().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).sqrt().dot(zeros([time]));
zeros([3]).square().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).square().dot(zeros([5]));
zeros([batch]).square().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).square().dot(zeros([time]));
zeros([3]).abs().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).abs().dot(zeros([5]));
zeros([batch]).abs().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).abs().dot(zeros([time]));
zeros([3]).sin().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).sin().dot(zeros([5]));
zeros([batch]).sin().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).sin().dot(zeros([time]));
zeros([3]).cos().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).cos().dot(zeros([5]));
zeros([batch]).cos().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).cos().dot(zeros([time]));
zeros([3]).tanh().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).tanh().dot(zeros([5]));
zeros([batch]).tanh().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).tanh().dot(zeros([time]));
zeros([3]).sigmoid().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).sigmoid().dot(zeros([5]));
zeros([batch]).sigmoid().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).sigmoid().dot(zeros([time]));
zeros([3]).relu().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).relu().dot(zeros([5]));
zeros([batch]).relu().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).relu().dot(zeros([time]));
export function ofOneNumber<S extends Shape, T extends Shape>(x: Tensor<S>, y: Tensor<S>, z: Tensor<T>) {
  expectType<Tensor<S>>(x.negate());
  x.negate().add(y);
  // @ts-expect-error add
  x.negate().add(z);
  expectType<Tensor<S>>(x.exp());
  x.exp().add(y);
  // @ts-expect-error add
  x.exp().add(z);
  expectType<Tensor<S>>(x.log());
  x.log().add(y);
  // @ts-expect-error add
  x.log().add(z);
  expectType<Tensor<S>>(x.sqrt());
  x.sqrt().add(y);
  // @ts-expect-error add
  x.sqrt().add(z);
  expectType<Tensor<S>>(x.square());
  x.square().add(y);
  // @ts-expect-error add
  x.square().add(z);
  expectType<Tensor<S>>(x.abs());
  x.abs().add(y);
  // @ts-expect-error add
  x.abs().add(z);
  expectType<Tensor<S>>(x.sin());
  x.sin().add(y);
  // @ts-expect-error add
  x.sin().add(z);
  expectType<Tensor<S>>(x.cos());
  x.cos().add(y);
  // @ts-expect-error add
  x.cos().add(z);
  expectType<Tensor<S>>(x.tanh());
  x.tanh().add(y);
  // @ts-expect-error add
  x.tanh().add(z);
  expectType<Tensor<S>>(x.sigmoid());
  x.sigmoid().add(y);
  // @ts-expect-error add
  x.sigmoid().add(z);
  expectType<Tensor<S>>(x.relu());
  x.relu().add(y);
  // @ts-expect-error add
  x.relu().add(z);
}

// ── softmax: along the last axis, so a scalar is refused ──
list.softmax();
// @ts-expect-error this: softmax: takes a tensor with at least one axis, not []
one.softmax();
zeros([3]).softmax().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).softmax().dot(zeros([5]));
zeros([batch]).softmax().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).softmax().dot(zeros([time]));
export function softmax<S extends Shape, T extends Shape>(x: Tensor<S>, y: Tensor<S>, z: Tensor<T>) {
  expectType<Tensor<S>>(x.softmax());
  x.softmax().add(y);
  // @ts-expect-error add
  x.softmax().add(z);
}

// ── logSoftmax: along the last axis, so a scalar is refused ──
list.logSoftmax();
// @ts-expect-error this: logSoftmax: takes a tensor with at least one axis, not []
one.logSoftmax();
zeros([3]).logSoftmax().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).logSoftmax().dot(zeros([5]));
zeros([batch]).logSoftmax().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).logSoftmax().dot(zeros([time]));
export function logSoftmax<S extends Shape, T extends Shape>(x: Tensor<S>, y: Tensor<S>, z: Tensor<T>) {
  expectType<Tensor<S>>(x.logSoftmax());
  x.logSoftmax().add(y);
  // @ts-expect-error add
  x.logSoftmax().add(z);
}
