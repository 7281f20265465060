/** Losses. */
import { dim, type Matrix, zeros } from "conformable";
import { binaryCrossEntropy, crossEntropy, type Evaluation, meanSquaredError } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);

// ── crossEntropy: targets have the shape of the output ──
expectType<Evaluation<[2, 3]>>(crossEntropy.evaluate(zeros([2, 3]), zeros([2, 3])));

crossEntropy.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
crossEntropy.evaluate(zeros([2, 3]), zeros([2, 5]));
crossEntropy.evaluate(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
crossEntropy.evaluate(zeros([batch, 3]), zeros([time, 3]));
export function crossEntropyOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Matrix<N, M>>(crossEntropy.evaluate(output, targets).error);
  crossEntropy.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  crossEntropy.evaluate(output, other);
}

// ── binaryCrossEntropy: targets have the shape of the output ──
expectType<Evaluation<[2, 3]>>(binaryCrossEntropy.evaluate(zeros([2, 3]), zeros([2, 3])));

binaryCrossEntropy.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
binaryCrossEntropy.evaluate(zeros([2, 3]), zeros([2, 5]));
binaryCrossEntropy.evaluate(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
binaryCrossEntropy.evaluate(zeros([batch, 3]), zeros([time, 3]));
export function binaryCrossEntropyOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Matrix<N, M>>(binaryCrossEntropy.evaluate(output, targets).error);
  binaryCrossEntropy.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  binaryCrossEntropy.evaluate(output, other);
}

// ── meanSquaredError: targets have the shape of the output ──
expectType<Evaluation<[2, 3]>>(meanSquaredError.evaluate(zeros([2, 3]), zeros([2, 3])));

meanSquaredError.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
meanSquaredError.evaluate(zeros([2, 3]), zeros([2, 5]));
meanSquaredError.evaluate(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
meanSquaredError.evaluate(zeros([batch, 3]), zeros([time, 3]));
export function meanSquaredErrorOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Matrix<N, M>>(meanSquaredError.evaluate(output, targets).error);
  meanSquaredError.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  meanSquaredError.evaluate(output, other);
}
