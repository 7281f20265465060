/** One sentence for each mistake: what a refused call returns isn't refused again. */
import type { Shape } from "./shape.js";

/** A sentence, or `unknown`, which accepts everything, if one of the shapes {@link WasRefused}. */
export type unlessRefused<Left extends Shape, Right extends Shape, Sentence> = true extends WasRefused<Left> | WasRefused<Right>
  ? unknown
  : Sentence;
/**
 * Whether S is the shape of a result whose axis or range was refused. Other refused sizes are a `number`, or one of several, and such
 * types may also be declared, or belong to data of type `any`. They must not fit anything, so they are refused again.
 */
export type WasRefused<S extends Shape> = [S] extends [never]
  ? true
  : number extends S["length"]
    ? false
    : true extends { readonly [Axis in keyof S]: IsNoSize<S[Axis]> }[number]
      ? true
      : false;

type IsNoSize<N> = 0 extends 1 & N ? false : N extends NoSize ? true : false;

declare const isRefused: unique symbol;
/** The size of a result that is refused. No value has it. */
export type NoSize = number & { readonly [isRefused]: true };

/** The shape of a result whose axis is refused, or of type `any`, which hides the number of axes. */
export type AlongNone<Axis> = 0 extends 1 & Axis ? number[] : [NoSize];
