/** The steps of optimisers in plain TypeScript, for any engine that keeps its numbers in arrays. */
import type { Engine, View } from "../engine.js";
import type { HostArray, Storage } from "../storage.js";
import type { AdamOptions, SgdOptions, Steps } from "./steps.js";

export class PlainSteps implements Steps {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  sgd(parameter: Storage, gradient: View, velocity: Storage | undefined, options: SgdOptions): void {
    const { learningRate, momentum, nesterov, weightDecay } = options;
    const w = this.#writable(parameter);
    const g = this.#rows(gradient);
    const v = velocity && this.#writable(velocity);
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

  adam(parameter: Storage, gradient: View, firstMoment: Storage, secondMoment: Storage, options: AdamOptions): void {
    const { learningRate, beta1, beta2, epsilon, weightDecay, step } = options;
    const w = this.#writable(parameter);
    const g = this.#rows(gradient);
    const m = this.#writable(firstMoment);
    const v = this.#writable(secondMoment);
    const firstBias = 1 - beta1 ** step;
    const secondBias = 1 - beta2 ** step;
    for (let index = 0; index < w.length; index++) {
      const slope = (g[index] as number) + weightDecay * (w[index] as number);
      m[index] = beta1 * (m[index] as number) + (1 - beta1) * slope;
      v[index] = beta2 * (v[index] as number) + (1 - beta2) * slope * slope;
      const direction = (m[index] as number) / firstBias / (Math.sqrt((v[index] as number) / secondBias) + epsilon);
      (w[index] as number) -= learningRate * direction;
    }
  }

  #rows(x: View): HostArray {
    return this.#engine.download(this.#engine.copy(x));
  }

  #writable(storage: Storage): HostArray {
    return storage.writableOn(this.#engine) as HostArray; // such an engine creates storages from arrays
  }
}
