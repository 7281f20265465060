/** Reductions over all elements, or along one axis, which the result lacks. */
import { type Dim, dim, type Matrix, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const axis: number = JSON.parse("1");
const either: 0 | 1 = JSON.parse("1");
const batch = dim("batch", axis);
const time = dim("time", axis);
const x = zeros([2, 3, 5]);
const [one, list] = [zeros([]), zeros([3])];

expectType<Scalar>(x.sum());
expectType<Scalar>(x.argmax());
expectType<Matrix<3, 5>>(x.sum(0));
expectType<Matrix<2, 5>>(x.mean(1));
expectType<Matrix<2, 3>>(x.max(2));
expectType<Matrix<2, 3>>(x.min(-1));
expectType<Matrix<3, 5>>(x.argmax(-3));
expectType<Scalar>(zeros([3]).sum(0));
expectType<Vector<Dim<"batch">>>(zeros([batch, 3]).argmax(1));

// ── sum ──
x.sum(2);
// @ts-expect-error sum: [2, 3, 5] has no axis 3
x.sum(3);
list.sum(0);
// @ts-expect-error sum: [] has no axis 0
one.sum(0);
x.sum(1);
// @ts-expect-error sum: the axis has to be one literal number
x.sum(axis);
x.sum(0);
// @ts-expect-error sum: the axis has to be one literal number
x.sum(either);
zeros([2, 3, 5]).sum(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).sum(1).matmul(zeros([3]));
zeros([batch, 3]).sum(1);
// @ts-expect-error sum: [batch, 3] has no axis 2
zeros([batch, 3]).sum(2);
zeros([batch, 3]).sum(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).sum(-1).dot(zeros([time]));
export function sum<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.sum(0));
  expectType<Vector<Rows>>(x.sum(-1));
  x.sum(1);
  // @ts-expect-error sum
  x.sum(2);
  x.sum(-1).dot(u);
  // @ts-expect-error dot
  x.sum(-1).dot(v);
}

// ── mean ──
x.mean(-3);
// @ts-expect-error mean: [2, 3, 5] has no axis -4
x.mean(-4);
list.mean(0);
// @ts-expect-error mean: [] has no axis 0
one.mean(0);
x.mean(1);
// @ts-expect-error mean: the axis has to be one literal number
x.mean(axis);
x.mean(0);
// @ts-expect-error mean: the axis has to be one literal number
x.mean(either);
zeros([2, 3, 5]).mean(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).mean(1).matmul(zeros([3]));
zeros([batch, 3]).mean(1);
// @ts-expect-error mean: [batch, 3] has no axis 2
zeros([batch, 3]).mean(2);
zeros([batch, 3]).mean(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).mean(-1).dot(zeros([time]));
export function mean<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.mean(0));
  expectType<Vector<Rows>>(x.mean(-1));
  x.mean(1);
  // @ts-expect-error mean
  x.mean(2);
  x.mean(-1).dot(u);
  // @ts-expect-error dot
  x.mean(-1).dot(v);
}

// ── max ──
x.max(1);
// @ts-expect-error max: [2, 3, 5] has no axis 0.5
x.max(0.5);
list.max(0);
// @ts-expect-error max: [] has no axis 0
one.max(0);
x.max(1);
// @ts-expect-error max: the axis has to be one literal number
x.max(axis);
x.max(0);
// @ts-expect-error max: the axis has to be one literal number
x.max(either);
zeros([2, 3, 5]).max(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).max(1).matmul(zeros([3]));
zeros([batch, 3]).max(1);
// @ts-expect-error max: [batch, 3] has no axis 2
zeros([batch, 3]).max(2);
zeros([batch, 3]).max(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).max(-1).dot(zeros([time]));
export function max<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.max(0));
  expectType<Vector<Rows>>(x.max(-1));
  x.max(1);
  // @ts-expect-error max
  x.max(2);
  x.max(-1).dot(u);
  // @ts-expect-error dot
  x.max(-1).dot(v);
}

// ── min ──
x.min(0);
// @ts-expect-error min: [2, 3, 5] has no axis 7
x.min(7);
list.min(0);
// @ts-expect-error min: [] has no axis 0
one.min(0);
x.min(1);
// @ts-expect-error min: the axis has to be one literal number
x.min(axis);
x.min(0);
// @ts-expect-error min: the axis has to be one literal number
x.min(either);
zeros([2, 3, 5]).min(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).min(1).matmul(zeros([3]));
zeros([batch, 3]).min(1);
// @ts-expect-error min: [batch, 3] has no axis 2
zeros([batch, 3]).min(2);
zeros([batch, 3]).min(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).min(-1).dot(zeros([time]));
export function min<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.min(0));
  expectType<Vector<Rows>>(x.min(-1));
  x.min(1);
  // @ts-expect-error min
  x.min(2);
  x.min(-1).dot(u);
  // @ts-expect-error dot
  x.min(-1).dot(v);
}

// ── argmax ──
x.argmax(-1);
// @ts-expect-error argmax: [2, 3, 5] has no axis -5
x.argmax(-5);
list.argmax(0);
// @ts-expect-error argmax: [] has no axis 0
one.argmax(0);
x.argmax(1);
// @ts-expect-error argmax: the axis has to be one literal number
x.argmax(axis);
x.argmax(0);
// @ts-expect-error argmax: the axis has to be one literal number
x.argmax(either);
zeros([2, 3, 5]).argmax(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).argmax(1).matmul(zeros([3]));
zeros([batch, 3]).argmax(1);
// @ts-expect-error argmax: [batch, 3] has no axis 2
zeros([batch, 3]).argmax(2);
zeros([batch, 3]).argmax(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).argmax(-1).dot(zeros([time]));
export function argmax<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.argmax(0));
  expectType<Vector<Rows>>(x.argmax(-1));
  x.argmax(1);
  // @ts-expect-error argmax
  x.argmax(2);
  x.argmax(-1).dot(u);
  // @ts-expect-error dot
  x.argmax(-1).dot(v);
}

// An axis of type `any` may be any axis, so nothing is known about the remaining shape.
expectType<Tensor<number[]>>(x.sum(JSON.parse("1")));
