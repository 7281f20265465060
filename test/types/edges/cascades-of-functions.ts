/** One sentence for each mistake in functions: what a refused call returns is used further, and isn't refused again. */
import { addTrees, arange, atan2, bincount, clipByGlobalNorm, compile, concat, contractBatch, convolve, diagonal, type Dim, dim, einsum, globalNorm, grad, hessian, histogram, identity, jacobian, jvp, lbfgs, linspace, type Matrix, mapTensors, matrix, meshgrid, oneHot, ones, random, type Scalar, scalar, scaleTree, searchSorted, type Size, stack, stopGradient, sumBatch, type Tensor, tensor, trace, unique, valueAndGrad, type Vector, vector, vjp, vmap, where, zeros } from "conformable";
import { attention, averagePool2d, batchNorm, chain, concat as beside, conv1d, conv2d, convTranspose2d, dense, flatten, globalAveragePool2d, groupNorm, gru, layerNorm, lstm, maxPool1d, maxPool2d, positions, reshape, residual, reversed, sequential, sum, upsample2d } from "conformable/inferred";
import { readCsv, readNpy, readNpz, readSafetensors, receive, receiveLike, transfer, writeNpy, writeNpz, writeSafetensors } from "conformable/io";
import { cholesky, determinant, eigh, inverse, leastSquares, lu, matrixRank, norm, pseudoInverse, qr, solve, svd, trace as traceOf } from "conformable/linalg";
import { adam, backpropagate, crossEntropy, dense as denseOf, evaluate, meanSquaredError, relu, train } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("5");
const numbers: number[] = JSON.parse("[1, 2, 3]");
const tree = { w: ones([2, 3]), b: zeros([2]) };
/** What a refused call returned. */
const anything = JSON.parse("null");

// ── vector: its elements as arguments
{
  const v = vector([1, 2, 3]); // right
  const v = vector(1, 2, 3); // wrong: Expected 1 arguments, but got 3.
  const v = vector(1); // wrong: Argument of type 'number' …
  const v = vector(numbers); // refused: …vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])…
  const v = vector([1, 2, [3]]); // wrong: …vector: element [2] is an array, not a number…
  const v = vector(); // wrong: Expected 1 arguments, but got 0.
  const w = identity(3).matmul(v);
  const u: Vector<3> = w.add(v).multiply(v);
  v.outer(v).matmul(v);
  ones([5, 3]).matmul(v).add(zeros([5]));
  is([3], u); // right
}

// ── matrix: its rows as arguments, and rows of unknown length
{
  const m = matrix([[1, 2], [3, 5], [7, 11]]); // right
  const m = matrix([1, 2], [3, 5], [7, 11]); // wrong: Expected 1 arguments, but got 3.
  const m = matrix([[1, 2], [3], [7, 11]]); // wrong: …matrix: row 1 has 1 columns, row 0 has 2…
  const m = matrix([[1, 2], [3, 5], 7]); // wrong: …matrix: row 2 is not an array…
  const m = matrix([numbers, numbers]); // refused: …matrix: an array of unknown length needs a shape…
  const m = matrix([]); // wrong: …matrix: no rows: use zeros([0, columns])…
  const product = m.transpose().matmul(m);
  product.add(identity(2)).at(0, 1);
  const rows: Matrix<3, 2> = m;
  concat([m, m], 0).matmul(ones([2, 5])).sum(1).add(zeros([6]));
  is([3, 2], rows); // right
}

// ── tensor: its shape first, or no shape
{
  const data = [1, 2, 3, 5, 7, 11];
  const t = tensor(data, [2, 3]); // right
  const t = tensor([2, 3], data); // wrong: …a shape has to be a list of known length…
  const t = tensor(data); // wrong: Expected 2 arguments, but got 1.
  const t = tensor(data, [count, 3]); // refused: Type 'number' …
  const t = tensor(data, 2, 3); // wrong: Expected 2 arguments, but got 3.
  t.matmul(ones([3, 2])).add(identity(2));
  const again: Matrix<2, 3> = t;
  is([2, 3], again); // right
}

// ── ones, zeros: sizes as arguments
{
  const z = zeros([3, 2]); // right
  const z = zeros(3, 2); // wrong: Expected 1 arguments, but got 2.
  const z = zeros(3); // wrong: Argument of type …a shape is an array of sizes, not 3…
  const z = zeros(); // wrong: Expected 1 arguments, but got 0.
  is([2, 2], ones([2, 3]).matmul(z)); // right
  ones([2, 3]).matmul(z).add(identity(2)).matmul(zeros([2, 7]));
  const sum: Vector<2> = z.sum(0);
}

// ── linspace: no length, or one that only the program knows
{
  const l = linspace(0, 1, 5); // right
  const l = linspace(0, 1); // wrong: Expected 3 arguments, but got 2.
  const l = linspace(0, 1, count); // refused: Argument of type 'number' …
  const l = linspace(0, 1, yes ? 5 : 7); // refused: …a size that may be one of several needs a name: dim(name, size)…
  const l = linspace(0, 1, 2.5); // wrong: …a size is a whole number from 0 up, not 2.5…
  is([5], l.multiply(arange(5))); // right
  l.multiply(arange(5)).dot(arange(5)).add(1);
  identity(5).matmul(l);
  const v: Vector<5> = l;
}

// ── arange: an end that only the program knows
{
  const r = arange(5); // right
  const r = arange(count); // refused: Argument of type 'number' …
  const r = arange(0, count); // refused: Argument of type 'number' …
  const r = arange(0, 10, count); // refused: …arange: …
  const r = arange(0, 5, 0); // wrong: …arange: the step can't be 0…
  const r = arange(); // wrong: Expected 1-3 arguments, but got 0.
  const r = arange(yes ? 5 : 7); // refused: …a size that may be one of several needs a name: dim(name, size)…
  is([5], r.add(arange(5))); // right
  r.add(ones([5])).outer(arange(3)).matmul(zeros([3, 2]));
  zeros([5]).add(r);
}

// ── meshgrid: an array in place of a vector, and matrices
{
  const v = arange(3);
  const [x, y] = meshgrid(vector([0, 1]), v); // right
  const [x, y] = meshgrid([0, 1], v); // wrong: Argument of type 'number[]' …
  const [x, y] = meshgrid(vector([0, 1]), identity(3)); // wrong: …meshgrid: …
  const [x, y] = meshgrid(vector([0, 1])); // wrong: Expected 2 arguments, but got 1.
  const [x, y] = meshgrid(vector([0, 1]), scalar(3)); // wrong: …meshgrid: …
  is([3, 2], x.add(y)); // right
  x.add(y).transpose().matmul(zeros([3, 5]));
  const both: [Matrix<3, 2>, Matrix<3, 2>] = [x, y];
}

// ── identity, diagonal: a size that only the program knows, a matrix
{
  const i = identity(3); // right
  const i = identity(count); // refused: Argument of type 'number' …
  const i = identity(yes ? 3 : 5); // refused: Argument of type '3 | 5' …
  const i = identity([3, 3]); // wrong: Argument of type 'number[]' …
  const i = identity(); // wrong: Expected 1 arguments, but got 0.
  const i = identity(3, 3); // refused: Expected 1 arguments, but got 2.
  const i = diagonal(ones([3, 3])); // wrong: …diagonal: …
  const i = diagonal([1, 1, 1]); // wrong: Argument of type 'number[]' …
  is([3, 3], i.matmul(i)); // right
  i.matmul(ones([3])).add(zeros([3]));
  zeros([2, 3]).matmul(i).add(zeros([2, 3]));
}

// ── random: no shape, or a size that only the program knows
{
  const source = random(1);
  const n = source.integers(0, 10, [8]); // right
  const n = source.integers(0, 10); // wrong: Expected 3 arguments, but got 2.
  const n = source.integers(0, 10, 8); // wrong: Argument of type …a shape is an array of sizes, not 8…
  const n = source.integers([8], 0, 10); // wrong: Argument of type 'number[]' …
  const n = source.integers(0, 10, [count]); // refused: Type 'number' …
  const n = source.normal([count]); // refused: Type 'number' …
  const n = source.uniform([count]); // refused: Type 'number' …
  const n = source.uniform([yes ? 8 : 4]); // refused: Type '4 | 8' …
  const n = source.bernoulli([8], 0.5); // wrong: Argument of type 'number[]' …
  const n = source.bernoulli(0.5); // wrong: Expected 2 arguments, but got 1.
  const n = source.bernoulli(0.5, [count]); // refused: Type 'number' …
  const n = source.categorical([1, 2, 3]); // wrong: …'number[]' is …
  is([8], n.add(zeros([8]))); // right
  n.add(zeros([8])).outer(arange(3)).matmul(zeros([3, 2]));
  identity(8).matmul(n);
}

