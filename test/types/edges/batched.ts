/** Training with batches of several sizes, weights of examples, own metrics, and callbacks that return something. */
import { dim, ones, type Shape, type Size, stack, type Tensor, type Matrix, vector, type Vector, zeros } from "conformable";
import { accuracy, adam, backpropagate, batches, binaryCrossEntropy, crossEntropy, dense, evaluate, heads, huber, type Layer, type Loss, meanSquaredError, multiTaskLoss, parallel, sgd, train, trainingStep } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("5");
const network = dense(4, 2);
const optimizer = adam(network);
const common = { loss: huber, optimizer, epochs: 1 };
const settings = { ...common, inputs: ones([8, 4]), targets: zeros([8, 2]) };

// ── onStep and onEpoch: what they return is ignored
{
  const losses: number[] = [], best = new Map<number, number>();
  await train(network, { ...settings, onStep: ({ loss }) => losses.push(loss) }); // right
  await train(network, { ...settings, onEpoch: ({ epoch, loss }) => best.set(epoch, loss) }); // right
  await train(network, { ...settings, onStep: ({ step, loss }) => step % 10 === 0 && losses.push(loss) }); // right
  await train(network, { ...settings, onEpoch: async ({ loss }) => losses.push(loss) }); // right
  await train(network, { ...settings, metrics: { huber: (o, t) => huber.evaluate(o, t).loss }, onEpoch: ({ metrics }) => losses.push(metrics.huber) }); // right
  await train(network, { ...settings, onEpoch: ({ metrics }) => losses.push(metrics.huber) }); // refused: Property 'huber' does not exist on type …
  await train(network, { ...settings, onStep: ({ lost }) => losses.push(lost) }); // refused: Property 'lost' does not exist on type 'Step'.
  await train(network, { ...settings, onStep: losses }); // wrong: Type 'number[]' is not assignable to type '(step: Step) => unknown'.
  await train(network, { ...settings, targets: zeros([8, 3]), onStep: ({ loss }) => losses.push(loss) }); // wrong: train: the output is [8, 2], the targets are [8, 3]
}

// ── data: batches of two sizes, in an array
{
  await train(network, { ...common, data: [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([3, 4]), targets: zeros([3, 2]) }] }); // right
  await train(network, { ...common, data: [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([3, 4]), targets: zeros([3, 3]) }] }); // wrong: train: the output is [3, 2], the targets are [3, 3]
  await train(network, { ...common, data: [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([3, 5]), targets: zeros([3, 2]) }] }); // wrong: train: takes one leading axis, of examples, before [4], not [3, 5]
  await train(network, { ...common, data: [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([4]), targets: zeros([2]) }] }); // wrong: train: takes one leading axis, of examples, before [4], not [4]
  await train(network, { ...common, data: [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([3, 4]), targets: zeros([4, 2]) }] }); // wrong: train: the output is [3, 2], the targets are [4, 2]
  await train(network, { ...common, data: [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([3, 4]) }] }); // wrong: train: a batch of data has no targets
}

// ── data: batches of several sizes, with weights
{
  const [full, short] = [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([3, 4]), targets: zeros([3, 2]) }];
  await train(network, { ...common, data: [full, short, { ...short, sampleWeights: ones([3]) }] }); // right
  await train(network, { ...common, data: [full, { ...short, sampleWeights: ones([8]) }] }); // wrong: train: the examples are [3], the sampleWeights [8]
  await train(network, { ...common, data: [full, { ...short, inputs: yes ? ones([3, 4]) : ones([4, 3]) }] }); // refused: train: the shape of this tensor may be one of several
}

// ── data: batches of two sizes, by a generator
{
  function* parts() { yield { inputs: ones([8, 4]), targets: zeros([8, 2]) }; yield { inputs: ones([3, 4]), targets: zeros([3, 2]) }; } // right
  function* parts() { yield { inputs: ones([8, 4]), targets: zeros([8, 2]) }; yield { inputs: ones([3, 4]), targets: zeros([3, 3]) }; } // wrong
  await train(network, { ...common, data: parts }); // right
  await train(network, { ...common, data: parts() }); // right
  await train(network, { ...common, data: [...parts()], onStep: ({ loss }) => loss > 0 && loss }); // right
  await train(network, { ...settings, validation: { data: parts } }); // right
  await train(network, { ...common, data: parts, metrics: { huber: (o, t) => o.subtract(t).abs().max().at() }, validation: { data: parts } }); // right
  await train(network, { ...common, data: parts }); // wrong: train: the output is [3, 2], the targets are [3, 3]
  await train(network, { ...common, data: parts() }); // wrong: train: the output is [3, 2], the targets are [3, 3]
  await train(network, { ...settings, validation: { data: parts } }); // wrong: …train, validation: the output is [3, 2], the targets are [3, 3]
}

