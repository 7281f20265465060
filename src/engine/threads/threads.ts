/**
 * Optional threads for large products. Workers share the engine's memory, compute slices of a product (see slices.ts), and
 * otherwise sleep. Small products, and all other operations, stay on the calling thread.
 */
import type { Engine } from "../engine.js";
import { bytesOf, now, webAssembly } from "../host.js";
import { compile, exportsOf, instantiate } from "../kernels.js";
import { WasmEngine } from "../wasm/wasm.js";
import { program } from "./generated/worker.js";
import { cores, lacking, maySleep, startWorkers } from "./host.js";
import {
  anyAwake,
  awaitOthers,
  type Gemm,
  numberBytes,
  type Product,
  post,
  sharedWords,
  slicesOf,
  takeSlices,
} from "./slices.js";
import type { Task } from "./worker.js";

/** Waking the workers takes the calling thread about 10 µs each. This many multiplications per thread are worth it. */
const leastToWake = 1_000_000;
/**
 * If the other threads take so long that a single one would have been faster, another process is using their cores. The calling
 * thread then works alone for as long as it has waited. If that happens repeatedly, it works alone for longer, up to this many
 * times as long.
 */
const longestRespite = 32;

/** The result of a request for threads. */
export interface Threaded {
  readonly engine: Engine;
  readonly threads: number;
  /** The reason if there is only one thread. */
  readonly notice?: string;
}

const started = new Map<string, Promise<Engine>>();

/**
 * The engine's kernels on the wanted number of threads, or on as many as the machine can run. If only one is possible, the engine
 * itself.
 */
export async function onThreads(engine: Engine, wanted: number): Promise<Threaded> {
  const notice = lacking();
  if (notice !== undefined) return { engine, threads: 1, notice };
  if (!(engine instanceof WasmEngine)) return { engine, threads: 1, notice: "WebAssembly may not run here" };
  const threads = Math.min(wanted, cores());
  const key = `${engine.name} ${threads}`;
  const starting = started.get(key) ?? start(engine, threads);
  started.set(key, starting);
  try {
    return { engine: await starting, threads };
  } catch (cause) {
    started.delete(key);
    return { engine, threads: 1, notice: `workers don't start here: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}

/** An engine with the kernels of another, on threads of its own. */
export async function start({ name, bytes, format }: WasmEngine, threads: number): Promise<Engine> {
  const memory = new webAssembly.Memory({ initial: 1, maximum: 65_536, shared: true });
  const module = compile(withSharedMemory(bytes));
  const kernels = instantiate([compile(withSharedMemory(bytesOf(format.common))), module], memory);
  // The words that the threads share, and the scratch of each worker, come before the engine's memory.
  const shared = aligned(kernels.memoryStart());
  const scratch = (worker: number) => shared + aligned(4 * sharedWords) + worker * aligned(kernels.gemmScratchBytes());
  const end = scratch(threads - 1);
  memory.grow(Math.ceil(end / 65_536));
  const tasks = Array.from({ length: threads - 1 }, (_, worker): Task => ({ module, memory, shared, scratch: scratch(worker) }));
  await startWorkers(program, tasks);

  const words = new Int32Array(memory.buffer, shared, sharedWords);
  words[numberBytes] = format.bytes;
  const gemm = onAll(threads, kernels.gemm, words);
  const more = (bytes: Uint8Array) => exportsOf(compile(withSharedMemory(bytes)), memory);
  return new WasmEngine(`${name}-threads`, bytes, format, {
    memory,
    more,
    kernels: { ...kernels, gemm, memoryStart: () => end },
  });
}

/** The product, which is shared among the threads if that gains something. */
function onAll(threads: number, alone: Gemm, words: Int32Array): Gemm {
  const sleeps = maySleep();
  let aloneUntil = 0;
  let respite = 1;
  const share = (product: Product, slices: number) => {
    const begin = now();
    post(words, product, slices);
    takeSlices(words, alone, product[11]);
    const own = now();
    awaitOthers(words, sleeps);
    const [worked, waited] = [own - begin, now() - own];
    if (waited > worked * (Math.min(threads, slices) - 1)) {
      aloneUntil = own + waited + respite * waited;
      respite = Math.min(2 * respite, longestRespite);
    } else if (respite > 1) respite *= 0.9; // shorter again with every product
  };
  return (m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch) => {
    const slices = slicesOf(m, n, k, threads);
    const worthIt = slices > 1 && (anyAwake(words) || m * n * k >= leastToWake * threads);
    if (worthIt && now() >= aloneUntil) {
      share([m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch], slices);
    } else {
      alone(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch);
    }
  };
}

/** Rounds up to a cache line, so that threads don't share one by accident. */
const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;

/**
 * Changes a module to import its memory as shared. Nothing else in the module depends on that, so it doesn't have to be compiled
 * and shipped twice.
 */
export function withSharedMemory(bytes: Uint8Array): Uint8Array {
  const at = bytes.findIndex((_, start) => ownMemory.every((byte, index) => bytes[start + index] === byte));
  if (at === -1) throw new Error("the kernels don't import their memory as expected");
  return Uint8Array.from([...bytes.subarray(0, at), ...sharedMemory, ...bytes.subarray(at + ownMemory.length)]);
}

// The section of imports (2): its length, the number of imports, the names, that it is a memory (2), and its limits: from 1 page
// up; shared (3): from 1 page to 65,536.
const names = [..."\x03env\x06memory"].map((letter) => letter.charCodeAt(0));
const ownMemory = [2, 15, 1, ...names, 2, 0, 1];
const sharedMemory = [2, 18, 1, ...names, 2, 3, 1, 0x80, 0x80, 4];
