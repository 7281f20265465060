/** Random numbers from an explicit seed, so that every run can be repeated. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { describe } from "../shape/describe.js";
import { drawing } from "./reads.js";
import { type Generator, seeded } from "./seed.js";

/**
 * The generator of each source, for the library's own use. A static block with access to the private field would also work, but
 * bundlers would then keep the class, and its generator, in programs that don't use random numbers.
 */
const generators = new WeakMap<object, Generator>();

/**
 * A source of random numbers, created by {@link random}. Its state changes with every number that it returns.
 */
export class Random {
  readonly #generator: Generator;

  /** @internal */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`random: the seed is a whole number, not ${describe(seed)}`);
    this.#generator = seeded(seed);
    generators.set(this, this.#generator);
  }

  /** Returns a number that is uniformly distributed from 0 up to, but not including, 1. */
  uniform(): number {
    return uniform(this.#generator);
  }

  /**
   * Returns a normally distributed number with mean 0 and standard deviation 1, by the Box–Muller transform ("A Note on the
   * Generation of Random Normal Deviates", 1958).
   */
  normal(): number {
    return normal(this.#generator);
  }

  /**
   * Returns the numbers from 0 to `length - 1` in random order, by the Fisher–Yates shuffle.
   *
   * @throws RangeError if the length isn't a whole number from 0 to 100 million
   */
  permutation(length: number): number[] {
    return permutation(this.#generator, length);
  }
}

// The library uses these functions and not the methods, which a caller may have replaced.

export function uniform(generator: Generator): number {
  drawing();
  return uniformFloat64(generator);
}

export const normal = (generator: Generator): number =>
  Math.sqrt(-2 * Math.log(1 - uniform(generator))) * Math.cos(2 * Math.PI * uniform(generator));

/** A longer array would fill the host's memory before it is finished. */
const longest = 100_000_000;

export function permutation(generator: Generator, length: number): number[] {
  if (!(Number.isSafeInteger(length) && length >= 0 && length <= longest))
    throw new RangeError(`permutation: the length is a whole number from 0 up to 100 million, not ${describe(length)}`);
  drawing();
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const chosen = uniformInt(generator, 0, last);
    [order[last], order[chosen]] = [order[chosen] as number, order[last] as number];
  }
  return order;
}

/**
 * Creates a source of random numbers. The same seed gives the same numbers on every machine. Different seeds give different
 * numbers.
 *
 * @param seed - a whole number; it may be negative
 * @throws RangeError if the seed isn't a whole number, or if it is beyond ±(2⁵³ - 1), where JavaScript can't represent every
 * whole number
 * @example
 * ```ts
 * import { random, randomNormal } from "conformable";
 *
 * const source = random(7);
 * randomNormal([2, 3], source); // always the same six numbers
 * ```
 */
export const random = (seed: number): Random => new Random(seed);

/** The default source, shared by the whole program, with a fixed seed. */
export const commonRandom = /* @__PURE__ */ random(0);

/**
 * Returns the generator of a source.
 *
 * @throws RangeError if `source` isn't one, such as a plain seed
 */
export function checkRandom(source: unknown): Generator {
  const generator = generators.get(source as object); // the map contains no primitive values
  if (!generator) throw new RangeError(`the source of random numbers is made by random(seed), not ${describe(source)}`);
  return generator;
}
