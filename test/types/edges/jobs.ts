/** Whole jobs as people write them: forecasts, recommenders, images, text, reinforcement learning, signals, physics, statistics. */
import { arange, clipByGlobalNorm, compile, concat, convolve, diagonal, dim, type Dim, einsum, full, grad, hessian, histogram, identity, jacobian, lbfgs, linspace, mapTensors, type Matrix, matrix, meshgrid, oneHot, ones, random, randomNormal, randomUniform, scalar, type Scalar, type Shape, type Size, stack, stopGradient, tensor, type Tensor, valueAndGrad, type Vector, vector, vjp, vmap, where, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { cholesky, eigh, inverse, leastSquares, qr, solve, svd } from "conformable/linalg";
import { accuracy, activate, adam, adamW, attention, backpropagate, batches, batchNorm, binaryCrossEntropy, concat as side, conv2d, convTranspose2d, cosineDecay, crossEntropy, decoding, dense, dropout, embedding, evaluate, flatten, freeze, gru, heads, huber, identity as linear, layer, layerNorm, leakyRelu, lstm, masked, maxPool2d, meanSquaredError, movingAverage, multiTaskLoss, parallel, positions, relu, reshape, residual, rmsNorm, sequential, sequentialOf, sgd, sigmoid, tanh, train, trainable, trainingStep, unembedding, upsample2d, warmup } from "conformable/nn";
import { is } from "../is.js";

const count: number = JSON.parse("5");
const source = random(1);

// ── forecast: windows of a series, stacked
{
  const series = linspace(0, 1, 40);
  const windows = stack([0, 1, 2].map((start) => series.window(start, 12, 0)), 0, dim("windows", 3)); // right
  is([3, 12], stack([0, 1, 2].map((start) => series.window(start, 12, 0)), 0, 3)); // right
  is([3, 12], stack([0, 1, 2].map((start) => series.window(start, 12, 0)), 0, 3.5)); // refused: …a size is a whole number from 0 up, not 3.5
  const windows = stack([0, 1, 2].map((start) => series.window(start, 12, 0)), 0); // refused: stack: a list of unknown length needs a name for the result's size: dim(name, size)
  const windows = stack([0, 1, 2].map((start) => series.window(start, 41, 0)), 0, dim("windows", 3)); // wrong: window: …
  is([12], windows.mean(0)); // right
}

// ── forecast: the last value of each window is the target
{
  const windows = zeros([30, 12]);
  const [past, next] = windows.split([11, 1], 1);
  windows.split([11, 2], 1); // wrong: split: [11, 2] make up 13, but axis 1 of [30, 12] has size 12
  const network = sequential(dense(11, 8, { activation: tanh }), dense(8, 1));
  backpropagate(network, meanSquaredError, past, next); // right
  backpropagate(network, meanSquaredError, past, next.squeeze(1)); // wrong: backpropagate: …
  backpropagate(network, meanSquaredError, windows, next); // wrong: backpropagate: …
}

// ── forecast: a recurrent network of several series
{
  const network = sequential(lstm([24, 3], 16, { returns: "last" }), dense(16, 3));
  is([7, 3], network.predict(zeros([7, 24, 3]))); // right
  network.predict(zeros([7, 3, 24])); // wrong: predict: takes [24, 3] with any leading axes, not [7, 3, 24]
  sequential(lstm([24, 3], 16), dense(24, 3)); // wrong: sequential: layer 2 takes [24], but layer 1 gives [24, 16]
  backpropagate(network, meanSquaredError, zeros([7, 24, 3]), zeros([7, 24, 3])); // wrong: backpropagate: …
}

// ── forecast: exponential smoothing in a loop
{
  let level = scalar(0);
  for (const value of zeros([9]).unstack(0)) level = level.multiply(0.9).add(value.multiply(0.1)); // right
  for (const value of zeros([9, 2]).unstack(0)) level = level.multiply(0.9).add(value.multiply(0.1)); // wrong: add: [2] does not fit the end of []
  is([], level);
}

// ── forecast: seasonal means by a reshape
{
  const days = zeros([364]);
  is([7], days.reshape([52, 7]).mean(0)); // right
  is([7], days.reshape([50, 7]).mean(0)); // wrong: reshape: [364] has 364 elements, [50, 7] has 350
  is([364], days.subtract(days.reshape([52, 7]).mean(0).tile([52]))); // right
  is([364], days.subtract(days.reshape([52, 7]).mean(0).tile([51]))); // wrong: subtract: [357] does not fit the end of [364]
  is([364], days.subtract(days.reshape([52, 7]).mean(1))); // wrong: subtract: [52] does not fit the end of [364]
}

// ── recommender: dot products of two tables
{
  const users = embedding(100, 8), items = embedding(50, 8);
  const u = users.predict(vector([1, 2, 3])), i = items.predict(vector([4, 5, 6]));
  is([3], u.multiply(i).sum(1)); // right
  is([3, 50], u.matmul(items.parameters.table.transpose())); // right
  u.matmul(items.parameters.table); // wrong: matmul: [3, 8] by [50, 8]: the left has 8 columns, the right 50 rows
  is([3, 5], u.matmul(items.parameters.table.transpose()).topK(5).values); // right
  u.matmul(items.parameters.table.transpose()).topK(51); // wrong: …topK…
  u.multiply(items.predict(vector([4, 5]))); // wrong: multiply: [2, 8] does not fit the end of [3, 8]
}

// ── recommender: gradients of both tables
{
  const slope = valueAndGrad((tables: { users: Matrix<100, 8>; items: Matrix<50, 8> }, who: Vector<4>, what: Vector<4>, stars: Vector<4>) => tables.users.gather(who).multiply(tables.items.gather(what)).sum(1).subtract(stars).square().mean()); // right
  valueAndGrad((tables: { users: Matrix<100, 8>; items: Matrix<50, 8> }, who: Vector<4>, what: Vector<4>, stars: Vector<4>) => tables.users.gather(who).multiply(tables.items.gather(what)).sum(1).subtract(stars).square())({ users: ones([100, 8]), items: ones([50, 8]) }, zeros([4]), zeros([4]), ones([4])); // wrong: valueAndGrad: …
  const { gradients } = slope({ users: ones([100, 8]), items: ones([50, 8]) }, zeros([4]), zeros([4]), ones([4])); // right
  is([50, 8], gradients.items); // right
}

// ── recommender: two towers as a record
{
  const towers = parallel({ user: sequential(dense(6, 16, { activation: relu }), dense(16, 4)), item: dense(9, 4) });
  const { user, item } = towers.predict({ user: zeros([5, 6]), item: zeros([5, 9]) });
  towers.predict({ user: zeros([5, 9]), item: zeros([5, 6]) }); // wrong: …predict…
  is([5], user.multiply(item).sum(-1)); // right
  user.matmul(item); // wrong: matmul: [5, 4] by [5, 4]: the left has 4 columns, the right 5 rows
}

// ── segmentation: a small U-Net
{
  const down = conv2d([16, 16, 3], 8, 3, { padding: "same", activation: relu });
  const pooled = maxPool2d(down.outputShape, 2);
  const middle = conv2d(pooled.outputShape, 8, 3, { padding: "same" });
  const up = upsample2d(middle.outputShape, 2); // right
  const up = upsample2d(middle.outputShape, 3); // wrong
  const deep = sequential(pooled, middle, up);
  const network = sequential(down, side(-1, residual(activate(relu)), deep), conv2d([16, 16, 16], 1, 1)); // here: concat: …
  is([2, 16, 16, 1], network.predict(zeros([2, 16, 16, 3])));
}

// ── segmentation: a loss per pixel and a score of overlap
{
  const logits = zeros([2, 16, 16, 1]), truth = zeros([2, 16, 16, 1]);
  binaryCrossEntropy.evaluate(logits, truth); // right
  binaryCrossEntropy.evaluate(logits, zeros([2, 16, 16])); // wrong: …
  const mask = logits.sigmoid().greater(0.5);
  is([2], mask.multiply(truth).sum([1, 2, 3]).multiply(2).divide(mask.add(truth).sum([1, 2, 3]))); // right
  mask.multiply(truth).sum([1, 2, 3]).divide(mask.add(truth).sum([1, 2])); // wrong: divide: [2, 1] does not fit the end of [2]
}

// ── segmentation: classes of pixels
{
  const logits = zeros([2, 4, 4, 5]);
  crossEntropy.evaluate(logits, zeros([2, 4, 4])); // right
  crossEntropy.evaluate(logits, zeros([2, 4, 4, 1])); // wrong: crossEntropy: …
  is([2, 4, 4], logits.argmax(-1)); // right
  accuracy(logits, logits.argmax(1)); // wrong: accuracy: …
}

// ── gpt: a decoder that shares its embedding
{
  const [vocabulary, length, width] = [27, 16, 32] as const; // right
  const [vocabulary, length, width] = [27, 16, 30] as const; // wrong
  const tokens = embedding(vocabulary, width);
  const block = sequential(residual(sequential(layerNorm(width), attention([length, width], 4, { causal: true }))), residual(sequential(layerNorm(width), dense(width, 64), dense(64, width)))); // here: attention: 4 heads can't share a width of 30 equally
  const network = sequential(tokens, positions([length, width]), block, unembedding(tokens));
  is([2, 16, 27], network.predict(zeros([2, 16])));
}

// ── gpt: targets are the tokens that follow
{
  const text = zeros([8, 17]);
  const inputs = text.slice(null, [0, 16]), targets = text.slice(null, [1, 17]); // right
  const inputs = text.slice(null, [0, 16]), targets = text.slice([1, 8]); // wrong
  const network = sequential(embedding(27, 8), dense(8, 27));
  backpropagate(network, crossEntropy, inputs, targets); // here: backpropagate: …
}

// ── gpt: sampling with a temperature
{
  const logits = zeros([16, 27]).index(15, 0);
  is([27], logits.divide(0.8).softmax()); // right
  source.categorical(logits.divide(0.8).softmax()); // right
  logits.divide(zeros([26])); // wrong: divide: [26] does not fit the end of [27]
  zeros([16, 27]).index(15, 2); // wrong: index: [16, 27] has no axis 2
  source.categorical("a"); // wrong: …
}

// ── gpt: a cache of what was seen
{
  const network = sequential(embedding(27, 8), positions([16, 8]), attention([16, 8], 2, { causal: true }), dense(8, 27));
  const decoder = decoding(network);
  decoding(sequential(network, flatten([16, 27]))); // wrong: decoding: …
  is([2, 27], decoder.next(zeros([2]))); // right
  decoder.next("a"); // wrong: Argument …
}

// ── vae: mean, deviation and the sample between
{
  const encoder = heads({ mean: dense(20, 3), spread: dense(20, 3) }); // right
  const encoder = heads({ mean: dense(20, 3), spread: dense(20, 2) }); // wrong
  const { mean, spread } = encoder.predict(zeros([5, 20]));
  const noise = randomNormal(mean.shape);
  const deviations = spread.multiply(0.5).exp();
  const z = noise.multiply(deviations).add(mean); // here: multiply: [5, 2] does not fit the end of [5, 3]
  is([5, 20], dense(3, 20).predict(z));
}

// ── vae: the evidence lower bound as a scalar
{
  const bound = (mean: Matrix<5, 3>, spread: Matrix<5, 3>): Scalar => spread.add(1).subtract(mean.square()).subtract(spread.exp()).sum(1).mean().multiply(-0.5); // right
  const bound = (mean: Matrix<5, 3>, spread: Matrix<5, 3>): Scalar => spread.add(1).subtract(mean.square()).subtract(spread.exp()).sum(1).multiply(-0.5); // refused: Type 'Tensor<[5]>' is not assignable to type 'Scalar'.
  is([], bound(zeros([5, 3]), zeros([5, 3]))); // right
}

// ── gan: both players in turn
{
  const generator = sequential(dense(4, 16, { activation: relu }), dense(16, 6, { activation: tanh }));
  const critic = sequential(dense(6, 16, { activation: leakyRelu() }), dense(16, 1)); // right
  const critic = sequential(dense(5, 16, { activation: leakyRelu() }), dense(16, 1)); // wrong
  const fake = generator.predict(randomNormal([8, 4]));
  adam(critic).step(backpropagate(critic, binaryCrossEntropy, concat([zeros([8, 6]), fake], 0), concat([ones([8, 1]), zeros([8, 1])], 0)).gradients); // here: backpropagate: …
}

// ── gan: the generator learns through a frozen critic
{
  const generator = dense(4, 6), critic = dense(6, 1);
  const both = sequential(generator, freeze(critic));
  sequential(freeze(critic), generator); // wrong: sequential: layer 2 takes [4], but layer 1 gives [1]
  const optimizer = adam(both);
  optimizer.step(backpropagate(both, binaryCrossEntropy, randomNormal([8, 4]), ones([8, 1])).gradients); // right
  optimizer.step(backpropagate(sequential(generator, critic), binaryCrossEntropy, randomNormal([8, 4]), ones([8, 1])).gradients); // wrong: …
}

// ── gan: a gradient penalty, to second order
{
  const critic = dense(6, 1);
  const penalty = (parameters: typeof critic.parameters, x: Matrix<8, 6>) => grad((x: Matrix<8, 6>) => critic.with(parameters).predict(x).sum())(x).norm(1).subtract(1).square().mean(); // right
  const penalty = (parameters: typeof critic.parameters, x: Matrix<8, 6>) => grad((x: Matrix<8, 6>) => critic.with(parameters).predict(x).sum())(x).norm(1).subtract(ones([6])).square().mean(); // wrong: subtract: [6] does not fit the end of [8]
  is([1, 6], grad(penalty)(critic.parameters, ones([8, 6])).weights);
}

// ── reinforcement: returns, discounted from the end
{
  const rewards = zeros([20]);
  const returns = rewards.flip(0).cumulativeSum(0).flip(0); // right
  const returns = rewards.flip(0).cumulativeSum(1).flip(0); // wrong: cumulativeSum: [20] has no axis 1
  is([20], returns.subtract(returns.mean()).divide(returns.standardDeviation().add(1e-8)));
}

// ── reinforcement: the gradient of a policy
{
  const policy = sequential(dense(4, 16, { activation: tanh }), dense(16, 2));
  const objective = (parameters: typeof policy.parameters, states: Matrix<20, 4>, actions: Vector<20>, returns: Vector<20>) => policy.with(parameters).predict(states).logSoftmax(1).multiply(oneHot(actions, 2)).sum(1).multiply(returns).mean().negate(); // right
  const objective = (parameters: typeof policy.parameters, states: Matrix<20, 4>, actions: Vector<20>, returns: Vector<20>) => policy.with(parameters).predict(states).logSoftmax(1).multiply(oneHot(actions, 3)).sum(1).multiply(returns).mean().negate(); // wrong: multiply: [20, 3] does not fit the end of [20, 2]
  const objective = (parameters: typeof policy.parameters, states: Matrix<20, 4>, actions: Vector<20>, returns: Vector<20>) => policy.with(parameters).predict(states).logSoftmax(1).multiply(oneHot(actions, 2)).sum(0).multiply(returns).mean().negate(); // wrong: multiply: [20] does not fit the end of [2]
  adam(policy).step(grad(objective)(policy.parameters, zeros([20, 4]), zeros([20]), ones([20])));
}

// ── reinforcement: one entry of each row, by takeAlong
{
  const q = zeros([32, 4]), actions = zeros([32]);
  is([32, 1], q.takeAlong(actions.expandDims(1), 1)); // right
  q.takeAlong(actions, 1); // wrong: takeAlong: …
  is([32], q.takeAlong(actions.expandDims(1), 1).squeeze(1)); // right
  q.takeAlong(actions.expandDims(1), 1).squeeze(0); // wrong: squeeze: axis 0 of [32, 1] has size 32, not 1
}

// ── reinforcement: a buffer of transitions
{
  interface Transition { state: Vector<4>; action: number; reward: number; next: Vector<4> }
  const memory: Transition[] = Array.from({ length: count }, () => ({ state: zeros([4]), action: 0, reward: 0, next: zeros([4]) }));
  const size = dim("memory", memory.length);
  const states = stack(memory.map(({ state }) => state), 0, size);
  stack(memory.map(({ state }) => state), 0, memory.length); // refused: …a size known only at run time needs a name: dim(name, size)
  stack(memory.map(({ reward }) => reward), 0, size); // wrong: stack: …
  const rewards = tensor(memory.map(({ reward }) => reward), [size]);
  is([2], states.matmul(zeros([4, 2])).max(0)); // right
  states.max(1).add(rewards); // right
  states.max(0).add(rewards); // refused: add: [memory] does not fit the end of [4]
}

// ── bayesian: a posterior of a linear model
{
  const x = ones([30, 4]), y = zeros([30]);
  const precision = x.transpose().matmul(x).multiply(25).add(identity(4));
  x.matmul(x.transpose()).multiply(25).add(identity(4)); // wrong: add: [4, 4] does not fit the end of [30, 30]
  const mean = solve(precision, x.transpose().matmul(y).multiply(25)); // right
  x.matmul(y).multiply(25); // wrong: matmul: [30, 4] by [30]: the left has 4 columns, the right 30 rows
  solve(precision, y); // wrong: solve: …
  is([4], mean); // right
  is([4], cholesky(inverse(precision)).matmul(randomNormal([4])).add(mean)); // right
}

// ── bayesian: a Gaussian process
{
  const distances = <N extends number, M extends number>(a: Vector<N>, b: Vector<M>): Matrix<N, M> => a.outer(ones([b.shape[0]])).subtract(ones([a.shape[0]]).outer(b)).square();
  const distances2 = <N extends number, M extends number>(a: Vector<N>, b: Vector<M>): Matrix<N, M> => a.outer(ones([b.shape[0]])).subtract(ones([b.shape[0]]).outer(a)).square(); // refused: …subtract…
  const kernel = distances(linspace(0, 1, 9), linspace(0, 1, 5)).multiply(-0.5).exp();
  is([5], kernel.transpose().matmul(solve(distances(linspace(0, 1, 9), linspace(0, 1, 9)).add(identity(9)), zeros([9])))); // right
  kernel.matmul(solve(distances(linspace(0, 1, 9), linspace(0, 1, 9)).add(identity(9)), zeros([9]))); // wrong: matmul: [9, 5] by [9]: the left has 5 columns, the right 9 rows
}

// ── bayesian: Metropolis' algorithm
{
  const density = (at: Vector<3>): Scalar => at.square().sum().multiply(-0.5);
  let here: Vector<3> = zeros([3]);
  for (let step = 0; step < 5; step++) {
    const there = here.add(randomNormal([3], source)); // right
    const there = here.add(randomNormal([2], source)); // wrong: add: [2] does not fit the end of [3]
    if (density(there).at() > density(here).at()) here = there;
  }
  is([3], here);
}

// ── signal: a filter along a signal of one channel
{
  const signal = zeros([1, 64, 1]);
  is([1, 60, 1], convolve(signal, ones([5, 1, 1]))); // right
  convolve(signal, ones([5, 2, 1])); // wrong: convolve: …
  convolve(signal.squeeze(2), ones([5, 1, 1])); // wrong: convolve: …
  is([1, 64, 1], convolve(signal, ones([5, 1, 1]), { padding: "same" })); // right
  convolve(signal, ones([65, 1, 1])); // wrong: convolve: …
}

// ── signal: the discrete Fourier transform as two matrices
{
  const spectrum = <N extends number>(signal: Vector<N>): readonly [Vector<N>, Vector<N>] => {
    const n = signal.shape[0];
    const angles = arange(n).outer(arange(n)).multiply((-2 * Math.PI) / (n as number));
    return [angles.cos().matmul(signal), angles.sin().matmul(signal)]; // right
    return [angles.cos().matmul(signal), angles.sin()]; // refused: Type …
  };
  is([16], spectrum(zeros([16]))[0]);
}

// ── signal: frames of a long recording
{
  const signal = zeros([16000]);
  is([100, 160], signal.reshape([100, 160])); // right
  signal.reshape([100, 150]); // wrong: reshape: [16000] has 16000 elements, [100, 150] has 15000
  const frames = Array.from({ length: 99 }, (_, index) => signal.window(index * 160, 320, 0).multiply(ones([320])));
  Array.from({ length: 99 }, (_, index) => signal.window(index * 160, 320, 0).multiply(ones([400]))); // wrong: multiply: [400] does not fit the end of [320]
  is([320], stack(frames, 0, dim("frames", 99)).mean(0));
}

// ── principal components: of centred data
{
  const data = randomNormal([50, 6]);
  const centred = data.subtract(data.mean(0));
  data.subtract(data.mean(1)); // wrong: subtract: [50] does not fit the end of [50, 6]
  const { vTransposed } = svd(centred);
  is([50, 2], centred.matmul(vTransposed.slice([0, 2]).transpose())); // right
  centred.matmul(vTransposed.slice([0, 2])); // wrong: matmul: [50, 6] by [2, 6]: the left has 6 columns, the right 2 rows
  centred.matmul(vTransposed.slice([0, 7]).transpose()); // wrong: slice: [0, 7] is not a range of axis 0 of [6, 6]
}

// ── principal components: whitened, by eigenvalues
{
  const covariance = identity(6);
  const { eigenvalues: values, eigenvectors: vectors } = eigh(covariance);
  is([50, 6], zeros([50, 6]).matmul(vectors).divide(values.sqrt())); // right
  zeros([50, 6]).matmul(vectors).divide(values.sqrt().slice([0, 3])); // wrong: divide: [3] does not fit the end of [50, 6]
  const { eigenvalues: first } = eigh(zeros([50, 6])); // wrong: eigh: …
}

// ── physics: bodies that attract each other
{
  const forces = <N extends number>(at: Matrix<N, 3>, mass: Vector<N>): Matrix<N, 3> => {
    const n = at.shape[0];
    const apart = at.expandDims(0).broadcastTo([n, n, 3]).subtract(at.expandDims(1).broadcastTo([n, n, 3]));
    at.expandDims(0).broadcastTo([n, n, 2]); // wrong: …oesNotStretch…
    const near = apart.square().sum(2).add(0.01);
    const again: Matrix<N, N> = einsum("ij,ijk,j->ik", near.power(-1.5), apart, mass); // refused: Type …
    return einsum("ij,ijk,j->ik", near.power(-1.5), apart, mass);
  };
  is([5, 3], forces(randomNormal([5, 3]), ones([5])));
}

// ── physics: heat on a grid
{
  let heat: Matrix<10, 10> = zeros([10, 10]);
  const laplacian = heat.roll(1, 0).add(heat.roll(-1, 0)).add(heat.roll(1, 1)).add(heat.roll(-1, 1)).subtract(heat.multiply(4)); // right
  const laplacian = heat.roll(1, 0).add(heat.roll(-1, 0)).add(heat.roll(1, 1)).add(heat.roll(-1, 2)).subtract(heat.multiply(4)); // wrong: roll: [10, 10] has no axis 2
  heat = heat.add(laplacian.multiply(0.1));
  is([10, 10], heat);
}

// ── physics: Runge and Kutta's steps of any system
{
  const step = <S extends Shape>(f: (x: Tensor<S>) => Tensor<S>, x: Tensor<S>, h: number): Tensor<S> => {
    const k1 = f(x), k2 = f(x.add(k1.multiply(h / 2))), k3 = f(x.add(k2.multiply(h / 2))), k4 = f(x.add(k3.multiply(h)));
    return x.add(k1.add(k2.multiply(2)).add(k3.multiply(2)).add(k4).multiply(h / 6));
  };
  is([2], step((x) => matrix([[0, 1], [-1, 0]]).matmul(x), vector([1, 0]), 0.1)); // right
  is([2], step((x) => matrix([[0, 1, 0], [-1, 0, 0]]).matmul(x), vector([1, 0]), 0.1)); // wrong: matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows
  is([2], step((x) => matrix([[0, 1]]).matmul(x), vector([1, 0]), 0.1)); // wrong: Type …
}

// ── physics: a Hamiltonian and its gradient
{
  const energy = ({ p, q }: { p: Vector<2>; q: Vector<2> }): Scalar => p.square().sum().add(q.square().sum()).multiply(0.5); // right
  const energy = ({ p, q }: { p: Vector<2>; q: Vector<2> }) => p.square().add(q.square()).multiply(0.5); // wrong
  const { p, q } = grad(energy)({ p: ones([2]), q: zeros([2]) }); // here: grad: …
  is([2], p.subtract(q));
}

// ── statistics: a logistic regression by Newton's method
{
  const x = ones([20, 3]), y = zeros([20]);
  const loss = (w: Vector<3>): Scalar => { const z = x.matmul(w); return z.exp().log1p().subtract(y.multiply(z)).mean(); };
  const other = (w: Vector<2>): Scalar => { const z = x.matmul(w); return z.exp().log1p().subtract(y.multiply(z)).mean(); }; // refused: matmul: [20, 3] by [2]: the left has 3 columns, the right 2 rows
  is([3, 3], hessian(loss)(zeros([3]))); // right
  hessian((w: Vector<3>) => { const z = x.matmul(w); return z.exp().log1p().subtract(y.multiply(z)); })(zeros([3])); // wrong: hessian: …
}

// ── statistics: weighted least squares and their residuals
{
  const x = ones([20, 3]), y = zeros([20]), weights = ones([20]);
  const root = weights.sqrt();
  is([3], leastSquares(x.multiply(root.expandDims(1).broadcastTo([20, 3])), y.multiply(root))); // right
  x.multiply(root); // wrong: multiply: [20] does not fit the end of [20, 3]
  leastSquares(x.transpose(), y); // wrong: leastSquares: …
  const { q, r } = qr(x); is([3], solve(r, q.transpose().matmul(y))); // either: …
  const { q, r } = qr(x); q.matmul(y); // wrong: matmul: [20, 3] by [20]: the left has 3 columns, the right 20 rows
}

// ── statistics: a histogram and quantiles
{
  const data = randomNormal([100]);
  is([10], histogram(data, 10).counts); // right
  is([11], histogram(data, 10).edges); // right
  is([10], histogram(data, 10).counts.multiply(histogram(data, 10).edges)); // wrong: multiply: [11] does not fit the end of [10]
  is([], data.quantile(0.9)); // right
  data.quantile([0.1, 0.9]); // wrong: Argument …
}

// ── images: colours to grey, and normalised by channel
{
  const images = zeros([4, 8, 8, 3]);
  is([4, 8, 8], images.matmul(vector([0.3, 0.6, 0.1]))); // right
  images.matmul(vector([0.3, 0.6])); // wrong: matmul: [4, 8, 8, 3] by [2]: the left has 3 columns, the right 2 rows
  is([4, 8, 8, 3], images.subtract(images.mean([0, 1, 2])).divide(images.standardDeviation([0, 1, 2]).add(1e-5))); // right
  images.subtract(images.mean([1, 2])); // wrong: subtract: [4, 3] does not fit the end of [4, 8, 8, 3]
  images.mean([0, 1, 4]); // wrong: mean: [4, 8, 8, 3] has no axis 4
}

// ── images: from channels first to channels last
{
  const images = zeros([4, 3, 8, 10]);
  is([4, 8, 10, 3], images.permute([0, 2, 3, 1])); // right
  conv2d([8, 10, 3], 4, 3).predict(images.permute([0, 2, 3, 1])); // right
  conv2d([8, 10, 3], 4, 3).predict(images.permute([0, 3, 2, 1])); // wrong: predict: …
  conv2d([8, 10, 3], 4, 3).predict(images); // wrong: predict: …
  images.permute([0, 2, 3, 3]); // wrong: permute: …
}

// ── contrast: a matrix of similarities
{
  const a = randomNormal([6, 16]), b = randomNormal([6, 16]);
  const unit = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.divide(x.norm(1, { keepDims: true }).broadcastTo(x.shape));
  const other = <N extends number, D extends number>(x: Matrix<N, D>): Matrix<N, D> => x.divide(x.norm(0, { keepDims: true }).broadcastTo([x.shape[1], x.shape[1]])); // refused: …
  crossEntropy.evaluate(unit(a).matmul(unit(b).transpose()), arange(6)); // right
  crossEntropy.evaluate(unit(a).matmul(unit(b).transpose()), arange(16)); // wrong: crossEntropy: …
}

// ── distillation: a student and its teacher
{
  const teacher = dense(8, 3), student = sequential(dense(8, 2), dense(2, 3)); // right
  const teacher = dense(8, 4), student = sequential(dense(8, 2), dense(2, 3)); // wrong
  const x = zeros([5, 8]);
  crossEntropy.evaluate(student.predict(x), teacher.predict(x).softmax()); // here: crossEntropy: …
}

// ── tasks: two heads with losses of their own
{
  const network = heads({ kind: dense(8, 3), size: dense(8, 1) });
  const loss = multiTaskLoss({ kind: crossEntropy, size: huber }); // right
  const loss = multiTaskLoss({ kind: crossEntropy, sizes: huber }); // wrong
  const step = trainingStep(network, loss, adam(network)); // here: trainingStep: …
  step(zeros([4, 8]), { kind: zeros([4]), size: zeros([4, 1]) });
}

// ── schedules: a rate that warms up and falls
{
  const network = dense(3, 2);
  adamW(network, { learningRate: warmup(cosineDecay(0.1, { steps: 100 }), { steps: 10 }) }); // right
  adamW(network, { learningRate: "0.1" }); // wrong: Type …
  adamW(network, { learningRate: () => "0.1" }); // refused: Type …
  adamW(network, { learningRate: (step) => 0.1 / (1 + step) }); // right
  adamW(network, { learningRate: 0.1, weightDecay: 0.01, momentum: 0.9 }); // wrong: …
}
