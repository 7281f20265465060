/**
 * Options from outside. Each is read once, by its name, so that what is checked is what is used; and an option that does not exist is
 * refused, rather than left out in silence.
 */
import { cut, describe } from "./describe.js";
import { noOption } from "./known.js";
import { isArray, isRevoked } from "./list.js";
import { ShapeError } from "./shape-error.js";

/** Whether it is an object as `{}` makes it, in whatever window, or one without a prototype. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The options that an operation takes, in an object of our own. An instance of a class will do, if it has one of them; what is something
 * else altogether, as a random source that was to stand among the options, is not taken for options that are all left out.
 *
 * @throws {@link ShapeError} where there is no such option
 * @throws TypeError where they are no object
 */
export function readOptions<Options extends object>(
  operation: string,
  given: Options | undefined,
  names: readonly (keyof Options & string)[],
): Options {
  const read: Partial<Options> = {};
  if (given === undefined) return read as Options; // what has to be there is checked where it is used
  if (typeof given !== "object" || given === null || isRevoked(given) || isArray(given))
    throw new TypeError(`${operation}: takes its options in an object, not as ${describe(given)}`);
  const keys = Object.keys(given);
  const unknown = keys.find((key) => !(names as readonly string[]).includes(key));
  if (unknown !== undefined) throw new ShapeError(noOption(operation, cut(unknown)));
  if (keys.length === 0 && !isPlain(given) && !names.some((name) => name in given))
    throw new TypeError(`${operation}: the object that stands for the options has none of ${names.join(", ")}`);
  for (const name of names) read[name] = given[name];
  return read as Options; // as above
}

/** The fields of an object of which it is not known yet whether it has them. Each is to be read once. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isRevoked(value) ? {} : Object(value));

/** @throws TypeError where it is neither true nor false */
export function checkFlag(name: string, value: unknown): asserts value is boolean {
  if (typeof value !== "boolean") throw new TypeError(`${name} has to be true or false, not ${describe(value)}`);
}

/** @throws RangeError where it is no whole number, or too small */
export function checkWhole(name: string, value: unknown, from: number): asserts value is number {
  if (!(Number.isSafeInteger(value) && (value as number) >= from))
    throw new RangeError(`${name} is a whole number from ${from} up, not ${describe(value)}`);
}

/** @throws RangeError where it is no number within the range */
export function checkRange(name: string, value: unknown, from: number, below: number): void {
  if (!(typeof value === "number" && value >= from && value < below)) {
    const range =
      below === Number.POSITIVE_INFINITY ? `a finite number from ${from} up` : `from ${from} up to, and without, ${below}`;
    throw new RangeError(`${name} has to be ${range}, not ${describe(value)}`);
  }
}
