/** The public switch between engines. */
import { reference, setEngine } from "./current.js";

/** An engine by its name: `reference` is plain TypeScript in float64. */
export type EngineName = "reference";

/**
 * Chooses what computes from now on. Tensors made before stay usable: their numbers are copied to the other engine when it first
 * needs them.
 *
 * @param name - `"reference"`: plain TypeScript in float64
 * @returns a promise that is resolved when the engine is ready; the reference engine is at once
 * @throws RangeError where there is no engine of that name
 * @example
 * ```ts
 * import { useEngine } from "conformable";
 *
 * await useEngine("reference");
 * ```
 */
export async function useEngine(name: EngineName): Promise<void> {
  if (name !== "reference") throw new RangeError(`useEngine: there is no engine ${String(name)}`);
  setEngine(reference);
}
