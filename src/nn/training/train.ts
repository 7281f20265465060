/** The training loop: batches, backpropagation and an optimiser's steps, epoch after epoch. */
import type { BatchSize } from "../../shape/batch.js";
import { describe } from "../../shape/describe.js";
import { isRevoked } from "../../shape/list.js";
import { checkWhole, fieldsOf, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { checkRandom, type Random } from "../../tensor/random.js";
import { type AnyTensor, claim, viewOf } from "../../tensor/tensor.js";
import type { OfClasses, weightsFor } from "../contract/class-loss.js";
import { demandOf } from "../contract/demands.js";
import { checkFunction, checkLayer, checkLoss } from "../contract/foreign.js";
import type { AnyLayer, Layer, LayerOf } from "../contract/layer.js";
import { type Loss, Total } from "../contract/loss.js";
import type { Metric } from "../contract/metric.js";
import { checkOptimizer, type Stepper } from "../optimizers/optimizer.js";
import { checkSampleWeights, propagate } from "./backpropagate.js";
import { type BatchesOptions, cutting, endsOfBatches } from "./batches.js";
import { breather } from "./breathe.js";
import { checkExamples } from "./check-examples.js";
import type { TargetOf, TrainData, TrainExamples, TrainOn } from "./examples.js";
import { type Epoch, type History, printed, type Step } from "./history.js";
import type { Found } from "./larger-steps.js";
import type { ProgressBar } from "./progress.js";
import type { Source } from "./source.js";

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
  /**
   * The number of batches for one step of the optimiser, 1 by default. Their gradients are averaged as those of one large batch, which needs
   * less memory in parts. At the end of an epoch, a step may have fewer batches. `onStep` and the history have the mean loss of each step.
   */
  readonly accumulate?: number | undefined;
  /**
   * The largest norm of all gradients of a step together, above 0. Longer ones are scaled down to it, as by `clipByGlobalNorm` of
   * `conformable`.
   */
  readonly clipNorm?: number | undefined;
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
  /** A progress bar for the training, such as `new SingleBar({})` of the package `cli-progress`. */
  readonly progress?: ProgressBar | undefined;
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
  Data = undefined,
> {
  /** Inputs and targets, as many as you like, to {@link evaluate} the network on after each epoch. They may also come in batches: `{ data }`. */
  readonly validation?:
    | ([Data] extends [undefined]
        ? TrainExamples<In, Out, Inputs, Targets, "train, validation", Judge>
        : TrainData<In, Out, Inputs, Targets, Judge, "train, validation">)
    | undefined;
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
  Data = undefined,
  HeldData = undefined,
>(
  network: Layer<In, Out, P>,
  options: TrainSettings<NoInfer<P>, Out, Name, Judge, TargetOf<Targets, Out>> &
    TrainOn<In, Out, Inputs, Targets, Judge, Data> &
    Validation<In, Out, HeldInputs, HeldTargets, Judge, HeldData> & {
      readonly validation?: { readonly data?: HeldData } | undefined;
      readonly data?: Data;
      readonly loss: OfClasses<weightsFor<"train", Out, Judge>>;
    },
): Promise<History<Name>>;
export async function train<P>(
  givenNetwork: LayerOf<P>,
  options: TrainSettings<P, Shape, string> & {
    readonly inputs: unknown;
    readonly targets: unknown;
    readonly data?: unknown;
    readonly sampleWeights?: unknown;
    readonly validation?: unknown;
  },
): Promise<History<string>> {
  const given = readOptions("train", options, optionsOfTrain);
  const { data, accumulate, optimizer, epochs, batchSize = 32, onStep, onEpoch, signal } = given;
  const network = checkLayer("train", "the network", givenNetwork) as LayerOf<P>; // checkLayer wraps the given layer and checks what it returns
  const loss = checkLoss("train", given.loss);
  const examples = data === undefined ? checkExamples("train", network, loss, given) : undefined;
  const { step } = fieldsOf(optimizer);
  checkFunction("train", "optimizer.step", step);
  checkOptimizer("train", optimizer, network);
  if (onStep !== undefined) checkFunction("train", "onStep", onStep);
  if (onEpoch !== undefined) checkFunction("train", "onEpoch", onEpoch);
  if (signal !== undefined && !(typeof signal === "object" && signal !== null && !isRevoked(signal) && "aborted" in signal))
    throw new TypeError(`train: signal has to be an AbortSignal, not ${describe(signal)}`);
  checkWhole("train: epochs", epochs, 0);
  checkWhole("train: batchSize", batchSize, 1);

  const rare = [data, accumulate, given.clipNorm, given.validation, given.metrics, given.patience, given.progress];
  const extras = rare.some((option) => option !== undefined) ? await import("./extras.js") : undefined;
  const source = examples
    ? cutSource(network, loss, { ...given, ...examples, batchSize })
    : (extras as Extras).streamed(network, loss, given); // loaded for it
  const larger = extras?.larger<P>(network, loss, given);
  const steps = epochs * Math.ceil(source.steps / (accumulate ?? 1));

  const validation = extras?.validating(network, loss, batchSize, given, examples);
  const bar = given.progress === undefined ? undefined : extras?.progressing(given.progress, steps, epochs);
  const losses: number[] = [];
  const finished: Epoch<string>[] = [];
  const breathe = breather();
  const end = (aborted: boolean): History<string> => {
    validation?.watch?.restore();
    return printed({ epochs: finished, losses, aborted, best: validation?.watch?.best });
  };

  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const total = new Total(loss, network.outputShape);
      const update = (found: Found<P>): void | Promise<void> => {
        optimizer.step(found.gradients);
        losses.push(found.loss);
        const step = { step: losses.length, steps, epoch, loss: found.loss };
        bar?.move(step);
        return onStep?.(step);
      };
      const batches = source.batches(epoch);
      try {
        for (let next = batches.next(); next; next = batches.next()) {
          const batch = next instanceof Promise ? await next : next;
          if (!batch) break;
          const [x, y, weights] = batch.map((value): AnyTensor => claim(value)) as [AnyTensor, AnyTensor, AnyTensor?]; // one for each
          await breathe();
          if (signal?.aborted) return end(true);
          const result = propagate(network, loss, x, y, weights);
          const found = larger ? larger.add(result, y, x.shape[0]) : result;
          if (found) await update(found);
          total.add(result.loss, y, x.shape[0]);
        }
      } finally {
        await batches.return?.();
      }
      const rest = larger?.rest();
      if (rest) await update(rest);
      const { loss: validationLoss = Number.NaN, metrics = {} } = (await validation?.evaluate(breathe, epoch)) ?? {};
      const entry = { epoch, epochs, loss: total.value, validationLoss, metrics };
      finished.push(entry);
      const isOver = validation?.watch?.isOver(entry);
      await onEpoch?.(entry);
      if (isOver) break;
    }
    return end(false);
  } finally {
    bar?.stop();
  }
}
type Extras = typeof import("./extras.js");

