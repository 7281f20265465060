/** Functions of people's own, in code for all sizes: patches, heads, pyramids, losses, loops over any layer, classes that are layers. */
import { addTrees, clipByGlobalNorm, concat, contractBatch, diagonal, dim, type Dim, einsum, full, globalNorm, grad, hessian, identity, jacobian, linspace, mapTensors, type Matrix, matrix, ones, oneHot, type ProductOf, random, randomNormal, type Random, type Scalar, scalar, scaleTree, type Shape, type Size, type Sizes, stack, stopGradient, sumBatch, type SumOf, tensor, type Tensor, valueAndGrad, type Vector, vector, vjp, where, zeros } from "conformable";
import { cellOf, gru, lstm, type LstmState, type RecurrentState, activate, type Activation, adam, attention, backpropagate, type Batch, batches, batchNorm, conv2d, crossEntropy, type Dense, dense, type DenseParameters, dropout, embedding, evaluate, flatten, freeze, type Gradients, huber, layer, type Layer, layerNorm, type Loss, maxPool2d, meanSquaredError, movingAverage, type Network, type Optimizer, type Pass, positions, relu, residual, sequential, sequentialOf, sgd, tanh, train, trainable, trainingStep } from "conformable/nn";
import { svd } from "conformable/linalg";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("4");

// ── patches of an image: two products of known sizes
{
  function patches<B extends number, C extends number>(x: Tensor<[B, 8, 8, C]>): Tensor<[B, 4, 4, C]> {
    const [b, , , c] = x.shape;
    return x.reshape([b, 4, 2, 4, 2, c]).mean([2, 4]); // right
    return x.reshape([b, 4, 2, 4, 2, c]).mean([1, 3]); // refused: Type …
    return x.reshape([b, 4, 2, 4, 3, c]).mean([2, 4]); // wrong: …reshape…
  }
  is([3, 4, 4, 5], patches(zeros([3, 8, 8, 5])));
}

// ── tokens of patches: channels merged with pixels
{
  function tokens<B extends number>(x: Tensor<[B, 4, 2, 4, 2, 3]>): Tensor<[B, 16, 12]> {
    return x.permute([0, 1, 3, 2, 4, 5]).reshape([x.shape[0], 16, 12]); // right
    return x.permute([0, 1, 3, 2, 4, 5]).reshape([x.shape[0], 12, 12]); // wrong: …reshape…
    return x.permute([0, 1, 3, 2, 4, 5]).reshape([x.shape[0], 12, 16]); // refused: Type …
  }
  is([5, 16, 12], tokens(zeros([5, 4, 2, 4, 2, 3])));
}

// ── heads apart and together, for any batch and time
{
  function apart<B extends number, T extends number>(x: Tensor<[B, T, 24]>): Tensor<[B, 4, T, 6]> {
    const [b, t] = x.shape;
    return x.reshape([b, t, 4, 6]).permute([0, 2, 1, 3]); // right
    return x.reshape([b, t, 4, 6]).permute([0, 1, 2, 3]); // refused: Type …
    return x.reshape([b, t, 4, 8]).permute([0, 2, 1, 3]); // wrong: …reshape…
  }
  function together<B extends number, T extends number>(x: Tensor<[B, 4, T, 6]>): Tensor<[B, T, 24]> {
    const [b, , t] = x.shape;
    return x.permute([0, 2, 1, 3]).reshape([b, t, 24]);
  }
  is([2, 5, 24], together(apart(zeros([2, 5, 24]))));
}

// ── time folded into the batch, by a named product
{
  const perStep = <B extends number, T extends number>(x: Tensor<[B, T, 6]>, f: <N extends number>(rows: Matrix<N, 6>) => Matrix<N, 2>): Tensor<[B, T, 2]> => {
    const [b, t] = x.shape;
    const rows = x.reshape([dim.product(b, t), 6]);
    return f(rows).reshape([b, t, 2]); // right
    return f(rows).reshape([b, t, 3]); // wrong: …reshape…
    return f(rows).reshape([t, b, 2]); // refused: …
  };
  is([3, 5, 2], perStep(zeros([3, 5, 6]), (rows) => rows.matmul(zeros([6, 2]))));
}

// ── a function of rows that is generic, handed over inline
{
  const perRow = <N extends number>(x: Matrix<N, 6>, f: (row: Vector<6>) => Scalar): Vector<N> => stack(x.unstack(0).map(f), 0, x.shape[0]); // either: …
  const perRow = <N extends number>(x: Matrix<N, 6>, f: <M extends number>(rows: Matrix<M, 6>) => Vector<M>): Vector<N> => f(x); // right
  const perRow = <N extends number>(x: Matrix<N, 6>, f: <M extends number>(rows: Matrix<M, 5>) => Vector<M>): Vector<N> => f(x); // refused: Argument …
}

// ── a lag of a series: rows before and rows after
{
  const changes = <C extends number>(x: Matrix<12, C>): Matrix<11, C> => {
    return x.slice([1, 12]).subtract(x.slice([0, 11])); // right
    return x.slice([1, 12]).subtract(x.slice([0, 12])); // refused: …subtract…
    return x.slice([2, 12]).subtract(x.slice([0, 10])); // refused: Type …
  };
  is([11, 3], changes(zeros([12, 3])));
}

// ── a lag of any length at a run-time start
{
  const pair = <N extends number, C extends number, const L extends number>(x: Matrix<N, C>, start: number, length: Size<L>): readonly [Matrix<L, C>, Matrix<L, C>] => [x.window(start, length, 0), x.window(start + 1, length, 0)]; // right
  const pair = <N extends number, C extends number, const L extends number>(x: Matrix<N, C>, start: number, length: Size<L>): readonly [Matrix<L, C>, Matrix<L, C>] => [x.window(start, length, 0), x.window(start + 1, length, 1)]; // refused: Type …
  is([4, 3], pair(zeros([9, 3]), count, 4)[1]); // right
}

