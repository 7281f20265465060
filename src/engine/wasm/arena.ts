/**
 * Where the WASM engine keeps numbers: a ring in linear memory.
 *
 * Tensors are never freed explicitly, and garbage collection reports too late: during a synchronous loop, it never reports that a
 * tensor is gone. So results are kept in a ring of bounded size. When the ring wraps, the oldest results are copied to ordinary
 * arrays, which the garbage collector can free. If one is needed again, it is copied back, but most never are. So a large product or
 * elementwise result isn't even copied if its operands are available: it is computed again if it is needed.
 */
import type { Memory } from "../host.js";
import type { HostArray } from "../storage.js";
import { alignment, Block, isRestorable } from "./block.js";
import { type Format, float32 } from "./format.js";
import { firstCapacity, mostBlocks, mostCapacity, mostReleased, reserve } from "./limits.js";
import { large, Recent } from "./recent.js";

/** Replaces evicted blocks in the list, so that the list doesn't keep them alive. */
const gone = /* @__PURE__ */ new Block(0);

export class Arena {
  readonly #memory: Memory;
  readonly #format: Format;
  #numbers: HostArray;

  // The ring consists of `#capacity` bytes from `#base`. The next block goes to `#next`. It contains the blocks from `#oldest`
  // on, oldest first.
  readonly #base: number;
  #capacity = 0;
  #next: number;
  /** The number of bytes that have come back since the ring last wrapped. */
  #returned = 0;
  #ring: Block[] = [];
  #places: number[] = []; // where each block of #ring was put; if a block has moved since, it has left a gap
  #oldest = 0;
  /** The limit on the number of blocks. An operation that needs more of them at the same time raises it. */
  #most = mostBlocks;
  /** The index of the first block of the open scope. The scope's blocks stay in memory. */
  #scopeStart = Number.POSITIVE_INFINITY;

  readonly #recent = new Recent();
  /** How many results are being computed again. Meanwhile, none takes the place of another. */
  #computing = 0;

  /** @param start - the first byte that the arena may use */
  constructor(memory: Memory, start: number, format = float32) {
    this.#memory = memory;
    this.#base = Math.ceil(start / alignment) * alignment;
    this.#next = this.#base;
    this.#format = format;
    this.#numbers = new format.Numbers(memory.buffer);
    this.#resize(firstCapacity);
  }

  /** The numbers of a block. Read or write them at once: if the memory grows, this array becomes empty. */
  values(block: Block): HostArray {
    if (block.pointer === 0 && block.host === undefined) this.#computeAgain(block);
    if (block.pointer === 0) return block.host as HostArray; // a block is in one place or the other
    const start = block.pointer / this.#format.bytes;
    return this.#view().subarray(start, start + block.length);
  }

