/** The rule of several heads: they share the width among them, in equal parts. */
import type { Product, Quotient } from "./arithmetic.js";
import { describeList } from "./describe.js";
import { checkShape, checkSize } from "./dim.js";
import { readFew } from "./list.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { showSize } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** How wide each head is. */
export type HeadWidth<Width extends number, Heads extends number> =
  Quotient<ValueOf<Width>, ValueOf<Heads>> extends infer Found extends number ? Found : never;

/** Why a number of heads is refused, which has to divide the width: a list of the reason, or an empty one. */
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

/** Why a number of heads is refused. */
type unequalHeads<Width extends number, Heads extends number> = [Width | Heads] extends [number]
  ? `attention: ${ShowSize<Heads>} heads can't share a width of ${ShowSize<Width>} equally`
  : string;
const unequalHeads = <Width extends number, Heads extends number>(width: Width, heads: Heads): unequalHeads<Width, Heads> =>
  `attention: ${showSize(heads)} heads can't share a width of ${showSize(width)} equally`;

/** Only the compiler says this: at run time every size has a value. */
type widthUnknown<In extends Shape> = [In[number]] extends [number]
  ? `attention: the width of a head can't be computed from ${Show<In>}`
  : never;

type noHead = "attention: takes at least one head";
const noHead: noHead = "attention: takes at least one head";

/** The sizes of a sequence, read once: a frozen copy, to be used in place of what was given. */
export function checkSequence<Sequence extends readonly number[]>(given: Sequence): Sequence {
  const sizes = readFew(given);
  if (sizes?.length !== 2) throw new ShapeError(`attention: takes [length, width], not ${describeList(sizes ?? given)}`);
  return checkShape(sizes) as unknown as Sequence; // the same sizes
}

/** How wide each head is, for run-time numbers. */
export function checkHeads(sequence: Shape, heads: unknown): number {
  checkSize(heads);
  const width = sequence[1] as number; // it has two sizes
  if (heads === 0) throw new ShapeError(noHead);
  if (width % heads !== 0) throw new ShapeError(unequalHeads(width, heads));
  return width / heads;
}