// ── data: batches of two sizes, over time
{
  async function* parts(epoch: number) { yield { inputs: ones([8, 4]), targets: zeros([8, 2]) }; if (epoch > 0) yield { inputs: ones([3, 4]), targets: zeros([3, 2]) }; } // right
  async function* parts(epoch: number) { yield { inputs: ones([8, 4]), targets: zeros([8, 2]) }; if (epoch > 0) yield { inputs: ones([3, 5]), targets: zeros([3, 2]) }; } // wrong
  await train(network, { ...common, epochs: 2, data: parts }); // right
  await train(network, { ...common, epochs: 2, data: (epoch) => parts(epoch) }); // right
  await train(network, { ...common, epochs: 2, data: parts }); // wrong: train: takes one leading axis, of examples, before [4], not [3, 5]
  await train(network, { ...common, epochs: 2, data: (epoch) => parts(epoch) }); // wrong: train: takes one leading axis, of examples, before [4], not [3, 5]
}

// ── data: a generator that is written in place
{
  await train(network, { ...common, data: function* () { yield { inputs: ones([8, 4]), targets: zeros([8, 2]) }; yield { inputs: ones([3, 4]), targets: zeros([3, 2]) }; } }); // right
  await train(network, { ...common, data: (epoch) => [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([3, 4]).multiply(epoch), targets: zeros([3, 2]) }] }); // right
  await train(network, { ...common, data: function* () { yield { inputs: ones([8, 4]), targets: zeros([8, 2]) }; yield { inputs: ones([3, 4]), targets: zeros([3, 3]) }; } }); // wrong: …
  await train(network, { ...common, data: (epoch) => [{ inputs: ones([8, 4]), targets: zeros([8, 2]) }, { inputs: ones([3, 5]).multiply(epoch), targets: zeros([3, 2]) }] }); // wrong: …
}

// ── data: class numbers in batches of two sizes
{
  const learning = { loss: crossEntropy, optimizer, epochs: 1 };
  await train(network, { ...learning, data: [{ inputs: ones([8, 4]), targets: zeros([8]) }, { inputs: ones([3, 4]), targets: zeros([3]) }] }); // right
  await train(network, { ...learning, data: [{ inputs: ones([2, 4]), targets: vector([0, 1]) }, { inputs: ones([3, 4]), targets: zeros([3, 2]) }] }); // right
  await train(network, { ...learning, data: [{ inputs: ones([8, 4]), targets: zeros([8]) }, { inputs: ones([3, 4]), targets: zeros([4]) }] }); // wrong: train: the output is [3, 2], the targets are [4]
  await train(network, { ...common, data: [{ inputs: ones([8, 4]), targets: zeros([8]) }, { inputs: ones([3, 4]), targets: zeros([3]) }] }); // wrong: train: the output is […, 2], the targets are […]
}

// ── data: a size that only the program knows, and another
{
  const rows = dim("rows", count);
  await train(network, { ...common, data: [{ inputs: ones([rows, 4]), targets: zeros([rows, 2]) }, { inputs: ones([3, 4]), targets: zeros([3, 2]) }] }); // right
  await train(network, { ...common, data: [{ inputs: ones([rows, 4]), targets: zeros([rows, 2]) }, { inputs: ones([3, 4]), targets: zeros([rows, 2]) }] }); // wrong: train: the output is [3, 2], the targets are [rows, 2]
  for (const { inputs, targets } of batches(ones([10, 4]), zeros([10, 2]), 4)) await train(network, { ...common, data: [{ inputs, targets }, { inputs: ones([3, 4]), targets: zeros([3, 2]) }] }); // right
}

