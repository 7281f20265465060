/** The same elements in other forms: in another shape, as plain arrays, or one by one. Also the properties of a shape. */
import { type Dim, dim, type Matrix, type NumberInText, type Size, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const x = zeros([2, 3, 5]);
const [list, table] = [zeros([3]), zeros([3, 5])];
const [many, manyRows, manyTables] = [zeros([batch]), zeros([batch, 3]), zeros([batch, 3, 5])];
const takesList = (_: readonly number[]): void => {};
const takesJSON = (_: readonly (number | NumberInText)[]): void => {};
const one: number = JSON.parse("1");
const takesTwo = (_: 2): void => {};

// ── reshape: the number of elements stays the same ──
expectType<Matrix<6, 5>>(x.reshape([6, 5]));
expectType<Tensor<[5, 1, 6]>>(x.reshape([5, 1, 6]));
expectType<Matrix<Dim<"batch">, 784>>(zeros([batch, 28, 28]).reshape([batch, 784]));
expectType<Tensor<[28, Dim<"batch">, 28]>>(zeros([batch, 784]).reshape([28, batch, 28]));
expectType<Matrix<Dim<"hidden", 128>, 3>>(zeros([3, 128]).reshape([dim("hidden", 128), 3]));

x.reshape([6, 5]);
// @ts-expect-error reshape: [2, 3, 5] has 30 elements, [7, 5] has 35
x.reshape([7, 5]);
x.reshape([30]);
// @ts-expect-error reshape: [2, 3, 5] has 30 elements, [31] has 31
x.reshape([31]);
x.reshape([2, 3, 5]);
// @ts-expect-error reshape: [2, 3, 5] has 30 elements, [2, 3, 0] has 0
x.reshape([2, 3, 0]);
x.reshape([6, 5]);
// @ts-expect-error a size is a whole number from 0 up, not 7.5
x.reshape([7.5, 5]);
x.reshape([5, 6]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
x.reshape([5, count]);
zeros([batch, 28, 28]).reshape([batch, 784]);
// @ts-expect-error reshape: [batch, 28, 28] to [time, 784]: a size known only by name has to stand on both sides
zeros([batch, 28, 28]).reshape([time, 784]);
zeros([batch, 28, 28]).reshape([batch, 784]);
// @ts-expect-error reshape: [batch, 28, 28] to [batch, 783]: a size known only by name has to stand on both sides
zeros([batch, 28, 28]).reshape([batch, 783]);
zeros([3, 128]).reshape([dim("hidden", 128), 3]);
// @ts-expect-error reshape: [3, 128] has 384 elements, [hidden=131, 3] has 393
zeros([3, 128]).reshape([dim("hidden", 131), 3]);
export function reshape<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>) {
  const known = zeros([2, 3]);
  known.reshape([6]);
  // @ts-expect-error reshape
  x.reshape([6]);
}

// ── flatten: all elements in one axis ──
expectType<Vector<30>>(x.flatten());
expectType<Vector<1>>(zeros([]).flatten());
expectType<Vector<Dim<"batch">>>(zeros([batch]).flatten());
expectType<Vector<0>>(zeros([2, 0, 3]).flatten());

zeros([2, 3]).flatten().dot(zeros([6]));
// @ts-expect-error dot: [6] by [5]: the shapes differ
zeros([2, 3]).flatten().dot(zeros([5]));
expectType<Vector<Dim<"batch*3">>>(manyRows.flatten());
many.flatten().add(many);
// @ts-expect-error add: [batch] does not fit the end of [batch*3]
manyRows.flatten().add(many);
export function flatten<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>) {
  expectType<Vector<Rows>>(u.flatten());
  expectType<Matrix<Rows, Columns>>(x.flatten().reshape(x.shape));
  x.flatten().reshape(x.shape);
  // @ts-expect-error reshape
  u.flatten().reshape(x.shape);
}

// ── shape: can be passed on ──
expectType<readonly [2, 3, 5]>(x.shape);

zeros(list.shape).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros(list.shape).dot(zeros([5]));
zeros(manyRows.shape).matmul(zeros([3]));
// @ts-expect-error matmul: [batch, 3] by [batch]: the left has 3 columns, the right batch rows
zeros(manyRows.shape).matmul(zeros([batch]));
export function shape<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, y: Matrix<Columns, Rows>) {
  expectType<Matrix<Rows, Columns>>(zeros(x.shape));
  zeros(x.shape).add(x);
  // @ts-expect-error add
  zeros(x.shape).add(y);
}

// ── rank: the number of axes ──
expectType<3>(x.rank);

