/** The rule of lookups by number: every index is there. Where indices come as a plain array, the compiler has to see how many. */
import { checkNumbers } from "./array.js";
import { checkShape } from "./dim.js";
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** Only the compiler says this. */
export type indicesUncounted<Operation extends string> =
  `${Operation}: an array of unknown length needs a shape, as the last argument: [dim(name, length)]`;

/** The indices of an array in a shape, or in one axis. */
export function checkIndices(operation: string, indices: unknown, shape?: unknown): { values: ArrayLike<number>; shape: Shape } {
  const of: unknown = shape ?? [Object(indices).length];
  if (shape !== undefined) checkShape(of);
  const sizes = of as Shape; // checked, or the length of an array if it is one, which the numbers are checked against
  return { values: checkNumbers(operation, indices, sizes), shape: sizes };
}

/** Indices as whole numbers, each of which is an entry of the first axis. */
export function checkEntries(operation: string, indices: ArrayLike<number>, shape: Shape): number[] {
  const [entries = 0] = shape;
  return Array.from(indices, (index) =>
    Number.isInteger(index) && index >= 0 && index < entries
      ? index
      : refuse(`${operation}: ${show(shape)} has no entry ${index}`),
  );
}
