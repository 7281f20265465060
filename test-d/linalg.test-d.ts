/** Linear algebra: square matrices, right sides that fit, and the shapes of factors. */
import { type Dim, dim, identity, type Matrix, type Scalar, type Shape, type Tensor, type Vector, zeros } from "conformable";
import {
  cholesky, determinant, eigh, inverse, leastSquares, lu, matrixRank, norm, pseudoInverse, qr, solve, svd, trace,
} from "conformable/linalg";
import { expectType } from "tsd";

const batch = dim("batch", Number("11"));
const time = dim("time", Number("13"));
const hidden = dim("hidden", 7);
const square = identity(3);
const many = square.broadcastTo([5, 3, 3]);
const unknown = identity(batch);
const wide = zeros([3, 5]);
const mixed = zeros([batch, time]);
const line = zeros([3]);
const point = zeros([]);
const named = zeros([batch]);
const tall = zeros([batch, 2]);
const known = zeros([hidden, 2]);

// ── linalg.solve: square matrices, and a right side with as many rows ──
expectType<Vector<3>>(solve(square, line));
expectType<Matrix<3, 5>>(solve(square, wide));
expectType<Matrix<5, 3>>(solve(many, zeros([5, 3])));
expectType<Tensor<[5, 3, 2]>>(solve(many, zeros([5, 3, 2])));
expectType<Vector<Dim<"batch">>>(solve(unknown, named));

solve(square, line);
// @ts-expect-error solve: takes square matrices with any leading axes, not [3, 5]
solve(wide, line);
solve(square, line);
// @ts-expect-error solve: takes matrices with any leading axes, not [3]
solve(line, line);
solve(square, zeros([3]));
// @ts-expect-error later: solve: [3, 3] and [5]: the right side has to be [3], with at most one more axis
solve(square, zeros([5]));
solve(square, zeros([3, 5]));
// @ts-expect-error later: solve: [3, 3] and [2, 5]: the right side has to be [3], with at most one more axis
solve(square, zeros([2, 5]));
solve(many, zeros([5, 3]));
// @ts-expect-error later: solve: [5, 3, 3] and [2, 3]: the right side has to be [5, 3], with at most one more axis
solve(many, zeros([2, 3]));
solve(many, zeros([5, 3, 2]));
// @ts-expect-error later: solve: [5, 3, 3] and [5, 7, 2]: the right side has to be [5, 3], with at most one more axis
solve(many, zeros([5, 7, 2]));
solve(unknown, named);
// @ts-expect-error solve: takes square matrices with any leading axes, not [batch, time]
solve(mixed, named);
solve(unknown, zeros([batch]));
// @ts-expect-error later: solve: [batch, batch] and [time]: the right side has to be [batch], with at most one more axis
solve(unknown, zeros([time]));
export function solved<Batch extends Shape, N extends number, K extends number>(
  a: Matrix<N, N>, other: Matrix<N, K>, x: Vector<N>, y: Vector<K>, b: Matrix<N, K>, c: Matrix<K, N>,
  all: Tensor<[...Batch, N, N]>, sides: Tensor<[...Batch, N, K]>, columns: Tensor<[...Batch, N]>, rows: Tensor<[...Batch, K]>,
) {
  expectType<Vector<N>>(solve(a, x));
  expectType<Matrix<N, K>>(solve(a, b));
  expectType<Tensor<[...Batch, N, K]>>(solve(all, sides));
  expectType<Tensor<[...Batch, N]>>(solve(all, columns));
  solve(a, x);
  // @ts-expect-error solve
  solve(other, x);
  solve(a, x);
  // @ts-expect-error later: solve
  solve(a, y);
  solve(a, b);
  // @ts-expect-error later: solve
  solve(a, c);
  solve(all, columns);
  // @ts-expect-error later: solve
  solve(all, rows);
}

// ── linalg.inverse: square matrices ──
expectType<Matrix<3, 3>>(inverse(square));
expectType<Tensor<[5, 3, 3]>>(inverse(many));
expectType<Matrix<Dim<"batch">, Dim<"batch">>>(inverse(unknown));

inverse(square);
// @ts-expect-error inverse: takes square matrices with any leading axes, not [3, 5]
inverse(wide);
inverse(square);
// @ts-expect-error inverse: takes matrices with any leading axes, not [3]
inverse(line);
inverse(unknown);
// @ts-expect-error inverse: takes square matrices with any leading axes, not [batch, time]
inverse(mixed);
export function inverseOf<Batch extends Shape, N extends number, K extends number>(a: Matrix<N, N>, b: Matrix<N, K>, v: Vector<N>, all: Tensor<[...Batch, N, N]>) {
  expectType<Matrix<N, N>>(inverse(a));
  expectType<Tensor<[...Batch, N, N]>>(inverse(all));
  inverse(a);
  // @ts-expect-error inverse
  inverse(b);
  inverse(a);
  // @ts-expect-error inverse
  inverse(v);
}

