/** How each engine carries out chains. */
import type { Engine } from "../engine.js";
import type { Storage } from "../storage.js";
import { WasmEngine } from "../wasm/wasm.js";
import { type Chain, oneByOne, type RunChain } from "./chain.js";
import { chainOf } from "./wasm.js";

export const chainOn = (engine: Engine, chain: Chain): RunChain =>
  engine instanceof WasmEngine ? chainOf(engine, chain) : oneByOne(engine, chain);

/** Frees a storage that was created in the engine's open scope, and must not be used again. Undefined if the engine has others do that. */
export const freeing = (engine: Engine): ((storage: Storage) => void) | undefined =>
  engine instanceof WasmEngine ? (storage) => engine.space.arena.free(engine.space.block(storage)) : undefined;
