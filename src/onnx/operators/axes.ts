/** Products, and operations along an axis. */
import type { Reduction } from "../../engine/engine.js";
import { dataTypes } from "../model.js";
import type { Size } from "../sizes.js";
import { fixed, type Operator, type Operators, onWhole } from "./operator.js";

const reduce = (name: string): Operator<"sum"> =>
  onWhole(({ graph, options }, x) => graph.node(name, [x, graph.integers([fixed(options.axis)])], { keepdims: 0 }));

export const axisOperators: Operators<
  Reduction | "matmul" | "batchMatmul" | "center" | "cumulativeSum" | "softmax" | "logSoftmax" | "crossEntropyError"
> = {
  matmul: onWhole(({ graph }, left, right) => graph.node("MatMul", [left, right])),
  batchMatmul: onWhole(({ graph }, left, right) => graph.node("MatMul", [left, right])),
  sum: reduce("ReduceSum"),
  mean: reduce("ReduceMean"),
  max: reduce("ReduceMax"),
  min: reduce("ReduceMin"),
  argmax: onWhole(({ graph, options }, x) => {
    const found = graph.node("ArgMax", [x], { axis: fixed(options.axis), keepdims: 0 });
    return graph.node("Cast", [found], { to: dataTypes.float });
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
