/** What an elementwise operation refuses, and where its result is used: one error, in code for all sizes as well. */
import { type Matrix, ones, type Scalar, type Shape, type Tensor, type Vector, zeros } from "conformable";
import { backpropagate, binaryCrossEntropy, dense, type Network } from "conformable/nn";
import { is } from "../is.js";

// ── the wrong labels are subtracted, and the result is declared
{
  const [x, targets, others] = [zeros([10, 4]), zeros([10, 4]), zeros([10, 3])];
  const error: Matrix<10, 4> = x.subtract(targets); // right
  const error: Matrix<10, 3> = x.subtract(others); // wrong: …subtract: [10, 3] does not fit the end of [10, 4]…
  is([10], error.square().sum(1));
}

// ── the layer before the last
{
  const [hidden, output, targets] = [zeros([20, 8]), zeros([20, 3]), zeros([20, 3])];
  const difference = output.subtract(targets); // right
  const difference = hidden.subtract(targets); // wrong: …subtract: [20, 3] does not fit the end of [20, 8]…
  const perClass: Vector<3> = difference.mean(0);
  is([3], perClass);
}

// ── the mean on the wrong side
{
  const x = zeros([6, 4]);
  const centred = x.subtract(x.mean(0)); // right
  const centred = x.mean(0).subtract(x); // wrong: …subtract: [6, 4] does not fit the end of [4]…
  const covariance: Matrix<4, 4> = centred.transpose().matmul(centred);
  is([4, 4], covariance);
}

// ── a picture that isn't cropped
{
  const crop = zeros([28, 48, 3]);
  const mask = ones([28, 32]).expandDims(-1).broadcastTo([28, 32, 3]);
  const visible = crop.slice(null, [0, 32]).multiply(mask); // right
  const visible = crop.multiply(mask); // wrong: …multiply: [28, 32, 3] does not fit the end of [28, 48, 3]…
  const grey: Matrix<28, 32> = visible.mean(2).maximum(0).divide(2).power(2).modulo(1);
  is([28, 32], grey);
}

// ── comparisons
{
  const [x, y] = [zeros([5, 2]), zeros([2])];
  is([5], x.greater(y).lessOrEqual(x).notEqual(1).any(1)); // right
  is([7], x.transpose().greater(x).any(0)); // wrong: …greater: [5, 2] does not fit the end of [2, 5]…
  is([7], x.transpose().equal(y).any(0)); // wrong: …equal: [2] does not fit the end of [2, 5]…
}

// ── a gate, in code for all sizes
{
  const gated = <N extends number, A extends number, B extends number>(x: Matrix<N, A>, y: Matrix<N, B>, gate: Matrix<N, B>): Matrix<N, B> => y.multiply(gate.sigmoid()); // right
  const gated = <N extends number, A extends number, B extends number>(x: Matrix<N, A>, y: Matrix<N, B>, gate: Matrix<N, B>): Matrix<N, B> => x.multiply(gate.sigmoid()); // wrong: …"multiply", [N, A], [N, B]…
  is([4, 2], gated(zeros([4, 3]), zeros([4, 2]), zeros([4, 2])));
}

// ── a sum too many, in code for all sizes, with an operation after it
{
  const scaled = <N extends number, C extends number>(output: Matrix<N, C>, target: Matrix<N, C>, scale: Scalar): Vector<N> => output.subtract(target).divide(scale).square().sum(1); // right
  const scaled = <N extends number, C extends number>(output: Matrix<N, C>, target: Matrix<N, C>, scale: Scalar): Vector<N> => output.sum(1).subtract(target).divide(scale).square(); // wrong: …"subtract", [N], [N, C]…
  is([4], scaled(zeros([4, 3]), zeros([4, 3]), ones([])));
}

// ── what is accepted keeps its type, in code for all sizes
{
  const same = <S extends Shape>(x: Tensor<S>, y: Tensor<S>): Tensor<S> => x.subtract(y).multiply(x.sum()).divide(2).maximum(y); // right
  const same = <S extends Shape>(x: Tensor<S>, y: Tensor<S>): Vector<3> => x.subtract(y).multiply(x.sum()).divide(2).maximum(y); // refused: Type 'Tensor<S>' is not assignable to type 'Vector<3>'.
  is([3], same(ones([3]), ones([3])));
}

