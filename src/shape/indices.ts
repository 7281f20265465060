/**
 * Lookups by index: every index has to exist. If the indices are in a plain array, the compiler has to know how many there are.
 */
import { checkNumbers, checkVector, type Given } from "./array.js";
import { describe } from "./describe.js";
import { checkShape } from "./dim.js";
import type { Some } from "./known.js";
import type { Described } from "./one-tensor.js";
import { count } from "./reshape.js";
import type { Shape } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** Compiler only: at run time, an array has a length. */
export type indicesUncounted<Operation extends string> =
  `${Operation}: an array of unknown length needs a shape, as the last argument: [dim(name, length)]`;

/**
 * Why something isn't indices in an array: it is none, or may be missing, or has an entry that isn't a number. For the last two, the run time
 * names the entry, and what it is.
 */
type noIndices<Operation extends string, Given> = [Given] extends [readonly unknown[]]
  ? `${Operation}: takes an array of numbers, and an entry of this one ${Unfit<Given[number]>}`
  : [Extract<Given, null | undefined>, Given] extends [never, unknown] | [unknown, null | undefined]
    ? `${Operation}: takes an array of numbers, not ${Described<Given>}`
    : `${Operation}: takes an array of numbers, and this one ${Unfit<Given>}`;
type Unfit<Given> = undefined extends Given ? "may be undefined" : null extends Given ? "may be null" : "isn't a number";

/**
 * Part of the constraint of indices, `Indices extends … | OtherThanIndices<Indices>`. For an argument that isn't indices, the compiler takes the
 * constraint in place of `Indices`, as with `NoNumber`.
 */
export interface OtherThanIndices<out Given> {
  readonly given: Given;
}
/** Indices whose shape doesn't matter, or is given beside them, or the sentence. */
export type AnyIndices<Operation extends string, Indices> = [...OtherIndices<Indices>] extends Some
  ? NoInfer<otherThanIndices<Operation, Indices>>
  : Indices;
/** A list with an entry if it isn't indices. */
export type OtherIndices<Indices> = [Extract<Indices, OtherThanIndices<unknown>>] extends [never] ? [] : ["other"];
export type otherThanIndices<Operation extends string, Indices> =
  Extract<Indices, OtherThanIndices<unknown>> extends OtherThanIndices<infer Given> ? noIndices<Operation, Given> : never;

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
