/**
 * Lookups by index: every index has to exist. If the indices are in a plain array, the compiler has to know how many there are.
 */
import { checkNumbers, checkVector, type Given } from "./array.js";
import { describe } from "./describe.js";
import { checkShape } from "./dim.js";
import { count } from "./reshape.js";
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** Compiler only: at run time, an array has a length. */
export type indicesUncounted<Operation extends string> =
  `${Operation}: an array of unknown length needs a shape, as the last argument: [dim(name, length)]`;

/** The indices in an array. Their shape is the given one, or else a single axis. */
export function checkIndices(
  operation: string,
  indices: unknown,
  given?: unknown,
): { readonly values: ArrayLike<number>; readonly shape: Shape } {
  if (given === undefined) {
    const { length, values } = checkVector(operation, indices);
    return { values: ownCopy(values, length), shape: [length] };
  }
  const shape = checkShape(given);
  return { values: ownCopy(checkNumbers(operation, indices, shape), count(shape)), shape };
}

/** The first numbers of an array, copied. */
function ownCopy(values: Given, length: number): Float64Array {
  return new Float64Array(values).subarray(0, length); // shared memory may have grown in the meantime
}

/** Indices as whole numbers. Each has to be an entry of the first axis. */
export function checkEntries(operation: string, indices: ArrayLike<number>, shape: Shape): number[] {
  const [entries = 0] = shape;
  return Array.from(indices, (index) =>
    Number.isInteger(index) && index >= 0 && index < entries
      ? index + 0
      : refuse(`${operation}: ${show(shape)} has no entry ${describe(index)}`),
  );
}
