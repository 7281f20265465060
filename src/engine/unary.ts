/**
 * The functions of one number: their names, and the formulas that the plain engine uses. The types of engines and kernels, and
 * the tests, are derived from this table.
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
};

/** Functions that only derivatives need. They take the weighted sum. */
const derivatives = {
  sqrtDerivative: (x: number) => (x === 0 ? 0 : 0.5 / Math.sqrt(x)),
  tanhDerivative: (x: number) => 4 * sigmoid(2 * x) * sigmoid(-2 * x), // 1 - tanh(x)², without cancellation
  sigmoidDerivative: (x: number) => sigmoid(x) * sigmoid(-x),
  reluDerivative: (x: number) => (x > 0 ? 1 : Math.max(0, x)),
};

export type UnaryOperation = keyof typeof functions | keyof typeof derivatives;
export const unaryOperations: Readonly<Record<UnaryOperation, (x: number) => number>> = { ...functions, ...derivatives };
