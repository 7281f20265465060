/**
 * The rule of reshaping: as many elements after as before.
 *
 * Sizes that stand on both sides cancel first, whatever they are, so names need no value there and nothing is multiplied that
 * need not be. What is left has to have values.
 */
import type { Product } from "./arithmetic.js";
import { checkShape } from "./dim.js";
import type { Count } from "./named.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, ShapeError } from "./shape-error.js";
import type { Dim, ValueOf } from "./size.js";

/**
 * What a shape has to be besides: one of as many elements. In generic code, where its name is what the compiler prints, a condition has to
 * hold whatever the type parameters are. So there the number of elements is the same expression on both sides, or it is after equal sizes
 * were taken away from the front of both, and from the end.
 */
export type reshapeKeepsElements<From extends Shape, To extends Shape, _Else extends string = reshapeElse> = [
  To["length"],
  SizeSet<From>,
] extends [0 | 1 | 2, SizeSet<To>]
  ? unknown
  : number extends To["length"]
    ? Refused<reshapeUncounted> // and nothing is multiplied while the call is still being inferred
    : reshapeKeepsAllElements<From, To>;
type reshapeKeepsAllElements<From extends Shape, To extends Shape, _Else extends string = reshapeElse> =
  SameCount<From, To> extends true ? unknown : SameNumber<From, To, From, To>;
type reshapeUncounted = "reshape: the shape has to be a list of known length";
type reshapeElse =
  "equal sizes at the front and at the end cancel; dim.product(a, b) makes one size of two; x.as(shape) is checked at run time";

/** How many sizes, and which: of two at most, shapes that are equal in both have the same sizes. Invariant, so compared both ways at once. */
type SizeSet<S extends Shape> = SetOf<S["length"], S[number]>;
interface SetOf<in out Length, in out Sizes> {
  readonly length: Length;
  readonly sizes: Sizes;
}

/** Compares the number of elements as a whole, in names as well; then what is left of it without equal sizes. */
type SameNumber<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = Compared<
  Count<Left, null>,
  Count<LeftTo, undefined>, // which never equals another
  Front1<From, To, Left, LeftTo>
>;
type Compared<Elements, ElementsTo, Otherwise> = [Elements, ElementsTo] extends [ElementsTo, Elements] ? unknown : Otherwise;

// Where sizes are type parameters, none of these conditions can be decided before the function is called, so the compiler goes through all of
// them, one within the other. Three levels into the same condition it takes the rest for true. So each step is a condition of its own.
type Front1<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step1<A, B, Front2<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step1<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front2<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step2<A, B, Front3<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step2<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front3<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step3<A, B, Front4<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step3<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front4<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step4<A, B, Front5<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step4<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front5<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step5<A, B, Front6<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step5<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front6<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step6<A, B, Front7<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step6<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front7<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step7<A, B, Front8<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step7<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front8<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step8<A, B, Front9<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step8<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front9<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step9<A, B, Front10<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step9<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front10<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step10<A, B, Front11<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step10<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front11<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step11<A, B, Front12<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step11<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type Front12<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [infer A, ...infer Rest extends Shape],
  readonly [infer B, ...infer RestTo extends Shape],
]
  ? Step12<A, B, WithoutFront<From, To, Rest, RestTo>, WithoutFront<From, To, Left, LeftTo>>
  : WithoutFront<From, To, Left, LeftTo>;
type Step12<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;

/** What is left without the equal sizes at the front. */
type WithoutFront<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = End1<From, To, Left, LeftTo>;
type End1<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [...infer Rest extends Shape, infer A],
  readonly [...infer RestTo extends Shape, infer B],
]
  ? EndStep1<A, B, End2<From, To, Rest, RestTo>, Remaining<From, To, Left, LeftTo>>
  : Remaining<From, To, Left, LeftTo>;
type EndStep1<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type End2<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [...infer Rest extends Shape, infer A],
  readonly [...infer RestTo extends Shape, infer B],
]
  ? EndStep2<A, B, End3<From, To, Rest, RestTo>, Remaining<From, To, Left, LeftTo>>
  : Remaining<From, To, Left, LeftTo>;
