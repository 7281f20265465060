/**
 * A network that learns to read handwriting, in a few seconds: 64 pixels in, 10 digits out, every shape checked by the compiler.
 * At the end three programs with wrong shapes are given to the compiler, to see what it says.
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

// Everything random follows from one seed: the same seed, the same run. (Another kind of processor may round otherwise.)
const seed = seedFromArguments();
const source = random(seed);

// 1,797 digits, shuffled: most to learn from, the others, which the network never sees, to test it.
const digits = shuffle(readDigits(), source);
const training = examples(digits.slice(0, 1437), 1437); // inputs: Matrix<1437, 64>, targets: Matrix<1437, 10>
const test = examples(digits.slice(1437), 360); // inputs: Matrix<360, 64>, targets: Matrix<360, 10>

// Each layer takes what the one below it gives, or this doesn't compile.
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
if (history.aborted) console.log(`\nStopped after ${history.losses.length} steps. This is what it has learned so far.`);

heading("The loss, epoch by epoch, on a logarithmic scale");
console.log(lossCurve(history.epochs.map(({ loss }) => loss)));

// What the network says of the 360 digits that it has never seen.
const probabilities = network.predict(test.inputs).softmax(); // Matrix<360, 10>
const predictions = probabilities.argmax(1); //                  Vector<360>
const verdicts = test.digits.map((digit, index) => {
  const prediction = predictions.at(index);
  return { digit, prediction, probability: probabilities.at(index, prediction) };
});
const right = verdicts.filter(isRight);
const wrong = verdicts.filter((verdict) => !isRight(verdict));

heading("360 other digits: what they are, and what the network takes them for");
console.log(confusionMatrix(verdicts));

heading(`Some of the ${right.length} that it reads right`);
console.log(gallery(right.slice(0, 4)));

heading(`Some of the ${wrong.length} that it reads wrong`);
console.log(gallery(wrong.slice(0, 4)));

heading("Three mistakes that the compiler finds, before anything runs");
console.log(explain(mistakes));

console.log(`\ntest accuracy: ${percent(right.length / verdicts.length)}`);
