/** Which types aren't one size, and why: `number`, a union, or no number at all. */
import type { PerAxis } from "./places.js";
import type { Refused } from "./shape-error.js";
import type { SizeValue } from "./size.js";

/** Whether T is `number`, a union or not a number, or may be any number of another kind (`number & { unit: "metres" }`). */
export type MayBeSeveral<T, All = T> = T extends object
  ? T extends SizeValue<number> | readonly unknown[]
    ? [All] extends [T]
      ? false
      : true
    : T extends number
      ? true
      : false
  : All extends T & number
    ? number extends T
      ? true
      : false
    : true;

/**
 * The constraint of a size that is inferred: `const N extends number | NoNumber<N>`. For an argument that isn't a number, or may be undefined, the
 * compiler takes the constraint in place of N. So {@link several} finds the reason there, which wouldn't be known from `number`.
 */
export type NoNumber<Given> = number & OtherThanANumber<Given>;
export interface OtherThanANumber<out Given> {
  readonly given: Given;
}

/** Why what may be several isn't a size. What is refused keeps its sentence, so that `Parameters` finds the types of parameters. */
export type several<N> = undefined extends N
  ? mayBeUndefined
  : null extends N
    ? mayBeNull
    : [N] extends [PerAxis]
      ? number extends N
        ? whyANumber<Extract<N, OtherThanANumber<unknown>>>
        : N extends Refused<infer Why>
          ? Why
          : ambiguous
      : noNumber;
type whyANumber<Other> = [Other] extends [never]
  ? anonymous
  : Other extends OtherThanANumber<infer Given>
    ? undefined extends Given
      ? mayBeUndefined
      : null extends Given
        ? mayBeNull
        : noNumber
    : never;
type mayBeUndefined = "a size is a whole number from 0 up, and this one may be undefined";
type mayBeNull = "a size is a whole number from 0 up, and this one may be null";
export type noNumber = "a size is a whole number from 0 up";
type anonymous = "a size known only at run time needs a name: dim(name, size)";
export type ambiguous = "a size that may be one of several needs a name: dim(name, size)";