// ── a lag of any length, which the caller doesn't know
{
  const pair = <N extends number, C extends number, const L extends number>(x: Matrix<N, C>, start: number, length: Size<L>): readonly [Matrix<L, C>, Matrix<L, C>] => [x.window(start, length, 0), x.window(start + 1, length, 0)];
  pair(zeros([9, 3]), count, 4)[0].add(zeros([4, 3])); // right
  pair(zeros([9, 3]), count, count); // refused: …a size known only at run time needs a name: dim(name, size)
  pair(zeros([9, 3]), count, 4)[0].add(zeros([9, 3])); // wrong: add: [9, 3] does not fit the end of [4, 3]
}

// ── one axis of [...B, H, W, C] is padded
{
  const padded = <H extends number, W extends number, C extends number>(x: Tensor<[H, W, C]>) => x.pad([[1, 1], [1, 1], [0, 0]]);
  is([5, 6, 3], padded(zeros([3, 4, 3]))); // right
  is([5, 6, 3], padded(zeros([3, 4, 3])).add(zeros([3, 4, 3]))); // wrong: add: [3, 4, 3] does not fit the end of [5, 6, 3]
  const short = <H extends number, W extends number, C extends number>(x: Tensor<[H, W, C]>) => x.pad([[1, 1], [1, 1]]); // refused: …pad…
}

// ── the last axis of any batch is padded and cut
{
  const cut = <B extends Shape, H extends number, W extends number>(x: Tensor<[...B, H, W, 4]>): Tensor<[...B, H, W, 2]> => x.window(1, 2, -1); // right
  const cut = <B extends Shape, H extends number, W extends number>(x: Tensor<[...B, H, W, 4]>): Tensor<[...B, H, W, 2]> => x.window(1, 3, -1); // refused: Type …
  const cut = <B extends Shape, H extends number, W extends number>(x: Tensor<[...B, H, W, 4]>): Tensor<[...B, H, W, 5]> => x.window(0, 5, -1); // refused: …window…
  is([2, 3, 5, 2], cut(zeros([2, 3, 5, 4]))); // right
}

// ── the channels of any batch are split, and joined the other way
{
  const swap = <B extends Shape, H extends number>(x: Tensor<[...B, H, 5]>): Tensor<[...B, H, 5]> => {
    const [a, b] = x.split([2, 3], -1); // right
    const [a, b] = x.split([2, 4], -1); // wrong: …split…
    return concat([b, a], -1);
  };
  is([7, 3, 5], swap(zeros([7, 3, 5])));
}

// ── skip connections: channels of two layers, joined
{
  const skip = <B extends Shape, C extends number, D extends number>(a: Tensor<[...B, C]>, b: Tensor<[...B, D]>): Tensor<[...B, SumOf<C, D>]> => concat([a, b], -1); // either: …
  const skip = <B extends number, C extends number, D extends number>(a: Matrix<B, C>, b: Matrix<B, D>) => concat([a, b], 1); // right
  const skip = <B extends number, C extends number, D extends number>(a: Matrix<B, C>, b: Matrix<B, D>) => concat([a, b], 0); // refused: …concat…
  is([2, 8], skip(zeros([2, 3]), zeros([2, 5]))); // right
}

// ── a rotary embedding: halves that turn
{
  const turn = <B extends Shape, T extends number>(x: Tensor<[...B, T, 8]>, cos: Matrix<T, 8>, sin: Matrix<T, 8>): Tensor<[...B, T, 8]> => {
    const [a, b] = x.split([4, 4], -1);
    const half = concat([b.negate(), a], -1); // right
    const half = concat([b.negate(), a, a], -1); // refused
    const turned = x.multiply(cos);
    return turned.add(half); // here: …add…
  };
  is([2, 5, 8], turn(zeros([2, 5, 8]), ones([5, 8]), ones([5, 8])));
}

// ── squeeze and excite: channels, weighed
{
  const excite = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>, gate: Matrix<B, C>): Tensor<[B, H, W, C]> =>
    x.multiply(gate.expandDims(1).expandDims(1).broadcastTo(x.shape)); // right
    x.multiply(gate); // refused: …multiply…
    x.multiply(gate.expandDims(1).broadcastTo(x.shape)); // refused: …
    x.multiply(gate.expandDims(2).expandDims(2).broadcastTo(x.shape)); // refused: …
  is([2, 3, 5, 7], excite(zeros([2, 3, 5, 7]), ones([2, 7])));
}

// ── instance normalisation: a mean of each image
{
  const normalised = <B extends number, H extends number, W extends number, C extends number>(x: Tensor<[B, H, W, C]>): Tensor<[B, H, W, C]> => {
    const mean = x.mean([1, 2], { keepDims: true }); // right
    const mean = x.mean([1, 2]); // refused
    return x.subtract(mean.broadcastTo(x.shape)); // here: …
  };
  is([2, 3, 5, 7], normalised(zeros([2, 3, 5, 7])));
}

// ── standard scores of columns, for any number of rows
{
  const scores = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.subtract(x.mean(0)).divide(x.standardDeviation(0).add(1e-6)); // right
  const scores = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.subtract(x.mean(1)).divide(x.standardDeviation(0).add(1e-6)); // refused: …subtract…
  const scores = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.subtract(x.mean(0)).divide(x.standardDeviation(1).add(1e-6)); // refused: …divide…
  is([4, 3], scores(ones([4, 3])));
}

// ── a covariance, in code for all sizes
{
  const covariance = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<D, D> => {
    const centred = x.subtract(x.mean(0));
    return centred.transpose().matmul(centred).divide(x.shape[0]); // right
    return centred.matmul(centred.transpose()).divide(x.shape[0]); // refused: Type …
    return centred.matmul(centred).divide(x.shape[0]); // refused: …matmul…
  };
  is([3, 3], covariance(ones([4, 3])));
}

