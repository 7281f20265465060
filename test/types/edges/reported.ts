/** Training and measuring with something that doesn't fit: one error, at the mistake, beside functions written in place, spreads and unions. */
import { type Matrix, ones, type Tensor, type Vector, vector, zeros } from "conformable";
import { accuracy, adam, adamW, backpropagate, type BatchSize, batchNorm, checkGradients, type ClassLoss, conv1d, conv2d, convTranspose2d, crossEntropy, dense, type DenseParameters, evaluate, heads, huber, type Layer, type Loss, lstm, maxPool2d, meanAbsoluteError, meanSquaredError, type Metric, multiTaskLoss, relu, sequential, sgd, train, trainingStep, upsample2d } from "conformable/nn";
import * as inferred from "conformable/inferred";
import type { Deferred, DenseOn } from "conformable/inferred";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const [network, other] = [dense(4, 2), dense(4, 3)];
const [inputs, targets] = [zeros([6, 4]), zeros([6, 2])];
const base = { loss: meanSquaredError, epochs: 1 };
const two = heads({ a: dense(4, 3), b: dense(4, 1) });
const loss = multiTaskLoss({ a: crossEntropy, b: meanSquaredError });

// ── train: targets without the last axis, beside a metric
{
  const history = await train(network, {
    ...base, inputs, optimizer: adam(network),
    targets, // right
    targets: zeros([6]), // wrong: train: the output is [6, 2], the targets are [6]
    metrics: { worst: (outputs, wanted) => outputs.subtract(wanted).abs().max().at() },
    onEpoch: ({ metrics }) => metrics.worst.toFixed(),
  });
  history.epochs[0]?.metrics.worst.toFixed();
}

// ── evaluate: targets without the last axis, beside a metric
{
  evaluate(network, meanSquaredError, inputs,
    targets, // right
    zeros([6]), // wrong: evaluate: the output is [6, 2], the targets are [6]
    { metrics: { worst: (outputs, wanted) => outputs.subtract(wanted).abs().max().at() } },
  ).metrics.worst.toFixed();
}

// ── evaluate: the numbers of classes beside a metric
{
  evaluate(network, crossEntropy, inputs, zeros([6]), {
    metrics: {
      share: (outputs, wanted) => outputs.argmax(-1).equal(wanted).mean().at(), // right
      share: (outputs, wanted) => outputs.equal(wanted).mean().at(), // wrong: equal: [a batch] does not fit the end of [a batch, 2]
    },
  }).metrics.share.toFixed();
}

// ── train: numbers of classes for a loss that may be of either kind, in generic code
{
  async function learn<L extends Loss, C extends ClassLoss>(judge: L, judgeOfClasses: C) {
    await train(network, { inputs, targets, loss: judge, optimizer: adam(network), epochs: 0, metrics: { off: (outputs, wanted) => outputs.subtract(wanted).sum().at() } });
    evaluate(network, judgeOfClasses, inputs, targets, { metrics: { off: (outputs, wanted) => outputs.subtract(wanted).sum().at() } });
    evaluate(network, judge, inputs, targets); // right
    evaluate(network, judge, inputs, zeros([6])); // wrong: …'otherTargets<"evaluate", [6, 2], [6], L>'
  }
  await learn(meanSquaredError, crossEntropy);
}

// ── train: targets without the last axis, in code for all sizes
{
  async function learn<N extends number, O extends number>(net: Layer<[4], [O], DenseParameters<4, O>>, inputs: Matrix<N, 4>, rows: Matrix<N, O>, first: Vector<N>) {
    await train(net, {
      ...base, inputs, optimizer: adam(net),
      targets: rows, // right
      targets: first, // wrong: …'targetsDiffer<"train", [N, O], [N]>'
      metrics: { worst: (outputs, wanted) => outputs.subtract(wanted).abs().max().at() },
    });
  }
  await learn(network, inputs, targets, zeros([6]));
}

// ── evaluate: a target is missing, beside a metric
{
  const [all, lacking] = [{ a: zeros([6]), b: zeros([6, 1]) }, { a: zeros([6]) }];
  evaluate(two, loss, inputs, all, { metrics: { off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.b), right: (outputs, wanted) => accuracy(outputs.a, wanted.a) } }); // right
  evaluate(two, loss, inputs, lacking, { metrics: { off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.b), right: (outputs, wanted) => accuracy(outputs.a, wanted.a) } }); // wrong: evaluate: the target b is missing
}

