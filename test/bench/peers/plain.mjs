/** No library: a product in plain JavaScript, in blocks that fit in the cache. The yardstick for what a library is worth. */
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
    return inBlocks(rows, inner, columns, a, b);
  };
  const work = () => {
    product();
  };
  work.result = product;
  return work;
}

/**
 * @param {number} rows
 * @param {number} inner
 * @param {number} columns
 * @param {Float32Array} a
 * @param {Float32Array} b
 */
function inBlocks(rows, inner, columns, a, b) {
  const result = new Float32Array(rows * columns);
  for (let block = 0; block < inner; block += 64) {
    const end = Math.min(inner, block + 64);
    for (let row = 0; row < rows; row++) {
      for (let step = block; step < end; step++) {
        const factor = a[row * inner + step];
        const [from, to] = [step * columns, row * columns];
        for (let column = 0; column < columns; column++) result[to + column] += factor * b[from + column];
      }
    }
  }
  return result;
}