// ── k-means: nearest centres and their means
{
  const assign = <N extends number, K extends number, D extends number>(x: Matrix<N, D>, centres: Matrix<K, D>): Vector<N> =>
    x.square().sum(1).expandDims(1).broadcastTo([x.shape[0], centres.shape[0]]).subtract(x.matmul(centres.transpose()).multiply(2)).add(centres.square().sum(1)).argmin(1); // right
    x.square().sum(1).expandDims(1).broadcastTo([x.shape[0], centres.shape[0]]).subtract(x.matmul(centres.transpose()).multiply(2)).add(centres.square().sum(0)).argmin(1); // refused: …add…
    x.square().sum(1).expandDims(0).broadcastTo([x.shape[0], centres.shape[0]]).argmin(1); // refused: …
    x.matmul(centres).argmin(1); // refused: …matmul…
  const update = <N extends number, K extends number, D extends number>(x: Matrix<N, D>, which: Matrix<N, K>): Matrix<K, D> => which.transpose().matmul(x);
  is([5], assign(zeros([5, 2]), zeros([3, 2])));
}

// ── a bilinear form
{
  const form = <A extends number, B extends number>(x: Vector<A>, w: Matrix<A, B>, y: Vector<B>): Scalar => w.matmul(y).dot(x); // right
  const form = <A extends number, B extends number>(x: Vector<A>, w: Matrix<A, B>, y: Vector<B>): Scalar => w.matmul(x).sum(); // refused: …matmul…
  is([], form(zeros([3]), zeros([3, 5]), zeros([5])));
}

// ── low-rank updates of a layer
{
  interface Adapter<In extends number, Out extends number, R extends number> { readonly down: Matrix<R, In>; readonly up: Matrix<Out, R> }
  const adapted = <In extends number, Out extends number, R extends number>(base: DenseParameters<In, Out>, { down, up }: Adapter<In, Out, R>): DenseParameters<In, Out> => ({ weights: base.weights.add(up.matmul(down)), bias: base.bias }); // right
  const adapted = <In extends number, Out extends number, R extends number>(base: DenseParameters<In, Out>, { down, up }: Adapter<In, Out, R>): DenseParameters<In, Out> => ({ weights: base.weights.add(up.matmul(down).transpose()), bias: base.bias }); // refused: …add…
  is([5, 3], adapted(dense(3, 5).parameters, { down: zeros([2, 3]), up: zeros([5, 2]) }).weights);
}

// ── a mixture of experts, of any number
{
  const mix = <B extends number, E extends number, D extends number>(gates: Matrix<B, E>, outputs: Tensor<[E, B, D]>): Matrix<B, D> => einsum("be,ebd->bd", gates, outputs); // right
  const mix = <B extends number, E extends number, D extends number>(gates: Matrix<B, E>, outputs: Tensor<[E, B, D]>): Matrix<B, D> => einsum("eb,ebd->bd", gates, outputs); // refused: …einsum…
  const mix = <B extends number, E extends number, D extends number>(gates: Matrix<B, E>, outputs: Tensor<[E, B, D]>): Matrix<B, D> => einsum("be,bed->bd", gates, outputs); // refused: …einsum…
  is([4, 2], mix(zeros([4, 3]), zeros([3, 4, 2])));
}

// ── einsum: any leading axes, with dots
{
  const project = <B extends Shape, T extends number, D extends number, H extends number>(x: Tensor<[...B, T, D]>, w: Matrix<D, H>): Tensor<[...B, T, H]> => x.matmul(w); // right
  const project = <B extends Shape, T extends number, D extends number, H extends number>(x: Tensor<[...B, T, D]>, w: Matrix<D, H>): Tensor<[...B, T, H]> => x.matmul(w.transpose()); // refused: …matmul…
  const project = <B extends Shape, T extends number, D extends number, H extends number>(x: Tensor<[...B, T, D]>, w: Matrix<D, H>): Tensor<[...B, T, H]> => einsum("...td,dh->...th", x, w); // either: …einsum…
  is([2, 5, 7], project(zeros([2, 5, 3]), zeros([3, 7])));
}

// ── a triangular mask of any length
{
  const causal = <T extends number>(scores: Matrix<T, T>): Matrix<T, T> => where(ones(scores.shape).tril(), scores, -1e9).softmax(); // right
  const causal = <T extends number, S extends number>(scores: Matrix<T, S>): Matrix<T, S> => where(ones([scores.shape[0], scores.shape[0]]).tril(), scores, -1e9).softmax(); // refused: …
  is([5, 5], causal(zeros([5, 5])));
}

// ── sinusoids of any length and width
{
  const sinusoids = <const T extends number>(length: Size<T>): Matrix<T, 8> => {
    const angles = linspace(0, 1, length).outer(ones([4]));
    return concat([angles.sin(), angles.cos()], 1); // right
    return concat([angles.sin(), angles.cos()], 0); // refused: Type …
    return concat([angles.sin(), angles], -2); // refused: Type …
  };
  is([5, 8], sinusoids(5));
}

// ── padded batches of unequal rows
{
  const padTo = <const L extends number>(rows: readonly (readonly number[])[], length: Size<L>): Matrix<Dim<"rows">, L> => tensor(rows.map((row) => Array.from({ length: length as number }, (_, i) => row[i] ?? 0)), [dim("rows", rows.length), length]); // right
  const padTo = <const L extends number>(rows: readonly (readonly number[])[], length: Size<L>): Matrix<Dim<"rows">, L> => tensor(rows.map((row) => [...row]), [length, dim("rows", rows.length)]); // refused: Type …
  padTo([[1, 2], [3]], 3).matmul(zeros([3, 2])); // right
}

// ── sums of named sizes, by hand
{
  const [train, test] = [dim("train", count), dim("test", JSON.parse("2"))];
  const both: Matrix<Dim<"train+test">, 3> = concat([zeros([train, 3]), zeros([test, 3])], 0); // right
  const both: Matrix<Dim<"test+train">, 3> = concat([zeros([train, 3]), zeros([test, 3])], 0); // refused
  const [first, second] = both.split([train, test], 0); // here: …
  first.add(zeros([train, 3])); second.add(zeros([test, 3]));
}

// ── products of named sizes, apart in the other order
{
  const [b, t] = [dim("b", count), dim("t", JSON.parse("3"))];
  const rows = zeros([b, t, 2]).reshape([dim.product(b, t), 2]);
  rows.reshape([b, t, 2]).add(zeros([b, t, 2])); // right
  rows.reshape([t, b, 3]); // refused: …reshape…
  rows.add(zeros([b, 2])); // refused: add: …
  zeros([dim.product(t, b), 2]).add(rows); // refused: add: …
}

