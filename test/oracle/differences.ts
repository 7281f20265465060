/** Compares results with recorded ones. */

/** A tensor in JSON: its numbers in row-major order, with NaN and infinities as strings. */
export interface RecordedTensor {
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}

/** A tensor, a number, a name, a boolean, or lists and records of these, nested as deep as you like. */
export type Recorded =
  | null
  | RecordedTensor
  | number
  | string
  | boolean
  | readonly Recorded[]
  | { readonly [key: string]: Recorded };

export const isRecordedTensor = (recorded: Recorded): recorded is RecordedTensor =>
  typeof recorded === "object" && recorded !== null && "shape" in recorded && "data" in recorded;

/** A number that may be written as a string. */
export const toNumber = (recorded: number | string): number => (typeof recorded === "string" ? spelt(recorded) : recorded);

function spelt(word: string): number {
  if (word !== "NaN" && word !== "Infinity" && word !== "-Infinity") throw new Error(`${word} is no number`);
  return Number(word);
}

/** The properties of a result that are compared with a tensor. */
interface Computed {
  readonly shape: readonly number[];
  toArray(): unknown;
}

/** The least number with full precision in float64. Smaller ones have fewer digits. */
const leastNormal = 2 ** -1022;

/** Results are sums and products of tens of numbers, and each operation rounds to about 1e-16. */
const tolerance = 1e-12;

export interface Strictness {
  /** Whether 0 and -0 differ, as they do where IEEE 754 defines the sign. */
  readonly signedZeros?: boolean;
  /** An absolute difference that is always allowed, for subtractions of numbers near 1, which leave no smaller digits. */
  readonly floor?: number;
}

/**
 * Describes each difference between a result and the recorded one, or returns an empty list. Shapes have to be equal, numbers
 * equal to a relative 1e-12; NaN equals only NaN, and infinities only themselves.
 */
export function differences(actual: unknown, expected: Recorded, strictness: Strictness = {}, path = "result"): string[] {
  if (typeof expected === "number" || typeof expected === "string") {
    if (agree(actual, toNumber(expected), strictness)) return [];
    return [`${path}: expected ${inWords(expected)}, got ${inWords(actual)}`];
  }
  if (typeof expected === "boolean") return actual === expected ? [] : [`${path}: expected ${expected}, got ${inWords(actual)}`];
  if (typeof actual !== "object" || actual === null) return [`${path}: expected an object, got ${inWords(actual)}`];
  if (isRecordedTensor(expected)) {
    if (!isComputed(actual)) return [`${path}: expected a tensor, got ${inWords(actual)}`];
    if (String(actual.shape) !== String(expected.shape)) return [`${path}: expected [${expected.shape}], got [${actual.shape}]`];
    return differences([actual.toArray()].flat(Number.POSITIVE_INFINITY), expected.data, strictness, path);
  }
  const found = new Map<string, unknown>(Object.entries(actual));
  const wanted = Object.entries(expected ?? {});
  const keys = wanted.map(([key]) => key);
  if (String([...found.keys()].sort()) !== String(keys.sort())) return [`${path}: expected ${keys}, got ${[...found.keys()]}`];
  return wanted.flatMap(([key, entry]) => differences(found.get(key), entry, strictness, `${path}.${key}`));
}

function agree(actual: unknown, expected: number, { signedZeros = false, floor = leastNormal }: Strictness): boolean {
  if (typeof actual !== "number") return false;
  if (!Number.isFinite(expected) || (expected === 0 && signedZeros)) return Object.is(actual, expected);
  return Math.abs(actual - expected) <= Math.max(tolerance * Math.abs(expected), floor);
}

const isComputed = (value: object): value is Computed => "shape" in value && "toArray" in value;

const inWords = (value: unknown): string => (Object.is(value, -0) ? "-0" : String(value));
