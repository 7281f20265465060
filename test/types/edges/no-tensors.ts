/** What isn't one tensor in place of one: several, an array, a promise, a number. The sentence says so, and what is computed from it isn't refused. */
import { allClose, atan2, bincount, concat, contractBatch, diagonal, dim, einsum, equals, histogram, type Matrix, oneHot, ones, random, searchSorted, type Shape, stack, sumBatch, type Tensor, unique, type Vector, where, zeros } from "conformable";
import { determinant, inverse, norm, solve } from "conformable/linalg";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const x = ones([5, 3]);
const either = yes ? ones([3]) : ones([4]);

// ── sums over a batch: of one of several tensors, of a scalar, of an array
{
  const sum = sumBatch(ones([4, 3])); // right
  const sum = sumBatch(yes ? ones([4, 3]) : ones([4, 5])); // refused: sumBatch: the shape of this tensor may be one of several
  const sum = sumBatch(ones([])); // wrong: sumBatch: takes a tensor with at least one axis, not []
  const sum = sumBatch([1, 2, 3]); // wrong: sumBatch: takes a tensor, not an array
  const sum = random(1).categorical(yes ? ones([3, 4]) : ones([2, 4])); // refused: categorical: the shape of this tensor may be one of several
  const sum = random(1).categorical(ones([])); // wrong: categorical: takes a tensor with at least one axis, not []
  const sum = random(1).categorical([1, 2, 3]); // wrong: categorical: takes a tensor, not an array
  const all: Vector<3> = sum.add(1);
  is([3], all); // right
}

// ── contractBatch: of one of several tensors, of an array
{
  const sum = contractBatch(ones([4, 2]), ones([4, 3])); // right
  const sum = contractBatch(ones([4, 2]), yes ? ones([4, 3]) : ones([4, 5])); // refused: contractBatch: the shape of this tensor may be one of several
  const sum = contractBatch(yes ? ones([4, 2]) : ones([4, 5]), ones([4, 3])); // refused: contractBatch: the shape of this tensor may be one of several
  const sum = contractBatch([[1, 2]], ones([4, 3])); // wrong: contractBatch: takes a tensor, not an array
  const all: Matrix<2, 3> = sum.add(1);
  is([2, 3], all); // right
}

// ── searchSorted, where, atan2: of one of several tensors, of an array
{
  const found = searchSorted(ones([7]), ones([3])); // right
  const found = searchSorted(either, ones([3])); // refused: searchSorted: the shape of this tensor may be one of several
  const found = searchSorted(ones([7]), either); // refused: searchSorted: the shape of this tensor may be one of several
  const found = searchSorted([1, 2], ones([3])); // wrong: searchSorted: takes a tensor, not an array
  const found = where(either, 1, 0); // refused: where: the shape of this tensor may be one of several
  const found = where(ones([3]), either, 0); // refused: where: the shape of this tensor may be one of several
  const found = where(ones([3]), 1, either); // refused: where: the shape of this tensor may be one of several
  const found = where(ones([3]), [1, 2, 3], 0); // wrong: where: takes a tensor, not an array
  const found = where([1, 2, 3], 1, 0); // wrong: where: takes a tensor, not an array
  const found = atan2(ones([3]), either); // refused: atan2: the shape of this tensor may be one of several
  const found = atan2(either, 1); // refused: atan2: the shape of this tensor may be one of several
  const found = atan2(ones([3]), [1, 2, 3]); // wrong: atan2: takes a tensor, not an array
  const all: Vector<3> = found.add(1);
  is([3], all); // right
}

// ── where, atan2: what they take
{
  const both = <S extends Shape>(a: Tensor<S>, b: Tensor<S>): Tensor<S> => where(a, atan2(a, b), where(b, 1, atan2(b, 2))); // right
  const both = <S extends Shape>(a: Tensor<S>, b: Vector<3>): Tensor<S> => where(a, atan2(a, b), 0); // refused: …atan2…
  const rows = <N extends number, D extends number>(a: Matrix<N, D>, b: Vector<D>): Matrix<N, D> => where(a, b, atan2(a, b));
  is([3], both(ones([3]), ones([3]))); // right
  is([2, 3], rows(ones([2, 3]), ones([3]))); // right
  is([3], where(ones([3]), yes ? 1 : ones([3]), 0)); // right
  both(ones([3]), ones([3]));
}

