/** The order of rows, and entries of rows by their indices, for the WASM engine. */
import type { View } from "../engine.js";
import { size } from "../layout.js";
import type { Sizes } from "../order.js";
import type { Storage } from "../storage.js";
import { Block } from "./block.js";
import { compute } from "./computation.js";
import { elements, product, type Workspace } from "./workspace.js";

/** The order of each row, or with `values` the numbers in that order. */
export function argsort(space: Workspace, x: View, values: boolean): Storage {
  const columns = size(x.shape, x.shape.length - 1);
  return compute(space, {
    length: elements(x),
    work: 4104 + 16 * columns,
    operands: [x],
    run: ({ kernels, operands: [from = 0], result, work }) =>
      kernels.argsort(from, columns && elements(x) / columns, columns, values, result, Math.ceil(work / 8) * 8),
  });
}

/** Undefined if a row has no such entry. */
export function takeAlong(space: Workspace, x: View, indices: View): Storage | undefined {
  const last = x.shape.length - 1;
  const [source, places] = [space.rows(x), space.rows(indices)];
  const result = new Block(elements(indices));
  space.arena.prepare(result, source.block, places.block);
  const isRight = space.kernels.takeAlong(
    ...([space.address(source), space.address(places), product(x.shape, 0, last)] as const),
    ...([size(indices.shape, last), size(x.shape, last), result.pointer] as const),
  );
  return isRight ? space.storage(result) : undefined;
}

/** The passes of `cumulative` (tensor/operations/order.ts), each between two places that stay in the caches. */
export function runningProduct(space: Workspace, x: View, [outer, entries, inner]: Sizes): Storage {
  const { bytes } = space.format;
  const row = bytes * entries * inner;
  return compute(space, {
    length: elements(x),
    work: 2 * row,
    operands: [x],
    run({ kernels, operands: [from = 0], result, work }) {
      for (let start = 0; start < outer * row; start += row) {
        let source = from + start;
        for (let step = 1; step < entries; step *= 2) {
          const to = 2 * step >= entries ? result + start : source === work ? work + row : work;
          const moved = bytes * step * inner;
          kernels.copy(source, to, step * inner);
          kernels.multiply(source, source + moved, to + moved, (entries - step) * inner);
          source = to;
        }
      }
    },
  });
}
