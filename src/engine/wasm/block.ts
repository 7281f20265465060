/** Blocks of the arena: numbers, and how to restore them. */
import type { HostArray } from "../storage.js";

/** Computes a block again, with exactly the same result. */
export interface Recipe {
  readonly operands: readonly Block[];
  /** Whether the operands are factors of a product, which may have been kept only for it. */
  readonly isProduct?: true;
  readonly compute: (result: Block) => void;
}

/** The engine's handle on numbers. They are in memory at `pointer`, in `host`, or in both; otherwise `recipe` computes them. */
export class Block {
  /** The address in bytes, or 0 if the numbers aren't in memory. */
  pointer = 0;
  host: HostArray | undefined;
  recipe: Recipe | undefined;
  /** Whether it has been written to since it was created. Such a block is never part of a recipe. */
  written = false;

  /** Whether it has been evicted before. */
  sentAway = false;

  constructor(readonly length: number) {}
}

/** Blocks begin at multiples of this. */
export const alignment = 64; // a cache line
