/** The steps of optimisers, which write into what they are given. */
import type { View } from "../engine.js";
import type { Storage } from "../storage.js";

export interface SgdOptions {
  readonly learningRate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
}

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** The number of this step, from 1. */
  readonly step: number;
}

export interface Steps {
  /** One step of gradient descent, into `parameter` and `velocity` (which is there where momentum is not 0). */
  sgd(parameter: Storage, gradient: View, velocity: Storage | undefined, options: SgdOptions): void;
  /** One step of Adam, into `parameter` and both moments. */
  adam(parameter: Storage, gradient: View, firstMoment: Storage, secondMoment: Storage, options: AdamOptions): void;
}