// ── evaluate: a target of another shape, beside a metric
{
  evaluate(two, loss, inputs,
    { a: zeros([6]), b: zeros([6, 1]) }, // right
    { a: zeros([6]), b: zeros([6]) }, // wrong: …evaluate, b: the output is [6, 1], the targets are [6]
    { metrics: { off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.b) } },
  ).metrics.off.toFixed();
}

// ── evaluate: a tensor for several targets, beside a metric
{
  evaluate(two, loss, inputs,
    { a: zeros([6]), b: zeros([6, 1]) }, // right
    zeros([6, 1]), // wrong: evaluate: takes a record of targets, by name
    { metrics: { off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.b) } },
  ).metrics.off.toFixed();
}

// ── evaluate: inputs of another shape for several targets, beside a metric
{
  evaluate(two, loss,
    inputs, // right
    zeros([6, 5]), // wrong: evaluate: takes [4] with any leading axes, not [6, 5]
    { a: zeros([6]), b: zeros([6, 1]) },
    { metrics: { off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.b) } },
  ).metrics.off.toFixed();
}

// ── train: a target that doesn't belong there, beside a metric
{
  const history = await train(two, {
    inputs, loss, optimizer: adam(two), epochs: 1,
    targets: { a: zeros([6]), b: zeros([6, 1]) }, // right
    targets: { a: zeros([6]), c: zeros([6, 1]) }, // wrong: train: the target b is missing
    metrics: { off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.b) },
    onEpoch: ({ metrics }) => metrics.off.toFixed(),
  });
  history.best?.metrics.off.toFixed();
}

// ── train: a target of another shape, beside a metric
{
  await train(two, {
    inputs, loss, optimizer: adam(two), epochs: 1,
    targets: { a: zeros([6]), b: zeros([6, 1]) }, // right
    targets: { a: zeros([6]), b: zeros([6]) }, // wrong: …train, b: the output is [6, 1], the targets are [6]
    metrics: { off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.b) },
  });
}

// ── train: a metric of several outputs that doesn't fit
{
  await train(two, {
    inputs, loss, optimizer: adam(two), epochs: 1, targets: { a: zeros([6]), b: zeros([6, 1]) },
    metrics: {
      off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.b), // right
      off: (outputs, wanted) => meanAbsoluteError(outputs.b, wanted.a), // wrong: …
    },
  });
}

// ── train: inputs of one of two shapes
{
  const held = yes ? inputs : zeros([5, 4]);
  await train(network, {
    ...base, optimizer: adam(network), targets,
    inputs, // right
    inputs: held, // refused: train: the shape of this tensor may be one of several
  });
}

// ── train: inputs of one of two shapes, and targets that fit the other
{
  const held = yes ? inputs : zeros([5, 4]);
  await train(network, {
    ...base, optimizer: adam(network),
    inputs, // right
    inputs: held, // refused: train: the shape of this tensor may be one of several
    targets, // right
    targets: zeros([5, 2]), // refused
    metrics: { worst: (outputs, wanted) => outputs.subtract(wanted).abs().max().at() },
  });
}

// ── train: inputs and targets of one of two shapes
{
  const [x, y] = yes ? [inputs, targets] : [zeros([5, 4]), zeros([5, 2])];
  await train(network, { ...base, optimizer: adam(network), inputs, targets }); // right
  await train(network, { ...base, optimizer: adam(network), inputs: x, targets: y }); // refused: train: the shape of this tensor may be one of several
}

// ── train: targets of one of two shapes
{
  await train(network, {
    loss: crossEntropy, epochs: 1, optimizer: adam(network), inputs,
    targets: zeros([6]), // right
    targets: yes ? zeros([6]) : targets, // refused: train: the shape of this tensor may be one of several
    onStep: ({ loss }) => loss.toFixed(),
  });
}

// ── train: targets that may be undefined
{
  const wanted: Matrix<6, 2> | undefined = yes ? targets : undefined;
  await train(network, { ...base, optimizer: adam(network), inputs, targets: wanted ?? targets }); // right
  await train(network, { ...base, optimizer: adam(network), inputs, targets: wanted as Matrix<6, 2> | undefined }); // refused: Type 'Matrix<6, 2> | undefined' is not assignable to type 'Tensor<[6, 2]>'.
}

// ── train: validation data of one of two shapes
{
  const [x, y] = yes ? [inputs, targets] : [zeros([5, 4]), zeros([5, 2])];
  await train(network, {
    ...base, optimizer: adam(network), inputs, targets,
    validation: { inputs, targets }, // right
    validation: { inputs: x, targets: y }, // refused: …train, validation: the shape of this tensor may be one of several
  });
}

