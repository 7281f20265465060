/** Functions that create tensors. Every size is a literal or named, and the length of every array is counted. */
import { engine } from "../engine/current.js";
import type { Accepting, AcceptingAll, Anything } from "../shape/accepted.js";
import {
  type Counted,
  checkNumbers,
  checkRectangular,
  checkVector,
  type LengthOf,
  type Numbers,
  type Rectangular,
} from "../shape/array.js";
import { describe } from "../shape/describe.js";
import { type AnySizes, type AreSizes, checkShape, checkSize, type GivenSizes, type Size, type Sizes } from "../shape/dim.js";
import { numbersFor } from "../shape/elements.js";
import { checkFinite, readOptions } from "../shape/options.js";
import { count } from "../shape/reshape.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import { checkRandom, commonRandom, drawn, normal, type Random, uniform } from "./random.js";
import { type AnyTensor, claimWhole, type Matrix, type Scalar, type Tensor, type Vector } from "./tensor.js";

/**
 * Creates a matrix from its rows. The compiler counts them, and refuses rows of different lengths.
 *
 * @throws {@link ShapeError} if there are no rows, or if they differ in length
 * @example
 * ```ts
 * import { matrix } from "conformable";
 *
 * matrix([[1, 2, 3], [4, 5, 6]]); // Matrix<2, 3>
 * ```
 */
export function matrix<
  const All extends readonly (number | readonly number[])[],
  Ok extends AcceptingAll<All & Rectangular<All>> = unknown,
>(rows: All & Rectangular<All>): unknown extends NoInfer<Ok> ? Matrix<LengthOf<All>, LengthOf<All[0]>> : Anything {
  const { shape, values } = checkRectangular(rows);
  return claimWhole(engine().upload(values), shape);
}

/**
 * Creates a vector from its elements, which the compiler counts. If it can't see the length of an array, use {@link tensor} and
 * give the length a name.
 *
 * @throws {@link ShapeError} if an element isn't a number
 * @example
 * ```ts
 * import { vector } from "conformable";
 *
 * vector([1, 2, 3]); // Vector<3>
 * ```
 */
export function vector<
  const Values extends readonly (number | readonly unknown[])[],
  Ok extends Accepting<Values & Counted<Values>> = unknown,
>(values: Values & Counted<Values>): unknown extends NoInfer<Ok> ? Vector<LengthOf<Values>> : Anything {
  const { length, values: numbers } = checkVector("vector", values);
  return claimWhole(engine().upload(numbers), [length]);
}

/**
 * Creates a tensor without axes from a single number.
 *
 * @example
 * ```ts
 * import { scalar } from "conformable";
 *
 * scalar(5); // Scalar 5
 * ```
 */
export function scalar(value: number): Scalar {
  checkNumber("scalar", value);
  return filled([], value);
}

/**
 * Creates a tensor from numbers of any source: a flat array, nested arrays or a typed array, in row-major order. The numbers are
 * copied, and counted at run time. Use it to give a shape to data from files or from JSON.
 *
 * @param data - as many numbers as the shape has elements; nested arrays have to have the nesting of the shape
 * @param shape - literal or named sizes
 * @throws {@link ShapeError} if the numbers don't fill the shape
 * @example
 * ```ts
 * import { dim, tensor } from "conformable";
 *
 * tensor([1, 2, 3, 4, 5, 6], [2, 3]);                          // Matrix<2, 3>
 * const pixels: number[][] = JSON.parse("[[0, 9], [7, 1], [3, 3]]");
 * tensor(pixels, [dim("images", pixels.length), 2]);          // Matrix<Dim<"images">, 2>
 * ```
 */
export function tensor<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
  data: Numbers,
  shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
  const sizes = checkShape(shape);
  return claimWhole(engine().upload(checkNumbers("tensor", data, sizes)), sizes);
}

/**
 * Creates a tensor of zeros.
 *
 * @throws {@link ShapeError} if a size isn't a whole number, 0 or more
 * @example
 * ```ts
 * import { zeros } from "conformable";
 *
 * zeros([2, 3]); // Matrix<2, 3> [[0, 0, 0], [0, 0, 0]]
 * ```
 */
