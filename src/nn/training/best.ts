/** Early stopping: finds the best epoch, and brings back what the network had learned by then. */
import { describe } from "../../shape/describe.js";
import { checkWhole } from "../../shape/options.js";
import type { AnyLayer } from "../contract/layer.js";
import { residences } from "../contract/residences.js";
import { statisticsOf } from "../contract/statistics.js";

/** Watches the validation loss of a training. */
export interface Watch<Entry> {
  /** The best epoch so far. */
  readonly best: Entry | undefined;
  /** Reports an epoch. Returns whether it is time to stop. */
  isOver(epoch: Entry): boolean;
  /** Gives the network the parameters and statistics of the best epoch, if there is one. */
  restore(): void;
}

/**
 * Watches the validation loss, and stops after `patience` epochs in a row that didn't lower it.
 *
 * @throws Error if the network has parameters that none of its trainables holds, so that they couldn't be restored
 */
export function watching<Entry extends { readonly epoch: number; readonly validationLoss: number }>(
  network: AnyLayer,
  patience: number,
): Watch<Entry> {
  const all = residences("train", network).homes.flatMap(({ trainable }) => [trainable, statisticsOf(trainable) ?? []].flat());
  let best: Entry | undefined;
  let values: readonly unknown[] = [];
  return {
    get best() {
      return best;
    },
    isOver(epoch) {
      if (epoch.validationLoss < (best?.validationLoss ?? Number.POSITIVE_INFINITY)) {
        best = epoch;
        values = all.map((trainable) => trainable.values); // the tensors don't change: an optimiser's next step copies them first
      }
      return epoch.epoch - (best?.epoch ?? 0) >= patience;
    },
    restore() {
      if (best !== undefined) for (const [index, trainable] of all.entries()) trainable.assign(values[index]);
    },
  };
}

/** Checks a patience, which takes validation data. */
export function checkPatience(patience: unknown, hasValidation: boolean): asserts patience is number {
  if (!hasValidation)
    throw new TypeError(
      `train: patience ${describe(patience)} watches the validation loss, but there is no validation data; pass validation too`,
    );
  checkWhole("train: patience", patience, 1);
}
