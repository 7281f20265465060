/** Ranges, grids, diagonals and triangles; entries in another order, several times, one by one, and put in the place of others. */
import {
  arange,
  type Dim,
  diagonal,
  dim,
  linspace,
  type Matrix,
  meshgrid,
  type Scalar,
  type Shape,
  type Size,
  type Tensor,
  type Vector,
  zeros,
} from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("2");
const [either, first]: [0 | 1, number] = [JSON.parse("1"), JSON.parse("1")];
const batch = dim("batch", count);
const time = dim("time", count);
const [hidden, wide] = [dim("hidden", 7), dim("wide", 7)];
const [few, many]: [[0, 1], number[]] = [[0, 1], [0, 1]];
const [x, table, list, single] = [zeros([2, 3, 5]), zeros([2, 3]), zeros([3]), zeros([])];
const [named, rows, columns] = [zeros([batch]), zeros([batch, 3]), zeros([3, batch])];
const places = arange(batch);
const [square, mixed] = [zeros([batch, batch]), zeros([batch, time])];

// ── arange: counted by the compiler ──
expectType<Vector<5>>(arange(5));
expectType<Vector<0>>(arange(0));
expectType<Vector<Dim<"batch">>>(arange(batch));
expectType<Vector<3>>(arange(2, 11, 3));
expectType<Vector<4>>(arange(2, 12, 3));
expectType<Vector<3>>(arange(3, 0, -1));
expectType<Vector<7>>(arange(-3, 4));
expectType<Vector<2>>(arange(-1, -4, -2));
expectType<Vector<0>>(arange(5, 2));
expectType<Vector<0>>(arange(2, 5, -1));
expectType<Vector<0>>(arange(2, -5));
expectType<Vector<10>>(arange(0, 1, 0.1));
expectType<Vector<3>>(arange(1, 1.3, 0.1));
expectType<Vector<4>>(arange(-3, 0.5));
expectType<Vector<2>>(arange(1.5, 0.5, -0.75));
expectType<Vector<12_345>>(arange(0, 123_450, 10));
expectType<Vector<Dim<"batch">>>(arange(0, batch));
expectType<Vector<7>>(arange(0, hidden));

arange(5);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
arange(count);
arange(5);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
arange(2.5);
arange(0, 5);
// @ts-expect-error later: a size known only at run time needs a name: dim(name, size)
arange(0, count);
arange(0, 1, 0.25);
// @ts-expect-error later: arange: the step can't be 0
arange(0, 1, 0);
arange(0, 5, 2);
// @ts-expect-error later: arange: the start, the end and the step have to be literal numbers; where only the run time can tell, take arange(size).multiply(step).add(start)
arange(0, 5, count);
arange(2, 5, 1);
// @ts-expect-error later: arange: the start, the end and the step have to be literal numbers; where only the run time can tell, take arange(size).multiply(step).add(start)
arange(either, 5, 1);
arange(0, batch);
// @ts-expect-error later: arange: the start, the end and the step have to be literal numbers; where only the run time can tell, take arange(size).multiply(step).add(start)
arange(1, batch);
export function numbers<N extends number>(size: Size<N>, other: number) {
  expectType<Vector<N>>(arange(size));
  arange(size);
  // @ts-expect-error a size known only at run time needs a name: dim(name, size)
  arange(other);
}

// ── linspace: as many as the size ──
expectType<Vector<5>>(linspace(0, 1, 5));
expectType<Vector<Dim<"batch">>>(linspace(-1, count, batch));
linspace(0, 1, 5);
// @ts-expect-error later: a size is a whole number from 0 up, not 2.5
linspace(0, 1, 2.5);
linspace(0, 1, batch);
// @ts-expect-error later: a size known only at run time needs a name: dim(name, size)
linspace(0, 1, count);
export function points<N extends number>(size: Size<N>, other: number) {
  expectType<Vector<N>>(linspace(0, 1, size));
  linspace(0, 1, size);
  // @ts-expect-error later: a size known only at run time needs a name: dim(name, size)
  linspace(0, 1, other);
}

