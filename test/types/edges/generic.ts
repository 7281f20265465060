/**
 * Code for all sizes, shapes or layers. If it is correct for all of them, it compiles. If it can't be correct for any, it
 * doesn't.
 */
import { concat, contractBatch, dim, type Dim, einsum, identity, type Matrix, oneHot, ones, random, randomNormal, type Scalar, type Shape, type Size, type Sizes, stack, sumBatch, type Tensor, tensor, vector, type Vector, where, zeros } from "conformable";
import { activate, adam, attention, backpropagate, type Batch, batches, type Conv2dParameters, conv2d, crossEntropy, type Dense, dense, type DenseParameters, embedding, type Evaluation, flatten, type Gradients, layer, type Layer, layerNorm, type Loss, maxPool2d, meanSquaredError, type Optimizer, type Pass, relu, reshape, residual, sequential, sequentialOf, sgd, train } from "conformable/nn";
import { is } from "../is.js";

// ── multiply, add, where: a tensor of any shape and a scalar
{
  const standard = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.subtract(x.mean()).divide(x.standardDeviation()); // right
  const standard = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.subtract(zeros([1])).divide(x.standardDeviation()); // refused: …fitsTheEnd<"subtract", S, [1]>…
  const standard = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.mean().divide(x); // refused: …
  const scaled = <B extends Shape, N extends number>(x: Tensor<[...B, N]>, by: Scalar): Tensor<[...B, N]> => x.add(by).multiply(by); // right
  const scaled = <B extends Shape, N extends number>(x: Tensor<[...B, N]>, by: Vector<1>): Tensor<[...B, N]> => x.add(by); // refused: …
  const capped = <S extends Shape>(x: Tensor<S>, most: Scalar): Tensor<S> => where(x.greater(most), most, x); // right
  const capped = <S extends Shape, B extends Shape>(x: Tensor<S>, most: Tensor<B>): Tensor<S> => where(x.greater(0), most, x); // refused: …fitsTheEnd<"where", S, B>…
  is([2, 3], capped(standard(ones([2, 3])), ones([]))); // right
  is([2, 3], scaled(ones([2, 3]), ones([]))); // right
}

// ── reshape: images to rows
{
  const flat = <B extends number>(x: Tensor<[B, 28, 28]>): Matrix<B, 784> => x.reshape([x.shape[0], 784]); // right
  const flat = <B extends number>(x: Tensor<[B, 28, 28]>): Matrix<B, 785> => x.reshape([x.shape[0], 785]); // wrong: …reshape…
  is([5, 784], flat(zeros([5, 28, 28])));
}

// ── reshape: with a size as an argument
{
  const flat = <B extends number>(b: Size<B>, x: Tensor<[B, 3, 5, 7]>): Matrix<B, 105> => x.reshape([b, 105]); // right
  const flat = <B extends number>(b: Size<B>, x: Tensor<[B, 3, 5, 7]>): Matrix<B, 105> => x.reshape([105, b]).transpose(); // either: …reshape…
  const flat = <B extends number>(b: Size<B>, x: Tensor<[B, 3, 5, 7]>): Matrix<B, 106> => x.reshape([b, 106]); // wrong: …reshape…
  is([2, 105], flat(2, zeros([2, 3, 5, 7])));
}

// ── reshape: width to heads
{
  const heads = <B extends number, T extends number>(x: Tensor<[B, T, 64]>): Tensor<[B, T, 8, 8]> => x.reshape([x.shape[0], x.shape[1], 8, 8]); // right
  const heads = <B extends number, T extends number>(x: Tensor<[B, T, 64]>): Tensor<[B, T, 8, 7]> => x.reshape([x.shape[0], x.shape[1], 8, 7]); // wrong: …reshape…
  is([2, 3, 8, 8], heads(zeros([2, 3, 64])));
}

// ── reshape: heads to width
{
  const joined = <B extends number, T extends number>(x: Tensor<[B, T, 4, 6]>): Tensor<[B, T, 24]> => x.reshape([x.shape[0], x.shape[1], 24]); // right
  const joined = <B extends number, T extends number>(x: Tensor<[B, T, 4, 6]>): Tensor<[B, 24]> => x.reshape([x.shape[0], 24]); // wrong: …reshape…
  is([2, 3, 24], joined(zeros([2, 3, 4, 6])));
}

// ── reshape: places to a list, before the channels
{
  const places = <C extends number>(x: Tensor<[28, 28, C]>): Matrix<784, C> => x.reshape([784, x.shape[2]]); // right
  const places = <C extends number>(x: Tensor<[28, 28, C]>): Matrix<783, C> => x.reshape([783, x.shape[2]]); // wrong: …reshape…
  is([784, 3], places(zeros([28, 28, 3])));
}

// ── reshape: a size on both ends
{
  const cut = <B extends number, C extends number>(x: Tensor<[B, 6, 35, C]>): Tensor<[B, 14, 15, C]> => x.reshape([x.shape[0], 14, 15, x.shape[3]]); // right
  const cut = <B extends number, C extends number>(x: Tensor<[B, 6, 35, C]>): Tensor<[B, 14, 13, C]> => x.reshape([x.shape[0], 14, 13, x.shape[3]]); // wrong: …reshape…
  is([2, 14, 15, 3], cut(zeros([2, 6, 35, 3])));
}

// ── reshape: an axis of one put in, and taken out
{
  const column = <N extends number>(x: Vector<N>): Matrix<N, 1> => x.reshape([x.shape[0], 1]); // right
  const column = <N extends number>(x: Vector<N>): Matrix<N, 2> => x.reshape([x.shape[0], 2]); // wrong: …reshape…
  is([5, 1], column(zeros([5])));
}

// ── reshape: a size that is not there
{
  const other = <N extends number, M extends number>(x: Matrix<N, 6>, _m: Size<M>): Tensor<[N, 2, 3]> => x.reshape([x.shape[0], 2, 3]); // right
  const other = <N extends number, M extends number>(x: Matrix<N, 6>, m: Size<M>): Tensor<[M, 2, 3]> => x.reshape([m, 2, 3]); // wrong: …reshape…
  is([5, 2, 3], other(zeros([5, 6]), 7));
}

