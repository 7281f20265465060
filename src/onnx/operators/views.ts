/** Changes of shape, and parts of tensors. */
import type { Primitives } from "../../program/primitives.js";
import type { Span } from "../../shape/slice.js";
import { full, type GraphBuilder } from "../graph.js";
import { dataTypes } from "../model.js";
import { areSame, isSame, type Size, type Sized } from "../sizes.js";
import { allFixed, fixed, type Operators, onWhole, operand, reshaped } from "./operator.js";
import { seen, spread } from "./windows.js";

type Places = Sized<Primitives["join"]["places"]>;
const rangeOf = (place: Places[number] | undefined, axis: number): Sized<Span> => place?.[axis] as Sized<Span>; // there is a range for each axis

/** The end of a range that runs backwards to the first entry. */
const beforeTheFirst = -(2 ** 31);

const asIndices = (graph: GraphBuilder, x: string): string => graph.node("Cast", [x], { to: dataTypes.int64 });

/** Zeros, to which rows are added at their indices. */
function scattered(graph: GraphBuilder, shape: readonly Size[], indices: string, rows: string): string {
  const zeros = graph.node("Expand", [graph.number(0), graph.sizes(shape)]);
  return graph.node("ScatterND", [zeros, indices, rows], { reduction: "add" });
}

export const viewOperators: Operators<
  | "repeat"
  | "permute"
  | "reshape"
  | "slice"
  | "entry"
  | "join"
  | "window"
  | "spread"
  | "take"
  | "untake"
  | "gather"
  | "scatter"
  | "takeAlong"
  | "scatterAlong"
> = {
  repeat: (call) => {
    const { options, shape } = call;
    const x = operand(call);
    const axis = fixed(options.axis);
    const repeated = new Set([axis, ...[...x.repeated].map((each) => (each < axis ? each : each + 1))]);
    if (axis <= x.missing) return { name: x.name, shape, repeated, missing: x.missing + 1 };
    const name = call.graph.node("Unsqueeze", [x.name, call.graph.integers([axis - x.missing])]);
    return { name, shape, repeated, missing: x.missing };
  },
  permute: (call) => {
    const { graph, options, shape } = call;
    const x = operand(call);
    const order = allFixed(options.order);
    const repeated = new Set(order.flatMap((from, axis) => (x.repeated.has(from) ? [axis] : [])));
    return { name: graph.node("Transpose", [graph.ofFullRank(x)], { perm: order }), shape, repeated, missing: 0 };
  },
  reshape: (call) => {
    const { graph, shape } = call;
    const x = operand(call);
    const origin = x.origin ?? full(graph.whole(x), x.shape);
    return areSame(shape, origin.shape) ? origin : { ...full(reshaped(graph, origin.name, shape), shape), origin };
  },
  slice: (call) => {
    const { graph, options, shape } = call;
    const x = operand(call);
    const cut = options.ranges.flatMap(({ start, entries, step }, axis) => {
      const isAll = start === 0 && step === 1 && isSame(entries, x.shape[axis] as Size); // there is a range for each axis
      if (isAll) return [];
      const end = fixed(start) + fixed(step) * fixed(entries);
      return [{ axis, start: fixed(start), end: end < 0 ? beforeTheFirst : end, step: fixed(step) }]; // -1 would be the last entry
    });
    if (cut.length === 0) return x;
    const list = (key: "axis" | "start" | "end" | "step") => graph.integers(cut.map((range) => range[key]));
    return full(graph.node("Slice", [graph.whole(x), list("start"), list("end"), list("axis"), list("step")]), shape);
  },
  entry: onWhole(({ graph, options }, x) => graph.node("Gather", [x, graph.integers([fixed(options.index)], [])], { axis: 0 })),
  join: onWhole(({ graph, options, shape }, x, ...more) => {
    if (more.length > 0) {
      // Only `concat` and `stack` have several parts, which follow one another along an axis.
      const axis = shape.findIndex((size, along) => options.places.some((place) => !isSame(rangeOf(place, along).entries, size)));
      return graph.node("Concat", [x, ...more], { axis });
    }
    const ranges = shape.map((_, axis) => rangeOf(options.places[0], axis));
    const before = ranges.map(({ start }) => fixed(start));
    const after = ranges.map(({ start, entries }, axis) => {
      const size = shape[axis] as Size; // there is a range for each axis
      return isSame(size, entries) ? 0 : fixed(size) - fixed(entries) - fixed(start);
    });
    return graph.node("Pad", [x, graph.integers([...before, ...after]), graph.number(fixed(options.value))]);
  }),
  window: (call) => full(seen(call.graph, operand(call), call.options), call.shape),
  spread: (call) => {
    const { graph, options, shape } = call;
    const x = operand(call);
    return full(spread(graph, graph.whole(x), { ...options, shape: x.shape }, shape), shape);
  },
  take: onWhole(({ graph, options }, x) => graph.node("Gather", [x, graph.integers(allFixed(options.indices))], { axis: 0 })),
  untake: onWhole(({ graph, options, shape }, rows) => {
    const indices = graph.integers(allFixed(options.indices), [options.indices.length, 1]);
    return scattered(graph, shape, indices, rows);
  }),
  gather: onWhole(({ graph }, x, indices) => graph.node("Gather", [x, asIndices(graph, indices)], { axis: 0 })),
  scatter: onWhole(({ graph, shape }, rows, indices) => {
    const places = graph.node("Unsqueeze", [asIndices(graph, indices), graph.integers([-1])]);
    return scattered(graph, shape, places, rows);
  }),
  takeAlong: onWhole(({ graph, options }, x, indices) =>
    graph.node("GatherElements", [x, asIndices(graph, indices)], { axis: fixed(options.axis) }),
  ),
  scatterAlong: onWhole(({ graph, options, shape }, x, indices) => {
    const zeros = graph.node("Expand", [graph.number(0), graph.sizes(shape)]);
    const operands = [zeros, asIndices(graph, indices), x];
    return graph.node("ScatterElements", operands, { axis: fixed(options.axis), reduction: "add" });
  }),
};
