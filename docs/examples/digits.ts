/**
 * Trains a network to read handwritten digits in a few seconds, from 64 pixels to 10 classes, with every shape checked by the compiler.
 * The learning rate falls from step to step, and the training ends by itself when the network no longer gets better on digits that it
 * doesn't learn from.
 * At the end, it compiles three programs with wrong shapes and shows you what the compiler says.
 *
 *     npm start
 *     npm start -- --seed 7
 */
import { random } from "conformable";
import { accuracy, confusionMatrix, crossEntropy, dense, exponentialDecay, relu, sequential, sgd, train } from "conformable/nn";
import { explain } from "./digits/compiler.js";
import { examples, readDigits, shuffle } from "./digits/data.js";
import { mistakes } from "./digits/mistakes.js";
import { progress } from "./digits/progress.js";
import { confusionTable, gallery, isRight, lossCurves } from "./digits/show.js";
import { heading, percent, seedFromArguments } from "./digits/terminal.js";

// All random numbers come from one seed, so the same seed gives the same run (though another kind of processor may round differently).
const seed = seedFromArguments();
const source = random(seed);

// 1,797 digits, shuffled. The network learns from most of them. Some decide when the training ends, and some are for testing only.
const digits = shuffle(readDigits(), source);
const training = examples(digits.slice(0, 1237), 1237); // inputs: Matrix<1237, 64>, targets: Matrix<1237, 10>
const validation = examples(digits.slice(1237, 1437), 200); // inputs: Matrix<200, 64>, targets: Matrix<200, 10>
const test = examples(digits.slice(1437), 360); // inputs: Matrix<360, 64>, targets: Matrix<360, 10>

// This only compiles if each layer takes what the layer below it returns.
const network = sequential(
  dense(64, 72, { activation: relu, random: source }), // weights: Matrix<72, 64>
  dense(72, 10, { random: source }), //                   weights: Matrix<10, 72>
);

// There are 39 steps in an epoch. The learning rate is halved every ten epochs, a little in each step.
const learningRate = exponentialDecay(0.1, { factor: 0.5, every: 390 });

heading(`Learning from 1237 digits, seed ${seed}`);
const { end, ...reports } = progress();
const history = await train(network, {
  inputs: training.inputs,
  targets: training.targets,
  validation: { inputs: validation.inputs, targets: validation.targets },
  metrics: { accuracy },
  patience: 10,
  loss: crossEntropy,
  optimizer: sgd(network, { learningRate, momentum: 0.9 }),
  epochs: 100,
  batchSize: 32,
  random: source,
  ...reports,
});
await end();
if (history.best) {
  const { epoch, metrics } = history.best;
  console.log(
    `\nThe network is now as it was after epoch ${epoch}, which got ${percent(metrics.accuracy)} of 200 other digits right.`,
  );
}

heading("The loss, epoch by epoch, on a logarithmic scale: below on the digits it learns from, above on others");
console.log(
  lossCurves(
    history.epochs.map(({ loss }) => loss),
    history.epochs.map(({ validationLoss }) => validationLoss),
  ),
);

// The network's predictions for the 360 digits that it has never seen.
const logits = network.predict(test.inputs); //                  Matrix<360, 10>
const probabilities = logits.softmax(); //                       Matrix<360, 10>
const predictions = probabilities.argmax(1); //                  Vector<360>
const verdicts = test.digits.map((digit, index) => {
  const prediction = predictions.at(index);
  return { digit, prediction, probability: probabilities.at(index, prediction) };
});
const right = verdicts.filter(isRight);
const wrong = verdicts.filter((verdict) => !isRight(verdict));

heading("360 other digits: what they are, and what the network predicts");
console.log(confusionTable(confusionMatrix(logits, test.targets)));

heading(`Some of the ${right.length} that it gets right`);
console.log(gallery(right.slice(0, 4)));

heading(`Some of the ${wrong.length} that it gets wrong`);
console.log(gallery(wrong.slice(0, 4)));

heading("Three mistakes that the compiler finds before anything runs");
console.log(explain(mistakes));

console.log(`\ntest accuracy: ${percent(accuracy(logits, test.targets))}`);
