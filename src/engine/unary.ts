/**
 * The functions of one number: their names, and the formulas that the plain engine uses. The types of engines and kernels, and
 * the tests, are derived from these tables.
 */

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Each of these is a method of tensors. */
export const functions = {
  negate: (x: number) => -x,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  square: (x: number) => x * x,
  abs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  sigmoid,
  relu: (x: number) => Math.max(0, x), // NaN stays NaN
  log1p: Math.log1p,
  erf,
  floor: Math.floor,
  ceil: Math.ceil,
  round: (x: number) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)), // half to even
};

/**
 * Each of these is a method too, but has no kernel: every engine uses the formula. Bundles contain all kernels of tensors, and these
 * functions are rare enough that a smaller bundle matters more than their speed.
 */
export const functionsWithoutKernel = {
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  log2: Math.log2,
  log10: Math.log10,
};

/** 2 / √π · e^-x² · (x + 2 x³ / 3 + 4 x⁵ / 15 + …), a series without cancellation. */
function erf(x: number): number {
  if (!(Math.abs(x) < 6)) return Math.sign(x); // also NaN
  let [term, sum] = [x, x];
  for (let n = 3; sum + term !== sum; n += 2) {
    term *= (2 * x * x) / n;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Functions that only derivatives need. They take the weighted sum. */
const derivatives = {
  sqrtDerivative: (x: number) => (x === 0 ? 0 : 0.5 / Math.sqrt(x)),
  tanhDerivative: (x: number) => 4 * sigmoid(2 * x) * sigmoid(-2 * x), // 1 - tanh(x)², without cancellation
  sigmoidDerivative: (x: number) => sigmoid(x) * sigmoid(-x),
  reluDerivative: (x: number) => (x > 0 ? 1 : Math.max(0, x)),
};

export type OperationWithKernel = keyof typeof functions | keyof typeof derivatives;
export type UnaryOperation = OperationWithKernel | keyof typeof functionsWithoutKernel;
export const unaryOperations: Readonly<Record<UnaryOperation, (x: number) => number>> = {
  ...functions,
  ...functionsWithoutKernel,
  ...derivatives,
};
export const hasKernel = (operation: UnaryOperation): operation is OperationWithKernel => !(operation in functionsWithoutKernel);

/** Whether products and quotients with this number need no special cases, in float32. */
export const isOrdinary = (x: number): boolean => Number.isFinite(Math.fround(x)) && Math.fround(x) !== 0;
