/** Products: matmul, outer, dot, transpose. */
import { contractBatch, type Matrix, type Scalar, sumBatch, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

// `[...Lead, Inner]` by `[Inner]` or `[Inner, Columns]`.
expectType<Matrix<2, 5>>(zeros([2, 3]).matmul(zeros([3, 5])));
expectType<Vector<2>>(zeros([2, 3]).matmul(zeros([3])));
expectType<Vector<5>>(zeros([3]).matmul(zeros([3, 5])));
expectType<Scalar>(zeros([3]).matmul(zeros([3])));
expectType<Tensor<[7, 2, 5]>>(zeros([7, 2, 3]).matmul(zeros([3, 5])));
expectType<Matrix<7, 2>>(zeros([7, 2, 3]).matmul(zeros([3])));
expectType<Matrix<3, 2>>(zeros([2, 3]).transpose());
expectType<Matrix<2, 3>>(zeros([2]).outer(zeros([3])));
expectType<Scalar>(zeros([3]).dot(zeros([3])));
expectType<Matrix<3, 5>>(contractBatch(zeros([7, 3]), zeros([7, 5])));
expectType<Matrix<3, 5>>(contractBatch(zeros([3]), zeros([5])));
expectType<Matrix<3, 5>>(contractBatch(zeros([2, 7, 3]), zeros([2, 7, 5])));
expectType<Vector<5>>(sumBatch(zeros([2, 7, 5])));

zeros([2, 3]).matmul(zeros([3, 5]));
// @ts-expect-error matmul: [2, 3] by [7, 5]: the left has 3 columns, the right 7 rows
zeros([2, 3]).matmul(zeros([7, 5]));
zeros([2, 3]).matmul(zeros([3]));
// @ts-expect-error matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows
zeros([2, 3]).matmul(zeros([2]));
zeros([3]).matmul(zeros([3, 5]));
// @ts-expect-error matmul: [3] by [5, 5]: the left has 3 columns, the right 5 rows
zeros([3]).matmul(zeros([5, 5]));
zeros([7, 2, 3]).matmul(zeros([3, 5]));
// @ts-expect-error matmul: [7, 2, 3] by [2, 5]: the left has 3 columns, the right 2 rows
zeros([7, 2, 3]).matmul(zeros([2, 5]));
zeros([2, 3]).matmul(zeros([2, 3]).transpose());
// @ts-expect-error matmul: [2, 3] by [2, 3]: the left has 3 columns, the right 2 rows
zeros([2, 3]).matmul(zeros([2, 3]));
zeros([2, 3]).matmul(zeros([3, 5]));
// @ts-expect-error matmul: [2, 3] by what is neither a vector nor a matrix
zeros([2, 3]).matmul(zeros([3, 5, 7]));
zeros([2, 3]).matmul(zeros([3]));
// @ts-expect-error matmul: [2, 3] by what is neither a vector nor a matrix
zeros([2, 3]).matmul(zeros([]));
zeros([3]).matmul(zeros([3]));
// @ts-expect-error this: 'Tensor<[]>' is not assignable to method's 'this' of type 'Tensor<[...number[], number]>'
zeros([]).matmul(zeros([3]));

zeros([2, 3]).transpose();
// @ts-expect-error this: transpose: takes a matrix, not [2, 3, 5]
zeros([2, 3, 5]).transpose();
zeros([2, 3]).transpose();
// @ts-expect-error this: transpose: takes a matrix, not [3]
zeros([3]).transpose();

zeros([2]).outer(zeros([3]));
// @ts-expect-error outer: takes a vector, not [3, 5]
zeros([2]).outer(zeros([3, 5]));
zeros([2]).outer(zeros([3]));
// @ts-expect-error this: outer: takes a vector, not [2, 5]
zeros([2, 5]).outer(zeros([3]));

zeros([3]).dot(zeros([3]));
// @ts-expect-error dot: [3] by [5]: the shapes differ
zeros([3]).dot(zeros([5]));
zeros([3]).dot(zeros([3]));
// @ts-expect-error this: dot: takes a vector, not [3, 5]
zeros([3, 5]).dot(zeros([3]));

contractBatch(zeros([7, 3]), zeros([7, 5]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[7, 5]>'
contractBatch(zeros([7, 3]), zeros([2, 5]));