// ── a loop over any layer: gradients, clipped
{
  const clipped = <In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>) => {
    const optimizer = sgd(network, { learningRate: 0.1 });
    for (const { inputs: x, targets: y } of batches(inputs, targets, 2)) {
      const { gradients } = backpropagate(network, meanSquaredError, x, y);
      optimizer.step(clipByGlobalNorm(gradients, 1)); // either: …
      optimizer.step(gradients); // right
      optimizer.step(network.parameters); // either: …
      optimizer.step({ gradients }); // refused: …
    }
  };
  clipped(dense(3, 2), zeros([4, 3]), zeros([4, 2])); // right
}

// ── a loop over any layer: inputs and targets change places
{
  const fit = <In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>): number => {
    let total = 0;
    for (const batch of batches(inputs, targets, 2)) total += backpropagate(network, meanSquaredError, batch.inputs, batch.targets).loss; // right
    for (const batch of batches(inputs, targets, 2)) total += backpropagate(network, meanSquaredError, batch.targets, batch.inputs).loss; // refused: …backpropagate…
    for (const batch of batches(targets, inputs, 2)) total += backpropagate(network, meanSquaredError, batch.inputs, batch.targets).loss; // refused: …backpropagate…
    return total;
  };
  fit(dense(3, 2), zeros([4, 3]), zeros([4, 2]));
}

// ── a loop over any layer: a validation set of another size
{
  const validate = <In extends Shape, Out extends Shape, P, N extends number, M extends number>(network: Layer<In, Out, P>, training: readonly [Tensor<[N, ...In]>, Tensor<[N, ...Out]>], validation: readonly [Tensor<[M, ...In]>, Tensor<[M, ...Out]>]) => {
    const { gradients } = backpropagate(network, huber, training[0], training[1]);
    return evaluate(network, huber, validation[0], validation[1]).loss; // right
    return evaluate(network, huber, validation[0], training[1]).loss; // refused: …evaluate…
  };
  validate(dense(3, 2), [zeros([4, 3]), zeros([4, 2])], [zeros([5, 3]), zeros([5, 2])]);
}

// ── a network of any body, with a generic head
{
  const withHead = <In extends Shape, D extends number, P, const C extends number>(body: Layer<In, [D], P>, classes: Size<C>): Network<In, [C], readonly [P, DenseParameters<D, C>]> => sequential(body, dense(body.outputShape[0], classes)); // right
  const withHead = <In extends Shape, D extends number, P, const C extends number>(body: Layer<In, [D], P>, classes: Size<C>): Network<In, [C], readonly [P, DenseParameters<C, D>]> => sequential(body, dense(classes, body.outputShape[0])); // refused: …
  is([3], withHead(sequential(flatten([2, 2, 1]), dense(4, 5)), 3).predict(zeros([2, 2, 1])));
}

// ── blocks in a list, between a stem and a head
{
  const tower = <const W extends number>(width: Size<W>, depth: number) => sequential(dense(7, width), sequentialOf(Array.from({ length: depth }, () => residual(dense(width, width, { activation: relu })))), dense(width, 3)); // right
  const tower = <const W extends number>(width: Size<W>, depth: number) => sequential(dense(7, width), sequentialOf(Array.from({ length: depth }, () => residual(dense(width, 7, { activation: relu })))), dense(width, 3)); // refused: …residual…
  is([2, 3], tower(5, count).predict(zeros([2, 7]))); // right
}

// ── a class that is a layer, of any width
{
  class Scale<N extends number> implements Layer<[N], [N], { readonly scale: Vector<N> }> {
    readonly inputShape: [Size<N>];
    readonly outputShape: [Size<N>];
    readonly parameters: { readonly scale: Vector<N> };
    constructor(size: Size<N>) {
      this.inputShape = [size];
      this.outputShape = [size];
      this.parameters = { scale: ones([size]) };
    }
    predict<Batch extends Shape>(input: Tensor<[...Batch, N]>): Tensor<[...Batch, N]> { return input.multiply(this.parameters.scale); }
    forward<Batch extends Shape>(input: Tensor<[...Batch, N]>): Pass<[...Batch, N], [...Batch, N], { readonly scale: Vector<N> }> {
      return {
        output: this.predict(input),
        backward: (error) => ({ error: error.multiply(this.parameters.scale), gradients: { scale: sumBatch(error.multiply(input)) } }), // right
        backward: (error) => ({ error: error.multiply(this.parameters.scale), gradients: { scale: error.multiply(input) } }), // refused: Type …
      };
    }
  }
  is([2, 5], sequential(dense(3, 5), new Scale(5)).predict(zeros([2, 3])));
}

// ── a class that is a layer, in a network of another width
{
  class Twice implements Layer<[5], [5], readonly []> {
    readonly inputShape: [5] = [5];
    readonly outputShape: [5] = [5];
    readonly parameters = [] as const;
    predict<Batch extends Shape>(input: Tensor<[...Batch, 5]>): Tensor<[...Batch, 5]> { return input.multiply(2); }
    forward<Batch extends Shape>(input: Tensor<[...Batch, 5]>): Pass<[...Batch, 5], [...Batch, 5], readonly []> { return { output: input.multiply(2), backward: (error) => ({ error: error.multiply(2), gradients: [] }) }; }
  }
  is([2, 3], sequential(dense(4, 5), new Twice(), dense(5, 3)).predict(zeros([2, 4]))); // right
  sequential(dense(4, 6), new Twice(), dense(5, 3)); // wrong: sequential: layer 2 takes [5], but layer 1 gives [6]
  sequential(dense(4, 5), new Twice(), dense(6, 3)); // wrong: sequential: layer 3 takes [6], but layer 2 gives [5]
  residual(sequential(dense(5, 4), new Twice())); // wrong: sequential: layer 2 takes [5], but layer 1 gives [4]
}

