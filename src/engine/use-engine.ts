/** The public switch between engines. */
import { describe } from "../shape/describe.js";
import { checkFlag, checkWhole, readOptions } from "../shape/options.js";
import { fastest, reference, setEngine, whyPlain } from "./current.js";
import type { Engine } from "./engine.js";
import type { Threaded } from "./threads/threads.js";

/** What computes. */
export type EngineName = "wasm" | "reference";

/** Options of {@link useEngine}. */
export interface EngineOptions {
  /**
   * Reaches for the speed of native libraries: on Node 24 and later, by an experimental feature of V8 that then holds for the whole
   * process. It serves only where it is right and faster; elsewhere the portable kernels do.
   */
  readonly fast?: boolean;
  /**
   * Spreads large products over so many threads, or as many as the machine has: in Node (20.16 and later), and in pages that are
   * cross-origin isolated. Elsewhere one thread computes, and `notice` says why. The workers sleep when there is no product, and
   * don't keep a process alive. By default 1.
   */
  readonly threads?: number;
}

/** What {@link useEngine} chose. */
export interface EngineInfo {
  /**
   * `wasm-simd`, or `wasm-relaxed` (with fused multiply-add), by what the host has; `wasm-fast`; one of these with `-threads` after
   * it; `typescript` where WebAssembly may not run; `reference`.
   */
  readonly name: string;
  /** How numbers are kept. */
  readonly precision: "float32" | "float64";
  /** How many threads compute. */
  readonly threads: number;
  /** Why plain TypeScript computes in place of WebAssembly, or why there are no threads although they were asked for. */
  readonly notice?: string;
}

const engines = { wasm: fastest, reference: () => reference };
let fast: Promise<Engine> | undefined;
let choices = 0;

/**
 * Chooses what computes from now on. Tensors made before stay usable: their numbers are copied to the other engine when it first
 * needs them. Without a call, it is `"wasm"`.
 *
 * @param name - `"wasm"`: WebAssembly, float32; `"reference"`: plain TypeScript, float64, slow and exact
 * @returns what it is in detail, as a promise, which is rejected with a RangeError where there is no engine of that name, or no such
 * number of threads. The engine serves at once, whether that is awaited or not; with `fast` or `threads` it is the portable one, on one
 * thread, until the promise is resolved
 * @example
 * ```ts
 * import { useEngine } from "conformable";
 *
 * const { precision } = await useEngine("reference"); // float64
 * ```
 */
export async function useEngine(name: EngineName, options: EngineOptions = {}): Promise<EngineInfo> {
  if (typeof name !== "string" || !Object.hasOwn(engines, name))
    throw new RangeError(`useEngine: there is no engine ${describe(name)}`);
  const { threads = 1, fast: wantsFast = false } = readOptions("useEngine", options, ["fast", "threads"]);
  checkFlag("useEngine: fast", wantsFast);
  checkWhole("useEngine: threads", threads, 1);
  const choice = ++choices;
  let chosen: Threaded = { engine: engines[name](), threads: 1 };
  setEngine(chosen.engine);
  const forced = name === "wasm" ? whyPlain() : undefined;
  if (forced !== undefined) return { name: chosen.engine.name, precision: chosen.engine.precision, threads: 1, notice: forced };
  if (name === "wasm" && wantsFast) {
    const portable = chosen.engine;
    fast ??= import("./fast.js").then(({ fastOr }) => fastOr(portable, reference));
    chosen = { engine: await fast, threads: 1 };
  }
  if (name === "wasm" && threads > 1) {
    const { onThreads } = await import("./threads/threads.js");
    chosen = await onThreads(chosen.engine, threads);
  }
  if (choice === choices) setEngine(chosen.engine); // unless another was chosen in the meantime
  const { engine, ...rest } = chosen;
  return { name: engine.name, precision: engine.precision, ...rest };
}
