/** Choosing between elements, and one-hot vectors. */
import type { Accepting, AcceptingKnown, Anything } from "../shape/accepted.js";
import type { Numbers } from "../shape/array.js";
import type { AnySizes, AreSizes, GivenSizes, Size, Sizes, WhyNoSizes } from "../shape/dim.js";
import type { AnyIndices, OtherThanIndices } from "../shape/indices.js";
import type { AcceptingOneTensor, takesOneTensor, takesOneTensorOrNumber } from "../shape/one-tensor.js";
import type { NoNumber } from "../shape/several.js";
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
 * Chooses between two values, element by element: `yes` where the condition isn't 0, and `no` where it is. Each is a number, or a
 * tensor whose shape is the condition's or the end of it.
 *
 * The element that isn't chosen doesn't affect the gradient, even where its own derivative is infinite or NaN: the gradient of
 * `where(x.greater(0), x.log(), 0)` is 0 at 0.
 *
 * @throws ShapeError if the shape of `yes` or `no` doesn't match the end of the condition's shape
 * @example
 * ```ts
 * import { vector, where } from "conformable";
 *
 * const x = vector([-2, 3, -5]);
 * where(x.less(0), 0, x); // Vector<3> [0, 3, 0]
 * ```
 */
export function where<
  Given,
  GivenYes,
  GivenNo,
  S extends Shape = Anything,
  Yes extends Shape = S,
  No extends Shape = S,
  Ok extends AcceptingOneTensor<
    Given,
    AcceptingKnown<
      S,
      takesOneTensorOrNumber<"where", GivenYes, fitsTheEnd<"where", S, Yes>>,
      takesOneTensorOrNumber<"where", GivenNo, fitsTheEnd<"where", S, No>>
    >
  > = unknown,
>(
  condition: takesOneTensor<"where", Given, Tensor<S>>,
  yes: takesOneTensorOrNumber<"where", GivenYes, fitsTheEnd<"where", S, Yes>>,
  no: takesOneTensorOrNumber<"where", GivenNo, fitsTheEnd<"where", S, No>>,
): unknown extends NoInfer<Ok> ? Tensor<S> : Anything {
  return claim(operations.where(viewOf("where", condition), operand("where", yes), operand("where", no)));
}

/**
 * Encodes each index as a row of zeros with a 1 at that index: indices of any shape give `[...Indices, Classes]`. If the indices
 * are an array of several axes, or one whose length the compiler doesn't know, pass its shape as the last argument.
 *
 * @param indices - whole numbers, 0 or more: a tensor or an array
 * @param classes - the number of classes, which is the length of each row
 * @throws ShapeError if an index is not less than `classes`, or if the array doesn't fill its shape
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
export function oneHot<
  const Indices extends Indexing | OtherThanIndices<Indices>,
  const Classes extends number | NoNumber<Classes>,
  Ok extends AcceptingKnown<Indices | IndexShape<Indices>, CountedIndices<"oneHot", Indices>, Size<Classes>> = unknown,
>(
  indices: CountedIndices<"oneHot", Indices>,
  classes: Size<Classes>,
): unknown extends NoInfer<Ok> ? Tensor<[...IndexShape<Indices>, Classes]> : Anything;
export function oneHot<
  const Indices extends Numbers | OtherThanIndices<Indices>,
  const I extends AnySizes,
  const Classes extends number | NoNumber<Classes>,
  Given extends GivenSizes = I,
  Ok extends AreSizes<I, Given> & Accepting<Size<Classes>> = unknown,
>(
  indices: AnyIndices<"oneHot", Indices>,
  classes: Size<Classes>,
  shape: Sizes<I> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : WhyNoSizes<I, Given>),
): unknown extends NoInfer<Ok> ? Tensor<[...I, Classes]> : Anything;
export function oneHot(indices: unknown, classes: unknown, shape?: unknown): unknown {
  return claim(operations.oneHot(indicesIn("oneHot", indices, shape), classes));
}
