/** Joins several tensors into one, along an existing axis or a new one. */

import type { Anything, Equal, GivenAxis, IsAny, Unless } from "../shape/accepted.js";
import type { axisOfAny, axisOfTheTensor } from "../shape/axis.js";
import type { batchesDiffer, OfABatch } from "../shape/batch.js";
import { describe } from "../shape/describe.js";
import type { NoSize } from "../shape/dim.js";
import type {
  Alike,
  Concatenated,
  ConcatTotalIs,
  concatRefuses,
  lengthUnnamed,
  mayDiffer,
  mayDifferBeside,
  none,
  OtherSizes,
  oneOfSeveralLists,
  Several,
  stackRefuses,
  TotalIs,
} from "../shape/join.js";
import type { IsUnion, Some } from "../shape/known.js";
import { readList } from "../shape/list.js";
import type { Total } from "../shape/named.js";
import type { oneOfSeveral } from "../shape/one-tensor.js";
import type { Shape } from "../shape/shape.js";
import { type Refused, refuse } from "../shape/shape-error.js";
import type { SizeUnless } from "../shape/size-unless.js";
import type { InsertedAt, placeInTheTensor } from "../shape/stretch.js";
import * as operations from "./operations/index.js";
import type { Value } from "./tape.js";
import { type AnyTensor, claim, type ShapesOf, type Tensor, viewOf } from "./tensor.js";

/**
 * Tensors that can be joined along an axis. Each that can't is replaced by its message. `Named`: whether the caller gives the
 * sum.
 *
 * Along the last axis, the axes before it may be a type parameter: `[...Batch, N]`. The compiler can't extract them from such a
 * shape, so they are inferred: `Lead` from the first tensor, and `Lasts` from all of them. The shapes are then put together
 * again, and compared.
 */
type concatNeedsTensorsAlike<
  All extends readonly AnyTensor[],
  Axis extends number,
  Lead extends Shape,
  First extends number,
  Lasts extends readonly number[],
  Named = false,
  Shapes extends readonly Shape[] = ShapesOf<All>,
> = [...Unlisted<All, Named, Axis>] extends Some
  ? Refusal<"concat", All, Named, mayDifferBeside<Axis>>
  : [Axis, Named] extends [-1, false]
    ? concatNeedsShapesAlikeButForTheLastAxis<All, Lead, First, Lasts, ShapesOf<All>, EndingIn<Lead, Lasts>>
    : concatNeedsShapesAlikeButForTheAxis<All, Axis, OtherSizes<Shapes, Axis>, Alike<OtherSizes<Shapes, Axis>>>;
type concatNeedsShapesAlikeButForTheLastAxis<
  All extends readonly AnyTensor[],
  Lead extends Shape,
  First extends number,
  Lasts extends readonly number[],
  Own,
  Rebuilt,
> = [Own, Rebuilt] extends [Rebuilt, Own]
  ?
      | All
      | (readonly [Tensor<[...Lead, First]>, ...unknown[]] & { readonly [Index in keyof Lasts]: Tensor<[...Lead, Lasts[Index]]> })
  : concatRefuses<ShapesOf<All>, -1, All>;
/** Shapes that end in these sizes. */
type EndingIn<Lead extends Shape, Lasts extends readonly number[]> = {
  -readonly [Index in keyof Lasts]: [...Lead, Lasts[Index]];
};

type concatNeedsShapesAlikeButForTheAxis<All extends readonly AnyTensor[], Axis extends number, Own, First> = [
  Own,
  First,
] extends [First, Own]
  ? All
  : concatRefuses<ShapesOf<All>, Axis, All>;

/**
 * Tensors of the same shape. Each that differs is replaced by its message. `Named`: whether the caller gives the number of
 * tensors.
 */
type stackNeedsTensorsAlike<All extends readonly AnyTensor[], Named = false> = [...Unlisted<All, Named>] extends Some
  ? Refusal<"stack", All, Named, mayDiffer>
  : stackNeedsOneShape<All, ShapesOf<All>>;
/** In generic code its name is what the compiler prints. */
type stackNeedsOneShape<All extends readonly AnyTensor[], Own extends readonly Shape[]> = [...OfABatch<Own[number]>] extends Some
  ? Refused<batchesDiffer<"stack">>
  : [Own, Alike<Own>] extends [Alike<Own>, Own]
    ? All
    : stackRefuses<Own, All>;

/**
 * Not empty if there are no tensors, if one comes from a refused call, if there is an unknown number of them without a name, or if the
 * shape of one is a union.
 */
type Unlisted<All extends readonly AnyTensor[], Named, Axis = null> = All["length"] extends 0
  ? ["none"]
  : 0 extends 1 & All[number]
    ? ["any"]
    : IsUnion<All> extends true
      ? ["several"]
      : [Named, number] extends [false, All["length"]]
        ? ["unknown"]
        : number extends All["length"]
          ? IsNoList<All> extends true
            ? ["nothing"]
            : IsUnion<Compared<All, Axis>> extends true
              ? ["differ"]
              : []
          : Several<ShapesOf<All>>;
