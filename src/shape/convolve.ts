/** Convolution as a function: which kernels it takes for which images or sequences. */
import { checkKernel, checkMoves, type kernelNeedsAPlace, type Laid, type lineKernelNeedsAPlace, onARow } from "./convolution.js";
import { checkGroupCount, checkShares, type GroupChannels, type Sharing } from "./convolution-groups.js";
import type { Places, PlacesOn } from "./places.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { show, showSize } from "./shape.js";
import { refuse } from "./shape-error.js";
import type { DilationOf, OneOnly, PaddingOf, StrideOf } from "./striding.js";

// Each entry of a shape is inferred, even where it isn't used: while a size is a type parameter, the compiler isn't certain that it is a number.

/** The shape of a convolution: leading axes, the numbers of places, and the filters. */
export type Convolved<Images extends Shape, Kernels extends Shape, Stride, P, Dilation> = Kernels extends readonly [
  infer KH extends number,
  infer KW extends number,
  infer _Seen,
  infer F extends number,
]
  ? Images extends readonly [...infer Lead extends Shape, infer H extends number, infer W extends number, infer _C]
    ? [...Lead, ...PlacesOn<H, W, readonly [KH, KW], Stride, P, Dilation>, F]
    : never
  : Kernels extends readonly [infer K extends number, infer _Seen, infer F extends number]
    ? Images extends readonly [...infer Lead extends Shape, infer L extends number, infer _C]
      ? [...Lead, Places<L, K, Stride, P, Dilation>, F]
      : never
    : never;

/** If the groups don't share the channels equally, that is what the options are refused for, and not the kernels. */
type Part<C extends number, Groups, Kernels extends Shape> = Groups extends number
  ? Groups extends 1
    ? C
    : Sharing<C, Groups> extends "equal"
      ? GroupChannels<C, Groups>
      : ChannelsSeen<Kernels>
  : ChannelsSeen<Kernels>;

/** The number of channels of images or sequences, in each group; `"none"` if they have too few axes for these kernels. */
export type ChannelsIn<Images extends Shape, Kernels extends Shape, Groups> = Kernels["length"] extends 4
  ? Images extends readonly [...infer _Lead, infer _H, infer _W, infer C extends number]
    ? Part<C, Groups, Kernels>
    : "none"
  : Images extends readonly [...infer _Lead, infer _L, infer C extends number]
    ? Part<C, Groups, Kernels>
    : "none";

/** The number of channels that kernels see; `null` if they have too few axes, or too many. */
export type ChannelsSeen<Kernels extends Shape> = Kernels extends readonly [infer _KH, infer _KW, infer Seen, infer _F]
  ? Seen
  : Kernels extends readonly [infer _K, infer Seen, infer _F]
    ? Seen
    : null;

/** The number of filters. */
export type FiltersOf<Kernels extends Shape> = Kernels extends readonly [...infer _Others, infer F extends number] ? F : 0;

/** Refuses kernels that don't fit: a list with the reasons, or an empty list. */
export type convolveNeedsAPlace<Images extends Shape, Kernels extends Shape, Stride, P, Dilation> = Kernels extends readonly [
  infer KH extends number,
  infer KW extends number,
  infer _Seen,
  infer _F,
]
  ? Images extends readonly [...infer _Lead, infer H extends number, infer W extends number, infer C extends number]
    ? kernelNeedsAPlace<"convolve", [H, W, C], readonly [KH, KW], Stride, P, Dilation>
    : []
  : Kernels extends readonly [infer K extends number, infer _Seen, infer _F]
    ? Images extends readonly [...infer _Lead, infer L extends number, infer C extends number]
      ? lineKernelNeedsAPlace<"convolve", [L, C], K, Stride, P, Dilation>
      : []
    : [];

