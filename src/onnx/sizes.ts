/**
 * Sizes that depend on the number of examples. A network is recorded twice, with different numbers of examples. What is equal in both
 * programs is fixed, and what grows in proportion is a multiple of the number of examples.
 */

/** A multiple of the number of examples. */
interface Multiple {
  readonly times: number;
}
export type Size = number | Multiple;

/** The same data, in which every number may be a multiple of the number of examples. */
export type Sized<Data> = Data extends number
  ? Size
  : Data extends readonly (infer Part)[]
    ? readonly Sized<Part>[]
    : Data extends object
      ? { readonly [Key in keyof Data]: Sized<Data[Key]> }
      : Data;

/** The numbers of examples that a network is recorded with. Two different primes, so that few other sizes look like multiples. */
export const batches = [101, 103] as const;

/** Why no size was found. It never leaves this folder. */
export class Unproportional extends Error {}

/** Compares the same data of both programs. */
export function sized<Data>(first: Data, second: Data): Sized<Data> {
  return compared(first, second) as Sized<Data>; // the same structure
}

function compared(first: unknown, second: unknown): unknown {
  if (Object.is(first, second)) return first;
  if (typeof first === "number" && typeof second === "number") {
    const times = first / batches[0];
    if (Number.isInteger(times) && times === second / batches[1]) return { times };
  } else if (Array.isArray(first) && Array.isArray(second) && first.length === second.length) {
    return first.map((part, index) => compared(part, second[index]));
  } else if (isRecord(first) && isRecord(second)) {
    return Object.fromEntries(Object.keys(first).map((key) => [key, compared(first[key], second[key])]));
  }
  throw new Unproportional();
}

const isRecord = (data: unknown): data is Record<string, unknown> =>
  typeof data === "object" && data !== null && !Array.isArray(data);

export const isNumber = (size: Size): size is number => typeof size === "number";
export const isSame = (one: Size, other: Size): boolean =>
  isNumber(one) || isNumber(other) ? one === other : one.times === other.times;
export const areSame = (one: readonly Size[], other: readonly Size[]): boolean =>
  one.length === other.length && one.every((size, axis) => isSame(size, other[axis] as Size)); // there are as many
