/** Linear algebra: which tensors are matrices, which of them are square, and what fits beside them. Leading axes are a batch. */
import type { Difference } from "./arithmetic.js";
import { sameShape } from "./broadcast.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";
import type { Dim, ValueOf } from "./size.js";

/** Why a tensor with fewer than two axes is refused. */
export type needsMatrices<Operation extends string, S extends Shape> = [S[number]] extends [number]
  ? `${Operation}: takes matrices with any leading axes, not ${Show<S>}`
  : string;
export const needsMatrices = <Operation extends string, S extends Shape>(
  operation: Operation,
  shape: S,
): needsMatrices<Operation, S> => `${operation}: takes matrices with any leading axes, not ${show(shape)}`;

/** Refuses what has no rows and columns on the left of `batchMatmul`. In generic code, the compiler is certain that a spread has enough axes. */
export type takesMatricesOfABatch<
  Operation extends string,
  S extends Shape,
  Else,
  Otherwise = Refused<needsMatrices<Operation, S>>,
> = [...S] extends readonly [] | readonly [unknown] ? Otherwise : Else;

export type notAllSquare<Operation extends string, S extends Shape> = [S[number]] extends [number]
  ? `${Operation}: takes square matrices with any leading axes, not ${Show<S>}`
  : string;
const notAllSquare = <Operation extends string, S extends Shape>(operation: Operation, shape: S): notAllSquare<Operation, S> =>
  `${operation}: takes square matrices with any leading axes, not ${show(shape)}`;

/** Why a right side is refused. `ColumnShape` is the shape of a single column. */
export type rightSideDiffers<Operation extends string, A extends Shape, B extends Shape, ColumnShape extends Shape> = [
  A[number] | B[number],
] extends [number]
  ? `${Operation}: ${Show<A>} and ${Show<B>}: the right side has to be ${Show<ColumnShape>}, with at most one more axis`
  : string;
const rightSideDiffers = <Operation extends string, A extends Shape, B extends Shape, ColumnShape extends Shape>(
  operation: Operation,
  a: A,
  b: B,
  fitting: ColumnShape,
): rightSideDiffers<Operation, A, B, ColumnShape> =>
  `${operation}: ${show(a)} and ${show(b)}: the right side has to be ${show(fitting)}, with at most one more axis`;

export function checkMatrices(operation: string, shape: Shape): void {
  if (shape.length < 2) refuse(needsMatrices(operation, shape));
}

export function checkSquare(operation: string, shape: Shape): void {
  checkMatrices(operation, shape);
  if (shape.at(-1) !== shape.at(-2)) refuse(notAllSquare(operation, shape));
}

/** `[...Batch, Rows]` or `[...Batch, Rows, Columns]` beside `[...Batch, Rows, Any]`. */
export function checkRightSide(operation: string, a: Shape, b: Shape): void {
  const fitting = a.slice(0, -1);
  if (!sameShape(fitting, b) && !sameShape(fitting, b.slice(0, -1))) refuse(rightSideDiffers(operation, a, b, fitting));
}

/**
 * The lesser of two sizes. If either is a named size without a value, the result gets a name made from both, unless they are the
 * same size.
 */
export type Least<A extends number, B extends number> = [A, B] extends [B, A]
  ? A
  : number extends ValueOf<A> | ValueOf<B>
    ? number extends A | B
      ? number
      : Dim<`min(${ShowSize<A>}, ${ShowSize<B>})`>
    : `${Difference<ValueOf<A>, ValueOf<B>>}` extends `-${string}`
      ? ValueOf<A>
      : ValueOf<B>;

/** The shape of a solution of `[...Batch, Rows, Unknowns]`: like the right side `[...Lead, Last]`, with unknowns in place of rows. */
export type SolutionShape<
  Batch extends Shape,
  Unknowns extends number,
  Lead extends Shape,
  Last extends number,
> = Lead["length"] extends Batch["length"] ? [...Batch, Unknowns] : [...Batch, Unknowns, Last];

/** The leading axes of a tensor whose last axes are a matrix. A vector is a matrix with one column. */
export type WithoutMatrix<Lead extends Shape> = Lead["length"] extends 0 | 1
  ? []
  : Lead extends readonly [...infer Batch extends number[], unknown]
    ? Batch
    : [];
