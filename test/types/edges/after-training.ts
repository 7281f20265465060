/** What a refused call returns is `any`, also where it is measured, compared, cut into batches, or trained. */
import { allClose, equals, type Matrix, ones, randomNormal, type Shape, type Tensor, vector, type Vector, zeros } from "conformable";
import { accuracy, adam, adamW, backpropagate, batches, confusionMatrix, crossEntropy, dense, evaluate, f1, heads, huber, hinge, kullbackLeibler, type Layer, meanAbsoluteError, meanSquaredError, movingAverage, multiTaskLoss, type Network, onPlateau, parameterGroups, precision, recall, rocAuc, sequential, topKAccuracy, train, trainingStep } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("8");
const labels = vector([0, 1, 2]);
const expect3 = (scores: number) => scores;

// ── metrics of a refused prediction
{
  const outputs = dense(4, 3).predict(ones([3, 4])); // right
  const outputs = dense(4, 3).predict(ones([4, 3])); // wrong: predict: takes [4] with any leading axes, not [4, 3]
  const scores: number[] = [accuracy(outputs, labels), f1(outputs, labels), precision(outputs, labels), recall(outputs, labels), rocAuc(outputs, labels), topKAccuracy(2)(outputs, labels)];
  const confusion: Matrix<3, 3> = confusionMatrix(outputs, labels);
  const error: number = meanAbsoluteError(outputs, ones([3, 3]));
  expect3(scores.length + confusion.size + error);
}

// ── metrics of refused targets
{
  const classes = labels.reshape([3]); // right
  const classes = dense(4, 3).predict(labels).argmax(); // wrong: predict: …
  expect3(accuracy(ones([3, 3]), classes) + topKAccuracy(1)(ones([3, 3]), classes) + rocAuc(ones([3, 3]), classes) + confusionMatrix(ones([3, 3]), classes).size);
}

// ── losses of a refused prediction
{
  const outputs = dense(4, 3).predict(ones([3, 4])); // right
  const outputs = dense(4, 3).predict(ones([4, 3])); // wrong: predict: takes [4] with any leading axes, not [4, 3]
  const loss = crossEntropy.of(outputs, labels).add(huber.of(outputs, ones([3, 3])));
  is([], loss); // right
  const { error } = crossEntropy.evaluate(outputs, labels);
  const slope: Matrix<3, 3> = error;
  crossEntropy({ classWeights: ones([3]) }).of(outputs, labels);
  meanSquaredError.evaluate(outputs, slope);
}

// ── comparisons with a refused product
{
  const product = ones([3, 4]).matmul(ones([4, 3])); // right
  const product = ones([3, 4]).matmul(ones([3, 4])); // wrong: matmul: …
  if (allClose(product, ones([3, 3])) && equals(product, ones([3, 3])) && allClose(ones([3, 3]), product) && equals(ones([3, 3]), product)) expect3(1);
}

// ── metrics and comparisons that are wrong themselves
{
  accuracy(ones([3, 3]), labels); // right
  accuracy(ones([4, 3]), labels); // wrong: accuracy: the output is [4, 3], the targets are [3]
  confusionMatrix(ones([4, 3]), labels); // wrong: confusionMatrix: the output is [4, 3], the targets are [3]
  topKAccuracy(2)(ones([4, 3]), labels); // wrong: topKAccuracy: the output is [4, 3], the targets are [3]
  allClose(ones([4, 3]), labels); // wrong: allClose: [4, 3] by [3]: the shapes differ
  equals(ones([4, 3]), labels); // wrong: equals: [4, 3] by [3]: the shapes differ
  confusionMatrix(ones([3, 1]), labels); // wrong: confusionMatrix: [3, 1] has one class, so there is nothing to tell apart
  topKAccuracy(1)(ones([3, 1]), labels); // wrong: topKAccuracy: [3, 1] has one class, so there is nothing to tell apart
  crossEntropy.evaluate(ones([3, 1]), ones([3, 1])); // wrong: crossEntropy: [3, 1] has one class, so there is nothing to tell apart; use binaryCrossEntropy
}

// ── metrics of tensors of any shape
{
  const score = (outputs: Tensor<Shape>, targets: Tensor<Shape>) => accuracy(outputs, outputs); // right
  const score = (outputs: Tensor<Shape>, targets: Vector<3>) => accuracy(outputs, targets); // refused: accuracy: …
  const same = (a: Tensor<Shape>, b: Vector<3>) => equals(a, b); // refused: equals: …
}

