/** What a training reports: its steps, its epochs and its history, which prints itself as a table. */
import { aligned, printing } from "../contract/text.js";

/** What happened in one step. */
export interface Step {
  /** The number of this step, from 1, over all epochs. */
  readonly step: number;
  /** The number of steps in the whole training, unless it ends early. */
  readonly steps: number;
  /** The number of the epoch that the step belongs to, from 1. */
  readonly epoch: number;
  /** The loss of the step's batch, computed before the parameters were updated. */
  readonly loss: number;
}

/**
 * What happened in one epoch.
 *
 * @typeParam Name - the names of the metrics
 */
export interface Epoch<in Name extends string = never> {
  /** The number of this epoch, from 1. */
  readonly epoch: number;
  /** The number of epochs in the whole training, unless it ends early. */
  readonly epochs: number;
  /** The mean loss over all examples in the epoch's batches, each computed before its step. */
  readonly loss: number;
  /** The mean loss over all validation examples after the epoch; NaN without validation data. */
  readonly validationLoss: number;
  /** The metrics after the epoch, on the validation data or, without validation data, on the training data. */
  readonly metrics: Readonly<Record<Name, number>>;
}

/**
 * What {@link train} returns. `String(history)` and, in Node, `console.log(history)` show it as a table.
 *
 * @typeParam Name - the names of the metrics
 */
export interface History<in Name extends string = never> {
  /** One entry for each finished epoch. */
  readonly epochs: readonly Epoch<Name>[];
  /** The loss of every step. */
  readonly losses: readonly number[];
  /** Whether the signal ended the training early. */
  readonly aborted: boolean;
  /**
   * The epoch with the lowest validation loss, if the training has a `patience`; the network has the parameters of this epoch. It
   * is undefined without a `patience`, or if no validation loss was a number.
   */
  readonly best: Epoch<Name> | undefined;
}

/** Adds the methods that print a history. */
export const printed = <Name extends string>(history: History<Name>): History<Name> => printing(history, table);

/** The most epochs that are listed. Of more, the first ones and the last ones are. */
const most = 20;

function table({ epochs, aborted, best }: History<string>): string {
  const isValidated = epochs.some(({ validationLoss }) => !Number.isNaN(validationLoss));
  const names = Object.keys(epochs[0]?.metrics ?? {});
  const row = ({ epoch, loss, validationLoss, metrics }: Epoch<string>): readonly string[] => [
    String(epoch),
    ...[loss, ...(isValidated ? [validationLoss] : []), ...names.map((name) => metrics[name] as number)].map(short), // each epoch has all metrics
  ];
  const head = ["epoch", "loss", ...(isValidated ? ["validation loss"] : []), ...names];
  const rows = epochs.length > most ? [...epochs.slice(0, most / 2), ...epochs.slice(1 - most / 2)].map(row) : epochs.map(row);
  if (epochs.length > most)
    rows.splice(
      most / 2,
      0,
      head.map(() => "…"),
    );
  const ends = [...(best ? [`best: epoch ${best.epoch}`] : []), ...(aborted ? ["ended by the signal"] : [])];
  return [aligned([head, ...rows], 0), ...ends].join("\n");
}

const short = (value: number): string => value.toPrecision(4);
