/** Custom layers and image layers: their outputs, and what they refuse. */
import { type Dim, dim, type Size, type Tensor, type Vector, zeros } from "conformable";
import { averagePool2d, type Conv2dParameters, conv2d, flatten, globalAveragePool2d, globalMaxPool2d, groupNorm, layer, maxPool2d, type Network, type NormalizationParameters, reshape, sequential } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const rows = dim("rows", count);
const height = dim("height", 11);
const channels = dim("channels", 3);
const hidden = dim("hidden", 7);

// ── layer: any function of tensors ──
expectType<Network<[5], [3], { w: Tensor<[3, 5]> }>>(layer({ w: zeros([3, 5]) }, [5], [3], (p, x) => x.matmul(p.w.transpose())));
expectType<Tensor<[2, 3]>>(layer({ w: zeros([3, 5]) }, [5], [3], (p, x) => x.matmul(p.w.transpose())).predict(zeros([2, 5])));

layer({ w: zeros([5, 3]) }, [5], [3], (p, x) => x.matmul(p.w));
// @ts-expect-error matmulSizesDiffer<[Examples, 5], 5, [7, 3], 7>
layer({ w: zeros([7, 3]) }, [5], [3], (p, x) => x.matmul(p.w));
layer({ w: zeros([5, 3]) }, [5], [3], (p, x) => x.matmul(p.w));
// @ts-expect-error statement: Type 'Tensor<[Examples, 3]>' is not assignable to type 'Tensor<[Examples, 7]>'
layer({ w: zeros([5, 3]) }, [5], [7], (p, x) => x.matmul(p.w));
layer({ b: zeros([hidden]) }, [hidden], [hidden], (p, x) => x.add(p.b));
// @ts-expect-error doesNotFitTheEnd<"add", [Examples, Dim<"hidden", 7>], [7]>
layer({ b: zeros([7]) }, [hidden], [hidden], (p, x) => x.add(p.b));
export function layerOf<N extends number, M extends number>(size: Size<N>, own: Vector<N>, other: Vector<M>) {
  expectType<Network<[N], [N], { b: Vector<N> }>>(layer({ b: own }, [size], [size], (p, x) => x.add(p.b)));
  layer({ b: own }, [size], [size], (p, x) => x.add(p.b));
  // @ts-expect-error add
  layer({ b: other }, [size], [size], (p, x) => x.add(p.b));
}

// ── conv2d: ⌊(n + 2p − k) / s⌋ + 1 places along each axis ──
expectType<Network<[11, 13, 3], [9, 11, 5], Conv2dParameters<3, 3, 5>>>(conv2d([11, 13, 3], 5, 3));
expectType<[4, 5, 5]>(conv2d([11, 13, 3], 5, 5, { stride: 2 }).outputShape);
expectType<[6, 7, 5]>(conv2d([11, 13, 3], 5, 3, { stride: 2, padding: 1 }).outputShape);
expectType<[4, 5, 5]>(conv2d([11, 13, 3], 5, 3, { stride: 3, padding: "same" }).outputShape);
expectType<[9, 11, typeof hidden]>(conv2d([height, 13, channels], hidden, 3).outputShape);
expectType<[typeof rows, 13, 5]>(conv2d([rows, 13, 3], 5, 3, { padding: "same" }).outputShape);
expectType<[0, 5, 5]>(conv2d([0, 13, 3], 5, 3, { stride: 3, padding: "same" }).outputShape);
expectType<Tensor<[2, 9, 11, 5]>>(conv2d([11, 13, 3], 5, 3).predict(zeros([2, 11, 13, 3])));

