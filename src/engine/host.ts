/**
 * The little that the engine uses of its host and that the language's own library doesn't declare. TypeScript declares it only
 * together with all of the DOM, or of Node, which a library that runs everywhere shouldn't see.
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
  readonly Buffer?: { from(text: string, encoding: "hex"): Uint8Array };
  readonly performance: { now(): number };
  readonly console?: { warn(text: string): void };
  readonly process?: {
    readonly versions?: { readonly node?: string };
    getBuiltinModule?(name: "v8"): { setFlagsFromString(flag: string): void };
  };
}
// What hosts have in common, and what not all have.
const host = globalThis as unknown as Host;

// Where a host has none, the first use throws, and plain TypeScript serves (see current.ts).
export const webAssembly = /* @__PURE__ */ (() => host.WebAssembly as WebAssemblyApi)();

/** The bytes of a text in hexadecimal digits. */
export const bytesOf = (text: string): Uint8Array =>
  host.Buffer?.from(text, "hex") ??
  Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(2 * index, 2 * index + 2), 16));

/** Milliseconds, from any beginning. */
export const now = (): number => host.performance.now();

/** Tells whoever looks at the console. */
export const warn = (text: string): void => host.console?.warn(text);

/** The version of Node, 0 elsewhere. */
export const nodeVersion = /* @__PURE__ */ (() => Number.parseInt(host.process?.versions?.node ?? "0", 10))();

/** Sets a flag of V8, where there is a Node to ask. Not by an import, which bundlers for browsers would follow. */
export function setV8Flag(flag: string): void {
  host.process?.getBuiltinModule?.("v8").setFlagsFromString(flag);
}
