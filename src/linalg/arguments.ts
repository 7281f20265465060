/**
 * The arguments of linear algebra: tensors that fit, or the sentence. In generic code, the compiler prints the names of these types.
 *
 * The shape is inferred twice: as a whole for the sentence, and by its last axes for the result, which is then also known where the leading
 * axes are a type parameter.
 */
import type { Anything, IsAny, Unless } from "../shape/accepted.js";
import type { Some } from "../shape/known.js";
import type { needsMatrices, notAllSquare, rightSideDiffers } from "../shape/linear-algebra.js";
import type { takesOneTensor } from "../shape/one-tensor.js";
import type { Shape } from "../shape/shape.js";
import type { Tensor } from "../tensor/tensor.js";

/** `[...Batch, Rows, Columns]`. The type of the argument is `Given`. */
export type takesMatrices<
  Operation extends string,
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number,
  Columns extends number,
> = takesOneTensor<Operation, Given, matrices<Operation, S, Batch, Rows, Columns>>;
type matrices<
  Operation extends string,
  S extends Shape,
  Batch extends Shape,
  Rows extends number,
  Columns extends number,
> = S["length"] extends 0 | 1 ? needsMatrices<Operation, S> : Tensor<S> & Tensor<[...Batch, Rows, Columns]>;

/** `[...Batch, Rows, Columns]`, with as many rows as columns. */
export type takesSquareMatrices<
  Operation extends string,
  Given,
  S extends Shape,
  Batch extends Shape,
  Rows extends number,
  Columns extends number,
> = takesOneTensor<Operation, Given, squareMatrices<Operation, S, Batch, Rows, Columns>>;
type squareMatrices<
  Operation extends string,
  S extends Shape,
  Batch extends Shape,
  Rows extends number,
  Columns extends number,
> = S["length"] extends 0 | 1
  ? needsMatrices<Operation, S>
  : [Rows, Columns] extends [Columns, Rows]
    ? Tensor<S> & Tensor<[...Batch, Rows, Columns]>
    : notAllSquare<Operation, S>;

/** `[...Batch, Rows]` or `[...Batch, Rows, Last]`, for matrices of the shape `A`. The shape of the right side is `B`, or `[...Lead, Last]`. */
export type takesRightSides<
  Operation extends string,
  Given,
  A extends Shape,
  Batch extends Shape,
  Rows extends number,
  B extends Shape,
  Lead extends Shape,
  Last extends number,
> = takesOneTensor<Operation, Given, rightSideHasTheRowsOfTheMatrices<Operation, A, Batch, Rows, B, Lead, Last>>;
type rightSideHasTheRowsOfTheMatrices<
  Operation extends string,
  A extends Shape,
  Batch extends Shape,
  Rows extends number,
  B extends Shape,
  Lead extends Shape,
  Last extends number,
> = [...IsAny<Rows>] extends Some
  ? Tensor<B> & Tensor<[...Lead, Last]> // the matrices come from a refused call, or are refused
  : sidesOf<Operation, A, Batch, Rows, B, Lead, Last>;
type sidesOf<
  Operation extends string,
  A extends Shape,
  Batch extends Shape,
  Rows extends number,
  B extends Shape,
  Lead extends Shape,
  Last extends number,
> = [[...Batch, Rows], Lead] extends [Lead, [...Batch, Rows]]
  ? Tensor<B> & Tensor<[...Lead, Last]>
  : [[...Batch, Rows], [...Lead, Last]] extends [[...Lead, Last], [...Batch, Rows]]
    ? Tensor<B> & Tensor<[...Lead, Last]>
    : rightSideDiffers<Operation, A, B, [...Batch, Rows]>;

/** "accepted" if a right side fits, by the conditions of {@link rightSideHasTheRowsOfTheMatrices}. */
export type RightSideFits<Batch extends Shape, Rows extends number, Lead extends Shape, Last extends number, Unset> = [
  [...Batch, Rows],
  Lead,
] extends [Lead, [...Batch, Rows]]
  ? "accepted"
  : [[...Batch, Rows], [...Lead, Last]] extends [[...Lead, Last], [...Batch, Rows]]
    ? "accepted"
    : Unless<Unset>;

/**
 * What a function returns that takes square matrices, or a right side.
 *
 * @typeParam Known - `unknown`, unless the arguments are refused or come from refused calls
 * @typeParam Ok - "accepted", unless a matrix isn't square, or a right side doesn't fit
 */
export type FromMatrices<Known, Ok extends "accepted" | "refused", Result> = unknown extends Known
  ? { accepted: Result; refused: Anything }[Ok]
  : Anything;