// ── data: two sizes, for a network of several inputs and outputs
{
  const pair = parallel({ a: dense(4, 2), b: dense(3, 1) });
  const learning = { loss: multiTaskLoss({ a: huber, b: huber }), optimizer: sgd(pair, { learningRate: 0.1 }), epochs: 1 };
  const full = { inputs: { a: ones([8, 4]), b: ones([8, 3]) }, targets: { a: zeros([8, 2]), b: zeros([8, 1]) } };
  await train(pair, { ...learning, data: [full, { inputs: { a: ones([3, 4]), b: ones([3, 3]) }, targets: { a: zeros([3, 2]), b: zeros([3, 1]) } }] }); // right
  await train(pair, { ...learning, data: [full] }); // right
  await train(pair, { ...learning, data: () => [full] }); // right
  await train(pair, { ...learning, data: (epoch) => [full, { inputs: { a: ones([3, 4]).multiply(epoch), b: ones([3, 3]) }, targets: { a: zeros([3, 2]), b: zeros([3, 1]) } }] }); // right
  await train(pair, { ...learning, data: (epoch) => [{ inputs: { a: ones([3, 4]).multiply(epoch), b: ones([3, 3]) }, targets: { a: zeros([3, 2]), b: zeros([3, 2]) } }] }); // wrong: …
  await train(pair, { ...learning, data: [full, { inputs: { a: ones([3, 4]), b: ones([3, 4]) }, targets: { a: zeros([3, 2]), b: zeros([3, 1]) } }] }); // wrong: …train, b: …
  await train(pair, { ...learning, data: [full, { inputs: { a: ones([3, 4]), b: ones([3, 3]) }, targets: { a: zeros([3, 2]), b: zeros([3, 2]) } }] }); // wrong: …train, b: the output is [3, 1], the targets are [3, 2]
  await train(pair, { ...learning, data: [full, { inputs: { a: ones([3, 4]), b: ones([3, 3]) }, targets: { a: zeros([3, 2]) } }] }); // wrong: train: the target b is missing
}

// ── sampleWeights: one for each example
{
  backpropagate(network, huber, ones([8, 4]), zeros([8, 2]), { sampleWeights: ones([8]) }); // right
  backpropagate(network, huber, ones([2, 3, 4]), zeros([2, 3, 2]), { sampleWeights: ones([2, 3]) }); // right
  backpropagate(network, huber, ones([8, 4]), zeros([8, 2]), { sampleWeights: ones([4]) }); // wrong: backpropagate: the examples are [8], the sampleWeights [4]
  backpropagate(network, huber, ones([8, 4]), zeros([8, 2]), { sampleWeights: ones([8, 1]) }); // wrong: backpropagate: the examples are [8], the sampleWeights [8, 1]
  backpropagate(network, huber, ones([2, 3, 4]), zeros([2, 3, 2]), { sampleWeights: ones([2]) }); // wrong: backpropagate: the examples are [2, 3], the sampleWeights [2]
  await train(network, { ...settings, sampleWeights: ones([4]) }); // wrong: train: the examples are [8], the sampleWeights [4]
}

// ── sampleWeights: for every network
{
  const step = <In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>, each: Vector<N>) =>
    backpropagate(network, meanSquaredError, x, y, { sampleWeights: each }).gradients; // right
    backpropagate(network, meanSquaredError, x, y, { sampleWeights: x }).gradients; // refused: …weighsTheInputs<"backpropagate", …
    train(network, { inputs: x, targets: y, sampleWeights: y, loss: huber, optimizer: adam(network), epochs: 1 }); // refused: …weighsTheExamples<"train", …
  is([2, 4], step(network, ones([8, 4]), zeros([8, 2]), ones([8])).weights); // right
}

// ── sampleWeights: for a network of several outputs
{
  const both = heads({ a: dense(4, 2), b: dense(4, 1) }), loss = multiTaskLoss({ a: huber, b: huber });
  backpropagate(both, loss, ones([8, 4]), { a: zeros([8, 2]), b: zeros([8, 1]) }, { sampleWeights: ones([8]) }); // right
  backpropagate(both, loss, ones([8, 4]), { a: zeros([8, 2]), b: zeros([8, 1]) }, { sampleWeights: ones([4]) }); // wrong: backpropagate: the examples are [8], the sampleWeights [4]
}

// ── metrics: written in place, for every network
{
  const worst = <In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>) =>
    evaluate(network, meanSquaredError, x, y, { metrics: { worst: (o, t) => o.subtract(t).abs().max().at(), accuracy } }).metrics.worst; // right
    evaluate(network, meanSquaredError, x, y, { metrics: { worst: (o, t) => o.subtract(t).abs().max() } }).metrics.worst; // refused: Type …
    evaluate(network, meanSquaredError, x, y, { metrics: { worst: (o) => o.missing } }).metrics.worst; // refused: Property 'missing' does not exist on type 'Tensor<[BatchSize, ...Out]>'.
    evaluate(network, meanSquaredError, x, x, { metrics: { accuracy } }).metrics.accuracy; // refused: …targetsAreLikeTheOutputs<"evaluate", [N, ...Out], [N, ...In], …
  const found: number = worst(network, ones([8, 4]), zeros([8, 2])); // right
}

