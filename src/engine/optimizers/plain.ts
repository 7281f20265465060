/** The steps of optimisers in plain TypeScript, for any engine that keeps its numbers in arrays. */
import type { Engine, View } from "../engine.js";
import type { HostArray, Storage } from "../storage.js";
import type { AdagradOptions, AdamOptions, LionOptions, RmspropOptions, SgdOptions } from "./options.js";

export function sgd(
  engine: Engine,
  parameter: Storage,
  gradient: View,
  velocity: Storage | undefined,
  options: SgdOptions,
): void {
  const { learningRate, momentum, nesterov, weightDecay } = options;
  const w = writable(engine, parameter);
  const g = rows(engine, gradient);
  const v = velocity && writable(engine, velocity);
  for (let index = 0; index < w.length; index++) {
    const slope = (g[index] as number) + weightDecay * (w[index] as number);
    let step = slope;
    if (v) {
      v[index] = momentum * (v[index] as number) + slope;
      step = nesterov ? slope + momentum * (v[index] as number) : (v[index] as number);
    }
    (w[index] as number) -= learningRate * step;
  }
}

export function adam(
  engine: Engine,
  parameter: Storage,
  gradient: View,
  firstMoment: Storage,
  secondMoment: Storage,
  options: AdamOptions,
): void {
  const { learningRate, beta1, beta2, epsilon, weightDecay, keep, step } = options;
  const w = writable(engine, parameter);
  const g = rows(engine, gradient);
  const m = writable(engine, firstMoment);
  const v = writable(engine, secondMoment);
  const firstBias = 1 - beta1 ** step;
  const secondBias = 1 - beta2 ** step;
  for (let index = 0; index < w.length; index++) {
    const slope = (g[index] as number) + weightDecay * (w[index] as number);
    m[index] = beta1 * (m[index] as number) + (1 - beta1) * slope;
    v[index] = beta2 * (v[index] as number) + (1 - beta2) * slope * slope;
    const direction = (m[index] as number) / firstBias / (Math.sqrt((v[index] as number) / secondBias) + epsilon);
    w[index] = keep * (w[index] as number) - learningRate * direction;
  }
}

export function rmsprop(
  engine: Engine,
  parameter: Storage,
  gradient: View,
  meanSquare: Storage,
  velocity: Storage | undefined,
  options: RmspropOptions,
): void {
  const { learningRate, alpha, epsilon, momentum, weightDecay } = options;
  const w = writable(engine, parameter);
  const g = rows(engine, gradient);
  const v = writable(engine, meanSquare);
  const b = velocity && writable(engine, velocity);
  for (let index = 0; index < w.length; index++) {
    const slope = (g[index] as number) + weightDecay * (w[index] as number);
    v[index] = alpha * (v[index] as number) + (1 - alpha) * slope * slope;
    let step = slope / (Math.sqrt(v[index] as number) + epsilon);
    if (b) {
      b[index] = momentum * (b[index] as number) + step;
      step = b[index] as number;
    }
    (w[index] as number) -= learningRate * step;
  }
}

export function adagrad(
  engine: Engine,
  parameter: Storage,
  gradient: View,
  sumOfSquares: Storage,
  options: AdagradOptions,
): void {
  const { learningRate, epsilon, weightDecay } = options;
  const w = writable(engine, parameter);
  const g = rows(engine, gradient);
  const s = writable(engine, sumOfSquares);
  for (let index = 0; index < w.length; index++) {
    const slope = (g[index] as number) + weightDecay * (w[index] as number);
    (s[index] as number) += slope * slope;
    (w[index] as number) -= (learningRate * slope) / (Math.sqrt(s[index] as number) + epsilon);
  }
}

export function lion(engine: Engine, parameter: Storage, gradient: View, momentum: Storage, options: LionOptions): void {
  const { learningRate, beta1, beta2, keep } = options;
  const w = writable(engine, parameter);
  const g = rows(engine, gradient);
  const m = writable(engine, momentum);
  for (let index = 0; index < w.length; index++) {
    const slope = g[index] as number;
    const direction = Math.sign(beta1 * (m[index] as number) + (1 - beta1) * slope);
    m[index] = beta2 * (m[index] as number) + (1 - beta2) * slope;
    w[index] = keep * (w[index] as number) - learningRate * direction;
  }
}

const rows = (engine: Engine, x: View): HostArray => engine.download(engine.copy(x));

const writable = (engine: Engine, storage: Storage): HostArray => storage.writableOn(engine) as HostArray; // such an engine creates storages from arrays
