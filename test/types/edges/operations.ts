/**
 * Operations that decide a shape by `k`, a count, a place or a list: unions, enums, options that may be missing, names, and code
 * that is generic in sizes.
 */
import { arange, atan2, bincount, concat, convolve, diagonal, dim, type Dim, einsum, full, histogram, identity, linspace, type Matrix, meshgrid, ones, oneHot, random, type Scalar, searchSorted, type Shape, type Size, stack, tensor, type Tensor, type TopK, unique, vector, type Vector, where, zeros } from "conformable";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("2");
const x = zeros([2, 3]);
const square = zeros([3, 3]);
const cube = zeros([2, 3, 5]);
const batch = dim("batch", 4);
enum Level { One = 1, Two = 2 }
const K = { few: 2, many: 3 } as const;

// ── topK: k that may be one of several
{
  is([2, 2], x.topK(2).values); // right
  x.topK(yes ? 2 : 3); // refused: a size that may be one of several needs a name: dim(name, size)
  const k = yes ? 2 : 3; x.topK(k); // refused: a size that may be one of several needs a name: dim(name, size)
  x.topK(count); // refused: a size known only at run time needs a name: dim(name, size)
  x.topK(yes ? 3 : 4); // refused: a size …
}

// ── topK: k of an enum
{
  is([2, 2], x.topK(2).indices); // right
  const level: Level = yes ? Level.Two : Level.One; x.topK(level); // refused: a size known only at run time needs a name: dim(name, size)
  is([2, 2], x.topK(Level.Two).indices); // either: a size known only at run time needs a name: dim(name, size)
}

// ── topK: k of an object of constants
{
  is([2, 3], x.topK(K.many).values); // right
  const named: keyof typeof K = yes ? "few" : "many"; x.topK(K[named]); // refused: a size …
}

// ── topK: k is larger than the axis
{
  is([2, 3], x.topK(2, 0).values); // right
  is([3, 3], x.topK(3, 0).values); // wrong: topK: …
  x.topK(4); // wrong: topK: …
  x.topK(4, -1); // wrong: topK: …
  x.topK(3, -2); // wrong: topK: …
}

// ── topK: an axis of a square
{
  is([3, 2], square.topK(2, -1).values); // right
  is([2, 3], square.topK(2, yes ? 0 : 1).values); // refused: topK: the axis has to be one literal number
  square.topK(2, count); // refused: topK: the axis has to be one literal number
  square.topK(2, 2); // wrong: topK: [3, 3] has no axis 2
}

// ── topK: an axis that may be undefined
{
  is([2, 2], x.topK(2, 1).values); // right
  const axis: 0 | undefined = yes ? undefined : 0; x.topK(2, axis); // refused: …
}

// ── topK: in code for all sizes
{
  const best = <B extends Shape, N extends number>(scores: Tensor<[...B, N]>): TopK<[...B, 1]> => scores.topK(1); // right
  const best = <B extends Shape, N extends number>(scores: Tensor<[...B, N]>): TopK<[...B, 2]> => scores.topK(1); // refused: Type …
  is([4, 3, 1], best(zeros([4, 3, 7])).values); // right
}

// ── topK: k that is a type parameter
{
  const best = <N extends number, const J extends number>(scores: Vector<N>, k: Size<J>) => scores.topK(k); // either: …
}

// ── sort: an axis that may be one of several changes no shape
{
  is([3, 3], square.sort(yes ? 0 : 1)); // either: sort: the axis has to be one literal number
  is([2, 3], x.sort(1, { descending: yes })); // right
  x.sort(2); // wrong: sort: [2, 3] has no axis 2
  x.sort(0, { descending: 1 }); // refused: Type …
  x.sort(0, { reverse: true }); // wrong: …
}

// ── argsort: its indices take the numbers along
{
  is([2, 3], x.takeAlong(x.argsort(0), 0)); // right
  x.takeAlong(square.argsort(0), 1); // wrong: takeAlong: …
  is([3, 2], x.takeAlong(zeros([3, 2]), 0)); // wrong: takeAlong: …
}

