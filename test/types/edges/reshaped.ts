/** A wrong `reshape`, whose result is used: one error, also in code for all sizes, and also where the result is declared. */
import { concat, dim, einsum, grad, type Matrix, ones, type Shape, type Size, type SumOf, type Tensor, type Vector, zeros } from "conformable";
import { dense, layer, meanSquaredError, backpropagate } from "conformable/nn";
import { is } from "../is.js";

const total = Number("24");

// ── images made flat, then a network
{
  const images = zeros([32, 28, 28]);
  const rows = images.reshape([32, 784]); // right
  const rows = images.reshape([32, 28]); // wrong: …reshape: [32, 28, 28] has 25088 elements, [32, 28] has 896…
  is([32, 10], dense(784, 10).predict(rows));
}

// ── heads put together again, with a type that is declared
{
  const heads = zeros([2, 10, 6, 8]);
  const joined: Tensor<[2, 10, 48]> = heads.reshape([2, 10, 48]); // right
  const joined: Tensor<[2, 10, 48]> = heads.reshape([2, 10, 64]); // wrong: …reshape: [2, 10, 6, 8] has 960 elements, [2, 10, 64] has 1280…
  is([2, 10, 6, 8], joined.reshape([2, 10, 6, 8]));
}

// ── a size that is computed
{
  const half: Matrix<12, 2> = zeros([6, 4]).reshape([12, 2]); // right
  const half: Matrix<12, 2> = zeros([6, 4]).reshape([total / 2, 2]); // refused: …a size known only at run time needs a name…
  const half: Matrix<12, 2> = zeros([6, 4]).reshape(["12", 2]); // wrong: …a size is a whole number from 0 up…
  is([2, 12], half.transpose());
}

// ── names that don't stand on both sides
{
  const batch = dim("batch", Number("4"));
  const time = dim("time", Number("6"));
  const rows = zeros([batch, time, 3]).reshape([dim.product(batch, time), 3]); // right
  const rows = zeros([batch, time, 3]).reshape([batch, 3]); // wrong: …reshape: [batch, time, 3] to [batch, 3]: a size known only by name has to stand on both sides…
  rows.matmul(zeros([3, 2])).reshape([batch, time, 2]);
}

// ── in code for all sizes, returned
{
  const flat = <B extends number>(x: Tensor<[B, 28, 28]>): Matrix<B, 784> => x.reshape([x.shape[0], 784]); // right
  const flat = <B extends number>(x: Tensor<[B, 28, 28]>): Matrix<B, 784> => x.reshape([x.shape[0], 768]); // wrong: …reshapeKeepsAllElements<[B, 28, 28], readonly [B, 768], …
  is([5, 784], flat(zeros([5, 28, 28])));
}

// ── in code for all sizes, heads taken apart, then moved
{
  const split = <B extends number, T extends number>(x: Tensor<[B, T, 64]>): Tensor<[B, 8, T, 8]> => {
    const heads = x.reshape([x.shape[0], x.shape[1], 8, 8]); // right
    const heads = x.reshape([x.shape[0], x.shape[1], 8, 16]); // wrong: …reshapeKeepsAllElements<[B, T, 64], readonly [B, T, 8, 16], …
    return heads.permute([0, 2, 1, 3]);
  };
  is([2, 8, 5, 8], split(zeros([2, 5, 64])));
}

// ── in code for all sizes, the right shape where another is declared
{
  const split = <B extends number, T extends number>(x: Tensor<[B, T, 64]>): Tensor<[B, T, 8, 8]> => {
    const heads = x.reshape([x.shape[0], x.shape[1], 8, 8]);
    return heads; // right
    return heads.permute([0, 2, 1, 3]); // wrong: Type 'Tensor<[B, 8, T, 8]>' is not assignable to type 'Tensor<[B, T, 8, 8]>'.
  };
  is([2, 5, 8, 8], split(zeros([2, 5, 64])));
}

