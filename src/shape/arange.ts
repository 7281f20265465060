/**
 * The length of a range of numbers, ⌈(end − start) / step⌉, in types and at run time. Both calculate with the digits of the numbers, as they
 * are written: from 1 to 1.3 in steps of 0.1 are three numbers, although (1.3 − 1) / 0.1 is more than 3 in floating point.
 */
import type { Difference, Quotient, Sum } from "./arithmetic.js";
import type { Value } from "./digits.js";
import type { Size } from "./dim.js";
import { checkElements } from "./elements.js";
import type { IsLiteral } from "./known.js";
import { refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** The end of a range that the compiler can count, or the sentence. In generic code, it prints the name of this type. */
export type arangeCountsLiterals<Start extends number, End extends number, Step extends number> =
  RangeCount<ValueOf<Start>, ValueOf<End>, ValueOf<Step>> extends infer Found
    ? Found extends number
      ? End
      : [ByOne<Start, Step>, Found] extends [true, "unknown"]
        ? Size<End>
        : Found extends "zero"
          ? NoInfer<stepZero>
          : NoInfer<rangeUnknown>
    : never;

/** The number of numbers. The range from 0 to a size has that size. */
export type RangeLength<Start extends number, End extends number, Step extends number> =
  RangeCount<ValueOf<Start>, ValueOf<End>, ValueOf<Step>> extends infer Found extends number
    ? Found
    : ByOne<Start, Step> extends true
      ? End
      : number;

/** Whether a range starts at 0 and has steps of 1. Members of enums, of which {@link IsLiteral} says more, may be any number. */
type ByOne<Start extends number, Step extends number> = number extends Start | Step
  ? false
  : [Start, Step] extends [0, 1]
    ? true
    : false;

/** Compiler only: at run time, every number has a value. */
type rangeUnknown =
  "arange: the start, the end and the step have to be literal numbers; where only the run time can tell, take arange(size).multiply(step).add(start)";
type stepZero = "arange: the step can't be 0";
const stepZero: stepZero = "arange: the step can't be 0";

type RangeCount<Start extends number, End extends number, Step extends number> = false extends
  | IsLiteral<Start>
  | IsLiteral<End>
  | IsLiteral<Step>
  ? "unknown"
  : `${Start} ${End} ${Step}` extends `${string}e${string}`
    ? "exponent"
    : `${Step}` extends "0"
      ? "zero"
      : `${Step}` extends `-${infer Size extends number}`
        ? Steps<Decimal<`${End}`>, Decimal<`${Start}`>, Decimal<`${Size}`>>
        : Steps<Decimal<`${Start}`>, Decimal<`${End}`>, Decimal<`${Step}`>>;

/** A number as its sign, its digits before the point, and those after it. */
type Decimal<Text extends string> = Text extends `-${infer Size}` ? Decimal<Size> & { readonly sign: "-" } : Unsigned<Text>;
type Unsigned<Text extends string> = Text extends `${infer Whole}.${infer Fraction}`
  ? { readonly whole: Whole; readonly fraction: Fraction }
  : { readonly whole: Text; readonly fraction: "" };
interface AnyDecimal {
  readonly whole: string;
  readonly fraction: string;
}

/** ⌈(to − from) / step⌉, but not less than 0. All three are multiplied by the same power of ten, so that they are whole. */
type Steps<From extends AnyDecimal, To extends AnyDecimal, Step extends AnyDecimal> =
  Longer<Longer<From["fraction"], To["fraction"]>, Step["fraction"]> extends infer Places extends string
    ? Distance<From, To, Scaled<From, Places>, Scaled<To, Places>> extends infer Found extends number
      ? `${Found}` extends `-${string}`
        ? 0
        : Quotient<Sum<Found, Difference<Scaled<Step, Places>, 1>>, Scaled<Step, Places>>
      : never
    : never;
type Scaled<N extends AnyDecimal, Places extends string> = Value<`${N["whole"]}${WithZeros<N["fraction"], Places>}`>;
type WithZeros<
  Fraction extends string,
  Places extends string,
  Found extends string = "",
> = Places extends `${infer _Place}${infer Left}`
  ? Fraction extends `${infer Digit}${infer Rest}`
    ? WithZeros<Rest, Left, `${Found}${Digit}`>
    : WithZeros<"", Left, `${Found}0`>
  : Found;
type Longer<
  A extends string,
  B extends string,
  LeftA extends string = A,
  LeftB extends string = B,
> = LeftA extends `${infer _A}${infer RestA}` ? (LeftB extends `${infer _B}${infer RestB}` ? Longer<A, B, RestA, RestB> : A) : B;
/** To − from, of numbers without their signs. Less than 0 if there are no steps. */
type Distance<From extends AnyDecimal, To extends AnyDecimal, Low extends number, High extends number> = From extends {
  readonly sign: "-";
}
  ? To extends { readonly sign: "-" }
    ? Difference<Low, High>
    : Sum<Low, High>
  : To extends { readonly sign: "-" }
    ? -1
    : Difference<High, Low>;

/** The number of numbers in a range of finite numbers, at run time. */
export function checkRange(start: number, end: number, step: number): number {
  if (step === 0) refuse(stepZero);
  const decimals = [start, end, step].map(decimal);
  const places = Math.max(...decimals.map(([, after]) => after));
  const [from = 0n, to = 0n, by = 1n] = decimals.map(([digits, after]) => digits * 10n ** BigInt(places - after));
  const [distance, size] = by < 0n ? [from - to, -by] : [to - from, by];
  const length = distance > 0n ? Number((distance + size - 1n) / size) : 0;
  checkElements([length]);
  return length;
}

/** A number as its digits, and how many of them come after the point. */
function decimal(x: number): [digits: bigint, after: number] {
  const [digits = "", exponent = "0"] = String(x).split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  return [BigInt(whole + fraction), fraction.length - Number(exponent)];
}
