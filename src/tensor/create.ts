/** Where tensors come from. Every size that is given here is literal or named, and every array is counted. */
import { engine } from "../engine/current.js";
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
import { checkShape, checkSize, type OfKnownRank, type Size, type Sizes } from "../shape/dim.js";
import { numbersFor } from "../shape/elements.js";
import { readOptions } from "../shape/options.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import { checkRandom, commonRandom, normal, type Random, uniform } from "./random.js";
import { claimWhole, type Matrix, type Scalar, type Tensor, type Vector } from "./tensor.js";

/**
 * A matrix from its rows. The compiler counts them, and refuses rows of unequal length.
 *
 * @throws {@link ShapeError} where there are no rows, or they differ in length
 * @example
 * ```ts
 * import { matrix } from "conformable";
 *
 * matrix([[1, 2, 3], [4, 5, 6]]); // Matrix<2, 3>
 * ```
 */
export function matrix<const Rows extends readonly (readonly number[])[]>(
  rows: Rows & Rectangular<Rows>,
): Matrix<LengthOf<Rows>, LengthOf<Rows[0]>> {
  const { shape, values } = checkRectangular(rows);
  return claimWhole(engine().upload(values), shape);
}

/**
 * A vector from its elements, which the compiler counts. An array whose length it can't see needs a name for it: see
 * {@link tensor}.
 *
 * @throws {@link ShapeError} where an element is no number
 * @example
 * ```ts
 * import { vector } from "conformable";
 *
 * vector([1, 2, 3]); // Vector<3>
 * ```
 */
export function vector<const Values extends readonly number[]>(values: Values & Counted<Values>): Vector<LengthOf<Values>> {
  const { length, values: numbers } = checkVector("vector", values);
  return claimWhole(engine().upload(numbers), [length]);
}

/**
 * A single number as a tensor without axes.
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
 * A tensor from numbers that come from elsewhere: flat or nested arrays or a typed array, in row-major order, which are copied
 * and counted. This is where data from files and from JSON gets its shape.
 *
 * @param data - as many numbers as the shape has elements; nested arrays have to be nested as the shape says
 * @param shape - every size literal or named
 * @throws {@link ShapeError} where the numbers don't fill the shape
 * @example
 * ```ts
 * import { dim, tensor } from "conformable";
 *
 * tensor([1, 2, 3, 4, 5, 6], [2, 3]);                          // Matrix<2, 3>
 * const pixels: number[][] = JSON.parse("[[0, 9], [7, 1], [3, 3]]");
 * tensor(pixels, [dim("images", pixels.length), 2]);          // Matrix<Dim<"images">, 2>
 * ```
 */
export function tensor<const S extends Shape>(data: Numbers, shape: Sizes<S> & OfKnownRank<S>): Tensor<[...S]> {
  const sizes = checkShape(shape);
  return claimWhole(engine().upload(checkNumbers("tensor", data, sizes)), sizes);
}

/**
 * A tensor of zeros.
 *
 * @throws {@link ShapeError} where a size is no whole number from 0 up
 * @example
 * ```ts
 * import { zeros } from "conformable";
 *
 * zeros([2, 3]); // Matrix<2, 3> [[0, 0, 0], [0, 0, 0]]
 * ```
 */
export function zeros<const S extends Shape>(shape: Sizes<S> & OfKnownRank<S>): Tensor<[...S]> {
  return filled<S>(shape, 0);
}

/**
 * A tensor of ones.
 *
 * @throws {@link ShapeError} where a size is no whole number from 0 up
 * @example
 * ```ts
 * import { ones } from "conformable";
 *
 * ones([3]); // Vector<3> [1, 1, 1]
 * ```
 */
export function ones<const S extends Shape>(shape: Sizes<S> & OfKnownRank<S>): Tensor<[...S]> {
  return filled<S>(shape, 1);
}

/**
 * A tensor with one value everywhere.
 *
 * @throws {@link ShapeError} where a size is no whole number from 0 up, or the value is no number
 * @example
 * ```ts
 * import { full } from "conformable";
 *
 * full([2, 2], 7); // Matrix<2, 2> [[7, 7], [7, 7]]
 * ```
 */
