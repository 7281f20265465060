/** The shapes of attention: heads divide the width into equal parts, and queries, keys, values and masks belong together. */
import type { Product, Quotient } from "./arithmetic.js";
import { sameShape } from "./broadcast.js";
import { checkShape, checkSize, type OfRank } from "./dim.js";
import { readFew } from "./list.js";
import type { Shape, Show, ShowList, ShowSize } from "./shape.js";
import { show, showList, showSize } from "./shape.js";
import { type Refused, ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";
import { maskDoesNotStretch, stretches } from "./stretch.js";

/** The width of each head. */
export type HeadWidth<Width extends number, Heads extends number> =
  Quotient<ValueOf<Width>, ValueOf<Heads>> extends infer Found extends number ? Found : never;

/** Refuses a number of heads that doesn't divide the width: a list with the reason, or an empty list. */
export type attentionHeadsShareTheWidth<In extends Shape, Heads extends number> = Heads extends 0
  ? [noHead]
  : number extends ValueOf<Heads> | HeadWidth<In[1], Heads>
    ? number extends Heads
      ? []
      : number extends In["length"]
        ? [] // the shape itself is refused, or comes from a refused call
        : [widthUnknown<In>]
    : [Product<HeadWidth<In[1], Heads>, ValueOf<Heads>>, ValueOf<In[1]>] extends [
          ValueOf<In[1]>,
          Product<HeadWidth<In[1], Heads>, ValueOf<Heads>>,
        ]
      ? []
      : [unequalHeads<In[1], Heads>];

type unequalHeads<Width extends number, Heads extends number> = [Width | Heads] extends [number]
  ? `attention: ${ShowSize<Heads>} heads can't share a width of ${ShowSize<Width>} equally`
  : string;
const unequalHeads = <Width extends number, Heads extends number>(width: Width, heads: Heads): unequalHeads<Width, Heads> =>
  `attention: ${showSize(heads)} heads can't share a width of ${showSize(width)} equally`;

/** Compiler only: at run time, every size has a value. */
type widthUnknown<In extends Shape> = [In[number]] extends [number]
  ? `attention: the width of a head can't be computed from ${Show<In>}`
  : never;

type noHead = "attention: takes at least one head";
const noHead: noHead = "attention: takes at least one head";

// ── Queries, keys and values ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why keys can't be compared with queries. */
export type keysMismatch<Queries extends Shape, Keys extends Shape> = [Queries[number] | Keys[number]] extends [number]
  ? `scaledDotProductAttention: the queries are ${Show<Queries>}, the keys ${Show<Keys>}; their leading axes and widths have to be equal`
  : string;
const keysMismatch = <Queries extends Shape, Keys extends Shape>(queries: Queries, keys: Keys): keysMismatch<Queries, Keys> =>
  `scaledDotProductAttention: the queries are ${show(queries)}, the keys ${show(keys)}; their leading axes and widths have to be equal`;

/** Why values don't belong to keys. */
export type valuesMismatch<Keys extends Shape, Values extends Shape> = [Keys[number] | Values[number]] extends [number]
  ? `scaledDotProductAttention: the keys are ${Show<Keys>}, the values ${Show<Values>}; only their last axes may differ`
  : string;
const valuesMismatch = <Keys extends Shape, Values extends Shape>(keys: Keys, values: Values): valuesMismatch<Keys, Values> =>
  `scaledDotProductAttention: the keys are ${show(keys)}, the values ${show(values)}; only their last axes may differ`;

const noSequences = (shape: Shape): string =>
  `scaledDotProductAttention: takes sequences of vectors with any leading axes, not ${show(shape)}`;

/** `[...Batch, Length, Width]`, `[...Batch, Memory, Width]`, `[...Batch, Memory, Values]`, and a mask that stretches to the scores. */
export function checkAttended(queries: Shape, keys: Shape, values: Shape, mask: Shape | undefined): void {
  for (const shape of [queries, keys, values]) if (shape.length < 2) throw new ShapeError(noSequences(shape));
  if (!sameShape(queries.slice(0, -2), keys.slice(0, -2)) || queries.at(-1) !== keys.at(-1))
    throw new ShapeError(keysMismatch(queries, keys));
  if (!sameShape(keys.slice(0, -1), values.slice(0, -1))) throw new ShapeError(valuesMismatch(keys, values));
  const scores = [...queries.slice(0, -1), keys.at(-2) as number]; // there are two axes at least
  if (mask && !stretches(mask, scores)) throw new ShapeError(maskDoesNotStretch(mask, scores));
}

// ── Masks of a layer ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why a mask isn't one of all places. */
export type placesMismatch<Length extends number, Mask extends Shape> = [Length | Mask[number]] extends [number]
  ? `attention: a sequence of ${ShowSize<Length>} places takes a mask of ${Show<[Length, Length]>}, not ${Show<Mask>}`
  : string;
const placesMismatch = <Length extends number, Mask extends Shape>(length: Length, mask: Mask): placesMismatch<Length, Mask> =>
  `attention: a sequence of ${showSize(length)} places takes a mask of ${show<[Length, Length]>([length, length])}, not ${show(mask)}`;

export function checkPlaces(length: number, mask: Shape): void {
  if (!sameShape(mask, [length, length])) throw new ShapeError(placesMismatch(length, mask));
}

export type noMask = "attention: a mask is a matrix; for a mask of each example, write masked(network, (inputs) => …)";
export const noMask: noMask = "attention: a mask is a matrix; for a mask of each example, write masked(network, (inputs) => …)";

export type noPlaces = "masked: the layer takes single numbers, not sequences";
export const noPlaces: noPlaces = "masked: the layer takes single numbers, not sequences";

/** Run time only: a network of any length may stand inside `masked`. */
export const maskOfOtherPlaces = (operation: string, mask: Shape, sequences: Shape): string =>
  `${operation}: the mask is ${show(mask)}, the sequences ${show(sequences)}`;

/** Run time only: to the compiler, the memory has the wrong type. */
export const memoryMismatch = (needed: Shape, given: Shape): string =>
  `predict: the memory is ${show(needed)} for this input, not ${show(given)}`;

/** Run time only: as above. */
export const maskOfMemory = (needed: Shape, given: Shape): string =>
  `predict: the mask of this memory is ${show(needed)}, not ${show(given)}`;

/** Refuses a shape that isn't one of sequences. */
export type takesASequence<Operation extends string, In extends Shape> =
  OfRank<In, 2> extends null ? Refused<takesLengthAndWidth<Operation, In>> : OfRank<In, 2>;
/** In generic code, the compiler prints the name of this type. */
type takesLengthAndWidth<Operation extends string, In extends Shape> = [In[number]] extends [number]
  ? `${Operation}: takes [length, width], not ${ShowList<In>}`
  : string;
const takesLengthAndWidth = <Operation extends string, In extends Shape>(
  operation: Operation,
  given: In,
): takesLengthAndWidth<Operation, In> => `${operation}: takes [length, width], not ${showList(given)}`;

/** The sizes of a sequence, read once. Use the frozen copy that this returns, not the argument. */
export function checkSequence<Sequence extends readonly [number, number]>(operation: string, given: unknown): Sequence {
  const sizes = readFew(given);
  if (sizes?.length !== 2) throw new ShapeError(takesLengthAndWidth(operation, (sizes ?? given) as Shape));
  return checkShape(sizes) as unknown as Sequence; // the same sizes
}

/** What can be checked before there is a sequence. */
export function checkHeadCount(heads: unknown): asserts heads is number {
  checkSize(heads);
  if (heads === 0) throw new ShapeError(noHead);
}

/** The width of each head, at run time. */
export function checkHeads(sequence: Shape, heads: unknown): number {
  checkHeadCount(heads);
  const width = sequence[1] as number; // there are two sizes: checked by checkSequence
  if (width % heads !== 0) throw new ShapeError(unequalHeads(width, heads));
  return width / heads;
}
