/** Sums of products over any axes, named by letters. */
import type { countDiffers, EinsumShape, operandMismatch, SizesOf, TermShape, Terms, WrongSubscripts } from "../shape/einsum.js";
import type { Shape } from "../shape/shape.js";
import * as operations from "./operations/index.js";
import { type AnyTensor, claim, type ShapesOf, type Tensor, viewOf } from "./tensor.js";

/** Each operand where it has the shape that its letters mean, else the sentence. */
type Fitting<
  Subscripts extends string,
  Shapes extends readonly Shape[],
  Sizes extends Readonly<Record<string, number>>,
> = Shapes["length"] extends Terms<Subscripts>["length"]
  ? {
      [Place in keyof Shapes]: Place extends keyof Terms<Subscripts>
        ? Terms<Subscripts>[Place] extends infer Term extends string
          ? [Shapes[Place], TermShape<Term, Sizes>] extends [TermShape<Term, Sizes>, Shapes[Place]]
            ? Tensor<Shapes[Place]>
            : operandMismatch<Term, Shapes[Place], Sizes>
          : never
        : never;
    }
  : { [Place in keyof Shapes]: countDiffers<Subscripts, Terms<Subscripts>["length"], Shapes["length"]> };

/** Operands that fit, else the sentences. In generic code its name is what the compiler prints. */
type einsumLettersAgree<Subscripts extends string, Operands extends readonly AnyTensor[]> =
  Operands extends Fitting<Subscripts, ShapesOf<Operands>, SizesOf<Terms<Subscripts>, ShapesOf<Operands>>>
    ? Operands
    : Fitting<Subscripts, ShapesOf<Operands>, SizesOf<Terms<Subscripts>, ShapesOf<Operands>>>;

/**
 * Einstein's summation: a letter for each axis of each operand, then the axes of the result. What stands for the same thing has the
 * same letter; letters that the result lacks are summed over, and one that an operand has twice takes its diagonal.
 *
 * | subscripts | what it is |
 * |---|---|
 * | `"ij,jk->ik"` | the product of matrices |
 * | `"bij,bjk->bik"` | of each pair in a batch |
 * | `"i,j->ij"` | the outer product |
 * | `"ij->ji"` | the transpose |
 * | `"ii->"` | the trace |
 *
 * $$ c_{ik} = \sum_j a_{ij}\, b_{jk} $$
 *
 * (A. Einstein, "Die Grundlage der allgemeinen Relativitätstheorie", 1916, § 5.)
 *
 * @param subscripts - a literal string, each index one letter
 * @throws ShapeError where a letter stands for two sizes, or the letters don't name each operand's axes
 * @example
 * ```ts
 * import { einsum, ones } from "conformable";
 *
 * einsum("bij,bjk->bik", ones([7, 2, 3]), ones([7, 3, 5])); // Tensor<[7, 2, 5]>
 * einsum("ij->j", ones([2, 3]));                            // Vector<3> [2, 2, 2]
 * ```
 */
export function einsum<const Subscripts extends string, Operands extends readonly AnyTensor[]>(
  subscripts: [WrongSubscripts<Subscripts>] extends [never] ? Subscripts : NoInfer<WrongSubscripts<Subscripts>>,
  ...operands: einsumLettersAgree<Subscripts, Operands>
): Tensor<EinsumShape<Subscripts, SizesOf<Terms<Subscripts>, ShapesOf<Operands>>>>;
export function einsum(subscripts: unknown, ...operands: readonly unknown[]): unknown {
  return claim(
    operations.einsum(
      subscripts,
      operands.map((operand) => viewOf("einsum", operand)),
    ),
  );
}
