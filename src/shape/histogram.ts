/** Histograms: a count for each bin, and one more edge than there are bins. */
import type { Total } from "./named.js";
import { checkFinite, readOptions } from "./options.js";
import type { ValueOf } from "./size.js";

/** Why no bins are refused: a list with the reason, or an empty list. */
export type SomeBins<Bins extends number> = number extends ValueOf<Bins> ? [] : ValueOf<Bins> extends 0 ? [takesABin] : [];
type takesABin = "histogram: takes at least one bin";
export const takesABin = (): takesABin => "histogram: takes at least one bin";

/** The number of edges. */
export type EdgesOf<Bins extends number> = Total<[Bins, 1]>;

export interface HistogramBounds {
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export function boundsOfHistogram(options: unknown): HistogramBounds {
  const { low, high } = readOptions("histogram", options as HistogramBounds | undefined, ["low", "high"]); // checked here and there
  if (low !== undefined) checkFinite("histogram: low", low);
  if (high !== undefined) checkFinite("histogram: high", high);
  if (low !== undefined && high !== undefined) checkBounds(low, high);
  return { low, high };
}

/** @throws RangeError if no number lies between the bounds */
export function checkBounds(low: number, high: number): void {
  if (low > high) throw new RangeError(`histogram: the low bound ${low} is above the high bound ${high}`);
}