/** An option as kernels for images or for sequences take it: for sequences, it isn't a pair. */
type ForKernels<Kernels extends Shape, Given> = Kernels["length"] extends 3 ? OneOnly<Given> : Given;
export type StrideFor<Kernels extends Shape, Options> = ForKernels<Kernels, StrideOf<Options, 1>>;
export type PaddingFor<Kernels extends Shape, Options> = ForKernels<Kernels, PaddingOf<Options>>;
export type DilationFor<Kernels extends Shape, Options> = ForKernels<Kernels, DilationOf<Options>>;

/** Why kernels aren't taken: they have other channels than the images, or one of the two has too few axes or too many. */
export type convolveMismatch<Images extends Shape, Channels, Kernels extends Shape, Seen> = Channels extends number
  ? Seen extends number
    ? convolveChannelsDiffer<Images, Channels, Kernels, Seen>
    : convolveAxes<Images, Kernels>
  : convolveAxes<Images, Kernels>;

type convolveChannelsDiffer<Images extends Shape, Channels extends number, Kernels extends Shape, Seen extends number> = [
  Images[number] | Kernels[number] | Channels | Seen,
] extends [number]
  ? `convolve: ${Show<Images>} by ${Show<Kernels>}: a filter sees ${ShowSize<Channels>} channels, the kernels have ${ShowSize<Seen>}`
  : string;
const convolveChannelsDiffer = <Images extends Shape, Channels extends number, Kernels extends Shape, Seen extends number>(
  images: Images,
  channels: Channels,
  kernels: Kernels,
  seen: Seen,
): convolveChannelsDiffer<Images, Channels, Kernels, Seen> =>
  `convolve: ${show(images)} by ${show(kernels)}: a filter sees ${showSize(channels)} channels, the kernels have ${showSize(seen)}`;

type convolveAxes<Images extends Shape, Kernels extends Shape> = [Images[number] | Kernels[number]] extends [number]
  ? `convolve: ${Show<Images>} by ${Show<Kernels>}: takes [height, width, channels] by [height, width, channels, filters], or [length, channels] by [length, channels, filters]`
  : string;
const convolveAxes = <Images extends Shape, Kernels extends Shape>(
  images: Images,
  kernels: Kernels,
): convolveAxes<Images, Kernels> =>
  `convolve: ${show(images)} by ${show(kernels)}: takes [height, width, channels] by [height, width, channels, filters], or [length, channels] by [length, channels, filters]`;

/** How kernels lie on images, or on sequences as images of one row. */
export interface Convolution extends Laid<number, number> {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly groups: number;
}

/** At run time: how many leading axes the images have, and how the kernels lie on the others. */
export function checkConvolve(
  images: Shape,
  kernels: Shape,
  stride: unknown,
  padding: unknown,
  dilation: unknown,
  groups: unknown,
): { readonly lead: Shape; readonly isOnALine: boolean; readonly way: Convolution } {
  const axes = kernels.length - 2;
  const [own, lead] = [images.slice(-axes - 1), images.slice(0, -axes - 1)];
  if ((axes !== 1 && axes !== 2) || own.length <= axes) refuse(convolveAxes(images, kernels));
  const isOnALine = axes === 1;
  const [height, width, channels] = (isOnALine ? [1, ...own] : own) as [number, number, number]; // checked above
  const [kernelHeight, kernelWidth, seen, filters] = (isOnALine ? [1, ...kernels] : kernels) as [number, number, number, number];
  const given = checkMoves("convolve", isOnALine ? kernelWidth : [kernelHeight, kernelWidth], stride, padding, dilation, axes);
  checkGroupCount("convolve", groups);
  checkShares("convolve", channels, filters, groups);
  if (seen !== channels / groups) refuse(convolveChannelsDiffer(images, channels / groups, kernels, seen));
  const laid = checkKernel("convolve", [height, width], isOnALine ? onARow(given) : given, { shape: own, moves: given });
  return { lead, isOnALine, way: { height, width, channels, kernelHeight, kernelWidth, groups, ...laid } };
}
