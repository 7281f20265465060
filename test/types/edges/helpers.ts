/** Functions, classes and records that people write around the library: correct ones compile in code for all sizes. */
import { compile, concat, dim, type Dim, einsum, grad, jacobian, jvp, type Matrix, mapTensors, ones, random, type Random, scalar, type Scalar, type Shape, type Size, type Sizes, stack, tensor, type Tensor, type TopK, valueAndGrad, type Vector, vmap, where, zeros } from "conformable";
import { accuracy, activate, type Activation, adam, adamW, attention, type Batch, type BatchSize, batchNorm, backpropagate, batches, concat as beside, conv2d, crossAttention, crossEntropy, decoding, type Decoder, dense, type Dense, type DenseParameters, dropout, embedding, evaluate, flatten, freeze, globalAveragePool2d, gru, identity, type Layer, layer, layerNorm, type Loss, lstm, masked, maxPool2d, meanSquaredError, type Metric, movingAverage, type Network, type Optimizer, parameterGroups, positions, relu, residual, rmsNorm, scaledDotProductAttention, sequential, sequentialOf, sgd, sum, tanh, train, trainingStep, unembedding } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("4");
const batch = dim("lot", count);

// ── a perceptron of any three sizes
{
  const mlp = <const In extends number, const Hidden extends number, const Out extends number>(sizes: readonly [Size<In>, Size<Hidden>, Size<Out>], activation: Activation = relu) =>
    sequential(dense(sizes[0], sizes[1], { activation }), dense(sizes[1], sizes[2]));
  is([2, 5], mlp([7, 6, 5]).predict(zeros([2, 7]))); // right
  is([6, 7], mlp([7, 6, 5], tanh).parameters[0].weights); // right
  mlp([7, 6, 5]).predict(zeros([2, 6])); // wrong: predict: takes [7] with any leading axes, not [2, 6]
  mlp([7, yes ? 6 : 5, 5]); // refused: a size that may be one of several needs a name: dim(name, size)
}

// ── a perceptron whose result has a type of its own
{
  type Mlp<In extends number, Out extends number> = Network<[In], [Out], readonly [DenseParameters<In, 8>, DenseParameters<8, Out>]>;
  const mlp = <const In extends number, const Out extends number>(inputs: Size<In>, outputs: Size<Out>): Mlp<In, Out> => sequential(dense(inputs, 8), dense(8, outputs)); // right
  const mlp = <const In extends number, const Out extends number>(inputs: Size<In>, outputs: Size<Out>): Mlp<In, Out> => sequential(dense(inputs, 9), dense(9, outputs)); // refused: Type …
  is([3], mlp(7, 3).predict(zeros([7]))); // right
}

// ── a perceptron with a class around it
{
  class Mlp<const In extends number, const Out extends number> {
    readonly network;
    constructor(inputs: Size<In>, outputs: Size<Out>) { this.network = sequential(dense(inputs, 8, { activation: relu }), dense(8, outputs)); }
    call<N extends number>(x: Matrix<N, In>): Matrix<N, Out> { return this.network.predict(x); }
  }
  is([2, 3], new Mlp(7, 3).call(zeros([2, 7]))); // right
  new Mlp(7, 3).call(zeros([2, 8])); // wrong: Argument …
  new Mlp(count, 3); // refused: …
}

// ── a training loop for any network
{
  const fit = <In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>, epochs: number): number => {
    const optimizer = adam(network);
    let last = Number.POSITIVE_INFINITY;
    for (let epoch = 0; epoch < epochs; epoch++)
      for (const { inputs, targets } of batches(x, y, 2, { random: random(1) })) {
        const { loss, gradients } = backpropagate(network, meanSquaredError, inputs, targets);
        optimizer.step(gradients);
        last = loss;
      }
    return last;
  };
  fit(dense(3, 2), zeros([4, 3]), zeros([4, 2]), 2); // right
  fit(conv2d([4, 4, 1], 2, 3), zeros([4, 4, 4, 1]), zeros([4, 2, 2, 2]), 1); // right
  fit(dense(3, 2), zeros([4, 3]), zeros([5, 2]), 2); // wrong: …
  fit(dense(3, 2), zeros([4, 2]), zeros([4, 2]), 2); // wrong: …
}

