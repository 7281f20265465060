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
  const history = await train(network, { ...common, inputs: { ...inputs, b: zeros([8, 5]) }, targets: classes, metrics: { accuracy } }); // wrong: …train, b: takes [4] with any leading axes, not [8, 5]
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

// ── heads, one of which is refused
{
  const one = sequential(dense(6, 5), dense(5, 3)); // right
  const one = sequential(dense(6, 5), dense(4, 3)); // wrong: sequential: layer 2 takes [4], but layer 1 gives [5]
  const one = sequential(dense(6, 5), dense(3)); // wrong: …
  const both = heads({ one, two: dense(6, 2) }), loss = multiTaskLoss({ one: crossEntropy, two: huber });
  const x = zeros([7, 6]), y = { one: zeros([7]), two: zeros([7, 2]) };
  const { loss: found, gradients, error } = backpropagate(both, loss, x, y, { sampleWeights: zeros([7]) });
  evaluate(both, loss, x, y, { metrics: { one: (outputs, targets) => accuracy(outputs.one, targets.one), two: (outputs, targets) => outputs.two.subtract(targets.two).sum().at() } });
  trainingStep(both, loss, adam(both))(x, y);
  await train(both, { inputs: x, targets: y, validation: { inputs: x, targets: y }, loss, optimizer: adam(both), epochs: 1, metrics: { one: (outputs, targets) => accuracy(outputs.one, targets.one) }, onEpoch: ({ metrics }) => metrics.one.toFixed(2) });
  await train(both, { data: [{ inputs: x, targets: y }], loss, optimizer: adam(both), epochs: 1 });
  checkGradients(sequential(dense(6, 6), both), loss, x, y);
}

// ── parallel, a branch of which is refused
{
  const image = sequential(dense(16, 9), dense(9, 8)); // right
  const image = sequential(dense(16, 9), dense(28, 8)); // wrong: sequential: layer 2 takes [28], but layer 1 gives [9]
  const merge = recordLayer({}, { image: [8], meta: [8] }, [8], (_, { image, meta }) => image.add(meta));
  const whole = sequential(parallel({ image, meta: dense(3, 8) }), merge), optimizer = adam(whole);
  const x = { image: zeros([5, 16]), meta: zeros([5, 3]) }, y = zeros([5]);
  await train(whole, { inputs: x, targets: y, validation: { inputs: x, targets: y }, loss: crossEntropy, optimizer, epochs: 1, metrics: { accuracy, own: (outputs, targets) => accuracy(outputs, targets) } });
  await train(whole, { data: [{ inputs: x, targets: y }], loss: crossEntropy, optimizer, epochs: 1 });
  await train(whole, { data: (epoch) => [{ inputs: x, targets: y }].slice(epoch - 1), loss: crossEntropy, optimizer, epochs: 1 });
  evaluate(whole, crossEntropy, { image: zeros([5, 16]), meta: zeros([5, 3]) }, y, { metrics: { accuracy } });
  checkGradients(whole, crossEntropy, { image: zeros([5, 16]), meta: zeros([5, 3]) }, y);
  trainingStep(whole, crossEntropy, optimizer)({ image: zeros([5, 16]), meta: zeros([5, 3]) }, y);
  const { error, loss } = backpropagate(whole, crossEntropy, { image: zeros([5, 16]), meta: zeros([5, 3]) }, y);
  const slope: Matrix<5, 16> = error.image, value: number = loss;
}

// ── refused inputs of a network with heads
{
  const both = heads({ one: dense(6, 3), two: dense(6, 2) }), loss = multiTaskLoss({ one: crossEntropy, two: huber }), optimizer = adam(both);
  const x = zeros([7, 9]).matmul(zeros([9, 6])); // right
  const x = zeros([7, 9]).matmul(zeros([6, 9])); // wrong: matmul: [7, 9] by [6, 9]: the left has 9 columns, the right 6 rows
  const y = { one: zeros([7]), two: zeros([7, 2]) };
  evaluate(both, loss, x, y, { metrics: { one: (outputs, targets) => accuracy(outputs.one, targets.one) } });
  const { error } = backpropagate(both, loss, x, y, { sampleWeights: zeros([7]) });
  const slope: Matrix<7, 6> = error;
  trainingStep(both, loss, optimizer)(x, y);
  checkGradients(both, loss, x, y);
  await train(both, { inputs: x, targets: y, validation: { inputs: x, targets: y }, loss, optimizer, epochs: 1, sampleWeights: zeros([7]) });
  await train(both, { data: [{ inputs: x, targets: y }], loss, optimizer, epochs: 1 });
}

