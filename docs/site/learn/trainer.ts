/** A network that learns to read digits, one small batch at a time. The worker runs it. */
import { oneHot, random, tensor, vector } from "conformable";
import { transfer } from "conformable/io";
import { accuracy, backpropagate, batches, evaluate, sgd } from "conformable/nn";
import { type Digit, examples, shuffle } from "../../examples/digits/digits.js";
import type { Example, Point, Progress } from "./messages.js";
import { createModel, halfSquaredError, passThrough } from "./model.js";

const seed = 1;
/** As in chapter 1 of M. Nielsen's book, from which the learning rate of 3 and the 30 hidden units come, too. */
const batchSize = 10;

export function createTrainer(digits: readonly Digit[], learningRate: number) {
  const source = random(seed);
  const shuffled = shuffle(digits, source);
  const training = examples(shuffled.slice(0, 1437), 1437);
  const test = examples(shuffled.slice(1437), 360);
  const model = createModel(source);
  const optimizer = sgd(model.network, { learningRate });
  const epoch = () => batches(training.inputs, training.targets, batchSize, { random: source, last: "drop" })[Symbol.iterator]();

  let rest = epoch();
  let step = 0;
  let losses: number[] = [];

  function next() {
    const { done, value } = rest.next();
    if (!done) return value;
    rest = epoch();
    return next();
  }

  /** The example's pixels, and the digit that it is; for a drawing of which that isn't known, the one that the network reads. */
  function read(example: Example) {
    if ("test" in example) return { x: test.inputs.index(example.test, 0), label: test.digits[example.test]?.label ?? 0 };
    const x = tensor(example.pixels, [64]);
    return { x, label: example.label ?? model.network.predict(x).argmax().at() };
  }

  function passOf(example: Example) {
    const { x, label } = read(example);
    const y = oneHot(vector([label]), 10).index(0, 0);
    return { label, ...passThrough(model, x, y, optimizer.learningRate) };
  }

  function took(loss: number): void {
    losses = [...losses.slice(-49), loss];
    step++;
  }

  return {
    set learningRate(rate: number) {
      optimizer.learningRate = rate;
    },
    /** Learns from the next batch. */
    step(): void {
      const batch = next();
      const { loss, gradients } = backpropagate(model.network, halfSquaredError, batch.inputs, batch.targets);
      optimizer.step(gradients);
      took(loss);
    },
    /** Learns from one example only. */
    learn(example: Example): void {
      const { loss, gradients } = passOf(example);
      optimizer.step(gradients);
      took(loss);
    },
    point(): Point {
      const { loss, metrics } = evaluate(model.network, halfSquaredError, test.inputs, test.targets, { metrics: { accuracy } });
      const trainingLoss = losses.length > 0 ? losses.reduce((sum, one) => sum + one) / losses.length : loss;
      losses = [];
      return { step, trainingLoss, testLoss: loss, accuracy: metrics.accuracy };
    },
    /** The example's numbers as a message, with the buffers to move. */
    show(example: Example): [Pick<Progress, "loss" | "nextLoss" | "label" | "numbers">, ArrayBufferLike[]] {
      const { numbers, loss, nextLoss, label } = passOf(example);
      const [message, buffers] = transfer(numbers);
      return [{ loss, nextLoss, label, numbers: message }, buffers];
    },
  };
}
