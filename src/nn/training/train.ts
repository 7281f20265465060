/** The training loop: batches, backpropagation and an optimiser's steps, epoch after epoch. */
import type { Anything } from "../../shape/accepted.js";
import { describe } from "../../shape/describe.js";
import { isRevoked } from "../../shape/list.js";
import { checkWhole, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { takesALoss } from "../contract/class-loss.js";
import { demandOf } from "../contract/demands.js";
import { checkFunction, checkLayer, checkLoss } from "../contract/foreign.js";
import type { Layer, LayerOf } from "../contract/layer.js";
import { type Loss, Total } from "../contract/loss.js";
import type { AnyMetric, takesMetrics } from "../contract/metric.js";
import type { takesANetwork } from "../contract/no-layer.js";
import type { LeadOf, NotRecords, OfRecords } from "../contract/record-network.js";
import { recordsOf } from "../contract/records.js";
import { type AreSteps, checkOptimizer, type takesAnOptimizer } from "../optimizers/check-optimizer.js";
import { propagate } from "./backpropagate.js";
import type { Given as GivenData, TrainOn } from "./batched-examples.js";
import { breather } from "./breathe.js";
import { checkExamples } from "./check-examples.js";
import { cutSource } from "./cut-source.js";
import type { AreOutputs, MetricFor } from "./examples.js";
import { type Epoch, type History, printed } from "./history.js";
import type { Found } from "./larger-steps.js";
import type { takesRecordTargets } from "./record-examples.js";
import type { Measured, RecordTrainOn, RecordTrainSettings, takesRecordMetrics } from "./record-training.js";
import type { GivenOption, TrainOptions, TrainSettings, Validation, WrongOptions } from "./train-settings.js";

/**
 * Trains a network. Each epoch runs through all examples in batches: for each batch, {@link backpropagate} computes the gradients, and
 * the optimiser takes one step. After each epoch, {@link evaluate} measures the network on the validation data, if there is any.
 *
 * In a long training, the steps are compiled, as by {@link trainingStep}: after the first twenty, if at least a hundred are left,
 * or if their number isn't known. The result is the same. With sample weights, `accumulate` or `clipNorm`, the steps aren't
 * compiled.
 *
 * Every 16 ms, or after each step that takes longer, the training lets other work run, so a page or a server stays responsive and
 * a signal takes effect. A loss that is NaN or infinite doesn't end the training: `onStep` receives the loss, and can throw or
 * use the signal.
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
  Judge = Loss,
  Name extends string = never,
  Data = undefined,
  Ins extends Shape = NotRecords,
  Outs extends Shape = NotRecords,
  Given = unknown,
  Wanted = unknown,
  Held = unknown,
  HeldWanted = unknown,
  HeldData = undefined,
  Option extends PropertyKey = PropertyKey,
  HeldOption extends PropertyKey = PropertyKey,
  Steps = unknown,
  Metrics = unknown,
  Model = unknown,
  Weights extends Shape = Anything,
  Last = unknown,
  Beside = undefined,
  Unset = unknown,
  Same extends AreOutputs<Out, Targets, Unset> = "accepted",
  Stepping extends AreSteps<P, Steps, Unset> = "accepted",
>(
  network: takesANetwork<"train", Model, Layer<In, Out, P> | OfRecords<Ins, Outs, P>>,
  options: TrainOptions<
    Option,
    { readonly [Key in Name]: AnyMetric },
    Beside,
    WrongOptions<Last, Stepping, takesAnOptimizer<"train", P, Steps>, Data, Option, Beside>,
    [Ins] extends [NotRecords]
      ? TrainOn<In, Out, Inputs, Targets, Judge, Data, Option, Weights, Given, Wanted> &
          TrainSettings<
            NoInfer<P>,
            Out,
            Name,
            takesALoss<"train", Out, Judge, [Inputs[0]]>,
            Out,
            NoInfer<MetricFor<Out, Targets, Judge, Same>>,
            takesAnOptimizer<"train", P, Steps>,
            takesMetrics<"train", Metrics, { readonly [Key in Name]: NoInfer<MetricFor<Out, Targets, Judge, Same>> }>
          > &
          Validation<In, Out, HeldInputs, HeldTargets, Judge, HeldData, HeldOption, Held, HeldWanted> & {
            readonly data?: GivenData<Data>;
            readonly last?: GivenOption<Last>;
          }
      : RecordTrainOn<Ins, Outs, Given, Wanted, Judge, Data, Option, Weights> &
          RecordTrainSettings<
            NoInfer<P>,
            Ins,
            Outs,
            Name,
            Judge,
            Wanted,
            Held,
            HeldWanted,
            HeldOption,
            takesAnOptimizer<"train", P, Steps>,
            takesRecordMetrics<
              "train",
              Metrics,
              Name,
              Outs,
              Measured<Wanted, takesRecordTargets<"train", Outs, LeadOf<Ins, Given>, Wanted, Judge>>
            >
          > & {
            readonly data?: GivenData<Data>;
            readonly last?: GivenOption<Last>;
          }
  >,
): Promise<History<Name>>;
export async function train<P>(givenNetwork: unknown, options: object): Promise<History<string>> {
  const given = readOptions("train", options as Options<P>, optionsOfTrain); // what isn't read as promised is checked
  const { data, accumulate, optimizer, epochs, batchSize = 32, onStep, onEpoch, signal } = given;
  const network = checkLayer("train", "the network", givenNetwork, true) as LayerOf<P>; // checkLayer wraps the given layer and checks what it returns
  const loss = checkLoss("train", given.loss);
  const examples = data === undefined ? checkExamples("train", network, loss, given) : undefined;
  checkOptimizer("train", optimizer, network);
  if (onStep !== undefined) checkFunction("train", "onStep", onStep);
  if (onEpoch !== undefined) checkFunction("train", "onEpoch", onEpoch);
  if (signal !== undefined && !(typeof signal === "object" && signal !== null && !isRevoked(signal) && "aborted" in signal))
    throw new TypeError(`train: signal has to be an AbortSignal, not ${describe(signal)}`);
  checkWhole("train: epochs", epochs, 0);
  checkWhole("train: batchSize", batchSize, 1);

  const records = recordsOf(network);
  const rare = [data, accumulate, given.clipNorm, given.validation, given.metrics, given.patience, given.progress, records];
  const extras = rare.some((option) => option !== undefined) ? await import("./extras.js") : undefined;
  const source = !examples
    ? (extras as Extras).streamed(network, loss, given) // loaded for it
    : records
      ? (extras as Extras).recordSource(records, loss, { ...given, batchSize }, examples) // loaded for it
      : cutSource(loss, { ...given, batchSize }, examples.lead, [examples.inputs, examples.targets], (batch) =>
          demandOf(network)?.([batch, ...network.inputShape]),
        );
  const larger = extras?.larger<P>(network, loss, given);
  const steps = epochs * Math.ceil(source.steps / (accumulate ?? 1));
  const validation = extras?.validating(network, loss, batchSize, given, examples);
  const bar = given.progress === undefined ? undefined : extras?.progressing(given.progress, steps, epochs);
  const losses: number[] = [];
  const finished: Epoch<string>[] = [];
  const breathe = breather();
  /** Steps on batches of the usual size, which is that of the first, are compiled, once it is clear that there are many. */
  let compiled: ReturnType<CompiledStep["compiledStep"]> | undefined;
  let usual: number | undefined;
  const end = (aborted: boolean): History<string> => {
    validation?.watch?.restore();
    return printed({ epochs: finished, losses, aborted, best: validation?.watch?.best });
  };

  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const total = new Total(loss, network.outputShape);
      const taken = (loss: number): unknown => {
        losses.push(loss);
        const step = { step: losses.length, steps, epoch, loss };
        bar?.move(step);
        return onStep?.(step);
      };
      const update = ({ loss, gradients }: Found<P>): unknown => {
        optimizer.step(gradients);
        return taken(loss);
      };
      const batches = source.batches(epoch);
      try {
        for (let next = batches.next(); next; next = batches.next()) {
          const batch = next instanceof Promise ? await next : next;
          if (!batch) break;
          const [inputs, targets, weights, size = inputs.shape[0]] = batch;
          await breathe();
          if (signal?.aborted) return end(true);
          usual ??= size;
          const isUsual = size === usual && !larger && !weights;
          if (isUsual && losses.length >= WARM_UP && !(steps < 5 * WARM_UP))
            compiled ??= (await import("./compiled-step.js")).compiledStep(network, loss, optimizer);
          const value = isUsual ? compiled?.(inputs, targets) : undefined;
          if (value === undefined) {
            const result = propagate(network, loss, inputs, targets, weights);
            const found = larger ? larger.add(result, targets, size) : result;
            if (found) await update(found);
            total.add(result.loss, targets, size);
          } else {
            await taken(value);
            total.add(value, targets, size);
          }
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
type CompiledStep = typeof import("./compiled-step.js");
/** Steps before the step is compiled. To compile one takes as long as twenty to a hundred steps save. */
const WARM_UP = 20;

/** The options from outside. */
interface Options<P> extends TrainSettings<P, Shape, string> {
  readonly inputs: unknown;
  readonly targets: unknown;
  readonly data?: unknown;
  readonly sampleWeights?: unknown;
  readonly validation?: unknown;
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
