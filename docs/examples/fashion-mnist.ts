/**
 * Trains a dense or a convolutional network to recognise clothes in pictures of 28 x 28 grey pixels. It needs the idx files of
 * Fashion-MNIST, which are not part of the repository:
 *
 *     apt-get install dataset-fashion-mnist
 *     npm run fashion-mnist -- --network dense
 *     npm run fashion-mnist -- --network convolutional
 */
import { parseArgs } from "node:util";
import { random } from "conformable";
import { conv2d, dense, flatten, maxPool2d, sequential } from "conformable/inferred";
import { adam, batches, crossEntropy, type Layer, relu, train } from "conformable/nn";
import { progress } from "./digits/progress.js";
import { heading, percent } from "./digits/terminal.js";
import { classes, readExamples } from "./fashion-mnist/data.js";

const { values: options } = parseArgs({
  options: {
    network: { type: "string", default: "convolutional" },
    data: { type: "string", default: "/usr/share/datasets/fashion-mnist" },
    seed: { type: "string", default: "1" },
  },
});

// All random numbers come from one seed, so the same seed gives the same run (though another kind of processor may round differently).
const source = random(Number(options.seed));

/** Sees single pixels, which is enough for most pictures. */
const denseNetwork = () =>
  sequential([28, 28, 1], flatten(), dense(256, { activation: relu, random: source }), dense(10, { random: source }));

/** The first kernels detect edges. The next ones combine these into parts of clothes, wherever they are in the picture. */
const convolutionalNetwork = () =>
  sequential(
    [28, 28, 1],
    conv2d(16, 3, { padding: "same", activation: relu, random: source }),
    maxPool2d(2), // to [14, 14, 16]
    conv2d(32, 3, { padding: "same", activation: relu, random: source }),
    maxPool2d(2), // to [7, 7, 32]
    flatten(),
    dense(128, { activation: relu, random: source }),
    dense(10, { random: source }),
  );

const training = readExamples(options.data, "train", 60_000); // inputs: Tensor<[60000, 28, 28, 1]>
const test = readExamples(options.data, "t10k", 10_000); //      inputs: Tensor<[10000, 28, 28, 1]>

if (options.network === "dense") await run(denseNetwork(), 10);
else if (options.network === "convolutional") await run(convolutionalNetwork(), 4);
else throw new Error(`--network takes dense or convolutional, not "${options.network}"`);

async function run<P>(network: Layer<[28, 28, 1], [10], P>, epochs: number): Promise<void> {
  heading(`A ${options.network} network learns from 60,000 pictures, seed ${options.seed}`);
  const start = performance.now();
  await learn(network, epochs, 0.001);
  await learn(network, 1, 0.0002); // smaller steps at the end
  const seconds = (performance.now() - start) / 1000;
  // A thousand pictures at a time: all of them at once would take a gigabyte.
  const parts = [...batches(test.inputs, test.targets, 1000)];
  const predictions = parts.flatMap(({ inputs }) => network.predict(inputs).argmax(1).toArray());
  const isRight = predictions.map((prediction, example) => prediction === test.labels[example]);
  heading("Pictures that it recognises, out of 1,000 new ones of each class");
  for (const [label, name] of classes.entries()) {
    const right = isRight.filter((verdict, example) => verdict && test.labels[example] === label).length;
    console.log(`  ${name.padEnd(10)} ${String(right).padStart(4)}`);
  }
  console.log(
    `\ntrained for ${seconds.toFixed(0)} s; test accuracy: ${percent(isRight.filter(Boolean).length / isRight.length)}`,
  );
}

async function learn<P>(network: Layer<[28, 28, 1], [10], P>, epochs: number, learningRate: number): Promise<void> {
  const { end, ...reports } = progress();
  await train(network, {
    inputs: training.inputs,
    targets: training.targets,
    loss: crossEntropy,
    optimizer: adam(network, { learningRate }),
    epochs,
    batchSize: 64,
    random: source,
    ...reports,
  });
  await end();
}
