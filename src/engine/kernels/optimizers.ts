/**
 * Gradient descent and Adam, in place: one pass over the parameters, their gradients and what the optimiser remembers of them.
 * The options come as float64, since 1 - β₂ in float32 would be off by 5e-5.
 */
import { loadUpTo4, storeUpTo4 } from "./vector";

/**
 * g ← ∇C + λw, v ← μv + g, w ← w - ηv, or w ← w - η (g + μv) with `nesterov`. Without a `velocity` (a pointer of 0) the step is ηg.
 */
export function sgd(
  parameter: usize, gradient: usize, velocity: usize, n: i32,
  learningRate: f64, momentum: f64, nesterov: bool, weightDecay: f64,
): void {
  const rate = f32x4.splat(<f32>learningRate);
  const decay = f32x4.splat(<f32>weightDecay);
  const keep = f32x4.splat(<f32>momentum);
  for (; n > 0; n -= 4) {
    const w = loadUpTo4(parameter, n);
    let step = loadUpTo4(gradient, n);
    if (weightDecay != 0) step = f32x4.add(step, f32x4.mul(decay, w));
    if (velocity != 0) {
      const v = f32x4.add(f32x4.mul(keep, loadUpTo4(velocity, n)), step);
      storeUpTo4(velocity, v, n);
      step = nesterov ? f32x4.add(step, f32x4.mul(keep, v)) : v;
      velocity += 16;
    }
    const next = f32x4.sub(w, f32x4.mul(rate, step));
    storeUpTo4(parameter, next, n);
    parameter += 16;
    gradient += 16;
  }
}

/**
 * m ← β₁m + (1 - β₁) g, v ← β₂v + (1 - β₂) g², w ← w - η · m̂ / (√v̂ + ε), with g = ∇C + λw. The bias corrections 1 - β₁ᵗ and
 * 1 - β₂ᵗ, by which m and v are divided, come from the caller, who counts the steps.
 */
export function adam(
  parameter: usize, gradient: usize, firstMoment: usize, secondMoment: usize, n: i32,
  learningRate: f64, beta1: f64, beta2: f64, epsilon: f64, weightDecay: f64, firstBias: f64, secondBias: f64,
): void {
  const rate = f32x4.splat(<f32>(learningRate / firstBias));
  const keep1 = f32x4.splat(<f32>beta1);
  const take1 = f32x4.splat(<f32>(1 - beta1));
  const keep2 = f32x4.splat(<f32>beta2);
  const take2 = f32x4.splat(<f32>(1 - beta2));
  const scale2 = f32x4.splat(<f32>(1 / secondBias));
  const small = f32x4.splat(<f32>epsilon);
  const decay = f32x4.splat(<f32>weightDecay);
  for (; n > 0; n -= 4) {
    const w = loadUpTo4(parameter, n);
    let g = loadUpTo4(gradient, n);
    if (weightDecay != 0) g = f32x4.add(g, f32x4.mul(decay, w));
    const oldFirst = loadUpTo4(firstMoment, n);
    const oldSecond = loadUpTo4(secondMoment, n);
    const first = f32x4.add(f32x4.mul(keep1, oldFirst), f32x4.mul(take1, g));
    const second = f32x4.add(f32x4.mul(keep2, oldSecond), f32x4.mul(f32x4.mul(take2, g), g));
    const size = f32x4.add(f32x4.sqrt(f32x4.mul(second, scale2)), small);
    const next = f32x4.sub(w, f32x4.div(f32x4.mul(rate, first), size));
    storeUpTo4(firstMoment, first, n);
    storeUpTo4(secondMoment, second, n);
    storeUpTo4(parameter, next, n);
    parameter += 16;
    gradient += 16;
    firstMoment += 16;
    secondMoment += 16;
  }
}
