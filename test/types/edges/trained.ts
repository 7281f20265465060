/** Training with something wrong: one error, where it is wrong, however the options are written. */
import { addTrees, compile, grad, hessian, jacobian, jvp, lbfgs, mapTensors, random, type Tensor, trace, valueAndGrad, type Vector, vector, vjp, vmap, zeros } from "conformable";
import { loadNetwork, saveNetwork } from "conformable/io";
import { accuracy, adam, adamW, backpropagate, type BatchSize, checkGradients, crossEntropy, dense, evaluate, heads, huber, type Layer, type Loss, meanSquaredError, movingAverage, multiTaskLoss, optimizerOf, parameterGroups, relu, residual, sequential, sgd, summary, topKAccuracy, train, trainable, trainingStep } from "conformable/nn";
import { toOnnx } from "conformable/onnx";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const network = dense(4, 3);
const inputs = zeros([6, 4]), targets = zeros([6]), rows = zeros([6, 3]);
const base = { loss: crossEntropy, optimizer: adam(network), epochs: 1 };
const batch = { inputs, targets };

// ── train: a misspelt option beside a callback
{
  await train(network, {
    inputs, // right
    input: inputs, // wrong: train: there is no option input
    targets, loss: crossEntropy, optimizer: adam(network), epochs: 1, onEpoch: ({ epoch }) => void epoch.toFixed(),
  });
}

// ── train: a misspelt option before a callback
{
  await train(network, {
    inputs, loss: crossEntropy, optimizer: adam(network), epochs: 1,
    targets, // right
    labels: targets, // wrong: train: there is no option labels
    onEpoch: ({ epoch }) => void epoch.toFixed(),
  });
}

// ── train: a misspelt option after a callback
{
  await train(network, {
    inputs, targets, loss: crossEntropy, epochs: 1, onStep({ loss }) { loss.toFixed(); },
    optimizer: adam(network), // right
    optimiser: adam(network), // wrong: train: there is no option optimiser
  });
}

// ── train: a misspelt option beside metrics and validation
{
  const history = await train(network, {
    inputs, targets, loss: crossEntropy, optimizer: adam(network), metrics: { accuracy, mine: (outputs, classes) => outputs.sum().at() + classes.sum().at() }, validation: { inputs, targets },
    epoch: 1, // wrong: train: there is no option epoch
    epochs: 1, // right
    onEpoch: ({ metrics }) => void (metrics.accuracy + metrics.mine),
  });
  history.best?.metrics.accuracy.toFixed();
}

// ── train: a misspelt option beside a function of batches
{
  await train(network, {
    data: (epoch) => [{ inputs, targets }].slice(epoch - epoch), loss: crossEntropy, optimizer: adam(network), onEpoch: ({ epoch }) => void epoch.toFixed(),
    epochs: 1, // right
    epoch: 1, // wrong: train: there is no option epoch
  });
}

// ── train: a missing option beside a callback
{
  await train(network, { inputs, targets, loss: crossEntropy, optimizer: adam(network), epochs: 1, onEpoch: ({ epoch }) => void epoch.toFixed() }); // right
  await train(network, { inputs, targets, loss: crossEntropy, optimizer: adam(network), onEpoch: ({ epoch }) => void epoch.toFixed() }); // refused: train: the option epochs is missing
  await train(network, { inputs, targets, optimizer: adam(network), epochs: 1, onStep: ({ step }) => void step.toFixed() }); // wrong: train: the option loss is missing
  await train(network, { targets, loss: crossEntropy, optimizer: adam(network), epochs: 1, onStep({ step }) { step.toFixed(); } }); // wrong: train: takes inputs and targets, or data
  await train(network, { ...base, epoch: 1, inputs, targets, onEpoch: ({ epoch }) => void epoch.toFixed() }); // wrong: train: there is no option epoch
}

