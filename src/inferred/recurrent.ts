/** The recurrent layers, whose sizes can be inferred. */

import { type Deferred, deferred, type OnShape, type Stage } from "../nn/contract/deferred.js";
import {
  gru as gruOf,
  lstm as lstmOf,
  type RecurrentOptions,
  recurrent as recurrentOf,
  recurrentOptions,
} from "../nn/layers/recurrent.js";
import type { RecurrentParameters } from "../nn/layers/recurrent-cell.js";
import type { AcceptingGiven, Anything } from "../shape/accepted.js";
import { checkSize, type Size } from "../shape/dim.js";
import { lastAxes, type Missing } from "../shape/infer.js";
import type { AnyOptionsWithFunctions } from "../shape/known.js";
import type { ReturnsOf, returnsIsKnown } from "../shape/recurrent.js";
import type { NoNumber } from "../shape/several.js";
import type { Shape } from "../shape/shape.js";
import { untyped } from "./untyped.js";

/** Tells the compiler what {@link recurrent}, {@link lstm} and {@link gru} becomes for an input shape. */
export interface RecurrentOn<
  Operation extends string,
  Gates extends number,
  Units extends number,
  Returns extends "all" | "last" = "all",
> extends OnShape {
  /** Identifies the layer. */
  readonly of: readonly [Operation, Units, Returns];
  /** The shape of the output, and the parameters. */
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer Length extends number,
    infer Width extends number,
  ]
    ? Stage<Returns extends "last" ? [...Lead, Units] : [...Lead, Length, Units], RecurrentParameters<Gates, Width, Units>>
    : Missing<Operation, 2, this["in"]>;
}

/**
 * The simplest recurrent layer: `recurrent` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param size - the number of numbers in a state
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { dense, recurrent, sequential } from "conformable/inferred";
 *
 * sequential([16, 27], recurrent(64, { returns: "last" }), dense(10)); // Network<[16, 27], [10], …>
 * ```
 */
export function recurrent<const Units extends number | NoNumber<Units>, Ok extends AcceptingGiven<Units, Size<Units>> = unknown>(
  size: Size<Units>,
): unknown extends NoInfer<Ok> ? Deferred<RecurrentOn<"recurrent", 1, Units>> : Anything;
export function recurrent<
  const Units extends number | NoNumber<Units>,
  const Options extends AnyOptionsWithFunctions<RecurrentOptions>,
  Ok extends AcceptingGiven<[Units, Options], [Size<Units>, returnsIsKnown<"recurrent", Options, RecurrentOptions>]> = unknown,
>(
  size: Size<Units>,
  options: returnsIsKnown<"recurrent", Options, RecurrentOptions>,
): unknown extends NoInfer<Ok> ? Deferred<RecurrentOn<"recurrent", 1, Units, ReturnsOf<Options>>> : Anything;
export function recurrent(size: number, options?: object): unknown {
  return made("recurrent", recurrentOf, size, options);
}

/**
 * A layer of long short-term memory: `lstm` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param size - the number of numbers in a state
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { dense, lstm, sequential } from "conformable/inferred";
 *
 * sequential([16, 27], lstm(64), lstm(64, { returns: "last" }), dense(10)); // Network<[16, 27], [10], …>
 * ```
 */
export function lstm<const Units extends number | NoNumber<Units>, Ok extends AcceptingGiven<Units, Size<Units>> = unknown>(
  size: Size<Units>,
): unknown extends NoInfer<Ok> ? Deferred<RecurrentOn<"lstm", 4, Units>> : Anything;
export function lstm<
  const Units extends number | NoNumber<Units>,
  const Options extends AnyOptionsWithFunctions<RecurrentOptions>,
  Ok extends AcceptingGiven<[Units, Options], [Size<Units>, returnsIsKnown<"lstm", Options, RecurrentOptions>]> = unknown,
>(
  size: Size<Units>,
  options: returnsIsKnown<"lstm", Options, RecurrentOptions>,
): unknown extends NoInfer<Ok> ? Deferred<RecurrentOn<"lstm", 4, Units, ReturnsOf<Options>>> : Anything;
export function lstm(size: number, options?: object): unknown {
  return made("lstm", lstmOf, size, options);
}

/**
 * A layer of gated recurrent units: `gru` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param size - the number of numbers in a state
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { dense, gru, sequential } from "conformable/inferred";
 *
 * sequential([16, 27], gru(64), dense(27)); // Network<[16, 27], [16, 27], …>
 * ```
 */
export function gru<const Units extends number | NoNumber<Units>, Ok extends AcceptingGiven<Units, Size<Units>> = unknown>(
  size: Size<Units>,
): unknown extends NoInfer<Ok> ? Deferred<RecurrentOn<"gru", 3, Units>> : Anything;
export function gru<
  const Units extends number | NoNumber<Units>,
  const Options extends AnyOptionsWithFunctions<RecurrentOptions>,
  Ok extends AcceptingGiven<[Units, Options], [Size<Units>, returnsIsKnown<"gru", Options, RecurrentOptions>]> = unknown,
>(
  size: Size<Units>,
  options: returnsIsKnown<"gru", Options, RecurrentOptions>,
): unknown extends NoInfer<Ok> ? Deferred<RecurrentOn<"gru", 3, Units, ReturnsOf<Options>>> : Anything;
export function gru(size: number, options?: object): unknown {
  return made("gru", gruOf, size, options);
}

function made(name: string, layerOf: unknown, size: number, options: object | undefined): unknown {
  const given = recurrentOptions(name, options);
  checkSize(size);
  return deferred((shape) => untyped(layerOf)(lastAxes(name, 2, shape), size, given));
}
