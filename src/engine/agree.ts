/** Compares kernels that depend on an experimental feature of V8 with the reference, before they are used. */
import type { Storage } from "./storage.js";

/**
 * Whether results agree within the tolerance for each number. Ours are computed often enough for V8 to optimise the kernels, which it may
 * do wrongly.
 */
export function agree(ours: () => Storage, theirs: Storage, tolerance: (value: number) => number): boolean {
  for (let run = 0; run < 20; run++) ours();
  const result = ours().values;
  return theirs.values.every((value, index) => {
    const found = result[index] as number; // there are as many
    return Object.is(found, Math.fround(value)) || Math.abs(found - value) < tolerance(value);
  });
}
