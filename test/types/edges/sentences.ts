/** The messages when all sizes are known. They have the operation and both shapes. */
import { concat, contractBatch, dim, einsum, matrix, ones, random, scalar, type Shape, sumBatch, type Tensor, tensor, vector, type Vector, where, zeros } from "conformable";
import { activate, adam, attention, averagePool2d, backpropagate, batches, batchNorm, binaryCrossEntropy, checkGradients, conv2d, crossEntropy, dense, dropout, embedding, flatten, layer, type Layer, layerNorm, maxPool2d, meanSquaredError, relu, reshape, residual, sequential, sgd, tanh, train } from "conformable/nn";
import { is } from "../is.js";

const network = dense(7, 5);
const batch = dim("batch", JSON.parse("3"));
const time = dim("time", JSON.parse("3"));

// ── predict: another last axis
{
  is([3, 5], network.predict(zeros([3, 7]))); // right
  network.predict(zeros([3, 5])); // wrong: predict: takes [7] with any leading axes, not [3, 5]
}

// ── predict: an image that is not flat
{
  is([32, 10], dense(784, 10).predict(zeros([32, 784]))); // right
  dense(784, 10).predict(zeros([32, 28, 28])); // wrong: predict: takes [784] with any leading axes, not [32, 28, 28]
}

// ── predict: no axes
{
  is([5], network.predict(zeros([7]))); // right
  network.predict(zeros([])); // wrong: predict: takes [7] with any leading axes, not []
  network.predict(scalar(7)); // wrong: predict: takes [7] with any leading axes, not []
}

// ── predict: an image with exchanged axes
{
  const images = conv2d([11, 13, 1], 5, 3);
  is([2, 9, 11, 5], images.predict(zeros([2, 11, 13, 1]))); // right
  images.predict(zeros([2, 13, 11, 1])); // wrong: predict: takes [11, 13, 1] with any leading axes, not [2, 13, 11, 1]
  images.predict(zeros([2, 11, 13])); // wrong: predict: takes [11, 13, 1] with any leading axes, not [2, 11, 13]
}

// ── predict: a sequence of another length
{
  const heads = attention([5, 8], 2);
  is([2, 5, 8], heads.predict(zeros([2, 5, 8]))); // right
  heads.predict(zeros([2, 7, 8])); // wrong: predict: takes [5, 8] with any leading axes, not [2, 7, 8]
}

// ── predict: a named size in place of a literal one
{
  const named = dense(dim("pixels", 7), 5);
  is([batch, 5], named.predict(zeros([batch, dim("pixels", 7)]))); // right
  named.predict(zeros([batch, 7])); // refused: predict: takes [pixels=7] with any leading axes, not [batch, 7]
  network.predict(zeros([7, batch])); // wrong: predict: takes [7] with any leading axes, not [7, batch]
}

// ── predict: an argument that isn't a tensor
{
  network.predict(zeros([7])); // right
  network.predict([1, 2, 3, 5, 7, 11, 13]); // wrong: …
}

// ── forward: another last axis
{
  is([3, 5], network.forward(zeros([3, 7])).output); // right
  network.forward(zeros([7, 3])); // wrong: forward: takes [7] with any leading axes, not [7, 3]
}

// ── forward: through a network
{
  const deep = sequential(conv2d([7, 7, 1], 2, 3), flatten([5, 5, 2]), dense(50, 3));
  is([2, 3], deep.forward(zeros([2, 7, 7, 1])).output); // right
  deep.forward(zeros([2, 7, 7])); // wrong: forward: takes [7, 7, 1] with any leading axes, not [2, 7, 7]
}

// ── backward: an error that is transposed
{
  const { backward } = network.forward(zeros([3, 7]));
  is([3, 7], backward(zeros([3, 5])).error); // right
  backward(zeros([5, 3])); // wrong: Argument of type 'Tensor<[5, 3]>' is not assignable to parameter of type 'Tensor<[3, 5]>'.
}

