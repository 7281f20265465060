/**
 * A product on several threads. It is split into slices, each of which is a band of rows or columns of the result. Every thread
 * takes the next slice until none are left. So a thread that is still asleep, or that another process has displaced from its
 * core, delays only the slice that it has taken. If no other thread helps, the thread that asks for the product computes all of
 * it.
 *
 * All threads run this code. The one that asks posts a product (`post`), takes slices like the others, and then waits for the
 * slices that others have taken (`awaitOthers`).
 */
import type { Kernels, Pointer } from "../kernels.js";

export type Gemm = Kernels["gemm"];
export type Product = Parameters<Gemm>;

/**
 * The shared memory, in 32-bit words. The first three count slices since the start, and may overflow. A slice can only be taken
 * while its product isn't done, so the words that describe a product never change while a thread reads them.
 */
const posted = 0;
const taken = 1;
const done = 2;
/** The number of workers that are looking for a product. */
const awake = 3;
/** The number of slices before this product, and how the product is split. */
const first = 4;
const slices = 5;
const byRows = 6;
const product = 7;
/** The size of a number in bytes. */
export const numberBytes = product + 12;
export const sharedWords = numberBytes + 1;

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

/** Splits a product into slices for all threads to take. The product before it has to be done. */
export function post(shared: Int32Array, call: Product, count: number): void {
  const [rows, columns] = call;
  const before = shared[posted] as number; // only this thread writes it
  shared[first] = before;
  shared[slices] = count;
  shared[byRows] = Number(rows > columns);
  for (let index = 0; index < call.length; index++) shared[product + index] = call[index] as number;
  Atomics.store(shared, posted, before + count);
  Atomics.notify(shared, posted, count - 1);
}

/** Computes slices until none are left. `scratch` belongs to this thread. */
export function takeSlices(shared: Int32Array, gemm: Gemm, scratch: Pointer): void {
  for (;;) {
    const next = Atomics.load(shared, taken);
    if (next === Atomics.load(shared, posted)) return;
    if (Atomics.compareExchange(shared, taken, next, (next + 1) | 0) !== next) continue;
    try {
      compute(shared, (next - word(shared, first)) | 0, gemm, scratch);
    } finally {
      Atomics.add(shared, done, 1);
      Atomics.notify(shared, done);
    }
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

/** The main loop of a worker: sleeps until a product is posted, then takes slices. */
export function serve(shared: Int32Array, gemm: Gemm, scratch: Pointer): never {
  for (;;) {
    const seen = Atomics.load(shared, posted);
    takeSlices(shared, gemm, scratch);
    Atomics.add(shared, awake, 1);
    let looks = 0;
    while (looks < workersPatience && Atomics.load(shared, posted) === seen) looks++;
    Atomics.sub(shared, awake, 1);
    Atomics.wait(shared, posted, seen);
  }
}

/** Computes one slice: the product of some rows of A with B, or of A with some columns of B. */
function compute(shared: Int32Array, slice: number, gemm: Gemm, scratch: Pointer): void {
  const at = (index: number) => word(shared, product + index);
  const [m, n, k] = [at(0), at(1), at(2)];
  const [a, aRow, aColumn, b, bRow, bColumn, c, cRow] = [at(3), at(4), at(5), at(6), at(7), at(8), at(9), at(10)];
  const bytes = word(shared, numberBytes);
  const alongRows = word(shared, byRows) !== 0;
  const [length, unit] = alongRows ? [m, rowUnit] : [n, columnUnit];
  const units = Math.ceil(length / unit);
  const edge = (index: number) => Math.min(length, unit * Math.floor((index * units) / word(shared, slices)));
  const start = edge(slice);
  const size = edge(slice + 1) - start;
  if (alongRows)
    gemm(size, n, k, a + bytes * start * aRow, aRow, aColumn, b, bRow, bColumn, c + bytes * start * cRow, cRow, scratch);
  else gemm(m, size, k, a, aRow, aColumn, b + bytes * start * bColumn, bRow, bColumn, c + bytes * start, cRow, scratch);
}

const word = (shared: Int32Array, index: number): number => shared[index] as number; // the index is below sharedWords