// ── metrics: of a training, written in place, for every network
{
  const learn = async <In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>) =>
    (await train(network, { inputs, targets, loss: meanSquaredError, optimizer: adam(network), epochs: 1, metrics: { worst: (o, t) => o.subtract(t).abs().max().at() } })).epochs[0]?.metrics.worst; // right
    (await train(network, { inputs, targets, validation: { inputs, targets }, loss: meanSquaredError, optimizer: adam(network), epochs: 1, metrics: { worst: (o, t) => o.missing } })).epochs[0]?.metrics.worst; // refused: Property 'missing' does not exist on type 'Tensor<[BatchSize, ...Out]>'.
    (await train(network, { inputs, targets, loss: meanSquaredError, optimizer: adam(network), epochs: 1, metrics: { worst: (o, t) => o.subtract(t) } })).epochs[0]?.metrics.worst; // refused: Type …
  await learn(network, ones([8, 4]), zeros([8, 2])); // right
}

// ── metrics: of class numbers, for every number of classes
{
  const share = <D extends number, C extends number, N extends number>(width: Size<D>, classes: Size<C>, x: Matrix<N, D>, labels: Vector<N>) =>
    evaluate(dense(width, classes), crossEntropy, x, labels, { metrics: { mean: (o, t) => o.max(-1).subtract(t).mean().at(), accuracy } }).metrics.mean; // right
    evaluate(dense(width, classes), crossEntropy, x, labels, { metrics: { mean: (o, t) => o.subtract(t).mean().at() } }).metrics.mean; // refused: …subtract…
  const found: number = share(4, 2, ones([8, 4]), zeros([8])); // right
}

// ── crossEntropy: one class
{
  backpropagate(dense(4, 2), crossEntropy, ones([8, 4]), zeros([8])); // right
  backpropagate(dense(4, 1), crossEntropy, ones([8, 4]), zeros([8, 1])); // wrong: crossEntropy: [8, 1] has one class, so there is nothing to tell apart; use binaryCrossEntropy
  backpropagate(dense(4, 1), crossEntropy, ones([8, 4]), zeros([8])); // wrong: crossEntropy: [8, 1] has one class, so there is nothing to tell apart; use binaryCrossEntropy
  backpropagate(dense(4, 1), crossEntropy({ labelSmoothing: 0.1 }), ones([5, 8, 4]), zeros([5, 8, 1])); // wrong: crossEntropy: [5, 8, 1] has one class, so …
  evaluate(dense(4, 1), crossEntropy, ones([8, 4]), zeros([8, 1])); // wrong: crossEntropy: [8, 1] has one class, so …
  trainingStep(dense(4, 1), crossEntropy, adam(dense(4, 1))); // wrong: crossEntropy: [1] has one class, so …
  crossEntropy.of(dense(4, 1).predict(ones([8, 4])), zeros([8, 1])); // wrong: crossEntropy: [8, 1] has one class, so …
  backpropagate(dense(4, 1), binaryCrossEntropy, ones([8, 4]), zeros([8, 1])); // right
}

// ── crossEntropy: one class, in a training
{
  const single = dense(4, 1), learning = { inputs: ones([8, 4]), targets: zeros([8, 1]), optimizer: adam(single), epochs: 1 };
  await train(single, { ...learning, loss: huber }); // right
  await train(single, { ...learning, loss: crossEntropy }); // wrong: crossEntropy: [8, 1] has one class, so …
  await train(single, { data: [{ inputs: ones([8, 4]), targets: zeros([8]) }], optimizer: adam(single), epochs: 1, loss: crossEntropy }); // wrong: crossEntropy: [8, 1] has one class, so …
}

// ── crossEntropy: one class among several outputs
{
  const both = heads({ a: dense(4, 2), b: dense(4, 1) }), targets = { a: zeros([8]), b: zeros([8, 1]) };
  backpropagate(both, multiTaskLoss({ a: crossEntropy, b: huber }), ones([8, 4]), targets); // right
  backpropagate(both, multiTaskLoss({ a: crossEntropy, b: crossEntropy }), ones([8, 4]), targets); // wrong: crossEntropy: [8, 1] has one class, so …
}