type EndStep2<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type End3<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [...infer Rest extends Shape, infer A],
  readonly [...infer RestTo extends Shape, infer B],
]
  ? EndStep3<A, B, End4<From, To, Rest, RestTo>, Remaining<From, To, Left, LeftTo>>
  : Remaining<From, To, Left, LeftTo>;
type EndStep3<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;
type End4<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = [Left, LeftTo] extends [
  readonly [...infer Rest extends Shape, infer A],
  readonly [...infer RestTo extends Shape, infer B],
]
  ? EndStep4<A, B, Remaining<From, To, Rest, RestTo>, Remaining<From, To, Left, LeftTo>>
  : Remaining<From, To, Left, LeftTo>;
type EndStep4<A, B, Equal, Otherwise> = [A, B] extends [B, A] ? Equal : Otherwise;

/** What is left without the equal sizes at the end, too. */
type Remaining<From extends Shape, To extends Shape, Left extends Shape, LeftTo extends Shape> = RemainingNumber<
  Count<Left, null>,
  Count<LeftTo, undefined>,
  SameCount<Factors<Left>, Factors<LeftTo>> extends true ? unknown : Refused<reshapeMismatch<From, To>>
>;
type RemainingNumber<Elements, ElementsTo, Otherwise> = [Elements, ElementsTo] extends [ElementsTo, Elements]
  ? unknown
  : Otherwise;

/** The sizes, with the factors in the place of each product. */
type Factors<S extends Shape, Found extends number[] = []> = S extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? number extends ValueOf<First>
    ? Factors<Rest, [...Found, ...FactorsOf<First, ShowSize<First>>]>
    : Factors<Rest, [...Found, First]>
  : S extends readonly []
    ? Found
    : number[];
type FactorsOf<N extends number, Name extends string, Found extends number[] = []> = Name extends `${string}(${string}`
  ? [N]
  : Name extends `${infer First}*${infer Rest}`
    ? FactorsOf<N, Rest, [...Found, SizeOf<First>]>
    : Found extends []
      ? [N]
      : [...Found, SizeOf<Name>];
type SizeOf<Text extends string> = Text extends `${infer N extends number}`
  ? N
  : Text extends `${infer Name}=${infer Value extends number}`
    ? Dim<Name, Value>
    : Dim<Text>;

/** Why reshaping is refused. */
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

/** Only the compiler says this: at run time every size has a value. */
type reshapeUnknown<From extends Shape, To extends Shape> = [From[number] | To[number]] extends [number]
  ? `reshape: ${Show<From>} to ${Show<To>}: a size known only by name has to stand on both sides; dim.product(a, b) is two in one, x.as(shape) is checked at run time`
  : never;

/** The other shape, as {@link checkShape} gives it. */
export function checkReshape(from: Shape, given: unknown): Shape {
  const to = checkShape(given);
  const [elements, elementsTo] = [count(from), count(to)];
  if (elements !== elementsTo) throw new ShapeError(elementsDiffer(from, elements, to, elementsTo));
  return to;
}

/** The sizes of some axes, from one up to another, multiplied: of all unless told otherwise. */
export const count = (shape: Shape, from = 0, to = shape.length): number => {
  let elements = 1;
  for (let axis = from; axis < to; axis++) elements *= shape[axis] as number; // an axis within the shape
  return elements;
};

/** Whether two shapes hold equally many elements. `Left` is what of `To` has found nothing to cancel with. */
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

/** The shape without one size equal to `Gone`; `null` where there is none. A zero can't be cancelled: 0 · 2 is 0 · 3. */
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

/** The number of elements where all sizes have values; else `number`. */
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
          : Product<Before, ValueOf<First>> extends infer Found extends number // where it is open: a number, not any text of digits
            ? Found
            : never
    >
  : S extends readonly []
    ? Before
    : number;

/** An entry where the compiler can't see how many axes there are. */
export type Uncountable<S extends Shape> = number extends S["length"] ? ["unknown"] : [];
export type flattenUnknown = "flatten: takes a tensor of a known number of axes";
