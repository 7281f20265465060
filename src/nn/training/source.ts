/** Where {@link train} gets its batches from. */
import type { AnyTensor } from "../../tensor/tensor.js";

/** A batch of examples. */
export interface Examples {
  readonly inputs: AnyTensor;
  readonly targets: AnyTensor;
  /** A weight for each example, if there are weights. */
  readonly weights?: AnyTensor;
  /** The number of examples. */
  readonly examples: number;
}

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
