/**
 * Numbers of which only some rows aren't zero, such as the gradient of a large table of which a few rows were looked up. They are computed
 * when someone reads them. An optimiser that changes only these rows doesn't.
 */
import { engine } from "./current.js";
import type { View } from "./engine.js";
import { whole } from "./layout.js";
import { writableNumbers } from "./optimizers/writable.js";
import { type RowsOnly, rowsOf } from "./rows.js";
import { type HostArray, Storage } from "./storage.js";

export class SparseRows extends Storage implements RowsOnly {
  readonly #rows: View;
  readonly #indices: readonly number[];
  readonly #entries: number;
  /** How many numbers a row has. */
  readonly #width: number;
  #all: Storage | undefined;

  /**
   * @param rows - `[indices, ...]`; the rows of an index that occurs several times are added
   * @param entries - how many rows there are with the zeros
   */
  constructor(rows: View, indices: readonly number[], entries: number) {
    const width = rows.shape.slice(1).reduce((all, size) => all * size, 1);
    super(engine(), undefined, width * entries);
    this.#width = width;
    this.#rows = rows;
    this.#indices = indices;
    this.#entries = entries;
    rowsOf.set(this, this);
  }

  get source(): Storage {
    return this.#rows.storage;
  }

  update(storages: readonly Storage[], compute: (parts: readonly Storage[], gradient: View) => void): void {
    const places = new Map<number, number>();
    const compact = this.#indices.map((index) => {
      const place = places.get(index) ?? places.size;
      places.set(index, place);
      return place;
    });
    const width = this.#width;
    const gradient = whole(engine().untake(this.#rows, compact, places.size), [places.size, width]);
    const parts = storages.map((storage) => {
      const numbers = storage.values;
      const part = numbers.slice(0, places.size * width);
      for (const [index, place] of places) part.set(numbers.subarray(index * width, (index + 1) * width), place * width);
      return engine().upload(part);
    });
    compute(parts, gradient);
    storages.forEach((storage, which) => {
      const part = (parts[which] as Storage).values.slice(); // there is one for each; making room may move its numbers
      const numbers = writableNumbers(engine(), storage);
      for (const [index, place] of places) numbers.set(part.subarray(place * width, (place + 1) * width), index * width);
    });
  }

  override on(keeper: Parameters<Storage["on"]>[0]): unknown {
    return this.#whole().on(keeper);
  }

  override writableOn(keeper: Parameters<Storage["on"]>[0]): unknown {
    return this.#whole().writableOn(keeper);
  }

  override get known(): boolean {
    return true;
  }

  override get values(): HostArray {
    return this.#whole().values;
  }

  #whole(): Storage {
    this.#all ??= engine().untake(this.#rows, this.#indices, this.#entries);
    return this.#all;
  }
}
