/** Products, and operations along an axis. */
import type { Reduction } from "../../engine/engine.js";
import { full, type GraphBuilder, type Value } from "../graph.js";
import { dataTypes } from "../model.js";
import { areSame, type Size } from "../sizes.js";
import { type Call, fixed, type Operator, type Operators, onWhole, reshaped } from "./operator.js";

const reduce = (name: string): Operator<"sum"> =>
  onWhole(({ graph, options }, x) => graph.node(name, [x, graph.integers([fixed(options.axis)])], { keepdims: 0 }));

const greatestFloat32 = 2 ** 128 - 2 ** 104;

const product = (graph: GraphBuilder, ...operands: readonly Value[]): string =>
  graph.node(
    "MatMul",
    operands.map((x) => graph.whole(x)),
  );

/**
 * A program merges all leading axes before a product, and takes them apart again after it. ONNX multiplies with any leading axes, so what was
 * merged can be multiplied as it was before.
 */
function batchedBefore({ graph, operands, shape }: Call<"batchMatmul">): Value | undefined {
  const [left, right] = operands.map(({ origin, shape: merged }) =>
    origin && areSame(origin.shape.slice(-2), merged.slice(-2)) ? origin : undefined,
  );
  if (!(left && right && areSame(left.shape.slice(0, -2), right.shape.slice(0, -2)))) return undefined;
  const apart = full(product(graph, left, right), [...left.shape.slice(0, -1), ...right.shape.slice(-1)]);
  return { ...full(reshaped(graph, apart.name, shape), shape), origin: apart };
}

export const axisOperators: Operators<
  Reduction | "argsort" | "matmul" | "batchMatmul" | "center" | "cumulativeSum" | "softmax" | "logSoftmax" | "crossEntropyError"
> = {
  matmul: onWhole(({ graph }, left, right) => graph.node("MatMul", [left, right])),
  batchMatmul: (call) => batchedBefore(call) ?? full(product(call.graph, ...call.operands), call.shape),
  sum: reduce("ReduceSum"),
  mean: reduce("ReduceMean"),
  max: reduce("ReduceMax"),
  min: reduce("ReduceMin"),
  argmax: onWhole(({ graph, options }, x) => {
    const found = graph.node("ArgMax", [x], { axis: fixed(options.axis), keepdims: 0 });
    return graph.node("Cast", [found], { to: dataTypes.float });
  }),
  argsort: onWhole(({ graph, options, shape }, x) => {
    const entries = graph.integers([fixed(shape[fixed(options.axis)] as Size)]); // an axis of the shape
    // Runtimes leave NaN where it is, so infinity takes its place, and the greatest number that of infinity.
    const finite = graph.node("Min", [x, graph.number(greatestFloat32)]);
    const keys = graph.node("Where", [graph.node("IsNaN", [x]), graph.number(Number.POSITIVE_INFINITY), finite]);
    const order = graph.second("TopK", [keys, entries], { axis: fixed(options.axis), largest: 0, sorted: 1 });
    return graph.node("Cast", [order], { to: dataTypes.float });
  }),
  center: onWhole(({ graph, options }, x) => {
    const mean = graph.node("ReduceMean", [x, graph.integers([fixed(options.axis)])], { keepdims: 1 });
    return graph.node("Sub", [x, mean]);
  }),
  cumulativeSum: onWhole(({ graph, options }, x) => graph.node("CumSum", [x, graph.integers([fixed(options.axis)], [])])),
  softmax: onWhole(({ graph }, x) => graph.node("Softmax", [x], { axis: -1 })),
  logSoftmax: onWhole(({ graph }, x) => graph.node("LogSoftmax", [x], { axis: -1 })),
  crossEntropyError: onWhole(({ graph, shape }, logits, targets) => {
    const examples = fixed(shape[0] as Size); // `[examples, classes]`
    const sums = graph.node("ReduceSum", [targets, graph.integers([-1])], { keepdims: 1 });
    const probabilities = graph.node("Mul", [graph.node("Softmax", [logits], { axis: -1 }), sums]);
    return graph.node("Div", [graph.node("Sub", [probabilities, targets]), graph.number(examples)]);
  }),
};
