/** Numerical work: derivatives of records, linear algebra, einsum, statistics, signals, physics, and functions for many examples. */
import { allClose, arange, atan2, bincount, clipByGlobalNorm, compile, concat, convolve, diagonal, dim, type Dim, einsum, full, globalNorm, grad, hessian, histogram, identity, jacobian, jvp, lbfgs, linspace, mapTensors, type Matrix, matrix, meshgrid, ones, oneHot, random, randomNormal, randomUniform, type Scalar, scalar, searchSorted, type Shape, type Size, stack, stopGradient, tensor, type Tensor, trace, unique, valueAndGrad, type Vector, vector, vjp, vmap, where, zeros } from "conformable";
import { cholesky, determinant, eigh, inverse, leastSquares, lu, matrixRank, norm, pseudoInverse, qr, solve, svd, trace as traceOf } from "conformable/linalg";
import { adam, dense, sequential, tanh } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");

// ── a Gaussian's density, with its precision
{
  const density = (x: Vector<4>, mean: Vector<4>, covariance: Matrix<4, 4>): Scalar => {
    const apart = x.subtract(mean);
    return solve(covariance, apart).dot(apart).multiply(-0.5).subtract(determinant(covariance).log().multiply(0.5)); // right
    return solve(covariance, apart.expandDims(0)).sum().multiply(-0.5); // wrong: solve: …
    return solve(covariance, apart).outer(apart).multiply(-0.5).subtract(determinant(covariance).log().multiply(0.5)); // refused: Type …
  };
  is([], density(zeros([4]), zeros([4]), identity(4)));
}

// ── a Kalman filter: predict and correct
{
  interface Belief { readonly mean: Vector<4>; readonly covariance: Matrix<4, 4> }
  const [f, h, q, r] = [identity(4), zeros([2, 4]), identity(4), identity(2)];
  const correct = ({ mean, covariance }: Belief, seen: Vector<2>): Belief => {
    const gain = covariance.matmul(h.transpose()).matmul(inverse(h.matmul(covariance).matmul(h.transpose()).add(r)));
    return { mean: mean.add(gain.matmul(seen.subtract(h.matmul(mean)))), covariance: identity(4).subtract(gain.matmul(h)).matmul(covariance) }; // right
    return { mean: mean.add(gain.matmul(seen.subtract(mean))), covariance: identity(4).subtract(gain.matmul(h)).matmul(covariance) }; // wrong: subtract: [4] does not fit the end of [2]
    return { mean: mean.add(gain.matmul(seen.subtract(h.matmul(mean)))), covariance: identity(2).subtract(h.matmul(gain)).matmul(covariance.slice([0, 2])) }; // refused: Type …
    return { mean: mean.add(h.matmul(seen).sum()), covariance }; // wrong: matmul: [2, 4] by [2]: the left has 4 columns, the right 2 rows
  };
  is([4], correct({ mean: zeros([4]), covariance: f.matmul(q) }, zeros([2])).mean);
}

// ── ridge regression, by solve and by a pseudo-inverse
{
  const [x, y] = [randomNormal([20, 3]), randomNormal([20])];
  is([3], solve(x.transpose().matmul(x).add(identity(3).multiply(0.1)), x.transpose().matmul(y))); // right
  solve(x.transpose().matmul(x).add(identity(20).multiply(0.1)), x.transpose().matmul(y)); // wrong: add: [20, 20] does not fit the end of [3, 3]
  solve(x.matmul(x.transpose()), x.transpose()); // wrong: solve: …
  is([3], pseudoInverse(x).matmul(y)); // right
  pseudoInverse(x.transpose()).matmul(y); // wrong: matmul: [20, 3] by [20]: the left has 3 columns, the right 20 rows
}