// ── linalg.determinant: square matrices ──
expectType<Scalar>(determinant(square));
expectType<Vector<5>>(determinant(many));
expectType<Scalar>(determinant(unknown));

determinant(square);
// @ts-expect-error determinant: takes square matrices with any leading axes, not [3, 5]
determinant(wide);
determinant(square);
// @ts-expect-error determinant: takes matrices with any leading axes, not [3]
determinant(line);
determinant(unknown);
// @ts-expect-error determinant: takes square matrices with any leading axes, not [batch, time]
determinant(mixed);
export function determinantOf<Batch extends Shape, N extends number, K extends number>(a: Matrix<N, N>, b: Matrix<N, K>, v: Vector<N>, all: Tensor<[...Batch, N, N]>) {
  expectType<Scalar>(determinant(a));
  expectType<Tensor<[...Batch]>>(determinant(all));
  determinant(a);
  // @ts-expect-error determinant
  determinant(b);
  determinant(a);
  // @ts-expect-error determinant
  determinant(v);
}

// ── linalg.cholesky: square matrices ──
expectType<Matrix<3, 3>>(cholesky(square));
expectType<Tensor<[5, 3, 3]>>(cholesky(many));
expectType<Matrix<Dim<"batch">, Dim<"batch">>>(cholesky(unknown));

cholesky(square);
// @ts-expect-error cholesky: takes square matrices with any leading axes, not [3, 5]
cholesky(wide);
cholesky(square);
// @ts-expect-error cholesky: takes matrices with any leading axes, not [3]
cholesky(line);
cholesky(unknown);
// @ts-expect-error cholesky: takes square matrices with any leading axes, not [batch, time]
cholesky(mixed);
export function choleskyOf<Batch extends Shape, N extends number, K extends number>(a: Matrix<N, N>, b: Matrix<N, K>, v: Vector<N>, all: Tensor<[...Batch, N, N]>) {
  expectType<Matrix<N, N>>(cholesky(a));
  expectType<Tensor<[...Batch, N, N]>>(cholesky(all));
  cholesky(a);
  // @ts-expect-error cholesky
  cholesky(b);
  cholesky(a);
  // @ts-expect-error cholesky
  cholesky(v);
}

// ── linalg.eigh: square matrices ──
expectType<Vector<3>>(eigh(square).eigenvalues);
expectType<Matrix<3, 3>>(eigh(square).eigenvectors);
expectType<Matrix<5, 3>>(eigh(many).eigenvalues);
expectType<Tensor<[5, 3, 3]>>(eigh(many).eigenvectors);
expectType<Vector<Dim<"batch">>>(eigh(unknown).eigenvalues);

eigh(square);
// @ts-expect-error eigh: takes square matrices with any leading axes, not [3, 5]
eigh(wide);
eigh(square);
// @ts-expect-error eigh: takes matrices with any leading axes, not [3]
eigh(line);
eigh(unknown);
// @ts-expect-error eigh: takes square matrices with any leading axes, not [batch, time]
eigh(mixed);
export function eighOf<Batch extends Shape, N extends number, K extends number>(a: Matrix<N, N>, b: Matrix<N, K>, v: Vector<N>, all: Tensor<[...Batch, N, N]>) {
  expectType<Vector<N>>(eigh(a).eigenvalues);
  expectType<Tensor<[...Batch, N]>>(eigh(all).eigenvalues);
  expectType<Tensor<[...Batch, N, N]>>(eigh(all).eigenvectors);
  eigh(a);
  // @ts-expect-error eigh
  eigh(b);
  eigh(a);
  // @ts-expect-error eigh
  eigh(v);
}

// ── linalg.trace: square matrices ──
expectType<Scalar>(trace(square));
expectType<Vector<5>>(trace(many));
expectType<Scalar>(trace(unknown));

trace(square);
// @ts-expect-error trace: takes square matrices with any leading axes, not [3, 5]
trace(wide);
trace(square);
// @ts-expect-error trace: takes matrices with any leading axes, not [3]
trace(line);
trace(unknown);
// @ts-expect-error trace: takes square matrices with any leading axes, not [batch, time]
trace(mixed);
export function traceOf<Batch extends Shape, N extends number, K extends number>(a: Matrix<N, N>, b: Matrix<N, K>, v: Vector<N>, all: Tensor<[...Batch, N, N]>) {
  expectType<Scalar>(trace(a));
  expectType<Tensor<[...Batch]>>(trace(all));
  trace(a);
  // @ts-expect-error trace
  trace(b);
  trace(a);
  // @ts-expect-error trace
  trace(v);
}

