/** What a module of cases and `run.ts` know of each other. A module is a table of docs/interop.md with the cases behind it. */

/** Versions of Python, its packages and onnxruntime-web, by name. */
export type Versions = Readonly<Record<string, string>>;

export interface Table {
  /** The name of the table: on the command line, and in the comments that mark its place in docs/interop.md. */
  readonly name: string;
  readonly heading: string;
  /** The text between heading and table. */
  text(versions: Versions): string;
  columns(versions: Versions): readonly string[];
  /** Runs all cases, and returns the rows of the table. */
  rows(cases: Cases, versions: Versions): Promise<readonly (readonly string[])[]>;
}

/** Counts cases, and reports those that fail. */
export class Cases {
  failed = 0;
  passed = 0;

  /**
   * @param name - says which counterpart, in which direction, and what: `NumPy to conformable, npy: f8`
   * @param check - throws, or returns what is wrong
   */
  async check(name: string, check: () => unknown): Promise<void> {
    let wrong: unknown;
    try {
      wrong = await check();
    } catch (error) {
      wrong = error instanceof Error ? error.message : error;
    }
    if (wrong === undefined) this.passed++;
    else {
      this.failed++;
      console.log(`FAILS ${name}: ${wrong}`);
    }
  }
}

/** Numbers in a shape, as the programs in Python take and give them: the bytes of float32, in base64. */
export interface Values {
  readonly shape: readonly number[];
  readonly numbers: Float32Array;
}
export interface Encoded {
  readonly shape: readonly number[];
  readonly float32: string;
}
export const encode = ({ shape, numbers }: Values): Encoded => ({
  shape,
  float32: Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("base64"),
});
export const decode = ({ shape, float32 }: Encoded): Values => ({
  shape,
  numbers: new Float32Array(Uint8Array.from(Buffer.from(float32, "base64")).buffer),
});

/** The first difference between two lists of numbers, or undefined. NaN equals NaN, and -0 isn't 0. */
export function difference(found: ArrayLike<number>, expected: ArrayLike<number>): string | undefined {
  if (found.length !== expected.length) return `${found.length} numbers in place of ${expected.length}`;
  for (let index = 0; index < expected.length; index++)
    if (!Object.is(found[index], expected[index])) return `number ${index} is ${found[index]} in place of ${expected[index]}`;
  return undefined;
}

/** How much results may differ that two programs compute in float32, by {@link distance}. */
const tolerance = 1e-5;

/** The largest difference between numbers and what they should be, relative to those that are greater than 1. */
export function distance(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const differences = Array.from(expected, (number, index) =>
    Object.is(found[index], number) ? 0 : Math.abs((found[index] ?? Number.NaN) - number) / Math.max(1, Math.abs(number)),
  );
  const worst = Math.max(0, ...differences); // NaN if one of them is
  return found.length === expected.length && worst >= 0 ? worst : Number.POSITIVE_INFINITY;
}

/** The largest differences by what they were found in. */
export class Differences {
  readonly #found = new Map<string, number>();

  /** Adds a difference, and returns what is wrong with it, if it is too large. */
  add(where: string, difference: number): string | undefined {
    this.#found.set(where, Math.max(this.#found.get(where) ?? 0, difference));
    return difference <= tolerance ? undefined : `it is off by ${difference.toExponential(1)}`;
  }

  /** The largest difference as the table shows it. It is rounded to one digit, because the last digits depend on the processor. */
  show(where: string): string {
    const found = this.#found.get(where);
    return found === undefined ? "" : found === 0 ? "0" : found.toExponential(0);
  }
}
