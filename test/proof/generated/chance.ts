/** Random choices from a seed. */
import { random } from "../../../src/index.js";

export class Chance {
  readonly #source: ReturnType<typeof random>;

  constructor(seed: number) {
    this.#source = random(seed);
  }

  /** A whole number from `low` to `high`. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.#source.uniform() * (high - low + 1));
  }

  flip(probability: number): boolean {
    return this.#source.uniform() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error("there is nothing to pick from");
    return list[this.integer(0, list.length - 1)] as T; // the index is within the list
  }

  shuffled<T>(list: readonly T[]): T[] {
    return this.#source.permutation(list.length).map((place) => list[place] as T); // as above
  }
}
