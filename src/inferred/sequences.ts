/** The pooling layers for sequences whose sizes can be inferred. */
import { type Deferred, deferred, type OnShape, type Stage } from "../nn/contract/deferred.js";
import {
  globalAveragePool1d as globalAveragePool1dOf,
  globalMaxPool1d as globalMaxPool1dOf,
} from "../nn/layers/global-pool1d.js";
import { averagePool1d as averagePool1dOf, maxPool1d as maxPool1dOf, type Pool1dOptions } from "../nn/layers/pool1d.js";
import { poolOptions } from "../nn/layers/pool2d.js";
import type { AcceptingGiven, Anything } from "../shape/accepted.js";
import { checkMoves, type lineKernelNeedsAPlace } from "../shape/convolution.js";
import type { Size } from "../shape/dim.js";
import { lastAxes, type Missing } from "../shape/infer.js";
import type { AnyOptions, Because } from "../shape/known.js";
import type { Places } from "../shape/places.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import type { LineStrideOf, OneForm, optionsAreKnown, StrideReasons } from "../shape/striding.js";
import { untyped } from "./untyped.js";

/** Tells the compiler what {@link maxPool1d} and {@link averagePool1d} becomes for an input shape. */
export interface Pool1dOn<Operation extends string, Window extends number, Stride> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly [Operation, Window, Stride];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [...infer Lead extends Shape, infer L extends number, infer C extends number]
    ? Because<
        lineKernelNeedsAPlace<Operation, [L, C], Window, Stride, "valid">,
        Stage<[...Lead, Places<L, Window, Stride, "valid">, C], readonly []>
      >
    : Missing<Operation, 2, this["in"]>;
}

/**
 * The maximum of each window of a sequence: `maxPool1d` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param window - the length of a window
 * @throws ShapeError when the network is built, if the window doesn't fit into the sequence that reaches it
 * @example
 * ```ts
 * import { conv1d, maxPool1d, sequential } from "conformable/inferred";
 *
 * sequential([100, 8], conv1d(16, 5), maxPool1d(2)); // Network<[100, 8], [48, 16], …>
 * ```
 */
export function maxPool1d<
  const Window extends number | NoNumber<Window>,
  Ok extends AcceptingGiven<Window, Size<Window>> = unknown,
>(window: Size<Window>): unknown extends NoInfer<Ok> ? Deferred<Pool1dOn<"maxPool1d", Window, Window>> : Anything;
export function maxPool1d<
  const Window extends number | NoNumber<Window>,
  const Options extends AnyOptions<Pool1dOptions>,
  Ok extends AcceptingGiven<
    [Window, Options],
    [
      Size<Window>,
      optionsAreKnown<
        "maxPool1d",
        Options,
        StrideReasons<"maxPool1d", LineStrideOf<Options, Window>, OneForm>,
        keyof Pool1dOptions
      >,
    ]
  > = unknown,
>(
  window: Size<Window>,
  options: optionsAreKnown<
    "maxPool1d",
    Options,
    StrideReasons<"maxPool1d", LineStrideOf<Options, Window>, OneForm>,
    keyof Pool1dOptions
  >,
): unknown extends NoInfer<Ok> ? Deferred<Pool1dOn<"maxPool1d", Window, LineStrideOf<Options, Window>>> : Anything;
export function maxPool1d(window: unknown, options: object = {}): unknown {
  return pool("maxPool1d", maxPool1dOf, window, options);
}

/**
 * The mean of each window of a sequence: `averagePool1d` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param window - the length of a window
 * @throws ShapeError when the network is built, if the window doesn't fit into the sequence that reaches it
 * @example
 * ```ts
 * import { averagePool1d, conv1d, sequential } from "conformable/inferred";
 *
 * sequential([100, 8], conv1d(16, 5), averagePool1d(4, { stride: 2 })); // Network<[100, 8], [47, 16], …>
 * ```
 */
export function averagePool1d<
  const Window extends number | NoNumber<Window>,
  Ok extends AcceptingGiven<Window, Size<Window>> = unknown,
>(window: Size<Window>): unknown extends NoInfer<Ok> ? Deferred<Pool1dOn<"averagePool1d", Window, Window>> : Anything;
export function averagePool1d<
  const Window extends number | NoNumber<Window>,
  const Options extends AnyOptions<Pool1dOptions>,
  Ok extends AcceptingGiven<
    [Window, Options],
    [
      Size<Window>,
      optionsAreKnown<
        "averagePool1d",
        Options,
        StrideReasons<"averagePool1d", LineStrideOf<Options, Window>, OneForm>,
        keyof Pool1dOptions
      >,
    ]
  > = unknown,
>(
  window: Size<Window>,
  options: optionsAreKnown<
    "averagePool1d",
    Options,
    StrideReasons<"averagePool1d", LineStrideOf<Options, Window>, OneForm>,
    keyof Pool1dOptions
  >,
): unknown extends NoInfer<Ok> ? Deferred<Pool1dOn<"averagePool1d", Window, LineStrideOf<Options, Window>>> : Anything;
export function averagePool1d(window: unknown, options: object = {}): unknown {
  return pool("averagePool1d", averagePool1dOf, window, options);
}

function pool(name: string, poolOf: unknown, window: unknown, options: object): unknown {
  const { kernel, stride } = checkMoves(name, window, poolOptions(name, window, options).stride, "valid", 1, 1);
  return deferred((shape) => untyped(poolOf)(lastAxes(name, 2, shape), kernel, { stride }));
}

/** Tells the compiler what {@link globalAveragePool1d} and {@link globalMaxPool1d} becomes for an input shape. */
export interface GlobalPool1dOn<Operation extends string> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly [Operation];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [...infer Lead extends Shape, infer _L extends number, infer C extends number]
    ? Stage<[...Lead, C], readonly []>
    : Missing<Operation, 2, this["in"]>;
}

/**
 * The mean of each channel of a sequence: `globalAveragePool1d` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { conv1d, dense, globalAveragePool1d, sequential } from "conformable/inferred";
 *
 * sequential([100, 8], conv1d(16, 5), globalAveragePool1d(), dense(10)).parameters[2].weights; // Matrix<10, 16>
 * ```
 */
export const globalAveragePool1d = (): Deferred<GlobalPool1dOn<"globalAveragePool1d">> =>
  deferred((shape) => untyped(globalAveragePool1dOf)(lastAxes("globalAveragePool1d", 2, shape)));

/**
 * The maximum of each channel of a sequence: `globalMaxPool1d` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @throws ShapeError when the network is built, if fewer than two axes reach it, or a sequence has no steps
 * @example
 * ```ts
 * import { conv1d, dense, globalMaxPool1d, sequential } from "conformable/inferred";
 *
 * sequential([100, 8], conv1d(16, 5), globalMaxPool1d(), dense(10)).parameters[2].weights; // Matrix<10, 16>
 * ```
 */
export const globalMaxPool1d = (): Deferred<GlobalPool1dOn<"globalMaxPool1d">> =>
  deferred((shape) => untyped(globalMaxPool1dOf)(lastAxes("globalMaxPool1d", 2, shape)));
