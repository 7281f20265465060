/** Whole pipelines in the style of applications: files, tables, services, batches, training, metrics, groups, schedules, records of layers. */
import { concat, dim, type Dim, grad, type Matrix, matrix, ones, oneHot, random, randomNormal, type Random, type Scalar, scalar, type Shape, type Size, stack, tensor, type Tensor, type Vector, vector, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { loadNetwork, readCsv, readNpy, readNpz, readSafetensors, receive, receiveLike, saveNetwork, type Table, type TensorFile, transfer, writeNpy, writeNpz, writeSafetensors } from "conformable/io";
import * as linalg from "conformable/linalg";
import * as nn from "conformable/nn";
import { accuracy, activate, adam, adamW, attention, backpropagate, type Batch, batches, batchNorm, binaryCrossEntropy, checkGradients, confusionMatrix, conv2d, cosineDecay, crossEntropy, dense, type Dense, type DenseParameters, dropout, embedding, evaluate, f1, flatten, freeze, type Gradients, heads, huber, type Layer, layerNorm, lion, type Loss, maxPool2d, meanAbsoluteError, meanSquaredError, type Metric, movingAverage, multiTaskLoss, type Network, onPlateau, type Optimizer, optimizerOf, parallel, parameterGroups, precision, recordLayer, relu, residual, rocAuc, sequential, sequentialOf, sgd, stepDecay, summary, tanh, topKAccuracy, train, trainable, trainingStep, warmup } from "conformable/nn";
import { toOnnx } from "conformable/onnx";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("4");
const source = random(5);

// ── a table of houses: features, targets, a model
{
  const houses = readCsv("area,rooms,price\n50,2,100\n80,3,170\n", { rows: "houses" });
  const x = houses.numbers(["area", "rooms"]); // right
  const x = houses.numbers(["area", "rooms", "price"]); // wrong
  const y = houses.numbers(["price"]);
  const model = dense(2, 1);
  backpropagate(model, meanSquaredError, x, y); // here: backpropagate: takes [2] with any leading axes, not [houses, 3]
}

// ── a table of houses: a column is a vector
{
  const houses = readCsv("area,rooms,price\n50,2,100\n80,3,170\n", { rows: "houses" });
  const y = houses.numbers(["price"]); // right
  const y = houses.column("price"); // wrong
  backpropagate(dense(2, 1), meanSquaredError, houses.numbers(["area", "rooms"]), y); // here: backpropagate: the output is [houses, 1], the targets are [houses]
}

// ── a table of flowers: classes by their numbers
{
  const flowers = readCsv("petal,width,kind\n1.4,0.2,a\n4.7,1.4,b\n", { rows: "flowers" });
  const { labels, names } = flowers.classes("kind");
  is([3, 2], dense(2, 2).predict(zeros([3, 2])));
  backpropagate(dense(2, 2), crossEntropy, flowers.numbers(["petal", "width"]), labels); // right
  backpropagate(dense(2, 2), crossEntropy, flowers.numbers(["petal", "width"]), names); // wrong: …
  backpropagate(dense(2, 2), meanSquaredError, flowers.numbers(["petal", "width"]), labels); // wrong: backpropagate: …
  backpropagate(dense(2, 2), crossEntropy, flowers.numbers(["petal", "width"]), oneHot(labels, names.length)); // refused: …a size known only at run time needs a name: dim(name, size)
}

// ── a table that a function takes, of any rows
{
  const design = <R extends number>(table: Table<R>): Matrix<R, 3> => concat([table.numbers(["a", "b"]), ones([table.rows, 1])], 1); // right
  const design = <R extends number>(table: Table<R>): Matrix<R, 3> => concat([table.numbers(["a", "b"]), ones([table.rows])], 1); // refused: …concat…
  const design = <R extends number>(table: Table<R>): Matrix<R, 3> => concat([table.numbers(["a"]), ones([table.rows, 1])], 1); // refused: Type …
  design(readCsv("a,b\n1,2\n", { rows: "r" })).matmul(zeros([3]));
}

// ── train and test rows of a table
{
  const data = readCsv("a,b,y\n1,2,3\n4,5,6\n7,8,9\n", { rows: "rows" });
  const x = data.numbers(["a", "b"]).as([3, 2]);
  const [training, test] = x.split([2, 1], 0); // right
  const [training, test] = x.split([2, 2], 0); // wrong: split: …
  const [training, test] = x.split([2, 1], 1); // wrong: split: …
  is([2, 2], training); // right
}

// ── standardised by what the training rows have
{
  const [training, test] = randomNormal([10, 3]).split([8, 2], 0);
  const [mean, deviation] = [training.mean(0), training.standardDeviation(0)]; // right
  const [mean, deviation] = [training.mean(1), training.standardDeviation(0)]; // wrong
  is([2, 3], test.subtract(mean).divide(deviation)); // here: subtract: [8] does not fit the end of [2, 3]
}

// ── a file of arrays: shapes that the program states
{
  const file = readNpz(writeNpz({ images: zeros([5, 4, 4]), labels: zeros([5]) }));
  const labels = file.get("labels", [5]); // right
  const labels = file.get("labels", [5, 1]); // wrong
  backpropagate(sequential(flatten([4, 4]), dense(16, 3)), crossEntropy, file.get("images", [5, 4, 4]), labels); // here: backpropagate: …
}

// ── a file of arrays: a size that the file knows
{
  const file = readNpz(writeNpz({ images: zeros([5, 16]) }));
  const images = file.get("images", [dim("images", file.shapeOf("images")[0] ?? 0), 16]); // right
  const images = file.get("images", [file.shapeOf("images")[0] ?? 0, 16]); // refused: Type 'number' …
  dense(16, 3).predict(images); // right
}

// ── an array of NumPy's: a shape of one size less
{
  const bytes = writeNpy(zeros([5, 3]));
  dense(3, 2).predict(readNpy(bytes, [5, 3])); // right
  dense(3, 2).predict(readNpy(bytes, [3, 5])); // wrong: predict: takes [3] with any leading axes, not [3, 5]
  readNpy(bytes, [count, 3]); // refused: Type 'number' …
  readNpy(bytes); // refused: Expected 2 arguments, but got 1.
}

// ── weights of another tool, given to a layer
{
  const file = readSafetensors(writeSafetensors({ "fc.weight": zeros([2, 3]), "fc.bias": zeros([2]) }));
  is([2], dense(3, 2, { weights: file.get("fc.weight", [2, 3]), bias: file.get("fc.bias", [2]) }).predict(zeros([3]))); // right
  dense(3, 2, { weights: file.get("fc.weight", [3, 2]), bias: file.get("fc.bias", [2]) }); // wrong: Type …
  dense(3, 2, { weights: file.get("fc.weight", [2, 3]).transpose() }); // wrong: Type …
  dense(3, 2, { weights: file.get("fc.weight", [2, 3]), bias: file.get("fc.bias", [3]) }); // wrong: Type …
  dense(3, 2, { weight: file.get("fc.weight", [2, 3]) }); // wrong: …
}

// ── a service that loads its network
{
  class Service {
    private constructor(private readonly network: Dense<4, 2>) {}
    static async load(read: () => Promise<Uint8Array>): Promise<Service> {
      const network = dense(4, 2); // right
      const network = dense(4, 3); // refused
      loadNetwork(network, await read());
      return new Service(network); // here: Argument …
    }
    answer(features: readonly number[]): Vector<2> { return this.network.predict(tensor(features, [4])); }
  }
  is([2], (await Service.load(async () => saveNetwork(dense(4, 2)))).answer([1, 2, 3, 4]));
}

// ── a service: the features of a request
{
  class Service {
    readonly network = dense(4, 2);
    answer(features: readonly number[]): Vector<2> { return this.network.predict(tensor(features, [4])); } // right
    answer(features: readonly number[]): Vector<2> { return this.network.predict(tensor(features, [features.length])); } // refused: Type 'number' …
    answer(features: readonly number[]): Vector<2> { return this.network.predict(tensor([features], [1, 4])); } // refused: Type …
    answer(features: readonly number[]): Vector<2> { return this.network.predict(vector(features)); } // refused: …vector: an array of unknown length needs a shape…
  }
  new Service().answer([1, 2, 3, 4]);
}

// ── a service: requests, answered in one batch
{
  const network = dense(4, 2);
  const answer = (requests: readonly (readonly number[])[]) => {
    const rows = dim("requests", requests.length);
    const outputs = network.predict(tensor(requests, [rows, 4])); // right
    const outputs = network.predict(tensor(requests, [4, rows])); // wrong
    return outputs.softmax().argmax(1); // right
    return outputs.softmax().argmax(1); // wrong
  };
  answer([[1, 2, 3, 4]]); // right
}

// ── saved with its optimiser, loaded with another
{
  const [network, other] = [dense(4, 2), sequential(dense(4, 2))];
  const optimizer = adam(network); // right
  const optimizer = adam(other); // wrong
  const bytes = saveNetwork(network, { optimizer }); // here: Type …
}

// ── parameters, sent to a worker and received
{
  const network = sequential(dense(3, 5), dense(5, 2));
  const [message] = transfer(network.parameters);
  network.with(receiveLike(message, network.parameters)).predict(zeros([3])); // right
  network.with(receiveLike(message, dense(3, 5).parameters)); // wrong: …
  const { x } = receive(transfer({ x: zeros([2, 3]) })[0], { x: [2, 3] });
  network.predict(x); // right
  network.predict(receive(transfer({ x: zeros([2, 3]) })[0], { x: [3, 2] }).x); // wrong: predict: takes [3] with any leading axes, not [3, 2]
}

// ── a stream of data, read in chunks
{
  async function* chunks() { for (let i = 0; i < 2; i++) yield { inputs: randomNormal([8, 3]), targets: zeros([8]) }; }
  const network = dense(3, 4); // right
  const network = dense(4, 3); // wrong
  await train(network, { data: chunks, loss: crossEntropy, optimizer: adam(network), epochs: 2 }); // here: train: …
}

// ── train: batches with weights, from a list
{
  const network = dense(3, 1);
  const data = [{ inputs: zeros([4, 3]), targets: zeros([4, 1]), sampleWeights: ones([4]) }];
  await train(network, { data, loss: meanSquaredError, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 1 }); // right
  await train(network, { data: [{ inputs: zeros([4, 3]), targets: zeros([4, 1]), sampleWeights: ones([3]) }], loss: meanSquaredError, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 1 }); // wrong: …
  await train(network, { data: [{ inputs: zeros([4, 3]), targets: zeros([4]), sampleWeights: ones([4]) }], loss: meanSquaredError, optimizer: sgd(network, { learningRate: 0.1 }), epochs: 1 }); // wrong: train: …
}

// ── train: validation of another width
{
  const network = dense(3, 2);
  const settings = { loss: meanSquaredError, optimizer: adam(network), epochs: 1 };
  const [inputs, targets] = [randomNormal([6, 3]), zeros([6, 2])];
  await train(network, { ...settings, inputs, targets, validation: { inputs: zeros([2, 3]), targets: zeros([2, 2]) } }); // right
  await train(network, { ...settings, inputs, targets, validation: { inputs: zeros([2, 2]), targets: zeros([2, 2]) } }); // wrong: …train, validation: …
  await train(network, { ...settings, inputs, targets, validation: { inputs: zeros([2, 3]), targets: zeros([3, 2]) } }); // wrong: …train, validation: …
  await train(network, { ...settings, inputs, targets: zeros([6, 3]), validation: { inputs: zeros([2, 3]), targets: zeros([2, 2]) } }); // wrong: train: …
}

// ── train: another loss than the targets
{
  const network = sequential(dense(3, 8, { activation: tanh }), dense(8, 4));
  const run = (loss: Loss) => train(network, { inputs: randomNormal([6, 3]), targets: zeros([6, 4]), loss, optimizer: adam(network), epochs: 1 }); // right
  const run = (loss: Loss) => train(network, { inputs: randomNormal([6, 3]), targets: zeros([6]), loss, optimizer: adam(network), epochs: 1 }); // refused: train: …
  await run(meanSquaredError); // right
}

// ── train: metrics that read the outputs
{
  const network = dense(3, 4);
  const base = { inputs: randomNormal([6, 3]), targets: zeros([6]), loss: crossEntropy, optimizer: adam(network), epochs: 1 } as const;
  await train(network, { ...base, metrics: { accuracy, top: topKAccuracy(2) } }); // right
  await train(network, { ...base, metrics: { error: meanAbsoluteError } }); // wrong: …
  await train(network, { ...base, metrics: { share: (outputs, targets) => outputs.argmax(1).equal(targets).mean().at() } }); // right
  await train(network, { ...base, metrics: { share: (outputs, targets) => outputs.equal(targets).mean().at() } }); // wrong: equal: …
  await train(network, { ...base, metrics: { share: (outputs, targets) => outputs.argmax(1).equal(targets).mean() } }); // wrong: Type …
}

// ── train: one token in a record of options
{
  const network = dense(3, 2);
  const data = { inputs: randomNormal([6, 3]), targets: zeros([6, 2]) };
  await train(network, { ...data, loss: huber({ delta: 0.5 }), optimizer: adam(network), epochs: 1, batchSize: 2, clipNorm: 1 }); // right
  await train(network, { ...data, loss: huber({ delta: 0.5 }), optimizer: adam(network), epoch: 1 }); // wrong: train: …
  await train(network, { ...data, loss: huber, optimiser: adam(network), epochs: 1 }); // wrong: train: …
  await train(network, { ...data, optimizer: adam(network), epochs: 1 }); // wrong: train: the option loss is missing
  await train(network, { ...data, loss: huber({ beta: 0.5 }), optimizer: adam(network), epochs: 1 }); // wrong: …
  await train(network, { ...data, loss: huber, optimizer: adam, epochs: 1 }); // wrong: …
}

// ── batches: a factory for each epoch
{
  const [x, y] = [randomNormal([100, 3]), zeros([100, 2])];
  const epoch = () => batches(x, y, 20, { random: source });
  const optimizer = sgd(dense(3, 2), { learningRate: 0.1 });
  for (const { inputs, targets } of epoch()) {
    is([20, 2], dense(3, 2).predict(inputs).subtract(targets)); // right
    dense(3, 2).predict(inputs).subtract(inputs); // wrong: subtract: [20, 3] does not fit the end of [20, 2]
    dense(3, 2).predict(targets); // wrong: predict: takes [3] with any leading axes, not [20, 2]
    is([2], dense(3, 2).predict(inputs).subtract(targets).mean(0)); // right
    dense(3, 2).predict(inputs).subtract(targets).mean(0).add(zeros([20])); // wrong: add: [20] does not fit the end of [2]
  }
}

// ── batches: a short last one, in sums
{
  const [x, y] = [randomNormal([10, 3]), zeros([10, 2])];
  let total: Vector<3> = zeros([3]);
  for (const { inputs } of batches(x, y, 4)) total = total.add(inputs.sum(0)); // right
  for (const { inputs } of batches(x, y, 4)) total = total.add(inputs.sum(1)); // refused: add: …
  for (const { inputs } of batches(x, y, 4)) total = total.add(inputs); // wrong: add: …
  is([3], total);
}

// ── batches: of an unknown number of examples, whose last is dropped
{
  const rows = dim("rows", 9);
  const [x, y] = [randomNormal([rows, 3]), zeros([rows, 2])];
  for (const { inputs } of batches(x, y, 4, { last: "drop" })) is([4, 3], inputs); // right
  for (const { inputs } of batches(x, y, 4, { last: "keep" })) inputs.add(zeros([4, 3])); // refused: add: …
  for (const { inputs } of batches(x, zeros([9, 2]), 4)) inputs.sum(); // refused: batches: …
  for (const { inputs } of batches(x, y, 4, { last: yes ? "drop" : "keep" })) inputs.add(zeros([4, 3])); // refused: add: …
}

// ── batches: a type of the user's for one of them
{
  type Digits = Batch<[28, 28], [], 32>;
  const mean = ({ inputs }: Digits): Matrix<28, 28> => inputs.mean(0); // right
  const mean = ({ inputs }: Digits): Matrix<28, 28> => inputs.mean(1); // refused: Type …
  const lossOf = ({ inputs, targets }: Digits) => backpropagate(sequential(flatten([28, 28]), dense(784, 10)), crossEntropy, inputs, targets).loss; // right
  const lossOf = ({ inputs, targets }: Digits) => backpropagate(dense(784, 10), crossEntropy, inputs, targets).loss; // refused: backpropagate: …
  lossOf({ inputs: zeros([32, 28, 28]), targets: zeros([32]) }); // right
}

// ── trainingStep: a number of examples that changes
{
  const network = dense(3, 4);
  const step = trainingStep(network, crossEntropy, adam(network));
  step(zeros([8, 3]), zeros([8])); // right
  step(zeros([8, 3]), zeros([8, 4]).add(0.25)); // right
  step(zeros([8, 3]), zeros([4])); // wrong: trainingStep: …
  step(zeros([8]), zeros([8, 3])); // wrong: trainingStep: …
  step(zeros([8, 3])); // wrong: Expected 2 arguments, but got 1.
}

// ── trainingStep: of parts that don't belong together
{
  const [network, other] = [dense(3, 4), dense(4, 3)];
  trainingStep(network, crossEntropy, adam(network)); // right
  trainingStep(network, crossEntropy, adam(other)); // wrong: Argument …
  trainingStep(network, adam(network), crossEntropy); // wrong: …
  trainingStep(network.parameters, crossEntropy, adam(network)); // wrong: trainingStep: …
}

// ── parameterGroups: parts of a network, and what isn't one
{
  const [body, head, other] = [dense(4, 8), dense(8, 3), dense(8, 5)];
  const network = sequential(body, head);
  parameterGroups(network, [adamW(head, { learningRate: 0.01 }), adamW(network, { learningRate: 0.001 })]); // right
  parameterGroups(network, [adamW(other, { learningRate: 0.01 }), adamW(network, { learningRate: 0.001 })]); // wrong: …
  parameterGroups(network, [{ optimizer: adamW(network), only: (name) => name.endsWith("bias") }, adamW(network)]); // right
  parameterGroups(network, [{ optimizer: adamW(network), only: "bias" }, adamW(network)]); // wrong: …
  parameterGroups(network, adamW(network)); // wrong: …
  parameterGroups(network, [network]); // wrong: …parameterGroups: takes optimizers, such as adamW(network)…
  parameterGroups([adamW(head), adamW(network)]); // wrong: Expected 2 arguments, but got 1.
}

// ── schedules: what makes and what takes one
{
  const network = dense(3, 2);
  adam(network, { learningRate: warmup(stepDecay(0.1, { factor: 0.5, every: 10 }), { steps: 5 }) }); // right
  adam(network, { learningRate: warmup(0.1, 5) }); // wrong: …
  adam(network, { learningRate: cosineDecay(0.1) }); // wrong: Expected 2 arguments, but got 1.
  adam(network, { learningRate: stepDecay({ factor: 0.5, every: 10 }) }); // wrong: Expected 2 arguments, but got 1.
  adam(network, { learningRate: stepDecay(0.1, { factor: 0.5 }) }); // wrong: …
  adam({ network }, { learningRate: 0.1 }); // wrong: …
}

// ── onPlateau: of an optimiser, not of a network
{
  const network = dense(3, 2), optimizer = adam(network);
  const watch = onPlateau(optimizer, { factor: 0.5 }); // right
  const watch = onPlateau(network, { factor: 0.5 }); // wrong: …
  const watch = onPlateau(optimizer, { factors: 0.5 }); // wrong: …
  watch(0.3); // right
}

// ── movingAverage: of another network's parameters
{
  const [network, other] = [dense(3, 2), dense(2, 3)];
  is([2], movingAverage(network, { decay: 0.9 }).network.predict(zeros([3]))); // right
  movingAverage(network, { parameters: other.parameters }); // wrong: …
  movingAverage(network).network.predict(zeros([2])); // wrong: predict: takes [3] with any leading axes, not [2]
  movingAverage(network.parameters); // wrong: …
}

// ── optimizerOf: a rule of the user's
{
  const network = dense(3, 2);
  optimizerOf(network, { learningRate: 0.1, keeps: ["velocity"], update: (p, g, { velocity }, { learningRate }) => { const v = velocity.multiply(0.9).add(g); return { parameter: p.subtract(v.multiply(learningRate)), velocity: v }; } }); // right
  optimizerOf(network, { learningRate: 0.1, keeps: ["velocity"], update: (p, g, { velocity }, { learningRate }) => { const v = velocity.multiply(0.9).add(g); return { parameter: p.subtract(v.multiply(learningRate)) }; } }); // refused: …
  optimizerOf(network, { learningRate: 0.1, keeps: ["velocity"], update: (p, g, { momentum }, { learningRate }) => ({ parameter: p.subtract(g), velocity: g }) }); // refused: Property 'momentum' does not exist …
  optimizerOf(network, { learningRate: 0.1, update: (p, g) => ({ parameter: p.subtract(g).sum() }) }); // refused: …
}

// ── gradients, averaged over workers
{
  const network = sequential(dense(3, 4), dense(4, 2));
  type G = Gradients<typeof network.parameters>;
  const average = (all: readonly G[]): G => all.reduce((a, b) => [{ weights: a[0].weights.add(b[0].weights), bias: a[0].bias.add(b[0].bias) }, { weights: a[1].weights.add(b[1].weights), bias: a[1].bias.add(b[1].bias) }]); // right
  const average = (all: readonly G[]): G => all.reduce((a, b) => [{ weights: a[0].weights.add(b[1].weights), bias: a[0].bias.add(b[0].bias) }, { weights: a[1].weights.add(b[1].weights), bias: a[1].bias.add(b[1].bias) }]); // wrong: add: [2, 4] does not fit the end of [4, 3]
  const average = (all: readonly G[]): G => all.reduce((a, b) => [{ weights: a[0].weights.add(b[0].weights), bias: a[0].bias.add(b[0].bias) }, { weights: a[0].weights.add(b[0].weights), bias: a[1].bias.add(b[1].bias) }]); // refused: …
  const { gradients } = backpropagate(network, meanSquaredError, zeros([5, 3]), zeros([5, 2]));
  adam(network).step(average([gradients, gradients]));
}

// ── records of layers: a shared body with two heads
{
  const network = sequential(dense(6, 8, { activation: relu }), heads({ class: dense(8, 3), age: dense(8, 1) }));
  const { class: kind, age } = network.predict(zeros([5, 6]));
  is([5, 3], kind); // right
  network.predict(zeros([5, 8])); // wrong: predict: …
  network.predict({ class: zeros([5, 6]) }); // wrong: predict: …
  kind.add(age); // wrong: add: [5, 1] does not fit the end of [5, 3]
  network.predict(zeros([5, 6])).kind; // refused: Property 'kind' does not exist …
}

// ── records of layers: losses and targets of each
{
  const network = heads({ class: dense(6, 3), age: dense(6, 1) });
  const loss = multiTaskLoss({ class: crossEntropy, age: huber }, { weights: { age: 0.1 } });
  backpropagate(network, loss, zeros([5, 6]), { class: zeros([5]), age: zeros([5, 1]) }); // right
  backpropagate(network, loss, zeros([5, 6]), { class: zeros([5]), age: zeros([5]) }); // wrong: …
  backpropagate(network, loss, zeros([5, 6]), { class: zeros([5]) }); // wrong: …
  backpropagate(network, loss, zeros([5, 6]), { class: zeros([4]), age: zeros([5, 1]) }); // wrong: …
  backpropagate(network, crossEntropy, zeros([5, 6]), { class: zeros([5]), age: zeros([5, 1]) }); // wrong: …
  multiTaskLoss({ class: crossEntropy, age: huber }, { weights: { ages: 0.1 } }); // wrong: …
}

// ── records of layers: two inputs, joined
{
  const network = sequential(parallel({ text: dense(9, 4), image: sequential(flatten([2, 2]), dense(4, 4)) }), recordLayer({}, { text: [4], image: [4] }, [8], (_, { text, image }) => concat([text, image], -1)), dense(8, 2)); // right
  const network = sequential(parallel({ text: dense(9, 4), image: sequential(flatten([2, 2]), dense(4, 5)) }), recordLayer({}, { text: [4], image: [4] }, [8], (_, { text, image }) => concat([text, image], -1)), dense(8, 2)); // wrong: sequential: …
  const network = sequential(parallel({ text: dense(9, 4), image: sequential(flatten([2, 2]), dense(4, 4)) }), recordLayer({}, { text: [4], image: [4] }, [8], (_, { text, image }) => concat([text, image], -1)), dense(4, 2)); // wrong: sequential: …
  const network = sequential(parallel({ text: dense(9, 4), image: sequential(flatten([2, 2]), dense(4, 4)) }), recordLayer({}, { text: [4], image: [4] }, [8], (_, { text, image }) => text.add(image)), dense(8, 2)); // refused: Type …
  const network = sequential(parallel({ text: dense(9, 4), pixels: sequential(flatten([2, 2]), dense(4, 4)) }), recordLayer({}, { text: [4], image: [4] }, [8], (_, { text, image }) => concat([text, image], -1)), dense(8, 2)); // wrong: sequential: …
  is([3, 2], network.predict({ text: zeros([3, 9]), image: zeros([3, 2, 2]) })); // right
}

// ── variance: parameters with more or fewer entries
{
  const small: { readonly weights: Matrix<2, 3> } = { weights: zeros([2, 3]) };
  const layer = dense(3, 2);
  layer.with(layer.parameters); // right
  layer.with(small); // wrong: …
  layer.with({ ...small, bias: zeros([2]) }); // right
  layer.with({ ...small, bias: zeros([3]) }); // wrong: …
  const held: { parameters: { readonly weights: Matrix<2, 3> } } = layer;
  layer.with(held.parameters); // refused: …
}

// ── variance: a network in a wider type
{
  const networks: Layer<[3], [2], unknown>[] = [dense(3, 2), sequential(dense(3, 4), dense(4, 2))]; // right
  const networks: Layer<[3], [2], unknown>[] = [dense(3, 2), sequential(dense(3, 2), dense(2, 4))]; // refused: Type …
  const networks: Network<[3], [2], DenseParameters<3, 2>>[] = [dense(3, 2), sequential(dense(3, 4), dense(4, 2))]; // refused: Type …
  for (const one of networks) is([2], one.predict(zeros([3]))); // right
}

// ── variance: an optimiser where one of another is wanted
{
  const run = (optimizer: Optimizer<DenseParameters<3, 2>>, gradients: DenseParameters<3, 2>) => optimizer.step(gradients);
  run(adam(dense(3, 2)), dense(3, 2).parameters); // right
  run(adam(dense(2, 3)), dense(3, 2).parameters); // wrong: Argument …
  run(adam(sequential(dense(3, 2))), dense(3, 2).parameters); // wrong: Argument …
  run(adam(dense(3, 2)), dense(2, 3).parameters); // wrong: Argument …
}

// ── frozen: parameters of what isn't frozen
{
  const body = dense(4, 8), head = dense(8, 3);
  const network = sequential(freeze(body), head);
  const { gradients } = backpropagate(network, crossEntropy, zeros([5, 4]), zeros([5]));
  is([3, 8], gradients[1].weights); // right
  gradients[0].weights; // refused: …
  adam(network).step(gradients); // right
  adam(sequential(body, head)).step(gradients); // wrong: …
  adam(freeze(body)).step(gradients); // wrong: …
}

// ── metrics: which targets they take
{
  const outputs = zeros([6, 4]);
  accuracy(outputs, zeros([6])); // right
  accuracy(outputs, zeros([4])); // wrong: accuracy: …
  accuracy(outputs.argmax(1), zeros([6, 4])); // wrong: accuracy: …
  is([4, 4], confusionMatrix(outputs, zeros([6]))); // right
  confusionMatrix(outputs, zeros([6])).add(zeros([6, 6])); // wrong: add: [6, 6] does not fit the end of [4, 4]
  rocAuc(zeros([6, 1]), zeros([6])); // either: …
  f1(outputs, zeros([6, 1])); // wrong: f1: …
}

// ── crossEntropy: weights of classes, by a record of names
{
  const weights = { cat: 1, dog: 2, bird: 5 } as const;
  const loss = crossEntropy({ classWeights: vector([weights.cat, weights.dog, weights.bird]) }); // right
  const loss = crossEntropy({ classWeights: vector([weights.cat, weights.dog]) }); // wrong
  backpropagate(dense(4, 3), loss, zeros([5, 4]), zeros([5])); // here: …
}

// ── crossEntropy: weights of classes, from a list of unknown length
{
  const weights = vector([1, 2, 3]); // right
  const weights = tensor(Object.values({ a: 1, b: 2, c: 3 }), [dim("classes", 3)]); // refused
  backpropagate(dense(4, 3), crossEntropy({ classWeights: weights }), zeros([5, 4]), zeros([5])); // here: …
}

// ── summary, checkGradients, toOnnx: of networks
{
  const network = sequential(dense(4, 3), dense(3, 2));
  summary(network); // right
  summary(network.parameters); // wrong: …
  checkGradients(network, meanSquaredError, zeros([5, 4]), zeros([5, 2])); // right
  checkGradients(network, meanSquaredError, zeros([5, 4]), zeros([5, 3])); // wrong: checkGradients: …
  toOnnx(network); // either: …
}

// ── a cross-validation, fold by fold
{
  const [x, y] = [randomNormal([12, 3]), zeros([12, 1])];
  for (let fold = 0; fold < 3; fold++) {
    const [held, truth] = [x.window(fold * 4, 4, 0), y.window(fold * 4, 4, 0)];
    const network = dense(3, 1);
    evaluate(network, meanSquaredError, held, truth); // right
    evaluate(network, meanSquaredError, held, y); // wrong: evaluate: …
    evaluate(network, meanSquaredError, x.window(fold * 4, 3, 0), truth); // wrong: evaluate: …
    evaluate(network, meanSquaredError, x.window(fold, 3, 1), truth); // wrong: evaluate: …
  }
}

// ── an ensemble: the mean of several networks
{
  const members = [dense(3, 2), dense(3, 2), dense(3, 2)] as const;
  const x = zeros([5, 3]);
  is([5, 2], stack(members.map((one) => one.predict(x)), 0, 3).mean(0)); // right
  is([5, 2], stack([members[0].predict(x), members[1].predict(x)]).mean(0)); // right
  stack([members[0].predict(x), dense(3, 4).predict(x)]); // wrong: stack: …
  stack(members.map((one) => one.predict(x))).mean(0); // refused: stack: …
  is([5, 2], members.map((one) => one.predict(x)).reduce((a, b) => a.add(b)).divide(members.length)); // right
}

// ── namespaces: nn, linalg, inferred
{
  const network = nn.sequential(nn.dense(3, 4), nn.dense(4, 2)); // right
  const network = nn.sequential(nn.dense(3, 4), inferred.dense(2)); // wrong: …
  const network = inferred.sequential([3], inferred.dense(4), nn.dense(5, 2)); // wrong: sequential: …
  is([2], network.predict(zeros([3]))); // right
  linalg.solve(zeros([3, 3]).add(linalg.inverse(zeros([2, 2]).add(1))), zeros([3])); // wrong: add: [2, 2] does not fit the end of [3, 3]
}

// ── inferred: layers beside and on each other, for images
{
  const model = inferred.sequential([16, 16, 3], inferred.conv2d(8, 3, { padding: "same" }), inferred.maxPool2d(2), inferred.flatten(), inferred.dense(10)); // right
  const model = inferred.sequential([16, 16, 3], inferred.conv2d(8, 3, { padding: "same" }), inferred.maxPool2d(2), inferred.flatten(), dense(256, 10)); // wrong: sequential: …
  const model = inferred.sequential([16, 16], inferred.conv2d(8, 3, { padding: "same" }), inferred.maxPool2d(2), inferred.flatten(), inferred.dense(10)); // wrong: conv2d: …
  const model = inferred.sequential([16, 16, 3], inferred.conv2d(8, 3, { padding: "same" }), inferred.maxPool2d(17), inferred.flatten(), inferred.dense(10)); // wrong: maxPool2d: …
  is([2, 10], model.predict(zeros([2, 16, 16, 3]))); // right
}

// ── inferred: the layers of one stage, given on
{
  const model = inferred.sequential([8, 8, 1], inferred.conv2d(4, 3), inferred.flatten());
  const size = model.shapes[2][0]; // right
  const size = model.shapes[1][0]; // wrong
  is([2, 3], sequential(model, dense(size, 3)).predict(zeros([2, 8, 8, 1]))); // here: sequential: layer 2 takes [6], but layer 1 gives [144]
}