// ── backward: the error of one example, of the inputs, of nothing
{
  const { backward } = network.forward(zeros([3, 7]));
  backward(ones([3, 5])); // right
  backward(ones([5])); // wrong: Argument of type 'Tensor<[5]>' is not assignable to parameter of type 'Tensor<[3, 5]>'.
  backward(ones([3, 7])); // wrong: Argument of type 'Tensor<[3, 7]>' is not assignable to parameter of type 'Tensor<[3, 5]>'.
  backward(scalar(1)); // wrong: Argument of type 'Scalar' is not assignable to parameter of type 'Tensor<[3, 5]>'.
}

// ── backward: an error of as many examples by another name
{
  const { backward } = network.forward(zeros([batch, 7]));
  backward(ones([batch, 5])); // right
  backward(ones([time, 5])); // refused: Argument of type 'Tensor<[Dim<"time", number>, 5]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 5]>'.
}

// ── evaluate: targets of another shape
{
  crossEntropy.evaluate(zeros([2, 3]), zeros([2, 3])); // right
  crossEntropy.evaluate(zeros([2, 3]), zeros([2, 5])); // wrong: crossEntropy: the output is [2, 3], the targets are [2, 5]
  meanSquaredError.evaluate(zeros([2, 3]), zeros([3, 2])); // wrong: Argument of type 'Tensor<[3, 2]>' is not assignable to parameter of type 'Tensor<[2, 3]>'.
  binaryCrossEntropy.evaluate(zeros([2, 1]), zeros([2])); // wrong: Argument of type 'Tensor<[2]>' is not assignable to parameter of type 'Tensor<[2, 1]>'.
}

// ── evaluate: class numbers
{
  crossEntropy.evaluate(zeros([4, 3]), matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]])); // right
  crossEntropy.evaluate(zeros([4, 3]), vector([0, 1, 2, 1])); // right
  crossEntropy.evaluate(zeros([4, 3]), vector([0, 1, 2])); // wrong: crossEntropy: the output is [4, 3], the targets are [3]
}

// ── evaluate: named batches
{
  meanSquaredError.evaluate(zeros([batch, 3]), zeros([batch, 3])); // right
  meanSquaredError.evaluate(zeros([batch, 3]), zeros([time, 3])); // refused: Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'.
}

// ── crossEntropy: a single number
{
  binaryCrossEntropy.evaluate(scalar(1), scalar(1)); // right
  crossEntropy.evaluate(scalar(1), scalar(1)); // wrong, open: …
}

// ── backpropagate: inputs and targets
{
  backpropagate(network, meanSquaredError, zeros([3, 7]), zeros([3, 5])); // right
  backpropagate(network, meanSquaredError, zeros([7, 3]), zeros([3, 5])); // wrong: backpropagate: takes [7] with any leading axes, not [7, 3]
  backpropagate(network, meanSquaredError, zeros([3, 7]), zeros([5, 3])); // wrong: backpropagate: the output is [3, 5], the targets are [5, 3]
  backpropagate(network, meanSquaredError, zeros([3, 7]), zeros([5])); // wrong: backpropagate: the output is [3, 5], the targets are [5]
}

// ── backpropagate: class numbers in place of rows
{
  backpropagate(dense(2, 3), crossEntropy, zeros([4, 2]), vector([0, 1, 2, 1])); // right
  backpropagate(dense(2, 3), meanSquaredError, zeros([4, 2]), vector([0, 1, 2, 1])); // wrong: backpropagate: the output is [4, 3], the targets are [4]…
}

// ── backpropagate: the name of a loss
{
  backpropagate(network, meanSquaredError, zeros([3, 7]), zeros([3, 5])); // right
  backpropagate(network, "mse", zeros([3, 7]), zeros([3, 5])); // wrong: backpropagate: takes a loss, such as meanSquaredError
}

// ── checkGradients: inputs and targets
{
  checkGradients(dense(2, 3, { activation: tanh }), meanSquaredError, zeros([5, 2]), zeros([5, 3])); // right
  checkGradients(dense(2, 3, { activation: tanh }), meanSquaredError, zeros([5, 3]), zeros([5, 3])); // wrong: checkGradients: takes [2] with any leading axes, not [5, 3]
  checkGradients(dense(2, 3, { activation: tanh }), meanSquaredError, zeros([5, 2]), zeros([7, 3])); // wrong: checkGradients: the output is [5, 3], the targets are [7, 3]
}

