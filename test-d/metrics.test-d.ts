/** Metrics, and evaluation without learning. */
import { dim, type Matrix, type Tensor, type Vector, zeros } from "conformable";
import {
  accuracy, type BatchSize, confusionMatrix, crossEntropy, dense, type Epoch, evaluate, f1, type Layer, type Metric,
  meanAbsoluteError, meanSquaredError, precision, recall, rocAuc, sequential, sgd, topKAccuracy, train,
} from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 128);
const network = sequential(dense(7, 5), dense(5, 3));
const wide = dense(hidden, 3);
const top = topKAccuracy(2);

// ── accuracy: targets have the shape of the outputs, or are class numbers ──
expectType<number>(accuracy(zeros([2, 3]), zeros([2, 3])));

accuracy(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error accuracy: the output is [2, 3], the targets are [2, 5]
accuracy(zeros([2, 3]), zeros([2, 5]));
accuracy(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error accuracy: the output is [batch, 3], the targets are [time, 3]
accuracy(zeros([batch, 3]), zeros([time, 3]));
accuracy(zeros([2, 3]), zeros([2]));
// @ts-expect-error accuracy: the output is [2, 3], the targets are [3]
accuracy(zeros([2, 3]), zeros([3]));
export function accuracyOf<N extends number, M extends number>(outputs: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  accuracy(outputs, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  accuracy(outputs, other);
  accuracy(outputs, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  accuracy(outputs, others);
}

// ── topKAccuracy: targets have the shape of the outputs, or are class numbers ──
expectType<number>(topKAccuracy(2)(zeros([2, 3]), zeros([2, 3])));

topKAccuracy(2)(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error topKAccuracy: the output is [2, 3], the targets are [2, 5]
topKAccuracy(2)(zeros([2, 3]), zeros([2, 5]));
topKAccuracy(2)(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error topKAccuracy: the output is [batch, 3], the targets are [time, 3]
topKAccuracy(2)(zeros([batch, 3]), zeros([time, 3]));
topKAccuracy(2)(zeros([2, 3]), zeros([2]));
// @ts-expect-error topKAccuracy: the output is [2, 3], the targets are [3]
topKAccuracy(2)(zeros([2, 3]), zeros([3]));
export function topKAccuracyOf<N extends number, M extends number>(outputs: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  topKAccuracy(2)(outputs, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  topKAccuracy(2)(outputs, other);
  topKAccuracy(2)(outputs, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  topKAccuracy(2)(outputs, others);
}

// ── precision: targets have the shape of the outputs, or are class numbers ──
expectType<number>(precision(zeros([2, 3]), zeros([2, 3])));

precision(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error precision: the output is [2, 3], the targets are [2, 5]
precision(zeros([2, 3]), zeros([2, 5]));
precision(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error precision: the output is [batch, 3], the targets are [time, 3]
precision(zeros([batch, 3]), zeros([time, 3]));
precision(zeros([2, 3]), zeros([2]));
// @ts-expect-error precision: the output is [2, 3], the targets are [3]
precision(zeros([2, 3]), zeros([3]));
export function precisionOf<N extends number, M extends number>(outputs: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  precision(outputs, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  precision(outputs, other);
  precision(outputs, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  precision(outputs, others);
}

// ── recall: targets have the shape of the outputs, or are class numbers ──
expectType<number>(recall(zeros([2, 3]), zeros([2, 3])));

recall(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error recall: the output is [2, 3], the targets are [2, 5]
recall(zeros([2, 3]), zeros([2, 5]));
recall(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error recall: the output is [batch, 3], the targets are [time, 3]
recall(zeros([batch, 3]), zeros([time, 3]));
recall(zeros([2, 3]), zeros([2]));
// @ts-expect-error recall: the output is [2, 3], the targets are [3]
recall(zeros([2, 3]), zeros([3]));
export function recallOf<N extends number, M extends number>(outputs: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  recall(outputs, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  recall(outputs, other);
  recall(outputs, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  recall(outputs, others);
}

// ── f1: targets have the shape of the outputs, or are class numbers ──
expectType<number>(f1(zeros([2, 3]), zeros([2, 3])));

f1(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error f1: the output is [2, 3], the targets are [2, 5]
f1(zeros([2, 3]), zeros([2, 5]));
f1(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error f1: the output is [batch, 3], the targets are [time, 3]
f1(zeros([batch, 3]), zeros([time, 3]));
f1(zeros([2, 3]), zeros([2]));
// @ts-expect-error f1: the output is [2, 3], the targets are [3]
f1(zeros([2, 3]), zeros([3]));
export function f1Of<N extends number, M extends number>(outputs: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  f1(outputs, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  f1(outputs, other);
  f1(outputs, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  f1(outputs, others);
}

// ── meanAbsoluteError: targets have the shape of the outputs ──
expectType<number>(meanAbsoluteError(zeros([2, 3]), zeros([2, 3])));

meanAbsoluteError(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error Argument of type 'Tensor<[2, 5]>' is not assignable to parameter of type 'Tensor<[2, 3]>'
meanAbsoluteError(zeros([2, 3]), zeros([2, 5]));
meanAbsoluteError(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"time", number>, 3]>' is not assignable to parameter of type 'Tensor<[Dim<"batch", number>, 3]>'
meanAbsoluteError(zeros([batch, 3]), zeros([time, 3]));
export function meanAbsoluteErrorOf<N extends number, M extends number>(outputs: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>) {
  meanAbsoluteError(outputs, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  meanAbsoluteError(outputs, other);
}

// ── rocAuc: targets have the shape of the outputs, or are class numbers ──
expectType<number>(rocAuc(zeros([2, 3]), zeros([2, 3])));

rocAuc(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error rocAuc: the output is [2, 3], the targets are [2, 5]
rocAuc(zeros([2, 3]), zeros([2, 5]));
rocAuc(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error rocAuc: the output is [batch, 3], the targets are [time, 3]
rocAuc(zeros([batch, 3]), zeros([time, 3]));
rocAuc(zeros([2, 3]), zeros([2]));
// @ts-expect-error rocAuc: the output is [2, 3], the targets are [3]
rocAuc(zeros([2, 3]), zeros([3]));
export function rocAucOf<N extends number, M extends number>(outputs: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  rocAuc(outputs, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  rocAuc(outputs, other);
  rocAuc(outputs, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  rocAuc(outputs, others);
}

// ── confusionMatrix: one row and one column for each class ──
expectType<Matrix<3, 3>>(confusionMatrix(zeros([2, 3]), zeros([2, 3])));
expectType<Matrix<3, 3>>(confusionMatrix(zeros([3]), zeros([3])));
expectType<Matrix<3, 3>>(confusionMatrix(zeros([batch, time, 3]), zeros([batch, time, 3])));
expectType<Matrix<typeof hidden, typeof hidden>>(confusionMatrix(zeros([2, hidden]), zeros([2, hidden])));

confusionMatrix(zeros([2, 3]), zeros([2, 3]));
// @ts-expect-error confusionMatrix: the output is [2, 3], the targets are [2, 5]
confusionMatrix(zeros([2, 3]), zeros([2, 5]));
confusionMatrix(zeros([batch, 3]), zeros([batch, 3]));
// @ts-expect-error confusionMatrix: the output is [batch, 3], the targets are [time, 3]
confusionMatrix(zeros([batch, 3]), zeros([time, 3]));
confusionMatrix(zeros([2, 3]), zeros([2]));
// @ts-expect-error confusionMatrix: the output is [2, 3], the targets are [3]
confusionMatrix(zeros([2, 3]), zeros([3]));
export function confusionMatrixOf<N extends number, M extends number>(outputs: Matrix<N, M>, targets: Matrix<N, M>, other: Matrix<M, N>, classes: Vector<N>, others: Vector<M>) {
  expectType<Matrix<M, M>>(confusionMatrix(outputs, targets));
  confusionMatrix(outputs, targets);
  // @ts-expect-error Argument of type 'Matrix<M, N>' is not assignable to parameter of type
  confusionMatrix(outputs, other);
  confusionMatrix(outputs, classes);
  // @ts-expect-error Argument of type 'Vector<M>' is not assignable to parameter of type
  confusionMatrix(outputs, others);
}

// ── evaluate: one leading axis, of examples ──
expectType<number>(evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3])).loss);
expectType<number>(evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3]), { metrics: { accuracy, top } }).metrics.top);
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11]), {
  metrics: {
    own(outputs, targets) {
      expectType<Tensor<[BatchSize, 3]>>(outputs);
      expectType<Tensor<[BatchSize]>>(targets);
      return accuracy(outputs, targets);
    },
  },
});
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3]), {
  metrics: {
    own(outputs, targets) {
      expectType<Tensor<[BatchSize, 3]>>(outputs);
      return outputs.argmax(1).equal(targets.argmax(1)).mean().at();
    },
  },
});

evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3]));
// @ts-expect-error evaluate: takes one leading axis, of examples, before [7], not [11, 5]
evaluate(network, crossEntropy, zeros([11, 5]), zeros([11, 3]));
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3]));
// @ts-expect-error evaluate: the output is [11, 3], the targets are [13, 3]
evaluate(network, crossEntropy, zeros([11, 7]), zeros([13, 3]));
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3]), { metrics: { accuracy } }).metrics.accuracy;
// @ts-expect-error statement: Property 'precision' does not exist on type
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3]), { metrics: { accuracy } }).metrics.precision;
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3]), { metrics: { accuracy: accuracy } });
// @ts-expect-error is not assignable to type 'Metric<[BatchSize, 3]>'
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11, 3]), { metrics: { accuracy: confusionMatrix } });
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11]));
// @ts-expect-error evaluate: the output is [11, 3], the targets are [13]
evaluate(network, crossEntropy, zeros([11, 7]), zeros([13]));
evaluate(network, crossEntropy, zeros([11, 7]), zeros([11]), { metrics: { accuracy } });
// @ts-expect-error evaluate: the output is [11, 3], the targets are [11]
evaluate(network, meanSquaredError, zeros([11, 7]), zeros([11]), { metrics: { accuracy } });
evaluate(network, crossEntropy, zeros([batch, 7]), zeros([batch, 3]));
// @ts-expect-error evaluate: the output is [batch, 3], the targets are [time, 3]
evaluate(network, crossEntropy, zeros([batch, 7]), zeros([time, 3]));
evaluate(wide, crossEntropy, zeros([batch, hidden]), zeros([batch, 3]));
// @ts-expect-error evaluate: takes one leading axis, of examples, before [hidden=128], not [batch, 128]
evaluate(wide, crossEntropy, zeros([batch, 128]), zeros([batch, 3]));
export function evaluated<N extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Matrix<N, Out>, own: Metric<[BatchSize, Out]>, classes: Vector<N>, others: Vector<Out>) {
  expectType<number>(evaluate(net, crossEntropy, inputs, targets, { metrics: { accuracy, own } }).metrics.own);
  evaluate(net, crossEntropy, inputs, targets);
  // @ts-expect-error evaluate
  evaluate(net, crossEntropy, inputs, inputs);
  evaluate(net, crossEntropy, inputs, classes, { metrics: { accuracy } });
  // @ts-expect-error evaluate
  evaluate(net, crossEntropy, inputs, others, { metrics: { accuracy } });
  evaluate(net, crossEntropy, inputs, targets);
  // @ts-expect-error evaluate
  evaluate(net, crossEntropy, targets, targets);
}