// ── meshgrid: a row for each y and a column for each x ──
expectType<[x: Matrix<2, 3>, y: Matrix<2, 3>]>(meshgrid(list, zeros([2])));
expectType<[x: Matrix<3, Dim<"batch">>, y: Matrix<3, Dim<"batch">>]>(meshgrid(zeros([batch]), list));
meshgrid(list, list);
// @ts-expect-error meshgrid: takes a vector, not [2, 3]
meshgrid(table, list);
meshgrid(list, list);
// @ts-expect-error later: meshgrid: takes a vector, not []
meshgrid(list, single);
meshgrid(list, list);
// @ts-expect-error meshgrid: takes a vector, not [batch, 3]
meshgrid(rows, list);
export function grid<N extends number, M extends number>(x: Vector<N>, y: Vector<M>, z: Matrix<N, M>) {
  expectType<[x: Matrix<M, N>, y: Matrix<M, N>]>(meshgrid(x, y));
  meshgrid(x, y);
  // @ts-expect-error meshgrid
  meshgrid(z, y);
}

// ── diagonal: of the last two axes, or a matrix of a vector ──
expectType<Matrix<3, 3>>(diagonal(list));
expectType<Matrix<Dim<"batch">, Dim<"batch">>>(diagonal(zeros([batch])));
expectType<Vector<2>>(table.diagonal());
expectType<Vector<2>>(zeros([3, 2]).diagonal());
expectType<Matrix<2, 3>>(x.diagonal());
expectType<Vector<Dim<"batch">>>(square.diagonal());
expectType<Vector<Dim<"hidden", 7>>>(zeros([hidden, hidden]).diagonal());
expectType<Vector<Dim<"hidden", 7>>>(zeros([11, hidden]).diagonal());
expectType<Vector<Dim<"hidden", 7>>>(zeros([hidden, 7]).diagonal());
expectType<Vector<Dim<"hidden", 7>>>(zeros([7, hidden]).diagonal());
expectType<Vector<0>>(zeros([0, 3]).diagonal());

diagonal(list);
// @ts-expect-error diagonal: takes a vector, not [2, 3]
diagonal(table);
diagonal(list);
// @ts-expect-error diagonal: takes a vector, not []
diagonal(single);
diagonal(list);
// @ts-expect-error diagonal: takes a vector, not [batch, 3]
diagonal(rows);
table.diagonal();
// @ts-expect-error this: diagonal: takes a tensor with at least two axes, not [3]
list.diagonal();
table.diagonal();
// @ts-expect-error this: diagonal: takes a tensor with at least two axes, not []
single.diagonal();
square.diagonal();
// @ts-expect-error this: diagonal: the lesser of batch and 3 is known only at run time; x.window(0, length, axis) makes the axes equally long
rows.diagonal();
square.diagonal();
// @ts-expect-error this: diagonal: the lesser of batch and time is known only at run time; x.window(0, length, axis) makes the axes equally long
mixed.diagonal();
zeros([hidden, hidden]).diagonal();
// @ts-expect-error this: diagonal: the lesser of hidden=7 and wide=7 is known only at run time; x.window(0, length, axis) makes the axes equally long
zeros([hidden, wide]).diagonal();
export function diagonals<Batch extends Shape, N extends number, M extends number>(
  x: Tensor<[...Batch, N, N]>,
  y: Tensor<[...Batch, N, M]>,
  u: Vector<N>,
  z: Matrix<N, N>,
) {
  expectType<Matrix<N, N>>(diagonal(u));
  diagonal(u);
  // @ts-expect-error diagonal
  diagonal(z);
  const each: Tensor<[...Batch, N]> = x.diagonal();
  x.diagonal();
  // @ts-expect-error this: diagonal
  y.diagonal();
  return each;
}

// ── triu, tril: the shape stays ──
expectType<Tensor<[2, 3, 5]>>(x.triu());
expectType<Matrix<2, 3>>(table.triu(1));
expectType<Matrix<Dim<"batch">, 3>>(rows.triu(count));
table.triu();
// @ts-expect-error this: triu: takes a tensor with at least two axes, not [3]
list.triu();
table.triu();
// @ts-expect-error this: triu: takes a tensor with at least two axes, not []
single.triu();
rows.triu().add(rows);
// @ts-expect-error add: [3, batch] does not fit the end of [batch, 3]
rows.triu().add(columns);
expectType<Tensor<[2, 3, 5]>>(x.tril());
expectType<Matrix<2, 3>>(table.tril(-1));
expectType<Matrix<Dim<"batch">, 3>>(rows.tril(count));
table.tril();
// @ts-expect-error this: tril: takes a tensor with at least two axes, not [3]
list.tril();
table.tril();
// @ts-expect-error this: tril: takes a tensor with at least two axes, not []
single.tril();
rows.tril().add(rows);
// @ts-expect-error add: [3, batch] does not fit the end of [batch, 3]
rows.tril().add(columns);
export function triangles<Batch extends Shape, N extends number, M extends number>(x: Tensor<[...Batch, N, M]>, u: Vector<N>) {
  expectType<Tensor<[...Batch, N, M]>>(x.triu());
  expectType<Tensor<[...Batch, N, M]>>(x.tril(1));
  x.triu();
  // @ts-expect-error this: triu
  u.triu();
  x.tril();
  // @ts-expect-error this: tril
  u.tril();
}