// ── a low-rank approximation
{
  const x = randomNormal([6, 9]);
  const { u, singularValues, vTransposed } = svd(x);
  const near = u.slice(null, [0, 2]).multiply(singularValues.slice([0, 2])).matmul(vTransposed.slice([0, 2])); // right
  const near = u.slice([0, 2]).multiply(singularValues.slice([0, 2])); // wrong: multiply: [2] does not fit the end of [2, 6]
  const near = u.slice(null, [0, 2]).multiply(singularValues.slice([0, 3])).matmul(vTransposed.slice([0, 2])); // wrong: multiply: [3] does not fit the end of [6, 2]
  const near = u.slice(null, [0, 2]).multiply(singularValues.slice([0, 2])).matmul(vTransposed.slice(null, [0, 2])); // wrong: matmul: [6, 2] by [6, 2]: the left has 2 columns, the right 6 rows
  is([6, 9], near); // right
}

// ── a batch of systems
{
  const [a, b] = [stack([identity(3), identity(3)]), zeros([2, 3, 1])];
  is([2, 3, 1], solve(a, b)); // right
  solve(a, zeros([2, 1, 3])); // wrong: solve: …
  is([2], determinant(a)); // right
  is([2], traceOf(a)); // right
  determinant(a.reshape([2, 9])); // wrong: determinant: …
  is([2, 3, 3], cholesky(a)); // right
  cholesky(a.reshape([6, 3])); // wrong: cholesky: …
}

// ── orthogonal directions, by eigenvalues
{
  const data = randomNormal([30, 5]);
  const { eigenvectors, eigenvalues } = eigh(data.transpose().matmul(data));
  is([30, 2], data.matmul(eigenvectors.slice(null, [3, 5]))); // right
  data.matmul(eigenvectors.slice([3, 5])); // wrong: matmul: [30, 5] by [2, 5]: the left has 5 columns, the right 2 rows
  eigenvectors.multiply(eigenvalues).matmul(data); // wrong: matmul: …
  is([5, 5], eigenvectors.multiply(eigenvalues).matmul(eigenvectors.transpose())); // right
  eigh(data.matmul(data.transpose()).slice([0, 5])); // wrong: eigh: …
}

// ── a permutation, and triangles
{
  const a = randomNormal([4, 4]);
  const { permutation, lower, upper } = lu(a);
  is([4, 4], permutation.matmul(lower).matmul(upper)); // right
  const { q, r } = qr(randomNormal([7, 3]));
  is([7, 3], q.matmul(r)); // right
  r.matmul(q); // wrong: matmul: [3, 3] by [7, 3]: the left has 3 columns, the right 7 rows
  is([3], r.diagonal()); // right
  r.diagonal().add(q.diagonal().expandDims(0)); // wrong: …
}

// ── a norm of matrices, of rows
{
  const x = zeros([5, 4, 3]);
  is([5], norm(x)); // right
  is([5, 4], x.norm(-1)); // right
  x.divide(x.norm(-1)); // wrong: divide: [5, 4] does not fit the end of [5, 4, 3]
  x.divide(norm(x)); // wrong: divide: [5] does not fit the end of [5, 4, 3]
  norm(x, { order: "max" }); // wrong: Type …
}

// ── einsum: contractions with dots
{
  const x = zeros([5, 7, 4, 3]), w = zeros([3, 2]);
  is([5, 7, 4, 2], einsum("...i,ij->...j", x, w)); // right
  einsum("...i,ji->...j", x, w); // wrong: einsum: …
  einsum("...i,ij->j...", x, w).add(x); // wrong: add: …
  einsum("...i,ij->...k", x, w); // wrong: einsum: index 'k' of the result is in no operand
  is([2, 5, 7, 4], einsum("...i,ij->j...", x, w)); // right
  is([5, 7, 4], einsum("...i->...", x)); // right
}

// ── einsum: dots on both sides
{
  const a = zeros([2, 3, 5]), b = zeros([2, 5, 7]);
  is([2, 3, 7], einsum("...ij,...jk->...ik", a, b)); // right
  einsum("...ij,...kj->...ik", a, b); // wrong: einsum: …
  einsum("...ij,...jk->...ik", a, zeros([3, 5, 7])); // wrong: einsum: …
  einsum("...ij,jk->...ik", a, b); // wrong: einsum: …
  einsum("..ij,..jk->..ik", a, b); // wrong: einsum: …
}

