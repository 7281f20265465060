/** Converts between texts and UTF-8. */

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
