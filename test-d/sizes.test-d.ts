/** Sizes: literal, named, named and known; an anonymous number is refused. */
import { type Dim, dim, identity, type Matrix, type Size, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const rows: number = JSON.parse("11");
const either: 5 | 7 = JSON.parse("5");
const name: string = JSON.parse('"rows"');
const batch = dim("batch", rows);
const time = dim("time", rows);
const hidden = dim("hidden", 128);
const wide = dim("wide", 128);

// A literal stays one, and a name is kept.
expectType<Matrix<2, 3>>(zeros([2, 3]));
expectType<Dim<"batch">>(batch);
expectType<Dim<"hidden", 128>>(hidden);
expectType<Matrix<Dim<"batch">, Dim<"hidden", 128>>>(zeros([batch, hidden]));
expectType<Tensor<[]>>(zeros([]));
expectType<Vector<0>>(zeros([0]));
expectType<Matrix<5, 5>>(identity(5));
expectType<Dim<"either">>(dim("either", either));

// An anonymous number would fit every shape.
zeros([2, batch]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, rows]);
identity(hidden);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
identity(rows);

// A size that may be one of several would too.
zeros([2, 5]);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
zeros([2, either]);

// A size is a whole number from 0 up.
zeros([2, 3]);
// @ts-expect-error a size is a whole number from 0 up, not -3
zeros([2, -3]);
zeros([2, 3]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
zeros([2.5, 3]);
dim("rows", 7);
// @ts-expect-error a size is a whole number from 0 up, not -7
dim("rows", -7);

// A name is a literal.
dim("rows", rows);
// @ts-expect-error dim: the name must be a literal string
dim(name, rows);

const either2: "rows" | "columns" = JSON.parse('"rows"');
dim("rows", rows);
// @ts-expect-error dim: the name must be a literal string
dim(either2, rows);
dim(`rows${"7"}`, rows);
// @ts-expect-error dim: the name must be a literal string
dim(`rows${rows}`, rows);

// What is `any` gets a name, and nothing else.
expectType<Dim<"rows">>(dim("rows", JSON.parse("11")));

// A named size equals only itself: neither another name, nor a bare number of the same value.
zeros([2, batch]).add(zeros([2, batch]));
// @ts-expect-error add: [2, time] does not fit the end of [2, batch]
zeros([2, batch]).add(zeros([2, time]));
zeros([2, hidden]).add(zeros([2, hidden]));
// @ts-expect-error add: [2, wide=128] does not fit the end of [2, hidden=128]
zeros([2, hidden]).add(zeros([2, wide]));
zeros([2, 128]).add(zeros([128]));
// @ts-expect-error add: [hidden=128] does not fit the end of [2, 128]
zeros([2, 128]).add(zeros([hidden]));
zeros([2, hidden]).matmul(zeros([hidden, 3]));
// @ts-expect-error matmul: [2, hidden=128] by [128, 3]: the left has hidden=128 columns, the right 128 rows
zeros([2, hidden]).matmul(zeros([128, 3]));

// No size is wider than another: shapes are invariant.
const takesMatrix = (_: Matrix<2, 3>): void => {};
const takesPair = <N extends number>(_x: Vector<N>, _y: Vector<N>): void => {};
const strict: Matrix<2, 3> = zeros([2, 3]);
const loose = strict as unknown as Matrix<number, 3>;
takesMatrix(strict);
// @ts-expect-error Argument of type 'Matrix<number, 3>' is not assignable to parameter of type 'Matrix<2, 3>'
takesMatrix(loose);
takesPair(zeros([3]), zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[3]>' is not assignable to parameter of type 'Vector<3 | 5>'
takesPair(zeros([3]), zeros([5]));

// In generic code a size is taken as `Size<N>`; a tensor's own shape may be passed on.
export function generic<N extends number, M extends number>(size: Size<N>, x: Matrix<N, M>): Matrix<N, M> {
  expectType<Matrix<N, 3>>(zeros([size, 3]));
  return zeros(x.shape).add(x);
}
generic(3, zeros([3, 5]));
// @ts-expect-error Argument of type '3' is not assignable to parameter of type '7'
generic(3, zeros([7, 5]));
