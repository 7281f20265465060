/** The training loop: batches, backpropagation and an optimiser's steps, epoch after epoch. */
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

// TypeScript's library for the language declares none of these. Every host has setTimeout; not every host has the other two.
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
  /** The number of the epoch that the step belongs to, from 1. */
  readonly epoch: number;
  /** The loss of the step's batch, computed before the parameters were updated. */
  readonly loss: number;
}

/** What happened in one epoch. */
export interface Epoch {
  /** The number of this epoch, from 1. */
  readonly epoch: number;
  /** The number of epochs in the whole training. */
  readonly epochs: number;
  /** The mean loss over all examples in the epoch's batches, each computed before its step. */
  readonly loss: number;
}

/** What {@link train} returns. */
export interface History {
  /** One entry for each finished epoch. */
  readonly epochs: readonly Epoch[];
  /** The loss of every step. */
  readonly losses: readonly number[];
  /** Whether the signal ended the training early. */
  readonly aborted: boolean;
}

/** The part of an `AbortSignal` that {@link train} reads. */
export interface Signal {
  /** Whether to stop the training. */
  readonly aborted: boolean;
}

/** Options of {@link train} that don't depend on shapes. */
export interface TrainSettings<in P> {
  /** The loss to minimise. */
  readonly loss: Loss;
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
  /** Called after each step. If it returns a promise, the training waits for it. */
  readonly onStep?: ((step: Step) => void | Promise<void>) | undefined;
  /** Called after each epoch. If it returns a promise, the training waits for it. */
  readonly onEpoch?: ((epoch: Epoch) => void | Promise<void>) | undefined;
  /** An `AbortSignal` that ends the training after the current step. */
  readonly signal?: Signal | undefined;
}

/**
 * The examples that {@link train} takes: inputs `[N, ...In]` and targets `[N, ...Out]`. If they don't fit, their types are
 * error messages.
 */
export interface TrainExamples<In extends Shape, Out extends Shape, Inputs extends Shape, Targets extends Shape> {
  /** The inputs, one for each example: `[N, ...In]`. */
  readonly inputs: trainTakesExamples<In, Inputs, [Inputs[0], ...In]>;
  /**
   * The targets, one for each example: `[N, ...Out]`. They are checked only if the inputs fit, because otherwise there is no
   * output.
   */
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
 * Trains a network. Each epoch runs through all examples in batches: for each batch, {@link backpropagate} computes the gradients, and
 * the optimiser takes one step.
 *
 * Every 16 ms, or after each step that takes longer, the training lets other work run, so that a page or a server stays responsive and a
 * signal takes effect. A loss that is NaN or infinite doesn't end the training: `onStep` receives the loss, and can throw or use the
 * signal.
 *
 * @returns the losses; if the signal ended the training, the losses up to that point. The network keeps what it has learned.
 * @throws ShapeError if the examples don't fit the network, there are none, or a batch would have one example although a
 *   {@link batchNorm} needs two; nothing has been computed by then
 * @throws RangeError if an option is out of its range, or `last: "drop"` leaves no batches
 * @throws Error if the optimiser was made for another network
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
  const network = checkLayer("train", "the network", givenNetwork) as LayerOf<P>; // checkLayer wraps the given layer and checks what it returns
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

/**
 * Returns a function to be called before each step. It lets the host do other work if the step would otherwise end more than one screen
 * frame after the last time it did.
 */
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

/** Calls back once the host has done the work that is already waiting. A timer would wait 1 ms in Node and 4 ms in a page. */
function soon(callback: () => void): void {
  if (typeof setImmediate === "function") setImmediate(callback);
  else if (typeof MessageChannel === "function") {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close(); // an open port would keep the process alive in Deno
      callback();
    };
    port2.postMessage(undefined);
  } else setTimeout(callback);
}