// ── comparisons, counts: of one of several tensors, of an array, of a promise
{
  const same: boolean = equals(ones([3]), ones([3])); // right
  const same: boolean = equals(ones([3]), either); // refused: equals: the shape of this tensor may be one of several
  const same: boolean = equals(either, ones([3])); // refused: equals: the shape of this tensor may be one of several
  const same: boolean = equals(ones([3]), [1, 2, 3]); // wrong: equals: takes a tensor, not an array
  const same: boolean = allClose(ones([3]), either); // refused: allClose: the shape of this tensor may be one of several
  const same: boolean = allClose(Promise.resolve(ones([3])), ones([3])); // wrong: allClose: takes a tensor, not a promise
  const same: boolean = unique(either, "classes").rank === 1; // refused: unique: the shape of this tensor may be one of several
  const same: boolean = unique([1, 2, 3], "classes").rank === 1; // wrong: unique: takes a tensor, not an array
  const same: boolean = histogram(either, 2).counts.rank === 1; // refused: histogram: the shape of this tensor may be one of several
  if (!same) throw new Error();
}

// ── rows and indices: one of several tensors, an array
{
  const found = x.takeAlong(zeros([5, 2]), 1); // right
  const found = x.takeAlong(yes ? zeros([5, 2]) : zeros([5, 1]), 1); // refused: takeAlong: the shape of this tensor may be one of several
  const found = x.takeAlong([[0, 1]], 1); // wrong: takeAlong: takes a tensor, not an array
  const all: Matrix<5, 2> = found.add(1);
  is([5, 2], all); // right
}

// ── scatter: rows of one of several shapes, an array
{
  is([5, 3], x.scatter([0], ones([1, 3]))); // right
  is([5, 3], x.scatter([0], yes ? ones([1, 3]) : ones([1, 4]))); // refused: scatter: the shape of this tensor may be one of several
  is([5, 3], x.scatterAdd([0] as number[], yes ? ones([1, 3]) : ones([1, 4]), [1])); // refused: scatterAdd: the shape of this tensor may be one of several
  is([5, 3], x.scatterAdd([0], [[1, 2, 3]])); // wrong: scatterAdd: takes a tensor, not an array
}

// ── products: by an array, a promise, a number, nothing
{
  const y = x.matmul(ones([3, 2])); // right
  const y = x.matmul([[1, 2], [3, 4], [5, 6]]); // wrong: matmul: takes a tensor, not an array
  const y = x.matmul(Promise.resolve(ones([3, 2]))); // wrong: matmul: takes a tensor, not a promise
  const y = x.matmul(5); // wrong: matmul: takes a tensor, not 5
  const y = x.matmul(undefined); // wrong: matmul: takes a tensor, not undefined
  const y = x.matmul({ weights: ones([3, 2]) }); // wrong: matmul: takes a tensor, not an object
  const y = x.matmul(() => ones([3, 2])); // wrong: matmul: takes a tensor, not a function
  const y = x.matmul(new Float32Array(6)); // wrong: matmul: takes a tensor, not a typed array
  const y = ones([5]).outer([1, 2]); // wrong: outer: takes a tensor, not an array
  const y = x.batchMatmul([[1, 2], [3, 4], [5, 6]]); // wrong: batchMatmul: takes a tensor, not an array
  const y = x.batchMatmul(ones([3])); // wrong: batchMatmul: takes matrices with any leading axes, not [3]
  const all: Matrix<5, 2> = y.add(1);
  is([5, 2], all); // right
}

// ── dot, diagonal, linear algebra: an array, a number
{
  const total = ones([3]).dot(ones([3])); // right
  const total = ones([3]).dot([1, 2, 3]); // wrong: dot: takes a tensor, not an array
  const total = determinant([[1, 2], [3, 4]]); // wrong: determinant: takes a tensor, not an array
  const total = norm(5); // wrong: norm: takes a tensor, not …
  const total = diagonal([1, 2, 3]).sum(); // wrong: diagonal: takes a tensor, not an array
  const total = solve(ones([2, 2]), [1, 2]).sum(); // wrong: solve: takes a tensor, not an array
  const total = inverse("x").sum(); // wrong: inverse: takes a tensor, not …
  is([], total); // right
}

