/** The limits of the arena's ring. They were measured. */
import type { Memory } from "../host.js";

/** The unit in which WebAssembly memory grows, in bytes. */
const page = 65_536;
/** The limit on the number of blocks. For small ones it matters more than the bytes: the fewer, the more are collected young. */
export const mostBlocks = 4096;
/** The capacity of a new ring, in bytes. */
export const firstCapacity = 16 * 1024 * 1024;
/**
 * The limit up to which the ring grows by itself. It grows if evicted blocks keep coming back, which means that the blocks in use
 * don't fit.
 */
export const mostCapacity = 128 * 1024 * 1024;

/** Larger blocks aren't released: their memory has left the caches by then, and releasing them made no step faster. */
export const mostReleased = 512 * 1024;

/** Lets a memory grow until it has this many bytes. */
export function reserve(memory: Memory, end: number): void {
  const lacking = end - memory.buffer.byteLength;
  if (lacking <= 0) return;
  try {
    memory.grow(Math.ceil(lacking / page));
  } catch (cause) {
    throw new RangeError("the engine is out of memory: it can address 4 GB", { cause });
  }
}
