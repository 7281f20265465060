/**
 * Kernels on several threads. A product is split into slices, each of which is a band of rows or columns of the result, and a convolution
 * into groups of images. Every thread takes the next slice until none are left. So a thread that is still asleep, or that another process
 * has displaced from its core, delays only the slice that it has taken. If no other thread helps, the thread that asks computes all of it.
 *
 * All threads run this code. The one that asks posts a job (`post`), takes slices like the others, and then waits for the slices that
 * others have taken (`awaitOthers`).
 */
import type { Kernels, Pointer } from "../kernels.js";

export type Gemm = Kernels["gemm"];
/** A kernel that can be split. */
export type Kernel = (...args: readonly number[]) => void;

/** A call of a kernel, and how it is split. Arguments are named by their positions. */
export interface Job {
  /** Its number; 0 is the product. */
  readonly kernel: number;
  readonly args: readonly number[];
  /** The argument that says how many lines there are: rows, columns or images. */
  readonly count: number;
  /** Slices begin at multiples of so many lines. */
  readonly unit: number;
  /** The addresses that differ from line to line, with the number of bytes from one line to the next. */
  readonly moves: readonly [Move, Move];
  /** The argument that points to free memory, and how many bytes of it each thread needs; 0 if it has such memory of its own. */
  readonly work: number;
  readonly workBytes: number;
}
type Move = readonly [argument: number, bytes: number];

/** What a thread computes with. The thread that asks has number 0. */
export interface Thread {
  readonly number: number;
  /** Free memory for the product. */
  readonly scratch: Pointer;
  readonly kernel: (kernel: number) => Kernel;
}

/**
 * The shared memory, in 32-bit words. The first three count slices since the start, and may overflow. A slice can only be taken
 * while its job isn't done, so the words that describe a job never change while a thread reads them.
 */
const posted = 0;
const taken = 1;
const done = 2;
/** The number of workers that are looking for a job. */
const awake = 3;
/** The number of slices before this job, and into how many it is split. */
const first = 4;
const slices = 5;
/** The job. */
const [kernelWord, countWord, unitWord, movesWord, workWord, workBytesWord, lengthWord, argsWord] = [6, 7, 8, 9, 13, 14, 15, 16];
const mostArguments = 23;
/** For each kernel but the product, where the module is that exports it, and the number of its bytes. */
export const modules = argsWord + mostArguments;
export const mostModules = 2;
/** Whether a slice of the job couldn't be computed, for example because a worker has no memory to install a module. */
const failed = modules + 2 * mostModules;
export const sharedWords = failed + 1;

/** Bands begin at multiples of the tile's rows (4 or 6), or of a cache line. */
const rowUnit = 12;
const columnUnit = 16;
/**
 * The least and the most rows or columns in a band. Narrow bands balance the load better, but each packs the other operand again.
 * Below the minimum, the kernels would use another method than for the whole product. With it, results equal those of a single
 * thread to the last bit, whichever threads take the slices.
 */
const leastLines = 64;
const mostLines = 256;
/** The number of multiplications (6 µs) that is worth handing over to a worker that is awake. */
const leastWork = 125_000;

/**
 * How often a thread looks before it sleeps, at 8 ns a look. A worker looks for as long as a training step may spend on other
 * things. A thread that waits for others looks for as long as falling asleep and waking up may take.
 */
const workersPatience = 100_000;
const patience = 12_500;

/** Whether a worker would start at once. Waking one costs a few microseconds, and it starts 50 µs later. */
export const anyAwake = (shared: Int32Array): boolean => Atomics.load(shared, awake) > 0;

/** The number of slices to split a product into, or 1 (or less) if splitting gains nothing. */
export function slicesOf(rows: number, columns: number, inner: number, threads: number): number {
  const lines = Math.max(rows, columns);
  const wanted = threads * Math.ceil(lines / (mostLines * threads));
  return Math.min(wanted, Math.floor(lines / leastLines), Math.floor((rows * columns * inner) / leastWork));
}