// ── random: a permutation of a length that may be one of several
{
  const order = random(1).permutation(8); // right
  const order = random(1).permutation("8"); // wrong: …
  const order = random(1).permutation(); // wrong: Expected 1 arguments, but got 0.
  is([8, 2], zeros([8, 2]).gather(order)); // right
  zeros([8, 2]).gather(order).matmul(zeros([2, 3]));
}

// ── oneHot: classes or labels that only the program knows
{
  const names: string[] = ["zero", "one", "two"];
  const h = oneHot([2, 0], 3); // right
  const h = oneHot([2, 0], names.length); // refused: …
  const h = oneHot([2, 0], yes ? 3 : 5); // refused: …
  const h = oneHot(numbers, 3); // refused: …oneHot: …
  const h = oneHot([2, 0]); // wrong: Expected 2-3 arguments, but got 1.
  const h = oneHot([2, 0], 3, [count]); // refused: …
  const h = oneHot(["zero", "one"], 3); // wrong: …
  is([2, 3], h.add(zeros([2, 3]))); // right
  h.matmul(zeros([3, 5])).sum(0).add(zeros([5]));
  zeros([2, 3]).multiply(h);
}

// ── searchSorted, unique: a matrix, an array, and no name
{
  const g = vector([1, 3, 5]);
  const u = searchSorted(g, zeros([2, 5])).sum(1); // right
  const u = searchSorted(ones([3, 3]), zeros([2, 5])); // wrong: …searchSorted: …
  const u = searchSorted([1, 3, 5], zeros([2, 5])).matmul(zeros([5])); // wrong: Argument of type 'number[]' …
  const u = searchSorted(g, [1, 2]); // wrong: …'number[]' is …
  const u = searchSorted(g); // wrong: Expected 2-3 arguments, but got 1.
  const u = unique(g); // wrong: Expected 2 arguments, but got 1.
  const u = unique(g, JSON.parse('"name"') as string); // refused: …dim: the name must be a literal string…
  const u = unique(g, 3); // wrong: Argument of type 'number' …
  is([2], u); // right
  u.add(zeros([2])).outer(g).matmul(g);
  zeros([2]).add(u);
}

// ── unique: the name of its result
{
  const u = unique(vector([3, 1, 3]), "groups"); // right
  const u = unique([3, 1, 3], "groups"); // wrong: …'number[]' is …
  const u = unique(vector([3, 1, 3]), yes ? "groups" : "others"); // refused: …dim: the name must be a literal string…
  const groups: Vector<Dim<"groups">> = u;
  u.subtract(groups).dot(groups).add(1);
  u.outer(groups).matmul(u);
}

// ── bincount: no count, or one that only the program knows
{
  const b = bincount([2, 0, 2], 3); // right
  const b = bincount([2, 0, 2]); // wrong: Expected 2 arguments, but got 1.
  const b = bincount([2, 0, 2], count); // refused: Argument of type 'number' …
  const b = bincount("2", 3); // wrong: …bincount: takes an array of numbers, not…
  const b = bincount([2, 0, 2], [3]); // wrong: …
  is([3], b.add(zeros([3]))); // right
  b.outer(arange(5)).matmul(zeros([5]));
}

// ── histogram: its arguments in another order
{
  const x = zeros([7, 2]);
  const h = histogram(x, 4); // right
  const h = histogram(4, x); // wrong: histogram: takes a tensor, not …
  const h = histogram(x); // wrong: Expected 2-3 arguments, but got 1.
  const h = histogram(x, count); // refused: Argument of type 'number' …
  const h = histogram(x, 0); // wrong: …histogram: …
  const h = histogram([1, 2, 3], 4); // wrong: …'number[]' is …
  is([5], h.edges); // right
  h.counts.add(zeros([4])).outer(h.edges).matmul(zeros([5]));
}

// ── where: values that don't fit
{
  const x = zeros([5, 3]);
  const w = where(x.less(0), 0, x); // right
  const w = where(x.less(0), zeros([5]), x); // wrong: …where: …
  const w = where(x.less(0), x, zeros([5, 3, 2])); // wrong: …where: …
  const w = where(zeros([3]), x, x); // wrong: …where: …
  const w = where(x.less(0), 0); // wrong: Expected 3 arguments, but got 2.
  const w = where([true, false], x, x); // wrong: …'boolean[]' is …
  const w = where(zeros([2]), x, 0).matmul(zeros([5, 3])); // wrong: …where: …
  w.matmul(zeros([3, 2])).add(zeros([5, 2]));
  const same: Matrix<5, 3> = w.add(x);
  is([5, 3], same); // right
}

// ── atan2: another shape
{
  const y = zeros([5, 3]);
  const a = atan2(y, ones([3])); // right
  const a = atan2(y, ones([5])); // wrong: …atan2: …
  const a = atan2(ones([3]), y); // wrong: …atan2: …
  const a = atan2(y); // wrong: Expected 2 arguments, but got 1.
  is([5, 3], a.add(y)); // right
  a.matmul(zeros([3, 2])).add(zeros([5, 2]));
}

// ── einsum: operands that don't fit
{
  const a = zeros([7, 2, 3]);
  const c = einsum("bij,jk->bik", a, zeros([3, 5])); // right
  const c = einsum("bij,jk->bik", a); // wrong: …einsum: 'bij,jk->bik' names the axes of 2, not of 1 operands…
  const c = einsum("bij,jk->bik", a, zeros([3, 5]), a); // wrong: …einsum: 'bij,jk->bik' names the axes of 2, not of 3 operands…
  const c = einsum("bij,jk->bik", a, zeros([2, 5])); // wrong: einsum: …
  const c = einsum("bij,jk->bik", a, zeros([3])); // wrong: einsum: …
  const c = einsum("bij,jk->bim", a, zeros([3, 5])); // wrong: …einsum: index 'm' of the result is in no operand…
  const c = einsum("bij,jk>bik", a, zeros([3, 5])); // wrong: …einsum: …
  const c = einsum(JSON.parse('"bij,jk->bik"') as string, a, zeros([3, 5])); // refused: …einsum: the subscripts have to be a literal string…
  const c = einsum("bij,jk->bik", [a, zeros([3, 5])]); // wrong: …
  const c = einsum(a, zeros([3, 5]), "bij,jk->bik"); // wrong: …
  const t: Tensor<[7, 2, 5]> = c;
  c.sum(2).add(zeros([7, 2]));
  zeros([2, 7]).matmul(c.sum([1, 2]));
  is([7, 2, 5], t); // right
}

// ── einsum: its result is used right away
{
  const [m, v] = [zeros([2, 3]), zeros([3])];
  einsum("ij,jk->ik", m, zeros([3, 5])).sum(1).add(zeros([2])); // right
  einsum("ij,jk->ik", m, v).sum(1).add(zeros([2])); // wrong: einsum: …
  einsum("ij,jk->ik", m, zeros([2, 5])).sum(2).add(zeros([2])); // wrong: einsum: …
  einsum("ij,jk", m, v).matmul(v); // wrong: einsum: …
  einsum("...i,i->...", m, zeros([5])).add(zeros([3])); // wrong: einsum: …
  einsum("ij->", m, v).matmul(v); // wrong: …einsum: 'ij->' names the axes of 1, not of 2 operands…
}

// ── einsum: in code for all sizes
{
  const product = <N extends number, M extends number>(a: Matrix<N, M>, b: Vector<M>): Vector<N> => einsum("ij,j->i", a, b); // right
  const product = <N extends number, M extends number>(a: Matrix<N, M>, b: Vector<M>): Vector<N> => einsum("ij,j->i", b, a); // wrong: …einsumLettersAgree…
  const product = <N extends number, M extends number>(a: Matrix<N, M>, b: Vector<M>): Vector<N> => einsum("ij,i->i", a, b); // wrong: …einsumLettersAgree…
  is([2], product(zeros([2, 3]), zeros([3])).add(ones([2]))); // right
  product(zeros([2, 3]), zeros([3])).outer(zeros([3])).matmul(zeros([3]));
}