// ── reshape: to its own shape
{
  const same = <S extends Shape>(x: Tensor<S>, y: Tensor<S>): Tensor<S> => x.add(y); // right
  const same = <S extends Shape, R extends Shape>(x: Tensor<S>, y: Tensor<R>): Tensor<S> => x.add(y); // wrong: …add…
  is([2, 3], same(zeros([2, 3]), zeros([5])));  // wrong
  is([2, 3], same(zeros([2, 3]), zeros([2, 3]))); // right
}

// ── reshape: named and generic sizes together
{
  const time = dim("time", JSON.parse("3"));
  const split = <B extends number>(x: Tensor<[B, typeof time, 10]>): Tensor<[B, typeof time, 2, 5]> => x.reshape([x.shape[0], time, 2, 5]); // right
  const split = <B extends number>(x: Tensor<[B, typeof time, 10]>): Tensor<[B, typeof time, 2, 6]> => x.reshape([x.shape[0], time, 2, 6]); // wrong: …reshape…
  is([2, time, 2, 5], split(zeros([2, time, 10])));
}

// ── slice: along a known axis, beside a generic one
{
  const head = <B extends number>(x: Tensor<[B, 7, 3]>): Tensor<[B, 2, 3]> => x.slice(null, [0, 2]); // right
  const head = <B extends number>(x: Tensor<[B, 7, 3]>): Tensor<[B, 2, 3]> => x.slice(null, [7, 9]); // wrong: …slice…
  is([5, 2, 3], head(zeros([5, 7, 3])));
}

// ── slice: from the end of a known axis
{
  const last = <B extends number, C extends number>(x: Tensor<[B, 7, C]>): Matrix<B, C> => x.slice(null, [-1, 7]).squeeze(1); // right
  const last = <B extends number, C extends number>(x: Tensor<[B, 7, C]>): Matrix<B, C> => x.slice(null, [-2, 7]).squeeze(1); // wrong: …squeeze…
  is([5, 3], last(zeros([5, 7, 3])));
}

// ── slice: the front of a generic axis
{
  const first = <N extends number, C extends number>(x: Matrix<N, C>): Matrix<1, C> => x.slice([0, 1]); // right
  const first = <N extends number, C extends number>(x: Matrix<N, C>): Matrix<1, C> => x.slice([1, 0]); // wrong: …slice…
  is([1, 3], first(zeros([5, 3])));
}

// ── slice: the end of a generic axis, which the caller knows, or knows by name
{
  const rows = dim("rows", JSON.parse("7"));
  const rest = <N extends number>(x: Matrix<N, 5>) => x.slice(null, [1, 5]).slice([0, 4]);
  is([4, 4], rest(zeros([7, 5]))); // right
  is([4, 4], rest(zeros([rows, 5]))); // right
  rest(zeros([rows, 5])).add(zeros([4, 5])); // wrong: add: [4, 5] does not fit the end of [4, 4]
}

// ── slice: from the end of a generic axis
{
  const rows = dim("rows", JSON.parse("7"));
  const most = <N extends number>(x: Matrix<N, 5>) => x.slice(null, [0, -1]); // right
  const most = <N extends number>(x: Matrix<N, 5>) => x.slice([0, -1]); // refused
  most(zeros([rows, 5])).add(zeros([rows, 4])); // right
  most(zeros([rows, 5])).add(zeros([6, 5])); // refused: …
}

// ── slice: with a step
{
  const halves = <B extends number>(x: Matrix<B, 10>): Matrix<B, 5> => x.slice(null, [0, 10, 2]); // right
  const halves = <B extends number>(x: Matrix<B, 10>): Matrix<B, 5> => x.slice(null, [0, 10, 0]); // wrong: …slice…
  is([3, 5], halves(zeros([3, 10])));
}

// ── split: a known axis
{
  const [a, b] = [2, 5] as const; // right
  const [a, b] = [2, 4] as const; // wrong
  const parts = <B extends number>(x: Tensor<[B, 7, 3]>) => x.split([a, b], 1); // here: …split…
  is([11, 2, 3], parts(zeros([11, 7, 3]))[0]); // right
  parts(zeros([11, 7, 3])); // wrong
}

// ── split: what it gives
{
  const gates = <B extends number>(x: Matrix<B, 9>): readonly [Matrix<B, 3>, Matrix<B, 6>] => x.split([3, 6], 1); // right
  const gates = <B extends number>(x: Matrix<B, 9>): readonly [Matrix<B, 3>, Matrix<B, 7>] => x.split([3, 7], 1); // wrong: …split…
  is([5, 6], gates(zeros([5, 9]))[1]);
}

// ── split: another axis
{
  const rows = <C extends number>(x: Matrix<9, C>): readonly [Matrix<4, C>, Matrix<5, C>] => x.split([4, 5], 0); // right
  const rows = <C extends number>(x: Matrix<9, C>): readonly [Matrix<4, C>, Matrix<5, C>] => x.split([4, 5], 2); // wrong: …split…
  is([5, 2], rows(zeros([9, 2]))[1]);
}

// ── concat: along a known axis
{
  const wide = <B extends number>(x: Matrix<B, 2>, y: Matrix<B, 3>): Matrix<B, 5> => concat([x, y], 1); // right
  const wide = <B extends number, T extends number>(x: Matrix<B, 2>, y: Matrix<T, 3>): Matrix<B, 5> => concat([x, y], 1); // wrong: …concat…
  is([7, 5], wide(zeros([7, 2]), zeros([7, 3]))); // right
  is([7, 5], wide(zeros([7, 2]), zeros([11, 3]))); // wrong
}

// ── concat: three tensors
{
  const wide = <B extends number, C extends number>(x: Tensor<[B, 2, C]>, y: Tensor<[B, 3, C]>): Tensor<[B, 7, C]> => concat([x, y, x], 1); // right
  const wide = <B extends number, C extends number>(x: Tensor<[B, 2, C]>, y: Tensor<[B, 3, C]>): Tensor<[B, 2, C]> => concat([x, y, x], 2); // wrong: …concat…
  is([5, 7, 2], wide(zeros([5, 2, 2]), zeros([5, 3, 2])));
}

// ── concat: two sizes, whose sum the caller knows
{
  const joined = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>) => concat([a, b], 0);
  is([3], joined(vector([1, 2]), vector([3]))); // right
  joined(vector([1, 2]), vector([3])).add(zeros([2])); // wrong: add: [2] does not fit the end of [3]
}

// ── concat: two sizes, to one of them
{
  const joined = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>) => concat([a, b], 0); // right
  const joined = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>) => a.add(b); // wrong: …add…
  joined(zeros([2]), zeros([3]));
}

