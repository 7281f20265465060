/** Random numbers from an explicit seed, so that every run can be repeated. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { engine } from "../engine/current.js";
import type { Accepting, AcceptingKnown, Anything } from "../shape/accepted.js";
import { describe } from "../shape/describe.js";
import { type AnySizes, type AreSizes, checkShape, type GivenSizes, type Size, type Sizes } from "../shape/dim.js";
import { numbersFor } from "../shape/elements.js";
import type { AcceptingOneTensor } from "../shape/one-tensor.js";
import { checkRange, readOptions } from "../shape/options.js";
import type { AcceptingALastAxis } from "../shape/receiver.js";
import { count } from "../shape/reshape.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import { categorical } from "./operations/sampling.js";
import { drawing } from "./reads.js";
import { type Generator, offspring, seeded } from "./seed.js";
import { type AnyTensor, claim, claimWhole, type Tensor, type takesALastAxis, viewOf } from "./tensor.js";

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
  constructor(generator: Generator) {
    this.#generator = generator;
    generators.set(this, generator);
  }

  /** Returns a number that is uniformly distributed from 0 up to, but not including, 1. */
  uniform(): number;
  /**
   * Returns a tensor of such numbers, like {@link randomUniform}.
   *
   * @param shape - literal or named sizes
   * @throws {@link ShapeError} if a size isn't a whole number, 0 or more
   * @example
   * ```ts
   * import { random } from "conformable";
   *
   * const source = random(7);
   * source.uniform();       // number
   * source.uniform([2, 3]); // Matrix<2, 3>
   * ```
   */
  uniform<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
    shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything;
  uniform(...shapes: [shape?: Sizes<Shape>]): unknown {
    return oneOrMore(shapes, () => uniform(this.#generator));
  }

  /**
   * Returns a normally distributed number with mean 0 and standard deviation 1, by the Box–Muller transform ("A Note on the
   * Generation of Random Normal Deviates", 1958).
   */
  normal(): number;
  /**
   * Returns a tensor of such numbers, like {@link randomNormal}.
   *
   * @param shape - literal or named sizes
   * @throws {@link ShapeError} if a size isn't a whole number, 0 or more
   * @example
   * ```ts
   * import { random } from "conformable";
   *
   * const source = random(7);
   * source.normal();       // number
   * source.normal([2, 3]); // Matrix<2, 3>
   * ```
   */
  normal<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
    shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything;
  normal(...shapes: [shape?: Sizes<Shape>]): unknown {
    return oneOrMore(shapes, () => normal(this.#generator));
  }

  /**
   * Returns the numbers from 0 to `length - 1` in random order, by the Fisher–Yates shuffle. If the length is a literal or has a
   * name, operations that take indices know how many these are: `x.gather(source.permutation(120))`.
   *
   * @throws RangeError if the length isn't a whole number from 0 to 100 million
   */
  permutation<const N extends number | NoNumber<N>, Ok extends Accepting<Size<N>> = unknown>(
    length: Size<N>,
  ): unknown extends NoInfer<Ok>
    ? number[] & {
        /** How many numbers there are. */
        readonly length: N;
      }
    : Anything;
  permutation(length: number): number[];
  permutation(length: number): number[] {
    return permutation(this.#generator, length);
  }

  /**
   * Returns a tensor of independent whole numbers from `low` up to, but not including, `high`, all equally likely. In float32, they are
   * exact up to 16,777,216.
   *
   * @param shape - literal or named sizes
   * @throws {@link ShapeError} if a size isn't a whole number, 0 or more
   * @throws RangeError if a bound isn't a whole number, or if `low` isn't less than `high`
   * @example
   * ```ts
   * import { random } from "conformable";
   *
   * random(7).integers(1, 7, [2, 3]); // Matrix<2, 3> [[5, 1, 6], [5, 3, 5]]
   * ```
   */
  integers<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
    low: number,
    high: number,
    shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
    for (const bound of [low, high])
      if (!Number.isSafeInteger(bound)) throw new RangeError(`integers: the bounds are whole numbers, not ${describe(bound)}`);
    if (!(low < high)) throw new RangeError(`integers: there is no whole number from ${low} up to, and without, ${high}`);
    return drawn(shape, () => uniformInt(this.#generator, low, high - 1));
  }

  /**
   * Returns a tensor of independent numbers that are 1 with a probability, and 0 otherwise.
   *
   * @param probability - from 0 to 1
   * @param shape - literal or named sizes
   * @throws {@link ShapeError} if a size isn't a whole number, 0 or more
   * @throws RangeError if the probability isn't a number from 0 to 1
   * @example
   * ```ts
   * import { random } from "conformable";
   *
   * random(7).bernoulli(0.8, [2, 3]); // Matrix<2, 3>
   * ```
   */
  bernoulli<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
    probability: number,
    shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
    if (!(typeof probability === "number" && probability >= 0 && probability <= 1))
      throw new RangeError(`bernoulli: the probability is a number from 0 to 1, not ${describe(probability)}`);
    return drawn(shape, () => (uniform(this.#generator) < probability ? 1 : 0));
  }

  /**
   * Draws a class for each row of logits `[...Batch, Classes]`, with the probabilities softmax(logits / temperature). It returns class
   * numbers, `[...Batch]`. A low temperature prefers likely classes, and 0 always gives the likeliest. A class with the logit -∞ is never
   * drawn.
   *
   * It adds noise to the logits and takes the greatest (the Gumbel-max trick: E. J. Gumbel, "Statistical Theory of Extreme Values", 1954),
   * so it also works while a program is recorded, where the noise is a constant.
   *
   * @param options - the `temperature` (1 by default)
   * @throws {@link ShapeError} if there are no classes
   * @throws RangeError if the temperature isn't a finite number, 0 or more
   * @example
   * ```ts
   * import { matrix, random } from "conformable";
   *
   * const logits = matrix([[2, 1, -1], [0, 0, 5]]);
   * random(7).categorical(logits, { temperature: 0.8 }); // Vector<2> [1, 2]
   * ```
   */
  categorical<
    Batch extends Shape,
    Given,
    Classes extends number = Anything,
    Ok extends AcceptingOneTensor<Given, AcceptingALastAxis<Batch, AcceptingKnown<Classes>>> = unknown,
  >(
    logits: takesALastAxis<"categorical", Given, Batch, Classes>,
    options: { readonly temperature?: number | undefined } = {},
  ): unknown extends NoInfer<Ok> ? Tensor<Batch> : Anything {
    const { temperature = 1 } = readOptions("categorical", options, ["temperature"]);
    checkRange("categorical: temperature", temperature, 0, Number.POSITIVE_INFINITY);
    return claim(categorical(viewOf("categorical", logits), temperature, () => uniform(this.#generator)));
  }

  /**
   * Returns a new source with independent numbers. What one of the two draws later doesn't change what the other draws. If each
   * part of a program has its own source, a change in one part doesn't change the random numbers of the others. A source that was
   * split off can be split again.
   *
   * @example
   * ```ts
   * import { random, randomNormal } from "conformable";
   *
   * const source = random(7);
   * const [weights, noise] = [source.split(), source.split()];
   * randomNormal([3], weights); // doesn't depend on what is drawn from `noise`
   * randomNormal([3], noise);
   * ```
   */
  split(): Random {
    drawing();
    return new Random(offspring(this.#generator));
  }
}

/** A number or, if a shape is given, a tensor of such numbers. */
const oneOrMore = (shapes: [shape?: Sizes<Shape>], draw: () => number) =>
  shapes.length > 0 ? drawn(shapes[0] as Sizes<Shape>, draw) : draw(); // `drawn` checks the shape

/** A tensor of numbers that are drawn one by one. */
export function drawn<Claimed extends AnyTensor>(given: Sizes<Shape>, draw: () => number): Claimed {
  const shape = checkShape(given);
  drawing();
  return claimWhole(engine().upload(numbersFor(Float64Array, count(shape)).map(draw)), shape);
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
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`random: the seed is a whole number, not ${describe(seed)}`);
  return new Random(seeded(seed));
}

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
