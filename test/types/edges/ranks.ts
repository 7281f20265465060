/** Tensors of different ranks together, and lists and shapes whose length the compiler can't see. */
import { concat, contractBatch, dim, einsum, matrix, oneHot, ones, stack, sumBatch, tensor, type Tensor, vector, type Vector, where, zeros } from "conformable";
import { attention, conv2d, dense, flatten, layer, reshape, sequential } from "conformable/nn";
import { is } from "../is.js";

const count: number = JSON.parse("2");
const a = zeros([7, 2, 3]);

// ── concat: a matrix and a vector
{
  is([32, 21], concat([zeros([32, 10]), zeros([32, 11])], 1)); // right
  is([32, 42], concat([zeros([32, 10]), zeros([32])], 1)); // wrong: concat: …[32, 10]…[32]…
}

// ── concat: three axes and two
{
  is([2, 3, 9], concat([zeros([2, 3, 4]), zeros([2, 3, 5])], 2)); // right
  is([2, 3, 9], concat([zeros([2, 3, 4]), zeros([2, 3])], 2)); // wrong: concat: …[2, 3, 4]…[2, 3]…
}

// ── concat: two axes and three
{
  is([5, 7], concat([zeros([2, 7]), zeros([3, 7])], 0)); // right
  is([5, 7], concat([zeros([2, 7]), zeros([3, 7, 1])], 0)); // wrong: concat: …[2, 7]…[3, 7, 1]…
}

// ── concat: a vector and a scalar
{
  is([3], concat([zeros([2]), zeros([1])], 0)); // right
  is([3], concat([zeros([2]), zeros([])], 0)); // wrong: concat: …[2]…[]…
}

// ── concat: scalars have no axis
{
  is([2], stack([zeros([]), zeros([])], 0)); // right
  is([2], concat([zeros([]), zeros([])], 0)); // wrong: concat: [] has no axis 0
}

// ── concat: along an axis that only the first has
{
  is([2, 3], concat([zeros([1, 3]), zeros([1, 3])], 0)); // right
  is([3, 2], concat([zeros([3, 1]), zeros([3])], -1)); // wrong: concat: …[3, 1]…[3]…
}

// ── concat: the third of three
{
  is([6, 5], concat([zeros([1, 5]), zeros([2, 5]), zeros([3, 5])], 0)); // right
  is([6, 5], concat([zeros([1, 5]), zeros([2, 5]), zeros([3, 5, 1])], 0)); // wrong: concat: …[3, 5, 1]…
}

// ── stack: a matrix on a vector
{
  is([2, 2, 3], stack([zeros([2, 3]), ones([2, 3])], 0)); // right
  is([2, 2, 3], stack([zeros([2, 3]), ones([3])], 0)); // wrong: stack: …
}

// ── stack: a vector on a matrix
{
  is([2, 3], stack([zeros([3]), ones([3])], 0)); // right
  is([2, 3], stack([zeros([3]), ones([1, 3])], 0)); // wrong: stack: …
}

// ── stack: a place that only the second has
{
  is([3, 2], stack([zeros([3]), ones([3])], 1)); // right
  is([3, 1, 2], stack([zeros([3]), ones([3, 1])], 2)); // wrong: stack: …
}

// ── where: a condition of fewer axes
{
  is([7, 2, 3], where(a, zeros([2, 3]), zeros([3]))); // right
  is([7, 2, 3], where(zeros([2, 3]), a, zeros([3]))); // wrong: where: [7, 2, 3] does not fit the end of [2, 3]
}

// ── where: a value that has the leading axes
{
  is([7, 2, 3], where(a, 1, zeros([2, 3]))); // right
  is([7, 2, 3], where(a, 1, zeros([7, 2]))); // wrong: where: [7, 2] does not fit the end of [7, 2, 3]
}

// ── equal: more axes on the right
{
  is([7, 2, 3], a.equal(zeros([2, 3]))); // right
  is([7, 2, 3], zeros([2, 3]).equal(a)); // wrong: equal: [7, 2, 3] does not fit the end of [2, 3]
}

