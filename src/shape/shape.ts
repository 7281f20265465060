/**
 * Shapes, and how messages show them: in types for the compiler, and in functions for the run time. Each function asserts that
 * its text is the one in its type, so that the sentences built with it need no casts.
 */
import { describeList } from "./describe.js";
import type { SizeName, SizeValue } from "./size.js";

/**
 * The sizes of a tensor's axes, outermost first: `[2, 3]` is two rows of three columns, `[]` a single number.
 *
 * @example
 * ```ts
 * import type { Shape, Tensor } from "conformable";
 *
 * const twice = <S extends Shape>(x: Tensor<S>): Tensor<S> => x.add(x);
 * ```
 */
export type Shape = readonly number[];

/** A size in words: `784`, `batch`, `hidden=128`. */
export type ShowSize<N extends number> = N extends SizeName<infer Name> & SizeValue<infer Value>
  ? number extends Value
    ? Name
    : `${Name}=${Value}`
  : `${N}`;
export const showSize = <N extends number>(size: N): ShowSize<N> => `${size}` as ShowSize<N>;

/** A shape in words: `[batch, hidden=128, 10]`. There are no names at run time: `[32, 128, 10]`. */
export type Show<S extends Shape> = `[${Listed<S>}]`;
export const show = <S extends Shape>(shape: S): Show<S> => `[${shape.join(", ")}]` as Show<S>;

type Listed<S extends Shape, Text extends string = "", Comma extends string = ""> = S extends readonly [
  infer First extends number,
  ...infer Rest extends Shape,
]
  ? Listed<Rest, `${Text}${Comma}${ShowSize<First>}`, ", ">
  : number extends S["length"]
    ? `${Text}${Comma}...` // a shape of which the compiler knows no more
    : Text;

/** A list of anything in words. */
export type ShowList<List> = List extends readonly (number | null)[] ? `[${ListedAny<List>}]` : "[]";
type ListedAny<
  List extends readonly (number | null)[],
  Text extends string = "",
  Comma extends string = "",
> = List extends readonly [infer First extends number | null, ...infer Rest extends (number | null)[]]
  ? ListedAny<Rest, `${Text}${Comma}${First extends number ? ShowSize<First> : "null"}`, ", ">
  : Text;
export const showList = <List>(list: List, most?: number): ShowList<List> => describeList(list, most) as ShowList<List>;
