/** Parts of tensors, and tensors made from parts, for the WASM engine. */
import type { Part, View, Window } from "../engine.js";
import { placesOf } from "../layout.js";
import type { Storage } from "../storage.js";
import { Block } from "./block.js";
import { isTakenOften, mostTerms } from "./long-sums.js";
import { elements, nothing, product, type Source, type Workspace } from "./workspace.js";

export function take(space: Workspace, x: View, indices: ArrayLike<number>): Storage {
  const columns = product(x.shape, 1);
  const list = space.integers(indices);
  const compute = (result: Block): void => {
    const source = space.rows(x);
    space.arena.prepare(result, source.block, list);
    space.kernels.take(space.address(source), columns, list.pointer, indices.length, result.pointer);
  };
  const result = new Block(indices.length * columns);
  compute(result);
  return space.repeatable(result, [x], compute);
}

export function untake(space: Workspace, x: View, indices: ArrayLike<number>, entries: number): Storage {
  const source = space.rows(x);
  const columns = product(x.shape, 1);
  const numbers = Int32Array.from(indices);
  if (isTakenOften(numbers, entries)) return sumsAt(space, numbers, source, columns, entries * columns);
  const list = space.integers(numbers);
  const result = new Block(entries * columns);
  space.arena.prepare(result, source.block, list);
  space.kernels.fill(result.pointer, 0, result.length);
  space.kernels.untake(space.address(source), columns, list.pointer, indices.length, result.pointer);
  return space.storage(result);
}

export function spread(space: Workspace, x: View, { offset, strides }: Window, length: number): Storage {
  const source = space.rows(x);
  if (elements(x) > mostTerms * length) return sumsAt(space, placesOf({ offset, strides }, x.shape, length), source, 1, length);
  const layout = space.integers([...x.shape, ...strides]);
  const result = new Block(length);
  space.arena.prepare(result, source.block, layout);
  space.kernels.fill(result.pointer, 0, length);
  const [rank, to] = [x.shape.length, space.at(result, offset)];
  space.kernels.spread(space.address(source), rank, layout.pointer, layout.pointer + 4 * rank, to);
  return space.storage(result);
}

/** Long sums, in float64 until they are complete. Each row of x is added to the row at its place. */
function sumsAt(space: Workspace, indices: ArrayLike<number>, x: Source, columns: number, length: number): Storage {
  const places = space.integers(indices);
  const [sums, result] = [new Block(2 * length), new Block(length)];
  space.arena.prepare(sums, x.block, places);
  space.kernels.fill(sums.pointer, 0, sums.length);
  space.kernels.addRowsWide(space.address(x), columns, places.pointer, indices.length, sums.pointer);
  space.arena.prepare(result, sums);
  space.kernels.narrow(sums.pointer, result.pointer, length);
  sums.recipe = nothing;
  return space.storage(result);
}

export function join(space: Workspace, parts: readonly Part[], length: number, value: number): Storage {
  const isFull = parts.reduce((sum, { x }) => sum + elements(x), 0) === length;
  const layouts = parts.map(({ x, window }) => space.integers([...x.shape, ...window.strides]));
  const compute = (result: Block): void => {
    const sources = parts.map(({ x }) => space.rows(x));
    space.arena.prepare(result, ...sources.map(({ block }) => block), ...layouts);
    if (!isFull) space.kernels.fill(result.pointer, value, length);
    parts.forEach(({ x, window }, index) => {
      const [source, layout] = [sources[index] as Source, layouts[index] as Block]; // there is one for each part
      const [rank, to] = [x.shape.length, space.at(result, window.offset)];
      space.kernels.scatter(space.address(source), rank, layout.pointer, layout.pointer + 4 * rank, to);
    });
  };
  const result = new Block(length);
  compute(result);
  return space.repeatable(
    result,
    parts.map(({ x }) => x),
    compute,
  );
}
