/** Every kernel that the module exports. What each does and takes is written in ../kernels.ts. */
/** The first byte of memory that is the caller's; below lie the kernels' constants. */
export function memoryStart(): usize {
  return __heap_base;
}

export { gemm, gemmScratchBytes } from "./gemm";
export {
  abs, add, addRow, addScalar, divide, divideRow, divideScalar, exp, log, multiply, multiplyRow, multiplyScalar, negate, relu,
  reluDerivative, sigmoid, sigmoidDerivative, sqrt, square, subtract, subtractRow, subtractScalar, tanh, tanhDerivative,
} from "./elementwise";
export {
  biasRelu, biasSigmoid, biasTanh, multiplyByReluDerivative, multiplyBySigmoidDerivative, multiplyByTanhDerivative,
} from "./activations";
export { copy, fill, gather, take, transpose } from "./layout";
export { mean, sum } from "./sums";
export { argmax, max, min } from "./extremes";
export { crossEntropy, logSoftmax, softmax } from "./softmax";
export { adam, sgd } from "./optimizers";
