/** Reductions drop the axis that they are given. Reshaping keeps the number of elements. */
import { type Dim, dim, type Matrix, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const axis: number = JSON.parse("1");
const either: 0 | 1 = JSON.parse("1");
const x = zeros([2, 3, 5]);
const batch = dim("batch", axis);
const time = dim("time", axis);

expectType<Scalar>(x.sum());
expectType<Scalar>(x.argmax());
expectType<Matrix<3, 5>>(x.sum(0));
expectType<Matrix<2, 5>>(x.mean(1));
expectType<Matrix<2, 3>>(x.max(2));
expectType<Matrix<2, 3>>(x.min(-1));
expectType<Matrix<3, 5>>(x.argmax(-3));
expectType<Scalar>(zeros([3]).sum(0));
expectType<Vector<Dim<"batch">>>(zeros([batch, 3]).argmax(1));

x.sum(2);
// @ts-expect-error sum: [2, 3, 5] has no axis 3
x.sum(3);
x.mean(-3);
// @ts-expect-error mean: [2, 3, 5] has no axis -4
x.mean(-4);
x.max(1);
// @ts-expect-error max: [2, 3, 5] has no axis 0.5
x.max(0.5);
x.min(1);
// @ts-expect-error min: the axis has to be one literal number
x.min(axis);
x.argmax(1);
// @ts-expect-error argmax: the axis has to be one literal number
x.argmax(either);
zeros([3]).sum(0);
// @ts-expect-error sum: [] has no axis 0
zeros([]).sum(0);

expectType<Matrix<6, 5>>(x.reshape([6, 5]));
expectType<Tensor<[5, 1, 6]>>(x.reshape([5, 1, 6]));
expectType<Matrix<Dim<"batch">, 784>>(zeros([batch, 28, 28]).reshape([batch, 784]));
expectType<Tensor<[28, Dim<"batch">, 28]>>(zeros([batch, 784]).reshape([28, batch, 28]));
expectType<Matrix<Dim<"hidden", 128>, 3>>(zeros([3, 128]).reshape([dim("hidden", 128), 3]));
expectType<Vector<30>>(x.flatten());
expectType<Vector<1>>(zeros([]).flatten());
expectType<Vector<Dim<"batch">>>(zeros([batch]).flatten());
expectType<Vector<0>>(zeros([2, 0, 3]).flatten());

x.reshape([6, 5]);
// @ts-expect-error reshape: [2, 3, 5] has 30 elements, [7, 5] has 35
x.reshape([7, 5]);
x.reshape([15, 2]);
// @ts-expect-error reshape: [2, 3, 5] has 30 elements, [15] has 15
x.reshape([15]);
x.reshape([5, 6]);
// @ts-expect-error a size is a whole number from 0 up, not -1
x.reshape([5, -1]);
x.reshape([5, 6]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
x.reshape([5, axis]);
zeros([batch, 28, 28]).reshape([batch, 784]);
// @ts-expect-error reshape: [batch, 28, 28] to [time, 784]: a size known only by name has to stand on both sides
zeros([batch, 28, 28]).reshape([time, 784]);
// A shape of unknown rank is no shape to count in.
const closed: [2, 3] = [2, 3];
const open: [2, ...3[]] = [2, 3];
const list: number[] = [6];
const known = [15, 2] as const;
zeros(closed).flatten();
// @ts-expect-error this: flatten: [2] has a size known only by name
zeros(open).flatten();
x.reshape(known);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
x.reshape(list);
expectType<Tensor<number[]>>(x.sum(JSON.parse("1")));
zeros([3, 7]).flatten();
// @ts-expect-error this: flatten: [batch, 7] has a size known only by name; reshape it to a shape that keeps the name
zeros([batch, 7]).flatten();

x.at(1, 2, 3);
// @ts-expect-error statement: Expected 3 arguments, but got 2.
x.at(1, 2);
expectType<number[][][]>(x.toArray());
expectType<number>(x.sum().toArray());
expectType<3>(x.rank);
