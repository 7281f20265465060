/** The numbers of a storage, to be changed in place by the host. */
import type { Engine } from "../engine.js";
import type { HostArray, Storage } from "../storage.js";
import { WasmEngine } from "../wasm/wasm.js";

/** From now on, only this engine has the numbers. Write to them at once. */
export function writableNumbers(engine: Engine, storage: Storage): HostArray {
  if (!(engine instanceof WasmEngine)) return storage.writableOn(engine) as HostArray; // such an engine creates storages from arrays
  const { arena } = engine.space;
  const block = engine.space.writable(storage);
  arena.prepareToWrite([block], block);
  return arena.values(block);
}
