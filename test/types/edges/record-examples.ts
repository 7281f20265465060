/** Networks of several inputs or outputs, trained and measured: metrics, and parts that come from refused calls. */
import { type Matrix, type Shape, type Tensor, zeros } from "conformable";
import { accuracy, adam, backpropagate, type BatchSize, checkGradients, confusionMatrix, crossEntropy, dense, evaluate, f1, heads, huber, type Layer, meanAbsoluteError, meanSquaredError, type Metric, multiTaskLoss, parallel, precision, recall, recordLayer, rocAuc, sequential, topKAccuracy, train, trainingStep } from "conformable/nn";

const merge = recordLayer({}, { a: [3], b: [3] }, [3], (_, { a, b }) => a.add(b));
const network = sequential(parallel({ a: dense(4, 3), b: dense(4, 3) }), merge);
const inputs = { a: zeros([8, 4]), b: zeros([8, 4]) };
const classes = zeros([8]), rows = zeros([8, 3]);
const common = { loss: crossEntropy, optimizer: adam(network), epochs: 1 };

// ── metrics of a network with several inputs and one output: class numbers
{
  const metrics = { accuracy, top: topKAccuracy(2), precision, recall, f1, own: (outputs: Tensor<[BatchSize, 3]>, targets: Tensor<[BatchSize]>) => outputs.sum(-1).subtract(targets).max().at() };
  const found = evaluate(network, crossEntropy, inputs, classes, { metrics }).metrics; // right
  const found = evaluate(network, crossEntropy, inputs, classes, { metrics: { ...metrics, own: meanAbsoluteError } }).metrics; // wrong: …
  const found = evaluate(network, crossEntropy, inputs, classes, { metrics: { ...metrics, own: (outputs: Tensor<[BatchSize, 5]>) => outputs.sum().at() } }).metrics; // refused: …
  const numbers: number[] = [found.accuracy, found.top, found.own];
}

// ── metrics of a network with several inputs and one output: rows
{
  const { metrics } = evaluate(network, crossEntropy, inputs, rows, { metrics: { accuracy, f1, recall, top: topKAccuracy(2), meanAbsoluteError } }); // right
  const { metrics } = evaluate(network, crossEntropy, inputs, rows, { metrics: { accuracy, top: topKAccuracy } }); // wrong: …
  const { metrics } = evaluate(network, crossEntropy, inputs, rows, { metrics: { accuracy, top: (outputs, targets) => outputs.subtract(targets).max() } }); // wrong: …
  const { metrics } = evaluate(network, crossEntropy, inputs, zeros([8, 4]), { metrics: { accuracy, top: (outputs, targets) => outputs.subtract(targets).max().at() } }); // wrong: evaluate: the output is [8, 3], the targets are [8, 4]
  const numbers: number[] = [metrics.accuracy, metrics.top];
}

// ── metrics of a network with several inputs and one output: written in place
{
  evaluate(network, crossEntropy, inputs, classes, { metrics: { own: (outputs, targets) => accuracy(outputs, targets), matrix: (outputs, targets) => confusionMatrix(outputs, targets).diagonal().sum().at() } }); // right
  evaluate(network, crossEntropy, inputs, rows, { metrics: { own: (outputs, targets) => accuracy(outputs, targets), area: (outputs, targets) => meanAbsoluteError(outputs.softmax(), targets) } }); // right
  evaluate(network, crossEntropy, inputs, classes, { metrics: { own: (outputs) => accuracy(outputs, zeros([3])) } }); // wrong: accuracy: the output is [a batch, 3], the targets are [3]
  evaluate(network, crossEntropy, inputs, classes, { metrics: { own: (outputs, targets) => outputs.subtract(targets).max().at() } }); // wrong: subtract: …
  evaluate(network, crossEntropy, inputs, classes, { metrics: { own: (outputs, targets) => meanAbsoluteError(outputs, targets) } }); // wrong: …
  evaluate(network, crossEntropy, inputs, rows, { metrics: { own: (outputs, targets) => outputs.matmul(targets).sum().at() } }); // wrong: matmul: …
}

