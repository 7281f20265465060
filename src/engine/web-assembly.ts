/**
 * The little of WebAssembly that the engine uses. Every host has it, but TypeScript declares it only together with all of the
 * DOM, which a library that runs everywhere shouldn't see.
 */

/** Linear memory, in pages of 64 KiB. Growing it detaches the buffer, so views on it have to be made again. */
export interface Memory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

interface WebAssemblyApi {
  readonly Memory: new (descriptor: { initial: number; maximum?: number; shared?: boolean }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: { env: { memory: Memory } }) => { readonly exports: unknown };
  validate(bytes: Uint8Array): boolean;
}

interface Host {
  readonly WebAssembly?: WebAssemblyApi;
  readonly Buffer?: { from(text: string, encoding: "base64"): Uint8Array };
  atob(text: string): string;
}
// What hosts have in common, and the two that not all have.
const host = globalThis as unknown as Host;

// Where a host has none, the first use throws, and plain TypeScript serves (see current.ts).
export const webAssembly = host.WebAssembly as WebAssemblyApi;

/** The bytes of a text in base64. Node's way is free, the browser's takes some milliseconds. */
export const bytesOf = (base64: string): Uint8Array =>
  host.Buffer?.from(base64, "base64") ?? Uint8Array.from(host.atob(base64), (character) => character.charCodeAt(0));
