/** Products: matmul, outer, dot, transpose, and sums over a batch. */
import { contractBatch, type Dim, dim, type Matrix, type Scalar, type Shape, sumBatch, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 128);
const [one, list, table, cube] = [zeros([]), zeros([3]), zeros([3, 5]), zeros([3, 5, 7])];
const turned = table.transpose();
const [manyExamples, manyRows] = [zeros([batch, 3, 5]), zeros([batch, 3])];

// ── matmul: `[...Lead, Inner]` by `[Inner]` or `[Inner, Columns]` ──
expectType<Matrix<2, 5>>(zeros([2, 3]).matmul(zeros([3, 5])));
expectType<Vector<2>>(zeros([2, 3]).matmul(zeros([3])));
expectType<Vector<5>>(zeros([3]).matmul(zeros([3, 5])));
expectType<Scalar>(zeros([3]).matmul(zeros([3])));
expectType<Tensor<[7, 2, 5]>>(zeros([7, 2, 3]).matmul(zeros([3, 5])));
expectType<Matrix<7, 2>>(zeros([7, 2, 3]).matmul(zeros([3])));
expectType<Matrix<Dim<"batch">, 5>>(zeros([batch, hidden]).matmul(zeros([hidden, 5])));

zeros([2, 3]).matmul(zeros([3, 5]));
// @ts-expect-error matmul: [2, 3] by [7, 5]: the left has 3 columns, the right 7 rows
zeros([2, 3]).matmul(zeros([7, 5]));
zeros([2, 3]).matmul(zeros([3]));
// @ts-expect-error matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows
zeros([2, 3]).matmul(zeros([2]));
zeros([3]).matmul(zeros([3, 5]));
// @ts-expect-error matmul: [3] by [7, 5]: the left has 3 columns, the right 7 rows
zeros([3]).matmul(zeros([7, 5]));
zeros([3]).matmul(zeros([3]));
// @ts-expect-error matmul: [5] by [3]: the left has 5 columns, the right 3 rows
zeros([5]).matmul(zeros([3]));
zeros([7, 2, 3]).matmul(zeros([3, 5]));
// @ts-expect-error matmul: [7, 2, 3] by [2, 5]: the left has 3 columns, the right 2 rows
zeros([7, 2, 3]).matmul(zeros([2, 5]));
table.matmul(turned);
// @ts-expect-error matmul: [3, 5] by [3, 5]: the left has 5 columns, the right 3 rows
table.matmul(table);
zeros([2, 3]).matmul(table);
// @ts-expect-error matmul: [2, 3] by a tensor that is neither a vector nor a matrix
zeros([2, 3]).matmul(cube);
zeros([2, 3]).matmul(list);
// @ts-expect-error matmul: [2, 3] by a tensor that is neither a vector nor a matrix
zeros([2, 3]).matmul(one);
list.matmul(list);
// @ts-expect-error matmul: takes a tensor with at least one axis, not []
one.matmul(list);
zeros([2, hidden]).matmul(zeros([hidden, 3]));
// @ts-expect-error matmul: [2, hidden=128] by [128, 3]: the left has hidden=128 columns, the right 128 rows
zeros([2, hidden]).matmul(zeros([128, 3]));
zeros([3, batch]).matmul(zeros([batch, 5]));
// @ts-expect-error matmul: [3, batch] by [time, 5]: the left has batch columns, the right time rows
zeros([3, batch]).matmul(zeros([time, 5]));
zeros([batch, 3]).matmul(zeros([3]));
// @ts-expect-error matmul: [batch, 3] by [batch]: the left has 3 columns, the right batch rows
zeros([batch, 3]).matmul(zeros([batch]));
export function matmul<Rows extends number, Inner extends number, Columns extends number>(
  x: Matrix<Rows, Inner>, y: Matrix<Inner, Columns>, u: Vector<Rows>, v: Vector<Inner>, c: Tensor<[Inner, Rows, Columns]>,
) {
  expectType<Matrix<Rows, Columns>>(x.matmul(y));
  expectType<Vector<Rows>>(x.matmul(v));
  expectType<Vector<Inner>>(u.matmul(x));
  x.matmul(y);
  // @ts-expect-error matmul
  x.matmul(x);
  x.matmul(v);
  // @ts-expect-error matmul
  x.matmul(u);
  u.matmul(x);
  // @ts-expect-error matmul
  v.matmul(x);
  x.matmul(y);
  // @ts-expect-error matmul
  x.matmul(c);
}
export function matmulOfBatches<Batch extends Shape, In extends number, Out extends number>(
  input: Tensor<[...Batch, In]>, error: Tensor<[...Batch, Out]>, weights: Matrix<Out, In>,
) {
  expectType<Tensor<[...Batch, In]>>(error.matmul(weights));
  error.matmul(weights);
  // @ts-expect-error matmul
  input.matmul(weights);
}

