/**
 * Which large result gives its place in memory to the next one. The place is then still in the caches, so the next result is written about
 * twice as fast as to a new place.
 *
 * A result can be given up if it can be computed again. That is a loss only if it is needed again, which nobody knows. So the newest results
 * are spared, and twice as many whenever one is missed.
 */
import { type Block, isRestorable } from "./block.js";

/** Results of at least so many bytes. */
export const large = 64 * 1024;
/** How many results are remembered. */
const most = 16;
/** After so many large results for each spared one, if none was missed, fewer are spared. */
const harmless = 64;

export class Recent {
  /** Newest last. */
  #blocks: Block[] = [];
  #spared = 1;
  /** How many large results there have been since one was missed. */
  #unmissed = 0;

  /** The block that gives its place to a new result, if there is one, which is then no longer remembered. */
  replacedBy(result: Block, operands: readonly Block[]): Block | undefined {
    const blocks = this.#blocks;
    if (blocks.push(result) > most) blocks.shift();
    if (++this.#unmissed > harmless * this.#spared) this.#spare(Math.max(1, this.#spared / 2));
    const isReplaceable = (block: Block, index: number): boolean =>
      index < blocks.length - 1 - this.#spared &&
      block.length === result.length &&
      block.recipe !== undefined &&
      !block.recipe.isProduct &&
      !operands.includes(block) &&
      isRestorable(block);
    return blocks.findLast(isReplaceable);
  }

  /** Forgets a block that has left the memory. */
  forget(block: Block): void {
    this.#blocks = this.#blocks.filter((other) => other !== block);
  }

  /** A block has to be computed again that gave its place to another. */
  missed(): void {
    this.#spare(Math.min(most, 2 * this.#spared));
  }

  #spare(count: number): void {
    this.#spared = count;
    this.#unmissed = 0;
  }
}
