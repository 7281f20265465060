/** Networks that share: layers, parameters, optimisers, states, caches, records of several inputs and outputs with names of all kinds. */
import { concat, dim, type Dim, grad, type Matrix, matrix, ones, oneHot, random, randomNormal, type Scalar, type Shape, type Size, stack, tensor, type Tensor, type Vector, vector, zeros } from "conformable";
import { loadNetwork, readNpy, saveNetwork, writeNpy } from "conformable/io";
import { accuracy, activate, adam, adamW, attention, backpropagate, type Batch, batches, batchNorm, cellOf, confusionMatrix, cosineDecay, crossAttention, crossEntropy, decoding, dense, type Dense, type DenseParameters, dropout, embedding, evaluate, freeze, type Gradients, gru, heads, huber, layer, type Layer, layerNorm, type LstmState, lstm, masked, meanSquaredError, movingAverage, multiTaskLoss, type Network, onPlateau, type Optimizer, optimizerOf, parallel, parameterGroups, positions, recordLayer, recurrent, relu, residual, reversed, scaledDotProductAttention, sequential, sequentialOf, sgd, stepDecay, train, trainable, trainingStep, unembedding, warmup } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");

// ── a trunk of two networks
{
  const trunk = dense(8, 4);
  const one = sequential(trunk, dense(4, 2));
  const two = sequential(trunk, dense(4, 3)); // right
  const two = sequential(trunk, dense(8, 3)); // wrong: sequential: layer 2 takes [8], but layer 1 gives [4]
  is([3], two.predict(zeros([8]))); // right
  const three = sequential(dense(4, 8), trunk, trunk); // wrong: sequential: layer 3 takes [8], but layer 2 gives [4]
}

// ── the parameters of one network in another
{
  const teacher = sequential(dense(8, 4), dense(4, 2));
  const student = sequential(dense(8, 4), dense(4, 2)); // right
  const student = sequential(dense(8, 5), dense(5, 2)); // wrong
  student.with(teacher.parameters); // here: Argument …
  student.with([teacher.parameters[0], student.parameters[1]]); // right
}

// ── the parameters of a layer in a list of one
{
  const network = sequential(dense(8, 4), dense(4, 2));
  network.with([dense(8, 4).parameters, dense(4, 2).parameters]); // right
  network.with([dense(8, 4).parameters]); // wrong: Argument …
  network.with([dense(4, 2).parameters, dense(4, 2).parameters]); // wrong: Type …
  network.with([dense(8, 4).parameters, dense(4, 2).parameters, dense(2, 2).parameters]); // wrong: Argument …
  network.with([...network.parameters].reverse()); // refused: Argument …
}

// ── gradients of one network for another
{
  const a = dense(8, 4);
  const b = dense(4, 8);
  const { gradients } = backpropagate(a, meanSquaredError, zeros([5, 8]), zeros([5, 4]));
  adam(a).step(gradients); // right
  adam(b).step(gradients); // wrong: Argument …
  adam(sequential(a)).step(gradients); // wrong: …
  adam(sequential(a)).step([gradients]); // right
  adam(a).step([gradients]); // wrong: …
}

// ── the optimiser of one network for another
{
  const a = dense(8, 4);
  const b = dense(8, 3);
  trainingStep(a, meanSquaredError, adam(a)); // right
  trainingStep(a, meanSquaredError, adam(b)); // wrong: Argument …
  train(b, { ...{ optimizer: adam(b) }, loss: meanSquaredError, inputs: zeros([5, 8]), targets: zeros([5, 3]), epochs: 1, batchSize: 5 }); // either: …
}

// ── a frozen layer in a sequence
{
  const network = sequential(freeze(dense(8, 4)), dense(4, 2));
  network.with([{}, dense(4, 2).parameters]); // either: …
  is([2], network.predict(zeros([8]))); // right
  network.predict(zeros([4])); // wrong: predict: …
  network.with([dense(8, 4).parameters, dense(4, 2).parameters]); // wrong: …
  network.with([{}, dense(8, 4).parameters]); // wrong: …
}