// ── products: by a tensor of a type parameter
{
  const product = <N extends number, W extends Matrix<N, 2>>(a: Matrix<5, N>, w: W): Matrix<5, 2> => a.matmul(w); // right
  const product = <N extends number, W extends Matrix<N, 2>>(a: Matrix<N, 5>, w: W): Matrix<5, 2> => a.matmul(w); // wrong: …matmul…
  const either = <N extends number, D extends number>(a: Matrix<N, D>, w: Matrix<D, 2>): Matrix<N, 2> => a.matmul(w); // right
  is([5, 2], product(ones([5, 3]), ones([3, 2]))); // right
  is([5, 2], either(ones([5, 3]), ones([3, 2]))); // right
  product(ones([3, 5]), ones([3, 2])); // wrong
}

// ── stack, concat: a list in which one entry may be undefined, or isn't a tensor
{
  const rows = [ones([3])];
  const all = stack([ones([3]), rows[0] ?? ones([3])]); // right
  const all = stack([ones([3]), rows[0]]); // refused: stack: this tensor may be undefined
  const all = stack([rows[0], ones([3])], 0); // refused: stack: this tensor may be undefined
  const all = stack([ones([3]), yes ? ones([3]) : null]); // refused: stack: this tensor may be null
  const all = stack([ones([3]), [1, 2, 3]]); // wrong: stack: takes a tensor, not an array
  const all = stack([ones([3]), Promise.resolve(ones([3]))]); // wrong: stack: takes a tensor, not a promise
  const all = concat([ones([1, 3]), yes ? ones([1, 3]) : undefined], 0); // refused: concat: this tensor may be undefined
  const all = concat([ones([1, 3]), yes ? ones([1, 3]) : undefined], -1); // refused: concat: this tensor may be undefined
  const all = concat([ones([1, 3]), 5], 0); // wrong: concat: takes a tensor, not 5
  const all = stack([[1, 2, 3], [4, 5, 6]]); // wrong: …stack: takes an array of tensors…
  const total: Matrix<2, 3> = all.add(1);
  is([2, 3], total); // right
}

// ── stack, concat: lists of unknown length in which an entry may be undefined
{
  const rows: Vector<3>[] = [ones([3])]; // right
  const rows = [ones([3]), yes ? ones([3]) : undefined]; // wrong
  const all = stack(rows, 0, dim("rows", rows.length)); // refused: …stack: this tensor may be undefined…
  const all = concat(rows, 0, dim("rows", 3 * rows.length)); // refused: …concat: this tensor may be undefined…
  const all = stack(rows, 0, dim("rows", rows.length)); // right
  is([dim("rows", rows.length), 3], all); // right
}

// ── stack, concat: in generic code
{
  const pair = <N extends number, D extends number>(a: Matrix<N, D>, b: Matrix<N, D>): Tensor<[2, N, D]> => stack([a, b]); // right
  const pair = <N extends number, D extends number>(a: Matrix<N, D>, b: Matrix<N, D> | undefined): Tensor<[2, N, D]> => stack([a, b]); // refused: stack: this tensor may be undefined
  const beside = <B extends Shape>(a: Tensor<[...B, 2]>, b: Tensor<[...B, 3]>): Tensor<[...B, 5]> => concat([a, b], -1);
  is([2, 3, 4], pair(ones([3, 4]), ones([3, 4]))); // right
  is([4, 5], beside(ones([4, 2]), ones([4, 3]))); // right
  pair(ones([3, 4]), ones([3, 4]));
}

