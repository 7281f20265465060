/** Numbers in memory, wherever an engine keeps them. */

/** A typed array on the host. */
export type HostArray = Float32Array | Float64Array;

/** The part of an engine that a storage knows: it keeps numbers. */
export interface Keeper {
  /** Copies numbers from the host. */
  upload(values: ArrayLike<number>): Storage;
  /** A storage's numbers. Read them at once; later calls may reuse their memory. */
  download(storage: Storage): HostArray;
}

/**
 * An opaque handle on numbers that belong to an engine. Several views can share it. If another engine needs the numbers, they are
 * copied to it once, and both copies stay, so switching between engines loses nothing. Writing to one copy drops the others.
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

  /** The engine's own handle, as it passed it to the constructor. */
  on(engine: Keeper): unknown {
    return engine === this.#home ? this.#handle : this.#copyOn(engine);
  }

  /** Like {@link on}, but for writing: from now on, only this engine has the numbers. */
  writableOn(engine: Keeper): unknown {
    this.#handle = this.on(engine);
    this.#home = engine;
    this.#elsewhere = undefined;
    return this.#handle;
  }

  /** Whether there are numbers; false for a placeholder, which stands for them while a program is recorded. */
  get known(): boolean {
    return this.#handle !== undefined;
  }

  /** The numbers. Read them at once, and don't keep the array. */
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