// ── convolve: kernels and options that don't fit
{
  const images = zeros([32, 28, 28, 1]);
  const c = convolve(images, zeros([3, 3, 1, 4])); // right
  const c = convolve(images, zeros([3, 3, 2, 4])); // wrong: …convolve: …
  const c = convolve(images, zeros([29, 3, 1, 4])); // wrong: …convolve: …
  const c = convolve(images, zeros([3, 3, 1, 4]), { stride: count }); // refused: …convolve: …
  const c = convolve(images, zeros([3, 3, 1, 4]), { stride: 0 }); // wrong: …a stride is a whole number from 1 up, not 0…
  const c = convolve(images, zeros([3, 3, 1, 4]), { step: 2 }); // wrong: …convolve: …
  const c = convolve(images, zeros([3, 3, 1, 4]), "same"); // wrong: convolve: takes its options in an object
  const c = convolve(images); // wrong: Expected 2-3 arguments, but got 1.
  const c = convolve(zeros([28, 28]), zeros([3, 3])); // wrong: …convolve: …
  const c = convolve(images, zeros([3, 3, 2, 4]), { padding: "same" }); // wrong: …convolve: …
  const t: Tensor<[32, 26, 26, 4]> = c;
  c.reshape([32, 2704]).matmul(zeros([2704, 10])).add(zeros([10]));
  convolve(c, zeros([5, 5, 4, 2])).sum([1, 2, 3]).add(zeros([32]));
  is([32, 26, 26, 4], t); // right
}

// ── convolve: of sequences
{
  const x = zeros([100, 8]);
  const y = convolve(x, zeros([5, 8, 16]), { stride: 2 }); // right
  const y = convolve(x, zeros([5, 8, 16]), { stride: [2, 2] }); // wrong: …
  const y = convolve(x, zeros([5, 16, 8]), { stride: 2 }); // wrong: …convolve: …
  const y = convolve(x, zeros([101, 8, 16]), { stride: 2 }); // wrong: …convolve: …
  const y = convolve(x, zeros([5, 8, 16]), { padding: JSON.parse('"valid"') as string }); // refused: …
  is([48, 16], y); // right
  y.matmul(zeros([16, 3])).sum(0).add(zeros([3]));
}

// ── contractBatch, sumBatch: batches that differ
{
  const [error, input] = [zeros([5, 2]), zeros([5, 3])];
  const w = contractBatch(error, input); // right
  const w = contractBatch(error, zeros([7, 3])); // wrong: Argument of type 'Tensor<[7, 3]>' …
  const w = contractBatch(error); // wrong: Expected 2 arguments, but got 1.
  const w = contractBatch(scalar(1), input); // wrong: Argument of type …
  is([2, 3], w.add(ones([2, 3]))); // right
  w.matmul(zeros([3, 7])).add(zeros([2, 7]));
}

// ── sumBatch: what has no axes
{
  const b = sumBatch(zeros([5, 2])); // right
  const b = sumBatch(scalar(1)); // wrong: Argument of type …
  const b = sumBatch([1, 2]); // wrong: …'number[]' is …
  const b = sumBatch(); // wrong: Expected 1 arguments, but got 0.
  is([2], b.add(zeros([2]))); // right
  b.outer(zeros([3])).matmul(zeros([3]));
}

// ── dim: a name or a size that it can't have
{
  const rows = dim("rows", count); // right
  const rows = dim(count, "rows"); // wrong: Argument of type 'number' …
  const rows = dim(JSON.parse('"rows"') as string, count); // refused: …dim: the name must be a literal string…
  const rows = dim("rows"); // wrong: Expected 2 arguments, but got 1.
  const rows = dim("rows", "5"); // wrong: Argument of type 'string' …
  const rows = dim("rows", 2.5); // wrong: …a size is a whole number from 0 up, not 2.5…
  const rows = dim("rows", -1); // wrong: …a size is a whole number from 0 up, not -1…
  const x = zeros([rows, 3]);
  const again: Matrix<Dim<"rows">, 3> = x;
  x.add(again).matmul(zeros([3, 2])).sum(1).add(zeros([rows]));
  identity(rows).matmul(x);
}

// ── dim: products and sums of what isn't a size
{
  const [a, b] = [dim("a", 3), dim("b", 5)];
  const n = dim.product(a, b); // right
  const n = dim.product(a, count); // refused: …
  const n = dim.product([a, b]); // wrong: …
  const n = dim.sum(a, count); // refused: …
  const n = dim.sum(a, yes ? 3 : 5); // refused: …
  const n = dim.product(a, "b"); // wrong: Argument of type …
  zeros([n, 2]).matmul(zeros([2, 7])).multiply(zeros([n, 7]));
}

// ── stack, concat: lists that may be of any length
{
  const rows: Vector<2>[] = [vector([1, 2]), vector([3, 5])];
  const s = stack([rows[0] ?? zeros([2]), zeros([2])]); // right
  const s = stack(rows); // refused: …stack: …
  const s = stack(rows, 2); // wrong: …
  const s = concat(rows); // wrong: …
  const s = stack([zeros([2]), zeros([3])]); // wrong: …stack: …
  s.matmul(identity(2)).add(zeros([2, 2]));
  const m: Matrix<2, 2> = s;
  is([2, 2], m); // right
}

// ── topK, gather, scatter: numbers that only the program knows
{
  const x = zeros([5, 3]);
  const t = x.topK(2); // right
  const t = x.topK(count); // refused: Argument of type 'number' …
  const t = x.topK(4); // wrong: …topK: …
  const t = x.topK(); // wrong: Expected 1-2 arguments, but got 0.
  const t = x.topK(2, 2); // wrong: …topK: …
  const t = scalar(1).topK(1); // wrong: …topK: …
  is([5, 2], t.values.add(t.indices)); // right
  t.values.matmul(zeros([2, 7])).add(zeros([5, 7]));
  const { values, indices } = t;
  values.add(indices).transpose().matmul(zeros([5]));
}

// ── gather, scatter: indices that don't fit
{
  const x = zeros([5, 3]);
  const g = x.gather([4, 0]); // right
  const g = x.gather(numbers); // refused: …gather: …
  const g = x.gather([4, 0], [count]); // refused: Type 'number' …
  const g = x.gather(); // wrong: Expected 1-2 arguments, but got 0.
  const g = x.gather(2); // wrong: …
  const g = x.scatter([4, 0], zeros([3, 3])).gather([0, 1]); // wrong: …scatter: …
  const g = x.scatter(numbers, zeros([3, 3])).gather([0, 1]); // refused: …scatter: …
  const g = x.scatterAdd([4, 0], zeros([2])).gather([0, 1]); // wrong: …scatterAdd: …
  const g = x.scatter([4, 0]).gather([0, 1]); // wrong: Expected 2-3 arguments, but got 1.
  is([2, 3], g.add(zeros([2, 3]))); // right
  g.matmul(zeros([3, 2])).add(identity(2));
}

// ── outer, dot: matrices
{
  const v = zeros([3]);
  const o = v.outer(zeros([5])); // right
  const o = v.outer(zeros([5, 2])); // wrong: …outer: …
  const o = zeros([3, 2]).outer(zeros([5])); // wrong: …outer: …
  const o = v.outer(); // wrong: Expected 1 arguments, but got 0.
  const o = v.outer([1, 2, 3, 5, 7]); // wrong: Argument of type 'number[]' …
  is([3, 5], o.add(zeros([3, 5]))); // right
  o.matmul(zeros([5, 2])).add(zeros([3, 2]));
  o.add(v.dot(v));
}

// ── receive: shapes that aren't in a record, and sizes that only the program knows
{
  const [message] = transfer({ x: zeros([2, 2]), y: zeros([2]) });
  const { x, y } = receive(message, { x: [2, 2], y: [2] }); // right
  const { x, y } = receive(message, { x: [2, 2], y: [count] }); // refused: Type 'number' …
  const { x, y } = receive(message, { x: [2, 2], y: numbers }); // refused: …a shape has to be a list of known length…
  const { x, y } = receive(message); // wrong: Expected 2 arguments, but got 1.
  const { x, y } = receive({ x: [2, 2], y: [2] }); // wrong: Expected 2 arguments, but got 1.
  const { x, y } = receive(message, [[2, 2], [2]]); // wrong: …receive: takes shapes in a record…
  const { x, y } = receive({}, [[2, 2], [2]]); // wrong: …receive: takes shapes in a record…
  const { x, y } = receive(message, { x: [2, 2], y: 2 }); // wrong: …receive: takes shapes in a record…
  is([2], x.matmul(y)); // right
  x.matmul(y).add(zeros([2])).outer(zeros([3])).matmul(zeros([3]));
  const both: Vector<2> = y.add(y);
}

// ── receive: a list
{
  const [message] = transfer({ x: zeros([2]) });
  receive(message, { x: [2] }).x.matmul(zeros([2])); // right
  receive({}, [[2, 2], [2]]); // wrong: …receive: takes shapes in a record…
  receive({}, [[2, 2], [2]])[0].matmul(zeros([2])); // wrong: …receive: takes shapes in a record…
  const [a, b] = receive({}, [[2, 2], [2]]); // wrong: …receive: takes shapes in a record…
}

