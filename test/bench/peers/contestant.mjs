/**
 * Runs one library in a process of its own, so that its garbage is collected separately and other libraries don't affect it. The
 * parent process sends the name of a method and its arguments; this process answers.
 */
import { convolutionData, imageTrainingData, operands, trainingData } from "./data.mjs";
import { stopwatch } from "./measure.mjs";
import { networkData } from "./network-data.mjs";

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
    trainsNetworks: "network" in library,
  }),

  /** Prepares a product. Answers with its result, to be checked. */
  async matmul({ product, transposed, milliseconds }) {
    const multiply = library.matmul(operands(product, transposed));
    const result = await multiply.result();
    stopwatches.push(await stopwatch(multiply, milliseconds));
    return Float32Array.from(result);
  },

  /** Prepares a convolution, with or without its way back. Answers with all of its results, to be checked. */
  async convolution({ convolution, backward, milliseconds }) {
    const convolve = library.convolution(convolutionData(convolution, backward));
    const result = await convolve.result();
    stopwatches.push(await stopwatch(convolve, milliseconds));
    return Float32Array.from(result);
  },

  training: ({ training, ...how }) => train(library.training(trainingData(training)), how),
  imageTraining: ({ training, ...how }) => train(library.imageTraining(imageTrainingData(training)), how),
  network: ({ network, ...how }) => train(library.network(networkData(network)), how),

  /** Runs one turn with what was prepared as number `index`. Answers with its speed in calls per second. */
  turn: (/** @type {number} */ index) => stopwatches[index](),
};

/** Prepares training. Answers with the loss after `steps` steps, to be checked. */
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
