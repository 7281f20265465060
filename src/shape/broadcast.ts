/**
 * Elementwise operations: the left operand keeps its shape. The right operand has the same shape, or the trailing part of it.
 * Only one of the two is ever repeated, so `[n, 1]` and `[n]` can't silently become `[n, n]`.
 */
import { noLastAxis } from "./axis.js";
import type { AnySizes } from "./dim.js";
import type { IsUnion } from "./known.js";
import type { oneOfSeveral } from "./one-tensor.js";
import type { lastAxisNotKnown } from "./receiver.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import { type StretchOf, stretches } from "./stretch.js";

/** Whether a shape ends in another one. In types, `fitsTheEnd` in `tensor.ts` does this by comparing tensors. */
export function endsIn(whole: Shape, part: Shape): boolean {
  const lead = whole.length - part.length;
  let axis = 0;
  while (axis < part.length && part[axis] === whole[lead + axis]) axis++;
  return axis === part.length;
}

/** Why an elementwise operation is refused. */
export type elementwiseMismatch<Operation extends string, Left extends Shape, Right extends Shape> = Right extends unknown
  ? doesNotFit<Operation, Left, Right>
  : never;
/**
 * While the compiler is inferring, `Right` is a type parameter that {@link AnySizes} constrains. No sentence is built for that: adding a
 * number would cost three times as much. This is an alias since in generic code the compiler prints its name.
 */
type doesNotFit<Operation extends string, Left extends Shape, Right extends Shape> = 0 extends 1 & Right[number]
  ? string
  : doesNotFitOrStretch<Operation, Left, Right>;
type doesNotFitOrStretch<Operation extends string, Left extends Shape, Right extends Shape> =
  unknown extends StretchOf<"broadcastTo", Right, Left>
    ? needsBroadcastTo<Operation, Left, Right>
    : doesNotFitTheEnd<Operation, Left, Right>;
/** The same for a bias, whose size is inferred on its own: it may be one of several because the bias is one of several tensors. */
type biasDoesNotFit<Left extends Shape, Right extends Shape> =
  unknown extends StretchOf<"broadcastTo", Right, Left>
    ? needsBroadcastTo<"addBias", Left, Right>
    : doesNotFitTheEnd<"addBias", Left, Right>;
type doesNotFitTheEnd<Operation extends string, Left extends Shape, Right extends Shape> = [
  Right[number] | Left[number],
] extends [number]
  ? `${Operation}: ${Show<Right>} does not fit the end of ${Show<Left>}`
  : string;
const doesNotFitTheEnd = <Operation extends string, Left extends Shape, Right extends Shape>(
  operation: Operation,
  left: Left,
  right: Right,
): doesNotFitTheEnd<Operation, Left, Right> => `${operation}: ${show(right)} does not fit the end of ${show(left)}`;
type needsBroadcastTo<Operation extends string, Left extends Shape, Right extends Shape> = [
  Right[number] | Left[number],
] extends [number]
  ? `${Operation}: ${Show<Right>} does not fit the end of ${Show<Left>}; broadcastTo stretches it`
  : string;
const needsBroadcastTo = <Operation extends string, Left extends Shape, Right extends Shape>(
  operation: Operation,
  left: Left,
  right: Right,
): needsBroadcastTo<Operation, Left, Right> =>
  `${operation}: ${show(right)} does not fit the end of ${show(left)}; broadcastTo stretches it`;

export function checkElementwise(operation: string, left: Shape, right: Shape): void {
  if (!endsIn(left, right))
    throw new ShapeError((stretches(right, left) ? needsBroadcastTo : doesNotFitTheEnd)(operation, left, right));
}

/** Why two values are refused that need the same shape. */
export type shapesDiffer<Operation extends string, Left extends Shape, Right extends Shape> = [
  Left[number] | Right[number],
] extends [number]
  ? `${Operation}: ${Show<Left>} by ${Show<Right>}: the shapes differ`
  : string;
export const shapesDiffer = <Operation extends string, Left extends Shape, Right extends Shape>(
  operation: Operation,
  left: Left,
  right: Right,
): shapesDiffer<Operation, Left, Right> => `${operation}: ${show(left)} by ${show(right)}: the shapes differ`;

export function checkSameShape(operation: string, left: Shape, right: Shape): void {
  if (!sameShape(left, right)) throw new ShapeError(shapesDiffer(operation, left, right));
}

export const sameShape = (left: Shape, right: Shape): boolean => left.length === right.length && endsIn(left, right);

/** Why a bias is refused. */
export type addBiasMismatch<S extends Shape, Lead extends Shape, Length extends number> = number[] extends Lead
  ? lastAxisNotKnown<"addBias", S>
  : number extends Length
    ? addBiasTakesAVector<S>
    : true extends IsUnion<Length>
      ? oneOfSeveral<"addBias">
      : biasDoesNotFit<S, [Length]>;
type addBiasTakesAVector<S extends Shape> = [S[number]] extends [number]
  ? `addBias: takes a vector for the end of ${Show<S>}`
  : string;
const addBiasTakesAVector = <S extends Shape>(shape: S): addBiasTakesAVector<S> =>
  `addBias: takes a vector for the end of ${show(shape)}`;

export function checkAddBias(shape: Shape, bias: Shape): void {
  if (shape.length === 0) throw new ShapeError(noLastAxis("addBias"));
  if (bias.length !== 1) throw new ShapeError(addBiasTakesAVector(shape));
  checkElementwise("addBias", shape, bias);
}
