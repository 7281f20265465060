/**
 * The steps of optimisers, on any engine. Unlike the operations of `Engine`, they write to their arguments. Each is a function of
 * its own, so that programs contain only those that they use.
 */
import type { Engine, View } from "../engine.js";
import type { Storage } from "../storage.js";
import { WasmEngine } from "../wasm/wasm.js";
import type { AdamOptions, SgdOptions } from "./options.js";
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