// ── layers by a function of the user's, with generic parameters
{
  const scaled = <const N extends number>(size: Size<N>) => layer({ scale: ones([size]), shift: zeros([size]) }, [size], [size], ({ scale, shift }, x) => x.multiply(scale).addBias(shift)); // right
  const scaled = <const N extends number>(size: Size<N>) => layer({ scale: ones([size]), shift: zeros([size]) }, [size], [size], ({ scale, shift }, x) => x.multiply(scale).sum(1)); // refused: …
  is([2, 4], scaled(4).predict(zeros([2, 4]))); // right
}

// ── optimisation of any tree of tensors
{
  const descend = <P>(start: P, loss: (parameters: P) => Scalar, steps: number): P => {
    const slope = grad(loss);
    let at = start;
    for (let step = 0; step < steps; step++) at = addTrees(at, scaleTree(slope(at), -0.1)); // right
    for (let step = 0; step < steps; step++) at = addTrees(at, slope); // refused: …
    return at;
  };
  is([3], descend({ w: ones([3]) }, ({ w }) => w.square().sum(), 3).w); // right
}

// ── optimisation of a tree: its loss isn't a scalar
{
  const descend = <P>(start: P, loss: (parameters: P) => Scalar): P => grad(loss)(start);
  descend({ w: ones([3]) }, ({ w }) => w.square().sum()); // right
  descend({ w: ones([3]) }, ({ w }) => w.square()); // wrong: Type …
}

// ── any network as a function of its parameters
{
  const lossOf = <In extends Shape, Out extends Shape, P, N extends number>(network: Network<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>) => (parameters: P): Scalar => network.with(parameters).predict(x).subtract(y).square().mean(); // right
  const lossOf = <In extends Shape, Out extends Shape, P, N extends number>(network: Network<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>) => (parameters: P): Scalar => network.with(parameters).predict(y).square().mean(); // refused: …predict…
  const lossOf = <In extends Shape, Out extends Shape, P, N extends number>(network: Network<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>) => (parameters: P): Scalar => network.with(parameters).predict(x).subtract(x).square().mean(); // refused: …subtract…
  const network = dense(3, 2);
  is([2, 3], grad(lossOf(network, zeros([4, 3]), zeros([4, 2])))(network.parameters).weights);
}

// ── a loss of the user's, generic in its shape
{
  const quantileLoss: Loss = {
    name: "quantile",
    evaluate: <S extends Shape>(output: Tensor<S>, targets: Tensor<S>) => ({ loss: output.subtract(targets).abs().mean().at(), error: output.subtract(targets).sign().divide(output.size) }), // right
    evaluate: <S extends Shape>(output: Tensor<S>, targets: Tensor<S>) => ({ loss: output.subtract(targets).abs().mean(), error: output.subtract(targets).sign().divide(output.size) }), // refused: Type …
    evaluate: <S extends Shape>(output: Tensor<S>, targets: Tensor<S>) => ({ loss: output.subtract(targets).abs().mean().at(), error: output.subtract(targets).mean() }), // refused: Type …
  };
  backpropagate(dense(3, 2), quantileLoss, zeros([4, 3]), zeros([4, 2]));
}

// ── a function that returns either of two networks
{
  const body = <const D extends number>(deep: boolean, width: Size<D>): Network<[3], [D], unknown> => (deep ? sequential(dense(3, width), dense(width, width)) : dense(3, width)); // either: …
  const body = <const D extends number>(deep: boolean, width: Size<D>): Network<[3], [D], unknown> => (deep ? sequential(dense(3, width), dense(width, 4)) : dense(3, width)); // refused: Type …
}

// ── window: frames of a signal, for a hop that the program knows
{
  const frames = <N extends number, const L extends number>(signal: Vector<N>, length: Size<L>, hop: number): Matrix<Dim<"frames">, L> => {
    const starts = Array.from({ length: Math.floor((signal.size - (length as number)) / hop) + 1 }, (_, i) => i * hop);
    return stack(starts.map((start) => signal.window(start, length, 0)), 0, dim("frames", starts.length)); // right
    return stack(starts.map((start) => signal.window(start, length, 0)), 1, dim("frames", starts.length)); // refused: Type …
    return stack(starts.map((start) => signal.slice([start, length])), 0, dim("frames", starts.length)); // refused: …slice: …
  };
  frames(zeros([20]), 4, 2).matmul(zeros([4]));
}

// ── concat of type parameters along the last axis, and back by split
{
  const joined = <N extends number, A extends number, B extends number>(x: Matrix<N, A>, y: Matrix<N, B>, f: <D extends number>(z: Matrix<N, D>) => Matrix<N, D>) => {
    const z = f(concat([x, y], 1));
    const [first] = z.split([x.shape[1], y.shape[1]], 1); // either: …
    return z;
  };
  is([2, 8], joined(zeros([2, 3]), zeros([2, 5]), (z) => z.relu())); // right
  is([2, 8], joined(zeros([2, 3]), zeros([3, 5]), (z) => z.relu())); // wrong: …
}

// ── a generator of any tensors
{
  function* rowsOf<N extends number, R extends Shape>(x: Tensor<[N, ...R]>): Generator<Tensor<[...R]>> { for (let i = 0; i < (x.shape[0] as number); i++) yield x.index(i, 0); } // either: …
  function* rowsOf<N extends number, C extends number>(x: Matrix<N, C>): Generator<Vector<C>> { for (let i = 0; i < (x.shape[0] as number); i++) yield x.index(i, 0); } // right
  function* rowsOf<N extends number, C extends number>(x: Matrix<N, C>): Generator<Vector<C>> { for (let i = 0; i < (x.shape[0] as number); i++) yield x.index(i, 1); } // refused: Type …
  for (const row of rowsOf(zeros([2, 3]))) is([3], row);
}

// ── memoised functions of sizes
{
  const memo = <const N extends number>(make: (size: Size<N>) => Matrix<N, N>) => { const seen = new Map<number, Matrix<N, N>>(); return (size: Size<N>): Matrix<N, N> => seen.get(size as number) ?? make(size); };
  const eye = memo((size: 4) => identity(size)); // right
  const eye = memo((size: 5) => identity(size)); // refused
  is([4, 4], eye(4)); // here: Argument …
}

