/** Numbers that say something about a matrix: norms, rank and trace. */
import { engine } from "../engine/current.js";
import { rowMajor, size, whole } from "../engine/layout.js";
import type { AcceptingKnown, Anything, Equal } from "../shape/accepted.js";
import { noLastAxis } from "../shape/axis.js";
import { describe } from "../shape/describe.js";
import { checkMatrices, checkSquare, type WithoutMatrix } from "../shape/linear-algebra.js";
import type { takesOneTensor } from "../shape/one-tensor.js";
import { readOptions } from "../shape/options.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import { refuse } from "../shape/shape-error.js";
import * as operations from "../tensor/operations/index.js";
import { reduced, reshaped, seen, unary } from "../tensor/operations/primitives/index.js";
import type { Value } from "../tensor/tape.js";
import { claim, type Tensor, viewOf } from "../tensor/tensor.js";
import type { FromMatrices, takesMatrices, takesSquareMatrices } from "./arguments.js";
import { finite, inFloat64, numbersOf, sizesOf } from "./float64.js";
import { decomposed } from "./operations/svd.js";
import { constant } from "./parts.js";
import { type RankOptions, toleranceOf } from "./tolerance.js";

/** Options of {@link norm}. */
export interface NormOptions {
  /** Which norm: by default, and for `"frobenius"`, the root of the sum of squares. */
  readonly order?: "frobenius" | "nuclear" | 1 | 2 | number | undefined;
}

/**
 * Returns a norm of vectors or matrices: of a vector `[N]`, or of each matrix in `[...Batch, M, N]`, which gives `[...Batch]`. A vector counts
 * as a matrix with one column.
 *
 * | order | of a vector | of a matrix |
 * |---|---|---|
 * | `"frobenius"`, the default | root of the sum of squares | root of the sum of squares |
 * | `2` | the same | greatest singular value |
 * | `"nuclear"` | the same | sum of the singular values |
 * | `1` | sum of absolute values | greatest sum of absolute values in a column |
 * | `Infinity` | greatest absolute value | greatest sum of absolute values in a row |
 *
 * It is computed in float64, so that squares don't overflow. In a program, use `x.norm()` instead, which is the root of the sum
 * of squares over any axes.
 *
 * @throws ShapeError if the tensor is a scalar
 * @throws RangeError if there is no such order, or a number is infinite or NaN
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix, vector } from "conformable";
 * import { norm } from "conformable/linalg";
 *
 * norm(vector([3, 4]));                           // Scalar 5
 * norm(matrix([[1, -2], [3, 4]]), { order: 1 }); // Scalar 6
 * norm(matrix([[3, 0], [0, -4]]), { order: 2 }); // Scalar 4
 * ```
 */
export function norm<
  Given,
  S extends Shape,
  Lead extends Shape,
  Last extends number = Anything,
  Ok extends AcceptingKnown<Last, takesVectors<Given, S, Lead, Last>> = unknown,
>(
  x: takesVectors<Given, S, Lead, Last>,
  options?: NormOptions,
): unknown extends NoInfer<Ok> ? Tensor<WithoutMatrix<Lead>> : Anything {
  const view = finite("norm", x, (_, shape) => (shape.length === 0 ? refuse(noLastAxis("norm")) : undefined));
  const { order = "frobenius" } = readOptions("norm", options, ["order"]);
  const compute = normOf(order);
  if (!compute) throw new RangeError(noOrder(order));
  return inFloat64("norm", [view], (wide: Value) => {
    const matrices = wide.shape.length === 1 ? reshaped(wide, [...wide.shape, 1]) : wide;
    const { batch } = sizesOf(matrices);
    return {
      norm:
        count(matrices.shape) === 0
          ? reshaped(
              constant([], 1, count(batch), () => 0),
              batch,
            )
          : compute(matrices),
    };
  }).norm;
}
/** `[...Lead, Last]`. */
type takesVectors<Given, S extends Shape, Lead extends Shape, Last extends number> = takesOneTensor<
  "norm",
  Given,
  [...S] extends [] ? noLastAxis<"norm"> : Tensor<S> & Tensor<[...Lead, Last]>
>;
const noOrder = (order: unknown): string => `norm: the order is "frobenius", "nuclear", 1, 2 or Infinity, not ${describe(order)}`;