// ── train: a wrong value beside a callback
{
  await train(network, {
    inputs, targets, loss: crossEntropy, onEpoch: ({ epoch, metrics }) => void (epoch + metrics.mine), metrics: { mine: (outputs, classes) => outputs.sum().at() + classes.sum().at() },
    optimizer: adam(network), epochs: 1, // right
    optimizer: adam(dense(4, 2)), epochs: 1, // wrong: train: the optimizer is of another network, so this one would learn nothing
    optimizer: adam(network), epochs: "1", // wrong: Type 'string' is not assignable to type 'number'
  });
}

// ── train: options that aren't in an object
{
  await train(network, { ...base, inputs, targets }); // right
  await train(network, 5); // wrong: train: takes its options in an object
  await train(network, [inputs, targets]); // wrong: train: takes its options in an object
}

// ── train: something other than a loss
{
  await train(network, { inputs, targets, optimizer: adam(network), epochs: 1,
    loss: crossEntropy, // right
    loss: "crossEntropy", // wrong: train: takes a loss, such as meanSquaredError
    loss: adam(network), // wrong: train: takes a loss, such as meanSquaredError
    loss: yes ? crossEntropy : undefined, // refused: train: takes a loss, such as meanSquaredError
  });
}

// ── losses: something else in place of one
{
  const own: Loss = { name: "own", evaluate: (output, aims) => ({ loss: output.subtract(aims).sum().at(), error: output.subtract(aims) }) };
  backpropagate(network, crossEntropy, inputs, targets); // right
  backpropagate(network, { name: "own", evaluate: (output, aims) => ({ loss: output.subtract(aims).sum().at(), error: output.subtract(aims) }) }, inputs, rows); // right
  evaluate(network, own, inputs, rows); // right
  backpropagate(network, "crossEntropy", inputs, targets); // wrong: backpropagate: takes a loss, such as meanSquaredError
  evaluate(network, inputs, targets, crossEntropy); // wrong: evaluate: takes a loss, such as meanSquaredError
  checkGradients(network, adam(network), inputs, targets); // wrong: checkGradients: takes a loss, such as meanSquaredError
  backpropagate(network, yes ? crossEntropy : undefined, inputs, targets); // refused: backpropagate: takes a loss, such as meanSquaredError
  backpropagate(network, { name: "own", evaluate: () => 3 }, inputs, rows); // wrong: …
}

// ── trainingStep: arguments in another order
{
  const step = trainingStep(network, crossEntropy, adam(network)); // right
  const step = trainingStep(network, adam(network), crossEntropy); // wrong: trainingStep: takes a loss, such as meanSquaredError
  const step = trainingStep(network, crossEntropy, "adam"); // wrong: trainingStep: takes an optimizer, such as adam(network)
  const step = trainingStep(network, crossEntropy, adam); // wrong: trainingStep: takes an optimizer, such as adam(network)
  const step = trainingStep(network, crossEntropy, adam(dense(4, 2))); // wrong: trainingStep: the optimizer is of another network, so this one would learn nothing
  step(inputs, targets);
}

// ── train: something other than an optimiser of the network
{
  const encoder = dense(4, 2), autoencoder = sequential(encoder, dense(2, 4));
  await train(autoencoder, { inputs, targets: inputs, loss: meanSquaredError, epochs: 1,
    optimizer: adam(autoencoder), // right
    optimizer: adam(encoder), // wrong: train: the optimizer is of another network, so this one would learn nothing
    optimizer: adam, // wrong: train: takes an optimizer, such as adam(network)
    optimizer: "adam", // wrong: train: takes an optimizer, such as adam(network)
    optimizer: yes ? adam(autoencoder) : undefined, // refused: train: takes an optimizer, such as adam(network)
  });
}

// ── train: an optimiser of one's own
{
  await train(network, { inputs, targets, loss: crossEntropy, epochs: 1,
    optimizer: { step: (gradients) => void gradients.bias.sum() }, // right
    optimizer: { step: (gradients: Vector<4>) => void gradients.sum() }, // refused: Type …
    optimizer: { steps: (gradients: Vector<4>) => void gradients.sum() }, // wrong: train: takes an optimizer, such as adam(network)
  });
}

// ── train: targets that don't fit, and metrics
{
  await train(network, { inputs, ...base, metrics: { accuracy, mine: (outputs, classes) => outputs.sum().at() + classes.sum().at() },
    targets, // right
    targets: zeros([6, 4]), // wrong: train: the output is [6, 3], the targets are [6, 4]
  });
}

