/**
 * Lowers a program to calls of kernels. What an operation of the engine decides each time from the views of its operands is decided once:
 * which kernel to call, with which sizes and strides, and where the numbers are.
 */
import { withEngine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { isRowMajor, rowMajor } from "../../engine/layout.js";
import { Placeholders } from "../../engine/placeholders.js";
import type { Storage } from "../../engine/storage.js";
import type { WasmEngine } from "../../engine/wasm/wasm.js";
import type { Workspace } from "../../engine/wasm/workspace.js";
import { count } from "../../shape/reshape.js";
import type { Value } from "../../tensor/tape.js";
import type { Alone, Chained, Plan } from "../plan.js";
import { isValue } from "../primitives.js";
import { type Call, lowerChain } from "./chains.js";
import { kernelOf } from "./kernels.js";
import { lossesIn } from "./losses.js";
import type { Place, Slot } from "./slots.js";

/** An operation that the engine carries out, because it isn't lowered. */
export interface ByEngine {
  readonly call: Alone["call"];
  /** For each argument its place, or undefined for one that is the same in each run. */
  readonly given: readonly (Place | undefined)[];
  readonly result: Place;
}

export class Lowering {
  readonly space: Workspace;
  readonly slots: Slot[] = [];
  /** What to carry out, and the unit that it belongs to. */
  readonly steps: { readonly unit: number; readonly step: Call | ByEngine }[] = [];
  readonly constants = new Map<Slot, Storage>();
  readonly places: Place[] = [];
  readonly #engine: Placeholders;
  readonly #slotOf = new Map<Storage, Slot>();
  readonly #storageOf = new Map<Slot, Storage>();
  #unit = 0;

  constructor(engine: WasmEngine, plan: Plan, inputs: readonly { readonly shape: readonly number[] }[]) {
    this.space = engine.space;
    this.#engine = new Placeholders(engine, "compile");
    inputs.forEach(({ shape }, index) => {
      this.places[index] = whole(this.slot("argument", count(shape)), shape);
    });
    const losses = lossesIn(plan);
    const spared = new Set(losses.flatMap(({ loss, spared }) => [loss, ...spared]));
    for (const unit of plan.units) {
      if ("chain" in unit) this.#chain(unit);
      else if (!spared.has(unit.place)) this.#alone(unit, losses.find(({ error }) => error === unit.place)?.loss);
      this.#unit++;
    }
    this.#engine.ended = true;
  }

  slot(kind: Slot["kind"], length: number): Slot {
    const slot = { index: this.slots.length, kind, length, from: this.#unit, to: this.#unit };
    this.slots.push(slot);
    const storage = this.#engine.placeholder(length);
    this.#slotOf.set(storage, slot);
    this.#storageOf.set(slot, storage);
    return slot;
  }

  emit(step: Call | ByEngine): void {
    this.steps.push({ unit: this.#unit, step });
  }

  isRowMajor(place: Place): boolean {
    return isRowMajor(place);
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
    const layout = this.#constant(space.storage(space.integers([...shape, ...strides]))).index;
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

  #constant(storage: Storage): Slot {
    for (const [slot, known] of this.constants) if (known === storage) return slot;
    const slot = this.slot("constant", storage.length);
    this.constants.set(slot, storage);
    return slot;
  }

  /** The place of a value that is the same in each run. */
  #placeOf({ storage, offset, shape, strides }: View): Place {
    return { slot: this.#slotOf.get(storage) ?? this.#constant(storage), offset, shape, strides };
  }

  /** A place as a value of the engine that only knows shapes. */
  #unknown({ slot, offset, shape, strides }: Place): Value {
    return { storage: this.#storageOf.get(slot) as Storage, offset, shape, strides }; // each slot has one
  }

  #read(place: Place): Place {
    place.slot.to = this.#unit;
    return place;
  }

  #chain({ chain, operands, results }: Chained): void {
    const given = operands.map((operand) =>
      typeof operand === "number" ? this.#read(this.places[operand] as Place) : this.#placeOf(operand),
    );
    const slots = chain.results.map(() => this.slot("frame", chain.length));
    for (const { place, shape, index } of results) this.places[place] = whole(slots[index] as Slot, shape);
    lowerChain(this, chain, given, slots);
  }

  /** @param loss - the place of a loss that is found together with the result */
  #alone(unit: Alone, loss: number | undefined): void {
    const { call, sources, place } = unit;
    const given = sources.map((source) => (source === undefined ? undefined : this.#read(this.places[source] as Place)));
    const unknown = call.given.map((argument, index) => {
      const known = given[index];
      return known ? this.#unknown(known) : argument;
    });
    const output = withEngine(this.#engine, () => call.compute(...(unknown as never)));
    const seen = this.#slotOf.get(output.storage);
    if (seen) {
      this.places[place] = { ...output, slot: seen };
      return;
    }
    const operands = call.given.flatMap(
      (argument, index) => given[index] ?? (isValue(argument) ? [this.#placeOf(argument)] : []),
    );
    const emit = isRowMajor(output) && output.offset === 0 ? kernelOf(this, unit, operands) : undefined;
    const slot = this.slot(emit ? "frame" : "result", count(output.shape));
    const result = { ...output, slot };
    this.places[place] = result;
    if (emit && loss !== undefined) {
      this.places[loss] = whole(this.slot("frame", 1), []);
      emit(slot, this.places[loss]?.slot);
    } else if (emit) emit(slot);
    else this.emit({ call, given, result });
  }
}

const whole = (slot: Slot, shape: readonly number[]): Place => ({ slot, offset: 0, shape, strides: rowMajor(shape) });