// ── crossEntropy: any number of classes
{
  const step = <C extends number, N extends number>(network: Layer<[4], [C], unknown>, x: Matrix<N, 4>, y: Vector<N>) => backpropagate(network, crossEntropy, x, y).loss; // right
  const step = <C extends number, N extends number>(network: Layer<[4], [C], unknown>, x: Matrix<N, 4>, y: Vector<C>) => backpropagate(network, crossEntropy, x, y).loss; // refused: …
  step(dense(4, 2), ones([8, 4]), zeros([8])); // right
}

// ── losses: the sentence alone
{
  backpropagate(network, crossEntropy({ classWeights: ones([2]) }), ones([8, 4]), zeros([8])); // right
  backpropagate(network, crossEntropy({ classWeights: ones([3]) }), ones([8, 4]), zeros([8])); // wrong: …to parameter of type '"backpropagate: the loss has weights for 3 classes, but an output is [2]"'.
  backpropagate(network, multiTaskLoss({ a: huber }), ones([8, 4]), zeros([8, 2])); // wrong: …to parameter of type '"multiTaskLoss: takes a record of outputs, but the network gives one tensor"'.
  await train(network, { ...settings, loss: multiTaskLoss({ a: huber }) }); // wrong: …to type '"multiTaskLoss: takes a record of outputs, but the network gives one tensor"'.
  await train(network, { ...settings, loss: crossEntropy({ classWeights: ones([3]) }) }); // wrong: …to type '"train: the loss has weights for 3 classes, but an output is [2]"'.
}

// ── losses: with weights for every number of classes
{
  const weighed = <N extends number, C extends number>(logits: Matrix<N, C>, classes: Vector<N>, weights: Vector<C>) =>
    crossEntropy({ classWeights: weights }).of(logits, classes); // right
    crossEntropy({ classWeights: classes }).of(logits, classes); // refused: …weighsTheClasses<"crossEntropy", [N, C], N>…
    crossEntropy({ classWeights: weights }).of(classes, logits); // refused: …weighsTheClasses<"crossEntropy", [N], C>…
  weighed(ones([8, 3]), zeros([8]), ones([3])); // right
}

// ── losses: any loss
{
  const step = <Judge extends Loss>(loss: Judge) => backpropagate(network, loss, ones([8, 4]), zeros([8, 2])).loss; // right
  const step = <Judge extends Loss>(loss: Judge) => backpropagate(network, loss, ones([8, 4]), zeros([8, 3])).loss; // refused: …
  step(huber); // right
  const one = <Out extends Shape, N extends number>(network: Layer<[4], Out, unknown>, y: Tensor<[N, ...Out]>, x: Matrix<N, 4>) => backpropagate(network, crossEntropy, x, y).loss; // right
}

// ── train: options in a variable
{
  const options = { ...settings };
  const last = { ...settings, last: "merge" as const };
  await train(network, options); // right
  await train(network, last); // right
  const options2 = { ...settings, last: "drop" }; await train(network, options2); // refused: train: last is \"keep\", \"drop\" or \"merge\", not a string"; }
  const options3 = { ...settings, optimizer: adam(dense(4, 3)) }; await train(network, options3); // wrong: …to parameter of type '{ readonly optimizer: "train: the optimizer is of another network, so this one would learn nothing"; }…
  const options4 = { ...settings, optimizer: adam(dense(4, 3)), onStep: () => 5 }; await train(network, options4); // wrong: …readonly optimizer: "train: the optimizer is of another network, so this one would learn nothing"; …
  const options5: Partial<typeof settings> = settings; await train(network, { ...settings, ...options5 }); // right
  const options6: { epochs?: number } = {}; await train(network, { ...settings, ...options6 }); // right
  const options7 = { ...settings, lost: 5, onStep: () => 5 }; await train(network, options7); // wrong: …readonly lost: "train: there is no option lost"…
}

// ── train: options in a spread
{
  const more: { epochs?: number } = { epochs: 2 };
  const { epochs, ...others } = settings;
  await train(network, { ...others, epochs, ...more }); // right
  await train(network, { ...others, epochs: undefined }); // wrong: …
  await train(network, { ...others, epochs: "5" }); // wrong: Type 'string' is not assignable to type 'number'.
  await train(network, { ...others, epochs: yes ? 1 : 2, last: yes ? "merge" : "keep" }); // right
}

