/** Bounds, steps, counts, paddings and sizes of batches that have names, with and without a value, also in code that is generic in them. */
import { arange, concat, dim, type Dim, histogram, linspace, type Matrix, oneHot, type RangeSize, type Size, type Tensor, type Vector, zeros } from "conformable";
import { type BatchSize, batches, conv2d, maxPool2d, upsample2d } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const two: number = JSON.parse("2");
const [n, m, k] = [dim("n", two), dim("m", two + 1), dim("k", 2)];
const [P, T] = [dim("P", two + 3), dim("T", 10)];

// ── a slice from the front up to a name
{
  const x = zeros([5, 3]);
  is([n, 3], x.slice([0, n])); // right
  is([n, 3], x.slice([null, n])); // right
  is([n, 3], x.slice([0, n, 1])); // right
  is([k, 3], x.slice([0, k])); // right
  is([5, k], x.slice(null, [null, k])); // right
  const empty: Matrix<0, 3> = x.slice([0, n]); // refused: Type …
  const empty: Matrix<5, 3> = x.slice([0, n]); // refused: Type …
  x.slice([0, n]).add(zeros([m, 3])); // wrong: add: …
  x.slice([0, yes ? n : m]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([n, null]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([n, 5]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([1, m]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([n, m]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([0, m, 2]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([n, 0, -1]); // refused: slice: the range of axis 0 has to be of literal numbers; …
}

// ── a slice between names with values
{
  const x = zeros([10, 3]);
  is([8, 3], x.slice([k, null])); // right
  is([2, 3], x.slice([k, 4])); // right
  is([8, 3], x.slice([k, T])); // right
  is([8, 3], x.slice([2, T])); // right
  is([7, 3], x.slice([k, -1])); // right
  is([2, 3], x.slice([k, 0, -1])); // right
  is([T, 3], x.slice([0, T])); // right
  const all: Matrix<-2, 3> = x.slice([2, T]); // refused: Type …
  x.slice([T, k]); // wrong: slice: [T=10, k=2] is not a range of axis 0 of [10, 3]
  x.slice([0, dim("more", 11)]); // wrong: slice: [0, more=11] is not a range of axis 0 of [10, 3]
  x.slice(null, [0, T]); // wrong: slice: [0, T=10] is not a range of axis 1 of [10, 3]
  x.slice([dim("more", 11), null]); // wrong: slice: [more=11, null] is not a range of axis 0 of [10, 3]
}

// ── a slice up to the name of its axis
{
  const [x, y] = [zeros([P, 3]), zeros([T, 3])];
  is([P, 3], x.slice([0, P])); // right
  is([n, 3], x.slice([0, n])); // right
  is([8, 3], y.slice([2, T])); // right
  is([T, 3], y.slice([0, T])); // right
  is([n, 3], y.slice([null, n])); // right
  x.slice([P, null]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([2, P]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([0, P]).add(zeros([0, 3])); // wrong: add: …
}

// ── a slice with a step that has a name
{
  const x = zeros([10, 3]);
  is([5, 3], x.slice([0, 10, k])); // right
  is([5, 3], x.slice([null, null, dim("every", 2)])); // right
  is([5, 3], x.slice([null, T, k])); // right
  is([1, 3], x.slice([1, k, k])); // right
  x.slice([null, null, n]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([0, 10, n]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.slice([0, 10, dim("none", 0)]); // wrong: slice: [0, 10, none=0] is not a range of axis 0 of [10, 3]
  x.slice([0, 10, k]).add(zeros([10, 3])); // wrong: add: …
}

// ── a number of another kind as a bound
{
  type Metres = number & { readonly unit: "metres" };
  const far = two as Metres; // this is how such numbers are made
  const x = zeros([5, 3]);
  is([2, 3], x.slice([0, 2])); // right
  x.slice([0, far]); // refused: slice: the range of axis 0 has to be of literal numbers; …
  x.pad([[0, far], [0, 0]]); // refused: pad: the padding of axis 0 has to be of literal numbers
}

// ── a function that slices up to its argument
{
  const first = <N extends number>(x: Matrix<10, 3>, count: Size<N>) => x.slice([0, count]);
  is([n, 3], first(zeros([10, 3]), n)); // right
  is([k, 3], first(zeros([10, 3]), k)); // right
  is([2, 3], first(zeros([10, 3]), 2)); // right
  const { shape: [rows] } = first(zeros([10, 3]), n); // right
  zeros([n, 3]).add(first(zeros([10, 3]), n)); // right
  zeros([m, 3]).add(first(zeros([10, 3]), n)); // wrong: add: …
  const empty: Matrix<0, 3> = first(zeros([10, 3]), n); // refused: Type …
  first(zeros([10, 3]), two); // refused: …
}

// ── a function that slices from its argument
{
  const after = <N extends number>(x: Matrix<10, 3>, count: Size<N>) => x.slice([count, null]);
  is([8, 3], after(zeros([10, 3]), k)); // right
  is([8, 3], after(zeros([10, 3]), 2)); // right
  const all: Matrix<10, 3> = after(zeros([10, 3]), n); // refused: Type …
  const all: Matrix<0, 3> = after(zeros([10, 3]), n); // refused: Type …
  const all: Matrix<Dim<"n">, 3> = after(zeros([10, 3]), n); // refused: Type …
}

// ── a function that skips its argument
{
  const sparse = <N extends number>(x: Matrix<10, 3>, every: Size<N>) => x.slice([null, null, every]);
  is([5, 3], sparse(zeros([10, 3]), k)); // right
  is([5, 3], sparse(zeros([10, 3]), 2)); // right
  const all: Matrix<10, 3> = sparse(zeros([10, 3]), n); // refused: Type …
  const all: Matrix<Dim<"n">, 3> = sparse(zeros([10, 3]), n); // refused: Type …
}

// ── a padding that has a name
{
  const [x, y] = [zeros([5, 3]), zeros([P, 3])];
  const padded: Matrix<Dim<"5+n">, 3> = x.pad([[n, 0], [0, 0]]); // right
  const behind: Matrix<Dim<"5+n">, 3> = x.pad([[0, n], [0, 0]]); // right
  const both: Matrix<Dim<"5+n+m">, 3> = x.pad([[n, m], [0, 0]]); // right
  const onAName: Matrix<Dim<"P+n+m">, 3> = y.pad([[n, m], [0, 0]]); // right
  is([7, 5], x.pad([[k, 0], [0, k]])); // right
  is([9, 3], x.pad([[k, k], [0, 0]])); // right
  is([10, 3], x.pad([[k, 3], [0, 0]])); // right
  const more: Matrix<Dim<"5+n+k=2">, 3> = x.pad([[n, k], [0, 0]]); // right
  concat([x, zeros([n, 3])], 0).add(x.pad([[n, 0], [0, 0]])); // right
  const padded: Matrix<5, 3> = x.pad([[n, 0], [0, 0]]); // refused: Type …
  const padded: Matrix<5, 3> = x.pad([[k, 0], [0, 0]]); // refused: Type …
  const padded: Matrix<Dim<"n">, 3> = x.pad([[n, 0], [0, 0]]); // refused: Type …
  x.pad([[n, 0], [0, 0]]).add(x); // wrong: add: …
  x.pad([[k, 0], [0, 0]]).add(x); // wrong: add: …
  x.pad([[yes ? n : m, 0], [0, 0]]); // refused: pad: the padding of axis 0 has to be of literal numbers
  x.pad([[two, 0], [0, 0]]); // refused: pad: the padding of axis 0 has to be of literal numbers
}

// ── a function that pads by its argument
{
  const padded = <N extends number>(x: Vector<10>, count: Size<N>) => x.pad([[0, count]]);
  const named: Vector<Dim<"10+n">> = padded(zeros([10]), n); // right
  is([12], padded(zeros([10]), k)); // right
  is([12], padded(zeros([10]), 2)); // right
  const same: Vector<10> = padded(zeros([10]), n); // refused: Type …
  const same: Vector<10> = padded(zeros([10]), k); // refused: Type …
  zeros([10]).add(padded(zeros([10]), n)); // wrong: add: …
}

// ── batches of a size that has a name
{
  const [x, y] = [zeros([100, 3]), zeros([100, 2])];
  const [size, other] = [dim("size", two * 5), dim("size", 30)];
  for (const { inputs } of batches(x, y, dim("size", 10))) is([dim("size", 10), 3], inputs); // right
  for (const { inputs } of batches(x, y, size, { last: "drop" })) is([size, 3], inputs); // right
  for (const { inputs } of batches(x, y, other, { last: "drop" })) is([other, 3], inputs); // right
  for (const { inputs } of batches(x, y, dim("size", 200))) is([100, 3], inputs); // right
  for (const { inputs } of batches(x, y, size)) { const rows: Matrix<BatchSize, 3> = inputs; } // right
  for (const { inputs } of batches(x, y, other)) { const rows: Matrix<BatchSize, 3> = inputs; } // right
  for (const { inputs } of batches(zeros([P, 3]), zeros([P, 2]), k)) { const rows: Matrix<BatchSize, 3> = inputs; } // right
  for (const { inputs } of batches(x, y, size)) { const rows: Matrix<Dim<"size">, 3> = inputs; } // refused: Type …
  for (const { inputs } of batches(x, y, other)) { const rows: Matrix<Dim<"size", 30>, 3> = inputs; } // refused: Type …
  for (const { inputs } of batches(zeros([P, 3]), zeros([P, 2]), k)) { const rows: Matrix<Dim<"k", 2>, 3> = inputs; } // refused: Type …
  for (const { inputs } of batches(x, y, size)) inputs.add(zeros([size, 3])); // refused: add: …
}

// ── ranges between names
{
  is([2], arange(0, k)); // right
  is([n], arange(0, n)); // right
  is([8], arange(k, 10)); // right
  is([5], arange(0, 10, k)); // right
  is([4], arange(k, T, k)); // right
  arange(n, 10); // refused: arange: the start, the end and the step have to be literal numbers; …
  arange(0, 10, n); // refused: arange: the start, the end and the step have to be literal numbers; …
  arange(1, n); // refused: arange: the start, the end and the step have to be literal numbers; …
  const all: Vector<10> = arange(k, 10); // refused: Type …
}

// ── functions with ranges between their arguments
{
  const counted = <N extends number>(end: Size<N>) => arange(end); // right
  { const counted = <N extends number>(start: Size<N>) => arange(start, 10); counted(k); } // refused: …arangeCountsLiterals<…
  { const counted = <N extends number>(end: Size<N>) => arange(1, end); counted(k); } // refused: …arangeCountsLiterals<…
  { const counted = <N extends number>(step: Size<N>) => arange(0, 10, step); counted(k); } // refused: …arangeCountsLiterals<…
  is([n], counted(n)); // right
  is([k], counted(k)); // right
}

// ── a size in place of an axis
{
  const x = zeros([n, 2, 3]);
  const [one, list] = [dim("one", 1), [0, n] as const];
  is([n, 3], x.sum(1)); // right
  x.sum(n); // refused: sum: the axis has to be one literal number
  x.sum(one); // refused: sum: the axis has to be one literal number
  x.softmax(n); // refused: softmax: the axis has to be one literal number
  x.mean([0, m]); // wrong: mean: the axis has to be one literal number
  x.argmax(one); // refused: argmax: the axis has to be one literal number
  x.index(0, one); // refused: index: the axis has to be one literal number
  x.flip(one); // refused: flip: the axis has to be one literal number
  x.squeeze(one); // wrong: squeeze: the axis has to be one literal number
  x.expandDims(one); // refused: expandDims: the place of the new axis has to be one literal number
  x.permute([0, one, 2]); // refused: permute: the axis has to be one literal number
  x.window(0, 1, one); // refused: window: the axis has to be one literal number
  x.unstack(one); // refused: unstack: the axis has to be one literal number
  x.split([1, 1], one); // refused: split: the axis has to be one literal number
  x.sort(one); // refused: sort: the axis has to be one literal number
  x.topK(1, one); // refused: topK: the axis has to be one literal number
  x.repeat(2, one); // refused: repeat: the axis has to be one literal number
  x.cumulativeSum(one); // refused: cumulativeSum: the axis has to be one literal number
  x.takeAlong(zeros([n, 2, 3]), one); // refused: takeAlong: the axis has to be one literal number
  x.take([0], one); // refused: take: the axis has to be one literal number
  concat([x, x], one); // refused: concat: the axis has to be one literal number
}

// ── counts that have names
{
  const x = zeros([5, 3]);
  const tiled: Matrix<Dim<"5*n">, 6> = x.tile([n, k]); // right
  const repeated: Matrix<Dim<"5*n">, 3> = x.repeat(n, 0); // right
  is([10, 3], x.repeat(k, 0)); // right
  is([n, 3], x.topK(n, 0).values); // right
  is([5, k], x.topK(k).values); // right
  is([k, 3], x.window(1, k, 0)); // right
  is([n], linspace(0, 1, n)); // right
  is([2, m], oneHot([1, 0], m)); // right
  is([3], histogram(x, k).edges); // right
  const edges: Vector<Dim<"n+1">> = histogram(x, n).edges; // right
  const tiled: Matrix<5, 3> = x.tile([n, 1]); // refused: Type …
  const tiled: Matrix<5, 3> = x.tile([k, 1]); // refused: Type …
  const repeated: Matrix<5, 3> = x.repeat(n, 0); // refused: Type …
  const edges: Vector<Dim<"n">> = histogram(x, n).edges; // refused: Type …
}

// ── ranges in a list of unknown length
{
  const x = zeros([5, 5]);
  const ranges: (readonly [0, 1])[] = [[0, 1]];
  const either = yes ? ([[0, 1]] as const) : ([[0, 1], [0, 1]] as const);
  is([1, 5], x.slice(...([[0, 1]] as const))); // right
  x.slice(...ranges); // refused: slice: the ranges have to be one list of known length
  x.slice(...either); // refused: slice: the ranges have to be one list of known length
  x.slice([0, 1], ...ranges); // refused: slice: the ranges have to be one list of known length
}

// ── functions whose arguments are counts
{
  const x = zeros([5, 3]);
  const windowed = <N extends number>(count: Size<N>) => x.window(0, count, 0);
  const top = <N extends number>(count: Size<N>) => x.topK(count, 0).values;
  const tiled = <N extends number>(count: Size<N>) => x.tile([count, 1]);
  const repeated = <N extends number>(count: Size<N>) => x.repeat(count, 0);
  const spread = <N extends number>(count: Size<N>) => linspace(0, 1, count);
  const classes = <N extends number>(count: Size<N>) => oneHot([1, 0], count);
  const edges = <N extends number>(bins: Size<N>) => histogram(x, bins).edges;
  const joined = <N extends number>(count: Size<N>) => concat([x, zeros([count, 3])], 0);
  is([n, 3], windowed(n)); // right
  is([k, 3], windowed(k)); // right
  is([n, 3], top(n)); // right
  is([2, 3], top(2)); // right
  const many: Matrix<Dim<"5*n">, 3> = tiled(n); // right
  is([10, 3], tiled(k)); // right
  const more: Matrix<Dim<"5*n">, 3> = repeated(n); // right
  is([10, 3], repeated(2)); // right
  is([n], spread(n)); // right
  is([2, k], classes(k)); // right
  const bounds: Vector<Dim<"n+1">> = edges(n); // right
  is([3], edges(k)); // right
  const all: Matrix<Dim<"5+n">, 3> = joined(n); // right
  is([7, 3], joined(k)); // right
  const many: Matrix<10, 3> = tiled(n); // refused: Type …
  const more: Matrix<5, 3> = repeated(n); // refused: Type …
  const bounds: Vector<3> = edges(n); // refused: Type …
  const all: Matrix<7, 3> = joined(n); // refused: Type …
}

// ── a function whose argument is the size of batches
{
  const cut = <N extends number>(x: Matrix<N, 3>, y: Matrix<N, 2>) => batches(x, y, k); // right
  const by = <N extends number>(size: Size<N>) => batches(zeros([12, 3]), zeros([12, 2]), size);
  const full = <N extends number>(size: Size<N>) => batches(zeros([12, 3]), zeros([12, 2]), size, { last: "drop" });
  for (const { inputs } of by(k)) is([k, 3], inputs); // right
  for (const { inputs } of by(3)) is([3, 3], inputs); // right
  for (const { inputs } of by(n)) { const rows: Matrix<BatchSize, 3> = inputs; } // right
  for (const { inputs } of full(n)) is([n, 3], inputs); // right
  for (const { inputs } of by(n)) { const rows: Matrix<Dim<"n">, 3> = inputs; } // refused: …
  for (const { inputs } of cut(zeros([4, 3]), zeros([4, 2]))) { const rows: Matrix<BatchSize, 3> = inputs; } // right
  for (const { inputs } of cut(zeros([P, 3]), zeros([P, 2]))) { const rows: Matrix<BatchSize, 3> = inputs; } // right
  for (const { inputs } of cut(zeros([P, 3]), zeros([P, 2]))) { const rows: Matrix<Dim<"k", 2>, 3> = inputs; } // refused: …
}

// ── kernels, strides, paddings and factors that have names
{
  const x = zeros([1, 9, 8, 2]);
  is([1, 4, 3, 4], conv2d([9, 8, 2], 4, 3, { stride: k }).predict(x)); // right
  is([1, 11, 10, 4], conv2d([9, 8, 2], 4, 3, { padding: k }).predict(x)); // right
  is([1, 5, 4, 4], conv2d([9, 8, 2], 4, 3, { dilation: k }).predict(x)); // right
  is([1, 8, 7, 4], conv2d([9, 8, 2], 4, k).predict(x)); // right
  is([1, 4, 4, 2], maxPool2d([9, 8, 2], k).predict(x)); // right
  is([1, 18, 16, 2], upsample2d([9, 8, 2], k).predict(x)); // right
  conv2d([9, 8, 2], 4, 3, { stride: n }); // refused: conv2d: the stride has to be …
  conv2d([9, 8, 2], 4, 3, { padding: n }); // refused: …conv2d: the padding has to be …
  conv2d([9, 8, 2], 4, n); // refused: …conv2d: the size of the output can't be computed …
  maxPool2d([9, 8, 2], n); // refused: …maxPool2d: the size of the output can't be computed …
  upsample2d([9, 8, 2], n); // refused: …upsample2d: the size of the output can't be computed …
}

// ── a function that slices up to a size, and states its result
{
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<K, 3> => x.slice([0, count]); // right
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<K, 3> => x.slice([1, count]); // refused: …
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<K, 3> => x.slice([0, count, 2]); // refused: …
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<K, 3> => x.slice([count, null]); // refused: …
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<N, 3> => x.slice([0, count]); // refused: …
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<K, 2> => x.slice([0, count]); // refused: …
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<K, 2> => x.slice([0, count], [2, 1]); // wrong: …slice…
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, _: Size<K>): Matrix<K, 3> => x.slice([0, 2]); // refused: …
  is([3, 3], first(zeros([10, 3]), 3)); // right
  is([k, 3], first(zeros([10, 3]), k)); // right
  is([n, 3], first(zeros([10, 3]), n)); // right
  is([n, 3], first(zeros([m, 3]), n)); // right
  const start: Matrix<3, 3> = first(zeros([10, 3]), 3); // right
  first(zeros([10, 3]), 3);
}

// ── a function that slices up to a size: from null, in steps of one, and along several axes
{
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<K, 2> => x.slice([null, count, 1], [0, 2]); // right
  const first = <N extends number, K extends number>(x: Matrix<N, 3>, count: Size<K>): Matrix<K, 2> => x.slice([null, count, -1], [0, 2]); // refused: …
  is([3, 2], first(zeros([10, 3]), 3)); // right
  first(zeros([10, 3]), 3);
}

// ── a function that slices up to sizes along several axes
{
  const corner = <N extends number, D extends number>(x: Matrix<8, 9>, rows: Size<N>, columns: Size<D>): Matrix<N, D> => x.slice([0, rows], [0, columns]);
  is([3, 2], corner(zeros([8, 9]), 3, 2)); // right
  const some: Matrix<3, 2> = corner(zeros([8, 9]), 3, 2); // right
  const some: Matrix<3, 2> = corner(zeros([8, 9]), 2, 3); // refused: …
}

// ── a function that slices up to the size of another axis
{
  const before = <T extends number>(x: Vector<T>): Vector<T> => x.pad([[1, 0]]).slice([0, x.shape[0]]); // right
  const before = <T extends number>(x: Vector<T>): Vector<T> => x.pad([[1, 0]]).slice([1, x.shape[0]]); // refused: …
  const change = <T extends number>(x: Vector<T>): Vector<T> => x.subtract(before(x));
  is([3], change(zeros([3]))); // right
  is([n], change(zeros([n]))); // right
}
