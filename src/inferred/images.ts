/** The layers on images whose sizes can be inferred. */
import { type Deferred, deferred, type OnShape, type Stage } from "../nn/contract/deferred.js";
import { type Conv2dLearned, type Conv2dOptions, conv2d as conv2dOf } from "../nn/layers/conv2d.js";
import { convolutionOptions, type OtherOptions } from "../nn/layers/convolutional.js";
import {
  averagePool2d as averagePool2dOf,
  maxPool2d as maxPool2dOf,
  type PoolOptions,
  poolOptions,
} from "../nn/layers/pool2d.js";
import type { AcceptingGiven, Anything } from "../shape/accepted.js";
import { checkMoves, type kernelNeedsAPlace } from "../shape/convolution.js";
import { type checkedGroupsShareTheChannels, checkGroupCount } from "../shape/convolution-groups.js";
import { checkSize, type Size } from "../shape/dim.js";
import { lastAxes, type Missing } from "../shape/infer.js";
import type { AnyOptions, AnyOptionsWithFunctions, Because, Some } from "../shape/known.js";
import type { PlacesOn } from "../shape/places.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import type { PerAxisUnless } from "../shape/size-unless.js";
import type {
  BiasOf,
  ConvolutionReasons,
  DilationOf,
  GroupsOf,
  optionsAreKnown,
  PaddingOf,
  StrideOf,
  StrideReasons,
} from "../shape/striding.js";
import { untyped } from "./untyped.js";

/** Tells the compiler what {@link conv2d} becomes for an input shape. */
export interface Conv2dOn<Filters extends number, Kernel, Stride, P, Dilation = 1, Groups = 1, Bias = true> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly ["conv2d", Filters, Kernel, Stride, P, Dilation, Groups, Bias];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer H extends number,
    infer W extends number,
    infer C extends number,
  ]
    ? Because<
        [
          ...kernelNeedsAPlace<"conv2d", [H, W, C], Kernel, Stride, P, Dilation>,
          ...checkedGroupsShareTheChannels<"conv2d", C, Groups>,
        ],
        Stage<[...Lead, ...PlacesOn<H, W, Kernel, Stride, P, Dilation>, Filters], Conv2dLearned<Kernel, C, Filters, Groups, Bias>>
      >
    : Missing<"conv2d", 3, this["in"]>;
}

/**
 * A convolutional layer with a number of filters: `conv2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param filters - the number of filters
 * @param kernel - the height and width of a kernel: one number for both, or `[height, width]`
 * @throws ShapeError when the network is built, if the kernel doesn't fit into the image that reaches it
 * @example
 * ```ts
 * import { conv2d, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], conv2d(16, 3), conv2d(32, 3, { stride: 2 })); // Network<[28, 28, 1], [12, 12, 32], …>
 * ```
 */
export function conv2d<
  const Filters extends number | NoNumber<Filters>,
  const Kernel,
  Ok extends AcceptingGiven<[Filters, Kernel], [Size<Filters>, PerAxisUnless<"conv2d", Kernel, []>]> = unknown,
>(
  filters: Size<Filters>,
  kernel: PerAxisUnless<"conv2d", Kernel, []>,
): unknown extends NoInfer<Ok> ? Deferred<Conv2dOn<Filters, Kernel, 1, "valid">> : Anything;
export function conv2d<
  const Filters extends number | NoNumber<Filters>,
  const Kernel,
  const Options extends AnyOptionsWithFunctions<Conv2dOptions>,
  Ok extends [
    // written out, because networks of many convolutions would take longer to check
    ...([Options] extends [
      optionsAreKnown<"conv2d", Options, ConvolutionReasons<"conv2d", Options, 0, Filters>, keyof Conv2dOptions, OtherOptions>,
    ]
      ? [Filters, Kernel] extends [Size<Filters>, PerAxisUnless<"conv2d", Kernel, []>]
        ? []
        : ["refused"]
      : ["refused"]),
  ] extends Some
    ? object
    : unknown = unknown,
>(
  filters: Size<Filters>,
  kernel: PerAxisUnless<"conv2d", Kernel, []>,
  options: optionsAreKnown<
    "conv2d",
    Options,
    ConvolutionReasons<"conv2d", Options, 0, Filters>,
    keyof Conv2dOptions,
    OtherOptions
  >,
): unknown extends NoInfer<Ok>
  ? Deferred<
      Conv2dOn<Filters, Kernel, StrideOf<Options, 1>, PaddingOf<Options>, DilationOf<Options>, GroupsOf<Options>, BiasOf<Options>>
    >
  : Anything;