// ── evaluate, backpropagate, checkGradients, trainingStep: inputs and targets of one of two shapes
{
  const [x, y] = yes ? [inputs, targets] : [zeros([5, 4]), zeros([5, 2])];
  evaluate(network, meanSquaredError, inputs, targets); // right
  evaluate(network, meanSquaredError, x, targets); // refused: evaluate: the shape of this tensor may be one of several
  evaluate(network, meanSquaredError, zeros([5, 4]), y); // wrong: evaluate: the shape of this tensor may be one of several
  backpropagate(network, meanSquaredError, inputs, targets).gradients.weights.add(zeros([2, 4])); // right
  backpropagate(network, meanSquaredError, x, targets).gradients.weights.add(zeros([2, 4])); // refused: backpropagate: the shape of this tensor may be one of several
  backpropagate(network, meanSquaredError, zeros([5, 4]), y).gradients.weights.add(zeros([2, 4])); // wrong: backpropagate: the shape of this tensor may be one of several
  backpropagate(network, meanSquaredError, x, y); // refused: backpropagate: the shape of this tensor may be one of several
  checkGradients(network, meanSquaredError, inputs, targets); // right
  checkGradients(network, meanSquaredError, x, targets); // refused: checkGradients: the shape of this tensor may be one of several
  const step = trainingStep(network, meanSquaredError, adam(network));
  step(inputs, targets); // right
  step(x, targets); // refused: trainingStep: the shape of this tensor may be one of several
  step(inputs, y); // refused: trainingStep: the shape of this tensor may be one of several
}

// ── evaluate, backpropagate: one of several targets may have one of two shapes
{
  const b = yes ? zeros([6, 1]) : zeros([6]);
  evaluate(two, loss, inputs, { a: zeros([6]), b: zeros([6, 1]) }); // right
  evaluate(two, loss, inputs, { a: zeros([6]), b }); // refused: …evaluate, b: the shape of this tensor may be one of several
  backpropagate(two, loss, inputs, { a: zeros([6]), b: zeros([6, 1]) }); // right
  backpropagate(two, loss, inputs, { a: zeros([6]), b }); // refused: …backpropagate, b: the shape of this tensor may be one of several
}

// ── evaluate, backpropagate, train: tensors of a type parameter, and of any size
{
  async function learn<X extends Matrix<6, 4>, N extends number>(x: X, rows: Matrix<N, 4>, wanted: Matrix<N, 2>) {
    const { error } = backpropagate(network, meanSquaredError, rows, wanted); error.add(rows);
    evaluate(network, meanSquaredError, x, targets).loss.toFixed();
    evaluate(network, meanSquaredError, rows, wanted); // right
    evaluate(network, meanSquaredError, rows, zeros([6])); // wrong: …'targetsDiffer<"evaluate", [N, 2], [6]>'
    backpropagate(network, meanSquaredError, x, targets).loss.toFixed();
    trainingStep(network, meanSquaredError, adam(network))(x, targets);
    trainingStep(network, meanSquaredError, adam(network))(rows, wanted);
    await train(network, { ...base, optimizer: adam(network), inputs: x, targets });
    await train(network, { ...base, optimizer: adam(network), inputs: rows, targets: wanted });
  }
  await learn(inputs, zeros([5, 4]), zeros([5, 2]));
}

// ── train: an option from a spread that there isn't
{
  const settings = { ...base, optimizer: adam(network), batchSize: 2 };
  const [right, wrong] = [{}, { verbose: 1 }];
  await train(network, { inputs, targets, ...settings, ...right }); // right
  await train(network, { inputs, targets, ...settings, ...wrong }); // wrong: …is not assignable to parameter of type '{ readonly verbose: "train: there is no option verbose"; } & {
  await train(network, { ...settings, ...wrong, inputs, targets }); // wrong: …is not assignable to parameter of type '{ readonly verbose: "train: there is no option verbose"; } & {
  await train(network, { ...settings, ...wrong, inputs, targets, onEpoch: ({ loss }) => loss.toFixed(), metrics: { worst: (outputs, wanted) => outputs.subtract(wanted).abs().max().at() } }); // wrong: …is not assignable to parameter of type '{ readonly verbose: "train: there is no option verbose"; } & {
  const optional: { batchSize?: number; inputs?: typeof inputs } = {};
  await train(network, { ...settings, ...optional, inputs, targets }); // right
  await train(network, { inputs, targets, ...settings, ...optional, ...wrong, epochs: 2 }); // wrong: …is not assignable to parameter of type '{ readonly verbose: "train: there is no option verbose"; } & {
}

