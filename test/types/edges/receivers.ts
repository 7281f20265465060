/** Methods of a tensor that has too few axes for them: the sentence, and no error where the result is used. */
import { dim, type Matrix, type Tensor, type Vector, zeros } from "conformable";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");

// ── triu, tril: of a vector or a scalar
{
  const upper = zeros([5, 5]).triu(1); // right
  const upper = zeros([5]).triu(1); // wrong: triu: takes a tensor with at least two axes, not [5]
  const upper = zeros([5]).tril(); // wrong: tril: takes a tensor with at least two axes, not [5]
  const upper = zeros([]).tril(); // wrong: tril: takes a tensor with at least two axes, not []
  zeros([3, 5]).matmul(upper).add(zeros([3, 5]));
  zeros([2, 2]).kronecker(upper).add(zeros([10]));
  is([5, 5], upper); // right
}

// ── diagonal: of a vector or a scalar, or of axes of which the lesser isn't known
{
  const v = zeros([7, 3, 4]).diagonal(); // right
  const v = zeros([7]).diagonal(); // wrong: …diagonal: takes a tensor with at least two axes, not [7]…
  const v = zeros([]).diagonal(); // wrong: …diagonal: takes a tensor with at least two axes, not []…
  const v = zeros([dim("rows", Number("7")), 3]).diagonal(); // refused: …diagonal: the lesser of rows and 3 is known only at run time…
  zeros([7, 3]).add(v);
  v.transpose().matmul(zeros([7, 2])).add(zeros([3, 2]));
  is([7, 3], v); // right
}

// ── triu, tril, diagonal: in generic code, and of one of several matrices
{
  const lower = <Batch extends readonly number[], N extends number>(x: Tensor<[...Batch, N, N]>): Tensor<[...Batch, N, N]> => x.tril();
  const upper = <S extends readonly number[]>(x: Tensor<S>): Tensor<S> => x.triu();
  const ends = <Batch extends readonly number[], N extends number>(x: Tensor<[...Batch, N, N]>): Tensor<[...Batch, N]> => x.diagonal();
  const scaled = <N extends number>(x: Matrix<N, N>): Vector<N> => x.diagonal().multiply(2);
  is([2, 3, 3], lower(zeros([2, 3, 3]))); // right
  is([2, 3], upper(zeros([2, 3]))); // right
  is([2, 3], ends(zeros([2, 3, 3]))); // right
  is([3], scaled(zeros([3, 3]))); // right
  const one = (yes ? zeros([2, 3]) : zeros([4, 3])).triu();
  is([], one.sum()); // right
  scaled(zeros([3, 2])); // refused: …
}

// ── outer, dot, transpose: of a tensor of another rank
{
  const outer = zeros([2]).outer(zeros([3])); // right
  const outer = zeros([2, 1]).outer(zeros([3])); // wrong: …outer: takes a vector, not [2, 1]…
  const outer = zeros([3]).transpose(); // wrong: …transpose: takes a matrix, not [3]…
  zeros([5, 2]).matmul(outer).add(zeros([3]));
  is([2, 3], outer); // right
}
