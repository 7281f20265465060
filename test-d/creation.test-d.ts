/** Creation: what the compiler can count, it counts. */
import { type Dim, dim, full, type Matrix, matrix, ones, random, randomNormal, randomUniform, type Scalar, scalar, type Tensor, tensor, type Vector, vector } from "conformable";
import { expectType } from "tsd";

const list: number[] = JSON.parse("[1, 2, 3, 5, 7, 11]");
const table: number[][] = JSON.parse("[[1, 2, 3], [5, 7, 11]]");
const json = JSON.parse("[[1, 2, 3], [5, 7, 11]]");
const counted = [1, 2, 3] as const;
const countedRows = [[1, 2, 3], [4, 5, 6]] as const;
const length = dim("length", list.length);
const { length: anonymous } = list;

expectType<Matrix<2, 3>>(matrix([[1, 2, 3], [4, 5, 6]]));
expectType<Vector<5>>(vector([1, 2, 3, 5, 7]));
expectType<Vector<0>>(vector([]));
expectType<Scalar>(scalar(5));
expectType<Matrix<2, 3>>(ones([2, 3]));
expectType<Matrix<2, 3>>(full([2, 3], 7));
expectType<Matrix<2, 3>>(tensor(list, [2, 3]));
expectType<Matrix<2, 3>>(tensor(table, [2, 3]));
expectType<Matrix<2, 3>>(tensor(json, [2, 3]));
expectType<Vector<Dim<"length">>>(tensor(new Float32Array(6), [dim("length", list.length)]));
expectType<Tensor<[2, 3, 5]>>(randomNormal([2, 3, 5], random(1)));
expectType<Tensor<[2, 3, 5]>>(randomUniform([2, 3, 5], random(1), { low: -1 }));

matrix([[1, 2, 3], [4, 5, 6]]);
// @ts-expect-error matrix: row 1 has 2 columns, row 0 has 3
matrix([[1, 2, 3], [4, 5]]);
matrix([[1]]);
// @ts-expect-error matrix: no rows: use zeros([0, columns])
matrix([]);
matrix(countedRows);
// @ts-expect-error matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
matrix(table);
vector(counted);
// @ts-expect-error vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])
vector(list);
const oneOrOther: [1, 2] | [1, 2, 3] = JSON.parse("[1, 2]");
vector(counted);
// @ts-expect-error vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])
vector(oneOrOther);
matrix([counted, counted]);
// @ts-expect-error matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
matrix([oneOrOther, oneOrOther]);
tensor(list, [length]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
tensor(list, [anonymous]);
