/** When the values of a plan are needed for the last time, so that their memory can be used again. */
import type { Plan } from "./plan.js";

/** What may give back the numbers of its operand, seen in another way. */
const views: ReadonlySet<string> = new Set(["reshape", "permute", "window", "slice", "entry", "repeat", "stopGradient"]);

/**
 * For each unit, the places of the values that nothing reads after it. Neither arguments nor outputs are among them, nor constants, nor what
 * may share numbers with any of these.
 */
export function endsOf({ units, places }: Plan, inputs: number): readonly (readonly number[])[] {
  const origins = new Map<number, number | undefined>(); // where the numbers of each place come from; undefined for those that stay
  for (let input = 0; input < inputs; input++) origins.set(input, undefined);
  const lastUse = new Map<number, number>();
  units.forEach((unit, index) => {
    if ("chain" in unit) {
      for (const operand of unit.operands) if (typeof operand === "number") use(operand, index);
      const firsts = new Map<number, number>(); // several places may see the same result
      for (const { place, index: link } of unit.results) {
        if (!firsts.has(link)) firsts.set(link, place);
        make(place, firsts.get(link), index);
      }
    } else {
      for (const source of unit.sources) if (source !== undefined) use(source, index);
      make(unit.place, views.has(unit.step.primitive) ? originOf(unit.sources) : unit.place, index);
    }
  });
  for (const place of places) if (place !== undefined) use(place, units.length);

  /** Of what a view sees: it has one operand. */
  function originOf(sources: readonly (number | undefined)[]): number | undefined {
    const source = sources.find((place) => place !== undefined);
    return source === undefined ? undefined : origins.get(source);
  }
  function make(place: number, origin: number | undefined, index: number): void {
    origins.set(place, origin);
    if (origin !== undefined) lastUse.set(origin, index);
  }
  function use(place: number, index: number): void {
    const origin = origins.get(place);
    if (origin !== undefined) lastUse.set(origin, index);
  }

  const ends: number[][] = units.map(() => []);
  for (const [place, index] of lastUse) ends[index]?.push(place);
  return ends;
}
