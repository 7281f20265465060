/** Random numbers from an explicit seed, so that every run can be repeated. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { describe } from "../shape/describe.js";
import { type Generator, seeded } from "./seed.js";

/**
 * Each source's generator, for the library's own use. A static block that looks into the class would do as well, but bundlers keep a class
 * with such a block, and the generator with it, in programs that draw no random numbers.
 */
const generators = new WeakMap<object, Generator>();

/**
 * A source of random numbers, made by {@link random}. It moves on with each number that it gives.
 */
export class Random {
  readonly #generator: Generator;

  /** @internal */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`random: the seed is a whole number, not ${describe(seed)}`);
    this.#generator = seeded(seed);
    generators.set(this, this.#generator);
  }

  /** A number from 0 up to, and without, 1, each equally likely. */
  uniform(): number {
    return uniform(this.#generator);
  }

  /**
   * A number from the normal distribution with mean 0 and standard deviation 1, by the transform of Box and Muller ("A Note on
   * the Generation of Random Normal Deviates", 1958).
   */
  normal(): number {
    return normal(this.#generator);
  }

  /**
   * The numbers from 0 to `length - 1`, shuffled, by the algorithm of Fisher and Yates.
   *
   * @throws RangeError where the length is no whole number from 0 up to 100 million
   */
  permutation(length: number): number[] {
    return permutation(this.#generator, length);
  }
}

// The library itself draws by these, and not by the methods, which a caller may have replaced.

export const uniform = (generator: Generator): number => uniformFloat64(generator);

export const normal = (generator: Generator): number =>
  Math.sqrt(-2 * Math.log(1 - uniform(generator))) * Math.cos(2 * Math.PI * uniform(generator));

/** An array of more would fill a host's memory before it is done. */
const longest = 100_000_000;

export function permutation(generator: Generator, length: number): number[] {
  if (!(Number.isSafeInteger(length) && length >= 0 && length <= longest))
    throw new RangeError(`permutation: the length is a whole number from 0 up to 100 million, not ${describe(length)}`);
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const chosen = uniformInt(generator, 0, last);
    [order[last], order[chosen]] = [order[chosen] as number, order[last] as number];
  }
  return order;
}

/**
 * A source of random numbers. The same seed gives the same numbers, on every machine, and another seed gives others.
 *
 * @param seed - a whole number, which may be negative
 * @throws RangeError where the seed is no whole number, or beyond ±(2⁵³ - 1), where not all of them are numbers of JavaScript
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
export const commonRandom = /* @__PURE__ */ random(0);

/**
 * What a source draws from.
 *
 * @throws RangeError where `source` is none, as a seed would be
 */
export function checkRandom(source: unknown): Generator {
  const generator = generators.get(source as object); // no primitive is in it
  if (!generator) throw new RangeError(`the source of random numbers is made by random(seed), not ${describe(source)}`);
  return generator;
}
