/**
 * Transposed convolutions: how large their outputs are. For n pixels, a kernel of k, padding p, stride s, dilation d and output padding o,
 * they are (n − 1)s − 2p + d(k − 1) + o + 1. With the padding `"same"`, they are ns. So a convolution with the same options leads back to n.
 */
import type { Difference, NotWhole, Product, Sum } from "./arithmetic.js";
import { type Laid, type Moves, type noKernel, type PlacesUnknown, type ShowGiven, showGiven } from "./convolution.js";
import type { Size } from "./dim.js";
import {
  type Dilated,
  dilated,
  type HeightOf,
  type OnColumns,
  type OnRows,
  onColumns,
  onRows,
  type PerAxis,
  type WidthOf,
  zerosBefore,
} from "./places.js";
import type { Shape, Show } from "./shape.js";
import { show } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";
import type { UpsampledSize } from "./upsample.js";

/** The size of the output along an axis. `number` if it depends on a size that is known only by name. */
type Widened<N extends number, Kernel extends number, Stride, P, Dilation, Beyond> = Stride extends number
  ? P extends "same"
    ? Stride extends 1
      ? N
      : UpsampledSize<N, Stride>
    : TransposedSize<N, Kernel, Stride, P, Dilation, Beyond>
  : never;
/**
 * The size of the output of a transposed convolution along an axis. While N is a type parameter, it appears under this name in
 * declaration files.
 */
export type TransposedSize<N extends number, Kernel extends number, Stride extends number, P, Dilation, Beyond> =
  Product<ValueOf<N>, Stride> extends infer Spread extends number
    ? Sum<Spread, ValueOf<Dilated<Kernel, Dilation>>> extends infer Reach extends number
      ? Sum<Reach, Beyond extends number ? Beyond : 0> extends infer All extends number
        ? Difference<All, Taken<Stride, P>> extends infer Found extends number
          ? Found
          : never
        : never
      : never
    : never;
/** s + 2p, which ns + d(k − 1) + o + 1 has more than the output. */
type Taken<Stride extends number, P> = P extends number
  ? Sum<P, P> extends infer Both extends number
    ? Sum<Stride, Both>
    : never
  : Stride;

/** The height and width of the output. */
export type WidenedOn<H extends number, W extends number, Kernel, Stride, P, Dilation = 1, Beyond = 0> = readonly [
  Widened<H, HeightOf<Kernel>, OnRows<Stride>, OnRows<P>, OnRows<Dilation>, OnRows<Beyond>>,
  Widened<W, WidthOf<Kernel>, OnColumns<Stride>, OnColumns<P>, OnColumns<Dilation>, OnColumns<Beyond>>,
];

/**
 * Refuses sizes whose output can't be computed, or has no pixels because there is more padding than output: a list with the reasons, or an
 * empty list. Invalid options are left to the options.
 */
export type transposedHasAnOutput<In extends Shape, Kernel, Stride, P, Dilation = 1, Beyond = 0> = [
  ...OutputLeft<In, In[0], HeightOf<Kernel>, OnRows<Stride>, OnRows<P>, OnRows<Dilation>, OnRows<Beyond>, [Kernel, P]>,
  ...OutputLeft<In, In[1], WidthOf<Kernel>, OnColumns<Stride>, OnColumns<P>, OnColumns<Dilation>, OnColumns<Beyond>, [Kernel, P]>,
];

type OutputLeft<
  In extends Shape,
  N extends number,
  Kernel extends number,
  Stride,
  P,
  Dilation,
  Beyond,
  Given extends readonly [unknown, unknown],
> = number extends Kernel
  ? []
  : Kernel extends 0
    ? [noKernel]
    : [Stride, P, Dilation, Beyond] extends
          | [0 | null, unknown, unknown, unknown]
          | [unknown, null, unknown, unknown]
          | [unknown, unknown, 0 | null, unknown]
          | [unknown, unknown, unknown, null]
          | [1, "same", unknown, unknown]
      ? []
      : [Extract<`${Kernel}` | `${(Stride | P | Dilation | Beyond) & number}`, NotWhole>] extends [never]
        ? number extends Widened<N, Kernel, Stride, P, Dilation, Beyond>
          ? PlacesUnknown<"convTranspose2d", In>
          : [P, `${Widened<N, Kernel, Stride, P, Dilation, Beyond>}`] extends [unknown, `-${string}`] | [number | "valid", "0"]
            ? [transposedMisfit<In, Given[0], Given[1]>]
            : []
        : [];

