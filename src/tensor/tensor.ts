/**
 * The public `Tensor` class. Each method's signature states a condition on the shapes, in place of the argument's type, and the
 * shape of the result. `operations` holds what the methods do at run time; `src/shape` holds the rules, as types and as values.
 *
 * The file is long because it is a catalogue. TypeScript checks one class in one file fastest: with the same signatures merged
 * from five files, checking a program takes a quarter longer; with five inherited interfaces, each access costs eight more
 * instantiations.
 */

import { whole } from "../engine/layout.js";
import type { Storage } from "../engine/storage.js";
import type {
  Accepting,
  AcceptingKnown,
  Anything,
  Equal,
  GivenAxis,
  GivenLiterals,
  Given as IfGiven,
  ListGiven,
  ListGivenAxis,
  Meeting,
  Unless,
} from "../shape/accepted.js";
import type { Beside, takeAlongDiffers } from "../shape/along.js";
import { inJSON, type NumberInText, type Numbers } from "../shape/array.js";
import type { Permuted, permuteNamesEachAxisOnce } from "../shape/axes.js";
import type { axisOfAny, axisOfTheTensor, FromFront, SizeAt } from "../shape/axis.js";
import type { BatchSize, batchesDiffer } from "../shape/batch.js";
import type { addBiasMismatch, elementwiseMismatch, shapesDiffer } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import type { diagonalNeedsTheShorterAxis, Lesser, takesMatrices } from "../shape/diagonal.js";
import type { AnySizes, AreSizes, GivenSizes, OneOfSizes, ShapeMeeting, Size, Sizes } from "../shape/dim.js";
import { checkAxesCount } from "../shape/elements.js";
import type { Each, rowsDiffer, WithAxes } from "../shape/entries.js";
import {
  type AnyIndices,
  checkIndices,
  type indicesUncounted,
  type OtherIndices,
  type OtherThanIndices,
  type otherThanIndices,
} from "../shape/indices.js";
import type { Parts, Splits } from "../shape/join.js";
import type { AnyOptions, IsUnion, Some } from "../shape/known.js";
import type { takesMatricesOfABatch } from "../shape/linear-algebra.js";
import type { batchMatmulMismatch, batchMatmulSizesDiffer, matmulRank, matmulRefuses } from "../shape/matmul.js";
import type { Count } from "../shape/named.js";
import type { AcceptingOneTensor, OneMeeting, oneOfSeveral, takesOneTensor } from "../shape/one-tensor.js";
import type { Padded, padNeedsOnePaddingAnAxis } from "../shape/pad.js";
import type { rankMismatch } from "../shape/rank.js";
import type { HasAnAxis, lastAxisNotKnown, Missing, needsAnAxis, OfAnyShape, WhyNoLastAxis } from "../shape/receiver.js";
import type { Axes, axesOfTheTensor, KeepDims, Keeps, keepDimsIsKnown, Reduced } from "../shape/reduce.js";
import type { asNeedsTheSameSizes } from "../shape/rename.js";
import type { kroneckerMismatch, Multiplied, tileNeedsOneCountAnAxis } from "../shape/repeat.js";
import { count, type flattenUnknown, type reshapeKeepsElements, type Uncountable } from "../shape/reshape.js";
import { checkNumeric } from "../shape/scalar.js";
import type { NoNumber } from "../shape/several.js";
import { type Shape, show } from "../shape/shape.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import type { SizeUnless } from "../shape/size-unless.js";
import type { Misfits, Sliced, sliceNeedsRangesOfItsAxes } from "../shape/slice.js";
import type { InsertedAt, placeInTheTensor, StretchOf, squeezeNeedsSizeOne } from "../shape/stretch.js";
import type { staysWithinTheAxis, WithSize } from "../shape/window.js";
import { contentsOf, contentsOfNumber } from "./contents.js";
import * as operations from "./operations/index.js";
import { print } from "./print.js";
import { element, flat, nested } from "./read.js";
import type { Value } from "./tape.js";

/**
 * The right operand of an elementwise operation. The identity test comes first and alone, so that it is certain for a generic S, too: then
 * {@link Elementwise} is also certain. Tensors are invariant in their shape, so these conditions compare shapes both ways: a plain 3 never
 * matches a named 3. Each condition is an alias because the compiler prints its name, with the operation in it; an inlined condition would
 * be cut off before the message.
 */
export type fitsTheEnd<Operation extends string, S extends Shape, B extends Shape> =
  Exactly<B> extends (Exactly<[...B]> extends Exactly<[...S]> ? unknown : Exactly<S> | Exactly<[]>)
    ? Tensor<B> | number
    : fitsItsEnd<Operation, S, B>;
/** What is invariant in a shape, like a tensor, but cheaper to compare with a union. */
interface Exactly<in out S extends Shape> {
  readonly shape: S;
}
type fitsItsEnd<Operation extends string, S extends Shape, B extends Shape> =
  Tensor<S> extends Tensor<[...infer _Lead extends Shape, ...B]>
    ? Tensor<B> | number
    : NoInfer<elementwiseMismatch<Operation, S, B>>; // NoInfer keeps the compiler from inferring B from a message, which halves the cost

/** What an elementwise operation returns: a tensor of the left operand's shape, or `any` if the right one is refused. */
type Elementwise<Operation extends string, S extends Shape, B extends Shape> = GivenLiterals<
  number,
  fitsTheEnd<Operation, S, B>,
  Tensor<S>
>;

/**
 * What can be added. One batch can't be added to another, because their sizes may differ. These conditions cost less than those of
 * {@link fitsTheEnd}, but aren't certain for a generic S, so the result is `Tensor<S>` even if the operand is refused.
 */
type addFitsTheEnd<S extends Shape, B extends Shape> =
  Tensor<[...S]> extends (B["length"] extends 0 ? unknown : Tensor<[...B]>) ? number | Addend<B> : addFitsItsEnd<S, B>;
type addFitsItsEnd<S extends Shape, B extends Shape> =
  Tensor<S> extends Tensor<[...infer _Lead extends Shape, ...B]> ? number | Addend<B> : NoInfer<elementwiseMismatch<"add", S, B>>;
type Addend<B extends Shape> = [...(BatchSize extends B[number] ? (0 extends 1 & B[number] ? [] : ["batch"]) : [])] extends Some
  ? batchesDiffer<"add">
  : Tensor<B>;

/** Why a tensor isn't made flat. In generic code, the compiler prints the name of this type. */
type flattenNeedsAKnownRank<S extends Shape> = [...Uncountable<S>] extends Some ? Refused<flattenUnknown> : OfAnyShape;

/** A list with the reason why the last axis doesn't have so many entries, or an empty list. */
type topKStaysWithinTheLastAxis<S extends Shape, K extends number, Lead extends Shape, Last extends number> = [
  ...WhyNoLastAxis<"topK", S, Lead>,
  ...staysWithinTheAxis<"topK", S, -1, K, Last>,
];

/** One tensor with a last axis, or the sentence. */
export type takesALastAxis<Operation extends string, Given, Lead extends Shape, Last extends number> = takesOneTensor<
  Operation,
  Given,
  lastAxisOf<Operation, Given, Lead, Last>
>;
type lastAxisOf<Operation extends string, Given, Lead extends Shape, Last extends number> = [
  ...(number[] extends Lead ? ["unknown"] : []),
] extends Some
  ? lastAxisNotKnown<Operation, ShapeOf<Given>>
  : Tensor<[...Lead, Last]>;
type ShapeOf<T> = T extends Tensor<infer S extends Shape> ? S : Shape;

/** Whole numbers that select entries: a tensor or an array. */
export type Indexing = AnyTensor | ArrayLike<number>;

/** Indices whose shape the compiler can see: a tensor of one shape, or an array of known length. Otherwise, the error message. */
export type CountedIndices<Operation extends string, Indices> = [...Uncounted<Indices>, ...OtherIndices<Indices>] extends Some
  ? [Indices] extends [AnyTensor]
    ? oneOfSeveral<Operation>
    : [Indices] extends [Indexing]
      ? indicesUncounted<Operation>
      : otherThanIndices<Operation, Indices>
  : Indices;
type Uncounted<Indices> =
  IsUnion<IndexShape<Indices>> extends true
    ? ["several"]
    : Indices extends AnyTensor
      ? []
      : number extends (Indices & ArrayLike<number>)["length"]
        ? ["unknown"]
        : [];

/** The shape of some indices. An array has one axis. */
export type IndexShape<Indices> =
  Indices extends Tensor<infer S extends Shape>
    ? S
    : Indices extends { readonly length: infer Length extends number }
      ? [Length]
      : never;

/** The shape of entries that were looked up along an axis. `Lead` are the axes before the last one. */
type TakenFrom<S extends Shape, Axis extends number, I extends Shape, Lead extends Shape> = `${Axis}` extends "-1"
  ? [...Lead, ...I]
  : FromFront<S, Axis> extends infer Front extends number
    ? WithAxes<S, Front, I>
    : never;

/** Rows of the shape that is needed, or the sentence. */
type rowsFitTheirPlaces<Operation extends string, S extends Shape, Needed extends Shape, B extends Shape> = [Needed, B] extends [
  B,
  Needed,
]
  ? Tensor<B>
  : NoInfer<rowsDiffer<Operation, S, Needed, B>>;

/**
 * The iterator of a tensor, which returns the entries of its first axis. A scalar has none, and neither does a tensor whose rank
 * the compiler doesn't know.
 */
export type Entries<S extends Shape> = S extends readonly [unknown, ...infer Rest extends Shape]
  ? number extends Rest["length"]
    ? undefined
    : () => IterableIterator<Tensor<Rest>>
  : undefined;

/**
 * The greatest entries along an axis, in descending order, and their indices. {@link Tensor.topK} returns it.
 *
 * @typeParam S - the shape of both
 */
export interface TopK<S extends Shape> {
  /** The entries, the greatest first. */
  readonly values: Tensor<S>;
  /** Where each of them was, along the axis. */
  readonly indices: Tensor<S>;
}

/** A tensor of shape S as plain arrays: numbers, nested as deep as its rank. */
export type Nested<S extends Shape> = S extends readonly [unknown, ...infer Rest extends Shape] ? Nested<Rest>[] : number;

/** A tensor of shape S in JSON: like {@link Nested}, with strings for the numbers that JSON can't represent. */
export type NestedInJSON<S extends Shape> = S extends readonly [unknown, ...infer Rest extends Shape]
  ? NestedInJSON<Rest>[]
  : number | NumberInText;

/**
 * A tensor with rows and columns: `Matrix<2, 3>` has two rows of three columns.
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
 * A list of numbers: `Vector<3>` has three. It is neither a row nor a column; each operation treats it as the one it needs.
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
 * A single number, as a tensor without axes.
 *
 * @example
 * ```ts
 * import { ones, type Scalar } from "conformable";
 *
 * const total: Scalar = ones([2, 3]).sum(); // 6
 * ```
 */
export type Scalar = Tensor<[]>;

/** A tensor of each shape in a list. */
export type Tensors<Shapes extends readonly Shape[]> = { -readonly [Index in keyof Shapes]: Tensor<Shapes[Index]> };

/** The shape of each tensor in a list; `never` for what isn't one. */
export type ShapesOf<All extends readonly unknown[]> = {
  -readonly [Index in keyof All]: All[Index] extends Tensor<infer S extends Shape> ? S : never;
};

/** A tensor of any shape, known only at run time from its `shape`: an argument from untyped code, or an element of a mixed list. */
// biome-ignore lint/suspicious/noExplicitAny: a tensor is invariant in its shape, so only `any` stands for every shape
export type AnyTensor = Tensor<any>;

/** The key to the constructor. Only {@link claim} uses it. */
const ours = Symbol("claim");

export let isTensor: (value: unknown) => value is AnyTensor;