// ── flip, roll: the shape stays ──
expectType<Tensor<[2, 3, 5]>>(x.flip(0));
expectType<Matrix<Dim<"batch">, 3>>(rows.flip(0));
x.flip(2);
// @ts-expect-error flip: [2, 3, 5] has no axis 3
x.flip(3);
list.flip(-1);
// @ts-expect-error flip: [] has no axis -1
single.flip(-1);
table.flip(0);
// @ts-expect-error flip: the axis has to be one literal number
table.flip(either);
rows.flip(1);
// @ts-expect-error flip: [batch, 3] has no axis 2
rows.flip(2);
expectType<Tensor<[2, 3, 5]>>(x.roll(count, 0));
expectType<Matrix<Dim<"batch">, 3>>(rows.roll(-1, 0));
x.roll(1, 2);
// @ts-expect-error later: roll: [2, 3, 5] has no axis 3
x.roll(1, 3);
table.roll(1, 0);
// @ts-expect-error later: roll: the axis has to be one literal number
table.roll(1, either);
rows.roll(1, 1);
// @ts-expect-error later: roll: [batch, 3] has no axis 2
rows.roll(1, 2);
export function turned<Batch extends Shape, N extends number, M extends number>(x: Tensor<[...Batch, N, M]>, z: Matrix<N, M>) {
  expectType<Tensor<[...Batch, N, M]>>(x.flip(-1));
  expectType<Tensor<[...Batch, N, M]>>(x.roll(1, -1));
  expectType<Matrix<N, M>>(z.flip(0).roll(2, 1));
  z.flip(1);
  // @ts-expect-error flip
  z.flip(2);
  z.roll(1, 1);
  // @ts-expect-error later: roll
  z.roll(1, 2);
}

