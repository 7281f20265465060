/** What a recurrent layer may return. */
import { describe } from "./describe.js";

/** @throws TypeError if an untyped caller asks for something else */
export function checkReturns(operation: string, returns: unknown): asserts returns is "all" | "last" {
  if (returns !== "all" && returns !== "last")
    throw new TypeError(`${operation}: returns has to be "all" or "last", not ${describe(returns)}`);
}
