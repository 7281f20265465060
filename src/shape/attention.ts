/** Attention heads divide the width into equal parts. */
import type { Product, Quotient } from "./arithmetic.js";
import { describeList } from "./describe.js";
import { checkShape, checkSize } from "./dim.js";
import { readFew } from "./list.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { showSize } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** The width of each head. */
export type HeadWidth<Width extends number, Heads extends number> =
  Quotient<ValueOf<Width>, ValueOf<Heads>> extends infer Found extends number ? Found : never;

/** Refuses a number of heads that doesn't divide the width: a list with the reason, or an empty list. */
export type attentionHeadsShareTheWidth<In extends readonly [number, number], Heads extends number> = Heads extends 0
  ? [noHead]
  : number extends ValueOf<Heads> | HeadWidth<In[1], Heads>
    ? number extends Heads
      ? []
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

/** The sizes of a sequence, read once. Use the frozen copy that this returns, not the argument. */
export function checkSequence<Sequence extends readonly number[]>(operation: string, given: Sequence): Sequence {
  const sizes = readFew(given);
  if (sizes?.length !== 2) throw new ShapeError(`${operation}: takes [length, width], not ${describeList(sizes ?? given)}`);
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
