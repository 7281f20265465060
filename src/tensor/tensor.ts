/**
 * The tensor: what people hold in their hands. This file is its public face, one signature a method: a condition on the shapes in the
 * argument's place, and the shape of the result. What a method does at run time is in `operations`; the rules, as types and as
 * values, are in `src/shape`.
 *
 * It is long, but only as a catalogue is. One class in one file is what the compiler is fast with: the same signatures merged
 * from five files cost a program a quarter more to check, and inherited from five interfaces eight instantiations for each access.
 */

import { whole } from "../engine/layout.js";
import type { Storage } from "../engine/storage.js";
import { inJSON, type NumberInText, type Numbers } from "../shape/array.js";
import type { Permuted, permuteNamesEachAxisOnce } from "../shape/axes.js";
import type { axisOfAny, axisOfTheTensor, noLastAxis, SizeAt, WithoutAxis } from "../shape/axis.js";
import type { batchesDiffer, OfABatch } from "../shape/batch.js";
import type { addBiasMismatch, elementwiseMismatch, shapesDiffer } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import type { Sizes, SizeUnless } from "../shape/dim.js";
import { checkAxesCount } from "../shape/elements.js";
import { checkIndices, type indicesUncounted } from "../shape/indices.js";
import type { Parts, Splits } from "../shape/join.js";
import type { IsUnion, Some } from "../shape/known.js";
import type { batchMatmulAxesDiffer, batchMatmulSizesDiffer, matmulMismatch, matmulRank } from "../shape/matmul.js";
import type { Count } from "../shape/named.js";
import type { Padded, padNeedsOnePaddingAnAxis } from "../shape/pad.js";
import type { rankMismatch } from "../shape/rank.js";
import type { Axes, axesOfTheTensor, KeepDims, Keeping, Keeps, Reduced } from "../shape/reduce.js";
import type { asNeedsTheSameSizes } from "../shape/rename.js";
import { count, type flattenUnknown, type reshapeKeepsElements, type Uncountable } from "../shape/reshape.js";
import { checkNumeric } from "../shape/scalar.js";
import { type Shape, show } from "../shape/shape.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import type { Sliced, sliceNeedsRangesOfItsAxes } from "../shape/slice.js";
import type { Inserted, PlaceIn, placeInTheTensor, StretchOf, squeezeNeedsSizeOne } from "../shape/stretch.js";
import type { WithSize, windowStaysWithinTheAxis } from "../shape/window.js";
import { contentsOf, contentsOfNumber } from "./contents.js";
import * as operations from "./operations/index.js";
import { print } from "./print.js";
import { element, flat, nested } from "./read.js";
import type { Value } from "./tape.js";

/**
 * What an elementwise operation takes on its right. Identity stands first and alone, so it holds for a generic S too. A tensor is invariant
 * in its shape, so these conditions compare shapes both ways: no bare 3 meets a named one. Each is an alias, for its name carries the
 * operation's: written out, it is cut off before the sentence.
 */
export type fitsTheEnd<Operation extends string, S extends Shape, B extends Shape> =
  Tensor<S> extends Tensor<B> ? Tensor<B> | number : fitsItsEnd<Operation, S, B>;
type fitsItsEnd<Operation extends string, S extends Shape, B extends Shape> =
  Tensor<S> extends Tensor<[...infer _Lead extends Shape, ...B]>
    ? Tensor<B> | number
    : NoInfer<elementwiseMismatch<Operation, S, B>>; // B is not looked for in a sentence: that halves the cost

/** What can be added: not one batch to another, which may have another size. */
type addFitsTheEnd<S extends Shape, B extends Shape> = Tensor<S> extends Tensor<B> ? Addend<B> : addFitsItsEnd<S, B>;
type addFitsItsEnd<S extends Shape, B extends Shape> =
  Tensor<S> extends Tensor<[...infer _Lead extends Shape, ...B]> ? Addend<B> : NoInfer<elementwiseMismatch<"add", S, B>>;
type Addend<B extends Shape> = [...OfABatch<B>] extends Some ? number | batchesDiffer<"add"> : Tensor<B> | number;

/** Whole numbers to look entries up by: a tensor of them, or an array. */
export type Indexing = AnyTensor | ArrayLike<number>;

/** Indices where the compiler can see their shape: one tensor's, or as many as one array has; else the sentence. */
export type CountedIndices<Operation extends string, Indices extends Indexing> = [...Uncounted<Indices>] extends Some
  ? indicesUncounted<Operation>
  : Indices;
type Uncounted<Indices extends Indexing> =
  IsUnion<IndexShape<Indices>> extends true
    ? ["several"]
    : Indices extends AnyTensor
      ? []
      : number extends (Indices & ArrayLike<number>)["length"]
        ? ["unknown"]
        : [];

/** The shape of indices; an array has one axis. */
export type IndexShape<Indices extends Indexing> =
  Indices extends Tensor<infer S extends Shape>
    ? S
    : Indices extends { readonly length: infer Length extends number }
      ? [Length]
      : never;

/**
 * How a tensor is gone through: by the entries of its first axis. A scalar has none; and where the compiler can't see how many axes are
 * left, nothing could be said of them.
 */
export type Entries<S extends Shape> = S extends readonly [unknown, ...infer Rest extends Shape]
  ? number extends Rest["length"]
    ? undefined
    : () => IterableIterator<Tensor<Rest>>
  : undefined;

/** What a tensor of shape S is as plain arrays: numbers, nested as deep as its rank. */
export type Nested<S extends Shape> = S extends readonly [unknown, ...infer Rest extends Shape] ? Nested<Rest>[] : number;

/** What a tensor of shape S is in JSON: as {@link Nested}, with texts for the numbers that JSON can't write. */
export type NestedInJSON<S extends Shape> = S extends readonly [unknown, ...infer Rest extends Shape]
  ? NestedInJSON<Rest>[]
  : number | NumberInText;