// ── concat: rows under rows, of which the caller knows how many
{
  const under = <M extends number, C extends number>(a: Matrix<M, C>, b: Matrix<2, C>) => concat([a, b], 0);
  is([7, 3], under(zeros([5, 3]), zeros([2, 3]))); // right
  under(zeros([5, 3]), zeros([2, 3])).matmul(zeros([7])); // wrong: matmul: [7, 3] by [7]: the left has 3 columns, the right 7 rows
}

// ── concat: a generic name for the sum
{
  const joined = <M extends number, N extends number, T extends number>(a: Vector<M>, b: Vector<N>, total: Size<T>): Vector<T> => concat([a, b], 0, total); // either: …concat…
  const joined = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>, _total: 5) => concat([a, b], 0); // right
  joined(zeros([2]), zeros([3]), 5);
}

// ── concat: the last of any axes
{
  const channels = <Batch extends Shape, H extends number, W extends number>(x: Tensor<[...Batch, H, W, 3]>, y: Tensor<[...Batch, H, W, 5]>): Tensor<[...Batch, H, W, 8]> => concat([x, y], -1); // right
  const channels = <Batch extends Shape, H extends number, W extends number>(x: Tensor<[...Batch, H, W, 3]>, y: Tensor<[...Batch, W, H, 5]>): Tensor<[...Batch, H, W, 8]> => concat([x, y], -1); // wrong: …concat…
  is([2, 7, 11, 8], channels(zeros([2, 7, 11, 3]), zeros([2, 7, 11, 5]))); // right
  is([2, 7, 11, 8], channels(zeros([2, 7, 11, 3]), zeros([2, 11, 7, 5]))); // wrong
}

// ── concat: the last of any axes, of sizes that the caller knows
{
  const channels = <Batch extends Shape, H extends number, W extends number, C extends number, D extends number>(x: Tensor<[...Batch, H, W, C]>, y: Tensor<[...Batch, H, W, D]>) => concat([x, y], -1);
  is([2, 7, 11, 8], channels(zeros([2, 7, 11, 3]), zeros([2, 7, 11, 5]))); // right
  channels(zeros([2, 7, 11, 3]), zeros([2, 7, 11, 5])).addBias(zeros([5])); // wrong: addBias: [5]…
}

// ── split: the last of any axes
{
  const parts = <Batch extends Shape, H extends number, W extends number>(x: Tensor<[...Batch, H, W, 8]>): readonly [Tensor<[...Batch, H, W, 3]>, Tensor<[...Batch, H, W, 5]>] => x.split([3, 5], -1); // right
  const parts = <Batch extends Shape, H extends number, W extends number>(x: Tensor<[...Batch, H, W, 8]>): readonly [Tensor<[...Batch, H, W, 3]>, Tensor<[...Batch, H, W, 4]>] => x.split([3, 4], -1); // wrong: …split…
  is([2, 7, 11, 3], parts(zeros([2, 7, 11, 8]))[0]);
}

// ── pad: a known axis, beside a generic one
{
  const wider = <B extends number>(x: Matrix<B, 7>): Matrix<B, 10> => x.pad([[0, 0], [1, 2]]); // right
  const wider = <B extends number>(x: Matrix<B, 7>): Matrix<B, 10> => x.pad([[0, 0], [-1, 2]]); // wrong: …pad…
  is([5, 10], wider(zeros([5, 7])));
}

// ── pad: images of any number of channels
{
  const framed = <B extends number, C extends number>(x: Tensor<[B, 28, 28, C]>): Tensor<[B, 30, 30, C]> => x.pad([[0, 0], [1, 1], [1, 1], [0, 0]]); // right
  const framed = <B extends number, C extends number>(x: Tensor<[B, 28, 28, C]>): Tensor<[B, 30, 30, C]> => x.pad([[0, 0], [1, 1], [1, 1], [0, 0], [0, 0]]); // wrong: …pad…
  is([2, 30, 30, 3], framed(zeros([2, 28, 28, 3])));
}

// ── window: a known length at a start that only the program knows
{
  const start: number = JSON.parse("4");
  is([3], zeros([11]).window(start, 3, 0)); // right
  is([3], zeros([11]).window(start, 12, 0)); // wrong: window: …
  is([3], zeros([11]).window(start, 3, 1)); // wrong: window: [11] has no axis 1
  is([3], zeros([11]).window(start, start, 0)); // refused: …
}

// ── window: each row
{
  const x = zeros([7, 2, 3]);
  for (let row = 0; row < 7; row++) {
    is([2, 3], x.window(row, 1, 0).squeeze(0)); // right
    is([2, 3], x.window(row, 1, 1).squeeze(0)); // wrong: squeeze: axis 0 of [7, 1, 3] has size 7, not 1
  }
}

// ── window: a step in time, of any batch
{
  const step = <B extends number, T extends number, C extends number>(x: Tensor<[B, T, C]>, at: number): Matrix<B, C> => x.window(at, 1, 1).squeeze(1); // right
  const step = <B extends number, T extends number, C extends number>(x: Tensor<[B, T, C]>, at: number): Matrix<B, C> => x.window(at, 1, 1).squeeze(0); // wrong: …squeeze…
  is([5, 3], step(zeros([5, 7, 3]), 6));
}

// ── window: the last of any axes, of a generic length
{
  const part = <Batch extends Shape, N extends number, L extends number>(x: Tensor<[...Batch, N]>, at: number, length: Size<L>): Tensor<[...Batch, L]> => x.window(at, length, -1); // right
  const part = <Batch extends Shape, N extends number, L extends number>(x: Tensor<[...Batch, N]>, at: number, length: Size<L>): Tensor<[...Batch, N]> => x.window(at, length, -1); // refused: …
  is([2, 5, 3], part(zeros([2, 5, 7]), 1, 3));
}

// ── window: a union for a length or an axis
{
  const yes: boolean = JSON.parse("true");
  is([3, 5], zeros([7, 5]).window(1, 3, 0)); // right
  is([3, 5], zeros([7, 5]).window(1, yes ? 3 : 2, 0)); // refused: …
  is([3, 5], zeros([7, 5]).window(1, 3, yes ? 0 : 1)); // refused: window: …
}

// ── window: an axis of a name
{
  const rows = dim("rows", JSON.parse("7"));
  const few = dim("few", JSON.parse("2"));
  is([few, 3], zeros([rows, 3]).window(4, few, 0)); // right
  is([few, 3], zeros([rows, 3]).window(4, few, 2)); // wrong: window: [rows, 3] has no axis 2
}

