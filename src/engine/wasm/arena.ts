/**
 * Where the WASM engine keeps numbers: a ring in linear memory.
 *
 * Nobody frees a tensor, and garbage collection tells nothing in time: in a synchronous loop it never says that a tensor is gone. So
 * results lie in a ring of bounded size. When it comes round, the oldest are copied out to ordinary arrays, which the garbage
 * collector does know how to free; should one be needed again, it is copied back in. Most never are. So a large product whose
 * factors are at hand is not even copied: it is computed again, should anyone ask.
 */
import type { Memory } from "../host.js";
import { alignment, Block, bytesOf } from "./block.js";

const page = 65_536;
/** Blocks that small don't matter by their bytes, but by their number: the fewer, the more of them die young. */
const mostBlocks = 4096;
const firstCapacity = 16 * 1024 * 1024;
/** The ring grows by itself up to here where what it sends away keeps coming back: then all that is in use would not fit. */
const mostCapacity = 128 * 1024 * 1024;

/** What is larger than this stays: its place leaves the caches anyway, and to copy its factors out at once made a step no faster, or slower. */
const mostReleased = 512 * 1024;

/** Stands in the list for what is no longer in the ring, so that the list keeps nothing alive. */
const gone = /* @__PURE__ */ new Block(0);

export class Arena {
  readonly #memory: Memory;
  #floats: Float32Array;

  // The ring: from `#base`, `#capacity` bytes. The next block goes to `#next`; blocks from `#oldest` on are in it, oldest first.
  readonly #base: number;
  #capacity = 0;
  #next: number;
  /** The bytes that came back in this round. */
  #returned = 0;
  #ring: Block[] = [];
  #places: number[] = []; // where each block of #ring was put: one that has since moved elsewhere has left a gap
  #oldest = 0;
  /** While a scope is open, blocks from here on are its own: they stay in memory. */
  #scopeStart = Number.POSITIVE_INFINITY;

  /** @param start - the first byte that the arena may use */
  constructor(memory: Memory, start: number) {
    this.#memory = memory;
    this.#base = Math.ceil(start / alignment) * alignment;
    this.#next = this.#base;
    this.#floats = new Float32Array(memory.buffer);
    this.#resize(firstCapacity);
  }

  /** The numbers of a block, to be read or written at once: memory that grows leaves this array empty. */
  values(block: Block): Float32Array {
    if (block.pointer === 0 && block.host === undefined) this.#computeAgain(block);
    if (block.pointer === 0) return block.host as Float32Array; // it is in one place or the other
    return this.#view().subarray(block.pointer / 4, block.pointer / 4 + block.length);
  }

  /** Sees that operands are in memory, and makes room for a result, all at the same time. */
  prepare(result: Block, ...operands: readonly Block[]): void {
    this.#prepare(bytesOf(result), operands, result);
  }

  #prepare(needed: number, operands: readonly Block[], result?: Block): void {
    let bytes = needed;
    for (const operand of operands) {
      bytes += bytesOf(operand);
      if (operand.pointer === 0 && operand.host === undefined) this.#computeAgain(operand);
    }
    // Put one after the other, with a gap where the ring comes round, they take less than twice their bytes.
    if (2 * bytes > this.#capacity) this.#resize(Math.max(2 * bytes, 2 * this.#capacity));
    if (result) this.#put(result);
    let again = true;
    while (again) {
      again = false;
      for (const operand of operands) {
        if (operand.pointer !== 0) continue;
        const host = this.values(operand);
        this.#put(operand);
        this.values(operand).set(host);
        if (operand.sentAway) this.#returned += bytesOf(operand);
        again = true; // making room may have sent another away
      }
    }
  }

  /** Sees that blocks which will be written are in memory, and operands too; what is in memory is then all there is of them. */
  prepareToWrite(written: readonly Block[], operand: Block): void {
    this.#prepare(0, [...written, operand]);
    for (const block of written) {
      block.host = undefined;
      block.recipe = undefined;
      block.written = true;
    }
  }

