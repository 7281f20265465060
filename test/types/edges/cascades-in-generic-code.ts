/** One mistake in code for all sizes, whose result is used on later lines. */
import { concat, type Matrix, ones, type Scalar, type Shape, type Size, stack, type Tensor, type Vector, zeros } from "conformable";
import { dense, type Layer } from "conformable/nn";
import { is } from "../is.js";

const total = (x: Scalar): Scalar => x;
const three = (x: Vector<3>): Vector<3> => x;

// ── matmul: a forgotten transpose, then a bias
{
  const affine = <B extends number, In extends number, Out extends number>(x: Matrix<B, In>, w: Matrix<Out, In>, b: Vector<Out>) => {
    const z = x.matmul(w.transpose()); // right
    const z = x.matmul(w); // wrong: …matmulMismatch<[B, In], In, [Out, In], Out>…
    const y: Matrix<B, Out> = z.addBias(b);
    total(y.relu().sum(1).sum());
    return y;
  };
  is([2, 5], affine(ones([2, 3]), ones([5, 3]), ones([5])));
}

// ── matmul: a literal number of rows
{
  const project = <N extends number, D extends number>(x: Matrix<N, D>, axes: Matrix<2, D>): Matrix<N, 2> => {
    const places = x.matmul(axes.transpose()); // right
    const places = x.matmul(axes); // wrong: …matmulMismatch<[N, D], D, [2, D], 2>'.
    return places.subtract(places.mean(0));
  };
  is([4, 2], project(ones([4, 3]), ones([2, 3])));
}

// ── matmul: any leading axes
{
  const scores = <Batch extends Shape, D extends number, C extends number>(x: Tensor<[...Batch, D]>, w: Matrix<D, C>): Tensor<[...Batch, C]> => {
    const s = x.matmul(w); // right
    const s = x.matmul(w.transpose()); // wrong: …matmul…
    return s.softmax(-1).multiply(2);
  };
  is([2, 4, 5], scores(zeros([2, 4, 3]), zeros([3, 5])));
}

// ── batchMatmul: keys that aren't transposed
{
  const attend = <B extends number, T extends number, D extends number>(q: Tensor<[B, T, D]>, k: Tensor<[B, T, D]>): Tensor<[B, T, T]> => {
    const weights = q.batchMatmul(k.permute([0, 2, 1])); // right
    const weights = q.batchMatmul(k); // wrong: …batchMatmul…
    return weights.softmax(2);
  };
  is([2, 4, 4], attend(zeros([2, 4, 3]), zeros([2, 4, 3])));
}

// ── concat: along the wrong axis
{
  const both = <N extends number, A extends number>(x: Matrix<N, A>, y: Matrix<N, 3>, w: Vector<N>): Vector<N> => {
    const all = concat([x, y], 1); // right
    const all = concat([x, y], 0); // wrong: …concat…
    return all.sum(1).multiply(w);
  };
  is([4], both(zeros([4, 2]), zeros([4, 3]), zeros([4])));
}

// ── stack: of two lengths
{
  const pairs = <N extends number, M extends number>(x: Vector<N>, y: Vector<M>): Matrix<2, N> => {
    const both = stack([x, x]); // right
    const both = stack([x, y]); // wrong: …stack…
    return both.add(x);
  };
  is([2, 4], pairs(zeros([4]), zeros([5])));
}

// ── predict: a layer of another size
{
  const run = <A extends number, B extends number>(a: Size<A>, b: Size<B>, x: Matrix<3, A>): Vector<3> => {
    const y = dense(a, b).predict(x); // right
    const y = dense(b, a).predict(x); // wrong: …predict…
    return three(y.mean(1));
  };
  is([3], run(2, 4, zeros([3, 2])));
}

// ── predict: any network on a batch
{
  const run = <In extends Shape, Out extends Shape>(network: Layer<In, Out, unknown>, x: Tensor<[3, ...In]>, y: Tensor<[3, ...Out]>): Tensor<[3, ...Out]> => {
    const found = network.predict(x); // right
    const found = network.predict(y); // wrong: …predict…
    return found.subtract(y);
  };
  is([3, 5], run(dense(2, 5), zeros([3, 2]), zeros([3, 5])));
}

// ── broadcastTo, as, window, split: sizes of type parameters, then an operation
{
  const f = <N extends number, M extends number>(x: Matrix<N, 1>, y: Matrix<N, 4>, m: Size<M>, w: Matrix<N, M>): Matrix<N, M> => {
    const wide = x.broadcastTo([x.shape[0], m]); // right
    const wide = x.broadcastTo([m, x.shape[0]]); // wrong: …broadcastTo…
    const wide = y.broadcastTo([x.shape[0], m]); // wrong: …broadcastTo…
    const wide = y.as([x.shape[0], 5]); // wrong: …asNeedsTheSameSizes<[N, 4], readonly [N, 5]>…
    const wide = y.window(0, 5, 1); // wrong: …fewerEntries<"window", [N, 4], 1, 5>…
    const [wide] = y.split([2, 3], 1); // wrong: …split…
    return wide.multiply(w);
  };
  is([3, 5], f(zeros([3, 1]), zeros([3, 4]), 5, zeros([3, 5])));
}

// ── an axis that doesn't exist
{
  const f = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Matrix<B, D> => {
    const m = x.mean(1); // right
    const m = x.mean(3); // wrong: …mean…
    const m = x.index(0, 3); // wrong: …index…
    const m = x.squeeze(1); // refused: …squeeze…
    const m = x.permute([0, 2]); // wrong: …permute…
    return m.relu();
  };
  is([2, 4], f(zeros([2, 3, 4])));
}

// ── takeAlong: indices of another rank
{
  const f = <N extends number, C extends number>(logits: Matrix<N, C>, labels: Vector<N>): Vector<N> => {
    const chosen = logits.takeAlong(labels.expandDims(1), 1); // right
    const chosen = logits.takeAlong(labels, 1); // wrong: …takeAlong…
    return chosen.squeeze(1);
  };
  is([2], f(zeros([2, 3]), zeros([2])));
}