// ── heads by numbers
{
  const network = heads({ 0: dense(4, 3), 1: dense(4, 1) });
  backpropagate(network, multiTaskLoss({ 0: crossEntropy, 1: meanSquaredError }), zeros([5, 4]), { 0: zeros([5]), 1: zeros([5, 1]) }); // right
  backpropagate(network, multiTaskLoss({ 0: crossEntropy, 1: meanSquaredError }), zeros([5, 4]), { 0: zeros([5]), 1: zeros([5, 2]) }); // wrong: …
  backpropagate(network, multiTaskLoss({ 0: crossEntropy, 1: meanSquaredError }), zeros([5, 4]), { 0: zeros([5, 2]), 1: zeros([5, 1]) }); // wrong: …
  backpropagate(network, multiTaskLoss({ 0: meanSquaredError, 1: meanSquaredError }), zeros([5, 4]), { 0: zeros([5]), 1: zeros([5, 1]) }); // wrong: …
  backpropagate(network, multiTaskLoss({ 0: crossEntropy, 1: meanSquaredError }), zeros([5, 4]), { 0: zeros([4]), 1: zeros([5, 1]) }); // wrong: …
}

// ── heads by numbers that take other shapes
{
  heads({ 0: dense(4, 3), 1: dense(4, 1) }); // right
  heads({ 0: dense(4, 3), 1: dense(5, 1) }); // wrong: …
  heads({ 0: dense(4, 3), 1: zeros([4]) }); // wrong: …
}

// ── several inputs by numbers
{
  const network = parallel({ 0: dense(4, 3), 1: dense(2, 1) });
  is([5, 1], network.predict({ 0: zeros([5, 4]), 1: zeros([5, 2]) })[1]); // right
  network.predict({ 0: zeros([5, 4]), 1: zeros([5, 3]) }); // wrong: …
  network.predict({ 0: zeros([5, 4]), 1: zeros([4, 2]) }); // wrong: …
  network.predict({ 0: zeros([5, 4]) }); // wrong: …
}

// ── heads of a record without names
{
  const layers: { readonly a: Dense<4, 3>; readonly b: Dense<4, 3> } = { a: dense(4, 3), b: dense(4, 3) }; // right
  const layers: Record<string, Dense<4, 3>> = { a: dense(4, 3) }; // refused
  is([5, 3], heads(layers).predict(zeros([5, 4]))["b"]); // here: …
}

// ── heads of a record with a pattern of names
{
  const layers: { readonly headA: Dense<4, 3>; readonly headB: Dense<4, 3> } = { headA: dense(4, 3), headB: dense(4, 3) }; // right
  const layers: { readonly [name: `head${string}`]: Dense<4, 3> } = { headA: dense(4, 3) }; // refused
  is([5, 3], heads(layers).predict(zeros([5, 4]))["headB"]); // here: …
}

// ── heads of which one may be missing
{
  const layers: { readonly a: Dense<4, 3>; readonly b: Dense<4, 3> } = { a: dense(4, 3), b: dense(4, 3) }; // right
  const layers: { readonly a: Dense<4, 3>; readonly b?: Dense<4, 3> } = { a: dense(4, 3) }; // refused
  is([5, 3], heads(layers).predict(zeros([5, 4])).b); // here: …
}

// ── heads that are one of two records
{
  heads({ a: dense(4, 3) }); // right
  heads(yes ? { a: dense(4, 3) } : { b: dense(4, 3) }); // refused: …
  heads({ a: yes ? dense(4, 3) : dense(4, 2) }); // refused: …
  parallel({ a: yes ? dense(4, 3) : dense(5, 3) }); // refused: …
  heads(new Map([["a", dense(4, 3)]])); // wrong: …
  heads([dense(4, 3)]); // wrong: …
  heads({}); // wrong: …
}

// ── several inputs without names
{
  const sizes: { readonly a: readonly [3]; readonly b: readonly [3] } = { a: [3], b: [3] }; // right
  const sizes: Record<string, readonly [3]> = { a: [3] }; // refused
  const network = recordLayer({ w: zeros([3]) }, sizes, [], (p, { a }) => a!.matmul(p.w)); // here: …
  network.predict({ a: zeros([5, 3]), b: zeros([5, 3]) }); // right
}

