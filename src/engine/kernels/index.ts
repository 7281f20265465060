/** Every kernel but the product, which is a module of its own (gemm.ts). What each does and takes is written in ../kernels.ts. */
/** The first byte of memory that is the caller's; below lie the kernels' constants. */
export function memoryStart(): usize {
  return __heap_base;
}

export {
  abs, add, addRow, addScalar, divide, divideRow, divideScalar, equal, equalRow, equalScalar, exp, less, lessRow, lessScalar, log,
  multiply, multiplyRow, multiplyScalar, negate, relu, reluDerivative, select, sigmoid, sigmoidDerivative, sqrt, square, subtract,
  subtractRow, subtractScalar, tanh, tanhDerivative,
} from "./elementwise";
export { copy, fill, gather, scatter, spread, take, transpose, untake } from "./layout";
export { cumulate, mean, sum } from "./sums";
export { argmax, max, min } from "./extremes";
export { crossEntropy, logSoftmax, softmax } from "./softmax";
export { adam, sgd } from "./optimizers";
