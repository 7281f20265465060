/**
 * Trains the networks whose curves the guide shows, and records what it finds in training.json. It takes a few seconds. Another processor
 * may round differently, so this is only run when the pictures are to change: `npm run pictures -- --train`.
 */
import { random } from "conformable";
import { accuracy, adam, confusionMatrix, crossEntropy, dense, relu, sequential, train } from "conformable/nn";
import { examples, readDigits, shuffle } from "../examples/digits/data.js";

/** What training.json has. */
export interface Recorded {
  /** How many digits the network learned from. */
  readonly examples: number;
  /** The losses of each epoch, on these digits and on others. */
  readonly losses: readonly (readonly [training: number, validation: number])[];
  /** The epoch with the lowest validation loss, counted from 1. */
  readonly best: number;
  /** How often each digit was predicted as which, once the network was again as after that epoch. */
  readonly confusion: readonly (readonly number[])[];
  readonly accuracy: number;
}

export async function record(): Promise<Recorded> {
  const source = random(1);
  const digits = shuffle(readDigits(), source);
  const training = examples(digits.slice(0, 120), 120); // so few that the network begins to learn them by heart
  const validation = examples(digits.slice(120, 520), 400);
  const test = examples(digits.slice(520), 1277);
  const network = sequential(dense(64, 200, { activation: relu, random: source }), dense(200, 10, { random: source }));
  const history = await train(network, {
    inputs: training.inputs,
    targets: training.targets,
    validation: { inputs: validation.inputs, targets: validation.targets },
    loss: crossEntropy,
    optimizer: adam(network, { learningRate: 0.01 }),
    epochs: 100,
    patience: 100, // never used up
    batchSize: 30,
    random: source,
  });
  const outputs = network.predict(test.inputs);
  return {
    examples: 120,
    losses: history.epochs.map(({ loss, validationLoss }) => [loss, validationLoss]),
    best: history.best?.epoch ?? 0,
    confusion: confusionMatrix(outputs, test.targets).toArray(),
    accuracy: accuracy(outputs, test.targets),
  };
}