// ── a training loop for any loss and optimiser
{
  const fit = <In extends Shape, Out extends Shape, P, N extends number>(network: Network<In, Out, P>, loss: Loss, make: (network: Network<In, Out, P>) => Optimizer<P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>) => {
    const optimizer = make(network);
    const step = trainingStep(network, loss, optimizer);
    return Number(step(x, y));
  };
  fit(dense(3, 2), meanSquaredError, (network) => adamW(network, { learningRate: 0.1 }), zeros([4, 3]), zeros([4, 2])); // right
  fit(dense(3, 2), meanSquaredError, adam, zeros([4, 3]), zeros([4, 2])); // right
  fit(dense(3, 2), meanSquaredError, () => adam(dense(3, 3)), zeros([4, 3]), zeros([4, 2])); // wrong: Type …
}

// ── classes for any network of classes
{
  const classify = <In extends Shape, C extends number, P, N extends number>(network: Layer<In, [C], P>, x: Tensor<[N, ...In]>, labels: Vector<N>) => {
    const outputs = network.predict(x);
    const { gradients } = backpropagate(network, crossEntropy, x, labels);
    return { gradients, share: accuracy(outputs, labels), best: outputs.argmax(-1) };
  };
  is([4], classify(dense(3, 2), zeros([4, 3]), zeros([4])).best); // either: …
}

// ── the class with the highest probability
{
  const best = <N extends number, C extends number>(outputs: Matrix<N, C>): Vector<N> => outputs.argmax(1);
  is([4], best(zeros([4, 3]))); // right
  const wrong = <N extends number, C extends number>(outputs: Matrix<N, C>): Vector<C> => outputs.argmax(1); // refused: Type …
}

// ── the last axis of any batch
{
  const normalized = <B extends Shape, N extends number>(x: Tensor<[...B, N]>): Tensor<[...B, N]> => x.softmax();
  is([2, 3, 4], normalized(zeros([2, 3, 4]))); // right
  normalized(scalar(1)); // wrong: …
}

// ── a mean and a deviation over a batch
{
  const standardized = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.subtract(x.mean(0)).divide(x.standardDeviation(0).add(1e-5)); // right
  const standardized = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.subtract(x.mean(1)); // refused: …
  is([4, 3], standardized(zeros([4, 3]))); // right
}

// ── distances between all rows
{
  const distances = <N extends number, M extends number, D extends number>(a: Matrix<N, D>, b: Matrix<M, D>): Matrix<N, M> => {
    const cross = a.matmul(b.transpose());
    const ofA = a.square().sum(1).expandDims(1).broadcastTo(cross.shape);
    return ofA.add(b.square().sum(1)).subtract(cross.multiply(2)).relu().sqrt();
  };
  is([4, 2], distances(zeros([4, 3]), zeros([2, 3]))); // right
  distances(zeros([4, 3]), zeros([2, 5])); // wrong: …
}

// ── the nearest rows, by topK and gather
{
  const nearest = <N extends number, D extends number>(table: Matrix<N, D>, query: Vector<D>) => table.gather(table.matmul(query).topK(2).indices); // either: …
  const nearest = <N extends number, D extends number>(table: Matrix<N, D>, query: Vector<D>) => table.gather(table.matmul(query).argsort(0).slice([0, 1])); // either: …
  const best = <N extends number, D extends number>(table: Matrix<N, D>, query: Vector<D>): Vector<D> => table.gather(table.matmul(query).argmax(0)); // right
  is([3], best(zeros([4, 3]), zeros([3]))); // right
}