type transposedMisfit<In extends Shape, Kernel, P> = [In[number] | HeightOf<Kernel> | WidthOf<Kernel>] extends [number]
  ? `convTranspose2d: a kernel of ${ShowGiven<Kernel>} on ${Show<In>} with padding ${ShowGiven<P>} leaves no output`
  : string;
const transposedMisfit = <In extends Shape, Kernel, P>(input: In, kernel: Kernel, padding: P): transposedMisfit<In, Kernel, P> =>
  `convTranspose2d: a kernel of ${showGiven(kernel)} on ${show(input)} with padding ${showGiven(padding)} leaves no output`;

/** Why an output padding is refused: a list with the reason, or an empty list. */
export type outputPaddingIsLess<Stride, P, Dilation, Beyond> = [
  ...OneIsLess<OnRows<Stride>, OnRows<P>, OnRows<Dilation>, OnRows<Beyond>>,
  ...OneIsLess<OnColumns<Stride>, OnColumns<P>, OnColumns<Dilation>, OnColumns<Beyond>>,
];
type OneIsLess<Stride, P, Dilation, Beyond> = Beyond extends number
  ? Beyond extends 0
    ? []
    : `${Beyond}` extends NotWhole
      ? []
      : P extends "same"
        ? [outputPaddingOfSame]
        : [Stride, Dilation] extends [infer S extends number, infer D extends number]
          ? `${Difference<Beyond, S>}` | `${Difference<Beyond, D>}` extends infer Texts
            ? [Extract<Texts, `-${string}`>] extends [never]
              ? [outputPaddingTooLarge<Beyond>]
              : []
            : []
          : []
  : [];

type outputPaddingOfSame = "convTranspose2d: with a padding of same, there is no output padding";
const outputPaddingOfSame: outputPaddingOfSame = "convTranspose2d: with a padding of same, there is no output padding";

type outputPaddingTooLarge<Beyond extends number> =
  `convTranspose2d: an output padding is less than the stride or the dilation, not ${Beyond}`;
const outputPaddingTooLarge = <Beyond extends number>(beyond: Beyond): outputPaddingTooLarge<Beyond> =>
  `convTranspose2d: an output padding is less than the stride or the dilation, not ${beyond}`;

/** What can be checked before there is an image. */
export function checkOutputPadding({ stride, padding, dilation }: Moves, beyond: PerAxis): void {
  for (const on of [onRows, onColumns]) {
    const given = on(beyond);
    if (given === 0) continue;
    if (on<number | string>(padding) === "same") throw new ShapeError(outputPaddingOfSame);
    if (given >= Math.max(on(stride), on(dilation))) throw new ShapeError(outputPaddingTooLarge(given));
  }
}

/**
 * How the windows of a transposed convolution lie on its output, at run time: one for each pixel of the input. {@link WidenedOn} computes
 * the size of the output in types, as `Height` and `Width`.
 */
export function checkTransposed<H extends number, W extends number, Height extends number, Width extends number>(
  [height, width, channels]: readonly [Size<H>, Size<W>, number],
  { kernel, stride, padding, dilation }: Moves,
  beyond: PerAxis,
): Laid<H, W> & { readonly height: Size<Height>; readonly width: Size<Width> } {
  const along = (on: <One>(given: One | readonly [One, One]) => One, n: number) => {
    const [k, s, p, d] = [on(kernel), on(stride), on(padding), on(dilation)];
    const cut = p === "same" || p === "valid" ? 0 : p;
    const size = p === "same" ? n * s : (n - 1) * s - 2 * cut + dilated(k, d) + on(beyond);
    if (p !== "same" && size < 1) throw new ShapeError(transposedMisfit([height, width, channels], kernel, padding));
    return { size, stride: s, dilation: d, before: zerosBefore(size, n, k, s, p, d) };
  };
  const [rows, columns] = [along(onRows, height), along(onColumns, width)];
  return {
    height: rows.size as unknown as Size<Height>, // whole numbers, as the formula says
    width: columns.size as unknown as Size<Width>,
    strideHeight: rows.stride,
    strideWidth: columns.stride,
    dilationHeight: rows.dilation,
    dilationWidth: columns.dilation,
    top: rows.before,
    left: columns.before,
    outputHeight: height,
    outputWidth: width,
  };
}