// ── train: an option is missing, beside callbacks
{
  const { loss, ...others } = settings;
  const history = await train(network, { ...settings, metrics: { worst: (o, t) => o.subtract(t).max().at() }, onEpoch: ({ metrics }) => metrics.worst.toFixed(2) }); // right
  const history = await train(network, { ...others, metrics: { worst: (o, t) => o.subtract(t).max().at() }, onEpoch: ({ metrics }) => metrics.worst.toFixed(2) }); // wrong: …to parameter of type 'Refused<"train: the option loss is missing">'.
  const history = await train(network, { ...settings, optimizer: adam(dense(3, 3)), metrics: { worst: (o, t) => o.subtract(t).max().at() }, onEpoch: ({ metrics }) => metrics.worst.toFixed(2) }); // wrong: train: the optimizer is of another network, so this one would learn nothing
  const worst: number | undefined = history.epochs[0]?.metrics.worst;
}

// ── train: another optimiser, for every network
{
  const learn = <In extends Shape, Out extends Shape, P, Q, N extends number>(network: Layer<In, Out, P>, other: Layer<In, Out, Q>, inputs: Tensor<[N, ...In]>, targets: Tensor<[N, ...Out]>) =>
    train(network, { inputs, targets, loss: huber, optimizer: adam(network), epochs: 1, onEpoch: ({ loss }) => loss }); // right
    train(network, { inputs, targets, loss: huber, optimizer: adam(other), epochs: 1, onEpoch: ({ loss }) => loss }); // refused: …
    train(network, { inputs, targets, loss: huber, optimizer: adam(dense(3, 2)), epochs: 1, onEpoch: ({ loss }) => loss }); // refused: …
  await learn(network, dense(4, 2), ones([3, 4]), ones([3, 2])); // right
}

// ── batches: a list of all of them, in code for all sizes
{
  const sums = <N extends number>(x: Matrix<N, 4>, y: Matrix<N, 2>) => [...batches(x, y, 3)].map(({ inputs }) => inputs.sum()); // right
  const sums = <N extends number, M extends number>(x: Matrix<N, 4>, y: Matrix<M, 2>) => [...batches(x, y, 3)]; // refused: …examplesMismatch<"batches", N, M>…
  const sums = <N extends number>(x: Matrix<N, 4>, y: Matrix<N, 2>) => [...batches(x, y, 3)].map(({ inputs, targets }) => inputs.add(targets)); // wrong: add: [a batch, 2] does not fit the end of [a batch, 4]
  const sums = <N extends number>(x: Matrix<N, 4>, y: Matrix<N, 2>) => [...batches(x, y, 3)].map(({ inputs }) => inputs).reduce((sum, part) => sum.add(part)); // wrong: add: another batch may have another size…
  const sums = <N extends number>(x: Matrix<N, 4>, y: Matrix<N, 2>) => { const [a, b] = [...batches(x, y, 3)]; return a && b && stack([a.inputs, b.inputs], 0); }; // refused: stack: another batch may have another size…
  const means = <N extends number>(x: Matrix<N, 4>, y: Matrix<N, 2>) => Array.from(batches(x, y, 3), ({ inputs }) => inputs.mean()); // right
  const rows = <N extends number, S extends number>(x: Matrix<N, 4>, y: Matrix<N, 2>, size: Size<S>) => [...batches(x, y, size)].map(({ inputs }) => inputs.sum()); // right
  means(zeros([7, 4]), zeros([7, 2])); // right
  rows(zeros([7, 4]), zeros([7, 2]), 3); // right
  sums(zeros([7, 4]), zeros([7, 2]));
}

// ── batches: options that may be missing
{
  const drop: boolean = JSON.parse("false");
  let sum = zeros([48, 3]);
  const x = zeros([128, 3]), y = zeros([128, 2]);
  for (const { inputs } of batches(x, y, 48, { last: "drop" })) sum = sum.add(inputs); // right
  for (const { inputs } of batches(x, y, 48, drop ? { last: "drop" } : undefined)) sum = sum.add(inputs); // wrong: add: [a batch, 3] does not fit the end of [48, 3]
  for (const { inputs } of batches(x, y, 48, drop ? { last: "drop" } : {})) sum = sum.add(inputs); // wrong: add: [a batch, 3] does not fit the end of [48, 3]
  for (const { inputs } of batches(x, y, 32, drop ? { last: "drop" } : undefined)) zeros([32, 3]).add(inputs); // right
  for (const { inputs } of batches(x, y, 48, undefined)) dense(3, 2).predict(inputs); // right
}
