/** Sorting, ranks, running results, counts, and random draws. */
import {
  bincount,
  type Dim,
  dim,
  histogram,
  type Matrix,
  random,
  type Scalar,
  type Size,
  searchSorted,
  type Tensor,
  unique,
  type Vector,
  zeros,
} from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const [classNames, text]: ["classes", string] = ["classes", "classes"];
const share: number = JSON.parse("0.3");
const batch = dim("batch", count);
const time = dim("time", count);
const x = zeros([2, 3, 5]);
const images = zeros([batch, 28, 7]);
const [row, single, cube] = [zeros([2]), zeros([]), zeros([2, 3, 5])];
const limits = zeros([time]);
const source = random(7);

// ── sort, argsort: along one axis, by default the last ──
expectType<Tensor<[2, 3, 5]>>(x.sort().argsort());
expectType<Tensor<[Dim<"batch">, 28, 7]>>(images.sort(0).argsort(-1, { descending: true }));

x.sort(2);
// @ts-expect-error sort: [2, 3, 5] has no axis 3
x.sort(3);
x.sort(0);
// @ts-expect-error sort: the axis has to be one literal number
x.sort(count);
row.sort();
// @ts-expect-error this: sort: takes a tensor with at least one axis, not []
single.sort();
images.sort(-3);
// @ts-expect-error sort: [batch, 28, 7] has no axis -4
images.sort(-4);
x.argsort(2);
// @ts-expect-error argsort: [2, 3, 5] has no axis 3
x.argsort(3);
row.argsort();
// @ts-expect-error this: argsort: takes a tensor with at least one axis, not []
single.argsort();
images.argsort(-3);
// @ts-expect-error argsort: [batch, 28, 7] has no axis -4
images.argsort(-4);
export function sorted<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>) {
  expectType<Matrix<Rows, Columns>>(x.sort().argsort(0));
  x.sort(1);
  // @ts-expect-error sort
  x.sort(2);
  x.argsort(1);
  // @ts-expect-error argsort
  x.argsort(2);
}
export function sortedLast<Lead extends number[], Columns extends number>(x: Tensor<[...Lead, Columns]>) {
  expectType<Tensor<[...Lead, Columns]>>(x.sort().argsort(-1));
}

// ── topK: no more entries than the axis has ──
expectType<Tensor<[2, 3, 4]>>(x.topK(4).values);
expectType<Tensor<[2, 1, 5]>>(x.topK(1, 1).indices);
expectType<Tensor<[Dim<"batch">, 28, 3]>>(images.topK(3).values);
expectType<Tensor<[Dim<"time">, 28, 7]>>(images.topK(time, 0).indices);

x.topK(5);
// @ts-expect-error topK: axis -1 of [2, 3, 5] has fewer than 6 entries
x.topK(6);
x.topK(3, 1);
// @ts-expect-error topK: axis 1 of [2, 3, 5] has fewer than 5 entries
x.topK(5, 1);
x.topK(2, 2);
// @ts-expect-error topK: [2, 3, 5] has no axis 3
x.topK(2, 3);
row.topK(0);
// @ts-expect-error topK: takes a tensor with at least one axis, not []
single.topK(0);
images.topK(7);
// @ts-expect-error topK: axis -1 of [batch, 28, 7] has fewer than 8 entries
images.topK(8);
images.topK(time, 0);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
images.topK(count, 0);
export function greatest<Rows extends number, K extends number>(x: Tensor<[Rows, 3]>, k: Size<K>) {
  expectType<Matrix<K, 3>>(x.topK(k, 0).values);
  expectType<Matrix<Rows, K>>(x.topK(k).values);
  x.topK(2, 1);
  // @ts-expect-error fewerEntries<"topK", [Rows, 3], 1, 5>
  x.topK(5, 1);
}

// ── takeAlong: indices of the same sizes, except along the axis ──
expectType<Tensor<[2, 7, 5]>>(x.takeAlong(zeros([2, 7, 5]), 1));
expectType<Tensor<[2, 3, 1]>>(x.takeAlong(x.argmax(-1).expandDims(2), -1));
expectType<Tensor<[Dim<"time">, 28, 7]>>(images.takeAlong(zeros([time, 28, 7]), 0));

x.takeAlong(zeros([2, 7, 5]), 1);
// @ts-expect-error takeAlong: [2, 3, 5] and the indices, [2, 7, 7], differ in more than axis 1
x.takeAlong(zeros([2, 7, 7]), 1);
x.takeAlong(zeros([2, 3]).expandDims(2), 2);
// @ts-expect-error takeAlong: [2, 3, 5] and the indices, [2, 1, 3], differ in more than axis 2
x.takeAlong(zeros([2, 3]).expandDims(1), 2);
row.takeAlong(row, 0);
// @ts-expect-error takeAlong: [2] and the indices, [], differ in more than axis 0
row.takeAlong(single, 0);
x.takeAlong(x, 0);
// @ts-expect-error takeAlong: [2, 3, 5] has no axis 3
x.takeAlong(x, 3);
images.takeAlong(zeros([batch, 2, 7]), 1);
// @ts-expect-error takeAlong: [batch, 28, 7] and the indices, [time, 2, 7], differ in more than axis 1
images.takeAlong(zeros([time, 2, 7]), 1);
export function picked<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, rows: Matrix<Rows, 1>, columns: Matrix<1, Columns>) {
  expectType<Matrix<Rows, 1>>(x.takeAlong(rows, 1));
  x.takeAlong(rows, 1);
  // @ts-expect-error takeAlong
  x.takeAlong(columns, 1);
}

