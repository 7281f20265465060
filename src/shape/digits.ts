/**
 * Digits, and the tables for arithmetic. Within a column, a digit is in unary: a tuple of that length, because the compiler can
 * join tuples and read their length.
 */

export type Digit = keyof Unary;
export type Column = readonly 0[];

export interface Unary {
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

/**
 * The digits of a number's text, lowest first: `"784"` becomes `["4", "8", "7"]`. `Text` has no constraint, and the condition
 * doesn't distribute over it; either would make the compiler list all the texts that a product could be.
 */
export type Digits<Text, Low extends Digit[] = []> = [Text] extends [`${infer High extends Digit}${infer Rest}`]
  ? Digits<Rest, [High, ...Low]>
  : Low;

export type Head<List extends readonly Digit[]> = List extends readonly [infer First extends Digit, ...unknown[]] ? First : "0";
export type Tail<List extends readonly Digit[]> = List extends readonly [unknown, ...infer Rest extends Digit[]] ? Rest : [];

/** A text of digits as a number. Leading zeros are skipped. */
export type Value<Text> = Text extends `0${infer Rest}`
  ? Rest extends ""
    ? 0
    : Value<Rest>
  : Text extends `${infer N extends number}`
    ? N
    : number;

/** A text of one to four digits, padded with zeros at the front. `[]` for any other text. */
export type FourDigits<Text extends string> =
  Text extends `${infer X extends Digit}${infer Y extends Digit}${infer Z extends Digit}${infer Last}`
    ? Last extends Digit
      ? [X, Y, Z, Last]
      : Last extends ""
        ? ["0", X, Y, Z]
        : []
    : Text extends `${infer Y extends Digit}${infer Z extends Digit}`
      ? ["0", "0", Y, Z]
      : Text extends Digit
        ? ["0", "0", "0", Text]
        : [];

/** The last digit of every possible total of a column. The largest is 4 · 81 plus a carry of 35. */
export type Ones = [...TenOf<Ten>, ...TenOf<Ten>, ...TenOf<Ten>, ...TenOf<Ten>];
type Ten = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
type TenOf<List extends readonly unknown[]> = [
  ...List,
  ...List,
  ...List,
  ...List,
  ...List,
  ...List,
  ...List,
  ...List,
  ...List,
  ...List,
];

/** The tens of every possible total, in unary: the carry to the next column. */
export type Tens = [...TensFrom<[]>, ...TensFrom<TenTimes["1"]>, ...TensFrom<TenTimes["2"]>, ...TensFrom<TenTimes["3"]>];
type TensFrom<Hundreds extends Column> = [
  ...Repeat<Hundreds>,
  ...Repeat<[...Hundreds, ...Unary["1"]]>,
  ...Repeat<[...Hundreds, ...Unary["2"]]>,
  ...Repeat<[...Hundreds, ...Unary["3"]]>,
  ...Repeat<[...Hundreds, ...Unary["4"]]>,
  ...Repeat<[...Hundreds, ...Unary["5"]]>,
  ...Repeat<[...Hundreds, ...Unary["6"]]>,
  ...Repeat<[...Hundreds, ...Unary["7"]]>,
  ...Repeat<[...Hundreds, ...Unary["8"]]>,
  ...Repeat<[...Hundreds, ...Unary["9"]]>,
];
type Repeat<Carry extends Column> = TenOf<[Carry]>;
type TenTimes = Multiples<[...Unary["9"], 0]>;

/** `Times[a][b]` is a · b in unary; `Times[a]` is a row of the multiplication table. */
export type Row = Multiples<Column>;
export type Times = { [A in Digit]: Multiples<Unary[A]> };
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
