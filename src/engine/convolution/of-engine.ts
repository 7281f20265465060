/** The convolutions of each engine. They are created on first use, and kept with the engine. */
import type { Engine } from "../engine.js";
import type { Placeholders } from "../placeholders.js";
import { WasmEngine } from "../wasm/wasm.js";
import { PlaceholderConvolutions } from "./placeholders.js";
import { PlainConvolutions } from "./plain.js";
import { WasmConvolutions } from "./wasm.js";
import type { Convolutions } from "./windows.js";

const made = new WeakMap<Engine, Convolutions>();

export function convolutionsOf(engine: Engine): Convolutions {
  let found = made.get(engine);
  if (found === undefined) {
    found = make(engine);
    made.set(engine, found);
  }
  return found;
}

function make(engine: Engine): Convolutions {
  if (engine instanceof WasmEngine) return new WasmConvolutions(engine);
  if (isPlaceholders(engine)) return new PlaceholderConvolutions(engine, convolutionsOf(engine.behind));
  return new PlainConvolutions(engine);
}

/** Without its class, which only programs that record programs need. */
const isPlaceholders = (engine: Engine): engine is Placeholders => "behind" in engine;
