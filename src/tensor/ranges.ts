/** Functions that create tensors from a rule: ranges of numbers, grids and diagonal matrices. */
import { engine } from "../engine/current.js";
import { size } from "../engine/layout.js";
import type { Accepting, Anything } from "../shape/accepted.js";
import { type arangeCountsLiterals, checkRange, type RangeLength } from "../shape/arange.js";
import { checkShape, checkSize, type Size } from "../shape/dim.js";
import { numbersFor } from "../shape/elements.js";
import type { AcceptingOneTensor, takesOneTensor } from "../shape/one-tensor.js";
import { checkFinite } from "../shape/options.js";
import { checkRank, type rankMismatch } from "../shape/rank.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import * as operations from "./operations/index.js";
import { claim, claimWhole, type Matrix, type Tensor, type Vector, viewOf } from "./tensor.js";

/**
 * Creates a vector of numbers at equal distances: from 0 up to but not including `end`, or from `start` in steps of `step`. The
 * compiler counts them, digit by digit, so steps may be fractions. If their number is only known at run time, name it:
 * `arange(n)`.
 *
 * $$ x_i = start + i \cdot step, \quad 0 \le i < \lceil (end - start) / step \rceil $$
 *
 * @throws {@link ShapeError} if the step is 0, and RangeError if a number isn't finite
 * @example
 * ```ts
 * import { arange, dim } from "conformable";
 *
 * arange(5);                     // Vector<5> [0, 1, 2, 3, 4]
 * arange(2, 11, 3);              // Vector<3> [2, 5, 8]
 * arange(3, 0, -1);              // Vector<3> [3, 2, 1]
 * arange(0, 1, 0.25);            // Vector<4> [0, 0.25, 0.5, 0.75]
 * arange(dim("n", Number("5"))); // Vector<Dim<"n">>
 * ```
 */
export function arange<const End extends number, Ok extends Accepting<Size<End>> = unknown>(
  end: Size<End>,
): unknown extends NoInfer<Ok> ? Vector<End> : Anything;
export function arange<
  const Start extends number,
  const End extends number,
  Ok extends Accepting<arangeCountsLiterals<Start, End, 1>> = unknown,
>(
  start: Start,
  end: arangeCountsLiterals<Start, End, 1>,
): unknown extends NoInfer<Ok> ? Vector<RangeLength<Start, End, 1>> : Anything;
export function arange<
  const Start extends number,
  const End extends number,
  const Step extends number,
  Ok extends Accepting<arangeCountsLiterals<Start, End, Step>> = unknown,
>(
  start: Start,
  end: arangeCountsLiterals<Start, End, Step>,
  step: Step,
): unknown extends NoInfer<Ok> ? Vector<RangeLength<Start, End, Step>> : Anything;
export function arange(first: unknown, end?: unknown, step: unknown = 1): unknown {
  if (end === undefined) checkSize(first);
  const [from, to] = end === undefined ? [0, first] : [first, end];
  checkFinite("arange: the start", from);
  checkFinite("arange: the end", to);
  checkFinite("arange: the step", step);
  return numbered(checkRange(from, to, step), (index) => from + index * step);
}

/**
 * Creates a vector of `length` numbers at equal distances, from `start` to `end`, including both. A single number is the start.
 *
 * $$ x_i = start + i\, \frac{end - start}{length - 1} $$
 *
 * @throws {@link ShapeError} if the length isn't a whole number, 0 or more, and RangeError if a bound isn't a finite number
 * @example
 * ```ts
 * import { linspace } from "conformable";
 *
 * linspace(0, 1, 5); // Vector<5> [0, 0.25, 0.5, 0.75, 1]
 * ```
 */
export function linspace<const Length extends number | NoNumber<Length>, Ok extends Accepting<Size<Length>> = unknown>(
  start: number,
  end: number,
  length: Size<Length>,
): unknown extends NoInfer<Ok> ? Vector<Length> : Anything {
  checkSize(length);
  checkFinite("linspace: the start", start);
  checkFinite("linspace: the end", end);
  const last = length - 1;
  return numbered(length, (index) => (index === 0 ? start : index === last ? end : start + (index * (end - start)) / last));
}

function numbered<N extends number>(length: number, number: (index: number) => number): Vector<N> {
  const shape = checkShape([length]);
  const values = numbersFor(Float64Array, length);
  for (let index = 0; index < length; index++) values[index] = number(index);
  return claimWhole(engine().upload(values), shape);
}

/**
 * Returns the coordinates of the points of a grid: two matrices with a row for each `y` and a column for each `x`. The first has the `x` of
 * each point, the second its `y`. Both are views; no number is copied. For a row for each `x`, as in PyTorch, exchange the arguments and the
 * results.
 *
 * @throws {@link ShapeError} if either tensor isn't a vector
 * @example
 * ```ts
 * import { meshgrid, vector } from "conformable";
 *
 * const [x, y] = meshgrid(vector([1, 2, 3]), vector([5, 7]));
 * x; // Matrix<2, 3> [[1, 2, 3], [1, 2, 3]]
 * y; // Matrix<2, 3> [[5, 5, 5], [7, 7, 7]]
 * ```
 */
export function meshgrid<
  X extends Shape,
  Y extends Shape,
  GivenX,
  GivenY,
  Ok extends AcceptingOneTensor<GivenX, AcceptingOneTensor<GivenY>> = unknown,
>(
  x: takesOneTensor<"meshgrid", GivenX, X["length"] extends 1 ? Tensor<X> : rankMismatch<"meshgrid", X, 1>>,
  y: takesOneTensor<"meshgrid", GivenY, Y["length"] extends 1 ? Tensor<Y> : rankMismatch<"meshgrid", Y, 1>>,
): [X["length"], Y["length"], unknown] extends [1, 1, NoInfer<Ok>] ? [x: Matrix<Y[0], X[0]>, y: Matrix<Y[0], X[0]>] : Anything {
  const [columns, rows] = [viewOf("meshgrid", x), viewOf("meshgrid", y)];
  for (const { shape } of [columns, rows]) checkRank("meshgrid", shape, 1);
  checkShape([size(rows.shape, 0), size(columns.shape, 0)]);
  return [
    claim(operations.repeated(columns, 0, size(rows.shape, 0))),
    claim(operations.repeated(rows, 1, size(columns.shape, 0))),
  ];
}

/**
 * Creates a matrix of zeros with a vector on its diagonal. The method of the same name takes the diagonal of a matrix.
 *
 * $$ y_{ij} = x_i \text{ if } i = j \text{, else } 0 $$
 *
 * @throws {@link ShapeError} if the tensor isn't a vector
 * @example
 * ```ts
 * import { diagonal, vector } from "conformable";
 *
 * diagonal(vector([1, 2])); // Matrix<2, 2> [[1, 0], [0, 2]]
 * ```
 */
export function diagonal<S extends Shape, Given, Ok extends AcceptingOneTensor<Given> = unknown>(
  values: takesOneTensor<"diagonal", Given, S["length"] extends 1 ? Tensor<S> : rankMismatch<"diagonal", S, 1>>,
): [S["length"], unknown] extends [1, NoInfer<Ok>] ? Matrix<S[0], S[0]> : Anything {
  return claim(operations.onDiagonal(viewOf("diagonal", values)));
}
