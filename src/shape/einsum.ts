/**
 * `einsum`: a letter stands for the same size everywhere. `"ij,jk->ik"` names the axes of two operands and those of the result.
 * Letters that are missing from the result are summed over.
 */
import { cut, describe } from "./describe.js";
import type { IsLiteralText } from "./known.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** The letters of a term, one for each axis: `"ij"` becomes `["i", "j"]`. */
type Letters<Term extends string, Before extends string[] = []> = Term extends `${infer First}${infer Rest}`
  ? Letters<Rest, [...Before, First]>
  : Before;

/** The terms of the operands: `"ij,jk->ik"` becomes `["ij", "jk"]`. */
export type Terms<Subscripts extends string> = Subscripts extends `${infer Inputs}->${string}` ? Split<Inputs> : [];
type Split<Inputs extends string, Before extends string[] = []> = Inputs extends `${infer First},${infer Rest}`
  ? Split<Rest, [...Before, First]>
  : [...Before, Inputs];

/** Parsed subscripts. */
export interface Equation {
  readonly terms: readonly string[];
  readonly output: string;
}

// ── The subscripts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why the subscripts are refused, whatever the operands are. `never` if they are correct. */
export type WrongSubscripts<Subscripts extends string> =
  IsLiteralText<Subscripts> extends false
    ? notLiteral
    : Subscripts extends `${infer Inputs}->${infer Output}`
      ? WrongLetter<`${Inputs}${Output}`> extends infer Wrong extends string
        ? notLetter<Subscripts, Wrong>
        : WrongOutput<Output, Inputs>
      : noArrow<Subscripts>;

/** Compiler only: the shape of the result depends on the subscripts. */
type notLiteral = "einsum: the subscripts have to be a literal string";

type noArrow<Subscripts extends string> = `einsum: '${Subscripts}' has no '->' before the axes of the result`;
const noArrow = <Subscripts extends string>(subscripts: Subscripts): noArrow<Subscripts> =>
  `einsum: '${subscripts}' has no '->' before the axes of the result`;

type notLetter<Subscripts extends string, Wrong extends string> = `einsum: '${Subscripts}': '${Wrong}' is not a letter`;
const notLetter = <Subscripts extends string, Wrong extends string>(
  subscripts: Subscripts,
  wrong: Wrong,
): notLetter<Subscripts, Wrong> => `einsum: '${subscripts}': '${wrong}' is not a letter`;

type unknownIndex<Index extends string> = `einsum: index '${Index}' of the result is in no operand`;
const unknownIndex = <Index extends string>(index: Index): unknownIndex<Index> =>
  `einsum: index '${index}' of the result is in no operand`;

type repeatedIndex<Index extends string> = `einsum: index '${Index}' of the result is repeated`;
const repeatedIndex = <Index extends string>(index: Index): repeatedIndex<Index> =>
  `einsum: index '${index}' of the result is repeated`;

/**
 * The first character that is neither a letter nor a comma. Lower and upper case are the same for a character that isn't a
 * letter.
 */
type WrongLetter<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends ","
    ? WrongLetter<Rest>
    : Lowercase<First> extends Uppercase<First>
      ? First
      : WrongLetter<Rest>
  : null;

type WrongOutput<Output extends string, Inputs extends string> = Output extends `${infer First}${infer Rest}`
  ? First extends ","
    ? unknownIndex<First>
    : Inputs extends `${string}${First}${string}`
      ? Rest extends `${string}${First}${string}`
        ? repeatedIndex<First>
        : WrongOutput<Rest, Inputs>
      : unknownIndex<First>
  : never;

/** Subscripts in a message. The limit is beyond anything that people write. */
const brief = (subscripts: string): string => cut(subscripts, 300);

/** @throws {@link ShapeError} if the subscripts are wrong, whatever the operands are */
export function checkSubscripts(subscripts: unknown): Equation {
  if (typeof subscripts !== "string")
    throw new ShapeError(`einsum: takes its subscripts as a string, not ${describe(subscripts)}`);
  const arrow = subscripts.indexOf("->");
  if (arrow === -1) throw new ShapeError(noArrow(brief(subscripts)));
  const [inputs, output] = [subscripts.slice(0, arrow), subscripts.slice(arrow + 2)];
  for (const character of (inputs + output).split("")) {
    if (character !== "," && character.toLowerCase() === character.toUpperCase())
      throw new ShapeError(notLetter(brief(subscripts), character));
  }
  for (const [place, index] of [...output].entries()) {
    if (index === "," || !inputs.includes(index)) throw new ShapeError(unknownIndex(index));
    if (output.includes(index, place + 1)) throw new ShapeError(repeatedIndex(index));
  }
  return { terms: inputs.split(","), output };
}

// ── The operands ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

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

/** Why an operand is refused that doesn't have the shape of its term. */
export type operandMismatch<Term extends string, S extends Shape, Sizes extends Known> = Mismatch<
  Letters<Term>,
  S,
  Sizes,
  rankDiffers<Term, S>
>;
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

/** @throws {@link ShapeError} if the subscripts don't name the axes of the operands, or if a letter stands for two sizes */
export function checkOperands({ terms, output }: Equation, shapes: readonly Shape[]): void {
  if (terms.length !== shapes.length)
    throw new ShapeError(countDiffers(brief(`${terms.join()}->${output}`), terms.length, shapes.length));
  const sizes = new Map<string, number>();
  for (const [operand, shape] of shapes.entries()) {
    const term = terms[operand] as string; // there are as many terms as shapes
    for (const [axis, index] of [...term].slice(0, shape.length).entries()) {
      const size = shape[axis] as number; // the slice above is no longer than the shape
      const known = sizes.get(index) ?? size;
      if (known !== size) throw new ShapeError(sizesDiffer(index, known, size));
      sizes.set(index, size);
    }
    if (term.length !== shape.length) throw new ShapeError(rankDiffers(brief(term), shape));
  }
}
