/** Creating tensors. Every size is a literal or named, and the compiler counts whatever it can count. */
import { type Dim, dim, full, identity, type Matrix, matrix, ones, random, randomNormal, randomUniform, type Scalar, type Size, scalar, type Tensor, tensor, type Vector, vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const either: 5 | 7 = JSON.parse("5");
const list: number[] = JSON.parse("[1, 2, 3, 5, 7, 11]");
const rows: number[][] = JSON.parse("[[1, 2, 3], [5, 7, 11]]");
const json = JSON.parse("[[1, 2, 3], [5, 7, 11]]");
const counted = [1, 2, 3] as const;
const short = [4, 5] as const;
const countedRows = [[1, 2, 3], [4, 5, 6]] as const;
const oneOrOther: [1, 2] | [1, 2, 3] = JSON.parse("[1, 2]");
const name: string = JSON.parse('"rows"');
const names: "rows" | "columns" = JSON.parse('"rows"');
const batch = dim("batch", count);
const length = dim("length", list.length);
const hidden = dim("hidden", 128);

// ── dim: a name for a size ──
expectType<Dim<"batch">>(batch);
expectType<Dim<"hidden", 128>>(hidden);
expectType<Dim<"either">>(dim("either", either));
expectType<Dim<"rows">>(dim("rows", JSON.parse("11"))); // a value of type `any` gets a name and no value

zeros([dim("batch", 7)]).dot(zeros([dim("batch", 7)]));
// @ts-expect-error dot: [batch=7] by [time=7]: the shapes differ
zeros([dim("batch", 7)]).dot(zeros([dim("time", 7)]));
dim("rows", 7);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
dim("rows", 2.5);
dim("rows", count);
// @ts-expect-error dim: the name must be a literal string
dim(name, count);
dim("rows", count);
// @ts-expect-error dim: the name must be a literal string
dim(names, count);
dim(`rows${"7"}`, count);
// @ts-expect-error dim: the name must be a literal string
dim(`rows${count}`, count);
export function named<Name extends string>(name: Name, count: number) {
  dim("name", count);
  // @ts-expect-error Argument of type 'Name' is not assignable to parameter of type 'Name & LiteralName<Name>'
  dim(name, count);
}

// ── zeros ──
expectType<Matrix<2, 3>>(zeros([2, 3]));
expectType<Matrix<Dim<"batch">, Dim<"hidden", 128>>>(zeros([batch, hidden]));
expectType<Scalar>(zeros([]));
expectType<Vector<0>>(zeros([0]));

zeros([2, 3]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
zeros([2.5, 3]);
zeros([2, 3]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, count]);
zeros([2, 3]);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
zeros([2, either]);
zeros([2, batch]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, count]);
export function zeroed<N extends number>(size: Size<N>, bare: N) {
  expectType<Matrix<N, 3>>(zeros([size, 3]));
  zeros([size, 3]);
  // @ts-expect-error is not assignable to type 'Size<N>'
  zeros([bare, 3]);
}

// ── ones ──
expectType<Tensor<[2, 3, 5]>>(ones([2, 3, 5]));