// ── takeAlong: an axis that may be one of several
{
  is([2, 2], x.takeAlong(zeros([2, 2]), 1)); // right
  is([2, 3], x.takeAlong(x.argsort(0), yes ? 0 : 1)); // either: takeAlong: the axis has to be one literal number
  x.takeAlong(zeros([2, 2]), count); // refused: takeAlong: the axis has to be one literal number
  x.takeAlong(yes ? zeros([2, 2]) : zeros([2, 1]), 1); // refused: …
}

// ── cumulativeProduct: an axis
{
  is([2, 3], x.cumulativeProduct(-1)); // right
  is([2, 3], x.cumulativeMax(yes ? 0 : 1)); // either: cumulativeMax: the axis has to be one literal number
  x.cumulativeMin(2); // wrong: cumulativeMin: [2, 3] has no axis 2
  x.cumulativeProduct(-3); // wrong: cumulativeProduct: [2, 3] has no axis -3
}

// ── median: axes and keepDims, as for other reductions
{
  is([2, 1], x.median(1, { keepDims: true })); // right
  is([3], square.median(yes ? 0 : 1)); // either: median: the axis has to be one literal number
  const options: { keepDims?: true } = {}; is([2, 1], x.median(1, options)); // wrong: median: keepDims may be missing: give it, or leave it out
  is([2], x.median(yes ? 1 : [1])); // either: …
}

// ── quantile: axes and keepDims
{
  is([3], x.quantile(0.5, 0)); // right
  const options = { keepDims: yes }; is([1, 3], x.quantile(0.5, 0, options)); // refused: quantile: keepDims has to be literally true or false
  x.quantile(0.5, [0, 0]); // wrong: quantile: axis 0 of [2, 3] is given twice
  x.quantile(0.5, [0, 2]); // wrong: quantile: [2, 3] has no axis 2
  x.quantile([0.5], 0); // wrong: Argument …
}

// ── any, all: kept axes, by a destructured option
{
  const some = ({ keepDims = true }: { keepDims?: true } = {}) => is([1, 3], x.any(0, { keepDims })); // right
  const some = ({ keepDims = true }: { keepDims?: boolean } = {}) => is([1, 3], x.any(0, { keepDims })); // refused: any: keepDims has to be literally true or false
  some();
}

// ── norm, variance, logSumExp: a spread list of axes
{
  const axes = [0, -1] as const;
  is([3], cube.norm([...axes])); // right
  is([3], cube.variance(axes)); // right
  is([], cube.logSumExp([...axes, 1])); // right
  cube.norm([...axes, 0]); // wrong: norm: axis 0 of [2, 3, 5] is given twice
  const given: readonly number[] = axes; cube.standardDeviation(given); // refused: standardDeviation: the axes have to be literal numbers
  const either: readonly [0] | readonly [0, 1] = yes ? [0] : [0, 1]; cube.product(either); // refused: product: …
}

// ── take: an axis, and indices of a known length
{
  is([2, 2], x.take([2, 0], 1)); // right
  is([2], x.take(zeros([]), -1)); // right
  is([2, 2], square.take([0, 1], yes ? 0 : 1)); // refused: take: the axis has to be one literal number
  const places: readonly number[] = [0, 1]; x.take(places, 1); // refused: take: …
  x.take([0, 1], 2); // wrong: take: [2, 3] has no axis 2
}

// ── take: a list of several lengths, spread lists
{
  const tail = [1, 2] as const;
  is([2, 3], x.take([0, ...tail], 1)); // right
  const list: readonly [0] | readonly [0, 1] = yes ? [0] : [0, 1]; x.take(list, 1); // refused: take: …
  x.take(yes ? [0] : [0, 1], 1); // refused: take: …
  x.take(new Float32Array(2), 1); // refused: take: …
}

