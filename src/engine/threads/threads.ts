/**
 * Optional threads for large products and convolutions. Workers share the engine's memory, compute slices (see slices.ts), and
 * otherwise sleep. Small ones, and all other operations, stay on the calling thread.
 */
import type { Multiplying } from "../convolution/kernels.js";
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
  hasFailed,
  imageSlices,
  type Job,
  type Kernel,
  modules,
  mostModules,
  post,
  productJob,
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
  // The words that the threads share, the scratch of each worker, and modules come before the engine's memory.
  const shared = aligned(kernels.memoryStart());
  const scratch = (worker: number) => shared + aligned(4 * sharedWords) + (worker - 1) * aligned(kernels.gemmScratchBytes());
  const afterScratch = scratch(threads);
  const end = afterScratch + moduleBytes;
  memory.grow(Math.ceil(end / 65_536));
  const tasks = Array.from(
    { length: threads - 1 },
    (_, index): Task => ({ number: index + 1, module, memory, shared, scratch: scratch(index + 1) }),
  );
  await startWorkers(program, tasks);

  const words = new Int32Array(memory.buffer, shared, sharedWords);
  const all = new Threads(threads, words);
  const gemm = all.multiply(kernels.gemm, format.bytes);
  let free = afterScratch;
  let installed = 0;
  const more = (bytes: Uint8Array): unknown => {
    const code = withSharedMemory(bytes);
    const exported = exportsOf(compile(code), memory);
    if (!convolves(exported) || installed === mostModules || free + code.length > end) return exported;
    new Uint8Array(memory.buffer, free, code.length).set(code);
    words.set([free, code.length], modules + 2 * installed++);
    free += code.length;
    return all.convolve(exported, installed, format.bytes);
  };
  return new WasmEngine(`${name}-threads`, bytes, format, {
    memory,
    more,
    kernels: { ...kernels, gemm, memoryStart: () => end },
  });
}

/** Room for the modules that workers install when they first need them. */
const moduleBytes = 65_536;
const convolves = (exported: unknown): exported is Multiplying => "convolve" in (exported as object); // the exports of a module

/** All threads of an engine. */
class Threads {
  readonly #threads: number;
  readonly #words: Int32Array;
  readonly #sleeps = maySleep();
  readonly #kernels: Kernel[] = [];
  #aloneUntil = 0;
  #respite = 1;

  constructor(threads: number, words: Int32Array) {
    this.#threads = threads;
    this.#words = words;
  }

  /** Whether a job gains something by being shared: that many multiplications, in that many slices. */
  #worthSharing(slices: number, work: number): boolean {
    const isLarge = slices > 1 && (anyAwake(this.#words) || work >= leastToWake * this.#threads);
    return isLarge && now() >= this.#aloneUntil;
  }

  #share(job: Job, slices: number, scratch: number): void {
    const words = this.#words;
    const begin = now();
    post(words, job, slices);
    takeSlices(words, { number: 0, scratch, kernel: (kernel) => this.#kernels[kernel] as Kernel });
    const own = now();
    awaitOthers(words, this.#sleeps);
    if (hasFailed(words)) {
      this.#aloneUntil = Number.POSITIVE_INFINITY;
      this.#kernels[job.kernel]?.(...job.args);
      return;
    }
    const [worked, waited] = [own - begin, now() - own];
    if (waited > worked * (Math.min(this.#threads, slices) - 1)) {
      this.#aloneUntil = own + waited + this.#respite * waited;
      this.#respite = Math.min(2 * this.#respite, longestRespite);
    } else if (this.#respite > 1) this.#respite *= 0.9; // shorter again with every job
  }

  /** The product, which is shared among the threads if that gains something. */
  multiply(gemm: Gemm, bytes: number): Gemm {
    this.#kernels[0] = gemm as Kernel;
    return (m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch) => {
      const slices = slicesOf(m, n, k, this.#threads);
      if (this.#worthSharing(slices, m * n * k)) {
        const job = productJob([m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch], bytes);
        this.#share(job, slices, scratch);
      } else gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, scratch);
    };
  }

  /** The kernels of a module, of which the convolution is shared. */
  convolve(kernels: Multiplying, kernel: number, bytes: number): Multiplying {
    this.#kernels[kernel] = kernels.convolve as Kernel;
    const bytesOfEach = (...sizes: Parameters<Multiplying["convolveBytes"]>) => aligned(kernels.convolveBytes(...sizes));
    return {
      ...kernels,
      convolveBytes: (...sizes) => this.#threads * bytesOfEach(...sizes),
      convolve: (...args) => {
        const [, , , , , images, , , , filters, ...sizes] = args;
        const [height, width, channels, kernelHeight, kernelWidth, , , , , , , outputHeight, outputWidth] = sizes;
        const outputs = outputHeight * outputWidth * filters;
        const work = images * outputs * kernelHeight * kernelWidth * channels;
        const slices = imageSlices(images, work, this.#threads);
        if (!this.#worthSharing(slices, work)) {
          kernels.convolve(...args);
          return;
        }
        const moves = [[0, bytes * height * width * channels] as const, [3, bytes * outputs] as const] as const;
        const job = { kernel, args, count: 5, unit: 1, moves, work: 4, workBytes: bytesOfEach(filters, ...sizes) };
        this.#share(job, slices, 0);
      },
    };
  }
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
