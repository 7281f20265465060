/**
 * Gradient descent and Adam, in place, in one pass over the parameters, the gradients and the optimiser's state. Options are
 * float64, since in float32, 1 - β₂ would be off by 5e-5.
 */
import { loadUpTo4, storeUpTo4 } from "./vector";

/**
 * Computes g ← ∇C + λw, v ← μv + g, and w ← w - ηv, or with `nesterov` w ← w - η (g + μv). If `velocity` is 0 (a null pointer),
 * the step is ηg.
 */
export function sgd(
  parameter: usize, gradient: usize, velocity: usize, n: i32,
  learningRate: f64, momentum: f64, nesterov: bool, weightDecay: f64,
): void {
  const rate = f32x4.splat(<f32>learningRate);
  const decay = f32x4.splat(<f32>weightDecay);
  if (velocity == 0) {
    descend(parameter, gradient, n, rate, decay);
  } else {
    const ahead = i32x4.splat(nesterov ? -1 : 0);
    descendWithMomentum(parameter, gradient, velocity, n, rate, decay, f32x4.splat(<f32>momentum), ahead);
  }
}

function descend(parameter: usize, gradient: usize, n: i32, rate: v128, decay: v128): void {
  for (; n >= 8; n -= 8) {
    v128.store(parameter, descended(v128.load(parameter), v128.load(gradient), rate, decay));
    v128.store(parameter, descended(v128.load(parameter, 16), v128.load(gradient, 16), rate, decay), 16);
    parameter += 32;
    gradient += 32;
  }
  for (; n > 0; n -= 4) {
    storeUpTo4(parameter, descended(loadUpTo4(parameter, n), loadUpTo4(gradient, n), rate, decay), n);
    parameter += 16;
    gradient += 16;
  }
}

/** w - η (g + λw) */
@inline
function descended(w: v128, g: v128, rate: v128, decay: v128): v128 {
  return f32x4.sub(w, f32x4.mul(rate, f32x4.add(g, f32x4.mul(decay, w))));
}

/** All bits of `nesterov` are set, or none. */
function descendWithMomentum(
  parameter: usize, gradient: usize, velocity: usize, n: i32, rate: v128, decay: v128, momentum: v128, nesterov: v128,
): void {
  for (; n > 0; n -= 4) {
    const w = loadUpTo4(parameter, n);
    const slope = f32x4.add(loadUpTo4(gradient, n), f32x4.mul(decay, w));
    const v = f32x4.add(f32x4.mul(momentum, loadUpTo4(velocity, n)), slope);
    const ahead = f32x4.add(slope, f32x4.mul(momentum, v));
    storeUpTo4(velocity, v, n);
    storeUpTo4(parameter, f32x4.sub(w, f32x4.mul(rate, v128.bitselect(ahead, v, nesterov))), n);
    parameter += 16;
    gradient += 16;
    velocity += 16;
  }
}

/**
 * Computes m ← β₁m + (1 - β₁) g, v ← β₂v + (1 - β₂) g² and w ← w - η · m̂ / (√v̂ + ε), with g = ∇C + λw, or
 * with a `keep` below 1, kw - η · m̂ / (√v̂ + ε). The caller counts the steps, and passes the bias corrections 1 - β₁ᵗ and 1 - β₂ᵗ,
 * which m and v are divided by.
 */
export function adam(
  parameter: usize, gradient: usize, firstMoment: usize, secondMoment: usize, n: i32,
  learningRate: f64, beta1: f64, beta2: f64, epsilon: f64, weightDecay: f64, keep: f64,
  firstBias: f64, secondBias: f64,
): void {
  const rate = f32x4.splat(<f32>(learningRate / firstBias));
  const keep1 = f32x4.splat(<f32>beta1);
  const take1 = f32x4.splat(<f32>(1 - beta1));
  const keep2 = f32x4.splat(<f32>beta2);
  const take2 = f32x4.splat(<f32>(1 - beta2));
  const scale2 = f32x4.splat(<f32>(1 / secondBias));
  const small = f32x4.splat(<f32>epsilon);
  const decay = f32x4.splat(<f32>weightDecay);
  const kept = f32x4.splat(<f32>keep);
  for (; n > 0; n -= 4) {
    const w = loadUpTo4(parameter, n);
    const g = f32x4.add(loadUpTo4(gradient, n), f32x4.mul(decay, w));
    const first = f32x4.add(f32x4.mul(keep1, loadUpTo4(firstMoment, n)), f32x4.mul(take1, g));
    const second = f32x4.add(f32x4.mul(keep2, loadUpTo4(secondMoment, n)), f32x4.mul(f32x4.mul(take2, g), g));
    const size = f32x4.add(f32x4.sqrt(f32x4.mul(second, scale2)), small);
    storeUpTo4(firstMoment, first, n);
    storeUpTo4(secondMoment, second, n);
    storeUpTo4(parameter, f32x4.sub(f32x4.mul(kept, w), f32x4.div(f32x4.mul(rate, first), size)), n);
    parameter += 16;
    gradient += 16;
    firstMoment += 16;
    secondMoment += 16;
  }
}
