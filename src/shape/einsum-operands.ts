/** The operands of `einsum`: one axis for each letter of its term, and the same size for the same letter. */
import { sameShape } from "./broadcast.js";
import { brief, type Equation, type Letters } from "./einsum.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { ShapeError } from "./shape-error.js";

type rankDiffers<Term extends string, S extends Shape> = [S[number]] extends [number]
  ? `einsum: '${Term}' does not name each axis of ${Show<S>} once`
  : string;
const rankDiffers = <Term extends string, S extends Shape>(term: Term, shape: S): rankDiffers<Term, S> =>
  `einsum: '${term}' does not name each axis of ${show(shape)} once`;

type sizesDiffer<Index extends string, One extends number, Other extends number> = [One | Other] extends [number]
  ? `einsum: index '${Index}' is ${ShowSize<One>} and ${ShowSize<Other>}`
  : string;
const sizesDiffer = <Index extends string, One extends number, Other extends number>(
  index: Index,
  one: One,
  other: Other,
): sizesDiffer<Index, One, Other> => `einsum: index '${index}' is ${showSize(one)} and ${showSize(other)}`;

export type countDiffers<
  Subscripts extends string,
  Named extends number,
  Operands extends number,
> = `einsum: '${Subscripts}' names the axes of ${Named}, not of ${Operands} operands`;
const countDiffers = <Subscripts extends string, Named extends number, Operands extends number>(
  subscripts: Subscripts,
  named: Named,
  operands: Operands,
): countDiffers<Subscripts, Named, Operands> => `einsum: '${subscripts}' names the axes of ${named}, not of ${operands} operands`;

/** Compiler only: at run time, each tensor has a number of axes. */
export type axesUnknown = "einsum: takes tensors of a known number of axes; matmul and batchMatmul take any leading axes";

type ellipsesDiffer<One extends Shape, Other extends Shape> = [One[number] | Other[number]] extends [number]
  ? `einsum: '...' is ${Show<One>} and ${Show<Other>}`
  : string;
const ellipsesDiffer = <One extends Shape, Other extends Shape>(one: One, other: Other): ellipsesDiffer<One, Other> =>
  `einsum: '...' is ${show(one)} and ${show(other)}`;

/** The axes that `...` stands for in a term. `null` if there are too few axes, or no `...`. */
type Between<Term extends string, S extends Shape> = Term extends `${infer Before}...${infer After}`
  ? Inner<Letters<Before>, S> extends infer Rest extends Shape
    ? Outer<Letters<After>, Rest>
    : null
  : null;
type Inner<Gone extends readonly unknown[], S extends Shape> = Gone extends readonly [unknown, ...infer Others]
  ? S extends readonly [unknown, ...infer Rest extends Shape]
    ? Inner<Others, Rest>
    : null
  : S;
type Outer<Gone extends readonly unknown[], S extends Shape> = Gone extends readonly [unknown, ...infer Others]
  ? S extends readonly [...infer Rest extends Shape, unknown]
    ? Outer<Others, Rest>
    : null
  : S;

/** The axes that the first `...` stands for. */
export type Ellipsis<Terms extends readonly string[], Shapes extends readonly Shape[]> = [Terms, Shapes] extends [
  readonly [infer Term extends string, ...infer OtherTerms extends string[]],
  readonly [infer S extends Shape, ...infer OtherShapes extends Shape[]],
]
  ? Between<Term, S> extends infer Found extends Shape
    ? Found
    : Ellipsis<OtherTerms, OtherShapes>
  : [];

/** Subscripts with a digit for each axis that `...` stands for. Digits are no letters, so no letter is meant twice. */
export type Spelled<Subscripts extends string, Axes extends Shape> = Subscripts extends `${infer Before}...${infer After}`
  ? Spelled<`${Before}${DigitsFor<Axes>}${After}`, Axes>
  : Subscripts;
type DigitsFor<Axes extends Shape, Left extends string = TenDigits, Found extends string = ""> = Axes extends readonly [
  unknown,
  ...infer Rest extends Shape,
]
  ? Left extends `${infer Digit}${infer Others}`
    ? DigitsFor<Rest, Others, `${Found}${Digit}`>
    : Found
  : Found;
type TenDigits = "0123456789";
const digits: TenDigits = "0123456789";

/** The size of each letter. */
type Known = Readonly<Record<string, number>>;

/**
 * The size of each letter, taken from where it first appears. The letters are known in generic code, too, so this doesn't depend
 * on the sizes. Whether the sizes agree is checked later, for each operand.
 */
