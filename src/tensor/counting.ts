/** Places among sorted numbers, distinct numbers, and counts. */
import type { Accepting, AcceptingKnown, Anything } from "../shape/accepted.js";
import { checkName, type LiteralName, type Size } from "../shape/dim.js";
import type { EdgesOf, SomeBins } from "../shape/histogram.js";
import type { AnyIndices, OtherThanIndices } from "../shape/indices.js";
import type { AcceptingOneTensor, takesOneTensor } from "../shape/one-tensor.js";
import type { rankMismatch } from "../shape/rank.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import type { Dim } from "../shape/size.js";
import type { SizeUnless } from "../shape/size-unless.js";
import * as operations from "./operations/counting.js";
import { claim, type Indexing, indicesIn, type Tensor, type Vector, viewOf } from "./tensor.js";

/**
 * Returns where values belong among sorted numbers: for each value, how many of the numbers are less than it. With `side: "right"`, it
 * is how many are less or equal. NaN counts as greater than all numbers, as in {@link Tensor.sort}.
 *
 * It takes the time of a binary search for each value. In a program, each value is compared with each of the numbers.
 *
 * @param sorted - a vector of numbers in ascending order
 * @param values - a tensor of any shape, which is that of the result
 * @throws ShapeError if `sorted` isn't a vector
 * @example
 * ```ts
 * import { searchSorted, vector } from "conformable";
 *
 * const limits = vector([18, 65]);
 * const ages = vector([7, 18, 40, 71]);
 * searchSorted(limits, ages);                      // Vector<4> [0, 0, 1, 2]
 * searchSorted(limits, ages, { side: "right" }); // Vector<4> [0, 1, 1, 2]
 * ```
 */
export function searchSorted<
  N extends Shape,
  Given,
  GivenValues,
  S extends Shape = Anything,
  Ok extends AcceptingOneTensor<
    Given,
    AcceptingOneTensor<GivenValues, AcceptingKnown<S, N["length"] extends 1 ? unknown : rankMismatch<"searchSorted", N, 1>>>
  > = unknown,
>(
  sorted: takesOneTensor<"searchSorted", Given, N["length"] extends 1 ? Tensor<N> : rankMismatch<"searchSorted", N, 1>>,
  values: takesOneTensor<"searchSorted", GivenValues, Tensor<S>>,
  options?: { readonly side?: "left" | "right" | undefined },
): unknown extends NoInfer<Ok> ? Tensor<S> : Anything {
  return claim(operations.searchSorted(viewOf("searchSorted", sorted), viewOf("searchSorted", values), options));
}

/**
 * Returns the distinct numbers of a tensor in ascending order. NaN comes last, and only once. Their number is only known at run
 * time, so it gets a name, like a size from {@link dim}. {@link searchSorted} finds the place of each number among the distinct
 * ones, and {@link bincount} counts how often each occurs.
 *
 * @param name - a literal string, the name of the size
 * @throws Error while a program is recorded, since the shape of the result depends on numbers
 * @example
 * ```ts
 * import { bincount, searchSorted, unique, vector } from "conformable";
 *
 * const labels = vector([7, 3, 7, 5, 7]);
 * const classes = unique(labels, "classes");       // Vector<Dim<"classes">> [3, 5, 7]
 * const numbers = searchSorted(classes, labels);   // Vector<5> [2, 0, 2, 1, 2]
 * bincount(numbers, classes.shape[0]);             // Vector<Dim<"classes">> [1, 1, 3]
 * ```
 */
export function unique<S extends Shape, Given, const Name extends string, Ok extends Accepting<LiteralName<Name>> = unknown>(
  x: takesOneTensor<"unique", Given, Tensor<S>>,
  name: Name & LiteralName<Name>,
): unknown extends NoInfer<Ok> ? Vector<Dim<Name>> : Anything {
  checkName(name);
  return claim(operations.unique(viewOf("unique", x)));
}

/**
 * Counts how often each class occurs among class numbers.
 *
 * @param indices - whole numbers, 0 or more: a tensor of any shape or an array of any length
 * @param classes - the number of classes, which is the length of the result
 * @throws ShapeError if an index is not less than `classes`
 * @example
 * ```ts
 * import { bincount } from "conformable";
 *
 * bincount([1, 0, 3, 1], 4); // Vector<4> [1, 2, 0, 1]
 * ```
 */
export function bincount<
  Indices extends Indexing | OtherThanIndices<Indices>,
  const Classes extends number | NoNumber<Classes>,
  Ok extends Accepting<Size<Classes>> = unknown,
>(indices: AnyIndices<"bincount", Indices>, classes: Size<Classes>): unknown extends NoInfer<Ok> ? Vector<Classes> : Anything {
  return claim(operations.bincount(indicesIn("bincount", indices, undefined), classes));
}

/** The counts of {@link histogram}, and the edges of its bins. */
export interface Histogram<Bins extends number> {
  /** How many numbers lie in each bin. */
  readonly counts: Vector<Bins>;
  /** Where the bins start and, after that of the last one, where it ends. */
  readonly edges: Vector<EdgesOf<Bins>>;
}

/**
 * Counts how many numbers of a tensor lie in each of several bins of equal width, which cover the range from `low` to `high`. By default,
 * these are the least and the greatest of the numbers. A bin contains its start, but not its end; the last one contains both. Numbers
 * beyond the range aren't counted.
 *
 * @param bins - how many bins: a literal or a named size
 * @param options - the bounds of the range, `low` and `high`
 * @throws ShapeError if there are no bins, or if there are no numbers and no bounds
 * @throws RangeError if a bound isn't a finite number, or if `low` is greater than `high`
 * @example
 * ```ts
 * import { histogram, vector } from "conformable";
 *
 * const { counts, edges } = histogram(vector([1, 2, 2.5, 7, 9]), 4);
 * counts; // Vector<4> [3, 0, 0, 2]
 * edges;  // Vector<5> [1, 3, 5, 7, 9]
 * histogram(vector([1, 2, 2.5, 7, 9]), 2, { low: 0, high: 4 }).counts; // Vector<2> [1, 2]
 * ```
 */
export function histogram<
  S extends Shape,
  Given,
  const Bins extends number,
  Ok extends Accepting<SizeUnless<Bins, SomeBins<Bins>>> = unknown,
>(
  x: takesOneTensor<"histogram", Given, Tensor<S>>,
  bins: SizeUnless<Bins, SomeBins<Bins>>,
  options?: { readonly low?: number | undefined; readonly high?: number | undefined },
): unknown extends NoInfer<Ok> ? Histogram<Bins> : Anything {
  const { counts, edges } = operations.histogram(viewOf("histogram", x), bins, options);
  return { counts: claim(counts), edges: claim(edges) };
}
