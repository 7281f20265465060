/** The steps of optimisers for the WASM engine, with kernels of their own. */
import type { View } from "../engine.js";
import { bytesOf } from "../host.js";
import { optimizers } from "../kernels/generated/optimizers.js";
import type { Pointer } from "../kernels.js";
import type { Storage } from "../storage.js";
import type { WasmEngine } from "../wasm/wasm.js";
import { address } from "../wasm/workspace.js";
import type { AdamOptions, SgdOptions } from "./options.js";

/** The conventions of ../kernels.ts apply here too. */
export interface OptimizerKernels {
  /** Updates `parameter` and `velocity`. `velocity` is 0 if there is no momentum. */
  sgd(
    parameter: Pointer,
    gradient: Pointer,
    velocity: Pointer,
    n: number,
    learningRate: number,
    momentum: number,
    nesterov: boolean,
    weightDecay: number,
  ): void;
  /** Updates `parameter` and both moments. In step t, counted from 1, `firstBias` is 1 - β₁ᵗ and `secondBias` is 1 - β₂ᵗ. */
  adam(
    parameter: Pointer,
    gradient: Pointer,
    firstMoment: Pointer,
    secondMoment: Pointer,
    n: number,
    learningRate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    weightDecay: number,
    firstBias: number,
    secondBias: number,
  ): void;
}

const installed = new WeakMap<WasmEngine, OptimizerKernels>();

/** The kernels in an engine's memory. They are installed on first use. */
function kernelsOf(engine: WasmEngine): OptimizerKernels {
  let kernels = installed.get(engine);
  if (kernels === undefined) {
    // These are the functions that kernels/optimizers.ts exports; test/kernels/exports.test.ts compares the two lists.
    kernels = engine.install(bytesOf(optimizers)) as OptimizerKernels;
    installed.set(engine, kernels);
  }
  return kernels;
}

export function sgd(
  engine: WasmEngine,
  parameter: Storage,
  gradient: View,
  velocity: Storage | undefined,
  options: SgdOptions,
): void {
  const { space } = engine;
  const { learningRate, momentum, nesterov, weightDecay } = options;
  const w = space.writable(parameter);
  const v = velocity && space.writable(velocity);
  const g = space.rows(gradient);
  space.arena.prepareToWrite(v ? [w, v] : [w], g.block);
  kernelsOf(engine).sgd(w.pointer, address(g), v?.pointer ?? 0, w.length, learningRate, momentum, nesterov, weightDecay);
  space.arena.release(g.block);
}

export function adam(
  engine: WasmEngine,
  parameter: Storage,
  gradient: View,
  firstMoment: Storage,
  secondMoment: Storage,
  options: AdamOptions,
): void {
  const { space } = engine;
  const { learningRate, beta1, beta2, epsilon, weightDecay, step } = options;
  const [w, m, v] = [space.writable(parameter), space.writable(firstMoment), space.writable(secondMoment)];
  const g = space.rows(gradient);
  space.arena.prepareToWrite([w, m, v], g.block);
  const [firstBias, secondBias] = [1 - beta1 ** step, 1 - beta2 ** step];
  kernelsOf(engine).adam(
    ...([w.pointer, address(g), m.pointer, v.pointer, w.length] as const),
    ...([learningRate, beta1, beta2, epsilon, weightDecay, firstBias, secondBias] as const),
  );
  space.arena.release(g.block);
}
