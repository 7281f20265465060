/** Schedules: learning rates that change from step to step. */
import { checkRange, checkWhole, readOptions } from "../../shape/options.js";
import { checkLearningRate, type LearningRate, type Schedule } from "./learning-rate.js";

/** Options of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** γ, by which the learning rate is multiplied every k steps. */
  readonly factor: number;
  /** k, the number of steps in which the learning rate is multiplied by γ once; 1 by default. */
  readonly every?: number | undefined;
}

/**
 * A learning rate that decays exponentially. With `every` at its default of 1, it is PyTorch's `ExponentialLR`.
 *
 * $$ \eta_t = \eta_0 \, \gamma^{t / k} $$
 *
 * @param initial - η₀, the learning rate of the first step
 * @throws RangeError if an argument is out of its range
 * @example
 * ```ts
 * import { adam, dense, exponentialDecay } from "conformable/nn";
 *
 * adam(dense(3, 2), { learningRate: exponentialDecay(0.01, { factor: 0.5, every: 1000 }) }); // halved every 1000 steps
 * ```
 */
export function exponentialDecay(initial: number, options: ExponentialDecayOptions): Schedule {
  const { factor, every = 1 } = readOptions("exponentialDecay", options, ["factor", "every"]);
  checkRate("exponentialDecay: the initial rate", initial);
  checkRate("exponentialDecay: factor", factor);
  checkWhole("exponentialDecay: every", every, 1);
  return (step) => initial * factor ** (step / every);
}

/** Options of {@link stepDecay}. */
export interface StepDecayOptions {
  /** γ, by which the learning rate is multiplied after every k steps. */
  readonly factor: number;
  /** k, the number of steps for which the learning rate stays the same. */
  readonly every: number;
}

/**
 * A learning rate that falls in steps, like PyTorch's `StepLR`.
 *
 * $$ \eta_t = \eta_0 \, \gamma^{\lfloor t / k \rfloor} $$
 *
 * @param initial - η₀, the learning rate of the first k steps
 * @throws RangeError if an argument is out of its range
 * @example
 * ```ts
 * import { dense, sgd, stepDecay } from "conformable/nn";
 *
 * sgd(dense(3, 2), { learningRate: stepDecay(0.1, { factor: 0.1, every: 3000 }) }); // 0.1, then 0.01, then 0.001, …
 * ```
 */
export function stepDecay(initial: number, options: StepDecayOptions): Schedule {
  const { factor, every } = readOptions("stepDecay", options, ["factor", "every"]);
  checkRate("stepDecay: the initial rate", initial);
  checkRate("stepDecay: factor", factor);
  checkWhole("stepDecay: every", every, 1);
  return (step) => initial * factor ** Math.floor(step / every);
}

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** T, the number of steps after which the learning rate is η_T. */
  readonly steps: number;
  /** η_T, the learning rate at the end; 0 by default. */
  readonly final?: number | undefined;
}

/**
 * A learning rate that falls along half a period of the cosine (Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with
 * Warm Restarts", 2017). Up to step T, it is PyTorch's `CosineAnnealingLR`; after that, it stays the same.
 *
 * $$ \eta_t = \eta_T + \frac{1}{2} (\eta_0 - \eta_T) \Bigl( 1 + \cos \frac{\pi \min(t, T)}{T} \Bigr) $$
 *
 * @param initial - η₀, the learning rate of the first step
 * @throws RangeError if an argument is out of its range
 * @example
 * ```ts
 * import { cosineDecay, dense, sgd } from "conformable/nn";
 *
 * sgd(dense(3, 2), { learningRate: cosineDecay(0.1, { steps: 10_000 }), momentum: 0.9 });
 * ```
 */
export function cosineDecay(initial: number, options: CosineDecayOptions): Schedule {
  const { steps, final = 0 } = readOptions("cosineDecay", options, ["steps", "final"]);
  checkRate("cosineDecay: the initial rate", initial);
  checkWhole("cosineDecay: steps", steps, 1);
  checkRate("cosineDecay: final", final);
  return (step) => final + ((initial - final) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps))) / 2;
}

/** Options of {@link warmup}. */
export interface WarmupOptions {
  /** T, the number of steps until the learning rate reaches `next`. */
  readonly steps: number;
  /** The learning rate of the first step; 0 by default. */
  readonly from?: number | undefined;
}

/**
 * A learning rate that rises linearly, and then follows another one (Goyal et al., "Accurate, Large Minibatch SGD: Training
 * ImageNet in 1 Hour", 2017). If `next` is a schedule, it begins with its step 0 after the warm-up.
 *
 * $$ \eta_t = \begin{cases} a + (s_0 - a) \, t / T & t < T \\ s_{t - T} & t \ge T \end{cases} $$
 *
 * @param next - s, the learning rate or the schedule that follows
 * @throws RangeError if an argument is out of its range
 * @example
 * ```ts
 * import { adam, cosineDecay, dense, warmup } from "conformable/nn";
 *
 * adam(dense(3, 2), { learningRate: warmup(cosineDecay(0.01, { steps: 9000 }), { steps: 1000 }) });
 * ```
 */
export function warmup(next: LearningRate, options: WarmupOptions): Schedule {
  const { steps, from = 0 } = readOptions("warmup", options, ["steps", "from"]);
  checkLearningRate("warmup", next);
  checkWhole("warmup: steps", steps, 1);
  checkRate("warmup: from", from);
  const following = (step: number): number => (typeof next === "number" ? next : next(step));
  return (step) => (step < steps ? from + ((following(0) - from) * step) / steps : following(step - steps));
}

const checkRate = (name: string, value: unknown): void => checkRange(name, value, 0, Number.POSITIVE_INFINITY);