// ── einsum: a trace, a diagonal, an outer product
{
  const a = zeros([3, 3]), v = zeros([5]);
  is([], einsum("ii->", a)); // right
  einsum("ii->", zeros([3, 5])); // wrong: einsum: …
  is([3], einsum("ii->i", a)); // right
  is([3, 5], einsum("i,j->ij", zeros([3]), v)); // right
  einsum("i,j->ij", zeros([3])); // wrong: …einsum: …
  einsum("i,j->ij", zeros([3]), v, v); // wrong: …
  einsum("i j->ij", zeros([3]), v); // wrong: …
}

// ── einsum: an attention of several heads
{
  const x = zeros([5, 12]), w = zeros([4, 3, 12]);
  is([4, 5, 3], einsum("td,hkd->htk", x, w)); // right
  einsum("td,hdk->htk", x, w); // wrong: einsum: …
  einsum("td,hkd->htd", x, w).add(zeros([4, 5, 3])); // wrong: add: [4, 5, 3] does not fit the end of [4, 5, 12]
  is([5, 12], einsum("htk,hkd->td", zeros([4, 5, 3]), w)); // right
}

// ── einsum: named sizes
{
  const [users, items] = [dim("users", count), dim("items", count)];
  const ratings = zeros([users, items]), features = zeros([items, 4]);
  is([3, 4], einsum("ui,if->uf", ratings, features).as([3, 4])); // right
  einsum("ui,uf->if", ratings, features); // refused: einsum: …
  einsum("iu,if->uf", ratings, features); // refused: einsum: …
}

// ── jacobian: of a record of inputs
{
  const f = ({ a, b }: { a: Vector<3>; b: Matrix<2, 3> }): Vector<2> => b.matmul(a);
  const j = jacobian(f)({ a: zeros([3]), b: zeros([2, 3]) });
  is([2, 3], j.a); // right
  is([2, 2, 3], j.b); // right
  j.a.add(j.b); // wrong: add: [2, 2, 3] does not fit the end of [2, 3]
  j.b.matmul(zeros([2])); // wrong: matmul: …
  j.c; // refused: Property 'c' does not exist …
}

// ── jacobian: of a matrix
{
  const f = (x: Matrix<2, 3>): Vector<2> => x.square().sum(1);
  is([2, 2, 3], jacobian(f)(zeros([2, 3]))); // right
  jacobian(f)(zeros([3, 2])); // refused: Argument …
  jacobian(f)(zeros([2, 3])).add(zeros([2, 3, 2])); // wrong: add: [2, 3, 2] does not fit the end of [2, 2, 3]
}

// ── hessian: of a record, and what it is used for
{
  const f = ({ w, b }: { w: Vector<3>; b: Scalar }): Scalar => w.square().sum().multiply(b);
  const h = hessian(f)({ w: zeros([3]), b: scalar(1) });
  is([3, 3], h.w.w); // right
  is([3], h.w.b); // right
  is([3], h.b.w); // right
  solve(h.w.b, zeros([3])); // wrong: solve: …
  hessian(({ w, b }: { w: Vector<3>; b: Scalar }) => w.square().multiply(b))({ w: zeros([3]), b: scalar(1) }); // wrong: …
}

// ── a Newton step of a logistic model
{
  const [x, y] = [randomNormal([20, 3]), zeros([20])];
  const loss = (w: Vector<3>): Scalar => x.matmul(w).exp().log1p().subtract(x.matmul(w).multiply(y)).mean().add(w.square().sum());
  let w: Vector<3> = zeros([3]);
  for (let step = 0; step < 2; step++) {
    w = w.subtract(solve(hessian(loss)(w), grad(loss)(w))); // right
    w = w.subtract(hessian(loss)(w).multiply(grad(loss)(w))); // wrong: subtract: [3, 3] does not fit the end of [3]
    w = solve(grad(loss)(w), w); // wrong: solve: …
    w = solve(hessian(loss)(w), grad(loss)(w)).outer(w); // refused: Type …
  }
  is([3], w);
}

