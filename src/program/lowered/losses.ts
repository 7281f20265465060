/**
 * Finds mean cross-entropies that are computed beside their derivative. The kernel of the derivative finds the loss too, so that nothing else
 * has to be computed for it. It is what the engine gives without a program.
 */
import type { Alone } from "../distinct.js";
import type { Chained, Plan } from "../plan.js";

/** A mean cross-entropy. */
interface Found {
  /** The place of its derivative. */
  readonly error: number;
  /** The place of the loss. */
  readonly loss: number;
  /** The places of what only the loss needs. */
  readonly spared: readonly number[];
}

/** Looks for `divide(sum(reshape(multiply(targets, logSoftmax(logits)))), -examples)` and `crossEntropyError(logits, targets)`. */
export function lossesIn({ units, places }: Plan): readonly Found[] {
  const errors = units.filter((unit): unit is Alone => isStep(unit, "crossEntropyError"));
  if (errors.length === 0) return [];
  const at = new Map(units.flatMap((unit) => ("chain" in unit ? [] : [[unit.place, unit] as const])));
  const readers = new Map<number, number>();
  for (const place of [...units.flatMap(readBy), ...places])
    if (place !== undefined) readers.set(place, (readers.get(place) ?? 0) + 1);
  /** The unit that computes the operand of another, if nothing else reads it. */
  const above = (unit: Alone | undefined, primitive: string): Alone | undefined => {
    const place = unit?.sources.find((source) => source !== undefined);
    const found = place === undefined || readers.get(place) !== 1 ? undefined : at.get(place);
    return found && isStep(found, primitive) ? found : undefined;
  };
  return units.flatMap((unit): Found[] => {
    if (!isStep(unit, "divide")) return [];
    const sum = above(unit, "sum");
    const flat = above(sum, "reshape");
    const product = above(flat, "multiply");
    if (!sum || !flat || !product) return [];
    const [targets, logs] = product.sources.filter((source) => source !== undefined);
    const logSoftmax = logs === undefined || readers.get(logs) !== 1 ? undefined : at.get(logs);
    if (!logSoftmax || !isStep(logSoftmax, "logSoftmax")) return [];
    const logits = logSoftmax.sources.find((source) => source !== undefined);
    const error = errors.find(({ sources }) => sources[0] === logits && sources[1] === targets);
    const isMean = error && Object.is(unit.step.operands[1], -(error.step.result.shape[0] as number)); // it has two axes
    const isRead = error && units.slice(0, units.indexOf(error)).some((earlier) => readBy(earlier).includes(unit.place));
    return isMean && !isRead
      ? [{ error: error.place, loss: unit.place, spared: [sum.place, flat.place, product.place, logSoftmax.place] }]
      : [];
  });
}

const isStep = (unit: Alone | Chained, primitive: string): unit is Alone => "step" in unit && unit.step.primitive === primitive;

const readBy = (unit: Alone | Chained): readonly (number | undefined)[] =>
  "chain" in unit ? unit.operands.filter((operand) => typeof operand === "number") : unit.sources;