// ── step: the weights transposed, the bias of the inputs
{
  const optimizer = sgd(dense(7, 5), { learningRate: 0.1 });
  optimizer.step({ weights: zeros([5, 7]), bias: zeros([5]) }); // right
  optimizer.step({ weights: zeros([7, 5]), bias: zeros([5]) }); // wrong: Type 'Tensor<[7, 5]>' is not assignable to type 'Matrix<5, 7>'.
  optimizer.step({ weights: zeros([5, 7]), bias: zeros([7]) }); // wrong: Type 'Tensor<[7]>' is not assignable to type 'Vector<5>'.
}

// ── step: a missing gradient, or an extra one
{
  const optimizer = adam(dense(7, 5));
  optimizer.step({ weights: zeros([5, 7]), bias: zeros([5]) }); // right
  optimizer.step({ weights: zeros([5, 7]) }); // wrong: …
  optimizer.step({ weights: zeros([5, 7]), bias: zeros([5]), scale: zeros([5]) }); // wrong: …scale…
}

// ── step: the result of backpropagate, in place of its gradients
{
  const optimizer = adam(network);
  const passed = backpropagate(network, meanSquaredError, zeros([3, 7]), zeros([3, 5]));
  optimizer.step(passed.gradients); // right
  optimizer.step(passed); // wrong: …
  optimizer.step(passed.error); // wrong: …
}

// ── train: inputs and targets
{
  const settings = { loss: meanSquaredError, optimizer: adam(network), epochs: 1 };
  await train(network, { ...settings, inputs: zeros([3, 7]), targets: zeros([3, 5]) }); // right
  await train(network, { ...settings, inputs: zeros([7, 3]), targets: zeros([3, 5]) }); // wrong: …train: takes one leading axis, of examples, before [7], not [7, 3]…
  await train(network, { ...settings, inputs: zeros([3, 7]), targets: zeros([3, 7]) }); // wrong: …train: the output is [3, 5], the targets are [3, 7]…
  await train(network, { ...settings, inputs: zeros([2, 3, 7]), targets: zeros([2, 3, 5]) }); // wrong: …train: takes one leading axis, of examples, before [7], not [2, 3, 7]…
  await train(network, { ...settings, inputs: zeros([7]), targets: zeros([5]) }); // wrong: …train: takes one leading axis, of examples, before [7], not [7]…
}

// ── train: class numbers
{
  const classes = dense(2, 3);
  const settings = { loss: crossEntropy, optimizer: adam(classes), epochs: 1, inputs: zeros([4, 2]) };
  await train(classes, { ...settings, targets: zeros([4, 3]) }); // right
  await train(classes, { ...settings, targets: zeros([4]) }); // right
  await train(classes, { ...settings, targets: zeros([3]) }); // wrong: …train: the output is [4, 3], the targets are [3]…
  await train(classes, { ...settings, loss: meanSquaredError, targets: zeros([4]) }); // wrong: …train: the output is [4, 3], the targets are [4]…
}

// ── train: an optimiser of other parameters
{
  const settings = { loss: meanSquaredError, epochs: 1, inputs: zeros([3, 7]), targets: zeros([3, 5]) };
  await train(network, { ...settings, optimizer: adam(network) }); // right
  await train(network, { ...settings, optimizer: adam(dense(5, 7)) }); // wrong: …
}

// ── batches: as many targets as inputs
{
  batches(zeros([7, 3]), zeros([7, 2]), 2); // right
  batches(zeros([7, 3]), zeros([5, 2]), 2); // wrong: batches: 7 inputs, but 5 targets
  batches(zeros([batch, 3]), zeros([time, 2]), 2); // refused: batches: batch inputs, but time targets
}

// ── batches: no axis of examples
{
  batches(zeros([7]), zeros([7]), 2); // right
  batches(scalar(1), zeros([7]), 2); // wrong: Argument of type 'Scalar' is not assignable to parameter of type 'Tensor<[number, ...number[]]>'.
  batches(zeros([7]), scalar(1), 2); // wrong: batches: takes an axis of examples, not []
}

