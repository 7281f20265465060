/**
 * Creates a random generator from a seed. The generator itself takes seeds of 32 bits. It would ignore most of a larger or
 * negative number, and many seeds would give the same numbers. So those seeds are spread over the whole state, by `init_by_array`
 * of the generator's authors (M. Matsumoto and T. Nishimura, 2002).
 */
import { mersenne, mersenneFromState } from "pure-rand/generator/mersenne";

/** A source of random bits. It is declared here so that users of the package don't need the types of the generator. */
export interface Generator {
  clone(): Generator;
  next(): number;
  getState(): readonly number[];
}

/** The number of 32-bit words in the state. */
const stateLength = 624;

/** The generator for a whole number as its seed. */
export function seeded(seed: number): Generator {
  if (seed >= 0 && seed < 2 ** 32) return mersenne(seed);
  const size = Math.abs(seed);
  const generator = mersenneFromState([0, ...stateOf([size % 2 ** 32, Math.floor(size / 2 ** 32), seed < 0 ? 1 : 0])]);
  for (let word = 0; word < stateLength; word++) generator.next(); // the first outputs are the state itself
  return generator;
}

/** A generator in a state that `getState` returned; undefined if it is no such state. */
export function generatorIn(state: readonly unknown[]): Generator | undefined {
  if (!(state.length === stateLength + 1 && state.every(isWord))) return undefined;
  const [place = 0] = state;
  return place >= 0 && place < stateLength ? mersenneFromState(state) : undefined;
}
const isWord = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) < 2 ** 32;

function stateOf(key: readonly number[]): Int32Array {
  const state = new Int32Array(stateLength);
  state[0] = 19_650_218;
  for (let index = 1; index < stateLength; index++) state[index] = Math.imul(1_812_433_253, mixed(state, index)) + index;
  // Goes round the state twice. On the way, the last word is copied to the first.
  let index = 0;
  const next = () => {
    if (++index < stateLength) return index;
    state[0] = state[stateLength - 1] as number; // the state has a last word
    index = 1;
    return index;
  };
  for (let step = 0; step < stateLength; step++) {
    const place = next();
    const word = step % key.length;
    state[place] = ((state[place] as number) ^ Math.imul(1_664_525, mixed(state, place))) + (key[word] as number) + word;
  }
  for (let step = 1; step < stateLength; step++) {
    const place = next();
    state[place] = ((state[place] as number) ^ Math.imul(1_566_083_941, mixed(state, place))) - place;
  }
  state[0] = 2 ** 31; // so that the state isn't all zeros
  return state;
}

/** The word before a place, with its upper bits mixed into its lower ones. */
function mixed(state: Int32Array, place: number): number {
  const before = state[place - 1] as number; // places are counted from 1 here
  return before ^ (before >>> 30);
}