/**
 * An array of rows and columns: `Matrix<2, 3>` has two rows of three columns.
 *
 * @example
 * ```ts
 * import { type Matrix, zeros } from "conformable";
 *
 * const pixels: Matrix<28, 28> = zeros([28, 28]);
 * ```
 */
export type Matrix<Rows extends number, Columns extends number> = Tensor<[Rows, Columns]>;
/**
 * A list of numbers, `Vector<3>`. It is neither a row nor a column: the operation decides.
 *
 * @example
 * ```ts
 * import { type Vector, zeros } from "conformable";
 *
 * const bias: Vector<10> = zeros([10]);
 * ```
 */
export type Vector<Length extends number> = Tensor<[Length]>;
/**
 * A single number, with no axes.
 *
 * @example
 * ```ts
 * import { ones, type Scalar } from "conformable";
 *
 * const total: Scalar = ones([2, 3]).sum(); // 6
 * ```
 */
export type Scalar = Tensor<[]>;

/** A tensor for each shape. */
export type Tensors<Shapes extends readonly Shape[]> = { -readonly [Index in keyof Shapes]: Tensor<Shapes[Index]> };

/** The shape of each tensor of a list. */
export type ShapesOf<All extends readonly AnyTensor[]> = {
  -readonly [Index in keyof All]: All[Index] extends Tensor<infer S extends Shape> ? S : never;
};

/** A tensor whose shape only its `shape` tells: what comes from untyped callers, or stands among others in a list. */
// biome-ignore lint/suspicious/noExplicitAny: a tensor is invariant in its shape, so only `any` stands for every shape
export type AnyTensor = Tensor<any>;

/** What {@link claim} makes tensors with. */
const ours = Symbol("claim");

export let isTensor: (value: unknown) => value is AnyTensor;

export function checkTensor(operation: string, value: unknown): asserts value is AnyTensor {
  if (!isTensor(value)) throw new ShapeError(noTensor(operation, value));
}
const noTensor = (operation: string, value: unknown): string => `${operation}: takes a tensor, not ${describe(value)}`;

/** A tensor's numbers and layout. Anything else, from an untyped caller, is refused in the name of the operation. */
export let viewOf: (operation: string, value: unknown) => Value;

/**
 * Numbers in a shape that the compiler knows: `Tensor<[2, 3, 5]>`. {@link Matrix}, {@link Vector} and {@link Scalar} are the
 * names of its first ranks. A tensor never changes: every operation returns a new one.
 *
 * Its shape is invariant: a `Tensor<[2, 3]>` is neither a `Tensor<[number, 3]>` nor a `Tensor<[2 | 4, 3]>`, so a size in a
 * type always is the size at run time.
 *
 * @typeParam S - the shape, a tuple of literal or named sizes
 * @example
 * ```ts
 * import { type Tensor, zeros } from "conformable";
 *
 * const images: Tensor<[32, 28, 28]> = zeros([32, 28, 28]);
 * images.reshape([32, 784]); // Matrix<32, 784>
 * ```
 */
export class Tensor<in out S extends Shape> {
  readonly #view: Value;
  /** @internal What other tools compare. */
  readonly contents: object;

  /** @internal Only {@link claim} makes tensors. */
  constructor(view: Value, key: symbol, contents: object = contentsOf(view)) {
    if (key !== ours) throw new TypeError("a tensor is made by tensor(data, shape)");
    this.#view = view;
    this.contents = contents;
  }

