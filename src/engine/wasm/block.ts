/** Blocks of the arena: numbers, and how to restore them. */
import type { HostArray } from "../storage.js";

/** Computes a block again, with exactly the same result. */
export interface Recipe {
  readonly operands: readonly Block[];
  /** Whether the operands are factors of a product, which may have been kept only for it. It takes long to compute again. */
  readonly isProduct?: boolean;
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
  /** Whether its place was given to a later result. */
  replaced = false;

  constructor(readonly length: number) {}
}

/** To compute a result again, operands are kept, unless together they are this many times as large as the result. */
export const mostKept = 4;
/** The longest chain of results of which each is computed again from the one before. */
const longestChain = 4;

/** Whether a block can be restored from numbers outside the memory: its own, or not too many that its recipe begins with. */
export const isRestorable = (block: Block): boolean => keptFor(block) <= mostKept * block.length;

function keptFor({ host, length, recipe }: Block, depth = 0): number {
  if (host) return length;
  if (!recipe || depth === longestChain) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (const operand of recipe.operands) sum += keptFor(operand, depth + 1);
  return sum;
}

/** Blocks begin at multiples of this. */
export const alignment = 64; // a cache line