// ── tile: a count for each axis ──
expectType<Matrix<4, 9>>(table.tile([2, 3]));
expectType<Matrix<Dim<"batch*2">, 3>>(rows.tile([2, 1]));
expectType<Matrix<Dim<"2*batch">, 3>>(table.tile([batch, 1]));
expectType<Vector<0>>(list.tile([0]));
expectType<Vector<21>>(zeros([hidden]).tile([3]));
expectType<Scalar>(single.tile([]));
list.tile([2]);
// @ts-expect-error tile: [2, 3] has 2 axes, but 1 counts are given
table.tile([2]);
table.tile([2, 1]);
// @ts-expect-error a size is a whole number from 0 up, not 1.5
table.tile([2, 1.5]);
table.tile([2, 1]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
table.tile([2, count]);
table.tile(few);
// @ts-expect-error tile: the counts have to be a list of known length
table.tile(many);
named.tile([2]);
// @ts-expect-error tile: [batch, 3] has 2 axes, but 1 counts are given
rows.tile([2]);
export function tiles<N extends number, M extends number>(z: Matrix<N, M>, u: Vector<N>) {
  u.tile([2]);
  // @ts-expect-error tile
  z.tile([2]);
  return u.tile([2]);
}
expectType<Vector<4>>(tiles(table, zeros([2])));

// ── repeat: each entry several times ──
expectType<Matrix<2, 9>>(table.repeat(3, 1));
expectType<Matrix<2, 9>>(table.repeat(3, -1));
expectType<Matrix<Dim<"batch*2">, 3>>(rows.repeat(2, 0));
expectType<Matrix<2, Dim<"3*batch">>>(table.repeat(batch, 1));
expectType<Vector<14>>(zeros([hidden]).repeat(2, 0));
table.repeat(3, 1);
// @ts-expect-error later: repeat: [2, 3] has no axis 2
table.repeat(3, 2);
list.repeat(3, 0);
// @ts-expect-error later: repeat: [] has no axis 0
single.repeat(3, 0);
table.repeat(3, 1);
// @ts-expect-error a size is a whole number from 0 up, not 1.5
table.repeat(1.5, 1);
table.repeat(3, 0);
// @ts-expect-error later: repeat: the axis has to be one literal number
table.repeat(3, either);
rows.repeat(batch, 0);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
rows.repeat(count, 0);
export function copies<Batch extends Shape, N extends number>(x: Tensor<[...Batch, N]>, z: Matrix<N, 3>) {
  expectType<Matrix<N, 6>>(z.repeat(2, 1));
  z.repeat(2, 1);
  // @ts-expect-error later: repeat
  z.repeat(2, 2);
  return x.repeat(2, -1);
}
expectType<Matrix<2, 6>>(copies(table, zeros([3, 3])));

// ── kronecker: sizes are multiplied ──
expectType<Matrix<10, 21>>(table.kronecker(zeros([5, 7])));
expectType<Vector<9>>(list.kronecker(list));
expectType<Matrix<Dim<"batch*2">, 9>>(rows.kronecker(table));
expectType<Matrix<Dim<"2*batch">, 9>>(table.kronecker(rows));
expectType<Scalar>(single.kronecker(single));
table.kronecker(table);
// @ts-expect-error kronecker: [2, 3] by [3]: the numbers of axes differ
table.kronecker(list);
rows.kronecker(table);
// @ts-expect-error kronecker: [batch, 3] by [3]: the numbers of axes differ
rows.kronecker(list);
export function product<N extends number, M extends number>(z: Matrix<N, M>, u: Vector<N>) {
  z.kronecker(z);
  // @ts-expect-error kronecker
  z.kronecker(u);
}

// ── index: an entry of an axis ──
expectType<Vector<3>>(table.index(first, 0));
expectType<Matrix<2, 5>>(x.index(-1, 1));
expectType<Matrix<2, 3>>(x.index(0, -1));
expectType<Scalar>(list.index(0, 0));
expectType<Vector<Dim<"batch">>>(rows.index(2, 1));
table.index(0, 1);
// @ts-expect-error later: index: [2, 3] has no axis 2
table.index(0, 2);
list.index(0, 0);
// @ts-expect-error later: index: [] has no axis 0
single.index(0, 0);
table.index(0, 1);
// @ts-expect-error later: index: the axis has to be one literal number
table.index(0, count);
rows.index(0, -2);
// @ts-expect-error later: index: [batch, 3] has no axis -3
rows.index(0, -3);
export function entries<Batch extends Shape, N extends number, M extends number>(x: Tensor<[...Batch, N]>, z: Matrix<N, M>) {
  expectType<Tensor<Batch>>(x.index(0, -1));
  expectType<Vector<M>>(z.index(0, 0));
  z.index(0, 1);
  // @ts-expect-error later: index
  z.index(0, 2);
}

// ── unstack: a tuple if the size is known ──
expectType<[Vector<3>, Vector<3>]>(table.unstack(0));
expectType<[Vector<2>, Vector<2>, Vector<2>]>(table.unstack(-1));
expectType<[Scalar, Scalar, Scalar]>(list.unstack(0));
expectType<[]>(zeros([0, 3]).unstack(0));
expectType<Vector<3>[]>(rows.unstack(0));
expectType<[Vector<Dim<"batch">>, Vector<Dim<"batch">>, Vector<Dim<"batch">>]>(rows.unstack(1));
expectType<784>(zeros([784, 2]).unstack(0).length);
expectType<Vector<3>[]>(zeros([12_345, 3]).unstack(0));
table.unstack(1);
// @ts-expect-error unstack: [2, 3] has no axis 2
table.unstack(2);
list.unstack(0);
// @ts-expect-error unstack: [] has no axis 0
single.unstack(0);
table.unstack(0);
// @ts-expect-error unstack: the axis has to be one literal number
table.unstack(either);
rows.unstack(1);
// @ts-expect-error unstack: [batch, 3] has no axis 2
rows.unstack(2);
export function rowsOf<N extends number>(z: Matrix<2, N>, y: Matrix<N, 2>) {
  expectType<[Vector<N>, Vector<N>]>(z.unstack(0));
  expectType<[Vector<N>, Vector<N>]>(y.unstack(-1));
  z.unstack(0);
  // @ts-expect-error unstack
  z.unstack(2);
}

// ── take: the axes of the indices in the place of an axis ──
expectType<Matrix<2, 2>>(table.take([2, 0], 1));
expectType<Tensor<[2, 7, 11, 5]>>(x.take(zeros([7, 11]), 1));
expectType<Tensor<[2, 3, 7]>>(x.take(zeros([7]), -1));
expectType<Matrix<2, 3>>(x.take(single, -1));
expectType<Matrix<Dim<"batch">, 3>>(table.take(zeros([batch]), 0));
expectType<Matrix<2, Dim<"batch">>>(table.take(many, 1, [batch]));
expectType<Matrix<Dim<"batch">, 2>>(rows.take(few, 1));
table.take(few, 1);
// @ts-expect-error later: take: [2, 3] has no axis 2
table.take(few, 2);
list.take(few, 0);
// @ts-expect-error later: take: [] has no axis 0
single.take(few, 0);
table.take(few, 1);
// @ts-expect-error take: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
table.take(many, 1);
table.take(few, 1);
// @ts-expect-error later: take: the axis has to be one literal number
table.take(few, either);
rows.take(zeros([batch]), 1).add(square);
// @ts-expect-error add: [batch, time] does not fit the end of [batch, batch]
rows.take(zeros([batch]), 1).add(mixed);
export function taken<Batch extends Shape, I extends Shape, N extends number, M extends number>(
  x: Tensor<[...Batch, N]>,
  z: Matrix<N, M>,
  indices: Tensor<I>,
) {
  expectType<Tensor<[...Batch, ...I]>>(x.take(indices, -1));
  expectType<Tensor<[N, ...I]>>(z.take(indices, 1));
  expectType<Tensor<[...I, M]>>(z.take(indices, 0));
  z.take(indices, 1);
  // @ts-expect-error later: take
  z.take(indices, 2);
}

// ── scatter, scatterAdd: rows at indices ──
expectType<Matrix<2, 3>>(table.scatter([1], zeros([1, 3])));
expectType<Matrix<2, 3>>(table.scatter(single, list));
expectType<Tensor<[2, 3, 5]>>(x.scatter(arange(2).reshape([1, 2]), zeros([1, 2, 3, 5])));
expectType<Matrix<Dim<"batch">, 3>>(rows.scatter(few, table));
expectType<Matrix<2, 3>>(table.scatter(many, rows, [batch]));
table.scatter(few, table);
// @ts-expect-error later: scatter: the rows for [2, 3] have to be [2, 3], not [3]
table.scatter(few, list);
table.scatter(few, table);
// @ts-expect-error scatter: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
table.scatter(many, table);
table.scatter(places, rows);
// @ts-expect-error later: scatter: the rows for [2, 3] have to be [batch, 3], not [3, batch]
table.scatter(places, columns);
expectType<Matrix<2, 3>>(table.scatterAdd([1, 1], table));
expectType<Matrix<Dim<"batch">, 3>>(rows.scatterAdd(few, table));
expectType<Matrix<2, 3>>(table.scatterAdd(many, rows, [batch]));
table.scatterAdd(few, table);
// @ts-expect-error later: scatterAdd: the rows for [2, 3] have to be [2, 3], not [3]
table.scatterAdd(few, list);
table.scatterAdd(few, table);
// @ts-expect-error scatterAdd: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
table.scatterAdd(many, table);
table.scatterAdd(places, rows);
// @ts-expect-error later: scatterAdd: the rows for [2, 3] have to be [batch, 3], not [3, batch]
table.scatterAdd(places, columns);
export function scattered<I extends Shape, N extends number, M extends number>(
  z: Matrix<N, M>,
  indices: Tensor<I>,
  own: Tensor<[...I, M]>,
  other: Tensor<[...I, N]>,
) {
  expectType<Matrix<N, M>>(z.scatter(indices, own));
  expectType<Matrix<N, M>>(z.scatterAdd(indices, own));
  z.scatter(indices, own);
  // @ts-expect-error later: scatter
  z.scatter(indices, other);
  z.scatterAdd(indices, own);
  // @ts-expect-error later: scatterAdd
  z.scatterAdd(indices, other);
}