// ── evaluate: targets that don't fit, and metrics
{
  evaluate(network, crossEntropy, inputs, targets, { metrics: { accuracy } }); // right
  evaluate(network, crossEntropy, inputs, zeros([6, 4]), { metrics: { accuracy } }); // wrong: evaluate: the output is [6, 3], the targets are [6, 4]
}

// ── train: metrics that aren't in a record
{
  await train(network, { ...base, inputs, targets,
    metrics: { accuracy }, // right
    metrics: [accuracy], // wrong: train: metrics is a record of functions, not an array
    metrics: accuracy, // wrong: train: metrics is a record of functions, not a function
  });
}

// ── evaluate: metrics that aren't in a record
{
  evaluate(network, crossEntropy, inputs, targets, { metrics: { accuracy } }); // right
  evaluate(network, crossEntropy, inputs, targets, { metrics: [accuracy] }); // wrong: evaluate: metrics is a record of functions, not an array
  evaluate(network, crossEntropy, inputs, targets, { metrics: undefined }); // right
  evaluate(network, crossEntropy, inputs, targets, { metrics: yes ? { accuracy } : undefined }); // refused: evaluate: the metrics may be missing: give them, or leave them out
  evaluate(network, crossEntropy, inputs, targets, { metrics: yes ? { accuracy } : {} }); // refused: evaluate: metrics.accuracy may be missing: give it, or leave it out
  const some: { accuracy?: typeof accuracy } = { accuracy }; evaluate(network, crossEntropy, inputs, targets, { metrics: some }).metrics.accuracy; // refused: evaluate: metrics.accuracy may be missing: give it, or leave it out
  const any: Record<string, typeof accuracy> = { accuracy }; evaluate(network, crossEntropy, inputs, targets, { metrics: any }).metrics["accuracy"]; // right
  evaluate(network, crossEntropy, inputs, targets, { metrics: yes ? { own: accuracy } : { own: topKAccuracy(2) } }).metrics.own; // right
  await train(network, { ...base, ...batch, metrics: yes ? { accuracy } : undefined }); // refused: train: the metrics may be missing: give them, or leave them out
  const both = heads({ a: dense(4, 3), b: dense(4, 3) }), loss = multiTaskLoss({ a: crossEntropy, b: crossEntropy }), classes = { a: targets, b: targets };
  evaluate(both, loss, inputs, classes, { metrics: yes ? { a: (outputs: { a: Tensor<[BatchSize, 3]> }) => outputs.a.sum().at() } : undefined }); // refused: evaluate: the metrics may be missing: give them, or leave them out
}

// ── train: validation that may be undefined
{
  const settings = { ...base, ...batch };
  await train(network, { ...settings, validation: yes ? { inputs, targets } : undefined }); // right
  const held = yes ? { inputs, targets: zeros([6, 2]) } : undefined; await train(network, { ...settings, validation: held }); // wrong: …readonly targets: "train, validation: the output is [6, 3], the targets are [6, 2]"…
  const held = yes ? { inputs: rows, targets } : undefined; await train(network, { ...settings, validation: held }); // wrong: …readonly inputs: "train, validation: takes one leading axis, of examples, before [4], not [6, 3]"…
  const held = yes ? { inputs } : undefined; await train(network, { ...settings, validation: held }); // wrong: …train, validation: takes inputs and targets, or data…
}

// ── train: data and other examples
{
  await train(network, { ...base, data: [batch] }); // right
  await train(network, { ...base, data: [batch], inputs, targets }); // wrong: train: there is either data or inputs, not both
  await train(network, { ...base, ...batch, data: [batch] }); // wrong: Type '{ inputs: Tensor<[6, 4]>; targets: Tensor<[6]>; }[]' is not assignable to type '"train: there is either data or inputs, not both"'.
  await train(network, { ...base, ...batch, data: () => [batch] }); // wrong: train: there is either data or inputs, not both
  await train(network, { ...base, data: [batch], inputs: undefined, sampleWeights: zeros([6]) }); // wrong: train: there is either data or …, not both
  await train(network, { ...base, data: [batch], inputs: undefined, targets: undefined, sampleWeights: undefined }); // right
  await train(network, { ...base, data: [batch], targets }); // wrong: train: there is either data or targets, not both
  await train(network, { ...base, data: [batch], random: random(7) }); // wrong: train: there is either data or random, not both
  await train(network, { ...base, data: [batch], last: "drop" }); // wrong: Type 'string' is not assignable to type 'undefined'
}

