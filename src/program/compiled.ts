/** Functions that have been compiled: recorded for arguments of certain shapes, and carried out by an engine. */
import { chainOn } from "../engine/chains/of-engine.js";
import type { Engine } from "../engine/engine.js";
import { rowMajor } from "../engine/layout.js";
import type { Storage } from "../engine/storage.js";
import { mapTensors } from "../grad/tree.js";
import { sameShape } from "../shape/broadcast.js";
import type { Shape } from "../shape/shape.js";
import { type Changing, readsOf } from "../tensor/reads.js";
import type { Value } from "../tensor/tape.js";
import { type AnyTensor, claim, isTensor, viewOf } from "../tensor/tensor.js";
import type { Alone } from "./distinct.js";
import { type Chained, type Plan, planOf } from "./plan.js";
import type { Constant } from "./primitives.js";
import type { Recording } from "./program.js";
import { record } from "./record.js";

/** The number of recordings that are kept. */
const mostKept = 16;

/** The recordings of a function that were used last. */
export class Recent {
  readonly #kept = new Map<string, Compiled>();
  /** The newest. */
  last: Compiled | undefined;

  /** The recording with a key, which says all that it depends on except the engine, and what the function reads. */
  get(current: Engine, key: string, make: () => Compiled): Compiled {
    const kept = this.#kept;
    let found = kept.get(key);
    if (!found?.isCurrent(current)) {
      this.last = undefined; // if recording fails
      found = make();
      if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string); // the oldest
    }
    kept.delete(key);
    kept.set(key, found); // as the newest
    this.last = found;
    return found;
  }
}

/** Outputs that are used together to change arguments in place. */
export interface Part {
  /** The outputs, by their indices. */
  readonly outputs: readonly number[];
  /** The arguments that are changed, by their indices. */
  readonly changed: readonly number[];
}
export type Take = (part: number, outputs: readonly Value[]) => void;

/** The number that a value with one number is. */
export const onlyNumber = ({ storage, offset }: Value): number => storage.values[offset] as number; // it has one

/** A function for arguments of certain shapes, on one engine. */
export class Compiled {
  readonly #versions: readonly (readonly [Changing, number])[];
  readonly recording: Recording;
  readonly plan: Plan;
  /** The shapes of the arguments if all of them are tensors, and not records or lists. */
  readonly #shapes: readonly Shape[] | undefined;
  readonly #units: readonly Run[];
  readonly #places: readonly (number | undefined)[];

  constructor(
    readonly engine: Engine,
    f: (...args: readonly unknown[]) => unknown,
    args: readonly unknown[],
  ) {
    const { result, reads } = readsOf(() => record("compile", f, args));
    this.#versions = [...reads].map((what) => [what, what.version]);
    this.recording = result;
    this.#shapes = args.every(isTensor) ? args.map(({ shape }) => shape) : undefined;
    const plan = planOf(result);
    this.plan = plan;
    this.#places = plan.places;
    this.#units = plan.units.map((unit) => ("chain" in unit ? runChained(engine, unit) : runAlone(unit)));
  }

  /** Whether arguments that are tensors have the shapes that were recorded. */
  takes(args: readonly Value[]): boolean {
    const shapes = this.#shapes;
    return shapes?.length === args.length && args.every(({ shape }, index) => sameShape(shape, shapes[index] as Shape)); // there are as many
  }

  /** Whether the function would do the same now. */
  isCurrent(current: Engine): boolean {
    return current === this.engine && this.#versions.every(([what, version]) => what.version === version);
  }

  /**
   * Computes the outputs for some arguments, and passes those of each part to `take`. Returns the first, which is one number. Afterwards nothing
   * that was computed may be used any more.
   */
  use(args: readonly Value[], parts: readonly Part[], take: Take): number {
    return this.engine.scope(
      () => {
        const outputs = this.#outputs(this.#compute(args));
        const found = onlyNumber(outputs[0] as Value);
        parts.forEach((part, index) => {
          take(
            index,
            part.outputs.map((output) => outputs[output] as Value),
          );
        });
        return found;
      },
      () => [],
    );
  }

  #constant(output: number): Value {
    return viewOf("compile", (this.recording.outputs[output] as Constant).tensor); // an output without a place is a constant
  }

  /** The outputs for some arguments. */
  run(args: readonly Value[]): Value[] {
    const values =
      this.#units.length > 1
        ? this.engine.scope(
            () => this.#compute(args),
            (values) => this.#made(values, args),
          )
        : this.#compute(args);
    return this.#outputs(values);
  }

  #outputs(values: readonly Value[]): Value[] {
    return this.#places.map((place, index) => (place === undefined ? this.#constant(index) : (values[place] as Value)));
  }

  /** The result of the function, as it was recorded, from its outputs. */
  result(outputs: readonly Value[]): unknown {
    const { result } = this.recording;
    const outputOf = (index: number): AnyTensor => claim(outputs[index] as Value); // there is one for each
    if (isTensor(result)) return outputOf(0);
    let next = 0;
    return mapTensors(result, () => outputOf(next++));
  }

  #compute(args: readonly Value[]): Value[] {
    const values = [...args];
    for (const unit of this.#units) unit(values);
    return values;
  }

  /** The storages of the outputs, without those of the arguments. */
  #made(values: readonly Value[], args: readonly Value[]): Storage[] {
    return this.#places.flatMap((place) => {
      const storage = place === undefined ? undefined : values[place]?.storage;
      return storage === undefined || args.some((argument) => argument.storage === storage) ? [] : [storage];
    });
  }
}

/** Computes the values at some places from those at others. */
type Run = (values: Value[]) => void;

function runAlone({ call, sources, place }: Alone): Run {
  const varying = sources.flatMap((source, index) => (source === undefined ? [] : [[index, source] as const]));
  return (values) => {
    const given = [...call.given];
    for (const [index, source] of varying) given[index] = values[source];
    values[place] = call.compute(...(given as never)); // the arguments of the operation, with the same shapes as when it was recorded
  };
}

function runChained(engine: Engine, { chain, operands, results }: Chained): Run {
  const run = chainOn(engine, chain);
  const views = results.map((result) => ({ ...result, strides: rowMajor(result.shape) }));
  return (values) => {
    const storages = run(operands.map((operand) => (typeof operand === "number" ? (values[operand] as Value) : operand)));
    for (const { place, shape, strides, index } of views)
      values[place] = { storage: storages[index] as Storage, offset: 0, shape, strides };
  };
}