// ── a refused input among several
{
  const a = zeros([8, 5]).matmul(zeros([5, 4])); // right
  const a = zeros([8, 5]).matmul(zeros([4, 5])); // wrong: matmul: …
  const a = zeros([8, 4]).reshape([8, 5]); // wrong: reshape: …
  backpropagate(network, meanSquaredError, { a, b: zeros([8, 4]) }, rows, { sampleWeights: zeros([8]) });
  const { error } = backpropagate(network, crossEntropy, { a, b: a }, classes);
  const slope: Matrix<8, 4> = error.a;
  evaluate(network, crossEntropy, { a, b: zeros([8, 4]) }, classes, { metrics: { accuracy } });
  trainingStep(network, crossEntropy, adam(network))({ a, b: zeros([8, 4]) }, classes);
  checkGradients(network, crossEntropy, { a, b: zeros([8, 4]) }, classes);
  await train(network, { ...common, inputs: { a, b: zeros([8, 4]) }, targets: classes, validation: { inputs: { a, b: a }, targets: classes } });
  await train(network, { ...common, data: [{ inputs: { a, b: zeros([8, 4]) }, targets: classes }] });
  await train(network, { ...common, data: [{ inputs: { a, b: a }, targets: classes }] });
}

// ── refused inputs or targets in batches
{
  const simple = dense(4, 3), settings = { loss: crossEntropy, optimizer: adam(simple), epochs: 1 };
  const x = zeros([8, 9]).matmul(zeros([9, 4])), y = zeros([8]); // right
  const x = zeros([8, 9]).matmul(zeros([4, 9])), y = zeros([8]); // wrong: matmul: …
  const x = zeros([8, 4]), y = zeros([8, 3]).reshape([8]); // wrong: reshape: …
  await train(simple, { ...settings, data: [{ inputs: x, targets: y }] });
  await train(simple, { ...settings, data: () => [{ inputs: x, targets: y }, { inputs: zeros([3, 4]), targets: zeros([3]) }] });
  await train(simple, { ...settings, data: [{ inputs: x, targets: y, sampleWeights: zeros([8]) }] });
  await train(simple, { ...settings, inputs: zeros([8, 4]), targets: zeros([8]), validation: { data: [{ inputs: x, targets: y }] } });
}

// ── inputs and targets that aren't tensors
{
  const simple = dense(4, 3), step = trainingStep(simple, crossEntropy, adam(simple)), settings = { loss: crossEntropy, optimizer: adam(simple), epochs: 1 };
  const later = Promise.resolve(zeros([8, 4])), x = zeros([8, 4]), y = zeros([8]);
  backpropagate(simple, crossEntropy, await later, y), evaluate(simple, crossEntropy, await later, y), step(await later, y); // right
  backpropagate(simple, crossEntropy, x, [0, 2, 1]); // wrong: backpropagate: takes a tensor, not an array
  backpropagate(simple, crossEntropy, later, y); // wrong: backpropagate: takes a tensor, not a promise: await it
  backpropagate(simple, crossEntropy, { x }, y); // wrong: backpropagate: takes a tensor, not an object
  evaluate(simple, crossEntropy, [[1, 2, 3, 4]], y); // wrong: evaluate: takes a tensor, not an array
  evaluate(simple, crossEntropy, x, new Float32Array(8)); // wrong: evaluate: takes a tensor, not a typed array
  evaluate(simple, crossEntropy, x, () => y); // wrong: evaluate: takes a tensor, not a function
  step(later, y); // wrong: trainingStep: takes a tensor, not a promise: await it
  step(x, [1, 2, 3]); // wrong: trainingStep: takes a tensor, not an array
  checkGradients(simple, crossEntropy, later, y); // wrong: checkGradients: takes a tensor, not a promise: await it
  await train(simple, { ...settings, inputs: [[1, 2, 3, 4]], targets: y }); // wrong: train: takes a tensor, not an array
  await train(simple, { ...settings, inputs: later, targets: y }); // wrong: train: takes a tensor, not a promise: await it
  await train(simple, { ...settings, inputs: x, targets: [1, 2] }); // wrong: train: takes a tensor, not an array
  await train(simple, { ...settings, inputs: x, targets: y, validation: { inputs: later, targets: y } }); // wrong: …train, validation: takes a tensor, not a promise: await it
  await train(simple, { ...settings, data: [{ inputs: x, targets: [1, 2] }] }); // wrong: train: takes a tensor, not an array
  await train(simple, { ...settings, data: [{ inputs: later, targets: y }] }); // wrong: train: takes a tensor, not a promise: await it
  evaluate(network, crossEntropy, { ...inputs, b: later }, classes); // wrong: …evaluate, b: takes a tensor, not a promise: await it
  backpropagate(network, crossEntropy, { ...inputs, a: [1] }, classes); // wrong: …backpropagate, a: takes a tensor, not an array
  backpropagate(network, crossEntropy, inputs, [1, 2]); // wrong: backpropagate: takes a tensor, not an array
}
