/**
 * How a wrong shape is refused: the compiler refuses it with a type, the run time with an error, and both give the same sentence.
 *
 * Each sentence is a type with a function of the same name next to it. The function returns this type, so the two have to agree:
 * a wrong word, swapped operands or a missing value don't compile. A sentence about a shape is deferred until its sizes are known
 * (`[S[number]] extends [number] ? … : string`). The other branch is `string`, not `never`, because inside the function both
 * branches have to accept the result.
 */

/** The type of an argument that is refused. The compiler prints the sentence as part of it. No value has this type. */
export interface Refused<Why extends string> {
  readonly why: Why;
}

/**
 * Thrown if an operation doesn't take a value of this shape, before anything is computed. The message is the sentence that the
 * compiler prints for the same mistake, with numbers in place of names.
 * The [index of errors](../../docs/guide/errors.md) lists every message, and shows how to fix the program.
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
  /** `"ShapeError"`, which stack traces show before the message. */
  override readonly name = "ShapeError";
}

/** Throws a {@link ShapeError} from an expression. */
export function refuse(why: string): never {
  throw new ShapeError(why);
}
