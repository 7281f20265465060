/** More convolutions whose sizes can be inferred: on sequences, and those that make images larger. */
import { type Deferred, deferred, type OnShape, type Stage } from "../nn/contract/deferred.js";
import {
  type ConvTranspose2dLearned,
  type ConvTranspose2dOptions,
  convTranspose2d as convTranspose2dOf,
  transposedOptions,
} from "../nn/layers/conv-transpose2d.js";
import { type Conv1dLearned, type Conv1dOptions, conv1d as conv1dOf } from "../nn/layers/conv1d.js";
import { convolutionOptions, type OtherOptions } from "../nn/layers/convolutional.js";
import { interpolationIn, type UpsampleOptions, upsample2d as upsample2dOf } from "../nn/layers/upsample2d.js";
import type { AcceptingGiven, Anything } from "../shape/accepted.js";
import { checkMoves, type lineKernelNeedsAPlace } from "../shape/convolution.js";
import { type checkedGroupsShareTheChannels, checkGroupCount } from "../shape/convolution-groups.js";
import { checkSize, type Size } from "../shape/dim.js";
import { lastAxes, type Missing } from "../shape/infer.js";
import type { AnyOptionsWithFunctions, Because } from "../shape/known.js";
import type { Places } from "../shape/places.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import type { PerAxisUnless } from "../shape/size-unless.js";
import type {
  BiasOf,
  DilationOf,
  GroupsOf,
  LineDilationOf,
  LinePaddingOf,
  LineReasons,
  LineStrideOf,
  OutputPaddingOf,
  optionsAreKnown,
  PaddingOf,
  StrideOf,
  TransposedReasons,
} from "../shape/striding.js";
import type { transposedHasAnOutput, WidenedOn } from "../shape/transposed.js";
import { checkFactor, type Upsampled, type upsampleHasASize } from "../shape/upsample.js";
import { untyped } from "./untyped.js";

/** Tells the compiler what {@link conv1d} becomes for an input shape. */
export interface Conv1dOn<Filters extends number, Kernel extends number, Stride, P, Dilation = 1, Groups = 1, Bias = true>
  extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["conv1d", Filters, Kernel, Stride, P, Dilation, Groups, Bias];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [...infer Lead extends Shape, infer L extends number, infer C extends number]
    ? Because<
        [
          ...lineKernelNeedsAPlace<"conv1d", [L, C], Kernel, Stride, P, Dilation>,
          ...checkedGroupsShareTheChannels<"conv1d", C, Groups>,
        ],
        Stage<[...Lead, Places<L, Kernel, Stride, P, Dilation>, Filters], Conv1dLearned<Kernel, C, Filters, Groups, Bias>>
      >
    : Missing<"conv1d", 2, this["in"]>;
}

/**
 * A convolutional layer for sequences: `conv1d` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param filters - the number of filters
 * @param kernel - the length of a kernel
 * @throws ShapeError when the network is built, if the kernel doesn't fit into the sequence that reaches it
 * @example
 * ```ts
 * import { conv1d, sequential } from "conformable/inferred";
 *
 * sequential([100, 8], conv1d(16, 5), conv1d(32, 5, { stride: 2 })); // Network<[100, 8], [46, 32], …>
 * ```
 */
export function conv1d<
  const Filters extends number | NoNumber<Filters>,
  const Kernel extends number | NoNumber<Kernel>,
  Ok extends AcceptingGiven<[Filters, Kernel], [Size<Filters>, Size<Kernel>]> = unknown,
>(
  filters: Size<Filters>,
  kernel: Size<Kernel>,
): unknown extends NoInfer<Ok> ? Deferred<Conv1dOn<Filters, Kernel, 1, "valid">> : Anything;
export function conv1d<
  const Filters extends number | NoNumber<Filters>,
  const Kernel extends number | NoNumber<Kernel>,
  const Options extends AnyOptionsWithFunctions<Conv1dOptions>,
  Ok extends AcceptingGiven<
    [Filters, Kernel, Options],
    [
      Size<Filters>,
      Size<Kernel>,
      optionsAreKnown<"conv1d", Options, LineReasons<"conv1d", Options, 0, Filters>, keyof Conv1dOptions, OtherOptions>,
    ]
  > = unknown,
>(
  filters: Size<Filters>,
  kernel: Size<Kernel>,
  options: optionsAreKnown<"conv1d", Options, LineReasons<"conv1d", Options, 0, Filters>, keyof Conv1dOptions, OtherOptions>,
): unknown extends NoInfer<Ok>
  ? Deferred<
      Conv1dOn<
        Filters,
        Kernel,
        LineStrideOf<Options, 1>,
        LinePaddingOf<Options>,
        LineDilationOf<Options>,
        GroupsOf<Options>,
        BiasOf<Options>
      >
    >
  : Anything;
export function conv1d(filters: number, kernel: unknown, options: object = {}): unknown {
  const { outputPadding: _, ...given } = convolutionOptions("conv1d", options);
  checkSize(filters);
  const { kernel: own, ...moves } = checkMoves("conv1d", kernel, given.stride, given.padding, given.dilation, 1);
  checkGroupCount("conv1d", given.groups);
  return deferred((shape) => untyped(conv1dOf)(lastAxes("conv1d", 2, shape), filters, own, { ...given, ...moves }));
}