// ── in code for all sizes, a product with what was reshaped
{
  const scores = <B extends number>(x: Tensor<[B, 4, 4]>) => {
    const rows = x.reshape([x.shape[0], 16]);
    return rows.matmul(zeros([16, 2])); // right
    return rows.matmul(zeros([17, 2])); // wrong: …matmulSizesDiffer<[B, 16], 16, [17, 2], 17>…
  };
  is([3, 2], scores(zeros([3, 4, 4])));
}

// ── a tensor of which one axis is known
{
  const first = <N extends number, In extends Shape, D extends number>(x: Tensor<[N, ...In]>, d: Size<D>): Matrix<N, D> => {
    return zeros([x.shape[0], d]); // right
    return x.reshape([x.shape[0], d]); // refused: …reshapeNeedsAKnownRank<[N, ...In], readonly [N, D], …
  };
  is([6, 4], first(zeros([6, 2, 2]), 4));
}

// ── a tensor of which the last axis is known
{
  const rows = <B extends Shape, N extends number>(x: Tensor<[...B, N]>, n: Size<N>): Vector<N> => {
    return zeros([n]).add(x.sum()); // right
    return x.reshape([3, n]).sum(0); // refused: …reshapeNeedsAKnownRank<[...B, N], …
  };
  is([5], rows(zeros([3, 5]), 5));
}

// ── a tensor of any shape
{
  const table = <S extends Shape>(x: Tensor<S>): Matrix<3, 4> => {
    return zeros([3, 4]).add(x.sum()); // right
    return x.reshape([3, 4]); // refused: …reshapeKeepsElements<S, readonly [3, 4], …
    return x.reshape([1, 3, 4]).sum(0); // refused: …reshapeNeedsAKnownRank<S, readonly [1, 3, 4], …
  };
  is([3, 4], table(zeros([12])));
}

// ── a tensor from elsewhere
{
  const found: Tensor<number[]> = zeros([12]) as never;
  const table: Matrix<3, 4> = zeros([12]).reshape([3, 4]); // right
  const table: Matrix<3, 4> = found.reshape([3, 4]); // refused: …reshape: takes a tensor of a known number of axes…
  is([4, 3], table.transpose());
}

// ── as an argument, where the compiler infers from what is expected
{
  const w = zeros([15]);
  layer({ w }, [5], [3], (p, x) => x.matmul(p.w.reshape([5, 3]))).predict(zeros([2, 5])); // right
  layer({ w }, [5], [3], (p, x) => x.matmul(p.w.reshape([5, 4]))).predict(zeros([2, 5])); // wrong: …reshape: [15] has 15 elements, [5, 4] has 20…
  layer({ w }, [5], [3], (p, x) => x.matmul(p.w.reshape([3, 5]))).predict(zeros([2, 5])); // wrong: …matmul…
  layer({ w }, [5], [5], (p, x) => x.add(p.w.reshape([3, 5]).sum(0)));
  layer({}, [6], [2, 3], (_, x) => x.reshape([x.shape[0], 2, 3])).predict(zeros([4, 6]));
}

// ── as an argument, in code for all sizes
{
  const pairs = <N extends number>(x: Matrix<N, 6>, y: Tensor<[N, 2, 3]>): Matrix<N, 6> => {
    const m = einsum("nab,nk->abk", x.reshape([x.shape[0], 2, 3]), x).reshape([6, 6]);
    return y.reshape([x.shape[0], 6]).add(x.matmul(m)); // right
    return y.reshape([x.shape[0], 5]).add(x.matmul(m)); // wrong: …reshapeKeepsAllElements<[N, 2, 3], readonly [N, 5], …
    return y.reshape([x.shape[0], 6]).add(m.matmul(x)); // refused: …matmul…
  };
  is([4, 6], pairs(zeros([4, 6]), zeros([4, 2, 3])));
}