// ── multiply: a column isn't a vector
{
  is([5, 3], zeros([5, 3]).multiply(zeros([3]))); // right
  is([5, 3], zeros([5, 3]).multiply(zeros([5, 1]))); // wrong: multiply: [5, 1] does not fit the end of [5, 3]; broadcastTo stretches it
}

// ── less: one axis of size 1 too many
{
  is([5, 3], zeros([5, 3]).less(zeros([5, 3]))); // right
  is([5, 3], zeros([5, 3]).less(zeros([1, 5, 3]))); // wrong: less: [1, 5, 3] does not fit the end of [5, 3]
}

// ── divide: a scalar by a vector
{
  is([3], zeros([3]).divide(ones([]))); // right
  is([3], zeros([]).divide(ones([3]))); // wrong: divide: [3] does not fit the end of []
}

// ── addBias: a matrix, a scalar
{
  is([5, 3], zeros([5, 3]).addBias(zeros([3]))); // right
  is([5, 3], zeros([5, 3]).addBias(zeros([5, 3]))); // wrong: addBias: takes a vector for the end of [5, 3]
  is([5, 3], zeros([5, 3]).addBias(zeros([]))); // wrong: addBias: takes a vector for the end of [5, 3]
  zeros([]).addBias(zeros([3])); // wrong: addBias: takes a tensor with at least one axis, not []
}

// ── dot: a matrix on either side
{
  is([], zeros([6]).dot(ones([6]))); // right
  zeros([6]).dot(ones([2, 3])); // wrong: dot: …
  zeros([6]).dot(ones([6, 1])); // wrong: dot: …
  zeros([2, 3]).dot(ones([2, 3])); // wrong: …dot: …
  zeros([]).dot(ones([])); // wrong: …dot: …
}

// ── outer: a matrix on either side
{
  is([2, 3], zeros([2]).outer(ones([3]))); // right
  zeros([2]).outer(ones([3, 1])); // wrong: outer: …
  zeros([2, 1]).outer(ones([3])); // wrong: …outer: …
}

// ── transpose: a tensor that isn't a matrix
{
  is([3, 2], zeros([2, 3]).transpose()); // right
  zeros([2, 3, 5]).transpose(); // wrong: …transpose: …
  zeros([2]).transpose(); // wrong: …transpose: …
}

// ── matmul: three axes on the right
{
  is([7, 2, 5], a.matmul(zeros([3, 5]))); // right
  a.matmul(zeros([3, 5, 11])); // wrong: matmul: [7, 2, 3] by a tensor that is neither a vector nor a matrix
  a.matmul(zeros([])); // wrong: matmul: …
}

// ── matmul: a vector on the left
{
  is([5], zeros([3]).matmul(zeros([3, 5]))); // right
  is([5], zeros([3]).matmul(zeros([5, 3]))); // wrong: matmul: [3] by [5, 3]: the left has 3 columns, the right 5 rows
  zeros([]).matmul(zeros([3, 5])); // wrong: matmul: …
}

// ── batchMatmul: a matrix for all
{
  is([7, 2, 5], a.batchMatmul(zeros([7, 3, 5]))); // right
  is([7, 2, 5], a.batchMatmul(zeros([3, 5]))); // wrong: batchMatmul: [7, 2, 3] by [3, 5]: the leading axes differ
  is([7, 2, 5], zeros([2, 3]).batchMatmul(zeros([7, 3, 5]))); // wrong: batchMatmul: [2, 3] by [7, 3, 5]: the leading axes differ
  is([7, 2, 5], a.batchMatmul(zeros([1, 3, 5]))); // wrong: batchMatmul: [7, 2, 3] by [1, 3, 5]: the leading axes differ
}

// ── batchMatmul: a vector
{
  is([2, 1], zeros([2, 3]).batchMatmul(zeros([3, 1]))); // right
  is([2, 1], zeros([2, 3]).batchMatmul(zeros([3]))); // wrong: batchMatmul: …
  is([2, 1], zeros([3]).batchMatmul(zeros([3, 1]))); // wrong: …batchMatmul: takes matrices with any leading axes, not [3]…
}

