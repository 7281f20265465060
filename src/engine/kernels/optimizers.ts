/**
 * Gradient descent and Adam, in place, in one pass over the parameters, the gradients and the optimiser's state. Options are
 * float64, since in float32, 1 - β₂ would be off by 5e-5.
 */
import { Float, LANES, loadUpTo, storeUpTo } from "./float32/vector";

/**
 * Computes g ← ∇C + λw, v ← μv + g, and w ← w - ηv, or with `nesterov` w ← w - η (g + μv). If `velocity` is 0 (a null pointer),
 * the step is ηg.
 */
export function sgd(
  parameter: usize, gradient: usize, velocity: usize, n: i32,
  learningRate: f64, momentum: f64, nesterov: bool, weightDecay: f64,
): void {
  const rate = v128.splat<Float>(<Float>learningRate);
  const decay = v128.splat<Float>(<Float>weightDecay);
  if (velocity == 0) {
    descend(parameter, gradient, n, rate, decay);
  } else {
    const ahead = i32x4.splat(nesterov ? -1 : 0);
    descendWithMomentum(parameter, gradient, velocity, n, rate, decay, v128.splat<Float>(<Float>momentum), ahead);
  }
}

function descend(parameter: usize, gradient: usize, n: i32, rate: v128, decay: v128): void {
  for (; n >= 2 * LANES; n -= 2 * LANES) {
    v128.store(parameter, descended(v128.load(parameter), v128.load(gradient), rate, decay));
    v128.store(parameter, descended(v128.load(parameter, 16), v128.load(gradient, 16), rate, decay), 16);
    parameter += 32;
    gradient += 32;
  }
  for (; n > 0; n -= LANES) {
    storeUpTo(parameter, descended(loadUpTo(parameter, n), loadUpTo(gradient, n), rate, decay), n);
    parameter += 16;
    gradient += 16;
  }
}

/** w - η (g + λw) */
@inline
function descended(w: v128, g: v128, rate: v128, decay: v128): v128 {
  return v128.sub<Float>(w, v128.mul<Float>(rate, v128.add<Float>(g, v128.mul<Float>(decay, w))));
}

/** All bits of `nesterov` are set, or none. */
function descendWithMomentum(
  parameter: usize, gradient: usize, velocity: usize, n: i32, rate: v128, decay: v128, momentum: v128, nesterov: v128,
): void {
  for (; n > 0; n -= LANES) {
    const w = loadUpTo(parameter, n);
    const slope = v128.add<Float>(loadUpTo(gradient, n), v128.mul<Float>(decay, w));
    const v = v128.add<Float>(v128.mul<Float>(momentum, loadUpTo(velocity, n)), slope);
    const ahead = v128.add<Float>(slope, v128.mul<Float>(momentum, v));
    storeUpTo(velocity, v, n);
    storeUpTo(parameter, v128.sub<Float>(w, v128.mul<Float>(rate, v128.bitselect(ahead, v, nesterov))), n);
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
  const rate = v128.splat<Float>(<Float>(learningRate / firstBias));
  const keep1 = v128.splat<Float>(<Float>beta1);
  const take1 = v128.splat<Float>(<Float>(1 - beta1));
  const keep2 = v128.splat<Float>(<Float>beta2);
  const take2 = v128.splat<Float>(<Float>(1 - beta2));
  const scale2 = v128.splat<Float>(<Float>(1 / secondBias));
  const small = v128.splat<Float>(<Float>epsilon);
  const decay = v128.splat<Float>(<Float>weightDecay);
  const kept = v128.splat<Float>(<Float>keep);
  for (; n > 0; n -= LANES) {
    const w = loadUpTo(parameter, n);
    const g = v128.add<Float>(loadUpTo(gradient, n), v128.mul<Float>(decay, w));
    const first = v128.add<Float>(v128.mul<Float>(keep1, loadUpTo(firstMoment, n)), v128.mul<Float>(take1, g));
    const second = v128.add<Float>(v128.mul<Float>(keep2, loadUpTo(secondMoment, n)), v128.mul<Float>(v128.mul<Float>(take2, g), g));
    const size = v128.add<Float>(v128.sqrt<Float>(v128.mul<Float>(second, scale2)), small);
    storeUpTo(firstMoment, first, n);
    storeUpTo(secondMoment, second, n);
    storeUpTo(parameter, v128.sub<Float>(v128.mul<Float>(kept, w), v128.div<Float>(v128.mul<Float>(rate, first), size)), n);
    parameter += 16;
    gradient += 16;
    firstMoment += 16;
    secondMoment += 16;
  }
}
