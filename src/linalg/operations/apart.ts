/**
 * Refuses derivatives that don't exist. Where two eigenvalues or singular values are equal, their vectors aren't determined, and so these have
 * no derivatives. The values themselves have.
 */
import type { View } from "../../engine/engine.js";
import { size } from "../../engine/layout.js";
import { epsilon, greatest } from "../algorithms/numbers.js";
import { numbersOf } from "../float64.js";

const valuesAreEqual = (operation: string, one: number, other: number): string =>
  `${operation}: the values ${one} and ${other} are equal, so their vectors have no gradient`;
const valueCountsAsZero = (operation: string, value: number): string =>
  `${operation}: the singular value ${value} counts as 0, so its vectors have no gradient`;

/**
 * Calls `visit` with the values of each matrix, which are sorted, with what counts as 0 beside them, and with a function that tells whether
 * there is an error for the vectors of a value.
 */
function eachSpectrum(
  values: View,
  errors: readonly View[],
  visit: (values: Float64Array, least: number, isWanted: (index: number) => boolean) => void,
): void {
  const length = size(values.shape, values.shape.length - 1);
  const all = numbersOf(values);
  const given = errors.map((error) => ({ numbers: numbersOf(error), each: length * size(error.shape, error.shape.length - 2) }));
  for (let start = 0, place = 0; start < all.length; start += length, place++) {
    const own = all.subarray(start, start + length);
    const isWanted = (index: number): boolean =>
      given.some(({ numbers, each }) => greatest(numbers, place * each + index, each / length, length) > 0);
    visit(own, length * epsilon * greatest(own), isWanted);
  }
}

/** @throws RangeError if there is an error for the vectors of two values that are equal up to rounding */
export function checkApart(operation: string, values: View, errors: readonly View[]): void {
  eachSpectrum(values, errors, (own, least, isWanted) => {
    own.forEach((value, index) => {
      const before = own[index - 1];
      if (before !== undefined && Math.abs(value - before) <= least && (isWanted(index) || isWanted(index - 1)))
        throw new RangeError(valuesAreEqual(operation, before, value));
    });
  });
}

/** @throws RangeError if there is an error for the vectors of a value that is 0 up to rounding */
export function checkNotZero(operation: string, values: View, error: View): void {
  eachSpectrum(values, [error], (own, least, isWanted) => {
    own.forEach((value, index) => {
      if (value <= least && isWanted(index)) throw new RangeError(valueCountsAsZero(operation, value));
    });
  });
}
