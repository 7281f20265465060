/**
 * One library in a process of its own, so that its rubbish is collected in its own time and nothing of the others is in its way.
 * The parent process asks, with the name of a method and its arguments; this answers.
 */
import { convolutionData, imageTrainingData, operands, trainingData } from "./data.mjs";
import { stopwatch } from "./measure.mjs";

const library = await import(`./${process.argv[2]}.mjs`);
/** @type {(() => Promise<number>)[]} */
const stopwatches = [];

const methods = {
  about: () => ({
    name: library.name,
    engine: library.engine,
    dependency: library.dependency,
    multiplies: "matmul" in library,
    trains: "training" in library,
    convolves: "convolution" in library,
  }),

  /** Prepares a product. The answer is its result, to be checked. */
  async matmul({ product, transposed, milliseconds }) {
    const multiply = library.matmul(operands(product, transposed));
    const result = await multiply.result();
    stopwatches.push(await stopwatch(multiply, milliseconds));
    return Float32Array.from(result);
  },

  /** Prepares a convolution, with its way back or without. The answer is all that it computes, to be checked. */
  async convolution({ convolution, backward, milliseconds }) {
    const convolve = library.convolution(convolutionData(convolution, backward));
    const result = await convolve.result();
    stopwatches.push(await stopwatch(convolve, milliseconds));
    return Float32Array.from(result);
  },

  training: ({ training, ...how }) => train(library.training(trainingData(training)), how),
  imageTraining: ({ training, ...how }) => train(library.imageTraining(imageTrainingData(training)), how),

  /** One turn with what was prepared as number `index`. The answer is its speed: calls a second. */
  turn: (/** @type {number} */ index) => stopwatches[index](),
};

/** Prepares a training. The answer is the loss after so many steps, to be checked. */
async function train(step, { steps, milliseconds }) {
  for (let done = 0; done < steps; done++) await step();
  const loss = await step.loss();
  stopwatches.push(await stopwatch(step, milliseconds));
  return loss;
}

process.on("message", async ([method, argument]) => {
  process.send(await methods[method](argument));
});
process.send("ready");
