/** Joins several tensors into one, along an existing axis or a new one. */

import type { Anything, GivenAxis } from "../shape/accepted.js";
import type { axisOfAny, axisOfTheTensor } from "../shape/axis.js";
import { describe } from "../shape/describe.js";
import type { NoSize } from "../shape/dim.js";
import type { Concatenated, ConcatTotalIs, SizesAt, TotalIs } from "../shape/join.js";
import { readList } from "../shape/list.js";
import type { Total } from "../shape/named.js";
import type { eachIsATensor } from "../shape/one-tensor.js";
import type { Shape } from "../shape/shape.js";
import { refuse } from "../shape/shape-error.js";
import type { SizeUnless } from "../shape/size-unless.js";
import type { InsertedAt, placeInTheTensor } from "../shape/stretch.js";
import type {
  Concatenating,
  concatNeedsTensorsAlike,
  EachShape,
  Stacking,
  stackNeedsTensorsAlike,
  UnlessAny,
} from "./joinable.js";
import * as operations from "./operations/index.js";
import type { Value } from "./tape.js";
import { type AnyTensor, claim, type ShapesOf, type Tensor, viewOf } from "./tensor.js";

/**
 * Joins tensors along an existing axis, whose sizes add up: along axis 0, `[2, 3]` and `[5, 3]` give `[7, 3]`. The tensors have
 * to agree in all other axes. A negative axis counts from the end.
 *
 * If a size along the axis is known only by name, so is the sum: `[old, 2]` and `[more, 2]` give `[old+more, 2]`, as with
 * {@link dim | dim.sum}. To choose the name of the sum yourself, pass a named size as the last argument. A list of unknown length
 * requires a size, named or literal.
 *
 * @throws {@link ShapeError} if there are no tensors, if they differ in another axis, if there is no such axis, or if the sizes
 * don't add up to the last argument
 * @example
 * ```ts
 * import { concat, dim, matrix, vector, zeros } from "conformable";
 *
 * concat([vector([1, 2]), vector([3])], 0);           // Vector<3> [1, 2, 3]
 * concat([matrix([[1], [2]]), zeros([2, 2])], -1);    // Matrix<2, 3> [[1, 0, 0], [2, 0, 0]]
 *
 * const [old, more] = [zeros([dim("old", Number("3")), 2]), zeros([dim("more", Number("5")), 2])];
 * concat([old, more], 0);                        // Matrix<Dim<"old+more">, 2>
 * concat([old, more], 0, dim("all", Number("8"))); // Matrix<Dim<"all">, 2>
 * ```
 */
export function concat<
  const All extends readonly AnyTensor[],
  const Given extends readonly unknown[],
  const Axis extends number,
  Lead extends Shape,
  First extends number,
  const Lasts extends readonly number[],
  Unset = unknown,
  Ok extends Concatenating<All, Axis, Lead, Lasts, Unset> = "accepted",
>(
  tensors: eachIsATensor<"concat", Given, concatNeedsTensorsAlike<All, Axis, Lead, First, Lasts>>,
  axis: UnlessAny<All, Axis, axisOfAny<"concat", ShapesOf<All>[0], Axis>>,
): GivenAxis<
  Axis,
  UnlessAny<All, Axis, axisOfAny<"concat", ShapesOf<All>[0], Axis>>,
  {
    accepted: Tensor<
      `${Axis}` extends "-1" ? [...Lead, Total<Lasts>] : Concatenated<ShapesOf<All>, Axis, Total<SizesAt<ShapesOf<All>, Axis>>>
    >;
    refused: Anything;
  }[Ok]
>;
export function concat<
  const All extends readonly AnyTensor[],
  const Given extends readonly unknown[],
  const Axis extends number,
  const Size extends number,
  Shapes extends readonly Shape[] = EachShape<All>,
  Unset = unknown,
  Ok extends Concatenating<
    All,
    Axis,
    [],
    [],
    Unset,
    true,
    [...NoSize<Size>, ...ConcatTotalIs<Shapes, Axis, Size>],
    Shapes
  > = "accepted",
