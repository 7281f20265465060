/** Elementwise operations. The left operand keeps its shape. The right one is a number, or its shape is the end of that shape. */
import { atan2, type Dim, dim, type Matrix, type Shape, type Tensor, type Vector, zeros } from "conformable";
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

// ── maximum ──
expectType<Tensor<[2, 3, 5]>>(x.maximum(zeros([3, 5])));
expectType<Tensor<[2, 3, 5]>>(x.maximum(7));
expectType<Vector<3>>(zeros([3]).maximum(zeros([3])));

x.maximum(zeros([5]));
// @ts-expect-error maximum: [3] does not fit the end of [2, 3, 5]
x.maximum(zeros([3]));
zeros([batch, 3]).maximum(zeros([batch, 3]));
// @ts-expect-error maximum: [time, 3] does not fit the end of [batch, 3]
zeros([batch, 3]).maximum(zeros([time, 3]));
export function maximum<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.maximum(v));
  x.maximum(v);
  // @ts-expect-error maximum
  x.maximum(u);
}

// ── atan2 ──
expectType<Tensor<[2, 3, 5]>>(atan2(x, zeros([3, 5])));
expectType<Tensor<[2, 3, 5]>>(atan2(x, 7));
expectType<Vector<3>>(atan2(zeros([3]), zeros([3])));

atan2(x, zeros([5]));
// @ts-expect-error atan2: [3] does not fit the end of [2, 3, 5]
atan2(x, zeros([3]));
atan2(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error atan2: [time, 3] does not fit the end of [batch, 3]
atan2(zeros([batch, 3]), zeros([time, 3]));
export function angles<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(atan2(x, v));
  atan2(x, v);
  // @ts-expect-error atan2
  atan2(x, u);
}

// ── minimum ──
expectType<Tensor<[2, 3, 5]>>(x.minimum(zeros([3, 5])));
expectType<Tensor<[2, 3, 5]>>(x.minimum(7));
expectType<Vector<3>>(zeros([3]).minimum(zeros([3])));

x.minimum(zeros([5]));
// @ts-expect-error minimum: [3] does not fit the end of [2, 3, 5]
x.minimum(zeros([3]));
zeros([batch, 3]).minimum(zeros([batch, 3]));
// @ts-expect-error minimum: [time, 3] does not fit the end of [batch, 3]
zeros([batch, 3]).minimum(zeros([time, 3]));
export function minimum<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.minimum(v));
  x.minimum(v);
  // @ts-expect-error minimum
  x.minimum(u);
}

// ── power ──
expectType<Tensor<[2, 3, 5]>>(x.power(zeros([3, 5])));
expectType<Tensor<[2, 3, 5]>>(x.power(7));
expectType<Vector<3>>(zeros([3]).power(zeros([3])));

x.power(zeros([5]));
// @ts-expect-error power: [3] does not fit the end of [2, 3, 5]
x.power(zeros([3]));
zeros([batch, 3]).power(zeros([batch, 3]));
// @ts-expect-error power: [time, 3] does not fit the end of [batch, 3]
zeros([batch, 3]).power(zeros([time, 3]));
export function power<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.power(v));
  x.power(v);
  // @ts-expect-error power
  x.power(u);
}

// ── modulo ──
expectType<Tensor<[2, 3, 5]>>(x.modulo(zeros([3, 5])));
expectType<Tensor<[2, 3, 5]>>(x.modulo(7));
expectType<Vector<3>>(zeros([3]).modulo(zeros([3])));

x.modulo(zeros([5]));
// @ts-expect-error modulo: [3] does not fit the end of [2, 3, 5]
x.modulo(zeros([3]));
zeros([batch, 3]).modulo(zeros([batch, 3]));
// @ts-expect-error modulo: [time, 3] does not fit the end of [batch, 3]
zeros([batch, 3]).modulo(zeros([time, 3]));
export function modulo<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.modulo(v));
  x.modulo(v);
  // @ts-expect-error modulo
  x.modulo(u);
}

// ── logicalAnd ──
expectType<Tensor<[2, 3, 5]>>(x.logicalAnd(zeros([3, 5])));
expectType<Tensor<[2, 3, 5]>>(x.logicalAnd(7));
expectType<Vector<3>>(zeros([3]).logicalAnd(zeros([3])));

x.logicalAnd(zeros([5]));
// @ts-expect-error logicalAnd: [3] does not fit the end of [2, 3, 5]
x.logicalAnd(zeros([3]));
zeros([batch, 3]).logicalAnd(zeros([batch, 3]));
// @ts-expect-error logicalAnd: [time, 3] does not fit the end of [batch, 3]
zeros([batch, 3]).logicalAnd(zeros([time, 3]));
export function logicalAnd<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.logicalAnd(v));
  x.logicalAnd(v);
  // @ts-expect-error logicalAnd
  x.logicalAnd(u);
}

// ── logicalOr ──
expectType<Tensor<[2, 3, 5]>>(x.logicalOr(zeros([3, 5])));
expectType<Tensor<[2, 3, 5]>>(x.logicalOr(7));
expectType<Vector<3>>(zeros([3]).logicalOr(zeros([3])));

x.logicalOr(zeros([5]));
// @ts-expect-error logicalOr: [3] does not fit the end of [2, 3, 5]
x.logicalOr(zeros([3]));
zeros([batch, 3]).logicalOr(zeros([batch, 3]));
// @ts-expect-error logicalOr: [time, 3] does not fit the end of [batch, 3]
zeros([batch, 3]).logicalOr(zeros([time, 3]));
export function logicalOr<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.logicalOr(v));
  x.logicalOr(v);
  // @ts-expect-error logicalOr
  x.logicalOr(u);
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