// ── outer: `[Rows]` by `[Columns]` ──
expectType<Matrix<2, 3>>(zeros([2]).outer(zeros([3])));
expectType<Matrix<Dim<"batch">, 3>>(zeros([batch]).outer(zeros([3])));

zeros([2]).outer(list);
// @ts-expect-error outer: takes a vector, not [3, 5]
zeros([2]).outer(table);
list.outer(zeros([2]));
// @ts-expect-error this: outer: takes a vector, not [3, 5]
table.outer(zeros([2]));
list.outer(zeros([2]));
// @ts-expect-error this: outer: takes a vector, not []
one.outer(zeros([2]));
zeros([batch]).outer(list);
// @ts-expect-error outer: takes a vector, not [batch, 3]
zeros([batch]).outer(manyRows);
zeros([2]).outer(zeros([batch])).matmul(zeros([batch]));
// @ts-expect-error matmul: [2, batch] by [time]: the left has batch columns, the right time rows
zeros([2]).outer(zeros([batch])).matmul(zeros([time]));
export function outer<Rows extends number, Columns extends number>(u: Vector<Rows>, v: Vector<Columns>, x: Matrix<Rows, Columns>) {
  expectType<Matrix<Rows, Columns>>(u.outer(v));
  u.outer(v);
  // @ts-expect-error outer
  u.outer(x);
  u.outer(v);
  // @ts-expect-error this: outer
  x.outer(v);
  u.outer(v).add(x);
  // @ts-expect-error add
  u.outer(u).add(x);
}

// ── dot: two vectors of the same length ──
expectType<Scalar>(zeros([3]).dot(zeros([3])));

zeros([3]).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).dot(zeros([5]));
list.dot(list);
// @ts-expect-error dot: [3] by [3, 5]: the shapes differ
list.dot(table);
list.dot(list);
// @ts-expect-error this: dot: takes a vector, not [3, 5]
table.dot(list);
zeros([batch]).dot(zeros([batch]));
// @ts-expect-error dot: [batch] by [time]: the shapes differ
zeros([batch]).dot(zeros([time]));
zeros([hidden]).dot(zeros([hidden]));
// @ts-expect-error dot: [hidden=128] by [128]: the shapes differ
zeros([hidden]).dot(zeros([128]));
export function dot<N extends number, M extends number>(u: Vector<N>, v: Vector<M>, x: Matrix<N, M>) {
  expectType<Scalar>(u.dot(u));
  u.dot(u);
  // @ts-expect-error dot
  u.dot(v);
  u.dot(u);
  // @ts-expect-error dot
  u.dot(x);
}

// ── transpose: rows become columns ──
expectType<Matrix<3, 2>>(zeros([2, 3]).transpose());
expectType<Matrix<3, Dim<"batch">>>(zeros([batch, 3]).transpose());

