/**
 * What all operations are made of: each primitive with its derivative beside it. That is the whole of the calculus here; what stands
 * above it checks shapes and composes. The shapes fit when a primitive is called.
 *
 * A derivative takes the error of the output, ∂C/∂y, and gives the share of each argument, ∂C/∂x = ∂C/∂y · ∂y/∂x. Where one of the two is 0
 * so is the share, though the other be infinite or NaN (`errorTimes`, `errorOver`): what `where` has not taken, and so has no say in C,
 * has none in its gradient either.
 */
import { engine } from "../../engine/current.js";
import type { BinaryOperation, Reduction, UnaryOperation, View, Window } from "../../engine/engine.js";
import { isRowMajor, rowMajor, size, stridesUnder, whole } from "../../engine/layout.js";
import { sameShape } from "../../shape/broadcast.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import type { Span } from "../../shape/slice.js";
import { recorded, type Shares, type Value } from "../tape.js";

// ── Element by element ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const unary = /* @__PURE__ */ recorded(
  (operation: UnaryOperation, x: Value): View => whole(engine().unary(operation, x), x.shape),
  (error, y, operation, x): Shares => [
    undefined,
    operation === "reluDerivative" ? undefined : () => slopes[operation](error, x, y), // a step, as `equal` below
  ],
);

const slopes: Record<Exclude<UnaryOperation, "reluDerivative">, (error: Value, x: Value, y: Value) => Value> = {
  negate: (error) => unary("negate", error),
  exp: (error, _, y) => binary("errorTimes", error, y),
  log: (error, x) => binary("errorOver", error, x),
  // At 0, where √ rises vertically, the slope counts as 0: then a norm has the gradient 0 where it is 0, the least of its subgradients. With an
  // infinite one it would be ∞ · 0.
  sqrt: (error, x) => binary("errorTimes", error, unary("sqrtDerivative", x)),
  sqrtDerivative: (error, _, y) => binary("errorTimes", error, binary("multiply", binary("multiply", unary("square", y), y), -2)), // -2 y³
  square: (error, x) => binary("errorTimes", error, binary("multiply", x, 2)),
  abs: (error, x) => binary("errorTimes", error, sign(x)),
  tanh: (error, x) => binary("errorTimes", error, unary("tanhDerivative", x)),
  sigmoid: (error, x) => binary("errorTimes", error, unary("sigmoidDerivative", x)),
  relu: (error, x) => binary("errorTimes", error, unary("reluDerivative", x)),
  tanhDerivative: (error, x, y) => binary("errorTimes", error, binary("multiply", binary("multiply", unary("tanh", x), y), -2)), // -2 tanh (1 - tanh²)
  sigmoidDerivative: (error, x, y) =>
    binary("errorTimes", error, binary("multiply", unary("tanh", binary("multiply", x, 0.5)), unary("negate", y))), // σ' (1 - 2σ)
};

/** -1, 0 or 1. */
const sign = (x: Value): Value => binary("subtract", unary("reluDerivative", x), unary("reluDerivative", unary("negate", x)));

/** Two values of one shape, or a value and a number. */
export const binary = /* @__PURE__ */ recorded(
  (operation: BinaryOperation, left: Value, right: Value | number): View =>
    whole(engine().binary(operation, left, right), left.shape),
  (error, y, operation, left, right): Shares => [undefined, ...quotas[operation](error, left, right, y)],
);

const quotas: Record<BinaryOperation, (error: Value, left: Value, right: Value | number, y: Value) => Shares> = {
  add: (error) => [() => error, () => error],
  subtract: (error) => [() => error, () => unary("negate", error)],
  multiply: byFactors,
  divide: byDivision,
  errorTimes: byFactors,
  errorOver: byDivision,
  equal: () => [], // a step: where it has a derivative, that is 0
  less: () => [],
};

function byFactors(error: Value, left: Value, right: Value | number): Shares {
  return [() => binary("errorTimes", error, right), () => binary("errorTimes", error, left)];
}

function byDivision(error: Value, _left: Value, right: Value | number, y: Value): Shares {
  return [
    () => binary("errorOver", error, right),
    () => unary("negate", binary("errorOver", binary("errorTimes", error, y), right)),
  ];
}

/** The left element where the condition's is not 0, else the right; all have one shape. */
export const select = /* @__PURE__ */ recorded(
  (condition: Value, left: Value, right: Value): View => whole(engine().select(condition, left, right), left.shape),
  (error, _, condition): Shares => [
    undefined,
    () => select(condition, error, zeros(error.shape)),
    () => select(condition, zeros(error.shape), error),
  ],
);

