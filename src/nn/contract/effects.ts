/**
 * What a pass in training does besides computing its output: dropout draws random numbers, and batchNorm remembers averages. A pass that is
 * recorded does neither. Instead, its program takes the random numbers as arguments, and returns what is to be remembered.
 */
import type { Shape } from "../../shape/shape.js";
import { zeros } from "../../tensor/create.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, viewOf } from "../../tensor/tensor.js";

/** The effects of a recorded pass, in their order. */
export interface Effects {
  /** What it draws in each run. */
  readonly draws: readonly { readonly shape: Shape; readonly draw: () => AnyTensor }[];
  /** What it remembers after each run: results of the program, and what stores them. */
  readonly memories: readonly { readonly values: readonly AnyTensor[]; readonly store: (values: readonly Value[]) => void }[];
}
type Writable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Entry)[] ? Entry[] : never };

let recorded: { readonly effects: Writable<Effects>; readonly given: readonly AnyTensor[] } | undefined;

/** Runs a pass that is recorded. `given` takes the place of what it draws, as far as it goes; after that come zeros. */
export function withEffects<Result>(given: readonly AnyTensor[], pass: () => Result): { result: Result; effects: Effects } {
  const around = recorded;
  const effects: Writable<Effects> = { draws: [], memories: [] };
  recorded = { effects, given };
  try {
    return { result: pass(), effects };
  } finally {
    recorded = around;
  }
}

/** Random numbers of a shape, which `draw` draws. */
export function drawn<T extends AnyTensor>(shape: Shape, draw: () => T): T {
  if (!recorded) return draw();
  const { effects, given } = recorded;
  const place = effects.draws.push({ shape, draw }) - 1;
  return (given[place] ?? zeros(shape as readonly [])) as T; // of the same shape
}

/** Stores what a layer remembers of a batch. */
export function remembered(values: readonly AnyTensor[], store: (values: readonly Value[]) => void): void {
  if (recorded) recorded.effects.memories.push({ values, store });
  else store(values.map((value) => viewOf("remembered", value)));
}
