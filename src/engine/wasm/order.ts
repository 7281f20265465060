/** The order of rows, and entries of rows by their indices, for the WASM engine. */
import type { View } from "../engine.js";
import { size } from "../layout.js";
import type { Storage } from "../storage.js";
import { Block } from "./block.js";
import { compute } from "./computation.js";
import { elements, product, type Workspace } from "./workspace.js";

export function argsort(space: Workspace, x: View): Storage {
  const columns = size(x.shape, x.shape.length - 1);
  return compute(space, {
    length: elements(x),
    work: 4104 + 16 * columns,
    operands: [x],
    run: ({ kernels, operands: [from = 0], result, work }) =>
      kernels.argsort(from, columns && elements(x) / columns, columns, result, Math.ceil(work / 8) * 8),
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

/** With fewer numbers, a step for all of them at once is faster than a step for each run. */
const leastRun = 256;

/** The passes of `cumulative` (tensor/operations/order.ts), in one place, with one factor in another. Undefined if runs are short. */
export function runningProduct(space: Workspace, x: View, axis: number): Storage | undefined {
  const inner = product(x.shape, axis + 1);
  const run = inner * size(x.shape, axis);
  const length = elements(x);
  const { bytes } = space.format;
  if (run < leastRun) return undefined;
  return compute(space, {
    length,
    work: bytes * run,
    operands: [x],
    run({ kernels, operands: [from = 0], result, work }) {
      kernels.copy(from, result, length);
      for (let left = length; left > 0; left -= run) {
        for (let step = inner; step < run; step *= 2) {
          const to = result + bytes * step;
          kernels.copy(result, work, run - step);
          kernels.multiply(work, to, to, run - step);
        }
        result += bytes * run;
      }
    },
  });
}
