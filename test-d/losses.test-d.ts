/** Losses. */
import { dim, type Matrix, ones, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import {
  absoluteError, binaryCrossEntropy, type ClassLoss, cosineDistance, crossEntropy, type DifferentiableLoss, type Evaluation, hinge, huber, kullbackLeibler, meanSquaredError,
} from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);

// ── crossEntropy: targets have the shape of the output, or are class numbers without its last axis ──
expectType<Evaluation<[2, 3]>>(crossEntropy.evaluate(zeros([2, 3]), zeros([2, 3])));
expectType<Evaluation<[2, 3]>>(crossEntropy.evaluate(zeros([2, 3]), zeros([2])));
expectType<Evaluation<[3]>>(crossEntropy.evaluate(zeros([3]), zeros([])));
expectType<Tensor<[2, 5, 3]>>(crossEntropy.evaluate(zeros([2, 5, 3]), zeros([2, 5])).error);

crossEntropy.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error crossEntropy: the output is [2, 3], the targets are [2, 5]
crossEntropy.evaluate(zeros([2, 3]), zeros([2, 5]));
crossEntropy.evaluate(zeros([2, 3]), zeros([2]));
// @ts-expect-error crossEntropy: the output is [2, 3], the targets are [3]
crossEntropy.evaluate(zeros([2, 3]), zeros([3]));
crossEntropy.evaluate(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error crossEntropy: the output is [batch, 3], the targets are [time, 3]
crossEntropy.evaluate(zeros([batch, 3]), zeros([time, 3]));
crossEntropy.evaluate(zeros([batch, 3]), zeros([batch]));
// @ts-expect-error crossEntropy: the output is [batch, 3], the targets are [time]
crossEntropy.evaluate(zeros([batch, 3]), zeros([time]));
export function crossEntropyOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  expectType<Matrix<N, M>>(crossEntropy.evaluate(output, targets).error);
  expectType<Matrix<N, M>>(crossEntropy.evaluate(output, classes).error);
  crossEntropy.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  crossEntropy.evaluate(output, other);
  crossEntropy.evaluate(output, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  crossEntropy.evaluate(output, others);
}

// ── crossEntropy: as a tensor, targets have the shape of the output, or are class numbers without its last axis ──
expectType<Scalar>(crossEntropy.of(zeros([2, 3]), zeros([2, 3])));
expectType<Scalar>(crossEntropy.of(zeros([2, 3]), zeros([2])));
expectType<Scalar>(crossEntropy.of(zeros([3]), zeros([])));
expectType<Scalar>(crossEntropy.of(zeros([2, 5, 3]), zeros([2, 5])));

crossEntropy.of(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error crossEntropy: the output is [2, 3], the targets are [2, 5]
crossEntropy.of(zeros([2, 3]), zeros([2, 5]));
crossEntropy.of(zeros([2, 3]), zeros([2]));
// @ts-expect-error crossEntropy: the output is [2, 3], the targets are [3]
crossEntropy.of(zeros([2, 3]), zeros([3]));
crossEntropy.of(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error crossEntropy: the output is [batch, 3], the targets are [time, 3]
crossEntropy.of(zeros([batch, 3]), zeros([time, 3]));
crossEntropy.of(zeros([batch, 3]), zeros([batch]));
// @ts-expect-error crossEntropy: the output is [batch, 3], the targets are [time]
crossEntropy.of(zeros([batch, 3]), zeros([time]));
export function crossEntropyAsATensor<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  expectType<Scalar>(crossEntropy.of(output, targets));
  expectType<Scalar>(crossEntropy.of(output, classes));
  crossEntropy.of(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  crossEntropy.of(output, other);
  crossEntropy.of(output, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  crossEntropy.of(output, others);
}

// ── crossEntropy: as many weights as classes ──
expectType<ClassLoss<3>>(crossEntropy({ classWeights: zeros([3]) }));
expectType<ClassLoss>(crossEntropy({ ignore: -1, labelSmoothing: 0.1, reduction: "sum" }));
expectType<DifferentiableLoss>(huber({ delta: 2 }));
expectType<DifferentiableLoss>(hinge({ reduction: "sum" }));
const [three, square, named, table] = [zeros([3]), zeros([2, 5]), zeros([batch]), zeros([time, 3])];

crossEntropy({ classWeights: three });
// @ts-expect-error crossEntropy: classWeights are a vector, not [2, 5]
crossEntropy({ classWeights: square });
crossEntropy({ classWeights: named });
// @ts-expect-error crossEntropy: classWeights are a vector, not [time, 3]
crossEntropy({ classWeights: table });
export function crossEntropyWith<N extends number, M extends number>(classWeights: Vector<N>, others: Matrix<M, N>) {
  expectType<ClassLoss<N>>(crossEntropy({ classWeights }));
  crossEntropy({ classWeights: classWeights });
  // @ts-expect-error Type 'Matrix<M, N>' is not assignable to type
  crossEntropy({ classWeights: others });
}

// ── crossEntropy: as a tensor, as many classes as weights ──
const [weighed, weighedByName] = [crossEntropy({ classWeights: three }), crossEntropy({ classWeights: named })];
expectType<Scalar>(weighed.of(zeros([2, 3]), zeros([2])));

weighed.of(zeros([2, 3]), zeros([2]));
// @ts-expect-error crossEntropy: the loss has weights for 3 classes, but an output is [2, 5]
weighed.of(zeros([2, 5]), zeros([2]));
weighedByName.of(zeros([2, batch]), zeros([2]));
// @ts-expect-error crossEntropy: the loss has weights for batch classes, but an output is [2, time]
weighedByName.of(zeros([2, time]), zeros([2]));
export function crossEntropyWithWeights<N extends number, M extends number>(classWeights: Vector<N>, output: Matrix<M, N>, other: Matrix<N, M>, rows: Matrix<M, N>) {
  const loss = crossEntropy({ classWeights });
  expectType<Scalar>(loss.of(output, rows));
  loss.of(output, rows);
  // @ts-expect-error Argument of type 'Matrix<N, M>' is not assignable to parameter of type
  loss.of(other, rows);
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

// ── binaryCrossEntropy: as a tensor, targets have the shape of the output ──
expectType<Scalar>(binaryCrossEntropy.of(zeros([2, 3]), zeros([2, 3])));

binaryCrossEntropy.of(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
binaryCrossEntropy.of(zeros([2, 3]), zeros([2, 5]));
binaryCrossEntropy.of(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
binaryCrossEntropy.of(zeros([batch, 3]), zeros([time, 3]));
export function binaryCrossEntropyAsATensor<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Scalar>(binaryCrossEntropy.of(output, targets));
  binaryCrossEntropy.of(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  binaryCrossEntropy.of(output, other);
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

// ── meanSquaredError: as a tensor, targets have the shape of the output ──
expectType<Scalar>(meanSquaredError.of(zeros([2, 3]), zeros([2, 3])));

meanSquaredError.of(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
meanSquaredError.of(zeros([2, 3]), zeros([2, 5]));
meanSquaredError.of(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
meanSquaredError.of(zeros([batch, 3]), zeros([time, 3]));
export function meanSquaredErrorAsATensor<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Scalar>(meanSquaredError.of(output, targets));
  meanSquaredError.of(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  meanSquaredError.of(output, other);
}

// ── absoluteError: targets have the shape of the output ──
expectType<Evaluation<[2, 3]>>(absoluteError.evaluate(zeros([2, 3]), zeros([2, 3])));

absoluteError.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
absoluteError.evaluate(zeros([2, 3]), zeros([2, 5]));
absoluteError.evaluate(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
absoluteError.evaluate(zeros([batch, 3]), zeros([time, 3]));
export function absoluteErrorOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Matrix<N, M>>(absoluteError.evaluate(output, targets).error);
  absoluteError.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  absoluteError.evaluate(output, other);
}

// ── absoluteError: as a tensor, targets have the shape of the output ──
expectType<Scalar>(absoluteError.of(zeros([2, 3]), zeros([2, 3])));

absoluteError.of(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
absoluteError.of(zeros([2, 3]), zeros([2, 5]));
absoluteError.of(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
absoluteError.of(zeros([batch, 3]), zeros([time, 3]));
export function absoluteErrorAsATensor<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Scalar>(absoluteError.of(output, targets));
  absoluteError.of(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  absoluteError.of(output, other);
}

// ── huber: targets have the shape of the output ──
expectType<Evaluation<[2, 3]>>(huber.evaluate(zeros([2, 3]), zeros([2, 3])));

huber.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
huber.evaluate(zeros([2, 3]), zeros([2, 5]));
huber.evaluate(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
huber.evaluate(zeros([batch, 3]), zeros([time, 3]));
export function huberOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Matrix<N, M>>(huber.evaluate(output, targets).error);
  huber.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  huber.evaluate(output, other);
}

// ── huber: as a tensor, targets have the shape of the output ──
expectType<Scalar>(huber.of(zeros([2, 3]), zeros([2, 3])));

huber.of(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
huber.of(zeros([2, 3]), zeros([2, 5]));
huber.of(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
huber.of(zeros([batch, 3]), zeros([time, 3]));
export function huberAsATensor<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Scalar>(huber.of(output, targets));
  huber.of(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  huber.of(output, other);
}

// ── hinge: targets have the shape of the output ──
expectType<Evaluation<[2, 3]>>(hinge.evaluate(zeros([2, 3]), ones([2, 3])));

hinge.evaluate(zeros([2, 3]), ones([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
hinge.evaluate(zeros([2, 3]), ones([2, 5]));
hinge.evaluate(zeros([batch, 3]), ones([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
hinge.evaluate(zeros([batch, 3]), ones([time, 3]));
export function hingeOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Matrix<N, M>>(hinge.evaluate(output, targets).error);
  hinge.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  hinge.evaluate(output, other);
}

// ── hinge: as a tensor, targets have the shape of the output ──
expectType<Scalar>(hinge.of(zeros([2, 3]), ones([2, 3])));

hinge.of(zeros([2, 3]), ones([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
hinge.of(zeros([2, 3]), ones([2, 5]));
hinge.of(zeros([batch, 3]), ones([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
hinge.of(zeros([batch, 3]), ones([time, 3]));
export function hingeAsATensor<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Scalar>(hinge.of(output, targets));
  hinge.of(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  hinge.of(output, other);
}

// ── kullbackLeibler: targets have the shape of the output ──
expectType<Evaluation<[2, 3]>>(kullbackLeibler.evaluate(zeros([2, 3]), zeros([2, 3])));

kullbackLeibler.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
kullbackLeibler.evaluate(zeros([2, 3]), zeros([2, 5]));
kullbackLeibler.evaluate(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
kullbackLeibler.evaluate(zeros([batch, 3]), zeros([time, 3]));
export function kullbackLeiblerOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Matrix<N, M>>(kullbackLeibler.evaluate(output, targets).error);
  kullbackLeibler.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  kullbackLeibler.evaluate(output, other);
}

// ── kullbackLeibler: as a tensor, targets have the shape of the output ──
expectType<Scalar>(kullbackLeibler.of(zeros([2, 3]), zeros([2, 3])));

kullbackLeibler.of(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
kullbackLeibler.of(zeros([2, 3]), zeros([2, 5]));
kullbackLeibler.of(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
kullbackLeibler.of(zeros([batch, 3]), zeros([time, 3]));
export function kullbackLeiblerAsATensor<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Scalar>(kullbackLeibler.of(output, targets));
  kullbackLeibler.of(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  kullbackLeibler.of(output, other);
}

// ── cosineDistance: targets have the shape of the output ──
expectType<Evaluation<[2, 3]>>(cosineDistance.evaluate(zeros([2, 3]), zeros([2, 3])));

cosineDistance.evaluate(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
cosineDistance.evaluate(zeros([2, 3]), zeros([2, 5]));
cosineDistance.evaluate(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
cosineDistance.evaluate(zeros([batch, 3]), zeros([time, 3]));
export function cosineDistanceOf<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Matrix<N, M>>(cosineDistance.evaluate(output, targets).error);
  cosineDistance.evaluate(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  cosineDistance.evaluate(output, other);
}

// ── cosineDistance: as a tensor, targets have the shape of the output ──
expectType<Scalar>(cosineDistance.of(zeros([2, 3]), zeros([2, 3])));

cosineDistance.of(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
cosineDistance.of(zeros([2, 3]), zeros([2, 5]));
cosineDistance.of(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
cosineDistance.of(zeros([batch, 3]), zeros([time, 3]));
export function cosineDistanceAsATensor<N extends number, M extends number>(output: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  expectType<Scalar>(cosineDistance.of(output, targets));
  cosineDistance.of(output, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  cosineDistance.of(output, other);
}
