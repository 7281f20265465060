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
expectType<Scalar>(x.argmin());
expectType<Scalar>(x.product());
expectType<Scalar>(x.variance());
expectType<Scalar>(x.standardDeviation());
expectType<Scalar>(x.norm());
expectType<Scalar>(x.logSumExp());
expectType<Scalar>(x.any());
expectType<Scalar>(x.all());
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

// ── argmin ──
x.argmin(-1);
// @ts-expect-error argmin: [2, 3, 5] has no axis -5
x.argmin(-5);
list.argmin(0);
// @ts-expect-error argmin: [] has no axis 0
one.argmin(0);
x.argmin(1);
// @ts-expect-error argmin: the axis has to be one literal number
x.argmin(axis);
x.argmin(0);
// @ts-expect-error argmin: the axis has to be one literal number
x.argmin(either);
zeros([2, 3, 5]).argmin(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).argmin(1).matmul(zeros([3]));
zeros([batch, 3]).argmin(1);
// @ts-expect-error argmin: [batch, 3] has no axis 2
zeros([batch, 3]).argmin(2);
zeros([batch, 3]).argmin(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).argmin(-1).dot(zeros([time]));
export function argmin<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.argmin(0));
  expectType<Vector<Rows>>(x.argmin(-1));
  x.argmin(1);
  // @ts-expect-error argmin
  x.argmin(2);
  x.argmin(-1).dot(u);
  // @ts-expect-error dot
  x.argmin(-1).dot(v);
}

// ── product ──
x.product(2);
// @ts-expect-error product: [2, 3, 5] has no axis 3
x.product(3);
list.product(0);
// @ts-expect-error product: [] has no axis 0
one.product(0);
x.product(1);
// @ts-expect-error product: the axis has to be one literal number
x.product(axis);
x.product(0);
// @ts-expect-error product: the axis has to be one literal number
x.product(either);
zeros([2, 3, 5]).product(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).product(1).matmul(zeros([3]));
zeros([batch, 3]).product(1);
// @ts-expect-error product: [batch, 3] has no axis 2
zeros([batch, 3]).product(2);
zeros([batch, 3]).product(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).product(-1).dot(zeros([time]));
export function product<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.product(0));
  expectType<Vector<Rows>>(x.product(-1));
  x.product(1);
  // @ts-expect-error product
  x.product(2);
  x.product(-1).dot(u);
  // @ts-expect-error dot
  x.product(-1).dot(v);
}

// ── variance ──
x.variance(-3);
// @ts-expect-error variance: [2, 3, 5] has no axis -4
x.variance(-4);
list.variance(0);
// @ts-expect-error variance: [] has no axis 0
one.variance(0);
x.variance(1);
// @ts-expect-error variance: the axis has to be one literal number
x.variance(axis);
x.variance(0);
// @ts-expect-error variance: the axis has to be one literal number
x.variance(either);
zeros([2, 3, 5]).variance(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).variance(1).matmul(zeros([3]));
zeros([batch, 3]).variance(1);
// @ts-expect-error variance: [batch, 3] has no axis 2
zeros([batch, 3]).variance(2);
zeros([batch, 3]).variance(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).variance(-1).dot(zeros([time]));
export function variance<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.variance(0));
  expectType<Vector<Rows>>(x.variance(-1));
  x.variance(1);
  // @ts-expect-error variance
  x.variance(2);
  x.variance(-1).dot(u);
  // @ts-expect-error dot
  x.variance(-1).dot(v);
}

// ── standardDeviation ──
x.standardDeviation(0);
// @ts-expect-error standardDeviation: [2, 3, 5] has no axis 5
x.standardDeviation(5);
list.standardDeviation(0);
// @ts-expect-error standardDeviation: [] has no axis 0
one.standardDeviation(0);
x.standardDeviation(1);
// @ts-expect-error standardDeviation: the axis has to be one literal number
x.standardDeviation(axis);
x.standardDeviation(0);
// @ts-expect-error standardDeviation: the axis has to be one literal number
x.standardDeviation(either);
zeros([2, 3, 5]).standardDeviation(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).standardDeviation(1).matmul(zeros([3]));
zeros([batch, 3]).standardDeviation(1);
// @ts-expect-error standardDeviation: [batch, 3] has no axis 2
zeros([batch, 3]).standardDeviation(2);
zeros([batch, 3]).standardDeviation(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).standardDeviation(-1).dot(zeros([time]));
export function standardDeviation<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.standardDeviation(0));
  expectType<Vector<Rows>>(x.standardDeviation(-1));
  x.standardDeviation(1);
  // @ts-expect-error standardDeviation
  x.standardDeviation(2);
  x.standardDeviation(-1).dot(u);
  // @ts-expect-error dot
  x.standardDeviation(-1).dot(v);
}