// ── train: an option from a spread whose value doesn't fit
{
  const settings = { ...base, optimizer: adam(network), batchSize: 2 };
  const optimizer = adam(other);
  const text: { last: string } = { last: "drop" };
  await train(network, { inputs, targets, ...settings, onEpoch: ({ loss }) => loss.toFixed() }); // right
  await train(network, { inputs, targets, ...settings, ...{ optimizer }, onEpoch: ({ loss }) => loss.toFixed() }); // wrong: …is not assignable to parameter of type '{ readonly optimizer: "train: the optimizer is of another network, so this one would learn nothing"; } & {
  await train(network, { inputs, targets, ...settings, ...text }); // refused: …is not assignable to parameter of type '{ readonly last: "train: last is \"keep\", \"drop\" or \"merge\", not a string"; } & {
}

// ── train: two options that there aren't
{
  await train(network, {
    ...base, inputs, targets, optimizer: adam(network),
    lr: 1, verbose: 2, // wrong: train: there is no option …
    validation: { x: inputs, y: targets }, // wrong: …train, validation: there is no option x
    validation: { inputs, targets }, // right
  });
  adam(network, { learningRate: 0.1 }); // right
  adam(network, { lr: 0.1, betas: [0.9, 0.99] }); // wrong: adam: there is no option …
}

// ── train: a callback that there isn't
{
  await train(network, {
    ...base, inputs, targets, optimizer: adam(network),
    onEpoch: ({ epoch, loss }) => [epoch.toFixed(), loss.toFixed()], // right
    onEpochEnd: ({ epoch, loss }) => [epoch.toFixed(), loss.toFixed()], // wrong: …'Refused<"train: there is no option onEpochEnd">'
    onBatch(step) { step.toFixed(); }, // wrong: …'Refused<"train: there is no option onBatch">'
    onFinish: async (first, ...others) => [first, others], // wrong: …'Refused<"train: there is no option onFinish">'
    callback: (history) => history.loss, // wrong: …'Refused<"train: there is no option callback">'
  });
}

// ── optimisers: an option from a spread that there isn't
{
  const [right, wrong] = [{}, { betas: [0.8, 0.99] }];
  adam(network, { learningRate: 0.01, ...right }); // right
  adam(network, { learningRate: 0.01, ...wrong }); // wrong: …is not assignable to parameter of type '{ readonly betas: "adam: there is no option betas"; } & {
  adam(network, { ...wrong, learningRate: 0.01 }); // wrong: …is not assignable to parameter of type '{ readonly betas: "adam: there is no option betas"; } & {
  adamW(network, { learningRate: 0.01, ...wrong }); // wrong: …is not assignable to parameter of type '{ readonly betas: "adamW: there is no option betas"; } & {
  sgd(network, { learningRate: 0.01, ...wrong }); // wrong: …is not assignable to parameter of type '{ readonly betas: "sgd: there is no option betas"; } & {
  sgd(network, { learningRate: 0.01, ...right }); // right
}

// ── layers: an option from a spread that there isn't, or that may be missing
{
  const wrong = { strides: 2 } as const;
  const open: { padding?: "same" } = {};
  const text: { padding: string } = { padding: "same" };
  is([4, 4, 4], conv2d([8, 8, 1], 4, 3, { stride: 2, padding: "same" }).predict(zeros([8, 8, 1]))); // right
  conv2d([8, 8, 1], 4, 3, { stride: 2, ...wrong }); // wrong: …is not assignable to parameter of type '{ readonly strides: "conv2d: there is no option strides"; } & {
  conv2d([8, 8, 1], 4, 3, { ...wrong, activation: relu }); // wrong: …is not assignable to parameter of type '{ readonly strides: "conv2d: there is no option strides"; } & {
  conv2d([8, 8, 1], 4, 3, { ...open, activation: relu }); // refused: …is not assignable to parameter of type '{ readonly padding: "conv2d: the padding may be missing: give it, or leave it out"; } & {
  conv2d([8, 8, 1], 4, 3, { activation: relu, ...open }); // refused: …is not assignable to parameter of type '{ readonly padding: "conv2d: the padding may be missing: give it, or leave it out"; } & {
  conv2d([8, 8, 1], 4, 3, { activation: relu, ...text }); // refused: …is not assignable to parameter of type '{ readonly padding: "conv2d: the padding has to be literally \"same\" or \"valid\", or a literal number or a pair of them"; } & {
  conv1d([8, 1], 4, 3, { activation: relu, ...open }); // refused: …is not assignable to parameter of type '{ readonly padding: "conv1d: the padding may be missing: give it, or leave it out"; } & {
  convTranspose2d([8, 8, 1], 4, 3, { stride: 2, ...wrong }); // wrong: …is not assignable to parameter of type '{ readonly strides: "convTranspose2d: there is no option strides"; } & {
  maxPool2d([8, 8, 1], 2, { stride: 2, ...wrong }); // wrong: …is not assignable to parameter of type '{ readonly strides: "maxPool2d: there is no option strides"; } & {
  lstm([8, 4], 3, { returns: "last", ...wrong }); // wrong: …is not assignable to parameter of type '{ readonly strides: "lstm: there is no option strides"; } & {
}

