/**
 * Chains of elementwise operations. An engine may carry out a whole chain on a part of the numbers, then on the next part and so on, so
 * that what one operation computes is still in the cache when the next one reads it.
 */
import type { BinaryOperation, Engine, View } from "../engine.js";
import { whole } from "../layout.js";
import type { Storage } from "../storage.js";
import type { UnaryOperation } from "../unary.js";

/** Where an operation of a chain finds its numbers: an operand of the chain, the result of an earlier link, or the same number everywhere. */
export type Source =
  | { readonly from: "operand"; readonly index: number }
  | { readonly from: "link"; readonly index: number }
  | { readonly from: "number"; readonly value: number };

/** One operation. It takes one source, or two, or three for `select`. */
export interface Link {
  readonly operation: UnaryOperation | BinaryOperation | "select";
  readonly sources: readonly Source[];
}

export interface Chain {
  /** The number of elements of each operand and each result. */
  readonly length: number;
  readonly links: readonly Link[];
  /** The links whose results are needed. */
  readonly results: readonly number[];
}

/** Carries out a chain on operands of any shapes, which are read in row-major order. */
export type RunChain = (operands: readonly View[]) => Storage[];

/** One operation after the other, by an engine of any kind. */
export function oneByOne(engine: Engine, { length, links, results }: Chain): RunChain {
  return (operands) => {
    const storages: Storage[] = [];
    const viewOf = (source: Source): View | number => {
      if (source.from === "number") return source.value;
      const view = source.from === "link" ? whole(storages[source.index] as Storage, [length]) : (operands[source.index] as View);
      return view.shape.length === 1 ? view : whole(engine.copy(view), [length]);
    };
    for (const { operation, sources } of links) {
      const [first, second, third] = sources.map(viewOf) as [View, View, View]; // numbers only where `binary` takes them
      if (operation === "select") storages.push(engine.select(first, second, third));
      else if (sources.length === 1) storages.push(engine.unary(operation as UnaryOperation, first));
      else storages.push(engine.binary(operation as BinaryOperation, first, second));
    }
    return results.map((index) => storages[index] as Storage);
  };
}
