/** The interface of the steps of optimisers. Unlike the operations of `Engine`, they write to their arguments. */
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
  /** The number of the step, counted from 1. */
  readonly step: number;
}

export interface Steps {
  /** Takes one step of gradient descent, writing to `parameter` and to `velocity`, which exists if momentum isn't 0. */
  sgd(parameter: Storage, gradient: View, velocity: Storage | undefined, options: SgdOptions): void;
  /** Takes one step of Adam, writing to `parameter` and both moments. */
  adam(parameter: Storage, gradient: View, firstMoment: Storage, secondMoment: Storage, options: AdamOptions): void;
}
