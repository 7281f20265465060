/**
 * Where a lowered program keeps its numbers. Each storage of the program is a slot. Those that only kernels use have a place in one frame,
 * which is planned once: two slots may share memory if one is no longer needed when the other begins.
 */
import type { View } from "../../engine/engine.js";
import { alignment } from "../../engine/wasm/block.js";

/** A storage of the program. */
export interface Slot {
  /** Its index among the addresses. */
  readonly index: number;
  readonly kind: "argument" | "constant" | "frame" | "result";
  readonly length: number;
  /** The unit that makes it. */
  readonly from: number;
  /** The last unit that reads it. */
  to: number;
}

/** A view of a slot, of which the layout is known. */
export interface Place extends Pick<View, "offset" | "shape" | "strides"> {
  readonly slot: Slot;
}

/** The offset of each slot in the frame, in bytes, and the size of the frame. */
export function framed(
  slots: readonly Slot[],
  bytes: number,
): { readonly offsets: ReadonlyMap<Slot, number>; readonly size: number } {
  const offsets = new Map<Slot, number>();
  const sizeOf = ({ length }: Slot): number => Math.max(1, Math.ceil((length * bytes) / alignment)) * alignment;
  let live: { slot: Slot; start: number }[] = []; // in the order of their places
  let size = 0;
  for (const slot of slots.filter(({ kind }) => kind === "frame").toSorted((a, b) => a.from - b.from)) {
    live = live.filter((other) => other.slot.to >= slot.from);
    const needed = sizeOf(slot);
    let start = 0;
    let before = 0;
    for (const other of live) {
      if (other.start - start >= needed) break;
      start = other.start + sizeOf(other.slot);
      before++;
    }
    live.splice(before, 0, { slot, start });
    offsets.set(slot, start);
    size = Math.max(size, start + needed);
  }
  return { offsets, size };
}
