/** Upsampling: each axis of an image times a factor. */
import type { NotWhole, Product } from "./arithmetic.js";
import { type PlacesUnknown, perAxis } from "./convolution.js";
import { checkSize } from "./dim.js";
import { type HeightOf, onColumns, onRows, type WidthOf } from "./places.js";
import type { Shape } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** The size of an axis of an image times a factor. `number` if it is known only by name. */
type Times<N extends number, Factor extends number> = Factor extends 1 ? N : UpsampledSize<N, Factor>;
/**
 * The size of an axis of an image times a factor above 1. While N is a type parameter, it appears under this name in declaration
 * files.
 */
export type UpsampledSize<N extends number, Factor extends number> =
  Product<ValueOf<N>, ValueOf<Factor>> extends infer Found extends number ? Found : never;
/** The height and width of the output. */
export type Upsampled<H extends number, W extends number, Factor> = readonly [
  Times<H, HeightOf<Factor>>,
  Times<W, WidthOf<Factor>>,
];

/** Refuses factors of 0, and sizes that can't be computed: a list with the reason, or an empty list. */
export type upsampleHasASize<In extends Shape, Factor> = [
  ...Computed<In, In[0], HeightOf<Factor>>,
  ...Computed<In, In[1], WidthOf<Factor>>,
];
type Computed<In extends Shape, N extends number, Factor extends number> = number extends Factor
  ? []
  : Factor extends 0
    ? [noFactor]
    : `${Factor}` extends NotWhole | "1"
      ? []
      : number extends UpsampledSize<N, Factor>
        ? PlacesUnknown<"upsample2d", In>
        : [];

type noFactor = "upsample2d: a factor is a whole number from 1 up, not 0";
const noFactor: noFactor = "upsample2d: a factor is a whole number from 1 up, not 0";

/** What can be checked before there is an image: the factors of height and width. */
export function checkFactor(given: unknown): readonly [number, number] {
  const factor = perAxis<number>("upsample2d", given, "factor", checkSize);
  const factors = [onRows(factor), onColumns(factor)] as const;
  if (factors.includes(0)) throw new ShapeError(noFactor);
  return factors;
}
