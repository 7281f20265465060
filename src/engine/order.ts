/** Orders of numbers, and places along an axis, on the host. */
import { numbersFor } from "../shape/elements.js";
import type { HostArray } from "./storage.js";

/** The sizes of a tensor: those before an axis, the axis, and those after it, each multiplied. */
export type Sizes = readonly [outer: number, entries: number, inner: number];

export const sizesAround = (shape: readonly number[], axis: number): Sizes => {
  const product = (sizes: readonly number[]): number => sizes.reduce((result, entries) => result * entries, 1);
  return [product(shape.slice(0, axis)), shape[axis] as number, product(shape.slice(axis + 1))]; // the axis exists
};

/** For each place in a row of so many numbers, the index of the number that belongs there. NaN comes last, and equal numbers keep their places. */
export function orderOfRows(values: HostArray, entries: number): HostArray {
  const result = values.slice();
  for (let start = 0; start < values.length; start += entries) {
    const row = values.subarray(start, start + entries);
    const compare = (one: number, other: number): number =>
      Number(Number.isNaN(row[one])) - Number(Number.isNaN(row[other])) || (row[one] as number) - (row[other] as number); // within the row
    result.set(Int32Array.from(row.keys()).sort(compare), start);
  }
  return result;
}

/** The place of each index: in a tensor whose axis has `entries`, the number that the index along the axis means. */
export function placesAlong(indices: HostArray, [outer, picks, inner]: Sizes, entries: number): Float64Array {
  const result = numbersFor(Float64Array, indices.length);
  let next = 0;
  for (let row = 0; row < outer; row++) {
    for (let pick = 0; pick < picks; pick++) {
      for (let column = 0; column < inner; column++, next++)
        result[next] = (row * entries + (indices[next] as number)) * inner + column;
    }
  }
  return result;
}

/** How many of the sorted numbers come before a value, or before or with it. NaN comes last. */
export function rankIn(sorted: HostArray, value: number, withEqual: boolean): number {
  const isLast = Number.isNaN(value);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = sorted[middle] as number; // within the array
    if (entry < value || (withEqual ? entry === value || isLast : isLast && !Number.isNaN(entry))) low = middle + 1;
    else high = middle;
  }
  return low;
}
