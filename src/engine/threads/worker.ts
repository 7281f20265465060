/**
 * The whole program of a worker. build.mjs makes a text of it, from which workers are started: a file of its own would not be found
 * from everywhere (from TypeScript, from a bundle, from a page of another origin).
 */
import type { Memory } from "../host.js";
import { instantiate, type Pointer } from "../kernels.js";
import { parentPort } from "./host.js";
import { serve, sharedWords } from "./slices.js";

/** What a worker is told, once. */
export interface Task {
  /** The product's kernels. */
  readonly module: object;
  readonly memory: Memory;
  /** Where the words lie that the threads share. */
  readonly shared: Pointer;
  /** Room for the kernels that is this worker's own. */
  readonly scratch: Pointer;
}

const port = parentPort();

port.onmessage = ({ data }) => {
  const { module, memory, shared, scratch } = data as Task; // what threads.ts sends
  const { gemm } = instantiate([module], memory); // the product is all that a worker needs
  port.postMessage("ready");
  serve(new Int32Array(memory.buffer, shared, sharedWords), gemm, scratch);
};
