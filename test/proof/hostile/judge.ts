/** The acceptable outcomes of a hostile call: one of the library's own error messages, or a consistent result. */
import { ShapeError } from "../../../src/index.js";
import { isTensor } from "../../../src/tensor/tensor.js";
import { messages } from "../../docs/messages.js";
import { Trap } from "./values.js";

const sentences = messages
  .filter((message) => message.replaceAll("…", "").length > 8)
  .map(
    (message) =>
      new RegExp(
        `^${message
          .split("…")
          .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
          .join(".*")}$`,
        "s",
      ),
  );
const known = new Set<string>();
function isSentence(message: string): boolean {
  if (known.has(message)) return true;
  const found = message.length < 2000 && sentences.some((sentence) => sentence.test(message));
  if (found) known.add(message);
  return found;
}

const notToBeCalled =
  /^Class constructor .* cannot be invoked without 'new'$|^Cannot perform 'apply' on a proxy that has been revoked$/;

/** Whether the error comes from the caller's code, or from the language because a function of the caller can't be called. */
export const isCallers = (error: unknown): boolean =>
  error instanceof Trap || (error instanceof TypeError && notToBeCalled.test(error.message));

/** Why callers should never see this error, or undefined if they may. */
export function wrongError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return `threw ${typeof error}`;
  if (isCallers(error)) return undefined;
  if (![ShapeError, RangeError, TypeError, Error].some((kind) => error.constructor === kind))
    return `threw ${error.constructor.name}: ${error.message}`;
  return isSentence(error.message) ? undefined : `said: ${error.message.slice(0, 160)}`;
}

/** A result as plain values, for comparison. Throws if the result can't be read. */
export function summary(result: unknown, depth = 0): unknown {
  if (isTensor(result)) {
    const numbers = [result.toArray()].flat(Number.POSITIVE_INFINITY as 1);
    if (numbers.length !== result.size) throw new Error(`${numbers.length} numbers, where the shape has ${result.size}`);
    if (!Object.isFrozen(result.shape)) throw new Error("a shape that is not frozen");
    return { shape: [...result.shape], numbers };
  }
  if (typeof result === "function") return "a function";
  if (typeof result !== "object" || result === null || depth > 4) return result;
  if (Symbol.iterator in result) return Array.from(result as Iterable<unknown>, (each) => summary(each, depth + 1));
  return Object.fromEntries(Object.entries(result).map(([key, value]) => [key, summary(value, depth + 1)]));
}

/** Whether two summaries are equal. */
export const alike = (one: unknown, other: unknown): boolean => JSON.stringify(one, plain) === JSON.stringify(other, plain);
const plain = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
