/** The convolutions of each engine. They are created on first use, and kept with the engine. */
import type { Engine } from "../engine.js";
import { WasmEngine } from "../wasm/wasm.js";
import { PlainConvolutions } from "./plain.js";
import { WasmConvolutions } from "./wasm.js";
import type { Convolutions } from "./windows.js";

const made = new WeakMap<Engine, Convolutions>();

export function convolutionsOf(engine: Engine): Convolutions {
  let found = made.get(engine);
  if (found === undefined) {
    found = engine instanceof WasmEngine ? new WasmConvolutions(engine) : new PlainConvolutions(engine);
    made.set(engine, found);
  }
  return found;
}
