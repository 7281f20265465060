/** Choices: between elements, and of classes. */
import type { Numbers } from "../shape/array.js";
import type { Size, Sizes } from "../shape/dim.js";
import type { Shape } from "../shape/shape.js";
import * as operations from "./operations/index.js";
import {
  type CountedIndices,
  claim,
  type fitsTheEnd,
  type Indexing,
  type IndexShape,
  indicesIn,
  operand,
  type Tensor,
  viewOf,
} from "./tensor.js";

/**
 * The element of `yes` where the condition's is not 0, else that of `no`. Both are numbers, or have the condition's shape or the trailing
 * part of it. What is not taken has no share in a gradient, though its own derivative be infinite or NaN there: that of
 * `where(x.greater(0), x.log(), 0)` is 0 at 0.
 *
 * @throws ShapeError where one does not fit the end of the condition's shape
 * @example
 * ```ts
 * import { vector, where } from "conformable";
 *
 * const x = vector([-2, 3, -5]);
 * where(x.less(0), 0, x); // Vector<3> [0, 3, 0]
 * ```
 */
export function where<S extends Shape, Yes extends Shape = S, No extends Shape = S>(
  condition: Tensor<S>,
  yes: fitsTheEnd<"where", S, Yes>,
  no: fitsTheEnd<"where", S, No>,
): Tensor<S> {
  return claim(operations.where(viewOf("where", condition), operand("where", yes), operand("where", no)));
}

/**
 * A row of zeros for each index, with a 1 at its place: indices of any shape give `[...Indices, Classes]`. An array whose length the
 * compiler can't see, or one of several axes, is given with its shape, as the last argument.
 *
 * @param indices - a tensor of whole numbers from 0 up, or an array of them
 * @param classes - how many places there are
 * @throws ShapeError where an index is no class, or the array does not fill its shape
 * @example
 * ```ts
 * import { dim, oneHot } from "conformable";
 *
 * oneHot([2, 0], 3); // Matrix<2, 3> [[0, 0, 1], [1, 0, 0]]
 *
 * const labels = new Uint8Array([7, 1, 7, 3]);
 * oneHot(labels, 10, [dim("images", labels.length)]); // Matrix<Dim<"images">, 10>
 * ```
 */
export function oneHot<const Indices extends Indexing, const Classes extends number>(
  indices: CountedIndices<"oneHot", Indices>,
  classes: Size<Classes>,
): Tensor<[...IndexShape<Indices>, Classes]>;
export function oneHot<const I extends Shape, const Classes extends number>(
  indices: Numbers,
  classes: Size<Classes>,
  shape: Sizes<I>,
): Tensor<[...I, Classes]>;
export function oneHot(indices: unknown, classes: unknown, shape?: unknown): unknown {
  return claim(operations.oneHot(indicesIn("oneHot", indices, shape), classes));
}
