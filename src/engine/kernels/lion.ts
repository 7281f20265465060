/** Lion, in place, in one pass, as in optimizers.ts. */
import { Float, LANES, loadUpTo, magnitude, storeUpTo } from "./float32/vector";

/** Computes w ← kw - η sign(β₁m + (1 - β₁) g) and m ← β₂m + (1 - β₂) g. The sign of 0 is 0, and that of NaN is NaN. */
export function lion(
  parameter: usize, gradient: usize, momentum: usize, n: i32, learningRate: f64, beta1: f64, beta2: f64, keep: f64,
): void {
  const rate = v128.splat<Float>(<Float>learningRate);
  const keep1 = v128.splat<Float>(<Float>beta1);
  const take1 = v128.splat<Float>(<Float>(1 - beta1));
  const keep2 = v128.splat<Float>(<Float>beta2);
  const take2 = v128.splat<Float>(<Float>(1 - beta2));
  const kept = v128.splat<Float>(<Float>keep);
  for (; n > 0; n -= LANES) {
    const g = loadUpTo(gradient, n);
    const m = loadUpTo(momentum, n);
    const direction = sign(v128.add<Float>(v128.mul<Float>(keep1, m), v128.mul<Float>(take1, g)));
    const w = v128.mul<Float>(kept, loadUpTo(parameter, n));
    storeUpTo(momentum, v128.add<Float>(v128.mul<Float>(keep2, m), v128.mul<Float>(take2, g)), n);
    storeUpTo(parameter, v128.sub<Float>(w, v128.mul<Float>(rate, direction)), n);
    parameter += 16;
    gradient += 16;
    momentum += 16;
  }
}

@inline
function sign(x: v128): v128 {
  const ones = v128.bitselect(v128.splat<Float>(1), x, magnitude()); // 1 with the sign of x
  return v128.bitselect(ones, x, v128.or(v128.gt<Float>(x, v128.splat<Float>(0)), v128.lt<Float>(x, v128.splat<Float>(0))));
}
