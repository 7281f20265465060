/** What a library that is built on this one may export, without stating any types: values, networks, functions and classes. */
import { addTrees, allClose, arange, atan2, bincount, clipByGlobalNorm, compile, concat, contractBatch, convolve, diagonal, dim, einsum, equals, full, globalNorm, grad, hessian, histogram, identity, jacobian, jvp, lbfgs, linspace, type Matrix, mapTensors, matrix, meshgrid, oneHot, ones, random, randomNormal, randomUniform, ShapeError, type Shape, type Size, scalar, scaleTree, searchSorted, stack, stopGradient, sumBatch, type Tensor, tensor, trace, unique, useEngine, type Vector, valueAndGrad, vector, vjp, vmap, where, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import * as io from "conformable/io";
import * as linalg from "conformable/linalg";
import * as nn from "conformable/nn";
import * as onnx from "conformable/onnx";
import * as stablehlo from "conformable/stablehlo";

// ── Tensors ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const count: number = JSON.parse("5");
export const rows = dim("rows", count);
export const hidden = dim("hidden", 16);
export const area = dim.product(rows, hidden);
export const both = dim.sum(rows, hidden);
export const table = zeros([rows, 3]);
export const cube = zeros([2, 3, 4]);
export const made = [full([2], 1), identity(3), matrix([[1]]), ones([2]), randomNormal([2]), randomUniform([2]), scalar(1), tensor([1, 2], [2]), vector([1, 2])] as const;
export const numbers = { arange: arange(5), linspace: linspace(0, 1, 4), meshgrid: meshgrid(zeros([2]), zeros([3])), diagonal: diagonal(zeros([3])), oneHot: oneHot([1, 2], 3), random: random(1) };
export const reduced = [cube.sum(0), cube.mean([0, 1], { keepDims: true }), cube.argmax(1), cube.norm()] as const;
export const moved = [cube.permute([2, 0, 1]), cube.slice([0, 1]), cube.pad([[0, 1], [1, 0], [0, 0]]), cube.flatten(), table.flatten(), table.split([1, 2], 1), cube.unstack(0), table.transpose(), table.window(0, 2, 0), cube.tile([2, 1, 1]), cube.repeat(2, 0)] as const;
export const joined = [concat([table, table], 0), stack([table, table], 0), einsum("ij,jk->ik", table, zeros([3, 4])), zeros([2, 2]).kronecker(zeros([2, 2])), where(table, table, 0), convolve(zeros([2, 8, 8, 1]), zeros([3, 3, 1, 4]))] as const;
export const counted = { topK: cube.topK(2), histogram: histogram(zeros([5]), 3), unique: unique(vector([1, 2]), "classes"), searchSorted: searchSorted(zeros([5]), zeros([2])), bincount: bincount(zeros([5]), 3) };
export const compared = [equals(cube, cube), allClose(cube, cube), contractBatch(table, table), sumBatch(table), stopGradient(cube), atan2(cube, cube)] as const;
export const engine = () => useEngine("wasm");
export class Misshapen extends ShapeError {}

// ── Derivatives and programs ────────────────────────────────────────────────────────────────────────────────────────────────────

const energy = (x: Vector<3>) => x.square().sum();
const curve = (x: Vector<3>) => x.exp();
export const derivatives = { grad: grad(energy), valueAndGrad: valueAndGrad(energy), vjp: vjp(curve, zeros([3])), hessian: hessian(energy), jacobian: jacobian(curve), jvp: jvp(curve, zeros([3]), zeros([3])) };
export const minimum = () => lbfgs(energy, zeros([3]));
export const mapped = vmap(energy);
export const mappedInPart = vmap((x: Vector<3>, y: Vector<3>) => x.dot(y), { inAxes: [0, null] });
export const compiled = compile(curve);
export const program = trace(curve, zeros([3]));
export const trees = [mapTensors({ a: table }, (x) => x), addTrees({ a: cube }, { a: cube }), scaleTree([cube], 2), clipByGlobalNorm({ a: cube }, 1), globalNorm([cube])] as const;

// ── Linear algebra ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const decomposed = { svd: linalg.svd(zeros([3, 2])), qr: linalg.qr(zeros([3, 2])), eigh: linalg.eigh(zeros([2, 2])), lu: linalg.lu(zeros([2, 2])), cholesky: linalg.cholesky(identity(2)) };
export const solved = [linalg.solve(identity(2), zeros([2])), linalg.leastSquares(ones([3, 1]), zeros([3])), linalg.pseudoInverse(zeros([3, 2])), linalg.inverse(identity(2)), linalg.determinant(zeros([2, 2])), linalg.norm(zeros([2])), linalg.matrixRank(zeros([3, 2])), linalg.trace(zeros([2, 2]))] as const;

// ── Layers ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const layer = nn.dense(3, 4);
export const images = [nn.conv2d([8, 8, 2], 4, 3), nn.conv2d([8, 8, 2], 4, 3, { stride: 2, bias: false }), nn.convTranspose2d([8, 8, 2], 4, 3), nn.maxPool2d([8, 8, 2], 2), nn.averagePool2d([8, 8, 2], 2), nn.globalAveragePool2d([8, 8, 2]), nn.globalMaxPool2d([8, 8, 2]), nn.upsample2d([4, 4, 2], 2), nn.groupNorm([4, 4, 4], 2)] as const;
export const sequences = [nn.conv1d([8, 2], 4, 3), nn.attention([4, 6], 2), nn.crossAttention([4, 6], [5, 6], 2), nn.gru([4, 2], 3), nn.lstm([4, 2], 3, { returns: "last" }), nn.recurrent([4, 2], 3), nn.positions([4, 6]), nn.sinusoidalPositions([4, 6]), nn.maxPool1d([8, 2], 2), nn.averagePool1d([8, 2], 2), nn.globalAveragePool1d([8, 2]), nn.globalMaxPool1d([8, 2]), nn.reversed(nn.gru([4, 2], 3)), nn.masked(nn.attention([4, 6], 2), (x) => x.sum(2)), nn.decoding(nn.attention([4, 6], 2, { causal: true }))] as const;
export const cell = nn.cellOf(nn.lstm([4, 2], 3));
export const state = cell.start([5]);
export const normal = [nn.batchNorm(4), nn.layerNorm(4), nn.rmsNorm(4), nn.activate(nn.relu), nn.dropout(0.5), nn.freeze(layer), nn.flatten([2, 3]), nn.reshape([2, 3], [6])] as const;
export const words = nn.embedding(10, 4);
export const together = [nn.sequential(words, nn.dense(4, 5)), nn.sequentialOf([nn.dense(3, 3), nn.dense(3, 3)]), nn.residual(nn.dense(3, 3)), nn.sum(layer, layer), nn.concat(0, layer, nn.dense(3, 5)), nn.heads({ a: layer, b: nn.dense(3, 5) }), nn.parallel({ a: layer, b: nn.dense(2, 5) }), nn.unembedding(words)] as const;
export const own = nn.layer({ w: zeros([3]) }, [3], [3], ({ w }, x) => x.add(w));
export const ownOfRecords = nn.recordLayer({ w: zeros([3]) }, { a: [3], b: [3] }, [3], ({ w }, { a, b }) => a.add(b).add(w));
export const activations = [nn.elu(), nn.gelu, nn.hardSigmoid, nn.identity, nn.leakyRelu(), nn.mish, nn.relu, nn.sigmoid, nn.silu, nn.softplus, nn.softsign, nn.tanh] as const;
export const pass = layer.forward(zeros([2, 3]));
export const back = pass.backward(zeros([2, 4]));
export const over = layer.with(layer.parameters);
export const attended = nn.scaledDotProductAttention(zeros([2, 4, 6]), zeros([2, 5, 6]), zeros([2, 5, 7]));

// ── Training ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const losses = [nn.crossEntropy, nn.crossEntropy({ classWeights: ones([4]) }), nn.huber, nn.huber({ delta: 2 }), nn.meanSquaredError, nn.absoluteError, nn.hinge, nn.kullbackLeibler, nn.cosineDistance, nn.binaryCrossEntropy, nn.multiTaskLoss({ a: nn.meanSquaredError, b: nn.crossEntropy })] as const;
export const metrics = [nn.accuracy, nn.topKAccuracy(2), nn.confusionMatrix, nn.precision, nn.recall, nn.f1, nn.rocAuc, nn.meanAbsoluteError] as const;
export const adam = nn.adam(layer);
export const optimizers = [nn.sgd(layer, { learningRate: 1 }), nn.adamW(layer), nn.rmsprop(layer), nn.adagrad(layer), nn.lion(layer), nn.parameterGroups(layer, [nn.adam(layer)]), nn.movingAverage(layer), nn.optimizerOf(layer, { learningRate: 1, update: (parameter) => ({ parameter }) }), nn.onPlateau(adam)] as const;
export const schedules = [nn.warmup(0.1, { steps: 10 }), nn.cosineDecay(0.1, { steps: 10 }), nn.exponentialDecay(0.1, { factor: 0.5 }), nn.stepDecay(0.1, { factor: 0.5, every: 3 })] as const;
export const step = nn.trainingStep(layer, nn.meanSquaredError, adam);
export const found = nn.backpropagate(layer, nn.meanSquaredError, zeros([2, 3]), zeros([2, 4]));
export const learned = nn.trainable({ w: zeros([3]) });
export const parts = nn.batches(zeros([5, 3]), zeros([5, 4]), 2);
export const fit = () => nn.train(layer, { loss: nn.meanSquaredError, optimizer: adam, epochs: 1, inputs: zeros([2, 3]), targets: zeros([2, 4]) });
export const judged = nn.evaluate(layer, nn.meanSquaredError, zeros([2, 3]), zeros([2, 4]));
export const checked = () => nn.checkGradients(layer, nn.meanSquaredError, zeros([2, 3]), zeros([2, 4]));
export const described = nn.summary(layer);
export const drawn = nn.historyToSvg;

// ── Sizes inferred ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const network = inferred.sequential([28, 28, 1], inferred.conv2d(4, 3, { stride: 2 }), inferred.maxPool2d(2), inferred.flatten(), inferred.dense(10));
export const block = inferred.chain(inferred.dense(4), inferred.layerNorm());
export const deferred = [inferred.residual(block), inferred.concat(0, inferred.dense(3), inferred.dense(4)), inferred.sum(inferred.dense(3), inferred.dense(3)), inferred.reversed(inferred.gru(3)), inferred.conv1d(4, 3), inferred.maxPool1d(2), inferred.averagePool1d(2), inferred.globalAveragePool1d(), inferred.globalMaxPool1d(), inferred.convTranspose2d(4, 3), inferred.upsample2d(2), inferred.averagePool2d(2), inferred.attention(2), inferred.batchNorm(), inferred.positions(), inferred.sinusoidalPositions(), inferred.reshape([2, 3]), inferred.globalAveragePool2d(), inferred.globalMaxPool2d(), inferred.groupNorm(2), inferred.rmsNorm(), inferred.lstm(3, { returns: "last" }), inferred.recurrent(3)] as const;

// ── Files and other formats ─────────────────────────────────────────────────────────────────────────────────────────────────────

export const file = (bytes: Uint8Array) => io.readSafetensors(bytes);
export const entry = (bytes: Uint8Array) => io.readNpz(bytes).get("a", [rows, 3]);
export const array = (bytes: Uint8Array) => [io.readNpy(bytes, [2, 3]), io.npyShape(bytes)] as const;
export const csv = (text: string) => io.readCsv(text, { rows: "lines" });
export const written = [io.writeNpy(cube), io.writeNpz({ cube }), io.writeSafetensors({ cube }), io.saveNetwork(layer)] as const;
export const message = io.transfer({ cube });
export const received = (data: unknown) => [io.receive(data, { cube: [2, 3, 4] }), io.receiveLike(data, { cube })] as const;
export const loaded = (bytes: Uint8Array) => io.loadNetwork(layer, bytes);
export class Unreadable extends io.FormatError {}
export const opened = (file: io.TensorFile) => file.names;
export const columns = (table: io.Table<3>) => [table.numbers(["a", "b"]), table.classes("c")] as const;
export const exported = [onnx.toOnnx(layer), stablehlo.toStableHlo(program)] as const;

// ── Functions for all sizes ─────────────────────────────────────────────────────────────────────────────────────────────────────

export const area2 = <N extends number, M extends number>(n: Size<N>, m: Size<M>) => [dim.product(n, m), dim.sum(n, m)] as const;
export const flat = <N extends number, M extends number>(x: Matrix<N, M>) => x.flatten();
export const beside = <B extends number, N extends number, M extends number>(x: Matrix<B, N>, y: Matrix<B, M>) => concat([x, y], 1);
export const padded = <N extends number, M extends number>(x: Matrix<N, M>) => x.pad([[1, 1], [0, 0]]);
export const rest = <N extends number, M extends number>(x: Matrix<N, M>) => x.slice([1, null]);
export const halved = <N extends number, M extends number>(x: Matrix<N, M>) => x.slice([0, null, 2]);
export const tiled = <N extends number, M extends number>(x: Matrix<N, M>) => [x.tile([2, 1]), x.repeat(2, 0), x.kronecker(x)] as const;
export const entries = <N extends number, M extends number>(x: Matrix<N, M>) => x.unstack(0);
export const merged = <B extends number, T extends number>(x: Tensor<[B, T, 64]>) => x.reshape([dim.product(x.shape[0], x.shape[1]), 64]);
export const last = <Batch extends Shape, N extends number>(x: Tensor<[...Batch, N]>) => [x.softmax(), x.topK(2), x.window(0, 3, -1), x.index(0, -1)] as const;
export const principal = <N extends number, M extends number>(x: Matrix<N, M>) => [linalg.svd(x), linalg.qr(x), linalg.leastSquares(x, x)] as const;
export const filtered = <H extends number, W extends number>(x: Tensor<[2, H, W, 3]>) => convolve(x, ones([3, 3, 3, 4]));
export const edges = <N extends number>(x: Vector<9>, bins: Size<N>) => histogram(x, bins);
export const perceptron = <const In extends number, const Out extends number>(inputs: Size<In>, outputs: Size<Out>) => nn.sequential(nn.dense(inputs, 16, { activation: nn.relu }), nn.layerNorm(16), nn.dense(16, outputs));
export const convolution = <const H extends number, const W extends number>(height: Size<H>, width: Size<W>) => nn.conv2d([height, width, 3], 8, 3, { padding: "same", stride: 2 });
export const smaller = <const H extends number, const W extends number, const C extends number>(height: Size<H>, width: Size<W>, channels: Size<C>) => [nn.conv2d([height, width, channels], 8, 3), nn.maxPool2d([height, width, channels], 2), nn.upsample2d([height, width, channels], 2), nn.convTranspose2d([height, width, channels], 4, 3, { stride: 2 }), nn.flatten([height, width, channels])] as const;
export const attentive = <const L extends number, const D extends number>(length: Size<L>, width: Size<D>) => [nn.attention([length, width], 1), nn.lstm([length, width], 5, { returns: "last" }), nn.conv1d([length, width], 8, 3)] as const;
export const branches = <const N extends number, const M extends number>(n: Size<N>, m: Size<M>) => [nn.concat(0, nn.dense(n, m), nn.dense(n, 3)), nn.heads({ a: nn.dense(n, m), b: nn.dense(n, 3) })] as const;
export const inferredBlock = <const N extends number>(n: Size<N>) => inferred.chain(inferred.dense(n, { activation: nn.relu }), inferred.layerNorm());
export const inferredNetwork = <const N extends number, const M extends number>(n: Size<N>, m: Size<M>) => inferred.sequential([n], inferred.dense(16), inferred.dense(m));
export function learn<In extends Shape, Out extends Shape, P, N extends number>(model: nn.Layer<In, Out, P>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>) {
  const optimizer = nn.sgd(model, { learningRate: 0.1 });
  const step = nn.trainingStep(model, nn.meanSquaredError, optimizer);
  return { optimizer, step, model, parts: nn.batches(inputs, targets, 32), found: nn.backpropagate(model, nn.meanSquaredError, inputs, targets) };
}

// ── Classes ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export class Model {
  readonly body = network;
  readonly optimizer = nn.adam(this.body);
  readonly step = nn.trainingStep(this.body, nn.crossEntropy, this.optimizer);
  forward(x: Tensor<[2, 28, 28, 1]>) {
    return this.body.predict(x);
  }
  get parameters() {
    return this.body.parameters;
  }
  async *data() {
    yield nn.batches(zeros([5, 28, 28, 1]), zeros([5, 10]), 2);
  }
}
// biome-ignore lint/suspicious/noExplicitAny: the compiler asks for it
export const Logged = <T extends abstract new (...args: any[]) => Model>(Base: T) => {
  abstract class Mixed extends Base {
    readonly errors = [scalar(0)];
  }
  return Mixed;
};
export default network;