// ── matmul: a layer
{
  const sums = <Batch extends Shape, In extends number, Out extends number>(x: Tensor<[...Batch, In]>, w: Matrix<Out, In>): Tensor<[...Batch, Out]> => x.matmul(w.transpose()); // right
  const sums = <Batch extends Shape, In extends number, Out extends number>(x: Tensor<[...Batch, In]>, w: Matrix<Out, In>): Tensor<[...Batch, In]> => x.matmul(w); // wrong: …matmul…
  is([2, 5, 3], sums(zeros([2, 5, 7]), zeros([3, 7])));
}

// ── addBias: over any axes
{
  const shift = <B extends Shape, O extends number>(x: Tensor<[...B, O]>, bias: Vector<O>): Tensor<[...B, O]> => x.addBias(bias); // right
  const shift = <B extends Shape, O extends number, I extends number>(x: Tensor<[...B, O]>, bias: Vector<I>): Tensor<[...B, O]> => x.addBias(bias); // wrong: …addBias…
  is([2, 5, 3], shift(zeros([2, 5, 3]), zeros([3]))); // right
  is([2, 5, 3], shift(zeros([2, 5, 3]), zeros([7]))); // wrong
}

// ── batchMatmul: attention by hand
{
  const scores = <B extends number, T extends number, D extends number>(q: Tensor<[B, T, D]>, k: Tensor<[B, T, D]>): Tensor<[B, T, T]> => q.batchMatmul(k.permute([0, 2, 1])); // right
  const scores = <B extends number, T extends number, D extends number>(q: Tensor<[B, T, D]>, k: Tensor<[B, T, D]>): Tensor<[B, T, D]> => q.batchMatmul(k); // wrong: …batchMatmul…
  is([2, 5, 5], scores(zeros([2, 5, 3]), zeros([2, 5, 3])));
}

// ── einsum: heads
{
  const mixed = <B extends number, T extends number, D extends number, H extends number>(x: Tensor<[B, T, D]>, w: Tensor<[H, D, 4]>): Tensor<[B, H, T, 4]> => einsum("btd,hdk->bhtk", x, w); // right
  const mixed = <B extends number, T extends number, D extends number, H extends number>(x: Tensor<[B, T, D]>, w: Tensor<[H, D, 4]>): Tensor<[B, H, D, 4]> => einsum("bdt,hdk->bhtk", x, w); // wrong: …einsum…
  is([2, 7, 5, 4], mixed(zeros([2, 5, 3]), zeros([7, 3, 4])));
}

// ── sum: an axis, kept
{
  const centred = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Tensor<[B, T, 1]> => x.sum(2, { keepDims: true }); // right
  const centred = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Tensor<[B, T, 1]> => x.sum(3, { keepDims: true }); // wrong: …sum…
  is([2, 3, 1], centred(zeros([2, 3, 5])));
}

// ── mean: the last axis
{
  const average = <B extends number, N extends number>(x: Matrix<B, N>): Vector<B> => x.mean(-1); // right
  const average = <B extends number, N extends number>(x: Matrix<B, N>): Vector<B> => x.mean(-3); // wrong: …mean…
  is([5], average(zeros([5, 3])));
}

// ── softmax: along an axis
{
  const shares = <B extends number, C extends number>(x: Matrix<B, C>): Matrix<B, C> => x.softmax(1); // right
  const shares = <B extends number, C extends number>(x: Matrix<B, C>): Matrix<B, C> => x.softmax(2); // wrong: …softmax…
  is([5, 3], shares(zeros([5, 3])));
}

// ── permute: the axes of an image
{
  const first = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>): Tensor<[B, C, H, W]> => x.permute([0, 3, 1, 2]); // right
  const first = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>): Tensor<[B, C, H, W]> => x.permute([0, 3, 1, 1]); // wrong: …permute…
  is([2, 3, 5, 7], first(zeros([2, 5, 7, 3])));
}

// ── expandDims: and broadcastTo
{
  const table = <N extends number, M extends number>(x: Vector<N>, m: Size<M>): Matrix<M, N> => x.expandDims(0).broadcastTo([m, x.shape[0]]); // right
  const table = <N extends number, M extends number>(x: Vector<N>, m: Size<M>): Matrix<N, M> => x.expandDims(0).broadcastTo([x.shape[0], m]); // wrong: …broadcastTo…
  is([5, 3], table(zeros([3]), 5));
}

// ── stack: two of a kind
{
  const pair = <N extends number>(a: Vector<N>, b: Vector<N>): Matrix<2, N> => stack([a, b], 0); // right
  const pair = <N extends number, M extends number>(a: Vector<N>, b: Vector<M>): Matrix<2, N> => stack([a, b], 0); // wrong: …stack…
  is([2, 3], pair(zeros([3]), zeros([3]))); // right
  is([2, 3], pair(zeros([3]), zeros([5]))); // wrong
}

// ── stack: two of other shapes
{
  const pair = <B extends number, N extends number>(x: Matrix<B, N>, y: Vector<B>) => stack([x, y.outer(y).matmul(x)], 0); // right
  const pair = <B extends number, N extends number>(x: Matrix<B, N>, y: Vector<B>) => stack([x, y], 0); // wrong: …stackNeedsOneShape<readonly [Matrix<B, N>, Vector<B>], …
  is([2, 5, 3], pair(zeros([5, 3]), zeros([5]))); // right
  pair(zeros([5, 3]), zeros([5])); // wrong
}

// ── gather: rows of a table
{
  const rows = <V extends number, D extends number, N extends number>(table: Matrix<V, D>, indices: Vector<N>): Matrix<N, D> => table.gather(indices); // right
  const rows = <V extends number, D extends number, N extends number>(table: Matrix<V, D>, indices: Vector<N>): Matrix<N, V> => table.gather(indices).matmul(table); // wrong: …matmul…
  is([3, 5], rows(zeros([7, 5]), zeros([3])));
}

// ── oneHot: for any number of classes
{
  const rows = <N extends number, C extends number>(labels: Vector<N>, classes: Size<C>): Matrix<N, C> => oneHot(labels, classes); // right
  const rows = <N extends number, C extends number>(labels: Vector<N>, classes: Size<C>): Matrix<N, C> => oneHot(labels, classes).add(oneHot(labels, 3)); // wrong: …add…
  is([2, 5], rows(zeros([2]), 5));
}

