/** Functions of one number that are made from exp and log, as in float32/transcendental.ts. */
import { exp, log, SIGN } from "./float32/transcendental";
import { Float } from "./float32/vector";

const ONE = memory.data<Float>([1]);
const FOUR = memory.data<Float>([4]);

/** Loads a constant into all lanes. */
@inline
function all(constant: usize): v128 {
  return v128.load_splat<Float>(constant);
}

/** 1 / (1 + e^-x), or below 0, e^x / (1 + e^x). The exponential is then at most 1, so nothing overflows. */
@inline
export function sigmoid(x: v128): v128 {
  const e = exp(v128.or(x, all(SIGN))); // e^-|x|
  const negative = v128.lt<Float>(x, v128.splat<Float>(0));
  return v128.div<Float>(v128.bitselect(e, all(ONE), negative), v128.add<Float>(e, all(ONE)));
}

/** σ(x) σ(-x) = e / (1 + e)², with e = e^-|x|. It avoids subtracting nearly equal numbers. */
@inline
export function sigmoidDerivative(x: v128): v128 {
  const e = exp(v128.or(x, all(SIGN)));
  const sum = v128.add<Float>(e, all(ONE));
  return v128.div<Float>(e, v128.mul<Float>(sum, sum));
}

/** 1 - tanh² x = 4 σ′(2x), which keeps the relative error small where tanh is near 1. */
@inline
export function tanhDerivative(x: v128): v128 {
  return v128.mul<Float>(all(FOUR), sigmoidDerivative(v128.add<Float>(x, x)));
}

/** ln u + (x - (u - 1)) / u, with u = 1 + x. The second term makes up for the rounding of u. */
@inline
export function log1p(x: v128): v128 {
  const u = v128.add<Float>(x, all(ONE));
  const lost = v128.div<Float>(v128.sub<Float>(x, v128.sub<Float>(u, all(ONE))), u);
  const sum = v128.add<Float>(log(u), v128.and(lost, v128.eq<Float>(lost, lost))); // where x is -1 or infinite, nothing is lost
  return v128.or(sum, v128.and(x, all(SIGN))); // -0 stays -0
}