conv2d([11, 13, 3], 5, 7);
// @ts-expect-error conv2d: a kernel of 17 does not fit into [11, 13, 3] with padding valid
conv2d([11, 13, 3], 5, 17);
conv2d([11, 13, 3], 5, 13, { padding: 1 });
// @ts-expect-error conv2d: a kernel of 17 does not fit into [11, 13, 3] with padding 1
conv2d([11, 13, 3], 5, 17, { padding: 1 });
conv2d([11, 13, 3], 5, 7);
// @ts-expect-error a kernel is a whole number from 1 up, not 0
conv2d([11, 13, 3], 5, 0);
conv2d([11, 13, 3], 5, 7);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
conv2d([11, 13, 3], 5, 2.5);
conv2d([11, 13, 3], 5, 7, { stride: 2 });
// @ts-expect-error statement: a stride is a whole number from 1 up, not 2.5
conv2d([11, 13, 3], 5, 7, { stride: 2.5 });
conv2d([11, 13, 3], 5, 7, { stride: 2 });
// @ts-expect-error a stride is a whole number from 1 up, not 0
conv2d([11, 13, 3], 5, 7, { stride: 0 });
conv2d([11, 13, 3], 5, 7);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
conv2d([11, 13, 3], 2.5, 7);
conv2d([11, 13, channels], 5, 7);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
conv2d([11, 13, count], 5, 7);
conv2d([height, 13, 3], 5, 7);
// @ts-expect-error conv2d: the size of the output can't be computed from [rows, 13, 3]
conv2d([rows, 13, 3], 5, 7);
export function convolved<C extends number, F extends number>(inputs: Size<C>, filters: Size<F>, bare: C) {
  expectType<Network<[11, 13, C], [9, 11, F], Conv2dParameters<3, C, F>>>(conv2d([11, 13, inputs], filters, 3));
  conv2d([11, 13, inputs], filters, 3);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  conv2d([11, 13, bare], filters, 3);
}

// ── maxPool2d: the same channels, with fewer pixels ──
expectType<Network<[11, 13, 3], [5, 6, 3], readonly []>>(maxPool2d([11, 13, 3], 2));
expectType<[5, 6, 3]>(maxPool2d([11, 13, 3], 3, { stride: 2 }).outputShape);

maxPool2d([11, 13, 3], 2);
// @ts-expect-error maxPool2d: a kernel of 17 does not fit into [11, 13, 3] with padding valid
maxPool2d([11, 13, 3], 17);
maxPool2d([height, 13, 3], 2);
// @ts-expect-error maxPool2d: the size of the output can't be computed from [rows, 13, 3]
maxPool2d([rows, 13, 3], 2);
export function maxPooled<C extends number>(own: Size<C>, bare: C) {
  expectType<Network<[11, 13, C], [5, 6, C], readonly []>>(maxPool2d([11, 13, own], 2));
  maxPool2d([11, 13, own], 2);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  maxPool2d([11, 13, bare], 2);
}

// ── averagePool2d: the same channels, with fewer pixels ──
expectType<Network<[11, 13, 3], [5, 6, 3], readonly []>>(averagePool2d([11, 13, 3], 2));

averagePool2d([11, 13, 3], 2);
// @ts-expect-error averagePool2d: a kernel of 17 does not fit into [11, 13, 3] with padding valid
averagePool2d([11, 13, 3], 17);
averagePool2d([height, 13, 3], 2);
// @ts-expect-error averagePool2d: the size of the output can't be computed from [rows, 13, 3]
averagePool2d([rows, 13, 3], 2);
export function averagePooled<C extends number>(own: Size<C>, bare: C) {
  expectType<Network<[11, 13, C], [5, 6, C], readonly []>>(averagePool2d([11, 13, own], 2));
  averagePool2d([11, 13, own], 2);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  averagePool2d([11, 13, bare], 2);
}

// ── flatten: the layer ──
expectType<Network<[5, 7, 3], [105], readonly []>>(flatten([5, 7, 3]));
expectType<Network<[typeof rows], [typeof rows], readonly []>>(flatten([rows]));

