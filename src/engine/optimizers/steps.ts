/**
 * The steps of optimisers, on any engine. Unlike the operations of `Engine`, they write to their arguments. Each is a function of
 * its own, so that programs contain only those that they use.
 */
import type { Engine, View } from "../engine.js";
import type { Storage } from "../storage.js";
import { WasmEngine } from "../wasm/wasm.js";
import type { AdagradOptions, AdamOptions, LionOptions, RmspropOptions, SgdOptions } from "./options.js";
import * as plain from "./plain.js";
import * as wasm from "./wasm.js";

/** Takes one step of gradient descent, writing to `parameter` and to `velocity`, which exists if momentum isn't 0. */
export function stepSgd(
  engine: Engine,
  parameter: Storage,
  gradient: View,
  velocity: Storage | undefined,
  options: SgdOptions,
): void {
  if (engine instanceof WasmEngine) wasm.sgd(engine, parameter, gradient, velocity, options);
  else plain.sgd(engine, parameter, gradient, velocity, options);
}

/** Takes one step of Adam, writing to `parameter` and both moments. */
export function stepAdam(
  engine: Engine,
  parameter: Storage,
  gradient: View,
  first: Storage,
  second: Storage,
  options: AdamOptions,
): void {
  if (engine instanceof WasmEngine) wasm.adam(engine, parameter, gradient, first, second, options);
  else plain.adam(engine, parameter, gradient, first, second, options);
}

/** Takes one step of RMSProp, writing to `parameter`, to `meanSquare` and to `velocity`, which exists if momentum isn't 0. */
export function stepRmsprop(
  engine: Engine,
  parameter: Storage,
  gradient: View,
  meanSquare: Storage,
  velocity: Storage | undefined,
  options: RmspropOptions,
): void {
  if (engine instanceof WasmEngine) wasm.rmsprop(engine, parameter, gradient, meanSquare, velocity, options);
  else plain.rmsprop(engine, parameter, gradient, meanSquare, velocity, options);
}

/** Takes one step of AdaGrad, writing to `parameter` and to `sumOfSquares`. */
export function stepAdagrad(
  engine: Engine,
  parameter: Storage,
  gradient: View,
  sumOfSquares: Storage,
  options: AdagradOptions,
): void {
  if (engine instanceof WasmEngine) wasm.adagrad(engine, parameter, gradient, sumOfSquares, options);
  else plain.adagrad(engine, parameter, gradient, sumOfSquares, options);
}

/** Takes one step of Lion, writing to `parameter` and to `momentum`. */
export function stepLion(engine: Engine, parameter: Storage, gradient: View, momentum: Storage, options: LionOptions): void {
  if (engine instanceof WasmEngine) wasm.lion(engine, parameter, gradient, momentum, options);
  else plain.lion(engine, parameter, gradient, momentum, options);
}
