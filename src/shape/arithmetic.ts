/**
 * Exact arithmetic on sizes, in types. It works as on paper: digit by digit, from the lowest, with a carry.
 *
 * The cost of one column doesn't depend on the digits, so the cost of a result grows only with its length. All loops are
 * tail-recursive. If an operand isn't a literal, the result is `number`.
 */
import type { Column, Digit, Digits, FourDigits, Head, Ones, Row, Tail, Tens, Times, Unary, Value } from "./digits.js";

/** A + B. */
export type Sum<A extends number, B extends number> = number extends A | B ? number : Value<Add<`${A}`, `${B}`>>;
type Add<A extends string, B extends string> =
  FourDigits<A> extends [infer A3 extends Digit, infer A2 extends Digit, infer A1 extends Digit, infer A0 extends Digit]
    ? FourDigits<B> extends [infer B3 extends Digit, infer B2 extends Digit, infer B1 extends Digit, infer B0 extends Digit]
      ? FourPlusFour<A3, A2, A1, A0, B3, B2, B1, B0, []>
      : AddDigits<Digits<A>, Digits<B>>
    : AddDigits<Digits<A>, Digits<B>>;

/**
 * Adds numbers of four digits without a loop. Most sizes are no longer than that, and a loop over digits costs three times as
 * much. The result has five digits, of which the first is the last carry.
 */
type FourPlusFour<
  A3 extends Digit,
  A2 extends Digit,
  A1 extends Digit,
  A0 extends Digit,
  B3 extends Digit,
  B2 extends Digit,
  B1 extends Digit,
  B0 extends Digit,
  Carry extends Column,
> = [...Unary[A0], ...Unary[B0], ...Carry]["length"] extends infer C0 extends number
  ? [...Unary[A1], ...Unary[B1], ...Tens[C0]]["length"] extends infer C1 extends number
    ? [...Unary[A2], ...Unary[B2], ...Tens[C1]]["length"] extends infer C2 extends number
      ? [...Unary[A3], ...Unary[B3], ...Tens[C2]]["length"] extends infer C3 extends number
        ? `${Tens[C3]["length"]}${Ones[C3]}${Ones[C2]}${Ones[C1]}${Ones[C0]}`
        : never
      : never
    : never
  : never;

/** Adds column by column. Two digits and a carry are at most 19, so a total above 9 starts with a 1. */
type AddDigits<A extends Digit[], B extends Digit[], Carry extends Column = [], Text extends string = ""> = [A, B] extends [
  [],
  [],
]
  ? Carry extends []
    ? Text
    : `1${Text}`
  : [...Unary[Head<A>], ...Unary[Head<B>], ...Carry] extends infer Total extends Column
    ? `${Total["length"]}` extends `1${infer Low extends Digit}`
      ? AddDigits<Tail<A>, Tail<B>, [0], `${Low}${Text}`>
      : AddDigits<Tail<A>, Tail<B>, [], `${Total["length"]}${Text}`>
    : never;

/** A − B, which is negative if B is larger. */
export type Difference<A extends number, B extends number> = number extends A | B
  ? number
  : Subtract<`${A}`, `${B}`> extends infer Text extends string
    ? Value<Text>
    : Subtract<`${B}`, `${A}`> extends infer Text extends string
      ? `-${Value<Text>}` extends `${infer N extends number}`
        ? N
        : number
      : number;

/** Subtracts numbers of four digits by adding: A + (9999 − B) + 1 is 10000 + A − B. `null` if B is larger. */
type Subtract<A extends string, B extends string> =
  FourDigits<A> extends [infer A3 extends Digit, infer A2 extends Digit, infer A1 extends Digit, infer A0 extends Digit]
    ? FourDigits<B> extends [infer B3 extends Digit, infer B2 extends Digit, infer B1 extends Digit, infer B0 extends Digit]
      ? FourPlusFour<A3, A2, A1, A0, UpTo9[B3], UpTo9[B2], UpTo9[B1], UpTo9[B0], [0]> extends `1${infer Text}`
        ? Text
        : null
      : SubtractDigits<Digits<A>, Digits<B>>
    : SubtractDigits<Digits<A>, Digits<B>>;

/** The difference between a digit and 9. */
interface UpTo9 {
  "0": "9";
  "1": "8";
  "2": "7";
  "3": "6";
  "4": "5";
  "5": "4";
  "6": "3";
  "7": "2";
  "8": "1";
  "9": "0";
}

/**
 * Subtracts column by column. Each column first borrows ten; if more than nine is left, it gives them back. `null` if B is
 * larger.
 */
type SubtractDigits<A extends Digit[], B extends Digit[], Borrow extends Column = [], Text extends string = ""> = [A, B] extends [
  [],
  [],
]
  ? Borrow extends []
    ? Text
    : null
  : [...Unary["9"], 0, ...Unary[Head<A>]] extends [...Unary[Head<B>], ...Borrow, ...infer Left]
    ? `${Left["length"]}` extends `1${infer Low extends Digit}`
      ? SubtractDigits<Tail<A>, Tail<B>, [], `${Low}${Text}`>
      : SubtractDigits<Tail<A>, Tail<B>, [0], `${Left["length"]}${Text}`>
    : never;

