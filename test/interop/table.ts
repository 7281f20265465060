/** What a module of cases and `run.ts` know of each other. A module is a table of docs/interop.md with the cases behind it. */

/** Versions of Python and its packages, by name. */
export type Versions = Readonly<Record<string, string>>;

export interface Table {
  /** The name of the table: on the command line, and in the comments that mark its place in docs/interop.md. */
  readonly name: string;
  readonly heading: string;
  /** The text between heading and table. */
  readonly text: string;
  readonly columns: readonly string[];
  /** Runs all cases, and returns the rows of the table. Without rows, nothing is written to the page. */
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
