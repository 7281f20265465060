/** Sorting, entries by their rank, and running products and extremes. */
import { engine } from "../../engine/current.js";
import { size, whole } from "../../engine/layout.js";
import { sizesAround } from "../../engine/order.js";
import { checkAlong } from "../../shape/along.js";
import { checkAxis, noLastAxis } from "../../shape/axis.js";
import { checkFlag, readOptions } from "../../shape/options.js";
import { refuse } from "../../shape/shape-error.js";
import { checkLength } from "../../shape/window.js";
import type { Value } from "../tape.js";
import { isZero } from "./elementwise.js";
import { neighbours, split } from "./parts.js";
import { argsorted, binary, isPlain, joined, numbersIn, select, sliced, takenAlong, unary } from "./primitives/index.js";

/** The axis, by default the last. */
function axisOf(operation: string, { shape }: Value, axis: unknown = -1): number {
  return shape.length === 0 ? refuse(noLastAxis(operation)) : checkAxis(operation, shape, axis);
}

/** In either order, equal numbers keep their places, and NaN comes last. */
const ordered = (x: Value, axis: number, isDescending: boolean): Value => argsorted(isDescending ? unary("negate", x) : x, axis);

/** The order of the entries along an axis: for each place, the index of the entry that belongs there. */
export function argsort(x: Value, axis: unknown, options: unknown, operation = "argsort"): Value {
  const { descending = false } = readOptions(operation, options as { readonly descending?: unknown } | undefined, ["descending"]); // checked there
  checkFlag(`${operation}: descending`, descending);
  return ordered(x, axisOf(operation, x, axis), descending);
}

export function sort(x: Value, axis: unknown, options: unknown): Value {
  const order = argsort(x, axis, options, "sort");
  return takenAlong(x, order, axisOf("sort", x, axis));
}

export function takeAlong(x: Value, indices: Value, axis: unknown): Value {
  return takenAlong(x, indices, checkAlong(x.shape, indices.shape, axis));
}

export function topK(x: Value, k: unknown, axis: unknown = -1): { values: Value; indices: Value } {
  axisOf("topK", x, axis);
  const along = checkLength("topK", x.shape, k, axis);
  const entries = size(x.shape, along);
  const [first = []] = neighbours(x.shape, along, [k as number, entries - (k as number)]); // checked above
  const indices = sliced(ordered(x, along, true), first);
  return { values: takenAlong(x, indices, along), indices };
}

/**
 * The number below which a share q of the numbers along an axis lies, in between two of them if need be. NaN if one of the numbers is.
 * With NumPy's formulas, the result lies between its neighbours, and equals them if they are equal.
 */
export function quantile(x: Value, axis: number, q = 0.5): Value {
  const last = size(x.shape, axis) - 1;
  const order = argsorted(x, axis);
  const at = (entry: number): Value => {
    const [, index] = split(order, [entry, 1, last - entry], axis);
    return takenAlong(x, index as Value, axis); // the second of three parts
  };
  const low = Math.floor(q * last);
  const share = q * last - low;
  const greatest = at(last);
  return select(
    isZero(binary("equal", greatest, greatest)),
    greatest,
    share === 0 ? at(low) : between(at(low), at(low + 1), share),
  );
}

function between(low: Value, high: Value, share: number): Value {
  if (share === 0.5) return binary("add", binary("multiply", low, 0.5), binary("multiply", high, 0.5)); // without ∞ - ∞
  const distance = binary("subtract", high, low);
  return share < 0.5
    ? binary("add", low, binary("multiply", distance, share))
    : binary("subtract", high, binary("multiply", distance, 1 - share));
}

/** What running results are made of: the result of a run of entries, from those of its two halves. */
const combined = {
  cumulativeProduct: (before: Value, after: Value) => binary("multiply", before, after),
  cumulativeMax: (before: Value, after: Value) => later(binary("less", before, after), before, after),
  cumulativeMin: (before: Value, after: Value) => later(binary("less", after, before), before, after),
};

/** The later value if it is better or NaN, else the earlier one. If the earlier one is NaN, nothing is better. */
function later(isBetter: Value, before: Value, after: Value): Value {
  return select(binary("add", isBetter, isZero(binary("equal", after, after))), after, before);
}

export type Running = keyof typeof combined;

/**
 * Running results along an axis. In each step, every entry is combined with the one `step` places before it, and then stands for twice as
 * many entries as before. Unlike a quotient of products, its derivative is also right at 0.
 */
export function cumulative(operation: Running, x: Value, axis: unknown): Value {
  const along = checkAxis(operation, x.shape, axis);
  if (isPlain(x)) {
    if (operation !== "cumulativeProduct") return inOnePass(operation === "cumulativeMax" ? 1 : -1, x, along);
    const found = engine().runningProduct?.(x, along);
    if (found) return whole(found, x.shape);
  }
  const entries = size(x.shape, along);
  let result = x;
  for (let step = 1; step < entries; step *= 2) {
    const rest = entries - step;
    const [first, after] = split(result, [step, rest], along) as [Value, Value]; // a part for each size
    const [before] = split(result, [rest, step], along) as [Value, Value]; // as above
    const both = neighbours(x.shape, along, [step, rest]);
    result = joined(0, x.shape, both, first, combined[operation](before, after));
  }
  return result;
}

/** Running extremes of numbers that are known. They equal those above, to the last bit. */
function inOnePass(sign: 1 | -1, x: Value, axis: number): Value {
  const numbers = numbersIn(x);
  const [, entries, inner] = sizesAround(x.shape, axis);
  for (let start = 0; start < numbers.length; start += entries * inner) {
    for (let place = start + inner; place < start + entries * inner; place++) {
      const before = numbers[place - inner] as number; // within the array
      if (!(sign * (numbers[place] as number) > sign * before || Number.isNaN(numbers[place]))) numbers[place] = before;
    }
  }
  return whole(engine().upload(numbers), x.shape);
}