// ── einsum: too few letters
{
  is([7], einsum("bij->b", a)); // right
  is([7], einsum("bi->b", a)); // wrong: einsum: 'bi' does not name each axis of [7, 2, 3] once
}

// ── einsum: too many letters for one of two
{
  is([2, 5], einsum("ij,jk->ik", zeros([2, 3]), zeros([3, 5]))); // right
  is([2, 5], einsum("ij,jkl->ik", zeros([2, 3]), zeros([3, 5]))); // wrong: einsum: 'jkl' does not name each axis of [3, 5] once
}

// ── einsum: a scalar
{
  is([3, 2], einsum("ij,->ji", zeros([2, 3]), zeros([]))); // right
  is([3, 2], einsum("ij,->ji", zeros([2, 3]), zeros([1]))); // wrong: einsum: '' does not name each axis of [1] once
}

// ── einsum: operands in a list of unknown length
{
  const rest: [Tensor<[3, 5]>] = [zeros([3, 5])]; // right
  const rest: Tensor<[3, 5]>[] = [zeros([3, 5])]; // refused
  is([2, 5], einsum("ij,jk->ik", zeros([2, 3]), ...rest)); // here: einsum: …
}

// ── contractBatch: batches of different ranks
{
  is([2, 3], contractBatch(zeros([7, 2]), zeros([7, 3]))); // right
  is([2, 3], contractBatch(zeros([7, 2]), zeros([3]))); // wrong: …
  is([2, 3], contractBatch(zeros([7, 5, 2]), zeros([7, 3]))); // wrong: …
}

// ── sumBatch: a scalar
{
  is([3], sumBatch(zeros([3]))); // right
  sumBatch(zeros([])); // wrong: …
}

// ── zeros: a shape of any length
{
  const shape: [2, 3, 3] = [2, 3, 3]; // right
  const shape: [2, ...3[]] = [2, 3, 3]; // refused
  zeros(shape); // here: …
}

// ── zeros: a list of one size
{
  const shape: [3, 3] = [3, 3]; // right
  const shape: 3[] = [3, 3]; // refused
  zeros(shape); // here: …
}

// ── zeros: any number of sizes, of any value
{
  const shape: [5, 2] = [5, 2]; // right
  const shape: [number, ...number[]] = [5, 2]; // refused
  is([5, 2], zeros(shape)); // here: …
}

// ── ones: a readonly list, an empty tuple
{
  is([], ones([])); // right
  const shape = [3, 3] as readonly 3[]; // refused
  ones(shape); // refused: …
}

// ── tensor: a list of named sizes
{
  const rows = dim("rows", count);
  const shape: [typeof rows, typeof rows] = [rows, rows]; // right
  const shape: (typeof rows)[] = [rows, rows]; // refused
  is([rows, rows], tensor([1, 2, 3, 5], shape)); // here: …
}

// ── reshape: a list of one size
{
  const shape: [2, 2] = [2, 2]; // right
  const shape: 2[] = [2, 2]; // refused
  is([2, 2], zeros([4]).reshape(shape)); // here: …
}

// ── reshape: any number of ones at the end
{
  const shape: [3, 2, 1] = [3, 2, 1]; // right
  const shape: [3, 2, ...1[]] = [3, 2, 1]; // refused
  is([3, 2, 1], zeros([2, 3]).reshape(shape)); // here: …
}

// ── broadcastTo: any number of leading sizes
{
  const shape: [5, 3] = [5, 3]; // right
  const shape: [...5[], 3] = [5, 3]; // refused
  is([5, 3], zeros([3]).broadcastTo(shape)); // here: …
}

// ── sum: a list of axes
{
  const axes: [0, 0] | [0] = [0]; // right
  const axes: 0[] = [0]; // refused
  is([3], zeros([2, 3]).sum(axes)); // here: sum: the axes have to be literal numbers
}

// ── mean: at least one axis
{
  const axes: [0] = [0]; // right
  const axes: [0, ...1[]] = [0]; // refused
  is([3], zeros([2, 3]).mean(axes)); // here: mean: …
}

