/** The public function that selects an engine. */
import { describe } from "../shape/describe.js";
import { checkFlag, checkWhole, readOptions } from "../shape/options.js";
import { fastest, reference, setEngine, whyPlain } from "./current.js";
import type { Engine } from "./engine.js";
import type { Threaded } from "./threads/threads.js";

/** The name of an engine: WebAssembly, or the reference in plain TypeScript. */
export type EngineName = "wasm" | "reference";

/** The options of {@link useEngine}. */
export interface EngineOptions {
  /**
   * Uses faster kernels for products, convolutions and functions such as `exp`. They need Node 24 or later, and enable an
   * experimental feature of V8 for the whole process. They are only used if they are correct and faster on this machine; otherwise
   * the portable kernels stay.
   */
  readonly fast?: boolean;
  /**
   * The number of threads for large products and convolutions, 1 by default. Fewer are used if the machine has fewer. Threads need
   * Node 20.16 or later, or a page that is cross-origin isolated. Elsewhere, the engine uses one thread, and `notice` says why.
   * Workers sleep in between, and don't keep a process alive.
   */
  readonly threads?: number;
  /**
   * `"float64"` computes with about 16 digits instead of 7, at half the speed of float32 and with twice the memory. There are no
   * `fast` kernels for it. By default, WebAssembly computes in float32; the reference always computes in float64.
   */
  readonly precision?: "float32" | "float64";
}

/** The engine that {@link useEngine} has selected. */
export interface EngineInfo {
  /**
   * `wasm-simd`, or `wasm-relaxed` if the host has fused multiply-add; `wasm-fast`; `wasm-simd-float64` or `wasm-relaxed-float64`;
   * each of these with `-threads` appended; `typescript` if WebAssembly isn't allowed to run; or `reference`.
   */
  readonly name: string;
  /** The precision of the numbers. */
  readonly precision: "float32" | "float64";
  /** The number of threads. */
  readonly threads: number;
  /** The reason if plain TypeScript replaces WebAssembly, or if there are no threads although they were requested. */
  readonly notice?: string;
}

const engines = { wasm: fastest, reference: () => reference };
let fast: Promise<Engine> | undefined;
let choices = 0;

/**
 * Selects the engine that computes from now on. Existing tensors stay usable: their numbers are copied to the new engine when it
 * first needs them. The default is `"wasm"`.
 *
 * @param name - `"wasm"` for WebAssembly, or `"reference"` for plain TypeScript in float64, which is slow and easy to check
 * @returns a promise with details of the engine. It is rejected with a RangeError if there is no engine with this name, if the
 * number of threads isn't possible, or if the engine has no such precision. The engine is in use at once, whether you await the promise
 * or not. With `fast`, `threads` or `float64`, the portable engine in float32 on one thread is used until the promise resolves
 * @example
 * ```ts
 * import { useEngine } from "conformable";
 *
 * const { name } = await useEngine("wasm", { precision: "float64" }); // wasm-relaxed-float64 on most machines
 * ```
 */
export async function useEngine(name: EngineName, options: EngineOptions = {}): Promise<EngineInfo> {
  if (typeof name !== "string" || !Object.hasOwn(engines, name))
    throw new RangeError(`useEngine: there is no engine ${describe(name)}`);
  const {
    threads = 1,
    fast: wantsFast = false,
    precision = name === "wasm" ? "float32" : "float64",
  } = readOptions("useEngine", options, ["fast", "threads", "precision"]);
  checkFlag("useEngine: fast", wantsFast);
  checkWhole("useEngine: threads", threads, 1);
  checkPrecision(name, precision, wantsFast);
  const choice = ++choices;
  let chosen: Threaded = { engine: engines[name](), threads: 1 };
  setEngine(chosen.engine);
  const inFloat64 = name === "wasm" && precision === "float64";
  if (inFloat64) chosen = { engine: (await import("./float64.js")).fastest64(), threads: 1 };
  const forced = name === "wasm" ? whyPlain() : undefined;
  if (inFloat64 && choice === choices) setEngine(chosen.engine);
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
  if (choice === choices) setEngine(chosen.engine); // unless another engine has been selected in the meantime
  const { engine, ...rest } = chosen;
  return { name: engine.name, precision: engine.precision, ...rest };
}

function checkPrecision(name: EngineName, precision: unknown, fast: boolean): void {
  if (precision !== "float32" && precision !== "float64")
    throw new RangeError(`useEngine: precision is "float32" or "float64", not ${describe(precision)}`);
  if (name === "reference" && precision === "float32") throw new RangeError("useEngine: the reference computes in float64");
  if (fast && precision === "float64") throw new RangeError("useEngine: the fast kernels compute in float32");
}
