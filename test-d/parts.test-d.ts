/** Parts of tensors, and tensors made from parts. Their sizes are computed. */
import { concat, type Dim, dim, type Matrix, type Scalar, type Size, stack, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const either: 1 | 2 = JSON.parse("1");
const batch = dim("batch", count);
const time = dim("time", count);
const both = dim("both", 2 * count);
const hidden = dim("hidden", 128);
const [x, table, list] = [zeros([2, 3, 5]), zeros([7, 3]), zeros([3])];
const [images, rows] = [zeros([batch, 28, 28]), zeros([batch, 3])];

// ── slice: a range of each axis ──
expectType<Tensor<[1, 3, 5]>>(x.slice([0, 1]));
expectType<Tensor<[2, 2, 5]>>(x.slice(null, [1, 3]));
expectType<Tensor<[2, 2, 3]>>(x.slice(null, [-2, 3], [1, -1]));
expectType<Tensor<[2, 3, 3]>>(x.slice(null, null, [0, 5, 2]));
expectType<Tensor<[2, 3, 2]>>(x.slice(null, null, [1, 5, 2]));
expectType<Tensor<[1, 0, 1]>>(x.slice([0, 2, 7], [2, 2], [-1, 5]));
expectType<Tensor<[2, 3, 5]>>(x.slice());
expectType<Matrix<999, 1001>>(zeros([10_000, 3001]).slice([9001, 10_000], [0, 3001, 3]));
expectType<Tensor<[Dim<"batch">, 14, 26]>>(images.slice(null, [0, 28, 2], [1, -1]));
expectType<Tensor<[4, 28, 28]>>(images.slice([3, 7]));
expectType<Vector<27>>(zeros([hidden]).slice([101, 128]));
expectType<Vector<Dim<"hidden", 128>>>(zeros([hidden]).slice(null));
expectType<Scalar>(zeros([]).slice());
// Bounds that are left out, and steps below zero.
expectType<Tensor<[2, 2, 3]>>(x.slice(null, [1, null], [null, 3]));
expectType<Tensor<[2, 3, 5]>>(x.slice([null, null, -1], [null, null, -1]));
expectType<Tensor<[2, 3, 2]>>(x.slice(null, null, [3, 0, -2]));
expectType<Tensor<[2, 3, 3]>>(x.slice(null, null, [null, null, -2]));
expectType<Tensor<[2, 3, 2]>>(x.slice(null, null, [-1, -3, -1]));
expectType<Tensor<[2, 3, 4]>>(x.slice(null, null, [3, null, -1]));
expectType<Matrix<Dim<"batch">, 3>>(rows.slice([null, null, -1]));
expectType<Matrix<3, 3>>(rows.slice([2, null, -1]));
expectType<Vector<Dim<"hidden", 128>>>(zeros([hidden]).slice([null, null, -1]));

const aRange: [1, 2] = [1, 2];
const anEntry = 1;
x.slice(null, aRange);
// @ts-expect-error slice: axis 1 takes a range, not 1; x.index(1, 1) takes that entry
x.slice(null, anEntry);
x.slice([0, 2]);
// @ts-expect-error slice: [0, 3] is not a range of axis 0 of [2, 3, 5]
x.slice([0, 3]);
x.slice(null, [1, 2]);
// @ts-expect-error slice: [3, 2] is not a range of axis 1 of [2, 3, 5]
x.slice(null, [3, 2]);
x.slice(null, null, [-5, 3]);
// @ts-expect-error slice: [-6, 3] is not a range of axis 2 of [2, 3, 5]
x.slice(null, null, [-6, 3]);
x.slice(null, [0, 3, 2]);
// @ts-expect-error slice: [0, 3, 0] is not a range of axis 1 of [2, 3, 5]
x.slice(null, [0, 3, 0]);
x.slice(null, [0, 3, 1]);
// @ts-expect-error slice: [0, 3, 1.5] is not a range of axis 1 of [2, 3, 5]
x.slice(null, [0, 3, 1.5]);
x.slice(null, [0, 3]);
// @ts-expect-error slice: [0.5, 3] is not a range of axis 1 of [2, 3, 5]
x.slice(null, [0.5, 3]);
x.slice(null, null);
// @ts-expect-error slice: [3] has 1 axes, but 2 ranges are given
list.slice(null, null);
x.slice([0, 1]);
// @ts-expect-error slice: the range of axis 0 has to be of literal numbers; where only the run time can tell, take x.window(start, length, axis)
x.slice([0, either]);
x.slice([1, 2]);
// @ts-expect-error slice: the range of axis 0 has to be of literal numbers; where only the run time can tell, take x.window(start, length, axis)
x.slice([count, 2]);
x.slice(null, [2, 0, -1]);
// @ts-expect-error slice: [2, 3, -1] is not a range of axis 1 of [2, 3, 5]
x.slice(null, [2, 3, -1]);
x.slice(null, [2, null, -1]);
// @ts-expect-error slice: [3, null, -1] is not a range of axis 1 of [2, 3, 5]
x.slice(null, [3, null, -1]);
x.slice(null, [null, -3, -1]);
// @ts-expect-error slice: [null, -4, -1] is not a range of axis 1 of [2, 3, 5]
x.slice(null, [null, -4, -1]);
rows.slice([0, null]);
// @ts-expect-error slice: [2, null] of axis 0 of [batch, 3]: a size known only by name is not counted from its end
rows.slice([2, null]);
rows.slice([null, null, -1]);
// @ts-expect-error slice: [null, null, -2] of axis 0 of [batch, 3]: a size known only by name is not counted from its end
rows.slice([null, null, -2]);
rows.slice(null, [0, 3]);
// @ts-expect-error slice: [0, 4] is not a range of axis 1 of [batch, 3]
rows.slice(null, [0, 4]);
table.slice([-3, -1]);
// @ts-expect-error slice: [-3, -1] of axis 0 of [batch, 3]: a size known only by name is not counted from its end
rows.slice([-3, -1]);
zeros([hidden]).slice([0, 128]);
// @ts-expect-error slice: [0, 129] is not a range of axis 0 of [hidden=128]
zeros([hidden]).slice([0, 129]);
export function slice<Rows extends number>(x: Matrix<Rows, 5>) {
  expectType<Matrix<Rows, 2>>(x.slice(null, [3, 5]));
  expectType<Matrix<Rows, 5>>(x.slice([null, null, -1], [null, null, -1]));
  x.slice(null, [3, 5]);
  // @ts-expect-error slice
  x.slice(null, [3, 6]);
}

// ── split: the sizes add up to the axis ──
expectType<[Matrix<2, 3>, Matrix<5, 3>]>(table.split([2, 5], 0));
expectType<[Tensor<[2, 3, 1]>, Tensor<[2, 3, 0]>, Tensor<[2, 3, 4]>]>(x.split([1, 0, 4], -1));
expectType<[Matrix<Dim<"batch">, 1>, Matrix<Dim<"batch">, 2>]>(rows.split([1, 2], 1));
expectType<[Matrix<Dim<"batch">, 3>, Matrix<Dim<"time">, 3>]>(zeros([both, 3]).split([batch, time], 0));
expectType<[Vector<100>, Vector<28>]>(zeros([hidden]).split([100, 28], 0));

table.split([2, 5], 0);
// @ts-expect-error split: [2, 6] make up 8, but axis 0 of [7, 3] has size 7
table.split([2, 6], 0);
x.split([2, 3], -1);
// @ts-expect-error split: [2, 3] make up 5, but axis -2 of [2, 3, 5] has size 3
x.split([2, 3], -2);
x.split([1, 1], 0);
// @ts-expect-error split: [2, 3, 5] has no axis 3
x.split([1, 1], 3);
table.split([2, 5], 0);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
table.split([2.5, 5], 0);
zeros([both, 3]).split([batch, time], 0);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([both, 3]).split([batch, count], 0);
rows.split([1, 2], 1);
// @ts-expect-error split: [1, 3] make up 4, but axis 1 of [batch, 3] has size 3
rows.split([1, 3], 1);
export function split<Rows extends number>(x: Matrix<Rows, 5>) {
  expectType<[Matrix<Rows, 2>, Matrix<Rows, 3>]>(x.split([2, 3], 1));
  x.split([2, 3], 1);
  // @ts-expect-error split
  x.split([2, 5], 1);
}

// ── pad: entries before and after each axis ──
expectType<Matrix<8, 8>>(table.pad([[1, 0], [2, 3]]));
expectType<Matrix<7, 4>>(table.pad([[0, 0], [0, 1]], -1));
expectType<Tensor<[Dim<"batch">, 30, 32]>>(images.pad([[0, 0], [1, 1], [2, 2]]));
expectType<Vector<1001>>(zeros([999]).pad([[1, 1]]));
expectType<Vector<130>>(zeros([hidden]).pad([[1, 1]]));
expectType<Scalar>(zeros([]).pad([]));

table.pad([[1, 0], [2, 3]]);
// @ts-expect-error pad: [2, 1.5] is not a padding of axis 1 of [7, 3]
table.pad([[1, 0], [2, 1.5]]);
table.pad([[1, 0], [2, 3]]);
// @ts-expect-error pad: [0.5, 0] is not a padding of axis 0 of [7, 3]
table.pad([[0.5, 0], [2, 3]]);
list.pad([[1, 1]]);
// @ts-expect-error pad: [7, 3] has 2 axes, but 1 paddings are given
table.pad([[1, 1]]);
list.pad([[1, 1]]);
// @ts-expect-error pad: the padding of axis 0 has to be of literal numbers
list.pad([[1, count]]);
expectType<Matrix<Dim<"batch+3">, 5>>(rows.pad([[1, 2], [1, 1]]));
rows.pad([[0, 0], [1, 1]]).add(zeros([batch, 5]));
// @ts-expect-error add: [batch, 5] does not fit the end of [batch+1, 5]
rows.pad([[0, 1], [1, 1]]).add(zeros([batch, 5]));
rows.pad([[0, 0], [1, 1]]);
// @ts-expect-error pad: [1, 1.5] is not a padding of axis 1 of [batch, 3]
rows.pad([[0, 0], [1, 1.5]]);
export function pad<Rows extends number>(x: Matrix<Rows, 5>) {
  expectType<Matrix<Rows, 7>>(x.pad([[0, 0], [1, 1]]));
  x.pad([[0, 0], [1, 1]]);
  // @ts-expect-error pad
  x.pad([[0, 0], [1, 1.5]]);
}

// ── concat: the same shape except for one axis ──
expectType<Matrix<9, 3>>(concat([table, zeros([2, 3])], 0));
expectType<Vector<10>>(concat([list, list, zeros([4])], -1));
expectType<Matrix<7, 3>>(concat([table], 0));
expectType<Matrix<Dim<"batch">, 5>>(concat([rows, zeros([batch, 2])], 1));
expectType<Matrix<Dim<"both">, 3>>(concat([rows, zeros([time, 3])], 0, both));
expectType<Vector<7>>(concat([list, zeros([4])], 0, 7));
expectType<Vector<Dim<"seven", 7>>>(concat([list, zeros([4])], 0, dim("seven", 7)));
expectType<Vector<256>>(concat([zeros([hidden]), zeros([hidden])], 0));

concat([table, zeros([2, 3])], 0);
// @ts-expect-error concat: [7, 3] and [2, 5] differ in more than axis 0
concat([table, zeros([2, 5])], 0);
concat([table, table], 1);
// @ts-expect-error concat: [7, 3] and [3] differ in more than axis 1
concat([table, list], 1);
concat([table, table], 1);
// @ts-expect-error concat: [7, 3] has no axis 2
concat([table, table], 2);
concat([list, zeros([4])], 0, 7);
// @ts-expect-error concat: the result has size 7, not 8
concat([list, zeros([4])], 0, 8);
concat([rows, zeros([batch, 2])], 1);
// @ts-expect-error concat: [batch, 3] and [time, 2] differ in more than axis 1
concat([rows, zeros([time, 2])], 1);
expectType<Matrix<Dim<"batch+batch">, 3>>(concat([rows, rows], 0));
concat([rows, rows], 1).add(zeros([batch, 6]));
// @ts-expect-error add: [batch, 6] does not fit the end of [batch+batch, 3]
concat([rows, rows], 0).add(zeros([batch, 6]));
concat([rows, rows], 0, both);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
concat([rows, rows], 0, count);
export function concatenated<N extends number, M extends number, Columns extends number>(
  x: Matrix<N, Columns>,
  y: Matrix<M, Columns>,
  z: Matrix<M, 3>,
) {
  expectType<Matrix<Dim<"both">, Columns>>(concat([x, y], 0, both));
  concat([x, y], 0, both);
  // @ts-expect-error concat
  concat([x, z], 0, both);
}

// ── stack: the same shape, along a new axis ──
expectType<Matrix<2, 3>>(stack([list, list], 0));
expectType<Tensor<[7, 3, 2]>>(stack([table, table], -1));
expectType<Tensor<[3, Dim<"batch">, 3]>>(stack([rows, rows, rows], 0));
expectType<Matrix<3, Dim<"pair">>>(stack([list, list], 1, dim("pair", count - 9)));
expectType<Matrix<2, 3>>(stack([list, list]));
expectType<Tensor<[2, Dim<"batch">, 3]>>(stack([rows, rows]));
const few: [Vector<3>] = [list];
const many: Vector<3>[] = Array.from({ length: count }, () => list);
expectType<Matrix<Dim<"batch">, 3>>(stack(many, 0, batch));

stack([list, zeros([3])], 0);
// @ts-expect-error stack: [3] by [5]: the shapes differ
stack([list, zeros([5])], 0);
stack([list, zeros([3])]);
// @ts-expect-error stack: [3] by [5]: the shapes differ
stack([list, zeros([5])]);
stack([table, table], 2);
// @ts-expect-error stack: [7, 3] has no place 3 for a new axis
stack([table, table], 3);
stack([rows, zeros([batch, 3])], 0);
// @ts-expect-error stack: [batch, 3] by [time, 3]: the shapes differ
stack([rows, zeros([time, 3])], 0);
stack([rows, zeros([batch, 3])]);
// @ts-expect-error stack: [batch, 3] by [time, 3]: the shapes differ
stack([rows, zeros([time, 3])]);
stack(few);
// @ts-expect-error stack: a list of unknown length needs a name for the result's size: dim(name, size)
stack(many);
stack(few, 0);
// @ts-expect-error stack: a list of unknown length needs a name for the result's size: dim(name, size)
stack(many, 0);
export function stacked<N extends number, M extends number>(x: Vector<N>, y: Vector<M>, size: Size<M>) {
  expectType<Matrix<2, N>>(stack([x, x], 0));
  expectType<Matrix<N, M>>(stack([x, x], 1, size));
  stack([x, x], 0);
  // @ts-expect-error stack
  stack([x, y], 0);
  expectType<Matrix<2, N>>(stack([x, x]));
  stack([x, x]);
  // @ts-expect-error stack
  stack([x, y]);
}