// ── Products ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `[m, k]` by `[k, n]`. */
export const product = /* @__PURE__ */ recorded(
  (left: Value, right: Value): View => whole(engine().matmul(left, right), [size(left.shape, 0), size(right.shape, 1)]),
  (error, _, left, right): Shares => [
    () => productLike(left, error, transposed(right)),
    () => productLike(right, transposed(left), error),
  ],
);

/** The product, column by column where `like` lies so: else the gradient of transposed weights would have to be rearranged. */
const productLike = (like: Value, left: Value, right: Value): Value =>
  isColumnMajor(like) ? transposed(product(transposed(right), transposed(left))) : product(left, right);

const isColumnMajor = ({ shape, strides }: View): boolean =>
  isRowMajor({ shape: shape.toReversed(), strides: strides.toReversed() });

/** `[...Batch, m, k]` by `[...Batch, k, n]`. */
export const batchProduct = /* @__PURE__ */ recorded(
  (left: Value, right: Value): View =>
    whole(engine().batchMatmul(left, right), [...left.shape.slice(0, -1), size(right.shape, right.shape.length - 1)]),
  (error, _, left, right): Shares => [
    () => batchProduct(error, eachTransposed(right)),
    () => batchProduct(eachTransposed(left), error),
  ],
);

// ── Reductions ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Along one axis, which the result lacks. */
export const reduced = /* @__PURE__ */ recorded(
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

/** Each extreme gives its error to the elements that equal it, in equal parts. */
function toExtremes(error: Value, x: Value, axis: number, y: Value): Value {
  const entries = size(x.shape, axis);
  const isExtreme = binary("equal", x, repeated(y, axis, entries));
  return binary("multiply", isExtreme, repeated(binary("errorOver", error, reduced("sum", isExtreme, axis)), axis, entries));
}

/** What is left of the entries along an axis without their mean. */
export const centered = /* @__PURE__ */ recorded(
  (x: Value, axis: number): View => whole(engine().center(x, axis), x.shape),
  (error, _y, _x, axis): Shares => [() => centered(error, axis)],
);

/** The sums along an axis, each of an entry and all before it. */
export const cumulated = /* @__PURE__ */ recorded(
  (x: Value, axis: number): View => whole(engine().cumulate(x, axis), x.shape),
  (error, _y, _x, axis): Shares => [() => reversed(cumulated(reversed(error, axis), axis), axis)],
);

/** Along the last axis. */
export const softmax = /* @__PURE__ */ recorded(
  (operation: "softmax" | "logSoftmax", x: Value): View => whole(engine()[operation](x), x.shape),
  (error, y, operation, x): Shares => [
    undefined,
    operation === "softmax"
      ? () => binary("errorTimes", y, binary("subtract", error, sumAgain(binary("errorTimes", error, y)))) // y ⊙ (e - Σ e ⊙ y)
      : () => binary("subtract", error, binary("errorTimes", softmax("softmax", x), sumAgain(error))), // e - softmax(x) Σ e
  ],
);

/**
 * ∂C/∂z of the cross-entropy C of softmax(z) with the targets, `[examples, classes]` both: (softmax(z) Σ y - y) / examples. The loss
 * itself is a number, for which there is a place in `found`.
 */
export const crossEntropyError = /* @__PURE__ */ recorded(
  (logits: Value, targets: Value, found: { loss: number }): View => {
    const { loss, error } = engine().crossEntropy(logits, targets);
    found.loss = loss;
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

// ── Views ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The axes in another order: axis i of the result is axis `order[i]`. */
export const permuted = (x: Value, order: readonly number[]): Value =>
  order.every((axis, place) => axis === place) ? x : reordered(x, order);
const reordered = /* @__PURE__ */ recorded(
  ({ storage, offset, shape, strides }: Value, order: readonly number[]): View => ({
    storage,
    offset,
    shape: order.map((axis) => size(shape, axis)),
    strides: order.map((axis) => size(strides, axis)),
  }),
  (error, _y, _x, order): Shares => [
    () =>
      permuted(
        error,
        order.map((_, axis) => order.indexOf(axis)),
      ),
  ],
);

/** A matrix with its axes exchanged. */
export const transposed = (x: Value): Value => permuted(x, [1, 0]);

/** The same for each matrix of the last two axes. */
const eachTransposed = (x: Value): Value => {
  const axes = x.shape.map((_, axis) => axis);
  return permuted(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
};

/** A new axis of equal entries, before `axis`. */
export const repeated = /* @__PURE__ */ recorded(
  ({ storage, offset, shape, strides }: Value, axis: number, entries: number): View => ({
    storage,
    offset,
    shape: shape.toSpliced(axis, 0, entries),
    strides: strides.toSpliced(axis, 0, 0),
  }),
  (error, _y, _x, axis): Shares => [() => reduced("sum", error, axis)],
);

/** The same elements under another shape of as many: where they lie if strides can say it, else a copy. */
const laidOut = /* @__PURE__ */ recorded(
  (x: Value, shape: Shape): View => {
    const strides = stridesUnder(shape, x);
    return strides ? { storage: x.storage, offset: x.offset, shape, strides } : whole(engine().copy(x), shape);
  },
  (error, _, x): Shares => [() => reshaped(error, x.shape)],
);
export const reshaped = (x: Value, shape: Shape): Value => (sameShape(x.shape, shape) ? x : laidOut(x, shape));

/** What a window shows: `shape` elements from `offset` on, `strides` apart, all in elements of x, row-major. */
export interface WindowOf extends Window {
  readonly shape: Shape;
}

/** A window on a value: a slice, or patches that overlap. */
export const seen = /* @__PURE__ */ recorded(
  (x: Value, window: WindowOf): View => {
    const { storage, offset } = isRowMajor(x) ? x : whole(engine().copy(x), x.shape);
    return { storage, ...window, offset: offset + window.offset };
  },
  (error, _, x, window): Shares => [() => spread(error, window, x.shape)],
);

/** Zeros of a shape, with a value added where a window shows it: the way back from {@link seen}. */
const spread = /* @__PURE__ */ recorded(
  (x: Value, window: WindowOf, shape: Shape): View => whole(engine().spread(x, window, count(shape)), shape),
  (error, _y, _x, window): Shares => [() => seen(error, window)],
);

/** Ranges of the axes: so many entries from `start` on, `step` apart. */
export const sliced = /* @__PURE__ */ recorded(
  (x: Value, spans: readonly Span[]): View => ({
    storage: x.storage,
    ...region(x, spans),
    shape: spans.map(({ entries }) => entries),
  }),
  (error, _, x, spans): Shares => [
    () => spread(error, { shape: error.shape, ...region({ offset: 0, strides: rowMajor(x.shape) }, spans) }, x.shape),
  ],
);

/** One entry of the first axis, without that axis. */
export const entry = /* @__PURE__ */ recorded(
  (x: Value, index: number): View => ({
    storage: x.storage,
    offset: x.offset + index * size(x.strides, 0),
    shape: x.shape.slice(1),
    strides: x.strides.slice(1),
  }),
  (error, _, x, index): Shares => {
    const [step = 0, ...strides] = rowMajor(x.shape);
    return [() => spread(error, { shape: error.shape, offset: index * step, strides }, x.shape)];
  },
);

/** Where in a layout ranges of its axes lie. There is one for each axis. */
const region = ({ offset, strides }: Window, spans: readonly Span[]): Window => ({
  offset: spans.reduce((place, { start }, axis) => place + start * size(strides, axis), offset),
  strides: spans.map(({ step }, axis) => step * size(strides, axis)),
});

/** A value everywhere in a shape but for the parts, each in ranges of its own. */
export const joined = /* @__PURE__ */ recorded(
  (value: number, shape: Shape, places: readonly (readonly Span[])[], ...parts: readonly Value[]): View => {
    const layout = { offset: 0, strides: rowMajor(shape) };
    const placed = parts.map((x, part) => ({ x, window: region(layout, places[part] ?? []) }));
    return whole(engine().join(placed, count(shape), value), shape);
  },
  (error, _y, _value, _shape, places, ..._parts): Shares => [
    ...[undefined, undefined, undefined],
    ...places.map((spans) => () => sliced(error, spans)),
  ],
);

/** The entries along an axis from the last to the first. */
function reversed(x: Value, axis: number): Value {
  const strides = rowMajor(x.shape);
  const entries = size(x.shape, axis);
  const step = size(strides, axis);
  return seen(x, { shape: x.shape, offset: Math.max(0, entries - 1) * step, strides: strides.with(axis, -step) });
}

/** Entries of the first axis, by their numbers. */
export const taken = /* @__PURE__ */ recorded(
  (x: Value, indices: readonly number[]): View => whole(engine().take(x, indices), [indices.length, ...x.shape.slice(1)]),
  (error, _, x, indices): Shares => [() => untaken(error, indices, size(x.shape, 0))],
);

/** Zeros with entries added to those that they would be taken from: the way back from {@link taken}. */
const untaken = /* @__PURE__ */ recorded(
  (x: Value, indices: readonly number[], entries: number): View =>
    whole(engine().untake(x, indices, entries), x.shape.with(0, entries)),
  (error, _y, _x, indices): Shares => [() => taken(error, indices)],
);

// ── Constants ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const filled = (shape: Shape, value: number): Value => whole(engine().fill(count(shape), value), shape);
const zeros = (shape: Shape): Value => filled(shape, 0);
