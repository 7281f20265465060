/**
 * numpy-ts, whose kernels are WebAssembly. A product with a transposed operand is several times as fast if the operand is first
 * copied into order. NumPy does the same for operands that its BLAS can't read.
 */
import * as np from "numpy-ts";
import { shapes } from "./data.mjs";

export const name = "numpy-ts";
export const dependency = "numpy-ts";
export const engine = "wasm";

/** @param {import("./data.mjs").Operands} operands */
export function matmul(operands) {
  const [shapeA, shapeB] = shapes(operands);
  const a = np.array(operands.a).reshape(shapeA);
  const b = np.array(operands.b).reshape(shapeB);
  const product = () => {
    const left = operands.transposeA ? np.ascontiguousarray(a.T) : a;
    const right = operands.transposeB ? np.ascontiguousarray(b.T) : b;
    const result = np.matmul(left, right);
    if (left !== a) left.dispose();
    if (right !== b) right.dispose();
    return result;
  };
  const work = () => product().dispose();
  work.result = () => product().tolist().flat();
  return work;
}