// ── attention by hand, of any sizes
{
  const attend = <B extends Shape, L extends number, M extends number, D extends number, V extends number>(q: Tensor<[...B, L, D]>, k: Tensor<[...B, M, D]>, v: Tensor<[...B, M, V]>): Tensor<[...B, L, V]> => einsum("...ld, ...md -> ...lm", q, k).softmax().batchMatmul(v); // either: …einsum…
  const attend = <B extends Shape, L extends number, M extends number, D extends number, V extends number>(q: Tensor<[...B, L, D]>, k: Tensor<[...B, M, D]>, v: Tensor<[...B, M, V]>): Tensor<[...B, L, V]> => scaledDotProductAttention(q, k, v); // right
  is([2, 4, 5], attend(zeros([2, 4, 6]), zeros([2, 7, 6]), zeros([2, 7, 5]))); // right
  attend(zeros([2, 4, 6]), zeros([2, 7, 5]), zeros([2, 7, 5])); // wrong: …
}

// ── heads of an embedding, in code for all sizes
{
  const split = <B extends number, T extends number>(x: Tensor<[B, T, 64]>): Tensor<[B, 8, T, 8]> => x.reshape([x.shape[0], x.shape[1], 8, 8]).permute([0, 2, 1, 3]);
  const merge = <B extends number, T extends number>(x: Tensor<[B, 8, T, 8]>): Tensor<[B, T, 64]> => x.permute([0, 2, 1, 3]).reshape([x.shape[0], x.shape[2], 64]);
  is([2, 5, 64], merge(split(zeros([2, 5, 64])))); // right
  split(zeros([2, 5, 32])); // wrong: Argument …
}

// ── a block with type parameters for its sizes
{
  const block = <const L extends number, const D extends number>(length: Size<L>, width: Size<D>) =>
    sequential(
      residual(sequential(layerNorm(width), dense(width, width, { activation: relu }), dense(width, width))),
      positions([length, width]),
    );
  is([2, 4, 6], block(4, 6).predict(zeros([2, 4, 6]))); // right
}

// ── a residual block of any layer
{
  const twice = <S extends Shape, P>(inner: Layer<S, S, P>) => sequential(residual(inner), residual(inner));
  is([2, 6], twice(dense(6, 6)).predict(zeros([2, 6]))); // right
  twice(dense(6, 5)); // wrong: …
}

// ── a head on a body of any layer
{
  const withHead = <In extends Shape, W extends number, P, const C extends number>(body: Layer<In, [W], P>, classes: Size<C>) => sequential(body, dense(body.outputShape[0], classes));
  is([2, 3], withHead(sequential(conv2d([4, 4, 1], 2, 3), flatten([2, 2, 2])), 3).predict(zeros([2, 4, 4, 1]))); // right
  withHead(conv2d([4, 4, 1], 2, 3), 3); // refused: Argument …
}

// ── freeze a body, train a head
{
  const tuned = <In extends Shape, W extends number, P>(body: Layer<In, [W], P>) => sequential(freeze(body), dense(body.outputShape[0], 2));
  const network = tuned(dense(5, 4));
  is([3, 2], network.predict(zeros([3, 5]))); // right
  is([2, 4], network.parameters[1].weights); // right
  adam(network).step([dense(5, 4).parameters, network.parameters[1]]); // wrong: …
}

// ── a moving average of any network
{
  const averaged = <In extends Shape, Out extends Shape, P>(network: Network<In, Out, P>, x: Tensor<[4, ...In]>, y: Tensor<[4, ...Out]>): Tensor<[4, ...Out]> => {
    const average = movingAverage(network);
    adam(network).step(backpropagate(network, meanSquaredError, x, y).gradients);
    average.update();
    return average.network.predict(x);
  };
  is([4, 2], averaged(dense(3, 2), zeros([4, 3]), zeros([4, 2]))); // right
}

