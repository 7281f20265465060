/** Networks that take or give records of tensors, and their losses. */
import { concat, type Dim, dim, type Matrix, type Size, type Tensor, type Vector, zeros } from "conformable";
import { loadNetwork, saveNetwork } from "conformable/io";
import { adam, backpropagate, checkGradients, crossEntropy, type Dense, type DenseParameters, dense, evaluate, freeze, heads, huber, movingAverage, multiTaskLoss, parallel, type RecordMovingAverage, type RecordNetwork, recordLayer, relu, type Several, sequential, train, trainingStep } from "conformable/nn";
import { expectType } from "tsd";

const count: number = JSON.parse("11");
const batch = dim("batch", count);
const time = dim("time", count);
const hidden = dim("hidden", 12);
const [left, right] = [dense(7, 5), dense(3, 2)];
const wide = dense(hidden, 2);
const both = parallel({ image: left, meta: right });
const ofHidden = parallel({ image: left, meta: wide });
const nothing = {};
const joined = recordLayer(nothing, { image: [5], meta: [2] }, [7], (_, { image, meta }) => concat([image, meta], -1));
const widened = parallel({ image: dense(7, 7), meta: right });
const three = parallel({ image: left, meta: right, more: right });
const outputs = heads({ class: dense(7, 11), box: dense(7, 13) });
const network = sequential(both, joined, outputs);
const [sevens, threes, elevens] = [zeros([17, 7]), zeros([17, 3]), zeros([11, 3])];
const [ofBatch, ofTime, hiddens, twelves] = [zeros([batch, 7]), zeros([time, 3]), zeros([batch, hidden]), zeros([batch, 12])];
const batchThrees = zeros([batch, 3]);
const either = count > 3 ? zeros([17, 3]) : zeros([2, 17, 3]);

// ── parallel: a layer for each input ──
expectType<RecordNetwork<Several<{ readonly image: [7]; readonly meta: [3] }>, Several<{ readonly image: [5]; readonly meta: [2] }>, { readonly image: DenseParameters<7, 5>; readonly meta: DenseParameters<3, 2> }>>(both);
expectType<Matrix<17, 5>>(both.predict({ image: sevens, meta: threes }).image);
expectType<Vector<2>>(both.predict({ image: zeros([7]), meta: zeros([3]) }).meta);
expectType<Tensor<[2, 17, 2]>>(both.predict({ image: zeros([2, 17, 7]), meta: zeros([2, 17, 3]) }).meta);
expectType<Matrix<Dim<"batch">, 2>>(ofHidden.predict({ image: ofBatch, meta: hiddens }).meta);

parallel({ image: left, meta: right });
// @ts-expect-error parallel: meta is an activation (activate(…) makes a layer of it), not a layer
parallel({ image: left, meta: relu });
parallel({ image: left, meta: right });
// @ts-expect-error parallel: meta is a network of several inputs or outputs, not a layer
parallel({ image: left, meta: both });
parallel({ image: left, meta: wide });
// @ts-expect-error parallel: meta is a network of several inputs or outputs, not a layer
parallel({ image: left, meta: ofHidden });
export function parallelOf<In extends number, Out extends number, B extends number>(layer: Dense<In, Out>, other: Dense<Out, In>, nested: RecordNetwork<[In], [Out], []>, x: Matrix<B, In>, y: Matrix<B, Out>) {
  expectType<Matrix<B, In>>(parallel({ a: layer, b: other }).predict({ a: x, b: y }).b);
  parallel({ a: layer, b: other });
  // @ts-expect-error parallel: b is a network of several inputs or outputs, not a layer
  parallel({ a: layer, b: nested });
}