  static {
    isTensor = (value): value is AnyTensor => typeof value === "object" && value !== null && #view in value;
    viewOf = (operation, value) => {
      if (typeof value === "object" && value !== null && #view in value) return value.#view;
      throw new ShapeError(noTensor(operation, value));
    };
  }

  /**
   * The sizes of the axes, outermost first.
   *
   * @example
   * ```ts
   * const x = zeros([2, 3]);
   * x.shape;        // [2, 3]
   * zeros(x.shape); // Matrix<2, 3>
   * ```
   */
  get shape(): Sizes<S> {
    // What `claim` promises: the run-time shape is S. Frozen here, where it is handed out, since most shapes never are.
    return Object.freeze(viewOf("shape", this).shape) as unknown as Sizes<S>;
  }

  /**
   * The number of axes.
   *
   * @example
   * ```ts
   * zeros([2, 3]).rank; // 2
   * ```
   */
  get rank(): S["length"] {
    return viewOf("rank", this).shape.length;
  }

  /**
   * The number of elements.
   *
   * @example
   * ```ts
   * zeros([2, 3]).size; // 6
   * ```
   */
  get size(): number {
    return count(viewOf("size", this).shape);
  }

  /**
   * One element. A negative index counts from the end.
   *
   * @param index - one index for each axis
   * @throws {@link ShapeError} where there is no such element
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).at(1, -1); // 6
   * ```
   */
  at(...index: { readonly [Axis in keyof S]: number }): number {
    return element(viewOf("at", this), index);
  }

  /**
   * The numbers as plain arrays, nested as deep as the rank: a number for a {@link Scalar}.
   *
   * @example
   * ```ts
   * ones([2, 3]).toArray();       // [[1, 1, 1], [1, 1, 1]]
   * ones([2, 3]).sum().toArray(); // 6
   * ```
   */
  toArray(): Nested<S> {
    return nested(viewOf("toArray", this)) as Nested<S>; // one level of arrays for each axis of the shape, which is S
  }

  /**
   * The numbers in a typed array, in row-major order: a copy, which is yours. It is a `Float32Array`; a `Float64Array` where the tensor was
   * computed in float64, by the reference engine.
   *
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.dataSync();             // Float32Array [1, 2, 3, 4, 5, 6]
   * x.transpose().dataSync(); // Float32Array [1, 4, 2, 5, 3, 6]
   * ```
   */
  dataSync(): Float32Array | Float64Array {
    return flat(viewOf("dataSync", this));
  }

  /**
   * A promise of what {@link dataSync} gives: the way that also works where the numbers are not at hand, as on a GPU.
   *
   * @example
   * ```ts
   * await matrix([[1, 2], [3, 4]]).data(); // Float32Array [1, 2, 3, 4]
   * ```
   */
  async data(): Promise<Float32Array | Float64Array> {
    return flat(viewOf("data", this));
  }

  /**
   * The entries of the first axis, one after the other: the rows of a matrix, as vectors; the elements of a vector, as scalars. Views: no
   * number is copied. A {@link Scalar} has no axis, and is not iterable.
   *
   * @example
   * ```ts
   * for (const row of matrix([[1, 2, 3], [4, 5, 6]])) console.log(row.sum().at()); // 6, then 15
   * const parts = [...vector([5, 7])]; // two scalars
   * ```
   */
  get [Symbol.iterator](): Entries<S> {
    // Tools that compare values ask for the iterator first, and go through what has one. So a scalar must not have one that throws.
    const found = viewOf("iteration", this).shape.length === 0 ? undefined : entries;
    return found as Entries<S>; // by the number of axes, as there
  }

  /**
   * What JavaScript makes of a tensor where it wants a number, as in `+loss`: that of a {@link Scalar}. Where it wants a text, that is
   * {@link toString}.
   *
   * @throws {@link ShapeError} where a number is wanted and this is no scalar
   * @example
   * ```ts
   * +scalar(3);             // 3
   * Math.sqrt(+scalar(16)); // 4
   * ```
   */
  [Symbol.toPrimitive](hint: string): number | string {
    const { shape } = viewOf("Number", this);
    if (hint === "number") checkNumeric(shape);
    return hint === "string" || shape.length > 0 ? this.toString() : element(viewOf("Number", this), []);
  }

  /**
   * The tensor in words, long axes shortened: `Matrix<2, 3> [[1, 2, 3], [4, 5, 6]]`.
   *
   * @example
   * ```ts
   * String(ones([2, 3])); // Matrix<2, 3> [[1, 1, 1], [1, 1, 1]]
   * ```
   */
  toString(): string {
    const view = viewOf("toString", this);
    return print(view.shape, (index) => element(view, index));
  }

  /**
   * What `JSON.stringify` writes: as {@link toArray}, but for the four numbers that JSON has no way to write. They are texts, `"NaN"`,
   * `"Infinity"`, `"-Infinity"` and `"-0"`, and `tensor(data, shape)` reads them as the same numbers again.
   *
   * @example
   * ```ts
   * const text = JSON.stringify(vector([1, 0]).divide(0)); // ["Infinity","NaN"]
   * tensor(JSON.parse(text), [2]); // Vector<2> [Infinity, NaN]
   * ```
   */
  toJSON(): NestedInJSON<S> {
    return nested(viewOf("toJSON", this), inJSON) as NestedInJSON<S>; // as in toArray
  }

  /** What Node shows in its console. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  // ── Products ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * The product: contracts the last axis with the first one of `other`.
   *
   * | this | other | result |
   * |---|---|---|
   * | `[...Lead, Inner]` | `[Inner, Columns]` | `[...Lead, Columns]` |
   * | `[...Lead, Inner]` | `[Inner]` | `[...Lead]` |
   *
   * $$ c_{ij} = \sum_k a_{ik}\, b_{kj} $$
   *
   * @throws {@link ShapeError} where the inner sizes differ
   * @example
   * ```ts
   * const weights = matrix([[1, 2, 3], [4, 5, 6]]);
   * weights.matmul(vector([1, 0, -1]));  // Vector<2> [-2, -2]
   * weights.matmul(weights.transpose()); // Matrix<2, 2> [[14, 32], [32, 77]]
   * ```
   */
  matmul<Lead extends Shape, Inner extends number, Rows extends number, Columns extends Shape>(
    this: Tensor<[...Lead, Inner]> | Scalar, // the argument says why a scalar is refused
    other: [Inner, Rows] extends [Rows, Inner]
      ? Columns["length"] extends 0 | 1
        ? Tensor<[Rows, ...Columns]>
        : matmulRank<[...Lead, Inner]>
      : matmulMismatch<[...Lead, Inner], Inner, [Rows, ...Columns], Rows>,
  ): Tensor<[...Lead, ...Columns]> {
    return claim(operations.matmul(viewOf("matmul", this), viewOf("matmul", other)));
  }

  /**
   * The outer product of two vectors of any lengths, a column by a row: `[Rows]` by `[Columns]` gives `[Rows, Columns]`.
   *
   * $$ (u v^\mathsf{T})_{ij} = u_i v_j $$
   *
   * @throws {@link ShapeError} where either is no vector
   * @example
   * ```ts
   * vector([1, 2]).outer(vector([3, 5, 7])); // Matrix<2, 3> [[3, 5, 7], [6, 10, 14]]
   * ```
   */
  outer<B extends Shape>(
    this: S["length"] extends 1 ? Tensor<S> : Refused<rankMismatch<"outer", S, 1>>,
    other: B["length"] extends 1 ? Tensor<B> : rankMismatch<"outer", B, 1>,
  ): Matrix<S[0], B[0]> {
    return claim(operations.outer(viewOf("outer", this), viewOf("outer", other)));
  }

  /**
   * The dot product of two vectors of one length, a row by a column.
   *
   * $$ u^\mathsf{T} v = \sum_i u_i v_i $$
   *
   * @throws {@link ShapeError} where the lengths differ
   * @example
   * ```ts
   * vector([1, 2, 3]).dot(vector([5, 7, 11])); // Scalar 52
   * ```
   */
  dot<B extends Shape>(
    this: S["length"] extends 1 ? Tensor<S> : Refused<rankMismatch<"dot", S, 1>>,
    other: [S, B] extends [B, S] ? Tensor<B> : shapesDiffer<"dot", S, B>,
  ): Scalar {
    return claim(operations.dot(viewOf("dot", this), viewOf("dot", other)));
  }

  /**
   * Rows become columns: `[Rows, Columns]` gives `[Columns, Rows]`. A view: no number is copied.
   *
   * @throws {@link ShapeError} where this is no matrix
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).transpose(); // Matrix<3, 2> [[1, 4], [2, 5], [3, 6]]
   * ```
   */
  transpose(this: S["length"] extends 2 ? Tensor<S> : Refused<rankMismatch<"transpose", S, 2>>): Matrix<S[1], S[0]> {
    return claim(operations.transpose(viewOf("transpose", this)));
  }

  /**
   * The products of matrices, one for each entry of the leading axes, which both have: `[...Batch, Rows, Inner]` by
   * `[...Batch, Inner, Columns]` gives `[...Batch, Rows, Columns]`.
   *
   * $$ c_{bij} = \sum_k a_{bik}\, b_{bkj} $$
   *
   * @throws {@link ShapeError} where the leading axes differ, or the inner sizes, or either has fewer than two axes
   * @example
   * ```ts
   * zeros([32, 8, 5, 7]).batchMatmul(zeros([32, 8, 7, 3])); // Tensor<[32, 8, 5, 3]>
   * ```
   */
  batchMatmul<
    Batch extends Shape,
    Rows extends number,
    Inner extends number,
    Lead extends Shape,
    Height extends number,
    Columns extends number,
  >(
    this: Tensor<[...Batch, Rows, Inner]>,
    other: [Batch, Lead] extends [Lead, Batch]
      ? [Inner, Height] extends [Height, Inner]
        ? Tensor<[...Lead, Height, Columns]>
        : batchMatmulSizesDiffer<[...Batch, Rows, Inner], Inner, [...Lead, Height, Columns], Height>
      : batchMatmulAxesDiffer<[...Batch, Rows, Inner], [...Lead, Height, Columns]>,
  ): Tensor<[...Batch, Rows, Columns]> {
    return claim(operations.batchMatmul(viewOf("batchMatmul", this), viewOf("batchMatmul", other)));
  }

  // ── Element by element ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * The sum, element by element. `other` is a number, has the same shape, or is the trailing part of it; the result keeps the
   * shape of the left: `[2, 3]` plus `[3]` gives `[2, 3]`. So too `subtract`, `multiply` and `divide`. Only for the sum, `other` may not be of a
   * `BatchSize`, the size of a batch that the compiler doesn't know: it may be of another batch, with another number of rows.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.add(vector([10, 20, 30])); // Matrix<2, 3> [[11, 22, 33], [14, 25, 36]]
   * x.add(1);                    // Matrix<2, 3> [[2, 3, 4], [5, 6, 7]]
   * ```
   */
  add<B extends Shape = S>(other: addFitsTheEnd<S, B>): Tensor<S> {
    return claim(operations.elementwise("add", viewOf("add", this), operand("add", other)));
  }

  /**
   * The difference, element by element; shapes as in {@link add}.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * vector([5, 7]).subtract(vector([1, 2])); // Vector<2> [4, 5]
   * ```
   */
  subtract<B extends Shape = S>(other: fitsTheEnd<"subtract", S, B>): Tensor<S> {
    return claim(operations.elementwise("subtract", viewOf("subtract", this), operand("subtract", other)));
  }

  /**
   * The Hadamard product a ⊙ b, element by element; shapes as in {@link add}. The product of matrices is {@link matmul}.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * vector([5, 7]).multiply(vector([2, 3])); // Vector<2> [10, 21]
   * ```
   */
  multiply<B extends Shape = S>(other: fitsTheEnd<"multiply", S, B>): Tensor<S> {
    return claim(operations.elementwise("multiply", viewOf("multiply", this), operand("multiply", other)));
  }

  /**
   * The quotient, element by element; shapes as in {@link add}. Division by zero gives an infinity, 0 / 0 NaN.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * vector([6, 7]).divide(2); // Vector<2> [3, 3.5]
   * ```
   */
  divide<B extends Shape = S>(other: fitsTheEnd<"divide", S, B>): Tensor<S> {
    return claim(operations.elementwise("divide", viewOf("divide", this), operand("divide", other)));
  }

  /**
   * Adds a bias to every last axis: `[...Lead, N]` plus `[N]` gives `[...Lead, N]`. It does what {@link add} does, and can also
   * be checked where the leading axes are a type parameter.
   *
   * @throws {@link ShapeError} where the bias has another length
   * @example
   * ```ts
   * // Whatever the leading axes are:
   * const shift = <Batch extends Shape>(x: Tensor<[...Batch, 10]>, bias: Vector<10>) => x.addBias(bias);
   * ```
   */
  addBias<Lead extends Shape, Length extends number, B extends number>(
    this: Tensor<[...Lead, Length]> | Scalar, // the argument says why a scalar is refused
    bias: [Length, B] extends [B, Length] ? Tensor<[B]> : addBiasMismatch<[...Lead, Length], Length, B>,
  ): Tensor<[...Lead, Length]> {
    return claim(operations.addBias(viewOf("addBias", this), viewOf("addBias", bias)));
  }

  /**
   * 1 where this equals `other`, else 0, element by element; shapes as in {@link add}. Of NaN it is never so.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).equal(2); // Vector<3> [0, 1, 0]
   * ```
   */
  equal<B extends Shape = S>(other: fitsTheEnd<"equal", S, B>): Tensor<S> {
    return claim(operations.compare("equal", viewOf("equal", this), operand("equal", other)));
  }

  /**
   * 1 where this is less than `other`, else 0, element by element; shapes as in {@link add}. Of NaN it is never so.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).less(2); // Vector<3> [1, 0, 0]
   * ```
   */
  less<B extends Shape = S>(other: fitsTheEnd<"less", S, B>): Tensor<S> {
    return claim(operations.compare("less", viewOf("less", this), operand("less", other)));
  }

  /**
   * 1 where this is at most `other`, else 0, element by element; shapes as in {@link add}. Of NaN it is never so.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).lessOrEqual(2); // Vector<3> [1, 1, 0]
   * ```
   */
  lessOrEqual<B extends Shape = S>(other: fitsTheEnd<"lessOrEqual", S, B>): Tensor<S> {
    return claim(operations.compare("lessOrEqual", viewOf("lessOrEqual", this), operand("lessOrEqual", other)));
  }

  /**
   * 1 where this is greater than `other`, else 0, element by element; shapes as in {@link add}. Of NaN it is never so.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).greater(2); // Vector<3> [0, 0, 1]
   * ```
   */
  greater<B extends Shape = S>(other: fitsTheEnd<"greater", S, B>): Tensor<S> {
    return claim(operations.compare("greater", viewOf("greater", this), operand("greater", other)));
  }

  /**
   * 1 where this is at least `other`, else 0, element by element; shapes as in {@link add}. Of NaN it is never so.
   *
   * @throws {@link ShapeError} where `other` does not fit the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).greaterOrEqual(2); // Vector<3> [0, 1, 1]
   * ```
   */
  greaterOrEqual<B extends Shape = S>(other: fitsTheEnd<"greaterOrEqual", S, B>): Tensor<S> {
    return claim(operations.compare("greaterOrEqual", viewOf("greaterOrEqual", this), operand("greaterOrEqual", other)));
  }

  // ── Functions of each element ───────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * −x, element by element.
   *
   * @example
   * ```ts
   * vector([1, -2]).negate(); // Vector<2> [-1, 2]
   * ```
   */
  negate(): Tensor<S> {
    return claim(operations.unary("negate", viewOf("negate", this)));
  }

  /**
   * $e^x$, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).exp(); // Vector<2> [1, 2.71828]
   * ```
   */
  exp(): Tensor<S> {
    return claim(operations.unary("exp", viewOf("exp", this)));
  }

  /**
   * The natural logarithm, element by element; NaN below 0.
   *
   * @example
   * ```ts
   * vector([1, 2]).log(); // Vector<2> [0, 0.693147]
   * ```
   */
  log(): Tensor<S> {
    return claim(operations.unary("log", viewOf("log", this)));
  }

  /**
   * The square root, element by element; NaN below 0.
   *
   * Its derivative, $\frac{1}{2 \sqrt x}$, counts as 0 at 0, where it is infinite: so a norm, `x.square().sum().sqrt()`, has the gradient 0 where
   * it is 0, and not ∞ · 0.
   *
   * @example
   * ```ts
   * vector([4, 9]).sqrt(); // Vector<2> [2, 3]
   * ```
   */
  sqrt(): Tensor<S> {
    return claim(operations.unary("sqrt", viewOf("sqrt", this)));
  }

  /**
   * x², element by element.
   *
   * @example
   * ```ts
   * vector([2, -3]).square(); // Vector<2> [4, 9]
   * ```
   */
  square(): Tensor<S> {
    return claim(operations.unary("square", viewOf("square", this)));
  }

  /**
   * |x|, element by element.
   *
   * @example
   * ```ts
   * vector([2, -3]).abs(); // Vector<2> [2, 3]
   * ```
   */
  abs(): Tensor<S> {
    return claim(operations.unary("abs", viewOf("abs", this)));
  }

  /**
   * The sine of an angle in radians, element by element; NaN of an infinite one.
   *
   * @example
   * ```ts
   * vector([0, 1]).sin(); // Vector<2> [0, 0.841471]
   * ```
   */
  sin(): Tensor<S> {
    return claim(operations.unary("sin", viewOf("sin", this)));
  }

  /**
   * The cosine of an angle in radians, element by element; NaN of an infinite one.
   *
   * @example
   * ```ts
   * vector([0, 1]).cos(); // Vector<2> [1, 0.540302]
   * ```
   */
  cos(): Tensor<S> {
    return claim(operations.unary("cos", viewOf("cos", this)));
  }

  /**
   * The hyperbolic tangent, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).tanh(); // Vector<2> [0, 0.761594]
   * ```
   */
  tanh(): Tensor<S> {
    return claim(operations.unary("tanh", viewOf("tanh", this)));
  }

  /**
   * $1 / (1 + e^{-x})$, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).sigmoid(); // Vector<2> [0.5, 0.731059]
   * ```
   */
  sigmoid(): Tensor<S> {
    return claim(operations.unary("sigmoid", viewOf("sigmoid", this)));
  }

  /**
   * max(0, x), element by element.
   *
   * @example
   * ```ts
   * vector([-1, 2]).relu(); // Vector<2> [0, 2]
   * ```
   */
  relu(): Tensor<S> {
    return claim(operations.unary("relu", viewOf("relu", this)));
  }

  /**
   * Within two bounds, element by element: `low` where it is lower, `high` where it is higher. NaN stays NaN.
   *
   * @throws RangeError where `low` is above `high`
   * @example
   * ```ts
   * vector([-2, 0.5, 3]).clip(0, 1); // Vector<3> [0, 0.5, 1]
   * ```
   */
  clip(low: number, high: number): Tensor<S> {
    return claim(operations.clip(viewOf("clip", this), low, high));
  }

  /**
   * Probabilities along one axis, the last unless another is named: all positive, with the sum 1.
   *
   * $$ \operatorname{softmax}(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}} $$
   *
   * @throws {@link ShapeError} where there is no such axis; a {@link Scalar} has none
   * @example
   * ```ts
   * vector([0, 1]).softmax();           // Vector<2> [0.268941, 0.731059]
   * matrix([[0, 5], [1, 5]]).softmax(0); // Matrix<2, 2> [[0.268941, 0.5], [0.731059, 0.5]]
   * ```
   */
  softmax<const Axis extends number>(
    this: [...S] extends [] ? Refused<noLastAxis<"softmax">> : Tensor<S>,
    axis?: axisOfTheTensor<"softmax", S, Axis>,
  ): Tensor<S> {
    return claim(operations.softmax("softmax", viewOf("softmax", this), axis));
  }

  /**
   * The logarithm of {@link softmax}, along one axis as there, computed without its rounding: $x_i - \ln \sum_j e^{x_j}$.
   *
   * @throws {@link ShapeError} where there is no such axis; a {@link Scalar} has none
   * @example
   * ```ts
   * vector([0, 1]).logSoftmax(); // Vector<2> [-1.31326, -0.313262]
   * ```
   */
  logSoftmax<const Axis extends number>(
    this: [...S] extends [] ? Refused<noLastAxis<"logSoftmax">> : Tensor<S>,
    axis?: axisOfTheTensor<"logSoftmax", S, Axis>,
  ): Tensor<S> {
    return claim(operations.softmax("logSoftmax", viewOf("logSoftmax", this), axis));
  }

  // ── Reductions ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * The sum over all elements, or along one axis or several, which the result then lacks: `[2, 3]` along axis 0 gives `[3]`, or
   * with `keepDims` `[1, 3]`. A negative axis counts from the end. So too `mean`, `max` and `min`.
   *
   * @throws {@link ShapeError} where there is no such axis, or it is given twice
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.sum();   // Scalar 21
   * x.sum(0);  // Vector<3> [5, 7, 9]
   * x.sum(-1); // Vector<2> [6, 15]
   * x.sum(1, { keepDims: true }); // Matrix<2, 1> [[6], [15]]
   * zeros([2, 3, 5]).sum([0, 2]); // Vector<3>
   * ```
   */
  sum(): Scalar;
  sum<const Along extends Axes>(axes: axesOfTheTensor<"sum", S, Along>): Tensor<Reduced<S, Along, false>>;
  sum<const Along extends Axes, const Options extends KeepDims>(
    axes: axesOfTheTensor<"sum", S, Along>,
    options: Keeping<"sum", Options>,
  ): Tensor<Reduced<S, Along, Keeps<Options>>>;
  sum(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return claim(operations.reduce("sum", viewOf("sum", this), axes, options));
  }

  /**
   * The mean over all elements, or along one axis or several; axes and options as in {@link sum}. The mean of nothing is NaN.
   *
   * @throws {@link ShapeError} where there is no such axis
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.mean();   // Scalar 3.5
   * x.mean(0);  // Vector<3> [2.5, 3.5, 4.5]
   * x.mean(-1); // Vector<2> [2, 5]
   * ```
   */
  mean(): Scalar;
  mean<const Along extends Axes>(axes: axesOfTheTensor<"mean", S, Along>): Tensor<Reduced<S, Along, false>>;
  mean<const Along extends Axes, const Options extends KeepDims>(
    axes: axesOfTheTensor<"mean", S, Along>,
    options: Keeping<"mean", Options>,
  ): Tensor<Reduced<S, Along, Keeps<Options>>>;
  mean(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return claim(operations.reduce("mean", viewOf("mean", this), axes, options));
  }

  /**
   * The greatest element, of all or along one axis or several; axes and options as in {@link sum}. NaN wins.
   *
   * @throws {@link ShapeError} where there is no such axis or there is nothing to compare
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.max();   // Scalar 6
   * x.max(0);  // Vector<3> [4, 5, 6]
   * x.max(-1); // Vector<2> [3, 6]
   * ```
   */
  max(): Scalar;
  max<const Along extends Axes>(axes: axesOfTheTensor<"max", S, Along>): Tensor<Reduced<S, Along, false>>;
  max<const Along extends Axes, const Options extends KeepDims>(
    axes: axesOfTheTensor<"max", S, Along>,
    options: Keeping<"max", Options>,
  ): Tensor<Reduced<S, Along, Keeps<Options>>>;
  max(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return claim(operations.reduce("max", viewOf("max", this), axes, options));
  }

  /**
   * The least element, of all or along one axis or several; axes and options as in {@link sum}. NaN wins.
   *
   * @throws {@link ShapeError} where there is no such axis or there is nothing to compare
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.min();   // Scalar 1
   * x.min(0);  // Vector<3> [1, 2, 3]
   * x.min(-1); // Vector<2> [1, 4]
   * ```
   */
  min(): Scalar;
  min<const Along extends Axes>(axes: axesOfTheTensor<"min", S, Along>): Tensor<Reduced<S, Along, false>>;
  min<const Along extends Axes, const Options extends KeepDims>(
    axes: axesOfTheTensor<"min", S, Along>,
    options: Keeping<"min", Options>,
  ): Tensor<Reduced<S, Along, Keeps<Options>>>;
  min(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return claim(operations.reduce("min", viewOf("min", this), axes, options));
  }

  /**
   * The index of the greatest element (the first of equals; in float32 exact up to 16,777,216): in row-major order over all, or along one axis.
   *
   * @throws {@link ShapeError} where there is no such axis or there is nothing to compare
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.argmax();   // Scalar 5
   * x.argmax(0);  // Vector<3> [1, 1, 1]
   * x.argmax(-1); // Vector<2> [2, 2]
   * ```
   */
  argmax(): Scalar;
  argmax<const Axis extends number>(axis: axisOfTheTensor<"argmax", S, Axis>): Tensor<WithoutAxis<S, Axis>>;
  argmax(axis?: unknown): unknown {
    return claim(operations.reduce("argmax", viewOf("argmax", this), axis));
  }

  /**
   * The sums along an axis, each of an entry and all before it.
   *
   * $$ y_i = \sum_{j \le i} x_j $$
   *
   * @throws {@link ShapeError} where there is no such axis
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).cumulativeSum(1); // Matrix<2, 3> [[1, 3, 6], [4, 9, 15]]
   * ```
   */
  cumulativeSum<const Axis extends number>(axis: axisOfTheTensor<"cumulativeSum", S, Axis>): Tensor<S> {
    return claim(operations.cumulativeSum(viewOf("cumulativeSum", this), axis));
  }

  // ── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * The same elements, in row-major order, under another shape of as many elements. Named sizes stay named where they stand on
   * both sides: `[batch, 28, 28]` to `[batch, 784]`. {@link dim | dim.product} names two axes as one: `[batch, time, 64]` to
   * `[batch*time, 64]`, and back. In generic code, sizes that are equal at the front of both shapes, and at the end, may be type parameters.
   *
   * @throws {@link ShapeError} where the numbers of elements differ
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).reshape([3, 2]); // Matrix<3, 2> [[1, 2], [3, 4], [5, 6]]
   *
   * const rows = <N extends number>(images: Tensor<[N, 28, 28]>) => images.reshape([images.shape[0], 784]);
   * rows(zeros([5, 28, 28])); // Matrix<5, 784>
   * ```
   */
  reshape<const B extends Shape>(shape: Sizes<B> & NoInfer<reshapeKeepsElements<S, B>>): Tensor<[...B]> {
    return claim(operations.reshape(viewOf("reshape", this), shape));
  }

  /**
   * All elements in one axis, in row-major order. Its size is the product of all; where one is known only by name, so is the product:
   * `[batch, 28]` gives `[batch*28]`, as {@link dim | dim.product} does.
   *
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).flatten(); // Vector<6> [1, 2, 3, 4, 5, 6]
   *
   * const batch = dim("batch", JSON.parse("5"));
   * zeros([batch, 28]).flatten(); // Vector<Dim<"batch*28">>
   * ```
   */
  flatten(this: [...Uncountable<S>] extends Some ? Refused<flattenUnknown> : Tensor<S>): Vector<Count<S>> {
    return claim(operations.flatten(viewOf("flatten", this)));
  }