// ── several inputs of which one may be missing
{
  const sizes: { readonly a: readonly [3]; readonly b: readonly [3] } = { a: [3], b: [3] }; // right
  const sizes: { readonly a: readonly [3]; readonly b?: readonly [3] } = { a: [3] }; // refused
  recordLayer({ w: zeros([3]) }, sizes, [], (p, { a }) => a.matmul(p.w)); // here: …
}

// ── losses of a record without names
{
  const network = heads({ a: dense(4, 3), b: dense(4, 1) });
  const losses: { readonly a: typeof crossEntropy; readonly b: typeof meanSquaredError } = { a: crossEntropy, b: meanSquaredError }; // right
  { const losses: Record<string, typeof meanSquaredError> = { a: meanSquaredError }; backpropagate(network, multiTaskLoss(losses), zeros([5, 4]), { a: zeros([5]), b: zeros([5, 1]) }); } // refused: …
  { const losses: { readonly a: typeof crossEntropy; readonly b?: typeof meanSquaredError } = { a: crossEntropy }; backpropagate(network, multiTaskLoss(losses), zeros([5, 4]), { a: zeros([5]), b: zeros([5, 1]) }); } // refused: …
  backpropagate(network, multiTaskLoss(losses), zeros([5, 4]), { a: zeros([5]), b: zeros([5, 1]) }); // right
}

// ── targets that have more or less
{
  const network = heads({ a: dense(4, 3), b: dense(4, 1) });
  const loss = multiTaskLoss({ a: crossEntropy, b: meanSquaredError });
  const targets: { readonly a: Vector<5>; readonly b: Matrix<5, 1> } = { a: zeros([5]), b: zeros([5, 1]) }; // right
  { const targets: { readonly a: Vector<5>; readonly b?: Matrix<5, 1> } = { a: zeros([5]) }; backpropagate(network, loss, zeros([5, 4]), targets); } // refused: …
  { const targets: Partial<{ readonly a: Vector<5>; readonly b: Matrix<5, 1> }> = {}; backpropagate(network, loss, zeros([5, 4]), targets); } // refused: …
  { const targets = { a: zeros([5]), b: zeros([5, 1]), c: zeros([5]) }; backpropagate(network, loss, zeros([5, 4]), targets); } // refused: …
  { const targets: Record<"a" | "b", Matrix<5, 1>> = { a: zeros([5, 1]), b: zeros([5, 1]) }; backpropagate(network, loss, zeros([5, 4]), targets); } // refused: …
  backpropagate(network, loss, zeros([5, 4]), targets); // right
}

// ── the state of a cell
{
  const cell = cellOf(lstm([7, 3], 4));
  const state = cell.start();
  const next = cell.step(zeros([3]), state); // right
  const next = cell.step(zeros([4]), state); // wrong: Argument …
  const next = cell.step(zeros([5, 3]), state); // wrong: Argument …
  const next = cell.step(zeros([5, 3]), cell.start([4])); // wrong: …
  is([4], next.memory); // right
}

// ── the state of another cell
{
  const [one, other] = [cellOf(lstm([7, 3], 4)), cellOf(lstm([7, 3], 5))];
  one.step(zeros([3]), one.start()); // right
  one.step(zeros([3]), other.start()); // wrong: Argument …
  one.step(zeros([3]), cellOf(gru([7, 3], 4)).start()); // wrong: …
  one.step(zeros([3]), { output: zeros([4]), memory: zeros([4]) }); // right
  one.step(zeros([3]), { output: zeros([4]), memory: zeros([5]) }); // wrong: …
  one.step(zeros([3]), { output: zeros([4]) }); // wrong: …
}

// ── a state of a gru that comes from an lstm
{
  const cell = cellOf(gru([7, 3], 4));
  cell.step(zeros([3]), cell.start()); // right
  cell.step(zeros([3]), cellOf(lstm([7, 3], 4)).start()); // either: …
  cell.step(zeros([2, 3]), cell.start([2])); // right
  cell.step(zeros([2, 3]), cell.start([3])); // wrong: …
  cell.step(zeros([2, 3]), cell.start()); // wrong: …
}