// ── predict: records of inputs ──
both.predict({ image: sevens, meta: threes });
// @ts-expect-error predict, meta: takes [3] with any leading axes, not [17, 7]
both.predict({ image: sevens, meta: sevens });
both.predict({ image: sevens, meta: threes });
// @ts-expect-error predict: the leading axes of image are [17], those of meta [11]
both.predict({ image: sevens, meta: elevens });
both.predict({ image: sevens, meta: threes });
// @ts-expect-error predict: the input meta is missing
both.predict({ image: sevens, data: threes });
both.predict({ image: ofBatch, meta: batchThrees });
// @ts-expect-error predict: the leading axes of image are [batch], those of meta [time]
both.predict({ image: ofBatch, meta: ofTime });
ofHidden.predict({ image: ofBatch, meta: hiddens });
// @ts-expect-error predict, meta: takes [hidden=12] with any leading axes, not [batch, 12]
ofHidden.predict({ image: ofBatch, meta: twelves });
both.predict({ image: sevens, meta: threes });
// @ts-expect-error predict, meta: the shape of this tensor may be one of several
both.predict({ image: sevens, meta: either });
outputs.predict(sevens);
// @ts-expect-error predict: takes [7] with any leading axes, not [17, 3]
outputs.predict(threes);
export function predictOf<N extends number, M extends number, B extends number, C extends number>(net: RecordNetwork<Several<{ a: [N]; b: [M] }>, [M], []>, a: Matrix<B, N>, b: Matrix<B, M>, other: Matrix<C, M>) {
  expectType<Matrix<B, M>>(net.predict({ a: a, b: b }));
  net.predict({ a: a, b: b });
  // @ts-expect-error Argument of type
  net.predict({ a: a, b: a });
  net.predict({ a: a, b: b });
  // @ts-expect-error Argument of type
  net.predict({ a: a, b: other });
}

// ── forward: records of inputs ──
expectType<Matrix<17, 3>>(network.forward({ image: sevens, meta: threes }).backward({ class: zeros([17, 11]), box: zeros([17, 13]) }).error.meta);
network.forward({ image: sevens, meta: threes });
// @ts-expect-error forward, meta: takes [3] with any leading axes, not [17, 7]
network.forward({ image: sevens, meta: sevens });
network.forward({ image: ofBatch, meta: batchThrees });
// @ts-expect-error forward: the leading axes of image are [batch], those of meta [time]
network.forward({ image: ofBatch, meta: ofTime });

// ── heads: one input for all ──
expectType<RecordNetwork<[7], Several<{ readonly class: [11]; readonly box: [13] }>, { readonly class: DenseParameters<7, 11>; readonly box: DenseParameters<7, 13> }>>(outputs);
expectType<Matrix<Dim<"batch">, 13>>(outputs.predict(ofBatch).box);

heads({ first: left, second: left });
// @ts-expect-error heads: first takes [7], but second takes [3]
heads({ first: left, second: right });
heads({ class: left, box: left });
// @ts-expect-error heads: box is an activation (activate(…) makes a layer of it), not a layer
heads({ class: left, box: relu });
heads({ first: wide, second: wide });
// @ts-expect-error heads: first takes [hidden=12], but second takes [3]
heads({ first: wide, second: right });
export function headsOf<In extends number, Out extends number, B extends number>(layer: Dense<In, Out>, other: Dense<Out, In>, x: Matrix<B, In>) {
  expectType<Matrix<B, Out>>(heads({ a: layer, b: layer }).predict(x).b);
  heads({ a: layer, b: layer });
  // @ts-expect-error Argument of type
  heads({ a: layer, b: other });
}

// ── recordLayer: a function of several tensors ──
expectType<RecordNetwork<Several<{ readonly image: [5]; readonly meta: [2] }>, [7], typeof nothing>>(joined);
expectType<Matrix<17, 7>>(joined.predict({ image: zeros([17, 5]), meta: zeros([17, 2]) }));