// ── indices: an entry that may be undefined or isn't a number, no array at all
{
  const place = new Map([["cat", 0]]).get(yes ? "dog" : "cat");
  const found = x.gather([place ?? 0, 2]); // right
  const found = x.gather([place, 2]); // refused: gather: takes an array of numbers, and an entry of this one may be undefined
  const found = x.gather(["cat", "dog"]); // wrong: gather: takes an array of numbers, and an entry of this one isn't a number
  const found = x.gather([[0, 1], [1, 2]]); // wrong: gather: takes an array of numbers, and an entry of this one isn't a number
  const found = x.gather(0); // wrong: gather: takes an array of numbers, not 0
  const found = x.gather(undefined); // wrong: gather: takes an array of numbers, not undefined
  const found = x.gather(yes ? undefined : [0, 2]); // refused: gather: takes an array of numbers, and this one may be undefined
  const found = x.gather(yes ? null : zeros([2])); // refused: gather: takes an array of numbers, and this one may be null
  const found = x.gather(Promise.resolve([0, 2])); // wrong: gather: takes an array of numbers, not a promise: await it
  const found = x.gather([place, 2], [2]); // refused: gather: takes an array of numbers, and an entry of this one may be undefined
  const found = x.gather("02", [2]); // wrong: gather: …takes an array of numbers, not …
  const found = x.take([place, 2], 0); // refused: take: takes an array of numbers, and an entry of this one may be undefined
  const found = x.take(1, 0); // wrong: take: takes an array of numbers, not 1
  const found = x.take([place], 0, [1]); // refused: take: takes an array of numbers, and an entry of this one may be undefined
  const found = oneHot(["cat", "dog"], 3); // wrong: oneHot: takes an array of numbers, and an entry of this one isn't a number
  const found = oneHot([place], 3, [1]); // refused: oneHot: takes an array of numbers, and an entry of this one may be undefined
  const all: Matrix<2, 3> = found.add(1);
  is([2, 3], all); // right
}

// ── indices: where rows are put, and what is counted
{
  const place = new Map([["cat", 0]]).get(yes ? "dog" : "cat");
  is([5, 3], x.scatter([place ?? 0, 2], ones([2, 3]))); // right
  is([5, 3], x.scatter([place, 2], ones([2, 3]))); // refused: scatter: takes an array of numbers, and an entry of this one may be undefined
  is([5, 3], x.scatter(1, ones([1, 3]))); // wrong: scatter: takes an array of numbers, not 1
  is([5, 3], x.scatterAdd([place], ones([1, 3]), [1])); // refused: scatterAdd: takes an array of numbers, and an entry of this one may be undefined
  is([3], bincount(["a"], 3)); // wrong: bincount: takes an array of numbers, and an entry of this one isn't a number
  is([3], bincount(yes ? undefined : [1], 3)); // refused: bincount: takes an array of numbers, and this one may be undefined
}

// ── indices: of a type parameter
{
  const rows = <I extends number[]>(places: I): Matrix<2, 3> => x.gather(places, [2]); // right
  const rows = <I extends (number | undefined)[]>(places: I): Matrix<2, 3> => x.gather(places, [2]); // refused: …noIndices<"gather", I>…
  const rows = <I>(places: I): Matrix<2, 3> => x.gather(places); // refused: …noIndices<"gather", I>…
  const counted = <I extends number[]>(places: I) => bincount(places, 3);
  is([2, 3], rows([0, 1])); // right
  is([3], counted([0, 1])); // right
  is([2, 3], x.gather(yes ? zeros([2]) : [0, 1])); // right
}

// ── einsum: of an array, of a promise, of nothing
{
  const product = einsum("ij,jk->ik", x, ones([3, 2])); // right
  const product = einsum("ij,jk->ik", x, [[1, 2], [3, 4], [5, 6]]); // wrong: einsum: takes a tensor, not an array
  const product = einsum("ij,jk->ik", x, Promise.resolve(ones([3, 2]))); // wrong: einsum: takes a tensor, not a promise: await it
  const product = einsum("ij,jk->ik", x, 3); // wrong: einsum: takes a tensor, not a number
  const product = einsum("ij,jk->ik", x, undefined); // wrong: einsum: takes a tensor, not undefined
  const product = einsum("ij,jk->ik", x, yes ? undefined : ones([3, 2])); // refused: einsum: this tensor may be undefined
  const all: Matrix<5, 2> = product.add(1);
  is([5, 2], all); // right
}

// ── einsum: no operand
{
  const t: Matrix<3, 2> = einsum("ij->ji", zeros([2, 3])); // right
  const t: Matrix<3, 2> = einsum("ij->ji"); // wrong: Expected 2 arguments, but got 1.
  t.add(zeros([2]));
}
