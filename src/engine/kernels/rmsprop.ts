/** RMSProp, in place, in one pass, as in optimizers.ts. */
import { loadUpTo4, storeUpTo4 } from "./vector";

/**
 * Computes v ← αv + (1 - α) g² and w ← w - η g / (√v + ε), with g = ∇C + λw. If `velocity` isn't 0 (a null pointer), it computes
 * b ← μb + g / (√v + ε) and w ← w - ηb instead.
 */
export function rmsprop(
  parameter: usize, gradient: usize, meanSquare: usize, velocity: usize, n: i32,
  learningRate: f64, alpha: f64, epsilon: f64, momentum: f64, weightDecay: f64,
): void {
  const rate = f32x4.splat(<f32>learningRate);
  const keep = f32x4.splat(<f32>alpha);
  const take = f32x4.splat(<f32>(1 - alpha));
  const small = f32x4.splat(<f32>epsilon);
  const friction = f32x4.splat(<f32>momentum);
  const decay = f32x4.splat(<f32>weightDecay);
  for (; n > 0; n -= 4) {
    const w = loadUpTo4(parameter, n);
    const g = f32x4.add(loadUpTo4(gradient, n), f32x4.mul(decay, w));
    const v = f32x4.add(f32x4.mul(keep, loadUpTo4(meanSquare, n)), f32x4.mul(f32x4.mul(take, g), g));
    let step = f32x4.div(g, f32x4.add(f32x4.sqrt(v), small));
    storeUpTo4(meanSquare, v, n);
    if (velocity != 0) {
      step = f32x4.add(f32x4.mul(friction, loadUpTo4(velocity, n)), step);
      storeUpTo4(velocity, step, n);
      velocity += 16;
    }
    storeUpTo4(parameter, f32x4.sub(w, f32x4.mul(rate, step)), n);
    parameter += 16;
    gradient += 16;
    meanSquare += 16;
  }
}
