/** Where {@link train} gets its batches from. */
import type { AnyTensor } from "../../tensor/tensor.js";

/** The inputs and the targets of a batch of examples, a weight for each if there are any, and their number, if the inputs aren't a tensor. */
export type Examples = readonly [
  inputs: AnyTensor,
  targets: AnyTensor,
  weights?: AnyTensor | undefined,
  examples?: number | undefined,
];

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
