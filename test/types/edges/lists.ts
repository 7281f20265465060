/** Lists of tensors whose length the compiler doesn't know: it sees all shapes that a tensor of the list may have. */
import { concat, dim, type Matrix, ones, type Size, stack, type Tensor, type Vector, zeros } from "conformable";
import { is } from "../is.js";

const count: number = JSON.parse("2");
const settings: { count?: 2 } = JSON.parse("{}");
enum Only { Two = 2 }
const rows: Vector<2>[] = [zeros([2]), ones([2])];
const uneven: (Vector<2> | Vector<3>)[] = [zeros([2]), ones([3])];
const narrow: readonly (Matrix<5, 3> | Matrix<5, 1>)[] = [zeros([5, 3]), zeros([5, 1])];
const ranks: (Vector<3> | Matrix<5, 3>)[] = [zeros([5, 3]), zeros([3])];

// ── stack: a list of several shapes
{
  const n = dim("n", uneven.length);
  const table = stack(rows, 0, n); // right
  const table = stack(uneven, 0, n); // wrong: … not assignable to parameter of type '"stack: the tensors of this list may differ in shape"'.
  const table = stack(ranks, 0, n); // wrong: stack: the tensors of this list may differ in shape
  const table = stack(uneven, -1, 2); // wrong: stack: the tensors of this list may differ in shape
  zeros([n, 3]).matmul(zeros([3, 5])).transpose().matmul(table).add(zeros([2]));
  is([n, 2], table); // right
}

// ── stack: a list, and tensors of other shapes
{
  const n = dim("n", 3);
  is([n, 2], stack([...rows, zeros([2])], 0, n)); // right
  is([n, 2], stack([zeros([2]), ...rows], 0, n)); // right
  stack([...rows, zeros([3])], 0, n).add(zeros([7])); // wrong: stack: the tensors of this list may differ in shape
  stack([zeros([3]), ...rows], 0, n).add(zeros([7])); // wrong: stack: the tensors of this list may differ in shape
  stack([zeros([2]), ...uneven], 0, dim("n", 3)); // wrong: stack: the tensors of this list may differ in shape
}

// ── concat: a list of tensors of different sizes along the axis
{
  is([dim("all", 5)], concat(uneven, 0, dim("all", 5))); // right
  is([dim("all", 5)], concat(uneven, -1, dim("all", 5))); // right
  is([5, dim("all", 4)], concat(narrow, 1, dim("all", 4))); // right
  is([5, dim("all", 4)], concat(narrow, -1, dim("all", 4))); // right
  is([5, 4], concat(narrow, 1, 4)); // right
  is([dim("all", 9)], concat([...uneven, zeros([4])], 0, dim("all", 9))); // right
  is([dim("all", 6)], concat([zeros([1]), ...uneven], 0, dim("all", 6))); // right
  concat(uneven, 0, dim("all", 5)).dot(zeros([5])); // refused: dot: [all=5] by [5]: the shapes differ
}

// ── concat: a list of tensors that differ in another axis
{
  const n = dim("n", 10);
  const all = concat([zeros([5, 3]), zeros([5, 3])], 0, n); // right
  const all = concat(narrow, 0, n); // wrong: Argument of type 'readonly (Matrix<5, …>)[]' is not assignable to parameter of type '"concat: the tensors of this list may differ in more than axis 0"'.
  const all = concat(narrow, -2, n); // wrong: concat: the tensors of this list may differ in more than axis -2
  const all = concat(ranks, 0, n); // wrong: concat: the tensors of this list may differ in more than axis 0
  const all = concat(ranks, -1, n); // wrong: concat: the tensors of this list may differ in more than axis -1
  const all = concat([...rows, zeros([5, 3])], 0, n); // wrong: concat: the tensors of this list may differ in more than axis 0
  const all = concat([zeros([5, 3]), ...rows], 0, n); // wrong: concat: the tensors of this list may differ in more than axis 0
  zeros([2, n]).matmul(all).add(zeros([3]));
  is([n, 3], all); // right
}

// ── stack and concat in generic code: lists of one shape
{
  const table = <N extends number>(list: readonly Vector<N>[]) => stack(list, 0, dim("n", list.length));
  const all = <N extends number>(list: readonly Matrix<N, 3>[]) => concat(list, 0, dim("all", 4));
  const each = <S extends readonly number[]>(list: readonly Tensor<S>[]): Tensor<[2, ...S]> => stack(list, 0, 2);
  const beside = <N extends number>(list: readonly Vector<N>[], size: Size<N>) => stack(list, 0, size);
  is([dim("n", count), 2], table(rows)); // right
  is([dim("all", 4), 3], all([zeros([2, 3]), zeros([2, 3])])); // right
  is([2, 2], each(rows)); // right
  is([2, 2], beside(rows, 2)); // right
  table(uneven); // wrong: …
}

// ── stack, concat: a size that isn't known
{
  const n = dim("n", rows.length);
  const table = stack(rows, 0, n); // right
  const table = stack(rows, 0, rows.length); // refused: Argument of type 'number' is not assignable to parameter of type 'number & Refused<"a size known only at run time needs a name: dim(name, size)">'.
  const table = stack(rows, 0, count); // refused: a size known only at run time needs a name: dim(name, size)
  const table = stack(rows, 0, Only.Two); // refused: a size known only at run time needs a name: dim(name, size)
  const table = stack(rows, 0, settings.count ? 2 : 3); // refused: a size that may be one of several needs a name: dim(name, size)
  const table = stack([zeros([2]), zeros([2])], 0, count); // refused: a size known only at run time needs a name: dim(name, size)
  const table = stack(rows, 0, 2.5); // wrong: a size is a whole number from 0 up, not 2.5
  const table = concat([zeros([1, 2]), zeros([1, 2])], 0, count); // refused: a size known only at run time needs a name: dim(name, size)
  const table = concat([zeros([1, 2]), zeros([1, 2])], 0, rows.length); // refused: a size known only at run time needs a name: dim(name, size)
  zeros([5, n]).matmul(table).add(zeros([2]));
  is([n, 2], table); // right
}
