/** Lists of tensors that can be joined: the types of the arguments of `concat` and `stack`, and whether they are accepted. */
import type { Equal, IsAny, Unless } from "../shape/accepted.js";
import type { batchesDiffer, OfABatch } from "../shape/batch.js";
import type {
  Alike,
  concatRefuses,
  lengthUnnamed,
  mayDiffer,
  mayDifferBeside,
  none,
  OtherSizes,
  oneOfSeveralLists,
  Several,
  stackRefuses,
} from "../shape/join.js";
import type { IsUnion, Some } from "../shape/known.js";
import type { oneOfSeveral } from "../shape/one-tensor.js";
import type { Shape } from "../shape/shape.js";
import type { Refused } from "../shape/shape-error.js";
import type { AnyTensor, ShapesOf, Tensor } from "./tensor.js";

/**
 * Tensors that can be joined along an axis. Each that can't is replaced by its message. `Named`: whether the caller gives the
 * sum.
 *
 * Along the last axis, the axes before it may be a type parameter: `[...Batch, N]`. The compiler can't extract them from such a
 * shape, so they are inferred: `Lead` from the first tensor, and `Lasts` from all of them. The shapes are then put together
 * again, and compared.
 */
export type concatNeedsTensorsAlike<
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
export type stackNeedsTensorsAlike<All extends readonly AnyTensor[], Named = false> = [...Unlisted<All, Named>] extends Some
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
export type EachShape<All extends readonly AnyTensor[]> = { -readonly [Index in keyof All]: ShapeOf<All[Index]> };
type ShapeOf<T> = T extends Tensor<infer S extends Shape> ? S : never;
/** Whether the compiler found no list of tensors at all, and assumes any. */
type IsNoList<All extends readonly AnyTensor[]> = [readonly AnyTensor[]] extends [All]
  ? 0 extends 1 & ShapesOf<All>[number]
    ? true
    : false
  : false;
/** An axis, or a sentence if there is no such axis. It isn't known which axes there are if a tensor comes from a refused call. */
export type UnlessAny<All extends readonly AnyTensor[], Axis, Parameter> = [...IsAny<All[number]>] extends Some
  ? Axis
  : Parameter;
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
export type Concatenating<
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
export type Stacking<All extends readonly AnyTensor[], Unset, Named = false, Reasons extends readonly unknown[] = []> = [
  ...Unlisted<All, Named>,
  ...OfABatch<ShapesOf<All>[number]>,
  ...Reasons,
] extends Some
  ? Unless<Unset>
  : Equal<ShapesOf<All>, Alike<ShapesOf<All>>, Unset>;