// ── evaluate: any network, with a metric
{
  const score = <In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>, metric: Metric<[BatchSize, ...Out]>): number =>
    evaluate(network, meanSquaredError, x, y, { metrics: { metric } }).metrics.metric;
  const worst = <S extends Shape>(outputs: Tensor<S>, targets: Tensor<S>) => Number(outputs.subtract(targets).abs().max());
  score(dense(3, 2), zeros([4, 3]), zeros([4, 2]), worst); // right
  score(dense(3, 2), zeros([4, 3]), zeros([4, 3]), worst); // wrong: …
}

// ── the functional form: a loss over parameters
{
  const lossOf = <In extends Shape, Out extends Shape, P, N extends number>(network: Network<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>) => (parameters: P): Scalar => network.with(parameters).predict(x).subtract(y).square().mean();
  const network = dense(3, 2);
  is([2, 3], grad(lossOf(network, zeros([4, 3]), zeros([4, 2])))(network.parameters).weights); // right
  is([], valueAndGrad(lossOf(network, zeros([4, 3]), zeros([4, 2])))(network.parameters).value); // right
  grad(lossOf(network, zeros([4, 3]), zeros([4, 3]))); // refused: …
}

// ── a step of gradient descent over any tree
{
  const descend = <const P>(f: (parameters: P) => Scalar, parameters: P, rate: number): P => mapTensors(parameters, (p, g) => p.subtract(g.multiply(rate)), grad(f)(parameters)); // either: …
  const descend = <N extends number>(f: (parameters: Vector<N>) => Scalar, parameters: Vector<N>, rate: number): Vector<N> => parameters.subtract(grad(f)(parameters).multiply(rate)); // right
  is([3], descend((x: Vector<3>) => x.square().sum(), ones([3]), 0.1)); // right
}

// ── a function of one example, for a batch
{
  const each = <N extends number, D extends number, O extends number>(f: (x: Vector<D>) => Vector<O>, x: Matrix<N, D>): Matrix<N, O> => vmap(f)(x);
  is([4, 2], each((x: Vector<3>) => x.slice([0, 2]), zeros([4, 3]))); // right
  each((x: Vector<3>) => x.slice([0, 2]), zeros([4, 5])); // refused: …
}

// ── a Newton step
{
  const newton = <N extends number>(f: (x: Vector<N>) => Vector<N>, x: Vector<N>): Matrix<N, N> => jacobian(f)(x);
  is([3, 3], newton((x: Vector<3>) => x.square(), ones([3]))); // right
  newton((x: Vector<3>) => x.sum(), ones([3])); // refused: …
}

// ── a directional derivative
{
  const along = <S extends Shape>(f: (x: Tensor<S>) => Scalar, x: Tensor<S>, direction: Tensor<S>): Scalar => jvp(f, x, direction).tangent;
  is([], along((x: Vector<3>) => x.square().sum(), ones([3]), ones([3]))); // right
  along((x: Vector<3>) => x.square().sum(), ones([3]), ones([4])); // wrong: …
}

// ── a compiled function of any sizes
{
  const affine = compile(<N extends number, I extends number, O extends number>(w: Matrix<O, I>, b: Vector<O>, x: Matrix<N, I>): Matrix<N, O> => x.matmul(w.transpose()).addBias(b));
  is([4, 2], affine(zeros([2, 3]), zeros([2]), zeros([4, 3]))); // right
  affine(zeros([2, 3]), zeros([3]), zeros([4, 3])); // wrong: …
}

// ── layers by name
{
  const activations = { relu, tanh, identity } satisfies Record<string, Activation>;
  const build = (name: keyof typeof activations) => sequential(dense(3, 4, { activation: activations[name] }), activate(activations[name]), dense(4, 2));
  is([2], build(yes ? "relu" : "tanh").predict(zeros([3]))); // right
  build("elu"); // refused: …
}

