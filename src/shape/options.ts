/**
 * Options from outside. Each option is read once, by its name, so that the value that is checked is the value that is used.
 * Unknown options are refused, not ignored.
 */
import { cut, describe } from "./describe.js";
import { noOption } from "./known.js";
import { isArray, isRevoked } from "./list.js";
import { ShapeError } from "./shape-error.js";

/** Whether an object is a plain one: made by `{}`, in any realm, or without a prototype. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The options of an operation, in an object of our own. They may be an instance of a class, if it has at least one of the
 * options. An instance that has none is refused, because the caller probably meant to pass it as one of the options (a random
 * source, for example).
 *
 * @throws {@link ShapeError} if there is an unknown option
 * @throws TypeError if the options are not an object
 */
export function readOptions<Options extends object>(
  operation: string,
  given: Options | undefined,
  names: readonly (keyof Options & string)[],
): Options {
  const read: Partial<Options> = {};
  if (given === undefined) return read as Options; // options that are required are checked where they are used
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

/** The fields of an object, which may or may not exist. Read each of them only once. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isRevoked(value) ? {} : Object(value));

/** @throws TypeError if it is neither true nor false */
export function checkFlag(name: string, value: unknown): asserts value is boolean {
  if (typeof value !== "boolean") throw new TypeError(`${name} has to be true or false, not ${describe(value)}`);
}

/** @throws RangeError if it is not a whole number, or if it is too small */
export function checkWhole(name: string, value: unknown, from: number): asserts value is number {
  if (!(Number.isSafeInteger(value) && (value as number) >= from))
    throw new RangeError(`${name} is a whole number from ${from} up, not ${describe(value)}`);
}

/** @throws RangeError if it is not a finite number */
export function checkFinite(name: string, value: unknown): asserts value is number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} has to be a finite number, not ${describe(value)}`);
}

/** @throws RangeError if it is not a number in the range */
export function checkRange(name: string, value: unknown, from: number, below: number): void {
  if (!(typeof value === "number" && value >= from && value < below)) {
    const range =
      below === Number.POSITIVE_INFINITY ? `a finite number from ${from} up` : `from ${from} up to, and without, ${below}`;
    throw new RangeError(`${name} has to be ${range}, not ${describe(value)}`);
  }
}