// ── max: no axes, and a list that may be empty
{
  is([2, 3], zeros([2, 3]).max([])); // right
  is([2, 3], zeros([2, 3]).max([] as 0[])); // refused: max: …
}

// ── permute: a list of axes
{
  const order: [1, 0] = [1, 0]; // right
  const order: (0 | 1)[] = [1, 0]; // refused
  is([3, 2], zeros([2, 3]).permute(order)); // here: permute: the axes have to be literal numbers
}

// ── slice: a list of ranges
{
  const ranges: [[0, 1], [0, 1]] = [[0, 1], [0, 1]]; // right
  const ranges: [0, 1][] = [[0, 1], [0, 1]]; // refused
  is([1, 1], zeros([2, 3]).slice(...ranges)); // here: slice: the ranges have to be one list of known length
}

// ── pad: a list of paddings
{
  const paddings: [[1, 1], [1, 1]] = [[1, 1], [1, 1]]; // right
  const paddings: [1, 1][] = [[1, 1], [1, 1]]; // refused
  is([4, 5], zeros([2, 3]).pad(paddings)); // here: …
}

// ── split: a list of sizes
{
  const sizes: [2, 2] = [2, 2]; // right
  const sizes: 2[] = [2, 2]; // refused
  const parts = zeros([4]).split(sizes, 0); // here: …
  is([2], parts[1]); // right
}

// ── split: a size, and any number of ones
{
  const sizes: [2, 1, 1] = [2, 1, 1]; // right
  const sizes: [2, ...1[]] = [2, 1, 1]; // refused
  is([2], zeros([4]).split(sizes, 0)[0]); // here: …
}

// ── gather: at least two indices
{
  const indices: [0, 1] = [0, 1]; // right
  const indices: [0, 1, ...number[]] = [0, 1]; // refused
  is([2, 3], zeros([2, 3]).gather(indices)); // here: gather: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
}

// ── oneHot: at least one index
{
  const indices: [1] = [1]; // right
  const indices: [1, ...0[]] = [1]; // refused
  is([1, 3], oneHot(indices, 3)); // here: oneHot: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
}

// ── vector: at least one number
{
  const values: [1, 2] = [1, 2]; // right
  const values: [1, ...number[]] = [1, 2]; // refused
  is([2], vector(values)); // here: …vector: an array of unknown length needs a shape…
}

// ── matrix: at least one row
{
  const rows: [[1, 2], [3, 5]] = [[1, 2], [3, 5]]; // right
  const rows: [[1, 2], ...[number, number][]] = [[1, 2], [3, 5]]; // refused
  is([2, 2], matrix(rows)); // here: …
}

// ── matrix: rows of unknown length
{
  const row: [1, 2] = [1, 2]; // right
  const row: number[] = [1, 2]; // refused
  is([2, 2], matrix([row, row])); // here: …
}

// ── stack: a list of unknown length with a literal length
{
  const rows: Vector<2>[] = [zeros([2]), ones([2])];
  stack(rows, 0, dim("rows", rows.length)); // right
  is([2, 2], stack(rows, 0, 2)); // right
  stack(rows, 0, 2.5); // wrong: …a size is a whole number from 0 up, not 2.5
  stack(rows, 0, rows.length); // refused: …a size known only at run time needs a name: dim(name, size)
  is([dim("two", 2), 2], stack(rows, 0, dim("two", 2))); // right
}

// ── stack: a list without a name for its length
{
  const rows: Vector<2>[] = [zeros([2]), ones([2])];
  stack(rows, 0, dim("rows", rows.length)); // right
  stack(rows, 0); // refused: …stack: a list of unknown length needs a name…
}

// ── stack: nothing
{
  is([1, 2], stack([zeros([2])], 0)); // right
  stack([], 0); // wrong: …stack: takes at least one tensor
}

// ── concat: nothing, and a list that may be empty
{
  const parts: Vector<2>[] = JSON.parse("[]");
  is([2], concat([zeros([2])], 0)); // right
  concat([], 0); // wrong: …concat: takes at least one tensor
  concat(parts, 0); // wrong: …concat: …
}

