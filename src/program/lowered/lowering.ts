/**
 * Lowers a program to calls of kernels. What an operation of the engine decides each time from the views of its operands is decided once:
 * which kernel to call, with which sizes and strides, and where the numbers are.
 */
import { withEngine } from "../../engine/current.js";
import type { View } from "../../engine/engine.js";
import { isRowMajor } from "../../engine/layout.js";
import { Placeholders } from "../../engine/placeholders.js";
import type { Storage } from "../../engine/storage.js";
import type { WasmEngine } from "../../engine/wasm/wasm.js";
import { count } from "../../shape/reshape.js";
import type { Value } from "../../tensor/tape.js";
import type { Alone } from "../distinct.js";
import type { Chained, Plan } from "../plan.js";
import { isValue } from "../primitives.js";
import { lowerChain } from "./chains.js";
import { Emitter, whole } from "./emitter.js";
import { kernelOf } from "./kernels.js";
import { lossesIn } from "./losses.js";
import type { Place, Slot } from "./slots.js";

/** A program that has been lowered. */
export class Lowering extends Emitter {
  /** Where the values of the program are, by their places in it. */
  readonly places: Place[] = [];
  readonly #engine: Placeholders;
  readonly #slotOf = new Map<Storage, Slot>();
  readonly #storageOf = new Map<Slot, Storage>();

  constructor(engine: WasmEngine, plan: Plan, inputs: readonly { readonly shape: readonly number[] }[]) {
    super(engine.space);
    this.#engine = new Placeholders(engine, "compile");
    inputs.forEach(({ shape }, index) => {
      this.places[index] = whole(this.slot("argument", count(shape)), shape);
    });
    const losses = lossesIn(plan);
    const spared = new Set(losses.flatMap(({ loss, spared }) => [loss, ...spared]));
    for (const unit of plan.units) {
      if ("chain" in unit) this.#chain(unit);
      else if (!spared.has(unit.place)) this.#alone(unit, losses.find(({ error }) => error === unit.place)?.loss);
      this.unit++;
    }
    this.#engine.ended = true;
  }

  override slot(kind: Slot["kind"], length: number): Slot {
    const slot = super.slot(kind, length);
    const storage = this.#engine.placeholder(length);
    this.#slotOf.set(storage, slot);
    this.#storageOf.set(slot, storage);
    return slot;
  }

  /** The place of a value that is the same in each run. */
  #placeOf({ storage, offset, shape, strides }: View): Place {
    return { slot: this.#slotOf.get(storage) ?? this.constant(storage), offset, shape, strides };
  }

  /** A place as a value of the engine that only knows shapes. */
  #unknown({ slot, offset, shape, strides }: Place): Value {
    return { storage: this.#storageOf.get(slot) as Storage, offset, shape, strides }; // each slot has one
  }

  #chain({ chain, operands, results }: Chained): void {
    const given = operands.map((operand) =>
      typeof operand === "number" ? this.read(this.places[operand] as Place) : this.#placeOf(operand),
    );
    const slots = chain.results.map(() => this.slot("frame", chain.length));
    for (const { place, shape, index } of results) this.places[place] = whole(slots[index] as Slot, shape);
    lowerChain(this, chain, given, slots);
  }

  /** @param loss - the place of a loss that is found together with the result */
  #alone(unit: Alone, loss: number | undefined): void {
    const { call, sources, place } = unit;
    const given = sources.map((source) => (source === undefined ? undefined : this.read(this.places[source] as Place)));
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
    const result = whole(slot, output.shape); // an engine may return another layout than a placeholder has
    this.places[place] = result;
    if (emit && loss !== undefined) {
      this.places[loss] = whole(this.slot("frame", 1), []);
      emit(slot, this.places[loss]?.slot);
    } else if (emit) emit(slot);
    else this.emit({ call, given, result });
  }
}
