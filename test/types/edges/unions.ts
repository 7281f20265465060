/**
 * Values that are one of several. If the shape depends on the value, it is unknown. If all values give the same shape, there is
 * nothing to refuse.
 */
import { concat, dim, type Dim, einsum, full, identity, type Matrix, matrix, oneHot, ones, random, randomNormal, type Size, stack, tensor, type Tensor, vector, type Vector, where, zeros } from "conformable";
import { activate, adam, attention, averagePool2d, backpropagate, batches, conv2d, crossEntropy, type Dense, dense, dropout, embedding, flatten, layer, type Layer, layerNorm, maxPool2d, meanSquaredError, recordLayer, relu, reshape, residual, sequential, sgd, tanh } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");

// ── zeros: a size
{
  is([3, 5], zeros([3, 5])); // right
  zeros([yes ? 2 : 3, 5]); // refused: a size that may be one of several needs a name: dim(name, size)
  zeros([3, yes ? 5 : 7]); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── zeros: a whole shape
{
  is([2, 3], zeros([2, 3])); // right
  zeros(yes ? [2, 3] : [3, 2]); // refused: …
  zeros(yes ? [2, 3] : [7]); // refused: …
}

// ── dot: a size that may be one of several, by a name
{
  const rows = dim("rows", yes ? 2 : 3);
  is([rows, 5], zeros([rows, 5]));
  zeros([rows]).dot(zeros([rows])); // right
  zeros([rows]).dot(zeros([2])); // refused: dot: [rows] by [2]: the shapes differ
}

// ── zeros: one of two names, as a type
{
  const [two, three] = [dim("two", JSON.parse("2")), dim("three", JSON.parse("3"))];
  const some: Dim<"two"> = two; // right
  const some: Dim<"two" | "three"> = three; // refused: Type 'Dim<"three", number>' is not assignable to type …
  zeros([some]).add(zeros([two])); // right
}

// ── zeros: any name, as a type
{
  const some: Dim<"some"> = dim("some", 2); // right
  const other: Dim<"some"> = dim("some", 2); // right
  const some: Dim<string> = dim("some", 2); // refused: Type 'Dim<"some", 2>' is not assignable to type 'Dim<string>'.
  zeros([some]).add(zeros([other])); // right
}

// ── zeros: a pattern of names, as a type
{
  const some: Dim<"row1"> = dim("row1", 2); // right
  const other: Dim<"row1"> = dim("row1", 2); // right
  const some: Dim<`row${number}`> = dim("row1", 2); // refused: Type 'Dim<"row1", 2>' is not assignable to type …
  zeros([some]).add(zeros([other])); // right
}

// ── zeros: one name, one of two values
{
  const rows: Dim<"rows", 2> = dim("rows", 2); // right
  const rows: Dim<"rows", 2 | 3> = yes ? dim("rows", 2) : dim("rows", 3); // refused
  zeros([rows, 5]); // here: a size that may be one of several needs a name: dim(name, size)
}

// ── identity: a size from a function
{
  const either = (): 2 | 3 => (yes ? 2 : 3);
  is([3, 3], identity(3)); // right
  identity(either()); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── tensor: a shape
{
  is([2, 3], tensor([1, 2, 3, 5, 7, 11], [2, 3])); // right
  tensor([1, 2, 3, 5, 7, 11], yes ? [2, 3] : [3, 2]); // refused: …
  tensor([1, 2, 3, 5, 7, 11], yes ? [2, 3] : [6]); // refused: …
}

// ── full: the value isn't a size
{
  is([2, 3], full([2, 3], yes ? 2 : 3)); // right
  full([2, yes ? 2 : 3], 5); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── vector: an array of one length or another
{
  is([2], vector(yes ? [1, 2] : [3, 5])); // right
  is([2], vector(yes ? [1, 2] : [3])); // refused: …
}

// ── matrix: as many rows or more
{
  is([1, 2], matrix(yes ? [[1, 2]] : [[3, 5]])); // right
  is([1, 2], matrix(yes ? [[1, 2]] : [[1, 2], [3, 5]])); // refused: …
}

// ── dim: one of two names
{
  dim("rows", count); // right
  dim(yes ? "rows" : "columns", count); // refused: dim: the name must be a literal string
}

// ── sum: an axis
{
  const axis = 0; // right
  const axis = yes ? 0 : 1; // refused
  is([3], zeros([2, 3]).sum(axis)); // here: sum: the axis has to be one literal number
}

// ── mean: an axis of a square
{
  is([3], zeros([3, 3]).mean(0)); // right
  is([2, 5], zeros([2, 3, 5]).mean(yes ? 1 : 0)); // refused: mean: the axis has to be one literal number
}

// ── argmax: an axis
{
  is([2], zeros([2, 3]).argmax(1)); // right
  is([2], zeros([2, 3]).argmax(yes ? 1 : 0)); // refused: argmax: the axis has to be one literal number
}

// ── softmax: whatever the axis, the shape stays
{
  is([2, 3], zeros([2, 3]).softmax(1)); // right
  is([2, 3], zeros([2, 3]).softmax(yes ? 1 : 2)); // refused: softmax: …
}

// ── sum: axes
{
  is([5], zeros([2, 3, 5]).sum([0, 1])); // right
  is([5], zeros([2, 3, 5]).sum(yes ? [0, 1] : [0, 2])); // refused: sum: the axes have to be literal numbers
  is([5], zeros([2, 3, 5]).sum([0, yes ? 1 : 2])); // refused: sum: …
}

// ── max: an axis or several
{
  is([3, 5], zeros([2, 3, 5]).max(0)); // right
  is([3, 5], zeros([2, 3, 5]).max(yes ? 0 : [0, 1])); // refused: max: …
}

// ── min: keepDims
{
  is([1, 3], zeros([2, 3]).min(0, { keepDims: true })); // right
  is([1, 3], zeros([2, 3]).min(0, { keepDims: yes })); // refused: min: keepDims has to be literally true or false
}

// ── sum: a let that is narrowed, and one that is not
{
  let axis: 0 | 1 = 0; // right
  let axis: 0 | 1 = yes ? 0 : 1; // refused
  is([3], zeros([2, 3]).sum(axis)); // here: sum: the axis has to be one literal number
}

// ── sum: a let is a number
{
  const axis = 0; // right
  let axis = 0; // refused
  is([3], zeros([2, 3]).sum(axis)); // here: sum: the axis has to be one literal number
}

// ── squeeze: an axis
{
  is([3, 1], zeros([1, 3, 1]).squeeze(0)); // right
  is([3, 1], zeros([1, 3, 1]).squeeze(yes ? 0 : 2)); // refused: squeeze: the axis has to be one literal number
}

// ── expandDims: a place
{
  is([1, 3], zeros([3]).expandDims(0)); // right
  is([1, 3], zeros([3]).expandDims(yes ? 0 : 1)); // refused: expandDims: the place of the new axis has to be one literal number
}

// ── permute: an order
{
  is([3, 5, 2], zeros([2, 3, 5]).permute([1, 2, 0])); // right
  is([3, 5, 2], zeros([2, 3, 5]).permute(yes ? [1, 2, 0] : [0, 1, 2])); // refused: permute: …
  is([3, 5, 2], zeros([2, 3, 5]).permute([1, yes ? 2 : 0, 0])); // refused: permute: …
}

// ── reshape: a whole shape
{
  is([3, 2], zeros([2, 3]).reshape([3, 2])); // right
  is([3, 2], zeros([2, 3]).reshape(yes ? [3, 2] : [6, 1])); // refused: Argument of type '[3, 2] | [6, 1]' is not assignable to parameter of type 'readonly [3, 2]'.
  is([6], zeros([2, 3]).reshape(yes ? [6] : [6, 1])); // refused: Argument of type '[6…' is not assignable to parameter of type 'readonly [6…'.
}

// ── reshape: a size
{
  is([3, 4], zeros([2, 6]).reshape([3, 4])); // right
  is([3, 4], zeros([2, 6]).reshape([3, yes ? 4 : 5])); // refused: …
}

// ── reshape: a variable that holds one of two shapes
{
  const shape = [3, 2] as const; // right
  const shape = yes ? ([3, 2] as const) : ([2, 3] as const); // refused
  is([3, 2], zeros([2, 3]).reshape(shape)); // here: Argument of type 'readonly … | readonly …' is not assignable to parameter of type 'readonly …'.
}

// ── broadcastTo: a whole shape
{
  is([5, 3], zeros([3]).broadcastTo([5, 3])); // right
  is([5, 3], zeros([3]).broadcastTo(yes ? [5, 3] : [7, 3])); // refused: …
}

// ── slice: a bound
{
  is([3], zeros([7]).slice([0, 3])); // right
  is([3], zeros([7]).slice([0, yes ? 3 : 5])); // refused: slice: the range of axis 0 has to be of literal numbers
  is([3], zeros([7]).slice([yes ? 0 : 1, 3])); // refused: slice: the range of axis 0 has to be of literal numbers
}

// ── slice: a place that only the program knows
{
  const start: number = JSON.parse("2");
  is([1], zeros([7]).window(start, 1, 0)); // right
  is([1], zeros([7]).slice([start, start + 1])); // refused: slice: the range of axis 0 has to be of literal numbers; where only the run time can tell, take x.window(start, length, axis)
}

// ── slice: a range
{
  is([3], zeros([7]).slice([0, 3])); // right
  is([3], zeros([7]).slice(yes ? [0, 3] : [0, 5])); // refused: slice: …
  is([3], zeros([7]).slice(yes ? [0, 3] : [0, 6, 3])); // refused: slice: …
  is([3], zeros([7]).slice(yes ? [0, 3] : null)); // refused: slice: …
}

// ── slice: a step
{
  is([3], zeros([7]).slice([0, 6, 2])); // right
  is([3], zeros([7]).slice([0, 6, yes ? 2 : 3])); // refused: slice: the range of axis 0 has to be of literal numbers
}

// ── pad: a padding
{
  is([8], zeros([5]).pad([[1, 2]])); // right
  is([8], zeros([5]).pad([[1, yes ? 2 : 3]])); // refused: pad: the padding of axis 0 has to be of literal numbers
  is([8], zeros([5]).pad([yes ? [1, 2] : [2, 3]])); // refused: pad: …
  is([8], zeros([5]).pad(yes ? [[1, 2]] : [[2, 3]])); // refused: pad: …
}

// ── pad: the value isn't a size
{
  is([8], zeros([5]).pad([[1, 2]], yes ? 2 : 3)); // right
  is([8], zeros([5]).pad([[yes ? 1 : 0, 2]], 2)); // refused: pad: the padding of axis 0 has to be of literal numbers
}

// ── split: sizes
{
  is([2], zeros([5]).split([2, 3], 0)[0]); // right
  is([2], zeros([5]).split(yes ? [2, 3] : [3, 2], 0)[0]); // refused: …
  is([2], zeros([5]).split([yes ? 2 : 3, 3], 0)[0]); // refused: …
}

// ── split: an axis of a square
{
  is([2, 5], zeros([5, 5]).split([2, 3], 0)[0]); // right
  is([2, 5], zeros([5, 5]).split([2, 3], yes ? 0 : 1)[0]); // refused: split: the axis has to be one literal number
}

// ── concat: an axis of squares
{
  is([4, 2], concat([zeros([2, 2]), zeros([2, 2])], 0)); // right
  is([4, 2], concat([zeros([2, 2]), zeros([2, 2])], yes ? 0 : 1)); // refused: concat: the axis has to be one literal number
}

// ── concat: one of two tensors
{
  is([5], concat([zeros([2]), zeros([3])], 0)); // right
  is([5], concat([zeros([2]), yes ? zeros([3]) : zeros([5])], 0)); // refused: …
}

// ── stack: one of two lists
{
  is([2, 3], stack([zeros([3]), ones([3])], 0)); // right
  is([2, 3], stack(yes ? [zeros([3]), ones([3])] : [zeros([3])], 0)); // refused: …
}

// ── stack: a place
{
  is([2, 3], stack([zeros([3]), ones([3])], 0)); // right
  is([2, 3], stack([zeros([3]), ones([3])], yes ? 0 : 1)); // refused: stack: the place of the new axis has to be one literal number
}

// ── gather: as many indices either way
{
  is([2, 5], zeros([3, 5]).gather(yes ? [0, 2] : [1, 1])); // right
  is([2, 5], zeros([3, 5]).gather(yes ? [0, 2] : [1])); // refused: gather: …
}

// ── oneHot: classes
{
  is([2, 3], oneHot([0, 2], 3)); // right
  is([2, 3], oneHot([0, 2], yes ? 3 : 5)); // refused: a size that may be one of several needs a name: dim(name, size)
  is([2, 3], oneHot(yes ? [0, 2] : [1], 3)); // refused: oneHot: …
}

// ── einsum: one of two strings
{
  is([3, 2], einsum("ij->ji", zeros([2, 3]))); // right
  is([3, 2], einsum(yes ? "ij->ji" : "ij->ij", zeros([2, 3]))); // refused: einsum: the subscripts have to be a literal string
}

// ── add: one of two tensors
{
  is([2, 3], zeros([2, 3]).add(yes ? zeros([3]) : ones([3]))); // right
  is([2, 3], zeros([2, 3]).add(yes ? zeros([3]) : zeros([2]))); // refused: Argument of type …
}

// ── add: a number or a tensor
{
  const shift: number | Vector<3> = yes ? 1 : zeros([3]);
  is([2, 3], zeros([2, 3]).add(shift)); // right
  is([3, 2], zeros([3, 2]).add(shift)); // refused: add: …
}

// ── matmul: one of two matrices
{
  is([2, 5], zeros([2, 3]).matmul(yes ? zeros([3, 5]) : ones([3, 5]))); // right
  is([2, 5], zeros([2, 3]).matmul(yes ? zeros([3, 5]) : zeros([3, 7]))); // refused: …
}

// ── where: one of two tensors
{
  is([3], where(zeros([3]), yes ? ones([3]) : 1, 0)); // right
  is([3], where(zeros([3]), yes ? ones([3]) : zeros([5]), 0)); // refused: where: the shape of this tensor may be one of several
}

// ── conv2d: a stride
{
  is([13, 13, 5], conv2d([28, 28, 1], 5, 3, { stride: 2 }).predict(zeros([28, 28, 1]))); // right
  is([13, 13, 5], conv2d([28, 28, 1], 5, 3, { stride: yes ? 2 : 1 }).predict(zeros([28, 28, 1]))); // refused: conv2d: …stride…
}

// ── conv2d: options that were made before
{
  const options = { stride: 2 } as const; // right
  const options = { stride: yes ? 2 : 1 } as const; // refused
  is([13, 13, 5], conv2d([28, 28, 1], 5, 3, options).predict(zeros([28, 28, 1]))); // here: …
}

// ── conv2d: one options or others
{
  const options = { stride: 2 } as const; // right
  const options = yes ? ({ stride: 2 } as const) : ({ stride: 3 } as const); // refused
  is([13, 13, 5], conv2d([28, 28, 1], 5, 3, options).predict(zeros([28, 28, 1]))); // here: …
}

// ── conv2d: a padding
{
  is([11, 11, 5], conv2d([11, 11, 1], 5, 3, { padding: "same" }).predict(zeros([11, 11, 1]))); // right
  is([11, 11, 5], conv2d([11, 11, 1], 5, 3, { padding: yes ? "same" : "valid" }).predict(zeros([11, 11, 1]))); // refused: conv2d: …padding…
  is([11, 11, 5], conv2d([11, 11, 1], 5, 3, { padding: yes ? 1 : 0 }).predict(zeros([11, 11, 1]))); // refused: conv2d: …padding…
}

// ── conv2d: a kernel that leaves the image as large as it is
{
  is([3, 3, 1, 5], conv2d([11, 11, 1], 5, 3, { padding: "same", activation: yes ? relu : tanh }).parameters.kernels); // right
  is([3, 3, 1, 5], conv2d([11, 11, 1], 5, yes ? 3 : 5, { padding: "same" }).parameters.kernels); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── conv2d: a kernel
{
  is([9, 9, 5], conv2d([11, 11, 1], 5, 3).predict(zeros([11, 11, 1]))); // right
  is([9, 9, 5], conv2d([11, 11, 1], 5, yes ? 3 : 5).predict(zeros([11, 11, 1]))); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── conv2d: filters, and the sizes of the image
{
  is([9, 11, 5], conv2d([11, 13, 1], 5, 3).predict(zeros([11, 13, 1]))); // right
  conv2d([11, 13, 1], yes ? 5 : 7, 3); // refused: a size that may be one of several needs a name: dim(name, size)
  conv2d([11, yes ? 13 : 17, 1], 5, 3); // refused: …
  conv2d([11, 13, yes ? 1 : 3], 5, 3); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── maxPool2d: a window
{
  is([4, 4, 3], maxPool2d([8, 8, 3], 2).predict(zeros([8, 8, 3]))); // right
  is([4, 4, 3], maxPool2d([8, 8, 3], yes ? 2 : 4).predict(zeros([8, 8, 3]))); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── averagePool2d: a stride
{
  is([7, 7, 3], averagePool2d([8, 8, 3], 2, { stride: 1 }).predict(zeros([8, 8, 3]))); // right
  is([7, 7, 3], averagePool2d([8, 8, 3], 2, { stride: yes ? 1 : 2 }).predict(zeros([8, 8, 3]))); // refused: averagePool2d: …stride…
}

// ── attention: heads
{
  is([2, 4, 8], attention([5, 8], 2).parameters.query); // right
  is([2, 4, 8], attention([5, 8], yes ? 2 : 4).parameters.query); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── attention: a width
{
  is([5, 8], attention([5, 8], 2, { causal: yes }).predict(zeros([5, 8]))); // right
  attention([5, yes ? 8 : 6], 2); // refused: …
}

// ── dense: sizes
{
  is([5], dense(3, 5, { activation: yes ? relu : tanh }).predict(zeros([3]))); // right
  dense(3, yes ? 5 : 7); // refused: a size that may be one of several needs a name: dim(name, size)
  dense(yes ? 3 : 2, 5); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── embedding: sizes
{
  is([11], embedding(7, 11).predict(zeros([]))); // right
  embedding(7, yes ? 11 : 13); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── layerNorm: a size
{
  is([11], layerNorm(11, { epsilon: yes ? 1e-5 : 1e-3 }).predict(zeros([11]))); // right
  layerNorm(yes ? 11 : 13); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── flatten: the shape of an input
{
  is([6], flatten([2, 3]).predict(zeros([2, 3]))); // right
  flatten(yes ? [2, 3] : [3, 2]); // refused: …
}

// ── reshape: the layer, to one of two shapes
{
  is([3, 2], reshape([2, 3], [3, 2]).predict(zeros([2, 3]))); // right
  is([3, 2], reshape([2, 3], yes ? [3, 2] : [6, 1]).predict(zeros([2, 3]))); // refused: …a shape that may be one of several needs names for the sizes that differ: dim(name, size)…
}

// ── layer: one output or another
{
  is([3], layer({}, [3], [3], (_, x) => x).predict(zeros([3]))); // right
  layer({}, [3], yes ? [3] : [5], (_, x) => x); // refused: …
}

// ── sequential: a layer that is one of two, in the middle
{
  const middle = yes ? dense(4, 5) : dense(4, 5, { activation: relu }); // right
  const middle = yes ? dense(4, 5) : dense(4, 6); // refused
  sequential(dense(3, 4), middle, dense(5, 2)); // here: sequential: …2…
}

// ── sequential: a layer that is one of two, which takes this or that
{
  const middle = yes ? dense(4, 5) : activate(relu); // refused
  const middle: Layer<[4], [4], unknown> = yes ? dense(4, 4) : layerNorm(4); // right
  sequential(dense(3, 4), middle, dense(4, 2)); // here: sequential: …2…
}

// ── sequential: a layer that is one of two, below one of another rank
{
  const lowest = yes ? dense(4, 3) : dense(4, 3, { activation: relu }); // right
  const lowest = yes ? dense(4, 3) : dense(5, 3); // refused
  sequential(lowest, dense(3, 2), activate(relu)); // here: sequential: …1…
}

// ── sequential: a layer that is one of two, at the top
{
  const top = yes ? dense(4, 5) : dense(4, 5, { activation: tanh }); // right
  const top = yes ? dense(4, 5) : dense(4, 7); // refused
  is([5], sequential(dense(3, 4), top).predict(zeros([3]))); // here: …
}

// ── sequential: a layer that is one of two, at the bottom
{
  const bottom = yes ? dense(3, 4) : dense(3, 4, { activation: tanh }); // right
  const bottom = yes ? dense(3, 4) : dense(2, 4); // refused
  is([5], sequential(bottom, dense(4, 5)).predict(zeros([3]))); // right
  sequential(bottom, dense(4, 5)); // refused: sequential: …1…
}

// ── sequential: layers without parameters, either of them
{
  is([5], sequential(dense(3, 5), yes ? activate(relu) : dropout(0.2)).predict(zeros([3]))); // right
  sequential(dense(3, 5), yes ? activate(relu) : layerNorm(7)); // refused: sequential: …2…
}

// ── sequential: one network or another
{
  const body: Layer<[3], [5], unknown> = yes ? sequential(dense(3, 4), dense(4, 5)) : sequential(dense(3, 7), dense(7, 5)); // right
  const body = yes ? sequential(dense(3, 4), dense(4, 5)) : sequential(dense(3, 5), dense(5, 7)); // refused
  is([2], sequential(body, dense(5, 2)).predict(zeros([3]))); // here: sequential: …1…
}

// ── sequential: a declared layer of one output or another
{
  const one: Dense<4, 5> = dense(4, 5); // right
  const one: Dense<4, 5> | Dense<4, 7> = yes ? dense(4, 5) : dense(4, 7); // refused
  is([2], sequential(dense(3, 4), one, dense(5, 2)).predict(zeros([3]))); // here: sequential: …2…
}

// ── residual: a layer that is one of two
{
  is([5], residual(yes ? dense(5, 5) : dense(5, 5, { activation: relu })).predict(zeros([5]))); // right
  residual(yes ? dense(5, 5) : dense(5, 7)); // refused: residual: …
}

// ── residual: layers of two sizes
{
  const one = yes ? dense(5, 5) : dense(5, 5, { activation: tanh }); // right
  const one = yes ? dense(5, 5) : dense(7, 7); // refused
  is([5], residual(one).predict(zeros([5]))); // right
  residual(one); // refused: residual: …
}

// ── backpropagate: one network or another
{
  const network = yes ? dense(3, 5) : dense(3, 5, { activation: relu }); // right
  const network = yes ? dense(3, 5) : dense(3, 7); // refused
  backpropagate(network, meanSquaredError, zeros([2, 3]), zeros([2, 5])); // here: …
}

// ── step: an optimiser of one network or of another
{
  const network = dense(3, 5);
  const optimizer = yes ? sgd(network, { learningRate: 0.1 }) : adam(network); // right
  const optimizer = yes ? sgd(network, { learningRate: 0.1 }) : adam(dense(3, 7)); // refused
  const gradients = { weights: zeros([5, 3]), bias: zeros([5]) };
  optimizer.step(gradients); // here: …
}

// ── batches: a size that is one of several
{
  for (const { inputs } of batches(zeros([7, 3]), zeros([7, 2]), yes ? 2 : 3)) is([3], inputs.sum(0)); // right
  batches(zeros([7, 3]), yes ? zeros([7, 2]) : zeros([5, 2]), 3); // refused: batches: …
}

// ── crossEntropy: targets that are one of two
{
  crossEntropy.evaluate(zeros([2, 3]), yes ? zeros([2, 3]) : zeros([2, 3])); // right
  crossEntropy.evaluate(zeros([2, 3]), yes ? ones([2, 3]) : zeros([2, 5])); // refused: …
}

// ── randomNormal: a deviation isn't a size
{
  is([2, 3], randomNormal([2, 3], random(1), { deviation: yes ? 1 : 2 })); // right
  randomNormal([2, yes ? 3 : 5], random(1)); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── a shape that is declared as one of several fits nothing else
{
  const sum = (x: Matrix<2, 3>) => x.add(zeros([2, 3])); // right
  const sum = (x: Matrix<2 | 4, 3>) => x.add(zeros([2, 3])); // refused: add: …
  const sum = (x: Matrix<0 | 1, 3>) => x.subtract(zeros([5, 3])); // refused: subtract: …
  const sum = (x: Matrix<2 | 4, 3>) => zeros([9, 3]).multiply(x); // refused: Argument …
  const sum = (x: Matrix<2 | 4, 3>) => concat([x, zeros([2, 9])], 0); // refused: concat: …
  const sum = (x: Matrix<2 | 4, 3>) => x.matmul(zeros([4, 1])); // refused: matmul: …
  const sum = (x: Matrix<2, 3 | 5>) => dense(3, 2).predict(x); // refused: Argument …
  const sum = (x: Matrix<2, 3 | 5>) => x.addBias(zeros([4])); // refused: …
  sum(zeros([2, 3])); // right
}

// ── shapes of a recordLayer
{
  const shape: readonly [8, 4] = [8, 4]; // right
  const shape: readonly [8, 4] | readonly [4, 8] = yes ? [8, 4] : [4, 8]; // refused
  recordLayer({}, { a: shape }, [], (_, { a }) => a.sum([1, 2])); // here: …a shape that may be one of several …
}

// ── indices that may be one of several
{
  const [two, five] = [vector([0, 1]), vector([0, 1, 2, 3, 4])];
  const indices = two; // right
  const x = zeros([5, 3]);
  is([2, 3], x.gather(indices)); // right
  is([2, 3], x.take(indices, 0)); // right
  is([2, 5], oneHot(indices, 5)); // right
  x.gather(yes ? two : five); // refused: gather: the shape of this tensor may be one of several
  x.take(yes ? two : five, 0); // refused: take: the shape of this tensor may be one of several
  oneHot(yes ? two : five, 5); // refused: oneHot: the shape of this tensor may be one of several
  x.scatter(yes ? two : five, zeros([2, 3])); // refused: scatter: the shape of this tensor may be one of several
  x.gather(yes ? ([0] as [0]) : ([0, 1] as [0, 1])); // refused: gather: an array of unknown length needs a shape, …
}
