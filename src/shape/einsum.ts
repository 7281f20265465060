/**
 * `einsum`: a letter stands for the same size everywhere. `"ij,jk->ik"` names the axes of two operands and those of the result.
 * Letters that are missing from the result are summed over. `...` stands for any axes, the same in all operands that have it.
 * Spaces mean nothing. Without an arrow, the result has the letters that occur once, in alphabetical order.
 */
import { cut, describe } from "./describe.js";
import type { IsLiteralText } from "./known.js";
import { ShapeError } from "./shape-error.js";

/** The letters of a term, one for each axis: `"ij"` becomes `["i", "j"]`. */
export type Letters<Term extends string, Before extends string[] = []> = Term extends `${infer First}${infer Rest}`
  ? Letters<Rest, [...Before, First]>
  : Before;

/** The terms of the operands: `"ij,jk->ik"` becomes `["ij", "jk"]`. */
export type Terms<Subscripts extends string> = Subscripts extends `${infer Inputs}->${string}` ? Split<Inputs> : [];
type Split<Inputs extends string, Before extends string[] = []> = Inputs extends `${infer First},${infer Rest}`
  ? Split<Rest, [...Before, First]>
  : [...Before, Inputs];

/** Parsed subscripts. */
export interface Equation {
  /** The subscripts as they were given. */
  readonly text: string;
  readonly terms: readonly string[];
  readonly output: string;
}

/** The subscripts without spaces and with an arrow. */
export type Complete<Subscripts extends string> =
  Unspaced<Subscripts> extends infer Text extends string
    ? Text extends `${string}->${string}`
      ? Text
      : string extends Text
        ? never // the subscripts are of type `any`
        : `${Text}->${Text extends `${string}...${string}` ? "..." : ""}${LettersOnce<Text>}`
    : never;
type Unspaced<Text extends string> = Text extends `${infer Before} ${infer After}` ? Unspaced<`${Before}${After}`> : Text;

/** The letters that occur once, in alphabetical order: upper case first, as in NumPy. */
type LettersOnce<
  Inputs extends string,
  Left extends string = Alphabet,
  Found extends string = "",
> = Left extends `${infer Letter}${infer Rest}`
  ? Inputs extends `${string}${Letter}${infer After}`
    ? LettersOnce<Inputs, Rest, After extends `${string}${Letter}${string}` ? Found : `${Found}${Letter}`>
    : LettersOnce<Inputs, Rest, Found>
  : Found;
type Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const alphabet: Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Why the subscripts are refused, whatever the operands are. `never` if they are correct. */
export type WrongSubscripts<Subscripts extends string> =
  IsLiteralText<Subscripts> extends false
    ? notLiteral
    : Unspaced<Subscripts> extends `${infer Inputs}->${infer Output}`
      ? WrongLetter<Undotted<`${Inputs},${Output}`>> extends infer Wrong extends string
        ? notLetter<Subscripts, Wrong>
        : Output extends `${string}...${string}`
          ? Inputs extends `${string}...${string}`
            ? WrongOutput<Undotted<Output>, Inputs>
            : unknownIndex<"...">
          : WrongOutput<Output, Inputs>
      : WrongLetter<Undotted<Unspaced<Subscripts>>> extends infer Wrong extends string
        ? notLetter<Subscripts, Wrong>
        : [Exclude<Letters<Undotted<Unspaced<Subscripts>>>[number], Letters<Alphabet>[number] | ",">] extends [never]
          ? never
          : noArrow<Subscripts>;

/** Terms without their dots. Each may have `...` once. */
type Undotted<Inputs extends string> = Inputs extends `${string}.${string}` ? UndottedTerms<Inputs> : Inputs;
type UndottedTerms<Inputs extends string> = Inputs extends `${infer First},${infer Rest}`
  ? `${UndottedTerm<First>},${UndottedTerms<Rest>}`
  : UndottedTerm<Inputs>;
type UndottedTerm<Term extends string> = Term extends `${infer Before}...${infer After}` ? `${Before}${After}` : Term;

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
export const brief = (subscripts: string): string => cut(subscripts, 300);

/** @throws {@link ShapeError} if the subscripts are wrong, whatever the operands are */
export function checkSubscripts(subscripts: unknown): Equation {
  if (typeof subscripts !== "string")
    throw new ShapeError(`einsum: takes its subscripts as a string, not ${describe(subscripts)}`);
  const [inputs = "", ...others] = subscripts.replaceAll(" ", "").split("->");
  const given = others.length > 0 ? others.join("->") : undefined;
  const terms = inputs.split(",");
  const letters = terms.map((term) => term.replace("...", "")).join();
  for (const character of letters + (given ?? "").replace("...", "")) {
    if (character !== "," && character.toLowerCase() === character.toUpperCase())
      throw new ShapeError(notLetter(brief(subscripts), character));
  }
  return {
    text: subscripts,
    terms,
    output: given === undefined ? implied(subscripts, inputs, letters) : checkOutput(given, inputs, letters),
  };
}

function checkOutput(output: string, inputs: string, letters: string): string {
  if (output.includes("...") && !inputs.includes("...")) throw new ShapeError(unknownIndex("..."));
  const named = output.replace("...", "");
  for (const [place, index] of [...named].entries()) {
    if (index === "," || !letters.includes(index)) throw new ShapeError(unknownIndex(index));
    if (named.includes(index, place + 1)) throw new ShapeError(repeatedIndex(index));
  }
  return output;
}

/** The axes of the result if there is no arrow. */
function implied(subscripts: string, inputs: string, letters: string): string {
  if ([...letters].some((letter) => letter !== "," && !alphabet.includes(letter)))
    throw new ShapeError(noArrow(brief(subscripts)));
  const once = [...alphabet].filter((letter) => letters.split(letter).length === 2);
  return (inputs.includes("...") ? "..." : "") + once.join("");
}