recordLayer({}, { a: [5], b: [5] }, [5], (_, { a, b }) => a.add(b));
// @ts-expect-error Type 'Tensor<[Examples, 5]>' is not assignable to type 'Tensor<[Examples, 7]>'
recordLayer({}, { a: [5], b: [5] }, [7], (_, { a, b }) => a.add(b));
recordLayer({}, { a: [hidden], b: [hidden] }, [hidden], (_, { a, b }) => a.add(b));
// @ts-expect-error Type 'Tensor<[Examples, Dim<"hidden", 12>]>' is not assignable to type 'Tensor<[Examples, 12]>'
recordLayer({}, { a: [hidden], b: [hidden] }, [12], (_, { a, b }) => a.add(b));
export function recordLayerOf<N extends number, M extends number>(n: Size<N>, m: Size<M>) {
  recordLayer({}, { a: [n], b: [n] }, [n], (_, { a, b }) => a.add(b));
  // @ts-expect-error Type 'Tensor<[Examples, N]>' is not assignable to type 'Tensor<[Examples, M]>'
  recordLayer({}, { a: [n], b: [n] }, [m], (_, { a, b }) => a.add(b));
}

// ── sequential: records between layers ──
expectType<Matrix<17, 7>>(sequential(both, joined).predict({ image: sevens, meta: threes }));
expectType<Matrix<17, 7>>(sequential(heads({ image: left, meta: dense(7, 2) }), joined).predict(sevens));

sequential(both, joined, left);
// @ts-expect-error sequential: layer 3 takes [3], but layer 2 gives [7]
sequential(both, joined, right);
sequential(both, joined);
// @ts-expect-error sequential: layer 2 takes [7], but layer 1 gives a record
sequential(both, left);
sequential(both, joined);
// @ts-expect-error sequential: layer 2 takes [5] as image, but layer 1 gives [7]
sequential(widened, joined);
sequential(both, joined);
// @ts-expect-error sequential: layer 1 gives more, but layer 2 doesn't take it
sequential(three, joined);
sequential(left, dense(5, 3), right);
// @ts-expect-error sequential: layer 3 takes a record, but layer 2 gives [3]
sequential(left, dense(5, 3), joined);
sequential(ofHidden, joined, left);
// @ts-expect-error sequential: layer 3 takes [hidden=12], but layer 2 gives [7]
sequential(ofHidden, joined, wide);
export function sequentialOfRecords<N extends number, M extends number>(split: RecordNetwork<[N], Several<{ a: [M] }>, []>, join: RecordNetwork<Several<{ a: [M] }>, [N], []>, layer: Dense<N, M>) {
  sequential(split, join, layer);
  // @ts-expect-error sequential
  sequential(split, layer, layer);
}

// ── backpropagate, checkGradients, evaluate, train, trainingStep: records of examples ──
const loss = multiTaskLoss({ class: crossEntropy, box: huber }, { weights: { box: 0.5 } });
const [classes, boxes, fewer, inputs, others] = [zeros([17]), zeros([17, 13]), zeros([11, 13]), { image: sevens, meta: threes }, { image: sevens, meta: elevens }];
const [namedClasses, namedBoxes, timeBoxes, namedInputs] = [zeros([batch]), zeros([batch, 13]), zeros([time, 13]), { image: ofBatch, meta: batchThrees }];
const [partly, more] = [multiTaskLoss({ class: crossEntropy }), multiTaskLoss({ class: crossEntropy, box: huber, mask: huber })];
const targets = { class: classes, box: boxes };
const [ofEach, ofOthers] = [zeros([17]), zeros([11])];
const [optimizer, ofLeft] = [adam(network), adam(left)];
const [batches, otherBatches] = [[{ inputs, targets }], [{ inputs: others, targets }]];
const found = backpropagate(network, loss, inputs, targets);
expectType<Matrix<17, 7>>(found.error.image);
expectType<Vector<13>>(found.gradients[2].box.bias);
expectType<Matrix<Dim<"batch">, 3>>(backpropagate(network, loss, namedInputs, { class: namedClasses, box: namedBoxes }).error.meta);
expectType<Vector<13>>(optimizer.parameters[2].box.bias);
expectType<number>(checkGradients(network, loss, inputs, targets).relativeError);