// ── where: a condition of the same shape
{
  const positive = <S extends Shape>(x: Tensor<S>): Tensor<S> => where(x.greater(0), x, 0); // right
  const positive = <S extends Shape, R extends Shape>(x: Tensor<S>, y?: Tensor<R>): Tensor<S> => where(x.greater(0), x, y ?? 0); // refused: …where…
  is([2, 3], positive(zeros([2, 3])));
}

// ── zeros: a shape that is handed on
{
  const blank = <const S extends Shape>(shape: Sizes<S>): Tensor<[...S]> => zeros(shape).add(ones(shape)); // right
  const blank = <const S extends Shape>(shape: Sizes<S>): Tensor<[...S]> => zeros(shape).add(ones([7])); // wrong: …add…
  is([2, 3], blank([2, 3]));
}

// ── identity: times a matrix
{
  const same = <N extends number, M extends number>(x: Matrix<N, M>, m: Size<M>): Matrix<N, M> => x.matmul(identity(m)); // right
  const same = <N extends number, M extends number>(x: Matrix<N, M>, m: Size<M>): Matrix<N, M> => identity(m).matmul(x); // wrong: …matmul…
  is([5, 3], same(zeros([5, 3]), 3));
}

// ── dense: on a body of any shape
{
  function classifier<In extends Shape, D extends number, P, C extends number>(body: Layer<In, [D], P>, classes: Size<C>) {
    return sequential(body, dense(body.outputShape[0], classes)); // right
    return sequential(body, dense(classes, body.outputShape[0])); // wrong: …sequential…
  }
  is([3], classifier(dense(7, 5), 3).predict(zeros([7])));
}

// ── dense: on a body, whose type the caller knows
{
  const classifier = <In extends Shape, D extends number, P, C extends number>(body: Layer<In, [D], P>, classes: Size<C>) => sequential(body, dense(body.outputShape[0], classes));
  is([2, 3], classifier(sequential(flatten([2, 3]), dense(6, 5)), 3).predict(zeros([2, 2, 3]))); // right
  is([2, 3], classifier(sequential(flatten([2, 3]), dense(6, 5)), 3).predict(zeros([2, 3, 2]))); // wrong: …
}

// ── sequential: two layers of any sizes
{
  const two = <A extends number, B extends number, C extends number>(a: Size<A>, b: Size<B>, c: Size<C>) => sequential(dense(a, b, { activation: relu }), dense(b, c)); // right
  const two = <A extends number, B extends number, C extends number>(a: Size<A>, b: Size<B>, c: Size<C>) => sequential(dense(a, b, { activation: relu }), dense(c, b)); // wrong: …sequential…
  is([5], two(3, 7, 5).predict(zeros([3]))); // right
  two(3, 7, 5); // wrong
}

// ── sequential: layers of any shapes
{
  const above = <A extends Shape, B extends Shape, C extends Shape, P, Q>(lower: Layer<A, B, P>, upper: Layer<B, C, Q>) => sequential(lower, upper); // right
  const above = <A extends Shape, B extends Shape, C extends Shape, P, Q>(lower: Layer<A, B, P>, upper: Layer<B, C, Q>) => sequential(upper, lower); // wrong: …sequential…
  is([5], above(dense(3, 7), dense(7, 5)).predict(zeros([3]))); // right
  above(dense(3, 7), dense(7, 5)); // wrong
}

// ── residual: a block of any width
{
  const block = <N extends number, H extends number>(n: Size<N>, h: Size<H>) => residual(sequential(layerNorm(n), dense(n, h), dense(h, n))); // right
  const block = <N extends number, H extends number>(n: Size<N>, h: Size<H>) => residual(sequential(layerNorm(n), dense(n, h), dense(h, h))); // wrong: …residual…
  is([3], block(3, 7).predict(zeros([3])));
}

// ── attention: of any length and width
{
  const block = <T extends number, D extends number>(t: Size<T>, d: Size<D>) => attention([t, d], 2);
  is([5, 8], block(5, 8).predict(zeros([5, 8]))); // right
  is([5, 8], block(5, 8).predict(zeros([8, 5]))); // wrong: predict: …
}

// ── attention: in a block of any width
{
  const block = <T extends number, D extends number>(t: Size<T>, d: Size<D>) => residual(sequential(layerNorm(d), attention([t, d], 2))); // right
  const block = <T extends number, D extends number>(t: Size<T>, d: Size<D>) => residual(sequential(layerNorm(t), attention([t, d], 2))); // wrong: …sequential…
  block(5, 8).predict(zeros([3, 5, 8])); // right
  block(5, 8); // wrong
}

// ── attention: heads that the caller knows
{
  const block = <T extends number, D extends number, H extends number>(t: Size<T>, d: Size<D>, h: Size<H>) => attention([t, d], h);
  is([2, 4, 8], block(5, 8, 2).parameters.query); // right
  block(5, 8, 2).parameters.query.add(zeros([4, 2, 8])); // wrong: add: [4, 2, 8] does not fit the end of [2, 4, 8]
}

// ── conv2d: of any image, filters and kernel
{
  const layerOf = <H extends number, W extends number, C extends number, F extends number, K extends number>(h: Size<H>, w: Size<W>, c: Size<C>, f: Size<F>, k: Size<K>) => conv2d([h, w, c], f, k);
  is([5, 9, 2], layerOf(7, 11, 1, 2, 3).predict(zeros([7, 11, 1]))); // right
  is([5, 9, 2], layerOf(7, 11, 1, 2, 3).predict(zeros([11, 7, 1]))); // wrong: predict: …
}

// ── conv2d: of the same size, for any channels
{
  const same = <C extends number, F extends number>(c: Size<C>, f: Size<F>): Layer<[7, 11, C], [7, 11, F], Conv2dParameters<3, C, F>> => conv2d([7, 11, c], f, 3, { padding: "same" }); // right
  const same = <C extends number, F extends number>(c: Size<C>, f: Size<F>): Layer<[7, 11, C], [7, 11, F], Conv2dParameters<3, C, F>> => conv2d([7, 11, f], c, 3, { padding: "same" }); // refused: Type …
  is([7, 11, 2], same(1, 2).predict(zeros([7, 11, 1])));
}

