/** What the parts of a program are lowered into: slots for numbers, and steps that compute them. */

import type { Pointer } from "../../engine/kernels.js";
import { isRowMajor, rowMajor } from "../../engine/layout.js";
import type { Storage } from "../../engine/storage.js";
import type { Workspace } from "../../engine/wasm/workspace.js";
import { count } from "../../shape/reshape.js";
import type { Alone } from "../distinct.js";
import type { Place, Slot } from "./slots.js";

/** Calls of kernels. `at` has the address of each slot. */
export type Call = (at: readonly Pointer[]) => void;

/** An operation that the engine carries out, because it isn't lowered. */
export interface ByEngine {
  readonly call: Alone["call"];
  /** For each argument its place, or undefined for one that is the same in each run. */
  readonly given: readonly (Place | undefined)[];
  readonly result: Place;
}

export class Emitter {
  readonly slots: Slot[] = [];
  /** What to carry out, in order. */
  readonly steps: (Call | ByEngine)[] = [];
  /** The unit that each step belongs to. */
  readonly units: number[] = [];
  readonly constants = new Map<Slot, Storage>();
  /** The unit that is being lowered. */
  unit = 0;

  constructor(readonly space: Workspace) {}

  slot(kind: Slot["kind"], length: number): Slot {
    const slot = { index: this.slots.length, kind, length, from: this.unit, to: this.unit };
    this.slots.push(slot);
    return slot;
  }

  /** Reads a place in the unit that is being lowered. */
  read(place: Place): Place {
    place.slot.to = this.unit;
    return place;
  }

  emit(step: Call | ByEngine): void {
    this.steps.push(step);
    this.units.push(this.unit);
  }

  /** The numbers of a place in row-major order. */
  rows(place: Place): Place {
    if (isRowMajor(place)) return place;
    const { space } = this;
    const { slot, offset, shape, strides } = place;
    const copy = whole(this.slot("frame", count(shape)), shape);
    const { bytes } = space.format;
    const [from, to] = [slot.index, copy.slot.index];
    if (shape.length === 2 && strides[0] === 1) {
      const [rows = 0, columns = 0] = shape;
      this.emit((at) =>
        space.kernels.transpose((at[from] as number) + bytes * offset, strides[1] as number, columns, rows, at[to] as number),
      );
      return copy;
    }
    const layout = this.constant(space.storage(space.integers([...shape, ...strides]))).index;
    this.emit((at) => {
      const sizes = at[layout] as number;
      space.kernels.gather(
        (at[from] as number) + bytes * offset,
        shape.length,
        sizes,
        sizes + 4 * shape.length,
        at[to] as number,
      );
    });
    return copy;
  }

  constant(storage: Storage): Slot {
    for (const [slot, known] of this.constants) if (known === storage) return slot;
    const slot = this.slot("constant", storage.length);
    this.constants.set(slot, storage);
    return slot;
  }
}

/** A whole slot, row-major. */
export const whole = (slot: Slot, shape: readonly number[]): Place => ({ slot, offset: 0, shape, strides: rowMajor(shape) });