// ── batches of refused inputs
{
  const x = zeros([8, 4]); // right
  const x = zeros([count, 4]).matmul(zeros([5, 4])); // wrong: a size known only at run time needs a name: dim(name, size)
  const x = zeros([5, 8]).matmul(zeros([5, 4])); // wrong: matmul: …
  for (const { inputs, targets } of batches(x, zeros([8, 2]), 4)) {
    const found = backpropagate(dense(4, 2), huber, inputs, targets);
    const slope: Matrix<4, 4> = found.error;
    const first: Matrix<4, 4> = inputs;
    expect3(slope.size + first.size);
  }
}

// ── batches that are refused
{
  const step = (x: Matrix<30, 4>, y: Matrix<30, 2>) => expect3(x.size + y.size);
  const [x, y] = [zeros([100, 4]), zeros([100, 2])];
  for (const b of batches(x, y, 30, { last: "drop" })) step(b.inputs, b.targets); // right
  for (const b of batches(x, y, 30, { last: "droped" })) step(b.inputs, b.targets); // wrong: Type '"droped"' is not assignable to type '… | … | … | undefined'. Did you mean '"drop"'?
  for (const b of batches(x, y, 30, { last: "drop", shuffle: true })) step(b.inputs, b.targets); // wrong: batches: there is no option shuffle
  for (const b of batches(x, y, 0, { last: "drop" })) step(b.inputs, b.targets); // wrong: batches: the size is a whole number from 1 up, not 0
  for (const b of batches(x, y, 2.5, { last: "drop" })) step(b.inputs, b.targets); // wrong: batches: the size is a whole number from 1 up, not 2.5
  for (const b of batches(x, zeros([2, 100]), 30, { last: "drop" })) step(b.inputs, b.targets); // wrong: batches: 100 inputs, but 2 targets
  for (const b of batches(x, zeros([]), 30, { last: "drop" })) step(b.inputs, b.targets); // wrong: batches: takes an axis of examples, not []
}

// ── batches: options that aren't known
{
  const last: "drop" | "keep" = yes ? "drop" : "keep";
  for (const { inputs } of batches(zeros([100, 4]), zeros([100, 2]), 30, { last })) dense(4, 2).predict(inputs); // right
  for (const { inputs } of batches(zeros([100, 4]), zeros([100, 2]), 30, { last })) { const x: Matrix<30, 4> = inputs; } // refused: Type …
  for (const { inputs } of batches(zeros([100, 4]), zeros([100, 2]), 30, { last: yes ? "drop" : "dropped" })) { const x: Matrix<30, 4> = inputs; } // refused: …
  const options: { last?: "drop" } = {}; for (const { inputs } of batches(zeros([100, 4]), zeros([100, 2]), 30, options)) dense(4, 2).predict(inputs); // right
}

// ── batches in code for all sizes
{
  const learn = <N extends number, B extends number>(x: Matrix<N, 4>, y: Matrix<N, 2>, size: B) => { for (const { inputs, targets } of batches(x, y, 4, { last: "drop" })) is([4, 2], dense(4, 2).predict(inputs).add(targets)); }; // right
  const learn = <N extends number, M extends number>(x: Matrix<N, 4>, y: Matrix<M, 2>) => { for (const { inputs } of batches(x, y, 4, { last: "drop" })) inputs; }; // refused: …examplesMismatch<"batches", N, M>…
  learn(zeros([8, 4]), zeros([8, 2]), 2); // right
}

// ── groups of a refused network
{
  const network = sequential(dense(4, 3), dense(3, 2)); // right
  const network = sequential(dense(4, 3), dense(4, 2)); // wrong: sequential: layer 2 takes [4], but layer 1 gives [3]
  const optimizer = parameterGroups(network, [
    { optimizer: adamW(network, { weightDecay: 0 }), only: (name) => name.endsWith("bias") },
    adamW(network),
  ]);
  const average = movingAverage(network);
  const y: Vector<2> = average.network.predict(ones([4]));
  onPlateau(optimizer);
  const step = trainingStep(network, huber, optimizer);
  step(ones([4]), y);
  evaluate(network, huber, ones([3, 4]), ones([3, 2]));
  await train(network, { inputs: ones([3, 4]), targets: ones([3, 2]), loss: huber, optimizer, epochs: 1 });
}