// ── train: batches that lack something
{
  await train(network, { ...base, data: [batch] }); // right
  await train(network, { ...base, data: [{ inputs, target: targets }] }); // wrong: train: a batch of data has no targets
  await train(network, { ...base, data: [{ input: inputs, targets }] }); // wrong: train: a batch of data has no inputs
  await train(network, { ...base, data: () => [{ inputs, labels: targets }] }); // wrong: train: a batch of data has no targets
  await train(network, { ...base, data: [[inputs, targets]] }); // wrong: train: a batch of data has no inputs
}

// ── train: its validation
{
  await train(network, { ...base, inputs, targets, onEpoch: ({ epoch }) => void epoch.toFixed(),
    validation: { inputs, targets }, // right
    validation: { input: inputs, targets }, // wrong: …train, validation: there is no option input
    validation: { inputs }, // wrong: …train, validation: takes inputs and targets, or data
    validation: 0.2, // wrong: …train, validation: takes its options in an object
    validation: [inputs, targets], // wrong: …train, validation: takes its options in an object
    validation: { data: [{ inputs, labels: targets }] }, // wrong: …train, validation: a batch of data has no targets
  });
}

// ── train: a network of several outputs, and something wrong beside a callback
{
  const two = heads({ class: dense(4, 3), box: dense(4, 2) });
  await train(two, { inputs, loss: multiTaskLoss({ class: crossEntropy, box: huber }), onEpoch: ({ epoch }) => void epoch.toFixed(), epochs: 1,
    targets: { class: targets, box: zeros([6, 2]) }, optimizer: adam(two), // right
    target: { class: targets, box: zeros([6, 2]) }, optimizer: adam(two), // wrong: train: there is no option target
    targets: { class: targets, box: zeros([6, 2]) }, optimizer: adam(network), // wrong: train: the optimizer is of another network, so this one would learn nothing
    targets: { class: targets, box: zeros([6, 2]) }, optimizer: adam(two), metrics: [accuracy], // wrong: train: metrics is a record of functions, not an array
  });
}

// ── multiTaskLoss: something other than a record of losses
{
  multiTaskLoss({ class: crossEntropy, box: huber({ delta: 2 }) }); // right
  multiTaskLoss({ class: crossEntropy, own: { name: "own", evaluate: (output, aims) => ({ loss: output.subtract(aims).sum().at(), error: output.subtract(aims) }) } }); // right
  multiTaskLoss(crossEntropy, huber); // wrong: multiTaskLoss: takes a record of losses, by name
  multiTaskLoss({ class: crossEntropy, box: "huber" }); // wrong: …multiTaskLoss, box: takes a loss, such as meanSquaredError
}

// ── networks: one of several, or none
{
  const either = yes ? dense(4, 3) : undefined, others = yes ? dense(4, 3) : dense(4, 5);
  const same = yes ? network : dense(4, 3);
  evaluate(same, crossEntropy, inputs, targets); // right
  evaluate(either, crossEntropy, inputs, targets); // refused: evaluate: the network may be undefined, not a layer
  backpropagate(either, crossEntropy, inputs, targets); // refused: backpropagate: the network may be undefined, not a layer
  checkGradients(either, crossEntropy, inputs, targets); // refused: checkGradients: the network may be undefined, not a layer
  await train(either, { ...base, inputs, targets }); // refused: train: the network may be undefined, not a layer
  trainingStep(either, crossEntropy, adam(network)); // refused: trainingStep: the network may be undefined, not a layer
  summary(either); // refused: summary: the network may be undefined, not a layer
  saveNetwork(either); // refused: saveNetwork: the network may be undefined, not a layer
  movingAverage(either); // refused: movingAverage: the network may be undefined, not a layer
  sgd(others, { learningRate: 0.1 }); // refused: sgd: the network may be one of several layers, of other shapes
  adam(either); // refused: adam: the network may be undefined, not a layer
  backpropagate(others, meanSquaredError, inputs, rows); // refused: backpropagate: the network may be one of several layers, of other shapes
  adam(yes ? network : relu); // refused: adam: the network may be one of several layers, of other shapes
  optimizerOf(others, { learningRate: 0.1, update: (w) => ({ parameter: w }) }); // refused: optimizerOf: the network may be one of several layers, of other shapes
  loadNetwork(others, saveNetwork(network)); // refused: loadNetwork: the network may be one of several layers, of other shapes
}