// ── receiveLike, transfer: what has no tensors
{
  const [message] = transfer(tree); // right
  const [message] = transfer({ ...tree, name: "tree" }); // wrong: …transfer: takes tensors in records and tuples, not a string…
  const [message] = transfer([1, 2]); // wrong: …transfer: takes tensors in records and tuples, not a number…
  const { w, b } = receiveLike(message, tree);
  is([2, 3], w); // right
  w.transpose().matmul(b).add(zeros([3]));
  message.w.shape.length.toFixed();
}

// ── receiveLike: another tree
{
  const [message] = transfer(tree);
  const { w, b } = receiveLike(message, tree); // right
  const { w, b } = receiveLike(tree); // wrong: Expected 2 arguments, but got 1.
  const { w, b } = receiveLike(message, { w: [2, 3], b: [2] }); // wrong: …receiveLike: takes tensors in records and tuples, not a number…
  w.transpose().matmul(b).add(zeros([3]));
}

// ── files: shapes first, and sizes that only the program knows
{
  const file = readSafetensors(writeSafetensors({ name: zeros([7, 64]) }));
  const x = file.get("name", [7, 64]); // right
  const x = file.get([7, 64], "name"); // wrong: Argument of type 'number[]' …
  const x = file.get("name"); // wrong: Expected 2 arguments, but got 1.
  const x = file.get("name", [count, 64]); // refused: Type 'number' …
  const x = file.get("name", numbers); // refused: …a shape has to be a list of known length…
  const x = file.get("name", 7, 64); // wrong: Expected 2 arguments, but got 3.
  is([7, 64], x.add(zeros([7, 64]))); // right
  x.matmul(zeros([64, 3])).sum(1).add(zeros([7]));
  const m: Matrix<7, 64> = x;
}

// ── readNpy: shapes first, and sizes that only the program knows
{
  const bytes = writeNpy(zeros([7, 3]));
  const x = readNpy(bytes, [7, 3]); // right
  const x = readNpy([7, 3], bytes); // wrong: …
  const x = readNpy(bytes); // wrong: Expected 2 arguments, but got 1.
  const x = readNpy(bytes, [count, 3]); // refused: Type 'number' …
  const x = readNpy("file.npy", [7, 3]); // wrong: Argument of type 'string' …
  is([7, 3], x.add(zeros([7, 3]))); // right
  x.matmul(zeros([3, 2])).sum(1).add(zeros([7]));
}

// ── readNpz: a path
{
  const file = readNpz(writeNpz({ x: zeros([7, 3]) })); // right
  const file = readNpz("file.npz"); // wrong: Argument of type 'string' …
  const file = readNpz(); // wrong: Expected 1 arguments, but got 0.
  const x = file.get("x", [7, 3]);
  x.matmul(zeros([3, 2])).sum(1).add(zeros([7]));
}

// ── readCsv: no name for the rows
{
  const text = "petal,width,kind\n1.4,0.2,setosa\n4.7,1.4,versicolor\n";
  const table = readCsv(text, { rows: "flowers" }); // right
  const table = readCsv(text); // wrong: Expected 2 arguments, but got 1.
  const table = readCsv(text, { rows: count }); // wrong: Type 'number' …
  const table = readCsv(text, { rows: JSON.parse('"flowers"') as string }); // refused: …dim: the name must be a literal string…
  const table = readCsv(text, {}); // wrong: …
  const table = readCsv(text, "flowers"); // wrong: …
  const table = readCsv(text, { rows: "flowers", seperator: ";" }); // wrong: …
  const x: Matrix<Dim<"flowers">, 2> = table.numbers(["petal", "width"]);
  const hot = oneHot(table.classes("kind").labels, 3);
  x.transpose().matmul(hot).add(zeros([2, 3]));
  table.column("petal").add(x.sum(1)).subtract(zeros([table.rows]));
}

// ── readCsv: columns that the compiler can't count
{
  const table = readCsv("petal,width\n1.4,0.2\n", { rows: "flowers" });
  const columns: string[] = ["petal", "width"];
  const x = table.numbers(["petal", "width"]); // right
  const x = table.numbers(columns); // refused: …numbers: the names have to be a list of known length…
  const x = table.numbers("petal", "width"); // wrong: Expected 1 arguments, but got 2.
  const x = table.numbers("petal"); // wrong: Argument of type 'string' …
  const x = table.numbers(); // wrong: Expected 1 arguments, but got 0.
  x.matmul(zeros([2, 3])).sum(0).add(zeros([3]));
  const m: Matrix<Dim<"flowers">, 2> = x;
}

// ── solve: a right side that isn't a tensor
{
  const a = matrix([[2, 1], [1, 3]]);
  const s = solve(a, vector([5, 10])); // right
  const s = solve(a, [5, 10]); // wrong: …
  const s = solve(a, zeros([3])); // wrong: …solve: …
  const s = solve(zeros([2, 3]), zeros([2])); // wrong: …solve: …
  const s = solve(zeros([2]), a); // wrong: …solve: …
  const s = solve(a); // wrong: Expected 2 arguments, but got 1.
  const s = solve(vector([5, 10]), a); // wrong: …solve: …
  const x: Vector<2> = s;
  a.matmul(s).subtract(vector([5, 10])).norm().add(1);
  identity(2).matmul(x).add(s);
  is([2], x); // right
}

// ── inverse, cholesky: matrices that aren't square
{
  const i = inverse(identity(3)); // right
  const i = inverse(zeros([3, 2])); // wrong: …inverse: …
  const i = inverse(zeros([3])); // wrong: …inverse: …
  const i = inverse([[1, 0], [0, 1]]); // wrong: …
  const i = cholesky(zeros([3, 2])); // wrong: …cholesky: …
  const i = cholesky(zeros([3])); // wrong: …cholesky: …
  const i = cholesky(); // wrong: Expected 1 arguments, but got 0.
  const i = pseudoInverse(zeros([3])); // wrong: …pseudoInverse: …
  const i = solve(identity(3), [[1]]); // wrong: …
  is([3, 3], i.matmul(identity(3))); // right
  i.matmul(zeros([3, 2])).sum(0).add(zeros([2]));
}

// ── determinant, trace, norm, matrixRank: what isn't a matrix
{
  const d = determinant(identity(3)); // right
  const d = determinant(zeros([3, 2])); // wrong: …determinant: …
  const d = determinant(zeros([3])); // wrong: …determinant: …
  const d = traceOf(zeros([5, 3, 2])); // wrong: …trace: …
  const d = matrixRank(zeros([3])); // wrong: …matrixRank: …
  const d = norm(scalar(3)); // wrong: …norm: …
  const d = norm([1, 2, 3]); // wrong: …
  is([], d.add(1)); // right
  d.add(scalar(1)).sqrt().multiply(2);
  zeros([3]).multiply(d);
}

// ── lu: a vector
{
  const { lower, upper, permutation } = lu(matrix([[1, 2], [3, 5]])); // right
  const { lower, upper, permutation } = lu(vector([1, 2])); // wrong: …lu: …
  const { lower, upper, permutation } = lu([[1, 2], [3, 5]]); // wrong: …
  const { lower, upper, permutation } = lu(); // wrong: Expected 1 arguments, but got 0.
  is([2, 2], permutation.matmul(lower.matmul(upper))); // right
  permutation.matmul(lower.matmul(upper)).add(identity(2));
  const l: Matrix<2, 2> = lower;
}

// ── qr, svd, eigh: vectors and arrays
{
  const m = identity(3);
  const { q, r } = qr(m); // right
  const { q, r } = qr(zeros([3])); // wrong: …qr: …
  const { q, r } = qr(numbers); // wrong: …
  q.matmul(r).add(m);
  const { u, singularValues, vTransposed } = svd(q.matmul(m));
  u.multiply(singularValues).matmul(vTransposed).add(m);
  const { eigenvalues, eigenvectors } = eigh(identity(3));
  eigenvectors.multiply(eigenvalues).matmul(eigenvectors.transpose()).add(m);
}

// ── svd: what isn't a matrix
{
  const s = svd(zeros([5, 3])); // right
  const s = svd(zeros([5])); // wrong: …svd: …
  const s = svd(scalar(5)); // wrong: …svd: …
  s.u.multiply(s.singularValues).matmul(s.vTransposed).add(zeros([5, 3]));
}

// ── eigh: what isn't square
{
  const e = eigh(identity(3)); // right
  const e = eigh(zeros([5, 3])); // wrong: …eigh: …
  const e = eigh(zeros([5])); // wrong: …eigh: …
  e.eigenvectors.multiply(e.eigenvalues).matmul(zeros([3])).add(zeros([3]));
}

// ── leastSquares: a right side that doesn't fit
{
  const a = matrix([[2, 1], [1, 3], [1, 1]]);
  const x = leastSquares(a, zeros([3])); // right
  const x = leastSquares(a, zeros([2])); // wrong: …leastSquares: …
  const x = leastSquares(a, [1, 2, 3]); // wrong: …
  const x = leastSquares(zeros([3]), a); // wrong: …leastSquares: …
  const x = leastSquares(a); // wrong: Expected 2-3 arguments, but got 1.
  is([2], x.add(zeros([2]))); // right
  a.matmul(x).add(zeros([3]));
}

