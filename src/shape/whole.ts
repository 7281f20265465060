/** Whole numbers that no shape depends on. */
import { describe } from "./describe.js";
import { refuse } from "./shape-error.js";

export const checkWhole = (operation: string, name: string, value: unknown): number =>
  Number.isSafeInteger(value) ? (value as number) : refuse(`${operation}: ${name} is a whole number, not ${describe(value)}`);
