/** Carries out lowered programs. */

import { isRowMajor, whole } from "../../engine/layout.js";
import { Storage } from "../../engine/storage.js";
import { Block } from "../../engine/wasm/block.js";
import { WasmEngine } from "../../engine/wasm/wasm.js";
import type { Value } from "../../tensor/tape.js";
import { viewOf } from "../../tensor/tensor.js";
import { onlyNumber, type Part, type Take } from "../compiled.js";
import type { Plan } from "../plan.js";
import type { Constant } from "../primitives.js";
import type { Recording } from "../program.js";
import type { ByEngine } from "./emitter.js";
import { Lowering } from "./lowering.js";
import { framed, type Place, type Slot } from "./slots.js";

/** Programs that need more memory than this are left to the engine. What is saved matters little in them. */
const mostBytes = 24 * 1024 * 1024;

/** A program, lowered for arguments of certain shapes. */
export class Lowered {
  readonly #engine: WasmEngine;
  readonly #lowering: Lowering;
  readonly #frame: Block;
  /** The address of each slot in the last run. */
  readonly #at: number[] = [];
  /** Where in the frame a slot is, in bytes. */
  readonly #framed: readonly (readonly [slot: number, offset: number])[];
  readonly #arguments: readonly Slot[];
  readonly #blocks: (Block | undefined)[];
  readonly #starts: number[] = [];
  readonly #storages: (Storage | undefined)[] = [];
  /** The results of operations of the engine. */
  readonly #results: readonly Slot[];
  readonly #outputs: readonly (Place | Value)[];
  readonly #parts: readonly Part[];
  /** The parts that are complete after each step. */
  readonly #after: readonly (readonly number[])[];

