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

/** Why what may be several isn't a size. What is refused keeps its sentence, so that `Parameters` finds the types of parameters. */
export type several<N> = undefined extends N
  ? "a size is a whole number from 0 up, and this one may be undefined"
  : null extends N
    ? "a size is a whole number from 0 up, and this one may be null"
    : [N] extends [PerAxis]
      ? number extends N
        ? anonymous
        : N extends Refused<infer Why>
          ? Why
          : ambiguous
      : noNumber;
export type noNumber = "a size is a whole number from 0 up";
type anonymous = "a size known only at run time needs a name: dim(name, size)";
export type ambiguous = "a size that may be one of several needs a name: dim(name, size)";
