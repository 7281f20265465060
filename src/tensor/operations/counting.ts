/** Places among sorted numbers, and counts. Where the numbers are known, the host counts; in programs, each is compared with each. */
import { engine } from "../../engine/current.js";
import { whole } from "../../engine/layout.js";
import { rankIn } from "../../engine/order.js";
import { describe } from "../../shape/describe.js";
import { checkSize } from "../../shape/dim.js";
import { checkElements, numbersFor } from "../../shape/elements.js";
import { boundsOfHistogram, checkBounds, takesABin } from "../../shape/histogram.js";
import { checkEntries } from "../../shape/indices.js";
import { readOptions } from "../../shape/options.js";
import { checkRank } from "../../shape/rank.js";
import { nothingToReduce } from "../../shape/reduce.js";
import { count } from "../../shape/reshape.js";
import { refuse } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import { elementwise, isZero, where } from "./elementwise.js";
import { type Indices, numbersBelow, scattered } from "./indices.js";
import { sort } from "./order.js";
import { neighbours } from "./parts.js";
import { binary, filled, numbersIn, reduced, repeated, reshaped, select, sliced, taken } from "./primitives/index.js";
import { reduce } from "./reductions.js";

const areKnown = (...all: readonly Value[]): boolean => all.every(({ storage }) => storage.known);

export function searchSorted(sorted: Value, values: Value, options: unknown): Value {
  const { side = "left" } = readOptions("searchSorted", options as { readonly side?: unknown } | undefined, ["side"]); // checked there
  if (side !== "left" && side !== "right") refuse(`searchSorted: the side is "left" or "right", not ${describe(side)}`);
  checkRank("searchSorted", sorted.shape, 1);
  const withEqual = side === "right";
  if (areKnown(sorted, values)) {
    const entries = numbersIn(sorted);
    return whole(engine().upload(numbersIn(values).map((value) => rankIn(entries, value, withEqual))), values.shape);
  }
  const [entries = 0] = sorted.shape;
  const row = reshaped(values, [count(values.shape)]);
  const [all, each] = [repeated(sorted, 0, count(values.shape)), repeated(row, 1, entries)];
  const less = binary("less", all, each);
  const before = reduced("sum", withEqual ? binary("add", less, binary("equal", all, each)) : less, 1);
  // NaN comes after all numbers, and with all that are NaN.
  const beforeNaN = withEqual ? filled(row.shape, entries) : reduced("sum", binary("equal", all, all), 1);
  return reshaped(select(isZero(binary("equal", row, row)), beforeNaN, before), values.shape);
}

/** The distinct numbers in ascending order. NaN comes last, and only once. */
export function unique(x: Value): Value {
  const sorted = sort(reshaped(x, [count(x.shape)]), 0, undefined);
  const values = numbersIn(sorted);
  const firsts: number[] = [];
  values.forEach((value, place) => {
    const before = values[place - 1] as number; // not used for the first
    const isSame = value === before || (Number.isNaN(value) && Number.isNaN(before));
    if (place === 0 || !isSame) firsts.push(place);
  });
  return taken(sorted, firsts);
}

export function bincount({ values, shape, unknown }: Indices, classes: unknown): Value {
  checkSize(classes);
  checkElements([classes]);
  if (unknown) return scattered(filled(shape, 1), unknown, classes);
  const counts = numbersFor(Float64Array, classes);
  for (let place = 0; place < values.length; place++) {
    const index = values[place] as number; // within the list
    if (counts[index] === undefined) checkEntries("bincount", [index], [classes]); // throws an error
    (counts[index] as number)++;
  }
  return whole(engine().upload(counts), [classes]);
}

export function histogram(x: Value, bins: unknown, options: unknown): { counts: Value; edges: Value } {
  const given = boundsOfHistogram(options);
  checkSize(bins);
  if (bins === 0) refuse(takesABin());
  checkElements([bins + 1]);
  if (count(x.shape) === 0 && !(given.low !== undefined && given.high !== undefined))
    refuse(nothingToReduce("histogram", x.shape));
  const edges = edgesBetween(bound(x, "min", given.low), bound(x, "max", given.high), bins);
  return { counts: areKnown(x, edges) ? counted(x, edges, bins) : compared(x, edges, bins), edges };
}

const bound = (x: Value, operation: "min" | "max", given: number | undefined): Value =>
  given === undefined ? reduce(operation, x) : filled([], given);

/** The bounds of `bins` intervals of equal length: low + i (high - low) / bins. If low and high are equal, they are moved apart by 1. */
function edgesBetween(low: Value, high: Value, bins: number): Value {
  const isSame = binary("equal", low, high);
  const moved = (x: Value, by: number): Value => repeated(where(isSame, binary("add", x, by), x), 0, bins + 1);
  const [first, last, steps] = [moved(low, -0.5), moved(high, 0.5), numbersBelow(bins + 1)];
  const inside = binary("divide", binary("multiply", steps, binary("subtract", last, first)), bins);
  return select(binary("equal", steps, bins), last, binary("add", first, inside)); // the last is exact
}

function counted(x: Value, edges: Value, bins: number): Value {
  const [values, bounds] = [numbersIn(x), numbersIn(edges)];
  const [first = 0, last = 0] = [bounds[0], bounds[bins]]; // there is one more than there are bins
  if (!Number.isFinite(last - first))
    throw new RangeError("histogram: NaN and infinities lie in no bin, so it needs its bounds as options: { low, high }");
  checkBounds(first, last);
  const counts = numbersFor(Float64Array, bins);
  const perUnit = bins / (last - first);
  for (let place = 0; place < values.length; place++) {
    const value = values[place] as number; // within the numbers
    if (!(value >= first && value <= last)) continue;
    let bin = Math.min(bins - 1, Math.floor((value - first) * perUnit)); // up to rounding
    while (value < (bounds[bin] as number)) bin--; // not below the first bound
    while (bin < bins - 1 && value >= (bounds[bin + 1] as number)) bin++;
    (counts[bin] as number)++;
  }
  return whole(engine().upload(counts), [bins]);
}

/** For each bin, the numbers below its end without those below its start. The last bin has those at its end, too. */
function compared(x: Value, edges: Value, bins: number): Value {
  const [length, row] = [count(x.shape), reshaped(x, [count(x.shape)])];
  const [all, each] = [repeated(row, 1, bins + 1), repeated(edges, 0, length)];
  const atEnd = repeated(binary("equal", numbersBelow(bins + 1), bins), 0, length);
  const isBelow = binary("add", binary("less", all, each), binary("multiply", atEnd, binary("equal", all, each)));
  const below = reduced("sum", isBelow, 0);
  const [starts, ends] = [neighbours(below.shape, 0, [bins, 1])[0], neighbours(below.shape, 0, [1, bins])[1]];
  return elementwise("subtract", sliced(below, ends ?? []), sliced(below, starts ?? [])); // there are two parts each
}
