/**
 * Linear algebra is computed in float64, whichever engine is in use: arguments are copied to the reference engine, and results are rounded to
 * the engine in use at the end. Derivatives are computed in the same way, and are recorded operations too.
 */
import { engine, reference, withEngine } from "../engine/current.js";
import type { View } from "../engine/engine.js";
import { size, whole } from "../engine/layout.js";
import { describe } from "../shape/describe.js";
import { numbersFor } from "../shape/elements.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import { flat } from "../tensor/read.js";
import { isRecording, recorded, type Shares, type Value } from "../tensor/tape.js";
import { type AnyTensor, claim, viewOf } from "../tensor/tensor.js";

/** A copy of the numbers, in row-major order. */
export const numbersOf = (x: View): Float64Array => {
  const numbers = flat(x);
  return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
};

/** The distance from 1 to the next number of the precision in which these numbers are stored. */
export const epsilonOf = (x: View): number => (x.storage.values instanceof Float32Array ? 2 ** -23 : 2 ** -52);

export const stored = (numbers: Float64Array, shape: Shape): View => whole(reference.upload(numbers), shape);

/** The numbers in float64, for an operation with this name. */
const widened = /* @__PURE__ */ recorded(
  "float64",
  (operation: string, x: Value): View => {
    if (!x.storage.known && isRecording()) throw new Error(onlyShapes(operation));
    return stored(numbersOf(x), x.shape);
  },
  (error, _, operation): Shares => [undefined, () => rounded(operation, error)],
);
const onlyShapes = (operation: string): string =>
  `${operation}: reads the numbers of its arguments, and only their shapes are known while a program is recorded`;

/** The numbers as the engine in use stores them. */
const rounded = /* @__PURE__ */ recorded(
  "round",
  (_operation: string, x: Value): View => whole(engine().upload(numbersOf(x)), x.shape),
  (error, _, operation): Shares => [undefined, () => widened(operation, error)],
);

/** Applies an operation to float64 numbers, and rounds its results. The way back computes in float64 as well. */
export function inFloat64<Results extends Readonly<Record<string, Value>>>(
  operation: string,
  given: readonly Value[],
  compute: (...wide: readonly Value[]) => Results,
): { [Name in keyof Results]: AnyTensor } {
  const wide = given.map((x) => widened(operation, x));
  const results = withEngine(reference, () => compute(...wide));
  const tensors = Object.entries(results).map(([name, value]) => [name, claim(rounded(operation, value))]);
  return Object.fromEntries(tensors) as { [Name in keyof Results]: AnyTensor }; // the same names
}

/** Like `recorded`, for an operation within {@link inFloat64}. */
/* @__NO_SIDE_EFFECTS__ */
export function recordedInFloat64<Given extends readonly unknown[]>(
  name: string,
  forward: (...given: Given) => View,
  backward: (error: Value, output: Value, ...given: Given) => Shares,
): (...given: Given) => Value {
  return recorded<Given>(name, forward, (error, output, ...given) => {
    const shares = withEngine(reference, () => backward(error, output, ...given));
    return shares.map((share) => share && (() => withEngine(reference, share)));
  });
}

/** The view of a tensor whose numbers are all finite. */
export function finite(operation: string, tensor: unknown, check: (operation: string, shape: Shape) => void): Value {
  const view = viewOf(operation, tensor);
  check(operation, view.shape);
  if (view.storage.known) {
    const numbers = flat(view);
    const place = numbers.findIndex((number) => !Number.isFinite(number));
    if (place !== -1) throw new RangeError(notFinite(operation, indexOf(place, view.shape), numbers[place]));
  }
  return view;
}
const notFinite = (operation: string, index: string, value: unknown): string =>
  `${operation}: element [${index}] is ${describe(value)}, and has to be a finite number`;

/** The index of the element at a place in row-major order, in words. */
function indexOf(place: number, shape: Shape): string {
  const index: number[] = [];
  for (let axis = shape.length - 1, left = place; axis >= 0; axis--) {
    index.unshift(left % size(shape, axis));
    left = Math.floor(left / size(shape, axis));
  }
  return index.join(", ");
}

/** Which matrix of a batch is meant, in words. */
export const matrixAt = (place: number, batch: Shape): string =>
  batch.length === 0 ? "the matrix" : `matrix [${indexOf(place, batch)}] of the batch`;

/** The rows and columns of each matrix, and the axes before them. */
export const sizesOf = ({ shape }: View) => ({
  batch: shape.slice(0, -2),
  rows: shape.at(-2) as number, // there are at least two axes
  columns: shape.at(-1) as number,
});

/**
 * Computes numbers for each matrix of a batch: `length` numbers for each, which `compute` writes. The result has the leading axes of x, and
 * then `ends`.
 */
export function eachMatrix(
  x: View,
  ends: Shape,
  compute: (matrix: Float64Array, result: Float64Array, place: number) => void,
): View {
  const { batch, rows, columns } = sizesOf(x);
  const [all, each, length] = [numbersOf(x), rows * columns, count(ends)];
  const result = numbersFor(Float64Array, count(batch) * length);
  for (let place = 0; place < count(batch); place++) {
    compute(all.subarray(place * each, (place + 1) * each), result.subarray(place * length, (place + 1) * length), place);
  }
  return stored(result, [...batch, ...ends]);
}