// ── negate, exp, log, sqrt, square, abs, sin, cos, tanh, sigmoid, relu, reciprocal, sign, floor, ceil, round, expm1, log1p, log2, log10, tan, asin, acos, atan, sinh, cosh, erf, logicalNot, isNaN, isFinite ──
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
zeros([3]).reciprocal().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).reciprocal().dot(zeros([5]));
zeros([batch]).reciprocal().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).reciprocal().dot(zeros([time]));
zeros([3]).sign().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).sign().dot(zeros([5]));
zeros([batch]).sign().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).sign().dot(zeros([time]));
zeros([3]).floor().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).floor().dot(zeros([5]));
zeros([batch]).floor().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).floor().dot(zeros([time]));
zeros([3]).ceil().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).ceil().dot(zeros([5]));
zeros([batch]).ceil().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).ceil().dot(zeros([time]));
zeros([3]).round().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).round().dot(zeros([5]));
zeros([batch]).round().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).round().dot(zeros([time]));
zeros([3]).expm1().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).expm1().dot(zeros([5]));
zeros([batch]).expm1().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).expm1().dot(zeros([time]));
zeros([3]).log1p().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).log1p().dot(zeros([5]));
zeros([batch]).log1p().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).log1p().dot(zeros([time]));
zeros([3]).log2().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).log2().dot(zeros([5]));
zeros([batch]).log2().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).log2().dot(zeros([time]));
zeros([3]).log10().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).log10().dot(zeros([5]));
zeros([batch]).log10().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).log10().dot(zeros([time]));
zeros([3]).tan().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).tan().dot(zeros([5]));
zeros([batch]).tan().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).tan().dot(zeros([time]));
zeros([3]).asin().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).asin().dot(zeros([5]));
zeros([batch]).asin().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).asin().dot(zeros([time]));
zeros([3]).acos().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).acos().dot(zeros([5]));
zeros([batch]).acos().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).acos().dot(zeros([time]));
zeros([3]).atan().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).atan().dot(zeros([5]));
zeros([batch]).atan().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).atan().dot(zeros([time]));
zeros([3]).sinh().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).sinh().dot(zeros([5]));
zeros([batch]).sinh().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).sinh().dot(zeros([time]));
zeros([3]).cosh().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).cosh().dot(zeros([5]));
zeros([batch]).cosh().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).cosh().dot(zeros([time]));
zeros([3]).erf().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).erf().dot(zeros([5]));
zeros([batch]).erf().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).erf().dot(zeros([time]));
zeros([3]).logicalNot().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).logicalNot().dot(zeros([5]));
zeros([batch]).logicalNot().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).logicalNot().dot(zeros([time]));
zeros([3]).isNaN().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).isNaN().dot(zeros([5]));
zeros([batch]).isNaN().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).isNaN().dot(zeros([time]));
zeros([3]).isFinite().dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).isFinite().dot(zeros([5]));
zeros([batch]).isFinite().dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).isFinite().dot(zeros([time]));
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
  expectType<Tensor<S>>(x.reciprocal());
  x.reciprocal().add(y);
  // @ts-expect-error add
  x.reciprocal().add(z);
  expectType<Tensor<S>>(x.sign());
  x.sign().add(y);
  // @ts-expect-error add
  x.sign().add(z);
  expectType<Tensor<S>>(x.floor());
  x.floor().add(y);
  // @ts-expect-error add
  x.floor().add(z);
  expectType<Tensor<S>>(x.ceil());
  x.ceil().add(y);
  // @ts-expect-error add
  x.ceil().add(z);
  expectType<Tensor<S>>(x.round());
  x.round().add(y);
  // @ts-expect-error add
  x.round().add(z);
  expectType<Tensor<S>>(x.expm1());
  x.expm1().add(y);
  // @ts-expect-error add
  x.expm1().add(z);
  expectType<Tensor<S>>(x.log1p());
  x.log1p().add(y);
  // @ts-expect-error add
  x.log1p().add(z);
  expectType<Tensor<S>>(x.log2());
  x.log2().add(y);
  // @ts-expect-error add
  x.log2().add(z);
  expectType<Tensor<S>>(x.log10());
  x.log10().add(y);
  // @ts-expect-error add
  x.log10().add(z);
  expectType<Tensor<S>>(x.tan());
  x.tan().add(y);
  // @ts-expect-error add
  x.tan().add(z);
  expectType<Tensor<S>>(x.asin());
  x.asin().add(y);
  // @ts-expect-error add
  x.asin().add(z);
  expectType<Tensor<S>>(x.acos());
  x.acos().add(y);
  // @ts-expect-error add
  x.acos().add(z);
  expectType<Tensor<S>>(x.atan());
  x.atan().add(y);
  // @ts-expect-error add
  x.atan().add(z);
  expectType<Tensor<S>>(x.sinh());
  x.sinh().add(y);
  // @ts-expect-error add
  x.sinh().add(z);
  expectType<Tensor<S>>(x.cosh());
  x.cosh().add(y);
  // @ts-expect-error add
  x.cosh().add(z);
  expectType<Tensor<S>>(x.erf());
  x.erf().add(y);
  // @ts-expect-error add
  x.erf().add(z);
  expectType<Tensor<S>>(x.logicalNot());
  x.logicalNot().add(y);
  // @ts-expect-error add
  x.logicalNot().add(z);
  expectType<Tensor<S>>(x.isNaN());
  x.isNaN().add(y);
  // @ts-expect-error add
  x.isNaN().add(z);
  expectType<Tensor<S>>(x.isFinite());
  x.isFinite().add(y);
  // @ts-expect-error add
  x.isFinite().add(z);
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