// ── jvp and vjp: directions of other shapes
{
  const f = (x: Matrix<2, 3>): Vector<2> => x.matmul(ones([3]));
  is([2], jvp(f, zeros([2, 3]), ones([2, 3])).tangent); // right
  jvp(f, zeros([2, 3]), ones([3])); // wrong: …
  jvp(f, zeros([3]), ones([3])); // refused: …
  is([2, 3], vjp(f, zeros([2, 3])).backward(ones([2]))); // right
}

// ── a product of a Hessian and a vector, for conjugate gradients
{
  const f = (x: Vector<4>): Scalar => x.power(4).sum();
  const times = (x: Vector<4>, v: Vector<4>): Vector<4> => jvp(grad(f), x, v).tangent; // right
  const times = (x: Vector<4>, v: Vector<4>): Vector<4> => jvp(f, x, v).tangent; // refused: Type …
  const times = (x: Vector<4>, v: Vector<4>): Vector<4> => grad((y: Vector<4>) => grad(f)(y).multiply(v))(x); // refused: grad: …
  is([4], times(ones([4]), ones([4]))); // right
}

// ── vmap: of a function of two vectors, one of which stays
{
  const score = (x: Vector<3>, w: Vector<3>): Scalar => x.dot(w);
  is([7], vmap(score, { inAxes: [0, null] })(zeros([7, 3]), zeros([3]))); // right
  vmap(score, { inAxes: [0, null] })(zeros([7, 3]), zeros([7, 3])); // wrong: …
  vmap(score)(zeros([7, 3]), zeros([3])); // wrong: …
  vmap(score, { inAxes: [null, 0] })(zeros([7, 3]), zeros([3])); // wrong: …
  vmap(score, { inAxes: [0] })(zeros([7, 3]), zeros([3])); // wrong: …
}

// ── vmap: twice, for all pairs
{
  const apart = (x: Vector<3>, y: Vector<3>): Scalar => x.subtract(y).norm();
  const pairs = vmap((x: Vector<3>, y: Matrix<7, 3>) => vmap(apart, { inAxes: [null, 0] })(x, y), { inAxes: [0, null] }); // right
  const pairs = vmap((x: Vector<3>, y: Matrix<7, 3>) => vmap(apart, { inAxes: [null, 0] })(x, y), { inAxes: [null, 0] }); // wrong
  is([5, 7], pairs(zeros([5, 3]), zeros([7, 3]))); // here: …
}

// ── vmap: gradients of each example, and their norms
{
  const network = sequential(dense(3, 5, { activation: tanh }), dense(5, 1));
  const loss = (p: typeof network.parameters, x: Vector<3>, y: Vector<1>): Scalar => network.with(p).predict(x).subtract(y).square().sum();
  const each = vmap(grad(loss), { inAxes: [null, 0, 0] });
  is([7, 5, 3], each(network.parameters, zeros([7, 3]), zeros([7, 1]))[0].weights); // right
  each(network.parameters, zeros([7, 3]), zeros([7])); // refused: …
  each(network.parameters, zeros([7, 3]), zeros([6, 1])); // wrong: vmap: one argument has 7 examples, another 6
  is([7], each(network.parameters, zeros([7, 3]), zeros([7, 1]))[0].weights.square().sum([1, 2])); // right
}

// ── vmap: of records, in a named number
{
  const rows = dim("rows", count);
  const area = ({ width, height }: { width: Scalar; height: Scalar }): Scalar => width.multiply(height);
  vmap(area)({ width: zeros([rows]), height: zeros([rows]) }).add(zeros([rows])); // right
  vmap(area)({ width: zeros([rows]), height: zeros([4]) }); // refused: Type …
  vmap(area)({ width: zeros([rows]) }); // wrong: …
}