// ── debounce and other wrappers keep the types
{
  const logged = <A extends readonly unknown[], R>(f: (...args: A) => R) => (...args: A): R => f(...args);
  const affine = logged((x: Matrix<4, 3>, w: Matrix<3, 2>): Matrix<4, 2> => x.matmul(w));
  is([4, 2], affine(zeros([4, 3]), zeros([3, 2]))); // right
  affine(zeros([3, 2]), zeros([4, 3])); // wrong: Argument …
  affine(zeros([4, 3])); // wrong: Expected 2 arguments, but got 1.
}

// ── pipe: functions in a row
{
  const pipe = <A, B, C>(f: (a: A) => B, g: (b: B) => C) => (a: A): C => g(f(a));
  const run = pipe((x: Matrix<4, 3>) => x.transpose(), (x: Matrix<3, 4>) => x.sum(1)); // right
  const run = pipe((x: Matrix<4, 3>) => x.transpose(), (x: Matrix<4, 3>) => x.sum(1)); // refused: Argument …
  is([3], run(zeros([4, 3])));
}

// ── reshape: two axes at the back are one, for any sizes
{
  const b = <B extends number, H extends number, W extends number>(x: Tensor<[B, H, W]>): Matrix<B, ProductOf<H, W>> => x.reshape([x.shape[0], dim.product(x.shape[1], x.shape[2])]); // right
  const b = <B extends number, H extends number, W extends number>(x: Tensor<[B, H, W]>): Matrix<B, ProductOf<H, W>> => x.reshape([x.shape[0], dim.product(x.shape[1], x.shape[1])]); // refused: …reshapeKeepsAllElements<[B, H, W], readonly [B, ProductOf<H, H>], …x.as(shape) is checked at run time…
  const b = <B extends number, H extends number, W extends number>(x: Tensor<[B, H, W]>): Matrix<B, ProductOf<W, H>> => x.reshape([x.shape[0], dim.product(x.shape[1], x.shape[2])]); // refused: Type …
  is([2, 15], b(zeros([2, 3, 5]))); // right
}

// ── reshape: one axis at the back becomes two, for any sizes
{
  const heads = <B extends number, T extends number, H extends number, D extends number>(x: Tensor<[B, T, ProductOf<H, D>]>, h: Size<H>, d: Size<D>): Tensor<[B, T, H, D]> => x.reshape([x.shape[0], x.shape[1], h, d]); // right
  const heads = <B extends number, T extends number, H extends number, D extends number>(x: Tensor<[B, T, ProductOf<H, D>]>, h: Size<H>, d: Size<D>): Tensor<[B, T, H, D]> => x.reshape([x.shape[0], x.shape[1], h, h]); // refused: …reshapeKeepsAllElements<[B, T, ProductOf<H, D>], …equal sizes cancel, in any order…
  is([2, 3, 5, 7], heads(zeros([2, 3, 35]), 5, 7)); // right
}

// ── reshape: an axis of one in the middle, and without it
{
  const more = <B extends number, T extends number>(x: Matrix<B, T>): Tensor<[B, 1, T]> => x.reshape([x.shape[0], 1, x.shape[1]]); // right
  const more = <B extends number, T extends number>(x: Matrix<B, T>): Tensor<[B, 2, T]> => x.reshape([x.shape[0], 2, x.shape[1]]); // refused: …reshapeKeepsAllElements<[B, T], readonly [B, 2, T], …
  const fewer = <B extends number, T extends number>(x: Tensor<[B, 1, T]>): Matrix<B, T> => x.reshape([x.shape[0], x.shape[2]]); // right
  const fewer = <B extends number, T extends number>(x: Tensor<[B, 2, T]>): Matrix<B, T> => x.reshape([x.shape[0], x.shape[2]]); // refused: …reshapeKeepsAllElements<[B, 2, T], readonly [B, T], …
  is([2, 3], fewer(more(zeros([2, 3])))); // right
}

// ── reshape: products in the middle, beside channels and literals
{
  type N = number;
  const a = <B extends N, H extends N, W extends N, C extends N>(x: Tensor<[B, H, W, C]>): Tensor<[B, ProductOf<H, W>, C]> => x.reshape([x.shape[0], dim.product(x.shape[1], x.shape[2]), x.shape[3]]); // right
  const b = <B extends N, H extends N, W extends N, C extends N>(x: Tensor<[B, H, W, C]>) => x.reshape([x.shape[0], dim.product(x.shape[1], x.shape[2], x.shape[3])]); // right
  const b = <B extends N, H extends N, W extends N, C extends N>(x: Tensor<[B, H, W, C]>) => x.reshape([x.shape[0], dim.product(x.shape[1], x.shape[2], x.shape[2])]); // refused: …reshapeKeepsAllElements<…
  const c = <B extends N, H extends N, W extends N, C extends N>(x: Tensor<[B, H, W, C]>) => x.reshape([dim.product(x.shape[0], x.shape[1]), dim.product(x.shape[2], x.shape[3])]); // right
  const d = <B extends N, T extends N, H extends N>(x: Tensor<[B, T, H, 8]>) => x.reshape([x.shape[0], x.shape[1], dim.product(x.shape[2], 8)]); // right
  const d = <B extends N, T extends N, H extends N>(x: Tensor<[B, T, H, 8]>) => x.reshape([x.shape[0], x.shape[1], dim.product(x.shape[2], 9)]); // refused: …reshapeKeepsAllElements<…
  const e = <B extends N, W extends N>(x: Tensor<[B, 28, W]>): Matrix<B, ProductOf<28, W>> => x.reshape([x.shape[0], dim.product(28, x.shape[2])]); // right
  const f = <H extends N, D extends N>(x: Tensor<[32, 5, H, D]>) => x.reshape([32, 5, dim.product(x.shape[2], x.shape[3])]); // right
  const f = <H extends N, D extends N>(x: Tensor<[32, 5, H, D]>) => x.reshape([32, 6, dim.product(x.shape[2], x.shape[3])]); // refused: …reshapeKeepsAllElements<…
  const g = <B extends N, T extends N>(x: Tensor<[B, T, 64]>) => x.reshape([dim.product(x.shape[0], x.shape[1]), 8, 8]); // right
  const g = <B extends N, T extends N>(x: Tensor<[B, T, 64]>) => x.reshape([dim.product(x.shape[0], x.shape[1]), 8, 9]); // refused: …reshapeKeepsAllElements<…
  const h = <B extends N, T extends N>(x: Tensor<[B, T, 3]>) => x.reshape([dim.product(3, x.shape[0]), x.shape[1]]); // right
  const i = <B extends N, T extends N, D extends N>(x: Tensor<[B, T, D]>): Tensor<[D, T, B]> => x.reshape([x.shape[2], x.shape[1], x.shape[0]]); // right
  is([2, 15, 7], a(zeros([2, 3, 5, 7]))); // right
  is([2, 105], b(zeros([2, 3, 5, 7]))); // right
  is([6, 35], c(zeros([2, 3, 5, 7]))); // right
  is([2, 3, 40], d(zeros([2, 3, 5, 8]))); // right
  is([2, 140], e(zeros([2, 28, 5]))); // right
  is([32, 5, 21], f(zeros([32, 5, 3, 7]))); // right
  is([6, 8, 8], g(zeros([2, 3, 64]))); // right
  is([6, 5], h(zeros([2, 5, 3]))); // right
  is([5, 3, 2], i(zeros([2, 3, 5]))); // right
}