  constructor(engine: WasmEngine, lowering: Lowering, { places }: Plan, outputs: Recording["outputs"], parts: readonly Part[]) {
    const { slots, constants } = lowering;
    this.#engine = engine;
    this.#lowering = lowering;
    this.#outputs = places.map((place, index) =>
      place === undefined ? viewOf("compile", (outputs[index] as Constant).tensor) : (lowering.places[place] as Place),
    );
    this.#parts = parts;
    this.#after = this.#schedule();
    const { bytes } = engine.format;
    const { offsets, size } = framed(slots, bytes);
    this.#frame = new Block(size / bytes);
    this.#framed = [...offsets].map(([slot, offset]) => [slot.index, offset]);
    this.#arguments = slots.filter(({ kind }) => kind === "argument");
    this.#blocks = slots.map(() => undefined);
    for (const [slot, storage] of constants) this.#hold(slot, storage, 0);
    const frame = this.#frame;
    for (const [slot, offset] of offsets) {
      const block = new Block(slot.length);
      Object.defineProperty(block, "pointer", { get: () => frame.pointer + offset });
      this.#storages[slot.index] = new Storage(engine, block, slot.length);
    }
    this.#results = slots.filter(({ kind }) => kind === "result");
  }

  /** Finds when each part is complete. What an operation of the engine refuses must be found out before anything changes. */
  #schedule(): readonly number[][] {
    const { steps, units, places } = this.#lowering;
    const after: number[][] = steps.map(() => []);
    const least = steps.findLastIndex((step) => typeof step !== "function");
    this.#parts.forEach(({ outputs, changed }, part) => {
      const slots = outputs.flatMap((output) => {
        const place = this.#outputs[output] as Place | Value; // there is one for each
        return "slot" in place ? [place.slot] : [];
      });
      const unit = Math.max(
        ...slots.map(({ from, to }) => Math.max(from, to)),
        ...changed.map((argument) => (places[argument] as Place).slot.to), // arguments have the first places
      );
      const step = Math.max(
        least,
        units.findLastIndex((other) => other <= unit),
      );
      (after[step] ?? after.at(-1))?.push(part);
      for (const slot of slots) slot.to = Math.max(slot.to, units[step] ?? Number.POSITIVE_INFINITY);
    });
    const [first] = this.#outputs;
    if (first && "slot" in first) first.slot.to = Number.POSITIVE_INFINITY;
    return after;
  }

  get bytes(): number {
    const { slots } = this.#lowering;
    const outside = slots.filter(({ kind }) => kind !== "frame").reduce((sum, { length }) => sum + length, 0);
    return (outside + this.#frame.length) * this.#engine.format.bytes;
  }

  /** Does the same as {@link Compiled.use}, but passes on each part as soon as it is there, and nothing reads what it changes any more. */
  use(args: readonly Value[], take: Take): number {
    return this.#engine.scope(
      () => {
        this.#compute(args, take);
        return onlyNumber(this.#output(0));
      },
      () => [],
    );
  }

  /** Returns the outputs for some arguments, of a program whose only part they are. Each is copied to memory of its own. */
  run(args: readonly Value[]): Value[] {
    const engine = this.#engine;
    const copied: Value[] = [];
    return engine.scope(
      () => {
        this.#compute(args, (_, outputs) => {
          for (const output of outputs) copied.push(whole(engine.copy(output), output.shape));
        });
        return copied;
      },
      () => copied.map(({ storage }) => storage),
    );
  }

  #output(index: number): Value {
    const output = this.#outputs[index] as Place | Value; // there is one for each
    return "slot" in output ? this.#view(output) : output;
  }

  #compute(args: readonly Value[], take: Take): void {
    const engine = this.#engine;
    const frame = this.#frame;
    frame.pointer = 0; // it may be left over from a run that threw an error
    frame.host = undefined;
    for (const { index } of this.#results) this.#blocks[index] = undefined;
    for (const slot of this.#arguments) {
      const given = args[slot.index] as Value; // there is one for each
      const { storage, offset } = isRowMajor(given) ? given : whole(engine.copy(given), given.shape);
      this.#hold(slot, storage, offset);
    }
    this.#locate(frame);
    const { steps } = this.#lowering;
    const at = this.#at;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index] as (typeof steps)[number]; // within the list
      if (typeof step === "function") step(at);
      else {
        this.#byEngine(step);
        this.#locate(new Block(0), frame);
      }
      const parts = this.#after[index];
      if (!parts || parts.length === 0) continue;
      for (const part of parts) {
        const { outputs } = this.#parts[part] as Part; // there is one for each
        take(
          part,
          outputs.map((output) => this.#output(output)),
        );
      }
      if (index < steps.length - 1) this.#locate(new Block(0), frame);
    }
  }

  #hold({ index }: Slot, storage: Storage, offset: number): void {
    this.#storages[index] = storage;
    this.#blocks[index] = this.#engine.space.block(storage);
    this.#starts[index] = offset * this.#engine.format.bytes;
  }

  /** Ensures that everything is in memory, and looks up where. */
  #locate(...made: readonly [Block, ...Block[]]): void {
    const blocks = this.#blocks;
    this.#engine.space.arena.prepare(...made, ...blocks.filter((block) => block !== undefined));
    const at = this.#at;
    for (let slot = 0; slot < blocks.length; slot++) {
      const block = blocks[slot];
      if (block) at[slot] = block.pointer + (this.#starts[slot] as number);
    }
    const { pointer } = this.#frame;
    for (const [slot, offset] of this.#framed) at[slot] = pointer + offset;
  }

  #byEngine({ call, given, result }: ByEngine): void {
    const args = call.given.map((argument, index) => {
      const place = given[index];
      return place ? this.#view(place) : argument;
    });
    const frame = this.#frame.pointer;
    let output = call.compute(...(args as never));
    // If the memory was laid out anew, the operation may have read what was no longer there.
    if (this.#frame.pointer !== frame) output = call.compute(...(args as never));
    const isWhole = isRowMajor(output) && output.offset === 0;
    this.#hold(result.slot, isWhole ? output.storage : this.#engine.copy(output), 0);
  }

  #view({ slot, offset, shape, strides }: Place): Value {
    const start = slot.kind === "argument" ? (this.#starts[slot.index] as number) / this.#engine.format.bytes : 0;
    return { storage: this.#storages[slot.index] as Storage, offset: offset + start, shape, strides };
  }
}

/** The program as calls of kernels; undefined on engines that have none, and for programs that need much memory. */
export function lowered(
  engine: unknown,
  { inputs, outputs }: Recording,
  plan: Plan,
  parts: readonly Part[],
): Lowered | undefined {
  if (!(engine instanceof WasmEngine)) return undefined;
  const lowering = new Lowering(engine, plan, inputs);
  if (lowering.steps.length === 0) return undefined;
  const program = new Lowered(engine, lowering, plan, outputs, parts);
  return program.bytes > mostBytes ? undefined : program;
}
