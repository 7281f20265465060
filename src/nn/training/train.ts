/** Training: batches, backpropagation and an optimiser's steps, epoch after epoch. */
import { now } from "../../engine/host.js";
import { describe } from "../../shape/describe.js";
import { checkTrain, type targetsMismatch, type trainMismatch } from "../../shape/layer.js";
import { isRevoked } from "../../shape/list.js";
import { checkWhole, fieldsOf, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import type { Random } from "../../tensor/random.js";
import { type AnyTensor, checkTensor, type Tensor } from "../../tensor/tensor.js";
import { demandOf } from "../contract/demands.js";
import { checkFunction, checkLayer } from "../contract/foreign.js";
import type { Layer, LayerOf } from "../contract/layer.js";
import type { Loss } from "../contract/loss.js";
import { isOfAnother, type Stepper } from "../optimizers/optimizer.js";
import { checkExample, propagate } from "./backpropagate.js";
import { type BatchesOptions, batches, endsOfBatches } from "./batches.js";

// The language's own library knows none of these. Every host has the last; which others there are, differs.
declare const setImmediate: ((callback: () => void) => unknown) | undefined;
declare const MessageChannel: (new () => { readonly port1: Port; readonly port2: Port }) | undefined;
declare function setTimeout(callback: () => void): unknown;

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: undefined): void;
  close(): void;
}

/** What happened in one step. */
export interface Step {
  /** The number of this step, from 1, over all epochs. */
  readonly step: number;
  /** The number of steps in the whole training. */
  readonly steps: number;
  /** The number of the epoch that it is in, from 1. */
  readonly epoch: number;
  /** The loss of this step's batch, before the step. */
  readonly loss: number;
}

/** What happened in one epoch. */
export interface Epoch {
  /** The number of this epoch, from 1. */
  readonly epoch: number;
  /** The number of epochs in the whole training. */
  readonly epochs: number;
  /** The mean loss over the examples of the epoch's batches, each before its step. */
  readonly loss: number;
}

/** What {@link train} returns. */
export interface History {
  /** One entry for each epoch that was finished. */
  readonly epochs: readonly Epoch[];
  /** The loss of every step. */
  readonly losses: readonly number[];
  /** Whether the signal ended the training early. */
  readonly aborted: boolean;
}

/** What {@link train} looks at of an `AbortSignal`. */
export interface Signal {
  /** Whether to end. */
  readonly aborted: boolean;
}

/** Options of {@link train} that don't depend on shapes. */
export interface TrainSettings<in P> {
  /** What the outputs are judged by. */
  readonly loss: Loss;
  /** An optimiser of this network, or whatever else takes steps along its gradients. */
  readonly optimizer: Stepper<P>;
  /** How often the training runs through all examples; 0 times, and nothing happens. */
  readonly epochs: number;
  /** How many examples a step takes; 32 unless given. Where there are fewer examples, a step takes all of them. */
  readonly batchSize?: number | undefined;
  /** What becomes of a last batch that is shorter, as for {@link batches}: `"keep"`, `"drop"` or `"merge"`; `"keep"` unless given. */
  readonly last?: BatchesOptions["last"];
  /** Shuffles the examples anew in each epoch; without it they come in their order. */
  readonly random?: Random | undefined;
  /** Called after each step; a promise is waited for. */
  readonly onStep?: ((step: Step) => void | Promise<void>) | undefined;
  /** Called after each epoch; a promise is waited for. */
  readonly onEpoch?: ((epoch: Epoch) => void | Promise<void>) | undefined;
  /** An `AbortSignal`: ends the training after the step under way. */
  readonly signal?: Signal | undefined;
}

/** The examples that {@link train} takes: inputs `[N, ...In]` and targets `[N, ...Out]`, or a sentence that says why not. */
export interface TrainExamples<In extends Shape, Out extends Shape, Inputs extends Shape, Targets extends Shape> {
  /** One input a row: `[N, ...In]`. */
  readonly inputs: trainTakesExamples<In, Inputs, [Inputs[0], ...In]>;
  /** One target a row: `[N, ...Out]`. Judged only where the inputs are right: else there is no output to compare them with. */
  readonly targets: trainTakesTargets<Inputs, [Inputs[0], ...In], Targets, [Inputs[0], ...Out]>;
}
type trainTakesExamples<In extends Shape, Inputs extends Shape, Examples extends Shape> = [Inputs, Examples] extends [
  Examples,
  Inputs,
]
  ? Tensor<Inputs>
  : trainMismatch<In, Inputs>;
type trainTakesTargets<Inputs extends Shape, Examples extends Shape, Targets extends Shape, Outputs extends Shape> = [
  Targets,
  Outputs,
] extends [Outputs, Targets]
  ? Tensor<Targets>
  : [Inputs, Examples] extends [Examples, Inputs]
    ? targetsMismatch<"train", Outputs, Targets>
    : Tensor<Targets>;