export type SizesOf<
  Terms extends readonly string[],
  Shapes extends readonly Shape[],
  Sizes extends Known = Record<never, never>,
> = [Terms, Shapes] extends [
  readonly [infer Term extends string, ...infer OtherTerms extends string[]],
  readonly [infer S extends Shape, ...infer OtherShapes extends Shape[]],
]
  ? SizesOf<OtherTerms, OtherShapes, WithLetters<Letters<Term>, S, Sizes>>
  : Sizes;

type WithLetters<Left extends readonly string[], S extends Shape, Sizes extends Known> = Left extends readonly [
  infer Index extends string,
  ...infer Rest extends string[],
]
  ? S extends readonly [infer Size extends number, ...infer Others extends number[]]
    ? WithLetters<Rest, Others, Index extends keyof Sizes ? Sizes : Sizes & { readonly [Key in Index]: Size }>
    : Sizes
  : Sizes;

/** The shape that a term describes. */
export type TermShape<Term extends string, Sizes extends Known> = ShapeOf<Letters<Term>, Sizes>;
type ShapeOf<Indices extends readonly string[], Sizes extends Known> = {
  [Place in keyof Indices]: Indices[Place] extends keyof Sizes ? Sizes[Indices[Place]] : never;
};

/** The shape of the result. */
export type EinsumShape<Subscripts extends string, Sizes extends Known> = Subscripts extends `${string}->${infer Output}`
  ? TermShape<Output, Sizes>
  : never;

/** Why an operand is refused that doesn't have the shape of its term. `Axes` are those that `...` stands for. */
export type operandMismatch<Term extends string, S extends Shape, Sizes extends Known, Axes extends Shape> =
  Between<Term, S> extends infer Own extends Shape
    ? [Axes, Own] extends [Own, Axes]
      ? Mismatch<Letters<Spelled<Term, Axes>>, S, Sizes, rankDiffers<Term, S>>
      : ellipsesDiffer<Axes, Own>
    : Mismatch<Letters<Spelled<Term, Axes>>, S, Sizes, rankDiffers<Term, S>>;
type Mismatch<
  Left extends readonly string[],
  S extends Shape,
  Sizes extends Known,
  Otherwise extends string,
> = Left extends readonly [infer Index extends string, ...infer Rest extends string[]]
  ? S extends readonly [infer Size extends number, ...infer Others extends number[]]
    ? Index extends keyof Sizes
      ? [Sizes[Index], Size] extends [Size, Sizes[Index]]
        ? Mismatch<Rest, Others, Sizes, Otherwise>
        : sizesDiffer<Index, Sizes[Index], Size>
      : Otherwise
    : Otherwise
  : Otherwise;

/**
 * The equation with a digit for each axis that `...` stands for.
 *
 * @throws {@link ShapeError} if the subscripts don't name the axes of the operands, or if a letter stands for two sizes
 */
export function checkOperands({ text, terms, output }: Equation, shapes: readonly Shape[]): Equation {
  if (terms.length !== shapes.length) throw new ShapeError(countDiffers(brief(text), terms.length, shapes.length));
  const sizes = new Map<string, number>();
  let axes: Shape | undefined;
  const spelled = (term: string): string => term.replace("...", digits.slice(0, axes?.length));
  for (const [operand, shape] of shapes.entries()) {
    const term = terms[operand] as string; // there are as many terms as shapes
    const own = between(term, shape);
    if (own) {
      if (axes && !sameShape(axes, own)) throw new ShapeError(ellipsesDiffer(axes, own));
      axes = own;
    }
    const letters = spelled(term);
    for (const [axis, index] of [...letters].slice(0, shape.length).entries()) {
      const size = shape[axis] as number; // the slice above is no longer than the shape
      const known = sizes.get(index) ?? size;
      if (known !== size) throw new ShapeError(sizesDiffer(index, known, size));
      sizes.set(index, size);
    }
    if (letters.length !== shape.length) throw new ShapeError(rankDiffers(brief(term), shape));
  }
  return { text, terms: terms.map(spelled), output: spelled(output) };
}

/** The axes that `...` stands for in a term. */
function between(term: string, shape: Shape): Shape | undefined {
  const start = term.indexOf("...");
  const after = term.length - 3 - start; // letters behind the dots
  return start < 0 || start + after > shape.length ? undefined : shape.slice(start, shape.length - after);
}