// ── operands that were refused: whatever takes them gives anything
{
  const x = zeros([3]); // right
  const x = zeros([count]); // refused: Type 'number' …
  const m = identity(3);
  einsum("ij,j->i", m, x).add(zeros([3]));
  einsum("i,ij->j", x, m).outer(x).matmul(x);
  einsum("i->", x).add(1);
  solve(m, x).add(x).outer(zeros([2])).matmul(zeros([2]));
  leastSquares(m, x).add(zeros([3]));
  where(x.less(0), x, 0).add(zeros([3]));
  where(zeros([3]), x, 1).add(zeros([3]));
  where(zeros([3]), 0, x).add(zeros([3]));
  atan2(x, zeros([3])).add(zeros([3]));
  atan2(zeros([3]), x).add(zeros([3]));
  const [across, down] = meshgrid(x, zeros([5]));
  across.add(down).matmul(x).add(zeros([5]));
  diagonal(x).matmul(x).add(zeros([3]));
  searchSorted(x, zeros([7])).add(zeros([7]));
  searchSorted(arange(3), x).add(zeros([3]));
  unique(x, "groups").add(1);
  histogram(x, 4).counts.add(zeros([4]));
  bincount(x, 3).add(zeros([3]));
  oneHot(x, 5).matmul(zeros([5])).add(zeros([3]));
  sumBatch(stack([x, x])).add(zeros([3]));
  contractBatch(x, zeros([5])).matmul(zeros([5])).add(zeros([3]));
  norm(x).add(1);
  zeros([3]).dot(x).add(1);
  zeros([5]).outer(x).matmul(zeros([3])).add(zeros([5]));
  m.gather(x).sum(0).add(zeros([3]));
  const [message] = transfer({ x });
  receive(message, { x: [3] }).x.add(zeros([3]));
  writeNpy(x);
  globalNorm({ x }).add(1);
  scaleTree({ x }, 2).x.add(zeros([3]));
}

// ── matrices that were refused: whatever takes them gives anything
{
  const a = identity(3); // right
  const a = identity(count); // refused: Argument of type 'number' …
  const a = zeros([count, 3]); // refused: Type 'number' …
  solve(a, zeros([3])).add(zeros([3]));
  solve(a, a).matmul(zeros([3])).add(zeros([3]));
  inverse(a).matmul(zeros([3])).add(zeros([3]));
  determinant(a).add(1);
  traceOf(a).add(1);
  norm(a).add(1);
  matrixRank(a).add(1);
  pseudoInverse(a).matmul(zeros([3])).add(zeros([3]));
  leastSquares(a, zeros([3])).add(zeros([3]));
  const { lower, upper } = lu(a);
  lower.matmul(upper).matmul(zeros([3])).add(zeros([3]));
  const { q, r } = qr(a);
  q.matmul(r).matmul(zeros([3])).add(zeros([3]));
  const { u, singularValues, vTransposed } = svd(a);
  u.multiply(singularValues).matmul(vTransposed).add(zeros([3, 3]));
  const { eigenvalues, eigenvectors } = eigh(a);
  eigenvectors.matmul(eigenvalues).add(zeros([3]));
  cholesky(a).matmul(zeros([3])).add(zeros([3]));
  convolve(a.reshape([3, 3, 1]), zeros([2, 2, 1, 5])).sum(2).add(zeros([2, 2]));
  convolve(zeros([9, 3]), a.reshape([1, 3, 3])).sum(1).add(zeros([9]));
  convolve(zeros([9, 3]), a.reshape([1, 3, 3]), { stride: 2 }).sum(1).add(zeros([5]));
  einsum("ij,jk->ik", a, zeros([3, 5])).sum(1).add(zeros([3]));
  vmap((x: Vector<3>) => x.sum())(a).add(zeros([3]));
  jacobian((x: Vector<3>) => a.matmul(x))(zeros([3])).sum(1).add(zeros([3]));
  grad((x: Vector<3>) => a.matmul(x).sum())(zeros([3])).add(zeros([3]));
  hessian((x: Vector<3>) => a.matmul(x).square().sum())(zeros([3])).sum(1).add(zeros([3]));
  valueAndGrad((x: Vector<3>) => a.matmul(x).sum())(zeros([3])).gradients.add(zeros([3]));
  jvp((x: Vector<3>) => a.matmul(x), zeros([3]), zeros([3])).tangent.add(zeros([3]));
  vjp((x: Vector<3>) => a.matmul(x), zeros([3])).backward(zeros([3])).add(zeros([3]));
  trace((x: Vector<3>) => a.matmul(x), zeros([3])).run(zeros([3])).add(zeros([3]));
  compile((x: Vector<3>) => a.matmul(x))(zeros([3])).add(zeros([3]));
  lbfgs((x: Vector<3>) => a.matmul(x).square().sum(), zeros([3])).parameters.add(zeros([3]));
}

// ── scaleTree, addTrees, mapTensors: arguments in another order, other trees
{
  const h = scaleTree(tree, 0.5); // right
  const h = scaleTree(0.5, tree); // wrong: …scaleTree: takes a tree of tensors, but it has a number…
  const h = scaleTree(tree); // wrong: Expected 2 arguments, but got 1.
  const h = scaleTree({ ...tree, rate: 0.1 }, 0.5); // wrong: …scaleTree: takes a tree of tensors, but it has a number…
  const h = scaleTree(tree, "0.5"); // wrong: Argument of type 'string' …
  const h = scaleTree(tree, zeros([2])); // wrong: Argument of type 'Tensor<[2]>' …
  const h = addTrees(tree, { w: tree.w }); // wrong: …
  const h = addTrees(tree, { w: tree.b, b: tree.b }); // wrong: …
  const h = addTrees(1, tree); // wrong: …addTrees: takes a tree of tensors, but it has a number…
  const h = addTrees(); // wrong: Expected at least 1 arguments, but got 0.
  const h = mapTensors(tree, (x) => x.sum()); // wrong: …
  const h = mapTensors(tree); // wrong: Expected at least 2 arguments, but got 1.
  const h = clipByGlobalNorm(1, tree); // wrong: …clipByGlobalNorm: takes a tree of tensors, but it has a number…
  const h = clipByGlobalNorm(tree); // wrong: Expected 2 arguments, but got 1.
  const h = stopGradient(1); // wrong: …stopGradient: takes a tree of tensors, but it has a number…
  is([2, 3], h.w); // right
  h.w.transpose().matmul(h.b).add(zeros([3]));
  scaleTree(h, 2).w.add(tree.w);
  addTrees(tree, h).b.add(zeros([2]));
  mapTensors(h, (x) => x.square()).w.add(tree.w);
  globalNorm(h).add(1);
}

// ── grad: a function that isn't one of tensors, or gives no scalar
{
  const x = zeros([3]);
  const slope = grad((x: Vector<3>) => x.square().sum()); // right
  const slope = grad((x: Vector<3>) => x.square()); // wrong: …grad: the function returns [3], not a Scalar…
  const slope = grad((x: Vector<3>) => x.at(0)); // wrong: …grad: …
  const slope = grad((x: number) => scalar(x)); // wrong: …grad: …
  const slope = grad(x); // wrong: …
  const slope = grad(); // wrong: Expected 1 arguments, but got 0.
  const slope = hessian((x: Vector<3>) => x.square()); // wrong: …hessian: …
  const slope = compile((x: Vector<3>) => x.at(0)); // wrong: …compile: …
  const g = slope(x);
  g.add(x).outer(x).matmul(x);
  is([3], g); // right
}

// ── grad: of a gradient that was refused
{
  const first = grad((x: Vector<3>) => x.square().sum()); // right
  const first = grad((x: Vector<3>) => x.square()); // wrong: …grad: …
  const second = grad((x: Vector<3>) => first(x).sum());
  second(zeros([3])).add(zeros([3])).dot(zeros([3])).add(1);
  vmap(first)(zeros([7, 3])).sum(0).add(zeros([3]));
  compile(first)(zeros([3])).add(zeros([3]));
  jacobian(first)(zeros([3])).matmul(zeros([3])).add(zeros([3]));
  jvp(first, zeros([3]), zeros([3])).tangent.add(zeros([3]));
  vjp(first, zeros([3])).backward(zeros([3])).add(zeros([3]));
  trace(first, zeros([3])).run(zeros([3])).add(zeros([3]));
}

