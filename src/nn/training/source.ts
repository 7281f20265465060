/** Where {@link train} gets its batches from. */
import type { Value } from "../../tensor/tape.js";

/** The inputs, the targets and, if there are any, the weights of a batch of examples. */
export type Examples = readonly Value[];

/** The batches of each epoch. */
export interface Source {
  /** The number of batches in an epoch; NaN if it isn't known. */
  readonly steps: number;
  /** Begins an epoch. */
  batches(epoch: number): Batches;
}

/** The batches of one epoch. */
interface Batches {
  /** The next batch, which may take time, or undefined if there are no more. */
  next(): Examples | undefined | Promise<Examples | undefined>;
  /** Ends an epoch early. */
  return?(): unknown;
}
