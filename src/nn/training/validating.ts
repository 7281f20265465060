/** What a training measures after each epoch, on validation data or, without any, on the training data. */
import { engine } from "../../engine/current.js";
import { leaves, mapTensors } from "../../grad/tree.js";
import { readOptions } from "../../shape/options.js";
import { type AnyTensor, claimWhole, viewOf } from "../../tensor/tensor.js";
import type { AnyLayer } from "../contract/layer.js";
import { type Loss, Total } from "../contract/loss.js";
import { checkMetrics, measure } from "../contract/metric.js";
import type { Checked } from "../contract/records.js";
import { checkPatience, type Watch, watching } from "./best.js";
import { checkExamples, type Given } from "./check-examples.js";
import { type Evaluated, evaluating, type NetworkEvaluation, pass, tryMetrics } from "./evaluate.js";
import type { Epoch } from "./history.js";
import type { Source } from "./source.js";
import { streamed } from "./streams.js";

/** Measures a network in training. */
interface Validating {
  /** Watches the validation loss, if there is a patience. */
  readonly watch: Watch<Epoch<string>> | undefined;
  /** Measures the network after an epoch. It calls `breathe` between batches. */
  evaluate(breathe: () => Promise<void> | undefined, epoch: number): Promise<NetworkEvaluation<string>>;
}

/** The options of {@link train} that say what to measure. */
interface Options {
  readonly validation?: unknown;
  readonly metrics?: unknown;
  readonly patience?: unknown;
  readonly epochs: number;
}

interface ReadValidation extends Given {
  readonly data?: unknown;
}

/** @param examples - the training data, unless it comes in batches */
export function validating(
  network: AnyLayer,
  loss: Loss,
  batchSize: number,
  options: Options,
  examples: Checked | undefined,
): Validating {
  const { validation, patience } = options;
  const isValidated = validation !== undefined;
  const read = isValidated
    ? readOptions("train, validation", validation as ReadValidation, ["inputs", "targets", "data"]) // what isn't an object is refused
    : undefined;
  const data = read?.data;
  const stream =
    data === undefined ? undefined : streamed(network, loss, { ...read, data, epochs: options.epochs }, "train, validation");
  const held = stream ? undefined : read ? checkExamples("train, validation", network, loss, read) : examples;
  const metrics = checkMetrics("train", options.metrics);
  if (patience !== undefined) checkPatience(patience, isValidated);
  if (held === undefined && !stream && metrics.size > 0)
    throw new TypeError("train: metrics take all examples at once, but data comes in batches; pass validation too");
  const watch = patience === undefined ? undefined : watching<Epoch<string>>(network, patience);
  const evaluated = held && { network, loss, batchSize, metrics, inputs: held.inputs, targets: held.targets, lead: held.lead };
  if (evaluated) tryMetrics("train", evaluated);
  return {
    watch,
    async evaluate(breathe, epoch) {
      if (stream) return evaluateStream({ network, loss, metrics }, stream.batches(epoch), breathe);
      const nothing = { loss: Number.NaN, metrics: {} };
      if (!evaluated || !(isValidated || metrics.size > 0)) return nothing;
      const passes = evaluating("train", evaluated);
      for (let pass = passes.next(); ; pass = passes.next()) {
        if (pass.done) return isValidated ? pass.value : { ...nothing, metrics: pass.value.metrics };
        await breathe();
      }
    },
  };
}

/** Measures a network on batches as they come. Of each, only the outputs and targets are kept, if there are metrics. */
async function evaluateStream(
  given: Pick<Evaluated, "network" | "loss" | "metrics">,
  batches: ReturnType<Source["batches"]>,
  breathe: () => Promise<void> | undefined,
): Promise<NetworkEvaluation<string>> {
  const { network, loss, metrics } = given;
  const total = new Total(loss, network.outputShape);
  const [outputs, targets] = [new Kept(), new Kept()];
  try {
    for (;;) {
      const batch = await batches.next();
      if (!batch) break;
      await breathe();
      const [x, y, weights, size = x.shape[0]] = batch;
      const output = pass("train", given, x, y, weights, total, size);
      if (output) {
        outputs.add(output);
        targets.add(y);
      }
    }
  } finally {
    await batches.return?.();
  }
  if (metrics.size === 0) return { loss: total.value, metrics: {} };
  return { loss: total.value, metrics: measure("train", metrics, outputs.all, targets.all) };
}

/** Tensors of several batches, or records of them, one below the other. */
class Kept {
  readonly #numbers: number[][] = [];
  #last: AnyTensor | undefined;

  add(tree: AnyTensor): void {
    this.#last = tree;
    for (const [index, { tensor }] of leaves(tree).entries()) {
      this.#numbers[index] ??= [];
      for (const value of tensor.dataSync()) this.#numbers[index].push(value);
    }
  }

  /** All of them. There has been at least one batch. */
  get all(): AnyTensor {
    let next = 0;
    return mapTensors(this.#last as AnyTensor, ({ tensor }) => {
      const [, ...each] = viewOf("train", tensor).shape;
      const numbers = this.#numbers[next++] as number[]; // there is one for each
      return claimWhole(engine().upload(numbers), [numbers.length / each.reduce((product, size) => product * size, 1), ...each]);
    });
  }
}
