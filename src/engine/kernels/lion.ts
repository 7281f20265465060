/** Lion, in place, in one pass, as in optimizers.ts. */
import { loadUpTo4, storeUpTo4 } from "./vector";

/** Computes w ← kw - η sign(β₁m + (1 - β₁) g) and m ← β₂m + (1 - β₂) g. The sign of 0 is 0, and that of NaN is NaN. */
export function lion(
  parameter: usize, gradient: usize, momentum: usize, n: i32, learningRate: f64, beta1: f64, beta2: f64, keep: f64,
): void {
  const rate = f32x4.splat(<f32>learningRate);
  const keep1 = f32x4.splat(<f32>beta1);
  const take1 = f32x4.splat(<f32>(1 - beta1));
  const keep2 = f32x4.splat(<f32>beta2);
  const take2 = f32x4.splat(<f32>(1 - beta2));
  const kept = f32x4.splat(<f32>keep);
  for (; n > 0; n -= 4) {
    const g = loadUpTo4(gradient, n);
    const m = loadUpTo4(momentum, n);
    const direction = sign(f32x4.add(f32x4.mul(keep1, m), f32x4.mul(take1, g)));
    const w = f32x4.mul(kept, loadUpTo4(parameter, n));
    storeUpTo4(momentum, f32x4.add(f32x4.mul(keep2, m), f32x4.mul(take2, g)), n);
    storeUpTo4(parameter, f32x4.sub(w, f32x4.mul(rate, direction)), n);
    parameter += 16;
    gradient += 16;
    momentum += 16;
  }
}

@inline
function sign(x: v128): v128 {
  const ones = v128.bitselect(f32x4.splat(1), x, i32x4.splat(0x7fffffff)); // 1 with the sign of x
  return v128.bitselect(ones, x, v128.or(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, f32x4.splat(0))));
}
