/** What the arena keeps: numbers, and how to have them again. */

/** How to compute a block once more, exactly as before. */
export interface Recipe {
  readonly operands: readonly Block[];
  readonly compute: (result: Block) => void;
}

/** The engine's handle on some numbers. They are in memory at `pointer`, or in `host`, or in both; or `recipe` gives them. */
export class Block {
  /** The address in bytes; 0 where the numbers are not in memory. */
  pointer = 0;
  host: Float32Array | undefined;
  recipe: Recipe | undefined;
  /** Whether it has been written after it was made. Such a block is no part of a recipe. */
  written = false;

  /** Whether it has had to leave memory before. */
  sentAway = false;

  constructor(readonly length: number) {}
}

/** Blocks begin at multiples of it. */
export const alignment = 64; // a cache line

export const bytesOf = (block: Block): number => Math.max(alignment, Math.ceil((block.length * 4) / alignment) * alignment);