// ── linalg.leastSquares: a right side with as many rows ──
expectType<Vector<5>>(leastSquares(wide, line));
expectType<Matrix<5, 2>>(leastSquares(wide, zeros([3, 2])));
expectType<Matrix<7, 5>>(leastSquares(zeros([7, 3, 5]), zeros([7, 3])));
expectType<Tensor<[7, 5, 2]>>(leastSquares(zeros([7, 3, 5]), zeros([7, 3, 2])));
expectType<Vector<2>>(leastSquares(tall, named, { tolerance: 0.1 }));

leastSquares(wide, line);
// @ts-expect-error leastSquares: takes matrices with any leading axes, not [3]
leastSquares(line, line);
leastSquares(wide, zeros([3]));
// @ts-expect-error later: leastSquares: [3, 5] and [5]: the right side has to be [3], with at most one more axis
leastSquares(wide, zeros([5]));
leastSquares(tall, zeros([batch]));
// @ts-expect-error later: leastSquares: [batch, 2] and [time]: the right side has to be [batch], with at most one more axis
leastSquares(tall, zeros([time]));
export function fitted<M extends number, N extends number, K extends number>(a: Matrix<M, N>, x: Vector<M>, y: Vector<N>, b: Matrix<M, K>) {
  expectType<Vector<N>>(leastSquares(a, x));
  expectType<Matrix<N, K>>(leastSquares(a, b));
  leastSquares(a, x);
  // @ts-expect-error later: leastSquares
  leastSquares(a, y);
}

// ── linalg.pseudoInverse: matrices, whose result fits no other shape ──
expectType<Matrix<5, 3>>(pseudoInverse(wide));
expectType<Tensor<[7, 5, 2]>>(pseudoInverse(zeros([7, 2, 5]), { tolerance: 0.1 }));
expectType<Matrix<2, Dim<"batch">>>(pseudoInverse(tall));

pseudoInverse(wide);
// @ts-expect-error pseudoInverse: takes matrices with any leading axes, not [3]
pseudoInverse(line);
pseudoInverse(tall);
// @ts-expect-error pseudoInverse: takes matrices with any leading axes, not [batch]
pseudoInverse(named);
export function pseudoInverseOf<Batch extends Shape, M extends number, N extends number>(a: Matrix<M, N>, v: Vector<M>, all: Tensor<[...Batch, M, N]>) {
  expectType<Matrix<N, M>>(pseudoInverse(a));
  expectType<Tensor<[...Batch, N, M]>>(pseudoInverse(all));
  pseudoInverse(a);
  // @ts-expect-error pseudoInverse
  pseudoInverse(v);
}

// ── linalg.matrixRank: matrices, whose result fits no other shape ──
expectType<Scalar>(matrixRank(wide));
expectType<Vector<7>>(matrixRank(zeros([7, 2, 5]), { tolerance: 0.1 }));
expectType<Scalar>(matrixRank(tall));

matrixRank(wide);
// @ts-expect-error matrixRank: takes matrices with any leading axes, not [3]
matrixRank(line);
matrixRank(tall);
// @ts-expect-error matrixRank: takes matrices with any leading axes, not [batch]
matrixRank(named);
export function matrixRankOf<Batch extends Shape, M extends number, N extends number>(a: Matrix<M, N>, v: Vector<M>, all: Tensor<[...Batch, M, N]>) {
  expectType<Scalar>(matrixRank(a));
  expectType<Tensor<[...Batch]>>(matrixRank(all));
  matrixRank(a);
  // @ts-expect-error matrixRank
  matrixRank(v);
}

// ── linalg.lu: matrices, whose result fits no other shape ──
expectType<Matrix<3, 3>>(lu(wide).permutation);
expectType<Matrix<3, 3>>(lu(wide).lower);
expectType<Matrix<3, 5>>(lu(wide).upper);
expectType<Tensor<[7, 5, 5]>>(lu(zeros([7, 5, 2])).permutation);
expectType<Tensor<[7, 5, 2]>>(lu(zeros([7, 5, 2])).lower);
expectType<Tensor<[7, 2, 2]>>(lu(zeros([7, 5, 2])).upper);
expectType<Matrix<Dim<"batch">, Dim<"min(batch, 2)">>>(lu(tall).lower);

