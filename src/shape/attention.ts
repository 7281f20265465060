/** The rule of several heads: they share the width among them, in equal parts. */
import type { Product, Quotient } from "./arithmetic.js";
import { checkSize, type ValueOf } from "./dim.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";

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
  : never;
const unequalHeads = (width: number, heads: number): string =>
  `attention: ${heads} heads can't share a width of ${width} equally`;

/** Only the compiler says this: at run time every size has a value. */
type widthUnknown<In extends Shape> = [In[number]] extends [number]
  ? `attention: the width of a head can't be computed from ${Show<In>}`
  : never;

type noHead = "attention: takes at least one head";
const noHead: noHead = "attention: takes at least one head";

/** How wide each head is, for run-time numbers. */
export function checkHeads(input: Shape, heads: unknown): number {
  if (!Array.isArray(input) || input.length !== 2) {
    throw new ShapeError(`attention: takes [length, width], not ${Array.isArray(input) ? show(input) : String(input)}`);
  }
  for (const size of [...input, heads]) checkSize(size);
  const [width, count] = [input[1] as number, heads as number]; // checked above
  if (count === 0) throw new ShapeError(noHead);
  if (width % count !== 0) throw new ShapeError(unequalHeads(width, count));
  return width / count;
}
