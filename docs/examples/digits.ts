/**
 * Trains a network to read handwritten digits in a few seconds, from 64 pixels to 10 classes, with every shape checked by the compiler.
 * At the end, it compiles three programs with wrong shapes and shows you what the compiler says.
 *
 *     npm start
 *     npm start -- --seed 7
 */
import { random } from "conformable";
import { crossEntropy, dense, relu, sequential, sgd, train } from "conformable/nn";
import { explain } from "./digits/compiler.js";
import { examples, readDigits, shuffle } from "./digits/data.js";
import { mistakes } from "./digits/mistakes.js";
import { progress } from "./digits/progress.js";
import { confusionMatrix, gallery, isRight, lossCurve } from "./digits/show.js";
import { heading, percent, seedFromArguments } from "./digits/terminal.js";

// All random numbers come from one seed, so the same seed gives the same run (though another kind of processor may round differently).
const seed = seedFromArguments();
const source = random(seed);

// 1,797 digits, shuffled. Most of them are for training; the network never sees the others, which are for testing.
const digits = shuffle(readDigits(), source);
const training = examples(digits.slice(0, 1437), 1437); // inputs: Matrix<1437, 64>, targets: Matrix<1437, 10>
const test = examples(digits.slice(1437), 360); // inputs: Matrix<360, 64>, targets: Matrix<360, 10>

// This only compiles if each layer takes what the layer below it returns.
const network = sequential(
  dense(64, 72, { activation: relu, random: source }), // weights: Matrix<72, 64>
  dense(72, 10, { random: source }), //                   weights: Matrix<10, 72>
);

heading(`Learning from 1437 digits, seed ${seed}`);
const { end, ...reports } = progress();
const history = await train(network, {
  inputs: training.inputs,
  targets: training.targets,
  loss: crossEntropy,
  optimizer: sgd(network, { learningRate: 0.1, momentum: 0.9 }),
  epochs: 30,
  batchSize: 32,
  random: source,
  ...reports,
});
await end();
if (history.aborted) console.log(`\nStopped after ${history.losses.length} steps. This is what the network has learned so far.`);

heading("The loss, epoch by epoch, on a logarithmic scale");
console.log(lossCurve(history.epochs.map(({ loss }) => loss)));

// The network's predictions for the 360 digits that it has never seen.
const probabilities = network.predict(test.inputs).softmax(); // Matrix<360, 10>
const predictions = probabilities.argmax(1); //                  Vector<360>
const verdicts = test.digits.map((digit, index) => {
  const prediction = predictions.at(index);
  return { digit, prediction, probability: probabilities.at(index, prediction) };
});
const right = verdicts.filter(isRight);
const wrong = verdicts.filter((verdict) => !isRight(verdict));

heading("360 other digits: what they are, and what the network predicts");
console.log(confusionMatrix(verdicts));

heading(`Some of the ${right.length} that it gets right`);
console.log(gallery(right.slice(0, 4)));

heading(`Some of the ${wrong.length} that it gets wrong`);
console.log(gallery(wrong.slice(0, 4)));

heading("Three mistakes that the compiler finds before anything runs");
console.log(explain(mistakes));

console.log(`\ntest accuracy: ${percent(right.length / verdicts.length)}`);