// ── train: validation data and metrics ──
const data = { inputs: zeros([11, 7]), targets: zeros([11, 3]) };
const settings = { ...data, loss: crossEntropy, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 2 };
const named = { ...settings, inputs: zeros([batch, 7]), targets: zeros([batch, 3]) };
const history = await train(network, {
  ...settings,
  validation: { inputs: zeros([5, 7]), targets: zeros([5, 3]) },
  metrics: { accuracy, worst: (outputs, targets) => outputs.subtract(targets).abs().max().at() },
  patience: 3,
  onEpoch({ metrics, validationLoss }) {
    expectType<number>(metrics.worst);
    expectType<number>(validationLoss);
  },
});
expectType<number | undefined>(history.epochs[0]?.metrics.accuracy);
const report = (epoch: Epoch): void => void epoch;
expectType<number | undefined>((await train(network, { ...settings, metrics: { accuracy }, onEpoch: report })).epochs[0]?.metrics.accuracy);
expectType<number | undefined>(history.best?.metrics.worst);

train(network, { ...settings, validation: { inputs: zeros([5, 7]), targets: zeros([5, 3]) } });
// @ts-expect-error train, validation: takes one leading axis, of examples, before [7], not [5, 3]
train(network, { ...settings, validation: { inputs: zeros([5, 3]), targets: zeros([5, 3]) } });
train(network, { ...settings, validation: { inputs: zeros([5, 7]), targets: zeros([5, 3]) } });
// @ts-expect-error train, validation: the output is [5, 3], the targets are [11, 3]
train(network, { ...settings, validation: { inputs: zeros([5, 7]), targets: zeros([11, 3]) } });
train(network, { ...settings, metrics: { accuracy: accuracy } });
// @ts-expect-error is not assignable to type 'Metric<[BatchSize, 3]>'
train(network, { ...settings, metrics: { accuracy: confusionMatrix } });
(await train(network, { ...settings, metrics: { accuracy } })).epochs[0]?.metrics.accuracy;
// @ts-expect-error statement: Property 'recall' does not exist on type
(await train(network, { ...settings, metrics: { accuracy } })).epochs[0]?.metrics.recall;
train(network, { ...named, validation: { inputs: zeros([time, 7]), targets: zeros([time, 3]) } });
// @ts-expect-error train, validation: the output is [time, 3], the targets are [batch, 3]
train(network, { ...named, validation: { inputs: zeros([time, 7]), targets: zeros([batch, 3]) } });
export function trainedWith<N extends number, M extends number, In extends number, Out extends number, P>(net: Layer<[In], [Out], P>, inputs: Matrix<N, In>, targets: Matrix<N, Out>, held: Matrix<M, In>, wanted: Matrix<M, Out>) {
  const common = { loss: crossEntropy, optimizer: sgd(net, { learningRate: 0.1 }), epochs: 1, inputs, targets };
  train(net, { ...common, metrics: { accuracy }, validation: { inputs: held, targets: wanted } });
  // @ts-expect-error train
  train(net, { ...common, metrics: { accuracy }, validation: { inputs: held, targets: targets } });
}
