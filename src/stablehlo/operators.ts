/** Every primitive in the operations of StableHLO: https://openxla.org/stablehlo/spec. */
import type { Primitives } from "../program/primitives.js";
import type { FunctionText, Value } from "./function.js";
import { imageOperators } from "./images.js";
import { ordered, scatteredAlong, takenAlong } from "./order.js";
import {
  asIndices,
  chosen,
  compare,
  compared,
  elementwise,
  gathered,
  isZero,
  type Operator,
  overWindows,
  type Reducer,
  reduced,
  repeated,
  reshaped,
  scattered,
  seen,
  sliced,
  softmax,
  spread,
  transposed,
  whole,
} from "./parts.js";

const reduction =
  (reducer: Reducer): Operator<Primitives["sum"]> =>
  ({ text, name, options }, x) =>
    reduced(text, name, reducer, x, [options.axis]);

/** The mean along an axis. */
function mean(text: FunctionText, name: string, x: Value, axis: number): Value {
  const sums = reduced(text, "sums", "add", x, [axis]);
  return text.elementwise(name, "divide", sums, text.filled("entries", x.shape[axis] as number, sums.shape)); // an axis of x
}

export const operators: { readonly [Name in keyof Primitives]: Operator<Primitives[Name]> } = {
  negate: elementwise("negate"),
  exp: elementwise("exponential"),
  log: elementwise("log"),
  sqrt: elementwise("sqrt"),
  square: ({ text, name }, x) => text.elementwise(name, "multiply", x, x),
  abs: elementwise("abs"),
  sin: elementwise("sine"),
  cos: elementwise("cosine"),
  tanh: elementwise("tanh"),
  sigmoid: elementwise("logistic"),
  relu: ({ text, name, shape }, x) => text.elementwise(name, "maximum", x, text.filled("zero", 0, shape)),
  floor: elementwise("floor"),
  ceil: elementwise("ceil"),
  round: elementwise("round_nearest_even"),
  log1p: elementwise("log_plus_one"),
  log2: scaledLogarithm(Math.LOG2E),
  log10: scaledLogarithm(Math.LOG10E),
  asin: ({ text, name }, x) => text.elementwise(name, "atan2", x, cathetus(text, x)),
  acos: ({ text, name }, x) => text.elementwise(name, "atan2", cathetus(text, x), x),
  atan: ({ text, name, shape }, x) => text.elementwise(name, "atan2", x, text.filled("one", 1, shape)),
  erf,
  power: elementwise("power"),
  modulo: ({ text, name, shape }, x, y) => {
    const rest = text.elementwise("rest", "remainder", x, y); // has the sign of x
    const signs = text.elementwise(
      "signs",
      "multiply",
      text.elementwise("sign", "sign", rest),
      text.elementwise("sign", "sign", y),
    );
    const differ = compared(text, "differ", "LT", signs, text.filled("zero", 0, shape));
    return chosen(text, name, differ, text.elementwise("added", "add", rest, y), rest);
  },
  sqrtDerivative: ({ text, name, shape }, x) => {
    const slope = text.elementwise("slope", "divide", text.filled("half", 0.5, shape), text.elementwise("root", "sqrt", x));
    return chosen(text, name, isZero(text, x), text.filled("zero", 0, shape), slope);
  },
  tanhDerivative: ({ text, name, shape }, x) => {
    const product = bothSides(text, "product", text.elementwise("twice", "add", x, x));
    return text.elementwise(name, "multiply", product, text.filled("four", 4, shape)); // 4 σ(2x) σ(-2x)
  },
  sigmoidDerivative: ({ text, name }, x) => bothSides(text, name, x),
  reluDerivative: ({ text, name, shape }, x) =>
    text.elementwise(name, "sign", text.elementwise("positive", "maximum", x, text.filled("zero", 0, shape))), // NaN where x is NaN

  add: elementwise("add"),
  subtract: elementwise("subtract"),
  multiply: elementwise("multiply"),
  divide: elementwise("divide"),
  equal: compare("EQ"),
  less: compare("LT"),
  errorTimes: ({ text, name, shape }, x, y) => {
    const either = text.elementwise("either", "or", isZero(text, x), isZero(text, y));
    return chosen(text, name, either, text.filled("zero", 0, shape), text.elementwise("product", "multiply", x, y));
  },
  errorOver: ({ text, name, shape }, x, y) =>
    chosen(text, name, isZero(text, x), text.filled("zero", 0, shape), text.elementwise("quotient", "divide", x, y)),
  select: ({ text, name }, condition, yes, no) => {
    const holds = compared(text, "holds", "NE", condition, text.filled("zero", 0, condition.shape));
    return chosen(text, name, holds, yes, no);
  },

  stopGradient: (_, x) => x, // gradients are computed already

  matmul: ({ text, name, shape }, x, y) =>
    text.operation(name, `stablehlo.dot_general ${x.name}, ${y.name}, contracting_dims = [1] x [0]`, [x, y], shape),
  batchMatmul: ({ text, name, shape }, x, y) => {
    const batch = shape
      .slice(0, -2)
      .map((_, axis) => axis)
      .join(", ");
    const dims = `batching_dims = [${batch}] x [${batch}], contracting_dims = [${shape.length - 1}] x [${shape.length - 2}]`;
    return text.operation(name, `stablehlo.dot_general ${x.name}, ${y.name}, ${dims}`, [x, y], shape);
  },
  sum: reduction("add"),
  max: reduction("maximum"),
  min: reduction("minimum"),
  mean: ({ text, name, options: { axis } }, x) => mean(text, name, x, axis),
  argmax: ({ text, name, options: { axis } }, x) => {
    // The least index of an entry that equals the maximum. If that is NaN, it equals nothing, so NaN counts as well.
    const entries = x.shape[axis] as number; // an axis of x
    const most = repeated(text, "repeated", reduced(text, "most", "maximum", x, [axis]), axis, entries);
    const isMost = text.elementwise("isMost", "or", compared(text, "holds", "EQ", x, most), compared(text, "isNaN", "NE", x, x));
    const indices = text.operation("indices", `stablehlo.iota dim = ${axis}`, [], x.shape);
    return reduced(text, name, "minimum", chosen(text, "found", isMost, indices, text.filled("none", entries, x.shape)), [axis]);
  },
  center: ({ text, name, options: { axis } }, x) => {
    const average = repeated(text, "repeated", mean(text, "mean", x, axis), axis, x.shape[axis] as number); // an axis of x
    return text.elementwise(name, "subtract", x, average);
  },
  cumulativeSum: ({ text, name, options: { axis }, shape }, x) => {
    const entries = shape[axis] as number; // an axis of x
    const windows = {
      sizes: shape.map((_, each) => (each === axis ? entries : 1)),
      strides: shape.map(() => 1),
      padding: shape.map((_, each) => [each === axis ? entries - 1 : 0, 0] as const),
    };
    return overWindows(text, name, "add", x, windows, shape);
  },
  argsort: ({ text, name, options: { axis } }, x) => ordered(text, name, x, axis),
  takeAlong: ({ text, name, options: { axis } }, x, indices) => takenAlong(text, name, x, indices, axis),
  scatterAlong: ({ text, name, options: { axis }, shape }, x, indices) => scatteredAlong(text, name, x, indices, axis, shape),
  softmax: ({ text, name }, x) => softmax(text, name, x, false),
  logSoftmax: ({ text, name }, x) => softmax(text, name, x, true),
  crossEntropyError: ({ text, name, shape }, logits, targets) => {
    const [examples = 1, classes = 1] = shape;
    const sums = repeated(text, "repeated", reduced(text, "sums", "add", targets, [1]), 1, classes);
    const expected = text.elementwise("expected", "multiply", softmax(text, "probabilities", logits, false), sums);
    const difference = text.elementwise("difference", "subtract", expected, targets);
    return text.elementwise(name, "divide", difference, text.filled("examples", examples, shape));
  },

  repeat: ({ text, name, options }, x) => repeated(text, name, x, options.axis, options.entries),
  permute: ({ text, name, options }, x) => transposed(text, name, x, options.order),
  reshape: ({ text, name, shape }, x) => reshaped(text, name, x, shape),
  slice: ({ text, name, options, shape }, x) => sliced(text, name, x, options.ranges, shape),
  entry: ({ text, name, options: { index }, shape }, x) => {
    const ranges = x.shape.map((entries, axis) =>
      axis === 0 ? { start: index, entries: 1, step: 1 } : { start: 0, entries, step: 1 },
    );
    return reshaped(text, name, sliced(text, "kept", x, ranges, [1, ...shape]), shape);
  },
  join: ({ text, name, operands, options: { value, places }, shape }, x) => {
    if (operands.length > 1) {
      // Only `concat` and `stack` have several parts, which follow one another along an axis.
      const axis = shape.findIndex((size, along) => places.some((place) => place[along]?.entries !== size));
      return text.operation(
        name,
        `stablehlo.concatenate ${operands.map((part) => part.name).join(", ")}, dim = ${axis}`,
        operands,
        shape,
      );
    }
    const ranges = places[0] ?? [];
    const low = ranges.map(({ start }) => start);
    const high = ranges.map(({ start, entries }, axis) => (shape[axis] as number) - start - entries); // there is a range for each axis
    const start = text.filled("value", value, []);
    const interior = low.map(() => 0);
    const amounts = `low = [${low.join(", ")}], high = [${high.join(", ")}], interior = [${interior.join(", ")}]`;
    return text.operation(name, `stablehlo.pad ${x.name}, ${start.name}, ${amounts}`, [x, start], shape);
  },
  window: ({ text, name, options }, x) => seen(text, name, x, options),
  spread: ({ text, name, options, shape }, x) => spread(text, name, x, { ...options, shape: x.shape }, shape),
  take: ({ text, name, options: { indices } }, x) => gathered(text, name, x, whole(text, indices, [indices.length])),
  untake: ({ text, name, options: { indices }, shape }, rows) =>
    scattered(text, name, rows, whole(text, indices, [indices.length]), shape),
  gather: ({ text, name }, x, indices) => gathered(text, name, x, asIndices(text, indices)),
  scatter: ({ text, name, shape }, rows, indices) => scattered(text, name, rows, asIndices(text, indices), shape),

  ...imageOperators,
};

