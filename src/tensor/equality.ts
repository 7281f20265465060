/** Compares two tensors as wholes: equal, or nearly equal. */
import type { Anything } from "../shape/accepted.js";
import { checkSameShape, type shapesDiffer } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import type { takesOneTensor } from "../shape/one-tensor.js";
import { readOptions } from "../shape/options.js";
import type { Shape } from "../shape/shape.js";
import { flat } from "./read.js";
import type { Value } from "./tape.js";
import { type Tensor, viewOf } from "./tensor.js";

/**
 * Returns whether two tensors of the same shape have the same numbers. As in arithmetic, 0 equals -0, and NaN doesn't equal NaN.
 * A float32 number seldom equals the float64 number that it was rounded from. To compare those, or results of computations, use
 * {@link allClose}.
 *
 * @throws {@link ShapeError} if the shapes differ
 * @example
 * ```ts
 * import { equals, matrix } from "conformable";
 *
 * const x = matrix([[1, 2], [3, 4]]);
 * equals(x, x.transpose().transpose()); // true
 * equals(x, x.add(1));                  // false
 * ```
 */
export function equals<GivenA, GivenB, A extends Shape = Anything, B extends Shape = Anything>(
  a: takesOneTensor<"equals", GivenA, Tensor<A>>,
  b: takesOneTensor<"equals", GivenB, [A, B] extends [B, A] ? Tensor<B> : shapesDiffer<"equals", A, B>>,
): boolean {
  return everyPair("equals", a, b, (one, other) => one === other);
}

/**
 * Returns whether the numbers of two tensors of the same shape are close to each other, by the rule and with the defaults of
 * NumPy's `allclose`:
 *
 * $$ |a_i - b_i| \le \text{absolute} + \text{relative} \cdot |b_i| $$
 *
 * NaN is close to nothing, not even to NaN. An infinity is close only to itself.
 *
 * @param b - the expected numbers, to which the relative tolerance refers
 * @param tolerances - `relative` (1e-5 by default) and `absolute` (1e-8 by default)
 * @throws {@link ShapeError} if the shapes differ
 * @throws RangeError if a tolerance isn't a finite number, 0 or more
 * @example
 * ```ts
 * import { allClose, vector } from "conformable";
 *
 * const third = vector([1]).divide(3);
 * allClose(third, vector([0.33333]));                       // false
 * allClose(third, vector([0.33333]), { relative: 1e-4 });   // true
 * ```
 */
export function allClose<GivenA, GivenB, A extends Shape = Anything, B extends Shape = Anything>(
  a: takesOneTensor<"allClose", GivenA, Tensor<A>>,
  b: takesOneTensor<"allClose", GivenB, [A, B] extends [B, A] ? Tensor<B> : shapesDiffer<"allClose", A, B>>,
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
  return flat(left).every((one, element) => holds(one, others[element] as number)); // the shapes are the same, so there are as many
}

function checkTolerance(name: string, value: unknown): void {
  if (!(Number.isFinite(value) && (value as number) >= 0)) {
    throw new RangeError(`allClose: ${name} has to be a finite number from 0 up, not ${describe(value)}`);
  }
}
