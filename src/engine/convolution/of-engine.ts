/** Which convolutions go with an engine. They are made when they are first needed, and stay with it. */
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
