/** Tensors that contain others several times: sizes are multiplied. If one is known only by name, the product has a name, too. */
import { checkSizes } from "./dim.js";
import { checkElements } from "./elements.js";
import type { IsOneList } from "./known.js";
import { lengthOf } from "./list.js";
import type { Count } from "./named.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";
import { numberOfAxesDiffers } from "./slice.js";

/** Refuses counts unless there is one for each axis. In generic code, the compiler prints the name of this type. */
export type tileNeedsOneCountAnAxis<S extends Shape, Counts extends readonly number[]> =
  IsOneList<Counts> extends false
    ? Refused<countsUnknown>
    : [S["length"], Counts["length"]] extends [Counts["length"], S["length"]]
      ? unknown
      : Refused<numberOfAxesDiffers<"tile", S, Counts["length"], "counts">>;
/** Compiler only: at run time, a list has a length. */
type countsUnknown = "tile: the counts have to be a list of known length";

/** Each size times a count. */
export type Multiplied<S extends Shape, Counts extends readonly number[]> = {
  -readonly [Axis in keyof S]: Count<[S[Axis], Counts[Axis & keyof Counts] & number]>;
};

export function checkCounts(shape: Shape, given: unknown): number[] {
  const length = lengthOf(given);
  if (length !== undefined && length !== shape.length) refuse(numberOfAxesDiffers("tile", shape, length, "counts"));
  return checkSizes(given);
}

/** The product of two shapes, size by size. */
export function checkTimes(shape: Shape, counts: readonly number[]): Shape {
  const product = shape.map((size, axis) => size * (counts[axis] as number)); // there are as many
  checkElements(product);
  return product;
}

/** A tensor with as many axes, or the sentence. */
export type kroneckerMismatch<S extends Shape, B extends Shape> = [S[number] | B[number]] extends [number]
  ? `kronecker: ${Show<S>} by ${Show<B>}: the numbers of axes differ`
  : string;
const kroneckerMismatch = <S extends Shape, B extends Shape>(left: S, right: B): kroneckerMismatch<S, B> =>
  `kronecker: ${show(left)} by ${show(right)}: the numbers of axes differ`;

export function checkKronecker(left: Shape, right: Shape): void {
  if (left.length !== right.length) refuse(kroneckerMismatch(left, right));
}
