/** The public switch between engines. */
import { fastest, reference, setEngine } from "./current.js";
import type { Engine } from "./engine.js";

/** What computes. */
export type EngineName = "wasm" | "reference";

/** Options of {@link useEngine}. */
export interface EngineOptions {
  /**
   * Reaches for the speed of native libraries: on Node 24 and later, by an experimental feature of V8 that then holds for the whole
   * process. It serves only where it is right and faster; elsewhere the portable kernels do.
   */
  readonly fast?: boolean;
}

/** What {@link useEngine} chose. */
export interface EngineInfo {
  /**
   * `wasm-simd`, or `wasm-relaxed` (with fused multiply-add), by what the host has; `wasm-fast`; `typescript` where WebAssembly may
   * not run; `reference`.
   */
  readonly name: string;
  /** How numbers are kept. */
  readonly precision: "float32" | "float64";
}

const engines = { wasm: fastest, reference: () => reference };
let fast: Promise<Engine> | undefined;
let choices = 0;

/**
 * Chooses what computes from now on. Tensors made before stay usable: their numbers are copied to the other engine when it first
 * needs them. Without a call, it is `"wasm"`.
 *
 * @param name - `"wasm"`: WebAssembly, float32; `"reference"`: plain TypeScript, float64, slow and exact
 * @returns what it is in detail, as a promise, which is rejected with a RangeError where there is no engine of that name. The engine serves at once, whether that is awaited or not; with `fast` it is the
 * portable one until the promise is resolved
 * @example
 * ```ts
 * import { useEngine } from "conformable";
 *
 * const { precision } = await useEngine("reference"); // float64
 * ```
 */
export async function useEngine(name: EngineName, options: EngineOptions = {}): Promise<EngineInfo> {
  if (!Object.hasOwn(engines, name)) throw new RangeError(`useEngine: there is no engine ${String(name)}`);
  const choice = ++choices;
  let engine = engines[name]();
  setEngine(engine);
  if (name === "wasm" && options.fast) {
    const portable = engine;
    fast ??= import("./fast.js").then(({ fastOr }) => fastOr(portable, reference));
    engine = await fast;
    if (choice === choices) setEngine(engine); // unless another was chosen in the meantime
  }
  return { name: engine.name, precision: engine.precision };
}
