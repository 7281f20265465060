/** Whether two tensors are equal, or nearly so: one answer for all of their numbers. */
import { checkSameShape, type shapesDiffer } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import { readOptions } from "../shape/options.js";
import type { Shape } from "../shape/shape.js";
import { flat } from "./read.js";
import type { Value } from "./tape.js";
import { type Tensor, viewOf } from "./tensor.js";

/**
 * Whether all numbers of two tensors of one shape are the same. As in arithmetic, 0 is -0, and NaN is not NaN. A float32 number is seldom
 * the float64 number that it was rounded from: for that, and after any computation, there is {@link allClose}.
 *
 * @throws {@link ShapeError} where the shapes differ
 * @example
 * ```ts
 * import { equals, matrix } from "conformable";
 *
 * const x = matrix([[1, 2], [3, 4]]);
 * equals(x, x.transpose().transpose()); // true
 * equals(x, x.add(1));                  // false
 * ```
 */
export function equals<A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: [A, B] extends [B, A] ? Tensor<B> : shapesDiffer<"equals", A, B>,
): boolean {
  return everyPair("equals", a, b, (one, other) => one === other);
}

/**
 * Whether all numbers of two tensors of one shape are close to each other, by the rule and the defaults of NumPy's `allclose`:
 *
 * $$ |a_i - b_i| \le \text{absolute} + \text{relative} \cdot |b_i| $$
 *
 * NaN is close to nothing, NaN included; an infinity only to itself.
 *
 * @param b - what is wanted: the relative tolerance is a part of it
 * @param tolerances - `relative`, 1e-5 unless given, and `absolute`, 1e-8 unless given
 * @throws {@link ShapeError} where the shapes differ
 * @throws RangeError where a tolerance is no finite number from 0 up
 * @example
 * ```ts
 * import { allClose, vector } from "conformable";
 *
 * const third = vector([1]).divide(3);
 * allClose(third, vector([0.33333]));                       // false
 * allClose(third, vector([0.33333]), { relative: 1e-4 });   // true
 * ```
 */
export function allClose<A extends Shape, B extends Shape>(
  a: Tensor<A>,
  b: [A, B] extends [B, A] ? Tensor<B> : shapesDiffer<"allClose", A, B>,
  tolerances: { readonly relative?: number | undefined; readonly absolute?: number | undefined } = {},
): boolean {
  const { relative = 1e-5, absolute = 1e-8 } = readOptions("allClose", tolerances, ["relative", "absolute"]);
  checkTolerance("relative", relative);
  checkTolerance("absolute", absolute);
  const isClose = (one: number, other: number) =>
    one === other || (Number.isFinite(other) && Math.abs(one - other) <= absolute + relative * Math.abs(other));
  return everyPair("allClose", a, b, isClose);
}

function everyPair(operation: string, a: unknown, b: unknown, holds: (one: number, other: number) => boolean): boolean {
  const [left, right]: [Value, Value] = [viewOf(operation, a), viewOf(operation, b)];
  checkSameShape(operation, left.shape, right.shape);
  const others = flat(right);
  return flat(left).every((one, element) => holds(one, others[element] as number)); // as many, since the shapes are the same
}

function checkTolerance(name: string, value: unknown): void {
  if (!(Number.isFinite(value) && (value as number) >= 0)) {
    throw new RangeError(`allClose: ${name} has to be a finite number from 0 up, not ${describe(value)}`);
  }
}