/** What the tensors of a list of unknown length have to agree in: with `concat`, all sizes but the one along the axis. */
type Compared<All extends readonly AnyTensor[], Axis> = Axis extends number
  ? OtherSizes<EachShape<All>, Axis>[number]
  : All[number];
/** The shape of each tensor, which may be one of several. */
type EachShape<All extends readonly AnyTensor[]> = { -readonly [Index in keyof All]: ShapeOf<All[Index]> };
type ShapeOf<T> = T extends Tensor<infer S extends Shape> ? S : never;
/** Whether the compiler found no list of tensors at all, and assumes any. */
type IsNoList<All extends readonly AnyTensor[]> = [readonly AnyTensor[]] extends [All]
  ? 0 extends 1 & ShapesOf<All>[number]
    ? true
    : false
  : false;
/** An axis, or a sentence if there is no such axis. It isn't known which axes there are if a tensor comes from a refused call. */
type UnlessAny<All extends readonly AnyTensor[], Axis, Parameter> = [...IsAny<All[number]>] extends Some ? Axis : Parameter;
type Refusal<Operation extends string, All extends readonly AnyTensor[], Named, Differ extends string> = All["length"] extends 0
  ? none<Operation>
  : 0 extends 1 & All[number]
    ? All
    : IsUnion<All> extends true
      ? Refused<oneOfSeveralLists<Operation>>
      : IsNoList<All> extends true
        ? Refused<takesTensors<Operation>>
        : [Named, number] extends [false, All["length"]]
          ? Refused<lengthUnnamed<Operation>>
          : number extends All["length"]
            ? Differ
            : { readonly [Index in keyof All]: IsUnion<All[Index]> extends true ? oneOfSeveral<Operation> : All[Index] };
/** Compiler only: at run time, the message says what it is instead. */
type takesTensors<Operation extends string> = `${Operation}: takes an array of tensors`;

/** "accepted", unless {@link concatNeedsTensorsAlike} refuses the tensors, one comes from a refused call, or there are other reasons. */
type Concatenating<
  All extends readonly AnyTensor[],
  Axis extends number,
  Lead extends Shape,
  Lasts extends readonly number[],
  Unset,
  Named = false,
  Reasons extends readonly unknown[] = [],
  Shapes extends readonly Shape[] = ShapesOf<All>,
> = [...Unlisted<All, Named, Axis>, ...Reasons] extends Some
  ? Unless<Unset>
  : [Axis, Named] extends [-1, false]
    ? Equal<ShapesOf<All>, EndingIn<Lead, Lasts>, Unset>
    : Equal<OtherSizes<Shapes, Axis>, Alike<OtherSizes<Shapes, Axis>>, Unset>;
/** The same for {@link stackNeedsTensorsAlike}. */
type Stacking<All extends readonly AnyTensor[], Unset, Named = false, Reasons extends readonly unknown[] = []> = [
  ...Unlisted<All, Named>,
  ...OfABatch<ShapesOf<All>[number]>,
  ...Reasons,
] extends Some
  ? Unless<Unset>
  : Equal<ShapesOf<All>, Alike<ShapesOf<All>>, Unset>;

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
  const Axis extends number,
  Lead extends Shape,
  First extends number,
  const Lasts extends readonly number[],
  Unset = unknown,
  Ok extends Concatenating<All, Axis, Lead, Lasts, Unset> = "accepted",
>(
  tensors: concatNeedsTensorsAlike<All, Axis, Lead, First, Lasts>,
  axis: UnlessAny<All, Axis, axisOfAny<"concat", ShapesOf<All>[0], Axis>>,
): GivenAxis<
  Axis,
  UnlessAny<All, Axis, axisOfAny<"concat", ShapesOf<All>[0], Axis>>,
  {
    accepted: Tensor<`${Axis}` extends "-1" ? [...Lead, Total<Lasts>] : Concatenated<ShapesOf<All>, Axis>>;
    refused: Anything;
  }[Ok]
>;
export function concat<
  const All extends readonly AnyTensor[],
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
  tensors: concatNeedsTensorsAlike<All, Axis, [], 0, [], true, Shapes>,
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
export function stack<const All extends readonly AnyTensor[], Unset = unknown, Ok extends Stacking<All, Unset> = "accepted">(
  tensors: stackNeedsTensorsAlike<All>,
): { accepted: Tensor<InsertedAt<ShapesOf<All>[0], 0, All["length"]>>; refused: Anything }[Ok];
export function stack<
  const All extends readonly AnyTensor[],
  const Axis extends number,
  Unset = unknown,
  Ok extends Stacking<All, Unset> = "accepted",
>(
  tensors: stackNeedsTensorsAlike<All>,
  axis: UnlessAny<All, Axis, placeInTheTensor<"stack", ShapesOf<All>[0], Axis>>,
): GivenAxis<
  Axis,
  UnlessAny<All, Axis, placeInTheTensor<"stack", ShapesOf<All>[0], Axis>>,
  { accepted: Tensor<InsertedAt<ShapesOf<All>[0], Axis, All["length"]>>; refused: Anything }[Ok]
>;
export function stack<
  const All extends readonly AnyTensor[],
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
  tensors: stackNeedsTensorsAlike<All, true>,
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