// ── the states of an encoder and a decoder
{
  const encoder = cellOf(lstm([7, 3], 4));
  const decoder = cellOf(lstm([7, 2], 4)); // right
  const decoder = cellOf(lstm([7, 2], 6)); // wrong
  const state = encoder.step(zeros([5, 3]), encoder.start([5]));
  decoder.step(zeros([5, 2]), state); // here: Argument …
}

// ── a cell of a network that has none
{
  cellOf(recurrent([7, 3], 4)); // right
  cellOf(dense(3, 4)); // wrong: cellOf: …
  cellOf(reversed(lstm([7, 3], 4))); // wrong, open: …
  cellOf(sequential(lstm([7, 3], 4))); // wrong: cellOf: …
  cellOf(yes ? lstm([7, 3], 4) : gru([7, 3], 4)); // refused: cellOf: …
}

// ── decoding, place by place
{
  const network = sequential(attention([6, 8], 2, { causal: true }), residual(dense(8, 8)));
  const decoder = decoding(network);
  is([8], decoder.next(zeros([8]))); // right
  decoder.next(zeros([7])); // wrong: next: …
  is([3, 8], decoding(network).next(zeros([3, 8]))); // right
}

// ── decoding of what isn't place by place
{
  decoding(attention([6, 8], 2, { causal: true })); // right
  decoding(lstm([6, 8], 4, { returns: "last" })); // wrong: …
  decoding(dense(6, 8)); // wrong: …
  decoding(sequential(attention([6, 8], 2), lstm([6, 8], 8, { returns: "last" }))); // wrong: …
}

// ── a mask of the wrong axis
{
  const network = attention([6, 8], 2);
  masked(network, (x) => x.sum(2)); // right
  masked(network, (x) => x.sum(1)); // refused: …
  masked(network, (x) => x.sum([1, 2])); // refused: …
  masked(network, (x) => x.slice([0, 1]).sum(2)); // refused: …
  masked(network, () => ones([2, 6])); // refused: …
}

// ── a mask of a network on numbers
{
  const network = sequential(embedding(9, 4), dense(4, 4));
  masked(layer({}, [6], [6], (_, x) => x), (x) => x.greater(0)); // right
  masked(layer({}, [6], [6], (_, x) => x), (x) => x.greater(0).expandDims(2)); // refused: …
  masked(network, (x) => x); // wrong: masked: …
}

// ── a mask for scores
{
  const mask = zeros([6, 6]); // right
  const mask = zeros([6, 7]); // wrong
  attention([6, 8], 2, { mask }); // here: …
}

// ── a memory of another width
{
  const layer = crossAttention([6, 8], [5, 4], 2);
  is([6, 8], layer.predict(zeros([6, 8]), zeros([5, 4]))); // right
  layer.predict(zeros([6, 8]), zeros([4, 5])); // wrong: …
  layer.predict(zeros([6, 8]), zeros([3, 5, 4])); // wrong: …
  layer.predict(zeros([3, 6, 8]), zeros([5, 4])); // wrong: …
  const one = crossAttention([6, 8], [5, 4], 3); // wrong: …
  const two = crossAttention([6, 9], [5, 4], 2); // wrong: …
}

// ── numbers of classes of another length
{
  const network = dense(4, 3);
  backpropagate(network, crossEntropy, zeros([5, 4]), zeros([5])); // right
  backpropagate(network, crossEntropy, zeros([5, 4]), zeros([4])); // wrong: backpropagate: …
  backpropagate(network, crossEntropy, zeros([5, 4]), zeros([5, 1])); // wrong: backpropagate: …
  backpropagate(network, crossEntropy, zeros([5, 4]), vector([0, 1, 2, 0])); // wrong: backpropagate: …
  backpropagate(network, crossEntropy, zeros([5, 4]), oneHot([0, 1, 2, 0, 1] as const, 4)); // wrong: backpropagate: …
  backpropagate(network, crossEntropy, zeros([4]), zeros([])); // right
  backpropagate(network, meanSquaredError, zeros([5, 4]), zeros([5])); // wrong: backpropagate: …
}

