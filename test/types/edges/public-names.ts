/** The public names from A to Z, as users write them in programs of their own: helpers, classes, callbacks, tables of functions, aliases and data. */
import { addTrees, allClose, arange, atan2, bincount, clipByGlobalNorm, compile, concat, contractBatch, convolve, diagonal, dim, type Dim, einsum, equals, full, globalNorm, grad, hessian, type Histogram, histogram, identity, type Jacobian, jacobian, jvp, lbfgs, linspace, mapTensors, type Matrix, matrix, meshgrid, type Nested, oneHot, ones, type Program, type Pullback, random, type Random, randomNormal, randomUniform, scalar, type Scalar, scaleTree, searchSorted, type Shape, type Size, type Sizes, stack, stopGradient, sumBatch, type Tensor, tensor, type TopK, trace, unique, valueAndGrad, type ValueAndGradients, type Vector, vector, vjp, vmap, where, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { loadNetwork, type Message, readCsv, readNpy, readNpz, readSafetensors, receive, receiveLike, saveNetwork, type Table, TensorFile, transfer, writeNpy, writeNpz, writeSafetensors } from "conformable/io";
import { cholesky, determinant, eigh, inverse, leastSquares, lu, matrixRank, norm, pseudoInverse, qr, solve, svd, trace as traceOf } from "conformable/linalg";
import { absoluteError, accuracy, activate, type Activation, adagrad, adam, adamW, attention, averagePool1d, averagePool2d, backpropagate, batches, type BatchesOptions, batchNorm, type BatchSize, binaryCrossEntropy, cellOf, checkGradients, confusionMatrix, conv1d, conv2d, type Conv2dOptions, convTranspose2d, cosineDecay, cosineDistance, crossAttention, crossEntropy, decoding, type Dense, dense, type DenseParameters, dropout, elu, embedding, evaluate, exponentialDecay, f1, flatten, freeze, gelu, globalAveragePool1d, globalAveragePool2d, globalMaxPool2d, groupNorm, gru, hardSigmoid, heads, hinge, type History, huber, kullbackLeibler, type Layer, layer, layerNorm, leakyRelu, lion, type Loss, lstm, type LstmState, masked, maxPool1d, maxPool2d, meanAbsoluteError, meanSquaredError, type Metric, mish, movingAverage, multiTaskLoss, type Network, onPlateau, type Optimizer, optimizerOf, parallel, parameterGroups, positions, precision, recall, recordLayer, recurrent, relu, reshape, residual, reversed, rmsNorm, rmsprop, rocAuc, scaledDotProductAttention, type Schedule, sequential, sequentialOf, sgd, sigmoid, silu, sinusoidalPositions, softplus, softsign, stepDecay, tanh, topKAccuracy, train, trainable, trainingStep, unembedding, upsample2d, warmup } from "conformable/nn";
import { toOnnx } from "conformable/onnx";
import { toStableHlo } from "conformable/stablehlo";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("6");
const batch = dim("batch", count);
const width = dim("width", 4);

// ── absoluteError: the loss that a table of losses has for a name
{
  const losses = { l1: absoluteError, l2: meanSquaredError, huber: huber({ delta: 0.5 }) } as const;
  type Name = keyof typeof losses;
  const pick = (name: Name) => losses[name];
  const network = dense(3, 2);
  backpropagate(network, pick("l1"), zeros([5, 3]), zeros([5, 2])); // right
  backpropagate(network, pick("l1"), zeros([5, 3]), zeros([5, 3])); // wrong: backpropagate: …
  backpropagate(network, pick(yes ? "l1" : "l2"), zeros([batch, 3]), zeros([batch, 2])); // right
  backpropagate(network, pick(yes ? "l1" : "l2"), zeros([batch, 3]), zeros([5, 2])); // refused: backpropagate: …
  backpropagate(network, pick("l3"), zeros([5, 3]), zeros([5, 2])); // wrong: Argument of type '"l3"' …
}

// ── absoluteError.of: a loss of every kind of size
{
  const penalty = <B extends number, N extends number>(x: Matrix<B, N>, y: Matrix<B, N>): Scalar => absoluteError.of(x, y);
  is([], absoluteError.of(zeros([2, 3]), ones([2, 3]))); // right
  absoluteError.of(zeros([2, 3]), ones([3, 2])); // wrong: Argument of type …
  absoluteError.of(zeros([batch, 3]), ones([6, 3])); // refused: Argument of type …
}

// ── absoluteError.of: a loss of every kind of size, 2
{
  const penalty = <B extends number, N extends number>(x: Matrix<B, N>, y: Matrix<B, N>): Scalar => absoluteError.of(x, y); // right
  const penalty = <B extends number, N extends number>(x: Matrix<B, N>, y: Matrix<N, B>): Scalar => absoluteError.of(x, y); // refused: Argument of type …
  is([], absoluteError.of(zeros([2, 3]), ones([2, 3]))); // right
}

// ── accuracy: as a callback over folds
{
  const folds = [{ outputs: zeros([4, 3]), targets: zeros([4, 3]) }, { outputs: ones([4, 3]), targets: zeros([4, 3]) }]; // right
  const folds = [{ outputs: zeros([4, 3]), targets: zeros([4, 2]) }, { outputs: ones([4, 3]), targets: zeros([4, 2]) }]; // wrong
  const scores: number[] = folds.map(({ outputs, targets }) => accuracy(outputs, targets)); // here: accuracy: …
}

// ── accuracy: of a generic head
{
  const score = <B extends number, C extends number>(logits: Matrix<B, C>, classes: Vector<B>): number => accuracy(logits, classes); // right
  const score = <B extends number, C extends number>(logits: Matrix<B, C>, classes: Vector<C>): number => accuracy(logits, classes); // refused: …accuracy…
  const score = <B extends number, C extends number>(logits: Matrix<B, C>, classes: Vector<B>): number => accuracy(classes, logits); // refused: Argument of type …
  score(zeros([5, 3]), zeros([5])); // right
}

// ── activate: by a name from a table
{
  const activations = { relu, gelu, leaky: leakyRelu(0.2), elu: elu(1) } satisfies Record<string, Activation>;
  const block = <const N extends number>(size: Size<N>, name: keyof typeof activations = "relu") => sequential(dense(size, size), activate(activations[name]));
  is([5, 4], block(4).predict(zeros([5, 4]))); // right
  block(4).predict(zeros([5, 3])); // wrong: predict: …
  block(4, "tanh"); // wrong: Argument of type '"tanh"' …
  activate(activations); // wrong: …
  block(width, "gelu").predict(zeros([4])); // refused: predict: …
}

// ── activate: an activation of a class
{
  class Cube implements Activation {
    readonly name = "cube";
    apply<S extends Shape>(x: Tensor<S>): Tensor<S> { return x.power(3); } // right
    apply<S extends Shape>(x: Tensor<S>): Scalar { return x.power(3).sum(); } // refused: Property 'apply' …
    derivative<S extends Shape>(x: Tensor<S>): Tensor<S> { return x.square().multiply(3); }
  }
  is([4], sequential(dense(3, 4), activate(new Cube())).predict(zeros([3]))); // right
}

// ── adagrad, adam, lion, rmsprop: a factory by configuration
{
  const network = sequential(dense(3, 4), dense(4, 2));
  const factories = { adagrad: () => adagrad(network), adam: () => adam(network), lion: () => lion(network), rmsprop: () => rmsprop(network) } as const;
  const make = (name: keyof typeof factories) => factories[name]();
  const { gradients } = backpropagate(network, meanSquaredError, zeros([5, 3]), zeros([5, 2]));
  make("lion").step(gradients); // right
  make("lion").step(gradients[0]); // wrong: Argument of type …
  make("lion").step([gradients[0], gradients[0]]); // wrong: Type …
  make("momentum"); // wrong: Argument of type '"momentum"' …
}

// ── adagrad, adamW: options of another optimiser
{
  const network = dense(3, 2);
  adagrad(network, { learningRate: 0.1 }); // right
  adagrad(network, { learningRate: 0.1, momentum: 0.9 }); // wrong: adagrad: there is no option momentum
  adamW(network, { learningRate: 0.1, nesterov: true }); // wrong: adamW: there is no option nesterov
  lion(network, { alpha: 0.9 }); // wrong: lion: there is no option alpha
  rmsprop(network, { beta2: 0.9 }); // wrong: rmsprop: there is no option beta2
}

// ── adam: the state of a service
{
  class Service {
    readonly network = sequential(dense(3, 4, { activation: relu }), dense(4, 2));
    readonly optimizer = adam(this.network, { learningRate: 0.01 });
    learn<N extends number>(x: Matrix<N, 3>, y: Matrix<N, 2>): number {
      const { loss, gradients } = backpropagate(this.network, meanSquaredError, x, y);
      this.optimizer.step(gradients); // right
      return loss;
    }
  }
  const service = new Service();
  service.learn(zeros([5, 3]), zeros([5, 2])); // right
  service.learn(zeros([5, 3]), zeros([6, 2])); // wrong: Argument of type …
  service.learn(zeros([5, 3]), zeros([5])); // wrong: Argument of type …
}

// ── adam: the state of a service, 2
{
  class Service {
    readonly network = sequential(dense(3, 4, { activation: relu }), dense(4, 2));
    readonly optimizer = adam(this.network, { learningRate: 0.01 });
    learn<N extends number>(x: Matrix<N, 3>, y: Matrix<N, 2>): number {
      const { loss, gradients } = backpropagate(this.network, meanSquaredError, x, y); // right
      const { loss, gradients } = backpropagate(this.network, meanSquaredError, y, x); // refused: …backpropagate…
      this.optimizer.step(gradients); // right
      return loss;
    }
  }
  const service = new Service();
  service.learn(zeros([5, 3]), zeros([5, 2])); // right
}

// ── add: as a reducer
{
  const rows = [vector([1, 2, 3]), vector([4, 5, 6])];
  is([3], rows.reduce((total, row) => total.add(row))); // right
  rows.reduce((total, row) => total.add(row), zeros([2])); // wrong: add: [3] does not fit the end of [2]
  is([], rows.reduce((total, row) => total.add(row.sum()), scalar(0))); // right
  rows.map((row) => scalar(0).add(row)); // wrong: add: …
}

// ── add: with a default that has the shape of the other parameter
{
  const shifted = <B extends number, N extends number>(x: Matrix<B, N>, by: Vector<N> = zeros([x.shape[1]])): Matrix<B, N> => x.add(by); // right
  const shifted = <B extends number, N extends number>(x: Matrix<B, N>, by: Vector<N> = zeros([x.shape[0]])): Matrix<B, N> => x.add(by); // refused: Type …
  is([2, 3], shifted(zeros([2, 3]))); // right
}

// ── add: what is optional in a record
{
  interface Affine { readonly weights: Matrix<2, 3>; readonly bias?: Vector<2> }
  const apply = ({ weights, bias }: Affine, x: Vector<3>): Vector<2> => bias ? weights.matmul(x).add(bias) : weights.matmul(x); // right
  const apply = ({ weights, bias }: Affine, x: Vector<3>): Vector<2> => weights.matmul(x).add(bias); // refused: Argument of type …
  is([2], apply({ weights: zeros([2, 3]) }, zeros([3]))); // right
}

// ── addBias: a method taken from a prototype of layers
{
  const layers = [{ weights: zeros([4, 3]), bias: zeros([4]) }, { weights: ones([4, 3]), bias: ones([4]) }] as const;
  for (const { weights, bias } of layers) is([5, 4], zeros([5, 3]).matmul(weights.transpose()).addBias(bias));
  const first = layers[0].bias.slice([0, 3]);
  zeros([batch, 4]).addBias(first); // refused: addBias: …
  is([6, 3], zeros([batch, 3]).as([6, 3]).addBias(first)); // right
}

// ── addBias: a method taken from a prototype of layers, 2
{
  const layers = [{ weights: zeros([4, 3]), bias: zeros([4]) }, { weights: ones([4, 3]), bias: ones([4]) }] as const;
  for (const { weights, bias } of layers) is([5, 4], zeros([5, 3]).matmul(weights.transpose()).addBias(bias)); // right
  for (const { weights, bias } of layers) zeros([5, 3]).matmul(weights.transpose()).addBias(weights.index(0, 0)); // wrong: addBias: …
  const first = layers[0].bias.slice([0, 3]);
  is([6, 3], zeros([batch, 3]).as([6, 3]).addBias(first)); // right
}

// ── addTrees: gradients summed over workers
{
  const network = sequential(dense(3, 4), dense(4, 2));
  const parts = [zeros([5, 3]), ones([5, 3])].map((x) => backpropagate(network, meanSquaredError, x, zeros([5, 2])).gradients);
  const total = parts.slice(1).reduce((sum, part) => addTrees(sum, part), addTrees(...([network.parameters] as const))); // right
  const total = parts.reduce((sum, part) => addTrees(sum, part[0]), network.parameters); // wrong: Argument of type …
  adam(network).step(scaleTree(total, 1 / 2)); // right
}

// ── all, any: conditions of a guard
{
  const isHealthy = <S extends Shape>(x: Tensor<S>): boolean => x.isFinite().all().at() === 1;
  isHealthy(zeros([2, 3])); // right
  is([3], zeros([2, 3]).isNaN().any(0)); // right
  zeros([2, 3]).isNaN().any(2); // wrong: any: …
  zeros([batch, 3]).isNaN().all(-3); // refused: all: …
}

// ── all, any: conditions of a guard, 2
{
  const isHealthy = <S extends Shape>(x: Tensor<S>): boolean => x.isFinite().all().at() === 1; // right
  const isHealthy = <S extends Shape>(x: Tensor<S>): boolean => x.isFinite().all().at(0) === 1; // refused: Expected …
  isHealthy(zeros([2, 3])); // right
  is([3], zeros([2, 3]).isNaN().any(0)); // right
}

// ── allClose: a helper of a test
{
  function expectClose<S extends Shape>(actual: Tensor<S>, expected: Tensor<S>, tolerance?: number): void {
    if (!allClose(actual, expected, tolerance === undefined ? {} : { absolute: tolerance })) throw new Error("not close");
  }
  expectClose(zeros([2, 3]), zeros([2, 3])); // right
  expectClose(zeros([2, 3]), zeros([3, 2])); // wrong: Argument of type …
  expectClose(zeros([batch]), zeros([6])); // refused: Argument of type …
}

// ── allClose, equals: two shapes
{
  allClose(zeros([2, 3]), zeros([2, 3])); // right
  allClose(zeros([2, 3]), zeros([3, 2])); // refused: allClose: [2, 3] by [3, 2]: the shapes differ
  equals(zeros([batch, 3]), zeros([6, 3])); // refused: equals: [batch, 3] by [6, 3]: the shapes differ
  const same = <A extends Shape, B extends Shape>(a: Tensor<A>, b: Tensor<B>): boolean => equals(a, b); // either: Argument of type …
}

// ── arange: indices of a vocabulary
{
  const config = { vocabulary: 5, start: 2 } as const;
  is([5], arange(config.vocabulary)); // right
  is([3], arange(config.start, config.vocabulary)); // right
  arange(config.start, count); // refused: arange: the start, the end and the step have to be literal numbers; where only the run time can tell, take arange(size).multiply(step).add(start)
  arange({ ...config, vocabulary: count }.vocabulary); // refused: a size known only at run time needs a name: dim(name, size)
  const { vocabulary = 5 }: { vocabulary?: number } = {};
  arange(vocabulary); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── argmax: a decision and its class
{
  const classes = ["cat", "dog", "cow"] as const;
  const decide = <B extends number>(logits: Matrix<B, 3>): Vector<B> => logits.argmax(1);
  const names = decide(zeros([5, 3])).toArray().map((place) => classes[place]);
  const best = zeros([3]).argmax();
  classes[best]; // refused: Type …
  classes[best.at()]; // right
}

// ── argmax: a decision and its class, 2
{
  const classes = ["cat", "dog", "cow"] as const;
  const decide = <B extends number>(logits: Matrix<B, 3>): Vector<B> => logits.argmax(1); // right
  const decide = <B extends number>(logits: Matrix<B, 3>): Vector<B> => logits.argmax(0); // refused: Type …
  const names = decide(zeros([5, 3])).toArray().map((place) => classes[place]);
  const best = zeros([3]).argmax();
  classes[best.at()]; // right
}

// ── argmin: the nearest centre
{
  const nearest = <N extends number, K extends number, D extends number>(x: Matrix<N, D>, centres: Matrix<K, D>): Vector<N> => x.matmul(centres.transpose()).argmin(1);
  is([7], nearest(zeros([7, 2]), zeros([3, 2]))); // right
  nearest(zeros([7, 2]), zeros([3, 5])); // wrong: Argument of type …
}

// ── argmin: the nearest centre, 2
{
  const nearest = <N extends number, K extends number, D extends number>(x: Matrix<N, D>, centres: Matrix<K, D>): Vector<N> => x.matmul(centres.transpose()).argmin(1); // right
  const nearest = <N extends number, K extends number, D extends number>(x: Matrix<N, D>, centres: Matrix<K, D>): Vector<N> => x.matmul(centres.transpose()).argmin(0); // refused: Type …
  is([7], nearest(zeros([7, 2]), zeros([3, 2]))); // right
}

// ── argsort: a ranking
{
  const ranking = <N extends number>(scores: Vector<N>): Vector<N> => scores.argsort(0, { descending: true });
  is([4], ranking(zeros([width]).as([4]))); // right
  ranking(zeros([2, 3])); // refused: Argument of type …
  zeros([2, 3]).argsort(2); // wrong: argsort: …
  zeros([2, 3]).argsort(1, { descending: "yes" }); // refused: Type …
  zeros([2, 3]).argsort(1, { reverse: true }); // wrong: …
}

// ── as: the shape of a record that the caller has
{
  type Frames = Tensor<[Dim<"frames">, 4]>;
  const frames = dim("frames", count);
  const load = (rows: number[][]): Frames => tensor(rows, [frames, 4]);
  const x = load([[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]]);
  const y: Frames = zeros([6, 4]).as([frames, 4]); // right
  const y: Frames = zeros([6, 4]).as([batch, 4]); // refused: Type …
  const y: Frames = zeros([6, 5]).as([frames, 4]); // wrong: as: …
  is([frames, 4], x.add(y)); // right
}

// ── at: entries by a loop
{
  const x = zeros([2, 3]);
  for (let row = 0; row < 2; row++) for (let column = 0; column < 3; column++) x.at(row, column);
  x.at(0, 1, 2); // wrong: Expected …
  const place = [0, 1] as const;
  x.at(...place); // right
  const place3 = [0, 1, 2] as const;
  x.at(...place3); // wrong: Expected …
}

// ── at: entries by a loop, 2
{
  const x = zeros([2, 3]);
  for (let row = 0; row < 2; row++) for (let column = 0; column < 3; column++) x.at(row, column); // right
  for (let row = 0; row < 2; row++) x.at(row); // wrong: Expected …
  const place = [0, 1] as const;
  x.at(...place); // right
  const place3 = [0, 1, 2] as const;
}

// ── atan2: angles of points
{
  const angles = <N extends number>(points: Matrix<N, 2>): Vector<N> => atan2(points.index(1, 1), points.index(0, 1));
  is([5], angles(zeros([5, 2]))); // right
  is([5], atan2(zeros([5]), 1)); // right
  atan2(zeros([5]), zeros([2, 5])); // wrong: atan2: …
}

// ── atan2: angles of points, 2
{
  const angles = <N extends number>(points: Matrix<N, 2>): Vector<N> => atan2(points.index(1, 1), points.index(0, 1)); // right
  const angles = <N extends number>(points: Matrix<N, 2>): Vector<N> => atan2(points.index(1, 1), points.index(0, 0)); // refused: Argument of type …
  const angles = <N extends number>(points: Matrix<N, 2>): Vector<N> => atan2(points, points.index(0, 1)); // refused: Argument of type …
  is([5], angles(zeros([5, 2]))); // right
  is([5], atan2(zeros([5]), 1)); // right
}

// ── attention: by a configuration with satisfies
{
  interface Config { readonly places: number; readonly width: number; readonly heads: number }
  const small = { places: 5, width: 8, heads: 2 } as const satisfies Config;
  is([3, 5, 8], attention([small.places, small.width], small.heads).predict(zeros([3, 5, 8]))); // right
  const odd = { ...small, heads: 3 } as const;
  attention([odd.places, odd.width], odd.heads); // wrong: attention: …
  const loose: Config = small;
  attention([small.places, small.width], loose.heads); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── averagePool1d, averagePool2d: default parameters
{
  const shrink = <const K extends number>(window: Size<K>) => averagePool1d([8, 3], window);
  is([4, 3], shrink(2).predict(zeros([8, 3]))); // right
  averagePool2d([8, 8, 3], 9); // wrong: averagePool2d: …
  averagePool2d([8, 8], 2); // wrong: averagePool2d: takes [height, width, channels], not [8, 8]
  averagePool2d([width, 8, 3], [5, 2]); // refused: averagePool2d: …
}

// ── averagePool1d, averagePool2d: default parameters, 2
{
  const shrink = (window: 2 | 4 = 2) => averagePool1d([8, 3], window); // refused: a size that may be one of several needs a name: dim(name, size)
  const shrink = <const K extends number>(window: Size<K>) => averagePool1d([8, 3], window); // right
  is([4, 3], shrink(2).predict(zeros([8, 3]))); // right
}

// ── backpropagate: its result in a type of one's own
{
  const network = sequential(dense(3, 4), dense(4, 2));
  type Weights = typeof network.parameters;
  interface Result { readonly loss: number; readonly gradients: Weights }
  const run = (x: Matrix<5, 3>, y: Matrix<5, 2>): Result => backpropagate(network, meanSquaredError, x, y); // right
  const run = (x: Matrix<5, 3>, y: Matrix<5, 2>): Result => backpropagate(network, meanSquaredError, y, x); // refused: backpropagate: …
  const run = (x: Matrix<5, 3>, y: Vector<5>): Result => backpropagate(network, meanSquaredError, x, y); // refused: backpropagate: …
  run(zeros([5, 3]), zeros([5, 2])); // right
}

// ── backpropagate: a partial application, and Parameters of it
{
  const network = dense(3, 2);
  const step = (x: Matrix<Dim<"batch">, 3>, y: Matrix<Dim<"batch">, 2>) => backpropagate(network, huber, x, y);
  type Arguments = Parameters<typeof step>;
  const args: Arguments = [zeros([batch, 3]), zeros([batch, 2])]; // right
  const args: Arguments = [zeros([batch, 3]), zeros([6, 2])]; // refused: Type …
  const args: Arguments = [zeros([batch, 2]), zeros([batch, 2])]; // refused: Type …
  step(...args); // right
  type Result = ReturnType<typeof step>;
  const error = (result: Result): Matrix<Dim<"batch">, 3> => result.error;
}

// ── backpropagate: a partial application, and Parameters of it, 2
{
  const network = dense(3, 2);
  const step = (x: Matrix<Dim<"batch">, 3>, y: Matrix<Dim<"batch">, 2>) => backpropagate(network, huber, x, y);
  type Arguments = Parameters<typeof step>;
  const args: Arguments = [zeros([batch, 3]), zeros([batch, 2])];
  step(...args); // right
  type Result = ReturnType<typeof step>;
  const error = (result: Result): Matrix<Dim<"batch">, 3> => result.error; // right
  const error = (result: Result): Matrix<Dim<"batch">, 2> => result.error; // refused: Type …
}

// ── batches: a loop in an async function over epochs
{
  const network = dense(3, 2);
  const optimizer = sgd(network, { learningRate: 0.1 });
  async function epoch(x: Matrix<12, 3>, y: Matrix<12, 2>): Promise<number> {
    let total = 0;
    for (const { inputs, targets } of batches(x, y, 4)) {
      await Promise.resolve();
      const { loss, gradients } = backpropagate(network, meanSquaredError, inputs, targets);
      optimizer.step(gradients);
      total += loss;
    }
    return total;
  }
  await epoch(zeros([12, 3]), zeros([12, 2])); // right
  await epoch(zeros([12, 3]), zeros([8, 2])); // wrong: Argument of type …
}

// ── batches: a loop in an async function over epochs, 2
{
  const network = dense(3, 2);
  const optimizer = sgd(network, { learningRate: 0.1 });
  async function epoch(x: Matrix<12, 3>, y: Matrix<12, 2>): Promise<number> {
    let total = 0;
    for (const { inputs, targets } of batches(x, y, 4)) {
      await Promise.resolve();
      const { loss, gradients } = backpropagate(network, meanSquaredError, inputs, targets); // right
      const { loss, gradients } = backpropagate(network, meanSquaredError, inputs, y); // refused: backpropagate: …
      const { loss, gradients } = backpropagate(network, meanSquaredError, x, targets); // refused: backpropagate: …
      optimizer.step(gradients);
      total += loss;
    }
    return total;
  }
  await epoch(zeros([12, 3]), zeros([12, 2])); // right
}

// ── batches: options of a record that is as const
{
  const options = { last: "drop" } as const;
  for (const { inputs } of batches(zeros([10, 3]), zeros([10, 2]), 4, options)) is([4, 3], inputs);
  const loose: BatchesOptions = options;
  for (const { inputs } of batches(zeros([10, 3]), zeros([10, 2]), 4, loose)) { const x: Matrix<4, 3> = inputs; } // refused: Type …
}

// ── batches: options of a record that is as const, 2
{
  const options = { last: "drop" } as const;
  for (const { inputs } of batches(zeros([10, 3]), zeros([10, 2]), 4, options)) is([4, 3], inputs); // right
  for (const { inputs } of batches(zeros([10, 3]), zeros([10, 2]), 4)) { const x: Matrix<4, 3> = inputs; } // refused: Type …
  for (const { inputs } of batches(zeros([10, 3]), zeros([9, 2]), 4, options)) inputs.sum(); // wrong: batches: …
  const loose: BatchesOptions = options;
}

// ── batches: the examples of an iterator taken by hand
{
  const all = batches(zeros([12, 3]), zeros([12, 2]), 4);
  const [first] = all;
  first.inputs.sum(); // refused: …possibly…
  if (first) is([4, 3], first.inputs); // right
  const list = Array.from(all, ({ inputs }) => inputs.mean(0));
  is([3], list.reduce((sum, mean) => sum.add(mean))); // right
  list.reduce((sum, mean) => sum.add(mean), zeros([2])); // refused: add: [3] does not fit the end of [2]
}

// ── batchMatmul: heads by hand in a class
{
  class Heads<H extends number, D extends number> {
    constructor(readonly keys: Tensor<[H, D, 5]>) {}
    scores<T extends number>(queries: Tensor<[H, T, D]>): Tensor<[H, T, 5]> {
      return queries.batchMatmul(this.keys);
    }
  }
  const two = new Heads(zeros([2, 4, 5]));
  is([2, 3, 5], two.scores(zeros([2, 3, 4]))); // right
  two.scores(zeros([3, 3, 4])); // wrong: Argument of type …
}

// ── batchMatmul: heads by hand in a class, 2
{
  class Heads<H extends number, D extends number> {
    constructor(readonly keys: Tensor<[H, D, 5]>) {}
    scores<T extends number>(queries: Tensor<[H, T, D]>): Tensor<[H, T, 5]> {
      return queries.batchMatmul(this.keys); // right
      return this.keys.batchMatmul(queries); // refused: Argument of type …
      return queries.matmul(this.keys); // refused: Argument of type …
    }
  }
  const two = new Heads(zeros([2, 4, 5]));
  is([2, 3, 5], two.scores(zeros([2, 3, 4]))); // right
}

// ── batchNorm: its statistics, copied
{
  const [from, to] = [batchNorm(4), batchNorm(4)];
  to.statistics.assign(from.statistics.values); // right
  batchNorm(5).statistics.assign(from.statistics.values); // wrong: Argument of type …
  batchNorm(width).statistics.assign(from.statistics.values); // refused: Argument of type …
  to.statistics.assign({ ...from.statistics.values, mean: zeros([5]) }); // wrong: Type …
}

// ── binaryCrossEntropy: one column or none
{
  const network = dense(3, 1);
  const targets = vector([0, 1, 1, 0]);
  backpropagate(network, binaryCrossEntropy, zeros([4, 3]), targets.expandDims(1)); // right
  backpropagate(network, binaryCrossEntropy, zeros([4, 3]), targets); // wrong: backpropagate: …
  const flat = sequential(network, reshape([1], []));
  backpropagate(flat, binaryCrossEntropy, zeros([4, 3]), targets); // right
  backpropagate(flat, binaryCrossEntropy, zeros([4, 3]), targets.expandDims(1)); // wrong: backpropagate: …
}

// ── bincount: of labels of an enum-like object
{
  const Kind = { cat: 0, dog: 1, cow: 2 } as const;
  type Kind = (typeof Kind)[keyof typeof Kind];
  const labels: Kind[] = [Kind.cat, Kind.dog];
  is([3], bincount(labels, 3)); // right
  bincount(labels, Object.keys(Kind).length); // refused: a size known only at run time needs a name: dim(name, size)
  is([dim("kinds", 3)], bincount(labels, dim("kinds", 3))); // right
  bincount(["cat"], 3); // wrong: Argument of type …
}

// ── broadcastTo: by a shape that is destructured
{
  const like = <B extends number, N extends number>(x: Matrix<B, N>, row: Vector<N>): Matrix<B, N> => { const [b, n] = x.shape; return row.broadcastTo([b, n]); };
  is([5, 3], like(zeros([5, 3]), zeros([3]))); // right
  vector([1, 2, 3]).broadcastTo(zeros([3, 2]).shape); // wrong: broadcastTo: …
}

// ── broadcastTo: by a shape that is destructured, 2
{
  const like = <B extends number, N extends number>(x: Matrix<B, N>, row: Vector<N>): Matrix<B, N> => { const [b, n] = x.shape; return row.broadcastTo([b, n]); }; // right
  const like = <B extends number, N extends number>(x: Matrix<B, N>, row: Vector<N>): Matrix<B, N> => { const [b, n] = x.shape; return row.broadcastTo([n, b]); }; // refused: Argument of type …
  const like = <B extends number, N extends number>(x: Matrix<B, N>, row: Vector<B>): Matrix<B, N> => { const [b, n] = x.shape; return row.broadcastTo([b, n]); }; // refused: Argument of type …
  is([5, 3], like(zeros([5, 3]), zeros([3]))); // right
}

// ── categorical: sampling with a temperature that may be missing
{
  const source = random(1);
  const sample = <V extends number>(logits: Vector<V>, options: { temperature?: number } = {}): Scalar => source.categorical(logits, options);
  is([], sample(zeros([5]))); // right
  source.categorical(scalar(3)); // wrong: Argument of type …
}

// ── categorical: sampling with a temperature that may be missing, 2
{
  const source = random(1);
  const sample = <V extends number>(logits: Vector<V>, options: { temperature?: number } = {}): Scalar => source.categorical(logits, options); // right
  const sample = <V extends number>(logits: Vector<V>, options: { temperature?: string } = {}): Scalar => source.categorical(logits, options); // refused: Argument of type …
  const sample = <V extends number>(logits: Vector<V>, options: { temperature?: number } = {}): Vector<V> => source.categorical(logits, options); // refused: Type …
  is([], sample(zeros([5]))); // right
}

// ── cellOf: a stream in a class
{
  class Stream<N extends number> {
    readonly #cell = cellOf(lstm([4, 3], 8));
    #state: LstmState<[N], 8>;
    constructor(streams: Size<N>) { this.#state = this.#cell.start([streams]); }
    push(x: Matrix<N, 3>): Matrix<N, 8> {
      this.#state = this.#cell.step(x, this.#state);
      return this.#state.output;
    }
  }
  is([5, 8], new Stream(5).push(zeros([5, 3]))); // right
  new Stream(count); // refused: a size known only at run time needs a name: dim(name, size)
  new Stream(5).push(zeros([6, 3])); // wrong: Argument of type …
}

// ── cellOf: a stream in a class, 2
{
  class Stream<N extends number> {
    readonly #cell = cellOf(lstm([4, 3], 8));
    #state: LstmState<[N], 8>;
    constructor(streams: Size<N>) { this.#state = this.#cell.start([streams]); }
    push(x: Matrix<N, 3>): Matrix<N, 8> {
      this.#state = this.#cell.step(x, this.#state); // right
      this.#state = this.#cell.step(x.transpose(), this.#state); // refused: Argument of type …
      this.#state = this.#cell.step(x, this.#state.output); // refused: …
      return this.#state.output;
    }
  }
  is([5, 8], new Stream(5).push(zeros([5, 3]))); // right
}

// ── cellOf: of something else
{
  cellOf(gru([4, 3], 8)).start([]); // right
  cellOf(dense(3, 8)); // wrong: cellOf: takes a layer made by recurrent, lstm or gru
  cellOf(sequential(gru([4, 3], 8))); // wrong: cellOf: takes a layer made by recurrent, lstm or gru
}

// ── chain: a block as a value, in several networks
{
  const block = inferred.chain(inferred.dense(8, { activation: relu }), inferred.layerNorm());
  is([5, 2], inferred.sequential([3], block, block, inferred.dense(2)).predict(zeros([5, 3]))); // right
  inferred.sequential([3], block, inferred.residual(inferred.dense(2))); // wrong: residual: the layer takes [8], but gives [2]
  inferred.sequential([count], block); // refused: a size known only at run time needs a name: dim(name, size)
  inferred.sequential([3], block, dense(7, 2)); // wrong: sequential: …
  const blocks = [block, block] as const;
  is([8], inferred.sequential([3], ...blocks).predict(zeros([3]))); // right
  const many = [block, block];
  inferred.sequential([3], ...many); // refused: sequential: takes its layers one by one, so that the compiler can see which is on which; sequentialOf takes a list
}

// ── checkGradients: a test for any layer
{
  const network = dense(3, 2);
  checkGradients(network, meanSquaredError, zeros([5, 3]), zeros([5, 2])); // right
  checkGradients(network, meanSquaredError, zeros([5, 3]), zeros([5, 3])); // wrong: checkGradients: …
  checkGradients(network, meanSquaredError, zeros([5, 2]), zeros([5, 2])); // wrong: checkGradients: …
}

// ── cholesky: a sampler of a Gaussian
{
  const sampler = <N extends number>(mean: Vector<N>, covariance: Matrix<N, N>) => { const lower = cholesky(covariance); return (noise: Vector<N>): Vector<N> => lower.matmul(noise).add(mean); };
  is([3], sampler(zeros([3]), identity(3))(ones([3]))); // right
  sampler(zeros([3]), identity(4)); // refused: Argument of type …
  cholesky(zeros([2, 3])); // wrong: cholesky: …
  cholesky(zeros([batch, 6])); // refused: cholesky: …
  is([2, 3, 3], cholesky(identity(3).expandDims(0).tile([2, 1, 1]))); // right
}

// ── cholesky: a sampler of a Gaussian, 2
{
  const sampler = <N extends number>(mean: Vector<N>, covariance: Matrix<N, N>) => { const lower = cholesky(covariance); return (noise: Vector<N>): Vector<N> => lower.matmul(noise).add(mean); }; // right
  const sampler = <N extends number, M extends number>(mean: Vector<N>, covariance: Matrix<N, M>) => { const lower = cholesky(covariance); return (noise: Vector<N>): Vector<N> => mean; }; // refused: Argument of type …
  is([3], sampler(zeros([3]), identity(3))(ones([3]))); // right
  is([2, 3, 3], cholesky(identity(3).expandDims(0).tile([2, 1, 1]))); // right
}

// ── clip: limits of a record
{
  const limits = { low: 0, high: 1 };
  is([3], zeros([3]).clip(limits.low, limits.high)); // right
  zeros([3]).clip(limits); // wrong: Expected …
  zeros([3]).clip("0", 1); // wrong: Argument of type …
  zeros([3]).clip(zeros([3]), 1); // wrong: Argument of type …
}

// ── clipByGlobalNorm: of what backpropagate gives
{
  const network = sequential(dense(3, 4), dense(4, 2));
  const optimizer = rmsprop(network);
  const { gradients, error } = backpropagate(network, meanSquaredError, zeros([5, 3]), ones([5, 2]));
  optimizer.step(clipByGlobalNorm(gradients, 1)); // right
  optimizer.step(clipByGlobalNorm(gradients[0], 1)); // wrong: Argument of type …
  optimizer.step(clipByGlobalNorm({ ...gradients }, 1)); // refused: Argument of type …
  optimizer.step(clipByGlobalNorm(gradients, globalNorm(gradients))); // wrong: Argument of type …
  is([5, 3], clipByGlobalNorm(error, 1)); // right
}

// ── compile: a table of compiled functions
{
  const fast = { mean: compile((x: Matrix<5, 3>) => x.mean(0)), scaled: compile((x: Matrix<5, 3>, by: Scalar) => x.multiply(by)) } as const;
  is([3], fast.mean(zeros([5, 3]))); // right
  fast.mean(zeros([3, 5])); // refused: Argument of type …
  fast.scaled(zeros([5, 3]), zeros([3])); // refused: Argument of type …
  fast.scaled(zeros([5, 3])); // wrong: Expected 2 arguments…
  type Mean = typeof fast.mean;
  const slow: Mean = (x) => x.mean(0);
}

// ── compile: a table of compiled functions, 2
{
  const fast = { mean: compile((x: Matrix<5, 3>) => x.mean(0)), scaled: compile((x: Matrix<5, 3>, by: Scalar) => x.multiply(by)) } as const;
  is([3], fast.mean(zeros([5, 3]))); // right
  type Mean = typeof fast.mean;
  const slow: Mean = (x) => x.mean(0); // right
  const slow: Mean = (x) => x.mean(1); // refused: Type …
}

// ── compile: a method of an object
{
  const model = { weights: zeros([4, 3]), predict(x: Vector<3>): Vector<4> { return this.weights.matmul(x); } };
  const fast = compile((x: Vector<3>) => model.predict(x));
  is([4], fast(zeros([3]))); // right
  fast(zeros([4])); // wrong: Argument of type …
  compile((x: number) => x * 2); // either: compile: the function takes a number, where it has to take tensors
  compile(async (x: Vector<3>) => x); // refused: compile: the function gives a promise, where it has to give tensors
}

// ── concat: a helper that joins all it gets
{
  const beside = <B extends number, const Parts extends readonly Matrix<B, number>[]>(...parts: Parts) => parts.length;
  const join = <B extends number, M extends number, N extends number>(left: Matrix<B, M>, right: Matrix<B, N>) => concat([left, right], -1);
  is([5, 7], join(zeros([5, 3]), zeros([5, 4]))); // right
  join(zeros([5, 3]), zeros([6, 4])); // wrong: Argument of type …
  const parts = { a: zeros([5, 3]), b: zeros([5, 4]) };
  is([5, 7], concat([parts.a, parts.b], 1)); // right
  concat(Object.values(parts), 1); // refused: concat: a list of unknown length needs a name for the result's size: dim(name, size)
  concat([parts.a, parts.b], 0); // wrong: concat: …
}

// ── concat: along the axis of a constant
{
  const Axis = { rows: 0, columns: 1 } as const;
  is([10, 3], concat([zeros([5, 3]), ones([5, 3])], Axis.rows)); // right
  concat([zeros([5, 3]), ones([5, 4])], Axis.rows); // wrong: concat: …
  const axis: number = Axis.rows;
  concat([zeros([5, 3]), ones([5, 3])], axis); // refused: concat: …
  concat([zeros([5, 3]), ones([5, 3])], yes ? Axis.rows : Axis.columns); // refused: concat: …
}

// ── confusionMatrix: by a head of named classes
{
  const classes = dim("classes", 3);
  const of = <B extends number>(outputs: Matrix<B, Dim<"classes", 3>>, targets: Vector<B>) => confusionMatrix(outputs, targets);
  is([classes, classes], of(zeros([5, classes]), zeros([5]))); // right
  of(zeros([5, classes]), zeros([6])); // wrong: Argument of type …
  of(zeros([5, 3]), zeros([5])); // refused: Argument of type …
  confusionMatrix(zeros([5, 3]), zeros([5, 2])); // wrong: confusionMatrix: …
}

// ── contractBatch, sumBatch: the gradients of a layer by hand
{
  const gradients = <B extends Shape, I extends number, O extends number>(error: Tensor<[...B, O]>, x: Tensor<[...B, I]>): { weights: Matrix<O, I>; bias: Vector<O> } => ({ weights: contractBatch(error, x), bias: sumBatch(error) });
  is([4, 3], gradients(zeros([5, 4]), zeros([5, 3])).weights); // right
  gradients(zeros([5, 4]), zeros([6, 3])); // wrong: Argument of type …
}

// ── contractBatch, sumBatch: the gradients of a layer by hand, 2
{
  const gradients = <B extends Shape, I extends number, O extends number>(error: Tensor<[...B, O]>, x: Tensor<[...B, I]>): { weights: Matrix<O, I>; bias: Vector<O> } => ({ weights: contractBatch(error, x), bias: sumBatch(error) }); // right
  const gradients = <B extends Shape, I extends number, O extends number>(error: Tensor<[...B, O]>, x: Tensor<[...B, I]>): { weights: Matrix<O, I>; bias: Vector<O> } => ({ weights: contractBatch(x, error), bias: sumBatch(error) }); // refused: Type …
  const gradients = <B extends Shape, I extends number, O extends number>(error: Tensor<[...B, O]>, x: Tensor<[...B, I]>): { weights: Matrix<O, I>; bias: Vector<O> } => ({ weights: contractBatch(error, x), bias: sumBatch(x) }); // refused: Type …
  is([4, 3], gradients(zeros([5, 4]), zeros([5, 3])).weights); // right
}

// ── conv1d: kernels by a table
{
  const kernels = { narrow: 3, wide: 5 } as const;
  is([2, 6, 4], conv1d([8, 3], 4, kernels.narrow).predict(zeros([2, 8, 3]))); // right
  conv1d([8, 3], 4, kernels.wide).predict(zeros([2, 6, 3])); // wrong: predict: …
  conv1d([4, 3], 4, kernels.wide); // wrong: conv1d: …
  const pick = (name: keyof typeof kernels) => conv1d([8, 3], 4, kernels[name]); // refused: a size that may be one of several needs a name: dim(name, size)
  conv1d([8, 3], 4, 3, { stride: yes ? 2 : undefined }); // refused: conv1d: the stride may be missing: give it, or leave it out
}

// ── conv2d: a block with sizes of type parameters and options handed on
{
  const block = <H extends number, W extends number, C extends number, const F extends number>(h: Size<H>, w: Size<W>, c: Size<C>, filters: Size<F>, activation: Activation = relu) => conv2d([h, w, c], filters, 3, { padding: "same", activation });
  const made = block(8, 8, 3, 16);
  is([5, 8, 8, 16], made.predict(zeros([5, 8, 8, 3]))); // right
  made.predict(zeros([5, 3, 8, 8])); // wrong: predict: …
  sequential(made, maxPool2d(made.outputShape, 3)); // right
  sequential(made, maxPool2d([7, 7, 16], 2)); // wrong: sequential: …
}

// ── conv2d: a block with sizes of type parameters and options handed on, 2
{
  const block = <H extends number, W extends number, C extends number, const F extends number>(h: Size<H>, w: Size<W>, c: Size<C>, filters: Size<F>, activation: Activation = relu) => conv2d([h, w, c], filters, 3, { padding: "same", activation }); // right
  const block = <H extends number, W extends number, C extends number, const F extends number>(h: Size<H>, w: Size<W>, c: Size<C>, filters: Size<F>, options: Conv2dOptions = {}) => conv2d([h, w, c], filters, 3, options); // refused: conv2d: the stride has to be a literal number or a pair of them
  const made = block(8, 8, 3, 16);
  is([5, 8, 8, 16], made.predict(zeros([5, 8, 8, 3]))); // right
  sequential(made, maxPool2d(made.outputShape, 3)); // right
}

// ── conv2d: a pyramid as a tuple of strides
{
  const strides = [1, 2, 2] as const;
  const first = conv2d([16, 16, 3], 8, 3, { padding: "same", stride: strides[0] });
  const second = conv2d(first.outputShape, 8, 3, { padding: "same", stride: strides[1] });
  is([8, 8, 8], sequential(first, second).predict(zeros([16, 16, 3]))); // right
  strides.map((stride) => conv2d([16, 16, 3], 8, 3, { stride })); // refused: conv2d: the stride has to be a literal number or a pair of them
  for (const stride of strides) conv2d([16, 16, 3], 8, 3, { stride }); // refused: conv2d: the stride has to be a literal number or a pair of them
  conv2d([16, 16, 3], 8, 17); // wrong: conv2d: …
}

// ── convTranspose2d, upsample2d: up again
{
  const up = convTranspose2d([4, 4, 8], 3, 2, { stride: 2 });
  is([5, 8, 8, 3], up.predict(zeros([5, 4, 4, 8]))); // right
  sequential(upsample2d([4, 4, 8], 2), conv2d([8, 8, 8], 3, 1)); // right
  sequential(upsample2d([4, 4, 8], 2), conv2d([4, 4, 8], 3, 1)); // wrong: sequential: …
  const factor: number = 2;
  upsample2d([4, 4, 8], factor); // refused: a size known only at run time needs a name: dim(name, size)
  upsample2d([4, 4, 8], 0); // wrong: upsample2d: a factor is a whole number from 1 up, not 0
}

// ── convolve: a filter bank
{
  const edges = <B extends number>(images: Tensor<[B, 8, 8, 1]>, kernels: Tensor<[3, 3, 1, 4]>): Tensor<[B, 6, 6, 4]> => convolve(images, kernels);
  is([2, 6, 6, 4], edges(zeros([2, 8, 8, 1]), zeros([3, 3, 1, 4]))); // right
  convolve(zeros([8, 8, 1]), zeros([3, 3, 1, 4]), { padding: "full" }); // wrong: Type …
  const options = { padding: "same", stride: 2 };
  convolve(zeros([8, 8, 1]), zeros([3, 3, 1, 4]), options); // refused: Argument of type …
}

// ── convolve: a filter bank, 2
{
  const edges = <B extends number>(images: Tensor<[B, 8, 8, 1]>, kernels: Tensor<[3, 3, 1, 4]>): Tensor<[B, 6, 6, 4]> => convolve(images, kernels); // right
  const edges = <B extends number>(images: Tensor<[B, 8, 8, 1]>, kernels: Tensor<[3, 3, 2, 4]>): Tensor<[B, 6, 6, 4]> => convolve(images, kernels); // refused: Argument of type …
  const edges = <B extends number>(images: Tensor<[B, 8, 8, 1]>, kernels: Tensor<[3, 3, 1, 4]>): Tensor<[B, 8, 8, 4]> => convolve(images, kernels); // refused: Type …
  is([2, 6, 6, 4], edges(zeros([2, 8, 8, 1]), zeros([3, 3, 1, 4]))); // right
  const options = { padding: "same", stride: 2 };
}

// ── cosineDecay, exponentialDecay, stepDecay, warmup: schedules in a table
{
  const schedules: Record<string, Schedule> = { cosine: cosineDecay(0.1, { steps: 100 }), steps: stepDecay(0.1, { factor: 0.5, every: 10 }), exponential: exponentialDecay(0.1, { factor: 0.5, every: 10 }) };
  adam(dense(3, 2), { learningRate: warmup(schedules["cosine"] ?? 0.1, { steps: 5 }) }); // right
  adam(dense(3, 2), { learningRate: warmup(0.1, { steps: 5, every: 3 }) }); // wrong: …
  adam(dense(3, 2), { learningRate: cosineDecay }); // refused: Type …
}

// ── cosineDecay, exponentialDecay, stepDecay, warmup: schedules in a table, 2
{
  const schedules: Record<string, Schedule> = { cosine: cosineDecay(0.1, { steps: 100 }), steps: stepDecay(0.1, { factor: 0.5, every: 10 }), exponential: exponentialDecay(0.1, { factor: 0.5, every: 10 }) }; // right
  const schedules: Record<string, Schedule> = { cosine: cosineDecay(0.1, 100), steps: stepDecay(0.1, { factor: 0.5, every: 10 }) }; // wrong: Argument of type …
  const schedules: Record<string, Schedule> = { cosine: cosineDecay(0.1, { steps: 100 }), steps: stepDecay(0.1, { factor: 0.5 }) }; // wrong: …
  adam(dense(3, 2), { learningRate: warmup(schedules["cosine"] ?? 0.1, { steps: 5 }) }); // right
}

// ── cosineDistance: of two towers
{
  const [user, item] = [dense(5, 8), dense(7, 8)];
  const loss = <B extends number>(x: Matrix<B, 5>, y: Matrix<B, 7>): Scalar => cosineDistance.of(user.predict(x), item.predict(y)); // right
  const loss = <B extends number>(x: Matrix<B, 5>, y: Matrix<B, 7>): Scalar => cosineDistance.of(user.predict(x), y); // refused: Argument of type …
  const loss = <B extends number>(x: Matrix<B, 5>, y: Matrix<B, 7>): Scalar => cosineDistance.of(user.predict(y), item.predict(y)); // refused: …predict…
  is([], loss(zeros([3, 5]), ones([3, 7]))); // right
}

// ── crossAttention: a decoder over a memory
{
  const look = crossAttention([5, 8], [7, 8], 2);
  is([3, 5, 8], look.predict(zeros([3, 5, 8]), zeros([3, 7, 8]))); // right
  crossAttention([5, 8], [7, 8], 3); // wrong: attention: …
  crossAttention([5, 8], [count, 8], 2); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── crossEntropy: weights that are read from a file
{
  const weigh = <C extends number>(weights: Vector<C>) => crossEntropy({ classWeights: weights });
  backpropagate(dense(4, 3), weigh(ones([3])), zeros([5, 4]), zeros([5])); // right
  backpropagate(dense(4, 3), weigh(ones([2])), zeros([5, 4]), zeros([5])); // wrong: backpropagate: the loss has weights for 2 classes, but an output is [3]
  backpropagate(dense(4, 3), weigh(ones([dim("classes", 3)])), zeros([5, 4]), zeros([5])); // refused: backpropagate: the loss has weights for classes=3 classes, but an output is [3]
  weigh(ones([3, 1])); // wrong: Argument of type …
  crossEntropy.of(zeros([5, 3]), zeros([5])); // right
  crossEntropy.of(zeros([5, 3]), zeros([3])); // wrong: crossEntropy: the output is [5, 3], the targets are [3]
}

// ── cumulativeMax, cumulativeMin, cumulativeSum, cumulativeProduct: by a name
{
  type Running = "cumulativeMax" | "cumulativeMin" | "cumulativeSum";
  const running = (x: Matrix<2, 3>, name: Running): Matrix<2, 3> => x[name](1);
  is([2, 3], running(zeros([2, 3]), "cumulativeMax")); // right
  zeros([batch, 3]).cumulativeMin(2); // refused: cumulativeMin: …
  zeros([2, 3]).cumulativeProduct(-3); // wrong: cumulativeProduct: …
}

// ── cumulativeMax, cumulativeMin, cumulativeSum, cumulativeProduct: by a name, 2
{
  type Running = "cumulativeMax" | "cumulativeMin" | "cumulativeSum";
  const running = (x: Matrix<2, 3>, name: Running): Matrix<2, 3> => x[name](1); // right
  const running = (x: Matrix<2, 3>, name: Running): Matrix<2, 3> => x[name](2); // refused: Argument of type …
  const running = (x: Matrix<2, 3>, name: Running): Matrix<2, 3> => x[name](); // refused: Expected …
  is([2, 3], running(zeros([2, 3]), "cumulativeMax")); // right
}

// ── data, dataSync: numbers handed on
{
  const x = zeros([2, 3]);
  const numbers = await x.data();
  is([3, 2], tensor(numbers, [3, 2])); // right
  tensor(x.data(), [3, 2]); // wrong: Argument of type …
  tensor(x.dataSync(), [count, 2]); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── decoding: a generator of tokens
{
  const letters = embedding(27, 8);
  const network = sequential(letters, positions([5, 8]), residual(attention([5, 8], 2, { causal: true })), unembedding(letters));
  function* generate(start: Scalar): Generator<Scalar> {
    const decoder = decoding(network);
    for (let token = start; ; yield token) token = decoder.next(token).argmax(); // right
    for (let token = start; ; yield token) token = decoder.next(token); // refused: Type …
    for (let token = start; ; yield token) token = decoder.next(token).argmax(1); // wrong: argmax: …
  }
  const tokens = generate(scalar(0));
  tokens.next();
}

// ── dense: sizes by a list
{
  const sizes = [8, 16, 2] as const;
  const network = sequential(dense(sizes[0], sizes[1]), dense(sizes[1], sizes[2]));
  is([5, 2], network.predict(zeros([5, 8]))); // right
  sizes.map((size) => dense(8, size)); // refused: a size that may be one of several needs a name: dim(name, size)
  const loose = [8, 16];
  dense(8, loose[1] ?? 16); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── dense: sizes by a list, 2
{
  const sizes = [8, 16, 2] as const;
  const network = sequential(dense(sizes[0], sizes[1]), dense(sizes[1], sizes[2])); // right
  const network = sequential(dense(sizes[0], sizes[1]), dense(sizes[0], sizes[2])); // wrong: sequential: …
  const network = sequential(dense(sizes[0], sizes[1]), dense(sizes[2], sizes[1])); // wrong: sequential: …
  is([5, 2], network.predict(zeros([5, 8]))); // right
  const loose = [8, 16];
}

// ── dense: the layers of a class with type parameters
{
  class Mlp<I extends number, H extends number, O extends number> {
    readonly hidden: Dense<I, H>;
    readonly output: Dense<H, O>;
    constructor(inputs: Size<I>, hidden: Size<H>, outputs: Size<O>) {
      this.hidden = dense(inputs, hidden, { activation: relu });
      this.output = dense(hidden, outputs);
    }
    predict<B extends number>(x: Matrix<B, I>): Matrix<B, O> { return this.output.predict(this.hidden.predict(x)); }
  }
  is([5, 2], new Mlp(3, 4, 2).predict(zeros([5, 3]))); // right
  new Mlp(3, 4, 2).predict(zeros([5, 4])); // wrong: Argument of type …
  const named = new Mlp(3, width, 2);
  is([5, 2], named.predict(zeros([5, 3]))); // right
}

// ── dense: the layers of a class with type parameters, 2
{
  class Mlp<I extends number, H extends number, O extends number> {
    readonly hidden: Dense<I, H>;
    readonly output: Dense<H, O>;
    constructor(inputs: Size<I>, hidden: Size<H>, outputs: Size<O>) {
      this.hidden = dense(inputs, hidden, { activation: relu });
      this.output = dense(hidden, outputs); // right
      this.output = dense(inputs, outputs); // refused: Type …
      this.output = dense(outputs, hidden); // refused: Type …
    }
    predict<B extends number>(x: Matrix<B, I>): Matrix<B, O> { return this.output.predict(this.hidden.predict(x)); }
  }
  is([5, 2], new Mlp(3, 4, 2).predict(zeros([5, 3]))); // right
  const named = new Mlp(3, width, 2);
  is([5, 2], named.predict(zeros([5, 3]))); // right
}

// ── dense: the layers of a class with type parameters, 3
{
  class Mlp<I extends number, H extends number, O extends number> {
    readonly hidden: Dense<I, H>;
    readonly output: Dense<H, O>;
    constructor(inputs: Size<I>, hidden: Size<H>, outputs: Size<O>) {
      this.hidden = dense(inputs, hidden, { activation: relu });
      this.output = dense(hidden, outputs);
    }
    predict<B extends number>(x: Matrix<B, I>): Matrix<B, O> { return this.output.predict(this.hidden.predict(x)); } // right
    predict<B extends number>(x: Matrix<B, I>): Matrix<B, O> { return this.output.predict(x); } // refused: …predict…
  }
  is([5, 2], new Mlp(3, 4, 2).predict(zeros([5, 3]))); // right
  const named = new Mlp(3, width, 2);
  is([5, 2], named.predict(zeros([5, 3]))); // right
}

// ── dense: parameters as a type alias
{
  type Head = DenseParameters<4, 2>;
  const start: Head = { weights: zeros([2, 4]), bias: zeros([2]) }; // right
  const start: Head = { weights: zeros([4, 2]), bias: zeros([2]) }; // refused: Type …
  const start: Head = { weights: zeros([2, 4]) }; // refused: …
  is([5, 2], dense(4, 2).with(start).predict(zeros([5, 4]))); // right
}

// ── determinant, trace: functions of square matrices, in a table
{
  const invariants = { determinant, trace: traceOf } as const;
  const of = <N extends number>(a: Matrix<N, N>, name: keyof typeof invariants): Scalar => name === "trace" ? traceOf(a) : determinant(a);
  is([], of(identity(3), "trace")); // right
  invariants.determinant(zeros([2, 3])); // wrong: determinant: …
  invariants.trace(zeros([batch, 6])); // refused: trace: …
  is([4], determinant(zeros([4, 2, 2]))); // right
}

// ── determinant, trace: functions of square matrices, in a table, 2
{
  const invariants = { determinant, trace: traceOf } as const;
  const of = <N extends number>(a: Matrix<N, N>, name: keyof typeof invariants): Scalar => name === "trace" ? traceOf(a) : determinant(a); // right
  const of = <N extends number, M extends number>(a: Matrix<N, M>, name: keyof typeof invariants): Scalar => name === "trace" ? traceOf(a) : scalar(0); // refused: Argument of type …
  is([], of(identity(3), "trace")); // right
  is([4], determinant(zeros([4, 2, 2]))); // right
}

// ── diagonal: a scaling matrix and back
{
  const scaling = <N extends number>(by: Vector<N>): Matrix<N, N> => diagonal(by);
  is([3], scaling(vector([1, 2, 3])).diagonal()); // right
  scaling(zeros([2, 3])); // wrong: Argument of type …
  diagonal(zeros([2, 3])); // wrong: diagonal: …
  is([width], scaling(zeros([width])).diagonal()); // right
}

// ── dim: names made in one place
{
  const sizes = { batch: dim("batch", count), time: dim("time", 5) } as const;
  const x = zeros([sizes.batch, sizes.time]);
  x.add(zeros([sizes.time])); // right
  x.add(zeros([sizes.batch])); // refused: add: …
  x.add(zeros([5])); // refused: add: …
  dim("", 3); // either: …
  dim("rows", 2.5); // wrong: a size is a whole number from 0 up, not 2.5
  dim("rows", "3"); // wrong: Argument of type …
  const make = (name: string) => dim(name, 3); // refused: dim: the name must be a literal string
}

// ── dim.product, dim.sum: what a helper gives
{
  const flat = <A extends number, B extends number>(x: Matrix<A, B>) => x.reshape([dim.product(x.shape[0], x.shape[1])]);
  is([15], flat(zeros([3, 5]))); // right
  const [old, more] = [dim("old", count), dim("more", count)];
  is([dim.sum(old, more), 3], concat([zeros([old, 3]), zeros([more, 3])], 0)); // right
  const total: Size<Dim<"more+old">> = dim.sum(old, more); // refused: Type …
  dim.product(old, count); // refused: a size known only at run time needs a name: dim(name, size)
  dim.sum(2, 3.5); // wrong: a size is a whole number from 0 up, not 3.5
}

// ── dim.product, dim.sum: what a helper gives, 2
{
  const flat = <A extends number, B extends number>(x: Matrix<A, B>) => x.reshape([dim.product(x.shape[0], x.shape[1])]); // right
  const flat = <A extends number, B extends number>(x: Matrix<A, B>) => x.reshape([dim.sum(x.shape[0], x.shape[1])]); // refused: …reshape…
  is([15], flat(zeros([3, 5]))); // right
  const [old, more] = [dim("old", count), dim("more", count)];
  is([dim.sum(old, more), 3], concat([zeros([old, 3]), zeros([more, 3])], 0)); // right
}

// ── divide: a row of sums
{
  const normalised = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<B, N> => x.transpose().divide(x.sum(1)).transpose(); // right
  const normalised = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<B, N> => x.divide(x.sum(1)); // refused: …divide…
  const normalised = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<B, N> => x.divide(x.sum(1, { keepDims: true })); // refused: …divide…
  is([2, 3], normalised(ones([2, 3]))); // right
}

// ── dot: a similarity as a callback
{
  const query = ones([4]);
  const documents = [ones([4]), zeros([4])];
  const scores = documents.map((document) => query.dot(document).at()); // right
  const scores = documents.map((document) => query.dot(document.sum()).at()); // wrong: dot: …
  const scores = documents.map((document) => document.dot(zeros([width])).at()); // refused: dot: …
}

// ── dropout: a share that depends on a configuration
{
  const config: { dropout?: number } = {};
  const network = sequential(dense(3, 4), dropout(config.dropout ?? 0.5), dense(4, 2)); // right
  const network = sequential(dense(3, 4), dropout(config.dropout), dense(4, 2)); // refused: Argument of type …
  const network = sequential(dense(3, 4), dropout("0.5"), dense(4, 2)); // wrong: Argument of type …
  is([5, 2], network.predict(zeros([5, 3]))); // right
}

// ── eigh: the greatest component
{
  const greatest = <N extends number>(a: Matrix<N, N>): Vector<N> => eigh(a).eigenvectors.index(-1, 1);
  const { eigenvalues, eigenvectors } = eigh(identity(3));
  is([3, 3], eigenvectors.multiply(eigenvalues)); // right
  eigenvalues.multiply(eigenvectors); // wrong: multiply: …
  eigh(zeros([3, 2])); // wrong: eigh: …
  eigh(zeros([batch, width])); // refused: eigh: …
}

// ── eigh: the greatest component, 2
{
  const greatest = <N extends number>(a: Matrix<N, N>): Vector<N> => eigh(a).eigenvectors.index(-1, 1); // right
  const greatest = <N extends number>(a: Matrix<N, N>): Vector<N> => eigh(a).eigenvectors; // refused: Type …
  const { eigenvalues, eigenvectors } = eigh(identity(3));
  is([3, 3], eigenvectors.multiply(eigenvalues)); // right
}

// ── einsum: subscripts of a table
{
  const patterns = { matmul: "ij,jk->ik", trace: "ii->", outer: "i,j->ij" } as const;
  is([2, 4], einsum(patterns.matmul, zeros([2, 3]), zeros([3, 4]))); // right
  einsum(patterns.matmul, zeros([2, 3]), zeros([4, 3])); // wrong: einsum: …
  einsum(patterns.outer, zeros([2])); // wrong: einsum: …
  is([], einsum(patterns.trace, identity(3))); // right
  const name: keyof typeof patterns = yes ? "matmul" : "outer";
  einsum(patterns[name], zeros([2, 3]), zeros([3, 4])); // refused: einsum: the subscripts have to be a literal string
  const pattern = (key: keyof typeof patterns) => patterns[key];
  einsum(pattern("outer"), zeros([2]), zeros([3])); // refused: einsum: …
}

// ── einsum: a helper of generic sizes
{
  const scores = <B extends number, T extends number, D extends number>(q: Tensor<[B, T, D]>, k: Tensor<[B, T, D]>): Tensor<[B, T, T]> => einsum("btd,bsd->bts", q, k); // right
  const scores = <B extends number, T extends number, D extends number>(q: Tensor<[B, T, D]>, k: Tensor<[B, T, D]>): Tensor<[B, T, T]> => einsum("btd,dsb->bts", q, k); // refused: Argument of type …
  const scores = <B extends number, T extends number, D extends number>(q: Tensor<[B, T, D]>, k: Tensor<[B, T, D]>): Tensor<[B, T, T]> => einsum("btd,bsd->btd", q, k); // refused: Type …
  is([2, 3, 3], scores(zeros([2, 3, 4]), zeros([2, 3, 4]))); // right
}

// ── elu, leakyRelu: an activation made by a function
{
  const make = (alpha: number = 1): Activation => elu(alpha);
  dense(3, 2, { activation: make() }); // right
  dense(3, 2, { activation: make }); // wrong: Type …
  dense(3, 2, { activation: elu }); // refused: Type …
  activate(leakyRelu); // refused: Argument of type …
}

// ── elu, leakyRelu: an activation made by a function, 2
{
  const make = (alpha: number = 1): Activation => elu(alpha); // right
  const make = (alpha?: string): Activation => elu(alpha); // refused: Argument of type …
  dense(3, 2, { activation: make() }); // right
}

// ── embedding: words of a sequence
{
  const words = embedding(27, 8);
  const bag = <B extends number, T extends number>(x: Matrix<B, T>): Matrix<B, 8> => words.predict(x).mean(1);
  is([5, 8], bag(zeros([5, 3]))); // right
  embedding(count, 8); // refused: a size known only at run time needs a name: dim(name, size)
  is([dim("words", count), 8], embedding(dim("words", count), 8).parameters.table); // right
  sequential(embedding(27, 8), dense(7, 2)); // wrong: sequential: …
}

// ── embedding: words of a sequence, 2
{
  const words = embedding(27, 8);
  const bag = <B extends number, T extends number>(x: Matrix<B, T>): Matrix<B, 8> => words.predict(x).mean(1); // right
  const bag = <B extends number, T extends number>(x: Matrix<B, T>): Matrix<B, 8> => words.predict(x).mean(2); // refused: Type …
  is([5, 8], bag(zeros([5, 3]))); // right
  is([dim("words", count), 8], embedding(dim("words", count), 8).parameters.table); // right
}

// ── equal: a mask of a class number
{
  const maskOf = <S extends Shape>(labels: Tensor<S>, label: number): Tensor<S> => labels.equal(label);
  is([4], maskOf(zeros([4]), 1)); // right
  zeros([4]).notEqual(zeros([4, 1])); // wrong: notEqual: …
  zeros([4]).less(zeros([batch])); // refused: less: …
}

// ── equal: a mask of a class number, 2
{
  const maskOf = <S extends Shape>(labels: Tensor<S>, label: number): Tensor<S> => labels.equal(label); // right
  const maskOf = <S extends Shape>(labels: Tensor<S>, label: string): Tensor<S> => labels.equal(label); // refused: Argument of type …
  is([4], maskOf(zeros([4]), 1)); // right
}

// ── erf, exp, log: functions by name
{
  type Name = "erf" | "exp" | "log" | "tanh";
  const names: readonly Name[] = ["erf", "exp"];
  is([3], names.reduce((x, name) => x[name](), zeros([3]))); // right
  names.reduce((x, name) => x[name](2), zeros([3])); // refused: Expected …
  const f = <S extends Shape>(x: Tensor<S>, name: Name): Tensor<S> => x[name]();
}

// ── erf, exp, log: functions by name, 2
{
  type Name = "erf" | "exp" | "log" | "tanh";
  const names: readonly Name[] = ["erf", "exp"];
  is([3], names.reduce((x, name) => x[name](), zeros([3]))); // right
  const f = <S extends Shape>(x: Tensor<S>, name: Name): Tensor<S> => x[name](); // right
  const f = <S extends Shape>(x: Tensor<S>, name: string): Tensor<S> => x[name](); // refused: …
}

// ── evaluate: a report
{
  const network = dense(4, 3);
  const report = <N extends number>(x: Matrix<N, 4>, y: Vector<N>) => evaluate(network, crossEntropy, x, y, { metrics: { accuracy, f1 } }).metrics; // right
  const report = <N extends number, M extends number>(x: Matrix<N, 4>, y: Vector<M>) => evaluate(network, crossEntropy, x, y, { metrics: { accuracy, f1 } }).metrics; // refused: Argument of type …
  const report = <N extends number>(x: Matrix<N, 4>, y: Vector<N>) => evaluate(network, crossEntropy, y, x, { metrics: { accuracy, f1 } }).metrics; // refused: Argument of type …
  const { accuracy: share } = report(zeros([5, 4]), zeros([5]));
  const text: string = share.toFixed(2);
}

// ── evaluate: a report, 2
{
  const network = dense(4, 3);
  const report = <N extends number>(x: Matrix<N, 4>, y: Vector<N>) => evaluate(network, crossEntropy, x, y, { metrics: { accuracy, f1 } }).metrics;
  const { accuracy: share } = report(zeros([5, 4]), zeros([5])); // right
  const { accuracy: share, recall: rest } = report(zeros([5, 4]), zeros([5])); // refused: Property 'recall' …
  const text: string = share.toFixed(2);
}

// ── evaluate: a metric that is a method
{
  class Within { constructor(readonly distance: number) {} readonly of = <S extends Shape>(outputs: Tensor<S>, targets: Tensor<S>): number => outputs.subtract(targets).abs().less(this.distance).mean().at(); }
  const within = new Within(0.1);
  evaluate(dense(3, 2), meanSquaredError, zeros([5, 3]), zeros([5, 2]), { metrics: { within: within.of } }); // right
  evaluate(dense(3, 2), meanSquaredError, zeros([5, 3]), zeros([5, 2]), { metrics: { within } }); // wrong: Type …
  evaluate(dense(3, 2), meanSquaredError, zeros([5, 3]), zeros([5, 2]), { metrics: [within.of] }); // wrong: Type …
  evaluate(dense(3, 2), meanSquaredError, zeros([5, 3]), zeros([5, 2]), { metrics: { within: (x: Matrix<5, 3>) => 1 } }); // refused: Type …
}

// ── expandDims: a channel for grey images
{
  const withChannel = <B extends number, H extends number, W extends number>(x: Tensor<[B, H, W]>): Tensor<[B, H, W, 1]> => x.expandDims(-1);
  is([2, 3, 3, 1], withChannel(zeros([2, 3, 3]))); // right
  zeros([3]).expandDims(-3); // wrong: expandDims: …
}

// ── expandDims: a channel for grey images, 2
{
  const withChannel = <B extends number, H extends number, W extends number>(x: Tensor<[B, H, W]>): Tensor<[B, H, W, 1]> => x.expandDims(-1); // right
  const withChannel = <B extends number, H extends number, W extends number>(x: Tensor<[B, H, W]>): Tensor<[B, H, W, 1]> => x.expandDims(0); // refused: Type …
  const withChannel = <B extends number, H extends number, W extends number>(x: Tensor<[B, H, W]>): Tensor<[B, H, W, 1]> => x.expandDims(4); // refused: …expandDims…
  is([2, 3, 3, 1], withChannel(zeros([2, 3, 3]))); // right
}

// ── f1, precision, recall: metrics in a record type
{
  type Measures = Record<"f1" | "precision" | "recall", number>;
  const measures = <B extends number, C extends number>(x: Matrix<B, C>, y: Matrix<B, C>): Measures => ({ f1: f1(x, y), precision: precision(x, y), recall: recall(x, y) });
  measures(zeros([4, 3]), zeros([4, 3])); // right
  const all = [f1, precision, recall];
  all.map((metric) => metric(zeros([4, 3]), zeros([4]))); // right
  all.map((metric) => metric(zeros([4, 3]), zeros([3]))); // wrong: Argument of type …
}

// ── f1, precision, recall: metrics in a record type, 2
{
  type Measures = Record<"f1" | "precision" | "recall", number>;
  const measures = <B extends number, C extends number>(x: Matrix<B, C>, y: Matrix<B, C>): Measures => ({ f1: f1(x, y), precision: precision(x, y), recall: recall(x, y) }); // right
  const measures = <B extends number, C extends number>(x: Matrix<B, C>, y: Matrix<C, B>): Measures => ({ f1: f1(x, x), precision: precision(x, x), recall: recall(x, y) }); // refused: …recall…
  measures(zeros([4, 3]), zeros([4, 3])); // right
  const all = [f1, precision, recall];
  all.map((metric) => metric(zeros([4, 3]), zeros([4]))); // right
}

// ── flatten: any image before a head
{
  const head = <S extends Shape>(input: Sizes<S>) => flatten(input); // either: …
  const of = <const H extends number, const W extends number>(h: Size<H>, w: Size<W>) => { const flat = flatten([h, w, 3]); return sequential(flat, dense(flat.outputShape[0], 2)); };
  is([5, 2], of(4, 4).predict(zeros([5, 4, 4, 3]))); // right
  of(4, 4).predict(zeros([5, 48])); // wrong: predict: …
  flatten([4, count]); // refused: a size known only at run time needs a name: dim(name, size)
  is([48], flatten([4, 4, 3]).predict(zeros([4, 4, 3]))); // right
}

// ── flatten: any image before a head, 2
{
  const of = <const H extends number, const W extends number>(h: Size<H>, w: Size<W>) => { const flat = flatten([h, w, 3]); return sequential(flat, dense(flat.outputShape[0], 2)); }; // right
  const of = <const H extends number, const W extends number>(h: Size<H>, w: Size<W>) => { const flat = flatten([h, w, 3]); return sequential(flat, dense(h, 2)); }; // refused: …sequential…
  is([5, 2], of(4, 4).predict(zeros([5, 4, 4, 3]))); // right
  is([48], flatten([4, 4, 3]).predict(zeros([4, 4, 3]))); // right
}

// ── flatten: the method, of a tensor whose axes a caller counts
{
  const flat = <A extends number, B extends number, C extends number>(x: Tensor<[A, B, C]>) => x.flatten();
  is([30], flat(zeros([2, 3, 5]))); // right
  const other: Vector<31> = flat(zeros([2, 3, 5])); // refused: Type …
  flat(zeros([2, 3])); // refused: Argument of type …
  flat(zeros([2, 3, 5])).add(zeros([30])); // right
  flat(zeros([2, 3, 5])).add(zeros([2])); // wrong: add: …
}

// ── flip: reversed time by options
{
  const reverse = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Tensor<[B, T, D]> => x.flip(1);
  is([2, 3, 4], reverse(zeros([2, 3, 4]))); // right
  zeros([2, 3]).flip(2); // wrong: flip: …
  zeros([2, 3]).flip([0, 1]); // wrong: flip: the axis has to be one literal number
}

// ── flip: reversed time by options, 2
{
  const reverse = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>, time: 1 | 2 = 1): Tensor<[B, T, D]> => x.flip(time); // refused: …flip…
  const reverse = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Tensor<[B, T, D]> => x.flip(1); // right
  is([2, 3, 4], reverse(zeros([2, 3, 4]))); // right
}

// ── freeze: a backbone by a type of its own
{
  type Backbone = Network<[8], [4], readonly [DenseParameters<8, 4>]>;
  const load = (): Backbone => sequential(dense(8, 4)); // right
  const load = (): Backbone => sequential(dense(4, 8)); // wrong: Type …
  const network = sequential(freeze(load()), dense(4, 2));
  adam(network).step([[], { weights: zeros([2, 4]), bias: zeros([2]) }]);
}

// ── freeze: a backbone by a type of its own, 2
{
  type Backbone = Network<[8], [4], readonly [DenseParameters<8, 4>]>;
  const load = (): Backbone => sequential(dense(8, 4));
  const network = sequential(freeze(load()), dense(4, 2)); // right
  const network = sequential(load(), dense(4, 2)); // wrong
  adam(network).step([[], { weights: zeros([2, 4]), bias: zeros([2]) }]); // here: Type …
}

// ── full, ones, zeros: makers in a table
{
  const makers = { ones, zeros } as const;
  is([2, 3], makers.ones([2, 3])); // right
  makers.ones([2, count]); // refused: a size known only at run time needs a name: dim(name, size)
  const make = (name: keyof typeof makers) => makers[name]([2, 3]);
  is([2, 3], make("ones")); // right
  make("twos"); // wrong: Argument of type …
  full([2, 3], "1"); // wrong: Argument of type …
  full([2, 3], scalar(1)); // wrong: Argument of type …
  is([2, 3], full([2, 3], yes ? 0 : 1)); // right
}

// ── gather: rows of an index
{
  const table = zeros([10, 4]);
  const rows = [1, 2, 3] as const;
  is([3, 4], table.take(rows, 0)); // right
  table.take(rows, 2); // wrong: take: …
  const found = (ids: readonly number[]) => table.take(ids, 0, [dim("found", ids.length)]);
  is([4], table.index(3, 0)); // right
}

// ── gather: rows of an index, 2
{
  const table = zeros([10, 4]);
  const rows = [1, 2, 3] as const;
  is([3, 4], table.take(rows, 0)); // right
  const found = (ids: readonly number[]) => table.take(ids, 0); // refused: take: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
  const found = (ids: readonly number[]) => table.take(ids, 0, [dim("found", ids.length)]); // right
  is([4], table.index(3, 0)); // right
}

// ── gelu, mish, silu, softsign, hardSigmoid, softplus, sigmoid, tanh: an Activation each
{
  const all: readonly Activation[] = [gelu, mish, silu, softsign, hardSigmoid, softplus, sigmoid, tanh, relu];
  all.map(({ apply }) => apply(zeros([3]))); // either: …
  all.map((activation) => is([4], dense(3, 4, { activation }).predict(zeros([3])))); // right
  all.map((activation) => dense(3, 4, { activation: activation.name })); // wrong: Type …
}

// ── gelu, mish, silu, softsign, hardSigmoid, softplus, sigmoid, tanh: an Activation each, 2
{
  const all: readonly Activation[] = [gelu, mish, silu, softsign, hardSigmoid, softplus, sigmoid, tanh, relu]; // right
  const all: readonly Activation[] = [gelu, mish, silu, softsign, hardSigmoid, softplus, sigmoid, tanh, leakyRelu]; // refused: Type …
  all.map((activation) => is([4], dense(3, 4, { activation }).predict(zeros([3])))); // right
}

// ── globalAveragePool1d, globalAveragePool2d, globalMaxPool2d: a head
{
  const head = <H extends number, W extends number, C extends number>(image: Sizes<[H, W, C]>): Network<[H, W, C], [C], readonly []> => globalAveragePool2d(image);
  is([5, 3], head([4, 4, 3]).predict(zeros([5, 4, 4, 3]))); // right
  globalMaxPool2d([4, 3]); // wrong: globalMaxPool2d: takes [height, width, channels], not [4, 3]
  globalAveragePool1d([4, 4, 3]); // wrong: globalAveragePool1d: takes [length, width], not [4, 4, 3]
  sequential(conv2d([8, 8, 1], 4, 3), globalAveragePool2d([6, 6, 4]), dense(4, 2)); // right
  sequential(conv2d([8, 8, 1], 4, 3), globalAveragePool2d([8, 8, 4]), dense(4, 2)); // wrong: sequential: …
}

// ── globalAveragePool1d, globalAveragePool2d, globalMaxPool2d: a head, 2
{
  const head = <H extends number, W extends number, C extends number>(image: Sizes<[H, W, C]>): Network<[H, W, C], [C], readonly []> => globalAveragePool2d(image); // right
  const head = <H extends number, W extends number, C extends number>(image: Sizes<[H, W, C]>): Network<[H, W, C], [W], readonly []> => globalAveragePool2d(image); // refused: Type …
  is([5, 3], head([4, 4, 3]).predict(zeros([5, 4, 4, 3]))); // right
  sequential(conv2d([8, 8, 1], 4, 3), globalAveragePool2d([6, 6, 4]), dense(4, 2)); // right
}

// ── globalNorm: of anything that isn't a tree
{
  is([], globalNorm([zeros([3]), ones([2, 2])])); // right
  globalNorm(3); // wrong: globalNorm: …
  globalNorm({ a: zeros([3]), b: 3 }); // wrong: globalNorm: …
  globalNorm(new Map([["a", zeros([3])]])); // wrong: globalNorm: …
  const parameters: Record<string, Vector<3>> = { a: zeros([3]) };
  globalNorm(parameters); // right
}

// ── grad: a descent, as a helper for any tree
{
  const descend = <P>(loss: (p: P) => Scalar, start: P, update: (p: P, g: P) => P): P => update(start, grad(loss)(start)); // either: …
  const loss = (p: { w: Matrix<2, 3>; b: Vector<2> }): Scalar => p.w.square().sum().add(p.b.square().sum());
  is([2, 3], grad(loss)({ w: zeros([2, 3]), b: zeros([2]) }).w); // right
  grad(loss)({ w: zeros([3, 2]), b: zeros([2]) }); // refused: Type …
  grad(loss)({ w: zeros([2, 3]) }); // wrong: …
  grad((p: Vector<3>) => p.sum().at()); // refused: grad: …
  grad((p: Vector<3>) => p.square()); // refused: grad: …
}

// ── grad: a method of a class, bound
{
  class Energy<N extends number> {
    constructor(readonly stiffness: Matrix<N, N>) {}
    of(x: Vector<N>): Scalar { return x.dot(this.stiffness.matmul(x)); }
    force(x: Vector<N>): Vector<N> { return grad((at: Vector<N>) => this.of(at))(x).negate(); } // right
    force(x: Vector<N>): Matrix<N, N> { return grad((at: Vector<N>) => this.of(at))(x).negate(); } // refused: Type …
    force(x: Vector<N>): Vector<N> { return grad((at: Vector<N>) => this.stiffness.matmul(at))(x).negate(); } // refused: …grad…
  }
  is([3], new Energy(identity(3)).force(zeros([3]))); // right
}

// ── greater, greaterOrEqual: thresholds of each column
{
  const above = <B extends number, N extends number>(x: Matrix<B, N>, thresholds: Vector<N>): Vector<N> => x.greater(thresholds).sum(0);
  is([3], above(zeros([2, 3]), zeros([3]))); // right
  zeros([2, 3]).greaterOrEqual(zeros([2])); // wrong: greaterOrEqual: …
}

// ── greater, greaterOrEqual: thresholds of each column, 2
{
  const above = <B extends number, N extends number>(x: Matrix<B, N>, thresholds: Vector<N>): Vector<N> => x.greater(thresholds).sum(0); // right
  const above = <B extends number, N extends number>(x: Matrix<B, N>, thresholds: Vector<B>): Vector<N> => x.greater(thresholds).sum(0); // refused: …greater…
  is([3], above(zeros([2, 3]), zeros([3]))); // right
}

// ── groupNorm: groups by a constant
{
  const groups = 4 as const;
  is([8, 8, 16], groupNorm([8, 8, 16], groups).predict(zeros([8, 8, 16]))); // right
  groupNorm([8, 8, 18], groups); // wrong: groupNorm: …
  groupNorm([8, 8, 16], count); // refused: a size known only at run time needs a name: dim(name, size)
  inferred.sequential([8, 8, 18], inferred.groupNorm(groups)); // wrong: groupNorm: …
}

// ── gru, lstm, recurrent: cells by name
{
  const cells = { gru, lstm, recurrent } as const;
  is([2, 5, 8], cells.gru([5, 3], 8).predict(zeros([2, 5, 3]))); // right
  is([2, 8], cells.lstm([5, 3], 8, { returns: "last" }).predict(zeros([2, 5, 3]))); // right
  sequential(cells.lstm([5, 3], 8, { returns: "last" }), dense(7, 4)); // wrong: sequential: …
  const returns: "all" | "last" = JSON.parse('"last"');
  gru([5, 3], 8, { returns }); // refused: Type …
  recurrent([5], 8); // wrong: recurrent: takes [length, width], not [5]
  recurrent([batch, 3], count); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── heads: outputs by a union of names
{
  const network = sequential(dense(8, 4), heads({ mean: dense(4, 2), deviation: dense(4, 2) }));
  const outputs = network.predict(zeros([5, 8]));
  const pick = (name: keyof typeof outputs): Matrix<5, 2> => outputs[name];
  pick("variance"); // refused: Argument of type …
  heads({ mean: dense(4, 2), deviation: dense(5, 2) }); // wrong: heads: …
  heads([dense(4, 2), dense(4, 2)]); // wrong: heads: …
  heads({}); // wrong: heads: …
}

// ── heads: outputs by a union of names, 2
{
  const network = sequential(dense(8, 4), heads({ mean: dense(4, 2), deviation: dense(4, 2) }));
  const outputs = network.predict(zeros([5, 8]));
  const pick = (name: keyof typeof outputs): Matrix<5, 2> => outputs[name]; // right
  const pick = (name: keyof typeof outputs): Matrix<2, 5> => outputs[name]; // refused: Type …
}

// ── hessian: Newton's step for any number
{
  const newton = <N extends number>(f: (x: Vector<N>) => Scalar) => (x: Vector<N>): Vector<N> => x.subtract(solve(hessian(f)(x), grad(f)(x))); // right
  const newton = <N extends number>(f: (x: Vector<N>) => Scalar) => (x: Vector<N>): Vector<N> => { solve(grad(f)(x), hessian(f)(x)); return x; }; // refused: …solve…
  const newton = <N extends number>(f: (x: Vector<N>) => Vector<N>) => (x: Vector<N>): Vector<N> => { hessian(f)(x); return x; }; // refused: …hessian…
  is([2], newton((x: Vector<2>) => x.square().sum())(ones([2]))); // right
}

// ── hinge, kullbackLeibler: of a table of losses with their kinds
{
  const losses: Record<string, Loss> = { hinge, kullbackLeibler: kullbackLeibler({ reduction: "sum" }) };
  const loss = losses["hinge"] ?? hinge;
  backpropagate(dense(3, 2), loss, zeros([5, 3]), ones([5, 2])); // right
  backpropagate(dense(3, 2), loss, zeros([5, 3]), ones([2, 5])); // wrong: backpropagate: …
}

// ── hinge, kullbackLeibler: of a table of losses with their kinds, 2
{
  const losses: Record<string, Loss> = { hinge, kullbackLeibler: kullbackLeibler({ reduction: "sum" }) }; // right
  const losses: Record<string, Loss> = { hinge, kullbackLeibler: kullbackLeibler({ reduction: "none" }) }; // wrong: Type …
  const loss = losses["hinge"] ?? hinge;
  backpropagate(dense(3, 2), loss, zeros([5, 3]), ones([5, 2])); // right
}

// ── histogram: bins of a parameter
{
  const counts = <S extends Shape, const B extends number>(x: Tensor<S>, bins: Size<B>): Histogram<B> => histogram(x, bins); // either: …
  is([4], histogram(zeros([2, 3]), 4, { low: 0, high: 1 }).counts); // right
  is([5], histogram(zeros([2, 3]), 4, { low: 0, high: 1 }).edges); // right
  histogram(zeros([2, 3]), 0); // wrong: histogram: …
  histogram(zeros([2, 3]), count); // refused: a size known only at run time needs a name: dim(name, size)
  histogram(zeros([2, 3]), 4, { min: 0 }); // wrong: …
}

// ── huber: options by a spread
{
  const base = { delta: 0.5 };
  const loss = huber({ ...base, reduction: "sum" }); // right
  const loss = huber({ ...base, reduction: "total" }); // wrong: Type …
  const loss = huber({ ...base, beta: 1 }); // wrong: …
  is([], loss.of(zeros([2, 3]), ones([2, 3]))); // right
}

// ── identity: a size of a tensor
{
  const damped = <N extends number>(a: Matrix<N, N>, by: number): Matrix<N, N> => a.add(identity(a.shape[0]).multiply(by));
  is([3, 3], damped(zeros([3, 3]), 0.1)); // right
  identity([3, 3]); // wrong: a size is a whole number from 0 up
  identity(zeros([3, 3]).rank); // right
  identity(zeros([3, 3]).size); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── identity: a size of a tensor, 2
{
  const damped = <N extends number>(a: Matrix<N, N>, by: number): Matrix<N, N> => a.add(identity(a.shape[0]).multiply(by)); // right
  const damped = <N extends number, M extends number>(a: Matrix<N, M>, by: number): Matrix<N, M> => a.add(identity(a.shape[0]).multiply(by)); // refused: …add…
  is([3, 3], damped(zeros([3, 3]), 0.1)); // right
  identity(zeros([3, 3]).rank); // right
}

// ── index: the last place of a sequence
{
  const last = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Matrix<B, D> => x.index(-1, 1);
  is([2, 4], last(zeros([2, 3, 4]))); // right
  const order = [0, 1];
  order.map((row) => is([3], zeros([2, 3]).index(row, 0))); // right
  order.map((axis) => zeros([2, 3]).index(0, axis)); // refused: index: …
}

// ── index: the last place of a sequence, 2
{
  const last = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Matrix<B, D> => x.index(-1, 1); // right
  const last = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Matrix<B, D> => x.index(1, -1); // refused: Type …
  const last = <B extends number, T extends number, D extends number>(x: Tensor<[B, T, D]>): Matrix<B, D> => x.index(-1, 3); // refused: …index…
  is([2, 4], last(zeros([2, 3, 4]))); // right
  const order = [0, 1];
  order.map((row) => is([3], zeros([2, 3]).index(row, 0))); // right
}

// ── integers, bernoulli: of the shape of another tensor
{
  const source = random(1);
  const noisy = <A extends number, B extends number>(x: Matrix<A, B>): Matrix<A, B> => x.multiply(source.bernoulli(0.5, x.shape));
  is([2, 3], noisy(zeros([2, 3]))); // right
  source.integers(0, 10, [count]); // refused: a size known only at run time needs a name: dim(name, size)
  source.integers(0, 10, 5); // wrong: …a shape is an array of sizes, not 5…
  source.integers(0, 10, zeros([2, 3])); // wrong: …a shape has to be a list of known length…
}

// ── integers, bernoulli: of the shape of another tensor, 2
{
  const source = random(1);
  const noisy = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.multiply(source.bernoulli(0.5, x.shape)); // either: …multiply…
  const noisy = <A extends number, B extends number>(x: Matrix<A, B>): Matrix<A, B> => x.multiply(source.bernoulli(0.5, x.shape)); // right
  const noisy = <A extends number, B extends number>(x: Matrix<A, B>): Matrix<A, B> => x.multiply(source.bernoulli(0.5, [x.shape[1], x.shape[0]])); // refused: …multiply…
  is([2, 3], noisy(zeros([2, 3]))); // right
}

// ── inverse, pseudoInverse: of what isn't square
{
  const inverted = <M extends number, N extends number>(a: Matrix<M, N>): Matrix<N, M> => pseudoInverse(a);
  is([3, 2], inverted(ones([2, 3]))); // right
  inverse(ones([3])); // wrong: inverse: …
}

// ── inverse, pseudoInverse: of what isn't square, 2
{
  const inverted = <M extends number, N extends number>(a: Matrix<M, N>): Matrix<N, M> => pseudoInverse(a); // right
  const inverted = <M extends number, N extends number>(a: Matrix<M, N>): Matrix<N, M> => inverse(a); // refused: …inverse…
  const inverted = <M extends number, N extends number>(a: Matrix<M, N>): Matrix<M, N> => pseudoInverse(a); // refused: Type …
  is([3, 2], inverted(ones([2, 3]))); // right
}

// ── the iterator: rows by for, destructuring and spread
{
  for (const row of zeros([2, 3])) is([3], row);
  const [first, second] = zeros([2, 3]);
  first.add(1); // refused: …possibly…
  if (first && second) is([3], first.add(second)); // right
  const rows = [...zeros([2, 3])].map((row) => row.sum());
  is([2], stack(rows, 0)); // refused: stack: a list of unknown length needs a name for the result's size: dim(name, size)
  is([dim("rows", 2)], stack(rows, 0, dim("rows", 2))); // right
  for (const part of scalar(1)) part; // wrong: Type 'Scalar' …
}

// ── jacobian: of a network, as a type
{
  const network = sequential(dense(3, 4), dense(4, 2));
  const slopes = jacobian((x: Vector<3>) => network.predict(x));
  is([2, 3], slopes(zeros([3]))); // right
  slopes(zeros([2])); // wrong: Argument of type …
  type Slopes = Jacobian<Vector<2>, Vector<3>>;
  const found: Slopes = slopes(zeros([3]));
  is([2, 4, 3], jacobian((p: DenseParameters<3, 4>) => zeros([2, 4]).matmul(p.weights.matmul(ones([3]))))({ weights: zeros([4, 3]), bias: zeros([4]) }).weights); // right
  jacobian((x: Vector<3>) => x.toArray()); // refused: jacobian: …
}

// ── jacobian: of a network, as a type, 2
{
  const network = sequential(dense(3, 4), dense(4, 2));
  const slopes = jacobian((x: Vector<3>) => network.predict(x));
  is([2, 3], slopes(zeros([3]))); // right
  type Slopes = Jacobian<Vector<2>, Vector<3>>;
  const found: Slopes = slopes(zeros([3])); // right
  const found: Matrix<3, 2> = slopes(zeros([3])); // refused: Type …
  is([2, 4, 3], jacobian((p: DenseParameters<3, 4>) => zeros([2, 4]).matmul(p.weights.matmul(ones([3]))))({ weights: zeros([4, 3]), bias: zeros([4]) }).weights); // right
}

// ── jvp: a direction of another shape
{
  const f = (x: Matrix<2, 3>, by: number): Vector<2> => x.sum(1).multiply(by);
  is([2], jvp(f, zeros([2, 3]), ones([2, 3]), 3).tangent); // right
  jvp(f, zeros([2, 3]), ones([3, 2]), 3); // wrong: Argument of type …
  jvp(f, zeros([2, 3]), ones([2, 3])); // wrong: Argument of type '[]' …
  jvp(f, zeros([2, 3]), ones([2, 3]), "3"); // refused: Argument of type …
  jvp(f, zeros([batch, 3]), ones([batch, 3]), 3); // refused: Argument of type …
}

// ── kronecker: of blocks
{
  const blocks = <const N extends number, A extends number, B extends number>(n: Size<N>, block: Matrix<A, B>) => identity(n).kronecker(block);
  is([6, 9], blocks(3, zeros([2, 3]))); // right
  blocks(3, zeros([2, 3])).matmul(zeros([6])); // wrong: matmul: …
  identity(3).kronecker(zeros([3])); // wrong: kronecker: …
}

// ── layer: a function that is written before
{
  const scale = <N extends number>({ by }: { by: Vector<4> }, x: Tensor<[N, 4]>): Tensor<[N, 4]> => x.multiply(by);
  is([5, 4], layer({ by: ones([4]) }, [4], [4], scale).predict(zeros([5, 4]))); // right
  layer({ by: ones([3]) }, [4], [4], scale); // refused: Argument of type …
  layer({ by: ones([4]) }, [4], [3], scale); // refused: Argument of type …
  layer({ by: ones([4]) }, [3], [4], scale); // refused: Type …
  layer({ by: 3 }, [4], [4], scale); // wrong: layer: the function takes a number, where it has to take tensors
}

// ── layerNorm, rmsNorm: by a switch
{
  const normOf = <const N extends number>(size: Size<N>, kind: "layer" | "rms"): Layer<[N], [N], unknown> => kind === "layer" ? layerNorm(size) : rmsNorm(size);
  is([5, 4], normOf(4, "rms").predict(zeros([5, 4]))); // right
  is([5, 4], sequential(dense(3, 4), normOf(4, "rms")).predict(zeros([5, 3]))); // right
  sequential(dense(3, 4), normOf(5, "rms")); // wrong: sequential: …
}

// ── layerNorm, rmsNorm: by a switch, 2
{
  const normOf = <const N extends number>(size: Size<N>, kind: "layer" | "rms"): Layer<[N], [N], unknown> => kind === "layer" ? layerNorm(size) : rmsNorm(size); // right
  const normOf = <const N extends number>(size: Size<N>, kind: "layer" | "rms"): Layer<[N], [N], unknown> => kind === "layer" ? layerNorm(size) : rmsNorm(4); // refused: Type …
  is([5, 4], normOf(4, "rms").predict(zeros([5, 4]))); // right
  is([5, 4], sequential(dense(3, 4), normOf(4, "rms")).predict(zeros([5, 3]))); // right
}

// ── lbfgs: a fit of a record
{
  const x = zeros([5, 3]);
  const loss = ({ slopes, offset }: { slopes: Vector<3>; offset: Scalar }): Scalar => x.matmul(slopes).add(offset).square().mean();
  is([3], lbfgs(loss, { slopes: ones([3]), offset: scalar(0) }).parameters.slopes); // right
  lbfgs(loss, { slopes: ones([4]), offset: scalar(0) }); // wrong: Type …
  lbfgs(loss, { slopes: ones([3]) }); // wrong: …
  lbfgs(loss, { slopes: ones([3]), offset: scalar(0) }, { steps: 5, history: "10" }); // wrong: Type …
  lbfgs((s: Vector<3>) => x.matmul(s), ones([3])); // wrong: lbfgs: …
}

// ── leastSquares: a regression of several targets
{
  const fit = <M extends number, N extends number, K extends number>(x: Matrix<M, N>, y: Matrix<M, K>): Matrix<N, K> => leastSquares(x, y);
  is([2, 3], fit(ones([5, 2]), ones([5, 3]))); // right
  leastSquares(ones([5, 2]), ones([4])); // wrong: leastSquares: …
  leastSquares(ones([batch, 2]), ones([6])); // refused: leastSquares: …
}

// ── leastSquares: a regression of several targets, 2
{
  const fit = <M extends number, N extends number, K extends number>(x: Matrix<M, N>, y: Matrix<M, K>): Matrix<N, K> => leastSquares(x, y); // right
  const fit = <M extends number, N extends number, K extends number>(x: Matrix<M, N>, y: Matrix<K, M>): Matrix<N, K> => leastSquares(x, y); // refused: …leastSquares…
  const fit = <M extends number, N extends number, K extends number>(x: Matrix<M, N>, y: Matrix<M, K>): Matrix<K, N> => leastSquares(x, y); // refused: Type …
  is([2, 3], fit(ones([5, 2]), ones([5, 3]))); // right
}

// ── linspace: a grid of a configuration
{
  const grid = { low: 0, high: 1, points: 5 } as const;
  is([5], linspace(grid.low, grid.high, grid.points)); // right
  linspace(grid.low, grid.high); // wrong: Expected 3 arguments…
  const { points }: { points: number } = grid;
  linspace(0, 1, points); // refused: a size known only at run time needs a name: dim(name, size)
  is([dim("points", points)], linspace(0, 1, dim("points", points))); // right
}

// ── loadNetwork, saveNetwork: a checkpoint in a class
{
  class Checkpoint<In extends Shape, Out extends Shape, P> {
    #bytes: Uint8Array | undefined;
    constructor(readonly network: Layer<In, Out, P>, readonly optimizer: Optimizer<P>) {}
    save(): void { this.#bytes = saveNetwork(this.network, { optimizer: this.optimizer }); } // right
    save(): void { this.#bytes = saveNetwork(this.network, { optimiser: this.optimizer }); } // refused: …
    load(): void { if (this.#bytes) loadNetwork(this.network, this.#bytes, { optimizer: this.optimizer }); }
  }
  const network = dense(3, 2);
  const checkpoint = new Checkpoint(network, adam(network));
  checkpoint.save();
  checkpoint.load();
}

// ── loadNetwork, saveNetwork: a checkpoint in a class, 2
{
  class Checkpoint<In extends Shape, Out extends Shape, P> {
    #bytes: Uint8Array | undefined;
    constructor(readonly network: Layer<In, Out, P>, readonly optimizer: Optimizer<P>) {}
    save(): void { this.#bytes = saveNetwork(this.network, { optimizer: this.optimizer }); }
    load(): void { if (this.#bytes) loadNetwork(this.network, this.#bytes, { optimizer: this.optimizer }); } // right
    load(): void { loadNetwork(this.network, this.#bytes); } // refused: Argument of type …
  }
  const network = dense(3, 2);
  const checkpoint = new Checkpoint(network, adam(network));
  checkpoint.save();
  checkpoint.load();
}

// ── loadNetwork, saveNetwork: a checkpoint in a class, 3
{
  class Checkpoint<In extends Shape, Out extends Shape, P> {
    #bytes: Uint8Array | undefined;
    constructor(readonly network: Layer<In, Out, P>, readonly optimizer: Optimizer<P>) {}
    save(): void { this.#bytes = saveNetwork(this.network, { optimizer: this.optimizer }); }
    load(): void { if (this.#bytes) loadNetwork(this.network, this.#bytes, { optimizer: this.optimizer }); }
  }
  const network = dense(3, 2);
  const checkpoint = new Checkpoint(network, adam(network)); // right
  const checkpoint = new Checkpoint(network, adam(dense(2, 3))); // refused: Argument of type …
  checkpoint.save();
  checkpoint.load();
}

// ── logSumExp, softmax, logSoftmax: along the axis of a constant
{
  const classes = -1;
  const entropy = <B extends Shape, C extends number>(logits: Tensor<[...B, C]>): Tensor<B> => logits.softmax().multiply(logits.logSoftmax()).sum(classes).negate();
  is([5], entropy(zeros([5, 3]))); // right
  is([5], zeros([5, 3]).logSumExp(classes)); // right
  zeros([5, 3]).logSoftmax(yes ? 0 : 1); // refused: logSoftmax: …
  scalar(1).softmax(); // wrong: softmax: takes a tensor with at least one axis, not []
}

// ── logSumExp, softmax, logSoftmax: along the axis of a constant, 2
{
  const classes = -1;
  const entropy = <B extends Shape, C extends number>(logits: Tensor<[...B, C]>): Tensor<B> => logits.softmax().multiply(logits.logSoftmax()).sum(classes).negate(); // right
  const entropy = <B extends Shape, C extends number>(logits: Tensor<[...B, C]>): Tensor<B> => logits.softmax().multiply(logits.logSoftmax()).negate(); // refused: Type …
  is([5], entropy(zeros([5, 3]))); // right
  is([5], zeros([5, 3]).logSumExp(classes)); // right
}

// ── lu, qr, svd: parts in a type of one's own
{
  interface Factors<M extends number, N extends number> { readonly q: Matrix<M, N>; readonly r: Matrix<N, N> }
  const factors: Factors<5, 3> = qr(zeros([5, 3]));
  const { permutation, lower, upper } = lu(ones([3, 5]));
  is([3, 5], permutation.matmul(lower).matmul(upper)); // right
  permutation.matmul(upper).matmul(lower); // wrong: matmul: …
  const { u, singularValues, vTransposed } = svd(ones([5, 3]));
  is([5, 3], u.multiply(singularValues).matmul(vTransposed)); // right
  u.matmul(singularValues).matmul(vTransposed); // wrong: matmul: …
  lu(ones([3])); // wrong: lu: …
}

// ── lu, qr, svd: parts in a type of one's own, 2
{
  interface Factors<M extends number, N extends number> { readonly q: Matrix<M, N>; readonly r: Matrix<N, N> }
  const factors: Factors<5, 3> = qr(zeros([5, 3])); // right
  const factors: Factors<3, 5> = qr(zeros([3, 5])); // refused: Type …
  const { permutation, lower, upper } = lu(ones([3, 5]));
  is([3, 5], permutation.matmul(lower).matmul(upper)); // right
  const { u, singularValues, vTransposed } = svd(ones([5, 3]));
  is([5, 3], u.multiply(singularValues).matmul(vTransposed)); // right
}

// ── mapTensors: a cast of all parameters
{
  const network = sequential(dense(3, 4), dense(4, 2));
  const rounded = mapTensors(network.parameters, (x) => x.round()); // right
  const rounded = mapTensors(network.parameters, (x) => x.transpose()); // wrong: …
  const rounded = mapTensors(network.parameters, (x) => x.sum()); // wrong: Type …
  const rounded = mapTensors(network, (x) => x.round()); // wrong: mapTensors: takes a tree of tensors, not a layer
  is([5, 2], network.with(rounded).predict(zeros([5, 3]))); // right
}

// ── masked: a mask by lengths
{
  const network = sequential(embedding(9, 4), attention([5, 4], 2));
  is([2, 5, 4], masked(network, (words) => words.notEqual(0)).predict(zeros([2, 5]))); // right
  masked(network, (words) => words.sum(1)); // refused: Type …
  masked(network, (words) => words.notEqual(0).transpose()); // refused: Type …
  masked(network, zeros([2, 5])); // wrong: Argument of type …
  masked(dense(4, 2), (words) => words); // right
}

// ── matmul: a product of a list of matrices
{
  const chain = [identity(3), identity(3)];
  is([3, 3], chain.reduce((all, next) => all.matmul(next))); // right
  chain.reduce((all, next) => all.matmul(next), zeros([2, 3])); // right
  const power = <N extends number>(a: Matrix<N, N>, n: number): Matrix<N, N> => n === 0 ? identity(a.shape[0]) : a.matmul(power(a, n - 1)); // right
  const power = <N extends number, M extends number>(a: Matrix<N, M>, n: number): Matrix<N, M> => n === 0 ? a : a.matmul(power(a, n - 1)); // refused: …matmul…
}

// ── matmul: a right operand of two kinds
{
  const f = (w: Matrix<2, 3>, x: Vector<3> | Matrix<3, 5>) => (x.rank === 1 ? w : x); // right
  const f = (w: Matrix<2, 3>, x: Vector<3> | Matrix<3, 5>) => w.matmul(x); // refused: Argument of type …
  f(zeros([2, 3]), zeros([3])); // right
}

// ── matrix, vector, scalar: data of an object
{
  const data = { points: [[1, 2], [3, 4]], labels: [0, 1] } as const;
  is([2, 2], matrix(data.points)); // right
  is([2], vector(data.labels)); // right
  matrix(data.labels); // wrong: matrix: …
  vector(data.points); // wrong: vector: …
  const loose = { points: [[1, 2], [3, 4]] };
  matrix(loose.points); // refused: matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
  scalar(data.labels); // wrong: Argument of type …
  matrix([[1, 2], [3]]); // wrong: matrix: …
}

// ── matrixRank, norm: measures of a batch
{
  const ranks = <B extends number, M extends number, N extends number>(a: Tensor<[B, M, N]>): Vector<B> => matrixRank(a);
  is([2], ranks(zeros([2, 3, 4]))); // right
  matrixRank(zeros([3])); // wrong: matrixRank: …
  norm(zeros([2, 3]), { order: "max" }); // wrong: Type …
  is([], norm(zeros([2, 3]), { order: "nuclear" })); // right
  norm(scalar(3)); // wrong: norm: …
}

// ── matrixRank, norm: measures of a batch, 2
{
  const ranks = <B extends number, M extends number, N extends number>(a: Tensor<[B, M, N]>): Vector<B> => matrixRank(a); // right
  const ranks = <B extends number, M extends number, N extends number>(a: Tensor<[B, M, N]>): Scalar => matrixRank(a); // refused: Type …
  is([2], ranks(zeros([2, 3, 4]))); // right
  is([], norm(zeros([2, 3]), { order: "nuclear" })); // right
}

// ── max, mean, median, min: reducers in a table
{
  const reducers = { max: (x: Matrix<2, 3>) => x.max(0), mean: (x: Matrix<2, 3>) => x.mean(0), all: (x: Matrix<2, 3>) => x.median() };
  const columns = (name: "max" | "mean"): Vector<3> => reducers[name](zeros([2, 3]));
  is([3], columns("max")); // right
  zeros([2, 3]).median([0, 0]); // wrong: median: …
  zeros([2, 3]).min([0, 1], { keepDims: "yes" }); // refused: min: keepDims has to be literally true or false
}

// ── max, mean, median, min: reducers in a table, 2
{
  const reducers = { max: (x: Matrix<2, 3>) => x.max(0), mean: (x: Matrix<2, 3>) => x.mean(0), all: (x: Matrix<2, 3>) => x.median() };
  const columns = (name: "max" | "mean"): Vector<3> => reducers[name](zeros([2, 3])); // right
  const columns = (name: keyof typeof reducers): Vector<3> => reducers[name](zeros([2, 3])); // refused: Type …
  is([3], columns("max")); // right
}

// ── maximum, minimum: a clamp of each column
{
  const clamp = <B extends number, N extends number>(x: Matrix<B, N>, low: Vector<N>, high: Vector<N>): Matrix<B, N> => x.maximum(low).minimum(high); // right
  const clamp = <B extends number, N extends number>(x: Matrix<B, N>, low: Vector<B>, high: Vector<N>): Matrix<B, N> => x.maximum(low).minimum(high); // refused: …maximum…
  is([2, 3], clamp(zeros([2, 3]), zeros([3]), ones([3]))); // right
}

// ── maxPool1d, maxPool2d: of what the layer below gives
{
  const below = conv2d([9, 9, 1], 4, 2);
  is([4, 4, 4], sequential(below, maxPool2d(below.outputShape, 2)).predict(zeros([9, 9, 1]))); // right
  sequential(below, maxPool2d(below.inputShape, 2)); // wrong: sequential: …
  maxPool1d([8, 3], 2, { stride: 0 }); // wrong: a stride is a whole number from 1 up, not 0
  maxPool1d([8, 3], [2, 2]); // wrong: a size is a whole number from 0 up
}

// ── meanAbsoluteError: as a metric of train and by itself
{
  const metric: Metric<[5, 2]> = meanAbsoluteError;
  metric(zeros([5, 2]), zeros([5, 2])); // right
  metric(zeros([5, 2]), zeros([5, 3])); // wrong: Argument of type …
  metric(zeros([batch, 2]), zeros([batch, 2])); // refused: Argument of type …
  meanAbsoluteError(zeros([5, 2]), zeros([5])); // wrong: Argument of type …
}

// ── meanSquaredError: as the type of a parameter
{
  const fit = (network: Layer<[3], [2], unknown>, loss: typeof meanSquaredError) => loss.of(network.predict(zeros([5, 3])), zeros([5, 2])); // right
  const fit = (network: Layer<[3], [2], unknown>, loss: typeof meanSquaredError) => loss.of(network.predict(zeros([5, 3])), zeros([2, 5])); // wrong: Argument of type …
  is([], fit(dense(3, 2), meanSquaredError));
}

// ── meshgrid: a plane of points
{
  const [x, y] = meshgrid(linspace(0, 1, 4), linspace(0, 1, 3));
  is([3, 4], x.add(y)); // right
  x.matmul(y); // wrong: matmul: …
  const plane = <W extends number, H extends number>(w: Size<W>, h: Size<H>): Tensor<[H, W, 2]> => stack(meshgrid(arange(w), arange(h)), -1);
  meshgrid(x, y); // wrong: meshgrid: …
}

// ── meshgrid: a plane of points, 2
{
  const [x, y] = meshgrid(linspace(0, 1, 4), linspace(0, 1, 3));
  is([3, 4], x.add(y)); // right
  const plane = <W extends number, H extends number>(w: Size<W>, h: Size<H>): Tensor<[H, W, 2]> => stack(meshgrid(arange(w), arange(h)), -1); // right
  const plane = <W extends number, H extends number>(w: Size<W>, h: Size<H>): Tensor<[W, H, 2]> => stack(meshgrid(arange(w), arange(h)), -1); // refused: Type …
}

// ── modulo, power: of each row
{
  is([2, 3], zeros([2, 3]).modulo(vector([1, 2, 3]))); // right
  zeros([2, 3]).modulo(vector([1, 2])); // wrong: modulo: …
  zeros([2, 3]).power(BigInt(2)); // wrong: Argument of type …
  zeros([2, 3]).power(yes ? 2 : scalar(2)); // either: …
}

// ── movingAverage: in a training loop
{
  const network = sequential(dense(3, 4), dense(4, 2));
  const average = movingAverage(network, { decay: 0.9 });
  const steps = [average.update, average.update];
  for (const step of steps) step();
  average.update(network); // refused: Expected 0 arguments…
  is([5, 2], average.network.predict(zeros([5, 3]))); // right
  average.network.predict(zeros([5, 4])); // wrong: predict: …
  movingAverage(network, { decay: 0.9, parameters: dense(3, 4).parameters }); // wrong: …
}

// ── multiTaskLoss: of the outputs of a network
{
  const network = sequential(dense(8, 4), heads({ kind: dense(4, 3), box: dense(4, 2) }));
  const loss = multiTaskLoss({ kind: crossEntropy, box: huber }, { weights: { box: 0.5 } });
  const step = trainingStep(network, loss, adam(network));
  step(zeros([5, 8]), { kind: zeros([5]), box: zeros([5, 2]) }); // right
  step(zeros([5, 8]), { kind: zeros([5]), box: zeros([5, 3]) }); // wrong: …trainingStep, box: the output is [5, 2], the targets are [5, 3]
  step(zeros([5, 8]), { kind: zeros([5]) }); // wrong: trainingStep: the target box is missing
  multiTaskLoss({ kind: crossEntropy, box: huber }, { weights: { bbox: 0.5 } }); // wrong: …
}

// ── multiTaskLoss: of the outputs of a network, 2
{
  const network = sequential(dense(8, 4), heads({ kind: dense(4, 3), box: dense(4, 2) }));
  const loss = multiTaskLoss({ kind: crossEntropy, box: huber }, { weights: { box: 0.5 } }); // right
  const loss = multiTaskLoss({ kind: crossEntropy }); // refused
  const step = trainingStep(network, loss, adam(network)); // here: …
  step(zeros([5, 8]), { kind: zeros([5]), box: zeros([5, 2]) }); // right
}

// ── multiTaskLoss: of the outputs of a network, 3
{
  const network = sequential(dense(8, 4), heads({ kind: dense(4, 3), box: dense(4, 2) }));
  const loss = multiTaskLoss({ kind: crossEntropy, box: huber }, { weights: { box: 0.5 } }); // right
  const loss = multiTaskLoss({ kind: crossEntropy, bbox: huber }); // refused
  const step = trainingStep(network, loss, adam(network)); // here: …
  step(zeros([5, 8]), { kind: zeros([5]), box: zeros([5, 2]) }); // right
}

// ── multiply: gates
{
  const gate = <B extends number, D extends number>(x: Matrix<B, D>, g: Matrix<B, D>): Matrix<B, D> => g.sigmoid().multiply(x).add(g.sigmoid().negate().add(1).multiply(x.tanh())); // right
  const gate = <B extends number, D extends number>(x: Matrix<B, D>, g: Vector<B>): Matrix<B, D> => x.multiply(g.sigmoid()); // refused: …multiply…
  const gate = <B extends number, D extends number>(x: Matrix<B, D>, g: Vector<D>): Matrix<B, D> => g.sigmoid().multiply(x); // refused: …multiply…
  is([2, 3], gate(zeros([2, 3]), zeros([2, 3]))); // right
}

// ── norm: lengths of rows, kept
{
  const unit = <B extends number, D extends number>(x: Matrix<B, D>): Matrix<B, D> => x.divide(x.norm(1, { keepDims: true }).broadcastTo([x.shape[0], x.shape[1]]));
  is([2, 3], unit(ones([2, 3]))); // right
  zeros([2, 3]).norm(1, { keepDim: true }); // wrong: norm: there is no option keepDim
  zeros([2, 3]).norm("fro"); // wrong: norm: …
}

// ── norm: lengths of rows, kept, 2
{
  const unit = <B extends number, D extends number>(x: Matrix<B, D>): Matrix<B, D> => x.divide(x.norm(1, { keepDims: true }).broadcastTo([x.shape[0], x.shape[1]])); // right
  const unit = <B extends number, D extends number>(x: Matrix<B, D>): Matrix<B, D> => { x.norm(1, { keepDims: true }).broadcastTo([x.shape[1], x.shape[0]]); return x; }; // refused: …broadcastTo…
  is([2, 3], unit(ones([2, 3]))); // right
}

// ── onPlateau: a callback of train and of a loop
{
  const network = dense(3, 2);
  const optimizer = sgd(network, { learningRate: 0.1 });
  await train(network, { inputs: zeros([4, 3]), targets: zeros([4, 2]), loss: meanSquaredError, optimizer, epochs: 1, onEpoch: onPlateau(optimizer, { factor: 0.5 }) }); // right
  await train(network, { inputs: zeros([4, 3]), targets: zeros([4, 2]), loss: meanSquaredError, optimizer, epochs: 1, onEpoch: onPlateau }); // refused: Type …
  const watch = onPlateau(optimizer, { factor: 0.5, patience: 1 });
  watch(0.5); // right
  watch("0.5"); // wrong: Argument of type …
  onPlateau(network, { factor: 0.5 }); // wrong: Argument of type …
  onPlateau(optimizer, { factor: 0.5, mode: "max" }); // wrong: …
}

// ── oneHot: labels in code for any classes
{
  const encode = <B extends number, const C extends number>(labels: Vector<B>, classes: Size<C>): Matrix<B, C> => oneHot(labels, classes);
  is([5, 3], encode(zeros([5]), 3)); // right
  encode(zeros([5]), count); // refused: a size known only at run time needs a name: dim(name, size)
  const labels = ["a", "b"].map((label) => label.charCodeAt(0) - 97);
  oneHot(labels, 3); // refused: oneHot: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
  const named = dim("labels", labels.length);
  is([named, 3], oneHot(labels, 3, [named])); // right
}

// ── oneHot: labels in code for any classes, 2
{
  const encode = <B extends number, const C extends number>(labels: Vector<B>, classes: Size<C>): Matrix<B, C> => oneHot(labels, classes); // right
  const encode = <B extends number, const C extends number>(labels: Vector<B>, classes: Size<C>): Matrix<C, B> => oneHot(labels, classes); // refused: Type …
  is([5, 3], encode(zeros([5]), 3)); // right
  const labels = ["a", "b"].map((label) => label.charCodeAt(0) - 97);
  const named = dim("labels", labels.length);
  is([named, 3], oneHot(labels, 3, [named])); // right
}

// ── optimizerOf: a rule in a constant
{
  const network = dense(3, 2);
  const rule = { learningRate: 0.1, keeps: ["velocity"], update: <S extends Shape>(p: Tensor<S>, g: Tensor<S>, { velocity }: { velocity: Tensor<S> }) => { const next = velocity.multiply(0.9).add(g); return { parameter: p.subtract(next), velocity: next }; } } as const;
  const optimizer = optimizerOf(network, rule); // right
  const optimizer = optimizerOf(network, { ...rule, keeps: ["speed"] }); // wrong: Argument of type …
  const optimizer = optimizerOf(network, { ...rule, update: <S extends Shape>(p: Tensor<S>) => ({ parameter: p.sum(), velocity: p }) }); // wrong: Type …
  optimizer.step({ weights: zeros([2, 3]), bias: zeros([2]) });
}

// ── outer: a table of products
{
  const table = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>): Matrix<M, N> => a.outer(b);
  is([2, 3], table(zeros([2]), zeros([3]))); // right
  zeros([2]).outer(zeros([2, 3])); // wrong: outer: …
  zeros([2, 3]).outer(zeros([2])); // wrong: outer: takes a vector, not [2, 3]
  zeros([2]).outer(3); // wrong: outer: takes a tensor, not …
}

// ── outer: a table of products, 2
{
  const table = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>): Matrix<M, N> => a.outer(b); // right
  const table = <M extends number, N extends number>(a: Vector<M>, b: Vector<N>): Matrix<M, N> => b.outer(a); // refused: Type …
  is([2, 3], table(zeros([2]), zeros([3]))); // right
}

// ── pad: frames of a constant
{
  const frame = [1, 1] as const;
  const padded = <H extends number, W extends number>(x: Matrix<H, W>) => x.pad([frame, frame]);
  is([4, 5], padded(zeros([2, 3]))); // right
  padded(zeros([2, 3])).matmul(zeros([3])); // wrong: matmul: …
  zeros([2, 3]).pad([frame]); // wrong: pad: …
  zeros([2, 3]).pad([[1, 1], [count, 0]]); // refused: pad: …
  const by = 2;
  is([6, 3], zeros([2, 3]).pad([[by, by], [0, 0]])); // right
  zeros([2, 3]).pad([[-1, 0], [0, 0]]); // wrong: pad: …
}

// ── parallel: inputs by the type of the network
{
  const network = parallel({ image: dense(8, 4), meta: dense(3, 2) });
  type Inputs = Parameters<typeof network.predict>[0];
  const inputs = { image: zeros([5, 8]), meta: zeros([5, 3]) };
  is([5, 4], network.predict(inputs).image); // right
  network.predict({ ...inputs, meta: zeros([6, 3]) }); // wrong: …predict…
  network.predict({ image: inputs.image }); // wrong: predict: the input meta is missing
  network.predict([inputs.image, inputs.meta]); // wrong: predict: takes a record of inputs, by name
  network.predict(inputs.image); // wrong: predict: takes a record of inputs, by name
  parallel({ image: dense(8, 4), meta: yes ? dense(3, 2) : dense(3, 3) }); // refused: parallel: meta may be one of several layers, of other shapes
}

// ── parameterGroups: the groups of a helper
{
  const network = sequential(dense(3, 4), dense(4, 2));
  const noDecay = (name: string): boolean => name.endsWith("bias");
  parameterGroups(network, [{ optimizer: adamW(network, { weightDecay: 0 }), only: noDecay }, adamW(network)]); // right
  parameterGroups(network, [{ optimizer: adamW(network), only: (name: number) => true }, adamW(network)]); // refused: Type …
  parameterGroups(network, [adam(dense(7, 2)), adam(network)]); // refused: parameterGroups: a group has parameters that aren't in the network
  parameterGroups(network, [{ optimizer: adam(network) }, adam(network)]); // wrong: Type …
  parameterGroups(network, []); // wrong: …Refused<"parameterGroups: takes a list of optimizers, not an empty one">'.
  parameterGroups(network, adam(network)); // wrong: Argument of type …
}

// ── permutation: indices of a shuffle
{
  const x = zeros([6, 3]);
  const order = random(1).permutation(6);
  is([6, 3], x.take(order, 0, [6])); // right
  is([6, 3], x.take(vector(order), 0)); // right
  is([6, 3], x.take(tensor(order, [6]), 0)); // right
  is([6, 3], x.take(order, 0)); // right
  is([7, 3], x.take(order, 0)); // wrong
  const unknown = random(1).permutation(Number("6"));
  x.take(unknown, 0); // refused: take: an array of unknown length needs a shape, as the last argument: [dim(name, length)]
  random(1).permutation(x); // wrong: …
}

// ── permute: channels first and last
{
  const toFirst = [0, 3, 1, 2] as const;
  const channelsFirst = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>): Tensor<[B, C, H, W]> => x.permute(toFirst);
  is([2, 3, 4, 5], channelsFirst(zeros([2, 4, 5, 3]))); // right
  zeros([2, 3]).permute(toFirst); // wrong: permute: …
  zeros([2, 3]).permute([0, 1].reverse()); // refused: permute: …
}

// ── permute: channels first and last, 2
{
  const toFirst = [0, 3, 1, 2] as const;
  const channelsFirst = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>): Tensor<[B, C, H, W]> => x.permute(toFirst); // right
  const channelsFirst = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>): Tensor<[B, C, W, H]> => x.permute(toFirst); // refused: Type …
  const channelsFirst = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>): Tensor<[B, C, H, W]> => x.permute([0, 3, 1, 1]); // refused: …permute…
  is([2, 3, 4, 5], channelsFirst(zeros([2, 4, 5, 3]))); // right
}

// ── positions, sinusoidalPositions: by a flag
{
  const config = { places: 5, width: 8 } as const;
  const at = (learned: boolean): Layer<[5, 8], [5, 8], unknown> => learned ? positions([config.places, config.width]) : sinusoidalPositions([config.places, config.width]);
  is([2, 5, 8], at(true).predict(zeros([2, 5, 8]))); // right
  positions([5]); // wrong: positions: takes [length, width], not [5]
  positions([5, count]); // refused: a size known only at run time needs a name: dim(name, size)
  sinusoidalPositions([5, 8, 2]); // wrong: sinusoidalPositions: takes [length, width], not [5, 8, 2]
}

// ── positions, sinusoidalPositions: by a flag, 2
{
  const config = { places: 5, width: 8 } as const;
  const at = (learned: boolean): Layer<[5, 8], [5, 8], unknown> => learned ? positions([config.places, config.width]) : sinusoidalPositions([config.places, config.width]); // right
  const at = (learned: boolean): Layer<[5, 8], [5, 8], unknown> => learned ? positions([config.width, config.places]) : sinusoidalPositions([config.places, config.width]); // refused: Type …
  is([2, 5, 8], at(true).predict(zeros([2, 5, 8]))); // right
}

// ── product: a number of all entries
{
  const volume = <S extends readonly number[]>(x: Vector<3>): number => x.product().at();
  volume(ones([3])); // right
  zeros([2, 3]).product([1, 2]); // wrong: product: …
}

// ── product: a number of all entries, 2
{
  const volume = <S extends readonly number[]>(x: Vector<3>): number => x.product().at(); // right
  const volume = <S extends readonly number[]>(x: Vector<3>): number => x.product(); // refused: Type …
  volume(ones([3])); // right
}

// ── quantile: of the columns
{
  const quartiles = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<3, N> => stack([x.quantile(0.25, 0), x.quantile(0.5, 0), x.quantile(0.75, 0)], 0);
  is([3, 2], quartiles(zeros([5, 2]))); // right
  zeros([5, 2]).quantile([0.25, 0.75], 0); // wrong: Argument of type …
  zeros([5, 2]).quantile(0.5, 2); // wrong: quantile: …
}

// ── quantile: of the columns, 2
{
  const quartiles = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<3, N> => stack([x.quantile(0.25, 0), x.quantile(0.5, 0), x.quantile(0.75, 0)], 0); // right
  const quartiles = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<3, N> => stack([x.quantile(0.25, 0), x.quantile(0.5, 0), x.quantile(0.75, 1)], 0); // refused: …stack…
  is([3, 2], quartiles(zeros([5, 2]))); // right
}

// ── random: a source that is optional
{
  const weights = <const I extends number, const O extends number>(inputs: Size<I>, outputs: Size<O>, source?: Random): Matrix<O, I> => randomNormal([outputs, inputs], source);
  is([2, 3], weights(3, 2)); // right
  randomUniform([2, 3], random(1), { low: 0, high: 1 }); // right
  randomUniform([2, 3], random(1), { minimum: 0 }); // wrong: …
  random("seed"); // wrong: Argument of type …
}

// ── random: a source that is optional, 2
{
  const weights = <const I extends number, const O extends number>(inputs: Size<I>, outputs: Size<O>, source?: Random): Matrix<O, I> => randomNormal([outputs, inputs], source); // right
  const weights = <const I extends number, const O extends number>(inputs: Size<I>, outputs: Size<O>, source?: Random): Matrix<O, I> => randomNormal([inputs, outputs], source); // refused: Type …
  const weights = <const I extends number, const O extends number>(inputs: Size<I>, outputs: Size<O>, seed?: number): Matrix<O, I> => randomNormal([outputs, inputs], seed); // refused: Argument of type …
  is([2, 3], weights(3, 2)); // right
  randomUniform([2, 3], random(1), { low: 0, high: 1 }); // right
}

// ── rank, shape, size: what a guard knows
{
  const x = zeros([2, 3]);
  const rank: 2 = x.rank;
  const shape: readonly [2, 3] = x.shape;
  is([2, 3], zeros(x.shape)); // right
  zeros(x.size); // wrong: …a shape is an array of sizes, not …
  const copy: number[] = [...x.shape];
  zeros(copy); // refused: a size known only at run time needs a name: dim(name, size)
  const shapes = { a: [2, 3], b: [4] } as const;
  is([2, 3], zeros(shapes.a)); // right
  zeros(shapes[yes ? "a" : "b"]); // refused: Argument of type …
}

// ── rank, shape, size: what a guard knows, 2
{
  const x = zeros([2, 3]);
  const rank: 2 = x.rank; // right
  const rank: 3 = x.rank; // refused: Type …
  const shape: readonly [2, 3] = x.shape;
  is([2, 3], zeros(x.shape)); // right
  const copy: number[] = [...x.shape];
  const shapes = { a: [2, 3], b: [4] } as const;
  is([2, 3], zeros(shapes.a)); // right
}

// ── rank, shape, size: what a guard knows, 3
{
  const x = zeros([2, 3]);
  const rank: 2 = x.rank;
  const shape: readonly [2, 3] = x.shape; // right
  const shape: readonly [3, 2] = x.shape; // refused: Type …
  is([2, 3], zeros(x.shape)); // right
  const copy: number[] = [...x.shape];
  const shapes = { a: [2, 3], b: [4] } as const;
  is([2, 3], zeros(shapes.a)); // right
}

// ── readCsv: a table that functions take
{
  const table = readCsv("a,b,kind\n1,2,x\n3,4,y", { rows: "rows" });
  const features = (of: Table<Dim<"rows">>): Matrix<Dim<"rows">, 2> => of.numbers(["a", "b"]);
  features(table);
  const names: string[] = ["a", "b"];
  table.numbers(names); // refused: numbers: the names have to be a list of known length
  readCsv("a\n1", { rows: yes ? "rows" : "lines" }); // refused: dim: …
}

// ── readCsv: a table that functions take, 2
{
  const table = readCsv("a,b,kind\n1,2,x\n3,4,y", { rows: "rows" });
  const features = (of: Table<Dim<"rows">>): Matrix<Dim<"rows">, 2> => of.numbers(["a", "b"]); // right
  const features = (of: Table<Dim<"rows">>): Matrix<Dim<"rows">, 3> => of.numbers(["a", "b"]); // refused: Type …
  features(table);
  const names: string[] = ["a", "b"];
}

// ── readCsv: a table that functions take, 3
{
  const table = readCsv("a,b,kind\n1,2,x\n3,4,y", { rows: "rows" });
  const features = (of: Table<Dim<"rows">>): Matrix<Dim<"rows">, 2> => of.numbers(["a", "b"]); // right
  const features = (of: Table<Dim<"lines">>): Matrix<Dim<"lines">, 2> => of.numbers(["a", "b"]); // refused
  features(table); // here: Argument of type …
  const names: string[] = ["a", "b"];
}

// ── readNpy, readNpz, readSafetensors: by a table of shapes
{
  const shapes = { weights: [2, 3], bias: [2] } as const;
  const bytes = writeSafetensors({ weights: zeros([2, 3]), bias: zeros([2]) });
  const load = <const Name extends keyof typeof shapes>(name: Name) => readSafetensors(bytes).get(name, shapes[name]); // either: Argument of type …
  is([2, 3], readSafetensors(bytes).get("weights", shapes.weights)); // right
  readNpy(writeNpy(zeros([2])), [count]); // refused: a size known only at run time needs a name: dim(name, size)
  readNpz(writeNpz({ a: zeros([2]) })).get("a", 2); // wrong: …a shape is an array of sizes, not 2…
  const both = (file: TensorFile): [Matrix<2, 3>, Vector<2>] => [file.get("weights", shapes.weights), file.get("bias", shapes.bias)];
}

// ── readNpy, readNpz, readSafetensors: by a table of shapes, 2
{
  const shapes = { weights: [2, 3], bias: [2] } as const;
  const bytes = writeSafetensors({ weights: zeros([2, 3]), bias: zeros([2]) });
  is([2, 3], readSafetensors(bytes).get("weights", shapes.weights)); // right
  const both = (file: TensorFile): [Matrix<2, 3>, Vector<2>] => [file.get("weights", shapes.weights), file.get("bias", shapes.bias)]; // right
  const both = (file: TensorFile): [Matrix<2, 3>, Vector<2>] => [file.get("weights", shapes.bias), file.get("bias", shapes.bias)]; // refused: Type …
}

// ── receive, receiveLike, transfer: a message of a worker
{
  const network = dense(3, 2);
  const [message, buffers] = transfer({ parameters: network.parameters, step: scalar(3) });
  is([2, 3], receiveLike(message.parameters, network.parameters).weights); // right
  receiveLike(message.parameters, network); // wrong: receiveLike: takes tensors in records and tuples, not a layer
  type Update = Message<{ x: Vector<3> }>;
  const update: Update = { x: { shape: [3], numbers: new Float32Array(3) } };
  is([3], receive(update, { x: [3] }).x); // right
  receive(update, { x: [count] }); // refused: a size known only at run time needs a name: dim(name, size)
  receive(update, [3]); // wrong: …receive: takes shapes in a record…
  transfer({ x: zeros([3]), name: "x" }); // wrong: transfer: …
}

// ── receive, receiveLike, transfer: a message of a worker, 2
{
  const network = dense(3, 2);
  const [message, buffers] = transfer({ parameters: network.parameters, step: scalar(3) });
  is([2, 3], receiveLike(message.parameters, network.parameters).weights); // right
  type Update = Message<{ x: Vector<3> }>;
  const update: Update = { x: { shape: [3], numbers: new Float32Array(3) } }; // right
  const update: Update = { x: [1, 2, 3] }; // refused: Type …
  is([3], receive(update, { x: [3] }).x); // right
}

// ── recordLayer: what its function gives
{
  recordLayer({}, { a: [3], b: [2] }, [5], (_, { a, b }) => concat([a, b], -1)); // right
  recordLayer({}, { a: [3], b: [2] }, [4], (_, { a, b }) => concat([a, b], -1)); // refused: Type …
  recordLayer({}, { a: [3], b: [2] }, [5], (_, { a, c }) => concat([a, c], -1)); // refused: Property 'c' …
  recordLayer({ w: zeros([3]) }, { a: [3], b: [2] }, [3], ({ w }, { a }) => a.multiply(w)); // right
  recordLayer({ w: zeros([2]) }, { a: [3], b: [2] }, [3], ({ w }, { a }) => a.multiply(w)); // refused: …multiply…
  recordLayer({}, { a: [3], b: [count] }, [3], (_, { a }) => a); // refused: a size known only at run time needs a name: dim(name, size)
  recordLayer({}, { a: [3] }, { sum: [], same: [3] }, (_, { a }) => ({ sum: a.sum(1), same: a })); // right
  recordLayer({}, { a: [3] }, { sum: [], same: [3] }, (_, { a }) => ({ sum: a.sum(0), same: a })); // refused: Type …
}

// ── relu: as a function of tensors
{
  const network = (x: Vector<3>): Vector<3> => relu.apply(x);
  is([3], network(zeros([3]))); // right
  [zeros([3])].map(relu.apply); // either: …
  [zeros([3])].map(relu); // wrong: Argument of type …
}

// ── relu: as a function of tensors, 2
{
  const network = (x: Vector<3>): Vector<3> => relu.apply(x); // right
  const network = (x: Vector<3>): Vector<2> => relu.apply(x); // refused: Type …
  is([3], network(zeros([3]))); // right
}

// ── repeat, tile: by constants
{
  const times = { rows: 2, columns: 3 } as const;
  is([4, 9], zeros([2, 3]).tile([times.rows, times.columns])); // right
  zeros([2, 3]).tile([times.rows]); // wrong: tile: …
  is([6, 3], zeros([2, 3]).repeat(times.columns, 0)); // right
  zeros([2, 3]).repeat(times.columns, times.columns); // wrong: repeat: …
  zeros([2, 3]).repeat(count, 0); // refused: a size known only at run time needs a name: dim(name, size)
  zeros([2, 3]).repeat([1, 2], 0); // wrong: a size is a whole number from 0 up
}

// ── reshape: a patch embedding
{
  const patches = <B extends number>(x: Tensor<[B, 8, 8, 3]>): Tensor<[B, 16, 12]> => x.reshape([x.shape[0], 4, 2, 4, 2, 3]).permute([0, 1, 3, 2, 4, 5]).reshape([x.shape[0], 16, 12]);
  is([2, 16, 12], patches(zeros([2, 8, 8, 3]))); // right
  const target: readonly number[] = [2, 3];
  zeros([6]).reshape(target); // refused: a size known only at run time needs a name: dim(name, size)
  zeros([6]).reshape(2, 3); // wrong: Expected …
  zeros([6]).reshape([-1, 3]); // wrong: a size is a whole number from 0 up, not -1
}

// ── reshape: a patch embedding, 2
{
  const patches = <B extends number>(x: Tensor<[B, 8, 8, 3]>): Tensor<[B, 16, 12]> => x.reshape([x.shape[0], 4, 2, 4, 2, 3]).permute([0, 1, 3, 2, 4, 5]).reshape([x.shape[0], 16, 12]); // right
  const patches = <B extends number>(x: Tensor<[B, 8, 8, 3]>): Tensor<[B, 16, 12]> => x.reshape([x.shape[0], 4, 2, 4, 2, 3]).permute([0, 1, 3, 2, 4, 5]).reshape([x.shape[0], 12, 12]); // refused: …reshape…
  const patches = <B extends number>(x: Tensor<[B, 8, 8, 3]>): Tensor<[B, 12, 16]> => x.reshape([x.shape[0], 4, 2, 4, 2, 3]).permute([0, 1, 3, 2, 4, 5]).reshape([x.shape[0], 16, 12]); // refused: Type …
  is([2, 16, 12], patches(zeros([2, 8, 8, 3]))); // right
  const target: readonly number[] = [2, 3];
}

// ── reshape: the layer, between two others
{
  is([2, 12], sequential(dense(3, 12), reshape([12], [3, 4]), flatten([3, 4])).predict(zeros([2, 3]))); // right
  sequential(dense(3, 12), reshape([12], [3, 5])); // wrong: reshape: …
  sequential(dense(3, 12), reshape([10], [2, 5])); // wrong: sequential: …
  inferred.sequential([12], inferred.reshape([5, 2])); // wrong: reshape: …
  is([3, 4], inferred.sequential([12], inferred.reshape([3, 4])).predict(zeros([12]))); // right
}

// ── residual, reversed: around a layer of the wrong size
{
  const around = <N extends number>(inner: Layer<[N], [N], unknown>) => residual(inner);
  is([5, 4], around(dense(4, 4)).predict(zeros([5, 4]))); // right
  around(dense(4, 3)); // refused: Argument of type …
  residual(dense(4, 3)); // wrong: residual: …
  reversed(dense(4, 4)); // wrong: reversed: the layer takes [4], not [length, width]
  is([5, 8], reversed(lstm([5, 3], 8)).predict(zeros([5, 3]))); // right
  reversed(lstm([5, 3], 8, { returns: "last" })).predict(zeros([4, 3])); // wrong: predict: …
}

// ── rocAuc: of scores of one column
{
  const auc = <N extends number>(scores: Matrix<N, 1>, targets: Matrix<N, 1>): number => rocAuc(scores, targets);
  auc(matrix([[1], [0]]), matrix([[1], [0]])); // right
  rocAuc(zeros([4, 2]), zeros([5, 2])); // wrong: rocAuc: …
}

// ── rocAuc: of scores of one column, 2
{
  const auc = <N extends number>(scores: Matrix<N, 1>, targets: Matrix<N, 1>): number => rocAuc(scores, targets); // right
  const auc = <N extends number>(scores: Matrix<N, 1>, targets: Matrix<1, N>): number => rocAuc(scores, targets); // refused: …rocAuc…
  auc(matrix([[1], [0]]), matrix([[1], [0]])); // right
}

// ── roll, round, floor, ceil: chains
{
  is([2, 3], zeros([2, 3]).roll(1, 0).round().floor().ceil()); // right
  zeros([2, 3]).roll(1); // wrong: Expected …
  zeros([2, 3]).roll(1, 2); // wrong: roll: …
  zeros([2, 3]).round(2); // refused: Expected 0 arguments…
}

// ── scaleTree: by a scalar that is computed
{
  const tree = { a: zeros([2, 3]), b: [zeros([2])] };
  is([2, 3], scaleTree(tree, globalNorm(tree).reciprocal()).a); // right
  scaleTree(tree, vector([1, 2])); // wrong: Argument of type …
  scaleTree(tree, zeros([1])); // wrong: Argument of type …
  scaleTree({ a: "x" }, 2); // wrong: scaleTree: …
}

// ── scaledDotProductAttention: queries of other places
{
  const look = <B extends number, T extends number, M extends number>(q: Tensor<[B, T, 8]>, k: Tensor<[B, M, 8]>, v: Tensor<[B, M, 5]>): Tensor<[B, T, 5]> => scaledDotProductAttention(q, k, v);
  is([2, 3, 5], look(zeros([2, 3, 8]), zeros([2, 4, 8]), zeros([2, 4, 5]))); // right
  scaledDotProductAttention(zeros([3, 8]), zeros([4, 8]), zeros([4, 5]), { mask: zeros([4, 3]) }); // wrong: scaledDotProductAttention: a mask of [4, 3] does not stretch to the scores, [3, 4]
  scaledDotProductAttention(zeros([3, 8]), zeros([4, 8]), zeros([4, 5]), { mask: zeros([3, 4]) }); // right
}

// ── scaledDotProductAttention: queries of other places, 2
{
  const look = <B extends number, T extends number, M extends number>(q: Tensor<[B, T, 8]>, k: Tensor<[B, M, 8]>, v: Tensor<[B, M, 5]>): Tensor<[B, T, 5]> => scaledDotProductAttention(q, k, v); // right
  const look = <B extends number, T extends number, M extends number>(q: Tensor<[B, T, 8]>, k: Tensor<[B, M, 8]>, v: Tensor<[B, T, 5]>): Tensor<[B, T, 5]> => scaledDotProductAttention(q, k, v); // refused: …Mismatch…
  const look = <B extends number, T extends number, M extends number>(q: Tensor<[B, T, 8]>, k: Tensor<[B, M, 7]>, v: Tensor<[B, M, 5]>): Tensor<[B, T, 5]> => scaledDotProductAttention(q, k, v); // refused: …Mismatch…
  is([2, 3, 5], look(zeros([2, 3, 8]), zeros([2, 4, 8]), zeros([2, 4, 5]))); // right
  scaledDotProductAttention(zeros([3, 8]), zeros([4, 8]), zeros([4, 5]), { mask: zeros([3, 4]) }); // right
}

// ── scatter, scatterAdd, takeAlong: rows put back
{
  const table = zeros([5, 4]);
  is([5, 4], table.scatterAdd([0, 1], ones([2, 4]))); // right
  table.scatterAdd([0, 1], ones([3, 4])); // wrong: scatterAdd: …
  table.scatter([0, 1], ones([2, 5])); // wrong: scatter: …
  const put = <N extends number>(at: Vector<N>, rows: Matrix<N, 4>): Matrix<5, 4> => table.scatter(at, rows);
  is([5, 2], table.takeAlong(zeros([5, 2]), 1)); // right
  table.takeAlong(zeros([4, 2]), 1); // wrong: takeAlong: …
}

// ── scatter, scatterAdd, takeAlong: rows put back, 2
{
  const table = zeros([5, 4]);
  is([5, 4], table.scatterAdd([0, 1], ones([2, 4]))); // right
  const put = <N extends number>(at: Vector<N>, rows: Matrix<N, 4>): Matrix<5, 4> => table.scatter(at, rows); // right
  const put = <N extends number>(at: Vector<N>, rows: Matrix<4, N>): Matrix<5, 4> => table.scatter(at, rows); // refused: …scatter…
  is([5, 2], table.takeAlong(zeros([5, 2]), 1)); // right
}

// ── searchSorted: bins of a column
{
  const edges = linspace(0, 1, 4);
  const binsOf = <S extends Shape>(x: Tensor<S>): Tensor<S> => searchSorted(edges, x, { side: "right" });
  is([2, 3], binsOf(zeros([2, 3]))); // right
  searchSorted(zeros([2, 3]), edges); // wrong: searchSorted: …
}

// ── searchSorted: bins of a column, 2
{
  const edges = linspace(0, 1, 4);
  const binsOf = <S extends Shape>(x: Tensor<S>): Tensor<S> => searchSorted(edges, x, { side: "right" }); // right
  const binsOf = <S extends Shape>(x: Tensor<S>): Tensor<S> => searchSorted(x, edges, { side: "right" }); // refused: Argument of type …
  const binsOf = <S extends Shape>(x: Tensor<S>): Tensor<S> => searchSorted(edges, x, { side: "middle" }); // refused: Type …
  is([2, 3], binsOf(zeros([2, 3]))); // right
}

// ── sequential: blocks by a function and a spread tuple
{
  const block = <const N extends number>(size: Size<N>) => [dense(size, size), activate(relu)] as const;
  is([5, 2], sequential(...block(4), ...block(4), dense(4, 2)).predict(zeros([5, 4]))); // right
  sequential(...block(4), ...block(3), dense(3, 2)); // wrong: sequential: …
  const list = [dense(4, 4), dense(4, 4)];
  sequential(...list); // refused: sequential: takes its layers one by one, so that the compiler can see which is on which; sequentialOf takes a list
  is([5, 4], sequentialOf(list).predict(zeros([5, 4]))); // right
  sequential(); // wrong: Expected …
  sequential(dense(4, 4), yes && dense(4, 4)); // refused: sequential: argument 2 may be false, not a layer
  sequential(dense(4, 4), yes ? dense(4, 2) : dense(4, 3)); // refused: sequential: argument 2 may be one of several layers, of other shapes
}

// ── sequentialOf: a depth that only the program knows
{
  const deep = <const N extends number>(size: Size<N>, depth: number) => sequentialOf(Array.from({ length: depth }, () => residual(dense(size, size))));
  is([5, 4], deep(4, 3).predict(zeros([5, 4]))); // right
  sequentialOf([dense(4, 4), dense(4, 5)]); // wrong: sequentialOf: the layers take [4], but give [5]
  sequentialOf([dense(4, 5)]); // wrong: sequentialOf: the layers take [4], but give [5]
  sequentialOf(dense(4, 4)); // wrong: sequentialOf: takes an array of layers
  sequentialOf([dense(4, 4), layerNorm(4)]); // right
}

// ── sequentialOf: a depth that only the program knows, 2
{
  const deep = <const N extends number>(size: Size<N>, depth: number) => sequentialOf(Array.from({ length: depth }, () => residual(dense(size, size)))); // right
  const deep = <const N extends number>(size: Size<N>, depth: number) => sequentialOf(Array.from({ length: depth }, () => dense(size, 3))); // refused: …sequentialOf…
  is([5, 4], deep(4, 3).predict(zeros([5, 4]))); // right
}

// ── sgd: options that are computed
{
  const network = dense(3, 2);
  const options = yes ? { learningRate: 0.1, momentum: 0.9 } : { learningRate: 0.1 };
  sgd(network, options).step(network.parameters); // right
  sgd(network, { momentum: 0.9 }); // wrong: …
  sgd(network); // wrong: Expected …
  sgd(network, { learningRate: "0.1" }); // wrong: Type …
  sgd(network, { learningRate: 0.1, momentum: undefined }); // right
  sgd([network, dense(3, 2)], { learningRate: 0.1 }); // refused: sgd: takes a network, a trainable, or tensors in records and tuples
}

// ── slice: train and test by a constant
{
  const split = 4 as const;
  const data = zeros([6, 3]);
  is([4, 3], data.slice([0, split])); // right
  is([2, 3], data.slice([split, 6])); // right
  data.slice([0, 7]); // wrong: slice: …
  const loose: number = split;
  data.slice([0, loose]); // refused: slice: the range of axis 0 has to be of literal numbers; where only the run time can tell, take x.window(start, length, axis)
  is([dim("train", loose), 3], data.window(0, dim("train", loose), 0)); // right
  const head = <N extends number>(x: Matrix<6, N>): Matrix<2, N> => x.slice([0, 2]);
}

// ── slice: train and test by a constant, 2
{
  const split = 4 as const;
  const data = zeros([6, 3]);
  is([4, 3], data.slice([0, split])); // right
  is([2, 3], data.slice([split, 6])); // right
  const loose: number = split;
  is([dim("train", loose), 3], data.window(0, dim("train", loose), 0)); // right
  const head = <N extends number>(x: Matrix<6, N>): Matrix<2, N> => x.slice([0, 2]); // right
  const head = <N extends number>(x: Matrix<6, N>): Matrix<2, N> => x.slice(null, [0, 2]); // refused: Type …
  const head = <N extends number>(x: Matrix<N, 6>): Matrix<2, 6> => x.slice([2, 0]); // refused: …slice…
}

// ── solve: a system in a class
{
  class System<N extends number> {
    constructor(readonly matrix: Matrix<N, N>) {}
    solve(right: Vector<N>): Vector<N> { return solve(this.matrix, right); }
    solveAll<K extends number>(right: Matrix<N, K>): Matrix<N, K> { return solve(this.matrix, right); }
  }
  is([3], new System(identity(3)).solve(zeros([3]))); // right
  new System(identity(3)).solve(zeros([4])); // wrong: Argument of type …
  new System(zeros([2, 3])); // refused: Argument of type …
}

// ── solve: a system in a class, 2
{
  class System<N extends number> {
    constructor(readonly matrix: Matrix<N, N>) {}
    solve(right: Vector<N>): Vector<N> { return solve(this.matrix, right); } // right
    solve(right: Vector<N>): Vector<N> { return solve(right, this.matrix); } // refused: …solve…
    solveAll<K extends number>(right: Matrix<N, K>): Matrix<N, K> { return solve(this.matrix, right); }
  }
  is([3], new System(identity(3)).solve(zeros([3]))); // right
}

// ── solve: a system in a class, 3
{
  class System<N extends number> {
    constructor(readonly matrix: Matrix<N, N>) {}
    solve(right: Vector<N>): Vector<N> { return solve(this.matrix, right); }
    solveAll<K extends number>(right: Matrix<N, K>): Matrix<N, K> { return solve(this.matrix, right); } // right
    solveAll<K extends number>(right: Matrix<K, N>): Matrix<N, K> { return solve(this.matrix, right); } // refused: …solve…
  }
  is([3], new System(identity(3)).solve(zeros([3]))); // right
}

// ── sort: the best first
{
  const best = <N extends number>(x: Vector<N>): Vector<N> => x.sort(0, { descending: true });
  is([3], best(zeros([3]))); // right
  zeros([3]).sort({ descending: true }); // wrong: sort: the axis has to be one literal number
}

// ── sort: the best first, 2
{
  const best = <N extends number>(x: Vector<N>): Vector<N> => x.sort(0, { descending: true }); // right
  const best = <N extends number>(x: Vector<N>): Vector<N> => x.sort((a: number, b: number) => b - a); // refused: sort: the axis has to be one literal number
  const best = <N extends number>(x: Vector<N>): Vector<N> => x.sort(1, { descending: true }); // refused: …sort…
  is([3], best(zeros([3]))); // right
}

// ── split: gates of a cell
{
  const gates = <B extends number>(x: Matrix<B, 12>) => x.split([4, 4, 4], -1);
  const [a, b, c] = gates(zeros([5, 12]));
  is([5, 4], a.multiply(b).add(c)); // right
  const [d, e, f, g] = gates(zeros([5, 12])); // refused: …
  zeros([5, 12]).split([4, 4], 1); // wrong: split: …
  zeros([5, 12]).split(3, 1); // wrong: split: the sizes have to be a list of known length
  const sizes = [4, 8] as const;
  is([5, 8], zeros([5, 12]).split(sizes, 1)[1]); // right
  const loose = [4, 8];
  zeros([5, 12]).split(loose, 1); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── squeeze: one column as a vector
{
  const column = <N extends number>(x: Matrix<N, 1>): Vector<N> => x.squeeze(1);
  is([5], column(zeros([5, 1]))); // right
  zeros([5, 2]).squeeze(1); // wrong: squeeze: …
  zeros([batch, 1]).squeeze(0); // refused: squeeze: …
}

// ── squeeze: one column as a vector, 2
{
  const column = <N extends number>(x: Matrix<N, 1>): Vector<N> => x.squeeze(1); // right
  const column = <N extends number>(x: Matrix<N, 1>): Vector<N> => x.squeeze(0); // refused: …squeeze…
  const column = <N extends number>(x: Matrix<N, 1>): Vector<N> => x.squeeze(2); // refused: …squeeze…
  is([5], column(zeros([5, 1]))); // right
}

// ── stack: frames that were collected
{
  const frames: Matrix<2, 3>[] = [];
  for (let time = 0; time < 4; time++) frames.push(zeros([2, 3]));
  frames.push(zeros([3, 2])); // refused: Argument of type …
  is([dim("time", 4), 2, 3], stack(frames, 0, dim("time", 4))); // right
  stack(frames, 0); // refused: stack: a list of unknown length needs a name for the result's size: dim(name, size)
  const pair = [zeros([2, 3]), ones([2, 3])] as const;
  is([2, 3, 2], stack(pair, -1)); // right
  stack(pair, 4); // wrong: stack: …
  stack([zeros([2, 3]), zeros([3])], 0); // wrong: stack: …
}

// ── standardDeviation, variance: a standard score
{
  const standard = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<B, N> => x.subtract(x.mean(0)).divide(x.standardDeviation(0));
  is([2, 3], standard(zeros([2, 3]))); // right
  zeros([2, 3]).variance(0, { ddof: 1 }); // wrong: variance: there is no option ddof
  zeros([2, 3]).standardDeviation(2); // wrong: standardDeviation: …
}

// ── standardDeviation, variance: a standard score, 2
{
  const standard = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<B, N> => x.subtract(x.mean(0)).divide(x.standardDeviation(0)); // right
  const standard = <B extends number, N extends number>(x: Matrix<B, N>): Matrix<B, N> => x.subtract(x.mean(0)).divide(x.variance(1)); // refused: …divide…
  is([2, 3], standard(zeros([2, 3]))); // right
}

// ── stopGradient: a target
{
  const td = <B extends number>(value: Vector<B>, next: Vector<B>): Scalar => value.subtract(stopGradient(next)).square().mean();
  is([3], grad((x: Vector<3>) => td(x, x))(zeros([3]))); // right
  stopGradient(3); // wrong: stopGradient: takes a tree of tensors, but it has a number
}

// ── stopGradient: a target, 2
{
  const td = <B extends number>(value: Vector<B>, next: Vector<B>): Scalar => value.subtract(stopGradient(next)).square().mean(); // right
  const td = <B extends number, C extends number>(value: Vector<B>, next: Vector<C>): Scalar => value.subtract(stopGradient(next)).square().mean(); // refused: …subtract…
  is([3], grad((x: Vector<3>) => td(x, x))(zeros([3]))); // right
}

// ── sum: a reduction of a record
{
  const losses = { a: scalar(1), b: scalar(2) };
  is([], Object.values(losses).reduce((total, loss) => total.add(loss))); // right
  Object.values({ ...losses, c: zeros([3]) }).reduce((total, loss) => total.add(loss)); // refused: Argument of type …
  const total = (axis?: 0 | 1) => axis === undefined ? zeros([2, 3]).sum() : axis === 0 ? zeros([2, 3]).sum(0) : zeros([2, 3]).sum(1);
}

// ── sum: a reduction of a record, 2
{
  const losses = { a: scalar(1), b: scalar(2) };
  is([], Object.values(losses).reduce((total, loss) => total.add(loss))); // right
  const total = (axis?: 0 | 1) => axis === undefined ? zeros([2, 3]).sum() : axis === 0 ? zeros([2, 3]).sum(0) : zeros([2, 3]).sum(1); // right
  const total = (axis?: 0 | 1) => zeros([2, 3]).sum(axis); // refused: sum: …
}

// ── take: the last index of each list
{
  const x = zeros([5, 4]);
  const rows = { first: [0, 1], last: [3, 4] } as const;
  is([2, 4], x.take(rows.first, 0)); // right
  is([5, 2], x.take(rows.first, 1)); // right
  x.take(rows[yes ? "first" : "last"], 0); // right
  x.take(["0"], 0); // wrong: Argument of type …
  x.take([0, 1], -3); // wrong: take: …
}

// ── tensor: parsed data
{
  interface Json { readonly points: number[][]; readonly shape: [number, number] }
  const json: Json = { points: [[1, 2], [3, 4]], shape: [2, 2] };
  is([2, 2], tensor(json.points, [2, 2])); // right
  tensor(json.points, json.shape); // refused: a size known only at run time needs a name: dim(name, size)
  tensor(json, [2, 2]); // wrong: Argument of type …
  is([dim("points", json.points.length), 2], tensor(json.points, [dim("points", json.points.length), 2])); // right
  tensor([[1, 2], [3, 4]], [2, 2, undefined]); // wrong: Type 'undefined' …
}

// ── toArray, toJSON: nested arrays of a type
{
  const rows: number[][] = zeros([2, 3]).toArray(); // right
  const rows: number[] = zeros([2, 3]).toArray(); // refused: Type …
  const first: number[] | undefined = zeros([2, 3]).toArray()[0];
  const nested: Nested<[2, 3, 4]> = zeros([2, 3, 4]).toArray();
  const one: number = scalar(3).toArray();
  const text: string = JSON.stringify({ x: zeros([2]) });
}

// ── toArray, toJSON: nested arrays of a type, 2
{
  const rows: number[][] = zeros([2, 3]).toArray();
  const first: number[] | undefined = zeros([2, 3]).toArray()[0];
  const nested: Nested<[2, 3, 4]> = zeros([2, 3, 4]).toArray(); // right
  const nested: Nested<[2, 3, 4]> = zeros([2, 3]).toArray(); // refused: Type …
  const one: number = scalar(3).toArray();
  const text: string = JSON.stringify({ x: zeros([2]) });
}

// ── toOnnx, toStableHlo: networks and programs
{
  const network = dense(3, 2);
  const program: Program<[x: Matrix<5, 3>], Matrix<5, 2>> = trace((x: Matrix<5, 3>) => network.predict(x), zeros([5, 3]));
  const bytes: Uint8Array = toOnnx(network, { batch: 5 });
  toOnnx(network, { batch: "5" }); // wrong: Type …
  toStableHlo(network); // wrong: Argument of type …
  toOnnx(program); // right
  toOnnx((x: Matrix<5, 3>) => network.predict(x)); // wrong: …
}

// ── toOnnx, toStableHlo: networks and programs, 2
{
  const network = dense(3, 2);
  const program: Program<[x: Matrix<5, 3>], Matrix<5, 2>> = trace((x: Matrix<5, 3>) => network.predict(x), zeros([5, 3])); // right
  const program: Program<[x: Matrix<5, 3>], Matrix<5, 3>> = trace((x: Matrix<5, 3>) => network.predict(x), zeros([5, 3])); // refused: Type …
  const bytes: Uint8Array = toOnnx(network, { batch: 5 });
  toOnnx(program); // right
}

// ── topK: candidates of a search
{
  const candidates = <N extends number>(scores: Vector<N>): TopK<[3]> => scores.topK(3);
  const { values, indices } = zeros([2, 5]).topK(3);
  is([2, 3], values.add(indices)); // right
  zeros([2, 5]).topK(6); // wrong: topK: …
  zeros([2, 5]).topK(3, 0); // wrong: topK: …
  zeros([2, 5]).topK(count); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── topK: candidates of a search, 2
{
  const candidates = <N extends number>(scores: Vector<N>): TopK<[3]> => scores.topK(3); // right
  const candidates = <N extends number>(scores: Vector<N>): TopK<[4]> => scores.topK(3); // refused: Type …
  const { values, indices } = zeros([2, 5]).topK(3);
  is([2, 3], values.add(indices)); // right
}

// ── topKAccuracy: made for a metric
{
  const top5 = topKAccuracy(5);
  evaluate(dense(4, 10), crossEntropy, zeros([5, 4]), zeros([5]), { metrics: { top5 } }); // right
  evaluate(dense(4, 10), crossEntropy, zeros([5, 4]), zeros([5]), { metrics: { topKAccuracy } }); // refused: Type …
  topKAccuracy("5"); // wrong: Argument of type …
  top5(zeros([5, 10]), zeros([4])); // wrong: topKAccuracy: the output is [5, 10], the targets are [4]
}

// ── trace: a program that is run in a function of its own
{
  const program = trace((w: Matrix<2, 3>, x: Vector<3>) => w.matmul(x), zeros([2, 3]), zeros([3]));
  const run = (x: Vector<3>): Vector<2> => program.run(ones([2, 3]), x);
  is([2], run(zeros([3]))); // right
  trace((x: Vector<3>) => x, zeros([2])); // refused: Argument of type …
  trace((x: Vector<3>) => x.at(0), zeros([3])); // refused: trace: the function gives a number, where it has to give tensors
}

// ── trace: a program that is run in a function of its own, 2
{
  const program = trace((w: Matrix<2, 3>, x: Vector<3>) => w.matmul(x), zeros([2, 3]), zeros([3]));
  const run = (x: Vector<3>): Vector<2> => program.run(ones([2, 3]), x); // right
  const run = (x: Vector<2>): Vector<2> => program.run(ones([2, 3]), x); // refused: Argument of type …
  const run = (x: Vector<3>): Vector<3> => program.run(ones([2, 3]), x); // refused: Type …
  is([2], run(zeros([3]))); // right
}

// ── train: its options in a function of one's own
{
  const network = sequential(dense(3, 4), dense(4, 2));
  async function fit(options: { epochs?: number; onEpoch?: (epoch: { loss: number }) => void } = {}): Promise<History> {
    return train(network, { inputs: zeros([6, 3]), targets: zeros([6, 2]), loss: meanSquaredError, optimizer: adam(network), epochs: options.epochs ?? 1, onEpoch: options.onEpoch }); // right
    return train(network, { inputs: zeros([6, 3]), targets: zeros([6, 2]), loss: meanSquaredError, optimizer: adam(network), epochs: options.epochs, onEpoch: options.onEpoch }); // refused: Type …
    return train(network, { inputs: zeros([6, 3]), targets: zeros([5, 2]), loss: meanSquaredError, optimizer: adam(network), epochs: 1, ...options }); // wrong: train: the output is [6, 2], the targets are [5, 2]
  }
  await fit();
}

// ── train: what is shared by several trainings
{
  const shared = { loss: meanSquaredError, epochs: 1, batchSize: 2, random: random(1) } as const;
  const data = { inputs: zeros([6, 3]), targets: zeros([6, 2]) };
  const network = dense(3, 2);
  await train(network, { ...shared, ...data, optimizer: sgd(network, { learningRate: 0.1 }) }); // right
  await train(network, { ...shared, ...data, optimizer: sgd(dense(2, 3), { learningRate: 0.1 }) }); // refused: Type …
  await train(network, { ...shared, ...data, targets: zeros([6, 3]), optimizer: sgd(network, { learningRate: 0.1 }) }); // wrong: train: the output is [6, 2], the targets are [6, 3]
  await train(network, { ...shared, optimizer: sgd(network, { learningRate: 0.1 }) }); // wrong: train: takes inputs and targets, or data
  await train(dense(2, 2), { ...shared, ...data, optimizer: sgd(dense(2, 2), { learningRate: 0.1 }) }); // wrong: train: …
}

// ── train: batches that a generator of a class gives
{
  class Source {
    *[Symbol.iterator]() { for (let part = 0; part < 2; part++) yield { inputs: zeros([4, 3]), targets: zeros([4, 2]) }; } // right
    *[Symbol.iterator]() { for (let part = 0; part < 2; part++) yield { inputs: zeros([4, 3]), targets: zeros([4, 3]) }; } // wrong
  }
  const network = dense(3, 2);
  await train(network, { data: new Source(), loss: meanSquaredError, optimizer: adam(network), epochs: 1 }); // here: …
}

// ── train: batches that a generator of a class gives, 2
{
  class Source {
    *[Symbol.iterator]() { for (let part = 0; part < 2; part++) yield { inputs: zeros([4, 3]), targets: zeros([4, 2]) }; } // right
    *[Symbol.iterator]() { for (let part = 0; part < 2; part++) yield { inputs: zeros([4, 3]), labels: zeros([4, 2]) }; } // wrong
  }
  const network = dense(3, 2);
  await train(network, { data: new Source(), loss: meanSquaredError, optimizer: adam(network), epochs: 1 }); // here: …
}

// ── trainable: parameters of a function
{
  const line = trainable({ slope: zeros([3]), offset: scalar(0) });
  const optimizer = adam(line);
  optimizer.step({ slope: ones([3]), offset: scalar(1) }); // right
  optimizer.step({ slope: ones([3]) }); // wrong: …
  optimizer.step({ slope: ones([2]), offset: scalar(1) }); // wrong: Type …
  line.assign({ slope: zeros([3]), offset: scalar(0) }); // right
  line.assign({ slope: zeros([3]), offset: 0 }); // wrong: Type …
  trainable({ slope: [1, 2, 3] }); // wrong: trainable: …
}

// ── trainingStep: stored in a class
{
  class Learner<N extends number> {
    readonly network = dense(3, 2);
    readonly step = trainingStep(this.network, meanSquaredError, adam(this.network));
    learn(x: Matrix<N, 3>, y: Matrix<N, 2>): number {
      return this.step(x, y).at(); // right
      return this.step(y, x).at(); // refused: Argument of type …
      return this.step(x, y); // refused: Type …
      return this.step(x).at(); // refused: Expected …
    }
  }
  new Learner<5>().learn(zeros([5, 3]), zeros([5, 2])); // right
}

// ── transpose, tril, triu: symmetric parts
{
  const symmetric = <N extends number>(a: Matrix<N, N>): Matrix<N, N> => a.add(a.transpose()).divide(2);
  is([3, 3], symmetric(zeros([3, 3])).tril().triu()); // right
  zeros([3]).transpose(); // wrong: transpose: takes a matrix, not [3]
  zeros([3]).tril(); // wrong: tril: takes a tensor with at least two axes, not [3]
  zeros([2, 3, 4]).transpose(); // wrong: transpose: takes a matrix, not [2, 3, 4]
}

// ── transpose, tril, triu: symmetric parts, 2
{
  const symmetric = <N extends number>(a: Matrix<N, N>): Matrix<N, N> => a.add(a.transpose()).divide(2); // right
  const symmetric = <N extends number, M extends number>(a: Matrix<N, M>): Matrix<N, M> => a.add(a.transpose()).divide(2); // refused: …add…
  is([3, 3], symmetric(zeros([3, 3])).tril().triu()); // right
}

// ── unembedding: of a table of another width
{
  const words = embedding(27, 8);
  is([5, 27], sequential(dense(3, 8), unembedding(words)).predict(zeros([5, 3]))); // right
  sequential(dense(3, 4), unembedding(words)); // wrong: sequential: …
  unembedding(dense(27, 8)); // wrong: Argument of type …
}

// ── unique: labels under a name
{
  const labels = vector([1, 2, 2]);
  const distinct = unique(labels, "labels");
  const same: Vector<Dim<"labels">> = distinct;
  unique(labels, yes ? "a" : "b"); // refused: dim: …
  unique(labels); // wrong: Expected 2 arguments…
}

// ── unique: labels under a name, 2
{
  const labels = vector([1, 2, 2]);
  const distinct = unique(labels, "labels");
  const same: Vector<Dim<"labels">> = distinct; // right
  const same: Vector<3> = distinct; // refused: Type …
}

// ── unstack: rows of a known number
{
  const [a, b] = zeros([2, 3]).unstack(0);
  is([3], a.add(b)); // right
  a.add(zeros([2])); // wrong: add: …
  const [c, d, e] = zeros([2, 3]).unstack(0); // refused: …
  zeros([2, 3]).unstack(2); // wrong: unstack: …
}

// ── valueAndGrad: two results in a type
{
  type Objective = (p: { w: Vector<3> }) => Scalar;
  const slope = (loss: Objective): ValueAndGradients<{ w: Vector<3> }> => valueAndGrad(loss)({ w: zeros([3]) }); // right
  const slope = (loss: Objective): ValueAndGradients<{ w: Vector<3> }> => valueAndGrad(loss)({ w: zeros([2]) }); // wrong: Type …
  const slope = (loss: Objective): ValueAndGradients<{ w: Vector<2> }> => valueAndGrad(loss)({ w: zeros([3]) }); // refused: Type …
  is([3], slope(({ w }) => w.square().sum()).gradients.w);
}

// ── vjp: a pullback that is stored
{
  const { output, backward }: Pullback<Vector<2>, Vector<3>> = vjp((x: Vector<3>) => x.slice([0, 2]), zeros([3])); // either: …
  const back = vjp((x: Vector<3>) => x.slice([0, 2]), zeros([3]));
  is([3], back.backward(ones([2]))); // either: …
  vjp((x: Vector<3>) => x.slice([0, 2]), zeros([2])); // refused: Argument of type …
  vjp((x: Vector<3>) => "x", zeros([3])); // wrong: vjp: …
}

// ── vmap: a function over examples and a shared argument
{
  const score = (w: Matrix<2, 3>, x: Vector<3>): Vector<2> => w.matmul(x);
  is([5, 2], vmap(score, { inAxes: [null, 0] })(zeros([2, 3]), zeros([5, 3]))); // right
  vmap(score, { inAxes: [null, 0] })(zeros([5, 2, 3]), zeros([5, 3])); // refused: Argument of type …
  vmap(score, { inAxes: [null] })(zeros([2, 3]), zeros([5, 3])); // wrong: vmap: the length of inAxes is 1, but the number of arguments is 2
  vmap(score, { inAxes: [null, 1] })(zeros([2, 3]), zeros([5, 3])); // wrong: vmap: inAxes has one entry for each argument, and the compiler has to know whether it is 0 or null
  vmap(score)(zeros([5, 2, 3]), zeros([batch, 3])); // refused: vmap: one argument has 5 examples, another batch
  const inAxes: (0 | null)[] = [null, 0];
  vmap(score, { inAxes })(zeros([2, 3]), zeros([5, 3])); // refused: vmap: inAxes has one entry for each argument, and the compiler has to know whether it is 0 or null
  vmap(vmap(score, { inAxes: [null, 0] }), { inAxes: [0, null] }); // refused: vmap: a tensor that the function takes or returns has a size of type number; state the size, as in Vector<3>
}

// ── where: a choice of numbers and tensors
{
  const hidden = <B extends number, T extends number>(scores: Matrix<B, T>, mask: Matrix<B, T>): Matrix<B, T> => where(mask, scores, Number.NEGATIVE_INFINITY);
  is([2, 3], hidden(zeros([2, 3]), ones([2, 3]))); // right
  where(yes, zeros([2]), zeros([2])); // wrong: Argument of type …
  where(zeros([2, 3]), zeros([3]), zeros([2])); // wrong: where: …
}

// ── where: a choice of numbers and tensors, 2
{
  const hidden = <B extends number, T extends number>(scores: Matrix<B, T>, mask: Matrix<B, T>): Matrix<B, T> => where(mask, scores, Number.NEGATIVE_INFINITY); // right
  const hidden = <B extends number, T extends number>(scores: Matrix<B, T>, mask: Matrix<T, B>): Matrix<B, T> => where(mask, scores, Number.NEGATIVE_INFINITY); // refused: …where…
  const hidden = <B extends number, T extends number>(scores: Matrix<B, T>, mask: Vector<T>): Matrix<B, T> => where(mask, scores, 0); // refused: …where…
  is([2, 3], hidden(zeros([2, 3]), ones([2, 3]))); // right
}

// ── window: steps of a long series
{
  const windows = <N extends number, D extends number>(series: Matrix<N, D>, starts: readonly number[]): Matrix<4, D>[] => starts.map((start) => series.window(start, 4, 0));
  windows(zeros([10, 3]), [0, 1]); // right
  zeros([10, 3]).window(0, 11, 0); // wrong: window: …
  zeros([10, 3]).window(0, 4, 2); // wrong: window: …
}

// ── window: steps of a long series, 2
{
  const windows = <N extends number, D extends number>(series: Matrix<N, D>, starts: readonly number[]): Matrix<4, D>[] => starts.map((start) => series.window(start, 4, 0)); // right
  const windows = <N extends number, D extends number>(series: Matrix<N, D>, starts: readonly number[]): Matrix<4, D>[] => starts.map((start) => series.window(start, 4, 1)); // refused: Type …
  const windows = <N extends number, D extends number>(series: Matrix<N, D>, lengths: readonly number[]): Matrix<4, D>[] => lengths.map((length) => series.window(0, length, 0)); // refused: a size known only at run time needs a name: dim(name, size)
  windows(zeros([10, 3]), [0, 1]); // right
}

// ── writeNpy, writeNpz, writeSafetensors: trees and others
{
  writeSafetensors({ a: { b: zeros([2]) } }); // right
  writeSafetensors(zeros([2])); // wrong: writeSafetensors: takes a record of tensors: give the tensor a name
  writeSafetensors({ a: [1, 2] }); // wrong: writeSafetensors: takes tensors in records and tuples, not a number
  writeNpy({ a: zeros([2]) }); // wrong: …
  writeNpz(zeros([2])); // wrong: writeNpz: takes a record of tensors: give the tensor a name
  const files: Record<string, Uint8Array> = Object.fromEntries(Object.entries({ a: zeros([2]), b: ones([3]) }).map(([name, x]) => [name, writeNpy(x)]));
}

// ── zeros: shapes by functions
{
  const image = <const H extends number, const W extends number>(h: Size<H>, w: Size<W>) => zeros([h, w, 3]);
  is([4, 5, 3], image(4, 5)); // right
  image(4, count); // refused: a size known only at run time needs a name: dim(name, size)
  image(4.5, 5); // wrong: a size is a whole number from 0 up, not 4.5
  image(-1, 5); // wrong: a size is a whole number from 0 up, not -1
  const shapeOf = (): [2, 3] => [2, 3];
  is([2, 3], zeros(shapeOf())); // right
  const shapeLoose = () => [2, 3];
  zeros(shapeLoose()); // refused: a size known only at run time needs a name: dim(name, size)
  zeros([2, 3] as number[]); // refused: a size known only at run time needs a name: dim(name, size)
  zeros([..."ab"].map(() => 2)); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── exponentials of a network in an async pipeline
{
  const load = async (): Promise<Matrix<5, 3>> => zeros([5, 3]);
  type Loaded = Awaited<ReturnType<typeof load>>;
  const use = (x: Loaded): Matrix<5, 2> => dense(3, 2).predict(x);
  is([5, 2], use(await load()));
  dense(3, 2).predict(load()); // wrong: …
}

// ── exponentials of a network in an async pipeline, 2
{
  const load = async (): Promise<Matrix<5, 3>> => zeros([5, 3]);
  type Loaded = Awaited<ReturnType<typeof load>>;
  const use = (x: Loaded): Matrix<5, 2> => dense(3, 2).predict(x); // right
  const use = (x: Loaded): Matrix<5, 2> => dense(5, 2).predict(x); // wrong: predict: …
  is([5, 2], use(await load()));
}

// ── a stream of tensors by for await
{
  async function* stream(): AsyncGenerator<Vector<3>> { yield zeros([3]); }
  let total = zeros([3]);
  for await (const x of stream()) total = total.add(x); // right
  for await (const x of stream()) total = x.sum(); // refused: Type …
  for await (const x of stream()) total = total.add(x.slice([0, 2])); // wrong: add: …
}

// ── one sentence: options that have lost their literals
{
  const options = { padding: "same", stride: 2 } as const; // right
  const options = { padding: "same", stride: 2 }; // refused
  is([4, 4, 5], conv2d([8, 8, 1], 5, 3, options).predict(zeros([8, 8, 1]))); // here: …readonly padding: "conv2d: the padding has to be literally …
}

// ── one sentence: options of a sequence that have lost their literals
{
  const options = { padding: "same" } as const; // right
  const options = { padding: "same" }; // refused
  is([8, 5], conv1d([8, 1], 5, 3, options).predict(zeros([8, 1]))); // here: …'{ readonly padding: "conv1d: the padding has to be literally …"; }'.
}

// ── one sentence: options of an operation that have lost their literals
{
  const options = { padding: "same" } as const; // right
  const options = { padding: "same" }; // refused
  is([8, 8, 5], convolve(zeros([8, 8, 1]), zeros([3, 3, 1, 5]), options)); // here: …'{ readonly padding: "convolve: the padding has to be literally …"; }'.
}

// ── one sentence: options of a deferred layer that have lost their literals
{
  const options = { padding: "same" } as const; // right
  const options = { padding: "same" }; // refused
  is([8, 8, 5], inferred.sequential([8, 8, 1], inferred.conv2d(5, 3, options)).predict(zeros([8, 8, 1]))); // here: …'{ readonly padding: "conv2d: the padding has to be literally …"; }'.
}

// ── one sentence: options of any names, of the exported type, and of a wrong kind
{
  conv2d([8, 8, 1], 5, 3, { padding: 1 }); // right
  const record: Record<string, number> = {}; conv2d([8, 8, 1], 5, 3, record); // refused: …'{ readonly bias: "conv2d: the bias has to be literally true or false"; }'.
  const options: Conv2dOptions = {}; conv2d([8, 8, 1], 5, 3, options); // refused: …'{ readonly stride: "conv2d: the stride has to be a literal number or a pair of them"; }
  conv2d([8, 8, 1], 5, 3, { padding: "full" }); // wrong: …'"conv2d: the padding has to be literally …"'.
  conv2d([8, 8, 1], 5, 3, { dilation: true }); // wrong: conv2d: the dilation has to be a literal number or a pair of them
}

// ── one sentence: inputs that aren't a record
{
  const network = parallel({ a: dense(2, 3), b: dense(2, 3) });
  const [a, b] = [zeros([5, 2]), zeros([5, 2])];
  network.predict({ a, b }); // right
  network.predict([a, b]); // wrong: …'"predict: takes a record of inputs, by name"'.
  network.forward([a, b]); // wrong: …'"forward: takes a record of inputs, by name"'.
  network.predict([]); // wrong: …'"predict: takes a record of inputs, by name"'.
  network.predict(3); // wrong: …'"predict: takes a record of inputs, by name"'.
  network.predict({}); // wrong: …'"predict: the input … is missing"'.
  network.predict({ a, b: zeros([6, 2]) }); // wrong: …'"predict: the leading axes of a are [5], those of b [6]"'.
  network.predict({ a: zeros([batch, 2]), b: zeros([6, 2]) }); // refused: …'"predict: the leading axes of a are [batch], those of b [6]"'.
}

// ── one sentence: targets that aren't a record, and losses by other names
{
  const network = parallel({ a: dense(2, 3), b: dense(2, 3) });
  const [inputs, y] = [{ a: zeros([5, 2]), b: zeros([5, 2]) }, zeros([5, 3])];
  backpropagate(network, multiTaskLoss({ a: huber, b: huber }), inputs, { a: y, b: y }); // right
  backpropagate(network, multiTaskLoss({ a: huber, b: huber }), inputs, [y, y]); // wrong: …'"backpropagate: takes a record of targets, by name"'.
  backpropagate(network, multiTaskLoss({ c: huber, d: huber }), inputs, { a: y, b: y }); // wrong: …'"backpropagate: …"'.
  evaluate(network, multiTaskLoss({ a: huber, b: huber }), { a: zeros([2]), b: zeros([2]) }, { a: zeros([3]), b: zeros([3]) }); // wrong: …'"evaluate, …: takes one leading axis, of examples, before [2], not [2]"'.
}

// ── one sentence: layers that take other shapes
{
  heads({ a: dense(2, 3), b: dense(2, 4) }); // right
  heads({ a: dense(2, 3), b: dense(4, 3) }); // wrong: …'"heads: a takes [2], but b takes [4]"'.
  heads({ a: dense(2, 3), b: dense(4, 3), c: dense(5, 3) }); // wrong: …'"heads: … takes [2], but … takes […]"'.
  const sized = <B extends number>(b: Size<B>) => heads({ a: dense(b, 3), b: dense(b, 4) }); // right
  const sized = <B extends number, C extends number>(b: Size<B>, c: Size<C>) => heads({ a: dense(b, 3), b: dense(c, 4) }); // refused: Argument of type …
}

// ── one sentence: a network where a tree of tensors belongs
{
  const network = dense(3, 2);
  globalNorm(network.parameters); // right
  globalNorm(network); // wrong: …'"globalNorm: takes a tree of tensors, not a layer"'.
  mapTensors(network, (x) => x); // wrong: …'"mapTensors: takes a tree of tensors, not a layer"'.
  addTrees(network, network); // wrong: …'"addTrees: takes a tree of tensors, not a layer"'.
  trainable(network); // wrong: …'"trainable: takes a tree of tensors, not a layer"'.
  transfer(network); // wrong: …"transfer: takes tensors in records and tuples, not a layer"…
  receiveLike({}, network); // wrong: …"receiveLike: takes tensors in records and tuples, not a layer"…
}

// ── one sentence: several things that aren't tensors
{
  trainable({ a: zeros([3]), b: [zeros([2])] }); // right
  trainable({ a: 3, b: "x" }); // wrong: …'"trainable: takes a tree of tensors, but it has a …"'.
  stopGradient({ a: 3, b: "x" }); // wrong: …'"stopGradient: takes a tree of tensors, but it has a …"'.
  grad((p: { a: number; b: string; c: Vector<3> }) => p.c.sum()); // refused: …'"grad: the function takes a …, where it has to take tensors"'.
  transfer({ size: batch }); // wrong: …"transfer: takes tensors in records and tuples, not a number"…
}

// ── writeSafetensors, writeNpz: something else than tensors
{
  writeSafetensors({ embed: { weight: zeros([2]) }, layers: [zeros([2]), zeros([3])] }); // right
  writeSafetensors({ embed: [1, 2] }); // wrong: …Refused<"writeSafetensors: takes tensors in records and tuples, not a number">'.
  writeSafetensors(zeros([2])); // wrong: …Refused<"writeSafetensors: takes a record of tensors: give the tensor a name">'.
  writeSafetensors({ rows: batch }); // wrong: …Refused<"writeSafetensors: takes tensors in records and tuples, not a number">'.
  writeNpz({ a: "x" }); // wrong: …Refused<"writeNpz: takes tensors in records and tuples, not a string">'.
  writeNpz(dense(3, 2)); // wrong: …Refused<"writeNpz: takes tensors in records and tuples, not a layer">'…
  const save = <P extends object>(parameters: P) => writeNpz(parameters); // right
  const saveOne = <S extends Shape>(x: Tensor<S>) => writeNpz({ x }); // right
  const save = <S extends Shape>(x: Tensor<S>) => writeNpz(x); // refused: …Refused<"writeNpz: takes a record of tensors: give the tensor a name">'.
}

// ── evaluate, train: a metric of other outputs
{
  const network = dense(3, 2);
  const [inputs, targets] = [zeros([5, 3]), zeros([5, 2])];
  const settings = { loss: meanSquaredError, optimizer: adam(network), epochs: 1 };
  evaluate(network, meanSquaredError, inputs, targets, { metrics: { far: (x, y) => x.subtract(y).max().at() } }); // right
  evaluate(network, meanSquaredError, inputs, targets, { metrics: { far: (x: Matrix<5, 3>) => x.max().at() } }); // refused: Type '(x: Matrix<5, 3>) => number' is not assignable to type 'Metric<[BatchSize, 2]>'.
  evaluate(network, meanSquaredError, inputs, targets, { metrics: { far: (x: Vector<3>) => x.max().at() } }); // refused: Type '(x: Vector<3>) => number' is not assignable to type 'Metric<[BatchSize, 2]>'.
  const far: Metric<[BatchSize, 3]> = (x) => x.max().at(); evaluate(network, meanSquaredError, inputs, targets, { metrics: { far } }); // refused: Type 'Metric<[BatchSize, 3]>' is not assignable to type 'Metric<[BatchSize, 2]>'.
  await train(network, { ...settings, inputs, targets, metrics: { far: (x: Matrix<5, 3>) => x.max().at() } }); // refused: Type '(x: Matrix<5, 3>) => number' is not assignable to type 'Metric<[BatchSize, 2]>'.
}

// ── vmap: inAxes that are refused, in a call of the result
{
  const score = (w: Matrix<2, 3>, x: Vector<3>): Vector<2> => w.matmul(x);
  is([5, 2], vmap(score, { inAxes: [null, 0] })(zeros([2, 3]), zeros([5, 3]))); // right
  vmap(score, { inAxes: [null, 1] })(zeros([2, 3]), zeros([5, 3])); // wrong: …'"vmap: inAxes has one entry for each argument, and the compiler has to know whether it is 0 or null"'.
  const inAxes: (0 | null)[] = [null, 0]; vmap(score, { inAxes })(zeros([2, 3]), zeros([5, 3])); // refused: …'"vmap: inAxes has one entry for each argument, and the compiler has to know whether it is 0 or null"'.
}

// ── vector, matrix: arrays of another depth
{
  const points = [[1, 2], [3, 4]] as const;
  is([2, 2], matrix(points)); // right
  vector(points); // wrong: …Refused<"vector: element [0] is an array, not a number">'.
  vector([[1, 2], [3, 4]]); // wrong: …Refused<"vector: element [0] is an array, not a number">'.
  vector([1, [2]]); // wrong: …Refused<"vector: element [1] is an array, not a number">'.
  const rows: number[][] = [[1], [2]]; vector(rows); // wrong: …Refused<"vector: element [0] is an array, not a number">'.
  vector(new Float32Array(3)); // refused: …Refused<"vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])">'.
  matrix(zeros([2, 2])); // wrong: Argument of type 'Tensor<[2, 2]>' is not assignable to parameter of type 'readonly (number | readonly number[])[] & Refused<"matrix: …">'.
}

// ── a list of sizes of which one may be undefined
{
  const blank = (columns: 3) => zeros([2, columns]); // right
  const blank = (columns?: 3) => zeros([2, columns]); // refused: …a size is a whole number from 0 up, and this one may be undefined…
  blank(3); // right
}