lu(wide);
// @ts-expect-error lu: takes matrices with any leading axes, not [3]
lu(line);
lu(tall);
// @ts-expect-error lu: takes matrices with any leading axes, not [batch]
lu(named);
export function luOf<Batch extends Shape, M extends number, N extends number>(a: Matrix<M, N>, v: Vector<M>, all: Tensor<[...Batch, M, N]>) {
  expectType<Matrix<M, M>>(lu(a).permutation);
  expectType<Matrix<M, N>>(lu(a).lower.matmul(lu(a).upper));
  expectType<Tensor<[...Batch, M, N]>>(lu(all).lower.batchMatmul(lu(all).upper));
  lu(a);
  // @ts-expect-error lu
  lu(v);
}

// ── linalg.qr: matrices, whose result fits no other shape ──
expectType<Matrix<3, 3>>(qr(wide).q);
expectType<Matrix<3, 5>>(qr(wide).r);
expectType<Tensor<[7, 5, 2]>>(qr(zeros([7, 5, 2])).q);
expectType<Tensor<[7, 2, 2]>>(qr(zeros([7, 5, 2])).r);
expectType<Matrix<Dim<"batch">, Dim<"min(batch, 2)">>>(qr(tall).q);
expectType<Matrix<Dim<"batch">, Dim<"batch">>>(qr(unknown).q);
expectType<Matrix<Dim<"hidden", 7>, 2>>(qr(known).q);
expectType<Matrix<Dim<"min(batch, time)">, Dim<"time">>>(qr(mixed).r);

qr(wide);
// @ts-expect-error qr: takes matrices with any leading axes, not [3]
qr(line);
qr(tall);
// @ts-expect-error qr: takes matrices with any leading axes, not [batch]
qr(named);
export function qrOf<Batch extends Shape, M extends number, N extends number>(a: Matrix<M, N>, v: Vector<M>, all: Tensor<[...Batch, M, N]>) {
  expectType<Matrix<M, N>>(qr(a).q.matmul(qr(a).r));
  expectType<Tensor<[...Batch, M, N]>>(qr(all).q.batchMatmul(qr(all).r));
  qr(a);
  // @ts-expect-error qr
  qr(v);
}

// ── linalg.svd: matrices, whose result fits no other shape ──
expectType<Matrix<3, 3>>(svd(wide).u);
expectType<Vector<3>>(svd(wide).singularValues);
expectType<Matrix<3, 5>>(svd(wide).vTransposed);
expectType<Tensor<[7, 5, 2]>>(svd(zeros([7, 5, 2])).u);
expectType<Matrix<7, 2>>(svd(zeros([7, 5, 2])).singularValues);
expectType<Tensor<[7, 2, 2]>>(svd(zeros([7, 5, 2])).vTransposed);
expectType<Vector<Dim<"min(batch, 2)">>>(svd(tall).singularValues);
expectType<Vector<2>>(svd(known).singularValues);
expectType<Matrix<10, 9>>(svd(zeros([10, 9])).u);
expectType<Matrix<9, 9>>(svd(zeros([9, 100])).u);
expectType<Matrix<0, 0>>(svd(zeros([0, 3])).u);

svd(wide);
// @ts-expect-error svd: takes matrices with any leading axes, not [3]
svd(line);
svd(tall);
// @ts-expect-error svd: takes matrices with any leading axes, not [batch]
svd(named);
export function svdOf<Batch extends Shape, M extends number, N extends number>(a: Matrix<M, N>, v: Vector<M>, all: Tensor<[...Batch, M, N]>) {
  expectType<Matrix<M, N>>(svd(a).u.matmul(svd(a).vTransposed));
  expectType<Tensor<[...Batch, M, N]>>(svd(all).u.batchMatmul(svd(all).vTransposed));
  svd(a);
  // @ts-expect-error svd
  svd(v);
}

// ── linalg.norm: anything with an axis; the norms of matrices fit no other shape ──
expectType<Scalar>(norm(line));
expectType<Scalar>(norm(wide, { order: "nuclear" }));
expectType<Vector<7>>(norm(zeros([7, 2, 5]), { order: Infinity }));
expectType<Vector<Dim<"batch">>>(norm(zeros([batch, 2, 5])));

norm(line);
// @ts-expect-error norm: takes a tensor with at least one axis, not []
norm(point);
norm(zeros([7, 3, 5])).add(zeros([7]));
// @ts-expect-error add: [5] does not fit the end of [7]
norm(zeros([7, 3, 5])).add(zeros([5]));
norm(zeros([batch, 3, 5])).add(zeros([batch]));
// @ts-expect-error add: [time] does not fit the end of [batch]
norm(zeros([batch, 3, 5])).add(zeros([time]));
export function normOf<B extends number, M extends number, N extends number>(a: Tensor<[B, M, N]>, x: Matrix<M, N>, v: Vector<B>, w: Vector<M>) {
  expectType<Scalar>(norm(x));
  expectType<Scalar>(norm(v));
  norm(a).add(v);
  // @ts-expect-error add
  norm(a).add(w);
}