// ── norm ──
x.norm(1);
// @ts-expect-error norm: [2, 3, 5] has no axis 7
x.norm(7);
list.norm(0);
// @ts-expect-error norm: [] has no axis 0
one.norm(0);
x.norm(1);
// @ts-expect-error norm: the axis has to be one literal number
x.norm(axis);
x.norm(0);
// @ts-expect-error norm: the axis has to be one literal number
x.norm(either);
zeros([2, 3, 5]).norm(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).norm(1).matmul(zeros([3]));
zeros([batch, 3]).norm(1);
// @ts-expect-error norm: [batch, 3] has no axis 2
zeros([batch, 3]).norm(2);
zeros([batch, 3]).norm(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).norm(-1).dot(zeros([time]));
export function norm<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.norm(0));
  expectType<Vector<Rows>>(x.norm(-1));
  x.norm(1);
  // @ts-expect-error norm
  x.norm(2);
  x.norm(-1).dot(u);
  // @ts-expect-error dot
  x.norm(-1).dot(v);
}

// ── logSumExp ──
x.logSumExp(2);
// @ts-expect-error logSumExp: [2, 3, 5] has no axis 3
x.logSumExp(3);
list.logSumExp(0);
// @ts-expect-error logSumExp: [] has no axis 0
one.logSumExp(0);
x.logSumExp(1);
// @ts-expect-error logSumExp: the axis has to be one literal number
x.logSumExp(axis);
x.logSumExp(0);
// @ts-expect-error logSumExp: the axis has to be one literal number
x.logSumExp(either);
zeros([2, 3, 5]).logSumExp(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).logSumExp(1).matmul(zeros([3]));
zeros([batch, 3]).logSumExp(1);
// @ts-expect-error logSumExp: [batch, 3] has no axis 2
zeros([batch, 3]).logSumExp(2);
zeros([batch, 3]).logSumExp(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).logSumExp(-1).dot(zeros([time]));
export function logSumExp<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.logSumExp(0));
  expectType<Vector<Rows>>(x.logSumExp(-1));
  x.logSumExp(1);
  // @ts-expect-error logSumExp
  x.logSumExp(2);
  x.logSumExp(-1).dot(u);
  // @ts-expect-error dot
  x.logSumExp(-1).dot(v);
}

// ── any ──
x.any(-1);
// @ts-expect-error any: [2, 3, 5] has no axis -4
x.any(-4);
list.any(0);
// @ts-expect-error any: [] has no axis 0
one.any(0);
x.any(1);
// @ts-expect-error any: the axis has to be one literal number
x.any(axis);
x.any(0);
// @ts-expect-error any: the axis has to be one literal number
x.any(either);
zeros([2, 3, 5]).any(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).any(1).matmul(zeros([3]));
zeros([batch, 3]).any(1);
// @ts-expect-error any: [batch, 3] has no axis 2
zeros([batch, 3]).any(2);
zeros([batch, 3]).any(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).any(-1).dot(zeros([time]));
export function any<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.any(0));
  expectType<Vector<Rows>>(x.any(-1));
  x.any(1);
  // @ts-expect-error any
  x.any(2);
  x.any(-1).dot(u);
  // @ts-expect-error dot
  x.any(-1).dot(v);
}

// ── all ──
x.all(2);
// @ts-expect-error all: [2, 3, 5] has no axis 4
x.all(4);
list.all(0);
// @ts-expect-error all: [] has no axis 0
one.all(0);
x.all(1);
// @ts-expect-error all: the axis has to be one literal number
x.all(axis);
x.all(0);
// @ts-expect-error all: the axis has to be one literal number
x.all(either);
zeros([2, 3, 5]).all(1).matmul(zeros([5]));
// @ts-expect-error matmul: [2, 5] by [3]: the left has 5 columns, the right 3 rows
zeros([2, 3, 5]).all(1).matmul(zeros([3]));
zeros([batch, 3]).all(1);
// @ts-expect-error all: [batch, 3] has no axis 2
zeros([batch, 3]).all(2);
zeros([batch, 3]).all(-1).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch, 3]).all(-1).dot(zeros([time]));
export function all<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Columns>>(x.all(0));
  expectType<Vector<Rows>>(x.all(-1));
  x.all(1);
  // @ts-expect-error all
  x.all(2);
  x.all(-1).dot(u);
  // @ts-expect-error dot
  x.all(-1).dot(v);
}

// An axis of type `any` may be any axis, so nothing is known about the remaining shape.
expectType<Tensor<number[]>>(x.sum(JSON.parse("1")));
