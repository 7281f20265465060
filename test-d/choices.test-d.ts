/** Comparisons, choices and bounds. The left operand, or the condition, determines the shape. */
import { type Dim, dim, type Matrix, type Tensor, type Vector, where, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const x = zeros([2, 3, 5]);
const rows = zeros([batch, 3]);

expectType<Tensor<[2, 3, 5]>>(x.equal(x).less(2).lessOrEqual(zeros([3, 5])).greater(zeros([5])).greaterOrEqual(zeros([])));
expectType<Matrix<Dim<"batch">, 3>>(rows.less(zeros([3])).clip(0, 1));

// ── equal ──
x.equal(zeros([3, 5]));
// @ts-expect-error equal: [3, 7] does not fit the end of [2, 3, 5]
x.equal(zeros([3, 7]));
rows.equal(zeros([batch, 3]));
// @ts-expect-error equal: [time, 3] does not fit the end of [batch, 3]
rows.equal(zeros([time, 3]));
// ── notEqual ──
expectType<Tensor<[2, 3, 5]>>(x.notEqual(2));
x.notEqual(zeros([3, 5]));
// @ts-expect-error notEqual: [3, 7] does not fit the end of [2, 3, 5]
x.notEqual(zeros([3, 7]));
rows.notEqual(zeros([batch, 3]));
// @ts-expect-error notEqual: [time, 3] does not fit the end of [batch, 3]
rows.notEqual(zeros([time, 3]));
// ── less ──
x.less(zeros([5]));
// @ts-expect-error less: [3] does not fit the end of [2, 3, 5]
x.less(zeros([3]));
rows.less(zeros([batch, 3]));
// @ts-expect-error less: [time, 3] does not fit the end of [batch, 3]
rows.less(zeros([time, 3]));
// ── lessOrEqual ──
x.lessOrEqual(zeros([2, 3, 5]));
// @ts-expect-error lessOrEqual: [5, 3, 5] does not fit the end of [2, 3, 5]
x.lessOrEqual(zeros([5, 3, 5]));
rows.lessOrEqual(zeros([batch, 3]));
// @ts-expect-error lessOrEqual: [time, 3] does not fit the end of [batch, 3]
rows.lessOrEqual(zeros([time, 3]));
// ── greater ──
x.greater(zeros([5]));
// @ts-expect-error greater: [1] does not fit the end of [2, 3, 5]; broadcastTo stretches it
x.greater(zeros([1]));
rows.greater(zeros([batch, 3]));
// @ts-expect-error greater: [time, 3] does not fit the end of [batch, 3]
rows.greater(zeros([time, 3]));
// ── greaterOrEqual ──
x.greaterOrEqual(zeros([5]));
// @ts-expect-error greaterOrEqual: [2] does not fit the end of [2, 3, 5]
x.greaterOrEqual(zeros([2]));
rows.greaterOrEqual(zeros([batch, 3]));
// @ts-expect-error greaterOrEqual: [time, 3] does not fit the end of [batch, 3]
rows.greaterOrEqual(zeros([time, 3]));
// ── equal, notEqual, less, lessOrEqual, greater, greaterOrEqual ──
export function comparisons<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.equal(x).less(v).lessOrEqual(0).greater(x).greaterOrEqual(v));
  x.equal(v);
  // @ts-expect-error equal
  x.equal(u);
  x.notEqual(v);
  // @ts-expect-error notEqual
  x.notEqual(u);
  x.less(v);
  // @ts-expect-error less
  x.less(u);
  x.lessOrEqual(v);
  // @ts-expect-error lessOrEqual
  x.lessOrEqual(u);
  x.greater(v);
  // @ts-expect-error greater
  x.greater(u);
  x.greaterOrEqual(v);
  // @ts-expect-error greaterOrEqual
  x.greaterOrEqual(u);
}

// ── where ──
expectType<Tensor<[2, 3, 5]>>(where(x, x, 0));
expectType<Tensor<[2, 3, 5]>>(where(x, 1, zeros([3, 5])));
expectType<Vector<3>>(where(zeros([3]), 1, 0));
where(x, x, zeros([3, 5]));
// @ts-expect-error where: [2, 5] does not fit the end of [2, 3, 5]
where(x, x, zeros([2, 5]));
where(x, zeros([5]), 0);
// @ts-expect-error where: [3] does not fit the end of [2, 3, 5]
where(x, zeros([3]), 0);
where(rows, 0, zeros([batch, 3]));
// @ts-expect-error where: [time, 3] does not fit the end of [batch, 3]
where(rows, 0, zeros([time, 3]));
export function choice<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(where(x, x, v));
  where(x, x, v);
  // @ts-expect-error where
  where(x, x, u);
}

// ── clip ──
x.clip(0, 1).add(zeros([5]));
// @ts-expect-error add: [3] does not fit the end of [2, 3, 5]
x.clip(0, 1).add(zeros([3]));
rows.clip(0, 1).add(zeros([batch, 3]));
// @ts-expect-error add: [time, 3] does not fit the end of [batch, 3]
rows.clip(0, 1).add(zeros([time, 3]));
export function bounds<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  x.clip(0, 1).add(v);
  // @ts-expect-error add
  x.clip(0, 1).add(u);
}