// ── numbers of classes of a sequence
{
  const network = sequential(embedding(9, 4), dense(4, 9));
  backpropagate(network, crossEntropy, zeros([5, 6]), zeros([5, 6])); // right
  backpropagate(network, crossEntropy, zeros([5, 6]), zeros([5])); // wrong: backpropagate: …
  backpropagate(network, crossEntropy, zeros([5, 6]), zeros([6, 5])); // wrong: backpropagate: …
  backpropagate(network, crossEntropy, zeros([5, 6]), zeros([5, 6, 4])); // wrong: backpropagate: …
  is([6, 9], network.predict(zeros([6]))); // right
}

// ── words and their weights
{
  const words = embedding(9, 4);
  const output = unembedding(words);
  unembedding(dense(4, 9)); // wrong: …
  sequential(words, dense(4, 4), output); // right
  sequential(words, dense(4, 5), unembedding(words)); // wrong: …
}

// ── a network that is loaded into another
{
  const bytes = saveNetwork(dense(4, 3));
  const load = (network: Dense<4, 3>) => loadNetwork(network, bytes);
  const other = (network: Dense<4, 3>) => loadNetwork(network, bytes, { optimizer: adam(dense(3, 4)) }); // refused: …
  load(dense(4, 3)); // right
  load(dense(3, 4)); // wrong: Argument …
  loadNetwork(zeros([3]), bytes); // wrong: …
}

// ── a file of an array with a stated shape
{
  const bytes = writeNpy(zeros([4, 3]));
  const shape: [4, 3] = [4, 3]; // right
  { const shape: [4, 3?] = [4, 3]; is([4, 3], readNpy(bytes, shape)); } // refused: …
  { const shape: [4 | 5, 3] = [4, 3]; is([4, 3], readNpy(bytes, shape)); } // refused: …
  { const shape: [4, ...3[]] = [4, 3]; is([4, 3], readNpy(bytes, shape)); } // refused: …
  { const shape: [4, 3] | [4] = yes ? [4, 3] : [4]; is([4, 3], readNpy(bytes, shape)); } // refused: …
  is([4, 3], readNpy(bytes, shape)); // right
}

// ── schedules
{
  const network = dense(4, 3);
  sgd(network, { learningRate: cosineDecay(0.1, { steps: 10 }) }); // right
  sgd(network, { learningRate: cosineDecay }); // refused: Type …
  sgd(network, { learningRate: "0.1" }); // wrong: Type 'string' …
  sgd(network, { learningRate: warmup(cosineDecay(0.1, { steps: 10 }), { steps: 2 }) }); // right
  sgd(network, { momentum: cosineDecay(0.1, { steps: 10 }), learningRate: 1 }); // wrong: Type …
  onPlateau(sgd(network, { learningRate: 0.1 }), { patience: 2, factor: 0.5 }); // right
  onPlateau(network, { patience: 2, factor: 0.5 }); // wrong: Argument …
}

// ── an optimiser that is declared of any parameters
{
  const network = dense(4, 3);
  const optimizer: Optimizer<DenseParameters<4, 3>> = adam(network); // right
  const optimizer: Optimizer<DenseParameters<3, 4>> = adam(network); // refused: Type …
  const optimizer: Optimizer<unknown> = adam(network); // refused: Type …
  const optimizer: Optimizer<{}> = adam(network); // refused: Type …
  optimizer.step(network.parameters); // right
}

// ── a network that is declared with less
{
  const network: Layer<[4], [3], DenseParameters<4, 3>> = dense(4, 3); // right
  const other: Layer<[4], [3], Pick<DenseParameters<4, 3>, "weights">> = dense(4, 3); // refused: Type …
  sgd(network, { learningRate: 1 }).step(network.parameters); // right
}

// ── a network of unknown parameters
{
  const network: Layer<[4], [3], unknown> = dense(4, 3);
  is([3], network.predict(zeros([4]))); // right
  sgd(network, { learningRate: 1 }); // either: …
  sequential(network, dense(4, 3)); // wrong: sequential: …
  is([5], sequential(network, dense(3, 5)).predict(zeros([4]))); // right
}

