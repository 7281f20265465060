/** New names for the sizes of a tensor. The compiler compares the values that it knows; the run time compares all of them. */

import { sameShape } from "./broadcast.js";
import { checkShape } from "./dim.js";
import type { Some } from "./known.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { type Refused, refuse } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** Refuses a shape of another rank, or with another value for a size, if both values are known. */
export type asNeedsTheSameSizes<From extends Shape, To extends Shape> = [...Unlike<From, To>] extends Some
  ? Refused<asMismatch<From, To>>
  : unknown;

/**
 * A list with an entry if a size differs, whatever it is called. What can't be compared, because it is a type parameter, isn't `Some`, so
 * that the sizes after it are compared too.
 */
type Unlike<From extends Shape, To extends Shape> = From extends readonly [infer A extends number, ...infer Rest extends Shape]
  ? To extends readonly [infer B extends number, ...infer RestTo extends Shape]
    ? [...UnlikeSizes<ValueOf<A>, ValueOf<B>>] extends Some
      ? ["size"]
      : Unlike<Rest, RestTo>
    : ["rank"]
  : To extends readonly [unknown, ...unknown[]]
    ? From extends readonly []
      ? ["rank"]
      : []
    : [];
type UnlikeSizes<A extends number, B extends number> = number extends A | B ? [] : [A, B] extends [B, A] ? [] : ["size"];

type asMismatch<From extends Shape, To extends Shape> = [From[number] | To[number]] extends [number]
  ? `as: ${Show<From>} is not ${Show<To>}`
  : string;
const asMismatch = <From extends Shape, To extends Shape>(from: From, to: To): asMismatch<From, To> =>
  `as: ${show(from)} is not ${show(to)}`;

export function checkNames(from: Shape, given: unknown): void {
  const to = checkShape(given);
  if (!sameShape(from, to)) refuse(asMismatch(from, to));
}