ones([2, 3]);
// @ts-expect-error a size is a whole number from 0 up, not 0.5
ones([2, 0.5]);
ones([2, 3]);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
ones([2, either]);
ones([3]).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
ones([3]).dot(zeros([5]));
ones([2, batch]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
ones([2, count]);
export function onesOf<N extends number>(size: Size<N>, bare: N) {
  expectType<Matrix<N, 3>>(ones([size, 3]));
  ones([size, 3]);
  // @ts-expect-error is not assignable to type 'Size<N>'
  ones([bare, 3]);
}

// ── full ──
expectType<Tensor<[2, 3, 5]>>(full([2, 3, 5], 7));

full([2, 3], 7);
// @ts-expect-error a size is a whole number from 0 up, not 0.5
full([2, 0.5], 7);
full([2, 3], 7);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
full([2, either], 7);
full([3], 7).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
full([3], 7).dot(zeros([5]));
full([2, batch], 7);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
full([2, count], 7);
export function fullOf<N extends number>(size: Size<N>, bare: N) {
  expectType<Matrix<N, 3>>(full([size, 3], 7));
  full([size, 3], 7);
  // @ts-expect-error is not assignable to type 'Size<N>'
  full([bare, 3], 7);
}

// ── randomNormal ──
expectType<Tensor<[2, 3, 5]>>(randomNormal([2, 3, 5], random(1)));

randomNormal([2, 3], random(1));
// @ts-expect-error a size is a whole number from 0 up, not 0.5
randomNormal([2, 0.5], random(1));
randomNormal([2, 3], random(1));
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
randomNormal([2, either], random(1));
randomNormal([3], random(1)).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
randomNormal([3], random(1)).dot(zeros([5]));
randomNormal([2, batch], random(1));
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
randomNormal([2, count], random(1));
export function randomNormalOf<N extends number>(size: Size<N>, bare: N) {
  expectType<Matrix<N, 3>>(randomNormal([size, 3], random(1)));
  randomNormal([size, 3], random(1));
  // @ts-expect-error is not assignable to type 'Size<N>'
  randomNormal([bare, 3], random(1));
}

// ── randomUniform ──
expectType<Tensor<[2, 3, 5]>>(randomUniform([2, 3, 5], random(1), { low: -1 }));

randomUniform([2, 3], random(1), { low: -1 });
// @ts-expect-error a size is a whole number from 0 up, not 0.5
randomUniform([2, 0.5], random(1), { low: -1 });
randomUniform([2, 3], random(1), { low: -1 });
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
randomUniform([2, either], random(1), { low: -1 });
randomUniform([3], random(1), { low: -1 }).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
randomUniform([3], random(1), { low: -1 }).dot(zeros([5]));
randomUniform([2, batch], random(1), { low: -1 });
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
randomUniform([2, count], random(1), { low: -1 });
export function randomUniformOf<N extends number>(size: Size<N>, bare: N) {
  expectType<Matrix<N, 3>>(randomUniform([size, 3], random(1), { low: -1 }));
  randomUniform([size, 3], random(1), { low: -1 });
  // @ts-expect-error is not assignable to type 'Size<N>'
  randomUniform([bare, 3], random(1), { low: -1 });
}

// ── identity ──
expectType<Matrix<5, 5>>(identity(5));

identity(5);
// @ts-expect-error a size is a whole number from 0 up, not 5.5
identity(5.5);
identity(5).matmul(zeros([5]));
// @ts-expect-error matmul: [5, 5] by [7]: the left has 5 columns, the right 7 rows
identity(5).matmul(zeros([7]));
identity(hidden);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
identity(count);
export function identityOf<N extends number>(size: Size<N>, bare: N) {
  expectType<Matrix<N, N>>(identity(size));
  identity(size);
  // @ts-expect-error is not assignable to parameter of type 'Size<N>'
  identity(bare);
}

// ── tensor: data of any source, counted at run time ──
expectType<Matrix<2, 3>>(tensor(list, [2, 3]));
expectType<Matrix<2, 3>>(tensor(rows, [2, 3]));
expectType<Matrix<2, 3>>(tensor(json, [2, 3]));
expectType<Vector<Dim<"length">>>(tensor(new Float32Array(6), [dim("length", list.length)]));

tensor(list, [2, 3]);
// @ts-expect-error a size is a whole number from 0 up, not 1.5
tensor(list, [2, 1.5]);
tensor(list, [6]).dot(zeros([6]));
// @ts-expect-error dot: [6] by [5]: the shapes differ
tensor(list, [6]).dot(zeros([5]));
tensor(list, [length]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
tensor(list, [count]);
export function tensorOf<N extends number>(data: number[], size: Size<N>, bare: N) {
  expectType<Vector<N>>(tensor(data, [size]));
  tensor(data, [size]);
  // @ts-expect-error Type 'N' is not assignable to type 'Size<N>'
  tensor(data, [bare]);
}

// ── vector: from its elements, which the compiler counts ──
expectType<Vector<5>>(vector([1, 2, 3, 5, 7]));
expectType<Vector<0>>(vector([]));

vector(counted);
// @ts-expect-error vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])
vector(list);
vector(counted);
// @ts-expect-error vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])
vector(oneOrOther);
vector([1, 2, 3]).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
vector([1, 2, 3]).dot(zeros([5]));
export function vectorOf<Values extends readonly number[]>(values: Values) {
  vector(counted);
  // @ts-expect-error Argument of type 'Values' is not assignable to parameter of type 'Values & Counted<Values>'
  vector(values);
}

// ── matrix: from its rows, which the compiler counts ──
expectType<Matrix<2, 3>>(matrix([[1, 2, 3], [4, 5, 6]]));

matrix([[1, 2, 3], counted]);
// @ts-expect-error matrix: row 1 has 2 columns, row 0 has 3
matrix([[1, 2, 3], short]);
matrix(countedRows);
// @ts-expect-error matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
matrix(rows);
matrix([counted]);
// @ts-expect-error matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
matrix([oneOrOther]);
matrix([[1, 2, 3], [4, 5, 6]]).matmul(zeros([3]));
// @ts-expect-error matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows
matrix([[1, 2, 3], [4, 5, 6]]).matmul(zeros([2]));
export function matrixOf<Rows extends readonly (readonly number[])[]>(rows: Rows) {
  matrix(countedRows);
  // @ts-expect-error Argument of type 'Rows' is not assignable to parameter of type 'Rows & Rectangular<Rows>'
  matrix(rows);
}
expectType<Scalar>(scalar(5));