/** What computes the norm with this order, if there is one. */
function normOf(order: unknown): ((x: Value) => Value) | undefined {
  switch (order) {
    case "frobenius":
      return (x) => operations.reduce("norm", x, [-2, -1]);
    case "nuclear":
      return (x) => reduced("sum", singularValues(x), x.shape.length - 2);
    case 1:
      return (x) => greatestSum(x, -2);
    case 2:
      return (x) => reduced("max", singularValues(x), x.shape.length - 2);
    case Number.POSITIVE_INFINITY:
      return (x) => greatestSum(x, -1);
    default:
      return undefined;
  }
}
const singularValues = (x: Value): Value => decomposed("norm", x).singularValues;
const greatestSum = (x: Value, along: -1 | -2): Value =>
  reduced("max", reduced("sum", unary("abs", x), x.shape.length + along), x.shape.length - 2);

/**
 * Returns the rank of matrices: `[...Batch, M, N]` gives `[...Batch]`. It is the number of singular values that don't count as 0, so it has no
 * derivative.
 *
 * @param options - `tolerance`, as for {@link leastSquares}
 * @throws ShapeError if there are fewer than two axes
 * @throws RangeError if a number is infinite or NaN, or the tolerance isn't a finite number from 0 up
 * @throws Error if it is called while a program is recorded, as for {@link solve}
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { matrixRank } from "conformable/linalg";
 *
 * matrixRank(matrix([[1, 2], [2, 4], [3, 6]])); // Scalar 1
 * ```
 */
export function matrixRank<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Ok extends AcceptingKnown<Rows, takesMatrices<"matrixRank", Given, S, Batch, Rows, Columns>> = unknown,
>(
  a: takesMatrices<"matrixRank", Given, S, Batch, Rows, Columns>,
  options?: RankOptions,
): unknown extends NoInfer<Ok> ? Tensor<[...Batch]> : Anything {
  const view = finite("matrixRank", a, checkMatrices);
  const found = inFloat64("matrixRank", [view], (wide: Value) => decomposedValues(wide)).values;
  const tolerance = toleranceOf("matrixRank", view, options);
  const { batch, rows, columns } = sizesOf(view);
  const values = numbersOf(viewOf("matrixRank", found));
  const least = Math.min(rows, columns);
  const ranks = Float64Array.from({ length: count(batch) }, (_, place) => {
    const own = values.subarray(place * least, (place + 1) * least);
    return own.filter((value) => value > tolerance * (own[0] as number)).length; // not called if there are none
  });
  return claim(whole(engine().upload(ranks), batch));
}
const decomposedValues = (x: Value) => ({ values: decomposed("matrixRank", x).singularValues });

/**
 * Returns the sum of the diagonal of square matrices: `[...Batch, N, N]` gives `[...Batch]`. Unlike the other functions of this module, it is
 * computed by the engine in use, and can be part of a program.
 *
 * $$ \operatorname{tr} A = \sum_i a_{ii} $$
 *
 * @throws ShapeError if a matrix isn't square
 * @example
 * ```ts
 * import { matrix } from "conformable";
 * import { trace } from "conformable/linalg";
 *
 * trace(matrix([[1, 2], [3, 4]])); // Scalar 5
 * ```
 */
export function trace<
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number = Anything,
  Columns extends number = Anything,
  Known extends AcceptingKnown<Rows, takesSquareMatrices<"trace", Given, S, Batch, Rows, Columns>> = unknown,
  Unset = unknown,
  Ok extends Equal<Rows, Columns, Unset> = "accepted",
>(a: takesSquareMatrices<"trace", Given, S, Batch, Rows, Columns>): FromMatrices<NoInfer<Known>, Ok, Tensor<[...Batch]>> {
  const x = viewOf("trace", a);
  checkSquare("trace", x.shape);
  const { batch, rows } = sizesOf(x);
  const strides = rowMajor(x.shape);
  const diagonal = seen(x, {
    shape: [...batch, rows],
    offset: 0,
    strides: [...strides.slice(0, -2), size(strides, strides.length - 2) + size(strides, strides.length - 1)],
  });
  return claim(reduced("sum", diagonal, batch.length));
}