  /**
   * Sends a block away that has served, unless it is large, and the factors that were kept for it: so what comes next lies in the same place, which the caches
   * still hold. Its numbers can be had as before.
   */
  release(block: Block): void {
    if (bytesOf(block) > mostReleased) return;
    if (this.#scopeStart !== Number.POSITIVE_INFINITY) return; // a scope takes its blocks back itself
    for (const factor of block.recipe?.operands ?? []) {
      if (factor.host === undefined && factor.recipe === undefined) this.#sendAway(factor);
    }
    this.#sendAway(block);
    for (let last = this.#ring.length - 1; last >= this.#oldest; last--) {
      const place = this.#places[last] as number; // one for each block
      if (this.#ring[last]?.pointer === place) break;
      this.#ring.pop();
      this.#places.pop();
      this.#next = place;
    }
  }

  /** Runs `compute`, then takes back the room of all its blocks but those that `kept` names. The others must not be used again. */
  scope<Result>(compute: () => Result, kept: (result: Result) => readonly Block[]): Result {
    if (this.#scopeStart !== Number.POSITIVE_INFINITY) return compute(); // what an inner scope leaves, the outer one takes back
    this.#scopeStart = this.#ring.length;
    try {
      const result = compute();
      this.#rewind(new Set(kept(result)));
      return result;
    } finally {
      this.#scopeStart = Number.POSITIVE_INFINITY;
    }
  }

  #put(block: Block): void {
    const bytes = bytesOf(block);
    if (this.#ring.length - this.#oldest >= mostBlocks) this.#evict();
    let place = this.#next;
    if (place + bytes > this.#base + this.#capacity) {
      // Round it comes: what lies between here and the end is the oldest.
      while (this.#places[this.#oldest] !== undefined && (this.#places[this.#oldest] as number) >= this.#next) {
        if (!this.#evict()) {
          this.#putInLarger(block);
          return;
        }
      }
      place = this.#base;
      if (this.#returned > this.#capacity / 16 && this.#capacity < mostCapacity) {
        this.#returned = 0;
        this.#putInLarger(block);
        return;
      }
      this.#returned = 0;
    }
    for (;;) {
      const inTheWay = this.#places[this.#oldest];
      if (inTheWay === undefined || inTheWay < place || inTheWay >= place + bytes) break;
      if (!this.#evict()) {
        this.#putInLarger(block);
        return;
      }
    }
    block.pointer = place;
    this.#ring.push(block);
    this.#places.push(place);
    this.#next = place + bytes;
  }

  #putInLarger(block: Block): void {
    this.#resize(2 * this.#capacity);
    this.#put(block);
  }

  /** Sends the oldest block away, if it is not the scope's. */
  #evict(): boolean {
    if (this.#oldest >= this.#scopeStart || this.#oldest >= this.#ring.length) return false;
    const block = this.#ring[this.#oldest] as Block; // it is there: checked above
    if (block.pointer === this.#places[this.#oldest]) {
      this.#sendAway(block);
      block.sentAway = true;
    }
    this.#ring[this.#oldest] = gone;
    this.#oldest++;
    if (this.#oldest >= mostBlocks && this.#scopeStart === Number.POSITIVE_INFINITY) this.#forget();
    return true;
  }

  /** Takes a block out of memory: it is copied, unless it can be had again. */
  #sendAway(block: Block): void {
    const recoverable = block.host !== undefined || block.recipe?.operands.every(({ host }) => host !== undefined);
    if (!recoverable) block.host = this.#view().slice(block.pointer / 4, block.pointer / 4 + block.length);
    if (block.host !== undefined) block.recipe = undefined; // so that recipes never build on recipes
    block.pointer = 0;
  }

  /** Drops the part of the lists that has been evicted. */
  #forget(): void {
    this.#ring = this.#ring.slice(this.#oldest);
    this.#places = this.#places.slice(this.#oldest);
    this.#oldest = 0;
  }

  #rewind(kept: Set<Block>): void {
    for (const block of kept) this.#keepFactors(block, kept);
    const [blocks, places, start, end] = [this.#ring, this.#places, this.#scopeStart, this.#ring.length];
    const first = places[start] ?? this.#next;
    const stays = (block: Block, place: number) => block.pointer === place && (kept.has(block) || block.host !== undefined);
    let staying = 0;
    let cameRound = false;
    for (let index = start; index < end; index++) {
      const [block, place] = [blocks[index] as Block, places[index] as number]; // between the two ends
      if (stays(block, place)) staying += bytesOf(block);
      cameRound ||= place < first;
    }
    // What stays moves together where that gains more room than it moves.
    const together = !cameRound && this.#next - first > 2 * staying;
    let next = first;
    let last = start;
    for (let index = start; index < end; index++) {
      const [block, place] = [blocks[index] as Block, places[index] as number]; // as above
      if (!stays(block, place)) {
        if (block.pointer === place) {
          block.pointer = 0;
          block.recipe = undefined;
        }
        continue;
      }
      if (together) {
        this.#move(block, next);
        next += bytesOf(block);
      }
      blocks[last] = block;
      places[last] = block.pointer;
      last++;
    }
    blocks.length = last;
    places.length = last;
    if (together) this.#next = next;
  }

  /** With a product its factors are kept, where they are less to copy out: from them it can be computed again. */
  #keepFactors(block: Block, kept: Set<Block>): void {
    const factors = block.recipe?.operands.filter((factor) => factor.host === undefined && !kept.has(factor)) ?? [];
    const bytes = factors.reduce((sum, factor) => sum + bytesOf(factor), 0);
    if (bytes >= bytesOf(block) || factors.some(({ pointer }) => pointer === 0)) block.recipe = undefined;
    else for (const factor of factors) kept.add(factor);
  }