// ── compile: a step of a simulation
{
  const step = compile((at: Matrix<9, 2>, speed: Matrix<9, 2>) => ({ at: at.add(speed.multiply(0.1)), speed: speed.subtract(at.multiply(0.1)) }));
  let state = { at: zeros([9, 2]), speed: ones([9, 2]) };
  for (let i = 0; i < 3; i++) state = step(state.at, state.speed); // right
  for (let i = 0; i < 3; i++) state = step(state); // wrong: …
  for (let i = 0; i < 3; i++) state = step(state.at, state.speed.sum(1)); // wrong: Argument …
  for (let i = 0; i < 3; i++) state.at = step(state.at, state.speed); // refused: Type …
}

// ── compile: of a function with a default
{
  const scale = compile((x: Vector<4>, by: Scalar) => x.multiply(by)); // either: …
  is([4], compile((x: Vector<4>, by: Scalar) => x.multiply(by.broadcastTo([4])))(zeros([4]), scalar(2))); // right
  compile((x: Vector<4>, by: Scalar) => x.multiply(by.broadcastTo([3])))(zeros([4]), scalar(2)); // wrong: multiply: [3] does not fit the end of [4]
  compile((x: Vector<4>, by: Scalar) => x.multiply(by.broadcastTo([4])))(zeros([4]), 2); // wrong: …
}

// ── lbfgs: parameters in a record
{
  const loss = ({ mean, scale }: { mean: Vector<2>; scale: Scalar }): Scalar => mean.square().sum().add(scale.square());
  is([2], lbfgs(loss, { mean: ones([2]), scale: scalar(1) }).parameters.mean); // either: …
  lbfgs(loss, { mean: ones([3]), scale: scalar(1) }); // refused: …
  lbfgs(loss, { mean: ones([2]) }); // wrong: …
}

// ── mapTensors: of two trees of unlike shapes
{
  const [p, g] = [{ w: zeros([2, 3]), b: zeros([2]) }, { w: ones([2, 3]), b: ones([2]) }];
  is([2, 3], mapTensors(p, (a, b) => a.subtract(b.multiply(0.1)), g).w); // right
  mapTensors(p, (a, b) => a.subtract(b.multiply(0.1)), { w: ones([3, 2]), b: ones([2]) }); // wrong: …
  mapTensors(p, (a, b) => a.subtract(b.multiply(0.1)), { w: ones([2, 3]) }); // wrong: …
  mapTensors(p, (a) => a.sum(), g); // refused: …
}

// ── stopGradient: a target network
{
  const target = dense(3, 2), online = dense(3, 2);
  const loss = (p: typeof online.parameters, x: Matrix<5, 3>): Scalar => online.with(p).predict(x).subtract(stopGradient(target.predict(x))).square().mean(); // right
  const loss = (p: typeof online.parameters, x: Matrix<5, 3>): Scalar => online.with(p).predict(x).subtract(stopGradient(target.predict(x).max(1))).square().mean(); // wrong: subtract: [5] does not fit the end of [5, 2]
  is([2, 3], grad(loss)(online.parameters, ones([5, 3])).weights);
}

// ── value functions: a Bellman target
{
  const [q, next, rewards, actions] = [zeros([32, 4]), zeros([32, 4]), zeros([32]), zeros([32])];
  const target = rewards.add(next.max(1).multiply(0.99)); // right
  const target = rewards.add(next.max(0).multiply(0.99)); // wrong: add: [4] does not fit the end of [32]
  const target = rewards.expandDims(1).add(next.max(1).multiply(0.99)); // wrong: add: [32] does not fit the end of [32, 1]
  is([], q.multiply(oneHot(actions, 4)).sum(1).subtract(target).square().mean()); // right
}

// ── a grid, and functions on it
{
  const [x, y] = meshgrid(linspace(0, 1, 5), linspace(0, 1, 7)); // right
  const [x, y] = [linspace(0, 1, 5), linspace(0, 1, 7)]; // wrong
  const angles = atan2(y, x); // here: atan2: …
  is([7, 5], angles);
}