// ── conv2d: two, one on the other
{
  const two = <C extends number, F extends number>(c: Size<C>, f: Size<F>) => sequential(conv2d([7, 7, c], f, 3), conv2d([5, 5, f], c, 3)); // right
  const two = <C extends number, F extends number>(c: Size<C>, f: Size<F>) => sequential(conv2d([7, 7, c], f, 3), conv2d([5, 7, f], c, 3)); // wrong: …sequential…
  is([3, 3, 2], two(2, 5).predict(zeros([7, 7, 2])));
}

// ── conv2d: added to its image
{
  const added = <N extends number>(n: Size<N>, x: Tensor<[N, N, 1]>) => conv2d([n, n, 1], 1, 3, { padding: "same" }).predict(x).add(x); // right
  const added = <N extends number>(n: Size<N>, x: Tensor<[N, N, 1]>) => conv2d([n, n, 1], 1, 3).predict(x).add(x); // wrong: …addFitsTheEnd<[ValidPlaces<N, 3, 1, "valid">, …
  added(5, zeros([5, 5, 1]));
}

// ── maxPool2d: of any channels
{
  const halved = <C extends number>(c: Size<C>): Layer<[8, 6, C], [4, 3, C], readonly []> => maxPool2d([8, 6, c], 2); // right
  const halved = <C extends number>(c: Size<C>): Layer<[8, 6, C], [4, 3, C], readonly []> => maxPool2d([8, 6, c], 7); // wrong: …maxPool2d…
  is([4, 3, 5], halved(5).predict(zeros([8, 6, 5])));
}

// ── flatten: of any number of places
{
  const flat = <N extends number>(n: Size<N>) => flatten([n, 3]); // right
  const flat = <N extends number>(n: Size<N>) => sequential(flatten([n, 3]), dense(n, 5)); // wrong: …sequential…
  is([21], flat(7).predict(zeros([7, 3]))); // right
  flat(7); // wrong
}

// ── flatten: what it gives, the caller knows
{
  const flat = <N extends number, M extends number>(n: Size<N>, m: Size<M>) => flatten([n, m]);
  is([5], sequential(flat(7, 3), dense(21, 5)).predict(zeros([7, 3]))); // right
  is([5], sequential(flat(7, 3), dense(22, 5)).predict(zeros([7, 3]))); // wrong: sequential: layer 2 takes [22], but layer 1 gives [21]
}

// ── embedding: in a network of any sizes
{
  const words = <V extends number, D extends number>(v: Size<V>, d: Size<D>) => sequential(embedding(v, d), layerNorm(d)); // right
  const words = <V extends number, D extends number>(v: Size<V>, d: Size<D>) => sequential(embedding(v, d), layerNorm(v)); // wrong: …sequential…
  is([2, 5], words(7, 5).predict(zeros([2]))); // right
  words(7, 5); // wrong
}

// ── layer: of any size
{
  const scaled = <N extends number>(n: Size<N>): Layer<[N], [N], { readonly by: Vector<N> }> => layer({ by: ones([n]) }, [n], [n], ({ by }, x) => x.multiply(by)); // right
  const scaled = <N extends number>(n: Size<N>): Layer<[N], [N], { readonly by: Vector<N> }> => layer({ by: ones([n]) }, [n], [n], ({ by }, x) => x.multiply(by.outer(by))); // wrong: …multiply…
  is([2, 5], scaled(5).predict(zeros([2, 5])));
}

// ── train: any network, in batches
{
  function fit<In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>): Layer<In, Out, P> {
    const optimizer = adam(network, { learningRate: 0.01 });
    for (let epoch = 0; epoch < 2; epoch++) {
      for (const batch of batches(inputs, targets, 3, { random: random(epoch) })) {
        const { output, backward } = network.forward(batch.inputs); // right
        const { output, backward } = network.forward(batch.targets); // wrong: …
        const { error } = meanSquaredError.evaluate(output, batch.targets);
        optimizer.step(backward(error).gradients);
      }
    }
    return network;
  }
  is([7, 2], fit(dense(3, 2), zeros([7, 3]), ones([7, 2])).predict(zeros([7, 3])));
}

// ── backpropagate: any network
{
  function step<In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, loss: Loss, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>): number {
    const { loss: value, gradients } = backpropagate(network, loss, inputs, targets); // right
    const { loss: value, gradients } = backpropagate(network, loss, targets, inputs); // wrong: …backpropagate…
    sgd(network, { learningRate: 0.1 }).step(gradients);
    return value;
  }
  step(dense(3, 2), meanSquaredError, zeros([7, 3]), zeros([7, 2]));
}

// ── backpropagate: any leading axes
{
  function gradientsOf<Batch extends Shape, In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>, inputs: Tensor<[...Batch, ...In]>, targets: Tensor<[...Batch, ...Out]>): Gradients<P> {
    const { output, backward } = network.forward(inputs);
    return backward(meanSquaredError.evaluate(output, targets).error).gradients; // right
    return backward(meanSquaredError.evaluate(output, inputs).error).gradients; // wrong: …
  }
  is([2, 3], gradientsOf<[5, 7], [3], [2], DenseParameters<3, 2>>(dense(3, 2), zeros([5, 7, 3]), zeros([5, 7, 2])).weights);
}

// ── train: any network, by train
{
  async function fit<In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>): Promise<number> {
    const { losses } = await train(network, { inputs, targets, loss: meanSquaredError, optimizer: adam(network), epochs: 1 }); // right
    const { losses } = await train(network, { inputs, targets: inputs, loss: meanSquaredError, optimizer: adam(network), epochs: 1 }); // wrong: …
    return losses.length;
  }
  await fit(dense(3, 2), zeros([7, 3]), zeros([7, 2]));
}

// ── predict: a network of vectors on a batch of any size
{
  const all = <B extends number, In extends number, Out extends number, P>(network: Layer<[In], [Out], P>, x: Matrix<B, In>): Matrix<B, Out> => network.predict(x); // right
  const all = <B extends number, In extends number, Out extends number, P>(network: Layer<[In], [Out], P>, x: Matrix<In, B>): Matrix<B, Out> => network.predict(x); // wrong: …
  is([5, 2], all(dense(3, 2), zeros([5, 3]))); // right
  is([5, 2], all(dense(3, 2), zeros([3, 5]))); // wrong
}

