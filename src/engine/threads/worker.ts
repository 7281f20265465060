/**
 * The whole program of a worker. build.mjs turns it into text, and workers are started from that text. A separate file wouldn't
 * be found everywhere (from TypeScript, from a bundle, from a page of another origin).
 */
import type { Memory } from "../host.js";
import { instantiate, type Pointer } from "../kernels.js";
import { parentPort } from "./host.js";
import { serve, sharedWords } from "./slices.js";

/** The message that each worker receives, once. */
export interface Task {
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
  const { module, memory, shared, scratch } = data as Task; // sent by threads.ts
  const { gemm } = instantiate([module], memory); // a worker needs only the product
  port.postMessage("ready");
  serve(new Int32Array(memory.buffer, shared, sharedWords), gemm, scratch);
};