// ── take: with a shape for its indices
{
  const places: readonly number[] = [0, 1, 2, 0];
  is([2, 2, 2], x.take(places, 1, [2, 2])); // right
  x.take(places, 1, [yes ? 2 : 4, 2]); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── scatter: rows of another shape
{
  is([2, 3], x.scatter([0, 1], zeros([2, 3]))); // right
  x.scatter([0, 1], zeros([2, 2])); // wrong: scatter: …
  x.scatter([0], zeros([2, 3])); // wrong: scatter: …
  x.scatterAdd(zeros([5]), zeros([4, 3])); // wrong: scatterAdd: …
  x.scatter(yes ? [0] : [0, 1], zeros([2, 3])); // refused: scatter: …
  const places: readonly number[] = [0, 1]; x.scatter(places, zeros([2, 3])); // refused: scatter: …
}

// ── flip, roll: an axis
{
  is([2, 3], x.flip(0).roll(count, -1)); // right
  x.flip(2); // wrong: flip: [2, 3] has no axis 2
  x.roll(1, 5); // wrong: roll: [2, 3] has no axis 5
  is([2, 3], x.flip(yes ? 0 : 1)); // either: flip: the axis has to be one literal number
  x.roll("1", 0); // wrong: Argument …
}

// ── tile: counts
{
  is([4, 3], x.tile([2, 1])); // right
  x.tile([yes ? 2 : 3, 1]); // refused: a size that may be one of several needs a name: dim(name, size)
  x.tile([2]); // wrong: tile: …
  x.tile(yes ? [2, 1] : [1, 2]); // refused: …
  x.tile([count, 1]); // refused: a size known only at run time needs a name: dim(name, size)
  x.tile([2.5, 1]); // wrong: a size is a whole number from 0 up, not 2.5
}

// ── tile: a count by a name
{
  const tiled: Matrix<8, 3> = x.tile([batch, 1]); // right
  const tiled: Matrix<Dim<"batch">, 3> = x.tile([batch, 1]); // refused: Type …
}

// ── repeat: a count, along an axis
{
  is([2, 6], x.repeat(2, 1)); // right
  is([6, 3], x.repeat(3, -2)); // right
  x.repeat(yes ? 2 : 3, 1); // refused: a size that may be one of several needs a name: dim(name, size)
  is([6, 3], square.repeat(2, yes ? 0 : 1)); // refused: repeat: the axis has to be one literal number
  x.repeat(2, 2); // wrong: repeat: [2, 3] has no axis 2
  x.repeat(Level.Two as Level, 0); // refused: a size …
}

// ── repeat: in code for all sizes, which the caller knows
{
  const twice = <N extends number>(v: Vector<N>) => v.repeat(2, 0);
  is([14], twice(zeros([7]))); // right
}

// ── kronecker: as many axes on both sides
{
  is([8, 15], x.kronecker(zeros([4, 5]))); // right
  x.kronecker(zeros([4])); // wrong: kronecker: …
  x.kronecker(yes ? zeros([4, 5]) : zeros([5, 4])); // refused: …
}

// ── diagonal: of matrices, and to a matrix
{
  is([2], x.diagonal()); // right
  is([3, 3], diagonal(zeros([3]))); // right
  zeros([3]).diagonal(); // wrong: …diagonal: …
  diagonal(zeros([3, 3])); // wrong: diagonal: …
  diagonal(yes ? zeros([3]) : zeros([4])); // refused: …
}

// ── diagonal: of matrices of which one size has a name
{
  is([4], zeros([batch, batch]).diagonal().as([4])); // right
  zeros([dim("rows", count), 3]).diagonal(); // refused: …diagonal: …
}

// ── triu, tril: k changes no shape
{
  is([3, 3], square.triu(count).tril(yes ? 0 : 1)); // right
  zeros([3]).tril(); // wrong: …tril: …
  square.triu("1"); // wrong: Argument …
}

// ── index: an axis
{
  is([2], x.index(1, 1)); // right
  is([2, 3], cube.index(count, -1)); // right
  is([3], square.index(0, yes ? 0 : 1)); // either: index: the axis has to be one literal number
  x.index(0, 2); // wrong: index: [2, 3] has no axis 2
  x.index(0, yes ? 0 : 1); // refused: index: the axis has to be one literal number
}

// ── unstack: as many parts as the axis is long
{
  const [first, second] = x.unstack(0);
  is([3], first); // right
  is([3], second.add(first)); // right
  const [a, b, c] = x.unstack(0); is([3], c); // wrong: …
  x.unstack(yes ? 0 : 1); // refused: unstack: the axis has to be one literal number
  x.unstack(count); // refused: unstack: the axis has to be one literal number
}

// ── unstack: an axis by a name
{
  for (const row of zeros([dim("rows", count), 3]).unstack(0)) is([3], row); // right
  const [first] = zeros([dim("rows", count), 3]).unstack(0); first.add(1); // refused: …
}

// ── window: a union of all that it takes
{
  is([2, 2], x.window(0, 2, 1)); // right
  x.window(0, Level.Two as Level, 1); // refused: a size …
  x.window(0, 4, 1); // wrong: window: …
  x.window(0, 2, yes ? 0 : 1); // refused: window: …
}

// ── arange: literals
{
  is([5], arange(5)); // right
  is([3], arange(2, 5)); // right
  is([2], arange(5, 0, -3)); // right
  arange(count); // refused: a size known only at run time needs a name: dim(name, size)
  arange(yes ? 2 : 3); // refused: a size that may be one of several needs a name: dim(name, size)
  arange(0, yes ? 2 : 3); // refused: a size that may be one of several needs a name: dim(name, size)
  arange(yes ? 0 : 1, 3); // refused: arange: …
  arange(0, 4, yes ? 1 : 2); // refused: arange: …
  arange(0, 4, 0); // wrong: arange: …
}

// ── arange: a step that may be missing
{
  is([2], arange(0, 4, 2)); // right
  const step: 2 | undefined = yes ? undefined : 2; arange(0, 4, step); // refused: …
}

// ── linspace, meshgrid
{
  is([5, 7], meshgrid(linspace(0, 1, 7), arange(5))[0]); // right
  linspace(0, 1, yes ? 7 : 8); // refused: a size that may be one of several needs a name: dim(name, size)
  meshgrid(x, arange(5)); // wrong: meshgrid: …
  meshgrid(arange(5), yes ? arange(3) : arange(4)); // refused: …
}

// ── histogram: bins
{
  is([11], histogram(x, 10).edges); // right
  histogram(x, yes ? 10 : 20); // refused: a size that may be one of several needs a name: dim(name, size)
  histogram(x, 0); // wrong: histogram: …
  histogram(x, 10, { from: 0 }); // wrong: …
}

// ── bincount, unique
{
  is([5], bincount([0, 1, 4], 5)); // right
  is([1], unique(x, "kinds").as([1])); // right
  bincount([0, 1, 4], yes ? 5 : 6); // refused: a size that may be one of several needs a name: dim(name, size)
  unique(x, yes ? "kinds" : "types"); // refused: dim: the name must be a literal string
  unique(x, String(count)); // refused: dim: the name must be a literal string
}

// ── unique: two of one name
{
  unique(x, "kinds").add(unique(x, "kinds")); // right
  unique(x, "kinds").add(unique(x, "types")); // refused: add: …
}

// ── searchSorted: a sorted vector
{
  is([2, 3], searchSorted(arange(5), x, { side: yes ? "left" : "right" })); // right
  searchSorted(x, x); // wrong: searchSorted: …
  searchSorted(arange(5), x, { side: "middle" }); // wrong: Type …
}

// ── random: draws of a shape
{
  is([2, 3], random(1).integers(0, count, [2, 3])); // right
  random(1).integers(0, 9, [yes ? 2 : 3]); // refused: a size that may be one of several needs a name: dim(name, size)
  random(1).bernoulli(0.5, [count]); // refused: a size known only at run time needs a name: dim(name, size)
  random(1).bernoulli(0.5, yes ? [2] : [2, 3]); // refused: …
}

// ── random: one class for each row
{
  is([2], random(1).categorical(x)); // right
  random(1).categorical(zeros([])); // wrong: …
  random(1).categorical(yes ? x : square); // refused: …
}

// ── convolve: strides and others that may be one of several
{
  const images = zeros([1, 8, 8, 2]), kernels = zeros([3, 3, 2, 5]);
  is([1, 6, 6, 5], convolve(images, kernels)); // right
  is([1, 3, 3, 5], convolve(images, kernels, { stride: 2 })); // right
  is([1, 3, 3, 5], convolve(images, kernels, { stride: yes ? 2 : 1 })); // refused: convolve: …
  const options: { stride?: 2 } = {}; convolve(images, kernels, options); // refused: convolve: …
  convolve(images, kernels, { padding: yes ? "same" : "valid" }); // refused: convolve: …
  convolve(images, kernels, { dilation: yes ? 1 : 2 }); // refused: convolve: …
  convolve(images, kernels, { groups: yes ? 1 : 2 }); // refused: convolve: …
  convolve(images, kernels, { strides: 2 }); // wrong: convolve: there is no option strides
}

// ── convolve: channels that differ
{
  is([1, 6, 6, 5], convolve(zeros([1, 8, 8, 2]), zeros([3, 3, 2, 5]))); // right
  convolve(zeros([1, 8, 8, 2]), zeros([3, 3, 4, 5])); // wrong: convolve: …
  convolve(zeros([1, 8, 8, 2]), zeros([9, 3, 2, 5])); // wrong: convolve: …
  convolve(zeros([1, 8, 8, 2]), yes ? zeros([3, 3, 2, 5]) : zeros([5, 5, 2, 5])); // refused: …
  convolve(yes ? zeros([1, 8, 8, 2]) : zeros([1, 9, 9, 2]), zeros([3, 3, 2, 5])); // refused: …
}

// ── split: a sum of sizes by a name
{
  const time = dim("time", count);
  const whole = zeros([dim.sum(2, time), 3]);
  const [head, tail] = whole.split([2, time], 0);
  is([2, 3], head); // right
  const [a, b] = whole.split([time, 2], 0); is([2, 3], b); // either: split: …
  whole.split([2, dim("other", count)], 0); // refused: split: …
}

// ── split: a number of parts
{
  const [left, right] = x.split([1, 2], 1);
  is([2, 2], right); // right
  x.split([1, 1], 1); // wrong: split: …
  x.split(yes ? [1, 2] : [2, 1], 1); // refused: …
  x.split([1, yes ? 2 : 2], 1); // either: a size …
  x.split(3, 1); // wrong: …
}

// ── logicalAnd and others: operands of one shape
{
  is([2, 3], x.logicalAnd(ones([3])).logicalOr(1).logicalNot()); // right
  x.logicalOr(zeros([2])); // wrong: logicalOr: …
  x.logicalAnd(yes ? zeros([3]) : zeros([2, 3])); // refused: …
  x.modulo(zeros([2, 3, 1])); // wrong: modulo: …
  x.power(null); // wrong: …
  x.maximum(undefined); // wrong: …
}

// ── where: three operands, of which one is one of two
{
  is([2, 3], where(x, ones([3]), 0)); // right
  where(x, yes ? ones([3]) : 0, 0); // either: …
  where(x, yes ? ones([3]) : ones([2, 3]), 0); // refused: …
}

// ── atan2: the second operand is one of two
{
  is([2, 3], atan2(x, ones([3]))); // right
  atan2(x, yes ? ones([3]) : 0); // either: …
  atan2(x, yes ? ones([3]) : ones([2, 3])); // refused: …
  atan2(ones([3]), x); // wrong: atan2: [2, 3] does not fit the end of [3]
}

// ── einsum: an ellipsis
{
  is([4, 2, 5], einsum("...ij, jk -> ...ik", zeros([4, 2, 3]), zeros([3, 5]))); // right
  einsum("...ij, jk -> ...ik", zeros([4, 2, 3]), zeros([4, 5])); // wrong: einsum: …
  einsum("...ij, jk -> ...ik", zeros([3]), zeros([3, 5])); // wrong: einsum: …
  einsum("...ij, jk -> ...ik", yes ? zeros([4, 2, 3]) : zeros([2, 3]), zeros([3, 5])); // refused: …
}
