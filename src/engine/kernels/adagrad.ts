/** AdaGrad, in place, in one pass, as in optimizers.ts. */
import { loadUpTo4, storeUpTo4 } from "./vector";

/** Computes s ← s + g² and w ← w - η g / (√s + ε), with g = ∇C + λw. */
export function adagrad(
  parameter: usize, gradient: usize, sumOfSquares: usize, n: i32, learningRate: f64, epsilon: f64, weightDecay: f64,
): void {
  const rate = f32x4.splat(<f32>learningRate);
  const small = f32x4.splat(<f32>epsilon);
  const decay = f32x4.splat(<f32>weightDecay);
  for (; n > 0; n -= 4) {
    const w = loadUpTo4(parameter, n);
    const g = f32x4.add(loadUpTo4(gradient, n), f32x4.mul(decay, w));
    const s = f32x4.add(loadUpTo4(sumOfSquares, n), f32x4.mul(g, g));
    storeUpTo4(sumOfSquares, s, n);
    storeUpTo4(parameter, f32x4.sub(w, f32x4.div(f32x4.mul(rate, g), f32x4.add(f32x4.sqrt(s), small))), n);
    parameter += 16;
    gradient += 16;
    sumOfSquares += 16;
  }
}