// ── metrics of a network with several inputs and one output: train
{
  const history = await train(network, { ...common, inputs, targets: classes, metrics: { accuracy, f1 }, onEpoch: ({ metrics }) => metrics.f1 }); // right
  const second = await train(network, { ...common, inputs, targets: rows, metrics: { accuracy, f1, meanAbsoluteError }, onEpoch: ({ metrics }) => metrics.f1 }); // right
  const third = await train(network, { ...common, inputs, targets: classes, validation: { inputs, targets: classes }, metrics: { accuracy, own: (outputs, targets) => f1(outputs, targets) } }); // right
  const history = await train(network, { ...common, inputs, targets: classes, metrics: { accuracy, f1: (outputs, targets) => f1(outputs.transpose(), targets) } }); // wrong: f1: …
  const history = await train(network, { ...common, inputs, targets: classes, metrics: { accuracy, meanAbsoluteError } }); // wrong: …
  const history = await train(network, { ...common, inputs: { ...inputs, b: zeros([8, 5]) }, targets: classes, metrics: { accuracy } }); // wrong: train, b: takes [4] with any leading axes, not [8, 5]
  const numbers: (number | undefined)[] = history.epochs.map(({ metrics }) => metrics.accuracy);
}

// ── metrics of a network with several inputs and one output: code for all sizes
{
  function measure<N extends number>(a: Matrix<N, 4>, targets: Tensor<[N]>) {
    return evaluate(network, crossEntropy, { a, b: a }, targets, { metrics: { accuracy, own: (outputs, targets) => accuracy(outputs, targets) } }).metrics.accuracy; // right
    return evaluate(network, crossEntropy, { a, b: a }, a, { metrics: { accuracy } }).metrics.accuracy; // refused: …
    return evaluate(network, crossEntropy, { a, b: zeros([7, 4]) }, targets, { metrics: { accuracy } }).metrics.accuracy; // refused: …
  }
  measure(zeros([8, 4]), zeros([8]));
}

// ── metrics of a network with heads
{
  const both = heads({ kind: dense(6, 3), size: dense(6, 1) }), loss = multiTaskLoss({ kind: crossEntropy, size: huber });
  const x = zeros([8, 6]), targets = { kind: zeros([8]), size: zeros([8, 1]) };
  evaluate(both, loss, x, targets, { metrics: { kind: (outputs, targets) => accuracy(outputs.kind, targets.kind), size: (outputs, targets) => meanAbsoluteError(outputs.size, targets.size) } }); // right
  evaluate(both, loss, x, targets, { metrics: { accuracy } }); // wrong: evaluate: metrics.accuracy takes tensors, but gets records of them: choose one of each, as in (outputs, targets) => accuracy(outputs.name, targets.name)
  evaluate(both, loss, x, targets, { metrics: { top: topKAccuracy(2) } }); // wrong: evaluate: metrics.top takes tensors, but gets records of them: …
  evaluate(both, loss, x, targets, { metrics: { area: (outputs: Matrix<BatchSize, 3>, targets: Tensor<[BatchSize]>) => accuracy(outputs, targets) } }); // wrong: evaluate: metrics.area takes tensors, but gets records of them: …
  evaluate(both, loss, x, targets, { metrics: { kind: (outputs, targets) => accuracy(outputs, targets.kind) } }); // wrong: …
  evaluate(both, loss, x, targets, { metrics: { kind: (outputs, targets) => accuracy(outputs.size, targets.kind.reshape([4, 2])) } }); // wrong: reshape: …
  evaluate(both, loss, x, targets, { metrics: { kind: (outputs) => outputs.kin.sum().at() } }); // wrong: Property 'kin' …
  const settings = { inputs: x, targets, loss, optimizer: adam(both), epochs: 1 };
  await train(both, { ...settings, metrics: { kind: (outputs, targets) => accuracy(outputs.kind, targets.kind) }, onEpoch: ({ metrics }) => metrics.kind }); // right
  await train(both, { ...settings, metrics: { accuracy }, onEpoch: ({ metrics }) => metrics.accuracy }); // wrong: train: metrics.accuracy takes tensors, but gets records of them: …
}
