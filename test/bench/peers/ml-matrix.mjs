/** ml-matrix, in JavaScript and float64. */
import { Matrix } from "ml-matrix";
import { shapes } from "./data.mjs";

export const name = "ml-matrix";
export const dependency = "ml-matrix";
export const engine = "JavaScript, float64";

/** @param {import("./data.mjs").Operands} operands */
export function matmul(operands) {
  const [shapeA, shapeB] = shapes(operands);
  const a = Matrix.from1DArray(...shapeA, operands.a);
  const b = Matrix.from1DArray(...shapeB, operands.b);
  const product = () => {
    if (operands.transposeA) return a.transposeMultiply(b); // the library's own method for this
    return a.mmul(operands.transposeB ? b.transpose() : b);
  };
  const work = () => {
    product();
  };
  work.result = () => product().to1DArray();
  return work;
}