// ── reshape: names and type parameters in one product
{
  const time = dim("time", JSON.parse("5"));
  const together = <B extends number, D extends number>(x: Tensor<[B, typeof time, D]>) => x.reshape([dim.product(x.shape[0], time), x.shape[2]]); // right
  const together = <B extends number, D extends number>(x: Tensor<[B, typeof time, D]>) => x.reshape([dim.product(x.shape[0], x.shape[0]), x.shape[2]]); // refused: …reshapeKeepsAllElements<…
  const apart = <B extends number, D extends number>(x: Tensor<[B, Dim<"time*2">, D]>, t: Size<typeof time>): Tensor<[B, typeof time, ProductOf<2, D>]> => x.reshape([x.shape[0], t, dim.product(2, x.shape[2])]); // right
  const apart = <B extends number, D extends number>(x: Tensor<[B, Dim<"time*2">, D]>, t: Size<typeof time>): Tensor<[B, typeof time, ProductOf<3, D>]> => x.reshape([x.shape[0], t, dim.product(3, x.shape[2])]); // refused: …reshapeKeepsAllElements<…
  const any = <Name extends string, T extends number>(x: Tensor<[Dim<Name>, 4, T]>): Tensor<[Dim<Name>, 2, ProductOf<2, T>]> => x.reshape([x.shape[0], 2, dim.product(2, x.shape[2])]); // right
  together(zeros([2, time, 7])); // right
  apart(zeros([2, dim.product(time, 2), 7]), time); // right
}

// ── reshape: a size that the library computes later
{
  const two = <N extends number, M extends number>(x: Matrix<N, 6>, y: Matrix<M, 6>) => {
    const both = concat([x, y], 0);
    return both.reshape([both.shape[0], 2, 3]); // right
    return both.reshape([both.shape[0], 2, 2]); // refused: …reshape…
    return both.reshape([x.shape[0], 2, 3]); // refused: …reshape…
  };
  is([8, 2, 3], two(zeros([3, 6]), zeros([5, 6])));
}

// ── reshape: twice the rows of one are not the rows of another
{
  const rows = <N extends number, M extends number>(x: Matrix<N, 4>, m: Size<M>): Matrix<M, 4> => x.reshape([m, 4]); // refused: …reshapeKeepsElements<[N, 4], readonly [M, 4], …
  const rows = <N extends number, M extends number>(x: Matrix<N, 4>, m: Size<M>): Matrix<ProductOf<N, M>, 4> => x.reshape([dim.product(x.shape[0], m), 4]); // refused: …reshapeKeepsElements<[N, 4], readonly [ProductOf<N, M>, 4], …
  const rows = <N extends number>(x: Matrix<N, 4>, n: Size<N>): Matrix<N, 4> => x.reshape([n, 4]); // right
  is([3, 4], rows(zeros([3, 4]), 3)); // right
}

// ── tile, kronecker, flatten: once is the size itself, for all sizes
{
  const rows = <N extends number, D extends number>(row: Vector<D>, n: Size<N>): Matrix<N, D> => row.expandDims(0).tile([n, 1]); // right
  const rows = <N extends number, D extends number>(row: Vector<D>, n: Size<N>): Matrix<N, D> => row.expandDims(0).tile([n, 2]); // refused: Type …
  const same = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.kronecker(ones([1, 1])); // right
  const same = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.kronecker(ones([1, 2])); // refused: Type …
  const before = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => ones([1, 1]).kronecker(x); // right
  const flat = <N extends number>(x: Tensor<[1, N, 1]>): Vector<N> => x.flatten(); // right
  const flat = <N extends number>(x: Tensor<[1, N, 2]>): Vector<N> => x.flatten(); // refused: Type …
  is([3, 5], rows(zeros([5]), 3)); // right
  is([3, 5], before(same(zeros([3, 5])))); // right
  is([7], flat(zeros([1, 7, 1]))); // right
}

// ── cellOf: the state at the start is of the batch that is given
{
  const cell = cellOf(lstm([5, 3], 4));
  const single: LstmState<[], 4> = cell.start(); // right
  const state: LstmState<[7], 4> = cell.start(); // refused: Type 'LstmState<[], 4>' is not assignable to type 'LstmState<[7], 4>'.
  const state: LstmState<[7], 4> = cell.start([7]); // right
  const state: LstmState<[7], 4> = cell.start([8]); // refused: …
  const state: LstmState<[number], 4> = cell.start([count]); // refused: …a size known only at run time needs a name: dim(name, size)
  const rows = <B extends Shape>(batch: Sizes<B>): LstmState<[...B], 4> => cell.start(batch); // right
  const one = <B extends Shape>(batch: Sizes<B>): LstmState<[...B], 4> => cell.start(); // refused: Type 'LstmState<[], 4>' is not assignable to type 'LstmState<[...B], 4>'.
  const other: RecurrentState<[], 4> = cellOf(gru([5, 3], 4)).start(); // right
  const other: RecurrentState<[7], 4> = cellOf(gru([5, 3], 4)).start(); // refused: Type 'RecurrentState<[], 4>' is not assignable to type 'RecurrentState<[7], 4>'.
  is([7, 4], cell.start([7]).output); // right
  is([4], cell.start().output); // right
}

