/** Layers of refused calls: what is built on them, and what they compute, isn't refused as well. */
import { dim, type Matrix, ones, randomNormal, type Scalar, type Size, type Tensor, type Vector, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { activate, adam, attention, averagePool1d, averagePool2d, backpropagate, batchNorm, cellOf, concat, conv1d, conv2d, convTranspose2d, crossAttention, crossEntropy, decoding, dense, dropout, embedding, evaluate, flatten, freeze, globalAveragePool1d, globalAveragePool2d, globalMaxPool2d, groupNorm, gru, heads, identity, type Layer, layer, layerNorm, lstm, masked, maxPool1d, maxPool2d, meanSquaredError, type Network, parallel, positions, recordLayer, recurrent, relu, reshape, residual, reversed, rmsNorm, scaledDotProductAttention, sequential, sequentialOf, sgd, sinusoidalPositions, sum, train, trainingStep, unembedding, upsample2d } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");
const width: number = JSON.parse("6");
const config = { inputs: count };

// ── dense: a size that may be one of several, in a network
{
  const hidden = dense(8, 32); // right
  const hidden = dense(8, yes ? 32 : 64); // refused: …a size that may be one of several needs a name: dim(name, size)
  const hidden = dense(8); // wrong: Expected 2-3 arguments, but got 1.
  const hidden = dense(); // wrong: Expected 2-3 arguments, but got 0.
  const hidden = dense("8", 32); // wrong: Argument …
  const hidden = dense(8, -32); // wrong: …a size is a whole number from 0 up, not -32
  const hidden = dense([8], 32); // wrong: Argument …
  const network = sequential(hidden, dense(32, 2));
  const y: Matrix<5, 2> = network.predict(zeros([5, 8]));
  network.parameters[0].weights.transpose().matmul(zeros([32]));
  is([5, 2], y); // right
}

// ── dense: a size of a configuration
{
  const first = dense(3, 5); // right
  const first = dense(config.inputs, 5); // refused: …a size known only at run time needs a name: dim(name, size)
  const first = dense(dim("inputs", 3), count); // refused: …a size known only at run time needs a name: dim(name, size)
  const y = first.predict(zeros([8, 3]));
  y.add(zeros([8, 5]));
  first.forward(zeros([8, 3])).backward(zeros([8, 5])).error.add(zeros([8, 3]));
  is([8, 5], y); // right
  is([5, 3], first.parameters.weights); // right
}

// ── dense: a number of inputs in a list
{
  const l = dense(784, 128); // right
  const l = dense([784], 128); // wrong: Argument …
  l.predict(zeros([32, 784])).sum(1).add(zeros([32]));
}

// ── dense: an option that is refused
{
  const l = dense(4, 2, { activation: relu }); // right
  const l = dense(4, 2, { activation: "relu" }); // wrong: Type …
  const l = dense(4, 2, { activaton: relu }); // wrong: …
  const l = dense(4, 2, { weights: zeros([4, 2]) }); // wrong: Type …
  sequential(l, dense(2, 1)).predict(zeros([3, 4])).add(zeros([3, 1]));
}

// ── predict: an input that doesn't fit
{
  const y: Vector<4> = dense(6, 4).predict(zeros([6])); // right
  const y: Vector<4> = dense(6, 4).predict(zeros([6, 1])); // wrong: …predict: takes [6] with any leading axes, not [6, 1]
  const y: Vector<4> = dense(6, 4).predict(zeros([5])); // wrong: …predict: takes [6] with any leading axes, not [5]
  const y: Vector<4> = dense(6, 4).predict(); // wrong: Expected 1 arguments, but got 0.
  const y: Vector<4> = dense(6, 4).predict([1, 2, 3, 4, 5, 6]); // wrong: …predict: takes…
  y.add(zeros([4]));
}

// ── predict: an input that doesn't fit, in code for all sizes
{
  const f = <N extends number>(x: Matrix<N, 6>): Matrix<N, 4> => {
    const y = dense(6, 4).predict(x); // right
    const y = dense(7, 4).predict(x); // wrong: Argument …
    y.add(zeros([4]));
    return y;
  };
  is([3, 4], f(zeros([3, 6]))); // right
  f(zeros([3, 6])); // wrong
}

// ── predict: leading axes of any number
{
  const f = <Lead extends readonly number[], N extends number>(l: Layer<[N], [2], unknown>, x: Tensor<[...Lead, N]>): Tensor<[...Lead, 2]> => l.predict(x);
  const g = <N extends number>(size: Size<N>, x: Matrix<7, N>): Matrix<7, 4> => dense(size, 4).predict(x);
  const h = <P>(net: Network<[3], [2], P>, x: Matrix<5, 3>) => net.forward(x).backward(zeros([5, 2])).error;
  is([5, 7, 2], f(dense(3, 2), zeros([5, 7, 3]))); // right
  is([7, 4], g(3, zeros([7, 3]))); // right
  is([5, 3], h(dense(3, 2), zeros([5, 3]))); // right
  h(dense(3, 4), zeros([5, 3])); // wrong: Argument …
  g(5, zeros([7, 3])); // wrong: …
}

// ── forward: an input that doesn't fit
{
  const { output, backward } = dense(6, 4).forward(zeros([5, 6])); // right
  const { output, backward } = dense(6, 4).forward(zeros([5, 7])); // wrong: …forward: takes [6] with any leading axes, not [5, 7]
  const { error, gradients } = backward(zeros([5, 4]));
  output.add(zeros([5, 4]));
  error.add(zeros([5, 6]));
  gradients.weights.add(zeros([4, 6]));
  is([5, 6], error); // right
}

// ── predict: inputs of a network of records
{
  const net = parallel({ a: dense(3, 5), b: dense(2, 7) });
  const y = net.predict({ a: zeros([4, 3]), b: zeros([4, 2]) }); // right
  const y = net.predict({ a: zeros([4, 9]), b: zeros([4, 2]) }); // wrong: …predict, a: takes [3] with any leading axes, not [4, 9]
  const y = net.predict({ a: zeros([4, 3]), b: zeros([9, 2]) }); // wrong: …
  const y = net.predict({ a: zeros([4, 3]) }); // wrong: …
  const y = net.predict(zeros([4, 3])); // wrong: …
  y.a.add(zeros([4, 5]));
  y.b.add(zeros([4, 7]));
  is([4, 5], y.a); // right
}

// ── forward: inputs of a network of records
{
  const net = heads({ a: dense(3, 5), b: dense(3, 7) });
  const { output, backward } = net.forward(zeros([4, 3])); // right
  const { output, backward } = net.forward(zeros([4, 2])); // wrong: forward: takes [3] with any leading axes, not [4, 2]
  output.a.add(zeros([4, 5]));
  backward({ a: zeros([4, 5]), b: zeros([4, 7]) }).error.add(zeros([4, 3]));
}

// ── predict: a network of inferred sizes
{
  const net = inferred.sequential([6], inferred.dense(5, { activation: relu }), inferred.dense(4));
  const y: Matrix<3, 4> = net.predict(zeros([3, 6])); // right
  const y: Matrix<3, 4> = net.predict(zeros([3, 7])); // wrong: …predict: takes [6] with any leading axes, not [3, 7]
  const y: Matrix<3, 4> = net.predict(zeros([7])); // wrong: …predict: takes [6] with any leading axes, not [7]
  y.add(zeros([4]));
}

// ── sequential: layers that don't fit
{
  const net = sequential(dense(784, 128), dense(128, 10)); // right
  const net = sequential(dense(128, 784), dense(128, 10)); // wrong: …sequential: layer 2 takes [128], but layer 1 gives [784]
  const net = sequential(relu, dense(784, 10)); // wrong: …sequential: argument 1 is an activation (activate(…) makes a layer of it), not a layer
  const net = sequential([dense(784, 10)]); // wrong: …
  const net = sequential(); // wrong: …
  const y: Matrix<32, 10> = net.predict(zeros([32, 784]));
  const outer = sequential(net, dense(10, 2));
  y.add(zeros([10]));
  outer.predict(zeros([784])).add(zeros([2]));
  net.parameters[1].bias.add(zeros([10]));
}

// ── sequential: a list of blocks
{
  const blocks = [dense(16, 16), dense(16, 16)];
  const body = sequentialOf(blocks); // right
  const body = sequential(...blocks); // refused: …sequential: takes its layers one by one…
  const body = sequentialOf([dense(16, 8), dense(16, 8)]); // wrong: …sequentialOf: the layers take [16], but give [8]
  const net = sequential(dense(4, 16), body, dense(16, 1));
  net.predict(zeros([3, 4])).add(zeros([3, 1]));
}

// ── normalisation: a size that is missing
{
  const net = sequential(dense(8, 16), batchNorm(16), dense(16, 4)); // right
  const net = sequential(dense(8, 16), batchNorm(), dense(16, 4)); // wrong: Expected 1-2 arguments, but got 0.
  const net = sequential(dense(8, 16), layerNorm(), dense(16, 4)); // wrong: Expected 1-2 arguments, but got 0.
  const net = sequential(dense(8, 16), rmsNorm(), dense(16, 4)); // wrong: Expected 1-2 arguments, but got 0.
  const net = sequential(dense(8, 16), batchNorm([16]), dense(16, 4)); // wrong: Argument …
  const net = sequential(dense(8, 16), layerNorm(width), dense(16, 4)); // refused: …a size known only at run time needs a name: dim(name, size)
  net.predict(zeros([3, 8])).add(zeros([3, 4]));
}

// ── positions: a number in place of a shape
{
  const net = sequential(embedding(27, 64), positions([16, 64]), dense(64, 27)); // right
  const net = sequential(embedding(27, 64), positions(16), dense(64, 27)); // wrong: Argument …
  const net = sequential(embedding(27, 64), positions(16, 64), dense(64, 27)); // wrong: …
  const net = sequential(embedding(27, 64), sinusoidalPositions([16]), dense(64, 27)); // wrong: …sinusoidalPositions: takes [length, width], not [16]
  const net = sequential(embedding(27), positions([16, 64]), dense(64, 27)); // wrong: Expected 2-3 arguments, but got 1.
  const net = sequential(embedding(27, width), positions([16, 64]), dense(64, 27)); // refused: …a size known only at run time needs a name: dim(name, size)
  net.predict(zeros([16])).add(zeros([16, 27]));
}

// ── conv2d: a shape, a kernel or filters that are refused
{
  const c = conv2d([28, 28, 1], 16, 3); // right
  const c = conv2d([28, 28], 16, 3); // wrong: …conv2d: takes [height, width, channels], not [28, 28]
  const c = conv2d([28, 28, 1], 16, 29); // wrong: …
  const c = conv2d([28, 28, 1], 16, yes ? 3 : 5); // refused: …a size that may be one of several needs a name: dim(name, size)
  const c = conv2d([28, 28, 1], count, 3); // refused: …a size known only at run time needs a name: dim(name, size)
  const c = conv2d([28, 28, count], 16, 3); // refused: …
  const c = conv2d([28, 28, 1], 16); // wrong: Expected 3-4 arguments, but got 2.
  const c = conv2d(28, 16, 3); // wrong: …
  const net = sequential(c, flatten([26, 26, 16]), dense(10816, 10));
  net.predict(zeros([5, 28, 28, 1])).add(zeros([5, 10]));
  is([5, 10], net.predict(zeros([5, 28, 28, 1]))); // right
}

// ── conv2d: options that are refused
{
  const c = conv2d([28, 28, 1], 16, 3, { stride: 2 }); // right
  const c = conv2d([28, 28, 1], 16, 3, { strides: 2 }); // wrong: …conv2d: there is no option strides…
  const c = conv2d([28, 28, 1], 16, 3, { stride: yes ? 2 : 2.5 }); // refused: …
  const c = conv2d([28, 28, 1], 16, 3, { stride: 0 }); // wrong: …
  const c = conv2d([28, 28, 1], 16, 3, { stride: 2, padding: "full" }); // wrong: …
  const c = conv2d([28, 28, 1], 16, 3, { stride: 2, groups: 3 }); // wrong: …
  const net = sequential(c, flatten([13, 13, 16]));
  net.predict(zeros([28, 28, 1])).add(zeros([2704]));
}

// ── conv1d, pools of sequences
{
  const c = conv1d([100, 8], 16, 5); // right
  const c = conv1d([100, 8], 16, 500); // wrong: …
  const c = conv1d([100, 8], 16, count); // refused: …
  const c = conv1d([8], 16, 5); // wrong: …conv1d: takes [length, width], not [8]
  const c = conv1d([100, 8], 16, 5, { strides: 1 }); // wrong: …conv1d: there is no option strides…
  const net = sequential(c, maxPool1d([96, 16], 2), averagePool1d([48, 16], 2), globalAveragePool1d([24, 16]));
  net.predict(zeros([100, 8])).add(zeros([16]));
}

// ── pools of sequences
{
  const pool = maxPool1d([96, 16], 2); // right
  const pool = maxPool1d([96], 2); // wrong: …maxPool1d: takes [length, width], not [96]
  const pool = averagePool1d([96, 16], 97); // wrong: …
  const pool = averagePool1d([96, 16], 2, { step: 2 }); // wrong: …
  const net = sequential(pool, flatten([48, 16]), dense(768, 3));
  net.predict(zeros([96, 16])).add(zeros([3]));
}

// ── convTranspose2d, upsample2d
{
  const c = upsample2d([7, 7, 4], 2); // right
  const c = upsample2d([7, 7, 4], 0); // wrong: …
  const c = upsample2d([7, 7, 4], count); // refused: …
  const c = upsample2d([7, 7, 4]); // wrong: Expected 2-3 arguments, but got 1.
  const c = convTranspose2d([7, 7], 4, 2, { stride: 2 }); // wrong: …convTranspose2d: takes [height, width, channels], not [7, 7]
  const c = convTranspose2d([7, 7, 4], 4, 2, { strides: 2 }); // wrong: …convTranspose2d: there is no option strides…
  const c = convTranspose2d([7, 7, 4], count, 2, { stride: 2 }); // refused: …
  const net = sequential(c, globalAveragePool2d([14, 14, 4]), dense(4, 3));
  net.predict(zeros([7, 7, 4])).add(zeros([3]));
}

// ── pools: a shape without channels
{
  const net = sequential(conv2d([28, 28, 1], 16, 3), globalMaxPool2d([26, 26, 16]), dense(16, 10)); // right
  const net = sequential(conv2d([28, 28, 1], 16, 3), globalMaxPool2d([26, 26]), dense(16, 10)); // wrong: …globalMaxPool2d: takes [height, width, channels], not [26, 26]
  const net = sequential(conv2d([28, 28, 1], 16, 3), globalAveragePool2d(26, 26, 16), dense(16, 10)); // wrong: …
  net.predict(zeros([28, 28, 1])).add(zeros([10]));
}

// ── pools: a window that doesn't fit
{
  const pool = maxPool2d([26, 26, 16], 2); // right
  const pool = maxPool2d([26, 26, 16], 27); // wrong: …
  const pool = maxPool2d([26, 26, 16], yes ? 2 : 3); // refused: …a size that may be one of several needs a name: dim(name, size)
  const pool = averagePool2d([26, 26, 16]); // wrong: Expected 2-3 arguments, but got 1.
  const pool = averagePool2d([26, 26, 16], 2, { strides: 2 }); // wrong: …averagePool2d: there is no option strides…
  const pool = averagePool2d([26, 26, 16], 2, { stride: count }); // refused: …
  sequential(pool, flatten([13, 13, 16]), dense(2704, 2)).predict(zeros([26, 26, 16])).add(zeros([2]));
}

// ── lstm: the sizes of an embedding
{
  const net = sequential(lstm([16, 27], 64), gru([16, 64], 32)); // right
  const net = sequential(lstm(27, 64), gru([16, 64], 32)); // wrong: …
  const net = sequential(lstm([16, 27], count), gru([16, 64], 32)); // refused: …a size known only at run time needs a name: dim(name, size)
  const net = sequential(recurrent([27], 64), gru([16, 64], 32)); // wrong: …recurrent: takes [length, width], not [27]
  const net = sequential(lstm([16, 27]), gru([16, 64], 32)); // wrong: Expected 2-3 arguments, but got 1.
  const net = sequential(lstm([16, 27], 64, { return: "all" }), gru([16, 64], 32)); // wrong: …
  net.predict(zeros([16, 27])).add(zeros([16, 32]));
}

// ── lstm: what it returns
{
  const reading = lstm([16, 27], 64, { returns: "last" }); // right
  const reading = lstm([16, 27], 64, { returns: yes ? "last" : "all" }); // refused: …
  const reading = gru([16, 27], 64, { returns: "first" }); // wrong: …
  sequential(reading, dense(64, 2)).predict(zeros([16, 27])).add(zeros([2]));
}

// ── reshape, flatten: another number of elements
{
  const net = sequential(reshape([784], [28, 28, 1]), conv2d([28, 28, 1], 4, 3)); // right
  const net = sequential(reshape([784], [28, 27, 1]), conv2d([28, 28, 1], 4, 3)); // wrong: …
  const net = sequential(reshape([28, 28, 1]), conv2d([28, 28, 1], 4, 3)); // wrong: Expected 2 arguments, but got 1.
  const net = sequential(reshape([784], [count, 28, 1]), conv2d([28, 28, 1], 4, 3)); // refused: …
  net.predict(zeros([784])).add(zeros([26, 26, 4]));
}

// ── flatten: what isn't a shape
{
  const flat = flatten([4, 4, 3]); // right
  const flat = flatten(); // wrong: Expected 1 arguments, but got 0.
  const flat = flatten([4, 4, yes ? 3 : 1]); // refused: …
  const flat = flatten(48); // wrong: …
  sequential(flat, dense(48, 2)).predict(zeros([4, 4, 3])).add(zeros([2]));
}

// ── concat: layers that don't fit
{
  const net = sequential(concat(-1, lstm([16, 27], 32), dense(27, 32)), dense(64, 10)); // right
  const net = sequential(concat(-1, lstm([16, 27], 32), relu), dense(64, 10)); // wrong: …
  const net = sequential(concat(-1, lstm([16, 27], 32), dense(26, 32)), dense(64, 10)); // wrong: …
  const net = sequential(concat(2, lstm([16, 27], 32), dense(27, 32)), dense(64, 10)); // wrong: …
  const net = sequential(concat(-1, lstm([16, 27], 32), dense(27, width)), dense(64, 10)); // refused: …
  net.predict(zeros([16, 27])).add(zeros([16, 10]));
}

// ── layers beside each other: the first, or a shared one, is refused
{
  const shared = dense(3, 4); // right
  const shared = dense(3, count); // refused: …a size known only at run time needs a name: dim(name, size)
  const shared = dense(3); // wrong: Expected 2-3 arguments, but got 1.
  concat(-1, shared, dense(3, 4)).predict(zeros([3])).add(zeros([8]));
  concat(-1, dense(3, 4), shared, activate(relu)).predict(zeros([3])).add(zeros([11]));
  sum(shared, dense(3, 4)).predict(zeros([3])).add(zeros([4]));
  heads({ a: shared, b: dense(3, 4) }).predict(zeros([3])).b.add(zeros([4]));
  parallel({ a: shared, b: dense(2, 4) }).predict({ a: zeros([3]), b: zeros([2]) }).b.add(zeros([4]));
  sequentialOf([sequential(shared, dense(4, 3)), sequential(dense(3, 4), dense(4, 3))]).predict(zeros([3])).add(zeros([3]));
  sequential(shared, dropout(0.5), dense(4, 2)).with(sequential(shared, dropout(0.5), dense(4, 2)).parameters).predict(zeros([3])).add(zeros([2]));
  is([8], concat(-1, shared, dense(3, 4)).predict(zeros([3]))); // right
}

// ── tensors that are refused, as inputs and targets
{
  const x = zeros([5, 3]); // right
  const x = zeros([count, 3]); // refused: …
  const x = zeros([5]).matmul(zeros([6, 3])); // wrong: matmul: …
  const net = dense(3, 4);
  net.predict(x).add(zeros([5, 4]));
  backpropagate(net, meanSquaredError, x, zeros([5, 4])).gradients.bias.add(zeros([4]));
  backpropagate(net, crossEntropy, x, zeros([5])).gradients.bias.add(zeros([4]));
  trainingStep(net, meanSquaredError, sgd(net, { learningRate: 0.1 }))(x, zeros([5, 4]));
  evaluate(net, meanSquaredError, x, zeros([5, 4]));
}

// ── sum: layers that don't fit
{
  const both = sum(dense(5, 3), dense(5, 3)); // right
  const both = sum(dense(5, 3), dense(5, 2)); // wrong: …
  const both = sum(dense(5, 3), dense(5, count)); // refused: …
  const both = sum(); // wrong: …
  sequential(both, dense(3, 2)).predict(zeros([5])).add(zeros([2]));
}

// ── residual, reversed, freeze: layers that don't fit
{
  const block = residual(sequential(dense(5, 3), dense(3, 5))); // right
  const block = residual(dense(5, 3)); // wrong: …residual: the layer takes [5], but gives [3]
  const block = residual(sequential(dense(5, 3), dense(6, 5))); // wrong: …sequential: layer 2 takes [6], but layer 1 gives [3]
  const block = residual(dense(5, width)); // refused: …
  const block = residual(dense(width, 5)); // refused: …
  const block = freeze(dense(count, 5)); // refused: …
  const block = freeze(relu); // wrong: …
  const block = reversed(dense(5, 5)); // wrong: …reversed: the layer takes [5], not [length, width]
  sequential(block, dense(5, 2)).predict(zeros([5])).add(zeros([2]));
}

// ── reversed, masked, freeze: a layer that is refused
{
  const net = reversed(gru([7, 3], 4)); // right
  const net = reversed(gru([7], 4)); // wrong: …
  const net = masked(attention([7, 3], 2), (x) => x.sum(-1)); // wrong: …
  const net = freeze(gru([7, 3])); // wrong: Expected 2-3 arguments, but got 1.
  sequential(net, dense(4, 2)).predict(zeros([7, 3])).add(zeros([7, 2]));
}

// ── heads: layers that don't take the same
{
  const net = sequential(dense(8, 16), heads({ a: dense(16, 10), b: dense(16, 4) })); // right
  const net = sequential(dense(8, 16), heads({ a: dense(16, 10), b: dense(15, 4) })); // wrong: …
  const net = sequential(dense(8, 16), heads({ a: dense(16, 10), b: relu })); // wrong: …
  const net = sequential(dense(8, 16), heads({ a: dense(16, 10), b: dense(16, count) })); // refused: …
  const { a, b } = net.predict(zeros([3, 8]));
  a.add(zeros([3, 10]));
  b.add(zeros([3, 4]));
  is([3, 4], b); // right
}

// ── parallel: layers of a size that only the program knows
{
  const net = parallel({ a: dense(3, 5), b: dense(6, 5) }); // right
  const net = parallel({ a: dense(count, 5), b: dense(6, 5) }); // refused: …
  const net = parallel({ a: dense(3, 5), b: relu }); // wrong: …
  const net = parallel([dense(3, 5), dense(6, 5)]); // wrong: …
  const net = parallel({}); // wrong: …
  const merge = recordLayer({}, { a: [5], b: [5] }, [5], (_, { a, b }) => a.add(b));
  sequential(net, merge, dense(5, 2)).predict({ a: zeros([2, 3]), b: zeros([2, 6]) }).add(zeros([2, 2]));
}

// ── recordLayer: a shape that only the program knows
{
  const merge = recordLayer({}, { a: [6], b: [6] }, [6], (_, { a, b }) => a.add(b)); // right
  const merge = recordLayer({}, { a: [width], b: [6] }, [6], (_, { a, b }) => a.add(b)); // refused: …
  const merge = recordLayer({}, { a: [6], b: [6] }, [width], (_, { a, b }) => a.add(b)); // refused: …
  sequential(merge, dense(6, 2)).predict({ a: zeros([6]), b: zeros([6]) }).add(zeros([2]));
}

// ── cellOf: a layer that isn't recurrent
{
  const cell = cellOf(lstm([4, 3], 8)); // right
  const cell = cellOf(dense(3, 8)); // wrong: …
  const cell = cellOf(lstm([4, 3], count)); // refused: …
  const cell = cellOf(gru(3, 8)); // wrong: …
  const state = cell.start([5]);
  cell.step(zeros([5, 3]), state).output.add(zeros([5, 8]));
}

// ── decoding: a network that doesn't keep the places
{
  const decoder = decoding(sequential(embedding(7, 4), positions([9, 4]), dense(4, 7))); // right
  const decoder = decoding(dense(4, 7)); // wrong: …
  const decoder = decoding(sequential(embedding(7, 4), positions([9, width]), dense(4, 7))); // refused: …
  decoder.next(zeros([])).add(zeros([7]));
}

// ── decoding: an input that doesn't fit
{
  const decoder = decoding(attention([9, 4], 2, { causal: true }));
  const y: Vector<4> = decoder.next(zeros([4])); // right
  const y: Vector<4> = decoder.next(zeros([5])); // wrong: …next: takes [4] with any leading axes, not [5]
  y.add(zeros([4]));
}

// ── attention: heads that don't share the width
{
  const look = attention([16, 64], 4, { causal: true }); // right
  const look = attention([16, 64], 5); // wrong: …
  const look = attention([16, 64], count); // refused: …
  const look = attention([16, 64]); // wrong: Expected 2-3 arguments, but got 1.
  const look = attention(64, 4); // wrong: …
  const look = attention([64], 4); // wrong: …attention: takes [length, width], not [64]
  const look = attention([16, width], 4); // refused: …
  const net = residual(sequential(layerNorm(64), look));
  net.predict(zeros([16, 64])).add(zeros([16, 64]));
}

// ── crossAttention: sizes that are refused
{
  const look = crossAttention([14, 48], [20, 32], 4); // right
  const look = crossAttention([14, 48], [20, 32], 5); // wrong: …
  const look = crossAttention([14, 48], [20], 4); // wrong: …crossAttention: takes [length, width], not [20]
  const look = crossAttention([14, 48], [20, count], 4); // refused: …
  const y: Matrix<14, 48> = look.predict(zeros([14, 48]), zeros([20, 32]));
  y.add(zeros([48]));
}

// ── crossAttention: inputs that don't fit
{
  const look = crossAttention([14, 48], [20, 32], 4);
  const y: Matrix<14, 48> = look.predict(zeros([14, 48]), zeros([20, 32])); // right
  const y: Matrix<14, 48> = look.predict(zeros([14, 47]), zeros([20, 32])); // wrong: …
  y.add(zeros([48]));
}

// ── scaledDotProductAttention: keys or values that don't fit
{
  const y: Matrix<5, 12> = scaledDotProductAttention(zeros([5, 16]), zeros([7, 16]), zeros([7, 12])); // right
  const y: Matrix<5, 12> = scaledDotProductAttention(zeros([5, 16]), zeros([7, 15]), zeros([7, 12])); // wrong: …
  const y: Matrix<5, 12> = scaledDotProductAttention(zeros([2, 5, 16]), zeros([7, 16]), zeros([7, 12])); // wrong: …
  const y: Matrix<5, 12> = scaledDotProductAttention(zeros([2, 5, 16]), zeros([2, 7, 16]), zeros([7, 12])); // wrong: …
  y.add(zeros([12]));
}

// ── layer: a width that only the program knows
{
  const scale = layer({ s: ones([6]) }, [6], [6], (p, x) => x.multiply(p.s)); // right
  const scale = layer({ s: zeros([6]) }, [width], [width], (p, x) => x.multiply(p.s)); // refused: …
  const scale = layer({ s: zeros([6]) }, [width], [6], (p, x) => x.multiply(p.s)); // refused: …
  const net = sequential(dense(3, 6), scale);
  net.predict(zeros([3])).add(zeros([6]));
}

// ── groupNorm, unembedding: what they are given
{
  const norm = groupNorm([5, 5, 8], 4); // right
  const norm = groupNorm([5, 5, 8], 3); // wrong: …
  const norm = groupNorm([5, 5, 8]); // wrong: Expected 2-3 arguments, but got 1.
  const norm = groupNorm(8, 4); // wrong: …
  sequential(conv2d([7, 7, 1], 8, 3), norm, globalAveragePool2d([5, 5, 8])).predict(zeros([7, 7, 1])).add(zeros([8]));
}

// ── embedding: shared by the last layer
{
  const letters = embedding(27, 64); // right
  const letters = embedding(27, yes ? 64 : 32); // refused: …
  const letters = embedding([27, 64]); // wrong: Expected 2-3 arguments, but got 1.
  const net = sequential(letters, attention([16, 64], 4), unembedding(letters));
  net.predict(zeros([16])).add(zeros([16, 27]));
}

// ── training: a network that is refused
{
  const net = sequential(dense(4, 8), dense(8, 2)); // right
  const net = sequential(dense(4, 8), dense(9, 2)); // wrong: …sequential: layer 2 takes [9], but layer 1 gives [8]
  const net = sequential(dense(4, width), dense(8, 2)); // refused: …
  const [x, y] = [zeros([5, 4]), zeros([5, 2])];
  const optimizer = adam(net, { learningRate: 0.01 });
  const { loss, gradients, error } = backpropagate(net, meanSquaredError, x, y);
  error.add(zeros([5, 4]));
  optimizer.step(gradients);
  const step = trainingStep(net, meanSquaredError, sgd(net, { learningRate: 0.1 }));
  step(x, y);
  await train(net, { loss: meanSquaredError, optimizer, inputs: x, targets: y, epochs: 1, batchSize: 5 });
  evaluate(net, meanSquaredError, x, y);
}

// ── sizes of code that is generic
{
  const block = <N extends number, H extends number>(size: Size<N>, hidden: Size<H>) => residual(sequential(dense(size, hidden), layerNorm(hidden), dense(hidden, size))); // right
  const block = <N extends number, H extends number>(size: Size<N>, hidden: Size<H>) => residual(sequential(dense(size, hidden), layerNorm(hidden), dense(hidden, hidden))); // wrong: …
  const block = <N extends number, H extends number>(size: Size<N>, hidden: Size<H>) => residual(sequential(dense(size, hidden), layerNorm(size), dense(hidden, size))); // wrong: …
  const net = sequential(dense(3, 5), block(5, 7), dense(5, 2));
  net.predict(zeros([4, 3])).add(zeros([4, 2]));
  is([4, 2], net.predict(zeros([4, 3]))); // right
}

// ── layers in code that is generic
{
  const recurrentOf = <L extends number, W extends number, U extends number>(length: Size<L>, width: Size<W>, units: Size<U>) => sequential(lstm([length, width], units), reversed(gru([length, units], 5)), dense(5, width)); // right
  const recurrentOf = <L extends number, W extends number, U extends number>(length: Size<L>, width: Size<W>, units: Size<U>) => sequential(lstm([length, width], units), reversed(gru([length, width], 5)), dense(5, width)); // wrong: …
  const convolved = <H extends number, W extends number, C extends number>(height: Size<H>, width: Size<W>, channels: Size<C>) => sequential(conv2d([height, width, channels], 4, 3, { padding: "same" }), flatten([height, width, 4]));
  const attending = <L extends number, W extends number>(length: Size<L>, width: Size<W>) => sequential(positions([length, width]), attention([length, width], 1), layerNorm(width));
  const beside = <N extends number>(size: Size<N>) => concat(-1, dense(size, 3), activate(identity));
  const net = recurrentOf(7, 3, 4);
  net.predict(zeros([7, 3])).add(zeros([7, 3]));
  is([7, 3], net.predict(zeros([7, 3]))); // right
  is([2, 96], convolved(4, 6, 2).predict(zeros([2, 4, 6, 2]))); // right
  is([2, 4, 6], attending(4, 6).predict(zeros([2, 4, 6]))); // right
  is([2, 8], beside(5).predict(zeros([2, 5]))); // right
}
