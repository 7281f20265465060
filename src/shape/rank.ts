/** Operations that take only tensors of one rank. */
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** The name of each rank. */
interface Kinds {
  1: "a vector";
  2: "a matrix";
}
const kinds: Kinds = { 1: "a vector", 2: "a matrix" };

export type rankMismatch<Operation extends string, S extends Shape, Rank extends keyof Kinds> = [S[number]] extends [number]
  ? `${Operation}: takes ${Kinds[Rank]}, not ${Show<S>}`
  : string;
const rankMismatch = <Operation extends string, S extends Shape, Rank extends keyof Kinds>(
  operation: Operation,
  shape: S,
  rank: Rank,
): rankMismatch<Operation, S, Rank> => `${operation}: takes ${kinds[rank]}, not ${show(shape)}`;

export function checkRank(operation: string, shape: Shape, rank: keyof Kinds): void {
  if (shape.length !== rank) throw new ShapeError(rankMismatch(operation, shape, rank));
}
