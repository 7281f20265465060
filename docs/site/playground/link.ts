/** A program in the address of the playground, after the #, which browsers don't send to the host. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

const start = "#code=";

/** The part of the address from the #. */
export function hashOf(code: string): string {
  const bytes = deflateSync(strToU8(code), { level: 9 });
  const text = btoa(strFromU8(bytes, true)); // one character for each byte
  return start + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The program, or undefined if the address has none that can be read. */
export function codeIn(hash: string): string | undefined {
  if (!hash.startsWith(start)) return undefined;
  try {
    const text = atob(hash.slice(start.length).replaceAll("-", "+").replaceAll("_", "/"));
    return strFromU8(inflateSync(strToU8(text, true)));
  } catch {
    return undefined;
  }
}