  /** A larger ring in the same place: what is in it is laid out anew, oldest first. */
  #resize(capacity: number): void {
    const [blocks, places, oldest, scope] = [this.#ring, this.#places, this.#oldest, this.#scopeStart];
    this.#reserve(this.#base + capacity);
    const live = blocks.map((block, index) =>
      index >= oldest && block.pointer === places[index] ? this.values(block).slice() : undefined,
    );
    this.#capacity = capacity;
    this.#next = this.#base;
    this.#ring = [];
    this.#places = [];
    this.#oldest = 0;
    for (const [index, block] of blocks.entries()) {
      if (index === scope) this.#scopeStart = this.#ring.length;
      const values = live[index];
      if (values === undefined) continue;
      this.#put(block);
      this.values(block).set(values);
    }
    if (scope >= blocks.length && scope !== Number.POSITIVE_INFINITY) this.#scopeStart = this.#ring.length;
  }

  /** What was asked for once is kept from now on like everything else. */
  #computeAgain(block: Block): void {
    if (block.recipe === undefined) throw new Error("a tensor of a scope that has ended was used");
    block.recipe.compute(block);
    block.host = this.values(block).slice();
    block.recipe = undefined;
  }

  #move(block: Block, place: number): void {
    this.#view().copyWithin(place / 4, block.pointer / 4, block.pointer / 4 + block.length);
    block.pointer = place;
  }

  /** Sees that the memory reaches that far. */
  #reserve(end: number): void {
    const lacking = end - this.#memory.buffer.byteLength;
    if (lacking <= 0) return;
    try {
      this.#memory.grow(Math.ceil(lacking / page));
    } catch (cause) {
      throw new RangeError("the engine is out of memory: it can address 4 GB", { cause });
    }
  }

  #view(): Float32Array {
    if (this.#floats.buffer !== this.#memory.buffer) this.#floats = new Float32Array(this.#memory.buffer);
    return this.#floats;
  }
}