// ── grad: with other arguments
{
  const loss = (w: Matrix<2, 3>, x: Vector<3>) => w.matmul(x).square().sum();
  const g = grad(loss)(zeros([2, 3]), zeros([3])); // right
  const g = grad(loss)(zeros([3]), zeros([2, 3])); // wrong: Argument of type 'Tensor<[3]>' …
  const g = grad(loss)(zeros([2, 3])); // wrong: Expected 2 arguments, but got 1.
  const g = grad(loss, zeros([2, 3]))(zeros([2, 3]), zeros([3])); // refused: Expected 1 arguments, but got 2.
  g.matmul(zeros([3])).add(zeros([2]));
  const w: Matrix<2, 3> = g;
}

// ── valueAndGrad: a function that gives no scalar
{
  const x = zeros([3]);
  const { value, gradients } = valueAndGrad((x: Vector<3>) => x.sum())(x); // right
  const { value, gradients } = valueAndGrad((x: Vector<3>) => x)(x); // wrong: …valueAndGrad: the function returns [3], not a Scalar…
  const { value, gradients } = valueAndGrad((x: Vector<3>) => 1)(x); // wrong: …valueAndGrad: …
  const { value, gradients } = valueAndGrad(x); // wrong: …
  const { value, gradients } = valueAndGrad((x: Vector<3>) => x.sum(), x)(x); // refused: Expected 1 arguments, but got 2.
  const { value, gradients } = valueAndGrad((x: number) => scalar(x))(x); // wrong: …valueAndGrad: …
  const { value, gradients } = valueAndGrad((x: Vector<3>) => ({ value: x, auxiliary: x }))(x); // wrong: …valueAndGrad: …
  const { value, gradients } = valueAndGrad((x: Vector<3>) => ({ value: x.sum(), auxiliary: 1 }))(x); // wrong: …valueAndGrad: …
  gradients.multiply(value.add(1).sqrt()).add(x);
  gradients.add(x).outer(x).matmul(x);
}

// ── valueAndGrad: outputs beside a value that was refused
{
  const x = zeros([3]);
  const found = valueAndGrad((x: Vector<3>) => ({ value: x.sum(), auxiliary: x }))(x); // right
  const found = valueAndGrad((x: Vector<3>) => ({ value: x, auxiliary: x }))(x); // wrong: …valueAndGrad: …
  const found = valueAndGrad((x: Vector<3>) => ({ value: x.sum(), auxiliary: "x" }))(x); // wrong: …valueAndGrad: …
  found.auxiliary.add(x).dot(x).add(found.value);
  found.gradients.add(x);
}

// ── jacobian: of a number
{
  const v = zeros([2]);
  const j = jacobian((x: Vector<2>) => x.square()); // right
  const j = jacobian((x: Vector<2>) => x.at(0)); // wrong: …jacobian: the function gives a number, where it has to give tensors…
  const j = jacobian((x: number) => v); // refused: …jacobian: …
  const j = jacobian(v); // wrong: …
  const j = jacobian(); // wrong: Expected 1 arguments, but got 0.
  j(v).sum().add(1);
  j(v).matmul(v).add(v);
}

// ── vjp, jvp: of a number, and without the tensors
{
  const f = (x: Vector<2>) => x.square();
  const v = zeros([2]);
  const { output, backward } = vjp(f, v); // right
  const { output, backward } = vjp(f); // wrong: Expected at least 2 arguments, but got 1.
  const { output, backward } = vjp(f, zeros([3])); // wrong: Argument of type …
  const { output, backward } = vjp((x: Vector<2>) => x.at(0), v); // wrong: …vjp: …
  const { output, backward } = vjp(v, f); // wrong: …
  const { tangent } = jvp(f, v, v); // right
  output.add(v).dot(v).add(1);
  backward(v).add(v).dot(v);
}

// ── jvp: of a number, and without the tangents
{
  const f = (x: Vector<2>) => x.square();
  const v = zeros([2]);
  const { output, tangent } = jvp(f, v, v); // right
  const { output, tangent } = jvp(f, v); // wrong: Expected at least 3 arguments, but got 2.
  const { output, tangent } = jvp(f, v, zeros([3])); // wrong: Argument of type …
  const { output, tangent } = jvp((x: Vector<2>) => x.at(0), v, v); // wrong: …jvp: …
  output.add(v).dot(tangent).add(1);
  tangent.add(v);
}

// ── vmap: functions and axes that don't fit
{
  const rows = zeros([7, 3]);
  const all = vmap((x: Vector<3>) => x.sum()); // right
  const all = vmap((x: Vector<3>) => x.at(0)); // wrong: …vmap: …
  const all = vmap((x: number) => scalar(x)); // wrong: …vmap: …
  const all = vmap((x: Vector<number>) => x.sum()); // refused: …vmap: …
  const all = vmap((x: Vector<3>) => x.sum(), { inAxes: [0, 0] }); // wrong: …vmap: the length of inAxes is 2, but the number of arguments is 1…
  const all = vmap((x: Vector<3>) => x.sum(), { inAxes: [1] }); // wrong: …
  const all = vmap(rows); // wrong: …
  const all = vmap(); // wrong: Expected …
  all(rows).add(zeros([7])).outer(zeros([3])).matmul(zeros([3]));
  all(zeros([5, 3])).add(zeros([5]));
}

// ── vmap: with other arguments
{
  const dots = vmap((x: Vector<3>, y: Vector<3>) => x.dot(y));
  const d = dots(zeros([7, 3]), zeros([7, 3])); // right
  const d = dots(zeros([7, 3]), zeros([5, 3])); // wrong: …
  const d = dots(zeros([7, 3])); // wrong: Expected 2 arguments, but got 1.
  const d = dots(zeros([7, 5]), zeros([7, 3])); // wrong: …
  const d = dots(zeros([3]), zeros([7, 3])); // wrong: …
  const d = dots([1, 2, 3], zeros([7, 3])); // wrong: …
  d.add(zeros([7])).dot(zeros([7])).add(1);
}

// ── compile, trace: arguments of the function besides it
{
  const f = (x: Vector<3>) => x.square().sum();
  const v = zeros([3]);
  const fast = compile(grad(f)); // right
  const fast = compile(grad(f), v); // refused: Expected 1 arguments, but got 2.
  const fast = compile(v); // wrong: …
  const fast = compile(); // wrong: Expected 1 arguments, but got 0.
  const fast = compile((...all: Vector<3>[]) => v); // refused: …compile: …
  const fast = compile((x: Vector<3>) => x.at(0)); // wrong: …compile: …
  fast(v).add(v).dot(v).add(1);
  const g: Vector<3> = fast(v);
}

// ── trace: without arguments, of what isn't a function of tensors
{
  const f = (x: Vector<3>) => x.square();
  const v = zeros([3]);
  const program = trace(f, v); // right
  const program = trace(f); // wrong: …
  const program = trace(f, zeros([5])); // wrong: …
  const program = trace(f(v)); // wrong: …
  const program = trace((x: Vector<3>) => x.at(0), v); // wrong: …trace: …
  const program = trace(v, f); // wrong: …
  program.run(v).add(v).dot(v).add(1);
}

// ── lbfgs: a function that gives no scalar, no start
{
  const f = (x: Vector<3>) => x.square().sum();
  const v = ones([3]);
  const found = lbfgs(f, v); // right
  const found = lbfgs(f); // wrong: Expected 2-3 arguments, but got 1.
  const found = lbfgs((x: Vector<3>) => x.square(), v); // wrong: …lbfgs: …
  const found = lbfgs((x: number) => scalar(x), v); // wrong: …lbfgs: …
  const found = lbfgs(v, f); // wrong: …
  const found = lbfgs(f, zeros([5])); // wrong: Argument of type …
  const found = lbfgs(f, v, { step: 5 }); // wrong: …
  found.parameters.add(v).dot(v).add(1);
  found.value.toFixed(3);
}

