/** Tensors that are put together from others. */
import { rowMajor, size } from "../../engine/layout.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import type { Span } from "../../shape/slice.js";
import type { Emitter } from "./emitter.js";
import type { Place, Slot } from "./slots.js";

/** What is known about a tensor that is put together: its shape, the number wherever no part is, and the ranges that each part fills. */
interface Joined {
  readonly shape: Shape;
  readonly value: number;
  readonly places: readonly (readonly Span[])[];
}

/** Emits the calls that copy each part to its ranges of a row-major result. */
export function lowerJoin(emitter: Emitter, parts: readonly Place[], { shape, value, places }: Joined, result: Slot): void {
  const { space } = emitter;
  const { kernels, format } = space;
  const to = result.index;
  const isFull = parts.reduce((sum, part) => sum + count(part.shape), 0) === result.length;
  if (!isFull) emitter.emit((at) => kernels.fill(at[to] as number, value, result.length));
  const strides = rowMajor(shape);
  parts.forEach((part, index) => {
    const spans = places[index] as readonly Span[]; // there is one for each part
    const length = count(part.shape);
    if (length === 0) return;
    const { slot, offset } = emitter.rows(part);
    const [from, start] = [slot.index, format.bytes * offset];
    const end = format.bytes * spans.reduce((place, span, axis) => place + span.start * size(strides, axis), 0);
    const axes = merged(spans.map(({ entries, step }, axis) => ({ entries, stride: step * size(strides, axis) })));
    if (axes.length === 0 || (axes.length === 1 && axes[0]?.stride === 1)) {
      emitter.emit((at) => kernels.copy((at[from] as number) + start, (at[to] as number) + end, length));
      return;
    }
    const sizes = space.integers([...axes.map(({ entries }) => entries), ...axes.map(({ stride }) => stride)]);
    const layout = emitter.constant(space.storage(sizes)).index;
    const rank = axes.length;
    emitter.emit((at) => {
      const sizes = at[layout] as number;
      kernels.scatter((at[from] as number) + start, rank, sizes, sizes + 4 * rank, (at[to] as number) + end);
    });
  });
}

interface Axis {
  readonly entries: number;
  readonly stride: number;
}

/** The same places with as few axes as possible: those that follow one another without gaps become one. */
function merged(axes: readonly Axis[]): Axis[] {
  const found: Axis[] = [];
  for (const axis of axes.filter(({ entries }) => entries !== 1)) {
    const before = found.at(-1);
    if (before?.stride === axis.entries * axis.stride)
      found[found.length - 1] = { entries: before.entries * axis.entries, stride: axis.stride };
    else found.push(axis);
  }
  return found;
}
