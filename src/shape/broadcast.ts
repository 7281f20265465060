/**
 * The rule of elementwise operations: the left operand keeps its shape, and the right one has the same shape or the trailing
 * part of it. Both sides are never stretched, so `[n, 1]` and `[n]` can't quietly become `[n, n]`.
 */
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

/** Whether Whole ends in Part, size by size: assignability alone would let a bare 3 meet a named 3. */
export type EndsIn<Whole extends Shape, Part extends Shape> = Whole extends readonly [...infer Lead, ...Part]
  ? [...Lead, ...Part] extends Whole
    ? true
    : false
  : false;
const endsIn = (whole: Shape, part: Shape): boolean =>
  part.length <= whole.length && part.every((size, axis) => size === whole[whole.length - part.length + axis]);

/** Why an elementwise operation is refused. */
export type elementwiseMismatch<Operation extends string, Left extends Shape, Right extends Shape> =
  `${Operation}: ${Show<Right>} is neither ${Show<Left>} nor its trailing part`;
export const elementwiseMismatch = (operation: string, left: Shape, right: Shape): string =>
  `${operation}: ${show(right)} is neither ${show(left)} nor its trailing part`;

export function checkElementwise(operation: string, left: Shape, right: Shape): void {
  if (!endsIn(left, right)) throw new ShapeError(elementwiseMismatch(operation, left, right));
}

/** Why two values that must have one shape are refused. */
export type shapesDiffer<Operation extends string, Left extends Shape, Right extends Shape> =
  `${Operation}: ${Show<Left>} and ${Show<Right>} differ`;
export const shapesDiffer = (operation: string, left: Shape, right: Shape): string =>
  `${operation}: ${show(left)} and ${show(right)} differ`;

export function checkSameShape(operation: string, left: Shape, right: Shape): void {
  if (!sameShape(left, right)) throw new ShapeError(shapesDiffer(operation, left, right));
}

export const sameShape = (left: Shape, right: Shape): boolean => left.length === right.length && endsIn(left, right);
