/** The recurrent layers of `conformable/nn` without the sizes that can be inferred. */
import type { AnyLayer } from "../nn/contract/layer.js";
import type { RecurrentParameters } from "../nn/layers/recurrence.js";
import { gru as gruOf, lstm as lstmOf, type RecurrentOptions, recurrent as recurrentOf } from "../nn/layers/recurrent.js";
import type { Size } from "../shape/dim.js";
import { type axesMissing, lastAxes } from "../shape/infer.js";
import type { Shape } from "../shape/shape.js";
import { type Deferred, deferred, type OnShape, type Stage } from "./deferred.js";

// The layers of `nn` check their arguments when they are made.
type Any = (...given: readonly unknown[]) => AnyLayer;

interface RecurrentOn<Operation extends string, Gates extends number, Units extends number, Returns> extends OnShape {
  readonly stage: this["in"] extends readonly [
    ...infer Lead extends Shape,
    infer Length extends number,
    infer Width extends number,
  ]
    ? Stage<Returns extends "last" ? [...Lead, Units] : [...Lead, Length, Units], RecurrentParameters<Gates, Width, Units>>
    : this["in"] extends infer In extends Shape
      ? axesMissing<Operation, 2, In>
      : never;
}
type OfLast = RecurrentOptions<"last"> & { readonly returns: "last" };

const recurrentOn = (name: string, layer: Any, size: number, options: object) =>
  deferred((shape) => layer(lastAxes(name, 2, shape), size, options));

/**
 * A simple recurrent layer: `recurrent` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param size - the number of numbers in a state
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { dense, recurrent, sequential } from "conformable/inferred";
 *
 * sequential([16, 27], recurrent(64), dense(10)); // Network<[16, 27], [16, 10], …>
 * ```
 */
export function recurrent<const Units extends number>(
  size: Size<Units>,
  options?: RecurrentOptions<"all">,
): Deferred<RecurrentOn<"recurrent", 1, Units, "all">>;
export function recurrent<const Units extends number>(
  size: Size<Units>,
  options: OfLast,
): Deferred<RecurrentOn<"recurrent", 1, Units, "last">>;
export function recurrent(size: number, options: object = {}): unknown {
  return recurrentOn("recurrent", recurrentOf as unknown as Any, size, options);
}

/**
 * Long short-term memory: `lstm` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param size - the number of numbers in a state
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { dense, lstm, sequential } from "conformable/inferred";
 *
 * sequential([16, 27], lstm(64), lstm(32, { returns: "last" }), dense(10)); // Network<[16, 27], [10], …>
 * ```
 */
export function lstm<const Units extends number>(
  size: Size<Units>,
  options?: RecurrentOptions<"all">,
): Deferred<RecurrentOn<"lstm", 4, Units, "all">>;
export function lstm<const Units extends number>(
  size: Size<Units>,
  options: OfLast,
): Deferred<RecurrentOn<"lstm", 4, Units, "last">>;
export function lstm(size: number, options: object = {}): unknown {
  return recurrentOn("lstm", lstmOf as unknown as Any, size, options);
}

/**
 * Gated recurrent units: `gru` of `conformable/nn` on sequences of the shape that reaches it.
 *
 * @param size - the number of numbers in a state
 * @throws ShapeError when the network is built, if fewer than two axes reach it
 * @example
 * ```ts
 * import { dense, gru, sequential } from "conformable/inferred";
 *
 * sequential([16, 27], gru(64, { returns: "last" }), dense(10)); // Network<[16, 27], [10], …>
 * ```
 */
export function gru<const Units extends number>(
  size: Size<Units>,
  options?: RecurrentOptions<"all">,
): Deferred<RecurrentOn<"gru", 3, Units, "all">>;
export function gru<const Units extends number>(
  size: Size<Units>,
  options: OfLast,
): Deferred<RecurrentOn<"gru", 3, Units, "last">>;
export function gru(size: number, options: object = {}): unknown {
  return recurrentOn("gru", gruOf as unknown as Any, size, options);
}
