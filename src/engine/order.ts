/** Orders of numbers, and moves of entries along an axis. The engines have no kernels for these: they run on the host. */
import { numbersFor } from "../shape/elements.js";
import type { HostArray } from "./storage.js";

/** The sizes of a tensor: those before an axis, the axis, and those after it, each multiplied. */
export type Sizes = readonly [outer: number, entries: number, inner: number];

export const sizesAround = (shape: readonly number[], axis: number): Sizes => {
  const product = (sizes: readonly number[]): number => sizes.reduce((result, entries) => result * entries, 1);
  return [product(shape.slice(0, axis)), shape[axis] as number, product(shape.slice(axis + 1))]; // the axis exists
};

/** Whether a number comes before another. NaN comes last, and equal numbers keep their places. */
const isBefore = (one: number, other: number): boolean => one < other || (Number.isNaN(other) && !Number.isNaN(one));

/**
 * The order of the numbers along an axis: for each place, the index of the number that belongs there. It is a merge sort on indices, so
 * equal numbers stay in order.
 */
export function orderAlong(values: HostArray, [outer, entries, inner]: Sizes): Float64Array {
  const result = numbersFor(Float64Array, values.length);
  let [from, to] = [numbersFor(Int32Array, entries), numbersFor(Int32Array, entries)];
  const keys = numbersFor(Float64Array, entries);
  for (let row = 0; row < outer * inner; row++) {
    const first = Math.floor(row / inner) * entries * inner + (row % inner);
    for (let entry = 0; entry < entries; entry++) {
      keys[entry] = values[first + entry * inner] as number;
      from[entry] = entry;
    }
    for (let width = 1; width < entries; width *= 2) {
      for (let start = 0; start < entries; start += 2 * width) {
        let left = start;
        const middle = Math.min(start + width, entries);
        let right = middle;
        const end = Math.min(middle + width, entries);
        for (let place = start; place < end; place++) {
          const one = from[left] as number; // the loop stays within the two runs
          const other = from[right] as number; // as above, or undefined if there is no second run, and then it isn't used
          const isRight = left === middle || (right < end && isBefore(keys[other] as number, keys[one] as number));
          to[place] = isRight ? other : one;
          if (isRight) right++;
          else left++;
        }
      }
      [from, to] = [to, from];
    }
    for (let entry = 0; entry < entries; entry++) result[first + entry * inner] = from[entry] as number;
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

/** How many of the sorted numbers come before a value, or before or with it. */
export function rankIn(sorted: HostArray, value: number, withEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = sorted[middle] as number; // within the array
    if (withEqual ? !isBefore(value, entry) : isBefore(entry, value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
