/** The steps of optimisers for the WASM engine, with kernels of their own. */
import type { View } from "../engine.js";
import { adagrad as adagradModule } from "../kernels/generated/adagrad.js";
import { lion as lionModule } from "../kernels/generated/lion.js";
import { optimizers } from "../kernels/generated/optimizers.js";
import { rmsprop as rmspropModule } from "../kernels/generated/rmsprop.js";
import type { Pointer } from "../kernels.js";
import type { Storage } from "../storage.js";
import type { Extra } from "../wasm/format.js";
import type { WasmEngine } from "../wasm/wasm.js";
import type { AdagradOptions, AdamOptions, LionOptions, RmspropOptions, SgdOptions } from "./options.js";

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
  /** Updates `parameter`, of which `keep` remains, and both moments. In step t, counted from 1, `firstBias` is 1 - β₁ᵗ and `secondBias` is 1 - β₂ᵗ. */
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
    keep: number,
    firstBias: number,
    secondBias: number,
  ): void;
  /** Updates `parameter`, `meanSquare` and `velocity`. `velocity` is 0 if there is no momentum. */
  rmsprop(
    parameter: Pointer,
    gradient: Pointer,
    meanSquare: Pointer,
    velocity: Pointer,
    n: number,
    learningRate: number,
    alpha: number,
    epsilon: number,
    momentum: number,
    weightDecay: number,
  ): void;
  /** Updates `parameter` and `sumOfSquares`. */
  adagrad(
    parameter: Pointer,
    gradient: Pointer,
    sumOfSquares: Pointer,
    n: number,
    learningRate: number,
    epsilon: number,
    weightDecay: number,
  ): void;
  /** Updates `parameter`, of which `keep` remains, and `momentum`. */
  lion(
    parameter: Pointer,
    gradient: Pointer,
    momentum: Pointer,
    n: number,
    learningRate: number,
    beta1: number,
    beta2: number,
    keep: number,
  ): void;
}

/** The module that each kernel is in. */
const modules = {
  sgd: "optimizers",
  adam: "optimizers",
  rmsprop: "rmsprop",
  adagrad: "adagrad",
  lion: "lion",
} as const satisfies Record<keyof OptimizerKernels, Extra>;

const installed = new WeakMap<WasmEngine, Partial<OptimizerKernels>>();

/** A kernel in an engine's memory. The module that has it is installed on first use. */
function kernelOf<Name extends keyof OptimizerKernels>(engine: WasmEngine, name: Name, module: string): OptimizerKernels[Name] {
  let kernels = installed.get(engine);
  if (kernels?.[name] === undefined) {
    // These are functions that the modules export; test/kernels/exports.test.ts compares the lists.
    kernels = { ...kernels, ...(engine.install(modules[name], module) as Partial<OptimizerKernels>) };
    installed.set(engine, kernels);
  }
  return kernels[name] as OptimizerKernels[Name]; // installed above
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
  const step = kernelOf(engine, "sgd", optimizers);
  step(w.pointer, space.address(g), v?.pointer ?? 0, w.length, learningRate, momentum, nesterov, weightDecay);
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
  const { learningRate, beta1, beta2, epsilon, weightDecay, keep, step: t } = options;
  const [w, m, v] = [space.writable(parameter), space.writable(firstMoment), space.writable(secondMoment)];
  const g = space.rows(gradient);
  space.arena.prepareToWrite([w, m, v], g.block);
  const [firstBias, secondBias] = [1 - beta1 ** t, 1 - beta2 ** t];
  const step = kernelOf(engine, "adam", optimizers);
  step(
    ...([w.pointer, space.address(g), m.pointer, v.pointer, w.length] as const),
    ...([learningRate, beta1, beta2, epsilon, weightDecay, keep, firstBias, secondBias] as const),
  );
  space.arena.release(g.block);
}

export function rmsprop(
  engine: WasmEngine,
  parameter: Storage,
  gradient: View,
  meanSquare: Storage,
  velocity: Storage | undefined,
  options: RmspropOptions,
): void {
  const { space } = engine;
  const { learningRate, alpha, epsilon, momentum, weightDecay } = options;
  const [w, v] = [space.writable(parameter), space.writable(meanSquare)];
  const b = velocity && space.writable(velocity);
  const g = space.rows(gradient);
  space.arena.prepareToWrite(b ? [w, v, b] : [w, v], g.block);
  const step = kernelOf(engine, "rmsprop", rmspropModule);
  step(
    ...([w.pointer, space.address(g), v.pointer, b?.pointer ?? 0, w.length] as const),
    ...([learningRate, alpha, epsilon, momentum, weightDecay] as const),
  );
  space.arena.release(g.block);
}

export function adagrad(
  engine: WasmEngine,
  parameter: Storage,
  gradient: View,
  sumOfSquares: Storage,
  options: AdagradOptions,
): void {
  const { space } = engine;
  const { learningRate, epsilon, weightDecay } = options;
  const [w, s] = [space.writable(parameter), space.writable(sumOfSquares)];
  const g = space.rows(gradient);
  space.arena.prepareToWrite([w, s], g.block);
  const step = kernelOf(engine, "adagrad", adagradModule);
  step(w.pointer, space.address(g), s.pointer, w.length, learningRate, epsilon, weightDecay);
  space.arena.release(g.block);
}

export function lion(engine: WasmEngine, parameter: Storage, gradient: View, momentum: Storage, options: LionOptions): void {
  const { space } = engine;
  const { learningRate, beta1, beta2, keep } = options;
  const [w, m] = [space.writable(parameter), space.writable(momentum)];
  const g = space.rows(gradient);
  space.arena.prepareToWrite([w, m], g.block);
  const step = kernelOf(engine, "lion", lionModule);
  step(w.pointer, space.address(g), m.pointer, w.length, learningRate, beta1, beta2, keep);
  space.arena.release(g.block);
}
