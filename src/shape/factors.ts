/**
 * Whether two lists of sizes have the same product, whatever the values of the sizes are.
 *
 * Equal sizes cancel. The remaining sizes are taken apart into numbers and names: `batch*time` and, in generic code, `ProductOf<B, T>` into
 * their factors. Then equal names cancel, in any order, and the products of the numbers are compared.
 *
 * In generic code, all of this happens at once, with type parameters as names: see `symbolic.ts`.
 */
import type { Product } from "./arithmetic.js";
import type { ProductOf } from "./named.js";
import type { Shape } from "./shape.js";
import type { Dim, SizeName, SizeValue } from "./size.js";
import type { HasText, Marker, Same } from "./symbolic.js";

/** `true` if the products are certainly the same. */
export type SameProduct<From extends Shape, To extends Shape> =
  Cancelled<From, From, To> extends readonly [infer Left extends Shape, infer LeftTo extends Shape]
    ? SameFactors<From, Factors<From, Left>, Factors<From, LeftTo>>
    : false;

/** Removes equal sizes, each with one of the other list. Returns what is left of both. */
type Cancelled<Key, From, To extends Shape, LeftTo extends Shape = []> = [Key, To] extends [
  unknown,
  readonly [infer First extends number, ...infer Rest extends Shape],
]
  ? CancelledFirst<Key, From, Without<Key, From, First>, First, Rest, LeftTo>
  : [Key, To] extends [unknown, readonly []]
    ? [From, LeftTo]
    : null;
type CancelledFirst<Key, From, Fewer, First extends number, Rest extends Shape, LeftTo extends Shape> = Fewer extends null
  ? Cancelled<Key, From, Rest, [...LeftTo, First]>
  : Cancelled<Key, Fewer, Rest, LeftTo>;
/** The list without the size, or `null` if it isn't there. */
type Without<Key, Sizes, Gone, Before extends Shape = []> = [Key, Sizes] extends [
  unknown,
  readonly [infer First extends number, ...infer Rest extends Shape],
]
  ? Same<Key, First, Gone> extends true
    ? [...Before, ...Rest]
    : Without<Key, Rest, Gone, [...Before, First]>
  : null;

/** The factors without a value, and the product of the others. */
type Factors<Key, Sizes extends Shape, Names extends Shape = [], Value extends number = 1> = [Key, Sizes] extends [
  unknown,
  readonly [infer First extends number, ...infer Rest extends Shape],
]
  ? HasText<Key, First> extends true
    ? Factors<Key, Rest, Names, Times<Value, First>>
    : FactorsOfProduct<Key, First, Rest, Names, Value>
  : [Key, Sizes] extends [unknown, readonly []]
    ? [Names, Value]
    : null;

/** The first factor isn't multiplied by 1. */
type Times<Before extends number, Factor extends number> = Before extends 1 ? Factor : Product<Before, Factor>;

/**
 * A product whose factors are type parameters. The compiler may infer something else, so what it infers is multiplied again; and
 * `number`, if it infers nothing.
 */
type FactorsOfProduct<Key, First extends number, Rest extends Shape, Names extends Shape, Value extends number> = [
  Key,
  Marker<First>,
] extends [unknown, Marker<ProductOf<infer A extends number, infer B extends number>>]
  ? Same<Key, number, A> extends true
    ? FactorsOfName<Key, First, Rest, Names, Value>
    : Same<Key, ProductOf<A, B>, First> extends true
      ? Factors<Key, readonly [A, B, ...Rest], Names, Value>
      : FactorsOfName<Key, First, Rest, Names, Value>
  : null;
type FactorsOfName<Key, First extends number, Rest extends Shape, Names extends Shape, Value extends number> = [
  Key,
  Marker<First>,
] extends [unknown, Marker<SizeName<infer Name extends string> & SizeValue<infer Known extends number>>]
  ? Same<Key, Dim<Name, Known>, First> extends true
    ? number extends Known
      ? FactorsOfText<Key, Name, First, Rest, Names, Value>
      : Factors<Key, Rest, Names, Times<Value, Known>>
    : Factors<Key, Rest, [...Names, First], Value>
  : null;
/** Sums aren't taken apart. */
type FactorsOfText<
  Key,
  Text extends string,
  First extends number,
  Rest extends Shape,
  Names extends Shape,
  Value extends number,
> = Text extends `${string}(${string}`
  ? Factors<Key, Rest, [...Names, First], Value>
  : Text extends `${infer Factor}*${infer Others}`
    ? Factors<Key, readonly [SizeOf<Factor>, SizeOf<Others>, ...Rest], Names, Value>
    : Factors<Key, Rest, [...Names, First], Value>;
type SizeOf<Text extends string> = Text extends `${infer N extends number}`
  ? N
  : Text extends `${infer Name}=${infer Value extends number}`
    ? Dim<Name, Value>
    : Dim<Text>;

type SameFactors<Key, From, To> = [Key, From, To] extends [
  unknown,
  readonly [infer Names extends Shape, infer Value extends number],
  readonly [infer NamesTo extends Shape, infer ValueTo extends number],
]
  ? number extends Value | ValueTo
    ? false
    : [Value, ValueTo] extends [ValueTo, Value]
      ? NothingLeft<Cancelled<Key, Names, NamesTo>>
      : false
  : false;
type NothingLeft<Lists> = Lists extends readonly [readonly [], readonly []] ? true : false;
