/**
 * How each primitive is carried out for all examples at once. The examples are along a new first axis, so most rules shift axes by
 * one. Where an argument is the same for all examples, it is repeated by a stride of 0, which copies nothing, or the examples are
 * merged with another axis. Primitives without a rule, and those whose kernels take one set of weights for all images, run for each
 * example alone.
 */
import type { Windows } from "../../engine/convolution/windows.js";
import { engine } from "../../engine/current.js";
import { size, whole } from "../../engine/layout.js";
import { checkEntries } from "../../shape/indices.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import type { Span } from "../../shape/slice.js";
import { indicesOf } from "../../tensor/operations/indices.js";
import {
  batchProduct,
  binary,
  entry,
  joined,
  permuted,
  reduced,
  repeated,
  reshaped,
  softmax,
  transposed,
  type WindowOf,
  zeros,
} from "../../tensor/operations/primitives/index.js";
import type { Value } from "../../tensor/tape.js";

// biome-ignore lint/suspicious/noExplicitAny: each primitive has arguments of its own; its rule knows them
export type Compute = (...given: any[]) => Value;

/** The arguments of a primitive. */
export interface Arguments {
  /** Those that depend on the example have all examples, along a new first axis. */
  readonly given: readonly unknown[];
  /** Whether an argument depends on the example. At least one does. */
  readonly isMapped: readonly boolean[];
  readonly examples: number;
  readonly compute: Compute;
  /** A value of one example, without numbers. */
  readonly unknown: (shape: Shape) => Value;
}

/** Carries out a primitive, and returns all results along a new first axis. */
type Rule = (args: Arguments) => Value;

/** An argument with all examples. If it is the same for all, it is repeated. */
const all = ({ given, isMapped, examples }: Arguments, place: number): Value =>
  isMapped[place] ? (given[place] as Value) : repeated(given[place] as Value, 0, examples);

/** All values among the arguments get the axis of examples, and all others are changed by `change`. */
const withAxis =
  (change: (rest: readonly unknown[], args: Arguments) => readonly unknown[] = (rest) => rest): Rule =>
  (args) => {
    const isValue = (argument: unknown) => typeof argument === "object" && argument !== null && "storage" in argument;
    const rest = change(
      args.given.filter((argument) => !isValue(argument)),
      args,
    );
    let next = 0;
    return args.compute(...args.given.map((argument, place) => (isValue(argument) ? all(args, place) : rest[next++])));
  };

const sameOptions = /* @__PURE__ */ withAxis();
const nextAxis = /* @__PURE__ */ withAxis((options) =>
  options.map((option) => (typeof option === "number" ? option + 1 : option)),
);

const everyExample = (examples: number): Span => ({ start: 0, entries: examples, step: 1 });

/** A window on one example, as one on all of them. They are `length` numbers apart. */
const windowOnAll = (examples: number, { shape, offset, strides }: WindowOf, length: number): WindowOf => ({
  shape: [examples, ...shape],
  offset,
  strides: [length, ...strides],
});

/** Merges the first two axes, or makes two of the first again. */
const merged = (x: Value): Value => reshaped(x, [size(x.shape, 0) * size(x.shape, 1), ...x.shape.slice(2)]);
const apart = (x: Value, examples: number, entries: number): Value => reshaped(x, [examples, entries, ...x.shape.slice(1)]);

/** 0, step, 2 step, … along the first axis, repeated to a shape. */
function offsets(step: number, shape: Shape): Value {
  const numbers = Float64Array.from({ length: size(shape, 0) }, (_, index) => index * step);
  const column = whole(engine().upload(numbers), [numbers.length]);
  return { ...column, shape, strides: shape.map((_, axis) => (axis === 0 ? 1 : 0)) };
}

/** Indices into one example, for each example, as indices into all of them, which are `entries` apart. */
const shifted = (indices: readonly number[], examples: number, entries: number): number[] =>
  Array.from({ length: examples }, (_, example) => indices.map((index) => index + example * entries)).flat();

/** Indices into the entries of each example, as a tensor, as indices into those of all examples. Undefined if that isn't safe. */
function shiftedTensor(operation: string, args: Arguments, entries: number): Value | undefined {
  const own = all(args, 1);
  if (!own.storage.known || entries * args.examples > 2 ** 24) return undefined; // above, whole numbers aren't exact in float32
  checkEntries(operation, indicesOf(own).values, [entries]); // or a wrong index would be one into another example
  return binary("add", own, offsets(entries, own.shape));
}

/** Images `[examples, images, …]` as `[examples * images, …]`, if the other operands don't depend on the example. */
const onImages =
  (places: readonly number[], windowsPlace: number): Rule =>
  (args) => {
    const { given, isMapped, examples, compute } = args;
    if (isMapped.some((mapped, place) => mapped && !places.includes(place))) return eachAlone(args);
    const windows = given[windowsPlace] as Windows;
    const all = places.map((place) => allImages(args, place));
    const passed = given.map((argument, place) => (places.includes(place) ? all[places.indexOf(place)] : argument));
    const results = compute(...passed.with(windowsPlace, { ...windows, images: windows.images * examples }));
    return apart(results, examples, windows.images);
  };
const allImages = (args: Arguments, place: number): Value => merged(all(args, place));

