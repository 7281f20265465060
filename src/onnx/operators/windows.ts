/** Windows on a tensor, whose elements are in a row. */
import { placesOf } from "../../engine/layout.js";
import type { Primitives } from "../../program/primitives.js";
import type { GraphBuilder, Value } from "../graph.js";
import { isNumber, isSame, type Size, type Sized, Unproportional } from "../sizes.js";
import { allFixed, fixed, product, reshaped } from "./operator.js";

export type Window = Sized<Primitives["window"]>;

/** What a window reads. */
export function seen(graph: GraphBuilder, x: Value, window: Window): string {
  const { lead, inner, indices } = placesIn(window, x.shape);
  const rows = reshaped(graph, graph.whole(x), [...lead, lead.length > 0 ? product(x.shape.slice(1)) : -1]);
  return graph.node("Gather", [rows, graph.integers(indices, inner)], { axis: lead.length });
}

/** Zeros of a shape, to which numbers are added where a window would read them. */
export function spread(graph: GraphBuilder, numbers: string, window: Window, shape: readonly Size[]): string {
  const { lead, indices } = placesIn(window, shape);
  const zeros = graph.node("Expand", [graph.number(0), graph.sizes([...lead, product(shape.slice(lead.length))])]);
  const row = [...lead, indices.length];
  const places = graph.node("Expand", [graph.integers(indices), graph.sizes(row)]);
  const sums = graph.node("ScatterElements", [zeros, places, reshaped(graph, numbers, row)], {
    axis: lead.length,
    reduction: "add",
  });
  return reshaped(graph, sums, shape);
}

/**
 * The places that a window reads, in a tensor of a shape whose elements are in a row. If the window has an entry for each example, these are
 * the places in one example.
 */
function placesIn(window: Window, shape: readonly Size[]) {
  const [examples = 1] = window.shape;
  const isBatched = !isNumber(examples);
  const ofExample = isBatched ? product(shape.slice(1)) : product(shape);
  if (isBatched && !(isSame(examples, shape[0] ?? 1) && window.strides[0] === ofExample)) throw new Unproportional();
  const skipped = isBatched ? 1 : 0;
  const [inner, strides] = [allFixed(window.shape.slice(skipped)), allFixed(window.strides.slice(skipped))];
  const indices = Array.from(placesOf({ offset: fixed(window.offset), strides }, inner, ofExample));
  if (indices.some(Number.isNaN)) throw new Unproportional(); // it reads beyond the example
  return { lead: isBatched ? [examples] : [], inner, indices };
}
