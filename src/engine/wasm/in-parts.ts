/**
 * Elementwise kernels on views with gaps. They are read part by part: in place if a part has no gaps, else from a copy of the part, which
 * stays in the cache.
 */
import type { View } from "../engine.js";
import type { Kernels, Pointer } from "../kernels.js";
import { isRowMajor, matrices, size } from "../layout.js";
import type { Storage } from "../storage.js";
import type { Arena } from "./arena.js";
import type { Block } from "./block.js";
import type { Format } from "./format.js";

/** The part of a workspace (workspace.ts) that is used here. */
interface Space {
  readonly kernels: Kernels;
  readonly arena: Arena;
  readonly scratch: Pointer;
  readonly format: Format;
  block(storage: Storage): Block;
  at(block: Block, offset: number): Pointer;
  integers(values: ArrayLike<number>): Block;
}

/** The usual number of elements of a copy. Copies of columns are larger, so that whole cache lines are used. */
export const usual = 4096;
const ofColumns = 32_768;
/** With at least so many elements, a part that lies in one piece isn't made larger. */
const longEnough = 512;

/** Makes `length` numbers from as many of each operand. */
export type Elementwise = (from: readonly Pointer[], to: Pointer, length: number) => void;

/** All views have the same shape. */
export function inParts(space: Space, views: readonly View[], result: Block, compute: Elementwise): void {
  const [{ shape }] = views as [View]; // there is at least one
  const { bytes } = space.format;
  const haveNoGapsFrom = (axis: number): boolean =>
    views.every(({ strides }) => isRowMajor({ shape: shape.slice(axis), strides: strides.slice(axis) }));
  // A part consists of all axes from `axis` on, and of some entries of the one before.
  let axis = shape.length;
  let inner = 1;
  let atOnce = 1;
  while (axis > 0 && haveNoGapsFrom(axis - 1)) inner *= size(shape, --axis);
  if (inner < longEnough) {
    // Columns are adjacent in memory if the last stride isn't 1, but another one is.
    const most = views.some(({ strides }) => (strides.at(-1) as number) > 1 && strides.includes(1)) ? ofColumns : usual;
    for (axis = shape.length, inner = 1; axis > 0 && inner * size(shape, axis - 1) <= most; ) inner *= size(shape, --axis);
    atOnce = Math.max(1, Math.floor(most / inner));
  }
  const cut = axis - 1; // the axis of which a part has some entries
  const entries = shape[cut] ?? 1;
  atOnce = Math.min(atOnce, entries);
  const shapes = [atOnce, entries % atOnce].map((some) => [some, ...shape.slice(axis)]);
  const strides = views.map((view) => [view.strides[cut] ?? 0, ...view.strides.slice(axis)]);
  const layouts = space.integers([...shapes.flat(), ...strides.flat()]);
  const blocks = views.map(({ storage }) => space.block(storage));
  space.arena.prepare(result, ...blocks, layouts);

  const rank = shape.length - cut;
  const operands = views.map((view, index) => ({
    first: space.at(blocks[index] as Block, 0), // there is one for each view
    starts: matrices({ ...view, shape: [...shape.slice(0, Math.max(0, cut)), 1, 1] }),
    step: size(strides[index] as number[], 0),
    isInPlace: isRowMajor({ shape: shapes[0] as number[], strides: strides[index] as number[] }),
    copy: space.scratch + index * bytes * ofColumns,
    layout: layouts.pointer + 4 * rank * (2 + index),
    copied: -1,
  }));
  const addresses: Pointer[] = [];
  let to = result.pointer;
  for (let part = 0; part < (operands[0]?.starts.length ?? 0); part++) {
    for (let entry = 0; entry < entries; entry += atOnce) {
      const some = Math.min(atOnce, entries - entry);
      operands.forEach((operand, index) => {
        const place = size(operand.starts, part) + entry * operand.step;
        const address = operand.first + bytes * place;
        addresses[index] = operand.isInPlace ? address : operand.copy;
        if (operand.isInPlace || operand.copied === place) return;
        operand.copied = some < atOnce ? -1 : place; // fewer entries may not be enough for the next part
        space.kernels.gather(address, rank, layouts.pointer + (some < atOnce ? 4 * rank : 0), operand.layout, operand.copy);
      });
      compute(addresses, to, inner * some);
      to += bytes * inner * some;
    }
  }
}
