/** The options of the steps of optimisers. */
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
  /** What remains of a parameter before the step: 1, or 1 - ηλ if the weight decay isn't part of the gradient. */
  readonly keep: number;
  /** The number of the step, counted from 1. */
  readonly step: number;
}

export interface RmspropOptions {
  readonly learningRate: number;
  readonly alpha: number;
  readonly epsilon: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

export interface AdagradOptions {
  readonly learningRate: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

export interface LionOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** As for Adam. */
  readonly keep: number;
}
