/** Pooling layers for sequences, with sizes written out and inferred. */
import { dim, type Size, type Tensor, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { averagePool1d, conv1d, dense, globalAveragePool1d, globalMaxPool1d, maxPool1d, type Network, sequential } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const rows = dim("rows", count);
const length = dim("length", 13);
const hidden = dim("hidden", 12);
const large = dim("large", 17);
const small = dim("small", 3);
const plain = [13] as const;
const deep = [13, 3] as const;
const pair = [2, 2] as const;

// ── maxPool1d: the same channels, with fewer steps ──
expectType<Network<[13, 3], [6, 3], readonly []>>(maxPool1d([13, 3], 2));
expectType<[6, 3]>(maxPool1d([13, 3], 3, { stride: 2 }).outputShape);
expectType<Tensor<[2, 6, 3]>>(maxPool1d([13, 3], 2).predict(zeros([2, 13, 3])));

maxPool1d([13, 3], 2);
// @ts-expect-error maxPool1d: a kernel of 17 does not fit into [13, 3] with padding valid
maxPool1d([13, 3], 17);
maxPool1d([13, 3], 2, { stride: 1 });
// @ts-expect-error maxPool1d: the stride has to be one literal number
maxPool1d([13, 3], 2, { stride: pair });
maxPool1d(deep, 2);
// @ts-expect-error maxPool1d: takes [length, width], not [13]
maxPool1d(plain, 2);
maxPool1d([length, 3], 2);
// @ts-expect-error maxPool1d: the size of the output can't be computed from [rows, 3]
maxPool1d([rows, 3], 2);
export function maxPooled1d<C extends number>(own: Size<C>, bare: C) {
  expectType<Network<[13, C], [6, C], readonly []>>(maxPool1d([13, own], 2));
  maxPool1d([13, own], 2);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  maxPool1d([13, bare], 2);
}

// ── averagePool1d: the same channels, with fewer steps ──
expectType<Network<[13, 3], [6, 3], readonly []>>(averagePool1d([13, 3], 2));
expectType<[11, 3]>(averagePool1d([13, 3], 3, { stride: 1 }).outputShape);

averagePool1d([13, 3], 2);
// @ts-expect-error averagePool1d: a kernel of 17 does not fit into [13, 3] with padding valid
averagePool1d([13, 3], 17);
averagePool1d([13, 3], 2, { stride: 1 });
// @ts-expect-error averagePool1d: the stride has to be one literal number
averagePool1d([13, 3], 2, { stride: count });
averagePool1d(deep, 2);
// @ts-expect-error averagePool1d: takes [length, width], not [13]
averagePool1d(plain, 2);
averagePool1d([length, 3], 2);
// @ts-expect-error averagePool1d: the size of the output can't be computed from [rows, 3]
averagePool1d([rows, 3], 2);
export function averagePooled1d<C extends number>(own: Size<C>, bare: C) {
  expectType<Network<[13, C], [6, C], readonly []>>(averagePool1d([13, own], 2));
  averagePool1d([13, own], 2);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  averagePool1d([13, bare], 2);
}

// ── globalAveragePool1d: a number for each channel ──
expectType<Network<[13, 3], [3], readonly []>>(globalAveragePool1d([13, 3]));
expectType<Tensor<[2, 3]>>(globalAveragePool1d([13, 3]).predict(zeros([2, 13, 3])));

sequential(conv1d([13, 3], 5, 3), globalAveragePool1d([11, 5]));
// @ts-expect-error sequential: layer 2 takes [11, 3], but layer 1 gives [11, 5]
sequential(conv1d([13, 3], 5, 3), globalAveragePool1d([11, 3]));
globalAveragePool1d(deep);
// @ts-expect-error globalAveragePool1d: takes [length, width], not [13]
globalAveragePool1d(plain);
globalAveragePool1d([rows, 3]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
globalAveragePool1d([count, 3]);
export function globalAveragePool1dOf<C extends number>(size: Size<C>, bare: C) {
  expectType<Network<[13, C], [C], readonly []>>(globalAveragePool1d([13, size]));
  globalAveragePool1d([13, size]);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  globalAveragePool1d([13, bare]);
}

// ── globalMaxPool1d: a number for each channel ──
expectType<Network<[13, 3], [3], readonly []>>(globalMaxPool1d([13, 3]));
expectType<Tensor<[2, 3]>>(globalMaxPool1d([13, 3]).predict(zeros([2, 13, 3])));

sequential(conv1d([13, 3], 5, 3), globalMaxPool1d([11, 5]));
// @ts-expect-error sequential: layer 2 takes [11, 3], but layer 1 gives [11, 5]
sequential(conv1d([13, 3], 5, 3), globalMaxPool1d([11, 3]));
globalMaxPool1d(deep);
// @ts-expect-error globalMaxPool1d: takes [length, width], not [13]
globalMaxPool1d(plain);
globalMaxPool1d([rows, 3]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
globalMaxPool1d([count, 3]);
export function globalMaxPool1dOf<C extends number>(size: Size<C>, bare: C) {
  expectType<Network<[13, C], [C], readonly []>>(globalMaxPool1d([13, size]));
  globalMaxPool1d([13, size]);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  globalMaxPool1d([13, bare]);
}

// ── inferred.maxPool1d, inferred.averagePool1d: sequences of any channels ──
expectType<readonly [6, 3]>(inferred.sequential([13, 3], inferred.maxPool1d(2)).shapes[1]);
expectType<[2, 11, 3]>(inferred.sequential([2, 13, 3], inferred.averagePool1d(3, { stride: 1 })).outputShape);

inferred.sequential([13, 3], inferred.maxPool1d(3));
// @ts-expect-error maxPool1d: a kernel of 17 does not fit into [13, 3] with padding valid
inferred.sequential([13, 3], inferred.maxPool1d(17));
inferred.maxPool1d(2, { stride: 3 });
// @ts-expect-error maxPool1d: the stride has to be one literal number
inferred.maxPool1d(2, { stride: count });
inferred.sequential([13, 3], inferred.averagePool1d(3));
// @ts-expect-error averagePool1d: a kernel of 17 does not fit into [13, 3] with padding valid
inferred.sequential([13, 3], inferred.averagePool1d(17));
inferred.sequential([13, 3], inferred.maxPool1d(small));
// @ts-expect-error maxPool1d: a kernel of large=17 does not fit into [13, 3] with padding valid
inferred.sequential([13, 3], inferred.maxPool1d(large));
inferred.sequential([13, 3], inferred.averagePool1d(small));
// @ts-expect-error averagePool1d: a kernel of large=17 does not fit into [13, 3] with padding valid
inferred.sequential([13, 3], inferred.averagePool1d(large));
inferred.sequential([length, 3], inferred.averagePool1d(2));
// @ts-expect-error averagePool1d: the size of the output can't be computed from [rows, 3]
inferred.sequential([rows, 3], inferred.averagePool1d(2));
export function pooled1dOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  inferred.sequential([13, n], inferred.maxPool1d(3), inferred.averagePool1d(2, { stride: 1 }), dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  inferred.sequential([13, n], inferred.maxPool1d(3), inferred.averagePool1d(2, { stride: 1 }), dense(m, 2));
}

// ── inferred.globalAveragePool1d, inferred.globalMaxPool1d: one number of each channel ──
expectType<[3]>(inferred.sequential([13, 3], inferred.globalAveragePool1d()).outputShape);
expectType<[2, 3]>(inferred.sequential([2, 13, 3], inferred.globalMaxPool1d()).outputShape);

inferred.sequential([13, 3], inferred.globalAveragePool1d(), dense(3, 2));
// @ts-expect-error sequential: layer 2 takes [7], but [3] reaches it
inferred.sequential([13, 3], inferred.globalAveragePool1d(), dense(7, 2));
inferred.sequential(deep, inferred.globalMaxPool1d());
// @ts-expect-error globalMaxPool1d: takes [length, width], but [13] reaches it
inferred.sequential(plain, inferred.globalMaxPool1d());
inferred.sequential(deep, inferred.globalAveragePool1d());
// @ts-expect-error globalAveragePool1d: takes [length, width], but [13] reaches it
inferred.sequential(plain, inferred.globalAveragePool1d());
inferred.sequential([13, hidden], inferred.globalAveragePool1d(), dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [hidden=12] reaches it
inferred.sequential([13, hidden], inferred.globalAveragePool1d(), dense(12, 2));
inferred.sequential([13, hidden], inferred.globalMaxPool1d(), dense(hidden, 2));
// @ts-expect-error sequential: layer 2 takes [12], but [hidden=12] reaches it
inferred.sequential([13, hidden], inferred.globalMaxPool1d(), dense(12, 2));
export function pooledWhole1dOn<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  inferred.sequential([5, n], inferred.globalAveragePool1d(), dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  inferred.sequential([5, n], inferred.globalAveragePool1d(), dense(m, 2));
  inferred.sequential([5, n], inferred.globalMaxPool1d(), dense(n, 2));
  // @ts-expect-error layersFitWhatReachesThem<
  inferred.sequential([5, n], inferred.globalMaxPool1d(), dense(m, 2));
}