export function checkTensor(operation: string, value: unknown): asserts value is AnyTensor {
  if (!isTensor(value)) throw new ShapeError(noTensor(operation, value));
}
const noTensor = (operation: string, value: unknown): string => `${operation}: takes a tensor, not ${describe(value)}`;

/** A tensor's numbers and layout. Any other value, which only untyped code can pass, is refused with the operation's name. */
export let viewOf: (operation: string, value: unknown) => Value;

/**
 * Numbers in a shape that the compiler knows, such as `Tensor<[2, 3, 5]>`. {@link Scalar}, {@link Vector} and {@link Matrix} are
 * the names for tensors with no, one and two axes. A tensor never changes: every operation returns a new one.
 *
 * Tensors are invariant in their shape. A `Tensor<[2, 3]>` is neither a `Tensor<[number, 3]>` nor a `Tensor<[2 | 4, 3]>`, so a
 * size in a type is always the size at run time.
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
  /** The shape, for the compiler only: if two tensors differ, it names the first property that does, and this one shows just the sizes. */
  declare protected readonly sizes: S;
  readonly #view: Value;
  /** @internal Lets other tools compare tensors. */
  readonly contents: object;

  /** @internal Only {@link claim} creates tensors. */
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
    // `claim` guarantees that the run-time shape is S. It is frozen here rather than on creation, since most shapes are never
    // read.
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
   * Returns one element. A negative index counts from the end.
   *
   * @param index - one whole number for each axis
   * @throws {@link ShapeError} if there is no such element
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).at(1, -1); // 6
   * ```
   */
  at(...index: { readonly [Axis in keyof S]: number }): number {
    return element(viewOf("at", this), index);
  }

  /**
   * Returns the numbers as plain arrays, nested as deep as the rank. For a {@link Scalar}, returns its number.
   *
   * @example
   * ```ts
   * ones([2, 3]).toArray();       // [[1, 1, 1], [1, 1, 1]]
   * ones([2, 3]).sum().toArray(); // 6
   * ```
   */
  toArray(): Nested<S> {
    return nested(viewOf("toArray", this)) as Nested<S>; // one level of arrays for each axis of S
  }

  /**
   * Returns a copy of the numbers as a typed array, in row-major order. It is a `Float32Array`, or a `Float64Array` if the
   * reference engine computed the tensor.
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
   * Returns a promise of what {@link dataSync} returns. It also works for engines that can't return numbers at once, as on a GPU.
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
   * Iterates over the entries of the first axis: the rows of a matrix, as vectors, or the elements of a vector, as scalars. The
   * entries are views; no number is copied. A {@link Scalar} has no axis, so it isn't iterable.
   *
   * @example
   * ```ts
   * for (const row of matrix([[1, 2, 3], [4, 5, 6]])) console.log(row.sum().at()); // 6, then 15
   * const parts = [...vector([5, 7])]; // two scalars
   * ```
   */
  get [Symbol.iterator](): Entries<S> {
    // Tools that compare values iterate over everything that has an iterator, so a scalar must not have one that throws.
    const found = viewOf("iteration", this).shape.length === 0 ? undefined : entries;
    return found as Entries<S>; // Entries<S> also depends on the number of axes
  }

  /**
   * Converts a {@link Scalar} to its number where JavaScript expects a number, as in `+loss`. Where it expects a string, it calls
   * {@link toString}.
   *
   * @throws {@link ShapeError} if a number is expected and this isn't a scalar
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
   * Returns the tensor as text, with long axes shortened: `Matrix<2, 3> [[1, 2, 3], [4, 5, 6]]`.
   *
   * @example
   * ```ts
   * String(ones([2, 3])); // Matrix<2, 3> [[1, 1, 1], [1, 1, 1]]
   * ```
   */
  toString(): string {
    const view = viewOf("toString", this);
    return print(view.shape, view.storage.known && ((index) => element(view, index)));
  }

  /**
   * Returns what `JSON.stringify` writes: the arrays of {@link toArray}, with strings for the four numbers that JSON can't
   * represent: `"NaN"`, `"Infinity"`, `"-Infinity"` and `"-0"`. `tensor(data, shape)` turns these strings back into numbers.
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

  /** Node's console shows this. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  // ── Products ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Returns the matrix product: products along the last axis of this tensor and the first axis of `other`, added up.
   *
   * | this | other | result |
   * |---|---|---|
   * | `[...Lead, Inner]` | `[Inner, Columns]` | `[...Lead, Columns]` |
   * | `[...Lead, Inner]` | `[Inner]` | `[...Lead]` |
   *
   * $$ c_{ij} = \sum_k a_{ik}\, b_{kj} $$
   *
   * @throws {@link ShapeError} if the inner sizes differ
   * @example
   * ```ts
   * const weights = matrix([[1, 2, 3], [4, 5, 6]]);
   * weights.matmul(vector([1, 0, -1]));  // Vector<2> [-2, -2]
   * weights.matmul(weights.transpose()); // Matrix<2, 2> [[14, 32], [32, 77]]
   * ```
   */
  matmul<
    Lead extends Shape,
    Inner extends number,
    Rows extends number,
    Columns extends Shape,
    Given,
    Unset = unknown,
    Ok extends [Inner, Rows] extends [Rows, Inner] ? "accepted" : Unless<Unset> = "accepted",
  >(
    this: Tensor<[...Lead, Inner]> | Scalar | null | undefined, // a scalar is refused by the argument, which explains why
    other: [Inner, Rows] extends [Rows, Inner]
      ? Columns["length"] extends 0 | 1
        ? Tensor<[Rows, ...Columns]>
        : matmulRank<[...Lead, Inner]>
      : [Given] extends [never]
        ? Given
        : matmulRefuses<[...Lead, Inner], Inner, [Rows, ...Columns], Rows, Given>,
  ): { accepted: Tensor<[...Lead, ...Columns]>; refused: Anything }[Ok] {
    return claim(operations.matmul(viewOf("matmul", this), viewOf("matmul", other)));
  }

  /**
   * Returns the outer product of two vectors of any lengths: `[Rows]` and `[Columns]` give `[Rows, Columns]`.
   *
   * $$ (u v^\mathsf{T})_{ij} = u_i v_j $$
   *
   * @throws {@link ShapeError} if either tensor isn't a vector
   * @example
   * ```ts
   * vector([1, 2]).outer(vector([3, 5, 7])); // Matrix<2, 3> [[3, 5, 7], [6, 10, 14]]
   * ```
   */
  outer<B extends Shape, Given, Ok extends AcceptingOneTensor<Given> = unknown>(
    this: S["length"] extends 1 ? Tensor<S> | null | undefined : Refused<rankMismatch<"outer", S, 1>>,
    other: takesOneTensor<"outer", Given, B["length"] extends 1 ? Tensor<B> : NoInfer<rankMismatch<"outer", B, 1>>>,
  ): [S["length"], B["length"], unknown] extends [1, 1, NoInfer<Ok>] ? Matrix<S[0], B[0]> : Anything {
    return claim(operations.outer(viewOf("outer", this), viewOf("outer", other)));
  }

  /**
   * Returns the dot product of two vectors of the same length.
   *
   * $$ u^\mathsf{T} v = \sum_i u_i v_i $$
   *
   * @throws {@link ShapeError} if the lengths differ
   * @example
   * ```ts
   * vector([1, 2, 3]).dot(vector([5, 7, 11])); // Scalar 52
   * ```
   */
  dot<B extends Shape, Given>(
    this: S["length"] extends 1 ? Tensor<S> | null | undefined : Refused<rankMismatch<"dot", S, 1>>,
    other: takesOneTensor<"dot", Given, [S, B] extends [B, S] ? Tensor<B> : NoInfer<shapesDiffer<"dot", S, B>>>,
  ): { accepted: Scalar; refused: Anything }[S["length"] extends 1 ? "accepted" : "refused"] {
    return claim(operations.dot(viewOf("dot", this), viewOf("dot", other)));
  }

  /**
   * Exchanges rows and columns: `[Rows, Columns]` gives `[Columns, Rows]`. The result is a view; no number is copied.
   *
   * @throws {@link ShapeError} if this isn't a matrix
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).transpose(); // Matrix<3, 2> [[1, 4], [2, 5], [3, 6]]
   * ```
   */
  transpose(
    this: S["length"] extends 2 ? OfAnyShape : Refused<rankMismatch<"transpose", S, 2>>,
  ): { accepted: Matrix<S[1], S[0]>; refused: Anything }[S["length"] extends 2 ? "accepted" : "refused"] {
    return claim(operations.transpose(viewOf("transpose", this)));
  }

  /**
   * Multiplies matrices pair by pair, one pair for each entry of the leading axes. Both tensors have the same leading axes:
   * `[...Batch, Rows, Inner]` and `[...Batch, Inner, Columns]` give `[...Batch, Rows, Columns]`.
   *
   * $$ c_{bij} = \sum_k a_{bik}\, b_{bkj} $$
   *
   * @throws {@link ShapeError} if the leading axes or the inner sizes differ, or if either tensor has fewer than two axes
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
    Given,
    Unset = unknown,
    Ok extends takesMatricesOfABatch<
      "batchMatmul",
      S,
      OneMeeting<Given, Equal<[Batch, Inner], [Lead, Height], Unset>, Unset>,
      Unless<Unset>
    > = "accepted",
  >(
    this: takesMatricesOfABatch<"batchMatmul", S, Tensor<[...Batch, Rows, Inner]> | Missing>,
    other: takesOneTensor<
      "batchMatmul",
      Given,
      [Batch, Lead] extends [Lead, Batch]
        ? [Inner, Height] extends [Height, Inner]
          ? Tensor<[...Lead, Height, Columns]>
          : batchMatmulSizesDiffer<[...Batch, Rows, Inner], Inner, [...Lead, Height, Columns], Height>
        : batchMatmulMismatch<[...Batch, Rows, Inner], [...Lead, Height, Columns], Lead, ShapeOf<Given>>
    >,
  ): { accepted: Tensor<[...Batch, Rows, Columns]>; refused: Anything }[Ok] {
    return claim(operations.batchMatmul(viewOf("batchMatmul", this), viewOf("batchMatmul", other)));
  }

  // ── Element by element ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Adds `other`, element by element. `other` is a number, a tensor of the same shape, or a tensor whose shape is the end of this
   * one: `[2, 3]` plus `[3]` gives `[2, 3]`, with `[3]` added to each row. The same holds for `subtract`, `multiply` and `divide`.
   *
   * Sums have one exception: `other` may not have an axis of type `BatchSize`, a batch size that the compiler doesn't know. It
   * might belong to another batch, with a different number of rows.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.add(vector([10, 20, 30])); // Matrix<2, 3> [[11, 22, 33], [14, 25, 36]]
   * x.add(1);                    // Matrix<2, 3> [[2, 3, 4], [5, 6, 7]]
   * ```
   */
  add<B extends AnySizes = Anything>(other: addFitsTheEnd<S, B>): Tensor<S> {
    return ofTwo("add", this, other);
  }

  /**
   * Subtracts `other`, element by element. See {@link add} for the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([5, 7]).subtract(vector([1, 2])); // Vector<2> [4, 5]
   * ```
   */
  subtract<B extends AnySizes = []>(other: fitsTheEnd<"subtract", S, B>): Elementwise<"subtract", S, B> {
    return ofTwo("subtract", this, other);
  }

  /**
   * Multiplies by `other`, element by element (the Hadamard product, a ⊙ b). See {@link add} for the shapes that fit. For the matrix
   * product, see {@link matmul}.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([5, 7]).multiply(vector([2, 3])); // Vector<2> [10, 21]
   * ```
   */
  multiply<B extends AnySizes = []>(other: fitsTheEnd<"multiply", S, B>): Elementwise<"multiply", S, B> {
    return ofTwo("multiply", this, other);
  }

  /**
   * Divides by `other`, element by element. See {@link add} for the shapes that fit. x / 0 is an infinity, and 0 / 0 is NaN.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([6, 7]).divide(2); // Vector<2> [3, 3.5]
   * ```
   */
  divide<B extends AnySizes = []>(other: fitsTheEnd<"divide", S, B>): Elementwise<"divide", S, B> {
    return ofTwo("divide", this, other);
  }

  /**
   * Returns the greater of this and `other`, element by element. If either is NaN, the result is NaN. Where the two are equal, each
   * gets half of the gradient. See {@link add} for the shapes that fit, and {@link max} for the greatest element.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([1, 5]).maximum(vector([3, 2])); // Vector<2> [3, 5]
   * ```
   */
  maximum<B extends AnySizes = []>(other: fitsTheEnd<"maximum", S, B>): Elementwise<"maximum", S, B> {
    return ofTwo("maximum", this, other);
  }

  /**
   * Returns the lesser of this and `other`, element by element. If either is NaN, the result is NaN. Where the two are equal, each
   * gets half of the gradient. See {@link add} for the shapes that fit, and {@link min} for the least element.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([1, 5]).minimum(vector([3, 2])); // Vector<2> [1, 2]
   * ```
   */
  minimum<B extends AnySizes = []>(other: fitsTheEnd<"minimum", S, B>): Elementwise<"minimum", S, B> {
    return ofTwo("minimum", this, other);
  }

  /**
   * Raises each element to the power of `other`. See {@link add} for the shapes that fit. Powers of negative numbers are NaN unless
   * the exponent is whole. An element to the power of 0 is 1, and `power(0.5)` is {@link sqrt}.
   *
   * The gradient is right at 0 too: there, the slopes of $x^{2.5}$ and $x^0$ are 0. For other exponents below 1 it is infinite. The
   * gradient of the exponent is NaN where this is negative, and 0 where this is 0.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([2, 3]).power(2.5); // Vector<2> [5.65685, 15.5885]
   * ```
   */
  power<B extends AnySizes = []>(other: fitsTheEnd<"power", S, B>): Elementwise<"power", S, B> {
    return ofTwo("power", this, other);
  }

  /**
   * Returns the remainder of the division by `other`, rounded down: $x - y \lfloor x / y \rfloor$. It has the sign of the divisor, as
   * in NumPy and Python; JavaScript's `%` has that of the dividend. By 0, it is NaN. See {@link add} for the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([5, -5]).modulo(3); // Vector<2> [2, 1]
   * ```
   */
  modulo<B extends AnySizes = []>(other: fitsTheEnd<"modulo", S, B>): Elementwise<"modulo", S, B> {
    return ofTwo("modulo", this, other);
  }

  /**
   * Adds a bias along the last axis: `[...Lead, N]` plus `[N]` gives `[...Lead, N]`. The result is that of {@link add}, but
   * `addBias` also type-checks in generic code, where the leading axes are a type parameter.
   *
   * @throws {@link ShapeError} if the bias isn't as long as the last axis
   * @example
   * ```ts
   * // Works for any leading axes:
   * const shift = <Batch extends Shape>(x: Tensor<[...Batch, 10]>, bias: Vector<10>) => x.addBias(bias);
   * ```
   */
  addBias<Lead extends Shape, Length extends number, B extends number>(
    this: Tensor<[...Lead, Length]> | (number[] extends Lead ? OfAnyShape : Scalar | Missing), // refused by the argument, which says why
    bias: [Length, B] extends [B, Length] ? Tensor<[B]> : addBiasMismatch<S, Lead, B>,
  ): GivenLiterals<[Length, B], [B, Length], Tensor<[...Lead, Length]>> {
    return claim(operations.addBias(viewOf("addBias", this), viewOf("addBias", bias)));
  }

  /**
   * Compares with `other`, element by element: 1 where this is equal, and 0 elsewhere. NaN equals nothing. See {@link add} for
   * the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).equal(2); // Vector<3> [0, 1, 0]
   * ```
   */
  equal<B extends AnySizes = []>(other: fitsTheEnd<"equal", S, B>): Elementwise<"equal", S, B> {
    return ofTwo("equal", this, other);
  }

  /**
   * Compares with `other`, element by element: 1 where this isn't equal, and 0 elsewhere. NaN equals nothing. See {@link add} for
   * the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).notEqual(2); // Vector<3> [1, 0, 1]
   * ```
   */
  notEqual<B extends AnySizes = []>(other: fitsTheEnd<"notEqual", S, B>): Elementwise<"notEqual", S, B> {
    return ofTwo("notEqual", this, other);
  }

  /**
   * Compares with `other`, element by element: 1 where this is less than `other`, and 0 elsewhere, also for NaN. See
   * {@link add} for the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).less(2); // Vector<3> [1, 0, 0]
   * ```
   */
  less<B extends AnySizes = []>(other: fitsTheEnd<"less", S, B>): Elementwise<"less", S, B> {
    return ofTwo("less", this, other);
  }

  /**
   * Compares with `other`, element by element: 1 where this is less than or equal to `other`, and 0 elsewhere, also for NaN. See
   * {@link add} for the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).lessOrEqual(2); // Vector<3> [1, 1, 0]
   * ```
   */
  lessOrEqual<B extends AnySizes = []>(other: fitsTheEnd<"lessOrEqual", S, B>): Elementwise<"lessOrEqual", S, B> {
    return ofTwo("lessOrEqual", this, other);
  }

  /**
   * Compares with `other`, element by element: 1 where this is greater than `other`, and 0 elsewhere, also for NaN. See
   * {@link add} for the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).greater(2); // Vector<3> [0, 0, 1]
   * ```
   */
  greater<B extends AnySizes = []>(other: fitsTheEnd<"greater", S, B>): Elementwise<"greater", S, B> {
    return ofTwo("greater", this, other);
  }

  /**
   * Compares with `other`, element by element: 1 where this is greater than or equal to `other`, and 0 elsewhere, also for NaN. See
   * {@link add} for the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([1, 2, 3]).greaterOrEqual(2); // Vector<3> [0, 1, 1]
   * ```
   */
  greaterOrEqual<B extends AnySizes = []>(other: fitsTheEnd<"greaterOrEqual", S, B>): Elementwise<"greaterOrEqual", S, B> {
    return ofTwo("greaterOrEqual", this, other);
  }

  /**
   * Returns 1 where neither this nor `other` is 0, and 0 elsewhere. NaN isn't 0. See {@link add} for the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([0, 2, 3]).logicalAnd(vector([1, 0, 1])); // Vector<3> [0, 0, 1]
   * ```
   */
  logicalAnd<B extends AnySizes = []>(other: fitsTheEnd<"logicalAnd", S, B>): Elementwise<"logicalAnd", S, B> {
    return ofTwo("logicalAnd", this, other);
  }

  /**
   * Returns 1 where this or `other` isn't 0, and 0 elsewhere. NaN isn't 0. See {@link add} for the shapes that fit.
   *
   * @throws {@link ShapeError} if the shape of `other` doesn't match the end of this shape
   * @example
   * ```ts
   * vector([0, 2, 0]).logicalOr(vector([1, 0, 0])); // Vector<3> [1, 1, 0]
   * ```
   */
  logicalOr<B extends AnySizes = []>(other: fitsTheEnd<"logicalOr", S, B>): Elementwise<"logicalOr", S, B> {
    return ofTwo("logicalOr", this, other);
  }

  /**
   * Returns 1 where this is 0, and 0 elsewhere. NaN isn't 0.
   *
   * @example
   * ```ts
   * vector([0, 2]).logicalNot(); // Vector<2> [1, 0]
   * ```
   */
  logicalNot(): Tensor<S> {
    return ofEach("logicalNot", this);
  }

  /**
   * Returns 1 where this is NaN, and 0 elsewhere.
   *
   * @example
   * ```ts
   * vector([0, 2]).divide(0).isNaN(); // Vector<2> [1, 0]
   * ```
   */
  isNaN(): Tensor<S> {
    return ofEach("isNaN", this);
  }

  /**
   * Returns 0 where this is infinite or NaN, and 1 elsewhere.
   *
   * @example
   * ```ts
   * vector([0, 2]).divide(0).isFinite(); // Vector<2> [0, 0]
   * ```
   */
  isFinite(): Tensor<S> {
    return ofEach("isFinite", this);
  }

  // ── Functions of each element ───────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Returns −x, element by element.
   *
   * @example
   * ```ts
   * vector([1, -2]).negate(); // Vector<2> [-1, 2]
   * ```
   */
  negate(): Tensor<S> {
    return ofEach("negate", this);
  }

  /**
   * Returns 1 / x, element by element.
   *
   * @example
   * ```ts
   * vector([2, -4]).reciprocal(); // Vector<2> [0.5, -0.25]
   * ```
   */
  reciprocal(): Tensor<S> {
    return ofEach("reciprocal", this);
  }

  /**
   * Returns −1, 0 or 1, the sign of each element. NaN stays NaN.
   *
   * @example
   * ```ts
   * vector([-2, 0, 3]).sign(); // Vector<3> [-1, 0, 1]
   * ```
   */
  sign(): Tensor<S> {
    return ofEach("sign", this);
  }

  /**
   * Rounds down, element by element. The gradient is 0, as for `ceil`, `round` and `sign`.
   *
   * @example
   * ```ts
   * vector([1.5, -1.5]).floor(); // Vector<2> [1, -2]
   * ```
   */
  floor(): Tensor<S> {
    return ofEach("floor", this);
  }

  /**
   * Rounds up, element by element.
   *
   * @example
   * ```ts
   * vector([1.5, -1.5]).ceil(); // Vector<2> [2, -1]
   * ```
   */
  ceil(): Tensor<S> {
    return ofEach("ceil", this);
  }

  /**
   * Rounds to the nearest whole number, element by element. Halves are rounded to even numbers, as in NumPy and PyTorch.
   *
   * @example
   * ```ts
   * vector([0.4, 1.5, 2.5]).round(); // Vector<3> [0, 2, 2]
   * ```
   */
  round(): Tensor<S> {
    return ofEach("round", this);
  }

  /**
   * Returns $e^x$, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).exp(); // Vector<2> [1, 2.71828]
   * ```
   */
  exp(): Tensor<S> {
    return ofEach("exp", this);
  }

  /**
   * Returns $e^x - 1$, element by element. It is precise near 0, where `exp().subtract(1)` isn't.
   *
   * @example
   * ```ts
   * vector([0, 1]).expm1(); // Vector<2> [0, 1.71828]
   * ```
   */
  expm1(): Tensor<S> {
    return ofEach("expm1", this);
  }

  /**
   * Returns the natural logarithm, element by element. It is −∞ at 0 and NaN below 0.
   *
   * @example
   * ```ts
   * vector([1, 2]).log(); // Vector<2> [0, 0.693147]
   * ```
   */
  log(): Tensor<S> {
    return ofEach("log", this);
  }

  /**
   * Returns $\ln(1 + x)$, element by element. It is precise near 0, where `add(1).log()` isn't. It is −∞ at −1 and NaN below −1.
   *
   * @example
   * ```ts
   * vector([0, 1]).log1p(); // Vector<2> [0, 0.693147]
   * ```
   */
  log1p(): Tensor<S> {
    return ofEach("log1p", this);
  }

  /**
   * Returns the logarithm to base 2, element by element. It is −∞ at 0 and NaN below 0.
   *
   * @example
   * ```ts
   * vector([1, 8]).log2(); // Vector<2> [0, 3]
   * ```
   */
  log2(): Tensor<S> {
    return ofEach("log2", this);
  }

  /**
   * Returns the logarithm to base 10, element by element. It is −∞ at 0 and NaN below 0.
   *
   * @example
   * ```ts
   * vector([1, 1000]).log10(); // Vector<2> [0, 3]
   * ```
   */
  log10(): Tensor<S> {
    return ofEach("log10", this);
  }

  /**
   * Returns the square root, element by element. It is NaN below 0.
   *
   * The derivative, $\frac{1}{2 \sqrt x}$, is infinite at 0 and counts as 0 there. So the gradient of a norm,
   * `x.square().sum().sqrt()`, is 0 where the norm is 0, and not NaN.
   *
   * @example
   * ```ts
   * vector([4, 9]).sqrt(); // Vector<2> [2, 3]
   * ```
   */
  sqrt(): Tensor<S> {
    return ofEach("sqrt", this);
  }

  /**
   * Returns x², element by element.
   *
   * @example
   * ```ts
   * vector([2, -3]).square(); // Vector<2> [4, 9]
   * ```
   */
  square(): Tensor<S> {
    return ofEach("square", this);
  }

  /**
   * Returns |x|, element by element.
   *
   * @example
   * ```ts
   * vector([2, -3]).abs(); // Vector<2> [2, 3]
   * ```
   */
  abs(): Tensor<S> {
    return ofEach("abs", this);
  }

  /**
   * Returns the sine of an angle in radians, element by element. The sine of an infinite angle is NaN.
   *
   * @example
   * ```ts
   * vector([0, 1]).sin(); // Vector<2> [0, 0.841471]
   * ```
   */
  sin(): Tensor<S> {
    return ofEach("sin", this);
  }

  /**
   * Returns the cosine of an angle in radians, element by element. The cosine of an infinite angle is NaN.
   *
   * @example
   * ```ts
   * vector([0, 1]).cos(); // Vector<2> [1, 0.540302]
   * ```
   */
  cos(): Tensor<S> {
    return ofEach("cos", this);
  }

  /**
   * Returns the tangent of an angle in radians, element by element. The tangent of an infinite angle is NaN.
   *
   * @example
   * ```ts
   * vector([0, 1]).tan(); // Vector<2> [0, 1.55741]
   * ```
   */
  tan(): Tensor<S> {
    return ofEach("tan", this);
  }

  /**
   * Returns the angle in radians, from −π/2 to π/2, whose sine is x, element by element. It is NaN unless x is from −1 to 1.
   *
   * @example
   * ```ts
   * vector([0, 1]).asin(); // Vector<2> [0, 1.5708]
   * ```
   */
  asin(): Tensor<S> {
    return ofEach("asin", this);
  }

  /**
   * Returns the angle in radians, from 0 to π, whose cosine is x, element by element. It is NaN unless x is from −1 to 1.
   *
   * @example
   * ```ts
   * vector([1, 0]).acos(); // Vector<2> [0, 1.5708]
   * ```
   */
  acos(): Tensor<S> {
    return ofEach("acos", this);
  }

  /**
   * Returns the angle in radians, from −π/2 to π/2, whose tangent is x, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).atan(); // Vector<2> [0, 0.785398]
   * ```
   */
  atan(): Tensor<S> {
    return ofEach("atan", this);
  }

  /**
   * Returns the hyperbolic sine, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).sinh(); // Vector<2> [0, 1.1752]
   * ```
   */
  sinh(): Tensor<S> {
    return ofEach("sinh", this);
  }

  /**
   * Returns the hyperbolic cosine, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).cosh(); // Vector<2> [1, 1.54308]
   * ```
   */
  cosh(): Tensor<S> {
    return ofEach("cosh", this);
  }

  /**
   * Returns the hyperbolic tangent, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).tanh(); // Vector<2> [0, 0.761594]
   * ```
   */
  tanh(): Tensor<S> {
    return ofEach("tanh", this);
  }

  /**
   * Returns the logistic function $1 / (1 + e^{-x})$, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).sigmoid(); // Vector<2> [0.5, 0.731059]
   * ```
   */
  sigmoid(): Tensor<S> {
    return ofEach("sigmoid", this);
  }

  /**
   * Returns the error function $\frac{2}{\sqrt\pi} \int_0^x e^{-t^2} dt$, element by element.
   *
   * @example
   * ```ts
   * vector([0, 1]).erf(); // Vector<2> [0, 0.842701]
   * ```
   */
  erf(): Tensor<S> {
    return ofEach("erf", this);
  }

  /**
   * Returns max(0, x), element by element. NaN stays NaN.
   *
   * @example
   * ```ts
   * vector([-1, 2]).relu(); // Vector<2> [0, 2]
   * ```
   */
  relu(): Tensor<S> {
    return ofEach("relu", this);
  }

  /**
   * Limits each element to a range: elements below `low` become `low`, and elements above `high` become `high`. NaN stays NaN.
   *
   * @throws RangeError if `low` is greater than `high`
   * @example
   * ```ts
   * vector([-2, 0.5, 3]).clip(0, 1); // Vector<3> [0, 0.5, 1]
   * ```
   */
  clip(low: number, high: number): Tensor<S> {
    return claim(operations.clip(viewOf("clip", this), low, high));
  }

  /**
   * Turns numbers into probabilities along an axis, by default the last: the results are positive and add up to 1.
   *
   * $$ \operatorname{softmax}(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}} $$
   *
   * @throws {@link ShapeError} if there is no such axis; a {@link Scalar} has none
   * @example
   * ```ts
   * vector([0, 1]).softmax();           // Vector<2> [0.268941, 0.731059]
   * matrix([[0, 5], [1, 5]]).softmax(0); // Matrix<2, 2> [[0.268941, 0.5], [0.731059, 0.5]]
   * ```
   */
  softmax<const Axis extends number, Unset = unknown, Ok extends HasAnAxis<S, Unset> = "accepted">(
    this: needsAnAxis<"softmax", S>,
    axis?: axisOfAny<"softmax", S, Axis>,
  ): { accepted: Tensor<S>; refused: Anything }[Ok] {
    return claim(operations.softmax("softmax", viewOf("softmax", this), axis));
  }

  /**
   * Returns the logarithm of {@link softmax} along an axis, by default the last. It is $x_i - \ln \sum_j e^{x_j}$, which is more
   * precise than `softmax().log()`.
   *
   * @throws {@link ShapeError} if there is no such axis; a {@link Scalar} has none
   * @example
   * ```ts
   * vector([0, 1]).logSoftmax(); // Vector<2> [-1.31326, -0.313262]
   * ```
   */
  logSoftmax<const Axis extends number, Unset = unknown, Ok extends HasAnAxis<S, Unset> = "accepted">(
    this: needsAnAxis<"logSoftmax", S>,
    axis?: axisOfAny<"logSoftmax", S, Axis>,
  ): { accepted: Tensor<S>; refused: Anything }[Ok] {
    return claim(operations.softmax("logSoftmax", viewOf("logSoftmax", this), axis));
  }

  // ── Reductions ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Adds up all elements, or those along one or more axes. The result lacks these axes: along axis 0, `[2, 3]` gives `[3]`. With
   * `keepDims` they stay, with size 1: `[1, 3]`. A negative axis counts from the end. `mean`, `max` and `min` take the same
   * arguments.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice
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
  sum<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"sum", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"sum", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  sum<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"sum", S, Along, Lead>,
    options: keepDimsIsKnown<"sum", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"sum", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"sum", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  sum(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("sum", this, axes, options);
  }

  /**
   * Returns the mean of all elements, or the means along one or more axes, with the arguments of {@link sum}. The mean of no
   * elements is NaN.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.mean();   // Scalar 3.5
   * x.mean(0);  // Vector<3> [2.5, 3.5, 4.5]
   * x.mean(-1); // Vector<2> [2, 5]
   * ```
   */
  mean(): Scalar;
  mean<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"mean", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"mean", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  mean<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"mean", S, Along, Lead>,
    options: keepDimsIsKnown<"mean", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"mean", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"mean", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  mean(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("mean", this, axes, options);
  }

  /**
   * Multiplies all elements, or those along one or more axes, with the arguments of {@link sum}. The product of no elements is 1. The
   * gradient is also right where elements are 0.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.product();   // Scalar 720
   * x.product(0);  // Vector<3> [4, 10, 18]
   * x.product(-1); // Vector<2> [6, 120]
   * ```
   */
  product(): Scalar;
  product<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"product", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"product", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  product<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"product", S, Along, Lead>,
    options: keepDimsIsKnown<"product", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"product", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"product", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  product(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("product", this, axes, options);
  }

  /**
   * Returns the mean squared distance from the mean, of all elements or along one or more axes, with the arguments of {@link sum}. As in
   * NumPy, the sum of squares is divided by the number of elements n. PyTorch divides by n - 1.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.variance(0); // Vector<3> [2.25, 2.25, 2.25]
   * ```
   */
  variance(): Scalar;
  variance<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"variance", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"variance", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  variance<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"variance", S, Along, Lead>,
    options: keepDimsIsKnown<"variance", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"variance", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"variance", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  variance(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("variance", this, axes, options);
  }

  /**
   * Returns the square root of the {@link variance}, with the arguments of {@link sum}. Where it is 0, its gradient counts as 0.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.standardDeviation(0); // Vector<3> [1.5, 1.5, 1.5]
   * ```
   */
  standardDeviation(): Scalar;
  standardDeviation<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"standardDeviation", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"standardDeviation", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  standardDeviation<
    const Along extends Axes,
    const Options extends AnyOptions<KeepDims>,
    Lead extends Shape,
    Last extends number,
  >(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"standardDeviation", S, Along, Lead>,
    options: keepDimsIsKnown<"standardDeviation", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"standardDeviation", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"standardDeviation", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  standardDeviation(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("standardDeviation", this, axes, options);
  }

  /**
   * Returns the Euclidean norm $\sqrt{\sum_i x_i^2}$ of all elements, or of those along one or more axes, with the arguments of
   * {@link sum}. Where it is 0, its gradient counts as 0.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * vector([3, 4]).norm(); // Scalar 5
   * x.norm(1);             // Vector<2> [3.74166, 8.77496]
   * ```
   */
  norm(): Scalar;
  norm<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"norm", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"norm", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  norm<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"norm", S, Along, Lead>,
    options: keepDimsIsKnown<"norm", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"norm", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"norm", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  norm(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("norm", this, axes, options);
  }

  /**
   * Returns $\ln \sum_i e^{x_i}$ over all elements, or along one or more axes, with the arguments of {@link sum}. Nothing overflows.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice, or if there are no elements
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * vector([1000, 1000]).logSumExp(); // Scalar 1000.69
   * x.logSumExp(1);                   // Vector<2> [3.40761, 6.40761]
   * ```
   */
  logSumExp(): Scalar;
  logSumExp<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"logSumExp", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"logSumExp", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  logSumExp<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"logSumExp", S, Along, Lead>,
    options: keepDimsIsKnown<"logSumExp", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"logSumExp", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"logSumExp", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  logSumExp(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("logSumExp", this, axes, options);
  }

  /**
   * Returns 1 if any of the elements isn't 0, else 0: of all elements, or along one or more axes, with the arguments of {@link sum}. NaN
   * isn't 0.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.less(2).any();  // Scalar 1
   * x.less(2).any(1); // Vector<2> [1, 0]
   * ```
   */
  any(): Scalar;
  any<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"any", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"any", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  any<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"any", S, Along, Lead>,
    options: keepDimsIsKnown<"any", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"any", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"any", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  any(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("any", this, axes, options);
  }

  /**
   * Returns 1 if none of the elements is 0, else 0: of all elements, or along one or more axes, with the arguments of {@link sum}. It is 1
   * if there are no elements.
   *
   * @throws {@link ShapeError} if there is no such axis, or if an axis is given twice
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.less(4).all();  // Scalar 0
   * x.less(4).all(1); // Vector<2> [1, 0]
   * ```
   */
  all(): Scalar;
  all<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"all", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"all", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  all<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"all", S, Along, Lead>,
    options: keepDimsIsKnown<"all", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"all", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"all", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  all(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("all", this, axes, options);
  }

  /**
   * Returns the greatest of all elements, or the greatest along one or more axes, with the arguments of {@link sum}. If any of
   * the elements is NaN, the result is NaN.
   *
   * @throws {@link ShapeError} if there is no such axis, if an axis is given twice, or if there are no elements to compare
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.max();   // Scalar 6
   * x.max(0);  // Vector<3> [4, 5, 6]
   * x.max(-1); // Vector<2> [3, 6]
   * ```
   */
  max(): Scalar;
  max<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"max", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"max", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  max<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"max", S, Along, Lead>,
    options: keepDimsIsKnown<"max", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"max", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"max", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  max(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("max", this, axes, options);
  }

  /**
   * Returns the least of all elements, or the least along one or more axes, with the arguments of {@link sum}. If any of the
   * elements is NaN, the result is NaN.
   *
   * @throws {@link ShapeError} if there is no such axis, if an axis is given twice, or if there are no elements to compare
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.min();   // Scalar 1
   * x.min(0);  // Vector<3> [1, 2, 3]
   * x.min(-1); // Vector<2> [1, 4]
   * ```
   */
  min(): Scalar;
  min<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"min", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"min", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  min<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"min", S, Along, Lead>,
    options: keepDimsIsKnown<"min", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"min", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"min", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  min(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("min", this, axes, options);
  }

  /**
   * Returns the index of the greatest element: over all elements in row-major order, or along one axis. If several are equal, it
   * is the first of them. Indices are numbers of the engine; in float32 they are exact up to 16,777,216.
   *
   * @throws {@link ShapeError} if there is no such axis, or if there are no elements to compare
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.argmax();   // Scalar 5
   * x.argmax(0);  // Vector<3> [1, 1, 1]
   * x.argmax(-1); // Vector<2> [2, 2]
   * ```
   */
  argmax(): Scalar;
  argmax<const Axis extends number, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axis: axisOfAny<"argmax", S, Axis, Lead>,
  ): GivenAxis<Axis, axisOfAny<"argmax", S, Axis, Lead>, Tensor<Reduced<S, Axis, false, Lead>>>;
  argmax(axis?: unknown): unknown {
    return reduced("argmax", this, axis);
  }

  /**
   * Returns the index of the least element: over all elements in row-major order, or along one axis. Like {@link argmax}, it is the
   * first if several are equal.
   *
   * @throws {@link ShapeError} if there is no such axis, or if there are no elements to compare
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.argmin();  // Scalar 0
   * x.argmin(0); // Vector<3> [0, 0, 0]
   * ```
   */
  argmin(): Scalar;
  argmin<const Axis extends number, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axis: axisOfAny<"argmin", S, Axis, Lead>,
  ): GivenAxis<Axis, axisOfAny<"argmin", S, Axis, Lead>, Tensor<Reduced<S, Axis, false, Lead>>>;
  argmin(axis?: unknown): unknown {
    return reduced("argmin", this, axis);
  }

  /**
   * Returns running sums along an axis: each entry is the sum of itself and all entries before it.
   *
   * $$ y_i = \sum_{j \le i} x_j $$
   *
   * @throws {@link ShapeError} if there is no such axis
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).cumulativeSum(1); // Matrix<2, 3> [[1, 3, 6], [4, 9, 15]]
   * ```
   */
  cumulativeSum<const Axis extends number>(axis: axisOfAny<"cumulativeSum", S, Axis>): Tensor<S> {
    return claim(operations.cumulativeSum(viewOf("cumulativeSum", this), axis));
  }

  /**
   * Returns running products along an axis: each entry is the product of itself and all entries before it. The gradient is also right
   * where entries are 0.
   *
   * $$ y_i = \prod_{j \le i} x_j $$
   *
   * @throws {@link ShapeError} if there is no such axis
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).cumulativeProduct(1); // Matrix<2, 3> [[1, 2, 6], [4, 20, 120]]
   * ```
   */
  cumulativeProduct<const Axis extends number>(axis: axisOfAny<"cumulativeProduct", S, Axis>): Tensor<S> {
    return running("cumulativeProduct", this, axis);
  }

  /**
   * Returns running maxima along an axis: each entry is the greatest of itself and all entries before it. From the first NaN on, all are
   * NaN. If several are equal, the gradient belongs to the first of them.
   *
   * @throws {@link ShapeError} if there is no such axis
   * @example
   * ```ts
   * vector([1, 3, 2, 5]).cumulativeMax(0); // Vector<4> [1, 3, 3, 5]
   * ```
   */
  cumulativeMax<const Axis extends number>(axis: axisOfAny<"cumulativeMax", S, Axis>): Tensor<S> {
    return running("cumulativeMax", this, axis);
  }

  /**
   * Returns running minima along an axis: each entry is the least of itself and all entries before it. From the first NaN on, all are
   * NaN. If several are equal, the gradient belongs to the first of them.
   *
   * @throws {@link ShapeError} if there is no such axis
   * @example
   * ```ts
   * vector([3, 5, 2, 4]).cumulativeMin(0); // Vector<4> [3, 3, 2, 2]
   * ```
   */
  cumulativeMin<const Axis extends number>(axis: axisOfAny<"cumulativeMin", S, Axis>): Tensor<S> {
    return running("cumulativeMin", this, axis);
  }

  /**
   * Returns the median of all elements, or the medians along one or more axes, with the arguments of {@link sum}. The median of an even
   * number of elements is the mean of the two in the middle. If any of the elements is NaN, the result is NaN.
   *
   * @throws {@link ShapeError} if there is no such axis, if an axis is given twice, or if there are no elements
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [9, 5, 6]]);
   * x.median();  // Scalar 4
   * x.median(1); // Vector<2> [2, 6]
   * ```
   */
  median(): Scalar;
  median<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"median", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"median", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  median<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axes: axesOfTheTensor<"median", S, Along, Lead>,
    options: keepDimsIsKnown<"median", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"median", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"median", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  median(axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    return reduced("median", this, axes, options);
  }

  /**
   * Returns a quantile of all elements, or those along one or more axes, with the arguments of {@link sum} after the share `q`: the number
   * below which a share of the elements lies. Among n elements in order, it is at the place $q (n - 1)$, counted from 0. In between two
   * elements, it is interpolated linearly, as in NumPy. If any of the elements is NaN, the result is NaN.
   *
   * @param q - from 0, for the least element, to 1, for the greatest
   * @throws {@link ShapeError} if there is no such axis, if an axis is given twice, or if there are no elements
   * @throws RangeError if `q` isn't a number from 0 to 1
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [9, 5, 6]]);
   * x.quantile(0.9);                     // Scalar 7.5
   * x.quantile(0.25, 1);                 // Vector<2> [1.5, 5.5]
   * x.quantile(1, 1, { keepDims: true }); // Matrix<2, 1> [[3], [9]]
   * ```
   */
  quantile(q: number): Scalar;
  quantile<const Along extends Axes, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    q: number,
    axes: axesOfTheTensor<"quantile", S, Along, Lead>,
  ): GivenAxis<Along, axesOfTheTensor<"quantile", S, Along, Lead>, Tensor<Reduced<S, Along, false, Lead>>>;
  quantile<const Along extends Axes, const Options extends AnyOptions<KeepDims>, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    q: number,
    axes: axesOfTheTensor<"quantile", S, Along, Lead>,
    options: keepDimsIsKnown<"quantile", Options>,
  ): GivenAxis<
    Along,
    axesOfTheTensor<"quantile", S, Along, Lead>,
    IfGiven<Options, keepDimsIsKnown<"quantile", Options>, Tensor<Reduced<S, Along, Keeps<Options>, Lead>>>
  >;
  quantile(q: number, axes?: unknown, options?: { readonly keepDims?: unknown }): unknown {
    if (!(typeof q === "number" && q >= 0 && q <= 1))
      throw new RangeError(`quantile: the share is a number from 0 to 1, not ${describe(q)}`);
    return reduced("quantile", this, axes, options, q);
  }

  // ── Order ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Sorts the entries along an axis, by default the last, in ascending order. Equal entries keep their order, and NaN comes last, in
   * descending order too.
   *
   * @param options - `descending` (false by default): whether the greatest comes first
   * @throws {@link ShapeError} if there is no such axis; a {@link Scalar} has none
   * @example
   * ```ts
   * const x = matrix([[3, 1, 2], [1, 5, 4]]);
   * x.sort();                         // Matrix<2, 3> [[1, 2, 3], [1, 4, 5]]
   * x.sort(0);                        // Matrix<2, 3> [[1, 1, 2], [3, 5, 4]]
   * x.sort(-1, { descending: true }); // Matrix<2, 3> [[3, 2, 1], [5, 4, 1]]
   * ```
   */
  sort<const Axis extends number, Unset = unknown, Ok extends HasAnAxis<S, Unset> = "accepted">(
    this: needsAnAxis<"sort", S>,
    axis?: axisOfAny<"sort", S, Axis>,
    options?: { readonly descending?: boolean | undefined },
  ): { accepted: Tensor<S>; refused: Anything }[Ok] {
    return claim(operations.sort(viewOf("sort", this), axis, options));
  }

  /**
   * Returns the indices that sort the entries along an axis, by default the last: `x.takeAlong(x.argsort(0), 0)` is `x.sort(0)`. The order
   * is that of {@link sort}.
   *
   * @param options - `descending` (false by default): whether the greatest comes first
   * @throws {@link ShapeError} if there is no such axis; a {@link Scalar} has none
   * @example
   * ```ts
   * vector([7, 5, 11]).argsort(); // Vector<3> [1, 0, 2]
   * ```
   */
  argsort<const Axis extends number, Unset = unknown, Ok extends HasAnAxis<S, Unset> = "accepted">(
    this: needsAnAxis<"argsort", S>,
    axis?: axisOfAny<"argsort", S, Axis>,
    options?: { readonly descending?: boolean | undefined },
  ): { accepted: Tensor<S>; refused: Anything }[Ok] {
    return claim(operations.argsort(viewOf("argsort", this), axis, options));
  }

  /**
   * Returns the `k` greatest entries along an axis, by default the last, in descending order, and their indices. If several are equal, the
   * first of them come first. NaN comes after all numbers.
   *
   * @param k - how many entries: a literal, a named size or, in generic code, a type parameter
   * @throws {@link ShapeError} if the axis has fewer entries, or if there is no such axis; a {@link Scalar} has none
   * @example
   * ```ts
   * const { values, indices } = matrix([[3, 1, 2], [1, 5, 4]]).topK(2);
   * values;  // Matrix<2, 2> [[3, 2], [5, 4]]
   * indices; // Matrix<2, 2> [[0, 2], [1, 2]]
   * ```
   */
  topK<
    const K extends number | NoNumber<K>,
    Lead extends Shape,
    Last extends number,
    Ok extends Accepting<SizeUnless<K, topKStaysWithinTheLastAxis<S, K, Lead, Last>>> = unknown,
  >(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by `k`, which explains why
    k: SizeUnless<K, topKStaysWithinTheLastAxis<S, K, Lead, Last>>,
  ): unknown extends NoInfer<Ok> ? TopK<[...Lead, K]> : Anything;
  topK<
    const K extends number | NoNumber<K>,
    const Axis extends number,
    Lead extends Shape,
    Last extends number,
    Ok extends Accepting<SizeUnless<K, staysWithinTheAxis<"topK", S, Axis, K, SizeAt<S, Axis, Last>>>> = unknown,
  >(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by the axis, which explains why
    k: SizeUnless<K, staysWithinTheAxis<"topK", S, Axis, K, SizeAt<S, Axis, Last>>>,
    axis: axisOfAny<"topK", S, Axis, Lead>,
  ): GivenAxis<Axis, axisOfAny<"topK", S, Axis, Lead>, unknown extends NoInfer<Ok> ? TopK<WithSize<S, Axis, K, Lead>> : Anything>;
  topK(k: unknown, axis?: unknown): unknown {
    const { values, indices } = operations.topK(viewOf("topK", this), k, axis);
    return { values: claim(values), indices: claim(indices) };
  }

  /**
   * Looks up entries along an axis by their indices, which may repeat. The indices have the shape of this tensor, except for the size of
   * that axis. For a matrix x and axis 1,
   *
   * $$ y_{ij} = x_{i,\, k_{ij}} $$
   *
   * @param indices - whole numbers, 0 or more, such as those from {@link argsort}
   * @throws {@link ShapeError} if another size differs, or if there is no such axis or no such entry
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.takeAlong(matrix([[2, 0], [1, 1]]), 1); // Matrix<2, 2> [[3, 1], [5, 5]]
   * x.takeAlong(x.argmax(1).expandDims(1), 1); // Matrix<2, 1> [[3], [6]]
   * ```
   */
  takeAlong<
    I extends Shape,
    const Axis extends number,
    Given,
    Unset = unknown,
    Ok extends OneMeeting<Given, Equal<Beside<S, Axis>, Beside<I, Axis>, Unset>, Unset> = "accepted",
  >(
    indices: takesOneTensor<
      "takeAlong",
      Given,
      [Beside<S, Axis>, Beside<I, Axis>] extends [Beside<I, Axis>, Beside<S, Axis>]
        ? Tensor<I>
        : NoInfer<takeAlongDiffers<S, Axis, I>>
    >,
    axis: axisOfTheTensor<"takeAlong", S, Axis>,
  ): GivenAxis<Axis, axisOfTheTensor<"takeAlong", S, Axis>, { accepted: Tensor<I>; refused: Anything }[Ok]> {
    return claim(operations.takeAlong(viewOf("takeAlong", this), viewOf("takeAlong", indices), axis));
  }

  // ── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Returns the same elements, in row-major order, in another shape of the same size.
   *
   * Named sizes keep their names if they appear in both shapes: `[batch, 28, 28]` becomes `[batch, 784]`.
   * {@link dim | dim.product} combines two named axes into one: `[batch, time, 64]` becomes `[batch*time, 64]`, and back. In
   * generic code, a size may be a type parameter if both shapes start with it, or both end with it.
   *
   * @throws {@link ShapeError} if the shapes have different numbers of elements
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).reshape([3, 2]); // Matrix<3, 2> [[1, 2], [3, 4], [5, 6]]
   *
   * const rows = <N extends number>(images: Tensor<[N, 28, 28]>) => images.reshape([images.shape[0], 784]);
   * rows(zeros([5, 28, 28])); // Matrix<5, 784>
   * ```
   */
  reshape<const B extends AnySizes, Ok extends reshapeKeepsElements<S, B> = unknown>(
    shape: Sizes<B> & NoInfer<reshapeKeepsElements<S, B>>,
  ): { accepted: Tensor<[...B]>; refused: Anything }[unknown extends Ok ? "accepted" : "refused"] {
    return claim(operations.reshape(viewOf("reshape", this), shape));
  }

  /**
   * Returns all elements in one axis, in row-major order. Its size is the product of all sizes. If one of them is known only by
   * name, so is the product: `[batch, 28]` gives `[batch*28]`, as with {@link dim | dim.product}.
   *
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).flatten(); // Vector<6> [1, 2, 3, 4, 5, 6]
   *
   * const batch = dim("batch", JSON.parse("5"));
   * zeros([batch, 28]).flatten(); // Vector<Dim<"batch*28">>
   * ```
   */
  flatten(
    this: flattenNeedsAKnownRank<S>,
  ): { accepted: Vector<Count<S>>; refused: Anything }[number extends S["length"] ? "refused" : "accepted"] {
    return claim(operations.flatten(viewOf("flatten", this)));
  }

  /**
   * Reorders the axes: axis i of the result is axis `order[i]` of this tensor. Negative axes count from the end. The result is a
   * view; no number is copied.
   *
   * @param order - every axis once
   * @throws {@link ShapeError} if an axis is missing, is named twice or doesn't exist
   * @example
   * ```ts
   * zeros([2, 3, 5]).permute([2, 0, 1]); // Tensor<[5, 2, 3]>
   * ```
   */
  permute<const Order extends readonly number[]>(
    order: permuteNamesEachAxisOnce<S, Order>,
  ): GivenLiterals<Order, permuteNamesEachAxisOnce<S, Order>, Tensor<Permuted<S, Order>>> {
    return claim(operations.permute(viewOf("permute", this), order));
  }

  /**
   * Returns a range of each axis, outermost first. A range is `[start, end]` or `[start, end, step]`, and doesn't include the
   * entry at `end`. `null` takes the whole axis, and so do axes without a range. Negative bounds count from the end, and a bound
   * that is `null` is the end of the axis. With a step below zero, the range runs backwards, as in Python: `[null, null, -1]` is
   * `[::-1]`. The result is a view; no number is copied.
   *
   * Each size becomes $\lceil (end - start) / step \rceil$, so bounds have to be literals, or have a name and a value. A range from
   * the front, `[0, size]`, may end at any name, and has its size. If the start is known only at run time, use {@link window}.
   *
   * @throws {@link ShapeError} if a range leaves its axis or ends before it starts, or if there are more ranges than axes
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.slice([0, 1]);          // Matrix<1, 3> [[1, 2, 3]]
   * x.slice(null, [-2, 3]);   // Matrix<2, 2> [[2, 3], [5, 6]]
   * x.slice(null, [0, 3, 2]); // Matrix<2, 2> [[1, 3], [4, 6]]
   * x.slice(null, [1, null]); // Matrix<2, 2> [[2, 3], [5, 6]]
   * x.slice([null, null, -1], [2, 0, -1]); // Matrix<2, 2> [[6, 5], [3, 2]]
   * ```
   */
  slice<
    const Ranges extends readonly unknown[],
    Unset = unknown,
    Ok extends [...Misfits<S, Ranges>] extends Some ? Unless<Unset> : "accepted" = "accepted",
  >(...ranges: sliceNeedsRangesOfItsAxes<S, Ranges>): { accepted: Tensor<Sliced<S, Ranges>>; refused: Anything }[Ok] {
    return claim(operations.slice(viewOf("slice", this), ranges));
  }

  /**
   * Returns `length` entries of one axis, from `start` on: a slice whose start may be known only at run time. A negative start
   * counts from the end. The length is a size like any other: a literal, a named size or, in generic code, a type parameter. The
   * result is a view; no number is copied.
   *
   * @param start - a whole number, the index of the first entry
   * @param length - how many entries
   * @throws {@link ShapeError} if the window leaves the axis, or if there is no such axis
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * const last: number = JSON.parse("1");
   * x.window(last, 2, 1); // Matrix<2, 2> [[2, 3], [5, 6]]
   * x.window(-2, 2, 1);   // Matrix<2, 2> [[2, 3], [5, 6]]
   * ```
   */
  window<
    const Length extends number,
    const Axis extends number,
    Lead extends Shape,
    Last extends number,
    Unset = unknown,
    Ok extends ShapeMeeting<
      [Length],
      [Length],
      [...staysWithinTheAxis<"window", S, Axis, Length, SizeAt<S, Axis, Last>>] extends Some ? never : unknown,
      Unset
    > = "accepted",
  >(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by the axis, which explains why
    start: number,
    length: SizeUnless<Length, staysWithinTheAxis<"window", S, Axis, Length, SizeAt<S, Axis, Last>>>,
    axis: axisOfAny<"window", S, Axis, Lead>,
  ): GivenAxis<
    Axis,
    axisOfAny<"window", S, Axis, Lead>,
    { accepted: Tensor<WithSize<S, Axis, Length, Lead>>; refused: Anything }[Ok]
  > {
    return claim(operations.window(viewOf("window", this), start, length, axis));
  }

  /**
   * Returns the same tensor with other names for its sizes. What the compiler can't know, such as that `batch * time` equals
   * `rows`, is checked at run time. It replaces a cast, in generic code too.
   *
   * @param shape - literal or named sizes
   * @throws {@link ShapeError} if a size differs at run time
   * @example
   * ```ts
   * const rows = dim("rows", Number("35"));
   * zeros([dim.product(dim("batch", 5), dim("time", 7)), 3]).as([rows, 3]); // Matrix<Dim<"rows">, 3>
   * ```
   */
  as<
    const B extends AnySizes,
    Given extends GivenSizes = B,
    Unset = unknown,
    Ok extends ShapeMeeting<B, Given, asNeedsTheSameSizes<S, B>, Unset> = "accepted",
  >(
    shape: Sizes<B> &
      NoInfer<asNeedsTheSameSizes<S, B>> &
      ("accepted" extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : OneOfSizes<B, Given>),
  ): { accepted: Tensor<[...B]>; refused: Anything }[Ok] {
    return claim(operations.renamed(viewOf("as", this), shape));
  }

  /**
   * Splits the tensor along one axis into parts of the given sizes, which have to add up to the size of the axis. Sizes may be
   * named, so the result of {@link concat} on `old` and `more` can be split into them again. The parts are views; no number is
   * copied.
   *
   * @throws {@link ShapeError} if there is no such axis, or if the sizes don't add up to its size
   * @example
   * ```ts
   * const [first, rest] = vector([1, 2, 3, 5, 7]).split([2, 3], 0);
   * first; // Vector<2> [1, 2]
   * rest;  // Vector<3> [3, 5, 7]
   * ```
   */
  split<
    const Entries extends AnySizes,
    const Axis extends number,
    Lead extends Shape,
    Last extends number,
    Given extends GivenSizes = Entries,
    Unset = unknown,
    Ok extends ShapeMeeting<Entries, Given, Splits<S, Axis, Entries, SizeAt<S, Axis, Last>>, Unset> = "accepted",
  >(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by the axis, which explains why
    sizes: Sizes<Entries> &
      NoInfer<Splits<S, Axis, Entries, SizeAt<S, Axis, Last>>> &
      ("accepted" extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : OneOfSizes<Entries, Given>),
    axis: axisOfAny<"split", S, Axis, Lead>,
  ): ListGivenAxis<Axis, axisOfAny<"split", S, Axis, Lead>, ListGiven<Ok, Tensors<Parts<S, Axis, Entries, Lead>>>> {
    const parts: unknown = operations.split(viewOf("split", this), sizes, axis).map((part) => claim(part));
    return parts as Tensors<Parts<S, Axis, Entries, Lead>>; // one part for each size
  }

  /**
   * Adds entries with one value at the start and end of each axis. `paddings` has one pair `[before, after]` for each axis,
   * outermost first. A named size gets a new name: `rows` with one more entry is `rows+1`. So does a size with a named padding.
   *
   * @param value - the value of the new entries
   * @throws {@link ShapeError} if there isn't one pair of whole numbers, 0 or more, for each axis
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
  ): IfGiven<Paddings, padNeedsOnePaddingAnAxis<S, Paddings>, Tensor<Padded<S, Paddings>>> {
    return claim(operations.pad(viewOf("pad", this), paddings, value));
  }

  /**
   * Looks up entries of the first axis by their indices, which may repeat: `[Entries, ...Rest]` and indices of any shape give
   * `[...Indices, ...Rest]`. Use it to look up embeddings, or to pick rows of a data set. If the indices are an array of several
   * axes, or one whose length the compiler doesn't know, pass its shape as the last argument.
   *
   * @param indices - whole numbers, 0 or more: a tensor or an array
   * @throws {@link ShapeError} if there is no such entry, or if the array doesn't fill its shape
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
  gather<
    Entries extends number,
    Rest extends Shape,
    const Indices extends Indexing | OtherThanIndices<Indices>,
    Ok extends AcceptingKnown<
      Indices | IndexShape<Indices>,
      CountedIndices<"gather", Indices>,
      needsAnAxis<"gather", S, unknown>
    > = unknown,
  >(
    this: needsAnAxis<"gather", S, Tensor<[Entries, ...Rest]> | Missing>,
    indices: CountedIndices<"gather", Indices>,
  ): unknown extends NoInfer<Ok> ? Tensor<[...IndexShape<Indices>, ...Rest]> : Anything;
  gather<
    const Indices extends Numbers | OtherThanIndices<Indices>,
    Entries extends number,
    Rest extends Shape,
    const I extends AnySizes,
    Given extends GivenSizes = I,
    Ok extends AreSizes<I, Given> = unknown,
    Unset = unknown,
    HasAxis extends HasAnAxis<S, Unset> = "accepted",
  >(
    this: needsAnAxis<"gather", S, Tensor<[Entries, ...Rest]> | Missing>,
    indices: AnyIndices<"gather", Indices>,
    shape: Sizes<I> & (unknown extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): { accepted: unknown extends NoInfer<Ok> ? Tensor<[...I, ...Rest]> : Anything; refused: Anything }[HasAxis];
  gather(indices: unknown, shape?: unknown): unknown {
    return claim(operations.gather(viewOf("gather", this), indicesIn("gather", indices, shape)));
  }

  /**
   * Looks up entries of any axis by their indices, which may repeat. The axes of the indices take the place of the axis: along axis 1 of
   * `[2, 3, 5]`, indices of shape `[7]` give `[2, 7, 5]`. Along axis 0, it is {@link gather}.
   *
   * @param indices - whole numbers, 0 or more: a tensor or an array
   * @throws {@link ShapeError} if there is no such axis or entry, or if the array doesn't fill its shape
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).take([2, 0], 1); // Matrix<2, 2> [[3, 1], [6, 4]]
   *
   * const drawn: number[] = [1, 1];
   * matrix([[1, 2, 3], [4, 5, 6]]).take(drawn, 1, [dim("drawn", drawn.length)]); // Matrix<2, Dim<"drawn">>
   * ```
   */
  take<
    const Indices extends Indexing | OtherThanIndices<Indices>,
    const Axis extends number,
    Lead extends Shape,
    Last extends number,
    Ok extends AcceptingKnown<Indices | IndexShape<Indices>, CountedIndices<"take", Indices>> = unknown,
  >(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by the axis, which explains why
    indices: CountedIndices<"take", Indices>,
    axis: axisOfAny<"take", S, Axis, Lead>,
  ): GivenAxis<
    Axis,
    axisOfAny<"take", S, Axis, Lead>,
    unknown extends NoInfer<Ok> ? Tensor<TakenFrom<S, Axis, IndexShape<Indices>, Lead>> : Anything
  >;
  take<
    const Indices extends Numbers | OtherThanIndices<Indices>,
    const I extends AnySizes,
    const Axis extends number,
    Lead extends Shape,
    Last extends number,
    Given extends GivenSizes = I,
    Ok extends AreSizes<I, Given> = unknown,
  >(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by the axis, which explains why
    indices: AnyIndices<"take", Indices>,
    axis: axisOfAny<"take", S, Axis, Lead>,
    shape: Sizes<I> & (unknown extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): GivenAxis<
    Axis,
    axisOfAny<"take", S, Axis, Lead>,
    unknown extends NoInfer<Ok> ? Tensor<TakenFrom<S, Axis, I, Lead>> : Anything
  >;
  take(indices: unknown, axis: unknown, shape?: unknown): unknown {
    return claim(operations.takenAlong(viewOf("take", this), indicesIn("take", indices, shape), axis));
  }

  /**
   * Returns a copy in which some entries of the first axis are replaced by rows. For `[Entries, ...Rest]`, indices of any shape take rows of
   * shape `[...Indices, ...Rest]`. If the indices are an array of unknown length, pass its shape as the last argument.
   *
   * In a {@link trace | program} that gets the indices as an input, an index that occurs twice isn't refused: the rows are added up.
   *
   * @param indices - whole numbers, 0 or more, each of them once: a tensor or an array
   * @param rows - the new entries
   * @throws {@link ShapeError} if there is no such entry, if an index is given twice, or if the rows have another shape
   * @example
   * ```ts
   * const table = zeros([3, 2]);
   * table.scatter([2, 0], matrix([[1, 2], [3, 5]])); // Matrix<3, 2> [[3, 5], [0, 0], [1, 2]]
   * ```
   */
  scatter<
    Entries extends number,
    Rest extends Shape,
    const Indices extends Indexing | OtherThanIndices<Indices>,
    B extends Shape,
    Given,
    Unset = unknown,
    Ok extends HasAnAxis<S, Unset> = "accepted",
  >(
    this: needsAnAxis<"scatter", S, Tensor<[Entries, ...Rest]> | Missing>,
    indices: CountedIndices<"scatter", Indices>,
    rows: takesOneTensor<"scatter", Given, rowsFitTheirPlaces<"scatter", S, [...IndexShape<Indices>, ...Rest], B>>,
  ): { accepted: Tensor<S>; refused: Anything }[Ok];
  scatter<
    const Indices extends Numbers | OtherThanIndices<Indices>,
    Entries extends number,
    Rest extends Shape,
    B extends Shape,
    GivenRows,
    const I extends AnySizes,
    Given extends GivenSizes = I,
    Ok extends AreSizes<I, Given> = unknown,
    Unset = unknown,
    HasAxis extends HasAnAxis<S, Unset> = "accepted",
  >(
    this: needsAnAxis<"scatter", S, Tensor<[Entries, ...Rest]> | Missing>,
    indices: AnyIndices<"scatter", Indices>,
    rows: takesOneTensor<
      "scatter",
      GivenRows,
      unknown extends NoInfer<Ok> ? rowsFitTheirPlaces<"scatter", S, [...I, ...Rest], B> : Tensor<B>
    >,
    shape: Sizes<I> & (unknown extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): { accepted: Tensor<S>; refused: Anything }[HasAxis];
  scatter(indices: unknown, rows: unknown, shape?: unknown): unknown {
    return scattered("scatter", this, indices, rows, shape);
  }

  /**
   * Returns a copy in which rows are added to some entries of the first axis. See {@link scatter} for the shapes. An index may occur several
   * times; then all of its rows are added.
   *
   * @param indices - whole numbers, 0 or more: a tensor or an array
   * @param rows - what is added
   * @throws {@link ShapeError} if there is no such entry, or if the rows have another shape
   * @example
   * ```ts
   * zeros([3]).scatterAdd([2, 0, 2], vector([1, 3, 5])); // Vector<3> [3, 0, 6]
   * ```
   */
  scatterAdd<
    Entries extends number,
    Rest extends Shape,
    const Indices extends Indexing | OtherThanIndices<Indices>,
    B extends Shape,
    Given,
    Unset = unknown,
    Ok extends HasAnAxis<S, Unset> = "accepted",
  >(
    this: needsAnAxis<"scatterAdd", S, Tensor<[Entries, ...Rest]> | Missing>,
    indices: CountedIndices<"scatterAdd", Indices>,
    rows: takesOneTensor<"scatterAdd", Given, rowsFitTheirPlaces<"scatterAdd", S, [...IndexShape<Indices>, ...Rest], B>>,
  ): { accepted: Tensor<S>; refused: Anything }[Ok];
  scatterAdd<
    const Indices extends Numbers | OtherThanIndices<Indices>,
    Entries extends number,
    Rest extends Shape,
    B extends Shape,
    GivenRows,
    const I extends AnySizes,
    Given extends GivenSizes = I,
    Ok extends AreSizes<I, Given> = unknown,
    Unset = unknown,
    HasAxis extends HasAnAxis<S, Unset> = "accepted",
  >(
    this: needsAnAxis<"scatterAdd", S, Tensor<[Entries, ...Rest]> | Missing>,
    indices: AnyIndices<"scatterAdd", Indices>,
    rows: takesOneTensor<
      "scatterAdd",
      GivenRows,
      unknown extends NoInfer<Ok> ? rowsFitTheirPlaces<"scatterAdd", S, [...I, ...Rest], B> : Tensor<B>
    >,
    shape: Sizes<I> & (unknown extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): { accepted: Tensor<S>; refused: Anything }[HasAxis];
  scatterAdd(indices: unknown, rows: unknown, shape?: unknown): unknown {
    return scattered("scatterAdd", this, indices, rows, shape);
  }

  /**
   * Repeats entries to fill a larger shape, by NumPy's rule: the shapes are aligned at their ends, and each size is either equal
   * or 1. Entries of an axis of size 1 are repeated, and missing leading axes are added. The result is a view; no number is
   * copied.
   *
   * @throws {@link ShapeError} if a size is neither equal nor 1
   * @example
   * ```ts
   * matrix([[1], [2]]).broadcastTo([2, 3]); // Matrix<2, 3> [[1, 1, 1], [2, 2, 2]]
   * vector([1, 2]).broadcastTo([3, 2]);     // Matrix<3, 2> [[1, 2], [1, 2], [1, 2]]
   * ```
   */
  broadcastTo<
    const B extends AnySizes,
    Given extends GivenSizes = B,
    Unset = unknown,
    Ok extends ShapeMeeting<B, Given, StretchOf<"broadcastTo", S, B>, Unset> = "accepted",
  >(
    shape: Sizes<B> &
      NoInfer<StretchOf<"broadcastTo", S, B>> &
      ("accepted" extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : OneOfSizes<B, Given>),
  ): { accepted: Tensor<[...B]>; refused: Anything }[Ok] {
    return claim(operations.broadcastTo(viewOf("broadcastTo", this), shape));
  }

  /**
   * Inserts a new axis of size 1, at position `axis` of the result. A negative position counts from the end of the result.
   *
   * @throws {@link ShapeError} if there is no such position
   * @example
   * ```ts
   * vector([1, 2]).expandDims(0);  // Matrix<1, 2> [[1, 2]]
   * vector([1, 2]).expandDims(-1); // Matrix<2, 1> [[1], [2]]
   * ```
   */
  expandDims<const Axis extends number>(
    axis: placeInTheTensor<"expandDims", S, Axis>,
  ): GivenAxis<Axis, placeInTheTensor<"expandDims", S, Axis>, Tensor<InsertedAt<S, Axis, 1>>> {
    return claim(operations.expandDims(viewOf("expandDims", this), axis));
  }

  /**
   * Removes an axis of size 1.
   *
   * @throws {@link ShapeError} if there is no such axis, or if its size isn't 1
   * @example
   * ```ts
   * matrix([[1], [2]]).squeeze(1); // Vector<2> [1, 2]
   * ```
   */
  squeeze<const Axis extends number, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape,
    axis: squeezeNeedsSizeOne<S, Axis, Lead, Last>,
  ): GivenAxis<Axis, squeezeNeedsSizeOne<S, Axis, Lead, Last>, Tensor<Reduced<S, Axis, false, Lead>>> {
    return claim(operations.squeeze(viewOf("squeeze", this), axis));
  }

  /**
   * Returns the entries of one axis in reverse order. The result is a view; no number is copied.
   *
   * @throws {@link ShapeError} if there is no such axis
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).flip(1); // Matrix<2, 3> [[3, 2, 1], [6, 5, 4]]
   * ```
   */
  flip<const Axis extends number>(axis: axisOfAny<"flip", S, Axis>): Tensor<S> {
    return claim(operations.flip(viewOf("flip", this), axis));
  }

  /**
   * Moves the entries of one axis by `shift` places. Those that leave it at its end come back at its start. A negative shift moves them
   * towards the start.
   *
   * $$ y_i = x_{(i - shift) \bmod n} $$
   *
   * @param shift - a whole number
   * @throws {@link ShapeError} if there is no such axis, or if the shift isn't a whole number
   * @example
   * ```ts
   * vector([1, 2, 3, 5]).roll(1, 0);  // Vector<4> [5, 1, 2, 3]
   * vector([1, 2, 3, 5]).roll(-1, 0); // Vector<4> [2, 3, 5, 1]
   * ```
   */
  roll<const Axis extends number>(shift: number, axis: axisOfAny<"roll", S, Axis>): Tensor<S> {
    return claim(operations.roll(viewOf("roll", this), shift, axis));
  }

  /**
   * Returns the tensor several times along each axis, as tiles cover a floor. `counts` has one number for each axis, outermost first;
   * each size is multiplied by its count. To repeat each entry by itself, use {@link repeat}.
   *
   * @param counts - literal or named sizes
   * @throws {@link ShapeError} if there isn't one count for each axis
   * @example
   * ```ts
   * vector([1, 2]).tile([3]);             // Vector<6> [1, 2, 1, 2, 1, 2]
   * matrix([[1, 2], [3, 5]]).tile([1, 2]); // Matrix<2, 4> [[1, 2, 1, 2], [3, 5, 3, 5]]
   * ```
   */
  tile<
    const Counts extends AnySizes,
    Given extends GivenSizes = Counts,
    Unset = unknown,
    Ok extends ShapeMeeting<Counts, Given, tileNeedsOneCountAnAxis<S, Counts>, Unset> = "accepted",
  >(
    counts: Sizes<Counts> &
      NoInfer<tileNeedsOneCountAnAxis<S, Counts>> &
      ("accepted" extends NoInfer<Ok> ? unknown : [Given] extends [never] ? Given : OneOfSizes<Counts, Given>),
  ): { accepted: Tensor<Multiplied<S, Counts>>; refused: Anything }[Ok] {
    return claim(operations.tile(viewOf("tile", this), counts));
  }

  /**
   * Repeats each entry of one axis `count` times, so that copies are next to each other: `[rows, 3]` gives `[rows*2, 3]`. To repeat the
   * axis as a whole, as PyTorch's `repeat` does, use {@link tile}.
   *
   * @param count - a literal or named size
   * @throws {@link ShapeError} if there is no such axis
   * @example
   * ```ts
   * vector([1, 2]).repeat(3, 0);             // Vector<6> [1, 1, 1, 2, 2, 2]
   * matrix([[1, 2], [3, 5]]).repeat(2, -1); // Matrix<2, 4> [[1, 1, 2, 2], [3, 3, 5, 5]]
   * ```
   */
  repeat<
    const Times extends number | NoNumber<Times>,
    const Axis extends number,
    Lead extends Shape,
    Last extends number,
    Ok extends AreSizes<[Times]> = unknown,
  >(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by the axis, which explains why
    count: Size<Times>,
    axis: axisOfAny<"repeat", S, Axis, Lead>,
  ): GivenAxis<
    Axis,
    axisOfAny<"repeat", S, Axis, Lead>,
    unknown extends NoInfer<Ok> ? Tensor<WithSize<S, Axis, Count<[SizeAt<S, Axis, Last>, Times]>, Lead>> : Anything
  > {
    return claim(operations.repeat(viewOf("repeat", this), count, axis));
  }

  /**
   * Returns the Kronecker product: each element of this tensor, times the whole of `other`. Both have the same number of axes, and the
   * sizes are multiplied.
   *
   * $$ (A \otimes B)_{ip + k,\, jq + l} = a_{ij}\, b_{kl}, \quad B \text{ of shape } [p, q] $$
   *
   * @throws {@link ShapeError} if the numbers of axes differ
   * @example
   * ```ts
   * matrix([[1, 2]]).kronecker(matrix([[1, 0], [0, 1]])); // Matrix<2, 4> [[1, 0, 2, 0], [0, 1, 0, 2]]
   * ```
   */
  kronecker<
    B extends Shape,
    Given,
    Unset = unknown,
    Ok extends OneMeeting<Given, Equal<S["length"], B["length"], Unset>, Unset> = "accepted",
  >(
    other: takesOneTensor<
      "kronecker",
      Given,
      [S["length"], B["length"]] extends [B["length"], S["length"]] ? Tensor<B> : NoInfer<kroneckerMismatch<S, B>>
    >,
  ): { accepted: Tensor<Multiplied<S, B>>; refused: Anything }[Ok] {
    return claim(operations.kronecker(viewOf("kronecker", this), viewOf("kronecker", other)));
  }

  /**
   * Returns the diagonals of the matrices in the last two axes: `[...Batch, Rows, Columns]` gives `[...Batch, min(Rows, Columns)]`. The
   * function `diagonal` makes a matrix from its diagonal.
   *
   * $$ y_i = x_{ii} $$
   *
   * @throws {@link ShapeError} if there are fewer than two axes
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).diagonal(); // Vector<2> [1, 5]
   * zeros([7, 3, 3]).diagonal();               // Matrix<7, 3>
   * ```
   */
  diagonal<
    Batch extends Shape,
    Rows extends number,
    Columns extends number,
    Unset = unknown,
    Ok extends Meeting<takesMatrices<"diagonal", S, diagonalNeedsTheShorterAxis<Rows, Columns>>, Unset> = "accepted",
  >(
    this: takesMatrices<
      "diagonal",
      S,
      (Tensor<[...Batch, Rows, Columns]> & diagonalNeedsTheShorterAxis<Rows, Columns>) | Missing
    >,
  ): { accepted: Tensor<[...Batch, Lesser<Rows, Columns>]>; refused: Anything }[Ok] {
    return claim(operations.diagonal(viewOf("diagonal", this)));
  }

  /**
   * Returns the upper triangles of the matrices in the last two axes: the elements on and above a diagonal, with zeros below it, even in
   * place of infinities and NaN.
   *
   * @param k - the diagonal: 0 is the main one, 1 the one above it, -1 the one below it
   * @throws {@link ShapeError} if there are fewer than two axes, or if the diagonal isn't a whole number
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).triu();  // Matrix<2, 3> [[1, 2, 3], [0, 5, 6]]
   * matrix([[1, 2, 3], [4, 5, 6]]).triu(1); // Matrix<2, 3> [[0, 2, 3], [0, 0, 6]]
   * ```
   */
  triu<Ok extends Accepting<takesMatrices<"triu", S>> = unknown>(
    this: takesMatrices<"triu", S, OfAnyShape>,
    k = 0,
  ): unknown extends NoInfer<Ok> ? Tensor<S> : Anything {
    return claim(operations.triangle("triu", viewOf("triu", this), k));
  }

  /**
   * Returns the lower triangles of the matrices in the last two axes: the elements on and below a diagonal, with zeros above it, even in
   * place of infinities and NaN.
   *
   * @param k - the diagonal: 0 is the main one, 1 the one above it, -1 the one below it
   * @throws {@link ShapeError} if there are fewer than two axes, or if the diagonal isn't a whole number
   * @example
   * ```ts
   * matrix([[1, 2, 3], [4, 5, 6]]).tril();   // Matrix<2, 3> [[1, 0, 0], [4, 5, 0]]
   * matrix([[1, 2, 3], [4, 5, 6]]).tril(-1); // Matrix<2, 3> [[0, 0, 0], [4, 0, 0]]
   * ```
   */
  tril<Ok extends Accepting<takesMatrices<"tril", S>> = unknown>(
    this: takesMatrices<"tril", S, OfAnyShape>,
    k = 0,
  ): unknown extends NoInfer<Ok> ? Tensor<S> : Anything {
    return claim(operations.triangle("tril", viewOf("tril", this), k));
  }

  /**
   * Returns one entry of an axis. The result lacks this axis. The index may be known only at run time; a negative one counts from
   * the end. The result is a view; no number is copied. For a single number, see {@link at}.
   *
   * @param index - a whole number
   * @throws {@link ShapeError} if there is no such axis or no such entry
   * @example
   * ```ts
   * const x = matrix([[1, 2, 3], [4, 5, 6]]);
   * x.index(-1, 0); // Vector<3> [4, 5, 6]
   * x.index(1, 1);  // Vector<2> [2, 5]
   * ```
   */
  index<const Axis extends number, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by the axis, which explains why
    index: number,
    axis: axisOfAny<"index", S, Axis, Lead>,
  ): GivenAxis<Axis, axisOfAny<"index", S, Axis, Lead>, Tensor<Reduced<S, Axis, false, Lead>>> {
    return claim(operations.index(viewOf("index", this), index, axis));
  }

  /**
   * Returns a list of all entries of an axis: a tuple if the compiler knows the size, otherwise an array. The entries lack the
   * axis. They are views; no number is copied. {@link stack} puts them together again.
   *
   * @throws {@link ShapeError} if there is no such axis
   * @example
   * ```ts
   * const [left, right] = matrix([[1, 2], [3, 5]]).unstack(1);
   * left;  // Vector<2> [1, 3]
   * right; // Vector<2> [2, 5]
   * ```
   */
  unstack<const Axis extends number, Lead extends Shape, Last extends number>(
    this: Tensor<[...Lead, Last]> | OfAnyShape, // other tensors are refused by the axis, which explains why
    axis: axisOfAny<"unstack", S, Axis, Lead>,
  ): ListGivenAxis<Axis, axisOfAny<"unstack", S, Axis, Lead>, Each<SizeAt<S, Axis, Last>, Tensor<Reduced<S, Axis, false, Lead>>>>;
  unstack(axis: unknown): unknown {
    return operations.unstack(viewOf("unstack", this), axis).map((entry) => claim(entry));
  }
}