// ── batches: full ones, of a size that is a type parameter
{
  function rows<N extends number, B extends number>(x: Matrix<N, 3>, y: Matrix<N, 2>, size: Size<B>): readonly Matrix<B, 3>[] {
    const all: Matrix<B, 3>[] = [...batches(x, y, size, { last: "drop" })].map(({ inputs, targets }) => inputs.add(targets.matmul(ones([2, 3]))));
    if (yes) return all;
    return [...batches(x, y, size, { last: "drop" })].map(({ inputs, targets }) => targets); // refused: Type …
    for (const { inputs } of batches(x, y, size)) all.push(inputs); // refused: Argument …BatchRows<N, B, …
    for (const { inputs } of batches(x, y, size, { last: "keep" })) all.push(inputs); // refused: Argument …BatchRows<N, B, …
    return [...batches(x, y, count, { last: "drop" })].map(({ inputs }) => inputs); // refused: Type …
    return all;
  }
  function sums<N extends number, B extends number>(x: Matrix<N, 3>, y: Matrix<N, 2>, size: Size<B>, start: Matrix<B, 3>): Matrix<B, 3> {
    let sum = start;
    for (const { inputs } of batches(x, y, size, { last: "drop" })) sum = sum.add(inputs); // right
    for (const { inputs } of batches(x, y, size, { last: "merge" })) sum = sum.add(inputs); // refused: …addFitsTheEnd<[B, 3], [BatchRows<N, B, …
    return sum;
  }
  is([4, 3], rows(zeros([9, 3]), zeros([9, 2]), 4)[0]!);
  is([4, 3], sums(zeros([9, 3]), zeros([9, 2]), 4, zeros([4, 3])));
}

// ── grad, jacobian: a function with type parameters of its own
{
  const loss = <N extends number>(p: Vector<N>, x: Matrix<5, N>): Scalar => x.matmul(p).sum();
  const slope = grad((p: Vector<3>, x: Matrix<5, 3>) => loss(p, x)); // right
  const slope = grad(loss); // refused: …"grad: a tensor that the function takes or returns has a size of type number; state the size, as in Vector<3>"…
  const both = valueAndGrad((p: Vector<3>, x: Matrix<5, 3>) => loss(p, x)); // right
  const both = valueAndGrad(loss); // refused: …"valueAndGrad: a tensor that the function takes or returns has a size of type number; …
  const all = jacobian((x: Vector<3>) => x.exp()); // right
  const all = jacobian(<N extends number>(x: Vector<N>) => x.exp()); // refused: …"jacobian: a tensor that the function takes or returns has a size of type number; …
  const curve = hessian((p: Vector<3>, x: Matrix<5, 3>) => loss(p, x)); // right
  const curve = hessian(loss); // refused: …"hessian: a tensor that the function takes or returns has a size of type number; …
  const rest = grad((p: Vector<3>, _: number, x: Matrix<5, 3>) => loss(p, x)); // right
  const rest = grad(<M extends number>(p: Vector<3>, _: number, x: Matrix<M, 3>) => x.matmul(p).sum()); // refused: …"grad: …
  const any = <N extends number>(p: Vector<N>, x: Matrix<5, N>) => grad((q: Vector<N>) => loss(q, x))(p); // right
  is([3], slope(zeros([3]), ones([5, 3]))); // right
  is([3], both(zeros([3]), ones([5, 3])).gradients); // right
  is([3, 3], all(zeros([3]))); // right
  is([3, 3], curve(zeros([3]), ones([5, 3]))); // right
  is([3], rest(zeros([3]), 1, ones([5, 3]))); // right
  is([3], any(zeros([3]), ones([5, 3]))); // right
}

// ── slice: a range that no axis has, in code for all sizes
{
  const cut = <T extends number>(x: Vector<T>) => x.slice([0, 5]); // right
  const cut = <T extends number>(x: Vector<T>) => x.slice([5, 0]); // refused: …sliceRangeMismatch<[T], "0", readonly [5, 0]>…
  const cut = <T extends number>(x: Vector<T>) => x.slice([5, 3]); // refused: …sliceRangeMismatch<[T], "0", readonly [5, 3]>…
  const rows = <T extends number, D extends number>(x: Matrix<T, D>) => x.slice(null, [3, 1]); // refused: …sliceRangeMismatch<[T, D], "1", readonly [3, 1]>…
  const tail = <T extends number>(x: Vector<T>) => x.slice([3, null]); // right
  is([5], cut(zeros([7]))); // right
  is([4], tail(zeros([7]))); // right
}

// ── diagonal, outer: arguments of a product whose sizes are computed
{
  const rebuild = <N extends number, D extends number>(a: Matrix<N, D>): Matrix<N, D> => { const { u, singularValues, vTransposed } = svd(a); return u.matmul(diagonal(singularValues)).matmul(vTransposed); }; // right
  const rebuild = <N extends number, D extends number>(a: Matrix<N, D>): Matrix<N, D> => { const { u, singularValues, vTransposed } = svd(a); return u.matmul(diagonal(singularValues)).matmul(vTransposed.transpose()); }; // refused: …matmul…
  const squares = <N extends number, D extends number>(a: Matrix<N, D>, b: Matrix<D, D>): Matrix<N, D> => a.matmul(b.diagonal().outer(b.diagonal()));
  is([3, 2], rebuild(zeros([3, 2]))); // right
  is([3, 2], squares(zeros([3, 2]), zeros([2, 2]))); // right
  rebuild(zeros([3, 2]));
}