// ── layers whose fields are overwritten
{
  sequential(Object.assign(Object.create(dense(4, 3)) as Dense<4, 3>, { name: "hidden" }), dense(3, 2)); // either: …
  sequential({ ...dense(4, 3) }, dense(3, 2)); // right
  sequential({ ...dense(4, 3), outputShape: [7] as [7] }, dense(7, 2)); // refused: …
  sequential(dense(5, 7), { ...dense(4, 3), inputShape: [7] as [7] }); // refused: …
  sequential({ ...dense(4, 3), predict: dense(4, 7).predict }, dense(7, 2)); // wrong: …
  sequential({ ...dense(4, 3), forward: dense(4, 7).forward }, dense(7, 2)); // wrong: …
}

// ── a class that wraps a layer
{
  class Named<In extends Shape, Out extends Shape, P> {
    constructor(readonly name: string, readonly inner: Layer<In, Out, P>) {}
  }
  const first = new Named("first", dense(4, 3));
  is([2], sequential(first.inner, new Named("second", dense(3, 2)).inner).predict(zeros([4]))); // right
  sequential(first.inner, new Named("second", dense(4, 2)).inner); // wrong: sequential: …
  sequential(first, dense(3, 2)); // wrong: sequential: …
}

// ── layers in a list
{
  const layers = Array.from({ length: 3 }, () => dense(4, 4));
  is([4], sequentialOf(layers).predict(zeros([4]))); // right
  sequential(dense(5, 4), ...layers); // refused: …
  is([2], sequential(sequentialOf(layers), dense(4, 2)).predict(zeros([4]))); // right
  sequentialOf([dense(4, 3), dense(4, 3)]); // wrong: …
  sequentialOf([dense(4, 4), dense(4, 3)]); // refused: …
}

// ── layers in a tuple
{
  const layers = [dense(4, 3), dense(3, 2)] as const;
  is([2], sequential(...layers).predict(zeros([4]))); // right
  sequential(...layers, dense(3, 2)); // wrong: sequential: …
  sequential(dense(4, 3), ...layers); // wrong: sequential: …
  is([1], sequential(...layers, dense(2, 1)).predict(zeros([4]))); // right
}

// ── parameter groups of another network
{
  const network = sequential(dense(4, 3), dense(3, 2));
  const first = dense(4, 3);
  parameterGroups(network, [{ optimizer: adam(network), only: (name) => name.endsWith("weights") }, sgd(network, { learningRate: 1 })]); // right
  parameterGroups(network, [adam(dense(7, 2))]); // wrong: …
  parameterGroups(network, []); // wrong: …
}

// ── an average of another network
{
  const network = dense(4, 3);
  const average = movingAverage(network, { decay: 0.9 });
  is([3], average.network.predict(zeros([4]))); // right
  average.network.predict(zeros([3])); // wrong: predict: …
  average.network.with(dense(3, 4).parameters); // wrong: …
}

// ── a loss that depends on a layer of records
{
  const network = recordLayer({ w: zeros([3, 2]) }, { a: [3], b: [2] }, [2], (p, { a, b }) => a.matmul(p.w).add(b));
  is([5, 2], network.predict({ a: zeros([5, 3]), b: zeros([5, 2]) })); // right
  network.predict({ a: zeros([5, 2]), b: zeros([5, 3]) }); // wrong: …
  network.predict({ a: zeros([5, 3]), b: zeros([4, 2]) }); // wrong: …
  network.predict({ a: zeros([5, 3]) }); // wrong: …
  backpropagate(network, meanSquaredError, { a: zeros([5, 3]), b: zeros([5, 2]) }, zeros([5, 3])); // wrong: backpropagate: …
  recordLayer({ w: zeros([3, 2]) }, { a: [3], b: [2] }, [2], (p, { a, b }) => a.matmul(p.w).add(a)); // refused: …
  recordLayer({ w: zeros([3, 2]) }, { a: [3], b: [2] }, [3], (p, { a, b }) => a.matmul(p.w).add(b)); // refused: …
}
