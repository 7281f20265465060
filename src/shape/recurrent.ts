/** Recurrent layers: what they return, and which inputs and states belong together. */
import { describe } from "./describe.js";
import { type Shape, show } from "./shape.js";

/** @throws TypeError if an untyped caller asks for something else */
export function checkReturns(operation: string, returns: unknown): asserts returns is "all" | "last" {
  if (returns !== "all" && returns !== "last")
    throw new TypeError(`${operation}: returns has to be "all" or "last", not ${describe(returns)}`);
}

/** Why a layer has no cell. */
export type noCell = "cellOf: takes a layer made by recurrent, lstm or gru";
export const noCell: noCell = "cellOf: takes a layer made by recurrent, lstm or gru";

/** Run time only: to the compiler, the tensor has the wrong type. */
export const stepMismatch = (part: string, needed: Shape, given: Shape): string =>
  `step: the ${part} has to be ${show(needed)} to belong to this state, not ${show(given)}`;
