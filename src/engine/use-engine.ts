/** The public switch between engines. */
import { engine, fastest, reference, setEngine } from "./current.js";

/** What computes. */
export type EngineName = "wasm" | "reference";

/** What {@link useEngine} chose. */
export interface EngineInfo {
  /**
   * `wasm-simd` or `wasm-relaxed` (with fused multiply-add), by what the host has; `typescript` where WebAssembly may not run;
   * `reference`.
   */
  readonly name: string;
  /** How numbers are kept. */
  readonly precision: "float32" | "float64";
}

const engines = { wasm: fastest, reference: () => reference };

/**
 * Chooses what computes from now on. Tensors made before stay usable: their numbers are copied to the other engine when it first
 * needs them. Without a call, it is `"wasm"`.
 *
 * @param name - `"wasm"`: WebAssembly, float32; `"reference"`: plain TypeScript, float64, slow and exact
 * @returns what it is in detail, as a promise; the choice holds at once, whether that is awaited or not
 * @throws RangeError where there is no engine of that name
 * @example
 * ```ts
 * import { useEngine } from "conformable";
 *
 * const { precision } = await useEngine("reference"); // float64
 * ```
 */
export async function useEngine(name: EngineName): Promise<EngineInfo> {
  if (!Object.hasOwn(engines, name)) throw new RangeError(`useEngine: there is no engine ${String(name)}`);
  setEngine(engines[name]());
  return { name: engine().name, precision: engine().precision };
}