// ── functions in code for all sizes
{
  const slope = <N extends number>(f: (x: Vector<N>) => Scalar, x: Vector<N>): Vector<N> => grad(f)(x); // right
  const rows = <N extends number>(x: Matrix<N, 3>): Vector<N> => vmap((row: Vector<3>) => row.sum())(x);
  const half = <Tree extends typeof tree>(given: Tree): Tree => scaleTree(given, 0.5);
  const size = <N extends number>(n: Size<N>): Vector<N> => linspace(0, 1, n).add(arange(n)).add(identity(n).matmul(arange(n)));
  const eigen = <N extends number>(a: Matrix<N, N>): Vector<N> => solve(a, eigh(a).eigenvalues);
  const fast = <N extends number>(x: Vector<N>): Vector<N> => compile((x: Vector<N>) => x.add(1))(x);
  const at = <N extends number>(x: Vector<N>): Matrix<N, N> => jacobian((x: Vector<N>) => x.square())(x);
  const hot = <N extends number, C extends number>(x: Vector<N>, classes: Size<C>): Matrix<N, C> => oneHot(x, classes);
  const drawn = <N extends number>(n: Size<N>): Vector<N> => random(1).normal([n]).add(random(1).integers(0, 5, [n]));
  const smooth = <N extends number>(x: Tensor<[N, 9, 9, 1]>): Tensor<[N, 7, 7, 2]> => convolve(x, zeros([3, 3, 1, 2]));
  const chosen = <N extends number>(x: Vector<N>): Vector<N> => where(x.less(0), x, 0).add(atan2(x, x)).add(searchSorted(arange(3), x));
  const got = <N extends number>(message: unknown, n: Size<N>): Matrix<N, 3> => receive(message, { x: [n, 3], y: [2] }).x;
  got(transfer({ x: zeros([5, 3]), y: zeros([2]) })[0], 5).matmul(zeros([3]));
  const grid = <N extends number, M extends number>(x: Vector<N>, y: Vector<M>): Matrix<M, N> => meshgrid(x, y)[0];
  is([3], slope((x: Vector<3>) => x.sum(), zeros([3]))); // right
  slope((x: Vector<3>) => x.sum(), zeros([3])).add(zeros([3]));
  half(tree).w.add(tree.w);
}

// ── functions in code for all sizes, refused
{
  const slope = <N extends number>(f: (x: Vector<N>) => Scalar, x: Vector<N>): Vector<N> => grad(f)(x); // right
  const slope = <N extends number>(f: (x: Vector<N>) => Scalar, x: Vector<N>): Vector<N> => grad((x: Vector<N>) => x.multiply(f(x)))(x); // wrong: …grad…
  const slope = <N extends number>(f: (x: Vector<N>) => Scalar, x: Vector<N>): Vector<N> => jacobian((x: Vector<N>) => f(x).at())(x); // wrong: …jacobian: …
  const slope = <N extends number>(f: (x: Vector<N>) => Scalar, x: Vector<N>): Vector<N> => scaleTree(2, grad(f)(x)); // wrong: …scaleTree: …
  const slope = <N extends number>(f: (x: Vector<N>) => Scalar, x: Vector<N>): Vector<N> => compile(grad(f), x)(x); // refused: Expected 1 arguments, but got 2.
  slope((x: Vector<3>) => x.sum(), zeros([3])).add(zeros([3]));
}

// ── sequential: a kernel that only the program knows
{
  const config = { kernel: 3, padding: "same", pool: 2 };
  const net = sequential([28, 28, 1], conv2d(8, 3), maxPool2d(2), flatten(), dense(10)); // right
  const net = sequential([28, 28, 1], conv2d(8, config.kernel), maxPool2d(2), flatten(), dense(10)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([28, 28, 1], conv2d(8, 3, { padding: config.padding }), maxPool2d(2), flatten(), dense(10)); // refused: …conv2d: the padding has to be literally …
  const net = sequential([28, 28, 1], conv2d(8, 3, { stride: config.pool }), maxPool2d(2), flatten(), dense(10)); // refused: …conv2d: the stride has to be …
  const net = sequential([28, 28, 1], conv2d(8, 3, { step: 2 }), maxPool2d(2), flatten(), dense(10)); // wrong: …conv2d: there is no option step…
  const net = sequential([28, 28, 1], conv2d(8), maxPool2d(2), flatten(), dense(10)); // wrong: Expected 2-3 arguments, but got 1.
  const net = sequential([28, 28, 1], conv2d(3), maxPool2d(2), flatten(), dense(10)); // wrong: Expected 2-3 arguments, but got 1.
  const net = sequential([28, 28, 1], conv2d(8, 3), maxPool2d(config.pool), flatten(), dense(10)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([28, 28, 1], conv2d(8, 3), maxPool2d(), flatten(), dense(10)); // wrong: Expected 1-2 arguments, but got 0.
  const net = sequential([28, 28, 1], conv2d(8, 29), maxPool2d(2), flatten(), dense(10)); // wrong: …conv2d: a kernel of 29 …
  const net = sequential([28, 28, 1], conv2d(8, 3), maxPool2d(30), flatten(), dense(10)); // wrong: …maxPool2d: …
  const net = sequential([28, 28, 1], conv2d(8, 3), maxPool2d(2), flatten(), dense(count)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([28, 28, 1], conv2d(8, 3), maxPool2d(2), flatten(), dense("10")); // wrong: Argument of type 'string' …
  const net = sequential([28, 28, 1], conv2d(8, 3), maxPool2d(2), flatten(), dense()); // wrong: Expected 1-2 arguments, but got 0.
  const net = sequential([28, 28, 1], conv2d(8, 3), maxPool2d(2), flatten(), relu, dense(10)); // wrong: …sequential: argument 5 is an activation (activate(…) makes a layer of it), not a layer…
  const net = sequential([28, count, 1], conv2d(8, 3), maxPool2d(2), flatten(), dense(10)); // refused: Type 'number' …
  const net = sequential(28, conv2d(8, 3), maxPool2d(2), flatten(), dense(10)); // wrong: Argument of type …a shape is an array of sizes, not 28…
  const net = sequential(conv2d(8, 3), maxPool2d(2), flatten(), dense(10)); // wrong: Argument of type …
  const net = sequential([28, 28], conv2d(8, 3), maxPool2d(2), flatten(), dense(10)); // wrong: …conv2d: …
  net.parameters[3].weights.matmul(zeros([1352])).add(zeros([10]));
  net.predict(zeros([5, 28, 28, 1])).add(zeros([5, 10])).argmax(1).add(zeros([5]));
  net.shapes[4][0].toFixed();
  net.with(net.parameters).predict(zeros([28, 28, 1])).add(zeros([10]));
}

// ── sequential: a list of layers, and none
{
  const layers = [dense(3), dense(3)];
  const net = sequential([5], dense(3), dense(3)); // right
  const net = sequential([5], ...layers); // refused: …
  const net = sequential([5]); // wrong: …
  const net = sequential([5], layers); // wrong: …
  const net = sequential(); // wrong: …
  const net = sequential([5], dense(3), zeros([3])); // wrong: …sequential: argument 3 is a tensor, not a layer…
  const net = sequential([5], dense(3), yes ? dense(3) : dense(5)); // refused: …sequential: argument 3 may be one of several layers, of other shapes…
  net.predict(zeros([7, 5])).add(zeros([7, 3])).sum(1).add(zeros([7]));
  net.parameters[0].weights.matmul(zeros([5])).add(zeros([3]));
}

// ── sequential: a layer that was refused before, and those above it
{
  const layer = conv2d(8, 3, { padding: "same" }); // right
  const layer = conv2d(8, count, { padding: "same" }); // refused: …
  const layer = conv2d(count, 3, { padding: "same" }); // refused: …
  const layer = conv2d(8, 3, { padding: String("same") }); // refused: …
  const layer = conv2d(8); // wrong: Expected 2-3 arguments, but got 1.
  const body = chain(layer, maxPool2d(2));
  const net = sequential([28, 28, 1], body, flatten(), dense(10));
  net.predict(zeros([5, 28, 28, 1])).add(zeros([5, 10]));
  const wide = sequential([28, 28, 8], residual(layer), globalAveragePool2d(), dense(3));
  wide.predict(zeros([28, 28, 8])).add(zeros([3]));
  sequential([28, 28, 1], beside(-1, layer, conv2d(8, 5, { padding: "same" })), flatten(), dense(2)).predict(zeros([28, 28, 1])).add(zeros([2]));
  sequential([28, 28, 1], sum(layer, conv2d(8, 5, { padding: "same" })), flatten(), dense(2)).predict(zeros([28, 28, 1])).add(zeros([2]));
  sequential([28, 28, 1], layer, layer, upsample2d(2), maxPool2d([2, 2]), flatten(), denseOf(6272, 3)).predict(zeros([28, 28, 1])).add(zeros([3]));
}

// ── layers on images: numbers that only the program knows, below others
{
  const net = sequential([8, 8, 3], conv2d(4, 3, { padding: "same" }), upsample2d(2), averagePool2d(4), groupNorm(2), flatten(), dense(2)); // right
  const net = sequential([8, 8, 3], maxPool2d(count), conv2d(16, 3), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 8, 3], upsample2d(count), conv2d(16, 3), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 8, 3], upsample2d(yes ? 2 : 4), conv2d(16, 3), flatten(), dense(2)); // refused: …a size that may be one of several needs a name: dim(name, size)…
  const net = sequential([8, 8, 3], convTranspose2d(4, count), conv2d(16, 3), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 8, 3], convTranspose2d(4, 2, { stride: count }), conv2d(16, 3), flatten(), dense(2)); // refused: …convTranspose2d: …
  const net = sequential([8, 8, 3], convTranspose2d(count, 2), conv2d(16, 3), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 8, 3], averagePool2d(2, { stride: count }), conv2d(16, 3), flatten(), dense(2)); // refused: …averagePool2d: …
  const net = sequential([8, 8, 4], groupNorm(count), conv2d(16, 3), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 8, 3], groupNorm(2), conv2d(16, 3), flatten(), dense(2)); // wrong: …groupNorm: …
  const net = sequential([8, 8, 3], reshape([count, 3]), conv1d(16, 3), flatten(), dense(2)); // refused: …
  const net = sequential([8, 8, 3], reshape(192), dense(2)); // wrong: Argument of type …a shape is an array of sizes, not 192…
  const net = sequential([8, 8, 3], reshape([191]), dense(2)); // wrong: …reshape: [8, 8, 3] has 192 elements, [191] has 191…
  const net = sequential([8, 8, 3], reshape(numbers), dense(2)); // refused: …
  const net = sequential([8, 8, 3], reshape(), dense(2)); // wrong: Expected 1 arguments, but got 0.
  const net = sequential([28, 28, 8], reshape(6272), dense(2)); // wrong: Argument of type …a shape is an array of sizes, not 6272…
  net.predict(zeros([5, 8, 8, 3])).add(zeros([5, 2])).sum(1).add(zeros([5]));
  net.parameters[5].weights.sum(1).add(zeros([2]));
}