expectType<[Dim<"5*rows">]>(flatten([5, rows]).outputShape);
flatten([5, rows]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
flatten([5, count]);

// ── reshape: the layer ──
expectType<Network<[5, 6], [3, 10], readonly []>>(reshape([5, 6], [3, 10]));
expectType<Network<[typeof rows, 6], [3, typeof rows, 2], readonly []>>(reshape([rows, 6], [3, rows, 2]));

reshape([5, 6], [3, 10]);
// @ts-expect-error reshape: [5, 6] has 30 elements, [3, 11] has 33
reshape([5, 6], [3, 11]);
reshape([rows, 6], [3, rows, 2]);
// @ts-expect-error reshape: [rows, 6] to [3, 11, 2]: a size known only by name has to stand on both sides
reshape([rows, 6], [3, 11, 2]);

// ── groupNorm: groups share the channels ──
expectType<Network<[11, 13, 12], [11, 13, 12], NormalizationParameters<12>>>(groupNorm([11, 13, 12], 3));
expectType<Tensor<[2, 11, 13, 12]>>(groupNorm([11, 13, 12], 3).predict(zeros([2, 11, 13, 12])));

groupNorm([11, 13, 12], 3);
// @ts-expect-error groupNorm: 5 groups can't share 12 channels equally
groupNorm([11, 13, 12], 5);
groupNorm([11, 13, 12], 3);
// @ts-expect-error groupNorm: takes at least one group
groupNorm([11, 13, 12], 0);
groupNorm([rows, 13, channels], 3);
// @ts-expect-error groupNorm: 2 groups can't share channels=3 channels equally
groupNorm([rows, 13, channels], 2);
groupNorm([11, 13, channels], 3);
// @ts-expect-error groupNorm: the channels of a group can't be computed from [11, 13, rows]
groupNorm([11, 13, rows], 3);
export function normalized<H extends number>(height: Size<H>, bare: H) {
  expectType<Network<[H, 13, 12], [H, 13, 12], NormalizationParameters<12>>>(groupNorm([height, 13, 12], 3));
  groupNorm([height, 13, 12], 3);
  // @ts-expect-error Type 'H' is not assignable to type 'Size<H>'
  groupNorm([bare, 13, 12], 3);
}

// ── globalAveragePool2d: a number for each channel ──
expectType<Network<[11, 13, 3], [3], readonly []>>(globalAveragePool2d([11, 13, 3]));
expectType<Tensor<[2, 3]>>(globalAveragePool2d([11, 13, 3]).predict(zeros([2, 11, 13, 3])));

sequential(conv2d([11, 13, 3], 5, 3), globalAveragePool2d([9, 11, 5]));
// @ts-expect-error sequential: layer 2 takes [9, 11, 3], but layer 1 gives [9, 11, 5]
sequential(conv2d([11, 13, 3], 5, 3), globalAveragePool2d([9, 11, 3]));
globalAveragePool2d([rows, 13, 3]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
globalAveragePool2d([count, 13, 3]);
export function globalAveragePool2dOf<C extends number>(size: Size<C>, bare: C) {
  expectType<Network<[11, 13, C], [C], readonly []>>(globalAveragePool2d([11, 13, size]));
  globalAveragePool2d([11, 13, size]);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  globalAveragePool2d([11, 13, bare]);
}

// ── globalMaxPool2d: a number for each channel ──
expectType<Network<[11, 13, 3], [3], readonly []>>(globalMaxPool2d([11, 13, 3]));
expectType<Tensor<[2, 3]>>(globalMaxPool2d([11, 13, 3]).predict(zeros([2, 11, 13, 3])));

sequential(conv2d([11, 13, 3], 5, 3), globalMaxPool2d([9, 11, 5]));
// @ts-expect-error sequential: layer 2 takes [9, 11, 3], but layer 1 gives [9, 11, 5]
sequential(conv2d([11, 13, 3], 5, 3), globalMaxPool2d([9, 11, 3]));
globalMaxPool2d([rows, 13, 3]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
globalMaxPool2d([count, 13, 3]);
export function globalMaxPool2dOf<C extends number>(size: Size<C>, bare: C) {
  expectType<Network<[11, 13, C], [C], readonly []>>(globalMaxPool2d([11, 13, size]));
  globalMaxPool2d([11, 13, size]);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  globalMaxPool2d([11, 13, bare]);
}
