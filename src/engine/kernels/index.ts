/**
 * All kernels that tensors need, except the product (gemm.ts). The product, images.ts and optimizers.ts are separate modules.
 * ../kernels.ts describes what the kernels do.
 */
import { SUMS_END } from "./float32/wide-sums";

/** The first byte of memory that callers may use. Below it are the kernels' constants and the sums of columns. */
export function memoryStart(): usize {
  return SUMS_END;
}

export {
  add, addScalar, divide, divideScalar, equal, equalScalar, errorOver, errorTimes, less, lessScalar, multiply, multiplyScalar, select,
  subtract, subtractScalar,
} from "./elementwise";
export * from "./unary";
export { copy, fill, gather, scatter, spread, take, transpose, untake } from "./layout";
export { cumulate, sum } from "./float32/sums";
export { center, mean } from "./means";
export { addRowsWide, addWide, narrow } from "./float32/wide-sums";
export { argmax, argmin, max, min } from "./extremes";
export { argsort } from "./float32/argsort";
export { takeAlong } from "./order";
export { crossEntropy, logSoftmax, softmax } from "./softmax";