function scaledLogarithm(factor: number): Operator<Primitives["log2"]> {
  return ({ text, name, shape }, x) =>
    text.elementwise(name, "multiply", text.elementwise("logarithm", "log", x), text.filled("factor", factor, shape));
}

/** √(1 - x²), without cancellation. */
function cathetus(text: FunctionText, x: Value): Value {
  const one = text.filled("one", 1, x.shape);
  const [below, above] = [text.elementwise("below", "subtract", one, x), text.elementwise("above", "add", one, x)];
  return text.elementwise("cathetus", "sqrt", text.elementwise("product", "multiply", below, above));
}

/**
 * erf(x) ≈ sign(x) (1 - (a₁ t + a₂ t² + … + a₅ t⁵) e^-x²) with t = 1 / (1 + p |x|), within 1.5e-7 (M. Abramowitz and I. Stegun, "Handbook of
 * Mathematical Functions", 1964, 7.1.26). StableHLO has no operation for it.
 */
function erf({ text, name, shape }: Parameters<Operator<Primitives["erf"]>>[0], x: Value): Value {
  const filled = (number: number): Value => text.filled("number", number, shape);
  const [one, size] = [filled(1), text.elementwise("size", "abs", x)];
  const scaled = text.elementwise("scaled", "multiply", size, filled(0.3275911));
  const t = text.elementwise("t", "divide", one, text.elementwise("sum", "add", one, scaled));
  const polynomial = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592].reduce<Value | undefined>(
    (sum, factor) =>
      text.elementwise("term", "multiply", sum ? text.elementwise("sum", "add", sum, filled(factor)) : filled(factor), t),
    undefined,
  ) as Value; // the list isn't empty
  const decay = text.elementwise(
    "decay",
    "exponential",
    text.elementwise("negated", "negate", text.elementwise("square", "multiply", x, x)),
  );
  const rest = text.elementwise("rest", "subtract", one, text.elementwise("product", "multiply", polynomial, decay));
  return text.elementwise(name, "multiply", text.elementwise("sign", "sign", x), rest);
}

/** σ(x) σ(-x). */
function bothSides(text: FunctionText, name: string, x: Value): Value {
  const below = text.elementwise("below", "logistic", text.elementwise("negated", "negate", x));
  return text.elementwise(name, "multiply", text.elementwise("above", "logistic", x), below);
}
