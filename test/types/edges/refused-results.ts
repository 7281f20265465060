/** What refused functions return in generic code, and what layers and functions do with what comes from refused calls: one error. */
import { convolve, einsum, identity, type Matrix, ones, type Scalar, type Shape, type Size, type Tensor, type Vector, vector, vmap, zeros } from "conformable";
import { cholesky, determinant, eigh, inverse, leastSquares, solve, trace } from "conformable/linalg";
import { attention, conv1d, conv2d, dense, flatten, groupNorm, gru, heads, maxPool2d, parallel, positions, residual, scaledDotProductAttention, sequential, sum, upsample2d } from "conformable/nn";
import { is } from "../is.js";

// ── linear algebra: matrices that aren't square, in generic code
{
  const f = <N extends number, D extends number>(c: Matrix<N, N>, x: Matrix<N, D>, v: Vector<N>): Vector<N> => {
    cholesky(x).add(c); // wrong: …notAllSquare<"cholesky", [N, D]>…
    inverse(x).matmul(v).add(v); // wrong: …notAllSquare<"inverse", [N, D]>…
    eigh(x).eigenvalues.add(v); // wrong: …notAllSquare<"eigh", [N, D]>…
    determinant(v).add(1); // wrong: …needsMatrices<"determinant", [N]>…
    const l: Matrix<N, N> = trace(x); // wrong: …notAllSquare<"trace", [N, D]>…
    solve(x, v).add(v); // wrong: …notAllSquare<"solve", [N, D]>…
    const s: Vector<N> = solve(v, c); // wrong: …needsMatrices<"solve", [N]>…
    return solve(cholesky(c), v).add(inverse(c).matmul(v)).add(eigh(c).eigenvalues).multiply(determinant(c)).multiply(trace(c));
  };
  const c = ones([2, 2]).add(identity(2));
  f(c, ones([2, 3]), ones([2])).add(zeros([2]));
  is([2], f(c, ones([2, 3]), ones([2]))); // right
}

// ── linear algebra: right sides, in generic code
{
  const f = <B extends Shape, N extends number, K extends number>(a: Tensor<[...B, N, N]>, b: Tensor<[...B, N, K]>, c: Tensor<[...B, K, N]>) => {
    solve(a, c).add(c); // wrong: …rightSideHasTheRowsOfTheMatrices<"solve", …
    leastSquares(c, b).add(zeros([99])); // wrong: …rightSideHasTheRowsOfTheMatrices<"leastSquares", …
    return [solve(a, b), leastSquares(b, solve(a, b))] as const;
  };
  const [p, q] = f(ones([5, 2, 2]).add(identity(2)), ones([5, 2, 3]), ones([5, 3, 2]));
  is([5, 2, 3], p); // right
  is([5, 3, 3], q); // right
}

// ── einsum: in generic code
{
  const f = <B extends number, I extends number, J extends number>(x: Matrix<B, I>, w: Matrix<I, J>, y: Matrix<B, J>): Vector<B> => {
    const z = einsum("bi,ij->bj", x, w); // right
    const z = einsum("bi,ji->bj", x, w); // wrong: …einsumLettersAgree<"bi,ji->bj", …
    const z = einsum("bi,ij->bk", x, w); // wrong: …einsum: index 'k' of the result is in no operand…
    const s = z.multiply(y).sum(1);
    const t: Vector<B> = s;
    return t;
  };
  f(zeros([4, 2]), zeros([2, 3]), zeros([4, 3])).add(zeros([4]));
  is([4], f(zeros([4, 2]), zeros([2, 3]), zeros([4, 3]))); // right
}

// ── convolve: in generic code
{
  const f = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>, k: Tensor<[3, 3, C, C]>): Tensor<[B, H, W, C]> => {
    const y = convolve(x, k, { padding: "same" }); // right
    const y = convolve(k, x, { padding: "same" }); // wrong: …convolveNeedsEqualChannels<[3, 3, C, C], [B, H, W, C], …
    return y.add(x);
  };
  f(zeros([2, 5, 6, 3]), zeros([3, 3, 3, 3])).add(zeros([2, 5, 6, 3]));
  is([2, 5, 6, 3], f(zeros([2, 5, 6, 3]), zeros([3, 3, 3, 3]))); // right
}

// ── scaledDotProductAttention: in generic code
{
  const f = <B extends Shape, T extends number, S extends number, D extends number>(q: Tensor<[...B, T, D]>, k: Tensor<[...B, S, D]>): Tensor<[...B, T, D]> => {
    const y = scaledDotProductAttention(q, k, k); // right
    const y = scaledDotProductAttention(k, q, k); // wrong: …scaledDotProductAttentionValues<…
    const z: Tensor<[...B, T, D]> = y;
    return z;
  };
  f(zeros([2, 5, 8]), zeros([2, 7, 8])).add(zeros([2, 5, 8]));
  is([2, 5, 8], f(zeros([2, 5, 8]), zeros([2, 7, 8]))); // right
}

