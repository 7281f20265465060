/** All kernels except the product, which is a separate module (gemm.ts). ../kernels.ts describes what they do. */
import { SUMS_END } from "./wide-sums";

/** The first byte of memory that callers may use. Below it are the kernels' constants and the sums of columns. */
export function memoryStart(): usize {
  return SUMS_END;
}

export {
  abs, add, addRow, addScalar, divide, divideRow, divideScalar, equal, equalRow, equalScalar, errorOver, errorOverRow,
  errorTimes, errorTimesRow, exp, less, lessRow, lessScalar, log, multiply, multiplyRow, multiplyScalar, negate, relu,
  reluDerivative, select, sigmoid, sigmoidDerivative, sqrt, sqrtDerivative, square, subtract, subtractRow, subtractScalar, tanh,
  tanhDerivative,
} from "./elementwise";
export { copy, fill, gather, scatter, spread, take, transpose, untake } from "./layout";
export { center, cumulate, mean, sum } from "./sums";
export { addRowsWide, addWide, narrow } from "./wide-sums";
export { argmax, max, min } from "./extremes";
export { crossEntropy, logSoftmax, softmax } from "./softmax";
export { adam, sgd } from "./optimizers";
