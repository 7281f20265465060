/** The steps of optimisers for the WASM engine, with kernels of their own. */
import type { View } from "../engine.js";
import { bytesOf } from "../host.js";
import { adagrad as adagradModule } from "../kernels/generated/adagrad.js";
import { lion as lionModule } from "../kernels/generated/lion.js";
import { optimizers } from "../kernels/generated/optimizers.js";
import { rmsprop as rmspropModule } from "../kernels/generated/rmsprop.js";
import type { Pointer } from "../kernels.js";
import type { Storage } from "../storage.js";
import type { WasmEngine } from "../wasm/wasm.js";
import { address } from "../wasm/workspace.js";
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

const installed = new WeakMap<WasmEngine, Partial<OptimizerKernels>>();

/** A kernel in an engine's memory. The module that has it is installed on first use. */
function kernelOf<Name extends keyof OptimizerKernels>(engine: WasmEngine, name: Name, module: string): OptimizerKernels[Name] {
  let kernels = installed.get(engine);
  if (kernels?.[name] === undefined) {
    // These are functions that the modules export; test/kernels/exports.test.ts compares the lists.
    kernels = { ...kernels, ...(engine.install(bytesOf(module)) as Partial<OptimizerKernels>) };
    installed.set(engine, kernels);
  }
  return kernels[name] as OptimizerKernels[Name]; // installed above
}

/** Runs a kernel that writes to storages. It gets their addresses, 0 for one that isn't there, the gradient's, and the number of parameters. */
function step<Written extends readonly [Storage, ...(Storage | undefined)[]]>(
  { space }: WasmEngine,
  written: Written,
  gradient: View,
  run: (pointers: { readonly [Each in keyof Written]: Pointer }, gradient: Pointer, n: number) => void,
): void {
  const blocks = written.map((storage) => storage && space.writable(storage));
  const g = space.rows(gradient);
  space.arena.prepareToWrite(
    blocks.filter((block) => block !== undefined),
    g.block,
  );
  const pointers = blocks.map((block) => block?.pointer ?? 0) as { [Each in keyof Written]: Pointer }; // map() doesn't keep the length
  run(pointers, address(g), written[0].length);
  space.arena.release(g.block);
}

export function sgd(
  engine: WasmEngine,
  parameter: Storage,
  gradient: View,
  velocity: Storage | undefined,
  options: SgdOptions,
): void {
  const { learningRate, momentum, nesterov, weightDecay } = options;
  step(engine, [parameter, velocity], gradient, ([w, v], g, n) =>
    kernelOf(engine, "sgd", optimizers)(w, g, v, n, learningRate, momentum, nesterov, weightDecay),
  );
}

export function adam(
  engine: WasmEngine,
  parameter: Storage,
  gradient: View,
  firstMoment: Storage,
  secondMoment: Storage,
  options: AdamOptions,
): void {
  const { learningRate, beta1, beta2, epsilon, weightDecay, keep, step: t } = options;
  const [firstBias, secondBias] = [1 - beta1 ** t, 1 - beta2 ** t];
  step(engine, [parameter, firstMoment, secondMoment], gradient, ([w, m, v], g, n) =>
    kernelOf(
      engine,
      "adam",
      optimizers,
    )(
      ...([w, g, m, v, n] as const),
      ...([learningRate, beta1, beta2, epsilon, weightDecay, keep, firstBias, secondBias] as const),
    ),
  );
}

export function rmsprop(
  engine: WasmEngine,
  parameter: Storage,
  gradient: View,
  meanSquare: Storage,
  velocity: Storage | undefined,
  options: RmspropOptions,
): void {
  const { learningRate, alpha, epsilon, momentum, weightDecay } = options;
  step(engine, [parameter, meanSquare, velocity], gradient, ([w, v, b], g, n) =>
    kernelOf(
      engine,
      "rmsprop",
      rmspropModule,
    )(...([w, g, v, b, n, learningRate, alpha, epsilon, momentum, weightDecay] as const)),
  );
}

export function adagrad(
  engine: WasmEngine,
  parameter: Storage,
  gradient: View,
  sumOfSquares: Storage,
  options: AdagradOptions,
): void {
  const { learningRate, epsilon, weightDecay } = options;
  step(engine, [parameter, sumOfSquares], gradient, ([w, s], g, n) =>
    kernelOf(engine, "adagrad", adagradModule)(w, g, s, n, learningRate, epsilon, weightDecay),
  );
}

export function lion(engine: WasmEngine, parameter: Storage, gradient: View, momentum: Storage, options: LionOptions): void {
  const { learningRate, beta1, beta2, keep } = options;
  step(engine, [parameter, momentum], gradient, ([w, m], g, n) =>
    kernelOf(engine, "lion", lionModule)(w, g, m, n, learningRate, beta1, beta2, keep),
  );
}
