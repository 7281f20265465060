/** Softmax along an axis that isn't the last, for the WASM engine. */
import type { View } from "../engine.js";
import type { Storage } from "../storage.js";
import { Block } from "./block.js";
import { elements, type Workspace } from "./workspace.js";

/** With fewer columns, it is faster to transpose. With more, two rows don't fit into the memory that the product works in. */
const [fewest, most] = [64, 32_768];

/** Along the middle axis of `[outer, entries, inner]`. Undefined if `inner` is too small or too large. */
export function softmaxColumns(space: Workspace, x: View, entries: number, inner: number): Storage | undefined {
  if (inner < fewest || inner > most) return undefined;
  const row = inner * space.format.bytes;
  const [greatest, sums] = [space.scratch, space.scratch + row];
  const compute = (result: Block): void => {
    const { kernels } = space;
    const source = space.rows(x);
    space.arena.prepare(result, source.block);
    const distance = space.address(source) - result.pointer;
    const end = result.pointer + result.length * space.format.bytes;
    for (let start = result.pointer; start < end; start += entries * row) {
      kernels.max(start + distance, 1, entries, inner, greatest);
      for (let at = start; at < start + entries * row; at += row) {
        kernels.subtract(at + distance, greatest, at, inner);
        kernels.exp(at, at, inner);
      }
      kernels.sum(start, 1, entries, inner, sums);
      for (let at = start; at < start + entries * row; at += row) kernels.divide(at, sums, at, inner);
    }
  };
  const result = new Block(elements(x));
  compute(result);
  return space.repeatable(result, [x], compute);
}
