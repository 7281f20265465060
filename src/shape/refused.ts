/** One sentence for each mistake: what a refused call returns isn't refused again. */
import type { MayBeSeveral } from "./dim.js";
import type { Shape } from "./shape.js";

/** A sentence, or `unknown`, which accepts everything, if one of the shapes {@link WasRefused}. */
export type unlessRefused<Left extends Shape, Right extends Shape, Sentence> = true extends WasRefused<Left> | WasRefused<Right>
  ? unknown
  : Sentence;
/**
 * Whether S is the shape of something that was refused when it was made: a size is `number`, or may be one of several. No value has such
 * a type unless the program casts one.
 */
export type WasRefused<S extends Shape> = [S] extends [never]
  ? true
  : number extends S["length"]
    ? false
    : true extends { readonly [Axis in keyof S]: IsNoSize<S[Axis]> }[number]
      ? true
      : false;
type IsNoSize<N> = number extends N ? true : MayBeSeveral<N>;

/**
 * Whether a size of S is `number`. If the compiler infers each size on its own, a union may come from a union of tensors, which has to be
 * refused.
 */
export type HasNumber<S extends Shape> = number extends S["length"] ? false : number extends S[number] ? true : false;

/** The shape of a result whose axis is refused, or of type `any`, which hides the number of axes. */
export type AlongNone<Axis> = 0 extends 1 & Axis ? number[] : [number];