// ── in a function that is differentiated, and in a batch
{
  const slope = grad((w: Vector<6>) => w.reshape([2, 3]).matmul(ones([3, 2])).square().sum()); // right
  const slope = grad((w: Vector<6>) => w.reshape([3, 3]).matmul(ones([3, 2])).square().sum()); // wrong: …reshape: [6] has 6 elements, [3, 3] has 9…
  is([6], slope(zeros([6])));
  const rows = concat([1, 2, 3].map(() => zeros([2, 2]).reshape([1, 4])), 0, dim("rows", 3));
  backpropagate(dense(4, 2), meanSquaredError, rows, zeros([6]).reshape([dim("rows", 3), 2]));
}

// ── split: sizes that don't add up, taken apart
{
  const [left, right]: [Matrix<4, 2>, Matrix<4, 3>] = zeros([4, 5]).split([2, 3], 1); // right
  const [left, right]: [Matrix<4, 2>, Matrix<4, 3>] = zeros([4, 5]).split([2, 2], 1); // wrong: …split: [2, 2] make up 4, but axis 1 of [4, 5] has size 5…
  is([2, 3], left.transpose().matmul(right));
}

// ── split: the parts of what was refused, joined and mapped
{
  const parts = zeros([4, 5]).split([2, 3], 1); // right
  const parts = zeros([4, 5]).split([2, 4], 1); // wrong: …split: [2, 4] make up 6, but axis 1 of [4, 5] has size 5…
  is([4, 5], concat(parts, 1));
}

// ── split: in code for all sizes, taken apart
{
  const gates = <B extends number, M extends number, N extends number>(x: Matrix<B, SumOf<M, N>>, m: Size<M>, n: Size<N>): Matrix<M, N> => {
    const [first, second] = x.split([m, n], 1); // right
    const [first, second] = x.split([m, m], 1); // refused: …splitMakesUpTheAxis<[B, SumOf<M, N>], 1, readonly [M, M], …
    return first.transpose().matmul(second);
  };
  is([2, 3], gates(zeros([4, 5]), 2, 3));
}

// ── unstack: in code for all sizes, taken apart
{
  const grey = <H extends number, W extends number>(image: Tensor<[H, W, 3]>): Matrix<H, W> => {
    const [red, green, blue] = image.unstack(2); // right
    const [red, green, blue] = image.unstack(3); // wrong: …noAxis<"unstack", [H, W, 3], 3>…
    return red.add(green).add(blue).divide(3);
  };
  is([4, 5], grey(zeros([4, 5, 3])));
}

// ── flatten: a tensor of any leading axes
{
  const flat = <B extends Shape, N extends number>(x: Tensor<[...B, N]>, n: Size<N>): Vector<N> => {
    return zeros([n]).add(x.sum()); // right
    return x.flatten(); // refused: …flattenNeedsAKnownRank<[...B, N]>…
  };
  is([5], flat(zeros([2, 5]), 5));
}

// ── split: a size that is missing, and the parts taken apart
{
  const [input, forget, output]: [Matrix<4, 3>, Matrix<4, 3>, Matrix<4, 3>] = zeros([4, 9]).split([3, 3, 3], 1); // right
  const [input, forget, output] = zeros([4, 9]).split([3, 3], 1); // wrong: …split: [3, 3] make up 6, but axis 1 of [4, 9] has size 9…
  is([4, 3], input.multiply(forget).add(output));
}

// ── split: a size that is missing in code for all sizes
{
  const gate = <B extends number, H extends number>(x: Matrix<B, SumOf<H, H>>, h: Size<H>): Matrix<B, H> => {
    const [input, forget] = x.split([h, h], 1); // right
    const [input, forget] = x.split([h], 1); // refused: …splitMakesUpTheAxis<[B, SumOf<H, H>], 1, readonly [H], …
    return input.multiply(forget);
  };
  is([4, 3], gate(zeros([4, 6]), 3));
}
