/** Entries along any axis: one of them, all of them, some by their indices, and rows to put in the place of others. */
import { fromFront, type Parted } from "./axis.js";
import { sameShape } from "./broadcast.js";
import { describe } from "./describe.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";

export const noEntry = (operation: string, shape: Shape, axis: unknown, index: unknown): string =>
  `${operation}: axis ${describe(axis)} of ${show(shape)} has no entry ${describe(index)}`;

/** The index of an entry, counted from the front. `axis` is what the caller said, for the error. */
export const checkEntry = (operation: string, shape: Shape, along: number, axis: unknown, index: unknown): number =>
  (fromFront(shape[along] as number, index) ?? refuse(noEntry(operation, shape, axis, index))) + 0; // an axis of the shape

/** Indices of entries of an axis. As in `gather`, they are 0 or more. */
export const checkEntriesAlong = (
  operation: string,
  shape: Shape,
  along: number,
  axis: unknown,
  indices: ArrayLike<number>,
): number[] =>
  Array.from(indices, (index) =>
    Number.isInteger(index) && index >= 0 && index < (shape[along] as number) // an axis of the shape
      ? index + 0
      : refuse(noEntry(operation, shape, axis, index)),
  );

/** S with some axes in place of one. */
export type WithAxes<S extends Shape, Front extends number, I extends Shape, Before extends number[] = []> =
  Parted<S> extends readonly [infer First extends number, infer Rest extends Shape]
    ? Before["length"] extends Front
      ? [...Before, ...I, ...Rest]
      : WithAxes<Rest, Front, I, [...Before, First]>
    : never;

/** A list with an entry for each index of an axis: a tuple if the compiler knows the size and it is below 10,000, otherwise an array. */
export type Each<Size extends number, Entry> =
  number extends ValueOf<Size>
    ? Entry[]
    : `${ValueOf<Size>}` extends `${infer _A}${infer _B}${infer _C}${infer _D}${infer _E}${string}`
      ? Entry[] // the compiler has no tuples of that length
      : Tuple<`${ValueOf<Size>}`, Entry>;

/** Digit by digit, from the highest: ten times the tuple so far, and as many entries as the digit says. */
type Tuple<
  Text extends string,
  Entry,
  Found extends Entry[] = [],
> = Text extends `${infer Digit extends keyof ByDigit<unknown>}${infer Rest}`
  ? Tuple<Rest, Entry, [...Tenfold<Found>, ...ByDigit<Entry>[Digit]]>
  : Found;
type Tenfold<List extends unknown[]> = [...List, ...List, ...List, ...List, ...List, ...List, ...List, ...List, ...List, ...List];
interface ByDigit<Entry> {
  "0": [];
  "1": [Entry];
  "2": [Entry, Entry];
  "3": [Entry, Entry, Entry];
  "4": [Entry, Entry, Entry, Entry];
  "5": [Entry, Entry, Entry, Entry, Entry];
  "6": [Entry, Entry, Entry, Entry, Entry, Entry];
  "7": [Entry, Entry, Entry, Entry, Entry, Entry, Entry];
  "8": [Entry, Entry, Entry, Entry, Entry, Entry, Entry, Entry];
  "9": [Entry, Entry, Entry, Entry, Entry, Entry, Entry, Entry, Entry];
}

/** Why rows are refused that don't fit the places of other rows. */
export type rowsDiffer<Operation extends string, S extends Shape, Needed extends Shape, Given extends Shape> = [
  Needed[number] | Given[number],
] extends [number]
  ? `${Operation}: the rows for ${Show<S>} have to be ${Show<Needed>}, not ${Show<Given>}`
  : string;
const rowsDiffer = <Operation extends string, S extends Shape, Needed extends Shape, Given extends Shape>(
  operation: Operation,
  shape: S,
  needed: Needed,
  given: Given,
): rowsDiffer<Operation, S, Needed, Given> =>
  `${operation}: the rows for ${show(shape)} have to be ${show(needed)}, not ${show(given)}`;

export function checkRows(operation: string, shape: Shape, indices: Shape, rows: Shape): void {
  const needed = [...indices, ...shape.slice(1)];
  if (!sameShape(rows, needed)) refuse(rowsDiffer(operation, shape, needed, rows));
}

/** Rows for the same place would overwrite each other. */
export function checkOnce(places: readonly number[]): void {
  const found = new Set<number>();
  for (const place of places) {
    if (found.has(place)) refuse(`scatter: entry ${place} is given twice; scatterAdd adds the rows for the same entry`);
    found.add(place);
  }
}
