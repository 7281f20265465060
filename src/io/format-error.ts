/** The error for files that can't be read. */
import { checkShape } from "../shape/dim.js";
import type { Shape } from "../shape/shape.js";

/**
 * The error thrown if a file isn't in the expected format, or uses a feature of the format that isn't supported.
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
  /** `"FormatError"`, which stack traces show before the message. */
  override readonly name = "FormatError";
}

/** Throws a FormatError. It is a function so that an expression can throw. */
export function malformed(format: string, why: string): never {
  throw new FormatError(`${format}: the file can't be read: ${why}`);
}

/**
 * Finds the header of a file, which has its length before it.
 *
 * @param before - the number of bytes before the header
 * @param longest - the most bytes that a header can have
 * @param lengthIn - reads the length of the header
 * @returns the bytes of the header, and the place where what follows it starts
 */
export function headerIn(
  format: string,
  file: Uint8Array,
  before: number,
  longest: number,
  lengthIn: (view: DataView) => number | bigint,
): { header: Uint8Array; start: number } {
  const length = file.length < before ? 0 : lengthIn(new DataView(file.buffer, file.byteOffset));
  if (length > longest) malformed(format, `a header has at most ${longest} bytes, not ${length}`);
  const start = before + Number(length);
  if (start > file.length) malformed(format, "it ends within its header");
  return { header: file.subarray(before, start), start };
}

/** Checks a shape in a file. If it isn't one, the message says so after `place`. */
export function shapeIn(format: string, shape: unknown, place = ""): Shape {
  try {
    return checkShape(shape);
  } catch (error) {
    return malformed(format, place + (error as Error).message); // checkShape throws only ShapeErrors
  }
}
