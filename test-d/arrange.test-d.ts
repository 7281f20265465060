/** Reordering, inserting, removing and stretching axes. */
import { type Dim, dim, type Matrix, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const either: 0 | 1 = JSON.parse("1");
const [known, order]: [[1, 0], number[]] = [[1, 0], [1, 0]];
const batch = dim("batch", count);
const time = dim("time", count);
const [x, table, list] = [zeros([2, 3, 5]), zeros([2, 3]), zeros([3])];
const images = zeros([batch, 28, 28]);

// ── permute: every axis once ──
expectType<Tensor<[5, 2, 3]>>(x.permute([2, 0, 1]));
expectType<Tensor<[3, 5, 2]>>(x.permute([-2, -1, 0]));
expectType<Tensor<[28, Dim<"batch">, 28]>>(images.permute([1, 0, 2]));
expectType<Scalar>(zeros([]).permute([]));

x.permute([2, 0, 1]);
// @ts-expect-error permute: axis 0 of [2, 3, 5] is given twice
x.permute([0, 0, 1]);
x.permute([-1, 0, 1]);
// @ts-expect-error permute: axis 2 of [2, 3, 5] is given twice
x.permute([-1, 0, 2]);
x.permute([2, 0, 1]);
// @ts-expect-error permute: [2, 3, 5] has no axis 3
x.permute([2, 0, 3]);
x.permute([-3, -2, -1]);
// @ts-expect-error permute: [2, 3, 5] has no axis -4
x.permute([-4, -2, -1]);
table.permute([1, 0]);
// @ts-expect-error permute: [2, 3, 5] has 3 axes, the order names 2
x.permute([1, 0]);
images.permute([2, 0, 1]);
// @ts-expect-error permute: axis 0 of [batch, 28, 28] is given twice
images.permute([0, 0, 1]);
table.permute(known);
// @ts-expect-error permute: the axes have to be literal numbers
table.permute(order);
table.permute([1, 0]);
// @ts-expect-error permute: the axis has to be one literal number
table.permute([either, 0]);
export function permute<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>) {
  expectType<Matrix<Columns, Rows>>(x.permute([1, 0]));
  x.permute([1, 0]);
  // @ts-expect-error permute
  x.permute([1, 1]);
}

// ── broadcastTo: aligned at the end, the same size or 1 ──
expectType<Tensor<[2, 3, 5]>>(zeros([3, 1]).broadcastTo([2, 3, 5]));
expectType<Matrix<2, 3>>(zeros([]).broadcastTo([2, 3]));
expectType<Matrix<2, 3>>(zeros([2, 3]).broadcastTo([2, 3]));
expectType<Matrix<Dim<"batch">, 3>>(zeros([3]).broadcastTo([batch, 3]));
expectType<Matrix<3, Dim<"batch">>>(zeros([3, 1]).broadcastTo([3, batch]));
expectType<Tensor<[2, Dim<"batch">, 3]>>(zeros([batch, 1]).broadcastTo([2, batch, 3]));

zeros([3, 1]).broadcastTo([2, 3, 5]);
// @ts-expect-error broadcastTo: [3, 1] does not stretch to [2, 7, 5]
zeros([3, 1]).broadcastTo([2, 7, 5]);
list.broadcastTo([3]);
// @ts-expect-error broadcastTo: [2, 3] does not stretch to [3]
table.broadcastTo([3]);
table.broadcastTo([2, 3]);
// @ts-expect-error broadcastTo: [2, 3] does not stretch to [5, 3]
table.broadcastTo([5, 3]);
zeros([batch, 1]).broadcastTo([batch, 3]);
// @ts-expect-error broadcastTo: [batch, 1] does not stretch to [time, 3]
zeros([batch, 1]).broadcastTo([time, 3]);
zeros([3]).broadcastTo([batch, 3]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([3]).broadcastTo([count, 3]);
list.broadcastTo([2, 3]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
list.broadcastTo([2.5, 3]);
export function broadcastTo<Rows extends number, Columns extends number>(
  x: Matrix<Rows, Columns>,
  row: Vector<Columns>,
  column: Vector<Rows>,
) {
  expectType<Matrix<Rows, Columns>>(row.broadcastTo(x.shape));
  expectType<Matrix<Rows, Columns>>(column.expandDims(1).broadcastTo(x.shape));
  row.broadcastTo(x.shape);
  // @ts-expect-error Argument of type
  column.broadcastTo(x.shape);
}

// ── expandDims: a new axis of size 1 ──
expectType<Tensor<[1, 2, 3]>>(zeros([2, 3]).expandDims(0));
expectType<Tensor<[2, 1, 3]>>(zeros([2, 3]).expandDims(-2));
expectType<Tensor<[2, 3, 1]>>(zeros([2, 3]).expandDims(2));
expectType<Matrix<Dim<"batch">, 1>>(zeros([batch]).expandDims(-1));
expectType<Vector<1>>(zeros([]).expandDims(0));

zeros([2, 3]).expandDims(2);
// @ts-expect-error expandDims: [2, 3] has no place 3 for a new axis
zeros([2, 3]).expandDims(3);
zeros([2, 3]).expandDims(-3);
// @ts-expect-error expandDims: [2, 3] has no place -4 for a new axis
zeros([2, 3]).expandDims(-4);
zeros([2, 3]).expandDims(1);
// @ts-expect-error expandDims: the place of the new axis has to be one literal number
zeros([2, 3]).expandDims(count);
zeros([2, 3]).expandDims(1);
// @ts-expect-error expandDims: the place of the new axis has to be one literal number
zeros([2, 3]).expandDims(either);
zeros([batch, 3]).expandDims(2);
// @ts-expect-error expandDims: [batch, 3] has no place 3 for a new axis
zeros([batch, 3]).expandDims(3);
export function expandDims<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>) {
  expectType<Tensor<[Rows, 1, Columns]>>(x.expandDims(1));
  x.expandDims(2);
  // @ts-expect-error expandDims
  x.expandDims(3);
}

// ── squeeze: an axis of size 1 is removed ──
expectType<Matrix<2, 3>>(zeros([2, 1, 3]).squeeze(1));
expectType<Matrix<Dim<"batch">, 3>>(zeros([batch, 3, 1]).squeeze(-1));
expectType<Scalar>(zeros([1]).squeeze(0));

zeros([2, 1, 3]).squeeze(1);
// @ts-expect-error squeeze: axis 2 of [2, 1, 3] has size 3, not 1
zeros([2, 1, 3]).squeeze(2);
zeros([2, 1, 3]).squeeze(-2);
// @ts-expect-error squeeze: axis -3 of [2, 1, 3] has size 2, not 1
zeros([2, 1, 3]).squeeze(-3);
zeros([2, 1]).squeeze(1);
// @ts-expect-error squeeze: [2, 1] has no axis 2
zeros([2, 1]).squeeze(2);
zeros([batch, 1]).squeeze(1);
// @ts-expect-error squeeze: axis 0 of [batch, 1] has size batch, not 1
zeros([batch, 1]).squeeze(0);
zeros([2, 1]).squeeze(1);
// @ts-expect-error squeeze: the axis has to be one literal number
zeros([2, 1]).squeeze(count);
export function squeeze<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>) {
  expectType<Matrix<Rows, Columns>>(x.expandDims(-1).squeeze(-1));
  x.expandDims(0).squeeze(0);
  // @ts-expect-error squeeze
  x.expandDims(0).squeeze(1);
}
