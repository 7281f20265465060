/** Numbers in memory, wherever an engine keeps them. */
import type { Engine, HostArray } from "./engine.js";

/**
 * An opaque handle on numbers that belong to an engine. Views share it. When another engine needs the numbers, they are
 * copied there once and both copies stay, so nothing is lost by going to and fro; whoever writes into one drops the others.
 */
export class Storage {
  #home: Engine;
  #handle: unknown;
  #elsewhere: Map<Engine, unknown> | undefined;

  constructor(
    engine: Engine,
    handle: unknown,
    readonly length: number,
  ) {
    this.#home = engine;
    this.#handle = handle;
  }

  /** The engine's own handle: what it passed to the constructor. */
  on(engine: Engine): unknown {
    return engine === this.#home ? this.#handle : this.#copyOn(engine);
  }

  /** As {@link on}, for writing: from now on the numbers are on this engine only. */
  writableOn(engine: Engine): unknown {
    this.#handle = this.on(engine);
    this.#home = engine;
    this.#elsewhere = undefined;
    return this.#handle;
  }

  /** The numbers, to be read at once and not kept. */
  get values(): HostArray {
    return this.#home.download(this);
  }

  #copyOn(engine: Engine): unknown {
    this.#elsewhere ??= new Map();
    let handle = this.#elsewhere.get(engine);
    if (handle === undefined) {
      handle = engine.upload(this.values).on(engine);
      this.#elsewhere.set(engine, handle);
    }
    return handle;
  }
}
