/** Methods of a tensor that may be undefined, null, a scalar or of any rank: one error, and none where the result is used. */
import { identity, type Matrix, matrix, ones, type Shape, type Tensor, type Vector, vector } from "conformable";
import { is } from "../is.js";

const layers: Matrix<3, 3>[] = [identity(3)];
const vectors: Vector<3>[] = [vector([1, 2, 3])];
const yes: boolean = JSON.parse("true");
const found = yes ? identity(3) : null;

// ── products: of a tensor that may be undefined
{
  const w = layers[0] ?? identity(3); // right
  const w = layers[1]; // wrong
  is([3], w.matmul(ones([3]))); // wrong: … is possibly 'undefined'.
  is([3, 3], w.batchMatmul(identity(3))); // wrong: … is possibly 'undefined'.
  is([3, 3], w.transpose()); // wrong: … is possibly 'undefined'.
  is([3], w.diagonal()); // wrong: … is possibly 'undefined'.
  is([3, 3], w.triu()); // wrong: … is possibly 'undefined'.
  is([3, 3], w.addBias(ones([3]))); // wrong: … is possibly 'undefined'.
}

// ── products: of a vector that may be undefined
{
  const v = vectors[0] ?? ones([3]); // right
  const v = vectors[1]; // wrong
  is([3, 2], v.outer(ones([2]))); // wrong: … is possibly 'undefined'.
  is([], v.dot(ones([3]))); // wrong: … is possibly 'undefined'.
}

// ── along an axis: of a tensor that may be null
{
  const x = found ?? identity(3); // right
  const x = yes ? null : identity(3); // wrong
  is([3], x.sum(0)); // wrong: … is possibly 'null'.
  is([3, 1], x.mean(1, { keepDims: true })); // wrong: … is possibly 'null'.
  is([3, 3], x.softmax()); // wrong: … is possibly 'null'.
  is([3, 3], x.argsort(0)); // wrong: … is possibly 'null'.
  is([3, 2], x.topK(2).values); // wrong: … is possibly 'null'.
  is([2, 3], x.topK(2, 0).values); // wrong: … is possibly 'null'.
  is([3], x.index(0, -1)); // wrong: … is possibly 'null'.
  is([6, 3], x.repeat(2, 0)); // wrong: … is possibly 'null'.
}

// ── parts: of a tensor that may be undefined
{
  const x = layers[0] ?? identity(3); // right
  const x = layers[1]; // wrong
  is([2, 3], x.gather([0, 1])); // wrong: … is possibly 'undefined'.
  is([2, 3], x.gather([0, 1] as number[], [2])); // wrong: … is possibly 'undefined'.
  is([3, 2], x.take([0, 1], 1)); // wrong: … is possibly 'undefined'.
  is([3, 2], x.take([0, 1] as number[], 1, [2])); // wrong: … is possibly 'undefined'.
  is([3, 3], x.scatter([0], ones([1, 3]))); // wrong: … is possibly 'undefined'.
  is([1, 3], x.window(0, 1, 0)); // wrong: … is possibly 'undefined'.
  is([9], x.flatten()); // wrong: … is possibly 'undefined'.
  is([1, 3], x.split([1, 2], 0)[0]); // wrong: … is possibly 'undefined'.
  is([3], x.unstack(0)[0]); // wrong: … is possibly 'undefined'.
}

// ── generic code: of a tensor that may be undefined
{
  const scores = <B extends Shape, N extends number>(x: Tensor<[...B, N]> | undefined): Tensor<B> | undefined => x?.softmax().sum(-1); // right
  const scores = <B extends Shape, N extends number>(x: Tensor<[...B, N]> | undefined): Tensor<B> | undefined => x.softmax().sum(-1); // wrong: … is possibly 'undefined'.
  const total: Vector<2> | undefined = scores(ones([2, 3])); // right
  is([2], total ?? ones([2])); // right
  scores(undefined);
}

