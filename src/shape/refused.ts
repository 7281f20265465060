/** One sentence for each mistake: what a refused call returns isn't refused again. */
import type { MayBeSeveral } from "./dim.js";
import type { Shape } from "./shape.js";

/** A sentence, or `unknown`, which accepts everything, if one of the shapes {@link WasRefused}. */
export type unlessRefused<Left extends Shape, Right extends Shape, Sentence> = true extends WasRefused<Left> | WasRefused<Right>
  ? unknown
  : Sentence;
/**
 * Whether S is the shape of something that was refused when it was made: a size may be one of several. No value has such a type. A size
 * of type `number` is different: data and options of type `any` have it without being refused, and it must not fit anything.
 */
export type WasRefused<S extends Shape> = [S] extends [never]
  ? true
  : number extends S["length"]
    ? false
    : true extends { readonly [Axis in keyof S]: IsNoSize<S[Axis]> }[number]
      ? true
      : false;

type IsNoSize<N> = 0 extends 1 & N ? false : MayBeSeveral<N>;

/** The size of a result that is refused. */
export type NoSize = 0 | 1;

/** The shape of a result whose axis is refused, or of type `any`, which hides the number of axes. */
export type AlongNone<Axis> = 0 extends 1 & Axis ? number[] : [NoSize];
