/**
 * Sums over all leading axes, which backpropagation (BP3 and BP4) needs for batches. The signatures unify the shapes of their
 * arguments, so they also type-check where the leading axes are a type parameter.
 */
import type { AcceptingKnown, Anything } from "../shape/accepted.js";
import type { AcceptingOneTensor, takesOneTensor } from "../shape/one-tensor.js";
import type { AcceptingALastAxis } from "../shape/receiver.js";
import type { Shape } from "../shape/shape.js";
import * as operations from "./operations/index.js";
import { claim, type Matrix, type Tensor, type takesALastAxis, type Vector, viewOf } from "./tensor.js";

/**
 * Computes δᵀ · a, summed over all leading axes: `[...Batch, Rows]` and `[...Batch, Columns]` give `[Rows, Columns]`. It is the
 * sum of the outer products of corresponding vectors. Without leading axes, it is their outer product.
 *
 * $$ c_{ij} = \sum_b \delta_{bi}\, a_{bj} $$
 *
 * @throws ShapeError if the leading axes differ
 * @example
 * ```ts
 * import { contractBatch, ones } from "conformable";
 *
 * contractBatch(ones([32, 10]), ones([32, 784])); // Matrix<10, 784>
 * ```
 */
export function contractBatch<
  Batch extends Shape,
  GivenError,
  GivenInput,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Ok extends AcceptingOneTensor<GivenError, AcceptingOneTensor<GivenInput, AcceptingKnown<Rows | Columns>>> = unknown,
>(
  error: takesOneTensor<"contractBatch", GivenError, Tensor<[...Batch, Rows]>>,
  input: takesOneTensor<"contractBatch", GivenInput, Tensor<[...Batch, Columns]>>,
): unknown extends NoInfer<Ok> ? Matrix<Rows, Columns> : Anything {
  return claim(operations.contractBatch(viewOf("contractBatch", error), viewOf("contractBatch", input)));
}

/**
 * Adds up over all leading axes: `[...Batch, Length]` gives `[Length]`.
 *
 * $$ s_i = \sum_b \delta_{bi} $$
 *
 * @throws ShapeError if the argument is a scalar, which has no axis
 * @example
 * ```ts
 * import { ones, sumBatch } from "conformable";
 *
 * sumBatch(ones([32, 10])); // Vector<10>
 * ```
 */
export function sumBatch<
  Batch extends Shape,
  Given,
  Length extends number = Anything,
  Ok extends AcceptingOneTensor<Given, AcceptingALastAxis<Batch, AcceptingKnown<Length>>> = unknown,
>(error: takesALastAxis<"sumBatch", Given, Batch, Length>): unknown extends NoInfer<Ok> ? Vector<Length> : Anything {
  return claim(operations.sumBatch(viewOf("sumBatch", error)));
}