// ── contractBatch: other leading axes
{
  is([2, 3], contractBatch(zeros([7, 2]), zeros([7, 3]))); // right
  contractBatch(zeros([7, 2]), zeros([5, 3])); // wrong: Argument of type 'Tensor<[5, 3]>' is not assignable to parameter of type 'Tensor<[7, 3]>'.
  contractBatch(zeros([7, 2]), zeros([3])); // wrong: Argument of type 'Tensor<[3]>' is not assignable to parameter of type 'Tensor<[7, 3]>'.
  contractBatch(zeros([7, 11, 2]), zeros([7, 3])); // wrong: Argument of type 'Tensor<[7, 3]>' is not assignable to parameter of type 'Tensor<[7, 11, 3]>'.
  contractBatch(zeros([batch, 2]), zeros([time, 3])); // refused: Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'.
}

// ── sumBatch: a single number
{
  is([3], sumBatch(zeros([7, 3]))); // right
  sumBatch(scalar(1)); // wrong: sumBatch: takes a tensor with at least one axis, not []
}

// ── layer: the shape that its function gives
{
  is([2, 3], layer({}, [5], [3], (_, x) => x.matmul(zeros([5, 3]))).predict(zeros([2, 5]))); // right
  layer({}, [5], [3], (_, x) => x.matmul(zeros([5, 7]))).predict(zeros([2, 5])); // wrong: Type 'Tensor<[Examples, 7]>' is not assignable to type 'Tensor<[Examples, 3]>'.
  layer({}, [5], [3], (_, x) => x).predict(zeros([2, 5])); // wrong: Type 'Tensor<[Examples, 5]>' is not assignable to type 'Tensor<[Examples, 3]>'.
  layer({}, [5], [], (_, x) => x.sum(1, { keepDims: true })).predict(zeros([2, 5])); // wrong: Type 'Tensor<[Examples, 1]>' is not assignable to type 'Tensor<[Examples]>'.
}

// ── layer: a result that isn't a tensor
{
  layer({}, [3], [], (_, x) => x.sum(1)).predict(zeros([2, 3])); // right
  layer({}, [3], [], (_, x) => x.sum().at()).predict(zeros([2, 3])); // wrong: Type 'number' is not assignable to type 'Tensor<[Examples]>'.
  layer({}, [3], [], (_, x) => void x).predict(zeros([2, 3])); // wrong: Type 'undefined' is not assignable to type 'Tensor<[Examples]>'.
}

// ── layer: parameters that aren't tensors
{
  layer({ by: ones([3]) }, [3], [3], ({ by }, x) => x.multiply(by)).predict(zeros([2, 3])); // right
  layer({ by: 2 }, [3], [3], ({ by }, x) => x.multiply(by)).predict(zeros([2, 3])); // refused: layer: …
  layer({ by: ones([3]), at: undefined }, [3], [3], ({ by }, x) => x.multiply(by)).predict(zeros([2, 3])); // refused: layer: …
}

// ── sequential: an activation among layers
{
  sequential(dense(7, 5), activate(relu), dense(5, 3)); // right
  sequential(dense(7, 5), relu, dense(5, 3)); // wrong: sequential: …2…activat…
}

// ── sequential: an activation at either end
{
  sequential(dense(7, 5), activate(tanh)); // right
  sequential(dense(7, 5), tanh); // wrong: sequential: …2…activat…
  sequential(relu, dense(7, 5)); // wrong: sequential: …1…activat…
}

// ── sequential: an array of layers
{
  sequential(dense(7, 5), dense(5, 3)); // right
  sequential([dense(7, 5), dense(5, 3)]); // wrong: sequential: …1…
  sequential(dense(7, 5), [dense(5, 3)]); // wrong: sequential: …2…
}

// ── sequential: a function that makes a layer
{
  const top = () => dense(5, 3);
  sequential(dense(7, 5), top()); // right
  sequential(dense(7, 5), top); // wrong: sequential: …2…
}

// ── sequential: a layer that may be missing
{
  const top: Layer<[5], [3], unknown> | undefined = JSON.parse("null") ?? undefined;
  sequential(dense(7, 5), top ?? dense(5, 3)); // right
  sequential(dense(7, 5), top); // wrong: sequential: …2…
  sequential(dense(7, 5), undefined); // wrong: sequential: …2…
  sequential(dense(7, 5), null); // wrong: sequential: …2…
}

