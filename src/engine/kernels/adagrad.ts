/** AdaGrad, in place, in one pass, as in optimizers.ts. */
import { Float, LANES, loadUpTo, storeUpTo } from "./float32/vector";

/** Computes s ← s + g² and w ← w - η g / (√s + ε), with g = ∇C + λw. */
export function adagrad(
  parameter: usize, gradient: usize, sumOfSquares: usize, n: i32, learningRate: f64, epsilon: f64, weightDecay: f64,
): void {
  const rate = v128.splat<Float>(<Float>learningRate);
  const small = v128.splat<Float>(<Float>epsilon);
  const decay = v128.splat<Float>(<Float>weightDecay);
  for (; n > 0; n -= LANES) {
    const w = loadUpTo(parameter, n);
    const g = v128.add<Float>(loadUpTo(gradient, n), v128.mul<Float>(decay, w));
    const s = v128.add<Float>(loadUpTo(sumOfSquares, n), v128.mul<Float>(g, g));
    storeUpTo(sumOfSquares, s, n);
    storeUpTo(parameter, v128.sub<Float>(w, v128.div<Float>(v128.mul<Float>(rate, g), v128.add<Float>(v128.sqrt<Float>(s), small))), n);
    parameter += 16;
    gradient += 16;
    sumOfSquares += 16;
  }
}
