/**
 * Exact arithmetic on sizes, in types, as it is done on paper: digit by digit, lowest first, with a carry.
 *
 * Inside one column a digit is written in unary, as a tuple of that length, for the compiler can join tuples and read their
 * length. So a column costs the same whatever the numbers are, and a result costs only in proportion to its digits. Every
 * loop is tail-recursive. What has no literal value (`number`) gives `number`.
 */

type Digit = keyof Unary;
type Column = readonly 0[];

interface Unary {
  "0": [];
  "1": [0];
  "2": [0, 0];
  "3": [0, 0, 0];
  "4": [0, 0, 0, 0];
  "5": [0, 0, 0, 0, 0];
  "6": [0, 0, 0, 0, 0, 0];
  "7": [0, 0, 0, 0, 0, 0, 0];
  "8": [0, 0, 0, 0, 0, 0, 0, 0];
  "9": [0, 0, 0, 0, 0, 0, 0, 0, 0];
}

/** The digits of a number, lowest first: `"784"` gives `["4", "8", "7"]`. */
type Digits<Text extends string, Low extends Digit[] = []> = Text extends `${infer High extends Digit}${infer Rest}`
  ? Digits<Rest, [High, ...Low]>
  : Low;

type Head<List extends readonly Digit[]> = List extends readonly [infer First extends Digit, ...unknown[]] ? First : "0";
type Tail<List extends readonly Digit[]> = List extends readonly [unknown, ...infer Rest extends Digit[]] ? Rest : [];

/** A text of digits as a number, without leading zeros. */
type Value<Text extends string> = Text extends `0${infer Rest}`
  ? Rest extends ""
    ? 0
    : Value<Rest>
  : Text extends `${infer N extends number}`
    ? N
    : number;

/** A + B. */
export type Sum<A extends number, B extends number> = number extends A | B
  ? number
  : Value<AddDigits<Digits<`${A}`>, Digits<`${B}`>>>;

/** Column by column: two digits and the carry make at most 19, so what is above 9 starts with a 1. */
type AddDigits<A extends Digit[], B extends Digit[], Carry extends Column = [], Text extends string = ""> = [A, B] extends [[], []]
  ? Carry extends []
    ? Text
    : `1${Text}`
  : [...Unary[Head<A>], ...Unary[Head<B>], ...Carry] extends infer Total extends Column
    ? `${Total["length"]}` extends `1${infer Low extends Digit}`
      ? AddDigits<Tail<A>, Tail<B>, [0], `${Low}${Text}`>
      : AddDigits<Tail<A>, Tail<B>, [], `${Total["length"]}${Text}`>
    : never;

/** A − B, negative where B is the greater. */
export type Difference<A extends number, B extends number> = number extends A | B
  ? number
  : SubtractDigits<Digits<`${A}`>, Digits<`${B}`>> extends infer Text extends string
    ? Value<Text>
    : SubtractDigits<Digits<`${B}`>, Digits<`${A}`>> extends infer Text extends string
      ? `-${Value<Text>}` extends `${infer N extends number}`
        ? N
        : number
      : number;

/** Column by column, each with ten lent to it: what is left above nine pays them back. `null` where B is the greater. */
type SubtractDigits<A extends Digit[], B extends Digit[], Borrow extends Column = [], Text extends string = ""> = [A, B] extends [[], []]
  ? Borrow extends []
    ? Text
    : null
  : [...Unary["9"], 0, ...Unary[Head<A>]] extends [...Unary[Head<B>], ...Borrow, ...infer Left]
    ? `${Left["length"]}` extends `1${infer Low extends Digit}`
      ? SubtractDigits<Tail<A>, Tail<B>, [], `${Low}${Text}`>
      : SubtractDigits<Tail<A>, Tail<B>, [0], `${Left["length"]}${Text}`>
    : never;

/** ⌊A / B⌋ by long division; `number` where B is 0. */
export type Quotient<A extends number, B extends number> = number extends A | B
  ? number
  : B extends 0
    ? number
    : Value<DivideDigits<`${A}`, Digits<`${B}`>>>;

