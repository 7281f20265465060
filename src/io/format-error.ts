/** How a broken file is refused. */

/**
 * Thrown when bytes aren't a file of the format that they are read as, or when a file uses a part of the format that isn't supported. Nothing
 * of such a file is returned.
 *
 * @example
 * ```ts
 * import { FormatError, readSafetensors } from "conformable/io";
 *
 * try {
 *   readSafetensors(new Uint8Array(3));
 * } catch (error) {
 *   if (error instanceof FormatError) console.log(error.message); // safetensors: the file can't be read: it ends within its header
 * }
 * ```
 */
export class FormatError extends Error {
  /** `"FormatError"`, as it stands before the message in a stack trace. */
  override readonly name = "FormatError";
}

/** Throws, where a value is expected. */
export function malformed(format: string, why: string): never {
  throw new FormatError(`${format}: the file can't be read: ${why}`);
}