  /**
   * The axes in another order: axis i of the result is axis `order[i]` of this. Negative axes count from the end. A view: no
   * number is copied.
   *
   * @param order - every axis, once
   * @throws {@link ShapeError} where an axis is missing, named twice or not there
   * @example
   * ```ts
   * zeros([2, 3, 5]).permute([2, 0, 1]); // Tensor<[5, 2, 3]>
   * ```
   */
  permute<const Order extends readonly number[]>(order: permuteNamesEachAxisOnce<S, Order>): Tensor<Permuted<S, Order>> {
    return claim(operations.permute(viewOf("permute", this), order));
  }

  /**
   * A range of each axis, outermost first: `[start, end]` or `[start, end, step]`, without the entry at `end`; `null`, as an axis that has
   * none, is the whole axis. Negative bounds count from the end. The size is $\lceil (end - start) / step \rceil$, so bounds are literal; where
   * only the program knows the start, there is {@link window}. A view: no number is copied.
   *
   * @throws {@link ShapeError} where bounds leave their axis or run backwards, or there are more ranges than axes
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.slice([0, 1]);          // Matrix<1, 3> [[1, 2, 3]]
   * x.slice(null, [-2, 3]);   // Matrix<2, 2> [[2, 3], [5, 6]]
   * x.slice(null, [0, 3, 2]); // Matrix<2, 2> [[1, 3], [4, 6]]
   * ```
   */
  slice<const Ranges extends readonly unknown[]>(...ranges: sliceNeedsRangesOfItsAxes<S, Ranges>): Tensor<Sliced<S, Ranges>> {
    return claim(operations.slice(viewOf("slice", this), ranges));
  }