// ── addBias, topK: of a tensor whose last axis isn't known
{
  const bias = <B extends Shape>(x: Tensor<[...B, 3]>, b: Vector<3>): Tensor<[...B, 3]> => x.addBias(b); // right
  const bias = <S extends Shape>(x: Tensor<S>, b: Vector<3>): Tensor<S> => x.addBias(b); // refused: …lastAxisNotKnown<"addBias", S>…
  const bias = (x: Tensor<number[]>, b: Vector<3>): Matrix<2, 3> => x.addBias(b); // refused: addBias: takes a tensor whose last axis is known: [...Batch, N]
  const bias = (x: Tensor<number[]>, _: Vector<3>): Matrix<2, 3> => x.topK(2).values; // refused: …topK: takes a tensor whose last axis is known: [...Batch, N]…
  is([2, 3], bias(ones([2, 3]), ones([3]))); // right
}

// ── scalars: what works along an axis
{
  const p = ones([3]).softmax(); // right
  const p = ones([3]).sum().softmax(); // wrong: …softmax: takes a tensor with at least one axis, not []…
  const p = ones([3]).sum().logSoftmax(0); // wrong: …logSoftmax: takes a tensor with at least one axis, not []…
  const p = ones([3]).sum().sort(); // wrong: …sort: takes a tensor with at least one axis, not []…
  const p = ones([3]).sum().argsort(-1); // wrong: …argsort: takes a tensor with at least one axis, not []…
  const p = ones([3]).sum().addBias(ones([3])); // wrong: addBias: takes a tensor with at least one axis, not []
  const p = ones([3]).sum().gather([0, 1, 2]); // wrong: …gather: takes a tensor with at least one axis, not []…
  const p = ones([3]).sum().gather([0, 1, 2] as number[], [3]); // wrong: …gather: takes a tensor with at least one axis, not []…
  const p = ones([3]).sum().scatter([0], ones([1])); // wrong: …scatter: takes a tensor with at least one axis, not []…
  const p = ones([3]).sum().scatterAdd([0] as number[], ones([1]), [1]); // wrong: …scatterAdd: takes a tensor with at least one axis, not []…
  const q: Vector<3> = p;
  is([3], q.add(p)); // right
}

// ── gather: results in generic code
{
  const some = <N extends number, B extends Shape>(x: Tensor<[N, ...B]>): Tensor<[2, ...B]> => x.gather([0, 1]); // right
  const some = <N extends number, B extends Shape>(x: Tensor<[N, ...B]>): Tensor<[2, ...B]> => x.gather([0]); // refused: …
  const some = <N extends number, B extends Shape>(x: Tensor<[N, ...B]>): Tensor<[2, ...B]> => x.gather([0, 1] as number[], [3]); // wrong: …
  const named = <N extends number, B extends Shape>(x: Tensor<[N, ...B]>): Tensor<[2, ...B]> => x.gather([0, 1] as number[], [2]); // right
  is([2, 3], some(ones([4, 3]))); // right
  is([2, 3], named(ones([4, 3]))); // right
  some(ones([4, 3]));
}

// ── scatter, softmax, sort: results in generic code
{
  const put = <N extends number, B extends Shape>(x: Tensor<[N, ...B]>, y: Tensor<[2, ...B]>): Tensor<[N, ...B]> => x.scatter([0, 1], y).scatterAdd([1, 0], y); // right
  const put = <N extends number, B extends Shape>(x: Tensor<[N, ...B]>, y: Tensor<[2, ...B]>): Tensor<[N, ...B]> => x.scatter([0], y).scatterAdd([1, 0], y); // wrong: …
  const put = <N extends number, B extends Shape>(x: Tensor<[N, ...B]>, y: Tensor<[2, ...B]>): Tensor<[3, ...B]> => x.scatter([0, 1], y).softmax(); // refused: …
  const same = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.softmax().sort().log(); // right
  is([4, 3], put(ones([4, 3]), ones([2, 3]))); // right
  is([4, 3], same(ones([4, 3]))); // right
  put(ones([4, 3]), ones([2, 3]));
}

// ── diagonal, batchMatmul: of a vector in generic code
{
  const pivots = <N extends number>(x: Matrix<N, N>): Vector<N> => x.diagonal(); // right
  const pivots = <N extends number>(x: Matrix<N, N>): Vector<N> => { const d = x.diagonal().diagonal(); return d; }; // wrong: …tooFewAxes<"diagonal"…
  const pivots = <N extends number>(x: Matrix<N, N>): Vector<N> => { const d = x.diagonal().batchMatmul(x); return d; }; // wrong: …needsMatrices<"batchMatmul"…
  is([2], pivots(matrix([[1, 2], [3, 5]]))); // right
  pivots(matrix([[1, 2], [3, 5]]));
}
