/** Matrix products, one for each entry of the leading axes. */
import { type Dim, dim, type Matrix, type Shape, type Tensor, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const x = zeros([2, 3, 5]);
const heads = zeros([batch, 3, 5, 7]);

// ── batchMatmul ──
expectType<Tensor<[2, 3, 7]>>(x.batchMatmul(zeros([2, 5, 7])));
expectType<Matrix<3, 7>>(zeros([3, 5]).batchMatmul(zeros([5, 7])));
expectType<Tensor<[Dim<"batch">, 3, 5, 11]>>(heads.batchMatmul(zeros([batch, 3, 7, 11])));
expectType<Tensor<[2, 3, Dim<"time">]>>(zeros([2, 3, batch]).batchMatmul(zeros([2, batch, time])));

x.batchMatmul(zeros([2, 5, 7]));
// @ts-expect-error batchMatmul: [2, 3, 5] by [2, 3, 7]: the left has 5 columns, the right 3 rows
x.batchMatmul(zeros([2, 3, 7]));
x.batchMatmul(zeros([2, 5, 7]));
// @ts-expect-error batchMatmul: [2, 3, 5] by [11, 5, 7]: the leading axes differ
x.batchMatmul(zeros([11, 5, 7]));
heads.batchMatmul(zeros([batch, 3, 7, 11]));
// @ts-expect-error batchMatmul: [batch, 3, 5, 7] by [time, 3, 7, 11]: the leading axes differ
heads.batchMatmul(zeros([time, 3, 7, 11]));
zeros([2, 3, batch]).batchMatmul(zeros([2, batch, 5]));
// @ts-expect-error batchMatmul: [2, 3, batch] by [2, time, 5]: the left has batch columns, the right time rows
zeros([2, 3, batch]).batchMatmul(zeros([2, time, 5]));
export function attention<Batch extends Shape, Time extends number, Width extends number>(
  queries: Tensor<[...Batch, Time, Width]>,
  keys: Tensor<[...Batch, Width, Time]>,
) {
  expectType<Tensor<[...Batch, Time, Time]>>(queries.batchMatmul(keys));
  queries.batchMatmul(keys);
  // @ts-expect-error batchMatmul
  queries.batchMatmul(queries);
}
