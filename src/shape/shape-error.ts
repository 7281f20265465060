/** How a wrong shape is refused: by the compiler with a type, at run time with an error. Both say the same sentence. */

/**
 * What a refused argument would have to be. The sentence stands in its type, where the compiler prints it; no value has it.
 */
export interface Refused<Why extends string> {
  readonly why: Why;
}

/**
 * Thrown when a value's shape is not what an operation takes, before anything is computed. Its message is the sentence that
 * the compiler prints for the same mistake, with numbers where the compiler has names.
 * The [index of errors](../../docs/guide/errors.md) has every one, with its mend.
 *
 * @example
 * ```ts
 * import { ShapeError, tensor } from "conformable";
 *
 * try {
 *   tensor(JSON.parse("[1, 2, 3]"), [2, 2]);
 * } catch (error) {
 *   if (error instanceof ShapeError) console.log(error.message); // tensor: [2, 2] has 4 elements, the data 3
 * }
 * ```
 */
export class ShapeError extends Error {
  /** `"ShapeError"`, as it stands before the message in a stack trace. */
  override readonly name = "ShapeError";
}

/** Throws, where a value is expected. */
export function refuse(why: string): never {
  throw new ShapeError(why);
}
