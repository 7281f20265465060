/** A product in plain JavaScript, without a library, for comparison. */
import { shapes, transposed } from "./data.mjs";

export const name = "plain JS";
export const engine = "JavaScript";

/** @param {import("./data.mjs").Operands} operands */
export function matmul(operands) {
  const { rows, inner, columns, transposeA, transposeB } = operands;
  const [shapeA, shapeB] = shapes(operands);
  const product = () => {
    const a = transposeA ? transposed(operands.a, ...shapeA) : operands.a;
    const b = transposeB ? transposed(operands.b, ...shapeB) : operands.b;
    return productOf(rows, inner, columns, a, b);
  };
  const work = () => {
    product();
  };
  work.result = product;
  return work;
}

/**
 * Row by row, and four rows of B at a time, so that an element of the result is read and written once for four steps.
 *
 * @param {number} rows
 * @param {number} inner
 * @param {number} columns
 * @param {Float32Array} a
 * @param {Float32Array} b
 */
function productOf(rows, inner, columns, a, b) {
  const result = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const to = row * columns;
    let step = 0;
    for (; step + 4 <= inner; step += 4) {
      const at = row * inner + step;
      const [a0, a1, a2, a3] = [a[at], a[at + 1], a[at + 2], a[at + 3]];
      const b0 = step * columns;
      const [b1, b2, b3] = [b0 + columns, b0 + 2 * columns, b0 + 3 * columns];
      for (let column = 0; column < columns; column++) {
        result[to + column] += a0 * b[b0 + column] + a1 * b[b1 + column] + a2 * b[b2 + column] + a3 * b[b3 + column];
      }
    }
    for (; step < inner; step++) {
      const factor = a[row * inner + step];
      for (let column = 0; column < columns; column++) result[to + column] += factor * b[step * columns + column];
    }
  }
  return result;
}