table.transpose();
// @ts-expect-error this: transpose: takes a matrix, not [3, 5, 7]
cube.transpose();
table.transpose();
// @ts-expect-error this: transpose: takes a matrix, not [3]
list.transpose();
zeros([2, 3]).transpose().matmul(zeros([2]));
// @ts-expect-error matmul: [3, 2] by [3]: the left has 2 columns, the right 3 rows
zeros([2, 3]).transpose().matmul(zeros([3]));
manyRows.transpose();
// @ts-expect-error this: transpose: takes a matrix, not [batch, 3, 5]
manyExamples.transpose();
zeros([batch, 3]).transpose().matmul(zeros([batch]));
// @ts-expect-error matmul: [3, batch] by [time]: the left has batch columns, the right time rows
zeros([batch, 3]).transpose().matmul(zeros([time]));
export function transpose<A extends number, B extends number, C extends number>(x: Matrix<A, B>, c: Tensor<[A, B, C]>, u: Vector<A>, v: Vector<B>) {
  expectType<Matrix<B, A>>(x.transpose());
  x.transpose();
  // @ts-expect-error this: transpose
  c.transpose();
  x.transpose().matmul(u);
  // @ts-expect-error matmul
  x.transpose().matmul(v);
}

// ── contractBatch: `[...Batch, Rows]` and `[...Batch, Columns]` give `[Rows, Columns]` ──
expectType<Matrix<3, 5>>(contractBatch(zeros([7, 3]), zeros([7, 5])));
expectType<Matrix<3, 5>>(contractBatch(zeros([3]), zeros([5])));
expectType<Matrix<3, 5>>(contractBatch(zeros([2, 7, 3]), zeros([2, 7, 5])));
expectType<Matrix<3, 5>>(contractBatch(zeros([batch, 3]), zeros([batch, 5])));

contractBatch(zeros([7, 3]), zeros([7, 5]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[7, 5]>'
contractBatch(zeros([7, 3]), zeros([2, 5]));
contractBatch(table, zeros([3, 11]));
// @ts-expect-error Argument of type 'Tensor<[3, 11]>' is not assignable to parameter of type 'Tensor<[3, 5, 11]>'
contractBatch(cube, zeros([3, 11]));
contractBatch(zeros([batch, 3]), zeros([batch, 5]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 5]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 5]>'
contractBatch(zeros([batch, 3]), zeros([time, 5]));
contractBatch(zeros([batch, 3]), zeros([batch, 5])).matmul(zeros([5]));
// @ts-expect-error matmul: [3, 5] by [3]: the left has 5 columns, the right 3 rows
contractBatch(zeros([batch, 3]), zeros([batch, 5])).matmul(zeros([3]));
export function contracted<Batch extends Shape, Time extends Shape, In extends number, Out extends number>(
  error: Tensor<[...Batch, Out]>, input: Tensor<[...Batch, In]>, later: Tensor<[...Time, In]>, weights: Matrix<Out, In>,
) {
  expectType<Matrix<Out, In>>(contractBatch(error, input));
  contractBatch(error, input);
  // @ts-expect-error Argument of type 'Tensor<[...Time, In]>' is not assignable to parameter of type 'Tensor<[...Batch, In]>'
  contractBatch(error, later);
  contractBatch(error, input).add(weights);
  // @ts-expect-error add
  contractBatch(error, error).add(weights);
}

// ── sumBatch: `[...Batch, Length]` gives `[Length]` ──
expectType<Vector<5>>(sumBatch(zeros([2, 7, 5])));
expectType<Vector<Dim<"hidden", 128>>>(sumBatch(zeros([batch, hidden])));

sumBatch(list);
// @ts-expect-error sumBatch: takes a tensor with at least one axis, not []
sumBatch(one);
sumBatch(zeros([2, 3])).dot(zeros([3]));
// @ts-expect-error dot: [3] by [2]: the shapes differ
sumBatch(zeros([2, 3])).dot(zeros([2]));
sumBatch(zeros([batch, hidden])).dot(zeros([hidden]));
// @ts-expect-error dot: [hidden=128] by [batch]: the shapes differ
sumBatch(zeros([batch, hidden])).dot(zeros([batch]));
export function summed<Batch extends Shape, In extends number, Out extends number>(error: Tensor<[...Batch, Out]>, input: Tensor<[...Batch, In]>, bias: Vector<Out>) {
  expectType<Vector<Out>>(sumBatch(error));
  sumBatch(error).add(bias);
  // @ts-expect-error add
  sumBatch(input).add(bias);
}