// ── leading axes that stay
{
  const biased = <B extends Shape, N extends number>(x: Tensor<[...B, N]>, y: Tensor<[...B, N]>): Tensor<[...B, N]> => x.subtract(y).multiply(2); // right
  const biased = <B extends Shape, N extends number>(x: Tensor<[...B, N]>, y: Tensor<[...B, N]>): Tensor<[N, ...B]> => x.subtract(y).multiply(2); // refused: Type 'Tensor<[...B, N]>' is not assignable to type 'Tensor<[N, ...B]>'…
  is([2, 3], biased(ones([2, 3]), ones([2, 3])));
}

// ── Tensor<[...S]> in place of Tensor<S>
{
  const moved = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.add(zeros(x.shape)).subtract(ones(x.shape)); // right
  const moved = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.add(zeros([7])); // wrong: …add…
  is([2, 3], moved(ones([2, 3])));
}

// ── a mean in place of a product
{
  const rest = <B extends Shape, N extends number>(x: Tensor<[...B, N]>, w: Vector<N>) => x.matmul(w).subtract(x.mean(-1)); // right
  const rest = <B extends Shape, N extends number>(x: Tensor<[...B, N]>, w: Vector<N>) => x.matmul(w).subtract(x); // wrong: …subtract…
  const y: Vector<2> = rest(ones([2, 3]), ones([3]));
  is([2], y);
}

// ── labels in their other form
{
  const hits = <B extends Shape, C extends number>(logits: Tensor<[...B, C]>, labels: Tensor<[...B]>) => logits.argmax(-1).equal(labels).mean(); // right
  const hits = <B extends Shape, C extends number>(logits: Tensor<[...B, C]>, labels: Tensor<[...B]>) => logits.equal(labels).mean(); // wrong: …equal…
  is([], hits(ones([2, 3]), ones([2])));
}

// ── a triangle of what has none, in code for all sizes
{
  const mask = <T extends number>(square: Matrix<T, T>, scale: Vector<T>): Matrix<T, T> => square.tril(); // right
  const mask = <T extends number>(square: Matrix<T, T>, scale: Vector<T>): Matrix<T, T> => scale.tril(); // wrong: …tril…
  is([2, 2], mask(ones([2, 2]), ones([2])));
}

// ── a triangle, in code for all sizes
{
  const all = <N extends number, M extends number>(a: Matrix<N, M>, b: Matrix<N, N>): Vector<N> => b.diagonal(); // right
  const all = <N extends number, M extends number>(a: Matrix<N, M>, b: Matrix<N, N>): Vector<N> => a.diagonal(); // refused: …diagonalNeedsTheShorterAxis…
  is([2], all(ones([2, 3]), ones([2, 2])));
}

// ── a diagonal, in code for all sizes
{
  const turned = <N extends number>(x: Matrix<N, 2>): Matrix<2, N> => x.transpose().multiply(2); // right
  const turned = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.transpose().multiply(2); // refused: …transpose…
  is([2, 3], turned(zeros([3, 2])));
}

// ── turned, in code for all sizes
{
  const difference = <B extends number, D extends number>(x: Tensor<[B, 10, D]>): Tensor<[B, 9, D]> => {
    const inputs = x.slice(null, [0, 9]); // right
    const inputs = x.slice(null, [0, 11]); // wrong: …sliceRangeMismatch<[B, 10, D], "1", readonly [0, 11]>…
    return x.slice(null, [1, 10]).subtract(inputs);
  };
  is([2, 9, 4], difference(zeros([2, 10, 4])));
}

// ── targets made in the call, in code for all sizes
{
  const loss = <N extends number, D extends number>(network: Network<[D], [1], unknown>, x: Matrix<N, D>): number => backpropagate(network, binaryCrossEntropy, x, ones([x.shape[0], 1])).loss; // right
  const loss = <N extends number, D extends number>(network: Network<[D], [1], unknown>, x: Matrix<N, D>): number => backpropagate(network, binaryCrossEntropy, x, ones([x.shape[0]])).loss; // wrong: …targetsDiffer<"backpropagate", [N, 1], [N]>…
  if (!(loss(dense(3, 1), zeros([2, 3])) > 0)) throw new Error("no loss");
}

// ── a bias of another layer, and the next product
{
  const sums = zeros([10, 4]).addBias(zeros([4])); // right
  const sums = zeros([10, 4]).addBias(zeros([6])); // wrong: …addBias: [6] does not fit the end of [10, 4]…
  is([10, 2], sums.matmul(ones([4, 2])));
}