// ── vmap: examples that differ, in generic code
{
  const f = <B extends number, D extends number>(x: Matrix<B, D>, y: Matrix<B, D>): Vector<B> => {
    const dots = vmap((a: Vector<D>, b: Vector<D>) => a.dot(b));
    return dots(x, y); // right
    return dots(x, y.transpose()); // wrong: …vmapSizesDiffer<B, D>…
  };
  f(zeros([4, 2]), zeros([4, 2]));
}

// ── sum, concat: layers in generic code
{
  const f = <A extends number, B extends number, C extends number>(a: Size<A>, b: Size<B>, c: Size<C>) => {
    const net = sum(dense(a, b), dense(a, b)); // right
    const net = sum(dense(a, b), dense(a, c)); // wrong: …sumsWithTheFirst<[B], [C], …
    const net = sum(dense(a, b), dense(c, b)); // wrong: …takesTheSameInput<"sum", …
    return { net, more: residual(sequential(dense(b, a), net)) };
  };
  const { net, more } = f(2, 3, 4);
  net.predict(zeros([5, 2])).add(zeros([5, 3]));
  more.predict(zeros([5, 3])).add(zeros([5, 3]));
  is([5, 3], net.predict(zeros([5, 2]))); // right
}

// ── layers on a shape of another number of axes, in generic code
{
  const f = <T extends number, D extends number>(t: Size<T>, d: Size<D>) => {
    gru([t, t, d], d).predict(zeros([2, 3])).add(zeros([99])); // wrong: …takesLengthAndWidth<"gru", readonly [T, T, D]>…
    const x: 3 = positions([d]); // wrong: …takesLengthAndWidth<"positions", readonly [D]>…
    conv1d([t], 3, 1).outputShape[0].x; // wrong: …takesLengthAndWidth<"conv1d", readonly [T]>…
    maxPool2d([t, d], 2, { stride: 1 }).outputShape[0].x; // wrong: …takesHeightWidthAndChannels<"maxPool2d", readonly [T, D]>…
    return sequential(positions([t, d]), gru([t, d], d), conv1d([t, d], 3, 1));
  };
  f(6, 4);
  is([2, 6, 3], f(6, 4).predict(zeros([2, 6, 4]))); // right
}

// ── layers on the shape of a layer that is refused
{
  const conv = conv2d([28, 28, 1], 6, 5); // right
  const conv = conv2d([28, 28], 6, 5); // wrong: …conv2d: takes [height, width, channels], not [28, 28]…
  const pool = maxPool2d(conv.outputShape, 2);
  const other = conv2d(conv.outputShape, 4, 3, { padding: "same" });
  const up = upsample2d(conv.outputShape, 2);
  const norm = groupNorm(conv.outputShape, 3);
  const flat = flatten(pool.outputShape);
  const net = sequential(conv, norm, pool, flat, dense(flat.outputShape[0], 10));
  net.predict(zeros([2, 28, 28, 1])).add(zeros([2, 10]));
  sequential(conv, other).predict(zeros([2, 28, 28, 1])).add(zeros([2, 24, 24, 4]));
  sequential(conv, up).predict(zeros([2, 28, 28, 1])).add(zeros([2, 48, 48, 6]));
}

// ── attention on the shape of a layer that is refused
{
  const first = gru([8, 3], 4); // right
  const first = gru([8], 4); // wrong: …gru: takes [length, width], not [8]…
  const net = sequential(first, attention(first.outputShape, 2), conv1d(first.outputShape, 3, 2));
  net.predict(zeros([2, 8, 3])).add(zeros([2, 7, 3]));
}

// ── networks of records, attention: tensors that come from refused calls
{
  const code = dense(5, 3).predict(ones([6, 5])); // right
  const code = dense(4, 3).predict(ones([6, 5])); // wrong: …predict: takes [4] with any leading axes, not [6, 5]…
  const net = parallel({ a: dense(3, 2), b: dense(5, 2) });
  net.predict({ a: code, b: ones([6, 5]) }).a.add(zeros([6, 2]));
  net.forward({ a: code, b: ones([6, 5]) }).output.b.add(zeros([6, 2]));
  heads({ a: dense(3, 2), b: dense(3, 4) }).predict(code).b.add(zeros([6, 4]));
  scaledDotProductAttention(code, ones([9, 3]), ones([9, 3])).add(zeros([6, 3]));
  scaledDotProductAttention(ones([9, 3]), code, code).add(zeros([9, 3]));
}

// ── dot: of matrices, as in NumPy
{
  const [x, w, b] = [ones([5, 3]), ones([3, 2]), vector([1, 2])];
  const z: Matrix<5, 2> = x.matmul(w); // right
  const z: Matrix<5, 2> = x.dot(w); // wrong: …dot: takes a vector, not [5, 3]…
  const z = x.dot(w).add(b); // wrong: …dot: takes a vector, not [5, 3]…
  z.add(b).relu();
  is([5, 2], z); // right
}

// ── dot: of vectors of other lengths
{
  const score: Scalar = ones([2]).dot(vector([1, 2])); // right
  const score: Scalar = ones([5]).dot(vector([1, 2])); // wrong: …dot: [5] by [2]: the shapes differ…
  score.add(1);
}