// ── train: examples that don't fit, in a variable or in a spread
{
  const settings = { ...base, optimizer: adam(network), inputs, targets };
  const settings2 = { ...settings, targets: zeros([6, 3]) };
  const settings3 = { ...settings, inputs: zeros([6, 5]) };
  await train(network, settings); // right
  await train(network, settings2); // wrong: …is not assignable to parameter of type '{ readonly inputs: Tensor<[6, 4]>; readonly targets: "train: the output is [6, 2], the targets are [6, 3]"; } &
  await train(network, settings3); // wrong: …is not assignable to parameter of type '{ readonly inputs: "train: takes one leading axis, of examples, before [4], not [6, 5]"; readonly targets: Tensor<[6, 2]>; } &
  await train(network, { ...settings2, metrics: { worst: (outputs, wanted) => outputs.subtract(wanted).abs().max().at() }, onEpoch: ({ metrics }) => metrics.worst.toFixed() }); // wrong: …readonly targets: "train: the output is [6, 2], the targets are [6, 3]"; } &
  const both = { loss, epochs: 1, optimizer: adam(two), inputs, targets: { a: zeros([6]), b: zeros([6, 1]) } };
  const both2 = { ...both, targets: { a: zeros([6]), b: zeros([6]) } };
  await train(two, both); // right
  await train(two, both2); // wrong: …is not assignable to parameter of type '{ readonly inputs: Tensor<[6, 4]>; readonly targets: "train, b: the output is [6, 1], the targets are [6]"; } &
}

// ── evaluate: metrics that aren't a record
{
  const found = evaluate(network, crossEntropy, inputs, zeros([6]), { metrics: { accuracy } }); // right
  const found = evaluate(network, crossEntropy, inputs, zeros([6]), { metrics: [accuracy] }); // wrong: evaluate: metrics is a record of functions, not an array
  const found = evaluate(network, crossEntropy, inputs, zeros([6]), { metrics: accuracy }); // wrong: evaluate: metrics is a record of functions, not a function
  const score: number = found.metrics.accuracy;
}

// ── evaluate: metrics of any names, and in code for all sizes
{
  function measure<N extends number, O extends number, P>(net: Layer<[4], [O], P>, x: Matrix<N, 4>, y: Matrix<N, O>, some: Readonly<Record<string, Metric<[BatchSize, 2]>>>) {
    const found = evaluate(network, meanSquaredError, inputs, targets, { metrics: some });
    const all = evaluate(net, meanSquaredError, x, y, { metrics: { meanAbsoluteError, worst: (outputs, wanted) => outputs.subtract(wanted).abs().max().at() } });
    const missing: number | undefined = found.metrics["worst"];
    return all.metrics.worst.toFixed() + all.metrics.meanAbsoluteError.toFixed(); // right
    return all.metrics.best.toFixed(); // refused: Property 'best' does not exist on type 'Readonly<Record<…, number>>'.
    return found.other; // refused: Property 'other' does not exist on type 'NetworkEvaluation<string>'.
  }
  measure(network, inputs, targets, {});
}

