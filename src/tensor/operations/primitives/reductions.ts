/** Operations along an axis: reductions, and the repetition that takes their errors back. */
import { engine } from "../../../engine/current.js";
import type { Reduction, View } from "../../../engine/engine.js";
import { inMemoryOrder, size, whole } from "../../../engine/layout.js";
import { recorded, type Shares, type Value } from "../../tape.js";
import { binary, inOrderOf } from "./elementwise.js";
import { reversed } from "./views.js";

/** Reduces along one axis, which the result lacks. */
export const reduced = /* @__PURE__ */ recorded(
  "reduce",
  (operation: Reduction, x: Value, axis: number): View => whole(engine().reduce(operation, x, axis), x.shape.toSpliced(axis, 1)),
  (error, y, operation, x, axis): Shares => [
    undefined,
    operation === "argmax" ? undefined : () => parts[operation](error, x, axis, y),
  ],
);

const parts: Record<Exclude<Reduction, "argmax">, (error: Value, x: Value, axis: number, y: Value) => Value> = {
  sum: (error, x, axis) => repeated(error, axis, size(x.shape, axis)),
  mean: (error, x, axis) => repeated(binary("divide", error, size(x.shape, axis)), axis, size(x.shape, axis)),
  max: toExtremes,
  min: toExtremes,
};

/** The error of each extreme, divided equally among the elements that equal it. */
function toExtremes(error: Value, x: Value, axis: number, y: Value): Value {
  const entries = size(x.shape, axis);
  const isExtreme = binary("equal", x, repeated(y, axis, entries));
  return binary("multiply", isExtreme, repeated(binary("errorOver", error, reduced("sum", isExtreme, axis)), axis, entries));
}

/** Inserts an axis of equal entries at position `axis`. */
export const repeated = /* @__PURE__ */ recorded(
  "repeat",
  ({ storage, offset, shape, strides }: Value, axis: number, entries: number): View => ({
    storage,
    offset,
    shape: shape.toSpliced(axis, 0, entries),
    strides: strides.toSpliced(axis, 0, 0),
  }),
  (error, _y, _x, axis): Shares => [() => reduced("sum", error, axis)],
);

/** Subtracts the mean along an axis. */
export const centered = /* @__PURE__ */ recorded(
  "center",
  (x: Value, axis: number): View => whole(engine().center(x, axis), x.shape),
  (error, _y, _x, axis): Shares => [() => centered(error, axis)],
);

/** Running sums along an axis. */
export const cumulated = /* @__PURE__ */ recorded(
  "cumulativeSum",
  (x: Value, axis: number): View => whole(engine().cumulate(x, axis), x.shape),
  (error, _y, _x, axis): Shares => [() => reversed(cumulated(reversed(error, axis), axis), axis)],
);

/** Softmax or its logarithm, along the last axis. */
export const softmax = /* @__PURE__ */ recorded(
  "softmax",
  (operation: "softmax" | "logSoftmax", x: Value): View => {
    const original = operation === "softmax" ? inMemoryOrder(x) : undefined;
    const last = x.shape.length - 1;
    const found = original && engine().softmaxColumns?.(original, size(x.shape, last), size(x.strides, last));
    return found ? inOrderOf(x, found) : whole(engine()[operation](x), x.shape);
  },
  (error, y, operation, x): Shares => [
    undefined,
    operation === "softmax"
      ? () => binary("errorTimes", y, binary("subtract", error, sumAgain(binary("errorTimes", error, y)))) // y ⊙ (e - Σ e ⊙ y)
      : () => binary("subtract", error, binary("errorTimes", softmax("softmax", x), sumAgain(error))), // e - softmax(x) Σ e
  ],
);

/**
 * ∂C/∂z of the cross-entropy C of softmax(z) with the targets: (softmax(z) Σ y - y) / examples. Both are `[examples, classes]`.
 * The loss itself, one number, is written into `found`.
 */
export const crossEntropyError = /* @__PURE__ */ recorded(
  "crossEntropyError",
  (logits: Value, targets: Value, found: { loss?: Value }): View => {
    const { loss, error } = engine().crossEntropy(logits, targets);
    found.loss = whole(loss, []);
    return whole(error, logits.shape);
  },
  (error, _, logits, targets): Shares => {
    const share = binary("divide", error, size(logits.shape, 0));
    const probabilities = () => softmax("softmax", logits);
    return [
      () => {
        const weighted = binary("multiply", binary("multiply", share, sumAgain(targets)), probabilities());
        return binary("subtract", weighted, binary("multiply", probabilities(), sumAgain(weighted)));
      },
      () => binary("subtract", sumAgain(binary("multiply", share, probabilities())), share),
    ];
  },
);

/** The sum along the last axis, repeated along it. */
function sumAgain(x: Value): Value {
  const last = x.shape.length - 1;
  return repeated(reduced("sum", x, last), last, size(x.shape, last));
}
