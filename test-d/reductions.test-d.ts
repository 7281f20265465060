/** Reductions along several axes, which are dropped or kept, and operations along one axis. */
import { type Dim, dim, type Matrix, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const [both, axes]: [[0, 2], number[]] = [[0, 2], [0, 2]];
const [kept, keep]: [true, boolean] = [true, JSON.parse("true")];
const batch = dim("batch", count);
const x = zeros([2, 3, 5]);
const images = zeros([batch, 28, 7]);

// ── sum, mean, max, min, product, variance, standardDeviation, norm, logSumExp, any, all: several axes, which may be kept ──
expectType<Vector<3>>(x.sum([0, 2]));
expectType<Vector<2>>(x.mean([-1, 1]));
expectType<Scalar>(x.max([0, 1, 2]));
expectType<Tensor<[2, 3, 5]>>(x.min([]));
expectType<Vector<Dim<"batch">>>(images.sum([1, 2]));
expectType<Matrix<2, 5>>(x.sum([1], {}));
expectType<Tensor<[1, 3, 1]>>(x.sum([0, 2], { keepDims: true }));
expectType<Tensor<[2, 1, 5]>>(x.mean(1, { keepDims: true }));
expectType<Tensor<[2, 3, 1]>>(x.max(-1, { keepDims: true }));
expectType<Matrix<3, 5>>(x.min(0, { keepDims: false }));
expectType<Tensor<[Dim<"batch">, 1, 1]>>(images.mean([-1, -2], { keepDims: true }));
expectType<Vector<3>>(x.product([0, 2]));
expectType<Tensor<[2, 1, 5]>>(x.product(1, { keepDims: true }));
expectType<Vector<3>>(x.variance([0, 2]));
expectType<Tensor<[2, 1, 5]>>(x.variance(1, { keepDims: true }));
expectType<Vector<3>>(x.standardDeviation([0, 2]));
expectType<Tensor<[2, 1, 5]>>(x.standardDeviation(1, { keepDims: true }));
expectType<Vector<3>>(x.norm([0, 2]));
expectType<Tensor<[2, 1, 5]>>(x.norm(1, { keepDims: true }));
expectType<Vector<3>>(x.logSumExp([0, 2]));
expectType<Tensor<[2, 1, 5]>>(x.logSumExp(1, { keepDims: true }));
expectType<Vector<3>>(x.any([0, 2]));
expectType<Tensor<[2, 1, 5]>>(x.any(1, { keepDims: true }));
expectType<Vector<3>>(x.all([0, 2]));
expectType<Tensor<[2, 1, 5]>>(x.all(1, { keepDims: true }));

x.sum([0, 2]);
// @ts-expect-error sum: [2, 3, 5] has no axis 3
x.sum([0, 3]);
x.mean([0, -1]);
// @ts-expect-error mean: [2, 3, 5] has no axis -4
x.mean([0, -4]);
x.max([0, -1]);
// @ts-expect-error max: axis -3 of [2, 3, 5] is given twice
x.max([0, -3]);
x.min([0, 1]);
// @ts-expect-error min: axis 1 of [2, 3, 5] is given twice
x.min([1, 1]);
images.sum([0, 1]);
// @ts-expect-error sum: axis 0 of [batch, 28, 7] is given twice
images.sum([0, 0]);
x.sum(both);
// @ts-expect-error sum: the axes have to be literal numbers
x.sum(axes);
x.mean(1, { keepDims: true });
// @ts-expect-error mean: [2, 3, 5] has no axis 3
x.mean(3, { keepDims: true });
x.sum(1, { keepDims: kept });
// @ts-expect-error sum: keepDims has to be literally true or false
x.sum(1, { keepDims: keep });
x.product([0, -1]);
// @ts-expect-error product: axis -3 of [2, 3, 5] is given twice
x.product([0, -3]);
images.product([0, 1]);
// @ts-expect-error product: [batch, 28, 7] has no axis 3
images.product([0, 3]);
x.product(1, { keepDims: kept });
// @ts-expect-error product: keepDims has to be literally true or false
x.product(1, { keepDims: keep });
x.variance([0, -1]);
// @ts-expect-error variance: axis -3 of [2, 3, 5] is given twice
x.variance([0, -3]);
images.variance([0, 1]);
// @ts-expect-error variance: [batch, 28, 7] has no axis 3
images.variance([0, 3]);
x.variance(1, { keepDims: kept });
// @ts-expect-error variance: keepDims has to be literally true or false
x.variance(1, { keepDims: keep });
x.standardDeviation([0, -1]);
// @ts-expect-error standardDeviation: axis -3 of [2, 3, 5] is given twice
x.standardDeviation([0, -3]);
images.standardDeviation([0, 1]);
// @ts-expect-error standardDeviation: [batch, 28, 7] has no axis 3
images.standardDeviation([0, 3]);
x.standardDeviation(1, { keepDims: kept });
// @ts-expect-error standardDeviation: keepDims has to be literally true or false
x.standardDeviation(1, { keepDims: keep });
x.norm([0, -1]);
// @ts-expect-error norm: axis -3 of [2, 3, 5] is given twice
x.norm([0, -3]);
images.norm([0, 1]);
// @ts-expect-error norm: [batch, 28, 7] has no axis 3
images.norm([0, 3]);
x.norm(1, { keepDims: kept });
// @ts-expect-error norm: keepDims has to be literally true or false
x.norm(1, { keepDims: keep });
x.logSumExp([0, -1]);
// @ts-expect-error logSumExp: axis -3 of [2, 3, 5] is given twice
x.logSumExp([0, -3]);
images.logSumExp([0, 1]);
// @ts-expect-error logSumExp: [batch, 28, 7] has no axis 3
images.logSumExp([0, 3]);
x.logSumExp(1, { keepDims: kept });
// @ts-expect-error logSumExp: keepDims has to be literally true or false
x.logSumExp(1, { keepDims: keep });
x.any([0, -1]);
// @ts-expect-error any: axis -3 of [2, 3, 5] is given twice
x.any([0, -3]);
images.any([0, 1]);
// @ts-expect-error any: [batch, 28, 7] has no axis 3
images.any([0, 3]);
x.any(1, { keepDims: kept });
// @ts-expect-error any: keepDims has to be literally true or false
x.any(1, { keepDims: keep });
x.all([0, -1]);
// @ts-expect-error all: axis -3 of [2, 3, 5] is given twice
x.all([0, -3]);
images.all([0, 1]);
// @ts-expect-error all: [batch, 28, 7] has no axis 3
images.all([0, 3]);
x.all(1, { keepDims: kept });
// @ts-expect-error all: keepDims has to be literally true or false
x.all(1, { keepDims: keep });

export function several<Batch extends number, Rows extends number, Columns extends number>(
  x: Tensor<[Batch, Rows, Columns]>,
  centre: Vector<Columns>,
) {
  expectType<Vector<Columns>>(x.mean([0, 1]));
  expectType<Tensor<[Batch, 1, Columns]>>(x.sum(1, { keepDims: true }));
  x.mean([0, 1]).add(centre);
  // @ts-expect-error add
  x.mean([0, 2]).add(centre);
  x.max([0, 1]);
  // @ts-expect-error max
  x.max([1, 1]);
  x.product([0, 1]);
  // @ts-expect-error product
  x.product([1, 1]);
  x.variance([0, 1]);
  // @ts-expect-error variance
  x.variance([1, 1]);
  x.standardDeviation([0, 1]);
  // @ts-expect-error standardDeviation
  x.standardDeviation([1, 1]);
  x.norm([0, 1]);
  // @ts-expect-error norm
  x.norm([1, 1]);
  x.logSumExp([0, 1]);
  // @ts-expect-error logSumExp
  x.logSumExp([1, 1]);
  x.any([0, 1]);
  // @ts-expect-error any
  x.any([1, 1]);
  x.all([0, 1]);
  // @ts-expect-error all
  x.all([1, 1]);
}

// ── softmax, logSoftmax, cumulativeSum: along one axis ──
expectType<Tensor<[2, 3, 5]>>(x.softmax(0).logSoftmax(-2));
expectType<Tensor<[2, 3, 5]>>(x.cumulativeSum(1));
expectType<Tensor<[Dim<"batch">, 28, 7]>>(images.softmax(0).cumulativeSum(-1));

x.softmax(2);
// @ts-expect-error softmax: [2, 3, 5] has no axis 3
x.softmax(3);
x.logSoftmax(-3);
// @ts-expect-error logSoftmax: [2, 3, 5] has no axis -4
x.logSoftmax(-4);
x.cumulativeSum(0);
// @ts-expect-error cumulativeSum: [2, 3, 5] has no axis 5
x.cumulativeSum(5);
x.cumulativeSum(0);
// @ts-expect-error cumulativeSum: the axis has to be one literal number
x.cumulativeSum(count);
images.softmax(0);
// @ts-expect-error softmax: [batch, 28, 7] has no axis 3
images.softmax(3);
images.cumulativeSum(-1);
// @ts-expect-error cumulativeSum: [batch, 28, 7] has no axis -4
images.cumulativeSum(-4);
export function along<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>) {
  expectType<Matrix<Rows, Columns>>(x.softmax(0).logSoftmax(1).cumulativeSum(0));
  x.softmax(1);
  // @ts-expect-error softmax
  x.softmax(2);
  x.cumulativeSum(1);
  // @ts-expect-error cumulativeSum
  x.cumulativeSum(2);
}