// ── median, quantile: along axes, which may be kept ──
expectType<Scalar>(x.median());
expectType<Scalar>(x.quantile(0.9));
expectType<Vector<3>>(x.median([0, 2]));
expectType<Tensor<[2, 1, 5]>>(x.median(1, { keepDims: true }));
expectType<Matrix<2, 3>>(x.quantile(0.9, -1));
expectType<Tensor<[1, 3, 1]>>(x.quantile(share, [0, 2], { keepDims: true }));
expectType<Vector<Dim<"batch">>>(images.median([1, 2]));

x.median(2);
// @ts-expect-error median: [2, 3, 5] has no axis 3
x.median(3);
x.median([0, -1]);
// @ts-expect-error median: axis -3 of [2, 3, 5] is given twice
x.median([0, -3]);
images.median([0, 1]);
// @ts-expect-error median: [batch, 28, 7] has no axis 3
images.median([0, 3]);
x.quantile(0.5, 2);
// @ts-expect-error quantile: [2, 3, 5] has no axis 3
x.quantile(0.5, 3);
x.quantile(0.5, [0, -1]);
// @ts-expect-error quantile: axis -3 of [2, 3, 5] is given twice
x.quantile(0.5, [0, -3]);
images.quantile(0.5, [0, 1]);
// @ts-expect-error quantile: [batch, 28, 7] has no axis 3
images.quantile(0.5, [0, 3]);
export function ranks<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>) {
  expectType<Vector<Columns>>(x.median(0));
  expectType<Matrix<Rows, 1>>(x.quantile(0.9, 1, { keepDims: true }));
  x.median([0, 1]);
  // @ts-expect-error median
  x.median([1, 1]);
  x.quantile(0.5, [0, 1]);
  // @ts-expect-error quantile
  x.quantile(0.5, [1, 1]);
}

// ── cumulativeProduct, cumulativeMax, cumulativeMin: along one axis ──
expectType<Tensor<[2, 3, 5]>>(x.cumulativeProduct(1).cumulativeMax(0).cumulativeMin(-1));

x.cumulativeProduct(0);
// @ts-expect-error cumulativeProduct: [2, 3, 5] has no axis 5
x.cumulativeProduct(5);
images.cumulativeProduct(-1);
// @ts-expect-error cumulativeProduct: [batch, 28, 7] has no axis -4
images.cumulativeProduct(-4);
x.cumulativeMax(0);
// @ts-expect-error cumulativeMax: [2, 3, 5] has no axis 5
x.cumulativeMax(5);
images.cumulativeMax(-1);
// @ts-expect-error cumulativeMax: [batch, 28, 7] has no axis -4
images.cumulativeMax(-4);
x.cumulativeMin(0);
// @ts-expect-error cumulativeMin: [2, 3, 5] has no axis 5
x.cumulativeMin(5);
images.cumulativeMin(-1);
// @ts-expect-error cumulativeMin: [batch, 28, 7] has no axis -4
images.cumulativeMin(-4);
export function running<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>) {
  expectType<Matrix<Rows, Columns>>(x.cumulativeProduct(0).cumulativeMax(0).cumulativeMin(1));
  x.cumulativeProduct(1);
  // @ts-expect-error cumulativeProduct
  x.cumulativeProduct(2);
  x.cumulativeMax(1);
  // @ts-expect-error cumulativeMax
  x.cumulativeMax(2);
  x.cumulativeMin(1);
  // @ts-expect-error cumulativeMin
  x.cumulativeMin(2);
}

// ── searchSorted: a vector, and values of any shape ──
expectType<Tensor<[2, 3, 5]>>(searchSorted(zeros([7]), x));
expectType<Tensor<[Dim<"batch">, 28, 7]>>(searchSorted(zeros([time]), images, { side: "right" }));

searchSorted(row, cube);
// @ts-expect-error searchSorted: takes a vector, not [2, 3, 5]
searchSorted(cube, cube);
searchSorted(limits, x);
// @ts-expect-error searchSorted: takes a vector, not [batch, 28, 7]
searchSorted(images, x);
export function places<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, v: Vector<Columns>) {
  expectType<Matrix<Rows, Columns>>(searchSorted(v, x));
  searchSorted(v, x);
  // @ts-expect-error searchSorted
  searchSorted(x, x);
}