// ── concat: a list of unknown length
{
  const parts: Vector<2>[] = [zeros([2]), ones([2])];
  const all = dim("all", 2 * parts.length);
  is([all], concat(parts, 0, all)); // right
  is([4], concat(parts, 0, 4)); // right
  concat(parts, 0, -4); // wrong: …a size is a whole number from 0 up, not -4
  concat(parts, 0); // refused: …concat: …
}

// ── concat: at least one tensor
{
  const parts: [Vector<2>, Vector<3>] = [zeros([2]), zeros([3])]; // right
  const parts: [Vector<2>, ...Vector<3>[]] = [zeros([2]), zeros([3]), zeros([3])]; // wrong
  is([5], concat(parts, 0)); // here: …
}

// ── stack: at least one tensor
{
  const parts: [Vector<3>, Vector<3>] = [zeros([3]), zeros([3])]; // right
  const parts: [Vector<3>, ...Vector<3>[]] = [zeros([3])]; // wrong
  is([2, 3], stack(parts, 0)); // here: …
}

// ── concat: tensors of other shapes in a list
{
  const all = dim("all", JSON.parse("4"));
  concat([zeros([2, 3]), zeros([2, 3])] as Tensor<[2, 3]>[], 0, all); // right
  concat([zeros([2, 3]), zeros([2, 5])] as (Tensor<[2, 3]> | Tensor<[2, 5]>)[], 0, all); // wrong: concat: the tensors of this list may differ in more than axis 0
}

// ── predict: a shape of several axes from below
{
  is([7, 2, 5], dense(3, 5).predict(a)); // right
  is([7, 2, 5], dense(2, 5).predict(a)); // wrong: predict: takes [2] with any leading axes, not [7, 2, 3]
  dense(3, 5).predict(zeros([])); // wrong: predict: takes [3] with any leading axes, not []
}

// ── conv2d: an image without channels
{
  conv2d([11, 11, 1], 5, 3); // right
  conv2d([11, 11], 5, 3); // wrong: conv2d: takes [height, width, channels], not [11, 11]
}

// ── predict: an image without channels
{
  is([9, 9, 5], conv2d([11, 11, 1], 5, 3).predict(zeros([11, 11, 1]))); // right
  is([9, 9, 5], conv2d([11, 11, 1], 5, 3).predict(zeros([11, 11]))); // wrong: predict: takes [11, 11, 1] with any leading axes, not [11, 11]
}

// ── sequential: an image on a vector
{
  sequential(conv2d([7, 7, 1], 2, 3), flatten([5, 5, 2]), dense(50, 3)); // right
  sequential(conv2d([7, 7, 1], 2, 3), dense(50, 3)); // wrong: sequential: layer 2 takes [50], but layer 1 gives [5, 5, 2]
}

// ── layer: a scalar for an output
{
  is([7], layer({}, [3], [], (_, x) => x.sum(1)).predict(zeros([7, 3]))); // right
  is([7], layer({}, [3], [], (_, x) => x).predict(zeros([7, 3]))); // wrong: …
}

// ── reshape: a layer to a list of sizes
{
  const shape: [2, 2] = [2, 2]; // right
  const shape: 2[] = [2, 2]; // refused
  is([2, 2], reshape([4], shape).predict(zeros([4]))); // here: …
}

// ── at: as many indices as axes
{
  zeros([2, 3]).at(1, 2); // right
  zeros([2, 3]).at(1); // wrong: Expected 2 arguments, but got 1
  zeros([2, 3]).at(1, 2, 0); // wrong: Expected 2 arguments, but got 3
}

// ── slice: more ranges than axes
{
  is([1, 3], zeros([2, 3]).slice([0, 1])); // right
  zeros([2, 3]).slice([0, 1], null, [0, 1]); // wrong: …slice: [2, 3] has 2 axes, but 3 ranges are given
}

// ── attention: a batch isn't part of its input
{
  is([7, 5, 8], attention([5, 8], 2).predict(zeros([7, 5, 8]))); // right
  attention([7, 5, 8], 2); // wrong: attention: takes [length, width], not [7, 5, 8]
}