/** Cuts examples into batches. */
function cutSource(
  network: AnyLayer,
  loss: Loss,
  given: Pick<TrainSettings<unknown>, "last" | "random"> & {
    readonly inputs: AnyTensor;
    readonly targets: AnyTensor;
    readonly sampleWeights?: unknown;
    readonly batchSize: number;
  },
): Source {
  const { inputs, targets, batchSize, random } = given;
  const [examples] = inputs.shape;
  const ends = endsOfBatches("train", examples, batchSize, given.last);
  if (ends.length === 0)
    throw new RangeError(`train: last: "drop" leaves no batch: there are ${examples} examples, and a batch takes ${batchSize}`);
  for (const batch of new Set(ends.map((end, index) => end - (ends[index - 1] ?? 0))))
    demandOf(network)?.([batch, ...network.inputShape]);
  const weights = checkSampleWeights("train", loss, [examples], given.sampleWeights);
  const values = [inputs, targets, ...(weights ? [weights] : [])].map((tensor) => viewOf("train", tensor));
  const generator = random === undefined ? undefined : checkRandom(random);
  return {
    steps: ends.length,
    batches() {
      const cut = cutting(values, ends, generator);
      return { next: () => cut.next().value || undefined };
    },
  };
}

const optionsOfTrain = [
  ...([
    "inputs",
    "targets",
    "data",
    "sampleWeights",
    "validation",
    "loss",
    "metrics",
    "optimizer",
    "epochs",
    "batchSize",
    "last",
  ] as const),
  ...(["random", "accumulate", "clipNorm", "patience", "onStep", "onEpoch", "progress", "signal"] as const),
];
