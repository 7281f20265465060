/** The steps of optimisers for the WASM engine, with kernels of their own. */
import type { View } from "../engine.js";
import { bytesOf } from "../host.js";
import { optimizers } from "../kernels/generated/optimizers.js";
import type { Pointer } from "../kernels.js";
import type { Storage } from "../storage.js";
import type { WasmEngine } from "../wasm/wasm.js";
import { address, type Workspace } from "../wasm/workspace.js";
import type { AdamOptions, SgdOptions, Steps } from "./steps.js";

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

export class WasmSteps implements Steps {
  readonly #space: Workspace;
  readonly #kernels: OptimizerKernels;

  constructor(engine: WasmEngine) {
    this.#space = engine.space;
    // These are the functions that kernels/optimizers.ts exports; test/kernels/exports.test.ts compares the two lists.
    this.#kernels = engine.install(bytesOf(optimizers)) as OptimizerKernels;
  }

  sgd(parameter: Storage, gradient: View, velocity: Storage | undefined, options: SgdOptions): void {
    const { learningRate, momentum, nesterov, weightDecay } = options;
    const w = this.#space.writable(parameter);
    const v = velocity && this.#space.writable(velocity);
    const g = this.#space.rows(gradient);
    this.#space.arena.prepareToWrite(v ? [w, v] : [w], g.block);
    this.#kernels.sgd(w.pointer, address(g), v?.pointer ?? 0, w.length, learningRate, momentum, nesterov, weightDecay);
    this.#space.arena.release(g.block);
  }

  adam(parameter: Storage, gradient: View, firstMoment: Storage, secondMoment: Storage, options: AdamOptions): void {
    const { learningRate, beta1, beta2, epsilon, weightDecay, step } = options;
    const [w, m, v] = [this.#space.writable(parameter), this.#space.writable(firstMoment), this.#space.writable(secondMoment)];
    const g = this.#space.rows(gradient);
    this.#space.arena.prepareToWrite([w, m, v], g.block);
    const [firstBias, secondBias] = [1 - beta1 ** step, 1 - beta2 ** step];
    this.#kernels.adam(
      ...([w.pointer, address(g), m.pointer, v.pointer, w.length] as const),
      ...([learningRate, beta1, beta2, epsilon, weightDecay, firstBias, secondBias] as const),
    );
    this.#space.arena.release(g.block);
  }
}
