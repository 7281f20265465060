/**
 * Reshaping: the number of elements has to stay the same.
 *
 * Sizes that both shapes have are cancelled first. So these sizes may be known only by name, and nothing is multiplied unless it
 * has to be. The remaining sizes need values, or the same factors (`factors.ts`).
 */
import type { IsAny } from "./accepted.js";
import type { Product } from "./arithmetic.js";
import { checkShape } from "./dim.js";
import type { SameProduct } from "./factors.js";
import type { Some } from "./known.js";
import type { Count } from "./named.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/**
 * Refuses a shape with another number of elements. In generic code, the compiler prints the name of this type. There, a condition
 * has to hold for all values of the type parameters, so both shapes need the same factors.
 *
 * It is also the constraint of the type parameter of `reshape` that decides what a call returns. The test of `To` leaves the condition open
 * for nothing but a type parameter, so that the declaration of `reshape` compiles.
 */
export type reshapeKeepsElements<From extends Shape, To extends Shape, _Else extends string = reshapeElse> = [
  To["length"],
  SizeSet<From>,
] extends [0 | 1 | 2, SizeSet<To>]
  ? unknown
  : [...([To] extends [never] ? [] : ["given"])] extends Some
    ? number extends To["length"]
      ? unlessAny<To, reshapeUncounted> // comes first, so that nothing is multiplied while the compiler is inferring
      : reshapeNeedsAKnownRank<From, To>
    : unknown;
type reshapeNeedsAKnownRank<
  From extends Shape,
  To extends Shape,
  _Else extends string = reshapeElse,
> = number extends From["length"] ? unlessAny<From, reshapeUncountable> : reshapeKeepsAllElements<From, To>;
type reshapeKeepsAllElements<From extends Shape, To extends Shape, _Else extends string = reshapeElse> =
  SameCount<From, To> extends true ? unknown : reshapeNeedsEqualProducts<From, To>;
type reshapeNeedsEqualProducts<From extends Shape, To extends Shape> =
  SameProduct<From, To> extends true ? unknown : unlessAny<From | To, reshapeMismatch<From, To>>;
/** A shape or size of type `any` isn't refused, since it comes from a refused call. */
type unlessAny<S extends Shape, Sentence extends string> = [...IsAny<S[number]>] extends Some ? unknown : Refused<Sentence>;
type reshapeUncounted = "reshape: the shape has to be a list of known length";
type reshapeUncountable = "reshape: takes a tensor of a known number of axes";
type reshapeElse =
  "equal sizes cancel, in any order; dim.product(a, b) makes one size of two; x.as(shape) is checked at run time";

/**
 * The number of sizes, and the set of sizes. If two shapes of at most two axes agree in both, they have the same sizes, perhaps
 * in another order. The parameters are invariant, so one comparison works in both directions.
 */
type SizeSet<S extends Shape> = SetOf<S["length"], S[number]>;
interface SetOf<in out Length, in out Sizes> {
  readonly length: Length;
  readonly sizes: Sizes;
}

/** Why reshaping is refused. Deferred until `To` is known. */
type reshapeMismatch<From extends Shape, To extends Shape> = [To] extends [never] ? never : otherCount<From, To>;
type otherCount<From extends Shape, To extends Shape> = [From[number] | To[number]] extends [number]
  ? number extends ValueOf<Count<From>> | ValueOf<Count<To>>
    ? reshapeUnknown<From, To>
    : elementsDiffer<From, ValueOf<Count<From>>, To, ValueOf<Count<To>>>
  : never;
type elementsDiffer<
  From extends Shape,
  Elements extends number,
  To extends Shape,
  ElementsTo extends number,
> = `reshape: ${Show<From>} has ${Elements} elements, ${Show<To>} has ${ElementsTo}`;
const elementsDiffer = <From extends Shape, Elements extends number, To extends Shape, ElementsTo extends number>(
  from: From,
  elements: Elements,
  to: To,
  elementsTo: ElementsTo,
): elementsDiffer<From, Elements, To, ElementsTo> =>
  `reshape: ${show(from)} has ${elements} elements, ${show(to)} has ${elementsTo}`;

/** Compiler only: at run time, every size has a value. */
type reshapeUnknown<From extends Shape, To extends Shape> = [From[number] | To[number]] extends [number]
  ? `reshape: ${Show<From>} to ${Show<To>}: a size known only by name has to stand on both sides; dim.product(a, b) makes one size of two, x.as(shape) is checked at run time`
  : never;

/** The new shape, as {@link checkShape} returns it. */
export function checkReshape(from: Shape, given: unknown): Shape {
  const to = checkShape(given);
  const [elements, elementsTo] = [count(from), count(to)];
  if (elements !== elementsTo) throw new ShapeError(elementsDiffer(from, elements, to, elementsTo));
  return to;
}

/** The product of the sizes from axis `from` up to, but not including, axis `to`. */
export const count = (shape: Shape, from = 0, to = shape.length): number => {
  let elements = 1;
  for (let axis = from; axis < to; axis++) elements *= shape[axis] as number; // an axis of the shape
  return elements;
};

/** Whether two shapes have the same number of elements. `Left` collects the sizes of `To` that don't cancel. */
type SameCount<From extends Shape, To extends Shape, Left extends number[] = []> = To extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? [First] extends [From[number]]
    ? Cancelled<From, First> extends infer Fewer extends Shape
      ? SameCount<Fewer, Rest, Left>
      : SameCount<From, Rest, [...Left, First]>
    : SameCount<From, Rest, [...Left, First]>
  : To extends readonly []
    ? Equal<Elements<From>, Elements<Left>>
    : false;

/** The shape without one size that equals `Gone`, or `null` if there is none. Zeros don't cancel: 0 · 2 equals 0 · 3. */
type Cancelled<S extends Shape, Gone extends number, Before extends number[] = []> = S extends readonly [
  infer First extends number,
  ...infer Rest extends number[],
]
  ? [First, Gone] extends [Gone, First]
    ? Gone extends 0
      ? null
      : [...Before, ...Rest]
    : Cancelled<Rest, Gone, [...Before, First]>
  : null;

type Equal<A extends number, B extends number> = number extends A | B ? false : [A, B] extends [B, A] ? true : false;

/** The number of elements if all sizes have values, otherwise `number`. */
type Elements<S extends Shape, Before extends number = 1> = S extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? Elements<
      Rest,
      First extends 1
        ? Before
        : Before extends 1
          ? ValueOf<First>
          : Product<Before, ValueOf<First>> extends infer Found extends number // makes the result a number if it is open, not any text of digits
            ? Found
            : never
    >
  : S extends readonly []
    ? Before
    : number;

/** A list with one entry if the compiler doesn't know the number of axes, otherwise an empty list. */
export type Uncountable<S extends Shape> = number extends S["length"] ? ["unknown"] : [];
export type flattenUnknown = "flatten: takes a tensor of a known number of axes";