// ── unique: its size gets a name ──
expectType<Vector<Dim<"classes">>>(unique(x, classNames));
expectType<Vector<Dim<"classes">>>(unique(images, "classes"));

unique(x, classNames);
// @ts-expect-error dim: the name must be a literal string
unique(x, text);
unique(images, classNames);
// @ts-expect-error dim: the name must be a literal string
unique(images, text);
export function distinct<Rows extends number>(x: Vector<Rows>) {
  expectType<Vector<Dim<"distinct">>>(unique(x, "distinct"));
  unique(x, classNames);
  // @ts-expect-error dim: the name must be a literal string
  unique(x, text);
}

// ── bincount: the number of classes is a size ──
expectType<Vector<5>>(bincount([1, 0, 4], 5));
expectType<Vector<Dim<"time">>>(bincount(images, time));
expectType<Vector<3>>(bincount(new Uint8Array([1, 2]), 3));

bincount([1, 0], 5);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
bincount([1, 0], 2.5);
bincount(images, time);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
bincount(images, count);
export function counts<Rows extends number, N extends number>(x: Vector<Rows>, classes: Size<N>, some: number) {
  expectType<Vector<N>>(bincount(x, classes));
  bincount(x, classes);
  // @ts-expect-error a size known only at run time needs a name: dim(name, size)
  bincount(x, some);
}

// ── histogram: at least one bin, and one more edge ──
expectType<Vector<5>>(histogram(x, 5).counts);
expectType<Vector<6>>(histogram(x, 5, { high: share }).edges);
expectType<Vector<Dim<"time">>>(histogram(images, time).counts);
expectType<Vector<Dim<"time+1">>>(histogram(images, time).edges);

histogram(x, 1);
// @ts-expect-error histogram: takes at least one bin
histogram(x, 0);
histogram(images, time);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
histogram(images, count);
export function binned<Rows extends number, N extends number>(x: Vector<Rows>, bins: Size<N>) {
  expectType<Vector<N>>(histogram(x, bins).counts);
  histogram(x, 1);
  // @ts-expect-error histogram
  histogram(x, 0);
}

// ── integers, bernoulli: a shape ──
expectType<Matrix<2, 3>>(source.integers(0, count, [2, 3]));
expectType<Matrix<Dim<"batch">, 3>>(source.bernoulli(0.5, [batch, 3]));

source.integers(0, 7, [2]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
source.integers(0, 7, [2.5]);
source.integers(0, 7, [batch]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
source.integers(0, 7, [count]);
source.bernoulli(0.5, [2]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
source.bernoulli(0.5, [2.5]);
source.bernoulli(0.5, [batch]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
source.bernoulli(0.5, [count]);
export function draws<N extends number>(size: Size<N>, some: number) {
  expectType<Vector<N>>(source.integers(0, 7, [size]));
  source.integers(0, 7, [size]);
  // @ts-expect-error a size known only at run time needs a name: dim(name, size)
  source.integers(0, 7, [some]);
  source.bernoulli(0.5, [size]);
  // @ts-expect-error a size known only at run time needs a name: dim(name, size)
  source.bernoulli(0.5, [some]);
}

// ── uniform, normal: nothing, or a shape ──
expectType<number>(source.uniform());
expectType<number>(source.normal());
expectType<Matrix<2, 3>>(source.uniform([2, 3]));
expectType<Matrix<Dim<"batch">, 3>>(source.normal([batch, 3]));
expectType<Scalar>(source.normal([]));

source.uniform([2]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
source.uniform([2.5]);
source.uniform([batch]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
source.uniform([count]);
source.normal([2]);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
source.normal([2.5]);
source.normal([batch]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
source.normal([count]);
export function noise<N extends number>(size: Size<N>, some: number) {
  expectType<Vector<N>>(source.normal([size]));
  source.uniform([size]);
  // @ts-expect-error a size known only at run time needs a name: dim(name, size)
  source.uniform([some]);
  source.normal([size]);
  // @ts-expect-error a size known only at run time needs a name: dim(name, size)
  source.normal([some]);
}

// ── categorical: a class for each row ──
expectType<Matrix<2, 3>>(source.categorical(x));
expectType<Matrix<Dim<"batch">, 28>>(source.categorical(images, { temperature: 0.5 }));
expectType<Scalar>(source.categorical(zeros([7])));

source.categorical(x).add(zeros([3]));
// @ts-expect-error add: [5] does not fit the end of [2, 3]
source.categorical(x).add(zeros([5]));
source.categorical(images).add(zeros([28]));
// @ts-expect-error add: [7] does not fit the end of [batch, 28]
source.categorical(images).add(zeros([7]));
export function sampled<Rows extends number, Columns extends number>(x: Matrix<Rows, Columns>, u: Vector<Rows>, v: Vector<Columns>) {
  expectType<Vector<Rows>>(source.categorical(x));
  source.categorical(x).add(u);
  // @ts-expect-error add
  source.categorical(x).add(v);
}
