/**
 * The whole program of a worker. build.mjs turns it into text, and workers are started from that text. A separate file wouldn't
 * be found everywhere (from TypeScript, from a bundle, from a page of another origin).
 */
import type { Multiplying } from "../convolution/kernels.js";
import type { Memory } from "../host.js";
import { compile, exportsOf, instantiate, type Pointer } from "../kernels.js";
import { parentPort } from "./host.js";
import { type Kernel, modules, serve, sharedWords } from "./slices.js";

/** The message that each worker receives, once. */
export interface Task {
  /** The number of the worker, from 1 up. */
  readonly number: number;
  /** The kernels of the product. */
  readonly module: object;
  readonly memory: Memory;
  /** The address of the words that the threads share. */
  readonly shared: Pointer;
  /** Scratch memory for the kernels, which belongs to this worker. */
  readonly scratch: Pointer;
}

const port = parentPort();

port.onmessage = ({ data }) => {
  const { number, module, memory, shared, scratch } = data as Task; // sent by threads.ts
  const { gemm } = instantiate([module], memory);
  const words = new Int32Array(memory.buffer, shared, sharedWords);
  const kernels: Kernel[] = [gemm as Kernel];
  /** Other kernels than the product are installed when they are first needed. They convolve. */
  const kernel = (index: number): Kernel => {
    kernels[index] ??= convolve(modules + 2 * (index - 1));
    return kernels[index] as Kernel;
  };
  const convolve = (at: number): Kernel => {
    const bytes = new Uint8Array(memory.buffer, words[at], words[at + 1]).slice(); // a copy that isn't shared
    return (exportsOf(compile(bytes), memory) as Multiplying).convolve as Kernel;
  };
  port.postMessage("ready");
  serve(words, { number, scratch, kernel });
};
