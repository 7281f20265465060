/** Sums of products over any axes, named by letters. */
import type { Anything, Fits, IsAny } from "../shape/accepted.js";
import type { Complete, Terms, WrongSubscripts } from "../shape/einsum.js";
import type {
  axesUnknown,
  countDiffers,
  EinsumShape,
  Ellipsis,
  operandMismatch,
  SizesOf,
  Spelled,
  TermShape,
} from "../shape/einsum-operands.js";
import type { Some } from "../shape/known.js";
import type { eachHasOneShape, eachIsATensorAt } from "../shape/one-tensor.js";
import type { Shape } from "../shape/shape.js";
import * as operations from "./operations/index.js";
import { type AnyTensor, claim, type ShapesOf, type Tensor, viewOf } from "./tensor.js";

/**
 * The operands, if each has the shape that its letters require; otherwise the message for those that don't. `Axes` are those that `...`
 * stands for.
 */
type Fitting<
  Subscripts extends string,
  Given extends readonly string[],
  Shapes extends readonly Shape[],
  Axes extends Shape,
  Sizes extends Readonly<Record<string, number>>,
> = Shapes["length"] extends Given["length"]
  ? {
      [Place in keyof Shapes]: Place extends keyof Given
        ? Given[Place] extends infer Term extends string
          ? [Shapes[Place], TermShape<Spelled<Term, Axes>, Sizes>] extends [TermShape<Spelled<Term, Axes>, Sizes>, Shapes[Place]]
            ? Tensor<Shapes[Place]>
            : operandMismatch<Term, Shapes[Place], Sizes, Axes>
          : never
        : never;
    }
  : Shapes["length"] extends 0
    ? [countDiffers<Subscripts, Given["length"], 0>]
    : { [Place in keyof Shapes]: countDiffers<Subscripts, Given["length"], Shapes["length"]> };

/** Operands of which each has a known number of axes, or else the message: otherwise the compiler can't tell which axis has which letter. */
type einsumTakes<
  Subscripts extends string,
  Operands extends readonly unknown[],
> = number extends ShapesOf<Operands>[number]["length"] ? OfUnknownAxes<Operands> : einsumLettersAgree<Subscripts, Operands>;
/** The operands if one comes from a refused call. */
type OfUnknownAxes<Operands extends readonly unknown[]> = 0 extends 1 & Operands[number] ? Operands : axesUnknown[];
/** Operands that fit, or else the messages. In generic code, the compiler prints the name of this type. */
type einsumLettersAgree<Subscripts extends string, Operands extends readonly unknown[]> =
  Operands extends FittingTo<Subscripts, ShapesOf<Operands>> ? Operands : WhyNot<Subscripts, Operands>;
type WhyNot<Subscripts extends string, Operands extends readonly unknown[]> = [Operands] extends [readonly AnyTensor[]]
  ? eachHasOneShape<"einsum", Operands, FittingTo<Subscripts, ShapesOf<Operands>>>
  : eachIsATensorAt<"einsum", Operands>;
type FittingTo<Subscripts extends string, Shapes extends readonly Shape[]> = Fitting<
  Subscripts,
  Terms<Complete<Subscripts>>,
  Shapes,
  Ellipsis<Terms<Complete<Subscripts>>, Shapes>,
  LetterSizes<Subscripts, Shapes>
>;

/** `unknown`, unless an operand comes from a refused call. */
type OfKnown<Operands extends readonly unknown[]> = [...IsAny<Operands[number]>] extends Some ? object : unknown;

/** The subscripts with everything that may be left out. */
type InFull<Subscripts extends string, Shapes extends readonly Shape[]> = Spelled<
  Complete<Subscripts>,
  Ellipsis<Terms<Complete<Subscripts>>, Shapes>
>;
type LetterSizes<Subscripts extends string, Shapes extends readonly Shape[]> = SizesOf<Terms<InFull<Subscripts, Shapes>>, Shapes>;

/**
 * Sums products over any axes, in Einstein's notation. The subscripts have one letter for each axis of each operand, and then one
 * for each axis of the result. Axes with the same letter have the same index. A letter that is missing from the result is summed
 * over, and a letter that appears twice in an operand takes its diagonal. `...` stands for any axes, the same in each operand that
 * has it. Spaces mean nothing. Without an arrow, the result has the letters that appear once, in alphabetical order.
 *
 * | subscripts | result |
 * |---|---|
 * | `"ij,jk->ik"` | the matrix product |
 * | `"bij,bjk->bik"` | the matrix product of each pair in a batch |
 * | `"...ij, ...jk -> ...ik"` | the same, for any number of batch axes |
 * | `"i,j->ij"` | the outer product |
 * | `"ij->ji"` | the transpose |
 * | `"ii->"` | the trace |
 *
 * $$ c_{ik} = \sum_j a_{ij}\, b_{jk} $$
 *
 * (A. Einstein, "Die Grundlage der allgemeinen Relativitätstheorie", 1916, § 5.)
 *
 * @param subscripts - a literal string with a single letter for each index
 * @throws ShapeError if a letter or `...` stands for two different sizes or shapes, or if an operand doesn't have exactly one axis for
 * each of its letters
 * @example
 * ```ts
 * import { einsum, ones } from "conformable";
 *
 * einsum("bij,bjk->bik", ones([7, 2, 3]), ones([7, 3, 5])); // Tensor<[7, 2, 5]>
 * einsum("ij->j", ones([2, 3]));                            // Vector<3> [2, 2, 2]
 * ```
 */
export function einsum<
  const Subscripts extends string,
  Operands extends readonly unknown[],
  Unset = unknown,
  Known extends OfKnown<Operands> = unknown,
  Ok extends Fits<Operands, einsumTakes<Subscripts, Operands>, Unset> = "accepted",
>(
  subscripts: [WrongSubscripts<Subscripts>] extends [never] ? Subscripts : NoInfer<WrongSubscripts<Subscripts>>,
  ...operands: einsumTakes<Subscripts, Operands>
): [WrongSubscripts<Subscripts>] extends [never]
  ? unknown extends NoInfer<Known>
    ? {
        accepted: Tensor<EinsumShape<InFull<Subscripts, ShapesOf<Operands>>, LetterSizes<Subscripts, ShapesOf<Operands>>>>;
        refused: Anything;
      }[Ok]
    : Anything
  : Anything;
export function einsum(subscripts: unknown, ...operands: readonly unknown[]): unknown {
  return claim(
    operations.einsum(
      subscripts,
      operands.map((operand) => viewOf("einsum", operand)),
    ),
  );
}
