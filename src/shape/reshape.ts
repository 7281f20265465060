/**
 * The rule of reshaping: as many elements after as before.
 *
 * Sizes that stand on both sides cancel first, whatever they are, so names need no value there and nothing is multiplied that
 * need not be. What is left has to have values.
 */
import type { Product } from "./arithmetic.js";
import { checkShape, type RefusedSize, type ValueOf } from "./dim.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Why reshaping is refused. Put off until `To` is known: while a call is being inferred, nothing is multiplied for its sentence. */
export type reshapeMismatch<From extends Shape, To extends Shape> = [To] extends [never]
  ? never
  : [RefusedSize<To>] extends [never]
    ? number extends Count<From> | Count<To>
      ? reshapeUnknown<From, To>
      : `reshape: ${Show<From>} has ${Count<From>} elements, ${Show<To>} has ${Count<To>}`
    : RefusedSize<To>["why"];
export const reshapeMismatch = (from: Shape, to: Shape): string =>
  `reshape: ${show(from)} has ${count(from)} elements, ${show(to)} has ${count(to)}`;

/** Only the compiler says this: at run time every size has a value. */
type reshapeUnknown<
  From extends Shape,
  To extends Shape,
> = `reshape: ${Show<From>} to ${Show<To>}: a size known only by name has to stand on both sides`;

export function checkReshape(from: Shape, to: unknown): asserts to is Shape {
  checkShape(to);
  if (count(from) !== count(to)) throw new ShapeError(reshapeMismatch(from, to));
}

/** The number of elements; `number` where a size is known only by name. */
type Count<S extends Shape> = S extends readonly [infer First extends number, ...infer Rest extends Shape]
  ? Times<ValueOf<First>, Rest>
  : S extends readonly []
    ? 1
    : number;

/** Elements times the sizes of S, without multiplying by 1. */
type Times<Elements extends number, S extends Shape> = S extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? Times<First extends 1 ? Elements : Elements extends 1 ? ValueOf<First> : Product<Elements, ValueOf<First>>, Rest>
  : S extends readonly []
    ? Elements
    : number;
/** The sizes of some axes, from one up to another, multiplied: of all unless told otherwise. */
export const count = (shape: Shape, from = 0, to = shape.length): number => {
  let elements = 1;
  for (let axis = from; axis < to; axis++) elements *= shape[axis] as number; // an axis within the shape
  return elements;
};

/** Whether two shapes hold equally many elements. `Left` is what of `To` has found nothing to cancel with. */
export type SameCount<From extends Shape, To extends Shape, Left extends number[] = []> = To extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? [First] extends [From[number]]
    ? Cancelled<From, First> extends infer Fewer extends Shape
      ? SameCount<Fewer, Rest, Left>
      : SameCount<From, Rest, [...Left, First]>
    : SameCount<From, Rest, [...Left, First]>
  : To extends readonly []
    ? Equal<Count<From>, Count<Left>>
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

/** The length of S as one axis. A single axis keeps its name. */
export type FlatLength<S extends Shape> = S["length"] extends 1 ? S[0] : Count<S>;

/** Why flattening is refused: its length would have no literal value. */
export type flattenUnknown<S extends Shape> =
  `flatten: ${Show<S>} has a size known only by name; reshape it to a shape that keeps the name`;