  /** Ensures that the operands are in memory, and makes room for a result, all at the same time. */
  prepare(result: Block, ...operands: readonly Block[]): void {
    const bytes = this.#bytesOf(result);
    if (bytes >= large) this.#prepare(bytes, operands); // first, since the place of the other may be the next to be freed
    if (bytes < large || !this.#replace(result, operands)) this.#prepare(bytes, operands, result);
  }

  #prepare(needed: number, operands: readonly Block[], result?: Block): void {
    let bytes = needed;
    for (const operand of operands) {
      bytes += this.#bytesOf(operand);
      if (operand.pointer === 0 && operand.host === undefined) this.#computeAgain(operand);
    }
    // One after the other, with a gap where the ring wraps, they take less than twice their size.
    this.#most = Math.max(this.#most, 2 * operands.length + 2); // or blocks that come in would evict others that did
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
        if (operand.sentAway) this.#returned += this.#bytesOf(operand);
        again = true; // making room may have evicted another operand
      }
    }
  }

  /** Ensures that blocks to be written are in memory, and so is an operand. The copy in memory is then the only one. */
  prepareToWrite(written: readonly Block[], operand: Block): void {
    this.#prepare(0, [...written, operand]);
    for (const block of written) {
      block.host = undefined;
      block.recipe = undefined;
      block.written = true;
    }
  }

  /**
   * Evicts a block that is no longer in use, unless it is large, and the factors that were kept for it. The next block then goes
   * to the same place, which is still in the caches. The numbers can be had as before.
   */
  release(block: Block): void {
    if (this.#bytesOf(block) > mostReleased || this.#scopeStart !== Number.POSITIVE_INFINITY) return; // a scope frees its own
    for (const factor of (block.recipe?.isProduct && block.recipe.operands) || []) {
      if (factor.host === undefined && factor.recipe === undefined) this.#sendAway(factor);
    }
    this.#sendAway(block);
    for (let last = this.#ring.length - 1; last >= this.#oldest; last--) {
      const place = this.#places[last] as number; // there is one for each block
      if (this.#ring[last]?.pointer === place) break;
      this.#ring.pop();
      this.#places.pop();
      this.#next = place;
    }
  }

  /**
   * Runs `compute`, then frees all blocks that it created, except those that `kept` returns and those that were written to in place, such as
   * parameters. The others must not be used again.
   */
  scope<Result>(compute: () => Result, kept: (result: Result) => readonly Block[]): Result {
    if (this.#scopeStart !== Number.POSITIVE_INFINITY) return compute(); // the outer scope frees the blocks of an inner one
    this.#scopeStart = this.#ring.length;
    try {
      const result = compute();
      this.#rewind(new Set(kept(result)));
      return result;
    } finally {
      this.#scopeStart = Number.POSITIVE_INFINITY;
    }
  }

  /** Gives a large result the place of an earlier one, if there is one that is probably no longer needed. */
  #replace(result: Block, operands: readonly Block[]): boolean {
    if (this.#scopeStart !== Number.POSITIVE_INFINITY || this.#computing > 0) return false;
    const block = this.#recent.replacedBy(result, operands);
    const entry = block ? this.#ring.lastIndexOf(block) : -1;
    if (!block || this.#places[entry] !== block.pointer) return false;
    result.pointer = block.pointer;
    this.#ring[entry] = result;
    this.#sendAway(block);
    block.replaced = true;
    return true;
  }

  /** Returns its address. */
  #put(block: Block): number {
    const bytes = this.#bytesOf(block);
    if (this.#ring.length - this.#oldest >= this.#most) this.#evict();
    let place = this.#next;
    if (place + bytes > this.#base + this.#capacity) {
      // The ring wraps. The blocks between here and its end are the oldest.
      while (this.#places[this.#oldest] !== undefined && (this.#places[this.#oldest] as number) >= this.#next) {
        if (!this.#evict()) return this.#putInLarger(block);
      }
      place = this.#base;
      const returned = this.#returned;
      this.#returned = 0;
      if (returned > this.#capacity / 16 && this.#capacity < mostCapacity) return this.#putInLarger(block);
    }
    for (;;) {
      const inTheWay = this.#places[this.#oldest];
      if (inTheWay === undefined || inTheWay < place || inTheWay >= place + bytes) break;
      if (!this.#evict()) return this.#putInLarger(block);
    }
    block.pointer = place;
    this.#ring.push(block);
    this.#places.push(place);
    this.#next = place + bytes;
    return place;
  }

  #putInLarger(block: Block): number {
    this.#resize(2 * this.#capacity);
    return this.#put(block);
  }

  /** Evicts the oldest block, unless it belongs to the scope. */
  #evict(): boolean {
    if (this.#oldest >= this.#scopeStart || this.#oldest >= this.#ring.length) return false;
    const block = this.#ring[this.#oldest] as Block; // it exists, as checked above
    if (block.pointer === this.#places[this.#oldest]) {
      this.#sendAway(block);
      block.sentAway = true;
    }
    this.#ring[this.#oldest] = gone;
    this.#oldest++;
    if (this.#oldest < mostBlocks || this.#scopeStart !== Number.POSITIVE_INFINITY) return true;
    this.#ring = this.#ring.slice(this.#oldest);
    this.#places = this.#places.slice(this.#oldest);
    this.#oldest = 0;
    return true;
  }

  /** Removes a block from memory. It is copied first, unless it can be restored. */
  #sendAway(block: Block): void {
    if (!isRestorable(block)) block.host = this.values(block).slice();
    if (block.host !== undefined) block.recipe = undefined;
    if (this.#bytesOf(block) >= large) this.#recent.forget(block);
    block.pointer = 0;
  }

  #rewind(kept: Set<Block>): void {
    for (const block of kept) this.#keepFactors(block, kept);
    const [blocks, places, start, end] = [this.#ring, this.#places, this.#scopeStart, this.#ring.length];
    const first = places[start] ?? this.#next;
    const stays = (block: Block, place: number) =>
      block.pointer === place && (kept.has(block) || block.host !== undefined || block.written);
    let [staying, cameRound] = [0, false];
    for (let index = start; index < end; index++) {
      const [block, place] = [blocks[index] as Block, places[index] as number]; // the index is between the two ends
      if (stays(block, place)) staying += this.#bytesOf(block);
      cameRound ||= place < first;
    }
    // The blocks that stay are moved together if that frees more room than it moves.
    const together = !cameRound && this.#next - first > 2 * staying;
    let [next, last] = [first, start];
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
        const from = block.pointer / this.#format.bytes;
        this.#view().copyWithin(next / this.#format.bytes, from, from + block.length);
        block.pointer = next;
        next += this.#bytesOf(block);
      }
      blocks[last] = block;
      places[last] = block.pointer;
      last++;
    }
    blocks.length = last;
    places.length = last;
    if (together) this.#next = next;
  }

  /** A kept product keeps its factors if they are cheaper to copy out than it is. It can then be computed from them again. */
  #keepFactors(block: Block, kept: Set<Block>): void {
    const factors = block.recipe?.operands.filter((factor) => factor.host === undefined && !kept.has(factor)) ?? [];
    const bytes = factors.reduce((sum, factor) => sum + this.#bytesOf(factor), 0);
    if (bytes >= this.#bytesOf(block) || factors.some(({ pointer }) => pointer === 0)) block.recipe = undefined;
    else for (const factor of factors) kept.add(factor);
  }

  /** Makes the ring larger, in the same place. Its blocks are laid out again, oldest first. */
  #resize(capacity: number): void {
    const [blocks, places, oldest, scope] = [this.#ring, this.#places, this.#oldest, this.#scopeStart];
    reserve(this.#memory, this.#base + capacity);
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

  /** From now on, the block is kept like any other. */
  #computeAgain(block: Block): void {
    if (block.recipe === undefined) throw new Error("a tensor of a scope that has ended was used");
    if (block.replaced) this.#recent.missed();
    this.#computing++;
    block.recipe.compute(block);
    this.#computing--;
    block.host = this.values(block).slice();
    block.recipe = undefined;
  }

  #view(): HostArray {
    if (this.#numbers.buffer !== this.#memory.buffer) this.#numbers = new this.#format.Numbers(this.#memory.buffer);
    return this.#numbers;
  }

  #bytesOf({ length }: Block): number {
    return Math.max(alignment, Math.ceil((length * this.#format.bytes) / alignment) * alignment);
  }
}
