/** One sentence for each mistake: what a refused call returns is used further, as in any real program, and isn't refused again. */
import { arange, concat, dim, full, identity, linspace, type Matrix, matrix, ones, oneHot, randomNormal, type Scalar, type Shape, type Size, stack, tensor, type Tensor, type Vector, valueAndGrad, vector, vmap, where, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { readNpy, receive, saveNetwork, loadNetwork, transfer, writeNpy } from "conformable/io";
import { cholesky, inverse, solve } from "conformable/linalg";
import { adam, attention, backpropagate, batches, concat as beside, conv2d, crossAttention, crossEntropy, dense, embedding, evaluate, flatten, gru, heads, huber, layerNorm, lstm, maxPool2d, meanSquaredError, multiTaskLoss, parallel, positions, reshape, residual, scaledDotProductAttention, sequential, summary, train, trainingStep } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("5");

// ── zeros: a size that only the program knows, added to others
{
  const x = zeros([5, 3]); // right
  const x = zeros([count, 3]); // refused: Type 'number' is not assignable …
  const x = zeros([yes ? 5 : 7, 3]); // refused: …a size that may be one of several needs a name: dim(name, size)
  is([5, 3], x.add(zeros([5, 3])).multiply(ones([3]))); // right
  const sum = zeros([5, 3]).subtract(x).divide(full([5, 3], 2)); // right
}

// ── zeros: used right away
{
  is([5, 3], zeros([5, 3]).add(zeros([5, 3]))); // right
  zeros([count, 3]).add(zeros([5, 3])); // refused: Type 'number' …
  zeros([yes ? 5 : 7, 3]).add(zeros([5, 3])); // refused: …a size that may be one of several needs a name: dim(name, size)…
  zeros([5, 3]).add(zeros([yes ? 5 : 7, 3])); // refused: …a size that may be one of several needs a name: dim(name, size)…
}

// ── matmul: one size that only the program knows
{
  is([5, 2], zeros([5, 3]).matmul(zeros([3, 2]))); // right
  zeros([5, count]).matmul(zeros([3, 2])); // refused: Type 'number' …
}

// ── matmul: tensors of two shapes are refused as before
{
  const either = yes ? zeros([3]) : zeros([5]);
  is([5], zeros([5, 3]).matmul(zeros([3]))); // right
  zeros([5, 3]).matmul(either); // refused: matmul: …
  zeros([5, 3]).add(either); // refused: Argument …
  zeros([3]).add(either); // refused: Argument …
  zeros([2, 3]).addBias(either); // refused: …addBias: …
  zeros([2, 5, 3]).batchMatmul(yes ? zeros([2, 3, 4]) : zeros([2, 5, 4])); // refused: batchMatmul: …
  dense(3, 2).predict(either); // refused: Argument …
}

// ── data of an unknown length
{
  const data: number[] = [1, 2, 3];
  is([3], vector([1, 2, 3]).add(zeros([3]))); // right
  vector(data).add(zeros([3])); // refused: …vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])…
}

// ── axes that only the program knows
{
  const axis: 0 | 1 = yes ? 0 : 1;
  is([3], zeros([5, 3]).sum(0).add(zeros([3]))); // right
  zeros([5, 3]).sum(axis).add(zeros([3])); // refused: sum: the axis has to be one literal number
  zeros([5, 3]).argmax(axis).add(zeros([5])); // refused: argmax: the axis has to be one literal number
  zeros([5, 3]).mean(count).add(zeros([5])); // refused: mean: the axis has to be one literal number
  zeros([5, 3]).expandDims(axis).add(zeros([5, 1, 3])); // refused: expandDims: …
  zeros([5, 3]).index(0, axis).add(zeros([3])); // refused: index: …
  zeros([5, 3]).permute([1, 0].reverse()).add(zeros([3, 5])); // refused: permute: …
}

// ── ranges, windows and paddings that only the program knows
{
  is([2, 3], zeros([5, 3]).slice([0, 2]).add(zeros([2, 3]))); // right
  zeros([5, 3]).slice([0, count]).add(zeros([2, 3])); // refused: slice: …
  zeros([5, 3]).slice([count, count + 2]).add(zeros([2, 3])); // refused: slice: …
  zeros([5, 3]).window(0, count, 0).add(zeros([2, 3])); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── slice: in code for all sizes, by numbers that only the program knows
{
  const cut = <N extends number>(x: Vector<N>, start: number) => x.window(start, 4, 0); // right
  const cut = <N extends number>(x: Vector<N>, start: number) => x.slice([start, 4]); // refused: slice: the range of axis 0 …
  const cut = <N extends number, L extends number>(x: Vector<N>, start: number, length: Size<L>) => x.slice([start, length]); // refused: slice: the range of axis 0 …
  is([4], cut(zeros([9]), count)); // right
}

// ── dense: a size that only the program knows, used on another line
{
  const layer = dense(4, 3); // right
  const layer = dense(count, 3); // refused: …a size known only at run time needs a name: dim(name, size)
  const layer = dense(yes ? 4 : 6, 3); // refused: …a size that may be one of several needs a name: dim(name, size)
  const outputs = layer.predict(zeros([5, 4])); // right
  is([5, 3], outputs.add(zeros([5, 3]))); // right
}

// ── dense: used right away
{
  is([5, 3], dense(4, 3).predict(zeros([5, 4]))); // right
  dense(count, 3).predict(zeros([5, 4])); // refused: …a size known only at run time needs a name: dim(name, size)
  dense(yes ? 4 : 6, 3).predict(zeros([5, 4])); // refused: …a size that may be one of several needs a name: dim(name, size)
  dense(4, yes ? 3 : 6).predict(zeros([5, 4])).add(zeros([5, 3])); // refused: …a size that may be one of several needs a name: dim(name, size)
}

// ── sequential: one layer of a size that only the program knows
{
  is([5, 2], sequential(dense(4, 8), dense(8, 2)).predict(zeros([5, 4]))); // right
  sequential(dense(4, count), dense(8, 2)).predict(zeros([5, 4])); // refused: …a size known only at run time needs a name: dim(name, size)
  sequential(dense(4, yes ? 8 : 16), dense(8, 2)).predict(zeros([5, 4])); // refused: …a size that may be one of several needs a name: dim(name, size)
  sequential(dense(4, 8), dense(8, yes ? 2 : 3)).predict(zeros([5, 4])).add(zeros([5, 2])); // refused: …a size that may be one of several needs a name: dim(name, size)
}

// ── backpropagate: a network or data of a size that only the program knows
{
  const [x, y] = [zeros([5, 4]), zeros([5, 3])];
  backpropagate(dense(4, 3), meanSquaredError, x, y); // right
  backpropagate(dense(4, count), meanSquaredError, x, y); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── convolutions: options that may be one of several, below other layers
{
  is([3, 3, 4], conv2d([8, 8, 3], 4, 3, { stride: 2 }).predict(zeros([8, 8, 3])).add(zeros([3, 3, 4]))); // right
  conv2d([8, 8, 3], 4, 3, { stride: yes ? 2 : 1 }).predict(zeros([8, 8, 3])).add(zeros([3, 3, 4])); // refused: …conv2d: the stride …
  sequential(maxPool2d([8, 8, 3], yes ? 2 : 4), flatten([4, 4, 3])); // refused: …a size that may be one of several needs a name: dim(name, size)
}

// ── attention and sequences: a width that may be one of several
{
  is([9, 8], attention([9, 8], 2).predict(zeros([9, 8]))); // right
  attention([9, yes ? 8 : 16], 2).predict(zeros([9, 8])); // refused: Type '8 | 16' …
  sequential(attention([9, count], 2), dense(8, 3)); // refused: Type 'number' …
}

// ── layers beside each other: one of a size that only the program knows
{
  is([2, 8], beside(-1, dense(3, 4), dense(3, 4)).predict(zeros([2, 3])).add(zeros([2, 8]))); // right
  sequential(beside(-1, dense(3, count), dense(3, 4)), dense(8, 2)); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── inferred: a size that only the program knows
{
  is([5, 2], inferred.sequential([4], inferred.dense(8), dense(8, 2)).predict(zeros([5, 4]))); // right
  inferred.sequential([count], inferred.dense(8), dense(8, 2)).predict(zeros([5, 4])); // refused: Type 'number' …
  inferred.sequential([4], inferred.dense(count), inferred.dense(2)).predict(zeros([5, 4])).add(zeros([5, 2])); // refused: …a size known only at run time needs a name: dim(name, size)
  inferred.sequential([8, 8, 3], inferred.conv2d(4, count), inferred.flatten(), inferred.dense(2)).predict(zeros([8, 8, 3])).add(zeros([2])); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── join, stretch: a size that only the program knows
{
  is([8, 3], concat([zeros([5, 3]), zeros([3, 3])], 0)); // right
  concat([zeros([count, 3]), zeros([5, 4])], 1); // refused: Type 'number' …
}

// ── linear algebra and files: a size that only the program knows
{
  is([3], solve(identity(3), zeros([3]))); // right
  solve(zeros([3, count]), zeros([3])); // refused: Type 'number' …
}

// ── functions of tensors: another value, another number of axes
{
  is([3], valueAndGrad((x: Vector<3>) => ({ value: x.sum(), auxiliary: x }))(zeros([3])).auxiliary); // right
  valueAndGrad((x: Vector<3>) => ({ value: x.square(), auxiliary: x }))(zeros([3])).auxiliary.add(zeros([3])); // wrong: valueAndGrad: the function returns [3], not a Scalar
  vmap((x: Vector<3>, y: Vector<3>) => x.dot(y), { inAxes: [0] })(zeros([7, 3]), zeros([3])); // wrong: vmap: the length of inAxes is 1, but the number of arguments is 2
  vmap((x: Vector<3>, y: Vector<3>) => x.dot(y), { inAxes: [0, 0, 0] })(zeros([7, 3]), zeros([7, 3])); // wrong: vmap: the length of inAxes is 3, but the number of arguments is 2
}

// ── what isn't a tensor, a list or a network
{
  const network = dense(3, 2);
  is([2, 3], stack([zeros([3]), zeros([3])])); // right
  stack(zeros([3]), zeros([3])); // wrong: …stack: takes an array of tensors…
  concat(zeros([3]), zeros([3])); // wrong: …concat: takes an array of tensors…
  concat([zeros([3]), [1, 2, 3]], 0); // wrong: concat: takes a tensor, not an array
  backpropagate(network, crossEntropy, zeros([2, 3]), [0, 1]); // wrong: backpropagate: takes a tensor, not an array
  summary(network.parameters); // wrong: summary: the network is something else, not a layer
  saveNetwork(network.parameters); // wrong: saveNetwork: the network is something else, not a layer
  loadNetwork("file", network); // wrong: loadNetwork: the network is something else, not a layer
}

// ── a layer of another type, where one is wanted
{
  const use = (layer: typeof wanted) => layer.predict(zeros([3]));
  const wanted = dense(3, 2);
  use(dense(3, 2)); // right
  use(dense(3, 4)); // refused: Argument of type 'Dense<3, 4>' is not assignable to parameter of type 'Dense<3, 2>'.
  use(dense(4, 2)); // wrong: Argument of type 'Dense<4, 2>' is not assignable to parameter of type 'Dense<3, 2>'.
}

// ── stack and concat: the first tensor differs from all others
{
  const [odd, one, other] = [zeros([7, 4]), zeros([7, 3]), zeros([7, 3])];
  const all = stack([one, one, other], 0); // right
  const all = stack([odd, one, other], 0); // wrong: Type 'Tensor<[7, 3]>' is not assignable to type '"stack: [7, 4] by [7, 3]: the shapes differ"'.
  const all = stack([odd, one, other], 0, dim("all", 3)); // wrong: …"stack: [7, 4] by [7, 3]: the shapes differ"…
  all.add(zeros([3])), stack([all, all]).add(zeros([3]));
}

// ── concat: the first tensor differs from all others
{
  const [odd, one, other] = [zeros([7, 4]), zeros([7, 3]), zeros([7, 3])];
  is([21, 3], concat([one, other, one], 0)); // right
  concat([odd, one, other], 0); // wrong: …"concat: [7, 4] and [7, 3] differ in more than axis 0"…
  concat([odd, one, other], -2, dim("all", 21)); // wrong: …"concat: [7, 4] and [7, 3] differ in more than axis -2"…
  concat([odd.transpose(), one.transpose(), other.transpose()], -1); // wrong: …"concat: [4, 7] and [3, 7] differ in more than axis -1"…
}

// ── stack: several tensors that differ from the first, on their own lines
{
  stack([
    zeros([7, 4]),
    zeros([7, 4]), // right
    zeros([7, 3]), // wrong: …"stack: [7, 4] by [7, 3]: the shapes differ"…
    zeros([7, 4]),
  ]);
  stack([zeros([2]), zeros([3]), zeros([2]), zeros([4]), zeros([3])]); // wrong: Type 'Tensor<[3]>' is not assignable to type '"stack: [2] by [3]: the shapes differ"'.
}

// ── concat: the first tensor differs from all others, in generic code
{
  const all = <N extends number>(n: Size<N>) => {
    const [odd, one] = [zeros([n, 4]), zeros([n, 3])];
    concat([one, one, one], 0); // right
    concat([odd, one, one], 0); // wrong: …allAreLikeTheFirst<…
    return stack([one, one]); // right
    return stack([odd, one, one]); // wrong: …stackNeedsOneShape<…
  };
  all(5);
  is([2, 5, 3], all(5)); // right
}
