/** Numbers in memory, wherever an engine keeps them. */

/** A typed array on the host's side of an engine. */
export type HostArray = Float32Array | Float64Array;

/** What keeps numbers: the part of an engine that a storage knows. */
export interface Keeper {
  /** Numbers from the host, copied. */
  upload(values: ArrayLike<number>): Storage;
  /** A storage's numbers, to be read at once and not kept: later calls may reuse their memory. */
  download(storage: Storage): HostArray;
}

/**
 * An opaque handle on numbers that belong to an engine. Views share it. When another engine needs the numbers, they are
 * copied there once and both copies stay, so nothing is lost by going to and fro; whoever writes into one drops the others.
 */
export class Storage {
  #home: Keeper;
  #handle: unknown;
  #elsewhere: Map<Keeper, unknown> | undefined;

  constructor(
    engine: Keeper,
    handle: unknown,
    readonly length: number,
  ) {
    this.#home = engine;
    this.#handle = handle;
  }

  /** The engine's own handle: what it passed to the constructor. */
  on(engine: Keeper): unknown {
    return engine === this.#home ? this.#handle : this.#copyOn(engine);
  }

  /** As {@link on}, for writing: from now on the numbers are on this engine only. */
  writableOn(engine: Keeper): unknown {
    this.#handle = this.on(engine);
    this.#home = engine;
    this.#elsewhere = undefined;
    return this.#handle;
  }

  /** The numbers, to be read at once and not kept. */
  get values(): HostArray {
    return this.#home.download(this);
  }

  #copyOn(engine: Keeper): unknown {
    this.#elsewhere ??= new Map();
    let handle = this.#elsewhere.get(engine);
    if (handle === undefined) {
      handle = engine.upload(this.values).on(engine);
      this.#elsewhere.set(engine, handle);
    }
    return handle;
  }
}
