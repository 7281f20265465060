/** Convolutions: whether a kernel fits into an image. */
import type { Difference, NotWhole } from "./arithmetic.js";
import { describeList } from "./describe.js";
import { checkShape, checkSize, type OfRank, type Size } from "./dim.js";
import { isArray, readFew } from "./list.js";
import {
  type Dilated,
  type HeightOf,
  notPerAxis,
  type OnColumns,
  type OnRows,
  onColumns,
  onRows,
  type Padded,
  type Padding,
  type PerAxis,
  type Places,
  places,
  type WidthOf,
  wholeFrom,
  zerosBefore,
} from "./places.js";
import type { Shape, Show, ShowList, ShowSize } from "./shape.js";
import { show, showList } from "./shape.js";
import { type Refused, ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** Refuses a shape that isn't one of images. */
export type takesAnImage<Operation extends string, In extends Shape> =
  OfRank<In, 3> extends null ? Refused<takesHeightWidthAndChannels<Operation, In>> : OfRank<In, 3>;
/** In generic code, the compiler prints the name of this type. */
type takesHeightWidthAndChannels<Operation extends string, In extends Shape> = [In[number]] extends [number]
  ? `${Operation}: takes [height, width, channels], not ${ShowList<In>}`
  : string;
const takesHeightWidthAndChannels = <Operation extends string, In extends Shape>(
  operation: Operation,
  given: In,
): takesHeightWidthAndChannels<Operation, In> => `${operation}: takes [height, width, channels], not ${showList(given)}`;

/**
 * Refuses a kernel that doesn't fit in both directions: a list with the reasons, or an empty list. Invalid strides, paddings and
 * dilations are left to the options.
 */
export type kernelNeedsAPlace<Operation extends string, In extends Shape, Kernel, Stride, P, Dilation = 1> = [
  ...KernelFits<Operation, In, In[0], HeightOf<Kernel>, OnRows<Stride>, OnRows<P>, OnRows<Dilation>, [Kernel, P, Dilation]>,
  ...KernelFits<
    Operation,
    In,
    In[1],
    WidthOf<Kernel>,
    OnColumns<Stride>,
    OnColumns<P>,
    OnColumns<Dilation>,
    [Kernel, P, Dilation]
  >,
];

/** The same for a sequence `[length, channels]`. */
export type lineKernelNeedsAPlace<
  Operation extends string,
  In extends Shape,
  Kernel extends number,
  Stride,
  P,
  Dilation = 1,
> = KernelFits<Operation, In, In[0], Kernel, Stride, P, Dilation, [Kernel, P, Dilation]>;

/** The same along one axis. `Given` are the kernel, the padding and the dilation as they were given, for the message. */
type KernelFits<
  Operation extends string,
  In extends Shape,
  N extends number,
  Kernel extends number,
  Stride,
  P,
  Dilation,
  Given extends readonly [unknown, unknown, unknown],
> = number extends Kernel
  ? []
  : Kernel extends 0
    ? [noKernel]
    : [Stride, P, Dilation] extends
          | [0 | null, unknown, unknown]
          | [unknown, null, unknown]
          | [unknown, unknown, 0 | null]
          | [1, "same", 1]
      ? []
      : [Extract<`${Kernel}` | `${(Stride | P | Dilation) & number}`, NotWhole>] extends [never]
        ? [
            ...Lacks<N, Dilated<Kernel, Dilation>, P, Operation, In, Given>,
            ...Uncomputed<Places<N, Kernel, Stride, P, Dilation>, Operation, In>,
          ]
        : [];

/** A list with the reason if the kernel is larger than the padded axis. With `"same"`, there is always enough padding. */
type Lacks<
  N extends number,
  Kernel extends number,
  P,
  Operation extends string,
  In extends Shape,
  Given extends readonly [unknown, unknown, unknown],
> = P extends "same" ? [] : kernelExceeds<N, Kernel, P, Operation, In, Given>;
type kernelExceeds<
  N extends number,
  Kernel extends number,
  P,
  Operation extends string,
  In extends Shape,
  Given extends readonly [unknown, unknown, unknown],
> = `${Difference<Padded<ValueOf<N>, P>, ValueOf<Kernel>>}` extends `-${string}`
  ? [whyItMisfits<Operation, In, Given[0], Given[1], Given[2]>]
  : [];

/** A list with the reason if the number of places is unknown. */
type Uncomputed<Found extends number, Operation extends string, In extends Shape> = number extends Found
  ? PlacesUnknown<Operation, In>
  : [];

type whyItMisfits<Operation extends string, In extends Shape, Kernel, P, Dilation> = Dilation extends 1
  ? kernelMisfit<Operation, In, Kernel, P>
  : dilatedMisfit<Operation, In, Kernel, P, Dilation>;

type kernelMisfit<Operation extends string, In extends Shape, Kernel, P> = [
  In[number] | HeightOf<Kernel> | WidthOf<Kernel>,
] extends [number]
  ? `${Operation}: a kernel of ${ShowGiven<Kernel>} does not fit into ${Show<In>} with padding ${ShowGiven<P>}`
  : string;
const kernelMisfit = <Operation extends string, In extends Shape, Kernel, P>(
  operation: Operation,
  input: In,
  kernel: Kernel,
  padding: P,
): kernelMisfit<Operation, In, Kernel, P> =>
  `${operation}: a kernel of ${showGiven(kernel)} does not fit into ${show(input)} with padding ${showGiven(padding)}`;

type dilatedMisfit<Operation extends string, In extends Shape, Kernel, P, Dilation> = [
  In[number] | HeightOf<Kernel> | WidthOf<Kernel>,
] extends [number]
  ? `${Operation}: a kernel of ${ShowGiven<Kernel>} with dilation ${ShowGiven<Dilation>} does not fit into ${Show<In>} with padding ${ShowGiven<P>}`
  : string;
const dilatedMisfit = <Operation extends string, In extends Shape, Kernel, P, Dilation>(
  operation: Operation,
  input: In,
  kernel: Kernel,
  padding: P,
  dilation: Dilation,
): dilatedMisfit<Operation, In, Kernel, P, Dilation> =>
  `${operation}: a kernel of ${showGiven(kernel)} with dilation ${showGiven(dilation)} does not fit into ${show(input)} with padding ${showGiven(padding)}`;

/** An option in words: `3`, `same` or `[3, 5]`. */
export type ShowGiven<Given> = Given extends Shape ? Show<Given> : Given extends number ? ShowSize<Given> : Given & string;
export const showGiven = <Given>(given: Given): ShowGiven<Given> =>
  (isArray(given) ? describeList(given) : String(given)) as ShowGiven<Given>; // as `Show` and `ShowSize` have it

/** A list with the reason if sizes are unknown. A shape of unknown length is refused itself, or comes from a refused call. */
export type PlacesUnknown<Operation extends string, In extends Shape> = number extends In["length"]
  ? []
  : [placesUnknown<Operation, In>];
/** Compiler only: at run time, every size has a value. */
type placesUnknown<Operation extends string, In extends Shape> = [In[number]] extends [number]
  ? `${Operation}: the size of the output can't be computed from ${Show<In>}`
  : never;

export type noKernel = "a kernel is a whole number from 1 up, not 0";
const noKernel: noKernel = "a kernel is a whole number from 1 up, not 0";

// ── At run time ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The sizes of an image, read once. Use the frozen copy that this returns, not the argument. */
export function checkImage<Image extends readonly [number, number, number]>(operation: string, given: unknown): Image {
  const sizes = readFew(given);
  if (sizes?.length !== 3) throw new ShapeError(takesHeightWidthAndChannels(operation, (sizes ?? given) as Shape));
  return checkShape(sizes) as unknown as Image; // the same sizes
}

/** How a kernel moves: what the caller gave, read once and checked. */
export interface Moves {
  readonly kernel: PerAxis;
  readonly stride: PerAxis;
  readonly padding: Padding | readonly [Padding, Padding];
  readonly dilation: PerAxis;
}

/** What can be checked before there is an image. */
export function checkMoves(
  operation: string,
  kernel: unknown,
  stride: unknown,
  padding: unknown,
  dilation: unknown,
  axes = 2,
): Moves {
  const each = <One>(given: unknown, name: string, check: (one: unknown) => asserts one is One) =>
    perAxis(operation, given, name, check, axes);
  const checkNumber: (one: unknown) => asserts one is number = wholeFrom("a padding", 0);
  const checkPadding: (one: unknown) => asserts one is Padding = (one) => {
    if (one !== "same" && one !== "valid") checkNumber(one);
  };
  const moves = {
    kernel: each<number>(kernel, "kernel", checkSize),
    stride: each<number>(stride, "stride", wholeFrom("a stride", 1)),
    padding: each<Padding>(padding, "padding", checkPadding),
    dilation: each<number>(dilation, "dilation", wholeFrom("a dilation", 1)),
  };
  if (onRows(moves.kernel) === 0 || onColumns(moves.kernel) === 0) throw new ShapeError(noKernel);
  return moves;
}
/** How a kernel moves on an image of one row. */
export const onARow = ({ kernel, stride, padding, dilation }: Moves): Moves => ({
  kernel: [1, onColumns(kernel)],
  stride: [1, onColumns(stride)],
  padding: ["valid", onColumns(padding)],
  dilation: [1, onColumns(dilation)],
});
/** One value for both axes, or one for each, read once. Sequences have only one axis. */
export function perAxis<One>(
  operation: string,
  given: unknown,
  name: string,
  check: (one: unknown) => asserts one is One,
  axes = 2,
): One | readonly [One, One] {
  const list = axes === 2 ? readFew(given) : undefined;
  if (list === undefined) {
    check(given);
    return given;
  }
  if (list.length !== 2) throw new ShapeError(notPerAxis(operation, name, describeList(list)));
  const [height, width] = list;
  check(height);
  check(width);
  return [height, width];
}

/** How the windows of a kernel lie along both axes, but for the sizes of the image. */
export interface Laid<Height extends number, Width extends number> {
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly top: number;
  readonly left: number;
  readonly outputHeight: Size<Height>;
  readonly outputWidth: Size<Width>;
}

/**
 * How a kernel lies on an image, at run time. {@link PlacesOn} computes the numbers of places in types, as `Height` and `Width`.
 *
 * @param given - how a message shows the shape and the moves, if not as they are
 */
export function checkKernel<Height extends number, Width extends number>(
  operation: string,
  image: Shape,
  moves: Moves,
  given: { readonly shape: Shape; readonly moves: Moves } = { shape: image, moves },
): Laid<Height, Width> {
  const { kernel, stride, padding, dilation } = moves;
  const along = (on: <One>(given: One | readonly [One, One]) => One, n: number) => {
    const [k, s, p, d] = [on(kernel), on(stride), on(padding), on(dilation)];
    const outputs = places(n, k, s, p, d);
    if (p !== "same" && outputs < 1) {
      const { shape, moves: shown } = given;
      if (shown.dilation !== 1)
        throw new ShapeError(dilatedMisfit(operation, shape, shown.kernel, shown.padding, shown.dilation));
      throw new ShapeError(kernelMisfit(operation, shape, shown.kernel, shown.padding));
    }
    return { outputs, stride: s, dilation: d, before: zerosBefore(n, outputs, k, s, p, d) };
  };
  const [height, width] = image as [number, number]; // and perhaps channels
  const [rows, columns] = [along(onRows, height), along(onColumns, width)];
  return {
    strideHeight: rows.stride,
    strideWidth: columns.stride,
    dilationHeight: rows.dilation,
    dilationWidth: columns.dilation,
    top: rows.before,
    left: columns.before,
    outputHeight: rows.outputs as unknown as Size<Height>, // whole numbers, as the formula says
    outputWidth: columns.outputs as unknown as Size<Width>,
  };
}