/** The only place where a shape at run time gets its static type. The caller has computed the former by the rule of the latter. */
export function claim<Claimed extends AnyTensor>(view: Value): Claimed {
  checkAxesCount(view.shape.length);
  return new Tensor(view, ours) as Claimed; // the caller knows the type
}

/** A tensor of a whole storage. The storage has as many numbers as the shape has elements. */
export function claimWhole<Claimed extends AnyTensor>(storage: Storage, shape: Shape): Claimed {
  if (storage.length !== count(shape)) throw new ShapeError(`${show(shape)} is no shape of ${storage.length} numbers`);
  return claim(whole(storage, shape));
}

/** The entries of the first axis. There is one, since a scalar has no iterator. */
function* entries(this: AnyTensor): Generator<AnyTensor> {
  const view = viewOf("entries", this);
  const [length = 0] = view.shape;
  const numbers = view.shape.length === 1 && view.storage.known ? flat(view) : [];
  for (let index = 0; index < length; index++) {
    const entry = operations.entry(view, index);
    const number = numbers[index];
    yield number === undefined ? claim(entry) : new Tensor(entry, ours, contentsOfNumber(number));
  }
}

export const indicesIn = (operation: string, indices: unknown, shape: unknown): operations.Indices =>
  isTensor(indices) ? operations.indicesOf(viewOf(operation, indices)) : checkIndices(operation, indices, shape);

export const operand = (operation: string, value: unknown): Value | number =>
  typeof value === "number" ? value : viewOf(operation, value);

// The methods of one kind differ only in their names.
const scattered = (name: "scatter" | "scatterAdd", x: AnyTensor, indices: unknown, rows: unknown, shape: unknown): unknown =>
  claim(operations.scatter(name, viewOf(name, x), indicesIn(name, indices, shape), viewOf(name, rows)));

const ofEach = <S extends Shape>(name: operations.FunctionOfOne, x: Tensor<S>): Tensor<S> =>
  claim(operations.ofEach(name, viewOf(name, x)));

const ofTwo = (name: operations.OperationOnTwo, left: AnyTensor, right: unknown): Anything =>
  claim(operations.elementwise(name, viewOf(name, left), operand(name, right)));

const reduced = (
  name: operations.ReductionOfTensors,
  x: AnyTensor,
  axes: unknown,
  options?: { readonly keepDims?: unknown },
  q?: number,
): unknown => claim(operations.reduce(name, viewOf(name, x), axes, options, q));

const running = <S extends Shape>(name: operations.Running, x: Tensor<S>, axis: unknown): Tensor<S> =>
  claim(operations.cumulative(name, viewOf(name, x), axis));
