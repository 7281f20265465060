/** Sizes that an operation may refuse for reasons of its own, such as a kernel that is larger than the image. */
import type { NotWhole } from "./arithmetic.js";
import type { notWhole } from "./dim.js";
import type { Some } from "./known.js";
import type { notPerAxisAtAll, PerAxis } from "./places.js";
import type { MayBeSeveral, OtherThanANumber, several } from "./several.js";
import type { Refused } from "./shape-error.js";

/**
 * A size that an operation may refuse. In an intersection, a named size would lose its alias.
 *
 * @typeParam Reasons - a list of sentences, empty if there are none
 */
export type SizeUnless<N extends number, Reasons extends readonly unknown[]> =
  true extends MayBeSeveral<N>
    ? (N extends OtherThanANumber<unknown> ? never : N) & Refused<several<N>>
    : `${N}` extends NotWhole
      ? N & Refused<notWhole<N>>
      : sizeUnless<N, Reasons>;
/**
 * The same for a size, or one for each axis of an image. In generic code, a size may be passed on. The type parameter of what is given
 * has no constraint, so that what is neither is judged as well.
 */
export type PerAxisUnless<Operation extends string, Given, Reasons extends readonly unknown[]> =
  true extends MayBeSeveral<Given>
    ? [Given] extends [null | undefined]
      ? Refused<several<Given>> // of an intersection, there would be nothing left
      : Given & Refused<several<Given>>
    : `${Given & number}` extends NotWhole
      ? Given & Refused<notWhole<Given & number>>
      : perAxisUnless<Operation, Given, Reasons>;
type perAxisUnless<Operation extends string, Given, Reasons extends readonly unknown[]> = [
  ...EachIsASize<Given>,
  ...Reasons,
] extends Some
  ? Given extends PerAxis
    ? Refused<[...EachIsASize<Given>, ...Reasons][0] & string>
    : notPerAxisAtAll<Operation, Given>
  : Given;
type EachIsASize<Given> = Given extends readonly [infer Height extends number, infer Width extends number]
  ? [...WhyNoSize<Height>, ...WhyNoSize<Width>]
  : Given extends number
    ? []
    : ["other"];
type WhyNoSize<N extends number> = true extends MayBeSeveral<N> ? [several<N>] : `${N}` extends NotWhole ? [notWhole<N>] : [];
type sizeUnless<N extends number, Reasons extends readonly unknown[]> = [...Reasons] extends Some
  ? Refused<Reasons[0] & string>
  : N;
