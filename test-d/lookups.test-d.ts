/** Looking up entries by indices of any shape. The other axes stay as they are. */
import { type Dim, dim, type Matrix, oneHot, type Shape, type Size, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("2");
const batch = dim("batch", count);
const time = dim("time", count);
const vocabulary = dim("vocabulary", 7);
const [few, many]: [[0, 1], number[]] = [[0, 1], [0, 1]];
const table = zeros([7, 3]);
const words = zeros([vocabulary, 3]);
const bytes = new Uint8Array([1, 0]);

// ── gather ──
expectType<Matrix<3, 3>>(table.gather([6, 0, 6]));
expectType<Tensor<[2, 5, 3]>>(table.gather(zeros([2, 5])));
expectType<Vector<3>>(table.gather(zeros([])));
expectType<Vector<2>>(zeros([5]).gather([1, 4]));
expectType<Tensor<[Dim<"batch">, 5, 3]>>(words.gather(zeros([batch, 5])));
expectType<Matrix<Dim<"batch">, 3>>(table.gather(many, [batch]));
expectType<Tensor<[1, 2, 3]>>(table.gather(bytes, [1, 2]));

table.gather(few);
// @ts-expect-error gather: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
table.gather(many);
table.gather(few);
// @ts-expect-error gather: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
table.gather(bytes);
table.gather(zeros([2])).add(zeros([2, 3]));
// @ts-expect-error add: [5, 3] does not fit the end of [2, 3]
table.gather(zeros([2])).add(zeros([5, 3]));
words.gather(zeros([batch])).add(zeros([batch, 3]));
// @ts-expect-error add: [time, 3] does not fit the end of [batch, 3]
words.gather(zeros([batch])).add(zeros([time, 3]));
export function lookup<I extends Shape, Batch extends number, Entries extends number, Width extends number>(
  table: Matrix<Entries, Width>,
  tokens: Tensor<I>,
  rows: Vector<Batch>,
  other: Matrix<Batch, Width>,
) {
  expectType<Tensor<[...I, Width]>>(table.gather(tokens));
  expectType<Matrix<Batch, Width>>(table.gather(rows));
  table.gather(rows).add(other);
  // @ts-expect-error add
  table.gather(rows).add(table);
}

// ── oneHot ──
expectType<Matrix<2, 5>>(oneHot([4, 0], 5));
expectType<Tensor<[2, 3, 5]>>(oneHot(zeros([2, 3]), 5));
expectType<Matrix<Dim<"batch">, 10>>(oneHot(bytes, 10, [batch]));
expectType<Matrix<Dim<"batch">, Dim<"vocabulary", 7>>>(oneHot(zeros([batch]), vocabulary));

oneHot(few, 5);
// @ts-expect-error oneHot: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
oneHot(many, 5);
oneHot(few, 5);
// @ts-expect-error a size is a whole number from 0 up, not 1.5
oneHot(few, 1.5);
oneHot(zeros([batch]), 5).add(zeros([batch, 5]));
// @ts-expect-error add: [time, 5] does not fit the end of [batch, 5]
oneHot(zeros([batch]), 5).add(zeros([time, 5]));
export function classes<Batch extends number, Classes extends number>(labels: Vector<Batch>, size: Size<Classes>, y: Vector<Classes>) {
  expectType<Matrix<Batch, Classes>>(oneHot(labels, size));
  oneHot(labels, size).add(y);
  // @ts-expect-error add
  oneHot(labels, size).add(labels);
}
