/** Random numbers from an explicit seed, so that every run can be repeated. */

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { describe } from "../shape/describe.js";
import { isRevoked } from "../shape/list.js";

/**
 * A source of random numbers, made by {@link random}. It moves on with each number that it gives.
 */
export class Random {
  readonly #generator: ReturnType<typeof mersenne>;

  /** @internal */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`random: the seed is a whole number, not ${describe(seed)}`);
    this.#generator = mersenne(seed);
  }

  /** A number from 0 up to, and without, 1, each equally likely. */
  uniform(): number {
    return uniformFloat64(this.#generator);
  }

  /**
   * A number from the normal distribution with mean 0 and standard deviation 1, by the transform of Box and Muller ("A Note on
   * the Generation of Random Normal Deviates", 1958).
   */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** The numbers from 0 to `length - 1`, shuffled, by the algorithm of Fisher and Yates. */
  permutation(length: number): number[] {
    const order = Array.from({ length }, (_, index) => index);
    for (let last = length - 1; last > 0; last--) {
      const chosen = uniformInt(this.#generator, 0, last);
      [order[last], order[chosen]] = [order[chosen] as number, order[last] as number];
    }
    return order;
  }
}

/**
 * A source of random numbers. The same seed gives the same numbers, on every machine.
 *
 * @param seed - a whole number
 * @throws RangeError where the seed is no whole number
 * @example
 * ```ts
 * import { random, randomNormal } from "conformable";
 *
 * const source = random(7);
 * randomNormal([2, 3], source); // always the same six numbers
 * ```
 */
export const random = (seed: number): Random => new Random(seed);

/** The source where none is given: one for the whole program, from a fixed seed. */
export const commonRandom = random(0);

/** @throws RangeError where `source` is none, as a seed would be. */
export function checkRandom(source: unknown): void {
  if (isRevoked(source) || !(source instanceof Random))
    throw new RangeError(`the source of random numbers is made by random(seed), not ${describe(source)}`);
}