export function conv2d(filters: number, kernel: unknown, options: object = {}): unknown {
  const { outputPadding: _, ...given } = convolutionOptions("conv2d", options);
  checkSize(filters);
  const { kernel: own, ...moves } = checkMoves("conv2d", kernel, given.stride, given.padding, given.dilation);
  checkGroupCount("conv2d", given.groups);
  return deferred((shape) => untyped(conv2dOf)(lastAxes("conv2d", 3, shape), filters, own, { ...given, ...moves }));
}

/** Tells the compiler what {@link maxPool2d} and {@link averagePool2d} becomes for an input shape. */
export interface PoolOn<Operation extends string, Window, Stride> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly [Operation, Window, Stride];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer H extends number,
    infer W extends number,
    infer C extends number,
  ]
    ? Because<
        kernelNeedsAPlace<Operation, [H, W, C], Window, Stride, "valid">,
        Stage<[...Lead, ...PlacesOn<H, W, Window, Stride, "valid">, C], readonly []>
      >
    : Missing<Operation, 3, this["in"]>;
}

/**
 * The maximum of each window: `maxPool2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param window - the height and width of a window: one number for both, or `[height, width]`
 * @throws ShapeError when the network is built, if the window doesn't fit into the image that reaches it
 * @example
 * ```ts
 * import { conv2d, maxPool2d, sequential } from "conformable/inferred";
 *
 * sequential([28, 28, 1], conv2d(16, 3, { padding: "same" }), maxPool2d(2)); // Network<[28, 28, 1], [14, 14, 16], …>
 * ```
 */
export function maxPool2d<const Window, Ok extends AcceptingGiven<Window, PerAxisUnless<"maxPool2d", Window, []>> = unknown>(
  window: PerAxisUnless<"maxPool2d", Window, []>,
): unknown extends NoInfer<Ok> ? Deferred<PoolOn<"maxPool2d", Window, Window>> : Anything;
export function maxPool2d<
  const Window,
  const Options extends AnyOptions<PoolOptions>,
  Ok extends AcceptingGiven<
    [Window, Options],
    [
      PerAxisUnless<"maxPool2d", Window, []>,
      optionsAreKnown<"maxPool2d", Options, StrideReasons<"maxPool2d", StrideOf<Options, Window>>, keyof PoolOptions>,
    ]
  > = unknown,
>(
  window: PerAxisUnless<"maxPool2d", Window, []>,
  options: optionsAreKnown<"maxPool2d", Options, StrideReasons<"maxPool2d", StrideOf<Options, Window>>, keyof PoolOptions>,
): unknown extends NoInfer<Ok> ? Deferred<PoolOn<"maxPool2d", Window, StrideOf<Options, Window>>> : Anything;
export function maxPool2d(window: unknown, options: object = {}): unknown {
  return pool("maxPool2d", maxPool2dOf, window, options);
}

/**
 * The mean of each window: `averagePool2d` of `conformable/nn` on images of the shape that reaches it.
 *
 * @param window - the height and width of a window: one number for both, or `[height, width]`
 * @throws ShapeError when the network is built, if the window doesn't fit into the image that reaches it
 * @example
 * ```ts
 * import { averagePool2d, sequential } from "conformable/inferred";
 *
 * sequential([7, 7, 64], averagePool2d(7)); // Network<[7, 7, 64], [1, 1, 64], …>
 * ```
 */
export function averagePool2d<
  const Window,
  Ok extends AcceptingGiven<Window, PerAxisUnless<"averagePool2d", Window, []>> = unknown,
>(
  window: PerAxisUnless<"averagePool2d", Window, []>,
): unknown extends NoInfer<Ok> ? Deferred<PoolOn<"averagePool2d", Window, Window>> : Anything;
export function averagePool2d<
  const Window,
  const Options extends AnyOptions<PoolOptions>,
  Ok extends AcceptingGiven<
    [Window, Options],
    [
      PerAxisUnless<"averagePool2d", Window, []>,
      optionsAreKnown<"averagePool2d", Options, StrideReasons<"averagePool2d", StrideOf<Options, Window>>, keyof PoolOptions>,
    ]
  > = unknown,
>(
  window: PerAxisUnless<"averagePool2d", Window, []>,
  options: optionsAreKnown<
    "averagePool2d",
    Options,
    StrideReasons<"averagePool2d", StrideOf<Options, Window>>,
    keyof PoolOptions
  >,
): unknown extends NoInfer<Ok> ? Deferred<PoolOn<"averagePool2d", Window, StrideOf<Options, Window>>> : Anything;
export function averagePool2d(window: unknown, options: object = {}): unknown {
  return pool("averagePool2d", averagePool2dOf, window, options);
}

function pool(name: string, poolOf: unknown, window: unknown, options: object): unknown {
  const { kernel, stride } = checkMoves(name, window, poolOptions(name, window, options).stride, "valid", 1);
  return deferred((shape) => untyped(poolOf)(lastAxes(name, 3, shape), kernel, { stride }));
}