// ── crossEntropy: a custom loss for all shapes
{
  const absolute: Loss = {
    name: "absolute",
    evaluate<S extends Shape>(output: Tensor<S>, targets: Tensor<S>): Evaluation<S> {
      const difference = output.subtract(targets);
      return { loss: difference.abs().mean().at(), error: difference.divide(difference.abs()).divide(output.size) }; // right
      return { loss: difference.abs().mean().at(), error: difference.abs().mean() }; // wrong: Type …
    },
  };
  backpropagate(dense(3, 2), absolute, ones([5, 3]), ones([5, 2]));
}

// ── sequential: a layer by a class
{
  class Double implements Layer<[5], [5], {}> {
    readonly inputShape: [5] = [5];
    readonly outputShape: [5] = [5];
    readonly parameters = {};
    predict<Batch extends Shape>(input: Tensor<[...Batch, 5]>): Tensor<[...Batch, 5]> {
      return input.add(input);
    }
    forward<Batch extends Shape>(input: Tensor<[...Batch, 5]>): Pass<[...Batch, 5], [...Batch, 5], {}> {
      return { output: this.predict(input), backward: (error) => ({ error: error.add(error), gradients: {} }) };
    }
  }
  is([2, 5], sequential(dense(3, 5), new Double()).predict(zeros([2, 3]))); // right
  is([2, 5], sequential(dense(3, 7), new Double()).predict(zeros([2, 3]))); // wrong: sequential: layer 2 takes [5], but layer 1 gives [7]
}

// ── sequential: a layer by a class, at the bottom
{
  class Negate<N extends number> implements Layer<[N], [N], readonly []> {
    readonly inputShape: [Size<N>];
    readonly outputShape: [Size<N>];
    readonly parameters = [] as const;
    constructor(size: Size<N>) {
      this.inputShape = [size];
      this.outputShape = [size];
    }
    predict<Batch extends Shape>(input: Tensor<[...Batch, N]>): Tensor<[...Batch, N]> {
      return input.negate();
    }
    forward<Batch extends Shape>(input: Tensor<[...Batch, N]>): Pass<[...Batch, N], [...Batch, N], readonly []> {
      return { output: input.negate(), backward: (error) => ({ error: error.negate(), gradients: [] }) };
    }
  }
  is([7], sequential(new Negate(5), dense(5, 7), new Negate(7)).predict(zeros([5]))); // right
  sequential(new Negate(3), dense(5, 7), new Negate(7)); // wrong: sequential: layer 2 takes [5], but layer 1 gives [3]
}

// ── sequential: a layer that is spread, with a name
{
  const named = { ...dense(3, 5), name: "first" };
  is([7], sequential(named, dense(5, 7)).predict(zeros([3]))); // right
  is([7], sequential(named, dense(3, 7)).predict(zeros([3]))); // wrong: sequential: layer 2 takes [3], but layer 1 gives [5]
}

// ── sequential: an interface that extends Layer
{
  interface Named extends Layer<[3], [5], DenseParameters<3, 5>> { readonly name: string }
  const named: Named = { ...dense(3, 5), name: "first" };
  is([7], sequential(dense(2, 3), named, dense(5, 7)).predict(zeros([2]))); // right
  is([7], sequential(dense(2, 5), named, dense(5, 7)).predict(zeros([2]))); // wrong: sequential: layer 2 takes [3], but layer 1 gives [5]
}

// ── sequential: an interface for all layers
{
  interface Named<In extends Shape, Out extends Shape, P> extends Layer<In, Out, P> { readonly name: string }
  const called = <In extends Shape, Out extends Shape, P>(name: string, one: Layer<In, Out, P>): Named<In, Out, P> => ({ ...one, name });
  is([7], sequential(called("a", dense(3, 5)), called("b", dense(5, 7))).predict(zeros([3]))); // right
  is([7], sequential(called("a", dense(3, 5)), called("b", dense(3, 7))).predict(zeros([3]))); // wrong: sequential: layer 2 takes [3], but layer 1 gives [5]
}

// ── residual: a layer by a class, and one that is spread
{
  const named = { ...dense(5, 5), name: "inner" }; // right
  const named = { ...dense(5, 7), name: "inner" }; // wrong
  is([5], residual(named).predict(zeros([5]))); // here: residual: the layer takes [5], but gives [7]
}

// ── sequentialOf: layers of one type in a list
{
  const blocks = [dense(5, 5), dense(5, 5, { activation: relu }), dense(5, 5)]; // right
  const blocks = [dense(5, 7), dense(5, 7)]; // wrong
  is([2, 5], sequentialOf(blocks).predict(zeros([2, 5]))); // here: sequentialOf: …
}

// ── sequentialOf: as many as the program says
{
  const depth: number = JSON.parse("3");
  const blocks = Array.from({ length: depth }, () => residual(dense(5, 5)));
  is([3], sequential(dense(2, 5), sequentialOf(blocks), dense(5, 3)).predict(zeros([2]))); // right
  is([3], sequential(dense(2, 7), sequentialOf(blocks), dense(5, 3)).predict(zeros([2]))); // wrong: sequential: layer 2 takes [5], but layer 1 gives [7]
}

// ── sequentialOf: a list of two types
{
  const blocks = [layerNorm(5), layerNorm(5)]; // right
  const blocks = [dense(5, 5), dense(7, 7)]; // wrong
  sequentialOf(blocks); // here: sequentialOf: …
}

// ── sequentialOf: a step for its gradients
{
  const network = sequentialOf([dense(5, 5), dense(5, 5)]);
  const { gradients } = backpropagate(network, meanSquaredError, zeros([2, 5]), zeros([2, 5])); // right
  const { gradients } = backpropagate(network, meanSquaredError, zeros([2, 7]), zeros([2, 7])); // wrong: backpropagate: takes [5] with any leading axes, not [2, 7]
  sgd(network, { learningRate: 0.1 }).step(gradients);
}

// ── sequentialOf: in code for all blocks
{
  const deep = <S extends Shape, P>(make: () => Layer<S, S, P>, depth: number) => sequentialOf(Array.from({ length: depth }, make)); // right
  const deep = <S extends Shape, R extends Shape, P>(make: () => Layer<S, R, P>, depth: number) => sequentialOf(Array.from({ length: depth }, make)); // refused: …sequentialOf…
  is([2, 5], deep(() => dense(5, 5), 3).predict(zeros([2, 5])));
}