// ── sequential: a tensor, a string, a number
{
  sequential(dense(7, 5), dropout(0.2)); // right
  sequential(dense(7, 5), zeros([3, 5])); // wrong: sequential: …2…
  sequential(dense(7, 5), "relu"); // wrong: sequential: …2…
  sequential(7, dense(7, 5)); // wrong: sequential: …1…
}

// ── sequential: nothing
{
  sequential(dense(7, 5)); // right
  sequential(); // wrong: …
}

// ── sequential: layers that don't fit, in the middle of ten
{
  const same = dense(5, 5);
  sequential(same, same, same, same, dense(5, 7), dense(7, 5), same, same, same, same); // right
  sequential(same, same, same, same, dense(5, 7), dense(3, 5), same, same, same, same); // wrong: sequential: layer 6 takes [3], but layer 5 gives [7]
}

// ── sequential: an image on a vector, a vector on an image
{
  sequential(conv2d([7, 7, 1], 2, 3), flatten([5, 5, 2]), dense(50, 3)); // right
  sequential(conv2d([7, 7, 1], 2, 3), flatten([7, 7, 2]), dense(98, 3)); // wrong: sequential: layer 2 takes [7, 7, 2], but layer 1 gives [5, 5, 2]
  sequential(conv2d([7, 7, 1], 2, 3), maxPool2d([5, 5, 3], 2)); // wrong: sequential: layer 2 takes [5, 5, 3], but layer 1 gives [5, 5, 2]
}

// ── sequential: names that differ
{
  const hidden = dim("hidden", 5);
  const other = dim("other", 5);
  sequential(dense(7, hidden), dense(hidden, 3)); // right
  sequential(dense(7, hidden), dense(other, 3)); // refused: sequential: layer 2 takes [other=5], but layer 1 gives [hidden=5]
}

// ── residual: a layer with another output shape
{
  residual(sequential(dense(7, 5), dense(5, 7))); // right
  residual(dense(7, 5)); // wrong: residual: the layer takes [7], but gives [5]
  residual(conv2d([7, 7, 1], 1, 3)); // wrong: residual: the layer takes [7, 7, 1], but gives [5, 5, 1]
  residual(relu); // wrong: …
}

// ── add: a bias over a batch, in code for all batches
{
  const shift = <B extends Shape, O extends number>(x: Tensor<[...B, O]>, bias: Vector<O>) => x.add(bias); // right
  const shift = <B extends Shape, O extends number>(x: Tensor<[...B, O]>, bias: Vector<O>) => x.add(bias.outer(bias)); // refused: …add…
  is([2, 5, 3], shift(zeros([2, 5, 3]), zeros([3])));
}

// ── subtract: a mean over a batch, in code for all batches
{
  const centred = <B extends Shape, O extends number>(x: Tensor<[...B, O]>, mean: Vector<O>) => x.subtract(mean); // right
  const centred = <B extends Shape, O extends number, P extends number>(x: Tensor<[...B, O]>, mean: Vector<P>) => x.subtract(mean); // refused: …subtract…
  is([2, 5, 3], centred(zeros([2, 5, 3]), zeros([3])));
}

// ── addBias: another length
{
  is([2, 3], zeros([2, 3]).addBias(zeros([3]))); // right
  zeros([2, 3]).addBias(zeros([2])); // wrong: addBias: [2] does not fit the end of [2, 3]
}

// ── concat: a sum by a name
{
  const all = dim("all", JSON.parse("5"));
  is([all], concat([zeros([batch]), zeros([2])], 0, all)); // right
  concat([zeros([2]), zeros([3])], 0, dim("all", 7)); // wrong: …concat: the result has size 5, not all=7…
  concat([zeros([batch, 3]), zeros([2, 5])], 0, all); // wrong: …concat: [batch, 3] and [2, 5] differ in more than axis 0…
}

// ── dense: transposed weights
{
  dense(7, 5, { weights: zeros([7, 5]).transpose() }); // right
  dense(7, 5, { weights: zeros([7, 5]) }); // wrong: dense: the weights are [7, 5], where the layer needs [5, 7]
  dense(7, 5, { bias: zeros([7]) }); // wrong: dense: the bias values are [7], where the layer needs [5]
}

