/** Why a whole shape is refused: it may be one of several, or undefined, or have any length, or it is no list of sizes. */
import type { Anything } from "./accepted.js";
import type { IsUnion } from "./known.js";
import type { noNumber } from "./several.js";
import type { Shape } from "./shape.js";
import type { Refused } from "./shape-error.js";

/**
 * The sentence, or `object` if a single size is refused.
 *
 * @typeParam Given - the type of the argument; S is only one of the shapes that it may be
 */
export type whyNoShape<S extends Shape, Given> = whyNotOne<
  Given,
  number extends S["length"] ? noSizes<S> : Given extends readonly [] | readonly [unknown, ...unknown[]] ? object : noNumber
>;
/** The sentence if it may be undefined, or is one of several. */
export type whyNotOne<Given, Otherwise> = undefined extends Given
  ? shapeMayBeUndefined
  : null extends Given
    ? shapeMayBeNull
    : [Given] extends [number]
      ? notAShape<`${Given & number}`>
      : IsUnion<Given> extends true
        ? severalShapes
        : Otherwise;
export type notAShape<Given extends string> = `a shape is an array of sizes, not ${Given}`;
export const notAShape = <Given extends string>(given: Given): notAShape<Given> => `a shape is an array of sizes, not ${given}`;
type shapeMayBeUndefined = "a shape is an array of sizes, and this one may be undefined";
type shapeMayBeNull = "a shape is an array of sizes, and this one may be null";
/** The sentence for a list of unknown length, and for what isn't a list of sizes. */
export type noSizes<S extends Shape> = number extends S["length"]
  ? Anything[] extends S
    ? rankUnknown
    : Refused<rankUnknown>
  : noNumber;

export type severalShapes = "a shape that may be one of several needs names for the sizes that differ: dim(name, size)";
export type rankUnknown = "a shape has to be a list of known length";