// ── contractBatch: the gradients of a layer
{
  const gradientsOf = <B extends Shape, In extends number, Out extends number>(error: Tensor<[...B, Out]>, input: Tensor<[...B, In]>): DenseParameters<In, Out> => ({ weights: contractBatch(error, input), bias: sumBatch(error) }); // right
  const gradientsOf = <B extends Shape, In extends number, Out extends number>(error: Tensor<[...B, Out]>, input: Tensor<[...B, In]>): DenseParameters<In, Out> => ({ weights: contractBatch(input, error), bias: sumBatch(error) }); // refused: Type …
  is([2, 3], gradientsOf(zeros([5, 2]), zeros([5, 3])).weights); // right
}

// ── reshape: twelve axes, of which half are generic
{
  function many<A extends number, B extends number, C extends number, D extends number, E extends number, F extends number>(x: Tensor<[A, 2, B, 3, C, 5, D, 7, E, 11, F, 13]>) {
    const [a, , b, , c, , d, , e, , f] = x.shape;
    return x.reshape([a, 2, b, 3, c, 5, d, 7, e, 11, f, 13]).reshape([a, 2, b, 3, c, 5, d, 7, e, 143, f]); // right
    return x.reshape([a, 2, b, 3, c, 5, d, 7, e, 11, f, 13]).reshape([a, 2, b, 3, c, 5, d, 7, e, 144, f]); // wrong: …reshape…
  }
  is([1, 2, 1, 3, 1, 5, 1, 7, 1, 143, 1], many(zeros([1, 2, 1, 3, 1, 5, 1, 7, 1, 11, 1, 13])));
}

// ── reshape: a chain of sixty, in generic code
{
  function chain<B extends number>(x: Tensor<[B, 6, 10]>): Matrix<B, 60> {
    const [b] = x.shape;
    const once = (y: Tensor<[B, 6, 10]>): Tensor<[B, 6, 10]> => y.reshape([b, 60]).reshape([b, 3, 20]).reshape([b, 4, 15]).reshape([b, 5, 12]).reshape([b, 6, 10]).reshape([b, 2, 30]).reshape([b, 10, 6]).reshape([b, 12, 5]).reshape([b, 15, 4]).reshape([b, 20, 3]).reshape([b, 30, 2]).reshape([b, 6, 10]); // right
    const once = (y: Tensor<[B, 6, 10]>): Tensor<[B, 6, 10]> => y.reshape([b, 60]).reshape([b, 3, 20]).reshape([b, 4, 15]).reshape([b, 5, 12]).reshape([b, 6, 10]).reshape([b, 2, 30]).reshape([b, 10, 6]).reshape([b, 12, 5]).reshape([b, 15, 4]).reshape([b, 20, 3]).reshape([b, 30, 2]).reshape([b, 6, 11]); // wrong: …reshape…
    return once(once(once(once(once(x))))).reshape([b, 60]);
  }
  is([7, 60], chain(zeros([7, 6, 10])));
}

// ── sequential: twenty layers of generic sizes
{
  function deep<A extends number, B extends number>(a: Size<A>, b: Size<B>) {
    const [up, down] = [dense(a, b, { activation: relu }), dense(b, a)];
    return sequential(up, down, up, down, up, down, up, down, up, down, up, down, up, down, up, down, up, down, up, down); // right
    return sequential(up, down, up, down, up, down, up, down, up, down, up, down, up, down, up, down, up, up, down, down); // wrong: …sequential…
  }
  is([3], deep(3, 5).predict(zeros([3])));
}

// ── sequential: networks thirty deep
{
  const a = sequential(dense(5, 5), dense(5, 5));
  const b = sequential(sequential(sequential(sequential(sequential(sequential(sequential(sequential(sequential(sequential(a))))))))));
  const c = sequential(sequential(sequential(sequential(sequential(sequential(sequential(sequential(sequential(sequential(b))))))))));
  is([5], sequential(sequential(sequential(sequential(sequential(c, dense(5, 5)))))).predict(zeros([5]))); // right
  is([5], sequential(sequential(sequential(sequential(sequential(c, dense(7, 5)))))).predict(zeros([5]))); // wrong: sequential: layer 2 takes [7], but layer 1 gives [5]
}

// ── concat: sixty-four tensors
{
  const [a, b] = [zeros([2, 3]), zeros([5, 3])];
  const eight = [a, b, a, b, a, b, a, b] as const;
  is([224, 3], concat([...eight, ...eight, ...eight, ...eight, ...eight, ...eight, ...eight, ...eight], 0)); // right
  concat([...eight, ...eight, ...eight, ...eight, ...eight, ...eight, ...eight, zeros([5, 2])], 0); // wrong: …concat: …differ in more than axis 0
}

// ── add: three hundred times, in generic code
{
  function often<B extends Shape, N extends number>(x: Tensor<[...B, N]>, bias: Vector<N>): Tensor<[...B, N]> {
    const ten = (y: Tensor<[...B, N]>): Tensor<[...B, N]> => y.addBias(bias).relu().addBias(bias).tanh().addBias(bias).sigmoid().addBias(bias).add(y).addBias(bias).multiply(bias); // right
    const ten = (y: Tensor<[...B, N]>): Tensor<[...B, N]> => y.addBias(bias).relu().addBias(bias).tanh().addBias(bias).sigmoid().addBias(bias).add(y).addBias(bias).multiply(zeros([3])); // refused: …multiply…
    return ten(ten(ten(ten(ten(ten(ten(ten(x))))))));
  }
  is([2, 3], often(zeros([2, 3]), zeros([3])));
}

// ── einsum: eight letters, of which four are generic
{
  function contracted<A extends number, B extends number, C extends number, D extends number>(x: Tensor<[A, B, 2, C, 3]>, y: Tensor<[B, 2, D, 3, 5]>): Tensor<[A, C, D, 5]> {
    return einsum("abicj,bidjk->acdk", x, y); // right
    return einsum("abicj,bidik->acdk", x, y); // wrong: …einsum…
  }
  is([7, 11, 13, 5], contracted(zeros([7, 1, 2, 11, 3]), zeros([1, 2, 13, 3, 5])));
}

// ── matmul: what goes back through a layer
{
  function back<Batch extends Shape, In extends number, Out extends number>(w: Matrix<Out, In>, error: Tensor<[...Batch, Out]>): Tensor<[...Batch, In]> {
    return error.matmul(w); // right
    return error.matmul(w.transpose()); // wrong: …matmul…
  }
  is([5, 3], back(zeros([2, 3]), zeros([5, 2])));
}