// ── one of two networks of the same shapes
{
  const small = dense(3, 2), deep = sequential(dense(3, 4), dense(4, 2));
  const either = yes ? small : deep;
  is([2], either.predict(zeros([3]))); // right
  is([5, 2], either.predict(zeros([5, 3]))); // right
  is([2], either.predict(zeros([4]))); // wrong: …
}

// ── networks in a list
{
  const ensemble = [dense(3, 2), dense(3, 2)];
  const outputs = ensemble.map((network) => network.predict(zeros([4, 3])));
  is([4, 2], stack(outputs, 0, dim("members", outputs.length)).mean(0)); // right
  const total = outputs.reduce((left, right) => left.add(right));
  is([4, 2], total); // right
  outputs.map((output) => output.add(zeros([3]))); // wrong: add: …
}

// ── networks of one input in a tuple
{
  const heads = [dense(3, 2), dense(3, 4)] as const;
  is([6], concat([heads[0].predict(zeros([3])), heads[1].predict(zeros([3]))], 0)); // right
  concat(heads.map((head) => head.predict(zeros([3]))), 0); // refused: …
}

// ── a pipeline of functions
{
  const pipe = <A, B, C>(f: (a: A) => B, g: (b: B) => C) => (a: A): C => g(f(a));
  is([4], pipe((x: Matrix<3, 4>) => x.sum(0), (x: Vector<4>) => x.exp())(zeros([3, 4]))); // right
  pipe((x: Matrix<3, 4>) => x.sum(1), (x: Vector<4>) => x.exp()); // refused: …
}

// ── a method taken apart, optional chaining
{
  const network: Dense<3, 2> | undefined = yes ? dense(3, 2) : undefined;
  const output = network?.predict(zeros([3])) ?? zeros([2]);
  is([2], output); // right
}

// ── a generator of batches
{
  function* pairs<N extends number, M extends number>(x: Matrix<N, 3>, y: Matrix<M, 2>): Generator<{ readonly x: Vector<3>; readonly y: Vector<2> }> {
    for (let i = 0; i < x.shape[0]; i++) yield { x: x.index(i, 0), y: y.index(i, 0) };
  }
  for (const { x, y } of pairs(zeros([4, 3]), zeros([4, 2]))) is([2], dense(3, 2).predict(x).subtract(y)); // right
  for (const { x, y } of pairs(zeros([4, 3]), zeros([4, 2]))) x.subtract(y); // wrong: subtract: …
}

// ── rows of a tensor, of any size
{
  const total = <N extends number, D extends number>(x: Matrix<N, D>): Vector<D> => {
    let sum: Vector<D> = zeros([x.shape[1]]);
    for (const row of x) sum = sum.add(row);
    return sum;
  };
  is([3], total(zeros([4, 3]))); // right
}

// ── a cell that is unrolled over time
{
  const unrolled = <N extends number, T extends number, I extends number, H extends number>(x: Tensor<[N, T, I]>, input: Matrix<H, I>, state: Matrix<H, H>): Matrix<N, H> => {
    let h: Matrix<N, H> = zeros([x.shape[0], input.shape[0]]);
    for (const step of x.unstack(1)) h = step.matmul(input.transpose()).add(h.matmul(state.transpose())).tanh();
    return h;
  };
  is([2, 5], unrolled(zeros([2, 4, 3]), zeros([5, 3]), zeros([5, 5]))); // right
  const indexed = <N extends number, T extends number, I extends number>(x: Tensor<[N, T, I]>, t: number): Matrix<N, I> => x.index(t, 1); // right
  const indexed = <N extends number, T extends number, I extends number>(x: Tensor<[N, T, I]>, t: number): Matrix<N, T> => x.index(t, 1); // refused: Type …
}

