/** What a plan computes: each thing once, except for what is cheaper to compute again than to keep. */
import type { Operand, Step, Variable } from "./primitives.js";
import type { Recording } from "./program.js";

/** A recorded operation that is carried out as it is. */
export interface Alone {
  readonly step: Step;
  readonly call: Recording["instructions"][number]["call"];
  /** The places of its arguments; undefined for one that is the same in each run. */
  readonly sources: readonly (number | undefined)[];
  /** The place of its result. */
  readonly place: number;
}

/** The steps, without those that are like an earlier one. */
export function distinct({ steps, instructions, places, outputs }: Recording) {
  const found = new Map<string, Alone>();
  const earlierPlace = new Map<number, number>(); // of an earlier step with the same result
  const earlierName = new Map<string, Variable>(); // and that result
  const placeOf = (place: number | undefined): number | undefined =>
    place === undefined ? undefined : (earlierPlace.get(place) ?? place);
  const named = <X extends Operand>(x: X): X | Variable => (typeof x === "object" ? (earlierName.get(x.name) ?? x) : x);
  instructions.forEach(({ call, sources, place }, index) => {
    const recorded = steps[index] as Step; // there is one for each instruction
    const operands = recorded.operands.map(named);
    const step = { ...recorded, operands } as Step; // the same primitive
    const inText = operands.map((x) => (typeof x === "object" ? x.name : Object.is(x, -0) ? "-0" : String(x)));
    const key = JSON.stringify([step.primitive, step.options, inText]);
    const earlier = found.get(key);
    if (earlier) {
      earlierPlace.set(place, earlier.place);
      earlierName.set(step.result.name, earlier.step.result);
      return;
    }
    found.set(key, { step, call, sources: sources.map(placeOf), place });
  });
  return { calls: [...found.values()], places: places.map(placeOf), outputs: outputs.map(named) };
}

/**
 * Computes the derivative of relu anew for each operation that needs it, and from what relu returned, where it is the same. Most often,
 * relu's result is kept for a product, and it is then all that is kept. Returns each operation together with what is computed for it alone.
 */
export function withLateDerivatives(
  calls: readonly Alone[],
  outputs: readonly (number | undefined)[],
): readonly (readonly Alone[])[] {
  const relus = new Map<number, Alone>(); // by the place of what they are applied to
  const derivatives = new Map<number | undefined, Alone>();
  return calls.flatMap((call) => {
    const { step, sources, place } = call;
    const [source] = sources.filter((other) => other !== undefined);
    if (step.primitive === "relu" && source !== undefined) relus.set(source, call);
    const relu = step.primitive === "reluDerivative" && source !== undefined ? relus.get(source) : undefined;
    if (relu && !outputs.includes(place)) {
      const atResult = { ...step, operands: [relu.step.result] } as Step; // the same primitive
      derivatives.set(place, {
        ...call,
        step: atResult,
        sources: sources.map((other) => (other === undefined ? undefined : relu.place)),
      });
      return [];
    }
    const own = new Map<number | undefined, Alone>();
    for (const needed of sources) {
      const derivative = derivatives.get(needed);
      if (derivative) own.set(needed, { ...derivative, place: place - 1 / (own.size + 2) }); // between the places of other operations
    }
    return [[...own.values(), { ...call, sources: sources.map((other) => own.get(other)?.place ?? other) }]];
  });
}
