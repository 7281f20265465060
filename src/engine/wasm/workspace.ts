/**
 * Where kernels find their operands and put their results: what every operation of the WASM engine needs before it can call one.
 */
import type { View } from "../engine.js";
import type { Kernels, Pointer } from "../kernels.js";
import { isRowMajor, size } from "../layout.js";
import { type Keeper, Storage } from "../storage.js";
import type { Arena } from "./arena.js";
import { Block, type Recipe } from "./block.js";

/** Where numbers lie one after the other. */
export interface Source {
  readonly block: Block;
  readonly offset: number;
}

/** Below this many elements, copying a product out is as cheap as to remember how it was computed. */
export const leastRecipe = 4096;

/** How to compute what no one will ask for again: it need not be copied out. */
export const nothing: Recipe = { operands: [], compute: () => {} };

export class Workspace {
  readonly #keeper: Keeper;

  /**
   * @param keeper - the engine whose storages they are
   * @param scratch - what the product works in
   */
  constructor(
    keeper: Keeper,
    readonly kernels: Kernels,
    readonly arena: Arena,
    readonly scratch: Pointer,
  ) {
    this.#keeper = keeper;
  }

  /** As many numbers as a view has, by a kernel that reads it row by row. */
  map(x: View, kernel: (source: Pointer, result: Pointer, length: number) => void): Storage {
    const source = this.rows(x);
    const result = new Block(elements(x));
    this.arena.prepare(result, source.block);
    kernel(address(source), result.pointer, result.length);
    return this.storage(result);
  }

  /** The elements of a view one after the other: where they lie if they already do, else a copy. Not to be written. */
  rows(x: View): Source {
    if (isRowMajor(x)) return { block: this.block(x.storage), offset: x.offset };
    return { block: this.copied(x), offset: 0 };
  }

  /** The elements of a view one after the other, in a block of their own. */
  copied(x: View): Block {
    const source = this.block(x.storage);
    const result = new Block(elements(x));
    const { offset, shape, strides } = x;
    if (shape.length === 2 && strides[0] === 1) {
      this.arena.prepare(result, source);
      const from = source.pointer + 4 * offset;
      this.kernels.transpose(from, size(strides, 1), size(shape, 1), size(shape, 0), result.pointer);
      return result;
    }
    const layout = integers([...shape, ...strides]);
    this.arena.prepare(result, source, layout);
    const from = source.pointer + 4 * offset;
    this.kernels.gather(from, shape.length, layout.pointer, layout.pointer + 4 * shape.length, result.pointer);
    return result;
  }

  /** Where a storage's numbers are to be written. */
  writable(storage: Storage): Block {
    return storage.writableOn(this.#keeper) as Block; // as in `block`
  }

  /** Where a storage's numbers lie. */
  block(storage: Storage): Block {
    return storage.on(this.#keeper) as Block; // what `storage` made it with
  }

  /** A single number, which no kernel has to reach. */
  number(value: number): Storage {
    const block = new Block(1);
    block.host = new Float32Array(1);
    block.host[0] = value;
    return this.storage(block);
  }

  storage(block: Block): Storage {
    return new Storage(this.#keeper, block, block.length);
  }
}

/** Whole numbers of 32 bits, for kernels to read: their bits, in a block like every other. */
export const integers = (values: ArrayLike<number>): Block => bitsOf(Int32Array.from(values));

export function bitsOf(values: Int32Array<ArrayBuffer>): Block {
  const block = new Block(values.length);
  block.host = new Float32Array(values.buffer);
  return block;
}

export const product = (sizes: readonly number[], from = 0, to = sizes.length): number => {
  let result = 1;
  for (let axis = from; axis < to; axis++) result *= size(sizes, axis);
  return result;
};
export const elements = (x: View): number => product(x.shape);
export const address = ({ block, offset }: Source): Pointer => block.pointer + 4 * offset;