// ── groups that are wrong themselves
{
  const network = sequential(dense(4, 3), dense(3, 2)), other = dense(7, 7);
  parameterGroups(network, [adamW(network)]); // right
  parameterGroups(network, [adamW(other), adamW(network)]); // wrong: parameterGroups: a group has parameters that aren't in the network
  parameterGroups(network, adamW(network)); // wrong: Argument of type 'Optimizer<…>' is not assignable to parameter of type 'readonly unknown[] & readonly OptimizerOrGroup[]'.
  parameterGroups(network, { optimizer: adamW(network), only: () => true }); // wrong: …OptimizerOrGroup[]…
  parameterGroups(network, []); // wrong: parameterGroups: takes a list of optimizers, not an empty one
  parameterGroups(network, [network]); // wrong: parameterGroups: takes optimizers, such as adamW(network)
  parameterGroups([adamW(network)], network); // wrong: parameterGroups: takes a network or a trainable, and then a list of optimizers
}

// ── the result of backpropagate
{
  const layer = dense(4, 6), code = randomNormal([15, 4]); // right
  const layer = dense(4, 6), code = randomNormal([4, 15]); // wrong
  const found = backpropagate(layer, meanSquaredError, code, randomNormal([15, 6])); // right
  const found = backpropagate(layer, meanSquaredError, code, randomNormal([15, 6])); // wrong: backpropagate: takes [4] with any leading axes, not [4, 15]
  const slope: Matrix<15, 4> = found.error;
  dense(9, 4).forward(ones([15, 9])).backward(found.error);
  adam(layer).step(found.gradients);
  is([15, 4], slope); // right
}

// ── the result of backpropagate, for every network
{
  const slope = <In extends Shape, Out extends Shape, P, N extends number>(network: Layer<In, Out, P>, x: Tensor<[N, ...In]>, y: Tensor<[N, ...Out]>): Tensor<[N, ...In]> =>
    backpropagate(network, huber, x, y).error; // right
    backpropagate(network, huber, y, y).error; // refused: …inputsFitTheNetwork<"backpropagate", In, [N, ...Out]>…
  slope(dense(4, 2), ones([3, 4]), ones([3, 2])); // right
}

// ── a loss of several outputs that is refused
{
  const network = heads({ kind: dense(6, 3), size: dense(6, 1) });
  const loss = multiTaskLoss({ kind: crossEntropy, size: huber }); // right
  const loss = multiTaskLoss([crossEntropy, huber]); // wrong: multiTaskLoss: takes a record of losses, by name
  const loss = multiTaskLoss(crossEntropy); // wrong: multiTaskLoss: takes a record of losses, by name
  const loss = multiTaskLoss({ kind: crossEntropy, size: dense(2, 1) }); // wrong: …multiTaskLoss, size: takes a loss, such as meanSquaredError
  const loss = multiTaskLoss({ kind: crossEntropy, size: huber }, { weights: { sise: 2 } }); // wrong: …
  const targets = { kind: vector([0, 1]), size: zeros([2, 1]) };
  backpropagate(network, loss, ones([2, 6]), targets);
  evaluate(network, loss, ones([2, 6]), targets);
  trainingStep(network, loss, adam(network))(ones([2, 6]), targets);
  await train(network, { inputs: ones([2, 6]), targets, loss, optimizer: adam(network), epochs: 1 });
}

// ── messages of comparisons and schedules
{
  const network = dense(4, 2);
  equals(network.parameters.bias, network.parameters.bias); // right
  equals(network.parameters, network.parameters); // wrong: equals: takes a tensor, not an object
  allClose(network.parameters, network.parameters); // wrong: allClose: takes a tensor, not an object
  onPlateau(adam(network)); // right
  onPlateau([adam(network)]); // right
  onPlateau({ learningRate: 0.1 }); // right
  onPlateau(network); // wrong: onPlateau: takes an optimizer with a learning rate, not an object
  onPlateau(adam); // wrong: onPlateau: takes an optimizer with a learning rate, not a function
}

// ── movingAverage: of any network
{
  const call = <Result>(made: () => Result): Result => made();
  is([2], call(() => movingAverage(dense(4, 2))).network.predict(ones([4]))); // right
  is([2], call(() => movingAverage(heads({ a: dense(4, 2) }))).network.predict(ones([4])).a); // right
  call(() => movingAverage(5)); // wrong: movingAverage: the network is something else, not a layer
  const averaged = <In extends Shape, Out extends Shape, P>(network: Network<In, Out, P>) => movingAverage(network).network; // right
  const averaged = <In extends Shape, Out extends Shape, P>(network: Layer<In, Out, P>) => movingAverage(network).network; // refused: …to parameter of type 'Network<In, Out, P>'.
}