export function zeros<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
  shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
  return filled(shape, 0);
}

/**
 * Creates a tensor of ones.
 *
 * @throws {@link ShapeError} if a size isn't a whole number, 0 or more
 * @example
 * ```ts
 * import { ones } from "conformable";
 *
 * ones([3]); // Vector<3> [1, 1, 1]
 * ```
 */
export function ones<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
  shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
  return filled(shape, 1);
}

/**
 * Creates a tensor of equal elements.
 *
 * @throws {@link ShapeError} if a size isn't a whole number, 0 or more, or if the value isn't a number
 * @example
 * ```ts
 * import { full } from "conformable";
 *
 * full([2, 2], 7); // Matrix<2, 2> [[7, 7], [7, 7]]
 * ```
 */
export function full<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
  shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  value: number,
): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
  checkNumber("full", value);
  return filled(shape, value);
}

/**
 * Creates an identity matrix: ones on the diagonal, zeros elsewhere.
 *
 * @throws {@link ShapeError} if the size isn't a whole number, 0 or more
 * @example
 * ```ts
 * import { identity } from "conformable";
 *
 * identity(2); // Matrix<2, 2> [[1, 0], [0, 1]]
 * ```
 */
export function identity<const N extends number | NoNumber<N>, Ok extends Accepting<Size<N>> = unknown>(
  size: Size<N>,
): unknown extends NoInfer<Ok> ? Matrix<N, N> : Anything {
  checkSize(size);
  const shape = checkShape([size, size]);
  const values = numbersFor(Float64Array, size * size);
  for (let index = 0; index < size; index++) values[index * size + index] = 1;
  return claimWhole(engine().upload(values), shape);
}

/**
 * Creates a tensor of independent random numbers from a normal distribution.
 *
 * @param shape - literal or named sizes
 * @param source - created by {@link random}; by default one for the whole program, with a fixed seed
 * @param options - `mean` (0 by default) and standard deviation, `deviation` (1 by default)
 * @throws {@link ShapeError} if a size isn't a whole number, 0 or more
 * @example
 * ```ts
 * import { random, randomNormal } from "conformable";
 *
 * randomNormal([784, 128], random(7), { deviation: 0.05 }); // Matrix<784, 128>
 * ```
 */
export function randomNormal<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
  shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  source: Random = commonRandom,
  options: { readonly mean?: number | undefined; readonly deviation?: number | undefined } = {},
): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
  const { mean = 0, deviation = 1 } = readOptions("randomNormal", options, ["mean", "deviation"]);
  const generator = checkRandom(source);
  checkFinite("randomNormal: mean", mean);
  checkFinite("randomNormal: deviation", deviation);
  return drawn(shape, () => mean + deviation * normal(generator));
}

/**
 * Creates a tensor of independent random numbers that are uniformly distributed from `low` (0 by default) up to, but not
 * including, `high` (1 by default).
 *
 * @param shape - literal or named sizes
 * @param source - created by {@link random}; by default one for the whole program, with a fixed seed
 * @param options - the bounds, `low` and `high`
 * @throws {@link ShapeError} if a size isn't a whole number, 0 or more
 * @example
 * ```ts
 * import { random, randomUniform } from "conformable";
 *
 * randomUniform([2, 3], random(7), { low: -1 }); // Matrix<2, 3>
 * ```
 */
export function randomUniform<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
  shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  source: Random = commonRandom,
  options: { readonly low?: number | undefined; readonly high?: number | undefined } = {},
): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
  const { low = 0, high = 1 } = readOptions("randomUniform", options, ["low", "high"]);
  const generator = checkRandom(source);
  checkFinite("randomUniform: low", low);
  checkFinite("randomUniform: high", high);
  return drawn(shape, () => low + (high - low) * uniform(generator));
}

function checkNumber(operation: string, value: unknown): void {
  if (typeof value !== "number") throw new ShapeError(`${operation}: takes a number, not ${describe(value)}`);
}

function filled<Claimed extends AnyTensor>(given: Sizes<Shape>, value: number): Claimed {
  const shape = checkShape(given);
  return claimWhole(engine().fill(count(shape), value), shape);
}