/**
 * Trains a network: in each epoch, all examples in batches; for each batch, {@link backpropagate} and one step of the optimiser.
 * Every 16 ms, or after each step that takes longer, it lets other work run, so a page or a server stays responsive and a signal is heard. A loss that is NaN or infinite does
 * not end it: `onStep` sees the loss, and may throw or end the training by the signal.
 *
 * @returns the losses. Where the signal ended the training, those until then: what was learned stays in the network.
 * @throws ShapeError where the examples don't fit the network, there are none, or a batch would be of one example where a
 *   {@link batchNorm} takes two, before anything is computed
 * @throws RangeError where an option is out of its range, or `last: "drop"` leaves no batch
 * @throws Error where the optimiser was made for another network
 * @example
 * ```ts
 * import { random, randomNormal, zeros } from "conformable";
 * import { adam, dense, meanSquaredError, train } from "conformable/nn";
 *
 * const network = dense(3, 2);
 * const history = await train(network, {
 *   inputs: randomNormal([100, 3]),
 *   targets: zeros([100, 2]),
 *   loss: meanSquaredError,
 *   optimizer: adam(network),
 *   epochs: 5,
 *   random: random(7),
 *   onEpoch: ({ epoch, loss }) => console.log(epoch, loss),
 * });
 * history.losses.length; // 20: five epochs of four steps
 * ```
 */
export function train<In extends Shape, Out extends Shape, P, Inputs extends Shape, Targets extends Shape>(
  network: Layer<In, Out, P>,
  options: TrainSettings<NoInfer<P>> & TrainExamples<In, Out, Inputs, Targets>,
): Promise<History>;
export async function train<P>(
  givenNetwork: LayerOf<P>,
  options: TrainSettings<P> & { readonly inputs: unknown; readonly targets: unknown },
): Promise<History> {
  const given = readOptions("train", options, optionsOfTrain);
  const { optimizer, epochs, batchSize = 32, last, random, onStep, onEpoch, signal } = given;
  const network = checkLayer("train", "the network", givenNetwork) as LayerOf<P>; // what is given, held to its word
  checkTensor("train", given.inputs);
  checkTrain(network.inputShape, given.inputs.shape);
  const { loss, inputs, targets } = checkExample("train", network, given.loss, given.inputs, given.targets);
  const [examples] = inputs.shape;
  const { step } = fieldsOf(optimizer);
  checkFunction("train", "optimizer.step", step);
  if (isOfAnother(optimizer, network))
    throw new Error("train: the optimizer is of another network, so this one would learn nothing");
  if (onStep !== undefined) checkFunction("train", "onStep", onStep);
  if (onEpoch !== undefined) checkFunction("train", "onEpoch", onEpoch);
  if (signal !== undefined && !(typeof signal === "object" && signal !== null && !isRevoked(signal) && "aborted" in signal))
    throw new TypeError(`train: signal has to be an AbortSignal, not ${describe(signal)}`);
  checkWhole("train: epochs", epochs, 0);
  checkWhole("train: batchSize", batchSize, 1);

  const ends = endsOfBatches("train", examples, batchSize, last);
  const used = ends.at(-1);
  if (used === undefined)
    throw new RangeError(`train: last: "drop" leaves no batch: there are ${examples} examples, and a batch takes ${batchSize}`);
  for (const batch of new Set(ends.map((end, index) => end - (ends[index - 1] ?? 0))))
    demandOf(network)?.([batch, ...network.inputShape]);
  const cut: Iterable<{ inputs: AnyTensor; targets: AnyTensor }> = batches(inputs, targets, batchSize, { random, last });
  const steps = epochs * ends.length;
  const losses: number[] = [];
  const finished: Epoch[] = [];
  const history = (aborted: boolean): History => ({ epochs: finished, losses, aborted });
  const breathe = breather();

  for (let epoch = 1; epoch <= epochs; epoch++) {
    let total = 0;
    for (const batch of cut) {
      await breathe();
      if (signal?.aborted) return history(true);
      const result = propagate(network, loss, batch.inputs, batch.targets);
      optimizer.step(result.gradients);
      losses.push(result.loss);
      total += result.loss * batch.inputs.shape[0];
      await onStep?.({ step: losses.length, steps, epoch, loss: result.loss });
    }
    const entry = { epoch, epochs, loss: total / used };
    finished.push(entry);
    await onEpoch?.(entry);
  }
  return history(false);
}

const optionsOfTrain = [
  ...(["inputs", "targets", "loss", "optimizer", "epochs", "batchSize", "last"] as const),
  ...(["random", "onStep", "onEpoch", "signal"] as const),
];

/** Gives way to the host's other work before each step that would end later than a frame of a screen after the last time. */
function breather(): () => Promise<void> | undefined {
  const frame = 16; // milliseconds
  let awake = now();
  let last = awake;
  return () => {
    const time = now();
    const step = time - last;
    last = time;
    if (time - awake + step <= frame) return undefined;
    return new Promise((resolve) => {
      soon(() => {
        awake = now();
        last = awake;
        resolve();
      });
    });
  };
}

/** Calls back when the host has done what waits already. A timer would wait for a millisecond in Node, and for four in a page. */
function soon(callback: () => void): void {
  if (typeof setImmediate === "function") setImmediate(callback);
  else if (typeof MessageChannel === "function") {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close(); // an open one would keep the process alive in Deno
      callback();
    };
    port2.postMessage(undefined);
  } else setTimeout(callback);
}
