/** How each engine carries out chains. */
import type { Engine } from "../engine.js";
import { WasmEngine } from "../wasm/wasm.js";
import { type Chain, oneByOne, type RunChain } from "./chain.js";
import { chainOf } from "./wasm.js";

export const chainOn = (engine: Engine, chain: Chain): RunChain =>
  engine instanceof WasmEngine ? chainOf(engine, chain) : oneByOne(engine, chain);