/** The same for a convolution. Two slices for each thread balance the load; more would arrange the weights more often. */
export const imageSlices = (images: number, work: number, threads: number): number =>
  Math.min(images, 2 * threads, Math.floor(work / leastWork));

/** A product as a job. */
export function productJob(args: Parameters<Gemm>, bytes: number): Job {
  const [rows, columns, , , aRow, , , , bColumn, , cRow] = args;
  const common = { kernel: 0, args, work: args.length - 1, workBytes: 0 } as const;
  return rows > columns
    ? { ...common, count: 0, unit: rowUnit, moves: [[3, bytes * aRow] as const, [9, bytes * cRow] as const] }
    : { ...common, count: 1, unit: columnUnit, moves: [[6, bytes * bColumn] as const, [9, bytes] as const] };
}

/** Splits a job into slices for all threads to take. The job before it has to be done. */
export function post(shared: Int32Array, { kernel, args, count, unit, moves, work, workBytes }: Job, pieces: number): void {
  const before = shared[posted] as number; // only this thread writes it
  shared[first] = before;
  shared[slices] = pieces;
  shared.set([kernel, count, unit, ...moves.flat(), work, workBytes, args.length, ...args], kernelWord);
  Atomics.store(shared, posted, before + pieces);
  Atomics.notify(shared, posted, pieces - 1);
}

/** Computes slices until none are left. */
export function takeSlices(shared: Int32Array, thread: Thread): void {
  for (;;) {
    const next = Atomics.load(shared, taken);
    if (next === Atomics.load(shared, posted)) return;
    if (Atomics.compareExchange(shared, taken, next, (next + 1) | 0) !== next) continue;
    try {
      compute(shared, (next - word(shared, first)) | 0, thread);
    } catch {
      Atomics.store(shared, failed, 1);
    }
    Atomics.add(shared, done, 1);
    Atomics.notify(shared, done);
  }
}

/** Waits until every slice is done. A browser's main thread may not sleep, so it keeps looking. */
export function awaitOthers(shared: Int32Array, maySleep: boolean): void {
  const all = Atomics.load(shared, posted);
  for (let looks = 0; ; looks++) {
    const finished = Atomics.load(shared, done);
    if (finished === all) return;
    if (maySleep && looks > patience) Atomics.wait(shared, done, finished);
  }
}

/** Whether the job has failed, once it is done. The next one starts anew. */
export const hasFailed = (shared: Int32Array): boolean => Atomics.exchange(shared, failed, 0) !== 0;

/** The main loop of a worker: sleeps until a job is posted, then takes slices. */
export function serve(shared: Int32Array, worker: Thread): never {
  for (;;) {
    const seen = Atomics.load(shared, posted);
    takeSlices(shared, worker);
    Atomics.add(shared, awake, 1);
    let looks = 0;
    while (looks < workersPatience && Atomics.load(shared, posted) === seen) looks++;
    Atomics.sub(shared, awake, 1);
    Atomics.wait(shared, posted, seen);
  }
}

/** Computes one slice: calls the kernel for some of the lines. */
function compute(shared: Int32Array, slice: number, { number, scratch, kernel }: Thread): void {
  const args = Array.from(shared.subarray(argsWord, argsWord + word(shared, lengthWord)));
  const change = (argument: number, by: number): void => {
    args[argument] = (args[argument] as number) + by; // each job has its arguments
  };
  const [count, unit, work, workBytes] = [countWord, unitWord, workWord, workBytesWord].map((at) => word(shared, at)) as Four;
  const lines = args[count] as number;
  const units = Math.ceil(lines / unit);
  const edge = (index: number) => Math.min(lines, unit * Math.floor((index * units) / word(shared, slices)));
  const start = edge(slice);
  args[count] = edge(slice + 1) - start;
  for (const move of [movesWord, movesWord + 2]) change(word(shared, move), start * word(shared, move + 1));
  if (workBytes === 0) args[work] = scratch;
  else change(work, number * workBytes);
  kernel(word(shared, kernelWord))(...args);
}
type Four = [number, number, number, number];

const word = (shared: Int32Array, index: number): number => shared[index] as number; // the index is below sharedWords