// ── a shape that is handed on
{
  const like = <S extends Shape>(x: Tensor<S>): Tensor<S> => zeros(x.shape).add(x); // either: …
  const noise = <const S extends Shape>(shape: Sizes<S>, source: Random): Tensor<[...S]> => zeros(shape).add(source.normal()); // either: …
  const noisy = <S extends Shape>(x: Tensor<S>, source: Random): Tensor<S> => x.add(source.normal()); // right
  is([2, 3], noisy(zeros([2, 3]), random(1))); // right
}

// ── a custom layer of any width
{
  const gated = <const N extends number>(n: Size<N>) => layer({ gate: ones([n]) }, [n], [n], ({ gate }, x) => x.multiply(gate.sigmoid()));
  is([4, 6], gated(6).predict(zeros([4, 6]))); // right
  is([4, 3], sequential(dense(5, 6), gated(6), dense(6, 3)).predict(zeros([4, 5]))); // right
  sequential(dense(5, 6), gated(5)); // wrong: sequential: layer 2 takes [5], but layer 1 gives [6]
}

// ── a custom layer of two weights
{
  const bilinear = <const I extends number, const O extends number>(inputs: Size<I>, outputs: Size<O>) =>
    layer({ left: zeros([outputs, inputs]), right: zeros([outputs, inputs]) }, [inputs], [outputs], ({ left, right }, x) => x.matmul(left.transpose()).multiply(x.matmul(right.transpose())));
  is([4, 2], bilinear(3, 2).predict(zeros([4, 3]))); // right
}

// ── a variational autoencoder's parts
{
  const encode = <const D extends number, const Z extends number>(data: Size<D>, latent: Size<Z>) => ({ mean: dense(data, latent), deviation: dense(data, latent) });
  const { mean, deviation } = encode(8, 2);
  const x = zeros([4, 8]);
  is([4, 2], mean.predict(x).add(deviation.predict(x).exp().multiply(ones([4, 2])))); // right
  mean.predict(zeros([4, 7])); // wrong: predict: …
}

// ── an interface that a library gives to others
{
  interface Model<In extends Shape, Out extends Shape> { run<N extends number>(x: Tensor<[N, ...In]>): Tensor<[N, ...Out]>; }
  const modelOf = <In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>): Model<In, Out> => ({ run: (x) => network.predict(x) });
  is([4, 2], modelOf(dense(3, 2)).run(zeros([4, 3]))); // right
  modelOf(dense(3, 2)).run(zeros([4, 2])); // wrong: Argument …
}

// ── wrappers with the types of what they wrap
{
  const zerosLike: typeof zeros = (shape) => zeros(shape);
  const logged = <Args extends readonly unknown[], Result>(f: (...args: Args) => Result) => (...args: Args): Result => f(...args);
  is([2, 3], zerosLike([2, 3])); // right
  is([3], logged((x: Matrix<2, 3>) => x.sum(0))(zeros([2, 3]))); // right
  zerosLike([count]); // refused: a size known only at run time needs a name: dim(name, size)
}

// ── a size from another tensor
{
  const images = zeros([batch, 4, 4, 1]);
  const flat = images.reshape([images.shape[0], 16]);
  is([4, 3], sequential(dense(16, 3)).predict(flat).as([4, 3])); // right
  dense(images.shape[1], 3).predict(flat); // wrong: predict: …
}

// ── sizes that are computed by types
{
  const config = { heads: 2, width: 8, layers: 3 } as const;
  const network = sequential(dense(5, config.width), ...[layerNorm(config.width), activate(relu)] as const, dense(config.width, 3));
  is([4, 3], network.predict(zeros([4, 5]))); // right
  const loose = { heads: 2, width: 8 }; attention([4, loose.width], loose.heads); // refused: …
}

// ── decoding of any vocabulary
{
  const step = <E extends number, V extends number>(decoder: Decoder<[E], [V]>, token: Tensor<[1, E]>): Tensor<[1, V]> => decoder.next(token);
  is([1, 9], step(decoding(sequential(positions([4, 6]), attention([4, 6], 2, { causal: true }), dense(6, 9))), zeros([1, 6]))); // right
}
