/** Element by element: the left operand keeps its shape; the right one is a number, has it too, or is its trailing part. */
import { type Matrix, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const x = zeros([2, 3, 5]);
expectType<Tensor<[2, 3, 5]>>(x.add(x));
expectType<Tensor<[2, 3, 5]>>(x.subtract(zeros([3, 5])));
expectType<Tensor<[2, 3, 5]>>(x.multiply(zeros([5])));
expectType<Tensor<[2, 3, 5]>>(x.divide(zeros([])));
expectType<Tensor<[2, 3, 5]>>(x.add(7));
expectType<Matrix<2, 3>>(zeros([2, 3]).multiply(zeros([3])));
expectType<Vector<3>>(zeros([3]).subtract(zeros([3])));
expectType<Tensor<[2, 3, 5]>>(x.addBias(zeros([5])));
expectType<Vector<5>>(zeros([5]).addBias(zeros([5])));

expectType<Tensor<[2, 3, 5]>>(x.negate());
expectType<Tensor<[2, 3, 5]>>(x.exp().log().sqrt().square().abs());
expectType<Tensor<[2, 3, 5]>>(x.tanh().sigmoid().relu());
expectType<Tensor<[2, 3, 5]>>(x.softmax().logSoftmax());

x.add(zeros([3, 5]));
// @ts-expect-error add: [3, 7] does not fit the end of [2, 3, 5]
x.add(zeros([3, 7]));
x.subtract(zeros([5]));
// @ts-expect-error subtract: [3] does not fit the end of [2, 3, 5]
x.subtract(zeros([3]));
x.multiply(zeros([2, 3, 5]));
// @ts-expect-error multiply: [2, 5, 5] does not fit the end of [2, 3, 5]
x.multiply(zeros([2, 5, 5]));
x.divide(zeros([3, 5]));
// @ts-expect-error divide: [5, 3] does not fit the end of [2, 3, 5]
x.divide(zeros([5, 3]));
zeros([3]).add(zeros([3]));
// @ts-expect-error add: [2, 3] does not fit the end of [3]
zeros([3]).add(zeros([2, 3]));
zeros([3, 1]).add(zeros([1]));
// @ts-expect-error add: [3] does not fit the end of [3, 1]
zeros([3, 1]).add(zeros([3]));
x.addBias(zeros([5]));
// @ts-expect-error addBias: [3] does not fit the end of [2, 3, 5]
x.addBias(zeros([3]));
x.addBias(zeros([5]));
// @ts-expect-error addBias: takes a vector for the end of [2, 3, 5]
x.addBias(zeros([3, 5]));
