/** The steps of optimisers for each engine. They are created on first use, and kept with the engine. */
import type { Engine } from "../engine.js";
import { WasmEngine } from "../wasm/wasm.js";
import { PlainSteps } from "./plain.js";
import type { Steps } from "./steps.js";
import { WasmSteps } from "./wasm.js";

const made = new WeakMap<Engine, Steps>();

export function stepsOf(engine: Engine): Steps {
  let found = made.get(engine);
  if (found === undefined) {
    found = engine instanceof WasmEngine ? new WasmSteps(engine) : new PlainSteps(engine);
    made.set(engine, found);
  }
  return found;
}