// ── one of two networks of the same shapes, with other parameters
{
  const models = { small: dense(4, 3), large: sequential(dense(4, 9), dense(9, 3)) };
  const model = yes ? models.large : models.small, declared: Layer<[4], [3], unknown> = model;
  const x = zeros([6, 4]), y = zeros([6]);
  const { loss } = evaluate(model, crossEntropy, x, y, { metrics: { accuracy } }); // right
  is([6, 4], backpropagate(declared, crossEntropy, x, y).error); // right
  checkGradients(model, crossEntropy, x, y); // right
  saveNetwork(model), toOnnx(model), summary(model), loadNetwork(model, saveNetwork(model)); // right
  adam(declared), await train(declared, { ...base, loss: crossEntropy, optimizer: adam(declared), inputs: x, targets: y }), trainingStep(declared, crossEntropy, adam(declared))(x, y); // right
  evaluate(model, crossEntropy, zeros([6, 5]), y); // wrong: evaluate: takes one leading axis, of examples, before [4], not [6, 5]
  backpropagate(model, crossEntropy, x, y); // refused: backpropagate: the network may be one of several layers, with other parameters: declare it as Layer<[4], [3], unknown>
  saveNetwork(model, { optimizer: adam(models.small) }); // wrong: …saveNetwork: the optimizer is of another network…
  adam(model); // refused: adam: the network may be one of several layers, with other parameters: declare it as Layer<[4], [3], unknown>
  await train(model, { ...base, loss: crossEntropy, optimizer: adam(models.large), inputs: x, targets: y }); // refused: train: the network may be one of several layers, with other parameters: declare it as Layer<[4], [3], unknown>
  trainingStep(model, crossEntropy, adam(models.large)); // refused: trainingStep: the network may be one of several layers, with other parameters: declare it as Layer<[4], [3], unknown>
  residual(yes ? dense(4, 4) : sequential(dense(4, 4), dense(4, 4))); // refused: residual: the layer may be one of several layers, with other parameters
}

// ── one of two networks with several outputs, with other parameters
{
  const models = [heads({ a: dense(4, 3), b: dense(4, 1) }), heads({ a: sequential(dense(4, 9), dense(9, 3)), b: dense(4, 1) })] as const;
  const model = yes ? models[0] : models[1], loss = multiTaskLoss({ a: crossEntropy, b: huber });
  const x = zeros([6, 4]), y = { a: zeros([6]), b: zeros([6, 1]) };
  evaluate(model, loss, x, y).loss.toFixed(2), saveNetwork(model), summary(model); // right
  evaluate(model, loss, x, { ...y, b: zeros([6, 2]) }); // wrong: …evaluate, b: the output is [6, 1], the targets are [6, 2]
  evaluate(model, crossEntropy, x, y); // wrong: evaluate: the network gives a record of outputs, so the loss has to be a multiTaskLoss
  adam(model); // refused: adam: the network may be one of several layers, with other parameters
}

// ── movingAverage: something other than a network
{
  movingAverage(network).network.predict(inputs); // right
  movingAverage(heads({ class: dense(4, 3), box: dense(4, 2) })).parameters.class.bias.sum(); // right
  movingAverage(network.parameters, { decay: 0.9 }); // wrong: movingAverage: the network is something else, not a layer
  movingAverage(relu); // wrong: movingAverage: the network is an activation …
}

