/** The engine in use. */
import type { Engine } from "./engine.js";
import { bytesOf, warn, webAssembly } from "./host.js";
import { relaxed } from "./kernels/generated/relaxed.js";
import { simd } from "./kernels/generated/simd.js";
import { hasRelaxedSimd } from "./kernels.js";
import { PlainEngine } from "./plain/plain.js";
import { WasmEngine } from "./wasm/wasm.js";

/** Plain TypeScript in float64. */
export const reference: Engine = /* @__PURE__ */ new PlainEngine("reference", "float64");

let current: Engine | undefined;
let wasm: Engine | undefined;
let forced: string | undefined;

/** The engine in use. The first call selects the fastest that the host supports. */
export function engine(): Engine {
  current ??= fastest();
  return current;
}

export function setEngine(next: Engine): void {
  current = next;
}

/** WebAssembly if it is allowed to run, else plain TypeScript in float32. Created on first use. */
export function fastest(): Engine {
  wasm ??= makeFastest();
  return wasm;
}

function makeFastest(): Engine {
  try {
    return hasRelaxedSimd() ? new WasmEngine("wasm-relaxed", bytesOf(relaxed)) : new WasmEngine("wasm-simd", bytesOf(simd));
  } catch (cause) {
    // There is no WebAssembly, it has no SIMD, or the page's policy forbids it.
    const reason = !webAssembly ? "this host has none" : cause instanceof Error ? cause.message : String(cause);
    forced =
      `WebAssembly can't run here (${reason}), so plain TypeScript computes, which is many times slower. ` +
      "If the page has a Content-Security-Policy, its script-src has to allow 'wasm-unsafe-eval'.";
    warn(`conformable: ${forced}`);
    return new PlainEngine("typescript", "float32");
  }
}

/** The reason why plain TypeScript replaces WebAssembly, if it does. */
export const whyPlain = (): string | undefined => forced;

/** Runs `compute` on another engine, then switches back. */
export function withEngine<Result>(temporary: Engine, compute: () => Result): Result {
  const before = current;
  current = temporary;
  try {
    return compute();
  } finally {
    current = before;
  }
}