backpropagate(network, loss, inputs, targets);
// @ts-expect-error backpropagate: the network gives a record of outputs, so the loss has to be a multiTaskLoss
backpropagate(network, huber, inputs, targets);
backpropagate(network, loss, inputs, targets);
// @ts-expect-error backpropagate: the loss box is missing
backpropagate(network, partly, inputs, targets);
backpropagate(network, loss, inputs, targets);
// @ts-expect-error backpropagate: there is no output mask
backpropagate(network, more, inputs, targets);
backpropagate(network, loss, inputs, targets);
// @ts-expect-error backpropagate: the leading axes of image are [17], those of meta [11]
backpropagate(network, loss, others, targets);
backpropagate(network, loss, inputs, { class: classes, box: boxes });
// @ts-expect-error backpropagate, box: the output is [17, 13], the targets are [11, 13]
backpropagate(network, loss, inputs, { class: classes, box: fewer });
backpropagate(network, loss, inputs, { class: classes, box: boxes });
// @ts-expect-error backpropagate: the target box is missing
backpropagate(network, loss, inputs, { class: classes, boxes: boxes });
backpropagate(network, loss, namedInputs, { class: namedClasses, box: namedBoxes });
// @ts-expect-error backpropagate, box: the output is [batch, 13], the targets are [time, 13]
backpropagate(network, loss, namedInputs, { class: namedClasses, box: timeBoxes });
backpropagate(network, loss, inputs, targets, { sampleWeights: ofEach });
// @ts-expect-error backpropagate: the examples are [17], the sampleWeights [11]
backpropagate(network, loss, inputs, targets, { sampleWeights: ofOthers });
backpropagate(left, huber, sevens, zeros([17, 5]));
// @ts-expect-error Argument of type 'MultiTaskLoss<
backpropagate(left, loss, sevens, zeros([17, 5]));
checkGradients(network, loss, inputs, targets);
// @ts-expect-error checkGradients: the leading axes of image are [17], those of meta [11]
checkGradients(network, loss, others, targets);
evaluate(network, loss, inputs, targets);
// @ts-expect-error evaluate: the leading axes of image are [17], those of meta [11]
evaluate(network, loss, others, targets);
evaluate(network, loss, inputs, targets, { metrics: { error: (output) => output.box.mean().at() } });
// @ts-expect-error statement: Property 'mask' does not exist on type
evaluate(network, loss, inputs, targets, { metrics: { error: (output) => output.mask.mean().at() } });
trainingStep(network, loss, optimizer)(inputs, targets);
// @ts-expect-error trainingStep: the leading axes of image are [17], those of meta [11]
trainingStep(network, loss, optimizer)(others, targets);
train(network, { inputs: inputs, targets, loss, optimizer, epochs: 1, validation: { inputs, targets }, onEpoch: ({ validationLoss }) => void validationLoss.toFixed() });
// @ts-expect-error train: the leading axes of image are [17], those of meta [11]
train(network, { inputs: others, targets, loss, optimizer, epochs: 1, validation: { inputs, targets }, onEpoch: ({ validationLoss }) => void validationLoss.toFixed() });
train(network, { inputs, targets, loss: loss, optimizer, epochs: 1 });
// @ts-expect-error train: the network gives a record of outputs, so the loss has to be a multiTaskLoss
train(network, { inputs, targets, loss: huber, optimizer, epochs: 1 });
train(network, { inputs, targets, loss, optimizer, epochs: 1, validation: { inputs: inputs, targets } });
// @ts-expect-error train, validation: the leading axes of image are [17], those of meta [11]
train(network, { inputs, targets, loss, optimizer, epochs: 1, validation: { inputs: others, targets } });
train(network, { data: batches, loss, optimizer, epochs: 1 });
// @ts-expect-error train: the leading axes of image are [17], those of meta [11]
train(network, { data: otherBatches, loss, optimizer, epochs: 1 });
train(network, { inputs, targets, loss, optimizer: optimizer, epochs: 1 });
// @ts-expect-error is not assignable to type '"train: the optimizer is of another network, so this one would learn nothing"'
train(network, { inputs, targets, loss, optimizer: ofLeft, epochs: 1 });
export function trainOfRecords<N extends number, M extends number, B extends number, P>(net: RecordNetwork<Several<{ a: [N]; b: [M] }>, [M], P>, a: Matrix<B, N>, b: Matrix<B, M>) {
  expectType<Matrix<B, N>>(backpropagate(net, huber, { a: a, b }, b).error.a);
  backpropagate(net, huber, { a: a, b }, b);
  // @ts-expect-error Argument of type
  backpropagate(net, huber, { a: b, b }, b);
  backpropagate(net, huber, { a, b }, b);
  // @ts-expect-error Argument of type
  backpropagate(net, huber, { a, b }, a);
}

