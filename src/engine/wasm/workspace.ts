/**
 * Finds the addresses of a kernel's operands and results, as every operation of the WASM engine has to before it calls a kernel.
 */
import type { View } from "../engine.js";
import type { Kernels, Pointer } from "../kernels.js";
import { isRowMajor, size } from "../layout.js";
import { type Keeper, Storage } from "../storage.js";
import type { Arena } from "./arena.js";
import { Block, mostKept, type Recipe } from "./block.js";
import type { Format } from "./format.js";
import { inParts } from "./in-parts.js";

/** An array of contiguous numbers. */
export interface Source {
  readonly block: Block;
  readonly offset: number;
}

/** Writes `length` numbers, made from as many numbers. */
type MapKernel = (source: Pointer, result: Pointer, length: number) => void;

/** With fewer elements, copying a result out is as cheap as remembering how to compute it. */
export const leastRecipe = 4096;

/** A recipe for numbers that are never read again, so that they aren't copied out. */
export const nothing: Recipe = { operands: [], compute: () => {} };

export class Workspace {
  readonly #keeper: Keeper;

  /**
   * @param keeper - the engine that the storages belong to
   * @param scratch - the memory that the product works in
   * @param format - the type of the numbers
   */
  constructor(
    keeper: Keeper,
    readonly kernels: Kernels,
    readonly arena: Arena,
    readonly scratch: Pointer,
    readonly format: Format,
  ) {
    this.#keeper = keeper;
  }

  /** As many numbers as the view has, from a kernel that reads the view in row-major order. */
  map(x: View, kernel: MapKernel): Storage {
    const result = new Block(elements(x));
    this.#mapInto(result, x, kernel);
    return result.length < leastRecipe ? this.storage(result) : this.#mapped(result, x, kernel);
  }

  #mapInto(result: Block, x: View, kernel: MapKernel): void {
    if (!isRowMajor(x)) {
      inParts(this, [x], result, ([from = 0], to, length) => kernel(from, to, length));
      return;
    }
    const source = this.rows(x);
    this.arena.prepare(result, source.block);
    kernel(this.address(source), result.pointer, result.length);
  }

  /** A method of its own, because only large results need this closure. */
  #mapped(result: Block, x: View, kernel: MapKernel): Storage {
    return this.repeatable(result, [x], (again) => this.#mapInto(again, x, kernel));
  }

  /** Like {@link map}, for a kernel that needs all numbers at once, in order. It may write over them. */
  whole(x: View, kernel: MapKernel): Storage {
    if (isRowMajor(x)) return this.map(x, kernel);
    const compute = (result: Block): void => {
      this.copyInto(result, x);
      kernel(result.pointer, result.pointer, result.length);
    };
    const result = new Block(elements(x));
    compute(result);
    return this.repeatable(result, [x], compute);
  }

  /** The storage of a result that is cheap to compute again. If it is evicted while its operands are at hand, it isn't copied. */
  repeatable(result: Block, operands: readonly View[], compute: (result: Block) => void): Storage {
    return this.storage(this.#remembered(result, operands, compute));
  }

  #remembered(result: Block, operands: readonly View[], compute: (result: Block) => void): Block {
    const blocks = operands.map((operand) => this.block(operand.storage));
    const isWorthIt =
      result.length >= leastRecipe && blocks.every(({ length, written }) => !written && length <= mostKept * result.length);
    if (isWorthIt) result.recipe = { operands: blocks, compute };
    return result;
  }

  /** The elements of a view in row-major order: in place if they already are, else a copy. Don't write to them. */
  rows(x: View): Source {
    if (isRowMajor(x)) return { block: this.block(x.storage), offset: x.offset };
    return { block: this.copied(x), offset: 0 };
  }

  /** The elements of a view in row-major order, in a new block. */
  copied(x: View): Block {
    const result = new Block(elements(x));
    this.copyInto(result, x);
    return this.#remembered(result, [x], (again) => this.copyInto(again, x));
  }

  /** Writes the elements of a view in row-major order. */
  copyInto(result: Block, x: View): void {
    const source = this.block(x.storage);
    const { offset, shape, strides } = x;
    const layout = this.integers([...shape, ...strides]);
    this.arena.prepare(result, source, layout);
    const from = this.at(source, offset);
    this.kernels.gather(from, shape.length, layout.pointer, layout.pointer + 4 * shape.length, result.pointer);
  }

  /** The block to write a storage's numbers to. */
  writable(storage: Storage): Block {
    return storage.writableOn(this.#keeper) as Block; // as in `block`
  }

  /** The block with a storage's numbers. */
  block(storage: Storage): Block {
    return storage.on(this.#keeper) as Block; // `storage` created it with a block
  }

  /** A single number, which no kernel has to reach. */
  number(value: number): Storage {
    const block = new Block(1);
    block.host = new this.format.Numbers(1);
    block.host[0] = value;
    return this.storage(block);
  }

  storage(block: Block): Storage {
    return new Storage(this.#keeper, block, block.length);
  }

  /** The address of a number in a block, in bytes. */
  at(block: Block, offset: number): Pointer {
    return block.pointer + this.format.bytes * offset;
  }

  /** The address of the first number. */
  address({ block, offset }: Source): Pointer {
    return this.at(block, offset);
  }

  /** 32-bit integers for kernels to read. A block contains their bits. */
  integers(values: ArrayLike<number>): Block {
    const numbers = Math.ceil((4 * values.length) / this.format.bytes);
    const block = new Block(numbers);
    block.host = new this.format.Numbers(numbers);
    new Int32Array(block.host.buffer).set(values);
    return block;
  }
}

export const product = (sizes: readonly number[], from = 0, to = sizes.length): number => {
  let result = 1;
  for (let axis = from; axis < to; axis++) result *= size(sizes, axis);
  return result;
};
export const elements = (x: View): number => product(x.shape);
