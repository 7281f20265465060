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

// Every host that the library names has WebAssembly, with this interface.
export const webAssembly: WebAssemblyApi = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
