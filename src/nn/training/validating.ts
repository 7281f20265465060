/** What a training measures after each epoch, on validation data or, without any, on the training data. */
import { readOptions } from "../../shape/options.js";
import type { AnyLayer } from "../contract/layer.js";
import type { Loss } from "../contract/loss.js";
import { checkMetrics } from "../contract/metric.js";
import type { Checked } from "../contract/records.js";
import { checkPatience, type Watch, watching } from "./best.js";
import { checkExamples, type Given } from "./check-examples.js";
import { evaluating, type NetworkEvaluation, tryMetrics } from "./evaluate.js";
import type { Epoch } from "./history.js";

/** Measures a network in training. */
interface Validating {
  /** Watches the validation loss, if there is a patience. */
  readonly watch: Watch<Epoch<string>> | undefined;
  /** Measures the network. It calls `breathe` between batches. */
  evaluate(breathe: () => Promise<void> | undefined): Promise<NetworkEvaluation<string>>;
}

/** The options of {@link train} that say what to measure. */
interface Options {
  readonly validation?: unknown;
  readonly metrics?: unknown;
  readonly patience?: unknown;
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
  const held = isValidated ? checkValidation(network, loss, validation) : examples;
  const metrics = checkMetrics("train", options.metrics);
  if (patience !== undefined) checkPatience(patience, isValidated);
  if (held === undefined && metrics.size > 0)
    throw new TypeError("train: metrics take all examples at once, but data comes in batches; pass validation too");
  const watch = patience === undefined ? undefined : watching<Epoch<string>>(network, patience);
  const evaluated = held && { network, loss, batchSize, metrics, inputs: held.inputs, targets: held.targets, lead: held.lead };
  if (evaluated) tryMetrics("train", evaluated);
  return {
    watch,
    async evaluate(breathe) {
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

function checkValidation(network: AnyLayer, loss: Loss, given: unknown): Checked {
  const read = readOptions("train, validation", given as Given, ["inputs", "targets"]); // what isn't an object is refused
  return checkExamples("train, validation", network, loss, read);
}