  /**
   * So many entries of one axis, from `start` on: a slice whose place is known only at run time. A negative start counts from the end. The
   * length is a size like any other: literal, named or, in generic code, a type parameter. A view: no number is copied.
   *
   * @param start - a whole number
   * @param length - how many entries
   * @throws {@link ShapeError} where the window leaves the axis, or there is no such axis
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * const last: number = JSON.parse("1");
   * x.window(last, 2, 1); // Matrix<2, 2> [[2, 3], [5, 6]]
   * x.window(-2, 2, 1);   // Matrix<2, 2> [[2, 3], [5, 6]]
   * ```
   */
  window<const Length extends number, const Axis extends number, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | Scalar, // the axis says why a scalar is refused
    start: number,
    length: SizeUnless<Length, windowStaysWithinTheAxis<S, Axis, Length, SizeAt<S, Axis, Last>>>,
    axis: axisOfAny<"window", S, Axis>,
  ): Tensor<WithSize<S, Axis, Length, Lead>> {
    return claim(operations.window(viewOf("window", this), start, length, axis));
  }

  /**
   * The same tensor, its sizes known by other names: what the compiler can't tell, as that `batch * time` is `rows`, is checked at run time.
   * It takes the place of a cast, in generic code too.
   *
   * @param shape - every size literal or named
   * @throws {@link ShapeError} where a size is another number
   * @example
   * ```ts
   * const rows = dim("rows", Number("35"));
   * zeros([dim.product(dim("batch", 5), dim("time", 7)), 3]).as([rows, 3]); // Matrix<Dim<"rows">, 3>
   * ```
   */
  as<const B extends Shape>(shape: Sizes<B> & NoInfer<asNeedsTheSameSizes<S, B>>): Tensor<[...B]> {
    return claim(operations.renamed(viewOf("as", this), shape));
  }

  /**
   * Parted along one axis into tensors of these sizes, which make up the axis. Sizes may be named: what {@link concat} made of `old` and `more` is
   * parted into them again. Views: no number is copied.
   *
   * @throws {@link ShapeError} where there is no such axis, or the sizes make up another size
   * @example
   * ```ts
   * const [first, rest] = vector([1, 2, 3, 5, 7]).split([2, 3], 0);
   * first; // Vector<2> [1, 2]
   * rest;  // Vector<3> [3, 5, 7]
   * ```
   */
  split<const Entries extends readonly number[], const Axis extends number, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | Scalar, // the axis says why a scalar is refused
    sizes: Sizes<Entries> & NoInfer<Splits<S, Axis, Entries, SizeAt<S, Axis, Last>>>,
    axis: axisOfAny<"split", S, Axis>,
  ): Tensors<Parts<S, Axis, Entries, Lead>> {
    const parts: unknown = operations.split(viewOf("split", this), sizes, axis).map((part) => claim(part));
    return parts as Tensors<Parts<S, Axis, Entries, Lead>>; // one for each size
  }

  /**
   * Entries of one value before and behind each axis: one pair `[before, after]` an axis, outermost first. A size that is known only by name
   * gets a new one: `rows` with one entry more is `rows+1`.
   *
   * @param value - what is put there
   * @throws {@link ShapeError} where there is not one pair for each axis, of whole numbers from 0 up
   * @example
   * ```ts
   * vector([1, 2]).pad([[1, 2]]);                      // Vector<5> [0, 1, 2, 0, 0]
   * matrix([[1, 2], [3, 5]]).pad([[0, 1], [0, 0]], 7); // Matrix<3, 2> [[1, 2], [3, 5], [7, 7]]
   *
   * const rows = dim("rows", JSON.parse("5"));
   * zeros([rows, 3]).pad([[1, 0], [0, 0]]); // Matrix<Dim<"rows+1">, 3>
   * ```
   */
  pad<const Paddings extends readonly unknown[]>(
    paddings: padNeedsOnePaddingAnAxis<S, Paddings>,
    value = 0,
  ): Tensor<Padded<S, Paddings>> {
    return claim(operations.pad(viewOf("pad", this), paddings, value));
  }

  /**
   * Entries of the first axis by their numbers, which may repeat: `[Entries, ...Rest]` by indices of any shape gives
   * `[...Indices, ...Rest]`. It is the lookup of an embedding, and takes rows of a data set. An array whose length the compiler can't
   * see, or one of several axes, is given with its shape, as the last argument.
   *
   * @param indices - a tensor of whole numbers from 0 up, or an array of them
   * @throws {@link ShapeError} where there is no such entry, or the array does not fill its shape
   * @example
   * ```ts
   * const table = matrix([[1, 2], [3, 5], [7, 11]]);
   * table.gather([2, 0, 2]);         // Matrix<3, 2> [[7, 11], [1, 2], [7, 11]]
   * table.gather(zeros([32, 5]));    // Tensor<[32, 5, 2]>
   *
   * const drawn: number[] = [1, 1];
   * table.gather(drawn, [dim("drawn", drawn.length)]); // Matrix<Dim<"drawn">, 2>
   * ```
   */
  gather<Entries extends number, Rest extends Shape, const Indices extends Indexing>(
    this: Tensor<[Entries, ...Rest]>,
    indices: CountedIndices<"gather", Indices>,
  ): Tensor<[...IndexShape<Indices>, ...Rest]>;
  gather<Entries extends number, Rest extends Shape, const I extends Shape>(
    this: Tensor<[Entries, ...Rest]>,
    indices: Numbers,
    shape: Sizes<I>,
  ): Tensor<[...I, ...Rest]>;
  gather(indices: unknown, shape?: unknown): unknown {
    return claim(operations.gather(viewOf("gather", this), indicesIn("gather", indices, shape)));
  }

  /**
   * Stretched to a wider shape by NumPy's rule: aligned at the end, each size is the same or 1, which is repeated. A view: no
   * number is copied.
   *
   * @throws {@link ShapeError} where a size is neither
   * @example
   * ```ts
   * matrix([[1], [2]]).broadcastTo([2, 3]); // Matrix<2, 3> [[1, 1, 1], [2, 2, 2]]
   * vector([1, 2]).broadcastTo([3, 2]);     // Matrix<3, 2> [[1, 2], [1, 2], [1, 2]]
   * ```
   */
  broadcastTo<const B extends Shape>(shape: Sizes<B> & NoInfer<StretchOf<"broadcastTo", S, B>>): Tensor<[...B]> {
    return claim(operations.broadcastTo(viewOf("broadcastTo", this), shape));
  }

  /**
   * A new axis of size 1, which stands at `axis` in the result: before any other, or behind all of them. A negative one counts
   * from the end of the result.
   *
   * @throws {@link ShapeError} where there is no such place
   * @example
   * ```ts
   * vector([1, 2]).expandDims(0);  // Matrix<1, 2> [[1, 2]]
   * vector([1, 2]).expandDims(-1); // Matrix<2, 1> [[1], [2]]
   * ```
   */
  expandDims<const Axis extends number>(axis: placeInTheTensor<"expandDims", S, Axis>): Tensor<Inserted<S, PlaceIn<S, Axis>, 1>> {
    return claim(operations.expandDims(viewOf("expandDims", this), axis));
  }

  /**
   * Without an axis of size 1.
   *
   * @throws {@link ShapeError} where there is no such axis, or it has another size
   * @example
   * ```ts
   * matrix([[1], [2]]).squeeze(1); // Vector<2> [1, 2]
   * ```
   */
  squeeze<const Axis extends number>(axis: squeezeNeedsSizeOne<S, Axis>): Tensor<WithoutAxis<S, Axis>> {
    return claim(operations.squeeze(viewOf("squeeze", this), axis));
  }
}

