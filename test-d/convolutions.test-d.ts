/** Convolutions: rectangular, dilated and in groups, of sequences, transposed, and as a function; and upsampling. */
import { convolve, dim, type Matrix, type Size, type Tensor, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { averagePool2d, type Conv1dKernels, type Conv1dParameters, type Conv2dKernels, type Conv2dParameters, type ConvTranspose2dKernels, type ConvTranspose2dParameters, conv1d, conv2d, convTranspose2d, maxPool2d, type Network, upsample2d } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const yes: boolean = JSON.parse("true");
const rows = dim("rows", count);
const height = dim("height", 11);
const channels = dim("channels", 6);
const hidden = dim("hidden", 12);
const large = dim("large", 17);
const [edges, wrongEdges] = [zeros([3, 3, 2, 5]), zeros([3, 3, 3, 5])];
const [named, otherwise] = [zeros([3, 3, channels, 5]), zeros([3, 3, hidden, 5])];
const [line, image] = [zeros([13, 2]), zeros([11, 13, 2])];
const [two, three] = [2, 3] as const;
const [square, tall, flat, nothing] = [[3, 3], [17, 3], [3, 17], [3, 0]] as const;

// ── conv2d: rectangular, dilated, in groups, without a bias ──
expectType<[9, 9, 5]>(conv2d([11, 13, 3], 5, [3, 5]).outputShape);
expectType<readonly [3, 5, 3, 7]>(conv2d([11, 13, 3], 7, [3, 5]).parameters.kernels.shape);
expectType<[5, 11, 5]>(conv2d([11, 13, 3], 5, 3, { stride: [2, 1] }).outputShape);
expectType<[11, 15, 5]>(conv2d([11, 13, 3], 5, 3, { padding: [1, 2] }).outputShape);
expectType<[7, 9, 5]>(conv2d([11, 13, 3], 5, 3, { dilation: 2 }).outputShape);
expectType<[6, 13, 5]>(conv2d([11, 13, 3], 5, [3, 5], { stride: [2, 1], padding: "same", dilation: [3, 2] }).outputShape);
expectType<[9, 11, 5]>(conv2d([11, 13, 3], 5, 3, { stride: undefined, dilation: undefined, groups: undefined, bias: undefined }).outputShape);
expectType<Network<[11, 13, 6], [9, 11, 9], Conv2dParameters<3, 2, 9>>>(conv2d([11, 13, 6], 9, 3, { groups: 3 }));
expectType<Network<[11, 13, 6], [9, 11, 6], Conv2dKernels<3, 1, 6>>>(conv2d([11, 13, 6], 6, 3, { groups: 6, bias: false }));
expectType<Network<[11, 13, typeof channels], [9, 11, 6], Conv2dParameters<3, 1, 6>>>(conv2d([11, 13, channels], 6, 3, { groups: channels }));

conv2d([11, 13, 3], 5, square);
// @ts-expect-error conv2d: a kernel of [17, 3] does not fit into [11, 13, 3] with padding valid
conv2d([11, 13, 3], 5, tall);
conv2d([11, 13, 3], 5, square);
// @ts-expect-error conv2d: a kernel of [3, 17] does not fit into [11, 13, 3] with padding valid
conv2d([11, 13, 3], 5, flat);
conv2d([11, 13, 3], 5, square);
// @ts-expect-error a kernel is a whole number from 1 up, not 0
conv2d([11, 13, 3], 5, nothing);
conv2d([11, 13, 3], 5, [3, 5]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
conv2d([11, 13, 3], 5, [3, count]);
conv2d([11, 13, 3], 5, 3, { dilation: 2 });
// @ts-expect-error conv2d: a kernel of 3 with dilation 7 does not fit into [11, 13, 3] with padding valid
conv2d([11, 13, 3], 5, 3, { dilation: 7 });
conv2d([11, 13, 3], 5, 3, { dilation: 2 });
// @ts-expect-error a dilation is a whole number from 1 up, not 0
conv2d([11, 13, 3], 5, 3, { dilation: 0 });
conv2d([11, 13, 3], 5, 3, { dilation: 2 });
// @ts-expect-error conv2d: the dilation has to be a literal number or a pair of them
conv2d([11, 13, 3], 5, 3, { dilation: count });
conv2d([11, 13, 3], 5, 3, { stride: [2, 1] });
// @ts-expect-error conv2d: the stride has to be a literal number or a pair of them
conv2d([11, 13, 3], 5, 3, { stride: [2, count] });
conv2d([11, 13, 3], 5, 3, { bias: false });
// @ts-expect-error conv2d: the bias has to be literally true or false
conv2d([11, 13, 3], 5, 3, { bias: yes });
conv2d([11, 13, 6], 9, 3, { groups: 3 });
// @ts-expect-error conv2d: 2 groups can't share 9 filters equally
conv2d([11, 13, 6], 9, 3, { groups: 2 });
conv2d([11, 13, 6], 9, 3, { groups: 3 });
// @ts-expect-error conv2d: 9 groups can't share 6 channels equally
conv2d([11, 13, 6], 9, 3, { groups: 9 });
conv2d([11, 13, 6], 9, 3, { groups: 3 });
// @ts-expect-error conv2d: takes at least one group
conv2d([11, 13, 6], 9, 3, { groups: 0 });
conv2d([11, 13, 6], 9, 3, { groups: 3 });
// @ts-expect-error conv2d: the number of groups has to be one literal number
conv2d([11, 13, 6], 9, 3, { groups: count });
conv2d([11, 13, channels], 12, 3, { groups: 3 });
// @ts-expect-error conv2d: 4 groups can't share channels=6 channels equally
conv2d([11, 13, channels], 12, 3, { groups: 4 });
conv2d([11, 13, channels], 6, 3, { groups: 3 });
// @ts-expect-error conv2d: rows can't be divided among groups, because it is known only by name
conv2d([11, 13, rows], 6, 3, { groups: 3 });
export function grouped<C extends number, F extends number>(inputs: Size<C>, filters: Size<F>, bare: C) {
  expectType<Network<[11, 13, C], [9, 9, F], Conv2dKernels<readonly [3, 5], C, F>>>(conv2d([11, 13, inputs], filters, [3, 5], { bias: false }));
  conv2d([11, 13, inputs], filters, 3, { groups: 2 });
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  conv2d([11, 13, bare], filters, 3, { groups: 2 });
}

// ── maxPool2d, averagePool2d: rectangular windows ──
expectType<Network<[11, 13, 3], [5, 4, 3], readonly []>>(maxPool2d([11, 13, 3], [2, 3]));
expectType<[10, 6, 3]>(averagePool2d([11, 13, 3], [2, 3], { stride: [1, 2] }).outputShape);

maxPool2d([11, 13, 3], square);
// @ts-expect-error maxPool2d: a kernel of [3, 17] does not fit into [11, 13, 3] with padding valid
maxPool2d([11, 13, 3], flat);
averagePool2d([11, 13, 3], square, { stride: [2, 1] });
// @ts-expect-error statement: a stride is a whole number from 1 up, not 0
averagePool2d([11, 13, 3], square, { stride: [2, 0] });

// ── conv1d: places along one axis ──
expectType<Network<[13, 3], [11, 5], Conv1dParameters<3, 3, 5>>>(conv1d([13, 3], 5, 3));
expectType<Network<[13, 6], [5, 4], Conv1dKernels<3, 3, 4>>>(conv1d([13, 6], 4, 3, { stride: 2, dilation: 2, groups: 2, bias: false }));
expectType<[7, 5]>(conv1d([13, 3], 5, 4, { stride: 2, padding: "same" }).outputShape);
expectType<[typeof rows, 5]>(conv1d([rows, 3], 5, 4, { padding: "same" }).outputShape);
expectType<Tensor<[2, 11, 5]>>(conv1d([13, 3], 5, 3).predict(zeros([2, 13, 3])));

conv1d([13, 3], 5, 7);
// @ts-expect-error conv1d: a kernel of 17 does not fit into [13, 3] with padding valid
conv1d([13, 3], 5, 17);
conv1d([13, 3], 5, 3, { stride: 2 });
// @ts-expect-error conv1d: the stride has to be one literal number
conv1d([13, 3], 5, 3, { stride: square });
conv1d([13, 3], 5, 3, { padding: 2 });
// @ts-expect-error conv1d: the padding has to be literally
conv1d([13, 3], 5, 3, { padding: count });
conv1d([13, 6], 6, 3, { groups: 3 });
// @ts-expect-error conv1d: 4 groups can't share 6 channels equally
conv1d([13, 6], 6, 3, { groups: 4 });
conv1d([height, 3], 5, 7);
// @ts-expect-error conv1d: the size of the output can't be computed from [rows, 3]
conv1d([rows, 3], 5, 7);
export function convolved1d<C extends number, F extends number>(inputs: Size<C>, filters: Size<F>, bare: C) {
  expectType<Network<[13, C], [11, F], Conv1dParameters<3, C, F>>>(conv1d([13, inputs], filters, 3));
  conv1d([13, inputs], filters, 3);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  conv1d([13, bare], filters, 3);
}

// ── convTranspose2d: (n − 1)s − 2p + d(k − 1) + o + 1 pixels along each axis ──
expectType<Network<[5, 7, 3], [7, 9, 2], ConvTranspose2dParameters<3, 3, 2>>>(convTranspose2d([5, 7, 3], 2, 3));
expectType<Network<[5, 7, 3], [10, 14, 2], ConvTranspose2dParameters<3, 3, 2>>>(convTranspose2d([5, 7, 3], 2, 3, { stride: 2, padding: "same" }));
expectType<[10, 19, 2]>(convTranspose2d([5, 7, 3], 2, 3, { stride: [2, 3], padding: 1, outputPadding: [1, 0] }).outputShape);
expectType<[9, 13, 2]>(convTranspose2d([5, 7, 3], 2, [3, 4], { dilation: 2 }).outputShape);
expectType<Network<[5, 7, 6], [7, 9, 4], ConvTranspose2dKernels<3, 6, 4, 2>>>(convTranspose2d([5, 7, 6], 4, 3, { groups: 2, bias: false }));
expectType<readonly [3, 3, 2, 6]>(convTranspose2d([5, 7, 6], 4, 3, { groups: 2, bias: false }).parameters.kernels.shape);
expectType<[typeof rows, 7, 2]>(convTranspose2d([rows, 7, 3], 2, 3, { padding: "same" }).outputShape);
expectType<[0, 0, 2]>(convTranspose2d([0, 0, 3], 2, 3, { stride: 2, padding: "same" }).outputShape);
expectType<Tensor<[4, 7, 9, 2]>>(convTranspose2d([5, 7, 3], 2, 3).predict(zeros([4, 5, 7, 3])));

convTranspose2d([2, 7, 3], 2, 7, { padding: 3 });
// @ts-expect-error convTranspose2d: a kernel of 5 on [2, 7, 3] with padding 3 leaves no output
convTranspose2d([2, 7, 3], 2, 5, { padding: 3 });
convTranspose2d([5, 7, 3], 2, 3, { stride: 2, outputPadding: 1 });
// @ts-expect-error convTranspose2d: an output padding is less than the stride or the dilation, not 2
convTranspose2d([5, 7, 3], 2, 3, { stride: 2, outputPadding: 2 });
convTranspose2d([5, 7, 3], 2, 3, { stride: 2, outputPadding: 1, padding: "valid" });
// @ts-expect-error convTranspose2d: with a padding of same, there is no output padding
convTranspose2d([5, 7, 3], 2, 3, { stride: 2, outputPadding: 1, padding: "same" });
convTranspose2d([5, 7, 3], 2, 3, { stride: 2, outputPadding: 1 });
// @ts-expect-error convTranspose2d: the output padding has to be a literal number or a pair of them
convTranspose2d([5, 7, 3], 2, 3, { stride: 2, outputPadding: count });
convTranspose2d([5, 7, 6], 4, 3, { groups: 2 });
// @ts-expect-error convTranspose2d: 3 groups can't share 4 filters equally
convTranspose2d([5, 7, 6], 4, 3, { groups: 3 });
convTranspose2d([height, 7, 3], 2, 3);
// @ts-expect-error convTranspose2d: the size of the output can't be computed from [rows, 7, 3]
convTranspose2d([rows, 7, 3], 2, 3);
export function transposed<H extends number, C extends number, F extends number>(size: Size<H>, inputs: Size<C>, filters: Size<F>, bare: C) {
  expectType<Network<[5, 7, C], [7, 9, F], ConvTranspose2dParameters<3, C, F>>>(convTranspose2d([5, 7, inputs], filters, 3));
  expectType<Network<[H, 7, C], [H, 7, F], ConvTranspose2dParameters<3, C, F>>>(convTranspose2d([size, 7, inputs], filters, 3, { padding: "same" }));
  convTranspose2d([5, 7, inputs], filters, 3);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  convTranspose2d([5, 7, bare], filters, 3);
}

// ── upsample2d: each axis times a factor ──
expectType<Network<[5, 7, 3], [10, 14, 3], readonly []>>(upsample2d([5, 7, 3], 2));
expectType<[5, 21, 3]>(upsample2d([5, 7, 3], [1, 3], { interpolation: "bilinear" }).outputShape);
expectType<[typeof rows, 14, 3]>(upsample2d([rows, 7, 3], [1, 2]).outputShape);

upsample2d([5, 7, 3], square);
// @ts-expect-error upsample2d: a factor is a whole number from 1 up, not 0
upsample2d([5, 7, 3], nothing);
upsample2d([5, 7, 3], 2);
// @ts-expect-error a size is a whole number from 0 up, not 2.5
upsample2d([5, 7, 3], 2.5);
upsample2d([height, 7, 3], 2);
// @ts-expect-error upsample2d: the size of the output can't be computed from [rows, 7, 3]
upsample2d([rows, 7, 3], 2);
export function upsampled<C extends number>(own: Size<C>, bare: C) {
  expectType<Network<[5, 7, C], [10, 14, C], readonly []>>(upsample2d([5, 7, own], 2));
  upsample2d([5, 7, own], 2);
  // @ts-expect-error Type 'C' is not assignable to type 'Size<C>'
  upsample2d([5, 7, bare], 2);
}

// ── convolve: images by kernels, or sequences by kernels ──
expectType<Tensor<[9, 11, 5]>>(convolve(image, edges));
expectType<Tensor<[2, 4, 9, 11, 5]>>(convolve(zeros([2, 4, 11, 13, 2]), edges));
expectType<Tensor<[6, 13, 5]>>(convolve(image, edges, { padding: "same", stride: [2, 1] }));
expectType<Tensor<[7, 9, 5]>>(convolve(image, edges, { dilation: 2 }));
expectType<Tensor<[9, 9, 6]>>(convolve(zeros([11, 13, 4]), zeros([3, 5, 2, 6]), { groups: 2 }));
expectType<Matrix<5, 4>>(convolve(line, zeros([3, 2, 4]), { stride: 2, padding: 0, dilation: 2 }));
expectType<Tensor<[7, 11, 4]>>(convolve(zeros([7, 13, 2]), zeros([3, 2, 4])));
expectType<Tensor<[typeof rows, 9, 11, 5]>>(convolve(zeros([rows, 11, 13, 2]), edges));

convolve(image, edges);
// @ts-expect-error convolve: [11, 13, 2] by [3, 3, 3, 5]: a filter sees 2 channels, the kernels have 3
convolve(image, wrongEdges);
convolve(image, edges);
// @ts-expect-error convolve: [13, 2] by [3, 3, 2, 5]: takes [height, width, channels] by [height, width, channels, filters], or [length, channels] by [length, channels, filters]
convolve(line, edges);
convolve(image, zeros([3, 5, 2, 7]));
// @ts-expect-error convolve: a kernel of [17, 5] does not fit into [11, 13, 2] with padding valid
convolve(image, zeros([17, 5, 2, 7]));
convolve(image, zeros([3, 5, 1, 6]), { groups: 2 });
// @ts-expect-error convolve: 4 groups can't share 2 channels equally
convolve(image, zeros([3, 5, 1, 6]), { groups: 4 });
convolve(zeros([11, 13, 4]), zeros([3, 5, 2, 6]), { groups: 2 });
// @ts-expect-error convolve: [11, 13, 4] by [3, 5, 4, 6]: a filter sees 2 channels, the kernels have 4
convolve(zeros([11, 13, 4]), zeros([3, 5, 4, 6]), { groups: 2 });
convolve(line, zeros([3, 2, 4]), { stride: 2 });
// @ts-expect-error convolve: the stride has to be one literal number
convolve(line, zeros([3, 2, 4]), { stride: square });
convolve(zeros([11, 13, channels]), named);
// @ts-expect-error convolve: [11, 13, channels=6] by [3, 3, hidden=12, 5]: a filter sees channels=6 channels, the kernels have hidden=12
convolve(zeros([11, 13, channels]), otherwise);
convolve(zeros([height, 13, 2]), edges);
// @ts-expect-error convolve: the size of the output can't be computed from [rows, 13, 2]
convolve(zeros([rows, 13, 2]), edges);
export function convolvedWith<N extends number, H extends number, C extends number, D extends number, F extends number>(x: Tensor<[N, H, 13, C]>, own: Tensor<[3, 3, C, F]>, other: Tensor<[3, 3, D, F]>) {
  expectType<Tensor<[N, H, 13, F]>>(convolve(x, own, { padding: "same" }));
  convolve(x, own);
  // @ts-expect-error convolveNeedsEqualChannels<
  convolve(x, other);
}

// ── inferred.conv2d: rectangular, dilated, in groups, without a bias ──
expectType<readonly [9, 9, 6]>(inferred.sequential([11, 13, 2], inferred.conv2d(6, [3, 5], { groups: 2, bias: false })).shapes[1]);
expectType<readonly [Conv2dKernels<3, 1, 6>]>(inferred.sequential([11, 13, 2], inferred.conv2d(6, 3, { groups: 2, bias: false, dilation: 2 })).parameters);

inferred.sequential([11, 13, 2], inferred.conv2d(6, square));
// @ts-expect-error conv2d: a kernel of [3, 17] does not fit into [11, 13, 2] with padding valid
inferred.sequential([11, 13, 2], inferred.conv2d(6, flat));
inferred.sequential([11, 13, 4], inferred.conv2d(6, 3, { groups: two }));
// @ts-expect-error conv2d: 3 groups can't share 4 channels equally
inferred.sequential([11, 13, 4], inferred.conv2d(6, 3, { groups: three }));

// ── inferred.conv1d: sequences of any channels ──
expectType<readonly [11, 5]>(inferred.sequential([13, 3], inferred.conv1d(5, 3)).shapes[1]);
expectType<readonly [Conv1dParameters<3, 3, 5>]>(inferred.sequential([13, 3], inferred.conv1d(5, 3, { stride: 2 })).parameters);

inferred.sequential([13, 3], inferred.conv1d(5, 3));
// @ts-expect-error conv1d: a kernel of 17 does not fit into [13, 3] with padding valid
inferred.sequential([13, 3], inferred.conv1d(5, 17));
inferred.conv1d(5, 3, { dilation: 2 });
// @ts-expect-error conv1d: the dilation has to be one literal number
inferred.conv1d(5, 3, { dilation: count });
inferred.sequential([13, 3], inferred.conv1d(hidden, 3));
// @ts-expect-error conv1d: a kernel of large=17 does not fit into [13, 3] with padding valid
inferred.sequential([13, 3], inferred.conv1d(hidden, large));
export function conv1dOn<C extends number, F extends number>(inputs: Size<C>, filters: Size<F>, bare: F) {
  expectType<readonly [Conv1dParameters<3, C, F>]>(inferred.sequential([13, inputs], inferred.conv1d(filters, 3)).parameters);
  inferred.conv1d(filters, 3);
  // @ts-expect-error Argument of type
  inferred.conv1d(bare, 3);
}

// ── inferred.convTranspose2d: images of any channels ──
expectType<readonly [10, 14, 2]>(inferred.sequential([5, 7, 3], inferred.convTranspose2d(2, 3, { stride: 2, padding: "same" })).shapes[1]);
expectType<readonly [ConvTranspose2dParameters<3, 3, 2>]>(inferred.sequential([5, 7, 3], inferred.convTranspose2d(2, 3)).parameters);

inferred.sequential([2, 7, 3], inferred.convTranspose2d(2, 7, { padding: 3 }));
// @ts-expect-error convTranspose2d: a kernel of 5 on [2, 7, 3] with padding 3 leaves no output
inferred.sequential([2, 7, 3], inferred.convTranspose2d(2, 5, { padding: 3 }));
inferred.sequential([height, 7, 3], inferred.convTranspose2d(2, 3));
// @ts-expect-error convTranspose2d: the size of the output can't be computed from [rows, 7, 3]
inferred.sequential([rows, 7, 3], inferred.convTranspose2d(2, 3));
export function transposedOn<C extends number, F extends number>(inputs: Size<C>, filters: Size<F>, bare: F) {
  expectType<readonly [ConvTranspose2dParameters<3, C, F>]>(inferred.sequential([5, 7, inputs], inferred.convTranspose2d(filters, 3)).parameters);
  inferred.convTranspose2d(filters, 3);
  // @ts-expect-error Argument of type
  inferred.convTranspose2d(bare, 3);
}

// ── inferred.upsample2d: images of any channels ──
expectType<readonly [10, 14, 3]>(inferred.sequential([5, 7, 3], inferred.upsample2d(2)).shapes[1]);

inferred.sequential([5, 7, 3], inferred.upsample2d(2));
// @ts-expect-error a size is a whole number from 0 up, not 2.5
inferred.sequential([5, 7, 3], inferred.upsample2d(2.5));
inferred.sequential([height, 7, 3], inferred.upsample2d(2));
// @ts-expect-error upsample2d: the size of the output can't be computed from [rows, 7, 3]
inferred.sequential([rows, 7, 3], inferred.upsample2d(2));
export function upsampledOn<F extends number>(factor: Size<F>, bare: F) {
  inferred.upsample2d(factor);
  // @ts-expect-error Argument of type
  inferred.upsample2d(bare);
}