// ── layers of sequences: sizes that may be one of several, below others
{
  const units: 2 | 4 = yes ? 4 : 2;
  const net = sequential([8, 4], lstm(4), attention(2), layerNorm(), reshape([32]), dense(2)); // right
  const net = sequential([8, 4], lstm(count), attention(2), layerNorm(), reshape([32]), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 4], dense(count), attention(2), layerNorm(), reshape([32]), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 4], dense(count), reshape([32]), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 4], lstm(units), attention(2), dense(2)); // refused: …a size that may be one of several needs a name: dim(name, size)…
  const net = sequential([8, 4], dense(units), attention(2), dense(2)); // refused: …a size that may be one of several needs a name: dim(name, size)…
  const net = sequential([8, 4], gru(units, { returns: "last" }), dense(2)); // refused: …a size that may be one of several needs a name: dim(name, size)…
  const net = sequential([8, 4], lstm(4, { returns: String("last") }), dense(2)); // refused: …lstm: returns has to be literally …
  const net = sequential([8, 4], conv1d(count, 3), maxPool1d(2), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 4], conv1d(4, count), maxPool1d(2), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 4], conv1d(4, 3), maxPool1d(count), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 4], conv1d(4, 3, { stride: count }), maxPool1d(2), flatten(), dense(2)); // refused: …conv1d: …
  const net = sequential([8, 4], attention(count), layerNorm(), flatten(), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([8, 4], attention(3), layerNorm(), flatten(), dense(2)); // wrong: …attention: …
  const net = sequential([8, 4], attention(2, { mask: zeros([5, 5]) }), layerNorm(), flatten(), dense(2)); // wrong: …attention: …
  const net = sequential([8, 4], attention(2, { mask: [1] }), layerNorm(), flatten(), dense(2)); // wrong: …
  net.predict(zeros([5, 8, 4])).add(net.predict(zeros([5, 8, 4]))).at(0, 1);
  const outputs: Matrix<5, 2> = net.predict(zeros([5, 8, 4]));
  is([5, 2], outputs); // right
}

// ── layers beside each other: without an axis
{
  const net = sequential([16, 27], beside(-1, lstm(32), reversed(lstm(32))), dense(5)); // right
  const net = sequential([16, 27], beside(lstm(32), reversed(lstm(32))), dense(5)); // wrong: Argument of type …
  const net = sequential([16, 27], beside(-1), dense(5)); // wrong: …
  const net = sequential([16, 27], beside(-1, lstm(32), zeros([3])), dense(5)); // wrong: …concat: argument 3 is a tensor, not a layer…
  const net = sequential([16, 27], beside(-1, lstm(32), reversed(lstm(count))), dense(5)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([16, 27], beside(0, lstm(32), lstm(16)), dense(5)); // wrong: …concat: …
  const net = sequential([16, 27], beside(2, lstm(32), lstm(32)), dense(5)); // wrong: …concat: …
  const net = sequential([16, 27], sum(lstm(32), lstm(16)), dense(5)); // wrong: …sum: …
  const net = sequential([16, 27], sum(lstm(32), relu), dense(5)); // wrong: …sum: argument 2 is an activation …
  const net = sequential([16, 27], chain(lstm(32), relu), dense(5)); // wrong: …chain: argument 2 is an activation …
  const net = sequential([16, 27], chain(), dense(5)); // wrong: …
  const net = sequential([16, 27], residual(lstm(32)), dense(5)); // wrong: …residual: the layer takes [16, 27], but gives [16, 32]…
  const net = sequential([16, 27], residual(relu), dense(5)); // wrong: …residual: the argument is an activation …
  const net = sequential([16, 27], residual(), dense(5)); // wrong: Expected 1 arguments, but got 0.
  const net = sequential([16, 27], reversed(relu), dense(5)); // wrong: …reversed: the argument is an activation …
  const net = sequential([16, 27], chain(lstm(count), dense(3)), dense(5)); // refused: …a size known only at run time needs a name: dim(name, size)…
  net.predict(zeros([2, 16, 27])).add(zeros([2, 16, 5])).sum(2).add(zeros([2, 16]));
  const outputs: Tensor<[2, 16, 5]> = net.predict(zeros([2, 16, 27]));
}

// ── sequential: the first of two wrong layers, and those below a refused one
{
  const net = sequential([5], dense(3), dense(2)); // right
  const net = sequential([5], dense(count), denseOf(4, 3), relu); // wrong: …a size known only at run time needs a name: dim(name, size)…
  const net = sequential([5], dense(3), denseOf(4, 3), dense(2)); // wrong: …sequential: layer 2 takes [4]…
  const net = sequential([5], dense(3), attention(2), dense(2)); // wrong: …attention: …
  sequential([7], dense(5), net, dense(3)).predict(zeros([7])).add(zeros([3]));
}

// ── sequential: in code for all sizes
{
  const build = <N extends number>(n: Size<N>) => sequential([n], dense(n), dense(2)); // right
  const build = <N extends number>(n: Size<N>) => sequential([n], dense(n), denseOf(3, 2), dense(2)); // wrong: …
  const build = <N extends number>(n: Size<N>) => sequential([n], dense(count), dense(2)); // refused: …a size known only at run time needs a name: dim(name, size)…
  const build = <N extends number>(n: Size<N>) => sequential([n], conv2d(n, 3), dense(2)); // wrong: Argument of type …
  const net = build(5);
  net.predict(zeros([7, 5])).add(zeros([7, 2]));
  net.parameters[0].weights.matmul(zeros([5])).add(zeros([5]));
  const image = <F extends number>(filters: Size<F>) => sequential([8, 8, 3], conv2d(filters, 3), maxPool2d(2), flatten(), dense(10));
  image(4).predict(zeros([8, 8, 3])).add(zeros([10]));
}

// ── shapes that don't hold: broadcastTo, as, window, tile, split, takeAlong, a total of concat
{
  const x = zeros([4, 5]);
  const y = x.add(0); // right
  const y = zeros([5, 1]).broadcastTo([4, 5]); // wrong: broadcastTo: [5, 1] does not stretch to [4, 5]
  const y = zeros([4, 6]).as([4, 5]); // wrong: as: [4, 6] is not [4, 5]
  const y = zeros([3, 5]).window(0, 4, 0); // wrong: window: axis 0 of [3, 5] has fewer than 4 entries
  const y = zeros([1, 5]).tile([4]); // wrong: tile: …
  const y = zeros([9, 5]).split([4, 4], 0)[0]; // wrong: split: …
  const y = zeros([4, 5]).takeAlong(zeros([4]), 1); // wrong: takeAlong: …
  const y = concat([zeros([2, 5]), zeros([2, 5])], 0, 5); // wrong: concat: the result has size 4, not 5
  zeros([4, 7]).transpose().matmul(y).add(zeros([7, 5]));
  x.transpose().matmul(y);
}

// ── a tensor of one of two shapes: what needs no other shape
{
  const x: Matrix<2, 6> | Matrix<3, 4> = Number("1") > 0 ? zeros([2, 6]) : zeros([3, 4]);
  const y: Matrix<2, 6> | Matrix<3, 4> = x.add(1).subtract(1).multiply(2).divide(2).power(2).maximum(0).greater(0).relu(); // right
  x.add(zeros([4])); // wrong: …add: …
  x.add("1"); // wrong: …
}