// ── inferred residual, chain, concat, sum, reversed: a layer that may be undefined
{
  const first: Deferred<DenseOn<4>> | undefined = yes ? inferred.dense(4) : undefined;
  const open = first as Deferred<DenseOn<4>> | undefined;
  const block = inferred.residual(inferred.dense(4)); // right
  const block = inferred.residual(open); // refused: residual: the argument may be undefined, not a layer
  const block = inferred.residual(yes && inferred.dense(4)); // refused: residual: the argument may be false, not a layer
  const block = inferred.residual(yes ? inferred.dense(4) : null); // refused: residual: the argument may be null, not a layer
  const block = inferred.chain(open, inferred.dense(4)); // refused: chain: argument 1 may be undefined, not a layer
  const block = inferred.concat(-1, inferred.dense(2), open); // refused: concat: argument 3 may be undefined, not a layer
  const block = inferred.sum(inferred.dense(4), open); // refused: sum: argument 2 may be undefined, not a layer
  const block = inferred.residual(undefined); // wrong: residual: the argument is undefined, not a layer
  inferred.sequential([4], block, inferred.dense(2)).predict(zeros([4])).add(zeros([2]));
}

// ── inferred residual and chain: one of two layers that give the same, and layers of type parameters
{
  const pool = yes ? inferred.maxPool2d(2) : inferred.averagePool2d(2);
  is([4, 4, 2], inferred.sequential([8, 8, 2], inferred.chain(pool, inferred.conv2d(2, 1))).predict(zeros([8, 8, 2]))); // right
  is([4, 4, 2], inferred.sequential([8, 8, 2], inferred.chain(pool, inferred.conv2d(2, 1)), inferred.residual(inferred.conv2d(3, 1))).predict(zeros([8, 8, 2]))); // wrong: residual: the layer takes [4, 4, 2], but gives [4, 4, 3]
  const around = <L extends Layer<[4], [4], P>, P>(layer: L) => inferred.sequential([4], inferred.residual(layer as Layer<[4], [4], P>), inferred.chain(inferred.dense(2)));
  is([2], around(dense(4, 4)).predict(zeros([4])));
}

// ── train: weights of another shape within data
{
  const weights = ones([6]);
  const column = ones([6, 1]);
  function* batches() { yield { inputs, targets, sampleWeights: weights }; }
  function* wrong() { yield { inputs, targets, sampleWeights: column }; }
  async function* later() { yield { inputs, targets, sampleWeights: column }; }
  await train(network, { ...base, optimizer: adam(network), data: batches }); // right
  await train(network, { ...base, optimizer: adam(network), data: [{ inputs, targets, sampleWeights: weights }], onStep: ({ loss }) => loss.toFixed() }); // right
  await train(network, { ...base, optimizer: adam(network), data: wrong }); // wrong: train: the examples are [6], the sampleWeights [6, 1]
  await train(network, { ...base, optimizer: adam(network), data: later }); // wrong: train: the examples are [6], the sampleWeights [6, 1]
  await train(network, { ...base, optimizer: adam(network), data: wrong() }); // wrong: train: the examples are [6], the sampleWeights [6, 1]
  await train(network, { ...base, optimizer: adam(network), data: [{ inputs, targets, sampleWeights: column }] }); // wrong: train: the examples are [6], the sampleWeights [6, 1]
  await train(network, { ...base, optimizer: adam(network), data: [{ inputs, targets: zeros([6, 3]), sampleWeights: weights }] }); // wrong: train: the output is [6, 2], the targets are [6, 3]
  await train(network, { ...base, optimizer: adam(network), inputs, targets, validation: { data: [{ inputs, targets, sampleWeights: column }] } }); // wrong: …train, validation: the examples are [6], the sampleWeights [6, 1]
  await train(two, { loss, epochs: 1, optimizer: adam(two), data: [{ inputs, targets: { a: zeros([6]), b: zeros([6, 1]) }, sampleWeights: weights }] }); // right
  await train(two, { loss, epochs: 1, optimizer: adam(two), data: [{ inputs, targets: { a: zeros([6]), b: zeros([6, 1]) }, sampleWeights: column }] }); // wrong: train: the examples are [6], the sampleWeights [6, 1]
}

// ── train: weights within data, for all sizes
{
  async function learn<N extends number>(rows: Matrix<N, 4>, wanted: Matrix<N, 2>, weights: Vector<N>, others: Matrix<N, 1>) {
    await train(network, { ...base, optimizer: adam(network), data: [{ inputs: rows, targets: wanted, sampleWeights: weights }] }); // right
    await train(network, { ...base, optimizer: adam(network), data: [{ inputs: rows, targets: wanted, sampleWeights: others }] }); // refused: …
  }
  await learn(inputs, targets, ones([6]), ones([6, 1]));
}