>(
  tensors: eachIsATensor<"concat", Given, concatNeedsTensorsAlike<All, Axis, [], 0, [], true, Shapes>>,
  axis: UnlessAny<All, Axis, axisOfTheTensor<"concat", Shapes[0], Axis>>,
  size: SizeUnless<Size, ConcatTotalIs<Shapes, Axis, Size>>,
): GivenAxis<
  Axis,
  UnlessAny<All, Axis, axisOfTheTensor<"concat", Shapes[0], Axis>>,
  { accepted: Tensor<Concatenated<Shapes, Axis, Size>>; refused: Anything }[Ok]
>;
export function concat(tensors: unknown, axis: unknown, size?: unknown): unknown {
  return claim(operations.concat(viewsOf("concat", tensors), axis, size));
}

/**
 * Stacks tensors of the same shape along a new axis, at position `axis` of the result: along axis 0, which is the default, three
 * tensors of shape `[2]` give `[3, 2]`. A negative axis counts from the end of the result. If the compiler can't see the length of
 * a list, pass it as the last argument: a literal, or named with `dim`.
 *
 * @throws {@link ShapeError} if there are no tensors, if their shapes differ, if there is no such position, or if the list isn't
 * as long as the last argument says
 * @example
 * ```ts
 * import { dim, stack, type Vector, vector } from "conformable";
 *
 * stack([vector([1, 2]), vector([3, 5])]);     // Matrix<2, 2> [[1, 2], [3, 5]]
 * stack([vector([1, 2]), vector([3, 5])], -1); // Matrix<2, 2> [[1, 3], [2, 5]]
 *
 * const rows: Vector<2>[] = [vector([1, 2])];
 * stack(rows, 0, dim("rows", rows.length)); // Matrix<Dim<"rows">, 2>
 * ```
 */
export function stack<
  const All extends readonly AnyTensor[],
  const Given extends readonly unknown[],
  Unset = unknown,
  Ok extends Stacking<All, Unset> = "accepted",
>(
  tensors: eachIsATensor<"stack", Given, stackNeedsTensorsAlike<All>>,
): { accepted: Tensor<InsertedAt<ShapesOf<All>[0], 0, All["length"]>>; refused: Anything }[Ok];
export function stack<
  const All extends readonly AnyTensor[],
  const Given extends readonly unknown[],
  const Axis extends number,
  Unset = unknown,
  Ok extends Stacking<All, Unset> = "accepted",
>(
  tensors: eachIsATensor<"stack", Given, stackNeedsTensorsAlike<All>>,
  axis: UnlessAny<All, Axis, placeInTheTensor<"stack", ShapesOf<All>[0], Axis>>,
): GivenAxis<
  Axis,
  UnlessAny<All, Axis, placeInTheTensor<"stack", ShapesOf<All>[0], Axis>>,
  { accepted: Tensor<InsertedAt<ShapesOf<All>[0], Axis, All["length"]>>; refused: Anything }[Ok]
>;
export function stack<
  const All extends readonly AnyTensor[],
  const Given extends readonly unknown[],
  const Axis extends number,
  const Count extends number,
  Unset = unknown,
  Ok extends Stacking<
    All,
    Unset,
    true,
    [...NoSize<Count>, ...TotalIs<"stack", ShapesOf<All>, All["length"], Count>]
  > = "accepted",
>(
  tensors: eachIsATensor<"stack", Given, stackNeedsTensorsAlike<All, true>>,
  axis: UnlessAny<All, Axis, placeInTheTensor<"stack", ShapesOf<All>[0], Axis>>,
  size: SizeUnless<Count, TotalIs<"stack", ShapesOf<All>, All["length"], Count>>,
): GivenAxis<
  Axis,
  UnlessAny<All, Axis, placeInTheTensor<"stack", ShapesOf<All>[0], Axis>>,
  { accepted: Tensor<InsertedAt<ShapesOf<All>[0], Axis, Count>>; refused: Anything }[Ok]
>;
export function stack(tensors: unknown, axis: unknown = 0, size?: unknown): unknown {
  return claim(operations.stack(viewsOf("stack", tensors), axis, size));
}

function viewsOf(operation: string, tensors: unknown): Value[] {
  const views = readList(tensors, (each) => viewOf(operation, each)); // a gap in the array isn't a tensor
  return views ?? refuse(`${operation}: takes an array of tensors, not ${describe(tensors)}`);
}