/** ⌊A / B⌋, by long division. `number` if B is 0 or not a size. */
export type Quotient<A extends number, B extends number> = number extends A | B
  ? number
  : `${B}` extends NotWhole | "0"
    ? number
    : Value<DivideDigits<`${A}`, Digits<`${B}`>>>;

/** From the highest digit down: appends the digit to the remainder, then counts how often the divisor fits (at most 9 times). */
type DivideDigits<
  Text extends string,
  Divisor extends Digit[],
  Rest extends Digit[] = [],
  Result extends string = "",
> = Text extends `${infer High extends Digit}${infer Lower}`
  ? Fits<[High, ...Rest], Divisor> extends [infer Times extends Column, infer Left extends Digit[]]
    ? DivideDigits<Lower, Divisor, Left, `${Result}${Times["length"]}`>
    : never
  : Result;

type Fits<Rest extends Digit[], Divisor extends Digit[], Times extends Column = []> =
  SubtractDigits<Rest, Divisor> extends infer Left extends string ? Fits<Digits<Left>, Divisor, [...Times, 0]> : [Times, Rest];

/** A · B. */
export type Product<A extends number, B extends number> = number extends A | B ? number : Value<Multiply<`${A}`, `${B}`>>;

/** The text of a number that isn't a whole number from 0 up. */
export type NotWhole = `-${string}` | `${string}.${string}` | `${string}e${string}` | "Infinity";

/**
 * Multiplies three digits by three, since most sizes are no longer, or four by four. A longer factor is split after its first
 * four digits, and both parts are multiplied. `""` if a factor is not a whole number.
 */
type Multiply<A extends string, B extends string> = [A, B] extends [
  `${infer A2 extends Digit}${infer A1 extends Digit}${infer A0 extends Digit}`,
  `${infer B2 extends Digit}${infer B1 extends Digit}${infer B0 extends Digit}`,
]
  ? ThreeByThree<Times[A2], Times[A1], Times[A0], B2, B1, B0>
  : FourDigits<A> extends [infer A3 extends Digit, infer A2 extends Digit, infer A1 extends Digit, infer A0 extends Digit]
    ? FourDigits<B> extends [infer B3 extends Digit, infer B2 extends Digit, infer B1 extends Digit, infer B0 extends Digit]
      ? FourByFour<Times[A3], Times[A2], Times[A1], Times[A0], B3, B2, B1, B0>
      : Multiply<B, A>
    : A extends NotWhole
      ? ""
      : A extends `${infer D3}${infer D2}${infer D1}${infer D0}${infer Rest}`
        ? AddDigits<[...Zeros<Rest>, ...Digits<Multiply<`${D3}${D2}${D1}${D0}`, B>>], Digits<Multiply<Rest, B>>>
        : "";

/** One zero for each digit of the text. */
type Zeros<Text extends string, List extends "0"[] = []> = Text extends `${Digit}${infer Rest}`
  ? Zeros<Rest, ["0", ...List]>
  : List;

/**
 * Long multiplication, without a loop: column k contains the products of the digits whose places add up to k, and the carry from
 * the column before. It is the most expensive part of a reshape, and a loop over digits costs twice as much. Each digit of the
 * first factor is passed as its row of the multiplication table.
 */
type ThreeByThree<
  A2 extends Row,
  A1 extends Row,
  A0 extends Row,
  B2 extends Digit,
  B1 extends Digit,
  B0 extends Digit,
> = A0[B0]["length"] extends infer C0 extends number
  ? [...A1[B0], ...A0[B1], ...Tens[C0]]["length"] extends infer C1 extends number
    ? [...A2[B0], ...A1[B1], ...A0[B2], ...Tens[C1]]["length"] extends infer C2 extends number
      ? [...A2[B1], ...A1[B2], ...Tens[C2]]["length"] extends infer C3 extends number
        ? [...A2[B2], ...Tens[C3]]["length"] extends infer C4 extends number
          ? `${Tens[C4]["length"]}${Ones[C4]}${Ones[C3]}${Ones[C2]}${Ones[C1]}${Ones[C0]}`
          : never
        : never
      : never
    : never
  : never;
type FourByFour<
  A3 extends Row,
  A2 extends Row,
  A1 extends Row,
  A0 extends Row,
  B3 extends Digit,
  B2 extends Digit,
  B1 extends Digit,
  B0 extends Digit,
> = A0[B0]["length"] extends infer C0 extends number
  ? [...A1[B0], ...A0[B1], ...Tens[C0]]["length"] extends infer C1 extends number
    ? [...A2[B0], ...A1[B1], ...A0[B2], ...Tens[C1]]["length"] extends infer C2 extends number
      ? [...A3[B0], ...A2[B1], ...A1[B2], ...A0[B3], ...Tens[C2]]["length"] extends infer C3 extends number
        ? [...A3[B1], ...A2[B2], ...A1[B3], ...Tens[C3]]["length"] extends infer C4 extends number
          ? [...A3[B2], ...A2[B3], ...Tens[C4]]["length"] extends infer C5 extends number
            ? [...A3[B3], ...Tens[C5]]["length"] extends infer C6 extends number
              ? `${Tens[C6]["length"]}${Ones[C6]}${Ones[C5]}${Ones[C4]}${Ones[C3]}${Ones[C2]}${Ones[C1]}${Ones[C0]}`
              : never
            : never
          : never
        : never
      : never
    : never
  : never;