/** Tells the compiler what {@link convTranspose2d} becomes for an input shape. */
export interface ConvTranspose2dOn<Filters extends number, Kernel, Stride, P, Dilation = 1, Beyond = 0, Groups = 1, Bias = true>
  extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["convTranspose2d", Filters, Kernel, Stride, P, Dilation, Beyond, Groups, Bias];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer H extends number,
    infer W extends number,
    infer C extends number,
  ]
    ? Because<
        [
          ...transposedHasAnOutput<[H, W, C], Kernel, Stride, P, Dilation, Beyond>,
          ...checkedGroupsShareTheChannels<"convTranspose2d", C, Groups>,
        ],
        Stage<
          [...Lead, ...WidenedOn<H, W, Kernel, Stride, P, Dilation, Beyond>, Filters],
          ConvTranspose2dLearned<Kernel, C, Filters, Groups, Bias>
        >
      >
    : Missing<"convTranspose2d", 3, this["in"]>;
}

/**
 * A transposed convolution: `convTranspose2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param filters - the number of filters
 * @param kernel - the height and width of a kernel: one number for both, or `[height, width]`
 * @throws ShapeError when the network is built, if the padding leaves no output
 * @example
 * ```ts
 * import { conv2d, convTranspose2d, sequential } from "conformable/inferred";
 *
 * const same = { stride: 2, padding: "same" } as const;
 * sequential([28, 28, 1], conv2d(16, 3, same), convTranspose2d(1, 3, same)); // Network<[28, 28, 1], [28, 28, 1], …>
 * ```
 */
export function convTranspose2d<
  const Filters extends number | NoNumber<Filters>,
  const Kernel,
  Ok extends AcceptingGiven<[Filters, Kernel], [Size<Filters>, PerAxisUnless<"convTranspose2d", Kernel, []>]> = unknown,
>(
  filters: Size<Filters>,
  kernel: PerAxisUnless<"convTranspose2d", Kernel, []>,
): unknown extends NoInfer<Ok> ? Deferred<ConvTranspose2dOn<Filters, Kernel, 1, "valid">> : Anything;
export function convTranspose2d<
  const Filters extends number | NoNumber<Filters>,
  const Kernel,
  const Options extends AnyOptionsWithFunctions<ConvTranspose2dOptions>,
  Ok extends AcceptingGiven<
    [Filters, Kernel, Options],
    [
      Size<Filters>,
      PerAxisUnless<"convTranspose2d", Kernel, []>,
      optionsAreKnown<
        "convTranspose2d",
        Options,
        TransposedReasons<Options, 0, Filters>,
        keyof ConvTranspose2dOptions,
        OtherOptions
      >,
    ]
  > = unknown,
>(
  filters: Size<Filters>,
  kernel: PerAxisUnless<"convTranspose2d", Kernel, []>,
  options: optionsAreKnown<
    "convTranspose2d",
    Options,
    TransposedReasons<Options, 0, Filters>,
    keyof ConvTranspose2dOptions,
    OtherOptions
  >,
): unknown extends NoInfer<Ok>
  ? Deferred<
      ConvTranspose2dOn<
        Filters,
        Kernel,
        StrideOf<Options, 1>,
        PaddingOf<Options>,
        DilationOf<Options>,
        OutputPaddingOf<Options>,
        GroupsOf<Options>,
        BiasOf<Options>
      >
    >
  : Anything;
export function convTranspose2d(filters: number, kernel: unknown, options: object = {}): unknown {
  const { moves, ...given } = transposedOptions(kernel, options);
  checkSize(filters);
  const { kernel: own, ...others } = moves;
  return deferred((shape) =>
    untyped(convTranspose2dOf)(lastAxes("convTranspose2d", 3, shape), filters, own, { ...given, ...others }),
  );
}

/** Tells the compiler what {@link upsample2d} becomes for an input shape. */
export interface Upsample2dOn<Factor> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["upsample2d", Factor];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer H extends number,
    infer W extends number,
    infer C extends number,
  ]
    ? Because<upsampleHasASize<[H, W, C], Factor>, Stage<[...Lead, ...Upsampled<H, W, Factor>, C], readonly []>>
    : Missing<"upsample2d", 3, this["in"]>;
}

/**
 * Larger images: `upsample2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param factor - by how much: one number for both axes, or `[height, width]`
 * @throws ShapeError if a factor isn't a whole number from 1 up
 * @example
 * ```ts
 * import { conv2d, sequential, upsample2d } from "conformable/inferred";
 *
 * sequential([7, 7, 32], upsample2d(2), conv2d(16, 3, { padding: "same" })); // Network<[7, 7, 32], [14, 14, 16], …>
 * ```
 */
export function upsample2d<const Factor, Ok extends AcceptingGiven<Factor, PerAxisUnless<"upsample2d", Factor, []>> = unknown>(
  factor: PerAxisUnless<"upsample2d", Factor, []>,
  options?: UpsampleOptions,
): unknown extends NoInfer<Ok> ? Deferred<Upsample2dOn<Factor>> : Anything;
export function upsample2d(factor: unknown, options?: object): unknown {
  const interpolation = interpolationIn(options);
  const factors = checkFactor(factor);
  return deferred((shape) => untyped(upsample2dOf)(lastAxes("upsample2d", 3, shape), factors, { interpolation }));
}
