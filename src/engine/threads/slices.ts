/**
 * A product on several threads. It is cut into slices, each a band of rows or of columns of the result, and every thread takes the
 * next one until none is left. So a thread that still sleeps, or that another process has pushed off its core, holds up no more
 * than the slice that it has taken; and where nobody helps, the thread that asked computes everything itself.
 *
 * This is what all threads do. The one that asks posts a product (`post`), takes slices like the others, and waits for those that
 * others have taken (`awaitOthers`).
 */
import type { Kernels, Pointer } from "../kernels.js";

export type Gemm = Kernels["gemm"];
export type Product = Parameters<Gemm>;

/**
 * What the threads share, in words of 32 bits. The first three count slices since the beginning, and may overflow. A slice can only be
 * taken while the product that it belongs to is not done, so the words that describe the product never change under a thread
 * that reads them.
 */
const posted = 0;
const taken = 1;
const done = 2;
/** How many workers are looking out for a product. */
const awake = 3;
/** The count of slices before this product's, and how it is cut. */
const first = 4;
const slices = 5;
const byRows = 6;
const product = 7;
export const sharedWords = product + 12;

/** Bands begin at multiples of the tile's rows (4 or 6), or of a cache line. */
const rowUnit = 12;
const columnUnit = 16;
/**
 * The rows or columns of a band. Narrow ones balance the threads better, but each packs the other operand anew. And with fewer than
 * the least, the kernels would go another way than for the whole. As it is, results are the same to the last bit as on one thread,
 * so they don't depend on who had time.
 */
const leastLines = 64;
const mostLines = 256;
/** So many multiplications (6 µs) are worth handing over to a worker that is awake. */
const leastWork = 125_000;

/**
 * How often a thread looks before it sleeps, at 8 ns a look. A worker, for as long as a training step may do other things; the
 * thread that waits for others, for as long as falling asleep and waking up may take.
 */
const workersPatience = 100_000;
const patience = 12_500;

/** Whether a worker would begin at once. To wake one costs some microseconds, and it takes 50 until it is there. */
export const anyAwake = (shared: Int32Array): boolean => Atomics.load(shared, awake) > 0;

/** Into how many slices a product is cut; 1 where that gains nothing. */
export function slicesOf(rows: number, columns: number, inner: number, threads: number): number {
  const lines = Math.max(rows, columns);
  const wanted = threads * Math.ceil(lines / (mostLines * threads));
  return Math.min(wanted, Math.floor(lines / leastLines), Math.floor((rows * columns * inner) / leastWork));
}

/** Cuts a product into so many slices for all threads to take. Its predecessor must be done. */
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

/** Computes slices until none is left. `scratch` is this thread's own. */
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

/** Waits until every slice is done. A browser's main thread must not sleep: it looks until then. */
export function awaitOthers(shared: Int32Array, maySleep: boolean): void {
  const all = Atomics.load(shared, posted);
  for (let looks = 0; ; looks++) {
    const finished = Atomics.load(shared, done);
    if (finished === all) return;
    if (maySleep && looks > patience) Atomics.wait(shared, done, finished);
  }
}

/** What a worker does all its life: sleeps until a product is posted, and takes slices. */
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

/** One slice: the product of some rows of A with B, or of A with some columns of B. */
function compute(shared: Int32Array, slice: number, gemm: Gemm, scratch: Pointer): void {
  const at = (index: number) => word(shared, product + index);
  const [m, n, k] = [at(0), at(1), at(2)];
  const [a, aRow, aColumn, b, bRow, bColumn, c, cRow] = [at(3), at(4), at(5), at(6), at(7), at(8), at(9), at(10)];
  const alongRows = word(shared, byRows) !== 0;
  const [length, unit] = alongRows ? [m, rowUnit] : [n, columnUnit];
  const units = Math.ceil(length / unit);
  const edge = (index: number) => Math.min(length, unit * Math.floor((index * units) / word(shared, slices)));
  const start = edge(slice);
  const size = edge(slice + 1) - start;
  if (alongRows) gemm(size, n, k, a + 4 * start * aRow, aRow, aColumn, b, bRow, bColumn, c + 4 * start * cRow, cRow, scratch);
  else gemm(m, size, k, a, aRow, aColumn, b + 4 * start * bColumn, bRow, bColumn, c + 4 * start, cRow, scratch);
}

const word = (shared: Int32Array, index: number): number => shared[index] as number; // within sharedWords
