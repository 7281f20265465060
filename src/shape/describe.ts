/** Describes any value in a message, in a few words, without running code that belongs to the value. */
import { isArray, isRevoked, isTypedArray } from "./list.js";

/** Long enough to recognise the value. */
const longest = 60;

export const cut = (text: string, most = longest): string => (text.length > most ? `${text.slice(0, most)}…` : text);

export function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(cut(value));
    case "bigint":
      return `${cut(String(value))}n`;
    case "symbol":
      return cut(String(value));
    case "function":
      return "a function";
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "object":
      if (value === null) return "null";
      if (isRevoked(value)) return "a revoked proxy";
      return isArray(value) ? "an array" : isTypedArray(value) ? "a typed array" : "an object";
    default:
      return String(value);
  }
}

/**
 * A list in words, shortened if it is long. The list has to be our own copy, since its entries are read. If it isn't a list, this
 * describes what it is.
 */
export const describeList = (list: unknown, most = 8): string =>
  isArray(list) ? `[${list.slice(0, most).map(describe).join(", ")}${list.length > most ? ", …" : ""}]` : describe(list);