/** The one place where a shape at run time is given its static type: the caller has computed one by the rule of the other. */
export function claim<S extends Shape>(view: Value): Tensor<S> {
  checkAxesCount(view.shape.length);
  return new Tensor<S>(view, ours);
}

/** A tensor over a whole storage: as many numbers as the shape has elements, whoever says what it is. */
export function claimWhole<S extends Shape>(storage: Storage, shape: Shape): Tensor<S> {
  if (storage.length !== count(shape)) throw new ShapeError(`${show(shape)} is no shape of ${storage.length} numbers`);
  return claim(whole(storage, shape));
}

/** The entries of the first axis, which is there: a scalar has no iterator. */
function* entries(this: AnyTensor): Generator<AnyTensor> {
  const view = viewOf("entries", this);
  const [length = 0] = view.shape;
  const numbers = view.shape.length === 1 ? flat(view) : [];
  for (let index = 0; index < length; index++) {
    const entry = operations.entry(view, index);
    const number = numbers[index];
    yield number === undefined ? claim(entry) : new Tensor(entry, ours, contentsOfNumber(number));
  }
}

/** Indices from a tensor or an array. */
export const indicesIn = (operation: string, indices: unknown, shape: unknown): operations.Indices =>
  isTensor(indices) ? operations.indicesOf(viewOf(operation, indices)) : checkIndices(operation, indices, shape);

export const operand = (operation: string, value: unknown): Value | number =>
  typeof value === "number" ? value : viewOf(operation, value);