takesTwo(table.rank);
// @ts-expect-error Argument of type '3' is not assignable to parameter of type '2'
takesTwo(x.rank);
takesTwo(manyRows.rank);
// @ts-expect-error Argument of type '3' is not assignable to parameter of type '2'
takesTwo(manyTables.rank);
export function rank<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>) {
  takesTwo(x.rank);
  // @ts-expect-error Argument of type '1' is not assignable to parameter of type '2'
  takesTwo(u.rank);
}

// ── at: one index for each axis ──
expectType<number>(x.at(1, 2, 3));

table.at(1, 2);
// @ts-expect-error statement: Expected 3 arguments, but got 2.
x.at(1, 2);
manyRows.at(1, 2);
// @ts-expect-error statement: Expected 3 arguments, but got 2.
manyTables.at(1, 2);
export function at<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>) {
  u.at(0);
  // @ts-expect-error statement: Expected 2 arguments, but got 1.
  x.at(0);
}

// ── toArray: nested as deep as the rank ──
expectType<number[][][]>(x.toArray());
expectType<number>(x.sum().toArray());

takesList(list.toArray());
// @ts-expect-error Argument of type 'number[][]' is not assignable to parameter of type 'readonly number[]'
takesList(table.toArray());
takesList(many.toArray());
// @ts-expect-error Argument of type 'number[][]' is not assignable to parameter of type 'readonly number[]'
takesList(manyRows.toArray());
export function toArray<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>) {
  expectType<number[][]>(x.toArray());
  takesList(u.toArray());
  // @ts-expect-error Argument of type 'number[][]' is not assignable to parameter of type 'readonly number[]'
  takesList(x.toArray());
}

// ── toJSON: nested as deep as the rank, with strings for what JSON can't represent ──
expectType<(number | NumberInText)[][][]>(x.toJSON());
expectType<number | NumberInText>(x.sum().toJSON());

takesJSON(list.toJSON());
// @ts-expect-error Argument of type '(number | NumberInText)[][]' is not assignable to parameter of type 'readonly (number | NumberInText)[]'
takesJSON(table.toJSON());
takesJSON(many.toJSON());
// @ts-expect-error Argument of type '(number | NumberInText)[][]' is not assignable to parameter of type 'readonly (number | NumberInText)[]'
takesJSON(manyRows.toJSON());
export function toJSON<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>) {
  expectType<(number | NumberInText)[][]>(x.toJSON());
  takesJSON(u.toJSON());
  // @ts-expect-error Argument of type '(number | NumberInText)[][]' is not assignable to parameter of type 'readonly (number | NumberInText)[]'
  takesJSON(x.toJSON());
}

// ── as: other names for the same sizes ──
expectType<Matrix<Dim<"time">, 3>>(manyRows.as([time, 3]));
expectType<Matrix<Dim<"two", 2>, 3>>(zeros([2, 3]).as([dim("two", 2), 3]));

zeros([2, 3]).as([2, 3]);
// @ts-expect-error as: [2, 3] is not [2, 5]
zeros([2, 3]).as([2, 5]);
manyRows.as([time, 3]);
// @ts-expect-error as: [batch, 3] is not [time, 5]
manyRows.as([time, 5]);
manyRows.as([time, 3]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
manyRows.as([count, 3]);
export function as<Rows extends number, Columns extends number>(x: Tensor<[Rows, 3]>, rows: Size<Rows>, columns: Size<Columns>) {
  expectType<Matrix<Rows, Columns>>(x.as([rows, columns]));
  x.as([columns, 3]);
  // @ts-expect-error asNeedsTheSameSizes<[Rows, 3], readonly [Columns, 5]>
  x.as([columns, 5]);
}

// ── window: a number of entries, from a place known at run time ──
expectType<Matrix<2, 3>>(zeros([7, 3]).window(one, 2, 0));
expectType<Matrix<7, Dim<"part">>>(zeros([7, 3]).window(one, dim("part", one), -1));

zeros([7, 3]).window(one, 2, 1);
// @ts-expect-error window: axis 1 of [7, 3] has fewer than 5 entries
zeros([7, 3]).window(one, 5, 1);
zeros([7, 3]).window(one, 2, 1);
// @ts-expect-error window: [7, 3] has no axis 2
zeros([7, 3]).window(one, 2, 2);
manyRows.window(one, 2, 1);
// @ts-expect-error window: axis 1 of [batch, 3] has fewer than 5 entries
manyRows.window(one, 5, 1);
manyRows.window(one, 2, 0);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
manyRows.window(one, count, 0);
export function window<Rows extends number, Length extends number>(x: Tensor<[Rows, 3]>, length: Size<Length>) {
  expectType<Matrix<Length, 3>>(x.window(one, length, 0));
  x.window(one, 2, 1);
  // @ts-expect-error fewerEntries<"window", [Rows, 3], 1, 5>
  x.window(one, 5, 1);
}