// ── parameterGroups: arguments in another order, and something other than optimisers
{
  parameterGroups(network, [adamW(network)]); // right
  parameterGroups(network, [{ optimizer: adamW(network), only: (name) => name.endsWith("bias") }, adamW(network)]); // right
  parameterGroups([adamW(network)], network); // wrong: parameterGroups: takes a network or a trainable, and then a list of optimizers
  parameterGroups(network, [adamW(network), "adamW"]); // wrong: parameterGroups: takes optimizers, such as adamW(network)
  parameterGroups(yes ? network : dense(4, 2), [adamW(network)]); // refused: parameterGroups: the network may be one of several layers, of other shapes
}

// ── crossEntropy: class weights that aren't one vector
{
  crossEntropy({ classWeights: vector([1, 2, 3]) }); // right
  crossEntropy({ classWeights: yes ? vector([1, 2, 3]) : undefined }); // right
  crossEntropy({ classWeights: [1, 2, 3] }); // wrong: crossEntropy: classWeights are a vector, such as vector([1, 2])
  crossEntropy({ classWeights: yes ? vector([1, 2, 1]) : vector([1, 2]) }); // refused: crossEntropy: the shape of this tensor may be one of several
}

// ── toOnnx: a program has its number of examples
{
  const program = trace((x: Tensor<[1, 4]>) => network.predict(x), zeros([1, 4]));
  toOnnx(program); // right
  toOnnx(network, { batch: 2 }); // right
  toOnnx(program, { batch: 1 }); // refused: Expected 1 arguments, but got 2
  toOnnx(relu); // wrong: toOnnx: the network is an activation …
  toOnnx((x: Tensor<[1, 4]>) => network.predict(x)); // wrong: …"toOnnx: takes a network or a program; trace(f, …) makes a program of a function"…
}

// ── functions: their results in place of themselves
{
  const f = (x: Vector<3>) => x.square().sum(), x = vector([1, 2, 3]);
  compile(f)(x); // right
  compile(f(x)); // wrong: compile: takes a function of tensors
  grad(f)(x); // right
  grad(f(x)); // refused: grad: takes a function of tensors
  valueAndGrad(f(x)); // refused: valueAndGrad: takes a function of tensors
  vjp(f, x).backward(f(x)); // right
  vjp(x, f); // wrong: vjp: takes a function of tensors
  jvp(x, f, x); // wrong: jvp: takes a function of tensors
  trace(x, f); // wrong: trace: takes a function of tensors
  lbfgs(x, f); // wrong: lbfgs: takes a function of tensors
  jacobian(f(x)); // refused: jacobian: takes a function of tensors
  hessian(f(x)); // refused: hessian: takes a function of tensors
}

// ── vmap: options without inAxes
{
  const error = (w: Vector<3>, y: Vector<2>) => w.sum().add(y.sum());
  is([5], vmap(error, { inAxes: [null, 0] })(zeros([3]), zeros([5, 2]))); // right
  vmap(error, [null, 0]); // wrong: vmap: takes its options in an object
  vmap(error, { in_axes: [null, 0] }); // wrong: vmap: there is no option in_axes
  vmap(error, { inAxes: [null, 0], axis: 0 }); // wrong: vmap: there is no option axis
}

// ── mapTensors: other trees
{
  const tree = [{ weights: zeros([1, 5]), bias: zeros([1]) }] as const;
  mapTensors(tree, (a, b, c) => a.add(b).add(c), tree, [{ weights: zeros([1, 5]), bias: zeros([1]) }]); // right
  mapTensors(tree, (a, b) => a.add(b), tree[0]); // wrong: mapTensors: a tree has other tensors than the first
  mapTensors(tree, (a, b, c) => a.add(b).add(c), tree, 3); // wrong: mapTensors: a tree has other tensors than the first
  addTrees(tree, tree); // right
}

// ── trainable: a layer, or a list of layers
{
  trainable(network.parameters); // right
  trainable(network); // wrong: trainable: takes a tree of tensors, not a layer
  trainable([network]); // wrong: trainable: takes a tree of tensors, but it has a layer
}