// ── saveNetwork, loadNetwork: networks of records ──
const bytes = saveNetwork(network, { optimizer });
loadNetwork(network, bytes, { optimizer: optimizer });
// @ts-expect-error Refused<"loadNetwork: the optimizer is of another network">
loadNetwork(network, bytes, { optimizer: ofLeft });

// ── freeze, movingAverage: networks of records ──
type FrozenBoth = RecordNetwork<Several<{ readonly image: [7]; readonly meta: [3] }>, Several<{ readonly image: [5]; readonly meta: [2] }>, readonly []>;
expectType<FrozenBoth>(freeze(both));
expectType<Matrix<17, 5>>(freeze(both).predict({ image: sevens, meta: threes }).image);
expectType<RecordMovingAverage<Several<{ readonly image: [7]; readonly meta: [3] }>, Several<{ readonly image: [5]; readonly meta: [2] }>, { readonly image: DenseParameters<7, 5>; readonly meta: DenseParameters<3, 2> }>>(movingAverage(both));
expectType<Matrix<5, 7>>(movingAverage(both, { decay: 0.9 }).parameters.image.weights);
const [frozen, average] = [freeze(both), movingAverage(both).network];
const [frozenHidden, averageHidden] = [freeze(ofHidden), movingAverage(ofHidden).network];

frozen.predict({ image: sevens, meta: threes });
// @ts-expect-error predict, meta: takes [3] with any leading axes, not [17, 7]
frozen.predict({ image: sevens, meta: sevens });
frozenHidden.predict({ image: ofBatch, meta: hiddens });
// @ts-expect-error predict, meta: takes [hidden=12] with any leading axes, not [batch, 12]
frozenHidden.predict({ image: ofBatch, meta: twelves });
average.predict({ image: sevens, meta: threes });
// @ts-expect-error predict, meta: takes [3] with any leading axes, not [17, 7]
average.predict({ image: sevens, meta: sevens });
averageHidden.predict({ image: ofBatch, meta: hiddens });
// @ts-expect-error predict, meta: takes [hidden=12] with any leading axes, not [batch, 12]
averageHidden.predict({ image: ofBatch, meta: twelves });
export function frozenOf<N extends number, M extends number, B extends number>(net: RecordNetwork<Several<{ a: [N]; b: [M] }>, [M], []>, a: Matrix<B, N>, b: Matrix<B, M>) {
  expectType<RecordNetwork<Several<{ a: [N]; b: [M] }>, [M], readonly []>>(freeze(net));
  const [own, mean] = [freeze(net), movingAverage(net).network];
  own.predict({ a: a, b: b });
  // @ts-expect-error Argument of type
  own.predict({ a: a, b: a });
  mean.predict({ a: a, b: b });
  // @ts-expect-error Argument of type
  mean.predict({ a: a, b: a });
}
