/** The training loop: batches, backpropagation and an optimiser's steps, epoch after epoch. */
import type { BatchSize } from "../../shape/batch.js";
import { describe } from "../../shape/describe.js";
import { checkExamplesAxis } from "../../shape/layer.js";
import { isRevoked } from "../../shape/list.js";
import { checkWhole, fieldsOf, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { checkRandom, type Random } from "../../tensor/random.js";
import { type AnyTensor, checkTensor, claim, viewOf } from "../../tensor/tensor.js";
import type { OfClasses, weightsFor } from "../contract/class-loss.js";
import { demandOf } from "../contract/demands.js";
import { checkFunction, checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Layer, LayerOf } from "../contract/layer.js";
import { type Loss, Total } from "../contract/loss.js";
import { checkMetrics, type Metric } from "../contract/metric.js";
import { checkOptimizer, type Stepper } from "../optimizers/optimizer.js";
import { type BackpropagateOptions, checkExample, checkSampleWeights, propagate } from "./backpropagate.js";
import { type BatchesOptions, cutting, endsOfBatches } from "./batches.js";
import { checkPatience, watching } from "./best.js";
import { breather } from "./breathe.js";
import { evaluating, type NetworkEvaluation, tryMetrics } from "./evaluate.js";
import type { TargetOf, TrainExamples } from "./examples.js";
import { type Epoch, type History, printed, type Step } from "./history.js";

/** The part of an `AbortSignal` that {@link train} reads. */
export interface Signal {
  /** Whether to stop the training. */
  readonly aborted: boolean;
}

/**
 * Options of {@link train} that don't depend on the shapes of examples.
 *
 * @typeParam P - the parameters of the network
 * @typeParam Out - the shape of one output
 * @typeParam Name - the names of the metrics
 * @typeParam Judge - the loss
 * @typeParam Target - the shape of one target
 */
export interface TrainSettings<
  in P,
  Out extends Shape = Shape,
  Name extends string = never,
  Judge extends Loss = Loss,
  Target extends Shape = Out,
> {
  /** The loss to minimise. */
  readonly loss: Judge;
  /** An optimiser of this network, or any other object that takes steps along its gradients. */
  readonly optimizer: Stepper<P>;
  /** How often to run through all examples. With 0, nothing happens. */
  readonly epochs: number;
  /** The number of examples in a batch, 32 by default. If there are fewer examples, one batch holds all of them. */
  readonly batchSize?: number | undefined;
  /** What to do with a shorter last batch, as for {@link batches}: `"keep"` (the default), `"drop"` or `"merge"`. */
  readonly last?: BatchesOptions["last"];
  /** A generator that shuffles the examples again in each epoch. Without it the examples keep their order. */
  readonly random?: Random | undefined;
  /**
   * Functions of outputs and targets to measure after each epoch, such as {@link accuracy}, by the names that their results get. They
   * get the outputs for all validation data or, without validation data, all training data, which takes one more pass. Before the first
   * step, each is called once with the outputs for the first batch, so that you find out about one that fails.
   */
  readonly metrics?: Readonly<Record<Name, Metric<[BatchSize, ...Out], [BatchSize, ...Target]>>>;
  /**
   * Ends the training after this number of epochs in a row that didn't lower the validation loss. Whenever the training ends, unless a
   * callback throws, the network then gets the parameters that it had after the epoch with the lowest validation loss, and the running
   * averages of each {@link batchNorm}. The optimiser keeps its own state.
   */
  readonly patience?: number | undefined;
  /** Called after each step. If it returns a promise, the training waits for it. */
  readonly onStep?: ((step: Step) => void | Promise<void>) | undefined;
  /** Called after each epoch. If it returns a promise, the training waits for it. */
  readonly onEpoch?: ((epoch: Epoch<NoInfer<Name>>) => void | Promise<void>) | undefined;
  /** An `AbortSignal` that ends the training after the current step. */
  readonly signal?: Signal | undefined;
}

/** The option of {@link train} for examples that nothing is learned from. If they don't fit, their types are error messages. */
export interface Validation<
  In extends Shape,
  Out extends Shape,
  Inputs extends Shape,
  Targets extends Shape,
  Judge extends Loss = Loss,
> {
  /** Inputs and targets, as many as you like, to {@link evaluate} the network on after each epoch. */
  readonly validation?: TrainExamples<In, Out, Inputs, Targets, "train, validation", Judge> | undefined;
}

/**
 * Trains a network. Each epoch runs through all examples in batches: for each batch, {@link backpropagate} computes the gradients, and
 * the optimiser takes one step. After each epoch, {@link evaluate} measures the network on the validation data, if there is any.
 *
 * Every 16 ms, or after each step that takes longer, the training lets other work run, so that a page or a server stays responsive and a
 * signal takes effect. A loss that is NaN or infinite doesn't end the training: `onStep` receives the loss, and can throw or use the
 * signal.
 *
 * @returns the losses and metrics; if the training ended early, those up to that point. The network keeps what it has learned or, with a
 *   `patience`, what it had learned by the best epoch.
 * @throws ShapeError if the examples or the validation data don't fit the network, there are none, or a batch would have one example
 *   although a {@link batchNorm} needs two; nothing has been learned by then
 * @throws RangeError if an option is out of its range, or `last: "drop"` leaves no batches
 * @throws TypeError if there is a patience but no validation data, or a metric isn't a function that returns a number
 * @throws Error if the optimiser was made for another network
 * @example
 * ```ts
 * import { random, randomNormal, zeros } from "conformable";
 * import { adam, dense, meanAbsoluteError, meanSquaredError, train } from "conformable/nn";
 *
 * const network = dense(3, 2);
 * const history = await train(network, {
 *   inputs: randomNormal([100, 3]),
 *   targets: zeros([100, 2]),
 *   validation: { inputs: randomNormal([20, 3]), targets: zeros([20, 2]) },
 *   metrics: { meanAbsoluteError },
 *   patience: 3,
 *   loss: meanSquaredError,
 *   optimizer: adam(network),
 *   epochs: 5,
 *   random: random(7),
 *   onEpoch: ({ epoch, validationLoss, metrics }) => console.log(epoch, validationLoss, metrics.meanAbsoluteError),
 * });
 * history.losses.length; // 20, unless the validation loss rises: five epochs of four steps
 * console.log(history); // a table of the epochs
 * ```
 */
export function train<
  In extends Shape,
  Out extends Shape,
  P,
  Inputs extends Shape,
  Targets extends Shape,
  HeldInputs extends Shape,
  HeldTargets extends Shape,
  Judge extends Loss,
  Name extends string = never,
>(
  network: Layer<In, Out, P>,
  options: TrainSettings<NoInfer<P>, Out, Name, Judge, TargetOf<Targets, Out>> &
    TrainExamples<In, Out, Inputs, Targets, "train", Judge> &
    Validation<In, Out, HeldInputs, HeldTargets, Judge> &
    BackpropagateOptions<[Inputs[0]]> & { readonly loss: OfClasses<weightsFor<"train", Out, Judge>> },
): Promise<History<Name>>;
export async function train<P>(
  givenNetwork: LayerOf<P>,
  options: TrainSettings<P, Shape, string> & {
    readonly inputs: unknown;
    readonly targets: unknown;
    readonly sampleWeights?: unknown;
    readonly validation?: unknown;
  },
): Promise<History<string>> {
  const given = readOptions("train", options, optionsOfTrain);
  const { optimizer, epochs, batchSize = 32, last, random, patience, onStep, onEpoch, signal } = given;
  const network = checkLayer("train", "the network", givenNetwork) as LayerOf<P>; // checkLayer wraps the given layer and checks what it returns
  const { loss, inputs, targets } = checkExamples("train", network, given.loss, given);
  const [examples] = inputs.shape;
  const { step } = fieldsOf(optimizer);
  checkFunction("train", "optimizer.step", step);
  checkOptimizer("train", optimizer, network);
  if (onStep !== undefined) checkFunction("train", "onStep", onStep);
  if (onEpoch !== undefined) checkFunction("train", "onEpoch", onEpoch);
  if (signal !== undefined && !(typeof signal === "object" && signal !== null && !isRevoked(signal) && "aborted" in signal))
    throw new TypeError(`train: signal has to be an AbortSignal, not ${describe(signal)}`);
  checkWhole("train: epochs", epochs, 0);
  checkWhole("train: batchSize", batchSize, 1);

  const ends = endsOfBatches("train", examples, batchSize, last);
  if (ends.length === 0)
    throw new RangeError(`train: last: "drop" leaves no batch: there are ${examples} examples, and a batch takes ${batchSize}`);
  for (const batch of new Set(ends.map((end, index) => end - (ends[index - 1] ?? 0))))
    demandOf(network)?.([batch, ...network.inputShape]);
  const isValidated = given.validation !== undefined;
  const held = isValidated ? checkValidation(network, loss, given.validation) : { inputs, targets };
  const evaluated = { network, loss, batchSize, metrics: checkMetrics("train", given.metrics), ...held };
  if (patience !== undefined) checkPatience(patience, isValidated);
  const watch = patience === undefined ? undefined : watching<Epoch<string>>(network, patience);
  const weights = checkSampleWeights("train", loss, [examples], given.sampleWeights);
  const values = [inputs, targets, ...(weights ? [weights] : [])].map((tensor) => viewOf("train", tensor));
  const generator = random === undefined ? undefined : checkRandom(random);
  tryMetrics("train", evaluated);

  const steps = epochs * ends.length;
  const losses: number[] = [];
  const finished: Epoch<string>[] = [];
  const breathe = breather();
  const end = (aborted: boolean): History<string> => {
    watch?.restore();
    return printed({ epochs: finished, losses, aborted, best: watch?.best });
  };
  const evaluate = async (): Promise<NetworkEvaluation<string>> => {
    const nothing = { loss: Number.NaN, metrics: {} };
    if (!isValidated && evaluated.metrics.size === 0) return nothing;
    const passes = evaluating("train", evaluated);
    for (let pass = passes.next(); ; pass = passes.next()) {
      if (pass.done) return isValidated ? pass.value : { ...nothing, metrics: pass.value.metrics };
      await breathe();
    }
  };

  for (let epoch = 1; epoch <= epochs; epoch++) {
    const total = new Total(loss, network.outputShape);
    for (const cut of cutting(values, ends, generator)) {
      const [x, y, sampleWeights] = cut.map((value): AnyTensor => claim(value)) as [AnyTensor, AnyTensor, AnyTensor?]; // one for each

      await breathe();
      if (signal?.aborted) return end(true);
      const result = propagate(network, loss, x, y, sampleWeights);
      optimizer.step(result.gradients);
      losses.push(result.loss);
      total.add(result.loss, y, x.shape[0]);
      await onStep?.({ step: losses.length, steps, epoch, loss: result.loss });
    }
    const { loss: validationLoss, metrics } = await evaluate();
    const entry = { epoch, epochs, loss: total.value, validationLoss, metrics };
    finished.push(entry);
    const isOver = watch?.isOver(entry) ?? false;
    await onEpoch?.(entry);
    if (isOver) break;
  }
  return end(false);
}

const optionsOfTrain = [
  ...([
    "inputs",
    "targets",
    "sampleWeights",
    "validation",
    "loss",
    "metrics",
    "optimizer",
    "epochs",
    "batchSize",
    "last",
  ] as const),
  ...(["random", "patience", "onStep", "onEpoch", "signal"] as const),
];

/** Examples from outside. */
interface Given {
  readonly inputs: unknown;
  readonly targets: unknown;
}

function checkExamples(operation: string, network: AnyLayer, loss: Loss, { inputs, targets }: Given) {
  checkTensor(operation, inputs);
  checkExamplesAxis(operation, network.inputShape, inputs.shape);
  return checkExample(operation, network, loss, inputs, targets);
}

function checkValidation(network: AnyLayer, loss: Loss, given: unknown): { inputs: AnyTensor; targets: AnyTensor } {
  const read = readOptions("train, validation", given as Given, ["inputs", "targets"]); // what isn't an object is refused
  const { inputs, targets } = checkExamples("train, validation", network, loss, read);
  return { inputs, targets };
}
