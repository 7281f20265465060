/** The last two axes as rows and columns of matrices: their diagonal, and the triangles above and below it. */
import type { Difference } from "./arithmetic.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** Why an operation on matrices refuses a tensor that has no rows and columns. */
type tooFewAxes<Operation extends string, S extends Shape> = [S[number]] extends [number]
  ? `${Operation}: takes a tensor with at least two axes, not ${Show<S>}`
  : string;
const tooFewAxes = <Operation extends string, S extends Shape>(operation: Operation, shape: S): tooFewAxes<Operation, S> =>
  `${operation}: takes a tensor with at least two axes, not ${show(shape)}`;

/** Refuses shapes without rows and columns. In generic code, the compiler is certain that a spread has enough axes, and prints the name of this type. */
export type takesMatrices<Operation extends string, S extends Shape, Else = unknown> = [...S] extends
  | readonly []
  | readonly [unknown]
  ? Refused<tooFewAxes<Operation, S>>
  : Else;

export function checkMatrices(operation: string, shape: Shape): void {
  if (shape.length < 2) refuse(tooFewAxes(operation, shape));
}

/** Refuses axes of which the compiler doesn't know which one is shorter. In generic code, it prints the name of this type. */
export type diagonalNeedsTheShorterAxis<Rows extends number, Columns extends number> = [Rows, Columns] extends [Columns, Rows]
  ? unknown
  : diagonalOfKnownAxes<Rows, Columns>;
type diagonalOfKnownAxes<Rows extends number, Columns extends number> = number extends ValueOf<Rows> | ValueOf<Columns>
  ? Refused<shorterUnknown<Rows, Columns>>
  : [Lesser<Rows, Columns>] extends [never]
    ? Refused<shorterUnknown<Rows, Columns>> // two names for the same number
    : unknown;

/** Compiler only: at run time, every size has a value. */
type shorterUnknown<Rows extends number, Columns extends number> = [Rows | Columns] extends [number]
  ? `diagonal: the lesser of ${ShowSize<Rows>} and ${ShowSize<Columns>} is known only at run time; x.window(0, length, axis) makes the axes equally long`
  : never;

/**
 * The lesser of two sizes. In generic code, the compiler can't evaluate a condition on type parameters, but it simplifies `Extract<A, B>` to
 * A if A is assignable to B. So the lesser of `N` and `N` is `N`.
 */
export type Lesser<A extends number, B extends number> = Extract<A, B | IfLess<A, B>> | Extract<B, A | IfLess<B, A>>;
/** A if it is less than B. Of two equal sizes, the one that has a name counts as less. */
type IfLess<A extends number, B extends number> =
  Difference<ValueOf<B>, ValueOf<A>> extends infer More extends number
    ? `${More}` extends `-${string}`
      ? never
      : More extends 0
        ? A extends object
          ? B extends object
            ? never
            : A
          : never
        : A
    : never;