// ── counts, edges, places in order
{
  const ages = randomUniform([50]);
  is([50], searchSorted(linspace(0, 1, 11), ages)); // right
  is([6], bincount(arange(5), 6)); // either: …
  const { counts, edges } = histogram(ages, 8);
  is([8], counts.multiply(edges.slice([1, 9]).subtract(edges.slice([0, 8])))); // right
  counts.multiply(edges.slice([1, 9]).subtract(edges.slice([0, 9]))); // wrong: subtract: [9] does not fit the end of [8]
  counts.multiply(edges); // wrong: multiply: [9] does not fit the end of [8]
}

// ── a moving average by convolve, and one by windows
{
  const series = zeros([1, 50, 1]);
  is([1, 44, 1], convolve(series, full([7, 1, 1], 1 / 7))); // right
  convolve(series, full([7, 1, 1], 1 / 7)).subtract(series); // wrong: subtract: [1, 50, 1] does not fit the end of [1, 44, 1]
  is([1, 50, 1], convolve(series, full([7, 1, 1], 1 / 7), { padding: "same" }).subtract(series)); // right
  convolve(series, full([7, 1], 1 / 7)); // wrong: convolve: …
  convolve(series, full([7, 1, 1], 1 / 7), { padding: yes ? "same" : "valid" }); // refused: convolve: …
}

// ── a spectrum: a matrix of cosines
{
  const signal = zeros([16]);
  const basis = arange(16).outer(arange(9)).multiply(Math.PI / 8);
  is([9], basis.transpose().cos().matmul(signal)); // right
  basis.cos().matmul(signal); // wrong: matmul: [16, 9] by [16]: the left has 9 columns, the right 16 rows
  is([9], signal.matmul(basis.cos())); // right
  signal.matmul(basis.transpose().cos()); // wrong: matmul: [16] by [9, 16]: the left has 16 columns, the right 9 rows
}

// ── weights of importance, normalised in logs
{
  const logs = zeros([100]), samples = zeros([100, 3]);
  const weights = logs.subtract(logs.logSumExp()).exp();
  is([3], weights.matmul(samples)); // right
  samples.matmul(weights); // wrong: matmul: [100, 3] by [100]: the left has 3 columns, the right 100 rows
  samples.multiply(weights).sum(0); // wrong: multiply: [100] does not fit the end of [100, 3]
  is([3], samples.multiply(weights.expandDims(1).broadcastTo([100, 3])).sum(0)); // right
}

// ── sorting rows by a column
{
  const table = zeros([10, 4]);
  is([10, 4], table.gather(table.index(2, 1).argsort())); // right
  table.gather(table.argsort(0)).add(table); // wrong: add: …
  is([3, 4], table.gather(table.index(2, 1).topK(3).indices)); // right
  table.gather(table.index(2, 1).topK(11).indices); // wrong: topK: …
  table.take(table.index(2, 1).argsort(), 1).add(table); // wrong: add: …
}

// ── differences along a path, and its length
{
  const path = zeros([50, 2]);
  is([49], path.slice([1, 50]).subtract(path.slice([0, 49])).norm(1)); // right
  path.slice([1, 50]).subtract(path.slice([0, 48])); // wrong: subtract: [48, 2] does not fit the end of [49, 2]
  path.slice([1, 51]); // wrong: slice: …
  path.slice([1, 50], [0, 1]).squeeze(0); // wrong: squeeze: axis 0 of [49, 1] has size 49, not 1
}

// ── a Markov chain, many steps
{
  const step = matrix([[0.9, 0.1], [0.5, 0.5]]);
  let state: Vector<2> = vector([1, 0]);
  for (let i = 0; i < 5; i++) state = state.matmul(step); // right
  for (let i = 0; i < 5; i++) state = step.matmul(step); // refused: Type …
  for (let i = 0; i < 5; i++) state = state.outer(step); // wrong: outer: …
  is([2], state);
}

// ── an accumulator that begins as a scalar
{
  const parts = [zeros([3]), ones([3])];
  is([3], parts.reduce((total, part) => total.add(part))); // right
  is([3], parts.reduce((total, part) => total.add(part), zeros([3]))); // right
  parts.reduce((total, part) => total.add(part), scalar(0)); // wrong: …
  is([], parts.reduce((total, part) => total.add(part.sum()), scalar(0))); // right
}
