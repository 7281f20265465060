/**
 * The few features of a host that the engine uses and that the language's own library doesn't declare. TypeScript declares them
 * only together with the whole DOM or Node, and a library that runs everywhere shouldn't depend on either.
 */

/** Linear memory, in pages of 64 KiB. Growing it detaches the buffer, so views of it have to be created again. */
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
  readonly performance: { now(): number };
  readonly console?: { warn(text: string): void };
  readonly process?: {
    readonly versions?: { readonly node?: string };
    getBuiltinModule?(name: "v8"): { setFlagsFromString(flag: string): void };
  };
}
// Some hosts have these, and others don't.
const host = globalThis as unknown as Host;

// If a host has no WebAssembly, the first use throws, and plain TypeScript takes over (see current.ts).
export const webAssembly = /* @__PURE__ */ (() => host.WebAssembly as WebAssemblyApi)();

/** Decodes the text that kernels/build.mjs writes for bytes. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let [length, before] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 34) before = 88 * (34 - code);
    else {
      bytes[length++] = before + code - (code > 92 ? 40 : 39); // modulo 256
      before = 0;
    }
  }
  return bytes.slice(0, length);
}

/** A time in milliseconds, for measuring differences. */
export const now = (): number => host.performance.now();

/** Writes a warning to the console, if there is one. */
export const warn = (text: string): void => host.console?.warn(text);

/** The major version of Node, or 0 on other hosts. */
export const nodeVersion = /* @__PURE__ */ (() => Number.parseInt(host.process?.versions?.node ?? "0", 10))();

/** Sets a flag of V8, on Node. There is no import, because bundlers for browsers would follow it. */
export function setV8Flag(flag: string): void {
  host.process?.getBuiltinModule?.("v8").setFlagsFromString(flag);
}
