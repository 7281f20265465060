/** RMSProp, in place, in one pass, as in optimizers.ts. */
import { Float, LANES, loadUpTo, storeUpTo } from "./float32/vector";

/**
 * Computes v ← αv + (1 - α) g² and w ← w - η g / (√v + ε), with g = ∇C + λw. If `velocity` isn't 0 (a null pointer), it computes
 * b ← μb + g / (√v + ε) and w ← w - ηb instead.
 */
export function rmsprop(
  parameter: usize, gradient: usize, meanSquare: usize, velocity: usize, n: i32,
  learningRate: f64, alpha: f64, epsilon: f64, momentum: f64, weightDecay: f64,
): void {
  const rate = v128.splat<Float>(<Float>learningRate);
  const keep = v128.splat<Float>(<Float>alpha);
  const take = v128.splat<Float>(<Float>(1 - alpha));
  const small = v128.splat<Float>(<Float>epsilon);
  const friction = v128.splat<Float>(<Float>momentum);
  const decay = v128.splat<Float>(<Float>weightDecay);
  for (; n > 0; n -= LANES) {
    const w = loadUpTo(parameter, n);
    const g = v128.add<Float>(loadUpTo(gradient, n), v128.mul<Float>(decay, w));
    const v = v128.add<Float>(v128.mul<Float>(keep, loadUpTo(meanSquare, n)), v128.mul<Float>(v128.mul<Float>(take, g), g));
    let step = v128.div<Float>(g, v128.add<Float>(v128.sqrt<Float>(v), small));
    storeUpTo(meanSquare, v, n);
    if (velocity != 0) {
      step = v128.add<Float>(v128.mul<Float>(friction, loadUpTo(velocity, n)), step);
      storeUpTo(velocity, step, n);
      velocity += 16;
    }
    storeUpTo(parameter, v128.sub<Float>(w, v128.mul<Float>(rate, step)), n);
    parameter += 16;
    gradient += 16;
    meanSquare += 16;
  }
}
