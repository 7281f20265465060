/** How a value that is refused is shown in a message: always in a few words, whatever it is, and without running any code of its own. */
import { isArray, isRevoked, isTypedArray } from "./list.js";

/** No message is longer for what was given than it takes to know it again. */
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

/** A list that has been read, entry by entry, cut where it is long; else what is in its place. */
export const describeList = (list: unknown, most = 8): string =>
  isArray(list) ? `[${list.slice(0, most).map(describe).join(", ")}${list.length > most ? ", …" : ""}]` : describe(list);
