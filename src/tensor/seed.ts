/**
 * Creates a random generator from a seed. The generator, xoroshiro128+, is that of D. Blackman and S. Vigna ("Scrambled Linear
 * Pseudorandom Number Generators", 2018). They advise to fill its state with a hash of the seed, so that similar seeds give unrelated
 * numbers.
 */
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** A source of random bits. It is declared here so that users of the package don't need the types of the generator. */
export interface Generator {
  clone(): Generator;
  next(): number;
  getState(): readonly number[];
}

/** The generator for a whole number as its seed. Different seeds have different states. */
export function seeded(seed: number): Generator {
  const size = Math.abs(seed);
  const [low, high] = [size % 2 ** 32, Math.floor(size / 2 ** 32) * 2 + (seed < 0 ? 1 : 0)];
  const [first, second] = [hash(low), hash(high ^ golden)];
  return xoroshiro128plusFromState([first, second, hash(first ^ second), hash(first + golden)]);
}

/** A generator in a state that `getState` returned; undefined if it is no such state. */
export const generatorIn = (state: readonly unknown[]): Generator | undefined =>
  state.length === 4 && state.every(isWord) && state.some((word) => word !== 0) ? xoroshiro128plusFromState(state) : undefined;

/**
 * A generator whose numbers are independent of those of the given one, which draws its state. The state is hashed, so that it has nothing in
 * common with the next states of the given one. Jumping ahead instead would keep siblings apart, but the first child of a child would start
 * where its parent's next child does.
 */
export const offspring = (generator: Generator): Generator =>
  generatorIn(Array.from({ length: 4 }, () => hash(generator.next() ^ golden))) ?? offspring(generator); // it may not be 0 everywhere

const isWord = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) < 2 ** 32;

/** 2³² divided by the golden ratio. */
const golden = 0x9e3779b9;

/** Mixes 32 bits, so that each affects all others: the final step of MurmurHash3 (A. Appleby, 2011). It is a bijection. */
function hash(bits: number): number {
  const half = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const mixed = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