/** From the highest digit down: bring a digit down to the remainder, then see how often the divisor fits (at most 9 times). */
type DivideDigits<Text extends string, Divisor extends Digit[], Rest extends Digit[] = [], Result extends string = ""> =
  Text extends `${infer High extends Digit}${infer Lower}`
    ? Fits<[High, ...Rest], Divisor> extends [infer Times extends Column, infer Left extends Digit[]]
      ? DivideDigits<Lower, Divisor, Left, `${Result}${Times["length"]}`>
      : never
    : Result;

type Fits<Rest extends Digit[], Divisor extends Digit[], Times extends Column = []> =
  SubtractDigits<Rest, Divisor> extends infer Left extends string ? Fits<Digits<Left>, Divisor, [...Times, 0]> : [Times, Rest];

/** A · B. */
export type Product<A extends number, B extends number> = number extends A | B
  ? number
  : Value<MultiplyDigits<Digits<`${A}`>, Digits<`${B}`>, Blank<Digits<`${A}`>>>>;

/**
 * One row for each digit of B. A row adds A times that digit to the columns; then the lowest column can't change any more, so
 * its last digit is a digit of the result and the rest is carried to the next column.
 */
type MultiplyDigits<A extends Digit[], B extends Digit[], Columns extends Column[], Text extends string = ""> = B extends [
  infer Low extends Digit,
  ...infer Higher extends Digit[],
]
  ? AddRow<A, Low, Columns> extends [infer Lowest extends Column, ...infer Rest extends Column[]]
    ? Carried<Lowest> extends [infer Carry extends Column, infer Last extends Digit]
      ? MultiplyDigits<A, Higher, Shifted<Rest, Carry>, `${Last}${Text}`>
      : never
    : never
  : CarryAll<Columns, [], Text>;

type AddRow<A extends Digit[], By extends Digit, Columns extends Column[]> = {
  [Place in keyof A]: [...(Place extends keyof Columns ? (Columns[Place] extends Column ? Columns[Place] : []) : []), ...Times[A[Place]][By]];
};

/** The columns one place down, with the carry added to what is now the lowest, and an empty one on top. */
type Shifted<Columns extends Column[], Carry extends Column> = Columns extends [
  infer Lowest extends Column,
  ...infer Rest extends Column[],
]
  ? [[...Lowest, ...Carry], ...Rest, []]
  : [Carry];

type CarryAll<Columns extends Column[], Carry extends Column, Text extends string> = Columns extends [
  infer Lowest extends Column,
  ...infer Rest extends Column[],
]
  ? Carried<[...Lowest, ...Carry]> extends [infer Up extends Column, infer Last extends Digit]
    ? CarryAll<Rest, Up, `${Last}${Text}`>
    : never
  : `${Carry["length"]}${Text}`;

/** A column's total, split into what it carries (in unary) and its last digit. */
type Carried<Total extends Column> = `${Total["length"]}` extends `${infer Hundreds extends Digit}${infer Tens extends Digit}${infer Ones extends Digit}`
  ? [[...Times["9"][Hundreds], ...Unary[Hundreds], ...Unary[Tens]], Ones]
  : `${Total["length"]}` extends `${infer Tens extends Digit}${infer Ones extends Digit}`
    ? [Unary[Tens], Ones]
    : [[], `${Total["length"]}`];

type Blank<A extends Digit[]> = { [Place in keyof A]: [] };

/** `Times[a][b]` is a · b in unary. */
type Times = { [A in Digit]: Multiples<Unary[A]> };
interface Multiples<A extends Column> {
  "0": [];
  "1": A;
  "2": [...A, ...A];
  "3": [...A, ...A, ...A];
  "4": [...A, ...A, ...A, ...A];
  "5": [...A, ...A, ...A, ...A, ...A];
  "6": [...A, ...A, ...A, ...A, ...A, ...A];
  "7": [...A, ...A, ...A, ...A, ...A, ...A, ...A];
  "8": [...A, ...A, ...A, ...A, ...A, ...A, ...A, ...A];
  "9": [...A, ...A, ...A, ...A, ...A, ...A, ...A, ...A, ...A];
}