// ── dense: the name of an activation
{
  dense(7, 5, { activation: relu }); // right
  dense(7, 5, { activation: "relu" }); // wrong: Type 'string' is not assignable to type 'Activation'…
}

// ── assign: statistics of another size
{
  const { statistics } = batchNorm(3);
  statistics.assign({ mean: zeros([3]), variance: ones([3]) }); // right
  statistics.assign({ mean: zeros([5]), variance: ones([3]) }); // wrong: Type 'Tensor<[5]>' is not assignable to type 'Vector<3>'.
}

// ── averagePool2d: a window that does not fit
{
  averagePool2d([7, 11, 2], 7); // right
  averagePool2d([7, 11, 2], 8); // wrong: …averagePool2d: a kernel of 8 does not fit into [7, 11, 2] with padding valid…
}

// ── conv2d: an option of another kind
{
  conv2d([8, 8, 1], 5, 3, { padding: "same", activation: relu, random: random(1) }); // right
  conv2d([8, 8, 1], 5, 3, { padding: "SAME" }); // wrong: conv2d: the padding has to be literally …
  conv2d([8, 8, 1], 5, 3, { padding: [1, 1, 1] }); // wrong: conv2d: the padding is one for both axes or [height, width], not [1, 1, 1]
  conv2d([8, 8, 1], 5, 3, { stride: "2" }); // wrong: conv2d: the stride has to be a literal number or a pair of them
  conv2d([8, 8, 1], 5, 3, { activation: "relu" }); // wrong: Type 'string' is not assignable to type 'Activation'
  conv2d([8, 8, 1], 5, 3, { random: 7 }); // wrong: Type 'number' is not assignable to type 'Random'
}

// ── reshape: the layer
{
  reshape([6], [2, 3]); // right
  reshape([6], [2, 5]); // wrong: …reshape: [6] has 6 elements, [2, 5] has 10…
}

// ── matmul: a chain of forty, wrong at its end
{
  const w = zeros([5, 5]);
  const x = zeros([3, 5]).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w).matmul(w);
  const y = x.matmul(w).add(x).relu().matmul(w).add(x).relu().matmul(w).add(x).relu().matmul(w).add(x).relu().matmul(w).add(x).relu().matmul(w).add(x).relu().matmul(w).add(x).relu();
  is([3], y.matmul(zeros([5]))); // right
  y.matmul(zeros([3])); // wrong: matmul: [3, 5] by [3]: the left has 5 columns, the right 3 rows
}

// ── where: three operands
{
  is([2, 3], where(zeros([2, 3]), ones([3]), 0)); // right
  where(zeros([2, 3]), ones([2]), 0); // wrong: where: [2] does not fit the end of [2, 3]
  where(zeros([2, 3]), 1, ones([3, 2])); // wrong: where: [3, 2] does not fit the end of [2, 3]
}

// ── einsum: as people write it
{
  const [a, b] = [zeros([2, 3]), zeros([3, 5])];
  is([2, 5], einsum("ij,jk->ik", a, b)); // right
  einsum("ij,jk->ik", b, a); // wrong: einsum: index 'j' is 5 and 2
  einsum("ij,jk->ik", a); // wrong: einsum: 'ij,jk->ik' names the axes of 2, not of 1 operands
}

// ── embedding: the output of the layer below
{
  sequential(embedding(11, 7), dense(7, 5)); // right
  sequential(embedding(11, 7), dense(11, 5)); // wrong: sequential: layer 2 takes [11], but layer 1 gives [7]
}

// ── layerNorm: with the length in place of the width
{
  sequential(attention([5, 8], 2), layerNorm(8)); // right
  sequential(attention([5, 8], 2), layerNorm(5)); // wrong: sequential: layer 2 takes [5], but layer 1 gives [5, 8]
}

// ── tensor: a shape for two networks
{
  const x = tensor([1, 2, 3, 5, 7, 11], [2, 3]);
  is([2], x.matmul(vector([1, 2, 3]))); // right
  x.matmul(vector([1, 2])); // wrong: matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows
}
