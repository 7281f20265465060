/** Texts in files: converts them to UTF-8 and back, and shows them in messages. */
import { cut } from "../shape/describe.js";

// Every host has these two, but TypeScript's library for the language doesn't declare them.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  encoding: "utf-8",
  options: { readonly fatal: boolean; readonly ignoreBOM?: boolean },
) => { decode(bytes: Uint8Array): string };

export const encodeText = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Decodes UTF-8 and keeps a byte order mark. Returns `undefined` if the bytes aren't UTF-8. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * A text from a file, such as a name, as messages show it: shortened, and with its control characters escaped, since they could change how
 * a terminal shows the rest.
 */
export const shown = (text: string): string =>
  cut(text).replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