export function full<const S extends Shape>(shape: Sizes<S> & OfKnownRank<S>, value: number): Tensor<[...S]> {
  checkNumber("full", value);
  return filled<S>(shape, value);
}

/**
 * The identity matrix: ones on the diagonal, zeros elsewhere.
 *
 * @throws {@link ShapeError} where the size is no whole number from 0 up
 * @example
 * ```ts
 * import { identity } from "conformable";
 *
 * identity(2); // Matrix<2, 2> [[1, 0], [0, 1]]
 * ```
 */
export function identity<const N extends number>(size: Size<N>): Matrix<N, N> {
  checkSize(size);
  const shape = checkShape([size, size]);
  const values = numbersFor(Float64Array, size * size);
  for (let index = 0; index < size; index++) values[index * size + index] = 1;
  return claimWhole(engine().upload(values), shape);
}

/**
 * A tensor of independent numbers from the normal distribution.
 *
 * @param shape - every size literal or named
 * @param source - made by {@link random}; without it one for the whole program is used, from a fixed seed
 * @param options - the distribution's `mean` (0) and `deviation` (1), its standard deviation
 * @throws {@link ShapeError} where a size is no whole number from 0 up
 * @example
 * ```ts
 * import { random, randomNormal } from "conformable";
 *
 * randomNormal([784, 128], random(7), { deviation: 0.05 }); // Matrix<784, 128>
 * ```
 */
export function randomNormal<const S extends Shape>(
  shape: Sizes<S> & OfKnownRank<S>,
  source: Random = commonRandom,
  options: { readonly mean?: number | undefined; readonly deviation?: number | undefined } = {},
): Tensor<[...S]> {
  const { mean = 0, deviation = 1 } = readOptions("randomNormal", options, ["mean", "deviation"]);
  const generator = checkRandom(source);
  checkFinite("randomNormal: mean", mean);
  checkFinite("randomNormal: deviation", deviation);
  return drawn<S>(shape, () => mean + deviation * normal(generator));
}

/**
 * A tensor of independent numbers, each equally likely from `low` (0) up to, and without, `high` (1).
 *
 * @param shape - every size literal or named
 * @param source - made by {@link random}; without it one for the whole program is used, from a fixed seed
 * @param options - the bounds
 * @throws {@link ShapeError} where a size is no whole number from 0 up
 * @example
 * ```ts
 * import { random, randomUniform } from "conformable";
 *
 * randomUniform([2, 3], random(7), { low: -1 }); // Matrix<2, 3>
 * ```
 */
export function randomUniform<const S extends Shape>(
  shape: Sizes<S> & OfKnownRank<S>,
  source: Random = commonRandom,
  options: { readonly low?: number | undefined; readonly high?: number | undefined } = {},
): Tensor<[...S]> {
  const { low = 0, high = 1 } = readOptions("randomUniform", options, ["low", "high"]);
  const generator = checkRandom(source);
  checkFinite("randomUniform: low", low);
  checkFinite("randomUniform: high", high);
  return drawn<S>(shape, () => low + (high - low) * uniform(generator));
}

function checkNumber(operation: string, value: unknown): void {
  if (typeof value !== "number") throw new ShapeError(`${operation}: takes a number, not ${describe(value)}`);
}

function checkFinite(name: string, value: unknown): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} has to be a finite number, not ${describe(value)}`);
}

function filled<S extends Shape>(given: Sizes<S>, value: number): Tensor<[...S]> {
  const shape = checkShape(given);
  return claimWhole(engine().fill(count(shape), value), shape);
}

function drawn<S extends Shape>(given: Sizes<S>, draw: () => number): Tensor<[...S]> {
  const shape = checkShape(given);
  const values = numbersFor(Float64Array, count(shape));
  for (let element = 0; element < values.length; element++) values[element] = draw();
  return claimWhole(engine().upload(values), shape);
}