/** A product is one product of matrices, unless both operands depend on the example. */
const products: Rule = ({ given, isMapped: [left, right], examples, compute }) => {
  const [a, b] = given as [Value, Value];
  if (left && right) return batchProduct(a, b);
  if (left) return apart(compute(merged(a), b), examples, size(a.shape, 1));
  const columns = permuted(b, [0, 2, 1]); // [examples, n, k]
  return permuted(apart(compute(merged(columns), transposed(a)), examples, size(b.shape, 2)), [0, 2, 1]);
};

export const rules: Readonly<Record<string, Rule>> = {
  unary: sameOptions,
  binary: sameOptions,
  select: sameOptions,
  softmax: sameOptions,
  stopGradient: sameOptions,
  reduce: nextAxis,
  center: nextAxis,
  cumulativeSum: nextAxis,
  repeat: ({ given: [x, axis, entries], compute }) => compute(x, (axis as number) + 1, entries),
  permute: ({ given: [x, order], compute }) => compute(x, [0, ...(order as number[]).map((axis) => axis + 1)]),
  reshape: ({ given: [x, shape], examples, compute }) => compute(x, [examples, ...(shape as Shape)]),
  window: ({ given: [x, window], examples, compute }) =>
    compute(x, windowOnAll(examples, window as WindowOf, count((x as Value).shape, 1))),
  spread: ({ given: [x, window, shape], examples, compute }) =>
    compute(x, windowOnAll(examples, window as WindowOf, count(shape as Shape)), [examples, ...(shape as Shape)]),
  slice: ({ given: [x, ranges], examples, compute }) => compute(x, [everyExample(examples), ...(ranges as Span[])]),
  entry: ({ given: [x, index], compute }) => compute(entriesFirst(x as Value), index),
  join: (args) => {
    const { given, examples, compute } = args;
    const [value, shape, places, ...parts] = given as [number, Shape, Span[][], ...Value[]];
    const ranges = places.map((spans) => [everyExample(examples), ...spans]);
    return compute(value, [examples, ...shape], ranges, ...parts.map((_, part) => all(args, part + 3)));
  },
  take: ({ given, examples, compute }) => {
    const [x, indices] = given as [Value, number[]];
    return apart(compute(merged(x), shifted(indices, examples, size(x.shape, 1))), examples, indices.length);
  },
  untake: ({ given, examples, compute }) => {
    const [x, indices, entries] = given as [Value, number[], number];
    return apart(compute(merged(x), shifted(indices, examples, entries), entries * examples), examples, entries);
  },
  gather: (args) => {
    const [x, indices] = args.given as [Value, Value];
    if (!args.isMapped[0]) return args.compute(x, indices);
    const shifted = shiftedTensor("gather", args, size(x.shape, 1));
    return shifted ? args.compute(merged(x), shifted) : eachAlone(args);
  },
  scatter: (args) => {
    const { given, examples, compute } = args;
    const entries = given[2] as number;
    const shifted = shiftedTensor("scatter", args, entries);
    return shifted ? apart(compute(all(args, 0), shifted, entries * examples), examples, entries) : eachAlone(args);
  },
  matmul: products,
  batchMatmul: sameOptions,
  crossEntropyError: crossEntropyErrors,
  convolve: /* @__PURE__ */ onImages([0], 3),
  convolveToImages: /* @__PURE__ */ onImages([0], 2),
  averagePool: /* @__PURE__ */ onImages([0], 1),
  maxPool: /* @__PURE__ */ onImages([0], 1),
  maxPoolBack: /* @__PURE__ */ onImages([0, 1, 2], 3),
};

/** The second axis, that of the entries of an example, in front. */
const entriesFirst = (x: Value): Value =>
  permuted(
    x,
    x.shape.map((_, axis) => (axis === 0 ? 1 : axis === 1 ? 0 : axis)),
  );

/** (softmax(z) Σ y - y) / rows, for logits z and targets y, both `[examples, rows, classes]`. */
function crossEntropyErrors(args: Arguments): Value {
  const [logits, targets] = [all(args, 0), all(args, 1)];
  const [, rows, classes] = logits.shape as [number, number, number];
  (args.given[2] as { loss?: Value }).loss = args.unknown([]); // a number that can't be read
  const sums = repeated(reduced("sum", targets, 2), 2, classes);
  return binary("divide", binary("subtract", binary("multiply", softmax("softmax", logits), sums), targets), rows);
}

/** Carries out a primitive for one example after another. */
export function eachAlone({ given, isMapped, examples, compute }: Arguments): Value {
  const one = (example: number): Value =>
    compute(...given.map((argument, place) => (isMapped[place] ? entry(argument as Value, example) : argument)));
  if (examples === 0) {
    const shapes = given.map((argument, place) => (isMapped[place] ? zeros((argument as Value).shape.slice(1)) : argument));
    return zeros([0, ...compute(...shapes).shape]);
  }
  const results = Array.from({ length: examples }, (_, example) => one(example));
  const { shape } = results[0] as Value; // there is at least one
  const rest = shape.map((entries): Span => ({ start: 0, entries, step: 1 }));
  return joined(
    0,
    [examples, ...shape],
    results.map((_, start) => [{ start, entries: 1, step: 1 }, ...rest]),
    ...results.map((result) => reshaped(result, [1, ...shape])),
  );
}
